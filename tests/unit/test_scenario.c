/* Scenario files: what they become, where their steps are cut, what is said of bad ones. */
#define _DEFAULT_SOURCE /* mkdtemp, mkstemps */
#include "sim/base/limits.h"
#include "sim/base/report_error.h"
#include "sim/scenario/scenario.h"
#include "sim/scenario/suggest.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static scenario *load(const char *name, const char *text, const char *lang)
{
    scenario *s;
    ouro_error err = {0};
    if (scenario_load_text(name, text, strlen(text), lang, &s, &err) != OURO_OK)
        fail_msg("%s: %u:%u: %s", name, err.line, err.column, err.text);
    return s;
}

/* The error of a bad scenario. */
static ouro_error refusal(const char *name, const char *text)
{
    scenario *s;
    ouro_error err = {0};
    ouro_result result = scenario_load_text(name, text, strlen(text), NULL, &s, &err);
    assert_int_not_equal(result, OURO_OK);
    assert_int_equal(result, err.code);
    assert_null(s);
    return err;
}

/* --- .json --- */

static const char LESSON[] =
    "{ \"$schema\": \"../../assets/scenario.schema.json\",\n"
    "  \"title\": {\"de\": \"Zwei\", \"en\": \"Two\"}, \"topic\": \"Cycles\", \"python\": "
    "\"3.12\",\n"
    "  \"gc\": {\"enabled\": false, \"threshold\": [700, 5]}, \"minutes\": 5, \"level\": \"gc\",\n"
    "  \"hide\": [\"Node\"],\n"
    "  \"steps\": [\n"
    "    {\"do\": \"a = Node()\", \"say\": {\"fr\": \"Un.\", \"de\": \"Eins.\"}, \"notes\": "
    "\"n\"},\n"
    "    {\"do\": [\"b = 1\", \"if b:\\n    c = 2\\r\\n\", \"\"], \"title\": \"t\", \"focus\": "
    "[\"a\", \"b\"],\n"
    "     \"expect\": {\"refcount\": {\"a\": 2, \"b\": 3}, \"alive\": 4, \"dead\": [\"r\"]}},\n"
    "    {\"say\": \"words alone\"},\n"
    "    {\"do\": \"del a\", \"ask\": {\"question\": \"?\", \"answer\": \"refcount(a.b)\", "
    "\"choices\": [\"1\", {\"de\": \"zwei\"}]},\n"
    "     \"expect\": {\"died\": {\"Node\": 1}, \"collected\": 0, \"output\": \"x\\n\", "
    "\"raises\": \"E\"}}\n"
    "  ],\n"
    "  \"setup\": [\"class Node:\", \"    pass\"] }\n";

static void a_lesson_keeps_all_that_its_file_says(void **state)
{
    (void)state;
    scenario *s = load("x/two.json", LESSON, NULL);
    assert_string_equal(s->title, "Two");
    assert_string_equal(s->topic, "Cycles");
    assert_null(s->summary);
    assert_string_equal(s->python, "3.12");
    assert_true(s->gc.enabled_given && !s->gc.enabled);
    assert_int_equal(s->gc.threshold_count, 2);
    assert_true(s->minutes == 5);
    assert_int_equal(s->level, LEVEL_GC);
    assert_int_equal(s->hide.count, 1);
    assert_string_equal(s->hide.names[0], "Node");
    assert_int_equal(s->step_count, 4);
    assert_string_equal(s->steps[0].notes, "n");
    assert_string_equal(s->steps[1].title, "t");
    assert_int_equal(s->steps[1].focus.count, 2);
    assert_string_equal(s->steps[1].focus.names[1], "b");
    assert_string_equal(s->steps[2].say, "words alone");
    scenario_free(s);
}

static void the_script_is_setup_and_then_the_steps(void **state)
{
    (void)state;
    scenario *s = load("two.json", LESSON, NULL);
    assert_string_equal(s->prefix,
                        "import gc, sys, weakref\ngc.disable()\ngc.set_threshold(700, 5)\n");
    assert_string_equal(s->script,
                        "class Node:\n    pass\na = Node()\nb = 1\nif b:\n    c = 2\n\ndel a\n");
    assert_int_equal(s->script_length, strlen(s->script));
    assert_int_equal(s->line_count, 8);
    static const uint32_t ranges[][2] = {{3, 3}, {4, 7}, {0, 0}, {8, 8}};
    assert_int_equal(s->setup_first_line, 1);
    assert_int_equal(s->setup_last_line, 2);
    for (size_t i = 0; i < COUNT_OF(ranges); i++) {
        assert_int_equal(s->steps[i].first_line, ranges[i][0]);
        assert_int_equal(s->steps[i].last_line, ranges[i][1]);
    }
    scenario_free(s);
}

