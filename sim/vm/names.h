/* Interned names: one immortal str for each text that is or may be a name. */
#ifndef OURO_SIM_VM_NAMES_H
#define OURO_SIM_VM_NAMES_H

#include "sim/log/dict.h"
#include "sim/vm/machine.h"

ref name_intern(machine *m, const char *text, uint32_t length);
void machine_free(machine *m);

#endif
