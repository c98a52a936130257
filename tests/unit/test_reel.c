#define _DEFAULT_SOURCE
/* The pictures of an export: their numbers, whatever part of the run is made, and what they show. */
#include "render/export/reel.h"
#include "render/scene/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "fixed_ruler.h"

/* Steps that do much, little and nothing, a collection and a question. */
static const char SCRIPT[]
    = "{\"title\": \"Reel\", \"setup\": [\"class Node:\", \"    pass\"], \"steps\": ["
      "{\"do\": \"a = Node()\"},"
      "{\"do\": [\"b = Node()\", \"a.other = b\", \"b.other = a\"]},"
      "{\"say\": \"Nothing happens.\"},"
      "{\"do\": [\"del a\", \"del b\"], \"ask\": {\"question\": \"How many die?\", \"answer\": \"died\"}},"
      "{\"do\": \"gc.collect()\"}]}";
enum { STEPS = 5, ASKING = 4 };

typedef struct opened {
    source_text source;
    session *run;
    stage *shown;
} opened;

static int run_open(void **state)
{
    char path[] = "/tmp/ouro-test-XXXXXX.json";
    ouro_error err = {0};
    opened *o = calloc(1, sizeof *o);
    int file = mkstemps(path, 5);
    assert_true(o && file >= 0);
    assert_int_equal(write(file, SCRIPT, strlen(SCRIPT)), (ssize_t)strlen(SCRIPT));
    close(file);
    ouro_result result = session_open(path, &(session_options){0}, &o->source, &o->run, &err);
    (void)unlink(path);
    if (result == OURO_OK)
        result = stage_open(o->run, &FIXED_RULER, SCENE_STAGE, NULL, &o->shown, &err);
    if (result != OURO_OK)
        fail_msg("%u:%u: %s", err.line, err.column, err.text);
    *state = o;
    return 0;
}

static int run_close(void **state)
{
    opened *o = *state;
    stage_close(o->shown);
    session_close(o->run);
    source_text_free(&o->source);
    free(o);
    return 0;
}

static const reel_plan PLANS[] = {{.unit = REEL_STEPS},
                                  {.unit = REEL_LINES},
                                  {.unit = REEL_CHANGES},
                                  {.unit = REEL_FILM, .fps = 25, .stay_ms = 3000},
                                  {.unit = REEL_FILM, .fps = 7, .stay_ms = 333},
                                  {.unit = REEL_FILM, .fps = 1, .stay_ms = 1}};
enum { PLAN_COUNT = sizeof PLANS / sizeof *PLANS, FILMS = 3 };

static reel *reel_of(const opened *o, const reel_plan *plan, uint32_t first, uint32_t last)
{
    ouro_error err = {0};
    reel *r = NULL;
    if (reel_open(o->shown, plan, first, last, &r, &err) != OURO_OK)
        fail_msg("%s", err.text);
    return r;
}

static reel_picture picture_at(reel *r, uint64_t number)
{
    ouro_error err = {0};
    reel_picture p;
    assert_int_equal(reel_at(r, number, &p, &err), OURO_OK);
    return p;
}

static const scene_look LOOK = {.width_px = 1280, .height_px = 720, .captions = true, .zoom = 1};

static uint64_t picture_hash(const reel *r, const reel_picture *p)
{
    reel_spare spare = {0};
    frame f = {0};
    ouro_error err = {0};
    scene_look look = LOOK;
    look.colours = theme_of(THEME_LIGHT);
    assert_int_equal(reel_draw(r, p, &look, &spare, &f, &err), OURO_OK);
    uint64_t hash = frame_hash(&f);
    reel_spare_free(&spare);
    frame_free(&f);
    return hash;
}

static uint64_t stop_hash(const opened *o, stage_stop at)
{
    frame f = {0};
    ouro_error err = {0};
    scene_look look = LOOK;
    look.colours = theme_of(THEME_LIGHT);
    assert_int_equal(stage_draw(o->shown, at, &look, &f, &err), OURO_OK);
    uint64_t hash = frame_hash(&f);
    frame_free(&f);
    return hash;
}

static void a_part_of_the_run_has_the_numbers_of_the_whole(void **state)
{
    const opened *o = *state;
    for (size_t i = 0; i < PLAN_COUNT; i++) {
        reel *whole = reel_of(o, &PLANS[i], 0, STEPS);
        uint64_t next = reel_first(whole);
        assert_int_equal(next, 0);
        for (uint32_t k = 0; k <= STEPS; k++) {
            reel *part = reel_of(o, &PLANS[i], k, k);
            assert_int_equal(reel_first(part), next);
            next += reel_count(part);
            assert_true(reel_count(part) >= 1);
            reel_close(part);
        }
        assert_int_equal(next, reel_count(whole));
        reel_close(whole);
    }
}

