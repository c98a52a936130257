#include "sim/report/trace_json.h"

#include "sim/holders.h"

#include <inttypes.h>
#include <string.h>

enum { TRACE_JSON_VERSION = 1 };

/* -- Small parts ---------------------------------------------------------------------------- */

static void add_string(buffer *b, const char *text)
{
    buffer_add_json(b, text, strlen(text));
}

static void add_string_or_null(buffer *b, const char *text)
{
    if (text)
        add_string(b, text);
    else
        buffer_add_text(b, "null");
}

/* A key that is not the first of its object. */
static void add_key(buffer *b, const char *name)
{
    buffer_printf(b, ", \"%s\": ", name);
}

static void add_bool(buffer *b, bool value)
{
    buffer_add_text(b, value ? "true" : "false");
}

static void add_counts(buffer *b, const uint32_t counts[3])
{
    buffer_printf(b, "[%" PRIu32 ", %" PRIu32 ", %" PRIu32 "]", counts[0], counts[1], counts[2]);
}

/* An object that is listed is its id, any other the text of its value. */
static void add_target(buffer *b, int32_t target, uint32_t id, const char *value)
{
    if (target != VIEW_NONE) {
        buffer_printf(b, "%" PRIu32, id);
        return;
    }
    buffer_add_text(b, "{\"value\": ");
    add_string(b, value);
    buffer_add_char(b, '}');
}

/* -- Frames --------------------------------------------------------------------------------- */

static void add_frame(buffer *b, const trace_record *r, const view_frame *frame)
{
    buffer_add_text(b, "{\"name\": ");
    add_string(b, frame->name);
    buffer_add_text(b, ", \"locals\": {");
    bool first = true;
    for (uint32_t i = 0; i < frame->name_count; i++) {
        const view_name *name = &frame->names[i];
        if (trace_hides_name(r, name))
            continue;
        if (!first)
            buffer_add_text(b, ", ");
        add_string(b, name->name);
        buffer_add_text(b, ": ");
        add_target(b, name->target, name->target_id, name->target_value);
        first = false;
    }
    buffer_add_text(b, "}}");
}

static void add_frames(buffer *b, const trace_record *r)
{
    buffer_add_char(b, '[');
    for (uint32_t i = 0; i < r->state->frame_count; i++) {
        if (i > 0)
            buffer_add_text(b, ", ");
        add_frame(b, r, &r->state->frames[i]);
    }
    buffer_add_char(b, ']');
}

/* -- Objects -------------------------------------------------------------------------------- */

/* A key of a dict is a second reference of the same entry. It is shown only if the key is an object
 * of the trace: a str that no one lists would say no more than the label does. */
static bool ref_is_told(const view_ref *edge)
{
    return !edge->key || edge->target != VIEW_NONE;
}

static void add_label(buffer *b, const view_ref *edge)
{
    if (!edge->key) {
        /* What a weak reference looks at has no label in a picture; a record names everything. */
        add_string(b, edge->weak && !*edge->label ? "referent" : edge->label);
        return;
    }
    buffer label = {0};
    buffer_printf(&label, "key %s", edge->label);
    b->failed = b->failed || label.failed;
    buffer_add_json(b, buffer_text(&label), label.length);
    buffer_free(&label);
}

static void add_ref(buffer *b, const view_ref *edge)
{
    buffer_add_char(b, '[');
    add_label(b, edge);
    buffer_add_text(b, ", ");
    add_target(b, edge->target, edge->target_id, edge->target_value);
    buffer_add_text(b, edge->weak ? ", \"weak\"]" : ", \"strong\"]");
}

static void add_refs(buffer *b, const view_object *o)
{
    bool first = true;
    buffer_add_char(b, '[');
    for (uint32_t i = 0; i < o->ref_count; i++) {
        if (!ref_is_told(&o->refs[i]))
            continue;
        if (!first)
            buffer_add_text(b, ", ");
        add_ref(b, &o->refs[i]);
        first = false;
    }
    buffer_add_char(b, ']');
}

/* The count of an immortal object never changes, so references do not explain it. The rest of it
 * has an entry of its own, so that for a reader the sum is right here too. */
static uint32_t immortal_rest(const view_object *o, const holder *first, const holder *end)
{
    uint32_t explained = 0;
    for (const holder *h = first; h < end; h++)
        explained += !h->weak;
    for (uint32_t i = 0; i < o->internal_count; i++)
        explained += o->internals[i].count;
    return o->refcount > explained ? o->refcount - explained : 0;
}

static void add_internal(buffer *b, bool first, const char *name, uint32_t count)
{
    buffer_add_text(b, first ? "[" : ", [");
    add_string(b, name);
    buffer_printf(b, ", %" PRIu32 "]", count);
}

static void add_internals(buffer *b, const view_object *o, const holder *first, const holder *end)
{
    buffer_add_char(b, '[');
    for (uint32_t i = 0; i < o->internal_count; i++)
        add_internal(b, i == 0, o->internals[i].name, o->internals[i].count);
    uint32_t rest = o->immortal ? immortal_rest(o, first, end) : 0;
    if (rest > 0)
        add_internal(b, o->internal_count == 0, "immortal", rest);
    buffer_add_char(b, ']');
}

static void add_generation(buffer *b, int8_t generation)
{
    enum { PERMANENT = 3 };
    if (generation < 0)
        buffer_add_text(b, "null");
    else if (generation == PERMANENT)
        buffer_add_text(b, "\"permanent\"");
    else
        buffer_printf(b, "%d", generation);
}

