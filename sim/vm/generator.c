/* Generators: a call that can be left in the middle.
 *
 * A generator that does not run holds the locals and the stack of its frame in its own words; when it
 * runs they are the running frame's. Moving them changes no count. Instructions resume generators
 * without recursion (FOR_ITER, SEND); C code runs a loop of its own until the generator yields.
 * Source: CPython 3.13.0, Objects/genobject.c; Python/bytecodes.c, the instruction named at each
 * function; Python/ceval.c, clear_gen_frame(). */
#include "sim/vm/call.h"
#include "sim/vm/eval.h"

static generator_state state_of(const machine *m, ref generator)
{
    return world_generator_state(machine_world(m), generator);
}

static void state_set(machine *m, ref generator, generator_state state)
{
    world_emit(m->r, EV_WORD_SET, 0, generator, GENERATOR_STATE, state);
}

static bool is_finished(generator_state state)
{
    return state == GENERATOR_CLEARED || state == GENERATOR_COMPLETED;
}

bool generator_ready(const world *w, ref generator)
{
    generator_state state = world_generator_state(w, generator);
    return !is_finished(state) && state != GENERATOR_EXECUTING;
}

static const code *code_of(const machine *m, ref generator)
{
    return m->program->codes[world_row(machine_world(m), generator)->lo];
}

/* --- Frames that come and go ------------------------------------------------------------------------ */

static void frame_forget(machine *m)
{
    m->sp = m->frame->base;
    frame_gone(m);
}

/* What a generator is handling, and its frame object, are its own while it does not run; a running
 * frame holds them by pins. */
static void slot_from_pin(machine *m, ref generator, uint32_t slot, ref o)
{
    if (!o)
        return;
    world_emit(m->r, EV_SLOT_SET, 0, generator, slot, o);
    world_emit(m->r, EV_PIN, 1, o, 0, 0);
}

static ref slot_to_pin(machine *m, ref generator, uint32_t slot)
{
    ref o = world_word(machine_world(m), generator, slot);
    if (o) {
        world_emit(m->r, EV_PIN, 0, o, 0, 0);
        world_emit(m->r, EV_SLOT_CLEAR, 0, generator, slot, 0);
    }
    return o;
}

const instr *generator_make(machine *m, const instr *next)
{
    const world *w = machine_world(m);
    vm_frame *f = m->frame;
    uint32_t slots = f->code->local_count + f->code->stack_size;
    uint32_t arg_count = f->arg_count, made_count = f->made_count;
    frame_exit on_exit = f->exit;
    world_emit(m->r, EV_NEW, KIND_GENERATOR, 8 * slots, f->code->serial, GENERATOR_LOCALS + slots);
    value v = value_born(m);
    ref g = VALUE_ROW(v);
    world_emit(m->r, EV_SLOT_SET, 0, g, GENERATOR_NAME, world_word(w, f->function, FUNCTION_NAME));
    world_emit(m->r, EV_SLOT_SET, 0, g, GENERATOR_QUALNAME, world_word(w, f->function, FUNCTION_QUALNAME));
    world_emit(m->r, EV_SLOT_SET, 0, g, GENERATOR_CODE, m->codes[f->code->serial]);
    world_emit(m->r, EV_GENERATOR_SUSPEND, GENERATOR_CREATED, g,
               (uint32_t)(next - f->first), 0);
    frame_forget(m);
    m->yielded = false;
    return frame_deliver(m, v, on_exit, arg_count, made_count);
}

/* The generator's stack, as it was when it yielded: what is not immortal comes back with a temporary. */
static void stack_restore(machine *m, ref generator, uint32_t first, uint32_t count)
{
    const world *w = machine_world(m);
    for (uint32_t i = first; i < first + count; i++) {
        ref o = world_word(w, generator, i);
        *m->sp++ = !o || world_has(w, o, OBJ_IMMORTAL) ? o : o | VALUE_OWNED;
    }
}

