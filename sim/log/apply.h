/* The door: world_apply() and nothing else writes the world.
 *
 * The run applies each event as it happens (world_emit() in sim/log/log.h), a replay applies what the
 * log kept: both by this function. It is inlined with a constant kind at the places that matter for
 * speed; the rest calls the functions of apply.c, apply_dict.c, apply_gc.c.
 *
 * What an event leaves for its emitter to look at: w->born (what it made), w->fell (the object
 * whose count reached 0: the emitter must go on with its death; no event makes more than one fall).
 * Errors  none: emitters check limits before; an impossible event is a bug of ours (assert).
 * Cost    O(1) but for DICT_* (amortised), LIST_INSERT, LIST_DETACH, GC_PHASE, and blocks made anew. */
#ifndef OURO_SIM_LOG_APPLY_H
#define OURO_SIM_LOG_APPLY_H

#include "sim/log/event.h"
#include "sim/log/gc_due.h"
#include "sim/log/heap.h"

#include <assert.h>

#define OURO_UNUSED __attribute__((unused))

/* Every event's function has the same parameters; few need all of them. */
#define APPLY_PARAMETERS                                                                          \
    (world * w OURO_UNUSED, uint8_t aux OURO_UNUSED, uint32_t a OURO_UNUSED,                      \
     uint32_t b OURO_UNUSED, uint32_t c OURO_UNUSED, const char *text OURO_UNUSED)
#define APPLY_HOT(name) OURO_INLINE void apply_##name APPLY_PARAMETERS
#define APPLY_COLD(name) void apply_##name APPLY_PARAMETERS

/* --- Counts, temporaries ------------------------------------------------------------------------ */

OURO_INLINE void count_up(world *w, ref o)
{
    object_row *row = row_write(w, o);
    if (!(row->flags & OBJ_IMMORTAL))
        row->refcount++;
}

OURO_INLINE void count_down(world *w, ref o)
{
    object_row *row = row_write(w, o);
    if (row->flags & OBJ_IMMORTAL)
        return;
    assert(row->refcount > 0);
    if (--row->refcount == 0)
        w->fell = o;
}

OURO_INLINE void nothing_fell(world *w)
{
    w->fell = 0;
}

OURO_INLINE void temp_add(world *w, ref o)
{
    *cell_write(w, TABLE_TEMPS, w->state.used[TABLE_TEMPS]++) = o;
}

void temp_remove_deep(world *w, ref o);

OURO_INLINE world_frame *frame_write(world *w, uint32_t i)
{
    size_t byte = (size_t)i * sizeof(world_frame);
    world_touch(w, TABLE_FRAMES, byte);
    return (world_frame *)(void *)w->base[TABLE_FRAMES] + i;
}

/* Forget the youngest temporary that holds `o`; its count is the caller's business. */
OURO_INLINE void temp_remove(world *w, ref o)
{
    uint32_t n = w->state.used[TABLE_TEMPS];
    const ref *temps = world_temps(w);
    const world_frame *frames = world_frames(w);
    uint32_t depth = w->state.used[TABLE_FRAMES];
    if (n && temps[n - 1] == o && (!depth || frames[depth - 1].temps < n))
        w->state.used[TABLE_TEMPS] = n - 1;
    else if (n > 1 && temps[n - 2] == o && depth && frames[depth - 1].temps < n - 1) {
        *cell_write(w, TABLE_TEMPS, n - 2) = temps[n - 1]; /* operands go in the order in which they came */
        w->state.used[TABLE_TEMPS] = n - 1;
    } else if (n && temps[n - 1] == o && depth > 1 && frames[depth - 2].temps < n) {
        frame_write(w, depth - 1)->temps = n - 1; /* an argument: the frame that begins takes it over */
        w->state.used[TABLE_TEMPS] = n - 1;
    } else
        temp_remove_deep(w, o);
}

/* A stored reference: taken over from a temporary, or new. */
OURO_INLINE void count_stored(world *w, ref o, uint8_t aux)
{
    if (aux & EV_STEAL)
        temp_remove(w, o);
    else
        count_up(w, o);
}

/* A reference that leaves a place and becomes a temporary: the count stays. */
OURO_INLINE void temp_take(world *w, ref o)
{
    if (!world_has(w, o, OBJ_IMMORTAL))
        temp_add(w, o);
}

/* --- Blocks of words ---------------------------------------------------------------------------- */

uint32_t words_alloc_slow(world *w, uint32_t block_class);
void words_clear(world *w, uint32_t first, uint32_t n);

