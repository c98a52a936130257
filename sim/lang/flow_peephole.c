#include "sim/lang/flow.h"
#include "sim/lang/fold.h"

/* What one block's instructions can be shortened to. Source: CPython 3.13.0, Python/flowgraph.c,
 * optimize_basic_block(). */

typedef struct peephole {
    flow *f;
    const flow_constants *constants;
    block *b;
} peephole;

static const constant *constant_at(const peephole *p, uint32_t index)
{
    return p->constants->get(p->constants->owner, index);
}

/* --- swaps ---------------------------------------------------------------------------------- */

enum { MAX_SWAP_DEPTH = 64 };

/* Replace a run of SWAPs by the shortest one with the same effect; returns its last index. */
static uint32_t shorten_swaps(block *b, uint32_t at)
{
    flow_instr *run = &b->instrs[at];
    uint32_t depth = run[0].arg, length = 1;
    bool more = false;
    for (; at + length < b->count; length++) {
        if (run[length].op == OP_SWAP) {
            depth = run[length].arg > depth ? run[length].arg : depth;
            more = true;
        } else if (run[length].op != OP_NOP) {
            break;
        }
    }
    if (!more || depth > MAX_SWAP_DEPTH)
        return at;
    int32_t stack[MAX_SWAP_DEPTH];
    for (uint32_t i = 0; i < depth; i++)
        stack[i] = (int32_t)i;
    for (uint32_t i = 0; i < length; i++)
        if (run[i].op == OP_SWAP) {
            int32_t top = stack[0];
            stack[0] = stack[run[i].arg - 1];
            stack[run[i].arg - 1] = top;
        }
    /* Each cycle of the permutation is undone from its end; -1: already in its place. */
    uint32_t current = length;
    for (uint32_t i = 0; i < depth; i++) {
        if (stack[i] == -1 || stack[i] == (int32_t)i)
            continue;
        for (uint32_t j = i;;) {
            if (j) {
                run[--current].op = OP_SWAP;
                run[current].arg = j + 1;
            }
            if (stack[j] == -1)
                break;
            uint32_t next = (uint32_t)stack[j];
            stack[j] = -1;
            j = next;
        }
    }
    while (current > 0)
        flow_erase(&run[--current]);
    return at + length - 1;
}

static bool is_store(const flow_instr *i)
{
    return i->op == OP_STORE_FAST || i->op == FLOW_STORE_FAST_MAYBE_NULL;
}

static bool is_swappable(const flow_instr *i)
{
    return is_store(i) || i->op == OP_POP_TOP;
}

/* The next instruction behind `at` that may be moved, of this line if one is given; else -1. */
static int64_t next_swappable(const block *b, int64_t at, int32_t line)
{
    while (++at < (int64_t)b->count) {
        const flow_instr *in = &b->instrs[at];
        if (line >= 0 && in->loc.line != line)
            return -1;
        if (in->op == OP_NOP)
            continue;
        return is_swappable(in) ? at : -1;
    }
    return -1;
}

static bool stores_same(const flow_instr *a, const flow_instr *b)
{
    return is_store(a) && is_store(b) && a->arg == b->arg;
}

static bool reordering_is_safe(const block *b, int64_t j, int64_t k)
{
    const flow_instr *first = &b->instrs[j], *second = &b->instrs[k];
    if (!is_store(first) && !is_store(second))
        return true;
    if (stores_same(first, second))
        return false;
    for (int64_t i = j + 1; i < k; i++)
        if (stores_same(&b->instrs[i], first) || stores_same(&b->instrs[i], second))
            return false;
    return true;
}

/* Exchange the stores behind a SWAP instead of the items in front of them. */
static void apply_swaps(block *b, int64_t at)
{
    for (; at >= 0; at--) {
        flow_instr *swap = &b->instrs[at];
        if (swap->op != OP_SWAP) {
            if (swap->op == OP_NOP || is_swappable(swap))
                continue;
            return;
        }
        int64_t j = next_swappable(b, at, -1), k = j;
        if (j < 0)
            return;
        for (uint32_t n = swap->arg - 1; n > 0; n--) {
            k = next_swappable(b, k, b->instrs[j].loc.line);
            if (k < 0)
                return;
        }
        if (!reordering_is_safe(b, j, k))
            return;
        flow_erase(swap);
        flow_instr moved = b->instrs[j];
        b->instrs[j] = b->instrs[k];
        b->instrs[k] = moved;
    }
}

