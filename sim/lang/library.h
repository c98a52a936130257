/* The interpreter's own modules that are written in Python: compiled with a script that names what they
 * define, and else not there at all. */
#ifndef OURO_SIM_LANG_LIBRARY_H
#define OURO_SIM_LANG_LIBRARY_H

#include "sim/base/buffer.h"

#include <stdbool.h>

/* The i-th name that library/weakref.py defines for scripts; NULL past the end. */
const char *library_public_name(uint32_t i);
/* Append the text of library/weakref.py. */
void library_text(buffer *out);

#endif
