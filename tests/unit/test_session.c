#define _DEFAULT_SOURCE
/* Sessions of real scripts: the world is sound after every event, every count is explained, steps
 * add up, and every place in the run can be found. */
#include "sim/memory/invariant.h"
#include "sim/report/event_text.h"
#include "sim/session_events.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct opened {
    char path[64];
    source_text source;
    session *s;
    ouro_error err;
    ouro_result result;
} opened;

/* A session of a file with this text. `ending`: ".json" or ".py". */
static void open_text(opened *o, const char *ending, const char *text,
                      const session_options *options)
{
    *o = (opened){0};
    (void)snprintf(o->path, sizeof o->path, "/tmp/ouro-test-XXXXXX%s", ending);
    int file = mkstemps(o->path, (int)strlen(ending));
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
    o->result = session_open(o->path, options, &o->source, &o->s, &o->err);
    (void)unlink(o->path);
}

static void close_text(opened *o)
{
    session_close(o->s);
    source_text_free(&o->source);
}

static void open_script(opened *o, const char *text)
{
    open_text(o, ".py", text, &(session_options){0});
    if (o->result != OURO_OK)
        fail_msg("%u:%u: %s", o->err.line, o->err.column, o->err.text);
}

static const char CYCLE[] =
    "{\"title\": \"t\", \"setup\": [\"class Node:\", \"    pass\"], \"steps\": ["
    "{\"do\": \"a = Node()\"},"
    "{\"do\": [\"b = Node()\", \"a.partner = b\", \"b.partner = a\"]},"
    "{\"say\": \"nothing happens\"},"
    "{\"do\": [\"del a\", \"del b\"]},"
    "{\"do\": \"print(gc.collect())\"},"
    "{\"do\": [\"x = [1, 2]\", \"x = None\"]}]}";

static void open_cycle(opened *o)
{
    open_text(o, ".json", CYCLE, &(session_options){0});
    if (o->result != OURO_OK)
        fail_msg("%u:%u: %s", o->err.line, o->err.column, o->err.text);
}

/* --- Properties that hold for every script ---------------------------------------------------- */

static const char *const SCRIPTS[] = {
    "class Node:\n    pass\na = Node()\nb = Node()\na.partner = b\nb.partner = a\ndel a, b\n"
    "import gc\nprint(gc.collect())\n",
    "def f(n):\n    if n == 0:\n        return []\n    return [f(n - 1), n, str(n * 1000)]\n\nx = "
    "f(5)\n\ndel x\n",
    "import weakref\nclass A:\n    def __init__(self, x):\n        self.x = x\n    def "
    "__del__(self):\n"
    "        print('gone', self.x)\n\na = A(1)\nr = weakref.ref(a)\n\na = A('two')\nprint(r())\n",
    "d = {}\nfor i in range(20):\n    d[i] = [i]\n\nfor i in range(20):\n    del d[i]\nd[1] = d\n\n"
    "import gc\ndel d\ngc.collect()\n",
    "class B:\n    pass\nb = B()\nb.x = 1\nd = b.__dict__\nd['y'] = b\n\ndel b\n\ndel d\n\nt = (1, "
    "[2], 'three')\n",
};
enum { SCRIPT_COUNT = sizeof SCRIPTS / sizeof *SCRIPTS };

static void world_is_sound_after_every_event(void **state)
{
    (void)state;
    char text[256];
    event e;
    for (unsigned i = 0; i < SCRIPT_COUNT; i++) {
        opened o;
        open_script(&o, SCRIPTS[i]);
        while (session_peek_event(o.s, &e)) {
            session_advance(o.s);
            if (!invariant_check(session_world(o.s), text, sizeof text))
                fail_msg("script %u, event %llu (%s): %s", i,
                         (unsigned long long)session_event(o.s), EVENT_INFO[e.kind].name, text);
        }
        assert_true(invariant_check_blocks(session_world(o.s), text, sizeof text));
        close_text(&o);
    }
}

