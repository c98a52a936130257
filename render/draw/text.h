/* Text: how wide it is, and what its glyphs look like.
 *
 * A text_cache holds the four faces the program ships and what was ever asked of them. Widths are
 * the faces' own advances, scaled without rounding: every writer (raster, SVG, PDF) sets the same
 * line equally long. Glyphs are rasterised by SDL2_ttf at the real size with light hinting, once
 * per quarter pixel of horizontal position, and kept as 8-bit coverage.
 *
 * A code point the face lacks comes from DejaVu Sans; what that lacks too, and every malformed byte
 * of UTF-8, is a visible box. Nothing in a text can make this fail.
 *
 * Reads the font files; needs no video driver. Knows nothing of colours or pixels on a target.
 * A cache belongs to one thread. Opening and closing caches is for one thread at a time. */
#ifndef OURO_RENDER_DRAW_TEXT_H
#define OURO_RENDER_DRAW_TEXT_H

#include "render/scene/frame.h"
#include "sim/base/error.h"

typedef struct text_cache text_cache;

/* Opens the four faces in the folder `font_dir`. NULL: OURO_ERR_DISPLAY naming the file that is
 * missing, or OURO_ERR_NOMEM. Whoever opens closes. */
text_cache *text_cache_open(const char *font_dir, ouro_error *err);
void text_cache_close(text_cache *cache);

/* Advance width in px. O(length). */
float text_width(text_cache *cache, frame_font font, float size_px, const char *text,
                 size_t length);
/* The same as the scene sees it; borrows the cache. */
frame_ruler text_ruler(text_cache *cache);

/* The file of a face, in the folder of the fonts: for writers that embed them. */
const char *text_face_file(frame_font font);

/* True once memory was short: some glyph was left out. Sticky. */
bool text_cache_failed(const text_cache *cache);
/* How much coverage is held now; it never passes TEXT_CACHE_BYTES by more than a glyph. */
size_t text_cache_bytes(const text_cache *cache);
#define TEXT_CACHE_BYTES (8U << 20)

/* One glyph in place: coverage 0..255, row by row. The bytes are borrowed until the next call. */
typedef struct text_glyph {
    const uint8_t *coverage;
    int32_t x, y; /* top left, in px of the picture */
    int32_t width, height;
} text_glyph;

/* Walks over the glyphs of a text in place. Usage:
 *     text_run run = text_run_start(cache, t);
 *     for (text_glyph g; text_run_next(&run, &g);) ... */
typedef struct text_run {
    text_cache *cache;
    frame_font font;
    float size_px;
    const char *next, *end;
    double pen_px;
    int32_t baseline_px;
} text_run;

text_run text_run_start(text_cache *cache, const draw_text *t);
bool text_run_next(text_run *run, text_glyph *out);
/* The left end of a text, its alignment applied. */
float text_left(text_cache *cache, const draw_text *t);

#endif
