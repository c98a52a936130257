/* The stage: a session that can be looked at.
 *
 * Opening it tells the whole run to a story, so that everything has its place before the first
 * picture; after that any state of the run can be drawn at any size.
 *
 * Reads a session, whose cursor it moves; borrows it and the ruler for its life. Writes frames. Knows
 * nothing of windows and files. Invariant: what is drawn of a stop depends on the run, the stop and
 * the look alone, never on what was drawn before. */
#ifndef OURO_RENDER_SCENE_STAGE_H
#define OURO_RENDER_SCENE_STAGE_H

#include "render/scene/scene.h"
#include "sim/session.h"

#include <signal.h>

typedef struct stage stage;

/* A state to look at, and the one that it is compared with: the end of the step before, or for lines
 * the line before. */
typedef struct stage_stop {
    uint32_t step;
    uint64_t event, before;
    uint32_t sub; /* visits made of the collector's phase that comes next; see inside.h */
    bool asking;  /* the question of the next step is put */
    bool phase;   /* of stage_line(): a phase of the collector, not a line */
} stage_stop;

enum { STAGE_PATH_MAX = 64 };

/* `stop` may be NULL. Errors: OURO_ERR_NOMEM, OURO_ERR_INTERRUPTED. */
ouro_result stage_open(session *s, const frame_ruler *ruler, scene_style style,
                       const volatile sig_atomic_t *stop, stage **out,
                       ouro_error *err) OURO_MUST_CHECK;
void stage_close(stage *g);

uint32_t stage_step_count(const stage *g);
const char *stage_title(const stage *g);
scene_level stage_level(const stage *g);
/* How much is shown from now on; a stage begins with the scenario's own level. What is drawn of a stop
 * depends on it as on the look. */
void stage_set_level(stage *g, scene_level level);

/* The end of a step; past the last step: the last. */
stage_stop stage_at_step(const stage *g, uint32_t step);
/* Does the step ask a question before it runs? */
bool stage_asks(const stage *g, uint32_t step);
/* The question of a step that asks one: the state before it, compared with nothing. */
stage_stop stage_asking(const stage *g, uint32_t step);
/* The next or previous line of what runs, or phase of a collection; stays inside steps 0..last. */
stage_stop stage_line(const stage *g, stage_stop from, bool forward);
/* The next or previous single change, in causal order. The way back leads over the same stops. */
stage_stop stage_change(const stage *g, stage_stop from, bool forward);
/* The single changes between two stops of one step (or from the end of the step before), `to`
 * included, at most `most` of them (1..STAGE_PATH_MAX), evenly chosen; returns how many. */
uint32_t stage_path(const stage *g, stage_stop from, stage_stop to, uint32_t most,
                    stage_stop path[STAGE_PATH_MAX]);
/* The end of the last step before the first of the most that is ever alive at once goes: a picture of what
 * the run is about. */
stage_stop stage_fullest(const stage *g);
/* The stop is the end of its step, compared with the end of the step before. */
bool stage_is_step_end(const stage *g, stage_stop at);

/* What a step says, for documents that have texts of their own. NULL or empty: there is none. */
typedef struct stage_text {
    const char *title;                /* the step's, else the scenario's */
    const char *say, *notes;          /* narration; for the presenter */
    const char *code;                 /* the step's lines, "\n" after each */
    const char *output, *raised;
    const char *question;             /* put before the step runs */
    const char *const *choices;
    uint32_t choice_count;
    const char *answer, *explain;     /* answer NULL: nobody knows */
    uint32_t first_line, last_line;
} stage_text;

/* step 0: the setup. The texts live in `memory` or as long as the stage. Moves the cursor.
 * Errors: OURO_ERR_NOMEM, those of the answer to a question. */
ouro_result stage_text_of(stage *g, uint32_t step, arena *memory, stage_text *out,
                          ouro_error *err) OURO_MUST_CHECK;

/* What is drawn of the end of a step, as plain data: everything in it, nothing folded and no row left
 * out. It lives in `memory`. Moves the cursor. Errors: OURO_ERR_NOMEM. */
ouro_result stage_graph_of(stage *g, uint32_t step, arena *memory, picture *out,
                           ouro_error *err) OURO_MUST_CHECK;

/* Where the panes of its pictures are. */
scene_geometry stage_geometry(const stage *g, const scene_look *look);

/* The object at a point of the picture, in its pixels; 0: none, or it could not be told. */
uint32_t stage_hit(stage *g, stage_stop at, const scene_look *look, float x_px, float y_px);
/* scene_map_of() and scene_pan_to() of the picture of `at`; no map and the same pan where memory is short. */
scene_map stage_map(stage *g, stage_stop at, const scene_look *look);
frame_point stage_pan_to(stage *g, stage_stop at, const scene_look *look, float across, float down);
/* The next or previous of the living objects that are drawn, by number; of none the first or last. 0:
 * none is drawn. */
uint32_t stage_next_object(stage *g, stage_stop at, const scene_look *look, uint32_t id, bool forward);

ouro_result stage_draw(stage *g, stage_stop at, const scene_look *look, frame *onto,
                       ouro_error *err) OURO_MUST_CHECK;

#endif
