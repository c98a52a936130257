/* Iterators, ranges, unpacking. */
#include "sim/vm/eval.h"
#include "sim/vm/frame_locals.h"

#include "sim/base/limits.h"
#include "sim/vm/proxy.h"
#include "sim/vm/file.h"
#include "sim/vm/sequence.h"
#include "sim/vm/setobject.h"

/* --- range ------------------------------------------------------------------------------------------ */

static void wide_set(machine *m, ref o, uint32_t i, int64_t n)
{
    world_emit(m->r, EV_WORD_SET, 0, o, i, (uint32_t)(uint64_t)n);
    world_emit(m->r, EV_WORD_SET, 0, o, i + 1, (uint32_t)((uint64_t)n >> 32));
}

value make_range(machine *m, int64_t start, int64_t stop, int64_t step)
{
    uint64_t span = step > 0 ? (uint64_t)stop - (uint64_t)start : (uint64_t)start - (uint64_t)stop;
    uint64_t size = step > 0 ? (uint64_t)step : 0 - (uint64_t)step;
    int64_t length = (step > 0 ? start < stop : start > stop) ? (int64_t)((span - 1) / size + 1) : 0;
    world_emit(m->r, EV_NEW, KIND_RANGE, 0, 0, 0);
    value range = value_born(m);
    wide_set(m, VALUE_ROW(range), RANGE_START, start);
    wide_set(m, VALUE_ROW(range), RANGE_STOP, stop);
    wide_set(m, VALUE_ROW(range), RANGE_STEP, step);
    wide_set(m, VALUE_ROW(range), RANGE_LENGTH, length);
    return range;
}

value range_item(machine *m, ref o, int64_t i)
{
    const world *w = machine_world(m);
    return make_int(m, world_wide(w, o, RANGE_START) + i * world_wide(w, o, RANGE_STEP));
}

int64_t range_length(const world *w, ref o)
{
    return world_wide(w, o, RANGE_LENGTH);
}

value compare_ranges(machine *m, compare_op_kind kind, ref a, ref b)
{
    const world *w = machine_world(m);
    int64_t n = range_length(w, a);
    bool same = n == range_length(w, b) &&
                (n == 0 || (world_wide(w, a, RANGE_START) == world_wide(w, b, RANGE_START) &&
                            (n == 1 || world_wide(w, a, RANGE_STEP) == world_wide(w, b, RANGE_STEP))));
    return make_bool(m, same == (kind == COMPARE_EQ));
}

static value range_iterator(machine *m, ref range)
{
    const world *w = machine_world(m);
    world_emit(m->r, EV_NEW, KIND_RANGE_ITER, 0, 0, 0);
    value iterator = value_born(m);
    wide_set(m, VALUE_ROW(iterator), RANGE_ITER_START, world_wide(w, range, RANGE_START));
    wide_set(m, VALUE_ROW(iterator), RANGE_ITER_STEP, world_wide(w, range, RANGE_STEP));
    wide_set(m, VALUE_ROW(iterator), RANGE_ITER_LENGTH, range_length(w, range));
    return iterator;
}

/* range_reverse() */
value range_reversed(machine *m, ref range)
{
    const world *w = machine_world(m);
    int64_t start = world_wide(w, range, RANGE_START), step = world_wide(w, range, RANGE_STEP);
    int64_t n = range_length(w, range);
    world_emit(m->r, EV_NEW, KIND_RANGE_ITER, 0, 0, 0);
    value iterator = value_born(m);
    wide_set(m, VALUE_ROW(iterator), RANGE_ITER_START, n ? start + (n - 1) * step : start);
    wide_set(m, VALUE_ROW(iterator), RANGE_ITER_STEP, -step);
    wide_set(m, VALUE_ROW(iterator), RANGE_ITER_LENGTH, n);
    return iterator;
}

value range_iterator_next(machine *m, ref iterator)
{
    int64_t n = range_iter_value(machine_world(m), iterator);
    if (n >= m->profile->small_int_min && n <= m->profile->small_int_max) {
        world_emit(m->r, EV_RANGE_NEXT, 1, iterator, 0, 0);
        return m->small_ints + (ref)(n - m->profile->small_int_min);
    }
    world_emit(m->r, EV_RANGE_NEXT, 0, iterator, 0, 0);
    return value_born(m);
}

