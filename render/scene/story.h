/* The story: the whole run as the layout needs it, and where everything stands because of that.
 *
 * Pictures are told to it step by step: which objects, frames, tags and references there are and how
 * much room each of them needs at most. Then the layout places them once for the whole run, so that
 * nothing ever moves. Time is counted in steps.
 *
 * Reads pictures (only while story_tell runs: texts are copied), writes its own memory. Knows nothing
 * of sessions, colours or windows.
 * Invariants: an object keeps its box and a tag or row its slot while it lives, and for the step after
 * it; frames of the same call depth share one box. */
#ifndef OURO_RENDER_SCENE_STORY_H
#define OURO_RENDER_SCENE_STORY_H

#include "render/scene/change.h"
#include "render/scene/layout_graph.h"
#include "render/scene/pen.h"

typedef struct story story;

enum {
    STORY_FRAME_TOP = 64,   /* title of a call frame */
    STORY_FRAME_INSET = 16, /* tags from its edges */
    STORY_FRAME_FOOT = 8,
    STORY_NAMES_GAP = 12, /* between two columns of names */
    STORY_STACK_HEIGHT = 72, /* of folded objects, */
    STORY_STACK_SHEETS = 8,  /* two of which look out behind it, each by so much */
    STORY_STACK_TEXT = 24,
    STORY_VALUE_LEAST = 130, /* of a cell: its value shows so much, before its label is cut */
    STORY_ISLAND_SIDE = 40, /* room around the boxes of an island, */
    STORY_ISLAND_TOP = 112, /* and above them for its name */
    STORY_TAB_ROOM = 28,    /* a tab's text stands in so much, with the gap to the next one */
    STORY_TRANSIENTS = 6 /* objects that live and die inside one step and still get a place */
};

/* What a tombstone says first if its count fell to zero. */
#define STORY_CAUSE_COUNT "refcount 0:"

/* `ruler` is borrowed for the story's life. NULL: no memory. */
story *story_open(const frame_ruler *ruler);
void story_close(story *s);

/* The state after `step`; steps in order, 0 first. `c` is how it differs from the one before. */
ouro_result story_tell(story *s, const picture *p, const change *c, uint32_t step,
                       ouro_error *err) OURO_MUST_CHECK;
/* A state inside a step that has been told: whatever lives only there gets a place as well. */
ouro_result story_tell_inside(story *s, const picture *p, uint32_t step,
                              ouro_error *err) OURO_MUST_CHECK;
/* The same for its calls alone: finalizers and callbacks can be seen to run. */
ouro_result story_tell_calls(story *s, const picture *p, uint32_t step,
                             ouro_error *err) OURO_MUST_CHECK;

/* Places everything for a pane of this size, in layout pixels. May be called again. */
ouro_result story_lay_out(story *s, float pane_width, float pane_height,
                          ouro_error *err) OURO_MUST_CHECK;

/* What a box or an arrow belongs to: an object's id, or a frame's call depth. */
typedef struct story_holder {
    uint32_t id;
    bool frame;
} story_holder;

/* False: it has no place (it lives only between two stops). */
bool story_box(const story *s, story_holder holder, pen_box *out);
/* Which row of its holder, counted from 0. `title` tells frames of one depth apart, else NULL. */
uint32_t story_slot(const story *s, story_holder holder, const char *title, const char *key,
                    uint32_t step);
/* False: it was not told that the holder has it in this step (a temporary between two stops), and its
 * slot may be somebody else's. */
bool story_has_slot(const story *s, story_holder holder, const char *title, const char *key,
                    uint32_t step);
/* Where a name's tag is. */
pen_box story_tag(const story *s, uint32_t depth, const char *title, const char *key,
                  uint32_t step);
/* NULL: no such reference was told. */
const layout_route *story_route(const story *s, story_holder holder, const char *key,
                                uint32_t target_id);
/* Around everything there is at the end of any step, islands and their names too; `inside`: and
 * around what lives only inside a step. */
layout_rect story_bounds(const story *s, bool inside);
/* Around what is drawn and lives only inside a step; false: there is nothing such. */
bool story_inside(const story *s, const change *c, layout_rect *out);
/* The same around all that lives inside this step, whether or not it is drawn right now. */
bool story_inside_step(const story *s, uint32_t step, layout_rect *out);
/* Around everything that is there at the end of the step, tombstones too. */
layout_rect story_there(const story *s, uint32_t step);
/* What there is at the end of the step, one by one: objects with what stands out of them, tags, titles
 * of frames. NULL: nothing. */
const layout_rect *story_things(const story *s, uint32_t step, size_t *count);
/* Around the objects and tags that changed in the step (or in the last one that changed any). */
layout_rect story_touched(const story *s, uint32_t step);

/* The rings whose references all exist in `step`, one after the other; NULL: no more. */
const layout_ring *story_ring(const story *s, uint32_t step, size_t *next);
/* The object that is member `i` of the ring. */
uint32_t story_ring_member(const layout_ring *ring, uint32_t i);

/* "x 7" */
void story_stack_text(const picture_object *o, char text[STORY_STACK_TEXT]);

/* ---- how large things are, in layout pixels ---- */
float story_rows_height(uint32_t rows); /* of an object, what stands out of it included */
float story_row_y(uint32_t slot);  /* centre of an object's row below its top */
float story_tag_y(uint32_t slot);  /* centre of a tag below the frame's top */

#endif
