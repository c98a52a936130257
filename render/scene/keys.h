/* The window's keys as a list: what the help and the sheet of symbols show.
 *
 * Invariant: only keys that do something are listed. */
#ifndef OURO_RENDER_SCENE_KEYS_H
#define OURO_RENDER_SCENE_KEYS_H

#include "render/scene/pen.h"

enum { KEYS_ROWS = 30 };

/* Row 0..KEYS_ROWS - 1 into its box: what it does on the left, the keys on the right. The letters are as
 * large as the box is high. */
void keys_row_draw(pen *p, uint32_t row, pen_box box);

/* How high a row may be, at most `most`, for every row to fit into the width: the letters of all are the
 * same, and none is cut. */
float keys_row_height(const pen *p, float width, float most);

#endif