/* --- iter() -------------------------------------------------------------------------------------------- */

value iterator_make(machine *m, object_kind kind, ref of, uint32_t lo, uint32_t hi)
{
    world_emit(m->r, EV_NEW, (uint8_t)kind, 0, lo, hi);
    value iterator = value_born(m);
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(iterator), 0, world_outer_of(machine_world(m), of));
    return iterator;
}

/* dictiter_new(): an iterator over items has the pair that it will yield. `yields`: 0 keys, 1 values. */
value dict_iterator(machine *m, object_kind kind, ref dict, uint32_t yields)
{
    const world *w = machine_world(m);
    uint32_t at = kind == KIND_DICT_REVERSE_ITER ? dict_entry_count(w, dict) : 0;
    value iterator = iterator_make(m, kind, dict, at, dict_used(w, dict) | yields << 30);
    world_emit(m->r, EV_WORD_SET, 0, VALUE_ROW(iterator), 2, dict_used(w, dict));
    if (yields == 2) {
        value pair = make_tuple(m, 2);
        tuple_fill(m, pair, 0, m->none);
        tuple_fill(m, pair, 1, m->none);
        world_emit(m->r, EV_SLOT_SET, EV_STEAL, VALUE_ROW(iterator), 1, VALUE_ROW(pair));
    }
    return iterator;
}

static bool has_method(machine *m, ref o, const char *text)
{
    ref name = name_find(m, text), method = name ? type_lookup(m, type_of(m, o), name) : 0;
    return method && method != m->none;
}

/* The kinds whose tp_iter gives the object itself. */
static bool kind_iterates(object_kind kind)
{
    switch ((unsigned)kind) {
    case KIND_RANGE_ITER:
    case KIND_LIST_ITER:
    case KIND_TUPLE_ITER:
    case KIND_STR_ITER:
    case KIND_BYTES_ITER:
    case KIND_DICT_ITER:
    case KIND_SET_ITER:
    case KIND_GENERATOR:
    case KIND_ENUMERATE:
    case KIND_ZIP:
    case KIND_MAP:
    case KIND_FILTER:
    case KIND_REVERSED:
    case KIND_SEQUENCE_ITER:
    case KIND_CALL_ITER:
    case KIND_LIST_REVERSE_ITER:
    case KIND_DICT_REVERSE_ITER:
        return true;
    default:
        return false;
    }
}

bool object_is_iterator(machine *m, ref o)
{
    object_kind kind = world_kind(machine_world(m), o);
    if (kind == KIND_INSTANCE || kind == KIND_EXCEPTION)
        return has_method(m, o, "__next__");
    return kind == KIND_FILE || kind == KIND_PROXY || kind_iterates(kind);
}

/* Is it the core of an heir of a type that iterates? */
static bool is_container(const world *w, ref core)
{
    object_kind kind = world_kind(w, core);
    return world_is_core(w, core) && kind != KIND_INT && kind != KIND_FLOAT && kind != KIND_WEAK_CORE;
}

/* Has its type a tp_iter, or is it a sequence? */
bool object_iterable(machine *m, ref o)
{
    static const char *const METHODS[] = {"__iter__", "__getitem__"};
    switch ((unsigned)world_kind(machine_world(m), o)) {
    case KIND_INSTANCE:
    case KIND_EXCEPTION:
        for (unsigned i = 0; i < 2; i++) {
            ref name = name_find(m, METHODS[i]), method = name ? type_lookup(m, type_of(m, o), name) : 0;
            if (method)
                return method != m->none;
        }
        return is_container(machine_world(m), world_core_of(machine_world(m), o));
    case KIND_NONE:
    case KIND_BOOL:
    case KIND_ELLIPSIS:
    case KIND_NOT_IMPLEMENTED:
    case KIND_INT:
    case KIND_FLOAT:
    case KIND_TYPE:
    case KIND_OBJECT:
    case KIND_FUNCTION:
    case KIND_BUILTIN:
    case KIND_METHOD:
    case KIND_CODE:
    case KIND_MODULE:
    case KIND_WEAKREF:
    case KIND_SLICE:
    case KIND_TRACEBACK:
    case KIND_FRAME:
    case KIND_GETSET:
    case KIND_CELL:
    case KIND_MEMBER:
    case KIND_PROPERTY:
    case KIND_STATICMETHOD:
    case KIND_CLASSMETHOD:
    case KIND_SUPER:
    case KIND_NAMESPACE:
        return false;
    default: /* containers, views, iterators */
        return true;
    }
}

