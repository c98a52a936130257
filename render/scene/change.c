#include "render/scene/change.h"

#include <string.h>

typedef struct work {
    const picture *before, *now;
    const change_context *context;
    arena *memory;
    changed_object *objects;
    changed_frame *frames;
    changed_edge *edges;
    uint32_t object_count, frame_count, edge_count, edge_capacity;
    bool failed;
} work;

/* ---- cells ---- */

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_content(const picture_cell *a, const picture_cell *b)
{
    return a->target_id == b->target_id && a->dead == b->dead && same_text(a->value, b->value);
}

cell_state change_of_cell(const picture_object *before, const picture_cell *now)
{
    if (!before)
        return CELL_LIVE; /* of a new object: the object says so */
    const picture_cell *old = picture_find_cell(before->cells, before->cell_count, now->key);
    if (!old)
        return CELL_NEW;
    return same_content(old, now) ? CELL_LIVE : CELL_CHANGED;
}

const char *change_cause(const changed_object *o)
{
    static const char *const CYCLES[] = {"cycle, gen 0", "cycle, gen 1", "cycle, gen 2"};
    if (!o->death || !o->death->reason)
        return NULL;
    const char *reason = o->death->reason;
    char last = reason[0] ? reason[strlen(reason) - 1] : '\0';
    if (o->death->cause && strcmp(o->death->cause, "gc") == 0 && last >= '0' && last <= '2')
        return CYCLES[last - '0'];
    return reason;
}

/* ---- objects ---- */

static bool cells_differ(const picture_object *a, const picture_object *b)
{
    if (a->cell_count != b->cell_count || !same_text(a->value, b->value))
        return true;
    for (uint32_t i = 0; i < b->cell_count; i++)
        if (change_of_cell(a, &b->cells[i]) != CELL_LIVE)
            return true;
    return false;
}

static object_state state_of(const changed_object *o)
{
    const view_object *now = o->object->seen;
    const view_object *before = o->before ? o->before->seen : NULL;
    if (now->immortal)
        return OBJECT_IMMORTAL;
    if (now->refcount == 0)
        return OBJECT_DYING;
    if (now->unreachable)
        return OBJECT_UNREACHABLE;
    if (!before)
        return OBJECT_NEW;
    if (now->finalized && !before->finalized)
        return OBJECT_RESURRECTED; /* __del__ has run, and it is still reachable */
    if (o->delta != 0 || cells_differ(o->before, o->object))
        return OBJECT_CHANGED;
    return OBJECT_LIVE;
}

static void object_compare(changed_object *o, bool first)
{
    const view_object *now = o->object->seen;
    if (first)
        o->before = o->object;
    if (o->before)
        o->delta = (int64_t)now->refcount - (int64_t)o->before->seen->refcount;
    o->state = state_of(o);
    bool newly_unreachable = now->unreachable && o->before && !o->before->seen->unreachable;
    bool active = o->state == OBJECT_NEW || o->state == OBJECT_CHANGED || o->state == OBJECT_DYING
                  || o->state == OBJECT_RESURRECTED;
    o->touched = active || newly_unreachable || (o->delta != 0 && !now->immortal);
}

/* Both lists ascend by id: one merge. */
static void objects_merge(work *w)
{
    static const picture EMPTY = {0};
    const picture *before = w->before ? w->before : &EMPTY;
    uint32_t i = 0, j = 0;
    while (i < before->object_count || j < w->now->object_count) {
        const picture_object *old = i < before->object_count ? &before->objects[i] : NULL;
        const picture_object *new = j < w->now->object_count ? &w->now->objects[j] : NULL;
        changed_object *o = &w->objects[w->object_count];
        if (old && (!new || old->seen->id < new->seen->id)) {
            i++;
            if (view_find(w->now->seen, old->seen->id) != VIEW_NONE)
                continue; /* alive, only out of sight: no tombstone */
            *o = (changed_object){.object = old,
                                  .before = old,
                                  .state = OBJECT_TOMBSTONE,
                                  .touched = true};
        } else {
            bool both = old && old->seen->id == new->seen->id;
            *o = (changed_object){.object = new, .before = both ? old : NULL};
            object_compare(o, !w->before);
            i += both;
            j++;
        }
        w->object_count++;
    }
}

static changed_object *object_at(const work *w, uint32_t id)
{
    change c = {.objects = w->objects, .object_count = w->object_count};
    const changed_object *found = change_find(&c, id);
    return found ? &w->objects[found - w->objects] : NULL;
}

static void tombstones_explain(work *w)
{
    for (uint32_t i = 0; i < w->context->death_count; i++) {
        changed_object *o = object_at(w, w->context->deaths[i].id);
        if (o && o->state == OBJECT_TOMBSTONE)
            o->death = &w->context->deaths[i];
    }
}

