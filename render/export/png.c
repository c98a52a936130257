#include "render/export/png.h"

#include "render/export/flat.h"
#include "sim/base/limits.h"

#include <libdeflate.h>
#include <stdlib.h>

/*  signature        8
 *  IHDR chunk      25   width, height, 8 bits, RGB or RGBA
 *  IDAT chunk   12+n   zlib stream of: per row a filter byte (0) and 3 or 4 bytes a pixel
 *  IEND chunk      12
 *  A chunk: length 4, type 4, data, CRC-32 of type and data 4; numbers big-endian.
 *  The zlib stream: header 2, the bands' blocks, the last block 2, Adler-32 of all rows 4. */
enum {
    BIT_DEPTH = 8,
    COLOUR_RGB = 2,
    COLOUR_RGBA = 6,
    HEADER_BYTES = 13,
    BANDS_MAX = (LIMIT_FRAME_SIDE_PX + PNG_BAND_ROWS - 1) / PNG_BAND_ROWS
};

typedef struct band {
    buffer blocks;
    uint32_t checksum;
    bool known;
} band;

struct png_writer {
    flat *work;
    uint32_t width, height; /* of the picture before */
    bool alpha;
    band bands[BANDS_MAX];
};

png_writer *png_writer_open(void)
{
    png_writer *w = calloc(1, sizeof *w);
    if (!w || (w->work = flat_open()))
        return w;
    free(w);
    return NULL;
}

void png_writer_close(png_writer *w)
{
    if (!w)
        return;
    for (size_t i = 0; i < BANDS_MAX; i++)
        buffer_free(&w->bands[i].blocks);
    flat_close(w->work);
    free(w);
}

void png_rows_changed(png_writer *w, uint32_t from, uint32_t to)
{
    for (uint32_t i = from / PNG_BAND_ROWS; i < BANDS_MAX && i * PNG_BAND_ROWS < to; i++)
        w->bands[i].known = false;
}

/* ---- chunks ---- */

static void put_u32(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> (24 - 8 * i));
}

static void u32_add(buffer *out, uint32_t value)
{
    unsigned char word[4];
    put_u32(word, value);
    buffer_add(out, (const char *)word, sizeof word);
}

/* Where its data begins. */
static size_t chunk_start(buffer *out, const char *type)
{
    u32_add(out, 0); /* its length is not known yet */
    buffer_add(out, type, 4);
    return out->length;
}

static void chunk_end(buffer *out, size_t start)
{
    if (out->failed)
        return;
    put_u32((unsigned char *)out->text + start - 8, (uint32_t)(out->length - start));
    u32_add(out, libdeflate_crc32(0, out->text + start - 4, out->length - start + 4));
}

static void header_add(const png_pixels *pixels, buffer *out)
{
    static const char SIGNATURE[] = "\x89PNG\r\n\x1a\n";
    unsigned char header[HEADER_BYTES] = {[8] = BIT_DEPTH,
                                          [9] = pixels->alpha ? COLOUR_RGBA : COLOUR_RGB};
    put_u32(header, pixels->width);
    put_u32(header + 4, pixels->height);
    buffer_add(out, SIGNATURE, sizeof SIGNATURE - 1);
    size_t start = chunk_start(out, "IHDR");
    buffer_add(out, (const char *)header, sizeof header);
    chunk_end(out, start);
}

/* ---- bands ---- */

static uint32_t band_rows(const png_pixels *pixels, uint32_t i)
{
    uint32_t left = pixels->height - i * PNG_BAND_ROWS;
    return left < PNG_BAND_ROWS ? left : PNG_BAND_ROWS;
}

static bool band_make(png_writer *w, const png_pixels *pixels, uint32_t i)
{
    band *b = &w->bands[i];
    if (b->known)
        return true;
    flat_rows rows = {.pixels = pixels->at + (ptrdiff_t)(i * PNG_BAND_ROWS) * pixels->stride_px,
                      .width = pixels->width,
                      .height = band_rows(pixels, i),
                      .stride_px = pixels->stride_px,
                      .alpha = pixels->alpha};
    buffer_clear(&b->blocks);
    b->known = flat_deflate(w->work, &rows, &b->blocks, &b->checksum);
    return b->known;
}

/* The Adler-32 of two stretches of bytes, from those of each (RFC 1950). It is two sums, kept in 16 bits
 * each: of 1 and all bytes, and of all values that the first sum takes. */
static uint32_t checksums_join(uint32_t first, uint32_t second, uint64_t second_bytes)
{
    enum { MODULUS = 65521 };
    uint64_t before = (first & 0xFFFF) + MODULUS - 1; /* the second sum began at 1 of its own */
    uint64_t low = (before + (second & 0xFFFF)) % MODULUS;
    uint64_t high = ((first >> 16) + (second >> 16) + before * (second_bytes % MODULUS)) % MODULUS;
    return (uint32_t)(high << 16 | low);
}

static bool stream_add(png_writer *w, const png_pixels *pixels, buffer *out)
{
    uint64_t row_bytes = (uint64_t)pixels->width * (pixels->alpha ? 4 : 3) + 1;
    uint32_t checksum = 1;
    size_t start = chunk_start(out, "IDAT");
    buffer_add(out, "\x78\x01", 2); /* deflate, a window of 32 KB, the fastest way */
    for (uint32_t i = 0; i * PNG_BAND_ROWS < pixels->height; i++) {
        if (!band_make(w, pixels, i))
            return false;
        buffer_add(out, w->bands[i].blocks.text, w->bands[i].blocks.length);
        checksum = checksums_join(checksum, w->bands[i].checksum, row_bytes * band_rows(pixels, i));
    }
    flat_finish(out);
    u32_add(out, checksum);
    chunk_end(out, start);
    return true;
}

ouro_result png_write(png_writer *w, const png_pixels *pixels, buffer *out, ouro_error *err)
{
    if (!pixels->width || !pixels->height || pixels->width > LIMIT_FRAME_SIDE_PX
        || pixels->height > LIMIT_FRAME_SIDE_PX)
        return error_set(err, OURO_ERR_LIMIT, 0, 0,
                         "a picture of %u x %u pixels: 1 to %u are allowed", pixels->width,
                         pixels->height, LIMIT_FRAME_SIDE_PX);
    if (w->width != pixels->width || w->height != pixels->height || w->alpha != pixels->alpha)
        png_rows_changed(w, 0, LIMIT_FRAME_SIDE_PX);
    w->width = pixels->width;
    w->height = pixels->height;
    w->alpha = pixels->alpha;
    header_add(pixels, out);
    bool made = stream_add(w, pixels, out);
    chunk_end(out, chunk_start(out, "IEND"));
    if (!made || out->failed)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "no memory for a PNG");
    return OURO_OK;
}

ouro_result png_encode(const png_pixels *pixels, buffer *out, ouro_error *err)
{
    png_writer *w = png_writer_open();
    ouro_result result = w ? png_write(w, pixels, out, err)
                           : error_set(err, OURO_ERR_NOMEM, 0, 0, "no memory for a PNG");
    png_writer_close(w);
    return result;
}
