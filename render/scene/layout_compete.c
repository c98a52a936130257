/* Ways to break the columns compete: into rows, into more columns, into fewer.
 *
 * Each is filled in several orders, as long as the budget lasts; the first of them always completes. The
 * best few go on to be drawn (layout_judge.c). */
#include "render/scene/layout_slots.h"

#include <math.h>

enum { SPLITS_MAX = 3 };
#define WRAP_PENALTY 1.18 /* of the score of rows: they must gain that much, */
#define MERGE_PENALTY 1.18 /* and columns that are none */
#define ACROSS_RIGHT 1.0       /* per px to the right of the pane, */
#define ACROSS_RIGHT_ROWS 2.5  /* where there are rows to go down to */
#define FIT_HOPELESS 0.8
#define RETURN_COST 120.0     /* of an arrow back to the start of the next row */

/* How far everything reaches that stays in sight; the camera goes to the rest when it is there. */
static layout_point slots_reach(const slots *s)
{
    const layout_model *m = s->m;
    layout_point end = {0};
    for (uint32_t i = 0; i < m->block_count; i++) {
        const layout_block *b = &m->blocks[i];
        if (b->brief)
            continue;
        end.x = fmax(end.x, b->x + b->w + LAYOUT_BADGE_RIGHT_PX);
        end.y = fmax(end.y, b->y + b->h + LAYOUT_BADGE_ABOVE_PX + layout_tabs_below(m, b));
    }
    return end;
}

double slots_fit(slots *s)
{
    const layout_model *m = s->m;
    layout_point end = slots_reach(s);
    double down = m->pane_h / fmax(1, end.y), across = m->pane_w / fmax(1, end.x);
    if (down < fmin(1, across))
        down = m->pane_h / fmax(1, slots_raised_bottom(s));
    if (across < fmin(1, down))
        across = m->pane_w / fmax(1, slots_squeezed_right(s));
    return fmin(across, down);
}

double slots_score(slots *s)
{
    const layout_model *m = s->m;
    double total = 200;
    for (uint32_t i = 0; i < m->block_count; i++)
        if (m->blocks[i].placed)
            total += layout_costs_of(&s->costs, i) + slots_across(s, i) / 2;
    for (uint32_t i = 0; i < m->link_count; i++) {
        const layout_link *l = &m->links[i];
        bool there = m->blocks[m->boxes[l->src].block].placed && m->blocks[m->boxes[l->dst].block].placed;
        if (there && !l->back && !l->in->weak &&
            m->blocks[m->boxes[l->dst].block].row > m->blocks[m->boxes[l->src].block].row)
            total += l->weight * RETURN_COST;
    }
    return layout_score(total, slots_fit(s));
}

void slots_restore(slots *s, const layout_choice *c)
{
    layout_choice_restore(s->m, c);
    for (uint32_t i = 0; i < s->m->block_count; i++)
        layout_costs_follow(&s->costs, i);
}

static bool slots_same(const layout_model *m, const layout_choice *c)
{
    for (uint32_t i = 0; i < m->block_count; i++)
        if (m->blocks[i].placed && (fabs(m->blocks[i].x - c->blocks[i].x) >= 1 ||
                                    fabs(m->blocks[i].y - c->blocks[i].y) >= 1))
            return false;
    return true;
}

/* Where a choice of that score would stand, worst of its kind or of all put aside for it. NULL: it is
 * known or not good enough. */
static layout_choice *slots_room(slots *s, double score)
{
    layout_choices *all = s->choices;
    layout_choice *worst = NULL, *worst_alike = NULL;
    uint32_t alike = 0;
    for (uint32_t i = 0; i < all->count; i++) {
        layout_choice *c = &all->of[i];
        if (slots_same(s->m, c))
            return NULL;
        worst = !worst || c->score > worst->score ? c : worst;
        if (c->variant != s->variant)
            continue;
        alike++;
        worst_alike = !worst_alike || c->score > worst_alike->score ? c : worst_alike;
    }
    if (alike == LAYOUT_ALIKE_MAX)
        return score < worst_alike->score ? worst_alike : NULL;
    if (all->count < LAYOUT_CHOICES_MAX)
        return &all->of[all->count++];
    return score < worst->score ? worst : NULL;
}

void slots_judge(slots *s)
{
    layout_model *m = s->m;
    double score = slots_score(s) * s->penalty;
    layout_choice *c = slots_room(s, score);
    s->least = fmin(s->least, score);
    if (score < s->choices->best) {
        s->choices->best = score;
        s->choices->fit = slots_fit(s);
    }
    if (!c)
        return;
    c->score = score;
    c->penalty = s->penalty;
    c->variant = s->variant;
    layout_choice_keep(m, c);
}

/* One way to break the columns, in all orders. */
static ouro_result slots_compete_at(slots *s, uint32_t rows, double penalty)
{
    layout_model *m = s->m;
    ouro_result r = OURO_OK;
    s->variant++;
    s->penalty = penalty;
    for (uint32_t which = 0; r == OURO_OK && which < LAYOUT_ORDERS; which++) {
        if (s->choices->count && (m->budget <= 0 || (which == 3 && s->choices->fit >= 1)))
            return OURO_OK;
        r = layout_columns_place(m, rows);
        if (r != OURO_OK)
            return r;
        layout_order(m, s->preorder, which, s->order);
        slots_fill(s, rows);
        slots_judge(s);
        if (rows == 1 && slots_pull(s, rows))
            slots_judge(s);
    }
    return r;
}

