#include "sim/lang/lexer_state.h"

#include "sim/base/printable.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { TAB_WIDTH = 8 };

typedef struct token_word {
    const char *text;
    token_kind kind;
    bool keyword;
} token_word;

static const token_word token_words[] = {
#define KEYWORD(name, text) {text, KW_##name, true},
#define OPERATOR(name, text) {text, TOK_##name, false},
#include "sim/lang/token.def"
#undef KEYWORD
#undef OPERATOR
};

enum {
    TOKEN_WORD_COUNT = sizeof token_words / sizeof *token_words,
    FIRST_WORD = TOKEN_KIND_COUNT - TOKEN_WORD_COUNT
};

const char *token_kind_text(token_kind kind)
{
    return (int)kind >= (int)FIRST_WORD ? token_words[(int)kind - (int)FIRST_WORD].text : "";
}

bool token_kind_is_keyword(token_kind kind)
{
    return (int)kind >= (int)FIRST_WORD && token_words[(int)kind - (int)FIRST_WORD].keyword;
}

bool lexer_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool lexer_is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           ((unsigned char)c & 0x80U);
}

bool lexer_is_name_byte(char c)
{
    return lexer_is_name_start(c) || lexer_is_digit(c);
}

/* --- positions ------------------------------------------------------------------------------ */

static bool is_continuation_byte(char c)
{
    return ((unsigned char)c & 0xC0U) == 0x80U;
}

/* A line ends with LF, CR LF or CR, as Python reads its files. */
static bool ends_line(const lexer *lx, size_t offset)
{
    char c = lx->text[offset];
    return c == '\n' || (c == '\r' && !(offset + 1 < lx->length && lx->text[offset + 1] == '\n'));
}

lexer_mark lexer_position(lexer *lx, size_t offset)
{
    lexer_mark m = lx->mark;
    if (offset < m.offset)
        m = (lexer_mark){.line = 1, .column = 1};
    for (; m.offset < offset; m.offset++) {
        if (ends_line(lx, m.offset)) {
            m.line++;
            m.column = 1;
        } else if (!is_continuation_byte(lx->text[m.offset])) {
            m.column++;
        }
    }
    lx->mark = m;
    return m;
}

ouro_result lexer_fail(lexer *lx, size_t offset, const char *format, ...)
{
    lexer_mark m = lexer_position(lx, offset);
    va_list args;
    va_start(args, format);
    ouro_result result = error_vset(lx->err, OURO_ERR_SYNTAX,
                                    lx->options.without_lines ? 0 : m.line, m.column, format, args);
    va_end(args);
    return result;
}

static ouro_result lexer_limit(lexer *lx, size_t offset, const char *text)
{
    lexer_mark m = lexer_position(lx, offset);
    return error_set(lx->err, OURO_ERR_LIMIT_INPUT, m.line, m.column, "%s", text);
}

ouro_result lexer_add(lexer *lx, token_kind kind, size_t start, size_t end)
{
    if (lx->count == lx->capacity) {
        uint32_t capacity = lx->capacity ? 2 * lx->capacity : 256;
        token *grown = arena_grow(lx->memory, lx->tokens, lx->count * sizeof *grown,
                                  capacity * sizeof *grown);
        if (!grown)
            return error_set(lx->err, OURO_ERR_NOMEM, 0, 0, "out of memory");
        lx->tokens = grown;
        lx->capacity = capacity;
    }
    lexer_mark from = lexer_position(lx, start), to = lexer_position(lx, end);
    bool hidden = lx->options.without_lines;
    lx->tokens[lx->count++] = (token){
        .kind = kind,
        .level = (uint8_t)lx->context_count,
        .start = (uint32_t)start,
        .length = (uint32_t)(end - start),
        .span = {hidden ? 0 : from.line, from.column, hidden ? 0 : to.line, to.column},
    };
    if (kind != TOK_COMMENT)
        lx->blank_so_far = kind == TOK_NEWLINE || kind == TOK_INDENT || kind == TOK_DEDENT;
    return OURO_OK;
}

