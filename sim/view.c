/* A view of the world, in passes over its rows: what is listed, where it stands (collector's lists,
 * reachability), what holds it, and last what it looks like. */
#include "sim/memory/sizes.h"
#include "sim/references.h"
#include "sim/view_builder.h"
#include "sim/view_value.h"

#include <string.h>

/* grep ORDER HELD */
static const char *const HELD_NAMES[HELD_COUNT] = {
    [HELD_TEMPORARY] = "temporary",
    [HELD_FRAME] = "frame",
    [HELD_TYPE] = "type",
    [HELD_MODULE] = "module",
    [HELD_INTERNED] = "interned",
    [HELD_INTERPRETER] = "interpreter",
    [HELD_CODE] = "code constant",
    [HELD_MRO] = "mro",
    [HELD_BASES] = "bases",
    [HELD_NAMESPACE_KEY] = "name in a namespace",
    [HELD_NAMESPACE] = "namespace",
    [HELD_CLASS] = "class",
    [HELD_FUNCTION] = "function",
    [HELD_BUILTIN] = "built-in function",
    [HELD_CONTAINER] = "interpreter's container",
    [HELD_DICT] = "interpreter's dict",
    [HELD_INSTANCE] = "interpreter's object",
    [HELD_EXCEPTION] = "exception",
    [HELD_OTHER] = "interpreter's machinery",
};

/* --- The builder's tools ---------------------------------------------------------------------- */

void *builder_alloc(view_builder *b, arena *from, size_t count, size_t element_bytes)
{
    void *block = arena_alloc(from, count * element_bytes);
    if (!block)
        b->failed = true;
    return block;
}

const char *builder_text(view_builder *b, const char *text, size_t length)
{
    const char *copy = arena_text(b->memory, text, length);
    if (!copy)
        b->failed = true;
    return copy ? copy : "";
}

const char *builder_value(view_builder *b, ref o)
{
    if (!b->values[o]) {
        char text[VALUE_BYTES];
        view_value_write(b->w, b->p, o, text);
        b->values[o] = builder_text(b, text, strlen(text));
    }
    return b->values[o];
}

const char *builder_name(view_builder *b, ref text)
{
    if (!b->names[text]) {
        uint32_t length;
        const char *bytes = world_text(b->w, text, &length);
        b->names[text] = builder_text(b, bytes, length);
    }
    return b->names[text];
}

static const char *builder_type(view_builder *b, ref o)
{
    ref class = world_class_of(b->w, o);
    if (class && b->types[class])
        return b->types[class];
    char text[VALUE_BYTES];
    view_value_type(b->w, o, text);
    const char *kind_name = KIND_INFO[world_kind(b->w, o)].type_name;
    if (strcmp(text, kind_name) == 0)
        return kind_name;
    const char *copy = builder_text(b, text, strlen(text));
    if (class)
        b->types[class] = copy;
    return copy;
}

void builder_hold(view_builder *b, ref o, held_by by, uint32_t count)
{
    if (!o || !count || b->index[o] == VIEW_NONE || world_has(b->w, o, OBJ_IMMORTAL))
        return;
    held_count *h = b->held[o];
    while (h && h->by != by)
        h = h->next;
    if (!h) {
        h = builder_alloc(b, &b->scratch, 1, sizeof *h);
        if (!h)
            return;
        *h = (held_count){.next = b->held[o], .by = by};
        b->held[o] = h;
    }
    h->count += count;
}

static bool builder_open(view_builder *b)
{
    arena *s = &b->scratch;
    size_t rows = b->rows;
    b->index = builder_alloc(b, s, rows, sizeof *b->index);
    b->values = builder_alloc(b, s, rows, sizeof *b->values);
    b->names = builder_alloc(b, s, rows, sizeof *b->names);
    b->types = builder_alloc(b, s, rows, sizeof *b->types);
    b->parts = builder_alloc(b, s, rows, 1);
    b->generations = builder_alloc(b, s, rows, 1);
    b->reached = builder_alloc(b, s, rows, 1);
    b->held = builder_alloc(b, s, rows, sizeof *b->held);
    return !b->failed;
}

/* --- Which objects, in which order ------------------------------------------------------------ */

typedef struct listed {
    uint32_t id;
    ref row;
} listed;

static uint32_t listed_collect(const view_builder *b, listed *out, uint32_t *highest)
{
    uint32_t count = 0;
    for (ref o = LIST_COUNT + 1; o < b->rows; o++) {
        const object_row *row = world_row(b->w, o);
        b->index[o] = VIEW_NONE;
        if (row->kind == KIND_FREE || (!b->all && row->flags & OBJ_INTERPRETER))
            continue;
        out[count++] = (listed){.id = world_serial(b->w, o), .row = o};
        if (world_serial(b->w, o) > *highest)
            *highest = world_serial(b->w, o);
    }
    return count;
}

