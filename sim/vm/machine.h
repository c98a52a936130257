/* The machine: executes code on an explicit stack of values.
 *
 * It owns frames and evaluation stacks, which are no part of the world: a replay never executes. What
 * it changes in the world it changes through sim/memory and world_emit().
 *
 * A value on the stack is a row, and whether the stack owns a reference to it. Loads borrow: the name
 * they come from keeps the object alive. A borrowed value becomes owned (a `temporary` in the world)
 * before Python code can run or look: machine_own_stack(). So a script sees the counts that CPython
 * shows, and most loads cost no event.
 *
 * Invariant: an owned value has exactly one temporary in the world; immortal objects are never owned. */
#ifndef OURO_SIM_VM_MACHINE_H
#define OURO_SIM_VM_MACHINE_H

#include "sim/base/buffer.h"
#include "sim/log/series.h"
#include "sim/memory/memory.h"
#include "sim/vm/run.h"

typedef uint32_t value; /* a row | VALUE_OWNED; 0: empty, or "an exception was raised" */
#define VALUE_OWNED REF_TAKEN
#define VALUE_ROW(v) ((v) & ~VALUE_OWNED)

enum { MAY_BE_CALLED = 1, MAY_BE_BASE = 2, HEIRLESS = 4 };
typedef enum builtin_type {
#define TYPE(name, text, base, kind, flags) BT_##name,
#include "sim/vm/builtin_type.def"
#undef TYPE
    BT_COUNT
} builtin_type;

typedef struct machine machine;

/* What a builtin function gets: its arguments on the stack (keywords last), borrowed by it. */
typedef struct call_args {
    const value *v;       /* `count` of them, positional first */
    uint32_t count;
    uint32_t keywords;    /* how many of them are keyword arguments */
    ref keyword_names;    /* tuple of their names, 0 if none */
    ref self;             /* of a method; else 0 */
    ref packed;           /* of a bound BUILTIN_WRAPPER: the tuple of the positional ones; else 0 */
} call_args;

typedef value builtin_function(machine *m, const call_args *args);

typedef enum builtin_flag {
    BUILTIN_PURE = 1,     /* lets go of nothing and runs no Python code: arguments may stay borrowed */
    BUILTIN_KEYWORDS = 2, /* takes keyword arguments */
    BUILTIN_TUPLE = 4,    /* METH_VARARGS: its arguments come in a tuple */
    BUILTIN_CLASS = 8,    /* METH_CLASS: self is the type */
    BUILTIN_STATIC = 16,  /* of a type, but no method: the first argument is no self */
    BUILTIN_UNBROKEN = 32, /* once specialised, its call does not look whether a collection waits */
    BUILTIN_PACKS = 128,   /* with BUILTIN_TUPLE: copies them to a new tuple even if they are in one */
    BUILTIN_WRAPPER = 64, /* of a slot: its arguments come in a tuple, and again in one without the first */
    BUILTIN_CHARGES = 256, /* of str: it charges for what it looks at, which need not be all of self */
    BUILTIN_LAST = 512     /* of object: found if nothing else has the name (object_slot()) */
} builtin_flag;

typedef struct builtin_info {
    const char *name;
    int16_t owner; /* builtin_type of a method, or OWNER_... */
    uint8_t least, most; /* positional arguments, self not counted; most 255: any number */
    uint16_t flags;
    builtin_function *call;
} builtin_info;
/* tp_new_wrapper() is a plain builtin. */
OURO_INLINE bool builtin_is_wrapper(const builtin_info *info)
{
    return info->flags & BUILTIN_WRAPPER && !(info->flags & BUILTIN_STATIC);
}
enum { ANY_NUMBER = 255 };
enum { OWNER_BUILTINS = -1, OWNER_GC = -2, OWNER_SYS = -3, OWNER_WEAKREF = -4, OWNER_LIBRARY = -5, OWNER_ATEXIT = -6 };

