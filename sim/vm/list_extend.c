/* list.extend() and what works like it: how much room is made before the items come.
 * Source: CPython 3.13.0, Objects/listobject.c, _list_extend(); Objects/abstract.c,
 * PyObject_LengthHint(). */
#include "sim/vm/eval.h"

#include "sim/base/limits.h"
#include "sim/vm/sequence.h"
#include "sim/vm/setobject.h"

static bool too_long(machine *m, ref list, uint64_t more)
{
    if (world_row(machine_world(m), list)->lo + more <= LIMIT_LIST_ITEMS)
        return false;
    stop_limit(m, OURO_ERR_LIMIT, "a list of more than %u items", LIMIT_LIST_ITEMS);
    return true;
}

/* `n` empty places at the end; the number of the first. */
static uint32_t open_gap(machine *m, ref list, uint32_t n, bool exact)
{
    uint32_t at = world_row(machine_world(m), list)->lo;
    if (n)
        world_emit(m->r, EV_LIST_GAP, exact, list, at, n);
    return at;
}

/* ob_item == NULL: what comes then gets exactly the room it needs. */
static bool has_no_memory(const world *w, ref list)
{
    return world_more(w, list)->block == 0;
}

/* list_extend_fast(): lists and tuples. */
static bool extend_sequence(machine *m, ref list, ref o)
{
    const world *w = machine_world(m);
    uint32_t n = world_row(w, o)->lo, at = open_gap(m, list, n, has_no_memory(w, list));
    for (uint32_t i = 0; i < n; i++)
        world_emit(m->r, EV_SLOT_SET, 0, list, at + i, world_word(w, o, i));
    return true;
}

/* list_extend_set(): the keys in the order of the table. */
static bool extend_set(machine *m, ref list, ref set)
{
    const world *w = machine_world(m);
    uint32_t at = open_gap(m, list, set_used(w, set), false), place = 0;
    for (ref key; (key = set_next(w, set, &place)) != 0;)
        world_emit(m->r, EV_SLOT_SET, 0, list, at++, key);
    return true;
}

/* list_extend_dict(), list_extend_dictitems(); `which`: 0 keys, 1 values, 2 items. */
static bool extend_dict(machine *m, ref list, ref dict, uint32_t which)
{
    const world *w = machine_world(m);
    uint32_t at = open_gap(m, list, dict_used(w, dict), false);
    for (uint32_t i = 0; i < dict_entry_count(w, dict); i++) {
        dict_item entry = dict_entry(w, dict, i);
        if (!entry.key)
            continue;
        value item = which == 0 ? entry.key : entry.value;
        if (which == 2) {
            item = make_tuple(m, 2);
            tuple_fill(m, item, 0, entry.key);
            tuple_fill(m, item, 1, entry.value);
        }
        world_emit(m->r, EV_SLOT_SET, value_steal(item), list, at++, VALUE_ROW(item));
    }
    return true;
}

/* list_extend_iter_lock_held() */
static bool extend_iterable(machine *m, ref list, value v)
{
    const world *w = machine_world(m);
    value iterator = iterator_of(m, v);
    if (!iterator)
        return false;
    int64_t hint = length_hint(m, VALUE_ROW(v), m->profile->list_hint);
    bool ok = hint >= 0 && !too_long(m, list, (uint64_t)hint);
    if (ok && (hint || world_row(w, list)->hi))
        world_emit(m->r, EV_LIST_RESERVE, has_no_memory(w, list), list, (uint32_t)hint, 0);
    for (value item; ok && (item = iterator_next(m, VALUE_ROW(iterator))) != 0;) {
        world_emit(m->r, EV_LIST_APPEND, value_steal(item), list, VALUE_ROW(item), 0);
        ok = !too_long(m, list, 0);
    }
    ok = ok && !m->raised && !m->stopped;
    if (ok && world_row(w, list)->lo < world_row(w, list)->hi)
        world_emit(m->r, EV_LIST_RESERVE, 0, list, 0, 0);
    value_drop(m, iterator);
    return ok;
}

