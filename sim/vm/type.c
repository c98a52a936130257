/* Types: which one an object has, and what its mro says. */
#include "sim/vm/machine.h"

#include <stdlib.h>
#include <string.h>

#include "sim/log/dict.h"

/* Of a slot's function: a wrapper; of a method: a descriptor; what is bound is another object. */
static builtin_type type_of_builtin(const machine *m, ref o)
{
    const builtin_info *info = builtin_at(m, world_row(machine_world(m), o)->lo);
    bool bound = world_word(machine_world(m), o, BUILTIN_SELF), wraps = builtin_is_wrapper(info);
    if (info->owner < 0 || info->flags & BUILTIN_STATIC || (bound && !wraps))
        return BT_BUILTIN;
    return !wraps ? BT_METHOD_DESCRIPTOR : bound ? BT_METHOD_WRAPPER : BT_WRAPPER_DESCRIPTOR;
}

ref type_of(const machine *m, ref o)
{
    static const uint8_t BY_KIND[KIND_COUNT] = {
        [KIND_NONE] = BT_NONE,         [KIND_BOOL] = BT_BOOL,       [KIND_ELLIPSIS] = BT_ELLIPSIS,
        [KIND_NOT_IMPLEMENTED] = BT_NOT_IMPLEMENTED,                [KIND_INT] = BT_INT,
        [KIND_FLOAT] = BT_FLOAT,       [KIND_STR] = BT_STR,         [KIND_BYTES] = BT_BYTES,
        [KIND_TUPLE] = BT_TUPLE,       [KIND_LIST] = BT_LIST,       [KIND_DICT] = BT_DICT,
        [KIND_TYPE] = BT_TYPE,         [KIND_OBJECT] = BT_OBJECT,   [KIND_FUNCTION] = BT_FUNCTION,
        [KIND_METHOD] = BT_METHOD,     [KIND_CODE] = BT_CODE,       [KIND_MODULE] = BT_MODULE,
        [KIND_WEAKREF] = BT_WEAKREF,   [KIND_RANGE] = BT_RANGE,     [KIND_RANGE_ITER] = BT_RANGE_ITER,
        [KIND_LIST_ITER] = BT_LIST_ITER,                            [KIND_TUPLE_ITER] = BT_TUPLE_ITER,
        [KIND_STR_ITER] = BT_STR_ITER, [KIND_BYTES_ITER] = BT_BYTES_ITER,
        [KIND_SLICE] = BT_SLICE,     [KIND_TRACEBACK] = BT_TRACEBACK,
        [KIND_GETSET] = BT_GETSET,     [KIND_FRAME] = BT_FRAME,     [KIND_CELL] = BT_CELL,
        [KIND_SET] = BT_SET,           [KIND_FROZENSET] = BT_FROZENSET,                      [KIND_SET_ITER] = BT_SET_ITER,
        [KIND_GENERATOR] = BT_GENERATOR,
        [KIND_PROPERTY] = BT_PROPERTY, [KIND_STATICMETHOD] = BT_STATICMETHOD,
        [KIND_CLASSMETHOD] = BT_CLASSMETHOD,                        [KIND_MEMBER] = BT_MEMBER,
        [KIND_MAPPINGPROXY] = BT_MAPPINGPROXY,                      [KIND_SUPER] = BT_SUPER,
        [KIND_ENUMERATE] = BT_ENUMERATE, [KIND_ZIP] = BT_ZIP,       [KIND_MAP] = BT_MAP,
        [KIND_FILTER] = BT_FILTER,     [KIND_REVERSED] = BT_REVERSED,
        [KIND_SEQUENCE_ITER] = BT_SEQUENCE_ITER,                    [KIND_CALL_ITER] = BT_CALL_ITER,
        [KIND_LIST_REVERSE_ITER] = BT_LIST_REVERSE_ITER,
        [KIND_FILE] = BT_FILE,         [KIND_NAMESPACE] = BT_NAMESPACE,
        [KIND_LOCALS_PROXY] = BT_LOCALS_PROXY,
    };
    const object_row *row = world_row(machine_world(m), o);
    switch ((unsigned)row->kind) {
    case KIND_INSTANCE:
    case KIND_EXCEPTION:
        return row->lo;
    case KIND_PROXY:
        return m->types[row->hi ? BT_CALLABLE_PROXY : BT_PROXY];
    case KIND_TUPLE:
        return m->types[row->hi ? BT_VERSION_INFO : BT_TUPLE];
    case KIND_DICT_ITER:
        return m->types[BT_DICT_KEY_ITER + (row->hi >> 30)];
    case KIND_DICT_REVERSE_ITER:
        return m->types[BT_DICT_REVERSE_KEY_ITER + (row->hi >> 30)];
    case KIND_STR_ITER:
        return m->types[row->hi ? BT_UNICODE_ITER : BT_STR_ITER];
    case KIND_DICT_VIEW:
        return m->types[BT_DICT_KEYS + row->lo];
    case KIND_FILE_PART:
        return m->types[BT_FILE_RAW + row->lo];
    case KIND_BUILTIN:
        return m->types[type_of_builtin(m, o)];
    default:
        return m->types[BY_KIND[row->kind]];
    }
}

/* io.UnsupportedOperation alone of the interpreter's types is made by calling type(), whose tp_name has no module.
 * Source: CPython 3.13.0, Modules/_io/_iomodule.c, iomodule_exec(). */
const char *class_name(const machine *m, ref type)
{
    const world *w = machine_world(m);
    bool short_name = type == m->types[BT_UNSUPPORTED_OPERATION];
    uint32_t length;
    return world_text(w, world_word(w, type, short_name ? TYPE_QUALNAME : TYPE_NAME), &length);
}

