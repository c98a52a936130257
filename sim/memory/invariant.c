#include "sim/memory/invariant.h"

#include "sim/memory/checker.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void checker_fail(checker *k, const char *format, ...)
{
    if (k->failed)
        return;
    k->failed = true;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(k->text, k->size, format, args);
    va_end(args);
}

const char *checker_kind_name(const world *w, ref o)
{
    const char *name = KIND_INFO[world_row(w, o)->kind].type_name;
    return *name ? name : world_row(w, o)->kind == KIND_INSTANCE ? "instance" : "exception";
}

static void fail_object(checker *k, ref o, const char *what)
{
    checker_fail(k, "object #%u (%s, row %u): %s", world_serial(k->w, o), checker_kind_name(k->w, o), o, what);
}

static bool is_live(const checker *k, ref o)
{
    return o > LIST_COUNT && o < k->rows && world_row(k->w, o)->kind != KIND_FREE;
}

static bool block_inside(const checker *k, uint32_t first, uint64_t words)
{
    return first && first + words <= k->w->state.used[TABLE_WORDS];
}

/* --- Counting references ---------------------------------------------------------------------- */

static void count_ref(checker *k, ref holder, ref target)
{
    if (!target)
        return;
    if (is_live(k, target))
        k->counts[target]++;
    else if (holder)
        fail_object(k, holder, "refers to a row that holds no object");
    else
        checker_fail(k, "a frame, a local or a temporary refers to row %u, which holds no object", target);
}

static void count_words(checker *k, ref o, uint32_t first, uint32_t end)
{
    uint32_t words = world_row(k->w, o)->words;
    if (first >= end)
        return;
    if (!block_inside(k, words, end)) {
        fail_object(k, o, "its block lies outside of the words in use");
        return;
    }
    for (uint32_t i = first; i < end; i++)
        count_ref(k, o, world_words(k->w)[words + i]);
}

/* The values of an instance or a split dict, which stand behind their order. */
static void count_values(checker *k, ref o, uint32_t info)
{
    const object_row *row = world_row(k->w, o);
    uint32_t capacity = info & 0xFF, set = 0, values = INSTANCE_ORDER + (capacity + 3) / 4;
    count_words(k, o, values, values + capacity);
    for (uint32_t i = 0; i < capacity && !k->failed; i++)
        set += world_words(k->w)[row->words + values + i] != 0;
    if (set != (info >> 8 & 0xFF) && !(row->flags & OBJ_DYING))
        fail_object(k, o, "the number of its attributes is wrong");
}

static void count_instance(checker *k, ref o)
{
    const object_row *row = world_row(k->w, o);
    if (!block_inside(k, row->words, 2)) {
        fail_object(k, o, "an instance without a block");
        return;
    }
    uint32_t info = world_words(k->w)[row->words + INSTANCE_INFO];
    count_values(k, o, info);
    count_ref(k, o, row->lo);
    count_ref(k, o, row->hi);
    if (!k->failed && world_row(k->w, row->lo)->kind != KIND_TYPE)
        fail_object(k, o, "its class is no class");
    if (!k->failed) {
        uint32_t capacity = info & 0xFF, slots = INSTANCE_ORDER + (capacity + 3) / 4 + capacity;
        count_words(k, o, slots, slots + world_word(k->w, row->lo, TYPE_SLOT_COUNT));
    }
    if (!k->failed && row->hi && world_row(k->w, row->hi)->kind != KIND_DICT)
        fail_object(k, o, "its __dict__ is no dict");
    if (!k->failed && row->hi && world_row(k->w, row->hi)->hi && world_row(k->w, row->hi)->lo != o &&
        !(info & INSTANCE_DETACHED))
        fail_object(k, o, "its __dict__ has other values than itself");
}

/* The __dict__ of an instance: its values are the instance's, or its own. */
static void count_split(checker *k, ref o)
{
    const object_row *row = world_row(k->w, o);
    if (!block_inside(k, row->hi, (uint64_t)1 << KEYS_CLASS)) {
        fail_object(k, o, "a split dict without keys");
    } else if (row->lo) {
        if (!is_live(k, row->lo) || world_row(k->w, row->lo)->hi != o || row->words)
            fail_object(k, o, "the instance whose values it shares does not know it");
    } else if (!block_inside(k, row->words, 2)) {
        fail_object(k, o, "a split dict without values");
    } else {
        count_values(k, o, world_words(k->w)[row->words + INSTANCE_INFO]);
    }
}

