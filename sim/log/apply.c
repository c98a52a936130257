#include "sim/log/apply.h"

#include "sim/log/dict.h"
#include "sim/log/set.h"
#include "sim/log/split.h"


/* --- Blocks of words -------------------------------------------------------------------------- */

uint32_t *words_write(world *w, uint32_t first, uint32_t n)
{
    size_t start = (size_t)first * 4, end = start + (size_t)n * 4;
    for (size_t byte = start; byte < end; byte = (byte | ((1U << WORLD_PAGE_SHIFT) - 1)) + 1)
        world_touch(w, TABLE_WORDS, byte);
    return (uint32_t *)(void *)w->base[TABLE_WORDS] + first;
}

void words_clear(world *w, uint32_t first, uint32_t n)
{
    memset(words_write(w, first, n), 0, (size_t)n * 4);
}

uint32_t words_alloc_slow(world *w, uint32_t block_class)
{
    assert(block_class < WORD_CLASSES);
    uint32_t block = w->state.used[TABLE_WORDS];
    w->state.used[TABLE_WORDS] = block + (1U << block_class);
    words_clear(w, block, 1U << block_class); /* a cursor that has been further on left traces */
    return block;
}

/* --- Temporaries -------------------------------------------------------------------------------- */

void temp_remove_deep(world *w, ref o)
{
    uint32_t n = w->state.used[TABLE_TEMPS], i = n;
    while (i > 0 && world_temps(w)[i - 1] != o)
        i--;
    assert(i > 0 && "no temporary holds this object");
    for (uint32_t k = i; k < n; k++)
        *cell_write(w, TABLE_TEMPS, k - 1) = world_temps(w)[k];
    w->state.used[TABLE_TEMPS] = n - 1;
    for (uint32_t f = w->state.used[TABLE_FRAMES]; f > 0 && world_frames(w)[f - 1].temps >= i; f--) {
        world_touch(w, TABLE_FRAMES, (size_t)(f - 1) * sizeof(world_frame));
        ((world_frame *)(void *)w->base[TABLE_FRAMES])[f - 1].temps--;
    }
}

/* --- Births --------------------------------------------------------------------------------------- */

/* Words that a kind's payload asks for beyond its fixed slots. */
static uint32_t words_wanted(uint8_t kind, uint32_t lo, uint32_t hi)
{
    switch ((unsigned)kind) {
    case KIND_TUPLE:
    case KIND_STRUCTSEQ:
        return lo;
    case KIND_LIST:
    case KIND_GENERATOR:
        return hi;
    case KIND_CODE: /* behind its constants: the bytes of its bytecode */
        return hi + 1;
    case KIND_FRAME: /* behind its references: the generator that it belongs to, no reference; its slots */
        return hi + 2;
    default: /* the fixed slots: most kinds */
        return KIND_INFO[kind].slots;
    }
}

/* --- Free lists ----------------------------------------------------------------------------------- */

/* The list that takes objects of this kind (`lo`: a tuple's length), or FREELIST_COUNT. */
static uint32_t freelist_of(uint8_t kind, uint32_t lo)
{
    switch ((unsigned)kind) {
    case KIND_TUPLE:
        return lo >= 1 && lo <= FREELIST_TUPLE_MOST ? FREELIST_TUPLE + lo : FREELIST_COUNT;
    case KIND_LIST:
        return FREELIST_LIST;
    case KIND_DICT:
        return FREELIST_DICT;
    case KIND_FLOAT:
        return FREELIST_FLOAT;
    case KIND_SLICE:
        return FREELIST_SLICE;
    case KIND_INT:
        return FREELIST_INT;
    case KIND_LIST_ITER:
        return FREELIST_LIST_ITER;
    case KIND_TUPLE_ITER:
        return FREELIST_TUPLE_ITER;
    case KIND_RANGE:
        return FREELIST_RANGE;
    case KIND_RANGE_ITER:
        return FREELIST_RANGE_ITER;
    case KIND_BUILTIN:
        return FREELIST_BUILTIN;
    case KIND_METHOD:
        return FREELIST_METHOD;
    default:
        return FREELIST_COUNT;
    }
}

/* The block of a dying object goes to its type's free list, if there is room. */
bool freelist_keep(world *w, ref o)
{
    const object_row *row = world_row(w, o);
    uint32_t list = freelist_of(row->kind, row->lo);
    if (list == FREELIST_INT && int_digit_bytes(row_int(row)) != 4)
        return false;
    if (row->kind == KIND_TUPLE && row->flags & OBJ_MARKED)
        return false;
    return list != FREELIST_COUNT && kept_put(w, list, row->address);
}

