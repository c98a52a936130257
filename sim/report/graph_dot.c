#include "sim/report/graph_dot.h"

#include <inttypes.h>

void dot_begin(buffer *b)
{
    buffer_add_text(b, "digraph ObjectGraph {\n  node[shape=box, style=filled, fillcolor=white];\n");
}

/* Escaped; line breaks become "\n". */
static void add_quoted(buffer *b, const char *text)
{
    buffer_add_char(b, '"');
    for (; *text; text++) {
        if (*text == '\n') {
            buffer_add_text(b, "\\n");
            continue;
        }
        if (*text == '"' || *text == '\\')
            buffer_add_char(b, '\\');
        buffer_add_char(b, *text);
    }
    buffer_add_char(b, '"');
}

/* objgraph's _gradient((0, 0, 1), (0, 0, .3), depth, depth_most), in hundredths. */
static uint32_t lightness_of(uint32_t depth, uint32_t depth_most)
{
    return depth_most ? 100 - 70 * (depth < depth_most ? depth : depth_most) / depth_most : 100;
}

static void colours_write(buffer *b, const object_graph *g, uint32_t object, uint32_t lightness)
{
    uint32_t id = g->ids[object];
    if (world_kind(g->w, g->rows[object]) == KIND_MODULE)
        buffer_printf(b, "  o%" PRIu32 "[fillcolor=\"0.3,1,%" PRIu32 ".%02" PRIu32 "\"];\n", id, lightness / 100,
                      lightness % 100);
    else
        buffer_printf(b, "  o%" PRIu32 "[fillcolor=\"0,0,%" PRIu32 ".%02" PRIu32 "\"];\n", id, lightness / 100,
                      lightness % 100);
    if (lightness < 50)
        buffer_printf(b, "  o%" PRIu32 "[fontcolor=white];\n", id);
}

void dot_object(buffer *b, const object_graph *g, uint32_t object, uint32_t depth, uint32_t depth_most,
                dot_seen *seen)
{
    char type[VALUE_BYTES], value[VALUE_BYTES];
    ref row = g->rows[object], class = world_class_of(g->w, row);
    uint32_t id = g->ids[object];
    buffer label = {0};
    object_graph_type(g, object, type);
    object_graph_value(g, object, value);
    if (world_has(g->w, row, OBJ_IMMORTAL))
        buffer_printf(&label, "%s [immortal]\n%s", type, value);
    else
        buffer_printf(&label, "%s [%" PRIu32 "]\n%s", type, world_row(g->w, row)->refcount, value);
    if (depth == 0)
        buffer_printf(b, "  o%" PRIu32 "[fontcolor=red];\n", id);
    seen->first = seen->first || depth == 0;
    buffer_printf(b, "  o%" PRIu32 "[label=", id);
    add_quoted(b, buffer_text(&label));
    buffer_add_text(b, "];\n");
    colours_write(b, g, object, depth == GRAPH_NONE ? 100 : lightness_of(depth, depth_most));
    if (class && world_has(g->w, class, OBJ_MARKED)) {
        buffer_printf(b, "  o%" PRIu32 " -> o%" PRIu32 "_has_a_del[color=red,style=dotted,len=0.25,weight=10];\n", id, id);
        buffer_printf(b, "  o%" PRIu32 "_has_a_del[label=\"__del__\",shape=doublecircle,height=0.25,color=red,"
                         "fillcolor=\"0,.5,1\",fontsize=6];\n", id);
        seen->has_del = true;
    }
    if (object >= g->script_count) {
        buffer_printf(b, "  o%" PRIu32 "[style=\"filled,rounded\",color=gray];\n", id);
        seen->interpreter = true;
    }
    seen->depth = seen->depth || (depth && depth != GRAPH_NONE);
    b->failed = b->failed || label.failed;
    buffer_free(&label);
}

