/* Calls: what may be called, how arguments find their parameters, how classes make instances.
 * Source: CPython 3.13.0, Python/ceval.c, initialize_locals(); Objects/typeobject.c, type_call(). */
#include "sim/vm/eval.h"

#include "sim/base/limits.h"
#include "sim/vm/bind.h"
#include "sim/vm/call.h"
#include "sim/vm/type_call.h"
#include "sim/vm/exception_make.h"
#include "sim/vm/heir.h"
#include "sim/vm/proxy.h"
#include "sim/vm/sequence.h"
#include "sim/vm/weakref_heir.h"

/* --- Functions of the script ----------------------------------------------------------------------------- */

/* The values of `args` are taken over where the stack owns them, or gone if this fails. `next`: where the
 * caller goes on, NULL if that is C code. */
static bool function_begin(machine *m, value function, value *args, uint32_t count, ref names,
                           frame_exit on_exit, const instr *next)
{
    const world *w = machine_world(m);
    ref f = VALUE_ROW(function);
    const code *c = m->program->codes[world_row(w, f)->lo];
    bound_parameters p;
    p.rest = p.keywords = 0;
    bool simple = !names && count == c->arg_count && !c->kwonly_count &&
                  !(c->flags & (CODE_VARARGS | CODE_VARKEYWORDS));
    if ((!simple && !parameters_bind(m, f, c, args, count, names, &p)) || !frame_room(m, c)) {
        arguments_abandon(m, c, args, count, names, &p);
        return false;
    }
    uint32_t n = c->arg_count + c->kwonly_count;
    if (p.rest)
        p.bound[n++] = p.rest;
    if (p.keywords)
        p.bound[n++] = p.keywords;
    if (next)
        m->frame->next = next;
    if (!frame_enter(m, c, function, world_word(w, f, FUNCTION_GLOBALS), 0, on_exit))
        return false;
    const value *values = simple ? args : p.bound;
    for (uint32_t i = 0; i < n; i++)
        world_emit(m->r, EV_LOCAL_SET, value_steal(values[i]), i, VALUE_ROW(values[i]), 0);
    return true;
}

bool function_enter(machine *m, ref function, const value *args, uint32_t count, ref names,
                    frame_exit on_exit)
{
    machine_own_stack(m);
    return function_begin(m, function, (value *)args, count, names, on_exit, NULL); /* borrowed: none is taken */
}

/* CALL of a function: its values leave the caller's stack, where they lie until the parameters have taken
 * them over. */
static const instr *call_function(machine *m, value function, value *base, value *args, uint32_t count, ref names,
                                  const instr *next)
{
    for (value *v = m->frame->base; v < base; v++)
        *v = value_own(m, *v);
    if (!function_begin(m, function, args, count, names, EXIT_NORMAL, next)) {
        stack_drop_from(m, base);
        return NULL;
    }
    m->sp = base;
    m->frame->base = base;
    return m->frame->next;
}

/* CALL_FUNCTION_EX of a function: its frame takes the arguments over, which stand in `args` as they lie
 * in the tuple and the dict. What held them on the stack goes before the function runs.
 * Source: CPython 3.13.0, Python/ceval.c, _PyEvalFramePushAndInit_Ex(). */
const instr *call_unpacked(machine *m, value *base, value *args, uint32_t count, ref names,
                           const instr *next)
{
    value held[STARRED_HELD];
    uint32_t n = (uint32_t)(m->sp - (base + 2));
    assert(n <= STARRED_HELD);
    memcpy(held, base + 2, n * sizeof *held);
    for (uint32_t i = 0; i < count; i++)
        args[i] = value_own(m, args[i]);
    bool begun = function_begin(m, base[0], args, count, names, EXIT_NORMAL, next);
    m->sp = begun ? base : base + 2;
    if (begun)
        m->frame->base = base;
    if (n == STARRED_HELD)
        value_drop(m, held[--n]); /* the keywords' names */
    for (uint32_t i = 0; i < n; i++)
        value_drop(m, held[i]);
    if (begun)
        return m->frame->next;
    stack_drop_from(m, base);
    return NULL;
}

/* METH_VARARGS: while the call lasts, a tuple holds the arguments too. */
static value arguments_tuple(machine *m, const value *args, uint32_t count)
{
    value tuple = make_tuple(m, count);
    for (uint32_t i = count; i-- > 0;)
        tuple_fill(m, tuple, i, VALUE_ROW(args[i]));
    return tuple;
}

