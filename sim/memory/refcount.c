/* Deaths by reference count.
 *
 * A dying object is put on a stack; the loop takes the youngest, lets go of its next slot, and puts
 * whatever falls on top: the order of CPython's nested deallocators without their recursion.
 * Source: CPython 3.13.0, Objects/object.c, _Py_Dealloc() and the tp_dealloc named at each kind.
 * That stack may be as deep as it likes; CPython's may not, so that deaths too deep down wait in its
 * trashcan, which changes their order: c_depth counts along what its C stack would hold. */
#include "sim/log/dict.h"
#include "sim/memory/memory.h"

#include <stdlib.h>

ouro_result memory_open(memory *m, recorder *r, ouro_error *err)
{
    enum { FIRST_CAPACITY = 256 };
    *m = (memory){.r = r, .profile = r->w.profile};
    m->stack = malloc(FIRST_CAPACITY * sizeof *m->stack);
    m->dying_capacity = FIRST_CAPACITY;
    return m->stack ? OURO_OK : error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
}

void memory_close(memory *m)
{
    free(m->stack);
    free(m->trash);
    free(m->seen);
    *m = (memory){0};
}

/* --- What a kind lets go of, and in which order ---------------------------------------------------- */

/* Slots first..end of the word block, downwards for sequences. */
typedef struct slot_range {
    uint32_t first, end;
    bool downwards;
} slot_range;

static slot_range slots_of(const world *w, ref o)
{
    const object_row *row = world_row(w, o);
    switch ((unsigned)row->kind) {
    case KIND_TUPLE: /* Objects/tupleobject.c, tupledealloc() */
    case KIND_LIST:  /* Objects/listobject.c, list_dealloc() */
    case KIND_STRUCTSEQ:
        return (slot_range){0, row->lo, true};
    case KIND_TYPE:
        return (slot_range){TYPE_BASE, TYPE_SLOT_END, false};
    case KIND_FUNCTION: /* Objects/funcobject.c, func_clear() */
        return (slot_range){FUNCTION_GLOBALS, FUNCTION_SLOT_END, false};
    case KIND_BUILTIN:
    case KIND_METHOD:
    case KIND_MODULE:
        return (slot_range){1, 3, false};
    case KIND_PROXY:
    case KIND_WEAK_CORE:
    case KIND_WEAKREF:
    case KIND_LIST_ITER:
    case KIND_TUPLE_ITER:
    case KIND_STR_ITER:
    case KIND_BYTES_ITER:
    case KIND_SET_ITER:
    case KIND_DICT_VIEW:
    case KIND_CELL:
    case KIND_MAPPINGPROXY:
        return (slot_range){0, 1, false};
    case KIND_SLICE:
    case KIND_SUPER:
        return (slot_range){0, 3, false};
    case KIND_FILTER: /* Python/bltinmodule.c, filter_dealloc(): the function first */
        return (slot_range){0, 2, true};
    case KIND_FILE: /* Modules/_io/textio.c, textiowrapper_clear() */
        return (slot_range){FILE_BUFFER, FILE_SLOT_END, false};
    case KIND_FILE_PART:
        return (slot_range){0, FILE_PART_SLOT_END, false};
    case KIND_NAMESPACE:
    case KIND_LOCALS_PROXY:
        return (slot_range){0, 1, false};
    case KIND_TRACEBACK:
    case KIND_GETSET:
    case KIND_MEMBER:
    case KIND_STATICMETHOD: /* Objects/funcobject.c, sm_dealloc() */
    case KIND_CLASSMETHOD:
    case KIND_DICT_ITER:
    case KIND_ENUMERATE:
    case KIND_ZIP:
    case KIND_MAP:
    case KIND_REVERSED:
    case KIND_SEQUENCE_ITER:
    case KIND_CALL_ITER:
    case KIND_LIST_REVERSE_ITER:
    case KIND_DICT_REVERSE_ITER:
        return (slot_range){0, 2, false};
    case KIND_PROPERTY: /* Objects/descrobject.c, property_dealloc() */
        return (slot_range){PROPERTY_GET, PROPERTY_SLOT_END, false};
    case KIND_EXCEPTION: /* Objects/exceptions.c, BaseException_clear() */
        return (slot_range){0, EXCEPTION_SLOT_END, false};
    case KIND_CODE:
    case KIND_FRAME: /* Objects/frameobject.c, frame_dealloc(): function, names, locals, f_back */
        return (slot_range){0, row->hi, false};
    default:
        return (slot_range){0, 0, false};
    }
}