/* By id, a byte at a time: rows are reused, so they are in no order. O(count). */
static listed *listed_sort(listed *from, listed *to, uint32_t count, uint32_t highest)
{
    for (unsigned shift = 0; shift < 32 && highest >> shift; shift += 8) {
        uint32_t places[257] = {0};
        for (uint32_t i = 0; i < count; i++)
            places[(from[i].id >> shift & 0xFF) + 1]++;
        for (uint32_t i = 1; i < 257; i++)
            places[i] += places[i - 1];
        for (uint32_t i = 0; i < count; i++)
            to[places[from[i].id >> shift & 0xFF]++] = from[i];
        listed *swap = from;
        from = to;
        to = swap;
    }
    return from;
}

static listed *builder_list(view_builder *b, uint32_t *count)
{
    listed *first = builder_alloc(b, &b->scratch, b->rows, sizeof *first);
    listed *second = builder_alloc(b, &b->scratch, b->rows, sizeof *second);
    if (b->failed)
        return NULL;
    uint32_t highest = 0;
    *count = listed_collect(b, first, &highest);
    listed *sorted = listed_sort(first, second, *count, highest);
    for (uint32_t i = 0; i < *count; i++)
        b->index[sorted[i].row] = (int32_t)i;
    return sorted;
}

/* --- What containers are for ------------------------------------------------------------------ */

static void part_set(view_builder *b, ref o, container_part part)
{
    if (o)
        b->parts[o] = (uint8_t)part;
}

/* Tuples of a code's constants, nested ones too if the inner one was made first, as the machine
 * does: the pass goes from the last row to the first. It is a matter of names alone. */
static void parts_of_constants(view_builder *b, ref o)
{
    uint32_t count =
        world_kind(b->w, o) == KIND_CODE ? world_row(b->w, o)->hi : world_row(b->w, o)->lo;
    for (uint32_t i = 0; i < count; i++) {
        ref item = world_word(b->w, o, i);
        if (item && world_kind(b->w, item) == KIND_TUPLE)
            part_set(b, item, PART_CONSTANT);
    }
}

static void builder_find_parts(view_builder *b)
{
    const world *w = b->w;
    for (ref o = b->rows; o-- > LIST_COUNT + 1;) {
        object_kind kind = world_kind(w, o);
        if (kind == KIND_TYPE) {
            part_set(b, world_word(w, o, TYPE_DICT), PART_ATTRIBUTES);
            part_set(b, world_word(w, o, TYPE_MRO), PART_MRO);
            part_set(b, world_word(w, o, TYPE_BASES), PART_BASES);
        } else if (kind == KIND_INSTANCE) {
            part_set(b, world_row(w, o)->hi, PART_ATTRIBUTES);
        } else if (kind == KIND_FUNCTION) {
            part_set(b, world_word(w, o, FUNCTION_CLOSURE), PART_CLOSURE);
        } else if (kind == KIND_MODULE) {
            part_set(b, world_word(w, o, MODULE_DICT), PART_MODULE);
        } else if (kind == KIND_CODE || (kind == KIND_TUPLE && b->parts[o] == PART_CONSTANT)) {
            parts_of_constants(b, o);
        }
    }
    for (uint32_t i = 0; i < w->state.used[TABLE_FRAMES]; i++)
        part_set(b, world_frames(w)[i].names, PART_NAMESPACE);
}

/* What the script has added to the heap that it found. */
static view_heap heap_of_script(const world_state *s)
{
    return (view_heap){
        .arenas = s->heap.arenas,
        .pools = s->heap.pools,
        .blocks = heap_blocks(s),
        .bytes = heap_bytes(s),
        .large_bytes = s->heap.large_bytes,
    };
}

/* --- The collector's lists, and who can be reached -------------------------------------------- */

