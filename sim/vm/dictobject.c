/* Dicts as the machine uses them: hashes and equality that may run Python code. */
#include "sim/vm/machine.h"

#include "sim/base/limits.h"
#include "sim/log/dict.h"
#include "sim/vm/sequence.h"
#include "sim/vm/setobject.h"

#include <stdlib.h>
#include <string.h>

/* xxHash, as Objects/tupleobject.c uses it. */
static void lane_add(uint64_t *acc, int64_t lane)
{
    *acc += (uint64_t)lane * 14029467366897019727ULL;
    *acc = *acc << 31 | *acc >> 33;
    *acc *= 11400714785074694791ULL;
}

#define LANES_SEED 2870177450012600261ULL

static int64_t lanes_end(uint64_t acc, uint64_t n)
{
    acc += n ^ (LANES_SEED ^ 3527539ULL);
    return acc == UINT64_MAX ? 1546275796 : (int64_t)acc;
}

/* A tuple whose hash is being made. */
typedef struct hashing {
    ref tuple;
    uint32_t next; /* item */
    uint64_t acc;
} hashing;

enum { HASHINGS_AT_HAND = 8 };
typedef struct hashing_stack {
    hashing at_hand[HASHINGS_AT_HAND], *first; /* first: there, or on the heap */
    uint32_t count, capacity;
} hashing_stack;

static bool hashing_push(machine *m, hashing_stack *s, ref tuple)
{
    if (s->count == s->capacity) {
        hashing *more = malloc(2 * s->capacity * sizeof *more);
        if (!more)
            return stop_limit(m, OURO_ERR_NOMEM, "out of memory") != 0;
        memcpy(more, s->first, s->count * sizeof *more);
        if (s->first != s->at_hand)
            free(s->first);
        s->first = more;
        s->capacity *= 2;
    }
    s->first[s->count++] = (hashing){.tuple = tuple, .acc = LANES_SEED};
    return machine_charge(m, world_row(machine_world(m), tuple)->lo);
}

/* tuplehash(): of the items' hashes. Tuples in tuples wait on a stack of their own: CPython's recursion
 * has no limit here but that of the C stack. */
static bool tuple_hash(machine *m, ref o, int64_t *hash)
{
    const world *w = machine_world(m);
    hashing_stack stack = {.capacity = HASHINGS_AT_HAND};
    stack.first = stack.at_hand;
    bool ok = hashing_push(m, &stack, o);
    while (ok && stack.count) {
        hashing *top = &stack.first[stack.count - 1];
        if (top->next == world_row(w, top->tuple)->lo) {
            *hash = lanes_end(top->acc, top->next);
            if (--stack.count)
                lane_add(&stack.first[stack.count - 1].acc, *hash);
            continue;
        }
        ref item = world_word(w, top->tuple, top->next++);
        if (world_kind(w, item) == KIND_TUPLE)
            ok = hashing_push(m, &stack, item);
        else if ((ok = hash_of(m, item, hash)))
            lane_add(&top->acc, *hash);
    }
    if (stack.first != stack.at_hand)
        free(stack.first);
    return ok;
}

/* Objects/sliceobject.c, slicehash(): like a tuple of three, without the length. */
static bool slice_hash(machine *m, ref o, int64_t *hash)
{
    const world *w = machine_world(m);
    uint64_t acc = LANES_SEED;
    for (uint32_t i = 0; i < 3; i++) {
        int64_t lane;
        if (!hash_of(m, world_word(w, o, i), &lane))
            return false;
        lane_add(&acc, lane);
    }
    *hash = acc == UINT64_MAX ? 1546275796 : (int64_t)acc;
    return true;
}

/* Objects/rangeobject.c, range_hash(): of (length, start, step), None for what does not matter. */
static int64_t range_hash(machine *m, ref o)
{
    const world *w = machine_world(m);
    int64_t n = range_length(w, o), lanes[3], none;
    bool known = dict_hash(w, m->none, &none);
    uint64_t acc = LANES_SEED;
    lanes[0] = hash_int(n);
    lanes[1] = n && known ? hash_int(world_wide(w, o, RANGE_START)) : none;
    lanes[2] = n > 1 ? hash_int(world_wide(w, o, RANGE_STEP)) : none;
    for (uint32_t i = 0; i < 3; i++)
        lane_add(&acc, lanes[i]);
    return lanes_end(acc, 3);
}

