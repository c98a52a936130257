/* The list of keys: in no shape of window and in no language is a word of it cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "render/scene/keys.h"
#include "render/window/help.h"
#include "tests/unit/fixed_ruler.h"

enum { HEAD = 2 }; /* the title, and how to close it */

static frame help_frame(const char *lang, int32_t width_px, int32_t height_px)
{
    frame f = {0};
    scene_look look = {.colours = theme_named("light"),
                       .ruler = &FIXED_RULER,
                       .words = tongue_named(lang),
                       .width_px = width_px,
                       .height_px = height_px};
    help_draw(&f, &look);
    return f;
}

/* All rows are set in one size, each word of them within the picture, none shortened. */
static void rows_check(const frame *f, int32_t width_px)
{
    uint32_t texts = 0;
    float size = 0;
    for (uint32_t i = 0; i < f->count; i++) {
        const draw_command *c = &f->commands[i];
        if (c->kind != FRAME_TEXT || texts++ < HEAD)
            continue;
        if (size <= 0)
            size = c->text.size_px;
        assert_float_equal(c->text.size_px, size, 0.01F);
        assert_null(strstr(c->text.text, "\xE2\x80\xA6"));
        assert_true(c->text.x > 0 && c->text.x < (float)width_px);
    }
    assert_true(texts > HEAD + 2 * KEYS_ROWS - 1);
}

static const char *const LANGS[] = {"en", "de"};

static void no_word_of_the_help_is_cut(void **state)
{
    (void)state;
    static const int32_t SIZES[][2] = {{800, 600},   {1024, 768},  {1280, 720},
                                       {1920, 1080}, {1080, 1920}, {3840, 2160}};
    for (size_t l = 0; l < sizeof LANGS / sizeof *LANGS; l++)
        for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
            frame f = help_frame(LANGS[l], SIZES[i][0], SIZES[i][1]);
            rows_check(&f, SIZES[i][0]);
            frame_free(&f);
        }
}

static void a_higher_window_has_larger_letters(void **state)
{
    (void)state;
    frame wide = help_frame("en", 1600, 900), high = help_frame("en", 1600, 1200);
    assert_true(high.commands[high.count - 1].text.size_px > wide.commands[wide.count - 1].text.size_px);
    frame_free(&wide);
    frame_free(&high);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_word_of_the_help_is_cut),
        cmocka_unit_test(a_higher_window_has_larger_letters),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
