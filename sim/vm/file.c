/* Text files: open(), their methods, and what the machine asks of them.
 *
 * CPython's file is a chain of objects: TextIOWrapper, a buffer, FileIO, and what decodes or encodes. The
 * chain is made because the collector counts it; the work is done by the simulated disk.
 * Source: CPython 3.13.0, Modules/_io/_iomodule.c, textio.c, iobase.c; messages as there.
 * Differs: other modes than r, w, a, other encodings than UTF-8 and buffering are refused. */
#include "sim/vm/file.h"

#include "sim/base/limits.h"
#include "sim/vm/call.h"
#include "sim/vm/disk.h"
#include "sim/vm/file_memory.h"
#include "sim/vm/exception_make.h"
#include "sim/vm/names.h"
#include "sim/vm/arguments.h"
#include "sim/vm/unraisable.h"

#include <errno.h>

static ref arg(const call_args *a, uint32_t i)
{
    return VALUE_ROW(a->v[i]);
}

static const char *text_of(const machine *m, ref str)
{
    uint32_t length;
    return world_text(machine_world(m), world_core_of(machine_world(m), str), &length);
}

static uint32_t stream_of(const machine *m, ref file)
{
    return world_row(machine_world(m), file)->lo;
}

static bool is_console(uint32_t stream)
{
    return stream == FILE_STDOUT || stream == FILE_STDERR;
}

bool file_is_stderr(const machine *m, ref file)
{
    return world_kind(machine_world(m), file) == KIND_FILE && stream_of(m, file) == FILE_STDERR;
}

static uint32_t handle_of(const machine *m, ref file)
{
    return stream_of(m, file) - FILE_ON_DISK;
}

/* --- The chain of objects -------------------------------------------------------------------------- */

static void hold(machine *m, ref o, uint32_t slot, value v)
{
    world_emit(m->r, EV_SLOT_SET, value_steal(v), o, slot, VALUE_ROW(v));
}

static value part_new(machine *m, file_part part, uint32_t extra, uint32_t stream, value holds)
{
    world_emit(m->r, EV_NEW, KIND_FILE_PART, extra, part, stream);
    value v = value_born(m);
    if (holds)
        hold(m, VALUE_ROW(v), FILE_PART_HOLDS, holds);
    return v;
}

/* A dict with one name in it. */
static value named(machine *m, const char *name, ref content)
{
    value dict = make_dict(m);
    dict_put_name(m, VALUE_ROW(dict), name_find(m, name), content);
    return dict;
}

enum { RAW_ARGUMENTS = 4 };

/* What decodes and encodes are instances of Python classes: their __init__ is a Python function, which begins
 * with a look whether a collection waits. Source: Lib/codecs.py, IncrementalEncoder, BufferedIncrementalDecoder. */
static value coder_new(machine *m, file_part part)
{
    enum { CODER_EXTRA = 8 };
    value coder = part_new(m, part, CODER_EXTRA, 0, 0);
    signals_check(m);
    return coder;
}

/* A FileIO. It first takes its name for the number of a file, and forgets the exception: nobody sees more of
 * that than the tuple with the message, whose memory is kept.
 * Source: CPython 3.13.0, Modules/_io/fileio.c, _io_FileIO___init___impl(). */
static value raw_new(machine *m, uint32_t stream)
{
    enum { RAW_EXTRA = 8 }; /* bytes beyond the kind's own */
    value raw = part_new(m, FILE_PART_RAW, RAW_EXTRA, stream, 0), message = own_tuple(m, 1);
    unseen_pass(m);
    value_drop(m, message);
    return raw;
}

/* Modules/_io/_iomodule.c, _io_open_impl(): FileIO, the buffer, the TextIOWrapper, its coder. Each is made by
 * calling its type: its arguments come in a tuple. While Python code makes the coder, only the buffer holds
 * FileIO: the TextIOWrapper remembers it later. */
