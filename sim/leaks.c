#include "sim/leaks.h"

typedef struct mark {
    const world *w;
    uint8_t *referred; /* per row */
} mark;

static void mark_visit(void *user, ref target)
{
    mark *m = user;
    m->referred[target] = 1;
}

/* Whom tracked objects refer to, as gc.get_referents() tells: what is reachable alone, the rest has been
 * collected.
 * Source: objgraph 3.5.0, get_leaking_objects(). */
static bool find_unreferred(const object_graph *g, const uint8_t *reached, arena *memory, leaks *out)
{
    arena scratch = {0};
    mark m = {.w = g->w, .referred = arena_alloc(&scratch, (size_t)g->w->state.used[TABLE_ROWS] + 1)};
    uint32_t *found = arena_alloc(memory, ((size_t)g->script_count + 1) * sizeof *found);
    bool there = m.referred && found;
    for (uint32_t i = 0; there && i < g->object_count; i++)
        if (reached[i] && world_has(g->w, g->rows[i], OBJ_TRACKED))
            world_traverse(g->w, g->rows[i], mark_visit, &m);
    for (uint32_t i = 0; there && i < g->script_count; i++)
        if (reached[i] && world_has(g->w, g->rows[i], OBJ_TRACKED) && !m.referred[g->rows[i]])
            found[out->unreferred_count++] = i;
    out->unreferred = found;
    arena_free(&scratch);
    return there;
}

static bool find_lost(const object_graph *g, const uint8_t *reached, arena *memory, leaks *out)
{
    uint32_t *lost = arena_alloc(memory, ((size_t)g->script_count + 1) * sizeof *lost);
    for (uint32_t i = 0; lost && i < g->script_count; i++)
        if (!reached[i])
            lost[out->lost_count++] = i;
    out->lost = lost;
    return lost != NULL;
}

/* In the order of their first members. */
static bool find_cycles(const object_graph *g, arena *memory, leaks *out)
{
    uint32_t *cycles = arena_alloc(memory, ((size_t)out->parts.count + 1) * sizeof *cycles);
    uint8_t *taken = arena_alloc(memory, (size_t)out->parts.count + 1);
    for (uint32_t i = 0; cycles && taken && i < out->lost_count; i++) {
        uint32_t part = out->parts.of[out->lost[i]];
        if (!taken[part]) {
            taken[part] = component_is_cycle(g, &out->parts, part) ? 2 : 1;
            if (taken[part] == 2)
                cycles[out->cycle_count++] = part;
        }
        out->in_cycles += taken[part] == 2;
    }
    out->cycles = cycles;
    return cycles && taken;
}

bool leaks_find(const object_graph *g, arena *memory, leaks *out)
{
    *out = (leaks){0};
    const uint8_t *reached = object_graph_reach(g, memory);
    return reached && find_lost(g, reached, memory, out) && components_build(g, reached, memory, &out->parts) &&
           find_cycles(g, memory, out) && find_unreferred(g, reached, memory, out);
}
