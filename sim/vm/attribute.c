/* Attributes: reading, writing, deleting, with inline caches.
 * Source: CPython 3.13.0, Objects/object.c, PyObject_GenericGetAttr(), _PyObject_GetMethod();
 * Objects/typeobject.c, type_getattro(). */
#include "sim/vm/descriptor.h"
#include "sim/vm/file.h"
#include "sim/vm/introspect.h"

#include "sim/lang/subset.h"
#include "sim/log/dict.h"
#include "sim/log/split.h"
#include "sim/vm/proxy.h"
#include "sim/vm/special_methods.h"

/* --- Instances ------------------------------------------------------------------------------------ */

/* The number of a name among a class's shared keys, or -1. */
static int32_t key_number(const world *w, ref type, ref name)
{
    uint32_t keys = world_word(w, type, TYPE_KEYS);
    return keys ? keys_find(w, keys, name) : -1;
}

/* An instance's own attribute, borrowed, or 0. */
static ref instance_find(machine *m, ref o, ref name, inline_cache *cache)
{
    const world *w = machine_world(m);
    const object_row *row = world_row(w, o);
    if (!instance_is_inline(w, o))
        return row->hi ? dict_get_name(m, row->hi, name) : 0;
    if (cache && cache->key == row->lo && world_word(w, row->lo, TYPE_KEYS) &&
        type_keys(w, row->lo)[cache->index] == name)
        return instance_value(w, o, cache->index);
    int32_t key = key_number(w, row->lo, name);
    if (key < 0)
        return 0;
    if (cache) {
        cache->key = row->lo;
        cache->index = (uint32_t)key;
    }
    return instance_value(w, o, (uint32_t)key);
}

static ref own_find(machine *m, ref o, ref name, inline_cache *cache)
{
    const world *w = machine_world(m);
    switch ((unsigned)world_kind(w, o)) {
    case KIND_INSTANCE:
        return instance_find(m, o, name, cache);
    case KIND_MODULE:
        return dict_get_name(m, world_word(w, o, MODULE_DICT), name);
    case KIND_FUNCTION: {
        ref dict = world_word(w, o, FUNCTION_DICT);
        return dict ? dict_get_name(m, dict, name) : 0;
    }
    case KIND_EXCEPTION: {
        ref dict = world_word(w, o, EXCEPTION_DICT);
        return dict ? dict_get_name(m, dict, name) : 0;
    }
    case KIND_STATICMETHOD:
    case KIND_CLASSMETHOD: {
        ref dict = world_word(w, o, WRAPPER_DICT);
        return dict ? dict_get_name(m, dict, name) : 0;
    }
    case KIND_FILE:
        return dict_get_name(m, world_word(w, o, FILE_DICT), name);
    case KIND_NAMESPACE:
        return dict_get_name(m, world_word(w, o, 0), name);
    default:
        return 0;
    }
}

value method_bind(machine *m, ref function, ref self)
{
    if (world_kind(machine_world(m), function) == KIND_BUILTIN) {
        uint32_t number = world_row(machine_world(m), function)->lo;
        world_emit(m->r, EV_NEW, KIND_BUILTIN, 0, number, builtin_is_wrapper(builtin_at(m, number)));
        value bound = value_born(m);
        world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(bound), BUILTIN_SELF, self);
        if (builtin_is_wrapper(builtin_at(m, number)))
            world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(bound), BUILTIN_DESCRIPTOR, function);
        return bound;
    }
    world_emit(m->r, EV_NEW, KIND_METHOD, 0, 0, 0);
    value bound = value_born(m);
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(bound), METHOD_FUNCTION, function);
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(bound), METHOD_SELF, self);
    return bound;
}

static const char *text_of(const machine *m, ref str)
{
    uint32_t length;
    return world_text(machine_world(m), str, &length);
}

/* --- Attributes that the interpreter computes --------------------------------------------------------- */

bool name_is(const machine *m, ref name, const char *text)
{
    uint32_t length;
    const char *own = world_text(machine_world(m), name, &length);
    return *own == *text && strcmp(own, text) == 0;
}

