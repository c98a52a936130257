#define _GNU_SOURCE
#include "sim/log/world.h"

#include "sim/log/apply.h"
#include "sim/log/history.h"

#include <sys/mman.h>

const kind_info KIND_INFO[KIND_COUNT] = {
#define KIND(name, type, has_gc, slot_count, text) [KIND_##name] = {type, has_gc, slot_count, text},
#include "sim/log/kind.def"
#undef KIND
};

const event_info EVENT_INFO[EV_COUNT] = {
#define EVENT(name, json, a, b, c, sentence)                                                     \
    [EV_##name] = {json, {FIELD_##a, FIELD_##b, FIELD_##c}, sentence},
#include "sim/log/event.def"
#undef EVENT
};

/* Address space reserved per table; memory comes with the first touch. */
static const size_t RESERVED_BYTES[TABLE_COUNT] = {
    [TABLE_ROWS] = (size_t)1 << 30,   [TABLE_MORE] = (size_t)1 << 28,
    [TABLE_WORDS] = (size_t)1 << 33,  [TABLE_LOCALS] = (size_t)1 << 28,
    [TABLE_FRAMES] = (size_t)1 << 24, [TABLE_TEMPS] = (size_t)1 << 29, /* a list's items, twice */
    [TABLE_BLOCKS] = (size_t)1 << 30, [TABLE_POOLS] = (size_t)1 << 24,
    [TABLE_ARENAS] = (size_t)1 << 20, [TABLE_CHUNKS] = (size_t)1 << 28,
    [TABLE_DETACHED] = (size_t)1 << 22,
};
#define GC_REFS_BYTES ((size_t)1 << 27)
/* Short runs touch less than this of a table: they are not to clear huge pages for a few rows. */
#define SMALL_PAGES_BYTES ((size_t)1 << 21)

/* Behind its start a table asks for huge pages: a fault for each 4 KiB would be a fifth of a long run. */
static void *reserve(size_t bytes)
{
    char *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                   -1, 0);
    if (p == MAP_FAILED)
        return NULL;
    if (bytes > SMALL_PAGES_BYTES) /* advice: where it is not taken, all stays as it is */
        (void)madvise(p + SMALL_PAGES_BYTES, bytes - SMALL_PAGES_BYTES, MADV_HUGEPAGE);
    return p;
}

/* Containers, but for frames, which are tracked when they outlive their call, and for what the profile
 * tracks only with its first item that could be part of a cycle. */
static uint64_t kinds_tracked(const profile *p)
{
    uint64_t kinds = 0;
    for (uint32_t kind = 0; kind < KIND_COUNT; kind++)
        kinds |= (uint64_t)KIND_INFO[kind].gc << kind;
    kinds &= ~((uint64_t)1 << KIND_FRAME);
    if (p->dict_tracks_by_items)
        kinds &= ~((uint64_t)1 << KIND_DICT);
    if (p->tuple_tracks_by_items)
        kinds &= ~((uint64_t)1 << KIND_TUPLE);
    if (p->frozenset_tracks_by_items)
        kinds &= ~((uint64_t)1 << KIND_FROZENSET);
    return kinds;
}

ouro_result world_open(world *w, const profile *p, ouro_error *err)
{
    *w = (world){.profile = p};
    memcpy(w->size, p->size, sizeof w->size);
    w->kinds_tracked = kinds_tracked(p);
    w->instance_bytes = p->size[SIZE_INSTANCE] + p->size[SIZE_GC_HEADER] + p->size[SIZE_PRE_HEADER];
    for (unsigned t = 0; t < TABLE_COUNT; t++) {
        w->base[t] = reserve(RESERVED_BYTES[t]);
        w->saved[t] = reserve(RESERVED_BYTES[t] >> WORLD_PAGE_SHIFT);
    }
    w->gc_refs = reserve(GC_REFS_BYTES);
    bool ok = w->gc_refs != NULL;
    for (unsigned t = 0; t < TABLE_COUNT; t++)
        ok = ok && w->base[t] && w->saved[t];
    if (!ok) {
        world_close(w);
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "no address space for the simulated memory");
    }
    /* Element 0 of every table stays empty, so that 0 can mean "none". */
    for (unsigned t = 0; t < TABLE_COUNT; t++)
        w->state.used[t] = 1;
    w->state.used[TABLE_FRAMES] = w->state.used[TABLE_TEMPS] = w->state.used[TABLE_DETACHED] = 0;
    w->state.used[TABLE_ROWS] = w->state.used[TABLE_MORE] = LIST_COUNT + 1;
    w->state.gc_enabled = 1;
    w->state.serial = WORLD_FIRST_OWN_SERIAL;
    for (uint32_t list = 1; list <= LIST_COUNT; list++)
        *row_write(w, list) = (object_row){.gc_prev = list, .gc_next = list};
    heap_open(w);
    return OURO_OK;
}

