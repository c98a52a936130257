/* Worlds made by hand, event by event, for tests of the log, the views and the second reader.
 *
 * A story owns a recorder and a little interpreter: None, a class Node, a module frame whose names
 * live in a dict. Deaths are sim/memory's. After every event that a story tells, the second reader
 * looks at the world. */
#ifndef OURO_TESTS_UNIT_WORLD_STORY_H
#define OURO_TESTS_UNIT_WORLD_STORY_H

#include "sim/log/dict.h"
#include "sim/memory/invariant.h"
#include "sim/memory/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define STORY_UNUSED __attribute__((unused))

enum { STORY_NAMES = 8 };

typedef struct story {
    recorder r;
    memory m;
    ref none, node, main;
    ref names[STORY_NAMES]; /* "a".."h", immortal */
    ref partner, other;     /* names of attributes */
} story;

static inline void story_check(const story *s)
{
    char text[256];
    if (!invariant_check(&s->r.w, text, sizeof text))
        fail_msg("event %llu: %s", (unsigned long long)s->r.w.state.event, text);
    if (!invariant_check_blocks(&s->r.w, text, sizeof text))
        fail_msg("event %llu: %s", (unsigned long long)s->r.w.state.event, text);
}

static inline void story_tell(story *s, event_kind kind, uint8_t aux, uint32_t a, uint32_t b,
                              uint32_t c)
{
    world_emit_text(&s->r, (uint8_t)kind, aux, a, b, c, "");
    story_check(s);
}

static inline ref story_new(story *s, object_kind kind, uint32_t extra, uint32_t lo, uint32_t hi)
{
    story_tell(s, EV_NEW, (uint8_t)kind, extra, lo, hi);
    return s->r.w.born;
}

static inline ref story_str(story *s, const char *text)
{
    world_emit_text(&s->r, EV_NEW_TEXT, KIND_STR, 0, 0, (uint32_t)strlen(text), text);
    story_check(s);
    return s->r.w.born;
}

static inline ref story_name(story *s, const char *text)
{
    ref o = story_str(s, text);
    story_tell(s, EV_IMMORTAL, 0, o, 0, 0);
    return o;
}

static inline ref story_class(story *s, const char *name)
{
    ref type = story_new(s, KIND_TYPE, 0, 0, 0);
    ref dict = story_new(s, KIND_DICT, 0, 0, 0), mro = story_new(s, KIND_TUPLE, 8, 1, 0);
    story_tell(s, EV_SLOT_SET, 0, type, TYPE_NAME, story_name(s, name));
    story_tell(s, EV_SLOT_SET, EV_STEAL, type, TYPE_DICT, dict);
    story_tell(s, EV_SLOT_SET, EV_STEAL, type, TYPE_MRO, mro);
    story_tell(s, EV_SLOT_SET, 0, mro, 0, type);
    story_tell(s, EV_FLAG, 0, mro, OBJ_INTERPRETER, 0);
    story_tell(s, EV_KEYS, 0, type, 0, 0);
    story_tell(s, EV_WORD_SET, 0, type, TYPE_LAYOUT,
               LAYOUT_DICT | LAYOUT_WEAKREFS | LAYOUT_INLINE);
    story_tell(s, EV_WORD_SET, 0, type, TYPE_INSTANCE_KIND, KIND_INSTANCE);
    return type;
}

static void story_no_python(void *machine STORY_UNUSED, ref o STORY_UNUSED)
{
}

static void story_no_callback(void *machine STORY_UNUSED, ref callback STORY_UNUSED,
                              ref weakref STORY_UNUSED)
{
}

