#include "sim/lang/compile.h"

/* A comprehension inlined into its function (PEP 709): what must be put back afterwards. */
typedef struct inlining {
    uint32_t *pushed; /* locals whose outer values wait on the stack */
    uint32_t pushed_count;
    symbol *replaced; /* outer symbols as they were */
    uint32_t replaced_count;
    uint32_t *hidden; /* names that are fast locals of a module or class for now */
    uint32_t hidden_count;
    block *cleanup, *end;
} inlining;

/* --- entering and leaving ------------------------------------------------------------------- */

static bool start_inlining(compiler *c, inlining *in, uint32_t count)
{
    in->pushed = arena_alloc(c->scratch, count * sizeof *in->pushed + 1);
    in->replaced = arena_alloc(c->scratch, count * sizeof *in->replaced + 1);
    in->hidden = arena_alloc(c->scratch, count * sizeof *in->hidden + 1);
    if (!in->pushed || !in->replaced || !in->hidden)
        compile_no_memory(c);
    return c->result == OURO_OK;
}

/* The outer value of a variable of the comprehension waits on the stack while it runs. */
static void push_local(compiler *c, location loc, inlining *in, const symbol *inner,
                       symbol_place outer_place)
{
    unit *u = c->unit;
    symbol *outer = scope_find(u->scope, inner->name);
    if (u->scope->kind != SCOPE_FUNCTION && !outer->is_hidden) {
        outer->is_hidden = outer->was_hidden = true;
        in->hidden[in->hidden_count++] = inner->name;
    }
    emit_arg(c, loc, OP_LOAD_FAST_AND_CLEAR, index_map_add(c, &u->locals, inner->name));
    if (inner->place == PLACE_CELL) {
        if (outer_place != PLACE_FREE)
            index_map_add(c, &u->cells, inner->name);
        emit_arg(c, loc, OP_MAKE_CELL, inner->name);
    }
    in->pushed[in->pushed_count++] = inner->name;
}

/* In a class body every name of the comprehension is isolated: the class's names are not its. */
static void isolate_name(compiler *c, location loc, inlining *in, const symbol *inner,
                         bool in_class)
{
    bool bound = (inner->flags & SYMBOL_LOCAL) && !(inner->flags & SYMBOL_NONLOCAL);
    bool foreign_class = in_class && inner->name == c->symbols->name_class;
    if (foreign_class || ((inner->flags & SYMBOL_PARAMETER) && !in_class))
        return;
    symbol *outer = scope_add(c->symbols, c->unit->scope, inner->name);
    if (!outer) {
        compile_no_memory(c);
        return;
    }
    symbol_place outer_place = outer->place;
    bool differs = inner->place != outer_place && inner->place != PLACE_FREE &&
                   !(inner->place == PLACE_CELL && outer_place == PLACE_FREE);
    if (differs || in_class) {
        in->replaced[in->replaced_count++] = *outer;
        outer->place = inner->place;
        outer->flags = inner->flags;
    }
    if (bound || in_class)
        push_local(c, loc, in, inner, outer_place);
}

static void enter_inlined(compiler *c, location loc, inlining *in, const scope *inner)
{
    bool in_class = c->unit->scope->kind == SCOPE_CLASS && !c->unit->hidden_depth;
    c->unit->hidden_depth++;
    if (!start_inlining(c, in, inner->symbol_count))
        return;
    for (uint32_t i = 0; i < inner->symbol_count && c->result == OURO_OK; i++)
        isolate_name(c, loc, in, &inner->symbols[i], in_class);
    if (!in->pushed_count)
        return;
    /* The iterator goes above what was pushed. */
    emit_arg(c, loc, OP_SWAP, in->pushed_count + 1);
    in->cleanup = compile_label(c);
    in->end = compile_label(c);
    emit_jump(c, loc, FLOW_SETUP_FINALLY, in->cleanup);
}

static void restore_locals(compiler *c, location loc, const inlining *in)
{
    emit_arg(c, loc, OP_SWAP, in->pushed_count + 1);
    for (uint32_t i = in->pushed_count; i-- > 0 && c->result == OURO_OK;) {
        uint32_t index = index_map_add(c, &c->unit->locals, in->pushed[i]);
        emit_flow_arg(c, compile_no_loc, FLOW_STORE_FAST_MAYBE_NULL, index);
    }
}

static void leave_inlined(compiler *c, location loc, const inlining *in)
{
    c->unit->hidden_depth--;
    if (in->pushed_count) {
        emit_flow(c, compile_no_loc, FLOW_POP_BLOCK);
        emit_jump(c, compile_no_loc, FLOW_JUMP_NO_INTERRUPT, in->end);
        compile_place(c, in->cleanup);
        emit_arg(c, compile_no_loc, OP_SWAP, 2); /* drop the unfinished result */
        emit(c, compile_no_loc, OP_POP_TOP);
        restore_locals(c, loc, in);
        emit(c, compile_no_loc, OP_RERAISE);
        compile_place(c, in->end);
        restore_locals(c, loc, in);
    }
    for (uint32_t i = 0; i < in->replaced_count; i++) {
        symbol *outer = scope_find(c->unit->scope, in->replaced[i].name);
        outer->place = in->replaced[i].place;
        outer->flags = in->replaced[i].flags;
    }
    for (uint32_t i = 0; i < in->hidden_count; i++)
        scope_find(c->unit->scope, in->hidden[i])->is_hidden = false;
}

/* --- the loops ------------------------------------------------------------------------------ */

