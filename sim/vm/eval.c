/* The loop: one small function for each instruction, which returns the next one, or NULL if an
 * exception was raised or the frame to be run has returned.
 *
 * What an instruction does and what the stack looks like: sim/lang/op.def. */
#include "sim/vm/machine.h"

#include "sim/vm/eval_more.h"
#include "sim/vm/eval_quick.h"
#include "sim/vm/format.h"

/* --- Stack ---------------------------------------------------------------------------------------- */

OP_FUNCTION(NOP)
{
    (void)m;
    return in + 1;
}

OP_FUNCTION(RESUME)
{
    enum { AFTER_YIELD_FROM = 2 };
    if (m->r->w.gc_due && (in->aux & AUX_MASK) != AFTER_YIELD_FROM)
        gc_run_pending(&m->mem);
    return m->stopped ? NULL : in + 1;
}

OP_FUNCTION(POP_TOP)
{
    value_drop(m, pop(m));
    return in + 1;
}

OP_FUNCTION(COPY)
{
    value v = m->sp[-(ptrdiff_t)in->arg];
    push(m, value_own(m, VALUE_ROW(v)));
    return in + 1;
}

OP_FUNCTION(SWAP)
{
    value v = m->sp[-1];
    m->sp[-1] = m->sp[-(ptrdiff_t)in->arg];
    m->sp[-(ptrdiff_t)in->arg] = v;
    return in + 1;
}

OP_FUNCTION(PUSH_NULL)
{
    push(m, 0);
    return in + 1;
}

/* --- Names ------------------------------------------------------------------------------------------ */

OP_FUNCTION(LOAD_CONST)
{
    push(m, m->frame->constants[in->arg]);
    return in + 1;
}

OP_FUNCTION(LOAD_FAST)
{
    push(m, local_at(m, in->arg));
    return in + 1;
}

OP_FUNCTION(LOAD_FAST_CHECK)
{
    ref o = local_at(m, in->arg);
    if (!o) {
        const program_name *name = &m->program->names[m->frame->code->local_names[in->arg]];
        raise_error(m, BT_UNBOUND_LOCAL_ERROR,
                    "cannot access local variable '%s' where it is not associated with a value",
                    name->text);
        return NULL;
    }
    push(m, o);
    return in + 1;
}

OP_FUNCTION(STORE_FAST)
{
    value v = pop(m);
    own_if_any(m);
    if (__builtin_expect(!v, 0)) { /* a comprehension gives back a local that was empty */
        if (local_at(m, in->arg))
            world_emit(m->r, EV_LOCAL_CLEAR, 0, in->arg, 0, 0);
        memory_settle(&m->mem);
        return in + 1;
    }
    world_emit(m->r, EV_LOCAL_SET, value_steal(v), in->arg, VALUE_ROW(v), 0);
    memory_settle_local(&m->mem);
    return in + 1;
}

OP_FUNCTION(DELETE_FAST)
{
    if (!local_at(m, in->arg))
        return op_LOAD_FAST_CHECK(m, in);
    own_if_any(m);
    world_emit(m->r, EV_LOCAL_CLEAR, 0, in->arg, 0, 0);
    memory_settle(&m->mem);
    return in + 1;
}

OP_FUNCTION(LOAD_NAME)
{
    ref o = global_find(m, in, true);
    if (!o)
        return name_error(m, in->arg);
    push(m, o);
    return in + 1;
}

OP_FUNCTION(LOAD_GLOBAL)
{
    ref o = global_find(m, in, false);
    if (!o)
        return name_error(m, in->arg);
    push(m, o);
    if (in->aux & 1)
        push(m, 0);
    return in + 1;
}

/* Python/bytecodes.c, STORE_NAME: the stack lets go of the value only after the old one has died, so
 * while that one's finalizer runs the new value has both references. */
OURO_INLINE void dict_store_name(machine *m, ref dict, uint32_t name_index, value v, inline_cache *cache)
{
    const world *w = machine_world(m);
    ref name = m->names[name_index];
    if (!dict_cached(m, dict, name, cache)) {
        world_emit(m->r, EV_DICT_INSERT, value_steal(v), dict, name, VALUE_ROW(v));
        return;
    }
    uint32_t entry = cache && cache->key == dict ? cache->index
                                                 : dict_find_hashed(w, dict, name, world_wide(w, name, 0));
    if (dies_silently(w, dict_entry(w, dict, entry).value)) {
        world_emit(m->r, EV_DICT_SET, value_steal(v), dict, entry, VALUE_ROW(v));
        memory_settle(&m->mem);
    } else {
        v = value_own(m, v);
        world_emit(m->r, EV_DICT_SET, 0, dict, entry, VALUE_ROW(v));
        memory_settle(&m->mem);
        value_drop(m, v);
    }
}

