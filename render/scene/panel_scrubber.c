#include "render/scene/panels.h"

#include <math.h>

/* The run on one line: a tick per step, the bytes in use as a staircase on it, a ? at each question. */

enum { TRACK_FROM_BOTTOM = 20, TICKS_MAX = 240, ASK_RADIUS = 13 };

float panel_scrubber_x(const pen_box *box, uint32_t step, uint32_t step_count)
{
    float part = step_count ? (float)step / (float)step_count : 0;
    return box->x + THEME_MARGIN + (box->width - 2 * THEME_MARGIN) * part;
}

static uint32_t peak_of(const scene *s)
{
    uint32_t peak = 0;
    for (uint32_t k = 1; k <= s->step_count; k++)
        if (s->run.heap_bytes[k] > s->run.heap_bytes[peak])
            peak = k;
    return peak;
}

/* One stair per step, or one for several where a step is narrower than two pixels. */
static void staircase_draw(const scene *s, pen *p, const pen_box *box, float track_y)
{
    uint32_t peak = peak_of(s), every = s->step_count / (TICKS_MAX * 4) + 1;
    uint64_t top = s->run.heap_bytes[peak];
    if (!top)
        return;
    frame_colour live = pen_colour(p, THEME_LIVE), surface = pen_colour(p, THEME_SURFACE);
    for (uint32_t k = 1; k <= s->step_count; k += every) {
        float from = panel_scrubber_x(box, k - 1, s->step_count);
        uint32_t end = k - 1 + every < s->step_count ? k - 1 + every : s->step_count;
        float to = panel_scrubber_x(box, end, s->step_count);
        float height = THEME_SCRUB_CURVE_HEIGHT
                       * (float)((double)s->run.heap_bytes[k] / (double)top);
        pen_box stair = {from + 1, track_y - THEME_SCRUB_TRACK - height, to - from - 2, height};
        if (stair.width > 0 && height > 0)
            pen_rect(p, stair, theme_mix(live, surface, k <= s->step ? 78 : 91));
    }
    float first = panel_scrubber_x(box, peak ? peak - 1 : 0, s->step_count);
    float x = (first + panel_scrubber_x(box, peak, s->step_count)) / 2;
    float tip = track_y - THEME_SCRUB_CURVE_HEIGHT;
    pen_triangle(p, (frame_point){x - 7, tip - 8}, (frame_point){x + 7, tip - 8},
                 (frame_point){x, tip}, pen_colour(p, THEME_SECONDARY));
}

static void track_draw(const scene *s, pen *p, const pen_box *box, float y)
{
    frame_colour done = pen_colour(p, THEME_LIVE);
    frame_colour to_come
        = theme_mix(pen_colour(p, THEME_SECONDARY), pen_colour(p, THEME_SURFACE), 55);
    float first = panel_scrubber_x(box, 0, s->step_count);
    float last = panel_scrubber_x(box, s->step_count, s->step_count);
    float here = panel_scrubber_x(box, s->step, s->step_count);
    float half = THEME_SCRUB_TRACK / 2.0F;
    pen_rect(p, (pen_box){first, y - half, last - first, THEME_SCRUB_TRACK},
             pen_colour(p, THEME_TRACK));
    if (here > first)
        pen_rect(p, (pen_box){first, y - half, here - first, THEME_SCRUB_TRACK}, done);
    uint32_t every = s->step_count / TICKS_MAX + 1;
    for (uint32_t k = 0; k <= s->step_count; k += every) {
        float x = panel_scrubber_x(box, k, s->step_count);
        pen_rect(p,
                 (pen_box){x - THEME_SCRUB_TICK_WIDTH / 2.0F, y - THEME_SCRUB_TICK_HEIGHT / 2.0F,
                           THEME_SCRUB_TICK_WIDTH, THEME_SCRUB_TICK_HEIGHT},
                 k <= s->step ? done : to_come);
    }
}

static void questions_draw(const scene *s, pen *p, const pen_box *box, float y)
{
    frame_colour secondary = pen_colour(p, THEME_SECONDARY);
    pen_type type = {.font = FONT_UI_BOLD, .size = 20, .colour = secondary, .align = ALIGN_CENTRE};
    for (uint32_t k = 0; k <= s->step_count; k++) {
        if (!s->run.asks[k])
            continue;
        float x = panel_scrubber_x(box, k, s->step_count);
        pen_border(p, (pen_box){x - ASK_RADIUS, y - ASK_RADIUS, 2 * ASK_RADIUS, 2 * ASK_RADIUS},
                   ASK_RADIUS, pen_colour(p, THEME_SURFACE), secondary, THEME_STROKE_QUIET,
                   (frame_dash){0});
        pen_text(p, x, y + 7, &type, "?");
    }
}

void panel_scrubber_draw(const scene *s, pen p, pen_box box)
{
    float y = box.y + box.height - TRACK_FROM_BOTTOM;
    p.id = scene_id(SCENE_SCRUBBER, 0, 0);
    staircase_draw(s, &p, &box, y);
    track_draw(s, &p, &box, y);
    questions_draw(s, &p, &box, y);
    p.id = scene_id(SCENE_SCRUBBER, 1, 0);
    frame_point here = {panel_scrubber_x(&box, s->step, s->step_count), y};
    pen_disc(&p, here, THEME_SCRUB_HANDLE_RADIUS + 3, pen_colour(&p, THEME_SURFACE));
    pen_disc(&p, here, THEME_SCRUB_HANDLE_RADIUS, pen_colour(&p, THEME_LIVE));
}
