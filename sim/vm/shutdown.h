/* What the end of the script shares with the loop. */
#ifndef OURO_SIM_VM_SHUTDOWN_H
#define OURO_SIM_VM_SHUTDOWN_H

#include "sim/vm/machine.h"

/* The module's code has come to its end: the steps that are left begin and end, then the shutdown's. */
void steps_end(machine *m);
/* The calls that an uncaught exception has left are over, also the module's. */
void machine_leave(machine *m);
/* The script is over, whether it raised or not: sys.stderr and sys.stdout are flushed. No exception is on its way. */
void streams_flush(machine *m);

#endif
