/* Split dicts: the __dict__ of an instance, whose values are the instance's inline values, and the keys
 * that a class shares among its instances.
 *
 * All but split_bytes() belong to world_apply().
 * Source: CPython 3.13.0, Objects/dictobject.c: insert_split_key(), insert_split_value(),
 * make_dict_from_instance_attributes(), copy_values(), _PyDict_DetachFromObject(). */
#ifndef OURO_SIM_LOG_SPLIT_H
#define OURO_SIM_LOG_SPLIT_H

#include "sim/log/world.h"

/* The number of `name` among the names of a block of shared keys, or -1. O(names). */
int32_t keys_find(const world *w, uint32_t keys, ref name);
/* A new name; its number. There is a usable one. */
uint32_t keys_add(world *w, uint32_t keys, ref name);
/* One user fewer: the last one frees the block. */
void keys_release(world *w, uint32_t keys);

/* Bytes of a PyDictValues. */
uint32_t values_bytes(uint32_t capacity);
/* Bytes of the keys that a class shares (ht_cached_keys). */
uint32_t shared_keys_bytes(const world *w);
/* What sys.getsizeof() adds for a split dict. */
uint32_t split_bytes(const world *w, ref dict);

/* A new entry; false: the shared keys have no room for its name. */
bool split_store(world *w, ref dict, ref key, ref value);
void split_forget(world *w, ref dict, uint32_t entry);
/* The entries leave the dict, which is empty and combined then; their number. */
uint32_t split_take(world *w, ref dict, dict_item *items);
/* clear(): the values are held by temporaries, that of the first key youngest. */
void split_detach(world *w, ref dict);
/* The empty dict `to` gets values of its own, the same as those of `from`. */
void split_clone(world *w, ref to, ref from);
/* The dict gives back its values' block, if it has one, and its keys; keep_row: it lives on, empty. */
void split_release(world *w, ref dict, bool keep_row);

#endif