static bool is_identifier(const char *text)
{
    for (const char *c = text; *c; c++) {
        bool letter = *c == '_' || (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z');
        if (!letter && (c == text || *c < '0' || *c > '9'))
            return false;
    }
    return *text != '\0';
}

/* objgraph's _edge_label(): a str that is an identifier is itself, other keys are "type\nrepr". */
static void key_label(const object_graph *g, ref key, buffer *label)
{
    char text[VALUE_BYTES];
    if (world_kind(g->w, key) == KIND_STR) {
        view_value_name(g->w, key, text);
        if (is_identifier(text)) {
            buffer_add_text(label, text);
            return;
        }
    }
    view_value_type(g->w, key, text);
    buffer_printf(label, "%s\n", text);
    view_value_write(g->w, g->p, key, text);
    buffer_add_text(label, text);
}

static void edge_label(const object_graph *g, uint32_t holder, uint32_t edge, buffer *label)
{
    char text[VALUE_BYTES];
    reference_kind kind = (reference_kind)g->edge_kind[edge];
    if (kind == REFERENCE_VALUE && g->edge_label[edge]) {
        key_label(g, g->edge_label[edge], label);
        return;
    }
    object_graph_label(g, holder, edge, text);
    if (kind == REFERENCE_WEAK)
        buffer_add_text(label, "weak");
    else
        buffer_printf(label, "%s%s", kind == REFERENCE_KEY ? "key " : "", text);
}

void dot_edge(buffer *b, const object_graph *g, uint32_t holder, uint32_t edge, dot_seen *seen)
{
    buffer label = {0};
    bool weak = edge_is_weak(g, edge);
    edge_label(g, holder, edge, &label);
    buffer_printf(b, "  o%" PRIu32 " -> o%" PRIu32 " [label=", g->ids[holder], g->ids[g->edge_target[edge]]);
    add_quoted(b, buffer_text(&label));
    buffer_add_text(b, weak ? ",style=dashed];\n" : ",weight=2];\n");
    seen->weak = seen->weak || weak;
    b->failed = b->failed || label.failed;
    buffer_free(&label);
}

void dot_root(buffer *b, const object_graph *g, uint32_t root, uint32_t number, dot_seen *seen)
{
    const graph_root *r = &g->roots[root];
    char name[VALUE_BYTES];
    buffer label = {0};
    bool named = graph_root_is_name(r);
    object_graph_root_name(g, r, name);
    buffer_add_text(&label, name);
    if (named && r->frame)
        buffer_printf(&label, "\nin %s()", object_graph_frame_name(g, r->frame));
    buffer_printf(b, "  name%" PRIu32 "[label=", number);
    add_quoted(b, buffer_text(&label));
    buffer_add_text(b, named ? ",shape=cds,fillcolor=\"0.15,.4,1\"];\n" : ",shape=box,color=gray];\n");
    buffer_printf(b, "  name%" PRIu32 " -> o%" PRIu32 ";\n", number, g->ids[r->target]);
    seen->name = seen->name || named;
    b->failed = b->failed || label.failed;
    buffer_free(&label);
}

void dot_end(buffer *b, const dot_seen *seen)
{
    buffer_add_text(b, "  subgraph cluster_legend {\n    label=\"type [refcount], value\"; fontsize=10;\n"
                       "    node[fontsize=9, height=0.2];\n");
    if (seen->first)
        buffer_add_text(b, "    legend_first[label=\"asked about\", fontcolor=red];\n");
    if (seen->depth)
        buffer_add_text(b, "    legend_far[label=\"further away\", fillcolor=\"0,0,.5\"];\n");
    if (seen->name)
        buffer_add_text(b, "    legend_name[label=\"a name\", shape=cds, fillcolor=\"0.15,.4,1\"];\n");
    if (seen->interpreter)
        buffer_add_text(b, "    legend_own[label=\"the interpreter's\", style=\"filled,rounded\", color=gray];\n");
    if (seen->has_del)
        buffer_add_text(b, "    legend_del[label=\"has a __del__\", shape=ellipse, color=red, fillcolor=\"0,.5,1\"];\n");
    if (seen->weak)
        buffer_add_text(b, "    legend_weak[label=\"dashed: a weak reference\", shape=plaintext];\n");
    buffer_add_text(b, "  }\n}\n");
}
