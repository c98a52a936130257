/* Tokens to a syntax tree, by recursive descent.
 *
 * Reads a token_list, writes statements into an arena. Errors carry CPython 3.13's own text and
 * place; what the grammar knows and the language leaves out ('match', annotations, ...) is refused
 * by name here if it has no node, by subset.c if it has.
 * Invariant: after an error `result` is set and every parse function returns NULL (or false). */
#ifndef OURO_SIM_LANG_PARSER_H
#define OURO_SIM_LANG_PARSER_H

#include "sim/lang/ast.h"
#include "sim/lang/name_table.h"

typedef struct parser {
    const token_list *list;
    uint32_t at; /* the next token */
    uint32_t depth;
    bool trial; /* looking ahead for a better message: no message of a message */
    arena *memory;
    name_table *names;
    ouro_error *err;
    ouro_result result;
    uint32_t failed_at;  /* the token at which it failed */
    bool indent_failed;  /* "unexpected indent" */
} parser;

/* All statements of `length` bytes of text, appended to `out`. Where tokens and grammar are both
 * wrong, the error is the one that CPython reports. */
ouro_result parse_text(arena *memory, name_table *names, const char *text, size_t length,
                       lexer_options options, stmt_list *out, ouro_error *err) OURO_MUST_CHECK;

/* --- the cursor (parser.c) --- */
const token *parser_peek(const parser *p);
const token *parser_peek_next(const parser *p);
bool parser_at(const parser *p, token_kind kind);
bool parser_accept(parser *p, token_kind kind);
/* Accept `kind`, or fail with "invalid syntax" or, forced, with "expected ':'". */
bool parser_expect(parser *p, token_kind kind);
bool parser_expect_forced(parser *p, token_kind kind);
/* From `first` to the last token taken. */
source_span parser_span_from(const parser *p, source_span first);
uint32_t parser_name(parser *p, const token *t);

/* --- failing (parser.c): all return NULL --- */
void *parser_fail(parser *p, source_span at, const char *format, ...) OURO_PRINTF(3, 4);
void *parser_refuse(parser *p, source_span at, const char *format, ...) OURO_PRINTF(3, 4);
/* The generic one: "invalid syntax", "unexpected indent", "'(' was never closed". */
void *parser_unexpected(parser *p);
void *parser_no_memory(parser *p);
/* One level deeper; false beyond AST_DEPTH_LIMIT. Every parser_enter() needs its parser_leave(). */
bool parser_enter(parser *p);
void parser_leave(parser *p);

/* --- nodes (parser.c) --- */
expr *parser_node(parser *p, expr_kind kind, source_span span);
/* A finished node: NULL if it is too deep. */
expr *parser_check_depth(parser *p, expr *e);
bool parser_push(parser *p, expr_list *list, expr *item);
/* Room for one more element of an array in the arena: the array, perhaps elsewhere, or NULL. */
void *parser_grow(parser *p, void *items, uint32_t count, size_t item_bytes);

/* --- expressions (parse_expression.c, parse_atom.c, parse_call.c, parse_fstring.c) --- */
bool parser_starts_expression(const parser *p);
expr *parse_expression(parser *p);            /* conditional or lambda */
expr *parse_named(parser *p);                 /* with := */
expr *parse_argument(parser *p);              /* the same; "=" behind it is the caller's business */
expr *parse_disjunction(parser *p);
expr *parse_bitwise_or(parser *p);
expr *parse_star_expressions(parser *p);      /* a, *b: a tuple if there is a comma */
expr *parse_star_named(parser *p);            /* an item of a display */
expr *parse_yield(parser *p);
expr *parse_yield_or_star_expressions(parser *p);
expr *parse_primary(parser *p);
expr *parse_atom(parser *p);
expr *parse_strings(parser *p);
bool parse_call_arguments(parser *p, expr *call);
/* `for ... in ...` clauses behind `item`; the node is made, its span is the caller's to end. */
expr *parse_comprehension(parser *p, comprehension_kind kind, expr *item, expr *value,
                          source_span first);
/* "invalid syntax. Perhaps you forgot a comma?" where that is it; else parser_unexpected(). */
void *parser_missing_comma(parser *p, const expr *before);
bool parse_parameters(parser *p, parameter_list **out, token_kind end);

/* --- targets (parse_target.c) --- */
typedef enum target_kind { TARGET_ASSIGN, TARGET_FOR, TARGET_DEL } target_kind;
/* Make `e` a target: context set all the way down. False: CPython's "cannot assign to ...". */
bool parse_as_target(parser *p, expr *e, target_kind kind);
/* The first part of `e` that can be no target, or NULL. */
const expr *parse_invalid_target(const expr *e, target_kind kind);
expr *parse_for_target(parser *p);

/* --- statements (parse_statement.c, parse_compound.c) --- */
bool parse_statement(parser *p, stmt_list *out);
bool parse_simple_statements(parser *p, stmt_list *out);
stmt *parse_compound(parser *p);
/* The statement must be a match or type statement: refused. */
bool parser_at_compound(const parser *p);
stmt *parser_stmt(parser *p, stmt_kind kind, source_span span);
stmt *parse_import(parser *p);
stmt *parse_from(parser *p);

#endif
