/* What a trace tells about one step; the two writers (trace_json, trace_text) read nothing else. */
#ifndef OURO_SIM_REPORT_TRACE_H
#define OURO_SIM_REPORT_TRACE_H

#include "sim/session.h"

#include <stdbool.h>
#include <stdint.h>

/* One record: step 0 (before the first step), 1..steps, or the interpreter's shutdown. All borrowed
 * while the record is written. */
typedef struct trace_record {
    uint32_t step, steps;      /* step == steps + 1: shutdown */
    const char *title;         /* of the step; may be NULL */
    const char *code;          /* its lines, "" if it has none */
    const char *say;           /* narration, "" if it has none */
    const session_step *about; /* lines, output, births, deaths, collections */
    const view *state;         /* after the step's last event */
    const view *previous;      /* after the step before it; NULL: there is none */
    const view *before;        /* the same, if the reader was told of it; NULL: tell everything */
    bool all;                  /* the interpreter's own names too */
} trace_record;

/* Is `name` one of those that a trace leaves out? Names that Python itself puts into a module
 * (__builtins__, __spec__) are, unless they hold an object of the script. */
static inline bool trace_hides_name(const trace_record *r, const view_name *name)
{
    return name->interpreter && !r->all && name->target == VIEW_NONE;
}

#endif
