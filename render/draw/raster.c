#include "render/draw/raster.h"

#include "render/draw/raster_canvas.h"

#include <assert.h>
#include <math.h>

/* ---- bounds ---- */

/* Commands further out than this are nobody's picture (or not a number). Nearer ones fit 16.16. */
#define FAR_PX 1.0e6F
#define WIDEST_PX 16384.0F /* half of it in 16.16 still fits 32 bits */

raster_area area_cut(raster_area a, raster_area b)
{
    return (raster_area){.x0 = int_max(a.x0, b.x0),
                         .y0 = int_max(a.y0, b.y0),
                         .x1 = int_min(a.x1, b.x1),
                         .y1 = int_min(a.y1, b.y1)};
}

/* The pixels a box of coordinates touches; none if a coordinate is no honest number. */
static raster_area area_around(float left, float top, float right, float bottom)
{
    bool near = left > -FAR_PX && top > -FAR_PX && right < FAR_PX && bottom < FAR_PX;
    if (!near || !(left < right) || !(top < bottom))
        return (raster_area){0};
    return (raster_area){
        .x0 = floor_px(left), .y0 = floor_px(top), .x1 = ceil_px(right), .y1 = ceil_px(bottom)};
}

static raster_area points_area(const frame_point *points, size_t count, float reach)
{
    float left = points[0].x, right = left, top = points[0].y, bottom = top;
    bool numbers = true;
    for (size_t i = 0; i < count; i++) {
        numbers &= isfinite(points[i].x) && isfinite(points[i].y);
        left = float_min(left, points[i].x);
        right = float_max(right, points[i].x);
        top = float_min(top, points[i].y);
        bottom = float_max(bottom, points[i].y);
    }
    if (!numbers)
        return (raster_area){0};
    return area_around(left - reach, top - reach, right + reach, bottom + reach);
}

/* A line of text with room for accents, descenders and strokes that lean out of their advance. What
 * leaves this box is cut off, in a full redraw as well. */
static raster_area text_area(const draw_text *t, text_cache *text)
{
    float size = t->size_px;
    if (!(size > 0) || !isfinite(t->x) || !isfinite(t->y) || !(size < FAR_PX))
        return (raster_area){0};
    float width = text_width(text, t->font, size, t->text, t->length);
    float left = t->x;
    if (t->align != ALIGN_LEFT)
        left -= t->align == ALIGN_RIGHT ? width : width / 2;
    return area_around(left - size * 0.3F - 1, t->y - size * 1.2F - 1,
                       left + width + size * 0.3F + 1, t->y + size * 0.4F + 1);
}

static raster_area command_area(const draw_command *c, text_cache *text)
{
    switch (c->kind) {
    case FRAME_RECT:
        return area_around(c->rect.x, c->rect.y, c->rect.x + c->rect.width,
                           c->rect.y + c->rect.height);
    case FRAME_ROUND:
        if (!(c->round.width > 0) || !(c->round.height > 0))
            return (raster_area){0};
        return area_around(c->round.x - 0.5F, c->round.y - 0.5F, c->round.x + c->round.width + 0.5F,
                           c->round.y + c->round.height + 0.5F);
    case FRAME_CURVE:
        if (!(c->curve.width_px > 0) || !(c->curve.width_px < WIDEST_PX))
            return (raster_area){0};
        return points_area(c->curve.points, 4, c->curve.width_px / 2 + 1);
    case FRAME_TRIANGLE:
        return points_area(c->triangle.points, 3, 0.5F);
    case FRAME_TEXT:
        return text_area(&c->text, text);
    }
    return (raster_area){0};
}

/* Panes begin at whole pixels: a clip is rounded, not softened. */
static raster_area clip_area(const frame *f, uint32_t clip)
{
    raster_area whole = {.x1 = f->width_px, .y1 = f->height_px};
    if (clip == 0)
        return whole;
    const frame_clip *c = &f->clips[clip];
    if (!(c->width > 0) || !(c->height > 0))
        return (raster_area){0};
    return area_cut(whole, (raster_area){.x0 = floor_px(c->x + 0.5F),
                                         .y0 = floor_px(c->y + 0.5F),
                                         .x1 = floor_px(c->x + c->width + 0.5F),
                                         .y1 = floor_px(c->y + c->height + 0.5F)});
}

