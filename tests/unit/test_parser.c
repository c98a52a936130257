/* The parser's messages: tests/bad/py holds scripts with the message and the place that each must
 * get; and what it must accept. */

#include "sim/base/buffer.h"
#include "sim/lang/compile.h"
#include "sim/lang/parser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static buffer read_file(const char *path)
{
    buffer text = {0};
    FILE *file = fopen(path, "rb");
    char piece[4096];
    size_t n;
    assert_non_null(file);
    while ((n = fread(piece, 1, sizeof piece, file)) > 0)
        buffer_add(&text, piece, n);
    fclose(file);
    return text;
}

/* Compile a script that must fail; "LINE:COLUMN: MESSAGE" of its error. */
static void check_case(const char *expected, const char *script, size_t length, ouro_result result)
{
    program *p = NULL;
    ouro_error err = {0};
    char got[OURO_ERROR_TEXT_BYTES + 32];
    ouro_result found = compile_program("", script, length, true, &p, &err);
    snprintf(got, sizeof got, "%u:%u: %s", (unsigned)err.line, (unsigned)err.column, err.text);
    if (strcmp(got, expected) != 0)
        fail_msg("%.*s\nexpected %s\ngot      %s", (int)length, script, expected, got);
    assert_int_equal(found, result);
    assert_null(p);
}

static unsigned check_file(const char *path, ouro_result result)
{
    buffer text = read_file(path);
    unsigned count = 0;
    char *at = strstr(text.text, "\n### ");
    while (at) {
        char *head = at + 5, *script = strchr(head, '\n') + 1;
        char *next = strstr(script - 1, "\n### ");
        script[-1] = '\0';
        size_t length = next ? (size_t)(next - script) : strlen(script) - 1;
        if (next && next < script)
            length = 0;
        check_case(head, script, length, result);
        count++;
        at = next;
    }
    buffer_free(&text);
    return count;
}

static void bad_python_gets_the_message_of_cpython_at_its_place(void **state)
{
    (void)state;
    assert_true(check_file("tests/bad/py/syntax.txt", OURO_ERR_SYNTAX) > 350);
}

static void what_is_left_out_is_refused_by_name_at_its_token(void **state)
{
    (void)state;
    assert_true(check_file("tests/bad/py/unsupported.txt", OURO_ERR_UNSUPPORTED) > 25);
}

static void accept(const char *script)
{
    program *p = NULL;
    ouro_error err = {0};
    if (compile_program("", script, strlen(script), true, &p, &err) != OURO_OK)
        fail_msg("%s: %u:%u: %s", script, (unsigned)err.line, (unsigned)err.column, err.text);
    program_free(p);
}

static void soft_keywords_are_names_too(void **state)
{
    (void)state;
    accept("match = 1\ncase = match\ntype = 2\n_ = type\nmatch(case)\ntype(match)\nmatch[0]\n");
}

static void line_ends_of_all_systems_end_lines(void **state)
{
    (void)state;
    accept("if x:\r\n    y\r\nelse:\r\n    z\r\n");
    accept("if x:\r    y\rz\r");
    accept("x = '''a\r\nb'''\r\n");
}

/* A file's own is dropped when the file is read. */
static void a_byte_order_mark_is_no_part_of_a_script(void **state)
{
    (void)state;
    check_case("1:1: invalid non-printable character U+FEFF", "\xEF\xBB\xBFx = 1\n", 9, OURO_ERR_SYNTAX);
}

static void a_null_byte_is_an_error(void **state)
{
    (void)state;
    check_case("1:3: source code cannot contain null bytes", "x \0y", 4, OURO_ERR_SYNTAX);
}

static void bytes_that_are_no_utf8_are_an_error(void **state)
{
    (void)state;
    check_case("2:2: Non-UTF-8 code starting with '\\xff'", "x\ny\xFF", 4, OURO_ERR_SYNTAX);
    check_case("1:1: Non-UTF-8 code starting with '\\xc0'", "\xC0\x80", 2, OURO_ERR_SYNTAX);
    check_case("1:1: Non-UTF-8 code starting with '\\xed'", "\xED\xA0\x80", 3, OURO_ERR_SYNTAX);
}