static void builder_find_generations(view_builder *b, view_gc *gc)
{
    const world_state *s = &b->w->state;
    memset(b->generations, -1, b->rows);
    for (uint32_t list = LIST_YOUNG; list <= LIST_COUNT; list++) {
        uint32_t generation = list <= LIST_PERMANENT ? list - LIST_YOUNG : s->gc_generation,
                 size = 0;
        for (ref o = world_row(b->w, list)->gc_next; o != list; o = world_row(b->w, o)->gc_next) {
            b->generations[o] = (int8_t)generation;
            size += !world_has(b->w, o, OBJ_INTERPRETER);
        }
        if (list <= LIST_OLD)
            gc->generations[list - LIST_YOUNG] = size;
        else if (list == LIST_PERMANENT)
            gc->permanent = size;
    }
    gc->enabled = s->gc_enabled != 0;
    gc->collecting = s->gc_collecting != 0;
    gc->next_generation = world_next_generation(b->w);
    memcpy(gc->count, s->gc_count, sizeof gc->count);
    memcpy(gc->threshold, s->gc_threshold, sizeof gc->threshold);
}

typedef struct reach {
    uint8_t *reached;
    ref *stack; /* every row is pushed at most once */
    uint32_t count;
} reach;

static void reach_visit(void *user, ref o)
{
    reach *r = user;
    if (!o || r->reached[o])
        return;
    r->reached[o] = 1;
    r->stack[r->count++] = o;
}

static void reach_reference(void *user, const object_reference *r)
{
    if (r->kind != REFERENCE_WEAK)
        reach_visit(user, r->target);
}

/* Roots: what frames, temporaries and the interpreter hold. What only garbage holds is not reached. Every
 * strong reference counts, also those that the collector need not follow: a dict's str keys, the
 * __dict__ that shares its instance's values. */
static void builder_reach(view_builder *b)
{
    const world *w = b->w;
    reach r = {.reached = b->reached, .stack = builder_alloc(b, &b->scratch, b->rows, sizeof(ref))};
    if (b->failed)
        return;
    for (uint32_t i = 0; i < w->state.used[TABLE_FRAMES]; i++) {
        reach_visit(&r, world_frames(w)[i].function);
        reach_visit(&r, world_frames(w)[i].names);
    }
    for (uint32_t i = 1; i < w->state.used[TABLE_LOCALS]; i++)
        reach_visit(&r, world_locals(w)[i]);
    for (uint32_t i = 0; i < w->state.used[TABLE_TEMPS]; i++)
        reach_visit(&r, world_temps(w)[i]);
    for (ref o = LIST_COUNT + 1; o < b->rows; o++) {
        const object_row *row = world_row(w, o);
        if (row->kind != KIND_FREE && (row->flags & OBJ_IMMORTAL || row->pinned))
            reach_visit(&r, o);
    }
    while (r.count)
        references_visit(w, NULL, r.stack[--r.count], reach_reference, &r);
}

/* --- Frames ----------------------------------------------------------------------------------- */

/* Names that the interpreter puts into every module. */
static bool is_module_name(const char *name)
{
    static const char *const NAMES[] = {"__name__",   "__doc__",      "__package__",
                                        "__loader__", "__spec__",     "__file__",
                                        "__cached__", "__builtins__", "__annotations__"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strcmp(name, NAMES[i]) == 0)
            return true;
    return false;
}

static view_name name_of(view_builder *b, const char *name, ref target)
{
    return (view_name){.name = name,
                       .target_id = world_serial(b->w, target),
                       .target = b->index[target],
                       .target_value = builder_value(b, target)};
}

static const code *frame_code(const view_builder *b, const world_frame *f)
{
    return b->p && f->code < b->p->code_count ? b->p->codes[f->code] : NULL;
}

/* A function's; and those of a module or class body: variables of the comprehension that runs in it. */
static void frame_locals(view_builder *b, const world_frame *f, view_name *names, view_frame *out)
{
    const code *c = frame_code(b, f);
    for (uint32_t i = 0; names && i < f->local_count; i++) {
        ref o = world_locals(b->w)[f->locals + i];
        if (!o)
            continue;
        const char *name =
            c && i < c->local_count ? b->p->names[c->local_names[i]].text : "(local)";
        names[out->name_count++] = name_of(b, name, o);
    }
}

static void frame_namespace(view_builder *b, const world_frame *f, view_frame *out)
{
    ref dict = f->names;
    uint32_t entries = dict ? dict_entry_count(b->w, dict) : 0;
    view_name *names = builder_alloc(b, b->memory, entries + f->local_count, sizeof *names);
    for (uint32_t i = 0; names && i < entries; i++) {
        dict_item entry = dict_entry(b->w, dict, i);
        if (!entry.value)
            continue;
        const char *name = !entry.key                                ? ""
                           : world_kind(b->w, entry.key) == KIND_STR ? builder_name(b, entry.key)
                                                                    : builder_value(b, entry.key);
        names[out->name_count] = name_of(b, name, entry.value);
        names[out->name_count++].interpreter = is_module_name(name);
    }
    out->names = names;
    frame_locals(b, f, names, out);
}