bool generator_enter(machine *m, ref g, value sent, frame_exit on_exit)
{
    const world *w = machine_world(m);
    const code *c = code_of(m, g);
    if (!frame_room(m, c)) { /* CPython has entered it: it ends */
        generator_locals_clear(&m->mem, g);
        state_set(m, g, GENERATOR_CLEARED);
        value_drop(m, sent);
        return false;
    }
    value *base = m->sp;
    uint32_t next = world_word(w, g, GENERATOR_NEXT), line = world_word(w, g, GENERATOR_LINE);
    ref function = world_word(w, g, GENERATOR_FUNCTION);
    stack_restore(m, g, GENERATOR_LOCALS + c->local_count, world_word(w, g, GENERATOR_STACK));
    ref handled = slot_to_pin(m, g, GENERATOR_HANDLED), object = slot_to_pin(m, g, GENERATOR_FRAME);
    world_emit(m->r, EV_GENERATOR_RESUME, 0, g, 0, 0);
    m->frame = &m->frames[m->depth++];
    *m->frame = (vm_frame){
        .code = c,
        .first = m->instrs[c->serial],
        .constants = m->constants[c->serial],
        .next = m->instrs[c->serial] + next,
        .base = base,
        .function = function,
        .globals = world_word(w, function, FUNCTION_GLOBALS),
        .caches = m->caches[c->serial],
        .locals = world_locals(w) + world_frames(w)[m->depth - 1].locals,
        .exit = on_exit,
        .line_at = m->instrs[c->serial] + next,
        .line = line,
        .object = object,
        .generator = g,
        .outer_handled = m->handled,
    };
    m->handled = handled;
    m->generators++;
    *m->sp++ = sent;
    return true;
}

/* YIELD_VALUE outside of every try and with: its only handler is the one around all of a generator. */
static bool yields_simply(const machine *m, uint32_t at)
{
    const code *c = m->frame->code;
    for (uint32_t i = 0; i < c->handler_count; i++)
        if (c->handlers[i].start <= at && at < c->handlers[i].end)
            return c->instrs[c->handlers[i].target].op == OP_STOPITERATION_ERROR;
    return false;
}

static void generator_suspend(machine *m, generator_state state, uint32_t next)
{
    vm_frame *f = m->frame;
    ref g = f->generator;
    machine_own_stack(m);
    uint32_t n = (uint32_t)(m->sp - f->base), first = GENERATOR_LOCALS + f->code->local_count;
    for (uint32_t i = 0; i < n; i++)
        if (f->base[i])
            world_emit(m->r, EV_SLOT_SET, value_steal(f->base[i]), g, first + i, VALUE_ROW(f->base[i]));
    slot_from_pin(m, g, GENERATOR_HANDLED, m->handled);
    slot_from_pin(m, g, GENERATOR_FRAME, f->object);
    m->handled = f->outer_handled;
    m->generators--;
    world_emit(m->r, EV_GENERATOR_SUSPEND, (uint8_t)state, g, next, n);
    frame_forget(m);
}

const instr *generator_yield(machine *m, const instr *in)
{
    value v = value_own(m, *--m->sp);
    frame_exit on_exit = m->frame->exit;
    uint32_t at = (uint32_t)(in - m->frame->first);
    generator_suspend(m, in->aux & 1            ? GENERATOR_DELEGATING
                         : yields_simply(m, at) ? GENERATOR_SUSPENDED_SIMPLY
                                                : GENERATOR_SUSPENDED, at + 1);
    m->yielded = true;
    if (on_exit == EXIT_TO_C) {
        m->result = v;
        return NULL;
    }
    *m->sp++ = v;
    return m->frame->next + 1;
}

void generator_finish(machine *m, ref returned)
{
    vm_frame *f = m->frame;
    ref handled = m->handled;
    state_set(m, f->generator, GENERATOR_CLEARED);
    if (f->object)
        world_emit(m->r, EV_WORD_SET, 0, f->object, world_row(machine_world(m), f->object)->hi, 0);
    m->handled = f->outer_handled;
    m->generators--;
    f->generator = 0;
    frame_leave(m, returned);
    if (handled) {
        world_emit(m->r, EV_PIN, 1, handled, 0, 0);
        memory_settle(&m->mem);
    }
}

