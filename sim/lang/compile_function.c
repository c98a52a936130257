#include "sim/lang/compile.h"

#include "sim/base/buffer.h"

#include <string.h>

/* --- docstrings ----------------------------------------------------------------------------- */

enum { DOC_TAB_WIDTH = 8 };

static void expand_tabs(const constant *text, buffer *out)
{
    size_t column = 0;
    for (uint32_t i = 0; i < text->length; i++) {
        char b = text->text[i];
        if (b == '\t') {
            do
                buffer_add_char(out, ' ');
            while (++column % DOC_TAB_WIDTH);
            continue;
        }
        buffer_add_char(out, b);
        if (b == '\n' || b == '\r')
            column = 0;
        else if (((unsigned char)b & 0xC0U) != 0x80U)
            column++;
    }
}

static size_t line_end(const buffer *text, size_t at)
{
    while (at < text->length && text->text[at] != '\n')
        at++;
    return at < text->length ? at + 1 : at;
}

static size_t skip_spaces(const buffer *text, size_t at)
{
    while (at < text->length && text->text[at] == ' ')
        at++;
    return at;
}

/* The smallest indentation of all lines but the first that hold anything. */
static size_t find_margin(const buffer *text)
{
    size_t margin = SIZE_MAX;
    for (size_t at = line_end(text, 0); at < text->length; at = line_end(text, at)) {
        size_t word = skip_spaces(text, at);
        if (word < text->length && text->text[word] != '\n' && word - at < margin)
            margin = word - at;
    }
    return margin == SIZE_MAX ? 0 : margin;
}

/* Source: CPython 3.13.0, Python/compile.c, _PyCompile_CleanDoc(). */
static void strip_indentation(const buffer *text, buffer *out)
{
    size_t margin = find_margin(text);
    size_t first = skip_spaces(text, 0), end = line_end(text, 0);
    if (first < end)
        buffer_add(out, text->text + first, end - first);
    else
        end = line_end(text, first);
    for (size_t at = end; at < text->length;) {
        size_t next = line_end(text, at);
        for (size_t i = 0; i < margin && at < next && text->text[at] == ' '; i++)
            at++;
        buffer_add(out, text->text + at, next - at);
        at = next;
    }
}

bool compile_docstring(compiler *c, const stmt_list *statements, constant *out)
{
    if (!statements->count || statements->items[0]->kind != STMT_EXPR ||
        !statements->items[0]->expression.is_docstring)
        return false;
    buffer tabless = {0}, stripped = {0};
    expand_tabs(&statements->items[0]->expression.value->constant, &tabless);
    if (tabless.length)
        strip_indentation(&tabless, &stripped);
    const char *copy = arena_text(c->scratch, buffer_text(&stripped), stripped.length);
    const constant *text = &statements->items[0]->expression.value->constant;
    bool unchanged = stripped.length == text->length && memcmp(buffer_text(&stripped), text->text, text->length) == 0;
    *out = (constant){.kind = CONST_STR, .text = copy, .length = (uint32_t)stripped.length, .in_tree = unchanged};
    if (!copy || tabless.failed || stripped.failed)
        compile_no_memory(c);
    buffer_free(&tabless);
    buffer_free(&stripped);
    return true;
}

static void compile_rest(compiler *c, const stmt_list *statements, uint32_t from)
{
    for (uint32_t i = from; i < statements->count && c->result == OURO_OK; i++)
        compile_statement(c, statements->items[i]);
}

/* The statements of a module or class; the docstring becomes __doc__. */
void compile_body(compiler *c, const stmt_list *statements, bool with_docstring)
{
    constant doc;
    bool has_doc = with_docstring && compile_docstring(c, statements, &doc);
    if (has_doc) {
        emit_constant(c, compile_loc(statements->items[0]->expression.value->span), doc);
        compile_name(c, compile_no_loc, name_table_intern_text(c->names, "__doc__"), CONTEXT_STORE);
    }
    compile_rest(c, statements, has_doc);
}

/* --- functions ------------------------------------------------------------------------------ */

enum { ATTRIBUTE_DEFAULTS = 1, ATTRIBUTE_KWDEFAULTS = 2, ATTRIBUTE_CLOSURE = 8 };

