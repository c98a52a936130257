/* Heirs of weakref.ref: classes whose instances refer weakly and have attributes of their own.
 *
 * An instance hides a core, which stands in its object's list of weak references.
 * Source: CPython 3.13.0, Objects/weakrefobject.c, weakref___new__(), weakref___init__();
 * Objects/typeobject.c, type_call(). */
#include "sim/vm/weakref_heir.h"

#include "sim/vm/call.h"
#include "sim/vm/type_call.h"

bool weakref_is_heir(const world *w, ref type)
{
    return world_word(w, type, TYPE_PAYLOAD) == KIND_WEAK_CORE;
}

/* parse_weakref_init_args(): one object and perhaps a callback. */
static bool arguments_fit(machine *m, const char *name, uint32_t count)
{
    if (count == 1 || count == 2)
        return true;
    raise_error(m, BT_TYPE_ERROR, "%s expected at %s, got %u", name,
                count ? "most 2 arguments" : "least 1 argument", count);
    return false;
}

/* ref.__new__(type, object, callback). */
static value heir_new(machine *m, ref type, const value *args, uint32_t count)
{
    if (!arguments_fit(m, "__new__", count))
        return 0;
    ref target = VALUE_ROW(args[0]), callback = count > 1 ? VALUE_ROW(args[1]) : m->none;
    if (!weakref_possible(machine_world(m), target))
        return weakref_refuse(m, target);
    world_emit(m->r, EV_NEW_INSTANCE, 0, type, 0, 0);
    value instance = value_born(m);
    ref o = VALUE_ROW(instance);
    (void)weakref_new_core(&m->mem, target, callback == m->none ? 0 : callback, o);
    return instance;
}

/* A function of the script among the class's methods; a __new__ is wrapped. */
static ref method_of(machine *m, ref type, const char *text)
{
    const world *w = machine_world(m);
    ref name = name_find(m, text), found = name ? type_lookup(m, type, name) : 0;
    if (found && world_kind(w, found) == KIND_STATICMETHOD)
        found = world_word(w, found, WRAPPER_CALLABLE);
    return found && world_kind(w, found) == KIND_FUNCTION ? found : 0;
}

/* slot_tp_init(); false: raised. */
static bool heir_init(machine *m, ref type, ref instance, const value *args, uint32_t count, ref names)
{
    ref init = method_of(m, type, "__init__");
    if (!init && names) {
        raise_error(m, BT_TYPE_ERROR, "ref() takes no keyword arguments");
        return false;
    }
    if (!init)
        return arguments_fit(m, "__init__", count);
    value result = type_slot_call(m, init, instance, args, count, names);
    bool none = VALUE_ROW(result) == m->none;
    if (result && !none)
        raise_error(m, BT_TYPE_ERROR, "__init__() should return None, not '%s'",
                    type_name(m, VALUE_ROW(result)));
    value_drop(m, result);
    return none;
}

value weakref_heir_call(machine *m, ref type, const value *args, uint32_t count, ref names)
{
    uint32_t keywords = names ? world_row(machine_world(m), names)->lo : 0;
    ref new = method_of(m, type, "__new__");
    value made = new ? type_slot_call(m, new, type, args, count, names) : heir_new(m, type, args, count - keywords);
    if (!made)
        return 0;
    ref instance = VALUE_ROW(made);
    if (!type_is_subtype(m, type_of(m, instance), type))
        return made;
    *m->sp++ = made;
    bool ok = heir_init(m, type_of(m, instance), instance, args, count, names);
    made = *--m->sp; /* an object that is not new may have become owned meanwhile */
    if (ok)
        return made;
    value_drop(m, made);
    return 0;
}

/* --- Methods that a class of the script finds in its base ------------------------------------------------ */

static value ref_new(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    ref type = VALUE_ROW(a->v[0]);
    if (world_kind(w, type) == KIND_TYPE && weakref_is_heir(w, type))
        return heir_new(m, type, a->v + 1, a->count - 1);
    if (type == m->types[BT_WEAKREF])
        return construct_weakref(m, a->v + 1, a->count - 1);
    if (world_kind(w, type) == KIND_TYPE)
        return raise_error(m, BT_TYPE_ERROR, "weakref.ReferenceType.__new__(%s): %s is not a subtype of weakref.ReferenceType",
                           class_name(m, type), class_name(m, type));
    return raise_error(m, BT_TYPE_ERROR, "weakref.ReferenceType.__new__(X): X is not a type object (%s)", type_name(m, type));
}

static value ref_init(machine *m, const call_args *a)
{
    return arguments_fit(m, "__init__", a->count) ? m->none : 0;
}

static value ref_call(machine *m, const call_args *a)
{
    return weakref_call(m, a->self, a->count, 0);
}

static value ref_hash(machine *m, const call_args *a)
{
    int64_t hash;
    return weakref_hash(m, a->self, &hash) ? make_int(m, hash) : 0;
}

static value compared(machine *m, const call_args *a, compare_op_kind kind)
{
    ref other = VALUE_ROW(a->v[0]);
    return world_weak_of(machine_world(m), other) ? compare_weakrefs(m, kind, a->self, other)
                                                  : m->not_implemented;
}

static value ref_eq(machine *m, const call_args *a)
{
    return compared(m, a, COMPARE_EQ);
}

static value ref_ne(machine *m, const call_args *a)
{
    return compared(m, a, COMPARE_NE);
}

const builtin_info BUILTINS_REF[] = {
    {"__new__", BT_WEAKREF, 1, 255, BUILTIN_STATIC | BUILTIN_WRAPPER, ref_new},
    {"__init__", BT_WEAKREF, 0, 255, BUILTIN_PURE | BUILTIN_WRAPPER, ref_init},
    {"__call__", BT_WEAKREF, 0, 255, BUILTIN_PURE | BUILTIN_WRAPPER, ref_call},
    {"__hash__", BT_WEAKREF, 0, 0, BUILTIN_WRAPPER, ref_hash},
    {"__eq__", BT_WEAKREF, 1, 1, BUILTIN_WRAPPER, ref_eq},
    {"__ne__", BT_WEAKREF, 1, 1, BUILTIN_WRAPPER, ref_ne},
    {0},
};
