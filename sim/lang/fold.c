#include "sim/lang/fold.h"

#include <string.h>

typedef struct folder {
    arena *memory;
    ouro_error *err;
    ouro_result result;
    uint32_t name_debug; /* __debug__ is the constant True */
} folder;

static void fold_expr(folder *f, expr *e);
static void fold_list(folder *f, const stmt_list *list);

static bool no_memory(folder *f)
{
    if (f->result == OURO_OK)
        f->result = error_set(f->err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    return false;
}

static void refuse_large(folder *f, const expr *e)
{
    if (f->result == OURO_OK)
        f->result = error_set(f->err, OURO_ERR_UNSUPPORTED, e->span.line, e->span.column,
                              "integers beyond 64 bits are not supported");
}

/* True if the operation gave a constant. */
static bool accept_outcome(folder *f, fold_outcome outcome, const expr *e)
{
    switch (outcome) {
    case FOLD_DONE:
        return true;
    case FOLD_LEFT:
        return false;
    case FOLD_TOO_LARGE:
        refuse_large(f, e);
        return false;
    case FOLD_NO_MEMORY:
        return no_memory(f);
    }
    return false;
}

static void become_constant(expr *e, constant value)
{
    e->kind = EXPR_CONSTANT;
    e->is_minimum = false;
    e->constant = value;
}

static bool is_constant(const expr *e)
{
    return e->kind == EXPR_CONSTANT && !e->is_minimum;
}

static bool all_constant(const expr_list *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (!is_constant(list->items[i]))
            return false;
    return true;
}

static void become_collection(folder *f, expr *e, constant_kind kind)
{
    expr_list list = e->list;
    constant *items = arena_alloc(f->memory, list.count * sizeof *items + 1);
    if (!items) {
        no_memory(f);
        return;
    }
    for (uint32_t i = 0; i < list.count; i++)
        items[i] = list.items[i]->constant;
    become_constant(e, (constant){.kind = kind, .items = items, .length = list.count});
}

/* What a loop or `in` looks through need not be a list or a set of its own. */
static void fold_iterable(folder *f, expr *e)
{
    if (e->kind == EXPR_LIST) {
        for (uint32_t i = 0; i < e->list.count; i++)
            if (e->list.items[i]->kind == EXPR_STARRED)
                return;
        if (all_constant(&e->list))
            become_collection(f, e, CONST_TUPLE);
        else
            e->kind = EXPR_TUPLE;
    } else if (e->kind == EXPR_SET && all_constant(&e->list)) {
        become_collection(f, e, CONST_FROZENSET);
    }
}

/* --- "..." % (...) -------------------------------------------------------------------------- */

typedef struct format_reader {
    const char *text;
    size_t length, at;
} format_reader;

/* The literal text up to the next field; "%%" is a percent sign. */
static bool read_literal(format_reader *r, char *out, size_t *length)
{
    *length = 0;
    while (r->at < r->length) {
        if (r->text[r->at] != '%') {
            out[(*length)++] = r->text[r->at++];
        } else if (r->at + 1 < r->length && r->text[r->at + 1] == '%') {
            out[(*length)++] = '%';
            r->at += 2;
        } else {
            break;
        }
    }
    return true;
}

enum { MAX_FORMAT_DIGITS = 2, MAX_FORMAT_SPEC = 2 * MAX_FORMAT_DIGITS + 2 };

/* A width or precision: -1 if no digit stands here. False: more digits than CPython reads. */
static bool read_digits(format_reader *r, int *value)
{
    *value = -1;
    for (int n = 0; r->at < r->length && r->text[r->at] >= '0' && r->text[r->at] <= '9'; n++) {
        if (n == MAX_FORMAT_DIGITS)
            return false;
        *value = (*value < 0 ? 0 : *value * 10) + (r->text[r->at++] - '0');
    }
    return true;
}

static bool read_flags(format_reader *r)
{
    bool left = false;
    for (; r->at < r->length && r->text[r->at] && strchr("-+ #0", r->text[r->at]); r->at++)
        left = left || r->text[r->at] == '-';
    return left;
}

static size_t write_number(char *out, int value)
{
    size_t n = 0;
    if (value > 9)
        out[n++] = (char)('0' + value / 10);
    out[n++] = (char)('0' + value % 10);
    return n;
}

/* %s, %-10r, %.3a: the spec of the field in `spec`. False: not one that an f-string can say. */
static bool read_field(format_reader *r, char *spec, size_t *length, char *conversion)
{
    int width, precision = -1;
    r->at++;
    bool left = read_flags(r);
    if (!read_digits(r, &width))
        return false;
    if (r->at < r->length && r->text[r->at] == '.') {
        r->at++;
        if (!read_digits(r, &precision))
            return false;
        precision = precision < 0 ? 0 : precision;
    }
    if (r->at >= r->length)
        return false;
    *conversion = r->text[r->at++];
    *length = 0;
    if (!left && width > 0)
        spec[(*length)++] = '>';
    if (width >= 0)
        *length += write_number(spec + *length, width);
    if (precision >= 0) {
        spec[(*length)++] = '.';
        *length += write_number(spec + *length, precision);
    }
    return *conversion == 's' || *conversion == 'r' || *conversion == 'a';
}

/* CPython gives these texts no place of their own: the line is that of the instruction before. */
static const source_span nowhere = {.line = UINT32_MAX, .end_line = UINT32_MAX};

static expr *make_text(folder *f, const char *text, size_t length)
{
    expr *e = ast_expr(f->memory, EXPR_CONSTANT, nowhere);
    char *copy = e ? arena_text(f->memory, text, length) : NULL;
    if (!copy) {
        no_memory(f);
        return NULL;
    }
    e->constant = (constant){.kind = CONST_STR, .text = copy, .length = (uint32_t)length};
    return e;
}

static expr *make_field(folder *f, expr *value, char conversion, const char *spec, size_t length)
{
    expr *e = ast_expr(f->memory, EXPR_FORMATTED, value->span);
    if (!e) {
        no_memory(f);
        return NULL;
    }
    e->formatted.value = value;
    e->formatted.conversion = conversion;
    if (length) {
        expr *part = make_text(f, spec, length);
        e->formatted.spec = part ? ast_expr(f->memory, EXPR_JOINED, value->span) : NULL;
        if (!e->formatted.spec || !ast_push_expr(f->memory, &e->formatted.spec->list, part))
            no_memory(f);
    }
    return e;
}

static bool push(folder *f, expr *joined, expr *part)
{
    return part && (ast_push_expr(f->memory, &joined->list, part) || no_memory(f));
}

/* "text" % (values): an f-string if every field is a plain one, else NULL. */
static expr *fold_format(folder *f, const expr *text, const expr *values)
{
    format_reader r = {.text = text->constant.text, .length = text->constant.length};
    char *scratch = arena_alloc(f->memory, r.length + 1);
    expr *joined = ast_expr(f->memory, EXPR_JOINED, text->span);
    if (!scratch || !joined) {
        no_memory(f);
        return NULL;
    }
    for (uint32_t used = 0;;) {
        size_t length;
        char spec[MAX_FORMAT_SPEC], conversion;
        read_literal(&r, scratch, &length);
        if (length && !push(f, joined, make_text(f, scratch, length)))
            return NULL;
        if (r.at == r.length)
            return used == values->list.count ? joined : NULL;
        if (used == values->list.count || !read_field(&r, spec, &length, &conversion))
            return NULL;
        expr *field = make_field(f, values->list.items[used++], conversion, spec, length);
        if (!push(f, joined, field))
            return NULL;
    }
}

static bool has_starred(const expr_list *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i]->kind == EXPR_STARRED)
            return true;
    return false;
}

