#include "sim/lang/compile.h"

/* --- unwinding ------------------------------------------------------------------------------ */

/* COPY 3, POP_EXCEPT, RERAISE 1: a handler itself failed. */
static void emit_cleanup(compiler *c)
{
    emit_arg(c, compile_no_loc, OP_COPY, 3);
    emit(c, compile_no_loc, OP_POP_EXCEPT);
    emit_arg(c, compile_no_loc, OP_RERAISE, 1);
}

static void emit_exit_call(compiler *c, location loc)
{
    for (int i = 0; i < 3; i++)
        emit_none(c, loc);
    emit_arg(c, loc, OP_CALL, 2);
}

static void swap_if(compiler *c, location loc, bool keep_top)
{
    if (keep_top)
        emit_arg(c, loc, OP_SWAP, 2);
}

/* name = None; del name: the exception's name ends with its handler. */
static void emit_forget(compiler *c, location loc, uint32_t name)
{
    emit_none(c, loc);
    compile_name(c, loc, name, CONTEXT_STORE);
    compile_name(c, loc, name, CONTEXT_DEL);
}

static void unwind_finally(compiler *c, location *loc, const fblock *b, bool keep_top)
{
    emit_flow(c, *loc, FLOW_POP_BLOCK);
    if (keep_top)
        compile_push_fblock(c, (source_span){0}, (fblock){.kind = FBLOCK_POP_VALUE});
    compile_statements(c, b->last);
    if (keep_top)
        compile_pop_fblock(c);
    *loc = compile_no_loc;
}

static void unwind_with(compiler *c, location *loc, const fblock *b, bool keep_top)
{
    *loc = b->loc;
    emit_flow(c, *loc, FLOW_POP_BLOCK);
    swap_if(c, *loc, keep_top);
    emit_exit_call(c, *loc);
    emit(c, *loc, OP_POP_TOP);
    *loc = compile_no_loc;
}

static void unwind_handler(compiler *c, location loc, const fblock *b, bool keep_top)
{
    if (b->name)
        emit_flow(c, loc, FLOW_POP_BLOCK);
    swap_if(c, loc, keep_top);
    emit_flow(c, loc, FLOW_POP_BLOCK);
    emit(c, loc, OP_POP_EXCEPT);
    if (b->name)
        emit_forget(c, loc, b->name);
}

/* Leave one construct; `keep_top`: a return value is on the stack. */
static void unwind(compiler *c, location *loc, const fblock *b, bool keep_top)
{
    switch (b->kind) {
    case FBLOCK_WHILE:
    case FBLOCK_HANDLER:
    case FBLOCK_STOP_ITERATION:
        break;
    case FBLOCK_FOR:
    case FBLOCK_POP_VALUE:
        swap_if(c, *loc, keep_top);
        emit(c, *loc, OP_POP_TOP);
        break;
    case FBLOCK_TRY:
        emit_flow(c, *loc, FLOW_POP_BLOCK);
        break;
    case FBLOCK_FINALLY_TRY:
        unwind_finally(c, loc, b, keep_top);
        break;
    case FBLOCK_FINALLY_END:
        swap_if(c, *loc, keep_top);
        emit(c, *loc, OP_POP_TOP);
        swap_if(c, *loc, keep_top);
        emit_flow(c, *loc, FLOW_POP_BLOCK);
        emit(c, *loc, OP_POP_EXCEPT);
        break;
    case FBLOCK_WITH:
        unwind_with(c, loc, b, keep_top);
        break;
    case FBLOCK_HANDLER_CLEANUP:
        unwind_handler(c, *loc, b, keep_top);
        break;
    }
}

static bool is_loop(const fblock *b)
{
    return b->kind == FBLOCK_FOR || b->kind == FBLOCK_WHILE;
}

/* Leave everything, or everything inside the nearest loop, which is returned. A finally body sees
 * only the constructs around it, so each is off the list while its own end is compiled. */
