/* The window: shows the lessons, one of them, or why a file cannot be played, and does what the viewer
 * asks for.
 *
 * Waits for events; draws only when something changed. Between two states it glides for less than
 * half a second; any key during that finishes it at once. The only file that knows the time.
 *
 * Errors: OURO_ERR_DISPLAY (no display), OURO_ERR_NOMEM. Returns OURO_OK when the viewer quits, or
 * when the stop flag is set. */
#ifndef OURO_RENDER_WINDOW_WINDOW_H
#define OURO_RENDER_WINDOW_WINDOW_H

#include "render/draw/text.h"
#include "render/window/host.h"

typedef struct window_options {
    const char *file; /* NULL: the lessons are shown */
    stage *shown;     /* of the file; NULL: `failure` says why not */
    const window_failure *failure;
    uint32_t step;
    theme_name theme;
    const char *lang; /* of the window's own words; NULL: English */
    bool fullscreen;
    bool no_motion; /* every change of the picture is at once */
    const volatile sig_atomic_t *stop;
} window_options;

/* `text` is what the stages' rulers measure with. */
ouro_result window_run(const window_host *host, text_cache *text, const window_options *options,
                       ouro_error *err) OURO_MUST_CHECK;
/* Would a window be seen by anybody? Some drivers have no screen. Cost: starts video. */
bool window_is_seen(void);

#endif
