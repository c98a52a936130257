#include "sim/cli/commands.h"

#include "sim/base/buffer.h"
#include "sim/base/utf8.h"
#include "sim/cli/failure.h"
#include "sim/cli/file_list.h"
#include "sim/cli/progress.h"
#include "sim/cli/run_options.h"
#include "sim/cli/stop.h"
#include "sim/cli/terminal.h"
#include "sim/log/history.h"
#include "sim/report/expect.h"

#include <inttypes.h>
#include <stdio.h>

static const command_face FACE = {
    .name = "check",
    .synopsis = "check FILE|DIR... [OPTIONS]",
    .about = "Validate each scenario, run it, and verify the expectations of its steps. A folder\n"
             "stands for all .json and .py files below it.",
    .files_min = 1,
    .files_max = INT32_MAX,
};

typedef struct check_options {
    run_options run;
    bool stats;
} check_options;

typedef struct checked_file {
    bool stats; /* say what the log of the run weighs */
    const char *path;
    const source_text *source;
    progress *bar; /* is wiped before something is printed */
} checked_file;

static void tell_failure(void *user, const ouro_error *failure)
{
    const checked_file *file = user;
    progress_end(file->bar);
    (void)failure_of_file(file->path, file->source, failure);
}

static void print_ok(const char *path, uint32_t steps, uint32_t expectations)
{
    buffer line = {0};
    buffer_printf(&line, "ok %s (%" PRIu32 " %s, %" PRIu32 " %s)\n", path, steps,
                  steps == 1 ? "step" : "steps", expectations,
                  expectations == 1 ? "expectation" : "expectations");
    (void)terminal_write(stdout, buffer_text(&line), line.length);
    buffer_free(&line);
}

/* "     8000012 events, 5.2 bytes of log each, 0.3 bytes of keyframes" */
static void print_stats(session *s)
{
    uint64_t log_bytes, keyframe_bytes, events = session_event_count(s);
    recorder_bytes(session_recorder(s), &log_bytes, &keyframe_bytes);
    double each = events ? (double)events : 1;
    printf("     %" PRIu64 " events, %.1f bytes of log and %.1f bytes of keyframes each\n", events,
           (double)log_bytes / each, (double)keyframe_bytes / each);
}

static int check_session(session *s, checked_file *file)
{
    ouro_error err = {0};
    expect_summary summary = {0};
    if (expect_verify(s, stop_flag(), tell_failure, file, &summary, &err) != OURO_OK) {
        progress_end(file->bar);
        return failure_of_file(file->path, file->source, &err);
    }
    if (summary.failures > 0)
        return error_exit_code(OURO_ERR_FAILED);
    progress_end(file->bar);
    print_ok(file->path, session_step_count(s), summary.expectations);
    if (file->stats)
        print_stats(s);
    return 0;
}

static int check_file(const char *path, const check_options *o, progress *bar)
{
    source_text source = {0};
    ouro_error err = {0};
    session *s = NULL;
    int status;
    session_options how = o->run.session;
    how.unstudied = true;
    if (session_open(path, &how, &source, &s, &err) != OURO_OK) {
        progress_end(bar);
        status = failure_of_file(path, &source, &err);
    } else {
        status = check_session(
            s, &(checked_file){.stats = o->stats, .path = path, .source = &source, .bar = bar});
    }
    session_close(s);
    source_text_free(&source);
    return status;
}

static int check_all(const file_list *files, const check_options *o)
{
    int worst = 0;
    progress bar;
    progress_start(&bar, "check", files->count);
    for (size_t i = 0; i < files->count && !*stop_flag(); i++) {
        progress_set(&bar, i);
        int status = check_file(files->paths[i], o, &bar);
        worst = status > worst ? status : worst; /* 3 before 2 before 1 */
    }
    progress_end(&bar);
    return worst;
}

/* Every argument's files; a folder without scenarios is a mistake worth telling. */
static ouro_result collect(file_list *files, int left, char **argv, ouro_error *err)
{
    for (int i = 1; i <= left; i++) {
        size_t before = files->count;
        ouro_result r = file_list_add(files, argv[i], err);
        if (r != OURO_OK)
            return r;
        if (files->count == before)
            return error_set(err, OURO_ERR_USAGE, 0, 0, "no .json or .py file below '%.*s'",
                             utf8_head(argv[i], 200), argv[i]);
    }
    return OURO_OK;
}

int check_command(int argc, char **argv)
{
    enum { OWN_ROWS = 2 };
    check_options o = {0};
    option rows[OWN_ROWS + RUN_OPTIONS_ROWS] = {
        {"--stats", NULL, "tell the number of events and what the log weighs", OPTION_FLAG, &o.stats},
        {"--invariants", NULL, "look at the whole memory after every event: slow", OPTION_FLAG,
         &o.run.session.check_invariants},
    };
    int left = 0;
    int status = run_options_parse(&FACE, rows, OWN_ROWS, &o.run, argc, argv, &left);
    if (status >= 0)
        return status;
    file_list files = {0};
    ouro_error err = {0};
    if (collect(&files, left, argv, &err) == OURO_OK)
        status = check_all(&files, &o);
    else
        status = failure_of_usage(FACE.name, &err);
    file_list_free(&files);
    return status;
}
