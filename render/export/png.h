/* PNG: pixels to a file's bytes.
 *
 * 8-bit RGB or RGBA, no filter (our flat pictures get larger with one), deflated once by libdeflate at
 * level 1. The same pixels give the same bytes. Reads pixels as the raster writes them; touches no
 * file. */
#ifndef OURO_RENDER_EXPORT_PNG_H
#define OURO_RENDER_EXPORT_PNG_H

#include "sim/base/buffer.h"
#include "sim/base/error.h"

#include <stdint.h>

/* Appends a PNG of width x height pixels (0x..RRGGBB), rows `stride_px` apart.
 * Errors: OURO_ERR_LIMIT (a side is 0 or past LIMIT_FRAME_SIDE_PX), OURO_ERR_NOMEM. */
OURO_MUST_CHECK ouro_result png_encode(const uint32_t *pixels, uint32_t width, uint32_t height,
                                       ptrdiff_t stride_px, buffer *out, ouro_error *err);
/* The same with the alpha of 0xAARRGGBB, the colours not multiplied by it. */
OURO_MUST_CHECK ouro_result png_encode_alpha(const uint32_t *pixels, uint32_t width, uint32_t height,
                                             ptrdiff_t stride_px, buffer *out, ouro_error *err);

#endif
