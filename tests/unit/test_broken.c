/* The page of a file that cannot be played: the part of a long line that matters is in sight. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "render/window/broken.h"
#include "tests/unit/fixed_ruler.h"

#define ELLIPSIS "\xE2\x80\xA6"

enum { LONG = 700, SHOWN_BYTES = 400 };

/* The wrong line as it is shown, and where the caret points. */
typedef struct seen {
    char text[SHOWN_BYTES];
    float x, right, column, caret;
} seen;

static seen draw(const char *text, uint32_t column, int32_t width_px, int32_t height_px)
{
    frame f = {0};
    seen all = {.x = 0};
    window_failure why = {.path = "long.py", .text = text, .length = strlen(text)};
    why.error.line = 1;
    why.error.column = column;
    scene_look look = {.colours = theme_named("light"),
                       .ruler = &FIXED_RULER,
                       .width_px = width_px,
                       .height_px = height_px};
    broken_draw(&why, &look, &f);
    for (uint32_t k = 0; k < f.count; k++) {
        const draw_command *c = &f.commands[k];
        if (c->kind == FRAME_TRIANGLE)
            all.caret = c->triangle.points[0].x;
        if (c->kind != FRAME_TEXT || c->text.font != FONT_MONO_BOLD)
            continue;
        assert_true(c->text.length < SHOWN_BYTES);
        memcpy(all.text, c->text.text, c->text.length);
        all.x = c->text.x;
        all.column = 0.6F * c->text.size_px;
        all.right = all.x + fixed_width(NULL, c->text.font, c->text.size_px, all.text, c->text.length);
    }
    frame_free(&f);
    return all;
}

/* The character over the caret. */
static char pointed_at(const seen *all)
{
    size_t column = (size_t)((all->caret - all->x) / all->column), at = 0;
    while (column-- > 0)
        at = pen_next(all->text, strlen(all->text), at);
    return all->text[at];
}

static bool begins_with_ellipsis(const seen *all)
{
    return strncmp(all->text, ELLIPSIS, strlen(ELLIPSIS)) == 0;
}

static bool ends_in_ellipsis(const seen *all)
{
    size_t length = strlen(all->text), sign = strlen(ELLIPSIS);
    return length >= sign && strcmp(all->text + length - sign, ELLIPSIS) == 0;
}

static void a_long_line_is_cut_where_an_ellipsis_says_so(void **state)
{
    (void)state;
    static const int32_t SIZES[][2] = {{1920, 1080}, {1024, 768}, {800, 600}};
    for (uint32_t column = 1; column <= LONG; column++) {
        char line[LONG + 1] = {0};
        memset(line, '.', LONG);
        line[column - 1] = '!';
        for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
            seen all = draw(line, column, SIZES[i][0], SIZES[i][1]);
            assert_int_equal(pointed_at(&all), '!');
            assert_true(all.right <= (float)SIZES[i][0]);
            assert_true(begins_with_ellipsis(&all) || column < 60);
            assert_true(ends_in_ellipsis(&all) || column + 60 > LONG);
        }
    }
}

static void a_line_that_has_room_is_whole(void **state)
{
    (void)state;
    seen all = draw("\tx = (1", 6, 1920, 1080);
    assert_string_equal(all.text, "    x = (1");
    assert_int_equal(pointed_at(&all), '(');
    all = draw("x = \xC3\xA9 !", 7, 1920, 1080);
    assert_string_equal(all.text, "x = \xC3\xA9 !");
    assert_int_equal(pointed_at(&all), '!');
}

static void the_caret_stands_behind_a_line_that_ends_too_early(void **state)
{
    (void)state;
    seen all = draw("x = (", 6, 1920, 1080);
    assert_float_equal(all.caret, all.right + all.column / 2, 0.01F);
}

static bool shows(const frame *f, const char *text)
{
    for (uint32_t k = 0; k < f->count; k++)
        if (f->commands[k].kind == FRAME_TEXT && strcmp(f->commands[k].text.text, text) == 0)
            return true;
    return false;
}

static void the_lines_around_a_long_one_begin_at_their_beginning(void **state)
{
    (void)state;
    char text[LONG + 16] = "a = 1\n";
    size_t before = strlen(text);
    memset(text + before, '.', LONG);
    memcpy(text + before + LONG, "\nb = a\n", sizeof "\nb = a\n");
    window_failure why = {.path = "long.py", .text = text, .length = strlen(text)};
    why.error.line = 2;
    why.error.column = LONG;
    frame f = {0};
    broken_draw(&why, &(scene_look){.colours = theme_named("light"), .ruler = &FIXED_RULER, .width_px = 1920, .height_px = 1080}, &f);
    assert_true(shows(&f, "a = 1") && shows(&f, "b = a"));
    frame_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_line_is_cut_where_an_ellipsis_says_so),
        cmocka_unit_test(a_line_that_has_room_is_whole),
        cmocka_unit_test(the_lines_around_a_long_one_begin_at_their_beginning),
        cmocka_unit_test(the_caret_stands_behind_a_line_that_ends_too_early),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
