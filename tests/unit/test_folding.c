/* Folding and hiding by click and key: what the viewer chooses stays chosen while stepping. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/desk.h"

#define LESSON "scenarios/03-collector/cycle-of-two-nodes.json"
enum { STEP = 4 }; /* two nodes hold each other, both have names */

static int setup(void **state)
{
    *state = desk_open(LESSON, STEP);
    return 0;
}

static ui_effect press_at(desk *d, intent_kind kind, float x, float y)
{
    desk_look(d);
    return ui_do(&d->user, d->shown, &d->look, (intent){.kind = kind, .x = x, .y = y});
}

static ui_effect press(desk *d, intent_kind kind)
{
    return press_at(d, kind, -1, 0);
}

/* How many boxes are drawn; the middle of the first. */
static uint32_t boxes(desk *d, frame_point *first)
{
    uint32_t count = 0;
    desk_draw(d);
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
        cmocka_unit_test_setup_teardown(what_is_hidden_stays_hidden_while_stepping, setup, desk_close),
        cmocka_unit_test_setup_teardown(the_selected_object_is_hidden_and_no_longer_selected, setup, desk_close),
        cmocka_unit_test_setup_teardown(what_an_object_alone_leads_to_is_folded_into_it, setup, desk_close),
        cmocka_unit_test_setup_teardown(a_click_beside_everything_folds_and_hides_nothing, setup, desk_close),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
