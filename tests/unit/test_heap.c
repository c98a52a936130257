/* The memory manager alone: random loads against a list of what is in use.
 *
 * With the argument "replay" it is a program: it reads requests from standard input, one a line, and
 * tells which block each one got (tests/oracle/allocator.t compares them with CPython's; sizes of 272
 * bytes and more).
 *   a BYTES     ask for a block; blocks are numbered from 0
 *   r N BYTES   block N changes its size
 *   f N         block N is given back
 * For a and r a line is written: the number of the pool and where in it the block begins, in bytes, or
 * "large" and the address. */
#include "sim/log/history.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 4000, STEPS = 60000 };

/* One block that is in use. */
typedef struct held {
    uint32_t block;
    uint32_t bytes;
} held;

typedef struct load {
    recorder r;
    held blocks[MOST];
    uint32_t count, seed;
} load;

static uint32_t draw(load *l, uint32_t below)
{
    l->seed = l->seed * 1664525 + 1013904223;
    return (l->seed >> 8) % below;
}

static void load_open(load *l, uint32_t seed)
{
    *l = (load){.seed = seed};
    assert_int_equal(recorder_open(&l->r, profile_find("3.13"), false, NULL), OURO_OK);
}

/* How many units a block takes, and where it begins: pools and chunks are measured alike. */
static uint64_t start_of(const world *w, uint32_t block)
{
    return heap_address(w, block) / HEAP_UNIT_BYTES;
}

static uint64_t units_of(const world *w, uint32_t block)
{
    return block & HEAP_LARGE ? world_chunk(w, block & ~HEAP_LARGE)->units
                              : world_pool(w, block >> HEAP_POOL_SHIFT)->size_class + 1ULL;
}

static int by_start(const void *x, const void *y)
{
    const uint64_t *a = x, *b = y;
    return a[0] < b[0] ? -1 : a[0] > b[0];
}

/* No two blocks overlap, every one has the room that was asked for, and the sums are the heap's. */
static void check_blocks(const load *l)
{
    const world *w = &l->r.w;
    uint64_t (*spans)[2] = malloc((l->count + 1) * sizeof *spans);
    uint64_t bytes = 0, large = 0, small = 0;
    assert_non_null(spans);
    for (uint32_t i = 0; i < l->count; i++) {
        const held *h = &l->blocks[i];
        spans[i][0] = start_of(w, h->block);
        spans[i][1] = units_of(w, h->block);
        assert_true(spans[i][1] * HEAP_UNIT_BYTES >= h->bytes);
        if (h->block & HEAP_LARGE) {
            large += (h->bytes + 15ULL) / 16 * 16;
        } else {
            bytes += spans[i][1] * HEAP_UNIT_BYTES;
            small++;
        }
    }
    qsort(spans, l->count, sizeof *spans, by_start);
    for (uint32_t i = 0; i + 1 < l->count; i++)
        assert_true(spans[i][0] + spans[i][1] <= spans[i + 1][0]);
    free(spans);
    assert_int_equal(heap_bytes(&w->state), bytes);
    assert_int_equal(heap_blocks(&w->state), small);
    assert_int_equal(w->state.heap.large_bytes, large);
}

/* usable_arenas ascends by free pools, and the free pools are those that nobody has. */
static void check_arenas(const load *l)
{
    const world *w = &l->r.w;
    uint32_t before = 0, fewest = 1;
    for (uint32_t a = w->state.heap.usable_arenas; a; a = world_arena(w, a)->next) {
        const heap_arena *arena = world_arena(w, a);
        uint32_t free_pools = w->heap.arena_pools - arena->carved;
        for (uint32_t p = arena->freepools; p; p = world_pool(w, p)->next, free_pools++)
            assert_int_equal(world_pool(w, p)->count, 0);
        assert_int_equal(arena->free_pools, free_pools);
        assert_int_equal(arena->prev, before);
        assert_true(arena->free_pools >= fewest);
        assert_true(arena->free_pools < w->heap.arena_pools || !arena->next || a == w->state.heap.last_arena[64]);
        fewest = arena->free_pools;
        before = a;
    }
}

