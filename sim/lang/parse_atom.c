#include "sim/lang/literal.h"
#include "sim/lang/parser.h"

#include <string.h>

/* --- names, numbers, words ------------------------------------------------------------------ */

static expr *make_constant(parser *p, constant value)
{
    expr *e = parser_node(p, EXPR_CONSTANT, parser_peek(p)->span);
    if (!e)
        return NULL;
    e->constant = value;
    p->at++;
    return e;
}

static expr *parse_number(parser *p)
{
    constant value;
    bool is_minimum;
    ouro_result result = literal_number(p->list->text, parser_peek(p), &value, &is_minimum, p->err);
    if (result != OURO_OK) {
        p->result = result;
        return NULL;
    }
    expr *e = make_constant(p, value);
    if (e)
        e->is_minimum = is_minimum;
    return e;
}

static expr *parse_name(parser *p)
{
    const token *t = parser_peek(p);
    expr *e = parser_node(p, EXPR_NAME, t->span);
    if (!e)
        return NULL;
    e->name = parser_name(p, t);
    p->at++;
    return p->result == OURO_OK ? e : NULL;
}

/* --- brackets ------------------------------------------------------------------------------- */

static bool close_bracket(parser *p, token_kind close, const expr *last)
{
    if (parser_accept(p, close))
        return true;
    parser_missing_comma(p, last);
    return false;
}

static expr *end_comprehension(parser *p, expr *e, token_kind close, source_span first)
{
    if (!e || !parser_expect(p, close))
        return NULL;
    e->span = parser_span_from(p, first);
    return parser_check_depth(p, e);
}

/* [*a for ...] and the like. */
static void *fail_unpacking_in_comprehension(parser *p, const expr *item)
{
    return parser_fail(p, item->span, "iterable unpacking cannot be used in comprehension");
}

/* [a, b for a, b in c]: the target of the comprehension lacks its parentheses. */
static void *fail_bare_tuple_in_comprehension(parser *p, source_span first_item)
{
    return parser_fail(p, first_item, "did you forget parentheses around the comprehension target?");
}

/* The rest of a display behind its first item: `, item`... up to `close`. */
static expr *parse_items(parser *p, expr *e, expr *item, token_kind close, source_span first)
{
    for (;;) {
        if (!item || !parser_push(p, &e->list, item))
            return NULL;
        ast_adopt(e, item);
        if (!parser_accept(p, TOK_COMMA)) {
            if (parser_at(p, KW_FOR) && e->list.count > 1)
                return fail_bare_tuple_in_comprehension(p, e->list.items[0]->span);
            if (!close_bracket(p, close, item))
                return NULL;
            break;
        }
        if (parser_accept(p, close))
            break;
        if (parser_at(p, KW_FOR) && close != TOK_RIGHT_BRACE)
            return fail_bare_tuple_in_comprehension(p, e->list.items[0]->span);
        item = parse_star_named(p);
    }
    e->span = parser_span_from(p, first);
    return parser_check_depth(p, e);
}

static expr *parse_group(parser *p, expr *inside)
{
    if (!close_bracket(p, TOK_RIGHT_PAREN, inside))
        return NULL;
    if (inside->kind == EXPR_STARRED)
        return parser_fail(p, inside->span, "cannot use starred expression here");
    inside->in_parentheses = true;
    return inside;
}

static expr *parse_parenthesised(parser *p)
{
    source_span first = parser_peek(p)->span;
    p->at++;
    if (parser_accept(p, TOK_RIGHT_PAREN))
        return parser_node(p, EXPR_TUPLE, parser_span_from(p, first));
    if (parser_at(p, KW_YIELD)) {
        expr *e = parse_yield(p);
        return e ? parse_group(p, e) : NULL;
    }
    if (!parser_starts_expression(p) && !parser_at(p, TOK_STAR))
        return parser_unexpected(p);
    expr *item = parse_star_named(p);
    if (!item)
        return NULL;
    if (parser_at(p, KW_FOR)) {
        if (item->kind == EXPR_STARRED)
            return fail_unpacking_in_comprehension(p, item);
        expr *e = parse_comprehension(p, COMPREHENSION_GENERATOR, item, NULL, first);
        return end_comprehension(p, e, TOK_RIGHT_PAREN, first);
    }
    if (!parser_at(p, TOK_COMMA))
        return parse_group(p, item);
    expr *tuple = parser_node(p, EXPR_TUPLE, first);
    expr *e = tuple ? parse_items(p, tuple, item, TOK_RIGHT_PAREN, first) : NULL;
    if (e)
        e->in_parentheses = true;
    return e;
}

