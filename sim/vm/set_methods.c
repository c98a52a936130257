/* Methods and operators of set and frozenset.
 * Source: CPython 3.13.0, Objects/setobject.c, the function named at each of ours. */
#include "sim/vm/setobject.h"

#include "sim/log/set.h"
#include "sim/vm/heir.h"

static ref arg(const call_args *a, uint32_t i)
{
    return VALUE_ROW(a->v[i]);
}

/* A result that an error makes worthless. */
static value keep_if(machine *m, bool ok, value v)
{
    if (ok)
        return v;
    value_drop(m, v);
    return 0;
}

/* PyErr_Clear() for an unhashable key. */
static bool raised_type_error(machine *m)
{
    if (!m->raised || !exception_is(m, m->raised, BT_TYPE_ERROR))
        return false;
    exception_drop(m);
    return true;
}

/* --- Membership --------------------------------------------------------------------------------------- */

/* set_contains_lock_held(), set_remove_impl(): a set is no key, but a frozenset like it may be. */
static int with_frozen_key(machine *m, ref set, ref key, int (*look)(machine *, ref, ref))
{
    int found = look(m, set, key);
    bool is_set = world_kind(machine_world(m), world_core_of(machine_world(m), key)) == KIND_SET;
    if (found >= 0 || !is_set || !raised_type_error(m))
        return found;
    value frozen = set_from(m, KIND_FROZENSET, key);
    if (!frozen)
        return -1;
    found = look(m, set, VALUE_ROW(frozen));
    value_drop(m, frozen);
    return found;
}

int set_has(machine *m, ref set, ref key)
{
    return with_frozen_key(m, set, key, set_contains);
}

static value set_add_method(machine *m, const call_args *a)
{
    return set_add(m, a->self, arg(a, 0)) ? m->none : 0;
}

static value set_discard_method(machine *m, const call_args *a)
{
    return with_frozen_key(m, a->self, arg(a, 0), set_discard) < 0 ? 0 : m->none;
}

static value set_remove(machine *m, const call_args *a)
{
    int found = with_frozen_key(m, a->self, arg(a, 0), set_discard);
    if (found == 0)
        return raise_with(m, m->types[BT_KEY_ERROR], arg(a, 0));
    return found < 0 ? 0 : m->none;
}

/* set_pop_impl(): from the finger on, round the table. */
static value set_pop(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    if (!set_used(w, a->self))
        return raise_error(m, BT_KEY_ERROR, "pop from an empty set");
    uint32_t mask = set_places(w, a->self) - 1, place = world_word(w, a->self, SET_FINGER) & mask;
    if (!machine_charge(m, 1))
        return 0;
    while (!set_key(w, a->self, place))
        place = (place + 1) & mask;
    ref key = set_key(w, a->self, place);
    world_emit(m->r, EV_SET_REMOVE, 1, a->self, place, 0);
    return world_has(w, key, OBJ_IMMORTAL) ? key : key | VALUE_OWNED;
}

static value set_clear_method(machine *m, const call_args *a)
{
    set_clear(&m->mem, a->self);
    return m->stopped ? 0 : m->none;
}

/* --- New sets ------------------------------------------------------------------------------------------- */

/* set_copy_impl(); frozenset_copy_impl() gives the set itself. */
static value set_copy(machine *m, ref set)
{
    return set_from(m, world_kind(machine_world(m), set), set);
}

static value set_copy_method(machine *m, const call_args *a)
{
    bool frozen = world_kind(machine_world(m), a->self) == KIND_FROZENSET;
    return frozen ? value_own(m, a->self) : set_copy(m, a->self);
}

static value set_union(machine *m, ref set, const value *others, uint32_t count)
{
    value result = set_copy(m, set);
    bool ok = result != 0;
    for (uint32_t i = 0; ok && i < count; i++)
        ok = world_core_of(machine_world(m), VALUE_ROW(others[i])) == set || set_update(m, VALUE_ROW(result), VALUE_ROW(others[i]));
    return keep_if(m, ok, result);
}

