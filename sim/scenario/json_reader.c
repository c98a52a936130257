#include "sim/scenario/json_reader.h"

#include "sim/base/buffer.h"
#include "sim/base/limits.h"
#include "sim/base/utf8.h"
#include "sim/scenario/suggest.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { SHOWN_BYTES = 40, TAG_BYTES = 35 };

/* --- failing --- */

static ouro_result OURO_PRINTF(3, 0)
    vrefuse(json_reader *r, size_t offset, const char *format, va_list args)
{
    uint32_t line, column;
    source_text_locate(r->tree->text, r->tree->length, offset, &line, &column);
    return error_vset(r->err, OURO_ERR_SYNTAX, line, column, format, args);
}

ouro_result json_refuse(json_reader *r, const cJSON *node, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    ouro_result result = vrefuse(r, json_tree_value_at(r->tree, node), format, args);
    va_end(args);
    return result;
}

ouro_result json_refuse_key(json_reader *r, const cJSON *node, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    ouro_result result = vrefuse(r, json_tree_key_at(r->tree, node), format, args);
    va_end(args);
    return result;
}

ouro_result json_no_memory(json_reader *r)
{
    return error_set(r->err, OURO_ERR_NOMEM, 0, 0, "out of memory");
}

/* A stranger's text for a message: short. */
static int shown(const char *text)
{
    return (int)utf8_cut(text, strlen(text), SHOWN_BYTES);
}

static const char *type_name(const cJSON *node)
{
    return cJSON_IsString(node)   ? "a text"
           : cJSON_IsNumber(node) ? "a number"
           : cJSON_IsObject(node) ? "an object"
           : cJSON_IsArray(node)  ? "an array"
           : cJSON_IsNull(node)   ? "null"
                                  : "true or false";
}

static ouro_result refuse_type(json_reader *r, const cJSON *node, const char *wanted)
{
    if (!node->string)
        return json_refuse(r, node, "this must be %s, not %s", wanted, type_name(node));
    return json_refuse(r, node, "\"%.*s\" must be %s, not %s", shown(node->string), node->string,
                       wanted, type_name(node));
}

/* --- objects --- */

static ouro_result refuse_key(json_reader *r, const cJSON *node, const char *what,
                              const json_key *keys, size_t count)
{
    const char *names[JSON_KEYS_MAX] = {0};
    for (size_t i = 0; i < count; i++)
        names[i] = keys[i].name;
    const char *nearest = suggest_nearest(node->string, names, count);
    if (nearest)
        return json_refuse_key(r, node, "unknown key \"%.*s\", did you mean \"%s\"?",
                               shown(node->string), node->string, nearest);
    buffer list = {0};
    for (size_t i = 0; i < count; i++)
        buffer_printf(&list, "%s%s", i == 0 ? "" : i + 1 == count ? " and " : ", ", names[i]);
    ouro_result result =
        list.failed ? json_no_memory(r)
                    : json_refuse_key(r, node, "unknown key \"%.*s\": %s has the keys %s",
                                      shown(node->string), node->string, what, buffer_text(&list));
    buffer_free(&list);
    return result;
}

static ouro_result check_required(json_reader *r, const cJSON *node, const char *what,
                                  const json_key *keys, size_t count, uint32_t seen)
{
    for (size_t i = 0; i < count; i++) {
        if (keys[i].required && !(seen & 1U << i))
            return json_refuse(r, node, "%s needs the key \"%s\"", what, keys[i].name);
    }
    return OURO_OK;
}

ouro_result json_read_object(json_reader *r, const cJSON *node, const char *what,
                             const json_key *keys, size_t count, void *into)
{
    uint32_t seen = 0;
    assert(count <= JSON_KEYS_MAX);
    if (!cJSON_IsObject(node))
        return json_refuse(r, node, "%s is an object {...}, not %s", what, type_name(node));
    for (const cJSON *c = node->child; c; c = c->next) {
        size_t i = 0;
        while (i < count && strcmp(keys[i].name, c->string) != 0)
            i++;
        if (i == count)
            return refuse_key(r, c, what, keys, count);
        seen |= 1U << i;
        ouro_result result = keys[i].read(r, c, into);
        if (result != OURO_OK)
            return result;
    }
    return check_required(r, node, what, keys, count, seen);
}

ouro_result json_need_array(json_reader *r, const cJSON *node)
{
    return cJSON_IsArray(node) ? OURO_OK : refuse_type(r, node, "an array [...]");
}

ouro_result json_need_object(json_reader *r, const cJSON *node)
{
    return cJSON_IsObject(node) ? OURO_OK : refuse_type(r, node, "an object {...}");
}

/* --- texts --- */

static ouro_result copy_string(json_reader *r, const cJSON *node, size_t limit, const char **out)
{
    size_t length = strlen(node->valuestring);
    if (length > limit)
        return source_text_error(r->tree->text, r->tree->length, json_tree_value_at(r->tree, node),
                                 r->err, OURO_ERR_LIMIT_INPUT, "this text is longer than %zu bytes",
                                 limit);
    *out = arena_text(r->memory, node->valuestring, length);
    return *out ? OURO_OK : json_no_memory(r);
}

ouro_result json_read_string(json_reader *r, const cJSON *node, size_t limit, const char **out)
{
    if (!cJSON_IsString(node))
        return refuse_type(r, node, "a text");
    return copy_string(r, node, limit, out);
}

