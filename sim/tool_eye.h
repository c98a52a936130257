/* What the tools would say about an object, beside the truth.
 *
 * sys.getrefcount(), sys.getsizeof(), gc.is_tracked(), gc.get_referents(), gc.get_referrers() and objgraph's
 * show_backrefs(), called on the object in a statement of its own at this moment: CPython's own answers.
 * The truth is the object graph's. Each reference that a tool is blind to has its reason.
 *
 * Reads the world and its graph; results live in the arena. Cost: that of object_sizes_build(). */
#ifndef OURO_SIM_TOOL_EYE_H
#define OURO_SIM_TOOL_EYE_H

#include "sim/object_sizes.h"

/* Why a reference is not told. */
typedef enum tool_blind {
    TOOL_SEES,
    TOOL_WEAK,        /* a weak reference: nobody visits it */
    TOOL_UNTRACKED,   /* the holder is in none of the collector's lists, which get_referrers() searches */
    TOOL_FROZEN,      /* gc.freeze() has put the holder away from where it searches */
    TOOL_UNVISITED,   /* the holder's tp_traverse does not visit it: str keys, a shared __dict__ */
    TOOL_CALL,        /* a variable of a call that runs: no object holds it */
    TOOL_STACK,       /* a value on an evaluation stack */
    TOOL_INTERPRETER, /* C code holds it */
    TOOL_BLIND_COUNT
} tool_blind;

/* One reference to or from the object. */
typedef struct tool_link {
    uint32_t other; /* the object at its other end; GRAPH_NONE: a root */
    uint32_t edge;  /* in the graph; GRAPH_NONE: a root */
    uint32_t root;  /* or GRAPH_NONE */
    tool_blind blind;
} tool_link;

typedef struct tool_list {
    const tool_link *links; /* the truth */
    uint32_t link_count, seen_count;
    const ref *said; /* the tool's answer: rows of the world, in its order */
    uint32_t said_count;
} tool_list;

typedef struct tool_eye {
    object_sizes sizes; /* with the graph */
    uint32_t object;    /* number in it; GRAPH_NONE: dead, and nothing below is told */
    uint32_t references, weakrefs; /* its refcount; weak references to it */
    uint64_t getrefcount;          /* its own argument included */
    bool immortal, tracked;
    bool unknown; /* what get_referents() says of this type is not modelled: a frame, a module, ... */
    object_size size; /* `shallow` is getsizeof() */
    tool_list referents, referrers;
    const ref *drawn; /* show_backrefs() draws an arrow from each of these: it collects first */
    uint32_t drawn_count;
} tool_eye;

/* Errors  OURO_ERR_NOMEM. */
ouro_result tool_eye_look(const world *w, const program *p, uint32_t id, arena *memory, tool_eye *out,
                          ouro_error *err) OURO_MUST_CHECK;

/* "a weak reference: ...", one line. TOOL_SEES: "". */
const char *tool_blind_reason(tool_blind blind);

/* The text beside an arrow of show_backrefs() from `holder`: the first key of a dict, "__dict__", a function's or
 * method's attribute; empty for all else, also for an instance's attributes, which live in it. */
void tool_eye_arrow(const tool_eye *e, ref holder, char out[VALUE_BYTES]);

#endif
