#include "render/scene/overview.h"
#include "render/scene/panels.h"
#include "render/scene/scene_mark.h"
#include "sim/base/utf8.h"

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
                         pen_say(p, SAY_NO_NAME));
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

/* ---- the chosen one ---- */

static frame_point middle_of(pen_box b)
{
    return (frame_point){b.x + b.width / 2, b.y + b.height / 2};
}

/* A straight arrow from cell to cell. */
static void link_draw(const scene *s, pen *p, uint32_t from, const picture_cell *c)
{
    pen_box a, b;
    uint32_t tile;
    if (!overview_place(s->overview, from, &a, &tile)
        || !overview_place(s->overview, c->target_id, &b, &tile) || from == c->target_id)
        return;
    frame_point start = middle_of(a), end = middle_of(b);
    float dx = end.x - start.x, dy = end.y - start.y, length = hypotf(dx, dy);
    float head = fminf(THEME_ARROW_HEAD, length / 3), half = head * 0.42F;
    dx /= length;
    dy /= length;
    frame_point back = {end.x - dx * head, end.y - dy * head};
    frame_colour colour = pen_colour(p, c->weak ? THEME_SECONDARY : THEME_TEXT);
    pen_curve(p, frame_straight(start, back).points, colour, THEME_STROKE_QUIET,
              c->weak ? THEME_DASH_WEAK : (frame_dash){0});
    pen_triangle(p, end, (frame_point){back.x - dy * half, back.y + dx * half},
                 (frame_point){back.x + dy * half, back.y - dx * half}, colour);
}

/* What it holds, and who holds it: the only arrows of a crowd. */
static void links_draw(const scene *s, pen *p, const changed_object *chosen)
{
    enum { ARROWS_MAX = 40 };
    uint32_t id = chosen->object->seen->id, drawn = 0;
    p->id = scene_id(SCENE_EDGE, id, 0);
    for (uint32_t k = 0; k < chosen->object->cell_count && drawn < ARROWS_MAX; k++)
        if (chosen->object->cells[k].target_id) {
            link_draw(s, p, id, &chosen->object->cells[k]);
            drawn++;
        }
    for (uint32_t i = 0; i < s->changed->object_count; i++) {
        const changed_object *o = &s->changed->objects[i];
        for (uint32_t k = 0; k < o->object->cell_count && drawn < 2 * ARROWS_MAX; k++)
            if (o->object->cells[k].target_id == id && o->state != OBJECT_TOMBSTONE) {
                link_draw(s, p, o->object->seen->id, &o->object->cells[k]);
                drawn++;
            }
    }
}

/* Beside the cell, and inside the pane. */
static pen_box card_place(const scene *s, pen_box cell)
{
    enum { WIDTH = 420, HEIGHT = 150, AWAY = 60 };
    pen_box all = overview_bounds(s->overview);
    bool right = cell.x + AWAY + WIDTH + 40 < all.x + all.width;
    bool below = cell.y + AWAY + HEIGHT < all.y + all.height;
    return (pen_box){right ? cell.x + AWAY : cell.x - AWAY - WIDTH,
                     below ? cell.y + AWAY : cell.y - AWAY - HEIGHT, WIDTH, HEIGHT};
}