/* An instruction's memory of what it found last time. Never part of the world. */
typedef struct inline_cache {
    uint32_t key;     /* what it was found for: a class, a dict's row */
    uint32_t version; /* of all classes, where the class matters */
    uint32_t index;
    ref found;
} inline_cache;

/* Bits that the machine keeps in the aux of its own copy of the instructions. CALL_WARM: this call has
 * been made before, so that CPython has specialised it. */
enum { LINE_START = 0x80, CALL_WARM = 0x40, AUX_MASK = 0x3F, SLICE_INSTRUCTIONS = 20000 };

typedef enum frame_exit {
    EXIT_NORMAL,  /* push the result on the caller's stack */
    EXIT_INIT,    /* __init__: the result must be None, the instance is below */
    EXIT_INIT_WARM, /* the same, but nothing else of the call is left */
    EXIT_TO_C,    /* machine_execute() returns */
    EXIT_FOR,     /* of a generator: goes on with FOR_ITER of the caller */
    EXIT_SEND     /* of a generator: goes on with SEND of the caller */
} frame_exit;

typedef struct vm_frame {
    const code *code;
    instr *first;        /* of the code's instructions */
    const ref *constants; /* ... and the objects of its constants */
    const instr *next;   /* to execute when control comes back */
    value *base;         /* the stack's floor */
    ref function;        /* 0: module */
    ref globals;
    ref names;           /* namespace dict of a module or class body; 0: fast locals */
    inline_cache *caches;
    const ref *locals;   /* in the world's table, which never moves */
    frame_exit exit;
    const instr *line_at; /* where the frame came to its line, or further on in it */
    uint32_t line;
    uint32_t arg_count;  /* EXIT_INIT: how many values the call has on the caller's stack */
    uint32_t made_count; /* ... and how many of them, the last ones, it has made for itself */
    ref object;          /* its frame object, which it holds by a pin; 0: nobody has asked */
    ref generator;       /* whose frame this is; 0: none's */
    ref back;            /* of a generator's frame: the generator whose throw() has come through to it */
    ref outer_handled;   /* of a generator's frame: what its caller is handling */
    bool dying;          /* its values are going: nobody sees it any more */
    bool unlined;        /* the prefix: no lines are told */
} vm_frame;

typedef struct method_entry {
    ref type, name;
    uint32_t version;
    ref found;
} method_entry;
enum { METHOD_ENTRIES = 1024, MORTAL_MODULES = 2 };

struct machine {
    memory mem;
    recorder *r;
    const program *program;
    const run_options *options;
    const profile *profile;
    ouro_error *err;
    ouro_result stopped; /* not OK: the run ends at once, no handler runs */

    value *stack, *stack_end, *sp; /* sp: the next free place */
    vm_frame *frames, *frame; /* frame: the running one */
    uint32_t depth, frame_capacity; /* frames in use */
    uint32_t native_depth;          /* machine_execute() inside machine_execute() */
    uint32_t recursion_limit;

