/* Where arrows enter a side: as level with their port as the others allow.
 *
 * Each side of a box is a least-squares problem on a line: arrows want to come in at the height of
 * their port, in the order of their ports, a head apart from each other and from the ports that
 * leave there. Pooling neighbours that are too close solves it exactly (isotonic regression). */
#include "render/scene/layout_model.h"

#include <math.h>
#include <stdlib.h>

#define ENTRY_APART_PX 28.0
#define ENTRY_SAME_ROW_PX 8.0
#define ENTRY_BELOW_MARK_PX 64.0 /* a head that comes from above is seen below the mark at the corner */
#define ENTRY_STRAIGHT_WEIGHT 20.0 /* a level arrow stays level; the slanted ones give way */
#define ENTRY_FIXED_WEIGHT 1e6

typedef struct entry {
    double wish, weight, at;
    double from_y, away; /* of its port; how far off that is */
    int turn;            /* -1: it comes round from above, 1: from below */
    int32_t link;        /* LAYOUT_NONE: a port that leaves here */
    uint32_t pool_count;
} entry;

/* From the same height the farther one comes over the nearer one's box, so it enters above. Those that turn
 * back into the side they left from run one inside the other: the nearest comes in outermost. */
static int by_source(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->turn != y->turn)
        return x->turn < y->turn ? -1 : 1;
    if (x->turn != 0 && (x->from_y < y->from_y || x->from_y > y->from_y))
        return x->from_y > y->from_y ? -1 : 1;
    double x_row = floor(x->from_y / ENTRY_SAME_ROW_PX),
           y_row = floor(y->from_y / ENTRY_SAME_ROW_PX);
    if (x_row < y_row || x_row > y_row)
        return x_row < y_row ? -1 : 1;
    if (x->away < y->away || x->away > y->away)
        return x->away > y->away ? -1 : 1;
    return x->link < y->link ? -1 : x->link > y->link;
}

/* From another row of a wrapped layout: it comes round the corner from the lane between them. */
static bool ports_returns(const layout_model *m, const layout_link *l)
{
    const layout_box *a = &m->boxes[l->src], *b = &m->boxes[l->dst];
    return !layout_is_frame(a) && m->blocks[a->block].row != m->blocks[b->block].row;
}

static uint32_t ports_gather(const layout_model *m, const layout_box *b, layout_side side, entry *e)
{
    uint32_t count = 0;
    double top = layout_box_y(m, b), bottom = top + b->in->height_px;
    for (uint32_t k = 0; k < b->in_count; k++) {
        uint32_t link = m->into[b->in_first + k];
        const layout_link *l = &m->links[link];
        if (l->src == l->dst || l->enters != side || (!m->guests && layout_is_guest(m, l)))
            continue;
        double port = layout_box_y(m, &m->boxes[l->src]) + layout_port_y(m, l);
        double wish = layout_clamp(port, top + LAYOUT_EDGE_TOP_PX, bottom - LAYOUT_EDGE_INSET_PX);
        bool level = wish >= port && wish <= port;
        bool turns = !level && (l->leaves == side || ports_returns(m, l));
        if (turns && port < wish)
            wish = layout_clamp(top + ENTRY_BELOW_MARK_PX, wish, bottom - LAYOUT_EDGE_INSET_PX);
        e[count++] = (entry){.wish = wish,
                             .from_y = port,
                             .link = (int32_t)link,
                             .turn = !turns ? 0 : port < wish ? -1 : 1,
                             .away = fabs(layout_box_x(m, &m->boxes[l->src]) - layout_box_x(m, b)),
                             .weight = l->weight * (level ? ENTRY_STRAIGHT_WEIGHT : 1)};
    }
    for (uint32_t k = 0; k < b->out_count; k++) {
        const layout_link *l = &m->links[b->out_first + k];
        double port = top + layout_port_y(m, l);
        if (l->src == l->dst || l->leaves != side || (!m->guests && layout_is_guest(m, l)))
            continue;
        if (count > 0 && e[count - 1].link == LAYOUT_NONE && fabs(e[count - 1].wish - port) < 1)
            continue; /* the same cell, pointing elsewhere at another time */
        e[count++] = (entry){
            .wish = port, .from_y = port, .link = LAYOUT_NONE, .weight = ENTRY_FIXED_WEIGHT};
    }
    return count;
}

/* Pools with their mean wish; entry i of a pool stands i * apart below the pool's place. */
static void ports_pool(entry *e, uint32_t count, double apart)
{
    uint32_t pools = 0;
    for (uint32_t i = 0; i < count; i++) {
        entry pool = e[i];
        pool.at = pool.wish - apart * i;
        pool.pool_count = 1;
        while (pools > 0 && e[pools - 1].at > pool.at) {
            const entry *last = &e[--pools];
            pool.at =
                (last->at * last->weight + pool.at * pool.weight) / (last->weight + pool.weight);
            pool.weight += last->weight;
            pool.pool_count += last->pool_count;
        }
        e[pools++] = pool;
    }
    for (uint32_t p = pools; p > 0; p--) /* unfold, from the end so that nothing is overwritten */
        for (uint32_t k = 0; k < e[p - 1].pool_count; k++)
            e[--count].at = e[p - 1].at;
}

static void ports_of_side(layout_model *m, const layout_box *b, layout_side side, entry *e,
                          entry *pool)
{
    uint32_t count = ports_gather(m, b, side, e);
    if (count == 0)
        return;
    qsort(e, count, sizeof *e, by_source);
    double top = layout_box_y(m, b),
           room = b->in->height_px - LAYOUT_EDGE_TOP_PX - LAYOUT_EDGE_INSET_PX;
    double apart = fmin(ENTRY_APART_PX, count > 1 ? room / (count - 1) : room);
    for (uint32_t i = 0; i < count; i++)
        pool[i] = e[i];
    ports_pool(pool, count, apart);
    for (uint32_t i = 0; i < count; i++)
        if (e[i].link != LAYOUT_NONE)
            m->links[e[i].link].entry =
                layout_clamp(pool[i].at + apart * i - top, LAYOUT_EDGE_TOP_PX,
                             b->in->height_px - LAYOUT_EDGE_INSET_PX);
}

ouro_result layout_ports_spread(layout_model *m)
{
    size_t most = (size_t)m->link_count * 2 + 2;
    entry *e = arena_alloc(m->memory, most * sizeof *e);
    entry *pool = arena_alloc(m->memory, most * sizeof *pool);
    if (!e || !pool)
        return OURO_ERR_NOMEM;
    for (uint32_t i = 0; i < m->box_count; i++) {
        ports_of_side(m, &m->boxes[i], LAYOUT_LEFT, e, pool);
        ports_of_side(m, &m->boxes[i], LAYOUT_RIGHT, e, pool);
    }
    return OURO_OK;
}

ouro_result layout_ports(layout_model *m)
{
    for (uint32_t i = 0; i < m->link_count; i++) {
        layout_link *l = &m->links[i];
        l->leaves = layout_leaves_left(m, l) ? LAYOUT_LEFT : LAYOUT_RIGHT;
        l->enters = layout_enters_left(m, l) ? LAYOUT_LEFT : LAYOUT_RIGHT;
    }
    return layout_ports_spread(m);
}
