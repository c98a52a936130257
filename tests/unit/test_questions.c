/* Predict, then reveal: where the viewer stops, what the run answers, what is drawn of both. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/fixed_ruler.h"

#include "render/window/ui.h"

#define LESSON "scenarios/03-collector/cycle-of-two-nodes.json"
enum { LAST_QUIET = 4, FIRST_ASKED = 5, SECOND_ASKED = 6 };

typedef struct classroom {
    session *run;
    stage *shown;
    source_text source;
    ui user;
    scene_look look;
} classroom;

static int setup(void **state)
{
    classroom *c = calloc(1, sizeof *c);
    ouro_error err = {0};
    if (!c
        || session_open(LESSON, &(session_options){0}, &c->source, &c->run, &err) != OURO_OK
        || stage_open(c->run, &FIXED_RULER, SCENE_STAGE, NULL, &c->shown, &err) != OURO_OK) {
        print_error("%s\n", err.text);
        return -1;
    }
    c->user = ui_start(c->shown, LAST_QUIET, THEME_LIGHT, true);
    c->look = ui_look(&c->user, 1920, 1080);
    c->look.ruler = &FIXED_RULER;
    *state = c;
    return 0;
}

static int teardown(void **state)
{
    classroom *c = *state;
    stage_close(c->shown);
    session_close(c->run);
    source_text_free(&c->source);
    free(c);
    return 0;
}

static ui_effect press(classroom *c, intent_kind kind)
{
    return ui_do(&c->user, c->shown, &c->look, (intent){.kind = kind});
}

static void assert_at(const classroom *c, uint32_t step, bool asking)
{
    assert_int_equal(c->user.at.step, step);
    assert_int_equal(c->user.at.asking, asking);
}

static void draw(classroom *c, frame *f)
{
    scene_look look = ui_look(&c->user, 1920, 1080);
    look.ruler = &FIXED_RULER;
    assert_int_equal(stage_draw(c->shown, c->user.at, &look, f, NULL), OURO_OK);
}

/* Which texts with ids of this kind hold this part. */
static uint32_t texts(const frame *f, scene_kind kind, const char *part)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < f->count; i++) {
        const draw_command *d = &f->commands[i];
        count += d->kind == FRAME_TEXT && scene_kind_of(d->id) == kind && strstr(d->text.text, part);
    }
    return count;
}

static void a_step_that_asks_waits_until_it_is_answered(void **state)
{
    classroom *c = *state;
    assert_int_equal(press(c, INTENT_NEXT_STEP), UI_TRANSITION);
    assert_at(c, LAST_QUIET, true);
    press(c, INTENT_NEXT_STEP);
    assert_at(c, FIRST_ASKED, false);
    press(c, INTENT_NEXT_STEP);
    assert_at(c, FIRST_ASKED, true);
    press(c, INTENT_REVEAL);
    assert_at(c, SECOND_ASKED, false);
    assert_int_equal(press(c, INTENT_REVEAL), UI_NOTHING);
    press(c, INTENT_NEXT_STEP);
    assert_at(c, SECOND_ASKED + 1, false);
}

static void the_way_back_leads_over_the_same_stops(void **state)
{
    classroom *c = *state;
    enum { STOPS = 6 };
    stage_stop there[STOPS];
    for (uint32_t i = 0; i < STOPS; i++) {
        there[i] = c->user.at;
        press(c, INTENT_NEXT_STEP);
    }
    for (uint32_t i = STOPS; i-- > 0;) {
        press(c, INTENT_PREVIOUS_STEP);
        assert_at(c, there[i].step, there[i].asking);
        assert_true(c->user.at.event == there[i].event && c->user.at.before == there[i].before);
    }
}

static void lines_and_single_changes_meet_the_question_too(void **state)
{
    classroom *c = *state;
    press(c, INTENT_NEXT_LINE);
    assert_at(c, LAST_QUIET, true);
    press(c, INTENT_NEXT_LINE);
    assert_at(c, FIRST_ASKED, false);
    press(c, INTENT_PREVIOUS_LINE);
    assert_at(c, LAST_QUIET, true);
    press(c, INTENT_PREVIOUS_LINE);
    assert_at(c, LAST_QUIET, false);
    press(c, INTENT_NEXT_CHANGE);
    assert_at(c, LAST_QUIET, true);
    press(c, INTENT_NEXT_CHANGE);
    assert_at(c, FIRST_ASKED, false);
    press(c, INTENT_PREVIOUS_CHANGE);
    assert_at(c, LAST_QUIET, true);
}

static void playing_waits_at_a_question(void **state)
{
    classroom *c = *state;
    press(c, INTENT_PLAY);
    press(c, INTENT_TICK);
    assert_at(c, LAST_QUIET, true);
    assert_false(c->user.playing);
    press(c, INTENT_PLAY);
    press(c, INTENT_TICK);
    assert_at(c, FIRST_ASKED, false);
}