/* Borrowed, or owned if it had to be made; 0: none, or raised. */
static value special_find(machine *m, ref o, ref name)
{
    const world *w = machine_world(m);
    if (name_is(m, name, "__class__"))
        return type_of(m, o);
    int32_t dict_slot = name == m->name_dict ? attribute_dict_slot(m, o) : -1;
    if (dict_slot == WRAPPER_DICT && world_kind(w, o) != KIND_FUNCTION &&
        world_kind(w, world_word(w, o, WRAPPER_CALLABLE)) == KIND_BUILTIN)
        return stop_unsupported(m, "'__dict__' of a wrapped builtin function is not supported");
    if (dict_slot >= 0)
        return attribute_dict(m, o, (uint32_t)dict_slot);
    switch ((unsigned)world_kind(w, o)) {
    case KIND_TYPE:
        return type_attribute(m, o, name);
    case KIND_FUNCTION:
        return function_attribute(m, o, name);
    case KIND_METHOD:
        return method_attribute(m, o, name);
    case KIND_BUILTIN:
        return builtin_attribute(m, o, name);
    case KIND_CELL:
        return cell_attribute(m, o, name);
    case KIND_RANGE:
        return range_attribute(m, o, name);
    case KIND_TUPLE: {
        uint32_t length;
        int32_t i = world_row(w, o)->hi ? version_info_field(world_text(w, name, &length)) : -1;
        return i < 0 ? 0 : world_word(w, o, (uint32_t)i);
    }
    case KIND_SLICE:
        return name_is(m, name, "start")  ? world_word(w, o, 0)
               : name_is(m, name, "stop") ? world_word(w, o, 1)
               : name_is(m, name, "step") ? world_word(w, o, 2)
                                          : 0;
    case KIND_EXCEPTION:
        return exception_attribute(m, o, name);
    case KIND_FILE:
        return file_attribute(m, o, name);
    case KIND_TRACEBACK:
        return traceback_attribute(m, o, name);
    case KIND_FRAME:
        return frame_attribute(m, o, name);
    case KIND_GENERATOR:
        return generator_attribute(m, o, name);
    case KIND_PROPERTY:
    case KIND_STATICMETHOD:
    case KIND_CLASSMETHOD:
    case KIND_MEMBER:
    case KIND_GETSET:
        return descriptor_attribute(m, o, name);
    case KIND_INSTANCE:
    case KIND_WEAKREF: {
        ref weak = world_weak_of(w, o), callback = weak ? world_word(w, weak, WEAKREF_CALLBACK) : 0;
        return !weak ? 0 : name_is(m, name, "__callback__") ? (callback ? callback : m->none) : 0;
    }
    default:
        return 0;
    }
}

/* --- Reading --------------------------------------------------------------------------------------------- */

/* Names that CPython has for this object and the language has not: never an AttributeError. */
static bool refuse_known(machine *m, ref o, ref name)
{
    uint32_t length;
    const char *text = world_text(machine_world(m), name, &length);
    const world *w = machine_world(m);
    if (world_kind(w, o) == KIND_MODULE && module_name_known(m, o, text)) {
        const char *module = world_text(w, world_word(w, o, MODULE_NAME), &length);
        stop_unsupported(m, "'%s.%s' is not supported", module, text);
        return true;
    }
    ref type = world_kind(w, o) == KIND_TYPE ? o : type_of(m, o);
    bool of_meta = world_kind(w, o) == KIND_TYPE && attribute_known_to_cpython(m, m->types[BT_TYPE], text);
    if (!of_meta && !attribute_known_to_cpython(m, type, text))
        return false;
    stop_unsupported(m, "'%s.%s' is not supported", class_name(m, type), text);
    return true;
}

