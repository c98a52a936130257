#include "render/scene/story_model.h"

#include <math.h>

/* ---- laying out ---- */

/* Ids of the layout: objects even, frames odd. */
static uint32_t layout_id(story_holder holder)
{
    return holder.id * 2 + holder.frame;
}

static ouro_result nodes_lay(story *s, uint32_t names_most, arena *memory, layout_node *nodes)
{
    for (uint32_t i = 0; i < s->node_count; i++) {
        story_node *n = &s->nodes[i];
        story_node_columns(n, names_most);
        n->rows = story_node_rows(n);
        double *cells = arena_alloc(memory, (n->rows + 1) * sizeof *cells);
        if (!cells)
            return OURO_ERR_NOMEM;
        for (uint32_t k = 0; k < n->rows; k++)
            cells[k] = (double)(n->holder.frame ? story_tag_y(k) : story_row_y(k));
        nodes[i] = (layout_node){.id = layout_id(n->holder),
                                 .kind = n->holder.frame ? LAYOUT_FRAME : LAYOUT_OBJECT,
                                 .depth = n->holder.frame ? n->holder.id : 0,
                                 .width_px = (double)story_node_width(n),
                                 .height_px = (double)story_node_height(n),
                                 .port_inset_px = n->holder.frame ? 38 : THEME_PORT_INSET,
                                 .cell_y_px = cells,
                                 .cell_count = n->rows,
                                 .tabs_px = (double)n->tabs,
                                 .birth_step = n->birth_step,
                                 .death_step = n->death_step,
                                 .brief = !n->settled};
    }
    return OURO_OK;
}

/* Only references whose ends both have a place. */
static size_t edges_lay(story *s, layout_edge *edges)
{
    size_t count = 0;
    for (uint32_t i = 0; i < s->edge_count; i++) {
        const story_edge *e = &s->edges[i];
        const story_node *holder = &s->nodes[e->node];
        const story_holder target = {.id = e->target_id};
        s->edge_place[i] = STORY_NONE;
        if (story_node_find(s, target) == STORY_NONE)
            continue;
        s->edge_place[i] = (uint32_t)count;
        edges[count++] = (layout_edge){.id = i + 1,
                                       .src = layout_id(holder->holder),
                                       .dst = layout_id(target),
                                       .cell = story_slot_row(holder, &holder->slots[e->entry]),
                                       .label = holder->holder.frame ? NULL : e->key,
                                       .weak = e->weak,
                                       .birth_step = e->birth_step,
                                       .death_step = e->death_step};
    }
    return count;
}

static pen_box node_box(const story *s, uint32_t node)
{
    const story_node *n = &s->nodes[node];
    return (pen_box){.x = (float)s->layout.places[node].x,
                     .y = (float)s->layout.places[node].y,
                     .width = story_node_width(n),
                     .height = story_node_height(n)};
}

static layout_rect rect_around(layout_rect a, layout_rect b)
{
    double left = fmin(a.x, b.x), top = fmin(a.y, b.y);
    double right = fmax(a.x + a.w, b.x + b.w), bottom = fmax(a.y + a.h, b.y + b.h);
    return (layout_rect){left, top, right - left, bottom - top};
}

/* A box with its count and its tabs. */
static layout_rect box_bounds(const story *s, uint32_t node)
{
    pen_box box = node_box(s, node);
    bool names = s->nodes[node].holder.frame;
    double up = names ? 0 : LAYOUT_BADGE_ABOVE_PX, right = names ? 0 : LAYOUT_BADGE_RIGHT_PX;
    double down = s->nodes[node].tabs > 0 ? LAYOUT_TABS_BELOW_PX : 0;
    return (layout_rect){(double)box.x, (double)box.y - up, (double)box.width + right,
                         (double)box.height + up + down};
}

