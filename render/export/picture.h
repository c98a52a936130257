/* A drawn frame as the bytes of a file. Equal frame, equal bytes. A frame whose background is of alpha 0
 * has no ground: a PNG then has an alpha channel, an SVG no rectangle under it all. */
#ifndef OURO_RENDER_EXPORT_PICTURE_H
#define OURO_RENDER_EXPORT_PICTURE_H

#include "render/draw/text.h"
#include "sim/base/buffer.h"

/* Appends to `out`; the frame's own size counts. Not for a grouped frame, whose camera only documents
 * know. Errors: OURO_ERR_NOMEM, OURO_ERR_LIMIT. */
ouro_result picture_png(const frame *f, text_cache *text, buffer *out,
                        ouro_error *err) OURO_MUST_CHECK;
/* `title` for who cannot see it. The frame may be grouped. */
ouro_result picture_svg(const frame *f, const char *title, text_cache *text, buffer *out,
                        ouro_error *err) OURO_MUST_CHECK;

#endif
