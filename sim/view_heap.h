/* The simulated heap as a reader may see it: arenas, pools, and every block with whose it is.
 *
 * Reads a const world; all memory is the arena's, nothing is borrowed. The interpreter's own start-up
 * heap is left out, as in every figure of the heap. Its sums are those of view.heap and of
 * `ouro report heap`.
 * Invariant: the pools' `used` sum up to view.heap.blocks, the large pieces in use to large_bytes. */
#ifndef OURO_SIM_VIEW_HEAP_H
#define OURO_SIM_VIEW_HEAP_H

#include "sim/base/arena.h"
#include "sim/base/error.h"
#include "sim/log/world.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum view_block_state {
    VIEW_BLOCK_UNTOUCHED, /* never handed out since its pool got its size */
    VIEW_BLOCK_FREE,      /* in its pool's list */
    VIEW_BLOCK_KEPT,      /* of a dead object: a free list of its type keeps it for the next one */
    VIEW_BLOCK_USED
} view_block_state;

typedef enum view_block_part {
    VIEW_PART_OTHER,  /* nobody's who could be named: emptied just now, the interpreter's */
    VIEW_PART_OBJECT, /* the object itself */
    VIEW_PART_ITEMS,  /* a list's array */
    VIEW_PART_TABLE,  /* a dict's or a set's */
    VIEW_PART_VALUES, /* of an instance's dict */
    VIEW_PART_KEYS    /* that the instances of a class share */
} view_block_part;

typedef struct view_block {
    uint32_t owner_id; /* the object that it is (a part of); 0: none */
    uint16_t turn;     /* free: 1 is handed out next, then 2, ... */
    uint8_t state;     /* view_block_state */
    uint8_t part;      /* view_block_part */
} view_block;

/* 16 KiB of blocks of one size. */
typedef struct view_pool {
    uint32_t number;     /* stays the pool's for the run */
    uint32_t size_bytes; /* of a block */
    uint32_t used, kept; /* blocks in use; of these, in free lists */
    uint32_t begun;      /* blocks that were ever handed out: they come first */
    uint32_t block_count;
    const view_block *blocks;
} view_pool;

/* 1 MiB of pools. */
typedef struct view_arena {
    uint32_t number;
    uint32_t begun;      /* its first pools, that ever were used */
    uint32_t first_pool; /* pool numbers first_pool ... first_pool + pool_count - 1 */
    uint32_t pool_count;
} view_arena;

/* A piece of the system's heap: what is too large for pymalloc. */
typedef struct view_large {
    uint64_t bytes;
    uint32_t owner_id;
    bool used;    /* else free: it waits for a request that it fits */
    uint8_t part; /* view_block_part */
} view_large;

typedef struct view_heap_map {
    const view_arena *arenas;
    uint32_t arena_count;
    const view_pool *pools; /* by size, then by number: the pools that hold blocks of the script */
    uint32_t pool_count;
    const view_large *large; /* in the order of their addresses */
    uint32_t large_count;
    uint64_t bytes, held_bytes; /* in blocks in use; in pools and large pieces */
    uint32_t blocks;
} view_heap_map;

/* Errors: OURO_ERR_NOMEM. Cost O(objects + blocks). */
ouro_result view_heap_build(const world *w, arena *memory, view_heap_map *out,
                            ouro_error *err) OURO_MUST_CHECK;

/* The pool of that number, or NULL. O(pools). */
const view_pool *view_heap_pool(const view_heap_map *m, uint32_t number);

#endif
