/* One way an arrow might run: its points, and what it costs.
 *
 * Boxes that are alive at any moment of the reference are in its way; other arrows cost by the share of
 * its life in which both can be seen. */
#include "render/scene/layout_route.h"

#define CLEAR_PX 4.0      /* closer to a box is through it */
#define COST_THROUGH 100000.0
#define COST_WRONG_EXIT 700.0 /* over the box's own rows and out at its top */
#define COST_OVER_ROWS 400.0 /* all the way over them; */
#define COST_OVER_ROWS_BACK 150.0
#define COST_OVER_ROWS_RING 700.0
#define ACROSS_PX 60.0   /* so far from the port is across */
#define COST_NEAR 60.0
#define COST_BADGE 250.0 /* under a count, */
#define COST_MARK 140.0   /* a mark or a tab; */
#define COST_UNDER 12.0  /* and for each point there */
#define COST_CROSS 800.0 /* a detour that long is easier to follow */
#define COST_TOUCH 1.1      /* per px that runs on another arrow, */
#define COST_BESIDE 0.7     /* and so close beside one that they are hard to tell apart */
#define MEET_PX 100.0 /* so far before their target */
#define COST_OFF_ELLIPSE 300.0
#define COST_IN_RING 4.0 /* per px inside somebody else's ring */
#define TOUCH_PX 8.0
#define BESIDE_PX 22.0 /* nearer than two heads that enter one side */

enum { WORK_OF_CURVE = 8, WORK_OF_FLAT = 1 }; /* a piece beside a curve, a point made: in operations */

/* --- drawing a candidate --------------------------------------------------------------------- */

static void path_curve(path *p, layout_point a, layout_point b, layout_point c, layout_point d)
{
    p->curves[p->count++] = (layout_curve){{a, b, c, d}};
}

void path_bend(path *p, layout_point a, layout_point way_a, double reach_a, layout_point b,
               layout_point way_b, double reach_b)
{
    path_curve(p, a, (layout_point){a.x + way_a.x * reach_a, a.y + way_a.y * reach_a},
               (layout_point){b.x - way_b.x * reach_b, b.y - way_b.y * reach_b}, b);
}

static layout_rect rects_around(layout_rect a, layout_rect b)
{
    double left = layout_min(a.x, b.x), top = layout_min(a.y, b.y);
    double right = layout_max(a.x + a.w, b.x + b.w), bottom = layout_max(a.y + a.h, b.y + b.h);
    return (layout_rect){left, top, right - left, bottom - top};
}

/* The points of one curve. */
static layout_rect points_around(const layout_point *points)
{
    double left = points[0].x, right = left, top = points[0].y, bottom = top;
    for (uint32_t i = 1; i <= CURVE_STEPS; i++) {
        left = layout_min(left, points[i].x);
        right = layout_max(right, points[i].x);
        top = layout_min(top, points[i].y);
        bottom = layout_max(bottom, points[i].y);
    }
    return (layout_rect){left, top, right - left, bottom - top};
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
    for (uint32_t k = 0; k < p->count; k++) {
        p->curve_around[k] = points_around(p->points + k * CURVE_STEPS);
        p->around = k ? rects_around(p->around, p->curve_around[k]) : p->curve_around[0];
    }
}

/* --- what it costs --------------------------------------------------------------------------- */

double path_length(const path *p)
{
    double sum = 0;
    for (uint32_t i = 1; i < p->point_count; i++)
        sum += route_distance(p->points[i - 1], p->points[i]);
    return sum;
}

/* It is at least that long: known before its points are. */
static double path_length_least(const path *p)
{
    double sum = 0;
    for (uint32_t k = 0; k < p->count; k++)
        sum += route_distance(p->curves[k].p[0], p->curves[k].p[3]);
    return sum * 0.999;
}

