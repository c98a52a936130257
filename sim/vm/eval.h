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
/* The running frame is that of the caller again. */
OURO_INLINE void frame_gone(machine *m)
{
    if (--m->depth)
        m->frame--;
}
/* The frame is gone: its caller goes on with `v`. */
const instr *frame_deliver(machine *m, value v, frame_exit on_exit, uint32_t arg_count, uint32_t made_count);
/* RETURN_GENERATOR: the frame that a call has entered becomes a generator, which the call returns. */
const instr *generator_make(machine *m, const instr *next);
/* May it be resumed from an instruction, without an error to tell? */
bool generator_ready(const world *w, ref generator);
/* The generator's frame begins or goes on; it gets `sent` as the value of its yield. False: raised. */
bool generator_enter(machine *m, ref generator, value sent, frame_exit on_exit);
const instr *generator_yield(machine *m, const instr *in);
/* The generator's frame has returned `returned`, or failed (0): like frame_leave(). */
void generator_finish(machine *m, ref returned);
value generator_frame(machine *m, ref generator);
value generator_delegate_iterator(machine *m, value v);
/* SEND to something else than a waiting generator. *ended: the value is its last. */
value send_value(machine *m, ref receiver, ref v, bool *ended);
value stop_iteration_to_error(machine *m, ref exception);
/* Find the handler of the exception on its way, leaving frames down to number `depth`. NULL: that one
 * has been left too. */
const instr *exception_unwind(machine *m, uint32_t depth);
void handled_push(machine *m);
void handled_pop(machine *m);
int exception_matches(machine *m, ref exception, ref wanted);
void exception_again(machine *m);
bool with_enter(machine *m);
bool with_exit(machine *m);
/* The frame that is seen where `f` runs: `f` or, if that is dying, one of those that have called it; NULL: none. */
vm_frame *frame_seen(machine *m, vm_frame *f);
ref frame_make(machine *m, const code *c, ref generator);
ref frame_object(machine *m, vm_frame *f);
/* A new dict of the locals of a function's frame. */
value frame_locals_copy(machine *m, ref frame);
/* That of the frame behind it, 0 for the module. */
ref frame_back(machine *m, const vm_frame *f);
/* The exception has left the module: the steps end here. */
void program_fails(machine *m);

void cell_make(machine *m, uint32_t i);
void cells_copy_free(machine *m, uint32_t count);
value cell_load(machine *m, uint32_t i);
void cell_store(machine *m, uint32_t i, value v);
bool cell_delete(machine *m, uint32_t i);
value cell_load_in_class(machine *m, ref names, uint32_t i);
value local_put_aside(machine *m, uint32_t i);
const instr *call_starred(machine *m, bool keywords, const instr *next);
enum { STARRED_HELD = 3 }; /* tuple, dict and names of an unpacked call */
const instr *call_unpacked(machine *m, value *base, value *args, uint32_t count, ref names,
                           const instr *next);
value list_to_tuple(machine *m, ref list);
void function_shown(machine *m, ref callable, buffer *out);
bool dict_take_all(machine *m, ref to, ref from, ref unique);
bool unpack_starred(machine *m, uint32_t before, uint32_t after);
value operator_unary(machine *m, char sign, ref o);
value range_iterator_next(machine *m, ref iterator);
/* Can `o` be unpacked? False: raised. */
bool unpack_possible(machine *m, ref o);
bool unpack_sequence(machine *m, uint32_t count);
value make_function(machine *m, value code);
value import_module(machine *m, ref name);
value import_from(machine *m, ref module, ref name);
const instr *raise_statement(machine *m, uint32_t count);

#endif
