/* list.sort(), sorted(), any(), all(), min(), max().
 * Source: CPython 3.13.0, Objects/listobject.c, list_sort_impl(); Python/bltinmodule.c. */
#include "sim/vm/sequence.h"
#include "sim/vm/arguments.h"
#include "sim/vm/names.h"
#include "sim/vm/special_methods.h"
#include "sim/vm/timsort.h"

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
        static const char *const SORT[] = {"key", "reverse"}, *const EXTREME[] = {"key", "default"};
        uint32_t length;
        bool extreme = strcmp(function, "min") == 0 || strcmp(function, "max") == 0;
        if (name_is(m, name, "key"))
            out->key = v == m->none ? 0 : v;
        else if (!extreme && name_is(m, name, "reverse"))
            out->reverse = v;
        else if (extreme && name_is(m, name, "default"))
            out->fallback = v;
        else
            return raise_keyword(m, function, world_text(w, name, &length), extreme ? EXTREME : SORT, 2);
    }
    return true;
}

/* --- Sorting ------------------------------------------------------------------------------------- */

typedef struct sorting {
    machine *m;
    ref list;
    uint32_t n, allocated;
    bool hidden;     /* the list looks empty: its items are held by temporaries */
    bool same_class; /* all keys are instances of one class of the script */
    value *items;    /* borrowed: who holds them is the list or temporaries */
    value *keys;     /* what key() made of them, owned; NULL: the items themselves */
    uint32_t *order;
} sorting;

/* unsafe_latin_compare(), unsafe_long_compare(), unsafe_float_compare(): 1 less, 0 not; -1: other keys. */
static int key_less_at_once(const world *w, ref a, ref b)
{
    object_kind kind = world_kind(w, a);
    if (kind != world_kind(w, b))
        return -1;
    if (kind == KIND_INT)
        return world_int(w, a) < world_int(w, b);
    if (kind == KIND_FLOAT)
        return world_float(w, a) < world_float(w, b);
    if (kind != KIND_STR)
        return -1;
    uint32_t n, k;
    const char *s = world_text(w, a, &n), *t = world_text(w, b, &k);
    int order = memcmp(s, t, n < k ? n : k); /* UTF-8 is in the order of its characters */
    return order ? order < 0 : n < k;
}

/* PyObject_RichCompareBool(); where all keys are of one class, unsafe_object_compare() asks the first one
 * alone before it lets the other one answer. */
static int key_less(void *context, uint32_t x, uint32_t y)
{
    const sorting *s = context;
    machine *m = s->m;
    const value *keys = s->keys ? s->keys : s->items;
    ref a = VALUE_ROW(keys[x]), b = VALUE_ROW(keys[y]);
    int less = key_less_at_once(machine_world(m), a, b);
    if (less >= 0)
        return less;
    value v = 0;
    bool answered = s->same_class && special_compare_ask(m, COMPARE_LT, a, b, &v);
    if (!answered)
        v = operator_compare(m, COMPARE_LT, a, b);
    int truth = v ? object_is_true(m, VALUE_ROW(v)) : -1;
    value_drop(m, v);
    return m->stopped ? -1 : truth;
}

/* Nobody can see how items that run no Python code are sorted. */
static bool sort_is_visible(const world *w, const sorting *s)
{
    bool visible = false;
    for (uint32_t i = 0; i < s->n && !visible; i++)
        visible = object_runs_code(w, s->items[i]);
    return visible;
}

/* The list is empty while it is sorted; any change takes the mark from it. */
static void items_hide(sorting *s)
{
    world_emit(s->m->r, EV_LIST_DETACH, 1, s->list, 0, s->n);
    world_emit(s->m->r, EV_FLAG, 0, s->list, OBJ_MARKED, 0);
    s->hidden = true;
}

/* The items come back, the last one first: it is the youngest temporary. What the script has put into the
 * list meanwhile goes. */
static void items_restore(sorting *s)
{
    machine *m = s->m;
    uint32_t base = machine_world(m)->state.used[TABLE_TEMPS], more = world_row(machine_world(m), s->list)->lo;
    if (!s->hidden)
        return;
    if (more)
        world_emit(m->r, EV_LIST_DETACH, 0, s->list, 0, more);
    uint32_t held = machine_world(m)->state.used[TABLE_TEMPS] - base;
    world_emit(m->r, EV_LIST_RESTORE, 0, s->list, s->n, s->allocated);
    for (uint32_t i = s->n; i-- > 0;) {
        bool counted = !world_has(machine_world(m), s->items[i], OBJ_IMMORTAL);
        world_emit(m->r, EV_SLOT_SET, counted ? EV_STEAL : 0, s->list, i, s->items[i]);
    }
    uint32_t now = machine_world(m)->state.used[TABLE_TEMPS];
    if (held)
        memory_drop_above(&m->mem, now - held);
}

/* Bring the items into order by swaps, so that no count changes on the way. */
static void order_apply(const sorting *s)
{
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t from = s->order[i];
        while (from < i)
            from = s->order[from];
        if (from != i)
            world_emit(s->m->r, EV_LIST_SWAP, 0, s->list, i, from);
    }
}

static void order_reverse(const sorting *s)
{
    for (uint32_t i = 0; i < s->n / 2; i++) {
        uint32_t x = s->order[i];
        s->order[i] = s->order[s->n - 1 - i];
        s->order[s->n - 1 - i] = x;
    }
}

