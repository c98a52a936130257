/* Ranges and places in texts: what subscripts, iterators and builtins share. */
#ifndef OURO_SIM_VM_SEQUENCE_H
#define OURO_SIM_VM_SEQUENCE_H

#include "sim/vm/machine.h"

#include <stdio.h>

#define TEXT_LENGTH_MASK 0x1FFFFFFFU /* of a str's hi: its code points */
enum { TEXT_WIDTH_SHIFT = 29 }; /* ... and above them the bytes that each takes in CPython, 0: all are ASCII */
/* Copying text is charged, too: a long str is a loop of its own. */
enum { BYTES_PER_INSTRUCTION = 64 };

/* Words of a range: two each. */
enum { RANGE_START = 0, RANGE_STOP = 2, RANGE_STEP = 4, RANGE_LENGTH = 6 };

/* The dict that a view shows. */
static inline ref view_dict(const world *w, ref view)
{
    return world_core_of(w, world_word(w, view, 0));
}

/* Over a dict, forwards (KIND_DICT_ITER) or backwards; yields keys (0), values (1) or items (2). */
value dict_iterator(machine *m, object_kind kind, ref dict, uint32_t yields);
value range_reversed(machine *m, ref range);
value make_range(machine *m, int64_t start, int64_t stop, int64_t step);
value range_slice(machine *m, ref o, ref slice);
/* *known: the item is a number, which needs no comparing. */
int range_contains(machine *m, ref range, ref item, bool *known);
value slice_construct(machine *m, const value *args, uint32_t count);
value slice_compare(machine *m, compare_op_kind kind, ref a, ref b);
bool slice_repr(machine *m, ref o, buffer *out);
value range_item(machine *m, ref o, int64_t i);
int64_t range_length(const world *w, ref o);
/* list.sort(); key 0: by the items themselves. False: raised. */
bool list_sort(machine *m, ref list, ref key, bool reverse);
/* The byte at which a code point starts. */
uint32_t text_offset(const char *text, uint32_t length, int64_t code_point);

#endif
