#include "sim/cli/failure.h"

#include "sim/base/report_error.h"

#include <stdio.h>
#include <string.h>

int failure_of_usage(const char *command, const ouro_error *err)
{
    (void)fflush(stdout);
    fprintf(stderr, "ouro %s: ", command);
    int code = failure_of_file(NULL, &(source_text){0}, err);
    if (code == 2)
        fprintf(stderr, "Try 'ouro %s --help'.\n", command);
    return code;
}

int failure_of_file(const char *path, const source_text *source, const ouro_error *err)
{
    buffer message = {0};
    error_format(err, path, source->text, source->length, &message);
    (void)fflush(stdout);
    /* Without memory for the whole message the text alone still says what is wrong. */
    fputs(message.failed ? err->text : buffer_text(&message), stderr);
    buffer_free(&message);
    return error_exit_code(err->code);
}

int failure_of_output(int error_number)
{
    fprintf(stderr, "ouro: error: standard output: %s\n", strerror(error_number));
    if (!freopen("/dev/null", "w", stdout))
        fputs("ouro: error: /dev/null cannot be opened\n", stderr);
    return error_exit_code(OURO_ERR_IO);
}
