/* Source: CPython 3.13.0, Python/formatter_unicode.c; messages as there. */
#include "sim/vm/format.h"

#include "sim/base/float_text.h"
#include "sim/base/limits.h"
#include "sim/vm/arguments.h"
#include "sim/vm/characters.h"
#include "sim/vm/sequence.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct format_spec {
    uint32_t fill, type; /* code points */
    char align, sign, separator; /* 0: none */
    bool alternate, no_negative_zero;
    int64_t width, precision; /* -1: none */
} format_spec;

/* What a number looks like before it is padded. */
typedef struct number_text {
    char sign; /* 0: none */
    const char *prefix; /* "0x" */
    const char *digits; /* those before the point, to be grouped */
    uint32_t digit_count, group;
    const char *rest; /* from the point on; or all of what has no digits */
    uint32_t rest_length, rest_points;
} number_text;

/* --- Reading a spec ----------------------------------------------------------------------------------- */

static bool is_align(uint32_t c)
{
    return c == '<' || c == '>' || c == '=' || c == '^';
}

/* Digits at *p; false: raised. *out stays if there are none. */
static bool spec_number(machine *m, const char **p, const char *end, int64_t *out)
{
    int64_t n = 0;
    const char *start = *p;
    for (; *p < end && isdigit((unsigned char)**p); ++*p)
        if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, **p - '0', &n)) {
            raise_error(m, BT_VALUE_ERROR, "Too many decimal digits in format string");
            return false;
        }
    if (*p > start)
        *out = n;
    return true;
}

static bool take(const char **p, const char *end, char c)
{
    if (*p == end || **p != c)
        return false;
    ++*p;
    return true;
}

/* Fill and alignment, sign, z, #, 0. */
static void spec_begin(const char **p, const char *end, bool number, format_spec *spec)
{
    bool filled = false, aligned = false;
    const char *second = *p;
    uint32_t first = *p < end ? character_next(&second) : 0;
    if (second < end && is_align((unsigned char)*second)) {
        spec->fill = first;
        spec->align = *second;
        filled = aligned = true;
        *p = second + 1;
    } else if (*p < end && is_align(first)) {
        spec->align = (char)first;
        aligned = true;
        ++*p;
    }
    if (*p < end && strchr(" +-", **p) && **p)
        spec->sign = *(*p)++;
    spec->no_negative_zero = take(p, end, 'z');
    spec->alternate = take(p, end, '#');
    if (!filled && take(p, end, '0')) {
        spec->fill = '0';
        if (!aligned && number)
            spec->align = '=';
    }
}

static void character_error(machine *m, const char *before, uint32_t c, const char *after, const char *type)
{
    if (c > 32 && c < 128)
        raise_error(m, BT_VALUE_ERROR, "%s '%c'%s%s%s", before, (char)c, after, type, *type ? "'" : ".");
    else
        raise_error(m, BT_VALUE_ERROR, "%s '\\x%x'%s%s%s", before, c, after, type, *type ? "'" : ".");
}

static bool unknown_code(machine *m, const format_spec *spec, ref o)
{
    character_error(m, "Unknown format code", spec->type, " for object of type '", type_name(m, o));
    return false;
}

static bool separator_check(machine *m, const format_spec *spec)
{
    uint32_t c = spec->type;
    bool fine = c == 0 || c == 'd' || c == 'e' || c == 'f' || c == 'g' || c == 'E' || c == 'F' || c == 'G' ||
                c == '%' || (spec->separator == '_' && (c == 'b' || c == 'o' || c == 'x' || c == 'X'));
    if (!spec->separator || fine)
        return true;
    character_error(m, spec->separator == ',' ? "Cannot specify ',' with" : "Cannot specify '_' with", c, "", "");
    return false;
}

static bool separator_read(machine *m, const char **p, const char *end, format_spec *spec)
{
    if (take(p, end, ','))
        spec->separator = ',';
    bool both = false;
    if (take(p, end, '_')) {
        both = spec->separator == ',';
        spec->separator = '_';
    }
    both = both || (spec->separator == '_' && *p < end && **p == ',');
    if (both)
        raise_error(m, BT_VALUE_ERROR, "Cannot specify both ',' and '_'.");
    return !both;
}