/* ---- frames and their tags ---- */

static cell_state tag_state(const picture_frame *old, const picture_cell *tag)
{
    const picture_cell *was = picture_find_cell(old->tags, old->tag_count, tag->key);
    if (!was)
        return CELL_NEW;
    return same_content(was, tag) ? CELL_LIVE : CELL_CHANGED;
}

/* The tags there are, then those that went; `old` NULL: nothing to compare with. */
static void tags_compare(work *w, changed_frame *f, const picture_frame *old)
{
    uint32_t most = f->frame->tag_count + (old ? old->tag_count : 0);
    changed_tag *tags = arena_alloc(w->memory, (most + 1) * sizeof *tags);
    w->failed |= !tags;
    if (!tags)
        return;
    uint32_t count = 0;
    for (uint32_t i = 0; i < f->frame->tag_count; i++) {
        const picture_cell *tag = &f->frame->tags[i];
        cell_state state = f->dying ? CELL_GONE : f->born ? CELL_NEW : CELL_LIVE;
        if (old)
            state = tag_state(old, tag);
        tags[count++] = (changed_tag){.cell = tag, .state = state};
    }
    for (uint32_t i = 0; old && i < old->tag_count; i++) {
        const picture_cell *tag = &old->tags[i];
        if (!tag->temporary && !picture_find_cell(f->frame->tags, f->frame->tag_count, tag->key))
            tags[count++] = (changed_tag){.cell = tag, .state = CELL_GONE};
    }
    f->tags = tags;
    f->tag_count = count;
}

static void frames_merge(work *w)
{
    for (uint32_t i = 0; i < w->now->frame_count && !w->failed; i++) {
        const picture_frame *now = &w->now->frames[i];
        const picture_frame *old = w->before ? picture_find_frame(w->before, now->serial) : NULL;
        changed_frame *f = &w->frames[w->frame_count++];
        *f = (changed_frame){.frame = now, .born = w->before && !old};
        tags_compare(w, f, old);
    }
    for (uint32_t i = 0; w->before && i < w->before->frame_count && !w->failed; i++) {
        const picture_frame *old = &w->before->frames[i];
        if (picture_find_frame(w->now, old->serial))
            continue;
        changed_frame *f = &w->frames[w->frame_count++];
        *f = (changed_frame){.frame = old, .dying = true};
        tags_compare(w, f, NULL);
    }
}

/* ---- arrows ---- */

static void edge_add(work *w, changed_edge edge)
{
    if (w->edge_count == w->edge_capacity) {
        uint32_t wanted = w->edge_capacity ? w->edge_capacity * 2 : 64;
        changed_edge *larger = arena_grow(w->memory, w->edges, w->edge_count * sizeof *w->edges,
                                          wanted * sizeof *w->edges);
        if (!larger) {
            w->failed = true;
            return;
        }
        w->edges = larger;
        w->edge_capacity = wanted;
    }
    w->edges[w->edge_count++] = edge;
}

typedef struct cell_list {
    const picture_cell *cells;
    uint32_t count;
} cell_list;

/* What the holder holds now, and what it has let go of. */
static void edges_compare(work *w, changed_edge like, cell_list now, const cell_list *old)
{
    for (uint32_t i = 0; i < now.count; i++) {
        const picture_cell *cell = &now.cells[i];
        if (!cell->target_id)
            continue;
        const picture_cell *was
            = old ? picture_find_cell(old->cells, old->count, cell->key) : NULL;
        like.cell = cell;
        like.state = was && was->target_id == cell->target_id ? EDGE_LIVE : EDGE_NEW;
        edge_add(w, like);
    }
    for (uint32_t i = 0; old && i < old->count; i++) {
        const picture_cell *cell = &old->cells[i];
        const picture_cell *is = picture_find_cell(now.cells, now.count, cell->key);
        if (!cell->target_id || (is && is->target_id == cell->target_id))
            continue;
        like.cell = cell;
        like.state = EDGE_LETTING_GO;
        edge_add(w, like);
    }
}

static void edges_of_objects(work *w)
{
    for (uint32_t i = 0; i < w->object_count && !w->failed; i++) {
        const changed_object *o = &w->objects[i];
        cell_list cells = {o->object->cells, o->object->cell_count};
        changed_edge like = {.holder = o->object->seen->id,
                             .unreachable = o->state == OBJECT_UNREACHABLE};
        if (o->state == OBJECT_TOMBSTONE) {
            uint32_t first = w->edge_count;
            edges_compare(w, like, (cell_list){0}, &cells);
            for (uint32_t k = first; k < w->edge_count; k++)
                w->edges[k].state = EDGE_GHOST;
        } else if (o->before) {
            edges_compare(w, like, cells, &(cell_list){o->before->cells, o->before->cell_count});
        } else {
            edges_compare(w, like, cells, NULL);
        }
    }
}

