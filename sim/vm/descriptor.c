/* property, staticmethod, classmethod, the descriptors of __slots__.
 * Source: CPython 3.13.0, Objects/descrobject.c, Objects/funcobject.c. */
#include "sim/vm/descriptor.h"

#include "sim/log/dict.h"
#include "sim/vm/arguments.h"
#include "sim/vm/introspect.h"
#include "sim/vm/names.h"

static void slot_put(machine *m, ref o, uint32_t slot, value v)
{
    world_emit(m->r, EV_SLOT_SET, value_steal(v), o, slot, VALUE_ROW(v));
}

static const char *text_of(const machine *m, ref str)
{
    uint32_t length;
    return world_text(machine_world(m), str, &length);
}

/* --- property ---------------------------------------------------------------------------------------- */

/* property_name(): what __set_name__() told, else the getter's. 0: it has none. */
static ref property_name(const machine *m, ref property)
{
    const world *w = machine_world(m);
    ref name = world_word(w, property, PROPERTY_NAME), getter = world_word(w, property, PROPERTY_GET);
    if (!name && getter && world_kind(w, getter) == KIND_FUNCTION)
        name = world_word(w, getter, FUNCTION_NAME);
    return name;
}

static value property_lacks(machine *m, ref property, ref o, const char *what)
{
    ref name = property_name(m, property);
    const char *class = text_of(m, world_word(machine_world(m), type_of(m, o), TYPE_QUALNAME));
    if (!name)
        return raise_error(m, BT_ATTRIBUTE_ERROR, "property of '%s' object has no %s", class, what);
    return raise_error(m, BT_ATTRIBUTE_ERROR, "property '%s' of '%s' object has no %s", text_of(m, name), class, what);
}

static value property_get(machine *m, ref property, ref o)
{
    ref getter = world_word(machine_world(m), property, PROPERTY_GET);
    value self = o;
    return getter ? call_object(m, getter, &self, 1) : property_lacks(m, property, o, "getter");
}

static bool property_set(machine *m, ref property, ref o, value v)
{
    ref function = world_word(machine_world(m), property, v ? PROPERTY_SET : PROPERTY_DELETE);
    value args[2] = {o, VALUE_ROW(v)};
    value result = function ? call_object(m, function, args, v ? 2 : 1)
                            : property_lacks(m, property, o, v ? "setter" : "deleter");
    value_drop(m, result);
    return result != 0;
}

/* The docstring of a getter, 0 if it has none. */
static ref getter_doc(const machine *m, ref getter)
{
    const world *w = machine_world(m);
    ref doc = world_kind(w, getter) == KIND_FUNCTION ? world_word(w, getter, FUNCTION_DOC) : 0;
    return doc == m->none ? 0 : doc;
}

static value property_new(machine *m)
{
    world_emit(m->r, EV_NEW, KIND_PROPERTY, 0, 0, 0);
    return value_born(m);
}

/* property_init(): parts that are None or absent (0) stay empty. */
static value property_fill(machine *m, value property, ref get, ref set, ref delete, ref doc)
{
    ref parts[3] = {get, set, delete};
    for (uint32_t i = 0; i < 3; i++)
        if (parts[i] && parts[i] != m->none)
            slot_put(m, VALUE_ROW(property), PROPERTY_GET + i, parts[i]);
    bool given = doc && doc != m->none;
    ref from_getter = !given && get && get != m->none ? getter_doc(m, get) : 0;
    if (from_getter)
        world_emit(m->r, EV_PAYLOAD_SET, 0, VALUE_ROW(property), 1, 0);
    if (given || from_getter)
        slot_put(m, VALUE_ROW(property), PROPERTY_DOC, given ? doc : from_getter);
    return property;
}

enum { PROPERTY_PARAMETERS = 4 };

