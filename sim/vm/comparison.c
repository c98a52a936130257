/* Comparison: the six operators, on objects of every kind.
 * Source: CPython 3.13.0, Objects/object.c, do_richcompare(), and what each function names; messages as there. */
#include "sim/vm/heir.h"
#include "sim/vm/machine.h"
#include "sim/vm/number.h"
#include "sim/vm/proxy.h"
#include "sim/vm/sequence.h"
#include "sim/vm/setobject.h"
#include "sim/vm/special_methods.h"

#include "sim/log/dict.h"

#include <math.h>

static const char *const COMPARE_SIGNS[] = {"<", "<=", "==", "!=", ">", ">="};
static const compare_op_kind COMPARE_MIRRORED[] = {COMPARE_GT, COMPARE_GE, COMPARE_EQ,
                                                   COMPARE_NE, COMPARE_LT, COMPARE_LE};

static value from_order(const machine *m, compare_op_kind kind, int order)
{
    switch (kind) {
    case COMPARE_LT:
        return make_bool(m, order < 0);
    case COMPARE_LE:
        return make_bool(m, order <= 0);
    case COMPARE_EQ:
        return make_bool(m, order == 0);
    case COMPARE_NE:
        return make_bool(m, order != 0);
    case COMPARE_GT:
        return make_bool(m, order > 0);
    case COMPARE_GE:
        return make_bool(m, order >= 0);
    }
    return 0;
}

static value compare_numbers(machine *m, compare_op_kind kind, ref a, ref b)
{
    const world *w = machine_world(m);
    if (is_int(w, a) && is_int(w, b)) {
        int64_t x = world_int(w, a), y = world_int(w, b);
        return from_order(m, kind, x < y ? -1 : x > y);
    }
    double x = number_of(w, a), y = number_of(w, b);
    if (isnan(x) || isnan(y))
        return make_bool(m, kind == COMPARE_NE);
    if (x == y && is_int(w, a) != is_int(w, b))
        return from_order(m, kind, is_int(w, a) ? dict_int_order(world_int(w, a), y)
                                                : -dict_int_order(world_int(w, b), x));
    return from_order(m, kind, x < y ? -1 : x > y);
}

static int text_order(const world *w, ref a, ref b)
{
    uint32_t n, k;
    const char *s = world_text(w, a, &n), *t = world_text(w, b, &k);
    int order = memcmp(s, t, n < k ? n : k);
    return order ? order : n < k ? -1 : n > k;
}

enum { COMPARE_COST = 3 }; /* instructions in the time of a comparison */

/* Two objects that what holds them might let go of meanwhile. */
static int held_equal(machine *m, ref a, ref b)
{
    const world *w = machine_world(m);
    if (!machine_charge(m, COMPARE_COST))
        return -1;
    if (!object_runs_code(w, a) && !object_runs_code(w, b))
        return object_equal(m, a, b);
    value x = value_own(m, a), y = value_own(m, b);
    int equal = object_equal(m, a, b);
    value_drop(m, x);
    value_drop(m, y);
    return equal;
}

/* list_richcompare(), tuplerichcompare(): the first items that differ decide. Whether lists of different
 * lengths are equal is known without their items. */
static value compare_sequences(machine *m, compare_op_kind kind, ref a, ref b)
{
    const world *w = machine_world(m);
    uint32_t i = 0;
    bool tuples = world_kind(w, a) == KIND_TUPLE; /* nothing can leave them */
    if (!tuples && (kind == COMPARE_EQ || kind == COMPARE_NE) && world_row(w, a)->lo != world_row(w, b)->lo)
        return make_bool(m, kind == COMPARE_NE);
    for (; i < world_row(w, a)->lo && i < world_row(w, b)->lo; i++) {
        ref x = world_word(w, a, i), y = world_word(w, b, i);
        int equal = tuples ? object_equal(m, x, y) : held_equal(m, x, y);
        if (equal < 0)
            return 0;
        if (!equal)
            break;
    }
    uint32_t n = world_row(w, a)->lo, k = world_row(w, b)->lo;
    if (i >= n || i >= k)
        return from_order(m, kind, n < k ? -1 : n > k);
    if (kind == COMPARE_EQ || kind == COMPARE_NE)
        return make_bool(m, kind == COMPARE_NE);
    ref x = world_word(w, a, i), y = world_word(w, b, i);
    value first = tuples ? 0 : value_own(m, x), second = tuples ? 0 : value_own(m, y);
    value result = operator_compare(m, kind, x, y);
    value_drop(m, first);
    value_drop(m, second);
    return result;
}

