#include "sim/lang/flow.h"

#include <assert.h>
#include <string.h>

void flow_start(flow *f, arena *memory, uint32_t max_instrs)
{
    *f = (flow){.memory = memory, .max_instrs = max_instrs};
    f->entry = flow_new_block(f);
    f->current = f->entry;
}

block *flow_new_block(flow *f)
{
    block *b = arena_alloc(f->memory, sizeof *b);
    if (!b) {
        f->failed = true;
        return NULL;
    }
    f->block_count++;
    return b;
}

void flow_place(flow *f, block *label)
{
    if (f->failed)
        return;
    label->is_label = true;
    f->current->next = label;
    f->current = label;
}

static flow_instr *append(flow *f, block *b)
{
    if (b->count == b->capacity) {
        uint32_t capacity = b->capacity ? 2 * b->capacity : 8;
        flow_instr *grown = arena_grow(f->memory, b->instrs, b->count * sizeof *grown,
                                       capacity * sizeof *grown);
        if (!grown) {
            f->failed = true;
            return NULL;
        }
        b->instrs = grown;
        b->capacity = capacity;
    }
    f->too_large = f->too_large || ++f->instr_count > f->max_instrs;
    return &b->instrs[b->count++];
}

void flow_add(flow *f, flow_instr added)
{
    if (f->failed || f->too_large)
        return;
    const flow_instr *last = flow_last(f->current);
    if (last && (flow_is_jump(last->op) || flow_leaves(last->op))) {
        block *b = flow_new_block(f);
        if (!b)
            return;
        f->current->next = b;
        f->current = b;
    }
    flow_instr *slot = append(f, f->current);
    if (slot)
        *slot = added;
}

void flow_insert(flow *f, uint32_t index, flow_instr added)
{
    if (f->failed || !append(f, f->entry))
        return;
    flow_instr *at = f->entry->instrs + index;
    memmove(at + 1, at, (f->entry->count - 1 - index) * sizeof *at);
    *at = added;
}

void flow_append(flow *f, block *to, const block *from)
{
    for (uint32_t i = 0; i < from->count; i++) {
        flow_instr *slot = append(f, to);
        if (!slot)
            return;
        *slot = from->instrs[i];
    }
}

/* --- what instructions are ------------------------------------------------------------------ */

bool flow_is_unconditional_jump(uint16_t op)
{
    return op == OP_JUMP || op == OP_JUMP_BACKWARD || op == FLOW_JUMP_NO_INTERRUPT;
}

bool flow_is_conditional_jump(uint16_t op)
{
    return op == OP_POP_JUMP_IF_FALSE || op == OP_POP_JUMP_IF_TRUE || op == OP_POP_JUMP_IF_NONE ||
           op == OP_POP_JUMP_IF_NOT_NONE;
}

bool flow_is_jump(uint16_t op)
{
    return flow_is_unconditional_jump(op) || flow_is_conditional_jump(op) || op == OP_FOR_ITER ||
           op == OP_SEND;
}

bool flow_is_setup(uint16_t op)
{
    return op == FLOW_SETUP_FINALLY || op == FLOW_SETUP_CLEANUP || op == FLOW_SETUP_WITH;
}

bool flow_leaves(uint16_t op)
{
    return op == OP_RETURN_VALUE || op == FLOW_RETURN_CONST || op == OP_RAISE_VARARGS ||
           op == OP_RERAISE || op == OP_INTERPRETER_EXIT;
}

flow_instr *flow_last(const block *b)
{
    return b->count ? &b->instrs[b->count - 1] : NULL;
}

bool flow_falls_through(const block *b)
{
    const flow_instr *last = flow_last(b);
    return !last || !(flow_leaves(last->op) || flow_is_unconditional_jump(last->op));
}

void flow_erase(flow_instr *i)
{
    i->op = OP_NOP;
    i->aux = 0;
    i->arg = 0;
    i->target = NULL;
}

block **flow_walk_stack(flow *f)
{
    uint32_t count = 0;
    for (block *b = f->entry; b; b = b->next) {
        b->visited = false;
        count++;
    }
    block **stack = arena_alloc(f->memory, (count + 1) * sizeof *stack);
    f->failed = f->failed || !stack;
    return stack;
}

/* --- the stack ------------------------------------------------------------------------------ */

static int32_t pseudo_effect(uint16_t op, bool jumps)
{
    if (op == FLOW_LOAD_CLOSURE)
        return 1;
    if (op == FLOW_SETUP_CLEANUP)
        return jumps ? 2 : 0;
    if (op == FLOW_SETUP_FINALLY || op == FLOW_SETUP_WITH)
        return jumps ? 1 : 0;
    return op == FLOW_STORE_FAST_MAYBE_NULL ? -1 : 0;
}

