/* A class statement makes a class. Source: CPython 3.13.0, Objects/typeobject.c, type_new_impl() and the
 * functions that it calls, PyType_Ready(). */
#include "sim/vm/class.h"

#include "sim/log/dict.h"

static void slot_take(machine *m, ref o, uint32_t slot, value v)
{
    world_emit(m->r, EV_SLOT_SET, value_steal(v), o, slot, VALUE_ROW(v));
}

static void word_put(machine *m, ref o, uint32_t i, uint32_t n)
{
    world_emit(m->r, EV_WORD_SET, 0, o, i, n);
}

/* Parts of a class that no script asks for by name: they belong to the interpreter. */
static value part_of_class(machine *m, value part)
{
    if (part & VALUE_OWNED)
        world_emit(m->r, EV_FLAG, 0, VALUE_ROW(part), OBJ_INTERPRETER, 0);
    return part;
}

/* A getset_descriptor or member_descriptor in the namespace. */
static void descriptor_add(machine *m, ref type, object_kind kind, ref name, uint32_t number)
{
    world_emit(m->r, EV_NEW, (uint8_t)kind, 0, number, 0);
    value descriptor = part_of_class(m, value_born(m));
    slot_take(m, VALUE_ROW(descriptor), 0, type);
    slot_take(m, VALUE_ROW(descriptor), 1, name);
    dict_put_name(m, world_word(machine_world(m), type, TYPE_DICT), name, descriptor);
}

/* type_ready_fill_dict(), type_ready_set_hash(): what type() adds to the namespace. */
static void namespace_finish(machine *m, ref type, const class_plan *plan)
{
    const world *w = machine_world(m);
    ref dict = world_word(w, type, TYPE_DICT), names = VALUE_ROW(plan->slots);
    ref doc = name_find(m, "__doc__"), eq = name_find(m, "__eq__"), hash = name_find(m, "__hash__");
    for (uint32_t i = 0; i < class_plan_slots(m, plan); i++)
        descriptor_add(m, type, KIND_MEMBER, world_word(w, names, i), world_word(w, type, TYPE_FIRST_SLOT) + i);
    if (plan->adds_dict)
        descriptor_add(m, type, KIND_GETSET, name_find(m, "__dict__"), 0);
    if (plan->adds_weakrefs)
        descriptor_add(m, type, KIND_GETSET, name_find(m, "__weakref__"), 0);
    if (!dict_get_name(m, dict, doc))
        dict_put_name(m, dict, doc, m->none);
    if (eq && dict_get_name(m, dict, eq) && !dict_get_name(m, dict, hash))
        dict_put_name(m, dict, hash, m->none);
}

/* PyDict_Copy() of the class body's namespace, without what the class keeps elsewhere. */
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

/* type_new_set_classcell(): super() without arguments finds its class in a cell of the body. */
static void classcell_fill(machine *m, ref namespace, ref type)
{
    ref name = name_find(m, "__classcell__");
    ref cell = name ? dict_get_name(m, namespace, name) : 0;
    if (cell && world_kind(machine_world(m), cell) == KIND_CELL)
        world_emit(m->r, EV_SLOT_SET, 0, cell, 0, type);
}

/* type_new_staticmethod(): __new__ is one without being told. */
static void new_wrap(machine *m, ref dict)
{
    ref name = name_find(m, "__new__"), function = name ? dict_get_name(m, dict, name) : 0;
    if (!function || world_kind(machine_world(m), function) != KIND_FUNCTION)
        return;
    world_emit(m->r, EV_NEW, KIND_STATICMETHOD, 0, 0, 0);
    value wrapper = value_born(m);
    slot_take(m, VALUE_ROW(wrapper), WRAPPER_CALLABLE, function);
    dict_put_name(m, dict, name, wrapper);
}

/* How instances are laid out. */
static void layout_fill(machine *m, ref type, const class_plan *plan)
{
    const world *w = machine_world(m);
    uint32_t layout = world_word(w, plan->base, TYPE_LAYOUT) & (LAYOUT_DICT | LAYOUT_WEAKREFS);
    uint32_t kind = world_word(w, plan->base, TYPE_INSTANCE_KIND) == KIND_EXCEPTION ? KIND_EXCEPTION : KIND_INSTANCE;
    bool new_payload = plan->payload && world_word(w, plan->base, TYPE_BUILTIN);
    uint32_t first = world_word(w, plan->base, TYPE_SLOT_COUNT) + (new_payload ? 1 : 0);
    uint32_t count = first + class_plan_slots(m, plan);
    layout |= plan->adds_dict ? LAYOUT_DICT : 0U;
    layout |= plan->adds_weakrefs ? LAYOUT_WEAKREFS : 0U;
    if (layout & LAYOUT_DICT && !count && kind == KIND_INSTANCE) /* type_ready_managed_dict() */
        layout |= LAYOUT_INLINE;
    word_put(m, type, TYPE_INSTANCE_KIND, kind);
    if (layout & LAYOUT_DICT && kind == KIND_INSTANCE)
        world_emit(m->r, EV_KEYS, 0, type, 0, 0);
    word_put(m, type, TYPE_LAYOUT, layout);
    word_put(m, type, TYPE_FIRST_SLOT, first);
    word_put(m, type, TYPE_SLOT_COUNT, count);
    word_put(m, type, TYPE_PAYLOAD, plan->payload);
}