static void add_object(buffer *b, const view *state, const holders *who, uint32_t index)
{
    const view_object *o = &state->objects[index];
    buffer_printf(b, "{\"id\": %" PRIu32 ", \"type\": ", o->id);
    add_string(b, o->type);
    add_key(b, "value");
    add_string(b, o->value);
    buffer_printf(b,
                  ", \"address\": \"0x%" PRIx64 "\", \"size\": %" PRIu32 ", \"refcount\": %" PRIu32,
                  o->address, o->size_bytes, o->refcount);
    add_key(b, "tracked");
    add_bool(b, o->tracked);
    add_key(b, "generation");
    add_generation(b, o->generation);
    add_key(b, "immortal");
    add_bool(b, o->immortal);
    add_key(b, "refs");
    add_refs(b, o);
    add_key(b, "internal");
    add_internals(b, o, who->all + who->first[index], who->all + who->first[index + 1]);
    buffer_add_char(b, '}');
}

static void add_objects(buffer *b, const view *state)
{
    arena memory = {0};
    holders who;
    if (!holders_build(state, &memory, &who)) {
        b->failed = true;
        arena_free(&memory);
        return;
    }
    buffer_add_char(b, '[');
    for (uint32_t i = 0; i < state->object_count; i++) {
        if (i > 0)
            buffer_add_text(b, ", ");
        add_object(b, state, &who, i);
    }
    buffer_add_char(b, ']');
    arena_free(&memory);
}

/* -- What happened -------------------------------------------------------------------------- */

static void add_births(buffer *b, const session_step *step)
{
    buffer_add_char(b, '[');
    for (uint32_t i = 0; i < step->birth_count; i++)
        buffer_printf(b, "%s%" PRIu32, i > 0 ? ", " : "", step->births[i].id);
    buffer_add_char(b, ']');
}

static void add_deaths(buffer *b, const session_step *step)
{
    buffer_add_char(b, '[');
    for (uint32_t i = 0; i < step->death_count; i++) {
        const session_death *death = &step->deaths[i];
        buffer_printf(b, "%s{\"id\": %" PRIu32 ", \"type\": ", i > 0 ? ", " : "", death->id);
        add_string(b, death->type);
        add_key(b, "cause");
        add_string(b, death->cause);
        buffer_printf(b, ", \"line\": %" PRIu32 "}", death->line);
    }
    buffer_add_char(b, ']');
}

static void add_collections(buffer *b, const session_step *step)
{
    buffer_add_char(b, '[');
    for (uint32_t i = 0; i < step->collection_count; i++) {
        const session_collection *c = &step->collections[i];
        buffer_printf(b, "%s{\"generation\": %" PRIu32 ", \"automatic\": ", i > 0 ? ", " : "",
                      c->generation);
        add_bool(b, c->automatic);
        buffer_printf(b, ", \"collected\": %" PRIu32 ", \"uncollectable\": %" PRIu32 "}",
                      c->collected, c->uncollectable);
    }
    buffer_add_char(b, ']');
}

/* -- The collector and the heap ------------------------------------------------------------- */

static void add_gc(buffer *b, const view_gc *gc)
{
    buffer_add_text(b, "{\"enabled\": ");
    add_bool(b, gc->enabled);
    add_key(b, "count");
    add_counts(b, gc->count);
    add_key(b, "threshold");
    add_counts(b, gc->threshold);
    add_key(b, "generations");
    add_counts(b, gc->generations);
    buffer_printf(b, ", \"permanent\": %" PRIu32 "}", gc->permanent);
}

static void add_heap(buffer *b, const view_heap *heap)
{
    buffer_printf(b,
                  "{\"arenas\": %" PRIu32 ", \"pools\": %" PRIu32 ", \"blocks\": %" PRIu32
                  ", \"bytes\": %" PRIu64 ", \"large_bytes\": %" PRIu64 "}",
                  heap->arenas, heap->pools, heap->blocks, heap->bytes, heap->large_bytes);
}

/* -- Lines ---------------------------------------------------------------------------------- */

void trace_json_header(buffer *b, const char *file, const char *title, const char *python)
{
    buffer_printf(b, "{\"ouro\": %d, \"file\": ", TRACE_JSON_VERSION);
    add_string(b, file);
    add_key(b, "title");
    add_string(b, title);
    add_key(b, "python");
    add_string(b, python);
    buffer_add_text(b, "}\n");
}

static void add_step_head(buffer *b, const trace_record *r)
{
    if (r->step > r->steps)
        buffer_add_text(b, "{\"step\": \"exit\"");
    else
        buffer_printf(b, "{\"step\": %" PRIu32, r->step);
    buffer_printf(b, ", \"first_line\": %" PRIu32 ", \"last_line\": %" PRIu32, r->about->first_line,
                  r->about->last_line);
    add_key(b, "code");
    add_string(b, r->code);
    add_key(b, "say");
    add_string(b, r->say);
    add_key(b, "output");
    buffer_add_json(b, r->about->output, r->about->output_length);
    add_key(b, "raised");
    add_string_or_null(b, r->about->raised);
}

void trace_json_step(buffer *b, const trace_record *r)
{
    add_step_head(b, r);
    add_key(b, "frames");
    add_frames(b, r);
    add_key(b, "objects");
    add_objects(b, r->state);
    add_key(b, "born");
    add_births(b, r->about);
    add_key(b, "died");
    add_deaths(b, r->about);
    add_key(b, "collections");
    add_collections(b, r->about);
    add_key(b, "gc");
    add_gc(b, &r->state->gc);
    add_key(b, "heap");
    add_heap(b, &r->state->heap);
    buffer_add_text(b, "}\n");
}
