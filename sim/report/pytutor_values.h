/* Values as Python Tutor's front ends read them (OnlinePythonTutor v5, pg_encoder.py):
 *
 *   None, numbers, str   themselves; a float that JSON lacks or that looks like an int
 *                        ["SPECIAL_FLOAT", "Infinity" | "-Infinity" | "NaN" | "3.0"]
 *   everything else      ["REF", id], and in the heap under that id
 *       ["LIST"|"TUPLE"|"SET", v...]  ["DICT", [k, v]...]  ["FUNCTION", "f(x)", parent frame, [[name, v]...]?]
 *       ["CLASS", name, [bases], [k, v]...]  ["INSTANCE", class, [k, v]...]  ["module", name]
 *       ["INSTANCE_PPRINT", class, text, [k, v]...]: what has no form of its own
 *
 * The id is the object's number, the same as in `ouro trace`. A weak reference holds nothing: it is a
 * text. Reads one state of the world. Differs from pg_encoder.py: floats are not rounded; __slots__ are
 * told; frozensets are SETs; nothing is hidden for being defined elsewhere, but of classes and modules of
 * the interpreter only the name is told. */
#ifndef OURO_SIM_REPORT_PYTUTOR_VALUES_H
#define OURO_SIM_REPORT_PYTUTOR_VALUES_H

#include "sim/base/buffer.h"
#include "sim/view.h"

#include <signal.h>
#include <stdbool.h>

/* A call that other functions were made in. They know it by its number. */
typedef struct tutor_call {
    const code *code;
    uint32_t parent; /* the call that its own function was made in; 0: none */
    bool is_parent, alive;
} tutor_call;

/* Which call a function was made in, by the function's number; ascending. */
typedef struct tutor_birth {
    uint32_t function, call;
} tutor_birth;

typedef struct tutor_calls {
    tutor_call *all; /* call n is all[n - 1] */
    uint32_t count, capacity;
    tutor_birth *births;
    uint32_t birth_count, birth_capacity;
} tutor_calls;

/* A variable that outlives its call in a closure. */
typedef struct tutor_kept {
    uint32_t call, order;
    const char *name;
    ref cell;
} tutor_kept;

/* The heap of one entry, while it is written. */
typedef struct tutor_heap {
    const world *w;
    const program *p;
    const tutor_calls *calls;
    const volatile sig_atomic_t *stop; /* polled: then the rest is left out; may be NULL */
    uint32_t *seen; /* per row: the number of the entry that told it last */
    uint32_t seen_count, entry;
    ref *queue; /* told as REF, not yet in the heap */
    uint32_t queued, written, queue_capacity;
    tutor_kept *kept; /* in the order of finding, some twice; a name NULL: the call alone is wanted */
    uint32_t kept_count, kept_capacity;
    buffer out; /* "id": [...], ... */
    bool failed;
} tutor_heap;

/* Begin another entry in the present state. */
void tutor_heap_begin(tutor_heap *h, const world *w);
void tutor_heap_free(tutor_heap *h);
/* A value where it is held; notes what it refers to. */
void tutor_value_write(tutor_heap *h, buffer *b, ref o);
/* What was noted goes to `out`, and what that refers to, until nothing is left. */
void tutor_heap_fill(tutor_heap *h);
/* The call that a function was made in; 0: none. */
uint32_t tutor_call_of(const tutor_calls *calls, uint32_t function);
/* The name as Python Tutor tells it: lambdas have their line. */
void tutor_name_write(buffer *b, const program *p, const code *c);

#endif
