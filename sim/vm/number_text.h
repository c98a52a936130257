/* int() and float() of texts: str or bytes. */
#ifndef OURO_SIM_VM_NUMBER_TEXT_H
#define OURO_SIM_VM_NUMBER_TEXT_H

#include "sim/vm/machine.h"

/* Base 0: as a literal says. */
value int_of_text(machine *m, ref o, int64_t base);
value float_of_text(machine *m, ref o);
/* int() with a base or with keywords. */
value int_construct(machine *m, const value *args, uint32_t count, ref names);

#endif
