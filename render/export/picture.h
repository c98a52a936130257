/* A drawn frame as the bytes of a file. Equal frame, equal bytes. A frame whose background is of alpha 0
 * has no ground: a PNG then has an alpha channel, an SVG no rectangle under it all. */
#ifndef OURO_RENDER_EXPORT_PICTURE_H
#define OURO_RENDER_EXPORT_PICTURE_H

#include "render/draw/text.h"
#include "sim/base/buffer.h"

/* Makes PNGs one after the other, and anew only what is not as in the one before. One thread's. */
typedef struct picture_press picture_press;

/* Borrows `text` until it is closed. NULL: OURO_ERR_NOMEM. */
picture_press *picture_press_open(text_cache *text, ouro_error *err);
void picture_press_close(picture_press *press);

/* Appends to `out`; the frame's own size counts. Not for a grouped frame, whose camera only documents
 * know. What comes out depends on the frame alone. Errors: OURO_ERR_NOMEM, OURO_ERR_LIMIT. */
ouro_result picture_press_png(picture_press *press, const frame *f, buffer *out,
                              ouro_error *err) OURO_MUST_CHECK;
/* The same for a single picture. */
ouro_result picture_png(const frame *f, text_cache *text, buffer *out,
                        ouro_error *err) OURO_MUST_CHECK;
/* `title` for who cannot see it. The frame may be grouped. */
ouro_result picture_svg(const frame *f, const char *title, text_cache *text, buffer *out,
                        ouro_error *err) OURO_MUST_CHECK;

#endif
