/* What the heap is made of: pools, arenas, chunks of the system's allocator, free lists.
 *
 * Part of the world (world.h); written by heap.h, where the rules are.
 * A block of memory is named by one word: the number of its pool and where in the pool it begins, in
 * units of 16 bytes; or, if HEAP_LARGE is set, the number of a chunk of the system's allocator. */
#ifndef OURO_SIM_LOG_HEAP_STATE_H
#define OURO_SIM_LOG_HEAP_STATE_H

#include <stdint.h>

enum {
    HEAP_UNIT_BYTES = 16,
    HEAP_POOL_SHIFT = 10, /* a block's name has so many bits for its place in the pool */
    HEAP_POOL_UNITS_MOST = 1 << HEAP_POOL_SHIFT,
    HEAP_CLASSES = 32, /* sizes of up to 512 bytes: at most these are pymalloc's */
    HEAP_ARENA_POOLS_MOST = 128,
    HEAP_FIRST_ARENA = 4, /* of the script; those below are the interpreter's */
    HEAP_FIRST_TOP = 1 << 16,
    HEAP_CACHE_UNITS = 66, /* chunks of less go to the system allocator's cache */
    HEAP_BINS = 480
};
#define HEAP_LARGE 0x80000000U
#define WORLD_ADDRESS_BASE 0x7f0000000000ULL
#define WORLD_LARGE_BASE 0x560000000000ULL

/* Blocks of one size, 16 KiB of them. Numbers 0..HEAP_CLASSES-1 are no pools, but the heads of the rings of
 * pools that have both blocks in use and free ones: CPython's usedpools. */
typedef struct heap_pool {
    uint16_t count;     /* blocks in use */
    uint16_t freeblock; /* unit of the block freed last, 0: none */
    uint16_t untouched; /* unit from which on no block was ever handed out: CPython's nextoffset */
    uint16_t size_class;
    uint32_t next, prev; /* in usedpools, or (next) in its arena's freepools */
} heap_pool;
_Static_assert(sizeof(heap_pool) == 16, "pools do not straddle pages");

/* 1 MiB of pools; its pools are numbered from its own number * arena_pools. */
typedef struct heap_arena {
    uint32_t next, prev; /* in usable_arenas, ascending by free_pools; (next) in unused_arenas */
    uint32_t freepools;
    uint16_t free_pools; /* nfreepools: empty ones and never used ones */
    uint16_t carved;     /* pools that were ever used; 0: the arena is not there */
} heap_arena;
_Static_assert(sizeof(heap_arena) == 16, "arenas do not straddle pages");

typedef enum chunk_state { CHUNK_NONE, CHUNK_USED, CHUNK_CACHED, CHUNK_FREE } chunk_state;

/* A piece of the system's heap. */
typedef struct heap_chunk {
    uint32_t address;       /* in units from WORLD_LARGE_BASE */
    uint32_t units;         /* with the allocator's 8 bytes */
    uint32_t asked;         /* in use: units that were asked for */
    uint32_t state;         /* chunk_state */
    uint32_t before, after; /* neighbours in memory; 0: the start, the top */
    uint32_t next, prev;    /* in a bin (a ring), in the cache, among the numbers not in use */
} heap_chunk;

/* Memory of dead objects that their type keeps for the next one: it stays in use, and the collector
 * counts neither the death nor the next birth. Tuples by length.
 * Source: CPython 3.13.0, Include/internal/pycore_freelist.h. */
enum {
    FREELIST_FLOAT = 0,
    FREELIST_TUPLE = 0, /* + length */
    FREELIST_TUPLE_MOST = 20,
    FREELIST_LIST,
    FREELIST_DICT,
    FREELIST_KEYS,  /* of dicts: those of the smallest table for str keys */
    FREELIST_SLICE,
    FREELIST_INT, /* of one digit */
    FREELIST_LIST_ITER,
    FREELIST_TUPLE_ITER,
    FREELIST_RANGE,
    FREELIST_RANGE_ITER,
    FREELIST_BUILTIN,
    FREELIST_METHOD,
    FREELIST_COUNT
};
typedef struct freelist {
    uint32_t head; /* the block freed last; chained through the table of blocks */
    uint32_t count;
} freelist;

/* What of all this depends on the version: heap_open() derives it from the profile. */
typedef struct heap_rules {
    uint32_t small_bytes; /* larger requests go to the system's allocator */
    uint32_t pool_units, pool_first; /* units in a pool, and in its header */
    uint32_t arena_pools;            /* at least HEAP_CLASSES: arena 0 has the heads of the rings */
    uint32_t keep[FREELIST_COUNT];   /* how many blocks at most */
    uint64_t kinds_kept;             /* a set of kinds: some list keeps their blocks */
} heap_rules;

typedef struct heap_state {
    uint64_t large_bytes;
    uint32_t start;       /* blocks below, and chunks below first_chunk, are the interpreter's own: they */
    uint32_t first_chunk; /* are in no figure, and what is freed there is not used again */
    uint32_t usable_arenas, unused_arenas;
    uint32_t last_arena[HEAP_ARENA_POOLS_MOST + 2]; /* nfp2lasta: the last usable one with so many free pools;
                                                    one word more: no padding */
    uint32_t arenas, pools;                    /* in use */
    uint32_t used[HEAP_CLASSES];               /* blocks, by size */
    uint32_t first_pool[HEAP_CLASSES];         /* never given back; 0: none yet */
    uint32_t large_blocks, top, last_chunk, unused_chunks;
    uint32_t bins[HEAP_BINS];
    freelist cache[HEAP_CACHE_UNITS];
    freelist kept[FREELIST_COUNT];
} heap_state;
_Static_assert(sizeof(heap_state) == 8 + 4 * (12 + HEAP_ARENA_POOLS_MOST + 2 * HEAP_CLASSES + HEAP_BINS) +
                                         sizeof(freelist) * (HEAP_CACHE_UNITS + FREELIST_COUNT),
               "states are compared byte by byte");

#endif