static void frame_temporaries(view_builder *b, uint32_t first, uint32_t end, view_frame *out)
{
    view_name *temporaries = builder_alloc(b, b->memory, end - first, sizeof *temporaries);
    for (uint32_t i = first; temporaries && i < end; i++)
        temporaries[out->temporary_count++] = name_of(b, "(value)", world_temps(b->w)[i]);
    out->temporaries = temporaries;
}

static void frame_tell(view_builder *b, uint32_t i, view_frame *out)
{
    const world_frame *f = &world_frames(b->w)[i];
    uint32_t depth = b->w->state.used[TABLE_FRAMES];
    uint32_t end = i + 1 < depth ? f[1].temps : b->w->state.used[TABLE_TEMPS];
    const code *c = frame_code(b, f);
    const char *name = c ? b->p->names[c->name].text : i == 0 ? "<module>" : "?";
    *out = (view_frame){
        .serial = f->serial,
        .line = f->line,
        .class_body = i > 0 && f->names,
        .name = builder_text(b, name, strlen(name))};
    frame_namespace(b, f, out);
    frame_temporaries(b, f->temps, end, out);
    builder_hold(b, f->function, HELD_FRAME, 1);
    builder_hold(b, f->names, HELD_FRAME, 1);
}

static void builder_tell_frames(view_builder *b, view *out)
{
    uint32_t depth = b->w->state.used[TABLE_FRAMES];
    view_frame *frames = builder_alloc(b, b->memory, depth, sizeof *frames);
    for (uint32_t i = 0; frames && i < depth; i++)
        frame_tell(b, i, &frames[i]);
    out->frames = frames;
    out->frame_count = frames ? depth : 0;
}

/* --- Objects ---------------------------------------------------------------------------------- */

static view_role role_of(const view_builder *b, ref o)
{
    const object_row *row = world_row(b->w, o);
    bool ours = !(row->flags & OBJ_INTERPRETER);
    switch ((unsigned)row->kind) {
    case KIND_NONE:
    case KIND_BOOL:
    case KIND_ELLIPSIS:
    case KIND_NOT_IMPLEMENTED:
    case KIND_INT:
    case KIND_FLOAT:
    case KIND_STR:
    case KIND_BYTES:
        return VIEW_ROLE_CONSTANT;
    case KIND_TYPE:
        return ours ? VIEW_ROLE_CLASS : VIEW_ROLE_MACHINERY;
    case KIND_FUNCTION:
        return ours ? VIEW_ROLE_FUNCTION : VIEW_ROLE_MACHINERY;
    case KIND_DICT:
        return b->parts[o] == PART_ATTRIBUTES ? VIEW_ROLE_INSTANCE_DICT
               : b->parts[o] == PART_NONE     ? VIEW_ROLE_DATA
                                              : VIEW_ROLE_MACHINERY;
    case KIND_TUPLE:
        return b->parts[o] == PART_NONE || b->parts[o] == PART_CONSTANT ? VIEW_ROLE_DATA
                                                                        : VIEW_ROLE_MACHINERY;
    case KIND_LIST:
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_OBJECT:
    case KIND_INSTANCE:
    case KIND_EXCEPTION:
    case KIND_PROXY:
    case KIND_WEAK_CORE:
    case KIND_WEAKREF:
    case KIND_RANGE:
        return VIEW_ROLE_DATA;
    default: /* iterators, methods, cells, code, modules, slices, ... */
        return VIEW_ROLE_MACHINERY;
    }
}

static held_by pinned_by(object_kind kind)
{
    return kind == KIND_MODULE ? HELD_MODULE : kind == KIND_STR ? HELD_INTERNED : HELD_INTERPRETER;
}

static uint32_t weakrefs_of(const view_builder *b, ref o)
{
    uint32_t head = world_weakrefs_at(b->w, o), count = 0;
    if (!head)
        return 0;
    for (ref r = world_words(b->w)[head]; r; r = world_word(b->w, r, WEAKREF_NEXT))
        count++;
    return count;
}

