#include "sim/lang/compile.h"
#include "sim/base/buffer.h"
#include "sim/lang/fold.h"
#include "sim/lang/library.h"
#include "sim/lang/parser.h"
#include "sim/lang/subset.h"

#include <stdlib.h>
#include <string.h>

const location compile_no_loc = {.line = LINE_NONE};

/* --- failing -------------------------------------------------------------------------------- */

ouro_result compile_fail(compiler *c, source_span at, const char *format, ...)
{
    if (c->result != OURO_OK)
        return c->result;
    va_list args;
    va_start(args, format);
    c->result = error_vset(c->err, OURO_ERR_SYNTAX, at.line, at.column, format, args);
    va_end(args);
    return c->result;
}

void compile_no_memory(compiler *c)
{
    if (c->result == OURO_OK)
        c->result = error_set(c->err, OURO_ERR_NOMEM, 0, 0, "out of memory");
}

/* --- index maps ----------------------------------------------------------------------------- */

static uint32_t map_slot(const index_map *map, uint32_t key)
{
    uint32_t mask = map->capacity - 1;
    uint32_t i = (key * 2654435761U) & mask;
    while (map->keys[i] && map->keys[i] != key)
        i = (i + 1) & mask;
    return i;
}

bool index_map_find(const index_map *map, uint32_t key, uint32_t *value)
{
    if (!map->capacity)
        return false;
    uint32_t slot = map_slot(map, key);
    if (!map->keys[slot])
        return false;
    *value = map->values[slot];
    return true;
}

static bool map_grow(compiler *c, index_map *map)
{
    uint32_t capacity = map->capacity ? 2 * map->capacity : 8;
    index_map grown = {.count = map->count, .capacity = capacity};
    grown.keys = arena_alloc(c->scratch, capacity * sizeof *grown.keys);
    grown.values = arena_alloc(c->scratch, capacity * sizeof *grown.values);
    grown.order = arena_grow(c->scratch, map->order, map->count * sizeof *grown.order,
                             capacity * sizeof *grown.order);
    if (!grown.keys || !grown.values || !grown.order) {
        compile_no_memory(c);
        return false;
    }
    for (uint32_t i = 0; i < map->count; i++) {
        uint32_t slot = map_slot(&grown, map->order[i]);
        grown.keys[slot] = map->order[i];
        grown.values[slot] = i;
    }
    *map = grown;
    return true;
}

uint32_t index_map_add(compiler *c, index_map *map, uint32_t key)
{
    uint32_t value;
    if (index_map_find(map, key, &value))
        return value;
    if (2 * (map->count + 1) > map->capacity && !map_grow(c, map))
        return 0;
    uint32_t slot = map_slot(map, key);
    map->keys[slot] = key;
    map->values[slot] = map->count;
    map->order[map->count] = key;
    return map->count++;
}

/* --- emitting ------------------------------------------------------------------------------- */

location compile_loc(source_span span)
{
    return (location){.line = (int32_t)span.line,
                      .column = span.column,
                      .end_line = span.end_line,
                      .end_column = span.end_column};
}

location compile_line_start(int32_t line)
{
    return (location){.line = line, .column = 1, .end_line = (uint32_t)line, .end_column = 1};
}

static void emit_any(compiler *c, flow_instr in)
{
    flow *f = &c->unit->flow;
    if (c->result != OURO_OK)
        return;
    flow_add(f, in);
    if (f->failed)
        compile_no_memory(c);
    if (f->too_large)
        c->result = error_set(c->err, OURO_ERR_LIMIT_INPUT, in.loc.line > 0 ? (uint32_t)in.loc.line : 0,
                              in.loc.column, "the compiled code is too large");
}

void emit(compiler *c, location loc, opcode op)
{
    emit_any(c, (flow_instr){.op = (uint16_t)op, .loc = loc});
}

void emit_arg(compiler *c, location loc, opcode op, uint32_t arg)
{
    emit_any(c, (flow_instr){.op = (uint16_t)op, .arg = arg, .loc = loc});
}

