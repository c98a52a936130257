/* A viewer at a lesson: a run on a stage, what the viewer has asked for, and the picture drawn last. */
#ifndef OURO_TESTS_UNIT_DESK_H
#define OURO_TESTS_UNIT_DESK_H

#include "tests/unit/fixed_ruler.h"
#include "tests/unit/open_run.h"

#include "render/window/ui.h"

#include <stdlib.h>

enum { DESK_WIDTH = 1920, DESK_HEIGHT = 1080 };

typedef struct desk {
    session *run;
    stage *shown;
    ui user;
    scene_look look;
    frame f;
} desk;

/* `lang` NULL: English. */
static inline desk *desk_open_in(const char *lesson, uint32_t step, const char *lang)
{
    desk *d = calloc(1, sizeof *d);
    assert_non_null(d);
    d->run = open_run_with(lesson, &(session_options){.lang = lang});
    assert_int_equal(stage_open(d->run, &FIXED_RULER, SCENE_STAGE, NULL, &d->shown, NULL), OURO_OK);
    d->user = ui_start(d->shown, step, THEME_LIGHT, true);
    return d;
}

static inline desk *desk_open(const char *lesson, uint32_t step)
{
    return desk_open_in(lesson, step, NULL);
}

static int desk_close(void **state)
{
    desk *d = *state;
    stage_close(d->shown);
    session_close(d->run);
    frame_free(&d->f);
    free(d);
    return 0;
}

/* How the viewer looks at it now. */
static void desk_look(desk *d)
{
    d->look = ui_look(&d->user, DESK_WIDTH, DESK_HEIGHT);
    d->look.ruler = &FIXED_RULER;
}

static inline void desk_draw(desk *d)
{
    desk_look(d);
    assert_int_equal(stage_draw(d->shown, d->user.at, &d->look, &d->f, NULL), OURO_OK);
}

#endif
