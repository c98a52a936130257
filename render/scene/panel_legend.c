#include "render/scene/panels.h"

#include <math.h>

/* What the symbols in sight mean: a row for each kind of mark that this very picture holds, no others. */

enum {
    ROW = 52,
    PADDING = 18,
    MARGIN = 20, /* from the pane's corner */
    SYMBOL = 84, /* room of a symbol, in width */
    TEXT_GAP = 16,
    SIDE = 38 /* of marks and discs */
};

typedef enum legend_row {
    LEGEND_NAME,
    LEGEND_STRONG,
    LEGEND_WEAK,
    LEGEND_LETTING_GO,
    LEGEND_COUNT,
    LEGEND_DELTA,
    LEGEND_GC_REFS,
    LEGEND_NEW,
    LEGEND_DYING,
    LEGEND_GARBAGE,
    LEGEND_TOMBSTONE,
    LEGEND_RESURRECTED,
    LEGEND_IMMORTAL,
    LEGEND_GONE,
    LEGEND_ROWS
} legend_row;

_Static_assert(SAY_LEGEND_GONE - SAY_LEGEND_NAME == LEGEND_GONE, "a word for each row, in the same order");

static const char *words_of_row(const pen *p, legend_row row)
{
    return pen_say(p, (tongue_word)(SAY_LEGEND_NAME + (int)row));
}

/* ---- what is in sight ---- */

static void object_see(const scene *s, const changed_object *o, bool seen[LEGEND_ROWS])
{
    bool counts = s->level >= SCENE_COUNTS;
    seen[LEGEND_NEW] |= o->state == OBJECT_NEW;
    seen[LEGEND_DYING] |= o->state == OBJECT_DYING;
    seen[LEGEND_GARBAGE] |= o->state == OBJECT_UNREACHABLE;
    seen[LEGEND_TOMBSTONE] |= o->state == OBJECT_TOMBSTONE;
    seen[LEGEND_RESURRECTED] |= o->state == OBJECT_RESURRECTED;
    seen[LEGEND_IMMORTAL] |= o->state == OBJECT_IMMORTAL;
    seen[LEGEND_COUNT] |= counts && o->state != OBJECT_IMMORTAL;
    seen[LEGEND_DELTA] |= counts && o->state == OBJECT_CHANGED && o->delta != 0;
    seen[LEGEND_GC_REFS] |= counts && s->collector.running && o->visited;
}

static void all_see(const scene *s, bool seen[LEGEND_ROWS])
{
    const change *c = s->changed;
    for (uint32_t i = 0; i < c->object_count; i++)
        object_see(s, &c->objects[i], seen);
    for (uint32_t i = 0; i < c->frame_count; i++)
        for (uint32_t k = 0; k < c->frames[i].tag_count; k++)
            seen[c->frames[i].tags[k].state == CELL_GONE ? LEGEND_GONE : LEGEND_NAME] = true;
    for (uint32_t i = 0; i < c->edge_count; i++) {
        const changed_edge *e = &c->edges[i];
        bool there = e->state == EDGE_LIVE || e->state == EDGE_NEW;
        seen[LEGEND_LETTING_GO] |= e->state == EDGE_LETTING_GO;
        seen[LEGEND_WEAK] |= there && e->cell->weak;
        seen[LEGEND_STRONG] |= there && !e->cell->weak;
    }
}

/* ---- the symbols, each around (x, y) ---- */

static void glyph_draw(pen *p, float x, float y, frame_colour colour, frame_font font, const char *text)
{
    pen_text(p, x, y + 30 * THEME_BASELINE,
             &(pen_type){.font = font, .size = 30, .colour = colour, .align = ALIGN_CENTRE}, text);
}

static pen_box around(float x, float y, float width)
{
    return (pen_box){x - width / 2, y - SIDE / 2.0F, width, SIDE};
}

static void mark_symbol(pen *p, float x, float y, theme_role role, const char *text)
{
    pen_round(p, around(x, y, SIDE), THEME_RADIUS_MARK, pen_colour(p, role));
    glyph_draw(p, x, y, theme_ink(p->colours, role), FONT_UI_BOLD, text);
}

static void disc_symbol(pen *p, float x, float y, theme_role role, const char *text)
{
    pen_disc(p, (frame_point){x, y}, SIDE / 2.0F, pen_colour(p, role));
    glyph_draw(p, x, y, theme_ink(p->colours, role), FONT_UI_BOLD, text);
}

