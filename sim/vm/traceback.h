/* Tracebacks: where an exception has been, and what CPython writes of one that nobody catches. */
#ifndef OURO_SIM_VM_TRACEBACK_H
#define OURO_SIM_VM_TRACEBACK_H

#include "sim/vm/machine.h"

/* PyTraceBack_Here(): the running frame, or `f`, goes in front of those that the exception has left before. */
void traceback_here(machine *m);
void traceback_add(machine *m, vm_frame *f);

/* How often a line that comes again and again is told; then how often it has come besides. */
enum { TRACEBACK_REPEATS = 3 };
/* The code of the frame that a traceback stands for. */
const code *traceback_code(const machine *m, ref traceback);
/* File, line and function, and the line's end. */
void traceback_write_place(const machine *m, const code *c, uint32_t line, buffer *out);
/* A line that has come `count` times: how many of them have not been told, if any. */
void traceback_write_repeated(buffer *out, uint32_t count);

/* Everything is written to sys.stderr, whatever the script has put there, that is told of `exception`, which the
 * caller holds: what it came of, each with its frames, their lines with marks under them, and its last line, with
 * the name that may have been meant. str() of exceptions and notes may run Python code. *text: all of it; *last
 * (may be NULL): the last line, without its end. If the run stops meanwhile (m->stopped), nothing is written. */
void traceback_print(machine *m, ref exception, buffer *text, buffer *last);
/* What the script has put in the place of sys.stderr; 0: nothing, or None. */
ref traceback_file(const machine *m);

#endif
