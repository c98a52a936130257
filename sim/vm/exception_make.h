/* Making exceptions as their classes do when they are called. */
#ifndef OURO_SIM_VM_EXCEPTION_MAKE_H
#define OURO_SIM_VM_EXCEPTION_MAKE_H

#include "sim/vm/machine.h"

/* tp_new: `count` positional arguments, borrowed; `packed`: the tuple that they are in already, which becomes
 * the exception's args, else 0; has_init: the class has an __init__ of the script. 0: the run stops. */
value exception_new(machine *m, ref type, const value *args, uint32_t count, ref packed, bool has_init);
/* OSError without an __init__ of the script minds keywords in tp_new: raised. */
bool exception_refuses(machine *m, ref type, ref names);
/* tp_init, behind tp_new with the same arguments; the values of keywords come behind the positional
 * ones. False: raised. */
bool exception_begin(machine *m, ref e, const value *args, uint32_t count, ref names);

#endif
