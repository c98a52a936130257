/* Why an object is alive: the shortest way from a root to it, along strong references.
 *
 * Roots are the names of running frames, then what the interpreter itself holds (temporaries, code,
 * tables). What only garbage holds has no way: it is unreachable.
 *
 * Reads a view. Cost O(objects + references). Source of the idea: objgraph's find_backref_chain(). */
#ifndef OURO_SIM_WHY_H
#define OURO_SIM_WHY_H

#include "sim/base/arena.h"
#include "sim/view.h"

/* How the object before it leads here; the first hop's holder is the root. */
typedef struct why_hop {
    const view_frame *frame;   /* a name of this frame leads to `object`; NULL: none does */
    const view_object *holder; /* or this object does */
    const char *label;         /* the name, the reference's label; or what the interpreter holds it as */
    bool key;
    const view_object *object;
} why_hop;

typedef struct why {
    const why_hop *hops; /* from the root to the object; none: unreachable, or not there */
    uint32_t count;
    bool there;
} why;

/* False: out of memory. */
bool why_find(const view *v, uint32_t id, arena *memory, why *out);

#endif
