/* PDF: a page per step, or a handout to be printed.
 *
 * Pages of a lecture are 540 points high and as wide as the pictures are (960 at 16:9), their texts
 * selectable, each in the outline. A handout has 1, 2, 4 or 6 steps to an A4 page, and under each picture
 * its code, narration, question and answer.
 *
 * Reads a stage; writes one file, whole or not at all. Byte-reproducible. Memory: a page, and what cairo
 * keeps of it.
 * Errors: OURO_ERR_IO, OURO_ERR_LIMIT, OURO_ERR_DISPLAY (fonts), OURO_ERR_NOMEM, OURO_ERR_INTERRUPTED. */
#ifndef OURO_RENDER_EXPORT_PDF_PAGES_H
#define OURO_RENDER_EXPORT_PDF_PAGES_H

#include "render/export/job.h"

ouro_result pdf_pages_write(const export_job *job, ouro_error *err) OURO_MUST_CHECK;

#endif
