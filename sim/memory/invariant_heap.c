#include "sim/memory/checker.h"

#include <stdlib.h>

/* --- The heap --------------------------------------------------------------------------------- */

/* What was found of a pool: blocks that somebody owns. */
typedef struct heap_tally {
    uint32_t pools, chunks;
    uint32_t *found; /* per pool */
    uint8_t *keys;   /* per so many words as shared keys take: such a block, met, begins there */
    uint64_t large_blocks, large_units;
} heap_tally;

/* Whose block it is, for the message: an object, or (0) what `other` says. */
static void tally_fail(checker *k, ref o, const char *other, uint32_t block, const char *wrong)
{
    if (o)
        checker_fail(k, "object #%u (%s) has block %#x, %s", world_serial(k->w, o),
                     checker_kind_name(k->w, o), block, wrong);
    else
        checker_fail(k, "%s has block %#x, %s", other, block, wrong);
}

static void tally_add(checker *k, heap_tally *t, uint32_t block, ref o, const char *other)
{
    const heap_state *h = &k->w->state.heap;
    uint32_t chunk = block & ~HEAP_LARGE, pool = block >> HEAP_POOL_SHIFT;
    if (!block) {
        tally_fail(k, o, other, block, "which is none");
    } else if (block & HEAP_LARGE) {
        if (chunk >= t->chunks || world_chunk(k->w, chunk)->state != CHUNK_USED) {
            tally_fail(k, o, other, block, "a large one that is not in use");
        } else if (chunk >= h->first_chunk) {
            t->large_blocks++;
            t->large_units += world_chunk(k->w, chunk)->asked;
        }
    } else if (pool < HEAP_CLASSES || pool >= t->pools) {
        tally_fail(k, o, other, block, "which lies in no pool");
    } else {
        const heap_rules *g = &k->w->heap;
        uint32_t units = world_pool(k->w, pool)->size_class + 1U, at = block & (HEAP_POOL_UNITS_MOST - 1);
        if (at < g->pool_first || (at - g->pool_first) % units || at + units > g->pool_units)
            tally_fail(k, o, other, block, "where none begins");
        t->found[pool]++;
    }
}

/* Room in a block; 0: it is a small one of an old pool, or no block. */
static uint64_t block_room(const world *w, uint32_t block)
{
    if (block & HEAP_LARGE)
        return (uint64_t)world_chunk(w, block & ~HEAP_LARGE)->asked * HEAP_UNIT_BYTES;
    return block ? (world_pool(w, block >> HEAP_POOL_SHIFT)->size_class + 1ULL) * HEAP_UNIT_BYTES : 0;
}

/* What a dict's table takes in CPython: header, index (1, 2 or 4 bytes a place), entries. */
static uint64_t table_bytes(const profile *p, const uint32_t *header)
{
    uint32_t log2 = header[DICT_LOG2];
    uint64_t places = (uint64_t)1 << log2, index_bytes = log2 < 8 ? 1 : log2 < 16 ? 2 : 4;
    return p->size[SIZE_DICT_KEYS] + places * index_bytes +
           places * 2 / 3 * p->size[header[DICT_GENERAL] ? SIZE_DICT_ENTRY : SIZE_DICT_STR_ENTRY];
}

/* What the values of a split dict take: a byte for each in front, rounded, then pointers. */
static uint64_t values_size(uint32_t capacity)
{
    return (capacity + 7) / 8 * 8 + 8 * ((uint64_t)capacity + 1);
}

/* Bytes that must be in the second block of an object, as far as this reader knows. */
static uint64_t second_bytes(const world *w, ref o)
{
    const object_row *row = world_row(w, o);
    if (row->kind == KIND_LIST)
        return (uint64_t)row->hi * 8;
    if (row->kind == KIND_DICT && row->words)
        return row->hi ? values_size(world_word(w, o, INSTANCE_INFO) & 0xFF)
                       : table_bytes(w->profile, world_words(w) + row->words);
    if (world_is_set(w, o) && world_word(w, o, SET_GROWTH))
        return (uint64_t)set_places(w, o) * w->profile->size[SIZE_SET_ENTRY];
    return 0;
}

/* The keys that a class and split dicts share: one block for all of them. */
static void tally_shared_keys(checker *k, heap_tally *t, ref o)
{
    const object_row *row = world_row(k->w, o);
    uint32_t keys = row->kind == KIND_TYPE   ? world_word(k->w, o, TYPE_KEYS)
                    : row->kind == KIND_DICT ? row->hi
                                             : 0;
    if (!keys || t->keys[keys >> KEYS_CLASS])
        return;
    t->keys[keys >> KEYS_CLASS] = 1;
    tally_add(k, t, world_words(k->w)[keys + KEYS_BLOCK], 0, "the keys of a class");
}