int32_t flow_stack_effect(const flow_instr *i, bool jumps)
{
    int32_t n = (int32_t)i->arg, aux = i->aux;
    if (i->op >= OP_COUNT)
        return pseudo_effect(i->op, jumps);
    switch ((opcode)i->op) {
    case OP_NOP: case OP_RESUME: case OP_SWAP: case OP_DELETE_FAST: case OP_DELETE_NAME:
    case OP_DELETE_GLOBAL: case OP_MAKE_CELL: case OP_COPY_FREE_VARS: case OP_DELETE_DEREF:
    case OP_LOAD_FROM_DICT_OR_DEREF: case OP_LOAD_FROM_DICT_OR_GLOBALS: case OP_UNARY_NEGATIVE:
    case OP_UNARY_POSITIVE: case OP_UNARY_INVERT: case OP_UNARY_NOT: case OP_TO_BOOL:
    case OP_LIST_TO_TUPLE: case OP_FORMAT_SIMPLE: case OP_CONVERT_VALUE: case OP_GET_ITER:
    case OP_GET_YIELD_FROM_ITER: case OP_JUMP: case OP_JUMP_BACKWARD: case OP_YIELD_VALUE:
    case OP_SEND: case OP_STOPITERATION_ERROR: case OP_MAKE_FUNCTION: case OP_CHECK_EXC_MATCH:
    case OP_COUNT:
        return 0;
    case OP_COPY: case OP_PUSH_NULL: case OP_LOAD_CONST: case OP_LOAD_FAST:
    case OP_LOAD_FAST_CHECK: case OP_LOAD_FAST_AND_CLEAR: case OP_LOAD_NAME: case OP_LOAD_DEREF:
    case OP_LOAD_LOCALS: case OP_LOAD_BUILD_CLASS: case OP_LOAD_ASSERTION_ERROR: case OP_FOR_ITER:
    case OP_RETURN_GENERATOR: case OP_IMPORT_FROM: case OP_PUSH_EXC_INFO: case OP_BEFORE_WITH:
    case OP_WITH_EXCEPT_START:
        return 1;
    case OP_POP_TOP: case OP_END_FOR: case OP_STORE_FAST: case OP_STORE_NAME:
    case OP_STORE_GLOBAL: case OP_STORE_DEREF: case OP_DELETE_ATTR: case OP_BINARY_OP:
    case OP_COMPARE_OP: case OP_IS_OP: case OP_CONTAINS_OP: case OP_BINARY_SUBSCR:
    case OP_LIST_APPEND: case OP_SET_ADD: case OP_LIST_EXTEND: case OP_SET_UPDATE:
    case OP_DICT_UPDATE: case OP_DICT_MERGE: case OP_FORMAT_WITH_SPEC: case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE: case OP_POP_JUMP_IF_NONE: case OP_POP_JUMP_IF_NOT_NONE:
    case OP_RETURN_VALUE: case OP_END_SEND: case OP_CLEANUP_THROW:
    case OP_SET_FUNCTION_ATTRIBUTE: case OP_IMPORT_NAME: case OP_RERAISE: case OP_POP_EXCEPT:
    case OP_EXIT_INIT_CHECK: case OP_INTERPRETER_EXIT:
        return -1;
    case OP_STORE_ATTR: case OP_DELETE_SUBSCR: case OP_BINARY_SLICE: case OP_MAP_ADD:
        return -2;
    case OP_STORE_SUBSCR:
        return -3;
    case OP_STORE_SLICE:
        return -4;
    case OP_LOAD_GLOBAL:
        return 1 + aux;
    case OP_LOAD_ATTR:
        return aux;
    case OP_LOAD_SUPER_ATTR:
        return -2 + (aux & 1);
    case OP_BUILD_TUPLE: case OP_BUILD_LIST: case OP_BUILD_SET: case OP_BUILD_STRING:
    case OP_BUILD_SLICE:
        return 1 - n;
    case OP_BUILD_MAP:
        return 1 - 2 * n;
    case OP_BUILD_CONST_KEY_MAP: case OP_RAISE_VARARGS:
        return -n;
    case OP_UNPACK_SEQUENCE:
        return n - 1;
    case OP_UNPACK_EX:
        return n + aux;
    case OP_CALL:
        return -n - 1;
    case OP_CALL_KW:
        return -n - 2;
    case OP_CALL_FUNCTION_EX:
        return -2 - aux;
    }
    return 0;
}

/* Walk from the entry; `visited` keeps a block from being pushed twice. */
typedef struct depth_walk {
    block **stack;
    uint32_t top;
    int32_t deepest;
} depth_walk;

static void reach(depth_walk *w, block *b, int32_t depth)
{
    assert(!b->visited || b->start_depth == depth);
    if (b->visited)
        return;
    b->visited = true;
    b->start_depth = depth;
    w->stack[w->top++] = b;
}

static void measure_block(depth_walk *w, const block *b)
{
    int32_t depth = b->start_depth;
    for (uint32_t i = 0; i < b->count; i++) {
        const flow_instr *in = &b->instrs[i];
        if (in->target)
            reach(w, in->target, depth + flow_stack_effect(in, true));
        depth += flow_stack_effect(in, false);
        assert(depth >= 0);
        if (depth > w->deepest)
            w->deepest = depth;
    }
    if (b->next && flow_falls_through(b))
        reach(w, b->next, depth);
}

uint32_t flow_measure_stack(flow *f)
{
    depth_walk w = {.stack = flow_walk_stack(f)};
    if (!w.stack)
        return 0;
    reach(&w, f->entry, 0);
    while (w.top) {
        const block *b = w.stack[--w.top];
        if (b->start_depth > w.deepest)
            w.deepest = b->start_depth;
        measure_block(&w, b);
    }
    return (uint32_t)w.deepest;
}
