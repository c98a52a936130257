#include "sim/base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 64 * 1024, ALIGN_BYTES = 16 };

struct arena_chunk {
    arena_chunk *older;
    size_t used, size;
    _Alignas(16) unsigned char bytes[];
};

static arena_chunk *chunk_new(arena *a, size_t wanted)
{
    size_t size = wanted > CHUNK_BYTES ? wanted : CHUNK_BYTES;
    arena_chunk *chunk = calloc(1, sizeof *chunk + size);
    if (!chunk)
        return NULL;
    chunk->size = size;
    /* A large block gets a chunk of its own behind the newest, whose room is not lost. */
    if (wanted > CHUNK_BYTES && a->newest) {
        chunk->older = a->newest->older;
        a->newest->older = chunk;
    } else {
        chunk->older = a->newest;
        a->newest = chunk;
    }
    return chunk;
}

void *arena_alloc(arena *a, size_t bytes)
{
    if (bytes > SIZE_MAX / 2)
        return NULL;
    size_t wanted = (bytes + ALIGN_BYTES - 1) & ~(size_t)(ALIGN_BYTES - 1);
    if (wanted == 0)
        wanted = ALIGN_BYTES;
    arena_chunk *chunk = a->newest;
    if (!chunk || chunk->size - chunk->used < wanted)
        chunk = chunk_new(a, wanted);
    if (!chunk)
        return NULL;
    void *block = chunk->bytes + chunk->used;
    chunk->used += wanted;
    a->used_bytes += wanted;
    return block;
}

char *arena_text(arena *a, const char *text, size_t length)
{
    char *copy = arena_alloc(a, length + 1);
    if (copy && length)
        memcpy(copy, text, length);
    return copy;
}

void *arena_grow(arena *a, const void *old, size_t old_bytes, size_t new_bytes)
{
    void *block = arena_alloc(a, new_bytes);
    if (block && old_bytes)
        memcpy(block, old, old_bytes);
    return block;
}

void arena_free(arena *a)
{
    for (arena_chunk *chunk = a->newest; chunk;) {
        arena_chunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
    *a = (arena){0};
}
