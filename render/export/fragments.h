/* A table of texts, each kept once: what is said again is said by its number.
 *
 * Owns its bytes. Invariant: the n-th different text that was added has number n, from 0 on. */
#ifndef OURO_RENDER_EXPORT_FRAGMENTS_H
#define OURO_RENDER_EXPORT_FRAGMENTS_H

#include "sim/base/buffer.h"

/* A zeroed one is a valid empty one. Look at text.failed. */
typedef struct fragments {
    buffer text;      /* one after the other */
    size_t *ends;     /* of each, in `text` */
    uint32_t *slots;  /* hash table of numbers + 1; 0: free */
    uint32_t count, capacity;
} fragments;

/* The number of these bytes; 0 if there was no memory for them. Cost O(length). */
uint32_t fragments_add(fragments *t, const char *text, size_t length);
/* The same of what `made` holds, which is empty afterwards. */
uint32_t fragments_take(fragments *t, buffer *made);
/* The text of that number. */
void fragments_write_one(const fragments *t, uint32_t number, buffer *out);
/* All of them with commas between. */
void fragments_write(const fragments *t, buffer *out);
void fragments_free(fragments *t);

#endif
