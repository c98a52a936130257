/* Columns: how far from the names a block stands, judged over the whole run.
 *
 * At a snapshot a block's depth is the longest path from the frames over strong forward links. Its
 * column is the largest depth that it holds for at least a tenth of its reachable life: a passing
 * detour does not push it, and an island, which no snapshot reaches, stays where it was. */
#include "render/scene/layout_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_CELLS = 4000000, SNAPSHOT_WORK = 6000000, SNAPSHOTS_MIN = 24, RELAX_ROUNDS = 4 };
#define TABS_SHORT_PX 133.0 /* the narrowest box, without what a count takes of it */
#define LENS_ROW_PX 34.0  /* two arrows closer than this cannot run side by side */
#define LENS_ROOM_PX 62.0 /* above one box and below the other, for a lens's arcs */

typedef struct depths {
    layout_model *m;
    int32_t *depth;          /* of each block at the current snapshot, -1: not reached */
    uint32_t *order, *place; /* blocks in postorder, and where each block is in it */
    uint32_t *stack;
    layout_walk *walk;
    uint8_t *seen;
    uint32_t *frames; /* boxes, by (depth, id) */
    uint32_t order_count, frame_count;
    uint32_t limit; /* deeper than this is all one depth */
    uint32_t *held; /* [block * limit + depth]: steps for which it held that depth */
} depths;

static bool columns_counts(const layout_link *l, uint32_t step)
{
    return !l->in->weak && !l->back && !l->ring && l->birth <= step && step < l->death;
}

static void depths_enter(depths *d, uint32_t *top, uint32_t block)
{
    d->seen[block] = 1;
    d->walk[block] = (layout_walk){0};
    d->stack[(*top)++] = block;
}

/* The next block that `block` points at, or LAYOUT_NONE. */
static int32_t depths_next(depths *d, uint32_t block, uint32_t step)
{
    const layout_link *l;
    while ((l = layout_walk_next(d->m, block, &d->walk[block])) != NULL)
        if (columns_counts(l, step))
            return d->m->boxes[l->dst].block;
    return LAYOUT_NONE;
}

static void depths_visit(depths *d, uint32_t root, uint32_t step)
{
    uint32_t top = 0;
    if (d->seen[root])
        return;
    depths_enter(d, &top, root);
    while (top > 0) {
        uint32_t block = d->stack[top - 1];
        int32_t next = depths_next(d, block, step);
        if (next == LAYOUT_NONE) {
            d->place[block] = d->order_count;
            d->order[d->order_count++] = block;
            top--;
        } else if (!d->seen[next]) {
            depths_enter(d, &top, (uint32_t)next);
        }
    }
}

static void depths_push(depths *d, uint32_t block, uint32_t step)
{
    const layout_block *b = &d->m->blocks[block];
    bool frame = layout_is_frame(&d->m->boxes[b->members[0]]);
    int32_t reach = d->depth[block] + (frame ? 1 : (int32_t)b->span);
    const layout_link *l;
    for (layout_walk at = {0}; (l = layout_walk_next(d->m, block, &at)) != NULL;) {
        if (!columns_counts(l, step))
            continue;
        int32_t to = d->m->boxes[l->dst].block;
        /* Against the postorder: an arc that closes a tangle. */
        if (d->place[to] < d->place[block] && reach > d->depth[to])
            d->depth[to] = reach;
    }
}

static void depths_measure(depths *d, uint32_t step, uint32_t duration)
{
    layout_model *m = d->m;
    memset(d->seen, 0, m->block_count);
    d->order_count = 0;
    for (uint32_t i = 0; i < d->frame_count; i++) {
        const layout_box *b = &m->boxes[d->frames[i]];
        if (b->birth <= step && step < b->death)
            depths_visit(d, (uint32_t)b->block, step);
    }
    for (uint32_t i = 0; i < d->order_count; i++) {
        uint32_t block = d->order[i];
        d->depth[block] = layout_is_frame(&m->boxes[m->blocks[block].members[0]]) ? 0 : 1;
    }
    for (uint32_t i = d->order_count; i > 0; i--) {
        uint32_t block = d->order[i - 1];
        uint32_t depth = (uint32_t)d->depth[block];
        if (depth >= d->limit)
            depth = d->limit - 1;
        d->held[(size_t)block * d->limit + depth] += duration;
        depths_push(d, block, step);
    }
}

