#include "sim/cli/commands.h"

#include "sim/base/utf8.h"
#include "sim/cli/failure.h"
#include "sim/cli/progress.h"
#include "sim/cli/run_options.h"
#include "sim/cli/stop.h"
#include "sim/cli/terminal.h"
#include "sim/report/event_text.h"
#include "sim/report/expect.h"
#include "sim/report/trace_json.h"
#include "sim/report/trace_text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRACE_OWN_ROWS = 4, TRACE_ROWS = TRACE_OWN_ROWS + RUN_OPTIONS_ROWS };
enum { TRACE_EVENTS_BYTES = 64 * 1024 };

static const command_face FACE = {
    .name = "trace",
    .synopsis = "trace FILE [OPTIONS]",
    .about = "What happens, step by step: code, narration, output, who is born, who dies and why,\n"
             "collections, names, objects with their counts and holders.",
    .files_min = 1,
    .files_max = 1,
};

/* One trace on its way to standard output. */
typedef struct tracer {
    session *s;
    const scenario *script;
    bool json, events, all;
    buffer out;
    /* The last step's view is kept for comparison: its memory and the next one's take turns. */
    arena memory[2];
    view views[2];
    bool has_previous, has_before; /* it is there; it was told */
    int write_error; /* errno, if standard output failed */
    /* Where in the script the next step's code is looked for: steps go forwards. */
    const char *code_at;
    uint32_t code_line;
    ouro_error *err;
} tracer;

/* -- A step's texts ------------------------------------------------------------------------- */

/* The end of the line at `at`: where its "\n", "\r\n" or "\r" begins. */
static const char *line_end(const char *at, const char *end)
{
    while (at < end && *at != '\n' && *at != '\r')
        at++;
    return at;
}

static const char *after_line_end(const char *at, const char *end)
{
    if (end - at >= 2 && at[0] == '\r' && at[1] == '\n')
        return at + 2;
    return at < end ? at + 1 : end;
}

/* Lines first..last of the script, joined by newlines; NULL: out of memory. */
static const char *take_code(tracer *t, arena *memory, uint32_t first, uint32_t last)
{
    const char *end = t->script->script + t->script->script_length;
    buffer lines = {0};
    for (; first > 0 && t->code_line <= last && t->code_at < end; t->code_line++) {
        const char *stop = line_end(t->code_at, end);
        if (t->code_line > first)
            buffer_add_char(&lines, '\n');
        if (t->code_line >= first)
            buffer_add(&lines, t->code_at, (size_t)(stop - t->code_at));
        t->code_at = after_line_end(stop, end);
    }
    const char *text = lines.failed ? NULL : arena_text(memory, buffer_text(&lines), lines.length);
    buffer_free(&lines);
    return text;
}

static const char *say_of(const tracer *t, uint32_t step)
{
    const char *say = NULL;
    if (step == 0)
        say = t->script->setup_say;
    else if (step <= t->script->step_count)
        say = t->script->steps[step - 1].say;
    return say ? say : "";
}

/* -- Steps ---------------------------------------------------------------------------------- */

