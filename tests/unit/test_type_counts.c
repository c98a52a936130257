/* Counts by type are the view's, and what a step adds and takes is what it bears and lets die. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glob.h>
#include <string.h>

#include "tests/unit/open_run.h"

#include "sim/session_events.h"
#include "sim/type_counts.h"

static const type_count *row_of(const type_counts *counts, const char *type)
{
    for (uint32_t i = 0; i < counts->row_count; i++)
        if (strcmp(counts->rows[i].type, type) == 0)
            return &counts->rows[i];
    return NULL;
}

static void counts_are_the_views(const session *s, const type_counts *counts)
{
    arena memory = {0};
    view v;
    assert_int_equal(session_view(s, &(view_options){0}, &memory, &v, NULL), OURO_OK);
    assert_int_equal(counts->objects, v.object_count);
    for (uint32_t i = 0; i < v.object_count; i++)
        assert_non_null(row_of(counts, v.objects[i].type));
    for (uint32_t k = 0; k < counts->row_count; k++) {
        uint32_t count = 0;
        uint64_t bytes = 0;
        for (uint32_t i = 0; i < v.object_count; i++)
            if (strcmp(v.objects[i].type, counts->rows[k].type) == 0) {
                count++;
                bytes += v.objects[i].size_bytes;
            }
        assert_int_equal(counts->rows[k].count, count);
        assert_int_equal(counts->rows[k].bytes, bytes);
        if (k)
            assert_true(counts->rows[k - 1].count >= count);
    }
    arena_free(&memory);
}

static bool dies_in(const session_step *step, uint32_t id)
{
    for (uint32_t i = 0; i < step->death_count; i++)
        if (step->deaths[i].id == id)
            return true;
    return false;
}

static bool born_in(const session_step *step, uint32_t id)
{
    for (uint32_t i = 0; i < step->birth_count; i++)
        if (step->births[i].id == id)
            return true;
    return false;
}

/* Who is born and dies in between is no change. */
static void changes_are_the_steps(const type_changes *changes, const session_step *step)
{
    int64_t all = 0;
    for (uint32_t k = 0; k < changes->row_count; k++) {
        const type_change *c = &changes->rows[k];
        uint32_t born = 0, died = 0;
        for (uint32_t i = 0; i < step->birth_count; i++)
            born += strcmp(step->births[i].type, c->type) == 0 && !dies_in(step, step->births[i].id);
        for (uint32_t i = 0; i < step->death_count; i++)
            died += strcmp(step->deaths[i].type, c->type) == 0 && !born_in(step, step->deaths[i].id);
        assert_int_equal(c->born, born);
        assert_int_equal(c->died, died);
        assert_int_equal(c->count, (int64_t)born - died);
        if (k)
            assert_true(changes->rows[k - 1].count >= c->count);
        all += c->count;
    }
    assert_int_equal(changes->count, all);
}

static uint32_t look_at_steps(const char *path)
{
    session *s = open_run_with(path, &(session_options){0});
    arena memory = {0};
    type_counts before = {0};
    uint32_t last = 0, changed = 0;
    for (uint32_t k = 0; s && k <= session_step_count(s); k++) {
        type_counts now;
        type_changes changes;
        assert_int_equal(session_seek(s, session_step_at(s, k)->last_event, NULL), OURO_OK);
        assert_true(type_counts_build(session_world(s), last, &memory, &now));
        assert_true(type_changes_build(&before, &now, &memory, &changes));
        counts_are_the_views(s, &now);
        if (k) /* what is there at the start was partly made before the script */
            changes_are_the_steps(&changes, session_step_at(s, k));
        changed += changes.row_count;
        last = type_counts_last(session_world(s));
        before = now;
    }
    arena_free(&memory);
    session_close(s);
    return changed;
}

static void lessons_and_programs(void **state)
{
    (void)state;
    static const char *const PATTERNS[] = {"scenarios/*/*.json", "tests/oracle/programs/dicts/*.py",
                                           "tests/oracle/programs/classes/*.py",
                                           "tests/oracle/programs/identity/*.py", "tests/oracle/programs/heirs/*.py"};
    uint32_t changed = 0;
    for (size_t i = 0; i < sizeof PATTERNS / sizeof *PATTERNS; i++) {
        glob_t found = {0};
        if (glob(PATTERNS[i], 0, NULL, &found) == 0)
            for (size_t k = 0; k < found.gl_pathc; k++)
                changed += look_at_steps(found.gl_pathv[k]);
        globfree(&found);
    }
    assert_true(changed > 100); /* run from the root of the project */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lessons_and_programs),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
