#include "render/scene/panels.h"

#include <math.h>
#include <string.h>

/* A report: its name, as many rows as there is room for, and the sum. */

enum {
    COMPACT_BELOW = 500,
    TITLE_BASELINE = 50,
    FIRST = 72,       /* of the rows, below the top, */
    PITCH = 48,
    FOOT = 60,        /* and what the sum takes */
    HEADS = 40,       /* a line of headings, where the title leaves no room beside it */
    FIGURE_GAP = 26, /* well more than between the threes of a number's digits */
    NARROW_GAP = 22,
    BAR_HEIGHT = 20,
    NAME_PERCENT = 42, /* of a row with a bar; */
    NAME_PERCENT_MOST = 58, /* long names may take so much */
    NAME_LEAST = 26,
    STACKED = 84,     /* a row in two lines: the name above its figures */
    FOLLOWING = 36,   /* a further line of a name that has a row to itself */
    LINES_MOST = 3
};

typedef struct table {
    const scene *s;
    const reported *r;
    pen *p;
    bool compact;
    bool stacked; /* names need the whole width */
    pen_box box; /* without the padding at both sides */
    float column[REPORTED_FIGURES], figures, names, name_size; /* how wide each column is, and all with their gaps; 0: none */
} table;

static float figure_size(const table *t)
{
    return t->compact ? THEME_TYPE_CELL : THEME_TYPE_CODE;
}

static float figure_gap(const table *t)
{
    return t->compact ? NARROW_GAP : FIGURE_GAP;
}

/* A column is as wide as what stands in it, so that names keep the rest. The first one's heading may reach
 * over the names: no name stands beside it. */
static void columns_measure(table *t)
{
    bool first = true;
    for (size_t i = 0; i < REPORTED_FIGURES; i++) {
        float width = 0;
        for (uint32_t k = 0; k < t->r->count; k++)
            if (t->r->rows[k].figures[i])
                width = fmaxf(width, pen_width(t->p, FONT_UI_BOLD, figure_size(t), t->r->rows[k].figures[i]));
        if (width <= 0)
            continue;
        if (!first && t->r->heads[i])
            width = fmaxf(width, pen_width(t->p, FONT_UI, THEME_TYPE_SMALL, t->r->heads[i]));
        t->column[i] = width;
        t->figures += width + figure_gap(t);
        first = false;
    }
}

/* Bars begin behind the longest name in sight, within bounds. */
static float names_width(const table *t)
{
    float width = t->box.width * NAME_PERCENT / 100, most = t->box.width * NAME_PERCENT_MOST / 100;
    uint32_t in_sight = (uint32_t)(t->box.height / PITCH);
    for (uint32_t i = 0; i < t->r->count && i < in_sight; i++)
        width = fmaxf(width, pen_width(t->p, FONT_MONO_BOLD, THEME_TYPE_CELL, t->r->rows[i].name) + 12);
    return fminf(width, most);
}

/* A name is not cut to make room for its figures: that would cut the number off that tells objects apart. The
 * lines of a program are told apart by their beginnings. */
static bool names_are_cut(const table *t)
{
    uint32_t in_sight = (uint32_t)(t->box.height / PITCH);
    for (uint32_t i = 0; t->figures > 0 && t->r->kind != PANE_PROFILE && i < t->r->count && i < in_sight; i++)
        if (pen_width(t->p, FONT_MONO, THEME_TYPE_CELL * 0.9F, t->r->rows[i].name) > t->box.width - t->figures)
            return true;
    return false;
}

/* From the right edge to the left. */
static void figures_draw(const table *t, const char *const figures[], float baseline, const pen_type *type)
{
    float right = t->box.x + t->box.width;
    pen_type own = *type;
    own.align = ALIGN_RIGHT;
    for (size_t i = REPORTED_FIGURES; i-- > 0;) {
        if (t->column[i] <= 0)
            continue;
        if (figures[i])
            pen_text(t->p, right, baseline, &own, figures[i]);
        right -= t->column[i] + figure_gap(t);
    }
}

static float heads_width(const table *t)
{
    float width = 0;
    for (size_t i = 0; i < REPORTED_FIGURES; i++)
        if (t->column[i] > 0 && t->r->heads[i])
            width += fmaxf(t->column[i], pen_width(t->p, FONT_UI, THEME_TYPE_SMALL, t->r->heads[i])) + figure_gap(t);
    return width;
}

