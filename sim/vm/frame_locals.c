/* FrameLocalsProxy: what f_locals of a function's frame is, and locals() for a moment.
 * It holds its frame; reading goes to the call's variables, and so does writing. What is written under
 * another name goes to a dict of the frame object.
 * Source: CPython 3.13.0, Objects/frameobject.c, framelocalsproxy_*(), frame_getlocals() (PEP 667). */
#include "sim/vm/frame_locals.h"

#include "sim/log/dict.h"
#include "sim/vm/eval.h"
#include "sim/vm/setobject.h"

/* --- The frame behind it ---------------------------------------------------------------------------- */

const vm_frame *frame_running(const machine *m, ref frame)
{
    for (uint32_t i = m->depth; i-- > 0;)
        if (m->frames[i].object == frame)
            return &m->frames[i];
    return NULL;
}

bool frame_hides(const vm_frame *f)
{
    const code *c = f->code;
    for (uint32_t i = 0; i < c->local_count; i++)
        if (c->local_kinds[i] == LOCAL_HIDDEN && f->locals[i])
            return true;
    return false;
}

static ref frame_of(const machine *m, ref proxy)
{
    return world_word(machine_world(m), proxy, 0);
}

static const code *code_of(const machine *m, ref frame)
{
    return m->program->codes[world_row(machine_world(m), frame)->lo];
}

/* The generator whose frame it is, 0: none's. */
static ref generator_of(const world *w, ref frame)
{
    return world_word(w, frame, world_row(w, frame)->hi);
}

static bool is_cell(const machine *m, ref frame, uint32_t i, ref content)
{
    return content && world_kind(machine_world(m), content) == KIND_CELL &&
           code_of(m, frame)->local_kinds[i] != LOCAL_PLAIN;
}

/* What place i holds: a variable's object or its cell, 0: nothing. */
static ref place_content(const machine *m, ref frame, uint32_t i)
{
    const world *w = machine_world(m);
    const vm_frame *f = frame_running(m, frame);
    ref generator = generator_of(w, frame);
    return f           ? f->locals[i]
           : generator ? world_word(w, generator, GENERATOR_LOCALS + i)
                       : world_word(w, frame, FRAME_LOCALS + i);
}

/* framelocalsproxy_getval() */
ref frame_variable(const machine *m, ref frame, uint32_t i)
{
    ref content = place_content(m, frame, i);
    return is_cell(m, frame, i, content) ? world_word(machine_world(m), content, 0) : content;
}

static ref variable_name(const machine *m, ref frame, uint32_t i)
{
    return m->names[code_of(m, frame)->local_names[i]];
}

/* f_extra_locals: a frame that has no namespace keeps it in the namespace's place. */
static ref extra_of(const machine *m, ref frame)
{
    return code_of(m, frame)->flags & CODE_OPTIMIZED ? world_word(machine_world(m), frame, FRAME_NAMES) : 0;
}

value locals_proxy_make(machine *m, ref frame)
{
    value arguments = make_tuple(m, 1); /* _PyFrameLocalsProxy_New() */
    tuple_fill(m, arguments, 0, frame);
    world_emit(m->r, EV_NEW, KIND_LOCALS_PROXY, 0, 0, 0);
    value proxy = value_born(m);
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(proxy), 0, frame);
    value_drop(m, arguments);
    return proxy;
}

/* --- Finding a name ----------------------------------------------------------------------------------- */

enum { NO_VARIABLE = -1, LOOKUP_RAISED = -2 };

/* May variable i be read, or written, now? */
static bool is_open(const machine *m, ref frame, uint32_t i, bool reading)
{
    return reading ? frame_variable(m, frame, i) != 0 : code_of(m, frame)->local_kinds[i] != LOCAL_HIDDEN;
}

/* framelocalsproxy_getkeyindex(): first by identity; a name found so is not looked for by comparing. */
static int32_t key_place(machine *m, ref frame, ref key, bool reading)
{
    int64_t hash;
    if (!hash_of(m, key, &hash))
        return LOOKUP_RAISED;
    bool found = false;
    uint32_t n = code_of(m, frame)->local_count;
    for (uint32_t i = 0; i < n; i++)
        if (variable_name(m, frame, i) == key) {
            if (is_open(m, frame, i, reading))
                return (int32_t)i;
            found = true;
        }
    for (uint32_t i = 0; i < n && !found; i++) {
        ref name = variable_name(m, frame, i);
        if (world_wide(machine_world(m), name, 0) != hash)
            continue;
        int same = object_equal(m, name, key);
        if (same < 0)
            return LOOKUP_RAISED;
        if (same && is_open(m, frame, i, reading))
            return (int32_t)i;
    }
    return NO_VARIABLE;
}

