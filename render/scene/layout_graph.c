#include "render/scene/layout_graph.h"

#include "render/scene/layout_model.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PANE_W_PX 1360.0
#define PANE_H_PX 760.0

/* --- the input, sorted ----------------------------------------------------------------------- */

static int box_by_id(const void *a, const void *b)
{
    const layout_box *x = a, *y = b;
    return x->in->id < y->in->id ? -1 : x->in->id > y->in->id;
}

static int link_by_port(const void *a, const void *b)
{
    const layout_link *x = a, *y = b;
    if (x->src != y->src)
        return x->src < y->src ? -1 : 1;
    if (x->in->cell != y->in->cell)
        return x->in->cell < y->in->cell ? -1 : 1;
    if (x->birth != y->birth)
        return x->birth < y->birth ? -1 : 1;
    return x->in->id < y->in->id ? -1 : x->in->id > y->in->id;
}

static uint32_t graph_find(const layout_model *m, uint32_t id)
{
    uint32_t low = 0, high = m->box_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (m->boxes[middle].in->id < id)
            low = middle + 1;
        else
            high = middle;
    }
    assert(low < m->box_count && m->boxes[low].in->id == id);
    return low;
}

/* The links into each box, in the order of the links. */
static void graph_index(layout_model *m)
{
    for (uint32_t i = 0; i < m->link_count; i++) {
        layout_box *src = &m->boxes[m->links[i].src];
        if (src->out_count++ == 0)
            src->out_first = i;
        m->boxes[m->links[i].dst].in_count++;
    }
    uint32_t first = 0;
    for (uint32_t i = 0; i < m->box_count; i++) {
        m->boxes[i].in_first = first;
        first += m->boxes[i].in_count;
        m->boxes[i].in_count = 0;
    }
    for (uint32_t i = 0; i < m->link_count; i++) {
        layout_box *dst = &m->boxes[m->links[i].dst];
        m->into[dst->in_first + dst->in_count++] = i;
    }
}

static ouro_result graph_read(layout_model *m, const layout_input *in)
{
    assert(in->node_count < UINT32_MAX / 4 && in->edge_count < UINT32_MAX / 4);
    m->box_count = (uint32_t)in->node_count;
    m->link_count = (uint32_t)in->edge_count;
    m->boxes = arena_alloc(m->memory, (in->node_count + 1) * sizeof *m->boxes);
    m->links = arena_alloc(m->memory, (in->edge_count + 1) * sizeof *m->links);
    m->into = arena_alloc(m->memory, (in->edge_count + 1) * sizeof *m->into);
    m->blocks = arena_alloc(m->memory, (in->node_count + 1) * sizeof *m->blocks);
    if (!m->boxes || !m->links || !m->into || !m->blocks)
        return OURO_ERR_NOMEM;
    for (size_t i = 0; i < in->node_count; i++) {
        const layout_node *n = &in->nodes[i];
        assert(n->birth_step < n->death_step);
        m->boxes[i] = (layout_box){.in = n, .birth = n->birth_step, .death = n->death_step};
    }
    qsort(m->boxes, in->node_count, sizeof *m->boxes, box_by_id);
    for (size_t i = 0; i < in->edge_count; i++) {
        const layout_edge *e = &in->edges[i];
        assert(e->birth_step < e->death_step);
        m->links[i] = (layout_link){.in = e,
                                    .src = graph_find(m, e->src),
                                    .dst = graph_find(m, e->dst),
                                    .birth = e->birth_step,
                                    .death = e->death_step};
    }
    qsort(m->links, in->edge_count, sizeof *m->links, link_by_port);
    graph_index(m);
    m->bulk = m->box_count > LAYOUT_BULK_BOXES || m->link_count > LAYOUT_BULK_LINKS;
    return OURO_OK;
}

/* --- the result ------------------------------------------------------------------------------ */

