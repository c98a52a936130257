/* super(): as an object of its own, and where the compiler has made super().name one instruction.
 * Source: CPython 3.13.0, Objects/typeobject.c, super_init_impl(), super_init_without_args(), supercheck(),
 * do_super_lookup(), super_getattro(), super_repr(). */
#include "sim/vm/introspect.h"

#include "sim/vm/descriptor.h"

/* What the mro of `type` has for `name` behind `class`. */
static ref super_lookup(const machine *m, ref type, ref class, ref name)
{
    const world *w = machine_world(m);
    ref mro = world_word(w, type, TYPE_MRO);
    uint32_t n = world_row(w, mro)->lo, i = 0;
    while (i < n && world_word(w, mro, i) != class)
        i++;
    for (i++; i < n; i++) {
        ref found = type_own(m, world_word(w, mro, i), name);
        if (found)
            return found;
    }
    return object_slot(m, type, name);
}

/* supercheck(): the class in whose mro the search goes on. 0: raised. */
static ref super_check(machine *m, ref class, ref object)
{
    const world *w = machine_world(m);
    bool is_class = world_kind(w, object) == KIND_TYPE;
    if (is_class && type_is_subtype(m, object, class))
        return object;
    if (type_is_subtype(m, type_of(m, object), class))
        return type_of(m, object);
    return raise_error(m, BT_TYPE_ERROR,
                       "super(type, obj): obj (%s %s) is not an instance or subtype of type (%s).",
                       is_class ? "type" : "instance of", is_class ? class_name(m, object) : type_name(m, object),
                       class_name(m, class));
}

static value super_make(machine *m, ref class, ref object)
{
    if (object == m->none)
        object = 0; /* as if it had not been given */
    ref type = object ? super_check(m, class, object) : 0;
    if (object && !type)
        return 0;
    world_emit(m->r, EV_NEW, KIND_SUPER, 0, 0, 0);
    value made = value_born(m);
    world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(made), SUPER_CLASS, class);
    if (object)
        world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(made), SUPER_OBJECT, object);
    if (object)
        world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(made), SUPER_OBJECT_CLASS, type);
    return made;
}

/* Local i of the running frame: what its cell holds, if it is one. */
static ref local_content(const machine *m, uint32_t i)
{
    const world *w = machine_world(m);
    ref o = m->frame->locals[i];
    bool in_cell = o && m->frame->code->local_kinds[i] != LOCAL_PLAIN && world_kind(w, o) == KIND_CELL;
    return in_cell ? world_word(w, o, 0) : o;
}

/* super_init_without_args(): the class is in the cell __class__, the object is the first argument. */
static value super_of_frame(machine *m)
{
    const code *c = m->frame->code;
    if (!c->arg_count)
        return raise_error(m, BT_RUNTIME_ERROR, "super(): no arguments");
    ref object = local_content(m, 0);
    if (!object)
        return raise_error(m, BT_RUNTIME_ERROR, "super(): arg[0] deleted");
    for (uint32_t i = c->local_count - c->free_count; i < c->local_count; i++) {
        if (strcmp(m->program->names[c->local_names[i]].text, "__class__") != 0)
            continue;
        ref class = local_content(m, i);
        return class ? super_make(m, class, object) : raise_error(m, BT_RUNTIME_ERROR, "super(): empty __class__ cell");
    }
    return raise_error(m, BT_RUNTIME_ERROR, "super(): __class__ cell not found");
}

value super_construct(machine *m, const value *args, uint32_t count)
{
    if (!count)
        return super_of_frame(m);
    if (count > 2)
        return raise_error(m, BT_TYPE_ERROR, "super expected at most 2 arguments, got %u", count);
    ref class = VALUE_ROW(args[0]), object = count == 2 ? VALUE_ROW(args[1]) : 0;
    if (world_kind(machine_world(m), class) != KIND_TYPE)
        return raise_error(m, BT_TYPE_ERROR, "super() argument 1 must be a type, not %s", type_name(m, class));
    return super_make(m, class, object);
}

/* The search behind a class; what it finds is bound to the object. *missing: nothing found nor raised. */
static value super_find(machine *m, ref super, ref name)
{
    const world *w = machine_world(m);
    ref type = world_word(w, super, SUPER_OBJECT_CLASS), object = world_word(w, super, SUPER_OBJECT);
    ref found = type && !name_is(m, name, "__class__") ? super_lookup(m, type, world_word(w, super, SUPER_CLASS), name) : 0;
    return found ? descriptor_get(m, found, object == type ? 0 : object, type) : 0;
}

value super_attribute(machine *m, ref super, ref name)
{
    static const char *const NAMES[] = {"__thisclass__", "__self__", "__self_class__"};
    static const uint8_t SLOTS[] = {SUPER_CLASS, SUPER_OBJECT, SUPER_OBJECT_CLASS};
    const world *w = machine_world(m);
    value found = super_find(m, super, name);
    for (uint32_t i = 0; !found && !m->raised && !m->stopped && i < SUPER_SLOT_END; i++)
        if (name_is(m, name, NAMES[i])) {
            ref part = world_word(w, super, SLOTS[i]);
            return part ? part : m->none;
        }
    return found;
}

value super_get(machine *m, ref name, bool called, value *self)
{
    ref class = VALUE_ROW(m->sp[-2]), object = VALUE_ROW(m->sp[-1]);
    *self = 0;
    if (VALUE_ROW(m->sp[-3]) != m->types[BT_SUPER])
        return stop_unsupported(m, "another 'super' than the builtin is not supported");
    bool unbound = called && object == m->none;
    ref type = unbound ? 0 : super_check(m, class, object);
    if (!type && !unbound)
        return 0;
    ref found = type ? super_lookup(m, type, class, name) : 0;
    if (!found) { /* what every super object has, or an error in its name */
        value made = super_make(m, class, object), v = made ? attribute_get(m, made, name) : 0;
        v = v ? value_own(m, v) : 0;
        value_drop(m, made);
        return v;
    }
    if (type != object && is_function(m, found)) {
        *self = m->sp[-1];
        return found;
    }
    return descriptor_get(m, found, type == object ? 0 : object, type);
}

void super_repr(machine *m, ref o, buffer *out)
{
    const world *w = machine_world(m);
    ref type = world_word(w, o, SUPER_OBJECT_CLASS);
    buffer_printf(out, "<super: <class '%s'>, ", class_name(m, world_word(w, o, SUPER_CLASS)));
    if (type)
        buffer_printf(out, "<%s object>>", class_name(m, type));
    else
        buffer_add_text(out, "NULL>");
}
