/* What attributes found in a class do: properties, slots, static and class methods. */
#ifndef OURO_SIM_VM_DESCRIPTOR_H
#define OURO_SIM_VM_DESCRIPTOR_H

#include "sim/vm/machine.h"

/* Does it come before the instance's own attributes? */
OURO_INLINE bool is_data_descriptor(const world *w, ref o)
{
    object_kind kind = world_kind(w, o);
    return kind == KIND_PROPERTY || kind == KIND_MEMBER || kind == KIND_GETSET;
}

/* Becomes a bound method of the object it is read through. */
OURO_INLINE bool is_function(const machine *m, ref o)
{
    const world *w = machine_world(m);
    object_kind kind = world_kind(w, o);
    return kind == KIND_FUNCTION ||
           (kind == KIND_BUILTIN && !world_word(w, o, BUILTIN_SELF) &&
            !(builtin_at(m, world_row(w, o)->lo)->flags & BUILTIN_STATIC) &&
            builtin_at(m, world_row(w, o)->lo)->owner >= 0);
}

/* What `found`, an attribute of a class, is when read through `o` (0: through `type` itself). The result
 * is borrowed where nothing was made; 0: raised. */
value descriptor_get(machine *m, ref found, ref o, ref type);
/* Set or (v 0) delete through a data descriptor; false: raised. */
bool descriptor_set(machine *m, ref found, ref o, value v);
/* Attributes of the descriptors themselves: borrowed, or 0. */
value descriptor_attribute(machine *m, ref o, ref name);

value construct_property(machine *m, const value *args, uint32_t count, ref names);
value construct_wrapper(machine *m, builtin_type type, const value *args, uint32_t count, ref names);
bool descriptor_repr(machine *m, ref o, buffer *out);

#endif
