#include "sim/lang/parser.h"

#include <string.h>

/* The modules there are; anything else is refused by name before anything runs. */
static bool module_is_known(const char *name, size_t length)
{
    static const char *const modules[] = {"gc", "sys", "weakref"};
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++)
        if (strlen(modules[i]) == length && !memcmp(modules[i], name, length))
            return true;
    return false;
}

/* A dotted name; only one without dots can be known. `from . import x` has dots ahead. */
static bool parse_module(parser *p, uint32_t *module, source_span *span, bool from)
{
    const token *first = parser_peek(p);
    while (parser_at(p, TOK_DOT) || parser_at(p, TOK_ELLIPSIS))
        p->at++;
    bool relative = parser_peek(p) != first;
    if (parser_at(p, TOK_NAME)) {
        p->at++;
        while (parser_at(p, TOK_DOT) && parser_peek_next(p)->kind == TOK_NAME)
            p->at += 2;
    } else if (!relative) {
        parser_unexpected(p);
        return false;
    }
    token_kind next = parser_peek(p)->kind;
    if (from ? next != KW_IMPORT
             : next != KW_AS && next != TOK_COMMA && next != TOK_NEWLINE && next != TOK_SEMICOLON) {
        parser_unexpected(p);
        return false;
    }
    const token *last = &p->list->tokens[p->at - 1];
    const char *text = p->list->text + first->start;
    size_t length = last->start + last->length - first->start;
    *span = parser_span_from(p, first->span);
    if (!module_is_known(text, length)) {
        parser_refuse(p, first->span, "'import %.*s' is not supported",
                      (int)(length < LIMIT_NAME_BYTES ? length : LIMIT_NAME_BYTES), text);
        return false;
    }
    *module = parser_name(p, first);
    return p->result == OURO_OK;
}

static bool parse_as(parser *p, import_alias *alias)
{
    if (!parser_accept(p, KW_AS))
        return true;
    const token *t = parser_peek(p);
    if (t->kind != TOK_NAME) {
        parser_unexpected(p);
        return false;
    }
    alias->as = parser_name(p, t);
    p->at++;
    return p->result == OURO_OK;
}

static bool push_alias(parser *p, stmt *s, import_alias alias)
{
    import_alias *aliases = parser_grow(p, s->import.aliases, s->import.count, sizeof *aliases);
    if (!aliases)
        return false;
    aliases[s->import.count++] = alias;
    s->import.aliases = aliases;
    return true;
}

stmt *parse_import(parser *p)
{
    source_span first = parser_peek(p)->span;
    stmt *s = parser_stmt(p, STMT_IMPORT, first);
    do {
        p->at++;
        import_alias alias = {0};
        if (parser_at(p, TOK_NEWLINE) && s && !s->import.count)
            return parser_fail(p, parser_peek(p)->span,
                               "Expected one or more names after 'import'");
        if (!s || !parse_module(p, &alias.module, &alias.span, false))
            return NULL;
        alias.as = alias.module;
        if (!parse_as(p, &alias) || !push_alias(p, s, alias))
            return NULL;
    } while (parser_at(p, TOK_COMMA));
    s->span = parser_span_from(p, first);
    return s;
}

static bool parse_imported_name(parser *p, stmt *s)
{
    const token *t = parser_peek(p);
    if (t->kind != TOK_NAME) {
        parser_unexpected(p);
        return false;
    }
    import_alias alias = {.module = parser_name(p, t), .span = t->span};
    alias.as = alias.module;
    p->at++;
    return parse_as(p, &alias) && push_alias(p, s, alias);
}

static bool parse_imported_names(parser *p, stmt *s)
{
    bool in_parentheses = parser_accept(p, TOK_LEFT_PAREN);
    for (;;) {
        if (!parse_imported_name(p, s))
            return false;
        if (!parser_accept(p, TOK_COMMA))
            break;
        if (in_parentheses && parser_at(p, TOK_RIGHT_PAREN))
            break;
        if (!in_parentheses && parser_at(p, TOK_NEWLINE)) {
            parser_fail(p, p->list->tokens[p->at].span,
                        "trailing comma not allowed without surrounding parentheses");
            return false;
        }
    }
    return !in_parentheses || parser_expect(p, TOK_RIGHT_PAREN);
}

stmt *parse_from(parser *p)
{
    source_span first = parser_peek(p)->span;
    stmt *s = parser_stmt(p, STMT_FROM, first);
    p->at++;
    if (!s || !parse_module(p, &s->import.module, &s->import.module_span,
                            true) ||
        !parser_expect(p, KW_IMPORT))
        return NULL;
    if (parser_at(p, TOK_STAR))
        return parser_refuse(p, parser_peek(p)->span, "'from %s import *' is not supported",
                             name_table_text(p->names, s->import.module));
    if (parser_at(p, TOK_NEWLINE))
        return parser_fail(p, parser_peek(p)->span, "Expected one or more names after 'import'");
    if (!parse_imported_names(p, s))
        return NULL;
    s->span = parser_span_from(p, first);
    return s;
}