/* A dying dict lets go of a key before its value: each counts for itself. */
static void count_dict(checker *k, ref o)
{
    const object_row *row = world_row(k->w, o);
    if (row->hi) {
        count_split(k, o);
        return;
    }
    if (!row->words)
        return;
    uint32_t entries = world_words(k->w)[row->words + DICT_ENTRIES];
    if (!block_inside(k, row->words, DICT_HEADER_WORDS + (uint64_t)entries * DICT_ENTRY_WORDS)) {
        fail_object(k, o, "its entries lie outside of the words in use");
        return;
    }
    const uint32_t *entry = world_words(k->w) + row->words + DICT_HEADER_WORDS;
    for (uint32_t i = 0; i < entries; i++, entry += DICT_ENTRY_WORDS) {
        count_ref(k, o, entry[0]);
        count_ref(k, o, entry[1]);
    }
}

static void count_set(checker *k, ref o)
{
    uint32_t words = world_row(k->w, o)->words;
    if (!block_inside(k, words, SET_HEADER_WORDS) || world_words(k->w)[words + SET_GROWTH] > 24 ||
        !block_inside(k, words, SET_HEADER_WORDS + (uint64_t)set_places(k->w, o) * SET_ENTRY_WORDS)) {
        fail_object(k, o, "its table lies outside of the words in use");
        return;
    }
    for (uint32_t i = 0, n = set_places(k->w, o); i < n; i++)
        count_ref(k, o, set_key(k->w, o, i));
}

/* Kinds with a fixed number of references: where these stand. */
static const struct {
    uint8_t first, end;
} FIXED[KIND_COUNT] = {
    [KIND_TYPE] = {TYPE_BASE, TYPE_MODULE + 1},
    [KIND_FUNCTION] = {FUNCTION_GLOBALS, FUNCTION_CODE + 1},
    [KIND_METHOD] = {1, 3},
    [KIND_MODULE] = {1, 3},
    [KIND_BUILTIN] = {BUILTIN_SELF, BUILTIN_SLOT_END},
    [KIND_TRACEBACK] = {0, 2},
    [KIND_GETSET] = {0, 2},
    [KIND_SLICE] = {0, 3},
    [KIND_FILE] = {FILE_BUFFER, FILE_DICT + 1},
    [KIND_FILE_PART] = {FILE_PART_HOLDS, FILE_PART_DICT + 1},
    [KIND_NAMESPACE] = {0, 1},
    [KIND_LOCALS_PROXY] = {0, 1},
    [KIND_PROXY] = {0, 1},
    [KIND_WEAK_CORE] = {0, 1},
    [KIND_WEAKREF] = {0, 1},
    [KIND_LIST_ITER] = {0, 1},
    [KIND_TUPLE_ITER] = {0, 1},
    [KIND_STR_ITER] = {0, 1},
    [KIND_BYTES_ITER] = {0, 1},
    [KIND_DICT_ITER] = {0, 2},
    [KIND_ENUMERATE] = {0, 2},
    [KIND_ZIP] = {0, 2},
    [KIND_MAP] = {0, 2},
    [KIND_FILTER] = {0, 2},
    [KIND_REVERSED] = {0, 2},
    [KIND_SEQUENCE_ITER] = {0, 2},
    [KIND_CALL_ITER] = {0, 2},
    [KIND_LIST_REVERSE_ITER] = {0, 2},
    [KIND_DICT_REVERSE_ITER] = {0, 2},
    [KIND_SET_ITER] = {0, 1},
    [KIND_DICT_VIEW] = {0, 1},
    [KIND_CELL] = {0, 1},
    [KIND_PROPERTY] = {PROPERTY_GET, PROPERTY_NAME + 1},
    [KIND_STATICMETHOD] = {0, 2},
    [KIND_CLASSMETHOD] = {0, 2},
    [KIND_MEMBER] = {0, 2},
    [KIND_MAPPINGPROXY] = {0, 1},
    [KIND_SUPER] = {0, 3},
};