void emit_aux(compiler *c, location loc, opcode op, uint32_t arg, uint8_t aux)
{
    emit_any(c, (flow_instr){.op = (uint16_t)op, .arg = arg, .aux = aux, .loc = loc});
}

void emit_flow(compiler *c, location loc, flow_opcode op)
{
    emit_any(c, (flow_instr){.op = (uint16_t)op, .loc = loc});
}

void emit_flow_arg(compiler *c, location loc, flow_opcode op, uint32_t arg)
{
    emit_any(c, (flow_instr){.op = (uint16_t)op, .arg = arg, .loc = loc});
}

void emit_jump(compiler *c, location loc, uint16_t op, block *target)
{
    if (target)
        emit_any(c, (flow_instr){.op = op, .target = target, .loc = loc});
}

void emit_name(compiler *c, location loc, opcode op, uint32_t name, uint8_t aux)
{
    uint32_t mangled = compile_mangle(c, name);
    index_map_add(c, &c->unit->names, mangled);
    emit_aux(c, loc, op, mangled, aux);
}

constant tree_constant(const expr *e)
{
    constant value = e->constant;
    if (!value.in_tree)
        value.in_tree = 1;
    return value;
}

uint32_t compile_constant_index(compiler *c, constant value)
{
    const constant *shared = constant_table_intern(c, value);
    return shared ? index_map_add(c, &c->unit->consts, shared->serial + 1) : 0;
}

void emit_constant(compiler *c, location loc, constant value)
{
    emit_arg(c, loc, OP_LOAD_CONST, compile_constant_index(c, value));
}

void emit_none(compiler *c, location loc)
{
    emit_constant(c, loc, (constant){.kind = CONST_NONE});
}

static constant text_constant(const compiler *c, uint32_t name)
{
    const program_name *n = &c->names->names[name];
    return (constant){.kind = CONST_STR, .text = n->text, .length = n->length};
}

void emit_text(compiler *c, location loc, uint32_t name)
{
    emit_constant(c, loc, text_constant(c, name));
}

