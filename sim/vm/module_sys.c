/* The module sys. Source: CPython 3.13.0, Python/sysmodule.c. */
#include "sim/vm/call.h"

#include "sim/memory/sizes.h"
#include "sim/vm/names.h"
#include "sim/vm/arguments.h"

static ref arg(const call_args *a, uint32_t i)
{
    return VALUE_ROW(a->v[i]);
}

/* --- sys.version_info: a tuple with names ------------------------------------------------------------ */

static const char *const VERSION_FIELDS[] = {"major", "minor", "micro", "releaselevel", "serial"};
enum { VERSION_FIELD_COUNT = 5 };

const char *version_info_name(uint32_t i)
{
    return i < VERSION_FIELD_COUNT ? VERSION_FIELDS[i] : NULL;
}

int32_t version_info_field(const char *name)
{
    for (int32_t i = 0; i < VERSION_FIELD_COUNT; i++)
        if (strcmp(VERSION_FIELDS[i], name) == 0)
            return i;
    return -1;
}

/* Source: CPython 3.13.0, Python/sysmodule.c, make_version_info(). "3.13.0", "3.15.0rc1". */
value version_info_make(machine *m)
{
    int n[3] = {0}, serial = 0;
    char level[3] = "";
    (void)sscanf(m->profile->version, "%d.%d.%d%2[a-z]%d", &n[0], &n[1], &n[2], level, &serial);
    value items[VERSION_FIELD_COUNT];
    for (unsigned i = 0; i < 3; i++)
        items[i] = make_int(m, n[i]);
    items[3] = make_text(m, level[0] ? "candidate" : "final");
    items[4] = make_int(m, serial);
    world_emit(m->r, EV_NEW, KIND_TUPLE, VERSION_FIELD_COUNT * 8, VERSION_FIELD_COUNT, 1);
    value tuple = value_born(m);
    for (uint32_t i = VERSION_FIELD_COUNT; i-- > 0;)
        tuple_fill(m, tuple, i, items[i]);
    return tuple;
}

/* --- Functions --------------------------------------------------------------------------------------- */

/* The argument itself is one reference more; it has a temporary already, so the count is the row's. */
static value sys_getrefcount(machine *m, const call_args *a)
{
    const object_row *row = world_row(machine_world(m), arg(a, 0));
    return make_int(m, row->flags & OBJ_IMMORTAL ? m->profile->immortal_refcount : row->refcount);
}

/* The script's own __sizeof__ would be asked: refused, not ignored. */
static value sys_getsizeof(machine *m, ref o)
{
    ref name = name_find(m, "__sizeof__");
    if (name && type_lookup(m, type_of(m, o), name))
        return stop_unsupported(m, "'__sizeof__' is not supported");
    unseen_pass(m); /* its __sizeof__, bound */
    return make_int(m, sizes_getsizeof(machine_world(m), o));
}

/* getsizeof(object, default=None): `default` is for objects without a __sizeof__, which none of ours is. */
static value sys_getsizeof_named(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    uint32_t positional = a->count - a->keywords;
    ref o = positional ? arg(a, 0) : 0;
    const char *unknown = NULL;
    if (a->count > 2)
        return raise_error(m, BT_TYPE_ERROR, "getsizeof() takes at most 2 %sarguments (%u given)",
                           positional ? "" : "keyword ", a->count);
    for (uint32_t i = 0; i < a->keywords; i++) {
        uint32_t length;
        const char *name = world_text(w, world_word(w, a->keyword_names, i), &length);
        bool is_object = strcmp(name, "object") == 0;
        uint32_t place = is_object ? 0 : 1;
        if (!is_object && strcmp(name, "default") != 0)
            unknown = name;
        else if (place < positional)
            return raise_error(m, BT_TYPE_ERROR,
                               "argument for getsizeof() given by name ('%s') and position (%u)", name,
                               place + 1);
        if (is_object)
            o = arg(a, positional + i);
    }
    if (!o)
        return raise_error(m, BT_TYPE_ERROR, "getsizeof() missing required argument 'object' (pos 1)");
    if (unknown)
        return raise_keyword_of_list(m, "getsizeof", unknown, (const char *const[]){"object", "default"}, 2, 2), 0;
    return sys_getsizeof(m, o);
}

static value sys_getrecursionlimit(machine *m, const call_args *a)
{
    (void)a;
    return make_int(m, m->recursion_limit);
}

