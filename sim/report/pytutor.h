/* The run as a trace of Python Tutor (OnlinePythonTutor v5, docs/opt-trace-format.md and pg_logger.py):
 *
 *     {"code": "...", "trace": [{"line", "event", "func_name", "globals", "ordered_globals",
 *                                "stack_to_render", "heap", "stdout", "exception_msg"?}, ...]}
 *
 * An entry for each thing that a trace function is told (sim/tracer.h): "call", "step_line" (the line is
 * about to run), "exception", "return". Bodies of classes are passed over, as there. The trace ends with
 * the module's return, before the interpreter shuts down; or after PYTUTOR_ENTRIES_MOST entries with
 * an "instruction_limit_reached". A call that has ended, but whose variables a closure keeps, is in
 * stack_to_render as a zombie with these variables alone. The values: pytutor_values.h. */
#ifndef OURO_SIM_REPORT_PYTUTOR_H
#define OURO_SIM_REPORT_PYTUTOR_H

#include "sim/base/buffer.h"
#include "sim/session.h"

#include <signal.h>

enum { PYTUTOR_ENTRIES_MOST = 1000 };

/* Appends the JSON of what happens in steps first..last; moves the cursor.
 *   stop  polled; may be NULL
 * Errors: OURO_ERR_NOMEM, OURO_ERR_INTERRUPTED, those of session_seek(). Cost O(events up to the last
 * step), and the reachable heap for each entry. */
ouro_result pytutor_write(buffer *b, session *s, uint32_t first_step, uint32_t last_step,
                          const volatile sig_atomic_t *stop, ouro_error *err) OURO_MUST_CHECK;

#endif
