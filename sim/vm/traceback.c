/* Source: CPython 3.13.0, Python/traceback.c, PyTraceBack_Here(); Lib/traceback.py, class TracebackException,
 * StackSummary.format(). Differs: frames of the interpreter's own Python code are left out. */
#include "sim/vm/traceback.h"

#include "sim/base/arena.h"
#include "sim/lang/marks.h"
#include "sim/vm/eval.h"
#include "sim/vm/meant.h"

/* --- Made ------------------------------------------------------------------------------------------- */

/* The traceback's row: the line, and which instruction it was. */
void traceback_add(machine *m, vm_frame *f)
{
    ref e = m->raised, object = frame_object(m, f);
    ref old = world_word(machine_world(m), e, EXCEPTION_TRACEBACK);
    uint32_t instruction = (uint32_t)(f->next - f->first);
    world_emit(m->r, EV_NEW, KIND_TRACEBACK, 0, f->code->positions[instruction].line, instruction);
    ref traceback = m->r->w.born;
    if (old)
        world_emit(m->r, EV_SLOT_SET, 0, traceback, TRACEBACK_NEXT, old);
    world_emit(m->r, EV_SLOT_SET, 0, traceback, TRACEBACK_FRAME, object);
    world_emit(m->r, EV_SLOT_SET, EV_STEAL, e, EXCEPTION_TRACEBACK, traceback);
    memory_settle(&m->mem);
}

void traceback_here(machine *m)
{
    traceback_add(m, m->frame);
}

/* --- One exception ------------------------------------------------------------------------------------ */

enum { RECURSIVE_CUTOFF = 3 };

static const code *code_of(const machine *m, ref traceback)
{
    const world *w = machine_world(m);
    return m->program->codes[world_row(w, world_word(w, traceback, TRACEBACK_FRAME))->lo];
}

static void write_frame(const machine *m, ref traceback, buffer *out)
{
    const run_options *o = m->options;
    const code *c = code_of(m, traceback);
    const object_row *row = world_row(machine_world(m), traceback);
    const char *file = o->traceback_file ? o->traceback_file : o->file ? o->file : "?";
    buffer_printf(out, "  File \"%s\", line %u, in %s\n", file, row->lo, m->program->names[c->name].text);
    if (o->script)
        marks_write(out, o->script, c->positions[row->hi]);
}

static void write_repeated(buffer *out, uint32_t count)
{
    if (count > RECURSIVE_CUTOFF)
        buffer_printf(out, "  [Previous line repeated %u more time%s]\n", count - RECURSIVE_CUTOFF,
                      count > RECURSIVE_CUTOFF + 1 ? "s" : "");
}

/* The frames, outermost first; of one line that comes again and again three. */
static void write_stack(const machine *m, ref exception, buffer *out)
{
    const world *w = machine_world(m);
    ref t = world_word(w, exception, EXCEPTION_TRACEBACK);
    uint32_t last_line = 0, last_name = 0, count = 0;
    if (t)
        buffer_add_text(out, "Traceback (most recent call last):\n");
    for (; t; t = world_word(w, t, TRACEBACK_NEXT)) {
        uint32_t line = world_row(w, t)->lo, name = code_of(m, t)->name;
        if (!line)
            continue; /* the interpreter's own code */
        if (line != last_line || name != last_name) {
            write_repeated(out, count);
            count = 0;
        }
        last_line = line;
        last_name = name;
        if (++count <= RECURSIVE_CUTOFF)
            write_frame(m, t, out);
    }
    write_repeated(out, count);
}

/* The name of its class, after that of a module other than __main__ and builtins, and what it says. */
static void write_last_line(machine *m, ref exception, buffer *out)
{
    buffer text = {0};
    class_write_full_name(m, world_row(machine_world(m), exception)->lo, out);
    if (!text_str(m, exception, &text)) {
        exception_drop(m);
        buffer_clear(&text);
        buffer_add_text(&text, "<exception str() failed>");
    }
    meant_write(m, exception, &text);
    if (text.length)
        buffer_add_text(out, ": ");
    buffer_add(out, buffer_text(&text), text.length);
    buffer_free(&text);
}

/* A note may have several lines. What is no str is asked, too. */
static void write_note(machine *m, ref note, buffer *out)
{
    buffer text = {0};
    if (!text_str(m, note, &text)) {
        exception_drop(m);
        buffer_clear(&text);
        buffer_add_text(&text, "<note str() failed>");
    }
    buffer_add_char(out, '\n');
    buffer_add(out, buffer_text(&text), text.length);
    buffer_free(&text);
}

