/* How the instances of a new class are laid out: which base decides, what __slots__ adds.
 * Source: CPython 3.13.0, Objects/typeobject.c, best_base(), type_new_slots(). */
#include "sim/vm/class.h"

#include <stdlib.h>

/* --- The base that decides -------------------------------------------------------------------------- */

static bool is_builtin(const world *w, ref type)
{
    return world_word(w, type, TYPE_BUILTIN) != 0;
}

/* solid_base(): the first class of the chain of bases whose instances have more in them than its base's. */
static ref solid_base(const machine *m, ref type)
{
    const world *w = machine_world(m);
    while (!is_builtin(w, type) &&
           world_word(w, type, TYPE_FIRST_SLOT) == world_word(w, type, TYPE_SLOT_COUNT))
        type = world_word(w, type, TYPE_BASE);
    bool exception = world_word(w, type, TYPE_INSTANCE_KIND) == KIND_EXCEPTION;
    return is_builtin(w, type) && exception ? m->types[BT_BASE_EXCEPTION] : type;
}

/* Follows the chain of bases, not the mro: that is what instances are made of. */
static bool extends(const machine *m, ref type, ref base)
{
    const world *w = machine_world(m);
    for (ref t = type; t; t = world_word(w, t, TYPE_BASE))
        if (t == base)
            return true;
    return base == m->types[BT_OBJECT];
}

/* The kind that an heir of the builtin `type` hides in its instances; 0: none. */
static uint32_t payload_kind(const world *w, ref type)
{
    uint32_t kind = world_word(w, type, TYPE_INSTANCE_KIND);
    if (is_builtin(w, type) && kind == KIND_WEAKREF)
        return KIND_WEAK_CORE;
    bool has = kind == KIND_LIST || kind == KIND_DICT || kind == KIND_SET || kind == KIND_FROZENSET ||
               kind == KIND_TUPLE || kind == KIND_INT || kind == KIND_FLOAT || kind == KIND_STR ||
               kind == KIND_BYTES;
    return is_builtin(w, type) && has ? kind : 0;
}

/* tp_itemsize: what an instance holds stands behind its struct, so that neither slots nor weak references
 * fit in. */
static bool size_varies(const class_plan *plan)
{
    return plan->payload == KIND_TUPLE || plan->payload == KIND_INT || plan->payload == KIND_BYTES;
}

/* Heirs of these cannot have weak references, or have them from their base (tp_weaklistoffset). */
static bool weakrefs_decided(const class_plan *plan)
{
    return size_varies(plan) || plan->payload == KIND_SET || plan->payload == KIND_FROZENSET;
}

/* Types that CPython does not accept as a base (no Py_TPFLAGS_BASETYPE). */
static bool refuses_heirs(uint32_t number)
{
    switch (number) {
    case BT_NONE:
    case BT_ELLIPSIS:
    case BT_NOT_IMPLEMENTED:
    case BT_BOOL:
    case BT_VERSION_INFO:
    case BT_RANGE:
    case BT_SLICE:
    case BT_FUNCTION:
    case BT_BUILTIN:
    case BT_METHOD_DESCRIPTOR:
    case BT_WRAPPER_DESCRIPTOR:
    case BT_METHOD_WRAPPER:
    case BT_METHOD:
    case BT_CODE:
    case BT_GETSET:
    case BT_MEMBER:
    case BT_MAPPINGPROXY:
    case BT_CELL:
    case BT_FRAME:
    case BT_LOCALS_PROXY:
    case BT_TRACEBACK:
    case BT_GENERATOR:
    case BT_PROXY:
    case BT_CALLABLE_PROXY:
        return true;
    default: /* iterators and views */
        return (number >= BT_RANGE_ITER && number <= BT_CALL_ITER) || number == BT_DICT_KEYS ||
               number == BT_DICT_VALUES || number == BT_DICT_ITEMS;
    }
}

static bool base_is_fine(machine *m, ref base)
{
    const world *w = machine_world(m);
    if (world_kind(w, base) != KIND_TYPE) {
        stop_unsupported(m, "a base that is no class is not supported");
        return false;
    }
    uint32_t number = world_word(w, base, TYPE_BUILTIN);
    if (!number || base == m->types[BT_OBJECT] || payload_kind(w, base) ||
        world_word(w, base, TYPE_INSTANCE_KIND) == KIND_EXCEPTION)
        if (!number || !refuses_heirs(number - 1))
            return true;
    if (refuses_heirs(number - 1))
        raise_error(m, BT_TYPE_ERROR, "type '%s' is not an acceptable base type", class_name(m, base));
    else
        stop_unsupported(m, "a class derived from '%s' is not supported", class_name(m, base));
    return false;
}

