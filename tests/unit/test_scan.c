/* The strict reading of JSON: what passes, what is refused and where, and that cJSON agrees. */
#include "sim/base/limits.h"
#include "sim/base/utf8.h"
#include "sim/scenario/json_scan.h"
#include "sim/scenario/json_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* The text in a block of exactly its size: a read behind its end is seen by the sanitizer. */
static ouro_result scan(const char *text, size_t length, size_t *values, ouro_error *err)
{
    char *copy = malloc(length + !length);
    assert_non_null(copy);
    memcpy(copy, text, length);
    json_spots spots;
    *err = (ouro_error){0};
    ouro_result result = json_scan(copy, length, &spots, err);
    *values = spots.count;
    json_spots_free(&spots);
    free(copy);
    return result;
}

static void what_rfc_8259_allows_passes(void **state)
{
    (void)state;
    static const char *const good[] = {
        "{}",
        "[]",
        "0",
        "-0",
        "1.5e+10",
        "1E-2",
        "true",
        "false",
        "null",
        "\"\"",
        " \t\r\n[ ] \n",
        "[1,[2,{\"a\":[]}],\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"]",
        "{\"\":{\"a\":1,\"b\":[null]}}",
        "\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\x7F\"",
        "123456789012345678901234567890.5",
    };
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        ouro_error err;
        size_t values;
        if (scan(good[i], strlen(good[i]), &values, &err) != OURO_OK)
            fail_msg("%s: %u:%u: %s", good[i], err.line, err.column, err.text);
    }
}

typedef struct refused {
    const char *text;
    uint32_t line, column;
    const char *why;
} refused;

static void what_cjson_would_let_pass_is_refused_at_its_place(void **state)
{
    (void)state;
    static const refused bad[] = {
        {"", 1, 1, "empty"},
        {"  \n ", 2, 2, "empty"},
        {"[1] x", 1, 5, "behind the end"},
        {"[1]]", 1, 4, "behind the end"},
        {"[007]", 1, 2, "begin with 0"},
        {"[-01]", 1, 2, "begin with 0"},
        {"[1.]", 1, 3, "decimal point"},
        {"[.5]", 1, 2, "value was expected"},
        {"[+1]", 1, 2, "value was expected"},
        {"[1e]", 1, 3, "exponent"},
        {"[-]", 1, 2, "'-'"},
        {"[0x10]", 1, 3, "',' or ']'"},
        {"[NaN]", 1, 2, "value was expected"},
        {"[True]", 1, 2, "value was expected"},
        {"[nul]", 1, 2, "value was expected"},
        {"['a']", 1, 2, "double quotes"},
        {"[1,]", 1, 4, "too many"},
        {"[,1]", 1, 2, "value was expected"},
        {"[1 2]", 1, 4, "',' or ']'"},
        {"{\"a\":1,}", 1, 8, "too many"},
        {"{\"a\" 1}", 1, 6, "':'"},
        {"{\"a\"", 1, 5, "':'"},
        {"{a:1}", 1, 2, "key"},
        {"{\"a\":1 \"b\":2}", 1, 8, "',' or '}'"},
        {"{\"a\":}", 1, 6, "value was expected"},
        {"[1}", 1, 3, "',' or ']'"},
        {"{\"a\":1]", 1, 7, "',' or '}'"},
        {"[\n [1,\n  2]", 1, 1, "never closed"},
        {"[\n [1,\n  2", 2, 2, "never closed"},
        {"[\"a", 1, 2, "never closed"},
        {"[\"a\\", 1, 4, "escape"},
        {"\xEF\xBB\xBF{}", 1, 1, "value was expected"}, /* the file's reader has dropped one */
        {"[\"a\nb\"]", 1, 4, "end on the line"},
        {"[\"a\tb\"]", 1, 4, "control character"},
        {"[\"\x1F\"]", 1, 3, "control character"},
        {"[\"\\u0000\"]", 1, 3, "u0000"},
        {"[\"\\u12\"]", 1, 3, "four"},
        {"[\"\\x41\"]", 1, 3, "escape"},
        {"[\"\\uD800\"]", 1, 3, "high surrogate"},
        {"[\"\\uD800\\u0041\"]", 1, 3, "high surrogate"},
        {"[\"\\uDC00\"]", 1, 3, "low surrogate"},
        {"[\"\xC3\xA9\xE2\x82\xAC\xFF\"]", 1, 5, "UTF-8"},
        {"[\"\xC0\x80\"]", 1, 3, "UTF-8"},
        {"[\"\xED\xA0\x80\"]", 1, 3, "UTF-8"},
        {"[\"\xF4\x90\x80\x80\"]", 1, 3, "UTF-8"},
        {"[\"\xE2\x82\"]", 1, 3, "UTF-8"},
        {"[\xFF]", 1, 2, "UTF-8"},
        {"[\r\n\r,]", 3, 1, "value was expected"},
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        ouro_error err;
        size_t values;
        ouro_result result = scan(bad[i].text, strlen(bad[i].text), &values, &err);
        if (result != OURO_ERR_SYNTAX || err.line != bad[i].line || err.column != bad[i].column ||
            !strstr(err.text, bad[i].why))
            fail_msg("%s: %u:%u: %s", bad[i].text, err.line, err.column, err.text);
        assert_int_equal(values, 0);
    }
}

