#include "sim/references.h"

#include "sim/base/utf8.h"
#include "sim/log/exception_fields.h"

#include <stdio.h>

/* --- What CPython and Python call them -------------------------------------------------------------- */

static const char *const TYPE_LABELS[] = {"__base__",       "__dict__", "__bases__",
                                          "__mro__",        "__subclasses__()", "__name__",
                                          "__qualname__",   "__slots__", "__module__"};
_Static_assert(sizeof TYPE_LABELS / sizeof *TYPE_LABELS == TYPE_SLOT_END - TYPE_BASE, "one each");
static const char *const FUNCTION_LABELS[] = {
    "__globals__", "__module__",  "__defaults__", "__kwdefaults__", "__doc__",
    "__dict__",    "__closure__", "__annotations__", "__name__",    "__qualname__", "__code__"};
_Static_assert(sizeof FUNCTION_LABELS / sizeof *FUNCTION_LABELS ==
                   FUNCTION_SLOT_END - FUNCTION_GLOBALS,
               "one each");
static const char *const GENERATOR_LABELS[] = {"__name__", "__qualname__", "gi_frame",
                                               "function", "gi_code",      "exception"};
_Static_assert(sizeof GENERATOR_LABELS / sizeof *GENERATOR_LABELS ==
                   GENERATOR_SLOT_END - GENERATOR_NAME,
               "one each");
static const char *const METHOD_LABELS[] = {"__func__", "__self__"};
static const char *const MODULE_LABELS[] = {"__dict__", "__name__"};
static const char *const GETSET_LABELS[] = {"__objclass__", "__name__"};
static const char *const SLICE_LABELS[] = {"start", "stop", "step"};
static const char *const TRACEBACK_LABELS[] = {"tb_next", "tb_frame"};
static const char *const EXCEPTION_LABELS[] = {"__dict__", "args", "__traceback__", "__cause__",
                                               "__context__"};
_Static_assert(sizeof EXCEPTION_LABELS / sizeof *EXCEPTION_LABELS == EXCEPTION_SLOT_END - EXCEPTION_DICT,
               "one each");

static const char *const PROPERTY_LABELS[] = {"fget", "fset", "fdel", "__doc__", "__name__"};
_Static_assert(sizeof PROPERTY_LABELS / sizeof *PROPERTY_LABELS == PROPERTY_SLOT_END, "one each");
static const char *const WRAPPER_LABELS[] = {"__func__", "__dict__"};
static const char *const SUPER_LABELS[] = {"__self__", "__thisclass__", "__self_class__"};
static const char *const ITERATOR_LABELS[] = {"it"};
static const char *const RESULT_LABELS[] = {"it", "result"};
static const char *const FUNCTION_ITERATOR_LABELS[] = {"it", "function"};
static const char *const CALL_ITERATOR_LABELS[] = {"callable", "sentinel"};
static const char *const VIEW_LABELS[] = {"mapping"};
static const char *const BUILTIN_LABELS[] = {"__self__", "descr"};
static const char *const FILE_LABELS[] = {"buffer",        "encoding", "encoder", "decoded_chars",
                                          "pending_bytes", "snapshot", "raw",     "__dict__"};
_Static_assert(sizeof FILE_LABELS / sizeof *FILE_LABELS == FILE_SLOT_END - FILE_BUFFER, "one each");
static const char *const FILE_PART_LABELS[] = {"raw", "__dict__"};
static const char *const NAMESPACE_LABELS[] = {"__dict__"};
static const char *const LOCALS_PROXY_LABELS[] = {"frame"};
static const char *const CELL_LABELS[] = {"cell_contents"};
static const char *const INSTANCE_LABELS[] = {"__dict__"};
static const char *const WEAKREF_LABELS[] = {"__callback__"};
static const char *const FRAME_LABELS[] = {"f_func", "f_locals", "f_back"};

/* Where the references of a kind with fixed fields are, and what Python calls them. */
typedef struct field_names {
    const char *const *labels;
    uint8_t first, count;
} field_names;

#define FIELDS(first, names)                           \
    {                                                 \
        names, first, sizeof(names) / sizeof *(names) \
    }