static value file_new(machine *m, uint32_t stream, ref name, ref mode, ref encoding, bool reads)
{
    enum { BUFFER_EXTRA = 112 };
    enum { BUFFER_ARGUMENTS = 2, TEXT_ARGUMENTS = 5, CODER_ARGUMENTS = 1, NEWLINES_ARGUMENTS = 2 };
    value arguments = own_tuple(m, RAW_ARGUMENTS);
    value raw = raw_new(m, stream);
    hold(m, VALUE_ROW(raw), FILE_PART_DICT, named(m, "name", name));
    value_drop(m, arguments);
    arguments = own_tuple(m, BUFFER_ARGUMENTS);
    value buffered = part_new(m, reads ? FILE_PART_READER : FILE_PART_WRITER, BUFFER_EXTRA, 0, raw);
    value_drop(m, arguments);
    arguments = own_tuple(m, TEXT_ARGUMENTS);
    world_emit(m->r, EV_NEW, KIND_FILE, 0, stream, 0);
    value file = value_born(m), coder, inner = own_tuple(m, CODER_ARGUMENTS);
    if (reads) {
        value decoder = coder_new(m, FILE_PART_DECODER);
        value_drop(m, inner);
        inner = own_tuple(m, NEWLINES_ARGUMENTS);
        coder = part_new(m, FILE_PART_NEWLINES, 0, 0, decoder);
    } else {
        coder = coder_new(m, FILE_PART_ENCODER);
    }
    value_drop(m, inner);
    unseen_pass(m); /* Modules/_io/textio.c, _io_TextIOWrapper___init___impl() looks for read1 */
    value_drop(m, arguments);
    hold(m, VALUE_ROW(file), FILE_BUFFER, buffered);
    hold(m, VALUE_ROW(file), FILE_ENCODING, encoding);
    hold(m, VALUE_ROW(file), FILE_CODER, coder);
    hold(m, VALUE_ROW(file), FILE_RAW, VALUE_ROW(raw));
    hold(m, VALUE_ROW(file), FILE_DICT, named(m, "mode", mode));
    return file;
}

value file_console(machine *m, uint32_t stream)
{
    world_emit(m->r, EV_NEW, KIND_FILE, 0, stream, 0);
    value file = value_born(m);
    hold(m, VALUE_ROW(file), FILE_ENCODING, name_intern(m, "utf-8", 5));
    hold(m, VALUE_ROW(file), FILE_DICT, named(m, "mode", m->chars['w']));
    return file;
}

/* --- What the machine asks --------------------------------------------------------------------------- */

/* The file's name: a str; of the console's files the interpreter's own. */
static ref name_of_file(const machine *m, ref file)
{
    const world *w = machine_world(m);
    ref raw = world_word(w, file, FILE_RAW);
    if (!raw)
        return name_find(m, stream_of(m, file) == FILE_STDOUT ? "<stdout>" : "<stderr>");
    return dict_get_name(m, world_word(w, raw, FILE_PART_DICT), name_find(m, "name"));
}

bool file_is_closed(const machine *m, ref file)
{
    return !is_console(stream_of(m, file)) && disk_closed(m->disk, handle_of(m, file));
}

value file_attribute(machine *m, ref o, ref name)
{
    if (name_is(m, name, "name"))
        return name_of_file(m, o);
    if (name_is(m, name, "closed"))
        return make_bool(m, file_is_closed(m, o));
    if (name_is(m, name, "encoding"))
        return world_word(machine_world(m), o, FILE_ENCODING);
    return 0;
}

bool file_attribute_refuses(machine *m, ref name)
{
    if (name_is(m, name, "__class__"))
        return stop_unsupported(m, "setting '__class__' is not supported"), true;
    bool dict = name == m->name_dict;
    if (!dict && !name_is(m, name, "closed") && !name_is(m, name, "name") && !name_is(m, name, "encoding"))
        return false;
    raise_error(m, BT_ATTRIBUTE_ERROR, "attribute '%s' of '%s' objects is not writable", text_of(m, name),
                dict ? "_io._IOBase" : "_io.TextIOWrapper");
    return true;
}

bool file_repr(machine *m, ref o, buffer *out)
{
    const world *w = machine_world(m);
    ref mode = dict_get_name(m, world_word(w, o, FILE_DICT), name_find(m, "mode"));
    buffer_add_text(out, "<_io.TextIOWrapper name=");
    if (!text_repr(m, name_of_file(m, o), out))
        return false;
    if (mode)
        buffer_add_text(out, " mode=");
    if (mode && !text_repr(m, mode, out))
        return false;
    buffer_printf(out, " encoding='%s'>", text_of(m, world_word(w, o, FILE_ENCODING)));
    return true;
}

