/* Exceptions that nobody can handle: sys.unraisablehook writes them to sys.stderr, and on it goes.
 *
 * What the writing makes is made here as well, in the same order: the collector counts it, tuples, lists
 * and dicts go to the free lists, and where C code looks for signals a collection that waits runs.
 * Source: CPython 3.13.0, Python/errors.c, format_unraisable_v(), write_unraisable_exc_file();
 * Python/traceback.c, tb_printinternal(), display_source_line(); Modules/_io/textio.c, bufferedio.c.
 * Differs: objects that nothing can see are counted, not made (unseen_birth()). Of frames of the
 * interpreter's own Python code the traceback tells nothing. */
#include "sim/vm/unraisable.h"

#include "sim/vm/eval.h"
#include "sim/vm/file.h"
#include "sim/vm/file_memory.h"
#include "sim/vm/names.h"
#include "sim/vm/traceback.h"

typedef struct report {
    machine *m;
    ref file;     /* sys.stderr */
    bool console; /* ... is the interpreter's own: the text is gathered and handed on as one */
    buffer text;
} report;

/* One of these. */
typedef struct place {
    ref where;
    bool hook;
    const char *message;
} place;

/* --- Writing ------------------------------------------------------------------------------------------------ */

/* _textiowrapper_writeflush(), _bufferedwriter_flush_unlocked() */
static void stderr_flush(machine *m)
{
    ref kept = m->stderr_pieces;
    m->stderr_pieces = 0;
    m->stderr_waits = false;
    if (kept) {
        world_emit(m->r, EV_PIN, 1, kept, 0, 0);
        memory_settle(&m->mem);
    }
    bytes_pass(m);
    signals_check(m);
}

/* _io_TextIOWrapper_write_impl(): from the second piece on a list keeps what waits for the line's end. */
void stderr_piece(machine *m, const char *text, size_t length)
{
    if (m->stderr_waits && !m->stderr_pieces) {
        own_next(m);
        value list = make_list(m, 0, 0);
        m->stderr_pieces = VALUE_ROW(list);
        world_emit(m->r, EV_PIN, 0, m->stderr_pieces, 0, 0);
        value_drop(m, list);
    }
    m->stderr_waits = true;
    if (memchr(text, '\n', length) || memchr(text, '\r', length))
        stderr_flush(m);
}

static bool write_to_console(report *r, ref o, bool repr)
{
    size_t before = r->text.length;
    unseen_birth(r->m);
    bool ok = repr ? text_repr(r->m, o, &r->text) : text_str(r->m, o, &r->text);
    if (ok)
        stderr_piece(r->m, buffer_text(&r->text) + before, r->text.length - before);
    else
        r->text.length = before;
    unseen_death(r->m);
    return ok;
}

static bool write_object(report *r, ref o, bool repr)
{
    return r->console ? write_to_console(r, o, repr) : file_write_object(r->m, r->file, o, repr);
}

/* PyFile_WriteString() */
static bool write_bytes(report *r, const char *text, size_t length)
{
    if (r->console) {
        unseen_birth(r->m);
        signals_check(r->m);
        buffer_add(&r->text, text, length);
        stderr_piece(r->m, text, length);
        unseen_death(r->m);
        return !r->m->stopped;
    }
    value str = make_str(r->m, text, length);
    bool ok = str && file_write_object(r->m, r->file, VALUE_ROW(str), false);
    value_drop(r->m, str);
    return ok;
}

static bool write_text(report *r, const char *text)
{
    return write_bytes(r, text, strlen(text));
}

/* What cannot be shown has a text in its place. */
static bool write_or(report *r, ref o, bool repr, const char *otherwise)
{
    if (write_object(r, o, repr))
        return true;
    exception_drop(r->m);
    return !r->m->stopped && write_text(r, otherwise);
}

/* --- The source line ----------------------------------------------------------------------------------------- */

/* PyImport_Import() */
static void import_io(machine *m)
{
    own_next(m);
    value_drop(m, make_list(m, 0, 0));
}

/* _io_FileIO___init___impl(): that the name is no number has been a TypeError. */
static value open_raw(machine *m)
{
    enum { RAW_ARGUMENTS = 4 };
    value arguments = own_tuple(m, RAW_ARGUMENTS);
    unseen_birth(m);
    value message = own_tuple(m, 1);
    unseen_birth(m);
    value_drop(m, message);
    unseen_death(m);
    own_next(m);
    value dict = make_dict(m);
    dict_put_name(m, VALUE_ROW(dict), name_find(m, "name"), m->none);
    value_drop(m, arguments);
    return dict;
}

