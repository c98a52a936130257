/* Hash tables of the world: hashes, probing, growth.
 *
 * Reading (find, probe) is for everybody; dict_store(), dict_release() belong to world_apply().
 * Source: CPython 3.13.0, Objects/dictobject.c (unicodekeys_lookup_*, insertdict, dictresize),
 * Python/pyhash.c. Differs: strings hash by FNV-1a with a fixed seed (CPython's are random per
 * process), so an order that follows from the hashes of strings is outside our word. */
#ifndef OURO_SIM_LOG_DICT_H
#define OURO_SIM_LOG_DICT_H

#include "sim/log/world.h"

#define DICT_NONE UINT32_MAX
#define DICT_PERTURB_SHIFT 5 /* PERTURB_SHIFT */

int64_t hash_text(const char *text, uint32_t length);
/* That of a text of which `length` bytes are given, from that of its `beginning` before them.
 * False: it does not tell. */
bool hash_text_more(int64_t beginning, const char *text, uint32_t length, int64_t *hash);
int64_t hash_int(int64_t value);
int64_t hash_float(double value);

/* The hash of a key that needs no Python code: numbers, strings, None, what is compared by identity.
 * False: tuples, instances, ... whose hash the machine must compute. */
bool dict_hash(const world *w, ref key, int64_t *hash);

/* Walk over the entries whose stored hash is `hash`. */
typedef struct dict_walk {
    uint64_t perturb;
    uint32_t place, mask;
    int64_t hash;
    ref dict;
} dict_walk;
dict_walk dict_walk_start(const world *w, ref dict, int64_t hash);
/* The next candidate entry, or DICT_NONE. */
uint32_t dict_walk_next(const world *w, dict_walk *walk);

/* The entry of a key that compares without Python code, or DICT_NONE. O(1) expected. */
uint32_t dict_find(const world *w, ref dict, ref key);
/* The same, where the hash is known; keys of other kinds compare by identity. */
uint32_t dict_find_hashed(const world *w, ref dict, ref key, int64_t hash);
/* How an int stands to the whole float that it becomes when it is rounded: -1, 0, 1. */
int dict_int_order(int64_t n, double x);
/* Equality of keys that needs no Python code. */
bool dict_key_same(const world *w, ref a, ref b);

/* Bytes of CPython's PyDictKeysObject with 2^log2 places. */
uint32_t keys_bytes(const world *w, uint32_t log2, bool general);
/* What sys.getsizeof() adds to the dict itself: the table, 0 for an empty dict, which shares a static
 * one; a split dict has its values and, if no class or dict shares them any more, the keys.
 * Source: CPython 3.13.0, Objects/dictobject.c, _PyDict_SizeOf(). */
uint32_t dict_table_bytes(const world *w, ref dict);
/* The table for `entries` entries that come without a resize, as log2 of its places
 * (estimate_log2_keysize()); for what is there already, GROWTH_RATE. */
uint32_t dict_log2_for(const world *w, uint64_t entries);
uint32_t dict_log2_grown(const world *w, uint32_t used);

/* For world_apply(): a new last entry; the caller has counted the references. */
void dict_store(world *w, ref dict, ref key, ref value, int64_t hash);
/* `last`: popitem() takes the entry; its place and those behind it are used again. */
void dict_forget(world *w, ref dict, uint32_t entry, bool last);
/* dictresize(): a new table, which makes a split dict combined. */
void dict_resize(world *w, ref dict, uint32_t log2, bool general);
void dict_clone(world *w, ref to, ref from);
/* Is it the table that dicts keep for each other? */
bool dict_has_smallest(const world *w, ref dict);
/* Its keys' memory is free, or kept. `block` 0: there was none. */
void dict_keys_free(world *w, uint32_t block, bool smallest);
/* Give back the table; keep_row: the dict lives on, empty. */
void dict_release(world *w, ref dict, bool keep_row);

#endif
