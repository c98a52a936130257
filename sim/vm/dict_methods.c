/* Methods and operators of dict, and what its views have of sets.
 * Source: CPython 3.13.0, Objects/dictobject.c, the function named at each of ours. */
#include "sim/vm/heir.h"
#include "sim/vm/frame_locals.h"
#include "sim/vm/names.h"
#include "sim/vm/sequence.h"
#include "sim/vm/setobject.h"

#include "sim/log/dict.h"

static ref arg(const call_args *a, uint32_t i)
{
    return VALUE_ROW(a->v[i]);
}

static value dict_get(machine *m, const call_args *a)
{
    bool failed;
    uint32_t entry = dict_lookup(m, a->self, arg(a, 0), &failed);
    if (failed)
        return 0;
    if (entry != DICT_NONE)
        return value_own(m, dict_entry(machine_world(m), a->self, entry).value);
    return a->count > 1 ? value_own(m, arg(a, 1)) : m->none;
}

enum { VIEW_KEYS, VIEW_VALUES, VIEW_ITEMS };

static value view_of_dict(machine *m, ref dict, uint32_t which)
{
    world_emit(m->r, EV_NEW, KIND_DICT_VIEW, 0, which, 0);
    value view = value_born(m);
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(view), 0, dict);
    return view;
}

static value dict_view(machine *m, const call_args *a, uint32_t which)
{
    return view_of_dict(m, world_outer_of(machine_world(m), a->self), which);
}

static value dict_keys(machine *m, const call_args *a)
{
    return dict_view(m, a, VIEW_KEYS);
}

static value dict_values(machine *m, const call_args *a)
{
    return dict_view(m, a, VIEW_VALUES);
}

static value dict_items(machine *m, const call_args *a)
{
    return dict_view(m, a, VIEW_ITEMS);
}

static value dict_pop(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    bool failed = false; /* nobody is asked for a hash where nothing is */
    uint32_t entry = dict_used(w, a->self) ? dict_lookup(m, a->self, arg(a, 0), &failed) : DICT_NONE;
    if (failed)
        return 0;
    if (entry == DICT_NONE)
        return a->count > 1 ? value_own(m, arg(a, 1)) : raise_with(m, m->types[BT_KEY_ERROR], arg(a, 0));
    ref key = dict_entry(w, a->self, entry).key, v = dict_entry(w, a->self, entry).value;
    world_emit(m->r, EV_DICT_REMOVE, 0, a->self, entry, 0);
    memory_drop(&m->mem, key);
    return world_has(w, v, OBJ_IMMORTAL) ? v : v | VALUE_OWNED;
}

static value dict_clear_method(machine *m, const call_args *a)
{
    dict_clear(&m->mem, a->self);
    return m->stopped ? 0 : m->none;
}

static value dict_copy(machine *m, const call_args *a)
{
    return dict_copy_of(m, a->self);
}

static value dict_setdefault(machine *m, const call_args *a)
{
    bool failed = false;
    int64_t hash;
    if (!hash_of(m, arg(a, 0), &hash))
        return 0;
    uint32_t entry = dict_lookup_hashed(m, a->self, arg(a, 0), hash, &failed);
    if (failed)
        return 0;
    if (entry != DICT_NONE)
        return value_own(m, dict_entry(machine_world(m), a->self, entry).value);
    ref v = a->count > 1 ? arg(a, 1) : m->none;
    return dict_add_hashed(m, a->self, arg(a, 0), hash, v) ? value_own(m, v) : 0;
}

/* --- Filling ---------------------------------------------------------------------------------------------- */

/* PySequence_Fast() of element `i`: a list or tuple of two. 0: raised. */
static value pair_of(machine *m, ref item, uint32_t i)
{
    const world *w = machine_world(m);
    value pair = make_sequence(m, item, "");
    if (!pair) {
        if (m->raised && exception_is(m, m->raised, BT_TYPE_ERROR)) {
            exception_drop(m);
            raise_error(m, BT_TYPE_ERROR, "cannot convert dictionary update sequence element #%u to a sequence", i);
        }
        return 0;
    }
    uint32_t n = world_row(w, VALUE_ROW(pair))->lo;
    if (n == 2)
        return pair;
    value_drop(m, pair);
    return raise_error(m, BT_VALUE_ERROR, "dictionary update sequence element #%u has length %u; 2 is required", i, n);
}

