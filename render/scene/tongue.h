/* The tongue: the picture's own words in the language that was asked for.
 *
 * tongue.def has a row per word or sentence and a column per language; a further language is one more column. What a
 * lesson says comes from the lesson, in a language that it has.
 *
 * Reads and writes nothing; every function is pure. A NULL tongue is English. Invariant: no word is missing in any
 * language, and the places for what is told are the same ones (checked by tests). */
#ifndef OURO_RENDER_SCENE_TONGUE_H
#define OURO_RENDER_SCENE_TONGUE_H

#include "sim/base/buffer.h"

typedef enum tongue_word {
#define WORD(name, english, german) SAY_##name,
#include "render/scene/tongue.def"
#undef WORD
    TONGUE_WORDS
} tongue_word;

typedef enum tongue_name { TONGUE_ENGLISH, TONGUE_GERMAN, TONGUE_COUNT } tongue_name;

typedef struct tongue {
    const char *tag; /* as after --lang */
    const char *words[TONGUE_WORDS];
} tongue;

const tongue *tongue_of(tongue_name name);
/* By --lang: "de", "de-AT". English if it is NULL, or a language without a column. */
const tongue *tongue_named(const char *lang);

/* A word without places. */
const char *tongue_say(const tongue *t, tongue_word word);

/* What stands in a place: a text, or with text NULL a number. */
typedef struct tongue_arg {
    const char *text;
    uint64_t number;
} tongue_arg;

/* {1}, {2}, ... of a sentence: TELL({.text = "a"}, {.number = 2}) */
#define TELL(...)                         \
    (const tongue_arg[]){__VA_ARGS__},    \
        sizeof((const tongue_arg[]){__VA_ARGS__}) / sizeof(tongue_arg)

/* Adds the sentence to `b`. A place for which nothing is given stays empty. */
void tongue_add(const tongue *t, buffer *b, tongue_word word, const tongue_arg *args, size_t count);
/* The same into `out`, cut at a code point if it is longer; returns `out`. */
const char *tongue_write(const tongue *t, char *out, size_t size, tongue_word word, const tongue_arg *args, size_t count);

#endif