static void count_object(checker *k, ref o)
{
    const object_row *row = world_row(k->w, o);
    switch ((object_kind)row->kind) {
    case KIND_TUPLE: case KIND_STRUCTSEQ: case KIND_LIST:
        count_words(k, o, 0, row->lo);
        break;
    case KIND_CODE:
        count_words(k, o, 0, row->hi);
        break;
    case KIND_DICT:
        count_dict(k, o);
        break;
    case KIND_SET: case KIND_FROZENSET:
        count_set(k, o);
        break;
    case KIND_INSTANCE:
        count_instance(k, o);
        break;
    case KIND_EXCEPTION:
        count_words(k, o, 0, EXCEPTION_SLOT_END);
        count_ref(k, o, row->lo);
        break;
    case KIND_GENERATOR:
        count_words(k, o, GENERATOR_NAME, GENERATOR_HANDLED + 1);
        count_words(k, o, GENERATOR_LOCALS, row->hi);
        break;
    case KIND_FRAME:
        count_words(k, o, 0, world_row(k->w, o)->hi);
        break;
    case KIND_FILE: case KIND_FILE_PART: case KIND_NAMESPACE: case KIND_LOCALS_PROXY:
    case KIND_TYPE: case KIND_FUNCTION: case KIND_METHOD: case KIND_MODULE: case KIND_BUILTIN:
    case KIND_TRACEBACK: case KIND_GETSET: case KIND_SLICE: case KIND_PROXY: case KIND_WEAK_CORE:
    case KIND_MEMBER: case KIND_STATICMETHOD: case KIND_CLASSMETHOD: case KIND_SUPER:
    case KIND_PROPERTY: case KIND_WEAKREF: case KIND_LIST_ITER: case KIND_TUPLE_ITER:
    case KIND_STR_ITER: case KIND_BYTES_ITER: case KIND_DICT_ITER: case KIND_SET_ITER:
    case KIND_DICT_VIEW: case KIND_CELL: case KIND_MAPPINGPROXY:
    case KIND_ENUMERATE: case KIND_ZIP: case KIND_MAP: case KIND_FILTER: case KIND_REVERSED:
    case KIND_SEQUENCE_ITER: case KIND_CALL_ITER: case KIND_LIST_REVERSE_ITER: case KIND_DICT_REVERSE_ITER:
        count_words(k, o, FIXED[row->kind].first, FIXED[row->kind].end);
        break;
    case KIND_NONE: case KIND_BOOL: case KIND_ELLIPSIS: case KIND_NOT_IMPLEMENTED: case KIND_INT:
    case KIND_FLOAT: case KIND_STR: case KIND_BYTES: case KIND_OBJECT: case KIND_RANGE:
    case KIND_RANGE_ITER:
        break; /* hold nothing */
    case KIND_FREE:
    case KIND_COUNT:
        checker_fail(k, "row %u has no kind", o);
    }
}

static void count_frames(checker *k)
{
    const world *w = k->w;
    uint32_t depth = w->state.used[TABLE_FRAMES], locals = 1, temps = 0;
    for (uint32_t i = 0; i < depth; i++) {
        const world_frame *f = &world_frames(w)[i];
        count_ref(k, 0, f->function);
        count_ref(k, 0, f->names);
        if (f->names && (!is_live(k, f->names) || world_row(w, f->names)->kind != KIND_DICT))
            checker_fail(k, "frame %u: its namespace is no dict", f->serial);
        if (f->locals != locals || f->temps < temps || f->temps > w->state.used[TABLE_TEMPS])
            checker_fail(k, "frame %u: its locals or temporaries are not its own", f->serial);
        locals += f->local_count;
        temps = f->temps;
    }
    if (locals != w->state.used[TABLE_LOCALS])
        checker_fail(k, "%u cells of locals are in use, but the frames have %u",
             w->state.used[TABLE_LOCALS], locals);
    for (uint32_t i = 1; i < locals && !k->failed; i++)
        count_ref(k, 0, world_locals(w)[i]);
    for (uint32_t i = 0; i < w->state.used[TABLE_TEMPS]; i++)
        count_ref(k, 0, world_temps(w)[i]);
}

static void compare_counts(checker *k)
{
    for (ref o = LIST_COUNT + 1; o < k->rows; o++) {
        const object_row *row = world_row(k->w, o);
        if (row->kind == KIND_FREE)
            continue;
        uint32_t expected = row->flags & OBJ_IMMORTAL ? UINT32_MAX : k->counts[o] + row->pinned;
        if (row->refcount != expected)
            checker_fail(k, "object #%u (%s, row %u): its count is %u, but %u references were found",
                 world_serial(k->w, o), checker_kind_name(k->w, o), o, row->refcount, expected);
    }
}

static void check_counts(checker *k)
{
    for (ref o = LIST_COUNT + 1; o < k->rows && !k->failed; o++)
        if (world_row(k->w, o)->kind != KIND_FREE)
            count_object(k, o);
    count_frames(k);
    if (!k->failed)
        compare_counts(k);
}

