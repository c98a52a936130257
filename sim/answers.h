/* The questions that a scenario may put to the engine: in `expect`, and in `ask`.
 *
 *     refcount(NAME)   the count of what the name holds, as the object's row has it:
 *                      without the reference that sys.getrefcount() itself would hold
 *     alive(TYPE)      how many objects of the type are alive; without a type:
 *                      instances of the classes of the script
 *     died, collected  in the step
 *     dead(NAME)       is the referent of this weak reference gone?
 *
 * Names are those of the module. Reads views and steps, writes nothing but its results. */
#ifndef OURO_SIM_ANSWERS_H
#define OURO_SIM_ANSWERS_H

#include "sim/base/arena.h"
#include "sim/session.h"

#include <stdbool.h>
#include <stdint.h>

/* How an answer may fail: the scenario's text does not fit what the run did. */
typedef enum answers_state {
    ANSWERS_OK,
    ANSWERS_NO_NAME,    /* the module has no such name now */
    ANSWERS_NOT_LISTED, /* the view does not list the object: build it with options.all */
    ANSWERS_NOT_WEAK    /* dead: what the name holds is no weak reference */
} answers_state;

answers_state answers_refcount(const view *v, const char *name, uint64_t *out);
answers_state answers_dead(const view *v, const char *name, bool *out);
/* NULL: instances of the classes of the script. Else objects of the script by the name of their
 * type, "ReferenceType" or "weakref.ReferenceType". */
uint64_t answers_alive(const view *v, const char *type);
uint64_t answers_died(const session_step *step, const char *type);
uint64_t answers_collected(const session_step *step);

/* What the run answers to a step's question, as it is shown: a text, or the engine's number. `*out`
 * NULL: the question does not fit the run. Moves the cursor to the end of the step. The text lives in
 * `memory`, or is the scenario's. Errors: those of session_seek() and session_view(). */
ouro_result answers_ask(session *s, uint32_t step, const scenario_ask *ask, arena *memory,
                        const char **out, ouro_error *err) OURO_MUST_CHECK;

#endif
