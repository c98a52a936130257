#include "sim/log/dict.h"

#include "sim/log/apply.h"
#include "sim/log/split.h"

#include <math.h>

/* --- Hashes ------------------------------------------------------------------------------------ */

#define HASH_BITS 61
enum { HASH_SHIFT = 29 };
#define HASH_MODULUS (((uint64_t)1 << HASH_BITS) - 1)

static uint64_t hash_bytes(uint64_t state, const char *text, uint32_t length)
{
    for (uint32_t i = 0; i < length; i++)
        state = (state ^ (unsigned char)text[i]) * 0x100000001b3ULL;
    return state;
}

static int64_t hash_end(uint64_t state)
{
    int64_t hash = (int64_t)(state ^ state >> HASH_SHIFT);
    return hash == -1 ? -2 : hash;
}

int64_t hash_text(const char *text, uint32_t length)
{
    return length == 0 ? 0 : hash_end(hash_bytes(0xcbf29ce484222325ULL, text, length));
}

bool hash_text_more(int64_t beginning, const char *text, uint32_t length, int64_t *hash)
{
    uint64_t state = (uint64_t)beginning;
    if (beginning == 0 || beginning == -2) /* no text, or -1 */
        return false;
    state ^= state >> HASH_SHIFT ^ state >> 2 * HASH_SHIFT; /* undoes hash_end() */
    *hash = hash_end(hash_bytes(state, text, length));
    return true;
}

/* Python/pyhash.c: numbers hash modulo 2**61 - 1, so that equal numbers of all types agree. */
int64_t hash_int(int64_t value)
{
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    int64_t hash = (int64_t)(size % HASH_MODULUS);
    if (value < 0)
        hash = -hash;
    return hash == -1 ? -2 : hash;
}

int64_t hash_float(double value)
{
    if (isinf(value))
        return value > 0 ? 314159 : -314159;
    if (isnan(value))
        return 0;
    int exponent;
    double mantissa = frexp(fabs(value), &exponent);
    uint64_t x = 0;
    while (mantissa != 0) {
        x = ((x << 28) & HASH_MODULUS) | x >> (HASH_BITS - 28);
        mantissa *= 268435456.0; /* 2**28 */
        exponent -= 28;
        uint64_t digit = (uint64_t)mantissa;
        mantissa -= (double)digit;
        x += digit;
        if (x >= HASH_MODULUS)
            x -= HASH_MODULUS;
    }
    int shift = exponent >= 0 ? exponent % HASH_BITS : HASH_BITS - 1 - (-1 - exponent) % HASH_BITS;
    if (shift)
        x = ((x << shift) & HASH_MODULUS) | x >> (HASH_BITS - shift);
    int64_t hash = value < 0 ? -(int64_t)x : (int64_t)x;
    return hash == -1 ? -2 : hash;
}

/* The address, turned by 4 bits as _Py_HashPointer() does. */
static int64_t hash_address(const world *w, ref o)
{
    return (int64_t)(world_address(w, o) >> 4);
}

bool dict_hash(const world *w, ref key, int64_t *hash)
{
    switch ((unsigned)world_kind(w, key)) {
    case KIND_STR:
    case KIND_BYTES:
        *hash = world_wide(w, key, 0);
        return true;
    case KIND_INT:
    case KIND_BOOL:
        *hash = hash_int(world_int(w, key));
        return true;
    case KIND_FLOAT:
        *hash = hash_float(world_float(w, key));
        return true;
    case KIND_NONE:
        *hash = w->profile->none_hash ? w->profile->none_hash : hash_address(w, key);
        return true;
    case KIND_TUPLE:
    case KIND_LIST:
    case KIND_DICT:
    case KIND_SET:
    case KIND_FROZENSET:
    case KIND_DICT_VIEW:
    case KIND_INSTANCE:
    case KIND_EXCEPTION:
    case KIND_BUILTIN:
    case KIND_RANGE:
    case KIND_SLICE:
    case KIND_METHOD:
    case KIND_CELL:
    case KIND_MAPPINGPROXY:
    case KIND_LOCALS_PROXY:
    case KIND_PROXY:
    case KIND_WEAK_CORE:
    case KIND_WEAKREF:
        return false;
    default:
        *hash = hash_address(w, key);
        return true;
    }
}

int dict_int_order(int64_t n, double x)
{
    if (x >= 9223372036854775808.0)
        return -1;
    int64_t whole = (int64_t)x;
    return n < whole ? -1 : n > whole;
}

