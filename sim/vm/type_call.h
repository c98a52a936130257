/* Calling a class. */
#ifndef OURO_SIM_VM_TYPE_CALL_H
#define OURO_SIM_VM_TYPE_CALL_H

#include "sim/vm/machine.h"

/* The function of the script's __new__ that `type` has, 0: it has none. */
ref type_script_new(machine *m, ref type);
/* tp_new_wrapper(): may X.__new__(class, ...) of the builtin type `owner` make such an instance? False: raised. */
bool type_new_fits(machine *m, const call_args *a, builtin_type owner);
/* slot_tp_new(), slot_tp_init(): `function(first, *args)`. */
value type_slot_call(machine *m, ref function, ref first, const value *args, uint32_t count, ref names);
/* The instance as the builtin base makes it. */
value type_builtin_new(machine *m, ref type, const value *args, uint32_t count, ref names, ref packed);
/* __new__ and __init__ of a class of the script or of an exception; 0: raised. */
value type_call(machine *m, ref type, const value *args, uint32_t count, ref names, ref made);
/* A bare instance (call.c). */
value instance_new(machine *m, ref type, const value *args, uint32_t count, ref packed);

#endif