/* The keys of `walked` that are (`wanted`) or are not in `other`, added to a new set. */
static value set_select(machine *m, object_kind kind, ref walked, ref other, bool wanted)
{
    const world *w = machine_world(m);
    value result = make_set(m, kind);
    uint32_t place = 0;
    bool ok = true;
    for (ref key; ok && (key = set_next(w, walked, &place)) != 0;) {
        int64_t hash = set_hash_at(w, walked, place - 1);
        value held = value_own(m, key);
        int found = machine_charge(m, 1) ? set_contains_hashed(m, other, key, hash) : -1;
        ok = found >= 0 && ((found > 0) != wanted || set_add_hashed(m, VALUE_ROW(result), key, hash));
        value_drop(m, held);
    }
    return keep_if(m, ok, result);
}

/* The items of any other iterable that are keys of `set`; all of them are enough. */
static bool intersect_iterable(machine *m, ref set, ref iterable, ref result)
{
    const world *w = machine_world(m);
    value iterator = iterator_of(m, iterable);
    bool ok = iterator != 0, full = false;
    for (value item; ok && !full && (item = iterator_next(m, VALUE_ROW(iterator))) != 0;) {
        int64_t hash;
        item = value_own(m, item);
        ok = hash_of(m, VALUE_ROW(item), &hash);
        int found = ok ? set_contains_hashed(m, set, VALUE_ROW(item), hash) : -1;
        ok = found >= 0 && (!found || set_add_hashed(m, result, VALUE_ROW(item), hash));
        full = ok && found && set_used(w, result) >= set_used(w, set);
        value_drop(m, item);
    }
    value_drop(m, iterator);
    return ok && !m->raised && !m->stopped;
}

/* set_intersection(): the smaller of two sets is walked. */
value set_intersection(machine *m, ref set, ref other)
{
    const world *w = machine_world(m);
    other = world_set_of(w, other);
    object_kind kind = world_kind(w, set);
    if (set == other)
        return set_copy(m, set);
    if (world_is_set(w, other))
        return set_used(w, other) > set_used(w, set) ? set_select(m, kind, set, other, true)
                                                     : set_select(m, kind, other, set, true);
    value result = make_set(m, kind);
    return keep_if(m, intersect_iterable(m, set, other, VALUE_ROW(result)), result);
}

/* Every item of `other` leaves `set`. */
static bool discard_all(machine *m, ref set, ref other)
{
    const world *w = machine_world(m);
    uint32_t place = 0;
    bool ok = true;
    for (ref key; ok && (key = set_next(w, other, &place)) != 0;) {
        value held = value_own(m, key);
        ok = machine_charge(m, 1) && set_discard_hashed(m, set, key, set_hash_at(w, other, place - 1)) >= 0;
        value_drop(m, held);
    }
    return ok;
}

static bool discard_iterable(machine *m, ref set, ref iterable)
{
    value iterator = iterator_of(m, iterable);
    bool ok = iterator != 0;
    for (value item; ok && (item = iterator_next(m, VALUE_ROW(iterator))) != 0;) {
        item = value_own(m, item);
        ok = set_discard(m, set, VALUE_ROW(item)) >= 0;
        value_drop(m, item);
    }
    value_drop(m, iterator);
    return ok && !m->raised && !m->stopped;
}

/* set_difference_update_internal() */
bool set_difference_update(machine *m, ref set, ref other)
{
    const world *w = machine_world(m);
    other = world_set_of(w, other);
    if (set == other) {
        set_clear(&m->mem, set);
        return !m->stopped;
    }
    bool ok;
    if (!world_is_set(w, other)) {
        ok = discard_iterable(m, set, other);
    } else {
        value walked = set_used(w, other) >> 3 > set_used(w, set) ? set_intersection(m, set, other)
                                                                  : value_own(m, world_outer_of(w, other));
        ok = walked && discard_all(m, set, world_core_of(w, VALUE_ROW(walked)));
        value_drop(m, walked);
    }
    uint32_t used = set_used(w, set);
    if (ok && world_word(w, set, SET_FILL) - used > (set_places(w, set) - 1) / 4)
        world_emit(m->r, EV_SET_RESIZE, 0, set, used > 50000 ? used * 2 : used * 4, 0);
    return ok;
}

