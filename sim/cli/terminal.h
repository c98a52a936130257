/* Text from strangers on its way to a terminal.
 *
 * A scenario may hold control characters that move the cursor, change the title or turn the reading
 * direction. On a terminal they are shown as \x1b, \u202e; into a file or a pipe they go as they
 * are, because there `ouro run` must be byte for byte what python prints. */
#ifndef OURO_SIM_CLI_TERMINAL_H
#define OURO_SIM_CLI_TERMINAL_H

#include "sim/base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

bool terminal_is(FILE *file);

/* Appends `text` with C0 (but newline and tab), DEL, C1, bidi controls and bytes that are no UTF-8
 * made visible. JSON stays JSON: what its strings may hold as it is becomes \u009b, \u202e. */
void terminal_add_escaped(buffer *b, const char *text, size_t length);

/* Writes `text`, escaped if `file` is a terminal. False: the write failed (errno tells). */
bool terminal_write(FILE *file, const char *text, size_t length);

#endif
