#include "render/export/shorten.h"

#include "render/export/fragments.h"

#include <stdlib.h>
#include <string.h>

/* What JavaScript, the browser and the rest of the page call so: they would not know it by another name. */
static const char *const KEPT[] = {
    "async", "await", "break", "catch", "const", "continue", "delete", "do", "else", "false", "finally", "for", "function",
    "if", "in", "instanceof", "let", "new", "null", "of", "return", "strict", "this", "throw", "true", "try", "typeof",
    "undefined", "use", "void", "while",
    "Array", "Blob", "DOMParser", "JSON", "Map", "Math", "Number", "Object", "Set", "String", "URL", "URLSearchParams",
    "XMLSerializer", "addEventListener", "cancelAnimationFrame", "clearTimeout", "document", "encodeURIComponent",
    "history", "location",
    "byId", "matchMedia", "parent", "parseInt", "performance", "requestAnimationFrame", "setTimeout", "window",
};
#define NONE UINT32_MAX
enum { KEPT_COUNT = sizeof KEPT / sizeof *KEPT, OPEN_MOST = 64, STATEMENTS = 2 };

typedef enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_SIGN, TOKEN_OTHER } token_kind;
/* A word: a variable, a property, or both: {x} is {x: x}. */
typedef enum word_role { WORD_NAME, WORD_PROPERTY, WORD_BOTH } word_role;

typedef struct token {
    token_kind kind;
    const char *text;
    size_t length;
} token;

typedef struct scanner {
    const char *at, *end;
    token now, before;      /* spaces are none */
    char open[OPEN_MOST];   /* the brackets around it: ( [ { , o: an object's, $: of a template */
    const char *opened[OPEN_MOST]; /* where */
    char closed;            /* the last one that was */
    size_t depth;
    bool failed, declaring; /* declaring: more names may follow behind commas */
    uint32_t statement;     /* of the function around everything: which one */
} scanner;

/* ---- reading ---- */

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

static bool is(const token *t, const char *text)
{
    return t->length == strlen(text) && memcmp(t->text, text, t->length) == 0;
}

static bool is_one_of(const token *t, const char *signs)
{
    return t->kind == TOKEN_SIGN && strchr(signs, t->text[t->length - 1]);
}

static char innermost(const scanner *s)
{
    return s->depth ? s->open[s->depth - 1] : 0;
}

static void bracket_open(scanner *s, char kind)
{
    s->failed |= s->depth == OPEN_MOST;
    if (s->failed)
        return;
    s->opened[s->depth] = s->at;
    s->open[s->depth++] = kind;
}

/* Behind an operator, or where a value has to come, something begins that is no block and no division. */
static bool value_begins(const token *before)
{
    return before->kind == TOKEN_END || is_one_of(before, "(,=:?[|&!") || is(before, "...") || is(before, "return")
           || is(before, "const") || is(before, "let") || is(before, "of");
}

/* To the end of a template, or to an expression in it. */
static const char *template_end(scanner *s, const char *at)
{
    for (; at < s->end && *at != '`'; at++) {
        if (*at == '$' && at + 1 < s->end && at[1] == '{') {
            bracket_open(s, '$');
            return at + 2;
        }
        at += *at == '\\' && at + 1 < s->end;
    }
    return at < s->end ? at + 1 : at;
}

static const char *quoted_end(const scanner *s, const char *at, char quote)
{
    for (bool in_class = false; at < s->end && (*at != quote || in_class); at++) {
        in_class = quote == '/' && (*at == '[' || (in_class && *at != ']'));
        at += *at == '\\' && at + 1 < s->end;
    }
    return at < s->end ? at + 1 : at;
}

static const char *sign_end(scanner *s)
{
    char c = *s->at;
    const char *next = s->at + 1;
    if (c == '(' || c == '[')
        bracket_open(s, c);
    else if (c == '{')
        bracket_open(s, value_begins(&s->before) ? 'o' : c);
    else if ((c == ')' || c == ']' || c == '}') && s->depth)
        s->closed = s->open[--s->depth];
    else if (s->end - s->at > 2 && memcmp(s->at, "...", 3) == 0)
        next += 2;
    else if (s->end - s->at > 1 && (memcmp(s->at, "=>", 2) == 0 || memcmp(s->at, "?.", 2) == 0))
        next++;
    return next;
}

