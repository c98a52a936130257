/* A .py scenario: the script is the file itself; paragraphs of top-level statements are its steps.
 *
 * What stands between two lines of code (blank lines, comments) is looked at when the next line of
 * code is known: only then is it clear whether a statement goes on (a body, an `else`, what a
 * decorator decorates) or a new paragraph begins. */
#include "sim/scenario/scenario_build.h"

#include "sim/base/buffer.h"
#include "sim/base/limits.h"
#include "sim/base/utf8.h"
#include "sim/scenario/py_docstring.h"
#include "sim/scenario/py_lines.h"

#include <string.h>

enum { FIRST_STEPS = 16, CODING_LINES = 2, SHOWN_BYTES = 40 };

typedef struct paragraph {
    uint32_t first_line, last_line; /* 0: none is open */
    size_t start;                   /* offset of the first statement */
    const char *say;
    bool imports_only;
} paragraph;

typedef struct cutter {
    scenario *s;
    ouro_error *err;
    scenario_step *steps;
    uint32_t step_capacity;
    buffer flow; /* work space for texts */
    paragraph now;
    bool any_code;       /* a statement has been seen */
    bool code_step;      /* a step with code has been made: imports are no setup any more */
    bool after_indented; /* the last line of code was indented */
    bool after_decorator;
    size_t gap; /* where the lines behind the last code begin */
    uint32_t gap_line;
    size_t block; /* where the comments in `flow` begin */
} cutter;

static ouro_result no_memory(ouro_error *err)
{
    return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
}

/* --- the file's bytes --- */

static bool in_coding_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

/* The name in a line like "# -*- coding: utf-8 -*-" (PEP 263), or a length of 0. */
static size_t find_coding(const char *text, size_t end, size_t at, size_t *name_length)
{
    *name_length = 0;
    while (at < end && (text[at] == ' ' || text[at] == '\t' || text[at] == '\f'))
        at++;
    if (at == end || text[at] != '#')
        return at;
    for (; at + 7 < end; at++) {
        if (memcmp(text + at, "coding", 6) != 0 || (text[at + 6] != ':' && text[at + 6] != '='))
            continue;
        size_t name = at + 7;
        while (name < end && (text[name] == ' ' || text[name] == '\t'))
            name++;
        while (name + *name_length < end && in_coding_name(text[name + *name_length]))
            ++*name_length;
        return name;
    }
    return at;
}

