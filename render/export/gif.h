/* GIF: the run as a film that plays anywhere, again and again.
 *
 * One palette for all of it, made of the theme's colours and the ways between them; of each picture only
 * the rectangle that changed, and in it what stayed is transparent. Delays are hundredths of a second.
 *
 * Errors: OURO_ERR_IO, OURO_ERR_LIMIT (a side past 65,535), OURO_ERR_DISPLAY (fonts), OURO_ERR_NOMEM,
 * OURO_ERR_INTERRUPTED. */
#ifndef OURO_RENDER_EXPORT_GIF_H
#define OURO_RENDER_EXPORT_GIF_H

#include "render/export/job.h"

ouro_result gif_write(const export_job *job, ouro_error *err) OURO_MUST_CHECK;

#endif