/* type_new_set_names(): a property learns what it is called. CPython walks over a copy of the namespace;
 * of the copy only the birth can be seen. */
static void properties_name(machine *m, ref type, ref dict)
{
    const world *w = machine_world(m);
    value copy = part_of_class(m, make_dict(m));
    for (uint32_t i = 0; i < dict_entry_count(w, dict); i++) {
        dict_item entry = dict_entry(w, dict, i);
        if (entry.key && world_kind(w, entry.value) == KIND_PROPERTY) {
            unseen_birth(m); /* its __set_name__(), bound */
            value given = make_tuple(m, 2); /* of its __set_name__(), METH_VARARGS */
            tuple_fill(m, given, 1, entry.key);
            tuple_fill(m, given, 0, type);
            world_emit(m->r, EV_SLOT_SET, 0, entry.value, PROPERTY_NAME, entry.key);
            memory_settle(&m->mem);
            value_drop(m, given);
            unseen_death(m);
        }
    }
    value_drop(m, copy);
}

/* type_new_init_subclass(): the super object and, through it, object.__init_subclass__(), which does nothing. Both
 * are gone when somebody looks, but a collection may be due for them. */
static void heir_told(machine *m)
{
    unseen_birth(m);
    unseen_pass(m);
    unseen_death(m);
}

/* add_subclass(): each base has a weak reference to its new heir, under the heir's address. */
static void bases_learn(machine *m, ref type)
{
    const world *w = machine_world(m);
    ref bases = world_word(w, type, TYPE_BASES);
    for (uint32_t i = 0; i < world_row(w, bases)->lo; i++) {
        ref base = world_word(w, bases, i);
        value key = part_of_class(m, make_int(m, (int64_t)world_address(w, type)));
        value weakref = part_of_class(m, weakref_new(&m->mem, type, 0) | VALUE_OWNED);
        if (!world_word(w, base, TYPE_SUBCLASSES))
            slot_take(m, base, TYPE_SUBCLASSES, part_of_class(m, make_dict(m)));
        dict_put(m, world_word(w, base, TYPE_SUBCLASSES), VALUE_ROW(key), VALUE_ROW(weakref));
        value_drop(m, weakref);
        value_drop(m, key);
    }
}

/* remove_all_subclasses(), of a class that none of its bases has learnt of: who has heirs does not find it among them,
 * and forgets the KeyError. */
static void bases_forget(machine *m, ref type)
{
    const world *w = machine_world(m);
    ref bases = world_word(w, type, TYPE_BASES);
    for (uint32_t i = 0; i < world_row(w, bases)->lo; i++) {
        if (!world_word(w, world_word(w, bases, i), TYPE_SUBCLASSES))
            continue;
        unseen_birth(m); /* the error */
        value_drop(m, make_tuple(m, 1)); /* its args */
        unseen_death(m);
    }
}

/* The type object, its order of classes and its namespace; false: raised. */
static bool type_fill(machine *m, ref t, ref namespace, const class_plan *plan)
{
    ref qualname = dict_get_name(m, namespace, name_find(m, "__qualname__"));
    ref dict = world_word(machine_world(m), t, TYPE_DICT);
    slot_take(m, t, TYPE_NAME, plan->name);
    slot_take(m, t, TYPE_QUALNAME, qualname ? qualname : plan->name);
    slot_take(m, t, TYPE_BASE, plan->base);
    layout_fill(m, t, plan);
    new_wrap(m, dict);
    classcell_fill(m, namespace, t);
    value mro = mro_make(m, t, world_word(machine_world(m), t, TYPE_BASES));
    if (!mro) {
        bases_forget(m, t);
        return false;
    }
    slot_take(m, t, TYPE_MRO, part_of_class(m, mro));
    namespace_finish(m, t, plan);
    type_changed(m, t);
    bases_learn(m, t);
    properties_name(m, t, dict);
    heir_told(m);
    if (type_lookup(m, t, name_find(m, "__del__")))
        world_emit(m->r, EV_FLAG, 0, t, OBJ_MARKED, 0);
    return true;
}

value class_build(machine *m, ref namespace, ref name, ref bases)
{
    const world *w = machine_world(m);
    value own_bases = value_own(m, bases), *floor = m->sp;
    if (world_row(w, bases)->lo == 0) {
        own_bases = make_tuple(m, 1);
        tuple_fill(m, own_bases, 0, m->types[BT_OBJECT]);
    }
    *m->sp++ = own_bases; /* until the class holds its parts, the stack does: an exception finds them there */
    class_plan plan = {.name = name};
    if (!class_plan_base(m, VALUE_ROW(own_bases), &plan))
        return 0;
    value dict = namespace_copy(m, namespace);
    *m->sp++ = dict;
    if (!class_plan_make(m, VALUE_ROW(dict), VALUE_ROW(own_bases), &plan))
        return 0;
    world_emit(m->r, EV_NEW, KIND_TYPE, 0, 0, 0);
    value type = value_born(m);
    ref t = VALUE_ROW(type);
    if (plan.slots)
        slot_take(m, t, TYPE_SLOT_NAMES, part_of_class(m, plan.slots));
    slot_take(m, t, TYPE_BASES, part_of_class(m, own_bases));
    slot_take(m, t, TYPE_DICT, dict);
    m->sp = floor;
    *m->sp++ = type;
    if (!type_fill(m, t, namespace, &plan))
        return 0;
    m->sp--;
    return type;
}
