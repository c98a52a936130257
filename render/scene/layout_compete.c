/* Ways to break the columns compete: into rows, into more columns, into fewer.
 *
 * Each is filled in several orders, as long as the budget lasts; the first of them always completes. The
 * best few go on to be drawn (layout_judge.c). */
#include "render/scene/layout_slots.h"

#include <math.h>

enum { SPLITS_MAX = 3, CLIMB_ROUNDS = 6, CLIMBS = 6 };
#define CLIMB_GAIN 0.995
#define WRAP_PENALTY 1.18 /* of the score of rows: they must gain that much, */
#define MERGE_PENALTY 1.18 /* and columns that are none */
#define ACROSS_RIGHT 1.0       /* per px to the right of the pane, */
#define ACROSS_RIGHT_ROWS 2.5  /* where there are rows to go down to */
#define PRESSED 8.0 /* times the cost of what stands out of the pane, where it is too small */
#define RETURN_COST 120.0     /* of an arrow back to the start of the next row */

/* The scale at which everything can be seen at once. */
static double slots_fit(const slots *s)
{
    const layout_model *m = s->m;
    double right = 0, bottom = 0;
    for (uint32_t i = 0; i < m->block_count; i++) {
        const layout_block *b = &m->blocks[i];
        if (m->boxes[b->members[0]].in->brief)
            continue; /* the camera goes to it when it is there */
        right = fmax(right, b->x + b->w + LAYOUT_BADGE_RIGHT_PX);
        bottom = fmax(bottom, b->y + b->h + LAYOUT_BADGE_ABOVE_PX + layout_tabs_below(m, b));
    }
    return fmin(m->pane_w / fmax(1, right), m->pane_h / fmax(1, bottom));
}

static double slots_score(slots *s)
{
    const layout_model *m = s->m;
    double total = 200;
    for (uint32_t i = 0; i < m->block_count; i++)
        total += layout_costs_of(&s->costs, i) + slots_across(s, i) / 2;
    for (uint32_t i = 0; i < m->link_count; i++) {
        const layout_link *l = &m->links[i];
        if (!l->back && !l->in->weak &&
            m->blocks[m->boxes[l->dst].block].row > m->blocks[m->boxes[l->src].block].row)
            total += l->weight * RETURN_COST;
    }
    return layout_score(total, slots_fit(s));
}

static void slots_restore(slots *s, const layout_choice *c)
{
    layout_choice_restore(s->m, c);
    for (uint32_t i = 0; i < s->m->block_count; i++)
        layout_costs_follow(&s->costs, i);
}

static bool slots_same(const layout_model *m, const layout_choice *c)
{
    for (uint32_t i = 0; i < m->block_count; i++)
        if (fabs(m->blocks[i].x - c->blocks[i].x) >= 1 || fabs(m->blocks[i].y - c->blocks[i].y) >= 1)
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

/* Keeps the places if they are among the best. */
static void slots_judge(slots *s, uint32_t rows)
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
    c->rows = rows;
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
        slots_judge(s, rows);
        if (rows == 1 && slots_pull(s, rows))
            slots_judge(s, rows);
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
            && m->blocks[to].depth == column + 1 && slots_has_shape(s, from)
            && slots_has_shape(s, to))
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

/* --- climbing -------------------------------------------------------------------------------- */

/* The score with the block in the column at `x`; at a lower place or a longer way, depending on how much
 * standing out of the pane costs it. INFINITY: there is no room. */
static double climb_try(slots *s, uint32_t block, double x, double pressed)
{
    layout_block *b = &s->m->blocks[block];
    b->x = x;
    s->costs.overflow *= pressed;
    double cost = slots_insert(s, block);
    s->costs.overflow /= pressed;
    return isfinite(cost) ? slots_score(s) : INFINITY;
}

/* The block to whichever column and height makes the whole best; what has a shape to keep stays in its
 * column. */
static bool climb_move(slots *s, uint32_t block, double *score)
{
    layout_model *m = s->m;
    layout_block *b = &m->blocks[block], best = *b;
    bool moved = false, shape = slots_has_shape(s, block);
    for (uint32_t k = 2; k < 2 * (m->placed_count + 1) && m->budget > 0; k++) {
        if (shape && fabs(m->column_x[k / 2] - best.x) >= 1)
            continue;
        double now = climb_try(s, block, m->column_x[k / 2], k % 2 ? PRESSED : 1);
        if (now >= *score * CLIMB_GAIN)
            continue;
        *score = now;
        best = *b;
        moved = true;
    }
    *b = best;
    layout_costs_follow(&s->costs, block);
    return moved;
}

/* Each in the other's column. */
static bool climb_swap(slots *s, uint32_t p, uint32_t q, double *score)
{
    layout_block *a = &s->m->blocks[p], *b = &s->m->blocks[q], old_a = *a, old_b = *b;
    a->x = old_b.x;
    b->x = old_a.x;
    a->placed = b->placed = false;
    layout_costs_follow(&s->costs, p);
    layout_costs_follow(&s->costs, q);
    bool fits = isfinite(slots_insert(s, p)) && isfinite(slots_insert(s, q));
    double now = fits ? slots_score(s) : INFINITY;
    if (now < *score * CLIMB_GAIN) {
        *score = now;
        return true;
    }
    *a = old_a;
    *b = old_b;
    layout_costs_follow(&s->costs, p);
    layout_costs_follow(&s->costs, q);
    return false;
}

/* One block's own cost does not know what its place does to the size of everything: here whole pictures are
 * compared, move by move. */
static void slots_climb(slots *s)
{
    layout_model *m = s->m;
    double score = slots_score(s);
    bool moved = true;
    for (int round = 0; round < CLIMB_ROUNDS && moved; round++) {
        moved = false;
        for (uint32_t p = 0; p < m->block_count && m->budget > 0; p++) {
            if (slots_fixed(s, p, 0))
                continue;
            moved |= climb_move(s, p, &score);
            if (slots_has_shape(s, p))
                continue;
            for (uint32_t q = 0; q < p && m->budget > 0; q++)
                if (!slots_fixed(s, q, 0) && !slots_has_shape(s, q)
                    && fabs(m->blocks[p].x - m->blocks[q].x) >= 1)
                    moved |= climb_swap(s, p, q, &score);
        }
    }
}

/* From the best that are not broken into rows. */
static void slots_climb_all(slots *s)
{
    layout_choices *all = s->choices;
    bool climbed[LAYOUT_CHOICES_MAX] = {false};
    for (int k = 0; k < CLIMBS && s->m->budget > 0; k++) {
        layout_choice *from = NULL;
        for (uint32_t i = 0; i < all->count; i++)
            if (!climbed[i] && all->of[i].rows == 1 && (!from || all->of[i].score < from->score))
                from = &all->of[i];
        if (!from)
            return;
        climbed[from - all->of] = true;
        slots_restore(s, from);
        if (slots_fit(s) >= 1)
            continue;
        s->penalty = from->penalty;
        s->variant++;
        slots_climb(s);
        slots_judge(s, 1);
    }
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
        if (!slots_fixed(s, block, s->m->blocks[block].row) && !slots_has_shape(s, block))
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
        slots_climb_all(&s);
    for (uint32_t i = 0; r == OURO_OK && i < choices->count; i++)
        r = slots_finish(&s, &choices->of[i]);
    return r;
}
