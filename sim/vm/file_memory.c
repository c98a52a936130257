#include "sim/vm/file_memory.h"

#include "sim/vm/call.h"
#include "sim/vm/eval.h"
#include "sim/vm/exception_make.h"
#include "sim/vm/names.h"

static ref held(const machine *m, ref file, uint32_t slot)
{
    return world_word(machine_world(m), file, slot);
}

static void hold(machine *m, ref file, uint32_t slot, value v)
{
    world_emit(m->r, EV_SLOT_SET, value_steal(v), file, slot, VALUE_ROW(v));
    memory_settle(&m->mem);
}

static void let_go(machine *m, ref file, uint32_t slot)
{
    if (!held(m, file, slot))
        return;
    world_emit(m->r, EV_SLOT_CLEAR, 0, file, slot, 0);
    memory_settle(&m->mem);
}

/* --- Writing: Modules/_io/textio.c, _io_TextIOWrapper_write_impl() ------------------------------------ */

/* ASCII waits as the str itself, other texts as bytes; those nobody sees. */
static ref piece_of(const machine *m, ref str)
{
    enum { CHUNK_BYTES = 8192 };
    const object_row *text = world_row(machine_world(m), world_core_of(machine_world(m), str));
    return text->hi >> 29 == 0 && text->lo <= CHUNK_BYTES ? str : m->empty_bytes;
}

void file_pending_keep(machine *m, ref file, ref str)
{
    ref piece = piece_of(m, str), pending = held(m, file, FILE_PENDING);
    if (!pending) {
        hold(m, file, FILE_PENDING, piece);
        return;
    }
    if (world_kind(machine_world(m), pending) != KIND_LIST) {
        own_next(m);
        value list = make_list(m, 0, 2);
        world_emit(m->r, EV_LIST_APPEND, 0, VALUE_ROW(list), pending, 0);
        pending = VALUE_ROW(list);
        hold(m, file, FILE_PENDING, list);
    }
    world_emit(m->r, EV_LIST_APPEND, 0, pending, piece, 0);
}

void file_pending_drop(machine *m, ref file)
{
    let_go(m, file, FILE_PENDING);
}

/* --- Reading: Modules/_io/textio.c, textiowrapper_read_chunk() ------------------------------------------- */

/* The decoder's methods are Python functions: they begin with a look whether a collection waits, and their frame
 * holds the decoder, which CPython finds below the one that looks at the lines' ends. No file: it is the
 * interpreter's own, nobody sees it.
 * Source: Lib/codecs.py, BufferedIncrementalDecoder; textio.c, _io_IncrementalNewlineDecoder_getstate_impl(). */
static void decoder_begin(machine *m, ref file)
{
    ref newlines = file ? held(m, file, FILE_CODER) : 0;
    value self = newlines ? value_own(m, world_word(machine_world(m), newlines, FILE_PART_HOLDS)) : 0;
    signals_check(m);
    value_drop(m, self);
}

void decoder_state(machine *m, ref file)
{
    enum { STATE = 2 };
    decoder_begin(m, file);
    value_drop(m, own_tuple(m, STATE)); /* of what decodes, then of what looks at the lines' ends */
    value_drop(m, own_tuple(m, STATE));
}

/* Decoding gives text and how much it took of the bytes: the first time an iterator unpacks them, then the
 * instruction is specialised. A slice of the bytes is kept for the next time: the slice is the one that is kept
 * for the next, or stays to be kept. */
void decoder_decode(machine *m, ref file)
{
    enum { RESULT = 2 };
    decoder_begin(m, file);
    value result = own_tuple(m, RESULT);
    if (!m->decoder_warm)
        unseen_pass(m);
    m->decoder_warm = true;
    value_drop(m, result);
    own_next(m);
    world_emit(m->r, EV_NEW, KIND_SLICE, 0, 0, 0);
    value_drop(m, value_born(m));
}

/* Modules/_io/bufferedio.c, _bufferedreader_raw_read(), _bufferedwriter_raw_write(): FileIO gets a memoryview,
 * which counts twice. */
void bytes_pass(machine *m)
{
    unseen_birth(m);
    unseen_pass(m);
    unseen_death(m);
}

static bool tells(const machine *m, ref file)
{
    return world_row(machine_world(m), file)->hi == 0;
}