static bool token_read(scanner *s)
{
    if (s->now.kind != TOKEN_END)
        s->before = s->now;
    s->at += strspn(s->at, " \n");
    if (s->at >= s->end)
        return false;
    const char *next = s->at;
    token_kind kind = TOKEN_OTHER;
    if (*next == '}' && innermost(s) == '$') {
        s->depth--;
        next = template_end(s, next + 1);
    } else if (*next == '`') {
        next = template_end(s, next + 1);
    } else if (*next == '\'' || *next == '"' || (*next == '/' && (value_begins(&s->before) || is(&s->before, "=>")))) {
        bool pattern = *next == '/';
        next = quoted_end(s, next + 1, *next);
        while (pattern && next < s->end && is_word(*next))
            next++; /* its flags */
    } else if (is_word(*next)) {
        kind = *next >= '0' && *next <= '9' ? TOKEN_OTHER : TOKEN_WORD;
        while (next < s->end && is_word(*next))
            next++;
    } else {
        kind = TOKEN_SIGN;
        next = sign_end(s);
    }
    s->now = (token){kind, s->at, (size_t)(next - s->at)};
    s->at = next;
    return !s->failed;
}

/* What looks like a statement's end is none before these. */
static bool goes_on(const scanner *s)
{
    const char *next = s->at + strspn(s->at, " \n");
    return strncmp(next, "else", 4) == 0 || strncmp(next, "catch", 5) == 0 || strncmp(next, "finally", 7) == 0;
}

/* What the token just read is to the statements around it. */
static void statement_note(scanner *s)
{
    if (s->depth != STATEMENTS)
        return;
    if (is(&s->now, "const") || is(&s->now, "let"))
        s->declaring = true;
    if (is(&s->now, ";"))
        s->declaring = false;
    s->statement += (is(&s->now, ";") || (is(&s->now, "}") && s->closed == '{')) && !goes_on(s);
}

static word_role role_of(const scanner *s)
{
    const char *next = s->at + strspn(s->at, " \n");
    bool first = innermost(s) == 'o' && is_one_of(&s->before, "{,");
    if (is(&s->before, ".") || is(&s->before, "?.") || (first && (*next == ':' || *next == '(')))
        return WORD_PROPERTY;
    return first && strchr(",}=", *next) ? WORD_BOTH : WORD_NAME;
}

/* The name of something that the whole script knows. */
static bool is_declared(const scanner *s)
{
    return s->now.kind == TOKEN_WORD && s->depth == STATEMENTS
           && (is(&s->before, "const") || is(&s->before, "let") || is(&s->before, "function")
               || (s->declaring && is(&s->before, ",")));
}

/* ---- writing ---- */

/* A statement's own name is of use from the bracket that it is declared in to where it is said last: others may
 * be called the same before and after that. */
typedef struct own_name {
    const char *from, *to;
    uint32_t number;
} own_name;

/* Tables of names: what is kept, then what the whole script knows; and those of the statement. */
typedef struct writer {
    fragments known, local;
    own_name *own; /* of each of those */
    uint32_t known_count, own_room, statement;
    bool failed;
    buffer *out;
} writer;

static void known_find(writer *w, scanner s)
{
    for (size_t i = 0; i < KEPT_COUNT; i++)
        (void)fragments_add(&w->known, KEPT[i], strlen(KEPT[i]));
    while (token_read(&s)) {
        if (is_declared(&s))
            (void)fragments_add(&w->known, s.now.text, s.now.length);
        statement_note(&s);
    }
    w->known_count = w->known.count;
}

/* The number of what the whole script knows, or others: NONE if it is the statement's own. */
static uint32_t known_number(writer *w, const token *t)
{
    uint32_t number = fragments_add(&w->known, t->text, t->length);
    return number < w->known_count ? number : NONE;
}

