#include "render/scene/panels.h"

#include <math.h>

/* What lies under the boxes: islands that nothing leads to, and the bands that rings stand on. */

enum { ISLAND_SIDE = STORY_ISLAND_SIDE, ISLAND_TOP = STORY_ISLAND_TOP, ISLANDS_MAX = 64 };

/* ---- islands ---- */

static bool overlap(pen_box a, pen_box b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height
           && b.y < a.y + a.height;
}

static pen_box around(pen_box a, pen_box b)
{
    float x = fminf(a.x, b.x), y = fminf(a.y, b.y);
    return (pen_box){x, y, fmaxf(a.x + a.width, b.x + b.width) - x,
                     fmaxf(a.y + a.height, b.y + b.height) - y};
}

static bool is_island(const changed_object *o)
{
    return o && o->state == OBJECT_UNREACHABLE;
}

typedef struct islands {
    pen_box areas[ISLANDS_MAX];
    size_t count;
} islands;

/* Areas that meet become one. */
static void island_add(islands *all, pen_box area)
{
    for (size_t i = 0; i < all->count;) {
        if (overlap(all->areas[i], area)) {
            area = around(all->areas[i], area);
            all->areas[i] = all->areas[--all->count];
            i = 0;
        } else {
            i++;
        }
    }
    if (all->count < ISLANDS_MAX)
        all->areas[all->count++] = area;
}

static bool island_box(const scene *s, uint32_t id, pen_box *out)
{
    if (!is_island(change_find(s->changed, id))
        || !story_box(s->told, (story_holder){.id = id}, out))
        return false;
    *out = (pen_box){out->x - ISLAND_SIDE, out->y - ISLAND_TOP, out->width + 2 * ISLAND_SIDE,
                     out->height + ISLAND_TOP + ISLAND_SIDE};
    return true;
}

/* Around both ends of a reference and the way between them. */
static void island_add_edge(const scene *s, islands *all, const changed_edge *e)
{
    enum { SAMPLES = 8, MARGIN = 24 };
    pen_box from, to;
    const layout_route *route = story_route(s->told, (story_holder){.id = e->holder}, e->cell->key,
                                            e->cell->target_id);
    if (!route || !island_box(s, e->holder, &from) || !island_box(s, e->cell->target_id, &to))
        return;
    pen_box area = around(from, to);
    for (uint32_t k = 0; k < route->curve_count; k++) {
        const layout_point *c = route->curves[k].p;
        for (int i = 0; i <= SAMPLES; i++) {
            double t = (double)i / SAMPLES, u = 1 - t;
            double a = u * u * u, b = 3 * u * u * t, d = 3 * u * t * t, f = t * t * t;
            float x = (float)(a * c[0].x + b * c[1].x + d * c[2].x + f * c[3].x);
            float y = (float)(a * c[0].y + b * c[1].y + d * c[2].y + f * c[3].y);
            area = around(area, (pen_box){x - MARGIN, y - MARGIN, 2 * MARGIN, 2 * MARGIN});
        }
    }
    island_add(all, area);
}

/* The whole island is one area: its boxes and everything between them. */
static void islands_find(const scene *s, islands *all)
{
    for (uint32_t i = 0; i < s->changed->object_count; i++) {
        pen_box box;
        if (island_box(s, s->changed->objects[i].object->seen->id, &box))
            island_add(all, box);
    }
    for (uint32_t i = 0; i < s->changed->edge_count; i++) {
        const changed_edge *e = &s->changed->edges[i];
        if (e->unreachable && !e->from_frame && e->state != EDGE_LETTING_GO)
            island_add_edge(s, all, e);
    }
}

static bool covers_the_living(const scene *s, pen_box area)
{
    pen_box box;
    for (uint32_t i = 0; i < s->changed->object_count; i++) {
        const changed_object *o = &s->changed->objects[i];
        if (!is_island(o) && o->state != OBJECT_TOMBSTONE
            && story_box(s->told, (story_holder){.id = o->object->seen->id}, &box)
            && overlap(area, box))
            return true;
    }
    for (uint32_t i = 0; i < s->changed->frame_count; i++)
        if (story_box(s->told,
                      (story_holder){.id = s->changed->frames[i].frame->depth, .frame = true},
                      &box)
            && overlap(area, box))
            return true;
    return false;
}

/* The dead stay for a step, and so may stand where the word would be. `above`: what stands out of a box. */
static bool covers_any(const scene *s, pen_box area, float above)
{
    pen_box box;
    for (uint32_t i = 0; i < s->changed->object_count; i++) {
        if (!story_box(s->told, (story_holder){.id = s->changed->objects[i].object->seen->id}, &box))
            continue;
        box = (pen_box){box.x - above / 2, box.y - above, box.width + above, box.height + above};
        if (overlap(area, box))
            return true;
    }
    return false;
}

