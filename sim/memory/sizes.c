#include "sim/memory/sizes.h"

#include "sim/log/dict.h"

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

/* Exceptions whose C struct is larger than BaseException's; their subclasses inherit the size.
 * Source: CPython 3.13.0, Include/cpython/pyerrors.h; checked by sys.getsizeof(). */
static const struct {
    const char *type_name;
    uint32_t bytes;
} EXCEPTION_BYTES[] = {
    {"StopIteration", 96}, {"OSError", 128},     {"AttributeError", 104}, {"NameError", 96},
    {"SystemExit", 96},    {"ImportError", 120}, {"SyntaxError", 152},
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

static bool class_named(const world *w, ref type, const char *name)
{
    ref text = world_word(w, type, TYPE_NAME);
    if (!text)
        return false;
    uint32_t length;
    const char *bytes = world_text(w, text, &length);
    return length == strlen(name) && memcmp(bytes, name, length) == 0;
}

/* The struct of a built-in class of exceptions, without what a class of the script adds. */
static uint32_t builtin_exception_bytes(const world *w, ref type)
{
    for (size_t i = 0; i < sizeof EXCEPTION_BYTES / sizeof *EXCEPTION_BYTES; i++)
        if (class_named(w, type, EXCEPTION_BYTES[i].type_name))
            return EXCEPTION_BYTES[i].bytes;
    return 0;
}

/* The first class of the mro with a struct of its own decides. A class of the script has room for
 * weak references in front of it. */
static uint32_t exception_bytes(const world *w, ref type)
{
    uint32_t plain = KIND_INFO[KIND_EXCEPTION].basic_bytes + GC_HEADER_BYTES;
    uint32_t more = world_word(w, type, TYPE_BUILTIN) ? 0 : PRE_HEADER_BYTES;
    uint32_t special = builtin_exception_bytes(w, type);
    ref mro = world_word(w, type, TYPE_MRO);
    for (uint32_t i = 0; mro && !special && i < world_row(w, mro)->lo; i++) {
        ref base = world_word(w, mro, i);
        if (base && world_word(w, base, TYPE_BUILTIN))
            special = builtin_exception_bytes(w, base);
    }
    return (special ? special : plain) + more;
}

static uint32_t type_bytes(const world *w, ref type)
{
    if (world_word(w, type, TYPE_BUILTIN))
        return BUILTIN_TYPE_BYTES;
    uint32_t bytes = KIND_INFO[KIND_TYPE].basic_bytes + GC_HEADER_BYTES;
    bool shares_keys = world_word(w, type, TYPE_INSTANCE_KIND) == KIND_INSTANCE;
    return shares_keys ? bytes + CACHED_KEYS_BYTES : bytes;
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
        return plain + dict_keys_bytes(w, o);
    case KIND_INSTANCE:
        return plain + PRE_HEADER_BYTES;
    case KIND_EXCEPTION:
        return exception_bytes(w, row->lo);
    case KIND_TYPE:
        return type_bytes(w, o);
    default: /* the struct and its header: all that is left */
        return plain;
    }
}