/* A block of 2^block_class words, its content undefined. */
OURO_INLINE uint32_t words_alloc(world *w, uint32_t block_class)
{
    uint32_t block = w->state.free_words[block_class];
    if (__builtin_expect(!block, 0))
        return words_alloc_slow(w, block_class);
    w->state.free_words[block_class] = world_words(w)[block];
    return block;
}

OURO_INLINE void words_free(world *w, uint32_t block, uint32_t block_class)
{
    *word_write(w, block) = w->state.free_words[block_class];
    w->state.free_words[block_class] = block;
}

/* The smallest class whose blocks hold `n` words. */
OURO_INLINE uint32_t words_class(uint32_t n)
{
    return n <= 1 ? 0 : 32 - (uint32_t)__builtin_clz(n - 1);
}

/* --- The collector's lists ------------------------------------------------------------------------ */

OURO_INLINE void list_link(world *w, uint32_t list, ref o)
{
    object_row *head = row_write(w, list);
    ref tail = head->gc_prev;
    head->gc_prev = o;
    row_write(w, tail)->gc_next = o;
    object_row *row = row_write(w, o);
    row->gc_prev = tail;
    row->gc_next = list;
}

OURO_INLINE void list_unlink(world *w, ref o)
{
    object_row *row = row_write(w, o);
    row_write(w, row->gc_prev)->gc_next = row->gc_next;
    row_write(w, row->gc_next)->gc_prev = row->gc_prev;
}

OURO_INLINE void track(world *w, ref o)
{
    if (__builtin_expect(world_is_core(w, o), 0))
        return;
    list_link(w, LIST_YOUNG, o);
    row_write(w, o)->flags |= OBJ_TRACKED;
}

OURO_INLINE void untrack(world *w, ref o)
{
    list_unlink(w, o);
    row_write(w, o)->flags &= (uint8_t) ~(OBJ_TRACKED | OBJ_COLLECTING | OBJ_UNREACHABLE);
}

/* --- Births --------------------------------------------------------------------------------------- */

/* The hash of a key about to be stored: what DICT_HASH said, else its own. */
int64_t hash_take(world *w, ref key);

void row_becomes_own(world *w, ref o);

/* A row for a new object, held by a temporary. */
OURO_INLINE ref row_birth(world *w, uint8_t kind, uint32_t address)
{
    world_state *s = &w->state;
    ref o = s->free_row;
    if (o) {
        s->free_row = world_row(w, o)->gc_next;
    } else {
        o = s->used[TABLE_ROWS]++;
        s->used[TABLE_MORE] = s->used[TABLE_ROWS];
    }
    *row_write(w, o) = (object_row){.refcount = 1, .kind = kind, .address = address};
    *more_write(w, o) = (object_more){.serial = ++s->serial};
    if (__builtin_expect(s->own_next, 0))
        row_becomes_own(w, o);
    s->live++;
    temp_add(w, o);
    w->born = o;
    return o;
}

/* Source: CPython 3.13.0, Python/gc.c, _PyObject_GC_Link(): every allocation of a GC object counts,
 * tracked or not. */
OURO_INLINE ref object_birth(world *w, uint8_t kind, uint32_t bytes, bool tracked)
{
    ref o = row_birth(w, kind, heap_alloc(w, bytes));
    if (KIND_INFO[kind].gc) {
        w->state.gc_count[0]++;
        if (__builtin_expect(world_gc_wanted(w, 0), 0))
            w->gc_due = true;
    }
    if (tracked)
        track(w, o);
    return o;
}

/* The struct, what comes before it, and the inline values: prefix of order bytes, then capacity + 1 words.
 * Source: CPython 3.13.0, Objects/typeobject.c, _PyType_AllocNoTrack(); Include/internal/pycore_dict.h,
 * _PyInlineValuesSize(). */
OURO_INLINE uint32_t instance_bytes(const world *w, uint32_t capacity)
{
    return w->instance_bytes + ((capacity + 7) & ~7U) + 8 * (capacity + 1);
}

/* Without inline values: GC header, perhaps two pointers before the object, the struct of the builtin
 * base (`more` bytes where its size varies), the slots. */
OURO_INLINE uint32_t slotted_bytes(const world *w, const uint32_t *type_words, uint32_t more)
{
    uint32_t payload = type_words[TYPE_PAYLOAD], slots = type_words[TYPE_SLOT_COUNT];
    uint32_t before = type_words[TYPE_LAYOUT] & (LAYOUT_DICT | LAYOUT_WEAKREFS) ? w->size[SIZE_PRE_HEADER] : 0;
    uint32_t basic = w->size[payload == KIND_STR ? SIZE_STR_HEIR : payload ? payload : SIZE_INSTANCE];
    return w->size[SIZE_GC_HEADER] + before + basic + 8 * (slots - (payload != 0)) + more;
}

