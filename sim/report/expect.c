#include "sim/report/expect.h"

#include "sim/base/buffer.h"
#include "sim/base/utf8.h"
#include "sim/answers.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Of a text in a message: a failing output may be megabytes. */
enum { EXPECT_SHOWN_BYTES = 160 };

/* One verification on its way. */
typedef struct verification {
    session *s;
    const scenario *script;
    uint32_t step; /* from 1 */
    const session_step *about;
    arena memory;          /* the views of this step */
    const view *state;     /* NULL: not built yet */
    const view *all_state; /* with the interpreter's objects */
    expect_failed *failed;
    void *user;
    uint32_t failures;
    ouro_error *err;
} verification;

/* -- Telling a failure ---------------------------------------------------------------------- */

static void fail_at(verification *v, uint32_t at, const char *format, ...) OURO_PRINTF(3, 4);
static void fail_at(verification *v, uint32_t at, const char *format, ...)
{
    uint32_t line, column;
    scenario_locate(v->script, at, &line, &column);
    char text[OURO_ERROR_TEXT_BYTES];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    ouro_error failure = {0};
    (void)error_set(&failure, OURO_ERR_FAILED, line, column, "step %" PRIu32 ": %s", v->step, text);
    v->failures++;
    v->failed(v->user, &failure);
}

/* `text` in quotes, its newlines visible, cut if it is long. */
static void quote(buffer *b, const char *text, size_t length)
{
    size_t shown = utf8_cut(text, length, EXPECT_SHOWN_BYTES);
    buffer_add_json(b, text, shown);
    if (shown < length)
        buffer_add_text(b, "...");
}

static void compare_texts(verification *v, uint32_t at, const char *what, const char *expected,
                          const char *got, size_t got_length)
{
    if (strlen(expected) == got_length && memcmp(expected, got, got_length) == 0)
        return;
    buffer b = {0};
    quote(&b, expected, strlen(expected));
    buffer_add_text(&b, ", got ");
    quote(&b, got, got_length);
    fail_at(v, at, "%s: expected %s", what, buffer_text(&b));
    buffer_free(&b);
}

/* `what` and, if the question names something, " of NAME". */
static void compare_numbers(verification *v, const expectation *e, const char *what, uint64_t got)
{
    if (got == e->number)
        return;
    fail_at(v, e->at, "%s%s%s: expected %" PRIu64 ", got %" PRIu64, what, e->name ? " of " : "",
            e->name ? e->name : "", e->number, got);
}

/* -- The views of a step -------------------------------------------------------------------- */

/* The state after the step's last statement; `all` lists the interpreter's objects too. */
static ouro_result need_view(verification *v, bool all, const view **out)
{
    const view **kept = all ? &v->all_state : &v->state;
    if (!*kept) {
        view *fresh = arena_alloc(&v->memory, sizeof *fresh);
        if (!fresh)
            return error_set(v->err, OURO_ERR_NOMEM, 0, 0, "out of memory");
        ouro_result r = session_seek(v->s, v->about->last_event, v->err);
        if (r == OURO_OK)
            r = session_view(v->s, &(view_options){.all = all}, &v->memory, fresh, v->err);
        if (r != OURO_OK)
            return r;
        *kept = fresh;
    }
    *out = *kept;
    return OURO_OK;
}

static ouro_result refcount_of(verification *v, const char *name, answers_state *state,
                               uint64_t *out)
{
    const view *seen;
    ouro_result r = need_view(v, false, &seen);
    if (r != OURO_OK)
        return r;
    *state = answers_refcount(seen, name, out);
    if (*state != ANSWERS_NOT_LISTED)
        return OURO_OK;
    r = need_view(v, true, &seen);
    if (r == OURO_OK)
        *state = answers_refcount(seen, name, out);
    return r;
}

/* type NULL: instances of the script's classes. */
static ouro_result alive_of(verification *v, const char *type, uint64_t *out)
{
    const view *seen;
    ouro_result r = need_view(v, false, &seen);
    if (r != OURO_OK)
        return r;
    *out = answers_alive(seen, type);
    return OURO_OK;
}

/* -- The expectations ----------------------------------------------------------------------- */

static ouro_result verify_refcount(verification *v, const expectation *e)
{
    answers_state state = ANSWERS_OK;
    uint64_t got = 0;
    ouro_result r = refcount_of(v, e->name, &state, &got);
    if (r != OURO_OK)
        return r;
    if (state == ANSWERS_OK)
        compare_numbers(v, e, "refcount", got);
    else
        fail_at(v, e->at, "refcount of %s: there is no name '%s'", e->name, e->name);
    return OURO_OK;
}

static ouro_result verify_alive(verification *v, const expectation *e)
{
    uint64_t got = 0;
    ouro_result r = alive_of(v, e->name, &got);
    if (r == OURO_OK)
        compare_numbers(v, e, "alive", got);
    return r;
}

