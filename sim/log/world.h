/* The world: the whole simulated memory as flat, pointer-free tables.
 *
 * One row per object, one arena of words for what objects hold, a stack of locals, a stack of
 * temporaries, a map of the address space. Readers get `const world *`. The one writer is
 * world_apply() (apply.h): the run and every replay go through it, so the log and the state cannot
 * disagree.
 *
 * An object is named by its row (`ref`); rows are reused after a death. What people see is the
 * object's serial number, which never is.
 *
 * Invariant (read independently by sim/memory/invariant.c): refcount = strong references in slots,
 * dicts, locals and frames + temporaries + the instances of a class + what the interpreter holds.
 *
 * Glossary
 *   row        an object's 32 bytes here        address  where CPython would have put it
 *   word       32 bits of the slot arena        slot     a word that is a reference
 *   block      2^k words, aligned to nothing; freed blocks of a class are chained
 *   temporary  a reference owned by an evaluation stack */
#ifndef OURO_SIM_LOG_WORLD_H
#define OURO_SIM_LOG_WORLD_H

#include "sim/base/error.h"
#include "sim/log/heap_state.h"
#include "sim/profile.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint32_t ref; /* a row; 0: none */

typedef enum object_kind {
#define KIND(name, type, gc, slots, sentence) KIND_##name,
#include "sim/log/kind.def"
#undef KIND
    KIND_COUNT
} object_kind;

typedef struct kind_info {
    const char *type_name;
    bool gc;
    uint8_t slots;
    const char *sentence;
} kind_info;
extern const kind_info KIND_INFO[KIND_COUNT];