static bool property_bind(machine *m, const value *args, uint32_t count, ref names, ref parts[PROPERTY_PARAMETERS])
{
    static const char *const PARAMETERS[] = {"fget", "fset", "fdel", "doc"};
    const world *w = machine_world(m);
    uint32_t keywords = names ? world_row(w, names)->lo : 0, positional = count - keywords;
    if (count > PROPERTY_PARAMETERS)
        return raise_error(m, BT_TYPE_ERROR, "property() takes at most 4 arguments (%u given)", count), false;
    for (uint32_t i = 0; i < positional; i++)
        parts[i] = VALUE_ROW(args[i]);
    for (uint32_t k = 0; k < keywords; k++) {
        ref name = world_word(w, names, k);
        uint32_t i = 0;
        while (i < PROPERTY_PARAMETERS && !name_is(m, name, PARAMETERS[i]))
            i++;
        if (i == PROPERTY_PARAMETERS)
            return raise_keyword(m, "property", text_of(m, name), PARAMETERS, PROPERTY_PARAMETERS);
        if (parts[i])
            return raise_error(m, BT_TYPE_ERROR, "argument for property() given by name ('%s') and position (%u)",
                               PARAMETERS[i], i + 1), false;
        parts[i] = VALUE_ROW(args[positional + k]);
    }
    return true;
}

value construct_property(machine *m, const value *args, uint32_t count, ref names)
{
    ref parts[PROPERTY_PARAMETERS] = {0};
    value property = property_new(m);
    if (property_bind(m, args, count, names, parts))
        return property_fill(m, property, parts[0], parts[1], parts[2], parts[3]);
    value_drop(m, property);
    return 0;
}

/* property_copy(): the same with one part changed. It goes through a call of the type, which holds the
 * parts in a tuple. */
static value property_with(machine *m, const call_args *a, uint32_t part)
{
    const world *w = machine_world(m);
    ref parts[3], old = a->self, doc = world_word(w, old, PROPERTY_DOC);
    for (uint32_t i = 0; i < 3; i++)
        parts[i] = world_word(w, old, PROPERTY_GET + i);
    if (VALUE_ROW(a->v[0]) != m->none)
        parts[part] = VALUE_ROW(a->v[0]);
    if (world_row(w, old)->lo && parts[0])
        doc = 0;
    value tuple = make_tuple(m, 4);
    for (uint32_t i = 0; i < 4; i++)
        tuple_fill(m, tuple, i, i < 3 ? parts[i] ? parts[i] : m->none : doc ? doc : m->none);
    value property = property_fill(m, property_new(m), parts[0], parts[1], parts[2], doc);
    value_drop(m, tuple);
    ref name = world_word(w, old, PROPERTY_NAME);
    if (name)
        slot_put(m, VALUE_ROW(property), PROPERTY_NAME, name);
    return property;
}

static value property_getter(machine *m, const call_args *a)
{
    return property_with(m, a, 0);
}

static value property_setter(machine *m, const call_args *a)
{
    return property_with(m, a, 1);
}

static value property_deleter(machine *m, const call_args *a)
{
    return property_with(m, a, 2);
}

/* --- staticmethod, classmethod ------------------------------------------------------------------------- */

/* A function's __annotations__: a dict from the first time that somebody asks. */
static ref annotations_of(machine *m, ref function)
{
    if (!world_word(machine_world(m), function, FUNCTION_ANNOTATIONS))
        slot_put(m, function, FUNCTION_ANNOTATIONS, make_dict(m));
    return world_word(machine_world(m), function, FUNCTION_ANNOTATIONS);
}

/* functools_wraps(): what the wrapper takes over from what it wraps, into a dict of its own. */
static void wrapper_copy(machine *m, ref wrapper, ref function)
{
    static const char *const NAMES[] = {"__module__", "__name__", "__qualname__", "__doc__", "__annotations__"};
    const world *w = machine_world(m);
    ref parts[] = {world_word(w, function, FUNCTION_MODULE), world_word(w, function, FUNCTION_NAME),
                   world_word(w, function, FUNCTION_QUALNAME), world_word(w, function, FUNCTION_DOC),
                   annotations_of(m, function)};
    slot_put(m, wrapper, WRAPPER_DICT, make_dict(m));
    ref dict = world_word(w, wrapper, WRAPPER_DICT);
    for (uint32_t i = 0; i < sizeof parts / sizeof *parts; i++)
        dict_put_name(m, dict, name_find(m, NAMES[i]), parts[i] ? parts[i] : m->none);
}

