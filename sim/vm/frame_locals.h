/* The variables of a call, as its frame object shows them: FrameLocalsProxy (PEP 667). */
#ifndef OURO_SIM_VM_FRAME_LOCALS_H
#define OURO_SIM_VM_FRAME_LOCALS_H

#include "sim/vm/machine.h"

/* The running frame whose object this is, or NULL: then the object, or a generator, holds the locals. */
const vm_frame *frame_running(const machine *m, ref frame);
/* _PyFrame_HasHiddenLocals(): does a comprehension run that the compiler has inlined into the frame? */
bool frame_hides(const vm_frame *f);
/* What variable number `i` of the frame's code is now, 0: unbound. */
ref frame_variable(const machine *m, ref frame, uint32_t i);
/* f_locals of a frame without a namespace: a new proxy. */
value locals_proxy_make(machine *m, ref frame);

value locals_proxy_keys(machine *m, ref proxy);
int64_t locals_proxy_length(const machine *m, ref proxy);
/* Borrowed; 0: raised. */
value locals_proxy_get(machine *m, ref proxy, ref key);
bool locals_proxy_set(machine *m, ref proxy, ref key, value v);
int locals_proxy_contains(machine *m, ref proxy, ref key); /* -1: raised */
value locals_proxy_reversed(machine *m, ref proxy);
bool locals_proxy_repr(machine *m, ref proxy, buffer *out);
/* == and != ; 0 with nothing raised: there is no such comparison. */
value locals_proxy_compare(machine *m, compare_op_kind kind, ref a, ref b);
/* True: *out is the result of | (0: raised). */
bool locals_proxy_binary(machine *m, uint32_t kind, ref a, ref b, value *out);

#endif
