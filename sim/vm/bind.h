/* How arguments find their parameters, and what becomes of them when they do not. */
#ifndef OURO_SIM_VM_BIND_H
#define OURO_SIM_VM_BIND_H

#include "sim/vm/machine.h"

enum { PARAMETERS_MAX = 256 };

/* The general case: `bound` gets a value, taken from `args` or borrowed from the defaults, for each
 * parameter. False: raised. */
bool parameters_bind(machine *m, ref function, const code *c, const value *args, uint32_t count, ref names,
                     value *bound);
/* *args: what is left of the positional arguments, taken over. */
value rest_tuple(machine *m, const code *c, const value *args, uint32_t positional);
/* **kwargs: the keywords that are no parameters. */
value rest_dict(machine *m, const code *c, const value *args, ref names);
/* The call of `function` failed before it began: the values go in the order in which its frame, half
 * filled, lets go of them. They may lie on the stack; 0 takes their places. */
void arguments_abandon(machine *m, ref function, value *args, uint32_t count, ref names);

#endif
