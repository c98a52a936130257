#include "sim/log/heap.h"

#include <assert.h>

static heap_arena *arena_write(world *w, uint32_t arena)
{
    world_touch(w, TABLE_ARENAS, (size_t)arena * sizeof(heap_arena));
    return (heap_arena *)(void *)w->base[TABLE_ARENAS] + arena;
}

/* --- Arenas --------------------------------------------------------------------------------------- */

/* Source: new_arena(). Numbers of arenas that were given back are used again, the last one first. */
static uint32_t arena_new(world *w)
{
    world_state *s = &w->state;
    uint32_t arena = s->heap.unused_arenas;
    if (arena)
        s->heap.unused_arenas = world_arena(w, arena)->next;
    else
        arena = s->used[TABLE_ARENAS]++;
    *arena_write(w, arena) = (heap_arena){.free_pools = (uint16_t)w->heap.arena_pools};
    s->heap.usable_arenas = s->heap.last_arena[w->heap.arena_pools] = arena;
    s->heap.arenas++;
    return arena;
}

static void arena_unlink(world *w, uint32_t arena)
{
    uint32_t next = world_arena(w, arena)->next, prev = world_arena(w, arena)->prev;
    if (prev)
        arena_write(w, prev)->next = next;
    else
        w->state.heap.usable_arenas = next;
    if (next)
        arena_write(w, next)->prev = prev;
}

/* `before` 0: in front. */
static void arena_link(world *w, uint32_t arena, uint32_t before)
{
    uint32_t next = before ? world_arena(w, before)->next : w->state.heap.usable_arenas;
    heap_arena *a = arena_write(w, arena);
    a->prev = before;
    a->next = next;
    if (before)
        arena_write(w, before)->next = arena;
    else
        w->state.heap.usable_arenas = arena;
    if (next)
        arena_write(w, next)->prev = arena;
}

/* Carve the next pool off an arena: it has no size class yet. */
static uint32_t pool_carve(world *w, uint32_t arena)
{
    heap_arena *a = arena_write(w, arena);
    uint32_t number = arena * w->heap.arena_pools + a->carved++;
    if (w->state.used[TABLE_POOLS] <= number) {
        w->state.used[TABLE_POOLS] = number + 1;
        w->state.used[TABLE_BLOCKS] = (number + 1) << HEAP_POOL_SHIFT;
        /* A pool's cells lie in one page. A cursor that has been further on left traces in them. */
        memset(block_write(w, number << HEAP_POOL_SHIFT), 0, HEAP_POOL_UNITS_MOST * sizeof(uint16_t));
    }
    *pool_write(w, number) = (heap_pool){.size_class = HEAP_CLASSES};
    return number;
}

/* A pool from the first usable arena, which has the fewest free ones, so that the others may become
 * entirely free. Source: allocate_from_new_pool(), its first half. */
static uint32_t pool_take(world *w)
{
    heap_state *h = &w->state.heap;
    uint32_t arena = h->usable_arenas ? h->usable_arenas : arena_new(w);
    uint32_t free_pools = world_arena(w, arena)->free_pools;
    if (h->last_arena[free_pools] == arena)
        h->last_arena[free_pools] = 0;
    if (free_pools > 1)
        h->last_arena[free_pools - 1] = arena;
    uint32_t number = world_arena(w, arena)->freepools;
    if (number)
        arena_write(w, arena)->freepools = world_pool(w, number)->next;
    else
        number = pool_carve(w, arena);
    if (--arena_write(w, arena)->free_pools == 0)
        arena_unlink(w, arena);
    h->pools++;
    return number;
}

/* An empty pool goes back to its arena. An arena that is entirely free is given back to the system,
 * unless it is the last usable one; otherwise its place in the order changes.
 * Source: insert_to_freepool(). */
static void pool_give_back(world *w, uint32_t number)
{
    heap_state *h = &w->state.heap;
    uint32_t arena = number / w->heap.arena_pools;
    heap_arena *a = arena_write(w, arena);
    pool_write(w, number)->next = a->freepools;
    a->freepools = number;
    h->pools--;
    uint32_t before = a->free_pools, last = h->last_arena[before];
    if (last == arena)
        h->last_arena[before] =
            a->prev && world_arena(w, a->prev)->free_pools == before ? a->prev : 0;
    uint32_t now = ++a->free_pools;
    if (now == w->heap.arena_pools && a->next) {
        arena_unlink(w, arena);
        *arena_write(w, arena) = (heap_arena){.next = h->unused_arenas};
        h->unused_arenas = arena;
        h->arenas--;
        return;
    }
    if (!h->last_arena[now])
        h->last_arena[now] = arena;
    if (now == 1) {
        arena_link(w, arena, 0);
    } else if (last != arena) {
        arena_unlink(w, arena);
        arena_link(w, arena, last);
    }
}

