/* The flow graph of one code object: blocks of instructions between labels and jumps.
 *
 * The compiler appends instructions and places labels (a label is a block not yet placed);
 * flow_optimize() then does what CPython's flowgraph.c does, so that the same instructions with the
 * same lines come out. assemble.c lays the blocks end to end.
 * Everything lives in the scratch arena.
 * Invariant: a jump or an instruction that leaves the code is the last one of its block. */
#ifndef OURO_SIM_LANG_FLOW_H
#define OURO_SIM_LANG_FLOW_H

#include "sim/lang/code.h"

/* Instructions that exist only in the graph. */
typedef enum flow_opcode {
    FLOW_SETUP_FINALLY = OP_COUNT, /* target handles what is raised up to the POP_BLOCK */
    FLOW_SETUP_CLEANUP,            /* the same; it wants the index of the failing instruction */
    FLOW_SETUP_WITH,
    FLOW_POP_BLOCK,
    FLOW_JUMP_NO_INTERRUPT,    /* never a backward jump that looks at the eval breaker */
    FLOW_STORE_FAST_MAYBE_NULL, /* STORE_FAST of what LOAD_FAST_AND_CLEAR left */
    FLOW_LOAD_CLOSURE,          /* push the cell (by name) itself */
    FLOW_RETURN_CONST
} flow_opcode;

enum { LINE_NONE = -1 };

typedef struct location {
    int32_t line; /* LINE_NONE: made by the compiler, takes its neighbour's */
    uint32_t column, end_line, end_column;
} location;

typedef struct block block;
typedef struct flow_instr {
    uint16_t op; /* opcode or flow_opcode */
    uint8_t aux;
    bool is_second; /* CPython makes one instruction of it and the one before */
    uint8_t prefix; /* EXTENDED_ARG before it, once measured */
    uint32_t arg;
    block *target;  /* of a jump or SETUP */
    block *handler; /* where an exception goes */
    location loc;
} flow_instr;

struct block {
    block *next;
    flow_instr *instrs;
    uint32_t count, capacity;
    uint32_t predecessors;
    int32_t start_depth;   /* of the stack; -1: not known yet */
    uint32_t offset;       /* of its first instruction, when assembled */
    uint32_t unit;         /* where it begins in CPython's bytecode */
    uint64_t unsafe_locals; /* those among the first 64 that may be empty on entry */
    block **handlers;      /* the stack of handlers on entry, while they are labelled */
    uint32_t handler_count;
    bool is_label, visited, is_handler, preserves_lasti, cold, warm;
};

typedef struct flow {
    arena *memory;
    block *entry, *current;
    uint32_t block_count, instr_count;
    uint32_t max_instrs; /* finally bodies are copied: a small script can ask for very much code */
    bool failed;    /* no memory; sticky */
    bool too_large; /* more than max_instrs; sticky */
} flow;

void flow_start(flow *f, arena *memory, uint32_t max_instrs);
block *flow_new_block(flow *f);
void flow_place(flow *f, block *label);
void flow_add(flow *f, flow_instr added);
/* Put an instruction at the head of the entry block, behind `index` others. */
void flow_insert(flow *f, uint32_t index, flow_instr added);

/* --- what instructions are (flow.c) --- */
bool flow_is_jump(uint16_t op);
bool flow_is_conditional_jump(uint16_t op);
bool flow_is_unconditional_jump(uint16_t op);
bool flow_is_setup(uint16_t op);
bool flow_leaves(uint16_t op);
int32_t flow_stack_effect(const flow_instr *i, bool jumps);
flow_instr *flow_last(const block *b);
bool flow_falls_through(const block *b);
/* Make it a NOP that keeps its line. */
void flow_erase(flow_instr *i);
/* Append a copy of one block's instructions to another. */
void flow_append(flow *f, block *to, const block *from);
/* Room for every block once: for walks over the graph. Clears `visited`. */
block **flow_walk_stack(flow *f);

/* What the optimiser asks of whoever owns the constants. */
typedef struct flow_constants {
    void *owner;
    const constant *(*get)(void *owner, uint32_t index);
    uint32_t (*add)(void *owner, constant value); /* an index; any number after a failure */
} flow_constants;

/* Optimise as CPython does; `local_count` fast locals, the first `parameter_count` of which are set. */
void flow_optimize(flow *f, const flow_constants *constants, uint32_t local_count,
                   uint32_t parameter_count, int32_t first_line);
/* Turn SETUP, POP_BLOCK and their like into what remains of them, after flow_optimize(). */
void flow_convert(flow *f);
/* Jumps that are taken backwards must be unconditional. */
void flow_normalize_jumps(flow *f);
/* Sets every block's start_depth; returns the deepest stack. */
uint32_t flow_measure_stack(flow *f);

/* --- between the files of the optimiser --- */
uint32_t flow_remove_nops(flow *f);
void flow_remove_unreachable(flow *f);
void flow_resolve_lines(flow *f, int32_t first_line);
void flow_label_handlers(flow *f);
void flow_optimize_blocks(flow *f, const flow_constants *constants);
void flow_check_locals(flow *f, uint32_t local_count, uint32_t parameter_count);
void flow_push_cold_to_end(flow *f);
uint32_t flow_remove_jumps(flow *f);

#endif
