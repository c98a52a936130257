/* The best drawing made better, by what only a drawing shows.
 *
 * Straight lines cannot tell a name that crosses a ring from one that goes round it, nor what a detour past
 * a box crosses. What is left of the budget goes to drawings in which a ring is turned or two change
 * places. */
#include "render/scene/layout_judge.h"
#include "render/scene/layout_slots.h"

#include <math.h>

enum { SWAP_ROUNDS = 3 };
#define TURN_GAIN 0.97 /* a ring's entry belongs at the west, and it runs clockwise */
#define SWAP_GAIN 0.99

/* Where it stands now, and turned it may be wider or higher. */
static bool polish_has_room(const layout_model *m, const layout_block *block)
{
    for (uint32_t i = 0; i < m->block_count; i++) {
        const layout_block *b = &m->blocks[i];
        if (b != block && layout_overlap(b->birth, b->vacant, block->birth, block->vacant) &&
            layout_costs_clash(b, block))
            return false;
    }
    return true;
}

/* The drawing of what the model holds now, if that is better by `gain`. */
static ouro_result polish_try(layout_model *m, double gain, judge_drawing *best)
{
    layout_choice *c = arena_alloc(m->memory, sizeof *c);
    if (!c || !layout_choice_alloc(m, c))
        return OURO_ERR_NOMEM;
    *c = (layout_choice){.blocks = c->blocks, .inside = c->inside, .penalty = best->choice->penalty};
    layout_choice_keep(m, c);
    judge_drawing here = {.choice = c};
    ouro_result r = judge_draw(m, &here, best);
    double fit_most = fmax(best->fit, here.fit);
    if (r == OURO_OK && judge_score(&here, fit_most) < judge_score(best, fit_most) * gain)
        *best = here;
    return r;
}

/* --- rings ----------------------------------------------------------------------------------- */

static ouro_result polish_turn(layout_model *m, uint32_t ring, uint32_t turn, bool mirrored,
                               judge_drawing *best)
{
    layout_choice_restore(m, best->choice);
    layout_ring_stand(m, &m->blocks[ring], turn, mirrored);
    return polish_has_room(m, &m->blocks[ring]) ? polish_try(m, TURN_GAIN, best) : OURO_OK;
}

/* Every turn and both mirrors. */
static ouro_result polish_turn_rings(layout_model *m, judge_drawing *best)
{
    int64_t spent = 0;
    ouro_result r = OURO_OK;
    for (uint32_t i = 0; i < m->block_count; i++) {
        uint32_t turns = m->blocks[i].count > 1 ? 2 * m->blocks[i].count : 0;
        for (uint32_t k = 0; r == OURO_OK && k < turns && m->budget > spent; k++) {
            int64_t before = m->budget;
            r = polish_turn(m, i, k / 2, k % 2 == 1, best);
            spent = before - m->budget;
        }
    }
    return r;
}

/* --- places ---------------------------------------------------------------------------------- */

/* A call has its height by its depth; what is seen only inside a step is seated. */
static bool polish_may_move(const layout_model *m, uint32_t block)
{
    const layout_block *b = &m->blocks[block];
    return !slots_has_shape(m, block) && !b->brief && !layout_is_frame(&m->boxes[b->members[0]]);
}

/* In one column the lower end of both stays where it is; two of different columns are equally wide, and
 * equally far from the names: what leads to the right goes on doing so. */
static bool polish_exchange(layout_model *m, layout_block *a, layout_block *b)
{
    bool beside = fabs(a->x - b->x) >= 1;
    if (a->row != b->row || (beside && (a->depth != b->depth || fabs(a->w - b->w) >= 1)))
        return false;
    layout_block old = *a, *upper = a->y < b->y ? a : b, *lower = upper == a ? b : a;
    double top = upper->y, bottom = beside ? lower->y : lower->y + lower->h - upper->h;
    a->x = b->x;
    a->column = b->column;
    b->x = old.x;
    b->column = old.column;
    upper->y = bottom;
    lower->y = top;
    return polish_has_room(m, a) && polish_has_room(m, b);
}

/* Two change places wherever the drawing gains by it. */
static ouro_result polish_swap_all(layout_model *m, judge_drawing *best, bool *gained)
{
    int64_t spent = 0;
    ouro_result r = OURO_OK;
    for (uint32_t p = 0; p < m->block_count; p++)
        for (uint32_t q = 0; r == OURO_OK && q < p && m->budget > spent; q++) {
            int64_t before = m->budget;
            const layout_choice *was = best->choice;
            layout_choice_restore(m, was);
            if (!polish_may_move(m, p) || !polish_may_move(m, q) ||
                !polish_exchange(m, &m->blocks[p], &m->blocks[q]))
                continue;
            r = polish_try(m, SWAP_GAIN, best);
            *gained |= best->choice != was;
            spent = before - m->budget;
        }
    return r;
}

ouro_result judge_polish(layout_model *m, judge_drawing *best)
{
    ouro_result r = polish_turn_rings(m, best);
    bool gained = true;
    for (int round = 0; r == OURO_OK && gained && round < SWAP_ROUNDS; round++) {
        gained = false;
        r = polish_swap_all(m, best, &gained);
    }
    return r;
}