static bool disk_limits(machine *m, bool ok)
{
    if (!ok)
        stop_limit(m, OURO_ERR_NOMEM, "out of memory");
    else if (disk_bytes(m->disk) > LIMIT_DISK_BYTES)
        stop_limit(m, OURO_ERR_LIMIT, "files of more than %u bytes", LIMIT_DISK_BYTES);
    return !m->stopped;
}

void buffer_written(machine *m)
{
    bytes_pass(m);
    signals_check(m);
}

/* What waits is written to the disk. */
static bool pending_write(machine *m, ref file)
{
    bool waits = !disk_flushed(m->disk, handle_of(m, file));
    file_pending_drop(m, file);
    bool ok = disk_limits(m, disk_flush(m->disk, handle_of(m, file)));
    if (waits)
        buffer_written(m);
    return ok && !m->stopped;
}

/* iobase_finalize(). A FileIO that the collector finalizes before its TextIOWrapper closes the file
 * under it: what waits there is lost. */
void file_finalize(machine *m, ref o)
{
    const world *w = machine_world(m);
    bool whole = world_kind(w, o) == KIND_FILE;
    uint32_t stream = whole ? world_row(w, o)->lo : world_row(w, o)->hi;
    if (stream <= FILE_ON_DISK)
        return;
    if (whole && !file_is_closed(m, o))
        file_left_open(m, o);
    if (whole)
        (void)pending_write(m, o);
    (void)disk_close(m->disk, stream - FILE_ON_DISK, whole);
    if (whole && !m->mem.gc_running) /* else others of the garbage may still ask for it */
        disk_release(m->disk, stream - FILE_ON_DISK);
}

/* --- Checks ------------------------------------------------------------------------------------------- */

static bool open_check(machine *m, ref file)
{
    if (!file_is_closed(m, file))
        return true;
    raise_error(m, BT_VALUE_ERROR, "I/O operation on closed file.");
    return false;
}

/* CHECK_CLOSED, and the encoder or decoder must be there. */
static bool mode_check(machine *m, ref file, bool reading)
{
    uint32_t stream = stream_of(m, file);
    if (!open_check(m, file))
        return false;
    bool reads = !is_console(stream) && disk_mode(m->disk, handle_of(m, file)) == 'r';
    if (reads == reading)
        return true;
    raise_error(m, BT_UNSUPPORTED_OPERATION, reading ? "not readable" : "not writable");
    return false;
}

/* Asked for a line, what is open for writing first hands on what waits, and then complains.
 * Source: CPython 3.13.0, Modules/_io/textio.c, _textiowrapper_readline(). */
static bool line_check(machine *m, ref file)
{
    if (!is_console(stream_of(m, file)) && !disk_closed(m->disk, handle_of(m, file)))
        file_pending_drop(m, file);
    return mode_check(m, file, true);
}

/* --- Writing -------------------------------------------------------------------------------------------- */

void stdout_flush(machine *m)
{
    m->unwritten_pieces = m->unwritten_bytes = 0;
    if (!m->unwritten)
        return;
    ref kept = m->unwritten;
    m->unwritten = 0;
    world_emit(m->r, EV_PIN, 1, kept, 0, 0);
    memory_settle(&m->mem);
}

/* The second piece: from now on a list holds them. */
static void unwritten_list(machine *m)
{
    ref first = m->unwritten;
    own_next(m);
    value list = make_list(m, 0, 0);
    m->unwritten = VALUE_ROW(list);
    world_emit(m->r, EV_PIN, 0, m->unwritten, 0, 0);
    value_drop(m, list);
    if (!first)
        return;
    world_emit(m->r, EV_LIST_APPEND, 0, m->unwritten, first, 0);
    world_emit(m->r, EV_PIN, 1, first, 0, 0);
}

/* The collector counts the list, so it is made.
 * Source: CPython 3.13.0, Modules/_io/textio.c, _io_TextIOWrapper_write_impl().
 * Differs: it holds only pieces whose counts somebody can see; the others are let go at once. */
