/* Exceptions on their way: raised, unwinding frames, reported.
 * Source: CPython 3.13.0, Python/ceval.c, Python/errors.c, Lib/traceback.py for the words. */
#include "sim/vm/eval.h"

#include <stdio.h>
#include <stdlib.h>

instr_position machine_position(const machine *m)
{
    if (!m->depth)
        return (instr_position){0};
    const vm_frame *f = m->frame;
    return f->code->positions[f->next - m->instrs[f->code->serial]];
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

/* Owned by its temporary until somebody takes it. */
static value raise_value(machine *m, value exception)
{
    if (m->stopped)
        return 0;
    m->raised = VALUE_ROW(exception);
    buffer_clear(&m->traceback);
    world_emit(m->r, EV_RAISE, 0, m->raised, 0, 0);
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

bool exception_is(const machine *m, ref exception, builtin_type type)
{
    return type_is_subtype(m, world_row(machine_world(m), exception)->lo, m->types[type]);
}

/* str(exception): no argument, one, or the tuple. KeyError shows the repr of its one. */
bool exception_text(machine *m, ref exception, buffer *out)
{
    const world *w = machine_world(m);
    ref args = world_word(w, exception, EXCEPTION_ARGS);
    uint32_t n = args ? world_row(w, args)->lo : 0;
    if (n == 0)
        return true;
    if (n > 1)
        return text_repr(m, args, out);
    ref only = world_word(w, args, 0);
    return exception_is(m, exception, BT_KEY_ERROR) ? text_repr(m, only, out) : text_str(m, only, out);
}

void exception_last_line(machine *m, ref exception, buffer *out)
{
    ref type = world_row(machine_world(m), exception)->lo;
    buffer text = {0};
    buffer_add_text(out, class_name(m, type));
    if (!text_str(m, exception, &text)) {
        exception_drop(m);
        buffer_clear(&text);
        buffer_add_text(&text, "<exception str() failed>");
    }
    if (text.length)
        buffer_printf(out, ": %s", buffer_text(&text));
    buffer_free(&text);
}

/* One frame of a traceback, put before those that are there: innermost frames come first. */
static void traceback_add(machine *m)
{
    const vm_frame *f = m->frame;
    instr_position at = machine_position(m);
    buffer text = {0};
    buffer_printf(&text, "  File \"%s\", line %u, in %s\n", m->options->file ? m->options->file : "?",
                  at.line, m->program->names[f->code->name].text);
    const char *line = m->options->script;
    for (uint32_t i = 1; line && i < at.line; i++) {
        line = strchr(line, '\n');
        line = line ? line + 1 : NULL;
    }
    if (line && at.line) {
        line += strspn(line, " \t");
        buffer_add_text(&text, "    ");
        buffer_add(&text, line, strcspn(line, "\n"));
        buffer_add_char(&text, '\n');
    }
    buffer_add(&text, buffer_text(&m->traceback), m->traceback.length);
    buffer_free(&m->traceback);
    m->traceback = text;
}

/* An exception has left the frame: its stack goes, then, innermost frame first, the locals.
 * The frames of an uncaught exception stay: the traceback holds them until it has been printed. */
void frames_unwind(machine *m, uint32_t depth)
{
    uint32_t top = m->depth;
    for (uint32_t d = top; d >= depth && d > 0; d--) {
        m->frame = &m->frames[d - 1];
        if (m->raised)
            traceback_add(m);
        m->frame = &m->frames[top - 1];
        while (m->sp > m->frames[d - 1].base)
            value_drop(m, *--m->sp);
    }
    while (depth > 1 && m->depth >= depth)
        frame_leave(m);
}

bool nesting_enter(machine *m, const char *doing)
{
    if (m->nesting >= NESTING_MAX) {
        raise_error(m, BT_RECURSION_ERROR, "maximum recursion depth exceeded%s", doing);
        return false;
    }
    m->nesting++;
    return true;
}

void exception_drop(machine *m)
{
    ref exception = m->raised;
    m->raised = 0;
    buffer_clear(&m->traceback);
    if (exception)
        memory_drop(&m->mem, exception);
}

/* sys.unraisablehook: a traceback on stderr, and on it goes. */
void exception_ignore(machine *m, ref where, const char *context)
{
    buffer text = {0};
    ref exception = m->raised;
    buffer trace = m->traceback;
    m->traceback = (buffer){0};
    m->raised = 0;
    if (!exception)
        return;
    buffer_printf(&text, "Exception ignored %s: ", context);
    if (where && !text_repr(m, where, &text)) {
        buffer_add_text(&text, "<object repr() failed>");
        exception_drop(m);
    }
    buffer_add_text(&text, "\nTraceback (most recent call last):\n");
    buffer_add(&text, buffer_text(&trace), trace.length);
    exception_last_line(m, exception, &text);
    buffer_add_char(&text, '\n');
    machine_output(m, true, buffer_text(&text), text.length);
    buffer_free(&text);
    buffer_free(&trace);
    memory_drop(&m->mem, exception);
}

/* raise, in the forms that the compiler makes of assert and raise: an exception or its class. */
const instr *raise_statement(machine *m, uint32_t count)
{
    const world *w = machine_world(m);
    if (count != 1) {
        stop_unsupported(m, "this form of 'raise' is not supported");
        return NULL;
    }
    value v = *--m->sp;
    ref o = VALUE_ROW(v);
    if (world_kind(w, o) == KIND_EXCEPTION) {
        raise_value(m, value_own(m, v));
        return NULL;
    }
    if (world_kind(w, o) == KIND_TYPE && type_is_subtype(m, o, m->types[BT_BASE_EXCEPTION])) {
        value exception = call_object(m, o, NULL, 0);
        if (exception)
            raise_value(m, exception);
    } else {
        raise_error(m, BT_TYPE_ERROR, "exceptions must derive from BaseException");
    }
    value_drop(m, v);
    return NULL;
}
