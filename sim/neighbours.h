/* The objects around one object: what it refers to, or who refers to it, so many references deep.
 *
 * The meaning is that of objgraph's show_refs() and show_backrefs(): breadth first, an object is opened
 * once, at most so many of its neighbours are told. One row per reference, so two keys of a dict that
 * lead to one object are two rows. Names count as holders. Weak references are told and not followed:
 * they hold nothing.
 *
 * Reads an object graph; makes no text. Cost O(objects + references) to turn the graph round (backwards
 * only), then O(rows). */
#ifndef OURO_SIM_NEIGHBOURS_H
#define OURO_SIM_NEIGHBOURS_H

#include "sim/object_graph.h"

enum { NEIGHBOURS_DEPTH = 3, NEIGHBOURS_TOO_MANY = 10 }; /* objgraph's */

typedef struct neighbours_options {
    bool back; /* who refers to it */
    bool all;  /* also the interpreter's objects, and that an instance refers to its class; else, as in a
                  trace, of these only the holders of an object, which are not opened */
    uint32_t depth, too_many;
} neighbours_options;

typedef struct neighbour {
    uint32_t object; /* its number in the graph; GRAPH_NONE: it is a root */
    uint32_t root;   /* number of the root, or GRAPH_NONE */
    uint32_t from;   /* the row that it is a neighbour of; GRAPH_NONE: the first row */
    uint32_t edge;   /* the reference between the two; GRAPH_NONE: there is none, or a root's */
    uint32_t depth;
    uint32_t first, count; /* the rows of its own neighbours */
    uint32_t cut;          /* neighbours that were too many */
    bool weak;
    bool again;  /* another row, above, opens the object */
    bool deeper; /* it has neighbours that are too deep */
} neighbour;

typedef struct neighbours {
    const neighbour *rows; /* the object itself, then by depth */
    uint32_t count;
    uint32_t unlisted; /* references of the object itself that `all` would tell */
} neighbours;

/* `object` is a number in the graph. False: out of memory. */
bool neighbours_find(const object_graph *g, uint32_t object, const neighbours_options *options,
                     arena *memory, neighbours *out);

#endif
