/* The camera that follows: where it stands in a step does not depend on how one has come there. */
#define _DEFAULT_SOURCE /* mkstemps */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/unit/fixed_ruler.h"
#include "tests/unit/open_run.h"

#include "render/scene/stage.h"

enum { STEPS = 24 };

/* A tree too large for one picture, then a step at each of many places in it. */
static void script_write(char *path)
{
    int fd = mkstemps(path, 3);
    FILE *script = fd < 0 ? NULL : fdopen(fd, "w");
    assert_non_null(script);
    fputs("class Node:\n    pass\n\nnodes = [Node()]\nfor i in range(1, 60):\n    n = Node()\n"
          "    if i % 2:\n        nodes[i // 2].left = n\n    else:\n        nodes[i // 2 - 1].right = n\n"
          "    nodes.append(n)\nroot = nodes[0]\ndel nodes, n\n",
          script);
    for (int i = 0; i < STEPS; i++)
        fprintf(script, "\nroot.%s.%s.%s.v = %d\n", i & 1 ? "left" : "right", i & 2 ? "left" : "right",
                i & 4 ? "left" : "right", i);
    assert_int_equal(fclose(script), 0);
}

static uint64_t picture_hash(stage *g, uint32_t step, int32_t width, int32_t height)
{
    scene_look look = {.colours = theme_of(THEME_LIGHT), .width_px = width, .height_px = height};
    frame f = {0};
    uint64_t hash = 0;
    assert_int_equal(stage_draw(g, stage_at_step(g, step), &look, &f, NULL), OURO_OK);
    for (uint32_t i = 0; i < f.count; i++)
        hash = hash * 31 + frame_command_hash(&f, &f.commands[i]);
    frame_free(&f);
    return hash;
}

static uint64_t fresh_hash(session *run, uint32_t step, int32_t width, int32_t height)
{
    stage *g = NULL;
    assert_int_equal(stage_open(run, &FIXED_RULER, SCENE_STAGE, NULL, &g, NULL), OURO_OK);
    uint64_t hash = picture_hash(g, step, width, height);
    stage_close(g);
    return hash;
}

static void the_way_to_a_step_does_not_matter(void **state)
{
    (void)state;
    char path[] = "/tmp/ouro-camera-XXXXXX.py";
    script_write(path);
    session *run = open_run_with(path, &(session_options){0});
    stage *g = NULL;
    assert_int_equal(stage_open(run, &FIXED_RULER, SCENE_STAGE, NULL, &g, NULL), OURO_OK);
    static const struct {
        uint32_t step;
        int32_t width, height;
    } WAY[] = {{20, 1920, 1080}, {3, 1920, 1080}, {21, 1920, 1080}, {7, 1024, 768}, {22, 1920, 1080},
               {22, 1700, 1080}, {23, 1920, 1000}, {21, 1920, 960}, {17, 1600, 1000}, {20, 1920, 1080},
               {12, 1024, 768},  {2, 1024, 768},  {24, 1920, 1080}, {24, 1024, 768}};
    for (size_t i = 0; i < sizeof WAY / sizeof *WAY; i++) {
        uint64_t hash = picture_hash(g, WAY[i].step, WAY[i].width, WAY[i].height);
        assert_true(hash == fresh_hash(run, WAY[i].step, WAY[i].width, WAY[i].height));
    }
    stage_close(g);
    session_close(run);
    unlink(path);
}