static void expectations_stand_in_the_order_of_the_file_with_their_places(void **state)
{
    (void)state;
    static const expectation wanted[] = {
        {.kind = EXPECT_REFCOUNT, .name = "a", .number = 2},
        {.kind = EXPECT_REFCOUNT, .name = "b", .number = 3},
        {.kind = EXPECT_ALIVE, .number = 4},
        {.kind = EXPECT_DEAD, .name = "r"},
        {.kind = EXPECT_DIED, .name = "Node", .number = 1},
        {.kind = EXPECT_COLLECTED},
        {.kind = EXPECT_OUTPUT, .text = "x\n"},
        {.kind = EXPECT_RAISES, .text = "E"},
    };
    scenario *s = load("two.json", LESSON, NULL);
    assert_int_equal(s->steps[1].expect_count, 4);
    assert_int_equal(s->steps[3].expect_count, 4);
    for (size_t i = 0; i < COUNT_OF(wanted); i++) {
        const expectation *got = &s->steps[i < 4 ? 1 : 3].expects[i % 4];
        assert_int_equal(got->kind, wanted[i].kind);
        assert_int_equal(got->number, wanted[i].number);
        assert_true(!got->name == !wanted[i].name && !got->text == !wanted[i].text);
        if (got->name)
            assert_string_equal(got->name, wanted[i].name);
        if (got->text)
            assert_string_equal(got->text, wanted[i].text);
    }
    uint32_t line, column;
    scenario_locate(s, s->steps[1].expects[1].at, &line, &column);
    assert_int_equal(line, 8);
    assert_int_equal(column, 43);
    scenario_free(s);
}

static void a_text_is_taken_in_its_language_else_in_the_first(void **state)
{
    (void)state;
    scenario *s = load("two.json", LESSON, "de");
    assert_string_equal(s->title, "Zwei");
    assert_string_equal(s->steps[0].say, "Eins.");
    assert_string_equal(s->steps[3].ask.choices.names[1], "zwei");
    scenario_free(s);
    s = load("two.json", LESSON, "it");
    assert_string_equal(s->title, "Zwei");
    assert_string_equal(s->steps[0].say, "Un.");
    scenario_free(s);
}

static void an_answer_is_a_text_or_a_question_to_the_engine(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        answer_kind kind;
        const char *name;
    } answers[] = {
        {"died", ASK_DIED, NULL},
        {"collected", ASK_COLLECTED, NULL},
        {"bytes", ASK_BYTES, NULL},
        {"refcount(a)", ASK_REFCOUNT, "a"},
        {"refcount(a.b_1)", ASK_REFCOUNT, "a.b_1"},
        {"alive(weakref.ReferenceType)", ASK_ALIVE, "weakref.ReferenceType"},
        {"alive(\xC3\xA9)", ASK_ALIVE, "\xC3\xA9"},
        {"Died", ASK_TEXT, NULL},
        {"none of them died", ASK_TEXT, NULL},
        {"refcount(a) is 2", ASK_TEXT, NULL},
        {"alive(a) + alive(b)", ASK_TEXT, NULL},
        {"", ASK_TEXT, NULL},
    };
    for (size_t i = 0; i < COUNT_OF(answers); i++) {
        char text[256];
        (void)snprintf(text, sizeof text,
                       "{\"title\": \"x\", \"steps\": [{\"ask\": {\"question\": \"?\", "
                       "\"answer\": \"%s\"}}]}",
                       answers[i].text);
        scenario *s = load("x.json", text, NULL);
        const scenario_ask *ask = &s->steps[0].ask;
        assert_int_equal(ask->kind, answers[i].kind);
        assert_string_equal(ask->text, answers[i].text);
        assert_true(!ask->name == !answers[i].name);
        if (ask->name)
            assert_string_equal(ask->name, answers[i].name);
        scenario_free(s);
    }
}

