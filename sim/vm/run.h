/* Running a program from the empty world to the interpreter's end, every change recorded. */
#ifndef OURO_SIM_VM_RUN_H
#define OURO_SIM_VM_RUN_H

#include "sim/base/error.h"
#include "sim/lang/code.h"
#include "sim/log/history.h"

#include <signal.h>

/* Lines of the script that a step covers; 0, 0: none. Ascending; EV_STEP k+1 is emitted when the
 * module comes to the first statement of step k (or of a later one: steps without code in between
 * begin and end there too). EV_STEP 0 comes before the prefix. */
typedef struct run_step {
    uint32_t first_line, last_line;
} run_step;

typedef struct run_options {
    const run_step *steps;
    uint32_t step_count;
    uint64_t max_events, max_instructions;
    const volatile sig_atomic_t *stop;
    const char *file;           /* sys.argv[0], __file__ */
    const char *traceback_file; /* the name in tracebacks; NULL: the same */
    const char *script;    /* for tracebacks' source lines; may be NULL */
    void (*output)(void *user, bool is_stderr, const char *text, size_t length);
    void *user;
} run_options;

typedef struct run_outcome {
    bool raised, exited;
    int exit_status;
    uint32_t line;
    char *exception; /* malloc: the caller frees both; NULL if none */
    char *traceback;
} run_outcome;

/* Run `p`; `r` is open and empty. EV_STEP step_count + 1 begins the shutdown.
 * Errors  OURO_ERR_LIMIT, OURO_ERR_UNSUPPORTED (refused when reached), OURO_ERR_INTERRUPTED,
 *         OURO_ERR_NOMEM; line and column are the script's. A Python exception is no error. */
ouro_result vm_run(const program *p, recorder *r, const run_options *options, run_outcome *outcome,
                   ouro_error *err) OURO_MUST_CHECK;

#endif
