/* The table of a set: looking up, adding, taking away, filling from iterables.
 * Source: CPython 3.13.0, Objects/setobject.c, the function named at each of ours. */
#include "sim/vm/setobject.h"

#include "sim/base/limits.h"
#include "sim/log/dict.h"
#include "sim/log/set.h"
#include "sim/vm/heir.h"

value make_set(machine *m, object_kind kind)
{
    world_emit(m->r, EV_NEW, (uint8_t)kind, 0, 0, 0);
    return value_born(m);
}

ref set_next(const world *w, ref set, uint32_t *place)
{
    for (uint32_t n = set_places(w, set); *place < n;) {
        ref key = set_key(w, set, (*place)++);
        if (key)
            return key;
    }
    return 0;
}

/* --- Looking up ----------------------------------------------------------------------------------- */

/* What Python code that ran meanwhile may have changed. CPython looks at the table's address: that of a
 * small table lies inside of the object and never changes. */
typedef struct table_mark {
    uint32_t words, growth;
} table_mark;

static table_mark mark_of(const world *w, ref set)
{
    return (table_mark){world_row(w, set)->words, world_word(w, set, SET_GROWTH)};
}

static bool table_moved(const world *w, ref set, table_mark before)
{
    table_mark now = mark_of(w, set);
    return before.growth != now.growth || (now.growth && before.words != now.words);
}

typedef struct set_place {
    uint32_t at;
    int found; /* 1: the key stands there, 0: it would, -1: raised */
} set_place;

/* PyObject_RichCompareBool(): the key in the table is held meanwhile. `adding`: so is the new one. */
static int keys_equal(machine *m, ref standing, ref key, bool adding)
{
    const world *w = machine_world(m);
    if (dict_key_same(w, standing, key))
        return 1;
    if (key_is_plain(w, standing) && key_is_plain(w, key))
        return 0;
    value held = value_own(m, standing), added = adding ? value_own(m, key) : 0;
    int equal = object_equal(m, standing, key);
    value_drop(m, added);
    value_drop(m, held);
    return m->stopped ? -1 : equal;
}

/* set_lookkey(), and the same walk of set_add_entry(), which prefers the last deleted place on its way.
 * A table that changed under a comparison is looked at again from the start. */
static set_place set_look(machine *m, ref set, ref key, int64_t hash, bool adding)
{
    const world *w = machine_world(m);
    for (;;) {
        set_walk walk = set_walk_start(set_places(w, set), hash);
        uint32_t deleted = UINT32_MAX, standing;
        for (; (standing = *set_entry(w, set, walk.at)) != 0; set_walk_next(&walk)) {
            if (standing == SET_DUMMY) {
                deleted = walk.at;
                continue;
            }
            if (set_hash_at(w, set, walk.at) != hash)
                continue;
            table_mark mark = mark_of(w, set);
            int equal = keys_equal(m, standing, key, adding);
            if (equal < 0 || (equal > 0 && adding))
                return (set_place){walk.at, equal};
            if (table_moved(w, set, mark) || *set_entry(w, set, walk.at) != standing)
                break;
            if (equal > 0)
                return (set_place){walk.at, 1};
        }
        if (!standing)
            return (set_place){adding && deleted != UINT32_MAX ? deleted : walk.at, 0};
    }
}

int set_contains_hashed(machine *m, ref set, ref key, int64_t hash)
{
    return set_look(m, set, key, hash, false).found;
}

int set_contains(machine *m, ref set, ref key)
{
    int64_t hash;
    return hash_of(m, key, &hash) ? set_contains_hashed(m, set, key, hash) : -1;
}

/* --- Changing ------------------------------------------------------------------------------------- */

/* set_add_entry() */
bool set_add_hashed(machine *m, ref set, ref key, int64_t hash)
{
    const world *w = machine_world(m);
    int64_t computed;
    set_place place = set_look(m, set, key, hash, true);
    if (place.found)
        return place.found > 0;
    if (set_used(w, set) >= LIMIT_LIST_ITEMS / 16) {
        stop_limit(m, OURO_ERR_LIMIT, "a set of more than %u keys", LIMIT_LIST_ITEMS / 16);
        return false;
    }
    if (!dict_hash(w, key, &computed))
        world_emit(m->r, EV_DICT_HASH, 0, (uint32_t)(uint64_t)hash, (uint32_t)((uint64_t)hash >> 32), 0);
    world_emit(m->r, EV_SET_INSERT, 0, set, key, place.at);
    return true;
}

bool set_add(machine *m, ref set, ref key)
{
    int64_t hash;
    return hash_of(m, key, &hash) && set_add_hashed(m, set, key, hash);
}

