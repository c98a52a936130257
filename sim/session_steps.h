/* What happened in each step of a run, and where its lines and changes are: one replay finds all of
 * it, and afterwards every question is a look into a sorted array.
 *
 * Reads the log through a cursor, the scenario's lines, the program's names. Owns what it found.
 * Cost O(events) once; memory a few words per birth, death and line, texts once each. */
#ifndef OURO_SIM_SESSION_STEPS_H
#define OURO_SIM_SESSION_STEPS_H

#include "sim/lang/name_table.h"
#include "sim/log/history.h"
#include "sim/session.h"

/* From state `event` + 1 on, the run is in this line. */
typedef struct session_line {
    uint64_t event;
    uint32_t line;
} session_line;

typedef struct session_steps {
    session_step *steps;
    uint32_t count; /* with step 0 and the exit: the scenario's steps + 2 */
    session_birth *births;
    session_death *deaths;
    session_collection *collections;
    session_phase *phases; /* in order */
    session_call *calls;   /* by frame */
    session_line *lines;
    uint64_t *stops;   /* states at which a line is completed, ascending */
    uint64_t *changes; /* a bit per event: does a view show what it did? */
    uint32_t line_count, stop_count, phase_count, call_count;
    uint64_t event_count;
    buffer output; /* of all steps, a NUL after each */
    arena memory;  /* steps and texts */
} session_steps;

/* Steps with their lines alone, for a run that kept no log. */
ouro_result session_steps_plan(session_steps *s, const scenario *from,
                               ouro_error *err) OURO_MUST_CHECK;
/* After session_steps_plan(): replay everything; the cursor ends at the end of the run.
 *   raised  last line of an uncaught exception, or NULL; borrowed for as long as `s` lives
 *   stop    polled; may be NULL
 * Errors: OURO_ERR_NOMEM, OURO_ERR_INTERRUPTED. */
ouro_result session_steps_build(session_steps *s, cursor *c, const scenario *from, const program *p,
                                const char *raised, const volatile sig_atomic_t *stop, ouro_error *err) OURO_MUST_CHECK;
void session_steps_free(session_steps *s);

#endif
