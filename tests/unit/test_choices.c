#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/scene_story.h"

/* A name holds 1; 1 holds 2 and 3; 2 holds 4; another name holds 3; 5 and 6 hold each other. */
enum { OBJECTS = 6 };

typedef struct graph {
    arena memory;
    view_object seen[OBJECTS];
    picture_cell cells[6], tags[2];
    picture_object objects[OBJECTS], before;
    changed_object changed[OBJECTS];
    changed_tag changed_tags[2];
    changed_edge edges[8];
    picture_frame frame;
    changed_frame changed_frame;
    change all;
} graph;

static picture_cell cell_to(const char *key, uint32_t id)
{
    return (picture_cell){.key = key, .label = key, .name = key, .target_id = id};
}

static void cells_give(graph *g, uint32_t id, uint32_t first, uint32_t count)
{
    g->objects[id - 1].cells = &g->cells[first];
    g->objects[id - 1].cell_count = count;
}

static void graph_begin(graph *g)
{
    static const uint32_t HOLDERS[] = {1, 1, 2, 5, 6};
    *g = (graph){.all = {.objects = g->changed, .object_count = OBJECTS, .frames = &g->changed_frame,
                         .frame_count = 1, .edges = g->edges, .edge_count = 7}};
    for (uint32_t i = 0; i < OBJECTS; i++) {
        g->seen[i] = (view_object){.id = i + 1, .type = "Node", .refcount = 1};
        g->objects[i].seen = &g->seen[i];
        g->changed[i] = (changed_object){.object = &g->objects[i], .before = &g->objects[i]};
    }
    g->cells[0] = cell_to("x", 2);
    g->cells[1] = cell_to("y", 3);
    g->cells[2] = cell_to("z", 4);
    g->cells[3] = cell_to("other", 6);
    g->cells[4] = cell_to("other", 5);
    cells_give(g, 1, 0, 2);
    cells_give(g, 2, 2, 1);
    cells_give(g, 5, 3, 1);
    cells_give(g, 6, 4, 1);
    g->tags[0] = cell_to("a", 1);
    g->tags[1] = cell_to("c", 3);
    for (uint32_t i = 0; i < 5; i++)
        g->edges[i] = (changed_edge){.holder = HOLDERS[i], .cell = &g->cells[i]};
    for (uint32_t i = 0; i < 2; i++) {
        g->changed_tags[i].cell = &g->tags[i];
        g->edges[5 + i] = (changed_edge){.from_frame = true, .cell = &g->tags[i]};
    }
    g->frame = (picture_frame){.tags = g->tags, .tag_count = 2};
    g->changed_frame = (changed_frame){.frame = &g->frame, .tags = g->changed_tags, .tag_count = 2};
}

static bool stays(const scene_chosen *c, uint32_t id)
{
    return change_find(&c->changed, id) != NULL;
}

static uint32_t within(const scene_chosen *c, uint32_t id)
{
    return c->within[change_find(&c->changed, id) - c->changed.objects];
}

static void what_only_a_folded_object_leads_to_is_folded_into_it(void **state)
{
    (void)state;
    graph g;
    scene_choices c = {0};
    scene_chosen out;
    graph_begin(&g);
    assert_true(choices_fold(&c, 1));
    assert_true(choices_apply(&c, &g.all, &g.memory, &out));
    assert_true(stays(&out, 1));
    assert_false(stays(&out, 2));
    assert_true(stays(&out, 3)); /* it has a name of its own */
    assert_false(stays(&out, 4));
    assert_int_equal(within(&out, 1), 2);
    assert_int_equal(within(&out, 3), 0);
    assert_int_equal(out.changed.edge_count, 5);
    assert_int_equal(out.hidden_count, 0);
    assert_true(choices_fold(&c, 1));
    assert_true(choices_apply(&c, &g.all, &g.memory, &out));
    assert_int_equal(out.changed.object_count, OBJECTS);
    arena_free(&g.memory);
}

static void folds_stand_within_folds(void **state)
{
    (void)state;
    graph g;
    scene_choices c = {0};
    scene_chosen out;
    graph_begin(&g);
    assert_true(choices_fold(&c, 2) && choices_fold(&c, 1));
    assert_true(choices_apply(&c, &g.all, &g.memory, &out));
    assert_false(stays(&out, 2));
    assert_int_equal(within(&out, 1), 2);
    assert_true(choices_fold(&c, 1));
    assert_true(choices_apply(&c, &g.all, &g.memory, &out));
    assert_int_equal(within(&out, 2), 1);
    arena_free(&g.memory);
}

