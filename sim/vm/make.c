/* Making objects: the events of a birth, in one place for each type. */
#include "sim/vm/machine.h"

#include "sim/base/limits.h"
#include "sim/log/dict.h"

value make_int(machine *m, int64_t n)
{
    return make_int_at_once(m, n);
}

value make_float(machine *m, double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    world_emit(m->r, EV_NEW, KIND_FLOAT, 0, (uint32_t)bits, (uint32_t)(bits >> 32));
    return value_born(m);
}

/* The bytes that each character takes in CPython: 0 ASCII, 1, 2 or 4. */
static uint32_t text_width(const char *text, size_t length)
{
    uint32_t width = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        uint32_t needed = c < 0x80 ? 0 : c >= 0xF0 ? 4 : c >= 0xC4 ? 2 : c >= 0xC0 ? 1 : 0;
        if (needed > width)
            width = needed;
    }
    return width;
}

value make_str_anew(machine *m, const char *text, size_t length)
{
    if (length == 0)
        return m->empty_str;
    if (length > LIMIT_TEXT_BYTES)
        return stop_limit(m, OURO_ERR_LIMIT, "a str of more than %u bytes", LIMIT_TEXT_BYTES);
    world_emit_text(m->r, EV_NEW_TEXT, KIND_STR, text_width(text, length), 0, (uint32_t)length, text);
    return value_born(m);
}

ref str_single(const machine *m, const char *text, size_t length)
{
    if (length == 0)
        return m->empty_str;
    if (length == 1 && (unsigned char)text[0] < 0x80)
        return m->chars[(unsigned char)text[0]];
    if (length == 2 && (unsigned char)text[0] >= 0xC2 && (unsigned char)text[0] <= 0xC3)
        return m->chars[((unsigned)text[0] & 3U) << 6 | ((unsigned)text[1] & 0x3FU)];
    return 0;
}

value make_str(machine *m, const char *text, size_t length)
{
    ref single = str_single(m, text, length);
    return single ? single : make_str_anew(m, text, length);
}

value make_text(machine *m, const char *text)
{
    return make_str(m, text, strlen(text));
}

value make_tuple(machine *m, uint32_t n)
{
    if (n == 0)
        return m->empty_tuple;
    world_emit(m->r, EV_NEW, KIND_TUPLE, n * 8, n, 0);
    return value_born(m);
}

void tuple_fill(machine *m, value tuple, uint32_t i, value item)
{
    bool follow = m->profile->tuple_tracks_by_items && world_may_be_tracked(machine_world(m), VALUE_ROW(item));
    world_emit(m->r, EV_SLOT_SET, value_steal(item), VALUE_ROW(tuple), i, VALUE_ROW(item));
    if (follow && !world_has(machine_world(m), VALUE_ROW(tuple), OBJ_TRACKED))
        world_emit(m->r, EV_TRACK, 0, VALUE_ROW(tuple), 0, 0);
}

value make_list(machine *m, uint32_t n, uint32_t allocated)
{
    world_emit(m->r, EV_NEW, KIND_LIST, 0, n, allocated);
    return value_born(m);
}

/* Source: CPython 3.13.0, Objects/listobject.c, list_vectorcall(); Objects/dictobject.c, dict_new():
 * calling the type allocates as every type does. The free list is for displays and for C code. */
value make_by_type(machine *m, object_kind kind)
{
    world_emit(m->r, EV_NEW, (uint8_t)(kind | EV_FRESH), 0, 0, 0);
    return value_born(m);
}

value make_dict(machine *m)
{
    world_emit(m->r, EV_NEW, KIND_DICT, 0, 0, 0);
    return value_born(m);
}