static void a_place_in_the_script_is_a_place_in_the_file(void **state)
{
    (void)state;
    static const char text[] =
        "{\"title\": \"x\",\n \"setup\": [\"a = 1\",\n  \"\\u00e9 = \xC3\xA9\"],\n"
        " \"steps\": [{\"do\": \"b = \\\"\\ud83d\\ude00\\\"\\nc = b\\n\"}]}";
    static const uint32_t places[][4] = {
        /* script line, column; file line, column */
        {1, 1, 2, 13},  {1, 5, 2, 17}, {1, 6, 2, 18}, /* behind the line's end: its quote */
        {1, 99, 2, 18}, {2, 1, 3, 4},  {2, 2, 3, 10}, {2, 5, 3, 13}, {2, 6, 3, 14},
        {3, 1, 4, 20},  {3, 5, 4, 24}, {3, 6, 4, 26}, {3, 7, 4, 38}, {3, 8, 4, 40},
        {4, 1, 4, 42},  {4, 5, 4, 46}, {4, 6, 4, 47}, {5, 1, 4, 47}, {99, 9, 4, 47},
    };
    scenario *s = load("x.json", text, NULL);
    assert_int_equal(s->line_count, 4);
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        uint32_t line, column;
        scenario_position(s, places[i][0], places[i][1], &line, &column);
        if (line != places[i][2] || column != places[i][3])
            fail_msg("%u:%u is said to stand at %u:%u", places[i][0], places[i][1], line, column);
    }
    const char *start;
    size_t length;
    assert_true(scenario_source_line(s, 3, &start, &length));
    assert_int_equal(start - text, 35);
    assert_true(scenario_script_line(s, 4, &start, &length));
    assert_int_equal(length, 5);
    assert_memory_equal(start, "c = b", 5);
    assert_false(scenario_source_line(s, 5, &start, &length));
    assert_false(scenario_source_line(s, 0, &start, &length));
    scenario_free(s);
}

static void every_single_letter_of_a_script_is_found_in_the_file(void **state)
{
    (void)state;
    static const char text[] = "{\"title\": \"x\", \"steps\": [\n{\"do\": [\"abc\\n  d\\r\\nef\", "
                               "\"gh\"]}, {\"do\": \"ij\\n\"}]}";
    scenario *s = load("x.json", text, NULL);
    size_t letters = 0;
    for (uint32_t l = 1; l <= s->line_count; l++) {
        const char *start;
        size_t length;
        assert_true(scenario_script_line(s, l, &start, &length));
        for (uint32_t c = 1; c <= length; c++, letters++) {
            uint32_t line, column;
            scenario_position(s, l, c, &line, &column);
            assert_int_equal(line, 2);
            assert_int_equal(strchr(text, '\n')[column], start[c - 1]);
        }
    }
    assert_int_equal(letters, 12);
    scenario_free(s);
}

/* --- .py --- */

/* The steps as "FIRST-LAST say|...", setup in front as "[FIRST-LAST say]". */
static void describe(const scenario *s, buffer *out)
{
    if (s->setup_first_line)
        buffer_printf(out, "[%u-%u%s%s]", s->setup_first_line, s->setup_last_line,
                      s->setup_say ? " " : "", s->setup_say ? s->setup_say : "");
    for (uint32_t i = 0; i < s->step_count; i++)
        buffer_printf(out, "%s%u-%u%s%s", i ? "|" : "", s->steps[i].first_line,
                      s->steps[i].last_line, s->steps[i].say ? " " : "",
                      s->steps[i].say ? s->steps[i].say : "");
}