void world_close(world *w)
{
    for (unsigned t = 0; t < TABLE_COUNT; t++) {
        if (w->base[t])
            munmap(w->base[t], RESERVED_BYTES[t]);
        if (w->saved[t])
            munmap(w->saved[t], RESERVED_BYTES[t] >> WORLD_PAGE_SHIFT);
    }
    if (w->gc_refs)
        munmap(w->gc_refs, GC_REFS_BYTES);
    *w = (world){0};
}

void world_save_page(world *w, unsigned table, uint32_t page)
{
    w->saved[table][page] = 1;
    if (w->keeper)
        history_save_page(w->keeper, w, table, page);
}

static bool is_heir_of_set(const world *w, ref o)
{
    uint32_t kind = world_word(w, world_row(w, o)->lo, TYPE_PAYLOAD);
    return kind == KIND_SET || kind == KIND_FROZENSET;
}

uint32_t world_weakrefs_at(const world *w, ref o)
{
    const object_row *row = world_row(w, o);
    switch ((unsigned)row->kind) {
    case KIND_INSTANCE: /* a set's own place for them serves its heirs */
        return world_word(w, row->lo, TYPE_LAYOUT) & LAYOUT_WEAKREFS || is_heir_of_set(w, o) ? row->words : 0;
    case KIND_EXCEPTION:
        return world_word(w, row->lo, TYPE_LAYOUT) & LAYOUT_WEAKREFS ? row->words + EXCEPTION_WEAKREFS : 0;
    case KIND_BUILTIN:
        return row->hi ? 0 : row->words;
    case KIND_TYPE:
    case KIND_FUNCTION:
    case KIND_METHOD:
    case KIND_MODULE:
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_GENERATOR:
    case KIND_FILE:
        return row->words; /* always the first word */
    default:
        return 0;
    }
}

/* --- Following references ---------------------------------------------------------------------- */

static void visit_words(const world *w, ref o, uint32_t first, uint32_t end, world_visit *visit,
                        void *user)
{
    for (uint32_t i = first; i < end; i++) {
        ref target = world_word(w, o, i);
        if (target)
            visit(user, target);
    }
}

/* list_traverse(), tupletraverse(): from the last item to the first. */
static void visit_items(const world *w, ref o, world_visit *visit, void *user)
{
    for (uint32_t i = world_row(w, o)->lo; i-- > 0;) {
        ref item = world_word(w, o, i);
        if (item)
            visit(user, item);
    }
}

/* type_traverse(): dict, mro, bases, base; not the subclasses, not the names of slots. */
static void visit_type(const world *w, ref o, world_visit *visit, void *user)
{
    static const uint8_t ORDER[] = {TYPE_DICT, TYPE_MRO,      TYPE_BASES, TYPE_BASE,
                                    TYPE_NAME, TYPE_QUALNAME, TYPE_MODULE};
    for (size_t i = 0; i < sizeof ORDER; i++) {
        ref target = world_word(w, o, ORDER[i]);
        if (target)
            visit(user, target);
    }
}

uint32_t type_slot_in_order(const world *w, ref type, uint32_t n)
{
    for (ref t = type; t; t = world_word(w, t, TYPE_BASE)) {
        uint32_t first = world_word(w, t, TYPE_FIRST_SLOT), own = world_word(w, t, TYPE_SLOT_COUNT) - first;
        if (n < own)
            return first + n;
        n -= own;
    }
    return UINT32_MAX;
}

ref type_slot_name(const world *w, ref type, uint32_t slot)
{
    ref t = type;
    while (t && slot < world_word(w, t, TYPE_FIRST_SLOT))
        t = world_word(w, t, TYPE_BASE);
    ref names = t ? world_word(w, t, TYPE_SLOT_NAMES) : 0;
    uint32_t i = t ? slot - world_word(w, t, TYPE_FIRST_SLOT) : 0;
    return names && i < world_row(w, names)->lo ? world_word(w, names, i) : 0;
}

/* subtype_traverse(): slots, the heir's first; attributes; the class; what the builtin base holds.
 * PyObject_VisitManagedDict(): the inline values while they are the attributes, and then not the dict
 * that shares them; else the dict. */
static void visit_instance(const world *w, ref o, world_visit *visit, void *user)
{
    uint32_t capacity = instance_capacity(w, o), slot;
    ref class = world_row(w, o)->lo;
    for (uint32_t i = 0; (slot = type_slot_in_order(w, class, i)) != UINT32_MAX; i++) {
        ref content = world_word(w, o, instance_slot_at(w, o, slot));
        if (content)
            visit(user, content);
    }
    const object_row *row = world_row(w, o);
    if (instance_is_inline(w, o))
        visit_words(w, o, instance_value_at(capacity, 0), instance_value_at(capacity, capacity), visit,
                    user);
    else if (row->hi)
        visit(user, row->hi);
    visit(user, row->lo);
    ref payload = instance_payload(w, o);
    if (payload)
        world_traverse(w, payload, visit, user);
}

/* The values of a split dict, in the order of the shared keys, unless an instance visits them. */
static void visit_split(const world *w, ref o, world_visit *visit, void *user)
{
    if (world_row(w, o)->lo)
        return;
    uint32_t capacity = instance_capacity(w, o);
    visit_words(w, o, instance_value_at(capacity, 0), instance_value_at(capacity, capacity), visit, user);
}

