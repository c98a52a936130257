/* The log and the way back: wherever a cursor is sent, it finds the world that was there. */
#include "tests/unit/world_story.h"

#include <stdlib.h>

/* --- A run of random, legal events ------------------------------------------------------------ */

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % below;
}

static void act_on_list(story *s, uint32_t *seed, ref list, ref item)
{
    uint32_t n = world_row(&s->r.w, list)->lo;
    if (n == 0 || draw(seed, 3)) {
        if (n && draw(seed, 2))
            story_tell(s, EV_LIST_INSERT, 0, list, draw(seed, n), item);
        else
            story_tell(s, EV_LIST_APPEND, 0, list, item, 0);
        return;
    }
    story_tell(s, EV_LIST_TAKE, 0, list, draw(seed, n), 0);
    ref taken = s->r.w.born;
    if (!world_has(&s->r.w, taken, OBJ_IMMORTAL))
        memory_drop(&s->m, taken);
}

static void act_on_dict(story *s, uint32_t *seed, ref dict, ref item)
{
    if (draw(seed, 8) == 0) {
        dict_clear(&s->m, dict);
        return;
    }
    int64_t n = draw(seed, 40);
    ref key = story_new(s, KIND_INT, 4, (uint32_t)n, 0);
    uint32_t entry = dict_find(&s->r.w, dict, key);
    if (entry == DICT_NONE) {
        story_tell(s, EV_DICT_INSERT, 0, dict, key, item);
    } else if (draw(seed, 2)) {
        story_tell(s, EV_DICT_SET, 0, dict, entry, item);
        memory_settle(&s->m);
    } else {
        uint32_t base = s->r.w.state.used[TABLE_TEMPS];
        story_tell(s, EV_DICT_REMOVE, 0, dict, entry, 0);
        while (s->r.w.state.used[TABLE_TEMPS] > base)
            memory_drop(&s->m, world_temps(&s->r.w)[s->r.w.state.used[TABLE_TEMPS] - 1]);
    }
    memory_drop(&s->m, key);
}

static void act(story *s, uint32_t *seed)
{
    uint32_t name = draw(seed, STORY_NAMES - 1);
    ref o = story_get(s, name), item = story_get(s, draw(seed, STORY_NAMES - 1));
    uint32_t choice = draw(seed, 16);
    if (choice == 0)
        (void)gc_collect(&s->m, draw(seed, 3), false);
    else if (choice == 1)
        story_unbind(s, name);
    else if (!o || choice < 4)
        story_bind(s, name, story_instance(s));
    else if (choice == 4)
        story_bind(s, name, story_new(s, KIND_LIST, 0, 0, 0));
    else if (choice == 5)
        story_bind(s, name, story_new(s, KIND_DICT, 0, 0, 0));
    else if (choice == 6 && world_kind(&s->r.w, o) != KIND_DICT &&
             world_kind(&s->r.w, o) != KIND_LIST && weakref_possible(&s->r.w, o))
        story_bind(s, draw(seed, STORY_NAMES - 1), weakref_new(&s->m, o, 0));
    else if (choice == 7)
        story_bind(s, name, story_str(s, "a text that takes more than one word"));
    else if (item && world_kind(&s->r.w, o) == KIND_INSTANCE && !world_row(&s->r.w, o)->hi)
        (void)story_attribute(s, o, draw(seed, 2) ? s->partner : s->other, item);
    else if (item && world_kind(&s->r.w, o) == KIND_LIST)
        act_on_list(s, seed, o, item);
    else if (item && world_kind(&s->r.w, o) == KIND_DICT)
        act_on_dict(s, seed, o, item);
    memory_settle(&s->m);
    story_check(s);
    if (s->r.w.state.event >= s->r.keyframe_due)
        recorder_keyframe(&s->r);
}

static void random_story(story *s, uint32_t seed, uint32_t acts, uint32_t keyframe_events)
{
    story_begin(s, keyframe_events);
    for (uint32_t i = 0; i < acts; i++) {
        story_tell(s, EV_LINE, 0, i + 1, 0, 0);
        act(s, &seed);
    }
}

