/* What CPython does to memory: births and deaths, weak references, finalizers, the cycle collector.
 *
 * These functions decide which events follow from which; the world changes only by world_emit().
 * Python code that memory must run (finalizers, weak reference callbacks) goes through `hooks`, so
 * that this room knows nothing of the machine above it.
 *
 * Contract of everything here: call it with no object fallen and undealt with (memory_settle() after
 * each event that may let go of a reference). Nothing recurses: dying objects wait on a stack. */
#ifndef OURO_SIM_MEMORY_MEMORY_H
#define OURO_SIM_MEMORY_MEMORY_H

#include "sim/log/gc_due.h"
#include "sim/log/history.h"

typedef struct gc_stats {
    uint32_t collected, uncollectable;
} gc_stats;

typedef struct memory_hooks {
    void *machine;
    /* Run the __del__ of `o`, which is held by a temporary; exceptions are reported and dropped. */
    void (*finalize)(void *machine, ref o);
    /* Call `callback(weakref)`, both held by whoever asks; the same for exceptions. */
    void (*callback)(void *machine, ref callback, ref weakref);
    /* Before several pieces of Python code run with temporaries of ours in between: what the machine
     * borrows it must own now, so that nothing of its own comes to lie on top of ours later. May be NULL. */
    void (*prepare)(void *machine);
    /* A collection is about to begin, or (`stop`) has ended: gc.callbacks want to know. True: there were some. */
    bool (*collection)(void *machine, bool stop, uint32_t generation, gc_stats stats);
    /* A line that gc.set_debug() asked for, for stderr; `o` 0: the text is all of it. */
    void (*debug)(void *machine, const char *text, ref o);
} memory_hooks;

/* An object whose deallocation is under way: what is left to let go of. */
typedef struct dying {
    ref object;    /* 0: the trashcan is being emptied */
    uint32_t next; /* how many of its slots have been dealt with */
    uint32_t units; /* of c_depth */
} dying;

/* What gc.get_stats() tells of a generation. */
typedef struct gc_total {
    uint32_t collections;
    uint64_t collected, uncollectable;
} gc_total;

/* Source: CPython 3.13.0, Include/internal/pycore_gc.h, _PyGC_DEBUG_... */
typedef enum gc_debug_flag {
    GC_DEBUG_STATS = 1,
    GC_DEBUG_COLLECTABLE = 2,
    GC_DEBUG_UNCOLLECTABLE = 4,
    GC_DEBUG_SAVEALL = 32,
    GC_DEBUG_LEAK = GC_DEBUG_COLLECTABLE | GC_DEBUG_UNCOLLECTABLE | GC_DEBUG_SAVEALL
} gc_debug_flag;

typedef struct memory {
    recorder *r;
    const profile *profile;
    memory_hooks hooks;
    dying *stack; /* grows; owned */
    uint32_t dying_count, dying_capacity;
    uint32_t c_depth; /* what CPython's C stack holds: Py_C_RECURSION_LIMIT - c_recursion_remaining */
    uint32_t dealloc_depth; /* of that, what deallocators take that are in each other */
    ref *trash; /* dying objects put off until the C stack has unwound, the latest goes first; owned */
    uint32_t trash_count, trash_capacity;
    ref *seen; /* scratch of the collector: (row, serial) pairs; owned */
    uint32_t seen_count, seen_capacity;
    death_cause cause;
    uint32_t gc_debug;   /* gc_debug_flag */
    ref gc_garbage;      /* the list gc.garbage */
    bool gc_running;     /* from the callbacks' "start" to their "stop" */
    bool gc_quiet;       /* the interpreter's last collections tell nobody */
    gc_total gc_totals[3];
    uint32_t python_calls; /* finalizers and callbacks run so far */
    bool failed;           /* the host has no memory: the run must end */
} memory;

ouro_result memory_open(memory *m, recorder *r, ouro_error *err) OURO_MUST_CHECK;
void memory_close(memory *m);

OURO_INLINE const world *memory_world(const memory *m)
{
    return &m->r->w;
}

/* --- refcount.c ---------------------------------------------------------------------------------- */

/* Has `o` a finalizer that has not run? */
bool finalizer_wanted(const world *w, ref o);
/* A suspended generator is closed without running on: locals and stack go, in order.
 * Source: CPython 3.13.0, Objects/genobject.c, gen_close(); Python/frame.c, _PyFrame_ClearLocals(). */
void generator_locals_clear(memory *m, ref o);
/* Deallocate `o`, whose count is 0, and everything that falls with it, in CPython's order. */
void object_die(memory *m, ref o);

/* After an event that let go of a reference: if its object fell, it dies now. */
OURO_INLINE void memory_settle(memory *m)
{
    ref o = m->r->w.fell;
    if (__builtin_expect(o != 0, 0)) {
        m->r->w.fell = 0;
        object_die(m, o);
    }
}

/* The same behind events of locals, where ints are the commonest to fall. */
OURO_INLINE void memory_settle_local(memory *m)
{
    ref o = m->r->w.fell;
    if (o && world_row(&m->r->w, o)->kind == KIND_INT)
        world_emit(m->r, EV_FREE, (uint8_t)m->cause, o, 0, 0);
    else
        memory_settle(m);
}

/* A temporary of `o` ends. */
OURO_INLINE void memory_drop(memory *m, ref o)
{
    world_emit(m->r, EV_TEMP_DROP, 0, o, 0, 0);
    memory_settle(m);
}

/* Temporaries end, the youngest first, until `base` are left. */
void memory_drop_above(memory *m, uint32_t base);
/* tp_clear: let go of what `o` holds, as the collector asks of garbage. */
void object_clear(memory *m, ref o);
/* Empty a list from index `first` to before `end`, the last item going first. */
void list_clear_range(memory *m, ref list, uint32_t first, uint32_t end);
/* Empty a dict, in insertion order, each key before its value. */
void dict_clear(memory *m, ref dict);
/* Empty a set, in the order of its table. */
void set_clear(memory *m, ref set);

/* --- weakref.c ------------------------------------------------------------------------------------- */

bool weakref_possible(const world *w, ref target);
/* A weak reference, owned by a temporary: the shared one if there is no callback (0). */
ref weakref_new(memory *m, ref target, ref callback);
/* What `outer`, an instance of an heir of weakref.ref, hides. */
ref weakref_new_core(memory *m, ref target, ref callback, ref outer);
/* The same for a proxy. */
ref weakref_new_proxy(memory *m, ref target, ref callback, bool callable);
/* `o` dies: its weak references die first, then their callbacks run, the newest first. */
void weakref_clear_all(memory *m, ref o);
uint32_t weakref_count(const world *w, ref target);

/* --- gc.c -------------------------------------------------------------------------------------------- */

/* Collect `generation` and all younger ones. Nested calls do nothing.
 * Source: CPython 3.13.0, Python/gc.c, gc_collect_main(). */
gc_stats gc_collect(memory *m, uint32_t generation, bool automatic);
/* The eval breaker: collect if the young generation asked for it.
 * Source: CPython 3.13.0, Python/gc.c, _Py_RunGC(), gc_select_generation(). */
void gc_run_pending(memory *m);

#endif
