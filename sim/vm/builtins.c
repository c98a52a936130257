/* The builtin functions and the constructors of the interpreter's own types.
 * Source: CPython 3.13.0, Python/bltinmodule.c and the tp_new of each type; messages as there. */
#include "sim/vm/arguments.h"
#include "sim/vm/call.h"
#include "sim/vm/descriptor.h"
#include "sim/vm/eval.h"
#include "sim/vm/file.h"
#include "sim/vm/introspect.h"
#include "sim/vm/proxy.h"
#include "sim/vm/bytes.h"
#include "sim/vm/number_text.h"
#include "sim/vm/sequence.h"
#include "sim/vm/setobject.h"

#include "sim/base/limits.h"
#include "sim/log/dict.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

static ref arg(const call_args *a, uint32_t i)
{
    return VALUE_ROW(a->v[i]);
}

/* --- Looking at objects -------------------------------------------------------------------------------- */

static value builtin_len(machine *m, const call_args *a)
{
    int64_t n = object_length(m, arg(a, 0));
    return n < 0 ? 0 : make_int(m, n);
}

static value builtin_id(machine *m, const call_args *a)
{
    return make_int(m, (int64_t)world_address(machine_world(m), arg(a, 0)));
}

static value builtin_repr(machine *m, const call_args *a)
{
    return object_repr(m, arg(a, 0));
}

static value builtin_hash(machine *m, const call_args *a)
{
    int64_t hash;
    return hash_of(m, arg(a, 0), &hash) ? make_int(m, hash) : 0;
}

bool object_callable(machine *m, ref o)
{
    object_kind kind = world_kind(machine_world(m), o);
    ref call = name_find(m, "__call__");
    return kind == KIND_FUNCTION || kind == KIND_BUILTIN || kind == KIND_METHOD || kind == KIND_TYPE ||
           kind == KIND_WEAKREF || (kind == KIND_PROXY && world_row(machine_world(m), o)->hi) ||
           (object_of_class(machine_world(m), o) && call && type_lookup(m, type_of(m, o), call));
}

static value builtin_callable(machine *m, const call_args *a)
{
    return make_bool(m, object_callable(m, arg(a, 0)));
}

/* 1 yes, 0 no, -1 raised: isinstance(), issubclass() against a class or a tuple of them. */
static int subclass_of(machine *m, ref type, ref classes, const char *function)
{
    const world *w = machine_world(m);
    if (world_kind(w, classes) == KIND_TYPE)
        return type_is_subtype(m, type, classes);
    classes = world_core_of(w, classes);
    if (world_kind(w, classes) == KIND_TUPLE) {
        for (uint32_t i = 0; i < world_row(w, classes)->lo; i++) {
            if (!nesting_enter(m, strcmp(function, "isinstance") == 0 ? " in __instancecheck__" : " in __subclasscheck__"))
                return -1;
            int answer = subclass_of(m, type, world_word(w, classes, i), function);
            nesting_leave(m);
            if (answer)
                return answer;
        }
        return 0;
    }
    const char *what = strcmp(function, "issubclass") ? "type, a tuple of types" : "class, a tuple of classes";
    raise_error(m, BT_TYPE_ERROR, "%s() arg 2 must be a %s, or a union", function, what);
    return -1;
}

static value builtin_isinstance(machine *m, const call_args *a)
{
    int answer = subclass_of(m, type_of(m, arg(a, 0)), arg(a, 1), "isinstance");
    if (!answer && is_proxy(machine_world(m), arg(a, 0))) { /* object_isinstance() asks for __class__, too */
        value target = proxy_unwrap(m, arg(a, 0));
        answer = target ? subclass_of(m, type_of(m, VALUE_ROW(target)), arg(a, 1), "isinstance") : -1;
        value_drop(m, target);
    }
    return answer < 0 ? 0 : make_bool(m, answer);
}

static value builtin_issubclass(machine *m, const call_args *a)
{
    if (world_kind(machine_world(m), arg(a, 0)) != KIND_TYPE)
        return raise_error(m, BT_TYPE_ERROR, "issubclass() arg 1 must be a class");
    int answer = subclass_of(m, arg(a, 0), arg(a, 1), "issubclass");
    return answer < 0 ? 0 : make_bool(m, answer);
}

