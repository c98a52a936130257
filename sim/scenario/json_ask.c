#include "sim/scenario/json_ask.h"

#include "sim/base/limits.h"
#include "sim/base/utf8.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

enum { SHOWN_BYTES = 40 };

typedef struct ask_reader {
    scenario_ask *ask;
    const cJSON *choices, *answer;
} ask_reader;

static ouro_result read_question(json_reader *r, const cJSON *node, void *into)
{
    scenario_ask *ask = ((ask_reader *)into)->ask;
    return json_read_filled_text(r, node, LIMIT_NARRATION_BYTES, &ask->question);
}

static ouro_result read_explain(json_reader *r, const cJSON *node, void *into)
{
    return json_read_text(r, node, LIMIT_NARRATION_BYTES, &((ask_reader *)into)->ask->explain);
}

static ouro_result read_choices(json_reader *r, const cJSON *node, void *into)
{
    ask_reader *reader = into;
    scenario_names *out = &reader->ask->choices;
    ouro_result result = json_need_array(r, node);
    if (result != OURO_OK)
        return result;
    int count = cJSON_GetArraySize(node);
    if (count < 1 || count > SCENARIO_CHOICES_MAX)
        return json_refuse(r, node, "a question has 1 to %d choices, not %d", SCENARIO_CHOICES_MAX,
                           count);
    out->names = arena_alloc(r->memory, (size_t)count * sizeof *out->names);
    if (!out->names)
        return json_no_memory(r);
    for (const cJSON *c = node->child; c && result == OURO_OK; c = c->next)
        result = json_read_text(r, c, LIMIT_NARRATION_BYTES, &out->names[out->count++]);
    reader->choices = node;
    return result;
}

/* --- the answer --- */

/* NAME or NAME.NAME: letters, digits, underscores and whatever is beyond ASCII. */
static bool is_dotted_name(const char *name, size_t length)
{
    bool first = true;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)name[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
        bool digit = c >= '0' && c <= '9';
        if (c == '.' && first)
            return false;
        if (c != '.' && !letter && !(digit && !first))
            return false;
        first = c == '.';
    }
    return !first;
}

/* refcount(NAME) and alive(TYPE). What holds further brackets is a text ("alive(a) + alive(b)"). */
static ouro_result read_call(json_reader *r, const cJSON *node, scenario_ask *ask,
                             const char *function, answer_kind kind)
{
    size_t start = strlen(function), length = strlen(ask->text);
    if (strncmp(ask->text, function, start) != 0 || length < start + 2 || ask->text[start] != '(' ||
        ask->text[length - 1] != ')')
        return OURO_OK;
    const char *name = ask->text + start + 1;
    size_t name_length = length - start - 2;
    if (memchr(name, '(', name_length) || memchr(name, ')', name_length))
        return OURO_OK;
    if (!is_dotted_name(name, name_length))
        return json_refuse(r, node, "%s(...) needs a name between its brackets", function);
    ask->kind = kind;
    ask->name = arena_text(r->memory, name, name_length);
    return ask->name ? OURO_OK : json_no_memory(r);
}

static ouro_result read_answer(json_reader *r, const cJSON *node, void *into)
{
    ask_reader *reader = into;
    scenario_ask *ask = reader->ask;
    ouro_result result = json_read_text(r, node, LIMIT_NARRATION_BYTES, &ask->text);
    if (result != OURO_OK)
        return result;
    reader->answer = node;
    ask->at = json_tree_value_at(r->tree, node);
    ask->kind = strcmp(ask->text, "died") == 0        ? ASK_DIED
                : strcmp(ask->text, "collected") == 0 ? ASK_COLLECTED
                : strcmp(ask->text, "bytes") == 0     ? ASK_BYTES
                                                      : ASK_TEXT;
    result = read_call(r, node, ask, "refcount", ASK_REFCOUNT);
    return result == OURO_OK ? read_call(r, node, ask, "alive", ASK_ALIVE) : result;
}

/* --- do they fit? --- */

static bool is_choice(const cJSON *choices, const char *answer, const char *lang)
{
    for (const cJSON *c = choices->child; c; c = c->next) {
        if (strcmp(json_text_in(c, lang), answer) == 0)
            return true;
    }
    return false;
}

static ouro_result refuse_answer(json_reader *r, const cJSON *node)
{
    size_t shown = utf8_cut(node->valuestring, strlen(node->valuestring), SHOWN_BYTES);
    return json_refuse(r, node, "the answer \"%.*s\" is none of the choices", (int)shown,
                       node->valuestring);
}

/* All languages of the answer: a lesson must not break when its language is changed. */
static ouro_result check_answer(json_reader *r, const ask_reader *reader)
{
    const cJSON *answer = reader->answer;
    if (!reader->choices || reader->ask->kind != ASK_TEXT)
        return OURO_OK;
    if (cJSON_IsString(answer))
        return is_choice(reader->choices, answer->valuestring, r->lang) ? OURO_OK
                                                                        : refuse_answer(r, answer);
    for (const cJSON *c = answer->child; c; c = c->next) {
        if (!is_choice(reader->choices, c->valuestring, c->string))
            return refuse_answer(r, c);
    }
    return OURO_OK;
}

static const json_key ASK_KEYS[] = {
    {.name = "question", .read = read_question, .required = true},
    {.name = "choices", .read = read_choices},
    {.name = "answer", .read = read_answer, .required = true},
    {.name = "explain", .read = read_explain},
};

ouro_result json_ask_read(json_reader *r, const cJSON *node, scenario_ask *out)
{
    ask_reader reader = {.ask = out};
    ouro_result result =
        json_read_object(r, node, "\"ask\"", ASK_KEYS, COUNT_OF(ASK_KEYS), &reader);
    return result == OURO_OK ? check_answer(r, &reader) : result;
}
