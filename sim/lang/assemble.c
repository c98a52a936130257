#include "sim/lang/code_units.h"
#include "sim/lang/compile.h"

#include <assert.h>
#include <string.h>

/* --- constants, for the optimiser ----------------------------------------------------------- */

static const constant *get_constant(void *owner, uint32_t index)
{
    const compiler *c = owner;
    return &c->constants.items[c->unit->consts.order[index] - 1];
}

static uint32_t add_constant(void *owner, constant value)
{
    return compile_constant_index(owner, value);
}

/* Constants that no instruction loads any more go; the first one may be a docstring and stays. */
static bool drop_unused_constants(compiler *c, uint32_t *new_index, uint32_t *count)
{
    unit *u = c->unit;
    uint32_t total = u->consts.count;
    bool *used = arena_alloc(c->scratch, total + 1);
    if (!used)
        return false;
    used[0] = true;
    for (const block *b = u->flow.entry; b; b = b->next)
        for (uint32_t i = 0; i < b->count; i++)
            if (b->instrs[i].op == OP_LOAD_CONST || b->instrs[i].op == FLOW_RETURN_CONST)
                used[b->instrs[i].arg] = true;
    *count = 0;
    for (uint32_t i = 0; i < total; i++)
        new_index[i] = used[i] ? (*count)++ : UINT32_MAX;
    return true;
}

/* --- locals --------------------------------------------------------------------------------- */

/* Where every fast local stands: plain ones and arguments, then cells, then free variables. A cell
 * that is an argument (or a fast local too) keeps its place among the former. A free variable has a
 * place of its own even if an inlined comprehension has made a fast local of its name. */
typedef struct layout {
    index_map places; /* name to index, free variables left out */
    uint32_t count, cell_count, free_count;
    uint32_t *names;
    uint8_t *kinds; /* local_kind */
} layout;

static void add_places(compiler *c, layout *l, const index_map *names)
{
    for (uint32_t i = 0; i < names->count; i++)
        index_map_add(c, &l->places, names->order[i]);
}

static local_kind kind_of_local(const unit *u, const layout *l, uint32_t at)
{
    if (at >= l->places.count)
        return LOCAL_FREE;
    uint32_t name = l->places.order[at], ignored;
    const symbol *s = scope_find(u->scope, name);
    if (index_map_find(&u->cells, name, &ignored))
        return LOCAL_CELL;
    return s && s->was_hidden ? LOCAL_HIDDEN : LOCAL_PLAIN;
}

static bool lay_out_locals(compiler *c, layout *l)
{
    const unit *u = c->unit;
    add_places(c, l, &u->locals);
    uint32_t plain_count = l->places.count;
    add_places(c, l, &u->cells);
    l->cell_count = l->places.count - plain_count;
    l->free_count = u->frees.count;
    l->count = l->places.count + l->free_count;
    l->names = arena_alloc(c->memory, l->count * sizeof *l->names + 1);
    l->kinds = arena_alloc(c->memory, l->count + 1);
    if (!l->names || !l->kinds || c->result != OURO_OK) {
        compile_no_memory(c);
        return false;
    }
    for (uint32_t i = 0; i < l->count; i++) {
        l->names[i] = i < l->places.count ? l->places.order[i] : u->frees.order[i - l->places.count];
        l->kinds[i] = (uint8_t)kind_of_local(u, l, i);
    }
    return true;
}

static uint32_t place_of(const unit *u, const layout *l, uint32_t name, bool on_cell)
{
    uint32_t place = 0;
    if (on_cell && index_map_find(&u->frees, name, &place))
        return l->places.count + place;
    bool found = index_map_find(&l->places, name, &place);
    assert(found);
    (void)found;
    return place;
}

static bool is_on_cell(uint16_t op)
{
    return op == OP_LOAD_DEREF || op == OP_STORE_DEREF || op == OP_DELETE_DEREF ||
           op == OP_LOAD_FROM_DICT_OR_DEREF || op == OP_MAKE_CELL || op == FLOW_LOAD_CLOSURE;
}

static bool is_on_fast(uint16_t op)
{
    return op == OP_LOAD_FAST || op == OP_LOAD_FAST_CHECK || op == OP_LOAD_FAST_AND_CLEAR ||
           op == OP_STORE_FAST || op == OP_DELETE_FAST || op == FLOW_STORE_FAST_MAYBE_NULL;
}

/* Instructions on cells carry names until now, those on fast locals the order of first mention. */
static void place_locals(const unit *u, const layout *l, flow *f)
{
    for (block *b = f->entry; b; b = b->next)
        for (uint32_t i = 0; i < b->count; i++) {
            flow_instr *in = &b->instrs[i];
            if (is_on_cell(in->op))
                in->arg = place_of(u, l, in->arg, true);
            else if (is_on_fast(in->op))
                in->arg = place_of(u, l, u->locals.order[in->arg], false);
            if (in->op == FLOW_LOAD_CLOSURE)
                in->op = OP_LOAD_FAST;
        }
}

