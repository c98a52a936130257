/* Views: every count explained, every object shown as people know it. */
#include "tests/unit/world_story.h"

#include "sim/view.h"
#include "sim/base/float_text.h"
#include "sim/view_value.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* A program of two codes: the module, and f(x, y). */
static const program_name NAMES[] = {{"", 0}, {"<module>", 8}, {"f", 1}, {"x", 1}, {"y", 1}};
static const uint32_t LOCALS[] = {3, 4};
static const code MODULE = {.serial = 0, .name = 1};
static const code FUNCTION = {.serial = 1, .name = 2, .local_count = 2, .local_names = LOCALS};
static const code *const CODES[] = {&MODULE, &FUNCTION};
static const program PROGRAM = {
    .module = &MODULE, .codes = CODES, .code_count = 2, .names = NAMES, .name_count = 5};

static view look(const story *s, arena *room, bool all)
{
    view v;
    arena_free(room);
    assert_int_equal(view_build(&s->r.w, &PROGRAM, &(view_options){.all = all}, room, &v, NULL),
                     OURO_OK);
    return v;
}

static const view_object *object_of(const story *s, const view *v, ref o)
{
    int32_t i = view_find(v, world_serial(&s->r.w, o));
    assert_int_not_equal(i, VIEW_NONE);
    return &v->objects[i];
}

/* --- The identity ----------------------------------------------------------------------------- */

static void add_names(uint32_t *explained, const view *v)
{
    for (uint32_t f = 0; f < v->frame_count; f++)
        for (uint32_t i = 0; i < v->frames[f].name_count; i++)
            if (v->frames[f].names[i].target != VIEW_NONE)
                explained[v->frames[f].names[i].target]++;
}

static void add_refs(uint32_t *explained, const view_object *o)
{
    for (uint32_t i = 0; i < o->ref_count; i++)
        if (!o->refs[i].weak && o->refs[i].target != VIEW_NONE)
            explained[o->refs[i].target]++;
}

/* refcount = strong references + names + internal counts, for an outside reader. */
static void assert_counts_explained(const view *v)
{
    uint32_t *explained = calloc(v->object_count + 1, sizeof *explained);
    assert_non_null(explained);
    add_names(explained, v);
    for (uint32_t i = 0; i < v->object_count; i++)
        add_refs(explained, &v->objects[i]);
    for (uint32_t i = 0; i < v->object_count; i++) {
        const view_object *o = &v->objects[i];
        for (uint32_t k = 0; k < o->internal_count; k++)
            explained[i] += o->internals[k].count;
        if (!o->immortal && explained[i] != o->refcount)
            fail_msg("event %llu: #%u %s %s: refcount %u, explained %u",
                     (unsigned long long)v->event, o->id, o->type, o->value, o->refcount,
                     explained[i]);
        if (o->immortal)
            assert_int_equal(o->internal_count, 0);
    }
    free(explained);
}

static void assert_internal(const view_object *o, const char *name, uint32_t count)
{
    for (uint32_t i = 0; i < o->internal_count; i++)
        if (strcmp(o->internals[i].name, name) == 0) {
            assert_int_equal(o->internals[i].count, count);
            return;
        }
    fail_msg("#%u has no internal count '%s'", o->id, name);
}

