/* Which characters take two columns of a terminal.
 *
 * Source: CPython 3.13.0, Lib/traceback.py, _display_width(): unicodedata.east_asian_width() W or F. Differs:
 * one version of Unicode for all versions of Python. */
#ifndef OURO_SIM_BASE_WIDE_H
#define OURO_SIM_BASE_WIDE_H

#include <stdbool.h>
#include <stdint.h>

/* O(log ranges); O(1) for ASCII. */
bool code_point_is_wide(uint32_t c);

#endif