/* Source: CPython 3.13.0, Objects/dictobject.c, _PyObject_InitInlineValues(): the memory is asked for
 * before the number of usable keys falls, the capacity is what is left of them. */
APPLY_HOT(NEW_INSTANCE)
{
    uint32_t type_words = world_row(w, a)->words, slots = world_words(w)[type_words + TYPE_SLOT_COUNT];
    uint32_t capacity = 0, info = INSTANCE_DETACHED, bytes;
    if (world_words(w)[type_words + TYPE_LAYOUT] & LAYOUT_INLINE) {
        uint32_t keys = world_words(w)[type_words + TYPE_KEYS];
        uint32_t usable = world_words(w)[keys + KEYS_USABLE];
        capacity = usable + world_words(w)[keys + KEYS_USED];
        bytes = instance_bytes(w, capacity);
        if (usable > 1) {
            *word_write(w, keys + KEYS_USABLE) = usable - 1;
            capacity--;
        }
        info = capacity;
    } else {
        bytes = slotted_bytes(w, world_words(w) + type_words, b);
    }
    ref o = object_birth(w, KIND_INSTANCE, bytes, true);
    uint32_t count = instance_value_at(capacity, capacity) + slots;
    uint32_t block_class = words_class(count);
    uint32_t block = words_alloc(w, block_class);
    words_clear(w, block, count);
    *word_write(w, block + INSTANCE_INFO) = info;
    object_row *row = row_write(w, o);
    row->words = block;
    row->block_class = (uint8_t)block_class;
    row->lo = a;
    count_up(w, a);
}

/* A wide payload: ints and floats, the commonest births. */
OURO_INLINE void apply_new_number(world *w, uint8_t kind, uint32_t digit_bytes, uint32_t lo, uint32_t hi)
{
    uint32_t kept = kind == KIND_FLOAT ? kept_take(w, FREELIST_FLOAT)
                    : digit_bytes == 4 ? kept_take(w, FREELIST_INT)
                                       : 0;
    ref o = kept ? row_birth(w, kind, kept) : object_birth(w, kind, w->size[kind] + digit_bytes, false);
    object_row *row = row_write(w, o);
    row->lo = lo;
    row->hi = hi;
}

/* An int's digits of 30 bits take 4 bytes each; 0 has one too (CPython 3.13.0, Objects/longobject.c). */
OURO_INLINE uint32_t int_digit_bytes(int64_t n)
{
    uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    return size < 1ULL << 30 ? 4 : size < 1ULL << 60 ? 8 : 12;
}

enum { RANGE_ITER_START = 0, RANGE_ITER_STEP = 2, RANGE_ITER_LENGTH = 4 };

/* What a range iterator yields next. */
OURO_INLINE int64_t range_iter_value(const world *w, ref o)
{
    uint64_t start = (uint64_t)world_wide(w, o, RANGE_ITER_START);
    return (int64_t)(start + (uint64_t)world_int(w, o) * (uint64_t)world_wide(w, o, RANGE_ITER_STEP));
}

APPLY_HOT(RANGE_NEXT)
{
    int64_t n = range_iter_value(w, a);
    object_row *row = row_write(w, a);
    if (++row->lo == 0)
        row->hi++;
    if (!(aux & 1))
        apply_new_number(w, KIND_INT, int_digit_bytes(n), (uint32_t)(uint64_t)n, (uint32_t)((uint64_t)n >> 32));
}

void apply_new_other(world *w, uint8_t aux, uint32_t extra, uint32_t lo, uint32_t hi);

APPLY_HOT(NEW)
{
    if (aux == KIND_INT || aux == KIND_FLOAT)
        apply_new_number(w, aux, a, b, c);
    else
        apply_new_other(w, aux, a, b, c);
}

/* --- Deaths --------------------------------------------------------------------------------------- */

void free_attached(world *w, ref o);
void core_free_attached(world *w, ref o);
bool freelist_keep(world *w, ref o);
_Static_assert(KIND_COUNT <= 64, "a set of kinds is a word");

