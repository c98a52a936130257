#include "sim/view_value.h"

#include "sim/base/float_text.h"
#include "sim/base/printable.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* What is written so far. Characters beyond the limit are dropped, but that there were some is
 * remembered: then the text ends in dots. */
typedef struct writer {
    const world *w;
    const program *p;
    char *out;
    uint32_t length, chars; /* bytes, code points */
    uint32_t room_for_dots; /* where the dots go if the text must be cut */
    bool cut;
    ref path[VALUE_CHARS + 1]; /* containers that are being written: each costs a bracket */
    uint32_t depth;
} writer;

static void add_code_point_bytes(writer *t, const char *bytes, uint32_t n)
{
    if (t->chars == VALUE_CHARS) {
        t->cut = true;
        return;
    }
    if (t->chars == VALUE_CHARS - 3)
        t->room_for_dots = t->length;
    memcpy(t->out + t->length, bytes, n);
    t->length += n;
    t->chars++;
}

static uint32_t utf8_length(unsigned char first)
{
    return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

static void add_bytes(writer *t, const char *text, uint32_t length)
{
    for (uint32_t i = 0; i < length && !t->cut;) {
        uint32_t n = utf8_length((unsigned char)text[i]);
        add_code_point_bytes(t, text + i, n > length - i ? length - i : n);
        i += n;
    }
}

static void add(writer *t, const char *text)
{
    add_bytes(t, text, (uint32_t)strlen(text));
}

/* --- Numbers ---------------------------------------------------------------------------------- */

static void add_int(writer *t, int64_t value)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRId64, value);
    add(t, text);
}

/* --- Texts ------------------------------------------------------------------------------------ */

static uint32_t utf8_decode(const char *at, uint32_t n)
{
    uint32_t c = (unsigned char)at[0];
    if (n == 1)
        return c;
    c &= 0xFFU >> (n + 1);
    for (uint32_t i = 1; i < n; i++)
        c = c << 6 | ((unsigned char)at[i] & 0x3F);
    return c;
}

static void add_escaped(writer *t, uint32_t c, char quote, const char *bytes, uint32_t n)
{
    char text[16];
    if (c == (unsigned char)quote || c == '\\')
        (void)snprintf(text, sizeof text, "\\%c", (int)c);
    else if (c == '\n' || c == '\r' || c == '\t')
        (void)snprintf(text, sizeof text, "\\%c", c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
    else if (code_point_is_printable(c)) {
        add_code_point_bytes(t, bytes, n);
        return;
    } else
        (void)snprintf(text, sizeof text,
                       c < 0x100     ? "\\x%02x"
                       : c < 0x10000 ? "\\u%04x"
                                     : "\\U%08x",
                       c);
    add(t, text);
}

/* Single quotes unless the text has some and no double ones. */
static char quote_for(const char *text, uint32_t length)
{
    bool has_single = length && memchr(text, '\'', length);
    return has_single && !memchr(text, '"', length) ? '"' : '\'';
}

static void add_str(writer *t, ref o)
{
    uint32_t length;
    const char *text = world_text(t->w, o, &length);
    char quote = quote_for(text, length);
    add_bytes(t, &quote, 1);
    for (uint32_t i = 0; i < length && !t->cut;) {
        uint32_t n = utf8_length((unsigned char)text[i]);
        add_escaped(t, utf8_decode(text + i, n), quote, text + i, n);
        i += n;
    }
    add_bytes(t, &quote, 1);
}

static void add_byte_string(writer *t, ref o)
{
    uint32_t length;
    const char *text = world_text(t->w, o, &length);
    char quote = quote_for(text, length), hex[8];
    add(t, "b");
    add_bytes(t, &quote, 1);
    for (uint32_t i = 0; i < length && !t->cut; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x80) {
            add_escaped(t, c, quote, text + i, 1);
            continue;
        }
        (void)snprintf(hex, sizeof hex, "\\x%02x", c);
        add(t, hex);
    }
    add_bytes(t, &quote, 1);
}

