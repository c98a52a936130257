#include "sim/scenario/json_expect.h"

#include "sim/base/limits.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* A double holds every whole number up to here. */
#define NUMBER_MAX (1ULL << 53)

typedef struct expect_list {
    expectation *rows;
    uint32_t count;
} expect_list;

/* A new row at `node`'s value. There is room: count_rows() counted the same tree. */
static expectation *add_row(json_reader *r, expect_list *list, expect_kind kind, const cJSON *node)
{
    expectation *row = &list->rows[list->count++];
    *row = (expectation){.kind = kind, .at = json_tree_value_at(r->tree, node)};
    return row;
}

static ouro_result read_number(json_reader *r, expect_list *list, expect_kind kind,
                               const cJSON *node)
{
    return json_read_count(r, node, NUMBER_MAX, &add_row(r, list, kind, node)->number);
}

static ouro_result read_string(json_reader *r, expect_list *list, expect_kind kind,
                               const cJSON *node)
{
    return json_read_string(r, node, LIMIT_STRING_BYTES, &add_row(r, list, kind, node)->text);
}

/* {"NAME": NUMBER, ...}: a row for each. */
static ouro_result read_numbers_by_name(json_reader *r, expect_list *list, expect_kind kind,
                                        const cJSON *node)
{
    ouro_result result = json_need_object(r, node);
    for (const cJSON *c = result == OURO_OK ? node->child : NULL; c; c = c->next) {
        size_t length = strlen(c->string);
        if (length == 0 || length > LIMIT_NAME_BYTES)
            return json_refuse_key(r, c, "a name has 1 to %u bytes", LIMIT_NAME_BYTES);
        expectation *row = add_row(r, list, kind, c);
        row->name = arena_text(r->memory, c->string, length);
        if (!row->name)
            return json_no_memory(r);
        result = json_read_count(r, c, NUMBER_MAX, &row->number);
        if (result != OURO_OK)
            return result;
    }
    return result;
}

/* A number for all instances of the script's classes, or numbers by type. */
static ouro_result read_number_or_types(json_reader *r, expect_list *list, expect_kind kind,
                                        const cJSON *node)
{
    if (cJSON_IsNumber(node))
        return read_number(r, list, kind, node);
    if (cJSON_IsObject(node))
        return read_numbers_by_name(r, list, kind, node);
    return json_refuse(r, node, "\"%s\" must be a number, or numbers by type {\"Node\": 2}",
                       node->string);
}

static ouro_result read_refcount(json_reader *r, const cJSON *node, void *into)
{
    return read_numbers_by_name(r, into, EXPECT_REFCOUNT, node);
}

static ouro_result read_alive(json_reader *r, const cJSON *node, void *into)
{
    return read_number_or_types(r, into, EXPECT_ALIVE, node);
}

static ouro_result read_died(json_reader *r, const cJSON *node, void *into)
{
    return read_number_or_types(r, into, EXPECT_DIED, node);
}

static ouro_result read_collected(json_reader *r, const cJSON *node, void *into)
{
    return read_number(r, into, EXPECT_COLLECTED, node);
}

static ouro_result read_output(json_reader *r, const cJSON *node, void *into)
{
    return read_string(r, into, EXPECT_OUTPUT, node);
}

static ouro_result read_raises(json_reader *r, const cJSON *node, void *into)
{
    return read_string(r, into, EXPECT_RAISES, node);
}

static ouro_result read_dead(json_reader *r, const cJSON *node, void *into)
{
    scenario_names names = {0};
    ouro_result result = json_read_names(r, node, &names);
    if (result != OURO_OK)
        return result;
    const cJSON *c = node->child;
    for (uint32_t i = 0; i < names.count; i++, c = c->next)
        add_row(r, into, EXPECT_DEAD, c)->name = names.names[i];
    return OURO_OK;
}

static const json_key EXPECT_KEYS[] = {
    {.name = "refcount", .read = read_refcount}, {.name = "alive", .read = read_alive},
    {.name = "died", .read = read_died},         {.name = "collected", .read = read_collected},
    {.name = "output", .read = read_output},     {.name = "raises", .read = read_raises},
    {.name = "dead", .read = read_dead},
};

/* One row for each scalar and for each child of an array or object. */
static size_t count_rows(const cJSON *node)
{
    size_t rows = 0;
    for (const cJSON *c = cJSON_IsObject(node) ? node->child : NULL; c; c = c->next)
        rows += cJSON_IsObject(c) || cJSON_IsArray(c) ? (size_t)cJSON_GetArraySize(c) : 1;
    return rows;
}

ouro_result json_expect_read(json_reader *r, const cJSON *node, scenario_step *step)
{
    expect_list list = {.rows = arena_alloc(r->memory, count_rows(node) * sizeof *list.rows)};
    if (!list.rows)
        return json_no_memory(r);
    ouro_result result =
        json_read_object(r, node, "\"expect\"", EXPECT_KEYS, COUNT_OF(EXPECT_KEYS), &list);
    step->expects = list.rows;
    step->expect_count = list.count;
    return result;
}
