/* The reports that count, on a script that has made a million objects: a chain of nodes that hold each
 * other and has a name at both ends, a list of lists, a dict. Goal: types in 50 ms, dominators in a second. */
#define _DEFAULT_SOURCE /* mkstemps */

#include "sim/lifetimes.h"
#include "sim/object_sizes.h"
#include "sim/session_events.h"
#include "sim/type_counts.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 5, LARGEST = 30 };

static const char SCRIPT[] = "class Node:\n"
                             "    pass\n"
                             "\n"
                             "first = last = Node()\n"
                             "for i in range(300000):\n"
                             "    node = Node()\n"
                             "    node.before = last\n"
                             "    node.tag = 1000 + i\n"
                             "    last.after = node\n"
                             "    last = node\n"
                             "rows = [[i, last] for i in range(200000)]\n"
                             "table = {i: (i,) for i in range(1000, 101000)}\n";

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void keep_least(double *least, double start)
{
    double took = now_ms() - start;
    *least = took < *least ? took : *least;
}

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
    if (object_sizes_build(session_world(s), session_program(s), memory, &sizes, err) != OURO_OK)
        return false;
    keep_least(&f->all, start);
    start = now_ms();
    if (!dominators_build(&sizes.g, sizes.shallow, memory, &d))
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
    char path[] = "/tmp/bench_counts_XXXXXX.py";
    int file = mkstemps(path, 3);
    if (file < 0 || write(file, SCRIPT, sizeof SCRIPT - 1) != (ssize_t)(sizeof SCRIPT - 1) || close(file) != 0)
        return 3;
    source_text source = {0};
    session *s = NULL;
    ouro_error err = {0};
    session_options options = {.max_events = 100000000};
    figures f = {1e9, 1e9, 1e9, 1e9, 1e9, 0, 0};
    bool there = session_open(path, &options, &source, &s, &err) == OURO_OK &&
                 session_seek(s, session_step_at(s, session_step_count(s))->last_event, &err) == OURO_OK;
    for (int i = 0; i < ROUNDS && there; i++)
        there = measure(s, &f, &err);
    if (there)
        printf("counts  %u objects: types in %.0f ms; dominators in %.0f ms, with the graph and all sizes in %.0f ms,"
               " the %d largest in %.0f ms; %u lives in %.0f ms of the processor (least of %d)\n",
               f.objects, f.types, f.dominators, f.all, LARGEST, f.largest, f.lived, f.lives, ROUNDS);
    else
        fprintf(stderr, "bench_counts: %s\n", err.text);
    session_close(s);
    source_text_free(&source);
    (void)unlink(path);
    return there ? 0 : 3;
}