/* set_discard_entry() */
int set_discard_hashed(machine *m, ref set, ref key, int64_t hash)
{
    set_place place = set_look(m, set, key, hash, false);
    if (place.found != 1)
        return place.found;
    ref gone = set_key(machine_world(m), set, place.at);
    world_emit(m->r, EV_SET_REMOVE, 0, set, place.at, 0);
    memory_drop(&m->mem, gone);
    return m->stopped ? -1 : 1;
}

int set_discard(machine *m, ref set, ref key)
{
    int64_t hash;
    return hash_of(m, key, &hash) ? set_discard_hashed(m, set, key, hash) : -1;
}

/* --- Filling ---------------------------------------------------------------------------------------- */

/* One resize for all that is to come. */
static void set_make_room(machine *m, ref set, uint32_t more)
{
    const world *w = machine_world(m);
    if (((uint64_t)world_word(w, set, SET_FILL) + more) * 5 >= (uint64_t)(set_places(w, set) - 1) * 3)
        world_emit(m->r, EV_SET_RESIZE, 0, set, (set_used(w, set) + more) * 2, 0);
}

/* set_merge_lock_held() */
static bool set_merge(machine *m, ref set, ref other)
{
    const world *w = machine_world(m);
    if (other == set || set_used(w, other) == 0)
        return true;
    if (!machine_charge(m, set_used(w, other)))
        return false;
    set_make_room(m, set, set_used(w, other));
    if (world_word(w, set, SET_FILL) == 0) {
        world_emit(m->r, EV_SET_COPY, 0, set, other, 0);
        return true;
    }
    uint32_t place = 0;
    for (ref key; (key = set_next(w, other, &place)) != 0;)
        if (!set_add_hashed(m, set, key, set_hash_at(w, other, place - 1)))
            return false;
    return true;
}

/* set_update_dict_lock_held(): the dict knows the hashes of its keys. */
static bool set_take_dict(machine *m, ref set, ref dict)
{
    const world *w = machine_world(m);
    if (!machine_charge(m, dict_used(w, dict)))
        return false;
    set_make_room(m, set, dict_used(w, dict));
    for (uint32_t i = 0; i < dict_entry_count(w, dict); i++) {
        dict_item entry = dict_entry(w, dict, i);
        if (entry.key &&
            !set_add_hashed(m, set, entry.key, entry.hash))
            return false;
    }
    return true;
}

/* set_update_iterable_lock_held() */
bool set_update(machine *m, ref set, ref iterable)
{
    const world *w = machine_world(m);
    iterable = world_set_of(w, iterable);
    if (world_is_set(w, iterable))
        return set_merge(m, set, iterable);
    if (world_kind(w, iterable) == KIND_DICT)
        return set_take_dict(m, set, iterable);
    value iterator = iterator_of(m, iterable);
    bool ok = iterator != 0;
    for (value item; ok && (item = iterator_next(m, VALUE_ROW(iterator))) != 0;) {
        item = value_own(m, item);
        ok = set_add(m, set, VALUE_ROW(item));
        value_drop(m, item);
    }
    value_drop(m, iterator);
    return ok && !m->raised && !m->stopped;
}

value set_from(machine *m, object_kind kind, ref iterable)
{
    value set = make_set(m, kind);
    if (set_update(m, VALUE_ROW(set), iterable))
        return set;
    value_drop(m, set);
    return 0;
}

/* --- hash() ----------------------------------------------------------------------------------------- */

static uint64_t shuffle_bits(uint64_t h)
{
    return ((h ^ 89869747U) ^ (h << 16)) * 3644798167U;
}

/* frozenset_hash(): the same for any order of the keys. */
int64_t frozenset_hash(machine *m, ref set)
{
    const world *w = machine_world(m);
    uint64_t kept = (uint64_t)world_word(w, set, SET_HASH_HIGH) << 32 | world_word(w, set, SET_HASH);
    if (kept)
        return (int64_t)(kept - 1);
    uint64_t hash = 0;
    uint32_t place = 0;
    while (set_next(w, set, &place))
        hash ^= shuffle_bits((uint64_t)set_hash_at(w, set, place - 1));
    hash ^= ((uint64_t)set_used(w, set) + 1) * 1927868237U;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069U + 907133923U;
    if (hash == UINT64_MAX)
        hash = 590923713U;
    world_emit(m->r, EV_WORD_SET, 0, set, SET_HASH, (uint32_t)(hash + 1));
    world_emit(m->r, EV_WORD_SET, 0, set, SET_HASH_HIGH, (uint32_t)((hash + 1) >> 32));
    return (int64_t)hash;
}
