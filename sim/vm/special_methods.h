/* Operators of the script's classes. */
#ifndef OURO_SIM_VM_SPECIAL_METHODS_H
#define OURO_SIM_VM_SPECIAL_METHODS_H

#include "sim/vm/machine.h"

/* a.method(b), b.reflected(a), in the order that their classes demand (names may be NULL). True: *out is
 * the answer, 0: raised. False: nobody has one. */
bool special_binary(machine *m, uint32_t kind, ref a, ref b, const char *method, const char *reflected, value *out);
/* May the operands' builtin types still be asked when that has found no answer? */
bool special_leaves_base(machine *m, uint32_t kind, ref a, ref b, const char *method, const char *reflected);
/* Push what a call of a slot's wrapper holds: the arguments, and again all but the first.
 * Source: CPython 3.13.0, Objects/descrobject.c, wrapperdescr_call(). */
void special_wrapper_push(machine *m, const value *args, uint32_t count);

/* o[key] = v, v 0: del o[key], of an heir that has no method of the script for that. If it has the other one of
 * the two, which share a slot, the base's is called like a method.
 * Source: CPython 3.13.0, Objects/typeobject.c, update_one_slot(), slot_mp_ass_subscript(). */
bool special_item_change(machine *m, ref o, ref key, value v);
/* The same as special_binary() for a comparison. */
bool special_compare(machine *m, compare_op_kind kind, ref a, ref b, value *out);

/* Is the type of `b` an heir of that of `a` which compares as its builtin base does? Then `b` is asked first. */
bool special_compare_reflected(machine *m, ref a, ref b);

/* One side of it: what the class of `o` answers. */
bool special_compare_ask(machine *m, compare_op_kind kind, ref o, ref other, value *out);

#endif
