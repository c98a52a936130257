#define _POSIX_C_SOURCE 200809L
#include "sim/cli/progress.h"

#include "sim/cli/terminal.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

enum { PROGRESS_CELLS = 24, PROGRESS_FIRST_MS = 500, PROGRESS_EVERY_MS = 100 };

static uint64_t now_ms(void)
{
    struct timespec t = {0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000U + (uint64_t)t.tv_nsec / 1000000U;
}

void progress_format(buffer *b, const char *what, uint64_t done, uint64_t total,
                     uint64_t elapsed_ms)
{
    double part = total > 0 ? (double)done / (double)total : 0.0;
    if (part > 1.0)
        part = 1.0;
    int filled = (int)(part * PROGRESS_CELLS);
    buffer_printf(b, "%s [", what);
    for (int i = 0; i < PROGRESS_CELLS; i++)
        buffer_add_char(b, i < filled ? '=' : i == filled ? '>' : ' ');
    buffer_printf(b, "] %" PRIu64 "/%" PRIu64 " %d %%", done, total, (int)(part * 100.0));
    if (part > 0.0 && part < 1.0) {
        uint64_t left_s = (uint64_t)((double)elapsed_ms * (1.0 - part) / part / 1000.0 + 0.5);
        buffer_printf(b, " %" PRIu64 ":%02u left", left_s / 60, (unsigned)(left_s % 60));
    }
}

void progress_start(progress *p, const char *what, uint64_t total)
{
    *p = (progress){.what = what, .total = total, .terminal = terminal_is(stderr)};
    if (p->terminal)
        p->started_ms = now_ms();
}

void progress_set(progress *p, uint64_t done)
{
    if (!p->terminal)
        return;
    uint64_t now = now_ms();
    if (now - p->started_ms < PROGRESS_FIRST_MS || now - p->drawn_ms < PROGRESS_EVERY_MS)
        return;
    buffer bar = {0};
    progress_format(&bar, p->what, done, p->total, now - p->started_ms);
    /* \r and "erase to the end of the line": the cursor stays where an error message may follow. */
    fprintf(stderr, "\r%s\x1b[K", buffer_text(&bar));
    fflush(stderr);
    buffer_free(&bar);
    p->drawn = true;
    p->drawn_ms = now;
}

void progress_end(progress *p)
{
    if (p->drawn)
        fputs("\r\x1b[K", stderr);
    p->drawn = false;
}
