/* Sizes in lessons: retained is what would die with the object, each object being taken away in turn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glob.h>
#include <string.h>

#include "tests/unit/open_run.h"

#include "sim/object_sizes.h"
#include "sim/session_events.h"

/* Bytes of the reachable ones that are not without `removed`; `queue` and `reached` have room for all. */
static uint64_t lost_without(const object_sizes *s, uint32_t removed, uint32_t *queue, uint8_t *reached)
{
    const object_graph *g = &s->g;
    uint32_t count = 0;
    uint64_t lost = 0;
    memset(reached, 0, g->object_count);
    for (uint32_t r = 0; r < g->root_count; r++)
        if (g->roots[r].target != removed && !reached[g->roots[r].target]) {
            reached[g->roots[r].target] = 1;
            queue[count++] = g->roots[r].target;
        }
    for (uint32_t at = 0; at < count; at++)
        for (uint32_t e = g->edge_first[queue[at]]; e < g->edge_first[queue[at] + 1]; e++)
            if (!edge_is_weak(g, e) && g->edge_target[e] != removed && !reached[g->edge_target[e]]) {
                reached[g->edge_target[e]] = 1;
                queue[count++] = g->edge_target[e];
            }
    for (uint32_t o = 0; o < g->object_count; o++)
        lost += s->d.reachable[o] && !reached[o] ? s->shallow[o] : 0;
    return lost;
}

/* Every byte is retained by exactly one of those that only roots hold. */
static void parts_add_up(const object_sizes *s)
{
    uint64_t all = 0, parts = 0;
    for (uint32_t o = 0; o < s->g.object_count; o++) {
        all += s->shallow[o];
        parts += s->d.parent[o] == GRAPH_NONE ? s->d.retained[o] : 0;
    }
    assert_int_equal(parts, all);
}

static uint32_t look_at(session *s, uint32_t step)
{
    arena memory = {0};
    object_sizes sizes;
    uint32_t looked = 0;
    assert_int_equal(session_seek(s, session_step_at(s, step)->last_event, NULL), OURO_OK);
    assert_int_equal(object_sizes_build(session_world(s), session_program(s), &memory, NULL, &sizes, NULL), OURO_OK);
    uint32_t *queue = arena_alloc(&memory, (sizes.g.object_count + 1U) * sizeof *queue);
    uint8_t *reached = arena_alloc(&memory, sizes.g.object_count + 1U);
    parts_add_up(&sizes);
    for (uint32_t o = 0; o < sizes.g.script_count; o++) {
        object_size size = object_sizes_of(&sizes, o);
        assert_true(size.deep >= size.shallow && size.retained >= size.shallow);
        if (!sizes.d.reachable[o])
            continue;
        assert_int_equal(size.retained, lost_without(&sizes, o, queue, reached));
        looked++;
    }
    arena_free(&memory);
    return looked;
}

static void retained_in_lessons(void **state)
{
    (void)state;
    uint32_t looked = 0;
    glob_t found = {0};
    assert_int_equal(glob("scenarios/*/*.json", 0, NULL, &found), 0); /* run from the root of the project */
    for (size_t k = 0; k < found.gl_pathc; k++) {
        session *s = open_run_with(found.gl_pathv[k], &(session_options){0});
        if (s && session_step_at(s, session_step_count(s))->alive < 2000)
            looked += look_at(s, session_step_count(s) / 2) + look_at(s, session_step_count(s));
        session_close(s);
    }
    globfree(&found);
    assert_true(looked > 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(retained_in_lessons),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
