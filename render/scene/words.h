/* Words for what has just happened inside a step: one sentence per stop, said instead of the step's
 * narration while somebody looks at its single changes.
 *
 * Reads what changed and where the collector is; writes a text in an arena. Invariant: what it says
 * of an object can be seen in the picture. */
#ifndef OURO_RENDER_SCENE_WORDS_H
#define OURO_RENDER_SCENE_WORDS_H

#include "render/scene/change.h"
#include "render/scene/tongue.h"

typedef struct words_about {
    const tongue *words; /* NULL: English */
    const picture *now, *previous;
    const change *changed;
    const session_phase *phase; /* the collector's last doing; NULL: none */
    bool phase_begins;          /* at this very stop */
    const visit *visited;       /* the visit that was made last, of the phase after `phase` */
    bool namespace_inside;      /* the collection looks at the namespace of a frame as well */
} words_about;

/* NULL: there is nothing to say, or no memory. */
const char *words_of(const words_about *about, arena *memory);

#endif