/* _PyStack_AsDict() */
static void keywords_push(machine *m, const value *args, uint32_t count, ref names)
{
    const world *w = machine_world(m);
    uint32_t keywords = names ? world_row(w, names)->lo : 0, positional = count - keywords;
    if (!keywords)
        return;
    value dict = make_dict(m);
    *m->sp++ = dict;
    dict_presize(m, VALUE_ROW(dict), keywords, false);
    for (uint32_t i = 0; i < keywords; i++)
        dict_put_name(m, VALUE_ROW(dict), world_word(w, names, i), VALUE_ROW(args[positional + i]));
}

/* What a callable without a vectorcall gets: the tuple and, of keyword arguments, a dict. They come on
 * top of the stack. Source: CPython 3.13.0, Objects/call.c, _PyObject_MakeTpCall(). */
static void arguments_push(machine *m, const value *args, uint32_t count, ref names)
{
    *m->sp++ = arguments_tuple(m, args, count - (names ? world_row(machine_world(m), names)->lo : 0));
    keywords_push(m, args, count, names);
}

/* A slot that hands such arguments on to a function with `first` before them: if there are keywords, all
 * of them are held once more, and their names are a tuple again (those of a call with ** are one already).
 * Source: CPython 3.13.0, Objects/call.c, _PyObject_Call_Prepend(), _PyStack_UnpackDict(). */
void arguments_hand_on(machine *m, ref first, const value *args, uint32_t count, ref names)
{
    uint32_t keywords = names ? world_row(machine_world(m), names)->lo : 0;
    if (!keywords)
        return;
    *m->sp++ = value_own(m, first);
    for (uint32_t i = 0; i < count; i++)
        *m->sp++ = value_own(m, VALUE_ROW(args[i]));
    if (!world_has(machine_world(m), names, OBJ_INTERPRETER)) /* no constant */
        return;
    value tuple = make_tuple(m, keywords);
    for (uint32_t i = keywords; i-- > 0;)
        tuple_fill(m, tuple, i, world_word(machine_world(m), names, i));
    *m->sp++ = tuple;
}

/* --- Classes ------------------------------------------------------------------------------------------------ */

static ref init_of(machine *m, ref type)
{
    ref init = m->name_init ? type_lookup(m, type, m->name_init) : 0;
    return init && world_kind(machine_world(m), init) == KIND_FUNCTION ? init : 0;
}

/* object.__new__() and friends: a bare instance. */
value instance_new(machine *m, ref type, const value *args, uint32_t count, ref packed)
{
    const world *w = machine_world(m);
    if (world_word(w, type, TYPE_INSTANCE_KIND) == KIND_EXCEPTION)
        return exception_new(m, type, args, count, packed, init_of(m, type) != 0);
    if (world_word(w, type, TYPE_INSTANCE_KIND) == KIND_OBJECT) {
        world_emit(m->r, EV_NEW, KIND_OBJECT, 0, 0, 0);
        return value_born(m);
    }
    world_emit(m->r, EV_NEW_INSTANCE, 0, type, 0, 0);
    return value_born(m);
}

/* CALL of a class with an __init__. The class and the arguments stay on the caller's stack, in a
 * tuple too, as _PyObject_MakeTpCall() makes one; the instance comes on top of them. */
static const instr *call_class(machine *m, ref type, ref init, value *base, const value *args,
                               uint32_t count, ref names, const instr *next)
{
    machine_own_stack(m);
    value *made = m->sp;
    arguments_push(m, args, count, names);
    value instance = instance_new(m, type, args, 0, 0);
    arguments_hand_on(m, VALUE_ROW(instance), args, count, names);
    *m->sp++ = instance;
    value bound[PARAMETERS_MAX];
    if (count + 1 > PARAMETERS_MAX)
        return stop_limit(m, OURO_ERR_LIMIT, "more than %d arguments", PARAMETERS_MAX), NULL;
    bound[0] = VALUE_ROW(instance);
    for (uint32_t i = 0; i < count; i++)
        bound[i + 1] = VALUE_ROW(args[i]);
    if (!function_begin(m, init, bound, count + 1, names, EXIT_INIT, next)) {
        stack_drop_down_to(m, made);
        stack_drop_from(m, base);
        return NULL;
    }
    m->frame->arg_count = (uint32_t)(m->sp - 1 - base);
    m->frame->made_count = (uint32_t)(m->sp - 1 - made);
    return m->frame->next;
}

/* Source: CPython 3.13.0, Python/bytecodes.c, CALL_LEN, CALL_ISINSTANCE, CALL_LIST_APPEND, CALL_TYPE_1: they
 * end without CHECK_PERIODIC(). An append() whose result is used is not specialised. */
