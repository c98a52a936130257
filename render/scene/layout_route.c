/* How arrows run: the cheapest of a handful of curves, then of detours past whatever is in the way.
 *
 * A route is valid for the whole life of its reference, so its obstacles are all the boxes that are
 * alive at any moment of it. Routes are drawn one after the other, short ones first, each paying
 * for crossing those drawn before; then each is drawn once more, knowing all the others. */
#include "render/scene/layout_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    CURVE_STEPS = 14,
    CURVES_MAX = 3,
    POINTS_MAX = CURVES_MAX * CURVE_STEPS + 1,
    LANES_MAX = 32,
    LANES_OUTSIDE = 2
};
#define TANGENT_MAX_PX 160.0
#define TANGENT_SHARE 0.42
#define HEAD_ROOM_PX 20.0 /* from a tab to an arrow beside it */
#define TURN_PX 60.0      /* along x, for a change of lane */
#define SIDE_LOOP_PX 36.0 /* how far a turning back stands out */
#define HEAD_REACH_PX 40.0 /* the shaft must be seen to come from behind the head */
#define CLEAR_PX 4.0      /* closer to a box is through it */
#define NEAR_PX 9.0       /* closer than this is ugly */
#define COST_THROUGH 100000.0
#define COST_WRONG_EXIT 700.0 /* over the box's own rows and out at its top */
#define COST_OVER_ROWS 80.0  /* all the way over them; */
#define COST_OVER_ROWS_RING 700.0
#define ACROSS_PX 60.0   /* so far from the port is across */
#define COST_NEAR 60.0
#define COST_BADGE 250.0 /* under a count, */
#define COST_MARK 80.0   /* a mark or a tab; */
#define COST_UNDER 12.0  /* and for each point there */
#define COST_CROSS 320.0
#define COST_TOUCH 20.0     /* per point that runs on another arrow */
#define MEET_PX 100.0 /* so far before their target */
#define COST_TOP 50.0       /* entering from above or below rather than from a side */
#define COST_FAR_SIDE 120.0 /* leaving or entering on the side that looks away */
#define COST_OTHER_SIDE 50.0 /* on the left, of boxes one above the other */
#define COST_LENS 600.0 /* what seeing two arrows as a pair is worth */
#define COST_FAR_ROW 700.0  /* the same between the rows of a wrapped layout */
#define COST_DETOUR 60.0
#define COST_OFF_ELLIPSE 300.0
#define COST_IN_RING 12.0 /* per point inside somebody else's ring */
#define COST_UPRIGHT_FLOW 250.0 /* to what stands above or below rather than to the right, */
#define COST_AGAINST_FLOW 600.0 /* to the left */
#define TOUCH_PX 8.0

typedef struct path {
    layout_curve curves[CURVES_MAX];
    uint32_t count;
    layout_side start, end;
    double extra; /* what its shape costs */
    layout_point points[POINTS_MAX];
    uint32_t point_count;
    layout_rect around;
} path;

typedef struct router {
    layout_model *m;
    path *paths; /* of each link */
    bool *drawn;
    uint32_t *order;
} router;

/* One end of a route: a point and the way the arrow runs there. */
typedef struct route_end {
    layout_point at, way;
    layout_side side;
} route_end;

/* --- drawing a candidate --------------------------------------------------------------------- */

static void path_curve(path *p, layout_point a, layout_point b, layout_point c, layout_point d)
{
    p->curves[p->count++] = (layout_curve){{a, b, c, d}};
}

/* A curve from `a` to `b` with given tangents. */
static void path_bend(path *p, layout_point a, layout_point way_a, double reach_a, layout_point b,
                      layout_point way_b, double reach_b)
{
    path_curve(p, a, (layout_point){a.x + way_a.x * reach_a, a.y + way_a.y * reach_a},
               (layout_point){b.x - way_b.x * reach_b, b.y - way_b.y * reach_b}, b);
}

