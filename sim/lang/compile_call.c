#include "sim/lang/compile.h"

#include <string.h>

/* --- super ---------------------------------------------------------------------------------- */

static bool has_starred(const expr_list *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i]->kind == EXPR_STARRED)
            return true;
    return false;
}

/* super().x or super(A, b).x where `super` can only be the builtin one: no object is made for it. */
bool compile_is_super_attribute(const compiler *c, const expr *attribute)
{
    const expr *call = attribute->attribute.object;
    uint32_t super = c->symbols->name_super;
    if (call->kind != EXPR_CALL || call->call.function->kind != EXPR_NAME ||
        call->call.function->name != super || call->call.keyword_count)
        return false;
    const symbol *here = scope_find(c->unit->scope, super);
    const symbol *in_module = scope_find(c->symbols->module, super);
    if (!here || here->place != PLACE_GLOBAL_IMPLICIT || (in_module && in_module->place))
        return false;
    if (call->call.arguments.count == 2)
        return !has_starred(&call->call.arguments);
    const symbol *cell = scope_find(c->unit->scope, c->symbols->name_class);
    return call->call.arguments.count == 0 && c->unit->arg_count > 0 && cell &&
           cell->place == PLACE_FREE;
}

void compile_super_arguments(compiler *c, expr *call)
{
    location loc = compile_loc(call->span);
    compile_name(c, compile_loc(call->call.function->span), c->symbols->name_super, CONTEXT_LOAD);
    if (call->call.arguments.count) {
        compile_expr_list(c, &call->call.arguments);
        return;
    }
    compile_name(c, loc, c->symbols->name_class, CONTEXT_LOAD);
    compile_name(c, loc, c->unit->locals.order[0], CONTEXT_LOAD);
}

/* --- arguments ------------------------------------------------------------------------------ */

static void check_keywords(compiler *c, const keyword_argument *keywords, uint32_t count)
{
    index_map seen = {0};
    for (uint32_t i = 0; i < count && c->result == OURO_OK; i++) {
        uint32_t before = seen.count;
        if (!keywords[i].name)
            continue;
        index_map_add(c, &seen, keywords[i].name);
        if (seen.count == before)
            compile_fail(c, keywords[i].span, "keyword argument repeated: %s",
                         name_table_text(c->names, keywords[i].name));
    }
}

