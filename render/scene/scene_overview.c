#include "render/scene/overview.h"
#include "render/scene/panels.h"
#include "render/scene/scene_mark.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Every square is an object, under the name that reaches it first. Colour is state, shade is type. */

enum { TAG_TOP = 8, COUNT_TYPE = 36, LEGEND_SQUARE = 24, TILES_COUNTED = 512 };

typedef struct tile_count {
    uint32_t alive, garbage;
} tile_count;

static frame_colour shade_of(const pen *p, uint32_t shade)
{
    static const float PALE[OVERVIEW_TYPES] = {10, 45, 68};
    return theme_mix(pen_colour(p, THEME_LIVE), pen_colour(p, THEME_SURFACE), PALE[shade]);
}

/* 1 204 */
static void number_text(uint32_t number, char text[24])
{
    if (number >= 1000000)
        snprintf(text, 24, "%u %03u %03u", number / 1000000, number / 1000 % 1000, number % 1000);
    else if (number >= 1000)
        snprintf(text, 24, "%u %03u", number / 1000, number % 1000);
    else
        snprintf(text, 24, "%u", number);
}

/* ---- tiles ---- */

static const changed_tag *tag_of(const scene *s, const overview_tile *t, uint32_t *serial)
{
    for (uint32_t i = 0; t->name && i < s->changed->frame_count; i++) {
        const changed_frame *f = &s->changed->frames[i];
        if (strcmp(f->frame->title, t->title) != 0)
            continue;
        for (uint32_t k = 0; k < f->tag_count; k++)
            if (strcmp(f->tags[k].cell->label, t->name) == 0) {
                *serial = f->frame->serial;
                return &f->tags[k];
            }
    }
    return NULL;
}

/* The name as a tag; struck while it goes, pale while it is not there. Returns where it ends. */
static float tag_draw(const scene *s, pen *p, const overview_tile *t)
{
    uint32_t serial = 0;
    const changed_tag *tag = tag_of(s, t, &serial);
    cell_state state = tag ? tag->state : CELL_GONE;
    bool strong = state == CELL_NEW || state == CELL_CHANGED;
    theme_role role = state == CELL_NEW       ? THEME_NEW
                      : state == CELL_CHANGED ? THEME_CHANGED
                      : state == CELL_GONE    ? THEME_SECONDARY
                                              : THEME_ARROW;
    pen_type type = {.font = strong ? FONT_MONO_BOLD : FONT_MONO,
                     .size = THEME_TYPE_OBJECT,
                     .colour = pen_colour(p, tag ? THEME_TEXT : THEME_SECONDARY),
                     .strike = tag && state == CELL_GONE ? THEME_STROKE : 0,
                     .limit = t->box.width * 0.6F};
    float width = fminf(pen_width(p, type.font, type.size, t->name), type.limit) + 32;
    pen_box box = {t->box.x + OVERVIEW_PADDING, t->box.y + TAG_TOP, width, THEME_NAME_HEIGHT};
    if (tag)
        scene_mark_name(p->onto, serial, tag);
    if (tag)
        pen_border(p, box, THEME_RADIUS_TAG, pen_colour(p, THEME_SURFACE), pen_colour(p, role),
                   strong ? THEME_STROKE_STRONG : THEME_STROKE_QUIET,
                   state == CELL_GONE ? THEME_DASH_TOMBSTONE : (frame_dash){0});
    pen_text(p, box.x + 16, box.y + 41, &type, t->name);
    if (tag)
        frame_close(p->onto);
    return box.x + width;
}

/* How many there are; before it, beside a hollow square, how many of the others nothing leads to. */
static void counts_draw(pen *p, const overview_tile *t, const tile_count *count, float from)
{
    char text[24];
    pen_type type = {.font = FONT_UI_BOLD,
                     .size = COUNT_TYPE,
                     .colour = pen_colour(p, THEME_TEXT),
                     .align = ALIGN_RIGHT};
    float right = t->box.x + t->box.width - OVERVIEW_PADDING, baseline = t->box.y + 48;
    number_text(count->alive, text);
    right -= pen_text(p, right, baseline, &type, text) + 32;
    number_text(count->garbage, text);
    frame_colour garbage = pen_colour(p, THEME_GARBAGE);
    float width = pen_width(p, type.font, type.size, text);
    if (!count->garbage || right - width - LEGEND_SQUARE - 12 < from)
        return;
    type.colour = garbage;
    pen_text(p, right, baseline, &type, text);
    pen_box square = {right - width - LEGEND_SQUARE - 12, baseline - LEGEND_SQUARE, LEGEND_SQUARE,
                      LEGEND_SQUARE};
    pen_border(p, square, 3, pen_colour(p, THEME_SURFACE), garbage, 4, (frame_dash){0});
}

static void tile_draw(const scene *s, pen *p, uint32_t index, const tile_count *count)
{
    const overview_tile *t = overview_tile_at(s->overview, index);
    p->id = scene_id(SCENE_CALL, 0, index);
    pen_round(p, t->box, THEME_RADIUS_FRAME, pen_colour(p, THEME_FRAME));
    p->id = scene_id(SCENE_NAME, 0, index);
    float from = t->box.x + OVERVIEW_PADDING;
    if (t->name)
        from = tag_draw(s, p, t);
    else
        from += pen_text(p, from, t->box.y + 48,
                         &(pen_type){.font = FONT_UI_BOLD,
                                     .size = COUNT_TYPE,
                                     .colour = pen_colour(p, THEME_SECONDARY)},
                         "no name");
    p->id = scene_id(SCENE_BADGE, 0, index);
    counts_draw(p, t, count, from);
}

