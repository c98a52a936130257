#include "sim/lang/compile.h"

#include <string.h>

void compile_expr_list(compiler *c, const expr_list *list)
{
    for (uint32_t i = 0; i < list->count && c->result == OURO_OK; i++)
        compile_expr(c, list->items[i]);
}

/* --- operators ------------------------------------------------------------------------------ */

static void compile_chain(compiler *c, const expr *e)
{
    compile_expr(c, e->binary.first);
    location loc = compile_loc(e->span);
    for (uint32_t i = 0; i < e->binary.count && c->result == OURO_OK; i++) {
        const binary_link *link = &e->binary.links[i];
        compile_expr(c, link->operand);
        loc.end_line = link->end_line;
        loc.end_column = link->end_column;
        emit_arg(c, loc, OP_BINARY_OP, link->op);
    }
}

static void compile_unary(compiler *c, const expr *e)
{
    location loc = compile_loc(e->span);
    compile_expr(c, e->unary.operand);
    switch (e->unary.op) {
    case UNARY_KIND_NOT:
        emit(c, loc, OP_TO_BOOL);
        emit(c, loc, OP_UNARY_NOT);
        break;
    case UNARY_KIND_MINUS:
        emit(c, loc, OP_UNARY_NEGATIVE);
        break;
    case UNARY_KIND_PLUS:
        emit(c, loc, OP_UNARY_POSITIVE);
        break;
    case UNARY_KIND_INVERT:
        emit(c, loc, OP_UNARY_INVERT);
        break;
    }
}

static void emit_comparison(compiler *c, location loc, comparison op)
{
    switch (op) {
    case COMPARISON_LT:
    case COMPARISON_LE:
    case COMPARISON_EQ:
    case COMPARISON_NE:
    case COMPARISON_GT:
    case COMPARISON_GE:
        emit_arg(c, loc, OP_COMPARE_OP, (uint32_t)op);
        break;
    case COMPARISON_IS:
    case COMPARISON_IS_NOT:
        emit_arg(c, loc, OP_IS_OP, op == COMPARISON_IS_NOT);
        break;
    case COMPARISON_IN:
    case COMPARISON_NOT_IN:
        emit_arg(c, loc, OP_CONTAINS_OP, op == COMPARISON_NOT_IN);
        break;
    }
}

/* The middle of a < b < c: compare with the next operand and keep that one for later. */
static void compile_middle(compiler *c, const expr *e, uint32_t i)
{
    location loc = compile_loc(e->span);
    compile_expr(c, e->compare.others.items[i]);
    emit_arg(c, loc, OP_SWAP, 2);
    emit_arg(c, loc, OP_COPY, 2);
    emit_comparison(c, loc, e->compare.ops[i]);
}

static void compile_compare(compiler *c, const expr *e)
{
    location loc = compile_loc(e->span);
    uint32_t last = e->compare.others.count - 1;
    compile_expr(c, e->compare.first);
    if (last == 0) {
        compile_expr(c, e->compare.others.items[0]);
        emit_comparison(c, loc, e->compare.ops[0]);
        return;
    }
    block *cleanup = compile_label(c), *end = compile_label(c);
    for (uint32_t i = 0; i < last && c->result == OURO_OK; i++) {
        compile_middle(c, e, i);
        emit_arg(c, loc, OP_COPY, 1);
        emit(c, loc, OP_TO_BOOL);
        emit_jump(c, loc, OP_POP_JUMP_IF_FALSE, cleanup);
        emit(c, loc, OP_POP_TOP);
    }
    compile_expr(c, e->compare.others.items[last]);
    emit_comparison(c, loc, e->compare.ops[last]);
    emit_jump(c, compile_no_loc, FLOW_JUMP_NO_INTERRUPT, end);
    compile_place(c, cleanup);
    emit_arg(c, loc, OP_SWAP, 2);
    emit(c, loc, OP_POP_TOP);
    compile_place(c, end);
}

