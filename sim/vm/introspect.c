/* What functions, methods, classes and cells tell about themselves, and what of it scripts may change.
 * Source: CPython 3.13.0, Objects/funcobject.c, func_getsetlist, func_memberlist; Objects/classobject.c;
 * Objects/methodobject.c, meth_getsets; Objects/descrobject.c; Objects/typeobject.c, type_getsets;
 * Objects/cellobject.c, cell_getsetlist. */
#include "sim/vm/introspect.h"

#include "sim/log/dict.h"
#include "sim/vm/call.h"
#include "sim/vm/sequence.h"

static const char *text_of(const machine *m, ref str)
{
    uint32_t length;
    return world_text(machine_world(m), str, &length);
}

static value or_none(const machine *m, ref o)
{
    return o ? o : m->none;
}

/* The place of a name in a list that NULL ends, or -1. */
static int32_t name_place(const machine *m, ref name, const char *const *names)
{
    const char *text = text_of(m, name);
    for (int32_t i = 0; names[i]; i++)
        if (strcmp(names[i], text) == 0)
            return i;
    return -1;
}

/* --- __dict__ --------------------------------------------------------------------------------------- */

int32_t attribute_dict_slot(const machine *m, ref o)
{
    switch ((unsigned)world_kind(machine_world(m), o)) {
    case KIND_FUNCTION:
        return FUNCTION_DICT;
    case KIND_EXCEPTION:
        return EXCEPTION_DICT;
    case KIND_STATICMETHOD:
    case KIND_CLASSMETHOD:
        return WRAPPER_DICT;
    case KIND_FILE:
        return FILE_DICT;
    case KIND_NAMESPACE:
        return 0;
    default:
        return -1;
    }
}

ref attribute_dict(machine *m, ref o, uint32_t slot)
{
    if (!world_word(machine_world(m), o, slot)) {
        value dict = make_dict(m);
        world_emit(m->r, EV_SLOT_SET, EV_STEAL, o, slot, VALUE_ROW(dict));
    }
    return world_word(machine_world(m), o, slot);
}

/* --- Classes ---------------------------------------------------------------------------------------- */

/* "builtins", or what stands before the last dot of tp_name. */
static value builtin_module_name(machine *m, ref type)
{
    const char *name = text_of(m, class_qualified_name(m, type)), *dot = strrchr(name, '.');
    return dot ? make_str(m, name, (size_t)(dot - name)) : make_text(m, "builtins");
}

/* type.__dict__ is a view that nobody can write through. */
static value mapping_proxy(machine *m, ref dict)
{
    world_emit(m->r, EV_NEW, KIND_MAPPINGPROXY, 0, 0, 0);
    value proxy = value_born(m);
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(proxy), 0, dict);
    return proxy;
}

/* The chain of builtin types is in the mro alone. */
static value base_of(const machine *m, ref type)
{
    const world *w = machine_world(m);
    ref mro = world_word(w, type, TYPE_MRO);
    if (!world_word(w, type, TYPE_BUILTIN))
        return world_word(w, type, TYPE_BASE);
    return world_row(w, mro)->lo > 1 ? world_word(w, mro, 1) : m->none;
}

value type_attribute(machine *m, ref type, ref name)
{
    static const char *const NAMES[] = {"__name__", "__qualname__", "__mro__", "__bases__", "__base__",
                                        "__dict__", "__doc__", "__module__", NULL};
    enum { NAME, QUALNAME, MRO, BASES, BASE, DICT, DOC, MODULE };
    const world *w = machine_world(m);
    bool builtin = world_word(w, type, TYPE_BUILTIN) != 0;
    ref dict = world_word(w, type, TYPE_DICT);
    switch (name_place(m, name, NAMES)) {
    case NAME:
        return world_word(w, type, builtin ? TYPE_QUALNAME : TYPE_NAME);
    case QUALNAME:
        return world_word(w, type, TYPE_QUALNAME);
    case MRO:
        return world_word(w, type, TYPE_MRO);
    case BASES:
        return world_word(w, type, TYPE_BASES);
    case BASE:
        return base_of(m, type);
    case DICT:
        return dict ? mapping_proxy(m, dict) : stop_unsupported(m, "'%s.__dict__' is not supported", class_name(m, type));
    case DOC:
        return dict ? dict_get_name(m, dict, name) : 0;
    case MODULE:
        return builtin ? builtin_module_name(m, type) : dict_get_name(m, dict, name);
    default:
        return 0;
    }
}

