#include "render/export/fragments.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { CAPACITY_FIRST = 64, SLOTS_EACH = 2 }; /* both powers of two */

static uint32_t hash_of(const char *text, size_t length)
{
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619U;
    return hash ^ hash >> 15;
}

static size_t start_of(const fragments *t, uint32_t number)
{
    return number ? t->ends[number - 1] : 0;
}

/* Where the text's number stands, or would. */
static uint32_t *slot_of(const fragments *t, const char *text, size_t length)
{
    uint32_t mask = t->capacity * SLOTS_EACH - 1;
    for (uint32_t at = hash_of(text, length) & mask;; at = (at + 1) & mask) {
        uint32_t *slot = &t->slots[at];
        if (!*slot)
            return slot;
        size_t start = start_of(t, *slot - 1);
        if (t->ends[*slot - 1] - start == length
            && (!length || memcmp(t->text.text + start, text, length) == 0))
            return slot;
    }
}

static bool grow(fragments *t)
{
    uint32_t capacity = t->capacity ? t->capacity * 2 : CAPACITY_FIRST;
    size_t *ends = realloc(t->ends, capacity * sizeof *ends);
    if (ends)
        t->ends = ends;
    uint32_t *slots = ends ? calloc((size_t)capacity * SLOTS_EACH, sizeof *slots) : NULL;
    if (!slots)
        return false;
    free(t->slots);
    t->slots = slots;
    t->capacity = capacity;
    for (uint32_t i = 0; i < t->count; i++) {
        size_t start = start_of(t, i);
        *slot_of(t, t->text.text + start, t->ends[i] - start) = i + 1;
    }
    return true;
}

uint32_t fragments_add(fragments *t, const char *text, size_t length)
{
    if (t->count == t->capacity && !grow(t))
        t->text.failed = true;
    if (t->text.failed)
        return 0;
    uint32_t *slot = slot_of(t, text, length);
    if (*slot)
        return *slot - 1;
    buffer_add(&t->text, text, length);
    if (t->text.failed)
        return 0;
    t->ends[t->count] = t->text.length;
    *slot = ++t->count;
    return t->count - 1;
}

uint32_t fragments_take(fragments *t, buffer *made)
{
    t->text.failed |= made->failed;
    uint32_t number = fragments_add(t, buffer_text(made), made->length);
    buffer_clear(made);
    return number;
}

void fragments_write_one(const fragments *t, uint32_t number, buffer *out)
{
    if (number < t->count) {
        size_t start = start_of(t, number);
        buffer_add(out, t->text.text + start, t->ends[number] - start);
    }
    out->failed |= t->text.failed;
}

void fragments_write(const fragments *t, buffer *out)
{
    for (uint32_t i = 0; i < t->count; i++) {
        if (i)
            buffer_add_char(out, ',');
        fragments_write_one(t, i, out);
    }
    out->failed |= t->text.failed;
}

void fragments_free(fragments *t)
{
    buffer_free(&t->text);
    free(t->ends);
    free(t->slots);
    *t = (fragments){0};
}
