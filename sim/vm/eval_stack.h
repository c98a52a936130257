/* What the instructions' functions share: the stack, locals, names found by an inline cache. */
#ifndef OURO_SIM_VM_EVAL_STACK_H
#define OURO_SIM_VM_EVAL_STACK_H

#include "sim/log/dict.h"
#include "sim/vm/eval.h"

#define OP_FUNCTION(name) OURO_INLINE const instr *op_##name(machine *m, const instr *in)

OURO_INLINE void push(machine *m, value v)
{
    *m->sp++ = v;
}

OURO_INLINE value pop(machine *m)
{
    return *--m->sp;
}

/* Push what a helper returned; 0 means that it raised. */
OURO_INLINE const instr *push_result(machine *m, const instr *in, value v)
{
    if (!v)
        return NULL;
    push(m, v);
    return in + 1;
}

OURO_INLINE inline_cache *cache_of(machine *m, const instr *in)
{
    return in->cache == CODE_NO_CACHE ? NULL : &m->frame->caches[in->cache];
}

/* Storing may end an object that something on the stack borrows. */
OURO_INLINE void own_if_any(machine *m)
{
    for (const value *v = m->frame->base; v < m->sp; v++)
        if (*v && !(*v & VALUE_OWNED)) {
            machine_own_stack(m);
            return;
        }
}

OURO_INLINE ref local_at(const machine *m, uint32_t i)
{
    return m->frame->locals[i];
}

/* The value of a name in a dict, by the entry it had last time. */
OURO_INLINE ref dict_cached(machine *m, ref dict, ref name, inline_cache *cache)
{
    const world *w = machine_world(m);
    if (cache && cache->key == dict && cache->index < dict_entry_count(w, dict)) {
        dict_item entry = dict_entry(w, dict, cache->index);
        if (entry.key == name)
            return entry.value;
    }
    uint32_t found = dict_find_hashed(w, dict, name, world_wide(w, name, 0));
    if (found == DICT_NONE)
        return 0;
    if (cache)
        *cache = (inline_cache){.key = dict, .index = found};
    return dict_entry(w, dict, found).value;
}

static inline const instr *name_error(machine *m, uint32_t name)
{
    raise_error(m, BT_NAME_ERROR, "name '%s' is not defined", m->program->names[name].text);
    raised_field(m, 0, m->names[name]);
    return NULL;
}

OURO_INLINE ref global_find(machine *m, const instr *in, bool with_names)
{
    vm_frame *f = m->frame;
    ref name = m->names[in->arg], o = 0;
    if (with_names && f->names)
        o = dict_cached(m, f->names, name, cache_of(m, in));
    if (!o && (!with_names || f->names != f->globals))
        o = dict_cached(m, f->globals, name, with_names ? NULL : cache_of(m, in));
    return o ? o : m->builtin_names[in->arg];
}

/* An instruction raised: its `n` operands go, the deepest first, before the rest of the stack
 * (Python/bytecodes.c, DECREF_INPUTS() stands before ERROR_IF()). What C code had put on top of them
 * goes before. */
static inline const instr *raised_drop(machine *m, value *operands, unsigned n)
{
    while (m->sp > operands + n)
        value_drop(m, *--m->sp);
    stack_drop_from(m, operands);
    return NULL;
}

/* Replace the top `n` values by `v`; the operands go, CPython's first one first. */
OURO_INLINE const instr *replace(machine *m, const instr *in, unsigned n, value v)
{
    value first = m->sp[-(ptrdiff_t)n], second = n > 1 ? m->sp[-(ptrdiff_t)n + 1] : 0;
    value third = n > 2 ? m->sp[-(ptrdiff_t)n + 2] : 0;
    m->sp -= n;
    push(m, v);
    if ((first | second | third) & VALUE_OWNED) {
        value_drop(m, first);
        value_drop(m, second);
        value_drop(m, third);
    }
    return in + 1;
}

/* The same for a result that may be 0: an exception was raised. `operands` are where they were before. */
OURO_INLINE const instr *replace_or_raise(machine *m, const instr *in, unsigned n, value *operands, value v)
{
    return __builtin_expect(v != 0, 1) ? replace(m, in, n, v) : raised_drop(m, operands, n);
}

#endif