/* --- Running from C ---------------------------------------------------------------------------------- */

/* An exception on its way is thrown into the generator, where it yielded. What the generator is
 * handling becomes its context (_PyErr_ChainStackItem()). */
static bool throw_enter(machine *m, ref g)
{
    ref exception = m->raised;
    m->raised = 0;
    if (!generator_enter(m, g, m->none, EXIT_TO_C)) {
        memory_drop(&m->mem, exception);
        return false;
    }
    m->frame->next--;
    m->frame->back = m->throw_through;
    m->throw_through = 0;
    if (m->handled)
        raise_value(m, exception | VALUE_OWNED);
    else
        m->raised = exception;
    m->reraised = false;
    return true;
}

/* Run until it yields or ends (m->yielded). 0: raised. */
static value generator_run(machine *m, ref g, value sent)
{
    machine_own_stack(m);
    if (!(m->raised ? throw_enter(m, g) : generator_enter(m, g, sent, EXIT_TO_C)))
        return 0;
    value v = machine_execute_nested(m);
    return v;
}

static value stop_iteration(machine *m, value v)
{
    if (VALUE_ROW(v) == m->none)
        return raise_with(m, m->types[BT_STOP_ITERATION], 0);
    return raise_with(m, m->types[BT_STOP_ITERATION], v);
}

/* gen_send_ex(): with an exception on its way it is thrown, else `sent` is sent. The end is a
 * StopIteration. */
static value generator_send(machine *m, ref g, value sent)
{
    generator_state state = state_of(m, g);
    if (state == GENERATOR_EXECUTING) {
        exception_drop(m);
        return raise_error(m, BT_VALUE_ERROR, "generator already executing");
    }
    if (state == GENERATOR_CREATED && VALUE_ROW(sent) != m->none)
        return raise_error(m, BT_TYPE_ERROR, "can't send non-None value to a just-started generator");
    if (is_finished(state))
        return m->raised ? 0 : raise_with(m, m->types[BT_STOP_ITERATION], 0);
    value v = generator_run(m, g, value_own(m, VALUE_ROW(sent)));
    return !v || m->yielded ? v : stop_iteration(m, v);
}

/* gen_iternext(): a plain end is no exception. */
value generator_step(machine *m, ref g)
{
    generator_state state = state_of(m, g);
    if (is_finished(state))
        return 0;
    if (state == GENERATOR_EXECUTING)
        return raise_error(m, BT_VALUE_ERROR, "generator already executing");
    value v = generator_run(m, g, m->none);
    if (!v || m->yielded)
        return v;
    return VALUE_ROW(v) == m->none ? 0 : stop_iteration(m, v);
}

/* --- close() and throw() ------------------------------------------------------------------------------- */

/* The iterator of yield from, held by a temporary; 0: none. */
static ref delegate_of(machine *m, ref g)
{
    const world *w = machine_world(m);
    if (state_of(m, g) != GENERATOR_DELEGATING)
        return 0;
    ref o = world_word(w, g, GENERATOR_LOCALS + world_word(w, g, GENERATOR_LOCAL_COUNT) +
                                 world_word(w, g, GENERATOR_STACK) - 1);
    world_emit(m->r, EV_TEMP_PUSH, 0, o, 0, 0);
    return o;
}

/* An optional method of an iterator that is no generator: 1 found, 0 not, -1 raised. */
static int method_find(machine *m, ref o, const char *text, value *method)
{
    ref name = name_find(m, text); /* nobody can have defined a name that the program does not mention */
    int found = name ? attribute_find(m, o, name, method) : 0;
    if (found > 0)
        *method = value_own(m, *method);
    return found;
}

