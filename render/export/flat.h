/* Deflate (RFC 1951) for flat pictures: rows of few colours, most of them like the row above.
 *
 * A general compressor looks at bytes; here whole pixels are compared, with the pixel to the left,
 * the one above and the last pair that looked alike, so that an even stretch costs one comparison
 * of 64 bits per two pixels. Such pictures come out as small as from a fast general compressor, in a
 * third of its time.
 *
 * What comes out depends on the rows alone and refers to nothing before them, and it ends at a whole
 * byte: bands of rows can be deflated each for itself, kept, and put one after the other.
 *
 * Reads pixels (0xAARRGGBB). Knows nothing of PNG but that each row starts with a 0. */
#ifndef OURO_RENDER_EXPORT_FLAT_H
#define OURO_RENDER_EXPORT_FLAT_H

#include "sim/base/buffer.h"

typedef struct flat flat; /* room to work in, kept from band to band */

typedef struct flat_rows {
    const uint32_t *pixels;
    uint32_t width, height;
    ptrdiff_t stride_px;
    bool alpha; /* 4 bytes a pixel: red, green, blue, alpha; else 3 */
} flat_rows;

/* NULL: no memory. */
flat *flat_open(void);
void flat_close(flat *work);

/* Appends the rows, none of the blocks being the last. `checksum`: the Adler-32 of what they were.
 * Cost O(pixels). False: no memory. */
bool flat_deflate(flat *work, const flat_rows *rows, buffer *out, uint32_t *checksum) OURO_MUST_CHECK;
/* The last block, with nothing in it. */
void flat_finish(buffer *out);

#endif
