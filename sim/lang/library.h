/* The interpreter's own modules that are written in Python: compiled with a script that names what they
 * define, and else not there at all.
 *
 * The files of sim/lang/library are one module, weakref. It behaves as CPython 3.13.0, Lib/weakref.py,
 * Lib/_weakrefset.py and the mixin methods of Lib/_collections_abc.py. Objects, references and the order of
 * attributes are the same as there, because scripts can see them: who holds whom, how much a container in
 * garbage counts, what dies first. The helpers are builtin functions of sim/vm/library.c and its neighbours.
 * Differs: no locks, no pickling, no copying by the module copy; Mapping is one with MutableMapping, and
 * type stands for the metaclass of abstract base classes. */
#ifndef OURO_SIM_LANG_LIBRARY_H
#define OURO_SIM_LANG_LIBRARY_H

#include "sim/base/buffer.h"

#include <stdbool.h>

/* The i-th name that it defines for scripts; NULL past the end. */
const char *library_public_name(uint32_t i);
/* Append its text. */
void library_text(buffer *out);

#endif
