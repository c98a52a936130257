#include "sim/cli/commands.h"

#include "sim/cli/failure.h"
#include "sim/cli/run_options.h"
#include "sim/cli/terminal.h"
#include "sim/report/expect.h"
#include "sim/report/heap.h"
#include "sim/scenario/suggest.h"
#include "sim/session_events.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPORT_OWN_ROWS = 2, REPORT_ROWS = REPORT_OWN_ROWS + RUN_OPTIONS_ROWS };

static const command_face FACE = {
    .name = "report",
    .synopsis = "report KIND FILE [OPTIONS]",
    .about = "A table about one moment of the run. KIND is\n"
             "  heap   what each size of memory block holds: pools, blocks in use, kept for objects\n"
             "         to come (of those in use), free, never touched (of the free ones)",
    .files_min = 2,
    .files_max = 2,
};

/* One sort of report: a table for readers, rows for programs. */
typedef struct report_kind {
    const char *name;
    void (*text)(buffer *b, const world *w, const char *file, const char *when);
    void (*json)(buffer *b, const world *w);
} report_kind;

static const report_kind KINDS[] = {
    {"heap", heap_text, heap_json},
};
enum { KIND_COUNT_ALL = sizeof KINDS / sizeof *KINDS };

static const report_kind *find_kind(const char *name, ouro_error *err)
{
    const char *known[KIND_COUNT_ALL];
    for (size_t i = 0; i < KIND_COUNT_ALL; i++) {
        known[i] = KINDS[i].name;
        if (strcmp(KINDS[i].name, name) == 0)
            return &KINDS[i];
    }
    const char *near = suggest_nearest(name, known, KIND_COUNT_ALL);
    if (near)
        (void)error_set(err, OURO_ERR_USAGE, 0, 0, "no report is called '%.80s', did you mean '%s'?",
                        name, near);
    else
        (void)error_set(err, OURO_ERR_USAGE, 0, 0, "no report is called '%.80s'", name);
    return NULL;
}

/* --at N: 0 to the last step; without it the last one. */
static ouro_result choose_step(const char *text, uint32_t steps, uint32_t *step, ouro_error *err)
{
    *step = steps;
    if (!text)
        return OURO_OK;
    char *end = NULL;
    errno = 0;
    unsigned long n = strtoul(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0 || n > steps)
        return error_set(err, OURO_ERR_USAGE, 0, 0,
                         "option '--at' needs a step from 0 to %u, not '%.80s'", steps, text);
    *step = (uint32_t)n;
    return OURO_OK;
}

static void write_report(buffer *b, const report_kind *kind, const session *s, const char *file,
                         uint32_t step, bool json)
{
    char when[48];
    (void)snprintf(when, sizeof when, "step %u of %u", step, session_step_count(s));
    if (!json) {
        kind->text(b, session_world(s), file, when);
        return;
    }
    buffer_printf(b, "{\"report\": \"%s\", \"file\": ", kind->name);
    buffer_add_json(b, file, strlen(file));
    buffer_printf(b, ", \"step\": %u, \"rows\": ", step);
    kind->json(b, session_world(s));
    buffer_add_text(b, "}\n");
}

static int report_session(session *s, const char *path, const source_text *source,
                          const report_kind *kind, const char *at, bool json)
{
    ouro_error err = {0};
    uint32_t step;
    if (choose_step(at, session_step_count(s), &step, &err) != OURO_OK)
        return failure_of_usage(FACE.name, &err);
    if (session_seek(s, session_step_at(s, step)->last_event, &err) != OURO_OK)
        return failure_of_file(path, source, &err);
    buffer out = {0};
    write_report(&out, kind, s, path, step, json);
    int status = 0;
    if (out.failed) {
        (void)error_set(&err, OURO_ERR_NOMEM, 0, 0, "out of memory");
        status = failure_of_file(path, source, &err);
    } else if (!terminal_write(stdout, buffer_text(&out), out.length)) {
        status = failure_of_output(errno);
    } else if (!expect_run_ended_well(s, &err)) {
        status = failure_of_file(path, source, &err);
    }
    buffer_free(&out);
    return status;
}

int report_command(int argc, char **argv)
{
    run_options o;
    bool json = false;
    const char *at = NULL;
    option rows[REPORT_ROWS] = {
        {"--at", "N", "after step N (0 to the last, which is the default)", OPTION_TEXT, &at},
        {"--json", NULL, "JSON for programs", OPTION_FLAG, &json},
    };
    int left = 0;
    run_options_fill(&o, rows + REPORT_OWN_ROWS);
    int status = run_options_parse(&FACE, rows, REPORT_ROWS, &o, argc, argv, &left);
    if (status >= 0)
        return status;
    ouro_error err = {0};
    const report_kind *kind = find_kind(argv[1], &err);
    if (!kind)
        return failure_of_usage(FACE.name, &err);
    source_text source = {0};
    session *s = NULL;
    if (session_open(argv[2], &o.session, &source, &s, &err) != OURO_OK)
        status = failure_of_file(argv[2], &source, &err);
    else
        status = report_session(s, argv[2], &source, kind, at, json);
    session_close(s);
    source_text_free(&source);
    return status;
}
