/* Looking at one object: selection, hit test, ledger, the way from a name. Over a real lesson. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>


#include "tests/unit/fixed_ruler.h"

#include "render/scene/stage.h"

#define LESSON "scenarios/03-collector/cycle-of-two-nodes.json"

enum { HELD_TWICE = 4, NAME_GONE = 5, ISLAND = 6, COLLECTED = 8 };

typedef struct looked {
    session *run;
    stage *shown;
    frame f;
    scene_look look;
    uint32_t first, second; /* the two nodes */
} looked;

static int setup(void **state)
{
    static looked l;
    session_options options = {0};
    source_text source = {0};
    ouro_error err = {0};
    l = (looked){.look = {.colours = theme_of(THEME_LIGHT),
                          .ruler = &FIXED_RULER,
                          .width_px = 1920,
                          .height_px = 1080,
                          .captions = true,
                          .zoom = 1}};
    if (session_open(LESSON, &options, &source, &l.run, &err) != OURO_OK
        || stage_open(l.run, &FIXED_RULER, SCENE_STAGE, NULL, &l.shown, &err) != OURO_OK) {
        print_error("%s\n", err.text);
        return -1;
    }
    source_text_free(&source);
    stage_stop at = stage_at_step(l.shown, HELD_TWICE);
    l.first = stage_next_object(l.shown, at, &l.look, 0, true);
    l.second = stage_next_object(l.shown, at, &l.look, l.first, true);
    *state = &l;
    return 0;
}

static int teardown(void **state)
{
    looked *l = *state;
    stage_close(l->shown);
    session_close(l->run);
    frame_free(&l->f);
    return 0;
}

static void draw(looked *l, uint32_t step)
{
    assert_int_equal(stage_draw(l->shown, stage_at_step(l->shown, step), &l->look, &l->f, NULL), OURO_OK);
}

/* How many texts of the inspector are, or with `part` contain, this one. */
static uint32_t texts(const looked *l, const char *text, bool part)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < l->f.count; i++) {
        const draw_command *c = &l->f.commands[i];
        if (c->kind == FRAME_TEXT && scene_kind_of(c->id) == SCENE_INSPECTOR)
            count += part ? strstr(c->text.text, text) != NULL : strcmp(c->text.text, text) == 0;
    }
    return count;
}

static void objects_are_gone_through_by_number(void **state)
{
    looked *l = *state;
    stage_stop at = stage_at_step(l->shown, HELD_TWICE);
    assert_true(l->first && l->second > l->first);
    assert_int_equal(stage_next_object(l->shown, at, &l->look, l->second, true), l->first);
    assert_int_equal(stage_next_object(l->shown, at, &l->look, l->first, false), l->second);
    assert_int_equal(stage_next_object(l->shown, at, &l->look, 0, false), l->second);
    assert_int_equal(stage_next_object(l->shown, stage_at_step(l->shown, 0), &l->look, 0, true), 0);
}

static void every_point_of_a_box_is_its_object(void **state)
{
    looked *l = *state;
    stage_stop at = stage_at_step(l->shown, HELD_TWICE);
    l->look.zoom = 1;
    draw(l, HELD_TWICE);
    uint32_t boxes = 0;
    for (uint32_t i = 0; i < l->f.count; i++) {
        const draw_command *c = &l->f.commands[i];
        if (c->kind != FRAME_ROUND || scene_kind_of(c->id) != SCENE_OBJECT || !c->round.fill)
            continue;
        uint32_t id = (uint32_t)c->id;
        const draw_round *r = &c->round;
        boxes++;
        assert_int_equal(stage_hit(l->shown, at, &l->look, r->x + 2, r->y + 2), id);
        assert_int_equal(stage_hit(l->shown, at, &l->look, r->x + r->width - 2, r->y + r->height - 2), id);
        assert_int_equal(stage_hit(l->shown, at, &l->look, r->x - 4, r->y + r->height / 2), 0);
    }
    assert_int_equal(boxes, 2);
    assert_int_equal(stage_hit(l->shown, at, &l->look, 5, 5), 0);
    assert_int_equal(stage_hit(l->shown, at, &l->look, 1900, 1000), 0);
}

static void the_ledger_is_told_up_to_the_step(void **state)
{
    looked *l = *state;
    l->look.selected_id = l->first;
    draw(l, HELD_TWICE);
    assert_int_equal(texts(l, "+1", false), 2);
    assert_int_equal(texts(l, "\xE2\x88\x92" "1", false), 0);
    assert_int_equal(texts(l, "a", false), 1);
    assert_int_equal(texts(l, "line 3", false), 1);
    assert_int_equal(texts(l, "2", false), 2); /* the last row's count, and the sum */
    draw(l, COLLECTED);
    assert_int_equal(texts(l, "\xE2\x88\x92" "1", false), 2);
    assert_int_equal(texts(l, "died in line 9", true), 1);
    draw(l, 0);
    assert_int_equal(texts(l, "not born yet", false), 1);
    assert_int_equal(texts(l, "+1", false), 0);
    l->look.selected_id = 0;
    draw(l, HELD_TWICE);
    assert_int_equal(texts(l, "refcount", false), 0);
}

static bool is_dim(looked *l, uint32_t step, uint32_t id)
{
    /* A dim box is drawn in another colour than the same one lit. */
    frame_colour border = 0;
    draw(l, step);
    for (uint32_t i = 0; i < l->f.count; i++) {
        const draw_command *c = &l->f.commands[i];
        if (c->kind == FRAME_ROUND && c->id == scene_id(SCENE_OBJECT, id, 0) && c->round.fill)
            border = c->round.border;
    }
    assert_int_not_equal(border, 0);
    return border != theme_colour(theme_of(THEME_LIGHT), THEME_LIVE)
           && border != theme_colour(theme_of(THEME_LIGHT), THEME_CHANGED)
           && border != theme_colour(theme_of(THEME_LIGHT), THEME_GARBAGE);
}

static void the_way_from_a_name_lights_up(void **state)
{
    looked *l = *state;
    l->look.selected_id = l->first;
    l->look.why = true;
    draw(l, NAME_GONE); /* only b is left, which leads to the second, which leads to the first */
    assert_int_equal(texts(l, "alive: b", true), 1);
    assert_false(is_dim(l, NAME_GONE, l->second));
    l->look.selected_id = l->second;
    assert_true(is_dim(l, NAME_GONE, l->first)); /* b alone leads to the second */
    draw(l, ISLAND);
    assert_int_equal(texts(l, "unreachable", true), 1);
    l->look.why = false;
    l->look.selected_id = 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_are_gone_through_by_number),
        cmocka_unit_test(every_point_of_a_box_is_its_object),
        cmocka_unit_test(the_ledger_is_told_up_to_the_step),
        cmocka_unit_test(the_way_from_a_name_lights_up),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, setup, teardown);
}
