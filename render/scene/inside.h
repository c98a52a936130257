/* Inside a step: the states between its beginning and its end that are worth a look of their own.
 *
 * A stop is a state after an event and, where the event is a phase of the collector, after some of
 * its visits. Stops stand in causal order, as CPython does it; what cannot be seen, and what the
 * interpreter only holds for a moment, makes none.
 *
 *   a name lets go -> its count falls -> 0: dying -> its references fall ... -> gone
 *
 * Reads a session, whose cursor it moves, and the story (only what has a place can be seen). Knows
 * nothing of pixels. Invariant: a step's stops depend on the run and the level alone; the last one is
 * the step's end. */
#ifndef OURO_RENDER_SCENE_INSIDE_H
#define OURO_RENDER_SCENE_INSIDE_H

#include "render/scene/scene.h"
#include "sim/session.h"

enum {
    INSIDE_EVENTS_MAX = 500,  /* of a step; after so many, only its lines are stops */
    INSIDE_LINES_MAX = 200,   /* and of these, so many */
    INSIDE_VISITS_MAX = 120   /* of a phase; more than that nobody follows one by one */
};

typedef struct inside_source {
    session *run;
    const picture_rules *rules;
    const story *told;
    scene_level level;
    bool crowd; /* an overview is drawn: single changes are lost in it */
} inside_source;

typedef struct inside_stop {
    uint64_t event;
    uint32_t sub;  /* visits made of the phase that comes next; 0: none */
    bool phase;    /* the collector comes to another phase here */
} inside_stop;

typedef struct inside_stops {
    const inside_stop *stops; /* ascending */
    uint32_t count;
} inside_stops;

/* The stops of `step`, at least one. Cost O(events of the step x what is alive), within the limits
 * above. Errors: those of session_seek() and picture_of(). */
ouro_result inside_find(const inside_source *from, uint32_t step, arena *memory, inside_stops *out,
                        ouro_error *err) OURO_MUST_CHECK;

/* The picture of a state; `visits`, if it is not NULL, gets those of the phase that comes next. */
ouro_result inside_picture(const inside_source *from, uint64_t event, uint32_t sub, arena *memory,
                           picture *out, visit_list *visits, ouro_error *err) OURO_MUST_CHECK;

/* Which line of the list of phases that panels show is the current one: 0..6; -1: none. */
int inside_phase(const session *run, uint64_t event, uint32_t sub);

#endif
