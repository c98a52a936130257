/* Tracebacks: where an exception has been, and what CPython writes of one that nobody catches. */
#ifndef OURO_SIM_VM_TRACEBACK_H
#define OURO_SIM_VM_TRACEBACK_H

#include "sim/vm/machine.h"

/* PyTraceBack_Here(): the running frame, or `f`, goes in front of those that the exception has left before. */
void traceback_here(machine *m);
void traceback_add(machine *m, vm_frame *f);

/* Everything that is written to sys.stderr of `exception`: what it came of, each with its frames, their lines
 * with marks under them, and its last line, with the name that may have been meant. str() of exceptions may
 * run Python code. *last (may be NULL): the last line, without its end. */
void traceback_write(machine *m, ref exception, buffer *out, buffer *last);

#endif
