#include "sim/lang/subset.h"

#include <string.h>

typedef struct feature_row {
    const char *text;
    bool supported;
} feature_row;

typedef struct builtin_row {
    const char *name;
    bool supported;
} builtin_row;

static const feature_row features[] = {
#define FEATURE(name, text, supported) {text, supported},
#define BUILTIN(name, supported)
#define FOREIGN(name)
#include "sim/lang/subset.def"
#undef FEATURE
#undef BUILTIN
#undef FOREIGN
};

static const builtin_row builtins[] = {
#define FEATURE(name, text, supported)
#define BUILTIN(name, supported) {name, supported},
#define FOREIGN(name) {name, false},
#include "sim/lang/subset.def"
#undef FEATURE
#undef BUILTIN
#undef FOREIGN
};

enum { BUILTIN_COUNT = sizeof builtins / sizeof *builtins };

bool subset_supports(subset_feature feature)
{
    return features[feature].supported;
}

/* What a class body may call by a name with two underscores on both sides. CPython would act on others;
 * the machine would not, so they are refused. */
static const char *const specials[] = {
    "__doc__",   "__init__",    "__del__",     "__repr__",    "__str__",      "__eq__",   "__ne__",
    "__lt__",    "__le__",      "__gt__",      "__ge__",      "__hash__",     "__bool__", "__len__",
    "__iter__",  "__next__",    "__call__",    "__getitem__", "__setitem__",  "__delitem__",
    "__contains__", "__enter__", "__exit__",   "__add__",     "__sub__",      "__mul__",  "__radd__",
    "__iadd__",  "__slots__",   "__getattr__", "__setattr__", "__delattr__",  "__module__",  "__new__",
    "__missing__", "__dir__",
};

bool subset_special(const char *name)
{
    size_t length = strlen(name);
    if (length < 5 || strncmp(name, "__", 2) != 0 || strcmp(name + length - 2, "__") != 0)
        return true;
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
        if (strcmp(specials[i], name) == 0)
            return true;
    return false;
}

/* --- the walk ------------------------------------------------------------------------------- */

typedef struct subset_walk {
    const symtable *st;
    const scope *scope; /* of what is being walked */
    bool *is_fine;      /* by name: no builtin that is missing */
    ouro_error *err;
    ouro_result result;
} subset_walk;

static void walk_expr(subset_walk *w, const expr *e);
static void walk_statements(subset_walk *w, const stmt_list *list);

static void need(subset_walk *w, subset_feature feature, source_span at)
{
    if (w->result == OURO_OK && !features[feature].supported)
        w->result = error_set(w->err, OURO_ERR_UNSUPPORTED, at.line, at.column, "%s",
                              features[feature].text);
}

static bool scope_assigns(const scope *s, uint32_t name)
{
    const symbol *found = scope_find(s, name);
    if (found && (found->flags & SYMBOL_LOCAL) &&
        (s->kind == SCOPE_MODULE || (found->flags & SYMBOL_GLOBAL)))
        return true;
    for (uint32_t i = 0; i < s->child_count; i++)
        if (scope_assigns(s->children[i], name))
            return true;
    return false;
}

/* A builtin that the machine lacks, unless the script has a global of that name. */
static void check_builtin(subset_walk *w, const expr *e)
{
    const char *name = name_table_text(w->st->names, e->name);
    if (w->is_fine[e->name])
        return;
    w->is_fine[e->name] = true;
    for (int i = 0; i < BUILTIN_COUNT; i++)
        if (!strcmp(builtins[i].name, name) && !builtins[i].supported &&
            !scope_assigns(w->st->module, e->name))
            w->result = error_set(w->err, OURO_ERR_UNSUPPORTED, e->span.line, e->span.column,
                                  "'%s' is not supported", name);
}

static void walk_name(subset_walk *w, const expr *e)
{
    uint32_t mangled = symtable_mangle(w->st->names, w->scope->class_name, e->name);
    const symbol *found = scope_find(w->scope, mangled);
    if (!found)
        return;
    if (found->place == PLACE_FREE)
        need(w, FEATURE_CLOSURE, e->span);
    bool global = found->place == PLACE_GLOBAL_IMPLICIT || found->place == PLACE_GLOBAL_EXPLICIT ||
                  w->scope->kind == SCOPE_MODULE;
    if (global && e->context == CONTEXT_LOAD)
        check_builtin(w, e);
}

