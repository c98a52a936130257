/* The raster: turns a frame into pixels, always the same ones.
 *
 * Own coverage rasteriser. Edges are anti-aliased by the part of a pixel they cover: rectangles
 * exactly, rounded corners and triangles by the distance to their edge, curves by the distance to
 * the segments they are flattened into, texts by the coverage of their glyphs.
 *
 * Reads a frame; writes the target's pixels (0xFFRRGGBB in native order: SDL's ARGB8888 and
 * XRGB8888). Knows nothing of windows or files.
 * Invariant: the value of a pixel depends on the frame alone, never on the clip it is drawn
 * through, so that redrawing only the tiles that changed gives the very bytes of a full redraw.
 * Everything is therefore computed from unclipped geometry, in float or in 16.16 fixed point,
 * without -ffast-math and without fused multiply-add. */
#ifndef OURO_RENDER_DRAW_RASTER_H
#define OURO_RENDER_DRAW_RASTER_H

#include "render/draw/text.h"
#include "render/scene/frame.h"
#include "sim/base/error.h"

/* Where to draw; borrowed. */
typedef struct raster_target {
    uint32_t *pixels;
    int32_t width_px, height_px;
    ptrdiff_t stride_px; /* from one row to the next */
} raster_target;

/* Pixels x0..x1-1, y0..y1-1. Empty unless x0 < x1 and y0 < y1. */
typedef struct raster_area {
    int32_t x0, y0, x1, y1;
} raster_area;

/* Draws the whole frame at 1:1; what of it lies outside the target is cut off.
 * Errors: OURO_ERR_NOMEM (the frame is incomplete, or a glyph had no room). */
OURO_MUST_CHECK ouro_result raster_draw(const frame *f, const raster_target *target,
                                        text_cache *text, ouro_error *err);

/* Every pixel the command may touch, clip and frame applied. */
raster_area raster_bounds(const frame *f, const draw_command *c, text_cache *text);

/* ---- redrawing what changed ---- */

enum { RASTER_TILE_PX = 64 };

/* Remembers, per tile of 64 x 64 px, what the last frame drew there. */
typedef struct raster_tiles raster_tiles;

/* NULL: no memory. */
raster_tiles *raster_tiles_open(void);
void raster_tiles_close(raster_tiles *tiles);
/* The target does not hold the last picture any more: draw everything next time. */
void raster_tiles_forget(raster_tiles *tiles);

/* As raster_draw, but trusts that the target holds the picture of the last call and redraws only
 * the tiles where the commands differ. */
OURO_MUST_CHECK ouro_result raster_tiles_draw(raster_tiles *tiles, const frame *f,
                                              const raster_target *target, text_cache *text,
                                              ouro_error *err);
/* What the last call redrew: disjoint areas, borrowed until the next call. */
size_t raster_tiles_changed(const raster_tiles *tiles, const raster_area **areas);

#endif