/* gen_close_iter() */
static bool iterator_close(machine *m, ref iterator)
{
    value method = 0, result;
    if (world_kind(machine_world(m), iterator) == KIND_GENERATOR) {
        if (!nesting_enter(m, ""))
            return false;
        result = generator_close(m, iterator);
        nesting_leave(m);
    } else {
        int found = method_find(m, iterator, "close", &method);
        if (found < 0 && m->raised)
            exception_ignore(m, iterator, NULL);
        if (found <= 0)
            return !m->stopped;
        result = call_object(m, VALUE_ROW(method), NULL, 0);
        value_drop(m, method);
    }
    value_drop(m, result);
    return result != 0;
}

/* While its iterator is closed or thrown into, the generator counts as running. */
static bool delegate_close(machine *m, ref g, ref iterator)
{
    state_set(m, g, GENERATOR_EXECUTING);
    bool ok = iterator_close(m, iterator);
    state_set(m, g, GENERATOR_DELEGATING);
    return ok;
}

/* What is left of gen_close() once GeneratorExit or another exception is on its way. */
static value close_by_throwing(machine *m, ref g)
{
    value v = generator_send(m, g, m->none);
    if (v) {
        value_drop(m, v);
        return raise_error(m, BT_RUNTIME_ERROR, "generator ignored GeneratorExit");
    }
    if (!m->raised)
        return 0;
    if (exception_is(m, m->raised, BT_GENERATOR_EXIT)) {
        exception_drop(m);
        return m->none;
    }
    if (!exception_is(m, m->raised, BT_STOP_ITERATION))
        return 0;
    ref result = world_word(machine_world(m), m->raised, EXCEPTION_OWN);
    v = result ? value_own(m, result) : m->none;
    exception_drop(m);
    return v;
}

value generator_close(machine *m, ref g)
{
    generator_state state = state_of(m, g);
    if (m->depth) /* locals die, or code runs */
        machine_own_stack(m);
    if (state == GENERATOR_CREATED)
        state_set(m, g, GENERATOR_COMPLETED);
    if (state == GENERATOR_SUSPENDED_SIMPLY)
        generator_locals_clear(&m->mem, g);
    if (state == GENERATOR_CREATED || state == GENERATOR_SUSPENDED_SIMPLY || is_finished(state))
        return m->none;
    bool closed = true;
    ref iterator = delegate_of(m, g);
    if (iterator) {
        closed = delegate_close(m, g, iterator);
        memory_drop(&m->mem, iterator);
    }
    if (m->stopped)
        return 0;
    if (closed)
        raise_with(m, m->types[BT_GENERATOR_EXIT], 0);
    return close_by_throwing(m, g);
}

/* PyErr_NormalizeException() of a class and a value. 0: raised. */
static value exception_of_class(machine *m, ref type, ref v)
{
    const world *w = machine_world(m);
    if (!v || v == m->none)
        return call_object(m, type, NULL, 0);
    if (world_kind(w, v) == KIND_EXCEPTION && type_is_subtype(m, world_row(w, v)->lo, type))
        return value_own(m, v);
    if (world_kind(w, v) != KIND_TUPLE)
        return call_object(m, type, &v, 1);
    value args[255];
    uint32_t n = world_row(w, v)->lo;
    if (n > sizeof args / sizeof *args)
        return stop_unsupported(m, "throw() with more than 255 arguments is not supported");
    for (uint32_t i = 0; i < n; i++)
        args[i] = world_word(w, v, i);
    return call_object(m, type, args, n);
}

static bool is_exception_class(const machine *m, ref o)
{
    return world_kind(machine_world(m), o) == KIND_TYPE &&
           type_is_subtype(m, o, m->types[BT_BASE_EXCEPTION]);
}