    ref *names;          /* str of each program name */
    ref last_name;       /* the last of their rows: no other str of a name has a lower one */
    ref *name_table;     /* all interned names, a hash table of `name_places` places */
    uint32_t *name_serials; /* their serial numbers: a mortal name may die and its row be another object */
    uint32_t name_places, name_used;
    ref *codes;          /* code object of each code */
    ref **constants;     /* per code: the objects of its constants */
    ref *shared_constants; /* by the constant's serial number, while code is made */
    ref tree;            /* the list of those that the syntax tree holds */
    instr **instrs;      /* per code: its instructions, LINE_START set in aux where a line begins */
    inline_cache **caches; /* per code, made when first called */
    ref none, yes, no, ellipsis, not_implemented, empty_str, empty_tuple;
    ref chars[256];      /* one-character strings of Latin-1 */
    ref bytes[256], empty_bytes; /* single bytes */
    ref small_ints;      /* row of the smallest; the others follow */
    ref types[BT_COUNT];
    ref main_module, main_dict, module_gc, module_sys, module_weakref, module_builtins;
    ref gc_callbacks;    /* the list gc.callbacks */
    ref library_dict;    /* globals of the interpreter's own Python code, 0: the script needs none */
    ref mapping_class;   /* its base of all mappings, whose metaclass is not type */
    ref exit_callback;   /* to be called at exit, pinned; 0: none */
    ref module_atexit;   /* once imported, pinned; else 0 */
    bool starting;       /* the interpreter's own Python code runs, before the script */
    const builtin_info **builtins; /* by number */
    uint32_t builtin_count;
    ref *builtin_rows;   /* by number: the object of a function or method */
    ref *builtin_names;  /* per program name: what the name means in builtins, or 0 */
    ref builtins_dict;   /* what functions hold as __builtins__ */
    ref build_class;     /* the builtin __build_class__ */
    bool module_weakref_used, module_gc_used; /* the script mentions it */
    ref list_append, list_sort, dict_get; /* methods that calls know */
    ref name_init, name_new; /* "__init__", "__new__" */
    ref name_getattr, name_setattr, name_delattr; /* "__getattr__", ...: 0 if the script has no such name */
    ref name_dict;       /* "__dict__" */
    ref name_stdout, name_write, name_flush;
    ref console, console_error; /* the interpreter's own sys.stdout and sys.stderr */
    method_entry methods[METHOD_ENTRIES];
    uint32_t class_version; /* rises when a class changes */
    uint32_t *class_changes; /* by row of a class: class_version when it changed last */
    uint32_t class_changes_count;

    ref raised;          /* the exception on its way, owned by a temporary; 0: none */
    bool reraised;       /* it has been on its way before: this frame is in its traceback already */
    ref handled;         /* the exception being handled by the running generator or, outside of
                            generators, by the program; pinned; 0: none */
    uint32_t generators; /* how many of the frames are generators' */
    ref throw_through;   /* the generator that passes on what is thrown into it; 0: none */
    bool yielded;        /* machine_execute(): the generator has not returned, but yielded */
    value result;        /* of the frame that machine_execute() was to run */
    uint64_t instructions;
    uint64_t first_event; /* of the script */
    uint32_t slice;      /* instructions until the next look at limits and the stop flag */
    uint32_t step;       /* the next step to begin */
    ref keyword_tuples[2]; /* what min() and max() keep of their keywords once they got some; pinned */
    bool repr_noted;     /* some container's repr has been made: the thread has its list of those */
    uint32_t unwritten_pieces, unwritten_bytes; /* what sys.stdout has not yet handed to its buffer */
    uint32_t mortal_modules[MORTAL_MODULES]; /* weakref, gc: their serial numbers if they may die; else 0 */
    bool modules_gone;   /* the interpreter's end: sys.modules is empty */
    bool builtins_gone;  /* ... and names in builtins and sys mean None */
    bool decoder_warm;   /* a decoder has decoded: its Python code is specialised */
    bool stderr_waits;   /* sys.stderr has an incomplete line */
    ref stderr_pieces;   /* pinned: the list of its pieces, if they are several; 0: none */
    ref unwritten;       /* pinned: the list that holds those pieces or, if there is one, the piece; 0: none */
    struct repr_entry *repr_of; /* containers whose repr is being made, the innermost first */
    buffer out;          /* stdout not yet handed on */
    struct disk *disk;   /* the files that open() knows; owned */
    struct text_places *text_places; /* where characters of long texts begin; owned, NULL: nobody has asked */
};

OURO_INLINE const world *machine_world(const machine *m)
{
    return &m->r->w;
}

/* --- Values --------------------------------------------------------------------------------------- */

/* An object just made, held by its temporary. */
OURO_INLINE value value_born(const machine *m)
{
    return m->r->w.born | VALUE_OWNED;
}