/* ---- cells ---- */

static theme_role role_of(object_state state)
{
    switch (state) {
    case OBJECT_NEW:
    case OBJECT_RESURRECTED:
        return THEME_NEW;
    case OBJECT_CHANGED:
        return THEME_CHANGED;
    case OBJECT_DYING:
        return THEME_DYING;
    case OBJECT_UNREACHABLE:
        return THEME_GARBAGE;
    case OBJECT_TOMBSTONE:
        return THEME_SECONDARY;
    case OBJECT_IMMORTAL:
        return THEME_IMMORTAL;
    case OBJECT_LIVE:
        break;
    }
    return THEME_LIVE;
}

/* Hollow is what nothing leads to, or what is gone. */
static void cell_draw(const scene *s, pen *p, const changed_object *o)
{
    pen_box box;
    uint32_t tile;
    const view_object *seen = o->object->seen;
    if (!overview_place(s->overview, seen->id, &box, &tile))
        return;
    theme_role role = role_of(o->state);
    bool dead = o->state == OBJECT_TOMBSTONE;
    bool hollow = dead || o->state == OBJECT_UNREACHABLE;
    frame_colour colour = role == THEME_LIVE ? shade_of(p, overview_shade(s->overview, seen->type))
                                             : pen_colour(p, role);
    if (dead)
        colour = theme_mix(colour, pen_colour(p, THEME_FRAME), 45);
    p->id = scene_id(SCENE_OBJECT, seen->id, 0);
    scene_mark_object(p->onto, "obj", o);
    if (hollow)
        pen_border(p, box, box.width / 8, pen_colour(p, THEME_SURFACE), colour,
                   fmaxf(1.5F, box.width / (dead ? 8 : 4)), (frame_dash){0});
    else
        pen_round(p, box, box.width / 8, colour);
    frame_close(p->onto);
}

static void cells_count(const scene *s, tile_count *counts)
{
    for (uint32_t i = 0; i < s->changed->object_count; i++) {
        const changed_object *o = &s->changed->objects[i];
        pen_box box;
        uint32_t tile;
        if (o->state == OBJECT_TOMBSTONE
            || !overview_place(s->overview, o->object->seen->id, &box, &tile)
            || tile >= TILES_COUNTED)
            continue;
        if (o->state == OBJECT_UNREACHABLE)
            counts[tile].garbage++;
        else
            counts[tile].alive++;
    }
}

/* ---- the legend ---- */

static float legend_entry_draw(pen *p, float x, float y, frame_colour colour, bool hollow,
                               const char *text)
{
    pen_box square = {x, y - LEGEND_SQUARE, LEGEND_SQUARE, LEGEND_SQUARE};
    pen_border(p, square, 3, hollow ? pen_colour(p, THEME_SURFACE) : colour, colour,
               hollow ? 4 : 0, (frame_dash){0});
    pen_type type
        = {.font = FONT_UI, .size = THEME_TYPE_CELL, .colour = pen_colour(p, THEME_SECONDARY)};
    return x + LEGEND_SQUARE + 12 + pen_text(p, x + LEGEND_SQUARE + 12, y, &type, text) + 36;
}

static void legend_draw(const scene *s, pen *p)
{
    pen_box all = overview_bounds(s->overview);
    float x = all.x, y = all.y + all.height - 8;
    p->id = scene_id(SCENE_PANE, 0, 1);
    for (uint32_t i = 0; i < OVERVIEW_TYPES; i++) {
        const char *type = overview_type(s->overview, i);
        bool others = i + 1 == OVERVIEW_TYPES && overview_type(s->overview, i + 1);
        char text[64];
        if (!type)
            break;
        snprintf(text, sizeof text, others ? "%.40s, others" : "%.40s", type);
        x = legend_entry_draw(p, x, y, shade_of(p, i), false, text);
    }
    x = legend_entry_draw(p, x, y, pen_colour(p, THEME_NEW), false, "new");
    x = legend_entry_draw(p, x, y, pen_colour(p, THEME_CHANGED), false, "changed");
    legend_entry_draw(p, x, y, pen_colour(p, THEME_GARBAGE), true, "unreachable");
}

void scene_overview_draw(const scene *s, pen p, scene_camera camera)
{
    tile_count counts[TILES_COUNTED] = {{0, 0}};
    p.x += camera.x * p.scale;
    p.y += camera.y * p.scale;
    p.scale *= camera.scale;
    scene_mark_graph(p.onto, &p);
    if (p.onto->grouped) {
        p.x = p.y = 0;
        p.scale = 1;
    }
    cells_count(s, counts);
    for (uint32_t i = 0; i < overview_tile_count(s->overview); i++)
        tile_draw(s, &p, i, &counts[i < TILES_COUNTED ? i : TILES_COUNTED - 1]);
    for (uint32_t i = 0; i < s->changed->object_count; i++)
        cell_draw(s, &p, &s->changed->objects[i]);
    legend_draw(s, &p);
    frame_close(p.onto);
}
