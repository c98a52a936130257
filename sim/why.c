#include "sim/why.h"

#include "sim/holders.h"

/* The search runs backwards, from the object to whoever is held by a root. */
typedef struct search {
    const view *v;
    holders held;
    uint32_t *queue;
    uint32_t first, end;
    int32_t *next;      /* per object: whom it leads to on the way; VIEW_NONE: not met yet */
    const holder **by;  /* per object: the reference by which it leads there */
} search;

static bool search_open(search *s, const view *v, arena *memory)
{
    size_t n = v->object_count + 1;
    *s = (search){.v = v};
    s->queue = arena_alloc(memory, n * sizeof *s->queue);
    s->next = arena_alloc(memory, n * sizeof *s->next);
    s->by = arena_alloc(memory, n * sizeof(holder *));
    if (!s->queue || !s->next || !s->by || !holders_build(v, memory, &s->held))
        return false;
    for (uint32_t i = 0; i < v->object_count; i++)
        s->next[i] = VIEW_NONE;
    return true;
}

static const holder *name_of(const search *s, uint32_t object)
{
    for (uint32_t h = s->held.first[object]; h < s->held.first[object + 1]; h++)
        if (s->held.all[h].frame)
            return &s->held.all[h];
    return NULL;
}

static const view_internal *internal_of(const search *s, uint32_t object)
{
    const view_object *o = &s->v->objects[object];
    return o->internal_count ? &o->internals[0] : NULL;
}

static void follow_back(search *s, uint32_t object)
{
    for (uint32_t h = s->held.first[object]; h < s->held.first[object + 1]; h++) {
        const holder *by = &s->held.all[h];
        if (!by->object || by->weak)
            continue;
        uint32_t from = (uint32_t)(by->object - s->v->objects);
        if (s->next[from] != VIEW_NONE)
            continue;
        s->next[from] = (int32_t)object;
        s->by[from] = by;
        s->queue[s->end++] = from;
    }
}

/* The nearest object that a root holds, or VIEW_NONE. Names are preferred: the whole search looks for
 * one before it asks for the interpreter. */
static int32_t find_root(search *s, uint32_t object, bool names)
{
    for (uint32_t i = 0; i < s->v->object_count; i++)
        s->next[i] = VIEW_NONE;
    s->first = s->end = 0;
    s->next[object] = (int32_t)object;
    s->queue[s->end++] = object;
    while (s->first < s->end) {
        uint32_t at = s->queue[s->first++];
        if (s->v->objects[at].unreachable)
            continue;
        if (names ? name_of(s, at) != NULL : internal_of(s, at) != NULL)
            return (int32_t)at;
        follow_back(s, at);
    }
    return VIEW_NONE;
}

bool why_find(const view *v, uint32_t id, arena *memory, why *out)
{
    *out = (why){0};
    int32_t object = view_find(v, id);
    if (object == VIEW_NONE)
        return true;
    out->there = true;
    search s;
    if (!search_open(&s, v, memory))
        return false;
    bool named = true;
    int32_t root = find_root(&s, (uint32_t)object, true);
    if (root == VIEW_NONE) {
        named = false;
        root = find_root(&s, (uint32_t)object, false);
    }
    if (root == VIEW_NONE)
        return true;
    uint32_t count = 1;
    for (int32_t at = root; at != object; at = s.next[at])
        count++;
    why_hop *hops = arena_alloc(memory, count * sizeof *hops);
    if (!hops)
        return false;
    const holder *name = named ? name_of(&s, (uint32_t)root) : NULL;
    hops[0] = (why_hop){.frame = name ? name->frame : NULL,
                        .label = name ? name->label : internal_of(&s, (uint32_t)root)->name,
                        .object = &v->objects[root]};
    uint32_t n = 1;
    for (int32_t at = root; at != object; at = s.next[at], n++)
        hops[n] = (why_hop){.holder = &v->objects[at],
                            .label = s.by[at]->label,
                            .key = s.by[at]->key,
                            .object = &v->objects[s.next[at]]};
    out->hops = hops;
    out->count = count;
    return true;
}
