#include "render/export/deltas.h"
#include "render/export/fragments.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fixed_ruler.h"

/* What a sample shows: a box at x with a text on it, in the graph; before it a bar, if it has one. */
typedef struct sample {
    float x;
    const char *text;
    theme_role fill;
    bool bar;
} sample;

static void sample_draw(const sample *s, theme_name in, frame *f)
{
    const theme *t = theme_of(in);
    frame_begin(f, 640, 360, theme_colour(t, THEME_BACKGROUND));
    f->grouped = true;
    frame_push_clip(f, (frame_clip){.width = 500, .height = 300});
    frame_open(f, &(frame_group){.kind = GROUP_CAMERA, .name = "graph", .scale = 0.5F, .x = 4, .y = 8});
    if (s->bar)
        frame_rect(f, (draw_rect){.id = 5, .width = 9, .height = 9, .fill = theme_colour(t, THEME_RULE)});
    frame_open(f, &(frame_group){.name = "obj-1", .data = {{"type", "Node"}}});
    frame_round(f, (draw_round){.id = 1,
                                .x = s->x,
                                .y = 20,
                                .width = 200,
                                .height = 104.25F,
                                .radius = 12,
                                .fill = theme_colour(t, s->fill)});
    frame_text(f, (draw_text){.id = 1,
                              .x = s->x + 20,
                              .y = 60,
                              .size_px = 40,
                              .font = FONT_UI_BOLD,
                              .colour = theme_colour(t, THEME_TEXT),
                              .text = s->text});
    frame_close(f);
    frame_close(f);
    frame_pop_clip(f);
}

/* The JSON of a run of samples, each a step's end. */
static void samples_write(const sample *samples, uint32_t count, buffer *out)
{
    deltas *d = deltas_open(&FIXED_RULER);
    frame drawn[THEME_COUNT] = {{0}};
    assert_non_null(d);
    for (uint32_t k = 0; k < count; k++) {
        for (int t = 0; t < THEME_COUNT; t++)
            sample_draw(&samples[k], (theme_name)t, &drawn[t]);
        assert_true(deltas_add(d, drawn, k, DELTA_END));
    }
    deltas_write(d, UINT32_MAX, out);
    assert_false(out->failed);
    deltas_close(d);
    for (size_t t = 0; t < THEME_COUNT; t++)
        frame_free(&drawn[t]);
}

static void expect_in(const buffer *json, const char *wanted)
{
    if (!strstr(buffer_text(json), wanted))
        fail_msg("%s is not in %s", wanted, buffer_text(json));
}

static void the_first_picture_has_everything(void **state)
{
    (void)state;
    buffer json = {0};
    samples_write(&(sample){10, "Node", THEME_SURFACE, false}, 1, &json);
    expect_in(&json, "{\"size\":[640,360],\"clip\":[0,0,500,300],\"themes\":[\"light\",\"dark\",\"contrast\"]");
    expect_in(&json, "\"types\":[[1,40,0]]");
    expect_in(&json, "\"forms\":[[[1,0,0,200,104,12],[5,20,40,0,96,\"Node\"]]]");
    expect_in(&json, "\"groups\":[[\"obj\",2]],\n\"keys\":[[0,1,\"Node\"]]");
    expect_in(&json, "{\"s\":0,\"v\":[0.5,4,8],\"m\":[[0,0,0,10,20]]}");
    buffer_free(&json);
}

static void later_pictures_say_what_changes(void **state)
{
    (void)state;
    static const sample RUN[] = {{10, "a", THEME_SURFACE, true},   {10, "a", THEME_SURFACE, true},
                                 {10, "a", THEME_HIGHLIGHT, true}, {10, "b", THEME_HIGHLIGHT, true},
                                 {30, "a", THEME_SURFACE, true},   {30, "a", THEME_SURFACE, false},
                                 {30, "a", THEME_SURFACE, true}};
    buffer json = {0};
    samples_write(RUN, sizeof RUN / sizeof *RUN, &json);
    expect_in(&json, "{\"s\":1,\"m\":[2]}");
    expect_in(&json, "{\"s\":2,\"m\":[1,[0]]}");
    expect_in(&json, "{\"s\":3,\"m\":[1,[0,-1]]}");
    expect_in(&json, "{\"s\":4,\"m\":[1,[2,2,20,0]]}");
    expect_in(&json, "{\"s\":5,\"m\":[-1,1]}");
    expect_in(&json, "{\"s\":6,\"m\":[[1,1,1,0,0],1]}");
    buffer_free(&json);
}

static void fragments_are_kept_once(void **state)
{
    (void)state;
    enum { MANY = 1000 };
    fragments table = {0};
    char text[16];
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < MANY; i++) {
            int length = snprintf(text, sizeof text, "%u", i);
            assert_int_equal(fragments_add(&table, text, (size_t)length), i);
        }
    assert_int_equal(table.count, MANY);
    assert_int_equal(fragments_add(&table, "", 0), MANY);
    assert_int_equal(fragments_add(&table, "", 0), MANY);
    fragments_free(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_picture_has_everything),
        cmocka_unit_test(later_pictures_say_what_changes),
        cmocka_unit_test(fragments_are_kept_once),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