static void compile_boolean(compiler *c, const expr *e)
{
    location loc = compile_loc(e->span);
    uint16_t jump = e->boolean.is_or ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE;
    uint32_t last = e->boolean.values.count - 1;
    block *end = compile_label(c);
    for (uint32_t i = 0; i < last && c->result == OURO_OK; i++) {
        compile_expr(c, e->boolean.values.items[i]);
        emit_arg(c, loc, OP_COPY, 1);
        emit(c, loc, OP_TO_BOOL);
        emit_jump(c, loc, jump, end);
        emit(c, loc, OP_POP_TOP);
    }
    compile_expr(c, e->boolean.values.items[last]);
    compile_place(c, end);
}

static void compile_conditional(compiler *c, const expr *e)
{
    block *end = compile_label(c), *otherwise = compile_label(c);
    compile_jump_if(c, compile_loc(e->span), e->conditional.test, otherwise, false);
    compile_expr(c, e->conditional.yes);
    emit_jump(c, compile_no_loc, FLOW_JUMP_NO_INTERRUPT, end);
    compile_place(c, otherwise);
    compile_expr(c, e->conditional.no);
    compile_place(c, end);
}

/* --- jumps ---------------------------------------------------------------------------------- */

static void jump_if_boolean(compiler *c, location loc, const expr *e, block *target, bool when)
{
    bool stops_when = e->boolean.is_or;
    block *stop = stops_when == when ? target : compile_label(c);
    uint32_t last = e->boolean.values.count - 1;
    for (uint32_t i = 0; i < last && c->result == OURO_OK; i++)
        compile_jump_if(c, loc, e->boolean.values.items[i], stop, stops_when);
    compile_jump_if(c, loc, e->boolean.values.items[last], target, when);
    if (stop != target)
        compile_place(c, stop);
}

static void jump_if_conditional(compiler *c, location loc, const expr *e, block *target, bool when)
{
    block *end = compile_label(c), *otherwise = compile_label(c);
    compile_jump_if(c, loc, e->conditional.test, otherwise, false);
    compile_jump_if(c, loc, e->conditional.yes, target, when);
    emit_jump(c, compile_no_loc, FLOW_JUMP_NO_INTERRUPT, end);
    compile_place(c, otherwise);
    compile_jump_if(c, loc, e->conditional.no, target, when);
    compile_place(c, end);
}

static void jump_if_compare(compiler *c, const expr *e, block *target, bool when)
{
    location loc = compile_loc(e->span);
    uint32_t last = e->compare.others.count - 1;
    block *cleanup = compile_label(c), *end = compile_label(c);
    compile_expr(c, e->compare.first);
    for (uint32_t i = 0; i < last && c->result == OURO_OK; i++) {
        compile_middle(c, e, i);
        emit(c, loc, OP_TO_BOOL);
        emit_jump(c, loc, OP_POP_JUMP_IF_FALSE, cleanup);
    }
    compile_expr(c, e->compare.others.items[last]);
    emit_comparison(c, loc, e->compare.ops[last]);
    emit(c, loc, OP_TO_BOOL);
    emit_jump(c, loc, when ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, target);
    emit_jump(c, compile_no_loc, FLOW_JUMP_NO_INTERRUPT, end);
    compile_place(c, cleanup);
    emit(c, loc, OP_POP_TOP);
    if (!when)
        emit_jump(c, compile_no_loc, FLOW_JUMP_NO_INTERRUPT, target);
    compile_place(c, end);
}

void compile_jump_if(compiler *c, location loc, expr *e, block *target, bool when)
{
    if (c->result != OURO_OK)
        return;
    if (e->kind == EXPR_UNARY && e->unary.op == UNARY_KIND_NOT) {
        compile_jump_if(c, loc, e->unary.operand, target, !when);
    } else if (e->kind == EXPR_BOOL) {
        jump_if_boolean(c, loc, e, target, when);
    } else if (e->kind == EXPR_CONDITIONAL) {
        jump_if_conditional(c, loc, e, target, when);
    } else if (e->kind == EXPR_COMPARE && e->compare.others.count > 1) {
        jump_if_compare(c, e, target, when);
    } else {
        compile_expr(c, e);
        emit(c, compile_loc(e->span), OP_TO_BOOL);
        emit_jump(c, compile_loc(e->span), when ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE,
                  target);
    }
}