/* --- expressions ---------------------------------------------------------------------------- */

static void fold_list_of(folder *f, const expr_list *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        fold_expr(f, list->items[i]);
}

/* first op operand: the new first, or NULL. */
static expr *fold_link(folder *f, expr *e, const binary_link *link)
{
    expr *first = e->binary.first, *operand = link->operand;
    if (link->op == BINARY_REMAINDER && is_constant(first) && first->constant.kind == CONST_STR &&
        operand->kind == EXPR_TUPLE && !has_starred(&operand->list))
        return fold_format(f, first, operand);
    constant value;
    if (!is_constant(first) || !is_constant(operand) ||
        !accept_outcome(f, fold_binary(f->memory, link->op, &first->constant, &operand->constant,
                                       &value), e))
        return NULL;
    expr *folded = ast_expr(f->memory, EXPR_CONSTANT, e->span);
    if (!folded) {
        no_memory(f);
        return NULL;
    }
    folded->constant = value;
    return folded;
}

/* Fold operands, then what constants stand together at the beginning of the chain. */
static void fold_chain(folder *f, expr *e)
{
    fold_expr(f, e->binary.first);
    for (uint32_t i = 0; i < e->binary.count && f->result == OURO_OK; i++)
        fold_expr(f, e->binary.links[i].operand);
    while (e->binary.count && f->result == OURO_OK) {
        expr *folded = fold_link(f, e, e->binary.links);
        if (!folded)
            break;
        e->binary.first = folded;
        e->binary.links++;
        e->binary.count--;
    }
    if (e->binary.count == 0) {
        source_span span = e->span;
        uint16_t depth = e->depth;
        *e = *e->binary.first;
        e->span = span;
        e->depth = depth;
    }
}

