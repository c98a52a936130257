/* What the parts of the second reader share: where they look, and the first violation. */
#ifndef OURO_SIM_MEMORY_CHECKER_H
#define OURO_SIM_MEMORY_CHECKER_H

#include "sim/log/world.h"

typedef struct checker {
    const world *w;
    uint32_t rows;    /* in use, free ones included */
    uint32_t *counts; /* per row: the references that were found */
    uint8_t *marks;   /* per row: met on the walk of a kind of list */
    char *text;
    size_t size;
    bool failed;
} checker;

/* Only the first violation is told: what follows is often its consequence. */
void checker_fail(checker *k, const char *format, ...) OURO_PRINTF(2, 3);
const char *checker_kind_name(const world *w, ref o);

/* Take `count` cells for an owner; a cell that is taken already is the violation. */
void checker_take_cells(checker *k, uint8_t *taken, uint32_t used, uint32_t first, uint64_t count,
                const char *what);

/* The heap's figures are the sums of what lives (invariant_heap.c). */
void checker_heap(checker *k);
/* Blocks in pools do not overlap, nor do chunks of the system's heap. */
void checker_heap_blocks(checker *k);

#endif