ref class_module_shown(const machine *m, ref type)
{
    const world *w = machine_world(m);
    if (world_word(w, type, TYPE_BUILTIN))
        return 0;
    ref module = VALUE_ROW(dict_get_name(m, world_word(w, type, TYPE_DICT), name_find(m, "__module__")));
    uint32_t length;
    if (!module || world_kind(w, world_core_of(w, module)) != KIND_STR)
        return m->none;
    const char *text = world_text(w, world_core_of(w, module), &length);
    return strcmp(text, "__main__") == 0 || strcmp(text, "builtins") == 0 ? 0 : module;
}

ref class_qualified_name(const machine *m, ref type)
{
    const world *w = machine_world(m);
    return world_word(w, type, world_word(w, type, TYPE_BUILTIN) ? TYPE_NAME : TYPE_QUALNAME);
}

const char *type_name(const machine *m, ref o)
{
    return class_name(m, type_of(m, world_outer_of(machine_world(m), o)));
}

bool type_is_subtype(const machine *m, ref type, ref base)
{
    const world *w = machine_world(m);
    if (type == base)
        return true;
    ref mro = world_word(w, type, TYPE_MRO);
    for (uint32_t i = 0, n = mro ? world_row(w, mro)->lo : 0; i < n; i++)
        if (world_word(w, mro, i) == base)
            return true;
    return false;
}

ref dict_get_name(const machine *m, ref dict, ref name)
{
    const world *w = machine_world(m);
    uint32_t entry = dict_find_hashed(w, dict, name, world_wide(w, name, 0));
    return entry == DICT_NONE ? 0 : dict_entry(w, dict, entry).value;
}

/* Methods of the interpreter's own types stand in a table, not in a dict. */
static ref builtin_method(const machine *m, ref type, ref name)
{
    const world *w = machine_world(m);
    uint32_t number = world_word(w, type, TYPE_BUILTIN), length;
    if (!number)
        return 0;
    const char *text = world_text(w, name, &length);
    for (uint32_t i = 0; i < m->builtin_count; i++)
        if (builtin_at(m, i)->owner == (int)number - 1 && !(builtin_at(m, i)->flags & BUILTIN_LAST) &&
            strcmp(builtin_at(m, i)->name, text) == 0)
            return m->builtin_rows[i];
    return 0;
}

/* Has `type` the slot that object gives its heirs? Exceptions have a __repr__ and a __str__ of their own. */
static bool slot_is_of_object(const machine *m, ref type, const char *name)
{
    const world *w = machine_world(m);
    ref mro = world_word(w, type, TYPE_MRO);
    bool text = strcmp(name, "__repr__") == 0 || strcmp(name, "__str__") == 0;
    for (uint32_t i = 0, n = mro ? world_row(w, mro)->lo : 0; i < n; i++) {
        ref class = world_word(w, mro, i);
        bool exception = world_word(w, class, TYPE_INSTANCE_KIND) == KIND_EXCEPTION;
        if (world_word(w, class, TYPE_BUILTIN) && class != m->types[BT_OBJECT] && (text || !exception))
            return false;
    }
    return true;
}

ref object_slot(const machine *m, ref type, ref name)
{
    uint32_t length;
    const char *text = world_text(machine_world(m), name, &length);
    for (uint32_t i = 0; strncmp(text, "__", 2) == 0 && i < m->builtin_count; i++)
        if (builtin_at(m, i)->flags & BUILTIN_LAST && strcmp(builtin_at(m, i)->name, text) == 0)
            return slot_is_of_object(m, type, text) ? m->builtin_rows[i] : 0;
    return 0;
}

ref type_own(const machine *m, ref type, ref name)
{
    ref dict = world_word(machine_world(m), type, TYPE_DICT);
    return dict ? dict_get_name(m, dict, name) : builtin_method(m, type, name);
}

static ref mro_lookup(const machine *m, ref type, ref name)
{
    const world *w = machine_world(m);
    ref mro = world_word(w, type, TYPE_MRO);
    for (uint32_t i = 0, n = mro ? world_row(w, mro)->lo : 0; i < n; i++) {
        ref found = type_own(m, world_word(w, mro, i), name);
        if (found)
            return found;
    }
    return 0;
}

void type_changed(machine *m, ref type)
{
    m->class_version++;
    if (type >= m->class_changes_count) {
        uint32_t count = type + type / 2 + 64;
        uint32_t *larger = realloc(m->class_changes, count * sizeof *larger);
        if (!larger) {
            stop_limit(m, OURO_ERR_NOMEM, "out of memory");
            return;
        }
        memset(larger + m->class_changes_count, 0, (count - m->class_changes_count) * sizeof *larger);
        m->class_changes = larger;
        m->class_changes_count = count;
    }
    m->class_changes[type] = m->class_version;
}

uint32_t type_version(const machine *m, ref type)
{
    const world *w = machine_world(m);
    ref mro = world_word(w, type, TYPE_MRO);
    uint32_t version = 0;
    for (uint32_t i = 0, n = mro ? world_row(w, mro)->lo : 0; i < n; i++) {
        ref class = world_word(w, mro, i);
        if (class < m->class_changes_count && m->class_changes[class] > version)
            version = m->class_changes[class];
    }
    return version;
}

ref type_lookup(machine *m, ref type, ref name)
{
    if (!world_has(machine_world(m), name, OBJ_IMMORTAL))
        return mro_lookup(m, type, name); /* it may die, and its row be another name */
    method_entry *entry = &m->methods[(type * 31 + name) % METHOD_ENTRIES];
    if (entry->type == type && entry->name == name && entry->version == m->class_version)
        return entry->found;
    ref found = mro_lookup(m, type, name);
    *entry = (method_entry){.type = type, .name = name, .version = m->class_version, .found = found};
    return found;
}
