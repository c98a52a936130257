/* Operators: arithmetic, truth; comparison.c: comparison.
 * Source: CPython 3.13.0, Objects/abstract.c, Objects/object.c; messages as there. */
#include "sim/vm/eval.h"
#include "sim/vm/format.h"
#include "sim/vm/heir.h"
#include "sim/vm/number.h"
#include "sim/vm/special_methods.h"

#include "sim/base/limits.h"
#include "sim/vm/proxy.h"
#include "sim/vm/bytes.h"
#include "sim/vm/setobject.h"
#include "sim/vm/sequence.h"
#include "sim/log/dict.h"

#include <math.h>

static value too_big(machine *m)
{
    return stop_unsupported(m, "integers beyond 64 bits are not supported");
}

/* --- int ------------------------------------------------------------------------------------------- */

static value int_divide(machine *m, int64_t a, int64_t b, bool remainder)
{
    if (b == 0)
        return raise_error(m, BT_ZERO_DIVISION_ERROR,
                           remainder ? "integer modulo by zero" : "integer division or modulo by zero");
    if (b == -1)
        return remainder ? make_int(m, 0) : a == INT64_MIN ? too_big(m) : make_int(m, -a);
    int64_t q = a / b, r = a % b;
    if (r != 0 && (r < 0) != (b < 0)) {
        q--;
        r += b;
    }
    return make_int(m, remainder ? r : q);
}

static value int_power(machine *m, int64_t base, int64_t exponent)
{
    if (exponent < 0)
        return base == 0 ? raise_error(m, BT_ZERO_DIVISION_ERROR,
                                       "0.0 cannot be raised to a negative power")
                         : make_float(m, pow((double)base, (double)exponent));
    int64_t result = 1;
    while (exponent > 0) {
        if (exponent & 1 && __builtin_mul_overflow(result, base, &result))
            return too_big(m);
        exponent >>= 1;
        if (exponent && __builtin_mul_overflow(base, base, &base))
            return too_big(m);
    }
    return make_int(m, result);
}

static value int_shift(machine *m, int64_t a, int64_t b, bool left)
{
    if (b < 0)
        return raise_error(m, BT_VALUE_ERROR, "negative shift count");
    if (!left)
        return make_int(m, b > 62 ? (a < 0 ? -1 : 0) : a >> b);
    if (a == 0)
        return make_int(m, 0);
    int64_t result;
    if (b == 63 && a == -1)
        return make_int(m, INT64_MIN);
    if (b > 62 || __builtin_mul_overflow(a, (int64_t)1 << b, &result))
        return too_big(m);
    return make_int(m, result);
}

/* True: *out is the result (0: raised). */
static bool int_binary(machine *m, uint32_t kind, int64_t a, int64_t b, value *out)
{
    int64_t n;
    switch (kind) {
    case BINARY_ADD:
        *out = __builtin_add_overflow(a, b, &n) ? too_big(m) : make_int(m, n);
        return true;
    case BINARY_SUBTRACT:
        *out = __builtin_sub_overflow(a, b, &n) ? too_big(m) : make_int(m, n);
        return true;
    case BINARY_MULTIPLY:
        *out = __builtin_mul_overflow(a, b, &n) ? too_big(m) : make_int(m, n);
        return true;
    case BINARY_FLOOR_DIVIDE:
    case BINARY_REMAINDER:
        *out = int_divide(m, a, b, kind == BINARY_REMAINDER);
        return true;
    case BINARY_TRUE_DIVIDE:
        *out = b == 0 ? raise_error(m, BT_ZERO_DIVISION_ERROR, "division by zero")
                      : make_float(m, (double)a / (double)b);
        return true;
    case BINARY_POWER:
        *out = int_power(m, a, b);
        return true;
    case BINARY_LSHIFT:
    case BINARY_RSHIFT:
        *out = int_shift(m, a, b, kind == BINARY_LSHIFT);
        return true;
    default:
        return false;
    }
}

