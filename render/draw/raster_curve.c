/* Strokes: cubic curves with a width, dashes and caps.
 *
 *      points --flatten--> polyline --dashes--> pieces --> segments --> pixels
 *
 * A segment is drawn column by column if it is flat, row by row if it is steep ("major" is the axis
 * it runs along, "minor" the other). Its coverage of a pixel is the distance of the pixel's centre
 * to its line, in 16.16 fixed point from the line's equation, so that it does not depend on where the
 * loop begins.
 *
 * Which segment owns a pixel near a joint? The joint's plane decides: the line through the joint
 * across the mean direction of both. Both segments test the same integers, one with >= 0 and the other
 * with < 0, so each pixel is drawn once: no dark seams under opacity, no gaps at 45 degrees. */
#include "render/draw/raster_canvas.h"

#include <math.h>
#include <stdlib.h>

enum { SEGMENTS_MAX = 128, POINTS_MAX = SEGMENTS_MAX + 1, FIXED_ONE = 1 << 16, FIXED_HALF = 1 << 15 };

#define FLATNESS_PX 0.12F /* how far the polyline may leave the curve */
#define MERGE_PX 0.02F    /* points closer than this are one */

typedef struct polyline {
    frame_point points[POINTS_MAX];
    uint32_t count;
} polyline;

static float distance(frame_point a, frame_point b)
{
    float dx = b.x - a.x, dy = b.y - a.y;
    return sqrtf(dx * dx + dy * dy);
}

static int64_t fixed(float value)
{
    return (int64_t)floor((double)value * FIXED_ONE + 0.5);
}

/* ---- flattening ---- */

/* Wang's bound: how many equal steps keep the polyline within FLATNESS_PX of the curve. */
static uint32_t steps_of(const frame_point *p)
{
    float first = sqrtf((p[0].x - 2 * p[1].x + p[2].x) * (p[0].x - 2 * p[1].x + p[2].x) +
                        (p[0].y - 2 * p[1].y + p[2].y) * (p[0].y - 2 * p[1].y + p[2].y));
    float second = sqrtf((p[1].x - 2 * p[2].x + p[3].x) * (p[1].x - 2 * p[2].x + p[3].x) +
                         (p[1].y - 2 * p[2].y + p[3].y) * (p[1].y - 2 * p[2].y + p[3].y));
    float steps = ceilf(sqrtf(0.75F * float_max(first, second) / FLATNESS_PX));
    if (steps < 1)
        return 1;
    return steps > SEGMENTS_MAX ? SEGMENTS_MAX : (uint32_t)steps;
}

