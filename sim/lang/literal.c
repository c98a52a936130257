#include "sim/lang/literal.h"

#include <stdlib.h>
#include <string.h>

/* --- numbers -------------------------------------------------------------------------------- */

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 10;
    return -1;
}

static bool is_float_text(const char *s, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (s[i] == '.' || s[i] == 'e' || s[i] == 'E')
            return true;
    return false;
}

static ouro_result number_unsupported(const token *t, ouro_error *err, const char *what)
{
    return error_set(err, OURO_ERR_UNSUPPORTED, t->span.line, t->span.column,
                     "%s are not supported", what);
}

static ouro_result float_value(const char *s, const token *t, constant *out, ouro_error *err)
{
    buffer digits = {0};
    for (size_t i = 0; i < t->length; i++)
        if (s[i] != '_')
            buffer_add_char(&digits, s[i]);
    if (digits.failed) {
        buffer_free(&digits);
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    }
    /* strtod() rounds correctly, as Python does; no part of the program ever leaves the C locale. */
    *out = (constant){.kind = CONST_FLOAT, .number = strtod(buffer_text(&digits), NULL)};
    buffer_free(&digits);
    return OURO_OK;
}

ouro_result literal_number(const char *text, const token *t, constant *out, bool *is_minimum,
                           ouro_error *err)
{
    const char *s = text + t->start;
    size_t i = 0;
    uint64_t base = 10, value = 0;
    *is_minimum = false;
    if (t->length > 1 && s[0] == '0' && digit_value(s[1]) > 9 && s[1] != 'e' && s[1] != 'E' &&
        s[1] != 'j' && s[1] != 'J') {
        base = s[1] == 'x' || s[1] == 'X' ? 16 : s[1] == 'o' || s[1] == 'O' ? 8 : 2;
        i = 2;
    }
    if (base == 10 && (s[t->length - 1] == 'j' || s[t->length - 1] == 'J'))
        return number_unsupported(t, err, "complex numbers");
    if (base == 10 && is_float_text(s, t->length))
        return float_value(s, t, out, err);
    for (; i < t->length; i++) {
        if (s[i] == '_')
            continue;
        uint64_t digit = (uint64_t)digit_value(s[i]);
        if (value > ((uint64_t)INT64_MAX + 1 - digit) / base)
            return number_unsupported(t, err, "integers beyond 64 bits");
        value = value * base + digit;
    }
    *is_minimum = value == (uint64_t)INT64_MAX + 1;
    *out = (constant){.kind = CONST_INT, .integer = *is_minimum ? INT64_MIN : (int64_t)value};
    return OURO_OK;
}

/* --- strings -------------------------------------------------------------------------------- */

/* What is being decoded: the body of one literal. */
typedef struct body {
    const char *s;
    size_t length, at;
    bool is_bytes, raw;
    const token *token;
    buffer *out;
    ouro_error *err;
} body;

static ouro_result truncated_escape(const body *b, size_t start, size_t end, const char *what)
{
    if (b->is_bytes)
        return error_set(b->err, OURO_ERR_SYNTAX, b->token->span.line, b->token->span.column,
                         "(value error) invalid \\x escape at position %zu", start);
    return error_set(b->err, OURO_ERR_SYNTAX, b->token->span.line, b->token->span.column,
                     "(unicode error) 'unicodeescape' codec can't decode bytes in position "
                     "%zu-%zu: %s", start, end, what);
}

/* \xhh, \uhhhh, \Uhhhhhhhh: `digits` hexadecimal digits at `at`. */
static ouro_result hex_escape(body *b, size_t start, size_t digits, const char *what)
{
    uint32_t value = 0;
    size_t n = 0;
    for (; n < digits && b->at < b->length; n++, b->at++) {
        int digit = digit_value(b->s[b->at]);
        if (digit < 0 || digit > 15)
            break;
        value = value * 16 + (uint32_t)digit;
    }
    if (n < digits)
        return truncated_escape(b, start, b->at > start ? b->at - 1 : start, what);
    if (value > 0x10FFFF)
        return truncated_escape(b, start, b->at - 1, "illegal Unicode character");
    if (value >= 0xD800 && value <= 0xDFFF)
        return error_set(b->err, OURO_ERR_UNSUPPORTED, b->token->span.line, b->token->span.column,
                         "lone surrogates are not supported");
    if (b->is_bytes)
        buffer_add_char(b->out, (char)value);
    else
        buffer_add_code_point(b->out, value);
    return OURO_OK;
}

static void octal_escape(body *b)
{
    uint32_t value = 0;
    for (int n = 0; n < 3 && b->at < b->length && b->s[b->at] >= '0' && b->s[b->at] <= '7'; n++)
        value = value * 8 + (uint32_t)(b->s[b->at++] - '0');
    if (b->is_bytes)
        buffer_add_char(b->out, (char)(value & 0xFFU));
    else
        buffer_add_code_point(b->out, value);
}

