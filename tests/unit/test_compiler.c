/* What the compiler makes: code, names, constants, statements; and what the gate lets through. */

#include "sim/base/buffer.h"
#include "sim/lang/compile.h"
#include "sim/lang/subset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static program *compile_whole(const char *prefix, const char *script)
{
    program *p = NULL;
    ouro_error err = {0};
    if (compile_program(prefix, script, strlen(script), true, &p, &err) != OURO_OK)
        fail_msg("%s: %u:%u: %s", script, (unsigned)err.line, (unsigned)err.column, err.text);
    return p;
}

static void check_refused(const char *script, const char *expected)
{
    program *p = NULL;
    ouro_error err = {0};
    char got[OURO_ERROR_TEXT_BYTES + 32];
    ouro_result result = lang_compile("", script, strlen(script), &p, &err);
    snprintf(got, sizeof got, "%u:%u: %s", (unsigned)err.line, (unsigned)err.column, err.text);
    if (strcmp(got, expected) != 0)
        fail_msg("%s\nexpected %s\ngot      %s", script, expected, got);
    assert_int_equal(result, OURO_ERR_UNSUPPORTED);
}

static const code *code_named(const program *p, const char *name)
{
    for (uint32_t i = 0; i < p->code_count; i++)
        if (!strcmp(p->names[p->codes[i]->qualname].text, name))
            return p->codes[i];
    fail_msg("no code %s", name);
    return NULL;
}

static bool has_instr(const code *c, opcode op)
{
    for (uint32_t i = 0; i < c->instr_count; i++)
        if (c->instrs[i].op == op)
            return true;
    return false;
}

static void the_module_is_code_zero_and_serials_are_indices(void **state)
{
    (void)state;
    program *p = compile_whole("", "def f():\n  def g(): pass\nclass A:\n  def h(self): pass\n");
    assert_ptr_equal(p->codes[0], p->module);
    assert_int_equal(p->code_count, 5);
    for (uint32_t i = 0; i < p->code_count; i++)
        assert_int_equal(p->codes[i]->serial, i);
    assert_non_null(code_named(p, "f.<locals>.g"));
    assert_non_null(code_named(p, "A.h"));
    program_free(p);
}

static void statements_are_those_of_the_script(void **state)
{
    (void)state;
    program *p = compile_whole("import gc\ngc.disable()\n",
                               "x = (1,\n  2)\n@d\ndef f():\n  pass\n\n\ny = 1; z = 2\n");
    assert_int_equal(p->statement_count, 4);
    assert_int_equal(p->statements[0].first_line, 1);
    assert_int_equal(p->statements[0].last_line, 2);
    assert_int_equal(p->statements[1].first_line, 3);
    assert_int_equal(p->statements[1].last_line, 5);
    assert_int_equal(p->statements[2].first_line, 8);
    assert_int_equal(p->statements[3].last_line, 8);
    program_free(p);
}

static void the_prefix_has_line_zero(void **state)
{
    (void)state;
    program *p = compile_whole("import gc\n", "x = 1\n");
    uint32_t last = 0;
    for (uint32_t i = 0; i < p->module->instr_count; i++) {
        assert_true(p->module->positions[i].line >= last);
        last = p->module->positions[i].line;
    }
    assert_int_equal(p->module->positions[1].line, 0);
    assert_int_equal(last, 1);
    program_free(p);
}

static void a_docstring_behind_a_prefix_is_none(void **state)
{
    (void)state;
    program *alone = compile_whole("", "'doc'\n"), *behind = compile_whole("import gc\n", "'doc'\n");
    assert_true(has_instr(alone->module, OP_STORE_NAME));
    assert_int_equal(alone->module->name_count, 1);
    assert_string_equal(behind->names[behind->module->names[0]].text, "gc");
    assert_int_equal(behind->module->name_count, 1);
    program_free(alone);
    program_free(behind);
}

