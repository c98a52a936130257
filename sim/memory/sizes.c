#include "sim/memory/sizes.h"

#include "sim/log/dict.h"
#include "sim/log/exception_fields.h"
#include "sim/log/set.h"
#include "sim/log/split.h"

enum {
    POINTER_BYTES = 8,
    DIGIT_BITS = 30,
    DIGIT_BYTES = 4
};

static const profile_size FILE_PART_SIZES[FILE_PART_COUNT] = {
    [FILE_PART_RAW] = SIZE_FILE_RAW,         [FILE_PART_READER] = SIZE_FILE_READER,
    [FILE_PART_WRITER] = SIZE_FILE_WRITER,   [FILE_PART_ENCODER] = SIZE_FILE_ENCODER,
    [FILE_PART_DECODER] = SIZE_FILE_DECODER, [FILE_PART_NEWLINES] = SIZE_FILE_NEWLINES,
};

static uint32_t int_bytes(const world *w, int64_t value)
{
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    uint32_t digits = size >> (2 * DIGIT_BITS) ? 3 : size >> DIGIT_BITS ? 2 : 1;
    return w->size[SIZE_INT] + digits * DIGIT_BYTES;
}

static uint32_t str_bytes(const world *w, const object_row *row)
{
    uint32_t code_points = row->hi & 0x1FFFFFFFU, width = row->hi >> 29;
    if (code_points == 1 && width == 1 && row->flags & OBJ_IMMORTAL)
        return w->size[SIZE_COMPACT_STR] + 2U + 3U; /* the static ones carry their UTF-8 form */
    return width == 0 ? w->size[SIZE_STR] + code_points + 1
                      : w->size[SIZE_COMPACT_STR] + (code_points + 1) * width;
}

static uint32_t type_bytes(const world *w, ref type)
{
    if (world_word(w, type, TYPE_BUILTIN))
        return w->size[SIZE_STATIC_TYPE];
    uint32_t bytes = world_kind_bytes(w, KIND_TYPE);
    bool shares_keys = world_word(w, type, TYPE_INSTANCE_KIND) == KIND_INSTANCE &&
                       world_word(w, type, TYPE_LAYOUT) & LAYOUT_DICT;
    return shares_keys ? bytes + shared_keys_bytes(w) : bytes;
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
    uint32_t body = world_kind_bytes(w, KIND_INSTANCE);
    if (payload && world_kind(w, payload) == KIND_STR) /* unicode_sizeof(): without the slots */
        return w->size[SIZE_GC_HEADER] + w->size[SIZE_STR_HEIR] + str_data_bytes(world_row(w, payload)) +
               (before ? w->size[SIZE_PRE_HEADER] : 0U);
    if (payload)
        body = sizes_getsizeof(w, payload) + (KIND_INFO[world_kind(w, payload)].gc ? 0U : w->size[SIZE_GC_HEADER]);
    return body + slots * POINTER_BYTES + (before ? w->size[SIZE_PRE_HEADER] : 0U);
}

uint32_t sizes_getsizeof(const world *w, ref o)
{
    const object_row *row = world_row(w, o);
    uint32_t plain = world_kind_bytes(w, row->kind);
    switch ((unsigned)row->kind) {
    case KIND_INT:
        return int_bytes(w, row_int(row));
    case KIND_STR:
        return str_bytes(w, row);
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
        return plain + (uint32_t)set_table_bytes(w, world_word(w, o, SET_GROWTH));
    case KIND_INSTANCE:
        return instance_bytes_told(w, o);
    case KIND_EXCEPTION:
        return exception_fields_bytes(w, row->lo);
    case KIND_TYPE:
        return type_bytes(w, o);
    case KIND_BUILTIN: /* a method-wrapper: Objects/descrobject.c, wrapperobject, in all versions */
        return row->hi && world_word(w, o, BUILTIN_SELF) ? w->size[SIZE_GC_HEADER] + 4 * POINTER_BYTES : plain;
    case KIND_GENERATOR:
        return plain + (row->hi - GENERATOR_LOCALS) * POINTER_BYTES;
    case KIND_CODE: /* Objects/codeobject.c, code_sizeof() */
        return (plain + world_word(w, o, row->hi) + POINTER_BYTES - 1) / POINTER_BYTES * POINTER_BYTES;
    case KIND_FRAME: /* Objects/frameobject.c, frame_sizeof() */
        return plain + world_word(w, o, row->hi + 1) * POINTER_BYTES;
    case KIND_FILE_PART:
        return w->size[FILE_PART_SIZES[row->lo]];
    default: /* the struct and its header: all that is left */
        return plain;
    }
}
