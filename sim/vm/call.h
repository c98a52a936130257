/* What calls share with builtins and with the machine's start. */
#ifndef OURO_SIM_VM_CALL_H
#define OURO_SIM_VM_CALL_H

#include "sim/vm/machine.h"

#include <stdio.h>

/* Is there room for a frame of this code? False: raised. */
bool frame_room(machine *m, const code *c);
bool frame_enter(machine *m, const code *c, value function, ref globals, ref names, frame_exit on_exit);
value call_with_names(machine *m, ref callable, const value *args, uint32_t count, ref names);
value builtin_call(machine *m, ref function, const value *args, uint32_t count, ref names);
/* "list.append", "len". */
enum { BUILTIN_NAME_BYTES = 128 };
/* "str.join", "gc.collect", "len": _PyObject_FunctionStr(). */
void builtin_full_name(const machine *m, const builtin_info *info, char out[BUILTIN_NAME_BYTES]);
value builtin_count_error(machine *m, const builtin_info *info, uint32_t given);
/* int(...), list(...), ...: the interpreter's own types called. */
value construct_builtin(machine *m, builtin_type type, const value *args, uint32_t count, ref names);
value construct_weakref(machine *m, const value *args, uint32_t count);
/* gc.callbacks, one after the other; what they raise is told on stderr and forgotten. */
void gc_callbacks_call(machine *m, bool stop, uint32_t generation, gc_stats stats);
value version_info_make(machine *m);
value weakref_call(machine *m, ref weakref, uint32_t count, ref names);

#endif
