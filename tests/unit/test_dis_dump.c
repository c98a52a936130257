/* The compiler's code as text, for tests/oracle/dis.t, which compares it with CPython's.
 *
 *   test_dis_dump FILE   dump what FILE compiles to, the whole language allowed; errors on stdout
 *   test_dis_dump        its own tests: that a dump says what the code says */

#include "sim/base/buffer.h"
#include "sim/lang/compile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void dump_constant(buffer *out, const constant *c)
{
    switch (c->kind) {
    case CONST_NONE:
        buffer_add_text(out, "[\"none\"]");
        break;
    case CONST_TRUE:
        buffer_add_text(out, "[\"bool\", true]");
        break;
    case CONST_FALSE:
        buffer_add_text(out, "[\"bool\", false]");
        break;
    case CONST_ELLIPSIS:
        buffer_add_text(out, "[\"ellipsis\"]");
        break;
    case CONST_INT:
        buffer_printf(out, "[\"int\", %" PRId64 "]", c->integer);
        break;
    case CONST_FLOAT:
        buffer_printf(out, "[\"float\", \"%a\"]", c->number);
        break;
    case CONST_STR:
        buffer_add_text(out, "[\"str\", ");
        buffer_add_json(out, c->text, c->length);
        buffer_add_text(out, "]");
        break;
    case CONST_BYTES:
        buffer_add_text(out, "[\"bytes\", \"");
        for (uint32_t i = 0; i < c->length; i++)
            buffer_printf(out, "%02x", (unsigned char)c->text[i]);
        buffer_add_text(out, "\"]");
        break;
    case CONST_CODE:
        buffer_printf(out, "[\"code\", %" PRIu32 "]", c->code->serial);
        break;
    case CONST_TUPLE:
    case CONST_FROZENSET:
        buffer_add_text(out, c->kind == CONST_TUPLE ? "[\"tuple\"" : "[\"frozenset\"");
        for (uint32_t i = 0; i < c->length; i++) {
            buffer_add_text(out, ", ");
            dump_constant(out, &c->items[i]);
        }
        buffer_add_text(out, "]");
        break;
    }
}

static void dump_code(buffer *out, const program *p, const code *c)
{
    buffer_printf(out, "code %" PRIu32 " %s %s %" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32
                       " %" PRIu32 " %" PRIu32 "\n",
                  c->serial, p->names[c->name].text, p->names[c->qualname].text, c->first_line,
                  c->arg_count, c->posonly_count, c->kwonly_count, c->flags, c->stack_size);
    for (uint32_t i = 0; i < c->local_count; i++)
        buffer_printf(out, "local %s %d\n", p->names[c->local_names[i]].text, c->local_kinds[i]);
    for (uint32_t i = 0; i < c->name_count; i++)
        buffer_printf(out, "name %s\n", p->names[c->names[i]].text);
    for (uint32_t i = 0; i < c->const_count; i++) {
        buffer_add_text(out, "const ");
        dump_constant(out, &c->consts[i]);
        buffer_add_char(out, '\n');
    }
    for (uint32_t i = 0; i < c->instr_count; i++) {
        const instr *in = &c->instrs[i];
        const instr_position *at = &c->positions[i];
        buffer_printf(out, "instr %s %d %" PRIu32 " %" PRIu32 ":%" PRIu32 ":%" PRIu32 ":%" PRIu32,
                      opcode_name((opcode)in->op), in->aux, in->arg, at->line, at->column, at->end_line,
                      at->end_column);
        bool named = in->op == OP_LOAD_NAME || in->op == OP_STORE_NAME ||
                     in->op == OP_DELETE_NAME || in->op == OP_LOAD_GLOBAL ||
                     in->op == OP_STORE_GLOBAL || in->op == OP_DELETE_GLOBAL ||
                     in->op == OP_LOAD_ATTR || in->op == OP_STORE_ATTR ||
                     in->op == OP_DELETE_ATTR || in->op == OP_LOAD_SUPER_ATTR ||
                     in->op == OP_IMPORT_NAME || in->op == OP_IMPORT_FROM;
        buffer_printf(out, " %s\n", named ? p->names[in->arg].text : "-");
    }
    for (uint32_t i = 0; i < c->handler_count; i++)
        buffer_printf(out, "handler %" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32 " %d\n",
                      c->handlers[i].start, c->handlers[i].end, c->handlers[i].target,
                      c->handlers[i].depth, c->handlers[i].push_lasti);
}

/* The program as text, or the error as "error LINE:COLUMN: TEXT". */
static void dump_script(buffer *out, const char *text, size_t length)
{
    program *p;
    ouro_error err = {0};
    if (compile_program("", text, length, true, &p, &err) != OURO_OK) {
        buffer_printf(out, "error %" PRIu32 ":%" PRIu32 ": %s\n", err.line, err.column, err.text);
        return;
    }
    for (uint32_t i = 0; i < p->code_count; i++)
        dump_code(out, p, p->codes[i]);
    program_free(p);
}

static int dump_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    buffer text = {0}, out = {0};
    char piece[4096];
    size_t n;
    if (!file) {
        perror(path);
        return EXIT_FAILURE;
    }
    while ((n = fread(piece, 1, sizeof piece, file)) > 0)
        buffer_add(&text, piece, n);
    fclose(file);
    dump_script(&out, buffer_text(&text), text.length);
    fwrite(buffer_text(&out), 1, out.length, stdout);
    buffer_free(&text);
    buffer_free(&out);
    return EXIT_SUCCESS;
}

static void a_dump_names_its_instructions(void **state)
{
    (void)state;
    buffer out = {0};
    dump_script(&out, "x = 1\n", 6);
    assert_string_equal(buffer_text(&out), "code 0 <module> <module> 1 0 0 0 0 1\n"
                                           "name x\n"
                                           "const [\"int\", 1]\n"
                                           "const [\"none\"]\n"
                                           "instr RESUME 0 0 0:0:0:0 -\n"
                                           "instr LOAD_CONST 0 0 1:5:1:6 -\n"
                                           "instr STORE_NAME 0 1 1:1:1:2 x\n"
                                           "instr LOAD_CONST 0 1 1:1:1:2 -\n"
                                           "instr RETURN_VALUE 0 0 1:1:1:2 -\n");
    buffer_free(&out);
}

static void a_dump_of_bad_text_is_its_error(void **state)
{
    (void)state;
    buffer out = {0};
    dump_script(&out, "x = = 1\n", 8);
    assert_string_equal(buffer_text(&out), "error 1:5: invalid syntax\n");
    buffer_free(&out);
}

int main(int argc, char **argv)
{
    if (argc == 2)
        return dump_file(argv[1]);
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dump_names_its_instructions),
        cmocka_unit_test(a_dump_of_bad_text_is_its_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