static bool unwind_all(compiler *c, location *loc, bool keep_top, bool to_loop, fblock *loop)
{
    unit *u = c->unit;
    fblock saved[COMPILE_MAX_BLOCKS];
    uint32_t count = u->fblock_count;
    bool found = false;
    for (uint32_t i = 0; i < count; i++)
        saved[i] = u->fblocks[i];
    while (u->fblock_count && !found && c->result == OURO_OK) {
        fblock top = u->fblocks[u->fblock_count - 1];
        if (to_loop && is_loop(&top)) {
            *loop = top;
            found = true;
        } else {
            u->fblock_count--;
            unwind(c, loc, &top, keep_top);
        }
    }
    for (uint32_t i = 0; i < count; i++)
        u->fblocks[i] = saved[i];
    u->fblock_count = count;
    return found;
}

void compile_return(compiler *c, stmt *s)
{
    location loc = compile_loc(s->span);
    if (c->unit->scope->kind != SCOPE_FUNCTION) {
        compile_fail(c, s->span, "'return' outside function");
        return;
    }
    bool keep_top = s->value && s->value->kind != EXPR_CONSTANT;
    if (keep_top) {
        compile_expr(c, s->value);
    } else if (s->value) {
        loc = compile_loc(s->value->span);
        emit(c, loc, OP_NOP);
    }
    if (!s->value || s->value->span.line != s->span.line) {
        loc = compile_loc(s->span);
        emit(c, loc, OP_NOP);
    }
    unwind_all(c, &loc, keep_top, false, NULL);
    if (!s->value)
        emit_none(c, loc);
    else if (!keep_top)
        emit_constant(c, loc, tree_constant(s->value));
    emit(c, loc, OP_RETURN_VALUE);
}

void compile_break(compiler *c, stmt *s)
{
    location loc = compile_loc(s->span);
    bool is_break = s->kind == STMT_BREAK;
    fblock loop = {0};
    emit(c, loc, OP_NOP);
    bool found = unwind_all(c, &loc, false, true, &loop);
    if (!found) {
        compile_fail(c, s->span, is_break ? "'break' outside loop"
                                          : "'continue' not properly in loop");
        return;
    }
    if (is_break)
        unwind(c, &loc, &loop, false);
    emit_jump(c, loc, OP_JUMP, is_break ? loop.exit : loop.start);
}

/* --- loops ---------------------------------------------------------------------------------- */

/* The test stands before the loop and again at its end, as CPython has it. */
static void compile_while(compiler *c, stmt *s)
{
    location loc = compile_loc(s->span);
    block *start = compile_label(c), *again = compile_label(c), *end = compile_label(c);
    block *otherwise = compile_label(c);
    compile_place(c, start);
    compile_push_fblock(c, s->span, (fblock){.kind = FBLOCK_WHILE, .start = start, .exit = end});
    compile_jump_if(c, loc, s->loop.test, otherwise, false);
    compile_place(c, again);
    compile_statements(c, &s->loop.body);
    compile_jump_if(c, loc, s->loop.test, again, true);
    compile_pop_fblock(c);
    compile_place(c, otherwise);
    compile_statements(c, &s->loop.otherwise);
    compile_place(c, end);
}

static void compile_for(compiler *c, stmt *s)
{
    location loc = compile_loc(s->loop.iterable->span);
    block *start = compile_label(c), *cleanup = compile_label(c), *end = compile_label(c);
    compile_push_fblock(c, s->span, (fblock){.kind = FBLOCK_FOR, .start = start, .exit = end});
    compile_expr(c, s->loop.iterable);
    emit(c, loc, OP_GET_ITER);
    compile_place(c, start);
    emit_jump(c, loc, OP_FOR_ITER, cleanup);
    emit(c, compile_loc(s->loop.target->span), OP_NOP);
    compile_expr(c, s->loop.target);
    compile_statements(c, &s->loop.body);
    emit_jump(c, compile_no_loc, OP_JUMP, start);
    compile_place(c, cleanup);
    emit(c, compile_no_loc, OP_END_FOR);
    emit(c, compile_no_loc, OP_POP_TOP);
    compile_pop_fblock(c);
    compile_statements(c, &s->loop.otherwise);
    compile_place(c, end);
}

void compile_loop(compiler *c, stmt *s)
{
    if (s->kind == STMT_WHILE)
        compile_while(c, s);
    else
        compile_for(c, s);
}

/* --- try ------------------------------------------------------------------------------------ */