static location compile_item(compiler *c, const expr *e, uint32_t depth)
{
    location loc = compile_loc(e->comprehension.item->span);
    compile_expr(c, e->comprehension.item);
    switch (e->comprehension.kind) {
    case COMPREHENSION_LIST:
        emit_arg(c, loc, OP_LIST_APPEND, depth + 1);
        break;
    case COMPREHENSION_SET:
        emit_arg(c, loc, OP_SET_ADD, depth + 1);
        break;
    case COMPREHENSION_DICT:
        compile_expr(c, e->comprehension.value);
        loc.end_line = e->comprehension.value->span.end_line;
        loc.end_column = e->comprehension.value->span.end_column;
        emit_arg(c, loc, OP_MAP_ADD, depth + 1);
        break;
    case COMPREHENSION_GENERATOR:
        emit(c, loc, OP_YIELD_VALUE);
        emit_aux(c, loc, OP_RESUME, 0, 1);
        emit(c, loc, OP_POP_TOP);
        break;
    }
    return loc;
}

/* for y in [f(x)]: an assignment in disguise, and compiled as one. */
static expr *only_element(const expr *iterable)
{
    bool display = iterable->kind == EXPR_LIST || iterable->kind == EXPR_TUPLE;
    if (!display || iterable->list.count != 1 || iterable->list.items[0]->kind == EXPR_STARRED)
        return NULL;
    return iterable->list.items[0];
}

/* Recursion: one level for each `for` of the comprehension, which the caller bounds. */
static void compile_for(compiler *c, const expr *e, uint32_t at, uint32_t depth, bool iterator_pushed)
{
    const comprehension_for *clause = &e->comprehension.fors[at];
    location item_loc = compile_loc(e->comprehension.item->span);
    location iterable_loc = compile_loc(clause->iterable->span);
    block *start = compile_label(c), *skip = compile_label(c), *done = compile_label(c);
    expr *element = at ? only_element(clause->iterable) : NULL;
    if (element) {
        compile_expr(c, element);
    } else if (!iterator_pushed) {
        compile_expr(c, clause->iterable);
        emit(c, iterable_loc, OP_GET_ITER);
    }
    if (!element) {
        depth++;
        compile_place(c, start);
        emit_jump(c, iterable_loc, OP_FOR_ITER, done);
    }
    compile_expr(c, clause->target);
    for (uint32_t i = 0; i < clause->conditions.count; i++)
        compile_jump_if(c, compile_loc(e->span), clause->conditions.items[i], skip, false);
    if (at + 1 < e->comprehension.count)
        compile_for(c, e, at + 1, depth, false);
    else
        item_loc = compile_item(c, e, depth);
    compile_place(c, skip);
    if (element)
        return;
    emit_jump(c, item_loc, OP_JUMP, start);
    compile_place(c, done);
    emit(c, compile_no_loc, OP_END_FOR);
    emit(c, compile_no_loc, OP_POP_TOP);
}

static void compile_build(compiler *c, location loc, comprehension_kind kind)
{
    switch (kind) {
    case COMPREHENSION_LIST:
        emit(c, loc, OP_BUILD_LIST);
        break;
    case COMPREHENSION_SET:
        emit(c, loc, OP_BUILD_SET);
        break;
    case COMPREHENSION_DICT:
        emit(c, loc, OP_BUILD_MAP);
        break;
    case COMPREHENSION_GENERATOR:
        break;
    }
}

static void compile_inlined(compiler *c, expr *e)
{
    location loc = compile_loc(e->span);
    const expr *iterable = e->comprehension.fors[0].iterable;
    inlining in = {0};
    compile_expr(c, e->comprehension.fors[0].iterable);
    emit(c, compile_loc(iterable->span), OP_GET_ITER);
    enter_inlined(c, loc, &in, e->comprehension.scope);
    compile_build(c, loc, e->comprehension.kind);
    emit_arg(c, loc, OP_SWAP, 2);
    compile_for(c, e, 0, 0, true);
    leave_inlined(c, loc, &in);
}

static const code *compile_generator_body(compiler *c, const expr *e)
{
    scope *inner = e->comprehension.scope;
    unit *u = inner->made ? NULL : arena_alloc(c->scratch, sizeof *u);
    if (inner->made)
        return inner->made;
    if (!u) {
        compile_no_memory(c);
        return NULL;
    }
    index_map_add(c, &u->locals, c->symbols->name_iterable);
    u->arg_count = 1;
    u->flags = CODE_GENERATOR;
    u->is_lambda = true; /* its name is none of the scope's */
    if (!compile_enter(c, u, inner, inner->name, (int32_t)e->span.line))
        return NULL;
    emit_arg(c, compile_loc(e->span), OP_LOAD_FAST, 0);
    compile_for(c, e, 0, 0, true);
    compile_wrap_generator(c);
    inner->made = c->result == OURO_OK ? assemble(c, true) : NULL;
    compile_leave(c);
    return inner->made;
}

static void compile_generator(compiler *c, expr *e)
{
    location loc = compile_loc(e->span);
    compile_make_closure(c, loc, compile_generator_body(c, e), 0);
    compile_expr(c, e->comprehension.fors[0].iterable);
    emit(c, compile_loc(e->comprehension.fors[0].iterable->span), OP_GET_ITER);
    emit_arg(c, loc, OP_CALL, 0);
}

enum { MAX_FORS = 20 }; /* CPython: too many statically nested blocks */

void compile_comprehension(compiler *c, expr *e)
{
    if (e->comprehension.count > MAX_FORS) {
        compile_fail(c, e->span, "too many statically nested blocks");
        return;
    }
    if (e->comprehension.kind == COMPREHENSION_GENERATOR)
        compile_generator(c, e);
    else
        compile_inlined(c, e);
}
