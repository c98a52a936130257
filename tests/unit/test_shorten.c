#include "render/export/shorten.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* What becomes of statements of the function around everything. */
static void becomes(const char *statements, const char *shortened)
{
    buffer in = {0}, out = {0}, expected = {0};
    buffer_printf(&in, "(() => {\n%s\n})();", statements);
    buffer_printf(&expected, "(() => {\n%s\n})();", shortened);
    assert_true(script_shorten(in.text, in.length, &out));
    assert_string_equal(out.text, expected.text);
    buffer_free(&in);
    buffer_free(&out);
    buffer_free(&expected);
}

static void what_statements_declare_has_one_name_everywhere(void **state)
{
    (void)state;
    becomes("const first = 1, second = 2;\nlet third;\nfunction fourth() { return first + second; }\nthird = fourth();",
            "const Aa = 1, Ab = 2;\nlet Ac;\nfunction Ad() { return Aa + Ab; }\nAc = Ad();");
    becomes("const use = () => later;\nconst later = 1;", "const use = () => Aa;\nconst Aa = 1;");
}

static void each_statement_names_its_own_anew(void **state)
{
    (void)state;
    becomes("const add = (one, two) => one + two;\nfunction twice(number) { const sum = add(number, number); return sum; }",
            "const Aa = (a, b) => a + b;\nfunction Ab(a) { const b = Aa(a, a); return b; }");
    becomes("const pick = (one, two) => one ? {x: two} : {x: one};", "const Aa = (a, b) => a ? {x: b} : {x: a};");
}

static void a_statement_goes_on_behind_else(void **state)
{
    (void)state;
    becomes("for (let i = 9, last = []; i--;)\nif (i) last = [i];\nelse say(last);\nconst next = 1;",
            "for (let a = 9, b = []; a--;)\nif (a) b = [a];\nelse c(b);\nconst Aa = 1;");
}

static void a_name_serves_again_where_nobody_is_in_its_way(void **state)
{
    (void)state;
    becomes("const f = list => list.map(one => one + 1).filter(two => two - 1);",
            "const Aa = a => a.map(a => a + 1).filter(a => a - 1);");
    becomes("function f(first) { first(); const second = 1; { const third = second; say(third); } { const third = 2; } }",
            "function Aa(a) { a(); const b = 1; { const a = b; c(a); } { const a = 2; } }");
    becomes("function f(first) { if (first) { const twice = 1; } const twice = 2; }",
            "function Aa(a) { if (a) { const b = 1; } const b = 2; }");
}

static void what_others_know_keeps_its_name(void **state)
{
    (void)state;
    becomes("const now = Math.max(document.title.length, byId('x').now);",
            "const Aa = Math.max(document.title.length, byId('x').now);");
    becomes("const all = {list: [...list], list() {}};", "const Aa = {list: [...a], list() {}};");
    becomes("const at = thing?.at;", "const Aa = a?.at;");
}

static void a_shorthand_is_a_key_and_a_name(void **state)
{
    (void)state;
    becomes("function f(size) { const {width, height: tall, deep = 1} = size; return {width, tall}; }",
            "function Aa(a) { const {width:b, height: c, deep:d = 1} = a; return {width:b, tall:c}; }");
    becomes("const f = ({left}, [right]) => { left = right; };", "const Aa = ({left:a}, [b]) => { a = b; };");
}

static void texts_and_patterns_stay_as_they_are(void **state)
{
    (void)state;
    becomes("const name = 'name \\' name' + \"name\";", "const Aa = 'name \\' name' + \"name\";");
    becomes("const name = `name ${name + `${name} name`} name`;", "const Aa = `name ${Aa + `${Aa} name`} name`;");
    becomes("const name = /name[/]name\\//name.test(name) && name / name / 2;",
            "const Aa = /name[/]name\\//name.test(Aa) && Aa / Aa / 2;");
}

static void names_never_run_out(void **state)
{
    (void)state;
    buffer in = {0}, out = {0};
    buffer_add_text(&in, "(() => {\n");
    for (int i = 0; i < 700; i++)
        buffer_printf(&in, "const name%d = inside%d;\n", i, i);
    buffer_add_text(&in, "function say(");
    for (int i = 0; i < 40; i++)
        buffer_printf(&in, "l%d, ", i);
    buffer_add_text(&in, "last) { return name699; }\n})();");
    assert_true(script_shorten(in.text, in.length, &out));
    assert_non_null(strstr(out.text, "const Zz = a;\nconst Aa1 = a;"));
    assert_non_null(strstr(out.text, "(a, b, c, "));
    assert_non_null(strstr(out.text, "z, a1, b1, "));
    assert_non_null(strstr(out.text, "return Ax1;"));
    buffer_free(&in);
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_statements_declare_has_one_name_everywhere),
        cmocka_unit_test(each_statement_names_its_own_anew),
        cmocka_unit_test(a_statement_goes_on_behind_else),
        cmocka_unit_test(a_name_serves_again_where_nobody_is_in_its_way),
        cmocka_unit_test(what_others_know_keeps_its_name),
        cmocka_unit_test(a_shorthand_is_a_key_and_a_name),
        cmocka_unit_test(texts_and_patterns_stay_as_they_are),
        cmocka_unit_test(names_never_run_out),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
