#include "sim/lang/parser.h"

bool parser_starts_expression(const parser *p)
{
    token_kind k = parser_peek(p)->kind;
    return k == TOK_NAME || k == TOK_NUMBER || k == TOK_STRING || k == TOK_FSTRING_START ||
           k == TOK_LEFT_PAREN || k == TOK_LEFT_BRACKET || k == TOK_LEFT_BRACE || k == TOK_MINUS ||
           k == TOK_PLUS || k == TOK_TILDE || k == TOK_ELLIPSIS || k == KW_NOT || k == KW_LAMBDA ||
           k == KW_NONE || k == KW_TRUE || k == KW_FALSE || k == KW_AWAIT;
}

/* --- better messages ------------------------------------------------------------------------ */

/* Whether an expression can be read here; nothing is consumed, no error is kept. */
static bool expression_follows(parser *p)
{
    if (p->trial || !parser_starts_expression(p))
        return false;
    parser look = *p;
    ouro_error ignored = {0};
    look.err = &ignored;
    look.trial = true;
    return parse_expression(&look) != NULL;
}

void *parser_missing_comma(parser *p, const expr *before)
{
    const token *t = parser_peek(p);
    const token *last = &p->list->tokens[p->at - 1];
    bool name_and_string = before && before->kind == EXPR_NAME &&
                           (t->kind == TOK_STRING || t->kind == TOK_FSTRING_START);
    bool candidate = before && last->level > 0 && !name_and_string &&
                     before->kind != EXPR_LAMBDA && before->kind != EXPR_CONDITIONAL;
    if (p->result == OURO_OK && candidate && expression_follows(p))
        return parser_fail(p, before->span, "invalid syntax. Perhaps you forgot a comma?");
    return parser_unexpected(p);
}

/* --- binary operators ----------------------------------------------------------------------- */

enum { LEVEL_OR = 1, LEVEL_XOR, LEVEL_AND, LEVEL_SHIFT, LEVEL_SUM, LEVEL_TERM };

typedef struct binary_operator {
    int level; /* 0: no binary operator */
    binary_op_kind op;
} binary_operator;

static binary_operator binary_operator_at(const parser *p)
{
    static const struct {
        token_kind kind;
        binary_operator operator;
    } table[] = {
        {TOK_BAR, {LEVEL_OR, BINARY_OR}},
        {TOK_CARET, {LEVEL_XOR, BINARY_XOR}},
        {TOK_AMPERSAND, {LEVEL_AND, BINARY_AND}},
        {TOK_LSHIFT, {LEVEL_SHIFT, BINARY_LSHIFT}},
        {TOK_RSHIFT, {LEVEL_SHIFT, BINARY_RSHIFT}},
        {TOK_PLUS, {LEVEL_SUM, BINARY_ADD}},
        {TOK_MINUS, {LEVEL_SUM, BINARY_SUBTRACT}},
        {TOK_STAR, {LEVEL_TERM, BINARY_MULTIPLY}},
        {TOK_SLASH, {LEVEL_TERM, BINARY_TRUE_DIVIDE}},
        {TOK_FLOOR_DIVIDE, {LEVEL_TERM, BINARY_FLOOR_DIVIDE}},
        {TOK_PERCENT, {LEVEL_TERM, BINARY_REMAINDER}},
    };
    token_kind kind = parser_peek(p)->kind;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].kind == kind)
            return table[i].operator;
    return (binary_operator){0};
}

/* left op right. A chain on the left grows by a link: ((a * b) + c) is evaluated from left to right
 * whatever the levels of its operators are. */
static expr *add_link(parser *p, source_span first, expr *left, binary_op_kind op, expr *right)
{
    expr *chain = left;
    if (left->kind != EXPR_BINARY || left->in_parentheses) {
        chain = parser_node(p, EXPR_BINARY, first);
        if (!chain)
            return NULL;
        chain->binary.first = left;
        ast_adopt(chain, left);
    }
    binary_link *links =
        parser_grow(p, chain->binary.links, chain->binary.count, sizeof *chain->binary.links);
    if (!links)
        return NULL;
    chain->binary.links = links;
    chain->span = parser_span_from(p, first);
    links[chain->binary.count++] = (binary_link){.op = op,
                                                 .operand = right,
                                                 .end_line = chain->span.end_line,
                                                 .end_column = chain->span.end_column};
    ast_adopt(chain, right);
    return parser_check_depth(p, chain);
}

