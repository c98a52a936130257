/* Exceptions meet their handlers: the exception table, except, finally, with.
 * Source: CPython 3.13.0, Python/ceval.c, exception_unwind; Python/bytecodes.c, the instruction named at
 * each function. */
#include "sim/vm/eval.h"
#include "sim/vm/traceback.h"

/* The innermost handler of the instruction that failed, or NULL. */
static const code_handler *handler_of(const machine *m)
{
    const code *c = m->frame->code;
    uint32_t at = (uint32_t)(m->frame->next - m->frame->first);
    for (uint32_t i = 0; i < c->handler_count; i++)
        if (c->handlers[i].start <= at && at < c->handlers[i].end)
            return &c->handlers[i];
    return NULL;
}

static void stack_cut(machine *m, value *floor)
{
    while (m->sp > floor) {
        value_drop(m, m->sp[-1]);
        m->sp--;
    }
}

/* The exception goes on the stack and its handler goes on. */
static const instr *handler_enter(machine *m, const code_handler *h)
{
    uint32_t at = (uint32_t)(m->frame->next - m->frame->first);
    ref exception = m->raised;
    m->raised = 0;
    stack_cut(m, m->frame->base + h->depth);
    if (h->push_lasti)
        *m->sp++ = make_int(m, at);
    *m->sp++ = exception | VALUE_OWNED;
    return m->frame->first + h->target;
}

const instr *exception_unwind(machine *m, uint32_t depth)
{
    while (m->raised && !m->stopped) {
        if (!m->reraised)
            traceback_here(m);
        m->reraised = false;
        const code_handler *h = handler_of(m);
        if (h)
            return handler_enter(m, h);
        stack_cut(m, m->frame->base);
        if (m->depth == 1)
            program_fails(m);
        uint32_t was = m->depth;
        frame_exit on_exit = m->frame->exit;
        if (m->frame->generator)
            generator_finish(m, 0);
        else
            frame_leave(m, 0);
        if (was == depth)
            return NULL;
        if (on_exit == EXIT_NORMAL || on_exit == EXIT_INIT || on_exit == EXIT_INIT_WARM)
            m->frame->next--; /* the call is what failed */
    }
    while (m->depth >= depth && m->depth > 0 && m->stopped)
        frame_gone(m);
    return NULL;
}

/* --- except ---------------------------------------------------------------------------------------- */

/* What is being handled changes hands: from the pin of the thread to the stack. */
void handled_push(machine *m)
{
    ref exception = VALUE_ROW(m->sp[-1]), old = m->handled;
    value before = m->none;
    if (old) {
        before = value_own(m, old);
        world_emit(m->r, EV_PIN, 1, old, 0, 0);
    }
    world_emit(m->r, EV_PIN, 0, exception, 0, 0);
    m->handled = exception;
    value top = m->sp[-1];
    m->sp[-1] = before;
    *m->sp++ = top;
}

void handled_pop(machine *m)
{
    value before = *--m->sp;
    ref old = m->handled, now = VALUE_ROW(before) == m->none ? 0 : VALUE_ROW(before);
    m->handled = now;
    if (now)
        world_emit(m->r, EV_PIN, 0, now, 0, 0);
    world_emit(m->r, EV_PIN, 1, old, 0, 0);
    memory_settle(&m->mem);
    value_drop(m, before);
}

/* CHECK_EXC_MATCH. -1: raised. */
int exception_matches(machine *m, ref exception, ref wanted)
{
    const world *w = machine_world(m);
    ref type = world_row(w, exception)->lo;
    wanted = world_core_of(w, wanted);
    bool tuple = world_kind(w, wanted) == KIND_TUPLE;
    uint32_t n = tuple ? world_row(w, wanted)->lo : 1;
    for (uint32_t i = 0; i < n; i++) {
        ref t = tuple ? world_word(w, wanted, i) : wanted;
        if (world_kind(w, t) != KIND_TYPE || !type_is_subtype(m, t, m->types[BT_BASE_EXCEPTION])) {
            raise_error(m, BT_TYPE_ERROR,
                        "catching classes that do not inherit from BaseException is not allowed");
            return -1;
        }
    }
    for (uint32_t i = 0; i < n; i++)
        if (type_is_subtype(m, type, tuple ? world_word(w, wanted, i) : wanted))
            return 1;
    return 0;
}

/* RERAISE: on its way again; its traceback has this frame already, with the line where it failed. */
void exception_again(machine *m)
{
    value v = value_own(m, *--m->sp);
    m->raised = VALUE_ROW(v);
    m->reraised = true;
}

/* --- with -------------------------------------------------------------------------------------------- */

/* BEFORE_WITH: the manager becomes its bound __exit__ and what __enter__() returned. */
bool with_enter(machine *m)
{
    ref manager = VALUE_ROW(m->sp[-1]), type = type_of(m, manager);
    ref enter_name = name_find(m, "__enter__"), exit_name = name_find(m, "__exit__");
    ref enter = enter_name ? type_lookup(m, type, enter_name) : 0;
    ref leave = exit_name ? type_lookup(m, type, exit_name) : 0;
    if (!enter || !leave) {
        raise_error(m, BT_TYPE_ERROR, "'%s' object does not support the context manager protocol%s",
                    class_name(m, type), enter ? " (missed __exit__ method)" : "");
        return false;
    }
    machine_own_stack(m);
    value call = method_bind(m, enter, manager);
    *m->sp++ = call;
    value bound = method_bind(m, leave, manager);
    *m->sp++ = bound;
    value drop = m->sp[-3];
    m->sp[-3] = bound;
    m->sp[-1] = 0;
    value_drop(m, drop);
    value result = call_object(m, VALUE_ROW(call), NULL, 0);
    if (!result)
        return false;
    m->sp -= 2;
    value_drop(m, call);
    *m->sp++ = result;
    return true;
}

/* WITH_EXCEPT_START: exit, lasti, what was handled, the exception lie on the stack. */
bool with_exit(machine *m)
{
    const world *w = machine_world(m);
    ref exception = VALUE_ROW(m->sp[-1]), traceback = world_word(w, exception, EXCEPTION_TRACEBACK);
    value args[3] = {world_row(w, exception)->lo, exception, traceback ? traceback : m->none};
    value result = call_object(m, VALUE_ROW(m->sp[-4]), args, 3);
    if (!result)
        return false;
    *m->sp++ = result;
    return true;
}
