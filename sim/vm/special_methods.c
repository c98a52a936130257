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

void special_wrapper_push(machine *m, const value *args, uint32_t count)
{
    value given = make_tuple(m, count), rest = make_tuple(m, count - 1);
    for (uint32_t i = 0; i < count; i++) {
        tuple_fill(m, given, i, VALUE_ROW(args[i]));
        if (i)
            tuple_fill(m, rest, i - 1, VALUE_ROW(args[i]));
    }
    *m->sp++ = given;
    *m->sp++ = rest;
}

static void wrapper_push(machine *m, ref o, ref other)
{
    special_wrapper_push(m, (value[]){o, other}, 2);
}

bool special_item_change(machine *m, ref o, ref key, value v)
{
    ref core = world_core_of(machine_world(m), o);
    value *base = m->sp;
    if (method_of(m, o, v ? "__delitem__" : "__setitem__"))
        special_wrapper_push(m, (value[]){o, key, v}, v ? 3 : 2);
    bool ok = v ? subscript_set(m, core, key, v) : subscript_delete(m, core, key);
    while (m->sp > base)
        value_drop(m, *--m->sp);
    return ok;
}

/* Has the builtin base of an heir this operator (`number`: among its PyNumberMethods)? */
static bool base_operates(const world *w, ref o, uint32_t kind, bool number)
{
    switch ((unsigned)world_kind(w, world_core_of(w, o))) {
    case KIND_INT: case KIND_BOOL:
        return true;
    case KIND_FLOAT:
        return kind != BINARY_AND && kind != BINARY_OR && kind != BINARY_XOR;
    case KIND_SET: case KIND_FROZENSET:
        return kind == BINARY_AND || kind == BINARY_OR || kind == BINARY_XOR || kind == BINARY_SUBTRACT;
    case KIND_DICT:
        return kind == BINARY_OR;
    case KIND_LIST: case KIND_TUPLE: case KIND_STR: case KIND_BYTES:
        return !number && (kind == BINARY_ADD || kind == BINARY_MULTIPLY);
    default:
        return false;
    }
}

typedef struct binary_call {
    uint32_t kind;
    ref a, b;
    const char *method, *reflected;
} binary_call;

/* Is its slot one of those that look for methods (SLOT1BINFULL)? */
static bool operates_by_methods(machine *m, const binary_call *c, ref o)
{
    return method_of(m, o, c->method) || method_of(m, o, c->reflected);
}

/* int leaves a float to float. */
static bool is_for_float(const world *w, ref o, ref other)
{
    object_kind kind = world_kind(w, world_core_of(w, o));
    return (kind == KIND_INT || kind == KIND_BOOL) && world_kind(w, world_core_of(w, other)) == KIND_FLOAT;
}

/* What the builtin type of `o` makes of both. */
static bool operate_as_base(machine *m, const binary_call *c, ref o, value *out)
{
    if (is_for_float(machine_world(m), o, o == c->a ? c->b : c->a))
        return false;
    *out = heir_result(m, operator_binary_builtin(m, c->kind, c->a, c->b));
    return !*out || *out != m->not_implemented;
}

/* One side is asked for its method, be it the script's or the builtin base's. */
static bool binary_ask(machine *m, const binary_call *c, bool reflected, value *out)
{
    const world *w = machine_world(m);
    ref o = reflected ? c->b : c->a, other = reflected ? c->a : c->b;
    const char *name = reflected ? c->reflected : c->method;
    if (method_of(m, o, name))
        return ask(m, o, name, other, out);
    bool number = reflected && c->kind == BINARY_ADD; /* sequences have no __radd__ */
    if (world_core_of(w, o) == o || !base_operates(w, o, c->kind, number))
        return false;
    value *base = m->sp;
    wrapper_push(m, o, other);
    bool answered = operate_as_base(m, c, o, out);
    while (m->sp > base)
        value_drop(m, *--m->sp);
    return answered;
}

/* Is there a slot of a builtin type that has not been asked? A number's is, if the other class is the one
 * that looks for methods; a sequence's comes last, unless the script has its method. */
bool special_leaves_base(machine *m, uint32_t kind, ref a, ref b, const char *method, const char *reflected)
{
    const world *w = machine_world(m);
    const binary_call c = {kind, a, b, method, reflected};
    if ((base_operates(w, a, kind, true) && !is_for_float(w, a, b) && !operates_by_methods(m, &c, a)) ||
        (base_operates(w, b, kind, true) && !is_for_float(w, b, a) && !operates_by_methods(m, &c, b)))
        return true;
    bool of_a = !base_operates(w, a, kind, true) && base_operates(w, a, kind, false) && !method_of(m, a, method);
    bool of_b = !base_operates(w, b, kind, true) && base_operates(w, b, kind, false) && !method_of(m, b, method);
    return of_a || (kind == BINARY_MULTIPLY && of_b);
}

/* binary_op1(): whose slot comes first, and what that does. */
bool special_binary(machine *m, uint32_t kind, ref a, ref b, const char *method, const char *reflected, value *out)
{
    const binary_call c = {kind, a, b, method, reflected};
    bool of_a = operates_by_methods(m, &c, a), of_b = operates_by_methods(m, &c, b);
    bool heir = is_heir(m, b, a);
    if (of_a && of_b) {
        bool first = heir && method_of(m, b, reflected) != method_of(m, a, reflected);
        if (first && binary_ask(m, &c, true, out))
            return true;
        if (binary_ask(m, &c, false, out))
            return true;
        return type_of(m, a) != type_of(m, b) && !first && binary_ask(m, &c, true, out);
    }
    if (of_a)
        return binary_ask(m, &c, false, out);
    if (!of_b)
        return false;
    if (!heir && base_operates(machine_world(m), a, kind, true) && operate_as_base(m, &c, a, out))
        return true;
    return binary_ask(m, &c, true, out);
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

bool special_compare_reflected(machine *m, ref a, ref b)
{
    return is_heir(m, b, a) && !compares_by_methods(m, b);
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
