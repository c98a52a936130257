/* The graph layout: what a student must see, on hand-made scenes and on ten recorded runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "layout_scene.h"

static const char *const recorded[] = {"linked_list", "doubly_linked", "two_cycle",  "ring6",
                                       "tree_parent", "observer_weak", "cache_dict", "island",
                                       "calls",       "churn200"};
enum { RECORDED = sizeof recorded / sizeof *recorded };

static layout_result lay_out(const layout_input *in, arena *memory)
{
    layout_result out;
    ouro_error err = {0};
    assert_int_equal(layout_graph(in, NULL, memory, &out, &err), OURO_OK);
    return out;
}

static layout_result lay_out_scene(const scene *s, arena *memory)
{
    layout_input in = scene_input(s);
    return lay_out(&in, memory);
}

static layout_point place_of(const layout_result *out, uint32_t id)
{
    return out->places[id - 1]; /* scenes number their nodes from 1 */
}

static void assert_level(const layout_result *out, uint32_t a, uint32_t b)
{
    assert_true(fabs(place_of(out, a).y - place_of(out, b).y) <= 10);
}

static void assert_clean(const scene *s, const layout_result *out)
{
    layout_input in = scene_input(s);
    scene_measure m = scene_judge(&in, out);
    assert_int_equal(m.overlaps, 0);
    assert_int_equal(m.through, 0);
}

/* --- recorded runs --------------------------------------------------------------------------- */

static void no_box_covers_another_and_no_arrow_runs_through_a_box(void **state)
{
    (void)state;
    double crossings = 0;
    for (size_t i = 0; i < RECORDED; i++) {
        arena memory = {0};
        scene *s = scene_load(recorded[i]);
        layout_input in = scene_input(s);
        layout_result out = lay_out(&in, &memory);
        scene_measure m = scene_judge(&in, &out);
        printf("# %-14s crossings %5.2f  length %5.0f  bounds %4.0f x %4.0f  scale %.2f\n",
               recorded[i], m.crossings, m.length, out.bounds.w, out.bounds.h, m.scale);
        crossings += m.crossings;
        assert_int_equal(m.overlaps, 0);
        assert_int_equal(m.through, 0);
        arena_free(&memory);
        free(s);
    }
    assert_true(crossings / RECORDED < 3.2); /* Graphviz dot on the same union of all steps */
}

static bool same_route(const layout_route *a, const layout_route *b)
{
    return a->curve_count == b->curve_count && a->start_side == b->start_side &&
           memcmp(a->curves, b->curves, a->curve_count * sizeof *a->curves) == 0;
}

static void the_order_of_the_input_changes_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < RECORDED; i++) {
        arena memory = {0};
        scene *s = scene_load(recorded[i]);
        layout_input in = scene_input(s);
        layout_result straight = lay_out(&in, &memory);
        size_t n = s->node_count, m = s->edge_count;
        layout_node *nodes = calloc(n, sizeof *nodes);
        layout_edge *edges = calloc(m, sizeof *edges);
        for (size_t k = 0; k < n; k++)
            nodes[k] = s->nodes[n - 1 - (k + 3) % n];
        for (size_t k = 0; k < m; k++)
            edges[k] = s->edges[m - 1 - (k + 5) % m];
        layout_input turned = {nodes, n, edges, m};
        layout_result out = lay_out(&turned, &memory);
        for (size_t k = 0; k < n; k++)
            assert_memory_equal(&out.places[k], &straight.places[n - 1 - (k + 3) % n],
                                sizeof(layout_point));
        for (size_t k = 0; k < m; k++)
            assert_true(same_route(&out.routes[k], &straight.routes[m - 1 - (k + 5) % m]));
        free(nodes);
        free(edges);
        arena_free(&memory);
        free(s);
    }
}

static void nothing_moves_when_the_run_goes_on_longer(void **state)
{
    /* Not a law of any layout, but of this one on a scene whose end only waits. */
    (void)state;
    arena memory = {0};
    scene *s = scene_load("two_cycle");
    layout_result before = lay_out_scene(s, &memory);
    s->nodes[0].death_step += 5;
    layout_result after = lay_out_scene(s, &memory);
    assert_memory_equal(before.places, after.places, s->node_count * sizeof(layout_point));
    arena_free(&memory);
    free(s);
}

