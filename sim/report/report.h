/* The reports: tables (and graphs) about one moment of a run, or about one object.
 *
 * Each is a row of REPORTS: text for readers, JSON rows for programs, DOT where it is a graph. They read
 * a session that stands at the step that is asked for, and write into a buffer; they print nothing. */
#ifndef OURO_SIM_REPORT_REPORT_H
#define OURO_SIM_REPORT_REPORT_H

#include "sim/base/buffer.h"
#include "sim/session.h"

typedef struct report_request {
    session *s; /* its cursor is at the end of `step` */
    const char *file;
    uint32_t step;
    const char *object; /* a name of the module or "#ID"; NULL: none was given */
    uint32_t id;        /* the object's; 0: none */
} report_request;

/* Errors: OURO_ERR_USAGE, OURO_ERR_NOMEM, those of session_seek(). */
typedef ouro_result report_writer(buffer *b, const report_request *r, ouro_error *err);

typedef struct report_kind {
    const char *name, *about;
    bool about_object;   /* needs a NAME */
    report_writer *text; /* a table with a heading */
    report_writer *json; /* the rows alone: [{...}, ...] */
    report_writer *dot;  /* NULL: it is no graph */
} report_kind;

extern const report_kind REPORTS[];
extern const size_t REPORT_COUNT;

/* NULL: there is none such. */
const report_kind *report_find(const char *name);
/* Which object is meant after `step`, where the cursor is. Errors: OURO_ERR_USAGE. */
ouro_result report_find_object(const report_request *r, uint32_t *id, ouro_error *err);

/* "FILE, step 3 of 5: WHAT" and an empty line. */
void report_heading(buffer *b, const report_request *r, const char *what);

report_writer ledger_text, ledger_json, why_text, why_json, why_dot;

#endif
