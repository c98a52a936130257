/* An error as a person reads it:
 *
 *     tests/bad/x.json:3:12: error: unknown key "stpes", did you mean "steps"?
 *         {"title": "x", "stpes": []}
 *                        ^
 *
 * Reads an ouro_error and the text it happened in, appends to a buffer, prints nothing. What comes
 * from a stranger's file is made harmless for a terminal: control and bidi characters and bytes
 * that are no UTF-8 stand as \x1b, \u202e. */
#ifndef OURO_SIM_BASE_REPORT_ERROR_H
#define OURO_SIM_BASE_REPORT_ERROR_H

#include "sim/base/buffer.h"
#include "sim/base/error.h"

#include <stddef.h>

enum { REPORT_LINE_CHARS = 100 }; /* of a source line; a longer one is shown around the column */

/* Append the message, newline at the end.
 *   file    as the user gave it; NULL: "error: text" alone
 *   text    of that file, `length` bytes; NULL: no source line, no caret
 * A position of 0 leaves ":LINE:COL" and the source line out. Cost O(length), once. */
void error_format(const ouro_error *err, const char *file, const char *text, size_t length,
                  buffer *out);

#endif
