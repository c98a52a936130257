#include "render/export/png_page.h"

#include "render/export/picture.h"

static ouro_result step_encode(const export_job *job, text_cache *text, buffer *out, ouro_error *err)
{
    scene_look look = export_look(job);
    frame f = {0};
    ouro_result result
        = stage_draw(job->shown, stage_at_step(job->shown, job->last_step), &look, &f, err);
    export_ground(job, &f);
    if (result == OURO_OK)
        result = picture_png(&f, text, out, err);
    frame_free(&f);
    return result;
}

ouro_result png_page_write(const export_job *job, ouro_error *err)
{
    return export_file_make(job, step_encode, err);
}
