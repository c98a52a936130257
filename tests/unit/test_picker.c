/* The lesson picker: searching, moving, the mouse. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "render/window/picker.h"

/* Every code point is 0.6 of the size wide: pictures do not depend on fonts. */
static float fixed_width(void *context, frame_font font, float size_px, const char *text,
                         size_t length)
{
    (void)context;
    (void)font;
    (void)text;
    return 0.6F * size_px * (float)length;
}

static const frame_ruler RULER = {.width = fixed_width};

static const window_lesson LESSONS[] = {
    {.path = "a.json", .title = "Names are tags", .topic = "Names", .summary = "No copies.", .minutes = 8},
    {.path = "b.json", .title = "Every reference counts", .topic = "Counts", .summary = ""},
    {.path = "c.json", .title = "Who dies first?", .topic = "Counts", .summary = "An order of names."},
    {.path = "d.json", .title = "Unreachable", .topic = "Cycles", .summary = "Two nodes."},
    {.path = "e.json", .title = "Generations", .topic = "Cycles", .summary = "Three of them."},
    {.path = "f.json", .title = "The heap", .topic = "Heap", .summary = "Pools.", .question_count = 2},
    {.path = "g.json", .title = "Holes", .topic = "Heap", .summary = "Fragments."},
};
static const window_lessons ALL = {.lessons = LESSONS, .count = sizeof LESSONS / sizeof *LESSONS};
static const scene_look WIDE = {.ruler = &RULER, .width_px = 1920, .height_px = 1080};

static void assert_chosen(const picker *p, const char *path)
{
    const window_lesson *l = picker_lesson(p);
    assert_non_null(l);
    assert_string_equal(l->path, path);
}

static void arrows_move_through_three_columns_and_stop_at_the_ends(void **state)
{
    (void)state;
    picker p;
    picker_start(&p, ALL, false);
    assert_chosen(&p, "a.json");
    picker_press(&p, PICKER_LEFT, &WIDE);
    picker_press(&p, PICKER_UP, &WIDE);
    assert_chosen(&p, "a.json");
    picker_press(&p, PICKER_RIGHT, &WIDE);
    picker_press(&p, PICKER_DOWN, &WIDE);
    assert_chosen(&p, "e.json");
    picker_press(&p, PICKER_END, &WIDE);
    picker_press(&p, PICKER_DOWN, &WIDE);
    assert_chosen(&p, "g.json");
    picker_press(&p, PICKER_HOME, &WIDE);
    assert_chosen(&p, "a.json");
    assert_int_equal(picker_press(&p, PICKER_ENTER, &WIDE), PICKER_OPEN);
}

static void every_word_typed_must_stand_somewhere(void **state)
{
    (void)state;
    picker p;
    picker_start(&p, ALL, false);
    picker_type(&p, "NAMES", &WIDE);
    assert_int_equal(p.match_count, 2); /* a topic, and a summary */
    picker_type(&p, " order", &WIDE);
    assert_int_equal(p.match_count, 1);
    assert_chosen(&p, "c.json");
    picker_type(&p, "x", &WIDE);
    assert_null(picker_lesson(&p));
    assert_int_equal(picker_press(&p, PICKER_ENTER, &WIDE), PICKER_NOTHING);
    assert_int_equal(picker_press(&p, PICKER_DOWN, &WIDE), PICKER_NOTHING);
    picker_press(&p, PICKER_BACKSPACE, &WIDE);
    assert_chosen(&p, "c.json");
}

static void escape_forgets_the_search_and_then_leaves_if_it_can(void **state)
{
    (void)state;
    picker p;
    picker_start(&p, ALL, true);
    picker_type(&p, "heap", &WIDE);
    assert_int_equal(picker_press(&p, PICKER_ESCAPE, &WIDE), PICKER_REDRAW);
    assert_int_equal(p.match_count, ALL.count);
    assert_int_equal(picker_press(&p, PICKER_ESCAPE, &WIDE), PICKER_LEAVE);
    picker_start(&p, ALL, false);
    assert_int_equal(picker_press(&p, PICKER_ESCAPE, &WIDE), PICKER_NOTHING);
}

