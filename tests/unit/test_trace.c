/* The trace's two writers, fed with views made by hand. */
#include "sim/holders.h"
#include "sim/report/trace_json.h"
#include "sim/report/trace_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (uint32_t)(sizeof(array) / sizeof(array)[0])

/* Two nodes that hold each other; `a` holds the first; a dict has the first as a key. */
static const view_ref NODE_1[] = {
    {.label = "partner", .target_id = 12, .target = 1, .target_value = "<Node>"}};
static const view_ref NODE_2[] = {
    {.label = "partner", .target_id = 11, .target = 0, .target_value = "<Node>"},
    {.label = "count", .target_id = 3, .target = VIEW_NONE, .target_value = "7"}};
static const view_ref DICT[] = {
    {.label = "<Node>", .target_id = 12, .target = 1, .target_value = "<Node>"},
    {.label = "<Node>", .target_id = 11, .target = 0, .target_value = "<Node>", .key = true},
    {.label = "'name'", .target_id = 3, .target = VIEW_NONE, .target_value = "7"},
    {.label = "'name'", .target_id = 4, .target = VIEW_NONE, .target_value = "'name'", .key = true}};
static const view_ref WEAK[] = {
    {.label = "", .target_id = 11, .target = 0, .target_value = "<Node>", .weak = true},
    {.label = "", .target = VIEW_NONE, .target_value = "dead", .weak = true, .dead = true}};
static const view_internal HELD[] = {{"temporary", 1}, {"code constant", 2}};

static const view_object OBJECTS[] = {
    {.id = 11, .type = "Node", .value = "<Node>", .address = 0x7f0000004030, .size_bytes = 48,
     .refcount = 3, .generation = 0, .tracked = true, .refs = NODE_1, .ref_count = 1},
    {.id = 12, .type = "Node", .value = "<Node>", .address = 0x7f0000004060, .size_bytes = 48,
     .refcount = 2, .generation = 2, .tracked = true, .refs = NODE_2, .ref_count = 2,
     .unreachable = true},
    {.id = 15, .type = "dict", .value = "{<Node>: <Node>, 'na\"me': 7}", .address = 0x10,
     .size_bytes = 184, .refcount = 1, .generation = 3, .tracked = true, .refs = DICT,
     .ref_count = 4},
    {.id = 16, .type = "ReferenceType", .value = "<weakref>", .address = 0x20, .size_bytes = 72,
     .refcount = 3, .generation = -1, .refs = WEAK, .ref_count = 2, .internals = HELD,
     .internal_count = 2}};
static const view_name NAMES[] = {
    {.name = "__name__", .target_id = 2, .target = VIEW_NONE, .target_value = "'__main__'",
     .interpreter = true},
    {.name = "a", .target_id = 11, .target = 0, .target_value = "<Node>"},
    {.name = "x", .target_id = 3, .target = VIEW_NONE, .target_value = "7"}};
static const view_frame FRAMES[] = {{.name = "<module>", .names = NAMES, .name_count = 3}};
static const view STATE = {
    .objects = OBJECTS, .object_count = COUNT(OBJECTS), .frames = FRAMES, .frame_count = 1,
    .gc = {.enabled = true, .count = {3, 0, 1}, .threshold = {2000, 10, 10},
           .generations = {5, 0, 2}, .permanent = 1},
    .heap = {.arenas = 1, .pools = 3, .blocks = 14, .bytes = 912}};

static const session_birth BIRTHS[] = {{11, "Node", 4}, {12, "Node", 5}};
static const session_death DEATHS[] = {
    {.id = 9, .type = "list", .value = "[]", .cause = "refcount", .line = 6, .reason = "del c"},
    {.id = 10, .type = "Node", .value = "<Node>", .cause = "gc", .line = 7}};
static const session_collection COLLECTIONS[] = {
    {.generation = 2, .automatic = false, .examined = 3, .unreachable = 1, .collected = 1, .uncollectable = 0, .line = 7}};
