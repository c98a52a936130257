#include "sim/memory/sizes.h"

#include "sim/log/dict.h"
#include "sim/log/exception_fields.h"
#include "sim/log/set.h"

enum {
    GC_HEADER_BYTES = 16,  /* Include/internal/pycore_gc.h, PyGC_Head */
    PRE_HEADER_BYTES = 16, /* pointers to the weakref list and the __dict__ before an instance */
    POINTER_BYTES = 8,
    ASCII_BYTES = 41,   /* PyASCIIObject and the NUL */
    COMPACT_BYTES = 56, /* PyCompactUnicodeObject */
    DIGIT_BITS = 30,
    DIGIT_BYTES = 4,
    BUILTIN_TYPE_BYTES = 416, /* PyTypeObject: static types carry no heap part */
    CACHED_KEYS_BYTES = 768   /* ht_cached_keys: 32 + 64 index bytes + 42 entries of 16 */
};

/* Source: CPython 3.13.0, Modules/_io; a buffer counts what it holds, a block of the disk; checked by
 * sys.getsizeof(). */
static const uint32_t FILE_PART_BYTES[FILE_PART_COUNT] = {
    [FILE_PART_RAW] = 64,     [FILE_PART_READER] = 4264, [FILE_PART_WRITER] = 4264,
    [FILE_PART_ENCODER] = 48, [FILE_PART_DECODER] = 48,  [FILE_PART_NEWLINES] = 56,
};

static uint32_t int_bytes(int64_t value)
{
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    uint32_t digits = size >> (2 * DIGIT_BITS) ? 3 : size >> DIGIT_BITS ? 2 : 1;
    return 24 + digits * DIGIT_BYTES;
}

static uint32_t str_bytes(const object_row *row)
{
    uint32_t code_points = row->hi & 0x1FFFFFFFU, width = row->hi >> 29;
    if (code_points == 1 && width == 1 && row->flags & OBJ_IMMORTAL)
        return COMPACT_BYTES + 2 + 3; /* the static ones carry their UTF-8 form */
    return width == 0 ? ASCII_BYTES + code_points : COMPACT_BYTES + (code_points + 1) * width;
}

static uint32_t type_bytes(const world *w, ref type)
{
    if (world_word(w, type, TYPE_BUILTIN))
        return BUILTIN_TYPE_BYTES;
    uint32_t bytes = KIND_INFO[KIND_TYPE].basic_bytes + GC_HEADER_BYTES;
    bool shares_keys = world_word(w, type, TYPE_INSTANCE_KIND) == KIND_INSTANCE &&
                       world_word(w, type, TYPE_LAYOUT) & LAYOUT_DICT;
    return shares_keys ? bytes + CACHED_KEYS_BYTES : bytes;
}

/* The characters of an heir of str and the NUL, which are a block apart. */
static uint32_t str_data_bytes(const object_row *row)
{
    uint32_t code_points = row->hi & 0x1FFFFFFFU, width = row->hi >> 29;
    return (code_points + 1) * (width ? width : 1);
}

/* Slots, what precedes the object, and what the builtin base is. */
static uint32_t instance_bytes_told(const world *w, ref o)
{
    ref type = world_row(w, o)->lo, payload = instance_payload(w, o);
    bool before = world_word(w, type, TYPE_LAYOUT) & (LAYOUT_DICT | LAYOUT_WEAKREFS);
    uint32_t slots = world_word(w, type, TYPE_SLOT_COUNT) - (payload ? 1 : 0);
    uint32_t body = KIND_INFO[KIND_INSTANCE].basic_bytes + GC_HEADER_BYTES;
    if (payload && world_kind(w, payload) == KIND_STR) /* unicode_sizeof(): without the slots */
        return GC_HEADER_BYTES + HEIR_OF_STR_BYTES + str_data_bytes(world_row(w, payload)) + (before ? PRE_HEADER_BYTES : 0U);
    if (payload)
        body = sizes_getsizeof(w, payload) + (KIND_INFO[world_kind(w, payload)].gc ? 0U : GC_HEADER_BYTES);
    return body + slots * POINTER_BYTES + (before ? PRE_HEADER_BYTES : 0U);
}

uint32_t sizes_getsizeof(const world *w, ref o)
{
    const object_row *row = world_row(w, o);
    uint32_t plain =
        KIND_INFO[row->kind].basic_bytes + (KIND_INFO[row->kind].gc ? GC_HEADER_BYTES : 0U);
    switch ((unsigned)row->kind) {
    case KIND_INT:
        return int_bytes(row_int(row));
    case KIND_STR:
        return str_bytes(row);
    case KIND_BYTES:
        return plain + row->lo;
    case KIND_TUPLE:
    case KIND_STRUCTSEQ:
        return plain + row->lo * POINTER_BYTES;
    case KIND_LIST:
        return plain + row->hi * POINTER_BYTES;
    case KIND_DICT:
        return plain + dict_table_bytes(w, o);
    case KIND_SET:
    case KIND_FROZENSET:
        return plain + (uint32_t)set_table_bytes(world_word(w, o, SET_GROWTH));
    case KIND_INSTANCE:
        return instance_bytes_told(w, o);
    case KIND_EXCEPTION:
        return exception_fields_bytes(w, row->lo);
    case KIND_TYPE:
        return type_bytes(w, o);
    case KIND_GENERATOR:
        return plain + (row->hi - GENERATOR_LOCALS) * POINTER_BYTES;
    case KIND_FRAME: /* Objects/frameobject.c, frame_sizeof() */
        return plain + world_word(w, o, row->hi + 1) * POINTER_BYTES;
    case KIND_FILE_PART:
        return FILE_PART_BYTES[row->lo];
    default: /* the struct and its header: all that is left */
        return plain;
    }
}
