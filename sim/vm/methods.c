/* Methods of list and tuple. Source: CPython 3.13.0, Objects/listobject.c, tupleobject.c. */
#include "sim/vm/arguments.h"
#include "sim/vm/sequence.h"

#include "sim/base/limits.h"

enum { MOVED_AT_ONCE = 16 }; /* items that move in the time of an instruction */

static ref arg(const call_args *a, uint32_t i)
{
    return VALUE_ROW(a->v[i]);
}

static uint32_t list_size(const machine *m, ref list)
{
    return world_row(machine_world(m), list)->lo;
}

/* --- list ------------------------------------------------------------------------------------------- */

static value list_append(machine *m, const call_args *a)
{
    world_emit(m->r, EV_LIST_APPEND, 0, a->self, arg(a, 0), 0);
    return m->none;
}

static value list_extend_method(machine *m, const call_args *a)
{
    return list_extend(m, a->self, a->v[0]) ? m->none : 0;
}

static value list_insert(machine *m, const call_args *a)
{
    int64_t i, n = list_size(m, a->self);
    if (!argument_int(m, arg(a, 0), &i))
        return 0;
    if (i < 0)
        i = i + n < 0 ? 0 : i + n;
    if (!machine_charge(m, i < n ? (uint32_t)(n - i) / MOVED_AT_ONCE : 0))
        return 0;
    world_emit(m->r, EV_LIST_INSERT, 0, a->self, (uint32_t)(i > n ? n : i), arg(a, 1));
    return m->none;
}

/* The item leaves the list and is held by the result. */
static value list_take(machine *m, ref list, uint32_t i)
{
    ref item = world_word(machine_world(m), list, i);
    world_emit(m->r, EV_LIST_TAKE, 0, list, i, 0);
    return world_has(machine_world(m), item, OBJ_IMMORTAL) ? item : item | VALUE_OWNED;
}

static value list_pop(machine *m, const call_args *a)
{
    int64_t i = -1, n = list_size(m, a->self);
    if (a->count && !argument_int(m, arg(a, 0), &i))
        return 0;
    if (n == 0)
        return raise_error(m, BT_INDEX_ERROR, "pop from empty list");
    if (i < 0)
        i += n;
    if (i < 0 || i >= n)
        return raise_error(m, BT_INDEX_ERROR, "pop index out of range");
    if (!machine_charge(m, (uint32_t)(n - i) / MOVED_AT_ONCE))
        return 0;
    return list_take(m, a->self, (uint32_t)i);
}

/* An item that a list might let go of meanwhile; no tuple will.
 * Source: CPython 3.13.0, Objects/listobject.c, list_contains(), list_index_impl(). */
int item_equal(machine *m, ref sequence, uint32_t i, ref wanted)
{
    const world *w = machine_world(m);
    ref item = world_word(w, sequence, i);
    bool runs = object_runs_code(w, item) || object_runs_code(w, wanted);
    value held = world_kind(w, sequence) == KIND_TUPLE || !runs ? 0 : value_own(m, item);
    int equal = object_equal(m, item, wanted);
    value_drop(m, held);
    return equal;
}

/* The place of an equal item, or -1; -2: raised. */
static int64_t item_find(machine *m, ref sequence, ref wanted, int64_t start, int64_t stop)
{
    for (int64_t i = start; i < stop && i < list_size(m, sequence); i++) {
        int equal = machine_charge(m, 1) ? item_equal(m, sequence, (uint32_t)i, wanted) : -1;
        if (equal < 0)
            return -2;
        if (equal)
            return i;
    }
    return -1;
}

static value list_remove(machine *m, const call_args *a)
{
    int64_t i = item_find(m, a->self, arg(a, 0), 0, INT64_MAX);
    if (i == -1)
        return raise_error(m, BT_VALUE_ERROR, "list.remove(x): x not in list");
    if (i < 0)
        return 0;
    if (i < list_size(m, a->self)) /* list_ass_slice(): else its __eq__ has taken it away */
        value_drop(m, list_take(m, a->self, (uint32_t)i));
    return m->none;
}