static void arrow_symbol(pen *p, float x, float y, bool weak)
{
    frame_point from = {x - SYMBOL / 2.0F, y}, to = {x + SYMBOL / 2.0F, y};
    frame_colour ink = pen_colour(p, weak ? THEME_SECONDARY : THEME_ARROW);
    frame_point line[4] = {from, {x - 12, y}, {x + 4, y}, {to.x - (weak ? 4 : 20), y}};
    pen_curve(p, line, ink, THEME_STROKE, weak ? THEME_DASH_WEAK : (frame_dash){0});
    if (!weak) {
        pen_triangle(p, to, (frame_point){to.x - 22, y - 10}, (frame_point){to.x - 22, y + 10}, ink);
        return;
    }
    pen_line(p, to, (frame_point){to.x - 18, y - 12}, ink, THEME_STROKE);
    pen_line(p, to, (frame_point){to.x - 18, y + 12}, ink, THEME_STROKE);
}

static void letting_go_symbol(pen *p, float x, float y)
{
    frame_point line[4] = {{x - SYMBOL / 2.0F, y}, {x - 12, y}, {x + 12, y}, {x + SYMBOL / 2.0F, y}};
    pen_curve(p, line, pen_colour(p, THEME_CHANGED), THEME_STROKE, THEME_DASH_LETTING_GO);
}

static void tag_symbol(pen *p, float x, float y, bool gone)
{
    pen_border(p, around(x, y, 72), THEME_RADIUS_TAG, pen_colour(p, THEME_SURFACE),
               pen_colour(p, gone ? THEME_SECONDARY : THEME_ARROW), THEME_STROKE_QUIET,
               gone ? THEME_DASH_TOMBSTONE : (frame_dash){0});
    pen_text(p, x, y + 28 * THEME_BASELINE,
             &(pen_type){.font = FONT_MONO,
                         .size = 28,
                         .colour = pen_colour(p, gone ? THEME_SECONDARY : THEME_TEXT),
                         .align = ALIGN_CENTRE,
                         .strike = gone ? THEME_STROKE_QUIET : 0},
             "a");
}

static void box_symbol(pen *p, float x, float y, frame_colour fill, frame_colour border, frame_dash dash)
{
    pen_border(p, around(x, y, 64), THEME_RADIUS_MARK, fill, border, THEME_STROKE, dash);
}

static void symbol_draw(pen *p, legend_row row, float x, float y)
{
    frame_colour surface = pen_colour(p, THEME_SURFACE);
    switch (row) {
    case LEGEND_NAME:
        tag_symbol(p, x, y, false);
        break;
    case LEGEND_GONE:
        tag_symbol(p, x, y, true);
        break;
    case LEGEND_STRONG:
        arrow_symbol(p, x, y, false);
        break;
    case LEGEND_WEAK:
        arrow_symbol(p, x, y, true);
        break;
    case LEGEND_LETTING_GO:
        letting_go_symbol(p, x, y);
        break;
    case LEGEND_COUNT:
        disc_symbol(p, x, y, THEME_LIVE, "2");
        break;
    case LEGEND_IMMORTAL:
        disc_symbol(p, x, y, THEME_IMMORTAL, "\xE2\x88\x9E");
        break;
    case LEGEND_DELTA:
        pen_round(p, around(x, y, 72), SIDE / 2.0F, theme_delta(p->colours, THEME_CHANGED));
        glyph_draw(p, x, y, pen_colour(p, THEME_TEXT), FONT_UI_BOLD, "+1");
        break;
    case LEGEND_GC_REFS:
        pen_border(p, around(x, y, SIDE), THEME_RADIUS_MARK, surface, pen_colour(p, THEME_CHANGED),
                   THEME_STROKE, (frame_dash){0});
        glyph_draw(p, x, y, pen_colour(p, THEME_TEXT), FONT_MONO_BOLD, "1");
        break;
    case LEGEND_NEW:
        mark_symbol(p, x, y, THEME_NEW, "+");
        break;
    case LEGEND_RESURRECTED:
        mark_symbol(p, x, y, THEME_NEW, "\xE2\x86\xBA");
        break;
    case LEGEND_DYING:
        mark_symbol(p, x, y, THEME_DYING, "\xC3\x97");
        break;
    case LEGEND_GARBAGE:
        mark_symbol(p, x, y, THEME_GARBAGE, "?");
        break;
    case LEGEND_TOMBSTONE:
        box_symbol(p, x, y, 0, pen_colour(p, THEME_SECONDARY), THEME_DASH_TOMBSTONE);
        break;
    case LEGEND_ROWS:
        break;
    }
}

/* ---- where it stands ---- */

static float overlap(const pen_box *a, const pen_box *b)
{
    float width = fminf(a->x + a->width, b->x + b->width) - fmaxf(a->x, b->x);
    float height = fminf(a->y + a->height, b->y + b->height) - fmaxf(a->y, b->y);
    return width > 0 && height > 0 ? width * height : 0;
}