static void a_nul_byte_is_refused_wherever_it_stands(void **state)
{
    (void)state;
    static const char text[] = " [ 1 , \"a\" ] ";
    for (size_t i = 0; i < sizeof text; i++) {
        char planted[sizeof text + 1];
        ouro_error err;
        size_t values;
        memcpy(planted, text, i);
        planted[i] = '\0';
        memcpy(planted + i + 1, text + i, sizeof text - i);
        assert_int_equal(scan(planted, sizeof text, &values, &err), OURO_ERR_SYNTAX);
        assert_int_equal(err.column, i + 1);
    }
}

static void every_shorter_part_of_an_object_is_refused(void **state)
{
    (void)state;
    static const char text[] = "{\"a\": [1, -2.5e3, true, false, null], \"\\u00e9\\ud83d\\ude00\": "
                               "{\"\xC3\xA9\": \"\\n\"}}";
    ouro_error err;
    size_t values;
    for (size_t length = 0; length + 1 < sizeof text; length++)
        assert_int_equal(scan(text, length, &values, &err), OURO_ERR_SYNTAX);
    assert_int_equal(scan(text, sizeof text - 1, &values, &err), OURO_OK);
    assert_int_equal(values, 9);
}

static void the_limits_are_the_last_that_pass(void **state)
{
    (void)state;
    enum { DEPTH = LIMIT_JSON_DEPTH };
    char brackets[2 * DEPTH + 2];
    ouro_error err;
    size_t values;
    memset(brackets, '[', DEPTH + 1);
    memset(brackets + DEPTH + 1, ']', DEPTH + 1);
    assert_int_equal(scan(brackets + 1, (size_t)2 * DEPTH, &values, &err), OURO_OK);
    assert_int_equal(scan(brackets, sizeof brackets, &values, &err), OURO_ERR_LIMIT_INPUT);
    assert_int_equal(err.column, DEPTH + 1);

    size_t room = LIMIT_STRING_BYTES + 3;
    char *text = malloc(room);
    assert_non_null(text);
    memset(text, 'a', room);
    text[0] = text[room - 2] = text[room - 1] = '"';
    assert_int_equal(scan(text, room - 1, &values, &err), OURO_OK);
    text[room - 2] = 'a';
    assert_int_equal(scan(text, room, &values, &err), OURO_ERR_LIMIT_INPUT);
    free(text);

    size_t length = 2 * (size_t)LIMIT_JSON_VALUES;
    char *many = malloc(length + 2);
    assert_non_null(many);
    for (size_t i = 0; i < length + 2; i++)
        many[i] = i % 2 ? '0' : ',';
    many[0] = '[';
    many[length - 2] = ']'; /* the array and LIMIT - 1 numbers... */
    assert_int_equal(scan(many, length - 1, &values, &err), OURO_OK);
    assert_int_equal(values, LIMIT_JSON_VALUES);
    many[length - 2] = ','; /* ... and one number more */
    many[length] = ']';
    assert_int_equal(scan(many, length + 1, &values, &err), OURO_ERR_LIMIT_INPUT);
    assert_int_equal(err.column, length);
    free(many);
}