static void every_route_ends_before_the_box_it_points_at(void **state)
{
    (void)state;
    for (size_t i = 0; i < RECORDED; i++) {
        arena memory = {0};
        scene *s = scene_load(recorded[i]);
        layout_result out = lay_out_scene(s, &memory);
        for (size_t k = 0; k < s->edge_count; k++) {
            const layout_route *r = &out.routes[k];
            const layout_node *dst = &s->nodes[s->edges[k].dst - 1];
            layout_point at = place_of(&out, dst->id);
            /* One gap further along the arrow lies the target's edge. */
            double x = r->tip.x + r->direction.x * (LAYOUT_ARROW_GAP_PX + 1);
            double y = r->tip.y + r->direction.y * (LAYOUT_ARROW_GAP_PX + 1);
            assert_true(x > at.x && x < at.x + dst->width_px && y > at.y &&
                        y < at.y + dst->height_px);
            assert_true(fabs(hypot(r->direction.x, r->direction.y) - 1) < 1e-9);
        }
        arena_free(&memory);
        free(s);
    }
}

static void the_bounds_hold_every_box_with_its_badge(void **state)
{
    (void)state;
    arena memory = {0};
    scene *s = scene_load("ring6");
    layout_result out = lay_out_scene(s, &memory);
    for (size_t i = 1; i < s->node_count; i++) {
        layout_point p = out.places[i];
        assert_true(p.x >= out.bounds.x && p.y - LAYOUT_BADGE_ABOVE_PX >= out.bounds.y - 1e-6);
        assert_true(p.x + 200 + LAYOUT_BADGE_RIGHT_PX <= out.bounds.x + out.bounds.w + 1e-6);
    }
    arena_free(&memory);
    free(s);
}

/* --- shapes ---------------------------------------------------------------------------------- */

static void a_short_list_is_a_straight_row(void **state)
{
    (void)state;
    arena memory = {0};
    scene *s = calloc(1, sizeof *s);
    uint32_t module = scene_node(s, LAYOUT_FRAME, 0, 2, 0, 20), before = 0;
    for (uint32_t i = 0; i < 4; i++) {
        uint32_t node = scene_node(s, LAYOUT_OBJECT, 0, 2, i, 20);
        if (before)
            scene_edge(s, before, 1, node, "next", false, i, 20);
        else
            scene_edge(s, module, 0, node, "head", false, 0, 20);
        scene_edge(s, module, 1, node, "tail", false, i, i < 3 ? i + 1 : 20);
        before = node;
    }
    layout_result out = lay_out_scene(s, &memory);
    for (uint32_t id = 3; id <= 5; id++) {
        assert_level(&out, 2, id);
        assert_true(place_of(&out, id).x > place_of(&out, id - 1).x + 200);
    }
    assert_clean(s, &out);
    arena_free(&memory);
    free(s);
}

static void the_rows_of_a_long_list_are_straight(void **state)
{
    (void)state;
    arena memory = {0};
    scene *s = scene_load("linked_list");
    layout_result out = lay_out_scene(s, &memory);
    for (uint32_t id = 3; id <= 9; id++)
        if (place_of(&out, id).x > place_of(&out, id - 1).x)
            assert_level(&out, id - 1, id);
    assert_true(place_of(&out, 9).y > place_of(&out, 2).y + 160); /* eight do not fit one row */
    arena_free(&memory);
    free(s);
}

static void a_doubly_linked_list_has_an_arrow_each_way_between_neighbours(void **state)
{
    (void)state;
    arena memory = {0};
    scene *s = calloc(1, sizeof *s);
    uint32_t module = scene_node(s, LAYOUT_FRAME, 0, 1, 0, 20);
    for (uint32_t i = 0; i < 3; i++)
        scene_node(s, LAYOUT_OBJECT, 0, 2, i, 20);
    scene_edge(s, module, 0, 2, "head", false, 0, 20);
    for (uint32_t id = 2; id < 4; id++) {
        scene_edge(s, id, 1, id + 1, "next", false, id, 20);
        scene_edge(s, id + 1, 0, id, "prev", false, id, 20);
    }
    layout_result out = lay_out_scene(s, &memory);
    assert_level(&out, 2, 3);
    assert_level(&out, 3, 4);
    assert_false(out.routes[1].back);
    assert_true(out.routes[2].back);
    assert_int_equal(out.routes[1].start_side, LAYOUT_RIGHT);
    assert_int_equal(out.routes[2].start_side, LAYOUT_LEFT);
    assert_int_equal(out.ring_count, 0);
    layout_input in = scene_input(s);
    assert_true(scene_judge(&in, &out).crossings < 1e-9);
    assert_clean(s, &out);
    arena_free(&memory);
    free(s);
}

