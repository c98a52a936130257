/* What each kind of object holds, in the order and with the names in which people see it. */
#include "sim/view_builder.h"

#include "sim/log/exception_fields.h"

#include <stdio.h>

typedef struct teller {
    view_builder *b;
    ref holder;
    bool listed;
    held_by by; /* if the holder is not listed */
} teller;

static bool refs_reserve(view_builder *b)
{
    if (b->ref_count < b->ref_capacity)
        return true;
    uint32_t capacity = b->ref_capacity ? b->ref_capacity * 2 : 1024;
    view_ref *bigger =
        arena_grow(&b->scratch, b->refs, b->ref_count * sizeof *b->refs, capacity * sizeof *bigger);
    if (!bigger) {
        b->failed = true;
        return false;
    }
    b->refs = bigger;
    b->ref_capacity = capacity;
    return true;
}

static view_ref *ref_append(view_builder *b, const char *label, ref target)
{
    if (!refs_reserve(b))
        return NULL;
    view_ref *r = &b->refs[b->ref_count++];
    *r = (view_ref){.label = label ? label : "",
                    .target_id = world_serial(b->w, target),
                    .target = b->index[target],
                    .target_value = builder_value(b, target)};
    return r;
}

static void tell(teller *t, const char *label, ref target)
{
    if (!target)
        return;
    if (t->listed)
        (void)ref_append(t->b, label, target);
    else
        builder_hold(t->b, target, t->by, 1);
}

static void tell_items(teller *t, const char *format_name, uint32_t count)
{
    char label[48];
    for (uint32_t i = 0; i < count; i++) {
        ref target = world_word(t->b->w, t->holder, i);
        if (!t->listed || !target) {
            tell(t, "", target);
            continue;
        }
        int length = snprintf(label, sizeof label, "%s[%u]", format_name, i);
        tell(t, builder_text(t->b, label, (size_t)length), target);
    }
}

static void tell_object(teller *t);

/* What an heir of list, dict, weakref.ref, ... holds as its base does: its own references. */
static void tell_core(teller *t, ref core)
{
    teller of_core = {.b = t->b, .holder = core, .listed = t->listed, .by = t->by};
    builder_hold(t->b, core, HELD_OTHER, 1);
    tell_object(&of_core);
}

static bool is_told_by_outer(const world *w, ref o)
{
    if (!world_is_core(w, o))
        return false;
    ref outer = core_outer(w, o);
    return world_kind(w, outer) == KIND_INSTANCE && instance_payload(w, outer) == o;
}

static void tell_instance(teller *t)
{
    const world *w = t->b->w;
    const object_row *row = world_row(w, t->holder);
    uint32_t info = world_word(w, t->holder, INSTANCE_INFO), capacity = info & 0xFF;
    const uint8_t *order = (const uint8_t *)(world_words(w) + row->words + INSTANCE_ORDER);
    bool shared = row->hi && world_row(w, row->hi)->lo == t->holder; /* the dict tells them */
    for (uint32_t i = 0; !shared && i < (info >> 8 & 0xFF); i++) {
        ref name = type_keys(w, row->lo)[order[i]];
        ref value = world_word(w, t->holder, instance_value_at(capacity, order[i]));
        tell(t, t->listed ? builder_name(t->b, name) : "", value);
    }
    for (uint32_t i = 0, n = world_word(w, row->lo, TYPE_SLOT_COUNT); i < n; i++) {
        ref name = type_slot_name(w, row->lo, i), content = world_word(w, t->holder, instance_slot_at(w, t->holder, i));
        if (content && content == instance_payload(w, t->holder)) {
            tell_core(t, content);
            continue;
        }
        tell(t, t->listed && name ? builder_name(t->b, name) : "", content);
    }
    tell(t, "__dict__", row->hi);
    builder_hold(t->b, row->lo, HELD_TYPE, 1);
}

/* A key that is listed is held by its entry as well: a reference of its own. Others are in the
 * label. */
static void tell_key(teller *t, const char *label, ref key)
{
    if (!key || t->b->index[key] == VIEW_NONE || world_has(t->b->w, key, OBJ_IMMORTAL))
        return;
    if (!t->listed) {
        builder_hold(t->b, key, t->by, 1);
        return;
    }
    view_ref *r = ref_append(t->b, label, key);
    if (r)
        r->key = true;
}