static bool put_pair(machine *m, ref dict, ref pair)
{
    const world *w = machine_world(m);
    value key = value_own(m, world_word(w, pair, 0)), v = value_own(m, world_word(w, pair, 1));
    bool ok = dict_put_held(m, dict, VALUE_ROW(key), VALUE_ROW(v));
    value_drop(m, key);
    value_drop(m, v);
    return ok && !m->stopped;
}

/* merge_from_seq2_lock_held() */
static bool merge_pairs(machine *m, ref dict, ref pairs)
{
    value iterator = iterator_of(m, pairs);
    bool ok = iterator != 0;
    uint32_t i = 0;
    for (value item; ok && (item = iterator_next(m, VALUE_ROW(iterator))) != 0; i++) {
        item = value_own(m, item);
        value pair = pair_of(m, VALUE_ROW(item), i);
        ok = pair && put_pair(m, dict, VALUE_ROW(pair));
        value_drop(m, pair);
        value_drop(m, item);
    }
    value_drop(m, iterator);
    return ok && !m->raised && !m->stopped;
}

/* Does dict_merge() take it apart without asking it? */
bool dict_merges_directly(machine *m, ref o)
{
    const world *w = machine_world(m);
    return world_kind(w, world_core_of(w, o)) == KIND_DICT && !heir_override(m, o, "__iter__");
}

/* PyMapping_Keys(): what keys() gives, in a list if it is none. 0: raised. */
static value mapping_keys(machine *m, ref mapping)
{
    const world *w = machine_world(m);
    value keys = world_kind(w, mapping) == KIND_MAPPINGPROXY ? view_of_dict(m, world_word(w, mapping, 0), VIEW_KEYS)
                 : world_kind(w, mapping) == KIND_LOCALS_PROXY ? locals_proxy_keys(m, mapping)
                                                               : call_method(m, mapping, name_intern(m, "keys", 4));
    if (!keys || world_kind(w, VALUE_ROW(keys)) == KIND_LIST)
        return keys;
    value iterator = iterator_of(m, keys);
    if (!iterator && m->raised && exception_is(m, m->raised, BT_TYPE_ERROR)) {
        exception_drop(m);
        raise_error(m, BT_TYPE_ERROR, "%s.keys() returned a non-iterable (type %s)", type_name(m, mapping),
                    type_name(m, VALUE_ROW(keys)));
    }
    value_drop(m, keys);
    value list = iterator ? make_list_of(m, iterator) : 0;
    value_drop(m, iterator);
    return list;
}

/* One key of a mapping; `unique`: a KeyError if it is there already. */
static bool merge_item(machine *m, ref dict, ref mapping, ref key, bool unique)
{
    bool failed = false;
    if (unique && dict_lookup(m, dict, key, &failed) != DICT_NONE && !failed)
        return raise_with(m, m->types[BT_KEY_ERROR], key) != 0;
    value item = failed ? 0 : subscript_get(m, mapping, key);
    item = item ? value_own(m, item) : 0;
    bool ok = item && dict_put_held(m, dict, key, VALUE_ROW(item));
    value_drop(m, item);
    return ok;
}

/* dict_merge() of what is no dict. */
bool dict_merge_mapping(machine *m, ref dict, ref mapping, bool unique)
{
    value keys = mapping_keys(m, mapping), iterator = keys ? iterator_of(m, keys) : 0;
    value_drop(m, keys);
    bool ok = iterator != 0;
    for (value key; ok && (key = iterator_next(m, VALUE_ROW(iterator))) != 0;) {
        key = value_own(m, key);
        ok = merge_item(m, dict, mapping, VALUE_ROW(key), unique);
        value_drop(m, key);
    }
    value_drop(m, iterator);
    return ok && !m->raised && !m->stopped;
}

/* PyObject_GetOptionalAttr() of "keys", and nothing more: 1 it has that, 0 not, -1 raised. */
static int has_keys(machine *m, ref o)
{
    const world *w = machine_world(m);
    object_kind kind = world_kind(w, o);
    value keys = 0;
    if (kind == KIND_MAPPINGPROXY || kind == KIND_LOCALS_PROXY) {
        unseen_pass(m);
        return 1;
    }
    if (kind != KIND_PROXY && !(object_runs_code(w, o) && world_class_of(w, o)))
        return 0;
    int found = attribute_find(m, o, name_intern(m, "keys", 4), &keys);
    if (found > 0)
        value_drop(m, keys);
    return found;
}