/* --- Attributes by name --------------------------------------------------------------------------------- */

/* The interned str of an attribute name given as a str object. */
static ref attribute_name(machine *m, ref o)
{
    uint32_t length;
    o = world_core_of(machine_world(m), o);
    if (world_kind(machine_world(m), o) != KIND_STR) {
        raise_error(m, BT_TYPE_ERROR, "attribute name must be string, not '%s'", type_name(m, o));
        return 0;
    }
    ref known = name_find(m, world_text(machine_world(m), o, &length));
    if (!known && world_is_core(machine_world(m), o))
        return stop_unsupported(m, "an attribute named by an heir of str is not supported");
    return known ? known : o;
}

static value builtin_getattr(machine *m, const call_args *a)
{
    ref name = attribute_name(m, arg(a, 1));
    if (!name)
        return 0;
    if (a->count < 3) {
        value v = attribute_get(m, arg(a, 0), name);
        return value_own(m, v);
    }
    value found;
    int answer = attribute_find(m, arg(a, 0), name, &found);
    return answer < 0 ? 0 : value_own(m, answer ? found : arg(a, 2));
}

static value builtin_hasattr(machine *m, const call_args *a)
{
    value found;
    ref name = attribute_name(m, arg(a, 1));
    int answer = name ? attribute_find(m, arg(a, 0), name, &found) : -1;
    if (answer > 0)
        value_drop(m, found);
    return answer < 0 ? 0 : make_bool(m, answer);
}

static value builtin_setattr(machine *m, const call_args *a)
{
    ref name = attribute_name(m, arg(a, 1));
    return name && attribute_set(m, arg(a, 0), name, arg(a, 2), NULL) ? m->none : 0;
}

static value builtin_delattr(machine *m, const call_args *a)
{
    ref name = attribute_name(m, arg(a, 1));
    return name && attribute_delete(m, arg(a, 0), name) ? m->none : 0;
}

static value builtin_globals(machine *m, const call_args *a)
{
    (void)a;
    return value_own(m, m->frame->globals);
}

static value number_abs(machine *m, ref o)
{
    const world *w = machine_world(m);
    o = world_core_of(w, o);
    if (world_kind(w, o) == KIND_FLOAT)
        return make_float(m, fabs(world_float(w, o)));
    if (world_kind(w, o) != KIND_INT && world_kind(w, o) != KIND_BOOL)
        return raise_error(m, BT_TYPE_ERROR, "bad operand type for abs(): '%s'", type_name(m, o));
    return operator_unary(m, world_int(w, o) < 0 ? '-' : '+', o);
}

static value builtin_abs(machine *m, const call_args *a)
{
    return proxy_number(m, arg(a, 0), number_abs);
}

/* --- Classes ------------------------------------------------------------------------------------------------- */

/* __build_class__(body, name, *bases): the body runs in a new namespace, of which a class is made. */
static value builtin_build_class(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    if (a->keywords)
        return stop_unsupported(m, "class keyword arguments are not supported");
    const code *body = m->program->codes[world_row(w, arg(a, 0))->lo];
    value bases = make_tuple(m, a->count - 2);
    for (uint32_t i = a->count - 2; i-- > 0;)
        tuple_fill(m, bases, i, arg(a, i + 2));
    *m->sp++ = bases;
    unseen_birth(m); /* type.__prepare__(), bound: it makes the namespace */
    value namespace = make_dict(m);
    unseen_death(m);
    *m->sp++ = namespace;
    if (!frame_enter(m, body, arg(a, 0), m->frame->globals, VALUE_ROW(namespace), EXIT_TO_C))
        return 0;
    value result = machine_execute_nested(m);
    if (!result)
        return 0;
    value_drop(m, result);
    value arguments = make_tuple(m, 3); /* of the call of type() */
    tuple_fill(m, arguments, 2, VALUE_ROW(namespace));
    tuple_fill(m, arguments, 1, VALUE_ROW(bases));
    tuple_fill(m, arguments, 0, arg(a, 1));
    world_emit(m->r, EV_FLAG, 0, VALUE_ROW(arguments), OBJ_INTERPRETER, 0);
    *m->sp++ = arguments;
    value class = class_call(m, VALUE_ROW(namespace), arg(a, 1), VALUE_ROW(bases));
    if (!class)
        return 0;
    for (int i = 0; i < 3; i++)
        value_drop(m, *--m->sp);
    return class;
}