static bool attribute_missing(machine *m, ref o, ref name)
{
    uint32_t length;
    const world *w = machine_world(m);
    const char *text = world_text(w, name, &length);
    if (refuse_known(m, o, name))
        return false;
    if (world_kind(w, o) == KIND_TYPE) {
        raise_error(m, BT_ATTRIBUTE_ERROR, "type object '%s' has no attribute '%s'", class_name(m, o), text);
    } else if (world_kind(w, o) == KIND_MODULE) {
        const char *module = world_text(w, world_word(w, o, MODULE_NAME), &length);
        raise_error(m, BT_ATTRIBUTE_ERROR, "module '%s' has no attribute '%s'", module, text);
    } else {
        raise_error(m, BT_ATTRIBUTE_ERROR, "'%s' object has no attribute '%s'", type_name(m, o), text);
    }
    return m->raised != 0;
}

static value attribute_error(machine *m, ref o, ref name)
{
    return attribute_missing(m, o, name) ? raised_attribute(m, o, name) : 0;
}

/* type_getattro(): what every class has, then the class's own mro, then the methods of type. Functions
 * stay as they are. *missing: it has none, and nothing was raised. */
static value class_look(machine *m, ref type, ref name, bool *missing)
{
    value special = special_find(m, type, name);
    *missing = false;
    if (special || m->raised || m->stopped)
        return special;
    ref found = type_lookup(m, type, name);
    if (found)
        return descriptor_get(m, found, 0, type);
    ref method = type_lookup(m, m->types[BT_TYPE], name), slot = method ? 0 : object_slot(m, type, name);
    *missing = !method && !slot;
    return method ? method_bind(m, method, type) : slot;
}

/* subtype_getweakref(): the first one, which has no callback if any has none. */
static ref weakref_first(const machine *m, ref o)
{
    const world *w = machine_world(m);
    uint32_t head = world_weakrefs_at(w, o);
    ref first = head ? world_words(w)[head] : 0;
    return first ? weakref_outer(w, first) : m->none;
}

/* `name` of `o`, found by its own rules; *missing: it has none, and nothing was raised. */
static value attribute_look(machine *m, ref o, ref name, inline_cache *cache, bool *missing)
{
    const world *w = machine_world(m);
    if (world_kind(w, o) == KIND_TYPE)
        return class_look(m, o, name, missing);
    ref type = type_of(m, o), found = type_lookup(m, type, name);
    *missing = false;
    value behind = world_kind(w, o) == KIND_SUPER ? super_attribute(m, o, name) : 0;
    if (behind || m->raised || m->stopped)
        return behind;
    if (found && is_data_descriptor(w, found)) {
        if (world_kind(w, found) != KIND_GETSET)
            return descriptor_get(m, found, o, type);
        return name == m->name_dict ? instance_dict(m, o) : weakref_first(m, o);
    }
    ref own = own_find(m, o, name, cache);
    if (own)
        return own;
    if (found)
        return descriptor_get(m, found, o, type);
    value special = special_find(m, o, name);
    ref slot = special || m->raised || m->stopped || world_kind(w, o) == KIND_SUPER ? 0 : object_slot(m, type, name);
    *missing = !special && !slot && !m->raised && !m->stopped;
    return slot ? descriptor_get(m, slot, o, type) : special;
}

/* The script's __getattr__, which is asked for what there is not. 0: the class has none. */
static ref getattr_of(machine *m, ref o)
{
    ref hook = world_class_of(machine_world(m), o) && m->name_getattr ? type_lookup(m, type_of(m, o), m->name_getattr) : 0;
    return hook && world_kind(machine_world(m), hook) == KIND_FUNCTION ? hook : 0;
}

/* set_attribute_error_context(): an AttributeError that names nothing is told what was asked for, and of whom. */
static value attribute_told(machine *m, ref o, ref name)
{
    const world *w = machine_world(m);
    if (!m->raised || !exception_is(m, m->raised, BT_ATTRIBUTE_ERROR))
        return 0;
    bool told = world_word(w, m->raised, EXCEPTION_OWN) || world_word(w, m->raised, EXCEPTION_OWN + 1);
    return told ? 0 : raised_attribute(m, o, name);
}

