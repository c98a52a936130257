#include "sim/lang/parser.h"

/* --- arguments ------------------------------------------------------------------------------ */

static bool push_keyword(parser *p, expr *call, uint32_t name, expr *value, source_span first)
{
    keyword_argument *keywords =
        value ? parser_grow(p, call->call.keywords, call->call.keyword_count, sizeof *keywords)
              : NULL;
    if (!keywords)
        return false;
    keywords[call->call.keyword_count++] =
        (keyword_argument){.name = name, .value = value, .span = parser_span_from(p, first)};
    call->call.keywords = keywords;
    ast_adopt(call, value);
    return true;
}

/* name=value; `at` is at the name. */
static bool parse_keyword(parser *p, expr *call)
{
    const token *t = parser_peek(p);
    uint32_t name = parser_name(p, t);
    p->at += 2;
    if (parser_at(p, TOK_COMMA) || parser_at(p, TOK_RIGHT_PAREN)) {
        parser_fail(p, ast_join(t->span, p->list->tokens[p->at - 1].span),
                    "expected argument value expression");
        return false;
    }
    expr *value = parse_expression(p);
    if (value && parser_at(p, KW_FOR)) {
        parser_fail(p, t->span, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        return false;
    }
    return push_keyword(p, call, name, value, t->span);
}

static bool parse_starred_argument(parser *p, expr *call)
{
    source_span first = parser_peek(p)->span;
    source_span comma = p->list->tokens[p->at - 1].span;
    bool twice = parser_at(p, TOK_POWER);
    p->at++;
    expr *value = parse_expression(p);
    if (value && parser_at(p, TOK_ASSIGN)) {
        parser_fail(p, first, twice ? "cannot assign to keyword argument unpacking"
                                    : "cannot assign to iterable argument unpacking");
        return false;
    }
    if (!value || twice)
        return value && push_keyword(p, call, 0, value, first);
    for (uint32_t i = 0; i < call->call.keyword_count; i++)
        if (!call->call.keywords[i].name) {
            parser_fail(p, comma, "iterable argument unpacking follows keyword argument unpacking");
            return false;
        }
    expr *e = parser_node(p, EXPR_STARRED, parser_span_from(p, first));
    if (!e || !parser_push(p, &call->call.arguments, e))
        return false;
    e->value = value;
    ast_adopt(e, value);
    ast_adopt(call, e);
    return true;
}

static void fail_positional_after_keyword(parser *p, const expr *call)
{
    const keyword_argument *last = &call->call.keywords[call->call.keyword_count - 1];
    parser_fail(p, parser_peek(p)->span,
                last->name ? "positional argument follows keyword argument"
                           : "positional argument follows keyword argument unpacking");
}

/* `e = ...` where `e` is no name. */
static void fail_assignment_in_call(parser *p, const expr *e)
{
    bool word = e->kind == EXPR_CONSTANT &&
                (e->constant.kind == CONST_TRUE || e->constant.kind == CONST_FALSE ||
                 e->constant.kind == CONST_NONE);
    if (word)
        parser_fail(p, e->span, "cannot assign to %s", ast_expr_name(e));
    else
        parser_fail(p, e->span,
                    "expression cannot contain assignment, perhaps you meant \"==\"?");
}

/* A generator expression that is the only argument needs no brackets of its own. */
static expr *parse_bare_generator(parser *p, expr *call, expr *item, source_span bracket)
{
    bool alone = call->call.arguments.count == 0 && call->call.keyword_count == 0;
    source_span first = alone ? bracket : item->span;
    expr *e = parse_comprehension(p, COMPREHENSION_GENERATOR, item, NULL, first);
    if (!e)
        return NULL;
    bool last = parser_at(p, TOK_RIGHT_PAREN) ||
                (parser_at(p, TOK_COMMA) && parser_peek_next(p)->kind == TOK_RIGHT_PAREN && alone);
    if (!alone || !last)
        return parser_fail(p, item->span, "Generator expression must be parenthesized");
    if (parser_at(p, TOK_COMMA))
        return parser_fail(p, item->span, "Generator expression must be parenthesized");
    e->span = ast_join(bracket, parser_peek(p)->span);
    return parser_check_depth(p, e);
}

static bool parse_positional(parser *p, expr *call, source_span bracket)
{
    expr *e = parse_argument(p);
    if (e && parser_at(p, KW_FOR))
        e = parse_bare_generator(p, call, e, bracket);
    if (!e)
        return false;
    if (parser_at(p, TOK_ASSIGN)) {
        fail_assignment_in_call(p, e);
        return false;
    }
    if (call->call.keyword_count) {
        if (parser_at(p, TOK_COMMA) || parser_at(p, TOK_RIGHT_PAREN))
            fail_positional_after_keyword(p, call);
        else
            parser_missing_comma(p, e);
        return false;
    }
    ast_adopt(call, e);
    return parser_push(p, &call->call.arguments, e);
}

static const expr *last_argument(const expr *call)
{
    if (call->call.keyword_count)
        return call->call.keywords[call->call.keyword_count - 1].value;
    return call->call.arguments.items[call->call.arguments.count - 1];
}

bool parse_call_arguments(parser *p, expr *call)
{
    source_span bracket = p->list->tokens[p->at - 1].span;
    while (!parser_accept(p, TOK_RIGHT_PAREN)) {
        bool ok;
        if (parser_at(p, TOK_STAR) || parser_at(p, TOK_POWER))
            ok = parse_starred_argument(p, call);
        else if (parser_at(p, TOK_NAME) && parser_peek_next(p)->kind == TOK_ASSIGN)
            ok = parse_keyword(p, call);
        else
            ok = parse_positional(p, call, bracket);
        if (!ok)
            return false;
        if (parser_accept(p, TOK_RIGHT_PAREN))
            return true;
        if (!parser_at(p, TOK_COMMA)) {
            parser_missing_comma(p, last_argument(call));
            return false;
        }
        p->at++;
    }
    return true;
}

/* --- comprehensions ------------------------------------------------------------------------- */

static bool parse_conditions(parser *p, comprehension_for *clause, expr *e)
{
    while (parser_accept(p, KW_IF)) {
        expr *condition = parse_disjunction(p);
        if (!condition || !parser_push(p, &clause->conditions, condition))
            return false;
        ast_adopt(e, condition);
    }
    return p->result == OURO_OK;
}

static bool parse_for_clause(parser *p, expr *e)
{
    comprehension_for *fors =
        parser_grow(p, e->comprehension.fors, e->comprehension.count, sizeof *fors);
    if (!fors)
        return false;
    e->comprehension.fors = fors;
    comprehension_for clause = {0};
    clause.target = parse_for_target(p);
    if (!clause.target)
        return false;
    if (!parser_accept(p, KW_IN)) {
        if (parser_at(p, TOK_ASSIGN) || parser_at(p, TOK_WALRUS))
            parser_unexpected(p);
        else
            parser_fail(p, parser_peek(p)->span, "'in' expected after for-loop variables");
        return false;
    }
    clause.iterable = parse_disjunction(p);
    if (!clause.iterable || !parse_conditions(p, &clause, e))
        return false;
    ast_adopt(e, clause.target);
    ast_adopt(e, clause.iterable);
    fors[e->comprehension.count++] = clause;
    return true;
}

expr *parse_comprehension(parser *p, comprehension_kind kind, expr *item, expr *value,
                          source_span first)
{
    expr *e = parser_node(p, EXPR_COMPREHENSION, first);
    if (!e)
        return NULL;
    e->comprehension.kind = kind;
    e->comprehension.item = item;
    e->comprehension.value = value;
    ast_adopt(e, item);
    ast_adopt(e, value);
    while (parser_accept(p, KW_FOR))
        if (!parse_for_clause(p, e))
            return NULL;
    if (parser_at(p, KW_ASYNC))
        return parser_unexpected(p);
    e->span = parser_span_from(p, first);
    return e;
}

/* --- parameters ----------------------------------------------------------------------------- */

typedef struct parameter_state {
    parameter_list *out;
    token_kind end; /* ")" of a def, ":" of a lambda */
    bool seen_default, seen_star, seen_keywords;
} parameter_state;

static bool refuse_annotation(parser *p, const parameter_state *s)
{
    if (s->end == TOK_RIGHT_PAREN && parser_at(p, TOK_COLON))
        parser_refuse(p, parser_peek(p)->span, "annotations are not supported");
    return p->result == OURO_OK;
}

/* def f((a, b)): names in brackets, as Python 2 had them. */
static bool at_bracketed_names(const parser *p)
{
    uint32_t at = p->at + 1;
    while (p->list->tokens[at].kind == TOK_NAME &&
           p->list->tokens[at + 1].kind == TOK_COMMA)
        at += 2;
    at += p->list->tokens[at].kind == TOK_NAME;
    return at > p->at + 1 && p->list->tokens[at].kind == TOK_RIGHT_PAREN;
}

static bool parse_parameter_name(parser *p, const parameter_state *s, parameter *out)
{
    const token *t = parser_peek(p);
    if (t->kind != TOK_NAME) {
        if (t->kind == TOK_LEFT_PAREN && at_bracketed_names(p))
            parser_fail(p, t->span, s->end == TOK_COLON
                            ? "Lambda expression parameters cannot be parenthesized"
                            : "Function parameters cannot be parenthesized");
        else
            parser_unexpected(p);
        return false;
    }
    *out = (parameter){.name = parser_name(p, t), .span = t->span};
    p->at++;
    return refuse_annotation(p, s);
}

static bool parse_default(parser *p, const parameter_state *s, parameter *out)
{
    source_span equals = parser_peek(p)->span;
    if (!parser_accept(p, TOK_ASSIGN))
        return true;
    if (parser_at(p, s->end) || parser_at(p, TOK_COMMA)) {
        parser_fail(p, equals, "expected default value expression");
        return false;
    }
    out->fallback = parse_expression(p);
    return out->fallback != NULL;
}

static bool parse_plain_parameter(parser *p, parameter_state *s)
{
    parameter_list *list = s->out;
    bool keyword_only = s->seen_star;
    parameter one;
    if (!parse_parameter_name(p, s, &one) || !parse_default(p, s, &one))
        return false;
    if (!keyword_only && s->seen_default && !one.fallback) {
        parser_fail(p, one.span, "parameter without a default follows parameter with a default");
        return false;
    }
    s->seen_default = s->seen_default || one.fallback;
    parameter **items = keyword_only ? &list->keyword_only : &list->positional;
    uint32_t *count = keyword_only ? &list->keyword_only_count : &list->positional_count;
    parameter *grown = parser_grow(p, *items, *count, sizeof *grown);
    if (!grown)
        return false;
    *items = grown;
    grown[(*count)++] = one;
    return true;
}

/* *args, or the bare star before keyword-only parameters. */
static bool parse_star_parameter(parser *p, parameter_state *s)
{
    source_span star = parser_peek(p)->span;
    p->at++;
    if (s->seen_star) {
        parser_fail(p, star, "* argument may appear only once");
        return false;
    }
    s->seen_star = true;
    if (parser_at(p, TOK_COMMA)) {
        token_kind next = parser_peek_next(p)->kind;
        if (next == TOK_NAME)
            return true;
        if (next == s->end || next == TOK_POWER)
            parser_fail(p, s->end == TOK_COLON ? parser_peek_next(p)->span : star,
                        "named arguments must follow bare *");
        return p->result == OURO_OK;
    }
    if (parser_at(p, s->end)) {
        parser_fail(p, s->end == TOK_COLON ? parser_peek(p)->span : star,
                    "named arguments must follow bare *");
        return false;
    }
    if (!parse_parameter_name(p, s, &s->out->rest))
        return false;
    if (parser_at(p, TOK_ASSIGN))
        parser_fail(p, parser_peek(p)->span,
                    "var-positional argument cannot have default value");
    return p->result == OURO_OK;
}

static bool parse_keywords_parameter(parser *p, parameter_state *s)
{
    p->at++;
    s->seen_keywords = true;
    if (!parse_parameter_name(p, s, &s->out->keywords))
        return false;
    if (parser_at(p, TOK_ASSIGN))
        parser_fail(p, parser_peek(p)->span, "var-keyword argument cannot have default value");
    return p->result == OURO_OK;
}

static bool parse_slash(parser *p, parameter_state *s)
{
    source_span slash = parser_peek(p)->span;
    const char *text = NULL;
    if (!s->out->positional_count && !s->seen_star) {
        parser_unexpected(p);
        return false;
    }
    p->at++;
    if (s->out->posonly_count)
        text = "/ may appear only once";
    else if (s->seen_star)
        text = "/ must be ahead of *";
    if (text)
        parser_fail(p, slash, "%s", text);
    s->out->posonly_count = s->out->positional_count;
    return p->result == OURO_OK;
}

static bool parse_one_parameter(parser *p, parameter_state *s)
{
    if (s->seen_keywords) {
        parser_fail(p, parser_peek(p)->span, "arguments cannot follow var-keyword argument");
        return false;
    }
    switch ((int)parser_peek(p)->kind) {
    case TOK_STAR:
        return parse_star_parameter(p, s);
    case TOK_POWER:
        return parse_keywords_parameter(p, s);
    case TOK_SLASH:
        return parse_slash(p, s);
    default:
        return parse_plain_parameter(p, s);
    }
}

bool parse_parameters(parser *p, parameter_list **out, token_kind end)
{
    parameter_list *list = arena_alloc(p->memory, sizeof *list);
    if (!list) {
        parser_no_memory(p);
        return false;
    }
    *out = list;
    parameter_state s = {.out = list, .end = end};
    while (!parser_at(p, end)) {
        if (!parse_one_parameter(p, &s))
            return false;
        if (parser_accept(p, TOK_COMMA))
            continue;
        if (!parser_at(p, end)) {
            parser_unexpected(p);
            return false;
        }
    }
    return true;
}
