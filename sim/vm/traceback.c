/* Source: CPython 3.13.0, Python/traceback.c, PyTraceBack_Here(); Lib/traceback.py, class TracebackException,
 * StackSummary.format(). Differs: frames of the interpreter's own Python code are left out. Where CPython gives
 * up and lets its C code print all of it again (__notes__ that cannot be iterated over), that part is left out. */
#include "sim/vm/traceback.h"

#include "sim/base/arena.h"
#include "sim/lang/marks.h"
#include "sim/vm/eval.h"
#include "sim/vm/file.h"
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

/* --- What others write as well ------------------------------------------------------------------------ */

const code *traceback_code(const machine *m, ref traceback)
{
    const world *w = machine_world(m);
    return m->program->codes[world_row(w, world_word(w, traceback, TRACEBACK_FRAME))->lo];
}

void traceback_write_place(const machine *m, const code *c, uint32_t line, buffer *out)
{
    const run_options *o = m->options;
    const char *file = o->traceback_file ? o->traceback_file : o->file ? o->file : "?";
    buffer_printf(out, "  File \"%s\", line %u, in %s\n", file, line, m->program->names[c->name].text);
}

void traceback_write_repeated(buffer *out, uint32_t count)
{
    if (count > TRACEBACK_REPEATS)
        buffer_printf(out, "  [Previous line repeated %u more time%s]\n", count - TRACEBACK_REPEATS,
                      count > TRACEBACK_REPEATS + 1 ? "s" : "");
}

/* --- One exception ------------------------------------------------------------------------------------ */

static void write_frame(const machine *m, ref traceback, buffer *out)
{
    const code *c = traceback_code(m, traceback);
    const object_row *row = world_row(machine_world(m), traceback);
    traceback_write_place(m, c, row->lo, out);
    if (m->options->script)
        marks_write(out, m->options->script, c->positions[row->hi]);
}

/* What is written up to here goes to the file at once: print() is called for each of these. */
static void piece_ends(const buffer *out, buffer *ends)
{
    buffer_add(ends, (const char *)&out->length, sizeof out->length);
}

static void write_repeated(buffer *out, uint32_t count, buffer *ends)
{
    size_t before = out->length;
    traceback_write_repeated(out, count);
    if (out->length > before)
        piece_ends(out, ends);
}

/* The frames, outermost first; of one line that comes again and again three. */
static void write_stack(const machine *m, ref t, buffer *out, buffer *ends)
{
    const world *w = machine_world(m);
    uint32_t last_line = 0, last_name = 0, count = 0;
    if (t) {
        buffer_add_text(out, "Traceback (most recent call last):\n");
        piece_ends(out, ends);
    }
    for (; t; t = world_word(w, t, TRACEBACK_NEXT)) {
        uint32_t line = world_row(w, t)->lo, name = traceback_code(m, t)->name;
        if (!line)
            continue; /* the interpreter's own code */
        if (line != last_line || name != last_name) {
            write_repeated(out, count, ends);
            count = 0;
        }
        last_line = line;
        last_name = name;
        if (++count > TRACEBACK_REPEATS)
            continue;
        write_frame(m, t, out);
        piece_ends(out, ends);
    }
    write_repeated(out, count, ends);
}

/* _safe_string() */
static void write_safely(machine *m, ref o, bool (*write)(machine *, ref, buffer *), const char *otherwise, buffer *out)
{
    size_t before = out->length;
    if (write(m, o, out))
        return;
    exception_drop(m);
    out->length = before;
    buffer_add_text(out, otherwise);
}

static void write_class(const machine *m, ref type, buffer *out)
{
    const world *w = machine_world(m);
    ref module = class_module_shown(m, type);
    uint32_t length;
    if (module == m->none)
        buffer_add_text(out, "<unknown>.");
    else if (module)
        buffer_printf(out, "%s.", world_text(w, world_core_of(w, module), &length));
    buffer_add_text(out, world_text(w, class_qualified_name(m, type), &length));
}

/* One exception of the chain, told already but for its notes. */
typedef struct link {
    buffer text;      /* its frames and its last line: they are gone when all of the chain is known */
    buffer ends;      /* ... where in it pieces end; the last line's is open */
    size_t last_line; /* where that begins */
    buffer no_notes;  /* why there are none */
    value type, notes; /* held to the end, as TracebackException does */
    bool is_cause;    /* of the one before; else it was being handled then */
} link;

/* getattr(exception, "__notes__", None) */
static void link_find_notes(machine *m, link *l, ref exception)
{
    value found = 0;
    if (attribute_find(m, exception, name_find(m, "__notes__"), &found) > 0)
        l->notes = value_own(m, found);
    if (!m->raised)
        return;
    ref why = m->raised;
    m->raised = 0;
    buffer_add_text(&l->no_notes, "\nIgnored error getting __notes__: ");
    write_safely(m, why, text_repr, "<__notes__ repr() failed>", &l->no_notes);
    memory_drop(&m->mem, why);
}

