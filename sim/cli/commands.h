/* The commands that need no window. argv[0] is the command's own name; the result is the exit code:
 * 0 ok; 1 the scenario failed; 2 usage, invalid or unsupported input; 3 the environment.
 * Only these (and main) print. */
#ifndef OURO_SIM_CLI_COMMANDS_H
#define OURO_SIM_CLI_COMMANDS_H

#include "sim/base/error.h"

#include <stdbool.h>

/* The program's own output, as python would print it; python's exit status. */
int run_command(int argc, char **argv);
/* Validate, run, verify the expectations of files and folders. */
int check_command(int argc, char **argv);
/* What happened, step by step: text for readers, JSON Lines for programs. */
int trace_command(int argc, char **argv);
/* The picture that -o OUT (.png or .svg) asks for, in the words of the command line. */
typedef struct report_picture {
    const char *out, *size, *theme; /* NULL: not said */
    bool force;
} report_picture;
/* Draws what a report is over time. */
struct report_request;
typedef struct report_drawer {
    /* Before anything runs. Errors: OURO_ERR_USAGE. */
    ouro_result (*check)(const report_picture *wanted, ouro_error *err);
    /* Prints what goes wrong; the exit code. */
    int (*draw)(const struct report_request *r, const report_picture *wanted);
} report_drawer;
/* A table about one moment, or about one object. */
int report_command(int argc, char **argv, const report_drawer *drawer);
/* The lessons that come with the program, by topic. */
int list_command(int argc, char **argv);

#endif