/* The text of a str, without quotes; `otherwise` if there is none. */
static void add_name(writer *t, ref text, const char *otherwise)
{
    if (!text || world_kind(t->w, text) != KIND_STR) {
        add(t, otherwise);
        return;
    }
    uint32_t length;
    const char *bytes = world_text(t->w, text, &length);
    add_bytes(t, bytes, length);
}

static void add_code_name(writer *t, uint32_t serial)
{
    if (t->p && serial < t->p->code_count)
        add(t, t->p->names[t->p->codes[serial]->name].text);
    else
        add(t, "?");
}

/* A class says it by a str, 0: the other types have names that never change. */
static ref type_name_of(const world *w, ref o)
{
    const object_row *row = world_row(w, o);
    bool classed = row->kind == KIND_INSTANCE || row->kind == KIND_EXCEPTION;
    ref name = classed ? world_word(w, row->lo, TYPE_NAME) : 0;
    return name && world_kind(w, name) == KIND_STR ? name : 0;
}

static const char *fixed_type_name(const world *w, ref o)
{
    const object_row *row = world_row(w, o);
    static const char *const VIEWS[] = {"dict_keys", "dict_values", "dict_items"};
    static const char *const FILE_PARTS[FILE_PART_COUNT] = {
        [FILE_PART_RAW] = "_io.FileIO",
        [FILE_PART_READER] = "_io.BufferedReader",
        [FILE_PART_WRITER] = "_io.BufferedWriter",
        [FILE_PART_ENCODER] = "encodings.utf_8.IncrementalEncoder",
        [FILE_PART_DECODER] = "encodings.utf_8.IncrementalDecoder",
        [FILE_PART_NEWLINES] = "_io.IncrementalNewlineDecoder"};
    if (row->kind == KIND_INSTANCE || row->kind == KIND_EXCEPTION)
        return "object"; /* its class has lost its name */
    if (row->kind == KIND_DICT_VIEW && row->lo < 3)
        return VIEWS[row->lo];
    if (row->kind == KIND_FILE_PART && row->lo < FILE_PART_COUNT)
        return FILE_PARTS[row->lo];
    return row->kind == KIND_STRUCTSEQ ? "tuple" : KIND_INFO[row->kind].type_name;
}

static void add_type_name(writer *t, ref o)
{
    ref name = type_name_of(t->w, o);
    if (name)
        add_name(t, name, "");
    else
        add(t, fixed_type_name(t->w, o));
}

/* --- Containers ------------------------------------------------------------------------------- */

static void add_value(writer *t, ref o);

/* False: `o` is being written already (then it is "[...]"), or nothing more would be seen. */
static bool container_enter(writer *t, ref o, const char *open, const char *again)
{
    if (t->cut || t->depth == VALUE_CHARS)
        return false;
    for (uint32_t i = 0; i < t->depth; i++)
        if (t->path[i] == o) {
            add(t, again);
            return false;
        }
    t->path[t->depth++] = o;
    add(t, open);
    return true;
}

static void container_leave(writer *t, const char *close)
{
    t->depth--;
    add(t, close);
}

static void add_items(writer *t, ref o)
{
    uint32_t n = world_row(t->w, o)->lo;
    for (uint32_t i = 0; i < n && !t->cut; i++) {
        if (i)
            add(t, ", ");
        add_value(t, world_word(t->w, o, i));
    }
}

static void add_tuple(writer *t, ref o)
{
    if (!container_enter(t, o, "(", "(...)"))
        return;
    add_items(t, o);
    container_leave(t, world_row(t->w, o)->lo == 1 ? ",)" : ")");
}

static void add_list(writer *t, ref o)
{
    if (!container_enter(t, o, "[", "[...]"))
        return;
    add_items(t, o);
    container_leave(t, "]");
}

static void add_dict(writer *t, ref o)
{
    if (!container_enter(t, o, "{", "{...}"))
        return;
    bool first = true;
    for (uint32_t i = 0, n = dict_entry_count(t->w, o); i < n && !t->cut; i++) {
        dict_item entry = dict_entry(t->w, o, i);
        if (!entry.key)
            continue;
        add(t, first ? "" : ", ");
        first = false;
        add_value(t, entry.key);
        add(t, ": ");
        add_value(t, entry.value);
    }
    container_leave(t, "}");
}