/* --- Rows ------------------------------------------------------------------------------------- */

static void check_rows(checker *k)
{
    const world_state *s = &k->w->state;
    uint32_t live = 0, chained = 0;
    for (ref o = LIST_COUNT + 1; o < k->rows; o++) {
        const object_row *row = world_row(k->w, o);
        if (row->kind >= KIND_COUNT)
            checker_fail(k, "row %u: %u is no kind", o, row->kind);
        if (row->kind != KIND_FREE) {
            live++;
            uint32_t serial = world_serial(k->w, o);
            if (serial == 0 || (serial > s->serial && serial <= WORLD_FIRST_OWN_SERIAL))
                checker_fail(k, "row %u: #%u is no number that was given out", o, serial);
        } else if (row->refcount || row->flags || row->words) {
            checker_fail(k, "row %u is free but not empty", o);
        }
    }
    for (ref o = s->free_row; o && chained <= k->rows; o = world_row(k->w, o)->gc_next, chained++)
        if (o >= k->rows || o <= LIST_COUNT || world_row(k->w, o)->kind != KIND_FREE) {
            checker_fail(k, "row %u is in the list of free rows, but not free", o);
            return;
        }
    if (live != s->live || live + chained + LIST_COUNT + 1 != k->rows)
        checker_fail(k, "%u objects live and %u rows are free, but the world counts %u of %u rows", live,
             chained, s->live, k->rows);
}

/* --- The collector's lists -------------------------------------------------------------------- */

static uint32_t check_ring(checker *k, uint32_t list)
{
    uint32_t members = 0;
    ref previous = list;
    for (ref o = world_row(k->w, list)->gc_next; o != list; o = world_row(k->w, o)->gc_next) {
        if (!is_live(k, o) || k->marks[o]) {
            checker_fail(k, "list %u: row %u is free, or met twice", list, o);
            return members;
        }
        k->marks[o] = 1;
        members++;
        if (world_row(k->w, o)->gc_prev != previous)
            fail_object(k, o, "the collector's list does not lead back from it");
        if (!(world_row(k->w, o)->flags & OBJ_TRACKED))
            fail_object(k, o, "it is in a collector's list, but not tracked");
        previous = o;
    }
    if (world_row(k->w, list)->gc_prev != previous)
        checker_fail(k, "list %u: its head does not know its last member", list);
    return members;
}

static void check_lists(checker *k)
{
    for (uint32_t list = 1; list <= LIST_COUNT && !k->failed; list++) {
        uint32_t members = check_ring(k, list);
        if (list >= LIST_UNREACHABLE && members && !k->w->state.gc_collecting)
            checker_fail(k, "list %u is not empty although nothing is being collected", list);
    }
    for (ref o = LIST_COUNT + 1; o < k->rows && !k->failed; o++) {
        const object_row *row = world_row(k->w, o);
        if (row->kind == KIND_FREE)
            continue;
        if ((row->flags & OBJ_TRACKED) && !KIND_INFO[row->kind].gc)
            fail_object(k, o, "its kind is never tracked");
        if ((row->flags & OBJ_TRACKED) && !k->marks[o])
            fail_object(k, o, "it is tracked, but in none of the collector's lists");
        if ((row->flags & OBJ_COLLECTING) && !k->w->state.gc_collecting)
            fail_object(k, o, "it is being collected, but no collection runs");
    }
}

/* --- Weak references -------------------------------------------------------------------------- */

/* The first weak reference to `o`, by its kind. */
static ref first_weakref(const world *w, ref o)
{
    object_kind kind = world_kind(w, o);
    if (kind == KIND_EXCEPTION)
        return world_word(w, o, EXCEPTION_WEAKREFS);
    bool first = kind == KIND_INSTANCE || kind == KIND_TYPE || kind == KIND_FUNCTION ||
                 kind == KIND_BUILTIN || kind == KIND_METHOD || kind == KIND_MODULE ||
                 kind == KIND_SET || kind == KIND_FROZENSET || kind == KIND_GENERATOR ||
                 kind == KIND_FILE;
    return first && world_row(w, o)->words ? world_word(w, o, 0) : 0;
}

