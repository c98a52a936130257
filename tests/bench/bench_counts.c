/* The reports that count, on a million objects. Goal: types in 50 ms, dominators in a second. */
#include "tests/bench/million.h"

#include "sim/lifetimes.h"
#include "sim/object_sizes.h"
#include "sim/session_events.h"
#include "sim/type_counts.h"

enum { LARGEST = 30 };

typedef struct figures {
    double types, dominators, all, largest, lives;
    uint32_t objects, lived;
} figures;

static bool measure_sizes(session *s, arena *memory, figures *f, ouro_error *err)
{
    object_sizes sizes;
    dominators d;
    uint32_t count;
    double start = now_ms();
    if (object_sizes_build(session_world(s), session_program(s), memory, NULL, &sizes, err) != OURO_OK)
        return false;
    keep_least(&f->all, start);
    start = now_ms();
    if (!dominators_build(&sizes.g, sizes.shallow, NULL, memory, &d))
        return false;
    keep_least(&f->dominators, start);
    start = now_ms();
    if (!object_sizes_largest(&sizes, LARGEST, memory, &count))
        return false;
    keep_least(&f->largest, start);
    f->objects = sizes.g.object_count;
    return true;
}

static bool measure(session *s, figures *f, ouro_error *err)
{
    arena memory = {0};
    type_counts counts;
    lifetimes lives;
    uint64_t end = session_event(s);
    double start = now_ms();
    bool there = type_counts_build(session_world(s), 0, &memory, &counts);
    keep_least(&f->types, start);
    there = there && measure_sizes(s, &memory, f, err);
    start = now_ms();
    there = there && lifetimes_build(s, NULL, &memory, &lives, err) == OURO_OK;
    keep_least(&f->lives, start);
    f->lived = there ? lives.count : 0;
    there = there && session_seek(s, end, err) == OURO_OK;
    arena_free(&memory);
    return there;
}

int main(void)
{
    ouro_error err = {0};
    session *s = million_open(&err);
    figures f = {1e9, 1e9, 1e9, 1e9, 1e9, 0, 0};
    bool there = s != NULL;
    for (int i = 0; i < MILLION_ROUNDS && there; i++)
        there = measure(s, &f, &err);
    if (there)
        printf("counts  %u objects: types in %.0f ms; dominators in %.0f ms, with the graph and all sizes in %.0f ms,"
               " the %d largest in %.0f ms; %u lives in %.0f ms of the processor (least of %d)\n",
               f.objects, f.types, f.dominators, f.all, LARGEST, f.largest, f.lived, f.lives, MILLION_ROUNDS);
    else
        fprintf(stderr, "bench_counts: %s\n", err.text);
    session_close(s);
    return there ? 0 : 3;
}
