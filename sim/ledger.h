/* The ledger of an object: every reference that came or went, when, where, and whose.
 *
 * It is kept line by line: a row tells what a line of the script changed among the holders of the
 * object, so references that a line takes and gives back (temporaries) are in no row. The running
 * count is the refcount of that moment; at a moment inside a line, ledger_until() adds rows for what
 * the line has done so far. Holders are those of the view: what the trace and the picture say.
 *
 * Reads a session, whose cursor it moves. Invariant: at every state the changes up to it add up to the
 * object's refcount (0 once it is dead). */
#ifndef OURO_SIM_LEDGER_H
#define OURO_SIM_LEDGER_H

#include "sim/session.h"

typedef struct ledger_row {
    uint64_t event;     /* the state in which it was so */
    uint32_t step, line; /* line 0: none */
    int32_t change;     /* never 0 */
    uint32_t count;     /* after it */
    const char *holder; /* "name a", "x in f()", "#5.partner", "an item of #7", "temporary", ... */
    uint32_t call;      /* which call's name it is; 0: the module's, or no name */
} ledger_row;

typedef struct ledger {
    uint32_t id;
    const char *type;
    bool immortal; /* has no count to tell of: no rows */
    uint32_t birth_step, birth_line;
    const session_death *death; /* NULL: alive at the end */
    uint32_t death_step;
    const ledger_row *rows;
    uint32_t row_count;
} ledger;

enum { LEDGER_ROWS_MAX = 20000 }; /* after that the object's ledger ends */

/* The whole life of object `id`, which the script made; texts and rows live in `memory`.
 * Errors: OURO_ERR_USAGE (no such object), OURO_ERR_NOMEM, those of session_seek().
 * Cost O(events of its life), and O(objects) for each line that has to do with it. */
ouro_result ledger_build(session *s, uint32_t id, arena *memory, ledger *out,
                         ouro_error *err) OURO_MUST_CHECK;

/* The rows up to the state that `v` shows; the last ones may be made for it. `line` is where it is.
 * False: no memory. */
bool ledger_until(const ledger *l, const view *v, uint32_t step, uint32_t line, arena *memory,
                  const ledger_row **rows, uint32_t *count);

#endif