static void a_python_file_is_cut_into_its_paragraphs(void **state)
{
    (void)state;
    static const struct {
        const char *text, *steps;
    } files[] = {
        {"", ""},
        {"\n\n", ""},
        {"a = 1", "1-1"},
        {"a = 1\nb = 2\n\n\nc = 3\n", "1-2|5-5"},
        {"a = 1\r\nb = 2\r\n\r\nc = 3\r", "1-2|4-4"},
        {"# One.\na = 1\n# Two.\nb = 2\n", "2-2 One.|4-4 Two."},
        {"# One\n#\n#   and  more\na = 1\n", "4-4 One\nand  more"},
        {"# Apart.\n\na = 1\n", "0-0 Apart.|3-3"},
        {"a = 1\n\n# The end.\n", "1-1|0-0 The end."},
        {"a = 1\n# The end.\n\n# Really.", "1-1|0-0 The end.|0-0 Really."},
        {"#\na = 1\n", "2-2"},
        {"a = 1 # no narration\nb = 2\n", "1-2"},
        {"# No code at all.\n", "0-0 No code at all."},
        /* imports alone, in front */
        {"import gc\n\na = 1\n", "[1-1]3-3"},
        {"# Tools.\nimport gc; import sys # both\nfrom weakref import (ref,\n  proxy)\n\nimport "
         "gc\n",
         "[2-6 Tools.]"},
        {"import gc\na = 1\n\nimport sys\n", "1-2|4-4"},
        {"import gc; a = 1\n", "1-1"},
        {"important = 1\n", "1-1"},
        {"a = 1\n\nimport gc\n", "1-1|3-3"},
        /* inside statements nothing separates */
        {"def f():\n\n    # inside\n\n    return 1\na = 1\n", "1-6"},
        {"def f():\n    return 1\n    # inside\na = 1\n# Two.\nb = 1\n", "1-4|6-6 Two."},
        {"if a:\n    b\n\n# still the if\nelse:\n    c\n\nd\n", "1-6|8-8"},
        {"try:\n  a\n\nexcept E:\n  b\n\nfinally :\n  c\n", "1-8"},
        {"elsewhere = 1\n\nelse_ = 2\n", "1-1|3-3"},
        {"@d\n\n# between\n@e\n\nclass A:\n  x = 1\n", "1-7"},
        {"a = [\n\n# in brackets\n1]\nb = (\n\n{\n\n}\n)\n", "1-10"},
        {"a = '''\n\n# text\n\n'''\n\nb = \"\"\"'''\n\n\"\"\"\n", "1-5|7-9"},
        {"a = \\\n\\\n1\n\nb = 'x\\\n\n", "1-3|5-6"},
        /* quotes and brackets that are none */
        {"a = '('\n\nb = \"\\\"(\"\n\nc = r'\\'('\n\nd = 1 # (\n\ne = ''\n\nf = '#('\n",
         "1-1|3-3|5-5|7-7|9-9|11-11"},
        {"a = f\"{x[\"(\"]}\"\n\nb = f'{{('\n\nc = f'{x:{w}(}'\n\nd = f'\\N{LEFT "
         "PARENTHESIS}'\n\ne\n",
         "1-1|3-3|5-5|7-7|9-9"},
        {"a = f'''{\n\nx!r:>{\n\nw}}\n\n'''\n\nb = rF\"{'a' 'b'}(\"\n\nif\"(\":pass\n\nc\n",
         "1-7|9-9|11-11|13-13"},
        {"a = 'not closed (\n\nb = 1\n", "1-1|3-3"},
        {"a = f'not closed (\n\nb = 1\n", "1-1|3-3"},
        {"a = ')'\nb = 2)\n\nc = 3\n", "1-2|4-4"},
        {"a = (\n\nb\n\n", "1-4"},
        {"\f\na = 1\n \n\t\nb = 2\n", "2-2|5-5"},
        /* what is no step */
        {"#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\na = 1\n", "3-3"},
        {"#!/usr/bin/env python3\n# vim: set fileencoding=UTF_8 :\n# One.\na = 1\n", "4-4 One."},
        {"# Licence.\n\"\"\"Title.\"\"\"\na = 1\n", "3-3"},
        {"'T' \\\n 'itle.' # adjacent\nimport gc\n\n'no docstring'\n", "[3-3]5-5"},
        {"'T'; a = 1\n", "1-1"},
        {"f'T'\n", "1-1"},
        {"b'T'\n", "1-1"},
    };
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        scenario *s = load("x.py", files[i].text, NULL);
        buffer got = {0};
        describe(s, &got);
        if (strcmp(buffer_text(&got), files[i].steps) != 0)
            fail_msg("%s\nis cut into %s\nand not  %s", files[i].text, buffer_text(&got),
                     files[i].steps);
        assert_string_equal(s->prefix, "");
        buffer_free(&got);
        scenario_free(s);
    }
}

