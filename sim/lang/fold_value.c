#include "sim/lang/fold.h"

#include <math.h>
#include <string.h>

enum {
    MAX_STRING = 4096, /* longer products are left to the machine, as in CPython; longer sums too,
                          which CPython computes: a chain of them would cost its square */
    MAX_COLLECTION = 256
};

/* Ints up to here are exact as doubles; the quotient of larger ones is the machine's business. */
static const int64_t exact_double = (int64_t)1 << 53;

bool constant_is_true(const constant *c)
{
    switch (c->kind) {
    case CONST_NONE:
    case CONST_FALSE:
        return false;
    case CONST_INT:
        return c->integer != 0;
    case CONST_FLOAT:
        return c->number != 0;
    case CONST_STR:
    case CONST_BYTES:
    case CONST_TUPLE:
    case CONST_FROZENSET:
        return c->length != 0;
    case CONST_TRUE:
    case CONST_ELLIPSIS:
    case CONST_CODE:
        return true;
    }
    return true;
}

/* Ints and bools are ints. */
static bool as_integer(const constant *c, int64_t *out)
{
    if (c->kind != CONST_INT && c->kind != CONST_TRUE && c->kind != CONST_FALSE)
        return false;
    *out = c->kind == CONST_INT ? c->integer : c->kind == CONST_TRUE;
    return true;
}

static bool as_number(const constant *c, double *out)
{
    int64_t i;
    if (c->kind == CONST_FLOAT) {
        *out = c->number;
        return true;
    }
    if (!as_integer(c, &i))
        return false;
    *out = (double)i;
    return true;
}

static fold_outcome give_integer(constant *out, int64_t value)
{
    *out = (constant){.kind = CONST_INT, .integer = value};
    return FOLD_DONE;
}

static fold_outcome give_number(constant *out, double value)
{
    *out = (constant){.kind = CONST_FLOAT, .number = value};
    return FOLD_DONE;
}

fold_outcome fold_unary(unary_kind op, const constant *operand, constant *out)
{
    int64_t i;
    if (op == UNARY_KIND_NOT) {
        *out = (constant){.kind = constant_is_true(operand) ? CONST_FALSE : CONST_TRUE};
        return FOLD_DONE;
    }
    if (operand->kind == CONST_FLOAT && op != UNARY_KIND_INVERT)
        return give_number(out, op == UNARY_KIND_MINUS ? -operand->number : operand->number);
    if (!as_integer(operand, &i))
        return FOLD_LEFT;
    if (op == UNARY_KIND_INVERT)
        return give_integer(out, ~i);
    if (op == UNARY_KIND_PLUS)
        return give_integer(out, i);
    return i == INT64_MIN ? FOLD_TOO_LARGE : give_integer(out, -i);
}

/* --- integers ------------------------------------------------------------------------------- */

static fold_outcome integer_power(int64_t base, int64_t exponent, constant *out)
{
    if (exponent < 0)
        return base == 0 ? FOLD_LEFT : give_number(out, pow((double)base, (double)exponent));
    int64_t result = 1;
    while (exponent > 0) {
        if ((exponent & 1) && __builtin_mul_overflow(result, base, &result))
            return FOLD_TOO_LARGE;
        exponent >>= 1;
        if (exponent > 0 && __builtin_mul_overflow(base, base, &base))
            return FOLD_TOO_LARGE;
    }
    return give_integer(out, result);
}

static fold_outcome integer_shift(bool left, int64_t a, int64_t by, constant *out)
{
    if (by < 0)
        return FOLD_LEFT;
    if (!left)
        return give_integer(out, by > 63 ? (a < 0 ? -1 : 0) : a >> by);
    if (a == 0)
        return give_integer(out, 0);
    if (by > 63 || a > INT64_MAX >> by || a < INT64_MIN >> by)
        return FOLD_TOO_LARGE;
    return give_integer(out, (int64_t)((uint64_t)a << by));
}

/* Python's division rounds down; the remainder has the sign of the divisor. */
static fold_outcome integer_divide(bool remainder, int64_t a, int64_t b, constant *out)
{
    if (b == 0)
        return FOLD_LEFT;
    if (a == INT64_MIN && b == -1)
        return remainder ? give_integer(out, 0) : FOLD_TOO_LARGE;
    int64_t quotient = a / b, rest = a % b;
    if (rest != 0 && (rest < 0) != (b < 0)) {
        quotient--;
        rest += b;
    }
    return give_integer(out, remainder ? rest : quotient);
}

