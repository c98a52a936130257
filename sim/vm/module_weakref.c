/* The module weakref: references with and without callbacks.
 * Source: CPython 3.13.0, Objects/weakrefobject.c, Modules/_weakref.c. */
#include "sim/vm/call.h"

static ref arg(const call_args *a, uint32_t i)
{
    return VALUE_ROW(a->v[i]);
}

/* Objects/weakrefobject.c, allocate_weakref(). Differs: CPython's code objects have a place for them. */
value weakref_refuse(machine *m, ref target)
{
    if (world_kind(machine_world(m), target) == KIND_CODE)
        return stop_unsupported(m, "weak references to code objects are not supported");
    return raise_error(m, BT_TYPE_ERROR, "cannot create weak reference to '%s' object", type_name(m, target));
}

value construct_weakref(machine *m, const value *args, uint32_t count)
{
    if (!count || count > 2)
        return raise_error(m, BT_TYPE_ERROR, "__new__ expected at %s, got %u",
                           count ? "most 2 arguments" : "least 1 argument", count);
    ref target = VALUE_ROW(args[0]), callback = count > 1 ? VALUE_ROW(args[1]) : 0;
    if (!weakref_possible(machine_world(m), target))
        return weakref_refuse(m, target);
    return weakref_new(&m->mem, target, callback == m->none ? 0 : callback) | VALUE_OWNED;
}

value weakref_call(machine *m, ref weakref, uint32_t count, ref names)
{
    if (names)
        return raise_error(m, BT_TYPE_ERROR, "weakref() takes no keyword arguments");
    if (count)
        return raise_error(m, BT_TYPE_ERROR, "weakref expected 0 arguments, got %u", count);
    const world *w = machine_world(m);
    ref target = world_row(w, world_weak_of(w, weakref))->lo;
    return target ? value_own(m, target) : m->none;
}

static value weakref_proxy(machine *m, const call_args *a)
{
    ref target = arg(a, 0), callback = a->count > 1 ? arg(a, 1) : m->none;
    if (!weakref_possible(machine_world(m), target))
        return weakref_refuse(m, target);
    return weakref_new_proxy(&m->mem, target, callback == m->none ? 0 : callback,
                             object_callable(m, target)) |
           VALUE_OWNED;
}

static value weakref_getweakrefcount(machine *m, const call_args *a)
{
    return make_int(m, weakref_count(machine_world(m), arg(a, 0)));
}

static value weakref_getweakrefs(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    value list = make_list(m, 0, 0);
    uint32_t head = world_weakrefs_at(w, arg(a, 0));
    for (ref o = head ? world_words(w)[head] : 0; o; o = world_word(w, o, WEAKREF_NEXT))
        world_emit(m->r, EV_LIST_APPEND, 0, VALUE_ROW(list), weakref_outer(w, o), 0);
    return list;
}

const builtin_info BUILTINS_WEAKREF[] = {
    {"proxy", OWNER_WEAKREF, 1, 2, BUILTIN_PURE, weakref_proxy},
    {"getweakrefcount", OWNER_WEAKREF, 1, 1, BUILTIN_PURE, weakref_getweakrefcount},
    {"getweakrefs", OWNER_WEAKREF, 1, 1, BUILTIN_PURE, weakref_getweakrefs},
    {0},
};
