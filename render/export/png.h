/* PNG: pixels to a file's bytes.
 *
 * 8-bit RGB or RGBA, no filter (our flat pictures get larger with one), deflated in bands of rows
 * (flat.h). The same pixels give the same bytes, also where bands of the picture before were kept.
 * Reads pixels as the raster writes them; touches no file. */
#ifndef OURO_RENDER_EXPORT_PNG_H
#define OURO_RENDER_EXPORT_PNG_H

#include "sim/base/buffer.h"
#include "sim/base/error.h"

#include <stdint.h>

enum { PNG_BAND_ROWS = 64 };

/* Encodes pictures one after the other and keeps what it has made of each band. One thread's. */
typedef struct png_writer png_writer;

typedef struct png_pixels {
    const uint32_t *at; /* 0xAARRGGBB */
    uint32_t width, height;
    ptrdiff_t stride_px; /* from one row to the next */
    bool alpha;          /* it counts, and the colours are not multiplied by it */
} png_pixels;

/* NULL: no memory. */
png_writer *png_writer_open(void);
void png_writer_close(png_writer *w);

/* Rows from..to-1 are not those of the picture before. */
void png_rows_changed(png_writer *w, uint32_t from, uint32_t to);
/* Appends a PNG. Trusts that rows which nobody called changed are those of the last call, if that had the
 * same size and kind. Cost O(changed pixels + bytes).
 * Errors: OURO_ERR_LIMIT (a side is 0 or past LIMIT_FRAME_SIDE_PX), OURO_ERR_NOMEM. */
OURO_MUST_CHECK ouro_result png_write(png_writer *w, const png_pixels *pixels, buffer *out, ouro_error *err);

/* A single picture. */
OURO_MUST_CHECK ouro_result png_encode(const png_pixels *pixels, buffer *out, ouro_error *err);

#endif