static void explain(const view *v, uint32_t *explained)
{
    for (uint32_t f = 0; f < v->frame_count; f++)
        for (uint32_t i = 0; i < v->frames[f].name_count; i++)
            if (v->frames[f].names[i].target != VIEW_NONE)
                explained[v->frames[f].names[i].target]++;
    for (uint32_t i = 0; i < v->object_count; i++) {
        const view_object *o = &v->objects[i];
        for (uint32_t k = 0; k < o->internal_count; k++)
            explained[i] += o->internals[k].count;
        for (uint32_t k = 0; k < o->ref_count; k++)
            if (!o->refs[k].weak && o->refs[k].target != VIEW_NONE)
                explained[o->refs[k].target]++;
    }
}

static void assert_explained(const session *s, bool all)
{
    arena room = {0};
    view v;
    assert_int_equal(session_view(s, &(view_options){.all = all}, &room, &v, NULL), OURO_OK);
    uint32_t *explained = calloc(v.object_count + 1, sizeof *explained);
    assert_non_null(explained);
    explain(&v, explained);
    for (uint32_t i = 0; i < v.object_count; i++)
        if (!v.objects[i].immortal && v.objects[i].refcount != explained[i])
            fail_msg("event %llu: #%u %s: refcount %u, explained %u", (unsigned long long)v.event,
                     v.objects[i].id, v.objects[i].value, v.objects[i].refcount, explained[i]);
    free(explained);
    arena_free(&room);
}

static void every_count_of_every_script_is_explained(void **state)
{
    (void)state;
    for (unsigned i = 0; i < SCRIPT_COUNT; i++) {
        opened o;
        open_script(&o, SCRIPTS[i]);
        uint64_t start = session_step_at(o.s, 1)->first_event;
        for (uint64_t at = start; at <= session_event_count(o.s); at++) {
            assert_int_equal(session_seek(o.s, at, NULL), OURO_OK);
            assert_explained(o.s, false);
            if (at % 7 == 0)
                assert_explained(o.s, true);
        }
        close_text(&o);
    }
}

