/* Dominators and components against brute force: take an object away and look who cannot be reached. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

#include "sim/components.h"
#include "sim/dominators.h"

enum { OBJECTS_MOST = 24, EDGES_MOST = 80, ROOTS_MOST = 4, GRAPHS = 4000 };

typedef struct sample {
    uint32_t first[OBJECTS_MOST + 1], target[EDGES_MOST], label[EDGES_MOST], sizes[OBJECTS_MOST];
    uint8_t kind[EDGES_MOST];
    graph_root roots[ROOTS_MOST];
    object_graph g;
} sample;

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Some with few references (garbage, trees), some with many; one reference in six is weak. */
static void sample_make(sample *s, uint32_t *random)
{
    memset(s, 0, sizeof *s);
    uint32_t objects = 1 + next_random(random) % OBJECTS_MOST;
    uint32_t density = 1 + next_random(random) % 4, edges = 0;
    for (uint32_t o = 0; o < objects; o++) {
        s->first[o] = edges;
        s->sizes[o] = 1 + next_random(random) % 100;
        for (uint32_t k = next_random(random) % (density + 1); k && edges < EDGES_MOST; k--) {
            s->target[edges] = next_random(random) % objects;
            s->kind[edges++] = next_random(random) % 6 ? REFERENCE_FIELD : REFERENCE_WEAK;
        }
    }
    s->first[objects] = edges;
    uint32_t roots = next_random(random) % (ROOTS_MOST + 1);
    for (uint32_t r = 0; r < roots; r++)
        s->roots[r] = (graph_root){.target = next_random(random) % objects, .count = 1};
    s->g = (object_graph){.object_count = objects, .script_count = objects, .edge_count = edges,
                          .edge_first = s->first, .edge_target = s->target, .edge_label = s->label,
                          .edge_kind = s->kind, .roots = s->roots, .root_count = roots};
}

/* Whom `start` leads to among those that `alive` has (itself as well); GRAPH_NONE: whom the roots do. */
static uint32_t reach(const sample *s, uint32_t start, const uint8_t *is_root, uint32_t removed)
{
    uint32_t reached = 0;
    for (uint32_t o = 0; o < s->g.object_count; o++)
        if (o != removed && (start == GRAPH_NONE ? is_root[o] : o == start))
            reached |= 1U << o;
    for (bool more = true; more;) {
        uint32_t before = reached;
        for (uint32_t o = 0; o < s->g.object_count; o++)
            for (uint32_t e = s->first[o]; reached >> o & 1 && e < s->first[o + 1]; e++)
                if (s->kind[e] != REFERENCE_WEAK && s->target[e] != removed)
                    reached |= 1U << s->target[e];
        more = reached != before;
    }
    return reached;
}

/* Roots of the part that `o` belongs to, and whom they reach: the second part's roots are who is reached
 * only by those that it reaches itself. */
static uint32_t roots_of_garbage(const sample *s, uint32_t alive, uint8_t *is_root)
{
    uint32_t garbage = 0;
    memset(is_root, 0, OBJECTS_MOST);
    for (uint32_t o = 0; o < s->g.object_count; o++)
        garbage |= alive >> o & 1 ? 0 : 1U << o;
    for (uint32_t o = 0; o < s->g.object_count; o++) {
        bool first = garbage >> o & 1;
        for (uint32_t by = 0; by < s->g.object_count; by++)
            if (garbage >> by & 1 && reach(s, by, NULL, GRAPH_NONE) >> o & 1)
                first = first && reach(s, o, NULL, GRAPH_NONE) >> by & 1;
        is_root[o] = first;
    }
    return garbage;
}

