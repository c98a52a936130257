/* Exceptions on their way: raised, unwinding frames, reported.
 * Source: CPython 3.13.0, Python/ceval.c, Python/errors.c. */
#include "sim/vm/bytes.h"
#include "sim/vm/eval.h"

#include <stdio.h>
#include <stdlib.h>

static instr_position frame_position(const vm_frame *f)
{
    return f->code->positions[f->next - f->first];
}

instr_position machine_position(const machine *m)
{
    instr_position at = {0};
    for (uint32_t i = m->depth; i-- > 0 && !at.line;) /* the interpreter's own code has no lines */
        at = frame_position(&m->frames[i]);
    const code *module = m->program->module;
    for (uint32_t i = 0; m->depth == 0 && i < module->instr_count; i++) /* at exit: the script's last line */
        if (module->positions[i].line > at.line)
            at = module->positions[i];
    return at;
}

value stop_limit(machine *m, ouro_result why, const char *format, ...)
{
    instr_position at = machine_position(m);
    va_list args;
    va_start(args, format);
    m->stopped = error_vset(m->err, why, at.line, at.column, format, args);
    va_end(args);
    return 0;
}

value stop_unsupported(machine *m, const char *format, ...)
{
    instr_position at = machine_position(m);
    va_list args;
    va_start(args, format);
    m->stopped = error_vset(m->err, OURO_ERR_UNSUPPORTED, at.line, at.column, format, args);
    va_end(args);
    return 0;
}

/* The chain of contexts behind `from` must not lead back to `e`. One that a script has closed to a ring is gone
 * round once: `slow` follows at half the speed. */
static void context_cut(machine *m, ref from, ref e)
{
    const world *w = machine_world(m);
    bool follows = false;
    for (ref o = from, slow = from, next; (next = world_word(w, o, EXCEPTION_CONTEXT)) != 0; follows = !follows) {
        if (next == e) {
            world_emit(m->r, EV_SLOT_CLEAR, 0, o, EXCEPTION_CONTEXT, 0);
            memory_settle(&m->mem);
            return;
        }
        o = next;
        if (o == slow)
            return;
        if (follows)
            slow = world_word(w, slow, EXCEPTION_CONTEXT);
    }
}

ref handled_exception(const machine *m)
{
    if (m->handled || !m->generators)
        return m->handled;
    for (uint32_t i = m->depth; i-- > 0;)
        if (m->frames[i].generator && m->frames[i].outer_handled)
            return m->frames[i].outer_handled;
    return 0;
}

value raise_bare(machine *m, value exception)
{
    m->raised = VALUE_ROW(exception);
    m->reraised = false;
    world_emit(m->r, EV_RAISE, 0, m->raised, 0, 0);
    return 0;
}

/* On its way, owned by its temporary until somebody takes it. What is being handled becomes its context.
 * Source: CPython 3.13.0, Python/errors.c, _PyErr_SetObject(). */
value raise_value(machine *m, value exception)
{
    if (m->stopped)
        return 0;
    ref e = VALUE_ROW(exception), old = handled_exception(m);
    raise_bare(m, exception);
    if (old && old != e) {
        context_cut(m, old, e);
        world_emit(m->r, EV_SLOT_SET, 0, e, EXCEPTION_CONTEXT, old);
        memory_settle(&m->mem);
    }
    return 0;
}

value raise_with(machine *m, ref type, value argument)
{
    return raise_value(m, make_exception(m, type, argument));
}

value raise_error(machine *m, builtin_type type, const char *format, ...)
{
    buffer text = {0};
    char line[1024];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(line, sizeof line, format, args);
    va_end(args);
    buffer_add_text(&text, line);
    value v = raise_with(m, m->types[type], make_str(m, buffer_text(&text), text.length));
    buffer_free(&text);
    return v;
}