/* --- attributes and subscripts -------------------------------------------------------------- */

location compile_attribute_loc(const compiler *c, location loc, const expr *attribute)
{
    uint32_t end_line = attribute->span.end_line;
    if (loc.line == (int32_t)end_line)
        return loc;
    const program_name *n = &c->names->names[attribute->attribute.name];
    uint32_t length = 0;
    for (uint32_t i = 0; i < n->length; i++)
        length += ((unsigned char)n->text[i] & 0xC0U) != 0x80U;
    uint32_t end = attribute->span.end_column;
    return (location){.line = (int32_t)end_line,
                      .column = end > length ? end - length : 1,
                      .end_line = loc.end_line,
                      .end_column = loc.end_column};
}

/* self.x = ... in a method: the class remembers the name in __static_attributes__. */
static void note_static_attribute(compiler *c, const expr *e)
{
    const expr *object = e->attribute.object;
    if (object->kind != EXPR_NAME || strcmp(name_table_text(c->names, object->name), "self"))
        return;
    for (unit *u = c->unit->parent; u; u = u->parent)
        if (u->scope->kind == SCOPE_CLASS) {
            index_map_add(c, &u->attributes, e->attribute.name);
            return;
        }
}

static void compile_attribute(compiler *c, const expr *e)
{
    location loc = compile_loc(e->span);
    if (e->context == CONTEXT_LOAD && compile_is_super_attribute(c, e)) {
        const expr *call = e->attribute.object;
        compile_super_arguments(c, e->attribute.object);
        emit_name(c, loc, OP_LOAD_SUPER_ATTR, e->attribute.name,
                  call->call.arguments.count ? 2 : 0);
        emit(c, compile_attribute_loc(c, loc, e), OP_NOP);
        return;
    }
    if (e->context == CONTEXT_STORE)
        note_static_attribute(c, e);
    compile_expr(c, e->attribute.object);
    static const opcode ops[] = {OP_LOAD_ATTR, OP_STORE_ATTR, OP_DELETE_ATTR};
    emit_name(c, compile_attribute_loc(c, loc, e), ops[e->context], e->attribute.name, 0);
}

bool compile_is_plain_slice(const expr *e)
{
    return e->kind == EXPR_SLICE && !e->slice.step;
}

static void compile_slice_part(compiler *c, location loc, expr *part)
{
    if (part)
        compile_expr(c, part);
    else
        emit_none(c, loc);
}

void compile_slice_parts(compiler *c, expr *slice, bool build)
{
    location loc = compile_loc(slice->span);
    compile_slice_part(c, loc, slice->slice.start);
    compile_slice_part(c, loc, slice->slice.stop);
    if (slice->slice.step)
        compile_expr(c, slice->slice.step);
    if (build)
        emit_arg(c, loc, OP_BUILD_SLICE, slice->slice.step ? 3 : 2);
}

static void compile_subscript(compiler *c, const expr *e)
{
    location loc = compile_loc(e->span);
    compile_expr(c, e->subscript.object);
    if (compile_is_plain_slice(e->subscript.index) && e->context != CONTEXT_DEL) {
        compile_slice_parts(c, e->subscript.index, false);
        emit(c, loc, e->context == CONTEXT_LOAD ? OP_BINARY_SLICE : OP_STORE_SLICE);
        return;
    }
    compile_expr(c, e->subscript.index);
    static const opcode ops[] = {OP_BINARY_SUBSCR, OP_STORE_SUBSCR, OP_DELETE_SUBSCR};
    emit(c, loc, ops[e->context]);
}

/* --- yield ---------------------------------------------------------------------------------- */