/* A bit of everything: a cycle, containers, weakrefs, a function that runs, a materialised dict. */
static void rich_story(story *s)
{
    story_begin(s, KEYFRAME_EVENTS);
    story_two_nodes(s);
    ref a = story_get(s, 0), list = story_new(s, KIND_LIST, 0, 0, 0),
        dict = story_new(s, KIND_DICT, 0, 0, 0);
    story_tell(s, EV_LIST_APPEND, 0, list, list, 0);
    story_tell(s, EV_LIST_APPEND, 0, list, a, 0);
    story_tell(s, EV_LIST_APPEND, EV_STEAL, list, story_new(s, KIND_INT, 4, 1000, 0), 0);
    story_bind(s, 2, list);
    ref key = story_str(s, "key");
    story_tell(s, EV_DICT_INSERT, 0, dict, key, a);
    memory_drop(&s->m, key);
    story_tell(s, EV_DICT_INSERT, 0, dict, s->names[0], s->none);
    story_bind(s, 3, dict);
    story_bind(s, 4, weakref_new(&s->m, a, 0));
    story_tell(s, EV_MATERIALIZE, 0, story_get(s, 1), 0, 0);
    ref function = story_new(s, KIND_FUNCTION, 0, 1, 0);
    story_tell(s, EV_SLOT_SET, 0, function, FUNCTION_GLOBALS, s->main);
    story_tell(s, EV_SLOT_SET, 0, function, FUNCTION_NAME, s->names[5]);
    story_bind(s, 5, function);
    story_tell(s, EV_FRAME_PUSH, 0, function, 1, 2);
    story_tell(s, EV_LINE, 0, 7, 0, 0);
    story_tell(s, EV_LOCAL_SET, 0, 1, a, 0);
    (void)story_instance(s);
}

static void every_count_is_explained_at_every_event(void **state)
{
    (void)state;
    story s;
    arena room = {0};
    cursor *c;
    event e;
    rich_story(&s);
    assert_int_equal(cursor_open(&s.r, &c, NULL), OURO_OK);
    while (cursor_next(c, &e))
        for (unsigned all = 0; all < 2; all++) {
            view v;
            assert_int_equal(
                view_build(cursor_world(c), &PROGRAM, &(view_options){.all = all}, &room, &v, NULL),
                OURO_OK);
            assert_counts_explained(&v);
            arena_free(&room);
        }
    cursor_close(c);
    story_end(&s);
}

static void objects_stand_in_order_and_are_found(void **state)
{
    (void)state;
    story s;
    arena room = {0};
    rich_story(&s);
    story_unbind(&s, 2);
    (void)story_instance(&s); /* takes a row of a lower number */
    view v = look(&s, &room, true);
    assert_int_equal(v.object_count, s.r.w.state.live);
    for (uint32_t i = 1; i < v.object_count; i++)
        assert_true(v.objects[i - 1].id < v.objects[i].id);
    for (uint32_t i = 0; i < v.object_count; i++)
        assert_int_equal(view_find(&v, v.objects[i].id), i);
    assert_int_equal(view_find(&v, 999999), VIEW_NONE);
    assert_int_equal(view_find(&v, 0), VIEW_NONE);
    arena_free(&room);
    story_end(&s);
}

static void objects_of_the_interpreter_are_listed_only_with_all(void **state)
{
    (void)state;
    story s;
    arena room = {0};
    rich_story(&s);
    view v = look(&s, &room, false);
    for (uint32_t i = 0; i < v.object_count; i++)
        assert_false(v.objects[i].interpreter);
    assert_int_equal(view_find(&v, world_serial(&s.r.w, s.none)), VIEW_NONE);
    const view_object *node = object_of(&s, &v, s.node);
    assert_internal(node, "mro", 1);
    assert_internal(node, "type", 3);
    v = look(&s, &room, true);
    node = object_of(&s, &v, s.node);
    assert_internal(node, "type", 3);
    assert_int_equal(node->internal_count, 1);
    assert_int_equal(object_of(&s, &v, s.none)->refcount, UINT32_MAX);
    arena_free(&room);
    story_end(&s);
}

/* --- References and names --------------------------------------------------------------------- */

static void assert_ref(const view_object *o, uint32_t i, const char *label, const char *value)
{
    assert_true(i < o->ref_count);
    assert_string_equal(o->refs[i].label, label);
    assert_string_equal(o->refs[i].target_value, value);
}

