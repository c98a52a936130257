#include "sim/report/trace_text.h"

#include "sim/holders.h"
#include "sim/report/trace_sentences.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* -- Small parts ---------------------------------------------------------------------------- */

/* "1 object", "2 objects" */
static void add_count(buffer *b, uint64_t count, const char *one, const char *many)
{
    buffer_printf(b, "%" PRIu64 " %s", count, count == 1 ? one : many);
}

/* Every line of `text` on a line of its own after `indent`; a newline at its end starts no line. */
static void add_lines(buffer *b, const char *indent, const char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        const char *newline = memchr(text + at, '\n', length - at);
        size_t end = newline ? (size_t)(newline - text) : length;
        buffer_add_text(b, indent);
        buffer_add(b, text + at, end - at);
        buffer_add_char(b, '\n');
        at = end + 1;
    }
}

/* Before item `i` of a list in a sentence. */
static void add_comma(buffer *b, uint32_t i)
{
    if (i > 0)
        buffer_add_text(b, ", ");
}

/* After the named items of a list. */
static void add_rest(buffer *b, uint32_t count)
{
    if (count > TRACE_TEXT_MOST_NAMED)
        buffer_printf(b, " and %" PRIu32 " more", count - TRACE_TEXT_MOST_NAMED);
}

static uint32_t most_named(uint32_t count)
{
    return count < TRACE_TEXT_MOST_NAMED ? count : TRACE_TEXT_MOST_NAMED;
}

static void add_at_line(buffer *b, uint32_t line)
{
    if (line > 0)
        buffer_printf(b, " in line %" PRIu32, line);
}

/* -- What happened -------------------------------------------------------------------------- */

static void add_head(buffer *b, const trace_record *r)
{
    if (r->step == 0)
        buffer_add_text(b, "Before the first step");
    else if (r->step > r->steps)
        buffer_add_text(b, "The interpreter shuts down");
    else
        buffer_printf(b, "Step %" PRIu32 " of %" PRIu32, r->step, r->steps);
    uint32_t first = r->about->first_line, last = r->about->last_line;
    if (first > 0 && first == last)
        buffer_printf(b, ", line %" PRIu32, first);
    else if (first > 0)
        buffer_printf(b, ", lines %" PRIu32 " to %" PRIu32, first, last);
    if (r->title && *r->title)
        buffer_printf(b, ": %s", r->title);
    buffer_add_text(b, "\n");
}

static void add_told(buffer *b, const trace_record *r)
{
    add_lines(b, "    ", r->code, strlen(r->code));
    add_lines(b, "  ", r->say, strlen(r->say));
    if (r->about->output_length > 0) {
        buffer_add_text(b, "  It prints:\n");
        add_lines(b, "    | ", r->about->output, r->about->output_length);
    }
    if (r->about->raised)
        buffer_printf(b, "  It raises %s\n", r->about->raised);
}

static void add_births(buffer *b, const session_step *step)
{
    if (step->birth_count == 0)
        return;
    buffer_add_text(b, "  Born: ");
    uint32_t named = most_named(step->birth_count);
    for (uint32_t i = 0; i < named; i++) {
        add_comma(b, i);
        buffer_printf(b, "#%" PRIu32 " %s", step->births[i].id, step->births[i].type);
    }
    add_rest(b, step->birth_count);
    buffer_add_text(b, ".\n");
}

/* Why it died, as the rest of a sentence; the log's words for a cause are DESIGN.md's. */
static void add_cause(buffer *b, const session_death *death)
{
    if (strcmp(death->cause, "gc") == 0)
        buffer_add_text(b, ": the collector found it unreachable");
    else if (strcmp(death->cause, "exit") == 0)
        buffer_add_text(b, ": the interpreter shut down");
    else
        buffer_add_text(b, ": its last reference went");
    bool told = strcmp(death->cause, "exit") == 0 || !death->reason || !*death->reason;
    if (!told)
        buffer_printf(b, " (%s)", death->reason);
}