/* Where the block or the round brackets begin that the token is in: what is declared there is known from there on. */
static const char *around(const scanner *s)
{
    size_t i = s->depth;
    while (i && s->open[i - 1] != '{' && s->open[i - 1] != '(')
        i--;
    return i ? s->opened[i - 1] : s->now.text;
}

static void own_note(writer *w, const scanner *s)
{
    if (role_of(s) == WORD_PROPERTY || known_number(w, &s->now) != NONE)
        return;
    uint32_t i = fragments_add(&w->local, s->now.text, s->now.length);
    if (i >= w->own_room) {
        uint32_t room = w->own_room ? w->own_room * 2 : 64;
        own_name *larger = realloc(w->own, room * sizeof *larger);
        w->failed |= !larger;
        if (!larger)
            return;
        memset(larger + w->own_room, 0, (room - w->own_room) * sizeof *larger);
        w->own = larger;
        w->own_room = room;
    }
    const char *from = around(s);
    if (!w->own[i].from || from < w->own[i].from)
        w->own[i].from = from;
    w->own[i].to = s->now.text;
}

/* Is number free from..to, as far as names up to the `count`-th have one? */
static bool is_free(const writer *w, uint32_t number, uint32_t count, const own_name *of)
{
    for (uint32_t i = 0; i < count; i++)
        if (w->own[i].number == number && w->own[i].from <= of->to && of->from <= w->own[i].to)
            return false;
    return true;
}

/* Gives the names of the statement that begins behind the token their numbers. */
static void own_find(writer *w, scanner s)
{
    uint32_t statement = s.statement;
    fragments_free(&w->local);
    if (w->own)
        memset(w->own, 0, w->own_room * sizeof *w->own);
    do {
        if (s.now.kind == TOKEN_WORD)
            own_note(w, &s);
        statement_note(&s);
    } while (s.statement == statement && !w->failed && token_read(&s));
    for (uint32_t i = 0; i < w->local.count && !w->failed; i++)
        while (!is_free(w, w->own[i].number, i, &w->own[i]))
            w->own[i].number++;
}

static void name_write(writer *w, const token *t)
{
    enum { LETTERS = 26 };
    uint32_t number = known_number(w, t);
    bool known = number != NONE;
    if (number < KEPT_COUNT) {
        buffer_add(w->out, t->text, t->length);
        return;
    }
    number = known ? number - KEPT_COUNT : w->own[fragments_add(&w->local, t->text, t->length)].number;
    if (known)
        buffer_add_char(w->out, (char)('A' + number / LETTERS % LETTERS));
    buffer_add_char(w->out, (char)('a' + number % LETTERS));
    number /= known ? LETTERS * LETTERS : LETTERS;
    if (number)
        buffer_add_int(w->out, number);
}

static void word_write(writer *w, const scanner *s)
{
    word_role role = role_of(s);
    if (s->statement != w->statement)
        own_find(w, *s);
    w->statement = s->statement;
    if (w->failed)
        return;
    if (role != WORD_NAME)
        buffer_add(w->out, s->now.text, s->now.length);
    if (role == WORD_BOTH)
        buffer_add_char(w->out, ':');
    if (role != WORD_PROPERTY)
        name_write(w, &s->now);
}

bool script_shorten(const char *script, size_t length, buffer *out)
{
    scanner s = {.at = script, .end = script + length};
    writer w = {.out = out, .statement = NONE};
    known_find(&w, s);
    const char *done = script;
    while (token_read(&s)) {
        buffer_add(out, done, (size_t)(s.now.text - done)); /* the spaces before it */
        done = s.now.text + s.now.length;
        if (s.now.kind == TOKEN_WORD)
            word_write(&w, &s);
        else
            buffer_add(out, s.now.text, s.now.length);
        statement_note(&s);
    }
    buffer_add(out, done, (size_t)(script + length - done));
    bool made = !s.failed && !w.failed && !w.known.text.failed && !w.local.text.failed && !out->failed;
    fragments_free(&w.known);
    fragments_free(&w.local);
    free(w.own);
    return made;
}
