#include "sim/lang/flow.h"

#include <assert.h>

/* Source for the order and the rules of all passes: CPython 3.13.0, Python/flowgraph.c. */

enum { MAX_COPIED_INSTRS = 4 }; /* an exit block up to here is copied rather than jumped to */

static block *next_nonempty(block *b)
{
    while (b && b->count == 0)
        b = b->next;
    return b;
}

/* Labels at one place are one block, and a label that nothing goes to is none. */
static void settle_labels(flow *f)
{
    for (block *b = f->entry; b; b = b->next) {
        b->next = next_nonempty(b->next);
        b->is_label = false;
    }
    for (block *b = f->entry; b; b = b->next)
        for (uint32_t i = 0; i < b->count; i++) {
            block *target = next_nonempty(b->instrs[i].target);
            b->instrs[i].target = target;
            if (target)
                target->is_label = true;
        }
    for (block *b = f->entry; b && !f->failed; b = b->next) {
        const flow_instr *last = flow_last(b);
        while (b->next && !b->next->is_label &&
               !(last && (flow_is_jump(last->op) || flow_leaves(last->op)))) {
            f->instr_count -= b->next->count;
            flow_append(f, b, b->next);
            b->next = b->next->next;
            last = flow_last(b);
        }
    }
}

/* --- handlers ------------------------------------------------------------------------------- */

static void enter_target(flow *f, block *b, block *const *handlers, uint32_t count, block **stack,
                         uint32_t *top)
{
    if (b->visited)
        return;
    b->visited = true;
    b->handlers = arena_grow(f->memory, handlers, count * sizeof *handlers,
                             (count + 1) * sizeof *handlers);
    b->handler_count = count;
    f->failed = f->failed || !b->handlers;
    stack[(*top)++] = b;
}

enum { MAX_HANDLERS = 64 }; /* more than CO_MAXBLOCKS blocks cannot stand in each other */

static void label_block(flow *f, block *b, block **stack, uint32_t *top)
{
    block *handlers[MAX_HANDLERS];
    uint32_t count = b->handler_count;
    for (uint32_t i = 0; i < count; i++)
        handlers[i] = b->handlers[i];
    for (uint32_t i = 0; i < b->count; i++) {
        flow_instr *in = &b->instrs[i];
        if (flow_is_setup(in->op)) {
            enter_target(f, in->target, handlers, count, stack, top);
            assert(count < MAX_HANDLERS);
            in->target->preserves_lasti =
                in->target->preserves_lasti || in->op != FLOW_SETUP_FINALLY;
            in->target->is_handler = true;
            handlers[count++] = in->target;
        } else if (in->op == FLOW_POP_BLOCK) {
            assert(count > 0);
            count--;
        } else {
            in->handler = count ? handlers[count - 1] : NULL;
            if (in->target)
                enter_target(f, in->target, handlers, count, stack, top);
        }
    }
    if (b->next && flow_falls_through(b))
        enter_target(f, b->next, handlers, count, stack, top);
}

void flow_label_handlers(flow *f)
{
    block **stack = flow_walk_stack(f);
    uint32_t top = 0;
    if (!stack)
        return;
    enter_target(f, f->entry, NULL, 0, stack, &top);
    while (top && !f->failed) {
        block *b = stack[--top];
        label_block(f, b, stack, &top);
    }
}

/* --- removing ------------------------------------------------------------------------------- */

static int32_t next_line(const block *b)
{
    const block *next = b->next;
    while (next && next->count == 0)
        next = next->next;
    for (uint32_t n = 0; next && n < next->count; n++) {
        const flow_instr *in = &next->instrs[n];
        if (in->op == OP_NOP && in->loc.line == LINE_NONE)
            continue; /* it will go */
        return in->loc.line;
    }
    return LINE_NONE;
}

