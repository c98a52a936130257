/* str % values. Source: CPython 3.13.0, Objects/unicodeobject.c, PyUnicode_Format(); messages as there.
 *
 * Differs: where all of the conversions are %s and %r of a tuple that stands in the script, the compiler has
 * made an f-string of it, as CPython's does. */
#include "sim/vm/format.h"

#include "sim/base/limits.h"
#include "sim/base/utf8.h"

#include <math.h>
#include <string.h>

typedef enum conversion_flag {
    TO_THE_LEFT = 1,
    WITH_SIGN = 2,
    WITH_BLANK = 4,
    ALTERNATE = 8,
    WITH_ZEROS = 16
} conversion_flag;

/* What stands behind a '%'. */
typedef struct conversion {
    uint32_t flags;           /* conversion_flag */
    int64_t width, precision; /* -1: none */
    uint32_t type;            /* code point */
} conversion;

typedef struct percent {
    machine *m;
    const char *text, *p, *end; /* the format: a copy, Python code may run in between */
    ref values;    /* of the operator: a tuple, a mapping or one value */
    bool mapping;
    value item;    /* what the last %(key) found; 0: no key yet */
    int64_t next, count; /* -2, -1: the one value that is no tuple, before it is used */
    buffer out;
    value whole;   /* all of the result, if it is one str as it was */
} percent;

static bool complain(percent *f, builtin_type type, const char *message)
{
    raise_error(f->m, type, "%s", message);
    return false;
}

/* PyMapping_Check(), but for tuples and strs. */
static bool is_mapping(machine *m, ref o)
{
    ref core = world_core_of(machine_world(m), o), name = name_find(m, "__getitem__");
    switch ((unsigned)world_kind(machine_world(m), core)) {
    case KIND_TUPLE:
    case KIND_STR:
        return false;
    case KIND_DICT:
    case KIND_LIST:
    case KIND_BYTES:
    case KIND_RANGE:
    case KIND_MAPPINGPROXY:
    case KIND_LOCALS_PROXY:
    case KIND_PROXY:
        return true;
    default:
        return object_of_class(machine_world(m), o) && name && type_lookup(m, type_of(m, o), name);
    }
}

/* --- Reading a conversion -------------------------------------------------------------------------------- */

/* The next value, borrowed; 0: raised. */
static ref value_next(percent *f)
{
    if (f->next >= f->count)
        return complain(f, BT_TYPE_ERROR, "not enough arguments for format string");
    f->next++;
    if (f->count < 0)
        return f->item ? VALUE_ROW(f->item) : f->values;
    return world_word(machine_world(f->m), world_core_of(machine_world(f->m), f->values), (uint32_t)f->next - 1);
}

/* "(key)": from now on the value is what the mapping has for it. */
static bool key_read(percent *f)
{
    const char *start = f->p;
    uint32_t open = 1;
    if (!f->mapping)
        return complain(f, BT_TYPE_ERROR, "format requires a mapping");
    while (open && f->p < f->end) {
        open += *f->p == '(' ? 1U : 0U;
        open -= *f->p == ')' ? 1U : 0U;
        f->p++;
    }
    if (open)
        return complain(f, BT_VALUE_ERROR, "incomplete format key");
    value key = make_str_anew(f->m, start, (size_t)(f->p - start) - 1), old = f->item;
    f->item = 0;
    value_drop(f->m, old);
    f->item = subscript_get(f->m, f->values, key);
    if (f->item)
        f->item = value_own(f->m, f->item);
    value_drop(f->m, key);
    f->count = -1;
    f->next = -2;
    return f->item != 0;
}