/* The arguments of throw() made an exception on its way. False: they cannot be. */
static bool throw_prepare(machine *m, const value *args, uint32_t count)
{
    const world *w = machine_world(m);
    ref o = VALUE_ROW(args[0]), v = count > 1 ? VALUE_ROW(args[1]) : 0;
    ref traceback = count > 2 && VALUE_ROW(args[2]) != m->none ? VALUE_ROW(args[2]) : 0;
    value exception;
    if (traceback && world_kind(w, traceback) != KIND_TRACEBACK)
        return raise_error(m, BT_TYPE_ERROR, "throw() third argument must be a traceback object") != 0;
    if (is_exception_class(m, o)) {
        if (!(exception = exception_of_class(m, o, v)))
            return m->raised != 0; /* what its class has raised is thrown instead */
    } else if (world_kind(w, o) == KIND_EXCEPTION) {
        if (v && v != m->none)
            return raise_error(m, BT_TYPE_ERROR, "instance exception may not have a separate value") != 0;
        exception = value_own(m, o);
    } else {
        return raise_error(m, BT_TYPE_ERROR,
                           "exceptions must be classes or instances deriving from BaseException, not %s",
                           type_name(m, o)) != 0;
    }
    if (traceback)
        world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(exception), EXCEPTION_TRACEBACK, traceback);
    else if (is_exception_class(m, o))
        world_emit(m->r, EV_SLOT_CLEAR, 0, VALUE_ROW(exception), EXCEPTION_TRACEBACK, 0);
    memory_settle(&m->mem);
    raise_bare(m, exception);
    return true;
}

static bool means_generator_exit(const machine *m, ref o)
{
    ref type = world_kind(machine_world(m), o) == KIND_EXCEPTION ? world_row(machine_world(m), o)->lo : o;
    return world_kind(machine_world(m), type) == KIND_TYPE &&
           type_is_subtype(m, type, m->types[BT_GENERATOR_EXIT]);
}

static value generator_throw(machine *m, ref g, const value *args, uint32_t count);

/* The exception goes to the iterator of yield from. *here: that one cannot take it. */
static value delegate_throw(machine *m, ref g, ref iterator, const value *args, uint32_t count, bool *here)
{
    value method = 0, v = 0;
    if (means_generator_exit(m, VALUE_ROW(args[0]))) {
        *here = delegate_close(m, g, iterator);
        return 0;
    }
    bool is_generator = world_kind(machine_world(m), iterator) == KIND_GENERATOR;
    int found = is_generator ? 1 : method_find(m, iterator, "throw", &method);
    *here = found == 0;
    if (found <= 0)
        return 0;
    state_set(m, g, GENERATOR_EXECUTING);
    if (!is_generator) {
        v = call_object(m, VALUE_ROW(method), args, count);
        value_drop(m, method);
    } else if (nesting_enter(m, "")) {
        ref outer = m->throw_through;
        m->throw_through = g;
        v = generator_throw(m, iterator, args, count);
        m->throw_through = outer;
        nesting_leave(m);
    }
    state_set(m, g, GENERATOR_DELEGATING);
    return v;
}

/* _gen_throw() */
static value generator_throw(machine *m, ref g, const value *args, uint32_t count)
{
    ref iterator = delegate_of(m, g);
    bool here = true;
    value v = 0;
    if (iterator) {
        v = delegate_throw(m, g, iterator, args, count, &here);
        memory_drop(&m->mem, iterator);
    }
    if (v || m->stopped)
        return v;
    if (here && !throw_prepare(m, args, count))
        return 0;
    return m->stopped ? 0 : generator_send(m, g, m->none);
}

/* --- What the instructions need -------------------------------------------------------------------------- */

value generator_delegate_iterator(machine *m, value v)
{
    return iterator_of(m, v);
}

/* SEND: None means next(), everything else send(). */
value send_value(machine *m, ref receiver, ref v, bool *ended)
{
    value result;
    if (v == m->none) {
        result = iterator_step(m, receiver);
    } else {
        value argument = v, method = 0;
        ref name = name_find(m, "send");
        method = name ? attribute_get(m, receiver, name)
                      : raise_error(m, BT_ATTRIBUTE_ERROR, "'%s' object has no attribute 'send'",
                                    type_name(m, receiver));
        method = value_own(m, method);
        result = method ? call_object(m, VALUE_ROW(method), &argument, 1) : 0;
        value_drop(m, method);
    }
    if (result || m->stopped || (m->raised && !exception_is(m, m->raised, BT_STOP_ITERATION)))
        return result;
    ref last = m->raised ? world_word(machine_world(m), m->raised, EXCEPTION_OWN) : 0;
    result = last ? value_own(m, last) : m->none;
    exception_drop(m);
    *ended = true;
    return result;
}

