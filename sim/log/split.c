#include "sim/log/split.h"

#include "sim/log/apply.h"
#include "sim/log/dict.h"

uint32_t shared_keys_bytes(const world *w)
{
    return keys_bytes(w, w->profile->shared_keys_log2, false);
}

/* --- Shared keys ------------------------------------------------------------------------------- */

int32_t keys_find(const world *w, uint32_t keys, ref name)
{
    uint32_t used = world_words(w)[keys + KEYS_USED];
    const ref *names = world_words(w) + keys + KEYS_NAMES;
    for (uint32_t i = 0; i < used; i++)
        if (names[i] == name)
            return (int32_t)i;
    /* Names from the program are one object each; a str made at run time may have come first. */
    for (uint32_t i = 0; i < used; i++)
        if (!(world_has(w, names[i], OBJ_IMMORTAL) && world_has(w, name, OBJ_IMMORTAL)) &&
            dict_key_same(w, names[i], name))
            return (int32_t)i;
    return -1;
}

/* Differs: the name is held to the end of the run, in CPython until the last user of the keys is gone. */
uint32_t keys_add(world *w, uint32_t keys, ref name)
{
    uint32_t number = world_words(w)[keys + KEYS_USED];
    assert(number < SHARED_KEYS_MOST);
    uint32_t *words = words_write(w, keys, KEYS_NAMES + number + 1);
    words[KEYS_USED]++;
    words[KEYS_USABLE]--;
    words[KEYS_NAMES + number] = name;
    object_row *row = row_write(w, name);
    if (row->pinned == UINT8_MAX) {
        row->refcount = UINT32_MAX;
        row->flags |= OBJ_IMMORTAL;
    } else if (!(row->flags & OBJ_IMMORTAL)) {
        row->pinned++;
        row->refcount++;
    }
    return number;
}

void keys_release(world *w, uint32_t keys)
{
    if (--*word_write(w, keys + KEYS_USERS))
        return;
    heap_free(w, world_words(w)[keys + KEYS_BLOCK]);
    words_free(w, keys, KEYS_CLASS);
}

APPLY_COLD(KEYS)
{
    uint32_t keys = words_alloc(w, KEYS_CLASS);
    words_clear(w, keys, 1U << KEYS_CLASS);
    *word_write(w, keys + KEYS_USERS) = 1;
    *word_write(w, keys + KEYS_USABLE) = w->profile->shared_keys;
    *word_write(w, keys + KEYS_BLOCK) = heap_alloc(w, shared_keys_bytes(w));
    *word_write(w, world_row(w, a)->words + TYPE_KEYS) = keys;
}

/* --- Sizes ------------------------------------------------------------------------------------- */

uint32_t values_bytes(uint32_t capacity)
{
    return ((capacity + 7) & ~7U) + 8 * (capacity + 1);
}

uint32_t split_bytes(const world *w, ref dict)
{
    const uint32_t *keys = world_words(w) + world_row(w, dict)->hi;
    uint32_t bytes = 8 * (keys[KEYS_USED] + keys[KEYS_USABLE]);
    return keys[KEYS_USERS] == 1 ? bytes + shared_keys_bytes(w) : bytes;
}

/* --- Values ------------------------------------------------------------------------------------ */

dict_item dict_split_entry(const world *w, ref dict, uint32_t entry)
{
    uint32_t key = values_key_at(w, split_values(w, dict), entry);
    ref name = world_words(w)[world_row(w, dict)->hi + KEYS_NAMES + key];
    return (dict_item){name, world_words(w)[split_value_at(w, dict, entry)], world_wide(w, name, 0)};
}

/* A block of values for the dict alone. */
static void values_make(world *w, ref dict, uint32_t capacity)
{
    uint32_t count = instance_value_at(capacity, capacity), block_class = words_class(count);
    uint32_t block = words_alloc(w, block_class);
    words_clear(w, block, count);
    *word_write(w, block + INSTANCE_INFO) = capacity;
    object_row *row = row_write(w, dict);
    row->words = block;
    row->block_class = (uint8_t)block_class;
    more_write(w, dict)->block = heap_alloc(w, values_bytes(capacity));
}

/* The dict's own block gets what `from` has. */
static void values_copy(world *w, ref dict, uint32_t from)
{
    uint32_t info = world_words(w)[from + INSTANCE_INFO], capacity = info & 0xFF;
    values_make(w, dict, capacity);
    uint32_t count = instance_value_at(capacity, capacity) - INSTANCE_ORDER;
    uint32_t block = world_row(w, dict)->words;
    uint32_t *words = words_write(w, block, INSTANCE_ORDER + count);
    words[INSTANCE_INFO] = info & 0xFFFF;
    memcpy(words + INSTANCE_ORDER, world_words(w) + from + INSTANCE_ORDER, count * sizeof *words);
}

