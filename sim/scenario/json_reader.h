/* Reading checked values out of a json_tree: texts, names, numbers, objects of known keys.
 *
 * Every function fills its result or sets an error at the exact place of the value (or key). What
 * it returns lives in `memory`; the tree may go. Private to this room. */
#ifndef OURO_SIM_SCENARIO_JSON_READER_H
#define OURO_SIM_SCENARIO_JSON_READER_H

#include "sim/scenario/json_tree.h"
#include "sim/scenario/scenario.h"

typedef struct json_reader {
    const json_tree *tree;
    const char *lang;
    arena *memory;
    ouro_error *err;
} json_reader;

/* One key that an object may have. `read` gets the value and the object's `into`. */
typedef struct json_key {
    const char *name;
    ouro_result (*read)(json_reader *r, const cJSON *node, void *into);
    bool required;
} json_key;

enum { JSON_KEYS_MAX = 32 }; /* of one object */

/* Fail at the value, or at its key. */
ouro_result json_refuse(json_reader *r, const cJSON *node, const char *format, ...)
    OURO_PRINTF(3, 4);
ouro_result json_refuse_key(json_reader *r, const cJSON *node, const char *format, ...)
    OURO_PRINTF(3, 4);
ouro_result json_no_memory(json_reader *r);

/* An object whose keys all stand in `keys`: each is read by its row, in the order of the file.
 * `what` is what the object is ("a step"), for messages. */
ouro_result json_read_object(json_reader *r, const cJSON *node, const char *what,
                             const json_key *keys, size_t count, void *into);
/* Any array, any object: the type is checked, nothing is read. */
ouro_result json_need_array(json_reader *r, const cJSON *node);
ouro_result json_need_object(json_reader *r, const cJSON *node);

/* A string of at most `limit` bytes. */
ouro_result json_read_string(json_reader *r, const cJSON *node, size_t limit, const char **out);
/* A string, or one for each language: the one for `lang`, else the first. */
ouro_result json_read_text(json_reader *r, const cJSON *node, size_t limit, const char **out);
/* The same, for a text that must say something in every language. */
ouro_result json_read_filled_text(json_reader *r, const cJSON *node, size_t limit,
                                  const char **out);
/* The choice alone, nothing is checked: NULL if there is none. Borrowed from the tree. */
const char *json_text_in(const cJSON *node, const char *lang);
/* An array of names: strings of at most LIMIT_NAME_BYTES, not empty. */
ouro_result json_read_names(json_reader *r, const cJSON *node, scenario_names *out);
/* A whole number from 0 to `most`. */
ouro_result json_read_count(json_reader *r, const cJSON *node, uint64_t most, uint64_t *out);
/* A number from 0 to `most`. */
ouro_result json_read_number(json_reader *r, const cJSON *node, double most, double *out);
ouro_result json_read_bool(json_reader *r, const cJSON *node, bool *out);
/* One of `words`: its index. */
ouro_result json_read_word(json_reader *r, const cJSON *node, const char *const *words,
                           size_t count, size_t *out);

#endif