/* A NOP that nobody needs for its line. The following instruction may inherit it. */
static bool nop_is_redundant(block *b, uint32_t at, int32_t previous_line)
{
    const flow_instr *in = &b->instrs[at];
    int32_t line = in->loc.line;
    if (line == LINE_NONE || line == previous_line)
        return true;
    if (at + 1 == b->count)
        return b->next && line == next_line(b);
    flow_instr *next = &b->instrs[at + 1];
    if (next->loc.line == line)
        return true;
    if (next->loc.line == LINE_NONE) {
        next->loc = in->loc;
        return true;
    }
    return false;
}

static uint32_t remove_nops_in_block(block *b)
{
    uint32_t kept = 0;
    int32_t previous_line = LINE_NONE;
    for (uint32_t i = 0; i < b->count; i++) {
        int32_t line = b->instrs[i].loc.line;
        if (b->instrs[i].op == OP_NOP && nop_is_redundant(b, i, previous_line))
            continue;
        b->instrs[kept++] = b->instrs[i];
        previous_line = line;
    }
    uint32_t removed = b->count - kept;
    b->count = kept;
    return removed;
}

uint32_t flow_remove_nops(flow *f)
{
    uint32_t removed = 0;
    for (block *b = f->entry; b; b = b->next)
        removed += remove_nops_in_block(b);
    return removed;
}

/* A jump to what comes next anyway. */
uint32_t flow_remove_jumps(flow *f)
{
    uint32_t removed = 0;
    for (block *b = f->entry; b; b = b->next) {
        flow_instr *last = flow_last(b);
        if (last && flow_is_unconditional_jump(last->op) &&
            next_nonempty(last->target) == next_nonempty(b->next)) {
            flow_erase(last);
            removed++;
        }
    }
    return removed;
}

static void remove_nops_and_jumps(flow *f)
{
    do
        flow_remove_nops(f);
    while (flow_remove_jumps(f));
}

/* Something pushed only to be dropped. */
static bool is_idle_pair(const flow_instr *first, const flow_instr *second)
{
    return second->op == OP_POP_TOP &&
           (first->op == OP_LOAD_CONST || (first->op == OP_COPY && first->arg == 1));
}

static bool erase_idle_pairs(flow *f)
{
    bool erased = false;
    flow_instr *previous = NULL;
    for (block *b = f->entry; b; b = b->next) {
        remove_nops_in_block(b);
        if (b->is_label)
            previous = NULL;
        for (uint32_t i = 0; i < b->count; i++) {
            flow_instr *in = &b->instrs[i];
            if (previous && is_idle_pair(previous, in)) {
                flow_erase(previous);
                flow_erase(in);
                erased = true;
            }
            previous = in;
        }
        if ((previous && flow_is_jump(previous->op)) || !flow_falls_through(b))
            previous = NULL;
    }
    return erased;
}

static void mark_predecessor(block *b, block **stack, uint32_t *top)
{
    b->predecessors++;
    if (!b->visited) {
        b->visited = true;
        stack[(*top)++] = b;
    }
}

/* Predecessors are counted up from the last time, as CPython 3.13.0 does: lines that a block could
 * take from its only predecessor, were constants folded before, it does not take. */
void flow_remove_unreachable(flow *f)
{
    block **stack = flow_walk_stack(f);
    uint32_t top = 0;
    if (!stack)
        return;
    mark_predecessor(f->entry, stack, &top);
    while (top) {
        const block *b = stack[--top];
        if (b->next && flow_falls_through(b))
            mark_predecessor(b->next, stack, &top);
        for (uint32_t i = 0; i < b->count; i++)
            if (b->instrs[i].target)
                mark_predecessor(b->instrs[i].target, stack, &top);
    }
    for (block *b = f->entry; b; b = b->next)
        if (!b->visited) {
            b->count = 0;
            b->is_handler = false;
        }
}

/* --- copying small exits -------------------------------------------------------------------- */

static bool has_no_line(const block *b)
{
    for (uint32_t i = 0; i < b->count; i++)
        if (b->instrs[i].loc.line != LINE_NONE)
            return false;
    return true;
}

