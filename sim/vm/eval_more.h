/* Instructions of closures, comprehensions, starred calls, super(), exceptions and `with`: thin functions
 * over closure.c and handlers.c, for the loop of eval.c alone. */
#ifndef OURO_SIM_VM_EVAL_MORE_H
#define OURO_SIM_VM_EVAL_MORE_H

#include "sim/vm/eval_stack.h"
#include "sim/vm/introspect.h"
#include "sim/vm/setobject.h"

/* --- Closures, starred calls and displays, super() (closure.c) ---------------------------------------- */

OP_FUNCTION(LOAD_FAST_AND_CLEAR)
{
    push(m, local_put_aside(m, in->arg));
    return in + 1;
}

OP_FUNCTION(MAKE_CELL)
{
    cell_make(m, in->arg);
    return in + 1;
}

OP_FUNCTION(COPY_FREE_VARS)
{
    cells_copy_free(m, in->arg);
    return in + 1;
}

OP_FUNCTION(LOAD_DEREF)
{
    return push_result(m, in, cell_load(m, in->arg));
}

OP_FUNCTION(STORE_DEREF)
{
    value v = pop(m);
    own_if_any(m);
    cell_store(m, in->arg, v);
    return in + 1;
}

OP_FUNCTION(DELETE_DEREF)
{
    own_if_any(m);
    return cell_delete(m, in->arg) ? in + 1 : NULL;
}

OP_FUNCTION(LOAD_LOCALS)
{
    push(m, m->frame->names);
    return in + 1;
}

OP_FUNCTION(LOAD_FROM_DICT_OR_DEREF)
{
    return replace_or_raise(m, in, 1, m->sp - 1, cell_load_in_class(m, VALUE_ROW(m->sp[-1]), in->arg));
}

OP_FUNCTION(LOAD_FROM_DICT_OR_GLOBALS)
{
    ref o = dict_get_name(m, VALUE_ROW(m->sp[-1]), m->names[in->arg]);
    if (!o)
        o = global_find(m, in, false);
    return o ? replace(m, in, 1, o) : name_error(m, in->arg);
}

OP_FUNCTION(CALL_FUNCTION_EX)
{
    return call_starred(m, in->aux & 1, in + 1);
}

OP_FUNCTION(LIST_TO_TUPLE)
{
    return replace(m, in, 1, list_to_tuple(m, VALUE_ROW(m->sp[-1])));
}

OP_FUNCTION(MAP_ADD)
{
    ref dict = VALUE_ROW(m->sp[-2 - (ptrdiff_t)in->arg]);
    if (!dict_put(m, dict, VALUE_ROW(m->sp[-2]), m->sp[-1]))
        return NULL;
    stack_drop_from(m, m->sp - 2);
    return in + 1;
}

/* Each item goes as soon as it has been added. */
OP_FUNCTION(BUILD_SET)
{
    value *items = m->sp - in->arg, set = make_set(m, KIND_SET);
    push(m, set);
    for (uint32_t i = 0; i < in->arg; i++) {
        if (!set_add(m, VALUE_ROW(set), VALUE_ROW(items[i])))
            return raised_drop(m, items, in->arg + 1);
        value_drop(m, items[i]);
        items[i] = 0;
    }
    m->sp = items;
    return push_result(m, in, set);
}

OP_FUNCTION(SET_ADD)
{
    value *operands = m->sp - 1;
    ref set = VALUE_ROW(m->sp[-1 - (ptrdiff_t)in->arg]);
    if (!set_add(m, set, VALUE_ROW(*operands)))
        return raised_drop(m, operands, 1);
    value_drop(m, pop(m));
    return in + 1;
}

OP_FUNCTION(SET_UPDATE)
{
    value *operands = m->sp - 1;
    if (!set_update(m, VALUE_ROW(m->sp[-1 - (ptrdiff_t)in->arg]), VALUE_ROW(*operands)))
        return raised_drop(m, operands, 1);
    value_drop(m, pop(m));
    return in + 1;
}

OP_FUNCTION(DICT_UPDATE)
{
    if (!dict_take_all(m, VALUE_ROW(m->sp[-1 - (ptrdiff_t)in->arg]), VALUE_ROW(m->sp[-1]), 0))
        return NULL;
    stack_drop_from(m, m->sp - 1);
    return in + 1;
}

OP_FUNCTION(DICT_MERGE)
{
    value callable = m->sp[-4 - (ptrdiff_t)in->arg];
    if (!dict_take_all(m, VALUE_ROW(m->sp[-1 - (ptrdiff_t)in->arg]), VALUE_ROW(m->sp[-1]), VALUE_ROW(callable)))
        return NULL;
    stack_drop_from(m, m->sp - 1);
    return in + 1;
}

/* Until it is specialised, which it is the second time, it takes tuples and lists apart by an iterator, of which
 * only the collector is told. Source: CPython 3.13.0, Python/bytecodes.c, UNPACK_SEQUENCE. */