static int frames_by_depth(const layout_model *m, uint32_t a, uint32_t b)
{
    uint32_t x = m->boxes[a].in->depth, y = m->boxes[b].in->depth;
    return x != y ? (x < y ? -1 : 1) : (a < b ? -1 : a > b);
}

static ouro_result depths_init(depths *d, layout_model *m)
{
    size_t n = m->block_count + 1, bytes = n * sizeof(uint32_t);
    uint32_t limit = DEPTH_CELLS / (uint32_t)n;
    limit = limit < 16 ? 16 : limit;
    if (limit > m->box_count * 2 + 4) /* a ring spans fewer columns than twice its members */
        limit = m->box_count * 2 + 4;
    *d = (depths){.m = m, .limit = limit};
    d->depth = arena_alloc(m->memory, bytes);
    d->order = arena_alloc(m->memory, bytes);
    d->place = arena_alloc(m->memory, bytes);
    d->stack = arena_alloc(m->memory, bytes);
    d->walk = arena_alloc(m->memory, n * sizeof *d->walk);
    d->seen = arena_alloc(m->memory, n);
    d->frames = arena_alloc(m->memory, (m->box_count + 1) * sizeof *d->frames);
    d->held = arena_alloc(m->memory, n * limit * sizeof *d->held);
    if (!d->depth || !d->order || !d->place || !d->stack || !d->walk || !d->seen || !d->frames ||
        !d->held)
        return OURO_ERR_NOMEM;
    for (uint32_t i = 0; i < m->box_count; i++) {
        if (!layout_is_frame(&m->boxes[i]))
            continue;
        uint32_t k = d->frame_count++;
        for (; k > 0 && frames_by_depth(m, i, d->frames[k - 1]) < 0; k--)
            d->frames[k] = d->frames[k - 1];
        d->frames[k] = i;
    }
    return OURO_OK;
}

/* --- snapshots ------------------------------------------------------------------------------- */

static int by_step(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* The steps at which something changes, sorted, without repeats. */
static uint32_t *columns_changes(const layout_model *m, size_t *count)
{
    uint32_t *steps =
        arena_alloc(m->memory, 2 * (m->box_count + m->link_count + 1) * sizeof *steps);
    size_t n = 0, unique = 0;
    if (!steps)
        return NULL;
    for (uint32_t i = 0; i < m->box_count; i++) {
        steps[n++] = m->boxes[i].birth;
        steps[n++] = m->boxes[i].death;
    }
    for (uint32_t i = 0; i < m->link_count; i++) {
        steps[n++] = m->links[i].birth;
        steps[n++] = m->links[i].death;
    }
    qsort(steps, n, sizeof *steps, by_step);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || steps[i] != steps[unique - 1])
            steps[unique++] = steps[i];
    *count = unique;
    return steps;
}

static ouro_result columns_measure(layout_model *m, depths *d)
{
    size_t count = 0;
    const uint32_t *steps = columns_changes(m, &count);
    if (!steps)
        return OURO_ERR_NOMEM;
    size_t affordable = SNAPSHOT_WORK / (m->box_count + m->link_count + 1);
    affordable = affordable < SNAPSHOTS_MIN ? SNAPSHOTS_MIN : affordable;
    size_t stride = count / affordable + 1; /* a long run is sampled evenly */
    for (size_t i = 0; i + 1 < count; i += stride) {
        size_t next = i + stride < count ? i + stride : count - 1;
        depths_measure(d, steps[i], steps[next] - steps[i]);
    }
    return OURO_OK;
}

/* --- ranks ----------------------------------------------------------------------------------- */

