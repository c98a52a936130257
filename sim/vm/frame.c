/* Frames: entered, left, cut into lines and steps; the limits of a run. */
#include "sim/vm/call.h"
#include "sim/vm/eval.h"
#include "sim/vm/shutdown.h"

#include "sim/base/limits.h"

#include <stdio.h>
#include <stdlib.h>

void machine_own_stack(machine *m)
{
    for (value *v = m->frame->base; v < m->sp; v++)
        *v = value_own(m, *v);
}

/* The deepest value goes first: the callable before its arguments, as in CALL (bytecodes.c). What is
 * still to go stays on the stack, out of the way of finalizers. */
void stack_drop_from(machine *m, value *base)
{
    for (value *v = base; v < m->sp; v++) {
        value gone = *v;
        *v = 0; /* a finalizer makes the stack own what it holds: this place holds nothing any more */
        value_drop(m, gone);
    }
    m->sp = base;
}

void stack_drop_down_to(machine *m, value *base)
{
    for (value *v = m->sp; v-- > base;) {
        value gone = *v;
        *v = 0;
        value_drop(m, gone);
    }
    m->sp = base;
}

/* --- Lines and steps -------------------------------------------------------------------------------- */

/* The module comes to `line`: the steps before its step, and this one, begin. */
static void step_begin(machine *m, uint32_t line)
{
    const run_options *o = m->options;
    uint32_t last = m->step;
    for (uint32_t i = m->step; i < o->step_count && o->steps[i].first_line <= line; i++)
        if (o->steps[i].first_line)
            last = i + 1;
    while (m->step < last)
        world_emit(m->r, EV_STEP, 0, ++m->step, 0, 0);
}

void line_begin(machine *m, const instr *in)
{
    vm_frame *f = m->frame;
    uint32_t line = f->code->positions[in - f->first].line;
    if (line == 0)
        return; /* the prefix */
    if (m->depth == 1 && m->step < m->options->step_count)
        step_begin(m, line);
    if (line == f->line && in->op == OP_RESUME)
        return;
    bool again = line == f->line && in > f->line_at;
    f->line = line;
    f->line_at = in;
    world_emit(m->r, EV_LINE, again, line, 0, 0);
    if (m->r->keep && m->r->w.state.event - m->first_event > m->options->max_events)
        m->slice = 1; /* the limit is looked at before the next instruction */
}

/* --- Limits ------------------------------------------------------------------------------------------- */

/* "10,000,000" */
static const char *grouped(uint64_t n, char text[32])
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n), k = 0;
    for (int i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0)
            text[k++] = ',';
        text[k++] = digits[i];
    }
    text[k] = '\0';
    return text;
}

static bool limits_hold(machine *m)
{
    const run_options *o = m->options;
    const world_state *s = &m->r->w.state;
    char count[32];
    if (m->stopped)
        return false;
    if (o->stop && *o->stop)
        stop_limit(m, OURO_ERR_INTERRUPTED, "interrupted");
    else if (m->r->keep && s->event - m->first_event > o->max_events)
        stop_limit(m, OURO_ERR_LIMIT, "more than %s events (raise with --max-events)",
                   grouped(o->max_events, count));
    else if (m->instructions > o->max_instructions)
        stop_limit(m, OURO_ERR_LIMIT, "more than %s instructions (raise with --max-instructions)",
                   grouped(o->max_instructions, count));
    else if (s->live > LIMIT_OBJECTS)
        stop_limit(m, OURO_ERR_LIMIT, "more than %s objects alive", grouped(LIMIT_OBJECTS, count));
    else if (heap_bytes(s) + s->heap.large_bytes > LIMIT_HEAP_BYTES)
        stop_limit(m, OURO_ERR_LIMIT, "more than %s bytes in use", grouped(LIMIT_HEAP_BYTES, count));
    else if (recorder_held_bytes(m->r) > LIMIT_HELD_BYTES)
        stop_limit(m, OURO_ERR_LIMIT, "more than %s bytes for objects and their history",
                   grouped(LIMIT_HELD_BYTES, count));
    else if (m->r->failed || m->mem.failed)
        stop_limit(m, OURO_ERR_NOMEM, "out of memory");
    return !m->stopped;
}

bool machine_tick(machine *m)
{
    m->instructions += SLICE_INSTRUCTIONS;
    m->slice = SLICE_INSTRUCTIONS;
    if (m->r->keep && m->r->w.state.event >= m->r->keyframe_due)
        recorder_keyframe(m->r);
    return limits_hold(m);
}

