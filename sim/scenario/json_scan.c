#include "sim/scenario/json_scan.h"

#include "sim/base/limits.h"
#include "sim/base/source_text.h"
#include "sim/base/utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    NUMBER_BYTES = 60, /* cJSON copies a number into 64 bytes and drops the rest */
    FIRST_SPOTS = 64
};

/* What may come next. A value is followed by MORE; in the outermost place MORE means the end. */
typedef enum next_token {
    NEXT_VALUE,         /* any value */
    NEXT_ITEM_OR_CLOSE, /* behind "[" */
    NEXT_KEY_OR_CLOSE,  /* behind "{" */
    NEXT_KEY,           /* behind "," in an object */
    NEXT_MORE,          /* behind a value: "," or the closing bracket */
    NEXT_END
} next_token;

typedef struct scanner {
    const char *text;
    size_t length, at;
    char open[LIMIT_JSON_DEPTH]; /* the brackets around `at` */
    uint32_t depth;
    size_t opened[LIMIT_JSON_DEPTH]; /* where, for "never closed" */
    json_spots spots;
    size_t capacity;
    size_t key; /* of the value to come; SIZE_MAX: it has none */
    ouro_error *err;
} scanner;

static ouro_result refuse(scanner *s, size_t offset, const char *why)
{
    return source_text_error(s->text, s->length, offset, s->err, OURO_ERR_SYNTAX, "%s", why);
}

static ouro_result too_much(scanner *s, size_t offset, const char *what, unsigned limit)
{
    return source_text_error(s->text, s->length, offset, s->err, OURO_ERR_LIMIT_INPUT,
                             "%s (the limit is %u)", what, limit);
}

static bool is_digit(const scanner *s, size_t i)
{
    return i < s->length && s->text[i] >= '0' && s->text[i] <= '9';
}

/* --- strings --- */

