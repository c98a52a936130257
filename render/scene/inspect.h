/* What the inspector tells of one object at one state, gathered from the session's reports: its facts,
 * its ledger up to here, and the way from a name to it.
 *
 * Plain data for the scene; everything lives in the arena it was made in (the ledger's rows in the
 * stage's). */
#ifndef OURO_RENDER_SCENE_INSPECT_H
#define OURO_RENDER_SCENE_INSPECT_H

#include "render/scene/change.h"
#include "sim/ledger.h"
#include "sim/why.h"

typedef struct inspected {
    const ledger *life;
    const view_object *seen; /* NULL: dead, or not born yet */
    const ledger_row *rows;  /* up to this state */
    uint32_t row_count;
    uint32_t count;          /* the rows' sum */
    const char *held_by;     /* "a, #5.partner"; NULL: nobody */
    const char *holds;       /* "#6, #7"; NULL: nothing that could be pointed at */
    const char *why;         /* "a > #5.partner", "unreachable ..."; NULL: dead */
    bool is_dead;            /* it was born and died before this state */
} inspected;

/* `seen` was made with options.all, `way` at the same state; both live in `memory`. NULL: no memory. */
const inspected *inspect(const ledger *life, const view *seen, const why_path *way, uint32_t step, uint32_t line,
                         const tongue *words, arena *memory);

/* The same change with everything dim but the way from a name to the object; its own copy, in
 * `memory`. NULL: no memory. */
const change *inspect_light(const change *c, const why_path *way, uint32_t id, arena *memory);

#endif
