/* Attributes: reading, writing, deleting, with inline caches.
 * Source: CPython 3.13.0, Objects/object.c, PyObject_GenericGetAttr(), _PyObject_GetMethod();
 * Objects/typeobject.c, type_getattro(). */
#include "sim/vm/machine.h"

#include "sim/lang/subset.h"
#include "sim/log/dict.h"
#include "sim/log/split.h"
#include "sim/vm/proxy.h"

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
    default:
        return 0;
    }
}

static bool is_function(const world *w, ref o)
{
    object_kind kind = world_kind(w, o);
    return kind == KIND_FUNCTION || (kind == KIND_BUILTIN && !world_word(w, o, BUILTIN_SELF));
}

value method_bind(machine *m, ref function, ref self)
{
    if (world_kind(machine_world(m), function) == KIND_BUILTIN) {
        world_emit(m->r, EV_NEW, KIND_BUILTIN, 0, world_row(machine_world(m), function)->lo, 0);
        value bound = value_born(m);
        world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(bound), BUILTIN_SELF, self);
        return bound;
    }
    world_emit(m->r, EV_NEW, KIND_METHOD, 0, 0, 0);
    value bound = value_born(m);
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(bound), METHOD_FUNCTION, function);
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(bound), METHOD_SELF, self);
    return bound;
}

/* --- Attributes that the interpreter computes --------------------------------------------------------- */

bool name_is(const machine *m, ref name, const char *text)
{
    uint32_t length;
    return strcmp(world_text(machine_world(m), name, &length), text) == 0;
}

static value special_of_type(machine *m, ref o, ref name)
{
    const world *w = machine_world(m);
    if (name_is(m, name, "__name__"))
        return world_word(w, o, world_word(w, o, TYPE_BUILTIN) ? TYPE_QUALNAME : TYPE_NAME);
    if (name_is(m, name, "__qualname__"))
        return world_word(w, o, TYPE_QUALNAME);
    if (name_is(m, name, "__mro__"))
        return world_word(w, o, TYPE_MRO);
    if (name_is(m, name, "__bases__"))
        return world_word(w, o, TYPE_BASES);
    return 0;
}

static value special_of_function(machine *m, ref o, ref name)
{
    const world *w = machine_world(m);
    if (name_is(m, name, "__name__"))
        return world_word(w, o, FUNCTION_NAME);
    if (name_is(m, name, "__qualname__"))
        return world_word(w, o, FUNCTION_QUALNAME);
    if (name_is(m, name, "__globals__"))
        return world_word(w, o, FUNCTION_GLOBALS);
    if (name_is(m, name, "__defaults__")) {
        ref defaults = world_word(w, o, FUNCTION_DEFAULTS);
        return defaults ? defaults : m->none;
    }
    if (name_is(m, name, "__doc__")) {
        ref doc = world_word(w, o, FUNCTION_DOC);
        return doc ? doc : m->none;
    }
    return 0;
}