static void references_carry_pythons_names(void **state)
{
    (void)state;
    story s;
    arena room = {0};
    rich_story(&s);
    view v = look(&s, &room, false);
    assert_ref(object_of(&s, &v, story_get(&s, 0)), 0, "partner", "<Node>");
    const view_object *list = object_of(&s, &v, story_get(&s, 2));
    assert_ref(list, 0, "[0]", "[[...], <Node>, 1000]");
    assert_ref(list, 2, "[2]", "1000");
    const view_object *dict = object_of(&s, &v, story_get(&s, 3));
    assert_ref(dict, 0, "'key'", "<Node>");
    assert_ref(dict, 1, "'key'", "'key'");
    assert_true(dict->refs[1].key);
    assert_ref(dict, 2, "'a'", "None");
    assert_int_equal(dict->ref_count, 3); /* 'a' is the interpreter's: the label says enough */
    const view_object *function = object_of(&s, &v, story_get(&s, 5));
    assert_ref(function, 0, "__globals__",
               "{'h': <class Node>, 'a': <Node>, 'b': <Node>, 'c': [[...]...");
    assert_ref(function, 1, "__name__", "'f'");
    arena_free(&room);
    story_end(&s);
}

static void materialised_dict_alone_holds_its_entries(void **state)
{
    (void)state;
    story s;
    arena room = {0};
    rich_story(&s);
    view v = look(&s, &room, false);
    const view_object *b = object_of(&s, &v, story_get(&s, 1));
    assert_int_equal(b->ref_count, 1);
    assert_string_equal(b->refs[0].label, "__dict__");
    const view_object *dict = &v.objects[b->refs[0].target];
    assert_int_equal(dict->role, VIEW_ROLE_INSTANCE_DICT);
    assert_ref(dict, 0, "'partner'", "<Node>");
    arena_free(&room);
    story_end(&s);
}

static void weak_references_are_shown_alive_and_dead(void **state)
{
    (void)state;
    story s;
    arena room = {0};
    story_begin(&s, KEYFRAME_EVENTS);
    story_bind(&s, 0, story_instance(&s));
    story_bind(&s, 1, weakref_new(&s.m, story_get(&s, 0), 0));
    view v = look(&s, &room, false);
    const view_object *weak = object_of(&s, &v, story_get(&s, 1));
    assert_true(weak->refs[0].weak);
    assert_string_equal(weak->value, "<weakref of <Node>>");
    assert_int_equal(weak->refs[0].target_id, world_serial(&s.r.w, story_get(&s, 0)));
    assert_int_equal(object_of(&s, &v, story_get(&s, 0))->weakref_count, 1);
    story_unbind(&s, 0);
    v = look(&s, &room, false);
    weak = object_of(&s, &v, story_get(&s, 1));
    assert_true(weak->refs[0].dead);
    assert_int_equal(weak->refs[0].target_id, 0);
    assert_string_equal(weak->value, "<weakref; dead>");
    arena_free(&room);
    story_end(&s);
}

static void frames_show_names_locals_and_temporaries(void **state)
{
    (void)state;
    story s;
    arena room = {0};
    rich_story(&s);
    view v = look(&s, &room, false);
    assert_int_equal(v.frame_count, 2);
    assert_string_equal(v.frames[0].name, "<module>");
    assert_string_equal(v.frames[0].names[0].name, "h");
    assert_string_equal(v.frames[0].names[1].name, "a");
    assert_string_equal(v.frames[1].name, "f");
    assert_int_equal(v.frames[1].line, 7);
    assert_int_equal(v.frames[1].name_count, 1); /* x is empty */
    assert_string_equal(v.frames[1].names[0].name, "y");
    assert_int_equal(v.frames[1].temporary_count, 1);
    assert_string_equal(v.frames[1].temporaries[0].target_value, "<Node>");
    assert_internal(object_of(&s, &v, story_get(&s, 5)), "frame", 1);
    const view_object *newest = &v.objects[v.object_count - 1];
    assert_internal(newest, "temporary", 1);
    arena_free(&room);
    story_end(&s);
}

/* --- States ----------------------------------------------------------------------------------- */

