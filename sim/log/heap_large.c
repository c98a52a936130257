/* Requests of more than 512 bytes: a model of the system's allocator, glibc's malloc().
 *
 * One heap that grows at its top. A block ("chunk") has 8 bytes of the allocator's own and a multiple
 * of 16 in all. A freed chunk of up to 1040 bytes goes to the cache of its size (seven at most, the last
 * one first) and looks to its neighbours as if it were in use; any other one is joined with free
 * neighbours, or with the top, and waits in a bin. A request takes from the cache, else the best fitting
 * chunk of the bins, whose rest stays free, else from the top. realloc() grows a block in place if what
 * follows it is free, and gives back what it does not need.
 * Source: glibc 2.36, malloc/malloc.c, _int_malloc(), _int_free(), _int_realloc(): the rules, not the order
 * of every search. Differs: there the bins are filled late (unsorted chunks) and fill the cache in turn;
 * chunks of 128 KiB and more are maps of their own, at first; the top is given back to the system. No
 * fastbins: such small requests are pymalloc's. Here a bin of unequal sizes is searched for the best of
 * its first ones only. */
#include "sim/log/heap.h"

#include <assert.h>

enum {
    HEADER_BYTES = 8,
    LEAST_UNITS = 2,
    CACHE_MOST = 7,
    EXACT_BINS = 64, /* of one size each; then 16 for every power of two */
    LOOK_MOST = 32
};

static heap_chunk *chunk_write(world *w, uint32_t chunk)
{
    world_touch(w, TABLE_CHUNKS, (size_t)chunk * sizeof(heap_chunk));
    return (heap_chunk *)(void *)w->base[TABLE_CHUNKS] + chunk;
}

static uint32_t chunk_units(uint64_t bytes)
{
    uint64_t units = (bytes + HEADER_BYTES + HEAP_UNIT_BYTES - 1) / HEAP_UNIT_BYTES;
    return units < LEAST_UNITS ? LEAST_UNITS : (uint32_t)units;
}

static uint32_t units_of(uint64_t bytes)
{
    return (uint32_t)((bytes + HEAP_UNIT_BYTES - 1) / HEAP_UNIT_BYTES);
}

/* --- Bins ------------------------------------------------------------------------------------------- */

static uint32_t bin_of(uint32_t units)
{
    if (units < EXACT_BINS)
        return units;
    uint32_t log2 = 31 - (uint32_t)__builtin_clz(units);
    return EXACT_BINS + (log2 - 6) * 16 + (units >> (log2 - 4) & 15);
}

/* At the end of the ring: the oldest chunk is used first. */
static void bin_add(world *w, uint32_t chunk)
{
    uint32_t bin = bin_of(world_chunk(w, chunk)->units), first = w->state.heap.bins[bin];
    heap_chunk *c = chunk_write(w, chunk);
    c->state = CHUNK_FREE;
    c->asked = 0;
    if (!first) {
        c->next = c->prev = w->state.heap.bins[bin] = chunk;
        return;
    }
    c->next = first;
    c->prev = world_chunk(w, first)->prev;
    chunk_write(w, c->prev)->next = chunk;
    chunk_write(w, first)->prev = chunk;
}

static void bin_remove(world *w, uint32_t chunk)
{
    const heap_chunk *c = world_chunk(w, chunk);
    uint32_t *first = &w->state.heap.bins[bin_of(c->units)];
    chunk_write(w, c->next)->prev = c->prev;
    chunk_write(w, c->prev)->next = c->next;
    if (*first == chunk)
        *first = c->next == chunk ? 0 : c->next;
}

/* The best of a bin's first chunks that has room for `units`, or 0. */
static uint32_t bin_best(const world *w, uint32_t bin, uint32_t units)
{
    uint32_t first = w->state.heap.bins[bin], chunk = first, best = 0;
    for (uint32_t i = 0; chunk && i < LOOK_MOST; i++) {
        uint32_t size = world_chunk(w, chunk)->units;
        if (size >= units && (!best || size < world_chunk(w, best)->units))
            best = chunk;
        chunk = world_chunk(w, chunk)->next;
        if (chunk == first)
            break;
    }
    return best;
}

static uint32_t bins_take(world *w, uint32_t units)
{
    uint32_t chunk = 0;
    for (uint32_t bin = bin_of(units); bin < HEAP_BINS && !chunk; bin++)
        chunk = w->state.heap.bins[bin] ? bin_best(w, bin, units) : 0;
    if (chunk)
        bin_remove(w, chunk);
    return chunk;
}

/* --- Chunks ----------------------------------------------------------------------------------------- */

/* A number for a chunk that stands behind chunk `before` in memory. */
static uint32_t chunk_new(world *w, uint32_t address, uint32_t units, uint32_t before)
{
    world_state *s = &w->state;
    uint32_t chunk = s->heap.unused_chunks;
    if (chunk)
        s->heap.unused_chunks = world_chunk(w, chunk)->next;
    else
        chunk = s->used[TABLE_CHUNKS]++;
    uint32_t after = before ? world_chunk(w, before)->after : 0;
    *chunk_write(w, chunk) =
        (heap_chunk){.address = address, .units = units, .before = before, .after = after};
    if (before)
        chunk_write(w, before)->after = chunk;
    if (after)
        chunk_write(w, after)->before = chunk;
    else
        s->heap.last_chunk = chunk;
    return chunk;
}

