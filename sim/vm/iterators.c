/* Iterators made of others: enumerate, zip, map, filter, reversed, iter(f, x), iteration by
 * __getitem__; next(), sum() and what else takes an iterator.
 * Source: CPython 3.13.0, Objects/enumobject.c, Objects/iterobject.c, Python/bltinmodule.c; the function
 * named at each. */
#include "sim/vm/arguments.h"
#include "sim/vm/frame_locals.h"
#include "sim/vm/call.h"
#include "sim/vm/eval.h"
#include "sim/vm/sequence.h"
#include "sim/vm/setobject.h"

#include "sim/lang/code.h"

#include <math.h>

static ref arg(const call_args *a, uint32_t i)
{
    return VALUE_ROW(a->v[i]);
}

static ref slot(const machine *m, ref o, uint32_t i)
{
    return world_word(machine_world(m), o, i);
}

static void payload_set(machine *m, ref o, int64_t n)
{
    world_emit(m->r, EV_PAYLOAD_SET, 0, o, (uint32_t)(uint64_t)n, (uint32_t)((uint64_t)n >> 32));
}

static void slot_clear(machine *m, ref o, uint32_t i)
{
    if (slot(m, o, i)) {
        world_emit(m->r, EV_SLOT_CLEAR, 0, o, i, 0);
        memory_settle(&m->mem);
    }
}

/* The values from `base` go and 0 is the result. What C code leaves on the stack would be taken for
 * something else if a StopIteration on its way is dropped later. */
static value give_up(machine *m, value *base)
{
    stack_drop_from(m, base);
    return 0;
}

/* --- The tuple that is used again ------------------------------------------------------------------- */

/* enum_next(), zip_next(), dictiter_iternextitem(): the collector may have untracked it. */
static void tuple_track(machine *m, ref tuple)
{
    if (!world_has(machine_world(m), tuple, OBJ_TRACKED))
        world_emit(m->r, EV_TRACK, 0, tuple, 0, 0);
}

value result_tuple(machine *m, ref iterator, uint32_t place, const value *items, uint32_t count)
{
    ref tuple = slot(m, iterator, place);
    if (world_row(machine_world(m), tuple)->refcount > 1) {
        value fresh = make_tuple(m, count);
        for (uint32_t i = count; i-- > 0;)
            tuple_fill(m, fresh, i, items[i]);
        return fresh;
    }
    value v = value_own(m, tuple);
    *m->sp++ = v;
    for (uint32_t i = 0; i < count; i++) {
        world_emit(m->r, EV_SLOT_SET, value_steal(items[i]), tuple, i, VALUE_ROW(items[i]));
        memory_settle(&m->mem);
    }
    tuple_track(m, tuple);
    m->sp--;
    return v;
}

/* A tuple of `count` times None for result_tuple(), put into the slot. */
static void result_tuple_make(machine *m, ref iterator, uint32_t place, uint32_t count)
{
    value tuple = make_tuple(m, count);
    for (uint32_t i = 0; i < count; i++)
        tuple_fill(m, tuple, i, m->none);
    world_emit(m->r, EV_SLOT_SET, value_steal(tuple), iterator, place, VALUE_ROW(tuple));
}

/* --- Steps -------------------------------------------------------------------------------------------- */

static value enumerate_next(machine *m, ref o)
{
    value items[2] = {0, iterator_step(m, slot(m, o, 0))};
    if (!items[1])
        return 0;
    *m->sp++ = items[1];
    int64_t n = world_int(machine_world(m), o);
    items[0] = make_int(m, n);
    payload_set(m, o, n + 1);
    m->sp--;
    return result_tuple(m, o, 1, items, 2);
}

/* zip(strict=True): iterator number i has ended. All others must have, too. */
static value zip_check(machine *m, ref iterators, uint32_t i)
{
    uint32_t n = world_row(machine_world(m), iterators)->lo;
    if (m->raised && !exception_is(m, m->raised, BT_STOP_ITERATION))
        return 0;
    exception_drop(m);
    if (i)
        return raise_error(m, BT_VALUE_ERROR, "zip() argument %u is shorter than argument%s%u", i + 1,
                           i == 1 ? " " : "s 1-", i);
    for (i = 1; i < n && !m->stopped; i++) {
        value item = iterator_next(m, slot(m, iterators, i));
        if (m->raised)
            return 0;
        if (!item)
            continue;
        value_drop(m, item);
        return raise_error(m, BT_VALUE_ERROR, "zip() argument %u is longer than argument%s%u", i + 1,
                           i == 1 ? " " : "s 1-", i);
    }
    return 0;
}