/* dict_update_arg() */
bool dict_update_from(machine *m, ref dict, ref other)
{
    const world *w = machine_world(m);
    if (world_kind(w, other) == KIND_DICT)
        return dict_merge_dict(m, dict, other);
    int found = has_keys(m, other);
    if (found <= 0)
        return found == 0 && merge_pairs(m, dict, other);
    if (dict_merges_directly(m, other))
        return dict_merge_dict(m, dict, world_core_of(w, other));
    return dict_merge_mapping(m, dict, other, false);
}

static value dict_update(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    uint32_t positional = a->count - a->keywords;
    if (positional && !dict_update_from(m, a->self, arg(a, 0)))
        return 0;
    for (uint32_t i = 0; i < a->keywords; i++)
        if (!dict_put(m, a->self, world_word(w, a->keyword_names, i), a->v[positional + i]))
            return 0;
    return m->none;
}

/* dict_dict_fromkeys(), dict_set_fromkeys(): a table large enough for all, then the keys with the hashes
 * that are known. */
static bool take_keys(machine *m, ref dict, ref from, ref v)
{
    const world *w = machine_world(m);
    bool is_set = world_is_set(w, from), ok = true;
    uint32_t used = is_set ? set_used(w, from) : dict_used(w, from), place = 0;
    bool general = is_set || (!dict_is_split(w, from) && world_row(w, from)->words && world_word(w, from, DICT_GENERAL));
    world_emit(m->r, EV_DICT_RESIZE, 0, dict, dict_log2_for(machine_world(m), used), general);
    for (ref key; is_set && ok && (key = set_next(w, from, &place)) != 0;)
        ok = machine_charge(m, 1) && dict_put_hashed(m, dict, key, set_hash_at(w, from, place - 1), v);
    for (uint32_t i = 0; !is_set && ok && i < dict_entry_count(w, from); i++) {
        dict_item entry = dict_entry(w, from, i);
        ok = !entry.key || (machine_charge(m, 1) && dict_put_hashed(m, dict, entry.key, entry.hash, v));
    }
    return ok;
}

/* Each key of an iterable with the same value; what is no plain dict is asked to take it. */
static bool set_keys(machine *m, ref to, ref from, ref v)
{
    bool plain = world_kind(machine_world(m), to) == KIND_DICT;
    value iterator = iterator_of(m, from);
    bool ok = iterator != 0;
    for (value key; ok && (key = iterator_next(m, VALUE_ROW(iterator))) != 0;) {
        key = value_own(m, key);
        ok = plain ? dict_put_held(m, to, VALUE_ROW(key), v) : subscript_set(m, to, VALUE_ROW(key), v);
        value_drop(m, key);
    }
    value_drop(m, iterator);
    return ok && !m->raised && !m->stopped;
}

/* _PyDict_FromKeys() */
static value dict_fromkeys(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    ref from = arg(a, 0), v = a->count > 1 ? arg(a, 1) : m->none;
    bool exact = a->self == m->types[BT_DICT];
    value dict = exact ? make_by_type(m, KIND_DICT) : call_object(m, a->self, NULL, 0);
    if (!dict)
        return 0;
    bool known = world_kind(w, from) == KIND_DICT || world_is_set(w, from);
    *m->sp++ = dict;
    bool ok = exact && known ? take_keys(m, VALUE_ROW(dict), from, v) : set_keys(m, VALUE_ROW(dict), from, v);
    m->sp--;
    if (ok && !m->stopped)
        return dict;
    value_drop(m, dict);
    return 0;
}

/* dict_popitem_impl(): the result is made first. */
static value dict_popitem(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    value pair = make_tuple(m, 2);
    if (!dict_used(w, a->self)) {
        value_drop(m, pair);
        return raise_error(m, BT_KEY_ERROR, "popitem(): dictionary is empty");
    }
    if (dict_is_split(w, a->self))
        world_emit(m->r, EV_DICT_RESIZE, 0, a->self, m->profile->shared_keys_log2, 0);
    uint32_t last = dict_entry_count(w, a->self) - 1;
    while (!dict_entry(w, a->self, last).key)
        last--;
    dict_item entry = dict_entry(w, a->self, last);
    world_emit(m->r, EV_DICT_REMOVE, 1, a->self, last, 0);
    tuple_fill(m, pair, 0, world_has(w, entry.key, OBJ_IMMORTAL) ? entry.key : entry.key | VALUE_OWNED);
    tuple_fill(m, pair, 1, world_has(w, entry.value, OBJ_IMMORTAL) ? entry.value : entry.value | VALUE_OWNED);
    return pair;
}

