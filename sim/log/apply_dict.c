/* What the events of dicts do. Source: CPython 3.13.0, Objects/dictobject.c. */
#include "sim/log/apply.h"
#include "sim/log/dict.h"

APPLY_COLD(DICT_HASH)
{
    w->state.pending_hash[0] = a;
    w->state.pending_hash[1] = b;
    w->state.has_pending_hash = 1;
}

int64_t hash_take(world *w, ref key)
{
    int64_t hash = 0;
    if (w->state.has_pending_hash) {
        hash = (int64_t)((uint64_t)w->state.pending_hash[1] << 32 | w->state.pending_hash[0]);
        w->state.has_pending_hash = 0;
        return hash;
    }
    bool known = dict_hash(w, key, &hash);
    assert(known);
    (void)known;
    return hash;
}

/* MAINTAIN_TRACKING: a dict joins the collector with its first key or value that could be part of a
 * cycle. Differs in 3.14: every dict is tracked from birth. */
APPLY_COLD(DICT_INSERT)
{
    count_up(w, b);
    count_stored(w, c, aux);
    dict_store(w, a, b, c, hash_take(w, b));
    if (!world_has(w, a, OBJ_TRACKED) && !world_has(w, a, OBJ_IMMORTAL) &&
        (world_may_be_tracked(w, b) || world_may_be_tracked(w, c)))
        track(w, a);
}

APPLY_COLD(DICT_REMOVE)
{
    const uint32_t *entry = dict_entry(w, a, b);
    ref key = entry[0], value = entry[1];
    dict_forget(w, a, b);
    temp_take(w, value);
    temp_take(w, key);
    w->born = value;
}

APPLY_COLD(DICT_DROP)
{
    uint32_t cell = world_row(w, a)->words + DICT_HEADER_WORDS + b * (uint32_t)DICT_ENTRY_WORDS + aux;
    cell_replace(w, TABLE_WORDS, cell, 0, 0);
}

APPLY_COLD(DICT_PRESIZE)
{
    dict_presize(w, a, b);
}

APPLY_COLD(DICT_DETACH)
{
    for (uint32_t i = dict_entry_count(w, a); i-- > 0;) {
        const uint32_t *entry = dict_entry(w, a, i);
        if (!entry[0])
            continue;
        temp_take(w, entry[1]);
        temp_take(w, entry[0]);
    }
    dict_release(w, a, true);
}

/* More attributes than a class can share keys for, or somebody asked for __dict__: the values move
 * into a dict. Source: Objects/dictobject.c, make_dict_from_instance_attributes().
 * Differs: the inline values are empty afterwards; CPython lets the dict use them until either dies. */
APPLY_COLD(MATERIALIZE)
{
    apply_new_other(w, KIND_DICT, 0, 0, 0);
    ref dict = w->born;
    temp_remove(w, dict);
    row_write(w, a)->hi = dict;
    uint32_t words = world_row(w, a)->words;
    uint32_t info = world_words(w)[words + INSTANCE_INFO];
    uint32_t capacity = info & 0xFF, count = info >> 8 & 0xFF;
    const ref *keys = type_keys(w, world_row(w, a)->lo);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t key = ((const uint8_t *)(world_words(w) + words + INSTANCE_ORDER))[i];
        uint32_t *cell = word_write(w, words + instance_value_at(capacity, key));
        ref value = *cell;
        *cell = 0;
        count_up(w, keys[key]);
        dict_store(w, dict, keys[key], value, world_wide(w, keys[key], 0));
        if (!world_has(w, dict, OBJ_TRACKED) && world_may_be_tracked(w, value))
            track(w, dict);
    }
    *word_write(w, words + INSTANCE_INFO) = capacity;
}