static void walk_list(subset_walk *w, const expr_list *list)
{
    for (uint32_t i = 0; i < list->count && w->result == OURO_OK; i++)
        walk_expr(w, list->items[i]);
}

static void walk_defaults(subset_walk *w, const parameter_list *list)
{
    for (uint32_t i = 0; i < list->positional_count; i++)
        walk_expr(w, list->positional[i].fallback);
    for (uint32_t i = 0; i < list->keyword_only_count; i++)
        walk_expr(w, list->keyword_only[i].fallback);
    if (list->posonly_count)
        need(w, FEATURE_POSITIONAL_ONLY, list->positional[0].span);
    if (list->keyword_only_count)
        need(w, FEATURE_KEYWORD_ONLY, list->keyword_only[0].span);
    if (list->rest.name)
        need(w, FEATURE_REST_PARAMETER, list->rest.span);
    if (list->keywords.name)
        need(w, FEATURE_KEYWORDS_PARAMETER, list->keywords.span);
}

static void walk_call(subset_walk *w, const expr *e)
{
    walk_expr(w, e->call.function);
    for (uint32_t i = 0; i < e->call.arguments.count; i++) {
        const expr *argument = e->call.arguments.items[i];
        if (argument->kind == EXPR_STARRED)
            need(w, FEATURE_STARRED_ARGUMENT, argument->span);
        walk_expr(w, argument->kind == EXPR_STARRED ? argument->value : argument);
    }
    for (uint32_t i = 0; i < e->call.keyword_count; i++) {
        if (!e->call.keywords[i].name)
            need(w, FEATURE_KEYWORDS_ARGUMENT, e->call.keywords[i].span);
        walk_expr(w, e->call.keywords[i].value);
    }
}

static void walk_dict(subset_walk *w, const expr *e)
{
    for (uint32_t i = 0; i < e->dict.values.count && w->result == OURO_OK; i++) {
        if (!e->dict.keys.items[i])
            need(w, FEATURE_DICT_UNPACKING, e->dict.values.items[i]->span);
        walk_expr(w, e->dict.keys.items[i]);
        walk_expr(w, e->dict.values.items[i]);
    }
}

static void walk_formatted(subset_walk *w, const expr *e)
{
    walk_expr(w, e->formatted.value);
    if (e->formatted.conversion == 'a')
        need(w, FEATURE_ASCII_CONVERSION, e->span);
    if (e->formatted.spec)
        need(w, FEATURE_FORMAT_SPEC, e->span);
    walk_expr(w, e->formatted.spec);
}

static void walk_comprehension(subset_walk *w, const expr *e)
{
    need(w, e->comprehension.kind == COMPREHENSION_GENERATOR ? FEATURE_GENERATOR_EXPRESSION
                                                             : FEATURE_COMPREHENSION, e->span);
    walk_expr(w, e->comprehension.fors[0].iterable);
    const scope *outer = w->scope;
    w->scope = e->comprehension.scope;
    for (uint32_t i = 0; i < e->comprehension.count; i++) {
        const comprehension_for *clause = &e->comprehension.fors[i];
        walk_expr(w, clause->target);
        if (i > 0)
            walk_expr(w, clause->iterable);
        walk_list(w, &clause->conditions);
    }
    walk_expr(w, e->comprehension.item);
    walk_expr(w, e->comprehension.value);
    w->scope = outer;
}

static void walk_lambda(subset_walk *w, const expr *e)
{
    need(w, FEATURE_LAMBDA, e->span);
    walk_defaults(w, e->lambda.parameters);
    const scope *outer = w->scope;
    w->scope = e->lambda.scope;
    walk_expr(w, e->lambda.body);
    w->scope = outer;
}

static void walk_starred(subset_walk *w, const expr *e)
{
    need(w, e->context == CONTEXT_STORE ? FEATURE_STARRED_TARGET : FEATURE_STARRED_ITEM, e->span);
    walk_expr(w, e->value);
}

static void walk_items(subset_walk *w, const expr *e)
{
    if (e->kind == EXPR_SET)
        need(w, FEATURE_SET, e->span);
    walk_list(w, &e->list);
}

static void walk_chain(subset_walk *w, const expr *e)
{
    walk_expr(w, e->binary.first);
    for (uint32_t i = 0; i < e->binary.count; i++)
        walk_expr(w, e->binary.links[i].operand);
}