static ouro_result write_out(tracer *t)
{
    if (t->out.failed)
        return error_set(t->err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    bool written = terminal_write(stdout, buffer_text(&t->out), t->out.length);
    buffer_clear(&t->out);
    if (written)
        return OURO_OK;
    t->write_error = errno;
    return error_set(t->err, OURO_ERR_IO, 0, 0, "standard output");
}

/* The state after `step`, in the place that is its turn. */
static ouro_result take_state(tracer *t, uint32_t step)
{
    arena *memory = &t->memory[step % 2];
    arena_free(memory);
    ouro_result r = session_seek(t->s, session_step_at(t->s, step)->last_event, t->err);
    if (r == OURO_OK)
        r = session_view(t->s, &(view_options){.all = t->all}, memory, &t->views[step % 2], t->err);
    return r;
}

static ouro_result trace_step(tracer *t, uint32_t step)
{
    uint32_t steps = session_step_count(t->s);
    const session_step *about = session_step_at(t->s, step);
    arena *memory = &t->memory[step % 2];
    const view *state = &t->views[step % 2], *previous = &t->views[(step + 1) % 2];
    ouro_result r = take_state(t, step);
    if (r != OURO_OK)
        return r;
    const char *text = take_code(t, memory, about->first_line, about->last_line);
    if (!text)
        return error_set(t->err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    const trace_record record = {
        .step = step,
        .steps = steps,
        .title = step > 0 && step <= steps ? t->script->steps[step - 1].title : NULL,
        .code = text,
        .say = say_of(t, step),
        .about = about,
        .state = state,
        .previous = t->has_previous ? previous : NULL,
        .before = t->has_before ? previous : NULL,
        .all = t->all,
    };
    if (t->json)
        trace_json_step(&t->out, &record);
    else
        trace_text_step(&t->out, &record);
    t->has_previous = t->has_before = true;
    return write_out(t);
}

static void take_event_line(void *user, const char *text, size_t length)
{
    tracer *t = user;
    /* A step may hold millions of changes: what is written need not be kept. After a failed write
     * the rest is dropped; trace_events() tells. */
    if (t->out.length > TRACE_EVENTS_BYTES && t->write_error == 0)
        (void)write_out(t);
    if (t->write_error == 0)
        buffer_add(&t->out, text, length);
}

static ouro_result trace_events(tracer *t, uint32_t step)
{
    ouro_result r = event_text_step(t->s, step, t->all, take_event_line, t, t->err);
    if (r == OURO_OK && t->write_error == 0)
        r = write_out(t);
    return t->write_error ? OURO_ERR_IO : r;
}

static ouro_result trace_one(tracer *t, uint32_t step)
{
    if (*stop_flag())
        return error_set(t->err, OURO_ERR_INTERRUPTED, 0, 0, "interrupted");
    return t->events ? trace_events(t, step) : trace_step(t, step);
}

static ouro_result trace_steps(tracer *t, const char *file, uint32_t first, uint32_t last)
{
    if (t->json || t->events)
        trace_json_header(&t->out, file, t->script->title, session_python(t->s));
    else
        trace_text_header(&t->out, file, t->script->title, session_python(t->s));
    ouro_result r = write_out(t);
    if (r == OURO_OK && first > 0 && !t->json && !t->events) {
        r = take_state(t, first - 1); /* sentences compare */
        t->has_previous = true;
    }
    progress bar;
    progress_start(&bar, "trace", last - first + 1);
    /* On a terminal the text itself is the progress. */
    bar.terminal = bar.terminal && !terminal_is(stdout);
    for (uint32_t step = first; step <= last && r == OURO_OK; step++) {
        progress_set(&bar, step - first);
        r = trace_one(t, step);
    }
    progress_end(&bar);
    return r;
}

/* -- The command ---------------------------------------------------------------------------- */

/* --step N: 0 to the last step, or "exit". Without it everything. */
static ouro_result choose_steps(const char *text, uint32_t steps, uint32_t *first, uint32_t *last,
                                ouro_error *err)
{
    *first = 0;
    *last = steps + 1;
    if (!text)
        return OURO_OK;
    if (strcmp(text, "exit") == 0) {
        *first = *last;
        return OURO_OK;
    }
    char *end = NULL;
    errno = 0;
    unsigned long step = strtoul(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0 || step > steps)
        return error_set(err, OURO_ERR_USAGE, 0, 0,
                         "option '--step' needs a step from 0 to %u, or 'exit', not '%.*s'", steps,
                         utf8_head(text, 80), text);
    *first = *last = (uint32_t)step;
    return OURO_OK;
}

static int trace_session(session *s, const char *path, const source_text *source, tracer *t,
                         const char *step)
{
    ouro_error err = {0}, failure = {0};
    uint32_t first, last;
    t->s = s;
    t->script = session_scenario(s);
    t->code_at = t->script->script;
    t->code_line = 1;
    t->err = &err;
    int status;
    if (choose_steps(step, session_step_count(s), &first, &last, &err) != OURO_OK)
        status = failure_of_usage(FACE.name, &err);
    else if (trace_steps(t, path, first, last) != OURO_OK)
        status = t->write_error ? failure_of_output(t->write_error)
                                : failure_of_file(path, source, &err);
    else if (!expect_run_ended_well(s, &failure))
        status = failure_of_file(path, source, &failure);
    else
        status = 0;
    buffer_free(&t->out);
    arena_free(&t->memory[0]);
    arena_free(&t->memory[1]);
    return status;
}

int trace_command(int argc, char **argv)
{
    run_options o;
    tracer t = {0};
    const char *step = NULL;
    option rows[TRACE_ROWS] = {
        {"--json", NULL, "JSON Lines for programs", OPTION_FLAG, &t.json},
        {"--events", NULL, "every single change, as JSON Lines", OPTION_FLAG, &t.events},
        {"--step", "N", "only step N (0 to the last, or exit)", OPTION_TEXT, &step},
        {"--all", NULL, "the interpreter's own objects and names too", OPTION_FLAG, &t.all},
    };
    int left = 0;
    int status = run_options_parse(&FACE, rows, TRACE_OWN_ROWS, &o, argc, argv, &left);
    if (status >= 0)
        return status;
    source_text source = {0};
    ouro_error err = {0};
    session *s = NULL;
    if (session_open(argv[1], &o.session, &source, &s, &err) != OURO_OK)
        status = failure_of_file(argv[1], &source, &err);
    else
        status = trace_session(s, argv[1], &source, &t, step);
    session_close(s);
    source_text_free(&source);
    return status;
}
