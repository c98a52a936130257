#include "sim/lang/marks.h"

#include "sim/base/utf8.h"
#include "sim/base/wide.h"
#include "sim/lang/parser.h"

#include <string.h>

/* --- Lines ------------------------------------------------------------------------------------------ */

typedef struct text_line {
    const char *text;
    size_t bytes;
} text_line;

typedef struct text_lines {
    text_line *items;
    uint32_t count;
} text_lines;

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Bytes of white space at the beginning. */
static size_t indentation(text_line l)
{
    size_t n = 0;
    while (n < l.bytes && is_space(l.text[n]))
        n++;
    return n;
}

static bool is_blank(text_line l)
{
    return indentation(l) == l.bytes;
}

static uint32_t line_length(text_line l)
{
    return (uint32_t)utf8_count(l.text, l.bytes);
}

/* Where the code point number `column` (from 0) begins; the end of the line if it is shorter. */
static size_t column_byte(text_line l, uint32_t column)
{
    size_t at = 0;
    while (column-- && at < l.bytes)
        at += utf8_length(l.text + at, l.bytes - at);
    return at;
}

/* How many columns of a terminal the first `columns` code points take. */
static uint32_t display_width(text_line l, uint32_t columns)
{
    size_t end = column_byte(l, columns);
    uint32_t width = columns;
    for (size_t at = 0; at < end; at += utf8_length(l.text + at, l.bytes - at))
        width += code_point_is_wide(utf8_decode(l.text + at));
    return width;
}

/* `count` lines of `text` from line `first` (from 1) on, without the white space at their ends. */
static text_lines cut_lines(arena *memory, const char *text, uint32_t first, uint32_t count)
{
    text_lines lines = {.items = arena_alloc(memory, count * sizeof *lines.items)};
    for (uint32_t i = 1; text && i < first + count; i++) {
        size_t bytes = strcspn(text, "\n");
        if (i >= first && lines.items) {
            text_line *l = &lines.items[lines.count++];
            *l = (text_line){text, bytes};
            while (l->bytes && is_space(text[l->bytes - 1]))
                l->bytes--;
        }
        text = text[bytes] ? text + bytes + 1 : NULL;
    }
    return lines;
}

/* textwrap.dedent(): what all lines begin with goes. */
static void dedent(text_lines lines)
{
    const text_line *model = NULL;
    size_t margin = 0;
    for (uint32_t i = 0; i < lines.count; i++) {
        text_line *l = &lines.items[i];
        if (is_blank(*l)) {
            l->bytes = 0;
            continue;
        }
        if (!model)
            margin = indentation(*l);
        size_t same = 0;
        while (same < margin && l->text[same] == (model ? model : l)->text[same])
            same++;
        margin = same;
        model = l;
    }
    for (uint32_t i = 0; i < lines.count; i++)
        if (lines.items[i].bytes) {
            lines.items[i].text += margin;
            lines.items[i].bytes -= margin;
        }
}

/* --- The part of the expression that failed ----------------------------------------------------------- */

typedef struct text_place {
    uint32_t line, column; /* both from 0 */
} text_place;

/* What is marked with ^ in an expression marked with ~: an operator, brackets. */
typedef struct anchors {
    text_place left, right;
} anchors;

/* The next place that has a character. False: there is none. */
static bool place_settle(text_lines lines, text_place *p)
{
    while (p->line < lines.count && p->column >= line_length(lines.items[p->line]))
        *p = (text_place){p->line + 1, 0};
    return p->line < lines.count;
}

static char place_char(text_lines lines, text_place p)
{
    text_line l = lines.items[p.line];
    return l.text[column_byte(l, p.column)];
}

/* From `p` on to `wanted` or, if that is 0, to the first character of an operator. */
static bool place_find(text_lines lines, text_place *p, char wanted)
{
    while (place_settle(lines, p)) {
        char c = place_char(lines, *p);
        if (c == '\\' || c == '#')
            *p = (text_place){p->line + 1, 0};
        else if (wanted ? c == wanted : !is_space(c) && c != ')')
            return true;
        else
            p->column++;
    }
    return false;
}

/* A place of the syntax tree of "(\n" SEGMENT "\n)". */
static text_place segment_place(uint32_t line, uint32_t column)
{
    return (text_place){line - 2, column - 1};
}

