#include "render/scene/panels.h"

#include <math.h>
#include <string.h>

/* A step's question: before the step runs, it takes the narration's band, inverted, and its choices the
 * pane below the code. Afterwards the right choice is marked, and the others step back. */

enum {
    PANE_PADDING = 22,
    PITCH_MOST = 112,
    GAP_PERCENT = 20, /* of the pitch, between two choices */
    KEY_INSET = 12,   /* of the letter's square */
    TEXT_PERCENT = 48, /* of a choice's height: its letters, at most THEME_TYPE_OBJECT */
    CHOICE_GAP = 24, /* between the letter's square and the text, */
    CHOICE_RIGHT_GAP = 12, /* and right of it */
    BAND_HEIGHT = 168, /* that the settings of the band are made for; a higher one has more lines */
    DISC = 46,
    DISC_X = 98,
    TEXT_X = 176,
    NARROW = 1100, /* layout pixels: the band has no room for hints */
    HINT_WIDTH = 260
};

/* ---- the choices ---- */

typedef enum choice_state { CHOICE_OPEN, CHOICE_RIGHT, CHOICE_WRONG } choice_state;

static choice_state state_of(const scene_question *q, uint32_t i)
{
    if (!q->answer)
        return CHOICE_OPEN;
    return strcmp(q->choices[i], q->answer) == 0 ? CHOICE_RIGHT : CHOICE_WRONG;
}

/* The square with the choice's letter, or the tick. */
static void key_draw(pen *p, pen_box box, uint32_t i, choice_state state, float size)
{
    char letter[2] = {(char)('A' + i), '\0'};
    frame_colour fill = pen_colour(p, THEME_TEXT), ink = pen_colour(p, THEME_SURFACE);
    if (state == CHOICE_RIGHT) {
        fill = pen_colour(p, THEME_NEW);
        ink = theme_ink(p->colours, THEME_NEW);
    } else if (state == CHOICE_WRONG) {
        fill = pen_colour(p, THEME_TRACK);
        ink = pen_colour(p, THEME_SECONDARY);
    }
    pen_round(p, box, THEME_RADIUS_MARK, fill);
    pen_text(p, box.x + box.width / 2, box.y + box.height / 2 + size * THEME_BASELINE,
             &(pen_type){.font = FONT_UI_BOLD, .size = size, .colour = ink, .align = ALIGN_CENTRE},
             state == CHOICE_RIGHT ? "\xE2\x9C\x93" : letter);
}

/* In one line, in two smaller ones, or in one that ends in an ellipsis. */
static void choice_text_draw(pen *p, pen_box room, const pen_type *wanted, const char *text)
{
    enum { TWO_PERCENT = 40 }; /* of the height: the letters of two lines */
    pen_type type = *wanted;
    pen_line_of_text lines[PEN_LINES_MAX];
    float middle = room.y + room.height / 2;
    if (pen_width(p, type.font, type.size * 0.9F, text) > room.width) {
        type.size = fminf(type.size, room.height * TWO_PERCENT / 100);
        while (type.size > room.height * (TWO_PERCENT - 10) / 100 && pen_wrap(p, &type, text, room.width, lines) > 2)
            type.size--;
        size_t count = pen_wrap(p, &type, text, room.width, lines);
        float first = middle + type.size * (count == 2 ? -0.2F : THEME_BASELINE);
        for (size_t i = 0; i < count && count <= 2; i++)
            pen_text_part(p, room.x, first + type.size * 1.15F * (float)i, &type, lines[i].text, lines[i].length);
        if (count <= 2)
            return;
        type.size = wanted->size;
    }
    type.limit = room.width;
    pen_text(p, room.x, middle + type.size * THEME_BASELINE, &type, text);
}

