#include "sim/lang/lexer_state.h"

#include <assert.h>

static char to_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

int lexer_string_prefix(const lexer *lx)
{
    bool has_b = false, has_r = false, has_u = false, has_f = false;
    for (size_t i = 0; i < 3; i++) {
        char c = to_lower(lexer_peek(lx, i));
        if (c == '"' || c == '\'')
            return (int)i;
        if (c == 'b' && !has_b && !has_u && !has_f)
            has_b = true;
        else if (c == 'r' && !has_r && !has_u)
            has_r = true;
        else if (c == 'u' && i == 0)
            has_u = true;
        else if (c == 'f' && !has_f && !has_b && !has_u)
            has_f = true;
        else
            return -1;
    }
    return -1;
}

static bool quotes_at(const lexer *lx, char quote, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (lexer_peek(lx, i) != quote)
            return false;
    return true;
}

/* A quote that ends the f-string around it was meant as such: the field lacks its brace. */
static bool closes_fstring_around(const lexer *lx, char quote, size_t quote_count)
{
    for (uint32_t i = lx->context_count; i-- > 0;)
        if (lx->contexts[i].kind == CONTEXT_FSTRING)
            return lx->contexts[i].quote == quote && lx->contexts[i].quote_count == quote_count;
    return false;
}

static ouro_result unterminated(lexer *lx, size_t start, char quote, size_t quote_count,
                                const char *what)
{
    if (*what == '\0' && closes_fstring_around(lx, quote, quote_count))
        return lexer_fail(lx, start, "f-string: expecting '}'");
    size_t end = lx->at;
    /* A text that ends with a line break has its end in that last line. */
    if (quote_count == 3 && end == lx->length && end > 0 && lx->text[end - 1] == '\n')
        end--;
    uint32_t line = lexer_position(lx, end).line;
    return lexer_fail(lx, start, quote_count == 3
                      ? "unterminated triple-quoted %sstring literal (detected at line %u)"
                      : "unterminated %sstring literal (detected at line %u)", what, line);
}

static ouro_result lexer_fstring_start(lexer *lx, size_t prefix_length, size_t quote_count)
{
    size_t start = lx->at;
    bool raw = false;
    for (size_t i = 0; i < prefix_length; i++)
        raw = raw || to_lower(lexer_peek(lx, i)) == 'r';
    char quote = lexer_peek(lx, prefix_length);
    lx->at += prefix_length + quote_count;
    ouro_result result = lexer_add(lx, TOK_FSTRING_START, start, lx->at);
    if (result != OURO_OK)
        return result;
    lx->tokens[lx->count - 1].raw = raw;
    return lexer_push_context(lx, (lexer_context){.kind = CONTEXT_FSTRING, .quote = quote,
                                                  .quote_count = (uint8_t)quote_count, .raw = raw,
                                                  .start = start});
}

/* Step over a backslash and what it escapes; CR LF counts as one. */
static void skip_escape(lexer *lx)
{
    lx->at++;
    if (lexer_peek(lx, 0) == '\r' && lexer_peek(lx, 1) == '\n')
        lx->at++;
    if (lx->at < lx->length)
        lx->at++;
}

ouro_result lexer_string(lexer *lx, size_t prefix_length)
{
    char quote = lexer_peek(lx, prefix_length);
    size_t quote_count = lexer_peek(lx, prefix_length + 1) == quote &&
                                 lexer_peek(lx, prefix_length + 2) == quote ? 3 : 1;
    for (size_t i = 0; i < prefix_length; i++)
        if (to_lower(lexer_peek(lx, i)) == 'f')
            return lexer_fstring_start(lx, prefix_length, quote_count);
    size_t start = lx->at;
    lx->at += prefix_length + quote_count;
    while (!quotes_at(lx, quote, quote_count)) {
        char c = lexer_peek(lx, 0);
        if (lx->at == lx->length || (quote_count == 1 && (c == '\n' || c == '\r')))
            return unterminated(lx, start, quote, quote_count, "");
        if (c == '\\')
            skip_escape(lx);
        else
            lx->at++;
    }
    lx->at += quote_count;
    return lexer_add(lx, TOK_STRING, start, lx->at);
}

/* --- f-strings ------------------------------------------------------------------------------ */

static const lexer_context *fstring_around(const lexer *lx)
{
    for (uint32_t i = lx->context_count; i-- > 0;)
        if (lx->contexts[i].kind == CONTEXT_FSTRING)
            return &lx->contexts[i];
    return NULL;
}

