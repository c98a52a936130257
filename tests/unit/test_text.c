#include "render/draw/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *fonts(void)
{
    return getenv("OURO_FONTS") ? getenv("OURO_FONTS") : "assets/fonts";
}

static int cache_setup(void **state)
{
    *state = text_cache_open(fonts(), NULL);
    return *state ? 0 : -1;
}

static int cache_teardown(void **state)
{
    text_cache_close(*state);
    return 0;
}

static void assert_near(double value, double wanted, double tolerance)
{
    if (value < wanted - tolerance || value > wanted + tolerance)
        fail_msg("%f is not within %f of %f", value, tolerance, wanted);
}

static float width_of(text_cache *cache, frame_font font, float size, const char *text)
{
    return text_width(cache, font, size, text, strlen(text));
}

static draw_text text_of(frame_font font, float size, const char *text)
{
    return (draw_text){.x = 100,
                       .y = 100,
                       .size_px = size,
                       .font = font,
                       .text = text,
                       .length = (uint32_t)strlen(text),
                       .colour = 0xFF000000};
}

static uint32_t glyph_count(text_cache *cache, draw_text t)
{
    uint32_t count = 0;
    text_run run = text_run_start(cache, &t);
    for (text_glyph glyph; text_run_next(&run, &glyph);)
        count++;
    return count;
}

static void widths_are_the_fonts_own_advances(void **state)
{
    text_cache *cache = *state;
    /* DejaVu Sans: A 1401, v 1212; bold N 1714; mono: 1233, all of 2048 */
    assert_near(width_of(cache, FONT_UI, 2048, "Av"), 1401 + 1212, 0.01);
    assert_near(width_of(cache, FONT_UI_BOLD, 2048, "N"), 1714, 0.01);
    assert_near(width_of(cache, FONT_MONO, 2048, "i∞W"), 3 * 1233, 0.01);
    assert_near(width_of(cache, FONT_MONO_BOLD, 36, "0123"), 4 * 1233 * 36 / 2048.0F, 0.01);
}

static void widths_grow_in_proportion_to_the_size(void **state)
{
    text_cache *cache = *state;
    float one = width_of(cache, FONT_UI, 1, "reference counts");
    for (float size = 5.5F; size < 80; size += 3.7F)
        assert_near(width_of(cache, FONT_UI, size, "reference counts"), one * size, 0.01);
    assert_true(width_of(cache, FONT_UI, 40, "") == 0);
}

static void every_sign_of_the_pictures_has_a_glyph(void **state)
{
    text_cache *cache = *state;
    static const char *const SIGNS[] = {"∞", "×", "↺", "→", "−", "✓", "▶", "…", "“", "”", "’",
                                        "é", "ß", "·", "–", "—", "≥", "≤", "▼", "●", "○"};
    /* The box is wider than a mono advance and than most signs, so compare what is drawn. */
    draw_text unknown = text_of(FONT_UI, 40, "\xF4\x8F\xBF\xBF");
    text_run run = text_run_start(cache, &unknown);
    text_glyph box;
    assert_true(text_run_next(&run, &box));
    int32_t width = box.width, height = box.height;
    for (frame_font font = 0; font < FONT_COUNT; font++)
        for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
            draw_text t = text_of(font, 40, SIGNS[i]);
            text_run sign = text_run_start(cache, &t);
            text_glyph glyph;
            assert_true(text_run_next(&sign, &glyph));
            assert_false(glyph.width == width && glyph.height == height &&
                         glyph.coverage[0] == 255 && glyph.coverage[width - 1] == 255);
        }
}

static void malformed_bytes_and_unknown_signs_are_boxes(void **state)
{
    text_cache *cache = *state;
    float box = width_of(cache, FONT_UI, 2048, "\xFF");
    assert_true(box > 0);
    /* a lone continuation, an overlong slash, a cut sequence, a surrogate, past the last plane */
    static const struct {
        const char *text;
        float boxes;
    } CASES[] = {{"\x80", 1},         {"\xC0\xAF", 2},         {"\xE2\x88", 2},
                 {"\xED\xA0\x80", 3}, {"\xF5\x80\x80\x80", 4}, {"\xE6\xBC\xA2", 1},
                 {"\x01\x7F\n", 3},   {"\xF0\x9F\xA7\xA0", 1}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        assert_near(width_of(cache, FONT_UI, 2048, CASES[i].text), (box * CASES[i].boxes), 0.5);
        assert_int_equal(glyph_count(cache, text_of(FONT_UI, 30, CASES[i].text)),
                         (uint32_t)CASES[i].boxes);
    }
    assert_false(text_cache_failed(cache));
}

