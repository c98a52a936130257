/* The command line of one command: a table of options, and what is left over.
 *
 * A command fills a table whose rows point at its own variables; options_parse() writes them and
 * moves the arguments that are no options to the front. The same table makes the help text, so that
 * an option that is parsed is an option that is explained.
 *
 *     --name VALUE   --name=VALUE   -o VALUE   --flag        before or after FILE
 *     --             ends the options: what follows is a file, whatever it looks like
 *
 * Knows nothing of what the options mean. Prints only in options_print_help(). */
#ifndef OURO_SIM_CLI_OPTIONS_H
#define OURO_SIM_CLI_OPTIONS_H

#include "sim/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum option_kind {
    OPTION_FLAG,  /* target: bool */
    OPTION_TEXT,  /* target: const char *; borrowed from argv */
    OPTION_NUMBER /* target: uint64_t; decimal digits, '_' between them allowed; 1 and more */
} option_kind;

typedef struct option {
    const char *name;       /* "--python", "-o" */
    const char *value_name; /* "V", for the help; NULL: a flag */
    const char *help;       /* one line */
    option_kind kind;
    void *target;
} option;

/* Parse argv[1..argc-1]; argv[0] is the command's name. The arguments that are no options end up in
 * argv[1..*left], in their order. "-" alone is an argument, no option.
 * Errors: OURO_ERR_USAGE, with a "did you mean" where a name is close. */
ouro_result options_parse(const option *table, size_t count, int argc, char **argv, int *left,
                          ouro_error *err) OURO_MUST_CHECK;

/* "usage: ouro SYNOPSIS", what the command does, and the table, on standard output. */
void options_print_help(const char *synopsis, const char *about, const option *table, size_t count);

#endif
