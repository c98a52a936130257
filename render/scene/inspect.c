#include "render/scene/inspect.h"

#include "sim/holders.h"

#include <string.h>

enum { NAMED_MOST = 6 };

/* ---- words ---- */

static void comma_add(buffer *b)
{
    if (b->length)
        buffer_add_text(b, ", ");
}

/* The holders that a person can see: names and references, most of all names. */
static void holders_add(buffer *b, const view *v, uint32_t id)
{
    uint32_t named = 0;
    for (uint32_t f = 0; f < v->frame_count; f++)
        for (uint32_t i = 0; i < v->frames[f].name_count && named < NAMED_MOST; i++)
            if (v->frames[f].names[i].target_id == id && !v->frames[f].names[i].interpreter) {
                comma_add(b);
                buffer_add_text(b, v->frames[f].names[i].name);
                named++;
            }
    for (uint32_t i = 0; i < v->object_count; i++)
        for (uint32_t k = 0; k < v->objects[i].ref_count && named < NAMED_MOST; k++) {
            const view_ref *r = &v->objects[i].refs[k];
            if (r->target_id != id || r->weak || v->objects[i].interpreter)
                continue;
            comma_add(b);
            holder_place_write(b, v->objects[i].id, r->label, r->key);
            named++;
        }
}

/* Whom it points at: objects of the script, by number. */
static void targets_add(buffer *b, const view *v, const view_object *o)
{
    uint32_t named = 0;
    for (uint32_t k = 0; k < o->ref_count && named < NAMED_MOST; k++) {
        int32_t at = o->refs[k].target;
        if (at == VIEW_NONE || o->refs[k].weak || v->objects[at].interpreter
            || v->objects[at].role == VIEW_ROLE_CONSTANT)
            continue;
        comma_add(b);
        buffer_printf(b, "#%u", o->refs[k].target_id);
        named++;
    }
}

static void why_add(buffer *b, const why_path *w, const tongue *words)
{
    if (!w->count)
        buffer_add_text(b, tongue_say(words, SAY_NO_WAY));
    for (uint32_t i = 0; i < w->count; i++) {
        if (i)
            buffer_add_text(b, " \xE2\x86\x92 "); /* an arrow */
        const why_hop *hop = &w->hops[i];
        if (hop->holder_id)
            holder_place_write(b, hop->holder_id, hop->label, hop->key);
        else
            buffer_add_text(b, hop->label);
    }
}

/* The text, or NULL if it is empty. */
static const char *taken(buffer *b, arena *memory, bool *failed)
{
    const char *text = b->length ? arena_text(memory, buffer_text(b), b->length) : NULL;
    *failed = *failed || b->failed || (b->length && !text);
    buffer_clear(b);
    return text;
}

const inspected *inspect(const ledger *life, const view *seen, const why_path *way, uint32_t step, uint32_t line,
                         const tongue *words, arena *memory)
{
    inspected *out = arena_alloc(memory, sizeof *out);
    if (!out)
        return NULL;
    *out = (inspected){.life = life};
    int32_t at = view_find(seen, life->id);
    bool failed = !ledger_until(life, seen, step, line, memory, &out->rows, &out->row_count);
    out->count = out->row_count ? out->rows[out->row_count - 1].count : 0;
    out->is_dead = at == VIEW_NONE && (step > life->birth_step || out->row_count);
    if (at != VIEW_NONE) {
        buffer b = {0};
        out->seen = &seen->objects[at];
        out->count = out->seen->refcount;
        holders_add(&b, seen, life->id);
        out->held_by = taken(&b, memory, &failed);
        targets_add(&b, seen, out->seen);
        out->holds = taken(&b, memory, &failed);
        why_add(&b, way, words);
        out->why = taken(&b, memory, &failed);
        buffer_free(&b);
    }
    return failed ? NULL : out;
}

/* ---- the way, lit ---- */

static bool is_on_way(const why_path *w, uint32_t id)
{
    for (uint32_t i = 0; i < w->count; i++)
        if (w->hops[i].object_id == id)
            return true;
    return false;
}

/* The next object of the way that the picture shows, after hop `i`; attributes' dicts are not. */
static uint32_t next_shown(const why_path *w, const change *c, uint32_t i)
{
    for (uint32_t k = i; k < w->count; k++)
        if (change_find(c, w->hops[k].object_id))
            return w->hops[k].object_id;
    return 0;
}

static bool is_way_edge(const why_path *w, const change *c, const changed_edge *e)
{
    if (!w->count || e->state == EDGE_LETTING_GO || e->state == EDGE_GHOST || e->cell->weak)
        return false;
    if (e->from_frame)
        return w->hops[0].named && w->hops[0].frame == e->holder
               && strcmp(w->hops[0].label, e->cell->label) == 0;
    for (uint32_t i = 0; i + 1 < w->count; i++)
        if (w->hops[i].object_id == e->holder)
            return next_shown(w, c, i + 1) == e->cell->target_id;
    return false;
}

static bool frames_light(change *out, const why_path *w, arena *memory)
{
    changed_frame *frames = arena_alloc(memory, (out->frame_count + 1) * sizeof *frames);
    if (!frames)
        return false;
    for (uint32_t f = 0; f < out->frame_count; f++) {
        frames[f] = out->frames[f];
        changed_tag *tags = arena_alloc(memory, (frames[f].tag_count + 1) * sizeof *tags);
        if (!tags)
            return false;
        for (uint32_t i = 0; i < frames[f].tag_count; i++) {
            tags[i] = frames[f].tags[i];
            tags[i].dim = !(w->count && w->hops[0].named
                            && w->hops[0].frame == frames[f].frame->serial
                            && strcmp(w->hops[0].label, tags[i].cell->label) == 0);
        }
        frames[f].tags = tags;
    }
    out->frames = frames;
    return true;
}

const change *inspect_light(const change *c, const why_path *way, uint32_t id, arena *memory)
{
    change *out = arena_alloc(memory, sizeof *out);
    changed_object *objects = arena_alloc(memory, (c->object_count + 1) * sizeof *objects);
    changed_edge *edges = arena_alloc(memory, (c->edge_count + 1) * sizeof *edges);
    if (!out || !objects || !edges)
        return NULL;
    *out = *c;
    for (uint32_t i = 0; i < c->object_count; i++) {
        objects[i] = c->objects[i];
        uint32_t own = c->objects[i].object->seen->id;
        objects[i].dim = own != id && !is_on_way(way, own);
    }
    for (uint32_t i = 0; i < c->edge_count; i++) {
        edges[i] = c->edges[i];
        edges[i].dim = !is_way_edge(way, c, &c->edges[i]);
    }
    out->objects = objects;
    out->edges = edges;
    return frames_light(out, way, memory) ? out : NULL;
}
