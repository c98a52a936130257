/* Why an object is alive: the shortest way from a root to it, along strong references.
 *
 * Roots are the names of running frames, then what else nobody of the script holds: temporaries, and
 * what the interpreter keeps. What only garbage holds has no way: it is unreachable. The meaning is that
 * of objgraph's find_backref_chain(obj, is_proper_module), a name standing for its module.
 *
 * Reads an object graph; the result's texts are made, so that it outlives the graph.
 * Cost O(objects + references), of the whole graph once: to turn it round. */
#ifndef OURO_SIM_WHY_H
#define OURO_SIM_WHY_H

#include "sim/base/arena.h"
#include "sim/object_graph.h"

/* How the object before it leads here; the first hop has a root and no holder. */
typedef struct why_hop {
    uint32_t holder_id; /* the object that holds `object_id`; 0: the first hop */
    uint32_t object_id;
    const char *holder_type; /* "Node"; of the first hop: "name", "temporary", "frame", "interpreter" */
    const char *label;       /* the reference's; or the name, or what the interpreter holds it as */
    bool key;                /* it is the key of the holder's entry */
    bool named;              /* the first hop: a name of this frame */
    uint32_t frame;          /* its serial number; 0: the module */
    const char *frame_name;  /* "<module>", "f" */
    uint32_t root, edge;     /* numbers in the graph: of the first hop its root, of the others the reference */
} why_hop;

typedef struct why_path {
    const why_hop *hops; /* from the root to the object; none: unreachable, immortal, or not there */
    uint32_t count;
    bool there;
} why_path;

/* False: out of memory. */
bool why_find(const object_graph *g, uint32_t id, arena *memory, why_path *out);

#endif
