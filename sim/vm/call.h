/* What calls share with builtins and with the machine's start. */
#ifndef OURO_SIM_VM_CALL_H
#define OURO_SIM_VM_CALL_H

#include "sim/base/limits.h"
#include "sim/vm/machine.h"

enum { FRAME_SPARE_VALUES = 64 }; /* C functions push some beyond what the compiler counts */

#include <stdio.h>

bool frame_room_slow(machine *m, const code *c);
OURO_INLINE bool frame_fits(const machine *m, const code *c)
{
    return m->depth < m->recursion_limit && m->depth < m->frame_capacity && m->native_depth < LIMIT_RECURSION &&
           m->stack_end - m->sp >= (ptrdiff_t)c->stack_size + FRAME_SPARE_VALUES;
}

/* Is there room for a frame of `c`? Makes some; false: raised, or the run stops. */
OURO_INLINE bool frame_room(machine *m, const code *c)
{
    return __builtin_expect(frame_fits(m, c), 1) || frame_room_slow(m, c);
}

/* The machine's part of a frame that the world has just got. */
OURO_INLINE void frame_begin(machine *m, const code *c, ref function, ref globals, ref names, frame_exit on_exit)
{
    const world *w = machine_world(m);
    m->frame = m->frames + m->depth++;
    *m->frame = (vm_frame){
        .code = c,
        .first = m->instrs[c->serial],
        .constants = m->constants[c->serial],
        .next = m->instrs[c->serial],
        .base = m->sp,
        .function = function,
        .globals = globals,
        .names = names,
        .caches = m->caches[c->serial],
        .locals = world_locals(w) + world_frames(w)[m->depth - 1].locals,
        .exit = on_exit,
    };
}

/* A frame begins on top of the stack: there is room for it, and its caches have been made. */
OURO_INLINE void frame_push(machine *m, const code *c, value function, ref globals, ref names, frame_exit on_exit)
{
    world_emit(m->r, EV_FRAME_PUSH, value_steal(function), VALUE_ROW(function), c->serial, c->local_count);
    frame_begin(m, c, VALUE_ROW(function), globals, names, on_exit);
}

/* The same for the call of a function with just its positional arguments, taken over where they are owned. */
OURO_INLINE void frame_push_call(machine *m, const code *c, value function, const value *args, frame_exit on_exit)
{
    world_emit_call(m->r, function, c->serial, c->local_count, args, c->arg_count);
    ref f = VALUE_ROW(function);
    frame_begin(m, c, f, world_word(machine_world(m), f, FUNCTION_GLOBALS), 0, on_exit);
}

/* May a call of `c` begin by frame_push() alone? */
OURO_INLINE bool frame_is_plain(const machine *m, const code *c)
{
    return !(c->flags & (CODE_VARARGS | CODE_VARKEYWORDS)) && (m->caches[c->serial] || !c->cache_count) &&
           frame_fits(m, c);
}
bool frame_enter(machine *m, const code *c, value function, ref globals, ref names, frame_exit on_exit);
value call_with_names(machine *m, ref callable, const value *args, uint32_t count, ref names);
/* The same; `made`: the tuple that they are in already, as those of CALL_FUNCTION_EX are, and in a dict; else 0. */
value call_with_made(machine *m, ref callable, const value *args, uint32_t count, ref names, ref made);
/* Does it get keyword arguments by their names in a tuple? What does not gets a dict. */
bool has_vectorcall(const machine *m, ref callable);
/* `function(first, *args)`. */
value call_with_first(machine *m, ref function, ref first, const value *args, uint32_t count, ref names);
/* On top of the stack: what a slot holds while it hands arguments with keywords on to a function. */
void arguments_hand_on(machine *m, ref first, const value *args, uint32_t count, ref names);
value builtin_call(machine *m, ref function, const value *args, uint32_t count, ref names, ref made);
/* "list.append", "len". */
enum { BUILTIN_NAME_BYTES = 128 };
/* "str.join", "gc.collect", "len": _PyObject_FunctionStr(). */
void builtin_full_name(const machine *m, const builtin_info *info, char out[BUILTIN_NAME_BYTES]);
value builtin_count_error(machine *m, const builtin_info *info, uint32_t given);
/* int(...), list(...), ...: the interpreter's own types called. */
value construct_builtin(machine *m, builtin_type type, const value *args, uint32_t count, ref names);
value construct_weakref(machine *m, const value *args, uint32_t count);
value weakref_refuse(machine *m, ref target); /* nothing can refer to it weakly */
/* gc.callbacks, one after the other; what they raise is told on stderr and forgotten. */
void gc_callbacks_call(machine *m, bool stop, uint32_t generation, gc_stats stats);
value version_info_make(machine *m);
value weakref_call(machine *m, ref weakref, uint32_t count, ref names);

#endif
