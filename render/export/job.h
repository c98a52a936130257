/* An export: what is asked for, the same for every format, and the way to write its one file.
 *
 * Everything is borrowed for the time of the job. Invariant: what a format writes depends on the run,
 * the texts' language and the fields up to `fps`; never on threads, nor on what else is exported. */
#ifndef OURO_RENDER_EXPORT_JOB_H
#define OURO_RENDER_EXPORT_JOB_H

#include "render/draw/text.h"
#include "render/export/file.h"
#include "render/export/reel.h"
#include "render/scene/stage.h"
#include "sim/base/buffer.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct export_job {
    stage *shown;
    const char *out;                /* a file or a folder, as the format wants it; "-": standard output */
    const char *stem;               /* the scenario file's name without folder and ending */
    const char *font_dir, *asset_dir;
    const char *python, *lang;      /* lang may be NULL */
    const char *source;             /* the scenario file's text */
    size_t source_length;
    uint32_t first_step, last_step; /* both included */
    int32_t width_px, height_px;    /* of a picture */
    const theme *colours;
    scene_style style;              /* what the stage was opened with */
    reel_plan plan;
    bool transparent; /* PNG, SVG: without a ground */
    uint32_t handout; /* PDF: steps on a page of a handout; 0: a page per step */
    /* ---- nothing of the content depends on these ---- */
    uint32_t threads;
    bool force; /* what is there is replaced */
    const volatile sig_atomic_t *stop;                           /* may be NULL */
    void (*progress)(void *user, uint64_t done, uint64_t total); /* may be NULL; one at a time */
    void *user;
} export_job;

/* "stage", "slide" or "graph". */
const char *export_look_name(scene_style style);

/* How the job's pictures are looked at; the stage adds style and ruler. */
scene_look export_look(const export_job *job);

/* A picture that has been drawn loses its ground if the job wants none. */
void export_ground(const export_job *job, frame *f);

/* OURO_ERR_INTERRUPTED if the user wants it to end. */
ouro_result export_interrupted(const export_job *job, ouro_error *err) OURO_MUST_CHECK;
void export_progress(const export_job *job, uint64_t done, uint64_t total);
ouro_result export_no_memory(ouro_error *err);

/* Is there room for one file of that name? Asked before the work is done, not after. Errors:
 * OURO_ERR_IO: a folder, or a file that only --force replaces. */
ouro_result export_file_check(const export_job *job, ouro_error *err) OURO_MUST_CHECK;
/* The file to be written piece by piece; missing folders above it are made. */
ouro_result export_file_open(const export_job *job, file_draft **out,
                             ouro_error *err) OURO_MUST_CHECK;
/* The same for another program to write: see file_draft_open_named(). */
ouro_result export_file_open_named(const export_job *job, file_draft **out,
                                   ouro_error *err) OURO_MUST_CHECK;
/* Writes the file whole or not at all; missing folders above it are made. OURO_ERR_LIMIT: larger than
 * LIMIT_EXPORT_BYTES; OURO_ERR_NOMEM if the buffer has failed; OURO_ERR_IO. */
ouro_result export_file_write(const export_job *job, const buffer *bytes,
                              ouro_error *err) OURO_MUST_CHECK;

/* Makes the bytes of a file; the texts it draws are measured and rastered by `text`. */
typedef ouro_result (*export_maker)(const export_job *job, text_cache *text, buffer *out, ouro_error *err);
/* The job's one file: room for it, a text cache, what `make` makes of them, written. */
ouro_result export_file_make(const export_job *job, export_maker make, ouro_error *err) OURO_MUST_CHECK;

#endif
