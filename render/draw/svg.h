/* SVG: a frame as a vector picture that scripts and style sheets can find their way in.
 *
 * Presentation attributes only: no style sheet, no <use>, no markers, so that slides and editors read
 * it as browsers do. Texts stay texts; the families after DejaVu have its widths, and each text says
 * how long it was measured.
 *
 * Reads a frame (the groups of a `grouped` one become elements with ids) and a ruler; appends to a
 * buffer. Knows nothing of objects or files. Invariant: equal frame, equal bytes. */
#ifndef OURO_RENDER_DRAW_SVG_H
#define OURO_RENDER_DRAW_SVG_H

#include "render/scene/frame.h"

/* One picture. `prefix` stands before every id ("" for none): several pictures in one document must
 * not share them. */
typedef struct svg_picture {
    const frame *drawn;
    const char *title; /* for who cannot see it; NULL: none */
    const char *prefix;
} svg_picture;

/* A document of its own. Cost O(commands). Look at out->failed. */
void svg_write(const svg_picture *p, const frame_ruler *ruler, buffer *out);

/* Many pictures on one page, each `width_px` wide: start, add them in order, end. */
typedef struct svg_sheet {
    uint32_t count, columns, added;
    float width_px, height_px, gap_px;
} svg_sheet;

/* `like`: any of the pictures; all have its size. */
svg_sheet svg_sheet_start(const frame *like, uint32_t count, buffer *out);
void svg_sheet_add(svg_sheet *s, const svg_picture *p, const frame_ruler *ruler, buffer *out);
void svg_sheet_end(const svg_sheet *s, buffer *out);

#endif