static void load_ask(load *l, uint32_t bytes)
{
    l->blocks[l->count++] = (held){heap_alloc(&l->r.w, bytes), bytes};
}

static void load_drop(load *l, uint32_t i)
{
    heap_free(&l->r.w, l->blocks[i].block);
    l->blocks[i] = l->blocks[--l->count];
}

static void load_change(load *l, uint32_t i, uint32_t bytes)
{
    l->blocks[i] = (held){heap_realloc(&l->r.w, l->blocks[i].block, bytes), bytes};
}

/* Mostly small sizes, some large ones. */
static uint32_t some_bytes(load *l)
{
    return draw(l, 8) ? draw(l, 512) + 1 : draw(l, 6000) + 1;
}

static void blocks_never_overlap_under_random_load(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 4; seed++) {
        load l;
        load_open(&l, seed);
        for (uint32_t i = 0; i < STEPS; i++) {
            /* the number of blocks swings, so that pools and arenas fill and empty */
            bool grow = draw(&l, 100) < (i / 8000 % 2 ? 35U : 65U);
            if (l.count && draw(&l, 10) == 0)
                load_change(&l, draw(&l, l.count), some_bytes(&l));
            else if (l.count && (!grow || l.count == MOST))
                load_drop(&l, draw(&l, l.count));
            else
                load_ask(&l, some_bytes(&l));
            if (i % 997 == 0) {
                check_blocks(&l);
                check_arenas(&l);
            }
        }
        while (l.count)
            load_drop(&l, l.count - 1);
        check_blocks(&l);
        assert_int_equal(l.r.w.state.heap.large_blocks, 0);
        assert_int_equal(l.r.w.state.heap.last_chunk != 0, l.r.w.state.heap.top != 0);
        recorder_close(&l.r);
    }
}

static void freed_block_is_the_next_one(void **state)
{
    (void)state;
    load l;
    load_open(&l, 1);
    for (uint32_t bytes = 16; bytes <= 512; bytes += 16) {
        uint32_t first = heap_alloc(&l.r.w, bytes), second = heap_alloc(&l.r.w, bytes - 15);
        assert_int_equal(first & (HEAP_POOL_UNITS_MOST - 1), l.r.w.heap.pool_first);
        assert_int_equal(second, first + bytes / 16);
        heap_free(&l.r.w, first);
        assert_int_equal(heap_alloc(&l.r.w, bytes), first);
    }
    recorder_close(&l.r);
}

static void empty_pool_serves_another_size(void **state)
{
    (void)state;
    load l;
    load_open(&l, 1);
    world *w = &l.r.w;
    uint32_t kept = heap_alloc(w, 512); /* the first pool of its size stays */
    for (uint32_t i = 1; i < 31; i++)
        (void)heap_alloc(w, 512);
    uint32_t block = heap_alloc(w, 512);
    assert_true(block >> HEAP_POOL_SHIFT != kept >> HEAP_POOL_SHIFT);
    heap_free(w, block);
    assert_int_equal(heap_alloc(w, 16) >> HEAP_POOL_SHIFT, block >> HEAP_POOL_SHIFT);
    recorder_close(&l.r);
}

static void free_arena_is_given_back_unless_it_is_the_last(void **state)
{
    (void)state;
    enum { BLOCKS = 31 * 64 }; /* an arena's */
    load l;
    load_open(&l, 1);
    world *w = &l.r.w;
    uint32_t *blocks = calloc(3 * BLOCKS, sizeof *blocks);
    assert_non_null(blocks);
    for (uint32_t i = 0; i < 3 * BLOCKS; i++)
        blocks[i] = heap_alloc(w, 512);
    assert_int_equal(w->state.heap.arenas, 3);
    for (uint32_t i = BLOCKS; i < 3 * BLOCKS; i++)
        heap_free(w, blocks[i]);
    assert_int_equal(w->state.heap.arenas, 2); /* the first is full, of two free ones one is kept */
    for (uint32_t i = 0; i < BLOCKS; i++)
        heap_free(w, blocks[i]);
    assert_int_equal(w->state.heap.pools, 1);
    assert_int_equal(w->state.heap.arenas, 2); /* the first pool keeps the first arena */
    free(blocks);
    recorder_close(&l.r);
}