static ouro_result graph_write_ring(const layout_model *m, const layout_block *b, arena *memory,
                                    layout_ring *ring)
{
    *ring = (layout_ring){.radius_x = b->radius_x,
                          .radius_y = b->radius_y,
                          .member_count = b->count,
                          .clockwise = !b->mirrored,
                          .birth_step = b->ring_birth,
                          .death_step = b->ring_death};
    ring->members = arena_alloc(memory, b->count * sizeof *ring->members);
    if (!ring->members)
        return OURO_ERR_NOMEM;
    for (uint32_t i = 0; i < b->count; i++) {
        const layout_box *box = &m->boxes[b->members[i]];
        ring->members[i] = box->in->id;
        /* Opposite members or not, the seats sum to zero: their mean is the centre. */
        ring->centre.x += (layout_box_x(m, box) + box->in->width_px / 2) / b->count;
        ring->centre.y += (layout_box_y(m, box) + box->in->height_px / 2) / b->count;
    }
    return OURO_OK;
}

static ouro_result graph_write_shapes(const layout_model *m, arena *memory, layout_result *out)
{
    out->rings = arena_alloc(memory, (m->block_count + 1) * sizeof *out->rings);
    out->pairs = arena_alloc(memory, (m->link_count + 1) * sizeof *out->pairs);
    if (!out->rings || !out->pairs)
        return OURO_ERR_NOMEM;
    for (uint32_t i = 0; i < m->block_count; i++)
        if (m->blocks[i].count > 1 &&
            graph_write_ring(m, &m->blocks[i], memory, &out->rings[out->ring_count++]) != OURO_OK)
            return OURO_ERR_NOMEM;
    for (uint32_t i = 0; i < m->link_count; i++) {
        const layout_link *l = &m->links[i];
        if (l->lens == LAYOUT_NONE ||
            layout_box_x(m, &m->boxes[l->src]) > layout_box_x(m, &m->boxes[l->dst]))
            continue;
        const layout_link *other = &m->links[l->lens];
        out->pairs[out->pair_count++] =
            (layout_pair){.left = l->in->src,
                          .right = l->in->dst,
                          .birth_step = l->birth > other->birth ? l->birth : other->birth,
                          .death_step = l->death < other->death ? l->death : other->death};
    }
    return OURO_OK;
}

static void rect_include(layout_rect *r, double x, double y)
{
    double right = fmax(r->x + r->w, x), bottom = fmax(r->y + r->h, y);
    r->x = fmin(r->x, x);
    r->y = fmin(r->y, y);
    r->w = right - r->x;
    r->h = bottom - r->y;
}

/* Whatever is drawn: a curve's control points may lie outside it, so it is sampled. */
static void graph_write_bounds(const layout_input *in, layout_result *out)
{
    if (in->node_count > 0)
        out->bounds = (layout_rect){.x = out->places[0].x, .y = out->places[0].y};
    for (size_t i = 0; i < in->node_count; i++) {
        const layout_node *n = &in->nodes[i];
        double badge = n->kind == LAYOUT_FRAME ? 0 : 1;
        rect_include(&out->bounds, out->places[i].x,
                     out->places[i].y - badge * LAYOUT_BADGE_ABOVE_PX);
        rect_include(&out->bounds, out->places[i].x + n->width_px + badge * LAYOUT_BADGE_RIGHT_PX,
                     out->places[i].y + n->height_px);
    }
    for (size_t i = 0; i < in->edge_count; i++)
        for (uint32_t k = 0; k < out->routes[i].curve_count; k++)
            for (int s = 1; s < 8; s++) {
                const layout_point *p = out->routes[i].curves[k].p;
                double t = s / 8.0, u = 1 - t;
                double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
                rect_include(&out->bounds, a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                             a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y);
            }
}

static ouro_result graph_write_routes(const layout_model *m, const layout_route *routes,
                                      const layout_input *in, arena *memory, layout_result *out)
{
    for (uint32_t i = 0; i < m->link_count; i++) {
        layout_route *to = &out->routes[m->links[i].in - in->edges];
        *to = routes[i];
        to->curves = arena_alloc(memory, to->curve_count * sizeof *to->curves);
        if (!to->curves)
            return OURO_ERR_NOMEM;
        memcpy(to->curves, routes[i].curves, to->curve_count * sizeof *to->curves);
    }
    return OURO_OK;
}