/* PyErr_Format() and then a field of the exception: a NameError's name, an AttributeError's object. */
void raised_field(machine *m, uint32_t field, ref o)
{
    if (!m->raised)
        return;
    world_emit(m->r, EV_SLOT_SET, 0, m->raised, EXCEPTION_OWN + field, o);
    memory_settle(&m->mem);
}

/* Source: CPython 3.13.0, Objects/object.c, _PyObject_SetAttributeErrorContext(). */
value raised_attribute(machine *m, ref o, ref name)
{
    raised_field(m, 0, o);
    raised_field(m, 1, name);
    return 0;
}

bool exception_is(const machine *m, ref exception, builtin_type type)
{
    return type_is_subtype(m, world_row(machine_world(m), exception)->lo, m->types[type]);
}

/* OSError_str(): "[Errno 2] No such file or directory: 'x'". */
static bool os_error_text(machine *m, ref e, buffer *out)
{
    const world *w = machine_world(m);
    ref filename = world_word(w, e, EXCEPTION_OWN + 2);
    buffer_add_text(out, "[Errno ");
    bool ok = text_str(m, world_word(w, e, EXCEPTION_OWN), out);
    buffer_add_text(out, "] ");
    ok = ok && text_str(m, world_word(w, e, EXCEPTION_OWN + 1), out);
    if (!ok || !filename)
        return ok;
    buffer_add_text(out, ": ");
    return text_repr(m, filename, out);
}

ref exception_only_str(const machine *m, ref exception)
{
    const world *w = machine_world(m);
    ref args = world_word(w, exception, EXCEPTION_ARGS);
    if (!args || world_row(w, args)->lo != 1 || exception_is(m, exception, BT_KEY_ERROR) ||
        exception_is(m, exception, BT_OS_ERROR) || exception_is(m, exception, BT_IMPORT_ERROR))
        return 0;
    ref only = world_word(w, args, 0);
    return world_kind(w, only) == KIND_STR ? only : 0;
}

/* str(exception): no argument, one, or the tuple. KeyError shows the repr of its one. */
bool exception_text(machine *m, ref exception, buffer *out)
{
    const world *w = machine_world(m);
    ref args = world_word(w, exception, EXCEPTION_ARGS), own = world_word(w, exception, EXCEPTION_OWN);
    uint32_t n = args ? world_row(w, args)->lo : 0;
    if (exception_is(m, exception, BT_OS_ERROR) && own)
        return os_error_text(m, exception, out);
    if (exception_is(m, exception, BT_IMPORT_ERROR) && own && world_kind(w, own) == KIND_STR)
        return text_str(m, own, out);
    if (n == 0 || codec_error_text(m, exception, args, out))
        return true;
    if (n > 1)
        return text_repr(m, args, out);
    ref only = world_word(w, args, 0);
    return exception_is(m, exception, BT_KEY_ERROR) ? text_repr(m, only, out) : text_str(m, only, out);
}

/* --- Frame objects ------------------------------------------------------------------------------------- */

/* Objects/frameobject.c, _PyFrame_New_NoTrack(): room for the locals and the stack, which only a
 * generator's may come to hold. `generator` may be 0. */
ref frame_make(machine *m, const code *c, ref generator)
{
    uint32_t slots = c->local_count + c->stack_size;
    uint32_t words = FRAME_LOCALS + (generator ? slots : c->local_count) + 1;
    world_emit(m->r, EV_NEW, KIND_FRAME, 8 * slots, c->serial, words);
    ref o = m->r->w.born;
    world_emit(m->r, EV_WORD_SET, 0, o, words + 1, slots);
    if (generator)
        world_emit(m->r, EV_WORD_SET, 0, o, words, generator);
    return o;
}

/* The frame object of the running frame, made when first asked for.
 * Source: CPython 3.13.0, Python/frame.c, _PyFrame_MakeAndSetFrameObject(). */
ref frame_object(machine *m, vm_frame *f)
{
    if (!f->object) {
        f->object = frame_make(m, f->code, f->generator);
        world_emit(m->r, EV_PIN, 0, f->object, 0, 0);
        world_emit(m->r, EV_TEMP_DROP, 0, f->object, 0, 0);
    }
    return f->object;
}

