#include "sim/lang/compile.h"

/* --- assignments ---------------------------------------------------------------------------- */

static void compile_assign(compiler *c, const stmt *s)
{
    compile_expr(c, s->assign.value);
    for (uint32_t i = 0; i < s->assign.targets.count && c->result == OURO_OK; i++) {
        if (i + 1 < s->assign.targets.count)
            emit_arg(c, compile_loc(s->span), OP_COPY, 1);
        compile_expr(c, s->assign.targets.items[i]);
    }
}

static void emit_swaps(compiler *c, location loc, uint32_t from)
{
    for (uint32_t n = from; n >= 2; n--)
        emit_arg(c, loc, OP_SWAP, n);
}

/* Push what is to be changed, its container below it twice over. */
static void load_for_update(compiler *c, expr *e)
{
    location loc = compile_loc(e->span);
    if (e->kind == EXPR_NAME) {
        compile_name(c, loc, e->name, CONTEXT_LOAD);
    } else if (e->kind == EXPR_ATTRIBUTE) {
        compile_expr(c, e->attribute.object);
        emit_arg(c, loc, OP_COPY, 1);
        emit_name(c, compile_attribute_loc(c, loc, e), OP_LOAD_ATTR, e->attribute.name, 0);
    } else if (compile_is_plain_slice(e->subscript.index)) {
        compile_expr(c, e->subscript.object);
        compile_slice_parts(c, e->subscript.index, false);
        for (int i = 0; i < 3; i++)
            emit_arg(c, loc, OP_COPY, 3);
        emit(c, loc, OP_BINARY_SLICE);
    } else {
        compile_expr(c, e->subscript.object);
        compile_expr(c, e->subscript.index);
        emit_arg(c, loc, OP_COPY, 2);
        emit_arg(c, loc, OP_COPY, 2);
        emit(c, loc, OP_BINARY_SUBSCR);
    }
}

static void store_updated(compiler *c, const expr *e)
{
    location loc = compile_loc(e->span);
    if (e->kind == EXPR_NAME) {
        compile_name(c, loc, e->name, CONTEXT_STORE);
    } else if (e->kind == EXPR_ATTRIBUTE) {
        loc = compile_attribute_loc(c, loc, e);
        emit_swaps(c, loc, 2);
        emit_name(c, loc, OP_STORE_ATTR, e->attribute.name, 0);
    } else if (compile_is_plain_slice(e->subscript.index)) {
        emit_swaps(c, loc, 4);
        emit(c, loc, OP_STORE_SLICE);
    } else {
        emit_swaps(c, loc, 3);
        emit(c, loc, OP_STORE_SUBSCR);
    }
}

static void compile_augmented(compiler *c, const stmt *s)
{
    load_for_update(c, s->augmented.target);
    compile_expr(c, s->augmented.value);
    emit_arg(c, compile_loc(s->span), OP_BINARY_OP, s->augmented.op + BINARY_INPLACE);
    store_updated(c, s->augmented.target);
}

/* --- other simple statements ---------------------------------------------------------------- */

static void compile_expression(compiler *c, const stmt *s)
{
    if (s->expression.value->kind == EXPR_CONSTANT) {
        emit(c, compile_loc(s->span), OP_NOP);
        return;
    }
    compile_expr(c, s->expression.value);
    emit(c, compile_no_loc, OP_POP_TOP);
}

static void compile_assert(compiler *c, const stmt *s)
{
    location loc = compile_loc(s->span);
    block *end = compile_label(c);
    compile_jump_if(c, loc, s->assertion.test, end, true);
    emit(c, loc, OP_LOAD_ASSERTION_ERROR);
    if (s->assertion.message) {
        compile_expr(c, s->assertion.message);
        emit_arg(c, loc, OP_CALL, 0);
    }
    emit_arg(c, compile_loc(s->assertion.test->span), OP_RAISE_VARARGS, 1);
    compile_place(c, end);
}

