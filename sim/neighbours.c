#include "sim/neighbours.h"

#include <string.h>

typedef struct finder {
    const object_graph *g;
    const neighbours_options *o;
    object_holders held; /* backwards */
    arena *memory;
    neighbour *rows;
    uint32_t count, capacity;
    uint8_t *opened; /* per object */
    bool failed;
} finder;

static void row_add(finder *f, neighbour row)
{
    if (f->count == f->capacity) {
        uint32_t capacity = f->capacity ? f->capacity * 2 : 64;
        neighbour *bigger = arena_grow(f->memory, f->rows, f->count * sizeof *f->rows, capacity * sizeof *bigger);
        if (!bigger) {
            f->failed = true;
            return;
        }
        f->rows = bigger;
        f->capacity = capacity;
    }
    f->rows[f->count++] = row;
}

/* Is a reference told that leads to, or comes from, `other`? */
static bool is_told(const finder *f, uint32_t edge, uint32_t other)
{
    reference_kind kind = (reference_kind)f->g->edge_kind[edge];
    if (f->o->all || kind == REFERENCE_WEAK)
        return f->o->all || other < f->g->script_count;
    return kind != REFERENCE_CLASS && (f->o->back || other < f->g->script_count);
}

/* The neighbours of an object one by one; see next_of(). */
typedef struct seeker {
    uint32_t object, at, end, root_at, root_end;
} seeker;

static seeker seek_neighbours(const finder *f, uint32_t object)
{
    if (!f->o->back)
        return (seeker){.object = object, .at = f->g->edge_first[object], .end = f->g->edge_first[object + 1]};
    return (seeker){.object = object,
                    .at = f->held.first[object],
                    .end = f->held.first[object + 1],
                    .root_at = f->held.root_first[object],
                    .root_end = f->held.root_first[object + 1]};
}

/* Roots first, then the references that are told; `unlisted` counts the others. */
static bool next_of(const finder *f, seeker *s, neighbour *out, uint32_t *unlisted)
{
    while (s->root_at < s->root_end) {
        uint32_t root = f->held.root[s->root_at++];
        *out = (neighbour){.object = GRAPH_NONE, .root = root, .edge = GRAPH_NONE};
        if (f->g->roots[root].count)
            return true;
    }
    while (s->at < s->end) {
        uint32_t place = s->at++;
        uint32_t edge = f->o->back ? f->held.edge[place] : place;
        uint32_t other = f->o->back ? f->held.source[place] : f->g->edge_target[edge];
        *out = (neighbour){.object = other, .root = GRAPH_NONE, .edge = edge, .weak = edge_is_weak(f->g, edge)};
        if (is_told(f, edge, other))
            return true;
        ++*unlisted;
    }
    return false;
}

static bool may_open(const finder *f, const neighbour *row)
{
    return row->object != GRAPH_NONE && !row->weak && !row->again &&
           (f->o->all || row->object < f->g->script_count);
}

/* The neighbours of row number `at` become rows. */
static void open_row(finder *f, uint32_t at, uint32_t *unlisted)
{
    neighbour row = f->rows[at], next;
    seeker s = seek_neighbours(f, row.object);
    row.first = f->count;
    if (row.depth >= f->o->depth) {
        f->rows[at].deeper = next_of(f, &s, &next, unlisted);
        return;
    }
    while (!f->failed && next_of(f, &s, &next, unlisted)) {
        if (row.count == f->o->too_many) {
            row.cut++;
            continue;
        }
        next.from = at;
        next.depth = row.depth + 1;
        if (next.object != GRAPH_NONE) {
            next.again = f->opened[next.object];
            f->opened[next.object] = next.again || may_open(f, &next);
        }
        row_add(f, next);
        row.count++;
    }
    f->rows[at] = row;
}

bool neighbours_find(const object_graph *g, uint32_t object, const neighbours_options *options,
                     arena *memory, neighbours *out)
{
    arena scratch = {0};
    finder f = {.g = g, .o = options, .memory = memory};
    uint32_t first_unlisted = 0, others = 0;
    f.opened = arena_alloc(&scratch, (size_t)g->object_count + 1);
    f.failed = !f.opened || (options->back && !object_graph_holders(g, &scratch, &f.held));
    if (!f.failed) {
        f.opened[object] = 1;
        row_add(&f, (neighbour){.object = object, .root = GRAPH_NONE, .from = GRAPH_NONE, .edge = GRAPH_NONE});
    }
    for (uint32_t i = 0; i < f.count && !f.failed; i++)
        if (may_open(&f, &f.rows[i]))
            open_row(&f, i, i ? &others : &first_unlisted);
    arena_free(&scratch);
    *out = (neighbours){.rows = f.rows, .count = f.count, .unlisted = first_unlisted};
    return !f.failed;
}
