/* The syntax tree to code.
 *
 * One `unit` per code object being compiled, innermost first; each has its flow graph and its tables
 * of names and constants. What is emitted, and in which order, is what CPython 3.13's compile.c
 * emits: the order of evaluation, the layout of the stack and the lines all show.
 * Invariant: an error sets `result` once; emitting goes on harmlessly until the statement ends. */
#ifndef OURO_SIM_LANG_COMPILE_H
#define OURO_SIM_LANG_COMPILE_H

#include "sim/lang/flow.h"
#include "sim/lang/symtable.h"

enum {
    COMPILE_MAX_BLOCKS = 21,  /* CPython's CO_MAXBLOCKS */
    COMPILE_STACK_ITEMS = 30, /* displays with more are built bit by bit */
    COMPILE_INSTRS_PER_BYTE = 64,
    COMPILE_MIN_INSTRS = 100000
};

/* Numbers to indices: small open-addressing table; 0 is no key. */
typedef struct index_map {
    uint32_t *keys, *values;
    uint32_t count, capacity;
    uint32_t *order; /* keys by index: what was added first has the index 0 */
} index_map;

typedef enum fblock_kind {
    FBLOCK_WHILE,
    FBLOCK_FOR,
    FBLOCK_TRY,
    FBLOCK_FINALLY_TRY,
    FBLOCK_FINALLY_END,
    FBLOCK_WITH,
    FBLOCK_HANDLER,
    FBLOCK_HANDLER_CLEANUP,
    FBLOCK_POP_VALUE,
    FBLOCK_STOP_ITERATION
} fblock_kind;

/* A construct that `return`, `break` and `continue` must unwind. */
typedef struct fblock {
    fblock_kind kind;
    block *start, *exit;
    location loc;
    const stmt_list *last; /* FINALLY_TRY: the finally body */
    uint32_t name;         /* HANDLER_CLEANUP: of the exception, or 0 */
} fblock;

typedef struct unit unit;
struct unit {
    unit *parent;
    scope *scope;
    uint32_t name, qualname;
    bool is_lambda;
    int32_t first_line;
    flow flow;
    index_map locals, cells, frees, names, consts;
    uint32_t hidden_depth; /* comprehensions inlined here and not yet left */
    index_map attributes;  /* of a class: what its methods store in self */
    uint32_t arg_count, posonly_count, kwonly_count;
    uint32_t flags;
    fblock fblocks[COMPILE_MAX_BLOCKS];
    uint32_t fblock_count;
};

/* Equal constants of the program, each once. */
typedef struct constant_table {
    constant *items;
    uint32_t count, capacity;
    uint32_t first; /* those before belong to a module compiled earlier: never found again */
    uint32_t *buckets;
    uint32_t bucket_count;
} constant_table;

typedef struct compiler {
    arena *scratch, *memory; /* `memory` is the program's */
    name_table *names;
    symtable *symbols;
    ouro_error *err;
    ouro_result result;
    unit *unit;
    constant_table constants;
    const code **codes;
    uint32_t code_count;
    uint32_t max_instrs, emitted;
    bool is_library; /* its module is a code like others: number 0 is the script's */
} compiler;

/* lang_compile(); `whole_language`: also what the machine does not execute yet (for tests). */
ouro_result compile_program(const char *prefix, const char *script, size_t script_length,
                            bool whole_language, program **out, ouro_error *err) OURO_MUST_CHECK;

