#define _XOPEN_SOURCE 700 /* getcwd */
#include "sim/cli/commands.h"

#include "sim/base/buffer.h"
#include "sim/cli/failure.h"
#include "sim/cli/run_options.h"
#include "sim/cli/stop.h"
#include "sim/cli/terminal.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

enum { RUN_BUFFER_BYTES = 64 * 1024 };

static const command_face FACE = {
    .name = "run",
    .synopsis = "run FILE [OPTIONS]",
    .about = "Print what the program prints, byte for byte what python would print. The exit\n"
             "status is python's own.",
    .files_min = 1,
    .files_max = 1,
};

/* Standard output waits until standard error is written, so that the two read in order. `user` is
 * the errno of the first write to standard output that failed: the program runs on, as it would if
 * nobody listened, but its exit code will tell. */
static void pass_on(void *user, bool is_stderr, const char *text, size_t length)
{
    int *failed = user;
    errno = 0;
    bool written = !is_stderr || fflush(stdout) == 0;
    if (is_stderr)
        (void)terminal_write(stderr, text, length);
    else
        written = terminal_write(stdout, text, length);
    if (!written && *failed == 0)
        *failed = errno;
}

/* A path as tracebacks of CPython show it: from the root on, whatever the script is called by (Python/fileutils.c,
 * _Py_abspath()). Without a working directory it stays as it is. */
static void path_from_root(buffer *out, const char *path)
{
    char here[PATH_MAX];
    if (path[0] != '/' && getcwd(here, sizeof here))
        buffer_printf(out, "%s/", here);
    buffer_add_text(out, path);
}

int run_command(int argc, char **argv)
{
    run_options o;
    option rows[RUN_OPTIONS_ROWS];
    int left = 0;
    int status = run_options_parse(&FACE, rows, 0, &o, argc, argv, &left);
    if (status >= 0)
        return status;
    o.session.discard = true;
    o.session.output = pass_on;
    int write_error = 0;
    o.session.user = &write_error;
    (void)setvbuf(stdout, NULL, terminal_is(stdout) ? _IOLBF : _IOFBF, RUN_BUFFER_BYTES);

    buffer shown_path = {0};
    path_from_root(&shown_path, argv[1]);
    o.session.traceback_file = buffer_text(&shown_path);
    source_text source = {0};
    ouro_error err = {0};
    session *s = NULL;
    bool interrupted = false;
    if (session_open(argv[1], &o.session, &source, &s, &err) != OURO_OK) {
        status = failure_of_file(argv[1], &source, &err);
    } else {
        status = session_outcome_of(s).exit_status;
        interrupted = session_outcome_of(s).raised && status == 128 + SIGINT;
    }
    session_close(s);
    source_text_free(&source);
    buffer_free(&shown_path);
    if (interrupted && !write_error && fflush(stdout) == 0)
        stop_like_interrupted();
    return write_error ? failure_of_output(write_error) : status;
}
