/* An object in a few characters: its repr and its type's name, made without running Python code.
 *
 * Reads the world and the program's names; writes only the caller's text. Instances are "<Node>",
 * containers show their items, a container inside itself is "[...]"; addresses are never shown. */
#ifndef OURO_SIM_VIEW_VALUE_H
#define OURO_SIM_VIEW_VALUE_H

#include "sim/base/arena.h"
#include "sim/lang/code.h"
#include "sim/log/world.h"

enum {
    VALUE_CHARS = 60,                  /* code points, the dots included */
    VALUE_BYTES = VALUE_CHARS * 4 + 1 /* UTF-8 and a NUL */
};

/* The value of `o`, cut at VALUE_CHARS code points with "...". O(what is shown). */
void view_value_write(const world *w, const program *p, ref o, char out[VALUE_BYTES]);

/* The text of a str itself, cut likewise: a name. */
void view_value_name(const world *w, ref text, char out[VALUE_BYTES]);

/* The name of the type of `o`: "Node", "list". */
void view_value_type(const world *w, ref o, char out[VALUE_BYTES]);
/* All of it, whatever its length, in the arena. NULL: out of memory. */
const char *view_value_whole_type(const world *w, ref o, arena *memory);

#endif