/* --- indentation ---------------------------------------------------------------------------- */

typedef struct indent_width {
    uint32_t columns, alternate; /* with tabs of eight and of one: they must agree */
} indent_width;

static indent_width measure_indent(lexer *lx)
{
    indent_width w = {0};
    for (;; lx->at++) {
        char c = lexer_peek(lx, 0);
        if (c == ' ') {
            w.columns++;
            w.alternate++;
        } else if (c == '\t') {
            w.columns = (w.columns / TAB_WIDTH + 1) * TAB_WIDTH;
            w.alternate++;
        } else if (c == '\f') {
            w = (indent_width){0};
        } else {
            return w;
        }
    }
}

static ouro_result indent_inconsistent(lexer *lx)
{
    size_t start = lx->at;
    lx->indentation_failed = true;
    while (start > 0 && !ends_line(lx, start - 1))
        start--;
    return lexer_fail(lx, start, "inconsistent use of tabs and spaces in indentation");
}

static ouro_result indent_push(lexer *lx, indent_width w)
{
    if (w.alternate <= lx->alternate_indents[lx->indent_count])
        return indent_inconsistent(lx);
    if (lx->indent_count == LIMIT_NESTING)
        return lexer_limit(lx, lx->at, "too many levels of indentation");
    lx->indent_count++;
    lx->indents[lx->indent_count] = w.columns;
    lx->alternate_indents[lx->indent_count] = w.alternate;
    return lexer_add(lx, TOK_INDENT, lx->at, lx->at);
}

static ouro_result indent_pop(lexer *lx, indent_width w)
{
    while (lx->indent_count > 0 && w.columns < lx->indents[lx->indent_count]) {
        lx->indent_count--;
        ouro_result result = lexer_add(lx, TOK_DEDENT, lx->at, lx->at);
        if (result != OURO_OK)
            return result;
    }
    if (w.columns != lx->indents[lx->indent_count]) {
        size_t end = lx->at; /* CPython points behind the line */
        lx->indentation_failed = true;
        while (end < lx->length && lx->text[end] != '\n' && lx->text[end] != '\r')
            end++;
        return lexer_fail(lx, end, "unindent does not match any outer indentation level");
    }
    if (w.alternate != lx->alternate_indents[lx->indent_count])
        return indent_inconsistent(lx);
    return OURO_OK;
}

/* At the start of a logical line: blank lines and comments say nothing about blocks. */
static ouro_result lexer_line_start(lexer *lx)
{
    lx->at_line_start = false;
    indent_width w = measure_indent(lx);
    char c = lexer_peek(lx, 0);
    if (c == '#' || c == '\n' || c == '\r' || lx->at == lx->length)
        return OURO_OK;
    if (w.columns > lx->indents[lx->indent_count])
        return indent_push(lx, w);
    if (w.columns < lx->indents[lx->indent_count])
        return indent_pop(lx, w);
    if (w.alternate != lx->alternate_indents[lx->indent_count])
        return indent_inconsistent(lx);
    return OURO_OK;
}

/* --- brackets ------------------------------------------------------------------------------- */

ouro_result lexer_push_context(lexer *lx, lexer_context context)
{
    if (lx->context_count == LIMIT_NESTING)
        return lexer_limit(lx, context.start,
                           context.kind == CONTEXT_FSTRING ? "f-string: expressions nested too deeply"
                                                           : "too many nested parentheses");
    lx->contexts[lx->context_count++] = context;
    return OURO_OK;
}

static lexer_context *lexer_top(lexer *lx)
{
    return lx->context_count ? &lx->contexts[lx->context_count - 1] : NULL;
}

static bool brackets_match(char open, char close)
{
    return (open == '(' && close == ')') || (open == '[' && close == ']') ||
           (open == '{' && close == '}');
}