static void the_docstring_is_title_and_summary(void **state)
{
    (void)state;
    static const struct {
        const char *text, *title, *summary;
    } files[] = {
        {"a = 1\n", "lesson", NULL},
        {"'''One.'''\n", "One.", NULL},
        {"\"\"\"\n   One.  \n\n   Two\n   three.\n\n   Four.\n\"\"\"\n", "One.",
         "Two three.\nFour."},
        {"'O\\x6e\\145\\u002e\\n\\'T\\q\\N{DASH}\\0'\n", "One.", "'T\\q\\N{DASH}\\0"},
        {"r'O\\n' u\"e\"\n", "O\\ne", NULL},
        {"'''One \\\n.'''", "One .", NULL},
        {"''\n", "lesson", NULL},
        {"'''never closed\n", "lesson", NULL},
    };
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        scenario *s = load("/a.b/lesson.py", files[i].text, NULL);
        assert_string_equal(s->title, files[i].title);
        assert_true(!s->summary == !files[i].summary);
        if (s->summary)
            assert_string_equal(s->summary, files[i].summary);
        scenario_free(s);
    }
}

static void a_python_script_is_the_file_with_newlines(void **state)
{
    (void)state;
    scenario *s = load("x.py", "a = 1\r\nb = '''\r'''\r\n\nc", NULL);
    assert_string_equal(s->script, "a = 1\nb = '''\n'''\n\nc");
    assert_int_equal(s->line_count, 5);
    uint32_t line, column;
    scenario_position(s, 5, 1, &line, &column);
    assert_int_equal(line, 5);
    assert_int_equal(column, 1);
    scenario_locate(s, s->steps[1].at, &line, &column);
    assert_int_equal(line, 5);
    scenario_free(s);
}

static void a_long_comment_is_cut_and_not_refused(void **state)
{
    (void)state;
    enum { ROOM = 3 * LIMIT_NARRATION_BYTES };
    char text[ROOM + 16] = "#";
    while (strlen(text) < ROOM)
        strcat(text, "\xC3\xA9");
    strcat(text, "\na = 1\n");
    scenario *s = load("x.py", text, NULL);
    size_t length = strlen(s->steps[0].say);
    assert_true(length <= LIMIT_NARRATION_BYTES && length > LIMIT_NARRATION_BYTES - 3);
    assert_string_equal(s->steps[0].say + length - 5, "\xC3\xA9...");
    scenario_free(s);
}

static void deep_brackets_in_python_are_left_to_the_lexer(void **state)
{
    (void)state;
    char text[4096] = "";
    memset(text, '(', 3000);
    strcat(text, "\n\na = 1\n");
    scenario *s = load("x.py", text, NULL);
    assert_int_equal(s->step_count, 1);
    assert_int_equal(s->steps[0].last_line, 3);
    scenario_free(s);
}

/* --- bad files --- */

/* Loading a file, as `ouro check` says it. */
static void message_of(const char *path, buffer *out)
{
    scenario *s;
    source_text source;
    ouro_error err = {0};
    if (scenario_load(path, NULL, &source, &s, &err) != OURO_OK)
        error_format(&err, path, source.text, source.length, out);
    scenario_free(s);
    source_text_free(&source);
}

static void read_file(const char *path, buffer *out)
{
    char bytes[4096];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (size_t got; (got = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buffer_add(out, bytes, got);
    fclose(file);
}

/* tests/bad also holds files whose Python is bad: they load, and the compiler refuses them. */
static void bad_files_are_refused_with_their_exact_message(void **state)
{
    (void)state;
    DIR *folder = opendir("tests/bad");
    assert_non_null(folder);
    size_t refused = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        const char *dot = strrchr(entry->d_name, '.');
        if (!dot || (strcmp(dot, ".json") != 0 && strcmp(dot, ".py") != 0))
            continue;
        char path[512], expected_path[512];
        (void)snprintf(path, sizeof path, "tests/bad/%s", entry->d_name);
        (void)snprintf(expected_path, sizeof expected_path, "tests/bad/%.*s.expected",
                       (int)(dot - entry->d_name), entry->d_name);
        buffer got = {0}, expected = {0};
        message_of(path, &got);
        read_file(expected_path, &expected);
        if (got.length > 0)
            assert_string_equal(buffer_text(&got), buffer_text(&expected));
        refused += got.length > 0;
        buffer_free(&got);
        buffer_free(&expected);
    }
    closedir(folder);
    assert_true(refused >= 90);
}

static void files_that_cannot_be_read_say_why(void **state)
{
    (void)state;
    char folder[] = "/tmp/ouro-scenario-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/x.json", folder);
    buffer got = {0};
    message_of(path, &got);
    assert_string_equal(buffer_text(&got) + strlen(path), ": error: No such file or directory\n");
    buffer_clear(&got);
    assert_int_equal(mkdir(path, 0700), 0);
    message_of(path, &got);
    assert_string_equal(buffer_text(&got) + strlen(path), ": error: Is a directory\n");
    buffer_clear(&got);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0); /* nobody ever writes to it */
    message_of(path, &got);
    assert_string_equal(buffer_text(&got) + strlen(path), ": error: Not a regular file\n");
    buffer_clear(&got);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    message_of("lesson.txt", &got);
    assert_string_equal(buffer_text(&got),
                        "lesson.txt: error: a scenario's name ends in .json or .py\n");
    buffer_free(&got);
}

