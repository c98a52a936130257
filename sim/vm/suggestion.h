/* Which known name was meant by one that is not known: a pure function of texts. */
#ifndef OURO_SIM_VM_SUGGESTION_H
#define OURO_SIM_VM_SUGGESTION_H

#include <stdint.h>

/* The best name so far for what was `written`; begin with {.written = ...}, offer the candidates in order. */
typedef struct suggestion {
    const char *written;
    const char *best; /* NULL: none is near enough */
    uint32_t cost;    /* of the best */
} suggestion;

void suggestion_offer(suggestion *s, const char *candidate);

#endif
