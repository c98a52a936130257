#define _POSIX_C_SOURCE 200809L
#include "render/export/job.h"

#include "render/export/folder.h"
#include "sim/base/limits.h"

#include <string.h>
#include <sys/stat.h>

const char *export_look_name(scene_style style)
{
    static const char *const NAMES[]
        = {[SCENE_STAGE] = "stage", [SCENE_SLIDE] = "slide", [SCENE_GRAPH] = "graph"};
    return NAMES[style];
}

scene_look export_look(const export_job *job)
{
    return (scene_look){.colours = job->colours,
                        .words = tongue_named(job->lang),
                        .width_px = job->width_px,
                        .height_px = job->height_px,
                        .captions = true,
                        .keyless = true,
                        .zoom = 1};
}

void export_ground(const export_job *job, frame *f)
{
    if (job->transparent)
        f->background = 0;
}

ouro_result export_interrupted(const export_job *job, ouro_error *err)
{
    if (job->stop && *job->stop)
        return error_set(err, OURO_ERR_INTERRUPTED, 0, 0, "interrupted");
    return OURO_OK;
}

void export_progress(const export_job *job, uint64_t done, uint64_t total)
{
    if (job->progress)
        job->progress(job->user, done, total);
}

ouro_result export_no_memory(ouro_error *err)
{
    return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the export");
}

/* ---- one file ---- */

static bool is_stdout(const export_job *job)
{
    return strcmp(job->out, "-") == 0;
}

ouro_result export_file_check(const export_job *job, ouro_error *err)
{
    struct stat about;
    if (is_stdout(job) || stat(job->out, &about) != 0)
        return OURO_OK;
    if (S_ISDIR(about.st_mode))
        return error_set(err, OURO_ERR_IO, 0, 0, "%s: is a folder, and this format is one file",
                         job->out);
    if (!S_ISREG(about.st_mode) || job->force)
        return OURO_OK;
    return error_set(err, OURO_ERR_IO, 0, 0, "%s: is there already; --force replaces it",
                     job->out);
}

static ouro_result place_make(const export_job *job, ouro_error *err)
{
    ouro_result result = export_file_check(job, err);
    if (result == OURO_OK && !is_stdout(job))
        result = folder_make_above(job->out, err);
    if (result == OURO_OK && !is_stdout(job))
        file_leftovers_remove(job->out);
    return result;
}

ouro_result export_file_open(const export_job *job, file_draft **out, ouro_error *err)
{
    *out = NULL;
    ouro_result result = place_make(job, err);
    return result == OURO_OK ? file_draft_open(job->out, job->force, out, err) : result;
}

ouro_result export_file_open_named(const export_job *job, file_draft **out, ouro_error *err)
{
    *out = NULL;
    ouro_result result = place_make(job, err);
    return result == OURO_OK ? file_draft_open_named(job->out, job->force, out, err) : result;
}

ouro_result export_file_write(const export_job *job, const buffer *bytes, ouro_error *err)
{
    if (bytes->failed)
        return export_no_memory(err);
    if (bytes->length > LIMIT_EXPORT_BYTES)
        return error_set(err, OURO_ERR_LIMIT, 0, 0, "%s: would be larger than %llu bytes", job->out,
                         LIMIT_EXPORT_BYTES);
    file_draft *d;
    ouro_result result = export_file_open(job, &d, err);
    if (result == OURO_OK)
        result = file_draft_write(d, bytes->text, bytes->length, err);
    if (result == OURO_OK)
        return file_draft_commit(d, err);
    file_draft_drop(d);
    return result;
}

ouro_result export_file_make(const export_job *job, export_maker make, ouro_error *err)
{
    ouro_result result = export_file_check(job, err);
    if (result != OURO_OK)
        return result;
    text_cache *text = text_cache_open(job->font_dir, err);
    if (!text)
        return err->code;
    buffer out = {0};
    result = make(job, text, &out, err);
    if (result == OURO_OK)
        result = export_file_write(job, &out, err);
    buffer_free(&out);
    text_cache_close(text);
    return result;
}
