#include "render/scene/panels.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The script, scrolled so that the line that runs is in sight. A pure function of the state: going to
 * a step and coming back shows the same lines. */

enum {
    PADDING = 8,
    COMPACT_BELOW = 500,
    NUMBER_LEFT = 38,  /* right of the triangle; */
    NUMBER_RIGHT = 78, /* line numbers end here */
    TEXT_GAP = 16,
    HANGING = 2,      /* columns that a wrapped line's rest is indented by */
    ROWS_AHEAD = 2,   /* what comes after the current line, if there is room */
    WRAPS_MAX = 64,   /* rows of one line that are drawn at all */
    BASELINE = 36,
    COLUMNS_FEW = 18,
    RANKS = 4 /* of places to break a line */
};

typedef struct code_pane {
    const scene_code *script;
    pen *p;
    pen_box box;
    float number_right;
    float size; /* of the letters */
} code_pane;

typedef struct code_row {
    uint32_t line;
    const char *text;
    size_t length;
    size_t indent; /* columns before it */
    bool first;    /* carries the line's number */
} code_row;

/* Narrow panes give line numbers only the digits that they have. */
static float number_right(const pen *p, const pen_box *box, uint32_t line_count)
{
    if (box->width >= COMPACT_BELOW)
        return NUMBER_RIGHT;
    float digit = pen_width(p, FONT_MONO, THEME_TYPE_SMALL, "0");
    return NUMBER_LEFT + digit * (line_count > 99 ? 3 : 2);
}

static size_t columns_at(const code_pane *c, float size)
{
    float column = pen_width(c->p, FONT_MONO, size, "0");
    float columns = (c->box.width - c->number_right - TEXT_GAP - PADDING) / column;
    return columns < 8 ? 8 : (size_t)columns;
}

/* In a narrow pane the whole script is rather set a little smaller than broken in more places. */
static float size_for(const code_pane *c)
{
    size_t columns = columns_at(c, THEME_TYPE_CODE);
    for (uint32_t i = 0; c->box.width < COMPACT_BELOW && i < c->script->line_count; i++)
        if (strlen(c->script->lines[i]) > columns)
            return THEME_TYPE_CELL;
    return THEME_TYPE_CODE;
}

