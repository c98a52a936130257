/* The heap map: the simulated pymalloc, block by block.
 *
 *   arena 0  | | | | | | | | | | |      a cell per pool, filled as far as its blocks are in use
 *   48 B     # # # # 2 # 1 . . .        a row per pool of the plan: # in use, 1 2 free, reused in this
 *   64 B     # # # . . .                order, . never used
 *   > 512 B  [====][==]                 what is too large for pools
 *
 * Reads the scene (map, map before, plan, selection); writes commands. Invariant: a block keeps its
 * place for the run. */
#ifndef OURO_RENDER_SCENE_PANEL_HEAP_H
#define OURO_RENDER_SCENE_PANEL_HEAP_H

#include "render/scene/panels.h"

/* The least that shows all of the plan well in that width; without a plan the most it ever takes. */
float panel_heap_height(const heap_plan *plan, float width);
void panel_heap_draw(const scene *s, pen p, pen_box box);
/* Right of what the panel says about other pools, down to the baseline: room for a note. */
pen_box panel_heap_note(const pen_box *box);
/* The object that owns the block at that point, in layout pixels; 0: none. */
uint32_t panel_heap_hit(const scene *s, const pen_box *box, float x, float y);

#endif
