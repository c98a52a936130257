/* Vertical places, while they are searched: what layout_slots.c and layout_squeeze.c offer to
 * layout_compete.c.
 *
 * Invariant: two blocks that are placed and meet in time never overlap. */
#ifndef OURO_RENDER_SCENE_LAYOUT_SLOTS_H
#define OURO_RENDER_SCENE_LAYOUT_SLOTS_H

#include "render/scene/layout_model.h"

typedef struct block_range {
    double low, high; /* places inside are taken */
} block_range;

typedef struct slots {
    layout_model *m;
    layout_costs costs;
    uint32_t *order, *preorder;
    uint32_t *group; /* blocks that move together, where they stood, and where they might */
    double *group_y, *group_try;
    block_range *taken;
    double *candidates;
    double *squeezed; /* x of each block in columns as close as may be, */
    double *raised;   /* and y where it is as high as may be */
    layout_choices *choices;
    bool *merged; /* column c + 1 stands in the place of column c */
    uint32_t variant; /* which way to break the columns is tried */
    double penalty;   /* what its looks cost, as a factor of the score */
    double least;     /* the best score so far of the columns that are tried */
    double right_cost;
    bool guests; /* what is seen only inside a step is seated: the others are by now */
} slots;

ouro_result slots_init(slots *s, layout_model *m, layout_choices *choices) OURO_MUST_CHECK;
/* Everything is placed anew, row after row, in s->order. */
void slots_fill(slots *s, uint32_t rows);
double slots_row_gap(const slots *s, uint32_t row);
/* Takes out and puts back, swaps and straightens what stands in a row, until nothing gains. */
void slots_sweep(slots *s, uint32_t row);
/* Moves single blocks to other columns and rows; whether any moved. */
bool slots_pull(slots *s, uint32_t rows);
/* Places for what is seen only inside a step, among those that stand. */
void slots_seat_guests(slots *s, uint32_t rows);
/* Puts the block at the cheapest of the places in its column nearest the median of its wishes; returns the
 * cost, INFINITY if none is free. */
double slots_insert(slots *s, uint32_t block);
/* One block to its cheapest place in its column; false: it stands there already. */
bool slots_reinsert(slots *s, uint32_t block);
void slots_turn_rings(slots *s);
/* The right end of everything in columns as close together as those who stand in them allow
 * (layout_squeeze.c). */
double slots_squeezed_right(slots *s);
/* Brings them so much closer that what ends at `right` ends at `room`, as far as that goes. */
ouro_result slots_squeeze(slots *s, double right, double room) OURO_MUST_CHECK;
/* The same of the lower end, of what is raised as far as the others allow; lists keep their height. */
double slots_raised_bottom(slots *s);
void slots_raise(slots *s, double bottom, double room);
/* A frame, something of another row, or not to be placed yet: it may not be moved. */
bool slots_fixed(const slots *s, uint32_t block, uint32_t row);
/* A ring, a list or two that hold each other have a shape to keep. */
bool slots_has_shape(const layout_model *m, uint32_t block);
/* What the block's links cost for running across: long ones, and those that lead to the left. */
double slots_across(const slots *s, uint32_t block);

/* --- whole pictures (layout_compete.c) --- */

/* The scale at which everything can be seen at once, once the columns are squeezed. */
double slots_fit(slots *s);
/* What all of it costs, and how large it comes out: less is better. */
double slots_score(slots *s);
void slots_restore(slots *s, const layout_choice *c);
/* Keeps the places among the choices if they are among the best. */
void slots_judge(slots *s);
/* From the best choices to better ones (layout_climb.c). */
ouro_result slots_climb_all(slots *s) OURO_MUST_CHECK;

#endif
