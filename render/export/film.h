/* A film's pictures as pixels, one after the other.
 *
 * Reads a reel; draws what has changed. Memory: one picture. Knows nothing of encoders. */
#ifndef OURO_RENDER_EXPORT_FILM_H
#define OURO_RENDER_EXPORT_FILM_H

#include "render/draw/raster.h"
#include "render/export/job.h"

/* A picture stays for `frames` frames. `pixels`: 0x..RRGGBB, rows job->width_px apart; `changed`: what
 * differs from the picture before, all of it for the first one; never empty. */
typedef struct film_picture {
    const uint32_t *pixels;
    raster_area changed;
    uint64_t frames;
} film_picture;

typedef ouro_result film_show(void *user, const film_picture *p, ouro_error *err);

/* Shows every picture of the job's reel; equal neighbours are one. Errors: those of reel and show;
 * OURO_ERR_INTERRUPTED. */
ouro_result film_run(const export_job *job, film_show *show, void *user,
                     ouro_error *err) OURO_MUST_CHECK;

#endif