/* dict_equal(): one entry of `a`, key and value held; the key is looked up by the hash it has. */
static int entry_equal(machine *m, dict_item mine, ref b)
{
    const world *w = machine_world(m);
    bool failed;
    value v = value_own(m, mine.value), key = value_own(m, mine.key);
    uint32_t entry = dict_lookup_hashed(m, b, mine.key, mine.hash, &failed);
    int equal = failed || !machine_charge(m, COMPARE_COST) ? -1 : 0;
    if (!equal && entry != DICT_NONE) {
        value other = value_own(m, dict_entry(w, b, entry).value);
        equal = object_equal(m, mine.value, VALUE_ROW(other));
        value_drop(m, other);
    }
    value_drop(m, key);
    value_drop(m, v);
    return equal;
}

static value compare_dicts(machine *m, compare_op_kind kind, ref a, ref b)
{
    const world *w = machine_world(m);
    int same = dict_used(w, a) == dict_used(w, b);
    for (uint32_t i = 0; same > 0 && i < dict_entry_count(w, a); i++)
        if (dict_entry(w, a, i).key)
            same = entry_equal(m, dict_entry(w, a, i), b);
    return same < 0 ? 0 : make_bool(m, same == (kind == COMPARE_EQ));
}

static ref weak_target(const world *w, ref o)
{
    return world_row(w, is_proxy(w, o) ? o : world_weak_of(w, o))->lo;
}

/* weakref_richcompare(): by their objects, which are held meanwhile; a dead one equals only itself. */
value compare_weakrefs(machine *m, compare_op_kind kind, ref a, ref b)
{
    const world *w = machine_world(m);
    ref x = weak_target(w, a), y = weak_target(w, b);
    if (!x || !y)
        return make_bool(m, (a == b) == (kind == COMPARE_EQ));
    value first = value_own(m, x), second = value_own(m, y);
    value result = operator_compare(m, kind, x, y);
    value_drop(m, first);
    value_drop(m, second);
    return result;
}

/* == and != of bound methods, cells, views of a class's namespace. 0: it is none of those. */
static value compare_machinery(machine *m, compare_op_kind kind, ref a, ref b)
{
    const world *w = machine_world(m);
    object_kind x = world_kind(w, a);
    if (x == KIND_MAPPINGPROXY)
        return operator_compare(m, kind, world_word(w, a, 0), b);
    if (world_kind(w, b) == KIND_MAPPINGPROXY)
        return operator_compare(m, kind, world_word(w, b, 0), a);
    if (x != world_kind(w, b))
        return 0;
    if (x == KIND_METHOD) /* Objects/classobject.c, method_richcompare() */
        return make_bool(m, (world_word(w, a, METHOD_SELF) == world_word(w, b, METHOD_SELF) &&
                             world_word(w, a, METHOD_FUNCTION) == world_word(w, b, METHOD_FUNCTION)) ==
                                (kind == COMPARE_EQ));
    if (x == KIND_BUILTIN) /* Objects/methodobject.c, meth_richcompare() */
        return make_bool(m, (world_word(w, a, BUILTIN_SELF) == world_word(w, b, BUILTIN_SELF) &&
                             world_row(w, a)->lo == world_row(w, b)->lo) == (kind == COMPARE_EQ));
    if (x != KIND_CELL)
        return 0;
    ref one = world_word(w, a, 0), other = world_word(w, b, 0);
    return one && other ? operator_compare(m, kind, one, other) : make_bool(m, (one == other) == (kind == COMPARE_EQ));
}