static void compile_yield_from(compiler *c, const expr *e)
{
    location loc = compile_loc(e->span);
    block *send = compile_label(c), *fail = compile_label(c), *leave = compile_label(c);
    compile_expr(c, e->value);
    emit(c, loc, OP_GET_YIELD_FROM_ITER);
    emit_none(c, loc);
    compile_place(c, send);
    emit_jump(c, loc, OP_SEND, leave);
    emit_jump(c, loc, FLOW_SETUP_FINALLY, fail);
    emit_aux(c, loc, OP_YIELD_VALUE, 0, 1);
    emit_flow(c, compile_no_loc, FLOW_POP_BLOCK);
    emit_aux(c, loc, OP_RESUME, 0, 2);
    emit_jump(c, loc, FLOW_JUMP_NO_INTERRUPT, send);
    compile_place(c, fail);
    emit(c, loc, OP_CLEANUP_THROW);
    compile_place(c, leave);
    emit(c, loc, OP_END_SEND);
}

static void compile_yield(compiler *c, const expr *e)
{
    location loc = compile_loc(e->span);
    if (c->unit->scope->kind != SCOPE_FUNCTION) {
        compile_fail(c, e->span, e->kind == EXPR_YIELD ? "'yield' outside function"
                                                       : "'yield from' outside function");
        return;
    }
    if (e->kind == EXPR_YIELD_FROM) {
        compile_yield_from(c, e);
        return;
    }
    compile_slice_part(c, loc, e->value);
    emit(c, loc, OP_YIELD_VALUE);
    emit_aux(c, loc, OP_RESUME, 0, 1);
}

/* --- any expression ------------------------------------------------------------------------- */

static void compile_starred(compiler *c, const expr *e)
{
    if (e->context == CONTEXT_STORE)
        compile_fail(c, e->span, "starred assignment target must be in a list or tuple");
    else
        compile_fail(c, e->span, "can't use starred expression here");
}

static void compile_named(compiler *c, const expr *e)
{
    compile_expr(c, e->named.value);
    emit_arg(c, compile_loc(e->span), OP_COPY, 1);
    compile_expr(c, e->named.target);
}

void compile_expr(compiler *c, expr *e)
{
    if (c->result != OURO_OK)
        return;
    switch (e->kind) {
    case EXPR_CONSTANT:
        emit_constant(c, compile_loc(e->span), tree_constant(e));
        break;
    case EXPR_NAME:
        compile_name(c, compile_loc(e->span), e->name, e->context);
        break;
    case EXPR_TUPLE:
    case EXPR_LIST:
        compile_sequence(c, e);
        break;
    case EXPR_SET:
        compile_set(c, e);
        break;
    case EXPR_DICT:
        compile_dict(c, e);
        break;
    case EXPR_BINARY:
        compile_chain(c, e);
        break;
    case EXPR_UNARY:
        compile_unary(c, e);
        break;
    case EXPR_BOOL:
        compile_boolean(c, e);
        break;
    case EXPR_COMPARE:
        compile_compare(c, e);
        break;
    case EXPR_CONDITIONAL:
        compile_conditional(c, e);
        break;
    case EXPR_CALL:
        compile_call(c, e);
        break;
    case EXPR_ATTRIBUTE:
        compile_attribute(c, e);
        break;
    case EXPR_SUBSCRIPT:
        compile_subscript(c, e);
        break;
    case EXPR_SLICE:
        compile_slice_parts(c, e, true);
        break;
    case EXPR_STARRED:
        compile_starred(c, e);
        break;
    case EXPR_LAMBDA:
        compile_lambda(c, e);
        break;
    case EXPR_COMPREHENSION:
        compile_comprehension(c, e);
        break;
    case EXPR_JOINED:
        compile_joined(c, e);
        break;
    case EXPR_FORMATTED:
        compile_formatted(c, e);
        break;
    case EXPR_NAMED:
        compile_named(c, e);
        break;
    case EXPR_YIELD:
    case EXPR_YIELD_FROM:
        compile_yield(c, e);
        break;
    }
}
