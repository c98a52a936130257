/* PPTX: a lecture's slides, for PowerPoint, Keynote, Google Slides and Impress.
 *
 * A slide per step: the picture fills it (SVG, and a PNG for those who cannot read that), its title is
 * above the slide's edge, where outline and screen readers find it; narration, code and answers are its
 * alternative text and its speaker notes. A question is a slide of its own before the step's.
 *
 * Reads a stage; writes one file, whole or not at all. Byte-reproducible. Memory: one slide.
 * Errors: OURO_ERR_IO, OURO_ERR_LIMIT, OURO_ERR_DISPLAY (fonts), OURO_ERR_NOMEM, OURO_ERR_INTERRUPTED. */
#ifndef OURO_RENDER_EXPORT_PPTX_H
#define OURO_RENDER_EXPORT_PPTX_H

#include "render/export/job.h"

ouro_result pptx_write(const export_job *job, ouro_error *err) OURO_MUST_CHECK;

#endif
