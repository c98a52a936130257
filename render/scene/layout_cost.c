/* What a place costs: length, slant, crossings and hits of the straight lines from ports to
 * targets.
 *
 * The lines stand in for the curves, which are drawn once, at the end. Who meets whom in time is
 * known from the start and kept as lists, so a long run with few objects at a time stays cheap. */
#include "render/scene/layout_model.h"

#include <math.h>

#define COST_CROSSING 70.0
#define COST_HIT 400.0
#define COST_HIT_LIST 150.0 /* a list stays straight: names go round it */
#define COST_HIT_BRIEF 200.0 /* what is seen only inside a step */
#define COST_SLANT 0.15       /* of tops that are not in line */
#define COST_CHAIN_SLANT 10.0 /* the same, along a list: it is a straight row or it is no list */
#define COST_LOW 0.03         /* per px below the row's top */
#define COST_OVERFLOW 0.6     /* per px below the pane, */
#define OVERFLOW_PANE_PX 696.0 /* of this height; in a lower one the picture shrinks faster */
#define COST_DISORDER 40.0    /* one container's children in another order than its cells */
#define SIDE_X_PX 8.0         /* boxes this far apart face each other */

/* --- lists ----------------------------------------------------------------------------------- */

typedef bool meets(const layout_model *m, uint32_t a, uint32_t b);

static bool lists_build(layout_lists *out, layout_model *m, uint32_t count, uint32_t others,
                        meets *test)
{
    size_t total = 0;
    out->first = arena_alloc(m->memory, (count + 1) * sizeof *out->first);
    if (!out->first)
        return false;
    for (uint32_t a = 0; a < count; a++)
        for (uint32_t b = 0; b < others; b++)
            total += test(m, a, b);
    out->items = arena_alloc(m->memory, (total + 1) * sizeof *out->items);
    if (!out->items)
        return false;
    total = 0;
    for (uint32_t a = 0; a < count; a++) {
        for (uint32_t b = 0; b < others; b++)
            if (test(m, a, b))
                out->items[total++] = b;
        out->first[a + 1] = (uint32_t)total;
    }
    return true;
}

static bool links_meet(const layout_model *m, uint32_t a, uint32_t b)
{
    const layout_link *x = &m->links[a], *y = &m->links[b];
    return !x->ring && !y->ring && !(x->src == y->src && x->dst == y->dst) &&
           layout_overlap(x->birth, x->death, y->birth, y->death);
}

static bool link_meets_box(const layout_model *m, uint32_t link, uint32_t box)
{
    const layout_link *l = &m->links[link];
    const layout_box *b = &m->boxes[box];
    return !l->ring && l->src != box && l->dst != box &&
           layout_overlap(l->birth, l->death, b->birth, b->death);
}

static bool box_meets_link(const layout_model *m, uint32_t box, uint32_t link)
{
    return link_meets_box(m, link, box);
}

static bool blocks_meet(const layout_model *m, uint32_t a, uint32_t b)
{
    const layout_block *x = &m->blocks[a], *y = &m->blocks[b];
    return a != b && layout_overlap(x->birth, x->vacant, y->birth, y->vacant);
}

ouro_result layout_costs_init(layout_costs *c, layout_model *m)
{
    double lower = layout_max(1, OVERFLOW_PANE_PX / m->pane_h);
    *c = (layout_costs){.m = m, .overflow = COST_OVERFLOW * lower * lower};
    c->lines = arena_alloc(m->memory, (m->link_count + 1) * sizeof *c->lines);
    c->floor_y = arena_alloc(m->memory, (LAYOUT_ROWS_MAX + 1) * sizeof *c->floor_y);
    c->extents = arena_alloc(m->memory, (m->box_count + 1) * sizeof *c->extents);
    if (!c->lines || !c->extents || !c->floor_y ||
        !lists_build(&c->links_links, m, m->link_count, m->link_count, links_meet) ||
        !lists_build(&c->links_boxes, m, m->link_count, m->box_count, link_meets_box) ||
        !lists_build(&c->boxes_links, m, m->box_count, m->link_count, box_meets_link) ||
        !lists_build(&c->blocks_blocks, m, m->block_count, m->block_count, blocks_meet))
        return OURO_ERR_NOMEM;
    return OURO_OK;
}

/* --- lines ----------------------------------------------------------------------------------- */

