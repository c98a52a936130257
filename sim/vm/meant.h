/* "Did you mean: 'total'?": what a name that was not found may have meant. */
#ifndef OURO_SIM_VM_MEANT_H
#define OURO_SIM_VM_MEANT_H

#include "sim/vm/machine.h"

/* Append to what a NameError or AttributeError says; nothing for other exceptions. `traceback`: the one it had
 * when it began to be told, 0: none. The caller holds both. May run Python code: is there self.NAME? */
void meant_write(machine *m, ref exception, ref traceback, buffer *out);

#endif
