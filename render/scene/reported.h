/* What a report says of one state of the run, as rows for a pane: the tables of `ouro report`, short.
 *
 * Plain data for the scene, made by the stage (stage_report.c); everything lives in one arena. */
#ifndef OURO_RENDER_SCENE_REPORTED_H
#define OURO_RENDER_SCENE_REPORTED_H

#include <stdbool.h>
#include <stdint.h>

typedef enum report_pane {
    PANE_NONE,
    PANE_TYPES,     /* how many objects of each type, and their bytes */
    PANE_GROWTH,    /* what the step added and took */
    PANE_SIZES,     /* what retains the most */
    PANE_LIFETIMES, /* a bar for each object, from birth to death */
    PANE_LEAKS,     /* what can no more be reached, and is not freed */
    PANE_PROFILE,   /* bytes that each line has added so far */
    PANE_HOLDERS,   /* about the selected object: who holds it, and them in turn */
    PANE_HELD,      /* what it holds, and that in turn */
    PANE_TOOLS,     /* what Python's own tools say of it, and what is true */
    PANE_COUNT,
    PANE_ABOUT_OBJECT = PANE_HOLDERS /* the first of those */
} report_pane;

enum { REPORTED_FIGURES = 2, REPORTED_ROWS = 64 };

typedef struct reported_row {
    const char *name;
    const char *figures[REPORTED_FIGURES]; /* on the right, the last one at the edge; NULL: none */
    float from, to; /* a bar in place of figures: parts of the run, 0 to 1; to 0: none */
    bool gone;      /* the bar has ended */
    bool now;       /* of the present step */
} reported_row;

typedef struct reported {
    report_pane kind;
    const char *title, *heads[REPORTED_FIGURES]; /* heads: of the figures */
    const char *empty;   /* said when there are no rows */
    const char *foot;    /* the sum below; NULL: none */
    reported_row *rows;
    uint32_t count;
    uint32_t more;       /* rows that were left out at the end */
    float here;          /* where the state is in the run, for bars: 0 to 1 */
} reported;

#endif
