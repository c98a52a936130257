#include "sim/tool_eye.h"

#include "sim/memory/shown.h"

#include <stdio.h>
#include <string.h>

static const char *const REASONS[TOOL_BLIND_COUNT] = {
    [TOOL_SEES] = "",
    [TOOL_WEAK] = "a weak reference: it holds nothing",
    [TOOL_UNTRACKED] = "the collector does not track it",
    [TOOL_FROZEN] = "gc.freeze() has put it away",
    [TOOL_UNVISITED] = "not shown to the collector",
    [TOOL_CALL] = "a variable of a call that runs",
    [TOOL_STACK] = "a value on an evaluation stack",
    [TOOL_INTERPRETER] = "C code holds it",
};

const char *tool_blind_reason(tool_blind blind)
{
    return REASONS[blind];
}

typedef struct looker {
    const world *w;
    const object_graph *g;
    arena *memory;
    arena scratch;
    tool_eye *out;
    ref target;
    ref *rows; /* the list that grows */
    uint32_t count, capacity;
    uint8_t *listed; /* per row: in a list that get_referrers() searches */
    uint8_t *said;   /* per row: in the answer of the tool that is asked */
    bool found, failed;
} looker;

static void row_add(looker *l, ref o)
{
    if (l->count == l->capacity) {
        uint32_t capacity = l->capacity ? l->capacity * 2 : 32;
        ref *bigger = arena_grow(l->memory, l->rows, l->count * sizeof *l->rows, capacity * sizeof *bigger);
        if (!bigger) {
            l->failed = true;
            return;
        }
        l->rows = bigger;
        l->capacity = capacity;
    }
    l->rows[l->count++] = o;
}

/* The list is complete; the next one begins. */
static const ref *rows_take(looker *l, uint32_t *count)
{
    const ref *rows = l->rows;
    *count = l->count;
    l->rows = NULL;
    l->count = l->capacity = 0;
    return rows;
}

/* --- The tools' answers ---------------------------------------------------------------------------------- */

static void visit_referent(void *user, ref target)
{
    looker *l = user;
    ref o = world_outer_of(l->w, target);
    l->said[o] = 1;
    row_add(l, o);
}

static void visit_compare(void *user, ref target)
{
    looker *l = user;
    l->found = l->found || world_outer_of(l->w, target) == l->target;
}

static bool dict_has_name(const world *w, ref dict, const char *name)
{
    char key[VALUE_BYTES];
    for (uint32_t i = 0, n = dict_entry_count(w, dict); i < n; i++) {
        ref text = dict_entry(w, dict, i).key;
        if (!text || world_kind(w, text) != KIND_STR)
            continue;
        view_value_name(w, text, key);
        if (strcmp(key, name) == 0)
            return true;
    }
    return false;
}

/* The interpreter's own objects that functions refer to: None, and the dict of the builtin names, which no
 * object of ours leads to. */
static void find_builtins(const object_graph *g, ref *builtins, ref *none)
{
    *builtins = *none = 0;
    for (uint32_t i = g->script_count; i < g->object_count; i++) {
        ref o = g->rows[i];
        if (world_kind(g->w, o) == KIND_NONE)
            *none = o;
        else if (world_kind(g->w, o) == KIND_DICT && world_has(g->w, o, OBJ_IMMORTAL) &&
                 dict_has_name(g->w, o, "__build_class__"))
            *builtins = o;
    }
}

static void ask_referents(looker *l)
{
    ref builtins, none;
    object_kind kind = world_kind(l->w, l->target);
    l->out->unknown = shown_is_asked(l->w, l->target) && (kind == KIND_BUILTIN || !shown_is_known(l->w, l->target));
    if (l->out->unknown)
        return;
    find_builtins(l->g, &builtins, &none);
    shown_referents(l->w, l->target, builtins, none, visit_referent, l);
    l->out->referents.said = rows_take(l, &l->out->referents.said_count);
}

/* The generations one after the other, what gc.freeze() has put away not. */
static void ask_referrers(looker *l)
{
    memset(l->said, 0, l->w->state.used[TABLE_ROWS]);
    for (uint32_t list = LIST_YOUNG; list <= LIST_OLD; list++)
        for (ref o = world_row(l->w, list)->gc_next; o != list; o = world_row(l->w, o)->gc_next) {
            l->listed[o] = 1;
            l->found = false;
            shown_traverse(l->w, o, visit_compare, l);
            if (l->found) {
                l->said[o] = 1;
                row_add(l, o);
            }
        }
    l->out->referrers.said = rows_take(l, &l->out->referrers.said_count);
}

