/* Everything is done on the numbers that a depth-first walk gives to the objects, 1..count: a parent's
 * number is smaller than its children's, and neighbours in the walk are neighbours in memory. Number 0 is
 * the root of all roots. */
#include "sim/dominators.h"

#include "sim/components.h"

/* What a look at the way up needs of a number, side by side: memory is what this costs. */
typedef struct forest_node {
    uint32_t ancestor; /* in the forest that is linked so far; GRAPH_NONE: a root of it */
    uint32_t label;    /* on the way up to the forest's root, the one whose semi is the least */
    uint32_t semi;     /* that semi */
} forest_node;

typedef struct tree {
    const object_graph *g;
    const volatile sig_atomic_t *stop;
    uint8_t *is_root;       /* per object */
    uint32_t *number;       /* per object; 0: not met */
    uint32_t *object;       /* per number */
    uint32_t *parent;       /* per number: in the walk */
    uint32_t count, reachable; /* numbers in all; the first ones are the reachable objects' */
    uint32_t *holder_first, *holder; /* per number: who holds it, as numbers (CSR) */
    uint32_t *semi;     /* the least number from which a way avoids the walk's tree; see the paper */
    forest_node *forest;
    uint32_t *bucket, *bucket_next; /* objects whose semi is this number, as a chain */
    uint32_t *idom;
    uint32_t *scratch; /* the way up while it is compressed; the walk's stack of edges */
} tree;

static uint32_t *column(arena *memory, size_t count, bool *there)
{
    uint32_t *block = arena_alloc(memory, count * sizeof *block);
    *there = *there && block;
    return block;
}

static bool is_stopped(const tree *t)
{
    return t->stop && *t->stop;
}

static bool tree_open(tree *t, arena *scratch)
{
    size_t n = (size_t)t->g->object_count + 2;
    bool there = true;
    t->number = column(scratch, n, &there);
    t->object = column(scratch, n, &there);
    t->parent = column(scratch, n, &there);
    t->holder_first = column(scratch, n + 1, &there);
    t->holder = column(scratch, t->g->edge_count + (size_t)1, &there);
    t->semi = column(scratch, n, &there);
    t->forest = arena_alloc(scratch, n * sizeof *t->forest);
    t->is_root = arena_alloc(scratch, n);
    t->bucket = column(scratch, n, &there);
    t->bucket_next = column(scratch, n, &there);
    t->idom = column(scratch, n, &there);
    t->scratch = column(scratch, n, &there);
    return there && t->forest && t->is_root;
}

/* --- The walk ------------------------------------------------------------------------------------------ */

static void walk_enter(tree *t, uint32_t object, uint32_t parent)
{
    uint32_t number = ++t->count;
    t->number[object] = number;
    t->object[number] = object;
    t->parent[number] = parent;
    t->scratch[number] = t->g->edge_first[object];
}

/* All that `root` leads to and that has no number yet. */
static void walk_from(tree *t, uint32_t root)
{
    const object_graph *g = t->g;
    walk_enter(t, root, 0);
    for (uint32_t at = t->count; at && !is_stopped(t);) {
        uint32_t object = t->object[at], edge = t->scratch[at];
        if (edge == g->edge_first[object + 1]) {
            at = t->parent[at];
            continue;
        }
        t->scratch[at]++;
        if (t->number[g->edge_target[edge]] || edge_is_weak(g, edge))
            continue;
        walk_enter(t, g->edge_target[edge], at);
        at = t->count;
    }
}

static void walk_reachable(tree *t)
{
    const object_graph *g = t->g;
    for (uint32_t r = 0; r < g->root_count && !is_stopped(t); r++) {
        t->is_root[g->roots[r].target] = 1;
        if (!t->number[g->roots[r].target])
            walk_from(t, g->roots[r].target);
    }
    t->reachable = t->count;
}

/* In each cycle of garbage that no other garbage holds, every member is a root. */
static bool garbage_roots(tree *t, const uint8_t *reachable, arena *scratch)
{
    const object_graph *g = t->g;
    components all;
    if (!components_build(g, reachable, scratch, &all))
        return false;
    uint8_t *held = arena_alloc(scratch, (size_t)all.count + 1);
    if (!held)
        return false;
    for (uint32_t o = 0; o < g->object_count; o++)
        for (uint32_t e = g->edge_first[o]; !reachable[o] && e < g->edge_first[o + 1]; e++) {
            uint32_t target = g->edge_target[e];
            if (!edge_is_weak(g, e) && !reachable[target] && all.of[target] != all.of[o])
                held[all.of[target]] = 1;
        }
    for (uint32_t o = 0; o < g->object_count; o++)
        if (!reachable[o] && !held[all.of[o]])
            t->is_root[o] = 1;
    return true;
}

static bool walk_garbage(tree *t, const uint8_t *reachable, arena *scratch)
{
    if (t->count == t->g->object_count)
        return true;
    if (!garbage_roots(t, reachable, scratch))
        return false;
    for (uint32_t o = 0; o < t->g->object_count; o++)
        if (t->is_root[o] && !t->number[o])
            walk_from(t, o);
    return true;
}

/* The number that the reference keeps alive, 0 if it keeps nobody: garbage does not count for the living. */
static uint32_t kept_by(const tree *t, uint32_t number, uint32_t edge)
{
    uint32_t target = edge_is_weak(t->g, edge) ? 0 : t->number[t->g->edge_target[edge]];
    return (number <= t->reachable) == (target <= t->reachable) ? target : 0;
}