static void any_bytes_are_drawn_without_complaint(void **state)
{
    text_cache *cache = *state;
    uint32_t seed = 1;
    for (int round = 0; round < 300; round++) {
        char bytes[40];
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = (char)(seed >> 24);
        }
        draw_text t = {.size_px = (float)(round % 50),
                       .font = (frame_font)(round % FONT_COUNT),
                       .text = bytes,
                       .length = sizeof bytes};
        glyph_count(cache, t);
        assert_true(text_width(cache, t.font, t.size_px, bytes, sizeof bytes) >= 0);
    }
    assert_false(text_cache_failed(cache));
}

/* The ink's own centre of gravity across, in px. */
static double ink_centre(text_cache *cache, draw_text t)
{
    double sum = 0, moment = 0;
    text_run run = text_run_start(cache, &t);
    for (text_glyph g; text_run_next(&run, &g);)
        for (int32_t i = 0; i < g.width * g.height; i++) {
            sum += g.coverage[i];
            moment += g.coverage[i] * (g.x + i % g.width + 0.5);
        }
    return sum > 0 ? moment / sum : 0;
}

static void glyphs_move_by_quarter_pixels(void **state)
{
    text_cache *cache = *state;
    draw_text t = text_of(FONT_UI, 13, "il");
    double before = ink_centre(cache, t);
    for (int i = 1; i < 9; i++) {
        t.x = 100 + (float)i * 0.25F;
        assert_near(ink_centre(cache, t) - before, i * 0.25, 0.03);
    }
}

static void alignment_moves_the_ink_by_the_width(void **state)
{
    text_cache *cache = *state;
    draw_text t = text_of(FONT_UI_BOLD, 44, "12");
    double left = ink_centre(cache, t);
    float width = width_of(cache, FONT_UI_BOLD, 44, "12");
    t.align = ALIGN_RIGHT;
    assert_near(left - ink_centre(cache, t), width, 0.3);
    t.align = ALIGN_CENTRE;
    assert_near(left - ink_centre(cache, t), width / 2, 0.3);
}

static void letters_stand_on_the_baseline(void **state)
{
    text_cache *cache = *state;
    for (frame_font font = 0; font < FONT_COUNT; font++) {
        draw_text t = text_of(font, 40, "N");
        text_run run = text_run_start(cache, &t);
        text_glyph glyph;
        assert_true(text_run_next(&run, &glyph));
        assert_int_equal(glyph.y + glyph.height, 100);
        assert_in_range(glyph.height, 28, 31); /* capitals are 0.729 em high */
    }
}

static void the_store_of_glyphs_is_bounded(void **state)
{
    text_cache *cache = *state;
    for (float size = 20; size < 240; size += 0.25F)
        glyph_count(cache, text_of(FONT_UI_BOLD, size, "Unreachable, yet alive"));
    assert_in_range(text_cache_bytes(cache), 1, TEXT_CACHE_BYTES);
    assert_int_equal(glyph_count(cache, text_of(FONT_UI, 20, "alive")), 5);
    assert_false(text_cache_failed(cache));
}

static void a_missing_font_is_named(void **state)
{
    (void)state;
    ouro_error err = {0};
    assert_null(text_cache_open("/nonexistent", &err));
    assert_int_equal(err.code, OURO_ERR_DISPLAY);
    assert_non_null(strstr(err.text, "/nonexistent/DejaVuSans.ttf"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_are_the_fonts_own_advances),
        cmocka_unit_test(widths_grow_in_proportion_to_the_size),
        cmocka_unit_test(every_sign_of_the_pictures_has_a_glyph),
        cmocka_unit_test(malformed_bytes_and_unknown_signs_are_boxes),
        cmocka_unit_test(any_bytes_are_drawn_without_complaint),
        cmocka_unit_test(glyphs_move_by_quarter_pixels),
        cmocka_unit_test(alignment_moves_the_ink_by_the_width),
        cmocka_unit_test(letters_stand_on_the_baseline),
        cmocka_unit_test(the_store_of_glyphs_is_bounded),
        cmocka_unit_test(a_missing_font_is_named),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, cache_setup, cache_teardown);
}
