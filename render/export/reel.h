/* The pictures of an export, one after the other: a picture per step, per line, per single change, or
 * as many as a film of the run needs.
 *
 * Pictures have numbers from 0, the same however the run is sliced: frame 40 is frame 40 also where
 * only steps 3-5 are made. A film's step comes in with its changes going by, as in the window, and
 * then stays still; the stillness is one picture that lasts.
 *
 * Reads a stage, whose stops it asks for; knows nothing of files and encoders. Invariant: what a
 * number shows depends on the run, the level and the plan alone. Memory: a number per step. */
#ifndef OURO_RENDER_EXPORT_REEL_H
#define OURO_RENDER_EXPORT_REEL_H

#include "render/scene/stage.h"

typedef enum reel_unit { REEL_STEPS, REEL_LINES, REEL_CHANGES, REEL_FILM } reel_unit;

enum { REEL_FPS_MAX = 120, REEL_STAY_MS = 3000, REEL_STAY_MS_MIN = 1500 };

typedef struct reel_plan {
    reel_unit unit;
    uint32_t most;    /* pictures of a step, REEL_FILM aside: of more, so many chosen evenly, ends of lines first; 0: all */
    uint32_t fps;     /* REEL_FILM: 1..REEL_FPS_MAX */
    uint32_t stay_ms; /* ... how long a step stays, its way in not counted; its question as long */
    const volatile sig_atomic_t *stop; /* may be NULL */
} reel_plan;

/* A picture: a stop, or somewhere on the way to it. */
typedef struct reel_picture {
    uint32_t step;
    stage_stop from, to; /* from: only if part < 1 */
    float part;          /* 0..1 of the time between the two; 1: the stop itself */
    bool line, phase;    /* REEL_CHANGES: the last change of its line; of its phase of the collector */
    bool passing;        /* more changes of the step follow: what the step says is shown, not what the change is */
    uint32_t frames;     /* REEL_FILM: how many frames it stays, else 1 */
} reel_picture;

typedef struct reel reel;

/* Of the steps first..last. Cost: that of the stops of all steps up to the last one, for the numbers.
 * Errors: OURO_ERR_NOMEM, OURO_ERR_INTERRUPTED, OURO_ERR_LIMIT (more than LIMIT_FRAMES pictures). */
ouro_result reel_open(stage *g, const reel_plan *plan, uint32_t first_step, uint32_t last_step, reel **out,
                      ouro_error *err) OURO_MUST_CHECK;
void reel_close(reel *r);

/* The number of the first picture, and how many there are: frames for a film, each counted. */
uint64_t reel_first(const reel *r);
uint64_t reel_count(const reel *r);

/* The picture that frame `number` (reel_first() <= number < reel_first() + reel_count()) belongs to.
 * `frames` counts from `number` on. Cost: what a step's stops cost, once per step in order. */
ouro_result reel_at(reel *r, uint64_t number, reel_picture *out, ouro_error *err) OURO_MUST_CHECK;

/* Draws it. `look` as for a step; its `passing` is set here. `spare` are two frames of the caller's, kept
 * from call to call. Errors: those of stage_draw(). */
typedef struct reel_spare {
    frame from, to;
} reel_spare;
ouro_result reel_draw(const reel *r, const reel_picture *p, const scene_look *look, reel_spare *spare,
                      frame *onto, ouro_error *err) OURO_MUST_CHECK;
void reel_spare_free(reel_spare *spare);

#endif