/* --- Reading -------------------------------------------------------------------------------------------- */

/* 0 with nothing raised: there is no such variable. */
static value find(machine *m, ref proxy, ref key)
{
    ref frame = frame_of(m, proxy);
    int32_t i = key_place(m, frame, key, true);
    if (i != NO_VARIABLE)
        return i >= 0 ? frame_variable(m, frame, (uint32_t)i) : 0;
    ref extra = extra_of(m, frame);
    bool failed = false;
    uint32_t entry = extra ? dict_lookup(m, extra, key, &failed) : DICT_NONE;
    return entry == DICT_NONE || failed ? 0 : dict_entry(machine_world(m), extra, entry).value;
}

value locals_proxy_get(machine *m, ref proxy, ref key)
{
    value v = find(m, proxy, key);
    if (v || m->raised || m->stopped)
        return v;
    buffer text = {0};
    if (text_repr(m, key, &text))
        raise_error(m, BT_KEY_ERROR, "local variable '%s' is not defined", buffer_text(&text));
    buffer_free(&text);
    return 0;
}

int locals_proxy_contains(machine *m, ref proxy, ref key)
{
    value v = find(m, proxy, key);
    return m->raised || m->stopped ? -1 : v != 0;
}

int64_t locals_proxy_length(const machine *m, ref proxy)
{
    ref frame = frame_of(m, proxy), extra = extra_of(m, frame);
    int64_t n = extra ? dict_used(machine_world(m), extra) : 0;
    for (uint32_t i = 0; i < code_of(m, frame)->local_count; i++)
        n += frame_variable(m, frame, i) != 0;
    return n;
}

typedef enum listed { LISTED_NAMES, LISTED_VALUES, LISTED_PAIRS } listed;

static void list_add(machine *m, value list, listed what, ref name, ref content)
{
    value pair = what == LISTED_PAIRS ? make_tuple(m, 2) : 0;
    if (pair) {
        tuple_fill(m, pair, 1, content);
        tuple_fill(m, pair, 0, name);
    }
    ref item = what == LISTED_NAMES ? name : what == LISTED_VALUES ? content : VALUE_ROW(pair);
    world_emit(m->r, EV_LIST_APPEND, 0, VALUE_ROW(list), item, 0);
    value_drop(m, pair);
}

/* framelocalsproxy_keys(), _values(), _items() */
static value make_listed(machine *m, ref proxy, listed what)
{
    const world *w = machine_world(m);
    ref frame = frame_of(m, proxy), extra = extra_of(m, frame);
    value list = make_list(m, 0, 0);
    for (uint32_t i = 0; i < code_of(m, frame)->local_count; i++)
        if (frame_variable(m, frame, i))
            list_add(m, list, what, variable_name(m, frame, i), frame_variable(m, frame, i));
    for (uint32_t i = 0; extra && i < dict_entry_count(w, extra); i++)
        if (dict_entry(w, extra, i).key)
            list_add(m, list, what, dict_entry(w, extra, i).key, dict_entry(w, extra, i).value);
    return list;
}

value locals_proxy_keys(machine *m, ref proxy)
{
    return make_listed(m, proxy, LISTED_NAMES);
}

value locals_proxy_reversed(machine *m, ref proxy)
{
    value list = locals_proxy_keys(m, proxy);
    world_emit(m->r, EV_LIST_REVERSE, 0, VALUE_ROW(list), 0, 0);
    return list;
}

/* A new dict of all variables; 0: raised. */
static value dict_of(machine *m, ref proxy)
{
    value dict = make_dict(m);
    if (dict_update_from(m, VALUE_ROW(dict), proxy))
        return dict;
    value_drop(m, dict);
    return 0;
}

value frame_locals_copy(machine *m, ref frame)
{
    value proxy = locals_proxy_make(m, frame), dict = dict_of(m, VALUE_ROW(proxy));
    value_drop(m, proxy);
    return dict;
}

bool locals_proxy_repr(machine *m, ref proxy, buffer *out)
{
    value dict = dict_of(m, proxy);
    bool ok = dict && text_repr(m, VALUE_ROW(dict), out);
    value_drop(m, dict);
    return ok;
}

/* --- Writing -------------------------------------------------------------------------------------------- */