/* False: raised. `number`: the defaults are those of numbers, not those of texts. */
static bool spec_read(machine *m, ref o, const char *text, uint32_t length, bool number, format_spec *spec)
{
    const char *p = text, *end = text + length;
    *spec = (format_spec){.fill = ' ', .align = number ? '>' : '<', .width = -1, .precision = -1};
    spec_begin(&p, end, number, spec);
    if (!spec_number(m, &p, end, &spec->width) || !separator_read(m, &p, end, spec))
        return false;
    if (take(&p, end, '.')) {
        if (!spec_number(m, &p, end, &spec->precision))
            return false;
        if (spec->precision < 0) {
            raise_error(m, BT_VALUE_ERROR, "Format specifier missing precision");
            return false;
        }
    }
    if (p < end)
        spec->type = character_next(&p);
    if (p < end) {
        raise_error(m, BT_VALUE_ERROR, "Invalid format specifier '%.*s' for object of type '%s'", (int)length,
                    text, type_name(m, o));
        return false;
    }
    if (!number && !spec->type)
        spec->type = 's';
    if (!separator_check(m, spec))
        return false;
    if (number && spec->precision > INT32_MAX) {
        raise_error(m, BT_VALUE_ERROR, "precision too big");
        return false;
    }
    if (spec->width > LIMIT_TEXT_BYTES / 4 || (number && spec->precision > LIMIT_TEXT_BYTES / 4)) {
        stop_limit(m, OURO_ERR_LIMIT, "a str of more than %u bytes", LIMIT_TEXT_BYTES);
        return false;
    }
    return true;
}

/* --- Padding ---------------------------------------------------------------------------------------------- */

static void add_fill(buffer *out, uint32_t fill, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        buffer_add_code_point(out, fill);
}

/* Before and behind what is `points` characters wide. */
static void padding(const format_spec *spec, int64_t points, int64_t *left, int64_t *right)
{
    int64_t n = spec->width > points ? spec->width - points : 0;
    *left = spec->align == '>' ? n : spec->align == '^' ? n / 2 : 0;
    *right = spec->align == '=' ? 0 : n - *left;
}

/* The digits with separators, zeros before them until they are `least` wide. */
static void add_grouped(const number_text *number, char separator, int64_t least, buffer *out)
{
    int64_t count = number->digit_count, shown = count, group = number->group;
    if (count == 0)
        return;
    while (shown + (separator ? (shown - 1) / group : 0) < least)
        shown++;
    for (int64_t i = shown; i > 0; i--) {
        buffer_add_char(out, i > count ? '0' : number->digits[count - i]);
        if (separator && i > 1 && (i - 1) % group == 0)
            buffer_add_char(out, separator);
    }
}

static value number_value(machine *m, const format_spec *spec, const number_text *number)
{
    buffer out = {0};
    int64_t count = number->digit_count, prefix = (int64_t)strlen(number->prefix);
    int64_t others = (number->sign != 0) + prefix + number->rest_points, left, right;
    bool zeros = spec->fill == '0' && spec->align == '=';
    buffer grouped = {0};
    add_grouped(number, spec->separator, zeros ? spec->width - others : 0, &grouped);
    int64_t points = others + (count ? (int64_t)grouped.length : 0);
    padding(spec, points, &left, &right);
    add_fill(&out, spec->fill, left);
    if (number->sign)
        buffer_add_char(&out, number->sign);
    buffer_add_text(&out, number->prefix);
    if (spec->align == '=')
        add_fill(&out, spec->fill, spec->width - points);
    buffer_add(&out, buffer_text(&grouped), grouped.length);
    buffer_add(&out, number->rest, number->rest_length);
    add_fill(&out, spec->fill, right);
    value v = make_str(m, buffer_text(&out), out.length);
    buffer_free(&grouped);
    buffer_free(&out);
    return v;
}

static char sign_shown(const format_spec *spec, bool negative)
{
    return negative ? '-' : spec->sign == '+' || spec->sign == ' ' ? spec->sign : '\0';
}

/* --- str ------------------------------------------------------------------------------------------------------ */

static bool text_check(machine *m, ref o, const format_spec *spec)
{
    const char *message = spec->sign == ' ' ? "Space not allowed in string format specifier"
                          : spec->sign      ? "Sign not allowed in string format specifier"
                          : spec->no_negative_zero
                              ? "Negative zero coercion (z) not allowed in string format specifier"
                          : spec->alternate ? "Alternate form (#) not allowed in string format specifier"
                          : spec->align == '=' ? "'=' alignment not allowed in string format specifier"
                                               : NULL;
    if (spec->type != 's')
        return unknown_code(m, spec, o);
    if (message)
        raise_error(m, BT_VALUE_ERROR, "%s", message);
    return !message;
}

static value format_text(machine *m, ref o, const char *text, uint32_t length)
{
    format_spec spec;
    if (!spec_read(m, o, text, length, false, &spec) || !text_check(m, o, &spec))
        return 0;
    uint32_t bytes;
    const char *s = world_text(machine_world(m), o, &bytes);
    int64_t points = world_row(machine_world(m), o)->hi & TEXT_LENGTH_MASK, left, right;
    if (spec.width <= points && (spec.precision < 0 || spec.precision >= points))
        return value_own(m, o);
    if (spec.precision >= 0 && spec.precision < points) {
        points = spec.precision;
        bytes = text_offset(s, bytes, points);
    }
    padding(&spec, points, &left, &right);
    buffer out = {0};
    add_fill(&out, spec.fill, left);
    buffer_add(&out, s, bytes);
    add_fill(&out, spec.fill, right);
    value v = make_str(m, buffer_text(&out), out.length);
    buffer_free(&out);
    return v;
}

