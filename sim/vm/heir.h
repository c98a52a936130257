/* Heirs of list, dict, set, frozenset, tuple, int, float, str, bytes: classes whose instances are what
 * their base is and have attributes of their own.
 *
 * An instance hides a core, an object of the base's kind (world_core_of()). C code of the base works on the
 * core; who keeps a reference keeps the instance (core_outer()). No core is ever a script's value. */
#ifndef OURO_SIM_VM_HEIR_H
#define OURO_SIM_VM_HEIR_H

#include "sim/vm/machine.h"

/* Do instances of `type` hide a core of a builtin type other than weakref.ref? */
bool type_has_core(const world *w, ref type);
/* The builtin base's __new__. 0: raised. */
value heir_new(machine *m, ref type, const value *args, uint32_t count, ref names);
/* The builtin base's __init__, which lists, dicts and sets have; false: raised. */
bool heir_init(machine *m, ref o, const value *args, uint32_t count, ref names);
/* What C code gave back for a core: the instance if the core can change, else an exact copy. */
value heir_result(machine *m, value v);
/* The method of the script that the class of `o` has under this name; 0: none, or the builtin base's. */
ref heir_override(machine *m, ref o, const char *name);
/* dict[key] for a key that is not there: __missing__(). */
value heir_missing(machine *m, ref o, ref key);
/* a += b of an heir of list, set or dict; false: it does not change in place. *out 0: raised. */
bool heir_inplace(machine *m, uint32_t kind, ref a, ref b, value *out);
/* What the operands' builtin types make of them, or NotImplemented (operators.c). 0: raised. */
value operator_binary_builtin(machine *m, uint32_t kind, ref a, ref b);
value operator_compare_builtin(machine *m, compare_op_kind kind, ref a, ref b);

/* The set that an argument is, or the argument itself (PyAnySet_Check()). */
static inline ref world_set_of(const world *w, ref o)
{
    ref core = world_core_of(w, o);
    return world_is_set(w, core) ? core : o;
}

#endif
