/* Text to tokens: kinds, places, indentation, f-strings. */

#include "sim/base/buffer.h"
#include "sim/lang/lexer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

static const char *kind_name(token_kind kind)
{
    switch ((int)kind) {
    case TOK_END:
        return "END";
    case TOK_NEWLINE:
        return "NEWLINE";
    case TOK_INDENT:
        return "INDENT";
    case TOK_DEDENT:
        return "DEDENT";
    case TOK_NAME:
        return "name";
    case TOK_NUMBER:
        return "number";
    case TOK_STRING:
        return "string";
    case TOK_FSTRING_START:
        return "f-start";
    case TOK_FSTRING_MIDDLE:
        return "f-text";
    case TOK_FSTRING_END:
        return "f-end";
    case TOK_COMMENT:
        return "comment";
    default:
        return token_kind_text(kind);
    }
}

/* The kinds of all tokens, blanks between them. */
static void check_kinds(const char *text, lexer_options options, const char *expected)
{
    arena memory = {0};
    token_list list;
    ouro_error err = {0};
    buffer kinds = {0};
    assert_int_equal(lexer_scan(&memory, text, strlen(text), options, &list, &err), OURO_OK);
    for (uint32_t i = 0; i < list.count; i++) {
        if (i)
            buffer_add_char(&kinds, ' ');
        buffer_add_text(&kinds, kind_name(list.tokens[i].kind));
    }
    assert_string_equal(buffer_text(&kinds), expected);
    buffer_free(&kinds);
    arena_free(&memory);
}

static void a_line_becomes_its_tokens(void **state)
{
    (void)state;
    check_kinds("x = f(1.5, 'a') ** 2\n", (lexer_options){0},
                "name = name ( number , string ) ** number NEWLINE END");
    check_kinds("if not a<=b: pass", (lexer_options){0}, "if not name <= name : pass NEWLINE END");
    check_kinds("", (lexer_options){0}, "END");
}

static void blocks_open_and_close_with_indentation(void **state)
{
    (void)state;
    check_kinds("if a:\n  b\n\n  # c\n  if d:\n    e\nf\n", (lexer_options){0},
                "if name : NEWLINE INDENT name NEWLINE if name : NEWLINE INDENT name NEWLINE "
                "DEDENT DEDENT name NEWLINE END");
}

static void lines_in_brackets_and_after_a_backslash_go_on(void **state)
{
    (void)state;
    check_kinds("(a,\n  b)\nc + \\\n d\n", (lexer_options){0},
                "( name , name ) NEWLINE name + name NEWLINE END");
}

static void an_fstring_is_its_texts_and_fields(void **state)
{
    (void)state;
    check_kinds("f'a{b!r:>{c}}d{{'", (lexer_options){0},
                "f-start f-text { name ! name : f-text { name } } f-text f-end NEWLINE END");
    check_kinds("f'{x:=5}' f'{a[b:c]}' f'{(y:=1)}'", (lexer_options){0},
                "f-start { name : f-text } f-end f-start { name [ name : name ] } f-end "
                "f-start { ( name := number ) } f-end NEWLINE END");
    check_kinds("f'{f'{a}'}'", (lexer_options){0},
                "f-start { f-start { name } f-end } f-end NEWLINE END");
}

static void comments_come_only_when_asked_for(void **state)
{
    (void)state;
    check_kinds("# a\nx # b\n", (lexer_options){0}, "name NEWLINE END");
    check_kinds("# a\nx # b\n", (lexer_options){.keep_comments = true},
                "comment name comment NEWLINE END");
}

static void columns_count_code_points(void **state)
{
    (void)state;
    arena memory = {0};
    token_list list;
    ouro_error err = {0};
    const char *text = "'\xC3\xA4\xF0\x9F\x98\x80' + x\n  ";
    assert_int_equal(lexer_scan(&memory, text, strlen(text), (lexer_options){0}, &list, &err),
                     OURO_OK);
    assert_int_equal(list.tokens[0].span.end_column, 5);
    assert_int_equal(list.tokens[1].span.column, 6);
    assert_int_equal(list.tokens[2].span.column, 8);
    assert_int_equal(list.tokens[2].start, 11);
    arena_free(&memory);
}

static void a_long_string_ends_in_its_last_line(void **state)
{
    (void)state;
    arena memory = {0};
    token_list list;
    ouro_error err = {0};
    const char *text = "x = '''a\nbc'''\n";
    assert_int_equal(lexer_scan(&memory, text, strlen(text), (lexer_options){0}, &list, &err),
                     OURO_OK);
    assert_int_equal(list.tokens[2].span.line, 1);
    assert_int_equal(list.tokens[2].span.end_line, 2);
    assert_int_equal(list.tokens[2].span.end_column, 6);
    arena_free(&memory);
}

static void a_prefix_has_no_lines(void **state)
{
    (void)state;
    arena memory = {0};
    token_list list;
    ouro_error err = {0};
    lexer_options options = {.without_lines = true};
    assert_int_equal(lexer_scan(&memory, "a\nb\n", 4, options, &list, &err), OURO_OK);
    for (uint32_t i = 0; i < list.count; i++)
        assert_int_equal(list.tokens[i].span.line, 0);
    arena_free(&memory);
}

static void an_open_bracket_is_left_to_the_parser(void **state)
{
    (void)state;
    arena memory = {0};
    token_list list;
    ouro_error err = {0};
    assert_int_equal(lexer_scan(&memory, "a\nf(b, [c", 9, (lexer_options){0}, &list, &err), OURO_OK);
    assert_int_equal(list.unclosed, '[');
    assert_int_equal(list.unclosed_span.line, 2);
    assert_int_equal(list.unclosed_span.column, 6);
    arena_free(&memory);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_becomes_its_tokens),
        cmocka_unit_test(blocks_open_and_close_with_indentation),
        cmocka_unit_test(lines_in_brackets_and_after_a_backslash_go_on),
        cmocka_unit_test(an_fstring_is_its_texts_and_fields),
        cmocka_unit_test(comments_come_only_when_asked_for),
        cmocka_unit_test(columns_count_code_points),
        cmocka_unit_test(a_long_string_ends_in_its_last_line),
        cmocka_unit_test(a_prefix_has_no_lines),
        cmocka_unit_test(an_open_bracket_is_left_to_the_parser),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
