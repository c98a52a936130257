/* An SVG file: one step of a run, or a contact sheet of several.
 *
 * Reads a stage; writes one file, whole or not at all. Ids of a contact sheet begin with `step-K-`.
 * Errors: OURO_ERR_IO, OURO_ERR_LIMIT, OURO_ERR_DISPLAY (fonts), OURO_ERR_NOMEM,
 * OURO_ERR_INTERRUPTED; there is then no new file. */
#ifndef OURO_RENDER_EXPORT_SVG_PAGE_H
#define OURO_RENDER_EXPORT_SVG_PAGE_H

#include "render/export/job.h"

ouro_result svg_page_write(const export_job *job, ouro_error *err) OURO_MUST_CHECK;

#endif
