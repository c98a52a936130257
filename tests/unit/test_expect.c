/* Expectations against a run that is made by hand: this file stands in for the session. */
#include "sim/base/buffer.h"
#include "sim/report/expect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { STEPS = 2, MOST_FAILURES = 16 };

/* -- A session of two steps ----------------------------------------------------------------- */

struct session {
    scenario *script;
    session_outcome outcome;
    session_step steps[STEPS + 2];
    view states[STEPS + 2];
    uint64_t cursor; /* event number = step number */
    int views_built;
};

const scenario *session_scenario(const session *s)
{
    return s->script;
}

session_outcome session_outcome_of(const session *s)
{
    return s->outcome;
}

uint32_t session_step_count(const session *s)
{
    return s->script->step_count;
}

ouro_result session_study(session *s, const volatile sig_atomic_t *stop, ouro_error *err)
{
    (void)s;
    (void)stop;
    (void)err;
    return OURO_OK;
}

const session_step *session_step_at(const session *s, uint32_t step)
{
    return &s->steps[step];
}

ouro_result session_seek(session *s, uint64_t event, ouro_error *err)
{
    (void)err;
    s->cursor = event;
    return OURO_OK;
}

ouro_result session_view(const session *s, const view_options *options, arena *memory, view *out,
                         ouro_error *err)
{
    (void)options;
    (void)memory;
    (void)err;
    *out = s->states[s->cursor];
    return OURO_OK;
}

/* Node 1 is held by `a`; `r` looks at it, `gone` at nobody any more; `x` is no object of the view. */
static const view_ref LOOKS[] = {{.label = "", .target_id = 1, .target = 0, .weak = true}};
static const view_ref BLIND[] = {{.label = "", .target = VIEW_NONE, .weak = true, .dead = true}};
static const view_object OBJECTS[] = {
    {.id = 1, .type = "Node", .value = "<Node>", .refcount = 3, .instance = true},
    {.id = 2, .type = "Node", .value = "<Node>", .refcount = 1, .instance = true},
    {.id = 5, .type = "weakref.ReferenceType", .value = "", .refs = LOOKS, .ref_count = 1},
    {.id = 6, .type = "weakref.ReferenceType", .value = "", .refs = BLIND, .ref_count = 1},
    {.id = 7, .type = "list", .value = "[]", .refcount = 1}};
static const view_name NAMES[] = {{.name = "a", .target_id = 1, .target = 0, .target_value = ""},
                                  {.name = "r", .target_id = 5, .target = 2, .target_value = ""},
                                  {.name = "gone", .target_id = 6, .target = 3, .target_value = ""}};
static const view_frame FRAMES[] = {{.name = "<module>", .names = NAMES, .name_count = 3}};
static const view STATE = {
    .objects = OBJECTS, .object_count = 5, .frames = FRAMES, .frame_count = 1,
    .heap = {.bytes = 912}};

static const session_death DEATHS[] = {
    {.id = 3, .type = "Node", .cause = "gc", .instance = true},
    {.id = 4, .type = "list", .cause = "refcount"}};
static const session_collection COLLECTIONS[] = {{.collected = 2}, {.collected = 3}};

/* -- Verifying ------------------------------------------------------------------------------ */

typedef struct verdict {
    char text[MOST_FAILURES][OURO_ERROR_TEXT_BYTES];
    uint32_t line[MOST_FAILURES], column[MOST_FAILURES];
    uint32_t failures, expectations;
} verdict;

static void note_failure(void *user, const ouro_error *failure)
{
    verdict *v = user;
    assert_true(v->failures < MOST_FAILURES);
    assert_int_equal(failure->code, OURO_ERR_FAILED);
    memcpy(v->text[v->failures], failure->text, sizeof failure->text);
    v->line[v->failures] = failure->line;
    v->column[v->failures] = failure->column;
    v->failures++;
}

static void prepare(session *s)
{
    *s = (session){0};
    for (uint32_t i = 0; i < STEPS + 2; i++) {
        s->steps[i] = (session_step){.first_event = i > 0 ? i - 1 : 0, .last_event = i, .output = ""};
        s->states[i] = STATE;
    }
    s->steps[2].output = "one\n";
    s->steps[2].output_length = 4;
    s->steps[2].deaths = DEATHS;
    s->steps[2].death_count = 2;
    s->steps[2].collections = COLLECTIONS;
    s->steps[2].collection_count = 2;
}