static value instance_iterator(machine *m, ref o)
{
    bool found = false;
    ref name = name_find(m, "__iter__");
    bool disabled = name && type_lookup(m, type_of(m, o), name) == m->none;
    value v = disabled ? 0 : call_special(m, o, "__iter__", NULL, 0, &found);
    if (found && v && !object_is_iterator(m, VALUE_ROW(v))) {
        raise_error(m, BT_TYPE_ERROR, "iter() returned non-iterator of type '%s'", type_name(m, VALUE_ROW(v)));
        value_drop(m, v);
        return 0;
    }
    if (found)
        return v;
    ref core = world_core_of(machine_world(m), o);
    if (!disabled && is_container(machine_world(m), core))
        return iterator_of(m, core);
    if (!disabled && object_iterable(m, o) && object_of_class(machine_world(m), o))
        return iterator_make(m, KIND_SEQUENCE_ITER, o, 0, 0);
    return raise_error(m, BT_TYPE_ERROR, "'%s' object is not iterable", type_name(m, o));
}

value iterator_of(machine *m, value v)
{
    ref o = VALUE_ROW(v);
    const world *w = machine_world(m);
    switch ((unsigned)world_kind(w, o)) {
    case KIND_RANGE:
        return range_iterator(m, o);
    case KIND_LIST:
        return iterator_make(m, KIND_LIST_ITER, o, 0, 0);
    case KIND_TUPLE:
        return iterator_make(m, KIND_TUPLE_ITER, o, 0, 0);
    case KIND_STR:
        return iterator_make(m, KIND_STR_ITER, o, 0, world_row(w, o)->hi >> 29 != 0 || world_is_core(w, o));
    case KIND_BYTES:
        return iterator_make(m, KIND_BYTES_ITER, o, 0, 0);
    case KIND_DICT:
        return dict_iterator(m, KIND_DICT_ITER, o, 0);
    case KIND_SET:
    case KIND_FROZENSET:
        return iterator_make(m, KIND_SET_ITER, o, 0, set_used(w, o));
    case KIND_MAPPINGPROXY:
        return dict_iterator(m, KIND_DICT_ITER, world_word(w, o, 0), 0);
    case KIND_LOCALS_PROXY: {
        value keys = locals_proxy_keys(m, o), iterator = iterator_make(m, KIND_LIST_ITER, VALUE_ROW(keys), 0, 0);
        value_drop(m, keys);
        return iterator;
    }
    case KIND_DICT_VIEW:
        return dict_iterator(m, KIND_DICT_ITER, view_dict(w, o), world_row(w, o)->lo);
    case KIND_FILE:
        return file_iterable(m, o) ? value_own(m, o) : 0;
    case KIND_PROXY:
        return proxy_iterator(m, o);
    default:
        return kind_iterates(world_kind(w, o)) ? value_own(m, o) : instance_iterator(m, o);
    }
}

/* --- next() ---------------------------------------------------------------------------------------------- */

/* At the end an iterator lets go of what it walked over. */
static value iterator_end(machine *m, ref iterator)
{
    world_emit(m->r, EV_SLOT_CLEAR, 0, iterator, 0, 0);
    memory_settle(&m->mem);
    return 0;
}

static value sequence_next(machine *m, ref iterator, ref sequence)
{
    const world *w = machine_world(m);
    uint32_t i = world_row(w, iterator)->lo;
    if (i >= world_row(w, sequence)->lo)
        return iterator_end(m, iterator);
    world_emit(m->r, EV_PAYLOAD_SET, 0, iterator, i + 1, 0);
    return value_own(m, world_word(w, sequence, i));
}