static void cycle_without_names_is_unreachable(void **state)
{
    (void)state;
    story s;
    arena room = {0};
    story_begin(&s, KEYFRAME_EVENTS);
    story_two_nodes(&s);
    ref a = story_get(&s, 0), b = story_get(&s, 1);
    story_unbind(&s, 0);
    view v = look(&s, &room, false);
    assert_false(object_of(&s, &v, a)->unreachable);
    story_unbind(&s, 1);
    v = look(&s, &room, false);
    assert_true(object_of(&s, &v, a)->unreachable);
    assert_true(object_of(&s, &v, b)->unreachable);
    assert_false(object_of(&s, &v, s.node)->unreachable);
    story_tell(&s, EV_DICT_REMOVE, 0, s.main, dict_find(&s.r.w, s.main, s.names[7]), 0);
    memory_drop(&s.m, s.node);
    v = look(&s, &room, false);
    assert_true(object_of(&s, &v, s.node)->unreachable); /* a class is its own garbage */
    arena_free(&room);
    story_end(&s);
}

static void collections_are_seen_while_they_run(void **state)
{
    (void)state;
    story s;
    arena room = {0};
    story_begin(&s, KEYFRAME_EVENTS);
    story_two_nodes(&s);
    ref a = story_get(&s, 0);
    story_unbind(&s, 0);
    story_unbind(&s, 1);
    story_tell(&s, EV_GC_START, 0, 2, 0, 0);
    story_tell(&s, EV_GC_PHASE, 0, GC_MERGE, 2, 0);
    story_tell(&s, EV_GC_PHASE, 0, GC_UPDATE_REFS, 2, 0);
    view v = look(&s, &room, false);
    assert_true(v.gc.collecting);
    assert_true(object_of(&s, &v, a)->collecting);
    assert_int_equal(object_of(&s, &v, a)->gc_refs, 1);
    assert_int_equal(object_of(&s, &v, a)->generation, 2);
    story_tell(&s, EV_GC_PHASE, 0, GC_SUBTRACT_REFS, 2, 0);
    v = look(&s, &room, false);
    assert_int_equal(object_of(&s, &v, a)->gc_refs, 0);
    assert_int_equal(object_of(&s, &v, a)->refcount, 1);
    story_tell(&s, EV_GC_PHASE, 0, GC_MOVE_UNREACHABLE, 2, 0);
    v = look(&s, &room, false);
    assert_true(object_of(&s, &v, a)->tentatively_unreachable);
    assert_false(object_of(&s, &v, s.node)->tentatively_unreachable);
    arena_free(&room);
    story_end(&s);
}

static void generations_are_those_of_the_lists(void **state)
{
    (void)state;
    story s;
    arena room = {0};
    story_begin(&s, KEYFRAME_EVENTS);
    story_two_nodes(&s);
    view v = look(&s, &room, false);
    assert_int_equal(object_of(&s, &v, story_get(&s, 0))->generation, 0);
    (void)gc_collect(&s.m, 0, false);
    story_bind(&s, 2, story_str(&s, "text"));
    v = look(&s, &room, false);
    assert_int_equal(object_of(&s, &v, story_get(&s, 0))->generation, 1);
    assert_int_equal(object_of(&s, &v, story_get(&s, 2))->generation, -1);
    assert_int_equal(v.gc.generations[0], 0);
    assert_true(v.gc.generations[1] >= 3);
    assert_int_equal(v.gc.threshold[0], 2000);
    arena_free(&room);
    story_end(&s);
}

/* --- Values ----------------------------------------------------------------------------------- */

static void assert_value(story *s, ref o, const char *expected)
{
    char text[VALUE_BYTES];
    view_value_write(&s->r.w, &PROGRAM, o, text);
    assert_string_equal(text, expected);
}

static ref text_of(story *s, object_kind kind, const char *text, uint32_t length)
{
    world_emit_text(&s->r, EV_NEW_TEXT, (uint8_t)kind, 0, 0, length, text);
    return s->r.w.born;
}

static void assert_str_value(story *s, const char *text, const char *expected)
{
    assert_value(s, text_of(s, KIND_STR, text, (uint32_t)strlen(text)), expected);
}