/* Source: CPython 3.13.0, Objects/typeobject.c, _Py_slot_tp_getattr_hook(). */
static value getattr_call(machine *m, ref hook, ref o, ref name)
{
    if (m->raised)
        exception_drop(m);
    value args[2] = {o, name};
    value v = call_object(m, hook, args, 2);
    return v ? v : attribute_told(m, o, name);
}

value attribute_load(machine *m, value v, ref name, inline_cache *cache)
{
    ref o = VALUE_ROW(v);
    bool missing;
    if (is_proxy(machine_world(m), o))
        return proxy_attribute(m, o, name);
    value found = attribute_look(m, o, name, cache, &missing);
    if (found)
        return found;
    ref hook = getattr_of(m, o);
    if (missing)
        return hook && !refuse_known(m, o, name) ? getattr_call(m, hook, o, name)
               : m->stopped                      ? 0
                                                 : attribute_error(m, o, name);
    if (hook && m->raised && exception_is(m, m->raised, BT_ATTRIBUTE_ERROR))
        return getattr_call(m, hook, o, name);
    return attribute_told(m, o, name);
}

value attribute_get(machine *m, value o, ref name)
{
    return attribute_load(m, o, name, NULL);
}

/* PyObject_GetOptionalAttr(): an AttributeError says that there is none. */
int attribute_find(machine *m, value v, ref name, value *out)
{
    ref o = VALUE_ROW(v);
    bool missing;
    *out = 0;
    if (is_proxy(machine_world(m), o))
        return proxy_attribute_find(m, o, name, out);
    *out = attribute_look(m, o, name, NULL, &missing);
    if (*out)
        return 1;
    ref hook = getattr_of(m, o);
    if (missing && refuse_known(m, o, name))
        return -1;
    if (missing && !hook)
        return 0;
    if (hook && (missing || (m->raised && exception_is(m, m->raised, BT_ATTRIBUTE_ERROR))))
        *out = getattr_call(m, hook, o, name);
    if (*out)
        return 1;
    if (!m->raised || !exception_is(m, m->raised, BT_ATTRIBUTE_ERROR))
        return -1;
    exception_drop(m);
    return m->stopped ? -1 : 0;
}

value attribute_get_method(machine *m, value v, ref name, value *self, inline_cache *cache)
{
    ref o = VALUE_ROW(v);
    const world *w = machine_world(m);
    *self = 0;
    object_kind kind = (object_kind)world_kind(w, o);
    bool generic = kind != KIND_TYPE && kind != KIND_MODULE && kind != KIND_SUPER && !is_proxy(w, o);
    if (generic) { /* tp_getattro is PyObject_GenericGetAttr() */
        ref found = type_lookup(m, type_of(m, o), name);
        found = found ? found : object_slot(m, type_of(m, o), name);
        if (found && is_function(m, found) && !own_find(m, o, name, cache)) {
            *self = v; /* the stack's own reference serves as the argument */
            return found;
        }
    }
    value result = attribute_load(m, v, name, cache);
    return result && v & VALUE_OWNED ? value_own(m, result) : result;
}

/* --- Writing --------------------------------------------------------------------------------------------- */

/* obj.__dict__: a dict that is there to stay. */
value instance_dict(machine *m, ref o)
{
    if (!world_row(machine_world(m), o)->hi)
        world_emit(m->r, EV_MATERIALIZE, 0, o, 0, 0);
    return world_row(machine_world(m), o)->hi;
}

/* obj.__dict__ = dict; 0: del obj.__dict__. Inline values that no dict shares die in the order of the
 * shared keys, when the new dict is there.
 * Source: CPython 3.13.0, Objects/dictobject.c, _PyObject_SetManagedDict(). */
static void instance_dict_set(machine *m, ref o, ref dict)
{
    const world *w = machine_world(m);
    value old = world_row(w, o)->hi ? value_own(m, world_row(w, o)->hi) : 0;
    bool had_values = !old && instance_is_inline(w, o);
    if (old) {
        world_emit(m->r, EV_DICT_LEAVE, 0, o, 0, 0);
        memory_settle(&m->mem);
    }
    world_emit(m->r, EV_DICT_JOIN, 0, o, dict, 0);
    for (uint32_t key = 0; had_values && key < instance_capacity(w, o); key++)
        if (instance_value(w, o, key)) {
            world_emit(m->r, EV_ATTR_CLEAR, 0, o, key, 0);
            memory_settle(&m->mem);
        }
    value_drop(m, old);
}