OP_FUNCTION(UNPACK_SEQUENCE)
{
    object_kind kind = world_kind(machine_world(m), VALUE_ROW(m->sp[-1]));
    if (!(in->aux & CALL_WARM) && (kind == KIND_TUPLE || kind == KIND_LIST)) {
        unseen_birth(m);
        unseen_death(m);
    }
    m->frame->first[in - m->frame->first].aux |= CALL_WARM;
    return unpack_sequence(m, in->arg) ? in + 1 : NULL;
}

OP_FUNCTION(UNPACK_EX)
{
    return unpack_starred(m, in->arg, in->aux & AUX_MASK) ? in + 1 : NULL;
}

OP_FUNCTION(LOAD_SUPER_ATTR)
{
    /* Python/bytecodes.c: the first time it reads an attribute of a super object, and binds the method. */
    bool call = in->aux & 1, warm = in->aux & CALL_WARM;
    m->frame->first[in - m->frame->first].aux |= CALL_WARM;
    if (!warm)
        unseen_birth(m);
    value self = 0, found = super_get(m, m->names[in->arg], !warm, &self);
    if (!found) {
        if (!warm)
            unseen_death(m);
        return NULL;
    }
    if (self && (!call || !warm)) {
        found = method_bind(m, VALUE_ROW(found), VALUE_ROW(self));
        self = 0;
    }
    if (!warm)
        unseen_death(m);
    self = self ? value_own(m, VALUE_ROW(self)) : 0;
    found = value_own(m, found);
    stack_drop_from(m, m->sp - 3);
    push(m, found);
    if (call)
        push(m, self);
    return in + 1;
}

/* --- Exceptions (handlers.c) ----------------------------------------------------------------------------- */

OP_FUNCTION(PUSH_EXC_INFO)
{
    handled_push(m);
    return in + 1;
}

OP_FUNCTION(POP_EXCEPT)
{
    handled_pop(m);
    return in + 1;
}

OP_FUNCTION(CHECK_EXC_MATCH)
{
    int matches = exception_matches(m, VALUE_ROW(m->sp[-2]), VALUE_ROW(m->sp[-1]));
    return replace_or_raise(m, in, 1, m->sp - 1, matches < 0 ? 0 : make_bool(m, matches));
}

OP_FUNCTION(RERAISE)
{
    (void)in;
    exception_again(m);
    return NULL;
}

OP_FUNCTION(BEFORE_WITH)
{
    return with_enter(m) ? in + 1 : NULL;
}

OP_FUNCTION(WITH_EXCEPT_START)
{
    return with_exit(m) ? in + 1 : NULL;
}

/* --- Generators (generator.c) ----------------------------------------------------------------------------- */

OP_FUNCTION(RETURN_GENERATOR)
{
    return generator_make(m, in + 1);
}

OP_FUNCTION(YIELD_VALUE)
{
    return generator_yield(m, in);
}

OP_FUNCTION(GET_YIELD_FROM_ITER)
{
    value *operands = m->sp - 1, iterator = generator_delegate_iterator(m, *operands);
    return replace_or_raise(m, in, 1, operands, iterator);
}

OP_FUNCTION(SEND)
{
    ref receiver = VALUE_ROW(m->sp[-2]);
    machine_own_stack(m);
    if (world_kind(machine_world(m), receiver) == KIND_GENERATOR &&
        generator_ready(machine_world(m), receiver))
        return generator_enter(m, receiver, pop(m), EXIT_SEND) ? m->frame->next : NULL;
    bool ended = false;
    value v = send_value(m, receiver, VALUE_ROW(m->sp[-1]), &ended);
    if (!v)
        return NULL;
    value_drop(m, m->sp[-1]);
    m->sp[-1] = v;
    return ended ? m->frame->first + in->arg : in + 1;
}

OP_FUNCTION(END_SEND)
{
    value receiver = m->sp[-2];
    m->sp[-2] = pop(m);
    value_drop(m, receiver);
    return in + 1;
}

/* An exception came out of yield from's iterator: StopIteration is its end. */
OP_FUNCTION(CLEANUP_THROW)
{
    ref exception = VALUE_ROW(m->sp[-1]);
    if (!exception_is(m, exception, BT_STOP_ITERATION)) {
        m->raised = exception;
        m->reraised = true;
        world_emit(m->r, EV_TEMP_PUSH, 0, exception, 0, 0);
        return NULL;
    }
    ref result = world_word(machine_world(m), exception, EXCEPTION_OWN);
    value v = result ? value_own(m, result) : m->none;
    stack_drop_from(m, m->sp - 3);
    push(m, m->none);
    push(m, v);
    return in + 1;
}

OP_FUNCTION(STOPITERATION_ERROR)
{
    value v = stop_iteration_to_error(m, VALUE_ROW(m->sp[-1]));
    return v ? replace(m, in, 1, v) : in + 1;
}

#endif