/* A borrowed value, or 0. */
static value special_find(machine *m, ref o, ref name)
{
    const world *w = machine_world(m);
    if (name_is(m, name, "__class__"))
        return type_of(m, o);
    switch ((unsigned)world_kind(w, o)) {
    case KIND_TYPE:
        return special_of_type(m, o, name);
    case KIND_FUNCTION:
        return special_of_function(m, o, name);
    case KIND_METHOD:
        return name_is(m, name, "__self__")   ? world_word(w, o, METHOD_SELF)
               : name_is(m, name, "__func__") ? world_word(w, o, METHOD_FUNCTION)
                                              : special_of_function(m, world_word(w, o, METHOD_FUNCTION), name);
    case KIND_TUPLE: {
        uint32_t length;
        int32_t i = world_row(w, o)->hi ? version_info_field(world_text(w, name, &length)) : -1;
        return i < 0 ? 0 : world_word(w, o, (uint32_t)i);
    }
    case KIND_EXCEPTION:
        return exception_attribute(m, o, name);
    case KIND_TRACEBACK:
        return traceback_attribute(m, o, name);
    case KIND_FRAME:
        return frame_attribute(m, o, name);
    case KIND_GENERATOR:
        return generator_attribute(m, o, name);
    case KIND_WEAKREF: {
        ref callback = world_word(w, o, WEAKREF_CALLBACK);
        return name_is(m, name, "__callback__") ? (callback ? callback : m->none) : 0;
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
    if (!attribute_known_to_cpython(m, type, text))
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

/* type_getattro(): the class's own mro; functions stay as they are. */
static value class_get(machine *m, ref type, ref name)
{
    ref found = type_lookup(m, type, name);
    if (found && world_kind(machine_world(m), found) != KIND_GETSET)
        return found;
    value special = special_find(m, type, name);
    return special ? special : attribute_error(m, type, name);
}

value attribute_load(machine *m, value v, ref name, inline_cache *cache)
{
    ref o = VALUE_ROW(v);
    const world *w = machine_world(m);
    if (world_kind(w, o) == KIND_TYPE)
        return class_get(m, o, name);
    if (is_proxy(w, o))
        return proxy_attribute(m, o, name);
    ref own = own_find(m, o, name, cache);
    if (own)
        return own;
    ref found = type_lookup(m, type_of(m, o), name);
    if (found && is_function(w, found))
        return method_bind(m, found, o);
    if (found && world_kind(w, found) != KIND_GETSET)
        return found;
    value special = special_find(m, o, name);
    if (special)
        return special;
    if (found && name_is(m, name, "__dict__"))
        return instance_dict(m, o);
    return attribute_error(m, o, name);
}

value attribute_get(machine *m, value o, ref name)
{
    return attribute_load(m, o, name, NULL);
}

int attribute_find(machine *m, value o, ref name, value *out)
{
    ref row = VALUE_ROW(o);
    const world *w = machine_world(m);
    bool is_type = world_kind(w, row) == KIND_TYPE;
    *out = 0;
    if (is_proxy(w, row))
        return proxy_attribute_find(m, row, name, out);
    if (!own_find(m, row, name, NULL) && !type_lookup(m, is_type ? row : type_of(m, row), name) &&
        !special_find(m, row, name))
        return refuse_known(m, row, name) ? -1 : 0;
    *out = attribute_get(m, o, name);
    return *out ? 1 : -1;
}

value attribute_get_method(machine *m, value v, ref name, value *self, inline_cache *cache)
{
    ref o = VALUE_ROW(v);
    const world *w = machine_world(m);
    *self = 0;
    if (world_kind(w, o) != KIND_TYPE && world_kind(w, o) != KIND_MODULE && !is_proxy(w, o) &&
        !own_find(m, o, name, cache)) {
        ref found = type_lookup(m, type_of(m, o), name);
        if (found && is_function(w, found)) {
            *self = v; /* the stack's own reference serves as the argument */
            return found;
        }
    }
    value result = attribute_load(m, v, name, cache);
    return v & VALUE_OWNED ? value_own(m, result) : result;
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

/* Objects/typeobject.c, subtype_setdict(). */
static bool instance_dict_assign(machine *m, ref o, ref dict)
{
    if (world_kind(machine_world(m), dict) == KIND_DICT) {
        instance_dict_set(m, o, dict);
        return !m->stopped;
    }
    raise_error(m, BT_TYPE_ERROR, "__dict__ must be set to a dictionary, not a '%s'", type_name(m, dict));
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
    m->class_version++;
    if (name_is(m, name, "__del__"))
        world_emit(m->r, EV_FLAG, 0, type, OBJ_MARKED, 0);
    dict_put_name(m, world_word(w, type, TYPE_DICT), name, VALUE_ROW(v));
    return true;
}

/* The dict of a module, or of a function or exception, made when first needed. */
static ref attribute_dict(machine *m, ref o, uint32_t slot)
{
    if (!world_word(machine_world(m), o, slot)) {
        value dict = make_dict(m);
        world_emit(m->r, EV_SLOT_SET, EV_STEAL, o, slot, VALUE_ROW(dict));
    }
    return world_word(machine_world(m), o, slot);
}

/* _PyObject_GenericSetAttrWithDict() of an object that cannot have attributes of its own. */
static bool no_attribute_to_set(machine *m, ref o, ref name)
{
    uint32_t length;
    raise_error(m, BT_ATTRIBUTE_ERROR,
                "'%s' object has no attribute '%s' and no __dict__ for setting new attributes",
                type_name(m, o), world_text(machine_world(m), name, &length));
    raised_attribute(m, o, name);
    return false;
}

bool attribute_set(machine *m, ref o, ref name, value v, inline_cache *cache)
{
    switch ((unsigned)world_kind(machine_world(m), o)) {
    case KIND_INSTANCE:
        return instance_set(m, o, name, v, cache);
    case KIND_TYPE:
        return type_set(m, o, name, v);
    case KIND_MODULE:
        dict_put_name(m, attribute_dict(m, o, MODULE_DICT), name, VALUE_ROW(v));
        return true;
    case KIND_FUNCTION:
        dict_put_name(m, attribute_dict(m, o, FUNCTION_DICT), name, VALUE_ROW(v));
        return true;
    case KIND_PROXY:
        return proxy_attribute_set(m, o, name, v);
    case KIND_WEAKREF:
        if (!name_is(m, name, "__callback__"))
            return no_attribute_to_set(m, o, name);
        raise_error(m, BT_ATTRIBUTE_ERROR, "readonly attribute");
        return false;
    case KIND_EXCEPTION:
        if (!exception_attribute_set(m, o, name, v))
            dict_put_name(m, attribute_dict(m, o, EXCEPTION_DICT), name, VALUE_ROW(v));
        return !m->raised && !m->stopped;
    default:
        return no_attribute_to_set(m, o, name);
    }
}

/* --- Deleting -------------------------------------------------------------------------------------------- */

static bool delete_from(machine *m, ref o, ref dict, ref name)
{
    uint32_t entry = dict ? dict_find(machine_world(m), dict, name) : DICT_NONE;
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

bool attribute_delete(machine *m, ref o, ref name)
{
    const world *w = machine_world(m);
    switch ((unsigned)world_kind(w, o)) {
    case KIND_INSTANCE: {
        if (name == m->name_dict && world_word(w, world_row(w, o)->lo, TYPE_KEYS)) {
            instance_dict_set(m, o, 0);
            return !m->stopped;
        }
        if (!instance_is_inline(w, o))
            return delete_from(m, o, world_row(w, o)->hi, name);
        int32_t key = key_number(w, world_row(w, o)->lo, name);
        if (key < 0 || !instance_value(w, o, (uint32_t)key))
            return attribute_missing(m, o, name), false; /* whose object it is, only a real dict tells */
        world_emit(m->r, EV_ATTR_CLEAR, 0, o, (uint32_t)key, 0);
        memory_settle(&m->mem);
        return true;
    }
    case KIND_TYPE:
        m->class_version++;
        return delete_from(m, o, world_word(w, o, TYPE_DICT), name);
    case KIND_MODULE:
        return delete_from(m, o, world_word(w, o, MODULE_DICT), name);
    case KIND_PROXY:
        return proxy_attribute_set(m, o, name, 0);
    case KIND_FUNCTION:
        return delete_from(m, o, world_word(w, o, FUNCTION_DICT), name);
    case KIND_EXCEPTION:
        if (exception_attribute_delete(m, o, name))
            return !m->raised && !m->stopped;
        return delete_from(m, o, world_word(w, o, EXCEPTION_DICT), name);
    default:
        return no_attribute_to_set(m, o, name);
    }
}