/* From that column to the next: a list is a row. */
static bool slots_list_leads_on(const slots *s, uint32_t column)
{
    const layout_model *m = s->m;
    for (uint32_t i = 0; i < m->link_count; i++) {
        uint32_t from = (uint32_t)m->boxes[m->links[i].src].block;
        uint32_t to = (uint32_t)m->boxes[m->links[i].dst].block;
        if (m->links[i].chain && m->blocks[from].depth == column
            && m->blocks[to].depth == column + 1 && slots_has_shape(s->m, from)
            && slots_has_shape(s->m, to))
            return true;
    }
    return false;
}

/* Columns in the place of one: what they hold stands one below the other. The pair that fits best, then
 * the next, as long as it is too small. */
static ouro_result slots_merge(slots *s)
{
    layout_model *m = s->m;
    ouro_result r = OURO_OK;
    for (uint32_t round = 0; r == OURO_OK && round + 2 < m->depth_count && s->choices->fit < 1; round++) {
        uint32_t best = 0;
        double least = INFINITY;
        for (uint32_t c = 1; r == OURO_OK && c + 1 < m->depth_count && m->budget > 0; c++) {
            if (s->merged[c] || slots_list_leads_on(s, c))
                continue;
            s->merged[c] = true;
            layout_columns_merge(m, s->merged);
            s->least = INFINITY;
            r = slots_compete_at(s, 1, MERGE_PENALTY);
            s->merged[c] = false;
            if (s->least < least) {
                least = s->least;
                best = c;
            }
        }
        if (!best)
            break;
        s->merged[best] = true;
    }
    return r;
}

/* The columns, tall ones split in one way, and all of them broken into rows. */
static ouro_result slots_compete_split(slots *s, uint32_t splits, bool leaves)
{
    layout_model *m = s->m;
    ouro_result r = layout_columns_split(m, splits, leaves);
    if (r != OURO_OK || (splits > 1 && m->column_count == m->depth_count))
        return r; /* nothing is too tall */
    for (uint32_t rows = 1;
         r == OURO_OK && (rows == 1 || (rows <= LAYOUT_ROWS_MAX && rows < m->column_count)); rows++)
        r = slots_compete_at(s, rows, splits + rows > 2 ? WRAP_PENALTY : 1);
    return r;
}

static ouro_result slots_compete(slots *s)
{
    ouro_result r = OURO_OK;
    for (uint32_t splits = 1; r == OURO_OK && splits <= SPLITS_MAX; splits++)
        r = slots_compete_split(s, splits, true);
    if (r == OURO_OK && s->choices->fit < 1)
        r = slots_compete_split(s, 2, false);
    return r == OURO_OK && s->choices->fit < 1 ? slots_merge(s) : r;
}

/* --- the phase ------------------------------------------------------------------------------- */

/* What is no list need not wait for the longest box of the row above. */
static ouro_result slots_pull_up(slots *s, uint32_t rows)
{
    layout_choice before = {0};
    if (!layout_choice_alloc(s->m, &before))
        return OURO_ERR_NOMEM;
    for (uint32_t row = 1; row <= rows; row++)
        s->costs.floor_y[row] = 0;
    s->right_cost = ACROSS_RIGHT_ROWS;
    layout_choice_keep(s->m, &before);
    double score = slots_score(s);
    bool moved = slots_pull(s, rows);
    for (uint32_t k = 0; k < s->m->block_count; k++) {
        uint32_t block = s->order[k];
        if (!slots_fixed(s, block, s->m->blocks[block].row) && !slots_has_shape(s->m, block))
            moved |= slots_reinsert(s, block);
    }
    if (moved && slots_score(s) >= score)
        slots_restore(s, &before);
    s->right_cost = ACROSS_RIGHT;
    return OURO_OK;
}

/* As the choice had them. */
static void slots_floors(slots *s, uint32_t rows)
{
    const layout_model *m = s->m;
    for (uint32_t row = 0; row <= rows; row++)
        s->costs.floor_y[row] = 0;
    for (uint32_t row = 0; row < rows; row++)
        for (uint32_t i = 0; i < m->block_count; i++)
            if (m->blocks[i].row == row)
                s->costs.floor_y[row + 1]
                    = fmax(s->costs.floor_y[row + 1],
                           m->blocks[i].y + m->blocks[i].h + slots_row_gap(s, row));
}

/* What is done only with those that were chosen. */
static ouro_result slots_finish(slots *s, layout_choice *c)
{
    ouro_result r = OURO_OK;
    slots_restore(s, c);
    if (c->rows > 1)
        r = slots_pull_up(s, c->rows);
    slots_floors(s, c->rows);
    slots_turn_rings(s);
    double fit = fmin(1, slots_fit(s));
    layout_point end = slots_reach(s), room = {s->m->pane_w / fit, s->m->pane_h / fit};
    if (fit < FIT_HOPELESS) /* it will be shown piece by piece: order is worth more */
        room = end;
    slots_raise(s, end.y, room.y);
    if (r == OURO_OK)
        r = slots_squeeze(s, end.x, room.x);
    slots_seat_guests(s, c->rows);
    layout_choice_keep(s->m, c);
    return r;
}

ouro_result layout_slots(layout_model *m, layout_choices *choices)
{
    slots s;
    ouro_result r = slots_init(&s, m, choices);
    s.right_cost = ACROSS_RIGHT;
    if (r == OURO_OK)
        r = layout_frames_stack(m);
    if (r == OURO_OK)
        r = slots_compete(&s);
    if (r == OURO_OK)
        r = slots_climb_all(&s);
    for (uint32_t i = 0; r == OURO_OK && i < choices->count; i++)
        r = slots_finish(&s, &choices->of[i]);
    return r;
}
