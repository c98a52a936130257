/* The objects around one object: small graphs whose answer is known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

#include "sim/neighbours.h"

enum { OBJECTS_MOST = 16, EDGES_MOST = 32 };

/* Objects 0..objects-1 are the script's, `own` more the interpreter's. */
typedef struct sample {
    uint32_t first[OBJECTS_MOST + 1], target[EDGES_MOST], label[EDGES_MOST];
    uint8_t kind[EDGES_MOST];
    graph_root roots[2];
    object_graph g;
} sample;

typedef struct arrow {
    uint32_t from, to;
    reference_kind kind;
} arrow;

/* The arrows in the order of their sources. */
static void sample_make(sample *s, uint32_t objects, uint32_t own, const arrow *arrows, uint32_t count)
{
    memset(s, 0, sizeof *s);
    for (uint32_t o = 0, e = 0; o < objects + own; o++) {
        s->first[o] = e;
        for (; e < count && arrows[e].from == o; e++) {
            s->target[e] = arrows[e].to;
            s->kind[e] = (uint8_t)arrows[e].kind;
        }
        s->first[o + 1] = e;
    }
    assert_int_equal(s->first[objects + own], count);
    s->g = (object_graph){.object_count = objects + own, .script_count = objects, .edge_count = count,
                          .edge_first = s->first, .edge_target = s->target, .edge_label = s->label,
                          .edge_kind = s->kind, .roots = s->roots};
}

static void assert_rows(const neighbours *n, const uint32_t *objects, const uint32_t *depths, uint32_t count)
{
    assert_int_equal(n->count, count);
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(n->rows[i].object, objects[i]);
        assert_int_equal(n->rows[i].depth, depths[i]);
    }
}

static neighbours find(const sample *s, uint32_t object, neighbours_options options, arena *memory)
{
    neighbours n;
    assert_true(neighbours_find(&s->g, object, &options, memory, &n));
    return n;
}

static void an_object_alone_is_its_own_row(void **state)
{
    (void)state;
    sample s;
    arena memory = {0};
    sample_make(&s, 1, 0, NULL, 0);
    for (int back = 0; back < 2; back++) {
        neighbours n = find(&s, 0, (neighbours_options){.back = back, .depth = 3, .too_many = 10}, &memory);
        assert_rows(&n, (uint32_t[]){0}, (uint32_t[]){0}, 1);
        assert_false(n.rows[0].deeper);
        assert_int_equal(n.rows[0].cut, 0);
        assert_int_equal(n.unlisted, 0);
    }
    arena_free(&memory);
}

/* 0 -> 1 -> 2 -> 3 */
static const arrow CHAIN[] = {{0, 1, REFERENCE_FIELD}, {1, 2, REFERENCE_FIELD}, {2, 3, REFERENCE_FIELD}};

static void a_chain_goes_as_deep_as_it_is_asked(void **state)
{
    (void)state;
    sample s;
    arena memory = {0};
    sample_make(&s, 4, 0, CHAIN, 3);
    for (uint32_t depth = 0; depth < 5; depth++) {
        neighbours n = find(&s, 0, (neighbours_options){.depth = depth, .too_many = 10}, &memory);
        uint32_t rows = depth < 3 ? depth + 1 : 4;
        assert_rows(&n, (uint32_t[]){0, 1, 2, 3}, (uint32_t[]){0, 1, 2, 3}, rows);
        for (uint32_t i = 0; i < rows; i++)
            assert_int_equal(n.rows[i].deeper, depth < 3 && i == depth);
    }
    arena_free(&memory);
}

static void backwards_it_comes_from_the_end(void **state)
{
    (void)state;
    sample s;
    arena memory = {0};
    sample_make(&s, 4, 0, CHAIN, 3);
    s.roots[0] = (graph_root){.target = 0, .kind = GRAPH_ROOT_NAME, .count = 1};
    s.g.root_count = 1;
    neighbours n = find(&s, 3, (neighbours_options){.back = true, .depth = 4, .too_many = 10}, &memory);
    assert_rows(&n, (uint32_t[]){3, 2, 1, 0, GRAPH_NONE}, (uint32_t[]){0, 1, 2, 3, 4}, 5);
    assert_int_equal(n.rows[4].root, 0);
    assert_int_equal(n.rows[4].from, 3);
    arena_free(&memory);
}

static void a_ring_is_opened_once(void **state)
{
    (void)state;
    sample s;
    arena memory = {0};
    sample_make(&s, 2, 0, (arrow[]){{0, 1, REFERENCE_FIELD}, {1, 0, REFERENCE_FIELD}}, 2);
    neighbours n = find(&s, 0, (neighbours_options){.depth = 9, .too_many = 10}, &memory);
    assert_rows(&n, (uint32_t[]){0, 1, 0}, (uint32_t[]){0, 1, 2}, 3);
    assert_true(n.rows[2].again);
    assert_int_equal(n.rows[2].count, 0);
    arena_free(&memory);
}