/* Make a borrowed value owned. */
OURO_INLINE value value_own(machine *m, value v)
{
    if (!v || v & VALUE_OWNED || world_has(machine_world(m), v, OBJ_IMMORTAL))
        return v;
    world_emit(m->r, EV_TEMP_PUSH, 0, v, 0, 0);
    return v | VALUE_OWNED;
}

/* The end of a value: lets go if it is owned. */
OURO_INLINE void value_drop(machine *m, value v)
{
    if (v & VALUE_OWNED)
        memory_drop(&m->mem, VALUE_ROW(v));
}

/* aux of an event that stores a value. */
OURO_INLINE uint8_t value_steal(value v)
{
    return (uint8_t)(v & VALUE_OWNED ? EV_STEAL : 0);
}

/* Before Python code runs or counts are looked at: the stack of the running frame owns its values. */
void machine_own_stack(machine *m);
/* The values from `base` to the top end. */
void stack_drop_from(machine *m, value *base);
/* The same from the top downwards, as instructions of many operands do. */
void stack_drop_down_to(machine *m, value *base);

/* --- Errors ---------------------------------------------------------------------------------------- */

/* Raise: returns 0, so that `return raise_error(...)` reads well. */
value raise_error(machine *m, builtin_type type, const char *format, ...) OURO_PRINTF(3, 4);
value raise_with(machine *m, ref type, value argument);
value raise_value(machine *m, value exception);
/* A field of the exception that has just been raised (exception_fields.h); an AttributeError's two, returns 0. */
void raised_field(machine *m, uint32_t field, ref o);
value raised_attribute(machine *m, ref o, ref name);
/* The same, but what is being handled does not become its context. */
value raise_bare(machine *m, value exception);
/* sys.exception(): what the running generator handles or, if nothing, its callers. */
ref handled_exception(const machine *m);
/* Outside the language: the run stops with the position of the current instruction. */
value stop_unsupported(machine *m, const char *format, ...) OURO_PRINTF(2, 3);
value stop_limit(machine *m, ouro_result why, const char *format, ...) OURO_PRINTF(3, 4);
instr_position machine_position(const machine *m);
/* The exception on its way is told to sys.stderr as ignored in `where` or, if that is 0, as `message` says, and
 * dropped. */
void exception_ignore(machine *m, ref where, const char *message);
/* The str that is all of an exception's arguments, and its str(); else 0. */
ref exception_only_str(const machine *m, ref exception);
/* str(exception). */
bool exception_text(machine *m, ref exception, buffer *out);
void exception_drop(machine *m);
/* One C function deeper, as into a nested container; false: RecursionError. Every true has its leave. */
bool nesting_enter(machine *m, const char *doing);
OURO_INLINE void nesting_leave(machine *m)
{
    m->mem.c_depth--;
}
bool exception_is(const machine *m, ref exception, builtin_type type);

/* --- Making objects ----------------------------------------------------------------------------------- */

value make_int(machine *m, int64_t n);
/* The same, for where it pays to have it in place. */
OURO_INLINE value make_int_at_once(machine *m, int64_t n)
{
    const profile *p = m->profile;
    if (n >= p->small_int_min && n <= p->small_int_max)
        return m->small_ints + (ref)(n - p->small_int_min);
    world_emit(m->r, EV_NEW, KIND_INT, int_digit_bytes(n), (uint32_t)(uint64_t)n,
               (uint32_t)((uint64_t)n >> 32));
    return value_born(m);
}
value make_float(machine *m, double x);
value make_str(machine *m, const char *text, size_t length);
/* The same, where CPython does not look for the one str of a single character. */
value make_str_anew(machine *m, const char *text, size_t length);
/* The one str of no or of one Latin-1 character, or 0. */
ref str_single(const machine *m, const char *text, size_t length);
value make_text(machine *m, const char *text); /* NUL-terminated */
value make_tuple(machine *m, uint32_t n);      /* empty places, to be filled by tuple_fill() from the last */
void tuple_fill(machine *m, value tuple, uint32_t i, value item);
value make_list(machine *m, uint32_t n, uint32_t allocated);
value make_dict(machine *m);
/* An empty list or dict, as calling the type makes it. */
value make_by_type(machine *m, object_kind kind);
value make_exception(machine *m, ref type, value argument); /* argument 0: no arguments */
OURO_INLINE value make_bool(const machine *m, bool b)
{
    return b ? m->yes : m->no;
}

