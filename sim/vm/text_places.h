/* Where the characters of a str begin, without counting from its start each time. */
#ifndef OURO_SIM_VM_TEXT_PLACES_H
#define OURO_SIM_VM_TEXT_PLACES_H

#include "sim/vm/machine.h"

/* The byte at which a character of the str `o` begins, its length in bytes behind the last one.
 * Cost: O(1) on average over many questions about the same text. */
uint32_t str_place(machine *m, ref o, int64_t character);
void text_places_free(machine *m);

#endif