static void block_that_shrinks_a_little_stays(void **state)
{
    (void)state;
    load l;
    load_open(&l, 1);
    world *w = &l.r.w;
    uint32_t block = heap_alloc(w, 160);
    assert_int_equal(heap_realloc(w, block, 121), block);
    uint32_t moved = heap_realloc(w, block, 120);
    assert_true(moved != block);
    assert_int_equal(world_pool(w, moved >> HEAP_POOL_SHIFT)->size_class, 7);
    assert_int_equal(heap_alloc(w, 150), block);
    uint32_t large = heap_realloc(w, moved, 4000);
    assert_true(large & HEAP_LARGE);
    assert_int_equal(heap_realloc(w, large, 8), large); /* the system's blocks stay the system's */
    recorder_close(&l.r);
}

static void large_blocks_are_joined_and_used_again(void **state)
{
    (void)state;
    load l;
    load_open(&l, 1);
    world *w = &l.r.w;
    uint32_t a = heap_alloc(w, 2000), b = heap_alloc(w, 2000), c = heap_alloc(w, 2000);
    uint64_t first = heap_address(w, a);
    heap_free(w, a);
    heap_free(w, b);
    assert_int_equal(heap_address(w, heap_alloc(w, 4000)), first);
    heap_free(w, c);
    uint32_t small = heap_alloc(w, 600), other = heap_alloc(w, 600);
    uint64_t at = heap_address(w, small);
    heap_free(w, other);
    heap_free(w, small);
    assert_int_equal(heap_address(w, heap_alloc(w, 600)), at);
    recorder_close(&l.r);
}

/* --- As a program ------------------------------------------------------------------------------- */

static void tell_block(const world *w, uint32_t block)
{
    if (block & HEAP_LARGE)
        printf("large %llu\n", (unsigned long long)heap_address(w, block));
    else
        printf("%u %u\n", block >> HEAP_POOL_SHIFT, (block & (HEAP_POOL_UNITS_MOST - 1)) * HEAP_UNIT_BYTES);
}

/* Each size has a full pool already, as in an interpreter that has been running. */
static void fill_first_pools(world *w)
{
    uint32_t pool_bytes = (w->heap.pool_units - w->heap.pool_first) * HEAP_UNIT_BYTES;
    for (uint32_t bytes = 272; bytes <= 512; bytes += HEAP_UNIT_BYTES)
        for (uint32_t i = 0; i < pool_bytes / bytes; i++)
            (void)heap_alloc(w, bytes);
}

static int replay(void)
{
    enum { LINES = 200000 };
    recorder r;
    uint32_t *blocks = calloc(LINES, sizeof *blocks), count = 0;
    unsigned n, bytes;
    char what;
    if (!blocks || recorder_open(&r, profile_find("3.13"), false, NULL) != OURO_OK)
        return 3;
    fill_first_pools(&r.w);
    while (count < LINES && scanf(" %c", &what) == 1) {
        if (what == 'a' && scanf("%u", &bytes) == 1) {
            blocks[count] = heap_alloc(&r.w, bytes);
            tell_block(&r.w, blocks[count++]);
        } else if (what == 'r' && scanf("%u %u", &n, &bytes) == 2 && n < count) {
            blocks[n] = heap_realloc(&r.w, blocks[n], bytes);
            tell_block(&r.w, blocks[n]);
        } else if (what == 'f' && scanf("%u", &n) == 1 && n < count) {
            heap_free(&r.w, blocks[n]);
        } else {
            return 2;
        }
    }
    free(blocks);
    recorder_close(&r);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_never_overlap_under_random_load),
        cmocka_unit_test(freed_block_is_the_next_one),
        cmocka_unit_test(empty_pool_serves_another_size),
        cmocka_unit_test(free_arena_is_given_back_unless_it_is_the_last),
        cmocka_unit_test(block_that_shrinks_a_little_stays),
        cmocka_unit_test(large_blocks_are_joined_and_used_again),
    };
    if (argc > 1 && strcmp(argv[1], "replay") == 0)
        return replay();
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
