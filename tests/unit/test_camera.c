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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_way_to_a_step_does_not_matter)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
