/* Operators of the script's classes. */
#ifndef OURO_SIM_VM_SPECIAL_METHODS_H
#define OURO_SIM_VM_SPECIAL_METHODS_H

#include "sim/vm/machine.h"

/* a.method(b), b.reflected(a), in the order that their classes demand (names may be NULL). True: *out is
 * the answer, 0: raised. False: nobody has one. */
bool special_binary(machine *m, ref a, ref b, const char *method, const char *reflected, value *out);
/* The same for a comparison. */
bool special_compare(machine *m, compare_op_kind kind, ref a, ref b, value *out);

/* One side of it: what the class of `o` answers. */
bool special_compare_ask(machine *m, compare_op_kind kind, ref o, ref other, value *out);

#endif
