/* The window: shows a stage and does what the viewer asks for.
 *
 * Waits for events; draws only when something changed. Between two states it glides for less than
 * half a second; any key during that finishes it at once. The only file that knows the time.
 *
 * Errors: OURO_ERR_DISPLAY (no display), OURO_ERR_NOMEM. Returns OURO_OK when the viewer quits, or
 * when the stop flag is set. */
#ifndef OURO_RENDER_WINDOW_WINDOW_H
#define OURO_RENDER_WINDOW_WINDOW_H

#include "render/draw/text.h"
#include "render/scene/stage.h"

typedef struct window_options {
    uint32_t step;
    theme_name theme;
    bool fullscreen;
    bool no_motion; /* every change of the picture is at once */
    const volatile sig_atomic_t *stop;
} window_options;

/* `text` is what the stage's ruler measures with. */
ouro_result window_run(stage *g, text_cache *text, const window_options *options,
                       ouro_error *err) OURO_MUST_CHECK;

#endif