/* --- Replays ---------------------------------------------------------------------------------- */

static void replay_of_all_events_is_the_run(void **state)
{
    (void)state;
    story s;
    cursor *c;
    random_story(&s, 1, 400, KEYFRAME_EVENTS);
    assert_int_equal(cursor_open(&s.r, &c, NULL), OURO_OK);
    cursor_seek(c, UINT64_MAX);
    assert_true(cursor_world(c)->state.event > 1000);
    assert_true(world_same(cursor_world(c), &s.r.w));
    cursor_close(c);
    story_end(&s);
}

static void cursor_stops_at_the_end(void **state)
{
    (void)state;
    story s;
    cursor *c;
    event e;
    story_begin(&s, KEYFRAME_EVENTS);
    assert_int_equal(cursor_open(&s.r, &c, NULL), OURO_OK);
    uint64_t events = 0;
    while (cursor_next(c, &e))
        events++;
    assert_int_equal(events, s.r.w.state.event);
    assert_false(cursor_peek(c, &e));
    cursor_close(c);
    story_end(&s);
}

/* Two cursors: one goes forwards step by step, the other comes from anywhere. */
static void seek_finds_what_a_replay_finds(uint32_t seed, uint32_t keyframe_events, uint32_t acts)
{
    story s;
    cursor *forwards, *jumping;
    event e;
    random_story(&s, seed, acts, keyframe_events);
    assert_int_equal(s.r.keyframe_due > keyframe_events, keyframe_events < KEYFRAME_EVENTS);
    assert_int_equal(cursor_open(&s.r, &forwards, NULL), OURO_OK);
    assert_int_equal(cursor_open(&s.r, &jumping, NULL), OURO_OK);
    uint64_t last = s.r.w.state.event;
    for (uint64_t k = 0; k <= last; k++) {
        cursor_seek(jumping, draw(&seed, (uint32_t)last + 1));
        cursor_seek(jumping, k);
        assert_int_equal(cursor_world(jumping)->state.event, k);
        if (!world_same(cursor_world(forwards), cursor_world(jumping)))
            fail_msg("seed %u: the world after %llu events differs", seed, (unsigned long long)k);
        assert_int_equal(cursor_next(forwards, &e), k < last);
    }
    cursor_close(forwards);
    cursor_close(jumping);
    story_end(&s);
}

static void seek_is_exact_everywhere_with_many_keyframes(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 6; seed++)
        seek_finds_what_a_replay_finds(seed, 50 * seed, 150);
}

static void seek_is_exact_everywhere_without_keyframes(void **state)
{
    (void)state;
    seek_finds_what_a_replay_finds(7, KEYFRAME_EVENTS, 150);
}

/* Tables of many pages, most of which stand still while a few change: keyframes share the former.
 */
static void seek_is_exact_in_a_world_of_many_pages(void **state)
{
    (void)state;
    story s;
    cursor *forwards, *jumping;
    uint32_t seed = 11;
    story_begin(&s, 300);
    ref list = story_new(&s, KIND_LIST, 0, 0, 0);
    for (uint32_t i = 0; i < 3000; i++) {
        world_emit(&s.r, EV_NEW_INSTANCE, 0, s.node, 0, 0);
        world_emit(&s.r, EV_LIST_APPEND, EV_STEAL, list, s.r.w.born, 0);
    }
    story_bind(&s, 0, list);
    for (uint32_t i = 0; i < 300; i++) {
        act(&s, &seed);
        ref item = world_word(&s.r.w, list, draw(&seed, 3000));
        if (world_kind(&s.r.w, list) == KIND_LIST && world_row(&s.r.w, list)->lo == 3000)
            (void)story_attribute(&s, item, s.partner, s.none);
    }
    assert_true(s.r.w.state.used[TABLE_ROWS] * sizeof(object_row) > 5U << WORLD_PAGE_SHIFT);
    assert_int_equal(cursor_open(&s.r, &forwards, NULL), OURO_OK);
    assert_int_equal(cursor_open(&s.r, &jumping, NULL), OURO_OK);
    for (uint64_t k = 5500; k <= s.r.w.state.event; k += 13) {
        cursor_seek(forwards, k);
        cursor_seek(jumping, draw(&seed, (uint32_t)s.r.w.state.event + 1));
        cursor_seek(jumping, k);
        if (!world_same(cursor_world(forwards), cursor_world(jumping)))
            fail_msg("the world after %llu events differs", (unsigned long long)k);
    }
    cursor_close(forwards);
    cursor_close(jumping);
    story_end(&s);
}