static bool exits(const block *b)
{
    const flow_instr *last = flow_last(b);
    return last && flow_leaves(last->op);
}

/* Replace the jump at the end of `b` by a copy of where it goes, if that leaves anyway. */
static bool inline_target(flow *f, block *b)
{
    flow_instr *last = flow_last(b);
    if (!last || !flow_is_unconditional_jump(last->op))
        return false;
    block *target = last->target;
    bool small_exit = exits(target) && target->count <= MAX_COPIED_INSTRS;
    bool artificial = has_no_line(target) && target->count && !flow_falls_through(target);
    if ((!small_exit && !artificial) || target == b)
        return false;
    uint16_t removed = last->op;
    flow_erase(last);
    flow_append(f, b, target);
    last = flow_last(b);
    if (artificial && flow_is_unconditional_jump(last->op) && removed == OP_JUMP)
        last->op = OP_JUMP;
    if (target->predecessors)
        target->predecessors--;
    return true;
}

static void inline_targets(flow *f)
{
    bool changed;
    do {
        changed = false;
        for (block *b = f->entry; b && !f->failed && !f->too_large; b = b->next)
            if (inline_target(f, b))
                changed = true;
    } while (changed && !f->failed && !f->too_large);
}

/* --- lines ---------------------------------------------------------------------------------- */

static block *copy_block(flow *f, const block *from)
{
    block *b = flow_new_block(f);
    if (b)
        flow_append(f, b, from);
    return b;
}

/* A block whose line shows: it leaves, or it may run a signal or a collection on its way. */
static bool line_matters(const block *b)
{
    bool checks = false;
    for (uint32_t i = 0; i < b->count; i++) {
        uint16_t op = b->instrs[i].op;
        checks = checks || op == OP_JUMP || op == OP_CALL || op == OP_CALL_KW ||
                 op == OP_CALL_FUNCTION_EX || op == OP_RESUME;
    }
    return (exits(b) || checks) && has_no_line(b);
}

/* Every such block must know its line: one without is copied for each jump that goes there. */
static void duplicate_exits(flow *f)
{
    for (block *b = f->entry; b && !f->failed; b = b->next) {
        flow_instr *last = flow_last(b);
        if (!last || !flow_is_jump(last->op))
            continue;
        block *target = next_nonempty(last->target);
        if (!target || !line_matters(target) || target->predecessors <= 1)
            continue;
        block *copy = copy_block(f, target);
        if (!copy)
            return;
        copy->instrs[0].loc = last->loc;
        copy->is_label = true;
        copy->predecessors = 1;
        target->predecessors--;
        last->target = copy;
        copy->next = target->next;
        target->next = copy;
    }
    for (block *b = f->entry; b; b = b->next) {
        const flow_instr *last = flow_last(b);
        if (last && b->next && b->next->count && flow_falls_through(b) && line_matters(b->next))
            b->next->instrs[0].loc = last->loc;
    }
}

static void inherit_line(block *b, location loc)
{
    if (b && b->predecessors == 1 && b->count && b->instrs[0].loc.line == LINE_NONE)
        b->instrs[0].loc = loc;
}

static void propagate_lines(flow *f)
{
    for (block *b = f->entry; b; b = b->next) {
        const flow_instr *last = flow_last(b);
        if (!last)
            continue;
        location previous = {.line = LINE_NONE};
        for (uint32_t i = 0; i < b->count; i++) {
            if (b->instrs[i].loc.line == LINE_NONE)
                b->instrs[i].loc = previous;
            else
                previous = b->instrs[i].loc;
        }
        if (flow_falls_through(b))
            inherit_line(b->next, previous);
        if (flow_is_jump(last->op))
            inherit_line(last->target, previous);
    }
}

static void guarantee_exit_lines(flow *f, int32_t first_line)
{
    int32_t line = first_line;
    for (block *b = f->entry; b; b = b->next) {
        const flow_instr *last = flow_last(b);
        if (!last)
            continue;
        if (last->loc.line != LINE_NONE)
            line = last->loc.line;
        else if (last->op == OP_RETURN_VALUE || last->op == FLOW_RETURN_CONST)
            for (uint32_t i = 0; i < b->count; i++)
                b->instrs[i].loc.line = line;
    }
}

