/* The object graph of a script that has made a million objects: nodes in a ring, a list of lists, a dict.
 * Goal: some 100 ms to build it, 200 ms for the shortest way to an object. */
#define _DEFAULT_SOURCE /* mkstemps */

#include "sim/object_graph.h"
#include "sim/session.h"
#include "sim/why.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 5 };

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

static double least(double a, double b)
{
    return a < b ? a : b;
}

static int measure(session *s, ouro_error *err)
{
    double build = 1e9, turn = 1e9, reach = 1e9, way = 1e9;
    object_graph g = {0};
    for (int i = 0; i < ROUNDS; i++) {
        arena memory = {0};
        object_holders h;
        double start = now_ms();
        if (session_object_graph(s, &memory, &g, err) != OURO_OK)
            return 3;
        double built = now_ms();
        bool there = object_graph_holders(&g, &memory, &h);
        double turned = now_ms();
        there = object_graph_reach(&g, &memory) && there;
        build = least(build, built - start);
        turn = least(turn, turned - built);
        double reached = now_ms();
        why_path w;
        there = why_find(&g, g.ids[g.script_count - 1], &memory, &w) && w.count && there;
        reach = least(reach, reached - turned);
        way = least(way, now_ms() - reached);
        arena_free(&memory);
        if (!there)
            return 3;
    }
    printf("graph  %u objects, %u references: built in %.0f ms, turned round in %.0f ms, reached in %.0f ms,"
           " why one is alive in %.0f ms of the processor (least of %d)\n",
           g.object_count, g.edge_count, build, turn, reach, way, ROUNDS);
    return 0;
}

int main(void)
{
    char path[] = "/tmp/bench_graph_XXXXXX.py";
    int file = mkstemps(path, 3);
    if (file < 0 || write(file, SCRIPT, sizeof SCRIPT - 1) != (ssize_t)(sizeof SCRIPT - 1) || close(file) != 0)
        return 3;
    source_text source = {0};
    session *s = NULL;
    ouro_error err = {0};
    session_options options = {.max_events = 100000000};
    int status = 3;
    if (session_open(path, &options, &source, &s, &err) == OURO_OK &&
        session_seek(s, session_step_at(s, session_step_count(s))->last_event, &err) == OURO_OK)
        status = measure(s, &err);
    if (status)
        fprintf(stderr, "bench_graph: %s\n", err.text);
    session_close(s);
    source_text_free(&source);
    (void)unlink(path);
    return status;
}
