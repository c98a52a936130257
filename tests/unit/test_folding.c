/* Folding and hiding by click and key: what the viewer chooses stays chosen while stepping. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/fixed_ruler.h"
#include "tests/unit/open_run.h"

#include "render/window/ui.h"

#define LESSON "scenarios/03-collector/cycle-of-two-nodes.json"
enum { STEP = 4, WIDTH = 1920, HEIGHT = 1080 }; /* two nodes hold each other, both have names */

typedef struct desk {
    session *run;
    stage *shown;
    ui user;
    frame f;
} desk;

static scene_look look_of(const desk *d)
{
    scene_look look = ui_look(&d->user, WIDTH, HEIGHT);
    look.ruler = &FIXED_RULER;
    return look;
}

static int setup(void **state)
{
    desk *d = calloc(1, sizeof *d);
    assert_non_null(d);
    d->run = open_run_with(LESSON, &(session_options){0});
    assert_int_equal(stage_open(d->run, &FIXED_RULER, SCENE_STAGE, NULL, &d->shown, NULL), OURO_OK);
    d->user = ui_start(d->shown, STEP, THEME_LIGHT, true);
    *state = d;
    return 0;
}

static int teardown(void **state)
{
    desk *d = *state;
    stage_close(d->shown);
    session_close(d->run);
    frame_free(&d->f);
    free(d);
    return 0;
}

static ui_effect press_at(desk *d, intent_kind kind, float x, float y)
{
    scene_look look = look_of(d);
    return ui_do(&d->user, d->shown, &look, (intent){.kind = kind, .x = x, .y = y});
}

static ui_effect press(desk *d, intent_kind kind)
{
    return press_at(d, kind, -1, 0);
}

/* How many boxes are drawn; the middle of the first. */
static uint32_t boxes(desk *d, frame_point *first)
{
    scene_look look = look_of(d);
    uint32_t count = 0;
    assert_int_equal(stage_draw(d->shown, d->user.at, &look, &d->f, NULL), OURO_OK);
    for (uint32_t i = 0; i < d->f.count; i++) {
        const draw_command *c = &d->f.commands[i];
        if (c->kind != FRAME_ROUND || c->id != scene_id(SCENE_OBJECT, (uint32_t)c->id, 0))
            continue;
        if (!count++ && first)
            *first = (frame_point){c->round.x + c->round.width / 2, c->round.y + c->round.height / 2};
    }
    return count;
}

static void what_is_hidden_stays_hidden_while_stepping(void **state)
{
    desk *d = *state;
    frame_point at = {0, 0};
    uint32_t all = boxes(d, &at);
    assert_true(all >= 2);
    assert_int_equal(press_at(d, INTENT_HIDE, at.x, at.y), UI_REDRAW);
    assert_int_equal(boxes(d, NULL), all - 1);
    press(d, INTENT_PREVIOUS_STEP);
    press(d, INTENT_NEXT_STEP);
    assert_int_equal(d->user.at.step, STEP);
    assert_int_equal(boxes(d, NULL), all - 1);
    assert_int_equal(press(d, INTENT_SHOW_ALL), UI_REDRAW);
    assert_int_equal(boxes(d, NULL), all);
    assert_int_equal(press(d, INTENT_SHOW_ALL), UI_NOTHING);
}

static void the_selected_object_is_hidden_and_no_longer_selected(void **state)
{
    desk *d = *state;
    uint32_t all = boxes(d, NULL);
    assert_int_equal(press(d, INTENT_HIDE), UI_NOTHING); /* nothing is selected */
    press(d, INTENT_SELECT_NEXT);
    uint32_t first = d->user.selected_id;
    assert_int_not_equal(first, 0);
    assert_int_equal(press(d, INTENT_HIDE), UI_REDRAW);
    assert_int_equal(d->user.selected_id, 0);
    assert_int_equal(boxes(d, NULL), all - 1);
    for (uint32_t i = 0; i < all; i++) { /* and Tab passes it by */
        press(d, INTENT_SELECT_NEXT);
        assert_int_not_equal(d->user.selected_id, first);
    }
}

static void what_an_object_alone_leads_to_is_folded_into_it(void **state)
{
    desk *d = *state;
    d->user = ui_start(d->shown, STEP + 1, THEME_LIGHT, true); /* one node has lost its name, */
    press(d, INTENT_NEXT_STEP);                                /* and the question after that stands still */
    assert_true(d->user.at.asking);
    uint32_t all = boxes(d, NULL);
    press(d, INTENT_SELECT_NEXT);
    press(d, INTENT_SELECT_NEXT);
    assert_int_equal(press(d, INTENT_FOLD), UI_REDRAW);
    assert_true(choices_have(&d->user.choices.folded, d->user.selected_id));
    assert_int_equal(boxes(d, NULL), all - 1);
    assert_int_equal(press(d, INTENT_FOLD), UI_REDRAW);
    assert_int_equal(d->user.choices.folded.count, 0);
    assert_int_equal(boxes(d, NULL), all);
}

static void a_click_beside_everything_folds_and_hides_nothing(void **state)
{
    desk *d = *state;
    assert_int_equal(press_at(d, INTENT_FOLD, 2, 2), UI_NOTHING);
    assert_int_equal(press_at(d, INTENT_HIDE, 2, 2), UI_NOTHING);
    assert_int_equal(d->user.choices.folded.count + d->user.choices.hidden.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_hidden_stays_hidden_while_stepping, setup, teardown),
        cmocka_unit_test_setup_teardown(the_selected_object_is_hidden_and_no_longer_selected, setup, teardown),
        cmocka_unit_test_setup_teardown(what_an_object_alone_leads_to_is_folded_into_it, setup, teardown),
        cmocka_unit_test_setup_teardown(a_click_beside_everything_folds_and_hides_nothing, setup, teardown),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
