/* The objects of a program's constants. */
#ifndef OURO_SIM_VM_CONSTANTS_H
#define OURO_SIM_VM_CONSTANTS_H

#include "sim/vm/machine.h"

/* The object of a constant: equal ones of a program are one object, which a code object or a constant
 * that contains it holds. Owned if it has just been made, else borrowed; 0: the run has stopped. */
value constant_object(machine *m, const constant *c);
/* The syntax tree goes, and with it its references to constants. */
void constants_release_tree(machine *m);

#endif
