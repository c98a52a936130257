/* Why an object dies, in words, at its box: on a tab while it is dying, in place of its rows once it is dead.
 *
 * Reads what changed; writes commands with a pen that has the camera applied. Invariant: the words are
 * whole; what is long is set in more lines, then smaller. */
#ifndef OURO_RENDER_SCENE_SCENE_CAUSE_H
#define OURO_RENDER_SCENE_SCENE_CAUSE_H

#include "render/scene/panels.h"

enum { SCENE_TAB_HEIGHT = 38, SCENE_TAB_OVERLAP = 2 /* of it on the edge of the box */ };

enum { SCENE_CAUSE_BYTES = 96 };

/* Why it died, in words of that tongue; NULL: nobody knows. */
const char *scene_cause_words(const tongue *words, const session_death *d, char text[SCENE_CAUSE_BYTES]);
/* Below the box, in place of its tabs. False: it is not dying, or nobody knows of what. */
bool scene_dying_draw(pen *p, pen_box box, const changed_object *o);
/* Inside the box of a tombstone. */
void scene_cause_draw(pen *p, pen_box box, const changed_object *o);

#endif
