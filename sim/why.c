#include "sim/why.h"

#include <string.h>

/* The search runs backwards, from the object to whoever is held by a root. */
typedef struct search {
    const object_graph *g;
    object_holders held;
    arena scratch;
    uint32_t *queue;
    uint32_t *by; /* per object: the edge by which it leads on; GRAPH_NONE: not met yet */
    uint32_t *to; /* per object: whom it leads to */
} search;

static bool search_open(search *s, const object_graph *g)
{
    size_t bytes = ((size_t)g->object_count + 1) * sizeof(uint32_t);
    *s = (search){.g = g};
    s->queue = arena_alloc(&s->scratch, bytes);
    s->by = arena_alloc(&s->scratch, bytes);
    s->to = arena_alloc(&s->scratch, bytes);
    if (!s->queue || !s->by || !s->to || !object_graph_holders(g, &s->scratch, &s->held))
        return false;
    memset(s->by, 0xFF, bytes);
    return true;
}

/* The first root of the object, a name if that is wanted, or NULL. */
static const graph_root *root_of(const search *s, uint32_t object, bool name)
{
    for (uint32_t i = s->held.root_first[object]; i < s->held.root_first[object + 1]; i++) {
        const graph_root *root = &s->g->roots[s->held.root[i]];
        if (!name || graph_root_is_name(root))
            return root;
    }
    return NULL;
}

/* Who holds `object` and was not met before, goes to the queue. */
static uint32_t follow_back(search *s, uint32_t object, uint32_t start, uint32_t end)
{
    for (uint32_t h = s->held.first[object]; h < s->held.first[object + 1]; h++) {
        uint32_t edge = s->held.edge[h], from = s->held.source[h];
        if (edge_is_weak(s->g, edge) || s->by[from] != GRAPH_NONE || from == start)
            continue;
        s->by[from] = edge;
        s->to[from] = object;
        s->queue[end++] = from;
    }
    return end;
}

/* The root of the nearest object that has one. A name is preferred, however far: only if the whole search
 * finds none, the nearest of the others is taken. */
static const graph_root *find_root(search *s, uint32_t start)
{
    const graph_root *other = NULL;
    uint32_t first = 0, end = 0;
    s->queue[end++] = start;
    while (first < end) {
        uint32_t at = s->queue[first++];
        const graph_root *name = root_of(s, at, true);
        if (name)
            return name;
        if (!other)
            other = root_of(s, at, false);
        end = follow_back(s, at, start, end);
    }
    return other;
}

static const char *made_text(arena *memory, const char text[VALUE_BYTES])
{
    return arena_text(memory, text, strlen(text));
}

static bool tell_root(const object_graph *g, const graph_root *root, arena *memory, why_hop *out)
{
    char text[VALUE_BYTES];
    bool framed = root->frame != GRAPH_NONE;
    object_graph_root_name(g, root, text);
    *out = (why_hop){.object_id = g->ids[root->target],
                     .holder_type = object_graph_root_type(root),
                     .label = made_text(memory, text),
                     .named = graph_root_is_name(root),
                     .root = (uint32_t)(root - g->roots),
                     .edge = GRAPH_NONE,
                     .frame = framed ? world_frames(g->w)[root->frame].serial : 0,
                     .frame_name = framed ? object_graph_frame_name(g, root->frame) : ""};
    return out->label != NULL;
}

static bool tell_hop(const search *s, uint32_t holder, arena *memory, why_hop *out)
{
    const object_graph *g = s->g;
    char type[VALUE_BYTES], label[VALUE_BYTES];
    object_graph_type(g, holder, type);
    object_graph_label(g, holder, s->by[holder], label);
    *out = (why_hop){.holder_id = g->ids[holder],
                     .object_id = g->ids[s->to[holder]],
                     .holder_type = made_text(memory, type),
                     .label = made_text(memory, label),
                     .root = GRAPH_NONE,
                     .edge = s->by[holder],
                     .key = g->edge_kind[s->by[holder]] == REFERENCE_KEY};
    return out->holder_type && out->label;
}

static bool tell_way(const search *s, const graph_root *root, uint32_t object, arena *memory, why_path *out)
{
    uint32_t count = 1, n = 1;
    for (uint32_t at = root->target; at != object; at = s->to[at])
        count++;
    why_hop *hops = arena_alloc(memory, count * sizeof *hops);
    if (!hops || !tell_root(s->g, root, memory, &hops[0]))
        return false;
    for (uint32_t at = root->target; at != object; at = s->to[at], n++)
        if (!tell_hop(s, at, memory, &hops[n]))
            return false;
    out->hops = hops;
    out->count = count;
    return true;
}

bool why_find(const object_graph *g, uint32_t id, arena *memory, why_path *out)
{
    *out = (why_path){0};
    uint32_t object = object_graph_find(g, id);
    if (object == GRAPH_NONE)
        return true;
    search s;
    bool there = search_open(&s, g);
    const graph_root *root = there ? find_root(&s, object) : NULL;
    out->there = true;
    /* What is immortal by itself needs nobody. */
    if (root && !(root->kind == GRAPH_ROOT_IMMORTAL && root->target == object))
        there = tell_way(&s, root, object, memory, out);
    arena_free(&s.scratch);
    return there;
}
