/* list.sort(), sorted(), any(), all(), min(), max().
 * Source: CPython 3.13.0, Objects/listobject.c, list_sort_impl(); Python/bltinmodule.c.
 * Differs: the order is CPython's (stable), but which pairs are compared on the way is not: a plain merge
 * sort stands here for powersort, so a __lt__ that prints would tell. */
#include "sim/vm/sequence.h"

#include "sim/base/limits.h"
#include "sim/vm/names.h"

#include <stdlib.h>

static ref arg(const call_args *a, uint32_t i)
{
    return VALUE_ROW(a->v[i]);
}

/* The keyword arguments that these functions know; 0: not given. False: another one, or raised. */
typedef struct known_keywords {
    ref key, reverse, fallback;
} known_keywords;

static bool keywords_take(machine *m, const call_args *a, const char *function, known_keywords *out)
{
    const world *w = machine_world(m);
    *out = (known_keywords){0};
    for (uint32_t i = 0; i < a->keywords; i++) {
        ref name = world_word(w, a->keyword_names, i), v = arg(a, a->count - a->keywords + i);
        uint32_t length;
        bool extreme = strcmp(function, "min") == 0 || strcmp(function, "max") == 0;
        if (name_is(m, name, "key"))
            out->key = v == m->none ? 0 : v;
        else if (!extreme && name_is(m, name, "reverse"))
            out->reverse = v;
        else if (extreme && name_is(m, name, "default"))
            out->fallback = v;
        else
            return raise_error(m, BT_TYPE_ERROR, "%s() got an unexpected keyword argument '%s'", function,
                               world_text(w, name, &length)) != 0;
    }
    return true;
}

/* --- Sorting ------------------------------------------------------------------------------------- */

typedef struct sorting {
    machine *m;
    const value *keys; /* on the machine's stack */
    bool reverse;
} sorting;

/* Must the later item come before the earlier one? -1: raised. */
static int comes_first(const sorting *s, uint32_t later, uint32_t earlier)
{
    ref a = VALUE_ROW(s->keys[s->reverse ? earlier : later]);
    ref b = VALUE_ROW(s->keys[s->reverse ? later : earlier]);
    value v = operator_compare(s->m, COMPARE_LT, a, b);
    int truth = v ? object_is_true(s->m, VALUE_ROW(v)) : -1;
    value_drop(s->m, v);
    return truth;
}

static bool merge(const sorting *s, const uint32_t *from, uint32_t *to, uint32_t low, uint32_t middle,
                  uint32_t high)
{
    uint32_t left = low, right = middle;
    for (uint32_t i = low; i < high; i++) {
        int second = left >= middle ? 1 : right >= high ? 0 : comes_first(s, from[right], from[left]);
        if (second < 0)
            return false;
        to[i] = second ? from[right++] : from[left++];
    }
    return true;
}

/* `order` becomes the sorted order of 0..n-1. */
static bool order_sort(const sorting *s, uint32_t *order, uint32_t *spare, uint32_t n)
{
    uint32_t *from = order, *to = spare;
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    for (uint32_t width = 1; width < n; width *= 2) {
        for (uint32_t low = 0; low < n; low += 2 * width) {
            uint32_t middle = low + width < n ? low + width : n;
            uint32_t high = low + 2 * width < n ? low + 2 * width : n;
            if (!merge(s, from, to, low, middle, high))
                return false;
        }
        uint32_t *t = from;
        from = to;
        to = t;
    }
    if (from != order)
        memcpy(order, from, n * sizeof *order);
    return true;
}

/* Bring the items into `order` by swaps, so that no count changes on the way. */
static void order_apply(machine *m, ref list, uint32_t *order, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t from = order[i];
        while (from < i)
            from = order[from];
        if (from != i)
            world_emit(m->r, EV_LIST_SWAP, 0, list, i, from);
    }
}