static void a_query_longer_than_its_room_is_not_taken(void **state)
{
    (void)state;
    picker p;
    picker_start(&p, ALL, false);
    for (int i = 0; i < PICKER_QUERY_MAX; i++)
        assert_int_equal(picker_type(&p, "\xC3\xA9", &WIDE),
                         i < PICKER_QUERY_MAX / 2 ? PICKER_REDRAW : PICKER_NOTHING);
    picker_press(&p, PICKER_BACKSPACE, &WIDE);
    assert_int_equal(strlen(p.query), PICKER_QUERY_MAX / 2 * 2 - 2); /* a whole letter went */
}

/* The middle of the n-th card, found in the picture by its title. */
static frame_point title_place(const picker *p, const scene_look *look, const char *title)
{
    frame f = {0};
    frame_point at = {-1, -1};
    scene_look own = *look;
    own.colours = theme_of(THEME_LIGHT);
    picker_draw(p, &own, &f);
    for (uint32_t i = 0; i < f.count; i++)
        if (f.commands[i].kind == FRAME_TEXT && strcmp(f.commands[i].text.text, title) == 0)
            at = (frame_point){f.commands[i].text.x + 2, f.commands[i].text.y};
    frame_free(&f);
    return at;
}

static void the_mouse_finds_what_is_drawn_at_every_size(void **state)
{
    (void)state;
    static const int32_t SIZES[][2] = {{1920, 1080}, {1024, 768}, {800, 600}, {3840, 2160}};
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        scene_look look = {.ruler = &RULER, .width_px = SIZES[i][0], .height_px = SIZES[i][1]};
        picker p;
        picker_start(&p, ALL, false);
        frame_point at = title_place(&p, &look, "Unreachable");
        assert_true(at.x > 0);
        assert_int_equal(picker_point(&p, at.x, at.y, false, &look), PICKER_REDRAW);
        assert_chosen(&p, "d.json");
        assert_int_equal(picker_point(&p, at.x, at.y, true, &look), PICKER_OPEN);
        at = title_place(&p, &look, "Heap"); /* a topic */
        assert_int_equal(picker_point(&p, at.x, at.y, true, &look), PICKER_REDRAW);
        assert_chosen(&p, "f.json");
    }
}

static bool preview_draw(void *context, const char *path, const scene_look *look, frame *onto)
{
    uint32_t *asked = context;
    ++*asked;
    frame_begin(onto, look->width_px, look->height_px, 0xFF00FF00);
    return strcmp(path, "b.json") != 0;
}

static void previews_are_made_for_what_is_in_sight_and_once(void **state)
{
    (void)state;
    picker p;
    previews made = {0};
    uint32_t asked = 0, lesson;
    window_host host = {.context = &asked, .preview = preview_draw};
    scene_look small = picker_preview_look(&WIDE);
    assert_true(small.width_px > 300 && small.height_px * 16 / 9 - small.width_px <= 2);
    picker_start(&p, ALL, false);
    assert_false(picker_lacks(&p, &WIDE, &lesson)); /* nobody wants any */
    p.pictures = &made;
    assert_true(previews_fit(&made, ALL.count, &small));
    picker_type(&p, "counts", &WIDE);
    while (picker_lacks(&p, &WIDE, &lesson))
        previews_make(&made, lesson, &host, LESSONS[lesson].path, &small);
    assert_int_equal(asked, 2);
    assert_null(previews_find(&made, 0));
    assert_null(previews_find(&made, 1)); /* it could not be made, and is not tried again */
    assert_int_equal(previews_find(&made, 2)->width_px, small.width_px);
    small.width_px++;
    assert_true(previews_fit(&made, ALL.count, &small)); /* another size */
    assert_null(previews_find(&made, 2));
    previews_free(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrows_move_through_three_columns_and_stop_at_the_ends),
        cmocka_unit_test(every_word_typed_must_stand_somewhere),
        cmocka_unit_test(escape_forgets_the_search_and_then_leaves_if_it_can),
        cmocka_unit_test(a_query_longer_than_its_room_is_not_taken),
        cmocka_unit_test(previews_are_made_for_what_is_in_sight_and_once),
        cmocka_unit_test(the_mouse_finds_what_is_drawn_at_every_size),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