/* The result's places are filled one after the other: what was in them goes at once. */
static value zip_next(machine *m, ref o)
{
    ref iterators = slot(m, o, 0), tuple = slot(m, o, 1);
    uint32_t n = world_row(machine_world(m), iterators)->lo;
    if (n == 0)
        return 0;
    value *base = m->sp;
    bool again = world_row(machine_world(m), tuple)->refcount == 1;
    value result = again ? value_own(m, tuple) : make_tuple(m, n);
    *m->sp++ = result;
    for (uint32_t i = 0; i < n; i++) {
        value item = iterator_step(m, slot(m, iterators, i));
        if (!item) {
            give_up(m, base);
            return m->stopped || !world_row(machine_world(m), o)->lo ? 0 : zip_check(m, iterators, i);
        }
        world_emit(m->r, EV_SLOT_SET, value_steal(item), VALUE_ROW(result), i, VALUE_ROW(item));
        memory_settle(&m->mem);
    }
    if (again)
        tuple_track(m, tuple);
    m->sp--;
    return result;
}

enum { MAP_MAX = 64 };

static value map_next(machine *m, ref o)
{
    ref iterators = slot(m, o, 0);
    value *base = m->sp, borrowed[MAP_MAX];
    uint32_t n = world_row(machine_world(m), iterators)->lo;
    for (uint32_t i = 0; i < n; i++) {
        value item = iterator_step(m, slot(m, iterators, i));
        if (!item)
            return give_up(m, base);
        *m->sp++ = item;
        borrowed[i] = VALUE_ROW(item);
    }
    value result = call_object(m, slot(m, o, 1), borrowed, n);
    *m->sp++ = result; /* out of the way of what the arguments' deaths may run */
    for (uint32_t i = 0; i < n; i++) {
        value gone = base[i];
        base[i] = 0;
        value_drop(m, gone);
    }
    m->sp = base;
    return result;
}

static value filter_next(machine *m, ref o)
{
    ref function = slot(m, o, 1);
    bool truth_alone = function == m->none || function == m->types[BT_BOOL];
    value *base = m->sp;
    for (value item; (item = iterator_step(m, slot(m, o, 0))) != 0;) {
        *m->sp++ = item;
        value borrowed = VALUE_ROW(item), good = truth_alone ? item : call_object(m, function, &borrowed, 1);
        int truth = good ? object_is_true(m, VALUE_ROW(good)) : -1;
        if (!truth_alone)
            value_drop(m, good);
        if (truth > 0) {
            m->sp = base;
            return item;
        }
        give_up(m, base);
        if (truth < 0)
            return 0;
    }
    return 0;
}

/* PySequence_GetItem(). *end: the sequence has no such item. */
static value sequence_item(machine *m, ref sequence, int64_t i, bool *end)
{
    value *base = m->sp;
    value index = make_int(m, i);
    *m->sp++ = index;
    value v = subscript_get(m, sequence, index);
    v = value_own(m, v);
    m->sp = base + 1;
    give_up(m, base);
    *end = !v && m->raised &&
           (exception_is(m, m->raised, BT_INDEX_ERROR) || exception_is(m, m->raised, BT_STOP_ITERATION));
    if (*end)
        exception_drop(m);
    return v;
}

/* iter_iternext() */
static value by_index_next(machine *m, ref o)
{
    bool end;
    int64_t i = world_int(machine_world(m), o);
    value v = sequence_item(m, slot(m, o, 0), i, &end);
    if (v)
        payload_set(m, o, i + 1);
    else if (end)
        slot_clear(m, o, 0);
    return v;
}

/* reversed_next() */
static value reversed_next(machine *m, ref o)
{
    bool end = false;
    int64_t i = world_int(machine_world(m), o);
    value v = i < 0 ? 0 : sequence_item(m, slot(m, o, 0), i, &end);
    if (v) {
        payload_set(m, o, i - 1);
        return v;
    }
    payload_set(m, o, -1);
    slot_clear(m, o, 0);
    return 0;
}