/* "class Node: pass" at module level; the class is held by the name h. */
static inline void story_begin(story *s, uint32_t keyframe_events)
{
    *s = (story){0};
    assert_int_equal(recorder_open(&s->r, profile_find("3.13"), true, NULL), OURO_OK);
    s->r.keyframe_events = keyframe_events;
    s->r.keyframe_due = keyframe_events; /* the first one, at event 0, has been taken */
    assert_int_equal(memory_open(&s->m, &s->r, NULL), OURO_OK);
    s->m.hooks = (memory_hooks){.finalize = story_no_python, .callback = story_no_callback};
    for (uint32_t i = 0; i < 3; i++)
        story_tell(s, EV_GC_SET, 0, GC_THRESHOLD0 + i, i ? 10 : 2000, 0);
    story_tell(s, EV_STEP, 0, 0, 0, 0);
    s->none = story_new(s, KIND_NONE, 0, 0, 0);
    story_tell(s, EV_IMMORTAL, 0, s->none, 0, 0);
    for (uint32_t i = 0; i < STORY_NAMES; i++)
        s->names[i] = story_name(s, (const char[]){(char)('a' + i), '\0'});
    s->partner = story_name(s, "partner");
    s->other = story_name(s, "other");
    s->main = story_new(s, KIND_DICT, 0, 0, 0);
    story_tell(s, EV_PIN, 0, s->main, 0, 0);
    story_tell(s, EV_TEMP_DROP, 0, s->main, 0, 0);
    story_tell(s, EV_FLAG, 0, s->main, OBJ_INTERPRETER, 0);
    story_tell(s, EV_FRAME_PUSH, 0, 0, 0, 0);
    story_tell(s, EV_FRAME_NAMESPACE, 0, s->main, 0, 0);
    s->node = story_class(s, "Node");
    story_tell(s, EV_DICT_INSERT, EV_STEAL, s->main, s->names[7], s->node);
}

static inline void story_end(story *s)
{
    memory_close(&s->m);
    recorder_close(&s->r);
}

/* Name `i` = o, whose temporary is taken over; the old value may die. */
static inline void story_bind(story *s, uint32_t i, ref o)
{
    uint8_t aux = world_has(&s->r.w, o, OBJ_IMMORTAL) ? 0 : EV_STEAL;
    uint32_t entry = dict_find(&s->r.w, s->main, s->names[i]);
    if (entry == DICT_NONE)
        story_tell(s, EV_DICT_INSERT, aux, s->main, s->names[i], o);
    else
        story_tell(s, EV_DICT_SET, aux, s->main, entry, o);
    memory_settle(&s->m);
    story_check(s);
}

/* What name `i` holds, or 0. */
static inline ref story_get(const story *s, uint32_t i)
{
    uint32_t entry = dict_find(&s->r.w, s->main, s->names[i]);
    return entry == DICT_NONE ? 0 : dict_entry(&s->r.w, s->main, entry).value;
}

/* del name `i`. */
static inline void story_unbind(story *s, uint32_t i)
{
    uint32_t entry = dict_find(&s->r.w, s->main, s->names[i]);
    if (entry == DICT_NONE)
        return;
    story_tell(s, EV_DICT_REMOVE, 0, s->main, entry, 0);
    memory_drop(&s->m, s->r.w.born);
    story_check(s);
}

static inline ref story_instance(story *s)
{
    story_tell(s, EV_NEW_INSTANCE, 0, s->node, 0, 0);
    return s->r.w.born;
}

/* The number of `name` among the keys of Node's instances, or UINT32_MAX. */
static inline uint32_t story_key(const story *s, ref name)
{
    for (uint32_t i = 0; i < type_key_count(&s->r.w, s->node); i++)
        if (type_keys(&s->r.w, s->node)[i] == name)
            return i;
    return UINT32_MAX;
}

/* o.name = value, a new reference. False: this instance has no room for the name. */
static inline bool story_attribute(story *s, ref o, ref name, ref value)
{
    uint32_t key = story_key(s, name);
    if (key == UINT32_MAX
            ? type_key_count(&s->r.w, s->node) >= instance_capacity(&s->r.w, o)
            : key >= instance_capacity(&s->r.w, o))
        return false;
    if (key == UINT32_MAX)
        story_tell(s, EV_ATTR_ADD, 0, o, name, value);
    else
        story_tell(s, EV_ATTR_SET, 0, o, key, value);
    memory_settle(&s->m);
    story_check(s);
    return true;
}

/* a = Node(); b = Node(); a.partner = b; b.partner = a */
static inline void story_two_nodes(story *s)
{
    story_bind(s, 0, story_instance(s));
    story_bind(s, 1, story_instance(s));
    assert_true(story_attribute(s, story_get(s, 0), s->partner, story_get(s, 1)));
    assert_true(story_attribute(s, story_get(s, 1), s->partner, story_get(s, 0)));
}

