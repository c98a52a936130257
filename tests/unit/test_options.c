/* The command line, text on its way to a terminal, the progress bar, lists of files. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "sim/cli/file_list.h"
#include "sim/cli/options.h"
#include "sim/cli/progress.h"
#include "sim/cli/terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { MOST_ARGUMENTS = 8 };

typedef struct parsed {
    bool json;
    const char *python;
    uint64_t events;
    char *argv[MOST_ARGUMENTS];
    int left;
    ouro_error err;
} parsed;

static ouro_result parse(parsed *p, int argc, const char *const *words)
{
    *p = (parsed){0};
    const option table[] = {
        {"--json", NULL, "", OPTION_FLAG, &p->json},
        {"--python", "V", "", OPTION_TEXT, &p->python},
        {"--max-events", "N", "", OPTION_NUMBER, &p->events},
    };
    for (int i = 0; i < argc; i++)
        p->argv[i] = (char *)(uintptr_t)words[i]; /* as main's argv: not written through here */
    return options_parse(table, 3, argc, p->argv, &p->left, &p->err);
}

#define PARSE(p, ...)                                                                             \
    parse(p, (int)(sizeof((const char *[]){"trace", __VA_ARGS__}) / sizeof(char *)),              \
          (const char *[]){"trace", __VA_ARGS__})

static void options_stand_before_or_after_the_file(void **state)
{
    (void)state;
    parsed p;
    assert_int_equal(PARSE(&p, "a.py", "--json", "--python", "3.12"), OURO_OK);
    assert_int_equal(p.left, 1);
    assert_string_equal(p.argv[1], "a.py");
    assert_true(p.json);
    assert_string_equal(p.python, "3.12");
    assert_int_equal(PARSE(&p, "--python=3.11", "a.py", "b.py"), OURO_OK);
    assert_int_equal(p.left, 2);
    assert_string_equal(p.argv[2], "b.py");
    assert_string_equal(p.python, "3.11");
    assert_false(p.json);
}

static void two_dashes_end_the_options(void **state)
{
    (void)state;
    parsed p;
    assert_int_equal(PARSE(&p, "--json", "--", "--python", "--"), OURO_OK);
    assert_int_equal(p.left, 2);
    assert_string_equal(p.argv[1], "--python");
    assert_string_equal(p.argv[2], "--");
    assert_null(p.python);
}

static void a_single_dash_is_an_argument(void **state)
{
    (void)state;
    parsed p;
    assert_int_equal(PARSE(&p, "-"), OURO_OK);
    assert_int_equal(p.left, 1);
    assert_string_equal(p.argv[1], "-");
}

static void numbers_are_positive_and_may_have_underscores(void **state)
{
    (void)state;
    parsed p;
    assert_int_equal(PARSE(&p, "--max-events", "10_000"), OURO_OK);
    assert_int_equal(p.events, 10000);
    assert_int_equal(PARSE(&p, "--max-events=18446744073709551615"), OURO_OK);
    assert_true(p.events == UINT64_MAX);
    static const char *const bad[] = {"",   "0",   "-1",  "1x",  "_1", "1_",
                                      "1__0", " 1", "1e3", "18446744073709551616"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(PARSE(&p, "--max-events", bad[i]), OURO_ERR_USAGE);
        assert_int_equal(p.events, 0);
    }
    assert_int_equal(PARSE(&p, "--max-events", "many"), OURO_ERR_USAGE);
    assert_string_equal(p.err.text,
                        "option '--max-events' needs a positive whole number, not 'many'");
}

static void a_wrong_option_is_told_with_the_nearest(void **state)
{
    (void)state;
    parsed p;
    assert_int_equal(PARSE(&p, "--jsno"), OURO_ERR_USAGE);
    assert_string_equal(p.err.text, "unknown option '--jsno', did you mean '--json'?");
    assert_int_equal(PARSE(&p, "--pyton=3.12"), OURO_ERR_USAGE);
    assert_string_equal(p.err.text, "unknown option '--pyton', did you mean '--python'?");
    assert_int_equal(PARSE(&p, "--frobnicate"), OURO_ERR_USAGE);
    assert_string_equal(p.err.text, "unknown option '--frobnicate'");
    assert_int_equal(PARSE(&p, "--python"), OURO_ERR_USAGE);
    assert_string_equal(p.err.text, "option '--python' needs a value: --python V");
    assert_int_equal(PARSE(&p, "--json=yes"), OURO_ERR_USAGE);
    assert_string_equal(p.err.text, "option '--json' takes no value");
}