static bool operator_anchors(text_lines lines, const expr *e, anchors *out)
{
    uint32_t n = e->binary.count;
    const expr *first = e->binary.first, *right = e->binary.links[n - 1].operand;
    text_place at = n > 1 ? segment_place(e->binary.links[n - 2].end_line, e->binary.links[n - 2].end_column)
                          : segment_place(first->span.end_line, first->span.end_column);
    if (!place_find(lines, &at, 0))
        return false;
    text_place begin = segment_place(right->span.line, right->span.column);
    out->left = at;
    at.column++;
    if (at.column < line_length(lines.items[at.line]) && (begin.line > at.line || at.column < begin.column)) {
        char c = place_char(lines, at);
        at.column += !is_space(c) && c != '\\' && c != '#';
    }
    out->right = at;
    return true;
}

/* From the bracket behind `object` to the end. */
static bool bracket_anchors(text_lines lines, const expr *e, const expr *object, char bracket, anchors *out)
{
    out->left = segment_place(object->span.end_line, object->span.end_column);
    out->right = segment_place(e->span.end_line, e->span.end_column);
    return place_find(lines, &out->left, bracket);
}

/* The statements of a text; none if it is wrong. */
static stmt_list statements_of(arena *memory, const buffer *text)
{
    name_table names;
    name_table_start(&names, memory);
    stmt_list list = {0};
    ouro_error err = {0};
    if (text->failed || parse_text(memory, &names, buffer_text(text), text->length, (lexer_options){0}, &list,
                                   &err) != OURO_OK)
        list.count = 0;
    return list;
}

static void add_lines(buffer *out, text_lines lines)
{
    for (uint32_t i = 0; i < lines.count; i++) {
        if (i)
            buffer_add_char(out, '\n');
        buffer_add(out, lines.items[i].text, lines.items[i].bytes);
    }
}

/* _extract_caret_anchors_from_line_segment() */
static bool find_anchors(arena *memory, text_lines segment, anchors *out)
{
    buffer text = {0};
    buffer_add_text(&text, "(\n");
    add_lines(&text, segment);
    buffer_add_text(&text, "\n)");
    stmt_list list = statements_of(memory, &text);
    bool found = false;
    if (list.count == 1 && list.items[0]->kind == STMT_EXPR) {
        const expr *e = list.items[0]->expression.value;
        if (e->kind == EXPR_BINARY)
            found = operator_anchors(segment, e, out);
        else if (e->kind == EXPR_SUBSCRIPT)
            found = bracket_anchors(segment, e, e->subscript.object, '[', out);
        else if (e->kind == EXPR_CALL)
            found = bracket_anchors(segment, e, e->call.function, '(', out);
    }
    buffer_free(&text);
    return found;
}

/* --- The marks ------------------------------------------------------------------------------------------ */

typedef struct marks {
    text_lines lines;    /* of the expression, with what stands before and behind it */
    uint32_t start, end; /* columns from 0: in the first line, in the last */
    bool shown, anchored;
    anchors anchors;
} marks;

/* The expression alone. */
static text_lines segment_of(arena *memory, const marks *k)
{
    text_lines s = {arena_alloc(memory, k->lines.count * sizeof *s.items), k->lines.count};
    if (!s.items)
        return (text_lines){0};
    memcpy(s.items, k->lines.items, s.count * sizeof *s.items);
    text_line *last = &s.items[s.count - 1];
    last->bytes = column_byte(*last, k->end);
    size_t cut = column_byte(s.items[0], k->start);
    cut = cut < s.items[0].bytes ? cut : s.items[0].bytes;
    s.items[0].text += cut;
    s.items[0].bytes -= cut;
    return s;
}

/* The call that is all of `return f(...)` or of what `name = ...` assigns; NULL: the statement is none of those. */
static const expr *plain_call(const stmt *s)
{
    const expr *call = s->kind == STMT_RETURN   ? s->value
                       : s->kind == STMT_ASSIGN && s->assign.targets.count == 1 &&
                               s->assign.targets.items[0]->kind == EXPR_NAME
                           ? s->assign.value
                           : NULL;
    if (!call || call->kind != EXPR_CALL)
        return NULL;
    return s->kind == STMT_RETURN && call->call.function->kind != EXPR_NAME ? NULL : call;
}

/* Does the expression stand there as such a call? Then marks would tell nothing.
 * Differs: none; columns of the tree are bytes there, and so they are here. */
static bool is_plain_call(arena *memory, const marks *k)
{
    buffer text = {0};
    add_lines(&text, k->lines);
    stmt_list list = statements_of(memory, &text);
    const expr *call = list.count ? plain_call(list.items[0]) : NULL;
    const text_line *first = k->lines.items, *last = first + k->lines.count - 1;
    bool is_all = call && call->span.line == 1 && call->span.end_line == k->lines.count &&
                  column_byte(*first, call->span.column - 1) == k->start &&
                  column_byte(*last, call->span.end_column - 1) == k->end;
    buffer_free(&text);
    return is_all;
}

