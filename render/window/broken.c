#include "render/window/broken.h"

#include "sim/base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    NARROWEST = 1440,
    AROUND = 2, /* lines above and below the wrong one */
    LINE = 64,
    CARET_ROW = 52,
    BOX_TOP = 244,
    BOX_PADDING = 22,
    NUMBER_RIGHT = 92,
    TEXT_LEFT = 136,
    FOOT = 224, /* the band below: what to do now */
    LINE_BYTES = 400,
    TAB = 4
};

static const char ELLIPSIS[] = "\xE2\x80\xA6";

typedef struct broken_room {
    float width, height;
} broken_room;

/* ---- the lines of the file ---- */

static const char *line_find(const window_failure *why, uint32_t line, size_t *length)
{
    const char *at = why->text, *end = why->text + why->length;
    for (uint32_t i = 1; i < line && at; i++) {
        at = memchr(at, '\n', (size_t)(end - at));
        at = at ? at + 1 : NULL;
    }
    if (!at || at > end || (at == end && line > 1))
        return NULL;
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    *length = (size_t)((stop ? stop : end) - at);
    return at;
}

/* A window of columns onto the lines: tabs are spaces, and an ellipsis stands where a line goes on. */
typedef struct line_view {
    size_t first, columns;
} line_view;

/* A line in it: its text, and the bytes of the text before the caret. */
typedef struct line_part {
    char text[LINE_BYTES];
    size_t length, mark;
} line_part;

static size_t columns_of(char c)
{
    return c == '\t' ? TAB : 1;
}

/* Columns before a character that is counted from 1; of the whole line, if it has not so many. */
static size_t columns_before(const char *line, size_t length, uint32_t character)
{
    size_t columns = 0;
    for (size_t at = 0; at < length && character > 1; at = pen_next(line, length, at), character--)
        columns += columns_of(line[at]);
    return columns;
}

static void part_add(line_part *part, const char *text, size_t length)
{
    if (part->length + length >= LINE_BYTES)
        return;
    memcpy(part->text + part->length, text, length);
    part->length += length;
    part->text[part->length] = '\0';
}

/* One column of the line: what stands there, or the sign that there is more beyond. */
static void column_add(line_part *part, const line_view *seen, size_t column, const char *text, size_t length,
                       bool more)
{
    bool first = column == seen->first && seen->first > 0, last = column + 1 == seen->first + seen->columns;
    if (column < seen->first || column >= seen->first + seen->columns)
        return;
    if (first || (last && more))
        part_add(part, ELLIPSIS, sizeof ELLIPSIS - 1);
    else
        part_add(part, (unsigned char)*text < ' ' ? " " : text, (unsigned char)*text < ' ' ? 1 : length);
}

static void part_take(const char *line, size_t length, const line_view *seen, size_t caret, line_part *part)
{
    size_t column = 0;
    *part = (line_part){.length = 0};
    for (size_t at = 0, next; at < length && column < seen->first + seen->columns; at = next) {
        next = pen_next(line, length, at);
        for (size_t k = columns_of(line[at]); k-- > 0; column++) {
            if (column == caret)
                part->mark = part->length;
            column_add(part, seen, column, line + at, next - at, k > 0 || next < length);
        }
    }
    if (column <= caret)
        part->mark = part->length;
}

/* The wrong line is shown from its first column on, or so that the caret stands well inside. */
static line_view view_choose(const window_failure *why, size_t columns)
{
    enum { AFTER = 3 }; /* of the columns, one in so many follows the caret */
    size_t length = 0;
    const char *line = line_find(why, why->error.line, &length);
    line_view seen = {.columns = columns};
    if (!line || !why->error.column)
        return seen;
    size_t all = columns_before(line, length, UINT32_MAX), caret = columns_before(line, length, why->error.column);
    size_t before = columns - columns / AFTER;
    if (all > columns && caret >= before)
        seen.first = all + 1 - columns < caret - before ? all + 1 - columns : caret - before;
    return seen;
}

static void number_draw(pen *p, float left, float y, uint32_t line)
{
    char number[16];
    snprintf(number, sizeof number, "%u", line);
    pen_text(p, left + NUMBER_RIGHT, y,
             &(pen_type){.font = FONT_MONO,
                         .size = THEME_TYPE_CODE,
                         .colour = pen_colour(p, THEME_SECONDARY),
                         .align = ALIGN_RIGHT},
             number);
}

/* The caret under the place, pointing up at it. */
static void caret_draw(pen *p, float x, float y, float column)
{
    frame_colour red = pen_colour(p, THEME_DYING);
    pen_rect(p, (pen_box){x, y - 48, column, 5}, red);
    pen_triangle(p, (frame_point){x + column / 2, y - 38}, (frame_point){x + column / 2 - 17, y - 10},
                 (frame_point){x + column / 2 + 17, y - 10}, red);
}

static float source_line_draw(const window_failure *why, pen *p, pen_box box, uint32_t line, float y)
{
    size_t length = 0;
    const char *text = line_find(why, line, &length);
    if (!text)
        return y;
    bool wrong = line == why->error.line, placed = wrong && why->error.column;
    pen_type type = {.font = wrong ? FONT_MONO_BOLD : FONT_MONO,
                     .size = THEME_TYPE_OBJECT,
                     .colour = pen_colour(p, wrong ? THEME_TEXT : THEME_SECONDARY),
                     .limit = box.width - TEXT_LEFT - BOX_PADDING};
    float column = pen_width(p, FONT_MONO, type.size, "0");
    line_view seen = {.columns = (size_t)(type.limit / column)};
    if (wrong)
        seen = view_choose(why, seen.columns);
    line_part part;
    part_take(text, length, &seen, placed ? columns_before(text, length, why->error.column) : 0, &part);
    if (wrong)
        pen_rect(p, (pen_box){box.x + 2, y, box.width - 4, LINE + (placed ? CARET_ROW : 0)},
                 pen_colour(p, THEME_HIGHLIGHT));
    number_draw(p, box.x, y + 46, line);
    pen_text(p, box.x + TEXT_LEFT, y + 46, &type, part.text);
    if (!placed)
        return y + LINE;
    caret_draw(p, box.x + TEXT_LEFT + pen_width_part(p, &type, part.text, part.mark), y + LINE + 42, column);
    return y + LINE + CARET_ROW;
}