OP_FUNCTION(STORE_NAME)
{
    value v = pop(m);
    own_if_any(m);
    dict_store_name(m, m->frame->names, in->arg, v, cache_of(m, in));
    return in + 1;
}

OP_FUNCTION(STORE_GLOBAL)
{
    value v = pop(m);
    own_if_any(m);
    dict_store_name(m, m->frame->globals, in->arg, v, cache_of(m, in));
    return in + 1;
}

static const instr *dict_delete_name(machine *m, const instr *in, ref dict)
{
    const world *w = machine_world(m);
    ref name = m->names[in->arg];
    uint32_t entry = dict_find_hashed(w, dict, name, world_wide(w, name, 0));
    if (entry == DICT_NONE)
        return name_error(m, in->arg);
    own_if_any(m);
    return dict_delete(m, dict, entry) ? in + 1 : NULL;
}

OP_FUNCTION(DELETE_NAME)
{
    return dict_delete_name(m, in, m->frame->names);
}

OP_FUNCTION(DELETE_GLOBAL)
{
    return dict_delete_name(m, in, m->frame->globals);
}

OP_FUNCTION(LOAD_BUILD_CLASS)
{
    push(m, m->build_class);
    return in + 1;
}

OP_FUNCTION(LOAD_ASSERTION_ERROR)
{
    push(m, m->types[BT_ASSERTION_ERROR]);
    return in + 1;
}

/* --- Attributes ---------------------------------------------------------------------------------------- */

OURO_INLINE const instr *load_method(machine *m, const instr *in, value o, ref name)
{
    inline_cache *cache = cache_of(m, in);
    uint32_t quick = cache ? quick_method_key(world_kind(machine_world(m), VALUE_ROW(o))) : 0;
    if (quick && cache->key == quick) {
        m->sp[-1] = cache->found;
        push(m, o);
        return in + 1;
    }
    value self = 0;
    value *place = m->sp - 1, f = attribute_get_method(m, o, name, &self, cache);
    if (!f)
        return raised_drop(m, place, 1);
    if (quick && self && world_kind(machine_world(m), VALUE_ROW(f)) == KIND_BUILTIN)
        *cache = (inline_cache){.key = quick, .found = VALUE_ROW(f)};
    o = *place; /* a getter may have made the stack own it */
    *place = f;
    if (!self)
        value_drop(m, o); /* a plain attribute: the object itself is not needed any more */
    push(m, self);
    return in + 1;
}

OP_FUNCTION(LOAD_ATTR)
{
    value o = m->sp[-1];
    ref name = m->names[in->arg];
    if (in->aux & 1)
        return load_method(m, in, o, name);
    value *place = m->sp - 1, v = attribute_load(m, o, name, cache_of(m, in));
    if (!v)
        return raised_drop(m, place, 1);
    o = *place;
    if (o & VALUE_OWNED) { /* what it held must outlive it */
        m->sp[-1] = value_own(m, v);
        value_drop(m, o);
    } else {
        m->sp[-1] = v;
    }
    return in + 1;
}

OP_FUNCTION(STORE_ATTR)
{
    if (m->sp - 2 > m->frame->base)
        machine_own_stack(m);
    value *operands = m->sp - 2;
    if (!attribute_set(m, VALUE_ROW(m->sp[-1]), m->names[in->arg], m->sp[-2], cache_of(m, in)))
        return raised_drop(m, operands, 2);
    stack_drop_from(m, operands);
    return in + 1;
}

OP_FUNCTION(DELETE_ATTR)
{
    machine_own_stack(m);
    value *operands = m->sp - 1;
    if (!attribute_delete(m, VALUE_ROW(m->sp[-1]), m->names[in->arg]))
        return raised_drop(m, operands, 1);
    stack_drop_from(m, m->sp - 1);
    return in + 1;
}

/* --- Operators ------------------------------------------------------------------------------------------ */

