/* The shapes an arrow may have: the cheapest of a handful of curves, then of detours past whatever is in
 * the way; a lens for two that hold each other, an arc for one that holds itself. */
#include "render/scene/layout_route.h"

enum { LANES_MAX = 32, LANES_OUTSIDE = 2 };
#define LANES_SAME_PX 0.5
#define TANGENT_MAX_PX 160.0
#define TANGENT_SHARE 0.42
#define HEAD_ROOM_PX 20.0 /* from a tab to an arrow beside it */
#define TURN_PX 60.0      /* along x, for a change of lane */
#define LEAVE_SHARE 0.8   /* of the way to its lane an arrow holds its height: it leaves at the side */
#define SIDE_LOOP_PX 36.0 /* how far a turning back stands out */
#define LOOP_SHARE 0.2 /* and how much further if it is high: one inside another stays inside */
#define HEAD_REACH_PX 40.0 /* the shaft must be seen to come from behind the head */
#define COST_FAR_SIDE 120.0 /* leaving or entering on the side that looks away */
#define COST_OTHER_SIDE 50.0 /* on the left, of boxes one above the other */
#define COST_LENS 600.0 /* what seeing two arrows as a pair is worth */
#define COST_FAR_ROW 700.0  /* the same between the rows of a wrapped layout */
#define COST_DETOUR 60.0

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
    layout_rect r = route_box(m, b);
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

bool route_is_upright(const layout_model *m, const layout_link *l)
{
    const layout_box *a = &m->boxes[l->src], *b = &m->boxes[l->dst];
    return layout_box_x(m, a) < layout_box_x(m, b) + b->in->width_px
           && layout_box_x(m, b) < layout_box_x(m, a) + a->in->width_px;
}

