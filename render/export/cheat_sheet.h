/* The sheet of symbols as a PDF of one page, A4 landscape. Needs no run.
 *
 * Errors: OURO_ERR_IO, OURO_ERR_DISPLAY (fonts), OURO_ERR_NOMEM; there is then no new file. */
#ifndef OURO_RENDER_EXPORT_CHEAT_SHEET_H
#define OURO_RENDER_EXPORT_CHEAT_SHEET_H

#include "render/export/job.h"

/* Of the job `out`, `font_dir`, `colours` and `force` are read. */
ouro_result cheat_sheet_write(const export_job *job, ouro_error *err) OURO_MUST_CHECK;

#endif
