/* str() and repr(). Source: CPython 3.13.0, the tp_repr of each type; float: Python/pystrtod.c, repr. */
#include "sim/vm/machine.h"
#include "sim/vm/frame_locals.h"
#include "sim/vm/descriptor.h"
#include "sim/vm/file.h"
#include "sim/vm/introspect.h"
#include "sim/vm/names.h"
#include "sim/vm/sequence.h"

#include "sim/base/float_text.h"
#include "sim/base/limits.h"
#include "sim/base/printable.h"
#include "sim/vm/characters.h"
#include "sim/vm/proxy.h"

/* --- str ------------------------------------------------------------------------------------------------- */

/* Source: CPython 3.13.0, Objects/unicodeobject.c, unicode_repr(). */
static void text_quoted(const char *text, uint32_t length, buffer *out)
{
    char quote = memchr(text, '\'', length) && !memchr(text, '"', length) ? '"' : '\'';
    buffer_add_char(out, quote);
    for (const char *p = text; p < text + length;) {
        uint32_t c = character_next(&p);
        if (c == (unsigned char)quote || c == '\\') {
            buffer_add_char(out, '\\');
            buffer_add_char(out, (char)c);
        } else if (c == '\n' || c == '\r' || c == '\t') {
            buffer_add_text(out, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
        } else if (code_point_is_printable(c)) {
            buffer_add_code_point(out, c);
        } else {
            buffer_printf(out, c <= 0xFF ? "\\x%02x" : c <= 0xFFFF ? "\\u%04x" : "\\U%08x", c);
        }
    }
    buffer_add_char(out, quote);
}

/* --- Containers --------------------------------------------------------------------------------------------- */

/* A container whose repr is being made; they hang together on the C stack. */
typedef struct repr_entry {
    ref container;
    struct repr_entry *outer;
} repr_entry;

/* Py_ReprEnter() */
static bool repr_running(const machine *m, ref o)
{
    for (const repr_entry *e = m->repr_of; e; e = e->outer)
        if (e->container == o)
            return true;
    return false;
}

/* The collection that PyObject_Repr() lets begin may take the item out of its container: then we hold it on. */
static value held_while_collecting(machine *m, ref o)
{
    value held = value_own(m, o);
    signals_check(m);
    if (held & VALUE_OWNED && world_row(machine_world(m), o)->refcount == 1)
        return held;
    value_drop(m, held);
    return 0;
}

/* Is its repr a function of the script, which holds its `self`? */
static bool repr_holds_self(machine *m, ref o)
{
    ref name = name_find(m, "__repr__"), method = name ? type_lookup(m, type_of(m, o), name) : 0;
    return method && world_kind(machine_world(m), method) == KIND_FUNCTION;
}

/* The repr of something that its own __repr__ might take out of its container. list_repr() and the others
 * hold no item: a method holds its `self`, what has none of the script is held by us. */
static bool held_repr(machine *m, ref o, buffer *out)
{
    const world *w = machine_world(m);
    value held = m->r->w.gc_due ? held_while_collecting(m, o) : 0;
    if (!held && object_runs_code(w, o) && world_kind(w, o) != KIND_INSTANCE && !repr_holds_self(m, o))
        held = value_own(m, o);
    bool ok = text_repr(m, o, out);
    value_drop(m, held);
    return ok;
}

static bool items_repr(machine *m, ref o, buffer *out)
{
    const world *w = machine_world(m);
    for (uint32_t i = 0; i < world_row(w, o)->lo; i++) {
        if (i)
            buffer_add_text(out, ", ");
        if (!held_repr(m, world_word(w, o, i), out))
            return false;
    }
    return true;
}

static bool dict_repr(machine *m, ref o, buffer *out)
{
    const world *w = machine_world(m);
    bool first = true;
    for (uint32_t i = 0; i < dict_entry_count(w, o); i++) {
        ref key = dict_entry(w, o, i).key;
        if (!key)
            continue;
        value held_key = value_own(m, key), v = value_own(m, dict_entry(w, o, i).value);
        if (!first)
            buffer_add_text(out, ", ");
        first = false;
        bool ok = text_repr(m, key, out);
        buffer_add_text(out, ": ");
        ok = ok && text_repr(m, VALUE_ROW(v), out);
        value_drop(m, held_key);
        value_drop(m, v);
        if (!ok)
            return false;
    }
    return true;
}

/* Objects/object.c, Py_ReprEnter(): the first time, the thread gets a dict and in it a list of the objects
 * whose repr is being made. Both stay. */
static void repr_enter(machine *m, repr_entry *entry, ref o)
{
    *entry = (repr_entry){o, m->repr_of};
    m->repr_of = entry;
    if (m->repr_noted)
        return;
    m->repr_noted = true;
    world_emit(m->r, EV_OWN, 0, 0, 0, 0);
    value dict = make_dict(m);
    world_emit(m->r, EV_PIN, 0, VALUE_ROW(dict), 0, 0);
    world_emit(m->r, EV_OWN, 0, 0, 0, 0);
    value list = make_list(m, 0, 0);
    dict_put_name(m, VALUE_ROW(dict), name_find(m, "Py_Repr"), VALUE_ROW(list));
    value_drop(m, list);
    value_drop(m, dict);
}

/* set_repr_lock_held(): the repr of a list of the keys, without its brackets. */
static bool set_repr(machine *m, ref o, buffer *out)
{
    const world *w = machine_world(m);
    bool frozen = world_kind(w, o) == KIND_FROZENSET;
    if (repr_running(m, o)) {
        buffer_printf(out, "%s(...)", type_name(m, o));
        return true;
    }
    repr_entry entry;
    repr_enter(m, &entry, o);
    if (!set_used(w, o)) {
        m->repr_of = entry.outer;
        buffer_printf(out, "%s()", type_name(m, o));
        return true;
    }
    bool heir = world_is_core(w, o);
    if (frozen || heir)
        buffer_printf(out, "%s(", type_name(m, o));
    buffer_add_char(out, '{');
    value list = make_list(m, 0, 0);
    bool ok = list_extend(m, VALUE_ROW(list), world_outer_of(w, o)) && items_repr(m, VALUE_ROW(list), out);
    value_drop(m, list);
    buffer_add_text(out, frozen || heir ? "})" : "}");
    m->repr_of = entry.outer;
    return ok;
}

/* structseq_repr(). */
static bool version_info_repr(machine *m, ref o, buffer *out)
{
    const char *name;
    buffer_add_text(out, "sys.version_info(");
    for (uint32_t i = 0; (name = version_info_name(i)) != NULL; i++) {
        buffer_printf(out, "%s%s=", i ? ", " : "", name);
        if (!text_repr(m, world_word(machine_world(m), o, i), out))
            return false;
    }
    buffer_add_char(out, ')');
    return true;
}

static bool container_repr(machine *m, ref o, buffer *out)
{
    object_kind kind = world_kind(machine_world(m), o);
    const char *open = kind == KIND_LIST ? "[" : kind == KIND_DICT ? "{" : "(";
    const char *close = kind == KIND_LIST ? "]" : kind == KIND_DICT ? "}" : ")";
    buffer_add_text(out, open);
    if (repr_running(m, o)) {
        buffer_printf(out, "...%s", close);
        return true;
    }
    if (kind != KIND_DICT && !world_row(machine_world(m), o)->lo) { /* list_repr(), tuple_repr() */
        buffer_add_text(out, close);
        return true;
    }
    repr_entry entry;
    repr_enter(m, &entry, o);
    bool ok = kind == KIND_DICT ? dict_repr(m, o, out) : items_repr(m, o, out);
    m->repr_of = entry.outer;
    if (kind == KIND_TUPLE && world_row(machine_world(m), o)->lo == 1)
        buffer_add_char(out, ',');
    buffer_add_text(out, close);
    return ok;
}

/* --- Everything else ------------------------------------------------------------------------------------------ */

static void address_of(machine *m, ref o, buffer *out)
{
    buffer_printf(out, " at 0x%llx>", (unsigned long long)world_address(machine_world(m), o));
}

static const char *text_of(const machine *m, ref str)
{
    uint32_t length;
    return world_text(machine_world(m), str, &length);
}

static void range_repr(machine *m, ref o, buffer *out)
{
    const world *w = machine_world(m);
    int64_t step = world_wide(w, o, 4);
    buffer_printf(out, "range(%lld, %lld", (long long)world_wide(w, o, 0), (long long)world_wide(w, o, 2));
    if (step != 1)
        buffer_printf(out, ", %lld", (long long)step);
    buffer_add_char(out, ')');
}

static void weakref_repr(machine *m, ref o, buffer *out)
{
    const world *w = machine_world(m);
    ref target = world_row(w, world_weak_of(w, o))->lo;
    buffer_printf(out, "<%s at 0x%llx; ", is_proxy(w, o) ? "weakproxy" : "weakref",
                  (unsigned long long)world_address(w, o));
    if (!target) {
        buffer_add_text(out, "dead>");
        return;
    }
    buffer_printf(out, "to '%s' at 0x%llx", type_name(m, target),
                  (unsigned long long)world_address(w, target));
    object_kind kind = world_kind(w, target);
    if (!is_proxy(w, o) && (kind == KIND_FUNCTION || kind == KIND_TYPE))
        buffer_printf(out, " (%s)", text_of(m, world_word(w, target, kind == KIND_TYPE ? TYPE_NAME : FUNCTION_NAME)));
    buffer_add_char(out, '>');
}

static bool exception_repr(machine *m, ref o, buffer *out)
{
    ref args = world_word(machine_world(m), o, EXCEPTION_ARGS);
    const char *name = type_name(m, o), *dot = strrchr(name, '.'); /* _PyType_Name() */
    buffer_add_text(out, dot ? dot + 1 : name);
    if (world_row(machine_world(m), args)->lo == 1) {
        buffer_add_char(out, '(');
        bool ok = text_repr(m, world_word(machine_world(m), args, 0), out);
        buffer_add_char(out, ')');
        return ok;
    }
    return text_repr(m, args, out);
}

static void builtin_repr(machine *m, ref o, buffer *out)
{
    const builtin_info *info = builtin_at(m, world_row(machine_world(m), o)->lo);
    ref self = world_word(machine_world(m), o, BUILTIN_SELF);
    if (info->owner < 0)
        buffer_printf(out, "<built-in function %s>", info->name);
    else if (!self)
        buffer_printf(out, "<%s '%s' of '%s' objects>", builtin_is_wrapper(info) ? "slot wrapper" : "method", info->name,
                      class_name(m, m->types[info->owner]));
    else if (builtin_is_wrapper(info))
        buffer_printf(out, "<method-wrapper '%s' of %s object at 0x%llx>", info->name, type_name(m, self),
                      (unsigned long long)world_address(machine_world(m), self));
    else
        buffer_printf(out, "<built-in method %s of %s object at 0x%llx>", info->name, type_name(m, self),
                      (unsigned long long)world_address(machine_world(m), self));
}

static bool method_repr(machine *m, ref o, buffer *out)
{
    const world *w = machine_world(m);
    buffer_printf(out, "<bound method %s of ",
                  text_of(m, world_word(w, world_word(w, o, METHOD_FUNCTION), FUNCTION_QUALNAME)));
    bool ok = text_repr(m, world_word(w, o, METHOD_SELF), out);
    buffer_add_char(out, '>');
    return ok;
}

/* "collections.abc.", "" for builtins: type_repr(), object_repr(). */
static void module_prefix(machine *m, ref type, buffer *out)
{
    const world *w = machine_world(m);
    ref dict = world_word(w, type, TYPE_DICT), name = name_find(m, "__module__");
    ref module = dict && name ? dict_get_name(m, dict, name) : 0;
    if (module && world_kind(w, module) == KIND_STR && strcmp(text_of(m, module), "builtins") != 0)
        buffer_printf(out, "%s.", text_of(m, module));
}

static void class_repr(machine *m, ref o, buffer *out)
{
    const world *w = machine_world(m);
    if (world_word(w, o, TYPE_BUILTIN)) {
        buffer_printf(out, "<class '%s'>", text_of(m, class_qualified_name(m, o)));
        return;
    }
    buffer_add_text(out, "<class '");
    module_prefix(m, o, out);
    buffer_printf(out, "%s'>", text_of(m, world_word(w, o, TYPE_QUALNAME)));
}

/* dict_keys([...]), mappingproxy({...}) */
static bool view_repr(machine *m, ref o, buffer *out)
{
    bool is_proxy_of_dict = world_kind(machine_world(m), o) == KIND_MAPPINGPROXY;
    value shown = is_proxy_of_dict ? value_own(m, world_word(machine_world(m), o, 0))
                                   : make_list_of(m, o);
    buffer_printf(out, "%s(", type_name(m, o));
    bool ok = shown && text_repr(m, VALUE_ROW(shown), out);
    value_drop(m, shown);
    buffer_add_char(out, ')');
    return ok;
}

/* framelocalsproxy_repr(): that of a dict, made for it. */
static bool locals_repr(machine *m, ref o, buffer *out)
{
    if (repr_running(m, o)) {
        buffer_add_text(out, "{...}");
        return true;
    }
    repr_entry entry;
    repr_enter(m, &entry, o);
    bool ok = locals_proxy_repr(m, o, out);
    m->repr_of = entry.outer;
    return ok;
}

/* Source: CPython 3.13.0, Objects/typeobject.c, object_repr(). */
static void plain_repr(machine *m, ref o, buffer *out)
{
    ref type = type_of(m, o);
    buffer_add_char(out, '<');
    module_prefix(m, type, out);
    buffer_printf(out, "%s object", text_of(m, class_qualified_name(m, type)));
    address_of(m, o, out);
}

static bool repr_of_machinery(machine *m, ref o, buffer *out)
{
    const world *w = machine_world(m);
    switch ((unsigned)world_kind(w, o)) {
    case KIND_TYPE:
        class_repr(m, o, out);
        return true;
    case KIND_FUNCTION:
        buffer_printf(out, "<function %s", text_of(m, world_word(w, o, FUNCTION_QUALNAME)));
        address_of(m, o, out);
        return true;
    case KIND_BUILTIN:
        builtin_repr(m, o, out);
        return true;
    case KIND_GENERATOR:
        buffer_printf(out, "<generator object %s", text_of(m, world_word(w, o, GENERATOR_QUALNAME)));
        address_of(m, o, out);
        return true;
    case KIND_METHOD:
        return method_repr(m, o, out);
    case KIND_MODULE:
        buffer_printf(out, "<module '%s' (built-in)>", text_of(m, world_word(w, o, MODULE_NAME)));
        return true;
    case KIND_PROXY:
    case KIND_WEAKREF:
        weakref_repr(m, o, out);
        return true;
    case KIND_RANGE:
        range_repr(m, o, out);
        return true;
    case KIND_FILE: {
        repr_entry entry;
        repr_enter(m, &entry, o);
        bool ok = file_repr(m, o, out);
        m->repr_of = entry.outer;
        return ok;
    }
    case KIND_NAMESPACE:
        return stop_unsupported(m, "the repr of sys.implementation is not supported"), false;
    case KIND_SLICE:
        return slice_repr(m, o, out);
    case KIND_SUPER:
        super_repr(m, o, out);
        return true;
    case KIND_DICT_VIEW:
    case KIND_MAPPINGPROXY:
        return view_repr(m, o, out);
    case KIND_LOCALS_PROXY:
        return locals_repr(m, o, out);
    case KIND_EXCEPTION:
        return exception_repr(m, o, out);
    case KIND_INSTANCE:
        if (world_weak_of(w, o)) {
            weakref_repr(m, o, out);
            return true;
        }
        plain_repr(m, o, out);
        return true;
    case KIND_STATICMETHOD:
    case KIND_CLASSMETHOD:
    case KIND_MEMBER:
    case KIND_GETSET:
        return descriptor_repr(m, o, out);
    default:
        buffer_printf(out, "<%s object", type_name(m, o));
        address_of(m, o, out);
        return true;
    }
}

/* What the script's own `method`, __repr__ or __str__, returns; `asked`: which of them should have given a
 * str. 0: raised or (*found false) there is none. */
static value own_str(machine *m, ref o, const char *method, const char *asked, bool *found)
{
    *found = false;
    if (!world_class_of(machine_world(m), o))
        return 0;
    value v = call_special(m, o, method, NULL, 0, found);
    const world *w = machine_world(m);
    if (!*found || !v || world_kind(w, world_core_of(w, VALUE_ROW(v))) == KIND_STR)
        return v;
    raise_error(m, BT_TYPE_ERROR, "%s returned non-string (type %s)", asked, type_name(m, VALUE_ROW(v)));
    value_drop(m, v);
    return 0;
}

/* The same, added to a text. 1 done, 0 there is none, -1 raised. */
static int own_text(machine *m, ref o, const char *method, const char *asked, buffer *out)
{
    bool found;
    value v = own_str(m, o, method, asked, &found);
    if (!found || !v)
        return found ? -1 : 0;
    uint32_t length;
    const char *text = world_text(machine_world(m), world_core_of(machine_world(m), VALUE_ROW(v)), &length);
    buffer_add(out, text, length);
    value_drop(m, v);
    return 1;
}

static void bytes_repr(machine *m, ref o, buffer *out)
{
    uint32_t length;
    const char *text = world_text(machine_world(m), o, &length);
    char quote = memchr(text, '\'', length) && !memchr(text, '"', length) ? '"' : '\'';
    buffer_printf(out, "b%c", quote);
    for (uint32_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == (unsigned char)quote || c == '\\')
            buffer_printf(out, "\\%c", c);
        else if (c == '\n' || c == '\r' || c == '\t')
            buffer_add_text(out, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
        else if (c < 0x20 || c >= 0x7F)
            buffer_printf(out, "\\x%02x", c);
        else
            buffer_add_char(out, (char)c);
    }
    buffer_add_char(out, quote);
}

static bool nested_repr(machine *m, ref o, buffer *out, bool (*write)(machine *, ref, buffer *))
{
    if (out->length > LIMIT_TEXT_BYTES) {
        stop_limit(m, OURO_ERR_LIMIT, "a str of more than %u bytes", LIMIT_TEXT_BYTES);
        return false;
    }
    if (!machine_charge(m, 1) || !nesting_enter(m, " while getting the repr of an object"))
        return false;
    bool ok = write(m, o, out);
    nesting_leave(m);
    return ok;
}

/* Source: CPython 3.13.0, Modules/signalmodule.c, PyErr_CheckSignals(). */
void signals_check(machine *m)
{
    if (m->r->w.gc_due)
        gc_run_pending(&m->mem);
}

void unseen_birth(machine *m)
{
    world *w = &m->r->w;
    w->gc_unseen++;
    w->gc_due |= world_gc_wanted(w, 0);
}

/* Source: CPython 3.13.0, Python/gc.c, PyObject_GC_Del(). */
void unseen_death(machine *m)
{
    world *w = &m->r->w;
    if (w->gc_unseen)
        w->gc_unseen--;
    else if (w->state.gc_count[0])
        world_emit(m->r, EV_GC_SET, 0, GC_COUNT0, w->state.gc_count[0] - 1, 0);
}

bool text_repr(machine *m, ref o, buffer *out)
{
    const world *w = machine_world(m);
    signals_check(m);
    int own = own_text(m, o, "__repr__", "__repr__", out);
    if (own)
        return own > 0;
    o = world_core_of(w, o);
    switch ((unsigned)world_kind(w, o)) {
    case KIND_NONE:
        buffer_add_text(out, "None");
        return true;
    case KIND_BOOL:
        buffer_add_text(out, world_int(w, o) ? "True" : "False");
        return true;
    case KIND_ELLIPSIS:
        buffer_add_text(out, "Ellipsis");
        return true;
    case KIND_NOT_IMPLEMENTED:
        buffer_add_text(out, "NotImplemented");
        return true;
    case KIND_INT:
        buffer_add_int(out, world_int(w, o));
        return true;
    case KIND_FLOAT: {
        char text[FLOAT_TEXT_BYTES];
        float_text(world_float(w, o), text);
        buffer_add_text(out, text);
        return true;
    }
    case KIND_STR: {
        uint32_t length;
        const char *text = world_text(w, o, &length);
        text_quoted(text, length, out);
        return true;
    }
    case KIND_BYTES:
        bytes_repr(m, o, out);
        return true;
    case KIND_TUPLE:
        if (world_row(w, o)->hi)
            return version_info_repr(m, o, out);
        return nested_repr(m, o, out, container_repr);
    case KIND_LIST:
    case KIND_DICT:
        return nested_repr(m, o, out, container_repr);
    case KIND_SET:
    case KIND_FROZENSET:
        return nested_repr(m, o, out, set_repr);
    default:
        return nested_repr(m, o, out, repr_of_machinery);
    }
}

bool text_str(machine *m, ref o, buffer *out)
{
    const world *w = machine_world(m);
    signals_check(m);
    if (world_kind(w, o) == KIND_STR) {
        uint32_t length;
        const char *text = world_text(w, o, &length);
        buffer_add(out, text, length);
        return true;
    }
    if (is_proxy(w, o))
        return proxy_str(m, o, out);
    int own = own_text(m, o, "__str__", "__str__", out);
    if (own)
        return own > 0;
    object_kind core = world_kind(w, world_core_of(w, o));
    if (core == KIND_STR || core == KIND_BYTES) /* a tp_str of their own, which no __repr__ changes */
        return core == KIND_STR ? text_str(m, world_core_of(w, o), out) : text_repr(m, world_core_of(w, o), out);
    if (world_kind(w, o) == KIND_EXCEPTION) /* has a tp_str, which no __repr__ replaces */
        return nested_repr(m, o, out, exception_text);
    own = own_text(m, o, "__repr__", "__str__", out); /* Objects/typeobject.c, object_str() */
    return own ? own > 0 : text_repr(m, o, out);
}

/* The digits of an int are never looked for (long_to_decimal_string()); those of a bool are names. */
static value text_value(machine *m, ref o, bool (*write)(machine *, ref, buffer *))
{
    object_kind kind = world_kind(machine_world(m), world_core_of(machine_world(m), o));
    buffer text = {0};
    bool ok = write(m, o, &text);
    value v = !ok                 ? 0
              : kind == KIND_INT  ? make_str_anew(m, buffer_text(&text), text.length)
              : kind == KIND_BOOL ? name_intern(m, buffer_text(&text), (uint32_t)text.length)
                                  : make_str(m, buffer_text(&text), text.length);
    buffer_free(&text);
    return v;
}

/* What a __str__ or __repr__ returns is handed on as it is. */
value object_str(machine *m, ref o)
{
    const world *w = machine_world(m);
    bool found;
    signals_check(m);
    if (world_kind(w, o) == KIND_STR)
        return value_own(m, o);
    value v = own_str(m, o, "__str__", "__str__", &found);
    object_kind core = world_kind(w, world_core_of(w, o));
    if (!found && world_kind(w, o) == KIND_INSTANCE && core != KIND_STR && core != KIND_BYTES)
        v = own_str(m, o, "__repr__", "__str__", &found);
    ref only = !found && world_kind(w, o) == KIND_EXCEPTION ? exception_only_str(m, o) : 0;
    if (only)
        return value_own(m, only);
    return found ? v : text_value(m, o, text_str);
}

value object_repr(machine *m, ref o)
{
    bool found;
    signals_check(m);
    value v = own_str(m, o, "__repr__", "__repr__", &found);
    return found ? v : text_value(m, o, text_repr);
}

value object_repr_plain(machine *m, ref o)
{
    buffer text = {0};
    plain_repr(m, o, &text);
    value v = make_str(m, buffer_text(&text), text.length);
    buffer_free(&text);
    return v;
}

value object_str_plain(machine *m, ref o)
{
    bool found;
    value v = own_str(m, o, "__repr__", "__str__", &found);
    return found ? v : text_value(m, o, text_repr);
}