value make_list_of(machine *m, value v)
{
    value *place = m->sp, list = make_list(m, 0, 0);
    *m->sp++ = list;
    bool ok = list_extend(m, VALUE_ROW(list), v);
    m->sp = place;
    if (ok)
        return list;
    value_drop(m, list);
    return 0;
}

value make_sequence(machine *m, value v, const char *message)
{
    object_kind kind = world_kind(machine_world(m), VALUE_ROW(v));
    if (kind == KIND_LIST || kind == KIND_TUPLE)
        return value_own(m, VALUE_ROW(v));
    value iterator = iterator_of(m, v);
    if (!iterator && m->raised && exception_is(m, m->raised, BT_TYPE_ERROR)) {
        exception_drop(m);
        raise_error(m, BT_TYPE_ERROR, "%s", message);
    }
    value list = iterator ? make_list_of(m, iterator) : 0;
    value_drop(m, iterator);
    return list;
}

/* The tuple grows as its items come: by ten and then by a quarter. */
static bool tuple_room(machine *m, value *tuple, uint32_t *room)
{
    if (*room > LIMIT_LIST_ITEMS)
        return stop_limit(m, OURO_ERR_LIMIT, "a tuple of more than %u items", LIMIT_LIST_ITEMS) != 0;
    uint32_t wanted = *room + 10;
    wanted += wanted >> 2;
    if (*room == 0)
        *tuple = make_tuple(m, wanted);
    else
        world_emit(m->r, EV_TUPLE_RESIZE, 0, VALUE_ROW(*tuple), wanted, 0);
    *room = wanted;
    return true;
}

static value tuple_cut(machine *m, value tuple, uint32_t n)
{
    if (n) {
        world_emit(m->r, EV_TUPLE_RESIZE, 0, VALUE_ROW(tuple), n, 0);
        return tuple;
    }
    value_drop(m, tuple);
    return m->empty_tuple;
}

/* PySequence_Tuple() of what is neither list nor tuple. */
static value tuple_of_iterable(machine *m, value o)
{
    value iterator = iterator_of(m, o);
    if (!iterator)
        return 0;
    int64_t hint = length_hint(m, VALUE_ROW(o), m->profile->tuple_hint);
    uint32_t room = (uint32_t)(hint > LIMIT_LIST_ITEMS ? LIMIT_LIST_ITEMS : hint), n = 0;
    bool ok = hint >= 0;
    value tuple = ok ? make_tuple(m, room) : 0;
    for (value item; ok && (item = iterator_next(m, VALUE_ROW(iterator))) != 0; n++) {
        ok = n < room || tuple_room(m, &tuple, &room);
        if (ok)
            tuple_fill(m, tuple, n, item);
    }
    ok = ok && !m->raised && !m->stopped;
    if (ok && n < room)
        tuple = tuple_cut(m, tuple, n);
    if (!ok)
        value_drop(m, tuple);
    value_drop(m, iterator);
    return ok ? tuple : 0;
}

value sequence_tuple(machine *m, value o)
{
    object_kind kind = world_kind(machine_world(m), VALUE_ROW(o));
    if (kind == KIND_TUPLE)
        return value_own(m, VALUE_ROW(o));
    return kind == KIND_LIST ? list_to_tuple(m, VALUE_ROW(o)) : tuple_of_iterable(m, o);
}

bool list_extend(machine *m, ref list, value v)
{
    const world *w = machine_world(m);
    ref o = VALUE_ROW(v);
    if (world_core_of(w, o) == list) /* itself: list_inplace_repeat_lock_held() */
        o = list;
    object_kind kind = world_kind(w, o);
    bool is_set = world_is_set(w, o), is_dict = kind == KIND_DICT || kind == KIND_DICT_VIEW;
    if (!is_set && !is_dict && kind != KIND_LIST && kind != KIND_TUPLE)
        return extend_iterable(m, list, v);
    int64_t n = object_length(m, o);
    if (too_long(m, list, (uint64_t)n) || !machine_charge(m, (uint32_t)n))
        return false;
    return is_set    ? extend_set(m, list, o)
           : is_dict ? extend_dict(m, list, kind == KIND_DICT ? o : view_dict(w, o),
                                   kind == KIND_DICT ? 0 : world_row(w, o)->lo)
                     : extend_sequence(m, list, o);
}
