#define _POSIX_C_SOURCE 200809L
#include "render/export/svg_page.h"

#include "render/draw/svg.h"
#include "render/draw/text.h"
#include "render/export/file.h"
#include "sim/base/limits.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>

static ouro_result step_draw(stage *g, const svg_page_job *job, uint32_t step, frame *f,
                             ouro_error *err)
{
    scene_look look = {.colours = job->colours,
                       .width_px = job->width_px,
                       .height_px = job->height_px,
                       .captions = true,
                       .vector = true,
                       .zoom = 1};
    if (job->stop && *job->stop)
        return error_set(err, OURO_ERR_INTERRUPTED, 0, 0, "interrupted");
    return stage_draw(g, stage_at_step(g, step), &look, f, err);
}

static ouro_result sheet_write(stage *g, const svg_page_job *job, const frame_ruler *ruler,
                               buffer *out, ouro_error *err)
{
    frame f = {0};
    svg_sheet sheet = {0};
    uint32_t total = job->last_step - job->first_step + 1;
    ouro_result result = OURO_OK;
    for (uint32_t i = 0; i < total && result == OURO_OK; i++) {
        uint32_t step = job->first_step + i;
        char prefix[24];
        snprintf(prefix, sizeof prefix, "step-%" PRIu32 "-", step);
        result = step_draw(g, job, step, &f, err);
        if (result != OURO_OK)
            break;
        if (i == 0)
            sheet = svg_sheet_start(&f, total, out);
        svg_sheet_add(&sheet, &(svg_picture){.drawn = &f, .title = NULL, .prefix = prefix}, ruler,
                      out);
        if (out->length > LIMIT_EXPORT_BYTES)
            result = error_set(err, OURO_ERR_LIMIT, 0, 0,
                               "the contact sheet is larger than %llu bytes", LIMIT_EXPORT_BYTES);
        if (job->progress)
            job->progress(job->user, i + 1, total);
    }
    if (result == OURO_OK)
        svg_sheet_end(&sheet, out);
    frame_free(&f);
    return result;
}

static ouro_result page_make(stage *g, const svg_page_job *job, const frame_ruler *ruler,
                             buffer *out, ouro_error *err)
{
    if (job->first_step < job->last_step)
        return sheet_write(g, job, ruler, out, err);
    frame f = {0};
    ouro_result result = step_draw(g, job, job->first_step, &f, err);
    if (result == OURO_OK)
        svg_write(&(svg_picture){.drawn = &f, .title = stage_title(g), .prefix = ""}, ruler, out);
    frame_free(&f);
    return result;
}

/* Said before the work is done, not after. */
static ouro_result path_check(const svg_page_job *job, ouro_error *err)
{
    struct stat about;
    if (stat(job->path, &about) != 0 || (!S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode)))
        return OURO_OK;
    if (S_ISDIR(about.st_mode))
        return error_set(err, OURO_ERR_IO, 0, 0, "%s: is a folder; --format svg fills one",
                         job->path);
    if (job->force)
        return OURO_OK;
    return error_set(err, OURO_ERR_IO, 0, 0, "%s: is there already; --force replaces it",
                     job->path);
}

ouro_result svg_page_write(stage *g, const svg_page_job *job, ouro_error *err)
{
    ouro_result result = path_check(job, err);
    if (result != OURO_OK)
        return result;
    text_cache *text = text_cache_open(job->font_dir, err);
    if (!text)
        return err->code;
    frame_ruler ruler = text_ruler(text);
    buffer out = {0};
    result = page_make(g, job, &ruler, &out, err);
    if (result == OURO_OK && out.failed)
        result = error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the export");
    if (result == OURO_OK)
        result = file_write_atomic(job->path, out.text, out.length, job->force, err);
    buffer_free(&out);
    text_cache_close(text);
    return result;
}
