/* What the phases of the layout share: boxes, links and blocks, sorted by id.
 *
 *   layout_graph.c    reads the input, runs the phases, writes the result
 *   layout_cycles.c   ways back, cycles that exist in time, rings: boxes -> blocks
 *   layout_columns.c  blocks -> column and row
 *   layout_order.c    which block chooses its place first
 *   layout_slots.c    blocks -> y, the search; layout_cost.c what a place costs
 *   layout_squeeze.c  columns closer together
 *   layout_compete.c  ways to break the columns, each searched
 *   layout_climb.c    single blocks to wherever the whole becomes larger
 *   layout_bulk.c     the same for thousands, without the search
 *   layout_ports.c    where arrows enter
 *   layout_route.c    how they run; layout_curves.c the shapes to choose from, layout_path.c their cost
 *   layout_judge.c    which of the best places are drawn: by their real curves
 *   layout_polish.c   rings turned, places exchanged, by real curves as well
 *
 * Everything lives in `memory` and dies with the call. Indices below are into the sorted arrays. */
#ifndef OURO_RENDER_SCENE_LAYOUT_MODEL_H
#define OURO_RENDER_SCENE_LAYOUT_MODEL_H

#include "render/scene/layout_graph.h"

enum {
    LAYOUT_LINGER_STEPS = 1,  /* a dead object's place is free one step later: it fades */
    LAYOUT_BULK_BOXES = 1200, /* past this nothing is searched */
    LAYOUT_BULK_LINKS = 2000, /* what overlaps what in time is kept as lists */
    LAYOUT_RING_MIN = 3,
    LAYOUT_RING_MAX = 14,
    LAYOUT_CYCLE_BOXES = 40, /* denser tangles of references stay in columns */
    LAYOUT_ROWS_MAX = 4,
    LAYOUT_NONE = -1
};

#define LAYOUT_GAP_Y_PX 50.0     /* between boxes of a column: the badge needs 47 */
#define LAYOUT_GAP_X_PX 88.0     /* the narrowest gap between columns: tangents and an arrow head */
#define LAYOUT_GAP_NAMES_PX 64.0 /* after the names: their dots leave an arrow more room */
#define LAYOUT_GAP_LENS_MIN_PX 170.0
#define LAYOUT_GAP_WIDE_PX 120.0 /* what a gap likes to be, given room */
#define LAYOUT_GAP_LENS_PX 280.0 /* between two that point at each other */
#define LAYOUT_ROW_GAP_PX 96.0   /* between the rows of a wrapped layout: badges and return arrows \
                                  */
#define LAYOUT_LANE_PX 28.0      /* and for a second return arrow */
#define LAYOUT_PASS_ABOVE_PX 24.0 /* an arrow closer above a box runs into what stands out of it; */
#define LAYOUT_PASS_BELOW_PX 12.0 /* the same below */
#define LAYOUT_FRAME_GAP_PX 32.0
#define LAYOUT_APART_PX 40.0 /* boxes closer side by side may not stand at one height */
#define LAYOUT_EDGE_INSET_PX 14.0 /* arrows enter a side this far from its lower corner, */
#define LAYOUT_EDGE_TOP_PX 40.0   /* and from its upper one, where marks and counts are */

typedef struct layout_box {
    const layout_node *in;
    uint32_t birth, death;
    uint32_t out_first, out_count; /* its links, as source: links[out_first...] */
    uint32_t in_first, in_count;   /* as target: model.into[in_first...] */
    int32_t block;
    double dx, dy; /* inside its block */
} layout_box;

typedef struct layout_link {
    const layout_edge *in;
    uint32_t src, dst;
    uint32_t birth, death;
    double weight;
    bool back;    /* against the flow: no say in the columns */
    bool loose;   /* part of no tangle once the ways back are taken out: it may pull to the right */
    bool ring;    /* both ends in one ring block */
    bool chain;   /* the only way on from its source, the only way to its target: a list's link */
    int32_t lens; /* the other link of a pair that is drawn as a lens, or LAYOUT_NONE */
    double entry; /* where it enters its target: offset from the top */
    layout_side leaves, enters; /* its sides: those that face each other, until it is drawn */
} layout_link;

