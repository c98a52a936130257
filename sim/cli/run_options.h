/* The options that every command which runs a scenario has, and the way from a command line to a
 * finished run. */
#ifndef OURO_SIM_CLI_RUN_OPTIONS_H
#define OURO_SIM_CLI_RUN_OPTIONS_H

#include "sim/cli/options.h"
#include "sim/session.h"

typedef struct run_options {
    session_options session; /* python, lang, limits and the stop flag; the rest is the command's */
    bool help, version;
} run_options;

enum { RUN_OPTIONS_ROWS = 6 };

/* What a command looks like from outside. */
typedef struct command_face {
    const char *name, *synopsis, *about;
    int files_min, files_max; /* arguments that are no options; INT32_MAX: any number */
} command_face;

/* Parse the command line; answers --help and --version.
 *   rows  `own` ones of the command, then room for RUN_OPTIONS_ROWS, which are filled here
 *   o     set to the defaults first
 * Returns -1: go on, argv[1..*left] are the arguments; else the exit code to end with. */
int run_options_parse(const command_face *face, option *rows, size_t own, run_options *o, int argc, char **argv,
                      int *left);

#endif
