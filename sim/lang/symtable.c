#include "sim/lang/symtable.h"

#include <string.h>

/* --- scopes and symbols --------------------------------------------------------------------- */

static bool out_of_memory(symtable *st)
{
    if (st->result == OURO_OK)
        st->result = error_set(st->err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    return false;
}

static uint32_t *find_bucket(const scope *s, uint32_t name)
{
    uint32_t mask = s->bucket_count - 1;
    uint32_t i = (name * 2654435761U) & mask;
    while (s->buckets[i] && s->symbols[s->buckets[i] - 1].name != name)
        i = (i + 1) & mask;
    return &s->buckets[i];
}

symbol *scope_find(const scope *s, uint32_t name)
{
    if (!s->bucket_count)
        return NULL;
    uint32_t found = *find_bucket(s, name);
    return found ? &s->symbols[found - 1] : NULL;
}

/* Symbols have room for half as many as there are buckets. */
static bool grow_symbols(symtable *st, scope *s)
{
    uint32_t bucket_count = s->bucket_count ? 2 * s->bucket_count : 8;
    symbol *symbols = arena_grow(st->memory, s->symbols, s->symbol_count * sizeof *symbols,
                                 bucket_count / 2 * sizeof *symbols);
    uint32_t *buckets = arena_alloc(st->memory, bucket_count * sizeof *buckets);
    if (!symbols || !buckets)
        return out_of_memory(st);
    s->symbols = symbols;
    s->buckets = buckets;
    s->bucket_count = bucket_count;
    for (uint32_t i = 0; i < s->symbol_count; i++)
        *find_bucket(s, symbols[i].name) = i + 1;
    return true;
}

symbol *scope_add(symtable *st, scope *s, uint32_t name)
{
    symbol *found = scope_find(s, name);
    if (found)
        return found;
    if (s->symbol_count == s->bucket_count / 2 && !grow_symbols(st, s))
        return NULL;
    s->symbols[s->symbol_count] = (symbol){.name = name};
    *find_bucket(s, name) = s->symbol_count + 1;
    return &s->symbols[s->symbol_count++];
}

uint32_t symtable_mangle(name_table *names, uint32_t class_name, uint32_t name)
{
    const program_name *n = &names->names[name];
    if (!class_name || n->length < 3 || n->text[0] != '_' || n->text[1] != '_')
        return name;
    if (n->text[n->length - 1] == '_' && n->text[n->length - 2] == '_')
        return name;
    const char *prefix = name_table_text(names, class_name);
    while (*prefix == '_')
        prefix++;
    if (!*prefix)
        return name;
    char text[2 * LIMIT_NAME_BYTES + 2];
    size_t length = strlen(prefix);
    text[0] = '_';
    memcpy(text + 1, prefix, length);
    memcpy(text + 1 + length, n->text, n->length);
    return name_table_intern(names, text, 1 + length + n->length);
}

static scope *enter_scope(symtable *st, scope_kind kind, uint32_t name)
{
    scope *s = arena_alloc(st->memory, sizeof *s);
    if (!s) {
        out_of_memory(st);
        return NULL;
    }
    scope *parent = st->current;
    *s = (scope){.kind = kind, .name = name, .class_name = st->class_name, .parent = parent};
    if (parent) {
        s->nested = parent->nested || parent->kind == SCOPE_FUNCTION;
        s->iteration_expressions = 0;
        uint32_t n = parent->child_count;
        if (!(n & (n - 1))) {
            scope **grown = arena_grow(st->memory, parent->children, n * sizeof *grown,
                                       (n ? 2 * n : 1) * sizeof *grown);
            if (!grown) {
                out_of_memory(st);
                return NULL;
            }
            parent->children = grown;
        }
        parent->children[parent->child_count++] = s;
    }
    st->current = s;
    return s;
}

static void leave_scope(symtable *st)
{
    st->current = st->current->parent;
}

/* The `$` in `format` stands for the name. */
static void fail(symtable *st, source_span at, const char *format, uint32_t name)
{
    if (st->result != OURO_OK)
        return;
    const char *hole = strchr(format, '$');
    int before = (int)(hole ? (size_t)(hole - format) : strlen(format));
    st->result = error_set(st->err, OURO_ERR_SYNTAX, at.line, at.column, "%.*s%s%s", before, format,
                           hole ? name_table_text(st->names, name) : "", hole ? hole + 1 : "");
}

static void define_in(symtable *st, scope *s, uint32_t name, uint32_t flags, source_span at)
{
    uint32_t mangled = symtable_mangle(st->names, st->class_name, name);
    symbol *found = scope_add(st, s, mangled);
    if (!found)
        return;
    if ((flags & SYMBOL_PARAMETER) && (found->flags & SYMBOL_PARAMETER)) {
        fail(st, at, "duplicate argument '$' in function definition", name);
        return;
    }
    bool declared = found->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL);
    found->flags |= flags;
    if (s->in_iteration_target) {
        if (found->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL)) {
            fail(st, at,
                 "comprehension inner loop cannot rebind assignment expression target '$'", name);
            return;
        }
        found->flags |= SYMBOL_ITERATION;
    }
    if (!declared && (flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL)))
        found->span = at;
    /* What one function declares global is so in the module too. */
    if ((flags & SYMBOL_GLOBAL) && s != st->module) {
        symbol *global = scope_add(st, st->module, mangled);
        if (global)
            global->flags |= SYMBOL_GLOBAL;
    }
}

