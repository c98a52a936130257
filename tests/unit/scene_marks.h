/* A picture with every mark of the visual language, drawn by hand: what the raster is looked at and
 * tested with. Positions are those of a 1920 x 1080 stage. */
#ifndef OURO_TESTS_UNIT_SCENE_MARKS_H
#define OURO_TESTS_UNIT_SCENE_MARKS_H

#include "render/scene/theme.h"

typedef struct marks_object {
    const char *label, *type, *badge;
    theme_role state;
    float width, border_px;
    frame_dash dash;
    const char *mark, *delta, *copy; /* copy: the collector's */
    bool copy_changing, dead, selected, dim;
    theme_role cordon; /* 0: none */
    const char *tabs[2];
    const char *value;
} marks_object;

typedef struct marks_stage {
    frame *f;
    const theme *t;
    const frame_ruler *ruler;
} marks_stage;

static frame_colour marks_colour(const marks_stage *s, theme_role role)
{
    return theme_colour(s->t, role);
}

static void marks_text(const marks_stage *s, float x, float y, const char *text, float size,
                       frame_font font, frame_colour colour, frame_align align)
{
    frame_text(s->f, (draw_text){.x = x,
                                 .y = y,
                                 .size_px = size,
                                 .font = font,
                                 .align = align,
                                 .colour = colour,
                                 .text = text});
}

static void marks_line(const marks_stage *s, frame_point a, frame_point b, frame_colour colour,
                       float width, frame_dash dash)
{
    draw_curve line = frame_straight(a, b);
    line.colour = colour;
    line.width_px = width;
    line.dash = dash;
    frame_curve(s->f, line);
}

static void marks_tabs(const marks_stage *s, const marks_object *o, float x, float y, float h)
{
    float at = x + 16;
    for (int i = 0; i < 2 && o->tabs[i]; i++) {
        frame_font font = o->tabs[i][0] == '_' ? FONT_MONO : FONT_UI;
        float width = frame_text_width(s->ruler, font, THEME_TYPE_SMALL, o->tabs[i]) + 20;
        frame_round(s->f, (draw_round){.x = at,
                                       .y = y + h - 14,
                                       .width = width,
                                       .height = 50,
                                       .radius = THEME_RADIUS_MARK,
                                       .fill = marks_colour(s, THEME_SURFACE),
                                       .border = marks_colour(s, o->state),
                                       .border_px = THEME_STROKE_RULE});
        marks_text(s, at + 10, y + h + (font == FONT_MONO ? 22.0F : 26.0F), o->tabs[i],
                   THEME_TYPE_SMALL, font, marks_colour(s, THEME_SECONDARY), ALIGN_LEFT);
        at += width + THEME_UNIT;
    }
}

static void marks_contours(const marks_stage *s, const marks_object *o, float x, float y, float h)
{
    if (o->cordon)
        frame_round(s->f, (draw_round){.x = x - THEME_TENTATIVE_OUTSET,
                                       .y = y - THEME_TENTATIVE_OUTSET,
                                       .width = o->width + 2 * THEME_TENTATIVE_OUTSET,
                                       .height = h + 2 * THEME_TENTATIVE_OUTSET,
                                       .radius = 26,
                                       .border = marks_colour(s, o->cordon),
                                       .border_px = THEME_STROKE,
                                       .dash = o->cordon == THEME_GARBAGE ? THEME_DASH_TENTATIVE
                                                                          : (frame_dash){0}});
    if (o->selected)
        frame_round(s->f, (draw_round){.x = x - THEME_SELECTED_OUTSET,
                                       .y = y - THEME_SELECTED_OUTSET,
                                       .width = o->width + 2 * THEME_SELECTED_OUTSET,
                                       .height = h + 2 * THEME_SELECTED_OUTSET,
                                       .radius = 26,
                                       .border = marks_colour(s, THEME_LIVE),
                                       .border_px = THEME_STROKE});
}