static void add_deaths(buffer *b, const session_step *step)
{
    uint32_t named = most_named(step->death_count);
    for (uint32_t i = 0; i < named; i++) {
        const session_death *death = &step->deaths[i];
        buffer_printf(b, "  #%" PRIu32 " %s dies", death->id, death->type);
        add_at_line(b, death->line);
        add_cause(b, death);
        buffer_add_text(b, ".\n");
    }
    if (step->death_count > named)
        buffer_printf(b, "  And %" PRIu32 " more die.\n", step->death_count - named);
}

/* -- How it stands -------------------------------------------------------------------------- */

static void add_target(buffer *b, const view_name *name)
{
    if (name->target == VIEW_NONE)
        buffer_printf(b, "%s = %s", name->name, name->target_value);
    else
        buffer_printf(b, "%s = #%" PRIu32, name->name, name->target_id);
}

static bool frames_differ(const view_frame *now, const view_frame *then)
{
    if (now->serial != then->serial || now->name_count != then->name_count)
        return true;
    for (uint32_t i = 0; i < now->name_count; i++) {
        const view_name *a = &now->names[i], *b = &then->names[i];
        if (a->target_id != b->target_id || strcmp(a->name, b->name) != 0)
            return true;
    }
    return false;
}

/* Would a reader be told the same names as after the step before? */
static bool names_stand(const trace_record *r)
{
    if (!r->before || r->state->frame_count != r->before->frame_count)
        return false;
    for (uint32_t i = 0; i < r->state->frame_count; i++) {
        if (frames_differ(&r->state->frames[i], &r->before->frames[i]))
            return false;
    }
    return true;
}

static void add_frames(buffer *b, const trace_record *r)
{
    if (names_stand(r))
        return;
    for (uint32_t f = 0; f < r->state->frame_count; f++) {
        const view_frame *frame = &r->state->frames[f];
        uint32_t told = 0;
        for (uint32_t i = 0; i < frame->name_count; i++) {
            if (trace_hides_name(r, &frame->names[i]))
                continue;
            buffer_add_text(b, told > 0 ? ", " : "  Names in ");
            if (told++ == 0)
                buffer_printf(b, "%s: ", frame->name);
            add_target(b, &frame->names[i]);
        }
        if (told > 0)
            buffer_add_text(b, ".\n");
    }
}

static void add_holder(buffer *b, const holder *h, uint32_t frame_count)
{
    if (h->object) {
        holder_place_write(b, h->object->id, h->label, h->key);
    } else if (frame_count > 1) {
        buffer_printf(b, "%s in %s", h->label, h->frame->name);
    } else {
        buffer_add_text(b, h->label);
    }
}

/* The holders of one kind, after `lead`. */
static void add_holders(buffer *b, const view *v, const holder *first, const holder *end, bool weak,
                        const char *lead)
{
    uint32_t count = 0;
    for (const holder *h = first; h < end; h++) {
        if (h->weak != weak || count++ >= TRACE_TEXT_MOST_NAMED)
            continue;
        buffer_add_text(b, count == 1 ? lead : ", ");
        add_holder(b, h, v->frame_count);
    }
    add_rest(b, count);
}

static void add_internals(buffer *b, const view_object *o)
{
    for (uint32_t i = 0; i < o->internal_count; i++) {
        buffer_printf(b, "%s%s", i > 0 ? ", " : "; by the interpreter: ", o->internals[i].name);
        if (o->internals[i].count > 1)
            buffer_printf(b, " (%" PRIu32 ")", o->internals[i].count);
    }
}

static void add_collector_state(buffer *b, const view_object *o)
{
    if (!o->tracked)
        buffer_add_text(b, "; not tracked");
    else if (o->generation > 2)
        buffer_add_text(b, "; tracked, permanent");
    else
        buffer_printf(b, "; tracked, generation %d", o->generation);
    if (o->unreachable)
        buffer_add_text(b, "; UNREACHABLE");
    if (o->finalized)
        buffer_add_text(b, "; its __del__ has run");
}

