/* What a function set with sys.settrace() would be told of a run, found while its log is replayed.
 *
 * Whoever replays shows the tracer every event twice, before and after it happens, and is told in
 * return: a frame is entered, comes to a line, an exception reaches it, it returns or yields. That is
 * the measure by which CPython's own tools (profilers of lines, Python Tutor) see a program; a line of
 * the interpreter's own Python code is never told, as it would not be there.
 *
 *     while (session_peek_event(s, &e)) {
 *         if (tracer_before(t, w, &e, &told)) ...
 *         session_advance(s);
 *         for (uint32_t n = tracer_after(t, w, &e, told), i = 0; i < n; i++) ...
 *     }
 *
 * Reads the world and the program; owns a stack as deep as the calls. O(1) per event.
 * Source: CPython 3.13.0, Python/instrumentation.c and legacy_tracing.c.
 * Differs: what C code catches on its way (a StopIteration that ends a for loop) is not told. */
#ifndef OURO_SIM_TRACER_H
#define OURO_SIM_TRACER_H

#include "sim/lang/code.h"
#include "sim/log/event.h"
#include "sim/log/world.h"

#include <stdbool.h>

typedef enum tracer_kind { TRACER_CALL, TRACER_LINE, TRACER_EXCEPTION, TRACER_RETURN } tracer_kind;

typedef struct tracer_event {
    tracer_kind kind;
    uint32_t frame; /* its place in the stack of frames; 0: the module */
    uint32_t line;  /* of the script */
    const code *code;
    ref exception; /* TRACER_EXCEPTION: which */
} tracer_event;

typedef struct tracer_frame {
    const code *code;
    uint32_t body_line; /* of the first statement */
    bool told, begun;   /* its call; its first line */
    bool making;        /* only makes a generator: nothing of it is told */
    bool leaving;       /* its return was told */
} tracer_frame;

typedef struct tracer {
    const program *p;
    tracer_frame *frames;
    uint32_t count, capacity;
    ref traceback;  /* born, and not yet its exception's */
    bool fresh;     /* the generator that goes on has never run */
    bool failed;    /* out of memory, for good */
} tracer;

enum { TRACER_AT_ONCE = 2 };

/* For a replay from the start of the log. */
void tracer_open(tracer *t, const program *p);
void tracer_close(tracer *t);
/* `e` is about to happen to `w`. True: `*told` (a return) comes first. */
bool tracer_before(tracer *t, const world *w, const event *e, tracer_event *told);
/* `e` has happened. Fills at most TRACER_AT_ONCE of `told`; returns how many. */
uint32_t tracer_after(tracer *t, const world *w, const event *e, tracer_event *told);
/* Is the frame the body of a class? */
bool tracer_is_class(const code *c);

#endif
