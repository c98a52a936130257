/* The graph in passes over the world's rows: number the objects, gather what frames and the interpreter
 * hold, then the objects' own references in one array after the other. */
#include "sim/object_graph.h"

#include "sim/base/utf8.h"

#include <stdio.h>
#include <string.h>

typedef struct graph_builder {
    const world *w;
    const program *p;
    arena *memory;
    arena scratch; /* ours: ends with the building */
    uint32_t rows;
    uint32_t *index, *ids;
    ref *objects; /* rows of the objects */
    uint32_t object_count, script_count;
    uint32_t *edge_first, *edge_target, *edge_label;
    uint8_t *edge_kind;
    uint32_t edge_count;
    graph_root *roots;
    uint32_t root_count;
    uint8_t *namespaces; /* per row: 1 = its names are roots */
    bool failed;
} graph_builder;

static void *graph_alloc(graph_builder *b, arena *from, size_t count, size_t element_bytes)
{
    void *block = arena_alloc(from, count * element_bytes);
    b->failed = b->failed || !block;
    return block;
}

/* --- Which objects, in which order --------------------------------------------------------------- */

static bool is_object(const world *w, ref o)
{
    return world_kind(w, o) != KIND_FREE && !reference_is_hidden(w, o);
}

/* Rows in order; then they are sorted by id, if reuse has mixed them. */
static uint32_t collect(graph_builder *b, bool own, ref *out, bool *sorted)
{
    uint32_t count = 0, before = 0;
    *sorted = true;
    for (ref o = LIST_COUNT + 1; o < b->rows; o++) {
        if (world_has(b->w, o, OBJ_INTERPRETER) != own || !is_object(b->w, o))
            continue;
        uint32_t id = world_serial(b->w, o);
        *sorted = *sorted && id > before;
        before = id;
        out[count++] = o;
    }
    return count;
}

/* A byte of the id at a time. Four rounds: the result is where it began. O(count). */
static void sort_by_id(const world *w, ref *from, ref *to, uint32_t count)
{
    for (unsigned shift = 0; shift < 32; shift += 8) {
        uint32_t places[257] = {0};
        for (uint32_t i = 0; i < count; i++)
            places[(world_serial(w, from[i]) >> shift & 0xFF) + 1]++;
        for (uint32_t i = 1; i < 257; i++)
            places[i] += places[i - 1];
        for (uint32_t i = 0; i < count; i++)
            to[places[world_serial(w, from[i]) >> shift & 0xFF]++] = from[i];
        ref *swap = from;
        from = to;
        to = swap;
    }
}

static void number_objects(graph_builder *b)
{
    b->index = graph_alloc(b, b->memory, b->rows, sizeof *b->index);
    b->objects = graph_alloc(b, b->memory, b->rows, sizeof *b->objects);
    ref *other = graph_alloc(b, &b->scratch, b->rows, sizeof *other);
    if (b->failed)
        return;
    bool sorted;
    b->script_count = collect(b, false, b->objects, &sorted);
    if (!sorted)
        sort_by_id(b->w, b->objects, other, b->script_count);
    uint32_t own = collect(b, true, b->objects + b->script_count, &sorted);
    if (!sorted)
        sort_by_id(b->w, b->objects + b->script_count, other, own);
    b->object_count = b->script_count + own;
    b->ids = graph_alloc(b, b->memory, b->object_count, sizeof *b->ids);
    if (b->failed)
        return;
    memset(b->index, 0xFF, b->rows * sizeof *b->index);
    for (uint32_t i = 0; i < b->object_count; i++) {
        b->index[b->objects[i]] = i;
        b->ids[i] = world_serial(b->w, b->objects[i]);
    }
}

/* --- Roots ----------------------------------------------------------------------------------------- */

static void root_add(graph_builder *b, graph_root root, ref target)
{
    if (!target || b->index[target] == GRAPH_NONE)
        return;
    root.target = b->index[target];
    b->roots[b->root_count++] = root;
}

static void frame_names(graph_builder *b, uint32_t frame)
{
    const world_frame *f = &world_frames(b->w)[frame];
    const code *c = b->p && f->code < b->p->code_count ? b->p->codes[f->code] : NULL;
    for (uint32_t i = 0, n = f->names ? dict_entry_count(b->w, f->names) : 0; i < n; i++) {
        dict_item entry = dict_entry(b->w, f->names, i);
        root_add(b, (graph_root){.kind = GRAPH_ROOT_NAME, .frame = frame, .label = entry.key, .count = 1},
                 entry.value);
    }
    for (uint32_t i = 0; i < f->local_count; i++) {
        uint32_t label = c && i < c->local_count ? c->local_names[i] + 1 : 0;
        root_add(b, (graph_root){.kind = GRAPH_ROOT_LOCAL, .frame = frame, .label = label, .count = 1},
                 world_locals(b->w)[f->locals + i]);
    }
}