static bool piece_keep(machine *m, size_t bytes, ref str)
{
    enum { CHUNK_BYTES = 8192 };
    if (bytes >= CHUNK_BYTES)
        stdout_flush(m);
    if (++m->unwritten_pieces == 2)
        unwritten_list(m);
    if (str && m->unwritten_pieces > 1) {
        world_emit(m->r, EV_LIST_APPEND, 0, m->unwritten, str, 0);
    } else if (str) {
        m->unwritten = str;
        world_emit(m->r, EV_PIN, 0, str, 0, 0);
    }
    m->unwritten_bytes += bytes < CHUNK_BYTES ? (uint32_t)bytes : CHUNK_BYTES;
    if (m->unwritten_bytes < CHUNK_BYTES)
        return false;
    stdout_flush(m);
    return true;
}

bool stdout_piece(machine *m, size_t bytes)
{
    return piece_keep(m, bytes, 0);
}

/* What is not ASCII is encoded, and the bytes are kept instead. */
bool stdout_str(machine *m, ref str, uint32_t own)
{
    const world *w = machine_world(m);
    const object_row *row = world_row(w, str), *text = world_row(w, world_core_of(w, str));
    bool seen = !(row->flags & OBJ_IMMORTAL) && row->refcount > own && text->hi >> 29 == 0;
    return piece_keep(m, text->lo, seen ? str : 0);
}

bool file_write(machine *m, ref file, value str)
{
    uint32_t length;
    const char *text = world_text(machine_world(m), world_core_of(machine_world(m), VALUE_ROW(str)), &length);
    uint32_t stream = stream_of(m, file);
    if (!mode_check(m, file, false) || !machine_charge(m, (uint32_t)(length / 16)))
        return false;
    if (is_console(stream) && !machine_output(m, stream == FILE_STDERR, text, length))
        return false;
    if (stream == FILE_STDERR)
        stderr_piece(m, text, length);
    if (stream == FILE_STDOUT && stdout_str(m, VALUE_ROW(str), str & VALUE_OWNED ? 1U : 0U))
        buffer_written(m);
    if (is_console(stream))
        return true;
    bool ok = disk_limits(m, disk_write(m->disk, handle_of(m, file), text, length));
    if (ok && length && disk_flushed(m->disk, handle_of(m, file))) {
        file_pending_drop(m, file);
        buffer_written(m);
    } else if (ok) {
        file_pending_keep(m, file, VALUE_ROW(str));
    }
    return ok && !m->stopped;
}

bool file_flush(machine *m, ref file)
{
    bool waits = stream_of(m, file) == FILE_STDOUT && m->unwritten_pieces;
    if (stream_of(m, file) == FILE_STDOUT)
        stdout_flush(m);
    if (waits)
        buffer_written(m);
    if (!open_check(m, file))
        return false;
    if (is_console(stream_of(m, file)))
        return true;
    return pending_write(m, file);
}

static value file_write_method(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    ref o = world_core_of(w, arg(a, 0));
    if (world_kind(w, o) != KIND_STR)
        return raise_error(m, BT_TYPE_ERROR, "write() argument must be str, not %s",
                           o == m->none ? "None" : type_name(m, o));
    int64_t characters = world_row(w, o)->hi & 0x1FFFFFFFU;
    return file_write(m, a->self, a->v[0]) ? make_int(m, characters) : 0;
}

static value file_flush_method(machine *m, const call_args *a)
{
    return file_flush(m, a->self) ? m->none : 0;
}

/* --- Reading -------------------------------------------------------------------------------------------- */

/* A line or `characters` of text; *empty: there was none. */
static value text_read(machine *m, ref file, int64_t characters, bool line)
{
    buffer text = {0};
    disk_reading how;
    bool ok = disk_read(m->disk, handle_of(m, file), characters, line, &how, &text);
    value v = disk_limits(m, ok) && machine_charge(m, (uint32_t)(text.length / 16 + 1))
                  ? make_str(m, buffer_text(&text), text.length)
                  : 0;
    buffer_free(&text);
    if (v && characters < 0 && !line)
        file_read_all(m, file);
    else if (v)
        file_read_chunks(m, file, &how, line, VALUE_ROW(v));
    return v;
}

static bool is_int(const machine *m, ref o)
{
    object_kind kind = world_kind(machine_world(m), o);
    return kind == KIND_INT || kind == KIND_BOOL;
}

