/* How arrows run.
 *
 * A route is valid for the whole life of its reference, so its obstacles are all the boxes that are
 * alive at any moment of it. Routes are drawn one after the other, short ones first, each paying
 * for crossing those drawn before; then each is drawn once more, knowing all the others. */
#include "render/scene/layout_route.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 3, GUEST_ROUNDS = 2 };
#define COST_UPRIGHT_FLOW 450.0 /* to what stands above or below rather than to the right, */
#define COST_AGAINST_FLOW 1100.0 /* to the left */

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

/* Of those drawn, as they are now; what two of them cost each other counts for both. */
static void route_sum(router *r, layout_drawn *out)
{
    layout_model *m = r->m;
    bool any = false;
    *out = (layout_drawn){0};
    for (uint32_t i = 0; i < m->link_count; i++) {
        const layout_link *l = &m->links[i];
        const path *p = &r->paths[i];
        if (!r->drawn[i])
            continue;
        out->cost += l->weight * (route_cost(r, i, p) + route_flow_cost(m, l));
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
        if (!r->drawn[i])
            continue;
        r->m->links[i].leaves = r->paths[i].start;
        r->m->links[i].enters = r->paths[i].end;
    }
    return layout_ports_spread(r->m);
}

/* Every link that is a guest's, or none's, once more. */
static void route_round(router *r, bool guests, bool first)
{
    for (uint32_t i = 0; i < r->m->link_count; i++)
        if (layout_is_guest(r->m, &r->m->links[r->order[i]]) == guests &&
            (first || r->m->budget > 0))
            route_one(r, r->order[i]);
}

static router *route_open(layout_model *m)
{
    size_t n = (size_t)m->link_count + 1;
    router *r = arena_alloc(m->memory, sizeof *r);
    if (!r)
        return NULL;
    *r = (router){.m = m};
    r->paths = arena_alloc(m->memory, n * sizeof *r->paths);
    r->drawn = arena_alloc(m->memory, n * sizeof *r->drawn);
    r->order = arena_alloc(m->memory, n * sizeof *r->order);
    if (!r->paths || !r->drawn || !r->order)
        return NULL;
    for (uint32_t i = 0; i < m->link_count; i++)
        r->order[i] = i;
    return m->bulk || route_sort(r) ? r : NULL;
}

ouro_result layout_route_sketch(layout_model *m, router **out, layout_drawn *drawn)
{
    router *r = route_open(m);
    ouro_result result = r ? layout_ports(m) : OURO_ERR_NOMEM;
    *out = r;
    if (result == OURO_OK) {
        route_round(r, false, true);
        route_sum(r, drawn);
    }
    return result;
}

ouro_result layout_route_settle(router *r, layout_drawn *drawn)
{
    ouro_result result = OURO_OK;
    for (int round = 1; result == OURO_OK && round < ROUNDS; round++) {
        result = route_spread(r);
        if (result == OURO_OK)
            route_round(r, false, false);
    }
    if (result == OURO_OK)
        route_sum(r, drawn);
    return result;
}

/* What the guests stand in the way of goes round them; nothing else changes. */
static ouro_result route_guests(router *r)
{
    layout_model *m = r->m;
    m->guests = true;
    ouro_result result = layout_ports(m);
    for (int round = 0; result == OURO_OK && round < (m->bulk ? 1 : GUEST_ROUNDS); round++) {
        result = route_spread(r);
        for (uint32_t i = 0; !m->bulk && result == OURO_OK && round == 0 && i < m->link_count; i++)
            if (r->drawn[i] && route_is_blocked(r, i, &r->paths[i]))
                route_one(r, i);
        if (result == OURO_OK)
            route_round(r, true, round == 0);
    }
    m->guests = false;
    return result;
}

ouro_result layout_route_all(router *r, layout_route *routes)
{
    layout_model *m = r->m;
    ouro_result result = route_guests(r);
    for (uint32_t i = 0; result == OURO_OK && i < m->link_count; i++) {
        routes[i].curves = arena_alloc(m->memory, r->paths[i].count * sizeof(layout_curve));
        if (routes[i].curves)
            route_write(&r->paths[i], &m->links[i], &routes[i]);
        else
            result = OURO_ERR_NOMEM;
    }
    return result;
}