static bool is_unbroken(const machine *m, const value *base, uint32_t count, const instr *next)
{
    const world *w = machine_world(m);
    ref callable = VALUE_ROW(base[0]);
    if (callable == m->types[BT_TYPE])
        return !base[1] && count == 1;
    if (world_kind(w, callable) != KIND_BUILTIN)
        return false;
    const builtin_info *info = builtin_at(m, world_row(w, callable)->lo);
    if (!(info->flags & BUILTIN_UNBROKEN))
        return false;
    if (info->owner != OWNER_BUILTINS)
        return base[1] && next->op == OP_POP_TOP;
    return count && !object_of_class(w, VALUE_ROW(base[1 + count])); /* its __len__ is a call */
}

/* A collection that waits goes on waiting. */
static const instr *call_unbroken(machine *m, uint32_t count, const instr *next)
{
    bool due = m->r->w.gc_due;
    m->r->w.gc_due = false;
    const instr *after = call_stack(m, count, 0, next);
    m->r->w.gc_due |= due;
    return after;
}

/* list.append(), its result thrown away by the next instruction: the list takes the argument over, and
 * nobody looks at the eval breaker.
 * Source: CPython 3.13.0, Python/bytecodes.c, CALL_LIST_APPEND; Python/specialize.c. */
static const instr *append_warm(machine *m, value *base, const instr *next)
{
    value list = base[1], item = base[2];
    m->sp = base;
    world_emit(m->r, EV_LIST_APPEND, value_steal(item), VALUE_ROW(list), VALUE_ROW(item), 0);
    value_drop(m, list);
    value_drop(m, base[0]);
    return next + 1;
}

/* The call has its result, or 0: its values, up to `end`, leave the stack. What C code still holds
 * above them goes before. */
static const instr *call_end(machine *m, value *base, const value *end, value result, const instr *next)
{
    while (!result && m->sp > end)
        value_drop(m, *--m->sp);
    stack_drop_from(m, base);
    if (!result)
        return NULL;
    *m->sp++ = result;
    if (m->r->w.gc_due)
        gc_run_pending(&m->mem);
    return m->stopped ? NULL : next;
}

/* A class with neither __new__ nor __init__, whose instances are nothing but that. */
static bool is_bare(machine *m, ref type)
{
    const world *w = machine_world(m);
    return world_word(w, type, TYPE_INSTANCE_KIND) == KIND_INSTANCE && !world_word(w, type, TYPE_PAYLOAD) &&
           !type_script_new(m, type) && !init_of(m, type);
}

/* Such a class, called without arguments. */
static const instr *instance_warm(machine *m, value *base, const instr *next)
{
    world_emit(m->r, EV_NEW_INSTANCE, 0, VALUE_ROW(base[0]), 0, 0);
    return call_end(m, base, m->sp, value_born(m), next);
}

/* A function that takes just these positional arguments.
 * Source: CPython 3.13.0, Python/bytecodes.c, CALL_PY_EXACT_ARGS. */
static const instr *function_warm(machine *m, value *base, uint32_t count, const instr *next)
{
    const world *w = machine_world(m);
    ref f = VALUE_ROW(base[0]);
    const code *c = m->program->codes[world_row(w, f)->lo];
    uint32_t own = base[1] != 0;
    if (count + own != c->arg_count || c->kwonly_count || !frame_is_plain(m, c))
        return call_stack(m, count, 0, next);
    const value *args = base + 2 - own;
    for (value *v = m->frame->base; v < base; v++)
        *v = value_own(m, *v);
    m->frame->next = next;
    m->sp = base; /* what lies there is the frame's now */
    frame_push_call(m, c, base[0], args, EXIT_NORMAL);
    return m->frame->next;
}

/* What a call has been specialised for the second time that it was made, in the key of its cache: a class
 * whose plain __init__ it enters itself (`version`: the class as it was then), or one of these. A callable
 * that it was not made for is called like the first time; after so many of them (`index`) it is
 * specialised anew. Where that fails, it takes longer every time (`found`).
 * Source: CPython 3.13.0, Python/specialize.c, _Py_Specialize_Call(), specialize_class_call();
 * Include/internal/pycore_backoff.h, restart_backoff_counter(). */
#define CALL_OF_OTHERS UINT32_MAX
#define CALL_OF_ANY_CLASS (UINT32_MAX - 1)
#define CALL_OF_NONE (UINT32_MAX - 2)
enum { CALL_COOLDOWN = 52, CALL_WARMUP_BACKOFF = 1, CALL_BACKOFF_MAX = 12 };

