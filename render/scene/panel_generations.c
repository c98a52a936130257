#include "render/scene/panels.h"

#include <math.h>
#include <stdio.h>

/* The collector: its three generations, how many objects and how near the next collection is; while
 * it runs, its seven phases, ticked off. */

enum {
    HEADER = 48,
    PITCH = 84,
    BAR_AT = 54, /* below the top of a generation's rows */
    GENERATIONS = 3,
    COMPACT_BELOW = 500,
    NUMBER_WIDTH = 48,
    NEXT_BASELINE = 340,
    PHASES = 7
};

static void header_draw(pen *p, const pen_box *box, float padding)
{
    pen_type type = {.font = FONT_UI,
                     .size = THEME_TYPE_SMALL,
                     .colour = pen_colour(p, THEME_SECONDARY)};
    pen_text(p, box->x + padding, box->y + 36, &type, pen_say(p, SAY_GENERATION));
    type.align = ALIGN_RIGHT;
    pen_text(p, box->x + box->width - padding, box->y + 36, &type, pen_say(p, SAY_COUNT_THRESHOLD));
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
        pen_rect(p, (pen_box){box->x + 2, y - 2, box->width - 2, 78},
                 pen_colour(p, THEME_HIGHLIGHT));
    char text[64];
    pen_type type = {.font = FONT_UI_BOLD,
                     .size = THEME_TYPE_COUNT,
                     .colour = pen_colour(p, THEME_TEXT)};
    snprintf(text, sizeof text, "%u", generation);
    pen_text(p, box->x + padding, y + 40, &type, text);

    type.size = THEME_TYPE_CODE;
    type.font = hot ? FONT_UI_BOLD : FONT_UI;
    type.align = ALIGN_RIGHT;
    type.limit = box->width / 2 - padding;
    snprintf(text, sizeof text, "%u / %u", gc->count[generation], gc->threshold[generation]);
    float taken = pen_text(p, right, y + 40, &type, text);

    uint32_t objects = gc->generations[generation];
    type.font = FONT_UI;
    type.align = ALIGN_LEFT;
    type.limit = box->width - 2 * padding - NUMBER_WIDTH - taken - 16;
    tongue_write(p->words, text, sizeof text,
                 compact        ? SAY_OBJECTS_SHORT
                 : objects == 1 ? SAY_OBJECT_ONE
                                : SAY_OBJECT_MANY,
                 TELL({.number = objects}));
    pen_text(p, box->x + padding + NUMBER_WIDTH, y + 40, &type, text);
    bar_draw(p, (pen_box){box->x + padding, y + BAR_AT, box->width - 2 * padding, THEME_BAR_HEIGHT},
             gc->count[generation], gc->threshold[generation]);
}

/* What it takes to make the collector come by itself. */
static void next_draw(const scene *s, pen *p, const pen_box *box, float padding)
{
    const view_gc *gc = &s->now->seen->gc;
    char text[80];
    if (!gc->enabled || !gc->threshold[0])
        snprintf(text, sizeof text, "%s", pen_say(p, SAY_SWITCHED_OFF));
    else if (gc->count[0] > gc->threshold[0])
        tongue_write(p->words, text, sizeof text, SAY_GENERATION_DUE, TELL({.number = gc->next_generation}));
    else
        tongue_write(p->words, text, sizeof text, box->width < COMPACT_BELOW ? SAY_BIRTHS_SHORT : SAY_BIRTHS,
                     TELL({.number = gc->threshold[0] - gc->count[0] + 1}, {.number = gc->next_generation}));
    p->id = scene_id(SCENE_GENERATION, GENERATIONS, 0);
    pen_text(p, box->x + padding, box->y + NEXT_BASELINE,
             &(pen_type){.font = FONT_UI,
                         .size = THEME_TYPE_CELL,
                         .colour = pen_colour(p, THEME_SECONDARY),
                         .limit = box->width - 2 * padding},
             text);
}

static void phase_draw(const scene *s, pen *p, const pen_box *box, int phase, const char *name)
{
    float y = box->y + 12 + THEME_CODE_LINE * (float)phase;
    bool now = phase == s->collector.phase, done = phase < s->collector.phase;
    bool compact = box->width < COMPACT_BELOW;
    float left = box->x + (compact ? 76 : 92);
    frame_colour secondary = pen_colour(p, THEME_SECONDARY), text = pen_colour(p, THEME_TEXT);
    p->id = scene_id(SCENE_GENERATION, GENERATIONS + 1 + (uint32_t)phase, 0);
    if (now) {
        float middle = y + THEME_CODE_LINE / 2.0F;
        pen_rect(p, (pen_box){box->x + 2, y, box->width - 2, THEME_CODE_LINE},
                 pen_colour(p, THEME_HIGHLIGHT));
        pen_triangle(p, (frame_point){box->x + 18, middle - 11},
                     (frame_point){box->x + 18, middle + 11}, (frame_point){box->x + 34, middle},
                     text);
    }
    float baseline = y + THEME_CODE_LINE / 2.0F + THEME_TYPE_CODE * THEME_BASELINE;
    pen_type type = {.font = now ? FONT_MONO_BOLD : FONT_MONO,
                     .size = compact ? THEME_TYPE_CELL : THEME_TYPE_CODE,
                     .colour = now    ? text
                               : done ? secondary
                                      : theme_mix(secondary, pen_colour(p, THEME_SURFACE), 15)};
    if (done)
        pen_text(p, box->x + 44, baseline, &type, "\xE2\x9C\x93");
    type.limit = box->x + box->width - left - 8;
    pen_text(p, left, baseline, &type, name);
}

static void phases_draw(const scene *s, pen *p, const pen_box *box)
{
    const char *const NAMES[PHASES]
        = {pen_say(p, SAY_MERGE_LISTS), "update_refs",      "subtract_refs", "move_unreachable",
           "handle_weakrefs", "finalize_garbage", "delete_garbage"};
    for (int i = 0; i < PHASES; i++)
        phase_draw(s, p, box, i, NAMES[i]);
}

void panel_generations_draw(const scene *s, pen p, pen_box box)
{
    bool compact = box.width < COMPACT_BELOW;
    float padding = compact ? 28 : THEME_PANE_PADDING;
    p.id = scene_id(SCENE_PANE, 3, 0);
    if (s->collector.running) {
        phases_draw(s, &p, &box);
        return;
    }
    if (!compact)
        header_draw(&p, &box, THEME_PANE_PADDING);
    float first = compact ? 12 : HEADER;
    float pitch = compact ? 96 : PITCH;
    for (uint32_t i = 0; i < GENERATIONS; i++)
        generation_draw(s, &p, &box, i, box.y + first + pitch * (float)i, compact);
    next_draw(s, &p, &box, padding);
}