static void path_flatten(path *p)
{
    p->point_count = 0;
    for (uint32_t k = 0; k < p->count; k++) {
        const layout_point *c = p->curves[k].p;
        for (int s = k > 0; s <= CURVE_STEPS; s++) {
            double t = (double)s / CURVE_STEPS, u = 1 - t;
            double w0 = u * u * u, w1 = 3 * u * u * t, w2 = 3 * u * t * t, w3 = t * t * t;
            p->points[p->point_count++] =
                (layout_point){w0 * c[0].x + w1 * c[1].x + w2 * c[2].x + w3 * c[3].x,
                               w0 * c[0].y + w1 * c[1].y + w2 * c[2].y + w3 * c[3].y};
        }
    }
    double left = p->points[0].x, right = left, top = p->points[0].y, bottom = top;
    for (uint32_t i = 1; i < p->point_count; i++) {
        left = layout_min(left, p->points[i].x);
        right = layout_max(right, p->points[i].x);
        top = layout_min(top, p->points[i].y);
        bottom = layout_max(bottom, p->points[i].y);
    }
    p->around = (layout_rect){left, top, right - left, bottom - top};
}

/* --- what it costs --------------------------------------------------------------------------- */

/* No overflow to be afraid of, and hypot() would take a tenth of the whole layout's time. */
static double distance_of(layout_point a, layout_point b)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    return sqrt(dx * dx + dy * dy);
}

static double path_length(const path *p)
{
    double sum = 0;
    for (uint32_t i = 1; i < p->point_count; i++)
        sum += distance_of(p->points[i - 1], p->points[i]);
    return sum;
}

/* It is at least that long: known before its points are. */
static double path_length_least(const path *p)
{
    double sum = 0;
    for (uint32_t k = 0; k < p->count; k++)
        sum += distance_of(p->curves[k].p[0], p->curves[k].p[3]);
    return sum * 0.999;
}

static bool rects_meet(const layout_rect *a, const layout_rect *b, double margin)
{
    return a->x < b->x + b->w + margin && b->x < a->x + a->w + margin &&
           a->y < b->y + b->h + margin && b->y < a->y + a->h + margin;
}

static layout_rect box_rect(const layout_model *m, const layout_box *b)
{
    return (layout_rect){layout_box_x(m, b), layout_box_y(m, b), b->in->width_px, b->in->height_px};
}

static bool rect_holds(const layout_rect *r, layout_point p, double margin)
{
    return p.x > r->x - margin && p.x < r->x + r->w + margin && p.y > r->y - margin &&
           p.y < r->y + r->h + margin;
}

/* Whether the piece from `a` to `b` enters the rectangle (Liang-Barsky). */
static bool piece_enters(layout_point a, layout_point b, const layout_rect *r, double margin)
{
    double from = 0, to = 1;
    const double step[4] = {a.x - b.x, b.x - a.x, a.y - b.y, b.y - a.y};
    const double room[4] = {a.x - r->x + margin, r->x + r->w + margin - a.x, a.y - r->y + margin,
                            r->y + r->h + margin - a.y};
    for (int i = 0; i < 4 && from < to; i++) {
        if (fabs(step[i]) < 1e-9) {
            if (room[i] <= 0)
                return false;
        } else if (step[i] < 0) {
            from = layout_max(from, room[i] / step[i]);
        } else {
            to = layout_min(to, room[i] / step[i]);
        }
    }
    return from < to;
}

/* The points from `from` up to `to`, and the straight pieces between them: a corner may lie there.
 */
static bool path_passes(const path *p, const layout_rect *r, double margin, uint32_t from,
                        uint32_t to)
{
    if (!rects_meet(&p->around, r, margin))
        return false;
    for (uint32_t i = from; i < to; i++) {
        layout_point a = p->points[i], b = p->points[i + 1 < to ? i + 1 : i];
        if (layout_max(a.x, b.x) <= r->x - margin || layout_min(a.x, b.x) >= r->x + r->w + margin ||
            layout_max(a.y, b.y) <= r->y - margin || layout_min(a.y, b.y) >= r->y + r->h + margin)
            continue;
        if (piece_enters(a, b, r, margin))
            return true;
    }
    return false;
}

/* What running over its own rows costs: a ring's arrows have short ways, and no excuse for it; second
 * arrows of a tree or a list have little choice. */
static double route_rows_price(const layout_link *l)
{
    if (l->ring)
        return COST_OVER_ROWS_RING;
    return l->back ? 0 : COST_OVER_ROWS;
}

