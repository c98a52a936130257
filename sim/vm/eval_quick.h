/* What instructions do at once where nothing else can happen: operands of builtin types, no Python code
 * in between, nothing that a script could see differently. Each function answers 0, NULL or false where
 * that is not so, and has changed nothing then: the general way follows. For the loop of eval.c alone. */
#ifndef OURO_SIM_VM_EVAL_QUICK_H
#define OURO_SIM_VM_EVAL_QUICK_H

#include "sim/base/limits.h"
#include "sim/vm/eval_stack.h"
#include "sim/vm/sequence.h"

/* Will the end of `o` be a plain release of memory? */
OURO_INLINE bool dies_silently(const world *w, ref o)
{
    const object_row *row = world_row(w, o);
    return row->refcount > 1 || row->kind == KIND_INT || row->kind == KIND_STR ||
           row->kind == KIND_FLOAT || (row->flags & OBJ_IMMORTAL) ||
           (row->kind == KIND_INSTANCE && !(world_word(w, o, INSTANCE_INFO) & 0xFF00) && !row->hi &&
            !world_word(w, o, INSTANCE_WEAKREFS) && !world_has(w, row->lo, OBJ_MARKED) &&
            !world_word(w, row->lo, TYPE_SLOT_COUNT));
}

/* --- Methods of builtin types ------------------------------------------------------------------------ */

/* Kinds of one builtin type each, which never changes, and whose objects have no attributes of their own. */
#define KINDS_OF_ONE_TYPE                                                                          \
    (1ULL << KIND_LIST | 1ULL << KIND_DICT | 1ULL << KIND_SET | 1ULL << KIND_STR |                 \
     1ULL << KIND_TUPLE | 1ULL << KIND_FROZENSET | 1ULL << KIND_BYTES)

/* The key under which an inline cache keeps a method for such a kind: no row has it. 0: another kind. */
OURO_INLINE uint32_t quick_method_key(object_kind kind)
{
    return KINDS_OF_ONE_TYPE >> kind & 1 ? VALUE_OWNED | (uint32_t)kind : 0;
}

/* --- Numbers ---------------------------------------------------------------------------------------- */

OURO_INLINE bool small_enough(int64_t a, int64_t b)
{
    return a > -(1LL << 62) && a < 1LL << 62 && b > -(1LL << 62) && b < 1LL << 62;
}

/* a `kind` b, where it cannot overflow or fail. */
OURO_INLINE bool quick_arithmetic(uint32_t kind, int64_t a, int64_t b, int64_t *out)
{
    enum { HALF_BITS = 31 };
    if (kind == BINARY_ADD || kind == BINARY_SUBTRACT) {
        *out = kind == BINARY_ADD ? a + b : a - b;
        return small_enough(a, b);
    }
    if ((uint64_t)a >> HALF_BITS || (uint64_t)b >> HALF_BITS)
        return false;
    if (kind == BINARY_MULTIPLY)
        *out = a * b;
    else if (b && kind == BINARY_REMAINDER)
        *out = a % b;
    else if (b && kind == BINARY_FLOOR_DIVIDE)
        *out = a / b;
    else
        return false;
    return true;
}

/* --- Texts -------------------------------------------------------------------------------------------- */

/* Is the result of `add` stored at once, by an instruction that CPython has not joined with the next one?
 * Source: CPython 3.13.0, Python/flowgraph.c, insert_superinstructions(). */
OURO_INLINE bool stored_alone(const vm_frame *f, const instr *add)
{
    const instr *store = add + 1, *next = add + 2;
    const instr_position *at = f->code->positions + (store - f->first);
    bool joined = (next->op == OP_LOAD_FAST || next->op == OP_STORE_FAST) && at[0].line == at[1].line;
    return store->op == OP_STORE_FAST && !joined;
}

/* s + t, whose sum becomes the local s again: if nobody else refers to s, t goes to its end.
 * Source: CPython 3.13.0, Python/bytecodes.c, BINARY_OP_INPLACE_ADD_UNICODE, from an instruction's second
 * time on; Objects/unicodeobject.c, unicode_modifiable().
 * Differs: there a str whose hash somebody has asked for is not modified. */
static inline const instr *quick_append(machine *m, const instr *in)
{
    const world *w = machine_world(m);
    value left = m->sp[-2], right = m->sp[-1];
    ref s = VALUE_ROW(left), t = VALUE_ROW(right);
    const object_row *row = world_row(w, s), *more = world_row(w, t);
    uint32_t cost = more->lo / BYTES_PER_INSTRUCTION;
    if (!(in->aux & CALL_WARM)) {
        m->frame->first[in - m->frame->first].aux |= CALL_WARM;
        return NULL;
    }
    if (!stored_alone(m->frame, in) || local_at(m, in[1].arg) != s || s == t || !row->lo || !more->lo)
        return NULL;
    if (row->flags & (OBJ_IMMORTAL | OBJ_MARKED) || row->refcount != (left & VALUE_OWNED ? 2 : 1) ||
        row->hi >> TEXT_WIDTH_SHIFT < more->hi >> TEXT_WIDTH_SHIFT ||
        (uint64_t)row->lo + more->lo > LIMIT_TEXT_BYTES || cost >= m->slice)
        return NULL;
    for (const value *below = m->frame->base; below < m->sp - 2; below++)
        if (VALUE_ROW(*below) == s)
            return NULL;
    m->slice -= cost;
    m->sp -= 2;
    value_drop(m, left);
    world_emit_text(m->r, EV_TEXT_APPEND, 0, s, 0, more->lo, world_text(w, t, &cost));
    value_drop(m, right);
    return in + 2;
}