/* --- Pools ---------------------------------------------------------------------------------------- */

static void pool_link(world *w, uint32_t size_class, uint32_t number)
{
    uint32_t first = world_pool(w, size_class)->next;
    heap_pool *pool = pool_write(w, number);
    pool->next = first;
    pool->prev = size_class;
    pool_write(w, first)->prev = number;
    pool_write(w, size_class)->next = number;
}

static void pool_unlink(world *w, uint32_t number)
{
    const heap_pool *pool = world_pool(w, number);
    pool_write(w, pool->prev)->next = pool->next;
    pool_write(w, pool->next)->prev = pool->prev;
}

/* No pool of this size class has a free block. Source: allocate_from_new_pool(): a pool that had the
 * same class before keeps its list of free blocks. */
uint32_t heap_alloc_new_pool(world *w, uint32_t size_class, uint64_t bytes)
{
    if (bytes > w->heap.small_bytes) { /* not pymalloc's: such a size has no pools ever */
        w->state.heap.used[size_class]--;
        return large_alloc(w, bytes);
    }
    uint32_t number = pool_take(w), units = size_class + 1;
    if (!w->state.heap.first_pool[size_class])
        w->state.heap.first_pool[size_class] = number;
    pool_link(w, size_class, number);
    heap_pool *pool = pool_write(w, number);
    pool->count = 1;
    if (pool->size_class == size_class) {
        uint32_t block = number << HEAP_POOL_SHIFT | pool->freeblock;
        pool->freeblock = *block_write(w, block);
        return block;
    }
    pool->size_class = (uint16_t)size_class;
    pool->freeblock = (uint16_t)(w->heap.pool_first + units);
    pool->untouched = (uint16_t)(w->heap.pool_first + 2 * units);
    *block_write(w, number << HEAP_POOL_SHIFT | pool->freeblock) = 0;
    return number << HEAP_POOL_SHIFT | w->heap.pool_first;
}

/* The list of free blocks has come to its end: one more from where none was used yet, or the pool is
 * full. Source: pymalloc_pool_extend(). */
void heap_pool_extend(world *w, uint32_t number)
{
    heap_pool *pool = pool_write(w, number);
    uint32_t units = pool->size_class + 1U;
    if (pool->untouched + units > w->heap.pool_units) {
        pool_unlink(w, number);
        return;
    }
    pool->freeblock = pool->untouched;
    pool->untouched = (uint16_t)(pool->untouched + units);
    *block_write(w, number << HEAP_POOL_SHIFT | pool->freeblock) = 0;
}

/* After a block was freed: a full pool is used again, a used one may be empty. */
void heap_pool_turn(world *w, uint32_t number, bool was_full)
{
    uint32_t size_class = world_pool(w, number)->size_class;
    if (was_full) {
        pool_link(w, size_class, number);
    } else if (w->state.heap.first_pool[size_class] != number) {
        pool_unlink(w, number);
        pool_give_back(w, number);
    }
}

uint32_t heap_realloc(world *w, uint32_t block, uint64_t bytes)
{
    if (!block)
        return heap_alloc(w, bytes);
    if (block & HEAP_LARGE)
        return large_realloc(w, block & ~HEAP_LARGE, bytes);
    uint64_t size = (world_pool(w, block >> HEAP_POOL_SHIFT)->size_class + 1U) * (uint64_t)HEAP_UNIT_BYTES;
    if (bytes <= size && 4 * bytes > 3 * size)
        return block;
    uint32_t other = heap_alloc(w, bytes);
    heap_free(w, block);
    return other;
}

/* --- What is kept --------------------------------------------------------------------------------------- */

typedef struct keep_row {
    uint8_t list, kind;
    uint32_t most;
} keep_row;

static void keep_open(heap_rules *rules, const profile *p)
{
    const keep_row rows[] = {
        {FREELIST_LIST, KIND_LIST, p->keep_lists},
        {FREELIST_DICT, KIND_DICT, p->keep_dicts},
        {FREELIST_FLOAT, KIND_FLOAT, p->keep_floats},
        {FREELIST_SLICE, KIND_SLICE, p->keep_slices},
        {FREELIST_INT, KIND_INT, p->keep_ints},
        {FREELIST_LIST_ITER, KIND_LIST_ITER, p->keep_list_iters},
        {FREELIST_TUPLE_ITER, KIND_TUPLE_ITER, p->keep_tuple_iters},
        {FREELIST_RANGE, KIND_RANGE, p->keep_ranges},
        {FREELIST_RANGE_ITER, KIND_RANGE_ITER, p->keep_range_iters},
        {FREELIST_BUILTIN, KIND_BUILTIN, p->keep_builtins},
        {FREELIST_METHOD, KIND_METHOD, p->keep_methods},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rules->keep[rows[i].list] = rows[i].most;
        rules->kinds_kept |= (uint64_t)(rows[i].most != 0) << rows[i].kind;
    }
    for (uint32_t length = 1; length <= FREELIST_TUPLE_MOST; length++)
        rules->keep[FREELIST_TUPLE + length] = p->keep_tuples;
    rules->kinds_kept |= (uint64_t)(p->keep_tuples != 0) << KIND_TUPLE;
    rules->keep[FREELIST_KEYS] = p->keep_dict_keys;
}

