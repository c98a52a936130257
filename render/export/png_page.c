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
    ouro_result result = export_file_check(job, err);
    if (result != OURO_OK)
        return result;
    text_cache *text = text_cache_open(job->font_dir, err);
    if (!text)
        return err->code;
    buffer out = {0};
    result = step_encode(job, text, &out, err);
    if (result == OURO_OK)
        result = export_file_write(job, &out, err);
    buffer_free(&out);
    text_cache_close(text);
    return result;
}
