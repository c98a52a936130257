/* Many objects: which leaves are folded into stacks, and where the cells of the overview stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "render/scene/fold.h"
#include "render/scene/overview.h"

enum { OBJECTS = 40, CELLS = 40 };

/* A picture by hand: object 1 is what the name `all` holds. */
typedef struct state {
    view_object seen[OBJECTS];
    picture_object objects[OBJECTS];
    picture_cell cells[OBJECTS][CELLS];
    picture_cell tag;
    picture_frame module;
    picture p;
} state;

static void object_add(state *s, uint32_t id, const char *type)
{
    uint32_t i = s->p.object_count++;
    s->seen[i] = (view_object){.id = id, .type = type, .refcount = 1, .generation = -1};
    s->objects[i] = (picture_object){.seen = &s->seen[i], .cells = s->cells[i]};
}

static void holds(state *s, uint32_t holder, const char *label, uint32_t target)
{
    for (uint32_t i = 0; i < s->p.object_count; i++)
        if (s->seen[i].id == holder)
            s->cells[i][s->objects[i].cell_count++]
                = (picture_cell){.key = label, .label = label, .name = label, .target_id = target};
}

static void state_start(state *s, const char *type)
{
    memset(s, 0, sizeof *s);
    s->tag = (picture_cell){.key = "all", .label = "all", .target_id = 1};
    s->module = (picture_frame){.title = "module", .tags = &s->tag, .tag_count = 1};
    s->p = (picture){.frames = &s->module, .frame_count = 1, .objects = s->objects};
    object_add(s, 1, type);
}

static picture_folds folds_of(const state *s, uint32_t count, arena *memory)
{
    picture_folds out;
    fold *f = fold_open();
    assert_non_null(f);
    for (uint32_t i = 0; i < count; i++)
        assert_int_equal(fold_tell(f, &s[i].p, NULL), OURO_OK);
    assert_int_equal(fold_decide(f, memory, &out, NULL), OURO_OK);
    fold_close(f);
    return out;
}

static void equal_leaves_of_a_list_are_one_stack(void **context)
{
    (void)context;
    static state s;
    arena memory = {0};
    state_start(&s, "list");
    for (uint32_t id = 2; id < 6; id++) {
        object_add(&s, id, id < 5 ? "Item" : "Other");
        holds(&s, 1, "i", id);
    }
    picture_folds folds = folds_of(&s, 1, &memory);
    assert_int_equal(folds.count, 3); /* the one of another type stays */
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(folds.folds[i].id, i + 2);
        assert_int_equal(folds.folds[i].stack, 2);
        assert_false(folds.folds[i].container);
    }
    arena_free(&memory);
}

static void a_list_that_an_object_holds_goes_into_the_stack_of_its_items(void **context)
{
    (void)context;
    static state s;
    arena memory = {0};
    state_start(&s, "Order");
    object_add(&s, 2, "list");
    holds(&s, 1, "items", 2);
    for (uint32_t id = 3; id < 5; id++) {
        object_add(&s, id, "Item");
        holds(&s, 2, "i", id);
    }
    picture_folds folds = folds_of(&s, 1, &memory);
    assert_int_equal(folds.count, 3);
    assert_int_equal(folds.folds[0].id, 2);
    assert_true(folds.folds[0].container);
    assert_int_equal(folds.folds[0].stack, 3);
    arena_free(&memory);
}

static void who_is_held_twice_or_holds_or_was_once_alone_is_drawn(void **context)
{
    (void)context;
    static state s[2];
    arena memory = {0};
    for (uint32_t k = 0; k < 2; k++) {
        state_start(&s[k], "list");
        for (uint32_t id = 2; id < 8; id++)
            object_add(&s[k], id, "Item");
        for (uint32_t id = 2; id < 8; id++)
            if (id != 7 || k == 1) /* 7 is held by nobody at first */
                holds(&s[k], 1, "i", id);
        holds(&s[k], 6, "next", 5); /* 6 is no leaf, 5 has two holders */
    }
    picture_folds folds = folds_of(s, 2, &memory);
    assert_int_equal(folds.count, 3);
    for (uint32_t i = 0; i < folds.count; i++)
        assert_in_range(folds.folds[i].id, 2, 4);
    arena_free(&memory);
}

static pen_box place(const overview *o, uint32_t id)
{
    pen_box cell;
    uint32_t tile;
    assert_true(overview_place(o, id, &cell, &tile));
    return cell;
}

static bool same(pen_box a, pen_box b)
{
    return fabsf(a.x - b.x) < 0.01F && fabsf(a.y - b.y) < 0.01F;
}

/* 1 holds `first`...`last`. */
static void crowd_of(state *s, uint32_t first, uint32_t last)
{
    state_start(s, "list");
    for (uint32_t id = first; id <= last; id++) {
        object_add(s, id, "Item");
        holds(s, 1, "i", id);
    }
}

static void a_cell_is_another_objects_only_after_the_step_that_shows_it_dead(void **context)
{
    (void)context;
    static state s;
    overview *o = overview_open();
    static const uint32_t first[] = {2, 4, 4, 4}, last[] = {9, 9, 11, 13};
    for (uint32_t step = 0; step < 4; step++) {
        crowd_of(&s, first[step], last[step]);
        assert_int_equal(overview_tell(o, &s.p, step, NULL), OURO_OK);
    }
    overview_lay_out(o, 1296, 696);
    /* 2 and 3 died in step 1: 10 and 11 of step 2 take their cells, 12 and 13 are new at the end. */
    assert_true(same(place(o, 2), place(o, 10)));
    assert_true(same(place(o, 3), place(o, 11)));
    for (uint32_t a = 4; a < 13; a++)
        for (uint32_t b = a + 1; b <= 13; b++)
            assert_false(same(place(o, a), place(o, b)));
    assert_int_equal(overview_tile_count(o), 1);
    assert_string_equal(overview_tile_at(o, 0)->name, "all");
    overview_close(o);
}

static void cells_lie_in_their_tile_and_tiles_in_the_pane(void **context)
{
    (void)context;
    static state s;
    overview *o = overview_open();
    crowd_of(&s, 2, OBJECTS);
    s.p.object_count--; /* the last one is held by nobody that is drawn */
    object_add(&s, 99, "Lost");
    assert_int_equal(overview_tell(o, &s.p, 0, NULL), OURO_OK);
    overview_lay_out(o, 800, 500);
    assert_int_equal(overview_tile_count(o), 2);
    for (uint32_t i = 0; i < s.p.object_count; i++) {
        pen_box cell;
        uint32_t tile;
        assert_true(overview_place(o, s.seen[i].id, &cell, &tile));
        pen_box box = overview_tile_at(o, tile)->box;
        assert_true(cell.x >= box.x && cell.x + cell.width <= box.x + box.width);
        assert_true(cell.y >= box.y && cell.y + cell.height <= box.y + box.height);
        assert_true(box.x + box.width <= 800.5F && box.y + box.height <= 500);
    }
    assert_string_equal(overview_type(o, 0), "Item");
    overview_close(o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_leaves_of_a_list_are_one_stack),
        cmocka_unit_test(a_list_that_an_object_holds_goes_into_the_stack_of_its_items),
        cmocka_unit_test(who_is_held_twice_or_holds_or_was_once_alone_is_drawn),
        cmocka_unit_test(a_cell_is_another_objects_only_after_the_step_that_shows_it_dead),
        cmocka_unit_test(cells_lie_in_their_tile_and_tiles_in_the_pane),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