OP_FUNCTION(BINARY_OP)
{
    const world *w = machine_world(m);
    value a = m->sp[-2], b = m->sp[-1];
    const object_row *x = world_row(w, VALUE_ROW(a)), *y = world_row(w, VALUE_ROW(b));
    uint32_t kind = in->arg >= BINARY_INPLACE ? in->arg - BINARY_INPLACE : in->arg;
    int64_t n;
    if (x->kind == KIND_INT && y->kind == KIND_INT && quick_arithmetic(kind, row_int(x), row_int(y), &n))
        return replace(m, in, 2, make_int_at_once(m, n));
    const instr *next =
        x->kind == KIND_STR && y->kind == KIND_STR && kind == BINARY_ADD ? quick_append(m, in) : NULL;
    if (next)
        return next;
    value *operands = m->sp - 2, v = operator_binary(m, in->arg, a, b);
    return replace_or_raise(m, in, 2, operands, v);
}

OURO_INLINE bool compare_ints(compare_op_kind kind, int64_t a, int64_t b)
{
    switch (kind) {
    case COMPARE_LT:
        return a < b;
    case COMPARE_LE:
        return a <= b;
    case COMPARE_EQ:
        return a == b;
    case COMPARE_NE:
        return a != b;
    case COMPARE_GT:
        return a > b;
    case COMPARE_GE:
        return a >= b;
    }
    return false;
}

OP_FUNCTION(COMPARE_OP)
{
    const world *w = machine_world(m);
    ref a = VALUE_ROW(m->sp[-2]), b = VALUE_ROW(m->sp[-1]);
    if (world_kind(w, a) == KIND_INT && world_kind(w, b) == KIND_INT)
        return replace(m, in, 2,
                       make_bool(m, compare_ints((compare_op_kind)in->arg, world_int(w, a),
                                                 world_int(w, b))));
    value *operands = m->sp - 2, v = operator_compare(m, (compare_op_kind)in->arg, a, b);
    if (v && in->aux & 1 && VALUE_ROW(v) != m->yes && VALUE_ROW(v) != m->no) {
        int truth = object_is_true(m, VALUE_ROW(v));
        value_drop(m, v);
        v = truth < 0 ? 0 : make_bool(m, truth);
    }
    return replace_or_raise(m, in, 2, operands, v);
}

OP_FUNCTION(IS_OP)
{
    bool same = VALUE_ROW(m->sp[-2]) == VALUE_ROW(m->sp[-1]);
    return replace(m, in, 2, make_bool(m, same != (in->arg != 0)));
}

OP_FUNCTION(CONTAINS_OP)
{
    value *operands = m->sp - 2;
    int found = object_contains(m, VALUE_ROW(m->sp[-1]), VALUE_ROW(m->sp[-2]));
    return replace_or_raise(m, in, 2, operands, found < 0 ? 0 : make_bool(m, found != (int)in->arg));
}

OP_FUNCTION(TO_BOOL)
{
    value *operands = m->sp - 1;
    ref o = VALUE_ROW(*operands);
    int truth = o == m->yes ? 1 : o == m->no ? 0 : object_is_true(m, o);
    return replace_or_raise(m, in, 1, operands, truth < 0 ? 0 : make_bool(m, truth));
}

OP_FUNCTION(UNARY_NOT)
{
    m->sp[-1] = make_bool(m, VALUE_ROW(m->sp[-1]) == m->no);
    return in + 1;
}

OP_FUNCTION(UNARY_NEGATIVE)
{
    value *operands = m->sp - 1, v = operator_unary(m, '-', VALUE_ROW(*operands));
    return replace_or_raise(m, in, 1, operands, v);
}

OP_FUNCTION(UNARY_POSITIVE)
{
    value *operands = m->sp - 1, v = operator_unary(m, '+', VALUE_ROW(*operands));
    return replace_or_raise(m, in, 1, operands, v);
}

OP_FUNCTION(UNARY_INVERT)
{
    value *operands = m->sp - 1, v = operator_unary(m, '~', VALUE_ROW(*operands));
    return replace_or_raise(m, in, 1, operands, v);
}

/* --- Subscripts ------------------------------------------------------------------------------------------ */

OP_FUNCTION(BINARY_SUBSCR)
{
    value *operands = m->sp - 2, o = operands[0], key = operands[1];
    value v = quick_item(machine_world(m), VALUE_ROW(o), VALUE_ROW(key));
    if (!v)
        v = subscript_get(m, o, key);
    else if ((o | key) & VALUE_OWNED)
        v = value_own(m, v);
    return replace_or_raise(m, in, 2, operands, v);
}