static void card_draw(const scene *s, pen *p, const changed_object *o, pen_box cell)
{
    const view_object *seen = o->object->seen;
    pen_box card = card_place(s, cell);
    char id[16], count[16];
    snprintf(id, sizeof id, "#%u", seen->id);
    snprintf(count, sizeof count, "%u", seen->refcount);
    frame_colour ink = pen_colour(p, THEME_TEXT), live = pen_colour(p, role_of(o->state));
    pen_border(p, card, THEME_RADIUS_OBJECT, pen_colour(p, THEME_SURFACE), ink, THEME_STROKE,
               (frame_dash){0});
    pen_type type = {.font = FONT_UI_BOLD, .size = THEME_TYPE_OBJECT, .colour = ink, .limit = 240};
    float width = pen_text(p, card.x + 24, card.y + 56, &type, seen->type);
    pen_text(p, card.x + 36 + width, card.y + 56,
             &(pen_type){.font = FONT_UI,
                         .size = THEME_TYPE_CELL,
                         .colour = pen_colour(p, THEME_SECONDARY),
                         .limit = 100},
             id);
    pen_text(p, card.x + 24, card.y + 112,
             &(pen_type){.font = FONT_MONO,
                         .size = THEME_TYPE_CELL,
                         .colour = ink,
                         .limit = card.width - 48},
             seen->value ? seen->value : "");
    frame_point at = {card.x + card.width - 20, card.y + 6};
    pen_disc(p, at, THEME_BADGE_RADIUS + THEME_HALO, pen_colour(p, THEME_BACKGROUND));
    pen_disc(p, at, THEME_BADGE_RADIUS, live);
    pen_text(p, at.x, at.y + THEME_TYPE_COUNT * THEME_BASELINE,
             &(pen_type){.font = FONT_UI_BOLD,
                         .size = THEME_TYPE_COUNT,
                         .colour = theme_ink(p->colours, role_of(o->state)),
                         .align = ALIGN_CENTRE,
                         .limit = 2 * THEME_BADGE_RADIUS - 12},
             count);
}

static void ring_draw(pen *p, pen_box cell, uint32_t id)
{
    p->id = scene_id(SCENE_BADGE, id, 0);
    pen_border(p, (pen_box){cell.x - 6, cell.y - 6, cell.width + 12, cell.height + 12}, 5, 0,
               pen_colour(p, THEME_TEXT), THEME_STROKE, (frame_dash){0});
}

static void hovered_draw(const scene *s, pen *p)
{
    pen_box cell;
    uint32_t tile;
    if (s->hovered && overview_place(s->overview, s->hovered->id, &cell, &tile))
        ring_draw(p, cell, s->hovered->id);
}

/* The selected object opens at full size. */
static void chosen_draw(const scene *s, pen *p)
{
    const changed_object *o = s->selected_id ? change_find(s->changed, s->selected_id) : NULL;
    pen_box cell;
    uint32_t tile;
    if (!o || o->state == OBJECT_TOMBSTONE
        || !overview_place(s->overview, s->selected_id, &cell, &tile))
        return;
    links_draw(s, p, o);
    ring_draw(p, cell, s->selected_id);
    card_draw(s, p, o, cell);
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
        char text[96];
        if (!type)
            break;
        if (others)
            tongue_write(p->words, text, sizeof text, SAY_OTHERS, TELL({.text = type}));
        else
            snprintf(text, sizeof text, "%.*s", utf8_head(type, 90), type);
        x = legend_entry_draw(p, x, y, shade_of(p, i), false, text);
    }
    x = legend_entry_draw(p, x, y, pen_colour(p, THEME_NEW), false, pen_say(p, SAY_NEW));
    x = legend_entry_draw(p, x, y, pen_colour(p, THEME_CHANGED), false, pen_say(p, SAY_CHANGED));
    legend_entry_draw(p, x, y, pen_colour(p, THEME_GARBAGE), true, pen_say(p, SAY_UNREACHABLE));
}

void scene_overview_draw(const scene *s, pen p, scene_camera camera)
{
    tile_count counts[TILES_COUNTED] = {{0, 0}};
    p = scene_mark_graph(p, camera);
    cells_count(s, counts);
    for (uint32_t i = 0; i < overview_tile_count(s->overview); i++)
        tile_draw(s, &p, i, &counts[i < TILES_COUNTED ? i : TILES_COUNTED - 1]);
    for (uint32_t i = 0; i < s->changed->object_count; i++)
        cell_draw(s, &p, &s->changed->objects[i]);
    legend_draw(s, &p);
    chosen_draw(s, &p);
    hovered_draw(s, &p);
    frame_close(p.onto);
}