static bool bit_binary(machine *m, uint32_t kind, ref x, ref y, value *out)
{
    const world *w = machine_world(m);
    int64_t a = world_int(w, x), b = world_int(w, y);
    if (kind != BINARY_AND && kind != BINARY_OR && kind != BINARY_XOR)
        return false;
    int64_t n = kind == BINARY_AND ? (a & b) : kind == BINARY_OR ? (a | b) : (a ^ b);
    bool bools = world_kind(w, x) == KIND_BOOL && world_kind(w, y) == KIND_BOOL;
    *out = bools ? make_bool(m, n != 0) : make_int(m, n);
    return true;
}

/* --- float ----------------------------------------------------------------------------------------- */

static value float_modulo(machine *m, double a, double b, bool floor_divide)
{
    if (b == 0)
        return raise_error(m, BT_ZERO_DIVISION_ERROR,
                           floor_divide ? "float floor division by zero" : "float modulo by zero");
    double mod = fmod(a, b);
    double div = (a - mod) / b;
    if (mod != 0) {
        if ((b < 0) != (mod < 0)) {
            mod += b;
            div -= 1.0;
        }
    } else {
        mod = copysign(0.0, b);
    }
    if (!floor_divide)
        return make_float(m, mod);
    double whole = div != 0 ? floor(div) : copysign(0.0, a / b);
    if (div != 0 && div - whole > 0.5)
        whole += 1.0;
    return make_float(m, whole);
}

/* float_pow(): PyErr_SetFromErrno(ERANGE). */
static value power_overflow(machine *m)
{
    value args[2] = {make_int(m, 34), make_text(m, "Numerical result out of range")};
    value error = call_object(m, m->types[BT_OVERFLOW_ERROR], args, 2);
    value_drop(m, args[0]);
    value_drop(m, args[1]);
    return error ? raise_value(m, error) : 0;
}

static bool float_binary(machine *m, uint32_t kind, double a, double b, value *out)
{
    switch (kind) {
    case BINARY_ADD:
        *out = make_float(m, a + b);
        return true;
    case BINARY_SUBTRACT:
        *out = make_float(m, a - b);
        return true;
    case BINARY_MULTIPLY:
        *out = make_float(m, a * b);
        return true;
    case BINARY_TRUE_DIVIDE:
        *out = b == 0 ? raise_error(m, BT_ZERO_DIVISION_ERROR, "float division by zero")
                      : make_float(m, a / b);
        return true;
    case BINARY_FLOOR_DIVIDE:
    case BINARY_REMAINDER:
        *out = float_modulo(m, a, b, kind == BINARY_FLOOR_DIVIDE);
        return true;
    case BINARY_POWER:
        if (a == 0 && b < 0)
            *out = raise_error(m, BT_ZERO_DIVISION_ERROR, "0.0 cannot be raised to a negative power");
        else if (a < 0 && b != floor(b))
            *out = stop_unsupported(m, "complex numbers are not supported");
        else if (isinf(pow(a, b)) && !isinf(a) && !isinf(b))
            *out = power_overflow(m);
        else
            *out = make_float(m, pow(a, b));
        return true;
    default:
        return false;
    }
}

/* --- Sequences --------------------------------------------------------------------------------------- */

static value str_join2(machine *m, ref a, ref b)
{
    uint32_t n, k;
    const char *s = world_text(machine_world(m), a, &n), *t = world_text(machine_world(m), b, &k);
    if (!n || !k) /* Objects/unicodeobject.c, PyUnicode_Concat(): the other one itself */
        return value_own(m, n ? a : b);
    if ((uint64_t)n + k > LIMIT_TEXT_BYTES)
        return stop_limit(m, OURO_ERR_LIMIT, "a str of more than %u bytes", LIMIT_TEXT_BYTES);
    if (!machine_charge(m, (n + k) / BYTES_PER_INSTRUCTION))
        return 0;
    buffer text = {0};
    buffer_add(&text, s, n);
    buffer_add(&text, t, k);
    value v = make_str(m, buffer_text(&text), text.length);
    buffer_free(&text);
    return v;
}

static value str_repeat(machine *m, ref o, int64_t times)
{
    uint32_t n;
    const char *s = world_text(machine_world(m), o, &n);
    if (times < 0)
        times = 0;
    if (times == 1)
        return value_own(m, o);
    if (n && times > LIMIT_TEXT_BYTES / n)
        return stop_limit(m, OURO_ERR_LIMIT, "a str of more than %u bytes", LIMIT_TEXT_BYTES);
    if (!machine_charge(m, (uint32_t)(n * (uint64_t)times) / BYTES_PER_INSTRUCTION))
        return 0;
    buffer text = {0};
    for (int64_t i = 0; n && i < times; i++)
        buffer_add(&text, s, n);
    value v = make_str(m, buffer_text(&text), text.length);
    buffer_free(&text);
    return v;
}

