/* How long CPython's bytecode of a code object is. */
#ifndef OURO_SIM_LANG_CODE_UNITS_H
#define OURO_SIM_LANG_CODE_UNITS_H

#include "sim/lang/compile.h"

/* Units of two bytes of the assembled graph; `names`: co_names, `const_index`: places in co_consts.
 * Cost O(instructions), again for each round in which a jump has become longer. */
uint32_t code_units(flow *f, const index_map *names, const uint32_t *const_index);

#endif
