/* cJSON's tree of a text, with the place of every node.
 *
 * Reads a text that may be anything; scans it (json_scan), lets cJSON build the tree, and walks
 * both in lockstep: a node's `valueint` is then its number in `spots` (numbers are read as
 * doubles). What only shows in the tree is refused here: keys that stand twice, numbers beyond a
 * double.
 *
 * Owns tree and spots; borrows the text. Only this room knows cJSON. */
#ifndef OURO_SIM_SCENARIO_JSON_TREE_H
#define OURO_SIM_SCENARIO_JSON_TREE_H

#include "sim/base/error.h"
#include "sim/scenario/json_scan.h"

#include <cjson/cJSON.h>

typedef struct json_tree {
    const char *text;
    size_t length;
    cJSON *root;
    json_spots spots;
} json_tree;

ouro_result json_tree_read(const char *text, size_t length, json_tree *out,
                           ouro_error *err) OURO_MUST_CHECK;
void json_tree_free(json_tree *t);

/* Offsets in the text. */
uint32_t json_tree_key_at(const json_tree *t, const cJSON *node);
uint32_t json_tree_value_at(const json_tree *t, const cJSON *node);

#endif