static bool is_word(char c)
{
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

/* How well a line may be broken before byte `at`: 3 after a space, 2 after a comma or an opening bracket, 1
 * outside of words, 0 not at all. What closes never stands alone in a row, nor do the brackets of a call. */
static unsigned break_rank(const char *text, size_t at)
{
    if (strchr(")]}:, ", text[at]) || (text[at] == '(' && is_word(text[at - 1])))
        return 0;
    if (text[at - 1] == ' ')
        return 3;
    if (strchr(",([{", text[at - 1]))
        return 2;
    return !(is_word(text[at - 1]) && is_word(text[at]));
}

/* A name that has no room at all is broken between its words. */
static size_t name_part(const char *text, size_t fits)
{
    size_t cut = fits;
    while (cut > fits / 2 && text[cut - 1] != '_')
        cut--;
    return cut > fits / 2 ? cut : fits;
}

/* Bytes of `text` that take at most `columns`: broken at the best place that leaves no great gap. */
static size_t row_length(const char *text, size_t length, size_t columns)
{
    size_t at = 0, best[RANKS] = {0};
    for (size_t column = 0; column < columns && at < length; column++) {
        at = pen_next(text, length, at);
        if (at < length)
            best[break_rank(text, at)] = at;
    }
    if (at >= length)
        return length;
    for (unsigned rank = RANKS - 1; rank > 0; rank--)
        if (best[rank] * (1 + RANKS - rank) >= at)
            return best[rank];
    for (unsigned rank = RANKS - 1; rank > 0; rank--) /* rather a gap than a broken name */
        if (best[rank])
            return best[rank];
    return name_part(text, at);
}

static size_t leading_spaces(const char *text)
{
    return strspn(text, " ");
}

/* A long name is rather set further to the left than broken. */
static size_t indent_for(const char *text, size_t hanging, size_t columns)
{
    size_t word = 0;
    while (is_word(text[word]))
        word++;
    return word + hanging <= columns ? hanging : word < columns ? columns - word : 0;
}

/* The rows of one line; at least one. Where there are few columns, a level of indentation takes half as many. */
static size_t line_rows(const scene_code *script, uint32_t line, size_t columns,
                        code_row rows[WRAPS_MAX])
{
    const char *text = script->lines[line - 1];
    size_t length = strlen(text), indent = 0, count = 0, at = 0;
    size_t leading = leading_spaces(text);
    if (columns < COLUMNS_FEW) {
        at = leading;
        indent = leading = leading / 2;
    }
    if (indent > columns / 2)
        indent = columns / 2;
    size_t hanging = leading + HANGING > columns / 2 ? columns / 2 : leading + HANGING;
    do {
        if (count)
            indent = indent_for(text + at, hanging, columns);
        size_t taken = row_length(text + at, length - at, columns - indent);
        rows[count] = (code_row){.line = line,
                                   .text = text + at,
                                   .length = taken,
                                   .indent = indent,
                                   .first = count == 0};
        count++;
        at += taken;
    } while (at < length && count < WRAPS_MAX);
    return count;
}

static size_t line_height(const scene_code *script, uint32_t line, size_t columns)
{
    code_row rows[WRAPS_MAX];
    return line_rows(script, line, columns, rows);
}

/* The first line in sight: the current one with what comes after it, then as much before as fits. */
static uint32_t first_line(const scene_code *script, size_t columns, size_t rows_in_sight)
{
    uint32_t anchor = script->current ? script->current : script->first;
    if (!anchor)
        return 1;
    size_t used = line_height(script, anchor, columns);
    size_t limit = used + ROWS_AHEAD < rows_in_sight ? used + ROWS_AHEAD : rows_in_sight;
    for (uint32_t line = anchor + 1; line <= script->line_count && used < limit; line++)
        used += line_height(script, line, columns);
    if (used > limit)
        used = limit; /* a long line may be cut below */
    uint32_t top = anchor;
    while (top > 1) {
        size_t height = line_height(script, top - 1, columns);
        if (used + height > rows_in_sight)
            return top;
        used += height;
        top--;
    }
    return top;
}

static bool line_is_to_come(const scene_code *script, uint32_t line)
{
    uint32_t reached = script->current > script->last ? script->current : script->last;
    return line > reached;
}

static void row_marks_draw(const code_pane *c, const code_row *row, float y)
{
    const scene_code *script = c->script;
    const pen_box *box = &c->box;
    bool current = row->line == script->current;
    if (script->first && row->line >= script->first && row->line <= script->last)
        pen_rect(c->p, (pen_box){box->x + 2, y, THEME_CODE_BAR, THEME_CODE_LINE},
                 pen_colour(c->p, THEME_CHANGED));
    if (!current)
        return;
    pen_rect(c->p, (pen_box){box->x + 10, y, box->width - 10, THEME_CODE_LINE},
             pen_colour(c->p, THEME_HIGHLIGHT));
    float middle = y + THEME_CODE_LINE / 2.0F;
    if (row->first)
        pen_triangle(c->p, (frame_point){box->x + 18, middle - 11},
                     (frame_point){box->x + 18, middle + 11}, (frame_point){box->x + 34, middle},
                     pen_colour(c->p, THEME_TEXT));
}

static void number_draw(const code_pane *c, const code_row *row, float y)
{
    char number[16];
    snprintf(number, sizeof number, "%u", row->line);
    frame_colour secondary = pen_colour(c->p, THEME_SECONDARY);
    bool current = row->line == c->script->current; /* its band is darker than the rest */
    pen_text(c->p, c->box.x + c->number_right, y + BASELINE,
             &(pen_type){.font = FONT_MONO,
                         .size = THEME_TYPE_SMALL,
                         .colour = current ? secondary : theme_mix(secondary, pen_colour(c->p, THEME_SURFACE), 20),
                         .align = ALIGN_RIGHT,
                         .limit = c->number_right - NUMBER_LEFT + 2},
             number);
}

static void row_draw(const code_pane *c, const code_row *row, float y)
{
    row_marks_draw(c, row, y);
    if (row->first)
        number_draw(c, row, y);
    float column = pen_width(c->p, FONT_MONO, c->size, "0");
    frame_colour later = theme_mix(pen_colour(c->p, THEME_SECONDARY), pen_colour(c->p, THEME_SURFACE), 15);
    pen_type type = {.font = row->line == c->script->current ? FONT_MONO_BOLD : FONT_MONO,
                     .size = c->size,
                     .colour = line_is_to_come(c->script, row->line) ? later : pen_colour(c->p, THEME_TEXT)};
    pen_text_part(c->p, c->box.x + c->number_right + TEXT_GAP + column * (float)row->indent, y + BASELINE, &type,
                  row->text, row->length);
}

void panel_code_draw(const scene *s, pen p, pen_box box)
{
    const scene_code *script = &s->code;
    code_pane pane = {.script = script, .p = &p, .box = box, .number_right = number_right(&p, &box, script->line_count)};
    pane.size = size_for(&pane);
    size_t columns = columns_at(&pane, pane.size);
    float height = box.height - PADDING;
    size_t rows_in_sight = height > THEME_CODE_LINE ? (size_t)(height / THEME_CODE_LINE) : 1;
    size_t drawn = 0;
    for (uint32_t line = first_line(script, columns, rows_in_sight);
         line <= script->line_count && drawn < rows_in_sight; line++) {
        code_row rows[WRAPS_MAX];
        size_t count = line_rows(script, line, columns, rows);
        p.id = scene_id(SCENE_CODE, line, 0);
        for (size_t i = 0; i < count && drawn < rows_in_sight; i++, drawn++)
            row_draw(&pane, &rows[i], box.y + PADDING + THEME_CODE_LINE * (float)drawn);
    }
}