static ouro_result lexer_close_bracket(lexer *lx, char close)
{
    const lexer_context *top = lexer_top(lx);
    if (!top)
        return lexer_fail(lx, lx->at, "unmatched '%c'", close);
    if (!brackets_match(top->bracket, close)) {
        if (top->kind == CONTEXT_FIELD)
            return lexer_fail(lx, lx->at, "f-string: unmatched '%c'", close);
        uint32_t open_line = lexer_position(lx, top->start).line;
        if (open_line != lexer_position(lx, lx->at).line)
            return lexer_fail(lx, lx->at,
                              "closing parenthesis '%c' does not match opening parenthesis '%c' "
                              "on line %u", close, top->bracket, open_line);
        return lexer_fail(lx, lx->at,
                          "closing parenthesis '%c' does not match opening parenthesis '%c'", close,
                          top->bracket);
    }
    lx->context_count--;
    return OURO_OK;
}

/* --- words ---------------------------------------------------------------------------------- */

/* Ranges of code points that look like text but cannot stand in a name: what word processors and
 * keyboards put into a script by accident. Python's own table (XID_Start, XID_Continue) is larger. */
static bool code_point_is_no_name(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB6},     {0xB8, 0xB9},     {0xBB, 0xBF},
        {0xD7, 0xD7},     {0xF7, 0xF7},     {0x2000, 0x203E}, {0x2041, 0x2053}, {0x2055, 0x2070},
        {0x20A0, 0x20CF}, {0x2190, 0x2BFF}, {0x2E00, 0x2E5D}, {0x3000, 0x3004}, {0x3008, 0x3020},
        {0xE000, 0xF8FF}, {0xFE10, 0xFE1F}, {0xFF01, 0xFF0F}, {0xFF1A, 0xFF20}, {0x1F000, 0x1FAFF},
        {0xFEFF, 0xFEFF}, {0xFFF0, 0xFFFF},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

/* The code point at `at` (the text is valid UTF-8) and its length. */
static uint32_t lexer_code_point(const lexer *lx, size_t *length)
{
    unsigned char lead = (unsigned char)lexer_peek(lx, 0);
    size_t n = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    uint32_t c = n == 1 ? lead : lead & (0x7FU >> n);
    for (size_t i = 1; i < n; i++)
        c = (c << 6) | ((unsigned char)lexer_peek(lx, i) & 0x3FU);
    *length = n;
    return c;
}

static ouro_result lexer_bad_character(lexer *lx, uint32_t c, size_t length)
{
    if (!code_point_is_printable(c))
        return lexer_fail(lx, lx->at, "invalid non-printable character U+%04X", c);
    return lexer_fail(lx, lx->at, "invalid character '%.*s' (U+%04X)", (int)length,
                      lx->text + lx->at, c);
}

static token_kind word_kind(const char *text, size_t length)
{
    for (int i = 0; i < TOKEN_WORD_COUNT && token_words[i].keyword; i++)
        if (strlen(token_words[i].text) == length && !memcmp(token_words[i].text, text, length))
            return token_words[i].kind;
    return TOK_NAME;
}

static ouro_result lexer_name(lexer *lx)
{
    size_t start = lx->at;
    while (lx->at < lx->length && lexer_is_name_byte(lexer_peek(lx, 0))) {
        size_t length;
        uint32_t c = lexer_code_point(lx, &length);
        if (c >= 0x80 && code_point_is_no_name(c))
            return lexer_bad_character(lx, c, length);
        lx->at += length;
    }
    if (lx->at - start > LIMIT_NAME_BYTES)
        return lexer_limit(lx, start, "a name is longer than 256 bytes");
    return lexer_add(lx, word_kind(lx->text + start, lx->at - start), start, lx->at);
}

/* In the field of an f-string, on its own level, a colon begins the spec and "!" is no operator. */
static bool field_colon(lexer *lx)
{
    const lexer_context *top = lexer_top(lx);
    return top && top->kind == CONTEXT_FIELD && lexer_peek(lx, 0) == ':';
}

static const token_word *find_operator(lexer *lx)
{
    size_t left = lx->length - lx->at;
    for (int i = 0; i < TOKEN_WORD_COUNT; i++) {
        const token_word *w = &token_words[i];
        size_t n = strlen(w->text);
        if (!w->keyword && n <= left && !memcmp(w->text, lx->text + lx->at, n) &&
            !(n > 1 && field_colon(lx)))
            return w;
    }
    return NULL;
}