/* A count that may be None: Python/bltinmodule.c's own words, _Py_convert_optional_to_ssize_t(). */
static bool optional_count(machine *m, const call_args *a, int64_t *out)
{
    *out = -1;
    if (!a->count || arg(a, 0) == m->none)
        return true;
    if (!is_int(m, arg(a, 0))) {
        raise_error(m, BT_TYPE_ERROR, "argument should be integer or None, not '%s'", type_name(m, arg(a, 0)));
        return false;
    }
    *out = world_int(machine_world(m), arg(a, 0));
    return true;
}

static value file_read(machine *m, const call_args *a)
{
    int64_t n;
    return optional_count(m, a, &n) && mode_check(m, a->self, true) ? text_read(m, a->self, n, false) : 0;
}

static value file_readline(machine *m, const call_args *a)
{
    int64_t n = -1;
    if (a->count && !argument_int(m, arg(a, 0), &n))
        return 0;
    return line_check(m, a->self) ? text_read(m, a->self, n, true) : 0;
}

value file_next(machine *m, ref file)
{
    if (!line_check(m, file))
        return 0;
    file_iterates(m, file, true);
    value v = text_read(m, file, -1, true);
    if (v != m->empty_str)
        return v;
    file_iterates(m, file, false);
    return 0;
}

bool file_iterable(machine *m, ref file)
{
    return open_check(m, file);
}

/* iobase.readlines(): up to the line that brings the sum of lengths to the hint. */
static value file_readlines(machine *m, const call_args *a)
{
    int64_t hint, sum = 0;
    if (!optional_count(m, a, &hint) || !open_check(m, a->self))
        return 0;
    value list = make_list(m, 0, 0);
    for (value line; (line = file_next(m, a->self)) != 0;) {
        uint32_t length = world_row(machine_world(m), VALUE_ROW(line))->hi & 0x1FFFFFFFU;
        world_emit(m->r, EV_LIST_APPEND, value_steal(line), VALUE_ROW(list), VALUE_ROW(line), 0);
        if (hint > 0 && (sum += length) > hint)
            break;
    }
    if (!m->raised && !m->stopped)
        return list;
    value_drop(m, list);
    return 0;
}

/* --- Closing, with --------------------------------------------------------------------------------------- */

static value file_close(machine *m, const call_args *a)
{
    if (is_console(stream_of(m, a->self)))
        return stop_unsupported(m, "closing %s is not supported", text_of(m, name_of_file(m, a->self)));
    return pending_write(m, a->self) && disk_limits(m, disk_close(m->disk, handle_of(m, a->self), true)) ? m->none : 0;
}

static value file_enter(machine *m, const call_args *a)
{
    return open_check(m, a->self) ? value_own(m, a->self) : 0;
}

/* --- open() ------------------------------------------------------------------------------------------------ */

enum { OPEN_FILE, OPEN_MODE, OPEN_BUFFERING, OPEN_ENCODING, OPEN_ERRORS, OPEN_NEWLINE, OPEN_ARGUMENTS };
static const char *const OPEN_NAMES[] = {"file", "mode", "buffering", "encoding", "errors", "newline"};

/* The arguments by their places; false: raised. */
static bool open_arguments(machine *m, const call_args *a, ref out[OPEN_ARGUMENTS])
{
    enum { ALL = 8 }; /* with closefd and opener */
    const world *w = machine_world(m);
    uint32_t positional = a->count - a->keywords, length;
    if (a->count > ALL) {
        raise_error(m, BT_TYPE_ERROR, "open() takes at most %d arguments (%u given)", ALL, a->count);
        return false;
    }
    for (uint32_t i = 0; i < OPEN_ARGUMENTS; i++)
        out[i] = i < positional ? arg(a, i) : 0;
    bool more = positional > OPEN_ARGUMENTS;
    for (uint32_t k = 0; k < a->keywords; k++) {
        const char *name = world_text(w, world_word(w, a->keyword_names, k), &length);
        uint32_t i = 0;
        while (i < OPEN_ARGUMENTS && strcmp(OPEN_NAMES[i], name) != 0)
            i++;
        more = more || strcmp(name, "closefd") == 0 || strcmp(name, "opener") == 0;
        if (i < positional) {
            raise_error(m, BT_TYPE_ERROR, "argument for open() given by name ('%s') and position (%u)", name,
                        i + 1);
            return false;
        }
        if (i < OPEN_ARGUMENTS)
            out[i] = arg(a, positional + k);
        else if (!more)
            return raise_keyword(m, "open", name, OPEN_NAMES, OPEN_ARGUMENTS);
    }
    if (more)
        stop_unsupported(m, "closefd= and opener= of open() are not supported");
    else if (!out[OPEN_FILE])
        raise_error(m, BT_TYPE_ERROR, "open() missing required argument 'file' (pos 1)");
    return !more && out[OPEN_FILE];
}

