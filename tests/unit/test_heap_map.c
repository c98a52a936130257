/* The pane of the heap map, over a heap made by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/scene_story.h"

#include "render/scene/panel_heap.h"

enum { A = TOLD_A, CUP = 50, BEGUN = 4, COUNT = 40 };

/* Two pools: of 48 bytes (A, a free one, machinery, a kept one), and of 64 with A's items. */
typedef struct made {
    view_block blocks[2][COUNT];
    view_pool pools[2];
    view_arena arenas[1];
    view_heap_map map;
} made;

static void make(made *m)
{
    *m = (made){0};
    m->blocks[0][0] = (view_block){.owner_id = A, .state = VIEW_BLOCK_USED, .part = VIEW_PART_OBJECT};
    m->blocks[0][1] = (view_block){.turn = 1, .state = VIEW_BLOCK_FREE};
    m->blocks[0][2] = (view_block){.owner_id = CUP, .state = VIEW_BLOCK_USED};
    m->blocks[0][3] = (view_block){.turn = 1, .state = VIEW_BLOCK_KEPT};
    m->blocks[1][0] = (view_block){.owner_id = A, .state = VIEW_BLOCK_USED, .part = VIEW_PART_ITEMS};
    for (uint32_t i = 0; i < 2; i++)
        m->pools[i] = (view_pool){.number = 7 + i,
                                  .size_bytes = 48 + 16 * i,
                                  .used = 3 - 2 * i,
                                  .begun = BEGUN - 3 * i,
                                  .block_count = COUNT,
                                  .blocks = m->blocks[i]};
    m->arenas[0] = (view_arena){.begun = 9, .pool_count = 64};
    m->map = (view_heap_map){.arenas = m->arenas,
                             .arena_count = 1,
                             .pools = m->pools,
                             .pool_count = 2,
                             .bytes = 208,
                             .held_bytes = 32768,
                             .blocks = 4};
}

typedef struct drawn {
    told_run run;
    made now, before;
    heap_plan plan;
    scene s;
    frame f;
    pen_box pane;
} drawn;

static void draw(drawn *d)
{
    scene_look look = told_look(1920, 1080);
    scene_geometry g = scene_geometry_of(&look, SCENE_HEAP);
    d->pane = g.heap;
    d->s.heap = &d->now.map;
    d->s.heap_before = &d->before.map;
    d->s.heap_plan = &d->plan;
    scene_draw(&d->s, &look, &d->f);
    assert_false(d->f.failed);
}

static int setup(void **state)
{
    static drawn made_once;
    drawn *d = &made_once;
    static const uint64_t BYTES[TOLD_STEPS + 1] = {100, 208, 208, 208, 208};
    static const uint32_t ALIVE[TOLD_STEPS + 1] = {0, 1, 2, 2, 0};
    *d = (drawn){0};
    told_begin(&d->run);
    make(&d->now);
    make(&d->before);
    d->s = told_scene(&d->run, 1);
    d->s.level = SCENE_HEAP;
    d->s.run.heap_bytes = d->s.run.heap_peak = BYTES;
    d->s.run.alive = ALIVE;
    heap_plan_tell(&d->plan, &d->now.map, d->s.now);
    *state = d;
    return 0;
}

static int teardown(void **state)
{
    drawn *d = *state;
    told_end(&d->run);
    frame_free(&d->f);
    return 0;
}

/* The last mark of a block: its colour, or its sign. */
static const draw_command *find_block(const frame *f, uint32_t pool, uint32_t i, frame_kind kind)
{
    const draw_command *found = NULL;
    for (uint32_t k = 0; k < f->count; k++)
        if (f->commands[k].id == scene_id(SCENE_HEAP_BLOCK, pool, i) && f->commands[k].kind == kind)
            found = &f->commands[k];
    return found;
}

static frame_colour fill_of(const drawn *d, uint32_t pool, uint32_t i)
{
    const draw_command *c = find_block(&d->f, pool, i, FRAME_ROUND);
    assert_non_null(c);
    return c->round.fill;
}

static void rows_are_pools_with_objects_of_the_script(void **state)
{
    drawn *d = *state;
    assert_int_equal(d->plan.row_count, 2);
    assert_int_equal(d->plan.rows[0].pool, 7);
    assert_int_equal(d->plan.rows[0].most_begun, BEGUN);
    d->now.blocks[1][0].owner_id = CUP; /* machinery alone: no row in a plan made now */
    heap_plan other = {0};
    heap_plan_tell(&other, &d->now.map, d->s.now);
    assert_int_equal(other.row_count, 1);
}