static void marks_box(const marks_stage *s, const marks_object *o, float x, float y, float h)
{
    frame_colour line = marks_colour(s, o->dead ? THEME_SECONDARY : o->state);
    frame_colour fill = o->dead ? marks_colour(s, THEME_BACKGROUND) : theme_fill(s->t, o->state);
    theme_role ink_role = o->dead ? THEME_SECONDARY : THEME_TEXT;
    frame_colour ink = marks_colour(s, ink_role);
    if (o->dim) {
        fill = theme_mix(fill, marks_colour(s, THEME_BACKGROUND), 50);
        line = theme_dim_line(s->t, line);
        ink = theme_dim_text(s->t, ink_role);
    }
    frame_round(s->f, (draw_round){.x = x,
                                   .y = y,
                                   .width = o->width,
                                   .height = h,
                                   .radius = THEME_RADIUS_OBJECT,
                                   .fill = fill,
                                   .border = line,
                                   .border_px = o->border_px,
                                   .dash = o->dash});
    frame_text(s->f, (draw_text){.x = x + THEME_OBJECT_INSET,
                                 .y = y + 46,
                                 .size_px = THEME_TYPE_OBJECT,
                                 .font = FONT_UI_BOLD,
                                 .colour = ink,
                                 .strike_px = o->dead ? 3 : 0,
                                 .text = o->type});
    float row = y + THEME_OBJECT_HEADER;
    if (o->dead) {
        marks_text(s, x + THEME_OBJECT_INSET, row + 33, "del x, line 7", THEME_TYPE_CELL, FONT_UI,
                   marks_colour(s, THEME_DYING), ALIGN_LEFT);
        return;
    }
    marks_text(s, x + THEME_OBJECT_INSET, row + (o->value ? 33 : 35), o->value ? o->value : "next",
               THEME_TYPE_CELL, FONT_MONO, ink, ALIGN_LEFT);
    if (o->value)
        return;
    frame_colour rule = theme_mix(marks_colour(s, o->state), fill, 68);
    marks_line(s, (frame_point){x + o->border_px, row},
               (frame_point){x + o->width - o->border_px, row},
               o->dim ? theme_dim_line(s->t, rule) : rule, THEME_STROKE_RULE, (frame_dash){0});
    frame_colour port = marks_colour(s, THEME_ARROW);
    frame_round(s->f, frame_disc((frame_point){x + o->width - THEME_PORT_INSET, row + 24},
                                 THEME_PORT_RADIUS, o->dim ? theme_dim_line(s->t, port) : port));
}

static void marks_delta(const marks_stage *s, const marks_object *o, float left, float y)
{
    float width = frame_text_width(s->ruler, FONT_UI_BOLD, THEME_TYPE_CODE, o->delta) + 22;
    draw_round pill = {.x = left - width,
                       .y = y - 36,
                       .width = width + 36,
                       .height = THEME_DELTA_HEIGHT,
                       .radius = THEME_DELTA_HEIGHT / 2,
                       .fill = theme_delta(s->t, o->state)};
    draw_round halo = {.x = pill.x - THEME_HALO,
                       .y = pill.y - THEME_HALO,
                       .width = width + 40,
                       .height = THEME_DELTA_HEIGHT + 2 * THEME_HALO,
                       .radius = THEME_DELTA_HEIGHT / 2,
                       .fill = marks_colour(s, THEME_BACKGROUND)};
    frame_round(s->f, halo);
    frame_round(s->f, pill);
    marks_text(s, left - width / 2 + 4, y - 1, o->delta, THEME_TYPE_CODE, FONT_UI_BOLD,
               marks_colour(s, THEME_TEXT), ALIGN_CENTRE);
}