/* listreviter_next() */
static value list_previous(machine *m, ref o)
{
    const world *w = machine_world(m);
    ref list = slot(m, o, 0) ? world_core_of(w, slot(m, o, 0)) : 0;
    int64_t i = world_int(w, o);
    if (i < 0)
        return 0;
    if (i >= world_row(w, list)->lo) {
        payload_set(m, o, -1);
        slot_clear(m, o, 0);
        return 0;
    }
    payload_set(m, o, i - 1);
    return value_own(m, world_word(w, list, (uint32_t)i));
}

/* calliter_iternext() */
static value call_next(machine *m, ref o)
{
    value result = call_object(m, slot(m, o, 0), NULL, 0);
    bool end = !result && m->raised && exception_is(m, m->raised, BT_STOP_ITERATION);
    if (result) {
        *m->sp++ = result;
        int same = slot(m, o, 1) ? object_equal(m, slot(m, o, 1), VALUE_ROW(result)) : 0;
        m->sp--;
        if (same == 0)
            return result;
        if (same < 0) {
            value_drop(m, result);
            return 0;
        }
        end = true;
    } else if (end) {
        exception_drop(m);
    }
    if (end) {
        slot_clear(m, o, 0);
        slot_clear(m, o, 1);
    }
    value_drop(m, result);
    return 0;
}

value composed_step(machine *m, ref o)
{
    if (!nesting_enter(m, ""))
        return 0;
    value v = 0;
    switch ((unsigned)world_kind(machine_world(m), o)) {
    case KIND_ENUMERATE:
        v = enumerate_next(m, o);
        break;
    case KIND_ZIP:
        v = zip_next(m, o);
        break;
    case KIND_MAP:
        v = map_next(m, o);
        break;
    case KIND_FILTER:
        v = filter_next(m, o);
        break;
    case KIND_REVERSED:
        v = reversed_next(m, o);
        break;
    case KIND_LIST_REVERSE_ITER:
        v = list_previous(m, o);
        break;
    case KIND_SEQUENCE_ITER:
        v = by_index_next(m, o);
        break;
    default:
        v = call_next(m, o);
        break;
    }
    nesting_leave(m);
    return v;
}

/* --- Constructors --------------------------------------------------------------------------------------- */

/* The iterators of args[first...] in a tuple, held by the stack; 0: raised. */
static value iterators_of(machine *m, const value *args, uint32_t count)
{
    value tuple = make_tuple(m, count);
    *m->sp++ = tuple;
    for (uint32_t i = 0; i < count; i++) {
        value iterator = iterator_of(m, VALUE_ROW(args[i]));
        if (!iterator)
            return 0;
        tuple_fill(m, tuple, i, iterator);
    }
    return tuple;
}

static value iterator_with(machine *m, object_kind kind, uint32_t lo, value first, ref second)
{
    world_emit(m->r, EV_NEW, (uint8_t)kind, 0, lo, 0);
    value o = value_born(m);
    world_emit(m->r, EV_SLOT_SET, value_steal(first), VALUE_ROW(o), 0, VALUE_ROW(first));
    if (second)
        world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(o), 1, second);
    return o;
}

static value construct_enumerate(machine *m, const value *args, uint32_t count, ref names)
{
    static const parameters P = {"enumerate", {"iterable", "start"}, 2, 1};
    uint32_t keywords = names ? world_row(machine_world(m), names)->lo : 0;
    call_args a = {.v = args, .count = count, .keywords = keywords, .keyword_names = names};
    ref given[3];
    int64_t start = 0;
    if (count == 0)
        return raise_error(m, BT_TYPE_ERROR, "enumerate() missing required argument 'iterable'");
    for (uint32_t i = 0; i < keywords; i++) {
        ref name = world_word(machine_world(m), names, i);
        uint32_t length;
        if (!name_is(m, name, "iterable") && !name_is(m, name, "start"))
            return raise_error(m, BT_TYPE_ERROR, "'%s' is an invalid keyword argument for enumerate()",
                               world_text(machine_world(m), name, &length));
    }
    if (count == 1 && keywords && !name_is(m, world_word(machine_world(m), names, 0), "iterable"))
        return raise_error(m, BT_TYPE_ERROR, "'start' is an invalid keyword argument for enumerate()");
    if (!arguments_bind(m, &a, &P, given))
        return 0;
    world_emit(m->r, EV_NEW, KIND_ENUMERATE, 0, 0, 0);
    value o = value_born(m);
    *m->sp++ = o;
    if (given[1] && !argument_int(m, given[1], &start))
        return 0;
    if (start)
        payload_set(m, VALUE_ROW(o), start);
    value iterator = iterator_of(m, given[0]);
    if (!iterator)
        return 0;
    world_emit(m->r, EV_SLOT_SET, value_steal(iterator), VALUE_ROW(o), 0, VALUE_ROW(iterator));
    result_tuple_make(m, VALUE_ROW(o), 1, 2);
    m->sp--;
    return o;
}