/* --- Types and attributes ------------------------------------------------------------------------------- */

ref type_of(const machine *m, ref o);
const char *type_name(const machine *m, ref o); /* of the object's type, for messages */
const char *class_name(const machine *m, ref type);
/* Its __module__ where its name is shown with it, 0: not with __main__ and builtins; None: it is no str. */
ref class_module_shown(const machine *m, ref type);
/* Its __qualname__. */
ref class_qualified_name(const machine *m, ref type);
bool type_is_subtype(const machine *m, ref type, ref base);
/* The attribute `name` in the mro of `type`, borrowed; 0: none. O(1) from the cache. */
ref type_lookup(machine *m, ref type, ref name);
/* PyType_Modified(): nothing that was found in the class or its heirs is believed any more. */
void type_changed(machine *m, ref type);
/* class_version when the class or one that it inherits from changed last: its tp_version_tag. */
uint32_t type_version(const machine *m, ref type);
/* The same in `type` alone. */
ref type_own(const machine *m, ref type, ref name);
ref name_find(const machine *m, const char *text); /* the str of a program name, or 0 if the program has none */

value attribute_get(machine *m, value o, ref name);
/* For a call: *self is the object the function is to be called with, or 0. */
value attribute_get_method(machine *m, value o, ref name, value *self, inline_cache *cache);
value attribute_load(machine *m, value o, ref name, inline_cache *cache);
bool attribute_set(machine *m, ref o, ref name, value v, inline_cache *cache);
bool attribute_delete(machine *m, ref o, ref name);
/* The same past the script's __setattr__ and __delattr__. */
bool attribute_set_plain(machine *m, ref o, ref name, value v, inline_cache *cache);
bool attribute_delete_plain(machine *m, ref o, ref name);
/* Attributes of exceptions, tracebacks and frames (exceptions.c): borrowed, or 0. */
value exception_attribute(machine *m, ref o, ref name);
value traceback_attribute(machine *m, ref o, ref name);
value frame_attribute(machine *m, ref o, ref name);
/* True: it was one of those that are no entries of the exception's dict. */
bool exception_attribute_set(machine *m, ref o, ref name, value v);
bool exception_attribute_delete(machine *m, ref o, ref name);
bool name_is(const machine *m, ref name, const char *text);
value instance_dict(machine *m, ref o);
/* A bound method. */
value method_bind(machine *m, ref function, ref self);
/* Does CPython give objects of this type such an attribute, though the language does not? */
/* The slot wrapper of object for `name`, of which `type` has nothing of its own; 0: none. Only classes of the script, their
 * exceptions and object itself have them: what the interpreter's own types do is not object's. */
ref object_slot(const machine *m, ref type, ref name);
bool attribute_known_to_cpython(const machine *m, ref type, const char *name);
bool module_name_known(const machine *m, ref module, const char *name);
/* Is it a hook that CPython would call, or ask, at an exception that nobody catches? It may not be set. */
bool module_name_is_hook(const machine *m, ref module, const char *name);
/* Those that a builtin type has beyond its base, with spaces between them; NULL: none. */
const char *known_attributes(const machine *m, ref type);
/* Those of a module, in several lists; "" where it has none. */
enum { MODULE_NAME_LISTS = 3 };
const char *known_module_names(const machine *m, ref module, uint32_t list);
/* 1 found, 0 not, -1 raised. */
int attribute_find(machine *m, value o, ref name, value *out);