APPLY_HOT(FREE)
{
    nothing_fell(w);
    object_row *row = row_write(w, a);
    if (row->flags & OBJ_TRACKED)
        list_unlink(w, a);
    if (row->words) {
        if (row->kind == KIND_DICT || row->kind == KIND_TYPE || row->kind == KIND_LIST ||
            row->kind == KIND_SET || row->kind == KIND_FROZENSET)
            free_attached(w, a);
        words_free(w, row->words, row->block_class);
    }
    if (__builtin_expect(world_is_core(w, a), 0)) {
        core_free_attached(w, a);
    } else if (!(w->heap.kinds_kept >> row->kind & 1) || !freelist_keep(w, a)) {
        if (KIND_INFO[row->kind].gc && w->state.gc_count[0] > 0)
            w->state.gc_count[0]--;
        heap_free(w, row->address);
    }
    ref type = row->kind == KIND_INSTANCE || row->kind == KIND_EXCEPTION ? row->lo : 0;
    *row = (object_row){.gc_next = w->state.free_row};
    w->state.free_row = a;
    w->state.live--;
    if (type)
        count_down(w, type);
}

/* --- References ------------------------------------------------------------------------------------ */

APPLY_HOT(TEMP_PUSH)
{
    count_up(w, a);
    temp_take(w, a);
}

APPLY_HOT(TEMP_DROP)
{
    nothing_fell(w);
    if (world_has(w, a, OBJ_IMMORTAL))
        return;
    temp_remove(w, a);
    count_down(w, a);
}

/* Put `o` (0: nothing) into a cell of a table and let go of what was there. */
OURO_INLINE void cell_replace(world *w, unsigned table, uint32_t cell, ref o, uint8_t aux)
{
    nothing_fell(w);
    if (o)
        count_stored(w, o, aux);
    uint32_t *place = cell_write(w, table, cell);
    ref old = *place;
    *place = o;
    if (old)
        count_down(w, old);
}

OURO_INLINE uint32_t local_cell(const world *w, uint32_t i)
{
    return world_frames(w)[w->state.used[TABLE_FRAMES] - 1].locals + i;
}

APPLY_HOT(LOCAL_SET)
{
    cell_replace(w, TABLE_LOCALS, local_cell(w, a), b, aux);
}

APPLY_HOT(LOCAL_CLEAR)
{
    cell_replace(w, TABLE_LOCALS, local_cell(w, a), 0, 0);
}

APPLY_HOT(SLOT_SET)
{
    cell_replace(w, TABLE_WORDS, world_row(w, a)->words + b, c, aux);
}

APPLY_HOT(SLOT_CLEAR)
{
    cell_replace(w, TABLE_WORDS, world_row(w, a)->words + b, 0, 0);
}

APPLY_HOT(WORD_SET)
{
    *word_write(w, world_row(w, a)->words + b) = c;
}

APPLY_HOT(PAYLOAD_SET)
{
    object_row *row = row_write(w, a);
    row->lo = b;
    row->hi = c;
}

/* --- Attributes ------------------------------------------------------------------------------------ */

void values_order_add(world *w, uint32_t block, uint32_t key);
void values_order_remove(world *w, uint32_t block, uint32_t key);

APPLY_HOT(ATTR_SET)
{
    uint32_t words = world_row(w, a)->words;
    uint32_t cell = words + instance_value_at(world_words(w)[words + INSTANCE_INFO] & 0xFF, b);
    if (!world_words(w)[cell])
        values_order_add(w, words, b);
    cell_replace(w, TABLE_WORDS, cell, c, aux);
}

APPLY_HOT(ATTR_CLEAR)
{
    uint32_t words = world_row(w, a)->words;
    values_order_remove(w, words, b);
    cell_replace(w, TABLE_WORDS,
                 words + instance_value_at(world_words(w)[words + INSTANCE_INFO] & 0xFF, b), 0, 0);
}

/* --- Dicts ------------------------------------------------------------------------------------------ */

APPLY_HOT(DICT_SET)
{
    if (!(world_row(w, a)->flags & (OBJ_TRACKED | OBJ_IMMORTAL | OBJ_DYING)) && world_may_be_tracked(w, c))
        track(w, a); /* MAINTAIN_TRACKING */
    uint32_t cell = dict_is_split(w, a) ? split_value_at(w, a, b)
                                        : world_row(w, a)->words + DICT_HEADER_WORDS +
                                              b * (uint32_t)DICT_ENTRY_WORDS + 1;
    cell_replace(w, TABLE_WORDS, cell, c, aux);
}

/* --- Frames ------------------------------------------------------------------------------------------ */

