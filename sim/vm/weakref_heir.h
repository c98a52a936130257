/* Heirs of weakref.ref: how their instances come to be. */
#ifndef OURO_SIM_VM_WEAKREF_HEIR_H
#define OURO_SIM_VM_WEAKREF_HEIR_H

#include "sim/vm/machine.h"

/* Do instances of `type` refer weakly? */
bool weakref_is_heir(const world *w, ref type);
/* type(*args): __new__, then __init__. */
value weakref_heir_call(machine *m, ref type, const value *args, uint32_t count, ref names);

#endif