static void a_byte_order_mark_is_no_part_of_the_text(void **state)
{
    (void)state;
    char path[] = "/tmp/ouro-scenario-XXXXXX.py";
    int fd = mkstemps(path, 3);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "\xEF\xBB\xBF\xC3\xA9 = \xFF", 9), 9);
    close(fd);
    buffer got = {0};
    message_of(path, &got);
    unlink(path);
    assert_non_null(strstr(buffer_text(&got), ":1:5: error: these bytes are not UTF-8"));
    buffer_free(&got);
}

static void texts_beyond_their_limit_are_refused_where_they_begin(void **state)
{
    (void)state;
    static const char start[] = "{\"title\": \"x\", \"steps\": [{\"say\": \"";
    char text[LIMIT_NARRATION_BYTES + 64];
    size_t used = sizeof start - 1;
    memcpy(text, start, used);
    memset(text + used, 'a', LIMIT_NARRATION_BYTES);
    strcpy(text + used + LIMIT_NARRATION_BYTES, "\"}]}");
    scenario_free(load("x.json", text, NULL));
    strcpy(text + used + LIMIT_NARRATION_BYTES, "a\"}]}");
    ouro_error err = refusal("x.json", text);
    assert_int_equal(err.code, OURO_ERR_LIMIT_INPUT);
    assert_int_equal(err.column, used);
}

static void a_message_makes_control_characters_visible(void **state)
{
    (void)state;
    static const char line[] = "a\x1b[2J\tb\xE2\x80\xAE"
                               "c\xC2\x85\xFF"
                               "d";
    ouro_error err = {.code = OURO_ERR_SYNTAX, .line = 2, .column = 12, .text = "no \x07\xD8\x9C"};
    char text[64];
    (void)snprintf(text, sizeof text, "first\r\n%s\r\nthird", line);
    buffer got = {0};
    error_format(&err, "x\n.py", text, strlen(text), &got);
    assert_string_equal(buffer_text(&got), "x\\x0a.py:2:12: error: no \\x07\\u061c\n"
                                           "    a\\x1b[2J b\\u202ec\\x85\\xffd\n"
                                           "                             ^\n");
    buffer_free(&got);
}

static void a_long_line_is_shown_around_its_column(void **state)
{
    (void)state;
    static const uint32_t columns[] = {1, 51, 52, 200, 349, 400, 401, 500};
    char text[401] = "";
    for (size_t i = 0; i < 400; i++)
        text[i] = (char)('a' + i % 23);
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        ouro_error err = {.code = OURO_ERR_SYNTAX, .line = 1, .column = columns[i], .text = "x"};
        buffer got = {0};
        error_format(&err, NULL, text, 400, &got);
        const char *line = strchr(buffer_text(&got), '\n') + 1;
        const char *caret = strchr(line, '\n') + 1;
        size_t at = strcspn(caret, "^");
        bool left = strncmp(line, "    ...", 7) == 0;
        bool right = strncmp(caret - 4, "...\n", 4) == 0;
        assert_int_equal(caret - line - 1, 104 + (left ? 3 : 0) + (right ? 3 : 0));
        assert_true(left == (columns[i] > 51) && right == (columns[i] < 351));
        if (columns[i] <= 400)
            assert_int_equal(line[at], text[columns[i] - 1]);
        else
            assert_int_equal(line[at], '\n');
        buffer_free(&got);
    }
}