/* --- compile.c: units, names, emitting --- */
ouro_result compile_fail(compiler *c, source_span at, const char *format, ...) OURO_PRINTF(3, 4);
void compile_no_memory(compiler *c);
bool compile_enter(compiler *c, unit *u, scope *s, uint32_t name, int32_t first_line);
void compile_leave(compiler *c);
location compile_loc(source_span span);
/* What no expression asks for: the place before the first column. */
location compile_line_start(int32_t line);
extern const location compile_no_loc;
void emit(compiler *c, location loc, opcode op);
void emit_arg(compiler *c, location loc, opcode op, uint32_t arg);
void emit_aux(compiler *c, location loc, opcode op, uint32_t arg, uint8_t aux);
void emit_flow(compiler *c, location loc, flow_opcode op);
void emit_flow_arg(compiler *c, location loc, flow_opcode op, uint32_t arg);
void emit_jump(compiler *c, location loc, uint16_t op, block *target);
void emit_constant(compiler *c, location loc, constant value);
void emit_none(compiler *c, location loc);
void emit_text(compiler *c, location loc, uint32_t name);
void emit_text_tuple(compiler *c, location loc, const uint32_t *names, uint32_t count);
/* An instruction whose argument is a name of the program: LOAD_ATTR and the like. */
void emit_name(compiler *c, location loc, opcode op, uint32_t name, uint8_t aux);
block *compile_label(compiler *c);
void compile_place(compiler *c, block *label);
uint32_t compile_mangle(compiler *c, uint32_t name);
uint32_t compile_constant_index(compiler *c, constant value);
/* The constant of an expression. */
constant tree_constant(const expr *e);
/* Load, store or delete a variable, wherever it lives. */
void compile_name(compiler *c, location loc, uint32_t name, expr_context context);
uint32_t index_map_add(compiler *c, index_map *map, uint32_t key);
bool index_map_find(const index_map *map, uint32_t key, uint32_t *value);
void compile_push_fblock(compiler *c, source_span at, fblock b);
void compile_pop_fblock(compiler *c);

/* --- constants (constant_table.c) --- */
/* The program's one constant that equals `value`. NULL: no memory. */
const constant *constant_table_intern(compiler *c, constant value);
/* Constants are shared within a module: what follows is another one. */
void constant_table_next_module(compiler *c);

/* --- expressions (compile_expression.c, compile_display.c, compile_call.c, compile_comprehension.c) --- */
void compile_expr(compiler *c, expr *e);
void compile_expr_list(compiler *c, const expr_list *list);
/* Jump to `target` if `e` is true (or, `when` false, if it is false). */
void compile_jump_if(compiler *c, location loc, expr *e, block *target, bool when);
void compile_sequence(compiler *c, expr *e); /* a tuple or a list */
void compile_set(compiler *c, expr *e);
void compile_dict(compiler *c, expr *e);
void compile_joined(compiler *c, expr *e);
void compile_formatted(compiler *c, expr *e);
/* Push `elements` as one list or set; or, as_tuple, as a tuple. `pushed` items stand below already. */
typedef struct display_ops {
    opcode build, add, extend;
    bool as_tuple;
} display_ops;
void compile_elements(compiler *c, location loc, const expr_list *elements, uint32_t pushed,
                      display_ops ops);
void compile_call(compiler *c, expr *e);
/* Arguments of a call whose callable and self (or NULL) and `pushed` arguments are on the stack. */
void compile_arguments(compiler *c, location loc, uint32_t pushed, const expr_list *arguments,
                       const keyword_argument *keywords, uint32_t keyword_count);
bool compile_is_super_attribute(const compiler *c, const expr *attribute);
void compile_super_arguments(compiler *c, expr *call);
/* Where the attribute's name stands, if it is in another line than the expression begins. */
location compile_attribute_loc(const compiler *c, location loc, const expr *attribute);
bool compile_is_plain_slice(const expr *e);
void compile_slice_parts(compiler *c, expr *slice, bool build);
void compile_comprehension(compiler *c, expr *e);

/* --- statements (compile_statement.c, compile_flow.c, compile_function.c) --- */
void compile_statements(compiler *c, const stmt_list *list);
void compile_statement(compiler *c, stmt *s);
void compile_loop(compiler *c, stmt *s);
void compile_try(compiler *c, stmt *s);
void compile_with(compiler *c, stmt *s);
void compile_return(compiler *c, stmt *s);
void compile_break(compiler *c, stmt *s);
void compile_body(compiler *c, const stmt_list *statements, bool with_docstring);
/* __doc__, stripped as inspect.cleandoc() strips; false if there is none. */
bool compile_docstring(compiler *c, const stmt_list *statements, constant *out);
void compile_def(compiler *c, stmt *s);
void compile_class(compiler *c, stmt *s);
void compile_lambda(compiler *c, expr *e);
/* Push a function of `inner`, with a tuple of the cells it needs. */
void compile_make_closure(compiler *c, location loc, const code *inner, uint32_t attributes);
void compile_wrap_generator(compiler *c);

/* --- assemble.c --- */
/* Finish the unit: its code, in the program. NULL after an error. */
const code *assemble(compiler *c, bool return_none);

#endif
