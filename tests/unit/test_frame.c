#include "render/scene/frame.h"
#include "render/scene/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void sample_build(frame *f, float x)
{
    frame_begin(f, 640, 360, 0xFFFAFAF7);
    frame_rect(f,
               (draw_rect){.id = 7, .x = x, .y = 2, .width = 30, .height = 40, .fill = 0xFF0055CB});
    frame_push_clip(f, (frame_clip){.x = 10, .y = 20, .width = 100, .height = 100});
    frame_round(f, (draw_round){.x = 1,
                                .y = 2,
                                .width = 3,
                                .height = 4,
                                .radius = 12,
                                .fill = 0xFFFFFFFF,
                                .border = 0xFFA61E00,
                                .border_px = 6,
                                .dash = THEME_DASH_DYING});
    frame_textf(f,
                (draw_text){.x = 5,
                            .y = 50,
                            .size_px = 32,
                            .font = FONT_MONO,
                            .strike_px = 4,
                            .align = ALIGN_CENTRE,
                            .colour = 0xFF111827},
                "rc %d", 2);
    frame_pop_clip(f);
    draw_curve line = frame_straight((frame_point){0, 0}, (frame_point){9, 0});
    line.width_px = 4;
    frame_curve(f, line);
    frame_triangle(f, (draw_triangle){.points = {{0, 0}, {8, 0}, {0, 8}}, .fill = 0x80000000});
}

static void a_dump_shows_every_field(void **state)
{
    (void)state;
    frame f = {0};
    buffer out = {0};
    sample_build(&f, -0.001F);
    frame_dump(&f, &out);
    assert_string_equal(
        buffer_text(&out),
        "frame 640 x 360 background FFFAFAF7\n"
        "rect 0.00 2.00 30.00 40.00 fill FF0055CB id 7\n"
        "round 1.00 2.00 3.00 4.00 12.00 fill FFFFFFFF border FFA61E00 6.00 dash 18.00 10.00"
        " clip 10.00 20.00 100.00 100.00\n"
        "text 5.00 50.00 mono 32.00 centre colour FF111827 \"rc 2\" strike 4.00"
        " clip 10.00 20.00 100.00 100.00\n"
        "curve 0.00 0.00 3.00 0.00 6.00 0.00 9.00 0.00 colour 00000000 4.00\n"
        "triangle 0.00 0.00 8.00 0.00 0.00 8.00 fill 80000000\n");
    buffer_free(&out);
    frame_free(&f);
}

static void equal_pictures_have_equal_hashes(void **state)
{
    (void)state;
    frame a = {0}, b = {0};
    sample_build(&a, 0.0F);
    sample_build(&b, -0.0F);
    assert_true(frame_hash(&a) == frame_hash(&b));
    sample_build(&b, 0.0F); /* a reused frame is as good as a new one */
    assert_true(frame_hash(&a) == frame_hash(&b));
    frame_free(&a);
    frame_free(&b);
}

static void every_field_counts_in_the_hash(void **state)
{
    (void)state;
    frame a = {0}, b = {0};
    sample_build(&a, 1);
    for (int change = 0; change < 8; change++) {
        sample_build(&b, 1);
        draw_command *c = b.commands;
        switch (change) {
        case 0:
            c[0].rect.fill ^= 1;
            break;
        case 1:
            c[0].id = 8;
            break;
        case 2:
            c[1].round.dash.off_px = 11;
            break;
        case 3:
            c[1].clip = 0;
            break;
        case 4:
            c[2].text.text = "rc 3";
            break;
        case 5:
            c[2].text.strike_px = 0;
            break;
        case 6:
            c[3].curve.cap = CAP_ROUND;
            break;
        default:
            b.count--;
            break;
        }
        assert_true(frame_hash(&a) != frame_hash(&b));
    }
    frame_free(&a);
    frame_free(&b);
}

static void the_hash_is_the_same_on_every_machine(void **state)
{
    (void)state;
    frame f = {0};
    sample_build(&f, 1.5F);
    assert_true(frame_hash(&f) == 0xEDC9F315F564B186U);
    frame_free(&f);
}

static void inner_clips_are_cut_to_outer_ones(void **state)
{
    (void)state;
    frame f = {0};
    frame_begin(&f, 100, 100, 0);
    frame_push_clip(&f, (frame_clip){.x = 10, .y = 10, .width = 50, .height = 50});
    frame_push_clip(&f, (frame_clip){.x = 40, .y = 0, .width = 100, .height = 20});
    frame_rect(&f, (draw_rect){.width = 1, .height = 1});
    frame_pop_clip(&f);
    frame_push_clip(&f, (frame_clip){.x = 80, .y = 0, .width = 5, .height = 5});
    frame_rect(&f, (draw_rect){.width = 1, .height = 1});
    frame_pop_clip(&f);
    frame_pop_clip(&f);
    frame_rect(&f, (draw_rect){.width = 1, .height = 1});
    const frame_clip *cut = &f.clips[f.commands[0].clip];
    assert_true(cut->x == 40 && cut->y == 10 && cut->width == 20 && cut->height == 10);
    assert_true(f.clips[f.commands[1].clip].width == 0);
    assert_int_equal(f.commands[2].clip, 0);
    frame_free(&f);
}