static ouro_result verify_dead(verification *v, const expectation *e)
{
    const view *seen;
    bool dead = false;
    ouro_result r = need_view(v, false, &seen);
    if (r != OURO_OK)
        return r;
    switch (answers_dead(seen, e->name, &dead)) {
    case ANSWERS_OK:
        if (!dead)
            fail_at(v, e->at, "dead: the object that %s refers to is alive", e->name);
        break;
    case ANSWERS_NO_NAME:
        fail_at(v, e->at, "dead: there is no name '%s'", e->name);
        break;
    case ANSWERS_NOT_LISTED: /* the interpreter's own: no weak reference of the script */
    case ANSWERS_NOT_WEAK:
        fail_at(v, e->at, "dead: %s is no weak reference", e->name);
        break;
    }
    return OURO_OK;
}

static ouro_result verify_expectation(verification *v, const expectation *e)
{
    switch (e->kind) {
    case EXPECT_REFCOUNT:
        return verify_refcount(v, e);
    case EXPECT_ALIVE:
        return verify_alive(v, e);
    case EXPECT_DIED:
        compare_numbers(v, e, "died", answers_died(v->about, e->name));
        return OURO_OK;
    case EXPECT_COLLECTED:
        compare_numbers(v, e, "collected", answers_collected(v->about));
        return OURO_OK;
    case EXPECT_OUTPUT:
        compare_texts(v, e->at, "output", e->text, v->about->output, v->about->output_length);
        return OURO_OK;
    case EXPECT_RAISES:
        if (v->about->raised)
            compare_texts(v, e->at, "raises", e->text, v->about->raised, strlen(v->about->raised));
        else
            fail_at(v, e->at, "raises: expected an exception, got none");
        return OURO_OK;
    case EXPECT_DEAD:
        return verify_dead(v, e);
    }
    return OURO_OK;
}

/* -- The questions -------------------------------------------------------------------------- */

/* The engine's answer; false: the question does not fit the run, which is told. */
static ouro_result answer_question(verification *v, const scenario_ask *ask, bool *fits,
                                   uint64_t *out)
{
    answers_state state = ANSWERS_OK;
    const view *seen;
    ouro_result r = OURO_OK;
    switch (ask->kind) {
    case ASK_TEXT:
        *fits = false; /* the scenario's own words: nothing to verify */
        return OURO_OK;
    case ASK_DIED:
        *out = answers_died(v->about, NULL);
        break;
    case ASK_COLLECTED:
        *out = answers_collected(v->about);
        break;
    case ASK_REFCOUNT:
        r = refcount_of(v, ask->name, &state, out);
        if (state != ANSWERS_OK)
            fail_at(v, ask->at, "the question's answer: there is no name '%s'", ask->name);
        break;
    case ASK_ALIVE:
        r = alive_of(v, ask->name, out);
        break;
    case ASK_BYTES:
        r = need_view(v, false, &seen);
        if (r == OURO_OK)
            *out = seen->heap.bytes;
        break;
    }
    *fits = r == OURO_OK && state == ANSWERS_OK;
    return r;
}

static ouro_result verify_question(verification *v, const scenario_ask *ask)
{
    bool fits = false;
    uint64_t answer = 0;
    ouro_result r = answer_question(v, ask, &fits, &answer);
    if (r != OURO_OK || !fits || ask->choices.count == 0)
        return r;
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRIu64, answer);
    for (uint32_t i = 0; i < ask->choices.count; i++) {
        if (strcmp(ask->choices.names[i], text) == 0)
            return OURO_OK;
    }
    fail_at(v, ask->at, "the answer is %s, which is none of the choices", text);
    return OURO_OK;
}

/* -- Steps ---------------------------------------------------------------------------------- */

/* A program that left with sys.exit() has steps after it in which nothing happened. */
static bool never_ran(const verification *v, const scenario_step *step)
{
    return session_outcome_of(v->s).exited && step->first_line > 0 &&
           v->about->first_event == v->about->last_event;
}

static ouro_result verify_step(verification *v, const scenario_step *step)
{
    ouro_result r = OURO_OK;
    if (step->expect_count > 0 && never_ran(v, step)) {
        fail_at(v, step->at, "the program has ended before, nothing of it ran");
        return OURO_OK;
    }
    v->state = v->all_state = NULL;
    for (uint32_t i = 0; i < step->expect_count && r == OURO_OK; i++)
        r = verify_expectation(v, &step->expects[i]);
    if (r == OURO_OK && step->ask.question)
        r = verify_question(v, &step->ask);
    arena_free(&v->memory);
    return r;
}

/* The step in which an uncaught exception ended the run (0: the setup); else the last one. */
static uint32_t last_reached_step(const session *s)
{
    uint32_t steps = session_step_count(s);
    for (uint32_t step = 0; step <= steps; step++) {
        if (session_step_at(s, step)->raised)
            return step;
    }
    return steps;
}

