/* The tuples of the script's code objects. They matter when they die: the long ones are given back to the collector's
 * allocator, which counts, the others are kept for the next tuples.
 * Source: CPython 3.13.0, Python/assemble.c, makecode(); Python/compile.c, _PyCompile_ConstCacheMergeOne();
 * Objects/codeobject.c, code_dealloc().
 * Differs: a tuple of constants is empty inside where the code holds them itself; none is ever the same as a tuple that
 * stands in the script; the library's code has none, since it is not CPython's. */
#ifndef OURO_SIM_VM_CODE_TUPLES_H
#define OURO_SIM_VM_CODE_TUPLES_H

#include "sim/vm/machine.h"

typedef enum code_tuple {
    CODE_CONSTS, /* co_consts */
    CODE_NAMES,  /* co_names */
    CODE_LOCALS, /* co_localsplusnames */
    CODE_TUPLE_END
} code_tuple;

typedef struct code_tuple_place {
    const code *code; /* NULL: free */
    code_tuple which;
    ref tuple;
} code_tuple_place;

/* Equal tuples of several codes are one. */
typedef struct code_tuples {
    code_tuple_place *places; /* by hash */
    uint32_t mask;
    uint32_t first; /* number of the first code that is not the library's */
} code_tuples;

/* False: no memory. Either way to be closed. */
bool code_tuples_open(code_tuples *t, const program *p);
/* The tuples of code `c`, in the order in which it lets go of them; `consts`: the one of its constants, too. Each is owned,
 * or one that an earlier code holds. Returns their number. O(length) of each. */
uint32_t code_tuples_make(code_tuples *t, machine *m, const code *c, bool consts, value out[CODE_TUPLE_END]);
void code_tuples_close(code_tuples *t);

#endif