/* best_base(). 0: raised. */
static ref best_base(machine *m, ref bases)
{
    const world *w = machine_world(m);
    ref best = 0, winner = 0;
    for (uint32_t i = 0; i < world_row(w, bases)->lo; i++) {
        ref base = world_word(w, bases, i);
        if (!base_is_fine(m, base))
            return 0;
        ref candidate = solid_base(m, base);
        if (winner && extends(m, winner, candidate))
            continue;
        if (winner && !extends(m, candidate, winner))
            return raise_error(m, BT_TYPE_ERROR, "multiple bases have instance lay-out conflict");
        winner = candidate;
        best = base;
    }
    return best;
}

/* --- __slots__ ---------------------------------------------------------------------------------------- */

static const char *text_at(const machine *m, ref tuple, uint32_t i)
{
    uint32_t length;
    return world_text(machine_world(m), world_word(machine_world(m), tuple, i), &length);
}

static bool is_identifier(const char *text)
{
    bool ok = *text != '\0' && !(*text >= '0' && *text <= '9');
    for (; *text && ok; text++)
        ok = *text == '_' || (*text >= '0' && *text <= '9') || (*text >= 'a' && *text <= 'z') ||
             (*text >= 'A' && *text <= 'Z') || (unsigned char)*text >= 0x80;
    return ok;
}

/* The value of __slots__ as a tuple, on the stack. */
static bool slots_tuple(machine *m, ref given, ref *out)
{
    const world *w = machine_world(m);
    value tuple = 0;
    if (world_kind(w, given) == KIND_STR) {
        tuple = make_tuple(m, 1);
        tuple_fill(m, tuple, 0, given);
    } else if (world_kind(w, given) == KIND_TUPLE) {
        tuple = value_own(m, given);
    } else {
        value argument = given;
        tuple = call_object(m, m->types[BT_TUPLE], &argument, 1);
    }
    *m->sp = tuple;
    m->sp += tuple != 0;
    *out = VALUE_ROW(tuple);
    return tuple != 0;
}

/* __dict__ and __weakref__ among the names; false: raised. */
static bool slots_look(machine *m, ref tuple, class_plan *plan, bool may_dict, bool may_weakrefs)
{
    const world *w = machine_world(m);
    for (uint32_t i = 0; i < world_row(w, tuple)->lo; i++) {
        ref name = world_word(w, tuple, i);
        if (world_kind(w, name) != KIND_STR)
            return raise_error(m, BT_TYPE_ERROR, "__slots__ items must be strings, not '%s'",
                               type_name(m, name)) != 0;
        if (!is_identifier(text_at(m, tuple, i)))
            return raise_error(m, BT_TYPE_ERROR, "__slots__ must be identifiers") != 0;
        bool dict = name_is(m, name, "__dict__"), weakref = name_is(m, name, "__weakref__");
        if ((dict && (!may_dict || plan->adds_dict)) || (weakref && (!may_weakrefs || plan->adds_weakrefs)))
            return raise_error(m, BT_TYPE_ERROR, "%s slot disallowed: we already got one",
                               dict ? "__dict__" : "__weakref__") != 0;
        plan->adds_dict |= dict;
        plan->adds_weakrefs |= weakref;
    }
    return true;
}

/* _Py_Mangle(): __x in class C is _C__x. */
static value slot_mangled(machine *m, ref class, ref name)
{
    uint32_t length, class_length;
    const char *text = world_text(machine_world(m), name, &length);
    const char *of = world_text(machine_world(m), class, &class_length);
    of += strspn(of, "_");
    bool private = length > 2 && strncmp(text, "__", 2) == 0 && strcmp(text + length - 2, "__") != 0;
    if (!private || !*of)
        return value_own(m, name);
    buffer mangled = {0};
    buffer_printf(&mangled, "_%s%s", of, text);
    ref known = name_find(m, buffer_text(&mangled));
    value v = known ? known : make_str(m, buffer_text(&mangled), mangled.length);
    buffer_free(&mangled);
    return v;
}