/* The payload of a newborn, and a block for what it will hold. */
static void row_fill(world *w, ref o, uint32_t lo, uint32_t hi)
{
    object_row *row = row_write(w, o);
    uint32_t n = words_wanted(row->kind, lo, hi);
    row->lo = lo;
    row->hi = hi;
    if (n) {
        uint32_t block_class = words_class(n);
        uint32_t block = words_alloc(w, block_class);
        words_clear(w, block, 1U << block_class);
        row->words = block;
        row->block_class = (uint8_t)block_class;
    }
}

void apply_new_other(world *w, uint8_t aux, uint32_t extra, uint32_t lo, uint32_t hi)
{
    uint8_t kind = aux & (uint8_t)~EV_FRESH;
    uint32_t bytes = world_kind_bytes(w, kind) + extra;
    bool tracked = w->kinds_tracked >> kind & 1;
    uint32_t list = aux & EV_FRESH ? FREELIST_COUNT : freelist_of(kind, lo);
    uint32_t kept = list == FREELIST_COUNT ? 0 : kept_take(w, list);
    ref o = kept ? row_birth(w, kind, kept) : object_birth(w, kind, bytes, tracked);
    if (kept && tracked)
        track(w, o);
    row_fill(w, o, lo, hi);
    if (kind == KIND_LIST)
        block_resize(w, o, (uint64_t)hi * 8);
    if (kind == KIND_EXCEPTION)
        count_up(w, lo);
}

/* Source: CPython 3.13.0, Objects/tupleobject.c, _PyTuple_Resize(): the collector meets it last again. */
APPLY_COLD(TUPLE_RESIZE)
{
    const object_row *row = world_row(w, a);
    uint32_t old_words = row->words, old_class = row->block_class, n = row->lo, block_class = words_class(b);
    if (row->flags & OBJ_TRACKED)
        untrack(w, a);
    uint32_t address = heap_realloc(w, row->address, world_kind_bytes(w, KIND_TUPLE) + (uint64_t)b * 8);
    uint32_t block = words_alloc(w, block_class);
    words_clear(w, block, b);
    memcpy(words_write(w, block, b), world_words(w) + old_words, (size_t)(n < b ? n : b) * 4);
    words_free(w, old_words, old_class);
    object_row *to = row_write(w, a);
    to->address = address;
    to->words = block;
    to->block_class = (uint8_t)block_class;
    to->lo = b;
    track(w, a);
}

/* Text, its hash and its length. */
static void text_fill(world *w, ref o, const char *text, uint32_t n, uint32_t code_points, uint32_t width)
{
    uint32_t block_class = words_class(TEXT_HEADER_WORDS + n / 4 + 1);
    uint32_t block = words_alloc(w, block_class);
    uint32_t *words = words_write(w, block, 1U << block_class);
    words[TEXT_HEADER_WORDS + n / 4] = 0; /* the NUL behind the text, and nothing stale */
    if (n)
        memcpy(words + TEXT_HEADER_WORDS, text, n);
    int64_t hash = hash_text(text, n);
    words[0] = (uint32_t)(uint64_t)hash;
    words[1] = (uint32_t)((uint64_t)hash >> 32);
    object_row *row = row_write(w, o);
    row->words = block;
    row->block_class = (uint8_t)block_class;
    row->lo = n;
    row->hi = code_points | width << 29;
}

static uint32_t code_points_of(const char *text, uint32_t n)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < n; i++)
        count += ((unsigned char)text[i] & 0xC0U) != 0x80U;
    return count;
}

static uint32_t str_bytes(const world *w, uint32_t code_points, uint32_t width)
{
    return width == 0 ? w->size[SIZE_STR] + code_points + 1
                      : w->size[SIZE_COMPACT_STR] + (code_points + 1) * width;
}

APPLY_COLD(NEW_TEXT)
{
    uint32_t width = a, code_points = code_points_of(text, c);
    uint32_t bytes = aux == KIND_BYTES ? w->size[SIZE_BYTES] + c : str_bytes(w, code_points, width);
    text_fill(w, object_birth(w, aux, bytes, false), text, c, code_points, width);
}

/* A str's words get room for `n` bytes of text, and a NUL behind them; returns the first one. */
static uint32_t text_grow(world *w, ref o, uint32_t n)
{
    object_row *row = row_write(w, o);
    uint32_t old = row->words, old_class = row->block_class;
    uint32_t used = TEXT_HEADER_WORDS + row->lo / 4 + 1, needed = TEXT_HEADER_WORDS + n / 4 + 1;
    if (words_class(needed) != old_class) {
        row->block_class = (uint8_t)words_class(needed);
        row->words = words_alloc(w, row->block_class);
        memcpy(words_write(w, row->words, used), world_words(w) + old, used * sizeof(uint32_t));
        words_free(w, old, old_class);
    }
    if (needed > used)
        words_write(w, row->words + used, needed - used)[needed - used - 1] = 0;
    return row->words;
}

