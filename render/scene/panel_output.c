#include "render/scene/panels.h"

#include <stdio.h>
#include <string.h>

/* What the step printed: the last lines of it, on a strip at the foot of the code. A line that is wider than the
 * strip goes on in the next row. */

enum {
    ROWS_MOST = 3,
    ROWS_FEW = 2, /* where the code itself has little room */
    CODE_FEW = 300,
    CODE_NONE = 120, /* layout pixels: too little for code and output */
    PITCH = 44,
    PADDING = 10,
    TEXT_LEFT = 94,
    LABEL_LEFT = 8,
    COLUMNS_MOST = 512 /* bytes of a line that are drawn at all */
};

/* The start of the last `most` lines; `count` gets how many these are, `left_out` the others. */
static const char *last_lines(const char *text, uint32_t most, uint32_t *count, uint32_t *left_out)
{
    size_t length = strlen(text);
    if (length && text[length - 1] == '\n')
        length--;
    uint32_t lines = length ? 1 : 0;
    for (size_t i = 0; i < length; i++)
        lines += text[i] == '\n';
    *count = lines < most ? lines : most;
    *left_out = lines - *count;
    const char *at = text;
    for (uint32_t skip = *left_out; skip; skip--)
        at = strchr(at, '\n') + 1;
    return at;
}

static uint32_t rows_most(const pen_box *pane)
{
    return pane->height < CODE_NONE ? 0 : pane->height < CODE_FEW ? ROWS_FEW : ROWS_MOST;
}

/* ---- rows ---- */

typedef struct output_row {
    const char *text;
    size_t length;
    bool cut; /* the line goes on, and there is no room */
} output_row;

/* What is shown: whole lines, the last ones, long ones in several rows; one that is longer is cut. */
typedef struct output_rows {
    output_row rows[ROWS_MOST];
    uint32_t count;
    uint32_t left_out; /* lines before them */
} output_rows;

static pen_type output_type(const pen *p)
{
    return (pen_type){.font = FONT_MONO, .size = THEME_TYPE_CODE, .colour = pen_colour(p, THEME_TEXT)};
}

/* Broken at the last space that fits, or after a hyphen if that leaves no great gap. */
static size_t row_length(const pen *p, const char *text, size_t length, float width)
{
    pen_type type = output_type(p);
    size_t fits = pen_fit(p, &type, text, length < COLUMNS_MOST ? length : COLUMNS_MOST, width), cut = fits;
    while (fits < length && cut > 0 && text[cut] != ' ' && !(text[cut - 1] == '-' && cut > fits / 2))
        cut--;
    return fits == length || cut == 0 ? (fits ? fits : length) : cut;
}

/* The rows of one line, `most` of them. */
static uint32_t line_rows(const pen *p, const char *text, size_t length, float width, uint32_t most, output_row *rows)
{
    uint32_t count = 0;
    size_t at = 0;
    do {
        size_t taken = row_length(p, text + at, length - at, width);
        rows[count++] = (output_row){.text = text + at, .length = taken};
        at += taken;
        while (at < length && text[at] == ' ')
            at++;
    } while (at < length && count < most);
    rows[count - 1].cut = at < length;
    return count;
}

/* The last lines, as many as have `most` rows in all; one at least. */
static output_rows rows_of(const pen *p, const char *text, const pen_box *pane, uint32_t most)
{
    output_rows out = {.count = 0};
    uint32_t lines = 0, skipped = 0, taken[ROWS_MOST] = {0};
    float width = pane->width - TEXT_LEFT - PADDING;
    const char *at = last_lines(text, most, &lines, &out.left_out);
    for (uint32_t i = 0; i < lines; i++) {
        output_row rows[ROWS_MOST];
        size_t length = strcspn(at, "\n");
        uint32_t count = line_rows(p, at, length, width, most, rows);
        while (out.count + count > most) { /* the earliest line goes */
            out.count -= taken[skipped];
            memmove(out.rows, out.rows + taken[skipped], out.count * sizeof *rows);
            skipped++;
        }
        memcpy(out.rows + out.count, rows, count * sizeof *rows);
        out.count += taken[i] = count;
        at += length + (at[length] == '\n');
    }
    out.left_out += skipped;
    return out;
}

float panel_output_height(const scene *s, const pen *p, const pen_box *pane)
{
    uint32_t most = rows_most(pane);
    if (!s->output || !*s->output || !most)
        return 0;
    return (float)(2 * PADDING + PITCH * rows_of(p, s->output, pane, most).count);
}

static void row_draw(pen *p, const pen_box *box, float baseline, const output_row *row)
{
    pen_type type = output_type(p);
    type.limit = box->width - TEXT_LEFT - PADDING;
    size_t length = row->cut ? strcspn(row->text, "\n") : row->length;
    pen_text_part(p, box->x + TEXT_LEFT, baseline, &type, row->text, length < COLUMNS_MOST ? length : row->length);
}

/* In the column of the line numbers: that this was printed, or how much of it is not shown. */
static void label_draw(pen *p, const pen_box *box, float baseline, uint32_t left_out)
{
    char text[24];
    snprintf(text, sizeof text, "%s", pen_say(p, SAY_PRINTS));
    if (left_out)
        snprintf(text, sizeof text, "+%u", left_out);
    pen_text(p, box->x + LABEL_LEFT, baseline,
             &(pen_type){.font = FONT_UI,
                         .size = THEME_TYPE_SMALL - 2,
                         .colour = pen_colour(p, THEME_SECONDARY),
                         .limit = TEXT_LEFT - LABEL_LEFT - 4},
             text);
}

void panel_output_draw(const scene *s, pen p, pen_box box)
{
    uint32_t fit = (uint32_t)((box.height - 2 * PADDING) / PITCH + 0.5F);
    output_rows out = rows_of(&p, s->output, &box, fit < ROWS_MOST ? fit : ROWS_MOST);
    p.id = scene_id(SCENE_OUTPUT, s->step, 0);
    pen_rect(&p, box, pen_colour(&p, THEME_FRAME));
    pen_rect(&p, (pen_box){box.x, box.y, box.width, THEME_STROKE_RULE}, pen_colour(&p, THEME_RULE));
    label_draw(&p, &box, box.y + PADDING + 34, out.left_out);
    for (uint32_t i = 0; i < out.count; i++) {
        p.id = scene_id(SCENE_OUTPUT, s->step, i + 1);
        row_draw(&p, &box, box.y + PADDING + 34 + PITCH * (float)i, &out.rows[i]);
    }
}
