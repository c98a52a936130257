/* How the state of an object looks: its colours and lines, and the badges that go with them.
 *
 * Reads the scene; writes commands. Invariant: badges come last in the graph, so that a count is never
 * covered. */
#ifndef OURO_RENDER_SCENE_SCENE_BADGE_H
#define OURO_RENDER_SCENE_SCENE_BADGE_H

#include "render/scene/scene.h"

typedef struct object_style {
    theme_role role;
    float border;
    frame_dash dash;
    const char *mark; /* on the top left corner; NULL: none */
} object_style;

object_style scene_style_of(object_state state);
/* The colour of a line that may be out of focus. */
frame_colour scene_line_colour(const pen *p, frame_colour colour, bool dim);
/* Count, how much it changed, the collector's copy, the state's mark. */
void scene_badges_draw(const scene *s, pen *p, const changed_object *o);

#endif