/* xorshift: the same texts on every machine */
static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void what_the_scan_accepts_cjson_reads_with_as_many_values(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "{",      "}",    "[",    "]",  ",",      ":",  "\"a\"", "\"\\u00e9\"",  "1",
        "-0.5e1", "true", "null", " ",  "\"b\":", "{}", "[]",    "\"\xC3\xA9\"", "{\"c\":",
        "[1,",    "\n",   "\\",   "\"", "\x01",   "9"};
    uint32_t seed = 20240229, accepted = 0;
    for (int round = 0; round < 200000; round++) {
        char text[128] = "";
        size_t count = 1 + next_random(&seed) % 8;
        for (size_t i = 0; i < count; i++)
            strcat(text, pieces[next_random(&seed) % COUNT_OF(pieces)]);
        json_tree tree;
        ouro_error err = {0};
        ouro_result result = json_tree_read(text, strlen(text), &tree, &err);
        if (result == OURO_OK)
            accepted++;
        else if (result != OURO_ERR_SYNTAX)
            fail_msg("%s: %s", text, err.text);
        json_tree_free(&tree);
    }
    assert_true(accepted > 1000);
}

static void every_node_knows_where_it_stands(void **state)
{
    (void)state;
    static const char text[] = "{ \"a\" : [ 10, {\"b\":\"x\"} ], \"c\":null }";
    json_tree tree;
    ouro_error err = {0};
    assert_int_equal(json_tree_read(text, sizeof text - 1, &tree, &err), OURO_OK);
    const cJSON *a = tree.root->child, *ten = a->child, *object = ten->next, *c = a->next;
    assert_int_equal(json_tree_value_at(&tree, tree.root), 0);
    assert_int_equal(json_tree_key_at(&tree, a), strstr(text, "\"a\"") - text);
    assert_int_equal(json_tree_value_at(&tree, a), strchr(text, '[') - text);
    assert_int_equal(json_tree_value_at(&tree, ten), strstr(text, "10") - text);
    assert_int_equal(json_tree_value_at(&tree, object->child), strstr(text, "\"x\"") - text);
    assert_int_equal(json_tree_key_at(&tree, c), strstr(text, "\"c\"") - text);
    json_tree_free(&tree);
}

static void a_place_in_a_value_is_found_through_escapes(void **state)
{
    (void)state;
    static const char text[] = "\"ab\\n\\u00e9\xC3\xA9\\ud83d\\ude00z\"";
    static const size_t starts[] = {/* a b \n é é 😀 z and the closing quote */
                                    0, 1, 2, 3, 5, 7, 11, 12};
    static const size_t places[] = {1, 2, 3, 5, 11, 13, 25, 26};
    size_t length = sizeof text - 1;
    for (size_t i = 0; i < COUNT_OF(starts); i++)
        assert_int_equal(json_string_offset(text, length, 0, starts[i]), places[i]);
    assert_int_equal(json_string_offset(text, length, 0, 1000), places[COUNT_OF(places) - 1]);
    assert_int_equal(json_string_offset(text, length, 0, 4), 5); /* within é: its escape */
}

static void the_second_of_equal_keys_is_refused(void **state)
{
    (void)state;
    static const char text[] = "{\"a\":1, \"b\":{\"x\":1,\n \"y\":2, \"x\":3}, \"a\":4}";
    json_tree tree;
    ouro_error err = {0};
    assert_int_equal(json_tree_read(text, sizeof text - 1, &tree, &err), OURO_ERR_SYNTAX);
    assert_string_equal(err.text, "the key \"x\" stands here twice");
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 9);
    assert_null(tree.root);
}