/* except T as name: the body, then name is forgotten, whichever way the body ends. */
static void compile_named_clause(compiler *c, const except_clause *clause, block *end)
{
    location loc = compile_loc(clause->span);
    block *failed = compile_label(c), *inside = compile_label(c);
    compile_name(c, loc, clause->name, CONTEXT_STORE);
    emit_jump(c, loc, FLOW_SETUP_CLEANUP, failed);
    compile_place(c, inside);
    compile_push_fblock(c, clause->span,
                        (fblock){.kind = FBLOCK_HANDLER_CLEANUP, .name = clause->name});
    compile_statements(c, &clause->body);
    compile_pop_fblock(c);
    emit_flow(c, compile_no_loc, FLOW_POP_BLOCK);
    emit_flow(c, compile_no_loc, FLOW_POP_BLOCK);
    emit(c, compile_no_loc, OP_POP_EXCEPT);
    emit_forget(c, compile_no_loc, clause->name);
    emit_jump(c, compile_no_loc, FLOW_JUMP_NO_INTERRUPT, end);
    compile_place(c, failed);
    emit_forget(c, compile_no_loc, clause->name);
    emit_arg(c, compile_no_loc, OP_RERAISE, 1);
}

static void compile_plain_clause(compiler *c, const except_clause *clause, block *end)
{
    compile_place(c, compile_label(c));
    compile_push_fblock(c, clause->span, (fblock){.kind = FBLOCK_HANDLER_CLEANUP});
    emit(c, compile_loc(clause->span), OP_POP_TOP);
    compile_statements(c, &clause->body);
    compile_pop_fblock(c);
    emit_flow(c, compile_no_loc, FLOW_POP_BLOCK);
    emit(c, compile_no_loc, OP_POP_EXCEPT);
    emit_jump(c, compile_no_loc, FLOW_JUMP_NO_INTERRUPT, end);
}

static void compile_clauses(compiler *c, const stmt *s, block *end)
{
    for (uint32_t i = 0; i < s->attempt.count && c->result == OURO_OK; i++) {
        const except_clause *clause = &s->attempt.clauses[i];
        location loc = compile_loc(clause->span);
        block *next = compile_label(c);
        if (!clause->type && i + 1 < s->attempt.count) {
            compile_fail(c, clause->span, "default 'except:' must be last");
            return;
        }
        if (clause->type) {
            compile_expr(c, clause->type);
            emit(c, loc, OP_CHECK_EXC_MATCH);
            emit_jump(c, loc, OP_POP_JUMP_IF_FALSE, next);
        }
        if (clause->name)
            compile_named_clause(c, clause, end);
        else
            compile_plain_clause(c, clause, end);
        compile_place(c, next);
    }
}

static void compile_try_except(compiler *c, stmt *s)
{
    location loc = compile_loc(s->span);
    block *inside = compile_label(c), *except = compile_label(c), *end = compile_label(c);
    block *cleanup = compile_label(c);
    emit_jump(c, loc, FLOW_SETUP_FINALLY, except);
    compile_place(c, inside);
    compile_push_fblock(c, s->span, (fblock){.kind = FBLOCK_TRY});
    compile_statements(c, &s->attempt.body);
    compile_pop_fblock(c);
    emit_flow(c, compile_no_loc, FLOW_POP_BLOCK);
    compile_statements(c, &s->attempt.otherwise);
    emit_jump(c, compile_no_loc, FLOW_JUMP_NO_INTERRUPT, end);
    compile_place(c, except);
    emit_jump(c, compile_no_loc, FLOW_SETUP_CLEANUP, cleanup);
    emit(c, compile_no_loc, OP_PUSH_EXC_INFO);
    compile_push_fblock(c, s->span, (fblock){.kind = FBLOCK_HANDLER});
    compile_clauses(c, s, end);
    emit(c, compile_no_loc, OP_RERAISE);
    compile_pop_fblock(c);
    compile_place(c, cleanup);
    emit_cleanup(c);
    compile_place(c, end);
}

