/* What the pointer is on: an object, and what there is to say of it in one line.
 *
 * Plain data for the scene; lives in the arena it was made in. Knows nothing of pixels. */
#ifndef OURO_RENDER_SCENE_HOVER_H
#define OURO_RENDER_SCENE_HOVER_H

#include "render/scene/change.h"

typedef struct hovered {
    uint32_t id;
    const char *text; /* "a, b: list #5 at 0x7f3c, 72 bytes" */
} hovered;

/* `c` has what is drawn, and the dead of the step; `seen` was made with options.all. NULL: the object is
 * in neither, or no memory. Cost O(names + log objects). */
const hovered *hover_of(const change *c, const view *seen, uint32_t id, const tongue *words, arena *memory);

static inline bool hover_is_on(const hovered *h, uint32_t id)
{
    return h && id && h->id == id;
}

#endif
