/* A class is called: __new__ makes the instance, __init__ fills it.
 * Source: CPython 3.13.0, Objects/typeobject.c, type_call(), slot_tp_new(), slot_tp_init(), object_new(),
 * object_init(), tp_new_wrapper(). */
#include "sim/vm/type_call.h"

#include "sim/vm/call.h"
#include "sim/vm/exception_make.h"
#include "sim/vm/heir.h"

static ref lookup(machine *m, ref type, ref name)
{
    return name ? type_lookup(m, type, name) : 0;
}

ref type_script_new(machine *m, ref type)
{
    const world *w = machine_world(m);
    ref found = lookup(m, type, m->name_new);
    return found && world_kind(w, found) == KIND_STATICMETHOD ? world_word(w, found, WRAPPER_CALLABLE) : 0;
}

static ref script_init(machine *m, ref type)
{
    ref found = lookup(m, type, m->name_init);
    return found && world_kind(machine_world(m), found) == KIND_FUNCTION ? found : 0;
}

value type_slot_call(machine *m, ref function, ref first, const value *args, uint32_t count, ref names)
{
    value *base = m->sp;
    arguments_hand_on(m, first, args, count, names);
    value v = call_with_first(m, function, first, args, count, names);
    while (m->sp > base)
        value_drop(m, *--m->sp);
    return v;
}

/* --- __new__ ------------------------------------------------------------------------------------------ */

/* object_new(): arguments are for somebody who takes them. */
static value object_make(machine *m, ref type, uint32_t count)
{
    if (count && type_script_new(m, type))
        return raise_error(m, BT_TYPE_ERROR,
                           "object.__new__() takes exactly one argument (the type to instantiate)");
    if (count && !script_init(m, type))
        return raise_error(m, BT_TYPE_ERROR, "%s() takes no arguments", class_name(m, type));
    return instance_new(m, type, NULL, 0, 0);
}

value type_builtin_new(machine *m, ref type, const value *args, uint32_t count, ref names, ref packed)
{
    const world *w = machine_world(m);
    uint32_t keywords = names ? world_row(w, names)->lo : 0;
    if (type_has_core(w, type))
        return heir_new(m, type, args, count, names);
    if (world_word(w, type, TYPE_INSTANCE_KIND) != KIND_EXCEPTION)
        return object_make(m, type, count);
    if (!script_init(m, type) && exception_refuses(m, type, names))
        return 0;
    return instance_new(m, type, args, count - keywords, packed);
}

/* tp_new_wrapper(): X.__new__(class, ...) of a builtin X. False: raised. */
bool type_new_fits(machine *m, const call_args *a, builtin_type owner)
{
    const world *w = machine_world(m);
    const char *name = class_name(m, m->types[owner]);
    if (a->count == a->keywords)
        return raise_error(m, BT_TYPE_ERROR, "%s.__new__(): not enough arguments", name) != 0;
    ref type = VALUE_ROW(a->v[0]);
    if (world_kind(w, type) != KIND_TYPE)
        return raise_error(m, BT_TYPE_ERROR, "%s.__new__(X): X is not a type object (%s)", name,
                           type_name(m, type)) != 0;
    const char *wanted = class_name(m, type);
    if (!type_is_subtype(m, type, m->types[owner]))
        return raise_error(m, BT_TYPE_ERROR, "%s.__new__(%s): %s is not a subtype of %s", name, wanted, wanted,
                           name) != 0;
    ref base = type;
    while (!world_word(w, base, TYPE_BUILTIN) && type_script_new(m, base))
        base = world_word(w, base, TYPE_BASE);
    ref root = base;
    while (!world_word(w, root, TYPE_BUILTIN))
        root = world_word(w, root, TYPE_BASE);
    if (owner != BT_BASE_EXCEPTION && root != m->types[owner])
        return raise_error(m, BT_TYPE_ERROR, "%s.__new__(%s) is not safe, use %s.__new__()", name, wanted,
                           class_name(m, base)) != 0;
    return true;
}

static value object_new(machine *m, const call_args *a)
{
    return type_new_fits(m, a, BT_OBJECT) ? object_make(m, VALUE_ROW(a->v[0]), a->count - 1) : 0;
}

static value exception_new_method(machine *m, const call_args *a)
{
    return type_new_fits(m, a, BT_BASE_EXCEPTION)
               ? type_builtin_new(m, VALUE_ROW(a->v[0]), a->v + 1, a->count - 1, a->keyword_names, 0)
               : 0;
}

/* --- __init__ ------------------------------------------------------------------------------------------ */

static value object_init(machine *m, const call_args *a)
{
    ref type = type_of(m, a->self);
    if (a->count && script_init(m, type))
        return raise_error(m, BT_TYPE_ERROR,
                           "object.__init__() takes exactly one argument (the instance to initialize)");
    if (a->count && !type_script_new(m, type))
        return raise_error(m, BT_TYPE_ERROR,
                           "%s.__init__() takes exactly one argument (the instance to initialize)",
                           class_name(m, type));
    return m->none;
}

/* False: raised. */
static bool init_call(machine *m, ref instance, const value *args, uint32_t count, ref names)
{
    const world *w = machine_world(m);
    ref type = type_of(m, instance), init = script_init(m, type);
    uint32_t keywords = names ? world_row(w, names)->lo : 0;
    if (!init && world_core_of(w, instance) != instance)
        return heir_init(m, instance, args, count, names);
    if (!init)
        return world_kind(w, instance) != KIND_EXCEPTION ||
               exception_begin(m, instance, args, count - keywords, names);
    value result = type_slot_call(m, init, instance, args, count, names);
    bool none = result && VALUE_ROW(result) == m->none;
    if (result && !none)
        raise_error(m, BT_TYPE_ERROR, "__init__() should return None, not '%s'",
                    type_name(m, VALUE_ROW(result)));
    value_drop(m, result);
    return none;
}

/* --- type.__call__ ---------------------------------------------------------------------------------------- */

value type_call(machine *m, ref type, const value *args, uint32_t count, ref names, ref made)
{
    ref maker = type_script_new(m, type);
    value instance = maker ? type_slot_call(m, maker, type, args, count, names)
                           : type_builtin_new(m, type, args, count, names, made);
    if (!instance || !type_is_subtype(m, type_of(m, VALUE_ROW(instance)), type))
        return instance;
    value *place = m->sp;
    *m->sp++ = instance;
    if (!made && !maker && world_kind(machine_world(m), VALUE_ROW(instance)) == KIND_EXCEPTION) /* the call's tuple, too */
        *m->sp++ = value_own(m, world_word(machine_world(m), VALUE_ROW(instance), EXCEPTION_ARGS));
    bool ok = init_call(m, VALUE_ROW(instance), args, count, names);
    while (m->sp > place + 1)
        value_drop(m, *--m->sp);
    instance = *place; /* an object that is not new may have become owned meanwhile */
    m->sp = place;
    if (ok)
        return instance;
    value_drop(m, instance);
    return 0;
}

const builtin_info BUILTINS_TYPE_CALL[] = {
    {"__new__", BT_OBJECT, 0, 255, BUILTIN_STATIC | BUILTIN_KEYWORDS | BUILTIN_WRAPPER, object_new},
    {"__new__", BT_BASE_EXCEPTION, 0, 255, BUILTIN_STATIC | BUILTIN_KEYWORDS | BUILTIN_WRAPPER, exception_new_method},
    {"__init__", BT_OBJECT, 0, 255, BUILTIN_KEYWORDS | BUILTIN_WRAPPER, object_init},
    {0},
};