/* The letter of what is wanted; 0: raised. */
static char mode_letter(machine *m, const char *mode)
{
    char found = 0;
    uint32_t ways = 0;
    bool foreign = false, text = false, binary = false;
    for (const char *p = mode; *p; p++) {
        if (!strchr("rwaxtb+", *p) || strchr(p + 1, *p))
            return raise_error(m, BT_VALUE_ERROR, "invalid mode: '%s'", mode), '\0';
        if (strchr("rwax", *p)) {
            found = *p;
            ways++;
        }
        text = text || *p == 't';
        binary = binary || *p == 'b';
        foreign = foreign || *p == 'x' || *p == 'b' || *p == '+';
    }
    if (text && binary)
        raise_error(m, BT_VALUE_ERROR, "can't have text and binary mode at once");
    else if (ways > 1)
        raise_error(m, BT_VALUE_ERROR, "must have exactly one of create/read/write/append mode");
    else if (ways == 0)
        raise_error(m, BT_VALUE_ERROR,
                    "Must have exactly one of create/read/write/append mode and at most one plus");
    else if (foreign)
        stop_unsupported(m, "the mode '%s' of open() is not supported", mode);
    return m->raised || m->stopped ? '\0' : found;
}

/* mode, encoding and so on must be a str; all but the mode may be None. */
static bool text_argument(machine *m, ref o, const char *name, bool may_be_none)
{
    if (!o || world_kind(machine_world(m), world_core_of(machine_world(m), o)) == KIND_STR || (may_be_none && o == m->none))
        return true;
    raise_error(m, BT_TYPE_ERROR, "open() argument '%s' must be str%s, not %s", name,
                may_be_none ? " or None" : "", o == m->none ? "None" : type_name(m, o));
    return false;
}

/* What the language leaves out of open() is refused. */
static bool options_check(machine *m, const ref given[OPEN_ARGUMENTS])
{
    ref buffering = given[OPEN_BUFFERING], encoding = given[OPEN_ENCODING], errors = given[OPEN_ERRORS];
    const world *w = machine_world(m);
    if (!text_argument(m, given[OPEN_MODE], "mode", false))
        return false;
    if (buffering && (!is_int(m, buffering) || world_int(w, buffering) != -1))
        return stop_unsupported(m, "buffering= of open() is not supported"), false;
    if (!text_argument(m, encoding, "encoding", true) || !text_argument(m, errors, "errors", true) ||
        !text_argument(m, given[OPEN_NEWLINE], "newline", true))
        return false;
    if (given[OPEN_NEWLINE] && given[OPEN_NEWLINE] != m->none)
        return stop_unsupported(m, "newline= of open() is not supported"), false;
    if (errors && errors != m->none && strcmp(text_of(m, errors), "strict") != 0)
        return stop_unsupported(m, "errors= of open() is not supported"), false;
    const char *name = encoding && encoding != m->none ? text_of(m, encoding) : "utf-8";
    if (strcmp(name, "utf-8") == 0 || strcmp(name, "UTF-8") == 0 || strcmp(name, "utf8") == 0)
        return true;
    return stop_unsupported(m, "the encoding '%s' is not supported", name), false;
}

/* PyErr_SetFromErrnoWithFilenameObject() */
static value raise_not_found(machine *m, ref name)
{
    enum { NUMBER, REASON, NAME, FIELDS };
    value args[FIELDS] = {make_int(m, ENOENT), make_text(m, "No such file or directory"), name};
    value tuple = own_tuple(m, FIELDS);
    for (uint32_t i = FIELDS; i-- > 0;)
        tuple_fill(m, tuple, i, VALUE_ROW(args[i]));
    value e = exception_new(m, m->types[BT_FILE_NOT_FOUND_ERROR], args, FIELDS, 0, false);
    if (e)
        raise_value(m, e);
    value_drop(m, args[REASON]);
    value_drop(m, tuple);
    return 0;
}

