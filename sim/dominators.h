/* What would die with an object: its dominators, and the bytes that each retains.
 *
 * An object dominates another if every way from a root to the other leads through it: when it goes, the
 * other goes as well. What it retains is its own bytes and those of all that it dominates (Eclipse MAT's
 * "retained heap"). Roots are those of the graph: names, frames, the interpreter. Weak references keep
 * nothing alive.
 *
 * Unreachable objects are a part of their own: they keep nothing alive that is reachable, and among
 * themselves their roots are the members of each cycle that nobody else holds.
 *
 * Reads the graph; results live in the arena. Source: Lengauer and Tarjan, "A fast algorithm for finding
 * dominators in a flowgraph" (1979), the simple version. */
#ifndef OURO_SIM_DOMINATORS_H
#define OURO_SIM_DOMINATORS_H

#include "sim/object_graph.h"

#include <signal.h>

typedef struct dominators {
    const uint32_t *parent;   /* per object: the nearest that dominates it; GRAPH_NONE: only a root does */
    const uint64_t *retained; /* per object: bytes */
    const uint32_t *kept;     /* per object: how many objects these are, itself included */
    const uint8_t *reachable; /* per object: from a root */
} dominators;

/* sizes: bytes of each object; stop: polled, may be NULL. False: out of memory, or stopped.
 * O(references * log objects), half a second per million objects; no recursion. */
bool dominators_build(const object_graph *g, const uint32_t *sizes, const volatile sig_atomic_t *stop,
                      arena *memory, dominators *out);

#endif