static void questions_can_be_switched_off_and_on(void **state)
{
    classroom *c = *state;
    frame f = {0};
    press(c, INTENT_NEXT_STEP);
    press(c, INTENT_QUESTIONS);
    assert_at(c, LAST_QUIET, false);
    press(c, INTENT_NEXT_STEP);
    assert_at(c, FIRST_ASKED, false);
    draw(c, &f);
    assert_int_equal(texts(&f, SCENE_NARRATION, "How many nodes die?"), 0);
    press(c, INTENT_QUESTIONS);
    draw(c, &f);
    assert_int_equal(texts(&f, SCENE_NARRATION, "How many nodes die?"), 1);
    press(c, INTENT_PREVIOUS_STEP);
    assert_at(c, LAST_QUIET, true);
    frame_free(&f);
}

static void going_to_a_step_by_number_asks_nothing(void **state)
{
    classroom *c = *state;
    press(c, INTENT_LAST);
    assert_at(c, stage_step_count(c->shown), false);
    ui_do(&c->user, c->shown, &c->look, (intent){.kind = INTENT_DIGIT, .number = SECOND_ASKED});
    press(c, INTENT_ENTER);
    assert_at(c, SECOND_ASKED, false);
}

static void the_question_shows_the_state_before_and_no_answer(void **state)
{
    classroom *c = *state;
    frame asked = {0};
    press(c, INTENT_NEXT_STEP);
    draw(c, &asked);
    assert_int_equal(texts(&asked, SCENE_QUESTION, "How many nodes die?"), 1);
    assert_int_equal(texts(&asked, SCENE_QUESTION, "R reveals"), 1);
    for (const char *choice = "012"; *choice; choice++)
        assert_int_equal(texts(&asked, SCENE_QUESTION, (char[]){*choice, '\0'}), 1);
    assert_int_equal(texts(&asked, SCENE_QUESTION, "\xE2\x9C\x93"), 0);
    assert_int_equal(texts(&asked, SCENE_NARRATION, ""), 0);
    frame_free(&asked);
}

static void a_film_asks_and_names_no_key(void **state)
{
    classroom *c = *state;
    frame asked = {0};
    scene_look look = ui_look(&c->user, 1920, 1080);
    look.ruler = &FIXED_RULER;
    look.keyless = true;
    press(c, INTENT_NEXT_STEP);
    assert_int_equal(stage_draw(c->shown, c->user.at, &look, &asked, NULL), OURO_OK);
    assert_int_equal(texts(&asked, SCENE_QUESTION, "How many nodes die?"), 1);
    assert_int_equal(texts(&asked, SCENE_QUESTION, "R reveals"), 0);
    frame_free(&asked);
}

static void the_engine_answers_and_the_right_choice_is_marked(void **state)
{
    classroom *c = *state;
    frame f = {0};
    press(c, INTENT_NEXT_STEP);
    press(c, INTENT_REVEAL);
    draw(c, &f);
    assert_int_equal(texts(&f, SCENE_QUESTION, "\xE2\x9C\x93"), 1); /* in place of the letter A */
    assert_int_equal(texts(&f, SCENE_QUESTION, "A"), 0);
    assert_int_equal(texts(&f, SCENE_QUESTION, "B"), 1);
    assert_int_equal(texts(&f, SCENE_NARRATION, "nodes die?  0"), 1);
    assert_int_equal(texts(&f, SCENE_NARRATION, "b leads to the second node"), 1);
    frame_free(&f);
}

/* The last lines of what a step printed stand under the code, in every frame of it. */
static void what_a_step_printed_is_shown(void **state)
{
    classroom *c = *state;
    frame f = {0};
    uint32_t printing = 0;
    for (uint32_t k = 0; k <= stage_step_count(c->shown); k++) {
        const session_step *s = session_step_at(c->run, k);
        c->user.at = stage_at_step(c->shown, k);
        draw(c, &f);
        bool prints = s->output && *s->output;
        printing += prints;
        assert_int_equal(texts(&f, SCENE_OUTPUT, "") > 0, prints);
        char line[64] = "";
        if (prints) {
            strncpy(line, s->output, sizeof line - 1);
            line[strcspn(line, "\n")] = '\0';
            assert_int_equal(texts(&f, SCENE_OUTPUT, line), 1);
        }
    }
    assert_true(printing > 0);
    frame_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_step_that_asks_waits_until_it_is_answered, setup, teardown),
        cmocka_unit_test_setup_teardown(the_way_back_leads_over_the_same_stops, setup, teardown),
        cmocka_unit_test_setup_teardown(lines_and_single_changes_meet_the_question_too, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(playing_waits_at_a_question, setup, teardown),
        cmocka_unit_test_setup_teardown(questions_can_be_switched_off_and_on, setup, teardown),
        cmocka_unit_test_setup_teardown(going_to_a_step_by_number_asks_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(a_film_asks_and_names_no_key, setup, teardown),
        cmocka_unit_test_setup_teardown(the_question_shows_the_state_before_and_no_answer, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(the_engine_answers_and_the_right_choice_is_marked, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_a_step_printed_is_shown, setup, teardown),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
