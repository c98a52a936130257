/* The objects of a program's constants. */
#ifndef OURO_SIM_VM_CONSTANTS_H
#define OURO_SIM_VM_CONSTANTS_H

#include "sim/vm/machine.h"

/* The object of a constant: equal ones of a program are one object, which a code object or a constant
 * that contains it holds. Owned if it has just been made, else borrowed; 0: the run has stopped. */
value constant_object(machine *m, const constant *c);
/* Codes of equal constants have one tuple of them. groups[i] for code i: the number of the first one, its
 * own if it is that; 0: it has its constants alone. False: no memory.
 * Source: CPython 3.13.0, Python/assemble.c, makecode(); Python/compile.c, _PyCompile_ConstCacheMergeOne().
 * Differs: a tuple that stands in the script is never that one. */
bool constants_find_equal(const machine *m, uint32_t *groups);
value constants_tuple(machine *m, const code *c);
/* The syntax tree that the script is compiled from has a list of what it holds, which is there before any constant; it
 * stays while the script runs. */
void constants_hold_tree(machine *m);
/* The syntax tree goes, and its list with it, whose memory is kept for another one. */
void constants_release_tree(machine *m);

#endif