static void fold_tuple(folder *f, expr *e)
{
    fold_list_of(f, &e->list);
    if (e->context == CONTEXT_LOAD && all_constant(&e->list))
        become_collection(f, e, CONST_TUPLE);
}

static void fold_not(expr *e)
{
    expr *operand = e->unary.operand;
    if (operand->kind != EXPR_COMPARE || operand->compare.others.count != 1)
        return;
    comparison *op = &operand->compare.ops[0];
    switch (*op) {
    case COMPARISON_IS:
        *op = COMPARISON_IS_NOT;
        break;
    case COMPARISON_IS_NOT:
        *op = COMPARISON_IS;
        break;
    case COMPARISON_IN:
        *op = COMPARISON_NOT_IN;
        break;
    case COMPARISON_NOT_IN:
        *op = COMPARISON_IN;
        break;
    case COMPARISON_LT:
    case COMPARISON_LE:
    case COMPARISON_EQ:
    case COMPARISON_NE:
    case COMPARISON_GT:
    case COMPARISON_GE:
        return;
    }
    *e = *operand;
}

static void fold_unary_expr(folder *f, expr *e)
{
    expr *operand = e->unary.operand;
    constant value;
    if (operand->kind == EXPR_CONSTANT && operand->is_minimum &&
        e->unary.op == UNARY_KIND_MINUS) {
        become_constant(e, operand->constant);
        return;
    }
    fold_expr(f, operand);
    if (is_constant(operand)) {
        if (accept_outcome(f, fold_unary(e->unary.op, &operand->constant, &value), e))
            become_constant(e, value);
    } else if (e->unary.op == UNARY_KIND_NOT) {
        fold_not(e);
    }
}

static void fold_subscript_expr(folder *f, expr *e)
{
    expr *object = e->subscript.object, *index = e->subscript.index;
    constant value;
    fold_expr(f, object);
    fold_expr(f, index);
    if (e->context == CONTEXT_LOAD && is_constant(object) && is_constant(index) &&
        accept_outcome(f, fold_subscript(f->memory, &object->constant, &index->constant, &value),
                       e))
        become_constant(e, value);
}

