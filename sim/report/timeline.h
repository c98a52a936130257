/* The profile over time, as mprof plots it: bytes in use while one line after the other runs.
 *
 * As text a chart of TIMELINE_COLUMNS columns; as JSON a row for each place of the curve. */
#ifndef OURO_SIM_REPORT_TIMELINE_H
#define OURO_SIM_REPORT_TIMELINE_H

#include "sim/memory_profile.h"
#include "sim/report/report.h"

void timeline_text(buffer *b, const report_request *r, const memory_profile *p);
void timeline_json(buffer *b, const report_request *r, const memory_profile *p);

#endif