/* What stands before RESUME: the closure's cells, cells of its own, the birth of a generator. */
static void insert_prefix(compiler *c, const layout *l)
{
    unit *u = c->unit;
    uint32_t at = 0;
    location first = compile_line_start(u->first_line);
    if (u->frees.count)
        flow_insert(&u->flow, at++, (flow_instr){.op = OP_COPY_FREE_VARS, .arg = u->frees.count,
                                                 .loc = compile_no_loc});
    for (uint32_t i = 0; i < l->count; i++)
        if (l->kinds[i] == LOCAL_CELL)
            flow_insert(&u->flow, at++,
                        (flow_instr){.op = OP_MAKE_CELL, .arg = i, .loc = compile_no_loc});
    if (u->flags & CODE_GENERATOR) {
        flow_insert(&u->flow, at++, (flow_instr){.op = OP_RETURN_GENERATOR, .loc = first});
        flow_insert(&u->flow, at, (flow_instr){.op = OP_POP_TOP, .loc = first});
    }
}

/* --- instructions --------------------------------------------------------------------------- */

/* Instructions that look a name or a type up and may remember what they found. */
static bool has_cache(uint8_t op)
{
    switch (op) {
    case OP_LOAD_NAME:
    case OP_STORE_NAME:
    case OP_LOAD_GLOBAL:
    case OP_STORE_GLOBAL:
    case OP_LOAD_ATTR:
    case OP_STORE_ATTR:
    case OP_LOAD_SUPER_ATTR:
    case OP_CALL:
    case OP_CALL_KW:
    case OP_BINARY_OP:
    case OP_COMPARE_OP:
    case OP_BINARY_SUBSCR:
    case OP_STORE_SUBSCR:
    case OP_FOR_ITER:
        return true;
    default:
        return false;
    }
}

static uint32_t measure(flow *f)
{
    uint32_t count = 0;
    for (block *b = f->entry; b; b = b->next) {
        b->offset = count;
        count += b->count;
        for (uint32_t i = 0; i < b->count; i++)
            count += b->instrs[i].op == FLOW_RETURN_CONST;
    }
    return count;
}

/* Where the code object's arrays are being written. */
typedef struct writer {
    code *out;
    instr *instrs;
    instr_position *positions;
    code_handler *handlers;
    const uint32_t *const_index;
    uint32_t at;
    uint32_t handler_count;
    const block *handler; /* of the row being extended */
} writer;

static void write_handler(writer *w, const block *handler)
{
    if (handler != w->handler) {
        w->handler = handler;
        if (handler) {
            uint32_t below = handler->preserves_lasti ? 2 : 1;
            w->handlers[w->handler_count++] =
                (code_handler){.start = w->at, .target = handler->offset,
                               .depth = (uint32_t)handler->start_depth - below,
                               .push_lasti = handler->preserves_lasti};
        }
    }
    if (handler)
        w->handlers[w->handler_count - 1].end = w->at + 1;
}

static void write_one(writer *w, uint8_t op, uint8_t aux, uint32_t arg, location loc)
{
    bool cached = has_cache(op) && w->out->cache_count < CODE_NO_CACHE;
    uint16_t cache = cached ? (uint16_t)w->out->cache_count++ : (uint16_t)CODE_NO_CACHE;
    w->instrs[w->at] = (instr){.op = op, .aux = aux, .cache = cache, .arg = arg};
    instr_position *at = &w->positions[w->at++];
    *at = (instr_position){0};
    if (loc.line > 0)
        *at = (instr_position){(uint32_t)loc.line, loc.column, loc.end_line, loc.end_column};
}

static void write_instr(writer *w, const flow_instr *in)
{
    write_handler(w, in->handler);
    if (in->op == FLOW_RETURN_CONST) {
        write_one(w, OP_LOAD_CONST, 0, w->const_index[in->arg], in->loc);
        write_handler(w, in->handler);
        write_one(w, OP_RETURN_VALUE, 0, 0, in->loc);
        return;
    }
    assert(in->op < OP_COUNT || in->op == FLOW_JUMP_NO_INTERRUPT);
    uint32_t arg = in->arg;
    uint16_t op = in->op;
    if (in->target) {
        arg = in->target->offset;
        if (op == OP_JUMP && arg <= w->at)
            op = OP_JUMP_BACKWARD;
        if (op == FLOW_JUMP_NO_INTERRUPT)
            op = OP_JUMP;
    } else if (op == OP_LOAD_CONST) {
        arg = w->const_index[arg];
    }
    write_one(w, (uint8_t)op, in->aux, arg, in->loc);
}

static bool write_instrs(compiler *c, code *out, const uint32_t *const_index)
{
    flow *f = &c->unit->flow;
    uint32_t count = measure(f);
    writer w = {.out = out, .const_index = const_index};
    w.instrs = arena_alloc(c->memory, count * sizeof *w.instrs + 1);
    w.positions = arena_alloc(c->memory, count * sizeof *w.positions + 1);
    w.handlers = arena_alloc(c->scratch, count * sizeof *w.handlers + 1);
    if (!w.instrs || !w.positions || !w.handlers)
        return false;
    for (const block *b = f->entry; b; b = b->next)
        for (uint32_t i = 0; i < b->count; i++)
            write_instr(&w, &b->instrs[i]);
    out->instrs = w.instrs;
    out->positions = w.positions;
    out->instr_count = count;
    out->unit_count = code_units(f, &c->unit->names, const_index);
    out->handlers = arena_grow(c->memory, w.handlers, w.handler_count * sizeof *w.handlers,
                               w.handler_count * sizeof *w.handlers + 1);
    out->handler_count = w.handler_count;
    return out->handlers != NULL;
}

