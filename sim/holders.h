/* Who holds an object: the view's references, turned round.
 *
 * A view lists what each object refers to; a reader asks the other way. holders_build() answers for
 * all objects at once, in O(objects + references), in two passes: count, then fill. */
#ifndef OURO_SIM_HOLDERS_H
#define OURO_SIM_HOLDERS_H

#include "sim/base/arena.h"
#include "sim/base/buffer.h"
#include "sim/view.h"

#include <stdbool.h>

typedef struct holder {
    const view_frame *frame;   /* a name of this frame holds it, or NULL */
    const view_object *object; /* this object holds it, or NULL */
    const char *label;         /* the name, or the reference's label */
    bool weak;                 /* looks at it without holding it */
    bool key;                  /* holds it as the key of a dict's entry */
} holder;

typedef struct holders {
    const uint32_t *first; /* object_count + 1: holders of object i are [first[i], first[i + 1]) */
    const holder *all;
} holders;

/* "#3.partner" for an attribute, "#3[0]" for an item (whose label brings its own brackets), and
 * "#3['name']" for an entry of a dict, whose label is the key's repr; a key: "as a key of ...". */
void holder_place_write(buffer *b, uint32_t id, const char *label, bool key);

/* False: out of memory. */
bool holders_build(const view *v, arena *memory, holders *out);

#endif