/* May an object have it as its __dict__? Differs: not if its type is derived from dict. */
static bool is_dict_for_attributes(machine *m, ref dict)
{
    const world *w = machine_world(m);
    if (world_kind(w, dict) == KIND_DICT)
        return true;
    if (world_kind(w, world_core_of(w, dict)) == KIND_DICT)
        return stop_unsupported(m, "a __dict__ of a type derived from dict is not supported") != 0;
    return raise_error(m, BT_TYPE_ERROR, "__dict__ must be set to a dictionary, not a '%s'", type_name(m, dict)) != 0;
}

/* Objects/typeobject.c, subtype_setdict(). */
static bool instance_dict_assign(machine *m, ref o, ref dict)
{
    if (!is_dict_for_attributes(m, dict))
        return false;
    instance_dict_set(m, o, dict);
    return !m->stopped;
}

/* There is nowhere to put it. */
static bool no_dict_error(machine *m, ref o, ref name)
{
    uint32_t length;
    const char *text = world_text(machine_world(m), name, &length);
    ref found = type_lookup(m, type_of(m, o), name);
    ref setter = name_find(m, "__setattr__"), own = setter ? type_lookup(m, type_of(m, o), setter) : 0;
    if (found)
        raise_error(m, BT_ATTRIBUTE_ERROR, "'%s' object attribute '%s' is read-only", type_name(m, o), text);
    else if (own && world_kind(machine_world(m), own) == KIND_FUNCTION)
        raise_error(m, BT_ATTRIBUTE_ERROR, "'%s' object has no attribute '%s'", type_name(m, o), text);
    else
        raise_error(m, BT_ATTRIBUTE_ERROR,
                    "'%s' object has no attribute '%s' and no __dict__ for setting new attributes",
                    type_name(m, o), text);
    raised_attribute(m, o, name);
    return false;
}

/* Source: CPython 3.13.0, Objects/dictobject.c, _PyObject_StoreInstanceAttribute(): the shared keys
 * learn a new name as long as some are usable; one more makes the instance's dict a combined one. */
static bool instance_set(machine *m, ref o, ref name, value v, inline_cache *cache)
{
    const world *w = machine_world(m);
    ref type = world_row(w, o)->lo;
    if (name == m->name_dict && world_word(w, type, TYPE_KEYS))
        return instance_dict_assign(m, o, VALUE_ROW(v));
    if (world_word(w, type, TYPE_PAYLOAD) == KIND_WEAK_CORE && name_is(m, name, "__callback__")) {
        raise_error(m, BT_ATTRIBUTE_ERROR, "readonly attribute"); /* weakref_members */
        return false;
    }
    if (!world_word(w, type, TYPE_KEYS))
        return no_dict_error(m, o, name);
    if (!instance_is_inline(w, o)) {
        dict_put_name(m, instance_dict(m, o), name, VALUE_ROW(v));
        return true;
    }
    bool known = cache && cache->key == type && world_word(w, type, TYPE_KEYS) &&
                 type_keys(w, type)[cache->index] == name;
    int32_t key = known ? (int32_t)cache->index : key_number(w, type, name);
    if (key >= 0) {
        if (cache)
            *cache = (inline_cache){.key = type, .index = (uint32_t)key};
        world_emit(m->r, EV_ATTR_SET, 0, o, (uint32_t)key, VALUE_ROW(v));
        memory_settle(&m->mem);
    } else if (world_words(w)[world_word(w, type, TYPE_KEYS) + KEYS_USABLE] > 0) {
        world_emit(m->r, EV_ATTR_ADD, 0, o, name, VALUE_ROW(v));
    } else {
        dict_put_name(m, instance_dict(m, o), name, VALUE_ROW(v));
    }
    return true;
}