static void keyframes_wait_for_the_end_of_a_collection(void **state)
{
    (void)state;
    story s;
    story_begin(&s, 10);
    recorder_keyframe(&s.r);
    uint64_t due = s.r.keyframe_due;
    story_tell(&s, EV_GC_START, 0, 0, 0, 0);
    recorder_keyframe(&s.r);
    assert_int_equal(s.r.keyframe_due, due);
    story_tell(&s, EV_GC_STOP, 0, 0, 0, 0);
    recorder_keyframe(&s.r);
    assert_int_equal(s.r.keyframe_due, s.r.w.state.event + 10);
    story_end(&s);
}

static void log_keeps_texts_and_numbers_of_any_size(void **state)
{
    (void)state;
    story s;
    log_position at = {0};
    event e;
    char big[300];
    story_begin(&s, KEYFRAME_EVENTS);
    uint64_t before = s.r.w.state.event;
    memset(big, 'x', sizeof big);
    world_emit_text(&s.r, EV_OUTPUT, 0, 1, 0, sizeof big, big);
    world_emit(&s.r, EV_DICT_HASH, 0, 0xFFFFFFFF, 0x80000000, 0);
    world_emit(&s.r, EV_GC_SET, 0, GC_THRESHOLD0, 0x7FFFFFFF, 0);
    for (uint64_t i = 0; i <= before; i++)
        assert_true(log_read(&s.r, &at, &e));
    assert_int_equal(e.kind, EV_OUTPUT);
    assert_int_equal(e.c, sizeof big);
    assert_memory_equal(e.text, big, sizeof big);
    assert_true(log_read(&s.r, &at, &e));
    assert_int_equal(e.a, 0xFFFFFFFF);
    assert_int_equal(e.b, 0x80000000);
    assert_true(log_read(&s.r, &at, &e));
    assert_int_equal(e.b, 0x7FFFFFFF);
    assert_false(log_read(&s.r, &at, &e));
    story_end(&s);
}

static void log_takes_few_bytes_per_event(void **state)
{
    (void)state;
    story s;
    uint64_t log_bytes, keyframe_bytes;
    random_story(&s, 3, 400, KEYFRAME_EVENTS);
    recorder_bytes(&s.r, &log_bytes, &keyframe_bytes);
    assert_in_range(log_bytes, 2 * s.r.w.state.event, 10 * s.r.w.state.event);
    story_end(&s);
}

static void recorder_that_keeps_nothing_reaches_the_same_world(void **state)
{
    (void)state;
    story s;
    recorder silent;
    log_position at = {0};
    event e;
    random_story(&s, 5, 200, KEYFRAME_EVENTS);
    assert_int_equal(recorder_open(&silent, profile_find("3.13"), false, NULL), OURO_OK);
    while (log_read(&s.r, &at, &e))
        world_emit_text(&silent, e.kind, e.aux, e.a, e.b, e.c, e.text);
    assert_true(world_same(&silent.w, &s.r.w));
    recorder_close(&silent);
    story_end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replay_of_all_events_is_the_run),
        cmocka_unit_test(cursor_stops_at_the_end),
        cmocka_unit_test(seek_is_exact_everywhere_with_many_keyframes),
        cmocka_unit_test(seek_is_exact_everywhere_without_keyframes),
        cmocka_unit_test(seek_is_exact_in_a_world_of_many_pages),
        cmocka_unit_test(keyframes_wait_for_the_end_of_a_collection),
        cmocka_unit_test(log_keeps_texts_and_numbers_of_any_size),
        cmocka_unit_test(log_takes_few_bytes_per_event),
        cmocka_unit_test(recorder_that_keeps_nothing_reaches_the_same_world),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
