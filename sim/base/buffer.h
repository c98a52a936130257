/* A growing text: what a writer (trace, repr, message) appends to.
 *
 * Owns its bytes; always NUL-terminated after the first append. A failed allocation is sticky in
 * `failed`: writers append freely and look once at the end. */
#ifndef OURO_SIM_BASE_BUFFER_H
#define OURO_SIM_BASE_BUFFER_H

#include "sim/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct buffer {
    char *text; /* NULL while empty */
    size_t length, capacity;
    bool failed;
} buffer;

void buffer_add(buffer *b, const char *text, size_t length);
void buffer_add_text(buffer *b, const char *text);
void buffer_add_char(buffer *b, char c);
void buffer_add_code_point(buffer *b, uint32_t code_point);
/* In decimal digits. */
void buffer_add_int(buffer *b, int64_t n);
void buffer_printf(buffer *b, const char *format, ...) OURO_PRINTF(2, 3);
/* A JSON string with its quotes, escaped as RFC 8259 asks; a byte 0xNN that is no UTF-8 becomes \udcNN. */
void buffer_add_json(buffer *b, const char *text, size_t length);
/* The text, never NULL. Borrowed until the next append. */
const char *buffer_text(const buffer *b);
void buffer_clear(buffer *b);
void buffer_free(buffer *b);

#endif