static const session_step ABOUT = {
    .first_line = 6, .last_line = 7, .output = "hi\n", .output_length = 3, .births = BIRTHS,
    .birth_count = 2, .deaths = DEATHS, .death_count = 2, .collections = COLLECTIONS,
    .collection_count = 1};
static const trace_record RECORD = {.step = 3, .steps = 4, .code = "del c\ngc.collect()",
                                    .say = "One dies.", .about = &ABOUT, .state = &STATE};

static const char *json_of(buffer *b, const trace_record *r)
{
    trace_json_step(b, r);
    assert_false(b->failed);
    return buffer_text(b);
}

static void assert_contains(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("'%s' is not in:\n%s", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
    if (strstr(text, part))
        fail_msg("'%s' is in:\n%s", part, text);
}

static void json_header_is_one_line(void **state)
{
    (void)state;
    buffer b = {0};
    trace_json_header(&b, "a \"b\".json", "T", "3.13");
    assert_string_equal(
        buffer_text(&b),
        "{\"ouro\": 1, \"file\": \"a \\\"b\\\".json\", \"title\": \"T\", \"python\": \"3.13\"}\n");
    buffer_free(&b);
}

static void json_record_of_a_step_is_exact(void **state)
{
    (void)state;
    buffer b = {0};
    static const char expected[] =
        "{\"step\": 3, \"first_line\": 6, \"last_line\": 7, \"code\": \"del c\\ngc.collect()\", "
        "\"say\": \"One dies.\", \"output\": \"hi\\n\", \"raised\": null, "
        "\"frames\": [{\"name\": \"<module>\", \"locals\": {\"a\": 11, \"x\": {\"value\": \"7\"}}}], "
        "\"objects\": [{\"id\": 11, \"type\": \"Node\", \"value\": \"<Node>\", "
        "\"address\": \"0x7f0000004030\", \"size\": 48, \"refcount\": 3, \"tracked\": true, "
        "\"generation\": 0, \"immortal\": false, \"refs\": [[\"partner\", 12, \"strong\"]], "
        "\"internal\": []}, ";
    json_of(&b, &RECORD);
    assert_memory_equal(buffer_text(&b), expected, sizeof expected - 1);
    static const char end[] =
        "\"born\": [11, 12], "
        "\"died\": [{\"id\": 9, \"type\": \"list\", \"cause\": \"refcount\", \"line\": 6}, "
        "{\"id\": 10, \"type\": \"Node\", \"cause\": \"gc\", \"line\": 7}], "
        "\"collections\": [{\"generation\": 2, \"automatic\": false, \"collected\": 1, "
        "\"uncollectable\": 0}], "
        "\"gc\": {\"enabled\": true, \"count\": [3, 0, 1], \"threshold\": [2000, 10, 10], "
        "\"generations\": [5, 0, 2], \"permanent\": 1}, "
        "\"heap\": {\"arenas\": 1, \"pools\": 3, \"blocks\": 14, \"bytes\": 912, "
        "\"large_bytes\": 0}}\n";
    assert_true(b.length > sizeof end);
    assert_string_equal(buffer_text(&b) + b.length - (sizeof end - 1), end);
    buffer_free(&b);
}

static void json_key_objects_are_second_references(void **state)
{
    (void)state;
    buffer b = {0};
    assert_contains(json_of(&b, &RECORD),
                    "\"refs\": [[\"<Node>\", 12, \"strong\"], [\"key <Node>\", 11, \"strong\"], "
                    "[\"'name'\", {\"value\": \"7\"}, \"strong\"]]");
    buffer_free(&b);
}

static void json_weak_references_say_so_alive_or_dead(void **state)
{
    (void)state;
    buffer b = {0};
    const char *text = json_of(&b, &RECORD);
    assert_contains(text, "[\"referent\", 11, \"weak\"], [\"referent\", {\"value\": \"dead\"}, "
                          "\"weak\"]], \"internal\": [[\"temporary\", 1], [\"code constant\", 2]]}");
    buffer_free(&b);
}

static void json_generations_are_numbers_permanent_or_null(void **state)
{
    (void)state;
    buffer b = {0};
    const char *text = json_of(&b, &RECORD);
    assert_contains(text, "\"tracked\": true, \"generation\": 2");
    assert_contains(text, "\"tracked\": true, \"generation\": \"permanent\"");
    assert_contains(text, "\"tracked\": false, \"generation\": null");
    buffer_free(&b);
}

static void json_explains_an_immortal_count(void **state)
{
    (void)state;
    view_object objects[COUNT(OBJECTS)];
    memcpy(objects, OBJECTS, sizeof objects);
    objects[0].immortal = true;
    objects[0].refcount = UINT32_MAX;
    view immortal = STATE;
    immortal.objects = objects;
    trace_record r = RECORD;
    r.state = &immortal;
    buffer b = {0};
    /* One name, one attribute and one key hold it; the weak reference does not count. */
    assert_contains(json_of(&b, &r), "\"immortal\": true, \"refs\": [[\"partner\", 12, \"strong\"]], "
                                     "\"internal\": [[\"immortal\", 4294967292]]}");
    buffer_free(&b);
}

static void json_shows_interpreter_names_only_with_all(void **state)
{
    (void)state;
    buffer b = {0};
    assert_lacks(json_of(&b, &RECORD), "__name__");
    trace_record all = RECORD;
    all.all = true;
    buffer_clear(&b);
    assert_contains(json_of(&b, &all), "{\"__name__\": {\"value\": \"'__main__'\"}, \"a\": 11");
    buffer_free(&b);
}

static void json_last_record_is_the_exit(void **state)
{
    (void)state;
    buffer b = {0};
    trace_record r = RECORD;
    r.step = 5;
    assert_contains(json_of(&b, &r), "{\"step\": \"exit\", \"first_line\": ");
    buffer_free(&b);
}

static void json_tells_what_was_raised(void **state)
{
    (void)state;
    buffer b = {0};
    session_step about = ABOUT;
    about.raised = "ValueError: \"no\"";
    trace_record r = RECORD;
    r.about = &about;
    assert_contains(json_of(&b, &r), "\"raised\": \"ValueError: \\\"no\\\"\", ");
    buffer_free(&b);
}

static void text_tells_the_step_in_sentences(void **state)
{
    (void)state;
    buffer b = {0};
    trace_text_step(&b, &RECORD);
    assert_string_equal(
        buffer_text(&b),
        "\nStep 3 of 4, lines 6 to 7\n"
        "    del c\n    gc.collect()\n"
        "  One dies.\n"
        "  It prints:\n    | hi\n"
        "  Born: #11 Node, #12 Node.\n"
        "  #9 list dies in line 6: its last reference went (del c).\n"
        "  #10 Node dies in line 7: the collector found it unreachable.\n"
        "  The collector ran on generation 2 in line 7.\n"
        "    merge: 3 objects to look at.\n"
        "    update_refs, subtract_refs: their counts are copied, and every reference among them takes 1 away.\n"
        "    move_unreachable: 2 can be reached from outside, 1 cannot.\n"
        "    delete_garbage: 1 object freed.\n"
        "  Names in <module>: a = #11, x = 7.\n"
        "  Objects:\n"
        "    #11 Node <Node>, 48 bytes: count 3; held by a, #12.partner, as a key of #15[<Node>]; "
        "seen weakly by #16; tracked, generation 0.\n"
        "    #12 Node <Node>, 48 bytes: count 2; held by #11.partner, #15[<Node>]; "
        "tracked, generation 2; UNREACHABLE.\n"
        "    #15 dict {<Node>: <Node>, 'na\"me': 7}, 184 bytes: count 1; tracked, permanent.\n"
        "    #16 ReferenceType <weakref>, 72 bytes: count 3; by the interpreter: temporary, "
        "code constant (2); not tracked.\n"
        "  Collector on: counts 3 0 1 of 2000 10 10; objects per generation 5 0 2, permanent 1.\n"
        "  Heap: 912 bytes in 14 blocks, 3 pools, 1 arena.\n");
    buffer_free(&b);
}

static void text_only_counts_what_stands_as_before(void **state)
{
    (void)state;
    view_object objects[COUNT(OBJECTS)];
    memcpy(objects, OBJECTS, sizeof objects);
    objects[1].refcount = 1;
    view before = STATE;
    before.objects = objects;
    trace_record r = RECORD;
    r.before = &before;
    buffer b = {0};
    trace_text_step(&b, &r);
    assert_contains(buffer_text(&b), "    #12 Node");
    assert_lacks(buffer_text(&b), "    #11 Node");
    assert_contains(buffer_text(&b), "  3 objects stand as before.\n");
    assert_lacks(buffer_text(&b), "Names in");
    buffer_free(&b);
}

static void text_tells_names_that_moved(void **state)
{
    (void)state;
    view_name names[COUNT(NAMES)];
    memcpy(names, NAMES, sizeof names);
    names[1].target_id = 12;
    view_frame frame = FRAMES[0];
    frame.names = names;
    view before = STATE;
    before.frames = &frame;
    trace_record r = RECORD;
    r.before = &before;
    buffer b = {0};
    trace_text_step(&b, &r);
    assert_contains(buffer_text(&b), "  Names in <module>: a = #11, x = 7.\n");
    assert_contains(buffer_text(&b), "  4 objects stand as before.\n");
    buffer_free(&b);
}

static void text_names_a_few_of_many(void **state)
{
    (void)state;
    session_birth births[40];
    for (uint32_t i = 0; i < 40; i++)
        births[i] = (session_birth){.id = i + 1, .type = "list"};
    session_step about = ABOUT;
    about.births = births;
    about.birth_count = 40;
    trace_record r = RECORD;
    r.about = &about;
    buffer b = {0};
    trace_text_step(&b, &r);
    assert_contains(buffer_text(&b), "#8 list and 32 more.\n");
    assert_lacks(buffer_text(&b), "#9 list,");
    buffer_free(&b);
}

static void holders_turn_every_reference_round(void **state)
{
    (void)state;
    arena memory = {0};
    holders who;
    assert_true(holders_build(&STATE, &memory, &who));
    assert_int_equal(who.first[1] - who.first[0], 4); /* a, partner, key, weak */
    assert_int_equal(who.first[COUNT(OBJECTS)], 6);
    const holder *first = who.all + who.first[0];
    assert_ptr_equal(first[0].frame, &FRAMES[0]);
    assert_string_equal(first[0].label, "a");
    assert_ptr_equal(first[1].object, &OBJECTS[1]);
    assert_true(first[2].key);
    assert_true(first[3].weak);
    arena_free(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_header_is_one_line),
        cmocka_unit_test(json_record_of_a_step_is_exact),
        cmocka_unit_test(json_key_objects_are_second_references),
        cmocka_unit_test(json_weak_references_say_so_alive_or_dead),
        cmocka_unit_test(json_generations_are_numbers_permanent_or_null),
        cmocka_unit_test(json_explains_an_immortal_count),
        cmocka_unit_test(json_shows_interpreter_names_only_with_all),
        cmocka_unit_test(json_last_record_is_the_exit),
        cmocka_unit_test(json_tells_what_was_raised),
        cmocka_unit_test(text_tells_the_step_in_sentences),
        cmocka_unit_test(text_only_counts_what_stands_as_before),
        cmocka_unit_test(text_tells_names_that_moved),
        cmocka_unit_test(text_names_a_few_of_many),
        cmocka_unit_test(holders_turn_every_reference_round),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