static void a_word_is_suggested_if_it_is_near(void **state)
{
    (void)state;
    static const char *const known[] = {"title", "steps", "say", "do", "setup"};
    static const char *const words[][2] = {
        {"stpes", "steps"},
        {"Steps", "steps"},
        {"step", "steps"},
        {"sya", "say"},
        {"od", "do"},
        {"tilte", "title"},
        {"setups", "setup"},
        {"xx", NULL},
        {"", NULL},
        {"colour", NULL},
        {"a word of very many letters indeed", NULL},
    };
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        const char *got = suggest_nearest(words[i][0], known, COUNT_OF(known));
        if ((got && words[i][1]) ? strcmp(got, words[i][1]) != 0 : got != words[i][1])
            fail_msg("%s: %s", words[i][0], got ? got : "nothing");
    }
}

/* --- hostile texts: any bytes give a scenario or an error, and end --- */

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void damaged_files_end_in_a_scenario_or_an_error(void **state)
{
    (void)state;
    static const char python[] =
        "\"\"\"T\n\ns\"\"\"\nimport gc\n\n# a\n@d\ndef f(x):\n    return f\"{x:"
        "{w}}\" + '''\n'''\nelse:\n  [(\n)]\\\n\n# end\n";
    static const char bytes[] = "\"'\\#{}[]():\n\r \xC3\xA9\xFF\x00,f@1e";
    uint32_t seed = 7, loaded = 0;
    for (int round = 0; round < 30000; round++) {
        bool json = round % 2;
        size_t length = json ? sizeof LESSON - 1 : sizeof python - 1;
        char *text = malloc(length); /* exact: a read behind the end is seen by the sanitizer */
        assert_non_null(text);
        memcpy(text, json ? LESSON : python, length);
        for (uint32_t hits = next_random(&seed) % 4; hits > 0; hits--)
            text[next_random(&seed) % length] = bytes[next_random(&seed) % (sizeof bytes - 1)];
        length -= next_random(&seed) % 3 ? 0 : next_random(&seed) % length;
        scenario *s;
        ouro_error err = {0};
        if (scenario_load_text(json ? "x.json" : "x.py", text, length, NULL, &s, &err) == OURO_OK) {
            uint32_t line, column;
            loaded++;
            for (uint32_t l = 1; l <= s->line_count; l++)
                scenario_position(s, l, 1 + l % 7, &line, &column);
        } else {
            assert_true(err.line > 0 && err.column > 0);
        }
        scenario_free(s);
        free(text);
    }
    assert_true(loaded > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lesson_keeps_all_that_its_file_says),
        cmocka_unit_test(the_script_is_setup_and_then_the_steps),
        cmocka_unit_test(expectations_stand_in_the_order_of_the_file_with_their_places),
        cmocka_unit_test(a_text_is_taken_in_its_language_else_in_the_first),
        cmocka_unit_test(an_answer_is_a_text_or_a_question_to_the_engine),
        cmocka_unit_test(a_place_in_the_script_is_a_place_in_the_file),
        cmocka_unit_test(every_single_letter_of_a_script_is_found_in_the_file),
        cmocka_unit_test(a_python_file_is_cut_into_its_paragraphs),
        cmocka_unit_test(the_docstring_is_title_and_summary),
        cmocka_unit_test(a_python_script_is_the_file_with_newlines),
        cmocka_unit_test(a_long_comment_is_cut_and_not_refused),
        cmocka_unit_test(deep_brackets_in_python_are_left_to_the_lexer),
        cmocka_unit_test(bad_files_are_refused_with_their_exact_message),
        cmocka_unit_test(files_that_cannot_be_read_say_why),
        cmocka_unit_test(a_byte_order_mark_is_no_part_of_the_text),
        cmocka_unit_test(texts_beyond_their_limit_are_refused_where_they_begin),
        cmocka_unit_test(a_message_makes_control_characters_visible),
        cmocka_unit_test(a_long_line_is_shown_around_its_column),
        cmocka_unit_test(a_word_is_suggested_if_it_is_near),
        cmocka_unit_test(damaged_files_end_in_a_scenario_or_an_error),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