static bool meet(const draw_round *a, const draw_round *b)
{
    return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

/* The map's parts in the picture; its card, if it stands in a corner. */
static uint32_t map_of(const frame *f, const draw_round **card)
{
    uint32_t parts = 0;
    *card = NULL;
    for (uint32_t i = 0; i < f->count; i++) {
        const draw_command *c = &f->commands[i];
        parts += scene_kind_of(c->id) == SCENE_MAP;
        if (c->id == scene_id(SCENE_MAP, 0, 2))
            *card = &c->round;
    }
    return parts;
}

static void boxes_are_free(const frame *f, const draw_round *card)
{
    for (uint32_t i = 0; i < f->count; i++) {
        const draw_command *c = &f->commands[i];
        bool box = c->kind == FRAME_ROUND && c->id == scene_id(SCENE_OBJECT, (uint32_t)c->id, 0);
        if (box || (c->kind == FRAME_ROUND && scene_kind_of(c->id) == SCENE_BADGE))
            assert_false(meet(&c->round, card));
    }
}

static void where_not_all_is_in_sight_a_map_tells_where_and_hides_nothing(void **state)
{
    (void)state;
    char path[] = "/tmp/ouro-camera-XXXXXX.py";
    script_write(path);
    session *run = open_run_with(path, &(session_options){0});
    stage *g = NULL;
    assert_int_equal(stage_open(run, &FIXED_RULER, SCENE_STAGE, NULL, &g, NULL), OURO_OK);
    frame f = {0};
    const draw_round *card;
    uint32_t cards = 0;
    for (uint32_t step = 2; step <= STEPS; step++)
        for (int32_t width = 1024; width <= 1920; width += 896) {
            scene_look look = {.colours = theme_of(THEME_LIGHT), .width_px = width, .height_px = width == 1024 ? 768 : 1080};
            assert_int_equal(stage_draw(g, stage_at_step(g, step), &look, &f, NULL), OURO_OK);
            assert_true(map_of(&f, &card) > 60); /* a dot for each node */
            if (card)
                boxes_are_free(&f, card);
            cards += card != NULL;
        }
    assert_true(cards > 0);
    frame_free(&f);
    stage_close(g);
    session_close(run);
    unlink(path);
}

static void where_all_is_in_sight_there_is_no_map(void **state)
{
    (void)state;
    session *run = open_run_with("scenarios/13-cycles/ring-of-three.json", &(session_options){0});
    stage *g = NULL;
    frame f = {0};
    const draw_round *card;
    assert_int_equal(stage_open(run, &FIXED_RULER, SCENE_STAGE, NULL, &g, NULL), OURO_OK);
    scene_look look = {.colours = theme_of(THEME_LIGHT), .width_px = 1920, .height_px = 1080};
    for (uint32_t step = 0; step <= stage_step_count(g); step++) {
        assert_int_equal(stage_draw(g, stage_at_step(g, step), &look, &f, NULL), OURO_OK);
        assert_int_equal(map_of(&f, &card), 0);
    }
    look.zoom = 4; /* by hand */
    assert_int_equal(stage_draw(g, stage_at_step(g, 6), &look, &f, NULL), OURO_OK);
    assert_true(map_of(&f, &card) > 0);
    frame_free(&f);
    stage_close(g);
    session_close(run);
}

/* Too many objects for boxes: the map has their tiles, and its place is where a click on it goes. */
static void the_overview_looked_at_from_near_has_a_map_too(void **state)
{
    (void)state;
    session *run = open_run_with("tests/layout/scenarios/crowd.py", &(session_options){0});
    stage *g = NULL;
    frame f = {0};
    const draw_round *card;
    assert_int_equal(stage_open(run, &FIXED_RULER, SCENE_STAGE, NULL, &g, NULL), OURO_OK);
    stage_stop last = stage_at_step(g, stage_step_count(g));
    scene_look look = {.colours = theme_of(THEME_LIGHT), .width_px = 1920, .height_px = 1080};
    assert_int_equal(stage_draw(g, last, &look, &f, NULL), OURO_OK);
    assert_int_equal(map_of(&f, &card), 0);
    assert_int_equal(stage_map(g, last, &look).at, MAP_NOWHERE);
    look.zoom = 3;
    assert_int_equal(stage_draw(g, last, &look, &f, NULL), OURO_OK);
    assert_true(map_of(&f, &card) > 1);
    assert_null(card);
    assert_int_equal(stage_map(g, last, &look).at, MAP_BAND);
    frame_point left = stage_pan_to(g, last, &look, 0, 0), right = stage_pan_to(g, last, &look, 1, 1);
    assert_true(left.x > 0 && left.y > 0 && right.x < 0 && right.y < 0);
    frame_free(&f);
    stage_close(g);
    session_close(run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_way_to_a_step_does_not_matter),
        cmocka_unit_test(where_not_all_is_in_sight_a_map_tells_where_and_hides_nothing),
        cmocka_unit_test(where_all_is_in_sight_there_is_no_map),
        cmocka_unit_test(the_overview_looked_at_from_near_has_a_map_too),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