static void part_is_right(const sample *s, const dominators *d, const uint8_t *is_root, uint32_t part)
{
    for (uint32_t o = 0; o < s->g.object_count; o++) {
        if (!(part >> o & 1))
            continue;
        uint32_t gone = part & ~reach(s, GRAPH_NONE, is_root, o);
        uint64_t bytes = 0;
        uint32_t count = 0;
        for (uint32_t k = 0; k < s->g.object_count; k++)
            if (gone >> k & 1) {
                bytes += s->sizes[k];
                count++;
            }
        assert_int_equal(d->retained[o], bytes);
        assert_int_equal(d->kept[o], count);
        uint32_t parent = d->parent[o];
        if (parent != GRAPH_NONE) /* it takes `o` along, and nobody between them does */
            assert_true((part & ~reach(s, GRAPH_NONE, is_root, parent)) >> o & 1);
        for (uint32_t k = 0; k < s->g.object_count; k++)
            if (k != o && part >> k & 1 && !(reach(s, GRAPH_NONE, is_root, k) >> o & 1)) {
                assert_int_not_equal(parent, GRAPH_NONE);
                assert_true(k == parent || !(reach(s, GRAPH_NONE, is_root, k) >> parent & 1));
            }
    }
}

static void retained_is_what_dies_with_it(void **state)
{
    (void)state;
    uint32_t random = 2463534242U, garbage_seen = 0;
    for (uint32_t i = 0; i < GRAPHS; i++) {
        sample s;
        arena memory = {0};
        dominators d;
        uint8_t is_root[OBJECTS_MOST] = {0};
        sample_make(&s, &random);
        assert_true(dominators_build(&s.g, s.sizes, NULL, &memory, &d));
        for (uint32_t r = 0; r < s.g.root_count; r++)
            is_root[s.roots[r].target] = 1;
        uint32_t alive = reach(&s, GRAPH_NONE, is_root, GRAPH_NONE);
        part_is_right(&s, &d, is_root, alive);
        uint32_t garbage = roots_of_garbage(&s, alive, is_root);
        part_is_right(&s, &d, is_root, garbage);
        garbage_seen += garbage != 0;
        arena_free(&memory);
    }
    assert_true(garbage_seen > GRAPHS / 10 && garbage_seen < GRAPHS);
}

static void components_are_who_reach_each_other(void **state)
{
    (void)state;
    uint32_t random = 88675123U;
    for (uint32_t i = 0; i < GRAPHS; i++) {
        sample s;
        arena memory = {0};
        components all;
        sample_make(&s, &random);
        assert_true(components_build(&s.g, NULL, &memory, &all));
        uint32_t total = 0;
        for (uint32_t c = 0; c < all.count; c++)
            total += all.first[c + 1] - all.first[c];
        assert_int_equal(total, s.g.object_count);
        for (uint32_t a = 0; a < s.g.object_count; a++)
            for (uint32_t b = 0; b < s.g.object_count; b++) {
                bool there = reach(&s, a, NULL, GRAPH_NONE) >> b & 1, back = reach(&s, b, NULL, GRAPH_NONE) >> a & 1;
                assert_int_equal(all.of[a] == all.of[b], there && back);
                assert_true(!there || all.of[b] <= all.of[a]);
                if (a != b && there && back)
                    assert_true(component_is_cycle(&s.g, &all, all.of[a]));
            }
        arena_free(&memory);
    }
}

static void what_is_left_out_is_not_there(void **state)
{
    (void)state;
    /* 0 <-> 1 through 2 alone; 3 holds itself */
    uint32_t first[] = {0, 1, 2, 3, 4}, target[] = {2, 0, 1, 3};
    uint8_t kind[] = {REFERENCE_FIELD, REFERENCE_FIELD, REFERENCE_FIELD, REFERENCE_FIELD}, out[] = {0, 0, 1, 0};
    object_graph g = {.object_count = 4, .edge_count = 4, .edge_first = first, .edge_target = target, .edge_kind = kind};
    arena memory = {0};
    components all;
    assert_true(components_build(&g, NULL, &memory, &all));
    assert_int_equal(all.count, 2);
    assert_true(component_is_cycle(&g, &all, all.of[3]));
    assert_true(components_build(&g, out, &memory, &all));
    assert_int_equal(all.count, 3);
    assert_int_equal(all.of[2], GRAPH_NONE);
    assert_false(component_is_cycle(&g, &all, all.of[0]));
    arena_free(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(retained_is_what_dies_with_it),
        cmocka_unit_test(components_are_who_reach_each_other),
        cmocka_unit_test(what_is_left_out_is_not_there),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