static bool type_set(machine *m, ref type, ref name, value v)
{
    const world *w = machine_world(m);
    if (world_word(w, type, TYPE_BUILTIN)) {
        uint32_t length;
        raise_error(m, BT_TYPE_ERROR, "cannot set '%s' attribute of immutable type '%s'",
                    world_text(w, name, &length), class_name(m, type));
        return false;
    }
    uint32_t name_length;
    const char *text = world_text(w, name, &name_length);
    if (!subset_special(text)) {
        stop_unsupported(m, "'%s' is not supported", text);
        return false;
    }
    type_changed(m, type);
    if (name_is(m, name, "__del__"))
        world_emit(m->r, EV_FLAG, 0, type, OBJ_MARKED, 0);
    dict_put_name(m, world_word(w, type, TYPE_DICT), name, VALUE_ROW(v));
    return true;
}

/* PyObject_GenericSetDict(): another dict takes the place of the one that holds the attributes. */
static bool dict_slot_assign(machine *m, ref o, uint32_t slot, value v)
{
    if (!v)
        return raise_error(m, BT_TYPE_ERROR, "cannot delete __dict__") != 0;
    if (!is_dict_for_attributes(m, VALUE_ROW(v)))
        return false;
    world_emit(m->r, EV_SLOT_SET, 0, o, slot, VALUE_ROW(v));
    memory_settle(&m->mem);
    return !m->stopped;
}

/* The class's __setattr__ or __delattr__ if it is the script's; 0: the object's own rules hold. */
static ref hook_of(machine *m, ref o, ref hook_name)
{
    const world *w = machine_world(m);
    ref hook = hook_name && world_class_of(w, o) ? type_lookup(m, type_of(m, o), hook_name) : 0;
    return hook && world_kind(w, hook) == KIND_FUNCTION ? hook : 0;
}

static bool hook_call(machine *m, ref hook, ref o, ref name, value v)
{
    value args[3] = {o, name, VALUE_ROW(v)};
    value result = call_object(m, hook, args, v ? 3 : 2);
    value_drop(m, result);
    return result != 0;
}

/* The script's class has only the other one of __setattr__ and __delattr__, which share a slot: object's own is
 * called like a method. Source: CPython 3.13.0, Objects/typeobject.c, slot_tp_setattro(). */
static bool wrapped_set(machine *m, ref o, ref name, value v)
{
    value *base = m->sp;
    special_wrapper_push(m, (value[]){o, name, v}, v ? 3 : 2);
    bool ok = v ? attribute_set_plain(m, o, name, v, NULL) : attribute_delete_plain(m, o, name);
    while (m->sp > base)
        value_drop(m, *--m->sp);
    return ok;
}

static bool function_set(machine *m, ref o, ref name, value v)
{
    int done = function_attribute_set(m, o, name, v);
    if (done)
        return done > 0;
    if (name == m->name_dict)
        return dict_slot_assign(m, o, FUNCTION_DICT, v);
    if (attribute_known_to_cpython(m, type_of(m, o), text_of(m, name)))
        return stop_unsupported(m, "setting '%s' of a function is not supported", text_of(m, name)) != 0;
    dict_put_name(m, attribute_dict(m, o, FUNCTION_DICT), name, VALUE_ROW(v));
    return true;
}

/* May the script set or delete this name of a module? Every one but a hook that nobody would call, and what its type
 * answers for. */
static bool module_opens(machine *m, ref o, ref name)
{
    bool of_type = name_is(m, name, "__class__") || name_is(m, name, "__dict__");
    if (o != m->module_builtins && !of_type && !module_name_is_hook(m, o, text_of(m, name)))
        return true;
    stop_unsupported(m, "setting '%s.%s' is not supported",
                     text_of(m, world_word(machine_world(m), o, MODULE_NAME)), text_of(m, name));
    return false;
}

static bool module_set(machine *m, ref o, ref name, value v)
{
    if (!module_opens(m, o, name))
        return false;
    dict_put_name(m, attribute_dict(m, o, MODULE_DICT), name, VALUE_ROW(v));
    return true;
}

