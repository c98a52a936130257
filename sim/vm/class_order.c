/* The order of classes that attributes are looked up in: C3.
 * Source: CPython 3.13.0, Objects/typeobject.c, mro_implementation(), pmerge(), set_mro_error(). */
#include "sim/vm/class.h"

enum { MRO_MAX = 256 };

/* The sequences that C3 merges: the mro of each base, then the bases themselves. */
typedef struct mro_merge {
    ref from[MRO_MAX];      /* tuples */
    uint32_t next[MRO_MAX]; /* their heads */
    uint32_t count;
} mro_merge;

/* Does `type` stand behind the head of any sequence? */
static bool in_a_tail(const world *w, const mro_merge *merge, ref type)
{
    for (uint32_t i = 0; i < merge->count; i++)
        for (uint32_t k = merge->next[i] + 1; k < world_row(w, merge->from[i])->lo; k++)
            if (world_word(w, merge->from[i], k) == type)
                return true;
    return false;
}

/* The head of sequence `i`, 0 if it is empty. */
static ref head_of(const world *w, const mro_merge *merge, uint32_t i)
{
    return merge->next[i] < world_row(w, merge->from[i])->lo
               ? world_word(w, merge->from[i], merge->next[i])
               : 0;
}

/* The next class of the order: a head that is in no tail. 0: none; *done if all sequences are empty. */
static ref next_of_merge(const world *w, const mro_merge *merge, bool *done)
{
    *done = true;
    for (uint32_t i = 0; i < merge->count; i++) {
        ref head = head_of(w, merge, i);
        if (!head)
            continue;
        *done = false;
        if (!in_a_tail(w, merge, head))
            return head;
    }
    return 0;
}

/* The heads that stop each other, each once. */
static value mro_refused(machine *m, const mro_merge *merge)
{
    const world *w = machine_world(m);
    buffer names = {0};
    value list = make_list(m, 0, 0); /* of what was in order so far */
    value heads = make_dict(m);      /* set_mro_error() gathers them in one */
    for (uint32_t i = 0; i < merge->count; i++) {
        ref head = head_of(w, merge, i);
        bool told = !head;
        for (uint32_t k = 0; k < i && !told; k++)
            told = head_of(w, merge, k) == head;
        if (!told)
            dict_put(m, VALUE_ROW(heads), head, m->none);
        if (!told)
            buffer_printf(&names, "%s %s", names.length ? "," : "", class_name(m, head));
    }
    value v = raise_error(m, BT_TYPE_ERROR,
                          "Cannot create a consistent method resolution order (MRO) for bases%s",
                          buffer_text(&names));
    buffer_free(&names);
    value_drop(m, heads);
    value_drop(m, list);
    return v;
}

static bool duplicate_base(machine *m, ref bases)
{
    const world *w = machine_world(m);
    for (uint32_t i = 0; i < world_row(w, bases)->lo; i++)
        for (uint32_t k = i + 1; k < world_row(w, bases)->lo; k++)
            if (world_word(w, bases, i) == world_word(w, bases, k)) {
                raise_error(m, BT_TYPE_ERROR, "duplicate base class %s",
                            class_name(m, world_word(w, bases, i)));
                return true;
            }
    return false;
}

value mro_make(machine *m, ref type, ref bases)
{
    const world *w = machine_world(m);
    mro_merge merge = {0};
    ref order[MRO_MAX] = {type};
    uint32_t n = 1;
    bool done;
    if (duplicate_base(m, bases))
        return 0;
    for (uint32_t i = 0; i < world_row(w, bases)->lo && merge.count + 1 < MRO_MAX; i++)
        merge.from[merge.count++] = world_word(w, world_word(w, bases, i), TYPE_MRO);
    merge.from[merge.count++] = bases;
    for (ref head; (head = next_of_merge(w, &merge, &done)) != 0 && n < MRO_MAX; order[n++] = head)
        for (uint32_t i = 0; i < merge.count; i++)
            if (head_of(w, &merge, i) == head)
                merge.next[i]++;
    if (n == MRO_MAX)
        return stop_limit(m, OURO_ERR_LIMIT, "more than %d classes in a row", MRO_MAX);
    if (!done)
        return mro_refused(m, &merge);
    value list = world_row(w, bases)->lo > 1 ? make_list(m, n, n) : 0; /* a single base needs no merge */
    if (list)
        world_emit(m->r, EV_FLAG, 0, VALUE_ROW(list), OBJ_INTERPRETER, 0);
    for (uint32_t i = 0; list && i < n; i++)
        tuple_fill(m, list, i, order[i]);
    value mro = make_tuple(m, n);
    for (uint32_t i = 0; i < n; i++)
        tuple_fill(m, mro, i, order[i]);
    value_drop(m, list);
    return mro;
}
