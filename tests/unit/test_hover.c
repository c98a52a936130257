/* What the pointer is on: lit in the graph and in the heap map at once, and told in one line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/desk.h"

#define LESSON "scenarios/10-heap/free-lists.json"
enum { STEP = 4 }; /* the list b is alive */

static int setup(void **state)
{
    desk *d = desk_open(LESSON, STEP);
    assert_int_equal(stage_level(d->shown), SCENE_HEAP);
    desk_draw(d);
    *state = d;
    return 0;
}

static ui_effect point(desk *d, float x, float y)
{
    ui_effect effect = ui_do(&d->user, d->shown, &d->look,
                             (intent){.kind = INTENT_HOVER, .x = x, .y = y});
    desk_draw(d);
    return effect;
}

/* The middle of the first box of the graph. */
static frame_point box_middle(const desk *d, uint32_t *id)
{
    *id = 0;
    for (uint32_t i = 0; i < d->f.count; i++) {
        const draw_command *c = &d->f.commands[i];
        if (c->kind != FRAME_ROUND || c->id != scene_id(SCENE_OBJECT, (uint32_t)c->id, 0))
            continue;
        *id = (uint32_t)c->id;
        return (frame_point){c->round.x + c->round.width / 2, c->round.y + c->round.height / 2};
    }
    fail_msg("no box is drawn");
    return (frame_point){0, 0};
}

/* Contours without a filling, in the colour of what the pointer is on; the last one's middle. */
static uint32_t rings(const desk *d, scene_kind kind, frame_point *middle)
{
    uint32_t count = 0;
    *middle = (frame_point){0, 0};
    for (uint32_t i = 0; i < d->f.count; i++) {
        const draw_command *c = &d->f.commands[i];
        if (c->kind != FRAME_ROUND || scene_kind_of(c->id) != kind || c->round.fill
            || c->round.border != theme_colour(theme_of(THEME_LIGHT), THEME_TEXT))
            continue;
        count++;
        *middle = (frame_point){c->round.x + c->round.width / 2, c->round.y + c->round.height / 2};
    }
    return count;
}

static const char *line_told(const desk *d)
{
    for (uint32_t i = 0; i < d->f.count; i++)
        if (d->f.commands[i].kind == FRAME_TEXT && scene_kind_of(d->f.commands[i].id) == SCENE_HOVER)
            return d->f.commands[i].text.text;
    return NULL;
}

static void a_box_and_its_blocks_are_lit_together(void **state)
{
    desk *d = *state;
    uint32_t id;
    frame_point box = box_middle(d, &id), block, ring;
    assert_int_equal(rings(d, SCENE_OBJECT, &ring) + rings(d, SCENE_HEAP_BLOCK, &block), 0);
    assert_int_equal(point(d, box.x, box.y), UI_REDRAW);
    assert_int_equal(d->user.hovered_id, id);
    assert_int_equal(rings(d, SCENE_OBJECT, &ring), 1);
    assert_int_equal(rings(d, SCENE_HEAP_BLOCK, &block), 1); /* an empty list has one block */
    point(d, 2, 2);
    assert_int_equal(rings(d, SCENE_OBJECT, &ring) + rings(d, SCENE_HEAP_BLOCK, &ring), 0);
    point(d, block.x, block.y);
    assert_int_equal(d->user.hovered_id, id);
    assert_int_equal(rings(d, SCENE_OBJECT, &ring), 1);
}

static void it_is_told_in_one_line(void **state)
{
    desk *d = *state;
    uint32_t id;
    frame_point box = box_middle(d, &id);
    assert_null(line_told(d));
    point(d, box.x, box.y);
    char start[32];
    snprintf(start, sizeof start, "b: list #%u at 0x", id);
    assert_non_null(line_told(d));
    assert_memory_equal(line_told(d), start, strlen(start));
    assert_non_null(strstr(line_told(d), ", 56 bytes"));
}

static void the_line_covers_no_count(void **state)
{
    desk *d = *state;
    uint32_t id;
    frame_point box = box_middle(d, &id);
    point(d, box.x, box.y);
    const draw_round *card = NULL;
    for (uint32_t i = 0; i < d->f.count; i++)
        if (d->f.commands[i].kind == FRAME_ROUND && scene_kind_of(d->f.commands[i].id) == SCENE_HOVER)
            card = &d->f.commands[i].round;
    assert_non_null(card);
    for (uint32_t i = 0; i < d->f.count; i++) {
        const draw_command *c = &d->f.commands[i];
        if (c->kind != FRAME_ROUND || scene_kind_of(c->id) != SCENE_BADGE || (uint32_t)c->id != id)
            continue;
        assert_true(c->round.y + c->round.height <= card->y || card->y + card->height <= c->round.y);
    }
}

static void what_it_is_on_is_told_once(void **state)
{
    desk *d = *state;
    uint32_t id;
    frame_point box = box_middle(d, &id);
    assert_int_equal(point(d, box.x, box.y), UI_REDRAW);
    assert_int_equal(point(d, box.x + 3, box.y + 3), UI_NOTHING);
    assert_int_equal(point(d, -1, -1), UI_REDRAW); /* it has left the window */
    assert_int_equal(d->user.hovered_id, 0);
}

static void another_state_is_looked_at_without_it(void **state)
{
    desk *d = *state;
    uint32_t id;
    frame_point box = box_middle(d, &id);
    point(d, box.x, box.y);
    ui_do(&d->user, d->shown, &d->look, (intent){.kind = INTENT_PREVIOUS_STEP});
    desk_draw(d);
    assert_null(line_told(d));
}

static void the_pointer_neither_unblanks_nor_ends_typing(void **state)
{
    desk *d = *state;
    uint32_t id;
    frame_point box = box_middle(d, &id);
    ui_do(&d->user, d->shown, &d->look, (intent){.kind = INTENT_DIGIT, .number = 3});
    point(d, box.x, box.y);
    assert_true(d->user.typing);
    ui_do(&d->user, d->shown, &d->look, (intent){.kind = INTENT_BLACK});
    point(d, 2, 2);
    assert_int_equal(d->user.blank, UI_BLACK);
    assert_int_equal(point(d, box.x, box.y), UI_NOTHING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_box_and_its_blocks_are_lit_together, setup, desk_close),
        cmocka_unit_test_setup_teardown(it_is_told_in_one_line, setup, desk_close),
        cmocka_unit_test_setup_teardown(the_line_covers_no_count, setup, desk_close),
        cmocka_unit_test_setup_teardown(what_it_is_on_is_told_once, setup, desk_close),
        cmocka_unit_test_setup_teardown(another_state_is_looked_at_without_it, setup, desk_close),
        cmocka_unit_test_setup_teardown(the_pointer_neither_unblanks_nor_ends_typing, setup, desk_close),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