static float hides(scene_camera camera, const pen_box *card, pen_box box)
{
    box = (pen_box){box.x * camera.scale + camera.x, box.y * camera.scale + camera.y,
                    box.width * camera.scale, box.height * camera.scale};
    return overlap(card, &box);
}

/* How much of objects and names the card hides where it is; counted no further than `enough`. */
static float hidden_by(const scene *s, scene_camera camera, const pen_box *card, float enough)
{
    float hidden = 0;
    pen_box box;
    for (uint32_t k = 0; k < s->changed->frame_count && hidden < enough; k++)
        if (scene_frame_box(s, &s->changed->frames[k], &box))
            hidden += hides(camera, card, box);
    for (uint32_t k = 0; k < s->changed->object_count && hidden < enough; k++)
        if (story_box(s->told, (story_holder){.id = s->changed->objects[k].object->seen->id}, &box))
            hidden += hides(camera, card, box);
    return hidden;
}

/* Where the card hides least: in a corner, bottom left first, or, if it would hide something in each of
 * them, between them. */
static void card_place(const scene *s, scene_camera camera, const pen_box *graph, pen_box *card)
{
    enum { ACROSS = 12, DOWN = 8, CORNERS = 4 };
    static const float CORNER_X[CORNERS] = {0, 1, 0, 1}, CORNER_Y[CORNERS] = {1, 1, 0, 0};
    float left = graph->x + MARGIN, across = graph->width - card->width - 2 * MARGIN;
    float top = graph->y + MARGIN, down = graph->height - card->height - 2 * MARGIN;
    float least = INFINITY;
    frame_point best = {left, top};
    for (int i = 0; i < CORNERS + (ACROSS + 1) * (DOWN + 1) && least > 0; i++) {
        int place = i - CORNERS;
        card->x = left + across * (place < 0 ? CORNER_X[i] : (float)(place % (ACROSS + 1)) / ACROSS);
        card->y = top + down * (place < 0 ? CORNER_Y[i] : 1 - (float)(place / (ACROSS + 1)) / DOWN);
        float hidden = hidden_by(s, camera, card, least);
        if (hidden < least) {
            least = hidden;
            best = (frame_point){card->x, card->y};
        }
    }
    card->x = best.x;
    card->y = best.y;
}

/* Where letters are large and the pane is small the card is set smaller: what it explains stays in
 * sight. Everything is then measured in the card's own pixels. */
static void card_fit(const pen_box *card, pen *p, pen_box *graph, scene_camera *camera)
{
    float fit = fminf(graph->width * 0.45F / card->width, graph->height * 0.9F / card->height);
    if (fit >= 1)
        return;
    p->scale *= fit;
    *graph = (pen_box){graph->x / fit, graph->y / fit, graph->width / fit, graph->height / fit};
    *camera = (scene_camera){camera->scale / fit, camera->x / fit, camera->y / fit};
}

void panel_legend_draw(const scene *s, pen p, pen_box graph, scene_camera camera)
{
    bool seen[LEGEND_ROWS] = {false};
    float width = 0, rows = 0;
    pen_type type = {.font = FONT_UI, .size = THEME_TYPE_CELL, .colour = pen_colour(&p, THEME_TEXT)};
    all_see(s, seen);
    for (legend_row i = 0; i < LEGEND_ROWS; i++)
        if (seen[i]) {
            float taken = pen_width(&p, type.font, type.size, words_of_row(&p, i));
            width = taken > width ? taken : width;
            rows++;
        }
    if (rows < 1)
        return;
    pen_box card = {.width = width + SYMBOL + TEXT_GAP + 2 * PADDING, .height = rows * ROW + 2 * PADDING};
    card_fit(&card, &p, &graph, &camera);
    card_place(s, camera, &graph, &card);
    p.id = scene_id(SCENE_LEGEND, 0, 0);
    pen_border(&p, card, THEME_RADIUS_FRAME, pen_colour(&p, THEME_SURFACE), pen_colour(&p, THEME_RULE),
               THEME_STROKE, (frame_dash){0});
    float y = card.y + PADDING + ROW / 2.0F, x = card.x + PADDING;
    for (legend_row i = 0; i < LEGEND_ROWS; i++) {
        if (!seen[i])
            continue;
        p.id = scene_id(SCENE_LEGEND, i + 1, 0);
        symbol_draw(&p, i, x + SYMBOL / 2.0F, y);
        pen_text(&p, x + SYMBOL + TEXT_GAP, y + type.size * THEME_BASELINE, &type, words_of_row(&p, i));
        y += ROW;
    }
}
