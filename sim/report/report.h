/* The reports: tables (and graphs) about one moment of a run, or about one object.
 *
 * Each is a row of REPORTS: text for readers, JSON rows for programs, DOT where it is a graph. They read
 * a session that stands at the step that is asked for, and write into a buffer; they print nothing. */
#ifndef OURO_SIM_REPORT_REPORT_H
#define OURO_SIM_REPORT_REPORT_H

#include "sim/base/buffer.h"
#include "sim/session.h"

typedef struct report_request {
    session *s; /* its cursor is at the end of `step`; a writer may leave it anywhere */
    const char *file;
    uint32_t step;
    uint32_t from;    /* of kinds that compare: the earlier step, at most `step`; else 0 */
    const char *name; /* an object's, "#ID", or what else the kind reads; NULL: none was given */
    bool timeline;    /* of kinds that are over time too: that, instead of the table */
    uint32_t id;      /* the object that `name` stands for; 0: none, or the kind reads it itself */
    uint32_t depth, too_many; /* of kinds that go around an object; see sim/neighbours.h */
    bool all;                 /* ... the interpreter's objects as well */
} report_request;

/* Errors: OURO_ERR_USAGE, OURO_ERR_NOMEM, those of session_seek(). */
typedef ouro_result report_writer(buffer *b, const report_request *r, ouro_error *err);

/* Is there a NAME on the command line, and what does it name? */
typedef enum report_naming {
    REPORT_NO_NAME,
    REPORT_NEEDS_OBJECT, /* a name of the module, or "#ID" */
    REPORT_MAY_OBJECT,   /* the same; without it the report is about all objects */
    REPORT_MAY_TEXT      /* whatever the kind makes of it: a function, a type */
} report_naming;

typedef struct report_kind {
    const char *name, *about;
    report_naming naming;
    bool compares;           /* two moments: --from has a meaning */
    bool around;             /* from object to object: --depth, --too-many, --all have a meaning */
    bool over_time;          /* --timeline has a meaning */
    report_writer *text;     /* a table with a heading */
    report_writer *json;     /* the rows alone: [{...}, ...] */
    report_writer *siblings; /* keys beside the rows: `, "key": value`; NULL: there are none */
    report_writer *dot;      /* NULL: it is no graph */
} report_kind;

extern const report_kind REPORTS[];
extern const size_t REPORT_COUNT;

/* NULL: there is none such. */
const report_kind *report_find(const char *name);
/* Which object is meant after `step`, where the cursor is. Errors: OURO_ERR_USAGE. */
ouro_result report_find_object(const report_request *r, uint32_t *id, ouro_error *err);

/* Move the session's cursor to the end of `step`. Errors: those of session_seek(). */
ouro_result report_go(const report_request *r, uint32_t step, ouro_error *err) OURO_MUST_CHECK;

/* "FILE, step 3 of 5: WHAT" and an empty line. */
void report_heading(buffer *b, const report_request *r, const char *what);

/* A row of the reports that count types: `{"type": ..., "count": ..., "bytes": ...}`. */
void report_type_json(buffer *b, const char *type, int64_t count, int64_t bytes);

report_writer types_text, types_json, growth_text, growth_table, growth_json, sizes_text, sizes_json;
report_writer lifetimes_text, lifetimes_json;
report_writer profile_text, profile_json, profile_siblings;
report_writer refs_text, refs_json, refs_dot, backrefs_text, backrefs_json, backrefs_dot;
report_writer leaks_text, leaks_json, leaks_siblings, leaks_dot, tool_eye_text, tool_eye_json;
report_writer ledger_text, ledger_json, why_text, why_json, why_dot;

#endif
