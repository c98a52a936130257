#include "sim/lang/compile.h"

static bool all_constant(expr *const *items, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!items[i] || items[i]->kind != EXPR_CONSTANT)
            return false;
    return true;
}

static constant collect_constants(compiler *c, expr *const *items, uint32_t count,
                                  constant_kind kind)
{
    constant *values = arena_alloc(c->scratch, count * sizeof *values + 1);
    if (!values) {
        compile_no_memory(c);
        return (constant){.kind = CONST_NONE};
    }
    for (uint32_t i = 0; i < count; i++)
        values[i] = tree_constant(items[i]);
    return (constant){.kind = kind, .items = values, .length = count};
}

/* --- lists, tuples, sets -------------------------------------------------------------------- */

/* All elements are constants: build one collection of them and extend by it. */
static void compile_constant_elements(compiler *c, location loc, const expr_list *elements,
                                      uint32_t pushed, display_ops ops)
{
    bool set = ops.add == OP_SET_ADD;
    constant all = collect_constants(c, elements->items, elements->count,
                                     set ? CONST_FROZENSET : CONST_TUPLE);
    if (ops.as_tuple && !pushed) {
        emit_constant(c, loc, all);
        return;
    }
    emit_arg(c, loc, ops.build, pushed);
    emit_constant(c, loc, all);
    emit_arg(c, loc, ops.extend, 1);
    if (ops.as_tuple)
        emit(c, loc, OP_LIST_TO_TUPLE);
}

static void compile_elements_stepwise(compiler *c, location loc, const expr_list *elements,
                                      uint32_t pushed, display_ops ops, bool built)
{
    if (built)
        emit_arg(c, loc, ops.build, pushed);
    for (uint32_t i = 0; i < elements->count && c->result == OURO_OK; i++) {
        expr *e = elements->items[i];
        if (e->kind == EXPR_STARRED) {
            if (!built)
                emit_arg(c, loc, ops.build, i + pushed);
            built = true;
            compile_expr(c, e->value);
            emit_arg(c, loc, ops.extend, 1);
        } else {
            compile_expr(c, e);
            if (built)
                emit_arg(c, loc, ops.add, 1);
        }
    }
    if (ops.as_tuple)
        emit(c, loc, OP_LIST_TO_TUPLE);
}

void compile_elements(compiler *c, location loc, const expr_list *elements, uint32_t pushed,
                      display_ops ops)
{
    if (elements->count > 2 && all_constant(elements->items, elements->count)) {
        compile_constant_elements(c, loc, elements, pushed, ops);
        return;
    }
    bool starred = false, big = elements->count + pushed > COMPILE_STACK_ITEMS;
    for (uint32_t i = 0; i < elements->count; i++)
        starred = starred || elements->items[i]->kind == EXPR_STARRED;
    if (starred || big) {
        compile_elements_stepwise(c, loc, elements, pushed, ops, big);
        return;
    }
    compile_expr_list(c, elements);
    emit_arg(c, loc, ops.as_tuple ? OP_BUILD_TUPLE : ops.build, elements->count + pushed);
}

/* a, *b, c = ...: what the top of the stack is taken apart into. */
static void compile_unpack(compiler *c, const expr *e)
{
    location loc = compile_loc(e->span);
    bool starred = false;
    for (uint32_t i = 0; i < e->list.count; i++) {
        if (e->list.items[i]->kind != EXPR_STARRED)
            continue;
        uint32_t after = e->list.count - i - 1;
        if (starred) {
            compile_fail(c, e->span, "multiple starred expressions in assignment");
            return;
        }
        if (i > UINT8_MAX || after > UINT8_MAX) {
            compile_fail(c, e->span, "too many expressions in star-unpacking assignment");
            return;
        }
        starred = true;
        emit_aux(c, loc, OP_UNPACK_EX, i, (uint8_t)after);
    }
    if (!starred)
        emit_arg(c, loc, OP_UNPACK_SEQUENCE, e->list.count);
    for (uint32_t i = 0; i < e->list.count && c->result == OURO_OK; i++) {
        expr *item = e->list.items[i];
        compile_expr(c, item->kind == EXPR_STARRED ? item->value : item);
    }
}

void compile_sequence(compiler *c, expr *e)
{
    display_ops ops = {.build = OP_BUILD_LIST, .add = OP_LIST_APPEND, .extend = OP_LIST_EXTEND,
                       .as_tuple = e->kind == EXPR_TUPLE};
    if (e->context == CONTEXT_STORE)
        compile_unpack(c, e);
    else if (e->context == CONTEXT_LOAD)
        compile_elements(c, compile_loc(e->span), &e->list, 0, ops);
    else
        compile_expr_list(c, &e->list);
}

