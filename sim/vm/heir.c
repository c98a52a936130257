/* Instances of heirs of builtin types: how they are made, what C code's results become.
 * Source: CPython 3.13.0, the tp_new and tp_init of each type: Objects/listobject.c,
 * list___init___impl(); dictobject.c, dict_new(); setobject.c, make_new_set(), set_init(); tupleobject.c,
 * tuple_subtype_new(); longobject.c, long_subtype_new(); floatobject.c, float_subtype_new();
 * unicodeobject.c, unicode_subtype_new(); bytesobject.c, bytes_subtype_new(). */
#include "sim/vm/heir.h"

#include "sim/vm/bytes.h"
#include "sim/vm/call.h"
#include "sim/vm/setobject.h"

bool type_has_core(const world *w, ref type)
{
    uint32_t kind = world_word(w, type, TYPE_PAYLOAD);
    return kind && kind != KIND_WEAK_CORE;
}

ref heir_override(machine *m, ref o, const char *name)
{
    ref str = name_find(m, name), found = str ? type_lookup(m, type_of(m, o), str) : 0;
    return found && world_kind(machine_world(m), found) == KIND_FUNCTION ? found : 0;
}

/* --- __new__ -------------------------------------------------------------------------------------------- */

static builtin_type base_of(const world *w, ref type)
{
    while (!world_word(w, type, TYPE_BUILTIN))
        type = world_word(w, type, TYPE_BASE);
    return (builtin_type)(world_word(w, type, TYPE_BUILTIN) - 1);
}

/* Bytes that an instance takes beyond its struct: _PyObject_VAR_SIZE() with one item more, which
 * _PyType_AllocNoTrack() adds, rounded up to whole words. */
static uint32_t more_bytes(const world *w, ref exact)
{
    const object_row *row = world_row(w, exact);
    uint32_t basic = w->size[row->kind], items = 0;
    switch ((unsigned)row->kind) {
    case KIND_TUPLE:
        return (row->lo + 1) * 8;
    case KIND_INT:
        items = int_digit_bytes(row_int(row)) + 4;
        break;
    case KIND_BYTES:
        items = row->lo + 1;
        break;
    default:
        return 0;
    }
    return ((basic + items + 7) & ~7U) - basic;
}

/* The core gets what `exact` holds. */
static void core_fill(machine *m, ref instance, ref exact)
{
    const world *w = machine_world(m);
    const object_row *row = world_row(w, exact);
    object_kind kind = (object_kind)row->kind;
    uint32_t n = row->lo;
    if (kind == KIND_STR || kind == KIND_BYTES) {
        buffer copy = {0}; /* the table of texts may move */
        uint32_t width = kind == KIND_STR ? row->hi >> 29 : 0;
        buffer_add(&copy, world_text(w, exact, &n), n);
        world_emit_text(m->r, EV_NEW_CORE_TEXT, (uint8_t)kind, instance, width, n, buffer_text(&copy));
        buffer_free(&copy);
        return;
    }
    world_emit(m->r, EV_NEW_CORE, (uint8_t)kind, instance, row->lo, kind == KIND_TUPLE ? 0 : row->hi);
    ref core = w->born;
    for (uint32_t i = 0; kind == KIND_TUPLE && i < n; i++)
        world_emit(m->r, EV_SLOT_SET, 0, core, i, world_word(w, exact, i));
}

/* Does the class have an __init__ of the script? Then that minds the keywords. */
static bool script_init(machine *m, ref type)
{
    ref init = m->name_init ? type_lookup(m, type, m->name_init) : 0;
    return init && world_kind(machine_world(m), init) == KIND_FUNCTION;
}

static value no_keywords(machine *m, builtin_type base)
{
    return raise_error(m, BT_TYPE_ERROR, "%s() takes no keyword arguments", class_name(m, m->types[base]));
}

/* An heir of a type whose objects never change: first an object of that type, then a copy. */
static value constant_new(machine *m, ref type, builtin_type base, const value *args, uint32_t count, ref names)
{
    const world *w = machine_world(m);
    if (names && (base == BT_TUPLE || base == BT_FLOAT)) {
        if (!script_init(m, type))
            return no_keywords(m, base);
        count -= world_row(w, names)->lo;
        names = 0;
    }
    value exact = construct_builtin(m, base, args, count, names);
    if (!exact)
        return 0;
    *m->sp++ = exact;
    world_emit(m->r, EV_NEW_INSTANCE, 0, type, more_bytes(w, VALUE_ROW(exact)), 0);
    value instance = value_born(m);
    core_fill(m, VALUE_ROW(instance), VALUE_ROW(exact));
    m->sp--;
    value_drop(m, exact);
    return instance;
}

/* frozenset_new(): it is filled at once. */
static value frozenset_new(machine *m, ref type, const value *args, uint32_t count, ref names)
{
    const world *w = machine_world(m);
    if (names) {
        if (!script_init(m, type))
            return no_keywords(m, BT_FROZENSET);
        count -= world_row(w, names)->lo;
    }
    if (count > 1)
        return raise_error(m, BT_TYPE_ERROR, "%s expected at most 1 argument, got %u", class_name(m, type), count);
    world_emit(m->r, EV_NEW_INSTANCE, 0, type, 0, 0);
    value instance = value_born(m);
    world_emit(m->r, EV_NEW_CORE, KIND_FROZENSET, VALUE_ROW(instance), 0, 0);
    *m->sp++ = instance;
    bool ok = !count || set_update(m, world_core_of(w, VALUE_ROW(instance)), VALUE_ROW(args[0]));
    m->sp--;
    if (ok)
        return instance;
    value_drop(m, instance);
    return 0;
}