raster_area raster_bounds(const frame *f, const draw_command *c, text_cache *text)
{
    return area_cut(command_area(c, text), clip_area(f, c->clip));
}

/* ---- texts ---- */

static void glyph_draw(const raster_canvas *canvas, const text_glyph *glyph, frame_colour colour,
                       uint32_t alpha)
{
    raster_area area = area_cut(canvas->clip, (raster_area){.x0 = glyph->x,
                                                            .y0 = glyph->y,
                                                            .x1 = glyph->x + glyph->width,
                                                            .y1 = glyph->y + glyph->height});
    for (int32_t y = area.y0; y < area.y1; y++) {
        const uint8_t *coverage =
            glyph->coverage + (ptrdiff_t)(y - glyph->y) * glyph->width - glyph->x;
        uint32_t *row = canvas_row(canvas, y);
        for (int32_t x = area.x0; x < area.x1; x++) {
            uint32_t weight = coverage[x];
            if (!weight)
                continue;
            weight += weight >> 7;
            row[x] = pixel_mix(row[x], colour, weight_times(weight, alpha));
        }
    }
}

static void strike_draw(const raster_canvas *canvas, const draw_text *t, text_cache *text)
{
    float overhang = frame_strike_overhang(t);
    draw_rect line = {.x = text_left(text, t) - overhang,
                      .y = frame_strike_y(t) - t->strike_px / 2,
                      .width =
                          text_width(text, t->font, t->size_px, t->text, t->length) + 2 * overhang,
                      .height = t->strike_px,
                      .fill = t->colour};
    raster_canvas part = *canvas;
    part.clip = area_cut(canvas->clip,
                         area_around(line.x, line.y, line.x + line.width, line.y + line.height));
    fill_rect(&part, &line);
}

static void text_draw(const raster_canvas *canvas, const draw_text *t, text_cache *text)
{
    uint32_t alpha = colour_weight(t->colour);
    text_run run = text_run_start(text, t);
    for (text_glyph glyph; text_run_next(&run, &glyph);) {
        if (glyph.x >= canvas->clip.x1 + (int32_t)t->size_px)
            break; /* nothing to the right can lean back this far */
        glyph_draw(canvas, &glyph, t->colour, alpha);
    }
    if (t->strike_px > 0)
        strike_draw(canvas, t, text);
}

/* ---- drawing ---- */

void raster_command(const raster_canvas *canvas, const draw_command *c, text_cache *text)
{
    switch (c->kind) {
    case FRAME_RECT:
        fill_rect(canvas, &c->rect);
        break;
    case FRAME_ROUND:
        fill_round(canvas, &c->round);
        break;
    case FRAME_CURVE:
        stroke_curve(canvas, &c->curve);
        break;
    case FRAME_TRIANGLE:
        fill_triangle(canvas, &c->triangle);
        break;
    case FRAME_TEXT:
        text_draw(canvas, &c->text, text);
        break;
    }
}

void raster_clear(const raster_canvas *canvas, frame_colour colour)
{
    for (int32_t y = canvas->clip.y0; y < canvas->clip.y1; y++)
        row_fill(canvas_row(canvas, y), canvas->clip.x0, canvas->clip.x1, colour, WEIGHT_FULL);
}

ouro_result raster_result(const frame *f, const text_cache *text, ouro_error *err)
{
    if (f->failed || text_cache_failed(text))
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "no memory for the picture");
    return OURO_OK;
}

ouro_result raster_draw(const frame *f, const raster_target *target, text_cache *text,
                        ouro_error *err)
{
    raster_area whole = {.x1 = target->width_px, .y1 = target->height_px};
    raster_canvas canvas = {
        .pixels = target->pixels, .stride_px = target->stride_px, .clip = whole};
    raster_clear(&canvas, f->background);
    for (uint32_t i = 0; i < f->count; i++) {
        const draw_command *c = &f->commands[i];
        canvas.clip = area_cut(whole, raster_bounds(f, c, text));
        if (!area_empty(canvas.clip))
            raster_command(&canvas, c, text);
    }
    return raster_result(f, text, err);
}
