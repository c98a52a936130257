/* The values of literals.
 *
 * Reads the text of a number or string token, writes a constant. Texts of constants live in the
 * arena given. Errors are at the token; knows nothing of the grammar. */
#ifndef OURO_SIM_LANG_LITERAL_H
#define OURO_SIM_LANG_LITERAL_H

#include "sim/base/buffer.h"
#include "sim/lang/code.h"
#include "sim/lang/lexer.h"

/* A number token's value.
 *
 *   is_minimum    set if it is 2**63, which is an int only behind a minus; `integer` is then INT64_MIN
 * Errors  OURO_ERR_UNSUPPORTED: an int beyond 64 bits, an imaginary number. */
ouro_result literal_number(const char *text, const token *t, constant *out, bool *is_minimum,
                           ouro_error *err) OURO_MUST_CHECK;

/* Append the value of a string token to `out`; `is_bytes` says which kind it was. */
ouro_result literal_string(const char *text, const token *t, buffer *out, bool *is_bytes,
                           ouro_error *err) OURO_MUST_CHECK;

/* Append the value of an FSTRING_MIDDLE: escapes decoded, doubled braces made single. */
ouro_result literal_fstring_text(const char *text, const token *t, buffer *out, ouro_error *err)
    OURO_MUST_CHECK;

/* Whether a token is a bytes literal. */
bool literal_is_bytes(const char *text, const token *t);

#endif