/* A BufferedReader, which is asked for its fileno. */
static void open_buffer(machine *m)
{
    enum { BUFFER_ARGUMENTS = 2 };
    value arguments = own_tuple(m, BUFFER_ARGUMENTS);
    unseen_birth(m);
    value_drop(m, arguments);
    unseen_pass(m);
}

/* A TextIOWrapper and its decoder, of which a part is Python code: encodings/utf_8.py, codecs.py. */
static void open_text(machine *m)
{
    enum { TEXT_ARGUMENTS = 2, DECODER_ARGUMENTS = 1, NEWLINES_ARGUMENTS = 2 };
    value arguments = own_tuple(m, TEXT_ARGUMENTS);
    unseen_birth(m);
    value inner = own_tuple(m, DECODER_ARGUMENTS);
    unseen_birth(m);
    signals_check(m);
    value_drop(m, inner);
    inner = own_tuple(m, NEWLINES_ARGUMENTS);
    unseen_birth(m);
    value_drop(m, inner);
    unseen_pass(m); /* read1 */
    value_drop(m, arguments);
}

/* textiowrapper_read_chunk(): the snapshot, a pair of the decoder's state and what it has read. */
static value read_chunk(machine *m, value snapshot)
{
    decoder_state(m, 0);
    bytes_pass(m);
    decoder_decode(m, 0);
    value next = own_tuple(m, 2);
    value_drop(m, snapshot);
    return next;
}

/* The file is opened, read up to the line's end in chunks, and closed. */
static void source_read(machine *m, size_t bytes)
{
    enum { CHUNK_BYTES = 8192, PARTS = 5 };
    import_io(m);
    value dict = open_raw(m), snapshot = 0;
    open_buffer(m);
    open_text(m);
    for (size_t done = 0; !done || done < bytes; done += CHUNK_BYTES)
        snapshot = read_chunk(m, snapshot);
    value_drop(m, snapshot);
    value_drop(m, dict);
    for (int part = 0; part < PARTS; part++)
        unseen_death(m);
}

static bool display_source_line(report *r, uint32_t number)
{
    machine *m = r->m;
    const char *line = m->options->script;
    for (uint32_t i = 1; line && i < number; i++) {
        line = strchr(line, '\n');
        line = line ? line + 1 : NULL;
    }
    if (!line || m->modules_gone) /* then there is no module io any more */
        return true;
    size_t length = strcspn(line, "\n");
    source_read(m, (size_t)(line - m->options->script) + length + 1);
    size_t indent = strspn(line, " \t\f");
    return write_text(r, "    ") && write_bytes(r, line + indent, length - indent) && write_text(r, "\n");
}

/* --- The traceback ------------------------------------------------------------------------------------------- */

/* tb_displayline(). The interpreter's own code has no lines. */
static bool display_line(report *r, const code *c, uint32_t line)
{
    machine *m = r->m;
    if (!line)
        return true;
    buffer text = {0};
    traceback_write_place(m, c, line, &text);
    bool ok = write_bytes(r, buffer_text(&text), text.length) && display_source_line(r, line);
    buffer_free(&text);
    signals_check(m);
    return ok;
}

static bool line_repeated(report *r, uint32_t count)
{
    buffer text = {0};
    traceback_write_repeated(&text, count);
    bool ok = !text.length || write_bytes(r, buffer_text(&text), text.length);
    buffer_free(&text);
    return ok;
}

/* PyTraceBack_Print() */
static bool print_traceback(report *r, ref t)
{
    enum { TRACEBACK_LIMIT = 1000 };
    machine *m = r->m;
    const world *w = machine_world(m);
    const code *last = NULL;
    uint32_t depth = 0, last_line = 0, count = 0;
    for (ref i = t; i; i = world_word(w, i, TRACEBACK_NEXT))
        depth++;
    if (!write_text(r, "Traceback (most recent call last):\n"))
        return false;
    for (; depth > TRACEBACK_LIMIT; depth--)
        t = world_word(w, t, TRACEBACK_NEXT);
    for (; t; t = world_word(w, t, TRACEBACK_NEXT)) {
        uint32_t line = world_row(w, t)->lo;
        const code *c = traceback_code(m, t);
        if (!last || c->name != last->name || line != last_line) {
            if (!line_repeated(r, count))
                return false;
            count = 0;
        }
        last = c;
        last_line = line;
        if (++count <= TRACEBACK_REPEATS && !display_line(r, c, line))
            return false;
    }
    return line_repeated(r, count);
}

