#include "sim/cli/commands.h"

#include "sim/cli/failure.h"
#include "sim/cli/run_options.h"
#include "sim/cli/terminal.h"

#include <stdio.h>

enum { RUN_BUFFER_BYTES = 64 * 1024 };

static const command_face FACE = {
    .name = "run",
    .synopsis = "run FILE [OPTIONS]",
    .about = "Print what the program prints, byte for byte what python would print. The exit\n"
             "status is python's own.",
    .files_min = 1,
    .files_max = 1,
};

/* Standard output waits until standard error is written, so that the two read in order. */
static void pass_on(void *user, bool is_stderr, const char *text, size_t length)
{
    (void)user;
    if (is_stderr)
        (void)fflush(stdout);
    /* A failing write stays in the stream's error flag, which main() looks at. */
    (void)terminal_write(is_stderr ? stderr : stdout, text, length);
}

int run_command(int argc, char **argv)
{
    run_options o;
    option rows[RUN_OPTIONS_ROWS];
    int left = 0;
    run_options_fill(&o, rows);
    int status = run_options_parse(&FACE, rows, RUN_OPTIONS_ROWS, &o, argc, argv, &left);
    if (status >= 0)
        return status;
    o.session.discard = true;
    o.session.output = pass_on;
    (void)setvbuf(stdout, NULL, terminal_is(stdout) ? _IOLBF : _IOFBF, RUN_BUFFER_BYTES);

    source_text source = {0};
    ouro_error err = {0};
    session *s = NULL;
    if (session_open(argv[1], &o.session, &source, &s, &err) != OURO_OK) {
        status = failure_of_file(argv[1], &source, &err);
    } else {
        session_outcome outcome = session_outcome_of(s);
        status = outcome.exit_status;
    }
    session_close(s);
    source_text_free(&source);
    return status;
}
