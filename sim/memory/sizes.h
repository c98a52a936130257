/* sys.getsizeof(): what CPython says an object takes, its GC header included.
 *
 * Reads the world, writes nothing. This is the number that Python code sees; the block that
 * pymalloc hands out is another one (an instance's block also holds its inline values, which
 * __sizeof__ never counts). */
#ifndef OURO_SIM_MEMORY_SIZES_H
#define OURO_SIM_MEMORY_SIZES_H

#include "sim/log/world.h"

/* Bytes of `o`, a live object. O(1), for an exception O(its class's mro).
 * Source: CPython 3.13.0, Python/sysmodule.c, _PySys_GetSizeOf(), and each type's __sizeof__.
 * Differs: a code object counts its struct alone, since its instructions are not CPython's; the
 * __dict__ of an instance is sized as a dict of its own, not as one that shares its class's keys.
 */
uint32_t sizes_getsizeof(const world *w, ref o);

#endif
