/* Types: which one an object has, what its mro says, and how a class statement makes one. */
#include "sim/vm/machine.h"

#include "sim/log/dict.h"

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
    case KIND_DICT_VIEW:
        return m->types[BT_DICT_KEYS + row->lo];
    case KIND_BUILTIN:
        return builtin_at(m, row->lo)->owner >= 0 && !world_word(machine_world(m), o, BUILTIN_SELF)
                   ? m->types[BT_METHOD_DESCRIPTOR]
                   : m->types[BT_BUILTIN];
    default:
        return m->types[BY_KIND[row->kind]];
    }
}

const char *class_name(const machine *m, ref type)
{
    uint32_t length;
    return world_text(machine_world(m), world_word(machine_world(m), type, TYPE_NAME), &length);
}

const char *type_name(const machine *m, ref o)
{
    return class_name(m, type_of(m, o));
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
        if (builtin_at(m, i)->owner == (int)number - 1 && strcmp(builtin_at(m, i)->name, text) == 0)
            return m->builtin_rows[i];
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

/* --- class statements ---------------------------------------------------------------------------- */

enum { MRO_MAX = 256 };

/* The sequences that C3 merges: the mro of each base, then the bases themselves. */
typedef struct mro_merge {
    ref from[MRO_MAX];      /* tuples */
    uint32_t next[MRO_MAX]; /* their heads */
    uint32_t count;
} mro_merge;

/* Does `type` stand behind the head of any sequence? */
static bool in_a_tail(const world *w, const mro_merge *merge, ref type)
{
    for (uint32_t i = 0; i < merge->count; i++)
        for (uint32_t k = merge->next[i] + 1; k < world_row(w, merge->from[i])->lo; k++)
            if (world_word(w, merge->from[i], k) == type)
                return true;
    return false;
}

/* The next class of the order: a head that is in no tail. 0: none; *done if all sequences are empty. */
static ref next_of_merge(const world *w, const mro_merge *merge, bool *done)
{
    *done = true;
    for (uint32_t i = 0; i < merge->count; i++) {
        if (merge->next[i] >= world_row(w, merge->from[i])->lo)
            continue;
        *done = false;
        ref head = world_word(w, merge->from[i], merge->next[i]);
        if (!in_a_tail(w, merge, head))
            return head;
    }
    return 0;
}

/* Objects/typeobject.c, mro_implementation(): (class, C3 merge of the bases' orders). */
static value mro_make(machine *m, ref type, ref bases)
{
    const world *w = machine_world(m);
    mro_merge merge = {0};
    ref order[MRO_MAX] = {type};
    uint32_t n = 1;
    bool done;
    for (uint32_t i = 0; i < world_row(w, bases)->lo && merge.count + 1 < MRO_MAX; i++)
        merge.from[merge.count++] = world_word(w, world_word(w, bases, i), TYPE_MRO);
    merge.from[merge.count++] = bases;
    for (ref head; (head = next_of_merge(w, &merge, &done)) != 0 && n < MRO_MAX; order[n++] = head)
        for (uint32_t i = 0; i < merge.count; i++)
            if (merge.next[i] < world_row(w, merge.from[i])->lo &&
                world_word(w, merge.from[i], merge.next[i]) == head)
                merge.next[i]++;
    if (!done) {
        raise_error(m, BT_TYPE_ERROR, "Cannot create a consistent method resolution order (MRO) for bases");
        return 0;
    }
    value mro = make_tuple(m, n);
    for (uint32_t i = 0; i < n; i++)
        tuple_fill(m, mro, i, order[i]);
    return mro;
}

static void slot_take(machine *m, ref o, uint32_t slot, value v)
{
    world_emit(m->r, EV_SLOT_SET, value_steal(v), o, slot, VALUE_ROW(v));
}

/* Parts of a class that no script asks for by name: they belong to the interpreter. */
static value part_of_class(machine *m, value part)
{
    if (part & VALUE_OWNED)
        world_emit(m->r, EV_FLAG, 0, VALUE_ROW(part), OBJ_INTERPRETER, 0);
    return part;
}

/* type_new_set_attrs(): what type() adds to the namespace. */
static void namespace_finish(machine *m, ref type, ref dict, bool has_own_dict)
{
    static const char *const GETSETS[] = {"__dict__", "__weakref__"};
    for (unsigned i = 0; has_own_dict && i < 2; i++) {
        world_emit(m->r, EV_NEW, KIND_GETSET, 0, 0, 0);
        value getset = part_of_class(m, value_born(m));
        slot_take(m, VALUE_ROW(getset), 0, type);
        slot_take(m, VALUE_ROW(getset), 1, name_find(m, GETSETS[i]));
        dict_put_name(m, dict, name_find(m, GETSETS[i]), getset);
    }
    if (!dict_get_name(m, dict, name_find(m, "__doc__")))
        dict_put_name(m, dict, name_find(m, "__doc__"), m->none);
}

/* PyDict_Copy() of the class body's namespace, without __qualname__. */
static value namespace_copy(machine *m, ref namespace)
{
    const world *w = machine_world(m);
    value dict = make_dict(m);
    ref qualname = name_find(m, "__qualname__"), classcell = name_find(m, "__classcell__");
    for (uint32_t i = 0; i < dict_entry_count(w, namespace); i++) {
        ref key = dict_entry(w, namespace, i).key, v = dict_entry(w, namespace, i).value;
        if (key && key != qualname && key != classcell)
            dict_put_name(m, VALUE_ROW(dict), key, v);
    }
    return dict;
}

/* best_base(): the first base whose instances are laid out as the class's will be. 0: refused. */
static ref best_base(machine *m, ref bases)
{
    const world *w = machine_world(m);
    ref best = 0;
    for (uint32_t i = 0; i < world_row(w, bases)->lo; i++) {
        ref base = world_word(w, bases, i);
        if (world_kind(w, base) != KIND_TYPE)
            return stop_unsupported(m, "a base that is no class is not supported");
        uint32_t kind = world_word(w, base, TYPE_INSTANCE_KIND);
        bool own = world_word(w, base, TYPE_BUILTIN) != 0;
        if (own && base != m->types[BT_OBJECT] && kind != KIND_EXCEPTION)
            return stop_unsupported(m, "a class derived from '%s' is not supported", class_name(m, base));
        if (!best || (kind == KIND_EXCEPTION && world_word(w, best, TYPE_INSTANCE_KIND) != kind))
            best = base;
    }
    return best;
}

/* type_new_set_classcell(): super() without arguments finds its class in a cell of the body. */
static void classcell_fill(machine *m, ref namespace, ref type)
{
    ref name = name_find(m, "__classcell__");
    ref cell = name ? dict_get_name(m, namespace, name) : 0;
    if (cell && world_kind(machine_world(m), cell) == KIND_CELL)
        world_emit(m->r, EV_SLOT_SET, 0, cell, 0, type);
}

/* type.__new__(). Source: CPython 3.13.0, Objects/typeobject.c, type_new_impl(). */
value class_build(machine *m, ref namespace, ref name, ref bases)
{
    const world *w = machine_world(m);
    value own_bases = value_own(m, bases);
    if (world_row(w, bases)->lo == 0) {
        own_bases = make_tuple(m, 1);
        tuple_fill(m, own_bases, 0, m->types[BT_OBJECT]);
    }
    ref base = best_base(m, VALUE_ROW(own_bases));
    if (!base)
        return 0;
    world_emit(m->r, EV_NEW, KIND_TYPE, 0, 0, 0);
    value type = value_born(m);
    ref t = VALUE_ROW(type);
    ref qualname = dict_get_name(m, namespace, name_find(m, "__qualname__"));
    bool plain = world_word(w, base, TYPE_INSTANCE_KIND) != KIND_EXCEPTION;
    slot_take(m, t, TYPE_NAME, name);
    slot_take(m, t, TYPE_QUALNAME, qualname ? qualname : name);
    slot_take(m, t, TYPE_BASES, part_of_class(m, own_bases));
    slot_take(m, t, TYPE_BASE, base);
    slot_take(m, t, TYPE_DICT, namespace_copy(m, namespace));
    world_emit(m->r, EV_WORD_SET, 0, t, TYPE_INSTANCE_KIND, plain ? KIND_INSTANCE : KIND_EXCEPTION);
    if (plain)
        world_emit(m->r, EV_KEYS, 0, t, 0, 0);
    namespace_finish(m, t, world_word(w, t, TYPE_DICT), base == m->types[BT_OBJECT]);
    classcell_fill(m, namespace, t);
    value mro = mro_make(m, t, world_word(w, t, TYPE_BASES));
    if (!mro)
        return 0;
    slot_take(m, t, TYPE_MRO, part_of_class(m, mro));
    m->class_version++;
    if (type_lookup(m, t, name_find(m, "__del__")))
        world_emit(m->r, EV_FLAG, 0, t, OBJ_MARKED, 0);
    return type;
}