/* A box with everything that stands out of it. */
static layout_rect node_bounds(const story *s, uint32_t node)
{
    pen_box box = node_box(s, node);
    double left = 0, top = 0, right = 0, bottom = 0;
    if (!s->nodes[node].holder.frame) {
        top = LAYOUT_BADGE_ABOVE_PX;
        right = LAYOUT_BADGE_RIGHT_PX;
    }
    if (s->nodes[node].isolated) {
        left = right = bottom = STORY_ISLAND_SIDE;
        top = STORY_ISLAND_TOP;
    }
    if (s->nodes[node].tabs > 0)
        bottom = fmax(bottom, LAYOUT_TABS_BELOW_PX);
    return (layout_rect){(double)box.x - left, (double)box.y - top,
                         (double)box.width + left + right, (double)box.height + top + bottom};
}

static layout_rect tag_bounds(const story *s, uint32_t node, const story_slot_entry *e)
{
    layout_rect all = node_bounds(s, node);
    double middle = (double)story_tag_y(story_slot_row(&s->nodes[node], e));
    return (layout_rect){all.x, all.y + middle - THEME_NAME_HEIGHT / 2.0, all.w,
                         THEME_NAME_HEIGHT};
}

static layout_rect title_bounds(const story *s, uint32_t node)
{
    layout_rect title = node_bounds(s, node);
    title.h = STORY_FRAME_TOP;
    return title;
}

/* Struck names stay for a step. */
static bool slot_is_there(const story_slot_entry *e, uint32_t step)
{
    return e->first_step <= step && step <= e->last_step + 1;
}

/* What of the node is there in a step, to `out` unless that is NULL; how many. Of a frame it is the
 * title and the names of that step. */
static size_t node_things(const story *s, uint32_t node, uint32_t step, layout_rect *out)
{
    const story_node *n = &s->nodes[node];
    size_t count = 1;
    if (out)
        out[0] = n->holder.frame ? title_bounds(s, node) : box_bounds(s, node);
    for (uint32_t i = 0; n->holder.frame && i < n->entry_count; i++) {
        const story_slot_entry *e = &n->slots[i];
        if (!slot_is_there(e, step))
            continue;
        if (out)
            out[count] = tag_bounds(s, node, e);
        count++;
    }
    return count;
}

/* Goes through what there is in each step, and counts it or writes it down; `next` is where. */
static void things_go(story *s, size_t *next, bool write)
{
    for (uint32_t i = 0; i < s->node_count; i++) {
        const story_node *n = &s->nodes[i];
        /* The dead stay for a step. */
        for (uint32_t k = n->birth_step; n->settled && k <= n->death_step && k < s->step_count; k++)
            next[k] += node_things(s, i, k, write ? &s->things[next[k]] : NULL);
    }
}

static bool things_find(story *s)
{
    size_t *next = arena_alloc(&s->placed, (s->step_count + 1) * sizeof *next);
    s->things_first = arena_alloc(&s->placed, (s->step_count + 1) * sizeof *s->things_first);
    if (!next || !s->things_first)
        return false;
    things_go(s, next, false);
    for (uint32_t k = 0; k < s->step_count; k++) {
        s->things_first[k + 1] = s->things_first[k] + next[k];
        next[k] = s->things_first[k];
    }
    s->things
        = arena_alloc(&s->placed, (s->things_first[s->step_count] + 1) * sizeof *s->things);
    if (s->things)
        things_go(s, next, true);
    return s->things != NULL;
}

/* A frame is as high as its lowest name of that step. */
static void there_add(story *s, uint32_t node, uint32_t step)
{
    const story_node *n = &s->nodes[node];
    layout_rect box = n->holder.frame ? title_bounds(s, node) : node_bounds(s, node);
    for (uint32_t i = 0; n->holder.frame && i < n->entry_count; i++)
        if (slot_is_there(&n->slots[i], step))
            box = rect_around(box, tag_bounds(s, node, &n->slots[i]));
    s->there[step] = s->there[step].w > 0 ? rect_around(s->there[step], box) : box;
}

/* Cost O(nodes and names * steps they live). */
static ouro_result there_find(story *s, ouro_error *err)
{
    s->there = arena_alloc(&s->placed, (s->step_count + 1) * sizeof *s->there);
    if (!s->there || !things_find(s)) {
        s->there = NULL;
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the layout");
    }
    for (uint32_t i = 0; i < s->node_count; i++) {
        const story_node *n = &s->nodes[i];
        for (uint32_t k = n->birth_step; n->settled && k <= n->death_step && k < s->step_count; k++)
            there_add(s, i, k);
    }
    return OURO_OK;
}