/* The names without __dict__ and __weakref__, mangled and sorted, in a list on the stack. */
static bool slots_sort(machine *m, ref tuple, ref dict, const class_plan *plan)
{
    const world *w = machine_world(m);
    uint32_t n = world_row(w, tuple)->lo - plan->adds_dict - plan->adds_weakrefs;
    value list = make_list(m, n, n);
    *m->sp++ = list;
    for (uint32_t i = 0, k = 0; i < world_row(w, tuple)->lo; i++) {
        ref name = world_word(w, tuple, i);
        if ((plan->adds_dict && name_is(m, name, "__dict__")) ||
            (plan->adds_weakrefs && name_is(m, name, "__weakref__")))
            continue;
        value mangled = slot_mangled(m, plan->name, name);
        bool taken = dict_get_name(m, dict, VALUE_ROW(mangled)) != 0;
        tuple_fill(m, list, k++, mangled);
        if (taken && !name_is(m, VALUE_ROW(mangled), "__qualname__"))
            return raise_error(m, BT_VALUE_ERROR, "'%s' in __slots__ conflicts with class variable",
                               text_at(m, VALUE_ROW(list), k - 1)) != 0;
    }
    for (uint32_t i = 1; i < n; i++) /* few names: by insertion */
        for (uint32_t k = i; k > 0 && strcmp(text_at(m, VALUE_ROW(list), k - 1), text_at(m, VALUE_ROW(list), k)) > 0; k--)
            world_emit(m->r, EV_LIST_SWAP, 0, VALUE_ROW(list), k - 1, k);
    return true;
}

/* type_new_slots_bases(): a second base may bring a __dict__ or weak references. */
static void slots_of_bases(const machine *m, ref bases, class_plan *plan, bool may_dict, bool may_weakrefs)
{
    const world *w = machine_world(m);
    for (uint32_t i = 0; i < world_row(w, bases)->lo; i++) {
        ref base = world_word(w, bases, i);
        uint32_t layout = base == plan->base ? 0 : world_word(w, base, TYPE_LAYOUT);
        plan->adds_dict |= may_dict && layout & LAYOUT_DICT;
        plan->adds_weakrefs |= may_weakrefs && layout & LAYOUT_WEAKREFS;
    }
}

static bool slots_make(machine *m, ref dict, ref bases, ref given, class_plan *plan)
{
    const world *w = machine_world(m);
    uint32_t layout = world_word(w, plan->base, TYPE_LAYOUT);
    bool varies = size_varies(plan);
    bool may_dict = !(layout & LAYOUT_DICT), may_weakrefs = !(layout & LAYOUT_WEAKREFS) && !weakrefs_decided(plan);
    ref tuple;
    if (!slots_tuple(m, given, &tuple))
        return false;
    if (world_row(w, tuple)->lo && varies)
        return raise_error(m, BT_TYPE_ERROR, "nonempty __slots__ not supported for subtype of '%s'",
                           class_name(m, plan->base)) != 0;
    if (!slots_look(m, tuple, plan, may_dict, may_weakrefs) || !slots_sort(m, tuple, dict, plan))
        return false;
    ref list = VALUE_ROW(m->sp[-1]);
    uint32_t n = world_row(w, list)->lo;
    plan->slots = make_tuple(m, n);
    for (uint32_t i = n; i-- > 0;)
        tuple_fill(m, plan->slots, i, world_word(w, list, i));
    value_drop(m, *--m->sp);
    value_drop(m, *--m->sp);
    *m->sp++ = plan->slots;
    slots_of_bases(m, bases, plan, may_dict, may_weakrefs);
    return true;
}

uint32_t class_plan_slots(const machine *m, const class_plan *plan)
{
    return plan->slots ? world_row(machine_world(m), VALUE_ROW(plan->slots))->lo : 0;
}

bool class_plan_base(machine *m, ref bases, class_plan *plan)
{
    return (plan->base = best_base(m, bases)) != 0;
}

bool class_plan_make(machine *m, ref dict, ref bases, class_plan *plan)
{
    const world *w = machine_world(m);
    uint32_t layout = world_word(w, plan->base, TYPE_LAYOUT);
    plan->payload = is_builtin(w, plan->base) ? payload_kind(w, plan->base)
                                              : world_word(w, plan->base, TYPE_PAYLOAD);
    ref name = name_find(m, "__slots__"), given = name ? dict_get_name(m, dict, name) : 0;
    if (given) {
        if (!slots_make(m, dict, bases, given, plan))
            return false;
        bool exception = world_word(w, plan->base, TYPE_INSTANCE_KIND) == KIND_EXCEPTION;
        if (exception && class_plan_slots(m, plan))
            return stop_unsupported(m, "__slots__ of an exception is not supported") != 0;
        return true;
    }
    plan->adds_dict = !(layout & LAYOUT_DICT);
    plan->adds_weakrefs = !(layout & LAYOUT_WEAKREFS) && !weakrefs_decided(plan);
    return true;
}