/* type___subclasses___impl(): those that still live, in the order of their births. */
static value type_subclasses(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    value list = make_list(m, 0, 0);
    ref heirs = world_word(w, a->self, TYPE_SUBCLASSES);
    for (uint32_t i = 0; heirs && i < dict_entry_count(w, heirs); i++) {
        dict_item entry = dict_entry(w, heirs, i);
        ref heir = entry.key ? world_row(w, entry.value)->lo : 0;
        if (heir)
            world_emit(m->r, EV_LIST_APPEND, 0, VALUE_ROW(list), heir, 0);
    }
    return list;
}

/* type_mro_impl(): the order of the classes as a list; with a single base it is a tuple first, with several
 * the merge makes another list. */
static value type_mro(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    uint32_t n = world_row(w, world_word(w, a->self, TYPE_MRO))->lo;
    if (world_row(w, world_word(w, a->self, TYPE_BASES))->lo == 1)
        value_drop(m, make_tuple(m, n));
    value list = make_list(m, n, n);
    for (uint32_t i = 0; i < n; i++)
        tuple_fill(m, list, i, world_word(w, world_word(w, a->self, TYPE_MRO), i));
    return list;
}

/* --- Functions ---------------------------------------------------------------------------------------- */

static const char *const FUNCTION_NAMES[] = {"__name__", "__qualname__", "__doc__", "__module__", "__defaults__",
                                             "__kwdefaults__", "__globals__", "__closure__", "__code__", NULL};
static const uint8_t FUNCTION_SLOTS[] = {FUNCTION_NAME, FUNCTION_QUALNAME, FUNCTION_DOC, FUNCTION_MODULE,
                                         FUNCTION_DEFAULTS, FUNCTION_KWDEFAULTS, FUNCTION_GLOBALS, FUNCTION_CLOSURE,
                                         FUNCTION_CODE};

value function_attribute(machine *m, ref function, ref name)
{
    int32_t i = name_place(m, name, FUNCTION_NAMES);
    return i < 0 ? 0 : or_none(m, world_word(machine_world(m), function, FUNCTION_SLOTS[i]));
}

/* An attribute that must be of one kind, or None where it may be absent. False: raised. */
static bool function_takes(machine *m, int32_t i, ref content)
{
    static const uint8_t KINDS[] = {KIND_STR, KIND_STR, 0, 0, KIND_TUPLE, KIND_DICT};
    static const char *const WORDS[] = {"string", "string", "", "", "tuple", "dict"};
    bool optional = FUNCTION_SLOTS[i] == FUNCTION_DEFAULTS || FUNCTION_SLOTS[i] == FUNCTION_KWDEFAULTS;
    if (!KINDS[i] || (optional && (!content || content == m->none)) ||
        (content && world_kind(machine_world(m), content) == KINDS[i]))
        return true;
    raise_error(m, BT_TYPE_ERROR, "%s must be set to a %s object", FUNCTION_NAMES[i], WORDS[i]);
    return false;
}

int function_attribute_set(machine *m, ref function, ref name, value v)
{
    enum { WRITABLE = 6 };
    int32_t i = name_place(m, name, FUNCTION_NAMES);
    if (i < 0)
        return 0;
    uint32_t slot = FUNCTION_SLOTS[i];
    if (slot == FUNCTION_CODE)
        return stop_unsupported(m, "setting '__code__' of a function is not supported"), -1;
    if (i >= WRITABLE)
        return raise_error(m, BT_ATTRIBUTE_ERROR, "readonly attribute"), -1;
    ref content = VALUE_ROW(v);
    if (!function_takes(m, i, content))
        return -1;
    if (content == m->none && (slot == FUNCTION_DEFAULTS || slot == FUNCTION_KWDEFAULTS))
        content = 0;
    if (content)
        world_emit(m->r, EV_SLOT_SET, 0, function, slot, content);
    else if (world_word(machine_world(m), function, slot))
        world_emit(m->r, EV_SLOT_CLEAR, 0, function, slot, 0);
    memory_settle(&m->mem);
    return m->stopped ? -1 : 1;
}

/* method_getattro(): what methods do not have themselves is their function's. */
value method_attribute(machine *m, ref method, ref name)
{
    const world *w = machine_world(m);
    if (name_is(m, name, "__self__"))
        return world_word(w, method, METHOD_SELF);
    if (name_is(m, name, "__func__"))
        return world_word(w, method, METHOD_FUNCTION);
    if (attribute_known_to_cpython(m, m->types[BT_METHOD], text_of(m, name)) && !name_is(m, name, "__doc__"))
        return 0;
    return attribute_get(m, world_word(w, method, METHOD_FUNCTION), name);
}