static void define(symtable *st, uint32_t name, uint32_t flags, source_span at)
{
    define_in(st, st->current, name, flags, at);
}

/* --- expressions ---------------------------------------------------------------------------- */

static void visit_expr(symtable *st, expr *e);
static void visit_statements(symtable *st, const stmt_list *list);

static void visit_list(symtable *st, const expr_list *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        visit_expr(st, list->items[i]);
}

static void visit_name(symtable *st, const expr *e)
{
    define(st, e->name, e->context == CONTEXT_LOAD ? SYMBOL_USED : SYMBOL_LOCAL, e->span);
    /* super() needs the class around it, though it does not say so. */
    if (e->context == CONTEXT_LOAD && e->name == st->name_super &&
        st->current->kind == SCOPE_FUNCTION)
        define(st, st->name_class, SYMBOL_USED, e->span);
}

static void visit_defaults(symtable *st, const parameter_list *list)
{
    for (uint32_t i = 0; i < list->positional_count; i++)
        visit_expr(st, list->positional[i].fallback);
    for (uint32_t i = 0; i < list->keyword_only_count; i++)
        visit_expr(st, list->keyword_only[i].fallback);
}

static void define_parameters(symtable *st, const parameter_list *list)
{
    for (uint32_t i = 0; i < list->positional_count; i++)
        define(st, list->positional[i].name, SYMBOL_PARAMETER, list->positional[i].span);
    for (uint32_t i = 0; i < list->keyword_only_count; i++)
        define(st, list->keyword_only[i].name, SYMBOL_PARAMETER, list->keyword_only[i].span);
    if (list->rest.name)
        define(st, list->rest.name, SYMBOL_PARAMETER, list->rest.span);
    if (list->keywords.name)
        define(st, list->keywords.name, SYMBOL_PARAMETER, list->keywords.span);
}

static void visit_lambda(symtable *st, expr *e)
{
    visit_defaults(st, e->lambda.parameters);
    e->lambda.scope = enter_scope(st, SCOPE_FUNCTION, name_table_intern_text(st->names, "<lambda>"));
    if (!e->lambda.scope)
        return;
    define_parameters(st, e->lambda.parameters);
    visit_expr(st, e->lambda.body);
    leave_scope(st);
}

static const char *comprehension_scope_name(comprehension_kind kind)
{
    switch (kind) {
    case COMPREHENSION_LIST:
        return "<listcomp>";
    case COMPREHENSION_SET:
        return "<setcomp>";
    case COMPREHENSION_DICT:
        return "<dictcomp>";
    case COMPREHENSION_GENERATOR:
        return "<genexpr>";
    }
    return "";
}

static void visit_for_clause(symtable *st, const comprehension_for *clause, bool outermost)
{
    scope *s = st->current;
    s->in_iteration_target = true;
    visit_expr(st, clause->target);
    s->in_iteration_target = false;
    if (!outermost) {
        s->iteration_expressions++;
        visit_expr(st, clause->iterable);
        s->iteration_expressions--;
    }
    visit_list(st, &clause->conditions);
}

