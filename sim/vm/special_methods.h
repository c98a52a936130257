/* Operators of the script's classes. */
#ifndef OURO_SIM_VM_SPECIAL_METHODS_H
#define OURO_SIM_VM_SPECIAL_METHODS_H

#include "sim/vm/machine.h"

/* a.method(b), b.reflected(a), in the order that their classes demand (names may be NULL). True: *out is
 * the answer, 0: raised. False: nobody has one. */
bool special_binary(machine *m, uint32_t kind, ref a, ref b, const char *method, const char *reflected, value *out);
/* May the operands' builtin types still be asked when that has found no answer? */
bool special_leaves_base(machine *m, uint32_t kind, ref a, ref b, const char *method, const char *reflected);
/* The same as special_binary() for a comparison. */
bool special_compare(machine *m, compare_op_kind kind, ref a, ref b, value *out);

/* One side of it: what the class of `o` answers. */
bool special_compare_ask(machine *m, compare_op_kind kind, ref o, ref other, value *out);

#endif
