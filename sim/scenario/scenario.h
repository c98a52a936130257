/* A scenario: what a .json or .py file says, checked and ready to be compiled.
 *
 * scenario_load() reads the file, refuses what is wrong at its exact place, chooses one language
 * for every text and assembles the script: all lines that the engine compiles as one module. Steps
 * are ranges of lines of the script. Python itself is not looked at here.
 *
 * Open data, read only once loaded. Owns everything but the file's text, which is borrowed from a
 * source_text that must live as long: with it a line of the script is traced back to the file.
 * Invariants: steps with code are in ascending order and do not overlap; no text contains a NUL;
 * pointers to texts that the file does not give are NULL. */
#ifndef OURO_SIM_SCENARIO_SCENARIO_H
#define OURO_SIM_SCENARIO_SCENARIO_H

#include "sim/base/arena.h"
#include "sim/base/error.h"
#include "sim/base/source_text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SCENARIO_CHOICES_MAX = 26,   /* each is answered with one letter */
    SCENARIO_LANGUAGES_MAX = 32, /* of one text */
    SCENARIO_THRESHOLDS = 3      /* one for each generation */
};

typedef struct scenario_names {
    const char **names;
    uint32_t count;
} scenario_names;

/* How much the picture shows; each level shows what the one before does, and more. */
typedef enum scenario_level { LEVEL_NAMES, LEVEL_COUNTS, LEVEL_GC, LEVEL_HEAP } scenario_level;

typedef struct scenario_gc {
    bool enabled_given, enabled;
    uint32_t threshold[SCENARIO_THRESHOLDS];
    uint32_t threshold_count; /* 0: not given */
} scenario_gc;

typedef enum expect_kind {
    EXPECT_REFCOUNT,  /* name, number */
    EXPECT_ALIVE,     /* name of a type, or NULL: instances of the script's classes; number */
    EXPECT_DIED,      /* the same */
    EXPECT_COLLECTED, /* number */
    EXPECT_OUTPUT,    /* text */
    EXPECT_RAISES,    /* text; only in the last step */
    EXPECT_DEAD       /* name of a weak reference */
} expect_kind;

typedef struct expectation {
    expect_kind kind;
    uint32_t at; /* a place: scenario_locate() */
    const char *name;
    const char *text;
    uint64_t number;
} expectation;

typedef enum answer_kind {
    ASK_TEXT, /* text */
    ASK_DIED,
    ASK_COLLECTED,
    ASK_REFCOUNT, /* name */
    ASK_ALIVE,    /* name of a type */
    ASK_BYTES
} answer_kind;

typedef struct scenario_ask {
    const char *question; /* NULL: the step asks nothing */
    const char *explain;
    scenario_names choices; /* none: the answer is typed, or thought */
    answer_kind kind;
    const char *text; /* the answer as it is written */
    const char *name;
    uint32_t at; /* the answer's place: scenario_locate() */
} scenario_ask;

typedef struct scenario_step {
    uint32_t first_line, last_line; /* of the script; 0, 0: no code */
    uint32_t at;                    /* its place: scenario_locate() */
    const char *title, *say, *notes;
    scenario_names focus;
    const expectation *expects; /* in the order of the file */
    uint32_t expect_count;
    scenario_ask ask;
} scenario_step;

/* Where a line of a .json script was written: byte `decoded` of the value of a string. */
typedef struct scenario_line {
    uint32_t string; /* offset in the file of its opening quote */
    uint32_t decoded;
} scenario_line;

typedef struct scenario {
    const char *title; /* never NULL */
    const char *topic, *summary;
    const char *lang;   /* that was asked for; NULL: en */
    const char *python; /* "3.13" */
    scenario_gc gc;
    double minutes; /* 0: not given */
    scenario_names hide;
    scenario_level level;

    const char *prefix; /* what runs before line 1, without line numbers; "" for a .py */
    const char *script; /* every line ends with "\n", except perhaps the last one of a .py */
    size_t script_length;
    uint32_t setup_first_line, setup_last_line; /* 0, 0: no setup */
    const char *setup_say;                      /* the narration above a .py's imports */
    const scenario_step *steps;                 /* step number 1 is steps[0] */
    uint32_t step_count;                        /* may be 0 for a .py */

    const char *text; /* of the file, borrowed */
    size_t text_length;
    bool script_is_file;        /* a .py: a place in the script is the same place in the file */
    const scenario_line *lines; /* a .json: one for each line of the script */
    uint32_t line_count;        /* of the script */
    arena memory;
} scenario;

/* Read and check the file at `path`, which ends in .json or .py.
 *   lang    of the texts; NULL: en. A text that lacks it is taken in the first language it has.
 *   source  filled with the file's text, also when loading fails; the caller frees it after the
 *           scenario
 *   out     NULL after an error; else scenario_free() ends it
 * Errors  OURO_ERR_USAGE (another ending), _IO, _SYNTAX, _UNSUPPORTED, _LIMIT_INPUT with positions
 *         in the file, _NOMEM. */
ouro_result scenario_load(const char *path, const char *lang, source_text *source, scenario **out,
                          ouro_error *err) OURO_MUST_CHECK;
/* The same for a text in memory, borrowed; `name` stands for the file's name. */
ouro_result scenario_load_text(const char *name, const char *text, size_t length, const char *lang,
                               scenario **out, ouro_error *err) OURO_MUST_CHECK;
void scenario_free(scenario *s);

/* Line and column in the file of an `at`: an offset in the file, or in the script of a .py. */
void scenario_locate(const scenario *s, size_t offset, uint32_t *line, uint32_t *column);
/* Line and column in the file of a place in the script; exact through the escapes of JSON. A place
 * behind the end of a line or of the script is the end of it. */
void scenario_position(const scenario *s, uint32_t script_line, uint32_t script_column,
                       uint32_t *line, uint32_t *column);
/* A line of the script, its end left out; false if there are fewer. O(script). */
bool scenario_script_line(const scenario *s, uint32_t line, const char **start, size_t *length);
/* A line of the file, as scenario_script_line(). */
bool scenario_source_line(const scenario *s, uint32_t line, const char **start, size_t *length);

#endif
