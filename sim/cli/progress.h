/* A progress bar on standard error, for work that takes longer than a moment:
 *
 *     check [=========>          ] 41/120 34 % 0:07 left
 *
 * It appears only on a terminal, only after half a second, and is redrawn at most ten times a
 * second; progress_end() wipes it. The clock it reads never reaches a result. */
#ifndef OURO_SIM_CLI_PROGRESS_H
#define OURO_SIM_CLI_PROGRESS_H

#include "sim/base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct progress {
    const char *what; /* one word, borrowed */
    uint64_t total;
    uint64_t started_ms, drawn_ms;
    bool terminal, drawn;
} progress;

void progress_start(progress *p, const char *what, uint64_t total);
void progress_set(progress *p, uint64_t done);
void progress_end(progress *p);

/* The bar's text: what progress_set() draws after `elapsed_ms`. */
void progress_format(buffer *b, const char *what, uint64_t done, uint64_t total,
                     uint64_t elapsed_ms);

#endif
