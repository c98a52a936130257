/* The passage from one stop to another: the single changes of a step go by one after the other, so that
 * a step is seen to happen instead of having happened.
 *
 * Reads a stage (its stops). Knows nothing of SDL, pixels or the clock: the window asks it what to
 * draw and for how long. Invariants: the last stop is the one that was asked for; a passage lasts no
 * longer than PASSAGE_MS at the usual speed. */
#ifndef OURO_RENDER_SCENE_PASSAGE_H
#define OURO_RENDER_SCENE_PASSAGE_H

#include "render/scene/stage.h"

enum {
    PASSAGE_MS = 2000,
    PASSAGE_HOP_MS = 150,      /* from one change to the next, if there is time for all of them; */
    PASSAGE_HOP_MIN_MS = 50,   /* no shorter than this: else some are left out */
    PASSAGE_USUAL_MS = 3000    /* how long a step stays while playing at the usual speed */
};

typedef struct passage {
    stage_stop stops[STAGE_PATH_MAX];
    uint32_t count; /* 0: nothing is under way */
    uint32_t at;    /* the stop that is being drawn, or glided to */
    uint32_t hop_ms;
} passage;

/* The way to `to`. Only a step that runs forwards to its end is played; anything else is one glide.
 *   step_ms  how long a step stays while playing: the viewer's measure of speed */
passage passage_make(const stage *g, stage_stop from, stage_stop to, uint32_t step_ms);

static inline bool passage_ends(const passage *p)
{
    return p->at + 1 >= p->count;
}

#endif