static void marks_copy(const marks_stage *s, const marks_object *o, float left, float y)
{
    frame_colour surface = marks_colour(s, THEME_SURFACE);
    frame_colour changed = marks_colour(s, THEME_CHANGED);
    theme_role quiet = o->copy[0] == '0' ? THEME_GARBAGE : THEME_LIVE;
    float side = THEME_GC_REFS_SIDE, x = left - THEME_GC_REFS_GAP - side;
    frame_round(s->f, (draw_round){.x = x - THEME_HALO,
                                   .y = y - 38 - THEME_HALO,
                                   .width = side + 2 * THEME_HALO,
                                   .height = side + 2 * THEME_HALO,
                                   .radius = THEME_RADIUS_MARK + THEME_HALO,
                                   .fill = marks_colour(s, THEME_BACKGROUND)});
    frame_round(s->f,
                (draw_round){.x = x,
                             .y = y - 38,
                             .width = side,
                             .height = side,
                             .radius = THEME_RADIUS_MARK,
                             .fill = o->copy_changing ? theme_mix(surface, changed, 30) : surface,
                             .border = o->copy_changing ? changed : marks_colour(s, quiet),
                             .border_px = o->copy_changing ? 6 : 4});
    marks_text(s, x + side / 2, y + 8, o->copy, THEME_TYPE_COUNT, FONT_MONO_BOLD,
               marks_colour(s, THEME_TEXT), ALIGN_CENTRE);
}

static void marks_badge(const marks_stage *s, const marks_object *o, float x, float y)
{
    frame_colour back = marks_colour(s, THEME_BACKGROUND), fill = marks_colour(s, o->state);
    frame_colour ink = o->dead ? marks_colour(s, THEME_SECONDARY) : theme_ink(s->t, o->state);
    if (o->dim) {
        fill = theme_dim_badge(s->t, o->state);
        ink = marks_colour(s, THEME_INK_DIMMED);
    }
    frame_point centre = {x + o->width - THEME_BADGE_RIGHT, y - THEME_BADGE_TOP};
    frame_round(s->f, frame_disc(centre, THEME_BADGE_RADIUS + THEME_HALO, back));
    draw_round disc = frame_disc(centre, THEME_BADGE_RADIUS, o->dead ? back : fill);
    if (o->dead) {
        disc.border = marks_colour(s, THEME_SECONDARY);
        disc.border_px = THEME_STROKE_QUIET;
    }
    frame_round(s->f, disc);
    marks_text(s, centre.x, centre.y + THEME_BASELINE * THEME_TYPE_COUNT, o->badge,
               THEME_TYPE_COUNT, FONT_UI_BOLD, ink, ALIGN_CENTRE);
}

static void marks_mark(const marks_stage *s, const marks_object *o, float x, float y)
{
    draw_round halo = {.x = x - 30,
                       .y = y - 26,
                       .width = THEME_MARK_SIDE + 8,
                       .height = THEME_MARK_SIDE + 8,
                       .radius = THEME_RADIUS_OBJECT,
                       .fill = marks_colour(s, THEME_BACKGROUND)};
    draw_round square = {.x = x - 26,
                         .y = y - 22,
                         .width = THEME_MARK_SIDE,
                         .height = THEME_MARK_SIDE,
                         .radius = THEME_RADIUS_MARK,
                         .fill = marks_colour(s, o->state)};
    frame_round(s->f, halo);
    frame_round(s->f, square);
    marks_text(s, x - 4, y + 12.5F, o->mark, THEME_TYPE_CODE, FONT_UI_BOLD,
               theme_ink(s->t, o->state), ALIGN_CENTRE);
}

static void marks_object_draw(const marks_stage *s, const marks_object *o, float x, float y)
{
    float h = THEME_OBJECT_HEADER + THEME_OBJECT_ROW + THEME_OBJECT_FOOT;
    marks_contours(s, o, x, y, h);
    marks_tabs(s, o, x, y, h);
    marks_box(s, o, x, y, h);
    float left = x + o->width - THEME_BADGE_RIGHT - THEME_BADGE_RADIUS;
    if (o->delta)
        marks_delta(s, o, left, y - THEME_BADGE_TOP);
    if (o->copy)
        marks_copy(s, o, left, y - THEME_BADGE_TOP);
    marks_badge(s, o, x, y);
    if (o->mark)
        marks_mark(s, o, x, y);
    if (!o->tabs[0])
        marks_text(s, x, y + h + 54, o->label, THEME_TYPE_FRAME, FONT_UI,
                   marks_colour(s, THEME_SECONDARY), ALIGN_LEFT);
}