/* Variable i is `v` from now on, wherever the frame keeps it. */
static void variable_set(machine *m, ref frame, uint32_t i, ref v)
{
    const world *w = machine_world(m);
    ref content = place_content(m, frame, i), generator = generator_of(w, frame);
    const vm_frame *f = frame_running(m, frame);
    if (is_cell(m, frame, i, content))
        world_emit(m->r, EV_SLOT_SET, 0, content, 0, v);
    else if (f)
        world_emit(m->r, EV_FRAME_LOCAL_SET, 0, i, v, (uint32_t)(f - m->frames));
    else if (generator)
        world_emit(m->r, EV_SLOT_SET, 0, generator, GENERATOR_LOCALS + i, v);
    else
        world_emit(m->r, EV_SLOT_SET, 0, frame, FRAME_LOCALS + i, v);
    memory_settle(&m->mem);
}

static bool extra_set(machine *m, ref frame, ref key, value v)
{
    if (!(code_of(m, frame)->flags & CODE_OPTIMIZED))
        return stop_unsupported(m, "a new variable in f_locals of a module or class is not supported"), false;
    if (!extra_of(m, frame)) {
        value dict = make_dict(m);
        world_emit(m->r, EV_SLOT_SET, EV_STEAL, frame, FRAME_NAMES, VALUE_ROW(dict));
    }
    return dict_put_held(m, extra_of(m, frame), key, v) && !m->stopped;
}

bool locals_proxy_set(machine *m, ref proxy, ref key, value v)
{
    if (!v)
        return raise_error(m, BT_TYPE_ERROR, "cannot remove variables from FrameLocalsProxy"), false;
    ref frame = frame_of(m, proxy);
    int32_t i = key_place(m, frame, key, false);
    if (i == LOOKUP_RAISED)
        return false;
    if (i == NO_VARIABLE)
        return extra_set(m, frame, key, v);
    machine_own_stack(m); /* what it borrows from the variable must outlive that */
    if (VALUE_ROW(v) != frame_variable(m, frame, (uint32_t)i))
        variable_set(m, frame, (uint32_t)i, VALUE_ROW(v));
    return !m->stopped;
}

static bool is_mapping(const machine *m, ref o)
{
    object_kind kind = world_kind(machine_world(m), world_core_of(machine_world(m), o));
    return kind == KIND_DICT || kind == KIND_LOCALS_PROXY;
}

/* What keys() of a dict or a proxy gives, as a list. */
static value keys_of(machine *m, ref mapping)
{
    return world_kind(machine_world(m), mapping) == KIND_LOCALS_PROXY ? locals_proxy_keys(m, mapping)
                                                                     : make_list_of(m, mapping);
}

/* framelocalsproxy_merge() */
static bool merge(machine *m, ref proxy, ref other)
{
    value keys = keys_of(m, other), iterator = keys ? iterator_of(m, keys) : 0;
    value_drop(m, keys);
    bool ok = iterator != 0;
    for (value key; ok && (key = iterator_next(m, VALUE_ROW(iterator))) != 0;) {
        key = value_own(m, key);
        value item = subscript_get(m, other, key);
        item = item ? value_own(m, item) : 0;
        ok = item && locals_proxy_set(m, proxy, VALUE_ROW(key), item);
        value_drop(m, key);
        value_drop(m, item);
    }
    value_drop(m, iterator);
    return ok && !m->raised && !m->stopped;
}

/* --- Operators ------------------------------------------------------------------------------------------ */

value locals_proxy_compare(machine *m, compare_op_kind kind, ref a, ref b)
{
    const world *w = machine_world(m);
    if (world_kind(w, a) != KIND_LOCALS_PROXY || (kind != COMPARE_EQ && kind != COMPARE_NE))
        return 0;
    if (world_kind(w, b) == KIND_LOCALS_PROXY)
        return make_bool(m, (frame_of(m, a) == frame_of(m, b)) == (kind == COMPARE_EQ));
    if (!is_mapping(m, b))
        return 0;
    value dict = dict_of(m, a), result = dict ? operator_compare(m, kind, VALUE_ROW(dict), b) : 0;
    value_drop(m, dict);
    return result;
}

/* framelocalsproxy_or(): its first operand need not be a proxy. */
static value joined(machine *m, ref a, ref b)
{
    if (!is_mapping(m, a))
        return raise_error(m, BT_ATTRIBUTE_ERROR, "'%s' object has no attribute 'keys'", type_name(m, a));
    value dict = dict_of(m, a);
    if (dict && dict_update_from(m, VALUE_ROW(dict), b))
        return dict;
    value_drop(m, dict);
    return 0;
}