/* The same of a builtin function, which has no annotations. Differs: its docstring, which no script may read, is
 * left out, so that nobody may look into the dict itself. */
static void wrapper_copy_builtin(machine *m, ref wrapper, ref builtin)
{
    static const char *const NAMES[] = {"__module__", "__name__", "__qualname__"};
    slot_put(m, wrapper, WRAPPER_DICT, make_dict(m));
    for (uint32_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        ref name = name_intern(m, NAMES[i], (uint32_t)strlen(NAMES[i]));
        value part = builtin_attribute(m, builtin, name);
        if (part)
            dict_put_name(m, world_word(machine_world(m), wrapper, WRAPPER_DICT), name, part);
    }
}

value construct_wrapper(machine *m, builtin_type type, const value *args, uint32_t count, ref names)
{
    const world *w = machine_world(m);
    const char *name = class_name(m, m->types[type]);
    if (names)
        return raise_error(m, BT_TYPE_ERROR, "%s() takes no keyword arguments", name);
    if (count != 1)
        return raise_error(m, BT_TYPE_ERROR, "%s expected 1 argument, got %u", name, count);
    ref callable = VALUE_ROW(args[0]);
    object_kind kind = world_kind(w, callable);
    if (kind != KIND_FUNCTION && kind != KIND_BUILTIN && kind != KIND_PROPERTY)
        return stop_unsupported(m, "%s() of something that is no function is not supported", name);
    world_emit(m->r, EV_NEW, type == BT_STATICMETHOD ? KIND_STATICMETHOD : KIND_CLASSMETHOD, 0, 0, 0);
    value wrapper = value_born(m);
    slot_put(m, VALUE_ROW(wrapper), WRAPPER_CALLABLE, callable);
    if (kind == KIND_FUNCTION)
        wrapper_copy(m, VALUE_ROW(wrapper), callable);
    if (kind == KIND_BUILTIN)
        wrapper_copy_builtin(m, VALUE_ROW(wrapper), callable);
    return wrapper;
}

/* --- Slots ------------------------------------------------------------------------------------------------ */

/* Does the slot belong to this object's class? A member may be asked for through another class. */
static bool member_fits(machine *m, ref member, ref o)
{
    const world *w = machine_world(m);
    ref class = world_word(w, member, 0);
    if (type_is_subtype(m, type_of(m, o), class))
        return true;
    raise_error(m, BT_TYPE_ERROR, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object",
                text_of(m, world_word(w, member, 1)), class_name(m, class), type_name(m, o));
    return false;
}

/* PyMember_GetOne(), Py_T_OBJECT_EX. */
static value member_get(machine *m, ref member, ref o)
{
    const world *w = machine_world(m);
    if (!member_fits(m, member, o))
        return 0;
    ref content = world_word(w, o, instance_slot_at(w, o, world_row(w, member)->lo));
    if (content)
        return content;
    return raise_error(m, BT_ATTRIBUTE_ERROR, "'%s' object has no attribute '%s'", type_name(m, o),
                       text_of(m, world_word(w, member, 1)));
}

static bool member_set(machine *m, ref member, ref o, value v)
{
    const world *w = machine_world(m);
    if (!member_fits(m, member, o))
        return false;
    uint32_t at = instance_slot_at(w, o, world_row(w, member)->lo);
    if (!v && !world_word(w, o, at)) {
        raise_error(m, BT_ATTRIBUTE_ERROR, "%s", text_of(m, world_word(w, member, 1)));
        return false;
    }
    if (v)
        world_emit(m->r, EV_SLOT_SET, 0, o, at, VALUE_ROW(v));
    else
        world_emit(m->r, EV_SLOT_CLEAR, 0, o, at, 0);
    memory_settle(&m->mem);
    return true;
}

/* --- All of them --------------------------------------------------------------------------------------------- */