/* How many words of an object's block mean something: the rest of a block is whatever was there. */
static inline uint32_t story_words_of(const world *w, ref o)
{
    const object_row *row = world_row(w, o);
    switch ((unsigned)row->kind) {
    case KIND_TUPLE:
    case KIND_STRUCTSEQ:
    case KIND_LIST:
        return row->lo;
    case KIND_CODE:
        return row->hi;
    case KIND_STR:
    case KIND_BYTES:
        return TEXT_HEADER_WORDS + row->lo / 4 + 1;
    case KIND_INSTANCE:
        return instance_value_at(instance_capacity(w, o), instance_capacity(w, o));
    case KIND_DICT:
        if (dict_is_split(w, o))
            return instance_value_at(instance_capacity(w, o), instance_capacity(w, o));
        return DICT_HEADER_WORDS + dict_entry_count(w, o) * (uint32_t)DICT_ENTRY_WORDS;
    default:
        return KIND_INFO[row->kind].slots;
    }
}

static inline bool words_same(const world *x, const world *y, uint32_t first, uint32_t count)
{
    return memcmp(world_words(x) + first, world_words(y) + first, (size_t)count * 4) == 0;
}

/* The words of all objects, tables of dicts and classes, and the chains of free blocks. */
static inline bool world_words_same(const world *x, const world *y)
{
    bool same = true;
    for (ref o = LIST_COUNT + 1; o < x->state.used[TABLE_ROWS] && same; o++) {
        uint32_t words = world_row(x, o)->words;
        if (world_kind(x, o) == KIND_FREE || !words)
            continue;
        same = words_same(x, y, words, story_words_of(x, o));
        if (same && world_kind(x, o) == KIND_DICT && !dict_is_split(x, o))
            same =
                words_same(x, y, world_word(x, o, DICT_INDEX), 1U << world_word(x, o, DICT_LOG2));
        if (same && world_kind(x, o) == KIND_TYPE && world_word(x, o, TYPE_KEYS))
            same = words_same(x, y, world_word(x, o, TYPE_KEYS), 1U << KEYS_CLASS);
    }
    for (uint32_t c = 0; c < WORD_CLASSES && same; c++)
        for (uint32_t at = x->state.free_words[c]; at && same; at = world_words(x)[at])
            same = words_same(x, y, at, 1);
    return same;
}

static inline bool blocks_same(const world *x, const world *y, uint32_t block, uint32_t units)
{
    const uint16_t *p = (const uint16_t *)(const void *)x->base[TABLE_BLOCKS];
    const uint16_t *q = (const uint16_t *)(const void *)y->base[TABLE_BLOCKS];
    return memcmp(p + block, q + block, units * sizeof *p) == 0;
}

/* The chains of free blocks and of kept ones; nothing else of the table of blocks means anything. */
static inline bool world_blocks_same(const world *x, const world *y)
{
    const uint16_t *next = (const uint16_t *)(const void *)x->base[TABLE_BLOCKS];
    bool same = true;
    for (uint32_t i = HEAP_CLASSES; i < x->state.used[TABLE_POOLS] && same; i++)
        for (uint32_t at = world_pool(x, i)->freeblock; at && same;) {
            uint32_t block = i << HEAP_POOL_SHIFT | at;
            same = blocks_same(x, y, block, 1);
            at = next[block];
        }
    for (uint32_t list = 0; list < FREELIST_COUNT && same; list++) {
        uint32_t block = x->state.heap.kept[list].head;
        for (uint32_t i = 0; i < x->state.heap.kept[list].count && same; i++) {
            same = blocks_same(x, y, block, 2);
            block = next[block] | (uint32_t)next[block + 1] << 16;
        }
    }
    return same;
}

/* The same small state and the same content of every table, as far as it is in use. */
static inline bool world_same(const world *x, const world *y)
{
    static const uint32_t BYTES[TABLE_COUNT] = {[TABLE_ROWS] = sizeof(object_row),
                                                [TABLE_MORE] = sizeof(object_more),
                                                [TABLE_LOCALS] = 4,
                                                [TABLE_FRAMES] = sizeof(world_frame),
                                                [TABLE_TEMPS] = 4,
                                                [TABLE_POOLS] = sizeof(heap_pool),
                                                [TABLE_ARENAS] = sizeof(heap_arena),
                                                [TABLE_CHUNKS] = sizeof(heap_chunk),
                                                [TABLE_DETACHED] = 4};
    if (memcmp(&x->state, &y->state, sizeof x->state) != 0)
        return false;
    for (unsigned t = 0; t < TABLE_COUNT; t++) /* words and blocks have holes: below */
        if (BYTES[t] && memcmp(x->base[t], y->base[t], (size_t)x->state.used[t] * BYTES[t]) != 0)
            return false;
    return world_words_same(x, y) && world_blocks_same(x, y);
}

#endif
