/* Object graphs for Graphviz, in the form of objgraph's show_refs() and show_backrefs().
 *
 * A node is o<id>, its label the type with the refcount and below it the value; an edge goes from holder
 * to held and has the reference's own label, so that two keys with one value are two edges. What
 * objgraph does not have: names are nodes of their own, weak references are dashed, a legend. */
#ifndef OURO_SIM_REPORT_GRAPH_DOT_H
#define OURO_SIM_REPORT_GRAPH_DOT_H

#include "sim/base/buffer.h"
#include "sim/object_graph.h"

/* "digraph ObjectGraph {" and the style of nodes. */
void dot_begin(buffer *b);
/* The legend of what the graph has, and "}". */
typedef struct dot_seen {
    bool first, name, weak, interpreter, has_del, depth;
} dot_seen;
void dot_end(buffer *b, const dot_seen *seen);

/* An object; the further from the first ones, depth 0, the darker, as objgraph's;
 * GRAPH_NONE: all are alike. */
void dot_object(buffer *b, const object_graph *g, uint32_t object, uint32_t depth, uint32_t depth_most,
                dot_seen *seen);
/* Reference number `edge` of `holder`. */
void dot_edge(buffer *b, const object_graph *g, uint32_t holder, uint32_t edge, dot_seen *seen);
/* A root and its edge: a name, or what the interpreter calls it. Its node is name<number>. */
void dot_root(buffer *b, const object_graph *g, uint32_t root, uint32_t number, dot_seen *seen);

#endif
