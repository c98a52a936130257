/* Heirs of abstract base classes: what their metaclass makes besides a class.
 * Source: CPython 3.13.0, Lib/abc.py, ABCMeta.__new__(); Modules/_abc.c, _abc__abc_init(),
 * compute_abstract_methods(); Objects/abstract.c, method_output_as_list().
 * Differs: type() of such a class is type; what lives for a moment and comes from no free list is only counted;
 * whether a method is abstract is not asked. */
#include "sim/vm/class.h"

#include "sim/log/dict.h"
#include "sim/vm/library.h"
#include "sim/vm/names.h"
#include "sim/vm/setobject.h"

static void push_dict(machine *m)
{
    own_next(m);
    *m->sp++ = make_dict(m);
}

static void push_tuple(machine *m, uint32_t n)
{
    *m->sp++ = own_tuple(m, n);
}

static bool is_abstract(const machine *m, ref type)
{
    return m->mapping_class && type_is_subtype(m, type, m->mapping_class);
}

/* A list of the pairs of the namespace: on the stack, and gone. The iterator's own pair is the first. */
static void items_pass(machine *m, ref dict)
{
    const world *w = machine_world(m);
    value *base = m->sp;
    unseen_birth(m); /* the view of the items */
    unseen_birth(m); /* its iterator */
    push_tuple(m, 2);
    unseen_death(m);
    own_next(m);
    *m->sp++ = make_list(m, 0, 0);
    bool first = true;
    for (uint32_t i = 0; i < dict_entry_count(w, dict); i++) {
        if (dict_entry(w, dict, i).key && !first)
            push_tuple(m, 2);
        first &= !dict_entry(w, dict, i).key;
    }
    unseen_death(m);
    stack_drop_from(m, base);
}

static void attribute_put(machine *m, ref dict, const char *name, value v)
{
    dict_put_name(m, dict, name_intern(m, name, (uint32_t)strlen(name)), v);
}

/* What is abstract in a base: an iterator, or an AttributeError and the tuple that it is made with. */
static void base_asked(machine *m, ref base)
{
    value *floor = m->sp;
    if (!is_abstract(m, base))
        push_tuple(m, 1);
    unseen_pass(m);
    stack_drop_from(m, floor);
}

/* compute_abstract_methods(), then the state of the class. */
static void abstract_init(machine *m, ref type)
{
    const world *w = machine_world(m);
    ref dict = world_word(w, type, TYPE_DICT), bases = world_word(w, type, TYPE_BASES);
    own_next(m);
    value methods = make_set(m, KIND_FROZENSET);
    unseen_birth(m); /* the class's __dict__ */
    items_pass(m, dict);
    for (uint32_t i = 0; i < world_row(w, bases)->lo; i++)
        base_asked(m, world_word(w, bases, i));
    attribute_put(m, dict, "__abstractmethods__", methods);
    unseen_death(m);
    own_next(m);
    world_emit(m->r, EV_NEW_INSTANCE, 0, library_global(m, "_abc_data"), 0, 0);
    attribute_put(m, dict, "_abc_impl", value_born(m));
    m->class_version++;
}

value class_call(machine *m, ref namespace, ref name, ref bases)
{
    enum { NEW_ARGUMENTS = 4, TYPE_ARGUMENTS = 3 };
    const world *w = machine_world(m);
    bool abstract = false;
    for (uint32_t i = 0; i < world_row(w, bases)->lo; i++)
        abstract |= world_kind(w, world_word(w, bases, i)) == KIND_TYPE && is_abstract(m, world_word(w, bases, i));
    if (!abstract)
        return class_build(m, namespace, name, bases);
    value *base = m->sp;
    push_dict(m); /* **kwargs */
    signals_check(m);
    push_tuple(m, NEW_ARGUMENTS);
    push_dict(m);
    push_tuple(m, TYPE_ARGUMENTS);
    value type = class_build(m, namespace, name, bases);
    if (!type)
        return 0;
    stack_drop_from(m, base + 1);
    *m->sp++ = type;
    signals_check(m);
    abstract_init(m, VALUE_ROW(type));
    signals_check(m);
    m->sp--;
    stack_drop_from(m, base);
    return type;
}