static void compile_raise(compiler *c, const stmt *s)
{
    uint32_t n = 0;
    if (s->raise.exception) {
        compile_expr(c, s->raise.exception);
        n++;
    }
    if (s->raise.cause) {
        compile_expr(c, s->raise.cause);
        n++;
    }
    emit_arg(c, compile_loc(s->span), OP_RAISE_VARARGS, n);
}

static void compile_import(compiler *c, const stmt *s)
{
    location loc = compile_loc(s->span);
    for (uint32_t i = 0; i < s->import.count; i++) {
        const import_alias *alias = &s->import.aliases[i];
        emit_constant(c, loc, (constant){.kind = CONST_INT});
        emit_none(c, loc);
        emit_name(c, loc, OP_IMPORT_NAME, alias->module, 0);
        compile_name(c, loc, alias->as, CONTEXT_STORE);
    }
}

static void compile_from(compiler *c, const stmt *s)
{
    location loc = compile_loc(s->span);
    uint32_t *names = arena_alloc(c->scratch, s->import.count * sizeof *names + 1);
    if (!names) {
        compile_no_memory(c);
        return;
    }
    for (uint32_t i = 0; i < s->import.count; i++)
        names[i] = s->import.aliases[i].module;
    emit_constant(c, loc, (constant){.kind = CONST_INT});
    emit_text_tuple(c, loc, names, s->import.count);
    emit_name(c, loc, OP_IMPORT_NAME, s->import.module, 0);
    for (uint32_t i = 0; i < s->import.count; i++) {
        emit_name(c, loc, OP_IMPORT_FROM, names[i], 0);
        compile_name(c, loc, s->import.aliases[i].as, CONTEXT_STORE);
    }
    emit(c, loc, OP_POP_TOP);
}

/* --- if ------------------------------------------------------------------------------------- */

static void compile_if(compiler *c, const stmt *s)
{
    block *end = compile_label(c);
    for (uint32_t i = 0; i < s->conditional.count && c->result == OURO_OK; i++) {
        const if_branch *branch = &s->conditional.branches[i];
        bool last = i + 1 == s->conditional.count && !s->conditional.otherwise.count;
        block *next = last ? end : compile_label(c);
        compile_jump_if(c, compile_loc(branch->span), branch->test, next, false);
        compile_statements(c, &branch->body);
        if (!last) {
            emit_jump(c, compile_no_loc, FLOW_JUMP_NO_INTERRUPT, end);
            compile_place(c, next);
        }
    }
    compile_statements(c, &s->conditional.otherwise);
    compile_place(c, end);
}

/* --- any statement -------------------------------------------------------------------------- */

void compile_statement(compiler *c, stmt *s)
{
    switch (s->kind) {
    case STMT_EXPR:
        compile_expression(c, s);
        break;
    case STMT_ASSIGN:
        compile_assign(c, s);
        break;
    case STMT_AUGMENTED:
        compile_augmented(c, s);
        break;
    case STMT_DELETE:
        compile_expr_list(c, &s->targets);
        break;
    case STMT_PASS:
        emit(c, compile_loc(s->span), OP_NOP);
        break;
    case STMT_IF:
        compile_if(c, s);
        break;
    case STMT_WHILE:
    case STMT_FOR:
        compile_loop(c, s);
        break;
    case STMT_BREAK:
    case STMT_CONTINUE:
        compile_break(c, s);
        break;
    case STMT_DEF:
        compile_def(c, s);
        break;
    case STMT_RETURN:
        compile_return(c, s);
        break;
    case STMT_CLASS:
        compile_class(c, s);
        break;
    case STMT_GLOBAL:
    case STMT_NONLOCAL:
        break;
    case STMT_TRY:
        compile_try(c, s);
        break;
    case STMT_RAISE:
        compile_raise(c, s);
        break;
    case STMT_ASSERT:
        compile_assert(c, s);
        break;
    case STMT_WITH:
        compile_with(c, s);
        break;
    case STMT_IMPORT:
        compile_import(c, s);
        break;
    case STMT_FROM:
        compile_from(c, s);
        break;
    }
}

void compile_statements(compiler *c, const stmt_list *list)
{
    for (uint32_t i = 0; i < list->count && c->result == OURO_OK; i++)
        compile_statement(c, list->items[i]);
}
