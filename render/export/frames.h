/* The job of an export: a folder of pictures, one per step.
 *
 *     OUT/STEM-0000.png ... OUT/STEM-0011.png   the number is the step's; or .svg
 *     OUT/manifest.json                         whose pictures these are
 *
 * A frame appears whole or not at all, so an interrupted job can be resumed: if the manifest is the
 * one that this job would write, the frames that are there stay. Anything else in the way is an
 * error unless `force` is set; then old frames of the same name are removed first, so that none of
 * them outlives its job.
 *
 * Reads a stage; writes files. Never touches a video driver. Invariant: the bytes of a frame depend
 * neither on the number of threads nor on which other frames are made. */
#ifndef OURO_RENDER_EXPORT_FRAMES_H
#define OURO_RENDER_EXPORT_FRAMES_H

#include "render/scene/stage.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum frames_format { FRAMES_PNG, FRAMES_SVG } frames_format;

typedef struct frames_job {
    frames_format format;
    const char *folder, *stem; /* missing folders are made */
    const char *font_dir;
    const char *python, *lang;      /* go into the manifest; lang may be NULL */
    const char *source;             /* the scenario file's text: its hash does, too */
    size_t source_length;
    uint32_t first_step, last_step; /* both included */
    int32_t width_px, height_px;
    const theme *colours;
    uint32_t threads;
    bool force;
    const volatile sig_atomic_t *stop;                             /* may be NULL */
    void (*progress)(void *user, uint32_t done, uint32_t total); /* may be NULL; one at a time */
    void *user;
} frames_job;

/* `done` counts the frames that are there afterwards, also after an error.
 * Errors: OURO_ERR_IO (what is in the way; no room: with the count), OURO_ERR_LIMIT,
 * OURO_ERR_DISPLAY (fonts), OURO_ERR_NOMEM, OURO_ERR_INTERRUPTED. */
ouro_result frames_write(stage *g, const frames_job *job, uint32_t *done,
                         ouro_error *err) OURO_MUST_CHECK;

#endif
