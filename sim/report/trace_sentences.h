/* What moved in a step, as sentences: names and references that came, went over and let go, counts.
 *
 * For readers who cannot see the picture. Compares the state after the step with the one before it. */
#ifndef OURO_SIM_REPORT_TRACE_SENTENCES_H
#define OURO_SIM_REPORT_TRACE_SENTENCES_H

#include "sim/base/buffer.h"
#include "sim/report/trace.h"

/* A sentence names at most so many things; the rest is counted. */
enum { TRACE_TEXT_MOST_NAMED = 8 };

/* Nothing if there is no state before. */
void trace_sentences(buffer *b, const trace_record *r);
/* What each collection of the step did, phase by phase. */
void trace_collections(buffer *b, const session_step *step);

#endif
