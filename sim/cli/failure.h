/* How a command tells that it cannot: the message on standard error, and the exit code.
 * What was printed on standard output before goes out first, so that the two read in order. */
#ifndef OURO_SIM_CLI_FAILURE_H
#define OURO_SIM_CLI_FAILURE_H

#include "sim/base/error.h"
#include "sim/base/source_text.h"

/* A command line that is wrong: "ouro run: error: text", and where help is. */
int failure_of_usage(const char *command, const ouro_error *err);
/* "FILE:LINE:COL: error: text", the line and a caret; `source` may hold nothing. */
int failure_of_file(const char *path, const source_text *source, const ouro_error *err);
/* Standard output that does not arrive (`error_number`: errno's). What is left of it is dropped, so
 * that it is told once. */
int failure_of_output(int error_number);

#endif
