#include "sim/visits.h"

#include <stdlib.h>
#include <string.h>

typedef struct visitor {
    const world *w;
    arena *memory;
    uint32_t rows;
    uint32_t *gc_refs; /* our own copy of the column */
    uint8_t *flags;    /* of OBJ_COLLECTING and OBJ_UNREACHABLE, the same */
    ref *line;         /* move_unreachable: who is looked at, in this order; it grows at its end */
    uint32_t line_count;
    ref *owner; /* of an instance's dict: the instance */
    ref holder; /* who is being traversed */
    visit *visits;
    uint32_t count, capacity;
    bool failed;
} visitor;

/* --- Who holds ---------------------------------------------------------------------------------- */

static void owners_find(visitor *v)
{
    for (ref o = LIST_COUNT + 1; o < v->rows; o++)
        if (world_kind(v->w, o) == KIND_INSTANCE && world_row(v->w, o)->hi)
            v->owner[world_row(v->w, o)->hi] = o;
}

static void holder_tell(const visitor *v, visit *out)
{
    const world *w = v->w;
    for (uint32_t i = 0; i < w->state.used[TABLE_FRAMES]; i++)
        if (world_frames(w)[i].names == v->holder) {
            out->holder_id = world_frames(w)[i].serial;
            out->from_frame = true;
            return;
        }
    ref o = v->owner[v->holder] ? v->owner[v->holder] : v->holder;
    out->holder_id = world_has(w, o, OBJ_INTERPRETER) ? 0 : world_serial(w, o);
}

static void visit_add(visitor *v, visit_kind kind, ref target)
{
    if (world_has(v->w, target, OBJ_INTERPRETER) || v->count > VISITS_MAX)
        return;
    if (v->count == v->capacity) {
        uint32_t wanted = v->capacity ? v->capacity * 2 : 64;
        visit *larger = arena_grow(v->memory, v->visits, v->count * sizeof *larger,
                                   wanted * sizeof *larger);
        if (!larger) {
            v->failed = true;
            return;
        }
        v->visits = larger;
        v->capacity = wanted;
    }
    visit *new = &v->visits[v->count++];
    *new = (visit){
        .kind = kind, .target_id = world_serial(v->w, target), .gc_refs = v->gc_refs[target]};
    if (v->holder)
        holder_tell(v, new);
}

/* --- The two phases ----------------------------------------------------------------------------- */

static void visit_decref(void *user, ref target)
{
    visitor *v = user;
    if (!(v->flags[target] & OBJ_COLLECTING))
        return;
    v->gc_refs[target]--;
    visit_add(v, VISIT_INSIDE, target);
}

static void subtract_refs(visitor *v, uint32_t list)
{
    for (ref o = world_row(v->w, list)->gc_next; o != list; o = world_row(v->w, o)->gc_next) {
        v->holder = o;
        world_traverse(v->w, o, visit_decref, v);
    }
}

static void visit_reachable(void *user, ref target)
{
    visitor *v = user;
    if (!(v->flags[target] & OBJ_COLLECTING))
        return;
    bool apart = v->flags[target] & OBJ_UNREACHABLE;
    if (!apart && v->gc_refs[target] != 0)
        return;
    v->gc_refs[target] = 1;
    if (apart) {
        v->flags[target] &= (uint8_t)~OBJ_UNREACHABLE;
        v->line[v->line_count++] = target;
    }
    visit_add(v, apart ? VISIT_RESCUED : VISIT_REACHED, target);
}

/* Each object stands in the line once, and once more if it is rescued. */
static void move_unreachable(visitor *v, uint32_t list)
{
    for (ref o = world_row(v->w, list)->gc_next; o != list; o = world_row(v->w, o)->gc_next)
        v->line[v->line_count++] = o;
    for (uint32_t i = 0; i < v->line_count; i++) {
        ref o = v->line[i];
        v->holder = v->gc_refs[o] ? o : 0;
        if (v->gc_refs[o]) {
            world_traverse(v->w, o, visit_reachable, v);
            v->flags[o] &= (uint8_t)~OBJ_COLLECTING;
        } else {
            v->flags[o] |= OBJ_UNREACHABLE;
            visit_add(v, VISIT_APART, o);
        }
    }
}

/* --- From outside ------------------------------------------------------------------------------- */

static bool visitor_open(visitor *v, arena *scratch)
{
    size_t rows = v->rows;
    v->gc_refs = arena_alloc(scratch, rows * sizeof *v->gc_refs);
    v->flags = arena_alloc(scratch, rows);
    v->line = arena_alloc(scratch, 2 * rows * sizeof *v->line);
    v->owner = arena_alloc(scratch, rows * sizeof *v->owner);
    if (!v->gc_refs || !v->flags || !v->line || !v->owner)
        return false;
    memcpy(v->gc_refs, v->w->gc_refs, rows * sizeof *v->gc_refs);
    for (ref o = LIST_COUNT + 1; o < v->rows; o++)
        v->flags[o] = world_row(v->w, o)->flags & (OBJ_COLLECTING | OBJ_UNREACHABLE);
    owners_find(v);
    return true;
}

bool visits_find(const world *w, gc_phase phase, uint32_t generation, arena *memory,
                 visit_list *out)
{
    *out = (visit_list){.count = 0};
    if (phase != GC_SUBTRACT_REFS && phase != GC_MOVE_UNREACHABLE)
        return true;
    arena scratch = {0};
    visitor v = {.w = w, .memory = memory, .rows = w->state.used[TABLE_ROWS]};
    v.failed = !visitor_open(&v, &scratch);
    if (!v.failed && phase == GC_SUBTRACT_REFS)
        subtract_refs(&v, LIST_YOUNG + generation);
    else if (!v.failed)
        move_unreachable(&v, LIST_YOUNG + generation);
    arena_free(&scratch);
    if (!v.failed && v.count <= VISITS_MAX)
        *out = (visit_list){.visits = v.visits, .count = v.count};
    return !v.failed;
}

void visits_show(const visit_list *list, uint32_t count, view *v)
{
    view_object *objects = (view_object *)v->objects; /* the view was made for us */
    for (uint32_t i = 0; i < count && i < list->count; i++) {
        const visit *done = &list->visits[i];
        int32_t index = view_find(v, done->target_id);
        if (index == VIEW_NONE)
            continue;
        objects[index].gc_refs = done->gc_refs;
        if (done->kind == VISIT_APART)
            objects[index].tentatively_unreachable = true;
        else if (done->kind == VISIT_RESCUED)
            objects[index].tentatively_unreachable = false;
    }
}