/* --- Items -------------------------------------------------------------------------------------------- */

/* The entry of a str that stands in a dict as this very object, met before any other key of its hash:
 * nobody is asked whether keys are equal. */
OURO_INLINE uint32_t quick_dict_entry(const world *w, ref dict, ref key)
{
    const object_row *row = world_row(w, dict);
    if (row->kind != KIND_DICT || world_kind(w, key) != KIND_STR || !row->words || dict_is_split(w, dict))
        return DICT_NONE;
    const uint32_t *block = world_words(w) + row->words;
    const uint32_t *index = world_words(w) + block[DICT_INDEX];
    uint32_t mask = (1U << block[DICT_LOG2]) - 1, hash_low = world_words(w)[world_row(w, key)->words];
    uint64_t perturb = (uint64_t)world_wide(w, key, 0);
    for (uint32_t place = hash_low & mask, at; (at = index[place]) != 0 && at != DICT_DUMMY;) {
        const uint32_t *entry = block + DICT_HEADER_WORDS + (at - 1) * (uint32_t)DICT_ENTRY_WORDS;
        if (entry[0] == key)
            return at - 1;
        if (entry[2] == hash_low)
            return DICT_NONE;
        perturb >>= DICT_PERTURB_SHIFT;
        place = (uint32_t)((place * 5ULL + perturb + 1) & mask);
    }
    return DICT_NONE;
}

/* Which item an int means in a list or tuple; UINT32_MAX: something else is asked for. */
OURO_INLINE uint32_t quick_place(const world *w, const object_row *sequence, ref key)
{
    const object_row *row = world_row(w, key);
    if (row->kind != KIND_INT || row->hi || row->lo >= sequence->lo)
        return UINT32_MAX;
    return row->lo;
}

/* o[key], borrowed. */
OURO_INLINE ref quick_item(const world *w, ref o, ref key)
{
    const object_row *row = world_row(w, o);
    if (row->kind == KIND_LIST || row->kind == KIND_TUPLE) {
        uint32_t i = quick_place(w, row, key);
        return i == UINT32_MAX ? 0 : world_word(w, o, i);
    }
    uint32_t entry = quick_dict_entry(w, o, key);
    return entry == DICT_NONE ? 0 : dict_entry(w, o, entry).value;
}

/* o[key] = v, the three of them on top of a stack that borrows nothing, with an old item that ends unseen. */
OURO_INLINE bool quick_item_set(machine *m)
{
    const world *w = machine_world(m);
    value v = m->sp[-3], o = m->sp[-2], key = m->sp[-1];
    const object_row *row = world_row(w, VALUE_ROW(o));
    for (const value *below = m->frame->base; below < m->sp - 3; below++)
        if (*below && !(*below & VALUE_OWNED))
            return false;
    if (row->kind == KIND_LIST) {
        uint32_t i = quick_place(w, row, VALUE_ROW(key));
        if (i == UINT32_MAX || !dies_silently(w, world_word(w, VALUE_ROW(o), i)))
            return false;
        world_emit(m->r, EV_SLOT_SET, value_steal(v), VALUE_ROW(o), i, VALUE_ROW(v));
    } else {
        uint32_t entry = quick_dict_entry(w, VALUE_ROW(o), VALUE_ROW(key));
        if (entry == DICT_NONE || !dies_silently(w, dict_entry(w, VALUE_ROW(o), entry).value))
            return false;
        world_emit(m->r, EV_DICT_SET, value_steal(v), VALUE_ROW(o), entry, VALUE_ROW(v));
    }
    memory_settle_local(&m->mem);
    m->sp -= 3;
    value_drop(m, o);
    value_drop(m, key);
    return true;
}

/* The next item of a list that is walked through. */
OURO_INLINE value quick_next(machine *m, ref iterator)
{
    const world *w = machine_world(m);
    ref list = world_word(w, iterator, 0);
    uint32_t i = world_row(w, iterator)->lo;
    if (!list || world_kind(w, list) != KIND_LIST || i >= world_row(w, list)->lo)
        return 0;
    world_emit(m->r, EV_PAYLOAD_SET, 0, iterator, i + 1, 0);
    return value_own(m, world_word(w, list, i));
}

/* dict.get(key) or dict.get(key, otherwise): `base` as CALL finds it, self there. Not while a collection
 * waits, which comes behind the call. */
OURO_INLINE const instr *quick_dict_get(machine *m, value *base, uint32_t count, const instr *next)
{
    const world *w = machine_world(m);
    if (count < 1 || count > 2 || m->r->w.gc_due)
        return NULL;
    uint32_t entry = quick_dict_entry(w, VALUE_ROW(base[1]), VALUE_ROW(base[2]));
    if (entry == DICT_NONE)
        return NULL;
    value v = dict_entry(w, VALUE_ROW(base[1]), entry).value, all = 0;
    for (uint32_t i = 0; i < count + 2; i++)
        all |= base[i];
    if (all & VALUE_OWNED) {
        v = value_own(m, v);
        stack_drop_from(m, base);
    }
    m->sp = base;
    push(m, v);
    return next;
}

#endif