static void equal_constants_share_a_serial(void **state)
{
    (void)state;
    program *p = compile_whole("", "def f(): return (1, 'a')\ndef g(): return (1, 'a')\n"
                                   "def h(): return (True, 'a')\ndef i(): return (1.0, 'a')\n");
    const constant *f = &code_named(p, "f")->consts[1], *g = &code_named(p, "g")->consts[1];
    const constant *h = &code_named(p, "h")->consts[1], *i = &code_named(p, "i")->consts[1];
    assert_int_equal(f->kind, CONST_TUPLE);
    assert_int_equal(f->serial, g->serial);
    assert_int_not_equal(f->serial, h->serial);
    assert_int_not_equal(f->serial, i->serial);
    assert_int_equal(f->items[1].serial, h->items[1].serial);
    program_free(p);
}

static void identifiers_are_interned_and_other_texts_are_not(void **state)
{
    (void)state;
    program *p = compile_whole("", "x = 'abc_1'\ny = 'a b'\n");
    assert_true(p->module->consts[0].interned);
    assert_false(p->module->consts[1].interned);
    program_free(p);
}

static void caches_are_numbered_within_their_code(void **state)
{
    (void)state;
    program *p = compile_whole("", "a.b(c).d\n");
    uint32_t next = 0;
    for (uint32_t i = 0; i < p->module->instr_count; i++)
        if (p->module->instrs[i].cache != CODE_NO_CACHE)
            assert_int_equal(p->module->instrs[i].cache, next++);
    assert_int_equal(p->module->cache_count, next);
    assert_true(next >= 4);
    program_free(p);
}

static void every_instruction_has_a_name_and_a_sentence(void **state)
{
    (void)state;
    for (int op = 0; op < OP_COUNT; op++) {
        assert_true(strlen(opcode_name((opcode)op)) > 1);
        assert_true(strlen(opcode_sentence((opcode)op)) > 1);
    }
    assert_string_equal(opcode_name(OP_LOAD_CONST), "LOAD_CONST");
}

static void a_finally_body_asked_for_too_often_is_too_large(void **state)
{
    (void)state;
    buffer script = {0};
    for (int i = 0; i < 90; i++) {
        for (int k = 0; k < i; k++)
            buffer_add_char(&script, ' ');
        buffer_add_text(&script, "try: a\n");
        for (int k = 0; k < i; k++)
            buffer_add_char(&script, ' ');
        buffer_add_text(&script, "finally:\n");
    }
    for (int k = 0; k < 90; k++)
        buffer_add_char(&script, ' ');
    buffer_add_text(&script, "b\n");
    program *p = NULL;
    ouro_error err = {0};
    ouro_result result = compile_program("", script.text, script.length, true, &p, &err);
    assert_true(result == OURO_ERR_LIMIT_INPUT || result == OURO_ERR_SYNTAX);
    buffer_free(&script);
}

static void the_gate_lets_through_what_the_machine_has(void **state)
{
    (void)state;
    static const char *const scripts[] = {
        "x = y = 1\na, (b, c) = 1, (2, 3)\nx += 1\ndel x\n",
        "def f(a, b=1):\n  return a + b\nf(1, b=2)\n",
        "class A:\n  x = 1\n  def f(self): self.y = 1\nclass B(A): pass\nB().f()\n",
        "for x in [1, 2]:\n  if x: continue\n  else: break\nelse: pass\nwhile x: x = 0\n",
        "import gc as g, sys\nfrom weakref import ref as r, proxy\ng.collect()\n",
        "print(f'{1}{2!r}', [1][0], (1, 2)[0:1], {1: 2}, not 1, 1 if 2 else 3, 1 < 2 < 3)\n",
        "def eval(x): return x\neval(1)\n",
        "def f():\n  global input\n  input = 1\nprint(input)\n",
        "assert 1, 'no'\npass\n",
    };
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        program *p = NULL;
        ouro_error err = {0};
        if (lang_compile("", scripts[i], strlen(scripts[i]), &p, &err) != OURO_OK)
            fail_msg("%s: %u:%u: %s", scripts[i], (unsigned)err.line, (unsigned)err.column,
                     err.text);
        program_free(p);
    }
}

