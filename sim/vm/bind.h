/* How arguments find their parameters, and what becomes of them when they do not. */
#ifndef OURO_SIM_VM_BIND_H
#define OURO_SIM_VM_BIND_H

#include "sim/vm/machine.h"

enum { PARAMETERS_MAX = 256 };

typedef struct {
    value bound[PARAMETERS_MAX + 2]; /* of each parameter; not initialised beyond */
    value rest, keywords;            /* *args, **kwargs; 0: none */
} bound_parameters;

/* The general case: `p` gets a value, taken from `args` or borrowed from the defaults, for each parameter.
 * What *args and **kwargs hold they take over: 0 takes its place. Both are there before anything is
 * complained of. False: raised. */
bool parameters_bind(machine *m, ref function, const code *c, value *args, uint32_t count, ref names,
                     bound_parameters *p);
/* The call of `c` failed before it began: the values go in the order in which its frame, half filled, lets
 * go of them. They may lie on the stack; 0 takes their places. */
void arguments_abandon(machine *m, const code *c, value *args, uint32_t count, ref names, const bound_parameters *p);

#endif