static value str_next(machine *m, ref iterator, ref str)
{
    const world *w = machine_world(m);
    uint32_t at = world_row(w, iterator)->lo, length;
    const char *text = world_text(w, str, &length);
    if (at >= length)
        return iterator_end(m, iterator);
    uint32_t n = 1;
    while (at + n < length && ((unsigned char)text[at + n] & 0xC0U) == 0x80U)
        n++;
    world_emit(m->r, EV_PAYLOAD_SET, 0, iterator, at + n, world_row(w, iterator)->hi);
    return make_str(m, world_text(w, str, &length) + at, n);
}

static value bytes_next(machine *m, ref iterator, ref bytes)
{
    const world *w = machine_world(m);
    uint32_t at = world_row(w, iterator)->lo, length;
    const char *text = world_text(w, bytes, &length);
    if (at >= length)
        return iterator_end(m, iterator);
    world_emit(m->r, EV_PAYLOAD_SET, 0, iterator, at + 1, 0);
    return make_int(m, (unsigned char)text[at]);
}

enum { DICT_LEFT_MASK = 0x3FFFFFFF };

/* Has the dict grown or shrunk? Then so it stays. */
static bool dict_changed(machine *m, ref iterator, ref dict)
{
    if (world_word(machine_world(m), iterator, 2) == dict_used(machine_world(m), dict))
        return false;
    world_emit(m->r, EV_WORD_SET, 0, iterator, 2, UINT32_MAX);
    raise_error(m, BT_RUNTIME_ERROR, "dictionary changed size during iteration");
    return true;
}

/* What entry i yields: key, value or both. */
static value dict_yield(machine *m, ref iterator, ref dict, uint32_t i)
{
    const world *w = machine_world(m);
    uint32_t yields = world_row(w, iterator)->hi >> 30;
    ref key = dict_entry(w, dict, i).key, v = dict_entry(w, dict, i).value;
    if (yields < 2)
        return value_own(m, yields == 0 ? key : v);
    value items[2] = {value_own(m, key), value_own(m, v)};
    return result_tuple(m, iterator, 1, items, 2);
}

/* The first entry in use from number `i` on, or how many entries there are. Those that are gone are passed
 * here one by one, as in CPython: a dict that always loses its first entry takes its time. */
static uint32_t entry_in_use(const world *w, ref dict, uint32_t i)
{
    uint32_t n = dict_entry_count(w, dict);
    if (dict_is_split(w, dict))
        return i < n ? i : n;
    const uint32_t *entries = world_words(w) + world_row(w, dict)->words + DICT_HEADER_WORDS;
    while (i < n && !entries[i * (size_t)DICT_ENTRY_WORDS])
        i++;
    return i < n ? i : n;
}

/* dictiter_iternextkey() and its like: the table, as long as the dict has as many keys as at the start. */
static value dict_next(machine *m, ref iterator, ref dict)
{
    const world *w = machine_world(m);
    uint32_t i = world_row(w, iterator)->lo, hi = world_row(w, iterator)->hi;
    if (dict_changed(m, iterator, dict))
        return 0;
    i = entry_in_use(w, dict, i);
    if (i == dict_entry_count(w, dict))
        return iterator_end(m, iterator);
    if (!(hi & DICT_LEFT_MASK)) { /* it has yielded as many as there were */
        iterator_end(m, iterator);
        return raise_error(m, BT_RUNTIME_ERROR, "dictionary keys changed during iteration");
    }
    world_emit(m->r, EV_PAYLOAD_SET, 0, iterator, i + 1, hi - 1);
    return dict_yield(m, iterator, dict, i);
}

/* dictreviter_iter_lock_held() */
static value dict_previous(machine *m, ref iterator, ref dict)
{
    const world *w = machine_world(m);
    if (dict_changed(m, iterator, dict))
        return 0;
    uint32_t i = world_row(w, iterator)->lo;
    while (i > 0 && !dict_entry(w, dict, i - 1).key)
        i--;
    if (i == 0)
        return iterator_end(m, iterator);
    world_emit(m->r, EV_PAYLOAD_SET, 0, iterator, i - 1, world_row(w, iterator)->hi - 1);
    return dict_yield(m, iterator, dict, i - 1);
}

