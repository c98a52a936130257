/* The facade of the simulator: what the commands and the pictures use.
 *
 * A session owns a scenario, its compiled program, the finished run's log and a cursor into it.
 * session_open() loads, compiles and runs to the end; after that nothing executes Python any more:
 * moving the cursor replays events. Positions are events: number n is the state after n events.
 *
 * Knows nothing of SDL, windows, pictures. */
#ifndef OURO_SIM_SESSION_H
#define OURO_SIM_SESSION_H

#include "sim/base/buffer.h"
#include "sim/base/error.h"
#include "sim/object_graph.h"
#include "sim/scenario/scenario.h"
#include "sim/view.h"
#include "sim/view_heap.h"
#include "sim/visits.h"

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct session session;

typedef struct session_options {
    const char *python; /* NULL: what the scenario says */
    const char *lang;   /* NULL: en, else the first given */
    uint64_t max_events;       /* 0: LIMIT_EVENTS */
    uint64_t max_instructions; /* 0: LIMIT_INSTRUCTIONS */
    bool discard;  /* keep no log (`run`): no seeking, no views */
    bool unstudied; /* leave what steps tell to session_study(): of long runs a large part of the time */
    bool check_invariants; /* the second reader after every event: slow, for tests */
    const volatile sig_atomic_t *stop; /* polled; may be NULL */
    const char *traceback_file; /* how tracebacks call the script; NULL: by the path that is opened */
    /* Where the script's standard output and error go while it runs; NULL: only into the log. */
    void (*output)(void *user, bool is_stderr, const char *text, size_t length);
    void *user;
} session_options;

/* How the run ended. */
typedef struct session_outcome {
    bool raised;              /* an uncaught exception */
    const char *exception;    /* its last line ("ValueError: no"), or NULL */
    const char *traceback;    /* as CPython prints it, or NULL */
    bool exited;              /* SystemExit */
    int exit_status;          /* what python's would be; if raised, 130: python kills itself with SIGINT */
    uint32_t line;            /* where, in the script; 0 unknown */
} session_outcome;

typedef struct session_death {
    uint32_t id;
    const char *type;
    const char *value;
    const char *cause; /* "refcount", "gc", "exit" */
    uint32_t line;
    const char *reason; /* for the tombstone: "del a", "a = None", "gc, generation 2", "return" */
    const char *returned; /* the function whose end it was, if that is the reason; else NULL */
    bool instance;      /* of a class of the script */
} session_death;

typedef struct session_birth {
    uint32_t id;
    const char *type;
    uint32_t line;
} session_birth;

typedef struct session_collection {
    uint32_t generation;
    bool automatic;
    uint32_t examined;    /* objects of the script in the generations that it took, and all garbage */
    uint32_t unreachable; /* of these: set apart by move_unreachable(), a class's own objects as well */
    uint32_t resurrected; /* of those: reachable again after the finalizers */
    uint32_t collected, uncollectable;
    uint32_t line;
} session_collection;

/* The last that a collection did: it began, came to a phase, or ended. */
typedef struct session_phase {
    uint64_t event; /* the state right after it */
    bool running;   /* false: it has ended */
    bool begun;     /* it only began: no phase yet */
    gc_phase phase; /* done, if it is one event; else under way */
    uint32_t generation;
    bool automatic;
    uint32_t collected; /* once it has ended */
} session_phase;

typedef enum session_call_kind { SESSION_CALL_FINALIZER, SESSION_CALL_CALLBACK } session_call_kind;

/* A call that the interpreter makes because of a death. */
typedef struct session_call {
    uint32_t frame; /* the call's serial */
    session_call_kind kind;
    uint32_t id; /* the object that is finalized, the weak reference that calls back */
} session_call;