ouro_result story_lay_out(story *s, float pane_width, float pane_height, ouro_error *err)
{
    arena_free(&s->placed);
    s->layout = (layout_result){0};
    s->there = NULL;
    arena memory = {0};
    layout_node *nodes = arena_alloc(&memory, (s->node_count + 1) * sizeof *nodes);
    layout_edge *edges = arena_alloc(&memory, (s->edge_count + 1) * sizeof *edges);
    s->edge_place = arena_alloc(&s->placed, (s->edge_count + 1) * sizeof *s->edge_place);
    ouro_result result = nodes && edges && s->edge_place ? OURO_OK : OURO_ERR_NOMEM;
    float names = (pane_height - STORY_FRAME_TOP - STORY_FRAME_FOOT) / THEME_NAME_PITCH;
    if (result == OURO_OK)
        result = nodes_lay(s, names > 0 ? (uint32_t)names : 0, &memory, nodes);
    if (result == OURO_OK) {
        layout_input in = {.nodes = nodes, .node_count = s->node_count, .edges = edges};
        in.edge_count = edges_lay(s, edges);
        layout_options options = {.pane_width_px = (double)pane_width,
                                  .pane_height_px = (double)pane_height};
        result = layout_graph(&in, &options, &s->placed, &s->layout, err);
        if (result == OURO_OK)
            result = there_find(s, err);
    } else {
        error_set(err, result, 0, 0, "out of memory for the layout");
    }
    arena_free(&memory);
    return result;
}

/* ---- asking ---- */

bool story_box(const story *s, story_holder holder, pen_box *out)
{
    uint32_t node = story_node_find(s, holder);
    if (node == STORY_NONE || !s->layout.places)
        return false;
    *out = node_box(s, node);
    return true;
}

uint32_t story_slot(const story *s, story_holder holder, const char *title, const char *key,
                    uint32_t step)
{
    uint32_t node = story_node_find(s, holder);
    const story_slot_entry *e = node == STORY_NONE ? NULL : story_slot_find(&s->nodes[node], title, key, step);
    return e ? story_slot_row(&s->nodes[node], e) : 0;
}

bool story_has_slot(const story *s, story_holder holder, const char *title, const char *key,
                    uint32_t step)
{
    uint32_t node = story_node_find(s, holder);
    const story_slot_entry *e
        = node == STORY_NONE ? NULL : story_slot_find(&s->nodes[node], title, key, step);
    return e && e->first_step <= step && step <= e->last_step + 1;
}

pen_box story_tag(const story *s, uint32_t depth, const char *title, const char *key,
                  uint32_t step)
{
    uint32_t node = story_node_find(s, (story_holder){.id = depth, .frame = true});
    pen_box box = {0};
    if (node == STORY_NONE || !s->layout.places)
        return box;
    const story_node *n = &s->nodes[node];
    const story_slot_entry *e = story_slot_find(n, title, key, step);
    box = node_box(s, node);
    box.y += story_tag_y(e ? story_slot_row(n, e) : 0) - THEME_NAME_HEIGHT / 2.0F;
    box.height = THEME_NAME_HEIGHT;
    box.x += STORY_FRAME_INSET;
    box.width -= 2 * STORY_FRAME_INSET;
    if (!n->columns || !e)
        return box;
    float left = box.width - STORY_NAMES_GAP - n->right_width;
    if (e->refers || e->temporary) {
        box.x += left + STORY_NAMES_GAP;
        box.width = n->right_width;
    } else {
        box.width = left;
    }
    return box;
}

const layout_route *story_route(const story *s, story_holder holder, const char *key,
                                uint32_t target_id)
{
    uint32_t edge = story_edge_find(s, story_node_find(s, holder), key, target_id);
    if (edge == STORY_NONE || !s->edge_place || s->edge_place[edge] == STORY_NONE || !s->layout.routes)
        return NULL;
    return &s->layout.routes[s->edge_place[edge]];
}

