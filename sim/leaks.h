/* What is lost: objects that nobody can reach and no collection has freed yet, the cycles that keep them,
 * and what objgraph's get_leaking_objects() would say instead.
 *
 * That function collects first, then lists what the collector tracks and no tracked object refers to. So
 * it never lists a cycle: the collection takes it, and its members refer to each other. What it does list
 * are objects that only C code holds: a call's locals and temporaries, a list inside of the interpreter.
 *
 * Reads an object graph; results live in the arena. Cost O(objects + references). */
#ifndef OURO_SIM_LEAKS_H
#define OURO_SIM_LEAKS_H

#include "sim/components.h"
#include "sim/object_graph.h"

typedef struct leaks {
    const uint32_t *lost; /* numbers of the script's unreachable objects, by id */
    uint32_t lost_count;
    components parts;       /* of the unreachable objects */
    const uint32_t *cycles; /* numbers of the components that are cycles, those of the lowest ids first */
    uint32_t cycle_count, in_cycles; /* objects of the script */
    const uint32_t *unreferred; /* the script's objects that get_leaking_objects() would list, by id */
    uint32_t unreferred_count;
} leaks;

/* False: out of memory. */
bool leaks_find(const object_graph *g, arena *memory, leaks *out);

#endif
