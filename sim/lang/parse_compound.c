#include "sim/lang/parser.h"

#include <string.h>

/* --- blocks --------------------------------------------------------------------------------- */

/* Behind the colon of `what` ("'if' statement") that began in `line`. */
static bool parse_block(parser *p, stmt_list *out, const char *what, uint32_t line)
{
    if (!parser_at(p, TOK_NEWLINE))
        return parse_simple_statements(p, out);
    p->at++;
    if (!parser_accept(p, TOK_INDENT)) {
        parser_fail(p, parser_peek(p)->span, "expected an indented block after %s on line %u", what,
                    line);
        return false;
    }
    while (p->result == OURO_OK && !parser_at(p, TOK_DEDENT) && !parser_at(p, TOK_END))
        parse_statement(p, out);
    return p->result == OURO_OK && (parser_accept(p, TOK_DEDENT) || parser_expect(p, TOK_DEDENT));
}

/* The colon of a statement whose grammar names it only where the line ends ("if x" and no more). */
static bool parse_colon(parser *p, const expr *before)
{
    if (parser_accept(p, TOK_COLON))
        return true;
    if (parser_at(p, TOK_NEWLINE))
        parser_fail(p, parser_peek(p)->span, "expected ':'");
    else
        parser_missing_comma(p, before);
    return false;
}

static expr *parse_test(parser *p)
{
    if (!parser_starts_expression(p))
        return parser_unexpected(p);
    return parse_named(p);
}

static bool parse_else(parser *p, stmt_list *out)
{
    uint32_t line = parser_peek(p)->span.line;
    if (!parser_accept(p, KW_ELSE))
        return true;
    return parser_expect_forced(p, TOK_COLON) && parse_block(p, out, "'else' statement", line);
}

/* --- if, while, for ------------------------------------------------------------------------- */

static stmt *parse_if(parser *p)
{
    source_span first = parser_peek(p)->span;
    stmt *s = parser_stmt(p, STMT_IF, first);
    if (!s)
        return NULL;
    do {
        bool is_if = parser_at(p, KW_IF);
        if_branch branch = {.span = parser_peek(p)->span};
        p->at++;
        branch.test = parse_test(p);
        if (!branch.test || !parse_colon(p, branch.test) ||
            !parse_block(p, &branch.body, is_if ? "'if' statement" : "'elif' statement",
                         branch.span.line))
            return NULL;
        if_branch *branches =
            parser_grow(p, s->conditional.branches, s->conditional.count, sizeof *branches);
        if (!branches)
            return NULL;
        branches[s->conditional.count++] = branch;
        s->conditional.branches = branches;
    } while (parser_at(p, KW_ELIF));
    return parse_else(p, &s->conditional.otherwise) ? s : NULL;
}

static stmt *parse_while(parser *p)
{
    source_span first = parser_peek(p)->span;
    stmt *s = parser_stmt(p, STMT_WHILE, first);
    p->at++;
    if (!s)
        return NULL;
    s->loop.test = parse_test(p);
    if (!s->loop.test || !parse_colon(p, s->loop.test) ||
        !parse_block(p, &s->loop.body, "'while' statement", first.line))
        return NULL;
    return parse_else(p, &s->loop.otherwise) ? s : NULL;
}

static stmt *parse_for(parser *p)
{
    source_span first = parser_peek(p)->span;
    stmt *s = parser_stmt(p, STMT_FOR, first);
    p->at++;
    s = s && (s->loop.target = parse_for_target(p)) ? s : NULL;
    if (!s || !parser_expect(p, KW_IN))
        return NULL;
    if (!parser_starts_expression(p) && !parser_at(p, TOK_STAR))
        return parser_unexpected(p);
    s->loop.iterable = parse_star_expressions(p);
    if (!s->loop.iterable || !parse_colon(p, s->loop.iterable) ||
        !parse_block(p, &s->loop.body, "'for' statement", first.line))
        return NULL;
    return parse_else(p, &s->loop.otherwise) ? s : NULL;
}

/* --- try ------------------------------------------------------------------------------------ */

static bool parse_except_type(parser *p, except_clause *clause)
{
    if (parser_at(p, TOK_STAR)) {
        parser_refuse(p, parser_peek(p)->span, "'except*' is not supported");
        return false;
    }
    if (parser_at(p, TOK_COLON) || parser_at(p, TOK_NEWLINE))
        return true;
    source_span first = parser_peek(p)->span;
    clause->type = parse_expression(p);
    if (!clause->type)
        return false;
    if (parser_at(p, TOK_COMMA)) {
        parser_fail(p, first, "multiple exception types must be parenthesized");
        return false;
    }
    if (!parser_accept(p, KW_AS))
        return true;
    const token *t = parser_peek(p);
    if (t->kind != TOK_NAME) {
        parser_unexpected(p);
        return false;
    }
    clause->name = parser_name(p, t);
    p->at++;
    return p->result == OURO_OK;
}