/* A new list or tuple with the items of `a`, `times` times, then those of `b` (0: none). */
static value sequence_make(machine *m, ref a, int64_t times, ref b)
{
    const world *w = machine_world(m);
    uint64_t n = world_row(w, a)->lo, k = b ? world_row(w, b)->lo : 0;
    if (times < 0)
        times = 0;
    if (n && (uint64_t)times > LIMIT_LIST_ITEMS / n)
        return stop_limit(m, OURO_ERR_LIMIT, "a sequence of more than %u items", LIMIT_LIST_ITEMS);
    uint32_t total = (uint32_t)(n * (uint64_t)times + k);
    if (!machine_charge(m, total))
        return 0;
    if (world_kind(w, a) == KIND_TUPLE && b && (n == 0 || k == 0))
        return value_own(m, n == 0 ? b : a);
    if (world_kind(w, a) == KIND_TUPLE && !b && times == 1)
        return value_own(m, a);
    value made = world_kind(w, a) == KIND_TUPLE ? make_tuple(m, total) : make_list(m, total, total);
    for (uint32_t i = 0; i < total; i++) {
        ref from = i < total - k ? world_word(w, a, (uint32_t)(i % n)) : world_word(w, b, i - (total - (uint32_t)k));
        tuple_fill(m, made, i, from);
    }
    return made;
}

static bool is_sequence(const world *w, ref o)
{
    object_kind kind = world_kind(w, o);
    return kind == KIND_LIST || kind == KIND_TUPLE || kind == KIND_STR;
}

static value sequence_repeat(machine *m, ref sequence, ref times)
{
    int64_t n = world_int(machine_world(m), times);
    return world_kind(machine_world(m), sequence) == KIND_STR ? str_repeat(m, sequence, n)
                                                              : sequence_make(m, sequence, n, 0);
}

static bool sequence_binary(machine *m, uint32_t kind, ref a, ref b, value *out)
{
    const world *w = machine_world(m);
    if (kind == BINARY_ADD && is_sequence(w, a)) {
        if (world_kind(w, a) == world_kind(w, b)) {
            *out = world_kind(w, a) == KIND_STR ? str_join2(m, a, b) : sequence_make(m, a, 1, b);
            return true;
        }
        const char *name = KIND_INFO[world_kind(w, a)].type_name;
        *out = raise_error(m, BT_TYPE_ERROR, "can only concatenate %s (not \"%s\") to %s", name, type_name(m, b), name);
        return true;
    }
    if (kind != BINARY_MULTIPLY)
        return false;
    if (is_sequence(w, a) && is_int(w, b)) {
        *out = sequence_repeat(m, a, b);
        return true;
    }
    if (is_int(w, a) && is_sequence(w, b)) {
        *out = sequence_repeat(m, b, a);
        return true;
    }
    return false;
}

/* --- Instances: the methods of the script ------------------------------------------------------------------ */

typedef struct operator_name {
    const char *sign, *method, *reflected, *inplace;
} operator_name;

static const operator_name OPERATORS[BINARY_INPLACE] = {
    [BINARY_ADD] = {"+", "__add__", "__radd__", "__iadd__"},
    [BINARY_AND] = {"&", "__and__", "__rand__", "__iand__"},
    [BINARY_FLOOR_DIVIDE] = {"//", NULL, NULL, NULL},
    [BINARY_LSHIFT] = {"<<", NULL, NULL, NULL},
    [BINARY_MATRIX_MULTIPLY] = {"@", NULL, NULL, NULL},
    [BINARY_MULTIPLY] = {"*", "__mul__", NULL, NULL},
    [BINARY_REMAINDER] = {"%", NULL, NULL, NULL},
    [BINARY_OR] = {"|", "__or__", "__ror__", "__ior__"},
    [BINARY_POWER] = {"** or pow()", NULL, NULL, NULL},
    [BINARY_RSHIFT] = {">>", NULL, NULL, NULL},
    [BINARY_SUBTRACT] = {"-", "__sub__", "__rsub__", "__isub__"},
    [BINARY_TRUE_DIVIDE] = {"/", NULL, NULL, NULL},
    [BINARY_XOR] = {"^", "__xor__", "__rxor__", "__ixor__"},
};

