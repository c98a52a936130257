/* What the exceptions of the interpreter hold beyond BaseException's five references, and how large
 * their structs are. One table: the machine, the sizes and the view read it.
 *
 * Reads the world; knows nothing of the machine. */
#ifndef OURO_SIM_LOG_EXCEPTION_FIELDS_H
#define OURO_SIM_LOG_EXCEPTION_FIELDS_H

#include "sim/log/world.h"

typedef struct exception_fields {
    const char *type_name;
    profile_size size;
    const char *names[EXCEPTION_OWN_SLOTS]; /* of slots EXCEPTION_OWN..., NULL where there is none */
} exception_fields;

/* The row of the class that says how instances of `type` are laid out; the last row, without names, is
 * BaseException's. */
const exception_fields *exception_fields_of(const world *w, ref type);
/* sys.getsizeof() of an instance. A class of the script has room for weak references in front of it. */
uint32_t exception_fields_bytes(const world *w, ref type);

#endif