/* A name of a running frame holds the value; its key is nothing that people see. */
static void tell_namespace(teller *t)
{
    const world *w = t->b->w;
    for (uint32_t i = 0, n = dict_entry_count(w, t->holder); i < n; i++) {
        ref key = dict_entry(w, t->holder, i).key;
        if (key)
            builder_hold(t->b, key, HELD_NAMESPACE_KEY, 1);
    }
}

static void tell_dict(teller *t)
{
    const world *w = t->b->w;
    if (t->b->parts[t->holder] == PART_NAMESPACE) {
        tell_namespace(t);
        return;
    }
    for (uint32_t i = 0, n = dict_entry_count(w, t->holder); i < n; i++) {
        dict_item entry = dict_entry(w, t->holder, i);
        if (!entry.key && !entry.value)
            continue;
        /* A dying dict lets go of the key first: for a moment its value has no label. */
        const char *label = t->listed && entry.key ? builder_value(t->b, entry.key) : "";
        tell(t, label, entry.value);
        if (!dict_is_split(w, t->holder))
            tell_key(t, label, entry.key);
    }
}

/* A set's references have no names. */
static void tell_set(teller *t)
{
    for (uint32_t i = 0, n = set_places(t->b->w, t->holder); i < n; i++)
        tell(t, "", set_key(t->b->w, t->holder, i));
}

static void tell_weakref(teller *t)
{
    ref target = world_row(t->b->w, t->holder)->lo;
    if (t->listed && target) {
        view_ref *r = ref_append(t->b, "", target);
        if (r)
            r->weak = true;
    } else if (t->listed && refs_reserve(t->b)) {
        t->b->refs[t->b->ref_count++] = (view_ref){
            .label = "", .target = VIEW_NONE, .target_value = "dead", .weak = true, .dead = true};
    }
    tell(t, "__callback__", world_word(t->b->w, t->holder, WEAKREF_CALLBACK));
}

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
static const char *const SUPER_LABELS[] = {"__thisclass__", "__self__", "__self_class__"};
static const char *const ITERATOR_LABELS[] = {"it"};
static const char *const RESULT_LABELS[] = {"it", "result"};
static const char *const FUNCTION_ITERATOR_LABELS[] = {"it", "function"};
static const char *const CALL_ITERATOR_LABELS[] = {"callable", "sentinel"};
static const char *const VIEW_LABELS[] = {"mapping"};
static const char *const BUILTIN_LABELS[] = {"__self__"};
static const char *const FILE_LABELS[] = {"buffer",        "encoding", "encoder", "decoded_chars",
                                          "pending_bytes", "snapshot", "raw",     "__dict__"};
_Static_assert(sizeof FILE_LABELS / sizeof *FILE_LABELS == FILE_SLOT_END - FILE_BUFFER, "one each");
static const char *const FILE_PART_LABELS[] = {"raw", "__dict__"};
static const char *const NAMESPACE_LABELS[] = {"__dict__"};
static const char *const LOCALS_PROXY_LABELS[] = {"frame"};
static const char *const CELL_LABELS[] = {"cell_contents"};

/* Where the references of a kind with fixed slots are, and what Python calls them. */
typedef struct slot_names {
    const char *const *labels;
    uint8_t first, count;
} slot_names;

#define SLOTS(first, names)                           \
    {                                                 \
        names, first, sizeof(names) / sizeof *(names) \
    }
