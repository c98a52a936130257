/* An SVG file: one step of a run, or a contact sheet of several.
 *
 * Reads a stage; writes one file, whole or not at all. Ids of a contact sheet begin with `step-K-`. */
#ifndef OURO_RENDER_EXPORT_SVG_PAGE_H
#define OURO_RENDER_EXPORT_SVG_PAGE_H

#include "render/scene/stage.h"

#include <signal.h>

typedef struct svg_page_job {
    const char *path;
    const char *font_dir;
    uint32_t first_step, last_step; /* both included */
    int32_t width_px, height_px;    /* of one step */
    const theme *colours;
    bool force; /* a file that is there is replaced */
    const volatile sig_atomic_t *stop;                           /* may be NULL */
    void (*progress)(void *user, uint32_t done, uint32_t total); /* may be NULL */
    void *user;
} svg_page_job;

/* Errors: OURO_ERR_IO, OURO_ERR_LIMIT, OURO_ERR_DISPLAY (fonts), OURO_ERR_NOMEM,
 * OURO_ERR_INTERRUPTED; there is then no new file. */
ouro_result svg_page_write(stage *g, const svg_page_job *job, ouro_error *err) OURO_MUST_CHECK;

#endif