void flow_resolve_lines(flow *f, int32_t first_line)
{
    duplicate_exits(f);
    propagate_lines(f);
    guarantee_exit_lines(f, first_line);
}

/* --- all of it ------------------------------------------------------------------------------ */

/* insert_superinstructions(): which two LOAD_FAST, STORE_FAST in a row are one instruction in CPython. */
static void flow_pair(flow *f)
{
    enum { SMALL_LOCAL = 16 };
    for (block *b = f->entry; b; b = b->next)
        for (uint32_t i = 0; i + 1 < b->count; i++) {
            const flow_instr *one = &b->instrs[i];
            flow_instr *two = &b->instrs[i + 1];
            bool kinds = (one->op == OP_LOAD_FAST && two->op == OP_LOAD_FAST) ||
                         (one->op == OP_STORE_FAST && (two->op == OP_LOAD_FAST || two->op == OP_STORE_FAST));
            bool lines = one->loc.line < 0 || two->loc.line < 0 || one->loc.line == two->loc.line;
            if (kinds && lines && one->arg < SMALL_LOCAL && two->arg < SMALL_LOCAL && !one->is_second)
                two->is_second = true;
        }
}

void flow_optimize(flow *f, const flow_constants *constants, uint32_t local_count,
                   uint32_t parameter_count, int32_t first_line)
{
    settle_labels(f);
    flow_label_handlers(f);
    if (f->failed)
        return;
    inline_targets(f);
    flow_remove_unreachable(f);
    flow_resolve_lines(f, first_line);
    flow_optimize_blocks(f, constants);
    while (erase_idle_pairs(f))
        continue;
    flow_remove_unreachable(f);
    remove_nops_and_jumps(f);
    flow_check_locals(f, local_count, parameter_count);
    flow_pair(f);
    flow_push_cold_to_end(f);
    flow_resolve_lines(f, first_line);
}

void flow_convert(flow *f)
{
    for (block *b = f->entry; b; b = b->next)
        for (uint32_t i = 0; i < b->count; i++) {
            flow_instr *in = &b->instrs[i];
            if (flow_is_setup(in->op) || in->op == FLOW_POP_BLOCK)
                flow_erase(in);
            else if (in->op == FLOW_STORE_FAST_MAYBE_NULL)
                in->op = OP_STORE_FAST;
        }
    remove_nops_and_jumps(f);
}

static uint16_t reversed_jump(uint16_t op)
{
    switch (op) {
    case OP_POP_JUMP_IF_FALSE:
        return OP_POP_JUMP_IF_TRUE;
    case OP_POP_JUMP_IF_TRUE:
        return OP_POP_JUMP_IF_FALSE;
    case OP_POP_JUMP_IF_NONE:
        return OP_POP_JUMP_IF_NOT_NONE;
    default:
        return OP_POP_JUMP_IF_NONE;
    }
}

void flow_normalize_jumps(flow *f)
{
    for (block *b = f->entry; b; b = b->next)
        b->visited = false;
    for (block *b = f->entry; b && !f->failed; b = b->next) {
        b->visited = true;
        flow_instr *last = flow_last(b);
        if (!last || !flow_is_conditional_jump(last->op) || !last->target->visited)
            continue;
        block *jump = flow_new_block(f);
        if (!jump)
            return;
        flow_instr back = {.op = OP_JUMP, .target = last->target, .handler = last->handler,
                           .loc = last->loc};
        last->op = reversed_jump(last->op);
        last->target = b->next;
        jump->next = b->next;
        jump->visited = true;
        jump->start_depth = 0;
        b->next = jump;
        block *current = f->current;
        f->current = jump;
        flow_add(f, back);
        f->current = current;
        b = jump;
    }
}