bool machine_charge(machine *m, uint32_t instructions)
{
    if (instructions < m->slice) {
        m->slice -= instructions;
        return true;
    }
    m->instructions += instructions;
    return machine_tick(m);
}

/* --- Entering ------------------------------------------------------------------------------------------- */

bool frame_room_slow(machine *m, const code *c)
{
    if (m->depth >= m->recursion_limit || m->native_depth >= LIMIT_RECURSION ||
        m->stack_end - m->sp < (ptrdiff_t)c->stack_size + FRAME_SPARE_VALUES) {
        raise_error(m, BT_RECURSION_ERROR, "maximum recursion depth exceeded");
        return false;
    }
    if (m->depth < m->frame_capacity)
        return true;
    uint32_t capacity = m->frame_capacity * 2;
    vm_frame *bigger = realloc(m->frames, capacity * sizeof *bigger);
    if (!bigger) {
        stop_limit(m, OURO_ERR_NOMEM, "out of memory");
        return false;
    }
    m->frames = bigger;
    m->frame_capacity = capacity;
    m->frame = m->depth ? &m->frames[m->depth - 1] : m->frames;
    return true;
}

bool frame_enter(machine *m, const code *c, value function, ref globals, ref names, frame_exit on_exit)
{
    if (!frame_room(m, c))
        return false;
    inline_cache **caches = &m->caches[c->serial];
    if (!*caches && c->cache_count)
        *caches = calloc(c->cache_count, sizeof **caches);
    if (!*caches && c->cache_count) {
        stop_limit(m, OURO_ERR_NOMEM, "out of memory");
        return false;
    }
    frame_push(m, c, function, globals, names, on_exit);
    if (names)
        world_emit(m->r, EV_FRAME_NAMESPACE, 0, names, 0, 0);
    return true;
}

/* The module's code is run by a function, too, of which only its frame knows.
 * Source: CPython 3.13.0, Python/ceval.c, PyEval_EvalCode(). Differs: it is born only now, uncounted. */
static void module_function_make(machine *m, ref frame)
{
    uint32_t count = machine_world(m)->state.gc_count[0];
    value function = make_function(m, m->codes[m->frame->code->serial]);
    world_emit(m->r, EV_FLAG, 0, VALUE_ROW(function), OBJ_INTERPRETER, 0);
    world_emit(m->r, EV_SLOT_SET, EV_STEAL, frame, FRAME_FUNCTION, VALUE_ROW(function));
    world_emit(m->r, EV_GC_SET, 0, GC_COUNT0, count, 0);
}

/* Somebody else holds the frame's object: it takes the locals over, and they live on with it.
 * Source: CPython 3.13.0, Python/frame.c, _PyFrame_ClearExceptCode(), take_ownership(). */
static bool frame_object_keeps(machine *m, ref returned)
{
    const world *w = machine_world(m);
    ref object = m->frame->object;
    m->frame->object = 0;
    if (world_row(w, object)->refcount > 1) {
        world_emit(m->r, EV_FRAME_DETACH, 0, object, 0, 0);
        if (m->frame->code == m->program->module)
            module_function_make(m, object);
        ref back = frame_back(m, m->frame);
        if (back)
            world_emit(m->r, EV_SLOT_SET, 0, object, world_row(w, object)->hi - 1, back);
        world_emit(m->r, EV_FRAME_POP, 0, returned, 0, 0);
        frame_gone(m);
        world_emit(m->r, EV_PIN, 1, object, 0, 0);
        return true;
    }
    world_emit(m->r, EV_PIN, 1, object, 0, 0);
    memory_settle(&m->mem);
    return false;
}

/* --- Leaving ---------------------------------------------------------------------------------------------- */

/* The other way round, as other versions do. */
static void locals_end_backwards(machine *m)
{
    for (uint32_t i = m->frame->code->local_count; i-- > 0;) {
        const world *w = machine_world(m);
        if (!world_locals(w)[local_cell(w, i)])
            continue;
        world_emit(m->r, EV_LOCAL_CLEAR, 1, i, 0, 0);
        memory_settle(&m->mem);
    }
}

/* Source: CPython 3.13.0, Python/frame.c, _PyFrame_ClearLocals(): locals in ascending order, then the
 * function. */