/* Call a method that may answer NotImplemented. True: *out is the answer (0: raised). */
static bool try_method(machine *m, ref o, const char *method, ref other, value *out)
{
    bool found = false;
    if (!method || !object_of_class(machine_world(m), o))
        return false;
    value argument = world_outer_of(machine_world(m), other);
    *out = call_special(m, o, method, &argument, 1, &found);
    if (!found)
        return false;
    if (*out && VALUE_ROW(*out) == m->not_implemented)
        return false;
    return true;
}

/* Has its type a sq_repeat? */
static bool repeats(const world *w, ref o)
{
    return is_sequence(w, world_core_of(w, o)) || world_kind(w, world_core_of(w, o)) == KIND_BYTES;
}

/* PyNumber_InPlaceMultiply(): has the type of `o` PySequenceMethods, but no sq_repeat? Then a sequence on the right
 * hand is not repeated. */
static bool keeps_its_place(const world *w, ref o)
{
    object_kind kind = world_kind(w, o);
    bool sequence = kind == KIND_DICT || kind == KIND_RANGE || kind == KIND_DICT_VIEW || kind == KIND_MAPPINGPROXY ||
                    kind == KIND_LOCALS_PROXY || world_is_set(w, o) || world_of_script_class(w, o);
    return sequence && !repeats(w, o);
}

static value binary_type_error(machine *m, uint32_t kind, ref a, ref b)
{
    bool inplace = kind >= BINARY_INPLACE;
    const world *w = machine_world(m);
    uint32_t plain = inplace ? kind - BINARY_INPLACE : kind;
    const char *sign = inplace && plain == BINARY_POWER ? "**" : OPERATORS[plain].sign;
    if (plain == BINARY_MULTIPLY && (repeats(w, a) || (repeats(w, b) && !(inplace && keeps_its_place(w, a)))))
        return raise_error(m, BT_TYPE_ERROR, "can't multiply sequence by non-int of type '%s'",
                           type_name(m, repeats(w, a) ? b : a));
    return raise_error(m, BT_TYPE_ERROR, "unsupported operand type(s) for %s%s: '%s' and '%s'", sign,
                       inplace ? "=" : "", type_name(m, a), type_name(m, b));
}

/* list_inplace_repeat(): one resize, then the items again and again. */
static value list_repeat_inplace(machine *m, ref list, int64_t times)
{
    const world *w = machine_world(m);
    uint32_t n = world_row(w, list)->lo;
    if (n && times > LIMIT_LIST_ITEMS / n)
        return stop_limit(m, OURO_ERR_LIMIT, "a sequence of more than %u items", LIMIT_LIST_ITEMS);
    if (times <= 0) {
        machine_own_stack(m);
        list_clear_range(&m->mem, list, 0, n);
        return m->stopped ? 0 : value_own(m, list);
    }
    uint32_t total = n * (uint32_t)times;
    if (!machine_charge(m, total))
        return 0;
    if (total > n)
        world_emit(m->r, EV_LIST_GAP, 0, list, n, total - n);
    for (uint32_t i = n; i < total; i++)
        world_emit(m->r, EV_SLOT_SET, 0, list, i, world_word(w, list, i - n));
    return value_own(m, list);
}

/* l += x and l *= n change the list itself. An object that can be added to anything comes first. */
static bool list_inplace(machine *m, uint32_t kind, value list, value b, value *out)
{
    const world *w = machine_world(m);
    if (world_kind(w, VALUE_ROW(list)) != KIND_LIST)
        return false;
    if (kind == BINARY_MULTIPLY + BINARY_INPLACE && is_int(w, VALUE_ROW(b))) {
        *out = list_repeat_inplace(m, VALUE_ROW(list), world_int(w, VALUE_ROW(b)));
        return true;
    }
    if (kind == BINARY_ADD + BINARY_INPLACE && try_method(m, VALUE_ROW(b), "__radd__", VALUE_ROW(list), out))
        return true;
    if (kind == BINARY_ADD + BINARY_INPLACE) {
        *out = list_extend(m, VALUE_ROW(list), b) ? value_own(m, VALUE_ROW(list)) : 0;
        return true;
    }
    return false;
}