static void call_not_specialised(inline_cache *site)
{
    uint32_t backoff = (site->key ? site->found : CALL_WARMUP_BACKOFF) + 1;
    backoff = backoff < CALL_BACKOFF_MAX ? backoff : CALL_BACKOFF_MAX;
    *site = (inline_cache){.key = CALL_OF_NONE, .index = (1U << backoff) - 2, .found = backoff};
}

/* get_init_for_simple_managed_python_class(): a function with positional parameters, for instances that
 * keep their attributes' values themselves and come from object.__new__(). */
static ref simple_init(machine *m, ref type)
{
    const world *w = machine_world(m);
    if (!(world_word(w, type, TYPE_LAYOUT) & LAYOUT_INLINE) || world_word(w, type, TYPE_PAYLOAD) ||
        world_word(w, type, TYPE_INSTANCE_KIND) != KIND_INSTANCE || type_script_new(m, type))
        return 0;
    if (m->mapping_class && type_is_subtype(m, type, m->mapping_class)) /* specialize_class_call(): only of type */
        return 0;
    ref init = init_of(m, type);
    const code *c = init ? m->program->codes[world_row(w, init)->lo] : NULL;
    return c && !c->kwonly_count && !(c->flags & (CODE_VARARGS | CODE_VARKEYWORDS)) ? init : 0;
}

/* A call of a class of the script: the __init__ that the instruction itself enters, or 0. */
static ref init_entered(machine *m, inline_cache *site, ref type, uint32_t count)
{
    uint32_t version = type_version(m, type);
    if (site->key == type && site->version == version)
        return init_of(m, type);
    if (site->key == CALL_OF_ANY_CLASS || (site->key && site->index-- > 0))
        return 0;
    ref init = simple_init(m, type);
    if (init && m->program->codes[world_row(machine_world(m), init)->lo]->arg_count != count + 1)
        return call_not_specialised(site), 0;
    *site = (inline_cache){
        .key = init ? type : (ref)CALL_OF_ANY_CLASS, .version = version, .index = CALL_COOLDOWN};
    return init;
}

/* A call of something else. What is neither function nor method nor written in C goes the way of classes
 * that have no plain __init__. */
static void call_of_other(inline_cache *site, object_kind kind)
{
    bool python = kind == KIND_FUNCTION || kind == KIND_METHOD;
    ref own = python || kind == KIND_BUILTIN || kind == KIND_TYPE ? (ref)CALL_OF_OTHERS : (ref)CALL_OF_ANY_CLASS;
    bool expected = site->key == CALL_OF_OTHERS || (site->key == CALL_OF_ANY_CLASS && !python);
    if (!site->key || (!expected && site->index-- == 0))
        *site = (inline_cache){.key = own, .index = CALL_COOLDOWN};
}

const instr *call_stack_warm(machine *m, uint32_t count, const instr *next)
{
    const world *w = machine_world(m);
    value *base = m->sp - count - 2;
    inline_cache *site = &m->frame->caches[next[-1].cache];
    ref type = VALUE_ROW(base[0]);
    object_kind kind = world_kind(w, type);
    bool class = kind == KIND_TYPE && !base[1] && !world_word(w, type, TYPE_BUILTIN);
    if (!class)
        call_of_other(site, kind);
    if (kind == KIND_FUNCTION)
        return function_warm(m, base, count, next);
    if (type == m->list_append && base[1] && count == 1 && next->op == OP_POP_TOP &&
        world_kind(w, VALUE_ROW(base[1])) == KIND_LIST)
        return append_warm(m, base, next);
    if (m->r->w.gc_due && is_unbroken(m, base, count, next))
        return call_unbroken(m, count, next);
    ref init = class ? init_entered(m, site, type, count) : 0;
    if (!init)
        return class && !count && is_bare(m, type) ? instance_warm(m, base, next) : call_stack(m, count, 0, next);
    for (value *v = m->frame->base; v < base; v++)
        *v = value_own(m, *v);
    world_emit(m->r, EV_NEW_INSTANCE, 0, type, 0, 0);
    value instance = value_born(m);
    value_drop(m, base[0]);
    base[0] = instance;
    base[1] = VALUE_ROW(instance);
    if (!function_begin(m, init, base + 1, count + 1, 0, EXIT_INIT_WARM, next)) {
        base[1] = 0;
        return NULL;
    }
    m->sp = base + 1;
    m->frame->base = m->sp;
    m->frames[m->depth - 2].next = next;
    return m->frame->next;
}

