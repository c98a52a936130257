/* What changed between two pictures: the state that each object, tag and arrow is drawn in.
 *
 * Inside a step a third picture counts: everything is compared with the step's beginning, so that
 * the changes of a step add up to what its end shows; what differs from the stop right before is
 * fresh, and drawn with more weight.
 *
 * Reads pictures of one run and the deaths between them; writes a list of objects (also those
 * that died: they leave a tombstone), frames and arrows in an arena, borrowing the pictures. Knows
 * nothing of pixels. Without a picture before, nothing counts as changed.
 *
 * Invariant: an object has exactly one state; what is touched, or has to do with it, is never dim. */
#ifndef OURO_RENDER_SCENE_CHANGE_H
#define OURO_RENDER_SCENE_CHANGE_H

#include "render/scene/picture.h"
#include "sim/session.h"

typedef enum object_state {
    OBJECT_LIVE,
    OBJECT_NEW,
    OBJECT_CHANGED,
    OBJECT_DYING, /* its count is zero, and it is still there */
    OBJECT_UNREACHABLE,
    OBJECT_TOMBSTONE, /* dead, for one step */
    OBJECT_RESURRECTED,
    OBJECT_IMMORTAL
} object_state;

typedef enum cell_state { CELL_LIVE, CELL_NEW, CELL_CHANGED, CELL_GONE } cell_state;

typedef enum edge_state {
    EDGE_LIVE,
    EDGE_NEW,
    EDGE_LETTING_GO, /* the holder let go */
    EDGE_GHOST       /* the holder died */
} edge_state;

typedef struct changed_object {
    const picture_object *object; /* now; a tombstone: as it was */
    const picture_object *before; /* NULL: new */
    object_state state;
    int64_t delta; /* of the refcount */
    bool touched, dim, fresh;
    bool born;                  /* right now */
    bool examined;              /* a collection of this step looked at it, and it may be shown doing so */
    bool finalizing;            /* its finalizer is running */
    bool lingers;               /* only the interpreter has it in hand: what it holds is not drawn */
    const visit *visited;       /* the collector's visit that has just been made to it, or NULL */
    const session_death *death; /* of the dying and the dead, if it is known */
} changed_object;

typedef struct changed_tag {
    const picture_cell *cell; /* now; gone: as it was */
    cell_state state;
    bool dim, fresh;
} changed_tag;

typedef struct changed_frame {
    const picture_frame *frame; /* now; dying: as it was */
    bool born, dying, fresh;
    const session_call *call; /* by a death; NULL: by the script */
    const changed_tag *tags;
    uint32_t tag_count;
} changed_frame;

typedef struct changed_edge {
    uint32_t holder; /* an object's id, or a frame's serial */
    bool from_frame;
    const picture_cell *cell;
    edge_state state;
    bool dim, fresh;
    bool unreachable; /* its holder is */
    const visit *followed; /* the collector is following it right now */
    bool spent;       /* ... has followed it in this phase */
} changed_edge;

typedef struct change {
    const changed_object *objects; /* ascending id */
    uint32_t object_count;
    const changed_frame *frames;
    uint32_t frame_count;
    const changed_edge *edges;
    uint32_t edge_count;
} change;

typedef struct change_context {
    const session_death *deaths;
    uint32_t death_count;
    const char *const *focus; /* names whose objects count as touched */
    uint32_t focus_count;
    bool collected; /* the step ran a collection */
    /* ---- inside a step only ---- */
    const picture *previous;   /* the stop right before; NULL: everything that changed is fresh */
    const session_call *calls; /* of the frames of both pictures, by frame */
    uint32_t call_count;
    visit_list visits; /* of the phase under way, */
    uint32_t visited;  /* so many of which are made; the last one is being followed */
} change_context;

/* `before` may be NULL. Cost O(objects + references), logarithms aside. */
ouro_result change_between(const picture *before, const picture *now, const change_context *context,
                           arena *memory, change *out, ouro_error *err) OURO_MUST_CHECK;

const changed_object *change_find(const change *c, uint32_t id);
/* What a cell went through since `before` (NULL: its holder is new). */
cell_state change_of_cell(const picture_object *before, const picture_cell *now);
/* Why it died, in as few words as its box has room for; NULL: nobody knows. */
const char *change_cause(const changed_object *o);

#endif