static void values_of_texts_are_reprs(void **state)
{
    (void)state;
    story s;
    story_begin(&s, KEYFRAME_EVENTS);
    assert_str_value(&s, "", "''");
    assert_str_value(&s, "it's", "\"it's\"");
    assert_str_value(&s, "\"it's\"", "'\"it\\'s\"'");
    assert_str_value(&s, "\\\n\t\r\x01\x7f", "'\\\\\\n\\t\\r\\x01\\x7f'");
    assert_str_value(&s, "\xC3\xA9\xC2\xA0\xE2\x80\x8B\xF0\x9F\x98\x80",
                     "'\xC3\xA9\\xa0\\u200b\xF0\x9F\x98\x80'");
    assert_value(&s, text_of(&s, KIND_BYTES, "a\0\xFF'", 4), "b\"a\\x00\\xff'\"");
    story_end(&s);
}

static void values_are_cut_at_sixty_characters(void **state)
{
    (void)state;
    story s;
    char text[200], expected[210];
    story_begin(&s, KEYFRAME_EVENTS);
    memset(text, 'x', sizeof text);
    text[58] = '\0'; /* and two quotes: 60 */
    (void)snprintf(expected, sizeof expected, "'%s'", text);
    assert_str_value(&s, text, expected);
    text[58] = 'x';
    text[59] = '\0';
    (void)snprintf(expected, sizeof expected, "'%.56s...", text);
    assert_str_value(&s, text, expected);
    ref list = story_new(&s, KIND_LIST, 0, 0, 0);
    for (uint32_t i = 0; i < 30; i++)
        story_tell(&s, EV_LIST_APPEND, 0, list, s.none, 0);
    assert_value(&s, list, "[None, None, None, None, None, None, None, None, None, No...");
    story_end(&s);
}

