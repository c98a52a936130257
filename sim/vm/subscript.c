/* o[k], len(), slices. Source: CPython 3.13.0, Objects/listobject.c, tupleobject.c, unicodeobject.c,
 * sliceobject.c. */
#include "sim/vm/eval.h"
#include "sim/vm/frame_locals.h"

#include "sim/base/limits.h"
#include "sim/log/dict.h"
#include "sim/vm/proxy.h"
#include "sim/vm/bytes.h"
#include "sim/vm/heir.h"
#include "sim/vm/sequence.h"
#include "sim/vm/special_methods.h"
#include "sim/vm/text_places.h"

int64_t object_length(machine *m, ref o)
{
    const world *w = machine_world(m);
    const object_row *row = world_row(w, o);
    switch ((unsigned)row->kind) {
    case KIND_LIST:
    case KIND_TUPLE:
    case KIND_BYTES:
        return row->lo;
    case KIND_STR:
        return row->hi & TEXT_LENGTH_MASK;
    case KIND_DICT:
        return dict_used(w, o);
    case KIND_SET:
    case KIND_FROZENSET:
        return set_used(w, o);
    case KIND_DICT_VIEW:
        return dict_used(w, view_dict(w, o));
    case KIND_MAPPINGPROXY:
        return dict_used(w, world_word(w, o, 0));
    case KIND_LOCALS_PROXY:
        return locals_proxy_length(m, o);
    case KIND_RANGE:
        return range_length(w, o);
    case KIND_PROXY:
        return proxy_length(m, o);
    default:
        break;
    }
    bool found = false;
    value v = world_class_of(w, o) ? call_special(m, o, "__len__", NULL, 0, &found) : 0;
    if (!found && world_core_of(w, o) != o)
        return object_length(m, world_core_of(w, o));
    if (!found) {
        raise_error(m, BT_TYPE_ERROR, "object of type '%s' has no len()", type_name(m, o));
        return -1;
    }
    ref length = world_core_of(w, VALUE_ROW(v));
    bool is_int = v && (world_kind(w, length) == KIND_INT || world_kind(w, length) == KIND_BOOL);
    int64_t n = is_int ? world_int(w, length) : -1;
    if (v && !is_int)
        raise_error(m, BT_TYPE_ERROR, "'%s' object cannot be interpreted as an integer", type_name(m, VALUE_ROW(v)));
    else if (v && n < 0)
        raise_error(m, BT_VALUE_ERROR, "__len__() should return >= 0");
    value_drop(m, v);
    return n < 0 ? -1 : n;
}

bool index_of(machine *m, ref o, int64_t *out, const char *what)
{
    o = world_core_of(machine_world(m), o);
    object_kind kind = world_kind(machine_world(m), o);
    if (kind == KIND_PROXY)
        return proxy_index(m, o);
    if (kind != KIND_INT && kind != KIND_BOOL) {
        if (strcmp(what, "string indices") == 0)
            raise_error(m, BT_TYPE_ERROR, "string indices must be integers, not '%s'", type_name(m, o));
        else if (strcmp(what, "slice steps") == 0)
            raise_error(m, BT_TYPE_ERROR,
                        "slice indices must be integers or None or have an __index__ method");
        else
            raise_error(m, BT_TYPE_ERROR, "%s must be integers or slices, not %s", what, type_name(m, o));
        return false;
    }
    *out = world_int(machine_world(m), o);
    return true;
}

/* --- Slices ----------------------------------------------------------------------------------------- */

