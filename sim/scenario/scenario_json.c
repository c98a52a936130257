/* A .json scenario: its keys, one table row each, and the script put together from its lines. */
#include "sim/scenario/scenario_build.h"

#include "sim/base/buffer.h"
#include "sim/base/limits.h"
#include "sim/scenario/json_ask.h"
#include "sim/scenario/json_expect.h"
#include "sim/scenario/json_reader.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

enum { MINUTES_MAX = 10000, FIRST_LINES = 64 };

typedef struct builder {
    scenario *s;
    scenario_step *steps;
    const cJSON *setup_node, *steps_node;
    buffer script;
    scenario_line *lines; /* in the scenario's arena */
    uint32_t line_count, line_capacity;
} builder;

/* --- the script --- */

static ouro_result add_place(json_reader *r, builder *b, uint32_t string, size_t decoded)
{
    if (b->line_count == b->line_capacity) {
        uint32_t capacity = b->line_capacity ? b->line_capacity * 2 : FIRST_LINES;
        scenario_line *more =
            arena_grow(r->memory, b->lines, b->line_count * sizeof *more, capacity * sizeof *more);
        if (!more)
            return json_no_memory(r);
        b->lines = more;
        b->line_capacity = capacity;
    }
    b->lines[b->line_count++] = (scenario_line){.string = string, .decoded = (uint32_t)decoded};
    return OURO_OK;
}

/* Add the lines of one string. A newline at its end begins no further line. */
static ouro_result add_string(json_reader *r, builder *b, const cJSON *node)
{
    const char *checked;
    ouro_result result = json_read_string(r, node, LIMIT_STRING_BYTES, &checked);
    if (result != OURO_OK)
        return result;
    uint32_t string = json_tree_value_at(r->tree, node);
    size_t at = 0;
    do {
        size_t length = strcspn(checked + at, "\r\n");
        result = add_place(r, b, string, at);
        if (result != OURO_OK)
            return result;
        buffer_add(&b->script, checked + at, length);
        buffer_add_char(&b->script, '\n');
        at += length;
        at += checked[at] == '\r' && checked[at + 1] == '\n' ? 2 : checked[at] != '\0';
    } while (checked[at] != '\0');
    return b->script.failed ? json_no_memory(r) : OURO_OK;
}

/* Add `setup` or `do`: a string or an array of strings. */
static ouro_result add_code(json_reader *r, builder *b, const cJSON *node, uint32_t *first_line,
                            uint32_t *last_line)
{
    uint32_t before = b->line_count;
    ouro_result result = OURO_OK;
    if (cJSON_IsString(node))
        result = add_string(r, b, node);
    else if (cJSON_IsArray(node))
        for (const cJSON *c = node->child; c && result == OURO_OK; c = c->next)
            result = add_string(r, b, c);
    else
        result = json_refuse(r, node, "\"%s\" must be a line of code or an array of lines",
                             node->string);
    if (b->line_count > before) {
        *first_line = before + 1;
        *last_line = b->line_count;
    }
    return result;
}

/* --- a step --- */

typedef struct step_reader {
    builder *b;
    scenario_step *step;
    const cJSON *raises; /* the key, if the step expects an exception */
} step_reader;

static ouro_result read_do(json_reader *r, const cJSON *node, void *into)
{
    step_reader *reader = into;
    return add_code(r, reader->b, node, &reader->step->first_line, &reader->step->last_line);
}

static ouro_result read_step_title(json_reader *r, const cJSON *node, void *into)
{
    return json_read_text(r, node, LIMIT_NARRATION_BYTES, &((step_reader *)into)->step->title);
}

static ouro_result read_say(json_reader *r, const cJSON *node, void *into)
{
    return json_read_text(r, node, LIMIT_NARRATION_BYTES, &((step_reader *)into)->step->say);
}

static ouro_result read_notes(json_reader *r, const cJSON *node, void *into)
{
    return json_read_text(r, node, LIMIT_STRING_BYTES, &((step_reader *)into)->step->notes);
}

static ouro_result read_focus(json_reader *r, const cJSON *node, void *into)
{
    return json_read_names(r, node, &((step_reader *)into)->step->focus);
}

static ouro_result read_expect(json_reader *r, const cJSON *node, void *into)
{
    step_reader *reader = into;
    reader->raises = cJSON_IsObject(node) ? cJSON_GetObjectItemCaseSensitive(node, "raises") : NULL;
    return json_expect_read(r, node, reader->step);
}