/* The title, the columns' headings beside or below it, the line under both. Returns where the rows begin. */
static float heading_draw(const table *t)
{
    pen_type type = {.font = FONT_UI_BOLD,
                     .size = THEME_TYPE_OBJECT,
                     .colour = pen_colour(t->p, THEME_TEXT),
                     .limit = t->box.width};
    float baseline = t->box.y + TITLE_BASELINE, first = FIRST, heads = heads_width(t);
    float taken = pen_text(t->p, t->box.x, baseline, &type, t->r->title);
    type = (pen_type){.font = FONT_UI, .size = THEME_TYPE_SMALL, .colour = pen_colour(t->p, THEME_SECONDARY)};
    if (heads > 0 && taken + heads > t->box.width) {
        first += HEADS;
        baseline += HEADS;
    }
    if (heads > 0)
        figures_draw(t, t->r->heads, baseline, &type);
    pen_rect(t->p, (pen_box){t->box.x, t->box.y + first - 4, t->box.width, THEME_STROKE_RULE},
             pen_colour(t->p, THEME_RULE));
    return t->box.y + first;
}

/* The part of the run that it lived; a hatched end is none: what has ended is pale. */
static void bar_draw(const table *t, const reported_row *row, float y)
{
    float left = t->box.x + t->names, width = t->box.x + t->box.width - left;
    float from = left + width * row->from, to = left + width * fminf(row->to, t->r->here);
    frame_colour colour = pen_colour(t->p, row->gone ? THEME_DYING : THEME_LIVE);
    pen_rect(t->p, (pen_box){left, y + PITCH / 2.0F - 1, width, THEME_STROKE_RULE}, pen_colour(t->p, THEME_RULE));
    pen_box bar = {from, y + (PITCH - BAR_HEIGHT) / 2.0F, fmaxf(6, to - from), BAR_HEIGHT};
    pen_rect(t->p, bar, row->gone ? theme_mix(colour, pen_colour(t->p, THEME_SURFACE), 60) : colour);
    if (!row->gone)
        return;
    bar = (pen_box){bar.x + bar.width - THEME_STROKE, y + 8, THEME_STROKE, PITCH - 16};
    pen_rect(t->p, bar, colour); /* the end that it came to */
}

static float name_room(const table *t, const reported_row *row)
{
    return row->to > 0 ? t->names - 12 : t->stacked ? t->box.width : t->box.width - t->figures;
}

/* One size for all names: the largest in which the longest in sight has room. */
static float names_size(const table *t)
{
    float size = THEME_TYPE_CELL;
    uint32_t in_sight = (uint32_t)(t->box.height / PITCH);
    for (uint32_t i = 0; i < t->r->count && i < in_sight; i++) {
        pen_type type = {.font = FONT_MONO, .size = size, .limit = name_room(t, &t->r->rows[i])};
        size = pen_size_for(t->p, &type, t->r->rows[i].name, NAME_LEAST);
    }
    return size;
}

static float row_pitch(const table *t)
{
    return t->stacked ? STACKED : PITCH;
}

/* A name without figures goes on in further lines, as far to the right as it begins and a little more. Returns
 * how many lines that are; 1: it has room. */
static size_t name_lines(const table *t, const reported_row *row, pen_line_of_text lines[PEN_LINES_MAX], float *left)
{
    pen_type type = {.font = FONT_MONO, .size = t->name_size};
    size_t leading = strspn(row->name, " ");
    *left = pen_width_part(t->p, &type, row->name, leading);
    if (t->figures > 0 || row->to > 0 || pen_width(t->p, type.font, type.size, row->name) <= t->box.width)
        return 1;
    size_t count = pen_wrap(t->p, &type, row->name + leading, t->box.width - *left - t->name_size, lines);
    return count < LINES_MOST ? count : LINES_MOST;
}

static float row_height(const table *t, const reported_row *row)
{
    pen_line_of_text lines[PEN_LINES_MAX];
    float left;
    return row_pitch(t) + FOLLOWING * (float)(name_lines(t, row, lines, &left) - 1);
}

