/* Does the run do what the scenario says it does?
 *
 * expect_verify() looks at each step's expectations after its last statement, at its question's
 * choices, and at how the run ended. Moves the session's cursor; writes nothing else. Each failure
 * is an ouro_error (OURO_ERR_FAILED) with its place in the scenario file:
 *
 *     step 3: refcount of a: expected 2, got 3 */
#ifndef OURO_SIM_REPORT_EXPECT_H
#define OURO_SIM_REPORT_EXPECT_H

#include "sim/session.h"

#include <stdbool.h>
#include <stdint.h>

/* Called once for each failure, in the order of the steps. */
typedef void expect_failed(void *user, const ouro_error *failure);

typedef struct expect_summary {
    uint32_t expectations; /* of a .json its expect entries, of a .py its asserts */
    uint32_t failures;
} expect_summary;

/* Errors: of session_seek() and session_view(); OURO_ERR_INTERRUPTED if `stop` (may be NULL) is
 * set. A failing expectation is no error of this function. Cost: a view for each step that needs
 * one. */
ouro_result expect_verify(session *s, const volatile sig_atomic_t *stop, expect_failed *failed,
                          void *user, expect_summary *out, ouro_error *err) OURO_MUST_CHECK;

/* Did the run end as it should: without an uncaught exception, or with the one that the last step
 * announces (`raises`)? If not, `failure` says what happened, and where. */
bool expect_run_ended_well(const session *s, ouro_error *failure);

#endif
