/* In which order blocks are given their places: the first of them choose freely. */
#include "render/scene/layout_model.h"

#include <string.h>

static void order_visit(const layout_model *m, uint32_t root, layout_walk *walk, uint8_t *seen,
                        uint32_t *stack, uint32_t *order, uint32_t *count)
{
    uint32_t top = 0;
    if (seen[root])
        return;
    seen[root] = 1;
    order[(*count)++] = root;
    stack[top++] = root;
    while (top > 0) {
        const layout_link *l = layout_walk_next(m, stack[top - 1], &walk[stack[top - 1]]);
        if (!l) {
            top--;
            continue;
        }
        uint32_t next = (uint32_t)m->boxes[l->dst].block;
        if (seen[next])
            continue;
        seen[next] = 1;
        order[(*count)++] = next;
        stack[top++] = next;
    }
}

bool layout_preorder(layout_model *m, uint32_t *order)
{
    size_t n = m->block_count + 1;
    layout_walk *walk = arena_alloc(m->memory, n * sizeof *walk);
    uint8_t *seen = arena_alloc(m->memory, n);
    uint32_t *stack = arena_alloc(m->memory, n * sizeof *stack), count = 0;
    if (!walk || !seen || !stack)
        return false;
    for (uint32_t i = 0; i < m->box_count; i++)
        if (layout_is_frame(&m->boxes[i]))
            order_visit(m, (uint32_t)m->boxes[i].block, walk, seen, stack, order, &count);
    for (uint32_t i = 0; i < m->block_count; i++)
        order_visit(m, i, walk, seen, stack, order, &count);
    return true;
}

static bool order_before(const layout_block *a, const layout_block *b, uint32_t which)
{
    if (which == 1)
        return a->birth < b->birth;
    return which == 2 ? a->death - a->birth > b->death - b->birth : a->h > b->h;
}

/* Stable, so ties keep the preorder. */
void layout_order(const layout_model *m, const uint32_t *preorder, uint32_t which, uint32_t *order)
{
    memcpy(order, preorder, m->block_count * sizeof *order);
    for (uint32_t i = 1; which > 0 && i < m->block_count; i++) {
        uint32_t moving = order[i], k = i;
        const layout_block *b = &m->blocks[moving];
        for (; k > 0; k--) {
            const layout_block *o = &m->blocks[order[k - 1]];
            if (!order_before(b, o, which))
                break;
            order[k] = order[k - 1];
        }
        order[k] = moving;
    }
}
