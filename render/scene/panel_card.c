#include "render/scene/panels.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The card of a slide: the step's lines, the one that runs last marked, and under them what they
 * printed. Where they are too many, those around the line that runs. */

enum {
    ROWS_MOST = 6,
    ROWS_BELOW = 2, /* so many stand above the graph, more beside it */
    OUTPUT_MOST = 2,
    COLUMNS_LEAST = 12,
    COLUMNS_MOST = 56,
    PADDING = 10,
    NUMBER_RIGHT = 62,
    TEXT_LEFT = 82,
    BASELINE = 36,
    BELOW = 20 /* free under the card */
};

typedef struct card_lines {
    uint32_t first, count; /* of the script; count 0: none */
    uint32_t printed;      /* lines of output on it */
} card_lines;

static uint32_t lines_of(const char *text)
{
    uint32_t lines = 0;
    for (const char *at = text; at && *at; lines++) {
        at += strcspn(at, "\n");
        at += *at == '\n';
    }
    return lines;
}

/* The step's lines, or around the line that runs: as much of what comes before it as there is room. */
static card_lines lines_chosen(const scene_code *script, const char *output)
{
    card_lines chosen = {.first = script->first, .count = script->last - script->first + 1};
    chosen.printed = lines_of(output) < OUTPUT_MOST ? lines_of(output) : OUTPUT_MOST;
    uint32_t line = script->current ? script->current : script->first;
    if (!line || !script->line_count)
        return (card_lines){.printed = chosen.printed};
    bool outside = line < script->first || line > script->last;
    if (outside) /* in a function: its line, and what is around it */
        chosen = (card_lines){line > 1 ? line - 1 : 1, 3, chosen.printed};
    if (chosen.count > ROWS_MOST) {
        chosen.count = ROWS_MOST;
        if (line >= chosen.first + ROWS_MOST)
            chosen.first = line - ROWS_MOST + 1;
    }
    if (chosen.first + chosen.count > script->line_count + 1)
        chosen.count = script->line_count + 1 - chosen.first;
    return chosen;
}

static uint32_t columns_of(const char *text)
{
    size_t length = strlen(text);
    uint32_t columns = 0;
    for (size_t at = 0; at < length; at = pen_next(text, length, at))
        columns++;
    return columns;
}

static float height_of(const card_lines *c)
{
    uint32_t rows = c->count + c->printed;
    return rows ? (float)(rows * THEME_CODE_LINE + 2 * PADDING) : 0;
}

scene_card scene_card_of(const scene_code *script, const char *output, const frame_ruler *ruler)
{
    card_lines c = lines_chosen(script, output);
    uint32_t columns = COLUMNS_LEAST;
    for (uint32_t i = 0; i < c.count; i++) {
        uint32_t these = columns_of(script->lines[c.first + i - 1]);
        columns = these > columns ? these : columns;
    }
    scene_card card = {.beside = c.count + c.printed > ROWS_BELOW};
    float column = frame_text_width(ruler, FONT_MONO_BOLD, THEME_TYPE_CODE, "0");
    card.width = TEXT_LEFT + 2 * PADDING + column * (float)(columns < COLUMNS_MOST ? columns : COLUMNS_MOST);
    card.height = c.count + c.printed ? height_of(&c) + BELOW : 0;
    return card;
}

/* A long line is set smaller, then ends in an ellipsis. */
static void line_draw(pen *p, const pen_box *card, float y, const scene_code *script, uint32_t line)
{
    bool current = line == script->current;
    if (current)
        pen_rect(p, (pen_box){card->x + 2, y, card->width - 4, THEME_CODE_LINE},
                 pen_colour(p, THEME_HIGHLIGHT));
    char number[16];
    snprintf(number, sizeof number, "%u", line);
    pen_text(p, card->x + NUMBER_RIGHT, y + BASELINE,
             &(pen_type){.font = FONT_MONO,
                         .size = THEME_TYPE_SMALL,
                         .colour = pen_colour(p, THEME_SECONDARY),
                         .align = ALIGN_RIGHT},
             number);
    pen_text(p, card->x + TEXT_LEFT, y + BASELINE,
             &(pen_type){.font = current ? FONT_MONO_BOLD : FONT_MONO,
                         .size = THEME_TYPE_CODE,
                         .colour = pen_colour(p, THEME_TEXT),
                         .limit = card->width - TEXT_LEFT - PADDING},
             script->lines[line - 1]);
}

static void output_draw(pen *p, const pen_box *card, float y, const char *text, uint32_t printed)
{
    pen_box strip = {card->x + 2, y, card->width - 4, (float)(printed * THEME_CODE_LINE) + PADDING - 2};
    pen_rect(p, strip, pen_colour(p, THEME_FRAME));
    for (uint32_t skip = lines_of(text) - printed; skip; skip--)
        text = strchr(text, '\n') + 1;
    for (uint32_t i = 0; i < printed; i++, y += THEME_CODE_LINE) {
        size_t length = strcspn(text, "\n");
        pen_text(p, card->x + NUMBER_RIGHT, y + BASELINE,
                 &(pen_type){.font = FONT_UI,
                             .size = THEME_TYPE_SMALL,
                             .colour = pen_colour(p, THEME_SECONDARY),
                             .align = ALIGN_RIGHT},
                 i ? "" : "\xE2\x86\x92");
        pen_type type = {.font = FONT_MONO, .size = THEME_TYPE_CODE, .colour = pen_colour(p, THEME_TEXT)};
        float room = card->width - TEXT_LEFT - PADDING;
        pen_text_part(p, card->x + TEXT_LEFT, y + BASELINE, &type, text,
                      pen_fit(p, &type, text, length, room));
        text += length + (text[length] == '\n');
    }
}

void panel_card_draw(const scene *s, pen p, pen_box room)
{
    card_lines c = lines_chosen(&s->code, s->output);
    float rows = (room.height - BELOW - 2 * PADDING) / THEME_CODE_LINE + 0.5F;
    while (c.count > 0 && (float)(c.count + c.printed) > rows)
        c.count--;
    pen_box card = {room.x, room.y, room.width, height_of(&c)};
    if (!(card.height > 0))
        return;
    p.id = scene_id(SCENE_PANE, 3, 0);
    pen_border(&p, card, THEME_RADIUS_TAG, pen_colour(&p, THEME_SURFACE), pen_colour(&p, THEME_RULE),
               THEME_STROKE_RULE, (frame_dash){0});
    float y = card.y + PADDING;
    for (uint32_t i = 0; i < c.count; i++, y += THEME_CODE_LINE) {
        p.id = scene_id(SCENE_CODE, c.first + i, 0);
        line_draw(&p, &card, y, &s->code, c.first + i);
    }
    p.id = scene_id(SCENE_OUTPUT, s->step, 0);
    if (c.printed)
        output_draw(&p, &card, y, s->output, c.printed);
}