static void walk_three(subset_walk *w, const expr *first, const expr *second, const expr *third)
{
    walk_expr(w, first);
    walk_expr(w, second);
    walk_expr(w, third);
}

static void walk_named(subset_walk *w, const expr *e)
{
    need(w, FEATURE_WALRUS, e->span);
    walk_expr(w, e->named.value);
    walk_expr(w, e->named.target);
}

static void walk_expr(subset_walk *w, const expr *e)
{
    if (!e || w->result != OURO_OK)
        return;
    switch (e->kind) {
    case EXPR_CONSTANT:
        if (e->constant.kind == CONST_BYTES)
            need(w, FEATURE_BYTES, e->span);
        break;
    case EXPR_NAME:
        walk_name(w, e);
        break;
    case EXPR_SET:
    case EXPR_TUPLE:
    case EXPR_LIST:
    case EXPR_JOINED:
        walk_items(w, e);
        break;
    case EXPR_DICT:
        walk_dict(w, e);
        break;
    case EXPR_BINARY:
        walk_chain(w, e);
        break;
    case EXPR_UNARY:
        walk_expr(w, e->unary.operand);
        break;
    case EXPR_BOOL:
        walk_list(w, &e->boolean.values);
        break;
    case EXPR_COMPARE:
        walk_expr(w, e->compare.first);
        walk_list(w, &e->compare.others);
        break;
    case EXPR_CONDITIONAL:
        walk_three(w, e->conditional.test, e->conditional.yes, e->conditional.no);
        break;
    case EXPR_CALL:
        walk_call(w, e);
        break;
    case EXPR_ATTRIBUTE:
        walk_expr(w, e->attribute.object);
        break;
    case EXPR_SUBSCRIPT:
        walk_expr(w, e->subscript.object);
        walk_expr(w, e->subscript.index);
        break;
    case EXPR_SLICE:
        walk_three(w, e->slice.start, e->slice.stop, e->slice.step);
        break;
    case EXPR_STARRED:
        walk_starred(w, e);
        break;
    case EXPR_LAMBDA:
        walk_lambda(w, e);
        break;
    case EXPR_COMPREHENSION:
        walk_comprehension(w, e);
        break;
    case EXPR_FORMATTED:
        walk_formatted(w, e);
        break;
    case EXPR_NAMED:
        walk_named(w, e);
        break;
    case EXPR_YIELD:
    case EXPR_YIELD_FROM:
        need(w, FEATURE_YIELD, e->span);
        walk_expr(w, e->value);
        break;
    }
}

/* --- statements ----------------------------------------------------------------------------- */

static void walk_decorators(subset_walk *w, const stmt *s)
{
    const expr_list *decorators = &s->definition.decorators;
    if (decorators->count)
        need(w, FEATURE_DECORATOR, decorators->items[0]->span);
    walk_list(w, decorators);
}

static void walk_inside(subset_walk *w, const stmt *s)
{
    const scope *outer = w->scope;
    w->scope = s->definition.scope;
    walk_statements(w, &s->definition.body);
    w->scope = outer;
}

static void special_check(subset_walk *w, uint32_t name, source_span at)
{
    const char *text = name_table_text(w->st->names, name);
    if (w->result == OURO_OK && !subset_special(text))
        w->result = error_set(w->err, OURO_ERR_UNSUPPORTED, at.line, at.column, "'%s' is not supported",
                              text);
}

/* Names that the body itself binds. */
static void walk_class_names(subset_walk *w, const stmt_list *body)
{
    for (uint32_t i = 0; i < body->count; i++) {
        const stmt *s = body->items[i];
        if (s->kind == STMT_DEF)
            special_check(w, s->definition.name, s->definition.name_span);
        for (uint32_t k = 0; s->kind == STMT_ASSIGN && k < s->assign.targets.count; k++)
            if (s->assign.targets.items[k]->kind == EXPR_NAME)
                special_check(w, s->assign.targets.items[k]->name, s->assign.targets.items[k]->span);
    }
}