/* --- float ---------------------------------------------------------------------------------------------------- */

/* printf() with one of its formats. */
static void add_number(buffer *out, char type, bool alternate, int precision, double x)
{
    if (type == 'e')
        buffer_printf(out, alternate ? "%#.*e" : "%.*e", precision, x);
    else if (type == 'g')
        buffer_printf(out, alternate ? "%#.*g" : "%.*g", precision, x);
    else
        buffer_printf(out, alternate ? "%#.*f" : "%.*f", precision, x);
}

/* Zeros at the end of digits behind a point; `keep` of them stay. */
static void trim_zeros(buffer *out, size_t keep)
{
    char *point = strchr(out->text, '.');
    while (point && out->text[out->length - 1] == '0' && out->length > (size_t)(point - out->text) + 1 + keep)
        out->length--;
    if (point && out->text[out->length - 1] == '.' && !keep)
        out->length--;
    out->text[out->length] = '\0';
}

/* As repr() but with `precision` digits, and a digit behind the point: the spec without a type. */
static void general_text(double x, int precision, bool alternate, buffer *out)
{
    buffer mantissa = {0};
    precision = precision ? precision : 1;
    add_number(&mantissa, 'e', alternate, precision - 1, x);
    char *e = strchr(mantissa.text, 'e');
    int exponent = atoi(e + 1);
    if (exponent < -4 || exponent + 1 > precision - 1) {
        char power[16];
        (void)snprintf(power, sizeof power, "%.15s", e);
        mantissa.length = (size_t)(e - mantissa.text);
        *e = '\0';
        if (!alternate)
            trim_zeros(&mantissa, 0);
        buffer_printf(out, "%s%s", mantissa.text, power);
    } else {
        add_number(out, 'f', alternate, precision - 1 - exponent, x);
        if (!alternate)
            trim_zeros(out, 1);
    }
    buffer_free(&mantissa);
}

/* repr(), with a point in any case for `alternate`. */
static void shortest_text(double x, bool alternate, buffer *out)
{
    char text[FLOAT_TEXT_BYTES];
    float_text(x, text);
    const char *e = strchr(text, 'e');
    bool point = alternate && e && !strchr(text, '.');
    buffer_add(out, text, point ? (size_t)(e - text) : strlen(text));
    if (point)
        buffer_printf(out, ".%s", e);
}

/* A number without its sign. */
static void float_digits(double x, const format_spec *spec, buffer *out)
{
    int precision = spec->precision < 0 ? 6 : (int)spec->precision;
    char type = spec->type == '%' ? 'f' : (char)tolower((int)spec->type);
    if (isnan(x) || isinf(x))
        buffer_add_text(out, isnan(x) ? "nan" : "inf");
    else if (type)
        add_number(out, type, spec->alternate, precision, x);
    else if (spec->precision >= 0)
        general_text(x, precision, spec->alternate, out);
    else
        shortest_text(x, spec->alternate, out);
    bool capital = spec->type == 'E' || spec->type == 'F' || spec->type == 'G';
    for (size_t i = 0; capital && i < out->length; i++)
        out->text[i] = (char)toupper((unsigned char)out->text[i]);
    if (spec->type == '%')
        buffer_add_char(out, '%');
}

void format_float_digits(double x, uint32_t type, bool alternate, int64_t precision, buffer *out)
{
    format_spec spec = {.type = type, .alternate = alternate, .precision = precision};
    float_digits(x, &spec, out);
}

static value format_real(machine *m, double x, const format_spec *spec)
{
    buffer text = {0};
    x = spec->type == '%' ? x * 100 : x;
    float_digits(fabs(x), spec, &text);
    bool negative = signbit(x) && !isnan(x);
    if (spec->no_negative_zero && !isinf(x)) {
        size_t mantissa = strcspn(text.text, "eE");
        negative = negative && strcspn(text.text, "123456789") < mantissa;
    }
    uint32_t digits = (uint32_t)strspn(text.text, "0123456789"), rest = (uint32_t)text.length - digits;
    number_text number = {sign_shown(spec, negative), "", text.text, digits, 3, text.text + digits, rest, rest};
    value v = number_value(m, spec, &number);
    buffer_free(&text);
    return v;
}

static bool is_real_code(uint32_t c)
{
    return c == 'e' || c == 'E' || c == 'f' || c == 'F' || c == 'g' || c == 'G' || c == '%';
}