static void frame_rest(graph_builder *b, uint32_t frame, uint32_t depth)
{
    const world_frame *f = &world_frames(b->w)[frame];
    uint32_t end = frame + 1 < depth ? f[1].temps : b->w->state.used[TABLE_TEMPS];
    for (uint32_t i = f->temps; i < end; i++)
        root_add(b, (graph_root){.kind = GRAPH_ROOT_TEMPORARY, .frame = frame, .count = 1}, world_temps(b->w)[i]);
    root_add(b, (graph_root){.kind = GRAPH_ROOT_FRAME, .frame = frame, .count = 1}, f->function);
    root_add(b, (graph_root){.kind = GRAPH_ROOT_FRAME, .frame = frame, .count = 1}, f->names);
}

/* Temporaries below the first frame's are the interpreter's own calls'. */
static void bare_temporaries(graph_builder *b, uint32_t depth)
{
    uint32_t end = depth ? world_frames(b->w)[0].temps : b->w->state.used[TABLE_TEMPS];
    for (uint32_t i = 0; i < end; i++)
        root_add(b, (graph_root){.kind = GRAPH_ROOT_TEMPORARY, .frame = GRAPH_NONE, .count = 1},
                 world_temps(b->w)[i]);
}

static void interpreter_roots(graph_builder *b)
{
    for (uint32_t i = 0; i < b->object_count; i++) {
        const object_row *row = world_row(b->w, b->objects[i]);
        if (row->flags & OBJ_IMMORTAL)
            root_add(b, (graph_root){.kind = GRAPH_ROOT_IMMORTAL, .frame = GRAPH_NONE}, b->objects[i]);
        else if (row->pinned)
            root_add(b, (graph_root){.kind = GRAPH_ROOT_PINNED, .frame = GRAPH_NONE, .count = row->pinned},
                     b->objects[i]);
    }
}

/* No root is forgotten for want of room: names are entries, the rest at most one per object. */
static void gather_roots(graph_builder *b)
{
    const world_state *s = &b->w->state;
    uint32_t depth = s->used[TABLE_FRAMES];
    size_t most = (size_t)b->object_count + s->used[TABLE_LOCALS] + s->used[TABLE_TEMPS] + 2 * (size_t)depth;
    b->namespaces = graph_alloc(b, &b->scratch, b->rows, 1);
    for (uint32_t i = 0; i < depth && b->namespaces; i++) {
        ref names = world_frames(b->w)[i].names;
        most += names ? dict_entry_count(b->w, names) : 0;
        b->namespaces[names] = names != 0;
    }
    b->roots = graph_alloc(b, b->memory, most, sizeof *b->roots);
    if (b->failed)
        return;
    for (uint32_t i = 0; i < depth; i++)
        frame_names(b, i);
    for (uint32_t i = 0; i < depth; i++)
        frame_rest(b, i, depth);
    bare_temporaries(b, depth);
    interpreter_roots(b);
}

/* --- Edges ----------------------------------------------------------------------------------------- */

static void edge_add(void *user, const object_reference *r)
{
    graph_builder *b = user;
    uint32_t target = b->index[r->target];
    if (!r->target || target == GRAPH_NONE)
        return;
    b->edge_target[b->edge_count] = target;
    b->edge_label[b->edge_count] = r->label;
    b->edge_kind[b->edge_count++] = (uint8_t)r->kind;
}

static void edge_add_key(void *user, const object_reference *r)
{
    if (r->kind == REFERENCE_KEY)
        edge_add(user, r);
}

/* A reference is a word of a block, or the object's class, its dict, its weak target in the row: there
 * cannot be more. Memory that no edge touches costs nothing. */
static void gather_edges(graph_builder *b)
{
    size_t most = (size_t)b->w->state.used[TABLE_WORDS] + 2 * (size_t)b->object_count;
    b->edge_first = graph_alloc(b, b->memory, (size_t)b->object_count + 1, sizeof *b->edge_first);
    b->edge_target = graph_alloc(b, b->memory, most, sizeof *b->edge_target);
    b->edge_label = graph_alloc(b, b->memory, most, sizeof *b->edge_label);
    b->edge_kind = graph_alloc(b, b->memory, most, sizeof *b->edge_kind);
    if (b->failed)
        return;
    for (uint32_t i = 0; i < b->object_count; i++) {
        ref o = b->objects[i];
        b->edge_first[i] = b->edge_count;
        references_visit(b->w, b->p, o, b->namespaces[o] ? edge_add_key : edge_add, b);
    }
    b->edge_first[b->object_count] = b->edge_count;
}

