/* Strokes: cubic curves with a width, dashes and caps.
 *
 *      points --flatten--> polyline --dashes--> pieces --> segments --> pixels
 *
 * A segment is drawn column by column if it is flat, row by row if it is steep ("major" is the axis
 * it runs along, "minor" the other). Its coverage of a pixel is the distance of the pixel's centre
 * to its line, in 16.16 fixed point from the line's equation, so that it does not depend on where
 * the loop begins.
 *
 * Which segment owns a pixel near a joint? The joint's plane decides: the line through the joint
 * across the mean direction of both. Both segments test the same integers, one with >= 0 and the
 * other with < 0, so each pixel is drawn once: no dark seams under opacity, no gaps at 45 degrees.
 */
#include "render/draw/raster_canvas.h"

#include <math.h>
#include <stdlib.h>

enum {
    SEGMENTS_MAX = 128,
    POINTS_MAX = SEGMENTS_MAX + 1,
    FIXED_ONE = 1 << 16,
    FIXED_HALF = 1 << 15
};

#define FLATNESS_PX 0.25F /* how far the polyline may leave the curve */
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
    double scaled = (double)value * FIXED_ONE + 0.5;
    int64_t whole = (int64_t)scaled;
    return whole - (scaled < (double)whole);
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
    if (line->count) {
        frame_point last = line->points[line->count - 1];
        float dx = point.x - last.x, dy = point.y - last.y;
        if (dx * dx + dy * dy < MERGE_PX * MERGE_PX)
            return;
    }
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

/* ---- planes ---- */

/* a * x + b * y + c, at pixel centres: 16.16 px beyond the plane, positive onwards. For joints only
 * the sign counts. */
typedef struct plane {
    int64_t a, b, c;
    frame_point at; /* it goes through here */
    bool joint;
} plane;

static int64_t plane_value(const plane *p, int32_t x, int32_t y)
{
    return p->a * x + p->b * y + p->c;
}

/* Through `at`, across the direction. The direction need not have length 1 for a joint. */
static plane plane_through(frame_point at, frame_point direction, bool joint)
{
    plane p = {.a = fixed(direction.x), .b = fixed(direction.y), .at = at, .joint = joint};
    p.c = ((p.a + p.b) * FIXED_HALF - p.a * fixed(at.x) - p.b * fixed(at.y)) / FIXED_ONE;
    return p;
}

/* ---- segments ---- */

typedef struct stroke {
    const raster_canvas *canvas;
    frame_colour colour;
    uint32_t alpha;
    int32_t densest; /* the weight in the middle: less than all for hairlines */
    int32_t reach;   /* half the width and half a pixel, 16.16 */
    float half_px;
    frame_cap cap;
} stroke;

/* One segment, turned so that it runs upwards in its major axis. `x` and `y` below may be either:
 * planes and line have their coefficients in the order major, minor. */
typedef struct segment {
    plane start, end; /* the pixels between them are its own */
    int64_t a, b, c;  /* the line: 16.16 px aside of it */
    int64_t from_major, from_minor, slope, half_extent;
    int32_t first, last;        /* major indices that may be touched, last excluded */
    int32_t even_from, even_to; /* here the planes need no test */
    ptrdiff_t major_step, minor_step;
    int32_t minor0, minor1; /* the clip across */
} segment;

static void pixel_cover(const stroke *s, uint32_t *pixel, int32_t weight)
{
    if (weight <= 0)
        return;
    uint32_t capped = (uint32_t)int_min(weight, s->densest);
    *pixel = pixel_mix(*pixel, s->colour, weight_times(capped, s->alpha));
}

/* One column of a flat segment (or row of a steep one), free of caps and joints. */
static void column_even(const stroke *s, const segment *g, uint32_t *pixel, int32_t count,
                        int32_t aside)
{
    int32_t step = (int32_t)g->b;
    for (; count > 0; count--, pixel += g->minor_step, aside += step)
        pixel_cover(s, pixel, (s->reach - abs(aside)) >> 8);
}

/* Near joints: only the pixels between both planes. */
static void column_joints(const stroke *s, const segment *g, uint32_t *pixel, int32_t major,
                          int32_t minor, int32_t count, int32_t aside)
{
    int32_t step = (int32_t)g->b;
    int64_t after = plane_value(&g->start, major, minor);
    int64_t before = plane_value(&g->end, major, minor);
    for (; count > 0; count--, pixel += g->minor_step, aside += step) {
        if (after >= 0 && before < 0)
            pixel_cover(s, pixel, (s->reach - abs(aside)) >> 8);
        after += g->start.b;
        before += g->end.b;
    }
}

/* The weight that the end of a stroke leaves: half a pixel of softness for butt caps, a half disc
 * for round ones. `inside` is positive on the segment's side. */
static int32_t cap_weight(const stroke *s, const plane *p, int64_t inside, frame_point centre,
                          int32_t weight)
{
    if (p->joint)
        return inside >= 0 ? weight : 0;
    if (s->cap == CAP_BUTT) {
        int64_t covered = inside + FIXED_HALF;
        if (covered <= 0)
            return 0;
        return covered >= FIXED_ONE ? weight : (int32_t)(weight * covered / FIXED_ONE);
    }
    if (inside >= 0)
        return weight;
    return int_min(weight, (s->reach - (int32_t)fixed(distance(centre, p->at))) >> 8);
}

