/* The module gc. Source: CPython 3.13.0, Modules/gcmodule.c. */
#include "sim/vm/call.h"

#include "sim/memory/shown.h"
#include "sim/vm/arguments.h"

static ref arg(const call_args *a, uint32_t i)
{
    return VALUE_ROW(a->v[i]);
}

/* PyLong_AsInt(); false: raised. */
static bool int_argument(machine *m, ref o, int64_t *out)
{
    if (!argument_int(m, o, out))
        return false;
    if (*out >= INT32_MIN && *out <= INT32_MAX)
        return true;
    raise_error(m, BT_OVERFLOW_ERROR, "Python int too large to convert to C int");
    return false;
}

/* The one argument that may also be given by its name; 0: not given. False: raised. */
static bool one_argument(machine *m, const call_args *a, const char *function, const char *name, ref *out)
{
    const world *w = machine_world(m);
    *out = a->count ? arg(a, 0) : 0;
    if (a->count > 1) {
        raise_error(m, BT_TYPE_ERROR, "%s() takes at most 1 argument (%u given)", function, a->count);
        return false;
    }
    uint32_t length;
    const char *given = a->keywords ? world_text(w, world_word(w, a->keyword_names, 0), &length) : name;
    if (strcmp(given, name) == 0)
        return true;
    return raise_keyword(m, function, given, &name, 1);
}

enum { COLLECT_COST = 8 }; /* instructions in the time that a full collection needs for an object */

static value gc_collect_function(machine *m, const call_args *a)
{
    ref o;
    int64_t generation = 2;
    if (!one_argument(m, a, "collect", "generation", &o) || (o && !int_argument(m, o, &generation)))
        return 0;
    if (generation < 0 || generation > 2)
        return raise_error(m, BT_VALUE_ERROR, "invalid generation");
    gc_stats stats = gc_collect(&m->mem, (uint32_t)generation, false);
    if (generation == 2 && !m->stopped)
        (void)machine_charge(m, m->r->w.state.live * COLLECT_COST);
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
        items[i] = make_int(m, (int32_t)n[i]);
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
    n[0] += machine_world(m)->gc_unseen;
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
    if (a->count < 1 || a->count > 3)
        return raise_error(m, BT_TYPE_ERROR, "gc.set_threshold requires 1 to 3 arguments");
    int64_t n[3];
    for (uint32_t i = 0; i < a->count; i++) {
        if (!argument_int(m, arg(a, i), &n[i]))
            return 0;
        if (n[i] < INT32_MIN || n[i] > INT32_MAX)
            return raise_error(m, BT_OVERFLOW_ERROR, "signed integer is %s than %s",
                               n[i] < 0 ? "less" : "greater", n[i] < 0 ? "minimum" : "maximum");
    }
    for (uint32_t i = 0; i < a->count; i++)
        world_emit(m->r, EV_GC_SET, 0, GC_THRESHOLD0 + i, (uint32_t)(int32_t)n[i], 0);
    return m->none;
}

static value gc_is_tracked(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    ref o = arg(a, 0);
    object_kind kind = world_kind(w, o);
    if (kind == KIND_MODULE || kind == KIND_BUILTIN || kind == KIND_FILE)
        return m->yes; /* the interpreter's own stand in no list here, in CPython they do */
    bool script_class = kind != KIND_TYPE || !world_word(w, o, TYPE_BUILTIN);
    return make_bool(m, script_class && world_has(w, o, OBJ_TRACKED));
}

static value gc_is_finalized(machine *m, const call_args *a)
{
    return make_bool(m, world_has(machine_world(m), arg(a, 0), OBJ_FINALIZED));
}

/* --- What there is, who refers to what -------------------------------------------------------------- */

static void append(machine *m, value list, ref o)
{
    world_emit(m->r, EV_LIST_APPEND, 0, VALUE_ROW(list), o, 0);
}