/* The module of a builtin function, as far as there is one here. */
static ref module_of(const machine *m, const builtin_info *info)
{
    return info->owner == OWNER_GC         ? m->module_gc
           : info->owner == OWNER_SYS      ? m->module_sys
           : info->owner == OWNER_BUILTINS ? m->module_builtins
                                           : 0;
}

static value builtin_qualname(machine *m, ref builtin, const builtin_info *info)
{
    const world *w = machine_world(m);
    char text[BUILTIN_NAME_BYTES];
    ref self = world_word(w, builtin, BUILTIN_SELF);
    if (info->owner < 0)
        return make_text(m, info->name);
    ref type = !self || builtin_is_wrapper(info) ? m->types[info->owner] : world_kind(w, self) == KIND_TYPE ? self : type_of(m, self);
    (void)snprintf(text, sizeof text, "%s.%s", text_of(m, world_word(w, type, TYPE_QUALNAME)), info->name);
    return make_text(m, text);
}

value builtin_attribute(machine *m, ref builtin, ref name)
{
    static const char *const NAMES[] = {"__name__", "__qualname__", "__self__", "__module__", "__objclass__", NULL};
    enum { NAME, QUALNAME, SELF, MODULE, OBJCLASS };
    const world *w = machine_world(m);
    const builtin_info *info = builtin_at(m, world_row(w, builtin)->lo);
    ref self = world_word(w, builtin, BUILTIN_SELF);
    bool wrapper = builtin_is_wrapper(info), descriptor = !self && info->owner >= 0;
    switch (name_place(m, name, NAMES)) {
    case NAME:
        return make_text(m, info->name);
    case QUALNAME:
        return builtin_qualname(m, builtin, info);
    case SELF:
        return descriptor ? 0 : self ? self : module_of(m, info);
    case MODULE:
        return descriptor || wrapper               ? 0
               : self                              ? m->none
               : module_of(m, info)                ? world_word(w, module_of(m, info), MODULE_NAME)
                                                   : 0;
    case OBJCLASS:
        return descriptor || wrapper ? m->types[info->owner] : 0;
    default:
        return 0;
    }
}

/* --- Cells -------------------------------------------------------------------------------------------- */

/* cell_get_contents(): an empty one says so, and is not without the attribute. */
value cell_attribute(machine *m, ref cell, ref name)
{
    if (!name_is(m, name, "cell_contents"))
        return 0;
    ref content = world_word(machine_world(m), cell, 0);
    return content ? content : raise_error(m, BT_VALUE_ERROR, "cell is empty");
}

int cell_attribute_set(machine *m, ref cell, ref name, value v)
{
    if (!name_is(m, name, "cell_contents"))
        return 0;
    if (v)
        world_emit(m->r, EV_SLOT_SET, 0, cell, 0, VALUE_ROW(v));
    else if (world_word(machine_world(m), cell, 0))
        world_emit(m->r, EV_SLOT_CLEAR, 0, cell, 0, 0);
    memory_settle(&m->mem);
    return m->stopped ? -1 : 1;
}

/* --- Ranges ------------------------------------------------------------------------------------------- */

value range_attribute(machine *m, ref range, ref name)
{
    static const char *const NAMES[] = {"start", "stop", "step", NULL};
    int32_t i = name_place(m, name, NAMES);
    return i < 0 ? 0 : make_int(m, world_wide(machine_world(m), range, RANGE_START + 2 * (uint32_t)i));
}

/* --- What is for reading only ----------------------------------------------------------------------------- */

bool attribute_is_fixed(machine *m, ref o, ref name)
{
    static const char *const OF_RANGE[] = {"start", "stop", "step", NULL};
    static const char *const OF_METHOD[] = {"__self__", "__func__", NULL};
    static const char *const OF_SUPER[] = {"__thisclass__", "__self__", "__self_class__", NULL};
    object_kind kind = world_kind(machine_world(m), o);
    const char *const *names = kind == KIND_RANGE || kind == KIND_SLICE ? OF_RANGE
                               : kind == KIND_METHOD                    ? OF_METHOD
                               : kind == KIND_SUPER                     ? OF_SUPER
                                                                        : NULL;
    if (!names || name_place(m, name, names) < 0)
        return false;
    raise_error(m, BT_ATTRIBUTE_ERROR, "readonly attribute");
    return true;
}

const builtin_info BUILTINS_TYPE[] = {
    {"__subclasses__", BT_TYPE, 0, 0, 0, type_subclasses},
    {"mro", BT_TYPE, 0, 0, 0, type_mro},
    {0},
};
