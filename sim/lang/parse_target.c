#include "sim/lang/parser.h"

const expr *parse_invalid_target(const expr *e, target_kind kind)
{
    switch (e->kind) {
    case EXPR_LIST:
    case EXPR_TUPLE:
        for (uint32_t i = 0; i < e->list.count; i++) {
            const expr *found = parse_invalid_target(e->list.items[i], kind);
            if (found)
                return found;
        }
        return NULL;
    case EXPR_STARRED:
        return kind == TARGET_DEL ? e : parse_invalid_target(e->value, kind);
    case EXPR_NAME:
    case EXPR_ATTRIBUTE:
    case EXPR_SUBSCRIPT:
        return NULL;
    case EXPR_CONSTANT:
    case EXPR_SET:
    case EXPR_DICT:
    case EXPR_BINARY:
    case EXPR_UNARY:
    case EXPR_BOOL:
    case EXPR_COMPARE:
    case EXPR_CONDITIONAL:
    case EXPR_CALL:
    case EXPR_SLICE:
    case EXPR_LAMBDA:
    case EXPR_COMPREHENSION:
    case EXPR_JOINED:
    case EXPR_FORMATTED:
    case EXPR_NAMED:
    case EXPR_YIELD:
    case EXPR_YIELD_FROM:
        return e;
    }
    return e;
}

static void set_context(expr *e, expr_context context)
{
    e->context = context;
    if (e->kind == EXPR_STARRED)
        set_context(e->value, context);
    if (e->kind == EXPR_LIST || e->kind == EXPR_TUPLE)
        for (uint32_t i = 0; i < e->list.count; i++)
            set_context(e->list.items[i], context);
}

bool parse_as_target(parser *p, expr *e, target_kind kind)
{
    const expr *bad = parse_invalid_target(e, kind);
    if (bad) {
        parser_fail(p, bad->span, kind == TARGET_DEL ? "cannot delete %s" : "cannot assign to %s",
                    ast_expr_name(bad));
        return false;
    }
    set_context(e, kind == TARGET_DEL ? CONTEXT_DEL : CONTEXT_STORE);
    return true;
}

static expr *parse_star_target(parser *p)
{
    source_span first = parser_peek(p)->span;
    if (!parser_accept(p, TOK_STAR))
        return parse_bitwise_or(p);
    expr *value = parse_bitwise_or(p);
    expr *e = value ? parser_node(p, EXPR_STARRED, parser_span_from(p, first)) : NULL;
    if (!e)
        return NULL;
    e->value = value;
    ast_adopt(e, value);
    return e;
}

/* What stands between `for` and `in`: bitwise-or level, so that `in` is left alone. */
expr *parse_for_target(parser *p)
{
    source_span first = parser_peek(p)->span;
    if (!parser_starts_expression(p) && !parser_at(p, TOK_STAR))
        return parser_unexpected(p);
    expr *e = parse_star_target(p);
    if (!e || !parser_at(p, TOK_COMMA))
        return e && parse_as_target(p, e, TARGET_FOR) ? e : NULL;
    expr *tuple = parser_node(p, EXPR_TUPLE, first);
    if (!tuple || !parser_push(p, &tuple->list, e))
        return NULL;
    ast_adopt(tuple, e);
    while (parser_accept(p, TOK_COMMA) && !parser_at(p, KW_IN)) {
        e = parse_star_target(p);
        if (!e || !parser_push(p, &tuple->list, e))
            return NULL;
        ast_adopt(tuple, e);
    }
    tuple->span = parser_span_from(p, first);
    return parse_as_target(p, tuple, TARGET_FOR) ? parser_check_depth(p, tuple) : NULL;
}
