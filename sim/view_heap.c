#include "sim/view_heap.h"

#include <stdlib.h>

typedef struct map_builder {
    const world *w;
    arena *memory;
    view_heap_map *out;
    view_arena *arenas;
    view_pool *pools;
    view_large *large;
    view_block **blocks;   /* per pool number: its blocks, or NULL */
    view_large **of_chunk; /* per chunk: its piece, or NULL */
    arena scratch;
    bool failed;
} map_builder;

static void *map_alloc(map_builder *b, arena *from, size_t count, size_t element_bytes)
{
    void *memory = b->failed ? NULL : arena_alloc(from, (count ? count : 1) * element_bytes);
    b->failed = b->failed || !memory;
    return memory;
}

/* --- Pools ------------------------------------------------------------------------------------------ */

/* A pool that stands in its arena, has a size, and blocks in use (or is the first of its size, which
 * is never given back). */
static bool is_taken(const world *w, uint32_t number)
{
    const heap_pool *pool = world_pool(w, number);
    return number % w->heap.arena_pools < world_arena(w, number / w->heap.arena_pools)->carved
           && pool->size_class < HEAP_CLASSES
           && (pool->count || w->state.heap.first_pool[pool->size_class] == number);
}

static uint32_t first_number(const world *w)
{
    uint32_t start = w->state.heap.start >> HEAP_POOL_SHIFT;
    return start > HEAP_CLASSES ? start : HEAP_CLASSES;
}

/* Which blocks are free: the pool's own list, and the end of it that nobody has touched. */
static void pool_find_free(const world *w, uint32_t number, view_block *blocks, view_pool *out)
{
    const heap_pool *pool = world_pool(w, number);
    const uint16_t *next = (const uint16_t *)(const void *)w->base[TABLE_BLOCKS]
                           + ((size_t)number << HEAP_POOL_SHIFT);
    uint32_t units = pool->size_class + 1U;
    out->begun = (uint32_t)(pool->untouched - w->heap.pool_first) / units;
    for (uint32_t i = 0; i < out->begun; i++)
        blocks[i].state = VIEW_BLOCK_USED;
    uint16_t turn = 0;
    for (uint32_t at = pool->freeblock; at && turn < out->begun; at = next[at]) {
        view_block *block = &blocks[(at - w->heap.pool_first) / units];
        block->state = VIEW_BLOCK_FREE;
        block->turn = ++turn;
    }
}

static void pool_tell(map_builder *b, uint32_t number, view_pool *out)
{
    const heap_pool *pool = world_pool(b->w, number);
    uint32_t units = pool->size_class + 1U, count = (b->w->heap.pool_units - b->w->heap.pool_first) / units;
    view_block *blocks = map_alloc(b, b->memory, count, sizeof *blocks);
    if (!blocks)
        return;
    *out = (view_pool){.number = number,
                       .size_bytes = units * HEAP_UNIT_BYTES,
                       .used = pool->count,
                       .block_count = count,
                       .blocks = blocks};
    pool_find_free(b->w, number, blocks, out);
    b->blocks[number] = blocks;
}