/* __notes__ that are neither list nor tuple stand there as they are. */
static void write_notes_repr(machine *m, ref notes, buffer *out)
{
    buffer text = {0};
    if (!text_repr(m, notes, &text)) {
        exception_drop(m);
        buffer_clear(&text);
        buffer_add_text(&text, "<__notes__ repr() failed>");
    }
    buffer_add_char(out, '\n');
    buffer_add(out, buffer_text(&text), text.length);
    buffer_free(&text);
}

/* What add_note() has kept, a line or more each, after the last line. str() of a note may empty the list. */
static void write_notes(machine *m, ref exception, buffer *out)
{
    const world *w = machine_world(m);
    ref dict = world_word(w, exception, EXCEPTION_DICT), name = name_find(m, "__notes__");
    ref notes = dict && name ? VALUE_ROW(dict_get_name(m, dict, name)) : 0;
    if (!notes || notes == VALUE_ROW(m->none))
        return;
    value held = value_own(m, notes);
    object_kind kind = world_kind(w, notes);
    if (kind == KIND_LIST || kind == KIND_TUPLE)
        for (uint32_t i = 0; i < world_row(w, notes)->lo && !m->stopped; i++) {
            value note = value_own(m, world_word(w, notes, i));
            write_note(m, VALUE_ROW(note), out);
            value_drop(m, note);
        }
    else
        write_notes_repr(m, notes, out);
    value_drop(m, held);
}

/* --- What it came of -------------------------------------------------------------------------------- */

typedef struct link {
    ref exception;
    buffer text;     /* its frames, last line and notes: they are gone when all of the chain is known */
    size_t last_line; /* where that begins */
    size_t notes;     /* where it ends: notes may follow */
    bool is_cause;   /* of the one before; else it was being handled then */
} link;

typedef struct chain {
    arena memory;
    link *links; /* the exception itself first */
    uint32_t count, capacity;
    uint8_t *seen; /* a bit for each row of the world */
    uint32_t rows;
} chain;

static bool is_new(const chain *c, ref exception)
{
    return exception && exception < c->rows && !(c->seen[exception / 8] & 1U << exception % 8);
}

static bool chain_add(chain *c, ref exception, bool is_cause)
{
    if (c->count == c->capacity) {
        uint32_t capacity = c->capacity ? 2 * c->capacity : 4;
        link *links = arena_grow(&c->memory, c->links, c->count * sizeof *links, capacity * sizeof *links);
        if (!links)
            return false;
        c->links = links;
        c->capacity = capacity;
    }
    c->seen[exception / 8] |= (uint8_t)(1U << exception % 8);
    c->links[c->count++] = (link){.exception = exception, .is_cause = is_cause};
    return true;
}

/* The cause if there is one, else what was being handled, unless that is suppressed; none comes twice. */
static bool chain_go_on(const machine *m, chain *c, bool *is_cause, ref *next)
{
    const world *w = machine_world(m);
    ref e = c->links[c->count - 1].exception;
    ref cause = world_word(w, e, EXCEPTION_CAUSE), context = world_word(w, e, EXCEPTION_CONTEXT);
    bool suppressed = world_row(w, e)->hi != 0;
    *is_cause = is_new(c, cause);
    *next = *is_cause ? cause : !suppressed && is_new(c, context) ? context : 0;
    return *next != 0;
}

static void chain_write(const chain *c, buffer *out)
{
    for (uint32_t i = c->count; i-- > 0;) {
        buffer_add(out, buffer_text(&c->links[i].text), c->links[i].text.length);
        buffer_add_char(out, '\n');
        if (i)
            buffer_add_text(out, c->links[i].is_cause
                                     ? "\nThe above exception was the direct cause of the following exception:\n\n"
                                     : "\nDuring handling of the above exception, another exception occurred:\n\n");
    }
}

static void link_describe(machine *m, link *l)
{
    write_stack(m, l->exception, &l->text);
    l->last_line = l->text.length;
    write_last_line(m, l->exception, &l->text); /* str() may be a script's: from the exception to what it came of */
    l->notes = l->text.length;
    write_notes(m, l->exception, &l->text);
}

void traceback_write(machine *m, ref exception, buffer *out, buffer *last)
{
    chain c = {.rows = machine_world(m)->state.used[TABLE_ROWS]};
    bool is_cause = false;
    c.seen = arena_alloc(&c.memory, c.rows / 8 + 1);
    for (ref e = exception; c.seen && chain_add(&c, e, is_cause);) {
        link_describe(m, &c.links[c.count - 1]);
        if (!chain_go_on(m, &c, &is_cause, &e))
            break;
    }
    chain_write(&c, out);
    const link *first = c.count ? &c.links[0] : NULL;
    if (last && first)
        buffer_add(last, buffer_text(&first->text) + first->last_line, first->notes - first->last_line);
    for (uint32_t i = 0; i < c.count; i++)
        buffer_free(&c.links[i].text);
    arena_free(&c.memory);
}
