/* One picture of what the window shows, as a file: the same pixels as `ouro export` writes of a step.
 *
 * Reads a stage; writes STEM-0003.png into the current folder, or STEM-0003-2.png, ... where there is
 * one already. */
#ifndef OURO_RENDER_WINDOW_STILL_H
#define OURO_RENDER_WINDOW_STILL_H

#include "render/draw/text.h"
#include "render/scene/stage.h"

enum { STILL_NAME_BYTES = 256 };

/* `look` as in the window; its size becomes that of an export. `file`: the scenario's path.
 * `name` gets the name of the file that was written. Errors: OURO_ERR_IO, OURO_ERR_NOMEM. */
ouro_result still_save(stage *g, stage_stop at, scene_look look, text_cache *text,
                       const char *file, char name[STILL_NAME_BYTES],
                       ouro_error *err) OURO_MUST_CHECK;

#endif
