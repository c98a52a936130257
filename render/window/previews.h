/* The lessons' previews: a small picture of each, made one at a time when there is nothing else to do.
 *
 * Owns display lists, for one size and theme; another one of either forgets them all. Knows nothing of
 * files and of what is in sight. Invariant: a preview that could not be made is not tried again. */
#ifndef OURO_RENDER_WINDOW_PREVIEWS_H
#define OURO_RENDER_WINDOW_PREVIEWS_H

#include "render/window/host.h"

typedef enum preview_state { PREVIEW_MISSING, PREVIEW_MADE, PREVIEW_FAILED } preview_state;

typedef struct preview {
    preview_state state;
    frame drawn;
} preview;

typedef struct previews {
    preview *all; /* by lesson; NULL: none was ever asked for */
    uint32_t count;
    int32_t width_px, height_px;
    const theme *colours;
} previews;

/* Of `count` lessons, of that size and theme. False: no memory. */
bool previews_fit(previews *p, uint32_t count, const scene_look *look);
void previews_free(previews *p);
/* NULL: there is none. */
const frame *previews_find(const previews *p, uint32_t lesson);
/* Can this one still be made? */
bool previews_lack(const previews *p, uint32_t lesson);
/* Makes it, as large as previews_fit() was told. */
void previews_make(previews *p, uint32_t lesson, const window_host *host, const char *path,
                   const scene_look *look);

#endif
