#include "render/export/picture.h"

#include "render/draw/raster.h"
#include "render/draw/svg.h"
#include "render/export/png.h"

#include <stdlib.h>

static ouro_result no_memory(ouro_error *err)
{
    return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for a picture");
}

ouro_result picture_png(const frame *f, text_cache *text, buffer *out, ouro_error *err)
{
    size_t pixels = (size_t)f->width_px * (size_t)f->height_px;
    raster_target target = {.pixels = malloc(pixels * sizeof *target.pixels),
                            .width_px = f->width_px,
                            .height_px = f->height_px,
                            .stride_px = f->width_px};
    ouro_result result = target.pixels ? raster_draw(f, &target, text, err) : no_memory(err);
    if (result == OURO_OK)
        result = png_encode(target.pixels, (uint32_t)f->width_px, (uint32_t)f->height_px, f->width_px,
                            out, err);
    free(target.pixels);
    return result;
}

ouro_result picture_svg(const frame *f, const char *title, text_cache *text, buffer *out,
                        ouro_error *err)
{
    frame_ruler ruler = text_ruler(text);
    svg_write(&(svg_picture){.drawn = f, .title = title, .prefix = ""}, &ruler, out);
    return out->failed ? no_memory(err) : OURO_OK;
}