/* key() of each item. False: raised, those made are gone again. */
static bool keys_make(sorting *s, ref key)
{
    for (uint32_t i = 0; i < s->n; i++) {
        s->keys[i] = call_object(s->m, key, &s->items[i], 1);
        if (s->keys[i])
            continue;
        while (i-- > 0)
            value_drop(s->m, s->keys[i]);
        return false;
    }
    return true;
}

/* Keys die in the order into which they were brought. Differs: of very many keys the youngest dies first. */
static void keys_drop(const sorting *s)
{
    enum { MANY = 1 << 13 };
    for (uint32_t i = 0; s->keys && i < s->n; i++)
        value_drop(s->m, s->n < MANY ? s->keys[s->order[i]] : s->keys[s->n - 1 - i]);
}

/* list_sort_impl() with the items and keys in C's hands; `spare` as timsort() wants it. */
static bool sort_items(sorting *s, uint32_t *spare, ref key, bool reverse)
{
    const world *w = machine_world(s->m);
    for (uint32_t i = 0; i < s->n; i++) {
        s->items[i] = world_word(w, s->list, i);
        s->order[i] = reverse ? s->n - 1 - i : i;
    }
    if (key || sort_is_visible(w, s))
        items_hide(s);
    if (key && !keys_make(s, key)) {
        items_restore(s);
        return false;
    }
    const value *keys = s->keys ? s->keys : s->items;
    ref class = type_of(s->m, VALUE_ROW(keys[0]));
    s->same_class = object_of_class(w, VALUE_ROW(keys[0]));
    for (uint32_t i = 1; i < s->n && s->same_class; i++)
        s->same_class = type_of(s->m, VALUE_ROW(keys[i])) == class;
    bool ok = timsort(s->order, spare, s->n, key_less, s);
    keys_drop(s);
    if (ok && s->hidden && !world_has(machine_world(s->m), s->list, OBJ_MARKED))
        ok = raise_error(s->m, BT_VALUE_ERROR, "list modified during sort") != 0;
    items_restore(s);
    if (reverse)
        order_reverse(s);
    order_apply(s);
    return ok;
}

bool list_sort(machine *m, ref list, ref key, bool reverse)
{
    const object_row *row = world_row(machine_world(m), list);
    sorting s = {.m = m, .list = list, .n = row->lo, .allocated = row->hi};
    if (!s.n || !machine_charge(m, s.n))
        return !m->stopped;
    size_t words = (size_t)s.n * (key ? 3 : 2) + s.n / 2 + 1;
    s.items = malloc(words * sizeof *s.items);
    if (!s.items)
        return stop_limit(m, OURO_ERR_NOMEM, "out of memory") != 0;
    s.order = s.items + s.n;
    s.keys = key ? s.order + s.n : NULL;
    machine_own_stack(m);
    bool ok = sort_items(&s, s.order + (size_t)s.n * (key ? 2 : 1), key, reverse);
    free(s.items);
    return ok && !m->stopped;
}

static int truth_of(machine *m, ref o)
{
    return o ? object_is_true(m, o) : 0;
}

static value method_sort(machine *m, const call_args *a)
{
    known_keywords k;
    if (a->count > 2)
        return raise_error(m, BT_TYPE_ERROR, "sort() takes at most 2 %sarguments (%u given)",
                           a->count > a->keywords ? "" : "keyword ", a->count);
    if (a->count > a->keywords)
        return raise_error(m, BT_TYPE_ERROR, "sort() takes no positional arguments");
    if (!keywords_take(m, a, "sort", &k))
        return 0;
    int reverse = truth_of(m, k.reverse);
    return reverse >= 0 && list_sort(m, a->self, k.key, reverse) ? m->none : 0;
}

/* The new list's bound sort() gets the keywords. */
static value builtin_sorted(machine *m, const call_args *a)
{
    known_keywords k;
    if (a->count - a->keywords != 1)
        return raise_error(m, BT_TYPE_ERROR, "sorted expected 1 argument, got %u", a->count - a->keywords);
    value *base = m->sp, list = make_list_of(m, arg(a, 0));
    if (!list)
        return 0;
    *m->sp++ = list;
    *m->sp++ = method_bind(m, m->list_sort, VALUE_ROW(list));
    int reverse = keywords_take(m, a, "sort", &k) ? truth_of(m, k.reverse) : -1;
    if (reverse < 0 || !list_sort(m, VALUE_ROW(list), k.key, reverse))
        return 0;
    value_drop(m, *--m->sp);
    m->sp = base;
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
    if (positional == 0)
        return raise_error(m, BT_TYPE_ERROR, "%s expected at least 1 argument, got 0", function);
    if (a->keywords)
        keywords_keep(m, better != COMPARE_LT);
    if (!keywords_take(m, a, function, &k))
        return 0;
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
    {"sort", BT_LIST, 0, 255, BUILTIN_KEYWORDS, method_sort},
    {"sorted", OWNER_BUILTINS, 0, 255, BUILTIN_KEYWORDS, builtin_sorted},
    {"any", OWNER_BUILTINS, 1, 1, 0, builtin_any},
    {"all", OWNER_BUILTINS, 1, 1, 0, builtin_all},
    {"min", OWNER_BUILTINS, 0, 255, BUILTIN_KEYWORDS, builtin_min},
    {"max", OWNER_BUILTINS, 0, 255, BUILTIN_KEYWORDS, builtin_max},
    {0},
};
