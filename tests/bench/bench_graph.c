/* The object graph of a million objects. Goal: some 100 ms to build it, 200 ms for the shortest way to an object. */
#include "tests/bench/million.h"

#include "sim/object_graph.h"
#include "sim/why.h"

static double least(double a, double b)
{
    return a < b ? a : b;
}

static int measure(session *s, ouro_error *err)
{
    double build = 1e9, turn = 1e9, reach = 1e9, way = 1e9;
    object_graph g = {0};
    for (int i = 0; i < MILLION_ROUNDS; i++) {
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
           g.object_count, g.edge_count, build, turn, reach, way, MILLION_ROUNDS);
    return 0;
}

int main(void)
{
    ouro_error err = {0};
    session *s = million_open(&err);
    int status = s ? measure(s, &err) : 3;
    if (status)
        fprintf(stderr, "bench_graph: %s\n", err.text);
    session_close(s);
    return status;
}