static ouro_result lexer_operator(lexer *lx)
{
    const token_word *w = find_operator(lx);
    const lexer_context *top = lexer_top(lx);
    if (!w || (w->kind == TOK_EXCLAMATION && !(top && top->kind == CONTEXT_FIELD))) {
        size_t length;
        uint32_t c = lexer_code_point(lx, &length);
        if (c < 0x20 || c == 0x7F)
            return lexer_fail(lx, lx->at, "invalid non-printable character U+%04X", c);
        if (top && top->kind == CONTEXT_FIELD)
            return lexer_fail(lx, lx->at, "f-string: expecting '=', or '!', or ':', or '}'");
        return lexer_fail(lx, lx->at, "invalid syntax");
    }
    size_t start = lx->at;
    ouro_result result = OURO_OK;
    char c = w->text[0];
    if (c == '(' || c == '[' || c == '{')
        result = lexer_push_context(
            lx, (lexer_context){.kind = CONTEXT_BRACKET, .bracket = c, .start = start});
    else if (c == ')' || c == ']' || c == '}')
        result = lexer_close_bracket(lx, c);
    if (result != OURO_OK)
        return result;
    bool begins_spec = field_colon(lx);
    lx->at += strlen(w->text);
    if (begins_spec)
        lexer_top(lx)->in_spec = true;
    return lexer_add(lx, w->kind, start, lx->at);
}

/* --- lines ---------------------------------------------------------------------------------- */

static size_t newline_length(const lexer *lx)
{
    if (lexer_peek(lx, 0) == '\r')
        return lexer_peek(lx, 1) == '\n' ? 2 : 1;
    return lexer_peek(lx, 0) == '\n' ? 1 : 0;
}

static ouro_result lexer_newline(lexer *lx)
{
    size_t start = lx->at;
    lx->at += newline_length(lx);
    if (lx->context_count)
        return OURO_OK;
    lx->at_line_start = true;
    return lx->blank_so_far ? OURO_OK : lexer_add(lx, TOK_NEWLINE, start, start);
}

static ouro_result lexer_comment(lexer *lx)
{
    size_t start = lx->at;
    while (lx->at < lx->length && !newline_length(lx))
        lx->at++;
    return lx->options.keep_comments ? lexer_add(lx, TOK_COMMENT, start, lx->at) : OURO_OK;
}

static ouro_result lexer_continuation(lexer *lx)
{
    lx->at++;
    size_t n = newline_length(lx);
    if (n == 0 && lx->at == lx->length)
        return lexer_fail(lx, lx->at, "unexpected EOF while parsing");
    if (n == 0)
        return lexer_fail(lx, lx->at, "unexpected character after line continuation character");
    lx->at += n;
    if (lx->at == lx->length)
        return lexer_fail(lx, lx->at - n, "unexpected EOF while parsing");
    return OURO_OK;
}

static ouro_result lexer_token(lexer *lx)
{
    char c = lexer_peek(lx, 0);
    if (c == ' ' || c == '\t' || c == '\f') {
        lx->at++;
        return OURO_OK;
    }
    if (newline_length(lx))
        return lexer_newline(lx);
    if (c == '#')
        return lexer_comment(lx);
    if (c == '\\')
        return lexer_continuation(lx);
    int prefix = lexer_string_prefix(lx);
    if (prefix >= 0)
        return lexer_string(lx, (size_t)prefix);
    if (lexer_is_name_start(c))
        return lexer_name(lx);
    if (lexer_is_digit(c) || (c == '.' && lexer_is_digit(lexer_peek(lx, 1))))
        return lexer_number(lx);
    return lexer_operator(lx);
}

static ouro_result lexer_step(lexer *lx)
{
    const lexer_context *top = lexer_top(lx);
    if (top && (top->kind == CONTEXT_FSTRING || top->in_spec))
        return lexer_fstring_text(lx);
    if (lx->at_line_start && !top) {
        ouro_result result = lexer_line_start(lx);
        if (result != OURO_OK || lx->at == lx->length)
            return result;
    }
    return lexer_token(lx);
}

