/* What every class inherits from object, and what the builtin types give their heirs.
 * Source: CPython 3.13.0, Objects/typeobject.c, object_init(), object_new(), tp_new_wrapper(). */
#include "sim/vm/class.h"

static ref arg(const call_args *a, uint32_t i)
{
    return VALUE_ROW(a->v[i]);
}

/* The interned str of an attribute's name; 0: raised. */
static ref name_argument(machine *m, ref o)
{
    uint32_t length;
    if (world_kind(machine_world(m), o) != KIND_STR)
        return raise_error(m, BT_TYPE_ERROR, "attribute name must be string, not '%s'", type_name(m, o));
    ref known = name_find(m, world_text(machine_world(m), o, &length));
    return known ? known : o;
}

static value object_setattr(machine *m, const call_args *a)
{
    ref name = name_argument(m, arg(a, 0));
    return name && attribute_set_plain(m, a->self, name, arg(a, 1), NULL) ? m->none : 0;
}

static value object_delattr(machine *m, const call_args *a)
{
    ref name = name_argument(m, arg(a, 0));
    return name && attribute_delete_plain(m, a->self, name) ? m->none : 0;
}

static value slot_repr(machine *m, const call_args *a)
{
    return object_repr_plain(m, a->self);
}

static value slot_str(machine *m, const call_args *a)
{
    return object_str_plain(m, a->self);
}

/* Source: CPython 3.13.0, Python/pyhash.c, Py_HashPointer(). */
static value slot_hash(machine *m, const call_args *a)
{
    return make_int(m, (int64_t)(world_address(machine_world(m), a->self) >> 4));
}

static value slot_eq(machine *m, const call_args *a)
{
    return a->self == arg(a, 0) ? m->yes : m->not_implemented;
}

/* The contrary of what the object itself says of being equal. */
static value slot_ne(machine *m, const call_args *a)
{
    bool found;
    value same = call_special(m, a->self, "__eq__", a->v, 1, &found);
    if (!found)
        return a->self == arg(a, 0) ? m->no : m->not_implemented;
    if (!same || VALUE_ROW(same) == m->not_implemented)
        return same;
    int truth = object_is_true(m, VALUE_ROW(same));
    value_drop(m, same);
    return truth < 0 ? 0 : make_bool(m, !truth);
}

static value slot_order(machine *m, const call_args *a)
{
    (void)a;
    return m->not_implemented;
}

#define LAST (BUILTIN_WRAPPER | BUILTIN_LAST)

const builtin_info BUILTINS_OBJECT[] = {
    {"__setattr__", BT_OBJECT, 2, 2, BUILTIN_WRAPPER, object_setattr},
    {"__delattr__", BT_OBJECT, 1, 1, BUILTIN_WRAPPER, object_delattr},
    {"__repr__", BT_OBJECT, 0, 0, LAST, slot_repr},
    {"__str__", BT_OBJECT, 0, 0, LAST, slot_str},
    {"__hash__", BT_OBJECT, 0, 0, LAST, slot_hash},
    {"__eq__", BT_OBJECT, 1, 1, LAST, slot_eq}, /* object_richcompare() */
    {"__ne__", BT_OBJECT, 1, 1, LAST, slot_ne},
    {"__lt__", BT_OBJECT, 1, 1, LAST, slot_order},
    {"__le__", BT_OBJECT, 1, 1, LAST, slot_order},
    {"__gt__", BT_OBJECT, 1, 1, LAST, slot_order},
    {"__ge__", BT_OBJECT, 1, 1, LAST, slot_order},
    {0},
};