static expr *parse_factor(parser *p);

static expr *parse_power(parser *p)
{
    if (parser_at(p, KW_AWAIT))
        return parser_unexpected(p);
    source_span first = parser_peek(p)->span;
    expr *left = parse_primary(p);
    if (!left || !parser_accept(p, TOK_POWER))
        return left;
    expr *right = parse_factor(p);
    return right ? add_link(p, first, left, BINARY_POWER, right) : NULL;
}

static expr *make_unary(parser *p, unary_kind op, source_span first, expr *operand)
{
    expr *e = operand ? parser_node(p, EXPR_UNARY, parser_span_from(p, first)) : NULL;
    if (!e)
        return NULL;
    e->unary.op = op;
    e->unary.operand = operand;
    ast_adopt(e, operand);
    return parser_check_depth(p, e);
}

static expr *parse_factor(parser *p)
{
    source_span first = parser_peek(p)->span;
    unary_kind op;
    if (parser_at(p, TOK_MINUS))
        op = UNARY_KIND_MINUS;
    else if (parser_at(p, TOK_PLUS))
        op = UNARY_KIND_PLUS;
    else if (parser_at(p, TOK_TILDE))
        op = UNARY_KIND_INVERT;
    else
        return parse_power(p);
    p->at++;
    expr *operand = parser_enter(p) ? parse_factor(p) : NULL;
    parser_leave(p);
    return make_unary(p, op, first, operand);
}

/* Operators of `level` and tighter ones. The recursion is as deep as there are levels. */
static expr *parse_binary(parser *p, int level)
{
    source_span first = parser_peek(p)->span;
    expr *left = parse_factor(p);
    while (left) {
        binary_operator found = binary_operator_at(p);
        if (found.level == 0 || found.level < level)
            break;
        p->at++;
        expr *right = parse_binary(p, found.level + 1);
        left = right ? add_link(p, first, left, found.op, right) : NULL;
    }
    return left;
}

expr *parse_bitwise_or(parser *p)
{
    return parse_binary(p, LEVEL_OR);
}

/* --- comparisons and logic ------------------------------------------------------------------ */