APPLY_HOT(FRAME_PUSH)
{
    world_state *s = &w->state;
    if (a)
        count_stored(w, a, aux);
    uint32_t depth = s->used[TABLE_FRAMES]++, locals = s->used[TABLE_LOCALS];
    *frame_write(w, depth) = (world_frame){
        .code = b,
        .function = a,
        .locals = locals,
        .local_count = c,
        .temps = s->used[TABLE_TEMPS],
        .line = depth ? world_frames(w)[depth - 1].line : 0,
        .serial = s->frame_serial++,
    };
    for (uint32_t i = 0; i < c; i++)
        *cell_write(w, TABLE_LOCALS, locals + i) = 0;
    s->used[TABLE_LOCALS] = locals + c;
}

APPLY_HOT(FRAME_POP)
{
    nothing_fell(w);
    const world_frame *frame = &world_frames(w)[--w->state.used[TABLE_FRAMES]];
    w->state.used[TABLE_LOCALS] = frame->locals;
    if (frame->function)
        count_down(w, frame->function);
}

/* --- Where we are ------------------------------------------------------------------------------------ */

APPLY_HOT(LINE)
{
    frame_write(w, w->state.used[TABLE_FRAMES] - 1)->line = a;
    w->state.step_line = a;
}

/* --- The rest: apply.c, apply_list.c, apply_dict.c, apply_set.c, apply_gc.c------------------------------------- */

APPLY_COLD(STEP);
APPLY_COLD(OUTPUT);
APPLY_COLD(RAISE);
APPLY_COLD(NEW_TEXT);
APPLY_COLD(TEXT_APPEND);
APPLY_COLD(NEW_CORE);
APPLY_COLD(NEW_CORE_TEXT);
APPLY_COLD(FRAME_NAMESPACE);
APPLY_COLD(FRAME_DETACH);
APPLY_COLD(FRAME_LOCAL_SET);
APPLY_COLD(GENERATOR_SUSPEND);
APPLY_COLD(GENERATOR_RESUME);
APPLY_COLD(GENERATOR_DETACH);
APPLY_COLD(LIST_APPEND);
APPLY_COLD(LIST_INSERT);
APPLY_COLD(LIST_TAKE);
APPLY_COLD(LIST_GAP);
APPLY_COLD(TUPLE_RESIZE);
APPLY_COLD(LIST_RESERVE);
APPLY_COLD(LIST_REVERSE);
APPLY_COLD(LIST_SWAP);
APPLY_COLD(LIST_DETACH);
APPLY_COLD(LIST_RESTORE);
APPLY_COLD(DICT_INSERT);
APPLY_COLD(DICT_HASH);
APPLY_COLD(DICT_REMOVE);
APPLY_COLD(DICT_DROP);
APPLY_COLD(DICT_RESIZE);
APPLY_COLD(DICT_CLONE);
APPLY_COLD(DICT_DETACH);
APPLY_COLD(SET_INSERT);
APPLY_COLD(SET_REMOVE);
APPLY_COLD(SET_COPY);
APPLY_COLD(SET_RESIZE);
APPLY_COLD(SET_DETACH);
APPLY_COLD(SET_SWAP);
APPLY_COLD(ATTR_ADD);
APPLY_COLD(KEYS);
APPLY_COLD(MATERIALIZE);
APPLY_COLD(DICT_JOIN);
APPLY_COLD(DICT_LEAVE);
APPLY_COLD(WEAK_LINK);
APPLY_COLD(WEAK_CLEAR);
APPLY_COLD(TRACK);
APPLY_COLD(OWN);
APPLY_COLD(UNTRACK);
APPLY_COLD(FLAG);
APPLY_COLD(IMMORTAL);
APPLY_COLD(PIN);
APPLY_COLD(DIE);
APPLY_COLD(RESURRECT);
APPLY_COLD(BLOCK_FREE);
APPLY_COLD(GC_SET);
APPLY_COLD(GC_START);
APPLY_COLD(GC_PHASE);
APPLY_COLD(GC_MOVE);
APPLY_COLD(GC_STOP);
APPLY_COLD(EXIT);

OURO_INLINE void world_apply(world *w, uint8_t kind, uint8_t aux, uint32_t a, uint32_t b, uint32_t c,
                             const char *text)
{
    w->state.event++;
    switch ((event_kind)kind) {
#define EVENT(name, json, fa, fb, fc, sentence)                                                  \
    case EV_##name:                                                                              \
        apply_##name(w, aux, a, b, c, text);                                                     \
        break;
#include "sim/log/event.def"
#undef EVENT
    case EV_COUNT:
        assert(false && "no such event");
    }
}

#endif
