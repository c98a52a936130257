/* The tables of sets: probing and sizes, for readers.
 *
 * Source: CPython 3.13.0, Objects/setobject.c, set_lookkey(): each place is looked at with up to nine
 * neighbours, as long as they all lie in the table, before the probing jumps. */
#ifndef OURO_SIM_LOG_SET_H
#define OURO_SIM_LOG_SET_H

#include "sim/log/world.h"

enum { SET_LINEAR_PROBES = 9 };

/* A walk over the places where a hash may stand; `at` is the present one. */
typedef struct set_walk {
    uint64_t perturb, group;
    uint32_t mask, at, neighbours;
} set_walk;

static inline void set_walk_group(set_walk *walk)
{
    walk->at = (uint32_t)walk->group;
    walk->neighbours = walk->group + SET_LINEAR_PROBES <= walk->mask ? SET_LINEAR_PROBES : 0;
}

static inline set_walk set_walk_start(uint32_t places, int64_t hash)
{
    set_walk walk = {.perturb = (uint64_t)hash, .mask = places - 1};
    walk.group = (uint64_t)hash & walk.mask;
    set_walk_group(&walk);
    return walk;
}

static inline void set_walk_next(set_walk *walk)
{
    if (walk->neighbours) {
        walk->neighbours--;
        walk->at++;
        return;
    }
    walk->perturb >>= 5; /* PERTURB_SHIFT */
    walk->group = (walk->group * 5 + 1 + walk->perturb) & walk->mask;
    set_walk_group(walk);
}

/* Bytes of a table in CPython; none for the small one, which lies inside of the object. */
static inline uint64_t set_table_bytes(const world *w, uint32_t growth)
{
    return growth ? ((uint64_t)SET_SMALL_PLACES << growth) * w->size[SIZE_SET_ENTRY] : 0;
}

#endif
