/* Places for thousands: frames, and one scan in the order of birth.
 *
 * Nothing is searched. Each column keeps what stands in it now, sorted by y; a newborn takes the
 * free gap nearest to its first referrer. The work is proportional to what is alive in a column. */
#include "render/scene/layout_model.h"

#include <math.h>
#include <stdlib.h>

ouro_result layout_frames_stack(layout_model *m)
{
    uint32_t deepest = 0;
    for (uint32_t i = 0; i < m->box_count; i++)
        if (layout_is_frame(&m->boxes[i]) && m->boxes[i].in->depth > deepest)
            deepest = m->boxes[i].in->depth;
    double *height = arena_alloc(m->memory, ((size_t)deepest + 1) * sizeof *height);
    if (!height)
        return OURO_ERR_NOMEM;
    for (uint32_t i = 0; i < m->box_count; i++)
        if (layout_is_frame(&m->boxes[i]))
            height[m->boxes[i].in->depth] =
                fmax(height[m->boxes[i].in->depth], m->boxes[i].in->height_px);
    double y = 0; /* height[d] becomes the top of depth d */
    for (uint32_t d = 0; d <= deepest; d++) {
        double h = height[d];
        height[d] = y;
        y += h > 0 ? h + LAYOUT_FRAME_GAP_PX : 0;
    }
    for (uint32_t i = 0; i < m->box_count; i++)
        if (layout_is_frame(&m->boxes[i])) {
            m->blocks[m->boxes[i].block].y = height[m->boxes[i].in->depth];
            m->blocks[m->boxes[i].block].placed = true;
        }
    return OURO_OK;
}

/* What stands in one column, by y. A ring stands in every column it spans. */
typedef struct column {
    uint32_t *blocks;
    uint32_t count;
} column;

static void column_drop_dead(const layout_model *m, column *c, uint32_t step)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < c->count; i++)
        if (m->blocks[c->blocks[i]].vacant > step)
            c->blocks[kept++] = c->blocks[i];
    c->count = kept;
}

/* The free y nearest to `wish`. Blocks of a column never overlap in y, so they are in order. */
static double column_nearest(const layout_model *m, const column *c, const layout_block *b,
                             double wish)
{
    double best = INFINITY, top = 0;
    for (uint32_t i = 0; i <= c->count; i++) {
        const layout_block *next = i < c->count ? &m->blocks[c->blocks[i]] : NULL;
        double last = next ? next->y - LAYOUT_GAP_Y_PX - b->h : INFINITY;
        if (top <= last) {
            double y = fmin(fmax(wish, top), last);
            if (fabs(y - wish) < fabs(best - wish))
                best = y;
        }
        if (next)
            top = fmax(top, next->y + next->h + LAYOUT_GAP_Y_PX);
    }
    return best;
}

static void column_insert(layout_model *m, column *c, uint32_t block)
{
    uint32_t k = c->count++;
    for (; k > 0 && m->blocks[c->blocks[k - 1]].y > m->blocks[block].y; k--)
        c->blocks[k] = c->blocks[k - 1];
    c->blocks[k] = block;
}

static double bulk_wish(const layout_model *m, const layout_block *b)
{
    const layout_box *box = &m->boxes[b->members[0]];
    for (uint32_t k = 0; k < box->in_count; k++) {
        const layout_link *l = &m->links[m->into[box->in_first + k]];
        const layout_block *from = &m->blocks[m->boxes[l->src].block];
        if (from->placed && !l->back)
            return fmax(0, from->y + m->boxes[l->src].dy + layout_port_y(m, l) - b->h / 2);
    }
    return 0;
}

/* A wide block must find a y that is free in all its columns: it goes below everything in them. */
static void bulk_place(layout_model *m, column *columns, uint32_t block)
{
    layout_block *b = &m->blocks[block];
    uint32_t last =
        b->rank + b->span - 1 < m->column_count ? b->rank + b->span - 1 : m->column_count - 1;
    for (uint32_t c = b->rank; c <= last; c++)
        column_drop_dead(m, &columns[c], b->birth);
    if (b->span == 1) {
        b->y = column_nearest(m, &columns[b->rank], b, bulk_wish(m, b));
    } else {
        b->y = 0;
        for (uint32_t c = b->rank; c <= last; c++)
            for (uint32_t i = 0; i < columns[c].count; i++) {
                const layout_block *o = &m->blocks[columns[c].blocks[i]];
                b->y = fmax(b->y, o->y + o->h + LAYOUT_GAP_Y_PX);
            }
    }
    for (uint32_t c = b->rank; c <= last; c++)
        column_insert(m, &columns[c], block);
    b->placed = true;
}

static int by_birth(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

ouro_result layout_bulk(layout_model *m)
{
    column *columns = arena_alloc(m->memory, (m->column_count + 1) * sizeof *columns);
    uint64_t *order = arena_alloc(m->memory, (m->block_count + 1) * sizeof *order);
    if (!columns || !order)
        return OURO_ERR_NOMEM;
    for (uint32_t i = 0; i < m->block_count; i++) {
        const layout_block *b = &m->blocks[i];
        order[i] = (uint64_t)b->birth << 32 | i;
        for (uint32_t c = b->rank; c < b->rank + b->span && c < m->column_count; c++)
            columns[c].count++;
    }
    for (uint32_t c = 0; c < m->column_count; c++) {
        columns[c].blocks = arena_alloc(m->memory, (columns[c].count + 1) * sizeof(uint32_t));
        columns[c].count = 0;
        if (!columns[c].blocks)
            return OURO_ERR_NOMEM;
    }
    qsort(order, m->block_count, sizeof *order, by_birth);
    for (uint32_t i = 0; i < m->block_count; i++)
        if (!m->blocks[(uint32_t)order[i]].placed)
            bulk_place(m, columns, (uint32_t)order[i]);
    return OURO_OK;
}