static bool parse_except(parser *p, stmt *s)
{
    except_clause clause = {.span = parser_peek(p)->span};
    uint32_t line = clause.span.line;
    p->at++;
    if (!parse_except_type(p, &clause) || !parse_colon(p, NULL) ||
        !parse_block(p, &clause.body, "'except' statement", line))
        return false;
    clause.span = parser_span_from(p, clause.span);
    except_clause *clauses = parser_grow(p, s->attempt.clauses, s->attempt.count, sizeof *clauses);
    if (!clauses)
        return false;
    clauses[s->attempt.count++] = clause;
    s->attempt.clauses = clauses;
    return true;
}

static stmt *parse_try(parser *p)
{
    source_span first = parser_peek(p)->span;
    stmt *s = parser_stmt(p, STMT_TRY, first);
    p->at++;
    if (!s || !parser_expect_forced(p, TOK_COLON) ||
        !parse_block(p, &s->attempt.body, "'try' statement", first.line))
        return NULL;
    while (parser_at(p, KW_EXCEPT))
        if (!parse_except(p, s))
            return NULL;
    if (s->attempt.count && !parse_else(p, &s->attempt.otherwise))
        return NULL;
    uint32_t line = parser_peek(p)->span.line;
    if (parser_accept(p, KW_FINALLY)) {
        if (!parser_expect_forced(p, TOK_COLON) ||
            !parse_block(p, &s->attempt.last, "'finally' statement", line))
            return NULL;
    } else if (!s->attempt.count) {
        return parser_fail(p, parser_peek(p)->span, "expected 'except' or 'finally' block");
    }
    return s;
}

/* --- with ----------------------------------------------------------------------------------- */

static bool parse_with_item(parser *p, stmt *s)
{
    with_item item = {0};
    if (!parser_starts_expression(p)) {
        parser_unexpected(p);
        return false;
    }
    item.manager = parse_expression(p);
    if (!item.manager)
        return false;
    if (parser_accept(p, KW_AS)) {
        if (!parser_starts_expression(p) && !parser_at(p, TOK_STAR)) {
            parser_unexpected(p);
            return false;
        }
        item.target = parse_bitwise_or(p);
        if (!item.target || !parse_as_target(p, item.target, TARGET_ASSIGN))
            return false;
    }
    with_item *items = parser_grow(p, s->with.items, s->with.count, sizeof *items);
    if (!items)
        return false;
    items[s->with.count++] = item;
    s->with.items = items;
    return true;
}

static bool parse_with_items(parser *p, stmt *s, token_kind end)
{
    do {
        if (end == TOK_RIGHT_PAREN && s->with.count && parser_at(p, end))
            break;
        if (!parse_with_item(p, s))
            return false;
    } while (parser_accept(p, TOK_COMMA));
    return true;
}

/* Whether the bracket here holds all items of the with: its partner stands before the colon. */
static bool items_are_bracketed(const parser *p)
{
    if (!parser_at(p, TOK_LEFT_PAREN))
        return false;
    uint8_t level = parser_peek(p)->level;
    for (uint32_t i = p->at + 1; i + 1 < p->list->count; i++) {
        const token *t = &p->list->tokens[i];
        if (t->kind == TOK_RIGHT_PAREN && t->level < level)
            return p->list->tokens[i + 1].kind == TOK_COLON;
    }
    return false;
}

/* (a as b, c): items; (a, b) without an "as" means the same; (yield x), (a for b in c), (a) do not
 * matter or are one item. */
static bool try_bracketed_items(parser *p, stmt *s)
{
    if (!items_are_bracketed(p))
        return false;
    parser look = *p;
    ouro_error ignored = {0};
    look.err = &ignored;
    look.trial = true;
    look.at++;
    stmt probe = *s;
    if (!parse_with_items(&look, &probe, TOK_RIGHT_PAREN) || !parser_at(&look, TOK_RIGHT_PAREN))
        return false;
    look.at++;
    p->at = look.at;
    *s = probe;
    return true;
}

static stmt *parse_with(parser *p)
{
    source_span first = parser_peek(p)->span;
    stmt *s = parser_stmt(p, STMT_WITH, first);
    p->at++;
    if (!s)
        return NULL;
    if (!try_bracketed_items(p, s) && !parse_with_items(p, s, TOK_COLON))
        return NULL;
    if (!parse_colon(p, s->with.items[s->with.count - 1].manager) ||
        !parse_block(p, &s->with.body, "'with' statement", first.line))
        return NULL;
    return s;
}

/* --- def, class ----------------------------------------------------------------------------- */

static bool parse_definition_name(parser *p, stmt *s)
{
    const token *t = parser_peek(p);
    if (t->kind != TOK_NAME) {
        parser_unexpected(p);
        return false;
    }
    s->definition.name = parser_name(p, t);
    s->definition.name_span = t->span;
    p->at++;
    if (parser_at(p, TOK_LEFT_BRACKET))
        parser_refuse(p, parser_peek(p)->span, "type parameters are not supported");
    return p->result == OURO_OK;
}