static const field_names FIELD_NAMES[KIND_COUNT] = {
    [KIND_TYPE] = FIELDS(TYPE_BASE, TYPE_LABELS),
    [KIND_FUNCTION] = FIELDS(FUNCTION_GLOBALS, FUNCTION_LABELS),
    [KIND_BUILTIN] = FIELDS(BUILTIN_SELF, BUILTIN_LABELS),
    [KIND_METHOD] = FIELDS(METHOD_FUNCTION, METHOD_LABELS),
    [KIND_MODULE] = FIELDS(MODULE_DICT, MODULE_LABELS),
    [KIND_LIST_ITER] = FIELDS(0, ITERATOR_LABELS),
    [KIND_TUPLE_ITER] = FIELDS(0, ITERATOR_LABELS),
    [KIND_STR_ITER] = FIELDS(0, ITERATOR_LABELS),
    [KIND_BYTES_ITER] = FIELDS(0, ITERATOR_LABELS),
    [KIND_DICT_ITER] = FIELDS(0, RESULT_LABELS),
    [KIND_ENUMERATE] = FIELDS(0, RESULT_LABELS),
    [KIND_ZIP] = FIELDS(0, RESULT_LABELS),
    [KIND_MAP] = FIELDS(0, FUNCTION_ITERATOR_LABELS),
    [KIND_FILTER] = FIELDS(0, FUNCTION_ITERATOR_LABELS),
    [KIND_REVERSED] = FIELDS(0, ITERATOR_LABELS),
    [KIND_SEQUENCE_ITER] = FIELDS(0, ITERATOR_LABELS),
    [KIND_CALL_ITER] = FIELDS(0, CALL_ITERATOR_LABELS),
    [KIND_LIST_REVERSE_ITER] = FIELDS(0, ITERATOR_LABELS),
    [KIND_DICT_REVERSE_ITER] = FIELDS(0, RESULT_LABELS),
    [KIND_SET_ITER] = FIELDS(0, ITERATOR_LABELS),
    [KIND_DICT_VIEW] = FIELDS(0, VIEW_LABELS),
    [KIND_SLICE] = FIELDS(0, SLICE_LABELS),
    [KIND_EXCEPTION] = FIELDS(EXCEPTION_DICT, EXCEPTION_LABELS),
    [KIND_TRACEBACK] = FIELDS(0, TRACEBACK_LABELS),
    [KIND_GETSET] = FIELDS(0, GETSET_LABELS),
    [KIND_FILE] = FIELDS(FILE_BUFFER, FILE_LABELS),
    [KIND_FILE_PART] = FIELDS(0, FILE_PART_LABELS),
    [KIND_NAMESPACE] = FIELDS(0, NAMESPACE_LABELS),
    [KIND_LOCALS_PROXY] = FIELDS(0, LOCALS_PROXY_LABELS),
    [KIND_CELL] = FIELDS(0, CELL_LABELS),
    [KIND_GENERATOR] = FIELDS(GENERATOR_NAME, GENERATOR_LABELS),
    [KIND_PROPERTY] = FIELDS(0, PROPERTY_LABELS),
    [KIND_STATICMETHOD] = FIELDS(0, WRAPPER_LABELS),
    [KIND_CLASSMETHOD] = FIELDS(0, WRAPPER_LABELS),
    [KIND_MEMBER] = FIELDS(0, GETSET_LABELS),
    [KIND_MAPPINGPROXY] = FIELDS(0, VIEW_LABELS),
    [KIND_SUPER] = FIELDS(0, SUPER_LABELS),
    [KIND_FRAME] = FIELDS(0, FRAME_LABELS),
    [KIND_INSTANCE] = FIELDS(0, INSTANCE_LABELS),
    [KIND_WEAKREF] = FIELDS(WEAKREF_CALLBACK, WEAKREF_LABELS),
};

/* A field's label: grep ORDER KIND. */
#define FIELD_LABEL(kind, number) ((uint32_t)(kind) << 8 | (uint32_t)(number))

/* --- The walk ---------------------------------------------------------------------------------------- */

typedef struct walk {
    const world *w;
    const program *p;
    ref holder; /* a hidden core while its references are visited */
    reference_visitor *visit;
    void *user;
} walk;

static inline void walk_tell(const walk *k, reference_kind kind, uint32_t label, ref target)
{
    if (target)
        k->visit(k->user, &(object_reference){.target = target, .label = label, .kind = kind});
}

static void walk_items(const walk *k, reference_kind kind, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        walk_tell(k, kind, i, world_word(k->w, k->holder, i));
}

static void walk_object(const walk *k);

bool reference_is_hidden(const world *w, ref o)
{
    if (!world_is_core(w, o))
        return false;
    ref outer = core_outer(w, o);
    return world_kind(w, outer) == KIND_INSTANCE && instance_payload(w, outer) == o;
}

/* What an heir of list, dict, weakref.ref, ... holds as its base does: its own references. */
static void walk_core(const walk *k, ref core)
{
    walk of_core = *k;
    of_core.holder = core;
    walk_tell(k, REFERENCE_CORE, 0, core);
    walk_object(&of_core);
}

