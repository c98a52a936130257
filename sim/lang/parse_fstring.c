#include "sim/lang/literal.h"
#include "sim/lang/parser.h"

/* A run of adjacent string literals being joined. Plain text waits in `text` until a field or the
 * end comes; `joined` exists once an f-string was seen. */
typedef struct string_run {
    buffer text;
    bool is_bytes, is_fstring;
    expr *joined;
    source_span first;
    source_span text_span; /* of the first literal in `text` */
    uint32_t texts;        /* literals that are not empty */
} string_run;

static void note_text(string_run *run, source_span span)
{
    if (run->text.length == 0)
        run->text_span = span;
}

static expr *make_text(parser *p, const buffer *text, bool is_bytes, source_span span)
{
    expr *e = parser_node(p, EXPR_CONSTANT, span);
    char *copy = e ? arena_text(p->memory, buffer_text(text), text->length) : NULL;
    if (!copy)
        return parser_no_memory(p);
    e->constant = (constant){.kind = is_bytes ? CONST_BYTES : CONST_STR,
                             .text = copy,
                             .length = (uint32_t)text->length};
    return e;
}

/* Give the waiting text to the joined string. Empty text is no part. */
static bool flush_text(parser *p, string_run *run)
{
    if (run->text.length == 0)
        return true;
    expr *part = make_text(p, &run->text, false, run->text_span);
    buffer_clear(&run->text);
    return part && parser_push(p, &run->joined->list, part);
}

/* --- fields --------------------------------------------------------------------------------- */

static expr *parse_joined_parts(parser *p, string_run *run, bool in_spec);

static expr *fail_field(parser *p)
{
    const token *t = parser_peek(p);
    if (t->kind == TOK_RIGHT_BRACE || t->kind == TOK_COLON || t->kind == TOK_EXCLAMATION ||
        t->kind == TOK_ASSIGN)
        return parser_fail(p, t->span, "f-string: valid expression required before '%s'",
                           token_kind_text(t->kind));
    if (t->kind == KW_LAMBDA)
        return parser_fail(p, t->span,
                           "f-string: lambda expressions are not allowed without parentheses");
    return NULL;
}

/* !r and its like; `at` is at the exclamation mark. */
static bool parse_conversion(parser *p, expr *field)
{
    if (!parser_accept(p, TOK_EXCLAMATION))
        return true;
    const token *t = parser_peek(p);
    if (t->kind == TOK_RIGHT_BRACE || t->kind == TOK_COLON) {
        parser_fail(p, t->span, "f-string: missing conversion character");
        return false;
    }
    const char *text = p->list->text + t->start;
    if (t->kind != TOK_NAME && !token_kind_is_keyword(t->kind)) {
        parser_fail(p, t->span, "f-string: invalid conversion character");
        return false;
    }
    if (t->length != 1 || (*text != 's' && *text != 'r' && *text != 'a')) {
        parser_fail(p, t->span,
                    "f-string: invalid conversion character '%.*s': expected 's', 'r', or 'a'",
                    (int)t->length, text);
        return false;
    }
    field->formatted.conversion = *text;
    p->at++;
    return true;
}

static bool parse_spec(parser *p, expr *field)
{
    if (!parser_accept(p, TOK_COLON))
        return true;
    string_run run = {.first = parser_peek(p)->span, .is_fstring = true};
    field->formatted.spec = parse_joined_parts(p, &run, true);
    buffer_free(&run.text);
    ast_adopt(field, field->formatted.spec);
    return field->formatted.spec != NULL;
}

/* {x=}: the text of the expression, blanks and all, comes first; repr is the default. */
static bool add_debug_text(parser *p, string_run *run, uint32_t from, expr *field)
{
    const token *equals = &p->list->tokens[p->at - 1];
    uint32_t to = parser_peek(p)->start;
    note_text(run, equals->span);
    for (uint32_t i = from; i < to; i++)
        if (p->list->text[i] != '\r')
            buffer_add_char(&run->text, p->list->text[i]);
    if (!parser_at(p, TOK_EXCLAMATION) && !parser_at(p, TOK_COLON))
        field->formatted.conversion = 'r';
    return flush_text(p, run);
}