/* Objects that have nowhere to put attributes, but perhaps know this one. */
static bool fixed_set(machine *m, ref o, ref name, value v)
{
    int done = world_kind(machine_world(m), o) == KIND_CELL ? cell_attribute_set(m, o, name, v) : 0;
    if (done)
        return done > 0;
    if (attribute_is_fixed(m, o, name))
        return false;
    value special = special_find(m, o, name);
    bool known = special || attribute_known_to_cpython(m, type_of(m, o), text_of(m, name));
    value_drop(m, special);
    if (m->raised)
        exception_drop(m);
    if (known)
        return stop_unsupported(m, "setting '%s.%s' is not supported", type_name(m, o), text_of(m, name)) != 0;
    return no_dict_error(m, o, name);
}

/* PyObject_GenericSetAttr() */
bool attribute_set_plain(machine *m, ref o, ref name, value v, inline_cache *cache)
{
    const world *w = machine_world(m);
    object_kind kind = world_kind(w, o);
    if (kind == KIND_INSTANCE || kind == KIND_EXCEPTION) {
        ref found = type_lookup(m, world_row(w, o)->lo, name);
        if (found && is_data_descriptor(w, found) && name != m->name_dict)
            return descriptor_set(m, found, o, v);
        if (name_is(m, name, "__class__"))
            return stop_unsupported(m, "setting '__class__' is not supported") != 0;
    }
    switch ((unsigned)kind) {
    case KIND_INSTANCE:
        return instance_set(m, o, name, v, cache);
    case KIND_TYPE:
        return type_set(m, o, name, v);
    case KIND_MODULE:
        return module_set(m, o, name, v);
    case KIND_FUNCTION:
        return function_set(m, o, name, v);
    case KIND_STATICMETHOD:
    case KIND_CLASSMETHOD:
        dict_put_name(m, attribute_dict(m, o, WRAPPER_DICT), name, VALUE_ROW(v));
        return true;
    case KIND_PROXY:
        return proxy_attribute_set(m, o, name, v);
    case KIND_WEAKREF:
        if (!name_is(m, name, "__callback__"))
            return no_dict_error(m, o, name);
        raise_error(m, BT_ATTRIBUTE_ERROR, "readonly attribute");
        return false;
    case KIND_FILE:
        if (!file_attribute_refuses(m, name))
            dict_put_name(m, world_word(machine_world(m), o, FILE_DICT), name, VALUE_ROW(v));
        return !m->raised && !m->stopped;
    case KIND_EXCEPTION:
        if (name == m->name_dict)
            return dict_slot_assign(m, o, EXCEPTION_DICT, v);
        if (!exception_attribute_set(m, o, name, v))
            dict_put_name(m, attribute_dict(m, o, EXCEPTION_DICT), name, VALUE_ROW(v));
        return !m->raised && !m->stopped;
    default:
        return fixed_set(m, o, name, v);
    }
}

bool attribute_set(machine *m, ref o, ref name, value v, inline_cache *cache)
{
    ref hook = hook_of(m, o, m->name_setattr);
    if (hook)
        return hook_call(m, hook, o, name, v);
    return hook_of(m, o, m->name_delattr) ? wrapped_set(m, o, name, v) : attribute_set_plain(m, o, name, v, cache);
}

/* --- Deleting -------------------------------------------------------------------------------------------- */

/* Source: CPython 3.13.0, Objects/dictobject.c, _PyObjectDict_SetItem(): callers have made the dict, even to look
 * for nothing in it. */
static bool delete_from(machine *m, ref o, ref dict, ref name)
{
    uint32_t entry = dict_find(machine_world(m), dict, name);
    if (entry != DICT_NONE)
        return dict_delete(m, dict, entry);
    if (world_kind(machine_world(m), o) != KIND_MODULE) {
        attribute_error(m, o, name);
    } else {
        uint32_t length;
        raise_error(m, BT_ATTRIBUTE_ERROR, "'module' object has no attribute '%s'",
                    world_text(machine_world(m), name, &length));
        raised_attribute(m, o, name);
    }
    return false;
}