static void a_foreign_builtin_is_refused_by_name(void **state)
{
    (void)state;
    check_refused("x = 1\ny = eval('x')\n", "2:5: 'eval' is not supported");
    check_refused("def f():\n  return input()\n", "2:10: 'input' is not supported");
    check_refused("class A:\n  x = bytearray\n", "2:7: 'bytearray' is not supported");
    check_refused("__file__", "1:1: '__file__' is not supported");
}

/* A feature without support is refused; the test holds whichever rows are flipped. */
static void check_feature(subset_feature feature, const char *script, const char *expected)
{
    program *p = NULL;
    ouro_error err = {0};
    if (!subset_supports(feature)) {
        check_refused(script, expected);
        return;
    }
    assert_int_equal(lang_compile("", script, strlen(script), &p, &err), OURO_OK);
    program_free(p);
}

static void features_that_are_missing_are_refused_by_name(void **state)
{
    (void)state;
    check_feature(FEATURE_TRY, "try: 1\nfinally: 2\n", "1:1: 'try' is not supported");
    check_feature(FEATURE_LAMBDA, "x = lambda: 1\n", "1:5: 'lambda' is not supported");
    check_feature(FEATURE_WITH, "x = 1\nwith x: pass\n", "2:1: 'with' is not supported");
    check_feature(FEATURE_YIELD, "def f():\n  yield\n", "2:3: 'yield' is not supported");
    check_feature(FEATURE_SET, "x = {1}\n", "1:5: sets are not supported");
    check_feature(FEATURE_COMPREHENSION, "[x for x in []]\n",
                  "1:1: comprehensions are not supported");
    check_feature(FEATURE_CLOSURE, "def f(x):\n  def g(): return x\n",
                  "2:19: closures are not supported");
    check_feature(FEATURE_METACLASS, "class A(metaclass=type): pass\n",
                  "1:9: 'metaclass' is not supported");
    check_feature(FEATURE_FORMAT_SPEC, "f'{1:>5}'\n", "1:3: format specs are not supported");
}

static void bool_constants_fold_like_ints(void **state)
{
    (void)state;
    program *p = compile_whole("", "x = True + 1, 7 // -2, -7 % 3, 2 ** 10, 7 / 2, not 0\n");
    const constant *t = &p->module->consts[0];
    assert_int_equal(t->kind, CONST_TUPLE);
    assert_int_equal(t->items[0].integer, 2);
    assert_int_equal(t->items[1].integer, -4);
    assert_int_equal(t->items[2].integer, 2);
    assert_int_equal(t->items[3].integer, 1024);
    assert_true(t->items[4].number > 3.4 && t->items[4].number < 3.6);
    assert_int_equal(t->items[5].kind, CONST_TRUE);
    program_free(p);
}

static void the_smallest_int_can_be_written(void **state)
{
    (void)state;
    program *p = compile_whole("", "x = -9223372036854775808\n");
    assert_true(p->module->consts[0].integer == INT64_MIN);
    program_free(p);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_module_is_code_zero_and_serials_are_indices),
        cmocka_unit_test(statements_are_those_of_the_script),
        cmocka_unit_test(the_prefix_has_line_zero),
        cmocka_unit_test(a_docstring_behind_a_prefix_is_none),
        cmocka_unit_test(equal_constants_share_a_serial),
        cmocka_unit_test(identifiers_are_interned_and_other_texts_are_not),
        cmocka_unit_test(caches_are_numbered_within_their_code),
        cmocka_unit_test(every_instruction_has_a_name_and_a_sentence),
        cmocka_unit_test(a_finally_body_asked_for_too_often_is_too_large),
        cmocka_unit_test(the_gate_lets_through_what_the_machine_has),
        cmocka_unit_test(a_foreign_builtin_is_refused_by_name),
        cmocka_unit_test(features_that_are_missing_are_refused_by_name),
        cmocka_unit_test(bool_constants_fold_like_ints),
        cmocka_unit_test(the_smallest_int_can_be_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