#define MARKS_PLAIN .type = "Node", .width = 240, .state = THEME_LIVE, .border_px = 4
#define MARKS_NEW .type = "Node", .width = 240, .state = THEME_NEW, .border_px = 6, .badge = "1"
#define MARKS_GARBAGE                                                     \
    .type = "Node", .width = 240, .state = THEME_GARBAGE, .border_px = 6, \
    .dash = THEME_DASH_GARBAGE, .badge = "1"

static void marks_objects(const marks_stage *s)
{
    const marks_object OBJECTS[] = {
        {MARKS_PLAIN, .label = "live", .badge = "2"},
        {MARKS_NEW, .label = "new", .mark = "+"},
        {.label = "changed",
         .type = "Node",
         .badge = "3",
         .state = THEME_CHANGED,
         .width = 240,
         .border_px = 6,
         .delta = "+1"},
        {.label = "dying",
         .type = "Node",
         .badge = "0",
         .state = THEME_DYING,
         .width = 240,
         .border_px = 6,
         .dash = THEME_DASH_DYING,
         .mark = "×",
         .delta = "−1"},
        {.label = "dead, for one step",
         .type = "Node",
         .badge = "0",
         .width = 240,
         .border_px = 3,
         .dash = THEME_DASH_TOMBSTONE,
         .dead = true},
        {MARKS_GARBAGE, .label = "unreachable", .mark = "?"},
        {MARKS_GARBAGE, .label = "set apart", .copy = "0", .cordon = THEME_GARBAGE},
        {MARKS_PLAIN, .label = "rescued", .badge = "1", .copy = "1", .copy_changing = true,
         .cordon = THEME_NEW},
        {MARKS_NEW, .label = "resurrected", .mark = "↺"},
        {.label = "immortal",
         .type = "str",
         .badge = "∞",
         .state = THEME_IMMORTAL,
         .width = 240,
         .border_px = 4,
         .value = "''"},
        {MARKS_PLAIN, .label = "selected", .badge = "2", .selected = true},
        {MARKS_PLAIN, .label = "dimmed", .badge = "2", .dim = true},
        {MARKS_PLAIN, .label = "collecting", .badge = "2", .copy = "1"},
        {.label = "tabs",
         .type = "Node",
         .badge = "1",
         .state = THEME_LIVE,
         .width = 272,
         .border_px = 4,
         .tabs = {"gen 1", "weak 2"}},
        {MARKS_PLAIN, .label = "__del__", .badge = "1", .tabs = {"__del__"}},
    };
    for (size_t i = 0; i < sizeof OBJECTS / sizeof *OBJECTS; i++)
        marks_object_draw(s, &OBJECTS[i], 72 + (float)(i % 5) * 372, 176 + (float)(i / 5) * 236);
}

/* A level arrow; an open head has no fill. */
static void marks_arrow(const marks_stage *s, float x0, float x1, float y, frame_colour colour,
                        float width, frame_dash dash, bool open)
{
    float head = width > 4 ? THEME_ARROW_HEAD_STRONG : THEME_ARROW_HEAD, half = head * 0.42F;
    frame_point tip = {x1, y}, upper = {x1 - head, y - half}, lower = {x1 - head, y + half};
    marks_line(s, (frame_point){x0, y}, (frame_point){open ? x1 : x1 - head + 2, y}, colour, width,
               dash);
    if (open) {
        marks_line(s, upper, tip, colour, width, (frame_dash){0});
        marks_line(s, lower, tip, colour, width, (frame_dash){0});
    } else {
        frame_triangle(s->f, (draw_triangle){.points = {tip, upper, lower}, .fill = colour});
    }
}