static const expectation *find_raises(const scenario *script)
{
    if (script->step_count == 0)
        return NULL;
    const scenario_step *last = &script->steps[script->step_count - 1];
    for (uint32_t i = 0; i < last->expect_count; i++) {
        if (last->expects[i].kind == EXPECT_RAISES)
            return &last->expects[i];
    }
    return NULL;
}

/* The place in the file of the first character of a line of the script. */
static void locate_line(const scenario *script, uint32_t script_line, ouro_error *failure)
{
    const char *text;
    size_t length, indent = 0;
    if (script_line == 0 || !scenario_script_line(script, script_line, &text, &length))
        return;
    while (indent < length && (text[indent] == ' ' || text[indent] == '\t'))
        indent++;
    scenario_position(script, script_line, (uint32_t)indent + 1, &failure->line, &failure->column);
}

bool expect_run_ended_well(const session *s, ouro_error *failure)
{
    session_outcome outcome = session_outcome_of(s);
    const scenario *script = session_scenario(s);
    bool failed_exit = outcome.exited && outcome.exit_status != 0;
    if (!outcome.raised && !failed_exit)
        return true;
    const expectation *raises = find_raises(script);
    const char *raised = session_step_at(s, script->step_count)->raised;
    if (raises && raised && strcmp(raises->text, raised) == 0)
        return true;
    uint32_t step = last_reached_step(s);
    const char *exception = outcome.exception ? outcome.exception : "an exception was raised";
    if (outcome.raised && step == 0)
        (void)error_set(failure, OURO_ERR_FAILED, 0, 0, "setup: %s", exception);
    else if (outcome.raised)
        (void)error_set(failure, OURO_ERR_FAILED, 0, 0, "step %" PRIu32 ": %s", step, exception);
    else
        (void)error_set(failure, OURO_ERR_FAILED, 0, 0, "the program exits with status %d",
                        outcome.exit_status);
    locate_line(script, outcome.line, failure);
    return false;
}

/* Of a .py the asserts are the expectations: those at the left margin are counted. */
static uint32_t count_asserts(const scenario *script)
{
    static const char word[] = "assert";
    uint32_t count = 0;
    for (const char *line = script->script; line && *line;) {
        char after = strncmp(line, word, sizeof word - 1) == 0 ? line[sizeof word - 1] : 'x';
        count += after == ' ' || after == '(' || after == '\t';
        const char *newline = strchr(line, '\n');
        line = newline ? newline + 1 : NULL;
    }
    return count;
}

static uint32_t count_expectations(const scenario *script)
{
    uint32_t count = script->lines ? 0 : count_asserts(script);
    for (uint32_t i = 0; i < script->step_count; i++)
        count += script->steps[i].expect_count;
    return count;
}

static ouro_result verify_steps(verification *v, uint32_t last, const volatile sig_atomic_t *stop)
{
    for (v->step = 1; v->step <= last; v->step++) {
        if (stop && *stop)
            return error_set(v->err, OURO_ERR_INTERRUPTED, 0, 0, "interrupted");
        v->about = session_step_at(v->s, v->step);
        ouro_result r = verify_step(v, &v->script->steps[v->step - 1]);
        if (r != OURO_OK)
            return r;
    }
    return OURO_OK;
}

/* A run that went well and was expected to do nothing in particular needs no look at its log. */
static bool needs_study(const session *s)
{
    const scenario *script = session_scenario(s);
    session_outcome outcome = session_outcome_of(s);
    bool needed = outcome.raised || outcome.exited;
    for (uint32_t i = 0; i < script->step_count; i++)
        needed = needed || script->steps[i].expect_count > 0 || script->steps[i].ask.question;
    return needed;
}

ouro_result expect_verify(session *s, const volatile sig_atomic_t *stop, expect_failed *failed,
                          void *user, expect_summary *out, ouro_error *err)
{
    verification v = {
        .s = s, .script = session_scenario(s), .failed = failed, .user = user, .err = err};
    ouro_error ending = {0};
    if (needs_study(s) && session_study(s, stop, err) != OURO_OK)
        return err->code;
    uint32_t last = last_reached_step(s);
    bool well = expect_run_ended_well(s, &ending);
    /* An exception that nobody announced is the failure; what its step and the later ones were to
     * show never came to be. One that is announced, but reads otherwise, fails at its `raises`. */
    bool announced = last == v.script->step_count && find_raises(v.script) != NULL;
    if (!well && !announced && last > 0)
        last--;
    ouro_result r = verify_steps(&v, last, stop);
    if (r == OURO_OK && !well && !announced) {
        v.failures++;
        failed(user, &ending);
    }
    arena_free(&v.memory);
    *out = (expect_summary){.expectations = count_expectations(v.script), .failures = v.failures};
    return r;
}
