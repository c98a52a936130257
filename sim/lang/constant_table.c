#include "sim/lang/compile.h"

#include <string.h>

/* Sets are equal in any order: the first one's order stays. */
static bool same_items(const constant *a, const constant *b)
{
    for (uint32_t i = 0; i < a->length; i++) {
        uint32_t k = 0;
        while (k < b->length && b->items[k].serial != a->items[i].serial)
            k++;
        if (k == b->length)
            return false;
    }
    return true;
}

/* Two constants are one if type and value are the same: 1, 1.0 and True differ, 0.0 and -0.0 too. */
static bool same(const constant *a, const constant *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case CONST_NONE:
    case CONST_TRUE:
    case CONST_FALSE:
    case CONST_ELLIPSIS:
        return true;
    case CONST_INT:
        return a->integer == b->integer;
    case CONST_FLOAT:
        return !memcmp(&a->number, &b->number, sizeof a->number);
    case CONST_STR:
    case CONST_BYTES:
        return a->length == b->length && (!a->length || !memcmp(a->text, b->text, a->length));
    case CONST_CODE:
        return a->code == b->code;
    case CONST_FROZENSET:
        return a->length == b->length && same_items(a, b);
    case CONST_TUPLE:
        /* Items are interned before their collection is looked for. */
        if (a->length != b->length)
            return false;
        for (uint32_t i = 0; i < a->length; i++)
            if (a->items[i].serial != b->items[i].serial)
                return false;
        return true;
    }
    return false;
}

static uint32_t mix(uint32_t h, const void *bytes, size_t length)
{
    const unsigned char *b = bytes;
    for (size_t i = 0; i < length; i++)
        h = (h ^ b[i]) * 16777619U;
    return h;
}

static uint32_t hash(const constant *c)
{
    uint32_t h = mix(2166136261U, &c->kind, sizeof c->kind);
    switch (c->kind) {
    case CONST_NONE:
    case CONST_TRUE:
    case CONST_FALSE:
    case CONST_ELLIPSIS:
        return h;
    case CONST_INT:
        return mix(h, &c->integer, sizeof c->integer);
    case CONST_FLOAT:
        return mix(h, &c->number, sizeof c->number);
    case CONST_STR:
    case CONST_BYTES:
        return mix(h, c->text, c->length);
    case CONST_CODE:
        return mix(h, &c->code->serial, sizeof c->code->serial);
    case CONST_FROZENSET:
        for (uint32_t i = 0; i < c->length; i++)
            h += mix(2166136261U, &c->items[i].serial, sizeof c->items[i].serial);
        return h;
    case CONST_TUPLE:
        for (uint32_t i = 0; i < c->length; i++)
            h = mix(h, &c->items[i].serial, sizeof c->items[i].serial);
        return h;
    }
    return h;
}

static uint32_t *find_bucket(const constant_table *t, const constant *value)
{
    uint32_t mask = t->bucket_count - 1;
    uint32_t i = hash(value) & mask;
    while (t->buckets[i] && !same(&t->items[t->buckets[i] - 1], value))
        i = (i + 1) & mask;
    return &t->buckets[i];
}

static bool grow(compiler *c)
{
    constant_table *t = &c->constants;
    uint32_t bucket_count = t->bucket_count ? 2 * t->bucket_count : 64;
    constant *items = arena_grow(c->scratch, t->items, t->count * sizeof *items,
                                 bucket_count / 2 * sizeof *items);
    uint32_t *buckets = arena_alloc(c->scratch, bucket_count * sizeof *buckets);
    if (!items || !buckets) {
        compile_no_memory(c);
        return false;
    }
    *t = (constant_table){.items = items, .count = t->count, .capacity = bucket_count / 2,
                          .first = t->first, .buckets = buckets, .bucket_count = bucket_count};
    for (uint32_t i = t->first; i < t->count; i++)
        *find_bucket(t, &items[i]) = i + 1;
    return true;
}

void constant_table_next_module(compiler *c)
{
    constant_table *t = &c->constants;
    t->first = t->count;
    if (t->bucket_count)
        memset(t->buckets, 0, t->bucket_count * sizeof *t->buckets);
}

/* CPython interns the strings that could be names. */
static bool looks_like_name(const constant *c)
{
    for (uint32_t i = 0; i < c->length; i++) {
        char b = c->text[i];
        if (!((b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') ||
              b == '_'))
            return false;
    }
    return true;
}

/* In a frozenset 1, 1.0 and True are one item: all are the int that they equal, if there is one. */
static uint32_t item_key(compiler *c, const constant *item)
{
    constant key = *item;
    if (item->kind == CONST_TRUE || item->kind == CONST_FALSE)
        key = (constant){.kind = CONST_INT, .integer = item->kind == CONST_TRUE};
    bool whole = item->kind == CONST_FLOAT && item->number >= -0x1p62 && item->number <= 0x1p62 &&
                 (double)(int64_t)item->number == item->number;
    if (whole)
        key = (constant){.kind = CONST_INT, .integer = (int64_t)item->number};
    const constant *shared = constant_table_intern(c, key);
    return shared ? shared->serial + 1 : 0;
}

/* The first of equal items stays. */
static uint32_t drop_equal_items(compiler *c, constant *items, uint32_t count)
{
    index_map seen = {0};
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count && c->result == OURO_OK; i++)
        if (index_map_add(c, &seen, item_key(c, &items[i])) == kept)
            items[kept++] = items[i];
    return kept;
}

/* Recursion: constants stand in each other as deep as expressions do. */
static bool intern_items(compiler *c, constant *value)
{
    constant *items = arena_alloc(c->memory, value->length * sizeof *items + 1);
    if (!items) {
        compile_no_memory(c);
        return false;
    }
    for (uint32_t i = 0; i < value->length; i++) {
        constant inner = value->items[i];
        if (!inner.in_tree)
            inner.in_tree = value->in_tree;
        const constant *item = constant_table_intern(c, inner);
        if (!item)
            return false;
        items[i] = *item;
    }
    if (value->kind == CONST_FROZENSET)
        value->length = drop_equal_items(c, items, value->length);
    value->items = items;
    return true;
}

const constant *constant_table_intern(compiler *c, constant value)
{
    constant_table *t = &c->constants;
    bool collection = value.kind == CONST_TUPLE || value.kind == CONST_FROZENSET;
    if (c->result != OURO_OK || (collection && !intern_items(c, &value)))
        return NULL;
    if (t->count == t->capacity && !grow(c))
        return NULL;
    uint32_t *bucket = find_bucket(t, &value);
    if (*bucket)
        return &t->items[*bucket - 1];
    if (value.kind == CONST_STR || value.kind == CONST_BYTES) {
        value.text = arena_text(c->memory, value.text, value.length);
        if (!value.text) {
            compile_no_memory(c);
            return NULL;
        }
        value.interned = value.kind == CONST_STR && looks_like_name(&value);
    }
    value.serial = t->count;
    if (c->is_library) /* compiled long ago: its tree is gone */
        value.in_tree = 0;
    t->items[t->count++] = value;
    *bucket = t->count;
    return &t->items[t->count - 1];
}