void emit_text_tuple(compiler *c, location loc, const uint32_t *names, uint32_t count)
{
    constant *items = arena_alloc(c->scratch, count * sizeof *items + 1);
    if (!items) {
        compile_no_memory(c);
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        items[i] = text_constant(c, names[i]);
    emit_constant(c, loc, (constant){.kind = CONST_TUPLE, .items = items, .length = count});
}

block *compile_label(compiler *c)
{
    block *b = flow_new_block(&c->unit->flow);
    if (!b)
        compile_no_memory(c);
    return b;
}

void compile_place(compiler *c, block *label)
{
    if (label)
        flow_place(&c->unit->flow, label);
}

uint32_t compile_mangle(compiler *c, uint32_t name)
{
    uint32_t mangled = symtable_mangle(c->names, c->unit->scope->class_name, name);
    if (c->names->failed)
        compile_no_memory(c);
    return mangled;
}

/* --- variables ------------------------------------------------------------------------------ */

static void emit_fast(compiler *c, location loc, uint32_t name, expr_context context)
{
    static const opcode ops[] = {OP_LOAD_FAST, OP_STORE_FAST, OP_DELETE_FAST};
    emit_arg(c, loc, ops[context], index_map_add(c, &c->unit->locals, name));
}

/* The argument is the name until assemble.c knows where the cells stand. */
static void emit_deref(compiler *c, location loc, uint32_t name, expr_context context)
{
    static const opcode ops[] = {OP_LOAD_DEREF, OP_STORE_DEREF, OP_DELETE_DEREF};
    opcode op = ops[context];
    if (context == CONTEXT_LOAD && c->unit->scope->kind == SCOPE_CLASS && !c->unit->hidden_depth) {
        emit(c, loc, OP_LOAD_LOCALS);
        op = OP_LOAD_FROM_DICT_OR_DEREF;
    }
    emit_arg(c, loc, op, name);
}

static void emit_global(compiler *c, location loc, uint32_t name, expr_context context)
{
    static const opcode ops[] = {OP_LOAD_GLOBAL, OP_STORE_GLOBAL, OP_DELETE_GLOBAL};
    index_map_add(c, &c->unit->names, name);
    emit_arg(c, loc, ops[context], name);
}

static void emit_by_name(compiler *c, location loc, uint32_t name, expr_context context)
{
    static const opcode ops[] = {OP_LOAD_NAME, OP_STORE_NAME, OP_DELETE_NAME};
    index_map_add(c, &c->unit->names, name);
    emit_arg(c, loc, ops[context], name);
}

void compile_name(compiler *c, location loc, uint32_t name, expr_context context)
{
    const unit *u = c->unit;
    uint32_t mangled = compile_mangle(c, name);
    const symbol *found = scope_find(u->scope, mangled);
    bool function = u->scope->kind == SCOPE_FUNCTION;
    switch (found ? found->place : PLACE_UNKNOWN) {
    case PLACE_FREE:
    case PLACE_CELL:
        emit_deref(c, loc, mangled, context);
        return;
    case PLACE_LOCAL:
        if (function || found->is_hidden)
            emit_fast(c, loc, mangled, context);
        else
            emit_by_name(c, loc, mangled, context);
        return;
    case PLACE_GLOBAL_IMPLICIT:
        if (function || (u->scope->kind == SCOPE_CLASS && u->hidden_depth))
            emit_global(c, loc, mangled, context);
        else
            emit_by_name(c, loc, mangled, context);
        return;
    case PLACE_GLOBAL_EXPLICIT:
        emit_global(c, loc, mangled, context);
        return;
    case PLACE_UNKNOWN:
        emit_by_name(c, loc, mangled, context);
        return;
    }
}

/* --- units ---------------------------------------------------------------------------------- */

typedef struct named_text {
    const char *text;
    uint32_t name;
} named_text;

static int compare_texts(const void *a, const void *b)
{
    return strcmp(((const named_text *)a)->text, ((const named_text *)b)->text);
}

/* The names of the scope with this place or flag, sorted. */
static void collect_names(compiler *c, const scope *s, symbol_place place, uint32_t flag,
                          index_map *out)
{
    named_text *found = arena_alloc(c->scratch, (s->symbol_count + 1) * sizeof *found);
    uint32_t count = 0;
    if (!found) {
        compile_no_memory(c);
        return;
    }
    for (uint32_t i = 0; i < s->symbol_count; i++)
        if (s->symbols[i].place == place ||
            ((s->symbols[i].flags & flag) && s->symbols[i].place != PLACE_FREE))
            found[count++] = (named_text){.text = name_table_text(c->names, s->symbols[i].name),
                                          .name = s->symbols[i].name};
    qsort(found, count, sizeof *found, compare_texts); /* CPython sorts them too */
    for (uint32_t i = 0; i < count; i++)
        index_map_add(c, out, found[i].name);
}

/* a.<locals>.b, as __qualname__ says it. */
static uint32_t qualified_name(compiler *c, const unit *u)
{
    const unit *parent = u->parent;
    if (!parent || !parent->parent)
        return u->name;
    const symbol *found = scope_find(
        parent->scope, symtable_mangle(c->names, parent->scope->class_name, u->name));
    if (!u->is_lambda && found && found->place == PLACE_GLOBAL_EXPLICIT)
        return u->name;
    buffer text = {0};
    buffer_add_text(&text, name_table_text(c->names, parent->qualname));
    bool function = parent->scope->kind == SCOPE_FUNCTION && !parent->scope->is_comprehension;
    buffer_add_text(&text, function ? ".<locals>." : ".");
    buffer_add_text(&text, name_table_text(c->names, u->name));
    uint32_t name = name_table_intern(c->names, buffer_text(&text), text.length);
    if (text.failed)
        compile_no_memory(c);
    buffer_free(&text);
    return name;
}

bool compile_enter(compiler *c, unit *u, scope *s, uint32_t name, int32_t first_line)
{
    u->parent = c->unit;
    u->scope = s;
    u->name = name;
    u->first_line = first_line;
    u->qualname = qualified_name(c, u);
    flow_start(&u->flow, c->scratch,
               c->emitted < c->max_instrs ? c->max_instrs - c->emitted : 0);
    if (u->flow.failed)
        compile_no_memory(c);
    c->unit = u;
    collect_names(c, s, PLACE_FREE, SYMBOL_FREE_CLASS, &u->frees);
    collect_names(c, s, PLACE_CELL, SYMBOL_COMPREHENSION_CELL, &u->cells);
    if (s->needs_class_closure)
        index_map_add(c, &u->cells, c->symbols->name_class);
    if (c->result == OURO_OK)
        emit(c, compile_line_start(s->kind == SCOPE_MODULE ? 0 : first_line), OP_RESUME);
    return c->result == OURO_OK;
}

void compile_leave(compiler *c)
{
    c->emitted += c->unit->flow.instr_count;
    c->unit = c->unit->parent;
}

void compile_push_fblock(compiler *c, source_span at, fblock b)
{
    unit *u = c->unit;
    if (u->fblock_count == COMPILE_MAX_BLOCKS) {
        compile_fail(c, at, "too many statically nested blocks");
        return;
    }
    u->fblocks[u->fblock_count++] = b;
}

void compile_pop_fblock(compiler *c)
{
    if (c->result == OURO_OK)
        c->unit->fblock_count--;
}

/* --- a whole program ------------------------------------------------------------------------ */

/* Everything that is needed only while compiling. */
typedef struct compilation {
    arena scratch;
    name_table names;
    symtable symbols;
    stmt_list statements; /* the prefix's, then the script's */
    stmt_list library;    /* none if the script needs none */
    symtable library_symbols;
    uint32_t prefix_count;
    program *out;
    ouro_error *err;
} compilation;

static ouro_result parse_part(compilation *k, const char *text, size_t length, bool without_lines)
{
    lexer_options options = {.without_lines = without_lines};
    return parse_text(&k->scratch, &k->names, text, length, options, &k->statements, k->err);
}

static ouro_result note_statements(compilation *k)
{
    program *p = k->out;
    p->statement_count = k->statements.count - k->prefix_count;
    program_statement *all = arena_alloc(&p->memory, p->statement_count * sizeof *all + 1);
    if (!all)
        return error_set(k->err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    for (uint32_t i = 0; i < p->statement_count; i++) {
        const stmt *s = k->statements.items[k->prefix_count + i];
        uint32_t first = s->span.line;
        bool definition = s->kind == STMT_DEF || s->kind == STMT_CLASS;
        if (definition && s->definition.decorators.count)
            first = s->definition.decorators.items[0]->span.line;
        all[i] = (program_statement){.first_line = first, .last_line = s->span.end_line};
    }
    p->statements = all;
    return OURO_OK;
}

static const code *compile_module(compiler *c, symtable *symbols, const stmt_list *statements, bool docstring)
{
    unit *u = arena_alloc(c->scratch, sizeof *u);
    const code *out = NULL;
    if (!u) {
        compile_no_memory(c);
        return NULL;
    }
    c->symbols = symbols;
    if (compile_enter(c, u, symbols->module, symbols->module->name, 1)) {
        compile_body(c, statements, docstring);
        out = assemble(c, true);
        compile_leave(c);
    }
    if (c->names->failed)
        compile_no_memory(c);
    return out;
}

/* The script's module, the library's before it if there is one: the script's is the last. */
static ouro_result compile_modules(compilation *k, size_t length)
{
    compiler c = {.scratch = &k->scratch, .memory = &k->out->memory, .names = &k->names, .err = k->err};
    size_t allowed = COMPILE_MIN_INSTRS + COMPILE_INSTRS_PER_BYTE * length;
    c.max_instrs = allowed < UINT32_MAX ? (uint32_t)allowed : UINT32_MAX;
    if (k->library.count) {
        c.is_library = true;
        k->out->library = compile_module(&c, &k->library_symbols, &k->library, false);
        c.is_library = false;
        constant_table_next_module(&c);
    }
    if (c.result == OURO_OK)
        k->out->module = compile_module(&c, &k->symbols, &k->statements, k->prefix_count == 0);
    k->out->codes = c.codes;
    k->out->code_count = c.code_count;
    k->out->constant_count = c.constants.count;
    k->out->names = k->names.names;
    k->out->name_count = k->names.count;
    return c.result;
}

/* --- The interpreter's own Python code ------------------------------------------------------- */

static bool name_mentioned(const name_table *t, const char *name)
{
    for (uint32_t i = 0; i < t->count; i++)
        if (strcmp(name_table_text(t, i), name) == 0)
            return true;
    return false;
}

static bool text_mentions(const char *text, size_t length, const char *name)
{
    size_t wanted = strlen(name);
    for (size_t i = 0; i + wanted <= length; i++)
        if (text[i] == name[0] && memcmp(text + i, name, wanted) == 0)
            return true;
    return false;
}

/* Does the script name the module and, if only in a string, something of it that is written in Python? */
static bool library_wanted(const name_table *t, const char *script, size_t length)
{
    const char *name;
    bool wanted = false;
    for (uint32_t i = 0; !wanted && (name = library_public_name(i)) != NULL; i++)
        wanted = name_mentioned(t, name) || text_mentions(script, length, name);
    return wanted && name_mentioned(t, "weakref");
}

static ouro_result library_parse(compilation *k)
{
    buffer text = {0};
    library_text(&text);
    lexer_options options = {.without_lines = true};
    ouro_result result = text.failed ? error_set(k->err, OURO_ERR_NOMEM, 0, 0, "out of memory")
                                     : parse_text(&k->scratch, &k->names, buffer_text(&text), text.length,
                                                  options, &k->library, k->err);
    buffer_free(&text);
    k->library_symbols = (symtable){.memory = &k->scratch, .names = &k->names, .err = k->err};
    if (result == OURO_OK)
        result = symtable_build(&k->library_symbols, &k->library);
    if (result == OURO_OK)
        result = symtable_analyze(&k->library_symbols);
    if (result == OURO_OK)
        result = fold_statements(&k->scratch, &k->names, &k->library, k->err);
    return result;
}

static ouro_result compile_all(compilation *k, const char *prefix, const char *script,
                               size_t length, bool whole_language)
{
    size_t prefix_length = strlen(prefix);
    name_table_start(&k->names, &k->out->memory);
    ouro_result result = parse_part(k, prefix, prefix_length, true);
    k->prefix_count = k->statements.count;
    if (result == OURO_OK)
        result = parse_part(k, script, length, false);
    k->symbols = (symtable){.memory = &k->scratch, .names = &k->names, .err = k->err};
    if (result == OURO_OK)
        result = symtable_build(&k->symbols, &k->statements);
    if (result == OURO_OK)
        result = symtable_analyze(&k->symbols);
    if (result == OURO_OK && !whole_language)
        result = subset_check(&k->statements, &k->symbols, k->err);
    if (result == OURO_OK)
        result = fold_statements(&k->scratch, &k->names, &k->statements, k->err);
    if (result == OURO_OK)
        result = note_statements(k);
    if (result == OURO_OK && library_wanted(&k->names, script, length))
        result = library_parse(k);
    if (result == OURO_OK)
        result = compile_modules(k, prefix_length + length);
    return result;
}

ouro_result compile_program(const char *prefix, const char *script, size_t script_length,
                            bool whole_language, program **out, ouro_error *err)
{
    program *p = calloc(1, sizeof *p);
    if (!p)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    compilation k = {.out = p, .err = err};
    ouro_result result = compile_all(&k, prefix, script, script_length, whole_language);
    arena_free(&k.scratch);
    if (result != OURO_OK) {
        program_free(p);
        return result;
    }
    *out = p;
    return OURO_OK;
}

ouro_result lang_compile(const char *prefix, const char *script, size_t script_length,
                         program **out, ouro_error *err)
{
    return compile_program(prefix, script, script_length, false, out, err);
}