static frame_point curve_at(const frame_point *p, float t)
{
    float u = 1 - t;
    float a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    return (frame_point){.x = a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                         .y = a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

static void polyline_add(polyline *line, frame_point point)
{
    if (line->count && distance(line->points[line->count - 1], point) < MERGE_PX)
        return;
    if (line->count < POINTS_MAX)
        line->points[line->count++] = point;
}

static void curve_flatten(const draw_curve *c, polyline *out)
{
    uint32_t steps = steps_of(c->points);
    out->count = 0;
    polyline_add(out, c->points[0]);
    for (uint32_t i = 1; i < steps; i++)
        polyline_add(out, curve_at(c->points, (float)i / (float)steps));
    polyline_add(out, c->points[3]);
}

/* ---- segments ---- */

/* a * major + b * minor + c, at pixel centres: 16.16 px beyond the plane, positive onwards. For
 * joints only the sign counts. */
typedef struct plane {
    int64_t a, b, c;
    bool joint;
    bool round;
    int64_t at_major, at_minor; /* the point it goes through */
} plane;

static int64_t plane_at(const plane *p, int32_t major, int32_t minor)
{
    return p->a * major + p->b * minor + p->c;
}

typedef struct stroke {
    const raster_canvas *canvas;
    frame_colour colour;
    uint32_t alpha;
    uint32_t densest;   /* the weight in the middle: less than all for hairlines */
    int64_t reach;      /* half the width and half a pixel, 16.16 */
    float half_px;
    frame_cap cap;
} stroke;

static plane plane_through(frame_point at, float dx, float dy, bool steep)
{
    float length = sqrtf(dx * dx + dy * dy);
    float scale = length > 0 ? 1 / length : 0;
    float along = steep ? dy : dx, across = steep ? dx : dy;
    plane p = {.a = fixed(along * scale),
               .b = fixed(across * scale),
               .at_major = fixed(steep ? at.y : at.x),
               .at_minor = fixed(steep ? at.x : at.y)};
    int64_t centre = (p.a + p.b) * FIXED_HALF;
    p.c = (centre - p.a * p.at_major - p.b * p.at_minor) / FIXED_ONE;
    return p;
}

/* How much of the weight the end of a stroke leaves: a sharp cut for joints, half a pixel of
 * softness for butt caps, a half disc for round ones. `inside` is positive on the segment's side. */
static int64_t cap_weight(const plane *p, int64_t inside, int32_t major, int32_t minor,
                          int64_t weight, int64_t reach)
{
    if (p->joint)
        return weight;
    if (!p->round) {
        int64_t covered = inside + FIXED_HALF;
        if (covered <= 0)
            return 0;
        return covered >= FIXED_ONE ? weight : weight * covered / FIXED_ONE;
    }
    if (inside >= 0)
        return weight;
    double dx = (double)((int64_t)major * FIXED_ONE + FIXED_HALF - p->at_major);
    double dy = (double)((int64_t)minor * FIXED_ONE + FIXED_HALF - p->at_minor);
    int64_t disc = (reach - (int64_t)sqrt(dx * dx + dy * dy)) >> 8;
    return disc < weight ? disc : weight;
}

/* One segment, turned so that its major axis runs upwards in its index. */
typedef struct segment {
    plane start, end; /* the pixels between them are its own */
    int64_t a, b, c;  /* the line: 16.16 px aside of it */
    int64_t from_major, from_minor, slope, half_extent;
    int32_t even_from, even_to; /* here the planes need no test */
    int32_t first, last;        /* major indices that may be touched, last excluded */
    ptrdiff_t major_step, minor_step;
    int32_t clip_major0, clip_major1, clip_minor0, clip_minor1;
} segment;

static void pixel_cover(const stroke *s, uint32_t *pixel, int64_t weight)
{
    if (weight <= 0)
        return;
    uint32_t capped = weight > s->densest ? s->densest : (uint32_t)weight;
    *pixel = pixel_mix(*pixel, s->colour, weight_times(capped, s->alpha));
}

/* One column of a flat segment (or row of a steep one), free of caps and joints. */
static void column_even(const stroke *s, const segment *g, uint32_t *pixel, int32_t minor,
                        int32_t end, int64_t aside)
{
    int32_t reach = (int32_t)s->reach, step = (int32_t)g->b, at = (int32_t)aside;
    for (; minor < end; minor++, pixel += g->minor_step, at += step) {
        int32_t weight = (reach - abs(at)) >> 8;
        if (weight <= 0)
            continue;
        uint32_t capped = (uint32_t)weight > s->densest ? s->densest : (uint32_t)weight;
        *pixel = pixel_mix(*pixel, s->colour, weight_times(capped, s->alpha));
    }
}

static void column_ends(const stroke *s, const segment *g, uint32_t *pixel, int32_t major,
                        int32_t minor, int32_t end, int64_t aside)
{
    for (; minor < end; minor++, pixel += g->minor_step, aside += g->b) {
        int64_t weight = (s->reach - (aside < 0 ? -aside : aside)) >> 8;
        int64_t after = plane_at(&g->start, major, minor);
        int64_t before = -plane_at(&g->end, major, minor);
        if (weight <= 0 || (g->start.joint && after < 0) || (g->end.joint && before <= 0))
            continue;
        if (weight > s->densest)
            weight = s->densest;
        weight = cap_weight(&g->start, after, major, minor, weight, s->reach);
        weight = cap_weight(&g->end, before, major, minor, weight, s->reach);
        pixel_cover(s, pixel, weight);
    }
}

static void segment_draw(const stroke *s, const segment *g)
{
    int32_t first = int_max(g->first, g->clip_major0), last = int_min(g->last, g->clip_major1);
    for (int32_t major = first; major < last; major++) {
        int64_t run = (int64_t)major * FIXED_ONE + FIXED_HALF - g->from_major;
        int64_t centre = g->from_minor + run * g->slope / FIXED_ONE;
        int32_t minor = int_max((int32_t)((centre - g->half_extent) >> 16), g->clip_minor0);
        int32_t end = int_min((int32_t)((centre + g->half_extent) >> 16) + 1, g->clip_minor1);
        if (minor >= end)
            continue;
        uint32_t *pixel =
            s->canvas->pixels + (ptrdiff_t)major * g->major_step + (ptrdiff_t)minor * g->minor_step;
        int64_t aside = g->a * major + g->b * minor + g->c;
        if (major >= g->even_from && major < g->even_to)
            column_even(s, g, pixel, minor, end, aside);
        else
            column_ends(s, g, pixel, major, minor, end, aside);
    }
}

static void segment_clip(segment *g, const raster_canvas *canvas, bool steep)
{
    const raster_area *clip = &canvas->clip;
    g->major_step = steep ? canvas->stride_px : 1;
    g->minor_step = steep ? 1 : canvas->stride_px;
    g->clip_major0 = steep ? clip->y0 : clip->x0;
    g->clip_major1 = steep ? clip->y1 : clip->x1;
    g->clip_minor0 = steep ? clip->x0 : clip->y0;
    g->clip_minor1 = steep ? clip->x1 : clip->y1;
}

/* The segment a-b, cut by the two planes, whose sides are `into` the segment at a and `out` at b. */
static void segment_stroke(const stroke *s, frame_point a, frame_point b, plane start, plane end,
                           bool steep)
{
    float dx = b.x - a.x, dy = b.y - a.y, length = sqrtf(dx * dx + dy * dy);
    float run = steep ? dy : dx, rise = steep ? dx : dy;
    if (run < 0) { /* the same line walked the other way; its planes swap places and look back */
        frame_point swap = a;
        a = b;
        b = swap;
        run = -run;
        rise = -rise;
    }
    float low = steep ? a.y : a.x, high = steep ? b.y : b.x;
    float lean = fabsf(rise) / length, reach = s->half_px + 1;
    /* A plane leans away from the perpendicular by less than a quarter where curves are smooth. */
    float margin = reach * (lean + 0.25F) + 1;
    float beyond = reach + 1;
    segment g = {.start = start,
                 .end = end,
                 .a = -fixed(rise / length),
                 .b = fixed(run / length),
                 .from_major = fixed(low),
                 .from_minor = fixed(steep ? a.x : a.y),
                 .slope = fixed(rise / run),
                 .half_extent = fixed(reach * length / run) + FIXED_ONE,
                 .even_from = (int32_t)ceilf(low + margin),
                 .even_to = (int32_t)floorf(high - margin),
                 .first = (int32_t)floorf(low - float_max(margin, beyond)),
                 .last = (int32_t)ceilf(high + float_max(margin, beyond))};
    g.c = ((g.a + g.b) * FIXED_HALF - g.a * g.from_major - g.b * g.from_minor) / FIXED_ONE;
    segment_clip(&g, s->canvas, steep);
    segment_draw(s, &g);
}

/* ---- pieces ---- */

/* Can any pixel of the segment lie in the clip? */
static bool segment_visible(const stroke *s, frame_point a, frame_point b)
{
    const raster_area *clip = &s->canvas->clip;
    float reach = s->half_px + 3;
    return float_min(a.x, b.x) - reach < (float)clip->x1 &&
           float_max(a.x, b.x) + reach > (float)clip->x0 &&
           float_min(a.y, b.y) - reach < (float)clip->y1 &&
           float_max(a.y, b.y) + reach > (float)clip->y0;
}

/* The plane at point i of the piece: a cap at its ends, else the joint of two segments. */
static plane piece_plane(const stroke *s, const polyline *line, uint32_t i, bool steep)
{
    const frame_point *p = line->points;
    float dx = 0, dy = 0;
    if (i > 0) {
        float length = distance(p[i - 1], p[i]);
        dx = (p[i].x - p[i - 1].x) / length;
        dy = (p[i].y - p[i - 1].y) / length;
    }
    if (i + 1 < line->count) {
        float length = distance(p[i], p[i + 1]);
        dx += (p[i + 1].x - p[i].x) / length;
        dy += (p[i + 1].y - p[i].y) / length;
    }
    plane made = plane_through(p[i], dx, dy, steep);
    made.joint = i > 0 && i + 1 < line->count;
    made.round = s->cap == CAP_ROUND;
    return made;
}

static void piece_stroke(const stroke *s, const polyline *line)
{
    for (uint32_t i = 0; i + 1 < line->count; i++) {
        frame_point a = line->points[i], b = line->points[i + 1];
        if (!segment_visible(s, a, b))
            continue;
        bool steep = fabsf(b.y - a.y) > fabsf(b.x - a.x);
        segment_stroke(s, a, b, piece_plane(s, line, i, steep), piece_plane(s, line, i + 1, steep),
                       steep);
    }
}

/* ---- dashes ---- */

/* Walks along the polyline once, cutting out the parts that are drawn. */
static void dashes_stroke(const stroke *s, const polyline *line, frame_dash dash)
{
    polyline piece = {.points = {line->points[0]}, .count = 1};
    float left = dash.on_px; /* of the dash or gap we are in */
    bool on = true;
    for (uint32_t i = 0; i + 1 < line->count; i++) {
        frame_point a = line->points[i], b = line->points[i + 1];
        float length = distance(a, b), walked = 0;
        while (length - walked > left) {
            walked += left;
            frame_point cut = {.x = a.x + (b.x - a.x) * (walked / length),
                               .y = a.y + (b.y - a.y) * (walked / length)};
            if (on) {
                polyline_add(&piece, cut);
                piece_stroke(s, &piece);
            }
            on = !on;
            left = on ? dash.on_px : dash.off_px;
            piece = (polyline){.count = 0};
            polyline_add(&piece, cut);
        }
        left -= length - walked;
        if (on)
            polyline_add(&piece, b);
    }
    if (on)
        piece_stroke(s, &piece);
}

void stroke_curve(const raster_canvas *canvas, const draw_curve *c)
{
    float half = c->width_px / 2;
    stroke s = {.canvas = canvas,
                .colour = c->colour,
                .alpha = colour_weight(c->colour),
                .densest = half >= 0.5F ? WEIGHT_FULL : (uint32_t)(half * 2 * WEIGHT_FULL),
                .reach = fixed(half + 0.5F),
                .half_px = half,
                .cap = c->cap};
    polyline line;
    curve_flatten(c, &line);
    /* A pattern finer than a quarter of a pixel is a solid line, and would take for ever. */
    if (c->dash.on_px > 0 && c->dash.off_px > 0 && c->dash.on_px + c->dash.off_px >= 0.25F)
        dashes_stroke(&s, &line, c->dash);
    else
        piece_stroke(&s, &line);
}
