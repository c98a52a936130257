#include "sim/cli/run_options.h"

#include "sim/base/utf8.h"
#include "sim/cli/failure.h"
#include "sim/cli/stop.h"

#include <stdio.h>

/* Writes RUN_OPTIONS_ROWS rows, whose targets are in `o`. */
static void rows_fill(run_options *o, option *rows)
{
    *o = (run_options){.session = {.stop = stop_flag()}};
    const option table[RUN_OPTIONS_ROWS] = {
        {"--python", "V", "behave like CPython V (default: the scenario's); 3.13 is modelled so far",
         OPTION_TEXT, &o->session.python},
        {"--lang", "L", "language of titles and narrations (default: en)", OPTION_TEXT,
         &o->session.lang},
        {"--max-events", "N", "stop after N changes (default: 10,000,000)", OPTION_NUMBER,
         &o->session.max_events},
        {"--max-instructions", "N", "stop after N instructions (default: 2,000,000,000)",
         OPTION_NUMBER, &o->session.max_instructions},
        {"--help", NULL, "this text", OPTION_FLAG, &o->help},
        {"--version", NULL, "the program's version", OPTION_FLAG, &o->version},
    };
    for (size_t i = 0; i < RUN_OPTIONS_ROWS; i++)
        rows[i] = table[i];
}

/* Too few or too many arguments. */
static ouro_result check_count(const command_face *face, int left, char **argv, ouro_error *err)
{
    if (left < face->files_min)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "no file is given");
    if (left > face->files_max)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "one argument too many: '%.*s'",
                         utf8_head(argv[face->files_max + 1], 80), argv[face->files_max + 1]);
    return OURO_OK;
}

int run_options_parse(const command_face *face, option *rows, size_t own, run_options *o, int argc, char **argv,
                      int *left)
{
    ouro_error err = {0};
    size_t count = own + RUN_OPTIONS_ROWS;
    rows_fill(o, rows + own);
    ouro_result r = options_parse(rows, count, argc, argv, left, &err);
    if (r == OURO_OK && o->help) {
        options_print_help(face->synopsis, face->about, rows, count);
        return 0;
    }
    if (r == OURO_OK && o->version) {
        puts("ouro " OURO_VERSION);
        return 0;
    }
    if (r == OURO_OK)
        r = check_count(face, *left, argv, &err);
    return r == OURO_OK ? -1 : failure_of_usage(face->name, &err);
}
