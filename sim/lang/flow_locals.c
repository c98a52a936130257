#include "sim/lang/flow.h"

/* Which loads of a local must check that it is set, and which blocks are rarely run.
 * Source: CPython 3.13.0, Python/flowgraph.c. */

enum { TRACKED_LOCALS = 64 };

typedef struct locals_walk {
    block **stack;
    uint32_t top;
} locals_walk;

static void spread(locals_walk *w, block *b, uint64_t may_be_empty)
{
    uint64_t both = b->unsafe_locals | may_be_empty;
    if (both == b->unsafe_locals)
        return;
    b->unsafe_locals = both;
    if (!b->visited) {
        b->visited = true;
        w->stack[w->top++] = b;
    }
}

static uint64_t after_instr(flow_instr *in, uint64_t may_be_empty)
{
    uint64_t bit = (uint64_t)1 << in->arg;
    switch (in->op) {
    case OP_DELETE_FAST:
    case OP_LOAD_FAST_AND_CLEAR:
    case FLOW_STORE_FAST_MAYBE_NULL:
        return may_be_empty | bit;
    case OP_LOAD_FAST:
        if (may_be_empty & bit)
            in->op = OP_LOAD_FAST_CHECK;
        return may_be_empty & ~bit;
    case OP_STORE_FAST:
    case OP_LOAD_FAST_CHECK:
        return may_be_empty & ~bit;
    default:
        return may_be_empty;
    }
}

static void scan_block(locals_walk *w, block *b)
{
    uint64_t may_be_empty = b->unsafe_locals;
    for (uint32_t i = 0; i < b->count; i++) {
        flow_instr *in = &b->instrs[i];
        if (in->handler)
            spread(w, in->handler, may_be_empty);
        if (in->arg < TRACKED_LOCALS)
            may_be_empty = after_instr(in, may_be_empty);
    }
    if (b->next && flow_falls_through(b))
        spread(w, b->next, may_be_empty);
    const flow_instr *last = flow_last(b);
    if (last && flow_is_jump(last->op))
        spread(w, last->target, may_be_empty);
}

/* Locals beyond the first 64 are followed within a block only: `set_in[i]` is the number of the
 * block that last set local 64 + i. */
static void scan_many(flow *f, uint32_t local_count)
{
    uint32_t *set_in = arena_alloc(f->memory, (local_count - TRACKED_LOCALS) * sizeof *set_in);
    uint32_t number = 0;
    f->failed = f->failed || !set_in;
    for (block *b = f->entry; b && !f->failed; b = b->next) {
        number++;
        for (uint32_t i = 0; i < b->count; i++) {
            flow_instr *in = &b->instrs[i];
            bool unsets = in->op == OP_DELETE_FAST || in->op == OP_LOAD_FAST_AND_CLEAR ||
                          in->op == FLOW_STORE_FAST_MAYBE_NULL;
            bool loads = in->op == OP_LOAD_FAST, stores = in->op == OP_STORE_FAST;
            if (in->arg < TRACKED_LOCALS || !(unsets || loads || stores))
                continue;
            uint32_t *state = &set_in[in->arg - TRACKED_LOCALS];
            if (loads && *state != number)
                in->op = OP_LOAD_FAST_CHECK;
            *state = unsets ? number - 1 : number;
        }
    }
}

void flow_check_locals(flow *f, uint32_t local_count, uint32_t parameter_count)
{
    if (local_count == 0 || f->failed)
        return;
    if (local_count > TRACKED_LOCALS) {
        scan_many(f, local_count);
        local_count = TRACKED_LOCALS;
    }
    locals_walk w = {.stack = flow_walk_stack(f)};
    if (f->failed)
        return;
    uint64_t start = 0;
    for (uint32_t i = parameter_count; i < local_count; i++)
        start |= (uint64_t)1 << i;
    for (block *b = f->entry; b; b = b->next)
        b->unsafe_locals = 0;
    spread(&w, f->entry, start);
    for (block *b = f->entry; b; b = b->next)
        scan_block(&w, b);
    while (w.top) {
        block *b = w.stack[--w.top];
        b->visited = false;
        scan_block(&w, b);
    }
}

/* --- cold blocks ---------------------------------------------------------------------------- */

static void visit_successors(const block *b, block **stack, uint32_t *top)
{
    if (b->next && flow_falls_through(b) && !b->next->visited && !b->next->warm) {
        b->next->visited = true;
        stack[(*top)++] = b->next;
    }
    for (uint32_t i = 0; i < b->count; i++) {
        block *target = b->instrs[i].target;
        if (target && flow_is_jump(b->instrs[i].op) && !target->visited && !target->warm) {
            target->visited = true;
            stack[(*top)++] = target;
        }
    }
}

/* Warm: reached without an exception. Cold: the handlers and what only they reach. */
static void mark_temperature(flow *f)
{
    block **stack = flow_walk_stack(f);
    uint32_t top = 0;
    if (f->failed)
        return;
    for (block *b = f->entry; b; b = b->next)
        b->warm = b->cold = false;
    f->entry->visited = true;
    stack[top++] = f->entry;
    while (top) {
        block *b = stack[--top];
        visit_successors(b, stack, &top);
        b->warm = true;
    }
    for (block *b = f->entry; b; b = b->next) {
        b->visited = b->is_handler;
        if (b->is_handler)
            stack[top++] = b;
    }
    while (top) {
        block *b = stack[--top];
        b->cold = true;
        visit_successors(b, stack, &top);
    }
}

/* Where a cold block runs on into a warm one, the jump must be said. */
static void say_jumps_out_of_cold(flow *f)
{
    for (block *b = f->entry; b && !f->failed; b = b->next) {
        if (!b->cold || !flow_falls_through(b) || !b->next || !b->next->warm)
            continue;
        block *jump = flow_new_block(f);
        if (!jump)
            return;
        flow_instr in = {.op = FLOW_JUMP_NO_INTERRUPT, .target = b->next, .loc = {.line = LINE_NONE}};
        block source = {.instrs = &in, .count = 1};
        flow_append(f, jump, &source);
        b->next->is_label = true;
        b->next->predecessors++;
        jump->cold = true;
        jump->predecessors = 1;
        jump->next = b->next;
        b->next = jump;
    }
}

void flow_push_cold_to_end(flow *f)
{
    if (!f->entry->next || f->failed)
        return;
    mark_temperature(f);
    say_jumps_out_of_cold(f);
    if (f->failed)
        return;
    block *warm_end = f->entry, *cold = NULL;
    block **cold_link = &cold;
    for (block *b = f->entry->next, *next; b; b = next) {
        next = b->next;
        b->next = NULL;
        if (b->cold) {
            *cold_link = b;
            cold_link = &b->next;
        } else {
            warm_end->next = b;
            warm_end = b;
        }
    }
    warm_end->next = cold;
    if (cold) {
        flow_remove_nops(f);
        while (flow_remove_jumps(f))
            flow_remove_nops(f);
    }
}