static int compare_ids(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Born and not yet dead = listed, at the end of every step. */
static void births_minus_deaths_are_the_objects(void **state)
{
    (void)state;
    for (unsigned i = 0; i < SCRIPT_COUNT; i++) {
        opened o;
        arena room = {0};
        uint32_t *alive = NULL, count = 0;
        open_script(&o, SCRIPTS[i]);
        for (uint32_t step = 0; step <= session_step_count(o.s) + 1; step++) {
            const session_step *about = session_step_at(o.s, step);
            alive = realloc(alive, (count + about->birth_count + 1) * sizeof *alive);
            assert_non_null(alive);
            for (uint32_t b = 0; b < about->birth_count; b++)
                alive[count++] = about->births[b].id;
            for (uint32_t d = 0; d < about->death_count; d++) {
                uint32_t *found =
                    bsearch(&about->deaths[d].id, alive, count, sizeof *alive, compare_ids);
                assert_non_null(found);
                memmove(found, found + 1, (size_t)(alive + count - found - 1) * sizeof *alive);
                count--;
            }
            view v;
            assert_int_equal(session_seek(o.s, about->last_event, NULL), OURO_OK);
            assert_int_equal(session_view(o.s, &(view_options){0}, &room, &v, NULL), OURO_OK);
            assert_int_equal(v.object_count, count);
            for (uint32_t k = 0; k < count; k++)
                assert_int_equal(v.objects[k].id, alive[k]);
            arena_free(&room);
        }
        free(alive);
        close_text(&o);
    }
}

static void steps_cover_the_run_without_gaps(void **state)
{
    (void)state;
    for (unsigned i = 0; i < SCRIPT_COUNT; i++) {
        opened o;
        open_script(&o, SCRIPTS[i]);
        uint64_t at = 0;
        for (uint32_t step = 0; step <= session_step_count(o.s) + 1; step++) {
            assert_int_equal(session_step_at(o.s, step)->first_event, at);
            at = session_step_at(o.s, step)->last_event;
            assert_int_equal(session_step_of(o.s, at), step);
        }
        assert_int_equal(at, session_event_count(o.s));
        assert_null(session_step_at(o.s, session_step_count(o.s) + 2));
        close_text(&o);
    }
}

/* --- Steps ------------------------------------------------------------------------------------ */

static void steps_tell_who_was_born_and_who_died(void **state)
{
    (void)state;
    opened o;
    open_cycle(&o);
    const session_step *first = session_step_at(o.s, 1), *drop = session_step_at(o.s, 4);
    assert_int_equal(first->birth_count, 1);
    assert_string_equal(first->births[0].type, "Node");
    assert_int_equal(first->births[0].line, 3);
    assert_int_equal(drop->death_count, 0);
    const session_step *collect = session_step_at(o.s, 5);
    assert_int_equal(collect->death_count, 2);
    assert_string_equal(collect->deaths[0].type, "Node");
    assert_string_equal(collect->deaths[0].value, "<Node>");
    assert_string_equal(collect->deaths[0].cause, "gc");
    assert_string_equal(collect->deaths[0].reason, "gc, generation 2");
    assert_true(collect->deaths[0].instance);
    assert_int_equal(collect->collection_count, 1);
    assert_int_equal(collect->collections[0].collected, 2);
    assert_false(collect->collections[0].automatic);
    assert_string_equal(collect->output, "2\n");
    assert_int_equal(collect->output_length, 2);
    const session_step *rebind = session_step_at(o.s, 6);
    assert_int_equal(rebind->death_count, 1);
    assert_string_equal(rebind->deaths[0].value, "[1, 2]");
    assert_string_equal(rebind->deaths[0].cause, "refcount");
    assert_string_equal(rebind->deaths[0].reason, "x = None");
    assert_int_equal(rebind->deaths[0].line, 11);
    assert_false(rebind->deaths[0].instance);
    close_text(&o);
}

static void step_without_code_changes_nothing(void **state)
{
    (void)state;
    opened o;
    event e;
    open_cycle(&o);
    const session_step *silent = session_step_at(o.s, 3);
    assert_int_equal(silent->first_line, 0);
    assert_int_equal(silent->birth_count + silent->death_count, 0);
    assert_int_equal(session_seek(o.s, silent->first_event, NULL), OURO_OK);
    for (uint64_t at = silent->first_event; at < silent->last_event; at++) {
        assert_true(session_peek_event(o.s, &e));
        assert_int_equal(e.kind, EV_STEP);
        session_advance(o.s);
    }
    close_text(&o);
}

static void deaths_at_a_return_name_the_function(void **state)
{
    (void)state;
    opened o;
    open_script(&o, "def f():\n    x = [1, 2, 3]\n    return 5\n\nf()\n\ndef g():\n    y = [4]\n   "
                    " del y\n\ng()\n");
    const session_step *f = session_step_at(o.s, 2), *g = session_step_at(o.s, 4);
    assert_int_equal(f->death_count, 1);
    assert_string_equal(f->deaths[0].reason, "return of f()");
    assert_int_equal(g->death_count, 1);
    assert_string_equal(g->deaths[0].reason, "del y");
    close_text(&o);
}

static void uncaught_exception_ends_its_step_and_all_later_ones(void **state)
{
    (void)state;
    opened o;
    open_script(&o, "a = []\n\nb = a.nothing\n\nc = []\n\nd = []\n");
    session_outcome outcome = session_outcome_of(o.s);
    assert_true(outcome.raised);
    assert_int_equal(outcome.line, 3);
    assert_int_equal(outcome.exit_status, 1);
    assert_null(session_step_at(o.s, 1)->raised);
    assert_string_equal(session_step_at(o.s, 2)->raised,
                        "AttributeError: 'list' object has no attribute 'nothing'");
    assert_string_equal(outcome.exception, session_step_at(o.s, 2)->raised);
    for (uint32_t step = 3; step <= 4; step++) {
        const session_step *about = session_step_at(o.s, step);
        assert_null(about->raised);
        assert_int_equal(about->first_event, about->last_event);
        assert_int_equal(about->first_event, session_step_at(o.s, 2)->last_event);
    }
    close_text(&o);
}

/* --- Places ----------------------------------------------------------------------------------- */

static void lines_lead_forwards_and_back(void **state)
{
    (void)state;
    opened o;
    open_cycle(&o);
    uint64_t at = session_step_at(o.s, 1)->first_event, places[32];
    uint32_t count = 0;
    static const uint32_t LINES[] = {3, 4, 5, 6, 7, 8, 9, 10, 11};
    for (uint32_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        at = session_next_line(o.s, at);
        places[count++] = at;
        assert_int_equal(session_line_of(o.s, at), LINES[i]);
    }
    assert_int_equal(at, session_step_at(o.s, 6)->last_event);
    assert_int_equal(session_next_line(o.s, at), session_event_count(o.s));
    for (uint32_t i = count; i-- > 1;)
        assert_int_equal(session_previous_line(o.s, places[i]), places[i - 1]);
    assert_int_equal(session_previous_line(o.s, 0), 0);
    close_text(&o);
}

static void line_after_the_last_of_a_step_is_the_end_of_the_step(void **state)
{
    (void)state;
    opened o;
    open_cycle(&o);
    const session_step *second = session_step_at(o.s, 2);
    uint64_t at = second->first_event;
    for (uint32_t i = 0; i < 3; i++)
        at = session_next_line(o.s, at);
    assert_int_equal(at, second->last_event);
    close_text(&o);
}

static void changes_lead_over_everything_that_can_be_seen(void **state)
{
    (void)state;
    opened o;
    open_cycle(&o);
    uint64_t start = session_step_at(o.s, 1)->first_event, last = session_event_count(o.s);
    for (uint64_t at = start; at < last;) {
        uint64_t next = session_next_change(o.s, at);
        assert_true(next > at);
        assert_true(next <= last);
        if (next < last)
            assert_true(session_previous_change(o.s, next + 1) == next);
        at = next;
    }
    assert_int_equal(session_next_change(o.s, last), last);
    assert_int_equal(session_previous_change(o.s, 0), 0);
    assert_int_equal(session_previous_change(o.s, 1), 0);
    close_text(&o);
}

static void seeking_beyond_the_end_is_the_end(void **state)
{
    (void)state;
    opened o;
    open_cycle(&o);
    assert_int_equal(session_seek(o.s, UINT64_MAX, NULL), OURO_OK);
    assert_int_equal(session_event(o.s), session_event_count(o.s));
    assert_int_equal(session_seek(o.s, 0, NULL), OURO_OK);
    assert_int_equal(session_event(o.s), 0);
    close_text(&o);
}

/* --- Opening ---------------------------------------------------------------------------------- */

static void errors_have_their_place_in_the_file(void **state)
{
    (void)state;
    opened o;
    open_text(&o, ".json",
              "{\"title\": \"t\",\n \"steps\": [\n  {\"do\": [\"x = 1\", \"y = = 2\"]}]}",
              &(session_options){0});
    assert_int_equal(o.result, OURO_ERR_SYNTAX);
    assert_null(o.s);
    assert_int_equal(o.err.line, 3);
    assert_int_equal(o.err.column, 25);
    assert_non_null(o.source.text);
    close_text(&o);
}

static void statement_over_two_steps_is_an_error(void **state)
{
    (void)state;
    opened o;
    open_text(
        &o, ".json",
        "{\"title\": \"t\",\n \"steps\": [\n  {\"do\": \"if True:\"},\n  {\"do\": \"    x = 1\"}]}",
        &(session_options){0});
    assert_int_equal(o.result, OURO_ERR_SYNTAX);
    assert_int_equal(o.err.line, 3);
    assert_non_null(strstr(o.err.text, "step"));
    close_text(&o);
}

static void unknown_python_is_named(void **state)
{
    (void)state;
    opened o;
    open_text(&o, ".py", "x = 1\n", &(session_options){.python = "3.7"});
    assert_int_equal(o.result, OURO_ERR_USAGE);
    assert_string_equal(o.err.text, "python 3.7 is not modelled yet");
    close_text(&o);
}

static void run_without_a_log_has_an_outcome_but_no_views(void **state)
{
    (void)state;
    opened o;
    arena room = {0};
    view v;
    ouro_error err = {0};
    open_text(&o, ".py", "x = 1\n\ny = 2\n", &(session_options){.discard = true});
    assert_int_equal(o.result, OURO_OK);
    assert_false(session_outcome_of(o.s).raised);
    assert_int_equal(session_step_count(o.s), 2);
    assert_int_equal(session_step_at(o.s, 2)->first_line, 3);
    assert_string_equal(session_step_at(o.s, 2)->output, "");
    assert_int_equal(session_event_count(o.s), 0);
    assert_int_equal(session_next_change(o.s, 0), 0);
    assert_int_equal(session_view(o.s, &(view_options){0}, &room, &v, &err), OURO_ERR_USAGE);
    assert_int_equal(session_seek(o.s, 0, &err), OURO_ERR_USAGE);
    close_text(&o);
}

/* --- Every change, as text -------------------------------------------------------------------- */

static void gather(void *user, const char *text, size_t length)
{
    buffer_add(user, text, length);
}

static uint32_t number_after(const char *text, const char *key)
{
    const char *at = strstr(text, key);
    assert_non_null(at);
    return (uint32_t)strtoul(at + strlen(key), NULL, 10);
}

static void told_counts_follow_each_other_to_the_state(void **state)
{
    (void)state;
    opened o;
    arena room = {0};
    view v;
    uint32_t counts[4096] = {0};
    open_cycle(&o);
    for (uint32_t step = 0; step <= session_step_count(o.s); step++) {
        buffer b = {0};
        assert_int_equal(event_text_step(o.s, step, false, gather, &b, NULL), OURO_OK);
        for (char *line = strtok(b.text, "\n"); line; line = strtok(NULL, "\n")) {
            if (!strstr(line, "\"before\": "))
                continue;
            uint32_t id = number_after(line, "\"object\": ");
            if (counts[id] != number_after(line, "\"before\": "))
                fail_msg("#%u had %u: %s", id, counts[id], line);
            counts[id] = number_after(line, "\"after\": ");
        }
        buffer_free(&b);
        assert_int_equal(session_seek(o.s, session_step_at(o.s, step)->last_event, NULL), OURO_OK);
        assert_int_equal(session_view(o.s, &(view_options){0}, &room, &v, NULL), OURO_OK);
        for (uint32_t i = 0; i < v.object_count; i++)
            assert_int_equal(counts[v.objects[i].id], v.objects[i].refcount);
        arena_free(&room);
    }
    close_text(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(world_is_sound_after_every_event),
        cmocka_unit_test(every_count_of_every_script_is_explained),
        cmocka_unit_test(births_minus_deaths_are_the_objects),
        cmocka_unit_test(steps_cover_the_run_without_gaps),
        cmocka_unit_test(steps_tell_who_was_born_and_who_died),
        cmocka_unit_test(step_without_code_changes_nothing),
        cmocka_unit_test(deaths_at_a_return_name_the_function),
        cmocka_unit_test(uncaught_exception_ends_its_step_and_all_later_ones),
        cmocka_unit_test(lines_lead_forwards_and_back),
        cmocka_unit_test(line_after_the_last_of_a_step_is_the_end_of_the_step),
        cmocka_unit_test(changes_lead_over_everything_that_can_be_seen),
        cmocka_unit_test(seeking_beyond_the_end_is_the_end),
        cmocka_unit_test(errors_have_their_place_in_the_file),
        cmocka_unit_test(statement_over_two_steps_is_an_error),
        cmocka_unit_test(unknown_python_is_named),
        cmocka_unit_test(run_without_a_log_has_an_outcome_but_no_views),
        cmocka_unit_test(told_counts_follow_each_other_to_the_state),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