ouro_result object_graph_build(const world *w, const program *p, arena *memory, object_graph *out,
                               ouro_error *err)
{
    *out = (object_graph){.w = w, .p = p};
    graph_builder b = {.w = w, .p = p, .memory = memory, .rows = w->state.used[TABLE_ROWS]};
    number_objects(&b);
    if (!b.failed)
        gather_roots(&b);
    if (!b.failed)
        gather_edges(&b);
    arena_free(&b.scratch);
    if (b.failed)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    *out = (object_graph){.w = w,
                          .p = p,
                          .object_count = b.object_count,
                          .script_count = b.script_count,
                          .ids = b.ids,
                          .rows = b.objects,
                          .index = b.index,
                          .edge_count = b.edge_count,
                          .edge_first = b.edge_first,
                          .edge_target = b.edge_target,
                          .edge_label = b.edge_label,
                          .edge_kind = b.edge_kind,
                          .roots = b.roots,
                          .root_count = b.root_count};
    return OURO_OK;
}

/* --- Asking it --------------------------------------------------------------------------------------- */

uint32_t object_graph_find(const object_graph *g, uint32_t id)
{
    uint32_t low = 0, high = g->script_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (g->ids[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < g->script_count && g->ids[low] == id ? low : GRAPH_NONE;
}

uint32_t object_graph_source(const object_graph *g, uint32_t edge)
{
    uint32_t low = 0, high = g->object_count - 1; /* the last whose edges do not begin behind it */
    while (low < high) {
        uint32_t middle = low + (high - low + 1) / 2;
        if (g->edge_first[middle] <= edge)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* Counts become places: next[i] is where the first of i goes, first[i] too. */
static void places_of(uint32_t *first, uint32_t *next, uint32_t count)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t here = next[i];
        first[i] = next[i] = sum;
        sum += here;
    }
    first[count] = sum;
}

static void turn_edges(const object_graph *g, uint32_t *next, uint32_t *first, uint32_t *edge, uint32_t *source)
{
    for (uint32_t e = 0; e < g->edge_count; e++)
        next[g->edge_target[e]]++;
    places_of(first, next, g->object_count);
    for (uint32_t o = 0; o < g->object_count; o++)
        for (uint32_t e = g->edge_first[o]; e < g->edge_first[o + 1]; e++) {
            uint32_t at = next[g->edge_target[e]]++;
            edge[at] = e;
            source[at] = o;
        }
}

bool object_graph_holders(const object_graph *g, arena *memory, object_holders *out)
{
    arena scratch = {0};
    size_t objects = (size_t)g->object_count + 1;
    uint32_t *next = arena_alloc(&scratch, 2 * objects * sizeof *next), *next_root = next + objects;
    uint32_t *first = arena_alloc(memory, objects * sizeof *first);
    uint32_t *root_first = arena_alloc(memory, objects * sizeof *root_first);
    uint32_t *edge = arena_alloc(memory, g->edge_count * sizeof *edge);
    uint32_t *source = arena_alloc(memory, g->edge_count * sizeof *source);
    uint32_t *root = arena_alloc(memory, g->root_count * sizeof *root);
    bool there = next && first && root_first && edge && source && root;
    if (there) {
        turn_edges(g, next, first, edge, source);
        for (uint32_t r = 0; r < g->root_count; r++)
            next_root[g->roots[r].target]++;
        places_of(root_first, next_root, g->object_count);
        for (uint32_t r = 0; r < g->root_count; r++)
            root[next_root[g->roots[r].target]++] = r;
        *out = (object_holders){.first = first, .edge = edge, .source = source, .root_first = root_first, .root = root};
    }
    arena_free(&scratch);
    return there;
}

const uint8_t *object_graph_reach(const object_graph *g, arena *memory)
{
    arena scratch = {0};
    uint8_t *reached = arena_alloc(memory, (size_t)g->object_count + 1);
    uint32_t *stack = arena_alloc(&scratch, ((size_t)g->object_count + 1) * sizeof *stack);
    uint32_t count = 0;
    for (uint32_t r = 0; reached && stack && r < g->root_count; r++) {
        uint32_t o = g->roots[r].target;
        if (!reached[o])
            stack[count++] = o;
        reached[o] = 1;
    }
    while (stack && reached && count) {
        uint32_t o = stack[--count];
        for (uint32_t e = g->edge_first[o]; e < g->edge_first[o + 1]; e++) {
            uint32_t target = g->edge_target[e];
            if (reached[target] || edge_is_weak(g, e))
                continue;
            reached[target] = 1;
            stack[count++] = target;
        }
    }
    bool done = stack != NULL;
    arena_free(&scratch);
    return done ? reached : NULL;
}

/* --- Texts ------------------------------------------------------------------------------------------- */

void object_graph_type(const object_graph *g, uint32_t object, char out[VALUE_BYTES])
{
    view_value_type(g->w, g->rows[object], out);
}

void object_graph_value(const object_graph *g, uint32_t object, char out[VALUE_BYTES])
{
    view_value_write(g->w, g->p, g->rows[object], out);
}

void object_graph_label(const object_graph *g, uint32_t holder, uint32_t edge, char out[VALUE_BYTES])
{
    object_reference r = {.target = g->rows[g->edge_target[edge]],
                   .label = g->edge_label[edge],
                   .kind = (reference_kind)g->edge_kind[edge]};
    reference_label(g->w, g->p, g->rows[holder], &r, out);
}

void object_graph_record_label(const object_graph *g, uint32_t holder, uint32_t edge,
                               char out[RECORD_LABEL_BYTES])
{
    char label[VALUE_BYTES];
    object_graph_label(g, holder, edge, label);
    bool weak = g->edge_kind[edge] == REFERENCE_WEAK, key = g->edge_kind[edge] == REFERENCE_KEY;
    (void)snprintf(out, RECORD_LABEL_BYTES, "%s%s", key ? "key " : "", weak ? "referent" : label);
}

static const char *root_word(const object_graph *g, const graph_root *root)
{
    switch (root->kind) {
    case GRAPH_ROOT_NAME:
        return "";
    case GRAPH_ROOT_LOCAL:
        return g->p && root->label ? g->p->names[root->label - 1].text : "(local)";
    case GRAPH_ROOT_TEMPORARY:
        return "temporary";
    case GRAPH_ROOT_FRAME:
        return "frame";
    case GRAPH_ROOT_PINNED: {
        object_kind kind = world_kind(g->w, g->rows[root->target]);
        return kind == KIND_MODULE ? "module" : kind == KIND_STR ? "interned" : "interpreter";
    }
    case GRAPH_ROOT_IMMORTAL:
        return "immortal";
    }
    return "";
}

/* A local's name may be longer. */
static void word_write(char out[VALUE_BYTES], const char *word)
{
    (void)snprintf(out, VALUE_BYTES, "%.*s", utf8_head(word, VALUE_BYTES - 1), word);
}

void object_graph_root_name(const object_graph *g, const graph_root *root, char out[VALUE_BYTES])
{
    if (root->kind != GRAPH_ROOT_NAME || !root->label)
        word_write(out, root_word(g, root));
    else if (world_kind(g->w, root->label) == KIND_STR)
        view_value_name(g->w, root->label, out);
    else
        view_value_write(g->w, g->p, root->label, out);
}

bool object_graph_root_is_called(const object_graph *g, const graph_root *root, const char *name)
{
    char text[VALUE_BYTES];
    if (root->kind == GRAPH_ROOT_NAME && root->label && world_kind(g->w, root->label) == KIND_STR) {
        uint32_t length;
        const char *whole = world_text(g->w, root->label, &length);
        return strlen(name) == length && memcmp(whole, name, length) == 0;
    }
    if (root->kind == GRAPH_ROOT_LOCAL)
        return strcmp(root_word(g, root), name) == 0;
    object_graph_root_name(g, root, text);
    return strcmp(text, name) == 0;
}

const char *object_graph_root_type(const graph_root *root)
{
    switch (root->kind) {
    case GRAPH_ROOT_NAME:
    case GRAPH_ROOT_LOCAL:
        return "name";
    case GRAPH_ROOT_TEMPORARY:
        return "temporary";
    case GRAPH_ROOT_FRAME:
        return "frame";
    case GRAPH_ROOT_PINNED:
    case GRAPH_ROOT_IMMORTAL:
        return "interpreter";
    }
    return "";
}

const char *object_graph_frame_name(const object_graph *g, uint32_t frame)
{
    const world_frame *f = &world_frames(g->w)[frame];
    const code *c = g->p && f->code < g->p->code_count ? g->p->codes[f->code] : NULL;
    return c ? g->p->names[c->name].text : frame == 0 ? "<module>" : "?";
}
