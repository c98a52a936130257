/* What the events of dicts do. Source: CPython 3.13.0, Objects/dictobject.c. */
#include "sim/log/apply.h"
#include "sim/log/dict.h"
#include "sim/log/split.h"

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
 * cycle, unless every dict is tracked from birth (dict_tracks_by_items). */
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
    dict_item entry = dict_entry(w, a, b);
    if (dict_is_split(w, a)) {
        split_forget(w, a, b);
        count_up(w, entry.key); /* shared by other dicts: it stays */
    } else {
        dict_forget(w, a, b, aux & 1);
    }
    temp_take(w, entry.value);
    temp_take(w, entry.key);
    w->born = entry.value;
}

APPLY_COLD(DICT_DROP)
{
    uint32_t cell = dict_is_split(w, a) ? split_value_at(w, a, b)
                                        : world_row(w, a)->words + DICT_HEADER_WORDS +
                                              b * (uint32_t)DICT_ENTRY_WORDS + aux;
    cell_replace(w, TABLE_WORDS, cell, 0, 0);
}

APPLY_COLD(DICT_RESIZE)
{
    dict_resize(w, a, b, c);
}

APPLY_COLD(DICT_DETACH)
{
    if (world_more(w, a)->block)
        block_detach(w, a);
    if (dict_is_split(w, a)) {
        split_detach(w, a);
        return;
    }
    for (uint32_t i = dict_entry_count(w, a); i-- > 0;) {
        dict_item entry = dict_entry(w, a, i);
        if (!entry.key)
            continue;
        temp_take(w, entry.value);
        temp_take(w, entry.key);
    }
    dict_release(w, a, true);
}

/* clone_combined_dict_keys(), copy_lock_held(): the same table, deleted entries included; a split dict's
 * copy has values of its own. */
APPLY_COLD(DICT_CLONE)
{
    if (dict_is_split(w, b))
        split_clone(w, a, b);
    else
        dict_clone(w, a, b);
    for (uint32_t i = 0, n = dict_entry_count(w, a); i < n; i++) {
        dict_item entry = dict_entry(w, a, i);
        if (!entry.key)
            continue;
        count_up(w, entry.value);
        if (!dict_is_split(w, a))
            count_up(w, entry.key);
    }
    if (world_has(w, world_outer_of(w, b), OBJ_TRACKED) && !world_has(w, a, OBJ_TRACKED))
        track(w, a);
}
