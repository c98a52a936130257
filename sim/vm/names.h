/* Interned strs: one object for each text. The names of a program are immortal, constants that look like
 * names and what sys.intern() is given are not.
 * Source: CPython 3.13.0, Objects/unicodeobject.c, intern_common(). */
#ifndef OURO_SIM_VM_NAMES_H
#define OURO_SIM_VM_NAMES_H

#include "sim/log/dict.h"
#include "sim/vm/machine.h"

bool name_table_open(machine *m);
/* The one str of this text, or 0. */
ref name_known(const machine *m, const char *text, uint32_t length);
/* name_known(), but a str that CPython's start has made is there. */
ref name_from_start(machine *m, const char *text, uint32_t length);
/* The one str of this text, immortal from now on. */
ref name_intern(machine *m, const char *text, uint32_t length);
/* The one str of `o`'s text: another one, or `o` itself, which goes on being mortal. Borrowed. */
ref name_intern_object(machine *m, ref o);
void machine_free(machine *m);

#endif
