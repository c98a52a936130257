/* Strongly connected components of an object graph: objects that hold each other, directly or on a way.
 *
 * A component of several objects, or of one that holds itself, is a cycle: reference counts alone never
 * free it. Weak references do not count. Reads the graph; all results live in the arena. */
#ifndef OURO_SIM_COMPONENTS_H
#define OURO_SIM_COMPONENTS_H

#include "sim/object_graph.h"

typedef struct components {
    uint32_t count;
    const uint32_t *of;      /* per object: its component, or GRAPH_NONE: it was left out */
    const uint32_t *first;   /* count + 1: the members of c are [first[c], first[c + 1]) of `members` */
    const uint32_t *members; /* in each component ascending */
} components;

/* Of the objects whose byte in `left_out` is 0 (NULL: of all), as if the others were not there. A component
 * holds only itself and earlier ones.
 * False: out of memory. O(objects + references), without recursion. */
bool components_build(const object_graph *g, const uint8_t *left_out, arena *memory, components *out);

/* Do its members hold each other (or does the one hold itself)? O(references of the first member). */
bool component_is_cycle(const object_graph *g, const components *all, uint32_t component);

#endif