static void name_draw(const table *t, const reported_row *row, float baseline, const pen_type *type)
{
    pen_line_of_text lines[PEN_LINES_MAX];
    float left;
    size_t count = name_lines(t, row, lines, &left);
    if (count == 1)
        pen_text(t->p, t->box.x, baseline, type, row->name);
    for (size_t i = 0; count > 1 && i < count; i++) {
        float in = left + (i ? t->name_size : 0);
        pen_type own = *type;
        own.limit = t->box.width - in;
        bool rest = i + 1 == count;
        pen_text_part(t->p, t->box.x + in, baseline + FOLLOWING * (float)i, &own, lines[i].text,
                      rest ? strlen(lines[i].text) : lines[i].length);
    }
}

static void row_draw(const table *t, const reported_row *row, float y)
{
    float baseline = y + PITCH / 2.0F + THEME_TYPE_CODE * THEME_BASELINE;
    if (row->now)
        pen_rect(t->p, (pen_box){t->box.x - 20, y + 1, t->box.width + 40, row_height(t, row) - 2},
                 pen_colour(t->p, THEME_HIGHLIGHT));
    pen_type type = {.font = row->now ? FONT_MONO_BOLD : FONT_MONO,
                     .size = t->name_size,
                     .colour = pen_colour(t->p, THEME_TEXT),
                     .limit = name_room(t, row)};
    name_draw(t, row, baseline, &type);
    if (row->to > 0)
        bar_draw(t, row, y);
    else
        figures_draw(t, row->figures, baseline + row_pitch(t) - PITCH,
                     &(pen_type){.font = FONT_UI_BOLD,
                                 .size = figure_size(t),
                                 .colour = pen_colour(t->p, THEME_TEXT)});
}

static void line_draw(const table *t, float baseline, const char *text)
{
    pen_text(t->p, t->box.x, baseline,
             &(pen_type){.font = FONT_UI,
                         .size = THEME_TYPE_CELL,
                         .colour = pen_colour(t->p, THEME_SECONDARY),
                         .limit = t->box.width},
             text);
}

/* How many rows have room, with the line that counts the rest if there is one. */
static uint32_t rows_shown(const table *t, float room)
{
    float all = 0;
    uint32_t shown = 0;
    for (uint32_t i = 0; i < t->r->count; i++) {
        all += row_height(t, &t->r->rows[i]);
        if (all + PITCH <= room)
            shown = i + 1;
    }
    return t->r->more || all > room ? shown : t->r->count;
}

static void rows_draw(const table *t, float top, float bottom)
{
    uint32_t shown = rows_shown(t, bottom - top), all = t->r->count + t->r->more;
    float y = top;
    for (uint32_t i = 0; i < shown; i++) {
        t->p->id = scene_id(SCENE_REPORT, (uint32_t)t->r->kind, i + 1);
        row_draw(t, &t->r->rows[i], y);
        y += row_height(t, &t->r->rows[i]);
    }
    if (all > shown && y + PITCH <= bottom) {
        char text[40];
        tongue_write(t->p->words, text, sizeof text, SAY_MORE, TELL({.number = all - shown}));
        line_draw(t, y + PITCH * 0.5F + THEME_TYPE_CELL * THEME_BASELINE, text);
    }
}

void panel_report_draw(const scene *s, pen p, pen_box box)
{
    bool compact = box.width < COMPACT_BELOW;
    float padding = compact ? 24 : THEME_PANE_PADDING;
    table t = {.s = s,
               .r = s->reported,
               .p = &p,
               .compact = compact,
               .box = {box.x + padding, box.y, box.width - 2 * padding, box.height}};
    p.id = scene_id(SCENE_REPORT, (uint32_t)t.r->kind, 0);
    columns_measure(&t);
    t.stacked = names_are_cut(&t);
    t.names = names_width(&t);
    t.name_size = names_size(&t);
    float top = heading_draw(&t);
    if (!t.r->count) {
        line_draw(&t, top + 44, t.r->empty);
        return;
    }
    float bottom = box.y + box.height - (t.r->foot ? FOOT : 12);
    rows_draw(&t, top, bottom);
    if (!t.r->foot)
        return;
    p.id = scene_id(SCENE_REPORT, (uint32_t)t.r->kind, 0xFFFF);
    pen_rect(&p, (pen_box){t.box.x, bottom + 4, t.box.width, THEME_STROKE_RULE}, pen_colour(&p, THEME_RULE));
    line_draw(&t, bottom + 42, t.r->foot);
}