/* The end of the text ends the line and every block; inside a bracket it ends nothing. */
static ouro_result lexer_finish(lexer *lx, token_list *out)
{
    ouro_result result = OURO_OK;
    const lexer_context *top = lexer_top(lx);
    if (top && top->kind == CONTEXT_FIELD)
        return lexer_fail(lx, top->start, "'{' was never closed");
    if (top) {
        lexer_mark m = lexer_position(lx, top->start);
        out->unclosed = top->bracket;
        uint32_t line = lx->options.without_lines ? 0 : m.line;
        out->unclosed_span = (source_span){line, m.column, line, m.column + 1};
    } else if (!lx->blank_so_far) {
        result = lexer_add(lx, TOK_NEWLINE, lx->length, lx->length);
    }
    for (; result == OURO_OK && !top && lx->indent_count > 0; lx->indent_count--)
        result = lexer_add(lx, TOK_DEDENT, lx->length, lx->length);
    if (result == OURO_OK)
        result = lexer_add(lx, TOK_END, lx->length, lx->length);
    return result;
}

static void lexer_give(const lexer *lx, token_list *out)
{
    out->text = lx->text;
    out->tokens = lx->tokens;
    out->count = lx->count;
    out->indentation_failed = lx->indentation_failed;
}

/* --- the whole text ------------------------------------------------------------------------- */

/* Bytes of the well-formed UTF-8 sequence at `s`, 0 if it is none. */
static size_t utf8_sequence(const unsigned char *s, size_t left)
{
    if (s[0] < 0x80)
        return 1;
    size_t n = s[0] >= 0xC2 && s[0] < 0xE0 ? 2 : (s[0] & 0xF0U) == 0xE0U ? 3
             : s[0] >= 0xF0 && s[0] < 0xF5 ? 4 : 0;
    if (n == 0 || n > left)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((s[i] & 0xC0U) != 0x80U)
            return 0;
    bool overlong = (s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xF0 && s[1] < 0x90);
    bool surrogate = s[0] == 0xED && s[1] > 0x9F;
    bool beyond = s[0] == 0xF4 && s[1] > 0x8F;
    return overlong || surrogate || beyond ? 0 : n;
}

static ouro_result lexer_check_bytes(lexer *lx)
{
    const unsigned char *s = (const unsigned char *)lx->text;
    for (size_t i = 0; i < lx->length;) {
        if (s[i] == 0)
            return lexer_fail(lx, i, "source code cannot contain null bytes");
        size_t n = utf8_sequence(s + i, lx->length - i);
        if (n == 0)
            return lexer_fail(lx, i, "Non-UTF-8 code starting with '\\x%02x'", s[i]);
        i += n;
    }
    return OURO_OK;
}

ouro_result lexer_scan(arena *memory, const char *text, size_t length, lexer_options options,
                       token_list *out, ouro_error *err)
{
    lexer lx = {.text = text, .length = length, .options = options, .at_line_start = true,
                .blank_so_far = true, .mark = {.line = 1, .column = 1}, .memory = memory,
                .err = err};
    if (length > LIMIT_FILE_BYTES)
        return error_set(err, OURO_ERR_LIMIT_INPUT, 0, 0, "the script is larger than 32 MiB");
    *out = (token_list){0};
    ouro_result result = lexer_check_bytes(&lx);
    lx.mark = (lexer_mark){.line = 1, .column = 1};
    while (result == OURO_OK && lx.at < lx.length)
        result = lexer_step(&lx);
    if (result == OURO_OK)
        result = lexer_finish(&lx, out);
    /* What stands before an error may be a worse one: the parser is to see it. */
    if (result == OURO_ERR_SYNTAX && lexer_add(&lx, TOK_END, lx.at, lx.at) != OURO_OK)
        lx.count = 0;
    if (result == OURO_OK || result == OURO_ERR_SYNTAX)
        lexer_give(&lx, out);
    return result;
}
