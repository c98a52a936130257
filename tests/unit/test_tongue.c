/* The picture's own words: none is missing in any language, and a picture in one language has no word of another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/desk.h"

#include "render/window/help.h"
#include "render/window/picker.h"

#define LESSON "scenarios/03-collector/cycle-of-two-nodes.json"
enum { NODE = 13 };

/* ---- the table ---- */

/* Bit n: the word has place {n}. */
static unsigned places_of(const char *text)
{
    unsigned places = 0;
    for (const char *at = strchr(text, '{'); at; at = strchr(at + 1, '{')) {
        assert_true(at[1] >= '1' && at[1] <= '9' && at[2] == '}');
        places |= 1U << (at[1] - '0');
    }
    return places;
}

static void no_word_is_missing_in_any_language(void **state)
{
    (void)state;
    for (int name = 0; name < TONGUE_COUNT; name++)
        for (int word = 0; word < TONGUE_WORDS; word++) {
            const char *english = tongue_say(tongue_of(TONGUE_ENGLISH), (tongue_word)word);
            const char *own = tongue_say(tongue_of((tongue_name)name), (tongue_word)word);
            assert_non_null(own);
            assert_true(*own);
            if (places_of(own) != places_of(english))
                fail_msg("other places: %s / %s", english, own);
        }
}

/* The same in both languages on purpose. */
static bool is_shared(tongue_word word)
{
    return word == SAY_CAP_ENTER || word == SAY_CAP_SHIFT;
}

static void every_word_is_translated(void **state)
{
    (void)state;
    for (int word = 0; word < TONGUE_WORDS; word++) {
        const char *english = tongue_say(tongue_of(TONGUE_ENGLISH), (tongue_word)word);
        bool same = strcmp(english, tongue_say(tongue_of(TONGUE_GERMAN), (tongue_word)word)) == 0;
        if (same != is_shared((tongue_word)word))
            fail_msg("%s: %s", english, same ? "is not translated" : "is not shared any more");
    }
}

static void languages_are_found_by_their_tags(void **state)
{
    (void)state;
    assert_ptr_equal(tongue_named("de"), tongue_of(TONGUE_GERMAN));
    assert_ptr_equal(tongue_named("de-AT"), tongue_of(TONGUE_GERMAN));
    assert_ptr_equal(tongue_named("den"), tongue_of(TONGUE_ENGLISH));
    assert_ptr_equal(tongue_named("fr"), tongue_of(TONGUE_ENGLISH));
    assert_ptr_equal(tongue_named(NULL), tongue_of(TONGUE_ENGLISH));
    assert_string_equal(tongue_say(NULL, SAY_DEAD), "dead");
}

static void places_are_filled_in_any_order_and_cut_between_code_points(void **state)
{
    (void)state;
    char text[64], small[12];
    tongue_write(NULL, text, sizeof text, SAY_SAID_HOLDS_RISES, TELL({.text = "a"}, {.text = "Node #1"}, {.number = 2}));
    assert_string_equal(text, "a holds Node #1: its count rises to 2.");
    tongue_write(NULL, text, sizeof text, SAY_SAID_HOLDS, TELL({.text = "{1}"}, {.text = "{"}));
    assert_string_equal(text, "{1} holds {.");
    tongue_write(tongue_of(TONGUE_GERMAN), small, sizeof small, SAY_RETAINED, TELL({.number = 0}));
    assert_string_equal(small, "mit Anhang");
    tongue_write(tongue_of(TONGUE_GERMAN), small, 3, SAY_SIZES, TELL({.number = 0}));
    assert_string_equal(small, "Gr");
    tongue_write(tongue_of(TONGUE_GERMAN), small, 4, SAY_SIZES, TELL({.number = 0}));
    assert_string_equal(small, "Gr"); /* no half of an o with dots */
}

/* ---- pictures ---- */

/* Does `text` come about by filling the places of `pattern`? What fills a place has no space. */
static bool fits(const char *pattern, const char *text)
{
    while (*pattern) {
        if (pattern[0] == '{') {
            size_t filled = strcspn(text, " ");
            for (size_t i = 1; i <= filled; i++)
                if (fits(pattern + 3, text + i))
                    return true;
            return false;
        }
        if (*pattern++ != *text++)
            return false;
    }
    return !*text;
}