/* "set()", "{1, 2}", "frozenset({1})". */
static void add_set(writer *t, ref o)
{
    bool frozen = world_kind(t->w, o) == KIND_FROZENSET, first = true;
    if (!set_used(t->w, o)) {
        add(t, frozen ? "frozenset()" : "set()");
        return;
    }
    if (!container_enter(t, o, frozen ? "frozenset({" : "{", frozen ? "frozenset(...)" : "set(...)"))
        return;
    for (uint32_t i = 0, n = set_places(t->w, o); i < n && !t->cut; i++) {
        if (!set_key(t->w, o, i))
            continue;
        add(t, first ? "" : ", ");
        first = false;
        add_value(t, set_key(t->w, o, i));
    }
    container_leave(t, frozen ? "})" : "}");
}

/* --- Everything else -------------------------------------------------------------------------- */

static void add_range(writer *t, ref o)
{
    add(t, "range(");
    add_int(t, world_wide(t->w, o, 0));
    add(t, ", ");
    add_int(t, world_wide(t->w, o, 2));
    if (world_wide(t->w, o, 4) != 1) {
        add(t, ", ");
        add_int(t, world_wide(t->w, o, 4));
    }
    add(t, ")");
}

/* "ValueError('no')": the class and its arguments, a single one without a comma. */
static void add_exception(writer *t, ref o)
{
    ref args = world_word(t->w, o, EXCEPTION_ARGS);
    add_type_name(t, o);
    if (!container_enter(t, o, "(", "(...)"))
        return;
    if (args && world_kind(t->w, args) == KIND_TUPLE)
        add_items(t, args);
    container_leave(t, ")");
}

static void add_weakref(writer *t, ref o)
{
    ref target = world_row(t->w, o)->lo;
    if (!target) {
        add(t, "<weakref; dead>");
        return;
    }
    add(t, "<weakref of ");
    object_kind kind = world_kind(t->w, target);
    if (kind == KIND_INSTANCE || container_enter(t, o, "", "...")) {
        add_value(t, target);
        if (kind != KIND_INSTANCE)
            t->depth--;
    }
    add(t, ">");
}

static void add_cell(writer *t, ref o)
{
    ref content = world_word(t->w, o, 0);
    if (!content) {
        add(t, "<cell: empty>");
        return;
    }
    if (!container_enter(t, o, "<cell: ", "<cell: ...>"))
        return;
    add_value(t, content);
    container_leave(t, ">");
}

static void add_slice(writer *t, ref o)
{
    if (!container_enter(t, o, "slice(", "slice(...)"))
        return;
    for (uint32_t i = 0; i < 3; i++) {
        add(t, i ? ", " : "");
        ref part = world_word(t->w, o, i);
        if (part)
            add_value(t, part);
        else
            add(t, "None");
    }
    container_leave(t, ")");
}

static void add_method(writer *t, ref o)
{
    ref function = world_word(t->w, o, METHOD_FUNCTION);
    add(t, "<bound method ");
    if (function && world_kind(t->w, function) == KIND_FUNCTION)
        add_name(t, world_word(t->w, function, FUNCTION_QUALNAME), "?");
    else
        add(t, "?");
    add(t, ">");
}

/* "<function f>": what it is, and its name. */
static void add_named(writer *t, const char *what, ref name)
{
    add(t, what);
    add_name(t, name, "?");
    add(t, ">");
}

static void add_plain(writer *t, ref o)
{
    add(t, "<");
    add_type_name(t, o);
    add(t, ">");
}

/* "<Node>"; an heir of list, str, ... as its base. */
static void add_instance(writer *t, ref o)
{
    ref core = instance_payload(t->w, o);
    if (core)
        add_value(t, core);
    else
        add_plain(t, o);
}