enum { WORD_SIDE = 28, WORD_TOP = 12, WORD_HEIGHT = 40, WORD_BASELINE = 30, WORD_PITCH = 24 };

/* Where the word stands: in the area's corner, or, where that is out of sight, at the edge of what is
 * seen, beside the boxes. False: nowhere. */
static bool word_place(const scene *s, pen_box area, pen_box seen, float width, pen_box *out)
{
    float left = fmaxf(area.x, seen.x) + WORD_SIDE, y = fmaxf(area.y, seen.y) + WORD_TOP;
    float right = fminf(area.x + area.width, seen.x + seen.width) - WORD_SIDE;
    float bottom = fminf(area.y + area.height, seen.y + seen.height);
    bool whole = area.y >= seen.y && area.x >= seen.x;
    *out = (pen_box){left, y, area.width - 2 * WORD_SIDE, WORD_HEIGHT};
    if (whole)
        return !covers_any(s, *out, 0);
    for (out->width = width; out->x + width <= right && y + WORD_HEIGHT <= bottom; out->x += WORD_PITCH)
        if (!covers_any(s, *out, (float)LAYOUT_BADGE_ABOVE_PX))
            return true;
    return false;
}

/* An area that would lie under something reachable would lie: then borders and marks must do. */
void scene_islands_draw(const scene *s, pen *p, pen_box seen)
{
    islands all = {.count = 0};
    islands_find(s, &all);
    p->id = scene_id(SCENE_ISLAND, 0, 0);
    pen_type word = {.font = FONT_UI_BOLD, .size = THEME_TYPE_CODE, .colour = pen_colour(p, THEME_GARBAGE)};
    if (pen_colour(p, THEME_SURFACE) < pen_colour(p, THEME_TEXT))
        word.colour = theme_mix(word.colour, pen_colour(p, THEME_TEXT), 25);
    float width = pen_width(p, word.font, word.size, pen_say(p, SAY_UNREACHABLE));
    for (size_t i = 0; i < all.count; i++) {
        pen_box area = all.areas[i], place;
        if (covers_the_living(s, area))
            continue;
        pen_round(p, area, THEME_RADIUS_ISLAND, theme_island(p->colours, THEME_GARBAGE));
        if (!word_place(s, area, seen, width, &place))
            continue;
        word.limit = place.width;
        pen_text(p, place.x, place.y + WORD_BASELINE, &word, pen_say(p, SAY_UNREACHABLE));
    }
}

/* ---- rings ---- */

/* Islands have an area of their own, and what is dead or not yet born is no ring. */
static bool ring_is_live(const scene *s, const layout_ring *ring)
{
    for (uint32_t i = 0; i < ring->member_count; i++) {
        const changed_object *o = change_find(s->changed, story_ring_member(ring, i));
        if (!o || o->state == OBJECT_TOMBSTONE || o->state == OBJECT_UNREACHABLE)
            return false;
    }
    return true;
}

/* A pale band under the boxes: four quarters of an ellipse. */
static void ring_draw(pen *p, const layout_ring *ring)
{
    static const float QUARTERS[4][4]
        = {{-1, 0, 0, -1}, {0, -1, 1, 0}, {1, 0, 0, 1}, {0, 1, -1, 0}};
    const float round = 0.5523F; /* of the radius: the tangent that makes a cubic a quarter circle */
    float rx = (float)ring->radius_x, ry = (float)ring->radius_y;
    float x = (float)ring->centre.x, y = (float)ring->centre.y;
    frame_colour pale = theme_mix(pen_colour(p, THEME_BACKGROUND), pen_colour(p, THEME_LIVE), 7);
    for (size_t i = 0; i < 4; i++) {
        const float *q = QUARTERS[i];
        frame_point from = {x + q[0] * rx, y + q[1] * ry}, to = {x + q[2] * rx, y + q[3] * ry};
        frame_point curve[4] = {from,
                                {from.x + round * q[2] * rx, from.y + round * q[3] * ry},
                                {to.x + round * q[0] * rx, to.y + round * q[1] * ry},
                                to};
        pen_curve(p, curve, pale, THEME_RING_BAND, (frame_dash){0});
    }
}

void scene_rings_draw(const scene *s, pen *p)
{
    size_t next = 0;
    p->id = scene_id(SCENE_RING, 0, 0);
    for (const layout_ring *r; (r = story_ring(s->told, s->step, &next));)
        if (ring_is_live(s, r))
            ring_draw(p, r);
}
