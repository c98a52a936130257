/* Which pools the heap map shows, chosen once for the whole run so that its rows never move.
 *
 * A row is a pool that holds, after any step, a block of an object of the script or of its values;
 * pools of the interpreter's machinery alone (functions, classes, frames) are only counted. Rows stand
 * in the order of their addresses, as in the strip of the arena.
 *
 * Reads maps and the pictures of the same states; copies what it needs. Invariant: rows ascend. */
#ifndef OURO_RENDER_SCENE_HEAP_PLAN_H
#define OURO_RENDER_SCENE_HEAP_PLAN_H

#include "render/scene/picture.h"
#include "sim/view_heap.h"

enum { HEAP_ROWS_MAX = 64 };

typedef struct heap_row {
    uint32_t pool;       /* its number */
    uint32_t most_begun; /* blocks that it ever handed out, in any state told */
} heap_row;

typedef struct heap_plan {
    heap_row rows[HEAP_ROWS_MAX];
    uint32_t row_count;
    uint32_t arenas_most;
    bool large; /* there are pieces outside pools that belong to objects of the script */
    bool told;
} heap_plan;

/* The state after a step. Cost O(blocks log objects). */
void heap_plan_tell(heap_plan *plan, const view_heap_map *map, const picture *p);
/* NULL: the pool has no row. */
const heap_row *heap_plan_row(const heap_plan *plan, uint32_t pool);
/* Does the block belong to what the script is about, and not to machinery? */
bool heap_plan_is_shown(const picture *p, uint32_t owner_id);

#endif
