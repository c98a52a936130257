/* A short run told by hand: two nodes that come to hold each other, lose their names, are collected.
 * What the tests of the picture draw; no engine, no font, no file. */
#ifndef OURO_TESTS_UNIT_SCENE_STORY_H
#define OURO_TESTS_UNIT_SCENE_STORY_H

#include "tests/unit/fixed_ruler.h"

#include "render/scene/scene.h"

#include <string.h>

enum { TOLD_STEPS = 4, TOLD_A = 11, TOLD_B = 12 };

typedef struct told_state {
    view seen;
    view_object objects[3];
    view_ref refs[2];
    view_name names[3];
    view_frame frame;
} told_state;

typedef struct told_run {
    arena memory;
    told_state states[TOLD_STEPS + 1];
    picture pictures[TOLD_STEPS + 1];
    change changes[TOLD_STEPS + 1];
    session_death deaths[2];
    uint64_t heap_bytes[TOLD_STEPS + 1];
    bool asks[TOLD_STEPS + 1];
    story *told;
} told_run;

static const char *const TOLD_CODE[]
    = {"class Node:", "    pass",        "a = Node()", "b = Node()",  "a.partner = b",
       "b.partner = a", "del a",         "del b",      "gc.collect()"};

static view_object told_node(uint32_t id, uint32_t refcount, bool unreachable)
{
    return (view_object){.id = id,
                         .type = "Node",
                         .value = "<Node>",
                         .refcount = refcount,
                         .role = VIEW_ROLE_DATA,
                         .tracked = true,
                         .unreachable = unreachable};
}

static view_ref told_ref(const char *label, uint32_t id, int32_t target)
{
    return (view_ref){.label = label, .target_id = id, .target = target, .target_value = "<Node>"};
}

/* `nodes` of them, `names` bound (x = 5, a, b in this order). */
static void told_set(told_state *s, uint32_t nodes, uint32_t names, bool cycle, bool unreachable)
{
    uint32_t counts = (names > 1) + (cycle ? 1U : 0U);
    s->objects[0] = (view_object){
        .id = 1, .type = "int", .value = "5", .role = VIEW_ROLE_CONSTANT, .immortal = true};
    s->objects[1] = told_node(TOLD_A, counts, unreachable);
    s->objects[2] = told_node(TOLD_B, counts, unreachable);
    if (cycle) {
        s->refs[0] = told_ref("partner", TOLD_B, 2);
        s->refs[1] = told_ref("partner", TOLD_A, 1);
        s->objects[1].refs = &s->refs[0];
        s->objects[2].refs = &s->refs[1];
        s->objects[1].ref_count = s->objects[2].ref_count = 1;
    }
    s->names[0] = (view_name){.name = "x", .target_id = 1, .target = 0, .target_value = "5"};
    s->names[1] = (view_name){.name = "a", .target_id = TOLD_A, .target = 1, .target_value = ""};
    s->names[2] = (view_name){.name = "b", .target_id = TOLD_B, .target = 2, .target_value = ""};
    s->frame = (view_frame){.name = "<module>", .names = s->names, .name_count = names};
    s->seen = (view){.objects = s->objects,
                     .object_count = 1 + nodes,
                     .frames = &s->frame,
                     .frame_count = 1,
                     .gc = {.enabled = true,
                            .count = {nodes, 0, 0},
                            .threshold = {2000, 10, 10},
                            .generations = {nodes, 0, 0}}};
}

static void told_begin(told_run *run)
{
    *run = (told_run){0};
    told_set(&run->states[0], 0, 1, false, false);
    told_set(&run->states[1], 1, 2, false, false);
    told_set(&run->states[2], 2, 3, true, false);
    told_set(&run->states[3], 2, 1, true, true);
    told_set(&run->states[4], 0, 1, false, false);
    for (uint32_t i = 0; i < 2; i++)
        run->deaths[i] = (session_death){.id = TOLD_A + i,
                                         .type = "Node",
                                         .cause = "gc",
                                         .reason = "gc, generation 2"};
    for (uint32_t k = 0; k <= TOLD_STEPS; k++)
        run->heap_bytes[k] = 100 + 50 * k;
    run->asks[2] = true;
    run->told = story_open(&FIXED_RULER);
    assert_non_null(run->told);
    picture_rules rules = {.hidden_count = 0};
    ouro_error err = {0};
    for (uint32_t k = 0; k <= TOLD_STEPS; k++) {
        change_context context = {.deaths = run->deaths, .death_count = k == 4 ? 2 : 0};
        assert_int_equal(picture_of(&run->states[k].seen, &rules, &run->memory, &run->pictures[k],
                                    &err),
                         OURO_OK);
        assert_int_equal(change_between(k ? &run->pictures[k - 1] : NULL, &run->pictures[k],
                                        &context, &run->memory, &run->changes[k], &err),
                         OURO_OK);
        assert_int_equal(story_tell(run->told, &run->pictures[k], &run->changes[k], k, &err),
                         OURO_OK);
    }
    assert_int_equal(story_lay_out(run->told, 1296, 696, &err), OURO_OK);
}

static void told_end(told_run *run)
{
    story_close(run->told);
    arena_free(&run->memory);
}

static scene told_scene(const told_run *run, uint32_t step)
{
    static const uint32_t FIRST[] = {1, 3, 4, 7, 9}, LAST[] = {2, 3, 6, 8, 9};
    return (scene){.now = &run->pictures[step],
                   .changed = &run->changes[step],
                   .told = run->told,
                   .step = step,
                   .step_count = TOLD_STEPS,
                   .title = "Unreachable, yet alive",
                   .say = "Each node still holds the other: both counts stay at 1.",
                   .level = SCENE_COUNTS,
                   .code = {.lines = TOLD_CODE,
                            .line_count = sizeof TOLD_CODE / sizeof *TOLD_CODE,
                            .current = LAST[step],
                            .first = FIRST[step],
                            .last = LAST[step]},
                   .run = {.heap_bytes = run->heap_bytes, .asks = run->asks}};
}

static scene_look told_look(int32_t width_px, int32_t height_px)
{
    return (scene_look){.colours = theme_of(THEME_LIGHT),
                        .ruler = &FIXED_RULER,
                        .width_px = width_px,
                        .height_px = height_px,
                        .scrubber = true,
                        .captions = true,
                        .zoom = 1};
}

#endif