/* --- CALL ----------------------------------------------------------------------------------------------------- */

/* len() and isinstance(), once specialised, do not let go of what they were given when they fail.
 * Source: CPython 3.13.0, Python/bytecodes.c, CALL_LEN, CALL_ISINSTANCE. */
static bool leaves_arguments(const machine *m, const builtin_info *info, uint32_t count, ref names, const instr *next)
{
    return info->flags & BUILTIN_UNBROKEN && info->owner == OWNER_BUILTINS && count == info->most && !names &&
           next[-1].op == OP_CALL && m->frame->caches[next[-1].cache].key == CALL_OF_OTHERS;
}

static const instr *call_builtin(machine *m, ref function, value *base, const value *args,
                                 uint32_t count, ref names, const instr *next)
{
    const world *w = machine_world(m);
    const builtin_info *info = builtin_at(m, world_row(w, function)->lo);
    if (!(info->flags & BUILTIN_PURE))
        machine_own_stack(m);
    value result = builtin_call(m, function, args, count, names, 0);
    if (!result && leaves_arguments(m, info, count, names, next))
        return NULL;
    return call_end(m, base, args + count, result, next);
}

/* A bound method: the function and self take its place. */
static void method_unpack(machine *m, value *base)
{
    const world *w = machine_world(m);
    value method = base[0];
    base[1] = value_own(m, world_word(w, VALUE_ROW(method), METHOD_SELF));
    base[0] = value_own(m, world_word(w, VALUE_ROW(method), METHOD_FUNCTION));
    value_drop(m, method);
}

/* Classes without an __init__ of the script, objects with __call__: answered without a frame here. */
static const instr *call_other(machine *m, value *base, const value *args, uint32_t count, ref names,
                               const instr *next)
{
    machine_own_stack(m);
    return call_end(m, base, args + count, call_with_names(m, VALUE_ROW(base[0]), args, count, names), next);
}

const instr *call_stack(machine *m, uint32_t count, ref names, const instr *next)
{
    const world *w = machine_world(m);
    value *base = m->sp - count - 2;
    if (!base[1] && world_kind(w, VALUE_ROW(base[0])) == KIND_METHOD)
        method_unpack(m, base);
    value *args = base + 2;
    if (base[1]) {
        args--;
        count++;
    }
    ref callable = VALUE_ROW(base[0]);
    switch ((unsigned)world_kind(w, callable)) {
    case KIND_FUNCTION:
        return call_function(m, base[0], base, args, count, names, next);
    case KIND_BUILTIN:
        return call_builtin(m, callable, base, args, count, names, next);
    case KIND_TYPE: {
        ref init = world_word(w, callable, TYPE_BUILTIN) ? 0 : init_of(m, callable);
        if (world_word(w, callable, TYPE_INSTANCE_KIND) == KIND_INSTANCE && !world_word(w, callable, TYPE_PAYLOAD) &&
            !type_script_new(m, callable)) {
            if (init)
                return call_class(m, callable, init, base, args, count, names, next);
            if (count == 0) { /* nothing runs: nobody can see what the stack holds meanwhile */
                world_emit(m->r, EV_NEW_INSTANCE, 0, callable, 0, 0);
                return call_end(m, base, m->sp, value_born(m), next);
            }
        }
        return call_other(m, base, args, count, names, next);
    }
    default:
        return call_other(m, base, args, count, names, next);
    }
}

/* --- Calls from C --------------------------------------------------------------------------------------------------- */

/* METH_O and METH_NOARGS count in the C stack's budget.
 * Source: CPython 3.13.0, Objects/methodobject.c, cfunction_vectorcall_O(). */
static bool takes_c_unit(const builtin_info *info)
{
    return info->most <= 1 && info->least == info->most && !(info->flags & BUILTIN_KEYWORDS);
}

/* Those without a vectorcall have got their tuple and their dict before. */
static value keywords_refuse(machine *m, const builtin_info *info, const value *args, uint32_t count, ref names,
                             ref made)
{
    char name[BUILTIN_NAME_BYTES];
    value *base = m->sp;
    bool tuple = info->flags & (BUILTIN_TUPLE | BUILTIN_WRAPPER);
    builtin_full_name(m, info, name);
    if (!made && tuple && !(info->flags & BUILTIN_PACKS))
        arguments_push(m, args, count, names);
    else if (!tuple)
        signals_check(m); /* _PyObject_FunctionStr() asks for str(func.__qualname__) */
    if (builtin_is_wrapper(info)) /* Objects/descrobject.c, wrapperdescr_raw_call() */
        raise_error(m, BT_TYPE_ERROR, "wrapper %s() takes no keyword arguments", info->name);
    else
        raise_error(m, BT_TYPE_ERROR, "%s() takes no keyword arguments", name);
    while (m->sp > base)
        value_drop(m, *--m->sp);
    return 0;
}