static void assert_escaped(const char *text, const char *expected)
{
    buffer b = {0};
    terminal_add_escaped(&b, text, strlen(text));
    assert_string_equal(buffer_text(&b), expected);
    buffer_free(&b);
}

static void controls_are_made_visible(void **state)
{
    (void)state;
    assert_escaped("plain\n\ttext", "plain\n\ttext");
    assert_escaped("\x1b[31m\r\x7f", "\\x1b[31m\\x0d\\x7f");
    assert_escaped("\xc2\x9b" "2J", "\\u009b2J");
    assert_escaped("a\xe2\x80\xae" "b\xe2\x81\xa6\xd8\x9c", "a\\u202eb\\u2066\\u061c");
    assert_escaped("\xe2\x80\x8e\xe2\x80\x8f", "\\u200e\\u200f");
    assert_escaped("Gr\xc3\xbc\xc3\x9f" "e \xf0\x9f\x90\x8d \xe2\x80\x93",
                   "Gr\xc3\xbc\xc3\x9f" "e \xf0\x9f\x90\x8d \xe2\x80\x93");
}

static void bytes_that_are_no_utf8_are_made_visible(void **state)
{
    (void)state;
    assert_escaped("\xff\x80z", "\\xff\\x80z");
    assert_escaped("\xc3", "\\xc3");
    assert_escaped("\xe2\x80", "\\xe2\\x80");
    assert_escaped("\xc3(", "\\xc3(");
}

static void progress_tells_part_and_time_left(void **state)
{
    (void)state;
    buffer b = {0};
    progress_format(&b, "check", 30, 120, 20000);
    assert_string_equal(buffer_text(&b), "check [======>                 ] 30/120 25 % 1:00 left");
    buffer_clear(&b);
    progress_format(&b, "check", 120, 120, 20000);
    assert_string_equal(buffer_text(&b), "check [========================] 120/120 100 %");
    buffer_clear(&b);
    progress_format(&b, "check", 0, 120, 0);
    assert_string_equal(buffer_text(&b), "check [>                       ] 0/120 0 %");
    buffer_free(&b);
}

static void touch(const char *folder, const char *name)
{
    char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fclose(f);
}

static void folders_are_listed_recursively_and_sorted(void **state)
{
    (void)state;
    char folder[] = "/tmp/ouro-list-XXXXXX";
    assert_non_null(mkdtemp(folder));
    char below[64];
    (void)snprintf(below, sizeof below, "%s/b", folder);
    assert_int_equal(mkdir(below, 0700), 0);
    touch(folder, "z.py");
    touch(folder, "a.json");
    touch(folder, "README.md");
    touch(folder, ".hidden.py");
    touch(below, "m.json");
    file_list list = {0};
    ouro_error err = {0};
    assert_int_equal(file_list_add(&list, "no-such-file.py", &err), OURO_OK);
    assert_int_equal(file_list_add(&list, folder, &err), OURO_OK);
    static const char *const expected[] = {"a.json", "b/m.json", "z.py"};
    assert_int_equal(list.count, 4);
    assert_string_equal(list.paths[0], "no-such-file.py");
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(list.paths[i + 1] + strlen(folder) + 1, expected[i]);
    for (size_t i = 1; i < list.count; i++)
        assert_int_equal(unlink(list.paths[i]), 0);
    file_list_free(&list);
    char rest[128];
    (void)snprintf(rest, sizeof rest, "%s/README.md", folder);
    unlink(rest);
    (void)snprintf(rest, sizeof rest, "%s/.hidden.py", folder);
    unlink(rest);
    rmdir(below);
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_stand_before_or_after_the_file),
        cmocka_unit_test(two_dashes_end_the_options),
        cmocka_unit_test(a_single_dash_is_an_argument),
        cmocka_unit_test(numbers_are_positive_and_may_have_underscores),
        cmocka_unit_test(a_wrong_option_is_told_with_the_nearest),
        cmocka_unit_test(controls_are_made_visible),
        cmocka_unit_test(bytes_that_are_no_utf8_are_made_visible),
        cmocka_unit_test(progress_tells_part_and_time_left),
        cmocka_unit_test(folders_are_listed_recursively_and_sorted),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
