/* What builtin functions ask of their arguments: places for keywords, whole numbers.
 *
 * Reads the call; raises with CPython's messages; changes nothing else. */
#ifndef OURO_SIM_VM_ARGUMENTS_H
#define OURO_SIM_VM_ARGUMENTS_H

#include "sim/vm/machine.h"

/* Parameters of a function that takes keywords. A name "" is of a parameter that is positional only. */
typedef struct parameters {
    const char *function;
    const char *names[3];
    uint32_t count, required;
} parameters;

/* out[i] gets the argument of each parameter, 0 where it was left out; false: raised. */
bool arguments_bind(machine *m, const call_args *a, const parameters *p, ref out[3]);
/* A builtin function was `given` a keyword that is none of its `names`: always false.
 * Source: CPython 3.13.0, Python/getargs.c, error_unexpected_keyword_arg(). */
bool raise_keyword(machine *m, const char *function, const char *given, const char *const *names, uint32_t count);
/* The same of a function that has its keywords' names in C only (vgetargskeywords()): they come into a tuple of
 * `in_tuple` first. */
bool raise_keyword_of_list(machine *m, const char *function, const char *given, const char *const *names,
                           uint32_t count, uint32_t in_tuple);
/* A number to count with, operator.index(); false: raised. */
bool argument_int(machine *m, ref o, int64_t *out);
/* A start or end as slices have them, `otherwise` for None or 0; false: raised. */
bool argument_bound(machine *m, ref o, int64_t otherwise, int64_t *out);
/* Has the class of `o` a method of the script that only CPython would call? Then the run stops. */
bool stop_at_method(machine *m, ref o, const char *method);

#endif
