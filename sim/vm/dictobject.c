/* Dicts as the machine uses them: hashes and equality that may run Python code. */
#include "sim/vm/machine.h"

#include "sim/base/limits.h"
#include "sim/log/dict.h"
#include "sim/vm/setobject.h"

/* Objects/tupleobject.c, tuplehash(): xxHash of the items' hashes. */
static bool tuple_hash(machine *m, ref o, int64_t *hash)
{
    const world *w = machine_world(m);
    uint64_t acc = 2870177450012600261ULL;
    uint32_t n = world_row(w, o)->lo;
    for (uint32_t i = 0; i < n; i++) {
        int64_t lane;
        if (!hash_of(m, world_word(w, o, i), &lane))
            return false;
        acc += (uint64_t)lane * 14029467366897019727ULL;
        acc = acc << 31 | acc >> 33;
        acc *= 11400714785074694791ULL;
    }
    acc += n ^ (2870177450012600261ULL ^ 3527539ULL);
    *hash = acc == UINT64_MAX ? 1546275796 : (int64_t)acc;
    return true;
}

static bool instance_hash(machine *m, ref o, int64_t *hash)
{
    ref name = name_find(m, "__hash__"), eq = name_find(m, "__eq__");
    ref method = name ? type_lookup(m, type_of(m, o), name) : 0;
    if (method && world_kind(machine_world(m), method) == KIND_FUNCTION) {
        bool found;
        value v = call_special(m, o, "__hash__", NULL, 0, &found);
        if (!v)
            return false;
        if (world_kind(machine_world(m), VALUE_ROW(v)) != KIND_INT) {
            value_drop(m, v);
            raise_error(m, BT_TYPE_ERROR, "__hash__ method should return an integer");
            return false;
        }
        *hash = hash_int(world_int(machine_world(m), VALUE_ROW(v)));
        value_drop(m, v);
        return true;
    }
    ref has_eq = eq ? type_lookup(m, type_of(m, o), eq) : 0;
    if (has_eq && world_kind(machine_world(m), has_eq) == KIND_FUNCTION) {
        raise_error(m, BT_TYPE_ERROR, "unhashable type: '%s'", type_name(m, o));
        return false;
    }
    *hash = (int64_t)(world_address(machine_world(m), o) >> 4);
    return true;
}

/* Objects/weakrefobject.c, weakref_hash_lock_held(): the object's hash, remembered beyond its death.
 * No hash is -1, so that hash + 1 is 0 only while nobody has asked. */
static bool weakref_hash(machine *m, ref o, int64_t *hash)
{
    const world *w = machine_world(m);
    const object_row *row = world_row(w, o);
    uint64_t kept = (uint64_t)world_word(w, o, WEAKREF_HASH) << 32 | row->hi;
    if (!kept) {
        if (!row->lo) {
            raise_error(m, BT_TYPE_ERROR, "weak object has gone away");
            return false;
        }
        value target = value_own(m, row->lo);
        bool ok = hash_of(m, VALUE_ROW(target), hash);
        value_drop(m, target);
        if (!ok)
            return false;
        kept = (uint64_t)*hash + 1;
        world_emit(m->r, EV_WORD_SET, 0, o, WEAKREF_HASH, (uint32_t)(kept >> 32));
        world_emit(m->r, EV_PAYLOAD_SET, 0, o, world_row(w, o)->lo, (uint32_t)kept);
    }
    *hash = (int64_t)(kept - 1);
    return true;
}

