/* Exceptions that nobody can handle, and what sys.stderr keeps until a line is complete. */
#ifndef OURO_SIM_VM_UNRAISABLE_H
#define OURO_SIM_VM_UNRAISABLE_H

#include "sim/vm/machine.h"

/* The interpreter's own sys.stderr is given a text: what TextIOWrapper makes to keep or to write it. */
void stderr_piece(machine *m, const char *text, size_t length);

#endif
