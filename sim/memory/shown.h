/* Which references of an object a script is shown: what gc.get_referents() and gc.get_referrers() go by.
 *
 * Both ask the type's tp_traverse. world_traverse() visits what the collector must follow; here stand the
 * differences that only a script can see. Reads the world; knows nothing of the machine. */
#ifndef OURO_SIM_MEMORY_SHOWN_H
#define OURO_SIM_MEMORY_SHOWN_H

#include "sim/log/world.h"

/* What get_referrers() compares: world_traverse(), but for references of which CPython's collector is not
 * told because they end in a str. */
void shown_traverse(const world *w, ref o, world_visit *visit, void *user);

/* Does get_referents() ask objects of this type? Static types and what holds nothing are not asked. */
bool shown_is_asked(const world *w, ref o);

/* Is it one of the kinds of which all references are here, in CPython's order? */
bool shown_is_known(const world *w, ref o);

/* What get_referents() lists, in its order; what it is asked of must be known, and no builtin. builtins: the dict that every function refers to; none: None,
 * which is the doc of a function that has none. Cost O(references). */
void shown_referents(const world *w, ref o, ref builtins, ref none, world_visit *visit, void *user);

#endif
