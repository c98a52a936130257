/* Builtins that make numbers, and texts of numbers; methods of int and float.
 * Source: CPython 3.13.0, Python/bltinmodule.c, Objects/longobject.c, Objects/floatobject.c; messages as
 * there. */
#include "sim/vm/arguments.h"
#include "sim/vm/characters.h"
#include "sim/vm/eval.h"
#include "sim/vm/format.h"
#include "sim/vm/proxy.h"
#include "sim/vm/sequence.h"

#include <math.h>
#include <stdlib.h>

__extension__ typedef __int128 wide; /* a product of two ints */

static ref arg(const call_args *a, uint32_t i)
{
    return VALUE_ROW(a->v[i]);
}

static bool is_int(const machine *m, ref o)
{
    object_kind kind = world_kind(machine_world(m), o);
    return kind == KIND_INT || kind == KIND_BOOL;
}

static bool is_float(const machine *m, ref o)
{
    return world_kind(machine_world(m), o) == KIND_FLOAT;
}

static double number_of(const machine *m, ref o)
{
    const world *w = machine_world(m);
    return is_float(m, o) ? world_float(w, o) : (double)world_int(w, o);
}

static value too_big(machine *m)
{
    return stop_unsupported(m, "integers beyond 64 bits are not supported");
}

/* --- Texts --------------------------------------------------------------------------------------------- */

static value builtin_format(machine *m, const call_args *a)
{
    if (a->count < 2)
        return format_value(m, arg(a, 0), "", 0);
    uint32_t length;
    ref format = world_core_of(machine_world(m), arg(a, 1));
    if (world_kind(machine_world(m), format) != KIND_STR)
        return raise_error(m, BT_TYPE_ERROR, "format() argument 2 must be str, not %s",
                           arg(a, 1) == m->none ? "None" : type_name(m, arg(a, 1)));
    const char *spec = world_text(machine_world(m), format, &length);
    return format_value(m, arg(a, 0), spec, length);
}

static value with_prefix(machine *m, const call_args *a, bool octal)
{
    int64_t n;
    char text[32];
    if (!argument_int(m, arg(a, 0), &n))
        return 0;
    uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    (void)snprintf(text, sizeof text, octal ? "%s0o%llo" : "%s0x%llx", n < 0 ? "-" : "",
                   (unsigned long long)size);
    return make_text(m, text);
}

static value builtin_hex(machine *m, const call_args *a)
{
    return with_prefix(m, a, false);
}

static value builtin_oct(machine *m, const call_args *a)
{
    return with_prefix(m, a, true);
}

static value builtin_chr(machine *m, const call_args *a)
{
    int64_t n;
    char text[4];
    if (!argument_int(m, arg(a, 0), &n))
        return 0;
    if (n < 0 || n > 0x10FFFF)
        return raise_error(m, BT_VALUE_ERROR, "chr() arg not in range(0x110000)");
    if (n >= 0xD800 && n <= 0xDFFF)
        return stop_unsupported(m, "surrogates are not supported");
    return make_str(m, text, character_write((uint32_t)n, text));
}

static value builtin_ord(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    ref o = world_core_of(w, arg(a, 0));
    object_kind kind = world_kind(w, o);
    if (kind != KIND_STR && kind != KIND_BYTES)
        return raise_error(m, BT_TYPE_ERROR, "ord() expected string of length 1, but %s found",
                           type_name(m, o));
    uint32_t bytes;
    const char *s = world_text(w, o, &bytes);
    uint32_t n = kind == KIND_STR ? world_row(w, o)->hi & TEXT_LENGTH_MASK : bytes;
    if (n != 1)
        return raise_error(m, BT_TYPE_ERROR, "ord() expected a character, but string of length %u found", n);
    return make_int(m, kind == KIND_STR ? character_next(&s) : (unsigned char)*s);
}

/* --- round() ------------------------------------------------------------------------------------------------ */

/* To a multiple of 10**places, ties to the even one. The quotient and the rest come in a tuple, which is
 * made and goes. Source: CPython 3.13.0, Objects/longobject.c, _PyLong_DivmodNear(). */