/* The outermost iterable belongs to the scope around. */
static void visit_comprehension(symtable *st, expr *e)
{
    st->current->iteration_expressions++;
    visit_expr(st, e->comprehension.fors[0].iterable);
    st->current->iteration_expressions--;
    const char *name = comprehension_scope_name(e->comprehension.kind);
    scope *s = enter_scope(st, SCOPE_FUNCTION, name_table_intern_text(st->names, name));
    e->comprehension.scope = s;
    if (!s)
        return;
    s->is_comprehension = true;
    s->comprehension = e->comprehension.kind;
    s->is_generator = e->comprehension.kind == COMPREHENSION_GENERATOR;
    define(st, st->name_iterable, SYMBOL_PARAMETER, e->span);
    for (uint32_t i = 0; i < e->comprehension.count; i++)
        visit_for_clause(st, &e->comprehension.fors[i], i == 0);
    visit_expr(st, e->comprehension.value);
    visit_expr(st, e->comprehension.item);
    leave_scope(st);
}

/* := in a comprehension binds in the function (or module) around all comprehensions. */
static void bind_outside_comprehensions(symtable *st, const expr *target)
{
    for (scope *s = st->current; s; s = s->parent) {
        if (s->is_comprehension) {
            symbol *found =
                scope_find(s, symtable_mangle(st->names, st->class_name, target->name));
            if (found && (found->flags & SYMBOL_ITERATION)) {
                fail(st, target->span, "assignment expression cannot rebind comprehension "
                     "iteration variable '$'", target->name);
                return;
            }
            continue;
        }
        if (s->kind == SCOPE_CLASS) {
            fail(st, target->span, "assignment expression within a comprehension cannot be used in "
                 "a class body", 0);
            return;
        }
        const symbol *outer =
            scope_find(s, symtable_mangle(st->names, st->class_name, target->name));
        bool global = s->kind == SCOPE_MODULE || (outer && (outer->flags & SYMBOL_GLOBAL));
        define(st, target->name, global ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL, target->span);
        define_in(st, s, target->name, s->kind == SCOPE_MODULE ? SYMBOL_GLOBAL : SYMBOL_LOCAL,
                  target->span);
        return;
    }
}

static void visit_named(symtable *st, const expr *e)
{
    if (st->current->iteration_expressions > 0)
        fail(st, e->span, "assignment expression cannot be used in a comprehension iterable "
             "expression", 0);
    if (st->current->is_comprehension)
        bind_outside_comprehensions(st, e->named.target);
    visit_expr(st, e->named.value);
    visit_expr(st, e->named.target);
}

static void visit_yield(symtable *st, const expr *e)
{
    visit_expr(st, e->value);
    st->current->is_generator = true;
    if (!st->current->is_comprehension)
        return;
    switch (st->current->comprehension) {
    case COMPREHENSION_LIST:
        fail(st, e->span, "'yield' inside list comprehension", 0);
        break;
    case COMPREHENSION_SET:
        fail(st, e->span, "'yield' inside set comprehension", 0);
        break;
    case COMPREHENSION_DICT:
        fail(st, e->span, "'yield' inside dict comprehension", 0);
        break;
    case COMPREHENSION_GENERATOR:
        fail(st, e->span, "'yield' inside generator expression", 0);
        break;
    }
}

static void visit_call(symtable *st, const expr *e)
{
    visit_expr(st, e->call.function);
    visit_list(st, &e->call.arguments);
    for (uint32_t i = 0; i < e->call.keyword_count; i++)
        visit_expr(st, e->call.keywords[i].value);
}

static void visit_chain(symtable *st, const expr *e)
{
    visit_expr(st, e->binary.first);
    for (uint32_t i = 0; i < e->binary.count; i++)
        visit_expr(st, e->binary.links[i].operand);
}

static void visit_three(symtable *st, expr *first, expr *second, expr *third)
{
    visit_expr(st, first);
    visit_expr(st, second);
    visit_expr(st, third);
}