static void of_a_folded_cycle_one_stays_in_sight(void **state)
{
    (void)state;
    graph g;
    scene_choices c = {0};
    scene_chosen out;
    graph_begin(&g);
    assert_true(choices_fold(&c, 6) && choices_fold(&c, 5));
    assert_true(choices_apply(&c, &g.all, &g.memory, &out));
    assert_true(stays(&out, 5));
    assert_false(stays(&out, 6));
    assert_int_equal(within(&out, 5), 1);
    arena_free(&g.memory);
}

static void weak_references_bring_nothing_back_into_sight(void **state)
{
    (void)state;
    graph g;
    scene_choices c = {0};
    scene_chosen out;
    graph_begin(&g);
    g.tags[1] = cell_to("w", 2);
    g.tags[1].weak = true;
    assert_true(choices_fold(&c, 1));
    assert_true(choices_apply(&c, &g.all, &g.memory, &out));
    assert_false(stays(&out, 2));
    arena_free(&g.memory);
}

static void what_died_inside_leaves_no_tombstone(void **state)
{
    (void)state;
    graph g;
    scene_choices c = {0};
    scene_chosen out;
    graph_begin(&g);
    g.before = g.objects[1];
    g.objects[1].cell_count = 0;
    g.changed[1].before = &g.before;
    g.changed[3].state = OBJECT_TOMBSTONE;
    assert_true(choices_fold(&c, 2));
    assert_true(choices_apply(&c, &g.all, &g.memory, &out));
    assert_false(stays(&out, 4));
    assert_int_equal(within(&out, 2), 0);
    arena_free(&g.memory);
}

static void hidden_objects_are_counted_and_take_their_arrows_along(void **state)
{
    (void)state;
    graph g;
    scene_choices c = {0};
    scene_chosen out;
    graph_begin(&g);
    assert_true(choices_hide(&c, 2) && choices_hide(&c, 99));
    assert_true(choices_apply(&c, &g.all, &g.memory, &out));
    assert_false(stays(&out, 2));
    assert_true(stays(&out, 4));
    assert_int_equal(out.hidden_count, 1);
    assert_int_equal(out.changed.edge_count, 5);
    choices_show_all(&c);
    assert_true(choices_apply(&c, &g.all, &g.memory, &out));
    assert_int_equal(out.hidden_count, 0);
    assert_int_equal(out.changed.object_count, OBJECTS);
    arena_free(&g.memory);
}

static void choices_are_sorted_and_bounded(void **state)
{
    (void)state;
    scene_choices c = {0};
    for (uint32_t id = CHOICES_MOST; id > 0; id--)
        assert_true(choices_hide(&c, id));
    for (uint32_t i = 0; i < CHOICES_MOST; i++)
        assert_int_equal(c.hidden.ids[i], i + 1);
    assert_false(choices_hide(&c, 1000));
    assert_true(choices_hide(&c, 7));
    assert_false(choices_have(&c.hidden, 7));
    assert_true(choices_have(&c.hidden, 8));
    assert_true(choices_hide(&c, 1000));
}

static const draw_text *find_text(const frame *f, const char *text)
{
    for (uint32_t i = 0; i < f->count; i++)
        if (f->commands[i].kind == FRAME_TEXT && strcmp(f->commands[i].text.text, text) == 0)
            return &f->commands[i].text;
    return NULL;
}

static void a_name_of_something_hidden_says_its_number(void **state)
{
    (void)state;
    told_run run;
    frame f = {0};
    told_begin(&run);
    scene_choices c = {0};
    scene_chosen out;
    assert_true(choices_hide(&c, TOLD_B));
    scene s = told_scene(&run, 2);
    assert_true(choices_apply(&c, s.changed, &run.memory, &out));
    s.changed = &out.changed;
    s.chosen = &out;
    scene_look look = told_look(1920, 1080);
    scene_draw(&s, &look, &f);
    assert_non_null(find_text(&f, "#12")); /* in the tag b and in the cell of a */
    assert_non_null(find_text(&f, "1 hidden"));
    for (uint32_t i = 0; i < f.count; i++)
        assert_int_not_equal(f.commands[i].id, scene_id(SCENE_OBJECT, TOLD_B, 0));
    frame_free(&f);
    told_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_only_a_folded_object_leads_to_is_folded_into_it),
        cmocka_unit_test(folds_stand_within_folds),
        cmocka_unit_test(of_a_folded_cycle_one_stays_in_sight),
        cmocka_unit_test(weak_references_bring_nothing_back_into_sight),
        cmocka_unit_test(what_died_inside_leaves_no_tombstone),
        cmocka_unit_test(hidden_objects_are_counted_and_take_their_arrows_along),
        cmocka_unit_test(choices_are_sorted_and_bounded),
        cmocka_unit_test(a_name_of_something_hidden_says_its_number),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