typedef struct layout_block {
    uint32_t *members; /* one box, or a ring in the order of its references */
    uint32_t count;
    uint32_t birth, death;
    uint32_t vacant; /* the step from which on its place is free */
    uint32_t ring_birth, ring_death;
    double radius_x, radius_y;
    bool mirrored;
    uint32_t depth;       /* distance from the names */
    uint32_t rank, span;  /* the same once tall columns are split; how many columns it is wide */
    uint32_t column, row; /* once the columns are broken into rows */
    double x, y, w, h;
    double pad_above, pad_below; /* for arrows that arrive from there */
    bool brief; /* seen only inside a step: it takes the places that are left */
    bool placed;
} layout_block;

typedef struct layout_model {
    arena *memory;
    layout_box *boxes;
    uint32_t box_count;
    layout_link *links; /* by (src, cell, birth, id) */
    uint32_t link_count;
    uint32_t *into; /* link indices by (dst, link) */
    layout_block *blocks;
    uint32_t block_count;
    uint32_t depth_count;  /* columns before the tall ones are split, */
    uint32_t column_count; /* and after */
    uint32_t placed_count; /* side by side, once they are broken into rows, */
    uint32_t row_count;    /* so many */
    double *column_x;      /* placed_count + 1 of them */
    double *column_right;
    double pane_w, pane_h;
    int64_t budget; /* operations left; a search stops when it falls below zero */
    bool bulk;
    bool guests; /* what is seen only inside a step counts: the others have their arrows by now */
} layout_model;

static inline bool layout_overlap(uint32_t birth_a, uint32_t death_a, uint32_t birth_b,
                                  uint32_t death_b)
{
    return birth_a < death_b && birth_b < death_a;
}