static void texts_outlive_the_callers_bytes(void **state)
{
    (void)state;
    frame f = {0};
    frame_begin(&f, 10, 10, 0);
    char word[] = "partner";
    frame_text(&f, (draw_text){.text = word, .length = 4});
    frame_text(&f, (draw_text){.text = word});
    memset(word, 'x', sizeof word - 1);
    assert_string_equal(f.commands[0].text.text, "part");
    assert_string_equal(f.commands[1].text.text, "partner");
    assert_int_equal(f.commands[1].text.length, 7);
    frame_free(&f);
}

static void a_frame_in_a_frame_is_moved_and_clipped_whole(void **state)
{
    (void)state;
    enum { X = 30, Y = 40 };
    frame part = {0}, whole = {0};
    frame_begin(&part, 10, 20, 0xFF112233);
    frame_rect(&part, (draw_rect){.id = 7, .x = 1, .y = 2, .width = 3, .height = 4, .fill = 0xFF000000});
    frame_push_clip(&part, (frame_clip){.x = 5, .y = 5, .width = 100, .height = 2});
    frame_text(&part, (draw_text){.x = 5, .y = 6, .size_px = 8, .text = "tag"});
    frame_pop_clip(&part);
    frame_begin(&whole, 100, 100, 0xFFFFFFFF);
    frame_add(&whole, &part, X, Y);
    frame_free(&part); /* its texts were copied */
    assert_int_equal(whole.count, 3);
    assert_int_equal(whole.commands[0].rect.fill, 0xFF112233);
    assert_true(whole.commands[1].rect.x == X + 1 && whole.commands[1].rect.y == Y + 2);
    assert_int_equal(whole.commands[1].id, 7);
    assert_true(whole.commands[2].text.x == X + 5 && whole.commands[2].text.y == Y + 6);
    assert_string_equal(whole.commands[2].text.text, "tag");
    frame_clip around = whole.clips[whole.commands[1].clip], inner = whole.clips[whole.commands[2].clip];
    assert_true(around.x == X && around.y == Y && around.width == 10 && around.height == 20);
    assert_true(inner.x == X + 5 && inner.y == Y + 5 && inner.width == 5 && inner.height == 2);
    assert_int_equal(whole.clip_depth, 0);
    frame_free(&whole);
}

static void a_new_picture_keeps_the_arrays(void **state)
{
    (void)state;
    frame f = {0};
    frame_begin(&f, 10, 10, 0);
    for (int i = 0; i < 1000; i++)
        frame_rect(&f, (draw_rect){.width = 1, .height = 1});
    uint32_t capacity = f.capacity;
    const draw_command *commands = f.commands;
    frame_begin(&f, 10, 10, 0);
    assert_int_equal(f.count, 0);
    assert_int_equal(f.capacity, capacity);
    assert_ptr_equal(f.commands, commands);
    frame_free(&f);
}

static void dashes_fill_a_side_exactly(void **state)
{
    (void)state;
    for (float length = 30; length < 400; length += 7.3F) {
        frame_dashes d = frame_dash_fit(length, THEME_DASH_DYING);
        assert_true(d.count >= 1);
        float covered = (float)d.count * (d.on_px + d.off_px) + d.off_px;
        assert_true(covered - length < 0.01F && length - covered < 0.01F);
        /* a side shorter than one dash squeezes it; longer ones stay near the wanted pattern */
        assert_true(length < 60 || (d.on_px > 18 * 0.75F && d.on_px < 18 * 1.34F));
    }
    assert_int_equal(frame_dash_fit(5, THEME_DASH_DYING).count, 0);
    assert_int_equal(frame_dash_fit(50, (frame_dash){0}).count, 0);
}

/* ---- themes ---- */

static double channel_light(uint32_t channel)
{
    double v = channel / 255.0;
    if (v <= 0.04045)
        return v / 12.92;
    /* ((v + 0.055) / 1.055) ^ 2.4 by Newton for the fifth root: no libm needed in a test */
    double base = (v + 0.055) / 1.055, power12 = 1, root = 1;
    for (int i = 0; i < 12; i++)
        power12 *= base;
    for (int i = 0; i < 60; i++) {
        double r4 = root * root * root * root;
        root = (4 * root + power12 / r4) / 5;
    }
    return root;
}

static double luminance(frame_colour c)
{
    return 0.2126 * channel_light(c >> 16 & 0xFF) + 0.7152 * channel_light(c >> 8 & 0xFF) +
           0.0722 * channel_light(c & 0xFF);
}

