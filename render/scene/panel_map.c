#include "render/scene/panels.h"
#include "render/scene/scene_badge.h"

#include <math.h>

/* A small map of the whole graph, as long as the camera has not all of it in sight: each box where it stands,
 * what the step touches in its colour, and a frame around what the pane shows. It stands in a corner of the
 * pane, or, where it would hide something in each of them, smaller in the title's band. Of the overview it has
 * the tiles. */

enum {
    BAND_TOP = 8,
    BAND_HEIGHT = 80,
    BAND_WIDTH = 440,
    CARD_HEIGHT = 260,
    CARD_WIDTH = 400,
    CARD_PADDING = 16,
    CARD_MARGIN = 12,
    DOT_LEAST = 5,
    SHARE = 4,   /* of pane or band: one in so many across, */
    STRETCH = 3, /* and so much wider or higher than it is: a long, thin map could not be read */
    AROUND = 48  /* what stands out of a box */
};

/* From layout pixels of the graph to those of the panes. */
typedef struct map_view {
    float across, down, x, y;
} map_view;

pen_box panel_map_bounds(const scene *s)
{
    if (s->overview)
        return overview_bounds(s->overview);
    layout_rect all = story_bounds(s->told, false);
    return (pen_box){(float)all.x, (float)all.y, (float)all.w, (float)all.h};
}

/* What the pane shows, in layout pixels of the graph. */
static pen_box field_of(scene_camera camera, pen_box pane)
{
    return (pen_box){(pane.x - camera.x) / camera.scale, (pane.y - camera.y) / camera.scale,
                     pane.width / camera.scale, pane.height / camera.scale};
}

static bool in_sight(pen_box field, pen_box box)
{
    float x = box.x + box.width / 2, y = box.y + box.height / 2;
    return x >= field.x && x < field.x + field.width && y >= field.y && y < field.y + field.height;
}

static bool anything_lost(const scene *s, pen_box field)
{
    enum { LITTLE = 4 };
    pen_box box = panel_map_bounds(s);
    if (s->overview)
        return field.x > box.x + LITTLE || field.y > box.y + LITTLE
               || field.x + field.width < box.x + box.width - LITTLE
               || field.y + field.height < box.y + box.height - LITTLE;
    for (uint32_t i = 0; i < s->changed->object_count; i++)
        if (story_box(s->told, (story_holder){.id = s->changed->objects[i].object->seen->id}, &box)
            && !in_sight(field, box))
            return true;
    for (uint32_t i = 0; i < s->changed->frame_count; i++)
        if (scene_frame_box(s, &s->changed->frames[i], &box) && !in_sight(field, box))
            return true;
    return false;
}

static pen_box map_box(map_view v, pen_box box)
{
    return (pen_box){box.x * v.across + v.x, box.y * v.down + v.y, box.width * v.across, box.height * v.down};
}

/* Never too small to be seen. */
static void dot_draw(pen *p, map_view v, pen_box box, frame_colour colour)
{
    box = map_box(v, box);
    float width = fmaxf(box.width, DOT_LEAST), height = fmaxf(box.height, DOT_LEAST);
    pen_rect(p, (pen_box){box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height}, colour);
}

static void frames_draw(const scene *s, pen *p, map_view v)
{
    pen_box box;
    for (uint32_t i = 0; i < s->changed->frame_count; i++)
        if (scene_frame_box(s, &s->changed->frames[i], &box))
            dot_draw(p, v, box, pen_colour(p, THEME_RULE));
}

static void tiles_draw(const scene *s, pen *p, map_view v)
{
    pen_box cell;
    uint32_t tile;
    for (uint32_t i = 0; i < overview_tile_count(s->overview); i++)
        dot_draw(p, v, overview_tile_at(s->overview, i)->box, pen_colour(p, THEME_RULE));
    if (s->selected_id && overview_place(s->overview, s->selected_id, &cell, &tile))
        dot_draw(p, v, cell, pen_colour(p, THEME_TEXT));
}

/* What the step touches lies over the rest. */
static void objects_draw(const scene *s, pen *p, map_view v, bool touched)
{
    pen_box box;
    for (uint32_t i = 0; i < s->changed->object_count; i++) {
        const changed_object *o = &s->changed->objects[i];
        if (o->touched != touched || !story_box(s->told, (story_holder){.id = o->object->seen->id}, &box))
            continue;
        frame_colour colour = pen_colour(p, touched ? scene_style_of(o->state).role : THEME_LIVE);
        p->id = scene_id(SCENE_MAP, o->object->seen->id, 0);
        dot_draw(p, v, box, touched ? colour : theme_mix(colour, pen_colour(p, THEME_BACKGROUND), 50));
    }
}

/* Only as far as the map reaches. */
static void field_draw(pen *p, map_view v, pen_box field, pen_box map)
{
    enum { OUT = 4 };
    field = map_box(v, field);
    float left = fmaxf(map.x - OUT, field.x), top = fmaxf(map.y - OUT, field.y);
    float right = fminf(map.x + map.width + OUT, field.x + field.width);
    float bottom = fminf(map.y + map.height + OUT, field.y + field.height);
    p->id = scene_id(SCENE_MAP, 0, 1);
    if (right > left && bottom > top)
        pen_border(p, (pen_box){left, top, right - left, bottom - top}, 4, 0, pen_colour(p, THEME_TEXT),
                   THEME_STROKE_QUIET, (frame_dash){0});
}

