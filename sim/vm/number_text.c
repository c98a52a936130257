/* int() and float() of texts. Source: CPython 3.13.0, Objects/longobject.c, PyLong_FromString();
 * Objects/floatobject.c, PyFloat_FromString(); Python/pystrtod.c. */
#include "sim/vm/arguments.h"
#include "sim/vm/characters.h"
#include "sim/vm/number_text.h"

#include <ctype.h>
#include <stdlib.h>

/* PyLong_FromString() has raised the same before, and that exception goes. */
static void raised_twice(machine *m)
{
    world_emit(m->r, EV_OWN, 0, 0, 0, 0);
    value arguments = make_tuple(m, 1);
    unseen_birth(m);
    value_drop(m, arguments);
    unseen_death(m);
    signals_check(m);
}

static value bad_literal(machine *m, ref o, int64_t base)
{
    buffer shown = {0};
    text_repr(m, o, &shown);
    if (base >= 0)
        raised_twice(m);
    value v = base < 0 ? raise_error(m, BT_VALUE_ERROR, "could not convert string to float: %s", buffer_text(&shown))
                       : raise_error(m, BT_VALUE_ERROR, "invalid literal for int() with base %lld: %s",
                                     (long long)base, buffer_text(&shown));
    buffer_free(&shown);
    return v;
}

/* A str's white space and decimal digits of all scripts as those of ASCII; what else is beyond ASCII is
 * nothing that a number may hold.
 * Source: CPython 3.13.0, Objects/unicodeobject.c, _PyUnicode_TransformDecimalAndSpaceToASCII(). */
static void text_plain(const char *s, const char *end, buffer *out)
{
    while (s < end) {
        uint32_t c = character_next(&s), digit = character_decimal(c);
        if (c < 0x80)
            buffer_add_char(out, (char)c); /* the separators U+001C..U+001F are no white space to a number */
        else
            buffer_add_char(out, character_is_space(c) ? ' ' : digit < NOT_DECIMAL ? (char)('0' + digit) : '?');
    }
}

/* The text of a str or bytes without the white space at both ends. `plain` holds it. */
static void text_trimmed(const machine *m, ref o, buffer *plain, const char **s, const char **end)
{
    uint32_t length;
    *s = world_text(machine_world(m), o, &length);
    *end = *s + length;
    if (world_kind(machine_world(m), o) == KIND_STR) {
        text_plain(*s, *end, plain);
        *s = buffer_text(plain);
        *end = *s + plain->length;
    }
    while (*s < *end && isspace((unsigned char)**s))
        ++*s;
    while (*s < *end && isspace((unsigned char)(*end)[-1]))
        --*end;
}

static uint32_t digit_of(char c)
{
    return c >= '0' && c <= '9' ? (uint32_t)(c - '0')
           : isalpha((unsigned char)c) ? (uint32_t)(tolower((unsigned char)c) - 'a') + 10 : 99;
}

/* "0x", "0o", "0b" for a base of 16, 8, 2, and for 0, which they then say. */
static void prefix_skip(const char **s, const char *end, uint32_t *base, bool *prefixed)
{
    if (end - *s < 2 || **s != '0')
        return;
    char c = (char)tolower((unsigned char)(*s)[1]);
    uint32_t said = c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 0;
    if (said && (*base == 0 || *base == said)) {
        *base = said;
        *s += 2;
        *prefixed = true;
    }
}

typedef enum parsed { PARSED, PARSED_NOT, PARSED_TOO_BIG } parsed;

/* Digits with single underscores between them. */
static parsed digits_parse(const char *s, const char *end, uint32_t base, bool after_prefix, uint64_t *out)
{
    bool digit_before = after_prefix, too_big = false;
    *out = 0;
    if (s == end)
        return PARSED_NOT;
    for (; s < end; s++) {
        if (*s == '_') {
            if (!digit_before)
                return PARSED_NOT;
            digit_before = false;
            continue;
        }
        uint32_t digit = digit_of(*s);
        if (digit >= base)
            return PARSED_NOT;
        digit_before = true;
        too_big = too_big || __builtin_mul_overflow(*out, (uint64_t)base, out) ||
                  __builtin_add_overflow(*out, (uint64_t)digit, out);
    }
    return !digit_before ? PARSED_NOT : too_big ? PARSED_TOO_BIG : PARSED;
}