static void add_object(buffer *b, const view *v, const holders *who, uint32_t index)
{
    const view_object *o = &v->objects[index];
    const holder *first = who->all + who->first[index], *end = who->all + who->first[index + 1];
    buffer_printf(b, "    #%" PRIu32 " %s %s, %" PRIu32 " bytes: ", o->id, o->type, o->value,
                  o->size_bytes);
    if (o->immortal)
        buffer_add_text(b, "immortal");
    else
        buffer_printf(b, "count %" PRIu32, o->refcount);
    add_holders(b, v, first, end, false, "; held by ");
    add_internals(b, o);
    add_holders(b, v, first, end, true, "; seen weakly by ");
    add_collector_state(b, o);
    buffer_add_text(b, ".\n");
}

/* Would a reader be told anything new about `now`? */
static bool refs_differ(const view_object *now, const view_object *then)
{
    if (now->ref_count != then->ref_count)
        return true;
    for (uint32_t i = 0; i < now->ref_count; i++) {
        const view_ref *a = &now->refs[i], *b = &then->refs[i];
        if (a->target_id != b->target_id || a->dead != b->dead || strcmp(a->label, b->label) != 0)
            return true;
    }
    return false;
}

static bool has_changed(const view *before, const view_object *now)
{
    int32_t at = before ? view_find(before, now->id) : VIEW_NONE;
    if (at == VIEW_NONE)
        return true;
    const view_object *then = &before->objects[at];
    return now->refcount != then->refcount || now->generation != then->generation ||
           now->size_bytes != then->size_bytes || now->unreachable != then->unreachable ||
           now->finalized != then->finalized || strcmp(now->value, then->value) != 0 ||
           refs_differ(now, then);
}

static void add_objects(buffer *b, const trace_record *r, const holders *who)
{
    const view *v = r->state;
    uint32_t told = 0;
    for (uint32_t i = 0; i < v->object_count; i++) {
        if (!has_changed(r->before, &v->objects[i]))
            continue;
        if (told++ == 0)
            buffer_add_text(b, "  Objects:\n");
        add_object(b, v, who, i);
    }
    uint32_t rest = v->object_count - told;
    if (rest > 0) {
        buffer_add_text(b, "  ");
        add_count(b, rest, "object stands as before.\n", "objects stand as before.\n");
    }
}

static void add_figures(buffer *b, const view *v)
{
    const view_gc *gc = &v->gc;
    buffer_printf(b,
                  "  Collector %s: counts %" PRIu32 " %" PRIu32 " %" PRIu32 " of %" PRIu32
                  " %" PRIu32 " %" PRIu32 "; objects per generation %" PRIu32 " %" PRIu32
                  " %" PRIu32,
                  gc->enabled ? "on" : "off", gc->count[0], gc->count[1], gc->count[2],
                  gc->threshold[0], gc->threshold[1], gc->threshold[2], gc->generations[0],
                  gc->generations[1], gc->generations[2]);
    if (gc->permanent > 0)
        buffer_printf(b, ", permanent %" PRIu32, gc->permanent);
    buffer_add_text(b, ".\n  Heap: ");
    add_count(b, v->heap.bytes, "byte in ", "bytes in ");
    add_count(b, v->heap.blocks, "block, ", "blocks, ");
    add_count(b, v->heap.pools, "pool, ", "pools, ");
    add_count(b, v->heap.arenas, "arena", "arenas");
    if (v->heap.large_bytes > 0) {
        buffer_add_text(b, "; ");
        add_count(b, v->heap.large_bytes, "byte outside", "bytes outside");
    }
    buffer_add_text(b, ".\n");
}

/* -- Pages ---------------------------------------------------------------------------------- */

void trace_text_header(buffer *b, const char *file, const char *title, const char *python)
{
    buffer_printf(b, "%s\n%s, Python %s\n", title, file, python);
}

void trace_text_step(buffer *b, const trace_record *r)
{
    arena memory = {0};
    holders who;
    if (!holders_build(r->state, &memory, &who)) {
        b->failed = true;
        arena_free(&memory);
        return;
    }
    buffer_add_char(b, '\n');
    add_head(b, r);
    add_told(b, r);
    add_births(b, r->about);
    trace_sentences(b, r);
    add_deaths(b, r->about);
    trace_collections(b, r->about);
    add_frames(b, r);
    add_objects(b, r, &who);
    add_figures(b, r->state);
    arena_free(&memory);
}