static float source_draw(const window_failure *why, pen *p, const broken_room *r)
{
    uint32_t line = why->error.line;
    if (!why->text || !line)
        return BOX_TOP;
    float rows = (float)(2 * AROUND + 1) * LINE + CARET_ROW + 2 * BOX_PADDING;
    pen_box box = {THEME_MARGIN, BOX_TOP, r->width - 2 * THEME_MARGIN, rows};
    pen_border(p, box, THEME_RADIUS_FRAME, pen_colour(p, THEME_SURFACE), pen_colour(p, THEME_RULE),
               THEME_STROKE_RULE, (frame_dash){0});
    float y = BOX_TOP + BOX_PADDING;
    for (uint32_t k = line > AROUND ? line - AROUND : 1; k <= line + AROUND; k++)
        y = source_line_draw(why, p, box, k, y);
    return BOX_TOP + rows + 8;
}

/* ---- around them ---- */

static void head_draw(const window_failure *why, pen *p, const broken_room *r)
{
    pen_disc(p, (frame_point){84, 86}, 36, pen_colour(p, THEME_DYING));
    pen_text(p, 84, 86 + 48 * THEME_BASELINE,
             &(pen_type){.font = FONT_UI_BOLD,
                         .size = 48,
                         .colour = theme_ink(p->colours, THEME_DYING),
                         .align = ALIGN_CENTRE},
             "\xC3\x97");
    pen_text(p, 144, 106,
             &(pen_type){.font = FONT_UI_BOLD,
                         .size = THEME_TYPE_TITLE,
                         .colour = pen_colour(p, THEME_TEXT)},
             pen_say(p, SAY_BROKEN));
    const char *slash = strrchr(why->path, '/'), *name = slash ? slash + 1 : why->path;
    char text[320];
    if (why->error.line)
        snprintf(text, sizeof text, "%.*s:%u:%u", utf8_head(name, 250), name, why->error.line, why->error.column);
    else
        snprintf(text, sizeof text, "%.*s", utf8_head(name, 250), name);
    pen_text(p, THEME_MARGIN, 206,
             &(pen_type){.font = FONT_MONO,
                         .size = THEME_TYPE_COUNT,
                         .colour = pen_colour(p, THEME_SECONDARY),
                         .limit = r->width - 2 * THEME_MARGIN},
             text);
}

/* The message, set as large as the room between source and foot allows. */
static void message_draw(const window_failure *why, pen *p, const broken_room *r, float top)
{
    char text[sizeof why->error.text + 8];
    tongue_write(p->words, text, sizeof text, SAY_ERROR, TELL({.text = why->error.text}));
    pen_type type = {.font = FONT_UI_BOLD, .colour = pen_colour(p, THEME_TEXT)};
    float width = r->width - 2 * THEME_MARGIN, room = r->height - FOOT - top - 16;
    pen_line_of_text lines[PEN_LINES_MAX];
    size_t count = 0;
    for (type.size = THEME_TYPE_NARRATION; type.size >= THEME_TYPE_SMALL; type.size -= 4) {
        count = pen_wrap(p, &type, text, width, lines);
        if ((float)count * type.size * 1.3F <= room)
            break;
    }
    for (size_t i = 0; i < count && i < PEN_LINES_MAX; i++)
        pen_text_part(p, THEME_MARGIN, top + 16 + type.size * (1 + 1.3F * (float)i), &type,
                      lines[i].text, lines[i].length);
}

void broken_draw(const window_failure *why, const scene_look *look, frame *onto)
{
    frame_begin(onto, look->width_px, look->height_px, theme_colour(look->colours, THEME_BACKGROUND));
    float unit_px = fmaxf(0.05F, fminf((float)look->height_px / THEME_LINES,
                                       (float)look->width_px / NARROWEST));
    pen p = {.onto = onto, .colours = look->colours, .ruler = look->ruler, .words = look->words, .scale = unit_px};
    broken_room r = {(float)look->width_px / unit_px, (float)look->height_px / unit_px};
    head_draw(why, &p, &r);
    float below = source_draw(why, &p, &r);
    message_draw(why, &p, &r, below);
    float y = r.height - FOOT;
    pen_rect(&p, (pen_box){0, y, r.width, FOOT}, pen_colour(&p, THEME_SURFACE));
    pen_rect(&p, (pen_box){0, y, r.width, THEME_STROKE_RULE}, pen_colour(&p, THEME_RULE));
    pen_type type = {.font = FONT_UI, .size = THEME_TYPE_NARRATION, .colour = pen_colour(&p, THEME_TEXT)};
    pen_text(&p, THEME_MARGIN, y + 86, &type, pen_say(&p, SAY_SAVE_TO_TRY));
    type.size = THEME_TYPE_OBJECT;
    type.colour = pen_colour(&p, THEME_SECONDARY);
    pen_text(&p, THEME_MARGIN, y + 160, &type, pen_say(&p, SAY_TRY_NOW));
}