/* dict_or(), dict_ior() */
bool dict_binary(machine *m, uint32_t kind, ref a, ref b, value *out)
{
    const world *w = machine_world(m);
    if (world_kind(w, a) != KIND_DICT)
        return false;
    if (kind == BINARY_OR + BINARY_INPLACE) {
        machine_own_stack(m);
        *out = dict_update_from(m, a, b) ? value_own(m, a) : 0;
        return true;
    }
    if (kind != BINARY_OR || world_kind(w, b) != KIND_DICT)
        return false;
    machine_own_stack(m);
    value made = dict_copy_of(m, a);
    *out = made && dict_merge_dict(m, VALUE_ROW(made), b) ? made : 0;
    if (!*out)
        value_drop(m, made);
    return true;
}

/* --- Views as sets ------------------------------------------------------------------------------------------- */

static bool is_view_set(const world *w, ref o)
{
    return world_kind(w, o) == KIND_DICT_VIEW && world_row(w, o)->lo != VIEW_VALUES;
}

/* dictitems_contains() */
static int items_contain(machine *m, ref dict, ref item)
{
    const world *w = machine_world(m);
    bool failed;
    item = world_core_of(w, item);
    if (world_kind(w, item) != KIND_TUPLE || world_row(w, item)->lo != 2)
        return 0;
    uint32_t entry = dict_lookup(m, dict, world_word(w, item, 0), &failed);
    if (failed || entry == DICT_NONE)
        return failed ? -1 : 0;
    value found = value_own(m, dict_entry(w, dict, entry).value);
    int equal = object_equal(m, VALUE_ROW(found), world_word(w, item, 1));
    value_drop(m, found);
    return equal;
}

int view_contains(machine *m, ref view, ref item)
{
    const world *w = machine_world(m);
    ref dict = view_dict(w, view);
    bool failed;
    if (world_row(w, view)->lo == VIEW_ITEMS)
        return items_contain(m, dict, item);
    uint32_t entry = dict_lookup(m, dict, item, &failed);
    return failed ? -1 : entry != DICT_NONE;
}

/* dictviews_to_set() */
static value view_to_set(machine *m, ref o)
{
    const world *w = machine_world(m);
    bool keys = is_view_set(w, o) && world_row(w, o)->lo == VIEW_KEYS;
    return set_from(m, KIND_SET, keys ? view_dict(w, o) : o);
}

/* Is (`wanted`) or is not every item of `o` in `container`? 1, 0, -1 raised. */
static int all_contained(machine *m, ref o, ref container, bool wanted)
{
    value iterator = iterator_of(m, o);
    int answer = iterator ? 1 : -1;
    for (value item; answer > 0 && (item = iterator_next(m, VALUE_ROW(iterator))) != 0;) {
        item = value_own(m, item);
        int found = object_contains(m, container, VALUE_ROW(item));
        answer = found < 0 ? -1 : (found > 0) == wanted;
        value_drop(m, item);
    }
    value_drop(m, iterator);
    return m->raised || m->stopped ? -1 : answer;
}

/* What METH_VARARGS is called with. */
static value tuple_around(machine *m, ref o)
{
    value tuple = make_tuple(m, 1);
    tuple_fill(m, tuple, 0, o);
    return tuple;
}

/* _PyDictView_Intersect() */
static value view_intersect(machine *m, ref view, ref other)
{
    const world *w = machine_world(m);
    if (!is_view_set(w, view)) {
        ref swapped = view;
        view = other;
        other = swapped;
    }
    int64_t n = object_length(m, view);
    if (world_kind(w, other) == KIND_SET && n <= set_used(w, other)) {
        value given = tuple_around(m, view), both = set_intersection(m, other, view);
        value_drop(m, given);
        return both;
    }
    if (is_view_set(w, other) && object_length(m, other) > n) {
        ref swapped = view;
        view = other;
        other = swapped;
    }
    value result = make_set(m, KIND_SET), iterator = iterator_of(m, other);
    bool ok = iterator != 0;
    for (value item; ok && (item = iterator_next(m, VALUE_ROW(iterator))) != 0;) {
        item = value_own(m, item);
        int found = view_contains(m, view, VALUE_ROW(item));
        ok = found >= 0 && (!found || set_add(m, VALUE_ROW(result), VALUE_ROW(item)));
        value_drop(m, item);
    }
    value_drop(m, iterator);
    if (ok && !m->raised && !m->stopped)
        return result;
    value_drop(m, result);
    return 0;
}