const builtin_info BUILTINS_CORE[] = {
    {"__build_class__", OWNER_BUILTINS, 2, 255, 0, builtin_build_class},
    {"len", OWNER_BUILTINS, 1, 1, BUILTIN_PURE | BUILTIN_UNBROKEN, builtin_len},
    {"id", OWNER_BUILTINS, 1, 1, BUILTIN_PURE, builtin_id},
    {"repr", OWNER_BUILTINS, 1, 1, BUILTIN_PURE, builtin_repr},
    {"hash", OWNER_BUILTINS, 1, 1, BUILTIN_PURE, builtin_hash},
    {"callable", OWNER_BUILTINS, 1, 1, BUILTIN_PURE, builtin_callable},
    {"isinstance", OWNER_BUILTINS, 2, 2, BUILTIN_PURE | BUILTIN_UNBROKEN, builtin_isinstance},
    {"issubclass", OWNER_BUILTINS, 2, 2, BUILTIN_PURE, builtin_issubclass},
    {"getattr", OWNER_BUILTINS, 2, 3, BUILTIN_PURE, builtin_getattr},
    {"hasattr", OWNER_BUILTINS, 2, 2, BUILTIN_PURE, builtin_hasattr},
    {"setattr", OWNER_BUILTINS, 3, 3, 0, builtin_setattr},
    {"delattr", OWNER_BUILTINS, 2, 2, 0, builtin_delattr},
    {"globals", OWNER_BUILTINS, 0, 0, BUILTIN_PURE, builtin_globals},
    {"abs", OWNER_BUILTINS, 1, 1, BUILTIN_PURE, builtin_abs},
    {0},
};

/* --- Constructors ----------------------------------------------------------------------------------------------- */

static value int_of(machine *m, ref o)
{
    const world *w = machine_world(m);
    o = world_core_of(w, o);
    object_kind kind = world_kind(w, o);
    if (kind == KIND_INT || kind == KIND_BOOL)
        return kind == KIND_INT && !world_is_core(w, o) ? value_own(m, o) : make_int(m, world_int(w, o));
    if (kind == KIND_FLOAT) {
        double x = trunc(world_float(w, o));
        if (isnan(x) || isinf(x))
            return raise_error(m, isnan(x) ? BT_VALUE_ERROR : BT_OVERFLOW_ERROR,
                               "cannot convert float %s to integer", isnan(x) ? "NaN" : "infinity");
        if (fabs(x) >= 9223372036854775808.0)
            return stop_unsupported(m, "integers beyond 64 bits are not supported");
        return make_int(m, (int64_t)x);
    }
    if (kind == KIND_STR || kind == KIND_BYTES)
        return int_of_text(m, o, 10);
    return raise_error(m, BT_TYPE_ERROR,
                       "int() argument must be a string, a bytes-like object or a real number, not '%s'",
                       type_name(m, o));
}

static value construct_int(machine *m, ref o)
{
    return proxy_number(m, o, int_of);
}

static value float_of(machine *m, ref o)
{
    const world *w = machine_world(m);
    o = world_core_of(w, o);
    object_kind kind = world_kind(w, o);
    if (kind == KIND_FLOAT)
        return world_is_core(w, o) ? make_float(m, world_float(w, o)) : value_own(m, o);
    if (kind == KIND_INT || kind == KIND_BOOL)
        return make_float(m, (double)world_int(w, o));
    if (kind == KIND_STR || kind == KIND_BYTES)
        return float_of_text(m, o);
    return raise_error(m, BT_TYPE_ERROR, "float() argument must be a string or a real number, not '%s'",
                       type_name(m, o));
}

static value construct_float(machine *m, ref o)
{
    return proxy_number(m, o, float_of);
}

static value construct_list(machine *m, ref o)
{
    value list = make_by_type(m, KIND_LIST);
    *m->sp++ = list;
    if (!list_extend(m, VALUE_ROW(list), o))
        return 0;
    m->sp--;
    return list;
}