/* Objects/classobject.c, method_hash(): the object's address and the function's hash. */
static bool method_hash(machine *m, ref o, int64_t *hash)
{
    const world *w = machine_world(m);
    int64_t function;
    if (!hash_of(m, world_word(w, o, METHOD_FUNCTION), &function))
        return false;
    *hash = (int64_t)(world_address(w, world_word(w, o, METHOD_SELF)) >> 4) ^ function;
    *hash = *hash == -1 ? -2 : *hash;
    return true;
}

/* Objects/weakrefobject.c, weakref_hash_lock_held(): the object's hash, remembered beyond its death.
 * No hash is -1, so that hash + 1 is 0 only while nobody has asked. */
bool weakref_hash(machine *m, ref weakref, int64_t *hash)
{
    const world *w = machine_world(m);
    ref o = world_weak_of(w, weakref);
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

static bool instance_hash(machine *m, ref o, int64_t *hash)
{
    ref name = name_find(m, "__hash__");
    ref method = name ? type_lookup(m, type_of(m, o), name) : 0;
    if (method && world_kind(machine_world(m), method) == KIND_FUNCTION) {
        bool found;
        value v = call_special(m, o, "__hash__", NULL, 0, &found);
        if (!v)
            return false;
        ref number = world_core_of(machine_world(m), VALUE_ROW(v));
        object_kind kind = world_kind(machine_world(m), number);
        if (kind != KIND_INT && kind != KIND_BOOL) {
            value_drop(m, v);
            raise_error(m, BT_TYPE_ERROR, "__hash__ method should return an integer");
            return false;
        }
        int64_t n = world_int(machine_world(m), number); /* slot_tp_hash(): as it is, not as an int's hash */
        *hash = n == -1 ? -2 : n;
        value_drop(m, v);
        return true;
    }
    if (method == m->none) { /* so says the class; one with __eq__ and no __hash__ says it by itself */
        raise_error(m, BT_TYPE_ERROR, "unhashable type: '%s'", type_name(m, o));
        return false;
    }
    if (method && world_weak_of(machine_world(m), o))
        return weakref_hash(m, o, hash);
    ref core = world_core_of(machine_world(m), o);
    if (core != o)
        return hash_of(m, core, hash);
    *hash = (int64_t)(world_address(machine_world(m), o) >> 4);
    return true;
}

bool hash_of(machine *m, ref o, int64_t *hash)
{
    const world *w = machine_world(m);
    if (dict_hash(w, o, hash))
        return true;
    switch ((unsigned)world_kind(w, o)) {
    case KIND_TUPLE:
        return tuple_hash(m, o, hash);
    case KIND_INSTANCE:
    case KIND_EXCEPTION:
        return instance_hash(m, o, hash);
    case KIND_WEAKREF:
        return weakref_hash(m, o, hash);
    case KIND_FROZENSET:
        *hash = frozenset_hash(m, o);
        return true;
    case KIND_RANGE:
        *hash = range_hash(m, o);
        return true;
    case KIND_SLICE:
        return slice_hash(m, o, hash);
    case KIND_METHOD:
        return method_hash(m, o, hash);
    case KIND_BUILTIN: /* Objects/methodobject.c, meth_hash() */
        if (!world_word(w, o, BUILTIN_SELF))
            break;
        *hash = (int64_t)(world_address(w, world_word(w, o, BUILTIN_SELF)) >> 4) ^ world_row(w, o)->lo;
        return true;
    case KIND_MAPPINGPROXY: /* mappingproxy_hash() */
        return hash_of(m, world_word(w, o, 0), hash);
    case KIND_DICT_VIEW:
    case KIND_SET:
    case KIND_LIST:
    case KIND_DICT:
    case KIND_PROXY:
    case KIND_CELL:
    case KIND_LOCALS_PROXY:
        if (world_kind(w, o) == KIND_DICT_VIEW && world_row(w, o)->lo == 1)
            break; /* values() compare by identity */
        raise_error(m, BT_TYPE_ERROR, "unhashable type: '%s'", type_name(m, o));
        return false;
    default:
        break;
    }
    *hash = (int64_t)(world_address(w, o) >> 4);
    return true;
}

/* Keys of these kinds compare without Python code. */
bool key_is_plain(const world *w, ref key)
{
    object_kind kind = world_kind(w, key);
    return kind == KIND_STR || kind == KIND_INT || kind == KIND_BOOL || kind == KIND_FLOAT ||
           kind == KIND_BYTES || kind == KIND_NONE;
}

/* Has an __eq__ changed the dict under the walk? */
static bool walk_is_stale(const world *w, ref dict, uint32_t words, uint32_t index, uint32_t entry, ref candidate)
{
    return world_row(w, dict)->words != words || entry >= dict_entry_count(w, dict) ||
           dict_entry(w, dict, entry).key != candidate ||
           (!dict_is_split(w, dict) && world_word(w, dict, DICT_INDEX) != index);
}

/* Source: CPython 3.13.0, Objects/dictobject.c, compare_generic(): the stored key is held while it is
 * compared, and a dict that has changed meanwhile is looked through again from the start. */
uint32_t dict_lookup_hashed(machine *m, ref dict, ref key, int64_t hash, bool *failed)
{
    *failed = false;
    const world *w = machine_world(m);
    dict_walk walk = dict_walk_start(w, dict, hash);
    for (uint32_t entry; (entry = dict_walk_next(w, &walk)) != DICT_NONE;) {
        ref candidate = dict_entry(w, dict, entry).key;
        if (dict_key_same(w, candidate, key))
            return entry;
        if (key_is_plain(w, candidate) && key_is_plain(w, key))
            continue;
        uint32_t words = world_row(w, dict)->words;
        uint32_t index = dict_is_split(w, dict) ? 0 : world_word(w, dict, DICT_INDEX);
        value held = value_own(m, candidate);
        int equal = object_equal(m, candidate, key);
        bool stale = walk_is_stale(w, dict, words, index, entry, candidate);
        value_drop(m, held);
        *failed = equal < 0 || m->stopped;
        if (*failed)
            return DICT_NONE;
        if (stale)
            walk = dict_walk_start(w, dict, hash);
        else if (equal)
            return entry;
    }
    return DICT_NONE;
}

uint32_t dict_lookup(machine *m, ref dict, ref key, bool *failed)
{
    int64_t hash;
    *failed = !hash_of(m, key, &hash);
    return *failed ? DICT_NONE : dict_lookup_hashed(m, dict, key, hash, failed);
}

bool dict_add_hashed(machine *m, ref dict, ref key, int64_t hash, value v)
{
    const world *w = machine_world(m);
    int64_t computed;
    if (dict_entry_count(w, dict) >= LIMIT_LIST_ITEMS / 4) {
        stop_limit(m, OURO_ERR_LIMIT, "a dict of more than %u entries", LIMIT_LIST_ITEMS / 4);
        return false;
    }
    if (!dict_hash(w, key, &computed))
        world_emit(m->r, EV_DICT_HASH, 0, (uint32_t)(uint64_t)hash, (uint32_t)((uint64_t)hash >> 32), 0);
    world_emit(m->r, EV_DICT_INSERT, 0, dict, key, VALUE_ROW(v));
    return true;
}

static bool insert(machine *m, ref dict, ref key, int64_t hash, value v)
{
    bool failed = false;
    uint32_t entry = dict_lookup_hashed(m, dict, key, hash, &failed);
    if (failed)
        return false;
    if (entry == DICT_NONE)
        return dict_add_hashed(m, dict, key, hash, v);
    world_emit(m->r, EV_DICT_SET, 0, dict, entry, VALUE_ROW(v));
    memory_settle(&m->mem);
    return true;
}

/* insertdict() is handed a reference to the key and one to the value: an __eq__ that counts sees them. */
bool dict_put_hashed(machine *m, ref dict, ref key, int64_t hash, value v)
{
    if (key_is_plain(machine_world(m), key))
        return insert(m, dict, key, hash, v);
    value held_key = value_own(m, key), held_value = value_own(m, VALUE_ROW(v));
    bool ok = insert(m, dict, key, hash, v);
    value_drop(m, held_value);
    value_drop(m, held_key);
    return ok;
}

bool dict_put(machine *m, ref dict, ref key, value v)
{
    int64_t hash;
    return hash_of(m, key, &hash) && insert(m, dict, key, hash, v);
}

bool dict_put_held(machine *m, ref dict, ref key, value v)
{
    if (key_is_plain(machine_world(m), key))
        return dict_put(m, dict, key, v);
    value held_key = value_own(m, key), held_value = value_own(m, VALUE_ROW(v));
    bool ok = dict_put(m, dict, key, VALUE_ROW(v));
    value_drop(m, held_key);
    value_drop(m, held_value);
    return ok;
}

/* --- Whole dicts ------------------------------------------------------------------------------------ */

void dict_presize(machine *m, ref dict, uint32_t n, bool general)
{
    enum { SMALLEST_USABLE = 5, MOST_LOG2 = 17 };
    uint32_t log2 = dict_log2_for(machine_world(m), n);
    if (n > SMALLEST_USABLE)
        world_emit(m->r, EV_DICT_RESIZE, 0, dict, log2 < MOST_LOG2 ? log2 : MOST_LOG2, general);
}

/* Are its entries without gaps, in the table that they would have got anyway? */
static bool is_clean(const world *w, ref dict)
{
    if (dict_is_split(w, dict) || dict_used(w, dict) != dict_entry_count(w, dict))
        return false;
    uint32_t log2 = world_word(w, dict, DICT_LOG2);
    return log2 == 3 || (1U << log2) / 3 < dict_used(w, dict);
}

/* USABLE_FRACTION() of a dict's table; an empty dict has none of its own. */
static uint32_t usable_in_all(const world *w, ref dict)
{
    enum { SHARED_USABLE = 42 };
    if (dict_is_split(w, dict))
        return SHARED_USABLE;
    return world_row(w, dict)->words ? (2U << world_word(w, dict, DICT_LOG2)) / 3 : 0;
}

static bool is_general(const world *w, ref dict)
{
    return !dict_is_split(w, dict) && world_row(w, dict)->words && world_word(w, dict, DICT_GENERAL);
}

static bool merge(machine *m, ref to, ref from, bool unique)
{
    const world *w = machine_world(m);
    if (to == from || dict_used(w, from) == 0)
        return true;
    unique = unique && dict_used(w, to);
    if (dict_used(w, to) == 0 && !dict_is_split(w, to) && is_clean(w, from)) {
        world_emit(m->r, EV_DICT_CLONE, 0, to, from, 0);
        return true;
    }
    if (usable_in_all(w, to) < dict_used(w, from))
        world_emit(m->r, EV_DICT_RESIZE, 0, to, dict_log2_for(w, dict_used(w, to) + (uint64_t)dict_used(w, from)),
                   is_general(w, from));
    uint32_t n = dict_entry_count(w, from);
    for (uint32_t i = 0; i < dict_entry_count(w, from) && machine_charge(m, 1); i++) {
        dict_item entry = dict_entry(w, from, i);
        if (!entry.key)
            continue;
        value key = value_own(m, entry.key), v = value_own(m, entry.value);
        bool failed = false, there = unique && dict_lookup_hashed(m, to, entry.key, entry.hash, &failed) != DICT_NONE;
        if (there && !failed)
            raise_with(m, m->types[BT_KEY_ERROR], entry.key);
        bool ok = !there && !failed && dict_put_hashed(m, to, entry.key, entry.hash, entry.value);
        value_drop(m, v);
        value_drop(m, key);
        if (ok && dict_entry_count(w, from) != n)
            ok = raise_error(m, BT_RUNTIME_ERROR, "dict mutated during update") != 0;
        if (!ok)
            return false;
    }
    return !m->stopped;
}

bool dict_merge_dict(machine *m, ref to, ref from)
{
    return merge(m, to, from, false);
}

bool dict_merge_unique(machine *m, ref to, ref from)
{
    return merge(m, to, from, true);
}

value dict_copy_of(machine *m, ref from)
{
    const world *w = machine_world(m);
    uint32_t used = dict_used(w, from);
    bool split = used && dict_is_split(w, from);
    value copy = split ? make_by_type(m, KIND_DICT) : make_dict(m); /* the copy of a split one is from no free list */
    if (!used)
        return copy;
    if (split || used >= dict_entry_count(w, from) * 2 / 3) {
        world_emit(m->r, EV_DICT_CLONE, 0, VALUE_ROW(copy), from, 0);
        return copy;
    }
    if (dict_merge_dict(m, VALUE_ROW(copy), from))
        return copy;
    value_drop(m, copy);
    return 0;
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
    dict_item e = dict_entry(machine_world(m), dict, entry);
    ref key = e.key, old = e.value;
    world_emit(m->r, EV_DICT_REMOVE, 0, dict, entry, 0);
    memory_drop(&m->mem, key);
    memory_drop(&m->mem, old);
    return !m->stopped;
}