static void two_that_point_at_each_other_stand_side_by_side_in_a_lens(void **state)
{
    (void)state;
    arena memory = {0};
    scene *s = scene_load("two_cycle");
    layout_result out = lay_out_scene(s, &memory);
    assert_level(&out, 2, 3);
    assert_int_equal(out.pair_count, 1);
    assert_int_equal(out.pairs[0].left, 2);
    assert_int_equal(out.pairs[0].birth_step, 3);
    assert_int_equal(out.pairs[0].death_step, 8);
    const layout_route *there = &out.routes[2], *back = &out.routes[3];
    assert_int_equal(there->start_side, LAYOUT_RIGHT);
    assert_int_equal(there->end_side, LAYOUT_TOP);
    assert_int_equal(back->start_side, LAYOUT_LEFT);
    assert_int_equal(back->end_side, LAYOUT_BOTTOM);
    /* Turned by half a circle one is the other: ends sum up to the same point. */
    assert_true(fabs(there->tip.x + back->tip.x -
                     (there->curves[0].p[0].x + back->curves[0].p[0].x)) < 1e-6);
    arena_free(&memory);
    free(s);
}

static void a_ring_stands_on_an_ellipse_in_the_order_of_its_references(void **state)
{
    (void)state;
    for (uint32_t size = 3; size <= 14; size++) {
        arena memory = {0};
        scene *s = calloc(1, sizeof *s);
        uint32_t module = scene_node(s, LAYOUT_FRAME, 0, 1, 0, 30);
        for (uint32_t i = 0; i < size; i++)
            scene_node(s, LAYOUT_OBJECT, 0, 1, 0, 30);
        scene_edge(s, module, 0, 2, "r", false, 0, 10);
        for (uint32_t i = 0; i < size; i++)
            scene_edge(s, 2 + i, 0, 2 + (i + 1) % size, "next", false, i, 30);
        layout_result out = lay_out_scene(s, &memory);
        assert_int_equal(out.ring_count, 1);
        assert_int_equal(out.rings[0].member_count, size);
        assert_int_equal(out.rings[0].members[0], 2);
        assert_int_equal(out.rings[0].birth_step, size - 1);
        assert_int_equal(out.rings[0].death_step, 30);
        double before = 0, turned = 0;
        for (uint32_t i = 0; i <= size; i++) {
            layout_point p = place_of(&out, out.rings[0].members[i % size]);
            double angle = atan2((p.y + 56 - out.rings[0].centre.y) / out.rings[0].radius_y,
                                 (p.x + 100 - out.rings[0].centre.x) / out.rings[0].radius_x);
            double step = i > 0 ? remainder(angle - before, 2 * acos(-1)) : 0;
            assert_true(i == 0 || (out.rings[0].clockwise ? step > 0.1 : step < -0.1));
            turned += step;
            before = angle;
        }
        assert_true(fabs(fabs(turned) - 2 * acos(-1)) < 1e-6);
        assert_clean(s, &out);
        arena_free(&memory);
        free(s);
    }
}

static void references_that_never_coexist_make_no_ring(void **state)
{
    (void)state;
    arena memory = {0};
    scene *s = calloc(1, sizeof *s);
    for (uint32_t i = 0; i < 3; i++)
        scene_node(s, LAYOUT_OBJECT, 0, 1, 0, 30);
    scene_edge(s, 1, 0, 2, "a", false, 0, 10);
    scene_edge(s, 2, 0, 3, "a", false, 5, 15);
    scene_edge(s, 3, 0, 1, "a", false, 10, 20); /* born when the first one ends */
    layout_result out = lay_out_scene(s, &memory);
    assert_int_equal(out.ring_count, 0);
    arena_free(&memory);
    free(s);
}