/* What a generator lets go of in gen_dealloc(): first its frame. 0: nothing any more. */
static uint32_t generator_slot(const world *w, ref o, uint32_t i)
{
    static const uint8_t LAST[] = {GENERATOR_FUNCTION, GENERATOR_HANDLED, GENERATOR_CODE, GENERATOR_NAME,
                                   GENERATOR_QUALNAME};
    uint32_t n = world_row(w, o)->hi - GENERATOR_LOCALS;
    if (i == 0)
        return GENERATOR_FRAME;
    if (i <= n)
        return GENERATOR_LOCALS + (w->profile->locals_die_backwards ? n - i : i - 1);
    return i - n - 1 < sizeof LAST ? LAST[i - n - 1] : 0;
}

static bool is_leaf(const world *w, ref o)
{
    const object_row *row = world_row(w, o);
    switch ((unsigned)row->kind) {
    case KIND_INT:
    case KIND_FLOAT:
    case KIND_STR:
    case KIND_BYTES:
    case KIND_OBJECT:
    case KIND_RANGE:
    case KIND_RANGE_ITER:
        return true;
    case KIND_INSTANCE:
        return !(world_word(w, o, INSTANCE_INFO) & 0xFF00) && !row->hi &&
               !world_word(w, o, INSTANCE_WEAKREFS) && !world_has(w, row->lo, OBJ_MARKED) &&
               !world_word(w, row->lo, TYPE_SLOT_COUNT);
    case KIND_LIST:
        return row->lo == 0;
    case KIND_DICT:
        return dict_used(w, o) == 0;
    case KIND_SET:
    case KIND_FROZENSET:
        return set_used(w, o) == 0 && !world_word(w, o, SET_WEAKREFS);
    default:
        return false;
    }
}

/* --- The stack of the dying ------------------------------------------------------------------------- */

static void dying_push(memory *m, ref o, uint32_t units)
{
    if (m->dying_count == m->dying_capacity) {
        uint32_t capacity = m->dying_capacity * 2;
        dying *bigger = realloc(m->stack, capacity * sizeof *bigger);
        if (!bigger) {
            m->failed = true;
            return;
        }
        m->stack = bigger;
        m->dying_capacity = capacity;
    }
    m->stack[m->dying_count++] = (dying){.object = o, .units = units};
}

/* --- The trashcan -------------------------------------------------------------------------------------
 *
 * Source: CPython 3.13.0, Include/cpython/object.h, Py_TRASHCAN_BEGIN, Py_TRASHCAN_END; Objects/object.c,
 * _PyTrash_thread_deposit_object(), _PyTrash_thread_destroy_chain(). */

/* How much of the C stack's budget the deallocator of `o` takes; 0: it has no trashcan. An heir's calls
 * its base's: that of exceptions here, that of other builtin types when the payload dies. */
static uint32_t trash_units(const world *w, ref o)
{
    switch ((unsigned)world_kind(w, o)) {
    case KIND_TUPLE:
    case KIND_LIST:
    case KIND_DICT:
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_INSTANCE:
    case KIND_BUILTIN:
    case KIND_TRACEBACK:
    case KIND_FRAME:
    case KIND_FILTER:
        return 1;
    case KIND_EXCEPTION:
        return world_has(w, world_row(w, o)->lo, OBJ_IMMORTAL) ? 1 : 2;
    default:
        return 0;
    }
}

static uint32_t c_units_left(const memory *m)
{
    return m->c_depth < m->profile->c_recursion_limit ? m->profile->c_recursion_limit - m->c_depth : 0;
}

/* By version the limit is what the C stack has left, or how deep deallocators are in each other
 * (3.12, Objects/object.c, _PyTrash_begin(), PyTrash_UNWIND_LEVEL). */
static bool deallocators_too_deep(const memory *m)
{
    return m->profile->trashcan_nesting ? m->dealloc_depth >= m->profile->trashcan_nesting
                                        : c_units_left(m) <= m->profile->trashcan_headroom;
}

/* Is there room again for those that wait? _PyTrash_end(): when the outermost one is done. */
static bool deallocators_have_room(const memory *m)
{
    return m->profile->trashcan_nesting ? m->dealloc_depth == 0
                                        : c_units_left(m) > m->profile->trashcan_headroom * 2;
}