/* --- the code object ------------------------------------------------------------------------ */

static bool write_constants(compiler *c, code *out, const uint32_t *const_index, uint32_t count)
{
    constant *all = arena_alloc(c->memory, count * sizeof *all + 1);
    if (!all)
        return false;
    for (uint32_t i = 0; i < c->unit->consts.count; i++)
        if (const_index[i] != UINT32_MAX)
            all[const_index[i]] = *get_constant(c, i);
    out->consts = all;
    out->const_count = count;
    return true;
}

static bool write_names(compiler *c, code *out)
{
    const index_map *names = &c->unit->names;
    uint32_t *all = arena_grow(c->memory, names->order, names->count * sizeof *all,
                               names->count * sizeof *all + 1);
    out->names = all;
    out->name_count = names->count;
    return all != NULL;
}

static uint32_t code_flags(const unit *u)
{
    uint32_t flags = u->flags;
    if (u->scope->kind == SCOPE_FUNCTION) {
        flags |= CODE_OPTIMIZED | CODE_NEWLOCALS;
        if (u->scope->nested)
            flags |= CODE_NESTED;
    }
    return flags;
}

/* The module comes last, but its number is 0: the first place is kept for it. */
static bool register_code(compiler *c, code *out)
{
    uint32_t n = c->code_count ? c->code_count : 1;
    bool is_module = c->unit->parent == NULL && !c->is_library;
    uint32_t wanted = is_module && c->code_count ? 0 : n + 1;
    if (wanted && !(n & (n - 1))) {
        const code **grown = arena_grow(c->memory, c->codes, c->code_count * sizeof *grown,
                                        2 * (size_t)n * sizeof *grown);
        if (!grown)
            return false;
        c->codes = grown;
    }
    out->serial = is_module ? 0 : n;
    c->codes[out->serial] = out;
    c->code_count = is_module ? n : n + 1;
    return true;
}

static void optimize(compiler *c)
{
    unit *u = c->unit;
    flow_constants constants = {.owner = c, .get = get_constant, .add = add_constant};
    uint32_t parameters = u->arg_count + u->kwonly_count + !!(u->flags & CODE_VARARGS) +
                          !!(u->flags & CODE_VARKEYWORDS);
    flow_optimize(&u->flow, &constants, u->locals.count, parameters, u->first_line);
}

/* All passes over the graph; false after an error. */
static bool finish_graph(compiler *c, layout *l, code *out)
{
    flow *f = &c->unit->flow;
    optimize(c);
    if (c->result != OURO_OK || f->failed || f->too_large)
        return false;
    if (!lay_out_locals(c, l))
        return false;
    place_locals(c->unit, l, f);
    insert_prefix(c, l);
    out->stack_size = flow_measure_stack(f);
    flow_convert(f);
    flow_normalize_jumps(f);
    return !f->failed && !f->too_large;
}

static void fail_graph(compiler *c)
{
    if (c->unit->flow.too_large && c->result == OURO_OK)
        c->result = error_set(c->err, OURO_ERR_LIMIT_INPUT, (uint32_t)c->unit->first_line, 1,
                              "the compiled code is too large");
    compile_no_memory(c);
}

static void describe(const compiler *c, code *out, const layout *l)
{
    const unit *u = c->unit;
    out->flags = code_flags(u);
    out->name = u->name;
    out->qualname = u->qualname;
    out->arg_count = u->arg_count;
    out->posonly_count = u->posonly_count;
    out->kwonly_count = u->kwonly_count;
    out->local_count = l->count;
    out->cell_count = l->cell_count;
    out->free_count = l->free_count;
    out->local_names = l->names;
    out->local_kinds = l->kinds;
    out->first_line = (uint32_t)u->first_line;
}

const code *assemble(compiler *c, bool return_none)
{
    if (return_none) {
        emit_none(c, compile_no_loc);
        emit(c, compile_no_loc, OP_RETURN_VALUE);
    }
    layout l = {0};
    code *out = c->result == OURO_OK ? arena_alloc(c->memory, sizeof *out) : NULL;
    if (!out || !finish_graph(c, &l, out)) {
        fail_graph(c);
        return NULL;
    }
    uint32_t count;
    uint32_t *const_index =
        arena_alloc(c->scratch, c->unit->consts.count * sizeof *const_index + 1);
    describe(c, out, &l);
    bool ok = const_index && drop_unused_constants(c, const_index, &count) &&
              write_instrs(c, out, const_index) && write_constants(c, out, const_index, count) &&
              write_names(c, out) && register_code(c, out);
    if (!ok) {
        compile_no_memory(c);
        return NULL;
    }
    return out;
}