static void deep_nesting_is_cut_not_followed(void **state)
{
    (void)state;
    story s;
    story_begin(&s, KEYFRAME_EVENTS);
    ref inner = story_new(&s, KIND_LIST, 0, 0, 0);
    for (uint32_t i = 0; i < 100; i++) {
        ref outer = story_new(&s, KIND_LIST, 0, 0, 0);
        story_tell(&s, EV_LIST_APPEND, EV_STEAL, outer, inner, 0);
        inner = outer;
    }
    assert_value(&s, inner, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[...");
    story_end(&s);
}

static void assert_float(double value, const char *expected)
{
    char text[FLOAT_TEXT_BYTES];
    float_text(value, text);
    assert_string_equal(text, expected);
}

static void values_of_floats_are_the_shortest_digits(void **state)
{
    (void)state;
    assert_float(0.0, "0.0");
    assert_float(-0.0, "-0.0");
    assert_float(1.0, "1.0");
    assert_float(-2.5, "-2.5");
    assert_float(0.1, "0.1");
    assert_float(0.1 + 0.2, "0.30000000000000004");
    assert_float(1.0 / 3.0, "0.3333333333333333");
    assert_float(100.0, "100.0");
    assert_float(123456789.125, "123456789.125");
    assert_float(1e15, "1000000000000000.0");
    assert_float(1e16, "1e+16");
    assert_float(1.5e16, "1.5e+16");
    assert_float(9007199254740993.0, "9007199254740992.0");
    assert_float(0.0001, "0.0001");
    assert_float(0.00001, "1e-05");
    assert_float(1.25e-7, "1.25e-07");
    assert_float(1e100, "1e+100");
    assert_float(5e-324, "5e-324");
    assert_float(2.2250738585072014e-308, "2.2250738585072014e-308");
    assert_float(1.7976931348623157e308, "1.7976931348623157e+308");
    assert_float(5e-324 * 12345, "6.099e-320");
}

static void values_of_other_kinds_name_what_they_are(void **state)
{
    (void)state;
    story s;
    story_begin(&s, KEYFRAME_EVENTS);
    assert_value(&s, s.none, "None");
    assert_value(&s, s.node, "<class Node>");
    assert_value(&s, story_new(&s, KIND_BOOL, 0, 1, 0), "True");
    assert_value(&s, story_new(&s, KIND_INT, 4, 0xFFFFFFFF, 0xFFFFFFFF), "-1");
    assert_value(&s, story_new(&s, KIND_TUPLE, 0, 0, 0), "()");
    ref one = story_new(&s, KIND_TUPLE, 8, 1, 0);
    story_tell(&s, EV_SLOT_SET, 0, one, 0, s.none);
    assert_value(&s, one, "(None,)");
    assert_value(&s, story_new(&s, KIND_OBJECT, 0, 0, 0), "<object>");
    assert_value(&s, story_new(&s, KIND_DICT, 0, 0, 0), "{}");
    assert_value(&s, story_new(&s, KIND_CODE, 0, 1, 0), "<code f>");
    ref cell = story_new(&s, KIND_CELL, 0, 0, 0);
    assert_value(&s, cell, "<cell: empty>");
    story_tell(&s, EV_SLOT_SET, 0, cell, 0, cell);
    assert_value(&s, cell, "<cell: <cell: ...>>");
    ref range = story_new(&s, KIND_RANGE, 0, 0, 0);
    story_tell(&s, EV_WORD_SET, 0, range, 2, 3);
    story_tell(&s, EV_WORD_SET, 0, range, 4, 1);
    assert_value(&s, range, "range(0, 3)");
    story_tell(&s, EV_WORD_SET, 0, range, 4, 2);
    assert_value(&s, range, "range(0, 3, 2)");
    story_end(&s);
}

/* --- Cost ------------------------------------------------------------------------------------- */

static void hundred_thousand_objects_are_seen_at_once(void **state)
{
    (void)state;
    story s;
    arena room = {0};
    story_begin(&s, KEYFRAME_EVENTS);
    story_two_nodes(&s);
    for (uint32_t i = 0; i < 100000; i++) { /* a chain, each held by the next */
        world_emit(&s.r, EV_NEW_INSTANCE, 0, s.node, 0, 0);
        ref next = s.r.w.born;
        uint32_t entry = dict_find(&s.r.w, s.main, s.names[0]);
        world_emit(&s.r, EV_ATTR_SET, 0, next, 0, dict_entry(&s.r.w, s.main, entry).value);
        world_emit(&s.r, EV_DICT_SET, EV_STEAL, s.main, entry, next);
    }
    clock_t start = clock();
    view v = look(&s, &room, false);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    assert_true(v.object_count > 100000);
    assert_true(seconds < 5); /* some 0.05 in a release build; five seconds would be quadratic */
    assert_false(v.objects[v.object_count / 2].unreachable);
    assert_counts_explained(&v);
    arena_free(&room);
    recorder_close(&s.r); /* without a hundred thousand deaths */
    memory_close(&s.m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_count_is_explained_at_every_event),
        cmocka_unit_test(objects_stand_in_order_and_are_found),
        cmocka_unit_test(objects_of_the_interpreter_are_listed_only_with_all),
        cmocka_unit_test(references_carry_pythons_names),
        cmocka_unit_test(materialised_dict_alone_holds_its_entries),
        cmocka_unit_test(weak_references_are_shown_alive_and_dead),
        cmocka_unit_test(frames_show_names_locals_and_temporaries),
        cmocka_unit_test(cycle_without_names_is_unreachable),
        cmocka_unit_test(collections_are_seen_while_they_run),
        cmocka_unit_test(generations_are_those_of_the_lists),
        cmocka_unit_test(values_of_texts_are_reprs),
        cmocka_unit_test(values_are_cut_at_sixty_characters),
        cmocka_unit_test(deep_nesting_is_cut_not_followed),
        cmocka_unit_test(values_of_floats_are_the_shortest_digits),
        cmocka_unit_test(values_of_other_kinds_name_what_they_are),
        cmocka_unit_test(hundred_thousand_objects_are_seen_at_once),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