static void deallocator_enter(memory *m, uint32_t units)
{
    m->c_depth += units;
    m->dealloc_depth += units;
}

static void deallocator_leave(memory *m, uint32_t units)
{
    m->c_depth -= units;
    m->dealloc_depth -= units;
}

/* Too deep: `o` waits, untracked. False: it dies now. */
static bool trash_deposit(memory *m, ref o)
{
    const world *w = memory_world(m);
    if (!trash_units(w, o) || world_is_core(w, o))
        return false;
    if (m->trash_count == m->trash_capacity) {
        uint32_t capacity = m->trash_capacity ? m->trash_capacity * 2 : 64;
        ref *bigger = realloc(m->trash, capacity * sizeof *bigger);
        if (!bigger) {
            m->failed = true;
            return false;
        }
        m->trash = bigger;
        m->trash_capacity = capacity;
    }
    if (!world_has(w, o, OBJ_DYING))
        world_emit(m->r, EV_DIE, (uint8_t)m->cause, o, 0, 0);
    m->trash[m->trash_count++] = o;
    return true;
}

/* A deallocator that has a trashcan ends: is there room again for those that wait? */
static void trash_look(memory *m)
{
    if (__builtin_expect(m->trash_count != 0, 0) && deallocators_have_room(m)) {
        deallocator_enter(m, 1);
        dying_push(m, 0, 1);
    }
}

static void object_free(memory *m, ref o);

/* Run __del__ on an object that has just lost its last reference. True: it was saved.
 * Source: CPython 3.13.0, Objects/object.c, PyObject_CallFinalizerFromDealloc(); tracked meanwhile as
 * Objects/typeobject.c, subtype_dealloc() does. */
static bool finalize_resurrects(memory *m, ref o)
{
    world_emit(m->r, EV_TRACK, 0, o, 0, 0);
    world_emit(m->r, EV_TEMP_PUSH, 0, o, 0, 0);
    m->python_calls++;
    m->hooks.finalize(m->hooks.machine, o);
    world_emit(m->r, EV_FLAG, 0, o, OBJ_FINALIZED, 0);
    world_emit(m->r, EV_TEMP_DROP, 0, o, 0, 0);
    bool saved = m->r->w.fell != o;
    m->r->w.fell = 0;
    if (saved)
        world_emit(m->r, EV_RESURRECT, 0, o, 0, 0);
    else if (world_has(memory_world(m), o, OBJ_TRACKED))
        world_emit(m->r, EV_UNTRACK, 0, o, 0, 0);
    return saved;
}

static void weakrefs_end(memory *m, ref o)
{
    uint32_t weakrefs = world_weakrefs_at(memory_world(m), o);
    if (weakrefs && world_words(memory_world(m))[weakrefs])
        weakref_clear_all(m, o);
}

/* subtype_dealloc() up to its attributes: finalizer, then weak references. False: saved. */
static bool instance_begin(memory *m, ref o)
{
    const world *w = memory_world(m);
    ref type = world_row(w, o)->lo;
    if (world_has(w, type, OBJ_MARKED) && !world_has(w, o, OBJ_FINALIZED) &&
        finalize_resurrects(m, o))
        return false;
    if (world_word(w, type, TYPE_LAYOUT) & LAYOUT_WEAKREFS)
        weakrefs_end(m, o);
    return true;
}

/* A frame object that somebody else holds takes over what the generator's frame held, if it has not
 * been closed (_PyFrame_ClearExceptCode()). */
static void generator_frame_leave(memory *m, ref o)
{
    const world *w = memory_world(m);
    ref frame = world_word(w, o, GENERATOR_FRAME);
    if (!frame)
        return;
    world_emit(m->r, EV_WORD_SET, 0, frame, world_row(w, frame)->hi, 0);
    if (world_row(w, frame)->refcount > 1)
        world_emit(m->r, EV_GENERATOR_DETACH, 0, frame, o, 0);
}

bool finalizer_wanted(const world *w, ref o)
{
    if (world_has(w, o, OBJ_FINALIZED))
        return false;
    object_kind kind = world_kind(w, o);
    if (kind == KIND_FILE || kind == KIND_FILE_PART) /* iobase_finalize(): closes itself */
        return kind == KIND_FILE || world_row(w, o)->lo == FILE_PART_RAW;
    if (kind != KIND_GENERATOR)
        return world_class_of(w, o) && world_has(w, world_class_of(w, o), OBJ_MARKED);
    generator_state state = world_generator_state(w, o);
    return state == GENERATOR_CREATED || state == GENERATOR_SUSPENDED ||
           state == GENERATOR_SUSPENDED_SIMPLY || state == GENERATOR_DELEGATING;
}

