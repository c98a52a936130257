#include "render/scene/tongue.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const tongue TONGUES[TONGUE_COUNT] = {
    [TONGUE_ENGLISH] = {.tag = "en",
                        .words =
                            {
#define WORD(name, english, german) [SAY_##name] = (english),
#include "render/scene/tongue.def"
#undef WORD
                            }},
    [TONGUE_GERMAN] = {.tag = "de",
                       .words =
                           {
#define WORD(name, english, german) [SAY_##name] = (german),
#include "render/scene/tongue.def"
#undef WORD
                           }},
};

const tongue *tongue_of(tongue_name name)
{
    return &TONGUES[name];
}

const tongue *tongue_named(const char *lang)
{
    for (size_t i = 0; lang && i < TONGUE_COUNT; i++) {
        size_t length = strlen(TONGUES[i].tag);
        if (strncmp(lang, TONGUES[i].tag, length) == 0 && (lang[length] == '\0' || lang[length] == '-'))
            return &TONGUES[i];
    }
    return &TONGUES[TONGUE_ENGLISH];
}

const char *tongue_say(const tongue *t, tongue_word word)
{
    return (t ? t : &TONGUES[TONGUE_ENGLISH])->words[word];
}

static bool is_place(const char *at)
{
    return at[0] == '{' && at[1] >= '1' && at[1] <= '9' && at[2] == '}';
}

/* What place `number` (from 0) holds. `digits` has room for any number. */
static const char *told(const tongue_arg *args, size_t count, size_t number, char digits[24])
{
    if (number >= count)
        return "";
    if (!args[number].text)
        snprintf(digits, 24, "%" PRIu64, args[number].number);
    return args[number].text ? args[number].text : digits;
}

void tongue_add(const tongue *t, buffer *b, tongue_word word, const tongue_arg *args, size_t count)
{
    const char *at = tongue_say(t, word);
    while (*at) {
        char digits[24];
        if (is_place(at)) {
            buffer_add_text(b, told(args, count, (size_t)(at[1] - '1'), digits));
            at += 3;
            continue;
        }
        size_t plain = 1 + strcspn(at + 1, "{");
        buffer_add(b, at, plain);
        at += plain;
    }
}

const char *tongue_write(const tongue *t, char *out, size_t size, tongue_word word, const tongue_arg *args, size_t count)
{
    buffer b = {0};
    tongue_add(t, &b, word, args, count);
    const char *text = buffer_text(&b);
    size_t whole = strlen(text), length = whole < size ? whole : size - 1;
    while (length < whole && length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    memcpy(out, text, length);
    out[length] = '\0';
    buffer_free(&b);
    return out;
}
