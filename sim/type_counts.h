/* How many objects of each type there are, and how many bytes they take: now, or between two moments.
 *
 * Counts the objects of the script, as views list them; their types have their whole names, and bytes are what sys.getsizeof() tells, the header of the collector included. Classes of one name are
 * one row. Reads the world; texts and rows live in the arena.
 *
 * Source of the idea: objgraph's typestats(), most_common_types() and growth(); Pympler's
 * summary.get_diff(). Differs: objgraph sees only what the collector tracks, here every object counts. */
#ifndef OURO_SIM_TYPE_COUNTS_H
#define OURO_SIM_TYPE_COUNTS_H

#include "sim/base/arena.h"
#include "sim/log/world.h"

typedef struct type_count {
    const char *type;
    uint32_t count;
    uint64_t bytes;
    uint32_t recent; /* of these: born after the moment that was named */
    uint32_t first_recent[4]; /* the ids of the oldest of them; 0: no more */
} type_count;

typedef struct type_counts {
    const type_count *rows; /* the most frequent first, then by name */
    uint32_t row_count;
    uint32_t objects; /* the sums */
    uint64_t bytes;
} type_counts;

/* What is alive.
 *   since  the number of the script's last object then (type_counts_last()): later ones are `recent`
 * False: out of memory. Cost O(objects). */
bool type_counts_build(const world *w, uint32_t since, arena *memory, type_counts *out);
/* The number of the script's last object so far; 0: there was none. */
uint32_t type_counts_last(const world *w);

/* What became of a type. Whoever was born after the first moment and died before the second is in no
 * figure. */
typedef struct type_change {
    const char *type;
    const type_count *before, *now; /* NULL: there were none */
    int64_t count, bytes; /* the differences */
    uint32_t born, died;  /* count = born - died */
} type_change;

typedef struct type_changes {
    const type_change *rows; /* the largest growth in count first, then by name; last what shrank most */
    uint32_t row_count;
    int64_t count, bytes; /* the sums */
} type_changes;

/* From one moment to a later one, whose `recent` are counted from the first one on. Types that are as
 * they were are left out, unless some of their objects were replaced. False: out of memory. */
bool type_changes_build(const type_counts *before, const type_counts *now, arena *memory, type_changes *out);

#endif