static ouro_result read_ask(json_reader *r, const cJSON *node, void *into)
{
    return json_ask_read(r, node, &((step_reader *)into)->step->ask);
}

static const json_key STEP_KEYS[] = {
    {.name = "do", .read = read_do},
    {.name = "say", .read = read_say},
    {.name = "title", .read = read_step_title},
    {.name = "notes", .read = read_notes},
    {.name = "focus", .read = read_focus},
    {.name = "expect", .read = read_expect},
    {.name = "ask", .read = read_ask},
};

static ouro_result read_step(json_reader *r, builder *b, const cJSON *node, scenario_step *step)
{
    step_reader reader = {.b = b, .step = step};
    step->at = json_tree_value_at(r->tree, node);
    ouro_result result =
        json_read_object(r, node, "a step", STEP_KEYS, COUNT_OF(STEP_KEYS), &reader);
    if (result == OURO_OK && reader.raises && node->next)
        return json_refuse_key(r, reader.raises, "\"raises\" stands only in the last step");
    return result;
}

static ouro_result read_steps(json_reader *r, builder *b, const cJSON *node)
{
    ouro_result result = json_need_array(r, node);
    if (result != OURO_OK)
        return result;
    size_t count = (size_t)cJSON_GetArraySize(node);
    if (count == 0)
        return json_refuse(r, node, "a scenario needs at least one step");
    if (count > LIMIT_STEPS)
        return json_refuse(r, node, "more than %u steps", LIMIT_STEPS);
    b->steps = arena_alloc(r->memory, count * sizeof *b->steps);
    if (!b->steps)
        return json_no_memory(r);
    b->s->steps = b->steps;
    for (const cJSON *c = node->child; c && result == OURO_OK; c = c->next)
        result = read_step(r, b, c, &b->steps[b->s->step_count++]);
    return result;
}

/* --- settings --- */

static ouro_result read_gc_enabled(json_reader *r, const cJSON *node, void *into)
{
    scenario_gc *gc = into;
    gc->enabled_given = true;
    return json_read_bool(r, node, &gc->enabled);
}

static ouro_result read_gc_threshold(json_reader *r, const cJSON *node, void *into)
{
    scenario_gc *gc = into;
    ouro_result result = json_need_array(r, node);
    if (result != OURO_OK)
        return result;
    int count = cJSON_GetArraySize(node);
    if (count < 1 || count > SCENARIO_THRESHOLDS)
        return json_refuse(r, node, "\"threshold\" has one to three numbers, not %d", count);
    for (const cJSON *c = node->child; c; c = c->next) {
        uint64_t number;
        result = json_read_count(r, c, INT32_MAX, &number); /* CPython's is a C int */
        if (result != OURO_OK)
            return result;
        gc->threshold[gc->threshold_count++] = (uint32_t)number;
    }
    return OURO_OK;
}

static const json_key GC_KEYS[] = {
    {.name = "enabled", .read = read_gc_enabled},
    {.name = "threshold", .read = read_gc_threshold},
};

static ouro_result read_gc(json_reader *r, const cJSON *node, void *into)
{
    return json_read_object(r, node, "\"gc\"", GC_KEYS, COUNT_OF(GC_KEYS),
                            &((builder *)into)->s->gc);
}

static ouro_result read_python(json_reader *r, const cJSON *node, void *into)
{
    static const char *const versions[] = {"3.11", "3.12", "3.13", "3.14", "3.15"};
    size_t found;
    if (!cJSON_IsString(node))
        return json_refuse(r, node, "\"python\" must be a text such as \"3.13\"");
    ouro_result result = json_read_word(r, node, versions, COUNT_OF(versions), &found);
    if (result == OURO_OK)
        ((builder *)into)->s->python = versions[found];
    return result;
}

static ouro_result read_level(json_reader *r, const cJSON *node, void *into)
{
    static const char *const levels[] = {[LEVEL_NAMES] = "names",
                                         [LEVEL_COUNTS] = "counts",
                                         [LEVEL_GC] = "gc",
                                         [LEVEL_HEAP] = "heap"};
    size_t found;
    ouro_result result = json_read_word(r, node, levels, COUNT_OF(levels), &found);
    if (result == OURO_OK)
        ((builder *)into)->s->level = (scenario_level)found;
    return result;
}

static ouro_result read_minutes(json_reader *r, const cJSON *node, void *into)
{
    return json_read_number(r, node, MINUTES_MAX, &((builder *)into)->s->minutes);
}