OURO_INLINE const instr *instr_at(const machine *m, uint32_t i)
{
    return m->frame->first + i;
}

OP_FUNCTION(STORE_SUBSCR)
{
    if (quick_item_set(m))
        return in + 1;
    if (m->sp - 3 > m->frame->base)
        machine_own_stack(m);
    value *operands = m->sp - 3;
    ref o = VALUE_ROW(m->sp[-2]), key = VALUE_ROW(m->sp[-1]);
    bool warm = in->aux & CALL_WARM; /* from the second time on: STORE_SUBSCR_DICT */
    if (!warm)
        m->frame->first[in - instr_at(m, 0)].aux |= CALL_WARM;
    if (warm && world_kind(machine_world(m), o) == KIND_DICT ? !dict_put(m, o, key, m->sp[-3]) || m->stopped
                                                              : !subscript_set(m, o, key, m->sp[-3]))
        return raised_drop(m, operands, 3);
    stack_drop_from(m, m->sp - 3);
    return in + 1;
}

OP_FUNCTION(DELETE_SUBSCR)
{
    machine_own_stack(m);
    value *operands = m->sp - 2;
    if (!subscript_delete(m, VALUE_ROW(m->sp[-2]), VALUE_ROW(m->sp[-1])))
        return raised_drop(m, operands, 2);
    stack_drop_from(m, m->sp - 2);
    return in + 1;
}

/* A slice object of the two values on top, which it replaces. */
static void push_slice(machine *m, const instr *in, uint32_t n)
{
    ref step = n == 3 ? VALUE_ROW(m->sp[-1]) : m->none;
    world_emit(m->r, EV_NEW, KIND_SLICE, 0, 0, 0);
    value slice = value_born(m);
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(slice), 0, VALUE_ROW(m->sp[-(ptrdiff_t)n]));
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(slice), 1, VALUE_ROW(m->sp[-(ptrdiff_t)n + 1]));
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(slice), 2, step);
    replace(m, in, n, slice);
}

OP_FUNCTION(BUILD_SLICE)
{
    push_slice(m, in, in->arg);
    return in + 1;
}

OP_FUNCTION(BINARY_SLICE)
{
    push_slice(m, in, 2);
    value *operands = m->sp - 2, v = subscript_get(m, operands[0], operands[1]), container = operands[0];
    operands[0] = operands[1]; /* the slice goes before what it was taken from */
    operands[1] = container;
    return replace_or_raise(m, in, 2, operands, v);
}

OP_FUNCTION(STORE_SLICE)
{
    push_slice(m, in, 2);
    if (m->sp - 3 > m->frame->base)
        machine_own_stack(m);
    value *operands = m->sp - 3;
    bool ok = subscript_set(m, VALUE_ROW(operands[1]), VALUE_ROW(operands[2]), operands[0]);
    value v = operands[0], container = operands[1];
    operands[0] = operands[2]; /* the slice goes before the value and the container */
    operands[1] = v;
    operands[2] = container;
    if (!ok)
        return raised_drop(m, operands, 3);
    stack_drop_from(m, operands);
    return in + 1;
}

/* --- Displays ----------------------------------------------------------------------------------------------- */

OP_FUNCTION(BUILD_TUPLE)
{
    uint32_t n = in->arg;
    value tuple = make_tuple(m, n);
    for (uint32_t i = n; i-- > 0;)
        tuple_fill(m, tuple, i, pop(m));
    push(m, tuple);
    return in + 1;
}

OP_FUNCTION(BUILD_LIST)
{
    uint32_t n = in->arg;
    value list = make_list(m, n, n);
    for (uint32_t i = n; i-- > 0;)
        tuple_fill(m, list, i, pop(m));
    push(m, list);
    return in + 1;
}

OP_FUNCTION(BUILD_MAP)
{
    value dict = make_dict(m);
    value *pairs = m->sp - 2 * (size_t)in->arg;
    bool general = false;
    for (uint32_t i = 0; i < in->arg && !general; i++)
        general = world_kind(machine_world(m), VALUE_ROW(pairs[2 * i])) != KIND_STR;
    dict_presize(m, VALUE_ROW(dict), in->arg, general);
    push(m, dict);
    for (uint32_t i = 0; i < in->arg; i++)
        if (!dict_put_held(m, VALUE_ROW(dict), VALUE_ROW(pairs[2 * i]), pairs[2 * i + 1])) {
            stack_drop_down_to(m, pairs);
            return NULL;
        }
    m->sp--;
    stack_drop_down_to(m, pairs);
    push(m, dict);
    return in + 1;
}