/* "*" takes the number from the values, digits tell it; *out stays as it is if there is neither. */
static bool number_read(percent *f, int64_t most, const char *what, int64_t *out)
{
    if (f->p < f->end && *f->p == '*') {
        f->p++;
        ref o = value_next(f);
        if (!o)
            return false;
        ref core = world_core_of(machine_world(f->m), o);
        object_kind kind = world_kind(machine_world(f->m), core);
        if (kind != KIND_INT && kind != KIND_BOOL)
            return complain(f, BT_TYPE_ERROR, "* wants int");
        *out = world_int(machine_world(f->m), core);
        return true;
    }
    int64_t n = 0;
    const char *start = f->p;
    for (; f->p < f->end && *f->p >= '0' && *f->p <= '9'; f->p++) {
        if (n > (most - (*f->p - '0')) / 10)
            return complain(f, BT_VALUE_ERROR, what);
        n = n * 10 + (*f->p - '0');
    }
    *out = f->p > start ? n : *out;
    return true;
}

static void flags_read(percent *f, conversion *c)
{
    static const char FLAGS[] = "-+ #0";
    for (const char *at; f->p < f->end && (at = memchr(FLAGS, *f->p, sizeof FLAGS - 1)); f->p++)
        c->flags |= 1U << (at - FLAGS);
}

/* unicode_format_arg_parse() */
static bool conversion_read(percent *f, conversion *c)
{
    *c = (conversion){.width = -1, .precision = -1};
    if (f->p < f->end && *f->p == '(') {
        f->p++;
        if (!key_read(f))
            return false;
    }
    flags_read(f, c);
    bool starred = f->p < f->end && *f->p == '*';
    if (!number_read(f, INT64_MAX, "width too big", &c->width))
        return false;
    if (starred && c->width < 0) {
        c->flags |= TO_THE_LEFT;
        c->width = -c->width;
    }
    if (f->p < f->end && *f->p == '.') {
        f->p++;
        c->precision = 0;
        if (!number_read(f, INT32_MAX, "precision too big", &c->precision))
            return false;
        c->precision = c->precision < 0 ? 0 : c->precision;
    }
    if (f->p < f->end && (*f->p == 'h' || *f->p == 'l' || *f->p == 'L'))
        f->p++;
    if (f->p == f->end)
        return complain(f, BT_VALUE_ERROR, "incomplete format");
    c->type = utf8_decode(f->p);
    f->p += utf8_length(f->p, (size_t)(f->end - f->p));
    if (c->width <= (int64_t)LIMIT_TEXT_BYTES && c->precision <= (int64_t)LIMIT_TEXT_BYTES)
        return true;
    stop_limit(f->m, OURO_ERR_LIMIT, "a str of more than %u bytes", LIMIT_TEXT_BYTES);
    return false;
}

/* --- Writing --------------------------------------------------------------------------------------------- */

static void spaces(buffer *out, int64_t count, char fill)
{
    for (; count > 0; count--)
        buffer_add_char(out, fill);
}

/* unicode_format_arg_output(): `sign` 0: a number without, or no number. */
static void padded(percent *f, const conversion *c, char sign, const char *prefix, const buffer *body, bool number)
{
    size_t length = body->length;
    const char *text = buffer_text(body);
    int64_t points = (int64_t)utf8_count(text, length);
    if (!number && c->precision >= 0 && c->precision < points && c->type != 'c') {
        length = 0;
        for (points = 0; points < c->precision; points++)
            length += utf8_length(text + length, body->length - length);
    }
    int64_t room = c->width - points - (int64_t)strlen(prefix) - (sign != 0);
    bool left = c->flags & TO_THE_LEFT, zeros = number && c->flags & WITH_ZEROS;
    if (!left && !zeros)
        spaces(&f->out, room, ' ');
    if (sign)
        buffer_add_char(&f->out, sign);
    buffer_add_text(&f->out, prefix);
    if (!left && zeros)
        spaces(&f->out, room, '0');
    buffer_add(&f->out, text, length);
    if (left)
        spaces(&f->out, room, ' ');
}

static char sign_of(const conversion *c, bool negative)
{
    return negative ? '-' : c->flags & WITH_SIGN ? '+' : c->flags & WITH_BLANK ? ' ' : '\0';
}

