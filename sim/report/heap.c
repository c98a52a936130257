#include "sim/report/heap.h"

#include "sim/report/columns.h"

#include <inttypes.h>
#include <stdio.h>

/* --- Counting -------------------------------------------------------------------------------------- */

static void count_pool(const world *w, uint32_t number, heap_class *classes)
{
    const heap_pool *pool = world_pool(w, number);
    uint32_t units = pool->size_class + 1U;
    heap_class *class = &classes[pool->size_class];
    uint32_t all = (w->heap.pool_units - w->heap.pool_first) / units;
    class->pools++;
    class->used += pool->count;
    class->free += all - pool->count;
    class->untouched += all - (uint32_t)(pool->untouched - w->heap.pool_first) / units;
}

/* Blocks of the script that free lists keep. */
static void count_kept(const world *w, heap_class *classes)
{
    const heap_state *h = &w->state.heap;
    const uint16_t *units = (const uint16_t *)(const void *)w->base[TABLE_BLOCKS];
    for (uint32_t list = 0; list < FREELIST_COUNT; list++) {
        uint32_t block = h->kept[list].head;
        for (uint32_t i = 0; i < h->kept[list].count; i++) {
            if (block >= h->start)
                classes[world_pool(w, block >> HEAP_POOL_SHIFT)->size_class].kept++;
            block = units[block] | (uint32_t)units[block + 1] << 16;
        }
    }
}

void heap_classes(const world *w, heap_class classes[HEAP_CLASSES])
{
    const heap_state *h = &w->state.heap;
    for (uint32_t i = 0; i < HEAP_CLASSES; i++)
        classes[i] = (heap_class){.size = (i + 1) * HEAP_UNIT_BYTES};
    for (uint32_t i = h->start >> HEAP_POOL_SHIFT; i < w->state.used[TABLE_POOLS]; i++) {
        const heap_pool *pool = world_pool(w, i);
        bool there = i % w->heap.arena_pools < world_arena(w, i / w->heap.arena_pools)->carved;
        if (there && pool->size_class < HEAP_CLASSES &&
            (pool->count || h->first_pool[pool->size_class] == i))
            count_pool(w, i, classes);
    }
    count_kept(w, classes);
}

/* --- Writing ------------------------------------------------------------------------------------------ */

static void add_row(buffer *b, const char *name, const heap_class *c)
{
    buffer_printf(b, "%6s %7u %9u %7u %9u %10u\n", name, c->pools, c->used, c->kept, c->free,
                  c->untouched);
}

/* What is held against what is used. */
static void add_totals(buffer *b, const world *w, const heap_class *sum)
{
    uint32_t pool_bytes = w->heap.pool_units * HEAP_UNIT_BYTES;
    const heap_state *h = &w->state.heap;
    uint64_t pools = h->pools, room = (uint64_t)h->arenas * w->heap.arena_pools;
    buffer_printf(b, "\n%u arena%s of %u bytes: %" PRIu64 " of %" PRIu64 " pools taken, %" PRIu64 " bytes.\n",
                  h->arenas, column_plural(h->arenas), w->heap.arena_pools * pool_bytes, pools, room, pools * pool_bytes);
    buffer_printf(b, "In use: %" PRIu64 " bytes in %u block%s", heap_bytes(&w->state), sum->used,
                  column_plural(sum->used));
    if (sum->kept)
        buffer_printf(b, ", %u of them kept for objects to come", sum->kept);
    buffer_printf(b, ".\nOutside: %" PRIu64 " bytes in %u block%s of more than %u bytes.\n",
                  h->large_bytes, h->large_blocks, column_plural(h->large_blocks),
                  w->heap.small_bytes);
}

void heap_text(buffer *b, const world *w)
{
    heap_class classes[HEAP_CLASSES], sum = {0};
    heap_classes(w, classes);
    buffer_printf(b, "%6s %7s %9s %7s %9s %10s\n", "size", "pools", "used", "kept", "free", "untouched");
    for (uint32_t i = 0; i < HEAP_CLASSES; i++) {
        const heap_class *c = &classes[i];
        char size[16];
        (void)snprintf(size, sizeof size, "%u", c->size);
        if (c->pools)
            add_row(b, size, c);
        sum.pools += c->pools;
        sum.used += c->used;
        sum.kept += c->kept;
        sum.free += c->free;
        sum.untouched += c->untouched;
    }
    add_row(b, "all", &sum);
    add_totals(b, w, &sum);
}

void heap_json(buffer *b, const world *w)
{
    heap_class classes[HEAP_CLASSES];
    heap_classes(w, classes);
    buffer_add_char(b, '[');
    for (uint32_t i = 0; i < HEAP_CLASSES; i++)
        buffer_printf(b, "%s{\"size\": %u, \"pools\": %u, \"used\": %u, \"free\": %u}", i ? ", " : "",
                      classes[i].size, classes[i].pools, classes[i].used, classes[i].free);
    buffer_add_char(b, ']');
}
