#include "render/scene/panels.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The script, scrolled so that the line that runs is in sight. A pure function of the state: going to
 * a step and coming back shows the same lines. */

enum {
    PADDING = 8,
    NUMBER_RIGHT = 78, /* line numbers end here */
    TEXT_LEFT = 94,
    HANGING = 2,      /* columns that a wrapped line's rest is indented by */
    ROWS_AHEAD = 2,   /* what comes after the current line, if there is room */
    WRAPS_MAX = 64,   /* rows of one line that are drawn at all */
    BASELINE = 36
};

typedef struct code_row {
    uint32_t line;
    const char *text;
    size_t length;
    size_t indent; /* columns before it */
    bool first;    /* carries the line's number */
} code_row;

static size_t columns_of(const pen *p, const pen_box *box)
{
    float column = pen_width(p, FONT_MONO, THEME_TYPE_CODE, "0");
    float columns = (box->width - TEXT_LEFT - PADDING) / column;
    return columns < 8 ? 8 : (size_t)columns;
}

/* Bytes of `text` that take at most `columns`, preferably ending after a space, comma or bracket. */
static size_t row_length(const char *text, size_t length, size_t columns)
{
    size_t at = 0, good = 0;
    for (size_t column = 0; column < columns && at < length; column++) {
        at = pen_next(text, length, at);
        if (strchr(" ,([{", text[at - 1]))
            good = at;
    }
    if (at >= length)
        return length;
    return good > at / 2 ? good : at;
}

static size_t leading_spaces(const char *text)
{
    return strspn(text, " ");
}

/* The rows of one line; at least one. */
static size_t line_rows(const scene_code *script, uint32_t line, size_t columns,
                        code_row rows[WRAPS_MAX])
{
    const char *text = script->lines[line - 1];
    size_t length = strlen(text), indent = 0, count = 0, at = 0;
    size_t hanging = leading_spaces(text) + HANGING;
    if (hanging > columns / 2)
        hanging = columns / 2;
    do {
        size_t taken = row_length(text + at, length - at, columns - indent);
        rows[count++] = (code_row){.line = line,
                                   .text = text + at,
                                   .length = taken,
                                   .indent = indent,
                                   .first = at == 0};
        at += taken;
        indent = hanging;
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

static void row_marks_draw(const scene_code *script, pen *p, const pen_box *box, const code_row *row,
                           float y)
{
    bool current = row->line == script->current;
    if (script->first && row->line >= script->first && row->line <= script->last)
        pen_rect(p, (pen_box){box->x + 2, y, THEME_CODE_BAR, THEME_CODE_LINE},
                 pen_colour(p, THEME_CHANGED));
    if (!current)
        return;
    pen_rect(p, (pen_box){box->x + 10, y, box->width - 10, THEME_CODE_LINE},
             pen_colour(p, THEME_HIGHLIGHT));
    float middle = y + THEME_CODE_LINE / 2.0F;
    if (row->first)
        pen_triangle(p, (frame_point){box->x + 18, middle - 11},
                     (frame_point){box->x + 18, middle + 11}, (frame_point){box->x + 34, middle},
                     pen_colour(p, THEME_TEXT));
}

static void row_draw(const scene_code *script, pen *p, const pen_box *box, const code_row *row,
                     float y)
{
    row_marks_draw(script, p, box, row, y);
    frame_colour surface = pen_colour(p, THEME_SURFACE);
    frame_colour secondary = pen_colour(p, THEME_SECONDARY);
    char number[16];
    snprintf(number, sizeof number, "%u", row->line);
    if (row->first)
        pen_text(p, box->x + NUMBER_RIGHT, y + BASELINE,
                 &(pen_type){.font = FONT_MONO,
                             .size = THEME_TYPE_SMALL,
                             .colour = theme_mix(secondary, surface, 20),
                             .align = ALIGN_RIGHT,
                             .limit = NUMBER_RIGHT - 36},
                 number);
    float column = pen_width(p, FONT_MONO, THEME_TYPE_CODE, "0");
    frame_colour colour = line_is_to_come(script, row->line) ? theme_mix(secondary, surface, 15)
                                                           : pen_colour(p, THEME_TEXT);
    pen_type type = {.font = row->line == script->current ? FONT_MONO_BOLD : FONT_MONO,
                     .size = THEME_TYPE_CODE,
                     .colour = colour};
    pen_text_part(p, box->x + TEXT_LEFT + column * (float)row->indent, y + BASELINE, &type,
                  row->text, row->length);
}

void panel_code_draw(const scene *s, pen p, pen_box box)
{
    const scene_code *script = &s->code;
    size_t columns = columns_of(&p, &box);
    float height = box.height - PADDING;
    size_t rows_in_sight = height > THEME_CODE_LINE ? (size_t)(height / THEME_CODE_LINE) : 1;
    size_t drawn = 0;
    for (uint32_t line = first_line(script, columns, rows_in_sight);
         line <= script->line_count && drawn < rows_in_sight; line++) {
        code_row rows[WRAPS_MAX];
        size_t count = line_rows(script, line, columns, rows);
        p.id = scene_id(SCENE_CODE, line, 0);
        for (size_t i = 0; i < count && drawn < rows_in_sight; i++, drawn++)
            row_draw(script, &p, &box, &rows[i],
                     box.y + PADDING + THEME_CODE_LINE * (float)drawn);
    }
}
