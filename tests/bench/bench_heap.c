/* The model of pymalloc alone: ten million blocks asked for and given back, the sizes and the lifetimes
 * mixed. Goal: half a second. */
#include "sim/log/history.h"

#include <stdio.h>
#include <time.h>

enum { PAIRS = 10000000, LIVING = 4096, ROUNDS = 5 };

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Every block lives until its place among LIVING others is drawn again. */
static double round_of_pairs(world *w)
{
    uint32_t blocks[LIVING] = {0};
    uint32_t seed = 1;
    double start = now_s();
    for (uint32_t i = 0; i < PAIRS; i++) {
        seed = seed * 1664525 + 1013904223;
        uint32_t at = seed >> 20;
        if (blocks[at])
            heap_free(w, blocks[at]);
        blocks[at] = heap_alloc(w, (seed >> 8 & 511) + 1);
    }
    for (uint32_t i = 0; i < LIVING; i++)
        if (blocks[i])
            heap_free(w, blocks[i]);
    return now_s() - start;
}

int main(void)
{
    recorder r;
    ouro_error err = {0};
    if (recorder_open(&r, profile_find("3.13"), false, &err) != OURO_OK) {
        fprintf(stderr, "%s\n", err.text);
        return 3;
    }
    double best = 1e9;
    for (uint32_t i = 0; i < ROUNDS; i++) {
        double took = round_of_pairs(&r.w);
        best = took < best ? took : best;
    }
    printf("heap  %d pairs of alloc and free, %d blocks alive: %.0f ms of the processor (least of %d)\n", PAIRS, LIVING,
           best * 1e3, ROUNDS);
    recorder_close(&r);
    return 0;
}