/* `b` is a proxy: an instance may take it as it is; everything else meets its object. Not even a list
 * is changed in place: proxies are numbers first. */
static value binary_with_proxy(machine *m, uint32_t kind, ref a, ref b)
{
    bool inplace = kind >= BINARY_INPLACE;
    uint32_t plain = inplace ? kind - BINARY_INPLACE : kind;
    const operator_name *op = &OPERATORS[plain];
    value out = 0;
    if ((inplace && try_method(m, a, op->inplace, b, &out)) || try_method(m, a, op->method, b, &out))
        return out;
    return proxy_binary(m, plain, a, b);
}

/* What the builtin types make of the operands. True: *out is the result (0: raised). */
static bool binary_builtin(machine *m, uint32_t kind, ref a, ref b, value *out)
{
    const world *w = machine_world(m);
    uint32_t plain = kind >= BINARY_INPLACE ? kind - BINARY_INPLACE : kind;
    if (is_int(w, a) && is_int(w, b)) {
        if (bit_binary(m, plain, a, b, out) || int_binary(m, plain, world_int(w, a), world_int(w, b), out))
            return true;
    } else if (is_number(w, a) && is_number(w, b)) {
        if (float_binary(m, plain, number_of(w, a), number_of(w, b), out))
            return true;
    }
    if (sequence_binary(m, plain, a, b, out) || set_binary(m, kind, a, b, out) ||
        bytes_binary(m, plain, a, b, out) || dict_binary(m, kind, a, b, out) || view_binary(m, kind, a, b, out))
        return true;
    return false;
}

/* dictviews_as_number: a view takes any iterable, an heir as it is. */
static bool view_with_heir(machine *m, uint32_t kind, ref view, ref a, ref b, value *out)
{
    return world_kind(machine_world(m), view) == KIND_DICT_VIEW && view_binary(m, kind, a, b, out);
}

/* What CPython makes a union of types of: types and None, not None alone. */
static bool makes_union(const machine *m, uint32_t plain, ref a, ref b)
{
    const world *w = machine_world(m);
    bool first = world_kind(w, a) == KIND_TYPE, second = world_kind(w, b) == KIND_TYPE;
    return plain == BINARY_OR && (first || second) && (first || a == m->none) && (second || b == m->none);
}

/* What changes in place takes the other operand as it is, everything else takes its core. */
static bool cores_binary(machine *m, uint32_t kind, ref a, ref b, value *out)
{
    const world *w = machine_world(m);
    ref x = world_core_of(w, a), y = world_core_of(w, b);
    bool keeps = (world_kind(w, x) == KIND_LIST || world_kind(w, x) == KIND_DICT) && !is_int(w, y);
    if (kind >= BINARY_INPLACE && list_inplace(m, kind, x, keeps ? b : y, out))
        return true;
    return binary_builtin(m, kind, x, kind >= BINARY_INPLACE && keeps ? b : y, out);
}

value operator_binary_builtin(machine *m, uint32_t kind, ref a, ref b)
{
    value out = 0;
    return cores_binary(m, kind, a, b, &out) ? out : m->not_implemented;
}

