/* The lexer's own state, shared by its three files: lexer.c (lines, words), lexer_number.c and
 * lexer_string.c.
 *
 * Invariant: `at` never passes `length`; text[length] is never read. `mark` follows the text from
 * left to right, so that every position costs O(1) amortised. */
#ifndef OURO_SIM_LANG_LEXER_STATE_H
#define OURO_SIM_LANG_LEXER_STATE_H

#include "sim/base/limits.h"
#include "sim/lang/lexer.h"

/* What the lexer is inside of, innermost last. */
typedef enum lexer_context_kind {
    CONTEXT_BRACKET, /* ( [ { */
    CONTEXT_FSTRING, /* the text of an f-string */
    CONTEXT_FIELD    /* { } in an f-string; `in_spec`: behind its colon, which is text again */
} lexer_context_kind;

typedef struct lexer_context {
    lexer_context_kind kind;
    char bracket;        /* CONTEXT_BRACKET, CONTEXT_FIELD: the opening one */
    char quote;          /* CONTEXT_FSTRING */
    uint8_t quote_count; /* 1 or 3 */
    bool raw, in_spec;
    size_t start;
} lexer_context;

typedef struct lexer_mark {
    size_t offset;
    uint32_t line, column;
} lexer_mark;

typedef struct lexer {
    const char *text;
    size_t length, at;
    lexer_options options;
    bool at_line_start;
    bool blank_so_far; /* no token in this logical line yet */
    lexer_mark mark;
    lexer_context contexts[LIMIT_NESTING];
    uint32_t context_count;
    uint32_t indents[LIMIT_NESTING + 1], alternate_indents[LIMIT_NESTING + 1];
    uint32_t indent_count; /* above the zero at indents[0] */
    arena *memory;
    token *tokens;
    uint32_t count, capacity;
    bool indentation_failed;
    ouro_error *err;
} lexer;

/* The byte `ahead` of the next one, or 0 at the end. Texts hold no NUL. */
static inline char lexer_peek(const lexer *lx, size_t ahead)
{
    return lx->length - lx->at > ahead ? lx->text[lx->at + ahead] : '\0';
}

/* Whether a name may begin or go on with this byte: ASCII as in Python, and all others, which
 * lexer_name() looks at once it has the whole code point. */
bool lexer_is_name_start(char c);
bool lexer_is_name_byte(char c);
bool lexer_is_digit(char c);

ouro_result lexer_fail(lexer *lx, size_t offset, const char *format, ...) OURO_MUST_CHECK
    OURO_PRINTF(3, 4);
ouro_result lexer_add(lexer *lx, token_kind kind, size_t start, size_t end) OURO_MUST_CHECK;
ouro_result lexer_push_context(lexer *lx, lexer_context context) OURO_MUST_CHECK;
lexer_mark lexer_position(lexer *lx, size_t offset);

ouro_result lexer_number(lexer *lx) OURO_MUST_CHECK;

/* How many bytes of a string's prefix ("rb") stand at `at` if a quote follows; -1 if none does. */
int lexer_string_prefix(const lexer *lx);
ouro_result lexer_string(lexer *lx, size_t prefix_length) OURO_MUST_CHECK;
/* The text of an f-string or a format spec up to the next brace or quote. */
ouro_result lexer_fstring_text(lexer *lx) OURO_MUST_CHECK;

#endif