/* The keys of `set` that a dict has not. */
static value difference_dict(machine *m, ref set, ref dict)
{
    const world *w = machine_world(m);
    value result = make_set(m, world_kind(w, set));
    uint32_t place = 0;
    bool failed = false;
    for (ref key; !failed && (key = set_next(w, set, &place)) != 0;) {
        value held = value_own(m, key);
        int64_t hash = set_hash_at(w, set, place - 1);
        bool absent = dict_lookup(m, dict, key, &failed) == UINT32_MAX;
        failed = failed || !machine_charge(m, 1) ||
                 (absent && !set_add_hashed(m, VALUE_ROW(result), key, hash));
        value_drop(m, held);
    }
    return keep_if(m, !failed, result);
}

/* set_difference(): a set much larger than the other is copied, and the other's items are taken out. */
static value set_difference(machine *m, ref set, ref other)
{
    const world *w = machine_world(m);
    other = world_set_of(w, other);
    bool is_set = world_is_set(w, other), is_dict = world_kind(w, other) == KIND_DICT;
    uint32_t size = is_set ? set_used(w, other) : is_dict ? dict_used(w, other) : 0;
    if ((!is_set && !is_dict) || set_used(w, set) >> 2 > size) {
        value copy = set_copy(m, set);
        return copy ? keep_if(m, set_difference_update(m, VALUE_ROW(copy), other), copy) : 0;
    }
    return is_dict ? difference_dict(m, set, other)
                   : set_select(m, world_kind(w, set), set, other, false);
}

/* A key that is there goes, one that is not comes. */
static bool toggle(machine *m, ref set, ref key, int64_t hash)
{
    value held = value_own(m, key);
    int found = machine_charge(m, 1) ? set_discard_hashed(m, set, key, hash) : -1;
    bool ok = found > 0 || (found == 0 && set_add_hashed(m, set, key, hash));
    value_drop(m, held);
    return ok;
}

/* set_symmetric_difference_update_set(), ..._dict() */
static bool toggle_all(machine *m, ref set, ref other)
{
    const world *w = machine_world(m);
    uint32_t place = 0;
    if (world_kind(w, other) == KIND_DICT) {
        for (uint32_t i = 0; i < dict_entry_count(w, other); i++) {
            dict_item entry = dict_entry(w, other, i);
            if (entry.key && !toggle(m, set, entry.key, entry.hash))
                return false;
        }
        return true;
    }
    for (ref key; (key = set_next(w, other, &place)) != 0;)
        if (!toggle(m, set, key, set_hash_at(w, other, place - 1)))
            return false;
    return true;
}

/* set_symmetric_difference_impl(): what the other has, with the set's own keys toggled. */
static value set_symmetric_difference(machine *m, ref set, ref other)
{
    value result = set_from(m, world_kind(machine_world(m), set), other);
    return result ? keep_if(m, toggle_all(m, VALUE_ROW(result), set), result) : 0;
}

bool set_symmetric_difference_update(machine *m, ref set, ref other)
{
    other = world_set_of(machine_world(m), other);
    if (set == other) {
        set_clear(&m->mem, set);
        return !m->stopped;
    }
    if (world_kind(machine_world(m), other) == KIND_DICT || world_is_set(machine_world(m), other))
        return toggle_all(m, set, other);
    value all = set_from(m, KIND_SET, other);
    bool ok = all && toggle_all(m, set, VALUE_ROW(all));
    value_drop(m, all);
    return ok;
}

/* --- Comparison --------------------------------------------------------------------------------------------- */

/* set_issubset_impl() of two sets: 1, 0, -1 raised. */
static int sets_nested(machine *m, ref inner, ref outer)
{
    const world *w = machine_world(m);
    uint32_t place = 0;
    int found = 1;
    if (set_used(w, inner) > set_used(w, outer))
        return 0;
    for (ref key; found > 0 && (key = set_next(w, inner, &place)) != 0;) {
        value held = object_runs_code(w, key) ? value_own(m, key) : 0;
        found = machine_charge(m, 1) ? set_contains_hashed(m, outer, key, set_hash_at(w, inner, place - 1)) : -1;
        value_drop(m, held);
    }
    return found;
}

static value from_found(const machine *m, int found)
{
    return found < 0 ? 0 : make_bool(m, found);
}