static bool is_items(const world *w, ref o)
{
    return world_kind(w, o) == KIND_DICT_VIEW && world_row(w, o)->lo == VIEW_ITEMS;
}

/* dictitems_xor(): one entry of the second dict; equal ones leave the copy of the first. False: raised. */
static bool items_xor_entry(machine *m, ref copy, ref result, dict_item item)
{
    bool failed;
    value key = value_own(m, item.key), v = value_own(m, item.value);
    uint32_t entry = dict_lookup_hashed(m, copy, item.key, item.hash, &failed);
    int equal = failed ? -1 : 0;
    if (!failed && entry != DICT_NONE) {
        value mine = value_own(m, dict_entry(machine_world(m), copy, entry).value);
        equal = object_equal(m, VALUE_ROW(mine), item.value);
        entry = equal > 0 ? dict_lookup_hashed(m, copy, item.key, item.hash, &failed) : entry;
        bool gone = equal <= 0 || (!failed && entry != DICT_NONE && dict_delete(m, copy, entry));
        equal = gone ? equal : -1;
        value_drop(m, mine);
    }
    if (!equal) {
        value pair = make_tuple(m, 2);
        tuple_fill(m, pair, 1, item.value);
        tuple_fill(m, pair, 0, item.key);
        equal = set_add(m, result, VALUE_ROW(pair)) ? 0 : -1;
        value_drop(m, pair);
    }
    value_drop(m, key);
    value_drop(m, v);
    return equal >= 0;
}

/* dictitems_xor_lock_held(): what is left in the copy joins the pairs of the second dict. */
static value items_xor(machine *m, ref a, ref b)
{
    const world *w = machine_world(m);
    value copy = dict_copy_of(m, a), result = make_set(m, KIND_SET);
    bool ok = true;
    for (uint32_t i = 0; ok && i < dict_entry_count(w, b); i++)
        if (dict_entry(w, b, i).key)
            ok = machine_charge(m, 1) && items_xor_entry(m, VALUE_ROW(copy), VALUE_ROW(result), dict_entry(w, b, i));
    value view = ok ? view_of_dict(m, VALUE_ROW(copy), VIEW_ITEMS) : 0;
    ok = view && set_update(m, VALUE_ROW(result), VALUE_ROW(view));
    value_drop(m, copy);
    value_drop(m, view);
    if (ok)
        return result;
    value_drop(m, result);
    return 0;
}

bool view_binary(machine *m, uint32_t kind, ref a, ref b, value *out)
{
    const world *w = machine_world(m);
    if (locals_proxy_binary(m, kind, a, b, out))
        return true;
    uint32_t plain = kind >= BINARY_INPLACE ? kind - BINARY_INPLACE : kind;
    if ((!is_view_set(w, a) && !is_view_set(w, b)) ||
        (plain != BINARY_OR && plain != BINARY_AND && plain != BINARY_SUBTRACT && plain != BINARY_XOR))
        return false;
    machine_own_stack(m);
    if (plain == BINARY_AND) {
        *out = view_intersect(m, a, b);
        return true;
    }
    if (plain == BINARY_XOR && is_items(w, a) && is_items(w, b)) {
        *out = items_xor(m, view_dict(w, a), view_dict(w, b));
        return true;
    }
    value result = view_to_set(m, a), given = result && plain == BINARY_SUBTRACT ? tuple_around(m, b) : 0;
    ref set = VALUE_ROW(result);
    bool ok = result && (plain == BINARY_OR         ? set_update(m, set, b)
                         : plain == BINARY_SUBTRACT ? set_difference_update(m, set, b)
                                                    : set_symmetric_difference_update(m, set, b));
    value_drop(m, given);
    *out = ok ? result : 0;
    if (!ok)
        value_drop(m, result);
    return true;
}

