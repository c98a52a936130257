#include "render/cli/export_data.h"

#include "render/export/job.h"
#include "sim/cli/stop.h"
#include "sim/report/heap_snapshot.h"
#include "sim/report/pytutor.h"

#include <string.h>

typedef struct data_format {
    const char *name;
    ouro_result (*write)(buffer *b, session *s, uint32_t first_step, uint32_t last_step,
                         const volatile sig_atomic_t *stop, ouro_error *err);
} data_format;

static const data_format FORMATS[] = {{"pytutor", pytutor_write}, {"heapsnapshot", heap_snapshot_write}};

static const data_format *format_named(const char *name)
{
    size_t i = 0;
    while (strcmp(FORMATS[i].name, name) != 0) /* the caller knows that there is one */
        i++;
    return &FORMATS[i];
}

static ouro_result data_write(const export_data *data, const opening *o, const export_job *job, ouro_error *err)
{
    uint32_t first, last;
    buffer out = {0};
    ouro_result result = data->choose(data->user, session_step_count(o->run), &first, &last, err);
    if (result == OURO_OK)
        result = format_named(data->format)->write(&out, o->run, first, last, job->stop, err);
    if (result == OURO_OK)
        result = export_file_write(job, &out, err);
    buffer_free(&out);
    return result;
}

int export_data_write(const export_data *data)
{
    ouro_error err = {0};
    opening o = {.file = data->file};
    export_job job = {.out = data->out, .force = data->force, .stop = stop_flag()};
    ouro_result result = export_file_check(&job, &err);
    if (result == OURO_OK)
        result = opening_run(&o, data->file, data->open, &err);
    if (result == OURO_OK)
        result = data_write(data, &o, &job, &err);
    int exit_code = result == OURO_OK ? opening_outcome(&o) : opening_report(&o, &err);
    opening_end(&o);
    return exit_code;
}