static void columns_choose(layout_model *m, const depths *d)
{
    for (uint32_t i = 0; i < m->block_count; i++) {
        layout_block *b = &m->blocks[i];
        const uint32_t *held = &d->held[(size_t)i * d->limit];
        uint64_t total = 0, so_far = 0;
        for (uint32_t k = 0; k < d->limit; k++)
            total += held[k];
        b->rank = 1;
        for (uint32_t k = d->limit; k > 0; k--) {
            so_far += held[k - 1];
            if (so_far > 0 && so_far * 10 >= total) {
                b->rank = k > 1 ? k - 1 : 1;
                break;
            }
        }
        if (layout_is_frame(&m->boxes[b->members[0]]))
            b->rank = 0;
    }
}

/* Links that last half of the shorter life must lead right. Tangles are left alone: there is no
 * right. */
static void columns_relax(layout_model *m, uint32_t limit)
{
    for (int round = 0; round < RELAX_ROUNDS; round++)
        for (uint32_t i = 0; i < m->link_count; i++) {
            const layout_link *l = &m->links[i];
            const layout_box *src = &m->boxes[l->src], *dst = &m->boxes[l->dst];
            uint32_t src_life = src->death - src->birth, dst_life = dst->death - dst->birth;
            uint32_t life = src_life < dst_life ? src_life : dst_life;
            layout_block *from = &m->blocks[src->block], *to = &m->blocks[dst->block];
            if (l->back || !l->loose || l->ring || layout_is_frame(src) || layout_is_frame(dst) ||
                2 * (l->death - l->birth) < life)
                continue;
            if (to->rank < from->rank + from->span && from->rank + from->span < limit)
                to->rank = from->rank + from->span;
        }
}

/* Columns that nobody stands in are dropped. */
static ouro_result columns_close_up(layout_model *m)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < m->block_count; i++)
        if (m->blocks[i].rank + m->blocks[i].span > last)
            last = m->blocks[i].rank + m->blocks[i].span;
    uint32_t *rename = arena_alloc(m->memory, (last + 2) * sizeof *rename);
    if (!rename)
        return OURO_ERR_NOMEM;
    for (uint32_t i = 0; i < m->block_count; i++)
        for (uint32_t k = 0; k < m->blocks[i].span; k++)
            rename[m->blocks[i].rank + k] = 1;
    uint32_t column = 1; /* 0 stays the frames' */
    for (uint32_t k = 1; k <= last; k++) {
        uint32_t used = rename[k];
        rename[k] = column;
        column += used;
    }
    for (uint32_t i = 0; i < m->block_count; i++)
        if (m->blocks[i].rank > 0)
            m->blocks[i].rank = rename[m->blocks[i].rank];
    m->column_count = m->depth_count = column;
    for (uint32_t i = 0; i < m->block_count; i++)
        m->blocks[i].depth = m->blocks[i].rank;
    return OURO_OK;
}

/* --- tall columns ---------------------------------------------------------------------------- */

/* Nothing stands to the right because of it, so it may step to the right itself; or what does is no list
 * and steps to the right with it. */
static bool columns_may_step(const layout_model *m, const layout_block *b, bool leaves)
{
    const layout_box *box = &m->boxes[b->members[0]];
    if (b->count > 1 || b->depth == 0 || b->brief)
        return false;
    for (uint32_t k = 0; k < box->out_count; k++) {
        const layout_link *l = &m->links[box->out_first + k];
        if (!l->back && l->src != l->dst && (leaves || l->chain))
            return false;
    }
    return true;
}

/* Whether the leaves of one depth ever stand higher than the pane. */
static bool columns_is_tall(const layout_model *m, const uint32_t *leaves, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        double height = 0;
        uint32_t step = m->blocks[leaves[i]].birth;
        for (uint32_t k = 0; k < count; k++) {
            const layout_block *b = &m->blocks[leaves[k]];
            if (b->birth <= step && step < b->vacant)
                height += b->h + LAYOUT_GAP_Y_PX;
        }
        if (height > m->pane_h)
            return true;
    }
    return false;
}