/* --- Dicts ------------------------------------------------------------------------------------------------ */

bool hash_of(machine *m, ref o, int64_t *hash); /* false: raised */
bool key_is_plain(const world *w, ref key);
/* The entry of `key`, or DICT_NONE; *failed if __eq__ or __hash__ raised. */
uint32_t dict_lookup(machine *m, ref dict, ref key, bool *failed);
uint32_t dict_lookup_hashed(machine *m, ref dict, ref key, int64_t hash, bool *failed);
bool dict_put(machine *m, ref dict, ref key, value v);
/* PyDict_SetItem(): key and value are held once more while __hash__ and __eq__ run. dict_put() is
 * _PyDict_SetItem_Take2(), which takes the references over. */
bool dict_put_held(machine *m, ref dict, ref key, value v);
/* The same, where the key's hash is known already. */
bool dict_put_hashed(machine *m, ref dict, ref key, int64_t hash, value v);
/* The same for a key that is known not to be there. */
bool dict_add_hashed(machine *m, ref dict, ref key, int64_t hash, value v);
/* An empty dict gets room for `n` entries; general: not all keys will be str.
 * Source: CPython 3.13.0, Objects/dictobject.c, dict_new_presized(). */
void dict_presize(machine *m, ref dict, uint32_t n, bool general);
/* All entries of a dict go into another one, by the hashes they have. False: raised.
 * Source: CPython 3.13.0, Objects/dictobject.c, dict_dict_merge(). */
bool dict_merge_dict(machine *m, ref to, ref from);
/* The same; a key that is there already is a KeyError. */
bool dict_merge_unique(machine *m, ref to, ref from);
/* dict.copy(), PyDict_Copy(). */
value dict_copy_of(machine *m, ref from);
/* For names: str keys, no Python code. */
ref dict_get_name(const machine *m, ref dict, ref name);
void dict_put_name(machine *m, ref dict, ref name, value v);
bool dict_delete(machine *m, ref dict, uint32_t entry);

/* --- Operators ---------------------------------------------------------------------------------------------- */

value operator_binary(machine *m, uint32_t kind, value a, value b);
value operator_compare(machine *m, compare_op_kind kind, ref a, ref b);
int object_is_true(machine *m, ref o); /* -1: raised */
int object_equal(machine *m, ref a, ref b);
int item_equal(machine *m, ref sequence, uint32_t i, ref wanted);
/* May comparing it, or its repr(), run Python code? */
OURO_INLINE bool object_runs_code(const world *w, ref o)
{
    object_kind kind = world_kind(w, o);
    return kind == KIND_INSTANCE || kind == KIND_LIST || kind == KIND_TUPLE || kind == KIND_DICT ||
           kind == KIND_EXCEPTION || kind == KIND_WEAKREF || kind == KIND_PROXY || kind == KIND_SET ||
           kind == KIND_FROZENSET || kind == KIND_SLICE || kind == KIND_DICT_VIEW || kind == KIND_METHOD ||
           kind == KIND_MAPPINGPROXY || kind == KIND_NAMESPACE || kind == KIND_LOCALS_PROXY;
}
/* Are its special methods those of its class? Exceptions may have a script's class, too. */
OURO_INLINE bool object_of_class(const world *w, ref o)
{
    object_kind kind = world_kind(w, o);
    return kind == KIND_INSTANCE || kind == KIND_EXCEPTION;
}
int object_contains(machine *m, ref container, ref item);
value subscript_get(machine *m, value o, value key);
bool subscript_set(machine *m, ref o, ref key, value v);
bool subscript_delete(machine *m, ref o, ref key);
int64_t object_length(machine *m, ref o); /* -1: raised */
value compare_weakrefs(machine *m, compare_op_kind kind, ref a, ref b);
bool weakref_hash(machine *m, ref weakref, int64_t *hash);
value compare_ranges(machine *m, compare_op_kind kind, ref a, ref b);
bool index_of(machine *m, ref o, int64_t *out, const char *what);
/* Start, stop, step of a slice for a sequence of `length`; the number of items. */
bool slice_indices(machine *m, ref slice, int64_t length, int64_t *start, int64_t *stop, int64_t *step,
                   int64_t *count);