/* One more chunk. That tell() could be asked for needs the decoder's state, and then a snapshot. */
static void chunk_read(machine *m, ref file)
{
    enum { SNAPSHOT = 2 };
    if (tells(m, file))
        decoder_state(m, file);
    bytes_pass(m);
    decoder_decode(m, file);
    let_go(m, file, FILE_DECODED);
    if (!tells(m, file))
        return;
    value snapshot = own_tuple(m, SNAPSHOT);
    tuple_fill(m, snapshot, 1, m->empty_bytes); /* Differs: the chunk's bytes */
    tuple_fill(m, snapshot, 0, make_int(m, 0));
    hold(m, file, FILE_SNAPSHOT, snapshot);
}

/* _bufferedreader_read_all() asks FileIO for its readall. */
void file_read_all(machine *m, ref file)
{
    unseen_pass(m);
    decoder_decode(m, file);
    if (!held(m, file, FILE_SNAPSHOT))
        return;
    let_go(m, file, FILE_DECODED);
    let_go(m, file, FILE_SNAPSHOT);
}

void file_read_chunks(machine *m, ref file, const disk_reading *how, bool line, ref str)
{
    bool listed = line ? how->aside : how->chunks > (how->end ? 1U : 0U);
    uint32_t before = line && how->aside_first ? 0 : 1;
    value list = 0;
    for (uint32_t i = 0; i <= how->chunks; i++) {
        if (listed && i == before) {
            own_next(m);
            list = make_list(m, 0, 0);
        }
        if (i < how->chunks)
            chunk_read(m, file);
    }
    if (how->end && line) {
        let_go(m, file, FILE_DECODED);
        let_go(m, file, FILE_SNAPSHOT);
    } else if (how->whole && !how->end) {
        hold(m, file, FILE_DECODED, str);
    }
    value_drop(m, list);
}

/* textiowrapper_iternext() */
void file_iterates(machine *m, ref file, bool on)
{
    if (!on)
        let_go(m, file, FILE_SNAPSHOT);
    if (tells(m, file) == on)
        world_emit(m->r, EV_PAYLOAD_SET, 0, file, world_row(machine_world(m), file)->lo, on);
}

/* --- Dying open -------------------------------------------------------------------------------------------- */

/* The frame that runs: one that returns runs no more while its locals die. */
static vm_frame *running(machine *m)
{
    vm_frame *f = m->frame;
    return f != m->frames && f->next->op == OP_RETURN_VALUE ? f - 1 : f;
}

/* setup_context(): the registry of the warnings that a module has given. */
static void registry_make(machine *m, ref globals)
{
    static const char REGISTRY[] = "__warningregistry__", VERSION[] = "version";
    ref name = name_intern(m, REGISTRY, sizeof REGISTRY - 1);
    if (dict_get_name(m, globals, name))
        return;
    own_next(m);
    value registry = make_dict(m);
    dict_put_name(m, VALUE_ROW(registry), name_intern(m, VERSION, sizeof VERSION - 1), make_int(m, 0));
    dict_put_name(m, globals, name, registry);
}

static value warning_text(machine *m, ref file)
{
    buffer text = {0};
    buffer_add_text(&text, "unclosed file ");
    value v = 0;
    if (text_repr(m, file, &text)) {
        own_next(m);
        v = make_str(m, buffer_text(&text), text.length);
    } else if (m->raised) {
        exception_drop(m);
    }
    buffer_free(&text);
    return v;
}

/* Source: CPython 3.13.0, Modules/_io/fileio.c, fileio_dealloc_warn(); Python/_warnings.c, warn_explicit().
 * The default filters ignore it, but its text, its context and it itself have been made. */
void file_left_open(machine *m, ref file)
{
    enum { KEY = 3 };
    if (m->depth == 0)
        return;
    value text = warning_text(m, file);
    if (!text)
        return;
    vm_frame *f = running(m);
    (void)frame_object(m, f);
    registry_make(m, f->globals);
    value *base = m->sp;
    *m->sp++ = exception_new(m, m->types[BT_RESOURCE_WARNING], &text, 1, 0, false);
    *m->sp++ = own_tuple(m, KEY);
    while (m->sp > base)
        value_drop(m, *--m->sp);
    value_drop(m, text);
}
