/* Everything closer together, as far as that makes it larger.
 *
 * A column begins behind the widest box of the one before it, wherever that stands. Once heights are
 * known, only those side by side need to clear each other, and arrows need room between their ends. The
 * blocks of a column keep one left edge. Where it is height that is missing, what stands lower than it must
 * comes up. */
#include "render/scene/layout_slots.h"

#include <math.h>

enum { ALIGN_ROUNDS = 2 };
#define OVERFLOW_FORBIDDEN 1000.0

/* --- width ----------------------------------------------------------------------------------- */

static bool squeeze_stands_in(const layout_block *b, double x)
{
    return fabs(b->x - x) < 1;
}

/* Between two that stand side by side. */
static double squeeze_gap(const layout_model *m, const layout_block *a, const layout_block *b)
{
    if (a->brief || b->brief)
        return LAYOUT_APART_PX;
    return layout_is_frame(&m->boxes[a->members[0]]) ? layout_names_gap(m) : LAYOUT_GAP_X_PX;
}

/* How far behind the near edge of `before` the block must begin on the axis; 0: it is not in the way. */
typedef double squeeze_room(const layout_model *m, const layout_block *before, const layout_block *b);

static double squeeze_beside(const layout_model *m, const layout_block *before, const layout_block *b)
{
    const double apart = LAYOUT_GAP_Y_PX + LAYOUT_TABS_BELOW_PX;
    bool level = before->y < b->y + b->h + apart && b->y < before->y + before->h + apart;
    return level && before->x < b->x - 1 ? before->w + squeeze_gap(m, before, b) : 0;
}

static double squeeze_below(const layout_model *m, const layout_block *before, const layout_block *b)
{
    bool upright = b->x < before->x + before->w + LAYOUT_APART_PX &&
                   before->x < b->x + b->w + LAYOUT_APART_PX;
    (void)m;
    if (!upright || before->y + before->h > b->y)
        return 0;
    return before->h + LAYOUT_GAP_Y_PX + layout_max(before->pad_below, b->pad_above);
}

/* How far the blocks before it, which stand at `moved` by now, let a block come. */
static double squeeze_least(slots *s, uint32_t block, const double *moved, squeeze_room *room)
{
    const layout_model *m = s->m;
    const layout_lists *near = &s->costs.blocks_blocks;
    double least = 0;
    for (uint32_t k = near->first[block]; k < near->first[block + 1]; k++) {
        const layout_block *o = &m->blocks[near->items[k]];
        double end = o->placed ? room(m, o, &m->blocks[block]) : 0;
        if (end > 0)
            least = layout_max(least, moved[near->items[k]] + end);
    }
    s->m->budget -= near->first[block + 1] - near->first[block];
    return least;
}

/* How far left the arrows between it and blocks to its left let it come. */
static double squeeze_linked(const slots *s, uint32_t block)
{
    const layout_model *m = s->m;
    const layout_block *b = &m->blocks[block];
    double least = 0;
    for (uint32_t i = 0; i < b->count; i++) {
        const layout_box *box = &m->boxes[b->members[i]];
        for (uint32_t k = 0; k < box->out_count + box->in_count; k++) {
            bool out = k < box->out_count;
            const layout_link *l =
                &m->links[out ? box->out_first + k : m->into[box->in_first + k - box->out_count]];
            uint32_t far = (uint32_t)m->boxes[out ? l->dst : l->src].block;
            const layout_block *o = &m->blocks[far];
            if (!o->placed || o->x + o->w > b->x)
                continue;
            double gap = l->lens != LAYOUT_NONE ? LAYOUT_GAP_LENS_MIN_PX : squeeze_gap(m, o, b);
            least = layout_max(least, s->squeezed[far] + o->w + gap);
        }
    }
    return least;
}

/* Every block's x, into s->squeezed; the right end of those that stay in sight. */
double slots_squeezed_right(slots *s)
{
    const layout_model *m = s->m;
    double right = 0, before = 0;
    for (uint32_t c = 0; c <= m->placed_count; c++) {
        double x = m->column_x[c], least = before;
        if (c > 0 && x < m->column_x[c - 1] + 1)
            continue;
        for (uint32_t i = 0; c > 0 && i < m->block_count; i++)
            if (m->blocks[i].placed && squeeze_stands_in(&m->blocks[i], x))
                least = fmax(least, fmax(squeeze_least(s, i, s->squeezed, squeeze_beside), squeeze_linked(s, i)));
        before = fmin(least, x);
        for (uint32_t i = 0; i < m->block_count; i++) {
            const layout_block *b = &m->blocks[i];
            if (!squeeze_stands_in(b, x))
                continue;
            s->squeezed[i] = before;
            if (!b->brief)
                right = fmax(right, before + b->w + LAYOUT_BADGE_RIGHT_PX);
        }
    }
    return right;
}

