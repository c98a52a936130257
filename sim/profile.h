/* The CPython versions that a scenario may ask for, as rows of one table: every rule that depends on
 * the version reads a field here, and no code asks which version it is. */
#ifndef OURO_SIM_PROFILE_H
#define OURO_SIM_PROFILE_H

#include <stdbool.h>
#include <stdint.h>

/* What has a size that depends on the version: profile.def. */
typedef enum profile_size {
#define SIZE(name, in_3_13) SIZE_##name,
#include "sim/profile.def"
#undef SIZE
    SIZE_COUNT
} profile_size;

/* The strs of more than one character that CPython's own start has interned, as far as a constant may be
 * equal to them: those that look like names. A script's constant of that text is that str. */
typedef struct start_names {
    const char *const *lines; /* of words in order, with spaces between them */
    uint32_t count;           /* at least one, which may be empty */
} start_names;

typedef struct profile {
    const char *name;    /* what a scenario says: "3.13" */
    const char *version; /* what it is pinned to: "3.13.0" */
    /* Immortal strs: of the start alone; what importing gc, importing weakref adds. */
    const start_names *names, *names_of_gc, *names_of_weakref;
    const start_names *names_held; /* mortal ones: each line begins with how often they are referred to */
    /* What a misspelt name may have meant: the names in builtins, in their order; modules to import. */
    const start_names *names_of_builtins, *names_of_stdlib;
    /* Importing a built-in module, allocation by allocation. A letter each: b an object that nobody sees is born,
     * d dies; 1 2 3 a tuple of so many, L a list, D a dict, K one with keys, - the last of these dies; c the look
     * whether a collection waits; M m the module's lock goes into its table, leaves it; W w likewise who waits for
     * it; S the ModuleSpec, F what it holds; A the module. */
    const char *import_steps;
    uint32_t size[SIZE_COUNT]; /* bytes, by profile_size */
    uint32_t gc_threshold[3];
    uint32_t gc_full_part; /* a full collection waits for a part of what survived the last one: one in so many */
    uint32_t long_lived_start; /* objects of the start-up heap in the oldest generation, gc alone imported */
    uint32_t long_lived_with_sys_weakref; /* ... with gc, sys and weakref */
    /* Requests of up to so many bytes are pymalloc's; how large its pools and arenas are. */
    uint32_t pymalloc_small_bytes, pymalloc_pool_bytes, pymalloc_arena_bytes;
    uint32_t traceback_births; /* of importing traceback, which prints an uncaught exception */
    int32_t small_int_min, small_int_max; /* immortal */
    /* Memory of dead objects kept for the next ones: at most so many of each (tuples: of each length). */
    uint32_t keep_tuples, keep_lists, keep_dicts, keep_dict_keys, keep_floats, keep_slices;
    uint32_t keep_ints, keep_list_iters, keep_tuple_iters, keep_ranges, keep_range_iters;
    uint32_t keep_builtins, keep_methods;
    /* A list of n items gets room for n + (n >> shift) + more, cut down to steps; one made from something of
     * known length for just that, in exact steps. What is expected of an iterable that does not tell. */
    uint32_t list_growth_shift, list_growth_more, list_step, list_exact_step, list_hint, tuple_hint;
    uint32_t dict_least_log2, dict_growth;   /* places of the smallest table; of a new one, by what is used */
    uint32_t shared_keys, shared_keys_log2;  /* of a class's instances: names, and the table for them */
    uint32_t set_full_fifths;                /* a table is full when so many fifths of it are */
    uint32_t set_growth, set_large, set_growth_large; /* then it grows by that; a larger one by less */
    /* How deep C functions may call each other; how much of that deallocators leave to others, and what one
     * run of the interpreter's loop takes. */
    uint32_t c_recursion_limit, trashcan_headroom, eval_c_units;
    uint32_t trashcan_nesting; /* not 0: so many deallocators in each other are the limit, not the C stack */
    uint32_t recursion_limit;  /* of Python calls, until sys.setrecursionlimit() */
    uint32_t none_hash;          /* of None; 0: by its address, like that of most objects */
    uint32_t immortal_refcount;  /* what sys.getrefcount() reads */
    uint32_t builtin_holders, open_holders, getattr_holders; /* references to functions of builtins at the start */
    /* Rules. From here on, all of them are flags. */
    bool slice_outlives_gc; /* a full collection leaves the slice that is kept */
    bool list_del_resizes;  /* del l[i] gives memory back */
    bool dict_tracks_by_items, tuple_tracks_by_items, frozenset_tracks_by_items; /* not from birth */
    bool gc_untracks_dicts;       /* a full collection looks for dicts that need not be tracked */
    bool gc_clears_weakrefs_late; /* once more, in silence, before garbage is deleted */
    bool weakref_outlives_del;    /* one without a callback is cleared only then */
    bool locals_die_backwards;    /* the last local of a call first */
    bool constants_immortal;      /* constants that look like names */
    bool unpack_tells_count; /* "too many values to unpack" of something whose length is known */
} profile;

/* The row of `name`, or NULL if this version is not known. */
const profile *profile_find(const char *name);

extern const start_names START_NAMES_3_13, START_NAMES_3_13_GC, START_NAMES_3_13_WEAKREF, START_NAMES_3_13_HELD;
extern const start_names START_NAMES_3_13_BUILTINS, START_NAMES_3_13_STDLIB;
/* Cost O(log lines). */
bool start_names_have(const start_names *names, const char *text, uint32_t length);
/* How often the interpreter holds it. Cost O(words). */
uint32_t start_names_held(const start_names *names, const char *text, uint32_t length);

#endif