static fold_outcome integer_true_divide(int64_t a, int64_t b, constant *out)
{
    if (b == 0 || a > exact_double || a < -exact_double || b > exact_double || b < -exact_double)
        return FOLD_LEFT;
    return give_number(out, (double)a / (double)b);
}

/* & | ^ of two bools is a bool. */
static fold_outcome integer_bits(const constant *left, const constant *right, int64_t value,
                                 constant *out)
{
    if (left->kind == CONST_INT || right->kind == CONST_INT)
        return give_integer(out, value);
    *out = (constant){.kind = value ? CONST_TRUE : CONST_FALSE};
    return FOLD_DONE;
}

static fold_outcome fold_integers(binary_op_kind op, const constant *left, const constant *right,
                                  constant *out)
{
    int64_t a = 0, b = 0, result = 0;
    as_integer(left, &a);
    as_integer(right, &b);
    switch (op) {
    case BINARY_ADD:
        return __builtin_add_overflow(a, b, &result) ? FOLD_TOO_LARGE : give_integer(out, result);
    case BINARY_SUBTRACT:
        return __builtin_sub_overflow(a, b, &result) ? FOLD_TOO_LARGE : give_integer(out, result);
    case BINARY_MULTIPLY:
        return __builtin_mul_overflow(a, b, &result) ? FOLD_TOO_LARGE : give_integer(out, result);
    case BINARY_FLOOR_DIVIDE:
        return integer_divide(false, a, b, out);
    case BINARY_REMAINDER:
        return integer_divide(true, a, b, out);
    case BINARY_TRUE_DIVIDE:
        return integer_true_divide(a, b, out);
    case BINARY_POWER:
        return integer_power(a, b, out);
    case BINARY_LSHIFT:
        return integer_shift(true, a, b, out);
    case BINARY_RSHIFT:
        return integer_shift(false, a, b, out);
    case BINARY_AND:
        return integer_bits(left, right, a & b, out);
    case BINARY_OR:
        return integer_bits(left, right, a | b, out);
    case BINARY_XOR:
        return integer_bits(left, right, a ^ b, out);
    case BINARY_MATRIX_MULTIPLY:
    case BINARY_INPLACE:
        break;
    }
    return FOLD_LEFT;
}

/* --- floats --------------------------------------------------------------------------------- */

static fold_outcome float_divide(bool remainder, double a, double b, constant *out)
{
    if (b == 0)
        return FOLD_LEFT;
    double rest = fmod(a, b);
    double quotient = (a - rest) / b;
    if (rest != 0 && (b < 0) != (rest < 0)) {
        rest += b;
        quotient -= 1;
    } else if (rest == 0) {
        rest = copysign(0.0, b);
    }
    double whole = quotient != 0 ? floor(quotient) : copysign(0.0, a / b);
    if (quotient != 0 && quotient - whole > 0.5)
        whole += 1;
    return give_number(out, remainder ? rest : whole);
}

static fold_outcome float_power(double a, double b, constant *out)
{
    double result = pow(a, b);
    bool raises = (a == 0 && b < 0) || (a < 0 && b != floor(b)) ||
                  (isinf(result) && !isinf(a) && !isinf(b));
    return raises ? FOLD_LEFT : give_number(out, result);
}

static fold_outcome fold_floats(binary_op_kind op, double a, double b, constant *out)
{
    switch (op) {
    case BINARY_ADD:
        return give_number(out, a + b);
    case BINARY_SUBTRACT:
        return give_number(out, a - b);
    case BINARY_MULTIPLY:
        return give_number(out, a * b);
    case BINARY_TRUE_DIVIDE:
        return b == 0 ? FOLD_LEFT : give_number(out, a / b);
    case BINARY_FLOOR_DIVIDE:
        return float_divide(false, a, b, out);
    case BINARY_REMAINDER:
        return float_divide(true, a, b, out);
    case BINARY_POWER:
        return float_power(a, b, out);
    case BINARY_LSHIFT:
    case BINARY_RSHIFT:
    case BINARY_AND:
    case BINARY_OR:
    case BINARY_XOR:
    case BINARY_MATRIX_MULTIPLY:
    case BINARY_INPLACE:
        break;
    }
    return FOLD_LEFT;
}

/* --- sequences ------------------------------------------------------------------------------ */

static bool is_text(const constant *c)
{
    return c->kind == CONST_STR || c->kind == CONST_BYTES;
}