/* _PyEval_SliceIndexNotNone() */
static bool index_bound(machine *m, const call_args *a, uint32_t i, int64_t n, int64_t *out)
{
    if (i >= a->count)
        return true;
    ref bound = world_core_of(machine_world(m), arg(a, i));
    object_kind kind = world_kind(machine_world(m), bound);
    if (kind != KIND_INT && kind != KIND_BOOL) {
        raise_error(m, BT_TYPE_ERROR, "slice indices must be integers or have an __index__ method");
        return false;
    }
    *out = world_int(machine_world(m), bound);
    if (*out < 0)
        *out = *out + n < 0 ? 0 : *out + n;
    return true;
}

static value sequence_index(machine *m, const call_args *a)
{
    int64_t n = list_size(m, a->self), start = 0, stop = INT64_MAX;
    if (!index_bound(m, a, 1, n, &start) || !index_bound(m, a, 2, n, &stop))
        return 0;
    int64_t i = item_find(m, a->self, arg(a, 0), start, stop);
    if (i >= 0 || i == -2)
        return i < 0 ? 0 : make_int(m, i);
    if (world_kind(machine_world(m), a->self) == KIND_TUPLE)
        return raise_error(m, BT_VALUE_ERROR, "tuple.index(x): x not in tuple");
    buffer text = {0};
    bool ok = text_repr(m, arg(a, 0), &text);
    value v = ok ? raise_error(m, BT_VALUE_ERROR, "%s is not in list", buffer_text(&text)) : 0;
    buffer_free(&text);
    return v;
}

static value sequence_count(machine *m, const call_args *a)
{
    int64_t n = 0;
    for (uint32_t i = 0; i < list_size(m, a->self); i++) {
        int equal = machine_charge(m, 1) ? item_equal(m, a->self, i, arg(a, 0)) : -1;
        if (equal < 0)
            return 0;
        n += equal;
    }
    return make_int(m, n);
}

static value list_clear(machine *m, const call_args *a)
{
    list_clear_range(&m->mem, a->self, 0, list_size(m, a->self));
    return m->stopped ? 0 : m->none;
}

static value list_copy(machine *m, const call_args *a)
{
    uint32_t n = list_size(m, a->self);
    if (!machine_charge(m, n))
        return 0;
    value copy = make_list(m, n, n);
    for (uint32_t i = 0; i < n; i++)
        tuple_fill(m, copy, i, world_word(machine_world(m), a->self, i));
    return copy;
}

static value list_reverse(machine *m, const call_args *a)
{
    if (!machine_charge(m, list_size(m, a->self) / MOVED_AT_ONCE))
        return 0;
    if (list_size(m, a->self) > 1)
        world_emit(m->r, EV_LIST_REVERSE, 0, a->self, 0, 0);
    return m->none;
}

const builtin_info BUILTINS_METHODS[] = {
    {"append", BT_LIST, 1, 1, BUILTIN_PURE | BUILTIN_UNBROKEN, list_append},
    {"clear", BT_LIST, 0, 0, 0, list_clear},
    {"copy", BT_LIST, 0, 0, BUILTIN_PURE, list_copy},
    {"count", BT_LIST, 1, 1, BUILTIN_PURE, sequence_count},
    {"extend", BT_LIST, 1, 1, 0, list_extend_method},
    {"index", BT_LIST, 1, 3, BUILTIN_PURE, sequence_index},
    {"insert", BT_LIST, 2, 2, BUILTIN_PURE, list_insert},
    {"pop", BT_LIST, 0, 1, 0, list_pop},
    {"remove", BT_LIST, 1, 1, 0, list_remove},
    {"reverse", BT_LIST, 0, 0, BUILTIN_PURE, list_reverse},
    {"count", BT_TUPLE, 1, 1, BUILTIN_PURE, sequence_count},
    {"index", BT_TUPLE, 1, 3, BUILTIN_PURE, sequence_index},
    {0},
};