/* --- height ---------------------------------------------------------------------------------- */

/* The blocks from top to bottom, into s->group. */
static void squeeze_sort(slots *s)
{
    const layout_model *m = s->m;
    for (uint32_t i = 0; i < m->block_count; i++) {
        uint32_t k = i;
        for (; k > 0 && m->blocks[s->group[k - 1]].y > m->blocks[i].y; k--)
            s->group[k] = s->group[k - 1];
        s->group[k] = i;
    }
}

double slots_raised_bottom(slots *s)
{
    const layout_model *m = s->m;
    double bottom = 0;
    squeeze_sort(s);
    for (uint32_t k = 0; k < m->block_count; k++) {
        const layout_block *b = &m->blocks[s->group[k]];
        bool stays = slots_fixed(s, s->group[k], 0) || slots_has_shape(s->m, s->group[k]);
        double y = stays ? b->y : fmin(b->y, squeeze_least(s, s->group[k], s->raised, squeeze_below));
        s->raised[s->group[k]] = y;
        if (!b->brief)
            bottom = fmax(bottom, y + b->h + LAYOUT_BADGE_ABOVE_PX + layout_tabs_below(m, b));
    }
    return bottom;
}

/* Back in line, above the new lower end. */
static void squeeze_align(slots *s, double room)
{
    layout_model *m = s->m;
    double pane_h = m->pane_h, overflow = s->costs.overflow;
    m->pane_h = room - LAYOUT_BADGE_ABOVE_PX - LAYOUT_TABS_BELOW_PX;
    s->costs.overflow = OVERFLOW_FORBIDDEN;
    for (int round = 0; round < ALIGN_ROUNDS; round++)
        for (uint32_t i = 0; i < m->block_count && m->budget > 0; i++)
            if (!slots_fixed(s, i, 0) && !slots_has_shape(s->m, i))
                slots_reinsert(s, i);
    m->pane_h = pane_h;
    s->costs.overflow = overflow;
}

void slots_raise(slots *s, double bottom, double room)
{
    layout_model *m = s->m;
    double least = slots_raised_bottom(s);
    if (bottom <= room || bottom <= least + 1)
        return;
    double share = layout_clamp((room - least) / (bottom - least), 0, 1);
    for (uint32_t i = 0; i < m->block_count; i++)
        m->blocks[i].y = s->raised[i] + share * (m->blocks[i].y - s->raised[i]);
    for (uint32_t i = 0; i < m->block_count; i++)
        layout_costs_follow(&s->costs, i);
    squeeze_align(s, room);
}

/* --- width, done ----------------------------------------------------------------------------- */

/* Which column everything stands in by now, and where its widest box ends: in an array of its own, other
 * choices have others. */
static ouro_result squeeze_columns(layout_model *m)
{
    double *right = arena_alloc(m->memory, (m->placed_count + 2) * sizeof *right);
    if (!right)
        return OURO_ERR_NOMEM;
    for (uint32_t c = 0; c <= m->placed_count; c++)
        for (uint32_t i = 0; i < m->block_count; i++)
            if (squeeze_stands_in(&m->blocks[i], m->column_x[c]))
                m->blocks[i].column = c;
    m->column_right = right;
    return OURO_OK;
}

static void squeeze_ends(layout_model *m)
{
    for (uint32_t i = 0; i < m->block_count; i++) {
        const layout_block *b = &m->blocks[i];
        if (b->count == 1 && !b->brief)
            m->column_right[b->column] = fmax(m->column_right[b->column], b->x + b->w);
    }
}

ouro_result slots_squeeze(slots *s, double right, double room)
{
    layout_model *m = s->m;
    ouro_result r = squeeze_columns(m);
    if (r != OURO_OK)
        return r;
    double least = slots_squeezed_right(s), share = 1;
    if (right > room && right > least + 1)
        share = layout_clamp((room - least) / (right - least), 0, 1);
    for (uint32_t i = 0; i < m->block_count; i++)
        m->blocks[i].x = s->squeezed[i] + share * (m->blocks[i].x - s->squeezed[i]);
    squeeze_ends(m);
    for (uint32_t i = 0; i < m->block_count; i++)
        layout_costs_follow(&s->costs, i);
    return OURO_OK;
}