/* From the end of one row of a wrapped layout to the start of the next, or back. */
static bool route_returns(const layout_model *m, const layout_link *l)
{
    const layout_box *a = &m->boxes[l->src], *b = &m->boxes[l->dst];
    uint32_t from = m->blocks[a->block].row, to = m->blocks[b->block].row;
    double x = layout_box_x(m, a), far_x = layout_box_x(m, b);
    if (layout_is_frame(a))
        return false;
    return (from + 1 == to && far_x < x) || (to + 1 == from && far_x > x);
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
        return cost + (route_returns(m, l) ? COST_FAR_ROW : ROUTE_COST_TOP);
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
    layout_rect src = route_box(m, &m->boxes[l->src]);
    route_end a = route_start(m, l, LAYOUT_RIGHT), b = route_tip(m, l, LAYOUT_LEFT, 0);
    if (m->bulk || block->count > 1 || m->column_right[block->column] <= src.x + src.w + 1)
        return;
    layout_point edge = {m->column_right[block->column] + ROUTE_NEAR_PX, a.at.y};
    double gap = b.at.x - edge.x, share = TANGENT_SHARE * route_distance(edge, b.at);
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
    double extra = route_side_cost(m, &m->links[link], a.side, b.side) + COST_DETOUR;
    if (extra + route_distance(a.at, on) + fabs(off.x - on.x) + route_distance(off, b.at) > *best_cost)
        return; /* its ends alone are too far apart */
    path p = {.start = a.side, .end = b.side, .extra = extra};
    double reach_a =
        along * sense > 0 ? LEAVE_SHARE * fabs(on.x - a.at.x) : SIDE_LOOP_PX + layout_min(40, LOOP_SHARE * rise);
    double reach_b = turns_into ? HEAD_REACH_PX : SIDE_LOOP_PX + layout_min(40, LOOP_SHARE * fall);
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

/* Keeps the LANES_MAX lanes that are nearest to the way between both ends; boxes of one row have the same
 * ones. */
static uint32_t lanes_add(double *lanes, uint32_t count, double lane, double low, double high)
{
    for (uint32_t i = 0; i < count; i++)
        if (fabs(lanes[i] - lane) < LANES_SAME_PX)
            return count;
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
    layout_rect a = route_box(m, &m->boxes[l->src]), b = route_box(m, &m->boxes[l->dst]);
    double left = layout_min(a.x, b.x) - 80, right = layout_max(a.x + a.w, b.x + b.w) + 80;
    double from = a.y + layout_port_y(m, l), to = b.y + l->entry;
    double low = layout_min(from, to), high = layout_max(from, to);
    uint32_t count = lanes_add(lanes, 0, from, low, high);
    count = lanes_add(lanes, count, to, low, high);
    static const double beside[] = {12, 22, 34, HEAD_REACH_PX + 12}; /* the last for turning in from there */
    double top = low, bottom = high;
    for (uint32_t i = 0; i < m->box_count; i++) {
        const layout_box *o = &m->boxes[i];
        layout_rect rect = route_box(m, o);
        if (!layout_overlap(l->birth, l->death, o->birth, o->death) || rect.x > right ||
            rect.x + rect.w < left)
            continue;
        top = layout_min(top, rect.y);
        bottom = layout_max(bottom, rect.y + rect.h);
        for (int k = 0; k < 4; k++) {
            count = lanes_add(lanes, count, rect.y - beside[k], low, high);
            count = lanes_add(lanes, count, rect.y + rect.h + beside[k], low, high);
        }
    }
    r->m->budget -= m->box_count;
    for (int k = 0; k < LANES_OUTSIDE; k++) { /* past everything, if nothing else is free */
        lanes[count++] = top - 56 - 12 * k;
        lanes[count++] = bottom + 20 + 12 * k;
    }
    return count;
}

/* Between which rows: the upper one of them. */
static uint32_t route_upper_row(const layout_model *m, const layout_link *l)
{
    uint32_t from = m->blocks[m->boxes[l->src].block].row;
    uint32_t to = m->blocks[m->boxes[l->dst].block].row;
    return from < to ? from : to;
}

/* What is free between two rows while the link is there, from the lower one's counts to the upper one's
 * tabs. False: nothing. */
static bool route_channel(const layout_model *m, const layout_link *l, double *top, double *bottom)
{
    uint32_t upper = route_upper_row(m, l);
    *top = -INFINITY;
    *bottom = INFINITY;
    for (uint32_t i = 0; i < m->box_count; i++) {
        const layout_box *b = &m->boxes[i];
        layout_rect box = route_box(m, b);
        uint32_t row = m->blocks[b->block].row;
        if (layout_is_frame(b) || !layout_overlap(l->birth, l->death, b->birth, b->death))
            continue;
        double tabs = b->in->tabs_px > 0 ? LAYOUT_TABS_BELOW_PX : 0;
        if (row == upper)
            *top = layout_max(*top, box.y + box.h + tabs);
        else if (row == upper + 1)
            *bottom = layout_min(*bottom, box.y - LAYOUT_BADGE_ABOVE_PX);
    }
    return *top < *bottom;
}

/* The lane of its own that a returning arrow has: what is free between the rows is split evenly among
 * those of its time. Ways back run above: their loops are the inner ones at the right, where ways on come
 * from higher up, and the outer ones at the left. */
static bool route_return_lane(const layout_model *m, uint32_t link, double *lane)
{
    const layout_link *l = &m->links[link];
    double top, bottom;
    uint32_t count = 1, before = 0;
    if (!route_returns(m, l) || !route_channel(m, l, &top, &bottom))
        return false;
    for (uint32_t i = 0; i < m->link_count; i++) {
        const layout_link *o = &m->links[i];
        if (i == link || !route_returns(m, o) || route_upper_row(m, o) != route_upper_row(m, l) ||
            !layout_overlap(l->birth, l->death, o->birth, o->death))
            continue;
        count++;
        before += o->back != l->back ? o->back : i < link;
    }
    *lane = top + (bottom - top) * (before + 1) / (count + 1);
    return true;
}

static void route_detours(router *r, uint32_t link, path *best, double *best_cost)
{
    const layout_model *m = r->m;
    const layout_link *l = &m->links[link];
    const layout_block *block = &m->blocks[m->boxes[l->src].block];
    layout_rect src = route_box(m, &m->boxes[l->src]);
    double lanes[LANES_MAX + 2 * LANES_OUTSIDE];
    uint32_t count = 1;
    if (!route_return_lane(m, link, lanes))
        count = route_lanes(r, l, lanes);
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
    layout_rect box = route_box(m, &m->boxes[l->src]);
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
              layout_min(180, 0.44 * distance));
    route_try(r, link, &p, best, best_cost);
}

/* --- all of them ----------------------------------------------------------------------------- */

void route_candidates(router *r, uint32_t link, path *best, double *best_cost)
{
    const layout_link *l = &r->m->links[link];
    if (l->src == l->dst) {
        route_self(r, link, best, best_cost);
    } else {
        if (l->lens != LAYOUT_NONE)
            route_lens(r, link, best, best_cost);
        route_direct_all(r, link, best, best_cost);
        /* Worth a search only if something is in the way: more than its length and one bend. */
        if (!r->m->bulk && r->m->budget > 0 && *best_cost > path_length(best) + ROUTE_COST_TOP)
            route_detours(r, link, best, best_cost);
    }
}
