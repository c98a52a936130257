#include "sim/scenario/py_lines.h"

#include <string.h>

void py_lines_start(py_lines *l, const char *text, size_t length)
{
    *l = (py_lines){.text = text, .length = length, .line = 1};
}

static char peek(const py_lines *l, size_t ahead)
{
    return ahead < l->length - l->at ? l->text[l->at + ahead] : '\0';
}

/* Go forward, counting lines. */
static void skip(py_lines *l, size_t bytes)
{
    for (; bytes > 0 && l->at < l->length; bytes--)
        l->line += l->text[l->at++] == '\n';
}

static void skip_to_line_end(py_lines *l)
{
    while (l->at < l->length && l->text[l->at] != '\n')
        l->at++;
}

static void push(py_lines *l, py_context context)
{
    if (l->depth == PY_DEPTH_MAX)
        skip(l, l->length - l->at);
    else
        l->open[l->depth++] = context;
}

static py_context *top(py_lines *l)
{
    return l->depth > 0 ? &l->open[l->depth - 1] : NULL;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool in_word(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || (c & 0x80);
}

/* --- strings --- */

static bool at_quotes(const py_lines *l, char quote, bool triple)
{
    return peek(l, 0) == quote && (!triple || (peek(l, 1) == quote && peek(l, 2) == quote));
}

/* Does the quote at `at` begin an f-string? The word in front of it is its prefix ("f", "rF");
 * `if"` is none. */
static bool has_f_prefix(const py_lines *l)
{
    size_t start = l->at;
    bool f = false;
    while (start > 0 && in_word(l->text[start - 1])) {
        char c = l->text[--start];
        if (!strchr("fFrRbBuU", c) || l->at - start > 2)
            return false;
        f = f || c == 'f' || c == 'F';
    }
    return f;
}

/* Behind the opening quotes, to behind the closing ones. Without triple quotes a line end that no
 * backslash hides ends the string too: it was never closed. */
static void skip_plain_string(py_lines *l, char quote, bool triple)
{
    while (l->at < l->length) {
        if (at_quotes(l, quote, triple)) {
            skip(l, triple ? 3 : 1);
            return;
        }
        if (peek(l, 0) == '\n' && !triple)
            return;
        skip(l, peek(l, 0) == '\\' ? 2 : 1);
    }
}

static void begin_string(py_lines *l)
{
    char quote = peek(l, 0);
    bool f = has_f_prefix(l);
    bool triple = at_quotes(l, quote, true);
    skip(l, triple ? 3 : 1);
    if (f)
        push(l, (py_context){.kind = PY_FSTRING, .quote = quote, .triple = triple});
    else
        skip_plain_string(l, quote, triple);
}

/* The f-string around a format spec, or the one that `at` is in. */
static size_t enclosing_fstring(const py_lines *l)
{
    size_t i = l->depth - 1;
    while (i > 0 && l->open[i].kind != PY_FSTRING)
        i--;
    return i;
}

/* "\N{...}" is one character, no field. */
static size_t escape_length(const py_lines *l)
{
    if (peek(l, 1) == 'N' && peek(l, 2) == '{')
        return 3;
    return peek(l, 1) == '{' || peek(l, 1) == '}' ? 1 : 2;
}

/* One step through the text of an f-string, or of the format spec of a field. */
static void scan_text(py_lines *l)
{
    size_t string = enclosing_fstring(l);
    bool in_spec = top(l)->kind == PY_SPEC;
    char c = peek(l, 0);
    if (at_quotes(l, l->open[string].quote, l->open[string].triple)) {
        skip(l, l->open[string].triple ? 3 : 1);
        l->depth = string;
    } else if (c == '\n' && !l->open[string].triple) {
        l->depth = string; /* never closed */
    } else if (c == '\\') {
        skip(l, escape_length(l));
    } else if ((c == '{' || c == '}') && !in_spec && peek(l, 1) == c) {
        skip(l, 2);
    } else if (c == '{') {
        skip(l, 1);
        push(l, (py_context){.kind = PY_FIELD});
    } else {
        skip(l, 1);
        l->depth -= c == '}' && in_spec;
    }
}

/* --- code --- */

static void scan_code(py_lines *l)
{
    py_context *inner = top(l);
    char c = peek(l, 0);
    if (c == '#') {
        skip_to_line_end(l);
    } else if (c == '"' || c == '\'') {
        begin_string(l);
    } else if (c == '\\') {
        skip(l, 2);
    } else if (c == '(' || c == '[' || c == '{') {
        skip(l, 1);
        push(l, (py_context){.kind = PY_BRACKET});
    } else if (c == ':' && inner && inner->kind == PY_FIELD) {
        skip(l, 1);
        inner->kind = PY_SPEC;
    } else {
        bool closes = c == ')' || c == ']' || c == '}';
        skip(l, 1);
        if (closes && inner && (inner->kind == PY_BRACKET || c == '}'))
            l->depth--;
    }
}

static bool in_text(const py_lines *l)
{
    py_context_kind kind = l->depth > 0 ? l->open[l->depth - 1].kind : PY_BRACKET;
    return kind == PY_FSTRING || kind == PY_SPEC;
}

static void scan_logical_line(py_lines *l)
{
    l->depth = 0;
    while (l->at < l->length) {
        if (in_text(l))
            scan_text(l);
        else if (l->depth == 0 && peek(l, 0) == '\n')
            return;
        else
            scan_code(l);
    }
}

/* A form feed begins the line anew, as in CPython. */
static bool skip_indentation(py_lines *l)
{
    bool indented = false;
    for (; l->at < l->length; l->at++) {
        char c = l->text[l->at];
        if (c != ' ' && c != '\t' && c != '\f')
            break;
        indented = c != '\f';
    }
    return indented;
}

bool py_lines_next(py_lines *l, py_line *out)
{
    if (l->at >= l->length)
        return false;
    *out = (py_line){.first_line = l->line};
    out->indented = skip_indentation(l);
    out->start = l->at;
    char c = peek(l, 0);
    if (l->at == l->length || c == '\n') {
        out->kind = PY_BLANK;
    } else if (c == '#') {
        out->kind = PY_COMMENT;
        skip_to_line_end(l);
    } else {
        out->kind = PY_CODE;
        scan_logical_line(l);
    }
    out->end = l->at;
    out->last_line = l->line;
    /* A text without a newline at its end, or whose last one was swallowed by a string, ends there.
     */
    if (l->at == l->length && l->at > out->start && l->text[l->at - 1] == '\n')
        out->last_line--;
    skip(l, 1);
    return true;
}