/* zip_new() */
static value construct_zip(machine *m, const value *args, uint32_t count, ref names)
{
    const world *w = machine_world(m);
    uint32_t keywords = names ? world_row(w, names)->lo : 0, length;
    int strict = 0;
    for (uint32_t i = 0; i < keywords; i++) {
        const char *name = world_text(w, world_word(w, names, i), &length);
        if (strcmp(name, "strict") != 0)
            return raise_keyword_of_list(m, "zip", name, (const char *const[]){"strict"}, 1, 1);
        strict = object_is_true(m, VALUE_ROW(args[count - keywords + i]));
    }
    if (strict < 0)
        return 0;
    uint32_t n = count - keywords;
    value iterators = iterators_of(m, args, n);
    if (!iterators)
        return 0;
    value result = make_tuple(m, n);
    for (uint32_t i = 0; i < n; i++)
        tuple_fill(m, result, i, m->none);
    m->sp--;
    value o = iterator_with(m, KIND_ZIP, (uint32_t)strict, iterators, 0);
    world_emit(m->r, EV_SLOT_SET, value_steal(result), VALUE_ROW(o), 1, VALUE_ROW(result));
    return o;
}

static value construct_map(machine *m, const value *args, uint32_t count)
{
    if (count < 2)
        return raise_error(m, BT_TYPE_ERROR, "map() must have at least two arguments.");
    if (count > MAP_MAX)
        return stop_limit(m, OURO_ERR_LIMIT, "map() of more than %d iterables", MAP_MAX - 1);
    value iterators = iterators_of(m, args + 1, count - 1);
    if (!iterators)
        return 0;
    m->sp--;
    return iterator_with(m, KIND_MAP, 0, iterators, VALUE_ROW(args[0]));
}

static bool is_sequence(const world *w, ref o)
{
    object_kind kind = world_kind(w, o);
    return kind == KIND_TUPLE || kind == KIND_STR || kind == KIND_BYTES;
}

/* reversed_new_impl(); the types with a __reversed__ of their own give their own iterators. */
static value construct_reversed(machine *m, ref o)
{
    const world *w = machine_world(m);
    int64_t n;
    ref getitem = name_find(m, "__getitem__");
    switch ((unsigned)world_kind(w, o)) {
    case KIND_LIST: {
        value v = iterator_make(m, KIND_LIST_REVERSE_ITER, o, 0, 0);
        payload_set(m, VALUE_ROW(v), (int64_t)world_row(w, o)->lo - 1);
        return v;
    }
    case KIND_DICT:
        return dict_iterator(m, KIND_DICT_REVERSE_ITER, o, 0);
    case KIND_DICT_VIEW:
        return dict_iterator(m, KIND_DICT_REVERSE_ITER, view_dict(w, o), world_row(w, o)->lo);
    case KIND_MAPPINGPROXY:
        return dict_iterator(m, KIND_DICT_REVERSE_ITER, world_word(w, o, 0), 0);
    case KIND_LOCALS_PROXY:
        return locals_proxy_reversed(m, o);
    case KIND_RANGE:
        return range_reversed(m, o);
    case KIND_TUPLE:
    case KIND_STR:
    case KIND_BYTES:
        break;
    case KIND_INSTANCE:
    case KIND_EXCEPTION:
        if (world_kind(w, world_core_of(w, o)) == KIND_LIST || world_kind(w, world_core_of(w, o)) == KIND_DICT)
            return construct_reversed(m, world_core_of(w, o));
        if ((getitem && type_lookup(m, type_of(m, o), getitem)) || is_sequence(w, world_core_of(w, o)))
            break;
        return raise_error(m, BT_TYPE_ERROR, "'%s' object is not reversible", type_name(m, o));
    default:
        return raise_error(m, BT_TYPE_ERROR, "'%s' object is not reversible", type_name(m, o));
    }
    if ((n = object_length(m, o)) < 0)
        return 0;
    value v = iterator_make(m, KIND_REVERSED, o, 0, 0);
    payload_set(m, VALUE_ROW(v), n - 1);
    return v;
}