/* Constants, shown as what they are. False: `o` is something else. */
static bool add_constant(writer *t, ref o)
{
    const object_row *row = world_row(t->w, o);
    char number[FLOAT_TEXT_BYTES];
    switch ((unsigned)row->kind) {
    case KIND_NONE:
        add(t, "None");
        return true;
    case KIND_BOOL:
        add(t, row->lo ? "True" : "False");
        return true;
    case KIND_ELLIPSIS:
        add(t, "Ellipsis");
        return true;
    case KIND_NOT_IMPLEMENTED:
        add(t, "NotImplemented");
        return true;
    case KIND_INT:
        add_int(t, row_int(row));
        return true;
    case KIND_FLOAT:
        float_text(world_float(t->w, o), number);
        add(t, number);
        return true;
    case KIND_STR:
        add_str(t, o);
        return true;
    case KIND_BYTES:
        add_byte_string(t, o);
        return true;
    default:
        return false;
    }
}

/* Deep only as far as the text has room: every container on the way costs a character. */
static void add_value(writer *t, ref o)
{
    const world *w = t->w;
    const object_row *row = world_row(w, o);
    if (!o || t->cut) {
        add(t, o ? "" : "?");
        return;
    }
    if (add_constant(t, o))
        return;
    switch ((unsigned)row->kind) {
    case KIND_TUPLE:
    case KIND_STRUCTSEQ:
        add_tuple(t, o);
        break;
    case KIND_LIST:
        add_list(t, o);
        break;
    case KIND_DICT:
        add_dict(t, o);
        break;
    case KIND_SET:
    case KIND_FROZENSET:
        add_set(t, o);
        break;
    case KIND_TYPE:
        add_named(t, "<class ", world_word(w, o, TYPE_NAME));
        break;
    case KIND_FUNCTION:
        add_named(t, "<function ", world_word(w, o, FUNCTION_NAME));
        break;
    case KIND_MODULE:
        add_named(t, "<module ", world_word(w, o, MODULE_NAME));
        break;
    case KIND_CODE:
        add(t, "<code ");
        add_code_name(t, row->lo);
        add(t, ">");
        break;
    case KIND_GENERATOR:
        add_named(t, "<generator ", world_word(w, o, GENERATOR_NAME));
        break;
    case KIND_METHOD:
        add_method(t, o);
        break;
    case KIND_PROXY:
    case KIND_WEAK_CORE:
    case KIND_WEAKREF:
        add_weakref(t, o);
        break;
    case KIND_RANGE:
        add_range(t, o);
        break;
    case KIND_SLICE:
        add_slice(t, o);
        break;
    case KIND_EXCEPTION:
        add_exception(t, o);
        break;
    case KIND_CELL:
        add_cell(t, o);
        break;
    case KIND_INSTANCE:
        add_instance(t, o);
        break;
    default: /* iterators, views: "<list_iterator>" */
        add_plain(t, o);
    }
}

static void writer_finish(writer *t)
{
    if (t->cut) {
        memcpy(t->out + t->room_for_dots, "...", 3);
        t->length = t->room_for_dots + 3;
    }
    t->out[t->length] = '\0';
}

void view_value_write(const world *w, const program *p, ref o, char out[VALUE_BYTES])
{
    writer t = {.w = w, .p = p, .out = out};
    add_value(&t, o);
    writer_finish(&t);
}

void view_value_name(const world *w, ref text, char out[VALUE_BYTES])
{
    writer t = {.w = w, .out = out};
    add_name(&t, text, "");
    writer_finish(&t);
}

void view_value_type(const world *w, ref o, char out[VALUE_BYTES])
{
    writer t = {.w = w, .out = out};
    add_type_name(&t, o);
    writer_finish(&t);
}

const char *view_value_whole_type(const world *w, ref o, arena *memory)
{
    ref name = type_name_of(w, o);
    const char *fixed = fixed_type_name(w, o);
    uint32_t length = name ? 0 : (uint32_t)strlen(fixed);
    const char *text = name ? world_text(w, name, &length) : fixed;
    return arena_text(memory, text, length);
}