static fold_outcome repeat(arena *memory, const constant *what, int64_t times, constant *out)
{
    int64_t limit = is_text(what) ? MAX_STRING : MAX_COLLECTION;
    int64_t count = what->length ? times : 0;
    if (count < 0 || (what->length && count > limit / (int64_t)what->length))
        return FOLD_LEFT;
    size_t item = is_text(what) ? 1 : sizeof(constant);
    size_t bytes = item * what->length;
    char *all = arena_alloc(memory, bytes * (size_t)count + 1);
    if (!all)
        return FOLD_NO_MEMORY;
    const void *from = is_text(what) ? (const void *)what->text : (const void *)what->items;
    for (int64_t i = 0; i < count; i++)
        memcpy(all + (size_t)i * bytes, from, bytes);
    *out = (constant){.kind = what->kind, .length = (uint32_t)((int64_t)what->length * count)};
    if (is_text(what))
        out->text = all;
    else
        out->items = (const constant *)(const void *)all;
    return FOLD_DONE;
}

static fold_outcome concatenate(arena *memory, const constant *left, const constant *right,
                                constant *out)
{
    size_t item = is_text(left) ? 1 : sizeof(constant);
    if (left->length + right->length > (is_text(left) ? (uint32_t)MAX_STRING : (uint32_t)MAX_COLLECTION))
        return FOLD_LEFT;
    char *all = arena_alloc(memory, item * ((size_t)left->length + right->length) + 1);
    if (!all)
        return FOLD_NO_MEMORY;
    const void *first = is_text(left) ? (const void *)left->text : (const void *)left->items;
    const void *second = is_text(left) ? (const void *)right->text : (const void *)right->items;
    if (left->length)
        memcpy(all, first, item * left->length);
    if (right->length)
        memcpy(all + item * left->length, second, item * right->length);
    *out = (constant){.kind = left->kind, .length = left->length + right->length};
    if (is_text(left))
        out->text = all;
    else
        out->items = (const constant *)(const void *)all;
    return FOLD_DONE;
}

fold_outcome fold_binary(arena *memory, binary_op_kind op, const constant *left,
                         const constant *right, constant *out)
{
    int64_t a = 0, b = 0;
    double x, y;
    bool left_is_integer = as_integer(left, &a), right_is_integer = as_integer(right, &b);
    bool left_is_sequence = is_text(left) || left->kind == CONST_TUPLE;
    bool right_is_sequence = is_text(right) || right->kind == CONST_TUPLE;
    if (left_is_integer && right_is_integer)
        return fold_integers(op, left, right, out);
    if (as_number(left, &x) && as_number(right, &y))
        return fold_floats(op, x, y, out);
    if (op == BINARY_MULTIPLY && left_is_sequence && right_is_integer)
        return repeat(memory, left, b, out);
    if (op == BINARY_MULTIPLY && left_is_integer && right_is_sequence)
        return repeat(memory, right, a, out);
    if (op == BINARY_ADD && left_is_sequence && left->kind == right->kind)
        return concatenate(memory, left, right, out);
    return FOLD_LEFT;
}

/* The `index`-th code point of a text: its bytes. False: out of range. */
static bool find_code_point(const constant *text, int64_t index, size_t *start, size_t *end)
{
    int64_t count = 0;
    for (uint32_t i = 0; i < text->length; i++)
        count += ((unsigned char)text->text[i] & 0xC0U) != 0x80U;
    if (index < 0)
        index += count;
    if (index < 0 || index >= count)
        return false;
    size_t at = 0;
    for (count = -1; at < text->length; at++) {
        count += ((unsigned char)text->text[at] & 0xC0U) != 0x80U;
        if (count == index)
            break;
    }
    *start = at++;
    while (at < text->length && ((unsigned char)text->text[at] & 0xC0U) == 0x80U)
        at++;
    *end = at;
    return true;
}

fold_outcome fold_subscript(arena *memory, const constant *object, const constant *index,
                            constant *out)
{
    int64_t i;
    size_t start, end;
    if (!as_integer(index, &i))
        return FOLD_LEFT;
    if (object->kind == CONST_STR) {
        if (!find_code_point(object, i, &start, &end))
            return FOLD_LEFT;
        const char *copy = arena_text(memory, object->text + start, end - start);
        *out = (constant){.kind = CONST_STR, .text = copy, .length = (uint32_t)(end - start)};
        return copy ? FOLD_DONE : FOLD_NO_MEMORY;
    }
    if (object->kind != CONST_BYTES && object->kind != CONST_TUPLE)
        return FOLD_LEFT;
    if (i < 0)
        i += object->length;
    if (i < 0 || i >= object->length)
        return FOLD_LEFT;
    if (object->kind == CONST_BYTES)
        return give_integer(out, (unsigned char)object->text[i]);
    *out = object->items[i];
    return FOLD_DONE;
}
