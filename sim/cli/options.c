#include "sim/cli/options.h"

#include <stdio.h>
#include <string.h>

/* Names of options and commands are short: a longer word is no slip of one of them. */
enum { NEAREST_WORD_CHARS = 31, OPTIONS_HELP_COLUMN = 26 };

/* -- Close words ---------------------------------------------------------------------------- */

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* Damerau's distance (optimal string alignment): insert, delete, replace, swap neighbours. */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][NEAREST_WORD_CHARS + 1];
    size_t *older = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b_length; j++)
        last[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t replace = last[j - 1] + (a[i - 1] != b[j - 1]);
            now[j] = smallest(last[j] + 1, now[j - 1] + 1, replace);
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && older[j - 2] + 1 < now[j])
                now[j] = older[j - 2] + 1;
        }
        size_t *oldest = older;
        older = last;
        last = now;
        now = oldest;
    }
    return last[b_length];
}

const char *options_nearest(const char *word, const char *const *words, size_t count)
{
    size_t length = strlen(word);
    if (length == 0 || length > NEAREST_WORD_CHARS)
        return NULL;
    const char *nearest = NULL;
    size_t best = length <= 4 ? 2 : 3; /* one more than what is allowed */
    for (size_t i = 0; i < count; i++) {
        size_t other = strlen(words[i]);
        if (other > NEAREST_WORD_CHARS)
            continue;
        size_t d = distance(word, length, words[i], other);
        if (d < best) {
            best = d;
            nearest = words[i];
        }
    }
    return nearest;
}

/* -- Parsing -------------------------------------------------------------------------------- */

static const option *find_option(const option *table, size_t count, const char *name, size_t length)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(table[i].name) == length && memcmp(table[i].name, name, length) == 0)
            return &table[i];
    }
    return NULL;
}

static ouro_result unknown_option(const option *table, size_t count, const char *name,
                                  size_t length, ouro_error *err)
{
    enum { MOST_OPTIONS = 32 };
    const char *names[MOST_OPTIONS];
    char word[NEAREST_WORD_CHARS + 1] = "";
    size_t known = count < MOST_OPTIONS ? count : MOST_OPTIONS;
    for (size_t i = 0; i < known; i++)
        names[i] = table[i].name;
    if (length < sizeof word)
        memcpy(word, name, length);
    const char *nearest = options_nearest(word, names, known);
    int shown = length > 80 ? 80 : (int)length;
    if (nearest)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "unknown option '%.*s', did you mean '%s'?",
                         shown, name, nearest);
    return error_set(err, OURO_ERR_USAGE, 0, 0, "unknown option '%.*s'", shown, name);
}

/* Digits, with single '_' between them as in Python's own literals. */
static bool parse_number(const char *text, uint64_t *out)
{
    uint64_t number = 0;
    bool digit_before = false;
    for (const char *c = text; *c; c++) {
        if (*c == '_' && digit_before && c[1]) {
            digit_before = false;
            continue;
        }
        if (*c < '0' || *c > '9')
            return false;
        uint64_t digit = (uint64_t)(*c - '0');
        if (number > (UINT64_MAX - digit) / 10)
            return false;
        number = number * 10 + digit;
        digit_before = true;
    }
    *out = number;
    return digit_before && number > 0;
}

static ouro_result store_value(const option *o, const char *value, ouro_error *err)
{
    switch (o->kind) {
    case OPTION_FLAG:
        return error_set(err, OURO_ERR_USAGE, 0, 0, "option '%s' takes no value", o->name);
    case OPTION_TEXT:
        *(const char **)o->target = value;
        return OURO_OK;
    case OPTION_NUMBER:
        if (!parse_number(value, o->target))
            return error_set(err, OURO_ERR_USAGE, 0, 0,
                             "option '%s' needs a positive whole number, not '%.80s'", o->name,
                             value);
        return OURO_OK;
    }
    return OURO_OK;
}

/* argv[*at] is an option; steps over its value too. */
static ouro_result parse_option(const option *table, size_t count, int argc, char **argv, int *at,
                                ouro_error *err)
{
    const char *text = argv[*at];
    const char *equals = strncmp(text, "--", 2) == 0 ? strchr(text, '=') : NULL;
    size_t length = equals ? (size_t)(equals - text) : strlen(text);
    const option *o = find_option(table, count, text, length);
    if (!o)
        return unknown_option(table, count, text, length, err);
    if (equals)
        return store_value(o, equals + 1, err);
    if (o->kind == OPTION_FLAG) {
        *(bool *)o->target = true;
        return OURO_OK;
    }
    if (*at + 1 >= argc)
        return error_set(err, OURO_ERR_USAGE, 0, 0, "option '%s' needs a value: %s %s", o->name,
                         o->name, o->value_name);
    return store_value(o, argv[++*at], err);
}

ouro_result options_parse(const option *table, size_t count, int argc, char **argv, int *left,
                          ouro_error *err)
{
    bool ended = false;
    *left = 0;
    for (int i = 1; i < argc; i++) {
        if (!ended && strcmp(argv[i], "--") == 0) {
            ended = true;
        } else if (ended || argv[i][0] != '-' || argv[i][1] == '\0') {
            argv[++*left] = argv[i];
        } else {
            ouro_result r = parse_option(table, count, argc, argv, &i, err);
            if (r != OURO_OK)
                return r;
        }
    }
    return OURO_OK;
}

/* -- Help ----------------------------------------------------------------------------------- */

void options_print_help(const char *synopsis, const char *about, const option *table, size_t count)
{
    printf("usage: ouro %s\n\n%s\n\noptions:\n", synopsis, about);
    for (size_t i = 0; i < count; i++) {
        const option *o = &table[i];
        const char *value = o->value_name ? o->value_name : "";
        int used = printf("  %s%s%s", o->name, *value ? " " : "", value);
        printf("%*s%s\n", used < OPTIONS_HELP_COLUMN - 1 ? OPTIONS_HELP_COLUMN - used : 2, "",
               o->help);
    }
}