/* Source: CPython 3.13.0, Objects/unicodeobject.c, PyUnicode_Append(), resize_compact(). */
APPLY_COLD(TEXT_APPEND)
{
    enum { WIDTH_SHIFT = 29 };
    uint32_t n = world_row(w, a)->lo, block = text_grow(w, a, n + c);
    int64_t hash = world_wide(w, a, 0);
    char *bytes = (char *)(words_write(w, block, TEXT_HEADER_WORDS) + TEXT_HEADER_WORDS);
    (void)word_write(w, block + TEXT_HEADER_WORDS + n / 4);
    memcpy(bytes + n, text, c);
    if (!hash_text_more(hash, text, c, &hash))
        hash = hash_text(bytes, n + c);
    *word_write(w, block) = (uint32_t)(uint64_t)hash;
    *word_write(w, block + 1) = (uint32_t)((uint64_t)hash >> 32);
    object_row *row = row_write(w, a);
    row->lo = n + c;
    row->hi += code_points_of(text, c);
    uint32_t width = row->hi >> WIDTH_SHIFT, code_points = row->hi & ((1U << WIDTH_SHIFT) - 1);
    row->address = heap_realloc(w, row->address, str_bytes(w, code_points, width));
}

/* --- Cores ------------------------------------------------------------------------------------------ */

/* A row without memory, which its instance alone holds. */
static ref core_birth(world *w, uint8_t kind, ref outer)
{
    w->state.own_next = 1;
    ref o = row_birth(w, kind, 0);
    temp_remove(w, o);
    row_write(w, o)->gc_prev = outer;
    *word_write(w, world_row(w, outer)->words + instance_slot_at(w, outer, 0)) = o;
    return o;
}

APPLY_COLD(NEW_CORE)
{
    row_fill(w, core_birth(w, aux, a), b, c);
}

/* A str's characters are a block apart; bytes stand in the object.
 * Source: CPython 3.13.0, Objects/unicodeobject.c, unicode_subtype_new(). */
APPLY_COLD(NEW_CORE_TEXT)
{
    ref o = core_birth(w, aux, a);
    uint32_t code_points = code_points_of(text, c);
    text_fill(w, o, text, c, code_points, b);
    if (aux == KIND_STR)
        block_resize(w, o, (uint64_t)(code_points + 1) * (b ? b : 1));
}

/* What CPython frees of an object before its own memory. Others than these have done so already. */
void core_free_attached(world *w, ref o)
{
    if (world_kind(w, o) == KIND_STR)
        block_resize(w, o, 0);
}

/* --- Deaths --------------------------------------------------------------------------------------- */

/* What an object holds besides its own block goes first. */
void free_attached(world *w, ref o)
{
    const object_row *row = world_row(w, o);
    if (row->kind == KIND_DICT) {
        dict_release(w, o, false);
        return;
    }
    if (row->kind == KIND_TYPE && world_word(w, o, TYPE_KEYS))
        keys_release(w, world_word(w, o, TYPE_KEYS));
    block_resize(w, o, 0);
}

APPLY_COLD(BLOCK_FREE)
{
    dict_keys_free(w, *cell_write(w, TABLE_DETACHED, --w->state.used[TABLE_DETACHED]), aux != 0);
}

APPLY_COLD(DIE)
{
    object_row *row = row_write(w, a);
    if (row->flags & OBJ_TRACKED)
        untrack(w, a);
    row->flags |= OBJ_DYING;
}

APPLY_COLD(RESURRECT)
{
    row_write(w, a)->flags &= (uint8_t)~OBJ_DYING;
}

APPLY_COLD(IMMORTAL)
{
    object_row *row = row_write(w, a);
    if (aux & 1) {
        row->refcount = b;
        row->flags &= (uint8_t)~OBJ_IMMORTAL;
        return;
    }
    temp_remove(w, a);
    row->refcount = UINT32_MAX;
    row->flags |= OBJ_IMMORTAL | OBJ_INTERPRETER;
    if (row->flags & OBJ_TRACKED)
        untrack(w, a);
}

APPLY_COLD(PIN)
{
    nothing_fell(w);
    object_row *row = row_write(w, a);
    row->pinned = (uint8_t)(aux ? row->pinned - 1 : row->pinned + 1);
    if (aux)
        count_down(w, a);
    else
        count_up(w, a);
}