static void costs_draw(layout_costs *c, uint32_t link)
{
    const layout_model *m = c->m;
    const layout_link *l = &m->links[link];
    const layout_box *a = &m->boxes[l->src], *b = &m->boxes[l->dst];
    double ax = layout_box_x(m, a), bx = layout_box_x(m, b), by = layout_box_y(m, b);
    double a_right = ax + a->in->width_px, b_right = bx + b->in->width_px;
    layout_line *line = &c->lines[link];
    line->src = l->src;
    line->returns = m->blocks[a->block].row != m->blocks[b->block].row;
    line->drawn = m->blocks[a->block].placed && m->blocks[b->block].placed && !l->ring;
    line->x1 = b_right + SIDE_X_PX <= ax ? ax : a_right;
    line->x2 = a_right + SIDE_X_PX <= bx ? bx : b_right;
    line->y1 = layout_box_y(m, a) + layout_port_y(m, l);
    line->y2 = layout_clamp(line->y1, by + LAYOUT_EDGE_TOP_PX,
                            by + b->in->height_px - LAYOUT_EDGE_INSET_PX);
    line->left = layout_min(line->x1, line->x2);
    line->right = layout_max(line->x1, line->x2);
    line->top = layout_min(line->y1, line->y2);
    line->bottom = layout_max(line->y1, line->y2);
}

void layout_costs_see(layout_costs *c, uint32_t block)
{
    const layout_block *b = &c->m->blocks[block];
    for (uint32_t i = 0; i < b->count; i++) {
        const layout_box *box = &c->m->boxes[b->members[i]];
        double x = b->x + box->dx, y = b->y + box->dy;
        c->extents[b->members[i]]
            = (layout_extent){.left = x,
                              .right = x + box->in->width_px,
                              .top = y - LAYOUT_PASS_ABOVE_PX,
                              .bottom = y + box->in->height_px + LAYOUT_PASS_BELOW_PX,
                              .placed = b->placed};
    }
}

void layout_costs_follow(layout_costs *c, uint32_t block)
{
    const layout_model *m = c->m;
    const layout_block *b = &m->blocks[block];
    layout_costs_see(c, block);
    for (uint32_t i = 0; i < b->count; i++) {
        const layout_box *box = &m->boxes[b->members[i]];
        for (uint32_t k = 0; k < box->out_count; k++)
            costs_draw(c, box->out_first + k);
        for (uint32_t k = 0; k < box->in_count; k++)
            costs_draw(c, m->into[box->in_first + k]);
    }
}

