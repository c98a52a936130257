#include "render/scene/change.h"

#include <string.h>

typedef struct work {
    const picture *before, *now;
    const change_context *context;
    arena *memory;
    bool *doomed; /* by index in `now`: something that is dying leads to it */
    changed_object *objects;
    changed_frame *frames;
    changed_edge *edges;
    uint32_t object_count, frame_count, edge_count, edge_capacity;
    bool failed;
} work;

static const session_call *call_of(const work *w, uint32_t frame)
{
    for (uint32_t i = 0; i < w->context->call_count; i++)
        if (w->context->calls[i].frame == frame)
            return &w->context->calls[i];
    return NULL;
}

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

/* What hangs on something that is dying is no garbage: its turn comes at once, and is seen. */
static void doomed_mark(work *w, const picture_object *holder)
{
    for (uint32_t i = 0; i < holder->cell_count; i++) {
        const picture_cell *c = &holder->cells[i];
        const picture_object *target
            = c->target_id && !c->weak ? picture_find(w->now, c->target_id) : NULL;
        if (target)
            w->doomed[target - w->now->objects] = true;
    }
}

/* Round by round, as chains are followed against the order of ids as well. O(objects x depth). */
static void doomed_find(work *w)
{
    const picture *now = w->now;
    uint32_t count = 0, last = 1;
    for (uint32_t i = 0; i < now->object_count; i++)
        if (now->objects[i].seen->refcount == 0 && !now->objects[i].seen->immortal)
            doomed_mark(w, &now->objects[i]);
    while (count != last) {
        last = count;
        count = 0;
        for (uint32_t i = 0; i < now->object_count; i++)
            if (w->doomed[i]) {
                doomed_mark(w, &now->objects[i]);
                count++;
            }
    }
}

/* Garbage that the collector has in hand stays garbage, also while a finalizer or the collector itself
 * holds it for a moment. */
static bool is_garbage(const view_object *now, const view_object *before, bool doomed)
{
    if (doomed && !(before && before->unreachable))
        return false;
    return now->unreachable || (now->tentatively_unreachable && before && before->unreachable);
}

static object_state state_of(const changed_object *o, bool doomed)
{
    const view_object *now = o->object->seen;
    const view_object *before = o->before ? o->before->seen : NULL;
    if (now->immortal)
        return OBJECT_IMMORTAL;
    if (now->refcount == 0 || (o->finalizing && !now->tentatively_unreachable))
        return OBJECT_DYING;
    if (is_garbage(now, before, doomed))
        return OBJECT_UNREACHABLE;
    if (now->finalized && !(before && before->finalized))
        return OBJECT_RESURRECTED; /* __del__ has run, and it is still reachable */
    if (!before)
        return OBJECT_NEW;
    if (o->delta != 0 || cells_differ(o->before, o->object))
        return OBJECT_CHANGED;
    return OBJECT_LIVE;
}

static bool objects_differ(const picture_object *a, const picture_object *b)
{
    return a->seen->refcount != b->seen->refcount || a->seen->unreachable != b->seen->unreachable
           || cells_differ(a, b);
}

/* The object as it was in a picture's state, drawn or not; NULL: it was not there. */
static const view_object *seen_in(const picture *p, uint32_t id)
{
    int32_t at = p ? view_find(p->seen, id) : VIEW_NONE;
    return at == VIEW_NONE ? NULL : &p->seen->objects[at];
}

/* What only comes into sight is neither new nor born. */
static void object_compare(const work *w, changed_object *o, const picture_object *previous)
{
    const view_object *now = o->object->seen;
    const view_object *hidden = o->before ? NULL : seen_in(w->before, now->id);
    if (!w->before || hidden)
        o->before = o->object;
    o->born = !o->before && !previous && !seen_in(w->context->previous, now->id);
    o->fresh = !w->context->previous || !previous || objects_differ(previous, o->object);
    const picture_object *since = w->context->previous && o->fresh ? previous : o->before;
    if (since)
        o->delta = (int64_t)now->refcount - (int64_t)(since == o->object && hidden ? hidden : since->seen)->refcount;
    for (uint32_t i = 0; i < w->now->frame_count; i++) {
        const session_call *call = call_of(w, w->now->frames[i].serial);
        o->finalizing |= call && call->kind == SESSION_CALL_FINALIZER && call->id == now->id;
    }
    o->examined = w->context->collected && now->tracked;
    o->state = state_of(o, w->doomed[o->object - w->now->objects]);
    bool newly_unreachable = o->state == OBJECT_UNREACHABLE && o->before && !o->before->seen->unreachable;
    bool active = o->state == OBJECT_NEW || o->state == OBJECT_CHANGED || o->state == OBJECT_DYING
                  || o->state == OBJECT_RESURRECTED;
    o->touched = active || newly_unreachable || (o->delta != 0 && !now->immortal);
}