static bool instance_delete(machine *m, ref o, ref name)
{
    const world *w = machine_world(m);
    ref found = type_lookup(m, world_row(w, o)->lo, name);
    if (found && is_data_descriptor(w, found) && name != m->name_dict)
        return descriptor_set(m, found, o, 0);
    if (!world_word(w, world_row(w, o)->lo, TYPE_KEYS))
        return no_dict_error(m, o, name);
    if (name == m->name_dict) {
        instance_dict_set(m, o, 0);
        return !m->stopped;
    }
    if (!instance_is_inline(w, o))
        return delete_from(m, o, instance_dict(m, o), name);
    int32_t key = key_number(w, world_row(w, o)->lo, name);
    if (key < 0 || !instance_value(w, o, (uint32_t)key))
        return attribute_missing(m, o, name), false; /* whose object it is, only a real dict tells */
    world_emit(m->r, EV_ATTR_CLEAR, 0, o, (uint32_t)key, 0);
    memory_settle(&m->mem);
    return true;
}

static bool type_delete(machine *m, ref o, ref name)
{
    if (world_word(machine_world(m), o, TYPE_BUILTIN)) {
        raise_error(m, BT_TYPE_ERROR, "cannot set '%s' attribute of immutable type '%s'", text_of(m, name),
                    class_name(m, o));
        return false;
    }
    if (!subset_special(text_of(m, name)) || name_is(m, name, "__slots__") || name_is(m, name, "__new__"))
        return stop_unsupported(m, "deleting '%s' of a class is not supported", text_of(m, name)) != 0;
    type_changed(m, o);
    return delete_from(m, o, world_word(machine_world(m), o, TYPE_DICT), name);
}

static bool function_delete(machine *m, ref o, ref name)
{
    int done = function_attribute_set(m, o, name, 0);
    if (done)
        return done > 0;
    if (name == m->name_dict)
        return dict_slot_assign(m, o, FUNCTION_DICT, 0);
    return delete_from(m, o, attribute_dict(m, o, FUNCTION_DICT), name);
}

/* PyObject_GenericSetAttr() without a value */
bool attribute_delete_plain(machine *m, ref o, ref name)
{
    const world *w = machine_world(m);
    ref found = world_kind(w, o) == KIND_EXCEPTION ? type_lookup(m, world_row(w, o)->lo, name) : 0;
    if (found && is_data_descriptor(w, found) && name != m->name_dict)
        return descriptor_set(m, found, o, 0);
    switch ((unsigned)world_kind(w, o)) {
    case KIND_INSTANCE:
        return instance_delete(m, o, name);
    case KIND_TYPE:
        return type_delete(m, o, name);
    case KIND_MODULE:
        return module_opens(m, o, name) && delete_from(m, o, world_word(w, o, MODULE_DICT), name);
    case KIND_PROXY:
        return proxy_attribute_set(m, o, name, 0);
    case KIND_FUNCTION:
        return function_delete(m, o, name);
    case KIND_STATICMETHOD:
    case KIND_CLASSMETHOD:
        return delete_from(m, o, attribute_dict(m, o, WRAPPER_DICT), name);
    case KIND_FILE:
        return !file_attribute_refuses(m, name) && delete_from(m, o, world_word(w, o, FILE_DICT), name);
    case KIND_EXCEPTION:
        if (exception_attribute_delete(m, o, name))
            return !m->raised && !m->stopped;
        if (name == m->name_dict)
            return dict_slot_assign(m, o, EXCEPTION_DICT, 0);
        return delete_from(m, o, attribute_dict(m, o, EXCEPTION_DICT), name);
    default:
        return fixed_set(m, o, name, 0);
    }
}

bool attribute_delete(machine *m, ref o, ref name)
{
    ref hook = hook_of(m, o, m->name_delattr);
    if (hook)
        return hook_call(m, hook, o, name, 0);
    return hook_of(m, o, m->name_setattr) ? wrapped_set(m, o, name, 0) : attribute_delete_plain(m, o, name);
}