ouro_result layout_columns_split(layout_model *m, uint32_t parts, bool leaves_only)
{
    uint32_t *leaves = arena_alloc(m->memory, (m->block_count + 1) * sizeof *leaves), shift = 0;
    if (!leaves)
        return OURO_ERR_NOMEM;
    for (uint32_t depth = 0; depth < m->depth_count; depth++) {
        uint32_t count = 0;
        for (uint32_t i = 0; i < m->block_count; i++) {
            if (m->blocks[i].depth != depth)
                continue;
            m->blocks[i].rank = depth + shift;
            if (parts > 1 && columns_may_step(m, &m->blocks[i], leaves_only))
                leaves[count++] = i;
        }
        if (count < parts || parts < 2 || !columns_is_tall(m, leaves, count))
            continue;
        /* In turns: the arrow to the second column passes below a box of the first. */
        for (uint32_t k = 0; k < count; k++)
            m->blocks[leaves[k]].rank += k % parts;
        shift += parts - 1;
    }
    m->column_count = m->depth_count + shift;
    return OURO_OK;
}

void layout_columns_merge(layout_model *m, const bool *merged)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < m->block_count; i++) {
        layout_block *b = &m->blocks[i];
        b->rank = b->depth;
        for (uint32_t c = 1; c < b->depth; c++)
            b->rank -= merged[c];
        if (b->rank + b->span > most)
            most = b->rank + b->span;
    }
    m->column_count = most;
}

/* Tabs that reach as far as the count of the smallest box below them need room of their own. */
static void columns_room_for_tabs(layout_model *m)
{
    for (uint32_t i = 0; i < m->block_count; i++) {
        const layout_node *n = m->boxes[m->blocks[i].members[0]].in;
        if (m->blocks[i].count == 1 && n->tabs_px > TABS_SHORT_PX)
            m->blocks[i].pad_below = LAYOUT_TABS_BELOW_PX;
    }
}

/* --- pairs ----------------------------------------------------------------------------------- */

/* Two that point at each other from the same row would draw one line twice: they get a lens. */
static void columns_mark_lenses(layout_model *m)
{
    for (uint32_t i = 0; i < m->link_count; i++) {
        layout_link *l = &m->links[i];
        const layout_box *dst = &m->boxes[l->dst];
        layout_block *from = &m->blocks[m->boxes[l->src].block], *to = &m->blocks[dst->block];
        if (l->ring || l->lens != LAYOUT_NONE || from->rank == 0 || from->rank >= to->rank)
            continue;
        for (uint32_t k = 0; k < dst->out_count && m->budget > 0; k++, m->budget--) {
            layout_link *other = &m->links[dst->out_first + k];
            if (other->dst != l->src || other->lens != LAYOUT_NONE || from->brief || to->brief ||
                !layout_overlap(l->birth, l->death, other->birth, other->death) ||
                fabs(layout_port_y(m, l) - layout_port_y(m, other)) > LENS_ROW_PX)
                continue;
            l->lens = (int32_t)(dst->out_first + k);
            other->lens = (int32_t)i;
            to->pad_above = LENS_ROOM_PX;
            from->pad_below = LENS_ROOM_PX;
            break;
        }
    }
}

ouro_result layout_columns_rank(layout_model *m)
{
    depths d;
    ouro_result r = depths_init(&d, m);
    if (r == OURO_OK)
        r = columns_measure(m, &d);
    if (r != OURO_OK)
        return r;
    columns_choose(m, &d);
    columns_relax(m, d.limit);
    r = columns_close_up(m);
    columns_room_for_tabs(m);
    if (r == OURO_OK && !m->bulk)
        columns_mark_lenses(m);
    return r;
}

/* --- x --------------------------------------------------------------------------------------- */

/* How much each gap after a column would like: more between two that point at each other. */
static void columns_want(const layout_model *m, double *want, uint32_t columns)
{
    for (uint32_t c = 0; c < columns; c++)
        want[c] = c == 0 ? LAYOUT_GAP_X_PX : LAYOUT_GAP_WIDE_PX;
    for (uint32_t i = 0; i < m->link_count; i++) {
        const layout_link *l = &m->links[i];
        if (l->lens == LAYOUT_NONE)
            continue;
        uint32_t from = m->blocks[m->boxes[l->src].block].column;
        uint32_t to = m->blocks[m->boxes[l->dst].block].column;
        if (from + 1 == to)
            want[from] = LAYOUT_GAP_LENS_PX;
    }
}

