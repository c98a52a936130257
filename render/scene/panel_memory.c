#include "render/scene/panels.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

/* Memory over the run: what is in use now, what is held for it, and a stair for every step. */

enum { PADDING = 32, COMPACT_BELOW = 500, BARS_MAX = 200 };

static uint64_t peak_until(const scene *s, uint32_t step)
{
    uint64_t peak = 0;
    for (uint32_t k = 0; k <= step; k++)
        if (s->run.heap_peak[k] > peak)
            peak = s->run.heap_peak[k];
    return peak;
}

static float figures_draw(const scene *s, pen *p, const pen_box *box, float padding)
{
    char number[40], text[112];
    float right = box->x + box->width - padding, y = box->y + 52;
    pen_type type = {.font = FONT_UI,
                     .size = THEME_TYPE_CODE,
                     .colour = pen_colour(p, THEME_TEXT),
                     .align = ALIGN_RIGHT};
    pen_type bold = {.font = FONT_UI_BOLD,
                     .size = THEME_TYPE_COUNT,
                     .colour = pen_colour(p, THEME_TEXT),
                     .limit = box->width - 2 * padding};
    pen_number(number, sizeof number, s->heap->bytes);
    tongue_write(p->words, text, sizeof text, SAY_BYTES_MANY, TELL({.text = number}));
    float taken = pen_text(p, box->x + padding, y, &bold, text);
    tongue_write(p->words, text, sizeof text, SAY_BLOCKS_MANY, TELL({.number = s->heap->blocks}));
    if (taken + 24 + pen_width(p, type.font, type.size, text) <= bold.limit)
        pen_text(p, right, y, &type, text);

    type = (pen_type){.font = FONT_UI,
                      .size = THEME_TYPE_CELL,
                      .colour = pen_colour(p, THEME_SECONDARY),
                      .limit = box->width - 2 * padding};
    pen_number(number, sizeof number, s->heap->held_bytes);
    uint64_t in_100 = s->heap->held_bytes ? s->heap->bytes * 100 / s->heap->held_bytes : 100;
    tongue_write(p->words, text, sizeof text, SAY_OF_HELD, TELL({.text = number}, {.number = in_100}));
    pen_text(p, box->x + padding, y + 44, &type, text);
    pen_number(number, sizeof number, peak_until(s, s->step));
    uint32_t alive = s->run.alive[s->step];
    bool compact = box->width < COMPACT_BELOW;
    tongue_write(p->words, text, sizeof text, compact ? SAY_PEAK_SHORT : alive == 1 ? SAY_PEAK_ONE : SAY_PEAK_MANY,
                 TELL({.text = number}, {.number = alive}));
    if (compact)
        type.size = THEME_TYPE_SMALL;
    pen_text(p, box->x + padding, y + 84, &type, text);
    return y + 104;
}

static void stairs_draw(const scene *s, pen *p, pen_box area)
{
    uint64_t top = peak_until(s, s->step_count);
    uint32_t stairs = s->step_count + 1, every = stairs / BARS_MAX + 1;
    if (!top || area.height < 20)
        return;
    float pitch = area.width / (float)stairs, bottom = area.y + area.height;
    frame_colour live = pen_colour(p, THEME_LIVE), surface = pen_colour(p, THEME_SURFACE);
    for (uint32_t k = 0; k < stairs; k += every) {
        uint32_t end = k + every < stairs ? k + every : stairs;
        float height = area.height * (float)((double)s->run.heap_bytes[k] / (double)top);
        float x = area.x + pitch * (float)k, width = pitch * (float)(end - k);
        float gap = width > 6 ? 2 : 0;
        p->id = scene_id(SCENE_MEMORY, k, 0);
        pen_rect(p, (pen_box){x, bottom - height, width - gap, height},
                 theme_mix(live, surface, k <= s->step ? 68 : 90));
        pen_rect(p, (pen_box){x, bottom - height - 2, width - gap, THEME_STROKE},
                 theme_mix(live, surface, k <= s->step ? 0 : 50));
    }
    p->id = scene_id(SCENE_MEMORY, 0, 1);
    pen_rect(p, (pen_box){area.x, bottom, area.width, THEME_STROKE_QUIET},
             pen_colour(p, THEME_SECONDARY));
    p->id = scene_id(SCENE_MEMORY, 0, 2);
    pen_rect(p, (pen_box){area.x + pitch * ((float)s->step + 1) - 2, area.y - 10, THEME_STROKE,
                          area.height + 10},
             pen_colour(p, THEME_TEXT));
}

/* Where the peak was: inside a step it may be higher than any stair. */
static void peak_draw(const scene *s, pen *p, pen_box area)
{
    uint64_t top = peak_until(s, s->step_count), so_far = peak_until(s, s->step);
    if (!top)
        return;
    float y = area.y + area.height * (1 - (float)((double)so_far / (double)top));
    float to = area.x + area.width * ((float)s->step + 1) / (float)(s->step_count + 1);
    draw_curve line = frame_straight((frame_point){area.x * p->scale + p->x, y * p->scale + p->y},
                                     (frame_point){to * p->scale + p->x, y * p->scale + p->y});
    line.id = p->id = scene_id(SCENE_MEMORY, 0, 3);
    line.colour = pen_colour(p, THEME_SECONDARY);
    line.width_px = fmaxf(1, THEME_STROKE_RULE * p->scale);
    line.dash = (frame_dash){8 * p->scale, 6 * p->scale};
    frame_curve(p->onto, line);
}

void panel_memory_line_draw(const scene *s, pen p, pen_box box)
{
    if (!s->heap)
        return;
    char bytes[40], held[40], text[112];
    pen_number(bytes, sizeof bytes, s->heap->bytes);
    pen_number(held, sizeof held, s->heap->held_bytes);
    tongue_write(p.words, text, sizeof text, SAY_IN_USE_HELD, TELL({.text = bytes}, {.text = held}));
    pen_type type = {.font = FONT_UI_BOLD,
                     .size = THEME_TYPE_SMALL,
                     .colour = pen_colour(&p, THEME_TEXT),
                     .align = ALIGN_RIGHT,
                     .limit = box.width};
    if (pen_width(&p, type.font, type.size, text) > box.width)
        tongue_write(p.words, text, sizeof text, SAY_OF_BYTES, TELL({.text = bytes}, {.text = held}));
    p.id = scene_id(SCENE_MEMORY, 0, 4);
    pen_text(&p, box.x + box.width, box.y + box.height, &type, text);
}

void panel_memory_draw(const scene *s, pen p, pen_box box)
{
    float padding = box.width < COMPACT_BELOW ? 28 : PADDING;
    p.id = scene_id(SCENE_PANE, 4, 0);
    float from = figures_draw(s, &p, &box, padding) + 14;
    pen_box area = {box.x + padding, from, box.width - 2 * padding,
                    box.y + box.height - 24 - from};
    stairs_draw(s, &p, area);
    p.id = scene_id(SCENE_MEMORY, 0, 3);
    peak_draw(s, &p, area);
}