/* --- constants ------------------------------------------------------------------------------ */

/* LOAD_CONST... BUILD_TUPLE: a constant tuple. */
static void fold_tuple(peephole *p, uint32_t at)
{
    flow_instr *build = &p->b->instrs[at];
    uint32_t n = build->arg;
    if (n > at)
        return;
    for (uint32_t i = at - n; i < at; i++)
        if (p->b->instrs[i].op != OP_LOAD_CONST)
            return;
    constant *items = arena_alloc(p->f->memory, n * sizeof *items + 1);
    if (!items) {
        p->f->failed = true;
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        items[i] = *constant_at(p, p->b->instrs[at - n + i].arg);
        flow_erase(&p->b->instrs[at - n + i]);
    }
    build->op = OP_LOAD_CONST;
    build->arg = p->constants->add(
        p->constants->owner, (constant){.kind = CONST_TUPLE, .items = items, .length = n});
}

/* A jump that depends on a constant: it is taken, or it is not there. */
static void decide_jump(const peephole *p, uint32_t at, uint32_t index)
{
    flow_instr *jump = &p->b->instrs[at + 1];
    bool truth = constant_is_true(constant_at(p, index));
    flow_erase(&p->b->instrs[at]);
    if (truth == (jump->op == OP_POP_JUMP_IF_TRUE))
        jump->op = OP_JUMP;
    else
        flow_erase(jump);
}

/* `x is None` before a jump is one instruction. */
static void fold_is_none(const peephole *p, uint32_t at, uint32_t index)
{
    flow_instr *in = &p->b->instrs[at];
    uint32_t jump_at = at + 2;
    if (constant_at(p, index)->kind != CONST_NONE || jump_at >= p->b->count)
        return;
    if (in[2].op == OP_TO_BOOL) {
        jump_at++;
        if (jump_at >= p->b->count)
            return;
    }
    flow_instr *jump = &p->b->instrs[jump_at];
    if (jump->op != OP_POP_JUMP_IF_FALSE && jump->op != OP_POP_JUMP_IF_TRUE)
        return;
    bool inverted = in[1].arg == 1;
    bool if_not_none = inverted != (jump->op == OP_POP_JUMP_IF_FALSE);
    for (uint32_t i = at; i < jump_at; i++)
        flow_erase(&p->b->instrs[i]);
    jump->op = if_not_none ? OP_POP_JUMP_IF_NOT_NONE : OP_POP_JUMP_IF_NONE;
}

static void shorten_load_const(peephole *p, uint32_t at, uint32_t index)
{
    flow_instr *in = &p->b->instrs[at];
    if (at + 1 >= p->b->count)
        return;
    switch (in[1].op) {
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
        decide_jump(p, at, index);
        break;
    case OP_IS_OP:
        fold_is_none(p, at, index);
        break;
    case OP_TO_BOOL: {
        bool truth = constant_is_true(constant_at(p, index));
        flow_erase(in);
        in[1].op = OP_LOAD_CONST;
        in[1].arg = p->constants->add(p->constants->owner,
                                      (constant){.kind = truth ? CONST_TRUE : CONST_FALSE});
        break;
    }
    case OP_RETURN_VALUE:
        flow_erase(in);
        in[1].op = FLOW_RETURN_CONST;
        in[1].arg = index;
        break;
    default:
        break;
    }
}

/* --- jumps and pairs ------------------------------------------------------------------------ */

/* Go where the target, itself a jump, goes. The old instruction stays as a NOP for its line. */
static void thread_jump(const peephole *p, uint32_t at)
{
    flow_instr *in = &p->b->instrs[at];
    const flow_instr *target = in->target->instrs;
    if (in->target->count == 0 || !flow_is_unconditional_jump(target->op) ||
        in->target == target->target || in->loc.line != target->loc.line)
        return;
    if (target->op == FLOW_JUMP_NO_INTERRUPT && flow_is_conditional_jump(in->op))
        return;
    bool plain = in->op == FLOW_JUMP_NO_INTERRUPT && target->op == OP_JUMP;
    flow_instr jump = {.op = plain ? OP_JUMP : in->op, .target = target->target, .handler = in->handler,
                       .loc = target->loc};
    flow_erase(in);
    block end = {.instrs = &jump, .count = 1};
    flow_append(p->f, p->b, &end);
}