/* Points of the route, close enough together. */
static layout_rect route_bounds(const layout_route *route, layout_rect bounds)
{
    for (uint32_t i = 0; i < route->curve_count; i++) {
        const layout_point *p = route->curves[i].p;
        for (int k = 0; k <= 8; k++) {
            double t = k / 8.0, u = 1 - t;
            double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
            bounds = rect_around(bounds, (layout_rect){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                                                       a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y,
                                                       0, 0});
        }
    }
    return bounds;
}

layout_rect story_bounds(const story *s, bool inside)
{
    layout_rect bounds = {0};
    bool any = false;
    for (uint32_t i = 0; s->layout.places && i < s->node_count; i++) {
        if (!inside && !s->nodes[i].settled)
            continue;
        bounds = any ? rect_around(bounds, node_bounds(s, i)) : node_bounds(s, i);
        any = true;
    }
    for (uint32_t i = 0; any && i < s->edge_count; i++)
        if ((inside || s->edges[i].settled) && s->edge_place[i] != STORY_NONE)
            bounds = route_bounds(&s->layout.routes[s->edge_place[i]], bounds);
    return bounds;
}

static bool is_unsettled(const story *s, story_holder holder)
{
    uint32_t node = story_node_find(s, holder);
    return node != STORY_NONE && !s->nodes[node].settled;
}

static void box_include(const story *s, story_holder holder, layout_rect *out, bool *any)
{
    layout_rect box = node_bounds(s, story_node_find(s, holder));
    *out = *any ? rect_around(*out, box) : box;
    *any = true;
}

bool story_inside_step(const story *s, uint32_t step, layout_rect *out)
{
    bool any = false;
    for (uint32_t i = 0; s->layout.places && i < s->node_count; i++) {
        const story_node *n = &s->nodes[i];
        if (!n->settled && n->birth_step <= step && step < n->death_step)
            box_include(s, n->holder, out, &any);
    }
    return any;
}

bool story_inside(const story *s, const change *c, layout_rect *out)
{
    bool any = false;
    for (uint32_t i = 0; s->layout.places && i < c->frame_count; i++) {
        story_holder holder = {.id = c->frames[i].frame->depth, .frame = true};
        if (is_unsettled(s, holder))
            box_include(s, holder, out, &any);
    }
    for (uint32_t i = 0; s->layout.places && i < c->object_count; i++) {
        story_holder holder = {.id = c->objects[i].object->seen->id};
        if (is_unsettled(s, holder))
            box_include(s, holder, out, &any);
    }
    return any;
}

static layout_rect touch_bounds(const story *s, const story_touch *t)
{
    const story_node *n = &s->nodes[t->node];
    if (t->entry != STORY_NONE)
        return tag_bounds(s, t->node, &n->slots[t->entry]);
    return n->holder.frame ? title_bounds(s, t->node) : node_bounds(s, t->node);
}

const layout_rect *story_things(const story *s, uint32_t step, size_t *count)
{
    bool known = s->there && step < s->step_count;
    *count = known ? s->things_first[step + 1] - s->things_first[step] : 0;
    return *count ? &s->things[s->things_first[step]] : NULL;
}

layout_rect story_there(const story *s, uint32_t step)
{
    bool known = s->there && step < s->step_count && s->there[step].w > 0;
    return known ? s->there[step] : story_bounds(s, false);
}

layout_rect story_touched(const story *s, uint32_t step)
{
    if (step >= s->step_count || !s->layout.places || !s->steps[step].count)
        return story_bounds(s, false);
    const story_touch *touched = &s->touched[s->steps[step].first];
    layout_rect all = touch_bounds(s, &touched[0]);
    for (uint32_t i = 1; i < s->steps[step].count; i++)
        all = rect_around(all, touch_bounds(s, &touched[i]));
    return all;
}

const layout_ring *story_ring(const story *s, uint32_t step, size_t *next)
{
    while (*next < s->layout.ring_count) {
        const layout_ring *ring = &s->layout.rings[(*next)++];
        if (ring->birth_step <= step && step < ring->death_step)
            return ring;
    }
    return NULL;
}

uint32_t story_ring_member(const layout_ring *ring, uint32_t i)
{
    return ring->members[i] / 2; /* see layout_id() */
}