static expr *parse_list(parser *p)
{
    source_span first = parser_peek(p)->span;
    p->at++;
    expr *list = parser_node(p, EXPR_LIST, first);
    if (!list)
        return NULL;
    if (parser_accept(p, TOK_RIGHT_BRACKET)) {
        list->span = parser_span_from(p, first);
        return list;
    }
    expr *item = parse_star_named(p);
    if (!item || !parser_at(p, KW_FOR))
        return item ? parse_items(p, list, item, TOK_RIGHT_BRACKET, first) : NULL;
    if (item->kind == EXPR_STARRED)
        return fail_unpacking_in_comprehension(p, item);
    expr *e = parse_comprehension(p, COMPREHENSION_LIST, item, NULL, first);
    return end_comprehension(p, e, TOK_RIGHT_BRACKET, first);
}

/* --- dicts and sets ------------------------------------------------------------------------- */

/* The value behind a key and its colon. */
static expr *parse_dict_value(parser *p)
{
    if (!parser_at(p, TOK_COLON)) {
        return parser_fail(p, p->list->tokens[p->at - 1].span, "':' expected after dictionary key");
    }
    source_span colon = parser_peek(p)->span;
    p->at++;
    if (parser_at(p, TOK_STAR))
        return parser_fail(p, parser_peek(p)->span,
                           "cannot use a starred expression in a dictionary value");
    if (parser_at(p, TOK_COMMA) || parser_at(p, TOK_RIGHT_BRACE))
        return parser_fail(p, colon, "expression expected after dictionary key and ':'");
    return parse_expression(p);
}

static bool push_pair(parser *p, expr *dict, expr *key, expr *value)
{
    if (!value || !parser_push(p, &dict->dict.keys, key) ||
        !parser_push(p, &dict->dict.values, value))
        return false;
    if (key)
        ast_adopt(dict, key);
    ast_adopt(dict, value);
    return true;
}

static bool parse_dict_item(parser *p, expr *dict)
{
    if (parser_accept(p, TOK_POWER))
        return push_pair(p, dict, NULL, parse_bitwise_or(p));
    expr *key = parse_expression(p);
    expr *value = key ? parse_dict_value(p) : NULL;
    return push_pair(p, dict, key, value);
}

/* Behind the first item of a dict. */
static expr *parse_dict_rest(parser *p, expr *dict, source_span first)
{
    while (parser_accept(p, TOK_COMMA)) {
        if (parser_at(p, TOK_RIGHT_BRACE))
            break;
        if (!parse_dict_item(p, dict))
            return NULL;
    }
    const expr *last = dict->dict.values.items[dict->dict.values.count - 1];
    if (!close_bracket(p, TOK_RIGHT_BRACE, last))
        return NULL;
    dict->span = parser_span_from(p, first);
    return parser_check_depth(p, dict);
}

static expr *parse_dict_with(parser *p, expr *dict, expr *key, source_span first)
{
    expr *value = parse_dict_value(p);
    if (!value || !parser_at(p, KW_FOR))
        return push_pair(p, dict, key, value) ? parse_dict_rest(p, dict, first) : NULL;
    expr *e = parse_comprehension(p, COMPREHENSION_DICT, key, value, first);
    return end_comprehension(p, e, TOK_RIGHT_BRACE, first);
}

static expr *parse_set_with(parser *p, expr *item, source_span first)
{
    if (parser_at(p, KW_FOR)) {
        if (item->kind == EXPR_STARRED)
            return fail_unpacking_in_comprehension(p, item);
        expr *e = parse_comprehension(p, COMPREHENSION_SET, item, NULL, first);
        return end_comprehension(p, e, TOK_RIGHT_BRACE, first);
    }
    expr *set = parser_node(p, EXPR_SET, first);
    return set ? parse_items(p, set, item, TOK_RIGHT_BRACE, first) : NULL;
}

static expr *parse_braces(parser *p)
{
    source_span first = parser_peek(p)->span;
    p->at++;
    expr *dict = parser_node(p, EXPR_DICT, first);
    if (!dict)
        return NULL;
    if (parser_accept(p, TOK_RIGHT_BRACE)) {
        dict->span = parser_span_from(p, first);
        return dict;
    }
    if (parser_at(p, TOK_POWER)) {
        source_span stars = parser_peek(p)->span;
        if (!parse_dict_item(p, dict))
            return NULL;
        if (parser_at(p, KW_FOR))
            return parser_fail(p, stars, "dict unpacking cannot be used in dict comprehension");
        return parse_dict_rest(p, dict, first);
    }
    expr *item = parse_star_named(p);
    if (!item)
        return NULL;
    return parser_at(p, TOK_COLON) && item->kind != EXPR_STARRED
               ? parse_dict_with(p, dict, item, first)
               : parse_set_with(p, item, first);
}

/* --- atoms and what hangs on them ----------------------------------------------------------- */