void generator_locals_clear(memory *m, ref o)
{
    const world *w = memory_world(m);
    world_emit(m->r, EV_WORD_SET, 0, o, GENERATOR_STATE, GENERATOR_COMPLETED);
    uint32_t n = world_row(w, o)->hi - GENERATOR_LOCALS;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t slot = GENERATOR_LOCALS + (m->profile->locals_die_backwards ? n - 1 - i : i);
        if (!world_word(w, o, slot))
            continue;
        world_emit(m->r, EV_SLOT_CLEAR, 0, o, slot, 0);
        memory_settle(m);
    }
}

/* gen_dealloc() up to its frame: weak references, then its finalizer closes it; false: saved. One that
 * is suspended outside of every try just lets go of its locals, as the stack of the dying will do. */
static bool generator_begin(memory *m, ref o)
{
    const world *w = memory_world(m);
    if (world_word(w, o, GENERATOR_WEAKREFS))
        weakref_clear_all(m, o);
    generator_state state = world_generator_state(w, o);
    bool simple = state == GENERATOR_SUSPENDED_SIMPLY && !world_word(w, o, GENERATOR_FRAME);
    if (!simple && state != GENERATOR_CREATED && finalizer_wanted(w, o) && finalize_resurrects(m, o))
        return false;
    generator_frame_leave(m, o);
    return true;
}

/* remove_subclass(): the base forgets its heir, and lets go of the dict with the last. */
static void base_forget(memory *m, ref base, ref heir)
{
    const world *w = memory_world(m);
    ref dict = world_word(w, base, TYPE_SUBCLASSES);
    int64_t address = (int64_t)world_address(w, heir);
    if (!dict)
        return;
    dict_walk walk = dict_walk_start(w, dict, hash_int(address));
    for (uint32_t i; (i = dict_walk_next(w, &walk)) != DICT_NONE;) {
        ref key = dict_entry(w, dict, i).key, weakref = dict_entry(w, dict, i).value;
        if (world_int(w, key) != address)
            continue;
        world_emit(m->r, EV_DICT_REMOVE, 0, dict, i, 0);
        memory_drop(m, key);
        memory_drop(m, weakref);
        if (!dict_used(w, dict) && !world_has(w, dict, OBJ_IMMORTAL)) {
            world_emit(m->r, EV_SLOT_CLEAR, 0, base, TYPE_SUBCLASSES, 0);
            memory_settle(m);
        }
        return;
    }
}

/* Objects/typeobject.c, remove_all_subclasses(). */
static void bases_forget(memory *m, ref type)
{
    const world *w = memory_world(m);
    ref bases = world_word(w, type, TYPE_BASES);
    for (uint32_t i = 0; bases && i < world_row(w, bases)->lo; i++)
        base_forget(m, world_word(w, bases, i), type);
}

/* What comes before an object lets go of what it holds: finalizer, weak references. False: it was saved. */
static bool death_prepare(memory *m, ref o)
{
    const world *w = memory_world(m);
    object_kind kind = world_kind(w, o);
    if (kind == KIND_INSTANCE || kind == KIND_EXCEPTION)
        return instance_begin(m, o);
    if (kind == KIND_GENERATOR)
        return generator_begin(m, o);
    if (world_is_weak(w, o)) {
        if (world_row(w, o)->lo)
            world_emit(m->r, EV_WEAK_CLEAR, 0, o, 0, 0);
        return true;
    }
    if (kind == KIND_TYPE)
        bases_forget(m, o);
    if (kind == KIND_FILE && finalizer_wanted(w, o) && finalize_resurrects(m, o))
        return false;
    weakrefs_end(m, o);
    return true;
}