/* Near the ends of the stroke. */
static void column_caps(const stroke *s, const segment *g, uint32_t *pixel, int32_t major,
                        int32_t minor, int32_t count, int32_t aside)
{
    for (; count > 0; count--, minor++, pixel += g->minor_step, aside += (int32_t)g->b) {
        int32_t weight = int_min((s->reach - abs(aside)) >> 8, s->densest);
        if (weight <= 0)
            continue;
        frame_point centre = {(float)major + 0.5F, (float)minor + 0.5F};
        int64_t after = plane_value(&g->start, major, minor);
        int64_t before = -plane_value(&g->end, major, minor) - g->end.joint;
        weight = cap_weight(s, &g->start, after, centre, weight);
        weight = cap_weight(s, &g->end, before, centre, weight);
        pixel_cover(s, pixel, weight);
    }
}

static void segment_draw(const stroke *s, const segment *g)
{
    bool caps = !g->start.joint || !g->end.joint;
    for (int32_t major = g->first; major < g->last; major++) {
        int64_t run = (int64_t)major * FIXED_ONE + FIXED_HALF - g->from_major;
        int64_t centre = g->from_minor + (run * g->slope >> 16);
        int32_t minor = int_max((int32_t)((centre - g->half_extent) >> 16) + 1, g->minor0);
        int32_t end = int_min((int32_t)((centre + g->half_extent) >> 16) + 1, g->minor1);
        if (minor >= end)
            continue;
        uint32_t *pixel =
            s->canvas->pixels + (ptrdiff_t)major * g->major_step + (ptrdiff_t)minor * g->minor_step;
        int32_t aside = (int32_t)(g->a * major + g->b * minor + g->c);
        if (major >= g->even_from && major < g->even_to)
            column_even(s, g, pixel, end - minor, aside);
        else if (caps)
            column_caps(s, g, pixel, major, minor, end - minor, aside);
        else
            column_joints(s, g, pixel, major, minor, end - minor, aside);
    }
}

static frame_point point_turned(frame_point p)
{
    return (frame_point){.x = p.y, .y = p.x};
}

static plane plane_turned(plane p)
{
    int64_t a = p.a;
    p.a = p.b;
    p.b = a;
    p.at = point_turned(p.at);
    return p;
}

/* The tangent of the angle between a plane and the perpendicular: small where a curve is smooth.
 * Caps reach out by the half width itself. */
static float plane_lean(const plane *p, frame_point along)
{
    if (!p->joint)
        return 1;
    float a = (float)p->a, b = (float)p->b;
    float ahead = fabsf(a * along.x + b * along.y), aside = fabsf(a * along.y - b * along.x);
    return aside < 4 * ahead ? aside / ahead : 4; /* a cusp: any number will do */
}

/* The segment from a to b, cut by the planes at both. `along` is its direction, of length 1. */
static void segment_stroke(const stroke *s, frame_point a, frame_point b, frame_point along,
                           plane start, plane end)
{
    raster_area clip = s->canvas->clip;
    bool steep = fabsf(along.y) > fabsf(along.x);
    ptrdiff_t row = s->canvas->stride_px;
    if (steep) {
        a = point_turned(a);
        b = point_turned(b);
        along = point_turned(along);
        start = plane_turned(start);
        end = plane_turned(end);
        clip = (raster_area){.x0 = clip.y0, .y0 = clip.x0, .x1 = clip.y1, .y1 = clip.x1};
    }
    if (along.x < 0) { /* the same line walked the other way: its planes look back */
        a = b;
        along = (frame_point){.x = -along.x, .y = -along.y};
    }
    float low = a.x, high = a.x + fabsf(end.at.x - start.at.x);
    /* How far along the major axis each end's plane leans, over the width of the stroke. */
    float lean = float_max(plane_lean(&start, along), plane_lean(&end, along));
    float reach = s->half_px + 0.5F;
    float margin = reach * (fabsf(along.y) + lean) + 0.01F;
    segment g = {.start = start,
                 .end = end,
                 .a = -fixed(along.y),
                 .b = fixed(along.x),
                 .from_major = fixed(a.x),
                 .from_minor = fixed(a.y - 0.5F), /* so that it meets whole numbers at centres */
                 .slope = fixed(along.y / along.x),
                 .half_extent = fixed(reach / along.x),
                 .first = int_max(ceil_px(low - margin - 0.5F), clip.x0),
                 .last = int_min(ceil_px(high + margin - 0.5F), clip.x1),
                 .even_from = ceil_px(low + margin - 0.5F),
                 .even_to = floor_px(high - margin - 0.5F) + 1,
                 .major_step = steep ? row : 1,
                 .minor_step = steep ? 1 : row,
                 .minor0 = clip.y0,
                 .minor1 = clip.y1};
    g.c = (g.a * FIXED_HALF - g.a * g.from_major - g.b * g.from_minor) / FIXED_ONE;
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

static frame_point direction_of(frame_point a, frame_point b)
{
    float length = distance(a, b);
    return (frame_point){.x = (b.x - a.x) / length, .y = (b.y - a.y) / length};
}

static void piece_stroke(const stroke *s, const polyline *line)
{
    if (line->count < 2)
        return;
    const frame_point *p = line->points;
    frame_point along = direction_of(p[0], p[1]);
    plane start = plane_through(p[0], along, false);
    for (uint32_t i = 1; i < line->count; i++) {
        frame_point next = along, mean = along;
        bool joint = i + 1 < line->count;
        if (joint) {
            next = direction_of(p[i], p[i + 1]);
            mean = (frame_point){.x = along.x + next.x, .y = along.y + next.y};
        }
        plane end = plane_through(p[i], mean, joint);
        if (segment_visible(s, p[i - 1], p[i]))
            segment_stroke(s, p[i - 1], p[i], along, start, end);
        start = end;
        along = next;
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
                .densest = half >= 0.5F ? WEIGHT_FULL : (int32_t)(half * 2 * WEIGHT_FULL),
                .reach = (int32_t)fixed(half + 0.5F),
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
