#include "sim/why.h"

#include "sim/holders.h"
#include "sim/report/graph_dot.h"
#include "sim/report/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The way in the state of the step, and the object's number in the graph; ends with arena_free(). */
static ouro_result way_of(const report_request *r, arena *memory, object_graph *g, why_path *out, ouro_error *err)
{
    *out = (why_path){0};
    ouro_result result = session_object_graph(r->s, memory, g, err);
    if (result == OURO_OK && !why_find(g, r->id, memory, out))
        result = error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    return result;
}

/* Whom the hop starts from, in words: "name a", "x in f()", "#13.partner", "temporary". */
static void hop_write(buffer *b, const why_hop *hop)
{
    if (hop->holder_id)
        holder_place_write(b, hop->holder_id, hop->label, hop->key);
    else if (hop->named && !hop->frame)
        buffer_printf(b, "name %s", hop->label);
    else if (hop->named)
        buffer_printf(b, "%s in %s()", hop->label, hop->frame_name);
    else
        buffer_printf(b, "the interpreter: %s", hop->label);
}

static void text_write(buffer *b, const object_graph *g, const why_path *w, uint32_t id)
{
    uint32_t at = object_graph_find(g, id);
    char type[VALUE_BYTES], value[VALUE_BYTES];
    if (at == GRAPH_NONE) {
        buffer_printf(b, "#%" PRIu32 " is dead.\n", id);
        return;
    }
    object_graph_type(g, at, type);
    object_graph_value(g, at, value);
    buffer_printf(b, "#%" PRIu32 " %s %s\n", id, type, value);
    if (!w->count)
        buffer_add_text(b, world_has(g->w, g->rows[at], OBJ_IMMORTAL)
                               ? "  is immortal: it needs nobody to live.\n"
                               : "  is unreachable: no name leads to it. The collector may free it.\n");
    for (uint32_t i = w->count; i-- > 0;) {
        const why_hop *hop = &w->hops[i];
        buffer_add_text(b, "  is held by ");
        hop_write(b, hop);
        if (hop->holder_id)
            buffer_printf(b, " (%s)", hop->holder_type);
        buffer_add_char(b, '\n');
    }
}

ouro_result why_text(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    object_graph g;
    why_path w;
    ouro_result result = way_of(r, &memory, &g, &w, err);
    if (result == OURO_OK) {
        report_heading(b, r, "why it is alive");
        text_write(b, &g, &w, r->id);
    }
    arena_free(&memory);
    return result;
}

static void row_write(buffer *b, uint32_t depth, uint32_t id, const char *type, const char *label)
{
    buffer_printf(b, "%s{\"depth\": %" PRIu32 ", \"id\": ", depth ? ", " : "", depth);
    if (id)
        buffer_printf(b, "%" PRIu32 ", \"type\": ", id);
    else
        buffer_add_text(b, "null, \"type\": ");
    buffer_add_json(b, type, strlen(type));
    buffer_add_text(b, ", \"label\": ");
    if (label)
        buffer_add_json(b, label, strlen(label));
    else
        buffer_add_text(b, "null");
    buffer_add_char(b, '}');
}

/* The object, then each holder, with the label of the reference that leads from it; the root last. */
ouro_result why_json(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    object_graph g;
    why_path w;
    char type[VALUE_BYTES], label[RECORD_LABEL_BYTES];
    ouro_result result = way_of(r, &memory, &g, &w, err);
    uint32_t at = result == OURO_OK ? object_graph_find(&g, r->id) : GRAPH_NONE;
    buffer_add_char(b, '[');
    if (at != GRAPH_NONE) {
        object_graph_type(&g, at, type);
        row_write(b, 0, r->id, type, NULL);
    }
    for (uint32_t i = 0; i < w.count; i++) {
        const why_hop *hop = &w.hops[w.count - 1 - i];
        if (hop->key)
            (void)snprintf(label, sizeof label, "key %s", hop->label);
        row_write(b, i + 1, hop->holder_id, hop->holder_type, hop->key ? label : hop->label);
    }
    buffer_add_char(b, ']');
    arena_free(&memory);
    return result;
}

/* The graph of the way alone, from the object to the root. */
ouro_result why_dot(buffer *b, const report_request *r, ouro_error *err)
{
    arena memory = {0};
    object_graph g;
    why_path w;
    dot_seen seen = {0};
    ouro_result result = way_of(r, &memory, &g, &w, err);
    uint32_t object = result == OURO_OK ? object_graph_find(&g, r->id) : GRAPH_NONE;
    dot_begin(b);
    for (uint32_t i = w.count; object != GRAPH_NONE;) {
        dot_object(b, &g, object, w.count - i, w.count, &seen);
        if (i == 0)
            break;
        const why_hop *hop = &w.hops[--i];
        if (hop->edge == GRAPH_NONE) {
            dot_root(b, &g, hop->root, 0, &seen);
            break;
        }
        object = object_graph_source(&g, hop->edge);
        dot_edge(b, &g, object, hop->edge, &seen);
    }
    dot_end(b, &seen);
    arena_free(&memory);
    return result;
}
