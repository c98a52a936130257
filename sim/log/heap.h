/* The memory manager of the simulated interpreter: pymalloc, the system's allocator behind it, and
 * the memory that types keep.
 *
 * Requests of up to 512 bytes are rounded up to a size class and served from pools of that class:
 * 16 KiB each, in arenas of 1 MiB. Larger ones go to the system's allocator (heap_large.c).
 * The glossary of a pool's states is CPython's:
 *   used   some of its blocks are in use, some are not: in the ring usedpools of its size class
 *   full   all are in use: in no list; its first free block puts it in front of usedpools
 *   empty  none is in use: in its arena's freepools; the next one asked for takes it for any size
 *
 * Written only from world_apply() downwards. Invariant (invariant.c): the blocks of living objects,
 * of free lists and of what was detached are exactly the blocks counted as in use, and never overlap.
 * Source: CPython 3.13.0, Objects/obmalloc.c.
 * Differs: real arenas come from mmap(), aligned to 4 KiB, so that most have 63 whole pools; these are
 * aligned and lie in the order of their numbers. The interpreter's own start-up heap is set aside when
 * the script begins: the script finds no pools (heap_begin_script()). In CPython blocks of the
 * interpreter stand in pools of every size, which therefore never are empty: here the first pool of
 * each size class is not given back, as if there were such a block in it. */
#ifndef OURO_SIM_LOG_HEAP_H
#define OURO_SIM_LOG_HEAP_H

#include "sim/log/write.h"

/* For heap_alloc(): no pool of the size class has a free block. */
uint32_t heap_alloc_new_pool(world *w, uint32_t size_class, uint64_t bytes);
void heap_pool_extend(world *w, uint32_t number);
void heap_pool_turn(world *w, uint32_t number, bool was_full);
uint32_t large_alloc(world *w, uint64_t bytes);
void large_free(world *w, uint32_t chunk);
/* The block, which may be another one then. */
uint32_t large_realloc(world *w, uint32_t chunk, uint64_t bytes);

OURO_INLINE heap_pool *pool_write(world *w, uint32_t pool)
{
    world_touch(w, TABLE_POOLS, (size_t)pool * sizeof(heap_pool));
    return (heap_pool *)(void *)w->base[TABLE_POOLS] + pool;
}

/* A free block's first unit says where in the pool the one freed before it is (0: it was the first). */
OURO_INLINE uint16_t *block_write(world *w, uint32_t block)
{
    world_touch(w, TABLE_BLOCKS, (size_t)block * 2);
    return (uint16_t *)(void *)w->base[TABLE_BLOCKS] + block;
}

/* Source: pymalloc_alloc(). `bytes` is not 0. */
OURO_INLINE uint32_t heap_alloc(world *w, uint64_t bytes)
{
    uint32_t size_class = (uint32_t)((bytes - 1) / HEAP_UNIT_BYTES);
    if (__builtin_expect(bytes > HEAP_CLASSES * HEAP_UNIT_BYTES, 0))
        return large_alloc(w, bytes);
    w->state.heap.used[size_class]++;
    uint32_t number = world_pool(w, size_class)->next;
    if (__builtin_expect(number == size_class, 0))
        return heap_alloc_new_pool(w, size_class, bytes);
    heap_pool *pool = pool_write(w, number);
    uint32_t block = number << HEAP_POOL_SHIFT | pool->freeblock;
    pool->count++;
    pool->freeblock = ((const uint16_t *)(const void *)w->base[TABLE_BLOCKS])[block];
    if (!pool->freeblock)
        heap_pool_extend(w, number);
    return block;
}

/* Source: pymalloc_free(). */
OURO_INLINE void heap_free(world *w, uint32_t block)
{
    if (__builtin_expect(block & HEAP_LARGE, 0)) {
        large_free(w, block & ~HEAP_LARGE);
        return;
    }
    if (block < w->state.heap.start)
        return; /* what the interpreter had before the script */
    uint32_t number = block >> HEAP_POOL_SHIFT;
    heap_pool *pool = pool_write(w, number);
    uint16_t last = pool->freeblock;
    *block_write(w, block) = last;
    pool->freeblock = (uint16_t)(block & (HEAP_POOL_UNITS_MOST - 1));
    w->state.heap.used[pool->size_class]--;
    if (--pool->count == 0 || !last)
        heap_pool_turn(w, number, !last);
}

/* Source: pymalloc_realloc(): a block stays where it is unless it grows out of its size class or gives
 * up a quarter of it. `block` 0: there was none. */
uint32_t heap_realloc(world *w, uint32_t block, uint64_t bytes);

/* What the script finds when it begins. */
void heap_begin_script(world *w);
/* The rings of pools, empty: a new world, whose profile is known. */
void heap_open(world *w);

/* --- Free lists ---------------------------------------------------------------------------------- */

/* A kept block's first two units chain it. A block taken is in use already. */
OURO_INLINE uint32_t kept_take(world *w, uint32_t list)
{
    freelist *kept = &w->state.heap.kept[list];
    uint32_t block = kept->head;
    if (!kept->count)
        return 0;
    const uint16_t *units = (const uint16_t *)(const void *)w->base[TABLE_BLOCKS] + block;
    kept->head = units[0] | (uint32_t)units[1] << 16;
    kept->count--;
    return block;
}

/* False: the list is full, the block goes another way. */
OURO_INLINE bool kept_put(world *w, uint32_t list, uint32_t block)
{
    freelist *kept = &w->state.heap.kept[list];
    if (kept->count >= w->heap.keep[list])
        return false;
    uint16_t *units = block_write(w, block);
    units[0] = (uint16_t)kept->head;
    units[1] = (uint16_t)(kept->head >> 16);
    kept->head = block;
    kept->count++;
    return true;
}

/* Everything that a full collection gives back. Source: Objects/object.c, _PyObject_ClearFreeLists().
 * Differs by version: a slice stays (slice_outlives_gc). */
void kept_clear(world *w);

/* --- An object's second block ---------------------------------------------------------------------- */

/* Change its size as PyMem_Realloc() does; bytes 0: free it. */
void block_resize(world *w, ref o, uint64_t bytes);
/* Put another one in its place (bytes 0: none), as tables do that are copied: the new one is there before
 * the old one goes. */
void block_remake(world *w, ref o, uint64_t bytes);
/* The object forgets it; it is freed by EV_BLOCK_FREE, after what it held has died. */
void block_detach(world *w, ref o);
/* The opposite: what was detached last is the object's again. */
void block_reattach(world *w, ref o);

#endif