static bool read_hex4(const char *text, size_t length, size_t i, uint32_t *out)
{
    *out = 0;
    if (length < 4 || i > length - 4)
        return false;
    for (size_t k = i; k < i + 4; k++) {
        char c = text[k];
        uint32_t digit;
        if (c >= '0' && c <= '9')
            digit = (uint32_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            digit = (uint32_t)(c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            digit = (uint32_t)(c - 'A' + 10);
        else
            return false;
        *out = *out << 4 | digit;
    }
    return true;
}

/* A piece of a string: one character or one escape. */
typedef struct piece {
    size_t written; /* bytes in the text; 0: it is wrong */
    size_t decoded; /* bytes in the value */
    const char *why;
} piece;

static piece wrong(const char *why)
{
    return (piece){.why = why};
}

/* "\uXXXX", or two of them that make one character. */
static piece unicode_escape(const char *text, size_t length, size_t i)
{
    uint32_t unit, low;
    if (!read_hex4(text, length, i + 2, &unit))
        return wrong("\\u needs four hexadecimal digits");
    if (unit == 0)
        return wrong("\\u0000 is not allowed in a text");
    if (unit >= 0xDC00 && unit <= 0xDFFF)
        return wrong("a low surrogate without the high one before it");
    if (unit < 0xD800 || unit > 0xDBFF)
        return (piece){.written = 6, .decoded = unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3};
    bool paired = i + 7 < length && text[i + 6] == '\\' && text[i + 7] == 'u' &&
                  read_hex4(text, length, i + 8, &low) && low >= 0xDC00 && low <= 0xDFFF;
    if (!paired)
        return wrong("a high surrogate without the low one behind it");
    return (piece){.written = 12, .decoded = 4};
}

static piece string_piece(const char *text, size_t length, size_t i)
{
    if (text[i] == '\\') {
        char c = i + 1 < length ? text[i + 1] : '\0';
        if (c == 'u')
            return unicode_escape(text, length, i);
        if (c != '\0' && strchr("\"\\/bfnrt", c))
            return (piece){.written = 2, .decoded = 1};
        return wrong("unknown escape: JSON knows \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
    }
    if (text[i] == '\n' || text[i] == '\r')
        return wrong("a text must end on the line where it begins: write \\n");
    if ((unsigned char)text[i] < 0x20)
        return wrong("a raw control character in a text: write \\t or \\u00XX");
    size_t bytes = utf8_length(text + i, length - i);
    if (bytes == 0)
        return wrong("these bytes are not UTF-8");
    return (piece){.written = bytes, .decoded = bytes};
}

static ouro_result scan_string(scanner *s)
{
    size_t start = s->at, decoded = 0;
    size_t i = start + 1;
    while (i < s->length && s->text[i] != '"') {
        piece p = string_piece(s->text, s->length, i);
        if (p.written == 0)
            return refuse(s, i, p.why);
        i += p.written;
        decoded += p.decoded;
        if (decoded > LIMIT_STRING_BYTES)
            return too_much(s, start, "a text has too many bytes", LIMIT_STRING_BYTES);
    }
    if (i >= s->length)
        return refuse(s, start, "this text is never closed");
    s->at = i + 1;
    return OURO_OK;
}

size_t json_string_offset(const char *text, size_t length, size_t string, size_t decoded)
{
    size_t i = string + 1, done = 0;
    while (i < length && text[i] != '"') {
        piece p = string_piece(text, length, i);
        if (p.written == 0 || done + p.decoded > decoded)
            break;
        i += p.written;
        done += p.decoded;
    }
    return i;
}

/* --- the other values --- */

static size_t skip_digits(const scanner *s, size_t i)
{
    while (is_digit(s, i))
        i++;
    return i;
}

/* -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)? */
static ouro_result scan_number(scanner *s)
{
    size_t i = s->at + (s->text[s->at] == '-');
    if (!is_digit(s, i))
        return refuse(s, s->at, "'-' must be followed by a number");
    if (s->text[i] == '0' && is_digit(s, i + 1))
        return refuse(s, s->at, "a number cannot begin with 0");
    i = skip_digits(s, i);
    if (i < s->length && s->text[i] == '.') {
        if (!is_digit(s, i + 1))
            return refuse(s, i, "digits are missing behind the decimal point");
        i = skip_digits(s, i + 1);
    }
    if (i < s->length && (s->text[i] == 'e' || s->text[i] == 'E')) {
        size_t digits = i + 1;
        if (digits < s->length && (s->text[digits] == '+' || s->text[digits] == '-'))
            digits++;
        if (!is_digit(s, digits))
            return refuse(s, i, "digits are missing in the exponent");
        i = skip_digits(s, digits);
    }
    if (i - s->at > NUMBER_BYTES)
        return too_much(s, s->at, "a number has too many digits", NUMBER_BYTES);
    s->at = i;
    return OURO_OK;
}

static ouro_result scan_word(scanner *s)
{
    static const char *const words[] = {"true", "false", "null"};
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
        size_t bytes = strlen(words[k]);
        if (s->length - s->at >= bytes && memcmp(s->text + s->at, words[k], bytes) == 0) {
            s->at += bytes;
            return OURO_OK;
        }
    }
    if (s->text[s->at] == '\'')
        return refuse(s, s->at, "JSON texts stand in double quotes");
    if (utf8_length(s->text + s->at, s->length - s->at) == 0)
        return refuse(s, s->at, "these bytes are not UTF-8");
    return refuse(s, s->at, "a value was expected here");
}

static ouro_result add_spot(scanner *s)
{
    if (s->spots.count == LIMIT_JSON_VALUES)
        return too_much(s, s->at, "too many values", LIMIT_JSON_VALUES);
    if (s->spots.count == s->capacity) {
        size_t capacity = s->capacity ? s->capacity * 2 : FIRST_SPOTS;
        json_spot *more = realloc(s->spots.at, capacity * sizeof *more);
        if (!more)
            return error_set(s->err, OURO_ERR_NOMEM, 0, 0, "out of memory");
        s->spots.at = more;
        s->capacity = capacity;
    }
    size_t key = s->key == SIZE_MAX ? s->at : s->key;
    s->spots.at[s->spots.count++] = (json_spot){.key = (uint32_t)key, .value = (uint32_t)s->at};
    s->key = SIZE_MAX;
    return OURO_OK;
}

/* --- the walk: one token at a time, the brackets on a stack of our own --- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_space(scanner *s)
{
    while (s->at < s->length && is_space(s->text[s->at]))
        s->at++;
}

static ouro_result open_bracket(scanner *s, next_token *next)
{
    char c = s->text[s->at];
    if (s->depth == LIMIT_JSON_DEPTH)
        return too_much(s, s->at, "brackets are nested too deeply", LIMIT_JSON_DEPTH);
    s->open[s->depth] = c;
    s->opened[s->depth++] = s->at++;
    *next = c == '{' ? NEXT_KEY_OR_CLOSE : NEXT_ITEM_OR_CLOSE;
    return OURO_OK;
}

static next_token after_value(const scanner *s)
{
    return s->depth > 0 ? NEXT_MORE : NEXT_END;
}

static bool at_close(const scanner *s)
{
    return s->depth > 0 && s->text[s->at] == (s->open[s->depth - 1] == '{' ? '}' : ']');
}

static void close_bracket(scanner *s, next_token *next)
{
    s->depth--;
    s->at++;
    *next = after_value(s);
}

static ouro_result take_value(scanner *s, next_token *next)
{
    char c = s->text[s->at];
    ouro_result result = add_spot(s);
    if (result != OURO_OK)
        return result;
    if (c == '{' || c == '[')
        return open_bracket(s, next);
    if (c == '"')
        result = scan_string(s);
    else if (c == '-' || is_digit(s, s->at))
        result = scan_number(s);
    else
        result = scan_word(s);
    *next = after_value(s);
    return result;
}

static ouro_result take_key(scanner *s, next_token *next)
{
    if (s->text[s->at] == '}')
        return refuse(s, s->at, "there is a ',' too many before this '}'");
    if (s->text[s->at] != '"')
        return refuse(s, s->at, "a key in double quotes was expected here");
    s->key = s->at;
    ouro_result result = scan_string(s);
    if (result != OURO_OK)
        return result;
    skip_space(s);
    if (s->at >= s->length || s->text[s->at] != ':')
        return refuse(s, s->at, "':' was expected behind the key");
    s->at++;
    *next = NEXT_VALUE;
    return OURO_OK;
}

static ouro_result take_more(scanner *s, next_token *next)
{
    bool in_object = s->open[s->depth - 1] == '{';
    if (at_close(s)) {
        close_bracket(s, next);
        return OURO_OK;
    }
    if (s->text[s->at] != ',')
        return refuse(s, s->at,
                      in_object ? "',' or '}' was expected here" : "',' or ']' was expected here");
    s->at++;
    *next = in_object ? NEXT_KEY : NEXT_VALUE;
    return OURO_OK;
}

static ouro_result take(scanner *s, next_token *next)
{
    switch (*next) {
    case NEXT_ITEM_OR_CLOSE:
    case NEXT_KEY_OR_CLOSE:
        if (at_close(s)) {
            close_bracket(s, next);
            return OURO_OK;
        }
        return *next == NEXT_KEY_OR_CLOSE ? take_key(s, next) : take_value(s, next);
    case NEXT_VALUE:
        if (at_close(s) && s->open[s->depth - 1] == '[')
            return refuse(s, s->at, "there is a ',' too many before this ']'");
        return take_value(s, next);
    case NEXT_KEY:
        return take_key(s, next);
    case NEXT_MORE:
        return take_more(s, next);
    case NEXT_END:
        return refuse(s, s->at, "text behind the end of the scenario");
    }
    return OURO_OK;
}

static ouro_result walk(scanner *s)
{
    next_token next = NEXT_VALUE;
    for (;;) {
        skip_space(s);
        if (s->at < s->length) {
            ouro_result result = take(s, &next);
            if (result != OURO_OK)
                return result;
        } else if (next == NEXT_END) {
            return OURO_OK;
        } else if (s->depth > 0) {
            return refuse(s, s->opened[s->depth - 1], "this bracket is never closed");
        } else {
            return refuse(s, s->at, "the file is empty: a scenario is an object {...}");
        }
    }
}

ouro_result json_scan(const char *text, size_t length, json_spots *out, ouro_error *err)
{
    *out = (json_spots){0};
    if (length > LIMIT_FILE_BYTES)
        return error_set(err, OURO_ERR_LIMIT_INPUT, 0, 0, "the file is larger than 32 MiB");
    scanner s = {.text = text, .length = length, .key = SIZE_MAX, .err = err};
    ouro_result result = walk(&s);
    if (result != OURO_OK)
        json_spots_free(&s.spots);
    *out = s.spots;
    return result;
}

void json_spots_free(json_spots *spots)
{
    free(spots->at);
    *spots = (json_spots){0};
}