/* False: raised. *first..*last are the generations asked for. */
static bool generations_of(machine *m, ref o, uint32_t *first, uint32_t *last)
{
    int64_t n;
    *first = 0;
    *last = 2;
    if (!o || o == m->none)
        return true;
    o = world_core_of(machine_world(m), o);
    object_kind kind = world_kind(machine_world(m), o);
    if (kind != KIND_INT && kind != KIND_BOOL) {
        raise_error(m, BT_TYPE_ERROR, "argument should be integer or None, not '%s'", type_name(m, o));
        return false;
    }
    n = world_int(machine_world(m), o);
    if (n == -1)
        return true;
    if (n < 0 || n > 2) {
        raise_error(m, BT_VALUE_ERROR,
                    n < 0 ? "generation parameter cannot be negative"
                          : "generation parameter must be less than the number of available "
                            "generations (3)");
        return false;
    }
    *first = *last = (uint32_t)n;
    return true;
}

static value gc_get_objects(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    ref which;
    uint32_t first, last;
    if (!one_argument(m, a, "get_objects", "generation", &which) ||
        !generations_of(m, which, &first, &last))
        return 0;
    value result = make_list(m, 0, 0);
    for (uint32_t list = LIST_YOUNG + first; list <= LIST_YOUNG + last; list++)
        for (ref o = world_row(w, list)->gc_next; o != list; o = world_row(w, o)->gc_next)
            if (o != VALUE_ROW(result))
                append(m, result, o);
    return result;
}

typedef struct search {
    const call_args *wanted;
    bool found;
} search;

static void visit_compare(void *user, ref target)
{
    search *s = user;
    for (uint32_t i = 0; i < s->wanted->count && !s->found; i++)
        s->found = arg(s->wanted, i) == target;
}

/* The tuple of the arguments (on top of the stack) and the result are no answers. */
static value gc_get_referrers(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    ref arguments = VALUE_ROW(m->sp[-1]);
    value result = make_list(m, 0, 0);
    for (uint32_t list = LIST_YOUNG; list <= LIST_OLD; list++)
        for (ref o = world_row(w, list)->gc_next; o != list; o = world_row(w, o)->gc_next) {
            search s = {.wanted = a};
            if (o != arguments && o != VALUE_ROW(result))
                shown_traverse(w, o, visit_compare, &s);
            if (s.found)
                append(m, result, o);
        }
    return result;
}

typedef struct referents {
    machine *m;
    value list;
} referents;

static void visit_append(void *user, ref target)
{
    referents *r = user;
    append(r->m, r->list, target);
}

/* Of a method-wrapper: wrapper_traverse(). A descriptor's class: descr_traverse(). */
static void wrapper_referents(const machine *m, ref o, referents *r)
{
    const world *w = machine_world(m);
    uint32_t number = world_row(w, o)->lo;
    ref self = world_word(w, o, BUILTIN_SELF);
    visit_append(r, self ? m->builtin_rows[number] : m->types[builtin_at(m, number)->owner]);
    if (self)
        visit_append(r, self);
}

static value gc_get_referents(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    referents r = {m, make_list(m, 0, 0)};
    for (uint32_t i = 0; i < a->count; i++) {
        ref o = arg(a, i);
        if (!shown_is_asked(w, o))
            continue;
        if (!shown_is_known(w, o)) {
            value_drop(m, r.list);
            return stop_unsupported(m, "gc.get_referents() of a '%s' is not supported", type_name(m, o));
        }
        if (world_kind(w, o) == KIND_BUILTIN)
            wrapper_referents(m, o, &r);
        else
            shown_referents(w, o, m->builtins_dict, m->none, visit_append, &r);
    }
    return r.list;
}

/* --- Permanent ------------------------------------------------------------------------------------------ */

static value gc_freeze(machine *m, const call_args *a)
{
    (void)a;
    world_emit(m->r, EV_GC_SET, 0, GC_FROZEN, 1, 0);
    return m->none;
}

static value gc_unfreeze(machine *m, const call_args *a)
{
    (void)a;
    world_emit(m->r, EV_GC_SET, 0, GC_FROZEN, 0, 0);
    return m->none;
}

static value gc_get_freeze_count(machine *m, const call_args *a)
{
    (void)a;
    const world *w = machine_world(m);
    int64_t n = 0;
    for (ref o = world_row(w, LIST_PERMANENT)->gc_next; o != LIST_PERMANENT;
         o = world_row(w, o)->gc_next)
        n++;
    return make_int(m, n);
}

/* --- Statistics, debugging, callbacks --------------------------------------------------------------------- */

