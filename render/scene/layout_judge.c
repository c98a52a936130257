/* The choice between places: each is drawn, and the best drawing is taken.
 *
 * Places are searched with straight lines for arrows, for there are thousands of them. The few best are
 * drawn with their real curves here: only those know of detours, of arrows that run close to each other,
 * and of the room that all of it takes up, which is what size on the screen comes from. */
#include "render/scene/layout_judge.h"

#include <math.h>
#include <string.h>

#define FIT_MOST 1.3 /* larger than that is no gain, */
#define FIT_MORE 0.35 /* and little of one from full size on */
#define FIT_LARGE 0.9 /* can be read from the last row */
#define FIT_STILL 0.8 /* from here on the camera stands still */
#define COST_DRAWING 600.0 /* of any: small differences of a small drawing matter less than its size */
#define COST_DRAWN 0.5
#define SKETCH_WORSE 1.2 /* settling will not make up for that */

double layout_score(double cost, double fit)
{
    if (fit >= 1)
        return cost / (1 + FIT_MORE * (fmin(FIT_MOST, fit) - 1));
    if (fit >= FIT_LARGE)
        return cost / (fit * fit);
    double missing = fit / FIT_LARGE, cube = missing * missing * missing;
    return cost / (FIT_LARGE * FIT_LARGE * cube * cube); /* from the last row, size comes first */
}

bool layout_choice_alloc(layout_model *m, layout_choice *c)
{
    c->blocks = arena_alloc(m->memory, (m->block_count + 1) * sizeof *c->blocks);
    c->inside = arena_alloc(m->memory, (m->box_count + 1) * sizeof *c->inside);
    return c->blocks && c->inside;
}

ouro_result layout_choices_init(layout_model *m, layout_choices *c)
{
    *c = (layout_choices){.best = INFINITY};
    for (uint32_t i = 0; i < LAYOUT_CHOICES_MAX; i++)
        if (!layout_choice_alloc(m, &c->of[i]))
            return OURO_ERR_NOMEM;
    return OURO_OK;
}

void layout_choice_keep(const layout_model *m, layout_choice *c)
{
    memcpy(c->blocks, m->blocks, m->block_count * sizeof *c->blocks);
    for (uint32_t i = 0; i < m->box_count; i++)
        c->inside[i] = (layout_point){m->boxes[i].dx, m->boxes[i].dy};
    c->column_x = m->column_x;
    c->column_right = m->column_right;
    c->column_count = m->column_count;
    c->placed_count = m->placed_count;
    c->rows = m->row_count;
}

void layout_choice_restore(layout_model *m, const layout_choice *c)
{
    memcpy(m->blocks, c->blocks, m->block_count * sizeof *c->blocks);
    for (uint32_t i = 0; i < m->box_count; i++) {
        m->boxes[i].dx = c->inside[i].x;
        m->boxes[i].dy = c->inside[i].y;
    }
    m->column_x = c->column_x;
    m->column_right = c->column_right;
    m->column_count = c->column_count;
    m->placed_count = c->placed_count;
    m->row_count = c->rows;
}

static layout_rect rect_around(layout_rect a, layout_rect b)
{
    double left = fmin(a.x, b.x), top = fmin(a.y, b.y);
    double right = fmax(a.x + a.w, b.x + b.w), bottom = fmax(a.y + a.h, b.y + b.h);
    return (layout_rect){left, top, right - left, bottom - top};
}

/* A box with its count and its tabs. */
static layout_rect judge_box(const layout_model *m, const layout_box *b)
{
    double above = layout_is_frame(b) ? 0 : LAYOUT_BADGE_ABOVE_PX;
    double beside = layout_is_frame(b) ? 0 : LAYOUT_BADGE_RIGHT_PX;
    double below = b->in->tabs_px > 0 ? LAYOUT_TABS_BELOW_PX : 0;
    return (layout_rect){layout_box_x(m, b), layout_box_y(m, b) - above, b->in->width_px + beside,
                         b->in->height_px + above + below};
}

/* The scale at which all of it can be seen at once. */
static double judge_fit(const layout_model *m, layout_rect all)
{
    bool any = all.w > 0;
    for (uint32_t i = 0; i < m->box_count; i++) {
        if (m->boxes[i].in->brief)
            continue;
        layout_rect box = judge_box(m, &m->boxes[i]);
        all = any ? rect_around(all, box) : box;
        any = true;
    }
    return fmin(m->pane_w / fmax(1, all.w), m->pane_h / fmax(1, all.h));
}

double judge_score(const judge_drawing *d, double fit_most)
{
    if (fit_most >= FIT_STILL)
        return layout_score(d->cost, d->fit);
    return d->cost / d->fit;
}

ouro_result judge_draw(layout_model *m, judge_drawing *d, const judge_drawing *best)
{
    layout_drawn drawn;
    ouro_result r = layout_route_sketch(m, &d->routes, &drawn);
    for (int round = 0; r == OURO_OK; round++) {
        d->cost = d->choice->penalty * (COST_DRAWING + COST_DRAWN * drawn.cost);
        d->fit = judge_fit(m, drawn.bounds);
        double fit_most = best ? fmax(best->fit, d->fit) : d->fit;
        if (round > 0 || (best && judge_score(d, fit_most) > judge_score(best, fit_most) * SKETCH_WORSE))
            return r;
        r = layout_route_settle(d->routes, &drawn);
    }
    return r;
}

static const judge_drawing *judge_best(const judge_drawing *drawn, uint32_t count)
{
    const judge_drawing *best = &drawn[0];
    double fit_most = 0;
    for (uint32_t i = 0; i < count; i++)
        fit_most = fmax(fit_most, drawn[i].fit);
    for (uint32_t i = 1; i < count; i++)
        if (judge_score(&drawn[i], fit_most) < judge_score(best, fit_most))
            best = &drawn[i];
    return best;
}

/* The next best by straight lines that was not drawn yet, or NULL. */
static layout_choice *judge_next(layout_choices *choices, const bool *drawn)
{
    layout_choice *next = NULL;
    for (uint32_t i = 0; i < choices->count; i++)
        if (!drawn[i] && (!next || choices->of[i].score < next->score))
            next = &choices->of[i];
    return next;
}

ouro_result layout_judge(layout_model *m, layout_choices *choices, struct router **routes)
{
    judge_drawing drawings[LAYOUT_CHOICES_MAX];
    bool drawn[LAYOUT_CHOICES_MAX] = {false};
    uint32_t count = 0;
    int64_t spent = 0;
    layout_choice *c;
    while ((c = judge_next(choices, drawn)) != NULL && (count == 0 || m->budget > spent)) {
        int64_t before = m->budget;
        drawn[c - choices->of] = true;
        layout_choice_restore(m, c);
        drawings[count] = (judge_drawing){.choice = c};
        ouro_result r = judge_draw(m, &drawings[count], count ? judge_best(drawings, count) : NULL);
        count++;
        if (r != OURO_OK)
            return r;
        spent = before - m->budget;
    }
    judge_drawing best = *judge_best(drawings, count);
    layout_choice_restore(m, best.choice);
    ouro_result r = judge_polish(m, &best);
    layout_choice_restore(m, best.choice);
    *routes = best.routes;
    return r;
}
