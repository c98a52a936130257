/* The reference graph of one step for Graphviz, in the form that objgraph writes:
 *
 *     digraph ObjectGraph {
 *       node[shape=box, style=filled, fillcolor=white];
 *       subgraph cluster_0 { label="<module>"; ... f0_0[label="a", ...]; }
 *       o11[label="Node\n<Node>\nrefcount 2"];
 *       f0_0 -> o11;
 *       o11 -> o12[label="partner"];
 *       o12 -> o11[label="parent", style=dashed];       weak: not counted
 *     }
 *
 * A node o<id> per object that the picture shows, none folded, no row left out; a cluster per frame, with
 * a node f<serial>_<n> per name. What is written into a cell of an instance is a line of its label. An
 * object that no name leads to is dotted. Equal step, equal bytes.
 * Errors: OURO_ERR_IO, OURO_ERR_LIMIT, OURO_ERR_NOMEM; there is then no new file. */
#ifndef OURO_RENDER_EXPORT_DOT_H
#define OURO_RENDER_EXPORT_DOT_H

#include "render/export/job.h"

ouro_result dot_write(const export_job *job, ouro_error *err) OURO_MUST_CHECK;

#endif
