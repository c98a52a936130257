#include "sim/cli/options.h"

#include "sim/base/utf8.h"
#include "sim/scenario/suggest.h"

#include <stdio.h>
#include <string.h>

enum { OPTIONS_MOST = 32, OPTIONS_HELP_COLUMN = 26 };

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
    const char *names[OPTIONS_MOST];
    char word[SUGGEST_WORD_BYTES + 1] = ""; /* a longer one is nobody's typing mistake */
    size_t known = count < OPTIONS_MOST ? count : OPTIONS_MOST;
    for (size_t i = 0; i < known; i++)
        names[i] = table[i].name;
    if (length < sizeof word)
        memcpy(word, name, length);
    const char *nearest = suggest_nearest(word, names, known);
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
                             "option '%s' needs a positive whole number, not '%.*s'", o->name,
                             utf8_head(value, 80), value);
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
