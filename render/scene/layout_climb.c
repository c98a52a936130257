/* Climbing to a larger picture: single blocks go wherever the whole gains.
 *
 * Where nothing gains any more and it is still too small, one block after the other is put somewhere else
 * and kept there while the rest climbs on. */
#include "render/scene/layout_slots.h"

#include <math.h>

enum { CLIMB_ROUNDS = 6, CLIMBS = 6 };
#define NOBODY UINT32_MAX
#define CLIMB_GAIN 0.995
#define PRESSED 8.0 /* times the cost of what stands out of the pane, where it is too small */
#define LARGE_FIT 0.93 /* arrows will need a little of it */

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
    bool moved = false, shape = slots_has_shape(s->m, block);
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
 * compared, move by move, all but the pinned one's. Returns the score. */
static double climb_all(slots *s, uint32_t pinned)
{
    layout_model *m = s->m;
    double score = slots_score(s);
    bool moved = true;
    for (int round = 0; round < CLIMB_ROUNDS && moved; round++) {
        moved = false;
        for (uint32_t p = 0; p < m->block_count && m->budget > 0; p++) {
            if (slots_fixed(s, p, 0) || p == pinned)
                continue;
            moved |= climb_move(s, p, &score);
            if (slots_has_shape(s->m, p))
                continue;
            for (uint32_t q = 0; q < p && m->budget > 0; q++)
                if (!slots_fixed(s, q, 0) && q != pinned && !slots_has_shape(s->m, q)
                    && fabs(m->blocks[p].x - m->blocks[q].x) >= 1)
                    moved |= climb_swap(s, p, q, &score);
        }
    }
    return score;
}

/* From the best that are not broken into rows. */
static void climb_from_best(slots *s)
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
        climb_all(s, NOBODY);
        slots_judge(s);
    }
}

/* --- shaking --------------------------------------------------------------------------------- */

/* The block into that column, the rest climbs on; whether that is the best so far. */
static bool shake_one(slots *s, const layout_choice *base, uint32_t block, double x, double *score)
{
    layout_block *b = &s->m->blocks[block];
    slots_restore(s, base);
    if (fabs(b->x - x) < 1)
        return false;
    b->x = x;
    if (!isfinite(slots_insert(s, block)))
        return false;
    double now = climb_all(s, block);
    if (now >= *score * CLIMB_GAIN)
        return false;
    *score = now;
    return true;
}

/* From the best that is not broken into rows, as long as it is too small. */
static ouro_result shake(slots *s)
{
    layout_model *m = s->m;
    layout_choice base = {0};
    const layout_choice *from = NULL;
    for (uint32_t i = 0; i < s->choices->count; i++)
        if (s->choices->of[i].rows == 1 && (!from || s->choices->of[i].score < from->score))
            from = &s->choices->of[i];
    if (!from || !layout_choice_alloc(m, &base))
        return from ? OURO_ERR_NOMEM : OURO_OK;
    slots_restore(s, from);
    s->penalty = from->penalty;
    s->variant++;
    double score = slots_score(s);
    bool better = true;
    layout_choice_keep(m, &base);
    while (better && m->budget > 0 && slots_fit(s) < LARGE_FIT) {
        better = false;
        for (uint32_t p = 0; p < m->block_count; p++)
            for (uint32_t c = 1; c <= m->placed_count && m->budget > 0; c++) {
                if (slots_fixed(s, p, 0) || slots_has_shape(s->m, p) ||
                    !shake_one(s, &base, p, m->column_x[c], &score))
                    continue;
                better = true;
                layout_choice_keep(m, &base);
                slots_judge(s);
            }
        slots_restore(s, &base);
    }
    return OURO_OK;
}

ouro_result slots_climb_all(slots *s)
{
    climb_from_best(s);
    return s->choices->fit < LARGE_FIT ? shake(s) : OURO_OK;
}
