/* What is lost: small runs whose answer is known. */
#define _DEFAULT_SOURCE /* mkstemps */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/open_run.h"

#include "sim/leaks.h"

#define PRELUDE "import gc\ngc.disable()\nclass Node:\n    pass\n"

/* The state after a script. */
typedef struct lost {
    session *s;
    arena memory;
    object_graph g;
    leaks l;
} lost;

static void lost_open(lost *t, const char *script)
{
    char path[] = "/tmp/ouro-test-XXXXXX.py";
    int file = mkstemps(path, (int)strlen(".py"));
    *t = (lost){.s = NULL};
    assert_true(file >= 0);
    assert_int_equal(write(file, script, strlen(script)), (ssize_t)strlen(script));
    close(file);
    t->s = open_run_with(path, &(session_options){0});
    (void)unlink(path);
    assert_non_null(t->s);
    uint64_t end = session_step_at(t->s, session_step_count(t->s))->last_event;
    assert_int_equal(session_seek(t->s, end, NULL), OURO_OK);
    assert_int_equal(session_object_graph(t->s, &t->memory, &t->g, NULL), OURO_OK);
    assert_true(leaks_find(&t->g, &t->memory, &t->l));
}

static void lost_close(lost *t)
{
    arena_free(&t->memory);
    session_close(t->s);
}

/* So many objects, so many cycles, and so many objects in these. */
static void assert_lost(const lost *t, uint32_t objects, uint32_t cycles, uint32_t in_cycles)
{
    assert_int_equal(t->l.lost_count, objects);
    assert_int_equal(t->l.cycle_count, cycles);
    assert_int_equal(t->l.in_cycles, in_cycles);
    for (uint32_t i = 1; i < objects; i++)
        assert_true(t->g.ids[t->l.lost[i - 1]] < t->g.ids[t->l.lost[i]]);
}

static uint32_t members_of(const lost *t, uint32_t cycle)
{
    const components *all = &t->l.parts;
    return all->first[t->l.cycles[cycle] + 1] - all->first[t->l.cycles[cycle]];
}

static void nothing_is_lost_that_a_name_leads_to(void **state)
{
    (void)state;
    lost t;
    lost_open(&t, PRELUDE "a = Node()\na.me = a\nb = [a, [a]]\n");
    assert_lost(&t, 0, 0, 0);
    assert_int_equal(t.l.unreferred_count, 0);
    lost_close(&t);
}

static void an_empty_script_loses_nothing(void **state)
{
    (void)state;
    lost t;
    lost_open(&t, "# nothing\n");
    assert_lost(&t, 0, 0, 0);
    lost_close(&t);
}

static void a_ring_is_one_cycle(void **state)
{
    (void)state;
    lost t;
    lost_open(&t, PRELUDE "a = Node()\nb = Node()\na.to = b\nb.to = a\ndel a, b\n");
    assert_lost(&t, 2, 1, 2);
    assert_int_equal(members_of(&t, 0), 2);
    lost_close(&t);
}

static void cycles_that_share_an_object_are_one(void **state)
{
    (void)state;
    lost t;
    lost_open(&t, PRELUDE "a = Node()\nb = Node()\nc = Node()\n"
                          "a.to = b\nb.to = a\nb.other = c\nc.to = b\ndel a, b, c\n");
    assert_lost(&t, 3, 1, 3);
    assert_int_equal(members_of(&t, 0), 3);
    lost_close(&t);
}

static void who_hangs_on_a_cycle_is_lost_and_in_none(void **state)
{
    (void)state;
    lost t;
    lost_open(&t, PRELUDE "a = Node()\na.me = a\na.to = Node()\na.to.to = Node()\ndel a\n");
    assert_lost(&t, 3, 1, 1);
    assert_int_equal(members_of(&t, 0), 1);
    assert_int_equal(t.l.parts.members[t.l.parts.first[t.l.cycles[0]]], t.l.lost[0]);
    lost_close(&t);
}

static void a_chain_alone_dies_at_once(void **state)
{
    (void)state;
    lost t;
    lost_open(&t, PRELUDE "a = Node()\na.to = Node()\na.to.to = Node()\ndel a\n");
    assert_lost(&t, 0, 0, 0);
    lost_close(&t);
}

/* The first is held by the second, but born earlier. */
static void cycles_come_in_the_order_of_their_first_members(void **state)
{
    (void)state;
    lost t;
    lost_open(&t, PRELUDE "a = Node()\na.me = a\nb = Node()\nc = Node()\nb.to = c\nc.to = b\nb.held = a\ndel a, b, c\n");
    assert_lost(&t, 3, 2, 3);
    assert_int_equal(members_of(&t, 0), 1);
    assert_int_equal(members_of(&t, 1), 2);
    lost_close(&t);
}

static void a_weak_reference_neither_keeps_nor_closes_a_cycle(void **state)
{
    (void)state;
    lost t;
    lost_open(&t, "import weakref\n" PRELUDE "a = Node()\na.me = a\nw = weakref.ref(a)\ndel a\n"
                  "b = Node()\nb.weakly = weakref.ref(b)\n");
    assert_lost(&t, 1, 1, 1);
    lost_close(&t);
}

/* What objgraph lists is no leak: a call's local, while it runs, which no tracked object refers to. */
static void what_only_a_call_holds_is_unreferred(void **state)
{
    (void)state;
    lost t;
    uint32_t listed = 0; /* states in which its list is */
    lost_open(&t, PRELUDE "def f():\n    held = [1]\n    return 2\nf()\n");
    assert_int_equal(t.l.unreferred_count, 0);
    const session_step *step = session_step_at(t.s, session_step_count(t.s));
    for (uint64_t event = step->first_event; event <= step->last_event; event++) {
        arena memory = {0};
        object_graph g;
        leaks l;
        assert_int_equal(session_seek(t.s, event, NULL), OURO_OK);
        assert_int_equal(session_object_graph(t.s, &memory, &g, NULL), OURO_OK);
        assert_true(leaks_find(&g, &memory, &l));
        for (uint32_t i = 0; i < l.unreferred_count; i++)
            listed += world_kind(g.w, g.rows[l.unreferred[i]]) == KIND_LIST;
        arena_free(&memory);
    }
    assert_true(listed > 0);
    lost_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_script_loses_nothing),
        cmocka_unit_test(nothing_is_lost_that_a_name_leads_to),
        cmocka_unit_test(a_ring_is_one_cycle),
        cmocka_unit_test(cycles_that_share_an_object_are_one),
        cmocka_unit_test(who_hangs_on_a_cycle_is_lost_and_in_none),
        cmocka_unit_test(a_chain_alone_dies_at_once),
        cmocka_unit_test(cycles_come_in_the_order_of_their_first_members),
        cmocka_unit_test(a_weak_reference_neither_keeps_nor_closes_a_cycle),
        cmocka_unit_test(what_only_a_call_holds_is_unreferred),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
