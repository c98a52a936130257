/* The map of the heap: its sums are the other figures' sums, every block stands where its owner says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glob.h>

#include "tests/unit/open_run.h"

#include "sim/report/heap.h"
#include "sim/session_events.h"
#include "sim/view_heap.h"

/* Every state of a pool's blocks is counted; turns run from 1 without a gap. */
static void assert_pool_adds_up(const view_pool *p)
{
    uint32_t used = 0, kept = 0, free = 0, highest = 0;
    for (uint32_t i = 0; i < p->block_count; i++) {
        const view_block *b = &p->blocks[i];
        assert_true((i < p->begun) == (b->state != VIEW_BLOCK_UNTOUCHED));
        used += b->state == VIEW_BLOCK_USED || b->state == VIEW_BLOCK_KEPT;
        kept += b->state == VIEW_BLOCK_KEPT;
        free += b->state == VIEW_BLOCK_FREE;
        if (b->state == VIEW_BLOCK_FREE && b->turn > highest)
            highest = b->turn;
        if (b->state != VIEW_BLOCK_USED)
            assert_int_equal(b->owner_id, 0);
    }
    assert_int_equal(used, p->used);
    assert_int_equal(kept, p->kept);
    assert_int_equal(free, p->begun - p->used);
    assert_int_equal(highest, free);
}

static void assert_sums(const world *w, const view_heap_map *m)
{
    heap_class classes[HEAP_CLASSES];
    uint32_t used = 0;
    uint64_t large = 0, small = 0;
    heap_classes(w, classes);
    for (uint32_t i = 0; i < m->pool_count; i++) {
        heap_class *c = &classes[m->pools[i].size_bytes / HEAP_UNIT_BYTES - 1];
        assert_pool_adds_up(&m->pools[i]);
        c->used -= m->pools[i].used;
        c->kept -= m->pools[i].kept;
        c->pools--;
        used += m->pools[i].used;
        small += (uint64_t)m->pools[i].used * m->pools[i].size_bytes;
    }
    for (uint32_t i = 0; i < HEAP_CLASSES; i++) {
        assert_int_equal(classes[i].pools, 0);
        assert_int_equal(classes[i].used, 0);
        assert_int_equal(classes[i].kept, 0);
    }
    for (uint32_t i = 0; i < m->large_count; i++)
        large += m->large[i].used ? m->large[i].bytes : 0;
    assert_int_equal(used, m->blocks);
    assert_int_equal(large, w->state.heap.large_bytes);
    assert_int_equal(small + large, m->bytes);
    assert_true(m->held_bytes >= m->bytes);
}

/* An object's block is there, and at the object's address. */
static void assert_owned(const world *w, const view_heap_map *m)
{
    uint32_t small = 0, owned = 0;
    for (ref o = LIST_COUNT + 1; o < w->state.used[TABLE_ROWS]; o++) {
        uint32_t block = world_row(w, o)->address;
        small += world_kind(w, o) != KIND_FREE && !(block & HEAP_LARGE) && block >= w->state.heap.start;
    }
    for (uint32_t i = 0; i < m->pool_count; i++)
        for (uint32_t k = 0; k < m->pools[i].begun; k++)
            owned += m->pools[i].blocks[k].part == VIEW_PART_OBJECT;
    assert_int_equal(owned, small);
}

static void look_at_steps(const char *path)
{
    session *s = open_run_with(path, &(session_options){0});
    for (uint32_t k = 0; k <= session_step_count(s) + 1; k++) {
        arena memory = {0};
        view_heap_map m;
        assert_int_equal(session_seek(s, session_step_at(s, k)->last_event, NULL), OURO_OK);
        assert_int_equal(view_heap_build(session_world(s), &memory, &m, NULL), OURO_OK);
        assert_sums(session_world(s), &m);
        assert_owned(session_world(s), &m);
        arena_free(&memory);
    }
    session_close(s);
}

static void sums_are_those_of_the_report(void **state)
{
    (void)state;
    static const char *const PATTERNS[] = {"scenarios/*/*.json", "tests/oracle/programs/heap/*.py",
                                           "tests/oracle/programs/dicts/*.py"};
    size_t paths = 0;
    for (size_t i = 0; i < sizeof PATTERNS / sizeof *PATTERNS; i++) {
        glob_t found = {0};
        if (glob(PATTERNS[i], 0, NULL, &found) == 0)
            for (size_t k = 0; k < found.gl_pathc; k++, paths++)
                look_at_steps(found.gl_pathv[k]);
        globfree(&found);
    }
    assert_true(paths > 20); /* run from the root of the project */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_those_of_the_report),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
