#include "render/scene/heap_plan.h"

#include <string.h>

bool heap_plan_is_shown(const picture *p, uint32_t owner_id)
{
    if (!owner_id)
        return false;
    if (picture_find(p, owner_id))
        return true;
    int32_t at = view_find(p->seen, owner_id);
    if (at == VIEW_NONE)
        return false;
    const view_object *o = &p->seen->objects[at];
    return !o->interpreter && (o->role == VIEW_ROLE_DATA || o->role == VIEW_ROLE_CONSTANT);
}

static bool pool_is_shown(const view_pool *pool, const picture *p)
{
    for (uint32_t i = 0; i < pool->begun; i++)
        if (heap_plan_is_shown(p, pool->blocks[i].owner_id))
            return true;
    return false;
}

/* Where the pool's row is, or would have to be. */
static uint32_t row_place(const heap_plan *plan, uint32_t pool)
{
    uint32_t at = 0;
    while (at < plan->row_count && plan->rows[at].pool < pool)
        at++;
    return at;
}

const heap_row *heap_plan_row(const heap_plan *plan, uint32_t pool)
{
    uint32_t at = row_place(plan, pool);
    return at < plan->row_count && plan->rows[at].pool == pool ? &plan->rows[at] : NULL;
}

static void pool_tell(heap_plan *plan, const view_pool *pool, const picture *p)
{
    uint32_t at = row_place(plan, pool->number);
    bool there = at < plan->row_count && plan->rows[at].pool == pool->number;
    if (!there) {
        if (plan->row_count == HEAP_ROWS_MAX || !pool_is_shown(pool, p))
            return;
        memmove(&plan->rows[at + 1], &plan->rows[at], (plan->row_count - at) * sizeof *plan->rows);
        plan->rows[at] = (heap_row){.pool = pool->number};
        plan->row_count++;
    }
    if (pool->begun > plan->rows[at].most_begun)
        plan->rows[at].most_begun = pool->begun;
}

void heap_plan_tell(heap_plan *plan, const view_heap_map *map, const picture *p)
{
    plan->told = true;
    for (uint32_t i = 0; i < map->pool_count; i++)
        pool_tell(plan, &map->pools[i], p);
    if (map->arena_count > plan->arenas_most)
        plan->arenas_most = map->arena_count;
    for (uint32_t i = 0; i < map->large_count && !plan->large; i++)
        plan->large = heap_plan_is_shown(p, map->large[i].owner_id);
}
