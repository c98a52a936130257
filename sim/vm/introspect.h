/* What functions, methods, classes, cells and super objects tell about themselves.
 *
 * Reading gives a borrowed value, or an owned one where something had to be made; 0: no such attribute, or
 * raised (look at m->raised). */
#ifndef OURO_SIM_VM_INTROSPECT_H
#define OURO_SIM_VM_INTROSPECT_H

#include "sim/vm/machine.h"

value type_attribute(machine *m, ref type, ref name);
value function_attribute(machine *m, ref function, ref name);
value method_attribute(machine *m, ref method, ref name);
value builtin_attribute(machine *m, ref builtin, ref name);
value cell_attribute(machine *m, ref cell, ref name);
value range_attribute(machine *m, ref range, ref name);
value super_attribute(machine *m, ref super, ref name);

/* 1 set (v 0: deleted), -1 raised, 0 it is none of those. */
int function_attribute_set(machine *m, ref function, ref name, value v);
int cell_attribute_set(machine *m, ref cell, ref name, value v);
/* May scripts read this attribute, but not set it? False: it is none of those; true: raised. */
bool attribute_is_fixed(machine *m, ref o, ref name);

/* The dict in a slot of an object that has one for its attributes, made when first needed. */
ref attribute_dict(machine *m, ref o, uint32_t slot);
/* What an object's __dict__ is if a plain slot holds it: the slot, or -1. */
int32_t attribute_dict_slot(const machine *m, ref o);

/* super(class, object), super(class), super(). */
value super_construct(machine *m, const value *args, uint32_t count);
/* super().name: super, class and self lie on the stack; only the builtin super is known.
 * `called`: the instruction is not yet specialised, so it calls super, for which a self of None is none.
 * *self: the object that a method found is to be called with, else 0. */
value super_get(machine *m, ref name, bool called, value *self);
void super_repr(machine *m, ref o, buffer *out);

#endif
