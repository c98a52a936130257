/* How arrows run.
 *
 * A route is valid for the whole life of its reference, so its obstacles are all the boxes that are
 * alive at any moment of it. Routes are drawn one after the other, short ones first, each paying
 * for crossing those drawn before; then each is drawn once more, knowing all the others. */
#include "render/scene/layout_route.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 3 };
#define COST_UPRIGHT_FLOW 350.0 /* to what stands above or below rather than to the right, */
#define COST_AGAINST_FLOW 800.0 /* to the left */

/* --- the phase ------------------------------------------------------------------------------- */

/* Whether it still ends where the others leave room for it. */
static bool route_is_at_entry(const layout_model *m, uint32_t link, const path *p)
{
    const layout_link *l = &m->links[link];
    double entry = p->curves[p->count - 1].p[3].y - layout_box_y(m, &m->boxes[l->dst]);
    bool side = p->end == LAYOUT_LEFT || p->end == LAYOUT_RIGHT;
    return !side || l->src == l->dst || fabs(entry - l->entry) < 0.5;
}

static void route_one(router *r, uint32_t link)
{
    path best = {0};
    double best_cost = INFINITY;
    if (r->drawn[link]) { /* as it is, now that the others are there */
        path known = r->paths[link];
        r->drawn[link] = false;
        if (route_is_at_entry(r->m, link, &known))
            route_try(r, link, &known, &best, &best_cost);
    }
    route_candidates(r, link, &best, &best_cost);
    r->paths[link] = best;
    r->drawn[link] = true;
}

/* Lenses and rings first, they have a shape to keep; then from short to long. */
static bool route_sort(router *r)
{
    const layout_model *m = r->m;
    double *key = arena_alloc(m->memory, (m->link_count + 1) * sizeof *key);
    if (!key)
        return false;
    for (uint32_t i = 0; i < m->link_count; i++) {
        const layout_link *l = &m->links[i];
        layout_rect a = route_box(m, &m->boxes[l->src]), b = route_box(m, &m->boxes[l->dst]);
        key[i] = l->ring || l->lens != LAYOUT_NONE ? -1 : fabs(a.x - b.x) + fabs(a.y - b.y);
        uint32_t k = i;
        for (; k > 0 && key[r->order[k - 1]] > key[i]; k--)
            r->order[k] = r->order[k - 1];
        r->order[k] = i;
    }
    return true;
}

static void route_write(const path *p, const layout_link *l, layout_route *out)
{
    const layout_point *last = p->curves[p->count - 1].p;
    double dx = last[3].x - last[2].x, dy = last[3].y - last[2].y, length = hypot(dx, dy);
    out->curve_count = p->count;
    out->start_side = p->start;
    out->end_side = p->end;
    out->tip = last[3];
    out->direction =
        length > 1e-9 ? (layout_point){dx / length, dy / length} : (layout_point){1, 0};
    out->back = l->back;
    memcpy(out->curves, p->curves, p->count * sizeof *p->curves);
}

/* What is read against the flow, though nothing calls it a way back. */
static double route_flow_cost(const layout_model *m, const layout_link *l)
{
    const layout_box *a = &m->boxes[l->src], *b = &m->boxes[l->dst];
    bool free = l->back || l->ring || l->in->weak || l->src == l->dst || layout_is_frame(a);
    bool on = layout_box_x(m, a) + a->in->width_px <= layout_box_x(m, b);
    if (free || on || m->blocks[a->block].row != m->blocks[b->block].row)
        return 0;
    return layout_enters_left(m, l) || route_is_upright(m, l) ? COST_UPRIGHT_FLOW : COST_AGAINST_FLOW;
}

/* Of all of them as they are now; what two of them cost each other counts for both. */
static void route_sum(router *r, layout_drawn *out)
{
    layout_model *m = r->m;
    bool any = false;
    *out = (layout_drawn){0};
    for (uint32_t i = 0; i < m->link_count; i++) {
        const layout_link *l = &m->links[i];
        const path *p = &r->paths[i];
        double cost = route_cost(r, i, p) + route_flow_cost(m, l);
        out->cost += l->weight * cost;
        if (m->boxes[l->src].in->brief || m->boxes[l->dst].in->brief)
            continue; /* the camera goes to it when it is there */
        layout_rect *a = &out->bounds;
        double left = any ? fmin(a->x, p->around.x) : p->around.x;
        double top = any ? fmin(a->y, p->around.y) : p->around.y;
        double right = fmax(a->x + a->w, p->around.x + p->around.w);
        double bottom = fmax(a->y + a->h, p->around.y + p->around.h);
        *a = (layout_rect){left, top, right - left, bottom - top};
        any = true;
    }
}

/* Each side's entries anew, for those that come in there now. */
static ouro_result route_spread(router *r)
{
    for (uint32_t i = 0; i < r->m->link_count; i++) {
        r->m->links[i].leaves = r->paths[i].start;
        r->m->links[i].enters = r->paths[i].end;
    }
    return layout_ports_spread(r->m);
}

ouro_result layout_route_all(layout_model *m, layout_route *routes, layout_drawn *drawn)
{
    size_t n = (size_t)m->link_count + 1;
    router r = {.m = m};
    r.paths = arena_alloc(m->memory, n * sizeof *r.paths);
    r.drawn = arena_alloc(m->memory, n * sizeof *r.drawn);
    r.order = arena_alloc(m->memory, n * sizeof *r.order);
    if (!r.paths || !r.drawn || !r.order)
        return OURO_ERR_NOMEM;
    for (uint32_t i = 0; i < m->link_count; i++)
        r.order[i] = i;
    if (!m->bulk && !route_sort(&r))
        return OURO_ERR_NOMEM;
    for (int round = 0; round < (m->bulk ? 1 : ROUNDS); round++) {
        if (round > 0 && route_spread(&r) != OURO_OK)
            return OURO_ERR_NOMEM;
        for (uint32_t i = 0; i < m->link_count; i++)
            if (round == 0 || m->budget > 0)
                route_one(&r, r.order[i]);
    }
    for (uint32_t i = 0; i < m->link_count; i++) {
        routes[i].curves = arena_alloc(m->memory, r.paths[i].count * sizeof(layout_curve));
        if (!routes[i].curves)
            return OURO_ERR_NOMEM;
        route_write(&r.paths[i], &m->links[i], &routes[i]);
    }
    if (drawn)
        route_sum(&r, drawn);
    return OURO_OK;
}
