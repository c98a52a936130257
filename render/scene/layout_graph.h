/* Where the objects of the reference graph stand, and how the arrows run between them.
 *
 * One layout serves a whole run: it looks ahead over all time, so an object gets one place from
 * birth to death, and objects whose lives do not overlap may share a place, as variables share a
 * register.
 *
 * Reads   plain boxes and references with their lifetimes, in layout pixels (those of 1080 lines).
 * Writes  a layout_result in the caller's arena; all lengths in the same pixels.
 * Knows   nothing of SDL, of the simulator, of colours or of text.
 *
 * Invariants: boxes that are alive together never overlap (one step of fading counts as alive); no
 * route runs through a box that is alive while the route is; the result depends on the ids and not
 * on the order of the input; no clock is read, searches are bounded by counting operations. */
#ifndef OURO_RENDER_SCENE_LAYOUT_GRAPH_H
#define OURO_RENDER_SCENE_LAYOUT_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"

/* Room that a box needs around itself: the count's badge stands out at the top right corner. */
#define LAYOUT_BADGE_ABOVE_PX 47.0
#define LAYOUT_BADGE_RIGHT_PX 23.0
#define LAYOUT_TABS_LEFT_PX 16.0 /* tabs begin this far from the left edge, */
#define LAYOUT_TABS_BELOW_PX 36.0 /* and reach this far below the lower one */
#define LAYOUT_ARROW_GAP_PX 6.0 /* between an arrow's tip and the box it points at */

typedef enum layout_kind {
    LAYOUT_FRAME, /* a column of names: column 0, stacked by call depth */
    LAYOUT_OBJECT
} layout_kind;

typedef enum layout_side { LAYOUT_LEFT, LAYOUT_RIGHT, LAYOUT_TOP, LAYOUT_BOTTOM } layout_side;

/* Lifetimes are half-open intervals of steps, birth < death. */
typedef struct layout_node {
    uint32_t id; /* unique; it decides every tie */
    layout_kind kind;
    uint32_t depth;             /* frames: call depth, 0 = module */
    double width_px, height_px; /* the largest it needs in its life */
    double tabs_px;             /* width of the tabs below its lower edge; 0: none */
    double port_inset_px;       /* from a side edge to the centre of the port's dot */
    const double *cell_y_px;    /* centre of each cell below the top edge; borrowed */
    uint32_t cell_count;
    uint32_t birth_step, death_step;
    bool brief; /* seen only inside a step: its place is free as soon as it is gone */
} layout_node;

typedef struct layout_edge {
    uint32_t id;       /* unique */
    uint32_t src, dst; /* node ids */
    uint32_t cell;     /* of src, the port the arrow leaves from */
    const char
        *label; /* the attribute's name, or NULL; `prev`, `parent`... are drawn as ways back */
    bool weak;
    uint32_t birth_step, death_step;
} layout_edge;

typedef struct layout_input {
    const layout_node *nodes;
    size_t node_count;
    const layout_edge *edges;
    size_t edge_count;
} layout_input;

/* A zero means the usual value: 1360 x 760 and LAYOUT_OPERATIONS. */
#define LAYOUT_OPERATIONS 6400000U
typedef struct layout_options {
    double pane_width_px, pane_height_px;
    uint64_t operation_budget; /* elementary comparisons the search may spend */
} layout_options;

typedef struct layout_point {
    double x, y;
} layout_point;

typedef struct layout_rect {
    double x, y, w, h;
} layout_rect;

/* A cubic Bezier segment; a route is a chain of them. */
typedef struct layout_curve {
    layout_point p[4];
} layout_curve;

typedef struct layout_route {
    layout_curve *curves; /* from the port's dot (inside its box) to the arrow's tip */
    uint32_t curve_count;
    layout_side start_side; /* which side of the cell the port's dot is on */
    layout_side end_side;   /* which side of the target the arrow enters */
    layout_point tip;
    layout_point direction; /* of the arrow at its tip, a unit vector into the target */
    bool back;              /* a second arrow against the flow (prev, parent, ...) */
} layout_route;

/* Members stand on the ellipse in the order of their references, the entry at the west. */
typedef struct layout_ring {
    layout_point centre;
    double radius_x, radius_y;
    uint32_t *members; /* node ids */
    uint32_t member_count;
    bool clockwise;
    uint32_t birth_step, death_step; /* while every reference of the ring exists */
} layout_ring;

/* Two boxes that point at each other, side by side. */
typedef struct layout_pair {
    uint32_t left, right;            /* node ids */
    uint32_t birth_step, death_step; /* while both references exist */
} layout_pair;

/* `places` and `routes` stand in the order of the input's nodes and edges. */
typedef struct layout_result {
    layout_point *places; /* top left corner of each box, for its whole life */
    layout_route *routes;
    size_t node_count, edge_count;
    layout_ring *rings;
    size_t ring_count;
    layout_pair *pairs;
    size_t pair_count;
    layout_rect bounds; /* every box with its badge, every route; the camera's subject */
} layout_result;

/* Lay out the whole run.
 *
 *   in       checked by the caller: ids unique, every src, dst and cell exists, birth < death
 * (asserted) options  may be NULL memory   owns what `out` points at Cost    bounded by
 * options->operation_budget; past 1,200 boxes O((n + m) log n) and a per-column scan of what is
 * alive: no crossings are counted and no obstacles avoided there. Errors  OURO_ERR_NOMEM. */
ouro_result layout_graph(const layout_input *in, const layout_options *options, arena *memory,
                         layout_result *out, ouro_error *err) OURO_MUST_CHECK;

#endif