bool dict_key_same(const world *w, ref a, ref b)
{
    if (a == b)
        return true;
    object_kind x = world_kind(w, a), y = world_kind(w, b);
    if (x == y && (x == KIND_STR || x == KIND_BYTES)) {
        uint32_t n, m;
        const char *s = world_text(w, a, &n), *t = world_text(w, b, &m);
        return n == m && memcmp(s, t, n) == 0;
    }
    bool x_int = x == KIND_INT || x == KIND_BOOL, y_int = y == KIND_INT || y == KIND_BOOL;
    if (x_int && y_int)
        return world_int(w, a) == world_int(w, b);
    if ((x_int || x == KIND_FLOAT) && (y_int || y == KIND_FLOAT)) {
        double p = x_int ? (double)world_int(w, a) : world_float(w, a);
        double q = y_int ? (double)world_int(w, b) : world_float(w, b);
        if (p != q || x_int == y_int)
            return p == q;
        return dict_int_order(world_int(w, x_int ? a : b), p) == 0;
    }
    return false;
}

/* --- Looking up ---------------------------------------------------------------------------------- */

dict_walk dict_walk_start(const world *w, ref dict, int64_t hash)
{
    dict_walk walk = {.dict = dict, .hash = hash, .perturb = (uint64_t)hash};
    if (!dict_is_split(w, dict) && world_row(w, dict)->words) {
        walk.mask = (1U << world_word(w, dict, DICT_LOG2)) - 1;
        walk.place = (uint32_t)hash & walk.mask;
    }
    return walk;
}

static void walk_step(dict_walk *walk)
{
    walk->perturb >>= DICT_PERTURB_SHIFT;
    walk->place = (uint32_t)((walk->place * 5ULL + walk->perturb + 1) & walk->mask);
}

/* Few and of str: all are looked at. */
static uint32_t walk_next_split(const world *w, dict_walk *walk)
{
    for (uint32_t n = dict_entry_count(w, walk->dict); walk->place < n; walk->place++)
        if (dict_entry(w, walk->dict, walk->place).hash == walk->hash)
            return walk->place++;
    return DICT_NONE;
}

uint32_t dict_walk_next(const world *w, dict_walk *walk)
{
    if (dict_is_split(w, walk->dict))
        return walk_next_split(w, walk);
    if (!world_row(w, walk->dict)->words)
        return DICT_NONE;
    const uint32_t *index = world_words(w) + world_word(w, walk->dict, DICT_INDEX);
    for (;;) {
        uint32_t at = index[walk->place];
        if (at == 0)
            return DICT_NONE;
        walk_step(walk);
        if (at == DICT_DUMMY)
            continue;
        if (dict_entry(w, walk->dict, at - 1).hash == walk->hash)
            return at - 1;
    }
}

uint32_t dict_find_hashed(const world *w, ref dict, ref key, int64_t hash)
{
    dict_walk walk = dict_walk_start(w, dict, hash);
    for (uint32_t entry; (entry = dict_walk_next(w, &walk)) != DICT_NONE;)
        if (dict_key_same(w, dict_entry(w, dict, entry).key, key))
            return entry;
    return DICT_NONE;
}

uint32_t dict_find(const world *w, ref dict, ref key)
{
    int64_t hash;
    return dict_hash(w, key, &hash) ? dict_find_hashed(w, dict, key, hash) : DICT_NONE;
}

/* --- Sizes ----------------------------------------------------------------------------------------- */

uint32_t keys_bytes(const world *w, uint32_t log2, bool general)
{
    uint32_t index_width = log2 <= 7 ? 1 : log2 <= 15 ? 2 : 4;
    uint32_t usable = (2U << log2) / 3;
    uint32_t entry = w->size[general ? SIZE_DICT_ENTRY : SIZE_DICT_STR_ENTRY];
    return w->size[SIZE_DICT_KEYS] + (index_width << log2) + usable * entry;
}

/* The bytes of a combined dict's table. */
static uint32_t table_bytes(const world *w, ref dict)
{
    if (!world_row(w, dict)->words)
        return 0;
    return keys_bytes(w, world_word(w, dict, DICT_LOG2), world_word(w, dict, DICT_GENERAL) != 0);
}

uint32_t dict_table_bytes(const world *w, ref dict)
{
    return dict_is_split(w, dict) ? split_bytes(w, dict) : table_bytes(w, dict);
}

/* --- Changing: world_apply() only ---------------------------------------------------------------- */

/* Where a new entry with this hash goes in the index. */
static uint32_t free_place(const world *w, ref dict, int64_t hash)
{
    dict_walk walk = dict_walk_start(w, dict, hash);
    const uint32_t *index = world_words(w) + world_word(w, dict, DICT_INDEX);
    while (index[walk.place] != 0 && index[walk.place] != DICT_DUMMY)
        walk_step(&walk);
    return world_word(w, dict, DICT_INDEX) + walk.place;
}

