/* The module gc. Source: CPython 3.13.0, Modules/gcmodule.c. */
#include "sim/vm/call.h"

static ref arg(const call_args *a, uint32_t i)
{
    return VALUE_ROW(a->v[i]);
}

static bool int_argument(machine *m, ref o, int64_t *out)
{
    object_kind kind = world_kind(machine_world(m), o);
    if (kind != KIND_INT && kind != KIND_BOOL) {
        raise_error(m, BT_TYPE_ERROR, "'%s' object cannot be interpreted as an integer", type_name(m, o));
        return false;
    }
    *out = world_int(machine_world(m), o);
    return true;
}

static value gc_collect_function(machine *m, const call_args *a)
{
    int64_t generation = 2;
    if (a->count && !int_argument(m, arg(a, 0), &generation))
        return 0;
    if (generation < 0 || generation > 2)
        return raise_error(m, BT_VALUE_ERROR, "invalid generation");
    gc_stats stats = gc_collect(&m->mem, (uint32_t)generation, false);
    return m->stopped ? 0 : make_int(m, (int64_t)stats.collected + stats.uncollectable);
}

static value gc_enable(machine *m, const call_args *a)
{
    (void)a;
    world_emit(m->r, EV_GC_SET, 0, GC_ENABLED, 1, 0);
    return m->none;
}

static value gc_disable(machine *m, const call_args *a)
{
    (void)a;
    world_emit(m->r, EV_GC_SET, 0, GC_ENABLED, 0, 0);
    return m->none;
}

static value gc_isenabled(machine *m, const call_args *a)
{
    (void)a;
    return make_bool(m, machine_world(m)->state.gc_enabled);
}

static value three_ints(machine *m, const uint32_t n[3])
{
    value items[3];
    for (unsigned i = 0; i < 3; i++)
        items[i] = make_int(m, n[i]);
    value tuple = make_tuple(m, 3);
    for (uint32_t i = 3; i-- > 0;)
        tuple_fill(m, tuple, i, items[i]);
    return tuple;
}

static value gc_get_count(machine *m, const call_args *a)
{
    (void)a;
    uint32_t n[3];
    memcpy(n, machine_world(m)->state.gc_count, sizeof n);
    return three_ints(m, n);
}

static value gc_get_threshold(machine *m, const call_args *a)
{
    (void)a;
    uint32_t n[3];
    memcpy(n, machine_world(m)->state.gc_threshold, sizeof n);
    return three_ints(m, n);
}

static value gc_set_threshold(machine *m, const call_args *a)
{
    for (uint32_t i = 0; i < a->count; i++) {
        int64_t n;
        if (!int_argument(m, arg(a, i), &n))
            return 0;
        if (n < INT32_MIN || n > INT32_MAX)
            return raise_error(m, BT_OVERFLOW_ERROR, "signed integer is %s than %s",
                               n < 0 ? "less" : "greater", n < 0 ? "minimum" : "maximum");
        world_emit(m->r, EV_GC_SET, 0, GC_THRESHOLD0 + i, (uint32_t)(int32_t)n, 0);
    }
    return m->none;
}

static value gc_is_tracked(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    ref o = arg(a, 0);
    bool script_class = world_kind(w, o) != KIND_TYPE || !world_word(w, o, TYPE_BUILTIN);
    return make_bool(m, script_class && world_has(w, o, OBJ_TRACKED));
}

static value gc_is_finalized(machine *m, const call_args *a)
{
    return make_bool(m, world_has(machine_world(m), arg(a, 0), OBJ_FINALIZED));
}

const builtin_info BUILTINS_GC[] = {
    {"collect", OWNER_GC, 0, 1, 0, gc_collect_function},
    {"enable", OWNER_GC, 0, 0, BUILTIN_PURE, gc_enable},
    {"disable", OWNER_GC, 0, 0, BUILTIN_PURE, gc_disable},
    {"isenabled", OWNER_GC, 0, 0, BUILTIN_PURE, gc_isenabled},
    {"get_count", OWNER_GC, 0, 0, BUILTIN_PURE, gc_get_count},
    {"get_threshold", OWNER_GC, 0, 0, BUILTIN_PURE, gc_get_threshold},
    {"set_threshold", OWNER_GC, 1, 3, BUILTIN_TUPLE, gc_set_threshold},
    {"is_tracked", OWNER_GC, 1, 1, BUILTIN_PURE, gc_is_tracked},
    {"is_finalized", OWNER_GC, 1, 1, BUILTIN_PURE, gc_is_finalized},
    {0},
};