/* `unit` repeated `count` times. */
static void repeat(buffer *out, const char *unit_text, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        buffer_add_text(out, unit_text);
}

static void check_limit(const char *expected, buffer *script)
{
    check_case(expected, buffer_text(script), script->length, OURO_ERR_LIMIT_INPUT);
    buffer_free(script);
}

static void brackets_nest_up_to_the_limit(void **state)
{
    (void)state;
    buffer fits = {0}, deep = {0};
    repeat(&fits, "(", LIMIT_NESTING);
    buffer_add_text(&fits, "x");
    repeat(&fits, ")", LIMIT_NESTING);
    accept(buffer_text(&fits));
    buffer_free(&fits);
    repeat(&deep, "(", LIMIT_NESTING + 1);
    check_limit("1:101: too many nested parentheses", &deep);
}

static void blocks_nest_up_to_the_limit(void **state)
{
    (void)state;
    buffer deep = {0};
    for (unsigned i = 0; i <= LIMIT_NESTING; i++) {
        repeat(&deep, " ", i);
        buffer_add_text(&deep, "if x:\n");
    }
    repeat(&deep, " ", LIMIT_NESTING + 1);
    buffer_add_text(&deep, "y\n");
    check_limit("102:102: too many levels of indentation", &deep);
}

static void operators_and_trailers_nest_up_to_the_limit(void **state)
{
    (void)state;
    static const char *const units[] = {"not ", "-", "lambda: ", "x if y else ", "x ** "};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        buffer deep = {0};
        ouro_error err = {0};
        program *p = NULL;
        repeat(&deep, units[i], 100000);
        buffer_add_text(&deep, "x");
        assert_int_equal(compile_program("", deep.text, deep.length, true, &p, &err),
                         OURO_ERR_LIMIT_INPUT);
        assert_string_equal(err.text, "an expression is nested too deeply");
        buffer_free(&deep);
    }
    buffer chain = {0};
    ouro_error err = {0};
    program *p = NULL;
    buffer_add_text(&chain, "x");
    repeat(&chain, ".a()[0]", 100000);
    assert_int_equal(compile_program("", chain.text, chain.length, true, &p, &err),
                     OURO_ERR_LIMIT_INPUT);
    buffer_free(&chain);
}

static void long_chains_and_displays_do_not_nest(void **state)
{
    (void)state;
    static const char *const units[] = {"x + ", "x and ", "x < ", "f(), "};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        buffer chain = {0};
        repeat(&chain, units[i], 100000);
        buffer_add_text(&chain, "x");
        accept(buffer_text(&chain));
        buffer_free(&chain);
    }
    buffer list = {0}, elifs = {0};
    buffer_add_text(&list, "y = [");
    repeat(&list, "x, 1, ", 10000);
    buffer_add_text(&list, "]");
    accept(buffer_text(&list));
    buffer_add_text(&elifs, "if x:\n  y\n");
    repeat(&elifs, "elif x:\n  y\n", 10000);
    accept(buffer_text(&elifs));
    buffer_free(&list);
    buffer_free(&elifs);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_python_gets_the_message_of_cpython_at_its_place),
        cmocka_unit_test(what_is_left_out_is_refused_by_name_at_its_token),
        cmocka_unit_test(soft_keywords_are_names_too),
        cmocka_unit_test(line_ends_of_all_systems_end_lines),
        cmocka_unit_test(a_byte_order_mark_is_no_part_of_a_script),
        cmocka_unit_test(a_null_byte_is_an_error),
        cmocka_unit_test(bytes_that_are_no_utf8_are_an_error),
        cmocka_unit_test(brackets_nest_up_to_the_limit),
        cmocka_unit_test(blocks_nest_up_to_the_limit),
        cmocka_unit_test(operators_and_trailers_nest_up_to_the_limit),
        cmocka_unit_test(long_chains_and_displays_do_not_nest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