static stmt *parse_def(parser *p)
{
    source_span first = parser_peek(p)->span;
    stmt *s = parser_stmt(p, STMT_DEF, first);
    p->at++;
    if (!s || !parse_definition_name(p, s) || !parser_expect_forced(p, TOK_LEFT_PAREN) ||
        !parse_parameters(p, &s->definition.parameters, TOK_RIGHT_PAREN) ||
        !parser_expect(p, TOK_RIGHT_PAREN))
        return NULL;
    if (parser_at(p, TOK_ARROW))
        return parser_refuse(p, parser_peek(p)->span, "annotations are not supported");
    if (!parser_expect_forced(p, TOK_COLON) ||
        !parse_block(p, &s->definition.body, "function definition", first.line))
        return NULL;
    return s;
}

static bool parse_bases(parser *p, stmt *s)
{
    if (!parser_accept(p, TOK_LEFT_PAREN))
        return true;
    expr *call = parser_node(p, EXPR_CALL, s->span);
    if (!call || !parse_call_arguments(p, call))
        return false;
    s->definition.bases = call->call.arguments;
    s->definition.keywords = call->call.keywords;
    s->definition.keyword_count = call->call.keyword_count;
    return true;
}

static stmt *parse_class(parser *p)
{
    source_span first = parser_peek(p)->span;
    stmt *s = parser_stmt(p, STMT_CLASS, first);
    p->at++;
    if (!s || !parse_definition_name(p, s) || !parse_bases(p, s) || !parse_colon(p, NULL) ||
        !parse_block(p, &s->definition.body, "class definition", first.line))
        return NULL;
    return s;
}

static stmt *parse_decorated(parser *p)
{
    expr_list decorators = {0};
    while (parser_accept(p, TOK_AT)) {
        expr *e = parser_starts_expression(p) ? parse_named(p) : parser_unexpected(p);
        if (!e || !parser_push(p, &decorators, e) || !parser_expect(p, TOK_NEWLINE))
            return NULL;
    }
    stmt *s = NULL;
    if (parser_at(p, KW_DEF))
        s = parse_def(p);
    else if (parser_at(p, KW_CLASS))
        s = parse_class(p);
    else
        parser_unexpected(p);
    if (s)
        s->definition.decorators = decorators;
    return s;
}

/* --- which statement ------------------------------------------------------------------------ */

static bool token_is_text(const parser *p, const token *t, const char *text)
{
    return t->kind == TOK_NAME && t->length == strlen(text) &&
           !memcmp(p->list->text + t->start, text, t->length);
}

/* `match x:` and its block: the line begins with the name and ends with a colon. */
static bool at_match(const parser *p)
{
    if (!token_is_text(p, parser_peek(p), "match"))
        return false;
    token_kind next = parser_peek_next(p)->kind;
    if (next == TOK_DOT || next == TOK_ASSIGN || next == TOK_COLON || next == TOK_NEWLINE)
        return false;
    for (uint32_t i = p->at; i + 2 < p->list->count; i++)
        if (p->list->tokens[i].kind == TOK_NEWLINE)
            return p->list->tokens[i - 1].kind == TOK_COLON &&
                   p->list->tokens[i + 1].kind == TOK_INDENT;
    return false;
}

static bool at_type(const parser *p)
{
    return token_is_text(p, parser_peek(p), "type") && parser_peek_next(p)->kind == TOK_NAME;
}

bool parser_at_compound(const parser *p)
{
    switch ((int)parser_peek(p)->kind) {
    case KW_IF:
    case KW_WHILE:
    case KW_FOR:
    case KW_TRY:
    case KW_WITH:
    case KW_DEF:
    case KW_CLASS:
    case TOK_AT:
        return true;
    default:
        return at_match(p) || at_type(p);
    }
}

static stmt *parse_compound_at(parser *p)
{
    switch ((int)parser_peek(p)->kind) {
    case KW_IF:
        return parse_if(p);
    case KW_WHILE:
        return parse_while(p);
    case KW_FOR:
        return parse_for(p);
    case KW_TRY:
        return parse_try(p);
    case KW_WITH:
        return parse_with(p);
    case KW_DEF:
        return parse_def(p);
    case KW_CLASS:
        return parse_class(p);
    case TOK_AT:
        return parse_decorated(p);
    default:
        return parser_refuse(p, parser_peek(p)->span, "'%s' is not supported",
                             at_match(p) ? "match" : "type");
    }
}

stmt *parse_compound(parser *p)
{
    source_span first = parser_peek(p)->span;
    stmt *s = parse_compound_at(p);
    if (!s)
        return NULL;
    /* The last token that is text: DEDENTs and the NEWLINE stand behind the statement. */
    uint32_t last = p->at - 1;
    while (last > 0 && (p->list->tokens[last].kind == TOK_DEDENT ||
                        p->list->tokens[last].kind == TOK_NEWLINE))
        last--;
    source_span start = s->kind == STMT_DEF || s->kind == STMT_CLASS ? s->span : first;
    s->span = ast_join(start, p->list->tokens[last].span);
    return s;
}
