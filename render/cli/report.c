#include "render/cli/report.h"

#include "render/cli/looks.h"
#include "render/cli/opening.h"
#include "render/export/job.h"
#include "render/export/picture.h"
#include "render/scene/timeline.h"
#include "sim/cli/commands.h"
#include "sim/memory_profile.h"
#include "sim/report/report.h"

#include <string.h>

/* How large it is, in which colours. */
static ouro_result picture_look(const report_picture *wanted, export_job *job, ouro_error *err)
{
    theme_name colours;
    ouro_result result = looks_theme(wanted->theme, &colours, err);
    if (result == OURO_OK)
        result = looks_size(wanted->size, 0, &job->width_px, &job->height_px, err);
    if (result == OURO_OK)
        job->colours = theme_of(colours);
    return result;
}

static ouro_result picture_check(const report_picture *wanted, ouro_error *err)
{
    export_job job = {.out = wanted->out};
    return picture_look(wanted, &job, err);
}

static ouro_result picture_write(const opening *o, const timeline *t, const export_job *job, ouro_error *err)
{
    frame f = {0};
    buffer out = {0};
    bool vector = strcmp(job->out + strlen(job->out) - strlen(".svg"), ".svg") == 0;
    timeline_draw(t, job->width_px, job->height_px, job->colours, &o->ruler, &f);
    ouro_result result = f.failed ? export_no_memory(err)
                         : vector ? picture_svg(&f, t->title, o->text, &out, err)
                                  : picture_png(&f, o->text, &out, err);
    if (result == OURO_OK)
        result = export_file_write(job, &out, err);
    buffer_free(&out);
    frame_free(&f);
    return result;
}

/* `r->file` without its folder. */
static const char *title_of(const report_request *r)
{
    const char *slash = strrchr(r->file, '/');
    return slash ? slash + 1 : r->file;
}

static int timeline_write(const report_request *r, const report_picture *wanted)
{
    opening o = {.file = r->file};
    ouro_error err = {0};
    arena memory = {0};
    memory_profile found;
    memory_profile_request request = {.from = r->from, .step = r->step};
    export_job job = {.out = wanted->out, .force = wanted->force};
    ouro_result result = picture_look(wanted, &job, &err);
    if (result == OURO_OK)
        result = export_file_check(&job, &err);
    if (result == OURO_OK)
        result = opening_fonts(&o, &err);
    if (result == OURO_OK)
        result = memory_profile_build(r->s, &request, &memory, &found, &err);
    if (result == OURO_OK)
        result = picture_write(&o, &(timeline){.profile = &found, .title = title_of(r), .first_step = r->from + 1},
                               &job, &err);
    int exit_code = result == OURO_OK ? 0 : opening_report(&o, &err);
    opening_end(&o);
    arena_free(&memory);
    return exit_code;
}

int report_drawing_command(int argc, char **argv)
{
    static const report_drawer DRAWER = {.check = picture_check, .draw = timeline_write};
    return report_command(argc, argv, &DRAWER);
}