static void edges_of_frames(work *w)
{
    for (uint32_t i = 0; i < w->frame_count && !w->failed; i++) {
        const changed_frame *f = &w->frames[i];
        changed_edge like = {.holder = f->frame->serial, .from_frame = true};
        cell_list tags = {f->frame->tags, f->frame->tag_count};
        const picture_frame *old
            = w->before && !f->born ? picture_find_frame(w->before, f->frame->serial) : NULL;
        if (f->dying)
            edges_compare(w, like, (cell_list){0}, &tags);
        else if (old)
            edges_compare(w, like, tags, &(cell_list){old->tags, old->tag_count});
        else
            edges_compare(w, like, tags, w->before ? NULL : &tags);
    }
}

/* ---- what is dim ---- */

static void focus_touch(work *w)
{
    for (uint32_t i = 0; i < w->now->frame_count; i++) {
        const picture_frame *f = &w->now->frames[i];
        for (uint32_t k = 0; k < w->context->focus_count; k++) {
            const picture_cell *tag
                = picture_find_cell(f->tags, f->tag_count, w->context->focus[k]);
            changed_object *o = tag ? object_at(w, tag->target_id) : NULL;
            if (o)
                o->touched = true;
        }
    }
}

/* Dim is what neither changed nor touches, or is touched by, what did. */
static void objects_dim(work *w)
{
    bool any = false;
    for (uint32_t i = 0; i < w->object_count; i++)
        any |= w->objects[i].touched;
    for (uint32_t i = 0; i < w->object_count; i++) {
        changed_object *o = &w->objects[i];
        o->dim = any && !o->touched && o->state != OBJECT_UNREACHABLE;
    }
    for (uint32_t i = 0; i < w->edge_count; i++) {
        changed_object *target = object_at(w, w->edges[i].cell->target_id);
        changed_object *holder
            = w->edges[i].from_frame ? NULL : object_at(w, w->edges[i].holder);
        if (target && holder && (target->touched || holder->touched))
            target->dim = holder->dim = false;
    }
}

static void edges_dim(work *w)
{
    for (uint32_t i = 0; i < w->edge_count; i++) {
        changed_edge *e = &w->edges[i];
        const changed_object *target = object_at(w, e->cell->target_id);
        const changed_object *holder = e->from_frame ? NULL : object_at(w, e->holder);
        e->dim = e->state == EDGE_LIVE && ((target && target->dim) || (holder && holder->dim));
    }
}

static void tags_dim(work *w)
{
    for (uint32_t i = 0; i < w->frame_count; i++) {
        for (uint32_t k = 0; k < w->frames[i].tag_count; k++) {
            changed_tag *tag = (changed_tag *)&w->frames[i].tags[k]; /* our own array */
            const changed_object *target = object_at(w, tag->cell->target_id);
            tag->dim = tag->state == CELL_LIVE && target && target->dim;
        }
    }
}

ouro_result change_between(const picture *before, const picture *now, const change_context *context,
                           arena *memory, change *out, ouro_error *err)
{
    uint32_t objects = now->object_count + (before ? before->object_count : 0);
    uint32_t frames = now->frame_count + (before ? before->frame_count : 0);
    work w = {.before = before, .now = now, .context = context, .memory = memory};
    w.objects = arena_alloc(memory, (objects + 1) * sizeof *w.objects);
    w.frames = arena_alloc(memory, (frames + 1) * sizeof *w.frames);
    w.failed = !w.objects || !w.frames;
    if (!w.failed) {
        objects_merge(&w);
        tombstones_explain(&w);
        frames_merge(&w);
        edges_of_objects(&w);
        edges_of_frames(&w);
    }
    if (w.failed)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the picture");
    focus_touch(&w);
    objects_dim(&w);
    edges_dim(&w);
    tags_dim(&w);
    *out = (change){.objects = w.objects,
                    .object_count = w.object_count,
                    .frames = w.frames,
                    .frame_count = w.frame_count,
                    .edges = w.edges,
                    .edge_count = w.edge_count};
    return OURO_OK;
}

const changed_object *change_find(const change *c, uint32_t id)
{
    uint32_t low = 0, high = c->object_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (c->objects[middle].object->seen->id < id)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < c->object_count && c->objects[low].object->seen->id == id;
    return found ? &c->objects[low] : NULL;
}