value int_of_text(machine *m, ref o, int64_t wanted)
{
    uint32_t base = (uint32_t)wanted;
    const char *s, *end;
    buffer plain = {0};
    bool negative = false, prefixed = false;
    uint64_t size;
    text_trimmed(m, o, &plain, &s, &end);
    if (s < end && (*s == '+' || *s == '-'))
        negative = *s++ == '-';
    prefix_skip(&s, end, &base, &prefixed);
    bool zeros_only = base == 0 && s < end && *s == '0';
    parsed result = digits_parse(s, end, base ? base : 10, prefixed, &size);
    buffer_free(&plain);
    if (result == PARSED_NOT || (zeros_only && (size || result == PARSED_TOO_BIG)))
        return bad_literal(m, o, wanted);
    if (result == PARSED_TOO_BIG || size > (uint64_t)INT64_MAX + negative)
        return stop_unsupported(m, "integers beyond 64 bits are not supported");
    return make_int(m, (int64_t)(negative ? 0 - size : size));
}

/* An underscore stands between two digits; the copy in `out` has none. */
static bool without_underscores(const char *s, const char *end, buffer *out)
{
    for (const char *p = s; p < end; p++) {
        bool digit = p > s && isdigit((unsigned char)p[-1]) && p + 1 < end && isdigit((unsigned char)p[1]);
        if (*p == '_' && !digit)
            return false;
        if (*p != '_')
            buffer_add_char(out, *p);
    }
    return true;
}

/* What strtod() takes, less what Python does not: hexadecimal, "nan(...)". */
static bool plain_float(const char *s)
{
    static const char *const WORDS[] = {"inf", "infinity", "nan"};
    s += *s == '+' || *s == '-';
    for (unsigned i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        const char *p = s, *w = WORDS[i];
        while (*w && tolower((unsigned char)*p) == *w)
            p++, w++;
        if (!*w && !*p)
            return true;
    }
    return *s && strspn(s, "0123456789.eE+-") == strlen(s);
}

value float_of_text(machine *m, ref o)
{
    const char *s, *end;
    buffer text = {0}, plain = {0};
    text_trimmed(m, o, &plain, &s, &end);
    bool ok = without_underscores(s, end, &text) && strlen(buffer_text(&text)) == text.length &&
              plain_float(buffer_text(&text));
    char *stopped = NULL;
    double x = ok ? strtod(buffer_text(&text), &stopped) : 0;
    ok = ok && !*stopped && stopped != buffer_text(&text);
    buffer_free(&text);
    buffer_free(&plain);
    return ok ? make_float(m, x) : bad_literal(m, o, -1);
}

/* long_new_impl() with more than one argument. */
value int_construct(machine *m, const value *args, uint32_t count, ref names)
{
    static const parameters INT = {"int", {"", "base"}, 2, 0};
    uint32_t keywords = names ? world_row(machine_world(m), names)->lo : 0;
    call_args call = {args, count, keywords, names, 0, 0};
    ref o[3];
    int64_t base;
    if (!arguments_bind(m, &call, &INT, o))
        return 0;
    if (!o[0])
        return o[1] ? raise_error(m, BT_TYPE_ERROR, "int() missing string argument") : make_int(m, 0);
    if (!o[1])
        return call_object(m, m->types[BT_INT], args, 1);
    if (!argument_int(m, o[1], &base))
        return 0;
    if ((base != 0 && base < 2) || base > 36)
        return raise_error(m, BT_VALUE_ERROR, "int() base must be >= 2 and <= 36, or 0");
    o[0] = world_core_of(machine_world(m), o[0]);
    object_kind kind = world_kind(machine_world(m), o[0]);
    if (kind != KIND_STR && kind != KIND_BYTES)
        return raise_error(m, BT_TYPE_ERROR, "int() can't convert non-string with explicit base");
    return int_of_text(m, o[0], base);
}