static double contrast(frame_colour a, frame_colour b)
{
    double x = luminance(a), y = luminance(b);
    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

static void badge_digits_can_be_read_in_every_theme(void **state)
{
    (void)state;
    const theme *sharp = theme_of(THEME_CONTRAST);
    for (theme_role role = THEME_TEXT; role <= THEME_IMMORTAL; role++)
        if (role != THEME_HIGHLIGHT) {
            assert_true(contrast(theme_colour(sharp, role), theme_colour(sharp, THEME_SURFACE)) >= 7);
            assert_true(contrast(theme_colour(sharp, role), theme_colour(sharp, THEME_BACKGROUND)) >= 7);
        }
    assert_true(contrast(theme_colour(sharp, THEME_TEXT), theme_colour(sharp, THEME_HIGHLIGHT)) >= 7);
    for (theme_role role = THEME_LIVE; role <= THEME_IMMORTAL; role++)
        assert_true(contrast(theme_ink(sharp, role), theme_colour(sharp, role)) >= 7);
    for (theme_name name = 0; name < THEME_COUNT; name++) {
        const theme *t = theme_of(name);
        double least = name == THEME_CONTRAST ? 7 : 4.5;
        for (theme_role role = THEME_LIVE; role <= THEME_IMMORTAL; role++) {
            assert_true(contrast(theme_ink(t, role), theme_colour(t, role)) >= least);
            assert_true(contrast(theme_colour(t, THEME_INK_DIMMED), theme_dim_badge(t, role)) >= least);
        }
    }
}

static void words_can_be_read_in_every_theme(void **state)
{
    (void)state;
    static const theme_role WORDS[] = {THEME_TEXT,    THEME_SECONDARY, THEME_LIVE,    THEME_NEW,
                                       THEME_CHANGED, THEME_GARBAGE,   THEME_IMMORTAL, THEME_DYING};
    for (theme_name name = 0; name < THEME_COUNT; name++) {
        const theme *t = theme_of(name);
        for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
            frame_colour word = theme_word(t, WORDS[i]);
            assert_true(contrast(word, theme_colour(t, THEME_BACKGROUND)) >= 4.5);
            assert_true(contrast(word, theme_colour(t, THEME_SURFACE)) >= 4.4);
        }
        double least = name == THEME_CONTRAST ? 7 : 4.5;
        for (theme_role role = THEME_TEXT; role <= THEME_SECONDARY; role++) {
            frame_colour dimmed = theme_dim_text(t, role);
            assert_true(contrast(dimmed, theme_colour(t, THEME_BACKGROUND)) >= least);
            assert_true(contrast(dimmed, theme_colour(t, THEME_SURFACE)) >= least);
        }
        frame_colour band = theme_colour(t, THEME_HIGHLIGHT); /* with a line's number and the line on it */
        assert_true(contrast(theme_colour(t, THEME_SECONDARY), band) >= least);
        assert_true(contrast(theme_colour(t, THEME_TEXT), band) >= least);
    }
}

static void colours_mix_by_percent(void **state)
{
    (void)state;
    assert_int_equal(theme_mix(0xFF000000, 0xFFFFFFFF, 0), 0xFF000000);
    assert_int_equal(theme_mix(0xFF000000, 0xFFFFFFFF, 100), 0xFFFFFFFF);
    assert_int_equal(theme_mix(0xFF102030, 0xFF506070, 50), 0xFF304050);
    assert_int_equal(theme_fade(0xFF123456, 50) >> 24, 128);
    const theme *light = theme_of(THEME_LIGHT);
    assert_int_equal(theme_fill(light, THEME_LIVE), 0xFFFFFFFF);
    assert_int_equal(theme_fill(light, THEME_DYING), 0xFFF9EFED);
}

static void themes_are_found_by_name(void **state)
{
    (void)state;
    assert_ptr_equal(theme_named("dark"), theme_of(THEME_DARK));
    assert_ptr_equal(theme_named("light"), theme_of(THEME_LIGHT));
    assert_null(theme_named("sepia"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dump_shows_every_field),
        cmocka_unit_test(equal_pictures_have_equal_hashes),
        cmocka_unit_test(every_field_counts_in_the_hash),
        cmocka_unit_test(the_hash_is_the_same_on_every_machine),
        cmocka_unit_test(inner_clips_are_cut_to_outer_ones),
        cmocka_unit_test(texts_outlive_the_callers_bytes),
        cmocka_unit_test(a_frame_in_a_frame_is_moved_and_clipped_whole),
        cmocka_unit_test(a_new_picture_keeps_the_arrays),
        cmocka_unit_test(dashes_fill_a_side_exactly),
        cmocka_unit_test(badge_digits_can_be_read_in_every_theme),
        cmocka_unit_test(words_can_be_read_in_every_theme),
        cmocka_unit_test(colours_mix_by_percent),
        cmocka_unit_test(themes_are_found_by_name),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