/* Source: CPython 3.13.0, Objects/descrobject.c, method_check_args(), descr_check(); wrapperdescr_call(), which has got
 * its arguments in a tuple. `self` 0: there is none. */
static bool self_is_right(machine *m, const builtin_info *info, ref self, const value *args, uint32_t count, ref names)
{
    const char *owner = class_name(m, m->types[info->owner]);
    bool wrapper = builtin_is_wrapper(info);
    value *base = m->sp;
    if (self && type_is_subtype(m, type_of(m, self), m->types[info->owner]))
        return true;
    if (wrapper)
        arguments_push(m, args, count, names);
    else if (!self)
        signals_check(m); /* _PyObject_FunctionStr() */
    if (!self && wrapper)
        raise_error(m, BT_TYPE_ERROR, "descriptor '%s' of '%s' object needs an argument", info->name, owner);
    else if (!self)
        raise_error(m, BT_TYPE_ERROR, "unbound method %s.%s() needs an argument", owner, info->name);
    else if (wrapper)
        raise_error(m, BT_TYPE_ERROR, "descriptor '%s' requires a '%s' object but received a '%s'", info->name, owner,
                    type_name(m, self));
    else
        raise_error(m, BT_TYPE_ERROR, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", info->name,
                    owner, type_name(m, self));
    while (m->sp > base)
        value_drop(m, *--m->sp);
    return false;
}

value builtin_call(machine *m, ref function, const value *args, uint32_t count, ref names, ref made)
{
    const world *w = machine_world(m);
    const builtin_info *info = builtin_at(m, world_row(w, function)->lo);
    uint32_t keywords = names ? world_row(w, names)->lo : 0;
    call_args call = {args, count, keywords, names, world_word(w, function, BUILTIN_SELF), 0};
    if (info->owner >= 0 && !call.self && !(info->flags & BUILTIN_STATIC)) { /* a method descriptor: the first argument is self */
        call.self = count > keywords ? VALUE_ROW(args[0]) : 0;
        if (!self_is_right(m, info, call.self, args, count, names))
            return 0;
        call.v++;
        call.count--;
    }
    if (keywords && !(info->flags & BUILTIN_KEYWORDS))
        return keywords_refuse(m, info, args, count, names, made);
    uint32_t positional = call.count - keywords;
    bool fits = positional >= info->least && (info->most == ANY_NUMBER || positional <= info->most);
    bool tuple = info->flags & (BUILTIN_TUPLE | BUILTIN_WRAPPER);
    if (!fits && !tuple)
        return builtin_count_error(m, info, positional);
    if (info->owner >= 0 && info->owner != BT_OBJECT)
        call.self = world_core_of(w, call.self);
    if (info->owner == BT_STR && !(info->flags & BUILTIN_CHARGES) && world_kind(w, call.self) == KIND_STR &&
        !machine_charge(m, world_row(w, call.self)->lo / BYTES_PER_INSTRUCTION))
        return 0;
    if (!tuple) {
        uint32_t units = takes_c_unit(info);
        m->mem.c_depth += units;
        value result = info->call(m, &call);
        m->mem.c_depth -= units;
        return heir_result(m, result);
    }
    value *base = m->sp;
    bool first = info->flags & BUILTIN_WRAPPER && !world_word(w, function, BUILTIN_SELF);
    if (!made || info->flags & BUILTIN_PACKS)
        arguments_push(m, first ? args : call.v, first ? count : call.count, names);
    if (first && count > keywords && info->owner != BT_BASE_EXCEPTION) /* whose __init__ makes the second tuple */
        *m->sp++ = arguments_tuple(m, args + 1, count - keywords - 1);
    if (!first && info->flags & BUILTIN_WRAPPER) /* a method-wrapper: the exception may keep the tuple */
        call.packed = made ? made : VALUE_ROW(*base);
    value result = fits ? heir_result(m, info->call(m, &call)) : builtin_count_error(m, info, positional);
    while (m->sp > base)
        value_drop(m, *--m->sp);
    return result;
}

static value call_frame(machine *m, ref function, const value *args, uint32_t count, ref names)
{
    if (!function_enter(m, function, args, count, names, EXIT_TO_C))
        return 0;
    m->frame->base = m->sp;
    value result = machine_execute_nested(m);
    return result;
}