static int by_size(const void *left, const void *right)
{
    const view_pool *a = left, *b = right;
    if (a->size_bytes != b->size_bytes)
        return a->size_bytes < b->size_bytes ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

static void pools_tell(map_builder *b)
{
    uint32_t all = b->w->state.used[TABLE_POOLS], count = 0;
    for (uint32_t i = first_number(b->w); i < all; i++)
        count += is_taken(b->w, i);
    b->blocks = map_alloc(b, &b->scratch, all, sizeof(view_block *));
    b->pools = map_alloc(b, b->memory, count, sizeof *b->pools);
    if (b->failed)
        return;
    for (uint32_t i = first_number(b->w); i < all && !b->failed; i++)
        if (is_taken(b->w, i))
            pool_tell(b, i, &b->pools[b->out->pool_count++]);
    if (!b->failed)
        qsort(b->pools, b->out->pool_count, sizeof *b->pools, by_size);
    b->out->pools = b->pools;
}

static void arenas_tell(map_builder *b)
{
    const world *w = b->w;
    uint32_t first = first_number(w), all = w->state.used[TABLE_ARENAS];
    b->arenas = map_alloc(b, b->memory, all, sizeof *b->arenas);
    for (uint32_t a = first / w->heap.arena_pools; a < all && !b->failed; a++) {
        uint32_t begins = a * w->heap.arena_pools, own = first > begins ? first - begins : 0;
        uint32_t carved = world_arena(w, a)->carved;
        if (!carved || own >= w->heap.arena_pools)
            continue;
        b->arenas[b->out->arena_count] = (view_arena){.number = b->out->arena_count,
                                                      .begun = carved > own ? carved - own : 0,
                                                      .first_pool = begins + own,
                                                      .pool_count = w->heap.arena_pools - own};
        b->out->arena_count++;
    }
    b->out->arenas = b->arenas;
}

/* --- Large pieces ----------------------------------------------------------------------------------- */

static int by_chunk_address(const void *left, const void *right)
{
    const heap_chunk *a = *(const heap_chunk *const *)left, *b = *(const heap_chunk *const *)right;
    return a->address < b->address ? -1 : a->address > b->address;
}

static void large_tell(map_builder *b)
{
    const world *w = b->w;
    uint32_t all = w->state.used[TABLE_CHUNKS], count = 0;
    b->of_chunk = map_alloc(b, &b->scratch, all, sizeof(view_large *));
    const heap_chunk **order = map_alloc(b, &b->scratch, all, sizeof *order);
    b->large = map_alloc(b, b->memory, all, sizeof *b->large);
    if (b->failed)
        return;
    for (uint32_t c = w->state.heap.first_chunk; c < all; c++)
        if (world_chunk(w, c)->state != CHUNK_NONE)
            order[count++] = world_chunk(w, c);
    qsort(order, count, sizeof *order, by_chunk_address);
    const heap_chunk *chunks = world_chunk(w, 0);
    for (uint32_t i = 0; i < count; i++) {
        bool used = order[i]->state == CHUNK_USED;
        uint32_t units = used ? order[i]->asked : order[i]->units;
        b->large[i] = (view_large){.bytes = (uint64_t)units * HEAP_UNIT_BYTES, .used = used};
        b->of_chunk[order[i] - chunks] = &b->large[i];
        b->out->held_bytes += b->large[i].bytes;
    }
    b->out->large = b->large;
    b->out->large_count = count;
}

/* --- Owners ----------------------------------------------------------------------------------------- */

static view_block *block_at(map_builder *b, uint32_t block)
{
    uint32_t number = block >> HEAP_POOL_SHIFT;
    if (!block || block < b->w->state.heap.start || number >= b->w->state.used[TABLE_POOLS]
        || !b->blocks[number])
        return NULL;
    uint32_t units = world_pool(b->w, number)->size_class + 1U;
    return &b->blocks[number][((block & (HEAP_POOL_UNITS_MOST - 1)) - b->w->heap.pool_first) / units];
}

static void block_own(map_builder *b, uint32_t block, uint32_t id, view_block_part part)
{
    if (block & HEAP_LARGE) {
        view_large *piece = b->of_chunk[block & ~HEAP_LARGE];
        if (piece) {
            piece->owner_id = id;
            piece->part = (uint8_t)part;
        }
        return;
    }
    view_block *own = block_at(b, block);
    if (own) {
        own->owner_id = id;
        own->part = (uint8_t)part;
    }
}

/* What an object's second block is for. */
static view_block_part second_part(const world *w, ref o)
{
    switch ((int)world_kind(w, o)) {
    case KIND_LIST:
        return VIEW_PART_ITEMS;
    case KIND_DICT:
        return world_row(w, o)->hi ? VIEW_PART_VALUES : VIEW_PART_TABLE;
    default:
        return world_is_set(w, o) ? VIEW_PART_TABLE : VIEW_PART_OTHER;
    }
}

static void owners_tell(map_builder *b)
{
    const world *w = b->w;
    for (ref o = LIST_COUNT + 1; o < w->state.used[TABLE_ROWS]; o++) {
        if (world_kind(w, o) == KIND_FREE)
            continue;
        uint32_t id = world_serial(w, o), second = world_more(w, o)->block;
        block_own(b, world_row(w, o)->address, id, VIEW_PART_OBJECT);
        if (second)
            block_own(b, second, id, second_part(w, o));
        uint32_t keys = world_kind(w, o) == KIND_TYPE ? world_word(w, o, TYPE_KEYS) : 0;
        if (keys)
            block_own(b, world_words(w)[keys + KEYS_BLOCK], id, VIEW_PART_KEYS);
    }
}

static void kept_tell(map_builder *b)
{
    const heap_state *h = &b->w->state.heap;
    const uint16_t *units = (const uint16_t *)(const void *)b->w->base[TABLE_BLOCKS];
    for (uint32_t list = 0; list < FREELIST_COUNT; list++) {
        uint32_t block = h->kept[list].head;
        for (uint32_t i = 0; i < h->kept[list].count; i++) {
            view_block *kept = block_at(b, block);
            if (kept)
                *kept = (view_block){.state = VIEW_BLOCK_KEPT, .turn = (uint16_t)(i + 1)};
            block = units[block] | (uint32_t)units[block + 1] << 16;
        }
    }
    for (uint32_t i = 0; i < b->out->pool_count; i++)
        for (uint32_t k = 0; k < b->pools[i].begun; k++)
            b->pools[i].kept += b->pools[i].blocks[k].state == VIEW_BLOCK_KEPT;
}

/* --- All -------------------------------------------------------------------------------------------- */

ouro_result view_heap_build(const world *w, arena *memory, view_heap_map *out, ouro_error *err)
{
    *out = (view_heap_map){.bytes = heap_bytes(&w->state) + w->state.heap.large_bytes,
                           .blocks = heap_blocks(&w->state)};
    map_builder b = {.w = w, .memory = memory, .out = out};
    pools_tell(&b);
    arenas_tell(&b);
    large_tell(&b);
    if (!b.failed) {
        owners_tell(&b);
        kept_tell(&b);
        out->held_bytes += (uint64_t)out->pool_count * w->heap.pool_units * HEAP_UNIT_BYTES;
    }
    arena_free(&b.scratch);
    if (!b.failed)
        return OURO_OK;
    *out = (view_heap_map){0};
    return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the map of the heap");
}

const view_pool *view_heap_pool(const view_heap_map *m, uint32_t number)
{
    for (uint32_t i = 0; i < m->pool_count; i++)
        if (m->pools[i].number == number)
            return &m->pools[i];
    return NULL;
}