/* Source: CPython 3.13.0, Python/bytecodes.c, RETURN_VALUE: a frame is unlinked before it is cleared. */
vm_frame *frame_seen(machine *m, vm_frame *f)
{
    while (f > m->frames && f->dying)
        f--;
    return f->dying ? NULL : f;
}

/* An exception that is thrown through yield from meets the inner generator as if the outer one ran it:
 * Objects/genobject.c, _gen_throw(). */
ref frame_back(machine *m, const vm_frame *f)
{
    if (f->back)
        return VALUE_ROW(generator_frame(m, f->back));
    vm_frame *back = f == m->frames ? NULL : frame_seen(m, &m->frames[f - m->frames - 1]);
    return back ? frame_object(m, back) : 0;
}

/* Source: CPython 3.13.0, Python/ceval.c, _Py_CheckRecursiveCall(); Include/internal/pycore_ceval.h. */
bool nesting_enter(machine *m, const char *doing)
{
    if (m->mem.c_depth > m->profile->c_recursion_limit) {
        raise_error(m, BT_RECURSION_ERROR, "maximum recursion depth exceeded%s", doing);
        return false;
    }
    m->mem.c_depth++;
    return true;
}

void exception_drop(machine *m)
{
    ref exception = m->raised;
    m->raised = 0;
    if (exception)
        memory_drop(&m->mem, exception);
}

/* --- raise ---------------------------------------------------------------------------------------------- */

/* An exception from an exception or a class of exceptions; takes the value over. */
static value exception_from(machine *m, value v, const char *refusal)
{
    const world *w = machine_world(m);
    ref o = VALUE_ROW(v);
    if (world_kind(w, o) == KIND_EXCEPTION)
        return value_own(m, v);
    value exception = 0;
    if (world_kind(w, o) == KIND_TYPE && type_is_subtype(m, o, m->types[BT_BASE_EXCEPTION]))
        exception = call_object(m, o, NULL, 0);
    else
        raise_error(m, BT_TYPE_ERROR, "%s", refusal);
    value_drop(m, v);
    return exception;
}

/* `raise` alone: what is being handled is on its way again. */
static void raise_again(machine *m)
{
    ref handled = handled_exception(m);
    if (!handled) {
        raise_error(m, BT_RUNTIME_ERROR, "No active exception to reraise");
        return;
    }
    world_emit(m->r, EV_TEMP_PUSH, 0, handled, 0, 0);
    m->raised = handled;
    m->reraised = true;
    world_emit(m->r, EV_RAISE, 0, m->raised, 0, 0);
}

/* ceval.c, do_raise(): count 0 again, 1 an exception, 2 with its cause on top. */
const instr *raise_statement(machine *m, uint32_t count)
{
    enum { SUPPRESS_CONTEXT = 1 };
    if (count == 0) {
        raise_again(m);
        return NULL;
    }
    value cause = count == 2 ? *--m->sp : 0;
    value exception = exception_from(m, *--m->sp, "exceptions must derive from BaseException");
    bool caused = exception && cause && VALUE_ROW(cause) != m->none;
    if (!exception)
        value_drop(m, cause);
    if (!exception ||
        (caused && !(cause = exception_from(m, cause, "exception causes must derive from BaseException")))) {
        value_drop(m, exception);
        return NULL;
    }
    ref e = VALUE_ROW(exception);
    if (count == 2) {
        world_emit(m->r, EV_PAYLOAD_SET, 0, e, world_row(machine_world(m), e)->lo, SUPPRESS_CONTEXT);
        if (caused) {
            world_emit(m->r, EV_SLOT_SET, EV_STEAL, e, EXCEPTION_CAUSE, VALUE_ROW(cause));
            memory_settle(&m->mem);
        }
    }
    raise_value(m, exception);
    return NULL;
}
