/* Bytes in use line by line, as memory_profiler measures them: a replay of the run finds what each line
 * of the script added, how often it ran, and when the most was in use.
 *
 * A line's execution begins when its frame comes to it and ends when the frame comes to the next one or
 * leaves; what it calls belongs to it. A line that is on the stack twice (recursion) is counted once, so
 * no byte is told twice for one line. What a frame's locals held when it left goes with the caller's line.
 * Bytes in use are those of pymalloc's blocks, the trace's heap.bytes; large blocks, of more than 512
 * bytes, are the system allocator's and stand beside them.
 *
 * Reads a session's log; moves its cursor. The results live in the caller's arena.
 * Cost O(events of the run up to `step`). */
#ifndef OURO_SIM_MEMORY_PROFILE_H
#define OURO_SIM_MEMORY_PROFILE_H

#include "sim/session.h"

typedef struct memory_profile_request {
    uint32_t from, step;  /* from the end of one step to the end of the other */
    const char *function; /* only lines of this function (its __name__ or __qualname__); NULL: of all */
} memory_profile_request;

/* A line that ran. */
typedef struct memory_line {
    uint32_t line;
    uint32_t occurrences;       /* as often as a trace function would be told that it begins */
    uint64_t memory;            /* bytes in use after its last execution */
    uint64_t large_bytes;       /* ... and of large blocks */
    int64_t increment;          /* of all its executions */
    uint32_t births, deaths;    /* objects of the script, while it was the innermost line */
} memory_line;

/* When the most was in use. */
typedef struct memory_peak {
    uint64_t bytes;
    uint64_t event; /* the first state that has it */
    uint32_t step, line;
} memory_peak;

enum { MEMORY_CURVE_MOST = 1024 };

/* What was in use while lines ran, one after the other: the first `lines_per_place` of them are place 0
 * of the curve, and so on. Each place has the most of its time. */
typedef struct memory_curve {
    uint64_t *bytes, *large_bytes; /* `count` each */
    uint32_t count, lines_per_place;
    uint32_t line_count;  /* executions of lines, in all */
    uint32_t *step_first; /* step from + 1 + i begins with execution number step_first[i] */
    uint32_t step_count;
} memory_curve;

typedef struct memory_profile {
    memory_line *lines; /* ascending */
    uint32_t line_count;
    memory_peak peak, large_peak; /* bytes 0: there were none */
    uint64_t before, after;       /* bytes in use at both ends */
    uint32_t function_first, function_last; /* lines of the function's text, as far as it has code; 0: none asked */
    memory_curve curve;
} memory_profile;

/* Where a scale ends that has room for `most`: few digits, most of them 0; from
 * 100 on a quarter of it is a whole number, too. */
uint64_t memory_curve_top(uint64_t most);

/* Errors: OURO_ERR_USAGE (there is no such function), OURO_ERR_NOMEM, those of session_seek(). */
ouro_result memory_profile_build(session *s, const memory_profile_request *request, arena *memory,
                                 memory_profile *out, ouro_error *err) OURO_MUST_CHECK;

#endif