static void a_tree_with_parents_has_no_crossings(void **state)
{
    (void)state;
    arena memory = {0};
    scene *s = scene_load("tree_parent");
    layout_input in = scene_input(s);
    layout_result out = lay_out(&in, &memory);
    assert_true(scene_judge(&in, &out).crossings < 1e-9);
    for (size_t i = 0; i < s->edge_count; i++)
        assert_int_equal(out.routes[i].back, strcmp(s->edges[i].label, "parent") == 0);
    arena_free(&memory);
    free(s);
}

static void an_object_that_holds_itself_has_an_arc_at_its_right(void **state)
{
    (void)state;
    arena memory = {0};
    scene *s = calloc(1, sizeof *s);
    scene_node(s, LAYOUT_OBJECT, 0, 1, 0, 5);
    scene_edge(s, 1, 0, 1, "me", false, 0, 5);
    layout_result out = lay_out_scene(s, &memory);
    assert_true(out.routes[0].tip.x > 200 && out.routes[0].direction.x < 0);
    assert_true(out.routes[0].curves[0].p[1].x > 200);
    arena_free(&memory);
    free(s);
}

static void two_names_of_one_object_enter_a_head_apart(void **state)
{
    (void)state;
    arena memory = {0};
    scene *s = calloc(1, sizeof *s);
    scene_node(s, LAYOUT_FRAME, 0, 2, 0, 9);
    scene_node(s, LAYOUT_OBJECT, 0, 1, 0, 9);
    scene_edge(s, 1, 0, 2, "a", false, 0, 9);
    scene_edge(s, 1, 1, 2, "b", false, 0, 9);
    layout_result out = lay_out_scene(s, &memory);
    assert_int_equal(out.routes[0].end_side, LAYOUT_LEFT);
    assert_int_equal(out.routes[1].end_side, LAYOUT_LEFT);
    assert_true(out.routes[1].tip.y - out.routes[0].tip.y >= 22);
    arena_free(&memory);
    free(s);
}

static void one_place_serves_objects_that_live_after_each_other(void **state)
{
    (void)state;
    arena memory = {0};
    scene *s = calloc(1, sizeof *s);
    scene_node(s, LAYOUT_FRAME, 0, 1, 0, 200);
    for (uint32_t i = 0; i < 40; i++) {
        uint32_t node = scene_node(s, LAYOUT_OBJECT, 0, 1, 4 * i, 4 * i + 3);
        scene_edge(s, 1, 0, node, "x", false, 4 * i, 4 * i + 3);
    }
    layout_result out = lay_out_scene(s, &memory);
    for (uint32_t id = 3; id <= 41; id++)
        assert_memory_equal(&out.places[1], &out.places[id - 1], sizeof(layout_point));
    arena_free(&memory);
    free(s);
}

static void frames_are_a_column_in_the_order_of_their_calls(void **state)
{
    (void)state;
    arena memory = {0};
    scene *s = scene_load("calls");
    layout_result out = lay_out_scene(s, &memory);
    double y[3] = {0};
    for (size_t i = 0; i < s->node_count; i++) {
        if (s->nodes[i].kind != LAYOUT_FRAME)
            continue;
        assert_true(fabs(out.places[i].x) < 1e-9);
        y[s->nodes[i].depth] = out.places[i].y;
    }
    assert_true(y[0] < y[1] && y[1] < y[2]);
    arena_free(&memory);
    free(s);
}

/* The height of a route's lane: where it runs level from row to row. */
static double lane_of(const layout_route *r)
{
    assert_int_equal(r->curve_count, 3);
    assert_true(fabs(r->curves[1].p[0].y - r->curves[1].p[3].y) < 1e-6);
    return r->curves[1].p[0].y;
}

static void rows_of_a_list_are_joined_like_lines_of_text(void **state)
{
    (void)state;
    arena memory = {0};
    scene *s = scene_load("linked_list");
    layout_result out = lay_out_scene(s, &memory);
    unsigned returns = 0;
    for (size_t i = 0; i < s->edge_count; i++) {
        const layout_edge *e = &s->edges[i];
        layout_point from = place_of(&out, e->src), to = place_of(&out, e->dst);
        if (strcmp(e->label, "next") != 0 || to.x > from.x)
            continue;
        returns++;
        assert_int_equal(out.routes[i].start_side, LAYOUT_RIGHT);
        assert_int_equal(out.routes[i].end_side, LAYOUT_LEFT);
        double lane = lane_of(&out.routes[i]);
        assert_true(lane > from.y + s->nodes[e->src - 1].height_px);
        assert_true(lane < to.y - LAYOUT_BADGE_ABOVE_PX);
    }
    assert_true(returns > 0);
    arena_free(&memory);
    free(s);
}