APPLY_COLD(FLAG)
{
    object_row *row = row_write(w, a);
    row->flags = (uint8_t)(aux ? row->flags & ~b : row->flags | b);
}

/* The object just born is the interpreter's: the script's numbers go on without a gap. */
void row_becomes_own(world *w, ref o)
{
    world_state *s = &w->state;
    s->own_next = 0;
    s->serial--;
    more_write(w, o)->serial = ++s->own_serial;
    row_write(w, o)->flags |= OBJ_INTERPRETER;
}

APPLY_COLD(OWN)
{
    w->state.own_next = 1;
}

APPLY_COLD(TRACK)
{
    track(w, a);
}

APPLY_COLD(UNTRACK)
{
    untrack(w, a);
}

/* --- Frames --------------------------------------------------------------------------------------- */

APPLY_COLD(FRAME_NAMESPACE)
{
    nothing_fell(w);
    uint32_t top = w->state.used[TABLE_FRAMES] - 1;
    world_touch(w, TABLE_FRAMES, (size_t)top * sizeof(world_frame));
    world_frame *frame = (world_frame *)(void *)w->base[TABLE_FRAMES] + top;
    ref old = frame->names;
    frame->names = a;
    if (a)
        count_up(w, a);
    if (old)
        count_down(w, old);
}

/* Source: CPython 3.13.0, Python/frame.c, take_ownership(): a frame object that somebody holds keeps
 * what the ending frame held. */
APPLY_COLD(FRAME_DETACH)
{
    uint32_t top = w->state.used[TABLE_FRAMES] - 1;
    world_touch(w, TABLE_FRAMES, (size_t)top * sizeof(world_frame));
    world_frame *frame = (world_frame *)(void *)w->base[TABLE_FRAMES] + top;
    uint32_t *words = words_write(w, world_row(w, a)->words, FRAME_LOCALS + frame->local_count);
    words[FRAME_FUNCTION] = frame->function;
    if (frame->names) /* else it may have a dict of its own */
        words[FRAME_NAMES] = frame->names;
    frame->function = frame->names = 0;
    for (uint32_t i = 0; i < frame->local_count; i++) {
        uint32_t *cell = cell_write(w, TABLE_LOCALS, frame->locals + i);
        words[FRAME_LOCALS + i] = *cell;
        *cell = 0;
    }
    track(w, a);
}

APPLY_COLD(FRAME_LOCAL_SET)
{
    cell_replace(w, TABLE_LOCALS, world_frames(w)[c].locals + a, b, aux);
}

/* --- Generators ------------------------------------------------------------------------------------- */

APPLY_COLD(GENERATOR_SUSPEND)
{
    uint32_t top = --w->state.used[TABLE_FRAMES];
    const world_frame *frame = &world_frames(w)[top];
    uint32_t *words = words_write(w, world_row(w, a)->words, GENERATOR_LOCALS + frame->local_count);
    words[GENERATOR_STATE] = aux;
    words[GENERATOR_NEXT] = b;
    words[GENERATOR_STACK] = c;
    words[GENERATOR_LINE] = frame->line;
    words[GENERATOR_SERIAL] = frame->serial;
    words[GENERATOR_LOCAL_COUNT] = frame->local_count;
    words[GENERATOR_FUNCTION] = frame->function;
    memcpy(words + GENERATOR_LOCALS, world_locals(w) + frame->locals, frame->local_count * sizeof *words);
    w->state.used[TABLE_LOCALS] = frame->locals;
}

APPLY_COLD(GENERATOR_RESUME)
{
    world_state *s = &w->state;
    uint32_t *words = words_write(w, world_row(w, a)->words, world_row(w, a)->hi);
    uint32_t depth = s->used[TABLE_FRAMES]++, n = words[GENERATOR_LOCAL_COUNT];
    size_t byte = (size_t)depth * sizeof(world_frame);
    world_touch(w, TABLE_FRAMES, byte);
    world_touch(w, TABLE_FRAMES, byte + sizeof(world_frame) - 1);
    ((world_frame *)(void *)w->base[TABLE_FRAMES])[depth] = (world_frame){
        .code = world_row(w, a)->lo,
        .function = words[GENERATOR_FUNCTION],
        .locals = s->used[TABLE_LOCALS],
        .local_count = n,
        .temps = s->used[TABLE_TEMPS],
        .line = words[GENERATOR_LINE],
        .serial = words[GENERATOR_SERIAL],
    };
    words[GENERATOR_STATE] = GENERATOR_EXECUTING;
    words[GENERATOR_FUNCTION] = 0;
    for (uint32_t i = 0; i < n; i++) {
        *cell_write(w, TABLE_LOCALS, s->used[TABLE_LOCALS] + i) = words[GENERATOR_LOCALS + i];
        words[GENERATOR_LOCALS + i] = 0;
    }
    s->used[TABLE_LOCALS] += n;
    for (uint32_t i = 0; i < words[GENERATOR_STACK]; i++) {
        ref o = words[GENERATOR_LOCALS + n + i];
        words[GENERATOR_LOCALS + n + i] = 0;
        if (o)
            temp_take(w, o);
    }
}