value construct_iterator(machine *m, builtin_type type, const value *args, uint32_t count, ref names)
{
    const char *name = class_name(m, m->types[type]);
    if (type == BT_ENUMERATE)
        return construct_enumerate(m, args, count, names);
    if (type == BT_ZIP)
        return construct_zip(m, args, count, names);
    if (names)
        return raise_error(m, BT_TYPE_ERROR, "%s() takes no keyword arguments", name);
    if (type == BT_MAP)
        return construct_map(m, args, count);
    uint32_t wanted = type == BT_FILTER ? 2 : 1;
    if (count != wanted)
        return raise_error(m, BT_TYPE_ERROR, "%s expected %u argument%s, got %u", name, wanted,
                           wanted == 1 ? "" : "s", count);
    if (type == BT_REVERSED)
        return construct_reversed(m, VALUE_ROW(args[0]));
    value iterator = iterator_of(m, VALUE_ROW(args[1]));
    return iterator ? iterator_with(m, KIND_FILTER, 0, iterator, VALUE_ROW(args[0])) : 0;
}

/* --- How many to expect ------------------------------------------------------------------------------------ */

/* Items left of a sequence of `length` items of which `done` have been yielded. */
static int64_t left(int64_t length, int64_t done)
{
    return length > done ? length - done : 0;
}

/* An instance is asked for its __len__(); that it has none that works is no error. */
static int64_t instance_hint(machine *m, ref o, int64_t otherwise)
{
    const world *w = machine_world(m);
    ref name = name_find(m, "__len__"), core = world_core_of(w, o);
    bool sized = core != o && world_kind(w, core) != KIND_INT && world_kind(w, core) != KIND_FLOAT;
    if (!sized && (!name || !type_lookup(m, type_of(m, o), name)))
        return otherwise;
    int64_t n = object_length(m, o);
    if (n < 0 && m->raised && exception_is(m, m->raised, BT_TYPE_ERROR)) {
        exception_drop(m);
        return otherwise;
    }
    return n;
}

static int64_t iterator_hint(machine *m, ref o, object_kind kind, ref of, int64_t otherwise)
{
    const world *w = machine_world(m);
    uint32_t at = world_row(w, o)->lo, hi = world_row(w, o)->hi, length;
    ref core = world_core_of(w, of);
    switch ((unsigned)kind) {
    case KIND_LIST_ITER:
    case KIND_TUPLE_ITER:
    case KIND_BYTES_ITER:
        return left(world_row(w, core)->lo, at);
    case KIND_STR_ITER: {
        const char *text = world_text(w, core, &length);
        int64_t n = 0;
        for (uint32_t i = at; i < length; i++)
            n += ((unsigned char)text[i] & 0xC0U) != 0x80U;
        return n;
    }
    case KIND_DICT_ITER:
    case KIND_DICT_REVERSE_ITER:
        return world_word(w, o, 2) == dict_used(w, core) ? hi & 0x3FFFFFFF : 0;
    case KIND_SET_ITER:
        length = 0;
        while (hi == set_used(w, core) && set_next(w, core, &at))
            length++;
        return length;
    case KIND_SEQUENCE_ITER: { /* Objects/iterobject.c, iter_len(): not every sequence has a length */
        enum { NO_LENGTH = -2 };
        int64_t n = instance_hint(m, of, NO_LENGTH);
        return n == NO_LENGTH ? otherwise : n < 0 ? n : left(n, world_int(w, o));
    }
    case KIND_REVERSED:
    case KIND_LIST_REVERSE_ITER: {
        int64_t n = object_length(m, kind == KIND_REVERSED ? of : core), place = world_int(w, o) + 1;
        return n < 0 ? n : n < place ? 0 : place;
    }
    default:
        return otherwise;
    }
}

