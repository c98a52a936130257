#include "sim/lang/parser.h"

const token *parser_peek(const parser *p)
{
    return &p->list->tokens[p->at];
}

const token *parser_peek_next(const parser *p)
{
    uint32_t next = p->at + 1 < p->list->count ? p->at + 1 : p->at;
    return &p->list->tokens[next];
}

bool parser_at(const parser *p, token_kind kind)
{
    return p->list->tokens[p->at].kind == kind;
}

bool parser_accept(parser *p, token_kind kind)
{
    if (!parser_at(p, kind))
        return false;
    if (kind != TOK_END)
        p->at++;
    return true;
}

bool parser_expect(parser *p, token_kind kind)
{
    if (parser_accept(p, kind))
        return true;
    parser_unexpected(p);
    return false;
}

bool parser_expect_forced(parser *p, token_kind kind)
{
    if (parser_accept(p, kind))
        return true;
    parser_fail(p, parser_peek(p)->span, "expected '%s'", token_kind_text(kind));
    return false;
}

/* What ends a line or a block belongs to no statement. */
static bool is_layout(token_kind kind)
{
    return kind == TOK_NEWLINE || kind == TOK_INDENT || kind == TOK_DEDENT;
}

source_span parser_span_from(const parser *p, source_span first)
{
    uint32_t last = p->at;
    while (last && is_layout(p->list->tokens[last - 1].kind))
        last--;
    return last ? ast_join(first, p->list->tokens[last - 1].span) : first;
}

uint32_t parser_name(parser *p, const token *t)
{
    uint32_t name = name_table_intern(p->names, p->list->text + t->start, t->length);
    if (p->names->failed)
        parser_no_memory(p);
    return name;
}

/* --- failing -------------------------------------------------------------------------------- */

/* CPython reports a bracket left open instead of what stands behind its line. */
static bool unclosed_is_to_blame(const parser *p)
{
    const token *t = parser_peek(p);
    return p->list->unclosed &&
           (t->kind == TOK_END || t->span.line > p->list->unclosed_span.line);
}

static void *fail_with(parser *p, ouro_result result, source_span at, const char *format,
                       va_list args) OURO_PRINTF(4, 0);

static void *fail_with(parser *p, ouro_result result, source_span at, const char *format,
                       va_list args)
{
    if (p->result != OURO_OK)
        return NULL;
    p->result = result;
    p->failed_at = p->at;
    error_vset(p->err, result, at.line, at.column, format, args);
    return NULL;
}

static void fail_unclosed(parser *p)
{
    source_span at = p->list->unclosed_span;
    p->result = error_set(p->err, OURO_ERR_SYNTAX, at.line, at.column, "'%c' was never closed",
                          p->list->unclosed);
}

void *parser_fail(parser *p, source_span at, const char *format, ...)
{
    if (p->result == OURO_OK && unclosed_is_to_blame(p)) {
        fail_unclosed(p);
        return NULL;
    }
    va_list args;
    va_start(args, format);
    fail_with(p, OURO_ERR_SYNTAX, at, format, args);
    va_end(args);
    return NULL;
}

void *parser_refuse(parser *p, source_span at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail_with(p, OURO_ERR_UNSUPPORTED, at, format, args);
    va_end(args);
    return NULL;
}

void *parser_unexpected(parser *p)
{
    const token *t = parser_peek(p);
    if (t->kind == TOK_INDENT) {
        source_span last_space = t->span;
        last_space.column -= last_space.column > 1;
        p->indent_failed = p->result == OURO_OK;
        return parser_fail(p, last_space, "unexpected indent");
    }
    if (t->kind == TOK_DEDENT)
        return parser_fail(p, t->span, "unexpected unindent");
    if (t->kind == KW_ASYNC || t->kind == KW_AWAIT || t->kind == TOK_AT || t->kind == TOK_AT_ASSIGN)
        return parser_refuse(p, t->span, "'%s' is not supported", token_kind_text(t->kind));
    return parser_fail(p, t->span, "invalid syntax");
}

void *parser_no_memory(parser *p)
{
    if (p->result == OURO_OK)
        p->result = error_set(p->err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    return NULL;
}

bool parser_enter(parser *p)
{
    p->depth++;
    if (p->depth <= AST_DEPTH_LIMIT)
        return true;
    source_span at = parser_peek(p)->span;
    if (p->result == OURO_OK)
        p->result = error_set(p->err, OURO_ERR_LIMIT_INPUT, at.line, at.column,
                              "an expression is nested too deeply");
    return false;
}

void parser_leave(parser *p)
{
    p->depth--;
}

/* --- nodes ---------------------------------------------------------------------------------- */

expr *parser_node(parser *p, expr_kind kind, source_span span)
{
    if (p->result != OURO_OK)
        return NULL;
    expr *e = ast_expr(p->memory, kind, span);
    return e ? e : parser_no_memory(p);
}

expr *parser_check_depth(parser *p, expr *e)
{
    if (p->result != OURO_OK)
        return NULL;
    if (e->depth <= AST_DEPTH_LIMIT)
        return e;
    p->result = error_set(p->err, OURO_ERR_LIMIT_INPUT, e->span.line, e->span.column,
                          "an expression is nested too deeply");
    return NULL;
}

bool parser_push(parser *p, expr_list *list, expr *item)
{
    if (p->result != OURO_OK)
        return false;
    if (!ast_push_expr(p->memory, list, item))
        parser_no_memory(p);
    return p->result == OURO_OK;
}

/* Arrays have room for a power of two of elements, so that their count says when they are full. */
void *parser_grow(parser *p, void *items, uint32_t count, size_t item_bytes)
{
    if (count & (count - 1))
        return items;
    size_t wanted = count ? 2 * (size_t)count : 1;
    void *grown = arena_grow(p->memory, items, count * item_bytes, wanted * item_bytes);
    return grown ? grown : parser_no_memory(p);
}

stmt *parser_stmt(parser *p, stmt_kind kind, source_span span)
{
    if (p->result != OURO_OK)
        return NULL;
    stmt *s = ast_stmt(p->memory, kind, span);
    return s ? s : parser_no_memory(p);
}

/* --- a whole text --------------------------------------------------------------------------- */

static parser parse_tokens(arena *memory, name_table *names, const token_list *list, stmt_list *out,
                           ouro_error *err)
{
    parser p = {.list = list, .memory = memory, .names = names, .err = err};
    while (p.result == OURO_OK && !parser_at(&p, TOK_END))
        parse_statement(&p, out);
    return p;
}

/* CPython reads on after an error of its grammar, and a token that is wrong further on wins; but not
 * over an unexpected indent, and a wrong indentation never does. */
static bool grammar_error_wins(const parser *p, const token_list *list)
{
    return p->result != OURO_OK && p->failed_at + 1 < list->count &&
           (p->indent_failed || list->indentation_failed);
}

ouro_result parse_text(arena *memory, name_table *names, const char *text, size_t length,
                       lexer_options options, stmt_list *out, ouro_error *err)
{
    token_list list;
    ouro_error token_err = {0}, grammar_err = {0};
    ouro_result result = lexer_scan(memory, text, length, options, &list, &token_err);
    const ouro_error *first = &token_err;
    if (result == OURO_OK || (result == OURO_ERR_SYNTAX && list.count)) {
        parser p = parse_tokens(memory, names, &list, out, &grammar_err);
        if (result == OURO_OK || grammar_error_wins(&p, &list)) {
            result = p.result;
            first = &grammar_err;
        }
    }
    if (result == OURO_OK)
        return OURO_OK;
    return error_set(err, first->code, first->line, first->column, "%s", first->text);
}