/* Everything of it but its notes, in the order in which it is asked: each answer may run a script's code, which
 * the exception, held by the caller, and its traceback outlive. */
static void link_describe(machine *m, link *l, ref exception)
{
    ref type = type_of(m, exception), traceback = world_word(machine_world(m), exception, EXCEPTION_TRACEBACK);
    buffer said = {0};
    value held = value_own(m, traceback);
    l->type = value_own(m, type);
    write_stack(m, traceback, &l->text, &l->ends);
    l->last_line = l->text.length;
    write_safely(m, exception, text_str, "<exception str() failed>", &said);
    if (!m->stopped)
        link_find_notes(m, l, exception);
    write_class(m, type, &l->text);
    if (!m->stopped)
        meant_write(m, exception, traceback, &said);
    if (said.length)
        buffer_add_text(&l->text, ": ");
    buffer_add(&l->text, buffer_text(&said), said.length);
    buffer_free(&said);
    value_drop(m, held);
}

/* --- Notes -------------------------------------------------------------------------------------------- */

/* isinstance(o, collections.abc.Sequence), but not a str or bytes. */
static bool is_sequence(const world *w, ref o)
{
    object_kind kind = world_kind(w, world_core_of(w, o));
    return kind == KIND_LIST || kind == KIND_TUPLE || kind == KIND_RANGE;
}

/* What add_note() has kept, a line or more each. str() of a note may change what comes next. */
static void write_each_note(machine *m, ref notes, buffer *out)
{
    value iterator = iterator_of(m, notes), note;
    while (iterator && !m->stopped && (note = iterator_next(m, VALUE_ROW(iterator)))) {
        note = value_own(m, note);
        buffer_add_char(out, '\n');
        write_safely(m, VALUE_ROW(note), text_str, "<note str() failed>", out);
        value_drop(m, note);
    }
    value_drop(m, iterator);
    exception_drop(m);
}

/* What is no sequence stands there as it is. */
static void link_write_notes(machine *m, const link *l, buffer *out)
{
    ref notes = VALUE_ROW(l->notes);
    buffer_add(out, buffer_text(&l->no_notes), l->no_notes.length);
    if (!notes || notes == m->none)
        return;
    if (is_sequence(machine_world(m), notes)) {
        write_each_note(m, notes, out);
        return;
    }
    buffer_add_char(out, '\n');
    write_safely(m, notes, text_repr, "<__notes__ repr() failed>", out);
}

/* --- What it came of -------------------------------------------------------------------------------- */

typedef struct chain {
    arena memory;
    link *links; /* the exception itself first */
    uint32_t count, capacity;
    uint8_t *seen; /* a bit for each of `rows` rows of the world */
    uint32_t rows;
} chain;

static bool is_new(const chain *c, ref exception)
{
    return exception && !(exception < c->rows && c->seen[exception / 8] & 1U << exception % 8);
}

/* There is a bit for every row of now: exceptions may have been made since the last one was told. */
static bool chain_see(const machine *m, chain *c, ref exception)
{
    if (exception >= c->rows) {
        uint32_t rows = machine_world(m)->state.used[TABLE_ROWS];
        uint8_t *seen = arena_grow(&c->memory, c->seen, c->seen ? c->rows / 8 + 1 : 0, rows / 8 + 1);
        if (!seen)
            return false;
        c->seen = seen;
        c->rows = rows;
    }
    c->seen[exception / 8] |= (uint8_t)(1U << exception % 8);
    return true;
}

static bool chain_add(machine *m, chain *c, ref exception, bool is_cause)
{
    if (c->count == c->capacity) {
        uint32_t capacity = c->capacity ? 2 * c->capacity : 4;
        link *links = arena_grow(&c->memory, c->links, c->count * sizeof *links, capacity * sizeof *links);
        if (!links)
            return false;
        c->links = links;
        c->capacity = capacity;
    }
    if (!chain_see(m, c, exception))
        return false;
    c->links[c->count] = (link){.is_cause = is_cause};
    link_describe(m, &c->links[c->count++], exception);
    return !m->stopped;
}

static bool is_true(machine *m, ref exception)
{
    int answer = object_is_true(m, exception);
    if (answer < 0)
        exception_drop(m);
    return answer > 0;
}

/* The slot of the cause if there is one, else of what was being handled, unless that is suppressed; none comes
 * twice. 0: the chain ends. */
static uint32_t slot_after(machine *m, const chain *c, ref e)
{
    const world *w = machine_world(m);
    if (is_true(m, e) && is_new(c, world_word(w, e, EXCEPTION_CAUSE)))
        return EXCEPTION_CAUSE;
    return is_true(m, e) && !world_row(w, e)->hi && is_new(c, world_word(w, e, EXCEPTION_CONTEXT)) ? EXCEPTION_CONTEXT
                                                                                                 : 0;
}

