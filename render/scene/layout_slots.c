/* Vertical places by insertion, as registers are allocated.
 *
 * Block after block goes to the cheapest of a few places suggested by its neighbours; then each is
 * taken out and put back, as long as that gains anything. */
#include "render/scene/layout_slots.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    PLACES_TRIED = 36,
    SWEEPS = 8,
    NEIGHBOURS_MAX = 120,
    PASSING_MAX = 64,
    PULL_ROUNDS = 3
};
#define GAIN_MIN 1e-6
#define RING_TURN_COST 25.0   /* the entry belongs at the west */
#define RING_MIRROR_COST 40.0 /* a ring runs clockwise */
#define ACROSS_LENGTH 0.35     /* per px of a link beyond the narrowest gap */
#define ACROSS_BACKWARDS 260.0 /* of a link that leads to the left */
#define PULL_GAIN 20.0

/* --- one block ------------------------------------------------------------------------------- */

static int by_value(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* Where the far ends of one box's links would like the block's top to be. */
static uint32_t slots_wishes_of(const slots *s, uint32_t block, const layout_box *box, double *wish,
                                uint32_t count)
{
    const layout_model *m = s->m;
    for (uint32_t k = 0; k < box->out_count + box->in_count && count + 3 < NEIGHBOURS_MAX; k++) {
        bool out = k < box->out_count;
        const layout_link *l =
            &m->links[out ? box->out_first + k : m->into[box->in_first + k - box->out_count]];
        const layout_box *far = &m->boxes[out ? l->dst : l->src];
        if (far->block == (int32_t)block || !m->blocks[far->block].placed)
            continue;
        double far_y = layout_box_y(m, far), port = layout_port_y(m, l);
        if (!layout_is_frame(far))
            wish[count++] = far_y - box->dy; /* tops in line */
        wish[count++] = out ? far_y + far->in->height_px / 2 - port - box->dy
                            : far_y + port - box->in->height_px / 2 - box->dy;
    }
    return count;
}

/* Ranges of y in which the block would overlap another, in the columns where it stands. */
static uint32_t slots_taken(slots *s, uint32_t block)
{
    layout_model *m = s->m;
    const layout_block *b = &m->blocks[block];
    const layout_lists *near = &s->costs.blocks_blocks;
    uint32_t count = 0;
    for (uint32_t k = near->first[block]; k < near->first[block + 1]; k++) {
        const layout_block *o = &m->blocks[near->items[k]];
        if (!o->placed || b->x >= o->x + o->w + LAYOUT_APART_PX ||
            o->x >= b->x + b->w + LAYOUT_APART_PX)
            continue;
        s->taken[count++] =
            (block_range){.low = o->y - b->h - LAYOUT_GAP_Y_PX - fmax(b->pad_below, o->pad_above),
                          .high = o->y + o->h + LAYOUT_GAP_Y_PX + fmax(b->pad_above, o->pad_below)};
    }
    m->budget -= near->first[block + 1] - near->first[block];
    return count;
}

static bool slots_free(const slots *s, uint32_t taken, double y)
{
    for (uint32_t k = 0; k < taken; k++)
        if (y > s->taken[k].low + 1e-6 && y < s->taken[k].high - 1e-6)
            return false;
    return true;
}

/* Places just above and just below the arrows that pass here, which would else hit the block. */
static uint32_t slots_clear_of_lines(slots *s, uint32_t block, uint32_t count)
{
    layout_model *m = s->m;
    const layout_block *b = &m->blocks[block];
    const layout_lists *near = &s->costs.boxes_links;
    uint32_t box = b->members[0], added = 0;
    double floor_y = s->costs.floor_y[b->row];
    if (b->count > 1)
        return count;
    for (uint32_t k = near->first[box]; k < near->first[box + 1] && added + 2 <= PASSING_MAX; k++) {
        const layout_line *l = &s->costs.lines[near->items[k]];
        double left = layout_max(b->x, layout_min(l->x1, l->x2));
        double right = layout_min(b->x + b->w, layout_max(l->x1, l->x2));
        if (!l->drawn || left >= right)
            continue;
        double slope = (l->y2 - l->y1) / (l->x2 - l->x1);
        double at_left = l->y1 + slope * (left - l->x1), at_right = l->y1 + slope * (right - l->x1);
        s->candidates[count++] =
            fmax(floor_y, layout_max(at_left, at_right) + LAYOUT_PASS_ABOVE_PX);
        s->candidates[count++] =
            fmax(floor_y, layout_min(at_left, at_right) - b->h - LAYOUT_PASS_BELOW_PX);
        added += 2;
    }
    m->budget -= near->first[box + 1] - near->first[box];
    return count;
}

/* All places worth a look, in `s->candidates`, sorted; and the median of the wishes. */
static uint32_t slots_candidates(slots *s, uint32_t block, uint32_t taken, double *median)
{
    const layout_model *m = s->m;
    const layout_block *b = &m->blocks[block];
    double floor_y = s->costs.floor_y[b->row], wish[NEIGHBOURS_MAX];
    uint32_t wishes = 0, count = 0;
    for (uint32_t i = 0; i < b->count; i++)
        wishes = slots_wishes_of(s, block, &m->boxes[b->members[i]], wish, wishes);
    if (wishes == 0)
        wish[wishes++] = floor_y;
    qsort(wish, wishes, sizeof *wish, by_value);
    *median = fmax(floor_y, wish[wishes / 2]);
    for (uint32_t i = 0; i < wishes; i++)
        s->candidates[count++] = fmax(floor_y, wish[i]);
    s->candidates[count++] = floor_y;
    for (uint32_t k = 0; k < taken; k++) {
        if (s->taken[k].low >= floor_y)
            s->candidates[count++] = s->taken[k].low;
        s->candidates[count++] = fmax(floor_y, s->taken[k].high);
    }
    count = slots_clear_of_lines(s, block, count);
    qsort(s->candidates, count, sizeof *s->candidates, by_value);
    return count;
}

double slots_insert(slots *s, uint32_t block)
{
    layout_block *b = &s->m->blocks[block];
    double median, best_cost = INFINITY, best_y = b->y;
    uint32_t taken = slots_taken(s, block);
    uint32_t count = slots_candidates(s, block, taken, &median), above = 0, tried = 0;
    const double *c = s->candidates;
    b->placed = true;
    while (above < count && c[above] < median)
        above++;
    /* Outwards from the median: `below` steps down the sorted list, `above` up. */
    uint32_t below = above;
    while (tried < PLACES_TRIED && (below > 0 || above < count)) {
        bool down = above == count || (below > 0 && median - c[below - 1] <= c[above] - median);
        uint32_t i = down ? --below : above++;
        bool again = down ? i + 1 < count && c[i + 1] - c[i] < 0.5 : i > 0 && c[i] - c[i - 1] < 0.5;
        if (again || !slots_free(s, taken, c[i]))
            continue;
        tried++;
        b->y = c[i];
        layout_costs_follow(&s->costs, block);
        double cost = layout_costs_below(&s->costs, block, best_cost);
        if (cost < best_cost - 1e-9) {
            best_cost = cost;
            best_y = c[i];
        }
    }
    b->y = best_y;
    layout_costs_follow(&s->costs, block);
    return best_cost;
}

/* --- sweeps ---------------------------------------------------------------------------------- */

bool slots_fixed(const slots *s, uint32_t block, uint32_t row)
{
    const layout_block *b = &s->m->blocks[block];
    return layout_is_frame(&s->m->boxes[b->members[0]]) || b->row != row || b->brief != s->guests;
}

bool slots_reinsert(slots *s, uint32_t block)
{
    layout_block *b = &s->m->blocks[block];
    double old_y = b->y, old_cost = layout_costs_of(&s->costs, block);
    if (slots_insert(s, block) < old_cost - GAIN_MIN)
        return true;
    b->y = old_y;
    layout_costs_follow(&s->costs, block);
    return false;
}

static bool slots_stands_free(const slots *s, uint32_t block)
{
    const layout_model *m = s->m;
    const layout_block *b = &m->blocks[block];
    const layout_lists *near = &s->costs.blocks_blocks;
    if (b->y < s->costs.floor_y[b->row] - 1e-6)
        return false;
    for (uint32_t k = near->first[block]; k < near->first[block + 1]; k++)
        if (m->blocks[near->items[k]].placed && layout_costs_clash(b, &m->blocks[near->items[k]]))
            return false;
    return true;
}

/* Two of one column change places if that is cheaper. */
static bool slots_swap(slots *s, uint32_t p, uint32_t q)
{
    layout_block *a = &s->m->blocks[p], *b = &s->m->blocks[q];
    double a_y = a->y, b_y = b->y;
    double before = layout_costs_of(&s->costs, p) + layout_costs_of(&s->costs, q);
    if (a_y < b_y) {
        a->y = b_y + b->h - a->h;
        b->y = a_y;
    } else {
        b->y = a_y + a->h - b->h;
        a->y = b_y;
    }
    layout_costs_follow(&s->costs, p);
    layout_costs_follow(&s->costs, q);
    if (slots_stands_free(s, p) && slots_stands_free(s, q) &&
        layout_costs_of(&s->costs, p) + layout_costs_of(&s->costs, q) < before - GAIN_MIN)
        return true;
    a->y = a_y;
    b->y = b_y;
    layout_costs_follow(&s->costs, p);
    layout_costs_follow(&s->costs, q);
    return false;
}

static bool slots_swap_all(slots *s, uint32_t row)
{
    const layout_model *m = s->m;
    bool changed = false;
    for (uint32_t p = 0; p < m->block_count; p++)
        for (uint32_t q = 0; q < p && m->budget > 0; q++)
            if (!slots_fixed(s, p, row) && !slots_fixed(s, q, row) &&
                fabs(m->blocks[p].x - m->blocks[q].x) < 1)
                changed |= slots_swap(s, p, q);
    return changed;
}

/* The list that `block` stands in, as far as it stands in this row, into s->group. */
static uint32_t slots_list_of(slots *s, uint32_t block)
{
    const layout_model *m = s->m;
    uint32_t count = 0, looked = 0;
    s->group[count++] = block;
    for (; looked < count; looked++) {
        const layout_box *b = &m->boxes[m->blocks[s->group[looked]].members[0]];
        for (uint32_t k = 0; k < b->out_count + b->in_count; k++) {
            const layout_link *l =
                &m->links[k < b->out_count ? b->out_first + k
                                           : m->into[b->in_first + k - b->out_count]];
            uint32_t far = (uint32_t)m->boxes[k < b->out_count ? l->dst : l->src].block;
            bool known =
                !l->chain || m->blocks[far].row != m->blocks[block].row || m->blocks[far].count > 1;
            for (uint32_t g = 0; g < count && !known; g++)
                known = s->group[g] == far;
            if (!known)
                s->group[count++] = far;
        }
    }
    return count;
}

static double slots_group_cost(slots *s, uint32_t count)
{
    double cost = 0;
    for (uint32_t g = 0; g < count; g++)
        cost += layout_costs_of(&s->costs, s->group[g]);
    return cost;
}

static void slots_group_move(slots *s, uint32_t count, const double *y)
{
    for (uint32_t g = 0; g < count; g++) {
        s->m->blocks[s->group[g]].y = y[g];
        layout_costs_follow(&s->costs, s->group[g]);
    }
}

/* A list moves as one: all its boxes at the height of one of them, wherever that is cheapest. One
 * box at a time could not get there, it would leave its neighbours. */
static bool slots_straighten(slots *s, uint32_t block)
{
    const layout_model *m = s->m;
    uint32_t count = m->blocks[block].count > 1 ? 0 : slots_list_of(s, block);
    bool changed = false;
    if (count < 2 || s->group[0] > s->group[1])
        return false;
    for (uint32_t g = 0; g < count; g++)
        s->group_y[g] = m->blocks[s->group[g]].y;
    double best = slots_group_cost(s, count);
    for (uint32_t g = 0; g < count && m->budget > 0; g++) {
        bool is_free = true;
        for (uint32_t k = 0; k < count; k++)
            s->group_try[k] = s->group_y[g];
        slots_group_move(s, count, s->group_try);
        for (uint32_t k = 0; k < count && is_free; k++)
            is_free = slots_stands_free(s, s->group[k]);
        double cost = is_free ? slots_group_cost(s, count) : INFINITY;
        if (cost < best - GAIN_MIN) {
            best = cost;
            changed = true;
            memcpy(s->group_y, s->group_try, count * sizeof *s->group_y);
        }
    }
    slots_group_move(s, count, s->group_y);
    return changed;
}

/* Orders the blocks of one column by the ports that point at them. */
static void slots_sort_group(slots *s, uint32_t count)
{
    const layout_model *m = s->m;
    for (uint32_t g = 0; g < count; g++) {
        const layout_box *b = &m->boxes[m->blocks[s->group[g]].members[0]];
        uint32_t moving = s->group[g], k = g;
        double sum = 0, weights = 1e-9;
        for (uint32_t i = 0; i < b->in_count; i++) {
            const layout_link *l = &m->links[m->into[b->in_first + i]];
            double w = l->back ? 0 : l->weight;
            sum += w * (layout_box_y(m, &m->boxes[l->src]) + layout_port_y(m, l));
            weights += w;
        }
        double wish = sum / weights;
        for (; k > 0 && s->group_try[k - 1] > wish; k--) {
            s->group[k] = s->group[k - 1];
            s->group_try[k] = s->group_try[k - 1];
        }
        s->group[k] = moving;
        s->group_try[k] = wish;
    }
}

/* Empties a column and fills it again from top to bottom: mends an order that no swap would. */
static bool slots_refill(slots *s, uint32_t row, uint32_t column)
{
    layout_model *m = s->m;
    uint32_t count = 0;
    for (uint32_t i = 0; i < m->block_count; i++)
        if (m->blocks[i].column == column && !slots_fixed(s, i, row))
            s->group[count++] = i;
    if (count < 2)
        return false;
    slots_sort_group(s, count);
    double before = slots_group_cost(s, count);
    for (uint32_t g = 0; g < count; g++) {
        s->group_y[g] = m->blocks[s->group[g]].y;
        m->blocks[s->group[g]].placed = false;
        layout_costs_follow(&s->costs, s->group[g]);
    }
    for (uint32_t g = 0; g < count; g++)
        slots_insert(s, s->group[g]);
    if (slots_group_cost(s, count) < before - GAIN_MIN)
        return true;
    slots_group_move(s, count, s->group_y);
    return false;
}

void slots_sweep(slots *s, uint32_t row)
{
    const layout_model *m = s->m;
    for (int round = 0; round < SWEEPS && m->budget > 0; round++) {
        bool changed = false;
        for (uint32_t k = 0; k < m->block_count && m->budget > 0; k++) {
            uint32_t block = s->order[round % 2 ? m->block_count - 1 - k : k];
            if (!slots_fixed(s, block, row))
                changed |= slots_reinsert(s, block);
        }
        changed |= slots_swap_all(s, row);
        for (uint32_t k = 1; k < m->column_count && m->budget > 0; k++)
            changed |= slots_refill(s, row, k);
        for (uint32_t k = 0; k < m->block_count && m->budget > 0; k++)
            changed |= !slots_fixed(s, k, row) && slots_straighten(s, k);
        if (!changed)
            return;
    }
}

/* From that row to the next: where arrows go both ways between them each has a lane of its own. */
double slots_row_gap(const slots *s, uint32_t row)
{
    const layout_model *m = s->m;
    for (uint32_t i = 0; i < m->link_count; i++) {
        const layout_link *l = &m->links[i];
        if (l->back && m->blocks[m->boxes[l->src].block].row == row + 1 &&
            m->blocks[m->boxes[l->dst].block].row == row)
            return LAYOUT_ROW_GAP_PX + LAYOUT_LANE_PX;
    }
    return LAYOUT_ROW_GAP_PX;
}

/* Row after row: each starts below the lowest box of the one before. */
void slots_fill(slots *s, uint32_t rows)
{
    layout_model *m = s->m;
    for (uint32_t i = 0; i < m->block_count; i++)
        m->blocks[i].placed = layout_is_frame(&m->boxes[m->blocks[i].members[0]]);
    for (uint32_t i = 0; i < m->block_count; i++)
        layout_costs_see(&s->costs, i);
    s->costs.floor_y[0] = 0;
    for (uint32_t row = 0; row < rows; row++) {
        for (uint32_t k = 0; k < m->block_count; k++)
            if (!slots_fixed(s, s->order[k], row)) {
                m->blocks[s->order[k]].y = s->costs.floor_y[row];
                slots_insert(s, s->order[k]);
            }
        slots_sweep(s, row);
        double bottom = s->costs.floor_y[row];
        for (uint32_t i = 0; i < m->block_count; i++)
            if (!slots_fixed(s, i, row))
                bottom = fmax(bottom, m->blocks[i].y + m->blocks[i].h);
        s->costs.floor_y[row + 1] = bottom + slots_row_gap(s, row);
    }
}

/* --- across ---------------------------------------------------------------------------------- */

/* What the block's links cost for running across: long ones, and those that lead to the left. */
double slots_across(const slots *s, uint32_t block)
{
    const layout_model *m = s->m;
    const layout_box *box = &m->boxes[m->blocks[block].members[0]];
    double cost = s->right_cost
                  * layout_max(0, m->blocks[block].x + m->blocks[block].w - m->pane_w);
    for (uint32_t k = 0; k < box->out_count + box->in_count; k++) {
        const layout_link *l = &m->links[k < box->out_count
                                             ? box->out_first + k
                                             : m->into[box->in_first + k - box->out_count]];
        const layout_box *from = &m->boxes[l->src], *to = &m->boxes[l->dst];
        double gap = layout_box_x(m, to) - layout_box_x(m, from) - from->in->width_px;
        bool forward = !l->back && l->src != l->dst;
        cost += ACROSS_LENGTH * l->weight * layout_max(0, fabs(gap) - LAYOUT_GAP_X_PX);
        if (forward && gap < LAYOUT_GAP_NAMES_PX - 1)
            cost += ACROSS_BACKWARDS * l->weight;
    }
    return cost;
}

/* A link like this one leads on from its target, or to its source. */
static bool slots_is_list(const layout_model *m, const layout_link *l)
{
    const layout_box *from = &m->boxes[l->src], *to = &m->boxes[l->dst];
    for (uint32_t k = 0; k < to->out_count + from->in_count; k++) {
        const layout_link *o = &m->links[k < to->out_count
                                             ? to->out_first + k
                                             : m->into[from->in_first + k - to->out_count]];
        if (o->chain && o->in->label && l->in->label && strcmp(o->in->label, l->in->label) == 0)
            return true;
    }
    return false;
}

/* A ring, a list or two that hold each other have a shape to keep. */
bool slots_has_shape(const layout_model *m, uint32_t block)
{
    const layout_box *box = &m->boxes[m->blocks[block].members[0]];
    bool shape = m->blocks[block].count > 1;
    for (uint32_t k = 0; k < box->out_count + box->in_count && !shape; k++) {
        const layout_link *l = &m->links[k < box->out_count
                                             ? box->out_first + k
                                             : m->into[box->in_first + k - box->out_count]];
        shape = l->lens != LAYOUT_NONE || (l->chain && slots_is_list(m, l));
    }
    return shape;
}

/* Tries the block in every column of every row; it stays where it is cheapest. */
static bool slots_pull_one(slots *s, uint32_t block, uint32_t rows)
{
    layout_model *m = s->m;
    layout_block *b = &m->blocks[block], old = *b, best = *b;
    double least = layout_costs_of(&s->costs, block) + slots_across(s, block) - PULL_GAIN;
    uint32_t places = m->placed_count + 1; /* one more may stand behind the last */
    for (uint32_t k = 0; k < rows * places && m->budget > 0; k++) {
        double x = m->column_x[k % places];
        uint32_t row = k / places;
        if (k % places == 0 || (fabs(x - old.x) < 1 && row == old.row))
            continue;
        b->x = x;
        b->y = old.y;
        b->row = row;
        if (!isfinite(slots_insert(s, block)))
            continue;
        double across = slots_across(s, block);
        double cost = across + layout_costs_below(&s->costs, block, least - across);
        if (cost < least) {
            least = cost;
            best = *b;
        }
    }
    *b = best;
    layout_costs_follow(&s->costs, block);
    return fabs(best.x - old.x) >= 1 || best.row != old.row;
}

/* Depth made the columns; what life leaves free in them is used: an object need not stand at the far
 * end because there is a crowd at another time. */
bool slots_pull(slots *s, uint32_t rows)
{
    layout_model *m = s->m;
    bool changed = true, any = false;
    for (int round = 0; round < PULL_ROUNDS && changed; round++) {
        changed = false;
        for (uint32_t k = 0; k < m->block_count && m->budget > 0; k++) {
            uint32_t block = s->order[k];
            if (!slots_fixed(s, block, m->blocks[block].row) && !slots_has_shape(m, block))
                changed |= slots_pull_one(s, block, rows);
        }
        any |= changed;
    }
    return any;
}

/* --- guests ---------------------------------------------------------------------------------- */

void slots_seat_guests(slots *s, uint32_t rows)
{
    const layout_model *m = s->m;
    s->guests = true;
    for (uint32_t k = 0; k < m->block_count; k++) {
        uint32_t block = s->preorder[k];
        if (slots_fixed(s, block, m->blocks[block].row))
            continue;
        slots_insert(s, block);
        slots_pull_one(s, block, rows);
    }
    s->guests = false;
}

/* --- rings ----------------------------------------------------------------------------------- */

/* Which member stands at the west, and which way round: so that names do not cross the ring. */
static void slots_turn_ring(slots *s, uint32_t block)
{
    layout_model *m = s->m;
    layout_block *ring = &m->blocks[block];
    uint32_t best = 0;
    double best_cost = INFINITY;
    for (uint32_t i = 0; i < 2 * ring->count; i++) {
        layout_ring_stand(m, ring, i / 2, i % 2 == 1);
        layout_costs_follow(&s->costs, block);
        double cost = layout_costs_of(&s->costs, block) + (i / 2 > 0 ? RING_TURN_COST : 0) +
                      (i % 2 == 1 ? RING_MIRROR_COST : 0);
        if (cost < best_cost - GAIN_MIN) {
            best_cost = cost;
            best = i;
        }
    }
    layout_ring_stand(m, ring, best / 2, best % 2 == 1);
    layout_costs_follow(&s->costs, block);
}

void slots_turn_rings(slots *s)
{
    for (uint32_t i = 0; i < s->m->block_count && s->m->budget > 0; i++)
        if (s->m->blocks[i].count > 1)
            slots_turn_ring(s, i);
}

/* --- life ------------------------------------------------------------------------------------ */

ouro_result slots_init(slots *s, layout_model *m, layout_choices *choices)
{
    size_t n = m->block_count + 1;
    *s = (slots){.m = m, .choices = choices};
    s->order = arena_alloc(m->memory, n * sizeof *s->order);
    s->preorder = arena_alloc(m->memory, n * sizeof *s->preorder);
    s->taken = arena_alloc(m->memory, n * sizeof *s->taken);
    s->candidates = arena_alloc(m->memory, (2 * n + NEIGHBOURS_MAX + PASSING_MAX + 1) * sizeof *s->candidates);
    s->squeezed = arena_alloc(m->memory, n * sizeof *s->squeezed);
    s->raised = arena_alloc(m->memory, n * sizeof *s->raised);
    s->group = arena_alloc(m->memory, n * sizeof *s->group);
    s->group_y = arena_alloc(m->memory, n * sizeof *s->group_y);
    s->group_try = arena_alloc(m->memory, n * sizeof *s->group_try);
    s->merged = arena_alloc(m->memory, (m->depth_count + 1) * sizeof *s->merged);
    if (!s->order || !s->preorder || !s->taken || !s->candidates || !s->merged || !s->squeezed || !s->raised || !s->group ||
        !s->group_y || !s->group_try ||
        !layout_preorder(m, s->preorder))
        return OURO_ERR_NOMEM;
    return layout_costs_init(&s->costs, m);
}