/* The count of `o` is 0. Leaves go at once, others wait on the stack. */
static void death_begin(memory *m, ref o)
{
    const world *w = memory_world(m);
    if (__builtin_expect(deallocators_too_deep(m), 0) && trash_deposit(m, o))
        return;
    if (is_leaf(w, o)) {
        uint32_t leaf_units = m->trash_count ? trash_units(w, o) : 0;
        object_free(m, o);
        if (leaf_units)
            trash_look(m);
        return;
    }
    if (!world_has(w, o, OBJ_DYING))
        world_emit(m->r, EV_DIE, (uint8_t)m->cause, o, 0, 0);
    uint32_t units = trash_units(w, o);
    deallocator_enter(m, units);
    if (death_prepare(m, o))
        dying_push(m, o, units);
    else
        deallocator_leave(m, units);
}

static void fallen_begin(memory *m)
{
    ref o = m->r->w.fell;
    if (o) {
        m->r->w.fell = 0;
        death_begin(m, o);
    }
}

static void object_free(memory *m, ref o)
{
    world_emit(m->r, EV_FREE, (uint8_t)m->cause, o, 0, 0);
    fallen_begin(m);
}

/* --- Letting go, slot by slot --------------------------------------------------------------------------- */

/* Emit the event that empties the next filled slot. False: none is left. */
static bool next_slot(memory *m, dying *d)
{
    const world *w = memory_world(m);
    slot_range range = slots_of(w, d->object);
    bool slice = world_kind(w, d->object) == KIND_SLICE; /* Objects/sliceobject.c, slice_dealloc(): the step first */
    for (uint32_t n = range.end - range.first; d->next < n;) {
        uint32_t i = d->next++;
        uint32_t slot = slice ? (i + 2) % 3 : range.downwards ? range.end - 1 - i : range.first + i;
        if (world_word(w, d->object, slot)) {
            world_emit(m->r, EV_SLOT_CLEAR, 0, d->object, slot, 0);
            return true;
        }
    }
    return false;
}

/* The next item of a dying list or tuple goes; numbers that nobody else holds die with it at once.
 * False: none is left. */
static bool next_item(memory *m, dying *d)
{
    const world *w = memory_world(m);
    uint32_t n = world_row(w, d->object)->lo;
    while (d->next < n) {
        uint32_t slot = n - 1 - d->next++;
        if (!world_word(w, d->object, slot))
            continue;
        world_emit(m->r, EV_SLOT_CLEAR, 0, d->object, slot, 0);
        ref fell = w->fell;
        if (!fell || world_kind(w, fell) != KIND_INT)
            return true;
        world_emit(m->r, EV_FREE, (uint8_t)m->cause, fell, 0, 0);
    }
    return false;
}

/* The place of key number `key` in a split dict's order. */
static uint32_t split_entry_of(const world *w, ref dict, uint32_t key)
{
    uint32_t i = 0, n = dict_entry_count(w, dict);
    while (i < n && values_key_at(w, world_row(w, dict)->words, i) != key)
        i++;
    return i;
}

/* Objects/dictobject.c, dict_dealloc(): values of its own go in the order of the shared keys. */
static bool next_split_value(memory *m, dying *d)
{
    const world *w = memory_world(m);
    uint32_t capacity = instance_capacity(w, d->object);
    while (d->next < capacity) {
        uint32_t key = d->next++;
        if (instance_value(w, d->object, key)) {
            world_emit(m->r, EV_DICT_DROP, 1, d->object, split_entry_of(w, d->object, key), 0);
            return true;
        }
    }
    return false;
}

/* Objects/dictobject.c, dictkeys_decref(): entries in order, key before value. */
static bool next_entry(memory *m, dying *d)
{
    const world *w = memory_world(m);
    if (dict_is_split(w, d->object))
        return next_split_value(m, d);
    uint32_t n = dict_entry_count(w, d->object) * 2;
    while (d->next < n) {
        uint32_t i = d->next++;
        dict_item entry = dict_entry(w, d->object, i / 2);
        if (i & 1 ? entry.value : entry.key) {
            world_emit(m->r, EV_DICT_DROP, (uint8_t)(i & 1), d->object, i / 2, 0);
            return true;
        }
    }
    return false;
}

/* Objects/setobject.c, set_dealloc(): the table from its start. */
static bool next_key(memory *m, dying *d)
{
    const world *w = memory_world(m);
    for (uint32_t n = set_places(w, d->object); d->next < n;) {
        uint32_t place = d->next++;
        if (set_key(w, d->object, place)) {
            world_emit(m->r, EV_SLOT_CLEAR, 0, d->object,
                       SET_HEADER_WORDS + place * (uint32_t)SET_ENTRY_WORDS, 0);
            return true;
        }
    }
    return false;
}