/* --- Beginnings ------------------------------------------------------------------------------------- */

void heap_open(world *w)
{
    const profile *p = w->profile;
    w->heap = (heap_rules){
        .small_bytes = p->pymalloc_small_bytes,
        .pool_units = p->pymalloc_pool_bytes / HEAP_UNIT_BYTES,
        .pool_first = p->size[SIZE_POOL_HEADER] / HEAP_UNIT_BYTES,
        .arena_pools = p->pymalloc_arena_bytes / p->pymalloc_pool_bytes,
    };
    keep_open(&w->heap, p);
    assert(w->heap.small_bytes <= HEAP_CLASSES * HEAP_UNIT_BYTES && w->heap.pool_units <= HEAP_POOL_UNITS_MOST);
    assert(w->heap.arena_pools >= HEAP_CLASSES && w->heap.arena_pools <= HEAP_ARENA_POOLS_MOST);
    for (uint32_t i = 0; i < HEAP_CLASSES; i++)
        *pool_write(w, i) = (heap_pool){.next = i, .prev = i};
    w->state.used[TABLE_POOLS] = HEAP_CLASSES;
}

/* Its arenas begin at a round number, so that addresses say nothing about the interpreter. What was kept
 * is forgotten, as a full collection would see to it; the slice stays. */
void heap_begin_script(world *w)
{
    world_state *s = &w->state;
    uint32_t arena = s->used[TABLE_ARENAS], top = s->heap.top;
    heap_state fresh = {.top = HEAP_FIRST_TOP};
    if (arena < HEAP_FIRST_ARENA)
        arena = HEAP_FIRST_ARENA;
    while (fresh.top < top)
        fresh.top *= 2;
    s->used[TABLE_ARENAS] = arena;
    fresh.start = arena * w->heap.arena_pools << HEAP_POOL_SHIFT;
    fresh.first_chunk = s->used[TABLE_CHUNKS];
    fresh.kept[FREELIST_SLICE] = s->heap.kept[FREELIST_SLICE];
    s->heap = fresh;
    for (uint32_t i = 0; i < HEAP_CLASSES; i++)
        *pool_write(w, i) = (heap_pool){.next = i, .prev = i};
}

/* --- Free lists ------------------------------------------------------------------------------------- */

static bool keeps_containers(uint32_t list)
{
    return list != FREELIST_FLOAT && list != FREELIST_KEYS && list != FREELIST_INT && list != FREELIST_RANGE &&
           list != FREELIST_RANGE_ITER;
}

/* The memory of containers counts for the collector when it is given back (PyObject_GC_Del()). */
void kept_clear(world *w)
{
    for (uint32_t i = 0; i < FREELIST_COUNT; i++)
        while (w->state.heap.kept[i].count && !(i == FREELIST_SLICE && w->profile->slice_outlives_gc)) {
            heap_free(w, kept_take(w, i));
            if (keeps_containers(i) && w->state.gc_count[0] > 0)
                w->state.gc_count[0]--;
        }
}

/* --- An object's second block ----------------------------------------------------------------------- */

void block_resize(world *w, ref o, uint64_t bytes)
{
    uint32_t block = world_more(w, o)->block;
    if (bytes)
        block = heap_realloc(w, block, bytes);
    else if (block)
        heap_free(w, block);
    more_write(w, o)->block = bytes ? block : 0;
}

void block_remake(world *w, ref o, uint64_t bytes)
{
    uint32_t old = world_more(w, o)->block;
    more_write(w, o)->block = bytes ? heap_alloc(w, bytes) : 0;
    if (old)
        heap_free(w, old);
}

void block_detach(world *w, ref o)
{
    *cell_write(w, TABLE_DETACHED, w->state.used[TABLE_DETACHED]++) = world_more(w, o)->block;
    more_write(w, o)->block = 0;
}

void block_reattach(world *w, ref o)
{
    more_write(w, o)->block = *cell_write(w, TABLE_DETACHED, --w->state.used[TABLE_DETACHED]);
}