static value construct_dict(machine *m, const value *args, uint32_t count, ref names)
{
    const world *w = machine_world(m);
    uint32_t keywords = names ? world_row(w, names)->lo : 0;
    if (count - keywords > 1)
        return raise_error(m, BT_TYPE_ERROR, "dict expected at most 1 argument, got %u", count - keywords);
    value dict = make_by_type(m, KIND_DICT);
    *m->sp++ = dict;
    if (count > keywords && !dict_update_from(m, VALUE_ROW(dict), VALUE_ROW(args[0])))
        return 0;
    for (uint32_t i = 0; i < keywords; i++)
        if (!dict_put(m, VALUE_ROW(dict), world_word(w, names, i), args[count - keywords + i]))
            return 0;
    m->sp--;
    return dict;
}

static value construct_range(machine *m, const value *args, uint32_t count)
{
    int64_t n[3] = {0, 0, 1};
    for (uint32_t i = 0; i < count; i++)
        if (!argument_int(m, VALUE_ROW(args[i]), &n[i]))
            return 0;
    if (count == 1)
        return make_range(m, 0, n[0], 1);
    if (n[2] == 0)
        return raise_error(m, BT_VALUE_ERROR, "range() arg 3 must not be zero");
    return make_range(m, n[0], n[1], n[2]);
}

static value construct_empty(machine *m, builtin_type type)
{
    switch ((unsigned)type) {
    case BT_INT:
        return make_int(m, 0);
    case BT_FLOAT:
        return make_float(m, 0.0);
    case BT_BOOL:
        return m->no;
    case BT_TUPLE:
        return m->empty_tuple;
    case BT_LIST:
        return make_by_type(m, KIND_LIST);
    case BT_SET:
        return make_set(m, KIND_SET);
    case BT_FROZENSET:
        return make_set(m, KIND_FROZENSET);
    default:
        world_emit(m->r, EV_NEW, KIND_OBJECT, 0, 0, 0);
        return value_born(m);
    }
}

static value construct_from(machine *m, builtin_type type, ref o)
{
    switch ((unsigned)type) {
    case BT_INT:
        return construct_int(m, o);
    case BT_FLOAT:
        return construct_float(m, o);
    case BT_STR:
        return object_str(m, o);
    case BT_BOOL: {
        int truth = object_is_true(m, o);
        return truth < 0 ? 0 : make_bool(m, truth);
    }
    case BT_TUPLE:
        return sequence_tuple(m, o);
    case BT_LIST:
        return construct_list(m, o);
    case BT_SET:
        return set_from(m, KIND_SET, o);
    case BT_FROZENSET: /* make_new_frozenset() */
        return world_kind(machine_world(m), o) == KIND_FROZENSET ? value_own(m, o)
                                                                 : set_from(m, KIND_FROZENSET, o);
    case BT_TYPE:
        return value_own(m, type_of(m, o));
    default:
        return raise_error(m, BT_TYPE_ERROR, "object() takes no arguments");
    }
}

/* Types without tp_new (Py_TPFLAGS_DISALLOW_INSTANTIATION): their objects come from elsewhere. */
static bool is_made_elsewhere(builtin_type type)
{
    switch ((unsigned)type) {
    case BT_BUILTIN: case BT_METHOD_DESCRIPTOR: case BT_WRAPPER_DESCRIPTOR: case BT_METHOD_WRAPPER:
    case BT_GETSET: case BT_MEMBER: case BT_FRAME: case BT_GENERATOR: case BT_PROXY: case BT_CALLABLE_PROXY:
    case BT_VERSION_INFO: case BT_DICT_KEYS: case BT_DICT_VALUES: case BT_DICT_ITEMS:
        return true;
    default:
        return type >= BT_RANGE_ITER && type <= BT_CALL_ITER;
    }
}

/* Types that no name of a script's stands for: type(o) gives them. Making such objects is not in the language,
 * but that of a singleton gives the singleton (none_new(), ellipsis_new(), notimplemented_new()). */
static bool is_nameless(builtin_type type)
{
    switch ((unsigned)type) {
    case BT_NONE: case BT_ELLIPSIS: case BT_NOT_IMPLEMENTED: case BT_FUNCTION: case BT_CODE: case BT_MODULE:
    case BT_MAPPINGPROXY: case BT_CELL: case BT_LOCALS_PROXY: case BT_TRACEBACK: case BT_NAMESPACE:
        return true;
    default:
        return is_made_elsewhere(type) || (type >= BT_FILE && type <= BT_FILE_NEWLINES);
    }
}

