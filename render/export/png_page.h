/* A PNG file: one step of a run.
 *
 * Reads a stage; writes one file, whole or not at all: the bytes that the step's frame in a folder has.
 * Errors: OURO_ERR_IO, OURO_ERR_LIMIT, OURO_ERR_DISPLAY (fonts), OURO_ERR_NOMEM,
 * OURO_ERR_INTERRUPTED; there is then no new file. */
#ifndef OURO_RENDER_EXPORT_PNG_PAGE_H
#define OURO_RENDER_EXPORT_PNG_PAGE_H

#include "render/export/job.h"

ouro_result png_page_write(const export_job *job, ouro_error *err) OURO_MUST_CHECK;

#endif