/* CALL_INTRINSIC_1, INTRINSIC_STOPITERATION_ERROR. 0: the exception stays as it is. */
value stop_iteration_to_error(machine *m, ref exception)
{
    if (!exception_is(m, exception, BT_STOP_ITERATION))
        return 0;
    value error = make_exception(m, m->types[BT_RUNTIME_ERROR], make_text(m, "generator raised StopIteration"));
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(error), EXCEPTION_CAUSE, exception);
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(error), EXCEPTION_CONTEXT, exception);
    world_emit(m->r, EV_PAYLOAD_SET, 0, VALUE_ROW(error), m->types[BT_RUNTIME_ERROR], 1);
    return error;
}

/* --- Methods and attributes ------------------------------------------------------------------------------- */

static value method_send(machine *m, const call_args *a)
{
    return generator_send(m, a->self, a->v[0]);
}

static value method_throw(machine *m, const call_args *a)
{
    return generator_throw(m, a->self, a->v, a->count);
}

static value method_close(machine *m, const call_args *a)
{
    return generator_close(m, a->self);
}

static value method_next(machine *m, const call_args *a)
{
    value v = generator_step(m, a->self);
    return v || m->raised || m->stopped ? v : raise_with(m, m->types[BT_STOP_ITERATION], 0);
}

static value method_iter(machine *m, const call_args *a)
{
    return value_own(m, a->self);
}

const builtin_info BUILTINS_GENERATOR[] = {
    {"send", BT_GENERATOR, 1, 1, 0, method_send},
    {"throw", BT_GENERATOR, 1, 3, 0, method_throw},
    {"close", BT_GENERATOR, 0, 0, 0, method_close},
    {"__next__", BT_GENERATOR, 0, 0, BUILTIN_WRAPPER, method_next},
    {"__iter__", BT_GENERATOR, 0, 0, BUILTIN_PURE | BUILTIN_WRAPPER, method_iter},
    {0},
};

/* gi_frame: made when first asked for; the generator holds it. */
value generator_frame(machine *m, ref g)
{
    const world *w = machine_world(m);
    generator_state state = state_of(m, g);
    if (is_finished(state))
        return m->none;
    if (state == GENERATOR_EXECUTING)
        for (uint32_t i = m->depth; i-- > 0;)
            if (m->frames[i].generator == g)
                return frame_object(m, &m->frames[i]);
    ref object = world_word(w, g, GENERATOR_FRAME);
    if (object)
        return object;
    object = frame_make(m, code_of(m, g), g);
    world_emit(m->r, EV_SLOT_SET, EV_STEAL, g, GENERATOR_FRAME, object);
    return object;
}

value generator_attribute(machine *m, ref g, ref name)
{
    const world *w = machine_world(m);
    generator_state state = state_of(m, g);
    if (name_is(m, name, "gi_frame"))
        return generator_frame(m, g);
    if (name_is(m, name, "gi_running"))
        return make_bool(m, state == GENERATOR_EXECUTING);
    if (name_is(m, name, "gi_suspended"))
        return make_bool(m, generator_ready(w, g) && state != GENERATOR_CREATED);
    if (name_is(m, name, "gi_code"))
        return world_word(w, g, GENERATOR_CODE);
    if (name_is(m, name, "gi_yieldfrom")) {
        ref iterator = delegate_of(m, g);
        return iterator ? iterator | VALUE_OWNED : m->none;
    }
    if (name_is(m, name, "__name__"))
        return world_word(w, g, GENERATOR_NAME);
    return name_is(m, name, "__qualname__") ? world_word(w, g, GENERATOR_QUALNAME) : 0;
}
