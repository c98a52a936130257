/* The value of a module's docstring. Private to this room. */
#ifndef OURO_SIM_SCENARIO_PY_DOCSTRING_H
#define OURO_SIM_SCENARIO_PY_DOCSTRING_H

#include "sim/base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

/* Is this logical line nothing but string literals (no bytes, no f-strings)? Then append their
 * value. Escapes that are wrong, \N{...} and control characters are left as they are written: this
 * is for people to read. */
bool py_docstring_read(const char *text, size_t length, buffer *out);

#endif
