/* PDF: frames on pages, with cairo. Texts are selectable, fonts embedded.
 *
 * Coordinates of pages are points (1/72 inch) from the left upper corner. Reads frames that are not grouped;
 * hands the bytes to a function as they come. The first error is kept, later calls do nothing: look at
 * pdf_close(). Invariant: the same calls give the same bytes. */
#ifndef OURO_RENDER_DRAW_PDF_H
#define OURO_RENDER_DRAW_PDF_H

#include "render/scene/frame.h"
#include "sim/base/error.h"

typedef struct pdf pdf;

/* `write` returns false to stop. NULL: OURO_ERR_DISPLAY (fonts) or OURO_ERR_NOMEM. */
typedef struct pdf_setup {
    const char *font_dir, *title;
    float width_pt, height_pt;
    bool (*write)(void *user, const void *bytes, size_t length);
    void *user;
} pdf_setup;
pdf *pdf_open(const pdf_setup *setup, ouro_error *err);

/* Draws a frame onto the page: its left upper corner at (x, y), a pixel `scale` points large. Only the
 * upper `height_px` of it, if that is not 0. */
void pdf_draw(pdf *p, const frame *f, float x_pt, float y_pt, float scale, float height_px);
/* An entry of the outline that leads to the page under way. */
void pdf_bookmark(pdf *p, const char *text);
void pdf_page_end(pdf *p);
/* Frees the pdf. Errors: OURO_ERR_NOMEM; OURO_ERR_IO if `write` has returned false. */
ouro_result pdf_close(pdf *p, ouro_error *err) OURO_MUST_CHECK;

#endif