/* The keys go on the stack: the items themselves, or what key() makes of them. */
static bool keys_push(machine *m, ref list, uint32_t n, ref key)
{
    if (m->stack_end - m->sp < (ptrdiff_t)n + 4096) {
        stop_limit(m, OURO_ERR_LIMIT, "a list of %u items to be sorted", n);
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        value item = value_own(m, world_word(machine_world(m), list, i));
        if (key) {
            *m->sp++ = item;
            value borrowed = VALUE_ROW(item), made = call_object(m, key, &borrowed, 1);
            m->sp--;
            value_drop(m, item);
            if (!made)
                return false;
            item = made;
        }
        *m->sp++ = item;
        if (world_row(machine_world(m), list)->lo != n)
            return raise_error(m, BT_VALUE_ERROR, "list modified during sort") != 0;
    }
    return machine_charge(m, n);
}

bool list_sort(machine *m, ref list, ref key, bool reverse)
{
    uint32_t n = world_row(machine_world(m), list)->lo;
    value *base = m->sp;
    uint32_t *order = malloc((size_t)(n + 1) * 2 * sizeof *order);
    bool ok = order && keys_push(m, list, n, key);
    sorting s = {m, base, reverse};
    ok = ok && order_sort(&s, order, order + n, n);
    if (ok && world_row(machine_world(m), list)->lo != n)
        ok = raise_error(m, BT_VALUE_ERROR, "list modified during sort") != 0;
    if (ok)
        order_apply(m, list, order, n);
    if (!order)
        stop_limit(m, OURO_ERR_NOMEM, "out of memory");
    free(order);
    stack_drop_from(m, base);
    return ok && !m->stopped;
}

static int truth_of(machine *m, ref o)
{
    return o ? object_is_true(m, o) : 0;
}

static value method_sort(machine *m, const call_args *a)
{
    known_keywords k;
    if (!keywords_take(m, a, "sort", &k))
        return 0;
    int reverse = truth_of(m, k.reverse);
    return reverse >= 0 && list_sort(m, a->self, k.key, reverse) ? m->none : 0;
}

static value builtin_sorted(machine *m, const call_args *a)
{
    known_keywords k;
    if (!keywords_take(m, a, "sorted", &k))
        return 0;
    int reverse = truth_of(m, k.reverse);
    value list = reverse < 0 ? 0 : make_list_of(m, arg(a, 0));
    if (!list)
        return 0;
    *m->sp++ = list;
    if (!list_sort(m, VALUE_ROW(list), k.key, reverse))
        return 0;
    m->sp--;
    return list;
}

/* --- any, all ---------------------------------------------------------------------------------------- */

static value first_of_truth(machine *m, const call_args *a, int wanted)
{
    value iterator = iterator_of(m, arg(a, 0));
    if (!iterator)
        return 0;
    *m->sp++ = iterator;
    int truth = !wanted;
    for (value v; truth == !wanted && (v = iterator_next(m, VALUE_ROW(iterator))) != 0;) {
        truth = object_is_true(m, VALUE_ROW(v));
        value_drop(m, v);
    }
    if (truth < 0 || m->raised || m->stopped)
        return 0;
    value_drop(m, *--m->sp);
    return make_bool(m, truth);
}

static value builtin_any(machine *m, const call_args *a)
{
    return first_of_truth(m, a, 1);
}

static value builtin_all(machine *m, const call_args *a)
{
    return first_of_truth(m, a, 0);
}

/* --- min, max ------------------------------------------------------------------------------------------ */

/* What is compared for an item: itself, or key(item); owned. */
static value key_of(machine *m, ref key, value item)
{
    value borrowed = VALUE_ROW(item);
    return key ? call_object(m, key, &borrowed, 1) : value_own(m, borrowed);
}

