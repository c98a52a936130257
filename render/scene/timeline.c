#include "render/scene/timeline.h"

#include "render/scene/pen.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    NARROW = 1440, /* no picture is narrower: then it is taller */
    LINE = 52,     /* of the heading */
    LEFT = 250,  /* of the plot: the numbers stand left of it */
    TOP = 296,
    FOOT = 136,
    RULES = 4, /* parts of the scale */
    TICK = 14,
    NUMBER_PITCH = 64 /* steps' numbers are at least so far apart */
};

typedef struct plot {
    pen *p;
    const memory_profile *profile;
    pen_box area;
    uint64_t top; /* of the scale */
} plot;

static float x_of(const plot *t, double line)
{
    uint32_t lines = t->profile->curve.line_count;
    return t->area.x + (lines ? (float)(line / lines) * t->area.width : 0);
}

static float y_of(const plot *t, uint64_t bytes)
{
    float part = t->top ? (float)((double)bytes / (double)t->top) : 0;
    return t->area.y + t->area.height * (1 - part);
}

/* --- The scales ------------------------------------------------------------------------------------------ */

static void bytes_draw(const plot *t)
{
    char text[40];
    for (uint32_t i = 0; i <= RULES; i++) {
        uint64_t bytes = t->top / RULES * i;
        float y = y_of(t, bytes);
        bool ground = i == 0;
        if (t->top % RULES && !ground && i < RULES)
            continue; /* no number to tell */
        pen_type type = {.font = FONT_UI,
                         .size = THEME_TYPE_CODE,
                         .colour = pen_colour(t->p, THEME_SECONDARY),
                         .align = ALIGN_RIGHT,
                         .limit = LEFT - THEME_MARGIN - 24};
        pen_number(text, sizeof text, i == RULES ? t->top : bytes);
        if (i == RULES)
            y = t->area.y;
        pen_rect(t->p, (pen_box){t->area.x, y - 1, t->area.width, ground ? THEME_STROKE_QUIET : THEME_STROKE_RULE},
                 pen_colour(t->p, ground ? THEME_SECONDARY : THEME_RULE));
        pen_text(t->p, t->area.x - 24, y + THEME_TYPE_CODE * THEME_BASELINE, &type, text);
    }
}

/* Where step `k` of the curve begins, and the next that runs; false: no line of it runs. */
static bool step_place(const plot *t, uint32_t k, float *from, float *to)
{
    const memory_curve *c = &t->profile->curve;
    uint32_t end = k + 1 < c->step_count ? c->step_first[k + 1] : c->line_count;
    *from = x_of(t, c->step_first[k]);
    *to = x_of(t, end);
    return end > c->step_first[k];
}

static void ticks_draw(const plot *t)
{
    float from, to, bottom = t->area.y + t->area.height;
    for (uint32_t k = 0; k < t->profile->curve.step_count; k++)
        if (step_place(t, k, &from, &to))
            pen_rect(t->p, (pen_box){from - 1, bottom, THEME_STROKE_RULE, TICK}, pen_colour(t->p, THEME_SECONDARY));
}

/* Numbers of the steps that take long; of those that are all short, as many as there is room for. */
static void steps_draw(const plot *t, uint32_t first_step)
{
    float from, to, free_from = t->area.x, line = t->area.y + t->area.height + TICK + THEME_TYPE_CODE;
    pen_type type = {.font = FONT_UI, .size = THEME_TYPE_CODE, .colour = pen_colour(t->p, THEME_SECONDARY)};
    bool long_ones = false;
    for (uint32_t k = 0; k < t->profile->curve.step_count; k++)
        long_ones = long_ones || (step_place(t, k, &from, &to) && to - from >= NUMBER_PITCH);
    for (uint32_t k = 0; k < t->profile->curve.step_count; k++) {
        char text[16];
        if (!step_place(t, k, &from, &to) || from < free_from || (long_ones && to - from < NUMBER_PITCH))
            continue;
        snprintf(text, sizeof text, "%" PRIu32, first_step + k);
        free_from = from + fmaxf(NUMBER_PITCH, pen_text(t->p, from, line, &type, text) + 24);
    }
    type.align = ALIGN_RIGHT;
    pen_text(t->p, t->area.x - 24, line, &type, "step");
    ticks_draw(t);
}

/* --- The curves --------------------------------------------------------------------------------------------- */

/* A stair: flat while lines run, then up or down to the next ones. */
static void area_draw(const plot *t)
{
    const memory_curve *c = &t->profile->curve;
    frame_colour live = pen_colour(t->p, THEME_LIVE), ground = pen_colour(t->p, THEME_BACKGROUND);
    float bottom = t->area.y + t->area.height, before = bottom;
    for (uint32_t i = 0; i < c->count; i++) {
        double first = (double)i * c->lines_per_place, end = first + c->lines_per_place;
        float x = x_of(t, first), to = x_of(t, end < c->line_count ? end : c->line_count), y = y_of(t, c->bytes[i]);
        pen_rect(t->p, (pen_box){x, y, to - x, bottom - y}, theme_mix(live, ground, 76));
        pen_rect(t->p, (pen_box){x, y - 2, to - x, THEME_STROKE}, live);
        if (i)
            pen_rect(t->p, (pen_box){x - 2, fminf(y, before) - 2, THEME_STROKE, fabsf(y - before) + THEME_STROKE}, live);
        before = y;
    }
}