static ouro_result add_middle(lexer *lx, size_t start, const lexer_context *fstring, bool in_spec)
{
    if (start == lx->at)
        return OURO_OK;
    ouro_result result = lexer_add(lx, TOK_FSTRING_MIDDLE, start, lx->at);
    if (result == OURO_OK) {
        lx->tokens[lx->count - 1].raw = fstring->raw;
        lx->tokens[lx->count - 1].in_spec = in_spec;
    }
    return result;
}

/* A brace, an end quote or the end of what may stand in a text; `at` stays there. */
static bool text_ends(const lexer *lx, const lexer_context *fstring, bool in_spec)
{
    char c = lexer_peek(lx, 0);
    if (lx->at == lx->length || quotes_at(lx, fstring->quote, fstring->quote_count))
        return true;
    if ((c == '\n' || c == '\r') && (fstring->quote_count == 1 || in_spec))
        return true;
    return (c == '{' || c == '}') && (in_spec || lexer_peek(lx, 1) != c);
}

/* Over one piece of text: a plain byte, an escape, a doubled brace. */
static void skip_text(lexer *lx, const lexer_context *fstring)
{
    char c = lexer_peek(lx, 0);
    if (c == '\\' && !fstring->raw && lexer_peek(lx, 1) == 'N' && lexer_peek(lx, 2) == '{') {
        lx->at += 3; /* the brace belongs to the name of a character */
        while (lx->at < lx->length && lexer_peek(lx, 0) != '}' && lexer_peek(lx, 0) != '\n' &&
               lexer_peek(lx, 0) != fstring->quote)
            lx->at++;
        if (lexer_peek(lx, 0) == '}')
            lx->at++;
    } else if (c == '\\') {
        char next = lexer_peek(lx, 1);
        if (next == '{' || next == '}')
            lx->at++; /* the backslash is text, the brace is a brace */
        else
            skip_escape(lx);
    } else if (c == '{' || c == '}') {
        lx->at += 2;
    } else {
        lx->at++;
    }
}

static ouro_result fstring_end(lexer *lx, const lexer_context *fstring)
{
    size_t start = lx->at;
    lx->context_count--;
    lx->at += fstring->quote_count;
    return lexer_add(lx, TOK_FSTRING_END, start, lx->at);
}

static ouro_result field_start(lexer *lx)
{
    size_t start = lx->at++;
    ouro_result result = lexer_push_context(
        lx, (lexer_context){.kind = CONTEXT_FIELD, .bracket = '{', .start = start});
    return result == OURO_OK ? lexer_add(lx, TOK_LEFT_BRACE, start, lx->at) : result;
}

static ouro_result fstring_unterminated(lexer *lx, const lexer_context *fstring)
{
    return unterminated(lx, fstring->start, fstring->quote, fstring->quote_count, "f-");
}

ouro_result lexer_fstring_text(lexer *lx)
{
    const lexer_context fstring = *fstring_around(lx);
    lexer_context *top = &lx->contexts[lx->context_count - 1];
    bool in_spec = top->kind == CONTEXT_FIELD;
    size_t start = lx->at;
    while (!text_ends(lx, &fstring, in_spec))
        skip_text(lx, &fstring);
    ouro_result result = add_middle(lx, start, &fstring, in_spec);
    if (result != OURO_OK)
        return result;
    char c = lexer_peek(lx, 0);
    if (lx->at < lx->length && c == '{')
        return field_start(lx);
    if (lx->at < lx->length && c == '}' && in_spec) {
        lx->context_count--;
        lx->at++;
        return lexer_add(lx, TOK_RIGHT_BRACE, lx->at - 1, lx->at);
    }
    if (c == '}')
        return lexer_fail(lx, lx->at, "f-string: single '}' is not allowed");
    if (in_spec && quotes_at(lx, fstring.quote, fstring.quote_count))
        return lexer_fail(lx, lx->at, "f-string: expecting '}', or format specs");
    if (!in_spec && quotes_at(lx, fstring.quote, fstring.quote_count))
        return fstring_end(lx, &fstring);
    if (in_spec && fstring.quote_count == 3 && lx->at < lx->length) {
        top->in_spec = false; /* a line break ends the spec; the brace may follow */
        return OURO_OK;
    }
    return fstring_unterminated(lx, &fstring);
}