expr *parse_atom(parser *p)
{
    token_kind kind = parser_peek(p)->kind;
    if (kind == TOK_NAME)
        return parse_name(p);
    if (kind == TOK_NUMBER)
        return parse_number(p);
    if (kind == TOK_STRING || kind == TOK_FSTRING_START)
        return parse_strings(p);
    if (kind == KW_NONE)
        return make_constant(p, (constant){.kind = CONST_NONE});
    if (kind == KW_TRUE)
        return make_constant(p, (constant){.kind = CONST_TRUE});
    if (kind == KW_FALSE)
        return make_constant(p, (constant){.kind = CONST_FALSE});
    if (kind == TOK_ELLIPSIS)
        return make_constant(p, (constant){.kind = CONST_ELLIPSIS});
    expr *e = NULL;
    if (!parser_enter(p))
        e = NULL;
    else if (kind == TOK_LEFT_PAREN)
        e = parse_parenthesised(p);
    else if (kind == TOK_LEFT_BRACKET)
        e = parse_list(p);
    else if (kind == TOK_LEFT_BRACE)
        e = parse_braces(p);
    else
        parser_unexpected(p);
    parser_leave(p);
    return e;
}

static expr *parse_slice_part(parser *p)
{
    if (parser_at(p, TOK_COLON) || parser_at(p, TOK_COMMA) || parser_at(p, TOK_RIGHT_BRACKET))
        return NULL;
    return parse_expression(p);
}

/* One index: an expression, or start:stop:step. */
static expr *parse_index(parser *p)
{
    source_span first = parser_peek(p)->span;
    if (parser_at(p, TOK_STAR))
        return parse_star_named(p);
    expr *start = parser_at(p, TOK_COLON) ? NULL : parse_named(p);
    if (p->result != OURO_OK || !parser_at(p, TOK_COLON))
        return start;
    p->at++;
    expr *stop = parse_slice_part(p), *step = NULL;
    if (p->result == OURO_OK && parser_accept(p, TOK_COLON))
        step = parse_slice_part(p);
    expr *e = parser_node(p, EXPR_SLICE, parser_span_from(p, first));
    if (!e)
        return NULL;
    e->slice.start = start;
    e->slice.stop = stop;
    e->slice.step = step;
    ast_adopt(e, start);
    ast_adopt(e, stop);
    ast_adopt(e, step);
    return parser_check_depth(p, e);
}

static expr *parse_indices(parser *p)
{
    source_span first = parser_peek(p)->span;
    if (parser_at(p, TOK_RIGHT_BRACKET))
        return parser_unexpected(p);
    expr *index = parse_index(p);
    if (!index || (!parser_at(p, TOK_COMMA) && index->kind != EXPR_STARRED))
        return index;
    expr *tuple = parser_node(p, EXPR_TUPLE, first);
    if (!tuple || !parser_push(p, &tuple->list, index))
        return NULL;
    ast_adopt(tuple, index);
    while (parser_accept(p, TOK_COMMA) && !parser_at(p, TOK_RIGHT_BRACKET)) {
        index = parse_index(p);
        if (!index || !parser_push(p, &tuple->list, index))
            return NULL;
        ast_adopt(tuple, index);
    }
    tuple->span = parser_span_from(p, first);
    return parser_check_depth(p, tuple);
}

static expr *parse_subscript(parser *p, expr *object, source_span first)
{
    p->at++;
    expr *index = parser_enter(p) ? parse_indices(p) : NULL;
    parser_leave(p);
    if (!index || !close_bracket(p, TOK_RIGHT_BRACKET, index))
        return NULL;
    expr *e = parser_node(p, EXPR_SUBSCRIPT, parser_span_from(p, first));
    if (!e)
        return NULL;
    e->subscript.object = object;
    e->subscript.index = index;
    ast_adopt(e, object);
    ast_adopt(e, index);
    return parser_check_depth(p, e);
}

static expr *parse_attribute(parser *p, expr *object, source_span first)
{
    p->at++;
    if (!parser_at(p, TOK_NAME))
        return parser_unexpected(p);
    uint32_t name = parser_name(p, parser_peek(p));
    p->at++;
    expr *e = parser_node(p, EXPR_ATTRIBUTE, parser_span_from(p, first));
    if (!e)
        return NULL;
    e->attribute.object = object;
    e->attribute.name = name;
    ast_adopt(e, object);
    return parser_check_depth(p, e);
}

static expr *parse_call(parser *p, expr *function, source_span first)
{
    p->at++;
    expr *e = parser_node(p, EXPR_CALL, first);
    if (!e)
        return NULL;
    e->call.function = function;
    ast_adopt(e, function);
    bool ok = parser_enter(p) && parse_call_arguments(p, e);
    parser_leave(p);
    if (!ok)
        return NULL;
    e->span = parser_span_from(p, first);
    return parser_check_depth(p, e);
}

expr *parse_primary(parser *p)
{
    source_span first = parser_peek(p)->span;
    expr *e = parse_atom(p);
    while (e) {
        if (parser_at(p, TOK_DOT))
            e = parse_attribute(p, e, first);
        else if (parser_at(p, TOK_LEFT_PAREN))
            e = parse_call(p, e, first);
        else if (parser_at(p, TOK_LEFT_BRACKET))
            e = parse_subscript(p, e, first);
        else
            break;
    }
    return e;
}