static bool accept_comparison(parser *p, comparison *op)
{
    static const struct {
        token_kind kind;
        comparison op;
    } table[] = {
        {TOK_LESS, COMPARISON_LT},       {TOK_LESS_EQUAL, COMPARISON_LE},
        {TOK_EQUAL, COMPARISON_EQ},      {TOK_NOT_EQUAL, COMPARISON_NE},
        {TOK_GREATER, COMPARISON_GT},    {TOK_GREATER_EQUAL, COMPARISON_GE},
        {KW_IN, COMPARISON_IN},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (parser_accept(p, table[i].kind)) {
            *op = table[i].op;
            return true;
        }
    if (parser_at(p, KW_NOT) && parser_peek_next(p)->kind == KW_IN) {
        p->at += 2;
        *op = COMPARISON_NOT_IN;
        return true;
    }
    if (!parser_accept(p, KW_IS))
        return false;
    *op = parser_accept(p, KW_NOT) ? COMPARISON_IS_NOT : COMPARISON_IS;
    return true;
}

static expr *parse_comparison(parser *p)
{
    source_span from = parser_peek(p)->span;
    expr *first = parse_bitwise_or(p), *e = NULL;
    comparison op;
    while (first && p->result == OURO_OK && accept_comparison(p, &op)) {
        if (!e) {
            e = parser_node(p, EXPR_COMPARE, from);
            if (!e)
                return NULL;
            e->compare.first = first;
            ast_adopt(e, first);
        }
        comparison *ops = parser_grow(p, e->compare.ops, e->compare.others.count, sizeof *ops);
        expr *other = ops ? parse_bitwise_or(p) : NULL;
        if (!other)
            return NULL;
        ops[e->compare.others.count] = op;
        e->compare.ops = ops;
        if (!parser_push(p, &e->compare.others, other))
            return NULL;
        ast_adopt(e, other);
        e->span = parser_span_from(p, from);
    }
    return e ? parser_check_depth(p, e) : first;
}

static expr *parse_inversion(parser *p)
{
    source_span first = parser_peek(p)->span;
    if (!parser_accept(p, KW_NOT))
        return parse_comparison(p);
    expr *operand = parser_enter(p) ? parse_inversion(p) : NULL;
    parser_leave(p);
    return make_unary(p, UNARY_KIND_NOT, first, operand);
}

/* a and b and c: one node. */
static expr *parse_logic(parser *p, token_kind word, expr *(*parse_operand)(parser *))
{
    source_span from = parser_peek(p)->span;
    expr *first = parse_operand(p), *e = NULL;
    while (first && parser_accept(p, word)) {
        if (!e) {
            e = parser_node(p, EXPR_BOOL, from);
            if (!e || !parser_push(p, &e->boolean.values, first))
                return NULL;
            e->boolean.is_or = word == KW_OR;
            ast_adopt(e, first);
        }
        expr *next = parse_operand(p);
        if (!next || !parser_push(p, &e->boolean.values, next))
            return NULL;
        ast_adopt(e, next);
        e->span = parser_span_from(p, from);
    }
    return e ? parser_check_depth(p, e) : first;
}

static expr *parse_conjunction(parser *p)
{
    return parse_logic(p, KW_AND, parse_inversion);
}

expr *parse_disjunction(parser *p)
{
    return parse_logic(p, KW_OR, parse_conjunction);
}

/* --- conditional, lambda, named ------------------------------------------------------------- */

static expr *parse_lambda(parser *p)
{
    source_span first = parser_peek(p)->span;
    p->at++;
    parameter_list *parameters;
    if (!parse_parameters(p, &parameters, TOK_COLON) || !parser_expect_forced(p, TOK_COLON))
        return NULL;
    expr *inside = parse_expression(p);
    expr *e = inside ? parser_node(p, EXPR_LAMBDA, parser_span_from(p, first)) : NULL;
    if (!e)
        return NULL;
    e->lambda.parameters = parameters;
    e->lambda.body = inside;
    ast_adopt(e, inside);
    return parser_check_depth(p, e);
}

static expr *parse_conditional(parser *p)
{
    source_span first = parser_peek(p)->span;
    expr *yes = parse_disjunction(p);
    if (!yes || !parser_at(p, KW_IF))
        return yes;
    p->at++;
    expr *test = parse_disjunction(p);
    if (!test)
        return NULL;
    if (!parser_at(p, KW_ELSE)) {
        if (parser_at(p, TOK_COLON))
            return parser_unexpected(p);
        return parser_fail(p, yes->span, "expected 'else' after 'if' expression");
    }
    p->at++;
    expr *no = parse_expression(p);
    expr *e = no ? parser_node(p, EXPR_CONDITIONAL, parser_span_from(p, first)) : NULL;
    if (!e)
        return NULL;
    e->conditional.test = test;
    e->conditional.yes = yes;
    e->conditional.no = no;
    ast_adopt(e, test);
    ast_adopt(e, yes);
    ast_adopt(e, no);
    return parser_check_depth(p, e);
}

expr *parse_expression(parser *p)
{
    expr *e = NULL;
    if (parser_enter(p))
        e = parser_at(p, KW_LAMBDA) ? parse_lambda(p) : parse_conditional(p);
    parser_leave(p);
    return e;
}

/* `e` stands where a test is wanted, and "=" follows: say what was meant. */
static void *fail_assignment_in_test(parser *p, const expr *e)
{
    if (e->kind == EXPR_NAME)
        return parser_fail(p, e->span,
                           "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    bool display = e->kind == EXPR_LIST || e->kind == EXPR_TUPLE ||
                   (e->kind == EXPR_COMPREHENSION &&
                    e->comprehension.kind == COMPREHENSION_GENERATOR);
    bool word = e->kind == EXPR_CONSTANT &&
                (e->constant.kind == CONST_TRUE || e->constant.kind == CONST_FALSE ||
                 e->constant.kind == CONST_NONE);
    if (display || word || e->kind == EXPR_COMPARE || e->kind == EXPR_BOOL)
        return parser_unexpected(p);
    return parser_fail(p, e->span,
                       "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                       ast_expr_name(e));
}

expr *parse_named(parser *p)
{
    expr *e = parse_argument(p);
    return e && parser_at(p, TOK_ASSIGN) ? fail_assignment_in_test(p, e) : e;
}

expr *parse_argument(parser *p)
{
    expr *e = parse_expression(p);
    if (!e || !parser_at(p, TOK_WALRUS))
        return e;
    if (e->kind != EXPR_NAME || e->in_parentheses)
        return parser_fail(p, e->span, "cannot use assignment expressions with %s",
                           ast_expr_name(e));
    p->at++;
    expr *value = parse_expression(p);
    expr *named = value ? parser_node(p, EXPR_NAMED, ast_join(e->span, value->span)) : NULL;
    if (!named)
        return NULL;
    e->context = CONTEXT_STORE;
    named->named.target = e;
    named->named.value = value;
    ast_adopt(named, value);
    return parser_check_depth(p, named);
}

/* --- lists of expressions ------------------------------------------------------------------- */

static expr *parse_starred(parser *p)
{
    source_span first = parser_peek(p)->span;
    p->at++;
    expr *value = parse_bitwise_or(p);
    expr *e = value ? parser_node(p, EXPR_STARRED, parser_span_from(p, first)) : NULL;
    if (!e)
        return NULL;
    e->value = value;
    ast_adopt(e, value);
    return parser_check_depth(p, e);
}

expr *parse_star_named(parser *p)
{
    return parser_at(p, TOK_STAR) ? parse_starred(p) : parse_named(p);
}

static expr *parse_star_expression(parser *p)
{
    return parser_at(p, TOK_STAR) ? parse_starred(p) : parse_expression(p);
}

expr *parse_star_expressions(parser *p)
{
    source_span first = parser_peek(p)->span;
    expr *e = parse_star_expression(p);
    if (!e || !parser_at(p, TOK_COMMA))
        return e;
    expr *tuple = parser_node(p, EXPR_TUPLE, first);
    if (!tuple || !parser_push(p, &tuple->list, e))
        return NULL;
    ast_adopt(tuple, e);
    while (parser_accept(p, TOK_COMMA)) {
        if (!parser_starts_expression(p) && !parser_at(p, TOK_STAR))
            break;
        e = parse_star_expression(p);
        if (!e || !parser_push(p, &tuple->list, e))
            return NULL;
        ast_adopt(tuple, e);
    }
    tuple->span = parser_span_from(p, first);
    return parser_check_depth(p, tuple);
}

expr *parse_yield(parser *p)
{
    source_span first = parser_peek(p)->span;
    p->at++;
    bool from = parser_accept(p, KW_FROM);
    expr *value = NULL;
    if (from)
        value = parse_expression(p);
    else if (parser_starts_expression(p) || parser_at(p, TOK_STAR))
        value = parse_star_expressions(p);
    if (from && !value)
        return NULL;
    expr *e = parser_node(p, from ? EXPR_YIELD_FROM : EXPR_YIELD, parser_span_from(p, first));
    if (!e)
        return NULL;
    e->value = value;
    ast_adopt(e, value);
    return parser_check_depth(p, e);
}

expr *parse_yield_or_star_expressions(parser *p)
{
    return parser_at(p, KW_YIELD) ? parse_yield(p) : parse_star_expressions(p);
}
