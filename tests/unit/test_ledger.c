/* The ledger adds up: of every object, after every step, inside lines too; and why says the truth. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/open_run.h"

#include "sim/ledger.h"
#include "sim/why.h"

enum { OBJECTS_MOST = 40, INSIDE_MOST = 12, EVENTS_MOST = 40000 };

static void assert_adds_up(session *s, const ledger *l, uint64_t event, const char *path)
{
    arena memory = {0};
    view v;
    view_options options = {0};
    const ledger_row *rows;
    uint32_t count, sum = 0;
    assert_int_equal(session_seek(s, event, NULL), OURO_OK);
    assert_int_equal(session_view(s, &options, &memory, &v, NULL), OURO_OK);
    assert_true(ledger_until(l, &v, 0, 0, &memory, &rows, &count));
    for (uint32_t i = 0; i < count; i++) {
        assert_int_not_equal(rows[i].change, 0);
        assert_true(i == 0 || rows[i].event >= rows[i - 1].event);
        sum = (uint32_t)((int32_t)sum + rows[i].change);
        assert_int_equal(rows[i].count, sum);
    }
    int32_t at = view_find(&v, l->id);
    uint32_t truth = at == VIEW_NONE ? 0 : v.objects[at].refcount;
    if (!l->immortal && sum != truth && l->row_count < LEDGER_ROWS_MAX)
        print_error("%s: #%u (%s) at event %llu: the ledger says %u, the count is %u\n", path, l->id,
                    l->type, (unsigned long long)event, sum, truth);
    if (!l->immortal && l->row_count < LEDGER_ROWS_MAX)
        assert_int_equal(sum, truth);
    arena_free(&memory);
}

static void look_at_object(session *s, uint32_t id, const char *path)
{
    arena memory = {0};
    ledger l;
    assert_int_equal(ledger_build(s, id, &memory, &l, NULL), OURO_OK);
    for (uint32_t k = l.birth_step; k <= session_step_count(s) + 1; k++)
        assert_adds_up(s, &l, session_step_at(s, k)->last_event, path);
    const session_step *born = session_step_at(s, l.birth_step);
    uint64_t event = born->first_event;
    for (uint32_t i = 0; i < INSIDE_MOST && event < born->last_event; i++) {
        assert_adds_up(s, &l, event, path);
        event = session_next_change(s, event);
    }
    arena_free(&memory);
}

static void look_at_run(const char *path)
{
    session *s = open_run_with(path, &(session_options){0});
    uint32_t seen = 0;
    if (s && session_event_count(s) <= EVENTS_MOST)
        for (uint32_t k = 0; k <= session_step_count(s); k++) {
            const session_step *step = session_step_at(s, k);
            for (uint32_t i = 0; i < step->birth_count && seen < OBJECTS_MOST; i++, seen++)
                look_at_object(s, step->births[i].id, path);
        }
    session_close(s);
}

static void every_ledger_adds_up(void **state)
{
    (void)state;
    static const char *const PATTERNS[] = {"scenarios/*/*.json", "tests/oracle/programs/*/*.py"};
    const char *variant = getenv("VARIANT");
    size_t paths = 0, share = variant && strcmp(variant, "asan") == 0 ? 20 : 4;
    for (size_t i = 0; i < sizeof PATTERNS / sizeof *PATTERNS; i++) {
        glob_t found = {0};
        if (glob(PATTERNS[i], 0, NULL, &found) == 0)
            for (size_t k = 0; k < found.gl_pathc; k++, paths++)
                if (i == 0 || paths % share == 0)
                    look_at_run(found.gl_pathv[k]);
        globfree(&found);
    }
    assert_true(paths > 20); /* run from the root of the project */
}

static bool holds(const view *v, uint32_t holder, uint32_t target)
{
    int32_t at = view_find(v, holder);
    assert_int_not_equal(at, VIEW_NONE);
    for (uint32_t r = 0; r < v->objects[at].ref_count; r++)
        if (v->objects[at].refs[r].target_id == target && !v->objects[at].refs[r].weak)
            return true;
    return false;
}

/* Reachable is who has a way, and every way begins at a root and follows references that are there. */
static void assert_why(const object_graph *g, const view *v, const view_object *o)
{
    arena memory = {0};
    why_path w;
    assert_true(why_find(g, o->id, &memory, &w));
    assert_true(w.there);
    if (!o->immortal)
        assert_true((w.count == 0) == o->unreachable);
    for (uint32_t i = 0; i < w.count; i++) {
        const why_hop *hop = &w.hops[i];
        assert_true((i == 0) == (hop->holder_id == 0));
        assert_true(i + 1 < w.count || hop->object_id == o->id);
        if (i == 0)
            continue;
        assert_int_equal(hop->holder_id, w.hops[i - 1].object_id);
        assert_true(strcmp(hop->label, "__class__") == 0 || holds(v, hop->holder_id, hop->object_id));
    }
    arena_free(&memory);
}

static void why_tells_who_is_reachable(void **state)
{
    (void)state;
    glob_t found = {0};
    assert_int_equal(glob("scenarios/*/*.json", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        session *s = open_run_with(found.gl_pathv[i], &(session_options){0});
        for (uint32_t k = 0; k <= session_step_count(s); k++) {
            arena memory = {0};
            view v;
            object_graph g;
            view_options options = {.all = true};
            assert_int_equal(session_seek(s, session_step_at(s, k)->last_event, NULL), OURO_OK);
            assert_int_equal(session_view(s, &options, &memory, &v, NULL), OURO_OK);
            assert_int_equal(session_object_graph(s, &memory, &g, NULL), OURO_OK);
            for (uint32_t o = 0; o < g.script_count && o < 200; o++)
                assert_why(&g, &v, &v.objects[view_find(&v, g.ids[o])]);
            arena_free(&memory);
        }
        session_close(s);
    }
    globfree(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_ledger_adds_up),
        cmocka_unit_test(why_tells_who_is_reachable),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