/* Nothing drawn leads to it any more, only the interpreter has it in hand: a generator that is being closed. */
static bool lingers(const work *w, const picture_object *old, const view_object *now)
{
    return w->context->previous && old && now->role == VIEW_ROLE_MACHINERY
           && picture_temporaries(now) == now->refcount;
}

static bool still_refers(const view_object *now, const picture_cell *c)
{
    for (uint32_t i = 0; i < now->ref_count; i++)
        if (strcmp(now->refs[i].label, c->name) == 0)
            return true;
    return false;
}

/* Of the cells it was last drawn with, those that are written into the box and still there. */
static bool cells_linger(work *w, picture_object *kept, const picture_object *old)
{
    picture_cell *cells = arena_alloc(w->memory, (old->cell_count + 1) * sizeof *cells);
    for (uint32_t i = 0; cells && i < old->cell_count; i++)
        if (old->cells[i].value && still_refers(kept->seen, &old->cells[i]))
            cells[kept->cell_count++] = old->cells[i];
    kept->cells = cells;
    return cells != NULL;
}

/* Until it dies it stays where it was, with what is written in it; where else its references lead is the
 * interpreter's business. */
static void object_linger(work *w, changed_object *o, const picture_object *old, const view_object *now)
{
    const view_object *previous = seen_in(w->context->previous, now->id);
    picture_object *kept = arena_alloc(w->memory, sizeof *kept);
    w->failed |= !kept;
    if (!kept)
        return;
    *kept = (picture_object){.seen = now};
    w->failed |= !cells_linger(w, kept, old);
    *o = (changed_object){.object = kept,
                          .before = old,
                          .state = now->refcount ? OBJECT_CHANGED : OBJECT_DYING,
                          .delta = (int64_t)now->refcount - (int64_t)old->seen->refcount,
                          .touched = true,
                          .lingers = true,
                          .fresh = !previous || previous->refcount != now->refcount};
}

static const picture_object *object_next(const picture *p, uint32_t i)
{
    return p && i < p->object_count ? &p->objects[i] : NULL;
}

static uint32_t lowest_id(const picture_object *a, const picture_object *b, const picture_object *c)
{
    uint32_t id = UINT32_MAX;
    if (a && a->seen->id < id)
        id = a->seen->id;
    if (b && b->seen->id < id)
        id = b->seen->id;
    return c && c->seen->id < id ? c->seen->id : id;
}

/* All lists ascend by id: one merge. What is alive and only out of sight leaves no tombstone; inside a step it
 * may linger. */