static value construct_nameless(machine *m, builtin_type type, uint32_t count)
{
    const char *name = class_name(m, m->types[type]);
    value only = type == BT_NONE              ? m->none
                 : type == BT_ELLIPSIS        ? m->ellipsis
                 : type == BT_NOT_IMPLEMENTED ? m->not_implemented
                                              : 0;
    if (only && count)
        return raise_error(m, BT_TYPE_ERROR, "%s takes no arguments", type == BT_ELLIPSIS ? "EllipsisType" : name);
    if (only)
        return only;
    if (is_made_elsewhere(type))
        return raise_error(m, BT_TYPE_ERROR, "cannot create '%s' instances", name);
    return stop_unsupported(m, "calling the type '%s' is not supported", name);
}

/* Objects/classobject.c, method_new_impl(). */
static value construct_method(machine *m, const value *args, uint32_t count)
{
    if (count != 2)
        return raise_error(m, BT_TYPE_ERROR, "method expected 2 arguments, got %u", count);
    ref function = VALUE_ROW(args[0]), self = VALUE_ROW(args[1]);
    if (!object_callable(m, function))
        return raise_error(m, BT_TYPE_ERROR, "first argument must be callable");
    if (self == m->none)
        return raise_error(m, BT_TYPE_ERROR, "instance must not be None");
    if (world_kind(machine_world(m), function) != KIND_FUNCTION)
        return stop_unsupported(m, "a method of a '%s' is not supported", type_name(m, function));
    return method_bind(m, function, self);
}

/* weakref___new__() does not look at keywords, weakref___init__() wants none. */
static value weakref_named(machine *m, const value *args, uint32_t count)
{
    value made = construct_weakref(m, args, count);
    value_drop(m, made);
    return made ? raise_error(m, BT_TYPE_ERROR, "ref() takes no keyword arguments") : 0;
}

value construct_builtin(machine *m, builtin_type type, const value *args, uint32_t count, ref names)
{
    uint32_t most = type == BT_RANGE ? 3 : 1;
    const char *name = class_name(m, m->types[type]);
    if (is_nameless(type))
        return construct_nameless(m, type, count);
    if (type == BT_SUPER && names)
        return raise_error(m, BT_TYPE_ERROR, "super() takes no keyword arguments");
    if (type == BT_SUPER)
        return super_construct(m, args, count);
    if (type == BT_INT && (count > 1 || names))
        return int_construct(m, args, count, names);
    if (type == BT_BYTES)
        return bytes_construct(m, args, count, names);
    if (type == BT_STR && (count != 1 || names))
        return str_construct(m, args, count, names);
    if (type == BT_DICT)
        return construct_dict(m, args, count, names);
    if (type >= BT_ENUMERATE && type <= BT_REVERSED)
        return construct_iterator(m, type, args, count, names);
    if (names && type == BT_WEAKREF)
        return weakref_named(m, args, count - world_row(machine_world(m), names)->lo);
    if (type == BT_SLICE && !names)
        return slice_construct(m, args, count);
    if (type == BT_PROPERTY)
        return construct_property(m, args, count, names);
    if (type == BT_STATICMETHOD || type == BT_CLASSMETHOD)
        return construct_wrapper(m, type, args, count, names);
    bool refuses = type == BT_LIST || type == BT_TUPLE || type == BT_SET || type == BT_FROZENSET ||
                   type == BT_FLOAT || type == BT_BOOL || type == BT_RANGE || type == BT_SLICE;
    if (names && type == BT_OBJECT)
        return raise_error(m, BT_TYPE_ERROR, "object() takes no arguments");
    if (names && refuses)
        return raise_error(m, BT_TYPE_ERROR, "%s() takes no keyword arguments", name);
    if (names)
        return stop_unsupported(m, "keyword arguments of %s() are not supported", name);
    if (type == BT_WEAKREF)
        return construct_weakref(m, args, count);
    if (type == BT_METHOD)
        return construct_method(m, args, count);
    if (type == BT_TYPE && count != 1 && count != 3)
        return raise_error(m, BT_TYPE_ERROR, "type() takes 1 or 3 arguments");
    if (count > most && type == BT_TYPE)
        return stop_unsupported(m, "%s() with %u arguments is not supported", name, count);
    if (count > most)
        return raise_error(m, BT_TYPE_ERROR, "%s expected at most %u argument%s, got %u", name, most,
                           most == 1 ? "" : "s", count);
    if (type == BT_RANGE)
        return count ? construct_range(m, args, count)
                     : raise_error(m, BT_TYPE_ERROR, "range expected at least 1 argument, got 0");
    return count ? construct_from(m, type, VALUE_ROW(args[0])) : construct_empty(m, type);
}

