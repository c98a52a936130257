#include "render/export/svg_page.h"

#include "render/draw/svg.h"
#include "render/draw/text.h"
#include "sim/base/limits.h"

#include <inttypes.h>
#include <stdio.h>

static ouro_result step_draw(const export_job *job, uint32_t step, frame *f,
                             ouro_error *err)
{
    scene_look look = export_look(job);
    look.vector = true;
    ouro_result result = export_interrupted(job, err);
    if (result == OURO_OK)
        result = stage_draw(job->shown, stage_at_step(job->shown, step), &look, f, err);
    export_ground(job, f);
    return result;
}

static ouro_result sheet_write(const export_job *job, const frame_ruler *ruler,
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
        result = step_draw(job, step, &f, err);
        if (result != OURO_OK)
            break;
        if (i == 0)
            sheet = svg_sheet_start(&f, total, out);
        svg_sheet_add(&sheet, &(svg_picture){.drawn = &f, .title = NULL, .prefix = prefix}, ruler,
                      out);
        if (out->length > LIMIT_EXPORT_BYTES)
            result = error_set(err, OURO_ERR_LIMIT, 0, 0,
                               "the contact sheet is larger than %llu bytes", LIMIT_EXPORT_BYTES);
        export_progress(job, i + 1, total);
    }
    if (result == OURO_OK)
        svg_sheet_end(&sheet, out);
    frame_free(&f);
    return result;
}

static ouro_result page_make(const export_job *job, text_cache *text, buffer *out, ouro_error *err)
{
    frame_ruler ruler = text_ruler(text);
    if (job->first_step < job->last_step)
        return sheet_write(job, &ruler, out, err);
    frame f = {0};
    ouro_result result = step_draw(job, job->first_step, &f, err);
    if (result == OURO_OK)
        svg_write(&(svg_picture){.drawn = &f, .title = stage_title(job->shown), .prefix = ""}, &ruler, out);
    frame_free(&f);
    return result;
}

ouro_result svg_page_write(const export_job *job, ouro_error *err)
{
    return export_file_make(job, page_make, err);
}
