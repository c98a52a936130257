/* Arenas: memory for what lives and dies together (a program, a parse, a frame of the picture).
 *
 * An arena owns every block it hands out; arena_free() ends them all at once. Blocks are zeroed and
 * aligned for any type. Out of memory is a NULL, never an exit. */
#ifndef OURO_SIM_BASE_ARENA_H
#define OURO_SIM_BASE_ARENA_H

#include <stddef.h>

typedef struct arena_chunk arena_chunk;
typedef struct arena {
    arena_chunk *newest; /* NULL: empty. A zeroed arena is a valid one. */
    size_t used_bytes;   /* in all, for limits */
} arena;

/* `bytes` zeroed bytes, or NULL. O(1) amortised. */
void *arena_alloc(arena *a, size_t bytes);
/* Copies of `length` bytes, NUL added; or NULL. */
char *arena_text(arena *a, const char *text, size_t length);
/* A larger copy of an array made here: the old block stays until the arena ends. NULL: no memory. */
void *arena_grow(arena *a, const void *old, size_t old_bytes, size_t new_bytes);
/* Ends every block; the arena is empty and usable again. */
void arena_free(arena *a);

#endif