static void emit_keyword_names(compiler *c, location loc, const keyword_argument *keywords,
                               uint32_t count)
{
    uint32_t *names = arena_alloc(c->scratch, count * sizeof *names + 1);
    if (!names) {
        compile_no_memory(c);
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        names[i] = keywords[i].name; /* CPython mangles no keyword of a call */
    emit_text_tuple(c, loc, names, count);
}

static void compile_keyword_values(compiler *c, const keyword_argument *keywords, uint32_t count)
{
    for (uint32_t i = 0; i < count && c->result == OURO_OK; i++)
        compile_expr(c, keywords[i].value);
}

/* Keywords begin..end-1, none of them **, as one dict. */
static void compile_keyword_dict(compiler *c, location loc, const keyword_argument *keywords,
                                 uint32_t count)
{
    bool big = count * 2 > COMPILE_STACK_ITEMS;
    if (count > 1 && !big) {
        compile_keyword_values(c, keywords, count);
        emit_keyword_names(c, loc, keywords, count);
        emit_arg(c, loc, OP_BUILD_CONST_KEY_MAP, count);
        return;
    }
    if (big)
        emit_arg(c, compile_no_loc, OP_BUILD_MAP, 0);
    for (uint32_t i = 0; i < count && c->result == OURO_OK; i++) {
        emit_text(c, loc, keywords[i].name);
        compile_expr(c, keywords[i].value);
        if (big)
            emit_arg(c, compile_no_loc, OP_MAP_ADD, 1);
    }
    if (!big)
        emit_arg(c, loc, OP_BUILD_MAP, count);
}

/* All keywords of a call that has ** among them, or too many, as one dict. */
static void compile_merged_keywords(compiler *c, location loc, const keyword_argument *keywords,
                                    uint32_t count)
{
    bool has_dict = false;
    uint32_t waiting = 0;
    for (uint32_t i = 0; i <= count && c->result == OURO_OK; i++) {
        if (i < count && keywords[i].name) {
            waiting++;
            continue;
        }
        if (waiting) {
            compile_keyword_dict(c, loc, keywords + i - waiting, waiting);
            if (has_dict)
                emit_arg(c, loc, OP_DICT_MERGE, 1);
            has_dict = true;
            waiting = 0;
        }
        if (i == count)
            break;
        if (!has_dict)
            emit_arg(c, loc, OP_BUILD_MAP, 0);
        has_dict = true;
        compile_expr(c, keywords[i].value);
        emit_arg(c, loc, OP_DICT_MERGE, 1);
    }
}

static bool is_plain_call(const expr_list *arguments, const keyword_argument *keywords,
                          uint32_t keyword_count)
{
    if (arguments->count + keyword_count * 2 > COMPILE_STACK_ITEMS || has_starred(arguments))
        return false;
    for (uint32_t i = 0; i < keyword_count; i++)
        if (!keywords[i].name)
            return false;
    return true;
}

void compile_arguments(compiler *c, location loc, uint32_t pushed, const expr_list *arguments,
                       const keyword_argument *keywords, uint32_t keyword_count)
{
    check_keywords(c, keywords, keyword_count);
    if (is_plain_call(arguments, keywords, keyword_count)) {
        compile_expr_list(c, arguments);
        compile_keyword_values(c, keywords, keyword_count);
        if (keyword_count)
            emit_keyword_names(c, loc, keywords, keyword_count);
        emit_arg(c, loc, keyword_count ? OP_CALL_KW : OP_CALL,
                 pushed + arguments->count + keyword_count);
        return;
    }
    if (pushed == 0 && arguments->count == 1 && arguments->items[0]->kind == EXPR_STARRED) {
        compile_expr(c, arguments->items[0]->value);
    } else {
        display_ops ops = {.build = OP_BUILD_LIST, .add = OP_LIST_APPEND,
                           .extend = OP_LIST_EXTEND, .as_tuple = true};
        compile_elements(c, loc, arguments, pushed, ops);
    }
    if (keyword_count)
        compile_merged_keywords(c, loc, keywords, keyword_count);
    emit_aux(c, loc, OP_CALL_FUNCTION_EX, 0, keyword_count > 0);
}

/* --- calls ---------------------------------------------------------------------------------- */

/* gc.collect() where the module imports gc is no method call: modules have no methods. */
static bool is_imported(const compiler *c, const expr *e)
{
    const symbol *found =
        e->kind == EXPR_NAME ? scope_find(c->symbols->module, e->name) : NULL;
    return found && (found->flags & SYMBOL_IMPORT);
}

static bool is_method_call(const compiler *c, const expr *e)
{
    const expr *method = e->call.function;
    uint32_t keyword_count = e->call.keyword_count;
    if (method->kind != EXPR_ATTRIBUTE || is_imported(c, method->attribute.object))
        return false;
    if (e->call.arguments.count + keyword_count + (keyword_count != 0) >= COMPILE_STACK_ITEMS)
        return false;
    if (has_starred(&e->call.arguments))
        return false;
    for (uint32_t i = 0; i < keyword_count; i++)
        if (!e->call.keywords[i].name)
            return false;
    return true;
}

static void compile_method_call(compiler *c, const expr *e)
{
    const expr *method = e->call.function;
    expr *object = method->attribute.object;
    location loc = compile_loc(method->span);
    if (compile_is_super_attribute(c, method)) {
        compile_super_arguments(c, object);
        emit_name(c, loc, OP_LOAD_SUPER_ATTR, method->attribute.name,
                  object->call.arguments.count ? 3 : 1);
        emit(c, compile_attribute_loc(c, loc, method), OP_NOP);
    } else {
        compile_expr(c, object);
        emit_name(c, compile_attribute_loc(c, loc, method), OP_LOAD_ATTR, method->attribute.name,
                  1);
    }
    compile_expr_list(c, &e->call.arguments);
    compile_keyword_values(c, e->call.keywords, e->call.keyword_count);
    if (e->call.keyword_count)
        emit_keyword_names(c, compile_attribute_loc(c, loc, method), e->call.keywords,
                           e->call.keyword_count);
    emit_arg(c, compile_attribute_loc(c, compile_loc(e->span), method),
             e->call.keyword_count ? OP_CALL_KW : OP_CALL,
             e->call.arguments.count + e->call.keyword_count);
}

void compile_call(compiler *c, expr *e)
{
    check_keywords(c, e->call.keywords, e->call.keyword_count);
    if (is_method_call(c, e)) {
        compile_method_call(c, e);
        return;
    }
    compile_expr(c, e->call.function);
    emit(c, compile_loc(e->call.function->span), OP_PUSH_NULL);
    compile_arguments(c, compile_loc(e->span), 0, &e->call.arguments, e->call.keywords,
                      e->call.keyword_count);
}
