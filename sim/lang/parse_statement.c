#include "sim/lang/parser.h"

#include <string.h>

/* --- assignments and expressions ------------------------------------------------------------ */

static bool accept_augmented(parser *p, binary_op_kind *op)
{
    static const struct {
        token_kind kind;
        binary_op_kind op;
    } table[] = {
        {TOK_ADD_ASSIGN, BINARY_ADD},
        {TOK_SUBTRACT_ASSIGN, BINARY_SUBTRACT},
        {TOK_MULTIPLY_ASSIGN, BINARY_MULTIPLY},
        {TOK_DIVIDE_ASSIGN, BINARY_TRUE_DIVIDE},
        {TOK_FLOOR_DIVIDE_ASSIGN, BINARY_FLOOR_DIVIDE},
        {TOK_REMAINDER_ASSIGN, BINARY_REMAINDER},
        {TOK_POWER_ASSIGN, BINARY_POWER},
        {TOK_LSHIFT_ASSIGN, BINARY_LSHIFT},
        {TOK_RSHIFT_ASSIGN, BINARY_RSHIFT},
        {TOK_AND_ASSIGN, BINARY_AND},
        {TOK_OR_ASSIGN, BINARY_OR},
        {TOK_XOR_ASSIGN, BINARY_XOR},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (parser_accept(p, table[i].kind)) {
            *op = table[i].op;
            return true;
        }
    return false;
}

static stmt *parse_augmented(parser *p, expr *target, binary_op_kind op, source_span first)
{
    if (target->kind != EXPR_NAME && target->kind != EXPR_ATTRIBUTE &&
        target->kind != EXPR_SUBSCRIPT)
        return parser_fail(p, target->span,
                           "'%s' is an illegal expression for augmented assignment",
                           ast_expr_name(target));
    expr *value = parse_yield_or_star_expressions(p);
    stmt *s = value ? parser_stmt(p, STMT_AUGMENTED, parser_span_from(p, first)) : NULL;
    if (!s)
        return NULL;
    target->context = CONTEXT_STORE;
    s->augmented.target = target;
    s->augmented.value = value;
    s->augmented.op = op;
    return s;
}

/* What an expression is that CPython's grammar calls a bitwise_or, so that "Maybe you meant '=='"
 * is the better half of the message. */
static bool may_have_meant_equal(const expr *e)
{
    if (e->kind == EXPR_LIST || e->kind == EXPR_TUPLE)
        return false;
    if (e->kind == EXPR_COMPREHENSION)
        return e->comprehension.kind != COMPREHENSION_GENERATOR;
    if (e->kind == EXPR_CONSTANT)
        return e->constant.kind != CONST_NONE && e->constant.kind != CONST_TRUE &&
               e->constant.kind != CONST_FALSE;
    bool loose = e->kind == EXPR_COMPARE || e->kind == EXPR_BOOL || e->kind == EXPR_CONDITIONAL ||
                 e->kind == EXPR_LAMBDA || e->kind == EXPR_STARRED ||
                 (e->kind == EXPR_UNARY && e->unary.op == UNARY_KIND_NOT);
    return e->in_parentheses || !loose;
}

/* `at` is at the "=" behind `e`, which is no target. Look at what is assigned to choose the words. */
static void *fail_assignment(parser *p, const expr *e, bool first)
{
    const expr *bad = parse_invalid_target(e, TARGET_ASSIGN);
    if ((e->kind == EXPR_YIELD || e->kind == EXPR_YIELD_FROM) && !e->in_parentheses)
        return parser_fail(p, e->span, "assignment to yield expression not possible");
    parser look = *p;
    ouro_error ignored = {0};
    look.err = &ignored;
    look.trial = true;
    look.at++;
    bool last = parse_bitwise_or(&look) && !parser_at(&look, TOK_ASSIGN) &&
                !parser_at(&look, TOK_WALRUS);
    if (bad == e && first && last && may_have_meant_equal(e))
        return parser_fail(p, e->span,
                           "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                           ast_expr_name(e));
    return parser_fail(p, bad->span, "cannot assign to %s", ast_expr_name(bad));
}

/* `at` is at the first "=". */
static stmt *parse_assignment(parser *p, expr *target, source_span first)
{
    stmt *s = parser_stmt(p, STMT_ASSIGN, first);
    expr *value = target;
    while (s && parser_at(p, TOK_ASSIGN)) {
        if (parse_invalid_target(value, TARGET_ASSIGN))
            return fail_assignment(p, value, s->assign.targets.count == 0);
        if (value->kind == EXPR_STARRED)
            return parser_fail(p, value->span, "starred assignment target must be in a list or tuple");
        p->at++;
        if (!parse_as_target(p, value, TARGET_ASSIGN) || !parser_push(p, &s->assign.targets, value))
            return NULL;
        value = parse_yield_or_star_expressions(p);
        if (!value)
            return NULL;
    }
    if (!s)
        return NULL;
    if (value->kind == EXPR_STARRED)
        return parser_fail(p, value->span, "can't use starred expression here");
    s->assign.value = value;
    s->span = parser_span_from(p, first);
    return s;
}

/* print "x", exec "x": what Python 2 wrote. */
static bool is_legacy_statement(const parser *p, const expr *e)
{
    const token *t = parser_peek(p);
    return e->kind == EXPR_NAME && !e->in_parentheses &&
           (parser_starts_expression(p) || t->kind == TOK_STAR) &&
           (!strcmp(name_table_text(p->names, e->name), "print") ||
            !strcmp(name_table_text(p->names, e->name), "exec"));
}

static bool is_string_literal(const expr *e)
{
    return e->kind == EXPR_CONSTANT && e->constant.kind == CONST_STR;
}

static stmt *parse_expression_statement(parser *p)
{
    source_span first = parser_peek(p)->span;
    if (!parser_starts_expression(p) && !parser_at(p, TOK_STAR) && !parser_at(p, KW_YIELD))
        return parser_unexpected(p);
    expr *e = parse_yield_or_star_expressions(p);
    if (!e)
        return NULL;
    binary_op_kind op;
    if (parser_at(p, TOK_ASSIGN))
        return parse_assignment(p, e, first);
    if (accept_augmented(p, &op))
        return parse_augmented(p, e, op, first);
    if (parser_at(p, TOK_COLON) && parser_peek_next(p)->kind != TOK_NEWLINE)
        return parser_refuse(p, parser_peek(p)->span, "annotations are not supported");
    if (parser_accept(p, TOK_COLON))
        return parser_unexpected(p);
    if (is_legacy_statement(p, e)) {
        const char *name = name_table_text(p->names, e->name);
        return parser_fail(p, e->span, "Missing parentheses in call to '%s'. Did you mean %s(...)?",
                           name, name);
    }
    if (e->kind == EXPR_STARRED)
        return parser_fail(p, e->span, "can't use starred expression here");
    stmt *s = parser_stmt(p, STMT_EXPR, parser_span_from(p, first));
    if (!s)
        return NULL;
    s->expression.value = e;
    s->expression.is_docstring = is_string_literal(e);
    return s;
}

/* --- simple statements ---------------------------------------------------------------------- */

static stmt *parse_word(parser *p, stmt_kind kind)
{
    source_span first = parser_peek(p)->span;
    p->at++;
    return parser_stmt(p, kind, first);
}

static bool at_statement_end(const parser *p)
{
    return parser_at(p, TOK_NEWLINE) || parser_at(p, TOK_SEMICOLON) || parser_at(p, TOK_END);
}

static stmt *parse_return(parser *p)
{
    source_span first = parser_peek(p)->span;
    p->at++;
    expr *value = at_statement_end(p) ? NULL : parse_star_expressions(p);
    if (value && value->kind == EXPR_STARRED)
        return parser_fail(p, value->span, "can't use starred expression here");
    stmt *s = parser_stmt(p, STMT_RETURN, parser_span_from(p, first));
    if (s)
        s->value = value;
    return s;
}

static stmt *parse_delete(parser *p)
{
    source_span first = parser_peek(p)->span;
    p->at++;
    if (!parser_starts_expression(p) && !parser_at(p, TOK_STAR))
        return parser_unexpected(p);
    expr *e = parse_star_expressions(p);
    if (!e || !parse_as_target(p, e, TARGET_DEL))
        return NULL;
    stmt *s = parser_stmt(p, STMT_DELETE, parser_span_from(p, first));
    if (!s)
        return NULL;
    /* `del a, b` has two targets, `del (a, b)` one. */
    if (e->kind == EXPR_TUPLE && !e->in_parentheses)
        s->targets = e->list;
    else if (!parser_push(p, &s->targets, e))
        return NULL;
    return s;
}

static stmt *parse_scope_statement(parser *p, stmt_kind kind)
{
    source_span first = parser_peek(p)->span;
    stmt *s = parser_stmt(p, kind, first);
    do {
        p->at++;
        const token *t = parser_peek(p);
        if (!s || t->kind != TOK_NAME)
            return parser_unexpected(p);
        name_at *names = parser_grow(p, s->names.names, s->names.count, sizeof *names);
        if (!names)
            return NULL;
        names[s->names.count++] = (name_at){.name = parser_name(p, t), .span = t->span};
        s->names.names = names;
        p->at++;
    } while (parser_at(p, TOK_COMMA));
    s->span = parser_span_from(p, first);
    return p->result == OURO_OK ? s : NULL;
}

static stmt *parse_raise(parser *p)
{
    source_span first = parser_peek(p)->span;
    p->at++;
    expr *exception = NULL, *cause = NULL;
    if (!at_statement_end(p)) {
        if (!parser_starts_expression(p))
            return parser_unexpected(p);
        exception = parse_expression(p);
        if (exception && parser_accept(p, KW_FROM))
            cause = parse_expression(p);
    }
    stmt *s = parser_stmt(p, STMT_RAISE, parser_span_from(p, first));
    if (!s)
        return NULL;
    s->raise.exception = exception;
    s->raise.cause = cause;
    return s;
}

static stmt *parse_assert(parser *p)
{
    source_span first = parser_peek(p)->span;
    p->at++;
    expr *message = NULL, *test = parse_expression(p);
    if (!test)
        return NULL;
    if (parser_accept(p, TOK_COMMA))
        message = parse_expression(p);
    stmt *s = parser_stmt(p, STMT_ASSERT, parser_span_from(p, first));
    if (!s)
        return NULL;
    s->assertion.test = test;
    s->assertion.message = message;
    return s;
}

static stmt *parse_simple_statement(parser *p)
{
    switch ((int)parser_peek(p)->kind) {
    case KW_PASS:
        return parse_word(p, STMT_PASS);
    case KW_BREAK:
        return parse_word(p, STMT_BREAK);
    case KW_CONTINUE:
        return parse_word(p, STMT_CONTINUE);
    case KW_RETURN:
        return parse_return(p);
    case KW_DEL:
        return parse_delete(p);
    case KW_GLOBAL:
        return parse_scope_statement(p, STMT_GLOBAL);
    case KW_NONLOCAL:
        return parse_scope_statement(p, STMT_NONLOCAL);
    case KW_RAISE:
        return parse_raise(p);
    case KW_ASSERT:
        return parse_assert(p);
    case KW_IMPORT:
        return parse_import(p);
    case KW_FROM:
        return parse_from(p);
    default:
        return parse_expression_statement(p);
    }
}

/* Several statements on a line, up to its end. */
bool parse_simple_statements(parser *p, stmt_list *out)
{
    for (;;) {
        stmt *s = parse_simple_statement(p);
        if (!s)
            return false;
        if (!ast_push_stmt(p->memory, out, s)) {
            parser_no_memory(p);
            return false;
        }
        if (parser_accept(p, TOK_NEWLINE))
            return true;
        if (!parser_at(p, TOK_SEMICOLON)) {
            const expr *last = s->kind == STMT_EXPR ? s->expression.value : NULL;
            parser_missing_comma(p, last);
            return false;
        }
        p->at++;
        if (parser_accept(p, TOK_NEWLINE))
            return true;
    }
}

bool parse_statement(parser *p, stmt_list *out)
{
    if (!parser_at_compound(p))
        return p->result == OURO_OK && parse_simple_statements(p, out);
    stmt *s = parser_enter(p) ? parse_compound(p) : NULL;
    parser_leave(p);
    if (s && !ast_push_stmt(p->memory, out, s))
        parser_no_memory(p);
    return s && p->result == OURO_OK;
}
