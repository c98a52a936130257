#include "render/export/picture.h"

#include "render/draw/raster.h"
#include "render/draw/svg.h"
#include "render/export/png.h"

#include <stdlib.h>

static ouro_result no_memory(ouro_error *err)
{
    return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for a picture");
}

/* The frame on a ground of that colour, in new pixels; NULL: an error. */
static uint32_t *pixels_of(const frame *f, frame_colour ground, text_cache *text, ouro_error *err)
{
    size_t pixels = (size_t)f->width_px * (size_t)f->height_px;
    raster_target target = {.pixels = malloc(pixels * sizeof *target.pixels),
                            .width_px = f->width_px,
                            .height_px = f->height_px,
                            .stride_px = f->width_px};
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
    size_t count = (size_t)f->width_px * (size_t)f->height_px;
    for (size_t i = 0; white && i < count; i++)
        white[i] = pixel_between(black[i], white[i]);
    free(black);
    return white;
}

ouro_result picture_png(const frame *f, text_cache *text, buffer *out, ouro_error *err)
{
    bool alone = f->background >> 24 == 0;
    uint32_t width = (uint32_t)f->width_px, height = (uint32_t)f->height_px;
    uint32_t *pixels = alone ? pixels_alone(f, text, err) : pixels_of(f, f->background, text, err);
    if (!pixels)
        return err->code;
    ouro_result result = alone ? png_encode_alpha(pixels, width, height, f->width_px, out, err)
                               : png_encode(pixels, width, height, f->width_px, out, err);
    free(pixels);
    return result;
}

ouro_result picture_svg(const frame *f, const char *title, text_cache *text, buffer *out,
                        ouro_error *err)
{
    frame_ruler ruler = text_ruler(text);
    svg_write(&(svg_picture){.drawn = f, .title = title, .prefix = ""}, &ruler, out);
    return out->failed ? no_memory(err) : OURO_OK;
}
