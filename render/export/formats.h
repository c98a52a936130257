/* The formats of an export, and what each of them does with a job. */
#ifndef OURO_RENDER_EXPORT_FORMATS_H
#define OURO_RENDER_EXPORT_FORMATS_H

#include "render/export/job.h"

typedef struct export_format {
    const char *name;   /* of --format, and the ending of files */
    scene_style style;  /* where nobody asks for another */
    bool moves;         /* a film: pictures at a rate */
    uint32_t inside;    /* also the single changes of a step, at most so many, unless asked otherwise; 0: no */
    bool still;         /* its one file is of one step */
    bool groundless;    /* may be without a ground */
    bool data;          /* no picture: whoever asks for it writes it */
    /* NULL: there is no such thing, or it is data. `folder` fills a folder with a file per picture. */
    ouro_result (*file)(const export_job *job, ouro_error *err);
    ouro_result (*folder)(const export_job *job, ouro_error *err);
} export_format;

/* NULL: not known. */
const export_format *export_format_named(const char *name, size_t length);
/* "png, svg, ..." */
void export_format_list(buffer *out);

#endif