/* The references turned round, in numbers. */
static bool turn_round(tree *t, arena *scratch)
{
    const object_graph *g = t->g;
    uint32_t *first = t->holder_first, count = 0;
    uint32_t *targets = arena_alloc(scratch, (g->edge_count + (size_t)1) * sizeof *targets);
    if (!targets)
        return false;
    for (uint32_t n = 1; n <= t->count; n++)
        for (uint32_t o = t->object[n], e = g->edge_first[o]; e < g->edge_first[o + 1]; e++) {
            targets[count] = kept_by(t, n, e);
            first[targets[count++] + 2]++;
        }
    first[2] = 0; /* number 0 is nobody */
    for (uint32_t n = 2; n <= t->count + 2; n++)
        first[n] += first[n - 1];
    count = 0;
    for (uint32_t n = 1; n <= t->count; n++)
        for (uint32_t k = t->object[n], e = g->edge_first[k]; e < g->edge_first[k + 1]; e++, count++)
            if (targets[count])
                t->holder[first[targets[count] + 1]++] = n;
    return true;
}

/* --- Lengauer and Tarjan --------------------------------------------------------------------------------- */

/* Every ancestor on the way up gets the forest's root as its ancestor, and the best label below it. */
static void compress(tree *t, uint32_t n)
{
    forest_node *f = t->forest;
    uint32_t depth = 0;
    while (f[f[n].ancestor].ancestor != GRAPH_NONE) {
        t->scratch[depth++] = n;
        n = f[n].ancestor;
    }
    while (depth) {
        forest_node *below = &f[t->scratch[--depth]], *above = &f[below->ancestor];
        if (above->semi < below->semi) {
            below->label = above->label;
            below->semi = above->semi;
        }
        below->ancestor = above->ancestor;
    }
}

static const forest_node *evaluate(tree *t, uint32_t n)
{
    if (t->forest[n].ancestor != GRAPH_NONE)
        compress(t, n);
    return &t->forest[n];
}

static void semi_find(tree *t, uint32_t n)
{
    uint32_t semi = t->is_root[t->object[n]] ? 0 : t->parent[n];
    for (uint32_t h = t->holder_first[n]; h < t->holder_first[n + 1] && semi; h++) {
        uint32_t best = evaluate(t, t->holder[h])->semi;
        if (best < semi)
            semi = best;
    }
    t->semi[n] = t->forest[n].semi = semi;
    t->bucket_next[n] = t->bucket[semi];
    t->bucket[semi] = n;
}

/* Whose semi is `n`: their dominator is it, or that of a better one on the way. */
static void bucket_empty(tree *t, uint32_t n)
{
    for (uint32_t v = t->bucket[n]; v; v = t->bucket_next[v]) {
        const forest_node *best = evaluate(t, v);
        t->idom[v] = best->semi < t->semi[v] ? best->label : n;
    }
    t->bucket[n] = 0;
}

static void find_dominators(tree *t)
{
    for (uint32_t n = 0; n <= t->count; n++)
        t->forest[n] = (forest_node){.ancestor = GRAPH_NONE, .label = n, .semi = n};
    for (uint32_t n = t->count; n && !is_stopped(t); n--) {
        semi_find(t, n);
        t->forest[n].ancestor = t->parent[n];
        bucket_empty(t, t->parent[n]);
    }
    for (uint32_t n = 1; n <= t->count; n++)
        if (t->idom[n] != t->semi[n])
            t->idom[n] = t->idom[t->idom[n]];
}

/* --- The result ------------------------------------------------------------------------------------------- */

static bool tell(const tree *t, const uint32_t *sizes, const uint8_t *reachable, arena *memory, dominators *out)
{
    size_t n = (size_t)t->g->object_count + 1;
    uint32_t *parent = arena_alloc(memory, n * sizeof *parent);
    uint64_t *retained = arena_alloc(memory, n * sizeof *retained);
    uint32_t *kept = arena_alloc(memory, n * sizeof *kept);
    if (!parent || !retained || !kept)
        return false;
    for (uint32_t i = t->count; i; i--) {
        uint32_t o = t->object[i];
        retained[o] += sizes[o];
        kept[o]++;
        parent[o] = t->idom[i] ? t->object[t->idom[i]] : GRAPH_NONE;
        if (t->idom[i]) {
            retained[parent[o]] += retained[o];
            kept[parent[o]] += kept[o];
        }
    }
    *out = (dominators){.parent = parent, .retained = retained, .kept = kept, .reachable = reachable};
    return true;
}

bool dominators_build(const object_graph *g, const uint32_t *sizes, const volatile sig_atomic_t *stop,
                      arena *memory, dominators *out)
{
    arena scratch = {0};
    tree t = {.g = g, .stop = stop};
    uint8_t *reachable = arena_alloc(memory, (size_t)g->object_count + 1);
    bool there = tree_open(&t, &scratch) && reachable;
    if (there) {
        walk_reachable(&t);
        for (uint32_t n = 1; n <= t.count; n++)
            reachable[t.object[n]] = 1;
    }
    there = there && !is_stopped(&t) && walk_garbage(&t, reachable, &scratch) && !is_stopped(&t) &&
            turn_round(&t, &scratch);
    if (there) {
        find_dominators(&t);
        there = !is_stopped(&t) && tell(&t, sizes, reachable, memory, out);
    }
    arena_free(&scratch);
    return there;
}