static const slot_names SLOT_NAMES[KIND_COUNT] = {
    [KIND_TYPE] = SLOTS(TYPE_BASE, TYPE_LABELS),
    [KIND_FUNCTION] = SLOTS(FUNCTION_GLOBALS, FUNCTION_LABELS),
    [KIND_BUILTIN] = SLOTS(BUILTIN_SELF, BUILTIN_LABELS),
    [KIND_METHOD] = SLOTS(METHOD_FUNCTION, METHOD_LABELS),
    [KIND_MODULE] = SLOTS(MODULE_DICT, MODULE_LABELS),
    [KIND_LIST_ITER] = SLOTS(0, ITERATOR_LABELS),
    [KIND_TUPLE_ITER] = SLOTS(0, ITERATOR_LABELS),
    [KIND_STR_ITER] = SLOTS(0, ITERATOR_LABELS),
    [KIND_BYTES_ITER] = SLOTS(0, ITERATOR_LABELS),
    [KIND_DICT_ITER] = SLOTS(0, RESULT_LABELS),
    [KIND_ENUMERATE] = SLOTS(0, RESULT_LABELS),
    [KIND_ZIP] = SLOTS(0, RESULT_LABELS),
    [KIND_MAP] = SLOTS(0, FUNCTION_ITERATOR_LABELS),
    [KIND_FILTER] = SLOTS(0, FUNCTION_ITERATOR_LABELS),
    [KIND_REVERSED] = SLOTS(0, ITERATOR_LABELS),
    [KIND_SEQUENCE_ITER] = SLOTS(0, ITERATOR_LABELS),
    [KIND_CALL_ITER] = SLOTS(0, CALL_ITERATOR_LABELS),
    [KIND_LIST_REVERSE_ITER] = SLOTS(0, ITERATOR_LABELS),
    [KIND_DICT_REVERSE_ITER] = SLOTS(0, RESULT_LABELS),
    [KIND_SET_ITER] = SLOTS(0, ITERATOR_LABELS),
    [KIND_DICT_VIEW] = SLOTS(0, VIEW_LABELS),
    [KIND_SLICE] = SLOTS(0, SLICE_LABELS),
    [KIND_EXCEPTION] = SLOTS(EXCEPTION_DICT, EXCEPTION_LABELS),
    [KIND_TRACEBACK] = SLOTS(0, TRACEBACK_LABELS),
    [KIND_GETSET] = SLOTS(0, GETSET_LABELS),
    [KIND_FILE] = SLOTS(FILE_BUFFER, FILE_LABELS),
    [KIND_FILE_PART] = SLOTS(0, FILE_PART_LABELS),
    [KIND_NAMESPACE] = SLOTS(0, NAMESPACE_LABELS),
    [KIND_LOCALS_PROXY] = SLOTS(0, LOCALS_PROXY_LABELS),
    [KIND_CELL] = SLOTS(0, CELL_LABELS),
    [KIND_GENERATOR] = SLOTS(GENERATOR_NAME, GENERATOR_LABELS),
    [KIND_PROPERTY] = SLOTS(0, PROPERTY_LABELS),
    [KIND_STATICMETHOD] = SLOTS(0, WRAPPER_LABELS),
    [KIND_CLASSMETHOD] = SLOTS(0, WRAPPER_LABELS),
    [KIND_MEMBER] = SLOTS(0, GETSET_LABELS),
    [KIND_MAPPINGPROXY] = SLOTS(0, VIEW_LABELS),
    [KIND_SUPER] = SLOTS(0, SUPER_LABELS),
};

static void tell_slots(teller *t, slot_names slots)
{
    for (uint32_t i = 0; i < slots.count; i++)
        tell(t, slots.labels[i], world_word(t->b->w, t->holder, slots.first + i));
}

static void tell_exception(teller *t, ref type)
{
    const world *w = t->b->w;
    const exception_fields *own = exception_fields_of(w, type);
    builder_hold(t->b, type, HELD_TYPE, 1);
    for (uint32_t i = 0; i < EXCEPTION_OWN_SLOTS && own->names[i]; i++)
        tell(t, own->names[i], world_word(w, t->holder, EXCEPTION_OWN + i));
    tell_slots(t, SLOT_NAMES[KIND_EXCEPTION]);
}

/* What a frame object has taken over from its call, under the names of the code's variables. */
static void tell_frame(teller *t)
{
    const program *p = t->b->p;
    const object_row *row = world_row(t->b->w, t->holder);
    const code *c = p && row->lo < p->code_count ? p->codes[row->lo] : NULL;
    for (uint32_t i = 0; i < row->hi; i++) {
        const char *label = i == FRAME_FUNCTION ? "f_func"
                            : i == FRAME_NAMES  ? "f_locals"
                            : i == row->hi - 1  ? "f_back"
                            : !c                ? "(local)"
                            : i - FRAME_LOCALS < c->local_count ? p->names[c->local_names[i - FRAME_LOCALS]].text
                                                                : "";
        tell(t, label, world_word(t->b->w, t->holder, i));
    }
}