/* The better of the best so far, its key below it on the stack, and a new item. False: raised. */
static bool extreme_step(machine *m, ref key, compare_op_kind better, value item)
{
    *m->sp++ = item;
    value made = key_of(m, key, item);
    if (!made)
        return false;
    *m->sp++ = made;
    value v = operator_compare(m, better, VALUE_ROW(made), VALUE_ROW(m->sp[-3]));
    int truth = v ? object_is_true(m, VALUE_ROW(v)) : -1;
    value_drop(m, v);
    if (truth < 0)
        return false;
    if (truth) { /* the new pair takes the place of the old one */
        value old_item = m->sp[-4], old_key = m->sp[-3];
        m->sp[-4] = m->sp[-2];
        m->sp[-3] = m->sp[-1];
        m->sp[-2] = old_item;
        m->sp[-1] = old_key;
    }
    stack_drop_from(m, m->sp - 2);
    return !m->stopped;
}

/* The names of the keywords become a tuple for good when the first ones are given.
 * Source: CPython 3.13.0, Python/getargs.c, parser_init(). */
static void keywords_keep(machine *m, bool of_max)
{
    if (m->keyword_tuples[of_max])
        return;
    world_emit(m->r, EV_OWN, 0, 0, 0, 0);
    value tuple = make_tuple(m, 2);
    tuple_fill(m, tuple, 0, name_intern(m, "key", 3));
    tuple_fill(m, tuple, 1, name_intern(m, "default", 7));
    m->keyword_tuples[of_max] = VALUE_ROW(tuple);
    world_emit(m->r, EV_PIN, 0, VALUE_ROW(tuple), 0, 0);
    value_drop(m, tuple);
}

static value extreme(machine *m, const call_args *a, compare_op_kind better, const char *function)
{
    known_keywords k;
    uint32_t positional = a->count - a->keywords;
    if (!keywords_take(m, a, function, &k))
        return 0;
    if (positional == 0)
        return raise_error(m, BT_TYPE_ERROR, "%s expected at least 1 argument, got 0", function);
    if (a->keywords)
        keywords_keep(m, better != COMPARE_LT);
    if (positional > 1 && k.fallback)
        return raise_error(m, BT_TYPE_ERROR,
                           "Cannot specify a default for %s() with multiple positional arguments", function);
    value iterator = positional == 1 ? iterator_of(m, arg(a, 0)) : m->none;
    if (!iterator)
        return 0;
    *m->sp++ = iterator;
    bool any = false;
    for (uint32_t i = 0;; i++) {
        value item = positional > 1 ? (i < positional ? value_own(m, arg(a, i)) : 0)
                                    : iterator_next(m, VALUE_ROW(iterator));
        if (!item)
            break;
        if (any) {
            if (!extreme_step(m, k.key, better, item))
                return 0;
            continue;
        }
        any = true;
        *m->sp++ = item;
        value made = key_of(m, k.key, item);
        if (!made)
            return 0;
        *m->sp++ = made;
    }
    if (m->raised || m->stopped)
        return 0;
    if (!any && !k.fallback)
        return raise_error(m, BT_VALUE_ERROR, "%s() iterable argument is empty", function);
    value best = any ? m->sp[-2] : value_own(m, k.fallback);
    if (any) {
        value_drop(m, m->sp[-1]);
        m->sp -= 2;
    }
    value_drop(m, *--m->sp);
    return best;
}

static value builtin_min(machine *m, const call_args *a)
{
    return extreme(m, a, COMPARE_LT, "min");
}

static value builtin_max(machine *m, const call_args *a)
{
    return extreme(m, a, COMPARE_GT, "max");
}

const builtin_info BUILTINS_SORT[] = {
    {"sort", BT_LIST, 0, 0, BUILTIN_KEYWORDS, method_sort},
    {"sorted", OWNER_BUILTINS, 1, 1, BUILTIN_KEYWORDS, builtin_sorted},
    {"any", OWNER_BUILTINS, 1, 1, 0, builtin_any},
    {"all", OWNER_BUILTINS, 1, 1, 0, builtin_all},
    {"min", OWNER_BUILTINS, 0, 255, BUILTIN_KEYWORDS, builtin_min},
    {"max", OWNER_BUILTINS, 0, 255, BUILTIN_KEYWORDS, builtin_max},
    {0},
};
