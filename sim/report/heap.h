/* The heap at one moment: what each size class of pymalloc holds, and what is in use of it.
 *
 * Reads the world, writes text. The sums of a table are the figures of the trace's `heap`. */
#ifndef OURO_SIM_REPORT_HEAP_H
#define OURO_SIM_REPORT_HEAP_H

#include "sim/base/buffer.h"
#include "sim/log/world.h"

/* A size class of the script. */
typedef struct heap_class {
    uint32_t size;      /* bytes of a block */
    uint32_t pools;     /* that the class holds */
    uint32_t used;      /* blocks in use, those of free lists included */
    uint32_t kept;      /* of these: memory of dead objects that a free list keeps */
    uint32_t free;      /* blocks that can be used */
    uint32_t untouched; /* of these: never used yet */
} heap_class;

void heap_classes(const world *w, heap_class classes[HEAP_CLASSES]);

/* A table for readers. */
void heap_text(buffer *b, const world *w);
/* The rows alone: [{...}, ...]. */
void heap_json(buffer *b, const world *w);

#endif
