/* What the collector does inside one event: the visits of subtract_refs() and move_unreachable().
 *
 * The log holds a phase as one event; what it visits follows from the world right before it, in
 * CPython's order. A visit changes one object's gc_refs, or the list it stands in.
 *
 * Reads a const world. Writes an array in an arena; changes views, never the world.
 * Invariant: after all visits a view shows the gc_refs that the event itself leaves behind, and what is
 * set apart is what the event calls unreachable. */
#ifndef OURO_SIM_VISITS_H
#define OURO_SIM_VISITS_H

#include "sim/log/gc_phase.h"
#include "sim/view.h"

enum { VISITS_MAX = 4096 }; /* more than that nobody follows one by one */

typedef enum visit_kind {
    VISIT_INSIDE,   /* subtract_refs: a reference from inside takes one away */
    VISIT_APART,    /* move_unreachable: gc_refs is 0, tentatively unreachable */
    VISIT_REACHED,  /* a reachable object leads here, before its own turn: gc_refs becomes 1 */
    VISIT_RESCUED   /* the same, but it was set apart already: back among the reachable */
} visit_kind;

typedef struct visit {
    visit_kind kind;
    uint32_t target_id;
    uint32_t holder_id; /* the object that refers to it, 0: none does or it is not told; an instance's
                           __dict__ counts as the instance, a frame's namespace as the frame: */
    bool from_frame;    /* then holder_id is the frame's serial */
    uint32_t gc_refs;   /* of the target, from now on */
} visit;

typedef struct visit_list {
    const visit *visits;
    uint32_t count;
} visit_list;

/* The visits of `phase` in a collection of `generation`, if it is what happens next in `w`. None for
 * other phases, and none if there are more than VISITS_MAX; objects of the interpreter are visited,
 * but not listed as targets.
 * Cost O(objects + references). False: no memory.
 * Source  CPython 3.13.0, Python/gc.c, subtract_refs(), move_unreachable(). */
bool visits_find(const world *w, gc_phase phase, uint32_t generation, arena *memory,
                 visit_list *out);

/* The view `v`, made right before the phase, as it is after the first `count` visits. */
void visits_show(const visit_list *list, uint32_t count, view *v);

#endif