/* An instance's inline values move elsewhere, their references with them. */
static void values_invalidate(world *w, ref o)
{
    uint32_t capacity = instance_capacity(w, o), block = world_row(w, o)->words;
    words_clear(w, block + instance_value_at(capacity, 0), capacity);
    *word_write(w, block + INSTANCE_INFO) = capacity | INSTANCE_DETACHED;
}

/* --- Entries ----------------------------------------------------------------------------------- */

bool split_store(world *w, ref dict, ref key, ref value)
{
    uint32_t keys = world_row(w, dict)->hi;
    int32_t found = keys_find(w, keys, key);
    if (found < 0 && !world_words(w)[keys + KEYS_USABLE])
        return false;
    uint32_t number = found < 0 ? keys_add(w, keys, key) : (uint32_t)found;
    count_down(w, key); /* the dict itself holds no keys */
    uint32_t block = split_values(w, dict);
    values_order_add(w, block, number);
    *word_write(w, block + instance_value_at(world_words(w)[block + INSTANCE_INFO] & 0xFF, number)) = value;
    return true;
}

void split_forget(world *w, ref dict, uint32_t entry)
{
    uint32_t block = split_values(w, dict), cell = split_value_at(w, dict, entry);
    *word_write(w, cell) = 0;
    values_order_remove(w, block, values_key_at(w, block, entry));
}

uint32_t split_take(world *w, ref dict, dict_item *items)
{
    uint32_t n = dict_entry_count(w, dict);
    for (uint32_t i = 0; i < n; i++)
        items[i] = dict_split_entry(w, dict, i);
    if (world_row(w, dict)->lo)
        values_invalidate(w, world_row(w, dict)->lo);
    split_release(w, dict, true);
    return n;
}

void split_detach(world *w, ref dict)
{
    uint32_t block = split_values(w, dict), capacity = world_words(w)[block + INSTANCE_INFO] & 0xFF;
    for (uint32_t key = capacity; key-- > 0;) {
        ref value = world_words(w)[block + instance_value_at(capacity, key)];
        if (value)
            temp_take(w, value);
    }
    if (world_row(w, dict)->lo) { /* the dict stays what it is */
        words_clear(w, block + instance_value_at(capacity, 0), capacity);
        *word_write(w, block + INSTANCE_INFO) = capacity;
    } else {
        split_release(w, dict, true);
    }
}

void split_clone(world *w, ref to, ref from)
{
    uint32_t keys = world_row(w, from)->hi;
    values_copy(w, to, split_values(w, from));
    row_write(w, to)->hi = keys;
    ++*word_write(w, keys + KEYS_USERS);
}

void split_release(world *w, ref dict, bool keep_row)
{
    object_row *row = row_write(w, dict);
    block_resize(w, dict, 0);
    keys_release(w, row->hi);
    if (!keep_row)
        return;
    if (row->words)
        words_free(w, row->words, row->block_class);
    row->words = row->lo = row->hi = 0;
}

/* --- Instances and their dicts -------------------------------------------------------------------- */

/* Somebody asked for __dict__: make_dict_from_instance_attributes(). Where the inline values are no
 * attributes any more, ensure_managed_dict() makes an empty dict with the same keys. */
APPLY_COLD(MATERIALIZE)
{
    apply_new_other(w, KIND_DICT, 0, 0, 0);
    ref dict = w->born;
    temp_remove(w, dict);
    uint32_t keys = world_word(w, world_row(w, a)->lo, TYPE_KEYS);
    row_write(w, a)->hi = dict;
    row_write(w, dict)->hi = keys;
    ++*word_write(w, keys + KEYS_USERS);
    if (!instance_is_inline(w, a)) {
        values_make(w, dict, world_words(w)[keys + KEYS_USED] + world_words(w)[keys + KEYS_USABLE]);
        return;
    }
    row_write(w, dict)->lo = a;
    for (uint32_t i = 0; i < instance_capacity(w, a); i++)
        if (!world_has(w, dict, OBJ_TRACKED) && instance_value(w, a, i) &&
            world_may_be_tracked(w, instance_value(w, a, i)))
            track(w, dict);
}

/* set_dict_inline_values(). */
APPLY_COLD(DICT_JOIN)
{
    assert(!world_row(w, a)->hi);
    if (b)
        count_up(w, b);
    row_write(w, a)->hi = b;
    *word_write(w, world_row(w, a)->words + INSTANCE_INFO) |= INSTANCE_DETACHED;
}

/* _PyDict_DetachFromObject(): a dict that shares the inline values copies them first. */
APPLY_COLD(DICT_LEAVE)
{
    nothing_fell(w);
    ref dict = world_row(w, a)->hi;
    if (world_row(w, dict)->lo == a) {
        values_copy(w, dict, world_row(w, a)->words);
        row_write(w, dict)->lo = 0;
        values_invalidate(w, a);
    }
    row_write(w, a)->hi = 0;
    count_down(w, dict);
}