static void a_part_shows_what_the_whole_shows(void **state)
{
    const opened *o = *state;
    for (size_t i = 0; i < PLAN_COUNT; i++) {
        reel *whole = reel_of(o, &PLANS[i], 0, STEPS), *part = reel_of(o, &PLANS[i], 2, STEPS - 1);
        uint64_t end = reel_first(part) + reel_count(part);
        /* Backwards, every few: what was asked before makes no difference. */
        for (uint64_t n = end; n-- > reel_first(part); n -= n % 5 && n > 5 ? 3 : 0) {
            reel_picture a = picture_at(whole, n), b = picture_at(part, n);
            assert_int_equal(a.step, b.step);
            assert_int_equal(a.frames, b.frames);
            assert_int_equal(picture_hash(whole, &a), picture_hash(part, &b));
        }
        reel_close(whole);
        reel_close(part);
    }
}

static void the_last_picture_of_a_step_is_the_step(void **state)
{
    const opened *o = *state;
    for (size_t i = 0; i < PLAN_COUNT; i++)
        for (uint32_t k = 0; k <= STEPS; k++) {
            reel *r = reel_of(o, &PLANS[i], k, k);
            reel_picture last = picture_at(r, reel_first(r) + reel_count(r) - 1);
            assert_int_equal(last.step, k);
            assert_int_equal(last.frames, 1);
            assert_int_equal(picture_hash(r, &last), stop_hash(o, stage_at_step(o->shown, k)));
            reel_close(r);
        }
}

static void a_step_stays_at_least_as_long_as_it_should(void **state)
{
    const opened *o = *state;
    for (size_t i = PLAN_COUNT - FILMS; i < PLAN_COUNT; i++)
        for (uint32_t k = 0; k <= STEPS; k++) {
            reel *r = reel_of(o, &PLANS[i], k, k);
            uint64_t stays = 0, end = reel_first(r) + reel_count(r);
            for (uint64_t n = reel_first(r); n < end;) {
                reel_picture p = picture_at(r, n);
                stays = p.part < 1 || p.to.asking ? 0 : stays + p.frames;
                n += p.frames;
                assert_true(n <= end);
            }
            /* A frame is shown from its time on: one may be cut off at each end. */
            assert_true((stays + 1) * 1000 >= (uint64_t)PLANS[i].stay_ms * PLANS[i].fps);
            reel_close(r);
        }
}

static void a_film_puts_the_question_before_the_step_runs(void **state)
{
    const opened *o = *state;
    reel *r = reel_of(o, &PLANS[PLAN_COUNT - FILMS], ASKING, ASKING);
    reel_picture first = picture_at(r, reel_first(r));
    assert_true(first.to.asking && first.frames == 75);
    assert_int_equal(picture_hash(r, &first), stop_hash(o, stage_asking(o->shown, ASKING)));
    reel_picture then = picture_at(r, reel_first(r) + first.frames);
    assert_true(!then.to.asking && then.part < 1);
    reel_close(r);
}

static void single_changes_hold_all_lines(void **state)
{
    const opened *o = *state;
    reel *lines = reel_of(o, &PLANS[1], 0, STEPS), *changes = reel_of(o, &PLANS[2], 0, STEPS);
    assert_true(reel_count(lines) > STEPS + 1 && reel_count(changes) > reel_count(lines));
    for (uint64_t n = 0; n < reel_count(changes); n++)
        assert_int_equal(picture_at(changes, n).frames, 1);
    reel_close(lines);
    reel_close(changes);
}

static void a_wish_to_end_is_heard(void **state)
{
    const opened *o = *state;
    const volatile sig_atomic_t stop = 1;
    reel_plan plan = PLANS[3];
    plan.stop = &stop;
    ouro_error err = {0};
    reel *r;
    assert_int_equal(reel_open(o->shown, &plan, 0, STEPS, &r, &err), OURO_ERR_INTERRUPTED);
    assert_null(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_of_the_run_has_the_numbers_of_the_whole),
        cmocka_unit_test(a_part_shows_what_the_whole_shows),
        cmocka_unit_test(the_last_picture_of_a_step_is_the_step),
        cmocka_unit_test(a_step_stays_at_least_as_long_as_it_should),
        cmocka_unit_test(a_film_puts_the_question_before_the_step_runs),
        cmocka_unit_test(single_changes_hold_all_lines),
        cmocka_unit_test(a_wish_to_end_is_heard),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, run_open, run_close);
}