/* The character of a one-letter escape, or 0. */
static char simple_escape(char c)
{
    static const char from[] = "\\'\"abfnrtv", to[] = "\\'\"\a\b\f\n\r\t\v";
    const char *found = strchr(from, c);
    return found && c ? to[found - from] : '\0';
}

/* `at` is at the backslash. An escape that Python does not know stays as it is. */
static ouro_result decode_escape(body *b)
{
    size_t start = b->at++;
    if (b->at == b->length) {
        buffer_add_char(b->out, '\\');
        return OURO_OK;
    }
    char c = b->s[b->at];
    if (c >= '0' && c <= '7') {
        octal_escape(b);
        return OURO_OK;
    }
    b->at++;
    if (c == '\n')
        return OURO_OK;
    if (c == '\r') {
        if (b->at < b->length && b->s[b->at] == '\n')
            b->at++;
        return OURO_OK;
    }
    char simple = simple_escape(c);
    if (simple) {
        buffer_add_char(b->out, simple);
        return OURO_OK;
    }
    if (c == 'x')
        return hex_escape(b, start, 2, "truncated \\xXX escape");
    if (c == 'u' && !b->is_bytes)
        return hex_escape(b, start, 4, "truncated \\uXXXX escape");
    if (c == 'U' && !b->is_bytes)
        return hex_escape(b, start, 8, "truncated \\UXXXXXXXX escape");
    if (c == 'N' && !b->is_bytes)
        return error_set(b->err, OURO_ERR_UNSUPPORTED, b->token->span.line, b->token->span.column,
                         "'\\N' is not supported");
    buffer_add_char(b->out, '\\');
    b->at--;
    return OURO_OK;
}

static ouro_result decode_body(body *b)
{
    while (b->at < b->length) {
        char c = b->s[b->at];
        if (c == '\\' && !b->raw) {
            ouro_result result = decode_escape(b);
            if (result != OURO_OK)
                return result;
            continue;
        }
        b->at++;
        if (b->is_bytes && ((unsigned char)c & 0x80U))
            return error_set(b->err, OURO_ERR_SYNTAX, b->token->span.line, b->token->span.column,
                             "bytes can only contain ASCII literal characters");
        if (c == '\r') { /* line ends are LF in values */
            if (b->at < b->length && b->s[b->at] == '\n')
                b->at++;
            c = '\n';
        }
        buffer_add_char(b->out, c);
    }
    return b->out->failed ? error_set(b->err, OURO_ERR_NOMEM, 0, 0, "out of memory") : OURO_OK;
}

static size_t prefix_length(const char *s)
{
    size_t n = 0;
    while (s[n] != '"' && s[n] != '\'')
        n++;
    return n;
}

static bool prefix_has(const char *s, size_t n, char letter)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] == letter || s[i] == letter - 'a' + 'A')
            return true;
    return false;
}

bool literal_is_bytes(const char *text, const token *t)
{
    return prefix_has(text + t->start, prefix_length(text + t->start), 'b');
}

ouro_result literal_string(const char *text, const token *t, buffer *out, bool *is_bytes,
                           ouro_error *err)
{
    const char *s = text + t->start;
    size_t prefix = prefix_length(s);
    size_t left = t->length - prefix;
    size_t quotes = left >= 6 && s[prefix + 1] == s[prefix] && s[prefix + 2] == s[prefix] ? 3 : 1;
    *is_bytes = prefix_has(s, prefix, 'b');
    body b = {.s = s + prefix + quotes, .length = left - 2 * quotes, .is_bytes = *is_bytes,
              .raw = prefix_has(s, prefix, 'r'), .token = t, .out = out, .err = err};
    return decode_body(&b);
}

ouro_result literal_fstring_text(const char *text, const token *t, buffer *out, ouro_error *err)
{
    const char *s = text + t->start;
    for (size_t i = 0; i < t->length;) {
        size_t end = i;
        while (end < t->length && s[end] != '{' && s[end] != '}')
            end += s[end] == '\\' && !t->raw && end + 1 < t->length && s[end + 1] != '{' &&
                           s[end + 1] != '}' ? 2 : 1;
        if (end > t->length)
            end = t->length;
        body b = {.s = s + i, .length = end - i, .raw = t->raw, .token = t, .out = out, .err = err};
        ouro_result result = decode_body(&b);
        if (result != OURO_OK)
            return result;
        if (end < t->length)
            buffer_add_char(out, s[end]); /* one of a doubled brace */
        i = end + 2;
    }
    return out->failed ? error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory") : OURO_OK;
}