static void shorten_build_tuple(peephole *p, uint32_t at)
{
    flow_instr *in = &p->b->instrs[at];
    if (at + 1 < p->b->count && in[1].op == OP_UNPACK_SEQUENCE && in[1].arg == in->arg &&
        in->arg >= 1 && in->arg <= 3) {
        bool one = in->arg == 1;
        flow_erase(in);
        if (one)
            flow_erase(&in[1]);
        else
            in[1].op = OP_SWAP;
        return;
    }
    fold_tuple(p, at);
}

/* A comparison gives a bool by itself, or can be told to. */
static void shorten_before_bool(block *b, uint32_t at)
{
    flow_instr *in = &b->instrs[at];
    if (at + 1 >= b->count)
        return;
    if (in->op == OP_UNARY_NOT && in[1].op == OP_UNARY_NOT) {
        flow_erase(in);
        flow_erase(&in[1]);
        return;
    }
    if (in[1].op != OP_TO_BOOL)
        return;
    location loc = in[1].loc;
    in[1] = *in;
    in[1].loc = loc;
    if (in->op == OP_COMPARE_OP)
        in[1].aux = 1;
    flow_erase(in);
}

/* Two stores to one local in a line: the first one's value is dropped. */
static void shorten_store(block *b, uint32_t at)
{
    flow_instr *in = &b->instrs[at];
    if (at + 1 < b->count && in[1].op == OP_STORE_FAST && in[1].arg == in->arg &&
        in[1].loc.line == in->loc.line) {
        in->op = OP_POP_TOP;
        in->arg = 0;
    }
}

static void shorten_global_call(block *b, uint32_t at)
{
    flow_instr *in = &b->instrs[at];
    if (at + 1 < b->count && in[1].op == OP_PUSH_NULL && in->aux == 0) {
        in->aux = 1;
        flow_erase(&in[1]);
    }
}

/* One instruction; returns the index to go on behind. */
static uint32_t shorten_at(peephole *p, uint32_t at)
{
    block *b = p->b;
    flow_instr *in = &b->instrs[at];
    switch (in->op) {
    case OP_LOAD_CONST:
        shorten_load_const(p, at, in->arg);
        break;
    case OP_BUILD_TUPLE:
        shorten_build_tuple(p, at);
        break;
    case OP_POP_JUMP_IF_NONE:
    case OP_POP_JUMP_IF_NOT_NONE:
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
    case OP_JUMP:
    case FLOW_JUMP_NO_INTERRUPT:
        thread_jump(p, at);
        break;
    case OP_SWAP:
        if (in->arg == 1) {
            flow_erase(in);
            break;
        }
        at = shorten_swaps(b, at);
        apply_swaps(b, at);
        break;
    case OP_COMPARE_OP:
    case OP_CONTAINS_OP:
    case OP_IS_OP:
    case OP_UNARY_NOT:
        shorten_before_bool(b, at);
        break;
    case OP_STORE_FAST:
        shorten_store(b, at);
        break;
    case OP_LOAD_GLOBAL:
        shorten_global_call(b, at);
        break;
    default:
        break;
    }
    return at;
}

void flow_optimize_blocks(flow *f, const flow_constants *constants)
{
    for (block *b = f->entry; b; b = b->next) {
        peephole p = {.f = f, .constants = constants, .b = b};
        const flow_instr *previous = NULL;
        for (uint32_t i = 0; i < b->count; i++)
            if (b->instrs[i].op == OP_STORE_FAST)
                shorten_store(b, i);
        for (uint32_t i = 0; i < b->count && !f->failed && !f->too_large; i++) {
            flow_instr *in = &b->instrs[i];
            /* LOAD_CONST, COPY 1: the copy is known too. */
            if (previous && previous->op == OP_LOAD_CONST && in->op == OP_COPY && in->arg == 1 &&
                i + 1 < b->count &&
                (in[1].op == OP_TO_BOOL || in[1].op == OP_POP_JUMP_IF_FALSE)) {
                shorten_load_const(&p, i, previous->arg);
                continue;
            }
            previous = in;
            i = shorten_at(&p, i);
        }
    }
}
