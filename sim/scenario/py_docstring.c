#include "sim/scenario/py_docstring.h"

#include "sim/base/utf8.h"

#include <string.h>

typedef struct docstring {
    const char *text;
    size_t length, at;
    buffer *out;
} docstring;

static char peek(const docstring *d, size_t ahead)
{
    return ahead < d->length - d->at ? d->text[d->at + ahead] : '\0';
}

static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 16;
}

/* Up to `most` digits of a base, at least `least`; false: none that a text may hold. */
static bool add_number(docstring *d, size_t from, size_t least, size_t most, int base)
{
    uint32_t c = 0;
    size_t digits = 0;
    while (digits < most && digit_of(peek(d, from + digits)) < base)
        c = c * (uint32_t)base + (uint32_t)digit_of(peek(d, from + digits++));
    if (digits < least || c < 0x20 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return false;
    buffer_add_code_point(d->out, c);
    d->at += from + digits;
    return true;
}

static bool add_coded(docstring *d)
{
    char c = peek(d, 1);
    if (c >= '0' && c <= '7')
        return add_number(d, 1, 1, 3, 8);
    return (c == 'x' && add_number(d, 2, 2, 2, 16)) || (c == 'u' && add_number(d, 2, 4, 4, 16)) ||
           (c == 'U' && add_number(d, 2, 8, 8, 16));
}

/* A backslash and what belongs to it. */
static void add_escape(docstring *d)
{
    static const char plain[] = "\\\\''\"\"n\nt\tr\n";
    char c = peek(d, 1);
    if (c == '\n') {
        d->at += 2; /* the line goes on */
        return;
    }
    for (size_t i = 0; i + 1 < sizeof plain; i += 2) {
        if (c == plain[i]) {
            buffer_add_char(d->out, plain[i + 1]);
            d->at += 2;
            return;
        }
    }
    if (!add_coded(d)) {
        buffer_add_char(d->out, '\\');
        d->at++;
    }
}

/* One literal at `at`. False: there is none, or none that a docstring is made of. */
static bool add_literal(docstring *d)
{
    bool raw = peek(d, 0) == 'r' || peek(d, 0) == 'R';
    if (raw || peek(d, 0) == 'u' || peek(d, 0) == 'U')
        d->at++;
    char quote = peek(d, 0);
    if (quote != '"' && quote != '\'')
        return false;
    bool triple = peek(d, 1) == quote && peek(d, 2) == quote;
    d->at += triple ? 3 : 1;
    while (d->at < d->length) {
        if (peek(d, 0) == quote && (!triple || (peek(d, 1) == quote && peek(d, 2) == quote))) {
            d->at += triple ? 3 : 1;
            return true;
        }
        if (peek(d, 0) == '\\' && !raw) {
            add_escape(d);
            continue;
        }
        size_t bytes = peek(d, 0) == '\\' && d->at + 1 < d->length ? 2 : 1;
        buffer_add(d->out, d->text + d->at, bytes);
        d->at += bytes;
    }
    return false; /* never closed */
}

static void skip_space(docstring *d)
{
    while (peek(d, 0) == ' ' || peek(d, 0) == '\t' || peek(d, 0) == '\f' ||
           (peek(d, 0) == '\\' && peek(d, 1) == '\n'))
        d->at += peek(d, 0) == '\\' ? 2 : 1;
}

bool py_docstring_read(const char *text, size_t length, buffer *out)
{
    docstring d = {.text = text, .length = length, .out = out};
    do {
        if (!add_literal(&d))
            return false;
        skip_space(&d);
    } while (d.at < d.length && d.text[d.at] != '#');
    return true;
}