static void visit_trackable(void *user, ref target)
{
    looker *l = user;
    l->found = l->found || world_may_be_tracked(l->w, target);
}

/* show_backrefs() collects first: then garbage is gone, and tuples (dicts, in some versions) that cannot be
 * part of a cycle are tracked no more. */
static void ask_backrefs(looker *l)
{
    const tool_list *referrers = &l->out->referrers;
    const uint8_t *reached = l->out->sizes.d.reachable;
    for (uint32_t i = 0; i < referrers->said_count; i++) {
        ref o = referrers->said[i];
        object_kind kind = world_kind(l->w, o);
        l->found = kind != KIND_TUPLE && !(kind == KIND_DICT && l->w->profile->dict_tracks_by_items);
        if (!l->found)
            world_traverse(l->w, o, visit_trackable, l);
        if (l->found && reached[l->g->index[o]])
            row_add(l, o);
    }
    l->out->drawn = rows_take(l, &l->out->drawn_count);
}

/* --- The truth ------------------------------------------------------------------------------------------- */

static tool_blind blind_to_holder(const looker *l, uint32_t edge, ref holder)
{
    const object_row *row = world_row(l->w, holder);
    /* The values of a dict that shares them are visited as its instance's. */
    if (row->kind == KIND_DICT && dict_is_split(l->w, holder) && row->lo)
        holder = row->lo;
    if (edge_is_weak(l->g, edge))
        return TOOL_WEAK;
    if (l->said[holder])
        return TOOL_SEES;
    if (!world_has(l->w, holder, OBJ_TRACKED))
        return TOOL_UNTRACKED;
    return l->listed[holder] ? TOOL_UNVISITED : TOOL_FROZEN;
}

static tool_blind blind_to_root(const looker *l, const graph_root *root)
{
    switch (root->kind) {
    case GRAPH_ROOT_NAME:
        return l->said[world_frames(l->w)[root->frame].names] ? TOOL_SEES : TOOL_UNTRACKED;
    case GRAPH_ROOT_LOCAL:
    case GRAPH_ROOT_FRAME:
        return TOOL_CALL;
    case GRAPH_ROOT_TEMPORARY:
        return TOOL_STACK;
    case GRAPH_ROOT_PINNED:
    case GRAPH_ROOT_IMMORTAL:
        break;
    }
    return TOOL_INTERPRETER;
}

static tool_link *links_alloc(looker *l, uint32_t count)
{
    tool_link *links = arena_alloc(l->memory, ((size_t)count + 1) * sizeof *links);
    l->failed = l->failed || !links;
    return links;
}

static void links_take(tool_list *list, const tool_link *links, uint32_t count)
{
    list->links = links;
    list->link_count = count;
    for (uint32_t i = 0; i < count; i++)
        list->seen_count += links[i].blind == TOOL_SEES;
}

static void tell_referents(looker *l)
{
    const object_graph *g = l->g;
    uint32_t first = g->edge_first[l->out->object], end = g->edge_first[l->out->object + 1];
    tool_link *links = links_alloc(l, end - first);
    for (uint32_t e = first; links && e < end; e++) {
        uint32_t other = g->edge_target[e];
        tool_blind blind = edge_is_weak(g, e) ? TOOL_WEAK : l->said[g->rows[other]] ? TOOL_SEES : TOOL_UNVISITED;
        links[e - first] = (tool_link){.other = other, .edge = e, .root = GRAPH_NONE, .blind = blind};
    }
    if (links)
        links_take(&l->out->referents, links, end - first);
}

static void tell_referrers(looker *l)
{
    object_holders held;
    uint32_t object = l->out->object, count = 0;
    if (!object_graph_holders(l->g, &l->scratch, &held)) {
        l->failed = true;
        return;
    }
    uint32_t roots = held.root_first[object + 1] - held.root_first[object];
    tool_link *links = links_alloc(l, roots + held.first[object + 1] - held.first[object]);
    for (uint32_t i = held.root_first[object]; links && i < held.root_first[object + 1]; i++) {
        const graph_root *root = &l->g->roots[held.root[i]];
        if (root->kind != GRAPH_ROOT_IMMORTAL)
            links[count++] = (tool_link){.other = GRAPH_NONE,
                                         .edge = GRAPH_NONE,
                                         .root = held.root[i],
                                         .blind = blind_to_root(l, root)};
    }
    for (uint32_t i = held.first[object]; links && i < held.first[object + 1]; i++) {
        uint32_t source = held.source[i], edge = held.edge[i];
        links[count++] = (tool_link){.other = source,
                                     .edge = edge,
                                     .root = GRAPH_NONE,
                                     .blind = blind_to_holder(l, edge, l->g->rows[source])};
    }
    if (links)
        links_take(&l->out->referrers, links, count);
}