static value format_float(machine *m, ref o, const char *text, uint32_t length)
{
    format_spec spec;
    if (!spec_read(m, o, text, length, true, &spec))
        return 0;
    if (spec.type == 'n')
        return stop_unsupported(m, "format code 'n' is not supported");
    if (spec.type && !is_real_code(spec.type))
        return unknown_code(m, &spec, o), 0;
    return format_real(m, world_float(machine_world(m), o), &spec);
}

/* --- int ------------------------------------------------------------------------------------------------------ */

static bool int_check(machine *m, const format_spec *spec)
{
    const char *message = spec->precision >= 0 ? "Precision not allowed in integer format specifier"
                          : spec->no_negative_zero
                              ? "Negative zero coercion (z) not allowed in integer format specifier"
                          : spec->type != 'c' ? NULL
                          : spec->sign        ? "Sign not allowed with integer format specifier 'c'"
                          : spec->alternate   ? "Alternate form (#) not allowed with integer format specifier 'c'"
                                              : NULL;
    if (message)
        raise_error(m, BT_VALUE_ERROR, "%s", message);
    return !message;
}

static value format_character(machine *m, int64_t n, const format_spec *spec)
{
    char text[4];
    if (n < 0 || n > 0x10FFFF)
        return raise_error(m, BT_OVERFLOW_ERROR, "%%c arg not in range(0x110000)");
    if (n >= 0xD800 && n <= 0xDFFF)
        return stop_unsupported(m, "surrogates are not supported");
    number_text number = {.prefix = "", .digits = "", .rest = text, .rest_points = 1, .group = 3};
    number.rest_length = character_write((uint32_t)n, text);
    return number_value(m, spec, &number);
}

/* Digits of `n` to the base, written before `end`. */
static char *digits_before(char *end, uint64_t n, uint32_t base, bool capital)
{
    do
        *--end = (capital ? "0123456789ABCDEF" : "0123456789abcdef")[n % base];
    while ((n /= base) != 0);
    return end;
}

static value format_int(machine *m, ref o, const char *text, uint32_t length)
{
    format_spec spec;
    int64_t n = world_int(machine_world(m), o);
    if (!spec_read(m, o, text, length, true, &spec))
        return 0;
    if (is_real_code(spec.type))
        return format_real(m, (double)n, &spec);
    uint32_t c = spec.type;
    if (c == 'n')
        return stop_unsupported(m, "format code 'n' is not supported");
    if (c && c != 'd' && c != 'b' && c != 'o' && c != 'x' && c != 'X' && c != 'c')
        return unknown_code(m, &spec, o), 0;
    if (!int_check(m, &spec))
        return 0;
    if (c == 'c')
        return format_character(m, n, &spec);
    char digits[64], *end = digits + sizeof digits;
    uint32_t base = c == 'b' ? 2 : c == 'o' ? 8 : c == 'x' || c == 'X' ? 16 : 10;
    if (base == 10 && n)
        signals_check(m); /* Objects/longobject.c, long_to_decimal_string_internal() */
    uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    char *start = digits_before(end, size, base, c == 'X');
    const char *prefix = !spec.alternate || base == 10 ? "" : c == 'b' ? "0b" : c == 'o' ? "0o" : c == 'x' ? "0x" : "0X";
    number_text number = {sign_shown(&spec, n < 0), prefix, start, (uint32_t)(end - start), base == 10 ? 3 : 4, "", 0, 0};
    return number_value(m, &spec, &number);
}

/* --- format() --------------------------------------------------------------------------------------------------- */

value format_at_once(machine *m, ref o, const char *spec, uint32_t length)
{
    ref core = world_core_of(machine_world(m), o);
    object_kind kind = world_kind(machine_world(m), core);
    if (stop_at_method(m, o, "__format__"))
        return 0;
    if (length == 0) {
        bool bound = object_runs_code(machine_world(m), o); /* its __format__, a method, holds it */
        value held = bound ? value_own(m, o) : 0, text = object_str(m, o);
        value_drop(m, held);
        return text;
    }
    if (kind == KIND_STR)
        return format_text(m, core, spec, length);
    if (kind == KIND_FLOAT)
        return format_float(m, core, spec, length);
    if (kind == KIND_INT || kind == KIND_BOOL)
        return format_int(m, core, spec, length);
    return raise_error(m, BT_TYPE_ERROR, "unsupported format string passed to %s.__format__", type_name(m, o));
}

/* Source: CPython 3.13.0, Objects/abstract.c, PyObject_Format(): __format__ is bound, but of a str or an int
 * that need no format. */
value format_value(machine *m, ref o, const char *spec, uint32_t length)
{
    object_kind kind = world_kind(machine_world(m), o);
    bool bound = length || (kind != KIND_STR && kind != KIND_INT);
    if (bound)
        unseen_birth(m);
    value v = format_at_once(m, o, spec, length);
    if (bound)
        unseen_death(m);
    return v;
}
