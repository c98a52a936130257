#include "render/scene/panels.h"

#include <stdio.h>
#include <string.h>

/* What the step printed: the last lines of it, on a strip at the foot of the code. */

enum {
    LINES_MOST = 3,
    LINES_FEW = 2, /* where the code itself has little room */
    CODE_FEW = 300,
    CODE_NONE = 120, /* layout pixels: too little for code and output */
    PITCH = 44,
    PADDING = 10,
    TEXT_LEFT = 94,
    LABEL_LEFT = 12,
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

static uint32_t lines_most(const pen_box *pane)
{
    return pane->height < CODE_NONE ? 0 : pane->height < CODE_FEW ? LINES_FEW : LINES_MOST;
}

float panel_output_height(const scene *s, const pen_box *pane)
{
    uint32_t count = 0, left_out = 0;
    if (s->output && *s->output)
        (void)last_lines(s->output, lines_most(pane), &count, &left_out);
    return count ? (float)(2 * PADDING + PITCH * count) : 0;
}

static void line_draw(pen *p, const pen_box *box, float baseline, const char *text, size_t length)
{
    char line[COLUMNS_MOST + 1];
    if (length > COLUMNS_MOST)
        length = pen_next(text, length, COLUMNS_MOST - 4);
    memcpy(line, text, length);
    line[length] = '\0';
    pen_text(p, box->x + TEXT_LEFT, baseline,
             &(pen_type){.font = FONT_MONO,
                         .size = THEME_TYPE_CODE,
                         .colour = pen_colour(p, THEME_TEXT),
                         .limit = box->width - TEXT_LEFT - PADDING},
             line);
}

/* In the column of the line numbers: that this was printed, or how much of it is not shown. */
static void label_draw(pen *p, const pen_box *box, float baseline, uint32_t left_out)
{
    char text[24] = "prints";
    if (left_out)
        snprintf(text, sizeof text, "+%u", left_out);
    pen_text(p, box->x + LABEL_LEFT, baseline,
             &(pen_type){.font = FONT_UI,
                         .size = THEME_TYPE_SMALL - 4,
                         .colour = pen_colour(p, THEME_SECONDARY),
                         .limit = TEXT_LEFT - LABEL_LEFT - 8},
             text);
}

void panel_output_draw(const scene *s, pen p, pen_box box)
{
    uint32_t count = 0, left_out = 0, fit = (uint32_t)((box.height - 2 * PADDING) / PITCH + 0.5F);
    const char *at = last_lines(s->output, fit, &count, &left_out);
    p.id = scene_id(SCENE_OUTPUT, s->step, 0);
    pen_rect(&p, box, pen_colour(&p, THEME_FRAME));
    pen_rect(&p, (pen_box){box.x, box.y, box.width, THEME_STROKE_RULE}, pen_colour(&p, THEME_RULE));
    label_draw(&p, &box, box.y + PADDING + 34, left_out);
    for (uint32_t i = 0; i < count; i++) {
        size_t length = strcspn(at, "\n");
        p.id = scene_id(SCENE_OUTPUT, s->step, i + 1);
        line_draw(&p, &box, box.y + PADDING + 34 + PITCH * (float)i, at, length);
        at += length + (at[length] == '\n');
    }
}
