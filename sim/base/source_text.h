/* The text of a file, and where things stand in it.
 *
 * Positions are byte offsets while a program works, and become line and column (code points) only
 * when a person has to read them: that costs O(offset), so nobody does it in a loop over the file.
 * A line ends with "\n", "\r\n" or a lone "\r", as for CPython.
 *
 * Owns its bytes if source_text_read() filled it; whoever holds it frees it. Whatever was made from
 * it may borrow it until then. */
#ifndef OURO_SIM_BASE_SOURCE_TEXT_H
#define OURO_SIM_BASE_SOURCE_TEXT_H

#include "sim/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct source_text {
    char *text; /* a NUL follows the last byte; NULL: nothing was read */
    size_t length;
} source_text;

/* Read a whole regular file of at most `limit` bytes; a byte order mark at its start is left out.
 * Errors  OURO_ERR_IO (the system's own words), OURO_ERR_LIMIT_INPUT, OURO_ERR_NOMEM. */
ouro_result source_text_read(const char *path, size_t limit, source_text *out,
                             ouro_error *err) OURO_MUST_CHECK;
void source_text_free(source_text *s);

/* Line and column of a byte, both from 1. An offset behind the end means the end. */
void source_text_locate(const char *text, size_t length, size_t offset, uint32_t *line,
                        uint32_t *column);
/* The bytes of a line, its end left out; false if there are fewer lines. O(length). */
bool source_text_line(const char *text, size_t length, uint32_t line, size_t *start,
                      size_t *line_length);
/* error_set() at a byte of a text. */
ouro_result source_text_error(const char *text, size_t length, size_t offset, ouro_error *err,
                              ouro_result code, const char *format, ...) OURO_PRINTF(6, 7);

#endif