static void compile_try_finally(compiler *c, stmt *s)
{
    location loc = compile_loc(s->span);
    block *inside = compile_label(c), *handler = compile_label(c), *leave = compile_label(c);
    block *cleanup = compile_label(c);
    emit_jump(c, loc, FLOW_SETUP_FINALLY, handler);
    compile_place(c, inside);
    compile_push_fblock(c, s->span, (fblock){.kind = FBLOCK_FINALLY_TRY, .last = &s->attempt.last});
    if (s->attempt.count)
        compile_try_except(c, s);
    else
        compile_statements(c, &s->attempt.body);
    emit_flow(c, compile_no_loc, FLOW_POP_BLOCK);
    compile_pop_fblock(c);
    compile_statements(c, &s->attempt.last);
    emit_jump(c, compile_no_loc, FLOW_JUMP_NO_INTERRUPT, leave);
    compile_place(c, handler);
    compile_push_fblock(c, s->span, (fblock){.kind = FBLOCK_FINALLY_END});
    emit_jump(c, compile_no_loc, FLOW_SETUP_CLEANUP, cleanup);
    emit(c, compile_no_loc, OP_PUSH_EXC_INFO);
    compile_statements(c, &s->attempt.last);
    emit(c, compile_no_loc, OP_RERAISE);
    compile_pop_fblock(c);
    compile_place(c, cleanup);
    emit_cleanup(c);
    compile_place(c, leave);
}

void compile_try(compiler *c, stmt *s)
{
    if (s->attempt.last.count)
        compile_try_finally(c, s);
    else
        compile_try_except(c, s);
}

/* --- with ----------------------------------------------------------------------------------- */

/* __exit__ was called with the exception: if it says so, the exception is gone. */
static void compile_with_finish(compiler *c, block *cleanup)
{
    block *suppress = compile_label(c), *leave = compile_label(c);
    emit(c, compile_no_loc, OP_TO_BOOL);
    emit_jump(c, compile_no_loc, OP_POP_JUMP_IF_TRUE, suppress);
    emit_arg(c, compile_no_loc, OP_RERAISE, 2);
    compile_place(c, suppress);
    emit(c, compile_no_loc, OP_POP_TOP);
    emit_flow(c, compile_no_loc, FLOW_POP_BLOCK);
    emit(c, compile_no_loc, OP_POP_EXCEPT);
    emit(c, compile_no_loc, OP_POP_TOP);
    emit(c, compile_no_loc, OP_POP_TOP);
    emit_jump(c, compile_no_loc, FLOW_JUMP_NO_INTERRUPT, leave);
    compile_place(c, cleanup);
    emit_cleanup(c);
    compile_place(c, leave);
}

/* Recursion: one level for each item, which the limit of nested blocks bounds. */
static void compile_with_item(compiler *c, stmt *s, uint32_t at)
{
    const with_item *item = &s->with.items[at];
    location loc = compile_loc(item->manager->span);
    block *inside = compile_label(c), *final = compile_label(c), *leave = compile_label(c);
    block *cleanup = compile_label(c);
    compile_expr(c, item->manager);
    emit(c, loc, OP_BEFORE_WITH);
    emit_jump(c, loc, FLOW_SETUP_WITH, final);
    compile_place(c, inside);
    compile_push_fblock(c, s->span, (fblock){.kind = FBLOCK_WITH, .loc = loc});
    if (item->target)
        compile_expr(c, item->target);
    else
        emit(c, loc, OP_POP_TOP);
    if (c->result != OURO_OK)
        return;
    if (at + 1 < s->with.count)
        compile_with_item(c, s, at + 1);
    else
        compile_statements(c, &s->with.body);
    emit_flow(c, compile_no_loc, FLOW_POP_BLOCK);
    compile_pop_fblock(c);
    emit_exit_call(c, loc);
    emit(c, loc, OP_POP_TOP);
    emit_jump(c, loc, OP_JUMP, leave);
    compile_place(c, final);
    emit_jump(c, loc, FLOW_SETUP_CLEANUP, cleanup);
    emit(c, loc, OP_PUSH_EXC_INFO);
    emit(c, loc, OP_WITH_EXCEPT_START);
    compile_with_finish(c, cleanup);
    compile_place(c, leave);
}

void compile_with(compiler *c, stmt *s)
{
    compile_with_item(c, s, 0);
}