/* --- The conversions -------------------------------------------------------------------------------------- */

/* %s, %r. A str that is all of the result is handed on as it is. */
static bool convert_text(percent *f, const conversion *c, ref o)
{
    buffer body = {0};
    value str = c->type == 's' ? object_str(f->m, o) : object_repr(f->m, o);
    bool ok = str && text_str(f->m, VALUE_ROW(str), &body);
    if (ok && f->p == f->end && !f->out.length && body.length) {
        int64_t points = (int64_t)utf8_count(buffer_text(&body), body.length);
        bool plain = c->width <= points && (c->precision < 0 || c->precision >= points) &&
                     !(c->flags & (WITH_SIGN | WITH_BLANK));
        f->whole = plain ? value_own(f->m, str) : 0;
    }
    if (ok)
        padded(f, c, '\0', "", &body, false);
    if (!f->whole)
        value_drop(f->m, str);
    buffer_free(&body);
    return ok;
}

/* formatchar() */
static bool convert_character(percent *f, const conversion *c, ref o)
{
    const world *w = machine_world(f->m);
    ref core = world_core_of(w, o);
    object_kind kind = world_kind(w, core);
    bool number = kind == KIND_INT || kind == KIND_BOOL;
    uint32_t length = 0;
    const char *text = kind == KIND_STR ? world_text(w, core, &length) : "";
    if (!number && utf8_count(text, length) != 1)
        return complain(f, BT_TYPE_ERROR, "%c requires int or char");
    int64_t n = number ? world_int(w, core) : 0;
    if (n < 0 || n > 0x10FFFF)
        return complain(f, BT_OVERFLOW_ERROR, "%c arg not in range(0x110000)");
    if (n >= 0xD800 && n <= 0xDFFF)
        return stop_unsupported(f->m, "a str with surrogates is not supported") != 0;
    buffer body = {0};
    if (number)
        buffer_add_code_point(&body, (uint32_t)n);
    else
        buffer_add(&body, text, length);
    padded(f, c, '\0', "", &body, false);
    buffer_free(&body);
    return true;
}

/* The int of a number for %d and its like; false: raised. */
static bool int_for(percent *f, const conversion *c, ref o, int64_t *out)
{
    ref core = world_core_of(machine_world(f->m), o);
    object_kind kind = world_kind(machine_world(f->m), core);
    bool decimal = c->type == 'd' || c->type == 'i' || c->type == 'u';
    if (kind == KIND_INT || kind == KIND_BOOL) {
        *out = world_int(machine_world(f->m), core);
        return true;
    }
    if (kind != KIND_FLOAT || !decimal) {
        raise_error(f->m, BT_TYPE_ERROR, "%%%c format: %s is required, not %s", (int)c->type,
                    decimal ? "a real number" : "an integer", type_name(f->m, o));
        return false;
    }
    value arg = core, whole = call_object(f->m, f->m->types[BT_INT], &arg, 1);
    if (whole)
        *out = world_int(machine_world(f->m), VALUE_ROW(whole));
    value_drop(f->m, whole);
    return whole != 0;
}

/* _PyUnicode_FormatLong() */
static bool convert_int(percent *f, const conversion *c, ref o)
{
    int64_t n;
    if (!int_for(f, c, o, &n))
        return false;
    uint32_t base = c->type == 'o' ? 8 : c->type == 'x' || c->type == 'X' ? 16 : 10;
    const char *figures = c->type == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    const char *prefix = !(c->flags & ALTERNATE) || base == 10 ? ""
                         : base == 8                           ? "0o"
                         : c->type == 'x'                      ? "0x"
                                                               : "0X";
    char digits[32], *at = digits + sizeof digits;
    uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    do
        *--at = figures[size % base];
    while (size /= base);
    int64_t count = digits + sizeof digits - at;
    buffer body = {0};
    spaces(&body, c->precision - count, '0');
    buffer_add(&body, at, (size_t)count);
    padded(f, c, sign_of(c, n < 0), prefix, &body, true);
    buffer_free(&body);
    return true;
}