/* Through its own source again after leaving it, or through the target's inside. */
static double path_through_ends(const path *p, const layout_rect *src, const layout_rect *dst,
                                double rows_price)
{
    uint32_t out = 0;
    while (out < p->point_count && rect_holds(src, p->points[out], 0))
        out++;
    double cost = path_passes(p, src, 0, out, p->point_count) ? COST_THROUGH : 0;
    bool upright = out < p->point_count
                   && (p->points[out].y < src->y || p->points[out].y > src->y + src->h);
    bool across = out > 0 && fabs(p->points[out - 1].x - p->points[0].x) > ACROSS_PX;
    cost += upright ? COST_WRONG_EXIT : across ? rows_price : 0;
    if (p->point_count > 2 && path_passes(p, dst, 2, 0, p->point_count - 1))
        cost += COST_THROUGH;
    return cost;
}

static double path_under(const path *p, const layout_rect *what, double price)
{
    double cost = path_passes(p, what, 2, 0, p->point_count) ? price : 0;
    for (uint32_t i = 0; cost > 0 && i < p->point_count; i++)
        cost += rect_holds(what, p->points[i], 2) ? COST_UNDER : 0;
    return cost;
}

/* What stands out of a box and is drawn over arrows: count, mark and tabs. */
static double path_under_signs(const path *p, const layout_box *b, const layout_rect *box)
{
    const layout_rect badge = {box->x + box->w - 51, box->y - 47, 74, 74};
    const layout_rect mark = {box->x - 32, box->y - 32, 50, 48};
    const layout_rect tabs = {box->x + LAYOUT_TABS_LEFT_PX, box->y + box->h, b->in->tabs_px,
                              LAYOUT_TABS_BELOW_PX};
    double cost = path_under(p, &badge, COST_BADGE) + path_under(p, &mark, COST_MARK);
    return b->in->tabs_px > 0 ? cost + path_under(p, &tabs, COST_MARK) : cost;
}

static double route_box_cost(router *r, const layout_link *l, const path *p, double enough)
{
    const layout_model *m = r->m;
    layout_rect src = box_rect(m, &m->boxes[l->src]), dst = box_rect(m, &m->boxes[l->dst]);
    double cost = l->src == l->dst ? 0 : path_through_ends(p, &src, &dst, route_rows_price(l));
    for (uint32_t i = 0; i < m->box_count && cost < enough; i++) {
        const layout_box *b = &m->boxes[i];
        if (!layout_overlap(l->birth, l->death, b->birth, b->death))
            continue;
        layout_rect rect = box_rect(m, b);
        if (!rects_meet(&p->around, &rect, 44))
            continue;
        if (!layout_is_frame(b))
            cost += path_under_signs(p, b, &rect);
        if (i == l->src || i == l->dst)
            continue;
        if (path_passes(p, &rect, CLEAR_PX, 0, p->point_count))
            cost += COST_THROUGH;
        else if (path_passes(p, &rect, NEAR_PX, 0, p->point_count))
            cost += COST_NEAR;
    }
    r->m->budget -= m->box_count;
    return cost;
}