OURO_INLINE void frame_end(machine *m, ref returned)
{
    m->mem.c_depth++; /* Python/ceval.c, clear_thread_frame() */
    m->frame->dying = true;
    uint32_t n = m->frame->code->local_count;
    if (__builtin_expect(m->profile->locals_die_backwards, 0))
        locals_end_backwards(m);
    for (uint32_t i = 0; i < n;) {
        i = world_emit_locals_clear(m->r, i, n);
        memory_settle_local(&m->mem);
    }
    if (__builtin_expect(m->frame->names != 0, 0)) {
        world_emit(m->r, EV_FRAME_NAMESPACE, 0, 0, 0, 0);
        memory_settle(&m->mem);
    }
    world_emit(m->r, EV_FRAME_POP, 0, returned, 0, 0);
    frame_gone(m);
    memory_settle(&m->mem);
    m->mem.c_depth--;
}

void frame_leave(machine *m, ref returned)
{
    if (m->frame->object && frame_object_keeps(m, returned))
        return;
    bool module = m->frame->code == m->program->module;
    frame_end(m, returned);
    if (module && !m->stopped) /* its function, which was never seen */
        unseen_death(m);
}

/* __init__ has returned `v`: the values of the call (arg_count of them) go, first the made_count last ones
 * from the top; the instance stays. */
static bool init_return(machine *m, value v, uint32_t arg_count, uint32_t made_count)
{
    value instance = m->sp[-1];
    bool none = VALUE_ROW(v) == m->none;
    if (!none) {
        raise_error(m, BT_TYPE_ERROR, "__init__() should return None, not '%s'", type_name(m, VALUE_ROW(v)));
        value_drop(m, v);
        return false;
    }
    if (arg_count == 0)
        return true;
    m->sp--;
    for (uint32_t i = 0; i < made_count; i++)
        value_drop(m, *--m->sp);
    stack_drop_from(m, m->sp + made_count - arg_count);
    *m->sp++ = instance;
    return true;
}

/* A generator has returned `v` to FOR_ITER or SEND of the running frame. */
static const instr *generator_ended(machine *m, value v, frame_exit on_exit)
{
    const instr *in = m->frame->next;
    if (on_exit == EXIT_FOR) {
        value_drop(m, v);
        v = m->none; /* for END_FOR */
    }
    *m->sp++ = v;
    return m->frame->first + in->arg;
}

const instr *frame_deliver(machine *m, value v, frame_exit on_exit, uint32_t arg_count, uint32_t made_count)
{
    switch (on_exit) {
    case EXIT_TO_C:
        m->result = v;
        return NULL;
    case EXIT_FOR:
    case EXIT_SEND:
        return generator_ended(m, v, on_exit);
    case EXIT_NORMAL:
        *m->sp++ = v;
        return m->frame->next;
    case EXIT_INIT:
    case EXIT_INIT_WARM:
        if (init_return(m, v, on_exit == EXIT_INIT ? arg_count : 0, made_count))
            return m->frame->next;
        m->frame->next--;
        return NULL;
    }
    return NULL;
}

/* The commonest end: of a function that was called from an instruction, and not as an __init__. */
OURO_INLINE const instr *call_return(machine *m)
{
    value v = value_own(m, *--m->sp);
    m->yielded = false;
    frame_end(m, VALUE_ROW(v));
    *m->sp++ = v;
    return m->stopped ? NULL : m->frame->next;
}

static const instr *frame_return_slow(machine *m)
{
    value v = value_own(m, *--m->sp);
    if (m->depth == 1 && !m->starting)
        steps_end(m);
    frame_exit on_exit = m->frame->exit;
    uint32_t arg_count = m->frame->arg_count, made_count = m->frame->made_count;
    bool function = !m->frame->generator;
    m->yielded = false;
    if (function)
        frame_leave(m, VALUE_ROW(v));
    else
        generator_finish(m, VALUE_ROW(v));
    if (m->stopped)
        return NULL;
    const instr *next = frame_deliver(m, v, on_exit, arg_count, made_count);
    /* Only a call that went through C code, as the first ones of a class do, looks at its end. */
    if (next && function && on_exit == EXIT_INIT && m->r->w.gc_due)
        gc_run_pending(&m->mem);
    return m->stopped ? NULL : next;
}

const instr *frame_return(machine *m)
{
    const vm_frame *f = m->frame;
    bool common = f->exit == EXIT_NORMAL && !f->generator && !f->object;
    return common ? call_return(m) : frame_return_slow(m);
}