static void fold_compare(folder *f, expr *e)
{
    fold_expr(f, e->compare.first);
    fold_list_of(f, &e->compare.others);
    uint32_t last = e->compare.others.count - 1;
    comparison op = e->compare.ops[last];
    if (op == COMPARISON_IN || op == COMPARISON_NOT_IN)
        fold_iterable(f, e->compare.others.items[last]);
}

static void fold_parameters(folder *f, const parameter_list *list)
{
    for (uint32_t i = 0; i < list->positional_count; i++)
        fold_expr(f, list->positional[i].fallback);
    for (uint32_t i = 0; i < list->keyword_only_count; i++)
        fold_expr(f, list->keyword_only[i].fallback);
}

static void fold_comprehension(folder *f, const expr *e)
{
    fold_expr(f, e->comprehension.item);
    fold_expr(f, e->comprehension.value);
    for (uint32_t i = 0; i < e->comprehension.count; i++) {
        const comprehension_for *clause = &e->comprehension.fors[i];
        fold_expr(f, clause->target);
        fold_expr(f, clause->iterable);
        fold_list_of(f, &clause->conditions);
        fold_iterable(f, clause->iterable);
    }
}

static void fold_keywords(folder *f, const keyword_argument *keywords, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        fold_expr(f, keywords[i].value);
}

static void fold_name(const folder *f, expr *e)
{
    if (e->name == f->name_debug && e->context == CONTEXT_LOAD)
        become_constant(e, (constant){.kind = CONST_TRUE});
}

static void fold_three(folder *f, expr *first, expr *second, expr *third)
{
    fold_expr(f, first);
    fold_expr(f, second);
    fold_expr(f, third);
}

static void fold_call(folder *f, const expr *e)
{
    fold_expr(f, e->call.function);
    fold_list_of(f, &e->call.arguments);
    fold_keywords(f, e->call.keywords, e->call.keyword_count);
}

static void fold_expr(folder *f, expr *e)
{
    if (!e || f->result != OURO_OK)
        return;
    switch (e->kind) {
    case EXPR_CONSTANT:
        if (e->is_minimum)
            refuse_large(f, e);
        break;
    case EXPR_NAME:
        fold_name(f, e);
        break;
    case EXPR_TUPLE:
        fold_tuple(f, e);
        break;
    case EXPR_LIST:
    case EXPR_SET:
    case EXPR_JOINED:
        fold_list_of(f, &e->list);
        break;
    case EXPR_DICT:
        fold_list_of(f, &e->dict.keys);
        fold_list_of(f, &e->dict.values);
        break;
    case EXPR_BINARY:
        fold_chain(f, e);
        break;
    case EXPR_UNARY:
        fold_unary_expr(f, e);
        break;
    case EXPR_BOOL:
        fold_list_of(f, &e->boolean.values);
        break;
    case EXPR_COMPARE:
        fold_compare(f, e);
        break;
    case EXPR_CONDITIONAL:
        fold_three(f, e->conditional.test, e->conditional.yes, e->conditional.no);
        break;
    case EXPR_CALL:
        fold_call(f, e);
        break;
    case EXPR_ATTRIBUTE:
        fold_expr(f, e->attribute.object);
        break;
    case EXPR_SUBSCRIPT:
        fold_subscript_expr(f, e);
        break;
    case EXPR_SLICE:
        fold_three(f, e->slice.start, e->slice.stop, e->slice.step);
        break;
    case EXPR_STARRED:
    case EXPR_YIELD:
    case EXPR_YIELD_FROM:
        fold_expr(f, e->value);
        break;
    case EXPR_LAMBDA:
        fold_parameters(f, e->lambda.parameters);
        fold_expr(f, e->lambda.body);
        break;
    case EXPR_COMPREHENSION:
        fold_comprehension(f, e);
        break;
    case EXPR_FORMATTED:
        fold_expr(f, e->formatted.value);
        fold_expr(f, e->formatted.spec);
        break;
    case EXPR_NAMED:
        fold_expr(f, e->named.value);
        break;
    }
}