static value round_int(machine *m, int64_t n, uint64_t places)
{
    value tuple = make_tuple(m, 2);
    tuple_fill(m, tuple, 0, m->none);
    tuple_fill(m, tuple, 1, m->none);
    value_drop(m, tuple);
    wide power = 1, size = n < 0 ? -(wide)n : n;
    if (places > 19)
        return make_int(m, 0);
    for (uint64_t i = 0; i < places; i++)
        power *= 10;
    wide quotient = size / power, rest = size % power;
    if (rest * 2 > power || (rest * 2 == power && (quotient & 1)))
        quotient++;
    size = quotient * power;
    size = n < 0 ? -size : size;
    return size < INT64_MIN || size > INT64_MAX ? too_big(m) : make_int(m, (int64_t)size);
}

static value round_to_int(machine *m, double x)
{
    if (isnan(x) || isinf(x))
        return raise_error(m, isnan(x) ? BT_VALUE_ERROR : BT_OVERFLOW_ERROR, "cannot convert float %s to integer",
                           isnan(x) ? "NaN" : "infinity");
    x = rint(x);
    if (x < -9223372036854775808.0 || x >= 9223372036854775808.0)
        return too_big(m);
    return make_int(m, (int64_t)x);
}

/* Of a number with `places` digits before the point, rounded to 10**places: is it above the half? */
static bool above_half(double x, int places)
{
    char half[400], exact[400];
    (void)snprintf(half, sizeof half, "5e%d", places - 1);
    double limit = strtod(half, NULL);
    if (x != limit || places <= 23)
        return x > limit;
    (void)snprintf(half, sizeof half, "5%0*d", places - 1, 0);
    (void)snprintf(exact, sizeof exact, "%.0f", x); /* beyond 2**53 every float is whole */
    return strcmp(exact, half) > 0;
}

/* The decimal that is nearest to the exact value, ties to even; printf() rounds so. */
static double round_decimal(double x, int places)
{
    char text[800];
    if (places >= 0) {
        (void)snprintf(text, sizeof text, "%.*f", places, x);
        return strtod(text, NULL);
    }
    (void)snprintf(text, sizeof text, "%.17e", x);
    int digits = atoi(strchr(text, 'e') + 1) + 1 + places; /* that stay */
    if (digits > 0) {
        (void)snprintf(text, sizeof text, "%.*e", digits - 1, x);
    } else {
        bool up = digits == 0 && above_half(fabs(x), -places);
        (void)snprintf(text, sizeof text, "%s%de%d", signbit(x) ? "-" : "", up, up ? -places : 0);
    }
    return strtod(text, NULL);
}

/* Beyond these a float has no digits to round, or none that stay. */
enum { ROUND_PLACES_MAX = 323, ROUND_PLACES_MIN = -308 };

static value round_float(machine *m, double x, int64_t places)
{
    if (isnan(x) || isinf(x) || places > ROUND_PLACES_MAX)
        return make_float(m, x);
    if (places < ROUND_PLACES_MIN)
        return make_float(m, 0.0 * x);
    double rounded = x == 0 ? x : round_decimal(x, (int)places);
    if (isinf(rounded))
        return raise_error(m, BT_OVERFLOW_ERROR, "rounded value too large to represent");
    return make_float(m, rounded);
}

/* int.__round__(), float.__round__() */
static value number_round(machine *m, ref number, ref digits)
{
    const world *w = machine_world(m);
    int64_t places = 0;
    bool whole = !digits || digits == m->none;
    if (!whole && !argument_int(m, digits, &places))
        return 0;
    if (is_float(m, number))
        return whole ? round_to_int(m, world_float(w, number)) : round_float(m, world_float(w, number), places);
    if (places < 0)
        return round_int(m, world_int(w, number), 0 - (uint64_t)places);
    return world_kind(w, number) == KIND_INT ? value_own(m, number) : make_int(m, world_int(w, number));
}