value heir_new(machine *m, ref type, const value *args, uint32_t count, ref names)
{
    const world *w = machine_world(m);
    uint32_t kind = world_word(w, type, TYPE_PAYLOAD);
    if (kind == KIND_FROZENSET)
        return frozenset_new(m, type, args, count, names);
    if (kind != KIND_LIST && kind != KIND_DICT && kind != KIND_SET)
        return constant_new(m, type, base_of(w, type), args, count, names);
    world_emit(m->r, EV_NEW_INSTANCE, 0, type, 0, 0);
    value instance = value_born(m);
    world_emit(m->r, EV_NEW_CORE, (uint8_t)kind, VALUE_ROW(instance), 0, 0);
    return instance;
}

/* --- __init__ ------------------------------------------------------------------------------------------- */

static bool list_init(machine *m, ref list, const value *args, uint32_t count)
{
    if (world_row(machine_world(m), list)->hi)
        list_clear_range(&m->mem, list, 0, world_row(machine_world(m), list)->lo);
    return !count || list_extend(m, list, VALUE_ROW(args[0]));
}

static bool dict_init(machine *m, ref dict, const value *args, uint32_t count, ref names)
{
    const world *w = machine_world(m);
    if (count && !dict_update_from(m, dict, VALUE_ROW(args[0])))
        return false;
    for (uint32_t i = 0; names && i < world_row(w, names)->lo; i++)
        if (!dict_put(m, dict, world_word(w, names, i), VALUE_ROW(args[count + i])))
            return false;
    return !m->stopped;
}

static bool set_init(machine *m, ref set, const value *args, uint32_t count)
{
    if (world_word(machine_world(m), set, SET_FILL))
        set_clear(&m->mem, set);
    return !count || set_update(m, set, VALUE_ROW(args[0]));
}

bool heir_init(machine *m, ref o, const value *args, uint32_t count, ref names)
{
    const world *w = machine_world(m);
    ref core = world_core_of(w, o);
    object_kind kind = world_kind(w, core);
    uint32_t given = count - (names ? world_row(w, names)->lo : 0);
    if (kind != KIND_LIST && kind != KIND_DICT && kind != KIND_SET)
        return true;
    if (names && kind != KIND_DICT)
        return no_keywords(m, kind == KIND_LIST ? BT_LIST : BT_SET) != 0;
    if (given > 1)
        return raise_error(m, BT_TYPE_ERROR, "%s expected at most 1 argument, got %u",
                           kind == KIND_SET ? type_name(m, o) : KIND_INFO[kind].type_name, given) != 0;
    return kind == KIND_LIST   ? list_init(m, core, args, given)
           : kind == KIND_DICT ? dict_init(m, core, args, given, names)
                               : set_init(m, core, args, given);
}

/* --- Results -------------------------------------------------------------------------------------------- */

/* What CPython's *_CheckExact() tests lead to: a new object of the base itself. */
static value exact_copy(machine *m, ref core)
{
    const world *w = machine_world(m);
    buffer copy = {0};
    const char *text;
    uint32_t n = 0;
    value v = 0;
    switch ((unsigned)world_kind(w, core)) {
    case KIND_INT:
        return make_int(m, world_int(w, core));
    case KIND_FLOAT:
        return make_float(m, world_float(w, core));
    case KIND_TUPLE:
        n = world_row(w, core)->lo;
        v = make_tuple(m, n);
        for (uint32_t i = n; i-- > 0;)
            tuple_fill(m, v, i, world_word(w, core, i));
        return v;
    case KIND_FROZENSET:
        return set_from(m, KIND_FROZENSET, core);
    default:
        text = world_text(w, core, &n);
        buffer_add(&copy, text, n);
        v = world_kind(w, core) == KIND_BYTES ? make_bytes(m, buffer_text(&copy), copy.length)
                                              : make_str_anew(m, buffer_text(&copy), copy.length);
        buffer_free(&copy);
        return v;
    }
}

value heir_result(machine *m, value v)
{
    const world *w = machine_world(m);
    ref core = VALUE_ROW(v);
    if (!v || !world_is_core(w, core))
        return v;
    object_kind kind = world_kind(w, core);
    bool changes = kind == KIND_LIST || kind == KIND_DICT || kind == KIND_SET;
    value result = changes ? value_own(m, core_outer(w, core)) : exact_copy(m, core);
    value_drop(m, v);
    return result;
}

/* dict_subscript(): the class of the script may know better. 0: raised. */
value heir_missing(machine *m, ref o, ref key)
{
    ref missing = heir_override(m, o, "__missing__");
    value argument = key, method = missing ? method_bind(m, missing, o) : 0; /* dict_subscript() */
    if (!method)
        return raise_with(m, m->types[BT_KEY_ERROR], key);
    value v = call_object(m, VALUE_ROW(method), &argument, 1);
    value_drop(m, method);
    return v;
}

/* An heir of list finds list.__iadd__ where numbers have theirs, so that nobody else is asked before; sets and
 * dicts have theirs there. Source: CPython 3.13.0, Objects/typeobject.c, update_one_slot(). */
bool heir_inplace(machine *m, uint32_t kind, ref a, ref b, value *out)
{
    const world *w = machine_world(m);
    ref list = world_core_of(w, a);
    if (list != a && (world_kind(w, list) == KIND_SET || world_kind(w, list) == KIND_DICT)) {
        *out = heir_result(m, operator_binary_builtin(m, kind, a, b));
        return *out != m->not_implemented;
    }
    if (list == a || world_kind(w, list) != KIND_LIST || kind != BINARY_ADD + BINARY_INPLACE)
        return false;
    *out = list_extend(m, list, b) ? value_own(m, a) : 0;
    return true;
}
