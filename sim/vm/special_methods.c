/* Operators that a script's classes define: who is asked first, and what NotImplemented leads to.
 * Source: CPython 3.13.0, Objects/typeobject.c, SLOT1BINFULL, slot_tp_richcompare(), object_richcompare();
 * Objects/object.c, do_richcompare(). */
#include "sim/vm/special_methods.h"

#include "sim/vm/heir.h"

/* The method of the script that the class of `o` has, 0: none. */
static ref method_of(machine *m, ref o, const char *name)
{
    const world *w = machine_world(m);
    ref str = name && world_class_of(w, o) ? name_find(m, name) : 0;
    ref found = str ? type_lookup(m, type_of(m, o), str) : 0;
    return found && world_kind(w, found) == KIND_FUNCTION ? found : 0;
}

/* Call o.name(other). False: it has no such method, or that answers NotImplemented. */
static bool ask(machine *m, ref o, const char *name, ref other, value *out)
{
    ref method = method_of(m, o, name);
    value args[2] = {o, other};
    if (!method)
        return false;
    *out = call_object(m, method, args, 2);
    return !*out || VALUE_ROW(*out) != m->not_implemented;
}

static bool is_heir(const machine *m, ref b, ref a)
{
    ref x = type_of(m, a), y = type_of(m, b);
    return x != y && type_is_subtype(m, y, x);
}

bool special_binary(machine *m, ref a, ref b, const char *method, const char *reflected, value *out)
{
    const world *w = machine_world(m);
    bool of_script = world_class_of(w, a) != 0, both = of_script && world_class_of(w, b);
    bool same = type_of(m, a) == type_of(m, b);
    bool first = (both || world_core_of(w, b) != b) && is_heir(m, b, a) &&
                 method_of(m, b, reflected) != method_of(m, a, reflected);
    if (first && ask(m, b, reflected, a, out))
        return true;
    if (ask(m, a, method, b, out))
        return true;
    return !same && !first && ask(m, b, reflected, a, out);
}

/* --- Comparison ------------------------------------------------------------------------------------------ */

static const char *const COMPARE_METHODS[] = {"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"};
static const compare_op_kind COMPARE_MIRRORED[] = {COMPARE_GT, COMPARE_GE, COMPARE_EQ,
                                                   COMPARE_NE, COMPARE_LT, COMPARE_LE};

/* Is its slot slot_tp_richcompare()? So it is if the script has defined any of the six. */
static bool compares_by_methods(machine *m, ref o)
{
    for (uint32_t i = 0; i < sizeof COMPARE_METHODS / sizeof *COMPARE_METHODS; i++)
        if (method_of(m, o, COMPARE_METHODS[i]))
            return true;
    return false;
}

/* object_richcompare(): != asks __eq__ and says the contrary. */
static value compare_as_object(machine *m, compare_op_kind kind, ref o, ref other)
{
    value out = 0;
    if (kind == COMPARE_EQ && o == other)
        return m->yes;
    if (kind != COMPARE_NE || !special_compare_ask(m, COMPARE_EQ, o, other, &out))
        return m->not_implemented;
    int truth = out ? object_is_true(m, VALUE_ROW(out)) : -1;
    value_drop(m, out);
    return truth < 0 ? 0 : make_bool(m, !truth);
}

/* The method that the class has from its builtin base. */
static value compare_as_base(machine *m, compare_op_kind kind, ref o, ref other)
{
    const world *w = machine_world(m);
    if (world_weak_of(w, o))
        return (kind == COMPARE_EQ || kind == COMPARE_NE) && world_weak_of(w, other)
                   ? compare_weakrefs(m, kind, o, other)
                   : m->not_implemented;
    return world_core_of(w, o) != o ? operator_compare_builtin(m, kind, o, other) : compare_as_object(m, kind, o, other);
}

/* What a call of a slot's wrapper holds: the arguments, and again all but the first.
 * Source: CPython 3.13.0, Objects/descrobject.c, wrapperdescr_call(). */
static void wrapper_push(machine *m, ref o, ref other)
{
    value given = make_tuple(m, 2), rest = make_tuple(m, 1);
    tuple_fill(m, given, 0, o);
    tuple_fill(m, given, 1, other);
    tuple_fill(m, rest, 0, other);
    *m->sp++ = given;
    *m->sp++ = rest;
}

bool special_compare_ask(machine *m, compare_op_kind kind, ref o, ref other, value *out)
{
    if (method_of(m, o, COMPARE_METHODS[kind]))
        return ask(m, o, COMPARE_METHODS[kind], other, out);
    if (!compares_by_methods(m, o))
        return false;
    value *base = m->sp;
    wrapper_push(m, o, other);
    *out = compare_as_base(m, kind, o, other);
    while (m->sp > base)
        value_drop(m, *--m->sp);
    return !*out || *out != m->not_implemented;
}

bool special_compare(machine *m, compare_op_kind kind, ref a, ref b, value *out)
{
    compare_op_kind mirrored = COMPARE_MIRRORED[kind];
    bool first = is_heir(m, b, a);
    if (first && special_compare_ask(m, mirrored, b, a, out))
        return true;
    if (special_compare_ask(m, kind, a, b, out))
        return true;
    return !first && special_compare_ask(m, mirrored, b, a, out);
}