/* A call that runs while there is nothing beside it, as a class body in the first lines does: its
 * width is nobody's business. */
static bool columns_stands_alone(const layout_model *m, const layout_block *b)
{
    if (b->rank > 0)
        return false;
    for (uint32_t i = 0; i < m->block_count; i++) {
        const layout_block *o = &m->blocks[i];
        if (o->rank > 0 && layout_overlap(b->birth, b->vacant, o->birth, o->vacant))
            return false;
    }
    return true;
}

/* What is seen only inside a step finds its own height: nothing steps aside for its width, but that
 * calls keep clear of the objects. */
static double columns_end(const layout_model *m, const layout_block *b, double gap)
{
    if (b->brief && b->rank > 0)
        return 0;
    return m->column_x[b->column] + b->w + (b->brief ? LAYOUT_APART_PX : gap);
}

/* The gap after a column that must be, given what it would like. */
static double columns_least(const layout_model *m, uint32_t column, double want)
{
    if (want >= LAYOUT_GAP_LENS_PX)
        return LAYOUT_GAP_LENS_MIN_PX;
    return column == 0 ? layout_names_gap(m) : LAYOUT_GAP_X_PX;
}

/* Columns as far apart as their widest block needs, and `share` of what they would like. Returns
 * the right end of them all. */
static double columns_set(layout_model *m, const double *want, uint32_t columns, double share)
{
    double right = 0;
    for (uint32_t c = 0; c <= columns; c++)
        m->column_x[c] = m->column_right[c] = 0;
    for (uint32_t c = 0; c < columns; c++) {
        double least = columns_least(m, c, want[c]), gap = least + share * (want[c] - least);
        for (uint32_t i = 0; i < m->block_count; i++) {
            const layout_block *b = &m->blocks[i];
            if (b->column != c || columns_stands_alone(m, b))
                continue;
            double end = columns_end(m, b, gap);
            m->column_x[c + b->span] = fmax(m->column_x[c + b->span], end);
            if (b->span == 1 && !b->brief)
                m->column_right[c] = fmax(m->column_right[c], end - gap);
            right = fmax(right, end - gap);
        }
        m->column_x[c + 1] = fmax(m->column_x[c + 1], m->column_x[c]);
    }
    return right;
}

/* What the pane has left over goes to the gaps. */
static void columns_spread(layout_model *m, const double *want, uint32_t columns)
{
    double missing = 0, right = columns_set(m, want, columns, 0);
    double room = m->pane_w - LAYOUT_BADGE_RIGHT_PX - right;
    for (uint32_t c = 0; c + 1 < columns; c++)
        missing += want[c] - columns_least(m, c, want[c]);
    if (missing > 0 && room > 0)
        columns_set(m, want, columns, fmin(1, room / missing));
}

ouro_result layout_columns_place(layout_model *m, uint32_t rows)
{
    uint32_t per_row = (m->column_count - 1 + rows - 1) / rows, columns = 1;
    per_row = per_row < 1 ? 1 : per_row;
    for (uint32_t i = 0; i < m->block_count; i++) {
        layout_block *b = &m->blocks[i];
        b->column = b->rank == 0 ? 0 : 1 + (b->rank - 1) % per_row;
        b->row = b->rank == 0 ? 0 : (b->rank - 1) / per_row;
        if (b->column + b->span > columns)
            columns = b->column + b->span;
    }
    double *want = arena_alloc(m->memory, (columns + 1) * sizeof *want);
    m->column_x = arena_alloc(m->memory, (columns + 2) * sizeof *m->column_x);
    m->column_right = arena_alloc(m->memory, (columns + 2) * sizeof *m->column_right);
    if (!want || !m->column_x || !m->column_right)
        return OURO_ERR_NOMEM;
    m->placed_count = columns;
    m->row_count = rows;
    columns_want(m, want, columns);
    columns_spread(m, want, columns);
    for (uint32_t i = 0; i < m->block_count; i++)
        m->blocks[i].x = m->column_x[m->blocks[i].column];
    return OURO_OK;
}