static bool is_class_method(const machine *m, ref found)
{
    const world *w = machine_world(m);
    ref self = world_kind(w, found) == KIND_BUILTIN ? world_word(w, found, BUILTIN_SELF) : 0;
    return self && builtin_at(m, world_row(w, found)->lo)->flags & BUILTIN_CLASS;
}

value descriptor_get(machine *m, ref found, ref o, ref type)
{
    const world *w = machine_world(m);
    switch ((unsigned)world_kind(w, found)) {
    case KIND_PROPERTY:
        return o && o != m->none ? property_get(m, found, o) : found;
    case KIND_MEMBER:
        return o ? member_get(m, found, o) : found;
    case KIND_STATICMETHOD:
        return world_word(w, found, WRAPPER_CALLABLE);
    case KIND_CLASSMETHOD:
        return method_bind(m, world_word(w, found, WRAPPER_CALLABLE), type);
    case KIND_FUNCTION:
    case KIND_BUILTIN:
        if (is_class_method(m, found)) /* of a builtin type: bound to whichever class is asked, each time anew */
            return method_bind(m, found, type);
        return o && is_function(m, found) ? method_bind(m, found, o) : found;
    default:
        return found;
    }
}

bool descriptor_set(machine *m, ref found, ref o, value v)
{
    const world *w = machine_world(m);
    if (world_kind(w, found) == KIND_GETSET) /* Objects/descrobject.c, getset_set(): of __weakref__ */
        return raise_error(m, BT_ATTRIBUTE_ERROR, "attribute '%s' of '%s' objects is not writable",
                           text_of(m, world_word(w, found, 1)), class_name(m, world_word(w, found, 0))) != 0;
    return world_kind(w, found) == KIND_PROPERTY ? property_set(m, found, o, v) : member_set(m, found, o, v);
}

value descriptor_attribute(machine *m, ref o, ref name)
{
    static const char *const PARTS[] = {"fget", "fset", "fdel", "__doc__"};
    const world *w = machine_world(m);
    switch ((unsigned)world_kind(w, o)) {
    case KIND_PROPERTY:
        for (uint32_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
            if (name_is(m, name, PARTS[i])) {
                ref part = world_word(w, o, PROPERTY_GET + i);
                return part ? part : m->none;
            }
        return name_is(m, name, "__name__") ? property_name(m, o) : 0;
    case KIND_STATICMETHOD:
    case KIND_CLASSMETHOD:
        return name_is(m, name, "__func__") || name_is(m, name, "__wrapped__")
                   ? world_word(w, o, WRAPPER_CALLABLE)
                   : 0;
    case KIND_MEMBER:
    case KIND_GETSET:
        return name_is(m, name, "__name__")       ? world_word(w, o, 1)
               : name_is(m, name, "__objclass__") ? world_word(w, o, 0)
                                                  : 0;
    default:
        return 0;
    }
}

/* False: raised. Of another kind: nothing is written. */
bool descriptor_repr(machine *m, ref o, buffer *out)
{
    const world *w = machine_world(m);
    bool is_static = world_kind(w, o) == KIND_STATICMETHOD;
    if (is_static || world_kind(w, o) == KIND_CLASSMETHOD) {
        buffer_printf(out, "<%s(", is_static ? "staticmethod" : "classmethod");
        if (!text_repr(m, world_word(w, o, WRAPPER_CALLABLE), out))
            return false;
        buffer_add_text(out, ")>");
    } else if (world_kind(w, o) == KIND_MEMBER || world_kind(w, o) == KIND_GETSET) {
        buffer_printf(out, "<%s '%s' of '%s' objects>",
                      world_kind(w, o) == KIND_MEMBER ? "member" : "attribute",
                      text_of(m, world_word(w, o, 1)), class_name(m, world_word(w, o, 0)));
    }
    return true;
}

const builtin_info BUILTINS_PROPERTY[] = {
    {"getter", BT_PROPERTY, 1, 1, 0, property_getter},
    {"setter", BT_PROPERTY, 1, 1, 0, property_setter},
    {"deleter", BT_PROPERTY, 1, 1, 0, property_deleter},
    {0},
};