void compile_set(compiler *c, expr *e)
{
    display_ops ops = {.build = OP_BUILD_SET, .add = OP_SET_ADD, .extend = OP_SET_UPDATE};
    compile_elements(c, compile_loc(e->span), &e->list, 0, ops);
}

/* --- dicts ---------------------------------------------------------------------------------- */

/* Pairs begin..end-1, none of them **, as one dict. */
static void compile_pairs(compiler *c, const expr *e, uint32_t begin, uint32_t end)
{
    location loc = compile_loc(e->span);
    uint32_t n = end - begin;
    bool big = n * 2 > COMPILE_STACK_ITEMS;
    expr *const *keys = e->dict.keys.items + begin;
    expr *const *values = e->dict.values.items + begin;
    if (n > 1 && !big && all_constant(keys, n)) {
        for (uint32_t i = 0; i < n; i++)
            compile_expr(c, values[i]);
        emit_constant(c, loc, collect_constants(c, keys, n, CONST_TUPLE));
        emit_arg(c, loc, OP_BUILD_CONST_KEY_MAP, n);
        return;
    }
    if (big)
        emit_arg(c, loc, OP_BUILD_MAP, 0);
    for (uint32_t i = 0; i < n && c->result == OURO_OK; i++) {
        compile_expr(c, keys[i]);
        compile_expr(c, values[i]);
        if (big)
            emit_arg(c, loc, OP_MAP_ADD, 1);
    }
    if (!big)
        emit_arg(c, loc, OP_BUILD_MAP, n);
}

/* A dict in the making: what is on the stack, and how many pairs wait to be added to it. */
typedef struct dict_state {
    bool has_dict;
    uint32_t waiting;
} dict_state;

static void flush_pairs(compiler *c, const expr *e, dict_state *s, uint32_t end)
{
    compile_pairs(c, e, end - s->waiting, end);
    if (s->has_dict)
        emit_arg(c, compile_loc(e->span), OP_DICT_UPDATE, 1);
    s->has_dict = true;
    s->waiting = 0;
}

void compile_dict(compiler *c, expr *e)
{
    location loc = compile_loc(e->span);
    dict_state s = {0};
    for (uint32_t i = 0; i < e->dict.values.count && c->result == OURO_OK; i++) {
        if (e->dict.keys.items[i]) {
            s.waiting++;
            if ((s.waiting - 1) * 2 > COMPILE_STACK_ITEMS)
                flush_pairs(c, e, &s, i + 1);
            continue;
        }
        if (s.waiting)
            flush_pairs(c, e, &s, i);
        if (!s.has_dict)
            emit_arg(c, loc, OP_BUILD_MAP, 0);
        s.has_dict = true;
        compile_expr(c, e->dict.values.items[i]);
        emit_arg(c, loc, OP_DICT_UPDATE, 1);
    }
    if (s.waiting)
        flush_pairs(c, e, &s, e->dict.values.count);
    if (!s.has_dict)
        emit_arg(c, loc, OP_BUILD_MAP, 0);
}

/* --- f-strings ------------------------------------------------------------------------------ */

void compile_formatted(compiler *c, expr *e)
{
    location loc = compile_loc(e->span);
    compile_expr(c, e->formatted.value);
    char conversion = e->formatted.conversion;
    if (conversion)
        emit_arg(c, loc, OP_CONVERT_VALUE, conversion == 's' ? 1 : conversion == 'r' ? 2 : 3);
    if (e->formatted.spec) {
        compile_expr(c, e->formatted.spec);
        emit(c, loc, OP_FORMAT_WITH_SPEC);
    } else {
        emit(c, loc, OP_FORMAT_SIMPLE);
    }
}

void compile_joined(compiler *c, expr *e)
{
    location loc = compile_loc(e->span);
    uint32_t n = e->list.count;
    constant empty = {.kind = CONST_STR, .text = ""};
    if (n > COMPILE_STACK_ITEMS) {
        emit_constant(c, loc, empty);
        emit_name(c, loc, OP_LOAD_ATTR, name_table_intern_text(c->names, "join"), 1);
        emit_arg(c, loc, OP_BUILD_LIST, 0);
        for (uint32_t i = 0; i < n && c->result == OURO_OK; i++) {
            compile_expr(c, e->list.items[i]);
            emit_arg(c, loc, OP_LIST_APPEND, 1);
        }
        emit_arg(c, loc, OP_CALL, 1);
        return;
    }
    compile_expr_list(c, &e->list);
    if (n > 1)
        emit_arg(c, loc, OP_BUILD_STRING, n);
    else if (n == 0)
        emit_constant(c, loc, empty);
}
