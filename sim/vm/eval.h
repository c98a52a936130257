/* What only the loop and its helpers share. */
#ifndef OURO_SIM_VM_EVAL_H
#define OURO_SIM_VM_EVAL_H

#include "sim/vm/machine.h"

/* A slice of instructions is over: limits, the stop flag. False: the run stops. */
bool machine_tick(machine *m);
/* The frame comes to the first instruction of a line: EV_LINE, perhaps EV_STEP. */
void line_begin(machine *m, const instr *in);
/* Leave the frame with the top of its stack. NULL: machine_execute() is done (m->result). */
const instr *frame_return(machine *m);
/* An exception leaves all frames down to and with number `depth`. */
void frames_unwind(machine *m, uint32_t depth);

value operator_unary(machine *m, char sign, ref o);
value range_iterator_next(machine *m, ref iterator);
bool unpack_sequence(machine *m, uint32_t count);
value make_function(machine *m, value code);
value import_module(machine *m, ref name);
const instr *raise_statement(machine *m, uint32_t count);

#endif