/* It is FileIO that does not find a file, or takes no such name. */
static value not_opened(machine *m, ref name)
{
    value arguments = own_tuple(m, RAW_ARGUMENTS), raw = raw_new(m, 0);
    if (world_kind(machine_world(m), world_core_of(machine_world(m), name)) == KIND_STR)
        raise_not_found(m, world_outer_of(machine_world(m), name));
    else
        raise_error(m, BT_TYPE_ERROR, "expected str, bytes or os.PathLike object, not %s", type_name(m, name));
    value_drop(m, raw);
    value_drop(m, arguments);
    return 0;
}

/* _PyType_Name(): without the module. */
static const char *short_type_name(const machine *m, ref o)
{
    const char *name = type_name(m, o), *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

/* The name on the disk: there is one folder, the working one. NULL: raised. */
static const char *disk_name(machine *m, ref name, char mode)
{
    uint32_t length;
    const world *w = machine_world(m);
    name = world_core_of(w, name);
    if (world_kind(w, name) == KIND_BYTES || is_int(m, name))
        return stop_unsupported(m, "open() of something else than a str is not supported"), NULL;
    if (world_kind(w, name) == KIND_FLOAT) /* PyNumber_Check() */
        return not_opened(m, name), NULL;
    if (world_kind(w, name) != KIND_STR)
        return raise_error(m, BT_TYPE_ERROR, "expected str, bytes or os.PathLike object, not %s",
                           short_type_name(m, name)), NULL;
    const char *text = world_text(w, name, &length);
    if (strlen(text) != length)
        return raise_error(m, BT_VALUE_ERROR, "embedded null byte"), NULL;
    while (strncmp(text, "./", 2) == 0)
        text += 2;
    if (strcmp(text, ".") == 0 || strcmp(text, "..") == 0 || strcmp(text, "/") == 0)
        return stop_unsupported(m, "'IsADirectoryError' is not supported"), NULL;
    if (text[0] == '/' && mode != 'r')
        return stop_unsupported(m, "files outside of the working folder are not supported"), NULL;
    if (!*text || strchr(text, '/'))
        return not_opened(m, name), NULL;
    return text;
}

static value builtin_open(machine *m, const call_args *a)
{
    ref given[OPEN_ARGUMENTS];
    if (!open_arguments(m, a, given) || !options_check(m, given))
        return 0;
    ref mode = given[OPEN_MODE] ? given[OPEN_MODE] : m->chars['r'];
    ref encoding = given[OPEN_ENCODING];
    if (world_core_of(machine_world(m), mode) != mode) /* _io_open_impl(): PyUnicode_FromString() */
        mode = name_intern(m, text_of(m, mode), (uint32_t)strlen(text_of(m, mode)));
    char letter = mode_letter(m, text_of(m, mode));
    const char *name = letter ? disk_name(m, given[OPEN_FILE], letter) : NULL;
    if (!name)
        return 0;
    bool failed;
    uint32_t handle = disk_open(m->disk, name, letter, &failed);
    if (!handle)
        return failed ? stop_limit(m, OURO_ERR_NOMEM, "out of memory") : not_opened(m, given[OPEN_FILE]);
    if (handle > LIMIT_DISK_FILES)
        return stop_limit(m, OURO_ERR_LIMIT, "more than %u open files", LIMIT_DISK_FILES);
    if (!encoding || encoding == m->none)
        encoding = name_intern(m, "UTF-8", 5);
    return file_new(m, handle + FILE_ON_DISK, given[OPEN_FILE], mode, encoding, letter == 'r');
}

const builtin_info BUILTINS_FILES[] = {
    {"open", OWNER_BUILTINS, 0, 255, BUILTIN_KEYWORDS, builtin_open},
    {"read", BT_FILE, 0, 1, BUILTIN_PURE, file_read},
    {"readline", BT_FILE, 0, 1, BUILTIN_PURE, file_readline},
    {"readlines", BT_FILE, 0, 1, 0, file_readlines},
    {"write", BT_FILE, 1, 1, 0, file_write_method},
    {"flush", BT_FILE, 0, 0, 0, file_flush_method},
    {"close", BT_FILE, 0, 0, 0, file_close},
    {"__enter__", BT_FILE, 0, 0, BUILTIN_PURE, file_enter},
    {"__exit__", BT_FILE, 0, 255, BUILTIN_TUPLE, file_close},
    {0},
};