/* Source: CPython 3.13.0, the types' .tp_vectorcall. */
static bool type_has_vectorcall(builtin_type type)
{
    switch ((unsigned)type) {
    case BT_INT: case BT_STR: case BT_TYPE:
    case BT_BOOL: case BT_FLOAT: case BT_TUPLE: case BT_LIST: case BT_DICT: case BT_SET:
    case BT_FROZENSET: case BT_RANGE: case BT_SUPER: case BT_ENUMERATE: case BT_REVERSED:
    case BT_MAP: case BT_FILTER:
        return true;
    default:
        return false;
    }
}

/* Those of them that go the ordinary way all the same: int() and str() with keywords, type() if there is not
 * just one argument. */
static bool vectorcall_falls_back(builtin_type type, uint32_t count, ref names)
{
    return type == BT_TYPE ? count != 1 : (type == BT_INT || type == BT_STR) && names;
}

bool has_vectorcall(const machine *m, ref callable)
{
    const world *w = machine_world(m);
    switch ((unsigned)world_kind(w, callable)) {
    case KIND_TYPE: {
        uint32_t number = world_word(w, callable, TYPE_BUILTIN);
        return number && type_has_vectorcall((builtin_type)(number - 1));
    }
    case KIND_BUILTIN: { /* Objects/methodobject.c, PyCMethod_New(): METH_VARARGS has none, its descriptor has */
        unsigned flags = builtin_at(m, world_row(w, callable)->lo)->flags;
        return !(flags & BUILTIN_WRAPPER) && !(flags & BUILTIN_TUPLE && world_word(w, callable, BUILTIN_SELF));
    }
    case KIND_INSTANCE:
        return false;
    default:
        return true;
    }
}

/* unicode_vectorcall() and long_vectorcall() have words of their own. True: raised. */
static bool vectorcall_refuses(machine *m, builtin_type type, const value *args, uint32_t count)
{
    static const char *const NAMES[] = {"object", "encoding", "errors"};
    uint32_t most = type == BT_STR ? 3 : 2;
    if (type != BT_STR && type != BT_INT)
        return false;
    if (count > most)
        return raise_error(m, BT_TYPE_ERROR, "%s expected at most %u arguments, got %u",
                           type == BT_STR ? "str" : "int", most, count), true;
    uint32_t i = 1;
    const world *w = machine_world(m);
    while (type == BT_STR && i < count && world_kind(w, world_core_of(w, VALUE_ROW(args[i]))) == KIND_STR)
        i++;
    if (type == BT_INT || i >= count || VALUE_ROW(args[i]) != m->none)
        return false;
    return raise_error(m, BT_TYPE_ERROR, "str() argument '%s' must be str, not NoneType", NAMES[i]), true;
}

/* `made`: the tuple that the arguments are in already, else 0. */
static value call_class_from_c(machine *m, ref type, const value *args, uint32_t count, ref names, ref made)
{
    const world *w = machine_world(m);
    uint32_t number = world_word(w, type, TYPE_BUILTIN);
    bool exception = world_word(w, type, TYPE_INSTANCE_KIND) == KIND_EXCEPTION;
    value *base = m->sp;
    if (number && !exception) {
        builtin_type bt = (builtin_type)(number - 1);
        if (type_has_vectorcall(bt) ? vectorcall_falls_back(bt, count, names) : !made)
            arguments_push(m, args, count, names);
        value v = !names && vectorcall_refuses(m, bt, args, count) ? 0 : construct_builtin(m, bt, args, count, names);
        while (m->sp > base)
            value_drop(m, *--m->sp);
        return v;
    }
    if (!made && exception && !type_script_new(m, type)) /* its args are that tuple */
        keywords_push(m, args, count, names);
    else if (!made)
        arguments_push(m, args, count, names);
    value v = weakref_is_heir(w, type) ? weakref_heir_call(m, type, args, count, names)
                                       : type_call(m, type, args, count, names, made);
    while (m->sp > base)
        value_drop(m, *--m->sp);
    return v;
}

/* proxy_call(): the arguments are in a tuple, too, as for every type without a vectorcall. */
static value proxy_call(machine *m, ref proxy, const value *args, uint32_t count, ref names, ref made)
{
    const world *w = machine_world(m);
    if (!world_row(w, proxy)->hi)
        return raise_error(m, BT_TYPE_ERROR, "'%s' object is not callable", type_name(m, proxy));
    value target = proxy_unwrap(m, proxy), *base = m->sp;
    if (!target)
        return 0;
    value *place = m->sp;
    if (!made)
        arguments_push(m, args, count, names);
    *m->sp++ = target;
    if (!made && world_kind(w, VALUE_ROW(target)) == KIND_FUNCTION)
        arguments_hand_on(m, VALUE_ROW(target), args, count, names);
    value result = call_with_made(m, VALUE_ROW(target), args, count, names, made ? made : VALUE_ROW(*place));
    while (m->sp > base)
        value_drop(m, *--m->sp);
    return result;
}

