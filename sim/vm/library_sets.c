/* What the library asks of sets: methods that change one by an iterable, and sets of classes that are
 * remembered weakly.
 * Source: CPython 3.13.0, Objects/setobject.c; Modules/_abc.c, _add_to_weak_set(), _destroy(). */
#include "sim/vm/library.h"

#include "sim/vm/setobject.h"

/* METH_VARARGS: while the call lasts, a tuple holds the iterable too. */
static value *argument_push(machine *m, const call_args *a)
{
    value *base = m->sp, tuple = make_tuple(m, 1);
    tuple_fill(m, tuple, 0, VALUE_ROW(a->v[1]));
    *m->sp++ = tuple;
    return base;
}

static void argument_drop(machine *m, value *base)
{
    while (m->sp > base)
        value_drop(m, *--m->sp);
}

static value library_difference_update(machine *m, const call_args *a)
{
    value *base = argument_push(m, a);
    bool ok = set_difference_update(m, VALUE_ROW(a->v[0]), VALUE_ROW(a->v[1]));
    argument_drop(m, base);
    return ok ? m->none : 0;
}

static value library_intersection_update(machine *m, const call_args *a)
{
    value *base = argument_push(m, a);
    bool ok = set_intersection_update(m, VALUE_ROW(a->v[0]), VALUE_ROW(a->v[1]));
    argument_drop(m, base);
    return ok ? m->none : 0;
}

static value library_symmetric_difference_update(machine *m, const call_args *a)
{
    return set_symmetric_difference_update(m, VALUE_ROW(a->v[0]), VALUE_ROW(a->v[1])) ? m->none : 0;
}

/* --- Classes remembered weakly ----------------------------------------------------------------------- */

/* A remembered class has died. */
static value library_forget(machine *m, const call_args *a)
{
    ref set = world_row(machine_world(m), a->self)->lo;
    if (!set)
        return m->none;
    value held = value_own(m, set);
    bool failed = set_discard(m, set, VALUE_ROW(a->v[0])) < 0;
    value_drop(m, held);
    return failed ? 0 : m->none;
}

/* The interpreter's own object. */
static value own(machine *m, value v)
{
    world_emit(m->r, EV_FLAG, 0, VALUE_ROW(v), OBJ_INTERPRETER, 0);
    return v;
}

/* The callback: a method of a weak reference to the set. */
static value forgetter(machine *m, ref set)
{
    value weak = own(m, weakref_new(&m->mem, set, 0) | VALUE_OWNED);
    uint32_t i = 0;
    while (m->builtins[i]->call != library_forget)
        i++;
    value method = own(m, method_bind(m, m->builtin_rows[i], VALUE_ROW(weak)));
    value_drop(m, weak);
    return method;
}

/* (set or None, class): the set, which remembers the class. */
static value library_remember(machine *m, const call_args *a)
{
    bool first = VALUE_ROW(a->v[0]) == m->none;
    value set = first ? own(m, make_set(m, KIND_SET)) : value_own(m, VALUE_ROW(a->v[0]));
    *m->sp++ = set;
    value callback = forgetter(m, VALUE_ROW(set));
    *m->sp++ = callback;
    value weak = own(m, weakref_new(&m->mem, VALUE_ROW(a->v[1]), VALUE_ROW(callback)) | VALUE_OWNED);
    *m->sp++ = weak;
    bool ok = set_add(m, VALUE_ROW(set), VALUE_ROW(weak));
    m->sp -= 3;
    value_drop(m, weak);
    value_drop(m, callback);
    if (ok)
        return set;
    value_drop(m, set);
    return 0;
}

/* _in_weak_set(set or None, class) */
static value library_remembers(machine *m, const call_args *a)
{
    ref set = VALUE_ROW(a->v[0]);
    if (set == m->none || !set_used(machine_world(m), set))
        return m->no;
    value weak = own(m, weakref_new(&m->mem, VALUE_ROW(a->v[1]), 0) | VALUE_OWNED);
    int found = set_contains(m, set, VALUE_ROW(weak));
    value_drop(m, weak);
    return found < 0 ? 0 : make_bool(m, found);
}

const builtin_info BUILTINS_LIBRARY_SETS[] = {
    {"_remembers", OWNER_LIBRARY, 2, 2, 0, library_remembers},
    {"_difference_update", OWNER_LIBRARY, 2, 2, 0, library_difference_update},
    {"_intersection_update", OWNER_LIBRARY, 2, 2, 0, library_intersection_update},
    {"_symmetric_difference_update", OWNER_LIBRARY, 2, 2, 0, library_symmetric_difference_update},
    {"_forget", OWNER_LIBRARY, 1, 1, 0, library_forget},
    {"_remember", OWNER_LIBRARY, 2, 2, 0, library_remember},
    {0},
};
