/* What the events of sets do. Source: CPython 3.13.0, Objects/setobject.c. */
#include "sim/log/apply.h"
#include "sim/log/set.h"

static uint32_t *header_write(world *w, ref set, uint32_t word)
{
    return word_write(w, world_row(w, set)->words + word);
}

static void entry_store(world *w, ref set, uint32_t place, ref key, int64_t hash)
{
    uint32_t first = world_row(w, set)->words + SET_HEADER_WORDS + place * (uint32_t)SET_ENTRY_WORDS;
    uint32_t *entry = words_write(w, first, SET_ENTRY_WORDS);
    entry[0] = key;
    entry[1] = (uint32_t)(uint64_t)hash;
    entry[2] = (uint32_t)((uint64_t)hash >> 32);
}

/* set_insert_clean(): a key that is not in the table, which has no deleted places. */
static void entry_insert_clean(world *w, ref set, ref key, int64_t hash)
{
    set_walk walk = set_walk_start(set_places(w, set), hash);
    while (*set_entry(w, set, walk.at))
        set_walk_next(&walk);
    entry_store(w, set, walk.at, key, hash);
}

/* An empty table of 8 << growth places under the header that the set has. */
static void table_make(world *w, ref set, uint32_t growth)
{
    uint32_t n = SET_HEADER_WORDS + ((uint32_t)SET_SMALL_PLACES << growth) * (uint32_t)SET_ENTRY_WORDS;
    uint32_t block_class = words_class(n), block = words_alloc(w, block_class);
    words_clear(w, block, n);
    object_row *row = row_write(w, set);
    memcpy(words_write(w, block, SET_HEADER_WORDS), world_words(w) + row->words,
           SET_HEADER_WORDS * sizeof(uint32_t));
    row->words = block;
    row->block_class = (uint8_t)block_class;
    *header_write(w, set, SET_GROWTH) = growth;
}

/* set_table_resize(): the smallest table with more places than `wanted`, without deleted places. */
static void table_resize(world *w, ref set, uint64_t wanted)
{
    object_row old = *world_row(w, set);
    uint32_t old_growth = world_word(w, set, SET_GROWTH), growth = 0;
    while ((uint64_t)SET_SMALL_PLACES << growth <= wanted)
        growth++;
    if (!growth && !old_growth && world_word(w, set, SET_FILL) == set_used(w, set))
        return;
    uint32_t places = set_places(w, set);
    table_make(w, set, growth);
    *header_write(w, set, SET_FILL) = set_used(w, set);
    for (uint32_t i = 0; i < places; i++) {
        const uint32_t *entry = world_words(w) + old.words + SET_HEADER_WORDS + i * (uint32_t)SET_ENTRY_WORDS;
        if (entry[0] && entry[0] != SET_DUMMY)
            entry_insert_clean(w, set, entry[0], (int64_t)((uint64_t)entry[2] << 32 | entry[1]));
    }
    block_remake(w, set, set_table_bytes(w, growth));
    words_free(w, old.words, old.block_class);
}

/* A frozenset that is tracked only with a key that could be part of a cycle. */
static void key_follow(world *w, ref set, ref key)
{
    if (world_kind(w, set) == KIND_FROZENSET && !world_has(w, set, OBJ_TRACKED) && world_may_be_tracked(w, key))
        track(w, set);
}

/* set_add_entry() from where the place is known; a deleted place that is used again fills nothing. */
APPLY_COLD(SET_INSERT)
{
    count_stored(w, b, aux);
    key_follow(w, a, b);
    bool was_deleted = *set_entry(w, a, c) == SET_DUMMY;
    entry_store(w, a, c, b, hash_take(w, b));
    uint64_t used = ++*header_write(w, a, SET_USED);
    if (was_deleted)
        return;
    uint64_t fill = ++*header_write(w, a, SET_FILL);
    const profile *p = w->profile;
    if (fill * 5 >= (uint64_t)(set_places(w, a) - 1) * p->set_full_fifths)
        table_resize(w, a, used * (used > p->set_large ? p->set_growth_large : p->set_growth));
}

APPLY_COLD(SET_REMOVE)
{
    ref key = set_key(w, a, b);
    entry_store(w, a, b, SET_DUMMY, -1);
    --*header_write(w, a, SET_USED);
    if (aux)
        *header_write(w, a, SET_FINGER) = b + 1;
    temp_take(w, key);
    w->born = key;
}

/* set_merge_lock_held() into an empty table: a table of the same size without deleted places is copied
 * as it is. */
APPLY_COLD(SET_COPY)
{
    uint32_t n = set_places(w, b), used = set_used(w, b);
    bool same = set_places(w, a) == n && world_word(w, b, SET_FILL) == used;
    for (uint32_t i = 0; i < n; i++) {
        ref key = set_key(w, b, i);
        if (!key)
            continue;
        count_up(w, key);
        key_follow(w, a, key);
        if (same)
            entry_store(w, a, i, key, set_hash_at(w, b, i));
        else
            entry_insert_clean(w, a, key, set_hash_at(w, b, i));
    }
    *header_write(w, a, SET_FILL) = *header_write(w, a, SET_USED) = used;
}

APPLY_COLD(SET_RESIZE)
{
    table_resize(w, a, b);
}

/* set_clear_internal() up to where the keys are let go; a table of its own outlives them. */
APPLY_COLD(SET_DETACH)
{
    for (uint32_t i = set_places(w, a); i-- > 0;)
        if (set_key(w, a, i))
            temp_take(w, set_key(w, a, i));
    object_row old = *world_row(w, a);
    if (world_word(w, a, SET_GROWTH))
        block_detach(w, a);
    table_make(w, a, 0);
    words_free(w, old.words, old.block_class);
    uint32_t *header = words_write(w, world_row(w, a)->words, SET_HEADER_WORDS);
    header[SET_FILL] = header[SET_USED] = header[SET_HASH] = header[SET_HASH_HIGH] = 0;
}

/* set_swap_bodies(): weak references and the finger stay. */
APPLY_COLD(SET_SWAP)
{
    static const uint8_t STAYS[] = {SET_WEAKREFS, SET_FINGER};
    object_row *x = row_write(w, a), *y = row_write(w, b);
    uint32_t words = x->words;
    uint8_t block_class = x->block_class;
    x->words = y->words;
    x->block_class = y->block_class;
    y->words = words;
    y->block_class = block_class;
    uint32_t *at_x = &more_write(w, a)->block, *at_y = &more_write(w, b)->block, block = *at_x;
    *at_x = *at_y;
    *at_y = block;
    for (unsigned i = 0; i < sizeof STAYS; i++) {
        uint32_t *p = header_write(w, a, STAYS[i]), *q = header_write(w, b, STAYS[i]), word = *p;
        *p = *q;
        *q = word;
    }
}