static void check_weakrefs_of(checker *k, ref o)
{
    ref previous = 0;
    for (ref r = first_weakref(k->w, o); r; r = world_word(k->w, r, WEAKREF_NEXT)) {
        if (!is_live(k, r) || !world_is_weak(k->w, r) || k->marks[r] == 2) {
            fail_object(k, o, "its list of weak references is broken");
            return;
        }
        k->marks[r] = 2;
        if (world_row(k->w, r)->lo != o)
            fail_object(k, r, "it is in the list of an object that it does not refer to");
        if (world_word(k->w, r, WEAKREF_PREVIOUS) != previous)
            fail_object(k, r, "the list of weak references does not lead back from it");
        previous = r;
    }
}

static void check_weakrefs(checker *k)
{
    for (ref o = LIST_COUNT + 1; o < k->rows && !k->failed; o++)
        if (world_kind(k->w, o) != KIND_FREE)
            check_weakrefs_of(k, o);
    for (ref o = LIST_COUNT + 1; o < k->rows && !k->failed; o++) {
        const object_row *row = world_row(k->w, o);
        if (!world_is_weak(k->w, o) || !row->lo)
            continue;
        if (!is_live(k, row->lo))
            fail_object(k, o, "it refers weakly to an object that is gone");
        else if (k->marks[o] != 2 &&
                 k->w->born != o) /* one just born is linked by the next event */
            fail_object(k, o, "its object does not know it");
    }
}

/* --- Dicts ------------------------------------------------------------------------------------ */

/* CPython's probing, written a second time. */
static bool entry_found(const uint32_t *index, uint32_t mask, const uint32_t *entry,
                        uint32_t number)
{
    uint64_t hash = (uint64_t)entry[3] << 32 | entry[2], perturb = hash;
    uint64_t place = hash & mask;
    for (uint64_t tries = 0; tries <= (uint64_t)mask + 64; tries++) {
        if (index[place] == number + 1)
            return true;
        if (index[place] == 0)
            return false;
        perturb >>= 5;
        place = (place * 5 + perturb + 1) & mask;
    }
    return false;
}

static void check_dict_entries(checker *k, ref o, const uint32_t *header, const uint32_t *index)
{
    uint32_t places = 1U << header[DICT_LOG2], indexed = 0, used = 0;
    const uint32_t *entry = header + DICT_HEADER_WORDS;
    for (uint32_t i = 0; i < header[DICT_ENTRIES]; i++, entry += DICT_ENTRY_WORDS) {
        if (!entry[0])
            continue;
        used++;
        if (!entry[1])
            fail_object(k, o, "a key has no value");
        if (!entry_found(index, places - 1, entry, i))
            fail_object(k, o, "an entry cannot be found by its hash");
    }
    for (uint32_t i = 0; i < places; i++)
        indexed += index[i] != 0 && index[i] != DICT_DUMMY;
    if (used != header[DICT_USED] || indexed != used)
        checker_fail(k, "object #%u (dict, row %u): %u entries, %u in the index, but it counts %u",
             world_serial(k->w, o), o, used, indexed, header[DICT_USED]);
}

static void check_dict(checker *k, ref o)
{
    const object_row *row = world_row(k->w, o);
    if (!row->words || row->hi || row->flags & OBJ_DYING)
        return; /* a dying dict is taken apart entry by entry; nobody looks into it any more */
    const uint32_t *header = world_words(k->w) + row->words;
    uint32_t log2 = header[DICT_LOG2];
    if (log2 < 3 || log2 > 30 || header[DICT_CAPACITY] > (2U << log2) / 3 ||
        header[DICT_ENTRIES] > header[DICT_CAPACITY] ||
        !block_inside(k, header[DICT_INDEX], (uint64_t)1 << log2)) {
        fail_object(k, o, "its table cannot be");
        return;
    }
    check_dict_entries(k, o, header, world_words(k->w) + header[DICT_INDEX]);
}

static void check_dicts(checker *k)
{
    for (ref o = LIST_COUNT + 1; o < k->rows && !k->failed; o++)
        if (world_kind(k->w, o) == KIND_DICT)
            check_dict(k, o);
}

/* --- Sets ------------------------------------------------------------------------------------- */

/* CPython's probing of sets, written a second time: up to nine neighbours, then a jump. */
static bool key_found(const world *w, ref o, uint32_t place)
{
    uint64_t mask = set_places(w, o) - 1, perturb = (uint64_t)set_hash_at(w, o, place);
    uint64_t group = perturb & mask;
    for (uint64_t tries = 0; tries <= mask + 64; tries++) {
        uint64_t end = group + 9 <= mask ? group + 9 : group;
        for (uint64_t i = group; i <= end; i++) {
            if (i == place)
                return true;
            if (!*set_entry(w, o, (uint32_t)i))
                return false;
        }
        perturb >>= 5;
        group = (group * 5 + 1 + perturb) & mask;
    }
    return false;
}