/* The place of a field of sys.version_info, -1 if there is none; and its name, NULL past the end. */
int32_t version_info_field(const char *name);
const char *version_info_name(uint32_t i);

/* --- What C code does besides ------------------------------------------------------------------------------- */

/* It looks for signals, and with them for a collection that waits: PyObject_Repr(), PyObject_Str(), ... */
void signals_check(machine *m);
/* An object of the collector's that C code makes for itself, such as a bound method: it counts while it lives.
 * Differs: it is not made, so it takes no memory and no collection visits it. */
void unseen_birth(machine *m);
void unseen_death(machine *m);
OURO_INLINE void unseen_pass(machine *m)
{
    unseen_birth(m);
    unseen_death(m);
}
/* The next object is the interpreter's own: it is made, but the script does not count it among its objects. */
OURO_INLINE void own_next(machine *m)
{
    world_emit(m->r, EV_OWN, 0, 0, 0, 0);
}
OURO_INLINE value own_tuple(machine *m, uint32_t n)
{
    own_next(m);
    return make_tuple(m, n);
}

/* --- Text --------------------------------------------------------------------------------------------------- */

value object_str(machine *m, ref o);
value object_repr(machine *m, ref o);
/* What object's own __str__ and __repr__ say. Source: CPython 3.13.0, Objects/typeobject.c, object_str(), object_repr(). */
value object_str_plain(machine *m, ref o);
value object_repr_plain(machine *m, ref o);
/* Append str() or repr(); false: raised. */
bool text_str(machine *m, ref o, buffer *out);
bool text_repr(machine *m, ref o, buffer *out);

/* --- Iteration ------------------------------------------------------------------------------------------------- */

value iterator_of(machine *m, value o);
/* A new iterator over `of`. */
value iterator_make(machine *m, object_kind kind, ref of, uint32_t lo, uint32_t hi);
/* Does its type iterate by itself (tp_iternext)? */
bool object_is_iterator(machine *m, ref o);
/* How many items may be expected of `o`, `otherwise` if it does not say; -1: raised.
 * Source: CPython 3.13.0, Objects/abstract.c, PyObject_LengthHint(). */
int64_t length_hint(machine *m, ref o, int64_t otherwise);
/* The tuple that an iterator yields again and again, kept in its slot `slot`: if nobody else holds it, it
 * is filled anew, else a new one takes over; items are owned and taken. */
value result_tuple(machine *m, ref iterator, uint32_t slot, const value *items, uint32_t count);
/* Of enumerate, zip, map, filter, reversed and the iterators of iter(f, x), of __getitem__: iterators.c */
value composed_step(machine *m, ref iterator);
value construct_iterator(machine *m, builtin_type type, const value *args, uint32_t count, ref names);
/* Has its type an __iter__, or a __getitem__? */
bool object_iterable(machine *m, ref o);
/* The next item; 0: at the end, or raised (look at m->raised). */
value iterator_next(machine *m, ref iterator);
/* The same, but the end may also come as a StopIteration that is on its way. */
value iterator_step(machine *m, ref iterator);
/* Every item of `o` appended to a list; false: raised. */
bool list_extend(machine *m, ref list, value o);
/* PySequence_Tuple(). 0: raised. */
value sequence_tuple(machine *m, value o);
/* A new list of the items of `o`, PySequence_List(); 0: raised. */
value make_list_of(machine *m, value o);
/* PySequence_Fast(): lists and tuples as they are, what else can be iterated over as a list; `message` if
 * it cannot. 0: raised. */
value make_sequence(machine *m, value o, const char *message);

/* --- Generators (generator.c) --------------------------------------------------------------------------------------------- */

