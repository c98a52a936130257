/* UTF-8, strictly (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
 *
 * Reads bytes, owns nothing. A "column" everywhere in this program is a count of code points. */
#ifndef OURO_SIM_BASE_UTF8_H
#define OURO_SIM_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes of the code point that starts at `text`, 1 to 4; 0: these `left` bytes start with none. */
size_t utf8_length(const char *text, size_t left);
/* The code point itself; `text` starts with a valid one (utf8_length() said so). */
uint32_t utf8_decode(const char *text);
/* Offset of the first byte that is no UTF-8, or `length`. */
size_t utf8_find_invalid(const char *text, size_t length);
/* Code points in valid text. */
size_t utf8_count(const char *text, size_t length);
/* Bytes of at most `limit` bytes of `text`, cut in front of a code point. */
size_t utf8_cut(const char *text, size_t length, size_t limit);
/* The same of a NUL-terminated text, for printf's "%.*s". */
int utf8_head(const char *text, size_t limit);

#endif