static void check_set(checker *k, ref o)
{
    const world *w = k->w;
    uint32_t used = 0, fill = 0, n = set_places(w, o);
    for (uint32_t i = 0; i < n; i++) {
        fill += *set_entry(w, o, i) != 0;
        if (!set_key(w, o, i))
            continue;
        used++;
        if (!key_found(w, o, i))
            fail_object(k, o, "a key cannot be found by its hash");
    }
    if (used != set_used(w, o) || fill != world_word(w, o, SET_FILL) || fill == n)
        checker_fail(k, "object #%u (%s, row %u): %u keys in %u places, but it counts %u and %u",
             world_serial(w, o), checker_kind_name(w, o), o, used, fill, set_used(w, o),
             world_word(w, o, SET_FILL));
}

/* A dying set is taken apart place by place. */
static void check_sets(checker *k)
{
    for (ref o = LIST_COUNT + 1; o < k->rows && !k->failed; o++)
        if (world_is_set(k->w, o) && !(world_row(k->w, o)->flags & OBJ_DYING))
            check_set(k, o);
}

static void checker_run(checker *k)
{
    check_rows(k);
    if (!k->failed)
        check_counts(k);
    if (!k->failed)
        check_lists(k);
    if (!k->failed)
        check_weakrefs(k);
    if (!k->failed)
        check_dicts(k);
    if (!k->failed)
        check_sets(k);
    if (!k->failed)
        checker_heap(k);
}

bool invariant_check(const world *w, char *text, size_t size)
{
    checker k = {.w = w, .rows = w->state.used[TABLE_ROWS], .text = text, .size = size};
    k.counts = calloc(k.rows, sizeof *k.counts);
    k.marks = calloc(k.rows, 1);
    if (k.counts && k.marks)
        checker_run(&k);
    else
        checker_fail(&k, "no memory for checking");
    free(k.counts);
    free(k.marks);
    return !k.failed;
}

/* --- Blocks that must not overlap ------------------------------------------------------------- */

void checker_take_cells(checker *k, uint8_t *taken, uint32_t used, uint32_t first, uint64_t count,
                       const char *what)
{
    if (k->failed)
        return;
    if (!first || first + count > used) {
        checker_fail(k, "%s at %u lies outside of what is in use", what, first);
        return;
    }
    for (uint64_t i = first; i < first + count; i++) {
        if (taken[i])
            checker_fail(k, "%s at %u overlaps another block", what, first);
        taken[i] = 1;
    }
}

static void take_words_of(checker *k, uint8_t *taken, uint32_t used, ref o)
{
    const object_row *row = world_row(k->w, o);
    const uint32_t *words = world_words(k->w);
    if (row->kind == KIND_FREE || !row->words)
        return;
    checker_take_cells(k, taken, used, row->words, (uint64_t)1 << row->block_class,
               "the block of an object");
    if (row->kind == KIND_DICT && !row->hi)
        checker_take_cells(k, taken, used, words[row->words + DICT_INDEX],
                   (uint64_t)1 << words[row->words + DICT_INDEX_CLASS], "the index of a dict");
    if (row->kind == KIND_TYPE && words[row->words + TYPE_KEYS])
        checker_take_cells(k, taken, used, words[row->words + TYPE_KEYS], (uint64_t)1 << KEYS_CLASS,
                   "the keys of a class");
}

static void check_words(checker *k)
{
    uint32_t used = k->w->state.used[TABLE_WORDS];
    uint8_t *taken = calloc(used, 1);
    if (!taken) {
        checker_fail(k, "no memory for checking");
        return;
    }
    for (ref o = LIST_COUNT + 1; o < k->rows && !k->failed; o++)
        take_words_of(k, taken, used, o);
    for (uint32_t c = 0; c < WORD_CLASSES; c++)
        for (uint32_t at = k->w->state.free_words[c]; at && !k->failed; at = world_words(k->w)[at])
            checker_take_cells(k, taken, used, at, (uint64_t)1 << c, "a free block of words");
    free(taken);
}

bool invariant_check_blocks(const world *w, char *text, size_t size)
{
    checker k = {.w = w, .rows = w->state.used[TABLE_ROWS], .text = text, .size = size};
    check_words(&k);
    if (!k.failed)
        checker_heap_blocks(&k);
    return !k.failed;
}
