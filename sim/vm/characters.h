/* Characters: their letters' case, digits, white space. Source: the Unicode database of CPython 3.13.
 *
 * White space and decimal digits are whole. Case is known for Latin-1, Greek and Cyrillic letters and for the ranges of
 * signs and scripts without case that texts commonly hold; of others character_known() is false. */
#ifndef OURO_SIM_VM_CHARACTERS_H
#define OURO_SIM_VM_CHARACTERS_H

#include <stdbool.h>
#include <stdint.h>

/* The code point at *p, which moves behind it. The text is valid UTF-8. */
uint32_t character_next(const char **p);
/* Bytes of a code point in UTF-8, written to `out`. */
uint32_t character_write(uint32_t c, char out[4]);

bool character_is_space(uint32_t c);
bool character_is_line_break(uint32_t c);
/* The value of a decimal digit of any script, else NOT_DECIMAL. */
enum { NOT_DECIMAL = 10 };
uint32_t character_decimal(uint32_t c);
bool character_known(uint32_t c);
/* Of known characters only. */
bool character_is_alpha(uint32_t c);
bool character_is_digit(uint32_t c);
bool character_is_lower(uint32_t c);
bool character_is_upper(uint32_t c);
uint32_t character_lower(uint32_t c);
uint32_t character_upper(uint32_t c); /* of U+00DF, which becomes two: itself */

#endif
