#include "render/export/picture.h"

#include "render/draw/raster.h"
#include "render/draw/svg.h"
#include "render/export/png.h"

#include <stdlib.h>

static ouro_result no_memory(ouro_error *err)
{
    return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for a picture");
}

struct picture_press {
    text_cache *text;
    raster_tiles *tiles; /* what `target` holds */
    png_writer *png;
    raster_target target;
};

picture_press *picture_press_open(text_cache *text, ouro_error *err)
{
    picture_press *press = calloc(1, sizeof *press);
    if (press) {
        press->text = text;
        press->tiles = raster_tiles_open();
        press->png = png_writer_open();
    }
    if (press && press->tiles && press->png)
        return press;
    picture_press_close(press);
    no_memory(err);
    return NULL;
}

void picture_press_close(picture_press *press)
{
    if (!press)
        return;
    raster_tiles_close(press->tiles);
    png_writer_close(press->png);
    free(press->target.pixels);
    free(press);
}

/* ---- pixels ---- */

static size_t pixels_count(const frame *f)
{
    return (size_t)f->width_px * (size_t)f->height_px;
}

static raster_target target_new(const frame *f)
{
    return (raster_target){.pixels = malloc(pixels_count(f) * sizeof(uint32_t)),
                           .width_px = f->width_px,
                           .height_px = f->height_px,
                           .stride_px = f->width_px};
}

/* The press's own pixels, as large as the frame. */
static bool target_fit(picture_press *press, const frame *f)
{
    raster_target *t = &press->target;
    if (t->pixels && t->width_px == f->width_px && t->height_px == f->height_px)
        return true;
    raster_tiles_forget(press->tiles);
    free(t->pixels);
    *t = target_new(f);
    return t->pixels;
}

/* The frame on a ground of that colour, in new pixels; NULL: an error. */
static uint32_t *pixels_of(const frame *f, frame_colour ground, text_cache *text, ouro_error *err)
{
    raster_target target = target_new(f);
    frame on = *f; /* borrows everything */
    on.background = ground;
    ouro_result result = target.pixels ? raster_draw(&on, &target, text, err) : no_memory(err);
    if (result == OURO_OK)
        return target.pixels;
    free(target.pixels);
    return NULL;
}

static uint32_t channel(uint32_t pixel, int shift)
{
    return pixel >> shift & 255;
}

/* What, laid over black and over white, gives these two. A mark of coverage a and colour c is a * c
 * on black and a * c + (1 - a) on white: the difference is how much of the ground shines through. Each
 * channel tells it, to a rounding; their mean is taken. */
static uint32_t pixel_between(uint32_t on_black, uint32_t on_white)
{
    uint32_t through = 0, pixel = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        uint32_t black = channel(on_black, shift), white = channel(on_white, shift);
        through += white > black ? white - black : 0;
    }
    uint32_t alpha = 255 - (through + 1) / 3;
    for (int shift = 0; shift < 24 && alpha; shift += 8) {
        uint32_t value = (channel(on_black, shift) * 255 + alpha / 2) / alpha;
        pixel |= (value < 255 ? value : 255) << shift;
    }
    return pixel | alpha << 24;
}

/* The pixels of a frame without a ground: drawn twice, the alpha is what they differ by. */
static uint32_t *pixels_alone(const frame *f, text_cache *text, ouro_error *err)
{
    uint32_t *black = pixels_of(f, 0xFF000000, text, err);
    uint32_t *white = black ? pixels_of(f, 0xFFFFFFFF, text, err) : NULL;
    for (size_t i = 0; white && i < pixels_count(f); i++)
        white[i] = pixel_between(black[i], white[i]);
    free(black);
    return white;
}

/* ---- PNG ---- */

static png_pixels pixels_for(const frame *f, const uint32_t *at, bool alpha)
{
    return (png_pixels){.at = at,
                        .width = (uint32_t)f->width_px,
                        .height = (uint32_t)f->height_px,
                        .stride_px = f->width_px,
                        .alpha = alpha};
}

/* Without a ground: all of it anew. */
static ouro_result alone_png(picture_press *press, const frame *f, buffer *out, ouro_error *err)
{
    uint32_t *pixels = pixels_alone(f, press->text, err);
    if (!pixels)
        return err->code;
    png_pixels picture = pixels_for(f, pixels, true);
    png_rows_changed(press->png, 0, picture.height);
    ouro_result result = png_write(press->png, &picture, out, err);
    free(pixels);
    return result;
}

ouro_result picture_press_png(picture_press *press, const frame *f, buffer *out, ouro_error *err)
{
    if (f->background >> 24 == 0)
        return alone_png(press, f, out, err);
    if (!target_fit(press, f))
        return no_memory(err);
    ouro_result result = raster_tiles_draw(press->tiles, f, &press->target, press->text, err);
    const raster_area *changed; /* also by a drawing that failed half way */
    size_t count = raster_tiles_changed(press->tiles, &changed);
    for (size_t i = 0; i < count; i++)
        png_rows_changed(press->png, (uint32_t)changed[i].y0, (uint32_t)changed[i].y1);
    if (result != OURO_OK)
        return result;
    png_pixels picture = pixels_for(f, press->target.pixels, false);
    return png_write(press->png, &picture, out, err);
}

ouro_result picture_png(const frame *f, text_cache *text, buffer *out, ouro_error *err)
{
    picture_press *press = picture_press_open(text, err);
    ouro_result result = press ? picture_press_png(press, f, out, err) : OURO_ERR_NOMEM;
    picture_press_close(press);
    return result;
}

ouro_result picture_svg(const frame *f, const char *title, text_cache *text, buffer *out,
                        ouro_error *err)
{
    frame_ruler ruler = text_ruler(text);
    svg_write(&(svg_picture){.drawn = f, .title = title, .prefix = ""}, &ruler, out);
    return out->failed ? no_memory(err) : OURO_OK;
}