/* take_ownership(), for a generator that ends without running on. */
APPLY_COLD(GENERATOR_DETACH)
{
    uint32_t *from = words_write(w, world_row(w, b)->words, world_row(w, b)->hi);
    uint32_t n = from[GENERATOR_LOCAL_COUNT] + from[GENERATOR_STACK];
    uint32_t *to = words_write(w, world_row(w, a)->words, FRAME_LOCALS + n);
    to[FRAME_FUNCTION] = from[GENERATOR_FUNCTION];
    from[GENERATOR_FUNCTION] = 0;
    memcpy(to + FRAME_LOCALS, from + GENERATOR_LOCALS, n * sizeof *to);
    memset(from + GENERATOR_LOCALS, 0, n * sizeof *from);
    track(w, a);
}

APPLY_COLD(STEP)
{
    w->state.step = a;
    if (a != 0)
        return;
    /* The interpreter is there, the script begins: its objects count from 1, and so do its bytes. */
    w->state.own_serial = w->state.serial;
    w->state.serial = 0;
    heap_begin_script(w);
}

/* Text is the log's business: the world only counts the event. */
APPLY_COLD(OUTPUT)
{
}

APPLY_COLD(RAISE)
{
}

APPLY_COLD(EXIT)
{
    w->state.exit_stage = a;
}

/* --- Attributes ------------------------------------------------------------------------------------ */

void values_order_add(world *w, uint32_t block, uint32_t key)
{
    uint32_t *info = word_write(w, block + INSTANCE_INFO);
    uint32_t count = *info >> 8 & 0xFF;
    *info += 1U << 8;
    uint8_t *order = (uint8_t *)word_write(w, block + INSTANCE_ORDER + count / 4);
    order[count % 4] = (uint8_t)key;
}

void values_order_remove(world *w, uint32_t block, uint32_t key)
{
    uint32_t *info = word_write(w, block + INSTANCE_INFO);
    uint32_t count = *info >> 8 & 0xFF;
    uint8_t *order = (uint8_t *)words_write(w, block + INSTANCE_ORDER, (count + 3) / 4);
    for (uint32_t i = 0; i < count; i++)
        if (order[i] == key) {
            memmove(order + i, order + i + 1, count - i - 1);
            *info -= 1U << 8;
            return;
        }
}

APPLY_COLD(ATTR_ADD)
{
    uint32_t keys = world_word(w, world_row(w, a)->lo, TYPE_KEYS);
    apply_ATTR_SET(w, aux, a, keys_add(w, keys, b), c, text);
}

/* --- Weak references --------------------------------------------------------------------------------- */

APPLY_COLD(WEAK_LINK)
{
    uint32_t words = world_row(w, a)->words;
    uint32_t head = world_weakrefs_at(w, world_row(w, a)->lo);
    ref next = b ? world_word(w, b, WEAKREF_NEXT) : world_words(w)[head];
    *word_write(w, words + WEAKREF_NEXT) = next;
    *word_write(w, words + WEAKREF_PREVIOUS) = b;
    if (next)
        *word_write(w, world_row(w, next)->words + WEAKREF_PREVIOUS) = a;
    if (b)
        *word_write(w, world_row(w, b)->words + WEAKREF_NEXT) = a;
    else
        *word_write(w, head) = a;
}

APPLY_COLD(WEAK_CLEAR)
{
    uint32_t words = world_row(w, a)->words;
    ref next = world_words(w)[words + WEAKREF_NEXT];
    ref previous = world_words(w)[words + WEAKREF_PREVIOUS];
    if (previous)
        *word_write(w, world_row(w, previous)->words + WEAKREF_NEXT) = next;
    else
        *word_write(w, world_weakrefs_at(w, world_row(w, a)->lo)) = next;
    if (next)
        *word_write(w, world_row(w, next)->words + WEAKREF_PREVIOUS) = previous;
    *word_write(w, words + WEAKREF_NEXT) = 0;
    *word_write(w, words + WEAKREF_PREVIOUS) = 0;
    row_write(w, a)->lo = 0;
}