/* {value!r:spec}; `at` is behind the brace. */
static expr *parse_field(parser *p, string_run *run)
{
    const token *brace = &p->list->tokens[p->at - 1];
    uint32_t text_from = brace->start + 1;
    if (fail_field(p) || p->result != OURO_OK)
        return NULL;
    expr *field = parser_node(p, EXPR_FORMATTED, brace->span);
    expr *value = field ? parse_yield_or_star_expressions(p) : NULL;
    if (!value)
        return NULL;
    field->formatted.value = value;
    ast_adopt(field, value);
    bool debug = parser_accept(p, TOK_ASSIGN);
    if (debug ? !add_debug_text(p, run, text_from, field)
              : !flush_text(p, run))
        return NULL;
    if (!debug && !parser_at(p, TOK_EXCLAMATION) && !parser_at(p, TOK_COLON) &&
        !parser_at(p, TOK_RIGHT_BRACE)) {
        if (parser_starts_expression(p))
            return parser_missing_comma(p, value);
        return parser_fail(p, parser_peek(p)->span,
                           "f-string: expecting '=', or '!', or ':', or '}'");
    }
    if (!parse_conversion(p, field) || !parse_spec(p, field))
        return NULL;
    if (!parser_accept(p, TOK_RIGHT_BRACE))
        return parser_fail(p, parser_peek(p)->span,
                           debug ? "f-string: expecting '!', or ':', or '}'"
                           : field->formatted.conversion ? "f-string: expecting ':' or '}'"
                                                         : "f-string: expecting '}'");
    field->span = parser_span_from(p, brace->span);
    return parser_check_depth(p, field);
}

/* Texts and fields up to the end of an f-string or of a spec, appended to run->joined. */
static expr *parse_joined_parts(parser *p, string_run *run, bool in_spec)
{
    if (!run->joined)
        run->joined = parser_node(p, EXPR_JOINED, run->first);
    while (p->result == OURO_OK && (parser_at(p, TOK_FSTRING_MIDDLE) || parser_at(p, TOK_LEFT_BRACE))) {
        const token *t = parser_peek(p);
        p->at++;
        if (t->kind == TOK_FSTRING_MIDDLE) {
            note_text(run, t->span);
            ouro_result result = literal_fstring_text(p->list->text, t, &run->text, p->err);
            if (result != OURO_OK)
                p->result = result;
            continue;
        }
        expr *field = parser_enter(p) ? parse_field(p, run) : NULL;
        parser_leave(p);
        if (!field || !parser_push(p, &run->joined->list, field))
            return NULL;
        ast_adopt(run->joined, field);
    }
    if (p->result != OURO_OK)
        return NULL;
    if (in_spec && !flush_text(p, run))
        return NULL;
    return run->joined;
}

/* --- runs of literals ----------------------------------------------------------------------- */

static bool add_fstring(parser *p, string_run *run)
{
    p->at++;
    if (!parse_joined_parts(p, run, false))
        return false;
    return parser_expect(p, TOK_FSTRING_END);
}

static bool add_string(parser *p, string_run *run)
{
    bool is_bytes;
    note_text(run, parser_peek(p)->span);
    size_t before = run->text.length;
    ouro_result result =
        literal_string(p->list->text, parser_peek(p), &run->text, &is_bytes, p->err);
    run->texts += run->text.length > before;
    if (result != OURO_OK)
        p->result = result;
    p->at++;
    return p->result == OURO_OK;
}

static expr *end_run(parser *p, string_run *run)
{
    source_span span = parser_span_from(p, run->first);
    if (!run->is_fstring) {
        expr *e = make_text(p, &run->text, run->is_bytes, span);
        /* The tree holds bytes twice if joining them has made no other object of the only literal.
         * Source: CPython 3.13.0, Parser/action_helpers.c, _PyPegen_concatenate_strings(). */
        if (e && run->is_bytes)
            e->constant.in_tree = run->texts == 1 ? 2 : 1;
        return e;
    }
    if (!flush_text(p, run))
        return NULL;
    run->joined->span = span;
    return parser_check_depth(p, run->joined);
}

/* Adjacent literals are one string: an f-string if one of them is. */
expr *parse_strings(parser *p)
{
    string_run run = {.first = parser_peek(p)->span};
    bool has_text = false, ok = true;
    while (ok) {
        const token *t = parser_peek(p);
        if (t->kind != TOK_STRING && t->kind != TOK_FSTRING_START)
            break;
        bool bytes = t->kind == TOK_STRING && literal_is_bytes(p->list->text, t);
        run.is_bytes = run.is_bytes || bytes;
        has_text = has_text || !bytes;
        if (run.is_bytes && has_text) {
            parser_fail(p, run.first, "cannot mix bytes and nonbytes literals");
            ok = false;
        } else if (t->kind == TOK_FSTRING_START) {
            run.is_fstring = true;
            ok = add_fstring(p, &run);
        } else {
            ok = add_string(p, &run);
        }
    }
    expr *e = ok ? end_run(p, &run) : NULL;
    buffer_free(&run.text);
    return e;
}