bool hash_of(machine *m, ref o, int64_t *hash)
{
    const world *w = machine_world(m);
    if (dict_hash(w, o, hash))
        return true;
    switch ((unsigned)world_kind(w, o)) {
    case KIND_TUPLE: {
        if (!nesting_enter(m, " in hash()"))
            return false;
        bool ok = tuple_hash(m, o, hash);
        nesting_leave(m);
        return ok;
    }
    case KIND_INSTANCE:
        return instance_hash(m, o, hash);
    case KIND_WEAKREF:
        return weakref_hash(m, o, hash);
    case KIND_FROZENSET:
        *hash = frozenset_hash(m, o);
        return true;
    case KIND_SET:
    case KIND_LIST:
    case KIND_DICT:
    case KIND_PROXY:
        raise_error(m, BT_TYPE_ERROR, "unhashable type: '%s'", type_name(m, o));
        return false;
    default:
        *hash = (int64_t)(world_address(w, o) >> 4);
        return true;
    }
}

/* Keys of these kinds compare without Python code. */
bool key_is_plain(const world *w, ref key)
{
    object_kind kind = world_kind(w, key);
    return kind == KIND_STR || kind == KIND_INT || kind == KIND_BOOL || kind == KIND_FLOAT ||
           kind == KIND_BYTES || kind == KIND_NONE;
}

static uint32_t lookup_hashed(machine *m, ref dict, ref key, int64_t hash, bool *failed)
{
    const world *w = machine_world(m);
    dict_walk walk = dict_walk_start(w, dict, hash);
    for (uint32_t entry; (entry = dict_walk_next(w, &walk)) != DICT_NONE;) {
        ref candidate = dict_entry(w, dict, entry)[0];
        if (dict_key_same(w, candidate, key))
            return entry;
        if (key_is_plain(w, candidate) && key_is_plain(w, key))
            continue;
        int equal = object_equal(m, candidate, key);
        if (equal < 0) {
            *failed = true;
            return DICT_NONE;
        }
        if (equal)
            return entry;
    }
    return DICT_NONE;
}

uint32_t dict_lookup(machine *m, ref dict, ref key, bool *failed)
{
    int64_t hash;
    *failed = !hash_of(m, key, &hash);
    return *failed ? DICT_NONE : lookup_hashed(m, dict, key, hash, failed);
}

bool dict_put(machine *m, ref dict, ref key, value v)
{
    const world *w = machine_world(m);
    int64_t hash, computed;
    bool failed = false;
    if (!hash_of(m, key, &hash))
        return false;
    uint32_t entry = lookup_hashed(m, dict, key, hash, &failed);
    if (failed)
        return false;
    if (entry != DICT_NONE) {
        world_emit(m->r, EV_DICT_SET, 0, dict, entry, VALUE_ROW(v));
        memory_settle(&m->mem);
        return true;
    }
    if (dict_entry_count(w, dict) >= LIMIT_LIST_ITEMS / 4) {
        stop_limit(m, OURO_ERR_LIMIT, "a dict of more than %u entries", LIMIT_LIST_ITEMS / 4);
        return false;
    }
    if (!dict_hash(w, key, &computed))
        world_emit(m->r, EV_DICT_HASH, 0, (uint32_t)(uint64_t)hash, (uint32_t)((uint64_t)hash >> 32), 0);
    world_emit(m->r, EV_DICT_INSERT, 0, dict, key, VALUE_ROW(v));
    return true;
}

void dict_put_name(machine *m, ref dict, ref name, value v)
{
    const world *w = machine_world(m);
    uint32_t entry = dict_find_hashed(w, dict, name, world_wide(w, name, 0));
    if (entry == DICT_NONE) {
        world_emit(m->r, EV_DICT_INSERT, value_steal(v), dict, name, VALUE_ROW(v));
        return;
    }
    world_emit(m->r, EV_DICT_SET, value_steal(v), dict, entry, VALUE_ROW(v));
    memory_settle(&m->mem);
}

/* Objects/dictobject.c, delitem_common(): the key goes first, then the value. */
bool dict_delete(machine *m, ref dict, uint32_t entry)
{
    const uint32_t *e = dict_entry(machine_world(m), dict, entry);
    ref key = e[0], old = e[1];
    world_emit(m->r, EV_DICT_REMOVE, 0, dict, entry, 0);
    memory_drop(&m->mem, key);
    memory_drop(&m->mem, old);
    return !m->stopped;
}
