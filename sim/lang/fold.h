/* What CPython computes before it compiles: 1 + 2 is a constant, (1, 2) is one, `x in [1, 2]` looks
 * in a tuple, "%s" % (x,) is an f-string.
 *
 * Rewrites the tree in place; new constants live in the scratch arena. An integer result beyond 64
 * bits is refused (OURO_ERR_UNSUPPORTED); an operation that would raise is left to the machine.
 * Source: CPython 3.13.0, Python/ast_opt.c. */
#ifndef OURO_SIM_LANG_FOLD_H
#define OURO_SIM_LANG_FOLD_H

#include "sim/lang/ast.h"
#include "sim/lang/name_table.h"

ouro_result fold_statements(arena *memory, name_table *names, stmt_list *statements,
                            ouro_error *err) OURO_MUST_CHECK;

/* --- values (fold_value.c) --- */
typedef enum fold_outcome {
    FOLD_DONE,
    FOLD_LEFT,     /* not computed: it would raise, or be too large a constant */
    FOLD_TOO_LARGE, /* beyond 64 bits */
    FOLD_NO_MEMORY
} fold_outcome;

fold_outcome fold_unary(unary_kind op, const constant *operand, constant *out);
fold_outcome fold_binary(arena *memory, binary_op_kind op, const constant *left,
                         const constant *right, constant *out);
fold_outcome fold_subscript(arena *memory, const constant *object, const constant *index,
                            constant *out);
/* bool(c), of a constant. */
bool constant_is_true(const constant *c);

#endif