/* Push the default values: a tuple, and a dict of the keyword-only ones. */
static uint32_t compile_defaults(compiler *c, location loc, const parameter_list *list)
{
    uint32_t attributes = 0, n = 0;
    for (uint32_t i = 0; i < list->positional_count; i++)
        if (list->positional[i].fallback) {
            compile_expr(c, list->positional[i].fallback);
            n++;
        }
    if (n) {
        attributes |= ATTRIBUTE_DEFAULTS;
        emit_arg(c, loc, OP_BUILD_TUPLE, n);
    }
    uint32_t *names = arena_alloc(c->scratch, list->keyword_only_count * sizeof *names + 1);
    if (!names)
        compile_no_memory(c);
    n = 0;
    for (uint32_t i = 0; i < list->keyword_only_count && c->result == OURO_OK; i++)
        if (list->keyword_only[i].fallback) {
            names[n++] = compile_mangle(c, list->keyword_only[i].name);
            compile_expr(c, list->keyword_only[i].fallback);
        }
    if (n && c->result == OURO_OK) {
        attributes |= ATTRIBUTE_KWDEFAULTS;
        emit_text_tuple(c, loc, names, n);
        emit_arg(c, loc, OP_BUILD_CONST_KEY_MAP, n);
    }
    return attributes;
}

/* Parameters are the first locals, in CPython's order: keyword-only ones before *args. */
static void add_parameters(compiler *c, unit *u, scope *s, const parameter_list *list)
{
    unit *outer = c->unit;
    u->scope = s;
    c->unit = u; /* mangling asks for the class around the function */
    for (uint32_t i = 0; i < list->positional_count; i++)
        index_map_add(c, &u->locals, compile_mangle(c, list->positional[i].name));
    for (uint32_t i = 0; i < list->keyword_only_count; i++)
        index_map_add(c, &u->locals, compile_mangle(c, list->keyword_only[i].name));
    if (list->rest.name)
        index_map_add(c, &u->locals, compile_mangle(c, list->rest.name));
    if (list->keywords.name)
        index_map_add(c, &u->locals, compile_mangle(c, list->keywords.name));
    c->unit = outer;
    u->arg_count = list->positional_count;
    u->posonly_count = list->posonly_count;
    u->kwonly_count = list->keyword_only_count;
    u->flags = (list->rest.name ? CODE_VARARGS : 0U) | (list->keywords.name ? CODE_VARKEYWORDS : 0U);
}

static void emit_closure_cell(compiler *c, location loc, uint32_t name)
{
    emit_flow_arg(c, loc, FLOW_LOAD_CLOSURE, name);
}

void compile_make_closure(compiler *c, location loc, const code *inner, uint32_t attributes)
{
    if (!inner)
        return;
    if (inner->free_count) {
        for (uint32_t i = inner->local_count - inner->free_count; i < inner->local_count; i++)
            emit_closure_cell(c, loc, inner->local_names[i]);
        emit_arg(c, loc, OP_BUILD_TUPLE, inner->free_count);
        attributes |= ATTRIBUTE_CLOSURE;
    }
    emit_constant(c, loc, (constant){.kind = CONST_CODE, .code = inner});
    emit(c, loc, OP_MAKE_FUNCTION);
    static const uint32_t order[] = {ATTRIBUTE_CLOSURE, ATTRIBUTE_KWDEFAULTS, ATTRIBUTE_DEFAULTS};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (attributes & order[i])
            emit_arg(c, loc, OP_SET_FUNCTION_ATTRIBUTE, order[i]);
}

/* All of a generator stands in a handler that turns a stray StopIteration into a RuntimeError. */
void compile_wrap_generator(compiler *c)
{
    block *handler = compile_label(c);
    if (c->result != OURO_OK)
        return;
    flow_insert(&c->unit->flow, 0, (flow_instr){.op = FLOW_SETUP_CLEANUP, .target = handler,
                                                .loc = compile_no_loc});
    emit_none(c, compile_no_loc);
    emit(c, compile_no_loc, OP_RETURN_VALUE);
    compile_place(c, handler);
    emit(c, compile_no_loc, OP_STOPITERATION_ERROR);
    emit_arg(c, compile_no_loc, OP_RERAISE, 1);
}

static unit *new_unit(compiler *c)
{
    unit *u = arena_alloc(c->scratch, sizeof *u);
    if (!u)
        compile_no_memory(c);
    return u;
}

static const code *compile_function_body(compiler *c, const stmt *s, int32_t first_line)
{
    unit *u = new_unit(c);
    scope *inner = s->definition.scope;
    const stmt_list *statements = &s->definition.body;
    constant doc = {.kind = CONST_NONE};
    if (inner->made || !u)
        return inner->made;
    add_parameters(c, u, inner, s->definition.parameters);
    if (inner->is_generator)
        u->flags |= CODE_GENERATOR;
    if (!compile_enter(c, u, inner, s->definition.name, first_line))
        return NULL;
    bool has_doc = compile_docstring(c, statements, &doc);
    compile_constant_index(c, doc); /* the first constant is the docstring or None */
    compile_place(c, compile_label(c));
    if (inner->is_generator)
        compile_push_fblock(c, s->span, (fblock){.kind = FBLOCK_STOP_ITERATION});
    compile_rest(c, statements, has_doc);
    if (inner->is_generator) {
        compile_wrap_generator(c);
        compile_pop_fblock(c);
    }
    inner->made = c->result == OURO_OK ? assemble(c, true) : NULL;
    compile_leave(c);
    return inner->made;
}