value generator_step(machine *m, ref generator);
value generator_close(machine *m, ref generator);
value generator_attribute(machine *m, ref generator, ref name);

/* --- Calls --------------------------------------------------------------------------------------------------------- */

/* Call from C: arguments are borrowed. 0: raised. */
value call_object(machine *m, ref callable, const value *args, uint32_t count);
/* PyCallable_Check() */
bool object_callable(machine *m, ref o);
/* o.name(): a method is not bound for that. */
value call_method(machine *m, ref o, ref name);
/* The method `name` of `o`'s class called with `o` first; *found false if there is none. */
value call_special(machine *m, ref o, const char *name, const value *args, uint32_t count, bool *found);
/* CALL: callable, self or empty and `count` arguments lie on the stack. Pushes the result, or enters a
 * frame; the next instruction, or NULL if raised. */
const instr *call_stack(machine *m, uint32_t count, ref keyword_names, const instr *next);
/* The same, where the call has been made before. Source: CPython 3.13.0, Python/bytecodes.c,
 * CALL_ALLOC_AND_ENTER_INIT: a simple __init__ takes its arguments over from the stack. */
const instr *call_stack_warm(machine *m, uint32_t count, const instr *next);
value class_build(machine *m, ref namespace, ref name, ref bases);
/* The same by the metaclass that the bases have: abstract base classes are more than classes. */
value class_call(machine *m, ref namespace, ref name, ref bases);
bool function_enter(machine *m, ref function, const value *args, uint32_t count, ref keyword_names,
                    frame_exit on_exit);
/* Run until the frame entered last has returned. Its result, or 0: raised. */
value machine_execute(machine *m);
/* The same, called by a C function of the interpreter. */
OURO_INLINE value machine_execute_nested(machine *m)
{
    m->native_depth++;
    m->mem.c_depth += m->profile->eval_c_units;
    value result = machine_execute(m);
    m->mem.c_depth -= m->profile->eval_c_units;
    m->native_depth--;
    return result;
}
/* Charge work that no instruction counts; false: a limit is reached, the run stops. */
bool machine_charge(machine *m, uint32_t instructions);
/* Leave the top frame: locals go in order. */
void frame_leave(machine *m, ref returned);
value machine_output(machine *m, bool is_stderr, const char *text, size_t length);
void machine_flush(machine *m);

/* --- Tables ------------------------------------------------------------------------------------------------------------ */

extern const builtin_info BUILTINS_CORE[], BUILTINS_METHODS[], BUILTINS_STR[], BUILTINS_NUMBERS[],
    BUILTINS_LIBRARY[], BUILTINS_LIBRARY_SETS[], BUILTINS_ATEXIT[], BUILTINS_REF[],
    BUILTINS_EXCEPTIONS[], BUILTINS_SORT[], BUILTINS_SET[], BUILTINS_BYTES[], BUILTINS_DICT[], BUILTINS_RANGE[], BUILTINS_LOCALS_PROXY[],
    BUILTINS_GENERATOR[], BUILTINS_ITERATORS[],
    BUILTINS_PROPERTY[], BUILTINS_OBJECT[], BUILTINS_TYPE_CALL[], BUILTINS_TYPE[], BUILTINS_NAMESPACE[], BUILTINS_HEIR[],
    BUILTINS_GC[], BUILTINS_SYS[], BUILTINS_WEAKREF[];
/* All of them under one numbering; NULL past the end. O(tables): at the start only. */
const builtin_info *builtin_numbered(uint32_t number);
uint32_t builtin_count(void);
OURO_INLINE const builtin_info *builtin_at(const machine *m, uint32_t number)
{
    return m->builtins[number];
}

bool machine_boot(machine *m);
/* `ended`: the script has come to its end, without an exception. False: what sys.stdout or sys.stderr kept could not
 * be written. */
bool machine_shutdown(machine *m, bool ended);

#endif