/* The next filled one of the slots: the heir's before the base's, each class's by name.
 * Source: CPython 3.13.0, Objects/typeobject.c, clear_slots(). *n: how many slots there are. */
static bool next_named_slot(memory *m, dying *d, uint32_t *n)
{
    const world *w = memory_world(m);
    ref class = world_row(w, d->object)->lo;
    *n = world_word(w, class, TYPE_SLOT_COUNT);
    for (uint32_t slot; d->next < *n;) {
        if ((slot = type_slot_in_order(w, class, d->next++)) == UINT32_MAX)
            continue; /* the payload, which is no slot of a name */
        uint32_t at = instance_slot_at(w, d->object, slot);
        if (world_word(w, d->object, at)) {
            world_emit(m->r, EV_SLOT_CLEAR, 0, d->object, at, 0);
            return true;
        }
    }
    return false;
}

/* Slots, then attributes, then what the builtin base holds (subtype_dealloc()).
 * Objects/dictobject.c, PyObject_ClearManagedDict(): the dict, which takes the values along, or the
 * inline values in the order of the class's shared keys. */
static bool next_attribute(memory *m, dying *d)
{
    const world *w = memory_world(m);
    uint32_t info = world_word(w, d->object, INSTANCE_INFO), capacity = info & 0xFF, slots;
    if (next_named_slot(m, d, &slots))
        return true;
    if (!(info & 0xFF00)) /* no value is left */
        capacity = 0;
    if (world_row(w, d->object)->hi) {
        world_emit(m->r, EV_DICT_LEAVE, 0, d->object, 0, 0);
        return true;
    }
    while (d->next < slots + capacity) {
        uint32_t key = d->next++ - slots;
        if (instance_value(w, d->object, key)) {
            world_emit(m->r, EV_ATTR_CLEAR, 0, d->object, key, 0);
            return true;
        }
    }
    if (!instance_payload(w, d->object) || !world_has(w, d->object, OBJ_DYING))
        return false; /* tp_clear empties the payload, it does not end it */
    ref o = d->object;
    weakrefs_end(m, o); /* of an heir of set: set_dealloc() does it */
    world_emit(m->r, EV_SLOT_CLEAR, 0, o, instance_slot_at(w, o, 0), 0);
    return true;
}

static bool next_of_generator(memory *m, dying *d)
{
    const world *w = memory_world(m);
    for (uint32_t slot; (slot = generator_slot(w, d->object, d->next)) != 0;) {
        d->next++;
        if (world_word(w, d->object, slot)) {
            world_emit(m->r, EV_SLOT_CLEAR, 0, d->object, slot, 0);
            return true;
        }
    }
    return false;
}

static bool next_reference(memory *m, dying *d)
{
    switch ((unsigned)world_kind(memory_world(m), d->object)) {
    case KIND_LIST:
    case KIND_TUPLE:
        return next_item(m, d);
    case KIND_GENERATOR:
        return next_of_generator(m, d);
    case KIND_INSTANCE:
        return next_attribute(m, d);
    case KIND_DICT:
        return next_entry(m, d);
    case KIND_SET:
    case KIND_FROZENSET:
        return next_key(m, d);
    default:
        return next_slot(m, d);
    }
}

/* The youngest of the dying lets go of its next reference, or is gone. */
static void dying_go_on(memory *m)
{
    dying *top = &m->stack[m->dying_count - 1];
    if (top->object ? next_reference(m, top) : m->trash_count != 0) {
        if (top->object)
            fallen_begin(m); /* may move the stack */
        else
            death_begin(m, m->trash[--m->trash_count]);
        return;
    }
    dying done = *top;
    m->dying_count--;
    if (done.object)
        object_free(m, done.object);
    deallocator_leave(m, done.units);
    if (done.object && done.units)
        trash_look(m);
}

void object_die(memory *m, ref o)
{
    uint8_t kind = world_row(memory_world(m), o)->kind;
    if (kind == KIND_INT || kind == KIND_FLOAT) { /* the commonest deaths: nothing falls with them */
        world_emit(m->r, EV_FREE, (uint8_t)m->cause, o, 0, 0);
        return;
    }
    uint32_t base = m->dying_count;
    death_begin(m, o);
    while (m->dying_count > base)
        dying_go_on(m);
}

/* --- tp_clear ---------------------------------------------------------------------------------------------- */