/* A generator that does not run: its locals by name, then what its stack holds. */
static void tell_generator(teller *t)
{
    const object_row *row = world_row(t->b->w, t->holder);
    const program *p = t->b->p;
    const code *c = p && row->lo < p->code_count ? p->codes[row->lo] : NULL;
    tell_slots(t, SLOT_NAMES[KIND_GENERATOR]);
    for (uint32_t i = GENERATOR_LOCALS; i < row->hi; i++) {
        uint32_t local = i - GENERATOR_LOCALS;
        bool named = c && local < c->local_count;
        tell(t, named ? p->names[c->local_names[local]].text : "", world_word(t->b->w, t->holder, i));
    }
}

static void tell_object(teller *t)
{
    const object_row *row = world_row(t->b->w, t->holder);
    switch ((object_kind)row->kind) {
    case KIND_TUPLE: case KIND_LIST: case KIND_STRUCTSEQ:
        tell_items(t, "", row->lo);
        break;
    case KIND_CODE:
        tell_items(t, "co_consts", row->hi);
        break;
    case KIND_FRAME:
        tell_frame(t);
        break;
    case KIND_DICT:
        tell_dict(t);
        break;
    case KIND_SET: case KIND_FROZENSET:
        tell_set(t);
        break;
    case KIND_INSTANCE:
        tell_instance(t);
        break;
    case KIND_PROXY: case KIND_WEAK_CORE: case KIND_WEAKREF:
        tell_weakref(t);
        break;
    case KIND_GENERATOR:
        tell_generator(t);
        break;
    case KIND_EXCEPTION:
        tell_exception(t, row->lo);
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
        tell_slots(t, SLOT_NAMES[row->kind]);
        break;
    case KIND_FREE: case KIND_NONE: case KIND_BOOL: case KIND_ELLIPSIS: case KIND_NOT_IMPLEMENTED:
    case KIND_INT: case KIND_FLOAT: case KIND_STR: case KIND_BYTES: case KIND_OBJECT:
    case KIND_RANGE: case KIND_RANGE_ITER: case KIND_COUNT:
        break; /* hold nothing */
    }
}

/* Under which name the references of an object that is not listed are counted. */
static held_by held_by_kind(const view_builder *b, ref o)
{
    switch ((container_part)b->parts[o]) {
    case PART_MRO:
        return HELD_MRO;
    case PART_BASES:
        return HELD_BASES;
    case PART_CONSTANT:
        return HELD_CODE;
    case PART_NAMESPACE:
    case PART_MODULE:
        return HELD_NAMESPACE;
    case PART_CLOSURE:
        return HELD_FUNCTION;
    case PART_ATTRIBUTES:
    case PART_NONE:
        break;
    }
    switch ((unsigned)world_kind(b->w, o)) {
    case KIND_CODE:
        return HELD_CODE;
    case KIND_TYPE:
        return HELD_CLASS;
    case KIND_FUNCTION:
        return HELD_FUNCTION;
    case KIND_BUILTIN:
    case KIND_METHOD:
        return HELD_BUILTIN;
    case KIND_MODULE:
        return HELD_MODULE;
    case KIND_DICT:
        return HELD_DICT;
    case KIND_INSTANCE:
        return HELD_INSTANCE;
    case KIND_EXCEPTION:
        return HELD_EXCEPTION;
    case KIND_TUPLE:
    case KIND_LIST:
    case KIND_SET:
    case KIND_FROZENSET:
        return HELD_CONTAINER;
    default: /* iterators, cells, ...: rarely the interpreter's own */
        return HELD_OTHER;
    }
}

void view_refs_tell(view_builder *b, ref o)
{
    teller t = {.b = b, .holder = o, .listed = b->index[o] != VIEW_NONE};
    t.by = t.listed ? HELD_OTHER : held_by_kind(b, o);
    if (!is_told_by_outer(b->w, o))
        tell_object(&t);
}