/* Its __length_hint__ is bound to be called. */
static int64_t iterator_asked(machine *m, ref o, object_kind kind, int64_t otherwise)
{
    ref of = world_word(machine_world(m), o, 0);
    unseen_birth(m);
    int64_t n = of ? iterator_hint(m, o, kind, of, otherwise) : 0;
    unseen_death(m);
    return n;
}

/* A proxy has a length, if its object has. */
static int64_t proxy_hint(machine *m, ref o, int64_t otherwise)
{
    int64_t n = object_length(m, o);
    if (n >= 0 || !m->raised || !exception_is(m, m->raised, BT_TYPE_ERROR))
        return n;
    exception_drop(m);
    return otherwise;
}

/* Source: CPython 3.13.0, Objects/abstract.c, PyObject_LengthHint(). */
int64_t length_hint(machine *m, ref o, int64_t otherwise)
{
    const world *w = machine_world(m);
    object_kind kind = world_kind(w, o);
    switch ((unsigned)kind) {
    case KIND_INSTANCE:
    case KIND_EXCEPTION:
        return instance_hint(m, o, otherwise);
    case KIND_PROXY:
        return proxy_hint(m, o, otherwise);
    case KIND_RANGE_ITER:
        return world_wide(w, o, RANGE_ITER_LENGTH) - world_int(w, o);
    case KIND_LIST:
    case KIND_TUPLE:
    case KIND_STR:
    case KIND_BYTES:
    case KIND_DICT:
    case KIND_DICT_VIEW:
    case KIND_MAPPINGPROXY:
    case KIND_LOCALS_PROXY:
    case KIND_RANGE:
    case KIND_SET:
    case KIND_FROZENSET:
        return object_length(m, o);
    case KIND_GENERATOR:
    case KIND_ENUMERATE:
    case KIND_ZIP:
    case KIND_MAP:
    case KIND_FILTER:
    case KIND_CALL_ITER:
        return otherwise;
    default:
        if (!object_is_iterator(m, o))
            return otherwise;
        return iterator_asked(m, o, kind, otherwise);
    }
}

/* --- iter(), next(), sum() ----------------------------------------------------------------------------------- */

static value builtin_iter(machine *m, const call_args *a)
{
    if (a->count == 1)
        return iterator_of(m, arg(a, 0));
    if (!object_callable(m, arg(a, 0)))
        return raise_error(m, BT_TYPE_ERROR, "iter(v, w): v must be callable");
    return iterator_with(m, KIND_CALL_ITER, 0, arg(a, 0), arg(a, 1));
}

static value builtin_next(machine *m, const call_args *a)
{
    if (!object_is_iterator(m, arg(a, 0)))
        return raise_error(m, BT_TYPE_ERROR, "'%s' object is not an iterator", type_name(m, arg(a, 0)));
    value v = iterator_step(m, arg(a, 0));
    if (!v && m->raised && a->count > 1 && exception_is(m, m->raised, BT_STOP_ITERATION))
        exception_drop(m);
    if (v || m->raised || m->stopped)
        return v;
    return a->count > 1 ? value_own(m, arg(a, 1)) : raise_with(m, m->types[BT_STOP_ITERATION], 0);
}

/* A sum while it is made: as a plain number as long as all items are of its kind. */
typedef struct running_sum {
    value object; /* 0: one of the numbers */
    bool is_float;
    int64_t whole;
    double real, compensation;
} running_sum;

static value sum_object(machine *m, running_sum *s)
{
    if (s->object)
        return s->object;
    if (!s->is_float)
        return s->object = make_int(m, s->whole);
    if (s->compensation != 0.0 && isfinite(s->compensation))
        s->real += s->compensation;
    return s->object = make_float(m, s->real);
}

/* Kahan's sum as improved by Neumaier: what rounding loses is added up beside. */
static void sum_add_float(running_sum *s, double x)
{
    double t = s->real + x;
    s->compensation += fabs(s->real) >= fabs(x) ? s->real - t + x : x - t + s->real;
    s->real = t;
}