static inline double layout_clamp(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

/* No NaN comes here, and fmin() would be a call in the innermost loops. */
static inline double layout_min(double a, double b)
{
    return a < b ? a : b;
}

static inline double layout_max(double a, double b)
{
    return a > b ? a : b;
}

static inline double layout_box_x(const layout_model *m, const layout_box *b)
{
    return m->blocks[b->block].x + b->dx;
}

static inline double layout_box_y(const layout_model *m, const layout_box *b)
{
    return m->blocks[b->block].y + b->dy;
}

static inline bool layout_is_frame(const layout_box *b)
{
    return b->in->kind == LAYOUT_FRAME;
}

/* How far tabs reach below it. */
static inline double layout_tabs_below(const layout_model *m, const layout_block *b)
{
    return m->boxes[b->members[0]].in->tabs_px > 0 ? LAYOUT_TABS_BELOW_PX : 0;
}

/* Between the names and what they lead to; where rows begin there, arrows come round the corner. */
static inline double layout_names_gap(const layout_model *m)
{
    return m->row_count > 1 ? LAYOUT_GAP_X_PX : LAYOUT_GAP_NAMES_PX;
}

/* The port of a link, below the top of its source. */
static inline double layout_port_y(const layout_model *m, const layout_link *l)
{
    const layout_node *n = m->boxes[l->src].in;
    return l->in->cell < n->cell_count ? n->cell_y_px[l->in->cell] : n->height_px / 2;
}

/* Which sides face each other. The next row of a wrapped layout is read like a line of text: out at
 * the right, in at the left; a way back takes the same path the other way round. */
static inline bool layout_leaves_left(const layout_model *m, const layout_link *l)
{
    const layout_box *a = &m->boxes[l->src], *b = &m->boxes[l->dst];
    uint32_t from = m->blocks[a->block].row, to = m->blocks[b->block].row;
    if (layout_is_frame(a))
        return false;
    if (from != to)
        return to < from;
    return layout_box_x(m, b) + b->in->width_px + 8 <= layout_box_x(m, a);
}

static inline bool layout_enters_left(const layout_model *m, const layout_link *l)
{
    const layout_box *a = &m->boxes[l->src], *b = &m->boxes[l->dst];
    uint32_t from = m->blocks[a->block].row, to = m->blocks[b->block].row;
    if (from != to)
        return to > from;
    return layout_box_x(m, a) + a->in->width_px + 8 <= layout_box_x(m, b);
}

/* Seen only inside a step. */
static inline bool layout_is_guest(const layout_model *m, const layout_link *l)
{
    return m->boxes[l->src].in->brief || m->boxes[l->dst].in->brief;
}

/* Goes through the links that leave a block, member by member, by (cell, birth, id). */
typedef struct layout_walk {
    uint32_t member, link;
} layout_walk;

static inline const layout_link *layout_walk_next(const layout_model *m, uint32_t block,
                                                  layout_walk *at)
{
    const layout_block *b = &m->blocks[block];
    for (; at->member < b->count; at->member++, at->link = 0) {
        const layout_box *box = &m->boxes[b->members[at->member]];
        if (at->link < box->out_count)
            return &m->links[box->out_first + at->link++];
    }
    return NULL;
}

/* What a drawing costs: its arrows' lengths, bends, crossings; and what it takes up. */
typedef struct layout_drawn {
    double cost;
    layout_rect bounds; /* of the arrows */
} layout_drawn;

struct layout_choices;
struct router;

/* The phases, in order. Each returns OURO_OK or OURO_ERR_NOMEM. */
ouro_result layout_cycles(layout_model *m) OURO_MUST_CHECK;
ouro_result layout_columns_rank(layout_model *m) OURO_MUST_CHECK;
/* Places by straight lines: the best few of them. */
ouro_result layout_slots(layout_model *m, struct layout_choices *choices) OURO_MUST_CHECK;
/* Sides that face each other, and where each link enters its own. */
ouro_result layout_ports(layout_model *m) OURO_MUST_CHECK;
/* Where each enters, given the sides that were chosen. */
ouro_result layout_ports_spread(layout_model *m) OURO_MUST_CHECK;
/* The arrows of what stays, in the model's memory, each drawn once; what they come to: hardly less than once
 * they have settled. */
ouro_result layout_route_sketch(layout_model *m, struct router **out,
                                layout_drawn *drawn) OURO_MUST_CHECK;
/* Each drawn anew, knowing all the others. */
ouro_result layout_route_settle(struct router *r, layout_drawn *drawn) OURO_MUST_CHECK;
/* Then those of what is seen only inside a step, past what is there; all routes, in the order of the links.
 * The model stands as it stood when the router was made. */
ouro_result layout_route_all(struct router *r, layout_route *routes) OURO_MUST_CHECK;

/* Ranks when the leaves of columns higher than the pane, or all that is no list, stand in `parts` columns
 * (1: as they are). */
ouro_result layout_columns_split(layout_model *m, uint32_t parts, bool leaves) OURO_MUST_CHECK;
/* Ranks when column c + 1 goes into column c wherever `merged[c]`. */
void layout_columns_merge(layout_model *m, const bool *merged);
/* x of every block when the columns are broken into `rows` rows (1: not broken). */
ouro_result layout_columns_place(layout_model *m, uint32_t rows) OURO_MUST_CHECK;
/* A ring's members on their ellipse: `turn` members further round. */
void layout_ring_stand(layout_model *m, layout_block *ring, uint32_t turn, bool mirrored);
/* y of every block, one scan in the order of birth. */
ouro_result layout_bulk(layout_model *m) OURO_MUST_CHECK;
/* Frames are stacked by call depth: places their blocks. */
ouro_result layout_frames_stack(layout_model *m) OURO_MUST_CHECK;

/* --- the choice (layout_judge.c) --- */

enum { LAYOUT_CHOICES_MAX = 10, LAYOUT_ALIKE_MAX = 2 };

/* Everything's place, as it might be. */
typedef struct layout_choice {
    layout_block *blocks;
    layout_point *inside; /* of each box in its block */
    double *column_x, *column_right;
    uint32_t column_count, placed_count, rows;
    uint32_t variant; /* those alike break the columns in the same way */
    double score;     /* with straight lines for arrows; less is better */
    double penalty;   /* a factor of it, for its looks */
} layout_choice;

typedef struct layout_choices {
    layout_choice of[LAYOUT_CHOICES_MAX];
    uint32_t count;
    double best; /* the least score of all that were tried, */
    double fit;  /* and the scale at which that one fits into the pane */
} layout_choices;

ouro_result layout_choices_init(layout_model *m, layout_choices *c) OURO_MUST_CHECK;
bool layout_choice_alloc(layout_model *m, layout_choice *c) OURO_MUST_CHECK;
/* From the model, and back. */
void layout_choice_keep(const layout_model *m, layout_choice *c);
void layout_choice_restore(layout_model *m, const layout_choice *c);
/* What the drawing of so much `cost` is worth that fits into the pane at the scale `fit`. */
double layout_score(double cost, double fit);
/* Draws the choices, as far as the budget allows, and takes the best of them: places in the model, its
 * arrows in `best`. */
ouro_result layout_judge(layout_model *m, layout_choices *choices,
                         struct router **best) OURO_MUST_CHECK;

/* --- the order of placing (layout_order.c) --- */

enum { LAYOUT_ORDERS = 4 };
/* Depth first from the frames, children by (cell, birth, id). False: no memory. */
bool layout_preorder(layout_model *m, uint32_t *order) OURO_MUST_CHECK;
/* `which` of LAYOUT_ORDERS: 0 depth first, 1 by birth, 2 the longest-lived first, 3 the
 * highest first: for what is hard to pack. */
void layout_order(const layout_model *m, const uint32_t *preorder, uint32_t which, uint32_t *order);

/* --- the cost of a place (layout_cost.c) --- */

typedef struct layout_line {
    double x1, y1, x2, y2; /* port to target's side, straight */
    double left, right, top, bottom;
    uint32_t src;          /* of its link */
    bool drawn;            /* both ends are placed */
    bool returns;          /* from row to row: it will run in the lane between them, past everything */
} layout_line;

/* What a line must not touch of a box: with what stands out of it. */
typedef struct layout_extent {
    double left, right, top, bottom;
    bool placed; /* else there is nothing yet */
} layout_extent;

/* Lists in one array: those of i are items[first[i]] up to items[first[i + 1]]. */
typedef struct layout_lists {
    uint32_t *first, *items;
} layout_lists;

typedef struct layout_costs {
    layout_model *m;
    layout_line *lines;       /* of each link */
    layout_extent *extents;   /* of each box, */
    layout_lists links_links; /* links alive together with a link */
    layout_lists links_boxes;
    layout_lists boxes_links;
    layout_lists blocks_blocks; /* blocks that may not share a place with a block */
    double *floor_y;            /* per row of a wrapped layout */
    double overflow;            /* per px below the pane */
} layout_costs;

ouro_result layout_costs_init(layout_costs *c, layout_model *m) OURO_MUST_CHECK;
/* Before a block is placed anew: the boxes alone. Its lines stay where the attempt before had them until
 * both ends are placed, which tells those placed first where the others will want to be. */
void layout_costs_see(layout_costs *c, uint32_t block);
/* After a block moved: its boxes and lines. */
void layout_costs_follow(layout_costs *c, uint32_t block);
/* What the block costs where it stands now, among those placed. */
double layout_costs_of(layout_costs *c, uint32_t block);
/* The same, or anything from `limit` on: for who only asks whether it is cheaper. */
double layout_costs_below(layout_costs *c, uint32_t block, double limit);
bool layout_costs_clash(const layout_block *a, const layout_block *b);

#endif
