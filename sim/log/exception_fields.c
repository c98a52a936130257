/* Source: CPython 3.13.0, Include/cpython/pyerrors.h; the order is that of tp_clear in
 * Objects/exceptions.c. */
#include "sim/log/exception_fields.h"

static const exception_fields FIELDS[] = {
    {"StopIteration", SIZE_STOP_ITERATION, {"value"}},
    {"SystemExit", SIZE_SYSTEM_EXIT, {"code"}},
    {"OSError", SIZE_OS_ERROR, {"errno", "strerror", "filename"}},
    {"ImportError", SIZE_IMPORT_ERROR, {"msg", "name", "path"}},
    {"UnicodeDecodeError", SIZE_UNICODE_ERROR, {"encoding", "object", "reason"}},
    {"UnicodeEncodeError", SIZE_UNICODE_ERROR, {"encoding", "object", "reason"}},
    {"NameError", SIZE_NAME_ERROR, {"name"}},
    {"AttributeError", SIZE_ATTRIBUTE_ERROR, {"obj", "name"}},
    {"BaseException", SIZE_EXCEPTION, {NULL}},
};
enum { FIELDS_COUNT = sizeof FIELDS / sizeof *FIELDS };

static bool class_named(const world *w, ref type, const char *name)
{
    uint32_t length;
    ref text = world_word(w, type, TYPE_NAME);
    return text && strcmp(world_text(w, text, &length), name) == 0;
}

const exception_fields *exception_fields_of(const world *w, ref type)
{
    ref mro = world_word(w, type, TYPE_MRO);
    for (uint32_t i = 0; mro && i < world_row(w, mro)->lo; i++) {
        ref class = world_word(w, mro, i);
        if (!class || world_kind(w, class) != KIND_TYPE || !world_word(w, class, TYPE_BUILTIN))
            continue;
        for (size_t k = 0; k + 1 < FIELDS_COUNT; k++)
            if (class_named(w, class, FIELDS[k].type_name))
                return &FIELDS[k];
    }
    return &FIELDS[FIELDS_COUNT - 1];
}

uint32_t exception_fields_bytes(const world *w, ref type)
{
    return w->size[exception_fields_of(w, type)->size] + w->size[SIZE_GC_HEADER] +
           (world_word(w, type, TYPE_LAYOUT) & LAYOUT_WEAKREFS ? w->size[SIZE_PRE_HEADER] : 0);
}