static value builtin_round(machine *m, const call_args *a)
{
    static const parameters ROUND = {"round", {"number", "ndigits"}, 2, 1};
    ref o[3];
    if (!arguments_bind(m, a, &ROUND, o) || stop_at_method(m, o[0], "__round__"))
        return 0;
    o[0] = world_core_of(machine_world(m), o[0]);
    if (!is_int(m, o[0]) && !is_float(m, o[0]))
        return raise_error(m, BT_TYPE_ERROR, "type %s doesn't define __round__ method", type_name(m, o[0]));
    unseen_birth(m); /* the method is bound to be called */
    value rounded = number_round(m, o[0], o[1]);
    unseen_death(m);
    return rounded;
}

/* --- divmod(), pow() ------------------------------------------------------------------------------------------- */

static value pair(machine *m, value first, value second)
{
    if (!first || !second) {
        value_drop(m, first);
        value_drop(m, second);
        return 0;
    }
    value tuple = make_tuple(m, 2);
    tuple_fill(m, tuple, 1, second);
    tuple_fill(m, tuple, 0, first);
    return tuple;
}

static value numbers_divmod(machine *m, ref x, ref y)
{
    const world *w = machine_world(m);
    x = world_core_of(w, x);
    y = world_core_of(w, y);
    bool numbers = (is_int(m, x) || is_float(m, x)) && (is_int(m, y) || is_float(m, y));
    if (stop_at_method(m, x, "__divmod__") || stop_at_method(m, y, "__rdivmod__"))
        return 0;
    if (!numbers)
        return raise_error(m, BT_TYPE_ERROR, "unsupported operand type(s) for divmod(): '%s' and '%s'",
                           type_name(m, x), type_name(m, y));
    if ((is_float(m, x) || is_float(m, y)) && number_of(m, y) == 0)
        return raise_error(m, BT_ZERO_DIVISION_ERROR, "float divmod()");
    value quotient = operator_binary(m, BINARY_FLOOR_DIVIDE, x, y);
    return quotient ? pair(m, quotient, operator_binary(m, BINARY_REMAINDER, x, y)) : 0;
}

static value builtin_divmod(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    if (!is_proxy(w, arg(a, 0)) && !is_proxy(w, arg(a, 1)))
        return numbers_divmod(m, arg(a, 0), arg(a, 1));
    value x = proxy_unwrap(m, arg(a, 0)), y = x ? proxy_unwrap(m, arg(a, 1)) : 0;
    value v = y ? numbers_divmod(m, VALUE_ROW(x), VALUE_ROW(y)) : 0;
    value_drop(m, y);
    value_drop(m, x);
    return v;
}

/* a * b % n of numbers below n, which is positive. */
static int64_t multiply_modulo(int64_t a, int64_t b, int64_t n)
{
    return (int64_t)((wide)a * b % n);
}

/* The x with a * x % n == 1, or -1: Euclid's algorithm. */
static int64_t inverse_modulo(int64_t a, int64_t n)
{
    wide r = n, next_r = a, t = 0, next_t = 1;
    while (next_r) {
        wide q = r / next_r, old_r = r, old_t = t;
        r = next_r;
        next_r = old_r - q * next_r;
        t = next_t;
        next_t = old_t - q * next_t;
    }
    return r == 1 ? (int64_t)(t < 0 ? t + n : t) : -1;
}

static value power_modulo(machine *m, int64_t base, int64_t exponent, int64_t modulus)
{
    if (modulus == 0)
        return raise_error(m, BT_VALUE_ERROR, "pow() 3rd argument cannot be 0");
    if (modulus == INT64_MIN)
        return too_big(m);
    int64_t n = modulus < 0 ? -modulus : modulus, x = base % n, result = 1 % n;
    x = x < 0 ? x + n : x;
    if (exponent < 0 && n > 1) {
        x = inverse_modulo(x, n);
        if (x < 0)
            return raise_error(m, BT_VALUE_ERROR, "base is not invertible for the given modulus");
    }
    for (uint64_t e = exponent < 0 ? 0 - (uint64_t)exponent : (uint64_t)exponent; e; e >>= 1) {
        if (e & 1)
            result = multiply_modulo(result, x, n);
        x = multiply_modulo(x, x, n);
    }
    return make_int(m, modulus < 0 && result ? result - n : result);
}