/* The smallest tables for str keys are kept for the next dict.
 * Source: Objects/dictobject.c, new_keys_object(), free_keys_object(). */
static uint32_t keys_alloc(world *w, uint32_t log2, bool general)
{
    uint32_t kept = log2 == w->profile->dict_least_log2 && !general ? kept_take(w, FREELIST_KEYS) : 0;
    return kept ? kept : heap_alloc(w, keys_bytes(w, log2, general));
}

void dict_keys_free(world *w, uint32_t block, bool smallest)
{
    if (block && !(smallest && kept_put(w, FREELIST_KEYS, block)))
        heap_free(w, block);
}

bool dict_has_smallest(const world *w, ref dict)
{
    return world_word(w, dict, DICT_LOG2) == w->profile->dict_least_log2 && !world_word(w, dict, DICT_GENERAL);
}

static void table_make(world *w, ref dict, uint32_t log2, bool general)
{
    uint32_t capacity = (2U << log2) / 3;
    uint32_t block_class = words_class(DICT_HEADER_WORDS + capacity * (uint32_t)DICT_ENTRY_WORDS);
    uint32_t block = words_alloc(w, block_class);
    uint32_t index = words_alloc(w, log2);
    words_clear(w, index, 1U << log2);
    uint32_t *header = words_write(w, block, DICT_HEADER_WORDS);
    memset(header, 0, DICT_HEADER_WORDS * sizeof *header);
    header[DICT_INDEX] = index;
    header[DICT_LOG2] = log2;
    header[DICT_CAPACITY] = capacity;
    header[DICT_GENERAL] = general;
    header[DICT_INDEX_CLASS] = log2;
    object_row *row = row_write(w, dict);
    row->words = block;
    row->block_class = (uint8_t)block_class;
    more_write(w, dict)->block = keys_alloc(w, log2, general);
}

static void entry_append(world *w, ref dict, ref key, ref value, uint32_t hash_lo, uint32_t hash_hi)
{
    uint32_t place = free_place(w, dict, (int64_t)((uint64_t)hash_hi << 32 | hash_lo));
    uint32_t *header = word_write(w, world_row(w, dict)->words + DICT_ENTRIES);
    uint32_t n = (*header)++;
    ++*word_write(w, world_row(w, dict)->words + DICT_USED);
    uint32_t first = world_row(w, dict)->words + DICT_HEADER_WORDS + n * (uint32_t)DICT_ENTRY_WORDS;
    uint32_t *entry = words_write(w, first, DICT_ENTRY_WORDS);
    entry[0] = key;
    entry[1] = value;
    entry[2] = hash_lo;
    entry[3] = hash_hi;
    *word_write(w, place) = n + 1;
}

/* dictresize(): a new table, entries in their order, deleted ones gone. */
static void table_resize(world *w, ref dict, uint32_t log2, bool general)
{
    object_row old = *world_row(w, dict);
    uint32_t index = world_word(w, dict, DICT_INDEX), index_class = world_word(w, dict, DICT_INDEX_CLASS);
    uint32_t n = world_word(w, dict, DICT_ENTRIES);
    uint32_t old_keys = world_more(w, dict)->block;
    bool smallest = dict_has_smallest(w, dict);
    table_make(w, dict, log2, general);
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t *entry = world_words(w) + old.words + DICT_HEADER_WORDS + i * (uint32_t)DICT_ENTRY_WORDS;
        if (entry[0])
            entry_append(w, dict, entry[0], entry[1], entry[2], entry[3]);
    }
    words_free(w, index, index_class);
    words_free(w, old.words, old.block_class);
    dict_keys_free(w, old_keys, smallest);
}

/* calculate_log2_keysize(): not always the smallest that is large enough, because it asks for the width of
 * (places | 8) - 1. */
static uint32_t log2_for(const world *w, uint64_t places)
{
    uint64_t least = (uint64_t)1 << w->profile->dict_least_log2; /* PyDict_MINSIZE */
    uint64_t widest = ((places | least) - 1) | (least - 1);
    uint32_t log2 = 0;
    while (widest >> log2)
        log2++;
    return log2;
}

uint32_t dict_log2_for(const world *w, uint64_t entries)
{
    return log2_for(w, (entries * 3 + 1) / 2);
}

uint32_t dict_log2_grown(const world *w, uint32_t used)
{
    return log2_for(w, (uint64_t)used * w->profile->dict_growth);
}

/* insertion_resize(): three times what is used, GROWTH_RATE. */
static void table_grow(world *w, ref dict, bool general)
{
    dict_resize(w, dict, dict_log2_grown(w, dict_used(w, dict)), general);
}