/* setiter_iternext() */
static value set_iterator_next(machine *m, ref iterator, ref set)
{
    const world *w = machine_world(m);
    uint32_t place = world_row(w, iterator)->lo;
    if (world_row(w, iterator)->hi != set_used(w, set)) {
        world_emit(m->r, EV_PAYLOAD_SET, 0, iterator, place, UINT32_MAX); /* for good */
        return raise_error(m, BT_RUNTIME_ERROR, "Set changed size during iteration");
    }
    ref key = set_next(w, set, &place);
    if (!key)
        return iterator_end(m, iterator);
    world_emit(m->r, EV_PAYLOAD_SET, 0, iterator, place, world_row(w, iterator)->hi);
    return value_own(m, key);
}

static value instance_next(machine *m, ref o)
{
    bool found = false;
    value v = call_special(m, o, "__next__", NULL, 0, &found);
    return found ? v : raise_error(m, BT_TYPE_ERROR, "'%s' object is not an iterator", type_name(m, o));
}

enum { ITEM_COST = 3 }; /* as many instructions as a loop of the script takes for an item */

value iterator_next(machine *m, ref o)
{
    value v = iterator_step(m, o);
    if (!v && m->raised && exception_is(m, m->raised, BT_STOP_ITERATION))
        exception_drop(m);
    return v;
}

value iterator_step(machine *m, ref o)
{
    const world *w = machine_world(m);
    object_kind kind = world_kind(w, o);
    if (!machine_charge(m, ITEM_COST))
        return 0;
    if (kind == KIND_RANGE_ITER)
        return world_int(w, o) < world_wide(w, o, RANGE_ITER_LENGTH) ? range_iterator_next(m, o) : 0;
    if (kind == KIND_PROXY)
        return proxy_next(m, o);
    if (kind == KIND_GENERATOR)
        return generator_step(m, o);
    if (kind == KIND_FILE)
        return file_next(m, o);
    if (!object_is_iterator(m, o) || kind == KIND_INSTANCE || kind == KIND_EXCEPTION)
        return instance_next(m, o);
    ref of = world_word(w, o, 0);
    if (!of)
        return 0;
    of = world_core_of(w, of);
    switch ((unsigned)kind) {
    case KIND_LIST_ITER:
    case KIND_TUPLE_ITER:
        return sequence_next(m, o, of);
    case KIND_STR_ITER:
        return str_next(m, o, of);
    case KIND_BYTES_ITER:
        return bytes_next(m, o, of);
    case KIND_DICT_ITER:
        return dict_next(m, o, of);
    case KIND_DICT_REVERSE_ITER:
        return dict_previous(m, o, of);
    case KIND_SET_ITER:
        return set_iterator_next(m, o, of);
    default:
        return composed_step(m, o);
    }
}

/* --- Consumers --------------------------------------------------------------------------------------------- */

/* The first item goes on top. */
static void turn_around(value *items, uint32_t n)
{
    for (uint32_t i = 0; i < n / 2; i++) {
        value other = items[i];
        items[i] = items[n - 1 - i];
        items[n - 1 - i] = other;
    }
}

/* ceval.c, _PyEval_UnpackIterable(). */
static bool unpack_iterator(machine *m, value iterator, uint32_t count)
{
    value *base = m->sp;
    uint32_t n = 0;
    for (value item; n <= count && (item = iterator_next(m, VALUE_ROW(iterator))) != 0; n++)
        *m->sp++ = item;
    if (m->raised || m->stopped)
        return false;
    if (n > count)
        value_drop(m, *--m->sp);
    if (n < count)
        raise_error(m, BT_VALUE_ERROR, "not enough values to unpack (expected %u, got %u)", count, n);
    if (n > count)
        raise_error(m, BT_VALUE_ERROR, "too many values to unpack (expected %u)", count);
    if (n == count)
        turn_around(base, n);
    return n == count;
}

