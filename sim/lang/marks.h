/* The lines of an expression with marks under it, as a traceback shows them:
 *
 *     return total / count
 *            ~~~~~~^~~~~~~
 *
 * A pure function of the script's text and a place in it. */
#ifndef OURO_SIM_LANG_MARKS_H
#define OURO_SIM_LANG_MARKS_H

#include "sim/base/buffer.h"
#include "sim/lang/code.h"

/* Append the lines at `at` of `script` (NUL-terminated), each behind four spaces: of a long expression the
 * first, the last and those that matter. Nothing for an empty line. Without memory the marks are left out.
 * Cost O(length of the script up to there).
 * Source  CPython 3.13.0, Lib/traceback.py, StackSummary.format_frame_summary(). */
void marks_write(buffer *out, const char *script, instr_position at);

#endif
