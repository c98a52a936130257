#include "render/scene/choices.h"

#include <string.h>

/* ---- choosing ---- */

/* Where it is, or would be. */
static uint32_t place_of(const choices_ids *list, uint32_t id)
{
    uint32_t low = 0, high = list->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list->ids[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool choices_have(const choices_ids *list, uint32_t id)
{
    uint32_t at = place_of(list, id);
    return at < list->count && list->ids[at] == id;
}

static bool toggle(choices_ids *list, uint32_t id)
{
    uint32_t at = place_of(list, id);
    uint32_t *here = &list->ids[at];
    if (at < list->count && *here == id) {
        list->count--;
        memmove(here, here + 1, (list->count - at) * sizeof *here);
        return true;
    }
    if (list->count == CHOICES_MOST)
        return false;
    memmove(here + 1, here, (list->count - at) * sizeof *here);
    *here = id;
    list->count++;
    return true;
}

bool choices_fold(scene_choices *c, uint32_t id)
{
    return toggle(&c->folded, id);
}

bool choices_hide(scene_choices *c, uint32_t id)
{
    return toggle(&c->hidden, id);
}

void choices_show_all(scene_choices *c)
{
    c->hidden.count = 0;
}

/* ---- what is left out ---- */

/* Objects are indices of `all`; marks are bytes, one per object. */
typedef struct work {
    const scene_choices *choices;
    const change *all;
    bool *folded;  /* nothing is followed out of it */
    bool *outside; /* something that is not folded leads to it */
    bool *inside;  /* left out: only folded objects lead to it */
    bool *reached; /* by the walk under way */
    uint32_t *stack;
} work;

/* Strong references hold; a weak one into a folded part does not bring it back into sight. */
static uint32_t push(const work *w, const picture_cell *cells, uint32_t count, bool dead_only,
                     bool *marks, uint32_t depth)
{
    for (uint32_t i = 0; i < count; i++) {
        const picture_cell *c = &cells[i];
        const changed_object *o = c->target_id && !c->weak ? change_find(w->all, c->target_id) : NULL;
        if (!o || marks[o - w->all->objects] || (dead_only && o->state != OBJECT_TOMBSTONE))
            continue;
        marks[o - w->all->objects] = true;
        w->stack[depth++] = (uint32_t)(o - w->all->objects);
    }
    return depth;
}

/* What has just died is still where it was: behind the cells that its holder had. */
static uint32_t push_object(const work *w, uint32_t index, bool *marks, uint32_t depth)
{
    const changed_object *o = &w->all->objects[index];
    depth = push(w, o->object->cells, o->object->cell_count, false, marks, depth);
    if (o->before && o->before != o->object)
        depth = push(w, o->before->cells, o->before->cell_count, true, marks, depth);
    return depth;
}

/* Go on from what is on the stack, through folded objects as well if `through`. */
static void walk(const work *w, bool *marks, uint32_t depth, bool through)
{
    while (depth > 0) {
        uint32_t index = w->stack[--depth];
        if (through || !w->folded[index])
            depth = push_object(w, index, marks, depth);
    }
}

static void walk_from(const work *w, uint32_t index, bool *marks, bool through)
{
    walk(w, marks, push_object(w, index, marks, 0), through);
}

/* Names lead to things, and so does whatever no folded object leads to. */
static void outside_find(work *w)
{
    for (uint32_t i = 0; i < w->all->object_count; i++)
        if (w->folded[i])
            walk_from(w, i, w->reached, true);
    for (uint32_t i = 0; i < w->all->frame_count; i++) {
        const changed_frame *f = &w->all->frames[i];
        for (uint32_t k = 0; k < f->tag_count; k++)
            walk(w, w->outside, push(w, f->tags[k].cell, 1, false, w->outside, 0), false);
    }
    for (uint32_t i = 0; i < w->all->object_count; i++)
        if (!w->reached[i] && !w->outside[i]) {
            w->outside[i] = true;
            if (!w->folded[i])
                walk_from(w, i, w->outside, false);
        }
}

/* Folded objects that are in sight hide what only they lead to. Of a cycle with nothing else leading
 * into it the oldest folded one stays in sight. */
static void inside_find(work *w)
{
    for (uint32_t pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < w->all->object_count; i++) {
            if (!w->folded[i] || w->inside[i] || (pass == 0) != w->outside[i])
                continue;
            w->outside[i] = true;
            walk_from(w, i, w->inside, true);
        }
    for (uint32_t i = 0; i < w->all->object_count; i++)
        w->inside[i] &= !w->outside[i];
}

static uint32_t within_count(const work *w, uint32_t index)
{
    uint32_t count = 0;
    memset(w->reached, 0, w->all->object_count * sizeof *w->reached);
    walk_from(w, index, w->reached, true);
    for (uint32_t i = 0; i < w->all->object_count; i++)
        count += w->reached[i] && w->inside[i]
                 && w->all->objects[i].state != OBJECT_TOMBSTONE;
    return count;
}

static bool work_begin(work *w, arena *memory)
{
    size_t count = w->all->object_count + 1;
    w->folded = arena_alloc(memory, count * sizeof *w->folded);
    w->outside = arena_alloc(memory, count * sizeof *w->outside);
    w->inside = arena_alloc(memory, count * sizeof *w->inside);
    w->reached = arena_alloc(memory, count * sizeof *w->reached);
    w->stack = arena_alloc(memory, count * sizeof *w->stack);
    if (!w->folded || !w->outside || !w->inside || !w->reached || !w->stack)
        return false;
    for (uint32_t i = 0; i < w->all->object_count; i++)
        w->folded[i] = choices_have(&w->choices->folded, w->all->objects[i].object->seen->id);
    return true;
}

static bool edge_stays(const scene_chosen *out, const changed_edge *e)
{
    return (e->from_frame || change_find(&out->changed, e->holder))
           && change_find(&out->changed, e->cell->target_id);
}

bool choices_apply(const scene_choices *c, const change *all, arena *memory, scene_chosen *out)
{
    work w = {.choices = c, .all = all};
    changed_object *objects = arena_alloc(memory, (all->object_count + 1) * sizeof *objects);
    changed_edge *edges = arena_alloc(memory, (all->edge_count + 1) * sizeof *edges);
    uint32_t *within = arena_alloc(memory, (all->object_count + 1) * sizeof *within);
    *out = (scene_chosen){.changed = *all, .within = within};
    if (!objects || !edges || !within || !work_begin(&w, memory))
        return false;
    if (c->folded.count) {
        outside_find(&w);
        inside_find(&w);
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < all->object_count; i++) {
        const changed_object *o = &all->objects[i];
        bool hidden = choices_have(&c->hidden, o->object->seen->id);
        out->hidden_count += hidden && !w.inside[i] && o->state != OBJECT_TOMBSTONE;
        if (hidden || w.inside[i])
            continue;
        within[kept] = w.folded[i] ? within_count(&w, i) : 0;
        objects[kept++] = *o;
    }
    out->changed.objects = objects;
    out->changed.object_count = kept;
    out->changed.edges = edges;
    out->changed.edge_count = 0;
    for (uint32_t i = 0; i < all->edge_count; i++)
        if (edge_stays(out, &all->edges[i]))
            edges[out->changed.edge_count++] = all->edges[i];
    return true;
}