/* The one that `*e` came of joins the chain. Then `*e` is what the slot holds by now: while its exception was
 * told, code may have run that put another one there, or none. */
static bool chain_go_on(machine *m, chain *c, value *e)
{
    const world *w = machine_world(m);
    uint32_t slot = slot_after(m, c, VALUE_ROW(*e));
    if (!slot || m->stopped)
        return false;
    value next = value_own(m, world_word(w, VALUE_ROW(*e), slot));
    bool ok = chain_add(m, c, VALUE_ROW(next), slot == EXCEPTION_CAUSE);
    if (world_word(w, VALUE_ROW(*e), slot) != VALUE_ROW(next)) {
        value_drop(m, next);
        next = value_own(m, world_word(w, VALUE_ROW(*e), slot));
    }
    value_drop(m, *e);
    *e = next;
    return ok && next;
}

/* The frames' pieces; then each line is one. */
static void link_write(machine *m, const link *l, buffer *out, buffer *ends)
{
    size_t start = out->length, end;
    for (size_t i = 0; i < l->ends.length; i += sizeof end) {
        memcpy(&end, buffer_text(&l->ends) + i, sizeof end);
        end += start;
        buffer_add(ends, (const char *)&end, sizeof end);
    }
    buffer_add(out, buffer_text(&l->text), l->text.length);
    size_t notes = out->length;
    link_write_notes(m, l, out);
    buffer_add_char(out, '\n');
    for (end = notes + 1; end <= out->length; end++)
        if (buffer_text(out)[end - 1] == '\n')
            buffer_add(ends, (const char *)&end, sizeof end);
}

static void chain_write(machine *m, const chain *c, buffer *out, buffer *ends)
{
    for (uint32_t i = c->count; i-- > 0;) {
        const link *l = &c->links[i];
        link_write(m, l, out, ends);
        if (!i)
            break;
        buffer_add_text(out, l->is_cause
                                 ? "\nThe above exception was the direct cause of the following exception:\n\n"
                                 : "\nDuring handling of the above exception, another exception occurred:\n\n");
        piece_ends(out, ends);
    }
}

static void chain_free(machine *m, chain *c)
{
    for (uint32_t i = 0; i < c->count; i++) {
        value_drop(m, c->links[i].type);
        value_drop(m, c->links[i].notes);
        buffer_free(&c->links[i].text);
        buffer_free(&c->links[i].ends);
        buffer_free(&c->links[i].no_notes);
    }
    arena_free(&c->memory);
}

/* Everything of it; *last: the last line, without its end. If the run stops meanwhile, nothing. */
static void write_all(machine *m, ref exception, buffer *out, buffer *ends, buffer *last)
{
    chain c = {0};
    value e = exception;
    for (bool on = chain_add(m, &c, exception, false); on;)
        on = chain_go_on(m, &c, &e);
    value_drop(m, e);
    if (!m->stopped)
        chain_write(m, &c, out, ends);
    if (m->stopped)
        buffer_clear(out);
    else if (c.count && last)
        buffer_add(last, buffer_text(&c.links[0].text) + c.links[0].last_line,
                   c.links[0].text.length - c.links[0].last_line);
    chain_free(m, &c);
}

/* --- To sys.stderr ------------------------------------------------------------------------------------ */

/* print(piece, file=file, end="") for each of them. What a write of the script's raises ends it. */
static void print_pieces(machine *m, ref file, const buffer *text, const buffer *ends)
{
    size_t from = 0, to;
    for (size_t i = 0; i < ends->length && !m->raised && !m->stopped; i += sizeof to) {
        memcpy(&to, buffer_text(ends) + i, sizeof to);
        value piece = make_str(m, buffer_text(text) + from, to - from);
        if (piece && file_write_object(m, file, VALUE_ROW(piece), false))
            (void)file_write_object(m, file, m->empty_str, false);
        value_drop(m, piece);
        from = to;
    }
    exception_drop(m);
}

ref traceback_file(const machine *m)
{
    ref file = dict_get_name(m, world_word(machine_world(m), m->module_sys, MODULE_DICT), name_find(m, "stderr"));
    return !file || file == m->none || file_is_stderr(m, file) ? 0 : file;
}

void traceback_print(machine *m, ref exception, buffer *text, buffer *last)
{
    buffer ends = {0};
    write_all(m, exception, text, &ends, last);
    ref file = traceback_file(m);
    if (!m->stopped && file) {
        value held = value_own(m, file);
        print_pieces(m, file, text, &ends);
        value_drop(m, held);
    } else if (!m->stopped) {
        machine_output(m, true, buffer_text(text), text->length);
    }
    buffer_free(&ends);
}