/* The core of an heir has no memory of its own: its instance has it. */
static bool is_core(const checker *k, ref o)
{
    const object_row *row = world_row(k->w, o);
    ref outer = row->gc_prev;
    return !row->address && row->flags & OBJ_INTERPRETER && !(row->flags & OBJ_TRACKED) && outer > LIST_COUNT &&
           outer < k->rows && world_row(k->w, outer)->kind == KIND_INSTANCE;
}

static void tally_objects(checker *k, heap_tally *t)
{
    for (ref o = LIST_COUNT + 1; o < k->rows && !k->failed; o++) {
        if (world_row(k->w, o)->kind == KIND_FREE)
            continue;
        uint32_t second = world_more(k->w, o)->block;
        if (!is_core(k, o))
            tally_add(k, t, world_row(k->w, o)->address, o, "");
        tally_shared_keys(k, t, o);
        if (second)
            tally_add(k, t, second, o, "");
        if (!k->failed && block_room(k->w, second) < second_bytes(k->w, o))
            tally_fail(k, o, "", second, "too small for what it holds");
    }
}

/* The block that was kept before this one. */
static uint32_t kept_next(const world *w, uint32_t block)
{
    const uint16_t *units = (const uint16_t *)(const void *)w->base[TABLE_BLOCKS];
    return units[block] | (uint32_t)units[block + 1] << 16;
}

static void tally_kept(checker *k, heap_tally *t)
{
    const heap_state *h = &k->w->state.heap;
    for (uint32_t list = 0; list < FREELIST_COUNT && !k->failed; list++) {
        uint32_t block = h->kept[list].head;
        for (uint32_t i = 0; i < h->kept[list].count && !k->failed; i++) {
            tally_add(k, t, block, 0, "a free list");
            if (!k->failed)
                block = kept_next(k->w, block);
        }
    }
    const uint32_t *detached = (const uint32_t *)(const void *)k->w->base[TABLE_DETACHED];
    for (uint32_t i = 0; i < k->w->state.used[TABLE_DETACHED]; i++)
        if (detached[i])
            tally_add(k, t, detached[i], 0, "a container that was emptied");
}

/* Free blocks of a pool: those in its list, and those that were never used. */
static void check_pool(checker *k, uint32_t number)
{
    const heap_pool *pool = world_pool(k->w, number);
    const uint16_t *next =
        (const uint16_t *)(const void *)k->w->base[TABLE_BLOCKS] + ((size_t)number << HEAP_POOL_SHIFT);
    const heap_rules *g = &k->w->heap;
    uint32_t units = pool->size_class + 1U, most = (g->pool_units - g->pool_first) / units, free = 0;
    for (uint32_t at = pool->freeblock; at && free <= most; at = next[at])
        free++;
    uint32_t begun = (uint32_t)(pool->untouched - g->pool_first) / units;
    if (begun > most || free + pool->count != begun)
        checker_fail(k, "pool %u: %u blocks are in use and %u are free, but %u of %u were ever used", number,
             pool->count, free, begun, most);
}

static void compare_pools(checker *k, const heap_tally *t)
{
    const heap_state *h = &k->w->state.heap;
    uint32_t used[HEAP_CLASSES] = {0}, pools = 0, each = k->w->heap.arena_pools;
    for (uint32_t i = h->start >> HEAP_POOL_SHIFT; i < t->pools && !k->failed; i++) {
        const heap_pool *pool = world_pool(k->w, i);
        if (i < HEAP_CLASSES || i % each >= world_arena(k->w, i / each)->carved)
            continue;
        if (pool->count != t->found[i])
            checker_fail(k, "pool %u counts %u blocks in use, but %u were found", i, pool->count, t->found[i]);
        if (pool->size_class < HEAP_CLASSES) {
            used[pool->size_class] += pool->count;
            check_pool(k, i);
        }
        pools += pool->count != 0 || h->first_pool[pool->size_class % HEAP_CLASSES] == i;
    }
    if (pools != h->pools)
        checker_fail(k, "the heap counts %u pools, but %u are in use", h->pools, pools);
    for (uint32_t i = 0; i < HEAP_CLASSES; i++)
        if (used[i] != h->used[i])
            checker_fail(k, "the heap counts %u blocks of %u bytes, but %u were found", h->used[i],
                 (i + 1) * HEAP_UNIT_BYTES, used[i]);
}

/* usable_arenas: ascending by free pools, and each number's last one known. */
static void check_arenas(checker *k)
{
    const heap_state *h = &k->w->state.heap;
    uint32_t arenas = 0, before = 0, fewest = 0, here = k->w->state.used[TABLE_ARENAS];
    for (uint32_t a = h->usable_arenas; a && !k->failed; a = world_arena(k->w, a)->next) {
        const heap_arena *arena = world_arena(k->w, a);
        uint32_t next = a < here ? arena->next : 0;
        if (a >= here || arena->prev != before || arena->free_pools < fewest || !arena->free_pools) {
            checker_fail(k, "arena %u stands wrong in the order of arenas", a);
            return;
        }
        if ((!next || world_arena(k->w, next)->free_pools != arena->free_pools) !=
            (h->last_arena[arena->free_pools] == a))
            checker_fail(k, "arena %u: the last one with %u free pools is not known", a, arena->free_pools);
        before = a;
        fewest = arena->free_pools;
    }
    uint32_t start = h->start >> HEAP_POOL_SHIFT;
    for (uint32_t a = start ? start / k->w->heap.arena_pools : 1; a < here; a++)
        arenas += world_arena(k->w, a)->carved != 0;
    if (arenas != h->arenas)
        checker_fail(k, "the heap counts %u arenas, but %u are there", h->arenas, arenas);
}