static void marks_arrows(const marks_stage *s, float y)
{
    frame_colour arrow = marks_colour(s, THEME_ARROW), weak = marks_colour(s, THEME_SECONDARY);
    frame_colour letting =
        theme_mix(marks_colour(s, THEME_CHANGED), marks_colour(s, THEME_BACKGROUND), 20);
    marks_arrow(s, 72, 330, y, arrow, 4, (frame_dash){0}, false);
    frame_round(s->f, frame_disc((frame_point){72, y}, 8, arrow));
    marks_arrow(s, 430, 690, y, weak, 4, THEME_DASH_WEAK, true);
    draw_round port = frame_disc((frame_point){430, y}, 10, marks_colour(s, THEME_SURFACE));
    port.border = weak;
    port.border_px = 4;
    frame_round(s->f, port);
    marks_arrow(s, 820, 1080, y, marks_colour(s, THEME_NEW), 6, (frame_dash){0}, false);
    frame_round(s->f, frame_disc((frame_point){820, y}, 8, marks_colour(s, THEME_NEW)));
    marks_arrow(s, 1170, 1430, y, letting, 4, THEME_DASH_LETTING_GO, false);
}

static void marks_name(const marks_stage *s, float x, float y, const char *name, bool gone)
{
    frame_colour line = marks_colour(s, gone ? THEME_SECONDARY : THEME_ARROW);
    frame_round(s->f, (draw_round){.x = x,
                                   .y = y,
                                   .width = 158,
                                   .height = THEME_NAME_HEIGHT,
                                   .radius = THEME_RADIUS_TAG,
                                   .fill = marks_colour(s, gone ? THEME_BACKGROUND : THEME_SURFACE),
                                   .border = line,
                                   .border_px = THEME_STROKE_QUIET,
                                   .dash = gone ? THEME_DASH_TOMBSTONE : (frame_dash){0}});
    frame_text(s->f, (draw_text){.x = x + 16,
                                 .y = y + 41,
                                 .size_px = THEME_TYPE_OBJECT,
                                 .font = FONT_MONO,
                                 .colour = gone ? line : marks_colour(s, THEME_TEXT),
                                 .strike_px = gone ? 4 : 0,
                                 .text = name});
    if (!gone)
        frame_round(s->f, frame_disc((frame_point){x + 136, y + 28}, THEME_PORT_RADIUS, line));
}

static void scene_marks(frame *f, const theme *t, const frame_ruler *ruler)
{
    marks_stage s = {.f = f, .t = t, .ruler = ruler};
    frame_begin(f, 1920, 1080, theme_colour(t, THEME_BACKGROUND));
    marks_text(&s, THEME_MARGIN, 68, "Every mark on the stage", THEME_TYPE_TITLE, FONT_UI_BOLD,
               marks_colour(&s, THEME_TEXT), ALIGN_LEFT);
    marks_objects(&s);
    frame_rect(
        f, (draw_rect){
               .y = 860, .width = 1920, .height = 220, .fill = marks_colour(&s, THEME_SURFACE)});
    frame_rect(f, (draw_rect){.y = 860,
                              .width = 1920,
                              .height = THEME_STROKE_RULE,
                              .fill = marks_colour(&s, THEME_RULE)});
    marks_arrows(&s, 924);
    marks_name(&s, 1516, 896, "a", false);
    marks_name(&s, 1706, 896, "b", true);
    static const struct {
        float x;
        const char *text;
    } LABELS[] = {{72, "strong"},  {430, "weak, never counted"}, {820, "new"}, {1170, "letting go"},
                  {1516, "names"}, {1706, "after del"}};
    for (size_t i = 0; i < sizeof LABELS / sizeof *LABELS; i++)
        marks_text(&s, LABELS[i].x, 996, LABELS[i].text, THEME_TYPE_FRAME, FONT_UI,
                   marks_colour(&s, THEME_SECONDARY), ALIGN_LEFT);
}

#endif