static void walk_instance(const walk *k)
{
    const world *w = k->w;
    const object_row *row = world_row(w, k->holder);
    uint32_t info = world_word(w, k->holder, INSTANCE_INFO), capacity = info & 0xFF;
    const uint8_t *order = (const uint8_t *)(world_words(w) + row->words + INSTANCE_ORDER);
    bool shared = row->hi && world_row(w, row->hi)->lo == k->holder; /* the dict tells them */
    for (uint32_t i = 0; !shared && i < (info >> 8 & 0xFF); i++)
        walk_tell(k, REFERENCE_ATTRIBUTE, type_keys(w, row->lo)[order[i]],
                  world_word(w, k->holder, instance_value_at(capacity, order[i])));
    for (uint32_t i = 0, n = world_word(w, row->lo, TYPE_SLOT_COUNT); i < n; i++) {
        ref content = world_word(w, k->holder, instance_slot_at(w, k->holder, i));
        if (content && content == instance_payload(w, k->holder))
            walk_core(k, content);
        else if (content)
            walk_tell(k, REFERENCE_ATTRIBUTE, type_slot_name(w, row->lo, i), content);
    }
    walk_tell(k, REFERENCE_FIELD, FIELD_LABEL(KIND_INSTANCE, 0), row->hi);
    walk_tell(k, REFERENCE_CLASS, 0, row->lo);
}

static void walk_dict(const walk *k)
{
    bool split = dict_is_split(k->w, k->holder);
    for (uint32_t i = 0, n = dict_entry_count(k->w, k->holder); i < n; i++) {
        dict_item entry = dict_entry(k->w, k->holder, i);
        walk_tell(k, REFERENCE_VALUE, entry.key, entry.value);
        if (!split) /* a split dict's keys are its class's */
            walk_tell(k, REFERENCE_KEY, entry.key, entry.key);
    }
}

/* A set's references have no names. */
static void walk_set(const walk *k)
{
    for (uint32_t i = 0, n = set_places(k->w, k->holder); i < n; i++)
        walk_tell(k, REFERENCE_MEMBER, 0, set_key(k->w, k->holder, i));
}

/* The one reference that is told even if its object is gone. */
static void walk_weakref(const walk *k)
{
    object_reference weak = {.target = world_row(k->w, k->holder)->lo, .kind = REFERENCE_WEAK};
    k->visit(k->user, &weak);
    walk_tell(k, REFERENCE_FIELD, FIELD_LABEL(KIND_WEAKREF, 0), world_word(k->w, k->holder, WEAKREF_CALLBACK));
}

static void walk_fields(const walk *k, object_kind kind)
{
    field_names fields = FIELD_NAMES[kind];
    for (uint32_t i = 0; i < fields.count; i++)
        walk_tell(k, REFERENCE_FIELD, FIELD_LABEL(kind, i), world_word(k->w, k->holder, fields.first + i));
}

static void walk_exception(const walk *k, ref type)
{
    const exception_fields *own = exception_fields_of(k->w, type);
    walk_tell(k, REFERENCE_CLASS, 0, type);
    for (uint32_t i = 0; i < EXCEPTION_OWN_SLOTS && own->names[i]; i++)
        walk_tell(k, REFERENCE_OWN_FIELD, i, world_word(k->w, k->holder, EXCEPTION_OWN + i));
    walk_fields(k, KIND_EXCEPTION);
}

static const code *code_of_row(const walk *k)
{
    uint32_t serial = world_row(k->w, k->holder)->lo;
    return k->p && serial < k->p->code_count ? k->p->codes[serial] : NULL;
}

/* What a frame object has taken over from its call, under the names of the code's variables. */
static void walk_frame(const walk *k)
{
    const code *c = code_of_row(k);
    uint32_t end = world_row(k->w, k->holder)->hi;
    for (uint32_t i = 0; i < end; i++) {
        ref target = world_word(k->w, k->holder, i);
        uint32_t local = i - FRAME_LOCALS;
        if (i < FRAME_LOCALS || i == end - 1)
            walk_tell(k, REFERENCE_FIELD, FIELD_LABEL(KIND_FRAME, i < FRAME_LOCALS ? i : FRAME_LOCALS), target);
        else
            walk_tell(k, REFERENCE_LOCAL, c && local < c->local_count ? c->local_names[local] + 1 : 0, target);
    }
}

/* A generator that does not run: its locals by name, then what its stack holds. */
static void walk_generator(const walk *k)
{
    const code *c = code_of_row(k);
    walk_fields(k, KIND_GENERATOR);
    for (uint32_t i = GENERATOR_LOCALS, end = world_row(k->w, k->holder)->hi; i < end; i++) {
        uint32_t local = i - GENERATOR_LOCALS;
        bool named = c && local < c->local_count;
        walk_tell(k, named ? REFERENCE_LOCAL : REFERENCE_STACK, named ? c->local_names[local] + 1 : 0,
                  world_word(k->w, k->holder, i));
    }
}