static bool hashes_differ(const world *w, ref a, ref b)
{
    bool known = (world_word(w, a, SET_HASH) || world_word(w, a, SET_HASH_HIGH)) &&
                 (world_word(w, b, SET_HASH) || world_word(w, b, SET_HASH_HIGH));
    return known && (world_word(w, a, SET_HASH) != world_word(w, b, SET_HASH) ||
                     world_word(w, a, SET_HASH_HIGH) != world_word(w, b, SET_HASH_HIGH));
}

static int sets_equal(machine *m, ref a, ref b)
{
    const world *w = machine_world(m);
    if (set_used(w, a) != set_used(w, b) || hashes_differ(w, a, b))
        return 0;
    return sets_nested(m, a, b);
}

/* set_richcompare() */
value set_compare(machine *m, compare_op_kind kind, ref a, ref b)
{
    const world *w = machine_world(m);
    switch (kind) {
    case COMPARE_EQ:
        return from_found(m, sets_equal(m, a, b));
    case COMPARE_NE: {
        int equal = sets_equal(m, a, b);
        return equal < 0 ? 0 : make_bool(m, !equal);
    }
    case COMPARE_LE:
        return from_found(m, sets_nested(m, a, b));
    case COMPARE_GE:
        return from_found(m, sets_nested(m, b, a));
    case COMPARE_LT:
        return set_used(w, a) >= set_used(w, b) ? m->no : from_found(m, sets_nested(m, a, b));
    case COMPARE_GT:
        return set_used(w, a) <= set_used(w, b) ? m->no : from_found(m, sets_nested(m, b, a));
    }
    return 0;
}

static value set_issubset(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    ref other = world_set_of(w, arg(a, 0));
    if (world_is_set(w, other))
        return from_found(m, sets_nested(m, a->self, other));
    value common = set_intersection(m, a->self, other);
    if (!common)
        return 0;
    bool all = set_used(w, VALUE_ROW(common)) == set_used(w, a->self);
    value_drop(m, common);
    return make_bool(m, all);
}

/* Is (`wanted`) or is not every item of an iterable a key? 1, 0, -1 raised. */
static int every_item(machine *m, ref set, ref iterable, bool wanted)
{
    value iterator = iterator_of(m, iterable);
    int answer = iterator ? 1 : -1;
    for (value item; answer > 0 && (item = iterator_next(m, VALUE_ROW(iterator))) != 0;) {
        item = value_own(m, item);
        int found = set_contains(m, set, VALUE_ROW(item));
        answer = found < 0 ? -1 : (found > 0) == wanted;
        value_drop(m, item);
    }
    value_drop(m, iterator);
    return m->raised || m->stopped ? -1 : answer;
}

static value set_issuperset(machine *m, const call_args *a)
{
    ref other = world_set_of(machine_world(m), arg(a, 0));
    if (world_is_set(machine_world(m), other))
        return from_found(m, sets_nested(m, other, a->self));
    return from_found(m, every_item(m, a->self, other, true));
}

/* set_isdisjoint_impl(): the smaller of two sets is walked; heirs are asked for their items. */
static value set_isdisjoint(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    ref set = a->self, other = arg(a, 0);
    if (set == world_core_of(w, other))
        return make_bool(m, set_used(w, set) == 0);
    if (!world_is_set(w, other))
        return from_found(m, every_item(m, set, other, false));
    bool larger = set_used(w, other) > set_used(w, set);
    ref walked = larger ? set : other, asked = larger ? other : set;
    uint32_t place = 0;
    int found = 0;
    for (ref key; found == 0 && (key = set_next(w, walked, &place)) != 0;) {
        value held = value_own(m, key);
        found = machine_charge(m, 1) ? set_contains_hashed(m, asked, key, set_hash_at(w, walked, place - 1)) : -1;
        value_drop(m, held);
    }
    return found < 0 ? 0 : make_bool(m, !found);
}

/* --- Methods that take any number of iterables ------------------------------------------------------------------ */

static value set_update_method(machine *m, const call_args *a)
{
    for (uint32_t i = 0; i < a->count; i++)
        if (!set_update(m, a->self, arg(a, i)))
            return 0;
    return m->none;
}

static value set_union_method(machine *m, const call_args *a)
{
    return set_union(m, a->self, a->v, a->count);
}