/* Where a float's range ends, CPython raises what an errno says. */
static value power(machine *m, ref base, ref exponent)
{
    value v = operator_binary(m, BINARY_POWER, base, exponent);
    if (!v || !is_float(m, VALUE_ROW(v)) || !isinf(world_float(machine_world(m), VALUE_ROW(v))) ||
        isinf(number_of(m, base)) || isinf(number_of(m, exponent)))
        return v;
    value_drop(m, v);
    return stop_unsupported(m, "powers beyond the range of float are not supported");
}

static value builtin_pow(machine *m, const call_args *a)
{
    static const parameters POW = {"pow", {"base", "exp", "mod"}, 3, 2};
    const world *w = machine_world(m);
    ref o[3];
    if (!arguments_bind(m, a, &POW, o))
        return 0;
    for (uint32_t i = 0; i < 3; i++)
        o[i] = o[i] ? world_core_of(w, o[i]) : 0;
    if (stop_at_method(m, o[0], "__pow__") || stop_at_method(m, o[1], "__rpow__"))
        return 0;
    if (!o[2] || o[2] == m->none)
        return power(m, o[0], o[1]);
    if (is_float(m, o[0]) || is_float(m, o[1]) || is_float(m, o[2]))
        return raise_error(m, BT_TYPE_ERROR, "pow() 3rd argument not allowed unless all arguments are integers");
    if (!is_int(m, o[0]) || !is_int(m, o[1]) || !is_int(m, o[2]))
        return raise_error(m, BT_TYPE_ERROR, "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'",
                           type_name(m, o[0]), type_name(m, o[1]), type_name(m, o[2]));
    return power_modulo(m, world_int(w, o[0]), world_int(w, o[1]), world_int(w, o[2]));
}

/* --- Methods ---------------------------------------------------------------------------------------------------- */

static value int_bit_length(machine *m, const call_args *a)
{
    int64_t n = world_int(machine_world(m), a->self), bits = 0;
    for (uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n; size; size >>= 1)
        bits++;
    return make_int(m, bits);
}

static value int_bit_count(machine *m, const call_args *a)
{
    int64_t n = world_int(machine_world(m), a->self), bits = 0;
    for (uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n; size; size &= size - 1)
        bits++;
    return make_int(m, bits);
}

static value int_is_integer(machine *m, const call_args *a)
{
    (void)a;
    return m->yes;
}

/* long_long() */
static value int_conjugate(machine *m, const call_args *a)
{
    return world_kind(machine_world(m), a->self) == KIND_INT ? value_own(m, a->self)
                                                             : make_int(m, world_int(machine_world(m), a->self));
}

static value float_is_integer(machine *m, const call_args *a)
{
    double x = world_float(machine_world(m), a->self);
    return make_bool(m, !isnan(x) && !isinf(x) && x == floor(x));
}

enum { KEYWORDS = BUILTIN_PURE | BUILTIN_KEYWORDS, ANY = 255 };

const builtin_info BUILTINS_NUMBERS[] = {
    {"chr", OWNER_BUILTINS, 1, 1, BUILTIN_PURE, builtin_chr},
    {"divmod", OWNER_BUILTINS, 2, 2, BUILTIN_PURE, builtin_divmod},
    {"format", OWNER_BUILTINS, 1, 2, 0, builtin_format},
    {"hex", OWNER_BUILTINS, 1, 1, BUILTIN_PURE, builtin_hex},
    {"oct", OWNER_BUILTINS, 1, 1, BUILTIN_PURE, builtin_oct},
    {"ord", OWNER_BUILTINS, 1, 1, BUILTIN_PURE, builtin_ord},
    {"pow", OWNER_BUILTINS, 0, ANY, BUILTIN_KEYWORDS, builtin_pow},
    {"round", OWNER_BUILTINS, 0, ANY, KEYWORDS, builtin_round},
    {"bit_length", BT_INT, 0, 0, BUILTIN_PURE, int_bit_length},
    {"bit_count", BT_INT, 0, 0, BUILTIN_PURE, int_bit_count},
    {"is_integer", BT_INT, 0, 0, BUILTIN_PURE, int_is_integer},
    {"conjugate", BT_INT, 0, 0, BUILTIN_PURE, int_conjugate},
    {"is_integer", BT_FLOAT, 0, 0, BUILTIN_PURE, float_is_integer},
    {0},
};