/* StackSummary._should_show_carets() */
static bool shows_marks(arena *memory, const marks *k)
{
    if (is_plain_call(memory, k))
        return false;
    text_line before = k->lines.items[0], behind = k->lines.items[k->lines.count - 1];
    before.bytes = column_byte(before, k->start);
    size_t cut = column_byte(behind, k->end);
    behind = (text_line){behind.text + cut, behind.bytes - cut};
    return k->anchored || !is_blank(before) || !is_blank(behind);
}

static bool is_significant(const marks *k, uint32_t line)
{
    if (line == 0 || line == k->lines.count - 1)
        return true;
    const anchors *a = &k->anchors;
    return k->anchored && ((line + 1 >= a->left.line && line <= a->left.line + 1) ||
                           (line + 1 >= a->right.line && line <= a->right.line + 1));
}

/* Is the terminal's column `column` of a line between the anchors? Those are widths by now. */
static bool is_anchored(const marks *k, uint32_t line, uint32_t column)
{
    const anchors *a = &k->anchors;
    return k->anchored && (line > a->left.line || (line == a->left.line && column >= a->left.column)) &&
           (line < a->right.line || (line == a->right.line && column < a->right.column));
}

static void write_line(buffer *out, const marks *k, uint32_t line)
{
    text_line l = k->lines.items[line];
    buffer_add(out, l.text, l.bytes);
    buffer_add_char(out, '\n');
    if (!k->shown)
        return;
    uint32_t length = line_length(l), begin = (uint32_t)utf8_count(l.text, indentation(l));
    uint32_t end = display_width(l, line == k->lines.count - 1 ? k->end : length);
    uint32_t start = line ? 0 : display_width(l, k->start);
    for (uint32_t column = 0; column < end; column++)
        buffer_add_char(out, column < begin || column < start                       ? ' '
                             : k->anchored && !is_anchored(k, line, column) ? '~'
                                                                                    : '^');
    buffer_add_char(out, '\n');
}

/* The lines that matter; of what lies between them one line is shown, more are counted. */
static void write_lines(buffer *out, const marks *k)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < k->lines.count; i++) {
        if (!is_significant(k, i))
            continue;
        if (i - last == 2)
            write_line(out, k, i - 1);
        else if (i - last > 2)
            buffer_printf(out, "...<%u lines>...\n", i - last - 1);
        write_line(out, k, i);
        last = i;
    }
}

/* Anchors count from the expression; they become widths in the lines. */
static void anchor_width(const marks *k, text_place *p)
{
    p->column = display_width(k->lines.items[p->line], p->column + (p->line ? 0 : k->start));
}

static bool find_marks(arena *memory, marks *k, instr_position at)
{
    uint32_t before = line_length(k->lines.items[0]);
    dedent(k->lines);
    text_line first = k->lines.items[0];
    uint32_t gone = before - line_length(first);
    k->start = at.column - 1 > gone ? at.column - 1 - gone : 0;
    k->end = at.end_column - 1 > gone ? at.end_column - 1 - gone : 0;
    text_lines segment = segment_of(memory, k);
    k->anchored = segment.count && find_anchors(memory, segment, &k->anchors);
    k->shown = segment.count && shows_marks(memory, k);
    if (k->anchored) {
        anchor_width(k, &k->anchors.left);
        anchor_width(k, &k->anchors.right);
    }
    return segment.count != 0;
}

static void write_indented(buffer *out, arena *memory, const buffer *body)
{
    uint32_t count = 0;
    for (size_t i = 0; i < body->length; i++)
        count += body->text[i] == '\n';
    text_lines lines = cut_lines(memory, buffer_text(body), 1, count);
    dedent(lines);
    for (uint32_t i = 0; i < lines.count; i++) {
        buffer_add_text(out, "    ");
        buffer_add(out, lines.items[i].text, lines.items[i].bytes);
        buffer_add_char(out, '\n');
    }
}

void marks_write(buffer *out, const char *script, instr_position at)
{
    arena memory = {0};
    buffer body = {0};
    if (at.end_line < at.line)
        at.end_line = at.line;
    marks k = {.lines = cut_lines(&memory, script, at.line, at.end_line - at.line + 1)};
    bool empty = true;
    for (uint32_t i = 0; i < k.lines.count; i++)
        empty = empty && is_blank(k.lines.items[i]);
    if (!empty && at.column && find_marks(&memory, &k, at))
        write_lines(&body, &k);
    else if (!empty) /* no place in the line, no memory */
        write_line(&body, &k, 0);
    write_indented(out, &memory, &body);
    buffer_free(&body);
    arena_free(&memory);
}
