/* Sets as the machine uses them: keys whose hash and equality may run Python code. */
#ifndef OURO_SIM_VM_SETOBJECT_H
#define OURO_SIM_VM_SETOBJECT_H

#include "sim/vm/machine.h"

/* An empty set or frozenset. */
value make_set(machine *m, object_kind kind);
/* A set or frozenset of what an iterable yields. */
value set_from(machine *m, object_kind kind, ref iterable);
int64_t frozenset_hash(machine *m, ref set);

/* False: raised. */
bool set_add(machine *m, ref set, ref key);
bool set_add_hashed(machine *m, ref set, ref key, int64_t hash);
/* 1 it was there, 0 it was not, -1 raised. */
int set_contains(machine *m, ref set, ref key);
int set_contains_hashed(machine *m, ref set, ref key, int64_t hash);
int set_discard(machine *m, ref set, ref key);
int set_discard_hashed(machine *m, ref set, ref key, int64_t hash);
/* Every item of an iterable. */
bool set_update(machine *m, ref set, ref iterable);

/* The place of the next key from `*place` on, which moves behind it; the key, 0 at the end. */
ref set_next(const world *w, ref set, uint32_t *place);

/* --- set_methods.c --------------------------------------------------------------------------------- */

/* `in`: a set that is looked for is compared as a frozenset. */
int set_has(machine *m, ref set, ref key);
value set_intersection(machine *m, ref set, ref other);
bool set_difference_update(machine *m, ref set, ref other);
bool set_intersection_update(machine *m, ref set, ref other);
bool set_symmetric_difference_update(machine *m, ref set, ref other);
/* True: *out is the result of the operator (0: raised). */
bool set_binary(machine *m, uint32_t kind, ref a, ref b, value *out);
value set_compare(machine *m, compare_op_kind kind, ref a, ref b);

/* --- dict_methods.c -------------------------------------------------------------------------------- */

/* What dict.update() takes: a mapping or pairs; false: raised. */
bool dict_update_from(machine *m, ref dict, ref other);
/* dict_merge(): a dict, or heir of it, whose items are taken as they are; what else has keys(), and fails without. */
bool dict_merges_directly(machine *m, ref o);
bool dict_merge_mapping(machine *m, ref dict, ref mapping, bool unique);
bool dict_binary(machine *m, uint32_t kind, ref a, ref b, value *out);
int view_contains(machine *m, ref view, ref item);
bool view_binary(machine *m, uint32_t kind, ref a, ref b, value *out);
value view_compare(machine *m, compare_op_kind kind, ref a, ref b);

#endif