/* `function(first, *args)`. */
value call_with_first(machine *m, ref function, ref first, const value *args, uint32_t count, ref names)
{
    value bound[PARAMETERS_MAX];
    if (count + 1 > PARAMETERS_MAX)
        return stop_limit(m, OURO_ERR_LIMIT, "more than %d arguments", PARAMETERS_MAX);
    bound[0] = first;
    for (uint32_t i = 0; i < count; i++)
        bound[i + 1] = VALUE_ROW(args[i]);
    return call_with_names(m, function, bound, count + 1, names);
}

/* slot_tp_call() */
static value call_instance(machine *m, ref o, const value *args, uint32_t count, ref names, ref made)
{
    const world *w = machine_world(m);
    ref name = name_find(m, "__call__"), function = name ? type_lookup(m, type_of(m, o), name) : 0;
    if (!function)
        return raise_error(m, BT_TYPE_ERROR, "'%s' object is not callable", type_name(m, o));
    value *base = m->sp;
    if (world_kind(w, function) == KIND_BUILTIN && weakref_is_heir(w, type_of(m, o))) /* it has ref's vectorcall */
        return weakref_call(m, o, count, names);
    if (!made)
        arguments_push(m, args, count, names);
    if (world_kind(w, function) == KIND_FUNCTION)
        arguments_hand_on(m, o, args, count, names);
    value v = call_with_first(m, function, o, args, count, names);
    while (m->sp > base)
        value_drop(m, *--m->sp);
    return v;
}

value call_with_names(machine *m, ref callable, const value *args, uint32_t count, ref names)
{
    return call_with_made(m, callable, args, count, names, 0);
}

value call_with_made(machine *m, ref callable, const value *args, uint32_t count, ref names, ref made)
{
    const world *w = machine_world(m);
    switch ((unsigned)world_kind(w, callable)) {
    case KIND_FUNCTION:
        return call_frame(m, callable, args, count, names);
    case KIND_BUILTIN:
        return builtin_call(m, callable, args, count, names, made);
    case KIND_TYPE:
        return call_class_from_c(m, callable, args, count, names, made);
    case KIND_WEAKREF:
        return weakref_call(m, callable, count, names);
    case KIND_PROXY:
        return proxy_call(m, callable, args, count, names, made);
    case KIND_STATICMETHOD:
        return call_with_names(m, world_word(w, callable, WRAPPER_CALLABLE), args, count, names);
    case KIND_METHOD:
        return call_with_first(m, world_word(w, callable, METHOD_FUNCTION), world_word(w, callable, METHOD_SELF), args,
                               count, names);
    case KIND_INSTANCE:
    case KIND_EXCEPTION:
        return call_instance(m, callable, args, count, names, made);
    default:
        return raise_error(m, BT_TYPE_ERROR, "'%s' object is not callable", type_name(m, callable));
    }
}

value call_object(machine *m, ref callable, const value *args, uint32_t count)
{
    return call_with_names(m, callable, args, count, 0);
}

/* Source: CPython 3.13.0, Objects/call.c, PyObject_VectorcallMethod(). */
value call_method(machine *m, ref o, ref name)
{
    value self, method = value_own(m, attribute_get_method(m, o, name, &self, NULL));
    if (!method)
        return 0;
    value result = self ? call_with_first(m, VALUE_ROW(method), VALUE_ROW(self), NULL, 0, 0)
                        : call_object(m, VALUE_ROW(method), NULL, 0);
    value_drop(m, method);
    return result;
}

value call_special(machine *m, ref o, const char *name, const value *args, uint32_t count, bool *found)
{
    enum { SPECIAL_MAX = 3 };
    ref str = name_find(m, name);
    ref method = str ? type_lookup(m, type_of(m, o), str) : 0;
    *found = method && world_kind(machine_world(m), method) == KIND_FUNCTION;
    if (!*found)
        return 0;
    value bound[SPECIAL_MAX + 1] = {o};
    for (uint32_t i = 0; i < count && i < SPECIAL_MAX; i++)
        bound[i + 1] = VALUE_ROW(args[i]);
    return call_frame(m, method, bound, count + 1, 0);
}
