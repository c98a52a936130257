/* The object graph at one moment: who holds whom, as numbers alone.
 *
 * object_graph_build() reads a const world and makes compact arrays: objects, their references (CSR:
 * those of object i are [edge_first[i], edge_first[i + 1])), and the roots. No text is made: labels,
 * types and values are written when somebody asks, from the world, which is borrowed and must not move
 * until then. For pictures of few objects there is the view (sim/view.h); this is for millions.
 *
 * Objects are numbered 0..object_count-1: first the script's, in the order of their ids
 * ([0, script_count)), then the interpreter's own (built-in types, modules, constants, ... and what is
 * made of them), which a report may pass through without showing them. What an heir of list, dict, ...
 * hides is no object: the heir holds its references.
 *
 * Every strong reference of the world stands here once: as an edge or as a root. So an object's refcount
 * = its strong edges in + its roots' counts, unless it is immortal. (A temporary is a root.) The names of
 * a running module, class body or call are roots; the dict that is such a namespace keeps only its
 * keys as edges. Weak references are edges with kind REFERENCE_WEAK: who follows what is held skips them.
 *
 * Memory is the arena's: 13 bytes per object, 9 per reference, 20 per root. */
#ifndef OURO_SIM_OBJECT_GRAPH_H
#define OURO_SIM_OBJECT_GRAPH_H

#include "sim/base/arena.h"
#include "sim/base/error.h"
#include "sim/references.h"

#include <stdbool.h>
#include <stdint.h>

#define GRAPH_NONE UINT32_MAX

/* What holds an object without being one. */
typedef enum graph_root_kind {
    GRAPH_ROOT_NAME,      /* a name of a module or class body that runs; label: the row of the name */
    GRAPH_ROOT_LOCAL,     /* a local of a call; label: 1 + number of the name in the program, 0: none */
    GRAPH_ROOT_TEMPORARY, /* a value on the evaluation stack of a call */
    GRAPH_ROOT_FRAME,     /* what a running frame itself holds: its function, its namespace */
    GRAPH_ROOT_PINNED,    /* the interpreter: a module, an interned str, a table of its own */
    GRAPH_ROOT_IMMORTAL   /* nobody needs to hold it */
} graph_root_kind;

typedef struct graph_root {
    uint32_t target; /* number of the object */
    graph_root_kind kind;
    uint32_t frame; /* index of the frame, outermost 0; GRAPH_NONE: pinned, immortal */
    uint32_t label;
    uint32_t count; /* references; 0: immortal */
} graph_root;

/* Is it a variable: what people call a name? */
static inline bool graph_root_is_name(const graph_root *root)
{
    return root->kind == GRAPH_ROOT_NAME || root->kind == GRAPH_ROOT_LOCAL;
}

typedef struct object_graph {
    const world *w;   /* borrowed: labels and values are made from them */
    const program *p;
    uint32_t object_count, script_count;
    const uint32_t *ids;  /* per object: its number that people see */
    const ref *rows;      /* per object: its row in the world */
    const uint32_t *index; /* per row of the world: its object, or GRAPH_NONE */
    uint32_t edge_count;
    const uint32_t *edge_first;  /* object_count + 1 */
    const uint32_t *edge_target; /* per edge: number of an object */
    const uint32_t *edge_label;  /* per edge: see reference_kind */
    const uint8_t *edge_kind;    /* per edge: reference_kind */
    const graph_root *roots;     /* names first, outermost frame first, in the order of binding */
    uint32_t root_count;
} object_graph;

/* The graph turned round: who holds object i, [first[i], first[i + 1]) of `edge` and `source`, in the
 * order of the holders; which roots, [root_first[i], root_first[i + 1]) of `root`. */
typedef struct object_holders {
    const uint32_t *first, *edge, *source; /* number of the edge, of the object that holds */
    const uint32_t *root_first, *root;     /* number of the root */
} object_holders;

/* Fill `out` with what the world is now; `p` may be NULL (locals have no names then).
 * Errors  OURO_ERR_NOMEM. Cost O(objects + references), some 100 ms per million objects. */
ouro_result object_graph_build(const world *w, const program *p, arena *memory, object_graph *out,
                               ouro_error *err) OURO_MUST_CHECK;

/* The number of the script's object `id`, or GRAPH_NONE. O(log objects). */
uint32_t object_graph_find(const object_graph *g, uint32_t id);

/* The object that has this edge. O(log objects). */
uint32_t object_graph_source(const object_graph *g, uint32_t edge);

/* False: out of memory. O(objects + references). */
bool object_graph_holders(const object_graph *g, arena *memory, object_holders *out);

/* Per object: 1 if a path of strong references leads from a root to it, 0 if it is unreachable. NULL:
 * out of memory. O(objects + references). */
const uint8_t *object_graph_reach(const object_graph *g, arena *memory);

static inline bool edge_is_weak(const object_graph *g, uint32_t edge)
{
    return g->edge_kind[edge] == REFERENCE_WEAK;
}

/* Texts as the trace tells them: "Node"; "[1, 2]"; "partner", "[0]", "'key'"; the name of a root ("a",
 * "(value)", "module", "immortal"). */
void object_graph_type(const object_graph *g, uint32_t object, char out[VALUE_BYTES]);
void object_graph_value(const object_graph *g, uint32_t object, char out[VALUE_BYTES]);
void object_graph_label(const object_graph *g, uint32_t holder, uint32_t edge, char out[VALUE_BYTES]);
void object_graph_root_name(const object_graph *g, const graph_root *root, char out[VALUE_BYTES]);
/* Is it the root of this name? The whole name counts, however long it is. */
bool object_graph_root_is_called(const object_graph *g, const graph_root *root, const char *name);
/* What kind of holder it is, for the column `type`: "name", "temporary", "frame", "interpreter". */
const char *object_graph_root_type(const graph_root *root);
/* The label as a record of the trace has it: "referent" of a weak reference, "key 'x'" of a key. */
enum { RECORD_LABEL_BYTES = VALUE_BYTES + 4 };
void object_graph_record_label(const object_graph *g, uint32_t holder, uint32_t edge,
                               char out[RECORD_LABEL_BYTES]);
/* "<module>", a function's name. Lives as long as the program. */
const char *object_graph_frame_name(const object_graph *g, uint32_t frame);

#endif