/* --- statements ----------------------------------------------------------------------------- */

static void fold_definition(folder *f, const stmt *s)
{
    if (s->kind == STMT_DEF)
        fold_parameters(f, s->definition.parameters);
    fold_list_of(f, &s->definition.bases);
    fold_keywords(f, s->definition.keywords, s->definition.keyword_count);
    fold_list_of(f, &s->definition.decorators);
    fold_list(f, &s->definition.body);
}

static void fold_if(folder *f, const stmt *s)
{
    for (uint32_t i = 0; i < s->conditional.count; i++) {
        fold_expr(f, s->conditional.branches[i].test);
        fold_list(f, &s->conditional.branches[i].body);
    }
    fold_list(f, &s->conditional.otherwise);
}

static void fold_loop(folder *f, const stmt *s)
{
    fold_expr(f, s->loop.test);
    fold_expr(f, s->loop.target);
    fold_expr(f, s->loop.iterable);
    if (s->kind == STMT_FOR && f->result == OURO_OK)
        fold_iterable(f, s->loop.iterable);
    fold_list(f, &s->loop.body);
    fold_list(f, &s->loop.otherwise);
}

static void fold_try(folder *f, const stmt *s)
{
    fold_list(f, &s->attempt.body);
    for (uint32_t i = 0; i < s->attempt.count; i++) {
        fold_expr(f, s->attempt.clauses[i].type);
        fold_list(f, &s->attempt.clauses[i].body);
    }
    fold_list(f, &s->attempt.otherwise);
    fold_list(f, &s->attempt.last);
}

static void fold_with(folder *f, const stmt *s)
{
    for (uint32_t i = 0; i < s->with.count; i++) {
        fold_expr(f, s->with.items[i].manager);
        fold_expr(f, s->with.items[i].target);
    }
    fold_list(f, &s->with.body);
}

static void fold_statement(folder *f, const stmt *s)
{
    switch (s->kind) {
    case STMT_EXPR:
        fold_expr(f, s->expression.value);
        break;
    case STMT_ASSIGN:
        fold_list_of(f, &s->assign.targets);
        fold_expr(f, s->assign.value);
        break;
    case STMT_AUGMENTED:
        fold_expr(f, s->augmented.target);
        fold_expr(f, s->augmented.value);
        break;
    case STMT_DELETE:
        fold_list_of(f, &s->targets);
        break;
    case STMT_PASS:
    case STMT_BREAK:
    case STMT_CONTINUE:
    case STMT_GLOBAL:
    case STMT_NONLOCAL:
    case STMT_IMPORT:
    case STMT_FROM:
        break;
    case STMT_IF:
        fold_if(f, s);
        break;
    case STMT_WHILE:
    case STMT_FOR:
        fold_loop(f, s);
        break;
    case STMT_DEF:
    case STMT_CLASS:
        fold_definition(f, s);
        break;
    case STMT_RETURN:
        fold_expr(f, s->value);
        break;
    case STMT_TRY:
        fold_try(f, s);
        break;
    case STMT_RAISE:
        fold_expr(f, s->raise.exception);
        fold_expr(f, s->raise.cause);
        break;
    case STMT_ASSERT:
        fold_expr(f, s->assertion.test);
        fold_expr(f, s->assertion.message);
        break;
    case STMT_WITH:
        fold_with(f, s);
        break;
    }
}

static void fold_list(folder *f, const stmt_list *list)
{
    for (uint32_t i = 0; i < list->count && f->result == OURO_OK; i++)
        fold_statement(f, list->items[i]);
}

ouro_result fold_statements(arena *memory, name_table *names, stmt_list *statements,
                            ouro_error *err)
{
    folder f = {.memory = memory, .err = err,
                .name_debug = name_table_intern_text(names, "__debug__")};
    fold_list(&f, statements);
    return f.result;
}
