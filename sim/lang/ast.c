#include "sim/lang/ast.h"

expr *ast_expr(arena *memory, expr_kind kind, source_span span)
{
    expr *e = arena_alloc(memory, sizeof *e);
    if (e) {
        e->kind = kind;
        e->span = span;
        e->depth = 1;
    }
    return e;
}

stmt *ast_stmt(arena *memory, stmt_kind kind, source_span span)
{
    stmt *s = arena_alloc(memory, sizeof *s);
    if (s) {
        s->kind = kind;
        s->span = span;
    }
    return s;
}

void ast_adopt(expr *parent, const expr *child)
{
    if (child && child->depth >= parent->depth)
        parent->depth = (uint16_t)(child->depth + 1);
}

/* Room for one more pointer in an array of `count`. */
static void *grow_pointers(arena *memory, void *items, uint32_t count, uint32_t *capacity)
{
    if (count < *capacity)
        return items;
    uint32_t wanted = *capacity ? 2 * *capacity : 4;
    void *grown = arena_grow(memory, items, count * sizeof(void *), wanted * sizeof(void *));
    if (grown)
        *capacity = wanted;
    return grown;
}

bool ast_push_expr(arena *memory, expr_list *list, expr *item)
{
    expr **items = grow_pointers(memory, list->items, list->count, &list->capacity);
    if (!items)
        return false;
    list->items = items;
    list->items[list->count++] = item;
    return true;
}

bool ast_push_stmt(arena *memory, stmt_list *list, stmt *item)
{
    stmt **items = grow_pointers(memory, list->items, list->count, &list->capacity);
    if (!items)
        return false;
    list->items = items;
    list->items[list->count++] = item;
    return true;
}

source_span ast_join(source_span first, source_span last)
{
    return (source_span){first.line, first.column, last.end_line, last.end_column};
}

static const char *constant_name(const constant *c)
{
    switch (c->kind) {
    case CONST_NONE:
        return "None";
    case CONST_TRUE:
        return "True";
    case CONST_FALSE:
        return "False";
    case CONST_ELLIPSIS:
        return "ellipsis";
    case CONST_INT:
    case CONST_FLOAT:
    case CONST_STR:
    case CONST_BYTES:
    case CONST_TUPLE:
    case CONST_FROZENSET:
    case CONST_CODE:
        return "literal";
    }
    return "literal";
}

static const char *comprehension_name(comprehension_kind kind)
{
    switch (kind) {
    case COMPREHENSION_LIST:
        return "list comprehension";
    case COMPREHENSION_SET:
        return "set comprehension";
    case COMPREHENSION_DICT:
        return "dict comprehension";
    case COMPREHENSION_GENERATOR:
        return "generator expression";
    }
    return "comprehension";
}

const char *ast_expr_name(const expr *e)
{
    switch (e->kind) {
    case EXPR_CONSTANT:
        return constant_name(&e->constant);
    case EXPR_NAME:
        return "name";
    case EXPR_TUPLE:
        return "tuple";
    case EXPR_LIST:
        return "list";
    case EXPR_SET:
        return "set display";
    case EXPR_DICT:
        return "dict literal";
    case EXPR_BINARY:
    case EXPR_UNARY:
    case EXPR_BOOL:
        return "expression";
    case EXPR_COMPARE:
        return "comparison";
    case EXPR_CONDITIONAL:
        return "conditional expression";
    case EXPR_CALL:
        return "function call";
    case EXPR_ATTRIBUTE:
        return "attribute";
    case EXPR_SUBSCRIPT:
    case EXPR_SLICE:
        return "subscript";
    case EXPR_STARRED:
        return "starred";
    case EXPR_LAMBDA:
        return "lambda";
    case EXPR_COMPREHENSION:
        return comprehension_name(e->comprehension.kind);
    case EXPR_JOINED:
    case EXPR_FORMATTED:
        return "f-string expression";
    case EXPR_NAMED:
        return "named expression";
    case EXPR_YIELD:
    case EXPR_YIELD_FROM:
        return "yield expression";
    }
    return "expression";
}