static double turn_of(double ax, double ay, double bx, double by, double cx, double cy)
{
    return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

static bool lines_cross(const layout_line *a, const layout_line *b)
{
    if (a->right < b->left || b->right < a->left || a->bottom < b->top || b->bottom < a->top)
        return false;
    double p = turn_of(a->x1, a->y1, a->x2, a->y2, b->x1, b->y1);
    double q = turn_of(a->x1, a->y1, a->x2, a->y2, b->x2, b->y2);
    double r = turn_of(b->x1, b->y1, b->x2, b->y2, a->x1, a->y1);
    double s = turn_of(b->x1, b->y1, b->x2, b->y2, a->x2, a->y2);
    return p * q < -1e-6 && r * s < -1e-6;
}

/* Liang-Barsky: does the line pass through the rectangle, shrunk by a little? */
static bool line_hits(const layout_line *l, const layout_extent *e)
{
    double dx = l->x2 - l->x1, dy = l->y2 - l->y1, from = 0, to = 1;
    double p[4] = {-dx, dx, -dy, dy};
    double q[4] = {l->x1 - e->left - 3, e->right - 3 - l->x1, l->y1 - e->top - 3,
                   e->bottom - 3 - l->y1};
    for (int i = 0; i < 4; i++) {
        if (fabs(p[i]) < 1e-9) {
            if (q[i] < 0)
                return false;
            continue;
        }
        double t = q[i] / p[i];
        if (p[i] < 0)
            from = layout_max(from, t);
        else
            to = layout_min(to, t);
    }
    return to - from > 1e-6;
}

static bool line_hits_box(const layout_line *line, const layout_extent *e)
{
    if (!e->placed || line->returns || line->right < e->left || line->left > e->right || line->bottom < e->top ||
        line->top > e->bottom)
        return false;
    return line_hits(line, e);
}

static double hit_price(const layout_model *m, const layout_box *b)
{
    for (uint32_t k = 0; k < b->out_count + b->in_count; k++) {
        uint32_t in = k < b->out_count ? 0 : m->into[b->in_first + k - b->out_count];
        if (m->links[k < b->out_count ? b->out_first + k : in].chain)
            return COST_HIT_LIST;
    }
    return b->in->brief ? COST_HIT_BRIEF : COST_HIT;
}

/* --- terms ----------------------------------------------------------------------------------- */

/* Children of one container in another order than its cells: a lesson reads from top to bottom. */
static bool lines_disorder(const layout_model *m, uint32_t a, uint32_t b, const layout_costs *c)
{
    const layout_link *x = &m->links[a], *y = &m->links[b];
    if (x->src != y->src || x->in->cell == y->in->cell || x->back || y->back ||
        fabs(c->lines[a].x2 - c->lines[b].x2) > SIDE_X_PX)
        return false;
    double by_place = layout_box_y(m, &m->boxes[x->dst]) - layout_box_y(m, &m->boxes[y->dst]);
    return x->in->cell < y->in->cell ? by_place > 1 : by_place < -1;
}

static double costs_of_link(layout_costs *c, uint32_t link)
{
    layout_model *m = c->m;
    const layout_link *l = &m->links[link];
    const layout_line *line = &c->lines[link];
    const layout_box *src = &m->boxes[l->src];
    if (!line->drawn)
        return 0;
    double tops =
        layout_is_frame(src) ? 0 : fabs(layout_box_y(m, src) - layout_box_y(m, &m->boxes[l->dst]));
    double slant = l->chain ? COST_CHAIN_SLANT : COST_SLANT;
    if (m->blocks[src->block].row != m->blocks[m->boxes[l->dst].block].row)
        slant = 0; /* the arrow to the next row is no part of the line */
    double cost = l->weight * (fabs(line->y1 - line->y2) + slant * tops);
    const layout_lists *against = &c->links_links;
    for (uint32_t k = against->first[link]; k < against->first[link + 1]; k++) {
        uint32_t other = against->items[k];
        const layout_line *o = &c->lines[other];
        if (!o->drawn)
            continue;
        if (lines_cross(line, o))
            cost += COST_CROSSING * layout_min(l->weight, m->links[other].weight);
        if (o->src == l->src && lines_disorder(m, link, other, c))
            cost += COST_DISORDER * layout_min(l->weight, m->links[other].weight);
    }
    const layout_lists *boxes = &c->links_boxes;
    for (uint32_t k = boxes->first[link]; k < boxes->first[link + 1]; k++)
        if (line_hits_box(line, &c->extents[boxes->items[k]]))
            cost += hit_price(m, &m->boxes[boxes->items[k]]) * l->weight;
    m->budget -= against->first[link + 1] - against->first[link] + boxes->first[link + 1] -
                 boxes->first[link];
    return cost;
}

/* Nothing is negative, so it may stop as soon as `limit` is passed. */
static double costs_of_box(layout_costs *c, uint32_t box, double limit)
{
    layout_model *m = c->m;
    const layout_box *b = &m->boxes[box];
    double cost = 0;
    for (uint32_t k = 0; k < b->out_count && cost < limit; k++)
        cost += costs_of_link(c, b->out_first + k);
    for (uint32_t k = 0; k < b->in_count && cost < limit; k++)
        cost += costs_of_link(c, m->into[b->in_first + k]);
    const layout_lists *links = &c->boxes_links;
    if (cost >= limit)
        return cost;
    for (uint32_t k = links->first[box]; k < links->first[box + 1]; k++) {
        const layout_line *line = &c->lines[links->items[k]];
        if (line->drawn && line_hits_box(line, &c->extents[box]))
            cost += hit_price(m, b) * m->links[links->items[k]].weight;
    }
    m->budget -= links->first[box + 1] - links->first[box];
    return cost;
}

double layout_costs_below(layout_costs *c, uint32_t block, double limit)
{
    const layout_block *b = &c->m->blocks[block];
    double cost = COST_LOW * (b->y - c->floor_y[b->row]) +
                  c->overflow * layout_max(0, b->y + b->h - c->m->pane_h);
    for (uint32_t i = 0; i < b->count && cost < limit; i++)
        cost += costs_of_box(c, b->members[i], limit - cost);
    return cost;
}

double layout_costs_of(layout_costs *c, uint32_t block)
{
    return layout_costs_below(c, block, INFINITY);
}

bool layout_costs_clash(const layout_block *a, const layout_block *b)
{
    double above = layout_max(a->pad_below, b->pad_above),
           below = layout_max(a->pad_above, b->pad_below);
    return a->x < b->x + b->w + LAYOUT_APART_PX && b->x < a->x + a->w + LAYOUT_APART_PX &&
           a->y < b->y + b->h + LAYOUT_GAP_Y_PX + below - 1e-6 &&
           b->y < a->y + a->h + LAYOUT_GAP_Y_PX + above - 1e-6;
}
