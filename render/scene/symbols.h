/* A sheet of all symbols, drawn as the stage draws them, each with its meaning, and the window's keys.
 *
 * Knows no run: its objects, names and references are made up. Invariant: equal theme and ruler, equal
 * frame. */
#ifndef OURO_RENDER_SCENE_SYMBOLS_H
#define OURO_RENDER_SCENE_SYMBOLS_H

#include "render/scene/scene.h"

/* The frame's size: A4, landscape. */
enum { SYMBOLS_WIDTH = 1754, SYMBOLS_HEIGHT = 1240 };

/* Errors: OURO_ERR_NOMEM. */
ouro_result symbols_draw(frame *onto, const theme *colours, const frame_ruler *ruler,
                         ouro_error *err) OURO_MUST_CHECK;

#endif
