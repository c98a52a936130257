/* What the compiler makes: immutable code.
 *
 * A program is one script compiled: a tree of code objects that the program's arena owns, and one
 * table of names for all of them. Nothing here changes after compile(); whoever executes keeps its
 * inline caches beside it, one per instruction whose `cache` is not CODE_NO_CACHE.
 * Knows nothing of memory, objects or refcounts. */
#ifndef OURO_SIM_LANG_CODE_H
#define OURO_SIM_LANG_CODE_H

#include "sim/base/arena.h"
#include "sim/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum opcode {
#define OP(name, sentence) OP_##name,
#include "sim/lang/op.def"
#undef OP
    OP_COUNT
} opcode;

/* BINARY_OP's argument; CPython's NB_ numbers (opcode.h), INPLACE = + 13. */
typedef enum binary_op_kind {
    BINARY_ADD = 0,
    BINARY_AND = 1,
    BINARY_FLOOR_DIVIDE = 2,
    BINARY_LSHIFT = 3,
    BINARY_MATRIX_MULTIPLY = 4, /* never compiled: '@' is refused */
    BINARY_MULTIPLY = 5,
    BINARY_REMAINDER = 6,
    BINARY_OR = 7,
    BINARY_POWER = 8,
    BINARY_RSHIFT = 9,
    BINARY_SUBTRACT = 10,
    BINARY_TRUE_DIVIDE = 11,
    BINARY_XOR = 12,
    BINARY_INPLACE = 13 /* added to one of the above */
} binary_op_kind;

typedef enum compare_op_kind {
    COMPARE_LT,
    COMPARE_LE,
    COMPARE_EQ,
    COMPARE_NE,
    COMPARE_GT,
    COMPARE_GE
} compare_op_kind;

typedef enum constant_kind {
    CONST_NONE,
    CONST_TRUE,
    CONST_FALSE,
    CONST_ELLIPSIS,
    CONST_INT,
    CONST_FLOAT,
    CONST_STR,
    CONST_BYTES,
    CONST_TUPLE,
    CONST_FROZENSET,
    CONST_CODE
} constant_kind;

typedef struct code code;
typedef struct constant constant;
struct constant {
    constant_kind kind;
    bool interned;     /* CONST_STR: looks like an identifier, so CPython interns it */
    uint8_t in_tree;   /* references that the syntax tree has to it while the script runs */
    int64_t integer;   /* CONST_INT */
    double number;     /* CONST_FLOAT */
    const char *text;  /* CONST_STR (UTF-8), CONST_BYTES; may hold NULs */
    uint32_t length;   /* bytes of text, or number of items */
    const constant *items; /* CONST_TUPLE, CONST_FROZENSET */
    const code *code;  /* CONST_CODE */
    uint32_t serial;   /* equal constants of a program share it, as they share one object in CPython */
};

enum { CODE_NO_CACHE = 0xFFFF };

typedef struct instr {
    uint8_t op; /* opcode */
    uint8_t aux;
    uint16_t cache; /* index of this instruction's inline cache in its code, or CODE_NO_CACHE */
    uint32_t arg;
} instr;

/* Which expression an instruction works for: lines and columns from 1, columns in code points, the end
 * exclusive. Line 0: the prefix, which has no lines. */
typedef struct instr_position {
    uint32_t line, column, end_line, end_column;
} instr_position;

/* A row of the exception table: instructions start..end-1 go to `target` with the stack cut to
 * `depth` (above the locals); `push_lasti`: the index of the failing instruction goes below the exception. */
typedef struct code_handler {
    uint32_t start, end, target, depth;
    bool push_lasti;
} code_handler;

typedef enum code_flag {
    CODE_OPTIMIZED = 1, /* locals are fast locals: a function, not a module or class body */
    CODE_NEWLOCALS = 2,
    CODE_VARARGS = 4,
    CODE_VARKEYWORDS = 8,
    CODE_NESTED = 16,
    CODE_GENERATOR = 32
} code_flag;

/* What a place among the fast locals is for. */
typedef enum local_kind {
    LOCAL_PLAIN,
    LOCAL_CELL,  /* inner functions know it, too: the place holds its cell */
    LOCAL_FREE,  /* an outer function's: the closure has the cell */
    LOCAL_HIDDEN /* an inlined comprehension's */
} local_kind;

struct code {
    uint32_t serial;       /* index in program.codes */
    uint32_t flags;        /* code_flag */
    uint32_t name, qualname; /* indices of program names */
    uint32_t arg_count;    /* positional, keyword-only excluded */
    uint32_t posonly_count;
    uint32_t kwonly_count;
    uint32_t local_count;  /* fast locals: arguments, *args, **kwargs, others, cells, free */
    uint32_t cell_count;   /* cells that are not arguments follow the plain locals */
    uint32_t free_count;   /* the last locals */
    uint32_t stack_size;   /* the deepest evaluation stack */
    uint32_t first_line;
    const uint32_t *local_names; /* local_count names; an index into program names */
    const uint8_t *local_kinds;  /* local_kind */
    const instr *instrs;
    const instr_position *positions; /* one per instr */
    uint32_t instr_count, cache_count;
    uint32_t unit_count; /* CPython's co_code, in units of two bytes */
    const constant *consts;
    uint32_t const_count;
    const uint32_t *names; /* co_names: what the code mentions by name, in order of first mention */
    uint32_t name_count;
    const code_handler *handlers; /* innermost first for any one instruction */
    uint32_t handler_count;
};

/* The name of program.names[i]. Texts are NUL-terminated, distinct, owned by the program. */
typedef struct program_name {
    const char *text;
    uint32_t length;
} program_name;

/* A top-level statement of the script: first and last line. */
typedef struct program_statement {
    uint32_t first_line, last_line;
} program_statement;

typedef struct program {
    arena memory; /* owns all below */
    const code *module;
    const code *library; /* the module of the interpreter's own Python code; NULL: the script needs none */
    const code *const *codes; /* all of them, by serial; the module is 0 */
    uint32_t code_count;
    uint32_t constant_count; /* their serial numbers are below */
    const program_name *names;
    uint32_t name_count;
    const program_statement *statements; /* of the script, without the prefix, in order */
    uint32_t statement_count;
} program;

/* Compile `prefix` (may be "": statements without line numbers) and then `script` as one module.
 *
 *   out           takes the program; unchanged on error
 * Errors  OURO_ERR_SYNTAX with CPython's own message where it has one, OURO_ERR_UNSUPPORTED
 *         ("'match' is not supported"), OURO_ERR_LIMIT_INPUT, OURO_ERR_NOMEM; positions are the
 *         script's. Cost O(length). */
ouro_result lang_compile(const char *prefix, const char *script, size_t script_length, program **out,
                         ouro_error *err) OURO_MUST_CHECK;
void program_free(program *p);

/* CPython's name of an instruction, and its sentence. */
const char *opcode_name(opcode op);
const char *opcode_sentence(opcode op);

#endif