/* utf8, UTF-8, utf_8_sig, utf-8-unix: CPython takes them all for UTF-8. */
static bool is_utf8_name(const char *name, size_t length)
{
    char plain[6] = "";
    size_t used = 0, i = 0;
    for (; i < length && used < 4; i++) {
        char c = name[i];
        if (c == '-' || c == '_')
            continue;
        plain[used++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return strcmp(plain, "utf8") == 0 && (i == length || name[i] == '-' || name[i] == '_');
}

/* Is there nothing but blanks and a comment? Only then may the second line name an encoding. */
static bool is_remark(const char *text, size_t end, size_t at)
{
    while (at < end && (text[at] == ' ' || text[at] == '\t' || text[at] == '\f'))
        at++;
    return at == end || text[at] == '#';
}

static ouro_result check_coding(const scenario *s, ouro_error *err)
{
    size_t start, end, length, name;
    for (uint32_t line = 1; line <= CODING_LINES; line++) {
        if (!source_text_line(s->text, s->text_length, line, &start, &end))
            break;
        end += start;
        name = find_coding(s->text, end, start, &length);
        if (length > 0 && !is_utf8_name(s->text + name, length))
            return source_text_error(s->text, s->text_length, name, err, OURO_ERR_UNSUPPORTED,
                                     "encoding '%.*s' is not supported: save the file as UTF-8",
                                     (int)utf8_cut(s->text + name, length, SHOWN_BYTES),
                                     s->text + name);
        if (length > 0 || !is_remark(s->text, end, start))
            break;
    }
    return OURO_OK;
}

static ouro_result check_bytes(const scenario *s, ouro_error *err)
{
    size_t bad = utf8_find_invalid(s->text, s->text_length);
    const char *nul = s->text_length ? memchr(s->text, '\0', s->text_length) : NULL;
    if (nul && (size_t)(nul - s->text) < bad)
        return source_text_error(s->text, s->text_length, (size_t)(nul - s->text), err,
                                 OURO_ERR_SYNTAX, "source code cannot contain null bytes");
    if (bad < s->text_length)
        return source_text_error(s->text, s->text_length, bad, err, OURO_ERR_SYNTAX,
                                 "these bytes are not UTF-8: save the file as UTF-8");
    return OURO_OK;
}

/* The script is the file with "\n" at every line's end: lines and columns stay the same. */
static ouro_result copy_script(scenario *s, ouro_error *err)
{
    char *script = arena_alloc(&s->memory, s->text_length + 1);
    size_t used = 0;
    if (!script)
        return no_memory(err);
    for (size_t i = 0; i < s->text_length; i++) {
        bool pair = s->text[i] == '\r' && i + 1 < s->text_length && s->text[i + 1] == '\n';
        if (!pair)
            script[used++] = (char)(s->text[i] == '\r' ? '\n' : s->text[i]);
    }
    script[used] = '\0';
    s->script = script;
    s->script_is_file = true;
    s->script_length = used;
    return OURO_OK;
}

/* --- texts for people --- */

/* Add one line of a narration or docstring: lines flow into one another, an empty one is a break.
 */
static void add_flow(buffer *flow, const char *line, size_t length)
{
    while (length > 0 && strchr(" \t\f", line[0])) {
        line++;
        length--;
    }
    while (length > 0 && strchr(" \t\f", line[length - 1]))
        length--;
    bool at_start = flow->length == 0 || flow->text[flow->length - 1] == '\n';
    if (length == 0 && !at_start)
        buffer_add_char(flow, '\n');
    if (length > 0 && !at_start)
        buffer_add_char(flow, ' ');
    buffer_add(flow, line, length);
}

/* Keep the flow's text: a long comment is no reason to refuse a program, so it is cut. NULL in
 * `out` if there is nothing. The flow is empty afterwards. */
static ouro_result keep_flow(cutter *c, const char **out)
{
    buffer *flow = &c->flow;
    while (flow->length > 0 && flow->text[flow->length - 1] == '\n')
        flow->length--;
    size_t length = flow->length;
    if (length > LIMIT_NARRATION_BYTES) {
        flow->length = utf8_cut(flow->text, length, LIMIT_NARRATION_BYTES - 3);
        buffer_add_text(flow, "...");
        length = flow->length;
    }
    *out = NULL;
    if (length > 0)
        *out = arena_text(&c->s->memory, flow->text, length);
    bool failed = flow->failed || (length > 0 && !*out);
    buffer_clear(flow);
    return failed ? no_memory(c->err) : OURO_OK;
}

static void add_comment_line(buffer *flow, const char *text, const py_line *line)
{
    size_t start = line->start;
    while (start < line->end && text[start] == '#')
        start++;
    add_flow(flow, text + start, line->end - start);
}

/* Title and summary from the first line that says something and from the rest. */
static ouro_result keep_docstring(cutter *c, const char *doc, size_t length)
{
    scenario *s = c->s;
    const char *title = NULL;
    ouro_result result = OURO_OK;
    for (size_t at = 0; at < length && result == OURO_OK;) {
        const char *newline = memchr(doc + at, '\n', length - at);
        size_t end = newline ? (size_t)(newline - doc) : length;
        add_flow(&c->flow, doc + at, end - at);
        if (!title)
            result = keep_flow(c, &title);
        at = end + 1;
    }
    if (result == OURO_OK)
        result = keep_flow(c, &s->summary);
    if (title)
        s->title = title;
    return result;
}

/* --- steps --- */

static ouro_result add_step(cutter *c, scenario_step step)
{
    scenario *s = c->s;
    if (s->step_count == LIMIT_STEPS)
        return source_text_error(s->script, s->script_length, step.at, c->err, OURO_ERR_LIMIT_INPUT,
                                 "more than %u steps", LIMIT_STEPS);
    if (s->step_count == c->step_capacity) {
        uint32_t capacity = c->step_capacity ? c->step_capacity * 2 : FIRST_STEPS;
        scenario_step *more =
            arena_grow(&s->memory, c->steps, s->step_count * sizeof *more, capacity * sizeof *more);
        if (!more)
            return no_memory(c->err);
        c->steps = more;
        c->step_capacity = capacity;
    }
    c->steps[s->step_count++] = step;
    s->steps = c->steps;
    return OURO_OK;
}

/* Imports before everything else: not worth a step of their own. */
static ouro_result add_setup(cutter *c, const paragraph *p)
{
    scenario *s = c->s;
    if (s->setup_first_line == 0)
        s->setup_first_line = p->first_line;
    s->setup_last_line = p->last_line;
    if (!p->say)
        return OURO_OK;
    if (s->setup_say) {
        buffer_add_text(&c->flow, s->setup_say);
        buffer_add_char(&c->flow, '\n');
    }
    buffer_add_text(&c->flow, p->say);
    return keep_flow(c, &s->setup_say);
}

static ouro_result end_paragraph(cutter *c)
{
    paragraph p = c->now;
    c->now = (paragraph){0};
    if (p.first_line == 0)
        return OURO_OK;
    if (p.imports_only && !c->code_step)
        return add_setup(c, &p);
    c->code_step = true;
    return add_step(c, (scenario_step){.first_line = p.first_line,
                                       .last_line = p.last_line,
                                       .at = (uint32_t)p.start,
                                       .say = p.say});
}

/* --- what stands between lines of code --- */

/* `#!` and coding lines are for machines. */
static bool is_machine_line(const scenario *s, const py_line *line)
{
    size_t name_length;
    if (line->first_line > CODING_LINES)
        return false;
    if (line->first_line == 1 && line->end - line->start >= 2 && s->script[line->start + 1] == '!')
        return true;
    (void)find_coding(s->script, line->end, line->start, &name_length);
    return name_length > 0;
}

/* An indented comment below an indented line still belongs to that statement. */
static bool separates(const cutter *c, const py_line *line)
{
    return line->kind == PY_BLANK || !(line->indented && c->after_indented);
}

static ouro_result add_spoken_step(cutter *c)
{
    scenario_step step = {.at = (uint32_t)c->block};
    ouro_result result = keep_flow(c, &step.say);
    return result == OURO_OK && step.say ? add_step(c, step) : result;
}

/* Go through the gap that ends at `end`, in front of a new statement or of the end of the file.
 * Each block of comments becomes a step that only speaks, but the last one if nothing parts it from
 * the statement: that one is left in `flow`. */
static ouro_result read_gap(cutter *c, size_t end)
{
    py_lines lines;
    py_line line;
    ouro_result result = OURO_OK;
    py_lines_start(&lines, c->s->script, end);
    lines.at = c->gap;
    lines.line = c->gap_line;
    while (result == OURO_OK && py_lines_next(&lines, &line)) {
        if (!separates(c, &line))
            continue;
        result = end_paragraph(c);
        bool comment = line.kind == PY_COMMENT && !is_machine_line(c->s, &line);
        if (comment && c->flow.length == 0)
            c->block = line.start;
        if (comment)
            add_comment_line(&c->flow, c->s->script, &line);
        else if (result == OURO_OK)
            result = add_spoken_step(c);
    }
    return result;
}

/* --- lines of code --- */

static bool starts_with_word(const char *text, size_t length, const char *word)
{
    size_t n = strlen(word);
    if (length < n || memcmp(text, word, n) != 0)
        return false;
    return length == n || strchr(" \t\f:(\\\"'#;{[", text[n]);
}

/* Does this line at the margin go on with the statement above it? */
static bool continues_statement(const cutter *c, const char *text, size_t length)
{
    return c->after_decorator || starts_with_word(text, length, "else") ||
           starts_with_word(text, length, "elif") || starts_with_word(text, length, "except") ||
           starts_with_word(text, length, "finally") || starts_with_word(text, length, "except*");
}

/* Nothing but imports, perhaps several with semicolons? No string can stand in one. */
static bool is_import(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        if (strchr(" \t\f", text[at])) {
            at++;
            continue;
        }
        if (text[at] == '#')
            return true;
        if (!starts_with_word(text + at, length - at, "import") &&
            !starts_with_word(text + at, length - at, "from"))
            return false;
        while (at < length && text[at] != ';' && text[at] != '#')
            at++;
        at += at < length && text[at] == ';';
    }
    return true;
}

static ouro_result take_statement(cutter *c, const py_line *line)
{
    const char *text = c->s->script + line->start;
    ouro_result result = read_gap(c, line->start);
    if (result != OURO_OK)
        return result;
    bool import = is_import(text, line->end - line->start);
    if (c->now.first_line == 0) {
        c->now = (paragraph){
            .first_line = line->first_line, .start = line->start, .imports_only = import};
        result = keep_flow(c, &c->now.say);
    }
    c->now.imports_only = c->now.imports_only && import;
    c->now.last_line = line->last_line;
    return result;
}

/* The docstring is the title; comments above it introduce no step. */
static bool take_docstring(cutter *c, const py_line *line, ouro_result *result)
{
    buffer doc = {0};
    bool is_doc = !line->indented &&
                  py_docstring_read(c->s->script + line->start, line->end - line->start, &doc);
    if (is_doc)
        *result = doc.failed ? no_memory(c->err) : keep_docstring(c, buffer_text(&doc), doc.length);
    buffer_free(&doc);
    return is_doc;
}

static ouro_result take_code(cutter *c, const py_line *line)
{
    const char *text = c->s->script + line->start;
    size_t length = line->end - line->start;
    ouro_result result = OURO_OK;
    bool first = !c->any_code;
    c->any_code = true;
    if (!first || !take_docstring(c, line, &result)) {
        bool goes_on =
            c->now.first_line > 0 && (line->indented || continues_statement(c, text, length));
        if (goes_on)
            c->now.last_line = line->last_line;
        else
            result = take_statement(c, line);
    }
    c->after_indented = line->indented;
    c->after_decorator = text[0] == '@' && !line->indented;
    return result;
}

static ouro_result cut(cutter *c)
{
    scenario *s = c->s;
    py_lines lines;
    py_line line;
    ouro_result result = OURO_OK;
    py_lines_start(&lines, s->script, s->script_length);
    c->gap_line = 1;
    while (result == OURO_OK && py_lines_next(&lines, &line)) {
        s->line_count = line.last_line;
        if (line.kind != PY_CODE)
            continue;
        result = take_code(c, &line);
        c->gap = lines.at;
        c->gap_line = lines.line;
    }
    if (result == OURO_OK)
        result = read_gap(c, s->script_length);
    if (result == OURO_OK)
        result = end_paragraph(c);
    return result == OURO_OK ? add_spoken_step(c) : result;
}

ouro_result scenario_from_py(scenario *s, const char *stem, ouro_error *err)
{
    ouro_result result = check_coding(s, err);
    s->title = stem;
    if (result == OURO_OK)
        result = check_bytes(s, err);
    if (result == OURO_OK)
        result = copy_script(s, err);
    if (result != OURO_OK)
        return result;
    cutter c = {.s = s, .err = err};
    result = cut(&c);
    buffer_free(&c.flow);
    return result;
}
