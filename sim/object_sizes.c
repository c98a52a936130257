#include "sim/object_sizes.h"

#include "sim/base/utf8.h"
#include "sim/memory/sizes.h"

#include <stdio.h>
#include <stdlib.h>

ouro_result object_sizes_build(const world *w, const program *p, arena *memory,
                               const volatile sig_atomic_t *stop, object_sizes *out, ouro_error *err)
{
    *out = (object_sizes){0};
    ouro_result result = object_graph_build(w, p, memory, &out->g, err);
    if (result != OURO_OK)
        return result;
    size_t n = (size_t)out->g.object_count + 1;
    uint32_t *shallow = arena_alloc(memory, n * sizeof *shallow);
    out->met = arena_alloc(memory, n * sizeof *out->met);
    out->queue = arena_alloc(memory, n * sizeof *out->queue);
    for (uint32_t o = 0; shallow && o < out->g.object_count; o++)
        shallow[o] = sizes_getsizeof(w, out->g.rows[o]);
    out->shallow = shallow;
    if (shallow && out->met && out->queue && dominators_build(&out->g, shallow, stop, memory, &out->d))
        return OURO_OK;
    if (stop && *stop)
        return error_set(err, OURO_ERR_INTERRUPTED, 0, 0, "interrupted");
    return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
}

/* --- Deep --------------------------------------------------------------------------------------------- */

/* Part of the program rather than of its data: everything hangs together through these. */
static bool ends_a_deep_count(const object_graph *g, uint32_t object)
{
    switch ((unsigned)world_kind(g->w, g->rows[object])) {
    case KIND_TYPE:
    case KIND_FUNCTION:
    case KIND_BUILTIN:
    case KIND_CODE:
    case KIND_MODULE:
    case KIND_FRAME:
        return true;
    default:
        return false;
    }
}

static void count_deep(object_sizes *s, object_size *out)
{
    const object_graph *g = &s->g;
    s->round++;
    s->met[out->object] = s->round;
    s->queue[out->deep_count++] = out->object;
    for (uint32_t at = 0; at < out->deep_count; at++) {
        uint32_t o = s->queue[at];
        out->deep += s->shallow[o];
        for (uint32_t e = g->edge_first[o]; e < g->edge_first[o + 1]; e++) {
            uint32_t target = g->edge_target[e];
            if (s->met[target] == s->round || edge_is_weak(g, e))
                continue;
            s->met[target] = s->round;
            if (!ends_a_deep_count(g, target))
                s->queue[out->deep_count++] = target;
        }
    }
}

object_size object_sizes_of(object_sizes *s, uint32_t object)
{
    object_size size = {.object = object,
                        .id = s->g.ids[object],
                        .shallow = s->shallow[object],
                        .retained = s->d.retained[object],
                        .retained_count = s->d.kept[object]};
    count_deep(s, &size);
    return size;
}

/* --- The largest ---------------------------------------------------------------------------------------- */

typedef struct ranked {
    uint64_t retained;
    uint32_t object;
} ranked;

static int largest_first(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    return x->retained != y->retained ? (x->retained < y->retained) - (x->retained > y->retained)
                                      : (x->object > y->object) - (x->object < y->object);
}

const object_size *object_sizes_largest(object_sizes *s, uint32_t limit, arena *memory, uint32_t *count)
{
    uint32_t all = s->g.script_count;
    arena scratch = {0};
    ranked *rank = arena_alloc(&scratch, ((size_t)all + 1) * sizeof *rank);
    *count = limit < all ? limit : all;
    object_size *largest = arena_alloc(memory, ((size_t)*count + 1) * sizeof *largest);
    for (uint32_t o = 0; rank && o < all; o++) /* the script's objects come first, by id */
        rank[o] = (ranked){s->d.retained[o], o};
    if (rank)
        qsort(rank, all, sizeof *rank, largest_first);
    for (uint32_t i = 0; rank && largest && i < *count; i++)
        largest[i] = object_sizes_of(s, rank[i].object);
    bool there = rank != NULL;
    arena_free(&scratch);
    return there ? largest : NULL;
}

/* --- Names ------------------------------------------------------------------------------------------------ */

void object_names_tell(const object_graph *g, uint32_t object, object_name_told *tell, void *user)
{
    for (uint32_t r = 0; r < g->root_count; r++) {
        const graph_root *root = &g->roots[r];
        char name[VALUE_BYTES], place[2 * VALUE_BYTES + 16];
        if (!graph_root_is_name(root))
            return; /* names come first */
        if (root->target != object)
            continue;
        object_graph_root_name(g, root, name);
        if (root->frame) {
            const char *call = object_graph_frame_name(g, root->frame);
            (void)snprintf(place, sizeof place, "%s in %.*s()", name, utf8_head(call, VALUE_BYTES), call);
            tell(user, place);
        } else {
            tell(user, name);
        }
    }
}