static void walk_object(const walk *k)
{
    const object_row *row = world_row(k->w, k->holder);
    switch ((object_kind)row->kind) {
    case KIND_TUPLE: case KIND_LIST: case KIND_STRUCTSEQ:
        walk_items(k, REFERENCE_ITEM, row->lo);
        break;
    case KIND_CODE:
        walk_items(k, REFERENCE_CONSTANT, row->hi);
        break;
    case KIND_FRAME:
        walk_frame(k);
        break;
    case KIND_DICT:
        walk_dict(k);
        break;
    case KIND_SET: case KIND_FROZENSET:
        walk_set(k);
        break;
    case KIND_INSTANCE:
        walk_instance(k);
        break;
    case KIND_PROXY: case KIND_WEAK_CORE: case KIND_WEAKREF:
        walk_weakref(k);
        break;
    case KIND_GENERATOR:
        walk_generator(k);
        break;
    case KIND_EXCEPTION:
        walk_exception(k, row->lo);
        break;
    case KIND_FILE: case KIND_FILE_PART: case KIND_NAMESPACE: case KIND_LOCALS_PROXY:
    case KIND_TYPE: case KIND_FUNCTION: case KIND_BUILTIN: case KIND_METHOD: case KIND_MODULE:
    case KIND_LIST_ITER: case KIND_TUPLE_ITER: case KIND_STR_ITER: case KIND_BYTES_ITER:
    case KIND_DICT_ITER: case KIND_SET_ITER: case KIND_DICT_VIEW: case KIND_SLICE:
    case KIND_TRACEBACK: case KIND_GETSET: case KIND_CELL: case KIND_PROPERTY:
    case KIND_STATICMETHOD: case KIND_CLASSMETHOD: case KIND_MEMBER: case KIND_MAPPINGPROXY:
    case KIND_SUPER:
    case KIND_ENUMERATE: case KIND_ZIP: case KIND_MAP: case KIND_FILTER: case KIND_REVERSED:
    case KIND_SEQUENCE_ITER: case KIND_CALL_ITER: case KIND_LIST_REVERSE_ITER: case KIND_DICT_REVERSE_ITER:
        walk_fields(k, (object_kind)row->kind);
        break;
    case KIND_FREE: case KIND_NONE: case KIND_BOOL: case KIND_ELLIPSIS: case KIND_NOT_IMPLEMENTED:
    case KIND_INT: case KIND_FLOAT: case KIND_STR: case KIND_BYTES: case KIND_OBJECT:
    case KIND_RANGE: case KIND_RANGE_ITER: case KIND_COUNT:
        break; /* hold nothing */
    }
}

void references_visit(const world *w, const program *p, ref o, reference_visitor *visit, void *user)
{
    if (!reference_is_hidden(w, o))
        walk_object(&(walk){.w = w, .p = p, .holder = o, .visit = visit, .user = user});
}

/* --- Labels ------------------------------------------------------------------------------------------ */

const char *reference_fixed_label(const world *w, const program *p, ref holder, const object_reference *r)
{
    switch (r->kind) {
    case REFERENCE_FIELD:
        return FIELD_NAMES[r->label >> 8].labels[r->label & 0xFF];
    case REFERENCE_OWN_FIELD:
        return exception_fields_of(w, world_row(w, holder)->lo)->names[r->label];
    case REFERENCE_LOCAL:
        return p && r->label ? p->names[r->label - 1].text : "";
    case REFERENCE_CLASS:
        return "__class__";
    case REFERENCE_MEMBER:
    case REFERENCE_STACK:
    case REFERENCE_CORE:
    case REFERENCE_WEAK:
        return "";
    case REFERENCE_ATTRIBUTE:
    case REFERENCE_VALUE:
    case REFERENCE_KEY:
        return r->label ? NULL : "";
    case REFERENCE_ITEM:
    case REFERENCE_CONSTANT:
        return NULL;
    }
    return "";
}

void reference_label(const world *w, const program *p, ref holder, const object_reference *r,
                     char out[VALUE_BYTES])
{
    const char *fixed = reference_fixed_label(w, p, holder, r);
    if (fixed)
        (void)snprintf(out, VALUE_BYTES, "%.*s", utf8_head(fixed, VALUE_BYTES - 1), fixed);
    else if (r->kind == REFERENCE_ITEM || r->kind == REFERENCE_CONSTANT)
        (void)snprintf(out, VALUE_BYTES, "%s[%u]", r->kind == REFERENCE_ITEM ? "" : "co_consts", r->label);
    else if (r->kind == REFERENCE_ATTRIBUTE)
        view_value_name(w, r->label, out);
    else
        view_value_write(w, p, r->label, out);
}
