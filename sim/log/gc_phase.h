#ifndef OURO_SIM_LOG_GC_PHASE_H
#define OURO_SIM_LOG_GC_PHASE_H

/* The phases of a collection, with CPython's names (3.13.0, Python/gc.c). */
typedef enum gc_phase {
    GC_MERGE,              /* gc_list_merge of the younger generations, counts reset */
    GC_UPDATE_REFS,        /* update_refs: gc_refs = refcount */
    GC_SUBTRACT_REFS,      /* subtract_refs: one less for every reference from inside */
    GC_MOVE_UNREACHABLE,   /* move_unreachable */
    GC_UNTRACK_TUPLES,     /* untrack_tuples of the survivors */
    GC_PROMOTE,            /* survivors join the next generation */
    GC_HANDLE_WEAKREFS,    /* a mark: the events between are the phase */
    GC_FINALIZE_GARBAGE,
    GC_HANDLE_RESURRECTED, /* deduce_unreachable again, on the list of garbage */
    GC_DELETE_GARBAGE,
    GC_PHASE_COUNT
} gc_phase;

#endif