/* Source: CPython 3.13.0, Python/sysmodule.c, sys_setrecursionlimit_impl(). Differs: there is
 * an upper bound, below which the stacks of the machine suffice. */
static value sys_setrecursionlimit(machine *m, const call_args *a)
{
    enum { HIGHEST = 20000 };
    int64_t n;
    if (!argument_int(m, arg(a, 0), &n))
        return 0;
    if (n < INT32_MIN || n > INT32_MAX)
        return raise_error(m, BT_OVERFLOW_ERROR, "Python int too large to convert to C int");
    if (n < 1)
        return raise_error(m, BT_VALUE_ERROR, "recursion limit must be greater or equal than 1");
    if (n <= m->depth)
        return raise_error(m, BT_RECURSION_ERROR,
                           "cannot set the recursion limit to %d at the recursion depth %u: "
                           "the limit is too low",
                           (int)n, m->depth);
    if (n > HIGHEST)
        return stop_limit(m, OURO_ERR_LIMIT, "a recursion limit of more than %d", HIGHEST);
    m->recursion_limit = (uint32_t)n;
    return m->none;
}

static value sys_intern(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    ref s = arg(a, 0), core = world_core_of(w, s);
    if (world_kind(w, core) != KIND_STR)
        return raise_error(m, BT_TYPE_ERROR, "intern() argument must be str, not %s",
                           s == m->none ? "None" : type_name(m, s));
    return core == s ? value_own(m, name_intern_object(m, s))
                     : raise_error(m, BT_TYPE_ERROR, "can't intern %s", type_name(m, s));
}

static value exit_with_tuple(machine *m, ref tuple)
{
    enum { MOST = 255 };
    const world *w = machine_world(m);
    value args[MOST];
    uint32_t n = world_row(w, tuple)->lo;
    if (n > MOST)
        return stop_limit(m, OURO_ERR_LIMIT, "more than %d arguments", MOST);
    for (uint32_t i = 0; i < n; i++)
        args[i] = world_word(w, tuple, i);
    value e = call_object(m, m->types[BT_SYSTEM_EXIT], args, n);
    return e ? raise_value(m, e) : 0;
}

/* What is being handled: type, value, traceback. */
static value sys_exc_info(machine *m, const call_args *a)
{
    (void)a;
    const world *w = machine_world(m);
    ref e = m->handled, parts[3] = {m->none, m->none, m->none};
    if (e) {
        ref traceback = world_word(w, e, EXCEPTION_TRACEBACK);
        parts[0] = type_of(m, e);
        parts[1] = e;
        parts[2] = traceback ? traceback : m->none;
    }
    value tuple = make_tuple(m, 3);
    for (uint32_t i = 0; i < 3; i++)
        tuple_fill(m, tuple, i, parts[i]);
    return tuple;
}

/* PyErr_SetObject(SystemExit, status): None is no argument, a tuple is all of them. */
static value sys_exit(machine *m, const call_args *a)
{
    ref status = a->count && arg(a, 0) != m->none ? arg(a, 0) : 0;
    object_kind kind = status ? world_kind(machine_world(m), status) : KIND_NONE;
    if (kind == KIND_EXCEPTION && exception_is(m, status, BT_SYSTEM_EXIT))
        return raise_value(m, value_own(m, status));
    if (kind == KIND_TUPLE)
        return exit_with_tuple(m, status);
    return raise_with(m, m->types[BT_SYSTEM_EXIT], status);
}

const builtin_info BUILTINS_SYS[] = {
    {"exc_info", OWNER_SYS, 0, 0, BUILTIN_PURE, sys_exc_info},
    {"exit", OWNER_SYS, 0, 1, 0, sys_exit},
    {"getrefcount", OWNER_SYS, 1, 1, 0, sys_getrefcount},
    {"getsizeof", OWNER_SYS, 0, 255, BUILTIN_TUPLE | BUILTIN_KEYWORDS, sys_getsizeof_named},
    {"intern", OWNER_SYS, 1, 1, BUILTIN_PURE, sys_intern},
    {"getrecursionlimit", OWNER_SYS, 0, 0, BUILTIN_PURE, sys_getrecursionlimit},
    {"setrecursionlimit", OWNER_SYS, 1, 1, 0, sys_setrecursionlimit},
    {0},
};