value operator_binary(machine *m, uint32_t kind, value va, value vb)
{
    const world *w = machine_world(m);
    ref a = VALUE_ROW(va), b = VALUE_ROW(vb);
    bool inplace = kind >= BINARY_INPLACE;
    uint32_t plain = inplace ? kind - BINARY_INPLACE : kind;
    const operator_name *op = &OPERATORS[plain];
    value out = 0;
    if (is_proxy(w, a))
        return proxy_binary(m, kind, a, b);
    if (plain == BINARY_REMAINDER && world_kind(w, world_core_of(w, a)) == KIND_STR)
        return format_percent(m, a, b);
    if (plain == BINARY_REMAINDER && world_kind(w, world_core_of(w, a)) == KIND_BYTES)
        return stop_unsupported(m, "'%%' formatting of bytes is not supported");
    if (is_proxy(w, b))
        return binary_with_proxy(m, kind, a, b);
    bool heirs = world_core_of(w, a) != a || world_core_of(w, b) != b;
    if (!heirs && inplace && list_inplace(m, kind, va, vb, &out))
        return out;
    if (!heirs && plain == BINARY_ADD && (is_sequence(w, a) || world_kind(w, a) == KIND_BYTES) &&
        try_method(m, b, "__radd__", a, &out)) /* nb_add comes before sq_concat */
        return out;
    if (!heirs && binary_builtin(m, kind, a, b, &out))
        return out;
    if (inplace && try_method(m, a, op->inplace, b, &out))
        return out;
    if (heirs && inplace && heir_inplace(m, kind, a, b, &out))
        return out;
    if (heirs && view_with_heir(m, kind, a, a, b, &out))
        return out;
    if (special_binary(m, plain, a, b, op->method, op->reflected, &out))
        return out;
    if (heirs && view_with_heir(m, kind, b, a, b, &out))
        return out;
    bool left_alone = kind == BINARY_MULTIPLY + BINARY_INPLACE && keeps_its_place(w, a) && repeats(w, b);
    if (heirs && !left_alone && special_leaves_base(m, plain, a, b, op->method, op->reflected) && cores_binary(m, kind, a, b, &out))
        return heir_result(m, out);
    if (makes_union(m, plain, a, b))
        return stop_unsupported(m, "'|' of types is not supported");
    return binary_type_error(m, kind, a, b);
}

value operator_unary(machine *m, char sign, ref o)
{
    const world *w = machine_world(m);
    if (sign == '+' && (world_kind(w, o) == KIND_INT || world_kind(w, o) == KIND_FLOAT))
        return value_own(m, o); /* long_long(), float_float() */
    o = world_core_of(w, o);
    if (is_int(w, o)) {
        int64_t n = world_int(w, o);
        if (sign == '-' && n == INT64_MIN)
            return too_big(m);
        return make_int(m, sign == '-' ? -n : sign == '~' ? ~n : n);
    }
    if (is_proxy(w, o))
        return proxy_unary(m, sign, o);
    if (world_kind(w, o) == KIND_FLOAT && sign != '~')
        return make_float(m, sign == '-' ? -world_float(w, o) : world_float(w, o));
    return raise_error(m, BT_TYPE_ERROR, "bad operand type for unary %c: '%s'", sign, type_name(m, o));
}

/* --- Truth ---------------------------------------------------------------------------------------------------- */

static int instance_truth(machine *m, ref o)
{
    bool found = false;
    value v = call_special(m, o, "__bool__", NULL, 0, &found);
    if (found) {
        if (!v)
            return -1;
        bool truth = VALUE_ROW(v) == m->yes, is_bool = truth || VALUE_ROW(v) == m->no;
        value_drop(m, v);
        if (!is_bool)
            raise_error(m, BT_TYPE_ERROR, "__bool__ should return bool, returned %s",
                        type_name(m, VALUE_ROW(v)));
        return is_bool ? truth : -1;
    }
    ref name = name_find(m, "__len__"), core = world_core_of(machine_world(m), o);
    if (core != o && (is_number(machine_world(m), core) || !heir_override(m, o, "__len__")))
        return object_is_true(m, core);
    if (!name || !type_lookup(m, type_of(m, o), name))
        return 1;
    int64_t n = object_length(m, o);
    return n < 0 ? -1 : n > 0;
}

int object_is_true(machine *m, ref o)
{
    const world *w = machine_world(m);
    const object_row *row = world_row(w, o);
    switch ((unsigned)row->kind) {
    case KIND_NONE:
        return 0;
    case KIND_BOOL:
    case KIND_INT:
        return row_int(row) != 0;
    case KIND_FLOAT:
        return world_float(w, o) != 0;
    case KIND_STR:
    case KIND_BYTES:
    case KIND_TUPLE:
    case KIND_LIST:
        return row->lo != 0;
    case KIND_DICT:
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_RANGE:
    case KIND_DICT_VIEW:
    case KIND_LOCALS_PROXY:
        return object_length(m, o) != 0;
    case KIND_INSTANCE:
    case KIND_EXCEPTION:
        return instance_truth(m, o);
    case KIND_PROXY:
        return proxy_is_true(m, o);
    default:
        return 1;
    }
}