static void objects_merge(work *w)
{
    uint32_t i = 0, j = 0, k = 0;
    for (;;) {
        const picture_object *old = object_next(w->before, i), *new = object_next(w->now, j);
        const picture_object *previous = object_next(w->context->previous, k);
        uint32_t id = lowest_id(old, new, previous);
        if (id == UINT32_MAX)
            return;
        old = old && old->seen->id == id ? old : NULL;
        new = new && new->seen->id == id ? new : NULL;
        previous = previous && previous->seen->id == id ? previous : NULL;
        i += old != NULL;
        j += new != NULL;
        k += previous != NULL;
        changed_object *o = &w->objects[w->object_count];
        if (new) {
            *o = (changed_object){.object = new, .before = old};
            object_compare(w, o, previous);
        } else if (seen_in(w->now, id)) {
            const view_object *alive = seen_in(w->now, id);
            if (!lingers(w, old, alive))
                continue;
            object_linger(w, o, old, alive);
        } else {
            const picture_object *was = old ? old : previous;
            *o = (changed_object){.object = was,
                                  .before = was,
                                  .state = OBJECT_TOMBSTONE,
                                  .touched = true,
                                  .fresh = !w->context->previous || previous};
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

static void deaths_explain(work *w)
{
    for (uint32_t i = 0; i < w->context->death_count; i++) {
        changed_object *o = object_at(w, w->context->deaths[i].id);
        if (o && (o->state == OBJECT_TOMBSTONE || o->state == OBJECT_DYING))
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

static const picture_cell *tag_of(const picture_frame *f, const char *key)
{
    return f ? picture_find_cell(f->tags, f->tag_count, key) : NULL;
}

static uint32_t tags_gone(const work *w, const changed_frame *f, const picture_frame *old,
                          const picture_frame *previous, changed_tag *tags, uint32_t count)
{
    for (uint32_t i = 0; old && i < old->tag_count; i++) {
        const picture_cell *tag = &old->tags[i];
        if (!tag->temporary && !tag_of(f->frame, tag->key))
            tags[count++] = (changed_tag){.cell = tag,
                                          .state = CELL_GONE,
                                          .fresh = !w->context->previous
                                                   || tag_of(previous, tag->key)};
    }
    for (uint32_t i = 0; previous && i < previous->tag_count; i++) {
        const picture_cell *tag = &previous->tags[i];
        if (!tag->temporary && !tag_of(f->frame, tag->key) && !tag_of(old, tag->key))
            tags[count++] = (changed_tag){.cell = tag, .state = CELL_GONE, .fresh = true};
    }
    return count;
}

/* The tags there are, then those that went; `old` NULL: nothing to compare with. */
static void tags_compare(work *w, changed_frame *f, const picture_frame *old)
{
    const picture_frame *previous
        = w->context->previous && !f->dying
              ? picture_find_frame(w->context->previous, f->frame->serial)
              : NULL;
    uint32_t most = f->frame->tag_count + (old ? old->tag_count : 0)
                    + (previous ? previous->tag_count : 0);
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
        bool fresh = !w->context->previous || f->fresh
                     || (previous && tag_state(previous, tag) != CELL_LIVE);
        tags[count++] = (changed_tag){.cell = tag, .state = state, .fresh = fresh};
    }
    f->tags = tags;
    f->tag_count = tags_gone(w, f, old, previous, tags, count);
}

static const picture_frame *frame_in(const picture *p, uint32_t serial)
{
    return p ? picture_find_frame(p, serial) : NULL;
}

static void frame_dies(work *w, const picture_frame *old)
{
    changed_frame *f = &w->frames[w->frame_count++];
    *f = (changed_frame){
        .frame = old,
        .dying = true,
        .fresh = !w->context->previous || frame_in(w->context->previous, old->serial),
        .call = call_of(w, old->serial)};
    tags_compare(w, f, NULL);
}

static void frames_merge(work *w)
{
    const picture *before = w->before, *previous = w->context->previous;
    for (uint32_t i = 0; i < w->now->frame_count && !w->failed; i++) {
        const picture_frame *now = &w->now->frames[i];
        const picture_frame *old = frame_in(before, now->serial);
        changed_frame *f = &w->frames[w->frame_count++];
        *f = (changed_frame){.frame = now,
                             .born = before && !old,
                             .fresh = previous && !frame_in(previous, now->serial),
                             .call = call_of(w, now->serial)};
        tags_compare(w, f, old);
    }
    for (uint32_t i = 0; before && i < before->frame_count && !w->failed; i++)
        if (!frame_in(w->now, before->frames[i].serial))
            frame_dies(w, &before->frames[i]);
    for (uint32_t i = 0; previous && i < previous->frame_count && !w->failed; i++)
        if (!frame_in(w->now, previous->frames[i].serial)
            && !frame_in(before, previous->frames[i].serial))
            frame_dies(w, &previous->frames[i]);
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

/* What a holder holds: now, when the step began, at the stop before. NULL: it was not there. */
typedef struct held_cells {
    const cell_list *now, *old, *previous;
} held_cells;

static bool list_holds(const cell_list *list, const picture_cell *like)
{
    const picture_cell *found
        = list ? picture_find_cell(list->cells, list->count, like->key) : NULL;
    return found && found->target_id == like->target_id;
}

static void edges_gone(work *w, changed_edge like, const held_cells *h, const cell_list *from)
{
    for (uint32_t i = 0; from && i < from->count; i++) {
        like.cell = &from->cells[i];
        bool told = from == h->previous && list_holds(h->old, like.cell);
        if (!like.cell->target_id || like.cell->temporary || told
            || list_holds(h->now, like.cell))
            continue;
        like.fresh = !w->context->previous || list_holds(h->previous, like.cell);
        edge_add(w, like);
    }
}

/* What the holder holds now, and what it has let go of (`gone`: how that is drawn). */
static void edges_compare(work *w, changed_edge like, const held_cells *h, edge_state gone)
{
    for (uint32_t i = 0; h->now && i < h->now->count; i++) {
        like.cell = &h->now->cells[i];
        if (!like.cell->target_id)
            continue;
        like.state = list_holds(h->old, like.cell) ? EDGE_LIVE : EDGE_NEW;
        like.fresh = !w->context->previous || !list_holds(h->previous, like.cell);
        edge_add(w, like);
    }
    like.state = gone;
    edges_gone(w, like, h, h->old);
    edges_gone(w, like, h, h->previous);
}

static cell_list cells_of(const picture_object *o)
{
    return o ? (cell_list){o->cells, o->cell_count} : (cell_list){.count = 0};
}

static void edges_of_objects(work *w)
{
    for (uint32_t i = 0; i < w->object_count && !w->failed; i++) {
        const changed_object *o = &w->objects[i];
        if (o->lingers)
            continue;
        const picture_object *before
            = w->context->previous
                  ? picture_find(w->context->previous, o->object->seen->id)
                  : NULL;
        cell_list now = cells_of(o->object), old = cells_of(o->before), last = cells_of(before);
        held_cells h = {.now = &now,
                        .old = o->before ? &old : NULL,
                        .previous = before ? &last : NULL};
        bool dead = o->state == OBJECT_TOMBSTONE;
        if (dead)
            h.now = NULL;
        changed_edge like = {.holder = o->object->seen->id,
                             .unreachable = o->state == OBJECT_UNREACHABLE};
        edges_compare(w, like, &h, dead ? EDGE_GHOST : EDGE_LETTING_GO);
    }
}

static void edges_of_frames(work *w)
{
    for (uint32_t i = 0; i < w->frame_count && !w->failed; i++) {
        const changed_frame *f = &w->frames[i];
        changed_edge like = {.holder = f->frame->serial, .from_frame = true};
        const picture_frame *before = f->born ? NULL : frame_in(w->before, f->frame->serial);
        const picture_frame *last = frame_in(w->context->previous, f->frame->serial);
        cell_list now = {f->frame->tags, f->frame->tag_count}, old = {.count = 0}, previous = old;
        if (before)
            old = (cell_list){before->tags, before->tag_count};
        if (last)
            previous = (cell_list){last->tags, last->tag_count};
        held_cells h = {.now = &now,
                        .old = before ? &old : w->before ? NULL : &now,
                        .previous = last ? &previous : NULL};
        if (f->dying) {
            h.now = NULL;
            h.old = h.old ? h.old : &now;
        }
        edges_compare(w, like, &h, EDGE_LETTING_GO);
    }
}

/* ---- temporaries of the interpreter ---- */

/* What a container gives up when it dies is held by temporaries until each has had its turn: that is
 * still the container's own arrow. */
static changed_edge *edge_still_held(work *w, uint32_t target)
{
    for (uint32_t i = 0; i < w->edge_count; i++) {
        changed_edge *e = &w->edges[i];
        bool gone = e->state == EDGE_LETTING_GO || e->state == EDGE_GHOST;
        if (!gone || e->from_frame || e->cell->target_id != target || e->cell->weak)
            continue;
        const changed_object *holder = object_at(w, e->holder);
        if (holder->state == OBJECT_DYING || holder->state == OBJECT_TOMBSTONE
            || holder->object->seen->tentatively_unreachable)
            return e;
    }
    return NULL;
}

static void tag_remove(work *w, uint32_t frame, const char *key)
{
    for (uint32_t i = 0; i < w->frame_count; i++) {
        changed_frame *f = &w->frames[i];
        changed_tag *tags = (changed_tag *)f->tags; /* our own array */
        for (uint32_t k = 0; f->frame->serial == frame && k < f->tag_count; k++)
            if (strcmp(tags[k].cell->key, key) == 0) {
                memmove(&tags[k], &tags[k + 1], (f->tag_count - k - 1) * sizeof *tags);
                f->tag_count--;
                return;
            }
    }
}

/* Dead weak references that wait for their callbacks. */
static void tags_remove_dead(changed_frame *f)
{
    changed_tag *tags = (changed_tag *)f->tags; /* our own array */
    uint32_t kept = 0;
    for (uint32_t i = 0; i < f->tag_count; i++)
        if (!tags[i].cell->temporary || !tags[i].cell->dead)
            tags[kept++] = tags[i];
    f->tag_count = kept;
}

static bool is_in_hand(const changed_object *o)
{
    return o
           && (o->finalizing || o->state == OBJECT_DYING
               || o->object->seen->tentatively_unreachable);
}

/* Temporaries by which the machinery of death holds what it works on are no names of anybody. Of
 * those that hold garbage the oldest is the collector's own: it takes one object in hand at a time. */
static void temporaries_settle(work *w)
{
    uint32_t kept = 0;
    bool collector = false;
    for (uint32_t i = 0; i < w->frame_count; i++)
        tags_remove_dead(&w->frames[i]);
    for (uint32_t i = 0; i < w->edge_count; i++) {
        changed_edge e = w->edges[i];
        bool temporary = e.from_frame && e.cell->temporary && e.state == EDGE_NEW;
        const changed_object *target = temporary ? object_at(w, e.cell->target_id) : NULL;
        bool own = !collector && target && target->object->seen->tentatively_unreachable;
        collector |= own;
        changed_edge *still
            = temporary && !own ? edge_still_held(w, e.cell->target_id) : NULL;
        if (still) {
            still->state = EDGE_LIVE;
            still->fresh = false;
        }
        if (still || is_in_hand(target))
            tag_remove(w, e.holder, e.cell->key);
        else
            w->edges[kept++] = e;
    }
    w->edge_count = kept;
}

/* ---- the collector's visits ---- */

static changed_edge *edge_visited(work *w, const visit *v)
{
    for (uint32_t i = 0; (v->holder_id || v->from_frame) && i < w->edge_count; i++) {
        changed_edge *e = &w->edges[i];
        if (e->holder == v->holder_id && e->from_frame == v->from_frame && !e->spent
            && e->state != EDGE_LETTING_GO && e->state != EDGE_GHOST && !e->cell->weak
            && e->cell->target_id == v->target_id)
            return e;
    }
    return NULL;
}

static void visits_mark(work *w)
{
    const change_context *c = w->context;
    for (uint32_t i = 0; i < c->visited && i < c->visits.count; i++) {
        const visit *v = &c->visits.visits[i];
        bool last = i + 1 == c->visited;
        if (!last && v->kind != VISIT_INSIDE)
            continue;
        changed_edge *e = edge_visited(w, v);
        changed_object *o = last ? object_at(w, v->target_id) : NULL;
        if (e && last)
            e->followed = v;
        else if (e)
            e->spent = true;
        if (o)
            o->visited = v;
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
        const view_object *seen = o->object->seen;
        o->dim = any && !o->touched && o->state != OBJECT_UNREACHABLE && !seen->collecting
                 && !seen->tentatively_unreachable;
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
    const picture *previous = context->previous;
    uint32_t objects = now->object_count + (before ? before->object_count : 0)
                       + (previous ? previous->object_count : 0);
    uint32_t frames = now->frame_count + (before ? before->frame_count : 0)
                      + (previous ? previous->frame_count : 0);
    work w = {.before = before, .now = now, .context = context, .memory = memory};
    w.objects = arena_alloc(memory, (objects + 1) * sizeof *w.objects);
    w.frames = arena_alloc(memory, (frames + 1) * sizeof *w.frames);
    w.doomed = arena_alloc(memory, now->object_count + 1);
    w.failed = !w.objects || !w.frames || !w.doomed;
    if (!w.failed) {
        doomed_find(&w);
        objects_merge(&w);
        deaths_explain(&w);
        frames_merge(&w);
        edges_of_objects(&w);
        edges_of_frames(&w);
    }
    if (!w.failed && previous)
        temporaries_settle(&w);
    if (!w.failed)
        visits_mark(&w);
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