void dict_store(world *w, ref dict, ref key, ref value, int64_t hash)
{
    bool general = world_kind(w, key) != KIND_STR;
    if (dict_is_split(w, dict)) {
        if (!general && split_store(w, dict, key, value))
            return;
        table_grow(w, dict, general);
    } else if (!world_row(w, dict)->words) {
        table_make(w, dict, w->profile->dict_least_log2, general);
    } else {
        bool was_general = world_word(w, dict, DICT_GENERAL) != 0;
        bool full = world_word(w, dict, DICT_ENTRIES) >= world_word(w, dict, DICT_CAPACITY);
        if (full || (general && !was_general))
            table_grow(w, dict, general);
    }
    entry_append(w, dict, key, value, (uint32_t)(uint64_t)hash, (uint32_t)((uint64_t)hash >> 32));
}

/* The number of entries falls, that of usable ones does not rise: the index keeps its dummies. */
static void table_shorten(world *w, ref dict, uint32_t entries)
{
    uint32_t *header = words_write(w, world_row(w, dict)->words, DICT_HEADER_WORDS);
    header[DICT_CAPACITY] -= header[DICT_ENTRIES] - entries;
    header[DICT_ENTRIES] = entries;
}

void dict_forget(world *w, ref dict, uint32_t entry, bool last)
{
    dict_walk walk = dict_walk_start(w, dict, dict_entry(w, dict, entry).hash);
    uint32_t index = world_word(w, dict, DICT_INDEX);
    while (world_words(w)[index + walk.place] != entry + 1)
        walk_step(&walk);
    *word_write(w, index + walk.place) = DICT_DUMMY;
    uint32_t first = world_row(w, dict)->words + DICT_HEADER_WORDS + entry * (uint32_t)DICT_ENTRY_WORDS;
    uint32_t *words = words_write(w, first, 2);
    words[0] = words[1] = 0;
    --*word_write(w, world_row(w, dict)->words + DICT_USED);
    if (last)
        table_shorten(w, dict, entry);
}

/* The values move into a table of the dict's own, which also counts its keys. */
static void split_combine(world *w, ref dict, uint32_t log2, bool general)
{
    dict_item items[SHARED_KEYS_MOST];
    uint32_t values = world_more(w, dict)->block;
    more_write(w, dict)->block = 0; /* freed when all are in the new table */
    uint32_t n = split_take(w, dict, items);
    table_make(w, dict, log2, general);
    for (uint32_t i = 0; i < n; i++) {
        count_up(w, items[i].key);
        entry_append(w, dict, items[i].key, items[i].value, (uint32_t)(uint64_t)items[i].hash,
                     (uint32_t)((uint64_t)items[i].hash >> 32));
    }
    if (values)
        heap_free(w, values);
}

void dict_resize(world *w, ref dict, uint32_t log2, bool general)
{
    if (dict_is_split(w, dict))
        split_combine(w, dict, log2, general);
    else if (!world_row(w, dict)->words)
        table_make(w, dict, log2, general);
    else
        table_resize(w, dict, log2, general || world_word(w, dict, DICT_GENERAL));
}

/* A block of the same size with the same words. */
static uint32_t block_copy(world *w, uint32_t block, uint32_t block_class)
{
    uint32_t copy = words_alloc(w, block_class);
    uint32_t *words = words_write(w, copy, 1U << block_class);
    memcpy(words, world_words(w) + block, sizeof *words << block_class);
    return copy;
}

/* clone_combined_dict_keys(): no memory that is kept, and the old table goes after the new one has come. */
void dict_clone(world *w, ref to, ref from)
{
    assert(!dict_used(w, to) && world_row(w, from)->words);
    uint32_t keys = heap_alloc(w, table_bytes(w, from));
    dict_release(w, to, true);
    const object_row *source = world_row(w, from);
    uint32_t index = block_copy(w, world_word(w, from, DICT_INDEX), world_word(w, from, DICT_INDEX_CLASS));
    uint32_t block = block_copy(w, source->words, source->block_class);
    *word_write(w, block + DICT_INDEX) = index;
    object_row *row = row_write(w, to);
    row->words = block;
    row->block_class = source->block_class;
    more_write(w, to)->block = keys;
}

void dict_release(world *w, ref dict, bool keep_row)
{
    if (dict_is_split(w, dict)) {
        split_release(w, dict, keep_row);
        return;
    }
    if (!world_row(w, dict)->words)
        return;
    dict_keys_free(w, world_more(w, dict)->block, dict_has_smallest(w, dict));
    more_write(w, dict)->block = 0;
    words_free(w, world_word(w, dict, DICT_INDEX), world_word(w, dict, DICT_INDEX_CLASS));
    if (keep_row) {
        object_row *row = row_write(w, dict);
        words_free(w, row->words, row->block_class);
        row->words = 0;
    }
}