OP_FUNCTION(BUILD_CONST_KEY_MAP)
{
    ref keys = VALUE_ROW(m->sp[-1]);
    value dict = make_dict(m);
    bool general = false;
    for (uint32_t i = 0; i < in->arg && !general; i++)
        general = world_kind(machine_world(m), world_word(machine_world(m), keys, i)) != KIND_STR;
    dict_presize(m, VALUE_ROW(dict), in->arg, general);
    value *values = m->sp - 1 - in->arg;
    push(m, dict);
    for (uint32_t i = 0; i < in->arg; i++)
        if (!dict_put(m, VALUE_ROW(dict), world_word(machine_world(m), keys, i), values[i]))
            return raised_drop(m, values, in->arg);
    m->sp--;
    stack_drop_down_to(m, values);
    push(m, dict);
    return in + 1;
}

OP_FUNCTION(BUILD_STRING)
{
    buffer text = {0};
    value *parts = m->sp - in->arg;
    for (uint32_t i = 0; i < in->arg; i++) {
        uint32_t length;
        const char *part = world_text(machine_world(m), VALUE_ROW(parts[i]), &length);
        buffer_add(&text, part, length);
    }
    value v = make_str(m, buffer_text(&text), text.length);
    buffer_free(&text);
    stack_drop_down_to(m, parts);
    push(m, v);
    return in + 1;
}

OP_FUNCTION(LIST_APPEND)
{
    value v = pop(m);
    ref list = VALUE_ROW(m->sp[-(ptrdiff_t)in->arg]);
    world_emit(m->r, EV_LIST_APPEND, value_steal(v), list, VALUE_ROW(v), 0);
    return in + 1;
}

OP_FUNCTION(LIST_EXTEND)
{
    ref list = VALUE_ROW(m->sp[-1 - (ptrdiff_t)in->arg]);
    if (!object_iterable(m, VALUE_ROW(m->sp[-1]))) {
        raise_error(m, BT_TYPE_ERROR, "Value after * must be an iterable, not %s",
                    type_name(m, VALUE_ROW(m->sp[-1])));
        return NULL;
    }
    if (!list_extend(m, list, m->sp[-1]))
        return NULL;
    value_drop(m, pop(m));
    return in + 1;
}

OP_FUNCTION(FORMAT_SIMPLE)
{
    ref o = VALUE_ROW(m->sp[-1]);
    if (world_kind(machine_world(m), o) == KIND_STR)
        return in + 1;
    value *operands = m->sp - 1, v = format_value(m, o, "", 0);
    return replace_or_raise(m, in, 1, operands, v);
}

OP_FUNCTION(FORMAT_WITH_SPEC)
{
    uint32_t length;
    const char *spec = world_text(machine_world(m), VALUE_ROW(m->sp[-1]), &length);
    machine_own_stack(m);
    value *operands = m->sp - 2, v = format_value(m, VALUE_ROW(operands[0]), spec, length);
    return replace_or_raise(m, in, 2, operands, v);
}

OP_FUNCTION(CONVERT_VALUE)
{
    ref o = VALUE_ROW(m->sp[-1]);
    if (in->arg == 3) {
        stop_unsupported(m, "'!a' is not supported");
        return NULL;
    }
    value *operands = m->sp - 1, v = in->arg == 1 ? object_str(m, o) : object_repr(m, o);
    return replace_or_raise(m, in, 1, operands, v);
}

/* --- Flow ----------------------------------------------------------------------------------------------------- */

OP_FUNCTION(GET_ITER)
{
    value *operands = m->sp - 1, iterator = iterator_of(m, *operands);
    return replace_or_raise(m, in, 1, operands, iterator);
}

