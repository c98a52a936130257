#include "render/scene/panels.h"

#include <math.h>
#include <stdio.h>

/* The collector's three generations: how many objects, and how near the next collection is. */

enum { HEADER = 60, PITCH = 98, GENERATIONS = 3, COMPACT_BELOW = 500, NUMBER_WIDTH = 48 };

static void header_draw(pen *p, const pen_box *box, float padding)
{
    pen_type type = {.font = FONT_UI,
                     .size = THEME_TYPE_SMALL,
                     .colour = pen_colour(p, THEME_SECONDARY)};
    pen_text(p, box->x + padding, box->y + 40, &type, "generation");
    type.align = ALIGN_RIGHT;
    pen_text(p, box->x + box->width - padding, box->y + 40, &type, "count / threshold");
}

static void bar_draw(pen *p, pen_box bar, uint32_t count, uint32_t threshold)
{
    float radius = bar.height / 2;
    pen_round(p, bar, radius, pen_colour(p, THEME_TRACK));
    if (!count || !threshold)
        return;
    float part = fminf(1, (float)count / (float)threshold);
    bar.width = fmaxf(bar.height, bar.width * part);
    pen_round(p, bar, radius, pen_colour(p, count > threshold ? THEME_CHANGED : THEME_LIVE));
}

static void generation_draw(const scene *s, pen *p, const pen_box *box, uint32_t generation,
                            float y, bool compact)
{
    const view_gc *gc = &s->now->seen->gc;
    float padding = compact ? 28 : THEME_PANE_PADDING, right = box->x + box->width - padding;
    bool hot = s->collected_generations >> generation & 1;
    p->id = scene_id(SCENE_GENERATION, generation, 0);
    if (hot)
        pen_rect(p, (pen_box){box->x + 2, y - 4, box->width - 2, 92},
                 pen_colour(p, THEME_HIGHLIGHT));
    char text[64];
    pen_type type = {.font = FONT_UI_BOLD,
                     .size = THEME_TYPE_COUNT,
                     .colour = pen_colour(p, THEME_TEXT)};
    snprintf(text, sizeof text, "%u", generation);
    pen_text(p, box->x + padding, y + 42, &type, text);

    type.size = THEME_TYPE_CODE;
    type.font = hot ? FONT_UI_BOLD : FONT_UI;
    type.align = ALIGN_RIGHT;
    type.limit = box->width / 2 - padding;
    snprintf(text, sizeof text, "%u / %u", gc->count[generation], gc->threshold[generation]);
    float taken = pen_text(p, right, y + 42, &type, text);

    uint32_t objects = gc->generations[generation];
    type.font = FONT_UI;
    type.align = ALIGN_LEFT;
    type.limit = box->width - 2 * padding - NUMBER_WIDTH - taken - 16;
    snprintf(text, sizeof text, compact ? "%u obj." : objects == 1 ? "%u object" : "%u objects",
             objects);
    pen_text(p, box->x + padding + NUMBER_WIDTH, y + 42, &type, text);
    bar_draw(p, (pen_box){box->x + padding, y + 60, box->width - 2 * padding, THEME_BAR_HEIGHT},
             gc->count[generation], gc->threshold[generation]);
}

void panel_generations_draw(const scene *s, pen p, pen_box box)
{
    bool compact = box.width < COMPACT_BELOW;
    p.id = scene_id(SCENE_PANE, 3, 0);
    if (!compact)
        header_draw(&p, &box, THEME_PANE_PADDING);
    float first = compact ? 20 : HEADER;
    float pitch = compact ? 112 : PITCH;
    for (uint32_t i = 0; i < GENERATIONS; i++)
        generation_draw(s, &p, &box, i, box.y + first + pitch * (float)i, compact);
}
