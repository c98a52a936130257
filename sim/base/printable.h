/* Which characters repr() shows as they are.
 *
 * Source: CPython 3.13.0, Objects/unicodectype.c, _PyUnicode_IsPrintable(). Differs: one version of Unicode
 * for all versions of Python. */
#ifndef OURO_SIM_BASE_PRINTABLE_H
#define OURO_SIM_BASE_PRINTABLE_H

#include <stdbool.h>
#include <stdint.h>

/* O(log ranges); O(1) for ASCII. */
bool code_point_is_printable(uint32_t c);

#endif
