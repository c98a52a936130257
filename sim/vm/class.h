/* What the files that make classes and their parts share. */
#ifndef OURO_SIM_VM_CLASS_H
#define OURO_SIM_VM_CLASS_H

#include "sim/vm/machine.h"

/* How a class's instances will be laid out, found out before the class exists. */
typedef struct class_plan {
    ref name, base;
    value slots;     /* tuple of the names that __slots__ adds, sorted; 0: no __slots__ */
    ref payload;     /* object_kind of the hidden object of an heir of list, dict, ...; else 0 */
    bool adds_dict, adds_weakrefs;
} class_plan;

/* (class, C3 merge of the bases' orders), or 0: raised. */
value mro_make(machine *m, ref type, ref bases);
/* Which base decides; false: raised. */
bool class_plan_base(machine *m, ref bases, class_plan *plan);
/* The rest of it; false: raised. Pushes what it makes on the stack. */
bool class_plan_make(machine *m, ref dict, ref bases, class_plan *plan);
/* How many slots the class itself adds. */
uint32_t class_plan_slots(const machine *m, const class_plan *plan);

#endif
