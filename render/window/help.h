/* What lies over the picture: the list of keys, and the step number while it is typed.
 *
 * Writes commands on top of a finished frame. Knows nothing of SDL. Invariant: only keys that do
 * something are listed. */
#ifndef OURO_RENDER_WINDOW_HELP_H
#define OURO_RENDER_WINDOW_HELP_H

#include "render/scene/scene.h"

/* `look` as the frame was drawn, with its ruler. */
void help_draw(frame *onto, const scene_look *look);
/* A few words on what a key has just done. */
void help_draw_notice(frame *onto, const scene_look *look, const char *text);
void help_draw_typed(frame *onto, const scene_look *look, uint32_t number);

#endif
