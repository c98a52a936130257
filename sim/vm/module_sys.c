/* The module sys. Source: CPython 3.13.0, Python/sysmodule.c. */
#include "sim/vm/call.h"

#include "sim/memory/sizes.h"

static ref arg(const call_args *a, uint32_t i)
{
    return VALUE_ROW(a->v[i]);
}

/* The argument itself is one reference more; it has a temporary already, so the count is the row's. */
static value sys_getrefcount(machine *m, const call_args *a)
{
    const object_row *row = world_row(machine_world(m), arg(a, 0));
    return make_int(m, row->flags & OBJ_IMMORTAL ? m->profile->immortal_refcount : row->refcount);
}

static value sys_getsizeof(machine *m, const call_args *a)
{
    return make_int(m, sizes_getsizeof(machine_world(m), arg(a, 0)));
}

static value sys_getrecursionlimit(machine *m, const call_args *a)
{
    (void)a;
    return make_int(m, m->recursion_limit);
}

/* Raises SystemExit(status). */
static value sys_exit(machine *m, const call_args *a)
{
    return raise_with(m, m->types[BT_SYSTEM_EXIT], a->count ? arg(a, 0) : 0);
}

const builtin_info BUILTINS_SYS[] = {
    {"exit", OWNER_SYS, 0, 1, 0, sys_exit},
    {"getrefcount", OWNER_SYS, 1, 1, 0, sys_getrefcount},
    {"getsizeof", OWNER_SYS, 1, 1, BUILTIN_TUPLE, sys_getsizeof},
    {"getrecursionlimit", OWNER_SYS, 0, 0, BUILTIN_PURE, sys_getrecursionlimit},
    {0},
};