/* The same with a starred target: the rest comes as a list, from whose end `after` items are taken; its
 * memory stays as it is. */
static bool unpack_rest(machine *m, value iterator, uint32_t before, uint32_t after)
{
    const world *w = machine_world(m);
    value *base = m->sp;
    uint32_t n = 0;
    for (value item; n < before && (item = iterator_next(m, VALUE_ROW(iterator))) != 0; n++)
        *m->sp++ = item;
    value rest = m->raised || m->stopped || n < before ? 0 : make_list_of(m, iterator);
    if (m->raised || m->stopped)
        return false;
    uint32_t length = rest ? world_row(w, VALUE_ROW(rest))->lo : 0;
    if (rest)
        *m->sp++ = rest;
    if (!rest || length < after)
        return raise_error(m, BT_VALUE_ERROR, "not enough values to unpack (expected at least %u, got %u)",
                           before + after, n + length) != 0;
    for (uint32_t i = 0; i < after; i++) {
        ref item = world_word(w, VALUE_ROW(rest), length - after);
        world_emit(m->r, EV_LIST_TAKE, 1, VALUE_ROW(rest), length - after, 0);
        *m->sp++ = world_has(w, item, OBJ_IMMORTAL) ? item : item | VALUE_OWNED;
    }
    turn_around(base, before + 1 + after);
    return true;
}

static bool unpack_items(machine *m, value sequence, uint32_t count)
{
    const world *w = machine_world(m);
    ref o = VALUE_ROW(sequence);
    uint32_t n = world_row(w, o)->lo;
    if (n != count) {
        if (n < count)
            raise_error(m, BT_VALUE_ERROR, "not enough values to unpack (expected %u, got %u)", count, n);
        else if (!m->profile->unpack_tells_count)
            raise_error(m, BT_VALUE_ERROR, "too many values to unpack (expected %u)", count);
        else
            raise_error(m, BT_VALUE_ERROR, "too many values to unpack (expected %u, got %u)", count, n);
        return false;
    }
    for (uint32_t i = n; i-- > 0;)
        *m->sp++ = value_own(m, world_word(w, o, i));
    return true;
}

bool unpack_possible(machine *m, ref o)
{
    if (object_iterable(m, o))
        return true;
    raise_error(m, BT_TYPE_ERROR, "cannot unpack non-iterable %s object", type_name(m, o));
    return false;
}

/* The value on top gives way to its items; `after`: how many follow a starred one, or NO_REST. */
#define NO_REST UINT32_MAX
static bool unpack_by_iterator(machine *m, value v, uint32_t count, uint32_t after)
{
    if (!unpack_possible(m, VALUE_ROW(v)))
        return false;
    value iterator = iterator_of(m, v);
    if (!iterator)
        return false;
    value *place = m->sp;
    *m->sp++ = iterator; /* stands below the items until they are all there */
    bool ok = after == NO_REST ? unpack_iterator(m, iterator, count) : unpack_rest(m, iterator, count, after);
    if (ok) {
        size_t n = (size_t)(m->sp - (place + 1));
        value held[2] = {place[-1], place[0]}; /* by now the stack may own them */
        memmove(place - 1, place + 1, n * sizeof *place);
        m->sp -= 2;
        value_drop(m, held[1]);
        value_drop(m, held[0]);
    } else {
        while (m->sp > place) /* what came last goes first */
            value_drop(m, *--m->sp);
    }
    return ok;
}

bool unpack_sequence(machine *m, uint32_t count)
{
    const world *w = machine_world(m);
    value v = m->sp[-1];
    object_kind kind = world_kind(w, VALUE_ROW(v));
    if (kind == KIND_TUPLE || kind == KIND_LIST) {
        m->sp--;
        bool ok = unpack_items(m, v, count);
        value_drop(m, v);
        return ok;
    }
    return unpack_by_iterator(m, v, count, NO_REST);
}

/* UNPACK_EX */
bool unpack_starred(machine *m, uint32_t before, uint32_t after)
{
    return unpack_by_iterator(m, m->sp[-1], before, after);
}