/* set_intersection_multi_impl() */
static value set_intersection_method(machine *m, const call_args *a)
{
    if (!a->count)
        return set_copy(m, a->self);
    const world *w = machine_world(m);
    value result = value_own(m, world_outer_of(w, a->self));
    for (uint32_t i = 0; result && i < a->count; i++) {
        value next = set_intersection(m, world_core_of(w, VALUE_ROW(result)), arg(a, i));
        value_drop(m, result);
        result = next;
    }
    return result;
}

/* set_difference_multi_impl() */
static value set_difference_method(machine *m, const call_args *a)
{
    if (!a->count)
        return set_copy(m, a->self);
    value result = set_difference(m, a->self, arg(a, 0));
    bool ok = result != 0;
    for (uint32_t i = 1; ok && i < a->count; i++)
        ok = set_difference_update(m, VALUE_ROW(result), arg(a, i));
    return keep_if(m, ok, result);
}

static value set_symmetric_difference_method(machine *m, const call_args *a)
{
    return set_symmetric_difference(m, a->self, arg(a, 0));
}

/* --- Operators --------------------------------------------------------------------------------------------------- */

/* set_iand(): the result and the set change their tables. */
bool set_intersection_update(machine *m, ref set, ref other)
{
    value common = set_intersection(m, set, other);
    if (!common)
        return false;
    world_emit(m->r, EV_SET_SWAP, 0, set, VALUE_ROW(common), 0);
    value_drop(m, common);
    return !m->stopped;
}

/* -1: no operator of sets; else whether it succeeded. */
static int set_inplace(machine *m, uint32_t kind, ref set, ref other)
{
    switch (kind) {
    case BINARY_OR:
        return set == other || set_update(m, set, other);
    case BINARY_AND:
        return set_intersection_update(m, set, other);
    case BINARY_SUBTRACT:
        return set_difference_update(m, set, other);
    case BINARY_XOR:
        return set_symmetric_difference_update(m, set, other);
    default:
        return -1;
    }
}

bool set_binary(machine *m, uint32_t kind, ref a, ref b, value *out)
{
    const world *w = machine_world(m);
    if (!world_is_set(w, a) || !world_is_set(w, b))
        return false;
    machine_own_stack(m);
    if (kind >= BINARY_INPLACE && world_kind(w, a) == KIND_SET) {
        int done = set_inplace(m, kind - BINARY_INPLACE, a, b);
        if (done >= 0)
            *out = done ? value_own(m, a) : 0;
        return done >= 0;
    }
    value other = b;
    switch (kind >= BINARY_INPLACE ? kind - BINARY_INPLACE : kind) {
    case BINARY_OR:
        *out = set_union(m, a, &other, 1);
        return true;
    case BINARY_AND:
        *out = set_intersection(m, a, b);
        return true;
    case BINARY_SUBTRACT:
        *out = set_difference(m, a, b);
        return true;
    case BINARY_XOR:
        *out = set_symmetric_difference(m, a, b);
        return true;
    default:
        return false;
    }
}

#define SET_METHODS(type)                                                                          \
    {"copy", type, 0, 0, 0, set_copy_method},                                                      \
    {"difference", type, 0, 255, BUILTIN_TUPLE | BUILTIN_PACKS, set_difference_method},                            \
    {"intersection", type, 0, 255, BUILTIN_TUPLE | BUILTIN_PACKS, set_intersection_method},                        \
    {"isdisjoint", type, 1, 1, 0, set_isdisjoint},                                                 \
    {"issubset", type, 1, 1, 0, set_issubset},                                                     \
    {"issuperset", type, 1, 1, 0, set_issuperset},                                                 \
    {"symmetric_difference", type, 1, 1, 0, set_symmetric_difference_method},                      \
    {"union", type, 0, 255, BUILTIN_TUPLE | BUILTIN_PACKS, set_union_method}

const builtin_info BUILTINS_SET[] = {
    SET_METHODS(BT_SET),
    SET_METHODS(BT_FROZENSET),
    {"add", BT_SET, 1, 1, 0, set_add_method},
    {"clear", BT_SET, 0, 0, 0, set_clear_method},
    {"discard", BT_SET, 1, 1, 0, set_discard_method},
    {"pop", BT_SET, 0, 0, 0, set_pop},
    {"remove", BT_SET, 1, 1, 0, set_remove},
    {"update", BT_SET, 0, 255, BUILTIN_TUPLE | BUILTIN_PACKS, set_update_method},
    {0},
};