static void large_draw(const plot *t)
{
    const memory_curve *c = &t->profile->curve;
    frame_colour colour = pen_colour(t->p, THEME_DYING);
    float before = y_of(t, c->count ? c->large_bytes[0] : 0);
    for (uint32_t i = 0; i < c->count; i++) {
        double first = (double)i * c->lines_per_place, end = first + c->lines_per_place;
        float x = x_of(t, first), to = x_of(t, end < c->line_count ? end : c->line_count);
        float y = y_of(t, c->large_bytes[i]);
        pen_rect(t->p, (pen_box){x, y - 1, to - x, THEME_STROKE_QUIET}, colour);
        if (y != before)
            pen_rect(t->p, (pen_box){x - 1, fminf(y, before), THEME_STROKE_QUIET, fabsf(y - before)}, colour);
        before = y;
    }
}

static void place_text(char *out, size_t size, const memory_peak *peak)
{
    char number[40];
    pen_number(number, sizeof number, peak->bytes);
    if (peak->line)
        snprintf(out, size, "%s bytes: step %" PRIu32 ", line %" PRIu32, number, peak->step, peak->line);
    else
        snprintf(out, size, "%s bytes: step %" PRIu32, number, peak->step);
}

static uint32_t highest_place(const memory_curve *c)
{
    uint32_t highest = 0;
    for (uint32_t i = 1; i < c->count; i++)
        if (c->bytes[i] > c->bytes[highest])
            highest = i;
    return highest;
}

/* A dot on the curve, and a line up to the words above it. */
static void peak_draw(const plot *t)
{
    char text[112] = "peak ";
    const memory_curve *c = &t->profile->curve;
    double first = (double)highest_place(c) * c->lines_per_place;
    float x = x_of(t, fmin(first + c->lines_per_place * 0.5, c->line_count)), y = y_of(t, t->profile->peak.bytes);
    frame_colour ink = pen_colour(t->p, THEME_TEXT);
    pen_type type = {.font = FONT_UI_BOLD, .size = THEME_TYPE_COUNT, .colour = ink};
    float words = t->area.y - 56, right = t->area.x + t->area.width;
    place_text(text + 5, sizeof text - 5, &t->profile->peak);
    float width = pen_width(t->p, type.font, type.size, text);
    float at = fmaxf(t->area.x, fminf(x - width / 2, right - width));
    pen_rect(t->p, (pen_box){x - 1, words + 14, THEME_STROKE_QUIET, y - words - 14}, ink);
    pen_disc(t->p, (frame_point){x + 0.5F, y}, 12, ink);
    pen_text(t->p, at, words, &type, text);
}

/* --- The picture --------------------------------------------------------------------------------------------- */

/* Returns how much room it needs besides the usual: what large blocks hold may want a line of its own. */
static float heading_draw(pen *p, const timeline *t, float wide)
{
    static const char CURVE[] = "bytes in use, line after line", GAP[] = "    ";
    float width = wide - 2 * THEME_MARGIN, y = THEME_MARGIN + LINE;
    pen_type title = {.font = FONT_UI_BOLD,
                      .size = THEME_TYPE_TITLE,
                      .colour = pen_colour(p, THEME_TEXT),
                      .limit = width};
    pen_type small = {.font = FONT_UI, .size = THEME_TYPE_CODE, .colour = pen_colour(p, THEME_SECONDARY), .limit = width};
    pen_text(p, THEME_MARGIN, y, &title, t->title);
    y += LINE + 4;
    float used = pen_text(p, THEME_MARGIN, y, &small, CURVE);
    if (!t->profile->large_peak.bytes)
        return 0;
    char large[160] = "large blocks besides, at most ";
    size_t length = strlen(large);
    place_text(large + length, sizeof large - length, &t->profile->large_peak);
    used += pen_width(p, small.font, small.size, GAP);
    bool beside = used + pen_width(p, small.font, small.size, large) <= width;
    small.colour = pen_colour(p, THEME_DYING);
    pen_text(p, THEME_MARGIN + (beside ? used : 0), beside ? y : y + LINE, &small, large);
    return beside ? 0 : LINE;
}

void timeline_draw(const timeline *t, int32_t width_px, int32_t height_px, const theme *colours,
                   const frame_ruler *ruler, frame *f)
{
    const memory_profile *shown = t->profile;
    uint64_t large = shown->large_peak.bytes;
    float scale = fminf((float)height_px / THEME_LINES, (float)width_px / NARROW);
    float wide = (float)width_px / scale, high = (float)height_px / scale;
    pen p = {.onto = f, .colours = colours, .ruler = ruler, .scale = scale};
    frame_begin(f, width_px, height_px, theme_colour(colours, THEME_BACKGROUND));
    float top = TOP + heading_draw(&p, t, wide);
    plot plotted = {.p = &p,
                    .profile = shown,
                    .area = {LEFT, top, wide - LEFT - THEME_MARGIN, high - top - FOOT},
                    .top = memory_curve_top(shown->peak.bytes > large ? shown->peak.bytes : large)};
    bytes_draw(&plotted);
    area_draw(&plotted);
    if (large)
        large_draw(&plotted);
    steps_draw(&plotted, t->first_step);
    if (shown->curve.count)
        peak_draw(&plotted);
}