static double turn_of(layout_point a, layout_point b, layout_point c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static bool segments_cross(const layout_point *a, const layout_point *b)
{
    return turn_of(a[0], a[1], b[0]) * turn_of(a[0], a[1], b[1]) < -1e-6 &&
           turn_of(b[0], b[1], a[0]) * turn_of(b[0], b[1], a[1]) < -1e-6;
}

/* Crossings with one other route, and points that run on it: two that lead to the same box meet only right
 * before it, or they would look like one. */
static double path_against(const path *p, const path *other, bool same_target)
{
    const layout_point tip = p->points[p->point_count - 1];
    double cost = 0;
    for (uint32_t i = 0; i + 1 < p->point_count; i++) {
        const layout_point *a = &p->points[i];
        double left = layout_min(a[0].x, a[1].x), right = layout_max(a[0].x, a[1].x);
        double top = layout_min(a[0].y, a[1].y), bottom = layout_max(a[0].y, a[1].y);
        const layout_rect here = {left, top, right - left, bottom - top};
        bool touches = false;
        if (!rects_meet(&here, &other->around, TOUCH_PX))
            continue;
        for (uint32_t k = 0; k + 1 < other->point_count; k++) {
            const layout_point *b = &other->points[k];
            if (layout_min(b[0].x, b[1].x) > right + TOUCH_PX ||
                layout_max(b[0].x, b[1].x) < left - TOUCH_PX ||
                layout_min(b[0].y, b[1].y) > bottom + TOUCH_PX ||
                layout_max(b[0].y, b[1].y) < top - TOUCH_PX)
                continue;
            if (segments_cross(a, b))
                cost += COST_CROSS;
            touches |= distance_of(a[0], b[0]) < TOUCH_PX;
        }
        bool meet = same_target && distance_of(a[0], tip) < MEET_PX;
        cost += touches && !meet ? COST_TOUCH : 0;
    }
    return cost;
}

static double route_crossing_cost(router *r, uint32_t link, const path *p, double enough)
{
    layout_model *m = r->m;
    const layout_link *l = &m->links[link];
    double cost = 0;
    for (uint32_t i = 0; i < m->link_count && cost < enough; i++) {
        const layout_link *o = &m->links[i];
        if (i == link || !r->drawn[i] || !rects_meet(&p->around, &r->paths[i].around, TOUCH_PX) ||
            !layout_overlap(l->birth, l->death, o->birth, o->death))
            continue;
        /* Weighed by the share of its own life in which both can be seen. */
        uint32_t from = l->birth > o->birth ? l->birth : o->birth;
        uint32_t to = l->death < o->death ? l->death : o->death;
        cost +=
            path_against(p, &r->paths[i], l->dst == o->dst) * (to - from) / (l->death - l->birth);
        m->budget -= (int64_t)p->point_count * r->paths[i].point_count / 8;
    }
    m->budget -= m->link_count;
    return cost;
}

/* Ring references follow the ellipse; others stay out of it. */
static double route_ring_cost(const router *r, const layout_link *l, const path *p)
{
    const layout_model *m = r->m;
    double cost = 0;
    for (uint32_t i = 0; i < m->block_count; i++) {
        const layout_block *b = &m->blocks[i];
        if (b->count < 2 || !layout_overlap(l->birth, l->death, b->ring_birth, b->ring_death))
            continue;
        bool own = l->ring && m->boxes[l->src].block == (int32_t)i;
        for (uint32_t k = 0; k < p->point_count; k++) {
            double x = (p->points[k].x - b->x - b->w / 2) / b->radius_x;
            double y = (p->points[k].y - b->y - b->h / 2) / b->radius_y;
            double reach = sqrt(x * x + y * y);
            if (own)
                cost += COST_OFF_ELLIPSE * fabs(reach - 1) / p->point_count;
            else if (reach < 0.8)
                cost += COST_IN_RING;
        }
    }
    return cost;
}

/* Keeps the candidate if it is the best so far. */
static void route_try(router *r, uint32_t link, path *candidate, path *best, double *best_cost)
{
    const layout_link *l = &r->m->links[link];
    if (candidate->extra + path_length_least(candidate) >= *best_cost)
        return;
    path_flatten(candidate);
    double cost = candidate->extra + path_length(candidate);
    if (!r->m->bulk && cost < *best_cost)
        cost += route_box_cost(r, l, candidate, *best_cost - cost)
                + route_ring_cost(r, l, candidate);
    if (!r->m->bulk && cost < *best_cost)
        cost += route_crossing_cost(r, link, candidate, *best_cost - cost);
    if (cost < *best_cost) {
        *best_cost = cost;
        *best = *candidate;
    }
}

/* --- ends ------------------------------------------------------------------------------------ */

static route_end route_start(const layout_model *m, const layout_link *l, layout_side side)
{
    const layout_box *b = &m->boxes[l->src];
    double inset = b->in->port_inset_px, x = layout_box_x(m, b);
    return (route_end){.at = {side == LAYOUT_LEFT ? x + inset : x + b->in->width_px - inset,
                              layout_box_y(m, b) + layout_port_y(m, l)},
                       .way = {side == LAYOUT_LEFT ? -1 : 1, 0},
                       .side = side};
}

/* `share` of the width, for the top and the bottom. */
static route_end route_tip(const layout_model *m, const layout_link *l, layout_side side,
                           double share)
{
    const layout_box *b = &m->boxes[l->dst];
    layout_rect r = box_rect(m, b);
    route_end e = {.side = side};
    switch (side) {
    case LAYOUT_LEFT:
        e.at = (layout_point){r.x - LAYOUT_ARROW_GAP_PX, r.y + l->entry};
        e.way.x = 1;
        break;
    case LAYOUT_RIGHT:
        e.at = (layout_point){r.x + r.w + LAYOUT_ARROW_GAP_PX, r.y + l->entry};
        e.way.x = -1;
        break;
    case LAYOUT_TOP:
        e.at = (layout_point){r.x + share * r.w, r.y - LAYOUT_ARROW_GAP_PX};
        e.way.y = 1;
        break;
    case LAYOUT_BOTTOM:
        e.at = (layout_point){r.x + share * r.w, r.y + r.h + LAYOUT_ARROW_GAP_PX};
        e.way.y = -1;
        break;
    }
    return e;
}

/* Past the tabs below a box, as a share of its width. */
static double route_past_tabs(const layout_model *m, const layout_link *l)
{
    const layout_node *n = m->boxes[l->dst].in;
    double past = n->tabs_px > 0 ? LAYOUT_TABS_LEFT_PX + n->tabs_px + HEAD_ROOM_PX : 0;
    return layout_clamp(past / n->width_px, 0.36, 0.86);
}

/* From a box to one above or below it: neither side looks away. */
static bool route_is_upright(const layout_model *m, const layout_link *l)
{
    const layout_box *a = &m->boxes[l->src], *b = &m->boxes[l->dst];
    return layout_box_x(m, a) < layout_box_x(m, b) + b->in->width_px
           && layout_box_x(m, b) < layout_box_x(m, a) + a->in->width_px;
}

/* Leaving or entering on a side that looks away from the other end. */
static double route_side_cost(const layout_model *m, const layout_link *l, layout_side start,
                              layout_side end)
{
    bool leaves_left = start == LAYOUT_LEFT, upright = end == LAYOUT_TOP || end == LAYOUT_BOTTOM;
    bool row = m->blocks[m->boxes[l->src].block].row == m->blocks[m->boxes[l->dst].block].row;
    double far = !row ? COST_FAR_ROW : route_is_upright(m, l) ? COST_OTHER_SIDE : COST_FAR_SIDE;
    double cost = leaves_left != layout_leaves_left(m, l) ? far : 0;
    if (upright)
        return cost + COST_TOP;
    return cost + ((end == LAYOUT_LEFT) != layout_enters_left(m, l) ? far : 0);
}

/* A frame's dots are on its right; nothing leaves it on the other side. */
static layout_side route_first_side(const layout_model *m, const layout_link *l)
{
    return layout_is_frame(&m->boxes[l->src]) ? LAYOUT_RIGHT : LAYOUT_LEFT;
}

/* --- candidates ------------------------------------------------------------------------------ */

/* One curve, its tangents stretched by `stretch`. */
static void route_direct(router *r, uint32_t link, route_end a, route_end b, double stretch,
                         path *best, double *best_cost)
{
    const layout_link *l = &r->m->links[link];
    double dx = fabs(b.at.x - a.at.x), dy = fabs(b.at.y - a.at.y), distance = hypot(dx, dy);
    double reach_a = layout_max(28, TANGENT_SHARE * distance), reach_b = reach_a;
    if (a.side == b.side) /* a bulge, from each box's own edge */
        reach_a = reach_b = 44 + 0.2 * dy;
    path p = {.start = a.side, .end = b.side};
    p.extra = route_side_cost(r->m, l, a.side, b.side) + 30 * fabs(stretch - 1);
    reach_b = stretch * layout_min(TANGENT_MAX_PX, reach_b);
    if (b.way.x == 0)
        reach_b = layout_max(reach_b, 1.5 * HEAD_REACH_PX);
    path_bend(&p, a.at, a.way, stretch * layout_min(TANGENT_MAX_PX, reach_a), b.at, b.way, reach_b);
    route_try(r, link, &p, best, best_cost);
}

/* From a box narrower than its column: straight on until nothing of the column is below or above, and
 * only then to the target. Names leave their frame like that while wider calls stand under it. */
static void route_straight_first(router *r, uint32_t link, path *best, double *best_cost)
{
    const layout_model *m = r->m;
    const layout_link *l = &m->links[link];
    const layout_block *block = &m->blocks[m->boxes[l->src].block];
    layout_rect src = box_rect(m, &m->boxes[l->src]);
    route_end a = route_start(m, l, LAYOUT_RIGHT), b = route_tip(m, l, LAYOUT_LEFT, 0);
    if (m->bulk || block->count > 1 || m->column_right[block->column] <= src.x + src.w + 1)
        return;
    layout_point edge = {m->column_right[block->column] + NEAR_PX, a.at.y};
    double gap = b.at.x - edge.x, share = TANGENT_SHARE * distance_of(edge, b.at);
    if (gap < 2 * HEAD_ROOM_PX)
        return;
    double reach = layout_min(layout_min(TANGENT_MAX_PX, 0.9 * gap), layout_max(28, share));
    path p = {.start = a.side, .end = b.side, .extra = route_side_cost(m, l, a.side, b.side)};
    path_bend(&p, a.at, a.way, (edge.x - a.at.x) / 3, edge, a.way, (edge.x - a.at.x) / 3);
    path_bend(&p, edge, a.way, reach, b.at, b.way, reach);
    route_try(r, link, &p, best, best_cost);
}

static void route_direct_all(router *r, uint32_t link, path *best, double *best_cost)
{
    static const double stretches[] = {1, 0.7, 1.5, 2.2, 0.4};
    const layout_model *m = r->m;
    const layout_link *l = &m->links[link];
    /* The likely one first: whatever is longer than the best so far costs next to nothing. */
    route_direct(r, link, route_start(m, l, layout_leaves_left(m, l) ? LAYOUT_LEFT : LAYOUT_RIGHT),
                 route_tip(m, l, layout_enters_left(m, l) ? LAYOUT_LEFT : LAYOUT_RIGHT, 0), 1, best,
                 best_cost);
    route_straight_first(r, link, best, best_cost);
    for (int side = (int)route_first_side(m, l); side <= LAYOUT_RIGHT; side++) {
        route_end a = route_start(m, l, (layout_side)side);
        for (size_t s = 0; s < sizeof stretches / sizeof *stretches; s++) {
            if (s > 0 && m->budget < 0)
                break;
            route_direct(r, link, a, route_tip(m, l, LAYOUT_LEFT, 0), stretches[s], best,
                         best_cost);
            route_direct(r, link, a, route_tip(m, l, LAYOUT_RIGHT, 0), stretches[s], best,
                         best_cost);
            for (double share = 0.24; !m->bulk && share < 0.9; share += 0.13) {
                if (share < 0.68) /* the badge sits at the top right */
                    route_direct(r, link, a, route_tip(m, l, LAYOUT_TOP, share), stretches[s], best,
                                 best_cost);
                route_direct(r, link, a, route_tip(m, l, LAYOUT_BOTTOM, share), stretches[s], best,
                             best_cost);
            }
        }
    }
}

/* Out of the box, into a lane, along it, and into the target. `out_x` is where the lane may begin.
 */
static void route_detour(router *r, uint32_t link, route_end a, route_end b, double lane,
                         double out_x, path *best, double *best_cost)
{
    const layout_model *m = r->m;
    double sense = a.way.x, edge = out_x;
    double into_x = b.way.x > 0 ? b.at.x - 4 : b.way.x < 0 ? b.at.x + 4 : b.at.x;
    double along = into_x > edge ? 1 : -1;
    if ((b.side == LAYOUT_TOP && lane > b.at.y - HEAD_REACH_PX) ||
        (b.side == LAYOUT_BOTTOM && lane < b.at.y + HEAD_REACH_PX))
        return;
    layout_point flow = {along, 0};
    layout_point on = {along * sense > 0 ? edge + along * TURN_PX : edge, lane};
    bool turns_into = b.way.x * along > 0 || b.way.x == 0;
    layout_point off = {turns_into ? into_x - along * TURN_PX : into_x, lane};
    if ((off.x - on.x) * along < 0)
        return;
    double rise = fabs(lane - a.at.y), fall = fabs(b.at.y - lane);
    path p = {.start = a.side, .end = b.side};
    p.extra = route_side_cost(m, &m->links[link], a.side, b.side) + COST_DETOUR;
    double reach_a =
        along * sense > 0 ? fabs(on.x - a.at.x) / 2 : SIDE_LOOP_PX + layout_min(40, 0.1 * rise);
    double reach_b = turns_into ? HEAD_REACH_PX : SIDE_LOOP_PX + layout_min(40, 0.1 * fall);
    path_bend(&p, a.at, a.way, along * sense > 0 ? reach_a : reach_a + fabs(edge - a.at.x), on,
              flow, along * sense > 0 ? TURN_PX / 2 : reach_a);
    path_bend(&p, on, flow, fabs(off.x - on.x) / 3, off, flow, fabs(off.x - on.x) / 3);
    path_bend(&p, off, flow, reach_b, b.at, b.way,
              b.way.x == 0 ? layout_max(HEAD_REACH_PX, layout_min(60, fall / 2)) : reach_b);
    route_try(r, link, &p, best, best_cost);
}

static double lane_distance(double lane, double low, double high)
{
    return lane < low ? low - lane : lane > high ? lane - high : 0;
}

/* Keeps the LANES_MAX lanes that are nearest to the way between both ends. */
static uint32_t lanes_add(double *lanes, uint32_t count, double lane, double low, double high)
{
    if (count < LANES_MAX) {
        lanes[count] = lane;
        return count + 1;
    }
    uint32_t worst = 0;
    for (uint32_t i = 1; i < count; i++)
        if (lane_distance(lanes[i], low, high) > lane_distance(lanes[worst], low, high))
            worst = i;
    if (lane_distance(lane, low, high) < lane_distance(lanes[worst], low, high))
        lanes[worst] = lane;
    return count;
}

/* Lanes above and below every box between the ends. */
static uint32_t route_lanes(router *r, const layout_link *l, double *lanes)
{
    const layout_model *m = r->m;
    layout_rect a = box_rect(m, &m->boxes[l->src]), b = box_rect(m, &m->boxes[l->dst]);
    double left = layout_min(a.x, b.x) - 80, right = layout_max(a.x + a.w, b.x + b.w) + 80;
    double from = a.y + layout_port_y(m, l), to = b.y + l->entry;
    double low = layout_min(from, to), high = layout_max(from, to);
    uint32_t count = lanes_add(lanes, 0, from, low, high);
    count = lanes_add(lanes, count, to, low, high);
    double top = low, bottom = high;
    for (uint32_t i = 0; i < m->box_count; i++) {
        const layout_box *o = &m->boxes[i];
        layout_rect rect = box_rect(m, o);
        if (!layout_overlap(l->birth, l->death, o->birth, o->death) || rect.x > right ||
            rect.x + rect.w < left)
            continue;
        top = layout_min(top, rect.y);
        bottom = layout_max(bottom, rect.y + rect.h);
        for (int k = 0; k < 4; k++) {
            count = lanes_add(lanes, count, rect.y - 12 - 10 * k, low, high);
            count = lanes_add(lanes, count, rect.y + rect.h + 12 + 10 * k, low, high);
        }
    }
    r->m->budget -= m->box_count;
    for (int k = 0; k < LANES_OUTSIDE; k++) { /* past everything, if nothing else is free */
        lanes[count++] = top - 56 - 12 * k;
        lanes[count++] = bottom + 20 + 12 * k;
    }
    return count;
}

static void route_detours(router *r, uint32_t link, path *best, double *best_cost)
{
    const layout_model *m = r->m;
    const layout_link *l = &m->links[link];
    const layout_block *block = &m->blocks[m->boxes[l->src].block];
    layout_rect src = box_rect(m, &m->boxes[l->src]);
    double lanes[LANES_MAX + 2 * LANES_OUTSIDE];
    uint32_t count = route_lanes(r, l, lanes);
    for (uint32_t i = 0; i < count; i++)
        for (int side = (int)route_first_side(m, l); side <= LAYOUT_RIGHT && m->budget > 0;
             side++) {
            route_end a = route_start(m, l, (layout_side)side);
            double edge = side == LAYOUT_LEFT ? src.x : src.x + src.w;
            for (int end = LAYOUT_LEFT; end <= LAYOUT_BOTTOM; end++) {
                route_end b = route_tip(m, l, (layout_side)end,
                                        end == LAYOUT_BOTTOM ? route_past_tabs(m, l) : 0.36);
                route_detour(r, link, a, b, lanes[i], edge, best, best_cost);
                /* A box narrower than its column: turn only behind the widest of them. */
                if (side == LAYOUT_RIGHT && m->column_right[block->column] > edge + 1)
                    route_detour(r, link, a, b, lanes[i], m->column_right[block->column], best,
                                 best_cost);
            }
        }
}

/* --- special shapes -------------------------------------------------------------------------- */

/* To itself: a small arc on the right, under the badge. */
static void route_self(router *r, uint32_t link, path *best, double *best_cost)
{
    const layout_model *m = r->m;
    const layout_link *l = &m->links[link];
    layout_rect box = box_rect(m, &m->boxes[l->src]);
    route_end a = route_start(m, l, LAYOUT_RIGHT);
    layout_point tip = {box.x + box.w + LAYOUT_ARROW_GAP_PX, box.y + 40};
    path p = {.start = LAYOUT_RIGHT, .end = LAYOUT_RIGHT};
    if (fabs(tip.y - a.at.y) < 30)
        tip.y = a.at.y + 36;
    path_bend(&p, a.at, a.way, 58 + m->boxes[l->src].in->port_inset_px, tip, (layout_point){-1, 0},
              58);
    route_try(r, link, &p, best, best_cost);
}

/* One of two that point at each other: over to the right box's top, or under to the left one's
 * bottom. The second is the first turned by half a circle, if the boxes are alike. */
static void route_lens(router *r, uint32_t link, path *best, double *best_cost)
{
    const layout_model *m = r->m;
    const layout_link *l = &m->links[link];
    bool right = layout_box_x(m, &m->boxes[l->src]) < layout_box_x(m, &m->boxes[l->dst]);
    route_end a = route_start(m, l, right ? LAYOUT_RIGHT : LAYOUT_LEFT);
    double share = layout_max(0.64, route_past_tabs(m, right ? &m->links[l->lens] : l));
    route_end b = route_tip(m, l, right ? LAYOUT_TOP : LAYOUT_BOTTOM, right ? 1 - share : share);
    double distance = hypot(b.at.x - a.at.x, b.at.y - a.at.y);
    double tilt = right ? 0.1 : -0.1, norm = hypot(tilt, 1);
    b.way = (layout_point){tilt / norm, b.way.y / norm};
    path p = {.start = a.side, .end = b.side, .extra = -COST_LENS};
    path_bend(&p, a.at, a.way, layout_min(TANGENT_MAX_PX, TANGENT_SHARE * distance), b.at, b.way,
              layout_min(130, 0.36 * distance));
    route_try(r, link, &p, best, best_cost);
}

/* --- the phase ------------------------------------------------------------------------------- */

static void route_one(router *r, uint32_t link)
{
    const layout_link *l = &r->m->links[link];
    path best = {0};
    double best_cost = INFINITY;
    if (r->drawn[link]) { /* as it is, now that the others are there */
        path known = r->paths[link];
        r->drawn[link] = false;
        route_try(r, link, &known, &best, &best_cost);
    }
    if (l->src == l->dst) {
        route_self(r, link, &best, &best_cost);
    } else {
        if (l->lens != LAYOUT_NONE)
            route_lens(r, link, &best, &best_cost);
        route_direct_all(r, link, &best, &best_cost);
        /* Worth a search only if something is in the way: more than its length and one bend. */
        if (!r->m->bulk && r->m->budget > 0 && best_cost > path_length(&best) + COST_TOP)
            route_detours(r, link, &best, &best_cost);
    }
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
        layout_rect a = box_rect(m, &m->boxes[l->src]), b = box_rect(m, &m->boxes[l->dst]);
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
        double cost = p->extra + path_length(p) + route_box_cost(r, l, p, INFINITY)
                      + route_ring_cost(r, l, p) + route_crossing_cost(r, i, p, INFINITY)
                      + route_flow_cost(m, l);
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
    for (int round = 0; round < (m->bulk ? 1 : 2); round++)
        for (uint32_t i = 0; i < m->link_count; i++)
            if (round == 0 || m->budget > 0)
                route_one(&r, r.order[i]);
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