static void the_map_takes_no_more_room_than_its_rows_need(void **state)
{
    drawn *d = *state;
    scene_look look = told_look(1920, 1080);
    scene_geometry most = scene_geometry_of(&look, SCENE_HEAP);
    look.heap_plan = &d->plan;
    scene_geometry g = scene_geometry_of(&look, SCENE_HEAP);
    assert_true(g.heap.height < most.heap.height - 100); /* two rows of pools */
    assert_true(fabsf(g.graph.height + g.heap.height - most.graph.height - most.heap.height) < 0.5F);
    d->plan.row_count = HEAP_ROWS_MAX;
    scene_geometry full = scene_geometry_of(&look, SCENE_HEAP);
    assert_true(fabsf(full.heap.height - most.heap.height) < 0.5F);
}

static void a_free_block_says_when_it_is_reused(void **state)
{
    drawn *d = *state;
    draw(d);
    const draw_command *digit = find_block(&d->f, 7, 1, FRAME_TEXT);
    assert_non_null(digit);
    assert_string_equal(digit->text.text, "1");
    assert_null(find_block(&d->f, 7, 3, FRAME_TEXT)); /* the kept one has a bar */
    assert_non_null(find_block(&d->f, 7, 3, FRAME_RECT));
    assert_int_equal(fill_of(d, 7, 1), theme_colour(theme_of(THEME_LIGHT), THEME_SURFACE));
    assert_int_not_equal(fill_of(d, 7, 0), fill_of(d, 7, 2)); /* machinery is paler */
}

static void new_and_reused_blocks_stand_out(void **state)
{
    drawn *d = *state;
    d->before.blocks[1][0].state = VIEW_BLOCK_UNTOUCHED;
    d->before.blocks[0][0] = (view_block){.turn = 2, .state = VIEW_BLOCK_FREE};
    d->before.blocks[0][1] = (view_block){.owner_id = CUP, .state = VIEW_BLOCK_USED};
    draw(d);
    const theme *t = theme_of(THEME_LIGHT);
    assert_int_equal(fill_of(d, 8, 0), theme_colour(t, THEME_NEW));
    assert_int_equal(fill_of(d, 7, 0), theme_colour(t, THEME_CHANGED));
    const draw_command *freed = find_block(&d->f, 7, 1, FRAME_ROUND);
    assert_int_equal(freed->round.border, theme_colour(t, THEME_DYING));
}

/* Every point of a cell leads to the cell's owner, and the selected one is ringed everywhere. */
static void a_block_leads_to_its_object_and_back(void **state)
{
    drawn *d = *state;
    d->s.selected_id = A;
    draw(d);
    uint32_t rings = 0;
    for (uint32_t k = 0; k < d->f.count; k++) {
        const draw_command *c = &d->f.commands[k];
        if (c->kind != FRAME_ROUND || scene_kind_of(c->id) != SCENE_HEAP_BLOCK)
            continue;
        if (c->round.border_px > 0 && !c->round.fill) {
            rings++;
            continue;
        }
        uint32_t pool = (uint32_t)c->id - 7, block = (uint32_t)(c->id >> 32 & 0xFFFFFF);
        float x = c->round.x + c->round.width / 2, y = c->round.y + c->round.height / 2;
        assert_int_equal(panel_heap_hit(&d->s, &d->pane, x, y),
                         d->now.blocks[pool][block].owner_id);
    }
    assert_int_equal(rings, 2);
    assert_int_equal(panel_heap_hit(&d->s, &d->pane, d->pane.x + 2, d->pane.y + 2), 0);
    assert_int_equal(panel_heap_hit(&d->s, &d->pane, 5000, 5000), 0);
}

static void the_sums_stand_beside_it(void **state)
{
    drawn *d = *state;
    bool bytes = false, held = false;
    draw(d);
    for (uint32_t k = 0; k < d->f.count; k++) {
        const draw_command *c = &d->f.commands[k];
        bytes = bytes || (c->kind == FRAME_TEXT && strcmp(c->text.text, "208 bytes") == 0);
        held = held || (c->kind == FRAME_TEXT && strstr(c->text.text, "held: 0 %"));
    }
    assert_true(bytes);
    assert_true(held);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_are_pools_with_objects_of_the_script, setup, teardown),
        cmocka_unit_test_setup_teardown(the_map_takes_no_more_room_than_its_rows_need, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_free_block_says_when_it_is_reused, setup, teardown),
        cmocka_unit_test_setup_teardown(new_and_reused_blocks_stand_out, setup, teardown),
        cmocka_unit_test_setup_teardown(a_block_leads_to_its_object_and_back, setup, teardown),
        cmocka_unit_test_setup_teardown(the_sums_stand_beside_it, setup, teardown),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
