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

const builtin_info BUILTINS_OBJECT[] = {
    {"__setattr__", BT_OBJECT, 2, 2, BUILTIN_WRAPPER, object_setattr},
    {"__delattr__", BT_OBJECT, 1, 1, BUILTIN_WRAPPER, object_delattr},
    {0},
};
