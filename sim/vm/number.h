/* Ints, bools and floats as numbers of the host. */
#ifndef OURO_SIM_VM_NUMBER_H
#define OURO_SIM_VM_NUMBER_H

#include "sim/log/write.h"

OURO_INLINE bool is_int(const world *w, ref o)
{
    object_kind kind = world_kind(w, o);
    return kind == KIND_INT || kind == KIND_BOOL;
}

OURO_INLINE bool is_number(const world *w, ref o)
{
    return is_int(w, o) || world_kind(w, o) == KIND_FLOAT;
}

OURO_INLINE double number_of(const world *w, ref o)
{
    return is_int(w, o) ? (double)world_int(w, o) : world_float(w, o);
}

#endif