/* "en", "pt-BR": letters, then parts of letters and digits (BCP 47, simplified). */
static bool is_language_tag(const char *tag)
{
    size_t letters = strspn(tag, "abcdefghijklmnopqrstuvwxyz");
    size_t rest = strspn(tag + letters, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                        "0123456789-");
    size_t length = letters + rest;
    if (letters < 2 || letters > 3 || tag[length] != '\0' || length > TAG_BYTES)
        return false;
    return rest == 0 || (tag[letters] == '-' && tag[length - 1] != '-' && !strstr(tag, "--"));
}

static ouro_result check_languages(json_reader *r, const cJSON *node, size_t limit)
{
    const char *copy;
    uint32_t count = 0;
    if (!node->child)
        return json_refuse(r, node, "a text in languages needs at least one, such as \"en\"");
    for (const cJSON *c = node->child; c; c = c->next) {
        if (!is_language_tag(c->string))
            return json_refuse_key(r, c, "\"%.*s\" is no language such as \"en\" or \"de\"",
                                   shown(c->string), c->string);
        if (++count > SCENARIO_LANGUAGES_MAX)
            return json_refuse_key(r, c, "a text has at most %d languages", SCENARIO_LANGUAGES_MAX);
        ouro_result result = json_read_string(r, c, limit, &copy);
        if (result != OURO_OK)
            return result;
    }
    return OURO_OK;
}

const char *json_text_in(const cJSON *node, const char *lang)
{
    if (!cJSON_IsObject(node))
        return node->valuestring;
    const cJSON *own = cJSON_GetObjectItemCaseSensitive(node, lang);
    return own ? own->valuestring : node->child ? node->child->valuestring : NULL;
}

ouro_result json_read_text(json_reader *r, const cJSON *node, size_t limit, const char **out)
{
    if (!cJSON_IsObject(node) && !cJSON_IsString(node))
        return refuse_type(r, node, "a text, or a text for each language {\"en\": ...}");
    if (cJSON_IsString(node))
        return copy_string(r, node, limit, out);
    ouro_result result = check_languages(r, node, limit);
    if (result != OURO_OK)
        return result;
    const char *chosen = json_text_in(node, r->lang);
    *out = arena_text(r->memory, chosen, strlen(chosen));
    return *out ? OURO_OK : json_no_memory(r);
}

ouro_result json_read_filled_text(json_reader *r, const cJSON *node, size_t limit, const char **out)
{
    ouro_result result = json_read_text(r, node, limit, out);
    const cJSON *c = cJSON_IsObject(node) ? node->child : node;
    for (; c && result == OURO_OK; c = cJSON_IsObject(node) ? c->next : NULL) {
        if (c->valuestring[0] == '\0')
            return json_refuse(r, c, "this text cannot be empty");
    }
    return result;
}

ouro_result json_read_names(json_reader *r, const cJSON *node, scenario_names *out)
{
    ouro_result result = json_need_array(r, node);
    if (result != OURO_OK)
        return result;
    size_t count = (size_t)cJSON_GetArraySize(node);
    out->names = arena_alloc(r->memory, count * sizeof *out->names);
    if (!out->names)
        return json_no_memory(r);
    for (const cJSON *c = node->child; c; c = c->next) {
        result = json_read_string(r, c, LIMIT_NAME_BYTES, &out->names[out->count]);
        if (result != OURO_OK)
            return result;
        if (out->names[out->count++][0] == '\0')
            return json_refuse(r, c, "a name cannot be empty");
    }
    return OURO_OK;
}

ouro_result json_read_word(json_reader *r, const cJSON *node, const char *const *words,
                           size_t count, size_t *out)
{
    if (!cJSON_IsString(node))
        return refuse_type(r, node, "a text");
    for (*out = 0; *out < count; ++*out) {
        if (strcmp(words[*out], node->valuestring) == 0)
            return OURO_OK;
    }
    const char *nearest = suggest_nearest(node->valuestring, words, count);
    if (nearest)
        return json_refuse(r, node, "unknown %s \"%.*s\", did you mean \"%s\"?", node->string,
                           shown(node->valuestring), node->valuestring, nearest);
    return json_refuse(r, node, "unknown %s \"%.*s\": it is one of \"%s\" to \"%s\"", node->string,
                       shown(node->valuestring), node->valuestring, words[0], words[count - 1]);
}

/* --- numbers --- */

ouro_result json_read_number(json_reader *r, const cJSON *node, double most, double *out)
{
    if (!cJSON_IsNumber(node))
        return refuse_type(r, node, "a number");
    *out = node->valuedouble;
    if (*out < 0)
        return json_refuse(r, node, "this number cannot be negative");
    if (*out > most)
        return json_refuse(r, node, "this number is larger than %.0f", most);
    return OURO_OK;
}

ouro_result json_read_count(json_reader *r, const cJSON *node, uint64_t most, uint64_t *out)
{
    double number = 0;
    ouro_result result = json_read_number(r, node, (double)most, &number);
    if (result != OURO_OK)
        return result;
    if (floor(number) != number)
        return json_refuse(r, node, "this must be a whole number");
    *out = (uint64_t)number;
    return OURO_OK;
}

ouro_result json_read_bool(json_reader *r, const cJSON *node, bool *out)
{
    if (!cJSON_IsBool(node))
        return refuse_type(r, node, "true or false");
    *out = cJSON_IsTrue(node);
    return OURO_OK;
}