static void dict_add_int(machine *m, value dict, const char *name, uint64_t n)
{
    value key = make_text(m, name);
    dict_put_name(m, VALUE_ROW(dict), VALUE_ROW(key), make_int(m, (int64_t)n));
    value_drop(m, key);
}

static value gc_get_stats(machine *m, const call_args *a)
{
    (void)a;
    value result = make_list(m, 0, 0);
    for (unsigned i = 0; i < 3; i++) {
        const gc_total *total = &m->mem.gc_totals[i];
        value dict = make_dict(m);
        dict_add_int(m, dict, "collections", total->collections);
        dict_add_int(m, dict, "collected", total->collected);
        dict_add_int(m, dict, "uncollectable", total->uncollectable);
        append(m, result, VALUE_ROW(dict));
        value_drop(m, dict);
    }
    return result;
}

static value gc_set_debug(machine *m, const call_args *a)
{
    int64_t n;
    if (!int_argument(m, arg(a, 0), &n))
        return 0;
    m->mem.gc_debug = (uint32_t)(int32_t)n;
    return m->none;
}

static value gc_get_debug(machine *m, const call_args *a)
{
    (void)a;
    return make_int(m, (int32_t)m->mem.gc_debug);
}

/* Source: CPython 3.13.0, Python/gc.c, invoke_gc_callback(). */
void gc_callbacks_call(machine *m, bool stop, uint32_t generation, gc_stats stats)
{
    const world *w = machine_world(m);
    value info = make_dict(m);
    dict_add_int(m, info, "generation", generation);
    dict_add_int(m, info, "collected", stats.collected);
    dict_add_int(m, info, "uncollectable", stats.uncollectable);
    value phase = make_text(m, stop ? "stop" : "start");
    value arguments[2] = {VALUE_ROW(phase), VALUE_ROW(info)};
    for (uint32_t i = 0; i < world_row(w, m->gc_callbacks)->lo && !m->stopped; i++) {
        value callback = value_own(m, world_word(w, m->gc_callbacks, i));
        value result = call_object(m, VALUE_ROW(callback), arguments, 2);
        if (!result && m->raised)
            exception_ignore(m, VALUE_ROW(callback), NULL);
        value_drop(m, result);
        value_drop(m, callback);
    }
    value_drop(m, phase);
    value_drop(m, info);
}

const builtin_info BUILTINS_GC[] = {
    {"collect", OWNER_GC, 0, 255, BUILTIN_KEYWORDS, gc_collect_function},
    {"enable", OWNER_GC, 0, 0, BUILTIN_PURE, gc_enable},
    {"disable", OWNER_GC, 0, 0, BUILTIN_PURE, gc_disable},
    {"isenabled", OWNER_GC, 0, 0, BUILTIN_PURE, gc_isenabled},
    {"get_count", OWNER_GC, 0, 0, BUILTIN_PURE, gc_get_count},
    {"get_threshold", OWNER_GC, 0, 0, BUILTIN_PURE, gc_get_threshold},
    {"set_threshold", OWNER_GC, 0, 255, BUILTIN_TUPLE, gc_set_threshold},
    {"is_tracked", OWNER_GC, 1, 1, BUILTIN_PURE, gc_is_tracked},
    {"is_finalized", OWNER_GC, 1, 1, BUILTIN_PURE, gc_is_finalized},
    {"get_objects", OWNER_GC, 0, 255, BUILTIN_KEYWORDS, gc_get_objects},
    {"get_referrers", OWNER_GC, 0, 255, BUILTIN_TUPLE | BUILTIN_PACKS, gc_get_referrers},
    {"get_referents", OWNER_GC, 0, 255, BUILTIN_TUPLE | BUILTIN_PACKS, gc_get_referents},
    {"freeze", OWNER_GC, 0, 0, BUILTIN_PURE, gc_freeze},
    {"unfreeze", OWNER_GC, 0, 0, BUILTIN_PURE, gc_unfreeze},
    {"get_freeze_count", OWNER_GC, 0, 0, BUILTIN_PURE, gc_get_freeze_count},
    {"get_stats", OWNER_GC, 0, 0, BUILTIN_PURE, gc_get_stats},
    {"set_debug", OWNER_GC, 1, 1, BUILTIN_PURE, gc_set_debug},
    {"get_debug", OWNER_GC, 0, 0, BUILTIN_PURE, gc_get_debug},
    {0},
};