/* 0 <-> 1 <-> 2: the one in the middle is opened once, and both ends see it again. */
static void cycles_that_share_an_object_open_it_once(void **state)
{
    (void)state;
    sample s;
    arena memory = {0};
    const arrow arrows[] = {{0, 1, REFERENCE_FIELD}, {1, 0, REFERENCE_FIELD}, {1, 2, REFERENCE_FIELD}, {2, 1, REFERENCE_FIELD}};
    sample_make(&s, 3, 0, arrows, 4);
    neighbours n = find(&s, 0, (neighbours_options){.depth = 9, .too_many = 10}, &memory);
    assert_rows(&n, (uint32_t[]){0, 1, 0, 2, 1}, (uint32_t[]){0, 1, 2, 2, 3}, 5);
    assert_true(n.rows[2].again && !n.rows[3].again && n.rows[4].again);
    arena_free(&memory);
}

/* Five references from one object, two of them to one. */
static void what_is_too_many_is_counted(void **state)
{
    (void)state;
    sample s;
    arena memory = {0};
    arrow arrows[5];
    for (uint32_t i = 0; i < 5; i++)
        arrows[i] = (arrow){0, i < 4 ? i + 1 : 1, REFERENCE_ITEM};
    sample_make(&s, 5, 0, arrows, 5);
    for (uint32_t most = 1; most < 7; most++) {
        neighbours n = find(&s, 0, (neighbours_options){.depth = 1, .too_many = most}, &memory);
        uint32_t told = most < 5 ? most : 5;
        assert_int_equal(n.count, 1 + told);
        assert_int_equal(n.rows[0].count, told);
        assert_int_equal(n.rows[0].cut, 5 - told);
        assert_int_equal(n.rows[0].first, 1);
    }
    arena_free(&memory);
}

static void a_weak_reference_is_told_and_not_followed(void **state)
{
    (void)state;
    sample s;
    arena memory = {0};
    sample_make(&s, 3, 0, (arrow[]){{0, 1, REFERENCE_WEAK}, {1, 2, REFERENCE_FIELD}}, 2);
    neighbours n = find(&s, 0, (neighbours_options){.depth = 9, .too_many = 10}, &memory);
    assert_rows(&n, (uint32_t[]){0, 1}, (uint32_t[]){0, 1}, 2);
    assert_true(n.rows[1].weak);
    arena_free(&memory);
}

/* 0 refers to its class 2 and to the interpreter's 3; object 1 of the script refers to 3, too. */
static void the_interpreters_objects_are_told_if_all_are(void **state)
{
    (void)state;
    sample s;
    arena memory = {0};
    sample_make(&s, 2, 2, (arrow[]){{0, 2, REFERENCE_CLASS}, {0, 3, REFERENCE_FIELD}, {1, 3, REFERENCE_FIELD}}, 3);
    neighbours few = find(&s, 0, (neighbours_options){.depth = 1, .too_many = 10}, &memory);
    assert_rows(&few, (uint32_t[]){0}, (uint32_t[]){0}, 1);
    assert_int_equal(few.unlisted, 2);
    neighbours all = find(&s, 0, (neighbours_options){.all = true, .depth = 1, .too_many = 10}, &memory);
    assert_rows(&all, (uint32_t[]){0, 2, 3}, (uint32_t[]){0, 1, 1}, 3);
    assert_int_equal(all.unlisted, 0);
    arena_free(&memory);
}

/* Nobody counts the references of what is immortal: its root is no holder. */
static void a_root_without_references_is_left_out(void **state)
{
    (void)state;
    sample s;
    arena memory = {0};
    sample_make(&s, 1, 0, NULL, 0);
    s.roots[0] = (graph_root){.target = 0, .kind = GRAPH_ROOT_IMMORTAL};
    s.roots[1] = (graph_root){.target = 0, .kind = GRAPH_ROOT_TEMPORARY, .count = 1};
    s.g.root_count = 2;
    neighbours n = find(&s, 0, (neighbours_options){.back = true, .depth = 1, .too_many = 10}, &memory);
    assert_rows(&n, (uint32_t[]){0, GRAPH_NONE}, (uint32_t[]){0, 1}, 2);
    assert_int_equal(n.rows[1].root, 1);
    arena_free(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_object_alone_is_its_own_row),
        cmocka_unit_test(a_chain_goes_as_deep_as_it_is_asked),
        cmocka_unit_test(backwards_it_comes_from_the_end),
        cmocka_unit_test(a_ring_is_opened_once),
        cmocka_unit_test(cycles_that_share_an_object_open_it_once),
        cmocka_unit_test(what_is_too_many_is_counted),
        cmocka_unit_test(a_weak_reference_is_told_and_not_followed),
        cmocka_unit_test(the_interpreters_objects_are_told_if_all_are),
        cmocka_unit_test(a_root_without_references_is_left_out),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
