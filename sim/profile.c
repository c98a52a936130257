#include "sim/profile.h"

#include <stddef.h>
#include <string.h>

static const profile PROFILES[] = {
    {
        .name = "3.13",
        .version = "3.13.0",
        .names = &START_NAMES_3_13,
        .names_of_gc = &START_NAMES_3_13_GC,
        .names_of_weakref = &START_NAMES_3_13_WEAKREF,
        .names_held = &START_NAMES_3_13_HELD,
        .names_of_builtins = &START_NAMES_3_13_BUILTINS,
        .names_of_stdlib = &START_NAMES_3_13_STDLIB,
        .size = {
#define SIZE(name, in_3_13) [SIZE_##name] = (in_3_13),
#include "sim/profile.def"
#undef SIZE
        },
        .gc_threshold = {2000, 10, 10}, /* Include/internal/pycore_runtime_init.h */
        .gc_full_part = 4,              /* Python/gc.c, gc_select_generation() */
        .long_lived_start = 4259,       /* measured */
        .long_lived_with_sys_weakref = 5207,
        .import_steps = /* Lib/importlib/_bootstrap.py, measured: every allocation of an import */
            "bcbbc1bbb-dd"                /* _ModuleLockManager.__enter__(): there is no lock of that name */
            "bcbcbcLL1b2b-cMdc"           /* _ModuleLock, which its table holds weakly */
            "bcbbcbc1bbb-dd2c32b--c32--c-Wdd" /* _BlockingOnManager.__enter__(): its list of locks */
            "bbdL-3-dcD3c--2cw-ddddc"     /* the lock is taken */
            "dc3c-cbbcbbcdbcbdcbdc"       /* _find_spec(): BuiltinImporter's */
            "K2S2cF---cddcddc"            /* ModuleSpec(name, loader, origin=) */
            "D1cDA-c--c3c-cD1cD-c--c2c-"  /* _load_unlocked(): create_module(), exec_module() */
            "D3cbbdc3-dc--2cm--dddd--dddc", /* the lock is released, and dies */
        .pymalloc_small_bytes = 512, /* Include/internal/pycore_obmalloc.h, SMALL_REQUEST_THRESHOLD */
        .pymalloc_pool_bytes = 16 << 10, /* POOL_BITS */
        .pymalloc_arena_bytes = 1 << 20, /* ARENA_BITS */
        .traceback_births = 7700, /* measured: the sum of gc.get_count()[0] and of what collections took */
        .small_int_min = -5, /* Include/internal/pycore_long.h, _PY_NSMALLNEGINTS */
        .small_int_max = 256,
        .keep_tuples = 2000, /* Include/internal/pycore_freelist.h, Py..._MAXFREELIST */
        .keep_lists = 80,
        .keep_dicts = 80,
        .keep_dict_keys = 80,
        .keep_floats = 100,
        .keep_slices = 1, /* slice_cache */
        .keep_ints = 0,   /* these since 3.14 */
        .keep_list_iters = 0,
        .keep_tuple_iters = 0,
        .keep_ranges = 0,
        .keep_range_iters = 0,
        .keep_builtins = 0,
        .keep_methods = 0,
        .list_growth_shift = 3, /* Objects/listobject.c, list_resize() */
        .list_growth_more = 6,
        .list_step = 4,
        .list_exact_step = 2, /* list_preallocate_exact() */
        .list_hint = 8,       /* list_extend_iter_lock_held() */
        .tuple_hint = 10,     /* Objects/abstract.c, PySequence_Tuple() */
        .dict_least_log2 = 3, /* Objects/dictobject.c, PyDict_LOG_MINSIZE */
        .dict_growth = 3,     /* GROWTH_RATE */
        .shared_keys = 30,    /* Include/internal/pycore_dict.h, SHARED_KEYS_MAX_SIZE */
        .shared_keys_log2 = 6, /* Objects/dictobject.c, NEXT_LOG2_SHARED_KEYS_MAX_SIZE */
        .set_full_fifths = 3,  /* Objects/setobject.c, set_add_entry() */
        .set_growth = 4,
        .set_large = 50000,
        .set_growth_large = 2,
        .c_recursion_limit = 10000, /* Include/cpython/pystate.h, Py_C_RECURSION_LIMIT */
        .trashcan_headroom = 50,    /* Include/cpython/object.h, Py_TRASHCAN_HEADROOM */
        .eval_c_units = 2,          /* Python/ceval.c, PY_EVAL_C_STACK_UNITS */
        .trashcan_nesting = 0,      /* until 3.12: 50, Objects/object.c, _PyTrash_UNWIND_LEVEL */
        .recursion_limit = 1000,    /* Include/internal/pycore_ceval.h, Py_DEFAULT_RECURSION_LIMIT */
        .none_hash = 0xFCA86420U,   /* Objects/object.c, none_hash(): since 3.12 */
        .immortal_refcount = 4294967295U, /* Include/object.h, _Py_IMMORTAL_REFCNT */
        .builtin_holders = 2, /* measured */
        .open_holders = 3,
        .getattr_holders = 6,
        .slice_outlives_gc = true,   /* Objects/object.c, _PyObject_ClearFreeLists(): until 3.13 */
        .list_del_resizes = false,   /* Objects/listobject.c, list_ass_item(): until 3.12, list_ass_slice() */
        .dict_tracks_by_items = true,   /* Objects/dictobject.c, MAINTAIN_TRACKING(): until 3.13 */
        .tuple_tracks_by_items = false, /* Objects/tupleobject.c: since 3.14 */
        .frozenset_tracks_by_items = false, /* Objects/setobject.c: since 3.15 */
        .gc_untracks_dicts = true,          /* Python/gc.c, untrack_dicts(): until 3.13 */
        .gc_clears_weakrefs_late = false,   /* Python/gc.c, gc_collect_main(): since 3.13.13, 3.14.4 */
        .weakref_outlives_del = false,      /* Python/gc.c, handle_weakrefs(): since 3.15 */
        .locals_die_backwards = false,      /* Python/frame.c, _PyFrame_ClearLocals(): since 3.14 */
        .constants_immortal = false,        /* Objects/codeobject.c, intern_constants(): in 3.12 */
        .unpack_tells_count = false, /* Python/ceval.c, unpack_iterable(): since 3.14 */
    },
};

const profile *profile_find(const char *name)
{
    for (size_t i = 0; i < sizeof PROFILES / sizeof *PROFILES; i++)
        if (strcmp(PROFILES[i].name, name) == 0)
            return &PROFILES[i];
    return NULL;
}