/* What happened in a step: step 0 = before the first step, steps + 1 = interpreter shutdown. */
typedef struct session_step {
    uint64_t first_event, last_event; /* states: before anything of the step, after all of it */
    uint32_t first_line, last_line;   /* of the script; 0 0: no code */
    const char *output;
    size_t output_length;
    const char *raised; /* last line of an uncaught exception, or NULL */
    const session_birth *births;
    const session_death *deaths;
    const session_collection *collections;
    uint32_t birth_count, death_count, collection_count;
    uint32_t alive;      /* objects of the script, after it */
    uint64_t heap_bytes; /* in use after it, large blocks included */
    uint64_t heap_peak;  /* the most after any event of it */
} session_step;

/* Load, compile, run. `source` is filled with the file's text also when this fails (the caller frees
 * it); an uncaught Python exception is no error: look at session_outcome_of().
 * Errors: those of scenario_load, lang_compile; OURO_ERR_LIMIT, _UNSUPPORTED (refused when reached),
 * _NOMEM, _INTERRUPTED; positions are the scenario file's. */
ouro_result session_open(const char *path, const session_options *options, source_text *source,
                         session **out, ouro_error *err) OURO_MUST_CHECK;
/* What a session opened `unstudied` lacks: what happened in each step, the places of lines and changes.
 * Once, O(events); nothing to do later. Before it, steps know their lines alone. `stop` is polled; may be
 * NULL. Errors: OURO_ERR_NOMEM, OURO_ERR_INTERRUPTED; the session is then good for nothing but its end. */
ouro_result session_study(session *s, const volatile sig_atomic_t *stop, ouro_error *err) OURO_MUST_CHECK;
void session_close(session *s);

const scenario *session_scenario(const session *s);
const char *session_python(const session *s); /* "3.13" */
session_outcome session_outcome_of(const session *s);

uint32_t session_step_count(const session *s); /* without step 0 and the exit */
/* step: 0..session_step_count()+1. Borrowed until session_close(). */
const session_step *session_step_at(const session *s, uint32_t step);
uint64_t session_event_count(const session *s);

/* Move the cursor: the world is then exactly as it was after `event` events. */
ouro_result session_seek(session *s, uint64_t event, ouro_error *err) OURO_MUST_CHECK;
uint64_t session_event(const session *s);
/* The step and the line that `event` belongs to. O(log events). */
uint32_t session_step_of(const session *s, uint64_t event);
uint32_t session_line_of(const session *s, uint64_t event);
/* The next or previous state at which a line of the script has just been completed (within its step
 * and beyond); the last or first event if there is none. */
uint64_t session_next_line(const session *s, uint64_t event);
uint64_t session_previous_line(const session *s, uint64_t event);
/* The next or previous state worth showing: something that view_build() shows has changed. */
uint64_t session_next_change(const session *s, uint64_t event);
uint64_t session_previous_change(const session *s, uint64_t event);

/* The collection's doings at or before state `event`, the last one; NULL: there were none. Borrowed.
 * O(log collections). */
const session_phase *session_phase_at(const session *s, uint64_t event);
/* NULL: the script called it itself. O(log calls). */
const session_call *session_call_of(const session *s, uint32_t frame);
/* What the next event visits one by one, if it is a phase of a collection that does: see
 * sim/visits.h. Moves the cursor to `event`. Errors: those of session_seek(), OURO_ERR_NOMEM. */
ouro_result session_visits(session *s, uint64_t event, arena *memory, visit_list *out,
                           ouro_error *err) OURO_MUST_CHECK;

/* Snapshot at the cursor. The result lives in `memory`. */
ouro_result session_view(const session *s, const view_options *options, arena *memory, view *out,
                         ouro_error *err) OURO_MUST_CHECK;

/* The heap at the cursor. The result lives in `memory`. */
ouro_result session_view_heap(const session *s, arena *memory, view_heap_map *out,
                              ouro_error *err) OURO_MUST_CHECK;

/* The object graph at the cursor. It lives in `memory` and borrows the world: it ends with the next
 * seek. */
ouro_result session_object_graph(const session *s, arena *memory, object_graph *out,
                                 ouro_error *err) OURO_MUST_CHECK;

/* The run's log, for reports and tests. Borrowed. */
struct recorder *session_recorder(session *s);

#endif