/* 0 with nothing raised: the operands have no such comparison. */
static value compare_builtin(machine *m, compare_op_kind kind, ref a, ref b)
{
    const world *w = machine_world(m);
    object_kind x = world_kind(w, a), y = world_kind(w, b);
    bool equality = kind == COMPARE_EQ || kind == COMPARE_NE;
    if (is_number(w, a) && is_number(w, b))
        return compare_numbers(m, kind, a, b);
    if (x == y && (x == KIND_STR || x == KIND_BYTES))
        return from_order(m, kind, text_order(w, a, b));
    if (x == y && (x == KIND_LIST || x == KIND_TUPLE || (x == KIND_DICT && equality))) {
        if (!nesting_enter(m, " in comparison"))
            return 0;
        value v = x == KIND_DICT ? compare_dicts(m, kind, a, b) : compare_sequences(m, kind, a, b);
        nesting_leave(m);
        return v;
    }
    if (world_is_set(w, a) && world_is_set(w, b)) {
        if (!nesting_enter(m, " in comparison"))
            return 0;
        value v = set_compare(m, kind, a, b);
        nesting_leave(m);
        return v;
    }
    if (x == y && x == KIND_WEAKREF && equality)
        return compare_weakrefs(m, kind, a, b);
    if (x == y && x == KIND_RANGE && equality)
        return compare_ranges(m, kind, a, b);
    if (x == y && x == KIND_SLICE)
        return slice_compare(m, kind, a, b);
    value v = equality ? compare_machinery(m, kind, a, b) : 0;
    if (v)
        return v;
    v = view_compare(m, kind, a, b);
    return v || m->raised || m->stopped ? v : view_compare(m, COMPARE_MIRRORED[kind], b, a);
}

value operator_compare_builtin(machine *m, compare_op_kind kind, ref a, ref b)
{
    const world *w = machine_world(m);
    value out = compare_builtin(m, kind, world_core_of(w, a), world_core_of(w, b));
    return out || m->raised || m->stopped ? out : m->not_implemented;
}

/* `b` is a proxy; a weak reference is compared with one, too (PyWeakref_Check()), everything else with its object. */
static value compare_with_proxy(machine *m, compare_op_kind kind, ref a, ref b)
{
    value out = 0;
    if (special_compare_ask(m, kind, a, b, &out))
        return out;
    if ((kind == COMPARE_EQ || kind == COMPARE_NE) && world_weak_of(machine_world(m), a))
        return compare_weakrefs(m, kind, a, b);
    return proxy_compare(m, COMPARE_MIRRORED[kind], b, a);
}

value operator_compare(machine *m, compare_op_kind kind, ref a, ref b)
{
    const world *w = machine_world(m);
    if (is_proxy(w, a))
        return proxy_compare(m, kind, a, b);
    ref x = world_core_of(w, a), y = world_core_of(w, b);
    value out = 0;
    if ((x != a || y != b) && !is_proxy(w, b) && special_compare(m, kind, a, b, &out))
        return out; /* what heirs have overridden comes first */
    bool reflected = (x != a || y != b) && special_compare_reflected(m, a, b);
    out = reflected ? compare_builtin(m, COMPARE_MIRRORED[kind], y, x) : compare_builtin(m, kind, x, y);
    if (out || m->raised || m->stopped)
        return out;
    if (is_proxy(w, b))
        return compare_with_proxy(m, kind, a, b);
    if (x == a && y == b && special_compare(m, kind, a, b, &out))
        return out;
    if ((kind == COMPARE_EQ || kind == COMPARE_NE) && world_weak_of(w, a) && world_weak_of(w, b))
        return compare_weakrefs(m, kind, a, b);
    if (kind == COMPARE_EQ || kind == COMPARE_NE)
        return make_bool(m, (a == b) == (kind == COMPARE_EQ));
    return raise_error(m, BT_TYPE_ERROR, "'%s' not supported between instances of '%s' and '%s'",
                       COMPARE_SIGNS[kind], type_name(m, a), type_name(m, b));
}

int object_equal(machine *m, ref a, ref b)
{
    if (a == b)
        return 1;
    value v = operator_compare(m, COMPARE_EQ, a, b);
    if (!v)
        return -1;
    int truth = object_is_true(m, VALUE_ROW(v));
    value_drop(m, v);
    return truth;
}