/* --- The table ------------------------------------------------------------------------------------------------------ */

static const builtin_info *const TABLES[] = {BUILTINS_CORE, BUILTINS_LIBRARY, BUILTINS_LIBRARY_SETS, BUILTINS_ATEXIT, BUILTINS_REF,
                                             BUILTINS_METHODS, BUILTINS_STR, BUILTINS_NUMBERS, BUILTINS_EXCEPTIONS, BUILTINS_SORT, BUILTINS_SET, BUILTINS_BYTES, BUILTINS_DICT, BUILTINS_LOCALS_PROXY, BUILTINS_RANGE,
                                             BUILTINS_GENERATOR, BUILTINS_ITERATORS,
                                             BUILTINS_PROPERTY, BUILTINS_OBJECT, BUILTINS_TYPE_CALL, BUILTINS_TYPE, BUILTINS_NAMESPACE, BUILTINS_HEIR,
                                             BUILTINS_GC,   BUILTINS_SYS,     BUILTINS_WEAKREF,
                                             BUILTINS_FILES, BUILTINS_PRINT};

static uint32_t table_size(const builtin_info *table)
{
    uint32_t n = 0;
    while (table[n].name)
        n++;
    return n;
}

uint32_t builtin_count(void)
{
    uint32_t n = 0;
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++)
        n += table_size(TABLES[i]);
    return n;
}

const builtin_info *builtin_numbered(uint32_t number)
{
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) {
        uint32_t n = table_size(TABLES[i]);
        if (number < n)
            return &TABLES[i][number];
        number -= n;
    }
    return NULL;
}

void builtin_full_name(const machine *m, const builtin_info *info, char out[BUILTIN_NAME_BYTES])
{
    const char *owner = info->owner >= 0               ? class_name(m, m->types[info->owner])
                        : info->owner == OWNER_GC      ? "gc"
                        : info->owner == OWNER_SYS     ? "sys"
                        : info->owner == OWNER_WEAKREF ? "_weakref"
                                                       : "";
    const char *dot = strrchr(owner, '.'); /* __qualname__ has no module in front */
    (void)snprintf(out, BUILTIN_NAME_BYTES, "%s%s%s", dot ? dot + 1 : owner, *owner ? "." : "", info->name);
}

/* Source: CPython 3.13.0, Objects/typeobject.c, check_num_args(); where two are wanted, PyArg_UnpackTuple(args, "", ...). */
static value wrapper_count_error(machine *m, const builtin_info *info, uint32_t given)
{
    return raise_error(m, BT_TYPE_ERROR, "%sexpected %u argument%s, got %u", info->least > 1 ? " " : "", info->least,
                       info->least == 1 ? "" : "s", given);
}

value builtin_count_error(machine *m, const builtin_info *info, uint32_t given)
{
    if (builtin_is_wrapper(info) && info->least == info->most)
        return wrapper_count_error(m, info, given);
    if (info->most == 0 && info->flags & BUILTIN_KEYWORDS)
        return raise_error(m, BT_TYPE_ERROR, "%s() takes no positional arguments", info->name);
    if (info->least == info->most && info->most <= 1) {
        char name[BUILTIN_NAME_BYTES];
        signals_check(m); /* _PyObject_FunctionStr() asks for str(func.__qualname__) */
        builtin_full_name(m, info, name);
        return raise_error(m, BT_TYPE_ERROR, "%s() takes %s (%u given)", name,
                           info->most ? "exactly one argument" : "no arguments", given);
    }
    bool few = given < info->least;
    uint32_t bound = few ? info->least : info->most;
    return raise_error(m, BT_TYPE_ERROR, "%s expected %s%u argument%s, got %u", info->name,
                       info->least == info->most ? "" : few ? "at least " : "at most ", bound,
                       bound == 1 ? "" : "s", given);
}