static void keys_differ_by_case(void **state)
{
    (void)state;
    static const char text[] = "{\"a\":1, \"A\":2}";
    json_tree tree;
    ouro_error err = {0};
    assert_int_equal(json_tree_read(text, sizeof text - 1, &tree, &err), OURO_OK);
    json_tree_free(&tree);
}

/* --- cJSON without memory --- */

static size_t allocations_left;

static void *limited_malloc(size_t size)
{
    if (allocations_left == 0)
        return NULL;
    allocations_left--;
    return malloc(size);
}

static void every_allocation_of_cjson_may_fail(void **state)
{
    (void)state;
    static const char text[] = "{\"a\": [1, \"two\", {\"b\": null}], \"c\": \"\\u00e9\"}";
    cJSON_Hooks hooks = {.malloc_fn = limited_malloc, .free_fn = free};
    size_t failures = 0;
    ouro_result result;
    cJSON_InitHooks(&hooks);
    do {
        json_tree tree;
        ouro_error err = {0};
        allocations_left = failures;
        result = json_tree_read(text, sizeof text - 1, &tree, &err);
        if (result != OURO_OK) {
            assert_int_equal(result, OURO_ERR_NOMEM);
            failures++;
        }
        json_tree_free(&tree);
    } while (result != OURO_OK);
    cJSON_InitHooks(NULL);
    assert_true(failures > 8);
}

static void utf8_is_what_rfc_3629_says(void **state)
{
    (void)state;
    uint32_t valid = 0;
    for (uint32_t c = 0; c < 0x120000; c++) {
        const char three[] = {(char)(0xE0 | c >> 12), (char)(0x80 | (c >> 6 & 0x3F)),
                              (char)(0x80 | (c & 0x3F))};
        const char four[] = {(char)(0xF0 | c >> 18), (char)(0x80 | (c >> 12 & 0x3F)),
                             (char)(0x80 | (c >> 6 & 0x3F)), (char)(0x80 | (c & 0x3F))};
        bool as_three = c < 0x10000 && utf8_length(three, 3) == 3;
        bool as_four = utf8_length(four, 4) == 4;
        assert_true(as_three == (c >= 0x800 && c < 0x10000 && (c < 0xD800 || c > 0xDFFF)));
        assert_true(as_four == (c >= 0x10000 && c <= 0x10FFFF));
        if (as_three || as_four)
            assert_int_equal(utf8_decode(as_three ? three : four), c);
        valid += as_three || as_four;
    }
    assert_int_equal(valid, 0x110000 - 0x800 - 0x800);
    assert_int_equal(utf8_length("\x80", 1), 0);
    assert_int_equal(utf8_length("\xC1\xBF", 2), 0);
    assert_int_equal(utf8_length("\xC2\x80", 2), 2);
    assert_int_equal(utf8_length("\xC2", 1), 0);
    assert_int_equal(utf8_cut("a\xC3\xA9z", 4, 2), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_rfc_8259_allows_passes),
        cmocka_unit_test(what_cjson_would_let_pass_is_refused_at_its_place),
        cmocka_unit_test(a_nul_byte_is_refused_wherever_it_stands),
        cmocka_unit_test(every_shorter_part_of_an_object_is_refused),
        cmocka_unit_test(the_limits_are_the_last_that_pass),
        cmocka_unit_test(what_the_scan_accepts_cjson_reads_with_as_many_values),
        cmocka_unit_test(every_node_knows_where_it_stands),
        cmocka_unit_test(a_place_in_a_value_is_found_through_escapes),
        cmocka_unit_test(the_second_of_equal_keys_is_refused),
        cmocka_unit_test(keys_differ_by_case),
        cmocka_unit_test(every_allocation_of_cjson_may_fail),
        cmocka_unit_test(utf8_is_what_rfc_3629_says),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