static bool slice_bound(machine *m, ref o, int64_t none, int64_t length, int64_t step, int64_t *out)
{
    const world *w = machine_world(m);
    if (o == m->none) {
        *out = none;
        return true;
    }
    o = world_core_of(w, o);
    if (is_proxy(w, o))
        return proxy_index(m, o);
    if (world_kind(w, o) != KIND_INT && world_kind(w, o) != KIND_BOOL) {
        raise_error(m, BT_TYPE_ERROR,
                    "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    int64_t n = world_int(w, o);
    if (n < 0)
        n = n + length < 0 ? (step < 0 ? -1 : 0) : n + length;
    else if (n >= length)
        n = step < 0 ? length - 1 : length;
    *out = n;
    return true;
}

bool slice_indices(machine *m, ref slice, int64_t length, int64_t *start, int64_t *stop, int64_t *step,
                   int64_t *count)
{
    const world *w = machine_world(m);
    ref s = world_word(w, slice, 2);
    *step = 1;
    if (s != m->none && !index_of(m, s, step, "slice steps"))
        return false;
    if (*step == 0) {
        raise_error(m, BT_VALUE_ERROR, "slice step cannot be zero");
        return false;
    }
    bool back = *step < 0;
    if (!slice_bound(m, world_word(w, slice, 0), back ? length - 1 : 0, length, *step, start) ||
        !slice_bound(m, world_word(w, slice, 1), back ? -1 : length, length, *step, stop))
        return false;
    int64_t span = back ? *start - *stop : *stop - *start;
    int64_t size = back ? -*step : *step;
    *count = span > 0 ? (span - 1) / size + 1 : 0;
    return true;
}

uint32_t text_offset(const char *text, uint32_t length, int64_t code_point)
{
    uint32_t at = 0;
    for (int64_t i = 0; i < code_point && at < length; i++)
        do
            at++;
        while (at < length && ((unsigned char)text[at] & 0xC0U) == 0x80U);
    return at;
}

static value str_slice(machine *m, ref o, int64_t start, int64_t step, int64_t count)
{
    uint32_t length;
    const char *text = world_text(machine_world(m), o, &length);
    if (count <= 0)
        return m->empty_str;
    if (step == 1) {
        uint32_t from = str_place(m, o, start);
        return make_str(m, text + from, str_place(m, o, start + count) - from);
    }
    buffer out = {0};
    for (int64_t i = 0; i < count; i++) {
        uint32_t from = str_place(m, o, start + i * step);
        buffer_add(&out, text + from, text_offset(text + from, length - from, 1));
    }
    value v = make_str_anew(m, buffer_text(&out), out.length);
    buffer_free(&out);
    return v;
}

static value slice_get(machine *m, ref o, ref slice)
{
    const world *w = machine_world(m);
    int64_t start, stop, step, count;
    if (!slice_indices(m, slice, object_length(m, o), &start, &stop, &step, &count))
        return 0;
    object_kind kind = world_kind(w, o);
    if (!machine_charge(m, (uint32_t)(count > 0 ? count : 0) / 16))
        return 0;
    if (kind == KIND_STR && step == 1 && count == object_length(m, o))
        return value_own(m, o);
    if (kind == KIND_STR)
        return str_slice(m, o, start, step, count);
    if (kind == KIND_RANGE)
        return range_slice(m, o, slice);
    if (kind == KIND_TUPLE && count == object_length(m, o) && step == 1 && !world_row(w, o)->hi)
        return value_own(m, o);
    value made = kind == KIND_TUPLE ? make_tuple(m, (uint32_t)count)
                                    : make_list(m, (uint32_t)count, (uint32_t)count);
    for (int64_t i = 0; i < count; i++)
        tuple_fill(m, made, (uint32_t)i, world_word(w, o, (uint32_t)(start + i * step)));
    return made;
}

/* Items start .. start + gone of a list become those of `items` (0: none). What leaves dies, last to first,
 * when the list is whole again. Source: Objects/listobject.c, list_ass_slice_lock_held(): one resize. */
static void list_replace(machine *m, ref list, uint32_t start, uint32_t gone, ref items)
{
    const world *w = machine_world(m);
    recorder *r = m->r;
    uint32_t base = r->w.state.used[TABLE_TEMPS], n = items ? world_row(w, items)->lo : 0;
    uint32_t stay = n < gone ? n : gone;
    if (gone == world_row(w, list)->lo && !n) { /* room for more goes, too */
        list_clear_range(&m->mem, list, 0, gone);
        return;
    }
    if (n > gone)
        world_emit(r, EV_LIST_GAP, 0, list, start + gone, n - gone);
    if (stay)
        world_emit(r, EV_LIST_DETACH, 2, list, start, start + stay);
    if (gone > stay)
        world_emit(r, EV_LIST_DETACH, 0, list, start + stay, start + gone);
    for (uint32_t i = 0; i < n; i++)
        world_emit(r, EV_SLOT_SET, 0, list, start + i, world_word(w, items, i));
    memory_drop_above(&m->mem, base);
}

/* What a slice with a step lets go of is held by temporaries from `base` on: it goes in the order of its
 * places, when the list is whole again. */
static bool garbage_drop(machine *m, uint32_t base, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        memory_drop(&m->mem, world_temps(machine_world(m))[base]);
    return !m->stopped;
}

static void garbage_hold(machine *m, ref item)
{
    if (!world_has(machine_world(m), item, OBJ_IMMORTAL))
        world_emit(m->r, EV_TEMP_PUSH, 0, item, 0, 0);
}

/* list_ass_subscript_lock_held(), del l[a:b:c]: what stays moves down, then the list is cut once. */
static bool list_delete_steps(machine *m, ref list, int64_t start, int64_t step, int64_t count)
{
    const world *w = machine_world(m);
    uint32_t n = world_row(w, list)->lo;
    if (count <= 0 || !machine_charge(m, n))
        return count <= 0;
    if (step < 0) {
        start += step * (count - 1);
        step = -step;
    }
    machine_own_stack(m);
    uint32_t base = w->state.used[TABLE_TEMPS], to = (uint32_t)start;
    for (int64_t i = 0; i < count; i++)
        garbage_hold(m, world_word(w, list, (uint32_t)(start + i * step)));
    uint32_t held = w->state.used[TABLE_TEMPS] - base;
    for (int64_t i = start; i < n; i++)
        if ((i - start) % step || (i - start) / step >= count)
            world_emit(m->r, EV_LIST_SWAP, 0, list, to++, (uint32_t)i);
    world_emit(m->r, EV_LIST_DETACH, 0, list, to, n);
    while (w->state.used[TABLE_TEMPS] > base + held)
        memory_drop(&m->mem, world_temps(w)[w->state.used[TABLE_TEMPS] - 1]);
    return garbage_drop(m, base, held);
}

/* What is assigned to a slice of a list; of the list itself a copy. 0: raised. */
static value assigned_items(machine *m, ref list, value v)
{
    const world *w = machine_world(m);
    if (world_core_of(w, VALUE_ROW(v)) != list)
        return make_sequence(m, v, "must assign iterable to extended slice");
    uint32_t n = world_row(w, list)->lo;
    value copy = make_list(m, n, n);
    for (uint32_t i = 0; i < n; i++)
        tuple_fill(m, copy, i, world_word(w, list, i));
    return copy;
}

/* l[a:b:c] = v: as many items as there are places. */
static bool list_set_steps(machine *m, ref list, int64_t start, int64_t step, int64_t count, ref items)
{
    const world *w = machine_world(m);
    uint32_t n = world_row(w, items)->lo, base = w->state.used[TABLE_TEMPS];
    if (n != count)
        return raise_error(m, BT_VALUE_ERROR, "attempt to assign sequence of size %u to extended slice of size %lld", n,
                           (long long)count) != 0;
    for (int64_t i = 0; i < count; i++) {
        uint32_t place = (uint32_t)(start + i * step);
        garbage_hold(m, world_word(w, list, place));
        world_emit(m->r, EV_SLOT_SET, 0, list, place, world_word(w, items, (uint32_t)i));
    }
    return garbage_drop(m, base, w->state.used[TABLE_TEMPS] - base);
}

/* list_ass_subscript(): the places are counted when the items are there, for making those may run code. */
static bool list_set_slice(machine *m, ref list, ref slice, value v)
{
    const world *w = machine_world(m);
    int64_t start, stop, step, count;
    if (!slice_indices(m, slice, world_row(w, list)->lo, &start, &stop, &step, &count))
        return false;
    machine_own_stack(m); /* finalizers of what leaves must not put temporaries on top of it */
    value items = v ? assigned_items(m, list, v) : 0;
    if (v && !items)
        return false;
    bool ok = slice_indices(m, slice, world_row(w, list)->lo, &start, &stop, &step, &count);
    if (ok && step == 1)
        list_replace(m, list, (uint32_t)start, (uint32_t)(stop < start ? 0 : stop - start), VALUE_ROW(items));
    else if (ok)
        ok = v ? list_set_steps(m, list, start, step, count, VALUE_ROW(items))
               : list_delete_steps(m, list, start, step, count);
    value_drop(m, items);
    return ok && !m->stopped;
}

/* --- Reading ------------------------------------------------------------------------------------------ */

/* A place in a sequence, from the end if negative; -1: raised. */
static int64_t place_of(machine *m, ref o, ref key, const char *what, const char *range_error)
{
    int64_t i = 0, length = object_length(m, o);
    if (!index_of(m, key, &i, what))
        return -1;
    if (i < 0)
        i += length;
    if (i < 0 || i >= length) {
        raise_error(m, BT_INDEX_ERROR, "%s", range_error);
        return -1;
    }
    return i;
}

static value sequence_get(machine *m, ref o, ref key)
{
    const world *w = machine_world(m);
    object_kind kind = world_kind(w, o);
    if (world_kind(w, key) == KIND_SLICE)
        return slice_get(m, o, key);
    int64_t i = kind == KIND_LIST    ? place_of(m, o, key, "list indices", "list index out of range")
                : kind == KIND_TUPLE ? place_of(m, o, key, "tuple indices", "tuple index out of range")
                : kind == KIND_RANGE ? place_of(m, o, key, "range indices", "range object index out of range")
                                     : place_of(m, o, key, "string indices", "string index out of range");
    if (i < 0)
        return 0;
    if (kind == KIND_STR)
        return str_slice(m, o, i, 1, 1);
    if (kind == KIND_RANGE)
        return range_item(m, o, i);
    return world_word(w, o, (uint32_t)i);
}

static value dict_get(machine *m, ref o, ref key)
{
    bool failed;
    uint32_t entry = dict_lookup(m, o, key, &failed);
    if (failed)
        return 0;
    if (entry == DICT_NONE)
        return raise_with(m, m->types[BT_KEY_ERROR], key);
    return dict_entry(machine_world(m), o, entry).value;
}

/* PyObject_GetItem() of a class: list[int] would make a types.GenericAlias. */
static value class_subscript(machine *m, ref type)
{
    if (type == m->types[BT_TYPE] || attribute_known_to_cpython(m, type, "__class_getitem__"))
        return stop_unsupported(m, "'%s.__class_getitem__' is not supported", class_name(m, type));
    return raise_error(m, BT_TYPE_ERROR, "type '%s' is not subscriptable", class_name(m, type));
}

/* An instance: by the script's method, or as an heir of a builtin type. */
static value instance_item(machine *m, ref o, ref key)
{
    const world *w = machine_world(m);
    ref core = world_core_of(w, o);
    bool found = false, failed = false;
    value argument = key;
    value result = call_special(m, o, "__getitem__", &argument, 1, &found);
    if (found)
        return result;
    if (core == o)
        return raise_error(m, BT_TYPE_ERROR, "'%s' object is not subscriptable", type_name(m, o));
    if (world_kind(w, core) != KIND_DICT)
        return value_own(m, heir_result(m, subscript_get(m, core, key)));
    uint32_t entry = dict_lookup(m, core, key, &failed);
    if (failed)
        return 0;
    return entry == DICT_NONE ? heir_missing(m, o, key) : value_own(m, dict_entry(w, core, entry).value);
}

/* The result is borrowed if the container is: it goes on holding it. */
value subscript_get(machine *m, value vo, value vkey)
{
    ref o = VALUE_ROW(vo), key = VALUE_ROW(vkey);
    const world *w = machine_world(m);
    value result = 0;
    switch ((unsigned)world_kind(w, o)) {
    case KIND_BYTES:
        return bytes_subscript(m, o, key);
    case KIND_LIST:
    case KIND_TUPLE:
    case KIND_STR:
    case KIND_RANGE:
        result = sequence_get(m, o, key);
        break;
    case KIND_DICT:
        result = dict_get(m, o, key);
        break;
    case KIND_MAPPINGPROXY:
        result = dict_get(m, world_word(w, o, 0), key);
        break;
    case KIND_LOCALS_PROXY:
        result = locals_proxy_get(m, o, key);
        break;
    case KIND_TYPE:
        return class_subscript(m, o);
    case KIND_PROXY:
        return proxy_item(m, o, key);
    default:
        return instance_item(m, o, key);
    }
    return (vo | vkey) & VALUE_OWNED && result ? value_own(m, result) : result;
}

/* --- Writing --------------------------------------------------------------------------------------------- */

/* PyObject_DelItem() hands on to PySequence_DelItem(), which words its refusal in its own way. */
static bool asked_as_sequence(const world *w, ref o, ref key)
{
    object_kind kind = world_kind(w, o), index = world_kind(w, world_core_of(w, key));
    o = world_outer_of(w, o);
    bool sequence = kind == KIND_STR || kind == KIND_BYTES || kind == KIND_TUPLE || kind == KIND_RANGE ||
                    kind == KIND_DICT_VIEW || world_of_script_class(w, o) || world_is_set(w, o);
    return sequence && (index == KIND_INT || index == KIND_BOOL || index == KIND_PROXY);
}

/* PyObject_SetItem(), PyObject_DelItem(): no such method. */
static void refuse_change(machine *m, ref o, ref key, bool deletes)
{
    const world *w = machine_world(m);
    bool sequence = asked_as_sequence(w, o, key);
    if (sequence && is_proxy(w, key))
        (void)proxy_index(m, key);
    else
        raise_error(m, BT_TYPE_ERROR, "'%s' object %s support item %s", type_name(m, o),
                    sequence && deletes ? "doesn't" : "does not", deletes ? "deletion" : "assignment");
}

bool subscript_set(machine *m, ref o, ref key, value v)
{
    const world *w = machine_world(m);
    object_kind kind = world_kind(w, o);
    if (kind == KIND_DICT)
        return dict_put_held(m, o, key, v) && !m->stopped;
    if (kind == KIND_PROXY)
        return proxy_item_set(m, o, key, v);
    if (kind == KIND_LOCALS_PROXY)
        return locals_proxy_set(m, o, key, v);
    if (kind == KIND_LIST) {
        if (world_kind(w, key) == KIND_SLICE)
            return list_set_slice(m, o, key, v);
        int64_t i = place_of(m, o, key, "list indices", "list assignment index out of range");
        if (i < 0)
            return false;
        world_emit(m->r, EV_SLOT_SET, 0, o, (uint32_t)i, VALUE_ROW(v));
        memory_settle(&m->mem);
        return true;
    }
    bool found = false;
    value arguments[2] = {key, v};
    value result = call_special(m, o, "__setitem__", arguments, 2, &found);
    if (!found && world_core_of(w, o) != o)
        return special_item_change(m, o, key, v);
    if (!found)
        refuse_change(m, o, key, false);
    value_drop(m, result);
    return result != 0;
}

static bool dict_delete_key(machine *m, ref dict, ref key)
{
    bool failed;
    uint32_t entry = dict_lookup(m, dict, key, &failed);
    if (failed)
        return false;
    if (entry == DICT_NONE) {
        raise_with(m, m->types[BT_KEY_ERROR], key);
        return false;
    }
    return dict_delete(m, dict, entry);
}

bool subscript_delete(machine *m, ref o, ref key)
{
    const world *w = machine_world(m);
    object_kind kind = world_kind(w, o);
    if (kind == KIND_DICT)
        return dict_delete_key(m, o, key);
    if (kind == KIND_PROXY)
        return proxy_item_set(m, o, key, 0);
    if (kind == KIND_LOCALS_PROXY)
        return locals_proxy_set(m, o, key, 0);
    if (kind == KIND_LIST) {
        if (world_kind(w, key) == KIND_SLICE)
            return list_set_slice(m, o, key, 0);
        int64_t i = place_of(m, o, key, "list indices", "list assignment index out of range");
        if (i < 0)
            return false;
        ref item = world_word(w, o, (uint32_t)i);
        /* list_ass_item(): with or without list_resize() */
        world_emit(m->r, EV_LIST_TAKE, !m->profile->list_del_resizes, o, (uint32_t)i, 0);
        memory_drop(&m->mem, item);
        return true;
    }
    bool found = false;
    value argument = key;
    value result = call_special(m, o, "__delitem__", &argument, 1, &found);
    if (!found && world_core_of(w, o) != o)
        return special_item_change(m, o, key, 0);
    if (!found)
        refuse_change(m, o, key, true);
    value_drop(m, result);
    return result != 0;
}
