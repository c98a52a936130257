/* The trace for readers, and for screen readers: sentences, step by step.
 *
 * Of each step: its code, its narration, what it printed, what was born, who died and why, the
 * collections, the names, and the objects with their counts and who holds them. Names that stand as
 * they stood after the step before are left out, such objects only counted; record.before = NULL
 * tells everything.
 * Appends to a buffer; text is not escaped here (the terminal's business). */
#ifndef OURO_SIM_REPORT_TRACE_TEXT_H
#define OURO_SIM_REPORT_TRACE_TEXT_H

#include "sim/base/buffer.h"
#include "sim/report/trace.h"

void trace_text_header(buffer *b, const char *file, const char *title, const char *python);
/* Cost O(objects + references). Out of memory shows in b->failed. */
void trace_text_step(buffer *b, const trace_record *r);

#endif
