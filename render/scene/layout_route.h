/* Routes while they are searched: what layout_route.c, layout_curves.c and layout_path.c share.
 *
 * A path is one way an arrow might run. Invariant: paths[i] is a whole route wherever drawn[i]. */
#ifndef OURO_RENDER_SCENE_LAYOUT_ROUTE_H
#define OURO_RENDER_SCENE_LAYOUT_ROUTE_H

#include "render/scene/layout_model.h"

#include <math.h>

enum { CURVE_STEPS = 14, CURVES_MAX = 3, POINTS_MAX = CURVES_MAX * CURVE_STEPS + 1 };

#define ROUTE_NEAR_PX 9.0   /* closer to a box than this is ugly */
#define ROUTE_COST_TOP 50.0 /* entering from above or below rather than from a side */

typedef struct path {
    layout_curve curves[CURVES_MAX];
    uint32_t count;
    layout_side start, end;
    double extra; /* what its shape costs */
    layout_point points[POINTS_MAX];
    uint32_t point_count;
    layout_rect around, curve_around[CURVES_MAX];
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

/* No overflow to be afraid of, and hypot() would take a tenth of the whole layout's time. */
static inline double route_distance(layout_point a, layout_point b)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    return sqrt(dx * dx + dy * dy);
}

static inline layout_rect route_box(const layout_model *m, const layout_box *b)
{
    return (layout_rect){layout_box_x(m, b), layout_box_y(m, b), b->in->width_px, b->in->height_px};
}

/* From a box to one above or below it: neither side looks away. */
bool route_is_upright(const layout_model *m, const layout_link *l);

/* --- a path and what it costs (layout_path.c) --- */

/* Adds a curve from `a` to `b` with given tangents. */
void path_bend(path *p, layout_point a, layout_point way_a, double reach_a, layout_point b,
               layout_point way_b, double reach_b);
double path_length(const path *p);
/* What a flattened path costs the link, among all that is drawn. */
double route_cost(router *r, uint32_t link, const path *p);
/* Whether it runs through a box. */
bool route_is_blocked(router *r, uint32_t link, const path *p);
/* Flattens the candidate and keeps it if it is the best so far. */
void route_try(router *r, uint32_t link, path *candidate, path *best, double *best_cost);

/* --- candidates (layout_curves.c) --- */

/* All shapes that such a link may have. */
void route_candidates(router *r, uint32_t link, path *best, double *best_cost);

#endif