OP_FUNCTION(FOR_ITER)
{
    ref iterator = VALUE_ROW(m->sp[-1]);
    const world *w = machine_world(m);
    object_kind kind = world_kind(w, iterator);
    value v = 0;
    if (kind == KIND_GENERATOR && generator_ready(w, iterator)) {
        machine_own_stack(m);
        return generator_enter(m, iterator, m->none, EXIT_FOR) ? m->frame->next : NULL;
    }
    if (kind == KIND_RANGE_ITER && world_int(w, iterator) < world_wide(w, iterator, RANGE_ITER_LENGTH))
        v = range_iterator_next(m, iterator);
    else if (kind == KIND_LIST_ITER)
        v = quick_next(m, iterator);
    if (!v)
        v = iterator_next(m, iterator);
    if (v) {
        push(m, v);
        return in + 1;
    }
    if (m->raised || m->stopped)
        return NULL;
    push(m, m->none); /* for END_FOR */
    return instr_at(m, in->arg);
}

OP_FUNCTION(END_FOR)
{
    value_drop(m, pop(m));
    return in + 1;
}

OP_FUNCTION(JUMP)
{
    return instr_at(m, in->arg);
}

OP_FUNCTION(JUMP_BACKWARD)
{
    if (m->r->w.gc_due)
        gc_run_pending(&m->mem);
    return m->stopped ? NULL : instr_at(m, in->arg);
}

OP_FUNCTION(POP_JUMP_IF_FALSE)
{
    return VALUE_ROW(pop(m)) == m->no ? instr_at(m, in->arg) : in + 1;
}

OP_FUNCTION(POP_JUMP_IF_TRUE)
{
    return VALUE_ROW(pop(m)) == m->yes ? instr_at(m, in->arg) : in + 1;
}

OP_FUNCTION(POP_JUMP_IF_NONE)
{
    value v = pop(m);
    bool none = VALUE_ROW(v) == m->none;
    value_drop(m, v);
    return none ? instr_at(m, in->arg) : in + 1;
}

OP_FUNCTION(POP_JUMP_IF_NOT_NONE)
{
    value v = pop(m);
    bool none = VALUE_ROW(v) == m->none;
    value_drop(m, v);
    return none ? in + 1 : instr_at(m, in->arg);
}

/* --- Calls ------------------------------------------------------------------------------------------------------ */

OP_FUNCTION(CALL)
{
    if (in->aux & CALL_WARM) {
        value *base = m->sp - in->arg - 2;
        const instr *next = NULL;
        if (VALUE_ROW(*base) == m->dict_get && base[1])
            next = quick_dict_get(m, base, in->arg, in + 1);
        if (next)
            return next;
        return call_stack_warm(m, in->arg, in + 1);
    }
    m->frame->first[in - instr_at(m, 0)].aux |= CALL_WARM;
    return call_stack(m, in->arg, 0, in + 1);
}

OP_FUNCTION(CALL_KW)
{
    ref names = VALUE_ROW(pop(m));
    return call_stack(m, in->arg, names, in + 1);
}

OP_FUNCTION(RETURN_VALUE)
{
    (void)in;
    return frame_return(m);
}

OP_FUNCTION(MAKE_FUNCTION)
{
    return push_result(m, in, make_function(m, pop(m)));
}

OP_FUNCTION(SET_FUNCTION_ATTRIBUTE)
{
    ref function = VALUE_ROW(m->sp[-1]);
    value v = m->sp[-2], f = m->sp[-1];
    uint32_t slot = in->arg == 1 ? FUNCTION_DEFAULTS : in->arg == 2 ? FUNCTION_KWDEFAULTS : FUNCTION_CLOSURE;
    world_emit(m->r, EV_SLOT_SET, value_steal(v), function, slot, VALUE_ROW(v));
    m->sp -= 2;
    push(m, f);
    return in + 1;
}

OP_FUNCTION(IMPORT_NAME)
{
    value fromlist = pop(m), level = pop(m);
    value_drop(m, fromlist);
    value_drop(m, level);
    return push_result(m, in, import_module(m, m->names[in->arg]));
}

OP_FUNCTION(IMPORT_FROM)
{
    value v = import_from(m, VALUE_ROW(m->sp[-1]), m->names[in->arg]);
    if (!v)
        return NULL;
    push(m, value_own(m, v));
    return in + 1;
}

OP_FUNCTION(RAISE_VARARGS)
{
    return raise_statement(m, in->arg);
}

/* --- The loop ------------------------------------------------------------------------------------------------------ */

