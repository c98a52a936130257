/* Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972) with a stack of its own. */
#include "sim/components.h"

typedef struct finder {
    const object_graph *g;
    const uint8_t *left_out;
    uint32_t *number;  /* per object: 1 + when it was met; 0: not yet */
    uint32_t *low;     /* the least number of an open object that it reaches */
    uint32_t *edge;    /* the next edge to look at */
    uint32_t *path;    /* objects that are being looked at */
    uint32_t *open;    /* met, in no component yet */
    uint32_t *of;
    uint32_t met, path_count, open_count, components;
} finder;

static bool finder_open(finder *f, arena *scratch, arena *memory)
{
    size_t n = (size_t)f->g->object_count + 1;
    f->number = arena_alloc(scratch, n * sizeof *f->number);
    f->low = arena_alloc(scratch, n * sizeof *f->low);
    f->edge = arena_alloc(scratch, n * sizeof *f->edge);
    f->path = arena_alloc(scratch, n * sizeof *f->path);
    f->open = arena_alloc(scratch, n * sizeof *f->open);
    f->of = arena_alloc(memory, n * sizeof *f->of);
    if (!f->number || !f->low || !f->edge || !f->path || !f->open || !f->of)
        return false;
    for (uint32_t i = 0; i < f->g->object_count; i++)
        f->of[i] = GRAPH_NONE;
    return true;
}

static void meet(finder *f, uint32_t o)
{
    f->number[o] = f->low[o] = ++f->met;
    f->edge[o] = f->g->edge_first[o];
    f->path[f->path_count++] = o;
    f->open[f->open_count++] = o;
}

/* All that it reaches is known: it may be the first of its component, whose others are open above it. */
static void leave(finder *f, uint32_t o)
{
    f->path_count--;
    if (f->path_count && f->low[o] < f->low[f->path[f->path_count - 1]])
        f->low[f->path[f->path_count - 1]] = f->low[o];
    if (f->low[o] != f->number[o])
        return;
    uint32_t member;
    do {
        member = f->open[--f->open_count];
        f->of[member] = f->components;
    } while (member != o);
    f->components++;
}

static void find_from(finder *f, uint32_t start)
{
    const object_graph *g = f->g;
    meet(f, start);
    while (f->path_count) {
        uint32_t o = f->path[f->path_count - 1];
        if (f->edge[o] == g->edge_first[o + 1]) {
            leave(f, o);
            continue;
        }
        uint32_t e = f->edge[o]++, target = g->edge_target[e];
        if (edge_is_weak(g, e) || (f->left_out && f->left_out[target]))
            continue;
        if (!f->number[target])
            meet(f, target);
        else if (f->of[target] == GRAPH_NONE && f->number[target] < f->low[o])
            f->low[o] = f->number[target];
    }
}

/* Counts become places, then the objects are put there in their order. */
static bool members_list(const finder *f, arena *memory, components *out)
{
    uint32_t n = f->g->object_count;
    uint32_t *first = arena_alloc(memory, ((size_t)f->components + 2) * sizeof *first);
    uint32_t *members = arena_alloc(memory, ((size_t)n + 1) * sizeof *members);
    if (!first || !members)
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (f->of[i] != GRAPH_NONE)
            first[f->of[i] + 2]++;
    for (uint32_t c = 2; c <= f->components; c++)
        first[c] += first[c - 1];
    for (uint32_t i = 0; i < n; i++)
        if (f->of[i] != GRAPH_NONE)
            members[first[f->of[i] + 1]++] = i;
    *out = (components){.count = f->components, .of = f->of, .first = first, .members = members};
    return true;
}

bool components_build(const object_graph *g, const uint8_t *left_out, arena *memory, components *out)
{
    arena scratch = {0};
    finder f = {.g = g, .left_out = left_out};
    bool there = finder_open(&f, &scratch, memory);
    for (uint32_t o = 0; there && o < g->object_count; o++)
        if (!f.number[o] && !(left_out && left_out[o]))
            find_from(&f, o);
    there = there && members_list(&f, memory, out);
    arena_free(&scratch);
    return there;
}

bool component_is_cycle(const object_graph *g, const components *all, uint32_t component)
{
    uint32_t begin = all->first[component], end = all->first[component + 1], one = all->members[begin];
    if (end - begin > 1)
        return true;
    for (uint32_t e = g->edge_first[one]; e < g->edge_first[one + 1]; e++)
        if (g->edge_target[e] == one && !edge_is_weak(g, e))
            return true;
    return false;
}