static ouro_result graph_write(layout_model *m, const layout_route *routes, const layout_input *in,
                               arena *memory, layout_result *out)
{
    *out = (layout_result){.node_count = in->node_count, .edge_count = in->edge_count};
    out->places = arena_alloc(memory, (in->node_count + 1) * sizeof *out->places);
    out->routes = arena_alloc(memory, (in->edge_count + 1) * sizeof *out->routes);
    if (!out->places || !out->routes)
        return OURO_ERR_NOMEM;
    for (uint32_t i = 0; i < m->box_count; i++)
        out->places[m->boxes[i].in - in->nodes] =
            (layout_point){.x = layout_box_x(m, &m->boxes[i]), .y = layout_box_y(m, &m->boxes[i])};
    ouro_result r = graph_write_routes(m, routes, in, memory, out);
    if (r == OURO_OK)
        r = graph_write_shapes(m, memory, out);
    if (r == OURO_OK)
        graph_write_bounds(in, out);
    return r;
}

/* --- the phases ------------------------------------------------------------------------------ */

/* Thousands of boxes: nothing is searched, nothing compared. */
static ouro_result graph_place_bulk(layout_model *m, struct router **drawn)
{
    layout_drawn sum;
    ouro_result r = layout_frames_stack(m);
    if (r == OURO_OK)
        r = layout_columns_place(m, 1);
    if (r == OURO_OK)
        r = layout_bulk(m);
    return r == OURO_OK ? layout_route_sketch(m, drawn, &sum) : r;
}

static ouro_result graph_place(layout_model *m, int64_t budget, struct router **drawn)
{
    layout_choices choices;
    if (m->bulk)
        return graph_place_bulk(m, drawn);
    m->budget = budget / 2;
    ouro_result r = layout_choices_init(m, &choices);
    if (r == OURO_OK)
        r = layout_slots(m, &choices);
    int64_t left = m->budget > 0 ? m->budget : 0;
    m->budget = budget / 4 + left / 2;
    return r == OURO_OK ? layout_judge(m, &choices, drawn) : r;
}

static ouro_result graph_draw(layout_model *m, int64_t budget, layout_route **routes)
{
    struct router *drawn = NULL;
    ouro_result r = graph_place(m, budget, &drawn);
    *routes = arena_alloc(m->memory, (m->link_count + 1) * sizeof **routes);
    if (r == OURO_OK && !*routes)
        r = OURO_ERR_NOMEM;
    m->budget = budget / 8;
    return r == OURO_OK ? layout_route_all(drawn, *routes) : r;
}

static ouro_result graph_run(layout_model *m, const layout_input *in, int64_t budget, arena *memory,
                             layout_result *out)
{
    layout_route *routes = NULL;
    ouro_result r = graph_read(m, in);
    m->budget = budget / 8;
    if (r == OURO_OK)
        r = layout_cycles(m);
    if (r == OURO_OK)
        r = layout_columns_rank(m);
    if (r == OURO_OK)
        r = graph_draw(m, budget, &routes);
    return r == OURO_OK ? graph_write(m, routes, in, memory, out) : r;
}

ouro_result layout_graph(const layout_input *in, const layout_options *options, arena *memory,
                         layout_result *out, ouro_error *err)
{
    const layout_options usual = {0};
    const layout_options *o = options ? options : &usual;
    arena scratch = {0};
    layout_model m = {.memory = &scratch,
                      .pane_w = o->pane_width_px > 0 ? o->pane_width_px : PANE_W_PX,
                      .pane_h = o->pane_height_px > 0 ? o->pane_height_px : PANE_H_PX};
    uint64_t budget = o->operation_budget > 0 ? o->operation_budget : LAYOUT_OPERATIONS;
    ouro_result r =
        graph_run(&m, in, budget < INT64_MAX ? (int64_t)budget : INT64_MAX, memory, out);
    arena_free(&scratch);
    return r == OURO_OK ? r : error_set(err, r, 0, 0, "no memory left for the layout");
}