static void object_tell(view_builder *b, ref o, view_object *out)
{
    const object_row *row = world_row(b->w, o);
    ref class = world_class_of(b->w, o);
    bool made = class && world_word(b->w, class, TYPE_BUILTIN) == 0;
    bool collecting = b->w->state.gc_collecting && row->flags & OBJ_COLLECTING;
    *out = (view_object){
        .id = world_serial(b->w, o),
        .type = builder_type(b, o),
        .value = builder_value(b, o),
        .address = world_address(b->w, o),
        .size_bytes = sizes_getsizeof(b->w, o),
        .refcount = row->refcount,
        .generation = b->generations[o],
        .role = role_of(b, o),
        .tracked = row->flags & OBJ_TRACKED,
        .immortal = row->flags & OBJ_IMMORTAL,
        .interpreter = row->flags & OBJ_INTERPRETER,
        .instance = made && !world_has(b->w, class, OBJ_INTERPRETER),
        .library = made && world_has(b->w, class, OBJ_INTERPRETER),
        .unreachable = !b->reached[o],
        .finalized = row->flags & OBJ_FINALIZED,
        .has_del = class && world_has(b->w, class, OBJ_MARKED),
        .weakref_count = weakrefs_of(b, o),
        .collecting = collecting,
        .gc_refs = collecting ? b->w->gc_refs[o] : 0,
        .tentatively_unreachable = b->w->state.gc_collecting && row->flags & OBJ_UNREACHABLE,
    };
}

static void object_tell_internals(view_builder *b, ref o, view_object *out)
{
    uint32_t count = 0;
    for (const held_count *h = b->held[o]; h; h = h->next)
        count++;
    if (!count)
        return;
    view_internal *internals = builder_alloc(b, b->memory, count, sizeof *internals);
    if (!internals)
        return;
    out->internals = internals;
    out->internal_count = count;
    /* The list grows at its head: turn it round, so that temporaries come first. */
    for (const held_count *h = b->held[o]; h; h = h->next)
        internals[--count] = (view_internal){.name = HELD_NAMES[h->by], .count = h->count};
}

/* References are gathered in one array that grows, and copied when it is complete. */
static void builder_tell_objects(view_builder *b, const listed *order, uint32_t count, view *out)
{
    view_object *objects = builder_alloc(b, b->memory, count, sizeof *objects);
    uint32_t *first = builder_alloc(b, &b->scratch, count + 1, sizeof *first);
    if (b->failed)
        return;
    for (uint32_t i = 0; i < count && !b->failed; i++) {
        object_tell(b, order[i].row, &objects[i]);
        first[i] = b->ref_count;
        view_refs_tell(b, order[i].row);
        objects[i].ref_count = b->ref_count - first[i];
    }
    for (ref o = LIST_COUNT + 1; o < b->rows && !b->failed; o++)
        if (world_kind(b->w, o) != KIND_FREE && b->index[o] == VIEW_NONE)
            view_refs_tell(b, o);
    view_ref *refs = builder_alloc(b, b->memory, b->ref_count, sizeof *refs);
    if (b->failed)
        return;
    if (b->ref_count)
        memcpy(refs, b->refs, b->ref_count * sizeof *refs);
    for (uint32_t i = 0; i < count; i++) {
        objects[i].refs = refs + first[i];
        object_tell_internals(b, order[i].row, &objects[i]);
    }
    out->objects = objects;
    out->object_count = count;
}

static void builder_hold_interpreters(view_builder *b)
{
    const world *w = b->w;
    for (uint32_t i = 0; i < w->state.used[TABLE_TEMPS]; i++)
        builder_hold(b, world_temps(w)[i], HELD_TEMPORARY, 1);
    for (ref o = LIST_COUNT + 1; o < b->rows; o++)
        if (world_row(w, o)->pinned)
            builder_hold(b, o, pinned_by(world_kind(w, o)), world_row(w, o)->pinned);
}

static void builder_run(view_builder *b, view *out)
{
    uint32_t count = 0;
    if (!builder_open(b))
        return;
    const listed *order = builder_list(b, &count);
    if (!order)
        return;
    builder_find_parts(b);
    builder_find_generations(b, &out->gc);
    builder_reach(b);
    builder_hold_interpreters(b);
    builder_tell_frames(b, out);
    builder_tell_objects(b, order, count, out);
    const world_state *s = &b->w->state;
    out->event = s->event;
    out->heap = heap_of_script(s);
}

ouro_result view_build(const world *w, const program *p, const view_options *options, arena *memory,
                       view *out, ouro_error *err)
{
    *out = (view){0};
    view_builder b = {
        .w = w, .p = p, .all = options->all, .memory = memory, .rows = w->state.used[TABLE_ROWS]};
    builder_run(&b, out);
    arena_free(&b.scratch);
    if (!b.failed)
        return OURO_OK;
    *out = (view){0};
    return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
}

int32_t view_find(const view *v, uint32_t id)
{
    uint32_t low = 0, high = v->object_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (v->objects[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < v->object_count && v->objects[low].id == id ? (int32_t)low : VIEW_NONE;
}