/* Has the sum or its result become a plain number? CPython looks at an int only at the start, at a float
 * whenever a float stands there first. */
static void sum_settle(machine *m, running_sum *s)
{
    const world *w = machine_world(m);
    ref o = VALUE_ROW(s->object);
    if (world_kind(w, o) != KIND_FLOAT)
        return;
    *s = (running_sum){.is_float = true, .real = world_float(w, o)};
}

static bool sum_add_plain(machine *m, running_sum *s, ref item)
{
    const world *w = machine_world(m);
    object_kind kind = world_kind(w, item);
    if (s->object)
        return false;
    if (s->is_float) {
        if (kind == KIND_FLOAT)
            sum_add_float(s, world_float(w, item));
        else if (kind == KIND_INT || kind == KIND_BOOL)
            s->real += (double)world_int(w, item);
        else
            return false;
        return true;
    }
    return (kind == KIND_INT || kind == KIND_BOOL) &&
           !__builtin_add_overflow(s->whole, world_int(w, item), &s->whole);
}

/* One more item, which is dropped. False: raised. `first`: the sum has been a plain int so far. */
static bool sum_step(machine *m, running_sum *s, value item)
{
    int64_t before = s->whole;
    if (sum_add_plain(m, s, VALUE_ROW(item))) {
        value_drop(m, item);
        return true;
    }
    bool was_int = !s->object && !s->is_float;
    s->whole = before;
    value total = sum_object(m, s);
    *m->sp++ = total;
    *m->sp++ = item;
    value next = operator_binary(m, BINARY_ADD, total, item);
    m->sp -= 2;
    value_drop(m, total);
    value_drop(m, item);
    s->object = next;
    if (next && was_int && world_kind(machine_world(m), VALUE_ROW(next)) == KIND_FLOAT) {
        sum_settle(m, s);
        value_drop(m, next);
    }
    return next != 0;
}

static value sum_start(machine *m, ref start, running_sum *s)
{
    const world *w = machine_world(m);
    object_kind kind = start ? world_kind(w, start) : KIND_INT, core = start ? world_kind(w, world_core_of(w, start)) : kind;
    *s = (running_sum){0};
    if (core == KIND_STR)
        return raise_error(m, BT_TYPE_ERROR, "sum() can't sum strings [use ''.join(seq) instead]");
    if (core == KIND_BYTES)
        return raise_error(m, BT_TYPE_ERROR, "sum() can't sum bytes [use b''.join(seq) instead]");
    if (kind == KIND_INT)
        s->whole = start ? world_int(w, start) : 0;
    else if (kind == KIND_FLOAT)
        *s = (running_sum){.is_float = true, .real = world_float(w, start)};
    else
        s->object = value_own(m, start);
    return m->none;
}

/* builtin_sum_impl() */
static value builtin_sum(machine *m, const call_args *a)
{
    static const parameters P = {"sum", {"", "start"}, 2, 1};
    ref given[3];
    running_sum s;
    if (!arguments_bind(m, a, &P, given))
        return 0;
    value *base = m->sp, iterator = iterator_of(m, given[0]);
    if (!iterator)
        return 0;
    *m->sp++ = iterator;
    if (!sum_start(m, given[1], &s))
        return give_up(m, base);
    *m->sp++ = s.object; /* its place on the stack while it is an object */
    for (value item; (item = iterator_next(m, VALUE_ROW(iterator))) != 0;) {
        base[1] = 0;
        if (!sum_step(m, &s, item))
            return give_up(m, base);
        base[1] = s.object;
    }
    if (m->raised || m->stopped)
        return give_up(m, base);
    value total = sum_object(m, &s);
    m->sp = base + 1;
    *m->sp++ = total;
    base[0] = 0;
    value_drop(m, iterator);
    m->sp = base;
    return total;
}

const builtin_info BUILTINS_ITERATORS[] = {
    {"iter", OWNER_BUILTINS, 1, 2, 0, builtin_iter},
    {"next", OWNER_BUILTINS, 1, 2, 0, builtin_next},
    {"sum", OWNER_BUILTINS, 0, 255, BUILTIN_KEYWORDS, builtin_sum},
    {0},
};