static bool rects_meet(const layout_rect *a, const layout_rect *b, double margin)
{
    return a->x < b->x + b->w + margin && b->x < a->x + a->w + margin &&
           a->y < b->y + b->h + margin && b->y < a->y + a->h + margin;
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
        uint32_t last = i / CURVE_STEPS * CURVE_STEPS + CURVE_STEPS - 1;
        if (i < p->count * CURVE_STEPS && !rects_meet(&p->curve_around[i / CURVE_STEPS], r, margin)) {
            i = last; /* on to its next curve */
            continue;
        }
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
    return l->back ? COST_OVER_ROWS_BACK : COST_OVER_ROWS;
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
    layout_rect src = route_box(m, &m->boxes[l->src]), dst = route_box(m, &m->boxes[l->dst]);
    double cost = l->src == l->dst ? 0 : path_through_ends(p, &src, &dst, route_rows_price(l));
    for (uint32_t i = 0; i < m->box_count && cost < enough; i++) {
        const layout_box *b = &m->boxes[i];
        if (!layout_overlap(l->birth, l->death, b->birth, b->death) ||
            (b->in->brief && !m->guests))
            continue;
        layout_rect rect = route_box(m, b);
        if (!rects_meet(&p->around, &rect, 44))
            continue;
        if (!layout_is_frame(b))
            cost += path_under_signs(p, b, &rect);
        if (i == l->src || i == l->dst)
            continue;
        if (path_passes(p, &rect, CLEAR_PX, 0, p->point_count))
            cost += COST_THROUGH;
        else if (path_passes(p, &rect, ROUTE_NEAR_PX, 0, p->point_count))
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

static double path_distance_to(layout_point p, layout_point a, layout_point b)
{
    double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    double t = length > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length : 0;
    t = layout_clamp(t, 0, 1);
    return route_distance(p, (layout_point){a.x + t * dx, a.y + t * dy});
}

/* One piece of a path against one curve of another: crossings, and how close its beginning comes. */
static uint32_t piece_against(const layout_point *a, const path *other, uint32_t curve, double *nearest)
{
    const double left = layout_min(a[0].x, a[1].x) - BESIDE_PX, right = layout_max(a[0].x, a[1].x) + BESIDE_PX;
    const double top = layout_min(a[0].y, a[1].y) - BESIDE_PX, bottom = layout_max(a[0].y, a[1].y) + BESIDE_PX;
    uint32_t crossings = 0;
    for (uint32_t k = curve * CURVE_STEPS; k < (curve + 1) * CURVE_STEPS; k++) {
        const layout_point *b = &other->points[k];
        if (layout_min(b[0].x, b[1].x) > right || layout_max(b[0].x, b[1].x) < left ||
            layout_min(b[0].y, b[1].y) > bottom || layout_max(b[0].y, b[1].y) < top)
            continue;
        crossings += segments_cross(a, b);
        *nearest = layout_min(*nearest, path_distance_to(a[0], b[0], b[1]));
    }
    return crossings;
}

/* Crossings with one other route, and points that run on it or beside it: two that lead to the same box meet
 * only right before it, or they would look like one. Adds the curves compared to `work`. */
static double path_against(const path *p, const path *other, bool same_target, int64_t *work)
{
    const layout_point tip = p->points[p->point_count - 1];
    double cost = 0;
    for (uint32_t i = 0; i + 1 < p->point_count; i++) {
        const layout_point *a = &p->points[i];
        const layout_rect here = {layout_min(a[0].x, a[1].x), layout_min(a[0].y, a[1].y),
                                  fabs(a[0].x - a[1].x), fabs(a[0].y - a[1].y)};
        double nearest = BESIDE_PX;
        if (!rects_meet(&p->curve_around[i / CURVE_STEPS], &other->around, BESIDE_PX)) {
            i += CURVE_STEPS - 1 - i % CURVE_STEPS; /* on to its next curve */
            continue;
        }
        if (!rects_meet(&here, &other->around, BESIDE_PX))
            continue;
        for (uint32_t k = 0; k < other->count; k++)
            if (rects_meet(&here, &other->curve_around[k], BESIDE_PX)) {
                cost += COST_CROSS * piece_against(a, other, k, &nearest);
                ++*work;
            }
        bool meet = same_target && route_distance(a[0], tip) < MEET_PX;
        if (nearest < BESIDE_PX && !meet)
            cost += (nearest < TOUCH_PX ? COST_TOUCH : COST_BESIDE) * route_distance(a[0], a[1]);
    }
    return cost;
}

static double route_crossing_cost(router *r, uint32_t link, const path *p, double enough)
{
    layout_model *m = r->m;
    const layout_link *l = &m->links[link];
    double cost = 0;
    int64_t work = 0;
    for (uint32_t i = 0; i < m->link_count && cost < enough; i++) {
        const layout_link *o = &m->links[i];
        if (i == link || !r->drawn[i] || !rects_meet(&p->around, &r->paths[i].around, BESIDE_PX) ||
            !layout_overlap(l->birth, l->death, o->birth, o->death))
            continue;
        /* Weighed by the share of its own life in which both can be seen. */
        uint32_t from = l->birth > o->birth ? l->birth : o->birth;
        uint32_t to = l->death < o->death ? l->death : o->death;
        cost +=
            path_against(p, &r->paths[i], l->dst == o->dst, &work) * (to - from) / (l->death - l->birth);
    }
    m->budget -= m->link_count + WORK_OF_CURVE * work;
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
            else if (reach < 0.8 && k > 0)
                cost += COST_IN_RING * route_distance(p->points[k - 1], p->points[k]);
        }
    }
    return cost;
}

bool route_is_blocked(router *r, uint32_t link, const path *p)
{
    return route_box_cost(r, &r->m->links[link], p, INFINITY) >= COST_THROUGH;
}

double route_cost(router *r, uint32_t link, const path *p)
{
    const layout_link *l = &r->m->links[link];
    return p->extra + path_length(p) + route_box_cost(r, l, p, INFINITY) + route_ring_cost(r, l, p)
           + route_crossing_cost(r, link, p, INFINITY);
}

void route_try(router *r, uint32_t link, path *candidate, path *best, double *best_cost)
{
    const layout_link *l = &r->m->links[link];
    if (candidate->extra + path_length_least(candidate) >= *best_cost)
        return;
    path_flatten(candidate);
    r->m->budget -= WORK_OF_FLAT * candidate->point_count;
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
