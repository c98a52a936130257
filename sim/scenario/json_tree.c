#include "sim/scenario/json_tree.h"

#include "sim/base/limits.h"
#include "sim/base/source_text.h"
#include "sim/base/utf8.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_KEY_BYTES = 40 };

uint32_t json_tree_key_at(const json_tree *t, const cJSON *node)
{
    return t->spots.at[node->valueint].key;
}

uint32_t json_tree_value_at(const json_tree *t, const cJSON *node)
{
    return t->spots.at[node->valueint].value;
}

/* By name, then by place: of equal keys the later ones follow the first. */
static int compare_keys(const void *a, const void *b)
{
    const cJSON *x = *(cJSON *const *)a, *y = *(cJSON *const *)b;
    int order = strcmp(x->string, y->string);
    return order ? order : (x->valueint > y->valueint) - (x->valueint < y->valueint);
}

static ouro_result refuse_duplicate(const json_tree *t, const cJSON *again, ouro_error *err)
{
    size_t shown = utf8_cut(again->string, strlen(again->string), SHOWN_KEY_BYTES);
    return source_text_error(t->text, t->length, json_tree_key_at(t, again), err, OURO_ERR_SYNTAX,
                             "the key \"%.*s\" stands here twice", (int)shown, again->string);
}

/* Sorting keeps this O(n log n): a stranger's object may have a million keys. */
static ouro_result check_keys(const json_tree *t, const cJSON *object, ouro_error *err)
{
    size_t count = (size_t)cJSON_GetArraySize(object), i = 0;
    if (count < 2)
        return OURO_OK;
    const cJSON **keys = malloc(count * sizeof *keys);
    if (!keys)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    for (const cJSON *c = object->child; c; c = c->next)
        keys[i++] = c;
    qsort(keys, count, sizeof *keys, compare_keys);
    const cJSON *again = NULL;
    for (i = 1; i < count; i++) {
        bool twice = strcmp(keys[i]->string, keys[i - 1]->string) == 0;
        if (twice && (!again || keys[i]->valueint < again->valueint))
            again = keys[i];
    }
    free(keys);
    return again ? refuse_duplicate(t, again, err) : OURO_OK;
}

static ouro_result check_node(const json_tree *t, const cJSON *node, ouro_error *err)
{
    if (cJSON_IsNumber(node) && !isfinite(node->valuedouble))
        return source_text_error(t->text, t->length, json_tree_value_at(t, node), err,
                                 OURO_ERR_SYNTAX, "this number is out of range");
    return OURO_OK;
}

/* Give every node its number. The walk needs no recursion: the scan has bounded the depth. An
 * object's keys are compared once all of it has been numbered. */
static ouro_result attach_spots(json_tree *t, ouro_error *err)
{
    cJSON *parents[LIMIT_JSON_DEPTH];
    size_t depth = 0, next = 0;
    cJSON *node = t->root;
    while (node) {
        assert(next < t->spots.count);
        node->valueint = (int)next++;
        ouro_result result = check_node(t, node, err);
        if (result != OURO_OK)
            return result;
        if (node->child) {
            parents[depth++] = node;
            node = node->child;
            continue;
        }
        while (!node->next && depth > 0) {
            node = parents[--depth];
            result = cJSON_IsObject(node) ? check_keys(t, node, err) : OURO_OK;
            if (result != OURO_OK)
                return result;
        }
        node = node->next;
    }
    assert(next == t->spots.count);
    return OURO_OK;
}

ouro_result json_tree_read(const char *text, size_t length, json_tree *out, ouro_error *err)
{
    *out = (json_tree){.text = text, .length = length};
    ouro_result result = json_scan(text, length, &out->spots, err);
    if (result != OURO_OK)
        return result;
    out->root = cJSON_ParseWithLength(text, length);
    if (out->root)
        result = attach_spots(out, err);
    else /* the scan accepted it, so nothing else can be wrong */
        result = error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    if (result != OURO_OK)
        json_tree_free(out);
    return result;
}

void json_tree_free(json_tree *t)
{
    cJSON_Delete(t->root);
    json_spots_free(&t->spots);
    *t = (json_tree){0};
}
