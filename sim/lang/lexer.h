/* Text to tokens.
 *
 * Reads a script (UTF-8), writes one array of tokens into an arena. Indentation becomes INDENT and
 * DEDENT, an f-string a START, its texts and the tokens of its fields, and an END, as in CPython.
 * Whoever colours code asks for comments too. Knows nothing of the grammar.
 * Invariant: tokens stand in the order of the text and do not overlap; the last one is TOK_END. */
#ifndef OURO_SIM_LANG_LEXER_H
#define OURO_SIM_LANG_LEXER_H

#include "sim/base/arena.h"
#include "sim/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum token_kind {
    TOK_END,
    TOK_NEWLINE, /* the end of a logical line */
    TOK_INDENT,
    TOK_DEDENT,
    TOK_NAME,
    TOK_NUMBER,
    TOK_STRING,         /* prefix, quotes and all; str or bytes */
    TOK_FSTRING_START,  /* prefix and opening quotes */
    TOK_FSTRING_MIDDLE, /* text as written, "{{" and escapes included */
    TOK_FSTRING_END,
    TOK_COMMENT,
#define KEYWORD(name, text) KW_##name,
#define OPERATOR(name, text) TOK_##name,
#include "sim/lang/token.def"
#undef KEYWORD
#undef OPERATOR
    TOKEN_KIND_COUNT
} token_kind;

/* Where something stands: lines and columns from 1, columns in code points, the end exclusive.
 * Line 0 is the prefix, which has no lines. */
typedef struct source_span {
    uint32_t line, column, end_line, end_column;
} source_span;

typedef struct token {
    token_kind kind;
    bool raw;         /* FSTRING_START, FSTRING_MIDDLE: of a raw string */
    bool in_spec;     /* FSTRING_MIDDLE: of a format spec */
    uint8_t level;    /* how many brackets are open around it */
    uint32_t start;   /* first byte in the text */
    uint32_t length;  /* bytes */
    source_span span;
} token;

typedef struct token_list {
    const char *text; /* borrowed: what was read */
    const token *tokens;
    uint32_t count;
    char unclosed; /* the bracket open at the end of the text, or 0; it is the parser's to complain */
    source_span unclosed_span;
    bool indentation_failed; /* after an error: it was one of indentation */
} token_list;

typedef struct lexer_options {
    bool keep_comments; /* give TOK_COMMENT too */
    bool without_lines; /* all lines are 0: the prefix */
} lexer_options;

/* Cut `text` into tokens; the list and its array live in `memory`.
 * Errors  OURO_ERR_SYNTAX with CPython's text: the list then holds what was read so far, and an END;
 *         OURO_ERR_LIMIT_INPUT, OURO_ERR_NOMEM: it is empty.
 * Source  CPython 3.13.0, Parser/lexer/lexer.c. Cost O(length). */
ouro_result lexer_scan(arena *memory, const char *text, size_t length, lexer_options options,
                       token_list *out, ouro_error *err) OURO_MUST_CHECK;

/* "if", "+=": the text of a keyword or an operator; "" for the others. */
const char *token_kind_text(token_kind kind);
bool token_kind_is_keyword(token_kind kind);

#endif
