/* What the parts of the stage share.
 *
 *   stage.c       life, stops, drawing
 *   stage_tell.c  telling the run: to the story or the overview, to the heap map
 *   stage_ask.c   the steps' questions
 *   stage_report.c reports as panes
 */
#ifndef OURO_RENDER_SCENE_STAGE_MODEL_H
#define OURO_RENDER_SCENE_STAGE_MODEL_H

#include "render/scene/inside.h"
#include "render/scene/scene.h"
#include "render/scene/stage.h"

/* The stops of the step that was asked for last. */
typedef struct stops_kept {
    bool there;
    uint32_t step;
    inside_stops found;
    arena memory;
} stops_kept;

/* The picture of an event, which a run has but one of. */
typedef struct picture_kept {
    bool there;
    uint64_t event;
    picture found;
    arena memory;
} picture_kept;

/* The report that was asked for last. */
typedef struct report_kept {
    stage_stop at;
    uint32_t selected_id; /* of a report about an object */
    reported found; /* kind PANE_NONE: none yet */
    arena memory;
} report_kept;

struct stage {
    session *run;
    const frame_ruler *ruler;
    const volatile sig_atomic_t *stop;
    story *told;
    overview *crowd; /* NULL: boxes and arrows will do */
    pen_box pane; /* that the layout was made for */
    arena memory;
    const char **lines;
    uint32_t line_count, step_count;
    uint64_t *heap_bytes, *heap_peak;
    uint32_t *alive;
    heap_plan heap_plan;
    ledger life; /* of the object that was selected last */
    arena life_memory;
    report_kept report;
    bool *asks;
    picture_rules rules;
    uint32_t rows_most; /* the longest object of the run */
    scene_level level;
    scene_style style;
    scene_card card; /* the largest that a slide needs */
    stops_kept *kept;
    picture_kept seen[2]; /* what was looked at last: what it was compared with, or will be */
    scene_views views;
};

/* ---- stage.c ---- */

ouro_result stage_no_memory(ouro_error *err);
ouro_result stage_interrupted(const stage *g, ouro_error *err) OURO_MUST_CHECK;
uint64_t stage_end_of(const stage *g, uint32_t step);
change_context stage_context_of(const stage *g, uint32_t step);
/* Moves the cursor to `event`. */
ouro_result stage_picture_at(stage *g, uint64_t event, arena *memory, picture *out,
                             ouro_error *err) OURO_MUST_CHECK;
/* The heap where the cursor is: after stage_picture_at(). NULL: no memory. */
const view_heap_map *stage_heap_here(stage *g, arena *memory, ouro_error *err);

/* ---- stage_ask.c ---- */

/* The question that a stop shows, NULL if none; after the pictures, for it moves the cursor. */
ouro_result stage_question_at(const stage *g, stage_stop at, arena *memory,
                              const scene_question **out, ouro_error *err) OURO_MUST_CHECK;

/* ---- stage_report.c ---- */

/* The report of a state that the look asks for, and whose picture is `now`; NULL for PANE_NONE. Kept until another one is asked for; moves
 * the cursor. Errors: OURO_ERR_NOMEM, those of session_seek(). */
ouro_result stage_report_at(stage *g, stage_stop at, const scene_look *look, const picture *now, const reported **out,
                            ouro_error *err) OURO_MUST_CHECK;

/* ---- stage_tell.c ---- */

/* Chooses how the run is drawn, and gives everything its place. */
ouro_result stage_tell(stage *g, ouro_error *err) OURO_MUST_CHECK;
/* The same things in a pane of another size. */
ouro_result stage_lay_out(stage *g, pen_box pane, ouro_error *err) OURO_MUST_CHECK;
ouro_result stage_heap_tell(stage *g, ouro_error *err) OURO_MUST_CHECK;

#endif
