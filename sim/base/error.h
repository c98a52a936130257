/* Errors of bad input and of the environment.
 *
 * Three kinds of trouble are never mixed: our own bug is an assert; bad input or a failing
 * environment is an `ouro_result` with an `ouro_error`; a simulated Python exception is an event of
 * the world. This header is the second kind. The first error wins: a filled `ouro_error` is never
 * overwritten, so that the cause is reported and not its consequence.
 *
 * Reads nothing, writes only the ouro_error passed in, knows nothing of files or terminals. */
#ifndef OURO_SIM_BASE_ERROR_H
#define OURO_SIM_BASE_ERROR_H

#include <stdarg.h>
#include <stdint.h>

typedef enum ouro_result {
    OURO_OK = 0,
    OURO_ERR_SYNTAX,      /* the file is no valid scenario, or no valid Python */
    OURO_ERR_UNSUPPORTED, /* valid, but outside the subset: refused by name */
    OURO_ERR_LIMIT_INPUT, /* the input is larger than a limit of limits.h */
    OURO_ERR_USAGE,       /* the command line is wrong */
    OURO_ERR_LIMIT,       /* the run reached a limit (events, instructions, objects) */
    OURO_ERR_FAILED,      /* the scenario failed: an exception, an expectation */
    OURO_ERR_IO,          /* the file system said no */
    OURO_ERR_NOMEM,       /* the host has no memory left */
    OURO_ERR_DISPLAY,     /* no display, no font */
    OURO_ERR_INTERRUPTED  /* the stop flag was set (SIGINT, window closed) */
} ouro_result;

#define OURO_MUST_CHECK __attribute__((warn_unused_result))
#define OURO_PRINTF(format_at, args_at) __attribute__((format(printf, format_at, args_at)))

enum { OURO_ERROR_TEXT_BYTES = 512 };

/* Where and what. `line` and `column` count from 1; columns count code points; 0 means "no position".
 * `text` holds no file name, no position and no newline: whoever prints adds them. */
typedef struct ouro_error {
    ouro_result code;
    uint32_t line, column;
    char text[OURO_ERROR_TEXT_BYTES];
} ouro_error;

/* Fill `err` unless it is filled already; returns `code`, so that `return error_set(...)` reads well.
 * A text that does not fit is cut at a code point. `err` may be NULL. */
ouro_result error_set(ouro_error *err, ouro_result code, uint32_t line, uint32_t column,
                      const char *format, ...) OURO_PRINTF(5, 6);
ouro_result error_vset(ouro_error *err, ouro_result code, uint32_t line, uint32_t column,
                       const char *format, va_list args) OURO_PRINTF(5, 0);

/* The exit code of a result: 0 ok, 1 the scenario failed, 2 input or usage, 3 the environment. */
int error_exit_code(ouro_result code);

#endif