static void each_return_arrow_has_a_lane_of_its_own(void **state)
{
    (void)state;
    arena memory = {0};
    scene *s = calloc(1, sizeof *s);
    uint32_t module = scene_node(s, LAYOUT_FRAME, 0, 1, 0, 30);
    for (uint32_t i = 0; i < 8; i++)
        scene_node(s, LAYOUT_OBJECT, 0, 2, 0, 30);
    scene_edge(s, module, 0, 2, "head", false, 0, 30);
    for (uint32_t id = 2; id < 9; id++) {
        scene_edge(s, id, 1, id + 1, "next", false, 1, 30);
        scene_edge(s, id + 1, 0, id, "prev", false, 1, 30);
    }
    layout_result out = lay_out_scene(s, &memory);
    unsigned returns = 0;
    for (size_t i = 1; i < s->edge_count; i += 2) {
        const layout_edge *next = &s->edges[i];
        if (place_of(&out, next->dst).x > place_of(&out, next->src).x)
            continue;
        returns++;
        assert_true(fabs(lane_of(&out.routes[i]) - lane_of(&out.routes[i + 1])) > 12);
    }
    assert_true(returns > 0);
    assert_clean(s, &out);
    arena_free(&memory);
    free(s);
}

static void what_is_seen_only_inside_a_step_moves_nothing(void **state)
{
    (void)state;
    arena memory = {0};
    scene *s = calloc(1, sizeof *s);
    uint32_t module = scene_node(s, LAYOUT_FRAME, 0, 3, 0, 20);
    for (uint32_t i = 0; i < 3; i++) {
        uint32_t holder = scene_node(s, LAYOUT_OBJECT, 0, 1, i, 20);
        uint32_t held = scene_node(s, LAYOUT_OBJECT, 0, 1, i, 20);
        scene_edge(s, module, i, holder, "a", false, i, 20);
        scene_edge(s, holder, 0, held, "b", false, i, 20);
    }
    layout_result before = lay_out_scene(s, &memory);
    size_t settled = s->node_count;
    for (uint32_t step = 3; step < 9; step++) {
        uint32_t guest = scene_node(s, LAYOUT_OBJECT, 0, 3, step, step + 1);
        s->nodes[guest - 1].brief = true;
        s->nodes[guest - 1].width_px = 420;
        scene_edge(s, module, step % 3, guest, "a", false, step, step + 1);
    }
    layout_result after = lay_out_scene(s, &memory);
    assert_memory_equal(before.places, after.places, settled * sizeof(layout_point));
    assert_clean(s, &after);
    arena_free(&memory);
    free(s);
}

static void names_of_a_ring_go_round_it(void **state)
{
    (void)state;
    arena memory = {0};
    scene *s = scene_load("ring6");
    layout_result out = lay_out_scene(s, &memory);
    const layout_ring *ring = &out.rings[0];
    assert_int_equal(out.ring_count, 1);
    for (size_t i = 0; i < s->edge_count; i++) {
        if (s->nodes[s->edges[i].src - 1].kind != LAYOUT_FRAME)
            continue;
        for (uint32_t k = 0; k < out.routes[i].curve_count; k++)
            for (int t = 0; t <= SCENE_SAMPLES; t++) {
                layout_point p = scene_point(&out.routes[i].curves[k], (double)t / SCENE_SAMPLES);
                assert_true(hypot((p.x - ring->centre.x) / ring->radius_x,
                                  (p.y - ring->centre.y) / ring->radius_y) > 0.6);
            }
    }
    arena_free(&memory);
    free(s);
}

/* --- limits ---------------------------------------------------------------------------------- */

