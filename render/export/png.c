#include "render/export/png.h"

#include "sim/base/limits.h"

#include <libdeflate.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/*  signature        8
 *  IHDR chunk      25   width, height, 8 bits, RGB or RGBA
 *  IDAT chunk   12+n   zlib stream of: per row a filter byte (0) and 3 or 4 bytes a pixel
 *  IEND chunk      12
 *  A chunk: length 4, type 4, data, CRC-32 of type and data 4; numbers big-endian. */
enum { DEFLATE_LEVEL = 1, BIT_DEPTH = 8, COLOUR_RGB = 2, COLOUR_RGBA = 6, HEADER_BYTES = 13 };

static void put_u32(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> (24 - 8 * i));
}

static void chunk_add(buffer *out, const char *type, const unsigned char *data, size_t length)
{
    unsigned char word[4];
    put_u32(word, (uint32_t)length);
    buffer_add(out, (const char *)word, sizeof word);
    buffer_add(out, type, 4);
    buffer_add(out, (const char *)data, length);
    uint32_t crc = libdeflate_crc32(0, type, 4);
    put_u32(word, libdeflate_crc32(crc, data, length));
    buffer_add(out, (const char *)word, sizeof word);
}

/* The bytes to deflate: one filter byte, then the row. */
static void rows_unpack(const uint32_t *pixels, uint32_t width, uint32_t height,
                        ptrdiff_t stride_px, bool alpha, unsigned char *to)
{
    for (uint32_t y = 0; y < height; y++) {
        const uint32_t *row = pixels + (ptrdiff_t)y * stride_px;
        *to++ = 0;
        for (uint32_t x = 0; x < width; x++) {
            *to++ = (unsigned char)(row[x] >> 16);
            *to++ = (unsigned char)(row[x] >> 8);
            *to++ = (unsigned char)row[x];
            if (alpha)
                *to++ = (unsigned char)(row[x] >> 24);
        }
    }
}

/* The zlib stream in a new block, its length in *length; NULL: no memory. */
static unsigned char *rows_deflate(const unsigned char *rows, size_t rows_bytes, size_t *length)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL);
    if (!compressor)
        return NULL;
    size_t bound = libdeflate_zlib_compress_bound(compressor, rows_bytes);
    unsigned char *stream = malloc(bound);
    if (stream)
        *length = libdeflate_zlib_compress(compressor, rows, rows_bytes, stream, bound);
    libdeflate_free_compressor(compressor);
    return stream;
}

static void header_add(buffer *out, uint32_t width, uint32_t height, bool alpha)
{
    static const char SIGNATURE[] = "\x89PNG\r\n\x1a\n";
    unsigned char header[HEADER_BYTES] = {[8] = BIT_DEPTH, [9] = alpha ? COLOUR_RGBA : COLOUR_RGB};
    put_u32(header, width);
    put_u32(header + 4, height);
    buffer_add(out, SIGNATURE, sizeof SIGNATURE - 1);
    chunk_add(out, "IHDR", header, sizeof header);
}

static ouro_result encode(const uint32_t *pixels, uint32_t width, uint32_t height, ptrdiff_t stride_px,
                          bool alpha, buffer *out, ouro_error *err)
{
    if (!width || !height || width > LIMIT_FRAME_SIDE_PX || height > LIMIT_FRAME_SIDE_PX)
        return error_set(err, OURO_ERR_LIMIT, 0, 0,
                         "a picture of %u x %u pixels: 1 to %u are allowed", width, height,
                         LIMIT_FRAME_SIDE_PX);
    size_t rows_bytes = ((size_t)width * (alpha ? 4 : 3) + 1) * height, length = 0;
    unsigned char *rows = malloc(rows_bytes), *stream = NULL;
    if (rows) {
        rows_unpack(pixels, width, height, stride_px, alpha, rows);
        stream = rows_deflate(rows, rows_bytes, &length);
    }
    free(rows);
    if (stream) {
        header_add(out, width, height, alpha);
        chunk_add(out, "IDAT", stream, length);
        chunk_add(out, "IEND", (const unsigned char *)"", 0); /* NULL would restart the CRC */
    }
    free(stream);
    if (!stream || out->failed)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "no memory for a PNG");
    return OURO_OK;
}

ouro_result png_encode(const uint32_t *pixels, uint32_t width, uint32_t height, ptrdiff_t stride_px,
                       buffer *out, ouro_error *err)
{
    return encode(pixels, width, height, stride_px, false, out, err);
}

ouro_result png_encode_alpha(const uint32_t *pixels, uint32_t width, uint32_t height,
                             ptrdiff_t stride_px, buffer *out, ouro_error *err)
{
    return encode(pixels, width, height, stride_px, true, out, err);
}