static void visit_expr(symtable *st, expr *e)
{
    if (!e || st->result != OURO_OK)
        return;
    switch (e->kind) {
    case EXPR_CONSTANT:
        break;
    case EXPR_NAME:
        visit_name(st, e);
        break;
    case EXPR_TUPLE:
    case EXPR_LIST:
    case EXPR_SET:
    case EXPR_JOINED:
        visit_list(st, &e->list);
        break;
    case EXPR_DICT:
        visit_list(st, &e->dict.keys);
        visit_list(st, &e->dict.values);
        break;
    case EXPR_BINARY:
        visit_chain(st, e);
        break;
    case EXPR_UNARY:
        visit_expr(st, e->unary.operand);
        break;
    case EXPR_BOOL:
        visit_list(st, &e->boolean.values);
        break;
    case EXPR_COMPARE:
        visit_expr(st, e->compare.first);
        visit_list(st, &e->compare.others);
        break;
    case EXPR_CONDITIONAL:
        visit_three(st, e->conditional.test, e->conditional.yes, e->conditional.no);
        break;
    case EXPR_CALL:
        visit_call(st, e);
        break;
    case EXPR_ATTRIBUTE:
        visit_expr(st, e->attribute.object);
        break;
    case EXPR_SUBSCRIPT:
        visit_expr(st, e->subscript.object);
        visit_expr(st, e->subscript.index);
        break;
    case EXPR_SLICE:
        visit_three(st, e->slice.start, e->slice.stop, e->slice.step);
        break;
    case EXPR_STARRED:
        visit_expr(st, e->value);
        break;
    case EXPR_LAMBDA:
        visit_lambda(st, e);
        break;
    case EXPR_COMPREHENSION:
        visit_comprehension(st, e);
        break;
    case EXPR_FORMATTED:
        visit_expr(st, e->formatted.value);
        visit_expr(st, e->formatted.spec);
        break;
    case EXPR_NAMED:
        visit_named(st, e);
        break;
    case EXPR_YIELD:
    case EXPR_YIELD_FROM:
        visit_yield(st, e);
        break;
    }
}

/* --- statements ----------------------------------------------------------------------------- */

static void visit_def(symtable *st, stmt *s)
{
    define(st, s->definition.name, SYMBOL_LOCAL, s->span);
    visit_defaults(st, s->definition.parameters);
    visit_list(st, &s->definition.decorators);
    s->definition.scope = enter_scope(st, SCOPE_FUNCTION, s->definition.name);
    if (!s->definition.scope)
        return;
    define_parameters(st, s->definition.parameters);
    visit_statements(st, &s->definition.body);
    leave_scope(st);
}

static void visit_class(symtable *st, stmt *s)
{
    define(st, s->definition.name, SYMBOL_LOCAL, s->span);
    visit_list(st, &s->definition.bases);
    for (uint32_t i = 0; i < s->definition.keyword_count; i++)
        visit_expr(st, s->definition.keywords[i].value);
    visit_list(st, &s->definition.decorators);
    s->definition.scope = enter_scope(st, SCOPE_CLASS, s->definition.name);
    if (!s->definition.scope)
        return;
    uint32_t outer_class = st->class_name;
    st->class_name = s->definition.name;
    s->definition.scope->class_name = s->definition.name;
    visit_statements(st, &s->definition.body);
    st->class_name = outer_class;
    leave_scope(st);
}

static const char *declaration_conflict(uint32_t flags, bool global)
{
    if (flags & SYMBOL_PARAMETER)
        return global ? "name '$' is parameter and global" : "name '$' is parameter and nonlocal";
    if (flags & SYMBOL_USED)
        return global ? "name '$' is used prior to global declaration"
                      : "name '$' is used prior to nonlocal declaration";
    return global ? "name '$' is assigned to before global declaration"
                  : "name '$' is assigned to before nonlocal declaration";
}

static void visit_declaration(symtable *st, const stmt *s)
{
    bool global = s->kind == STMT_GLOBAL;
    if (!global && st->current->kind == SCOPE_MODULE) {
        fail(st, s->span, "nonlocal declaration not allowed at module level", 0);
        return;
    }
    for (uint32_t i = 0; i < s->names.count && st->result == OURO_OK; i++) {
        uint32_t name = s->names.names[i].name;
        const symbol *found =
            scope_find(st->current, symtable_mangle(st->names, st->class_name, name));
        if (found && (found->flags & (SYMBOL_PARAMETER | SYMBOL_LOCAL | SYMBOL_USED))) {
            fail(st, s->span, declaration_conflict(found->flags, global), name);
            return;
        }
        define(st, name, global ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL, s->span);
    }
}