/* --- The report ---------------------------------------------------------------------------------------------- */

/* Where it happened: an object, the hook itself, or only a message. */
static bool write_where(report *r, place at)
{
    if (at.where)
        return write_text(r, "Exception ignored in: ") && write_or(r, at.where, true, "<object repr() failed>") &&
               write_text(r, "\n");
    if (at.hook)
        return write_text(r, "Exception ignored in sys.unraisablehook") && write_text(r, ": ") &&
               write_text(r, "<built-in function unraisablehook>") && write_text(r, "\n");
    return write_text(r, at.message) && write_text(r, ":\n");
}

/* The class, behind the name of its module if that is neither __main__ nor builtins. */
static bool write_class(report *r, ref class)
{
    machine *m = r->m;
    value module = value_own(m, class_module_shown(m, class)), name = value_own(m, class_qualified_name(m, class));
    bool shown = true;
    if (module == m->none)
        shown = write_text(r, "<unknown>");
    else if (module)
        shown = write_object(r, VALUE_ROW(module), false) && write_text(r, ".");
    value_drop(m, module);
    shown = shown && write_object(r, VALUE_ROW(name), false);
    value_drop(m, name);
    return shown;
}

/* write_unraisable_exc_file(). The traceback is held by the caller: code that runs may take it from the exception. */
static bool write_report(report *r, ref exception, ref traceback, place at)
{
    machine *m = r->m;
    const world *w = machine_world(m);
    if (!write_where(r, at))
        return false;
    if (traceback && !print_traceback(r, traceback))
        exception_drop(m);
    if (m->stopped || !write_class(r, world_row(w, exception)->lo) || !write_text(r, ": ") ||
        !write_or(r, exception, false, "<exception str() failed>") || !write_text(r, "\n"))
        return false;
    return r->console || file_flush_by_name(m, r->file);
}

/* write_unraisable_exc(): without a sys.stderr nothing is told. False: raised. */
static bool report_exception(machine *m, ref exception, place at)
{
    ref file = dict_get_name(m, world_word(machine_world(m), m->module_sys, MODULE_DICT), name_find(m, "stderr"));
    if (!file || file == m->none || m->builtins_gone)
        return true;
    report r = {.m = m, .file = file, .console = file_is_stderr(m, file)};
    ref traceback = world_word(machine_world(m), exception, EXCEPTION_TRACEBACK);
    value held = value_own(m, file), held_too = value_own(m, traceback);
    bool ok = write_report(&r, exception, traceback, at);
    if (r.text.length)
        machine_output(m, true, buffer_text(&r.text), r.text.length);
    buffer_free(&r.text);
    value_drop(m, held_too);
    value_drop(m, held);
    return ok;
}

/* The hook's arguments, a structseq, hold the exception once more. */
static bool call_hook(machine *m, ref exception, place at)
{
    unseen_birth(m);
    value again = value_own(m, exception), held = at.where ? value_own(m, at.where) : 0;
    bool ok = report_exception(m, exception, at);
    unseen_death(m);
    value_drop(m, again);
    value_drop(m, held);
    return ok;
}

/* The exception's references go one after another: the traceback is the last of them. */
static void let_go(machine *m, ref exception)
{
    ref traceback = world_word(machine_world(m), exception, EXCEPTION_TRACEBACK);
    value held = traceback ? value_own(m, traceback) : 0;
    memory_drop(&m->mem, exception);
    value_drop(m, held);
}

void exception_ignore(machine *m, ref where, const char *message)
{
    if (!m->raised)
        return;
    vm_frame *f = m->depth ? frame_seen(m, m->frame) : NULL;
    if (f && !world_word(machine_world(m), m->raised, EXCEPTION_TRACEBACK))
        traceback_add(m, f);
    ref exception = m->raised;
    m->raised = 0;
    if (!call_hook(m, exception, (place){.where = where, .message = message}) && m->raised && !m->stopped) {
        let_go(m, exception); /* what the hook raised is told in its place */
        exception = m->raised;
        m->raised = 0;
        (void)report_exception(m, exception, (place){.hook = true});
        exception_drop(m);
    }
    let_go(m, exception);
}
