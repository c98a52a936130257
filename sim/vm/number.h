/* Ints, bools and floats as numbers of the host. */
#ifndef OURO_SIM_VM_NUMBER_H
#define OURO_SIM_VM_NUMBER_H

#include "sim/log/world.h"

static inline bool is_int(const world *w, ref o)
{
    object_kind kind = world_kind(w, o);
    return kind == KIND_INT || kind == KIND_BOOL;
}

static inline bool is_number(const world *w, ref o)
{
    return is_int(w, o) || world_kind(w, o) == KIND_FLOAT;
}

static inline double number_of(const world *w, ref o)
{
    return is_int(w, o) ? (double)world_int(w, o) : world_float(w, o);
}

#endif