/* The verdict on a scenario whose second step ends with `rest`. */
static verdict verify(session *s, const char *rest)
{
    buffer text = {0};
    ouro_error err = {0};
    verdict v = {0};
    expect_summary summary = {0};
    buffer_printf(&text, "{\"title\": \"T\", \"steps\": [{\"do\": \"a = 1\"}, {\"do\": \"b = 2\"%s}]}",
                  rest);
    ouro_result r = scenario_load_text("t.json", buffer_text(&text), text.length, NULL, &s->script,
                                       &err);
    if (r != OURO_OK)
        fail_msg("%u: %s", err.column, err.text);
    assert_int_equal(expect_verify(s, NULL, note_failure, &v, &summary, &err), OURO_OK);
    assert_int_equal(summary.failures, v.failures);
    v.expectations = summary.expectations;
    scenario_free(s->script);
    buffer_free(&text);
    return v;
}

static verdict verdict_on(const char *rest)
{
    session s;
    prepare(&s);
    return verify(&s, rest);
}

static void assert_failure(const char *rest, const char *text)
{
    verdict v = verdict_on(rest);
    assert_int_equal(v.failures, 1);
    assert_string_equal(v.text[0], text);
}

static void assert_holds(const char *rest, uint32_t expectations)
{
    verdict v = verdict_on(rest);
    assert_string_equal(v.text[0], "");
    assert_int_equal(v.failures, 0);
    assert_int_equal(v.expectations, expectations);
}

/* -- Tests ---------------------------------------------------------------------------------- */

static void what_holds_is_silent(void **state)
{
    (void)state;
    assert_holds("", 0);
    assert_holds(", \"expect\": {\"refcount\": {\"a\": 3}, \"alive\": 2, \"died\": 1, "
                 "\"collected\": 5, \"output\": \"one\\n\"}", 5);
    assert_holds(", \"expect\": {\"alive\": {\"Node\": 2, \"list\": 1, \"ReferenceType\": 2, "
                 "\"weakref.ReferenceType\": 2, \"set\": 0}, \"died\": {\"list\": 1, \"Node\": 1}}", 7);
    assert_holds(", \"expect\": {\"dead\": [\"gone\"]}", 1);
}

static void a_wrong_refcount_is_told_with_its_place(void **state)
{
    (void)state;
    verdict v = verdict_on(", \"expect\": {\"refcount\": {\"a\": 2}}");
    assert_int_equal(v.failures, 1);
    assert_string_equal(v.text[0], "step 2: refcount of a: expected 2, got 3");
    assert_int_equal(v.line[0], 1);
    assert_true(v.column[0] > 60);
}

static void a_name_that_is_not_there_fails(void **state)
{
    (void)state;
    assert_failure(", \"expect\": {\"refcount\": {\"b\": 2}}",
                   "step 2: refcount of b: there is no name 'b'");
    assert_failure(", \"expect\": {\"dead\": [\"b\"]}", "step 2: dead: there is no name 'b'");
}

static void counts_that_differ_fail(void **state)
{
    (void)state;
    assert_failure(", \"expect\": {\"alive\": 3}", "step 2: alive: expected 3, got 2");
    assert_failure(", \"expect\": {\"alive\": {\"Node\": 0}}",
                   "step 2: alive of Node: expected 0, got 2");
    assert_failure(", \"expect\": {\"died\": 2}", "step 2: died: expected 2, got 1");
    assert_failure(", \"expect\": {\"died\": {\"list\": 0}}",
                   "step 2: died of list: expected 0, got 1");
    assert_failure(", \"expect\": {\"collected\": 2}", "step 2: collected: expected 2, got 5");
}

static void output_is_compared_exactly(void **state)
{
    (void)state;
    assert_failure(", \"expect\": {\"output\": \"one\"}",
                   "step 2: output: expected \"one\", got \"one\\n\"");
    assert_failure(", \"expect\": {\"output\": \"\"}",
                   "step 2: output: expected \"\", got \"one\\n\"");
}

static void only_weak_references_can_be_dead(void **state)
{
    (void)state;
    assert_failure(", \"expect\": {\"dead\": [\"r\"]}",
                   "step 2: dead: the object that r refers to is alive");
    assert_failure(", \"expect\": {\"dead\": [\"a\"]}", "step 2: dead: a is no weak reference");
}

static void every_failure_is_told(void **state)
{
    (void)state;
    verdict v = verdict_on(", \"expect\": {\"died\": 7, \"collected\": 7, \"alive\": 7}");
    assert_int_equal(v.failures, 3);
    assert_int_equal(v.expectations, 3);
}

static void an_announced_exception_holds(void **state)
{
    (void)state;
    session s;
    prepare(&s);
    s.outcome = (session_outcome){
        .raised = true, .exception = "ValueError: no", .exit_status = 1, .line = 2};
    s.steps[2].raised = "ValueError: no";
    verdict v = verify(&s, ", \"expect\": {\"raises\": \"ValueError: no\", \"died\": 1}");
    assert_int_equal(v.failures, 0);
    v = verify(&s, ", \"expect\": {\"raises\": \"ValueError: yes\"}");
    assert_int_equal(v.failures, 1);
    assert_string_equal(v.text[0],
                        "step 2: raises: expected \"ValueError: yes\", got \"ValueError: no\"");
}