static void an_empty_run_has_an_empty_layout(void **state)
{
    (void)state;
    arena memory = {0};
    layout_input in = {0};
    layout_result out = lay_out(&in, &memory);
    assert_true(out.bounds.w <= 0 && out.bounds.h <= 0);
    arena_free(&memory);
}

static void a_tiny_budget_still_gives_a_whole_layout(void **state)
{
    (void)state;
    arena memory = {0};
    scene *s = scene_load("island");
    layout_input in = scene_input(s);
    layout_options options = {.operation_budget = 1};
    layout_result out;
    assert_int_equal(layout_graph(&in, &options, &memory, &out, NULL), OURO_OK);
    assert_int_equal(scene_overlaps(&in, &out), 0);
    arena_free(&memory);
    free(s);
}

/* A forest of lists, as a big heap looks: every 25th object is held by a name or by an older one.
 */
static void ten_thousand_objects_get_places_without_overlap(void **state)
{
    (void)state;
    enum { COUNT = 10000 };
    arena memory = {0};
    layout_node *nodes = calloc(COUNT, sizeof *nodes);
    layout_edge *edges = calloc(COUNT, sizeof *edges);
    static const double cells[3] = {84, 132, 180};
    size_t edge_count = 0;
    uint32_t random = 12345;
    for (uint32_t i = 0; i < COUNT; i++) {
        random = random * 1664525 + 1013904223;
        nodes[i] = (layout_node){.id = i + 1,
                                 .kind = i ? LAYOUT_OBJECT : LAYOUT_FRAME,
                                 .width_px = 200,
                                 .height_px = 208,
                                 .cell_y_px = cells,
                                 .cell_count = 3,
                                 .port_inset_px = 24,
                                 .birth_step = i,
                                 .death_step = i % 7 ? COUNT : i + 50};
        uint32_t src = i % 25 == 0 ? 1 : i - (random >> 16) % 6 % i;
        if (i == 0 || nodes[src - 1].death_step <= i)
            continue;
        edges[edge_count] = (layout_edge){.id = i,
                                          .src = src,
                                          .dst = i + 1,
                                          .cell = random >> 24 & 1,
                                          .birth_step = i,
                                          .death_step = i + 10};
        edge_count++;
    }
    layout_input in = {nodes, COUNT, edges, edge_count};
    layout_result out = lay_out(&in, &memory);
    assert_int_equal(scene_overlaps(&in, &out), 0);
    arena_free(&memory);
    free(nodes);
    free(edges);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_box_covers_another_and_no_arrow_runs_through_a_box),
        cmocka_unit_test(the_order_of_the_input_changes_nothing),
        cmocka_unit_test(nothing_moves_when_the_run_goes_on_longer),
        cmocka_unit_test(every_route_ends_before_the_box_it_points_at),
        cmocka_unit_test(the_bounds_hold_every_box_with_its_badge),
        cmocka_unit_test(a_short_list_is_a_straight_row),
        cmocka_unit_test(the_rows_of_a_long_list_are_straight),
        cmocka_unit_test(a_doubly_linked_list_has_an_arrow_each_way_between_neighbours),
        cmocka_unit_test(two_that_point_at_each_other_stand_side_by_side_in_a_lens),
        cmocka_unit_test(a_ring_stands_on_an_ellipse_in_the_order_of_its_references),
        cmocka_unit_test(references_that_never_coexist_make_no_ring),
        cmocka_unit_test(a_tree_with_parents_has_no_crossings),
        cmocka_unit_test(an_object_that_holds_itself_has_an_arc_at_its_right),
        cmocka_unit_test(two_names_of_one_object_enter_a_head_apart),
        cmocka_unit_test(one_place_serves_objects_that_live_after_each_other),
        cmocka_unit_test(frames_are_a_column_in_the_order_of_their_calls),
        cmocka_unit_test(rows_of_a_list_are_joined_like_lines_of_text),
        cmocka_unit_test(each_return_arrow_has_a_lane_of_its_own),
        cmocka_unit_test(what_is_seen_only_inside_a_step_moves_nothing),
        cmocka_unit_test(names_of_a_ring_go_round_it),
        cmocka_unit_test(an_empty_run_has_an_empty_layout),
        cmocka_unit_test(a_tiny_budget_still_gives_a_whole_layout),
        cmocka_unit_test(ten_thousand_objects_get_places_without_overlap),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