static void visit_try(symtable *st, const stmt *s)
{
    visit_statements(st, &s->attempt.body);
    visit_statements(st, &s->attempt.otherwise);
    for (uint32_t i = 0; i < s->attempt.count; i++) {
        const except_clause *clause = &s->attempt.clauses[i];
        visit_expr(st, clause->type);
        if (clause->name)
            define(st, clause->name, SYMBOL_LOCAL, clause->span);
        visit_statements(st, &clause->body);
    }
    visit_statements(st, &s->attempt.last);
}

static void visit_if(symtable *st, const stmt *s)
{
    for (uint32_t i = 0; i < s->conditional.count; i++) {
        visit_expr(st, s->conditional.branches[i].test);
        visit_statements(st, &s->conditional.branches[i].body);
    }
    visit_statements(st, &s->conditional.otherwise);
}

static void visit_with(symtable *st, const stmt *s)
{
    for (uint32_t i = 0; i < s->with.count; i++) {
        visit_expr(st, s->with.items[i].manager);
        visit_expr(st, s->with.items[i].target);
    }
    visit_statements(st, &s->with.body);
}

static void visit_import(symtable *st, const stmt *s)
{
    for (uint32_t i = 0; i < s->import.count; i++)
        define(st, s->import.aliases[i].as, SYMBOL_IMPORT | SYMBOL_LOCAL,
               s->import.aliases[i].span);
}

static void visit_statement(symtable *st, stmt *s)
{
    switch (s->kind) {
    case STMT_EXPR:
        visit_expr(st, s->expression.value);
        break;
    case STMT_ASSIGN:
        visit_list(st, &s->assign.targets);
        visit_expr(st, s->assign.value);
        break;
    case STMT_AUGMENTED:
        visit_expr(st, s->augmented.target);
        visit_expr(st, s->augmented.value);
        break;
    case STMT_DELETE:
        visit_list(st, &s->targets);
        break;
    case STMT_PASS:
    case STMT_BREAK:
    case STMT_CONTINUE:
        break;
    case STMT_IF:
        visit_if(st, s);
        break;
    case STMT_WHILE:
    case STMT_FOR:
        visit_expr(st, s->loop.test);
        visit_expr(st, s->loop.target);
        visit_expr(st, s->loop.iterable);
        visit_statements(st, &s->loop.body);
        visit_statements(st, &s->loop.otherwise);
        break;
    case STMT_DEF:
        visit_def(st, s);
        break;
    case STMT_RETURN:
        visit_expr(st, s->value);
        break;
    case STMT_CLASS:
        visit_class(st, s);
        break;
    case STMT_GLOBAL:
    case STMT_NONLOCAL:
        visit_declaration(st, s);
        break;
    case STMT_TRY:
        visit_try(st, s);
        break;
    case STMT_RAISE:
        visit_expr(st, s->raise.exception);
        visit_expr(st, s->raise.cause);
        break;
    case STMT_ASSERT:
        visit_expr(st, s->assertion.test);
        visit_expr(st, s->assertion.message);
        break;
    case STMT_WITH:
        visit_with(st, s);
        break;
    case STMT_IMPORT:
    case STMT_FROM:
        visit_import(st, s);
        break;
    }
}

static void visit_statements(symtable *st, const stmt_list *list)
{
    for (uint32_t i = 0; i < list->count && st->result == OURO_OK; i++)
        visit_statement(st, list->items[i]);
}

ouro_result symtable_build(symtable *st, const stmt_list *statements)
{
    st->name_super = name_table_intern_text(st->names, "super");
    st->name_class = name_table_intern_text(st->names, "__class__");
    st->name_iterable = name_table_intern_text(st->names, ".0");
    st->module = enter_scope(st, SCOPE_MODULE, name_table_intern_text(st->names, "<module>"));
    if (st->module)
        visit_statements(st, statements);
    if (st->names->failed)
        out_of_memory(st);
    return st->result;
}
