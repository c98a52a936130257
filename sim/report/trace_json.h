/* The trace for programs: JSON Lines, one record per step (DESIGN.md, "ouro trace --json").
 *
 * Every record has every key. For whoever reads it, each object's refcount is the strong references
 * to it in `refs` of all objects, plus the locals of all frames that hold it, plus its `internal`
 * counts. Appends to a buffer; knows nothing of files. */
#ifndef OURO_SIM_REPORT_TRACE_JSON_H
#define OURO_SIM_REPORT_TRACE_JSON_H

#include "sim/base/buffer.h"
#include "sim/report/trace.h"

void trace_json_header(buffer *b, const char *file, const char *title, const char *python);
/* Cost O(objects + references). Out of memory shows in b->failed. */
void trace_json_step(buffer *b, const trace_record *r);

#endif