static int32_t first_line_of(const stmt *s)
{
    const expr_list *decorators = &s->definition.decorators;
    return (int32_t)(decorators->count ? decorators->items[0]->span.line : s->span.line);
}

static void apply_decorators(compiler *c, const stmt *s)
{
    for (uint32_t i = s->definition.decorators.count; i-- > 0;)
        emit_arg(c, compile_loc(s->definition.decorators.items[i]->span), OP_CALL, 0);
}

void compile_def(compiler *c, stmt *s)
{
    location loc = compile_loc(s->span);
    compile_expr_list(c, &s->definition.decorators);
    uint32_t attributes = compile_defaults(c, loc, s->definition.parameters);
    const code *made = compile_function_body(c, s, first_line_of(s));
    compile_make_closure(c, loc, made, attributes);
    apply_decorators(c, s);
    compile_name(c, loc, s->definition.name, CONTEXT_STORE);
}

static const code *compile_lambda_body(compiler *c, const expr *e)
{
    unit *u = new_unit(c);
    scope *inner = e->lambda.scope;
    if (inner->made || !u)
        return inner->made;
    add_parameters(c, u, inner, e->lambda.parameters);
    u->is_lambda = true;
    if (inner->is_generator)
        u->flags |= CODE_GENERATOR;
    if (!compile_enter(c, u, inner, inner->name, (int32_t)e->span.line))
        return NULL;
    compile_constant_index(c, (constant){.kind = CONST_NONE}); /* a lambda has no docstring */
    compile_expr(c, e->lambda.body);
    location end = inner->is_generator ? compile_no_loc : compile_loc(e->lambda.body->span);
    emit(c, end, OP_RETURN_VALUE);
    inner->made = c->result == OURO_OK ? assemble(c, false) : NULL;
    compile_leave(c);
    return inner->made;
}

void compile_lambda(compiler *c, expr *e)
{
    location loc = compile_loc(e->span);
    uint32_t attributes = compile_defaults(c, loc, e->lambda.parameters);
    compile_make_closure(c, loc, compile_lambda_body(c, e), attributes);
}

/* --- classes -------------------------------------------------------------------------------- */

static void store_name(compiler *c, location loc, const char *name)
{
    compile_name(c, loc, name_table_intern_text(c->names, name), CONTEXT_STORE);
}

static void compile_class_head(compiler *c, const unit *u)
{
    location loc = compile_line_start(u->first_line);
    compile_name(c, loc, name_table_intern_text(c->names, "__name__"), CONTEXT_LOAD);
    store_name(c, loc, "__module__");
    emit_text(c, loc, u->qualname);
    store_name(c, loc, "__qualname__");
    emit_constant(c, loc, (constant){.kind = CONST_INT, .integer = u->first_line});
    store_name(c, loc, "__firstlineno__");
}

static void compile_class_tail(compiler *c, const unit *u)
{
    emit_text_tuple(c, compile_no_loc, u->attributes.order, u->attributes.count);
    store_name(c, compile_no_loc, "__static_attributes__");
    if (u->scope->needs_class_closure) {
        emit_closure_cell(c, compile_no_loc, c->symbols->name_class);
        emit_arg(c, compile_no_loc, OP_COPY, 1);
        store_name(c, compile_no_loc, "__classcell__");
    } else {
        emit_none(c, compile_no_loc);
    }
    emit(c, compile_no_loc, OP_RETURN_VALUE);
}

static const code *compile_class_body(compiler *c, const stmt *s)
{
    unit *u = new_unit(c);
    scope *inner = s->definition.scope;
    if (inner->made || !u)
        return inner->made;
    if (!compile_enter(c, u, inner, s->definition.name, first_line_of(s)))
        return NULL;
    compile_class_head(c, u);
    compile_body(c, &s->definition.body, true);
    compile_class_tail(c, u);
    inner->made = c->result == OURO_OK ? assemble(c, false) : NULL;
    compile_leave(c);
    return inner->made;
}

void compile_class(compiler *c, stmt *s)
{
    location loc = compile_loc(s->span);
    compile_expr_list(c, &s->definition.decorators);
    const code *made = compile_class_body(c, s);
    emit(c, loc, OP_LOAD_BUILD_CLASS);
    emit(c, loc, OP_PUSH_NULL);
    compile_make_closure(c, loc, made, 0);
    emit_text(c, loc, s->definition.name);
    compile_arguments(c, loc, 2, &s->definition.bases, s->definition.keywords,
                      s->definition.keyword_count);
    apply_decorators(c, s);
    compile_name(c, loc, s->definition.name, CONTEXT_STORE);
}
