/* Bytes in use over a run, as a picture for the projector: the curve of a memory profile, its peak with step and
 * line, the steps along the axis. What large blocks hold is a line of its own.
 *
 * Reads a profile; writes one frame. Equal profile, equal frame. */
#ifndef OURO_RENDER_SCENE_TIMELINE_H
#define OURO_RENDER_SCENE_TIMELINE_H

#include "render/scene/frame.h"
#include "render/scene/theme.h"
#include "sim/memory_profile.h"

typedef struct timeline {
    const memory_profile *profile;
    const char *title;   /* what ran */
    uint32_t first_step; /* the number of the curve's first step */
} timeline;

/* Begins the frame anew. Without memory the frame is `failed`. */
void timeline_draw(const timeline *t, int32_t width_px, int32_t height_px, const theme *colours,
                   const frame_ruler *ruler, frame *f);

#endif