static void walk_class(subset_walk *w, const stmt *s)
{
    walk_class_names(w, &s->definition.body);
    walk_decorators(w, s);
    for (uint32_t i = 0; i < s->definition.keyword_count; i++) {
        const keyword_argument *k = &s->definition.keywords[i];
        bool metaclass = k->name && !strcmp(name_table_text(w->st->names, k->name), "metaclass");
        need(w, metaclass ? FEATURE_METACLASS : FEATURE_CLASS_KEYWORD, k->span);
        walk_expr(w, k->value);
    }
    for (uint32_t i = 0; i < s->definition.bases.count; i++) {
        const expr *base = s->definition.bases.items[i];
        if (base->kind == EXPR_STARRED)
            need(w, FEATURE_STARRED_ARGUMENT, base->span);
        if (i == 1)
            need(w, FEATURE_SEVERAL_BASES, base->span);
        walk_expr(w, base);
    }
    walk_inside(w, s);
}

static void walk_try(subset_walk *w, const stmt *s)
{
    need(w, FEATURE_TRY, s->span);
    walk_statements(w, &s->attempt.body);
    for (uint32_t i = 0; i < s->attempt.count; i++) {
        walk_expr(w, s->attempt.clauses[i].type);
        walk_statements(w, &s->attempt.clauses[i].body);
    }
    walk_statements(w, &s->attempt.otherwise);
    walk_statements(w, &s->attempt.last);
}

static void walk_with(subset_walk *w, const stmt *s)
{
    need(w, FEATURE_WITH, s->span);
    for (uint32_t i = 0; i < s->with.count; i++) {
        walk_expr(w, s->with.items[i].manager);
        walk_expr(w, s->with.items[i].target);
    }
    walk_statements(w, &s->with.body);
}

static void walk_if(subset_walk *w, const stmt *s)
{
    for (uint32_t i = 0; i < s->conditional.count; i++) {
        walk_expr(w, s->conditional.branches[i].test);
        walk_statements(w, &s->conditional.branches[i].body);
    }
    walk_statements(w, &s->conditional.otherwise);
}

static void walk_statement(subset_walk *w, const stmt *s)
{
    switch (s->kind) {
    case STMT_EXPR:
        walk_expr(w, s->expression.value);
        break;
    case STMT_ASSIGN:
        walk_expr(w, s->assign.value);
        walk_list(w, &s->assign.targets);
        break;
    case STMT_AUGMENTED:
        walk_expr(w, s->augmented.target);
        walk_expr(w, s->augmented.value);
        break;
    case STMT_DELETE:
        walk_list(w, &s->targets);
        break;
    case STMT_PASS:
    case STMT_BREAK:
    case STMT_CONTINUE:
    case STMT_GLOBAL:
    case STMT_IMPORT:
    case STMT_FROM:
        break;
    case STMT_NONLOCAL:
        need(w, FEATURE_NONLOCAL, s->span);
        break;
    case STMT_IF:
        walk_if(w, s);
        break;
    case STMT_WHILE:
    case STMT_FOR:
        walk_expr(w, s->loop.test);
        walk_expr(w, s->loop.iterable);
        walk_expr(w, s->loop.target);
        walk_statements(w, &s->loop.body);
        walk_statements(w, &s->loop.otherwise);
        break;
    case STMT_DEF:
        walk_decorators(w, s);
        walk_defaults(w, s->definition.parameters);
        walk_inside(w, s);
        break;
    case STMT_RETURN:
        walk_expr(w, s->value);
        break;
    case STMT_CLASS:
        walk_class(w, s);
        break;
    case STMT_TRY:
        walk_try(w, s);
        break;
    case STMT_RAISE:
        need(w, FEATURE_RAISE, s->span);
        walk_expr(w, s->raise.exception);
        walk_expr(w, s->raise.cause);
        break;
    case STMT_ASSERT:
        walk_expr(w, s->assertion.test);
        walk_expr(w, s->assertion.message);
        break;
    case STMT_WITH:
        walk_with(w, s);
        break;
    }
}

static void walk_statements(subset_walk *w, const stmt_list *list)
{
    for (uint32_t i = 0; i < list->count && w->result == OURO_OK; i++)
        walk_statement(w, list->items[i]);
}

ouro_result subset_check(const stmt_list *statements, const symtable *st, ouro_error *err)
{
    subset_walk w = {.st = st, .scope = st->module, .err = err};
    w.is_fine = arena_alloc(st->memory, st->names->count);
    if (!w.is_fine)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    walk_statements(&w, statements);
    return w.result;
}