/* A kind's number is that of the size of its struct. */
#define KIND(name, type, gc, slots, sentence)                                                      \
    _Static_assert((int)KIND_##name == (int)SIZE_##name, "sim/profile.def: kinds come first, in their order");
#include "sim/log/kind.def"
#undef KIND

typedef enum object_flag {
    OBJ_TRACKED = 1,
    OBJ_COLLECTING = 2,  /* in the lists that a running collection looks at */
    OBJ_UNREACHABLE = 4, /* ... and tentatively unreachable */
    OBJ_IMMORTAL = 8,    /* its count never changes */
    OBJ_FINALIZED = 16,  /* its __del__ has run */
    OBJ_DYING = 32,      /* count 0, deallocation has begun */
    OBJ_INTERPRETER = 64, /* made by the interpreter, not by the script */
    OBJ_MARKED = 128     /* class: has a __del__; str: interned; dict: a class's; list: being sorted, unchanged;
                      * tuple: unknown to CPython, its memory goes to no free list */
} object_flag;

typedef struct object_row {
    uint32_t refcount;
    uint8_t kind;        /* object_kind */
    uint8_t flags;       /* object_flag */
    uint8_t block_class; /* log2 of the words in the block; meaningful if words != 0 */
    uint8_t pinned;      /* references that the interpreter itself holds (named by the kind) */
    uint32_t gc_prev, gc_next; /* rows; a free row chains through gc_next */
    uint32_t words;            /* its block in the word arena; 0: none */
    uint32_t address;          /* its block of memory: see heap_pool */
    uint32_t lo, hi;           /* payload, see kind.def */
} object_row;
_Static_assert(sizeof(object_row) == 32, "rows are half a cache line");

/* What is seldom looked at, beside the row. */
typedef struct object_more {
    uint32_t serial;
    uint32_t block; /* the second block of memory: a list's items, a table's entries; 0: none */
} object_more;

/* Rows 1..LIST_COUNT are the heads of the collector's lists, rings through gc_prev and gc_next. */
enum {
    LIST_YOUNG = 1, /* generation 0; 2 and 3 are generations 1 and 2 */
    LIST_OLD = 3,
    LIST_PERMANENT = 4,
    LIST_UNREACHABLE = 5,
    LIST_FINALIZERS = 6,
    LIST_STILL = 7, /* still unreachable after finalizers have run */
    LIST_COUNT = 7
};

/* Words of a type's block (slots unless noted). */
enum {
    TYPE_WEAKREFS, /* head of the list of weakrefs: not counted */
    TYPE_BASE,     /* from here on in the order in which type_dealloc() lets go */
    TYPE_DICT,
    TYPE_BASES,
    TYPE_MRO,
    TYPE_SUBCLASSES, /* dict of weak references; the collector does not look into it */
    TYPE_NAME,
    TYPE_QUALNAME,
    TYPE_SLOT_NAMES, /* tuple of the names that __slots__ adds, sorted; nor into this */
    TYPE_MODULE,
    TYPE_SLOT_END,
    TYPE_KEYS = TYPE_SLOT_END, /* word: block of shared keys, 0: its instances have no __dict__ */
    TYPE_INSTANCE_KIND,        /* word: object_kind of its instances */
    TYPE_BUILTIN, /* word: 1 + builtin type number; 0: a class of the script */
    TYPE_LAYOUT,     /* word: type_layout */
    TYPE_FIRST_SLOT, /* word: number of the first slot that the class itself adds to its instances */
    TYPE_SLOT_COUNT, /* word: slots of an instance, inherited ones included */
    TYPE_PAYLOAD     /* word: object_kind of what slot 0 holds for an heir of list, dict, int, ...; else 0 */
};
typedef enum type_layout {
    LAYOUT_DICT = 1,     /* instances may have a __dict__ */
    LAYOUT_WEAKREFS = 2, /* ... and weak references */
    LAYOUT_INLINE = 4    /* ... and keep their attributes' values themselves */
} type_layout;

/* Words of a block of shared keys (ht_cached_keys): the names of the attributes of a class's instances.
 * The class uses it, and so does every split dict, which may outlive the class. */
enum {
    KEYS_USERS,
    KEYS_USED,   /* dk_nentries */
    KEYS_USABLE, /* dk_usable; falls with each instance */
    KEYS_BLOCK,  /* their memory */
    KEYS_NAMES,
    SHARED_KEYS_MOST = 30, /* no profile has more: see KEYS_CLASS */
    KEYS_CLASS = 6 /* 2^6 words */
};

/* Words of an instance's block, and of the block of values that a split dict without an instance has
 * for itself (PyDictValues). */
enum {
    INSTANCE_WEAKREFS, /* head; unused in a split dict's own block */
    INSTANCE_INFO,     /* capacity | values set << 8 | INSTANCE_DETACHED */
    INSTANCE_ORDER     /* capacity bytes: key numbers in the order of assignment; then the values, then the slots */
};
/* The values are not the instance's attributes any more: those are in its dict, if it has one.
 * CPython: PyDictValues.valid is 0. */
#define INSTANCE_DETACHED (1U << 16)

enum {
    FUNCTION_WEAKREFS,
    FUNCTION_GLOBALS,
    FUNCTION_MODULE,
    FUNCTION_DEFAULTS,
    FUNCTION_KWDEFAULTS,
    FUNCTION_DOC,
    FUNCTION_DICT,
    FUNCTION_CLOSURE,
    FUNCTION_ANNOTATIONS,
    FUNCTION_NAME,
    FUNCTION_QUALNAME,
    FUNCTION_CODE,
    FUNCTION_SLOT_END
};
enum { BUILTIN_WEAKREFS, BUILTIN_SELF, BUILTIN_DESCRIPTOR /* whose method-wrapper it is */, BUILTIN_SLOT_END };
enum { METHOD_WEAKREFS, METHOD_FUNCTION, METHOD_SELF };
enum { PROPERTY_GET, PROPERTY_SET, PROPERTY_DELETE, PROPERTY_DOC, PROPERTY_NAME, PROPERTY_SLOT_END };
enum { WRAPPER_CALLABLE, WRAPPER_DICT, WRAPPER_SLOT_END }; /* staticmethod, classmethod */
enum { SUPER_OBJECT, SUPER_CLASS, SUPER_OBJECT_CLASS, SUPER_SLOT_END }; /* as super_traverse(), super_dealloc() go */
enum { MODULE_WEAKREFS, MODULE_DICT, MODULE_NAME };
enum {
    WEAKREF_CALLBACK,
    WEAKREF_NEXT,
    WEAKREF_PREVIOUS,
    WEAKREF_HASH /* word: upper half of its object's hash + 1, kept once asked for; lower half: hi */
};
enum { EXCEPTION_OWN_SLOTS = 3 };
enum {
    EXCEPTION_OWN, /* what the type adds: exception_fields.h */
    EXCEPTION_DICT = EXCEPTION_OWN + EXCEPTION_OWN_SLOTS,
    EXCEPTION_ARGS,
    EXCEPTION_TRACEBACK,
    EXCEPTION_CAUSE,
    EXCEPTION_CONTEXT,
    EXCEPTION_SLOT_END,
    EXCEPTION_WEAKREFS = EXCEPTION_SLOT_END /* head; only of classes of the script */
};
enum { TRACEBACK_NEXT, TRACEBACK_FRAME };
enum {
    FILE_WEAKREFS,
    FILE_BUFFER,
    FILE_ENCODING,
    FILE_CODER,
    FILE_DECODED,  /* the chunk that a line is all of, which then is the same object */
    FILE_PENDING,  /* what is written and waits: a str, or a list of them */
    FILE_SNAPSHOT, /* tuple: where decoding began with the last chunk */
    FILE_RAW,
    FILE_DICT,
    FILE_SLOT_END
};
enum { FILE_PART_HOLDS, FILE_PART_DICT, FILE_PART_SLOT_END };
/* What a text file is made of, besides its TextIOWrapper. */
typedef enum file_part {
    FILE_PART_RAW,
    FILE_PART_READER,
    FILE_PART_WRITER,
    FILE_PART_ENCODER,
    FILE_PART_DECODER,
    FILE_PART_NEWLINES,
    FILE_PART_COUNT
} file_part;
enum { FRAME_FUNCTION, FRAME_NAMES, FRAME_LOCALS }; /* f_back is the last of its `hi` references */

/* A generator that does not run holds its frame: locals, then the values of the stack. While it runs
 * they are the running frame's. */
enum {
    GENERATOR_WEAKREFS, /* head */
    GENERATOR_NAME,
    GENERATOR_QUALNAME,
    GENERATOR_FRAME, /* its frame object, if somebody has asked for it */
    GENERATOR_FUNCTION,
    GENERATOR_CODE,
    GENERATOR_HANDLED, /* the exception it was handling when it yielded */
    GENERATOR_SLOT_END,
    GENERATOR_STATE = GENERATOR_SLOT_END, /* word: generator_state */
    GENERATOR_NEXT,                       /* word: the instruction to go on with */
    GENERATOR_LINE,                       /* word */
    GENERATOR_SERIAL,                     /* word: its frame's number */
    GENERATOR_LOCAL_COUNT,                /* word */
    GENERATOR_STACK,                      /* word: how many values its stack has */
    GENERATOR_LOCALS
};
/* Source: CPython 3.13.0, Include/internal/pycore_frame.h, enum _framestate. */
typedef enum generator_state {
    GENERATOR_CLEARED, /* its frame is gone: it returned, failed, or was never there */
    GENERATOR_CREATED,
    GENERATOR_SUSPENDED,
    GENERATOR_SUSPENDED_SIMPLY, /* ... outside of every try and with: closing it runs nothing */
    GENERATOR_DELEGATING,       /* suspended in yield from */
    GENERATOR_EXECUTING,
    GENERATOR_COMPLETED /* closed without having run on; the frame is still there */
} generator_state;

/* A dict is combined or split.
 * Combined (row's hi is 0): its block is this header, then `capacity` entries. The index is a block of
 * its own, a word per place: entry + 1, 0 never used, DICT_DUMMY deleted. Probing and growth are CPython's.
 * Split (row's hi: the block of shared keys): the __dict__ of an instance. Its values are the instance's
 * own inline values while the row's lo names the instance (PyDictValues.embedded), else a block like an
 * instance's. An entry's number is its place in the order of assignment. */
enum {
    DICT_INDEX,    /* word of the index block */
    DICT_LOG2,     /* places = 1 << this */
    DICT_ENTRIES,  /* entries in use or deleted */
    DICT_USED,     /* entries in use */
    DICT_CAPACITY, /* usable entries in all: 2/3 of the places, less what popitem() has used up */
    DICT_GENERAL,  /* 1: some key is or was no str */
    DICT_INDEX_CLASS,
    DICT_HEADER_WORDS = 8,
    DICT_ENTRY_WORDS = 4 /* key, value, hash lo, hash hi */
};
#define DICT_DUMMY UINT32_MAX

/* A set's block: this header, then its places: key, hash lo, hash hi. A key is 0 (never used), a row or
 * SET_DUMMY (deleted). Eight places lie inside of CPython's object, more are a block of their own. */
enum {
    SET_WEAKREFS, /* head */
    SET_GROWTH,   /* places = 8 << this */
    SET_FILL,     /* places used or deleted */
    SET_USED,
    SET_FINGER,    /* where pop() looks first */
    SET_HASH,      /* of a frozenset, + 1: 0 unless somebody has asked */
    SET_HASH_HIGH, /* its upper half */
    SET_HEADER_WORDS = 8,
    SET_ENTRY_WORDS = 3,
    SET_SMALL_PLACES = 8
};
#define SET_DUMMY UINT32_MAX

enum { TEXT_HEADER_WORDS = 2 }; /* hash lo, hash hi */

typedef struct world_frame {
    uint32_t code;      /* serial of the code */
    ref function;       /* 0: module or class body */
    ref names;          /* the namespace dict of a module or class body, else 0 */
    uint32_t locals;    /* first of its words in the table of locals */
    uint32_t local_count;
    uint32_t temps;     /* temporaries below belong to the callers */
    uint32_t line;
    uint32_t serial;    /* of the call */
} world_frame;
_Static_assert(sizeof(world_frame) == 32, "frames do not straddle pages");

enum {
    TABLE_ROWS,
    TABLE_MORE,
    TABLE_WORDS,
    TABLE_LOCALS,
    TABLE_FRAMES,
    TABLE_TEMPS,
    TABLE_BLOCKS,
    TABLE_POOLS,
    TABLE_ARENAS,
    TABLE_CHUNKS,
    TABLE_DETACHED,
    TABLE_COUNT
};
enum { WORLD_PAGE_SHIFT = 14, WORD_CLASSES = 30 };
/* The interpreter numbers its own objects from here, so that the first one of a script is #1. */
#define WORLD_FIRST_OWN_SERIAL 4000000000U

/* What is small: copied whole into every keyframe. */
typedef struct world_state {
    uint64_t event; /* events applied */
    uint32_t used[TABLE_COUNT]; /* elements in use, from the start */
    uint32_t free_row;
    uint32_t free_words[WORD_CLASSES];
    uint32_t serial, frame_serial;
    uint32_t own_serial, own_next; /* the number of the interpreter's last object; 1: the next one is its own */
    uint32_t gc_count[3], gc_threshold[3], gc_size[LIST_COUNT + 1];
    uint32_t gc_enabled, gc_collecting, gc_generation;
    uint32_t long_lived_total, long_lived_pending;
    uint32_t long_lived_start, start_frozen; /* weight of CPython's start-up heap; 1: gc.freeze() took it */
    uint32_t live;
    heap_state heap;
    uint32_t step, step_line;
    uint32_t pending_hash[2], has_pending_hash;
    uint32_t exit_stage;
    uint32_t scratch_count; /* what the last phase counted */
} world_state;

typedef struct history history;
typedef struct world {
    uint8_t *base[TABLE_COUNT];
    uint8_t *saved[TABLE_COUNT]; /* per page: 1 = may be written, its old content is safe */
    uint32_t *gc_refs;           /* scratch of a collection: a column beside the rows */
    uint64_t gc_kinds;           /* ... and a set of the kinds that it has found */
    world_state state;
    ref born; /* the object that the last event made */
    ref fell; /* the object whose count reached 0 in the last event that let go of one, else 0 */
    uint32_t gc_unseen; /* young objects that are counted, but not made: nothing but C code sees them */
    bool gc_due; /* the young count went over its threshold since somebody looked */
    history *keeper; /* saves pages before they change; NULL: nobody looks back */
    const profile *profile;    /* whose rules these are */
    uint32_t size[SIZE_COUNT]; /* the profile's, at hand */
    heap_rules heap;
    uint64_t kinds_tracked;    /* a set of kinds: tracked from birth */
    uint32_t instance_bytes;   /* of one with inline values, without them */
} world;

/* --- Reading ------------------------------------------------------------------------------- */

static inline const object_row *world_row(const world *w, ref o)
{
    return (const object_row *)(const void *)w->base[TABLE_ROWS] + o;
}

static inline const uint32_t *world_words(const world *w)
{
    return (const uint32_t *)(const void *)w->base[TABLE_WORDS];
}

/* Word `i` of object `o`'s block. */
static inline uint32_t world_word(const world *w, ref o, uint32_t i)
{
    return world_words(w)[world_row(w, o)->words + i];
}

static inline const uint32_t *world_locals(const world *w)
{
    return (const uint32_t *)(const void *)w->base[TABLE_LOCALS];
}

static inline const world_frame *world_frames(const world *w)
{
    return (const world_frame *)(const void *)w->base[TABLE_FRAMES];
}

static inline const ref *world_temps(const world *w)
{
    return (const ref *)(const void *)w->base[TABLE_TEMPS];
}

static inline const object_more *world_more(const world *w, ref o)
{
    return (const object_more *)(const void *)w->base[TABLE_MORE] + o;
}

/* The number that people see: never reused. */
static inline uint32_t world_serial(const world *w, ref o)
{
    return world_more(w, o)->serial;
}

static inline object_kind world_kind(const world *w, ref o)
{
    return (object_kind)world_row(w, o)->kind;
}

static inline bool world_has(const world *w, ref o, object_flag flag)
{
    return (world_row(w, o)->flags & (unsigned)flag) != 0;
}

static inline int64_t row_int(const object_row *row)
{
    return (int64_t)((uint64_t)row->hi << 32 | row->lo);
}

static inline int64_t world_int(const world *w, ref o)
{
    return row_int(world_row(w, o));
}

static inline double world_float(const world *w, ref o)
{
    int64_t bits = world_int(w, o);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Bytes of a str or bytes; *length without the NUL that follows them. */
static inline const char *world_text(const world *w, ref o, uint32_t *length)
{
    const object_row *row = world_row(w, o);
    *length = row->lo;
    return (const char *)(world_words(w) + row->words + TEXT_HEADER_WORDS);
}

/* A 64-bit number in two words. */
static inline int64_t world_wide(const world *w, ref o, uint32_t i)
{
    return (int64_t)((uint64_t)world_word(w, o, i + 1) << 32 | world_word(w, o, i));
}

/* Does it refer weakly: a weakref, a proxy, or the core of an heir of weakref.ref? */
static inline bool world_is_weak(const world *w, ref o)
{
    object_kind kind = world_kind(w, o);
    return kind == KIND_WEAKREF || kind == KIND_PROXY || kind == KIND_WEAK_CORE;
}

/* Cores: the objects that instances of heirs hide. They have no memory of their own but what is a block
 * apart (a list's items), and the collector does not know them. */
static inline bool world_is_core(const world *w, ref o)
{
    return world_row(w, o)->address == 0;
}

/* The instance that hides a core. */
static inline ref core_outer(const world *w, ref core)
{
    return world_row(w, core)->gc_prev;
}

/* The object that scripts see of a member of a list of weak references. */
static inline ref weakref_outer(const world *w, ref weakref)
{
    return world_kind(w, weakref) == KIND_WEAK_CORE ? core_outer(w, weakref) : weakref;
}

/* The class of an object that has one in its row (instances, exceptions); else 0. */
static inline ref world_class_of(const world *w, ref o)
{
    const object_row *row = world_row(w, o);
    return row->kind == KIND_INSTANCE || row->kind == KIND_EXCEPTION ? row->lo : 0;
}

/* Is it an instance of a class of the script? */
static inline bool world_of_script_class(const world *w, ref o)
{
    ref type = world_class_of(w, o);
    return type && !world_word(w, type, TYPE_BUILTIN);
}

static inline generator_state world_generator_state(const world *w, ref generator)
{
    return (generator_state)world_word(w, generator, GENERATOR_STATE);
}

static inline uint32_t instance_capacity(const world *w, ref o)
{
    return world_word(w, o, INSTANCE_INFO) & 0xFF;
}

static inline uint32_t instance_value_at(uint32_t capacity, uint32_t key)
{
    return INSTANCE_ORDER + (capacity + 3) / 4 + key;
}

/* The value of key number `key`, 0 if it has none. */
static inline ref instance_value(const world *w, ref o, uint32_t key)
{
    uint32_t capacity = instance_capacity(w, o);
    return key < capacity ? world_word(w, o, instance_value_at(capacity, key)) : 0;
}

/* Are the inline values the instance's attributes, whether or not a dict shares them? */
static inline bool instance_is_inline(const world *w, ref o)
{
    return !(world_word(w, o, INSTANCE_INFO) & INSTANCE_DETACHED);
}

/* The word of slot number `slot` in an instance's block. */
static inline uint32_t instance_slot_at(const world *w, ref o, uint32_t slot)
{
    uint32_t capacity = instance_capacity(w, o);
    return instance_value_at(capacity, capacity) + slot;
}

/* What an heir of list, dict, int, ... is besides its attributes: a hidden object of that kind. 0: none. */
static inline ref instance_payload(const world *w, ref o)
{
    return world_word(w, world_row(w, o)->lo, TYPE_PAYLOAD) ? world_word(w, o, instance_slot_at(w, o, 0)) : 0;
}

static inline ref world_outer_of(const world *w, ref o)
{
    return world_is_core(w, o) ? core_outer(w, o) : o;
}

/* `o` as the code of its builtin base sees it: for an instance of an heir of list, dict, int, ... its
 * core; everything else is itself. */
static inline ref world_core_of(const world *w, ref o)
{
    const object_row *row = world_row(w, o);
    if (__builtin_expect(row->kind != KIND_INSTANCE, 1))
        return o;
    uint32_t kind = world_word(w, row->lo, TYPE_PAYLOAD);
    return kind && kind != KIND_WEAK_CORE ? instance_payload(w, o) : o;
}

/* What of `o` stands in a list of weak references: itself, or the core it hides; 0: nothing. */
static inline ref world_weak_of(const world *w, ref o)
{
    ref payload = world_kind(w, o) == KIND_INSTANCE ? instance_payload(w, o) : o;
    return payload && world_is_weak(w, payload) ? payload : 0;
}

/* The number of the `n`th slot of `type`'s instances in the order in which they die: the heir's before
 * the base's. UINT32_MAX: there are fewer; the payload is none of them. */
uint32_t type_slot_in_order(const world *w, ref type, uint32_t n);
/* The name of slot number `slot`, 0 for the payload. */
ref type_slot_name(const world *w, ref type, uint32_t slot);

/* Names of the attributes of a class's instances, type_key_count() of them. */
static inline const ref *type_keys(const world *w, ref type)
{
    return world_words(w) + world_word(w, type, TYPE_KEYS) + KEYS_NAMES;
}

static inline uint32_t type_key_count(const world *w, ref type)
{
    uint32_t keys = world_word(w, type, TYPE_KEYS);
    return keys ? world_words(w)[keys + KEYS_USED] : 0;
}

/* The key number of value `i` in the order of assignment; `block`: an instance's, or a dict's values. */
static inline uint32_t values_key_at(const world *w, uint32_t block, uint32_t i)
{
    return ((const uint8_t *)(world_words(w) + block + INSTANCE_ORDER))[i];
}

static inline bool dict_is_split(const world *w, ref dict)
{
    return world_row(w, dict)->hi != 0;
}

/* The block of a split dict's values. */
static inline uint32_t split_values(const world *w, ref dict)
{
    const object_row *row = world_row(w, dict);
    return row->lo ? world_row(w, row->lo)->words : row->words;
}

/* The word of the value of a split dict's entry. */
static inline uint32_t split_value_at(const world *w, ref dict, uint32_t entry)
{
    uint32_t block = split_values(w, dict);
    uint32_t capacity = world_words(w)[block + INSTANCE_INFO] & 0xFF;
    return block + instance_value_at(capacity, values_key_at(w, block, entry));
}

typedef struct dict_item {
    ref key, value; /* 0: deleted */
    int64_t hash;
} dict_item;

dict_item dict_split_entry(const world *w, ref dict, uint32_t entry);

static inline dict_item dict_entry(const world *w, ref dict, uint32_t entry)
{
    if (dict_is_split(w, dict))
        return dict_split_entry(w, dict, entry);
    const uint32_t *e = world_words(w) + world_row(w, dict)->words + DICT_HEADER_WORDS +
                        entry * (uint32_t)DICT_ENTRY_WORDS;
    return (dict_item){e[0], e[1], (int64_t)((uint64_t)e[3] << 32 | e[2])};
}

/* Entries, deleted ones included: a split dict has none of those. */
static inline uint32_t dict_entry_count(const world *w, ref dict)
{
    if (dict_is_split(w, dict))
        return world_words(w)[split_values(w, dict) + INSTANCE_INFO] >> 8 & 0xFF;
    return world_row(w, dict)->words ? world_word(w, dict, DICT_ENTRIES) : 0;
}

static inline uint32_t dict_used(const world *w, ref dict)
{
    if (dict_is_split(w, dict))
        return dict_entry_count(w, dict);
    return world_row(w, dict)->words ? world_word(w, dict, DICT_USED) : 0;
}

static inline bool world_is_set(const world *w, ref o)
{
    object_kind kind = world_kind(w, o);
    return kind == KIND_SET || kind == KIND_FROZENSET;
}

static inline uint32_t set_places(const world *w, ref set)
{
    return (uint32_t)SET_SMALL_PLACES << world_word(w, set, SET_GROWTH);
}

static inline uint32_t set_used(const world *w, ref set)
{
    return world_word(w, set, SET_USED);
}

/* Key, hash lo, hash hi of a place. */
static inline const uint32_t *set_entry(const world *w, ref set, uint32_t place)
{
    return world_words(w) + world_row(w, set)->words + SET_HEADER_WORDS +
           (size_t)place * SET_ENTRY_WORDS;
}

/* The key at a place, 0 if there is none. */
static inline ref set_key(const world *w, ref set, uint32_t place)
{
    ref key = *set_entry(w, set, place);
    return key == SET_DUMMY ? 0 : key;
}

static inline int64_t set_hash_at(const world *w, ref set, uint32_t place)
{
    const uint32_t *entry = set_entry(w, set, place);
    return (int64_t)((uint64_t)entry[2] << 32 | entry[1]);
}

static inline const heap_pool *world_pool(const world *w, uint32_t pool)
{
    return (const heap_pool *)(const void *)w->base[TABLE_POOLS] + pool;
}

static inline const heap_arena *world_arena(const world *w, uint32_t number)
{
    return (const heap_arena *)(const void *)w->base[TABLE_ARENAS] + number;
}

static inline const heap_chunk *world_chunk(const world *w, uint32_t chunk)
{
    return (const heap_chunk *)(const void *)w->base[TABLE_CHUNKS] + chunk;
}

/* Bytes that stand in an object's block before what its address points at: the collector's header, and
 * for instances of classes of the script two pointers, to weak references and to the __dict__.
 * Source: CPython 3.13.0, Include/internal/pycore_object.h, _PyType_PreHeaderSize(). */
static inline uint32_t world_header_bytes(const world *w, ref o)
{
    const object_row *row = world_row(w, o);
    bool more = row->kind == KIND_INSTANCE
                    ? world_word(w, row->lo, TYPE_LAYOUT) & (LAYOUT_DICT | LAYOUT_WEAKREFS)
                    : row->kind == KIND_EXCEPTION && world_word(w, row->lo, TYPE_LAYOUT) & LAYOUT_WEAKREFS;
    return (KIND_INFO[row->kind].gc ? w->size[SIZE_GC_HEADER] : 0U) + (more ? w->size[SIZE_PRE_HEADER] : 0U);
}

/* The struct of a kind and its GC header. */
static inline uint32_t world_kind_bytes(const world *w, uint32_t kind)
{
    return w->size[kind] + (KIND_INFO[kind].gc ? w->size[SIZE_GC_HEADER] : 0);
}

static inline uint64_t heap_address(const world *w, uint32_t block)
{
    if (block & HEAP_LARGE)
        return WORLD_LARGE_BASE + (uint64_t)world_chunk(w, block & ~HEAP_LARGE)->address * HEAP_UNIT_BYTES;
    uint64_t pool = (uint64_t)(block >> HEAP_POOL_SHIFT) * w->heap.pool_units;
    return WORLD_ADDRESS_BASE + (pool + (block & (HEAP_POOL_UNITS_MOST - 1))) * HEAP_UNIT_BYTES;
}

/* What id() tells. */
static inline uint64_t world_address(const world *w, ref o)
{
    return heap_address(w, world_row(w, o)->address) + world_header_bytes(w, o);
}

/* Bytes of all blocks in use in pools. */
static inline uint64_t heap_bytes(const world_state *s)
{
    uint64_t units = 0;
    for (uint32_t i = 0; i < HEAP_CLASSES; i++)
        units += (uint64_t)s->heap.used[i] * (i + 1);
    return units * HEAP_UNIT_BYTES;
}

static inline uint32_t heap_blocks(const world_state *s)
{
    uint32_t blocks = 0;
    for (uint32_t i = 0; i < HEAP_CLASSES; i++)
        blocks += s->heap.used[i];
    return blocks;
}

/* The head of the list of weak references to `o`: a word index in the arena, 0 if its kind has none. */
uint32_t world_weakrefs_at(const world *w, ref o);

/* Could `o` ever be part of a cycle? Objects of the interpreter that are no GC objects cannot, nor can a
 * tuple that the collector has found to hold only such.
 * Source: CPython 3.13.0, Include/internal/pycore_gc.h, _PyObject_GC_MAY_BE_TRACKED(); static types:
 * Objects/typeobject.c, type_is_gc(). */
static inline bool world_may_be_tracked(const world *w, ref o)
{
    const object_row *row = world_row(w, o);
    if (row->kind == KIND_TYPE)
        return !(row->flags & OBJ_IMMORTAL);
    return KIND_INFO[row->kind].gc && (row->kind != KIND_TUPLE || row->flags & OBJ_TRACKED);
}

/* Every strong reference that `o` holds and the collector may follow: what tp_traverse visits.
 * Returns how many; calls `visit` for each. */
typedef void world_visit(void *user, ref target);
void world_traverse(const world *w, ref o, world_visit *visit, void *user);

/* Which generation a collection would look at if the young one went over its threshold now: the
 * oldest that is over its own; a full collection also waits until what is new there is a part (a
 * quarter) of what survived the last one. Source: CPython 3.13.0, Python/gc.c, gc_select_generation(). */
uint32_t world_next_generation(const world *w);

/* Make an empty world: rows for the lists, nothing else. The profile stays the caller's. */
ouro_result world_open(world *w, const profile *p, ouro_error *err) OURO_MUST_CHECK;
void world_close(world *w);

#endif