static void chunk_forget(world *w, uint32_t chunk)
{
    heap_state *h = &w->state.heap;
    heap_chunk gone = *world_chunk(w, chunk);
    if (gone.before)
        chunk_write(w, gone.before)->after = gone.after;
    if (gone.after)
        chunk_write(w, gone.after)->before = gone.before;
    else
        h->last_chunk = gone.before;
    *chunk_write(w, chunk) = (heap_chunk){.next = h->unused_chunks};
    h->unused_chunks = chunk;
}

static bool is_free(const world *w, uint32_t chunk)
{
    return chunk && world_chunk(w, chunk)->state == CHUNK_FREE;
}

/* The chunk takes in the one behind it. */
static void chunk_join(world *w, uint32_t chunk, uint32_t after)
{
    chunk_write(w, chunk)->units += world_chunk(w, after)->units;
    chunk_forget(w, after);
}

/* Source: _int_free(). */
static void chunk_free(world *w, uint32_t chunk)
{
    heap_state *h = &w->state.heap;
    uint32_t units = world_chunk(w, chunk)->units;
    if (units < HEAP_CACHE_UNITS && h->cache[units].count < CACHE_MOST) {
        heap_chunk *c = chunk_write(w, chunk);
        c->state = CHUNK_CACHED;
        c->asked = 0;
        c->next = h->cache[units].head;
        h->cache[units].head = chunk;
        h->cache[units].count++;
        return;
    }
    uint32_t before = world_chunk(w, chunk)->before, after = world_chunk(w, chunk)->after;
    if (is_free(w, before)) {
        bin_remove(w, before);
        chunk_join(w, before, chunk);
        chunk = before;
    }
    if (is_free(w, after)) {
        bin_remove(w, after);
        chunk_join(w, chunk, after);
    }
    if (chunk == h->last_chunk) {
        h->top = world_chunk(w, chunk)->address;
        chunk_forget(w, chunk);
    } else {
        bin_add(w, chunk);
    }
}

/* What a chunk has beyond `units` becomes a chunk of its own, which is free. */
static void chunk_trim(world *w, uint32_t chunk, uint32_t units)
{
    uint32_t rest = world_chunk(w, chunk)->units - units;
    if (rest < LEAST_UNITS)
        return;
    chunk_write(w, chunk)->units = units;
    uint32_t address = world_chunk(w, chunk)->address + units;
    chunk_free(w, chunk_new(w, address, rest, chunk));
}

static uint32_t cache_take(world *w, uint32_t units)
{
    freelist *cache = &w->state.heap.cache[units];
    uint32_t chunk = cache->head;
    cache->head = world_chunk(w, chunk)->next;
    cache->count--;
    return chunk;
}

/* Source: _int_malloc(): what is left of a chunk from a bin stays in the bins. */
static uint32_t chunk_take(world *w, uint32_t units)
{
    heap_state *h = &w->state.heap;
    uint32_t chunk = bins_take(w, units);
    if (!chunk) {
        chunk = chunk_new(w, h->top, units, h->last_chunk);
        h->top += units;
        return chunk;
    }
    uint32_t rest = world_chunk(w, chunk)->units - units;
    if (rest >= LEAST_UNITS) {
        chunk_write(w, chunk)->units = units;
        bin_add(w, chunk_new(w, world_chunk(w, chunk)->address + units, rest, chunk));
    }
    return chunk;
}

/* --- What pymalloc calls ------------------------------------------------------------------------------ */

static void chunk_ask(world *w, uint32_t chunk, uint64_t bytes)
{
    heap_chunk *c = chunk_write(w, chunk);
    w->state.heap.large_bytes += (uint64_t)units_of(bytes) * HEAP_UNIT_BYTES;
    w->state.heap.large_bytes -= (uint64_t)c->asked * HEAP_UNIT_BYTES;
    c->asked = units_of(bytes);
    c->state = CHUNK_USED;
}

uint32_t large_alloc(world *w, uint64_t bytes)
{
    uint32_t units = chunk_units(bytes);
    bool cached = units < HEAP_CACHE_UNITS && w->state.heap.cache[units].count;
    uint32_t chunk = cached ? cache_take(w, units) : chunk_take(w, units);
    chunk_ask(w, chunk, bytes);
    w->state.heap.large_blocks++;
    return chunk | HEAP_LARGE;
}

void large_free(world *w, uint32_t chunk)
{
    if (chunk < w->state.heap.first_chunk)
        return; /* what the interpreter had before the script */
    w->state.heap.large_bytes -= (uint64_t)world_chunk(w, chunk)->asked * HEAP_UNIT_BYTES;
    w->state.heap.large_blocks--;
    chunk_free(w, chunk);
}

/* Source: _int_realloc(). Into the top, into a free neighbour, or to another place. */
uint32_t large_realloc(world *w, uint32_t chunk, uint64_t bytes)
{
    heap_state *h = &w->state.heap;
    const heap_chunk *c = world_chunk(w, chunk);
    uint32_t units = chunk_units(bytes), after = c->after;
    if (units > c->units && chunk == h->last_chunk && chunk >= h->first_chunk) {
        h->top += units - c->units;
        chunk_write(w, chunk)->units = units;
    } else if (units > c->units && is_free(w, after) &&
               c->units + world_chunk(w, after)->units >= units) {
        bin_remove(w, after);
        chunk_join(w, chunk, after);
    } else if (units > c->units || chunk < h->first_chunk) {
        uint32_t other = large_alloc(w, bytes);
        heap_free(w, chunk | HEAP_LARGE);
        return other;
    }
    chunk_trim(w, chunk, units);
    chunk_ask(w, chunk, bytes);
    return chunk | HEAP_LARGE;
}