/* How large the map is in so much room. */
static pen_box map_fit(pen_box all, float width, float height)
{
    float wide = fmaxf(1, all.width), high = fmaxf(1, all.height), scale = fminf(width / wide, height / high);
    return (pen_box){.width = fminf(width, wide * scale * STRETCH), .height = fminf(height, high * scale * STRETCH)};
}

static bool is_over(scene_camera c, pen_box card, pen_box box)
{
    float left = (box.x - AROUND) * c.scale + c.x, right = (box.x + box.width + AROUND) * c.scale + c.x;
    float top = (box.y - AROUND) * c.scale + c.y, bottom = (box.y + box.height + AROUND) * c.scale + c.y;
    return left < card.x + card.width && card.x < right && top < card.y + card.height && card.y < bottom;
}

static bool hides_any(const scene *s, scene_camera camera, pen_box card)
{
    pen_box box;
    for (uint32_t i = 0; i < s->changed->object_count; i++)
        if (story_box(s->told, (story_holder){.id = s->changed->objects[i].object->seen->id}, &box)
            && is_over(camera, card, box))
            return true;
    for (uint32_t i = 0; i < s->changed->frame_count; i++)
        if (scene_frame_box(s, &s->changed->frames[i], &box)
            && is_over(camera, card, box))
            return true;
    return false;
}

/* The corner where it hides nothing; at times the lower ones are taken: by how many are hidden, and by what disc
 * and square stand for. */
static map_corner corner_find(const scene *s, scene_camera camera, pen_box pane, map_corner held, pen_box *card)
{
    float left = pane.x + CARD_MARGIN, right = pane.x + pane.width - card->width - CARD_MARGIN;
    float top = pane.y + CARD_MARGIN, bottom = pane.y + pane.height - card->height - CARD_MARGIN;
    const frame_point corners[] = {{right, top}, {left, top}, {right, bottom}, {left, bottom}};
    bool taken = s->collector.running || (s->chosen && s->chosen->hidden_count);
    for (map_corner i = MAP_CORNER; i < (taken ? MAP_CORNER + 2 : MAP_BAND); i++) {
        card->x = corners[i - MAP_CORNER].x;
        card->y = corners[i - MAP_CORNER].y;
        if (held == i || (!held && !hides_any(s, camera, *card)))
            return i;
    }
    return MAP_BAND;
}

static void map_draw(const scene *s, pen *p, pen_box all, pen_box map, pen_box field)
{
    map_view v = {.across = map.width / fmaxf(1, all.width), .down = map.height / fmaxf(1, all.height)};
    v.x = map.x - all.x * v.across;
    v.y = map.y - all.y * v.down;
    p->id = scene_id(SCENE_MAP, 0, 0);
    if (s->overview) {
        tiles_draw(s, p, v);
    } else {
        frames_draw(s, p, v);
        objects_draw(s, p, v, false);
        objects_draw(s, p, v, true);
    }
    field_draw(p, v, field, map);
}

panel_map panel_map_of(const scene *s, pen_box pane, scene_camera camera, float right, bool corners, map_corner held)
{
    if (!anything_lost(s, field_of(camera, pane)))
        return (panel_map){0};
    pen_box all = panel_map_bounds(s);
    pen_box map = map_fit(all, fminf(CARD_WIDTH, pane.width / SHARE), fminf(CARD_HEIGHT, pane.height / 2));
    pen_box card = {.width = map.width + 2 * CARD_PADDING, .height = map.height + 2 * CARD_PADDING};
    map_corner at = corners && !s->overview && held != MAP_BAND ? corner_find(s, camera, pane, held, &card) : MAP_BAND;
    if (at != MAP_BAND) {
        map.x = card.x + CARD_PADDING;
        map.y = card.y + CARD_PADDING;
        return (panel_map){.at = at, .map = map, .card = card};
    }
    map = map_fit(all, fminf(BAND_WIDTH, right / SHARE), BAND_HEIGHT);
    map.x = right - map.width;
    map.y = BAND_TOP + (BAND_HEIGHT - map.height) / 2;
    return (panel_map){.at = at, .map = map, .card = map};
}

void panel_map_draw(const scene *s, pen p, pen_box pane, scene_camera camera, const panel_map *m)
{
    if (!m->at)
        return;
    p.id = scene_id(SCENE_MAP, 0, 2);
    if (m->at != MAP_BAND)
        pen_border(&p, m->card, THEME_RADIUS_FRAME, pen_colour(&p, THEME_SURFACE), pen_colour(&p, THEME_RULE),
                   THEME_STROKE_QUIET, (frame_dash){0});
    map_draw(s, &p, panel_map_bounds(s), m->map, field_of(camera, pane));
}