/* Words that are only English, and at least one of them more than a place. */
static bool tells_something(const char *english)
{
    return strspn(english, "{}123456789 ") < strlen(english);
}

static void english_is_absent(const frame *f)
{
    for (uint32_t i = 0; i < f->count; i++) {
        const draw_command *c = &f->commands[i];
        for (int word = 0; c->kind == FRAME_TEXT && word < TONGUE_WORDS; word++) {
            const char *english = tongue_say(tongue_of(TONGUE_ENGLISH), (tongue_word)word);
            const char *german = tongue_say(tongue_of(TONGUE_GERMAN), (tongue_word)word);
            if (!is_shared((tongue_word)word) && tells_something(english) && fits(english, c->text.text)
                && !fits(german, c->text.text))
                fail_msg("English: %s", c->text.text);
        }
    }
}

static desk *german_desk(void)
{
    desk *d = desk_open_in(LESSON, 0, "de");
    d->user.legend = true;
    return d;
}

static void a_german_lesson_is_german_throughout(void **state)
{
    (void)state;
    desk *d = german_desk();
    for (scene_level level = SCENE_NAMES; level <= SCENE_HEAP; level++) {
        stage_set_level(d->shown, level);
        for (uint32_t step = 0; step <= stage_step_count(d->shown); step++) {
            d->user.at = stage_at_step(d->shown, step);
            desk_draw(d);
            english_is_absent(&d->f);
        }
    }
    void *end = d;
    desk_close(&end);
}

static void single_changes_panes_and_questions_are_german_too(void **state)
{
    (void)state;
    desk *d = german_desk();
    uint32_t told = 0;
    for (stage_stop at = stage_at_step(d->shown, 0); at.step < stage_step_count(d->shown); told++) {
        d->user.at = at = stage_change(d->shown, at, true);
        desk_draw(d);
        english_is_absent(&d->f);
    }
    assert_true(told >= 30);
    d->user.selected_id = d->user.hovered_id = NODE;
    for (uint32_t step = 0; step <= stage_step_count(d->shown); step++) {
        for (report_pane report = PANE_NONE; report < PANE_COUNT; report++) {
            d->user.report = report;
            d->user.why = report == PANE_NONE && step % 2;
            d->user.at = step && stage_asks(d->shown, step) && report == PANE_TYPES ? stage_asking(d->shown, step)
                                                                                    : stage_at_step(d->shown, step);
            desk_draw(d);
            english_is_absent(&d->f);
        }
    }
    void *end = d;
    desk_close(&end);
}

static void keys_and_lessons_follow_the_language(void **state)
{
    (void)state;
    frame f = {0};
    scene_look look = {.colours = theme_of(THEME_LIGHT), .ruler = &FIXED_RULER, .width_px = 1920, .height_px = 1080};
    look.words = tongue_of(TONGUE_GERMAN);
    frame_begin(&f, look.width_px, look.height_px, 0);
    help_draw(&f, &look);
    help_draw_typed(&f, &look, 12);
    assert_true(f.count > 60);
    english_is_absent(&f);
    window_lesson one = {.title = "Eins", .topic = "Namen", .summary = "", .path = "x", .minutes = 5, .step_count = 7};
    picker p = {0};
    picker_start(&p, (window_lessons){.lessons = &one, .count = 1}, true);
    frame_begin(&f, look.width_px, look.height_px, 0);
    picker_draw(&p, &look, &f);
    english_is_absent(&f);
    frame_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_word_is_missing_in_any_language),
        cmocka_unit_test(every_word_is_translated),
        cmocka_unit_test(languages_are_found_by_their_tags),
        cmocka_unit_test(places_are_filled_in_any_order_and_cut_between_code_points),
        cmocka_unit_test(a_german_lesson_is_german_throughout),
        cmocka_unit_test(single_changes_panes_and_questions_are_german_too),
        cmocka_unit_test(keys_and_lessons_follow_the_language),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