static void an_exception_that_does_not_come_fails(void **state)
{
    (void)state;
    assert_failure(", \"expect\": {\"raises\": \"ValueError: no\"}",
                   "step 2: raises: expected an exception, got none");
}

static void an_exception_that_nobody_announced_is_the_failure(void **state)
{
    (void)state;
    session s;
    prepare(&s);
    s.outcome = (session_outcome){
        .raised = true, .exception = "ValueError: no", .exit_status = 1, .line = 1};
    s.steps[1].raised = "ValueError: no";
    /* What step 2 was to show never came to be: it is not told as well. */
    verdict v = verify(&s, ", \"expect\": {\"died\": 7}");
    assert_int_equal(v.failures, 1);
    assert_string_equal(v.text[0], "step 1: ValueError: no");
    assert_int_equal(v.line[0], 1);
    assert_int_equal(v.column[0], 34); /* the a of "a = 1" in the file */
}

static void an_exception_before_its_step_is_a_failure(void **state)
{
    (void)state;
    session s;
    prepare(&s);
    s.outcome = (session_outcome){
        .raised = true, .exception = "ValueError: no", .exit_status = 1, .line = 1};
    s.steps[1].raised = "ValueError: no";
    verdict v = verify(&s, ", \"expect\": {\"raises\": \"ValueError: no\"}");
    assert_int_equal(v.failures, 1);
    assert_string_equal(v.text[0], "step 1: ValueError: no");
}

static void leaving_with_a_status_is_a_failure(void **state)
{
    (void)state;
    session s;
    prepare(&s);
    s.outcome = (session_outcome){.exited = true, .exit_status = 3, .line = 2};
    verdict v = verify(&s, "");
    assert_int_equal(v.failures, 1);
    assert_string_equal(v.text[0], "the program exits with status 3");
    s.outcome.exit_status = 0;
    assert_int_equal(verify(&s, "").failures, 0);
}

static void what_a_step_that_never_ran_expects_fails(void **state)
{
    (void)state;
    session s;
    prepare(&s);
    s.outcome = (session_outcome){.exited = true, .line = 1};
    s.steps[2].first_event = s.steps[2].last_event;
    verdict v = verify(&s, ", \"expect\": {\"died\": 1, \"collected\": 5}");
    assert_int_equal(v.failures, 1);
    assert_string_equal(v.text[0], "step 2: the program has ended before, nothing of it ran");
    assert_int_equal(verify(&s, "").failures, 0);
}

static void an_answer_must_be_one_of_the_choices(void **state)
{
    (void)state;
    assert_holds(", \"ask\": {\"question\": \"?\", \"choices\": [\"0\", \"1\"], "
                 "\"answer\": \"died\"}", 0);
    assert_failure(", \"ask\": {\"question\": \"?\", \"choices\": [\"0\", \"2\"], "
                   "\"answer\": \"died\"}",
                   "step 2: the answer is 1, which is none of the choices");
    assert_failure(", \"ask\": {\"question\": \"?\", \"choices\": [\"0\", \"2\"], "
                   "\"answer\": \"refcount(a)\"}",
                   "step 2: the answer is 3, which is none of the choices");
    assert_failure(", \"ask\": {\"question\": \"?\", \"choices\": [\"0\", \"1\"], "
                   "\"answer\": \"alive(Node)\"}",
                   "step 2: the answer is 2, which is none of the choices");
    assert_failure(", \"ask\": {\"question\": \"?\", \"choices\": [\"0\", \"1\"], "
                   "\"answer\": \"bytes\"}",
                   "step 2: the answer is 912, which is none of the choices");
    assert_failure(", \"ask\": {\"question\": \"?\", \"answer\": \"refcount(b)\"}",
                   "step 2: the question's answer: there is no name 'b'");
    assert_holds(", \"ask\": {\"question\": \"?\", \"answer\": \"collected\"}", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_holds_is_silent),
        cmocka_unit_test(a_wrong_refcount_is_told_with_its_place),
        cmocka_unit_test(a_name_that_is_not_there_fails),
        cmocka_unit_test(counts_that_differ_fail),
        cmocka_unit_test(output_is_compared_exactly),
        cmocka_unit_test(only_weak_references_can_be_dead),
        cmocka_unit_test(every_failure_is_told),
        cmocka_unit_test(an_announced_exception_holds),
        cmocka_unit_test(an_exception_that_does_not_come_fails),
        cmocka_unit_test(an_exception_that_nobody_announced_is_the_failure),
        cmocka_unit_test(an_exception_before_its_step_is_a_failure),
        cmocka_unit_test(leaving_with_a_status_is_a_failure),
        cmocka_unit_test(what_a_step_that_never_ran_expects_fails),
        cmocka_unit_test(an_answer_must_be_one_of_the_choices),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
