#include "sim/lang/name_table.h"

#include <string.h>

enum { FIRST_BUCKETS = 256 };

static uint32_t hash_text(const char *text, size_t length)
{
    uint32_t h = 2166136261U; /* FNV-1a */
    for (size_t i = 0; i < length; i++)
        h = (h ^ (unsigned char)text[i]) * 16777619U;
    return h;
}

/* The bucket of this text: the one that holds it, or the free one where it belongs. */
static uint32_t *find_bucket(const name_table *t, const char *text, size_t length)
{
    uint32_t mask = t->bucket_count - 1;
    for (uint32_t i = hash_text(text, length) & mask;; i = (i + 1) & mask) {
        uint32_t *bucket = &t->buckets[i];
        if (*bucket == UINT32_MAX)
            return bucket;
        const program_name *n = &t->names[*bucket];
        if (n->length == length && !memcmp(n->text, text, length))
            return bucket;
    }
}

static bool rehash(name_table *t, uint32_t bucket_count)
{
    uint32_t *buckets = arena_alloc(t->memory, bucket_count * sizeof *buckets);
    if (!buckets)
        return false;
    memset(buckets, 0xFF, bucket_count * sizeof *buckets);
    t->buckets = buckets;
    t->bucket_count = bucket_count;
    for (uint32_t i = 0; i < t->count; i++)
        *find_bucket(t, t->names[i].text, t->names[i].length) = i;
    return true;
}

static bool grow(name_table *t)
{
    uint32_t capacity = t->capacity ? 2 * t->capacity : 64;
    program_name *names = arena_grow(t->memory, t->names, t->count * sizeof *names,
                                     capacity * sizeof *names);
    if (!names)
        return false;
    t->names = names;
    t->capacity = capacity;
    return capacity * 2 <= t->bucket_count || rehash(t, capacity * 4);
}

void name_table_start(name_table *t, arena *memory)
{
    *t = (name_table){.memory = memory};
    t->failed = !rehash(t, FIRST_BUCKETS);
    name_table_intern(t, "", 0);
}

uint32_t name_table_intern(name_table *t, const char *text, size_t length)
{
    if (t->failed)
        return 0;
    uint32_t *bucket = find_bucket(t, text, length);
    if (*bucket != UINT32_MAX)
        return *bucket;
    char *copy = NULL;
    if (t->count == t->capacity && !grow(t))
        t->failed = true;
    else
        copy = arena_text(t->memory, text, length);
    if (!copy) {
        t->failed = true;
        return 0;
    }
    *find_bucket(t, text, length) = t->count;
    t->names[t->count] = (program_name){.text = copy, .length = (uint32_t)length};
    return t->count++;
}

uint32_t name_table_intern_text(name_table *t, const char *text)
{
    return name_table_intern(t, text, strlen(text));
}

const char *name_table_text(const name_table *t, uint32_t name)
{
    return t->names[name].text;
}