bool locals_proxy_binary(machine *m, uint32_t kind, ref a, ref b, value *out)
{
    const world *w = machine_world(m);
    bool inplace = kind == BINARY_OR + BINARY_INPLACE, is_left = world_kind(w, a) == KIND_LOCALS_PROXY;
    if ((kind != BINARY_OR && !inplace) || (!is_left && world_kind(w, b) != KIND_LOCALS_PROXY) || !is_mapping(m, b))
        return false;
    machine_own_stack(m);
    if (inplace && is_left)
        *out = merge(m, a, b) ? value_own(m, a) : 0;
    else
        *out = joined(m, a, b);
    return true;
}

/* --- Methods -------------------------------------------------------------------------------------------- */

static value method_contains(machine *m, const call_args *a)
{
    int found = locals_proxy_contains(m, a->self, VALUE_ROW(a->v[0]));
    return found < 0 ? 0 : make_bool(m, found);
}

static value method_getitem(machine *m, const call_args *a)
{
    value v = locals_proxy_get(m, a->self, VALUE_ROW(a->v[0]));
    return v ? value_own(m, v) : 0;
}

static value method_keys(machine *m, const call_args *a)
{
    return make_listed(m, a->self, LISTED_NAMES);
}

static value method_values(machine *m, const call_args *a)
{
    return make_listed(m, a->self, LISTED_VALUES);
}

static value method_items(machine *m, const call_args *a)
{
    return make_listed(m, a->self, LISTED_PAIRS);
}

static value method_copy(machine *m, const call_args *a)
{
    return dict_of(m, a->self);
}

static value method_reversed(machine *m, const call_args *a)
{
    return locals_proxy_reversed(m, a->self);
}

/* Whatever goes wrong is told as one error. */
static value method_update(machine *m, const call_args *a)
{
    ref other = VALUE_ROW(a->v[0]);
    if (is_mapping(m, other) && merge(m, a->self, other))
        return m->none;
    if (m->raised)
        exception_drop(m);
    return m->stopped ? 0 : raise_error(m, BT_TYPE_ERROR, "update() argument must be dict or another FrameLocalsProxy");
}

/* The value of the first argument, else the second; *missing: it is that. 0: raised. */
static value get_or_default(machine *m, const call_args *a, const char *name, bool *missing)
{
    *missing = false;
    if (a->count < 1 || a->count > 2)
        return raise_error(m, BT_TYPE_ERROR, "%s expected 1 or 2 arguments", name);
    value v = locals_proxy_get(m, a->self, VALUE_ROW(a->v[0]));
    if (v || m->stopped || !exception_is(m, m->raised, BT_KEY_ERROR))
        return v ? value_own(m, v) : 0;
    exception_drop(m);
    *missing = true;
    return value_own(m, a->count == 2 ? VALUE_ROW(a->v[1]) : m->none);
}

static value method_get(machine *m, const call_args *a)
{
    bool missing;
    return get_or_default(m, a, "get", &missing);
}

static value method_setdefault(machine *m, const call_args *a)
{
    bool missing;
    value v = get_or_default(m, a, "setdefault", &missing);
    if (!v || !missing || locals_proxy_set(m, a->self, VALUE_ROW(a->v[0]), v))
        return v;
    value_drop(m, v);
    return 0;
}

const builtin_info BUILTINS_LOCALS_PROXY[] = {
    {"__contains__", BT_LOCALS_PROXY, 1, 1, 0, method_contains},
    {"__getitem__", BT_LOCALS_PROXY, 1, 1, 0, method_getitem},
    {"__reversed__", BT_LOCALS_PROXY, 0, 0, 0, method_reversed},
    {"copy", BT_LOCALS_PROXY, 0, 0, 0, method_copy},
    {"get", BT_LOCALS_PROXY, 0, ANY_NUMBER, 0, method_get},
    {"items", BT_LOCALS_PROXY, 0, 0, 0, method_items},
    {"keys", BT_LOCALS_PROXY, 0, 0, 0, method_keys},
    {"setdefault", BT_LOCALS_PROXY, 0, ANY_NUMBER, 0, method_setdefault},
    {"update", BT_LOCALS_PROXY, 1, 1, 0, method_update},
    {"values", BT_LOCALS_PROXY, 0, 0, 0, method_values},
    {0},
};