static void choice_draw(pen *p, pen_box box, const char *text, uint32_t i, choice_state state)
{
    float side = box.height - 2 * KEY_INSET;
    float size = fminf(THEME_TYPE_OBJECT, box.height * TEXT_PERCENT / 100);
    if (side < size) /* many choices: the letter takes all the height */
        side = box.height;
    float inset = (box.height - side) / 2;
    frame_colour border = pen_colour(p, state == CHOICE_RIGHT   ? THEME_NEW
                                        : state == CHOICE_WRONG ? THEME_RULE
                                                                : THEME_TEXT);
    pen_border(p, box, THEME_RADIUS_OBJECT,
               state == CHOICE_RIGHT ? theme_fill(p->colours, THEME_NEW)
                                     : pen_colour(p, THEME_BACKGROUND),
               border, state == CHOICE_RIGHT ? THEME_STROKE_STRONG : THEME_STROKE, (frame_dash){0});
    key_draw(p, (pen_box){box.x + inset, box.y + inset, side, side}, i, state, size);
    float left = inset + side + CHOICE_GAP;
    pen_type type = {.font = state == CHOICE_RIGHT ? FONT_UI_BOLD : FONT_UI,
                     .size = size,
                     .colour = pen_colour(p, state == CHOICE_WRONG ? THEME_SECONDARY : THEME_TEXT)};
    choice_text_draw(p, (pen_box){box.x + left, box.y, box.width - left - CHOICE_RIGHT_GAP, box.height}, &type, text);
}

void panel_question_draw(const scene *s, pen p, pen_box box)
{
    const scene_question *q = s->question;
    float height = box.height - 2 * PANE_PADDING;
    float pitch = fminf(PITCH_MOST, height / (float)q->choice_count);
    float gap = pitch * GAP_PERCENT / 100;
    for (uint32_t i = 0; i < q->choice_count; i++) {
        p.id = scene_id(SCENE_QUESTION, s->step, i + 1);
        pen_box one = {box.x + PANE_PADDING, box.y + PANE_PADDING + pitch * (float)i,
                       box.width - 2 * PANE_PADDING, pitch - gap};
        choice_draw(&p, one, q->choices[i], i, state_of(q, i));
    }
}

/* ---- the band ---- */

static void hints_draw(pen *p, const pen_box *box, bool left, bool keys)
{
    frame_colour ink = theme_mix(pen_colour(p, THEME_BACKGROUND), pen_colour(p, THEME_TEXT), 22);
    pen_type type = {.font = FONT_UI, .size = THEME_TYPE_OBJECT, .colour = ink};
    if (left)
        pen_text(p, box->x + TEXT_X, box->y + box->height - 34, &type, pen_say(p, SAY_DECIDE));
    type.align = ALIGN_RIGHT;
    if (keys)
        pen_text(p, box->x + box->width - THEME_MARGIN, box->y + box->height - 34, &type, pen_say(p, SAY_R_REVEALS));
}

void panel_question_band_draw(const scene *s, pen p, pen_box box, bool keys)
{
    frame_colour fill = pen_colour(&p, THEME_TEXT), ink = pen_colour(&p, THEME_BACKGROUND);
    p.id = scene_id(SCENE_QUESTION, s->step, 0);
    pen_rect(&p, box, fill);
    float middle = box.y + box.height / 2;
    pen_disc(&p, (frame_point){box.x + DISC_X, middle}, DISC, ink);
    pen_text(&p, box.x + DISC_X, middle + 54 * THEME_BASELINE,
             &(pen_type){.font = FONT_UI_BOLD, .size = 54, .colour = fill, .align = ALIGN_CENTRE},
             "?");
    static const struct {
        float size, first, pitch;
        size_t lines;
    } SETTINGS[] = {{52, 74, 0, 1}, {46, 64, 58, 2}, {40, 56, 52, 2}, {34, 50, 42, 3}, {28, 40, 36, 4}};
    float higher = fmaxf(0, box.height - BAND_HEIGHT);
    pen_line_of_text lines[PEN_LINES_MAX];
    size_t chosen = 0, count, room_for;
    pen_type type = {.font = FONT_UI_BOLD, .colour = ink};
    for (;; chosen++) {
        type.size = SETTINGS[chosen].size;
        float room = box.width - TEXT_X - THEME_MARGIN - (chosen ? HINT_WIDTH : 0);
        count = pen_wrap(&p, &type, s->question->text, room, lines);
        room_for = SETTINGS[chosen].lines + (chosen ? (size_t)(higher / (SETTINGS[chosen].pitch - 12)) : 0);
        if (count <= room_for || chosen + 1 == sizeof SETTINGS / sizeof *SETTINGS)
            break;
    }
    float top = box.y + (count < room_for ? higher / 2 : 0);
    for (size_t i = 0; i < count && i < room_for; i++)
        pen_text_part(&p, box.x + TEXT_X, top + SETTINGS[chosen].first + SETTINGS[chosen].pitch * (float)i,
                      &type, lines[i].text, lines[i].length);
    hints_draw(&p, &box, count == 1 && box.width >= NARROW, keys);
}