void checker_heap(checker *k)
{
    const world_state *s = &k->w->state;
    heap_tally t = {.pools = s->used[TABLE_POOLS], .chunks = s->used[TABLE_CHUNKS]};
    t.found = calloc(t.pools, sizeof *t.found);
    t.keys = calloc((s->used[TABLE_WORDS] >> KEYS_CLASS) + 1, 1);
    if (!t.found || !t.keys) {
        checker_fail(k, "no memory for checking");
        free(t.found);
        free(t.keys);
        return;
    }
    tally_objects(k, &t);
    if (!k->failed)
        tally_kept(k, &t);
    if (!k->failed)
        compare_pools(k, &t);
    if (!k->failed)
        check_arenas(k);
    if (t.large_blocks != s->heap.large_blocks ||
        t.large_units * HEAP_UNIT_BYTES != s->heap.large_bytes)
        checker_fail(k, "the heap counts %u large blocks of %llu bytes; found were %llu of %llu",
             s->heap.large_blocks, (unsigned long long)s->heap.large_bytes,
             (unsigned long long)t.large_blocks,
             (unsigned long long)t.large_units * HEAP_UNIT_BYTES);
    free(t.found);
    free(t.keys);
}

/* The units of a block in a pool. Chunks cannot overlap: they are a chain, looked at below. */
static void take_block(checker *k, uint8_t *taken, uint32_t block, const char *what)
{
    if (block && !(block & HEAP_LARGE))
        checker_take_cells(k, taken, k->w->state.used[TABLE_BLOCKS], block,
                   world_pool(k->w, block >> HEAP_POOL_SHIFT)->size_class + 1ULL, what);
}

static void take_free_blocks(checker *k, uint8_t *taken)
{
    const uint16_t *next = (const uint16_t *)(const void *)k->w->base[TABLE_BLOCKS];
    uint32_t first = k->w->state.heap.start >> HEAP_POOL_SHIFT;
    for (uint32_t i = first > HEAP_CLASSES ? first : HEAP_CLASSES; i < k->w->state.used[TABLE_POOLS];
         i++) {
        const heap_pool *pool = world_pool(k->w, i);
        uint32_t base = i << HEAP_POOL_SHIFT;
        if (pool->size_class >= HEAP_CLASSES)
            continue;
        for (uint32_t at = pool->freeblock; at && !k->failed; at = next[base + at])
            take_block(k, taken, base + at, "a free block of memory");
    }
}

static void check_addresses(checker *k)
{
    uint8_t *taken = calloc(k->w->state.used[TABLE_BLOCKS], 1);
    if (!taken) {
        checker_fail(k, "no memory for checking");
        return;
    }
    for (ref o = LIST_COUNT + 1; o < k->rows && !k->failed; o++)
        if (world_row(k->w, o)->kind != KIND_FREE) {
            take_block(k, taken, world_row(k->w, o)->address, "the memory of an object");
            take_block(k, taken, world_more(k->w, o)->block, "the memory of what an object holds");
        }
    for (uint32_t list = 0; list < FREELIST_COUNT; list++) {
        uint32_t block = k->w->state.heap.kept[list].head;
        for (uint32_t i = 0; i < k->w->state.heap.kept[list].count && !k->failed; i++) {
            take_block(k, taken, block, "a kept block of memory");
            block = kept_next(k->w, block);
        }
    }
    take_free_blocks(k, taken);
    free(taken);
}

/* From the last chunk down to the first: each ends where the next begins, no two free ones touch. */
static void check_chunks(checker *k)
{
    const heap_state *h = &k->w->state.heap;
    uint32_t end = h->top, after = 0;
    for (uint32_t c = h->last_chunk; c && !k->failed; c = world_chunk(k->w, c)->before) {
        const heap_chunk *chunk = world_chunk(k->w, c);
        bool free = chunk->state == CHUNK_FREE;
        if (chunk->address + chunk->units != end || chunk->after != after)
            checker_fail(k, "large block %u does not end where the next one begins", c);
        if (free && (!after || world_chunk(k->w, after)->state == CHUNK_FREE))
            checker_fail(k, "large block %u is free and so is what follows it", c);
        end = chunk->address;
        after = c;
    }
}

void checker_heap_blocks(checker *k)
{
    check_addresses(k);
    if (!k->failed)
        check_chunks(k);
}