static void tell_counts(looker *l)
{
    const object_row *row = world_row(l->w, l->target);
    tool_eye *out = l->out;
    uint32_t head = world_weakrefs_at(l->w, l->target);
    out->references = row->refcount;
    out->immortal = row->flags & OBJ_IMMORTAL;
    out->getrefcount = out->immortal ? l->w->profile->immortal_refcount : (uint64_t)row->refcount + 1;
    out->tracked = row->flags & OBJ_TRACKED;
    out->size = object_sizes_of(&out->sizes, out->object);
    for (ref r = head ? world_words(l->w)[head] : 0; r; r = world_word(l->w, r, WEAKREF_NEXT))
        out->weakrefs++;
}

ouro_result tool_eye_look(const world *w, const program *p, uint32_t id, arena *memory, tool_eye *out,
                          ouro_error *err)
{
    *out = (tool_eye){.object = GRAPH_NONE};
    ouro_result result = object_sizes_build(w, p, memory, NULL, &out->sizes, err);
    if (result != OURO_OK)
        return result;
    out->object = object_graph_find(&out->sizes.g, id);
    if (out->object == GRAPH_NONE)
        return OURO_OK;
    looker l = {.w = w, .g = &out->sizes.g, .memory = memory, .out = out};
    l.target = l.g->rows[out->object];
    l.listed = arena_alloc(&l.scratch, w->state.used[TABLE_ROWS]);
    l.said = arena_alloc(&l.scratch, w->state.used[TABLE_ROWS]);
    l.failed = !l.listed || !l.said;
    if (!l.failed) {
        tell_counts(&l);
        ask_referents(&l);
        tell_referents(&l);
        ask_referrers(&l);
        tell_referrers(&l);
        ask_backrefs(&l);
    }
    arena_free(&l.scratch);
    return l.failed ? error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory") : OURO_OK;
}

/* --- objgraph's labels ------------------------------------------------------------------------------------- */

static void dict_arrow(const tool_eye *e, ref dict, ref target, char out[VALUE_BYTES])
{
    const object_graph *g = &e->sizes.g;
    for (uint32_t i = 0, n = dict_entry_count(g->w, dict); i < n; i++) {
        dict_item entry = dict_entry(g->w, dict, i);
        if (!entry.key || entry.value != target)
            continue;
        if (world_kind(g->w, entry.key) == KIND_STR)
            view_value_name(g->w, entry.key, out);
        else
            view_value_write(g->w, g->p, entry.key, out);
        return;
    }
}

/* The first in the order of dir(). */
static void attribute_arrow(const tool_eye *e, ref holder, char out[VALUE_BYTES])
{
    const object_graph *g = &e->sizes.g;
    uint32_t from = g->index[holder];
    char label[VALUE_BYTES];
    for (uint32_t i = g->edge_first[from]; i < g->edge_first[from + 1]; i++) {
        if (g->edge_target[i] != e->object || g->edge_kind[i] != REFERENCE_FIELD)
            continue;
        object_graph_label(g, from, i, label);
        if (!*out || strcmp(label, out) < 0)
            (void)snprintf(out, VALUE_BYTES, "%s", label);
    }
}

void tool_eye_arrow(const tool_eye *e, ref holder, char out[VALUE_BYTES])
{
    const world *w = e->sizes.g.w;
    ref target = e->sizes.g.rows[e->object], core = world_core_of(w, holder);
    object_kind kind = world_kind(w, holder);
    out[0] = '\0';
    if (kind == KIND_INSTANCE && world_row(w, holder)->hi == target)
        (void)snprintf(out, VALUE_BYTES, "__dict__");
    else if (world_kind(w, core) == KIND_DICT)
        dict_arrow(e, core, target, out);
    else if (kind == KIND_FUNCTION || kind == KIND_METHOD)
        attribute_arrow(e, holder, out);
}