void memory_drop_above(memory *m, uint32_t base)
{
    const world_state *s = &m->r->w.state;
    while (s->used[TABLE_TEMPS] > base)
        memory_drop(m, world_temps(&m->r->w)[s->used[TABLE_TEMPS] - 1]);
}

void list_clear_range(memory *m, ref list, uint32_t first, uint32_t end)
{
    recorder *r = m->r;
    uint32_t base = r->w.state.used[TABLE_TEMPS];
    bool has_memory = end || world_more(&r->w, list)->block; /* an empty list may have some: see LIST_RESERVE */
    bool all = has_memory && first == 0 && end == world_row(&r->w, list)->lo;
    world_emit(r, EV_LIST_DETACH, all, list, first, end);
    memory_drop_above(m, base);
    if (all)
        world_emit(r, EV_BLOCK_FREE, 0, 0, 0, 0);
}

void dict_clear(memory *m, ref dict)
{
    recorder *r = m->r;
    uint32_t base = r->w.state.used[TABLE_TEMPS];
    bool has_block = world_more(&r->w, dict)->block != 0;
    bool smallest = has_block && !dict_is_split(&r->w, dict) && dict_has_smallest(&r->w, dict);
    world_emit(r, EV_DICT_DETACH, 0, dict, 0, 0);
    memory_drop_above(m, base);
    if (has_block)
        world_emit(r, EV_BLOCK_FREE, smallest, 0, 0, 0);
}

/* Objects/setobject.c, set_clear_internal() */
void set_clear(memory *m, ref set)
{
    recorder *r = m->r;
    uint32_t base = r->w.state.used[TABLE_TEMPS];
    bool has_table = world_word(&r->w, set, SET_GROWTH) != 0;
    world_emit(r, EV_SET_DETACH, 0, set, 0, 0);
    memory_drop_above(m, base);
    if (has_table)
        world_emit(r, EV_BLOCK_FREE, 0, 0, 0, 0);
}

/* Differs by kind: tuples, methods and iterators have no tp_clear (CPython 3.13.0). */
void object_clear(memory *m, ref o)
{
    const world *w = memory_world(m);
    dying d = {.object = o};
    switch ((unsigned)world_kind(w, o)) {
    case KIND_LIST:
        list_clear_range(m, o, 0, world_row(w, o)->lo);
        return;
    case KIND_DICT:
        dict_clear(m, o);
        return;
    case KIND_SET:
    case KIND_FROZENSET:
        set_clear(m, o);
        return;
    case KIND_PROXY:
    case KIND_WEAK_CORE:
    case KIND_WEAKREF: /* Objects/weakrefobject.c, gc_clear() */
        if (world_row(w, o)->lo)
            world_emit(m->r, EV_WEAK_CLEAR, 0, o, 0, 0);
        break;
    case KIND_TYPE: /* Objects/typeobject.c, type_clear(): the dict is emptied, then the mro goes */
        if (world_word(w, o, TYPE_DICT))
            dict_clear(m, world_word(w, o, TYPE_DICT));
        if (world_word(w, o, TYPE_MRO)) {
            world_emit(m->r, EV_SLOT_CLEAR, 0, o, TYPE_MRO, 0);
            memory_settle(m);
        }
        return;
    case KIND_INSTANCE: /* its values are no attributes any more, even before they go */
        if (!world_row(w, o)->hi)
            world_emit(m->r, EV_DICT_JOIN, 0, o, 0, 0);
        break;
    case KIND_PROPERTY:
    case KIND_STATICMETHOD:
    case KIND_CLASSMETHOD:
    case KIND_FUNCTION:
    case KIND_CELL:
    case KIND_MODULE:
    case KIND_EXCEPTION:
    case KIND_TRACEBACK:
    case KIND_FRAME:
    case KIND_FILE:
    case KIND_FILE_PART:
        break;
    default:
        return;
    }
    while (next_reference(m, &d))
        memory_settle(m);
    ref payload = world_kind(w, o) == KIND_INSTANCE ? instance_payload(w, o) : 0;
    if (payload && world_is_set(w, payload))
        set_clear(m, payload);
    else if (payload && world_kind(w, payload) == KIND_LIST)
        list_clear_range(m, payload, 0, world_row(w, payload)->lo);
    else if (payload && world_kind(w, payload) == KIND_DICT)
        dict_clear(m, payload);
    else if (payload && world_is_weak(w, payload))
        object_clear(m, payload);
}