/* dict_traverse(): each value before its key; keys that are all str are not visited. */
static void visit_dict(const world *w, ref o, world_visit *visit, void *user)
{
    if (dict_is_split(w, o)) {
        visit_split(w, o, visit, user);
        return;
    }
    bool general = world_row(w, o)->words && world_word(w, o, DICT_GENERAL);
    for (uint32_t i = 0, n = dict_entry_count(w, o); i < n; i++) {
        dict_item entry = dict_entry(w, o, i);
        if (!entry.key)
            continue;
        if (entry.value)
            visit(user, entry.value);
        if (general)
            visit(user, entry.key);
    }
}

/* set_traverse(): the table from its start. */
static void visit_set(const world *w, ref o, world_visit *visit, void *user)
{
    for (uint32_t i = 0, n = set_places(w, o); i < n; i++) {
        ref key = set_key(w, o, i);
        if (key)
            visit(user, key);
    }
}

/* gen_traverse(), _PyFrame_Traverse(). */
static void visit_generator(const world *w, ref o, world_visit *visit, void *user)
{
    bool cleared = world_generator_state(w, o) == GENERATOR_CLEARED; /* then its code is no more visited */
    visit_words(w, o, GENERATOR_NAME, cleared ? GENERATOR_CODE : GENERATOR_HANDLED, visit, user);
    visit_words(w, o, GENERATOR_LOCALS, world_row(w, o)->hi, visit, user);
    visit_words(w, o, GENERATOR_HANDLED, GENERATOR_SLOT_END, visit, user);
}

void world_traverse(const world *w, ref o, world_visit *visit, void *user)
{
    const object_row *row = world_row(w, o);
    switch ((unsigned)row->kind) {
    case KIND_TUPLE: case KIND_LIST: case KIND_STRUCTSEQ:
        visit_items(w, o, visit, user);
        break;
    case KIND_DICT:
        visit_dict(w, o, visit, user);
        break;
    case KIND_SET: case KIND_FROZENSET:
        visit_set(w, o, visit, user);
        break;
    case KIND_INSTANCE:
        visit_instance(w, o, visit, user);
        break;
    case KIND_TYPE:
        visit_type(w, o, visit, user);
        break;
    case KIND_FUNCTION:
        visit_words(w, o, FUNCTION_GLOBALS, FUNCTION_SLOT_END, visit, user);
        break;
    case KIND_BUILTIN: case KIND_MODULE: case KIND_METHOD:
        visit_words(w, o, 1, 3, visit, user);
        break;
    case KIND_NAMESPACE: case KIND_LOCALS_PROXY:
    case KIND_PROXY: case KIND_WEAK_CORE: case KIND_WEAKREF: case KIND_LIST_ITER: case KIND_TUPLE_ITER:
    case KIND_STR_ITER: case KIND_BYTES_ITER: case KIND_SET_ITER:
    case KIND_DICT_VIEW: case KIND_CELL:
        visit_words(w, o, 0, 1, visit, user);
        break;
    case KIND_FILE:
        visit_words(w, o, FILE_BUFFER, FILE_SLOT_END, visit, user);
        break;
    case KIND_SLICE:
    case KIND_SUPER: /* super_traverse(): object, class, the object's class */
        visit_words(w, o, 0, 3, visit, user);
        break;
    case KIND_FILE_PART:
    case KIND_TRACEBACK: case KIND_STATICMETHOD: case KIND_CLASSMETHOD:
    case KIND_DICT_ITER:
    case KIND_ENUMERATE: case KIND_ZIP: case KIND_MAP: case KIND_FILTER: case KIND_REVERSED:
    case KIND_SEQUENCE_ITER: case KIND_CALL_ITER: case KIND_LIST_REVERSE_ITER: case KIND_DICT_REVERSE_ITER:
        visit_words(w, o, 0, 2, visit, user);
        break;
    case KIND_GETSET: /* descr_traverse(): its class alone */
    case KIND_MEMBER: case KIND_MAPPINGPROXY:
        visit_words(w, o, 0, 1, visit, user);
        break;
    case KIND_PROPERTY:
        visit_words(w, o, 0, PROPERTY_SLOT_END, visit, user);
        break;
    case KIND_FRAME:
        visit_words(w, o, 0, row->hi, visit, user);
        break;
    case KIND_EXCEPTION: /* Objects/typeobject.c, subtype_traverse(): the class, then what its base knows of */
        visit(user, row->lo);
        visit_words(w, o, 0, EXCEPTION_SLOT_END, visit, user);
        break;
    case KIND_GENERATOR:
        visit_generator(w, o, visit, user);
        break;
    default: /* holds nothing */
        break;
    }
}

uint32_t world_next_generation(const world *w)
{
    const world_state *s = &w->state;
    for (uint32_t i = 2; i > 0; i--) {
        bool waits = i == 2 && s->long_lived_pending < s->long_lived_total / w->profile->gc_full_part;
        if ((int32_t)s->gc_count[i] > (int32_t)s->gc_threshold[i] && !waits)
            return i;
    }
    return 0;
}