/* What the loop executes. The rest of op.def is refused when a program is compiled (sim/lang/subset.c). */
#define EXECUTED(X)                                                                                \
    X(NOP) X(RESUME) X(POP_TOP) X(END_FOR) X(COPY) X(SWAP) X(PUSH_NULL)                            \
    X(LOAD_CONST) X(LOAD_FAST) X(LOAD_FAST_CHECK) X(STORE_FAST) X(DELETE_FAST)                     \
    X(LOAD_NAME) X(STORE_NAME) X(DELETE_NAME) X(LOAD_GLOBAL) X(STORE_GLOBAL) X(DELETE_GLOBAL)      \
    X(LOAD_BUILD_CLASS) X(LOAD_ASSERTION_ERROR) X(LOAD_ATTR) X(STORE_ATTR) X(DELETE_ATTR)          \
    X(UNARY_NEGATIVE) X(UNARY_POSITIVE) X(UNARY_INVERT) X(UNARY_NOT) X(TO_BOOL) X(BINARY_OP)       \
    X(COMPARE_OP) X(IS_OP) X(CONTAINS_OP) X(BINARY_SUBSCR) X(STORE_SUBSCR) X(DELETE_SUBSCR)        \
    X(BINARY_SLICE) X(STORE_SLICE) X(BUILD_TUPLE) X(BUILD_LIST) X(BUILD_MAP) X(BUILD_CONST_KEY_MAP) \
    X(BUILD_STRING) X(BUILD_SLICE) X(LIST_APPEND) X(LIST_EXTEND) X(UNPACK_SEQUENCE)                \
    X(FORMAT_SIMPLE) X(FORMAT_WITH_SPEC) X(CONVERT_VALUE) X(GET_ITER) X(FOR_ITER) X(JUMP)          \
    X(JUMP_BACKWARD)                                                                               \
    X(POP_JUMP_IF_FALSE) X(POP_JUMP_IF_TRUE) X(POP_JUMP_IF_NONE) X(POP_JUMP_IF_NOT_NONE)           \
    X(CALL) X(CALL_KW) X(RETURN_VALUE) X(MAKE_FUNCTION) X(SET_FUNCTION_ATTRIBUTE)                  \
    X(IMPORT_NAME) X(IMPORT_FROM) X(RAISE_VARARGS)                                                 \
    X(LOAD_FAST_AND_CLEAR) X(MAKE_CELL) X(COPY_FREE_VARS) X(LOAD_DEREF) X(STORE_DEREF)             \
    X(DELETE_DEREF) X(LOAD_LOCALS) X(LOAD_FROM_DICT_OR_DEREF) X(LOAD_FROM_DICT_OR_GLOBALS)         \
    X(CALL_FUNCTION_EX) X(LIST_TO_TUPLE) X(MAP_ADD) X(BUILD_SET) X(SET_ADD) X(SET_UPDATE) X(DICT_UPDATE) X(DICT_MERGE) X(UNPACK_EX)      \
    X(LOAD_SUPER_ATTR) X(PUSH_EXC_INFO) X(POP_EXCEPT) X(CHECK_EXC_MATCH) X(RERAISE)                \
    X(BEFORE_WITH) X(WITH_EXCEPT_START)                                                            \
    X(RETURN_GENERATOR) X(YIELD_VALUE) X(GET_YIELD_FROM_ITER) X(SEND) X(END_SEND) X(CLEANUP_THROW) \
    X(STOPITERATION_ERROR)

OURO_INLINE const instr *execute_one(machine *m, const instr *in)
{
    switch (in->op) {
#define CASE(name)                                                                                \
    case OP_##name:                                                                               \
        return op_##name(m, in);
        EXECUTED(CASE)
#undef CASE
    default: /* programs with others are refused before they run */
        assert(false && "no such instruction");
        __builtin_unreachable();
    }
}

value machine_execute(machine *m)
{
    uint32_t entry_depth = m->depth;
    const instr *in = m->frame->next;
    if (m->raised && !(in = exception_unwind(m, entry_depth))) /* thrown into a generator */
        return 0;
    for (;;) {
        if (__builtin_expect(--m->slice == 0, 0) && !machine_tick(m))
            in = NULL;
        else {
            m->frame->next = in;
            if (__builtin_expect(in->aux & LINE_START, 0))
                line_begin(m, in);
            in = execute_one(m, in);
        }
        if (__builtin_expect(!in, 0)) {
            if (!m->raised && !m->stopped)
                return m->result;
            in = exception_unwind(m, entry_depth);
            if (!in)
                return 0;
        }
    }
}
