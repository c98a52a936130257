/* What the parts of the raster share: a clipped view of the target, and how colours mix.
 *
 * Weights run from 0 (nothing) to 256 (all), so that a full weight costs no division. */
#ifndef OURO_RENDER_DRAW_RASTER_CANVAS_H
#define OURO_RENDER_DRAW_RASTER_CANVAS_H

#include "render/draw/raster.h"

typedef struct raster_canvas {
    uint32_t *pixels;
    ptrdiff_t stride_px;
    raster_area clip; /* inside the target */
} raster_canvas;

enum { WEIGHT_FULL = 256 };

static inline uint32_t *canvas_row(const raster_canvas *canvas, int32_t y)
{
    return canvas->pixels + (ptrdiff_t)y * canvas->stride_px;
}

/* The opacity of a colour as a weight. */
static inline uint32_t colour_weight(frame_colour colour)
{
    uint32_t alpha = colour >> 24;
    return alpha + (alpha >> 7);
}

/* A coverage 0..1 as a weight. */
static inline uint32_t coverage_weight(float coverage)
{
    return (uint32_t)(int32_t)(coverage * WEIGHT_FULL + 0.5F);
}

static inline uint32_t weight_times(uint32_t a, uint32_t b)
{
    return a * b >> 8;
}

/* Red and blue in one multiplication, green in another. */
static inline uint32_t pixel_mix(uint32_t under, uint32_t over, uint32_t weight)
{
    uint32_t rest = WEIGHT_FULL - weight;
    uint32_t red_blue = ((under & 0xFF00FF) * rest + (over & 0xFF00FF) * weight) >> 8 & 0xFF00FF;
    uint32_t green = ((under & 0x00FF00) * rest + (over & 0x00FF00) * weight) >> 8 & 0x00FF00;
    return 0xFF000000U | red_blue | green;
}

/* Pixels from..to-1 of a row in one colour. */
static inline void row_fill(uint32_t *row, int32_t from, int32_t to, frame_colour colour,
                            uint32_t weight)
{
    if (weight == 0)
        return;
    if (weight >= WEIGHT_FULL) {
        uint32_t opaque = colour | 0xFF000000U;
        for (int32_t x = from; x < to; x++)
            row[x] = opaque;
        return;
    }
    for (int32_t x = from; x < to; x++)
        row[x] = pixel_mix(row[x], colour, weight);
}

static inline float unit_clamp(float value)
{
    return value < 0 ? 0 : value > 1 ? 1 : value;
}

/* Whole numbers by truncation: without SSE 4.1 floorf is a function call. |value| < 2^31. */
static inline int32_t floor_px(float value)
{
    int32_t whole = (int32_t)value;
    return whole - (value < (float)whole);
}

static inline int32_t ceil_px(float value)
{
    int32_t whole = (int32_t)value;
    return whole + (value > (float)whole);
}

static inline int32_t int_min(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static inline int32_t int_max(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static inline float float_min(float a, float b)
{
    return a < b ? a : b;
}

static inline float float_max(float a, float b)
{
    return a > b ? a : b;
}

raster_area area_cut(raster_area a, raster_area b);

static inline bool area_empty(raster_area a)
{
    return a.x0 >= a.x1 || a.y0 >= a.y1;
}

/* raster.c: what a full redraw and one by tiles have in common. `canvas->clip` must lie within the
 * command's bounds. */
void raster_clear(const raster_canvas *canvas, frame_colour colour);
void raster_command(const raster_canvas *canvas, const draw_command *c, text_cache *text);
ouro_result raster_result(const frame *f, const text_cache *text, ouro_error *err);
/* raster_fill.c: shapes with an inside */
void fill_rect(const raster_canvas *canvas, const draw_rect *r);
void fill_round(const raster_canvas *canvas, const draw_round *r);
void fill_triangle(const raster_canvas *canvas, const draw_triangle *t);
/* raster_curve.c: strokes */
void stroke_curve(const raster_canvas *canvas, const draw_curve *c);

#endif
