/* Reports in the pane below the code: what they say of a state, and that they change nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/desk.h"

#include "sim/base/buffer.h"

#define LESSON "scenarios/03-collector/cycle-of-two-nodes.json"
enum { SECOND = 2, BORN = 3, BOUND = 4, LOST = 6 }; /* both nodes; the ring is closed; no name is left */

static int setup(void **state)
{
    *state = desk_open(LESSON, LOST);
    return 0;
}

enum { FIRST_NODE = 13 };

static void draw(desk *d, uint32_t step, report_pane report)
{
    d->user.selected_id = report >= PANE_ABOUT_OBJECT ? FIRST_NODE : 0;
    d->user.at = stage_at_step(d->shown, step);
    d->user.report = report;
    desk_draw(d);
}

/* The report's texts in the order in which they are drawn, with | between them. */
static const char *told(const desk *d, buffer *out)
{
    buffer_clear(out);
    for (uint32_t i = 0; i < d->f.count; i++) {
        const draw_command *c = &d->f.commands[i];
        if (c->kind == FRAME_TEXT && scene_kind_of(c->id) == SCENE_REPORT)
            buffer_printf(out, "%s%s", out->length ? "|" : "", c->text.text);
    }
    return buffer_text(out);
}

static void each_report_tells_its_figures(void **state)
{
    desk *d = *state;
    buffer text = {0};
    static const struct {
        uint32_t step;
        report_pane report;
        const char *expected;
    } CASES[] = {
        {BORN, PANE_TYPES, "types|bytes|objects|Node|96|2|dict|272|1|type|1\xE2\x80\x89" "712|1"
                             "|4 objects, 2\xE2\x80\x89" "080 bytes"},
        {SECOND, PANE_GROWTH, "growth in step 2|bytes|objects|Node|+48|+1|+1 object, +48 bytes"},
        {LOST, PANE_GROWTH, "growth in step 6|as many as before"},
        {BORN, PANE_LEAKS, "lost, not freed|all can be reached"},
        {LOST, PANE_LEAKS, "lost, not freed|bytes|Node #13|48|Node #14|48|2 objects, 96 bytes"},
        {LOST, PANE_LIFETIMES, "lifetimes|dict #5|Node|a|b"},
        {BOUND, PANE_HOLDERS, "who holds #13|a|Node #14.partner|  b|  Node #13.partner \xE2\x86\x91"},
        {LOST, PANE_HOLDERS, "who holds #13|Node #14.partner|  Node #13.partner \xE2\x86\x91"},
        {LOST, PANE_HELD, "what #13 holds|partner Node #14|  partner Node #13 \xE2\x86\x91"},
        {BORN, PANE_TOOLS, "tools|true|say|getrefcount|1|2|getsizeof|96|48|referrers|1|1|referents|2|2|weak refs|0|0"
                           "|the collector looks at it"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        draw(d, CASES[i].step, CASES[i].report);
        assert_string_equal(told(d, &text), CASES[i].expected);
    }
    buffer_free(&text);
}

/* The longest bar reaches up to the present state, and never beyond it. */
static void bars_end_where_the_run_is(void **state)
{
    desk *d = *state;
    float ends[2] = {0};
    static const uint32_t STEPS[2] = {BORN, LOST};
    for (int k = 0; k < 2; k++) {
        draw(d, STEPS[k], PANE_LIFETIMES);
        for (uint32_t i = 0; i < d->f.count; i++) {
            const draw_command *c = &d->f.commands[i];
            if (c->kind == FRAME_RECT && scene_kind_of(c->id) == SCENE_REPORT
                && c->rect.fill == theme_colour(theme_of(THEME_LIGHT), THEME_LIVE)
                && c->rect.x + c->rect.width > ends[k])
                ends[k] = c->rect.x + c->rect.width;
        }
    }
    assert_true(ends[0] > 0 && ends[0] < ends[1] && ends[1] < DESK_WIDTH);
}

static void the_keys_go_round_and_escape_closes(void **state)
{
    desk *d = *state;
    draw(d, LOST, PANE_NONE);
    for (int i = 1; i <= PANE_COUNT; i++) {
        assert_int_equal(ui_do(&d->user, d->shown, &d->look, (intent){.kind = INTENT_REPORT}), UI_REDRAW);
        assert_int_equal(d->user.report, i % PANE_COUNT);
    }
    ui_do(&d->user, d->shown, &d->look, (intent){.kind = INTENT_REPORT, .number = 1});
    assert_int_equal(d->user.report, PANE_COUNT - 1);
    assert_int_equal(ui_do(&d->user, d->shown, &d->look, (intent){.kind = INTENT_ESCAPE}), UI_REDRAW);
    assert_int_equal(d->user.report, PANE_NONE);
}

/* A kept report is that of its state: coming back shows the same as going there at once. */
static void stepping_back_tells_the_same(void **state)
{
    desk *d = *state;
    buffer first = {0}, again = {0};
    for (int report = PANE_TYPES; report < PANE_COUNT; report++) {
        draw(d, LOST, (report_pane)report);
        told(d, &first);
        assert_true(first.length > 0);
        draw(d, BORN, (report_pane)report);
        draw(d, LOST, (report_pane)report);
        assert_string_equal(told(d, &again), buffer_text(&first));
    }
    buffer_free(&first);
    buffer_free(&again);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_report_tells_its_figures, setup, desk_close),
        cmocka_unit_test_setup_teardown(bars_end_where_the_run_is, setup, desk_close),
        cmocka_unit_test_setup_teardown(the_keys_go_round_and_escape_closes, setup, desk_close),
        cmocka_unit_test_setup_teardown(stepping_back_tells_the_same, setup, desk_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