/* dictview_richcompare(): `a` is a view. 0 with nothing raised: no such comparison. */
value view_compare(machine *m, compare_op_kind kind, ref a, ref b)
{
    const world *w = machine_world(m);
    if (world_kind(w, a) == KIND_LOCALS_PROXY)
        return locals_proxy_compare(m, kind, a, b);
    if (!is_view_set(w, a) || (!is_view_set(w, b) && !world_is_set(w, b)))
        return 0;
    int64_t n = object_length(m, a), k = object_length(m, b);
    bool within = kind == COMPARE_EQ || kind == COMPARE_NE ? n == k
                  : kind == COMPARE_LT                     ? n < k
                  : kind == COMPARE_LE                     ? n <= k
                  : kind == COMPARE_GT                     ? n > k
                                                           : n >= k;
    bool swapped = kind == COMPARE_GT || kind == COMPARE_GE;
    int answer = within ? all_contained(m, swapped ? b : a, swapped ? a : b, true) : 0;
    return answer < 0 ? 0 : make_bool(m, (answer > 0) != (kind == COMPARE_NE));
}

/* dictviews_isdisjoint(): the shorter of two sets is walked. */
static value view_isdisjoint(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    ref view = a->self, other = arg(a, 0);
    if (view == other)
        return make_bool(m, object_length(m, view) == 0);
    bool swapped = (world_is_set(w, other) || is_view_set(w, other)) && object_length(m, other) > object_length(m, view);
    int answer = all_contained(m, swapped ? view : other, swapped ? other : view, false);
    return answer < 0 ? 0 : make_bool(m, answer);
}

/* --- mappingproxy: the dict behind it ---------------------------------------------------------------- */

/* Objects/descrobject.c, mappingproxy_methods: each calls the dict's own. */
static value behind_proxy(machine *m, const call_args *a, builtin_function *method)
{
    call_args inner = *a;
    inner.self = world_word(machine_world(m), a->self, 0);
    return method(m, &inner);
}

static value proxy_keys(machine *m, const call_args *a)
{
    return behind_proxy(m, a, dict_keys);
}

static value proxy_values(machine *m, const call_args *a)
{
    return behind_proxy(m, a, dict_values);
}

static value proxy_items(machine *m, const call_args *a)
{
    return behind_proxy(m, a, dict_items);
}

static value proxy_get(machine *m, const call_args *a)
{
    return behind_proxy(m, a, dict_get);
}

static value proxy_copy(machine *m, const call_args *a)
{
    return behind_proxy(m, a, dict_copy);
}

const builtin_info BUILTINS_DICT[] = {
    {"clear", BT_DICT, 0, 0, 0, dict_clear_method},
    {"copy", BT_DICT, 0, 0, BUILTIN_PURE, dict_copy},
    {"fromkeys", BT_DICT, 1, 2, BUILTIN_CLASS, dict_fromkeys},
    {"get", BT_DICT, 1, 2, BUILTIN_PURE, dict_get},
    {"items", BT_DICT, 0, 0, BUILTIN_PURE, dict_items},
    {"keys", BT_DICT, 0, 0, BUILTIN_PURE, dict_keys},
    {"pop", BT_DICT, 1, 2, 0, dict_pop},
    {"popitem", BT_DICT, 0, 0, 0, dict_popitem},
    {"setdefault", BT_DICT, 1, 2, 0, dict_setdefault},
    {"update", BT_DICT, 0, 1, BUILTIN_KEYWORDS | BUILTIN_TUPLE, dict_update},
    {"values", BT_DICT, 0, 0, BUILTIN_PURE, dict_values},
    {"isdisjoint", BT_DICT_KEYS, 1, 1, 0, view_isdisjoint},
    {"isdisjoint", BT_DICT_ITEMS, 1, 1, 0, view_isdisjoint},
    {"copy", BT_MAPPINGPROXY, 0, 0, BUILTIN_PURE, proxy_copy},
    {"get", BT_MAPPINGPROXY, 1, 2, BUILTIN_PURE, proxy_get},
    {"items", BT_MAPPINGPROXY, 0, 0, BUILTIN_PURE, proxy_items},
    {"keys", BT_MAPPINGPROXY, 0, 0, BUILTIN_PURE, proxy_keys},
    {"values", BT_MAPPINGPROXY, 0, 0, BUILTIN_PURE, proxy_values},
    {0},
};
