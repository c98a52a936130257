/* A scenario that cannot be played: where it is wrong, the lines around it, and what would help.
 *
 * Reads a failure, writes a frame. Knows nothing of SDL and files. */
#ifndef OURO_RENDER_WINDOW_BROKEN_H
#define OURO_RENDER_WINDOW_BROKEN_H

#include "render/scene/scene.h"
#include "render/window/host.h"

void broken_draw(const window_failure *why, const scene_look *look, frame *onto);

#endif