/* formatfloat() */
static bool convert_float(percent *f, const conversion *c, ref o)
{
    const world *w = machine_world(f->m);
    ref core = world_core_of(w, o);
    object_kind kind = world_kind(w, core);
    if (kind != KIND_INT && kind != KIND_BOOL && kind != KIND_FLOAT) {
        raise_error(f->m, BT_TYPE_ERROR, "must be real number, not %s", type_name(f->m, o));
        return false;
    }
    double x = kind == KIND_FLOAT ? world_float(w, core) : (double)world_int(w, core);
    buffer body = {0};
    format_float_digits(fabs(x), c->type, c->flags & ALTERNATE, c->precision, &body);
    padded(f, c, sign_of(c, signbit(x) && !isnan(x)), "", &body, true);
    buffer_free(&body);
    return true;
}

static bool convert(percent *f, const conversion *c, ref o)
{
    if (c->type == 'a')
        return stop_unsupported(f->m, "conversion '%%a' is not supported") != 0;
    if (c->type == 's' || c->type == 'r')
        return convert_text(f, c, o);
    if (c->type == 'c')
        return convert_character(f, c, o);
    if (c->type < 128 && strchr("diuoxX", (int)c->type))
        return convert_int(f, c, o);
    if (c->type < 128 && strchr("eEfFgG", (int)c->type))
        return convert_float(f, c, o);
    raise_error(f->m, BT_VALUE_ERROR, "unsupported format character '%c' (0x%x) at index %u",
                c->type >= 31 && c->type <= 126 ? (int)c->type : '?', c->type,
                (unsigned)utf8_count(f->text, (size_t)(f->p - f->text)) - 1);
    return false;
}

static bool all_converted(percent *f, bool mapping)
{
    if (f->mapping != mapping || f->next >= f->count)
        return true;
    return complain(f, BT_TYPE_ERROR, "not all arguments converted during string formatting");
}

/* unicode_format_arg() */
static bool argument(percent *f)
{
    conversion c;
    if (f->p < f->end && *f->p == '%') {
        buffer_add_char(&f->out, *f->p++);
        return true;
    }
    if (!conversion_read(f, &c))
        return false;
    ref o = value_next(f);
    return o && convert(f, &c, o) && all_converted(f, true);
}

value format_percent(machine *m, ref format, ref values)
{
    uint32_t length;
    const char *text = world_text(machine_world(m), world_core_of(machine_world(m), format), &length);
    ref core = world_core_of(machine_world(m), values);
    bool tuple = world_kind(machine_world(m), core) == KIND_TUPLE;
    buffer copy = {0};
    buffer_add(&copy, text, length);
    text = buffer_text(&copy);
    percent f = {.m = m, .text = text, .p = text, .end = text + length, .values = values,
                 .mapping = is_mapping(m, values), .next = tuple ? 0 : -2,
                 .count = tuple ? (int64_t)world_row(machine_world(m), core)->lo : -1};
    bool ok = true;
    while (ok && f.p < f.end) {
        const char *stop = memchr(f.p, '%', (size_t)(f.end - f.p));
        size_t plain = (size_t)((stop ? stop : f.end) - f.p);
        buffer_add(&f.out, f.p, plain);
        f.p += plain + (stop ? 1 : 0);
        ok = !stop || argument(&f);
    }
    if (ok && !memchr(text, '%', length)) /* nothing to convert: the same str */
        f.whole = format;
    ok = ok && all_converted(&f, false) && !m->stopped;
    value result = !ok ? 0 : f.whole ? value_own(m, f.whole) : make_str(m, buffer_text(&f.out), f.out.length);
    if (!ok)
        value_drop(m, f.whole);
    value_drop(m, f.item);
    buffer_free(&f.out);
    buffer_free(&copy);
    return result;
}
