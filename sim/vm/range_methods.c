/* range and slice as scripts use them: slices of ranges, index, count, fields, slice().
 * Source: CPython 3.13.0, Objects/rangeobject.c, Objects/sliceobject.c. */
#include "sim/vm/arguments.h"
#include "sim/vm/sequence.h"

static ref arg(const call_args *a, uint32_t i)
{
    return VALUE_ROW(a->v[i]);
}

/* compute_slice(): a range of the range's items. False of the product's room: never, it lies inside. */
value range_slice(machine *m, ref o, ref slice)
{
    const world *w = machine_world(m);
    int64_t start, stop, step, count;
    if (!slice_indices(m, slice, range_length(w, o), &start, &stop, &step, &count))
        return 0;
    int64_t first = world_wide(w, o, RANGE_START), stride = world_wide(w, o, RANGE_STEP), n[3];
    if (__builtin_mul_overflow(start, stride, &n[0]) || __builtin_add_overflow(first, n[0], &n[0]) ||
        __builtin_mul_overflow(stop, stride, &n[1]) || __builtin_add_overflow(first, n[1], &n[1]) ||
        __builtin_mul_overflow(step, stride, &n[2]))
        return stop_unsupported(m, "integers beyond 64 bits are not supported");
    return make_range(m, n[0], n[1], n[2]);
}

/* The place of a number in a range, -1: it is not there. */
static int64_t place_in(const world *w, ref range, int64_t n)
{
    int64_t first = world_wide(w, range, RANGE_START), step = world_wide(w, range, RANGE_STEP);
    uint64_t distance = step > 0 ? (uint64_t)n - (uint64_t)first : (uint64_t)first - (uint64_t)n;
    uint64_t stride = step > 0 ? (uint64_t)step : 0 - (uint64_t)step;
    if ((step > 0 ? n < first : n > first) || distance % stride)
        return -1;
    return distance / stride < (uint64_t)range_length(w, range) ? (int64_t)(distance / stride) : -1;
}

static bool is_int(const world *w, ref o)
{
    return world_kind(w, o) == KIND_INT || world_kind(w, o) == KIND_BOOL;
}

int range_contains(machine *m, ref range, ref item, bool *known)
{
    const world *w = machine_world(m);
    *known = is_int(w, item); /* exactly: an heir may compare as it likes */
    return *known && place_in(w, range, world_int(w, item)) >= 0;
}

/* Items that equal an object of another kind: their number, *first the place of the first; -1: raised. */
static int64_t equal_items(machine *m, ref range, ref item, int64_t *first)
{
    int64_t found = 0;
    for (int64_t i = 0, n = range_length(machine_world(m), range); i < n; i++) {
        value v = machine_charge(m, 1) ? range_item(m, range, i) : 0;
        int equal = v ? object_equal(m, VALUE_ROW(v), item) : -1;
        value_drop(m, v);
        if (equal < 0)
            return -1;
        if (equal && !found++)
            *first = i;
    }
    return found;
}

static value range_index(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    int64_t place = -1;
    if (!is_int(w, arg(a, 0))) {
        int64_t found = equal_items(m, a->self, arg(a, 0), &place);
        return found < 0 ? 0 : found ? make_int(m, place)
                                     : raise_error(m, BT_VALUE_ERROR, "sequence.index(x): x not in sequence");
    }
    place = place_in(w, a->self, world_int(w, arg(a, 0)));
    return place >= 0 ? make_int(m, place)
                      : raise_error(m, BT_VALUE_ERROR, "%lld is not in range", (long long)world_int(w, arg(a, 0)));
}

static value range_count(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    int64_t first;
    if (is_int(w, arg(a, 0)))
        return make_int(m, place_in(w, a->self, world_int(w, arg(a, 0))) >= 0);
    int64_t found = equal_items(m, a->self, arg(a, 0), &first);
    return found < 0 ? 0 : make_int(m, found);
}

/* --- slice ------------------------------------------------------------------------------------------------ */

value slice_construct(machine *m, const value *args, uint32_t count)
{
    if (count < 1 || count > 3)
        return raise_error(m, BT_TYPE_ERROR, "slice expected at %s %s, got %u", count ? "most" : "least",
                           count ? "3 arguments" : "1 argument", count);
    ref start = count > 1 ? VALUE_ROW(args[0]) : m->none, stop = VALUE_ROW(args[count > 1]);
    world_emit(m->r, EV_NEW, KIND_SLICE, 0, 0, 0);
    value slice = value_born(m);
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(slice), 0, start);
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(slice), 1, stop);
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(slice), 2, count > 2 ? VALUE_ROW(args[2]) : m->none);
    return slice;
}

/* slice_richcompare(): like tuples of the three. */
value slice_compare(machine *m, compare_op_kind kind, ref a, ref b)
{
    value pair[2] = {0};
    if (a == b)
        return make_bool(m, kind == COMPARE_EQ || kind == COMPARE_LE || kind == COMPARE_GE);
    for (uint32_t k = 0; k < 2; k++) {
        pair[k] = make_tuple(m, 3);
        for (uint32_t i = 0; i < 3; i++)
            tuple_fill(m, pair[k], i, world_word(machine_world(m), k ? b : a, i));
    }
    value v = operator_compare(m, kind, VALUE_ROW(pair[0]), VALUE_ROW(pair[1]));
    value_drop(m, pair[0]);
    value_drop(m, pair[1]);
    return v;
}

bool slice_repr(machine *m, ref o, buffer *out)
{
    bool ok = true;
    buffer_add_text(out, "slice(");
    for (uint32_t i = 0; ok && i < 3; i++) {
        buffer_add_text(out, i ? ", " : "");
        ok = text_repr(m, world_word(machine_world(m), o, i), out);
    }
    buffer_add_char(out, ')');
    return ok;
}

/* slice_indices(): start, stop and step for a sequence of a length. */
static value slice_indices_method(machine *m, const call_args *a)
{
    int64_t n[3], count, length;
    if (!argument_int(m, arg(a, 0), &length))
        return 0;
    if (length < 0)
        return raise_error(m, BT_VALUE_ERROR, "length should not be negative");
    if (!slice_indices(m, a->self, length, &n[0], &n[1], &n[2], &count))
        return 0;
    value tuple = make_tuple(m, 3);
    for (uint32_t i = 0; i < 3; i++)
        tuple_fill(m, tuple, i, make_int(m, n[i]));
    return tuple;
}

const builtin_info BUILTINS_RANGE[] = {
    {"indices", BT_SLICE, 1, 1, BUILTIN_PURE, slice_indices_method},
    {"count", BT_RANGE, 1, 1, BUILTIN_PURE, range_count},
    {"index", BT_RANGE, 1, 1, BUILTIN_PURE, range_index},
    {0},
};
