/* What the makers of reports share: rows are added to a table, texts live in its arena.
 *
 *   stage_report.c        tables of the whole state
 *   stage_report_object.c tables about the selected object
 */
#ifndef OURO_RENDER_SCENE_STAGE_REPORT_H
#define OURO_RENDER_SCENE_STAGE_REPORT_H

#include "render/scene/stage_model.h"

typedef struct report_writer {
    stage *g;
    stage_stop at;
    uint32_t selected_id; /* 0: none */
    const picture *now;
    arena *memory;
    reported *out;
    ouro_error *err;
} report_writer;

/* NULL without memory: the row says nothing there. */
const char *report_text(const report_writer *w, const char *format, ...) OURO_PRINTF(2, 3);
const char *report_say(const report_writer *w, tongue_word word);
/* A sentence with what is told in it; NULL without memory. */
const char *report_tell(const report_writer *w, tongue_word word, const tongue_arg *args, size_t count);
/* "1 024", behind a sign or nothing. */
const char *report_number(const report_writer *w, const char *sign, uint64_t n);
/* The next row; NULL: there is no room for more, and it is counted as left out. */
reported_row *report_row(const report_writer *w, const char *name);

/* ---- stage_report_object.c: errors as stage_report_at() ---- */
ouro_result report_holders(report_writer *w);
ouro_result report_held(report_writer *w);
ouro_result report_tools(report_writer *w);

#endif