static ouro_result read_hide(json_reader *r, const cJSON *node, void *into)
{
    return json_read_names(r, node, &((builder *)into)->s->hide);
}

/* --- the scenario --- */

static ouro_result read_schema(json_reader *r, const cJSON *node, void *into)
{
    const char *unused; /* editors want it; it says nothing to us */
    (void)into;
    return json_read_string(r, node, LIMIT_STRING_BYTES, &unused);
}

static ouro_result read_title(json_reader *r, const cJSON *node, void *into)
{
    return json_read_filled_text(r, node, LIMIT_NARRATION_BYTES, &((builder *)into)->s->title);
}

static ouro_result read_topic(json_reader *r, const cJSON *node, void *into)
{
    return json_read_text(r, node, LIMIT_NARRATION_BYTES, &((builder *)into)->s->topic);
}

static ouro_result read_summary(json_reader *r, const cJSON *node, void *into)
{
    return json_read_text(r, node, LIMIT_NARRATION_BYTES, &((builder *)into)->s->summary);
}

/* Code is read once all keys are known: the script begins with `setup`, wherever that stands. */
static ouro_result keep_setup(json_reader *r, const cJSON *node, void *into)
{
    (void)r;
    ((builder *)into)->setup_node = node;
    return OURO_OK;
}

static ouro_result keep_steps(json_reader *r, const cJSON *node, void *into)
{
    (void)r;
    ((builder *)into)->steps_node = node;
    return OURO_OK;
}

static const json_key SCENARIO_KEYS[] = {
    {.name = "title", .read = read_title, .required = true},
    {.name = "topic", .read = read_topic},
    {.name = "summary", .read = read_summary},
    {.name = "python", .read = read_python},
    {.name = "gc", .read = read_gc},
    {.name = "minutes", .read = read_minutes},
    {.name = "level", .read = read_level},
    {.name = "hide", .read = read_hide},
    {.name = "setup", .read = keep_setup},
    {.name = "steps", .read = keep_steps, .required = true},
    {.name = "$schema", .read = read_schema},
};

/* What runs before the first line: the modules a lesson always has, and the collector's settings.
 */
static ouro_result make_prefix(json_reader *r, scenario *s)
{
    buffer prefix = {0};
    buffer_add_text(&prefix, "import gc, sys, weakref\n");
    if (s->gc.enabled_given && !s->gc.enabled)
        buffer_add_text(&prefix, "gc.disable()\n");
    if (s->gc.threshold_count > 0) {
        buffer_add_text(&prefix, "gc.set_threshold(");
        for (uint32_t i = 0; i < s->gc.threshold_count; i++)
            buffer_printf(&prefix, "%s%u", i > 0 ? ", " : "", s->gc.threshold[i]);
        buffer_add_text(&prefix, ")\n");
    }
    s->prefix = prefix.failed ? NULL : arena_text(&s->memory, prefix.text, prefix.length);
    buffer_free(&prefix);
    return s->prefix ? OURO_OK : json_no_memory(r);
}

static ouro_result read_scenario(json_reader *r, builder *b)
{
    scenario *s = b->s;
    ouro_result result =
        json_read_object(r, r->tree->root, "a scenario", SCENARIO_KEYS, COUNT_OF(SCENARIO_KEYS), b);
    if (result == OURO_OK)
        result = make_prefix(r, s);
    if (result == OURO_OK && b->setup_node)
        result = add_code(r, b, b->setup_node, &s->setup_first_line, &s->setup_last_line);
    if (result == OURO_OK)
        result = read_steps(r, b, b->steps_node);
    if (result != OURO_OK)
        return result;
    s->script = arena_text(&s->memory, buffer_text(&b->script), b->script.length);
    s->script_length = b->script.length;
    s->lines = b->lines;
    s->line_count = b->line_count;
    return s->script ? OURO_OK : json_no_memory(r);
}

ouro_result scenario_from_json(scenario *s, const char *lang, ouro_error *err)
{
    json_tree tree;
    ouro_result result = json_tree_read(s->text, s->text_length, &tree, err);
    if (result != OURO_OK)
        return result;
    json_reader reader = {.tree = &tree, .lang = lang, .memory = &s->memory, .err = err};
    builder b = {.s = s};
    result = read_scenario(&reader, &b);
    buffer_free(&b.script);
    json_tree_free(&tree);
    return result;
}
