#include "sim/type_counts.h"

#include "sim/memory/sizes.h"
#include "sim/view_value.h"

#include <stdlib.h>

enum { RECENT_SHOWN = sizeof((type_count *)0)->first_recent / sizeof(uint32_t) };

/* One row per class, and one per kind of the rest, until their names are known. */
typedef struct tally {
    type_count sum;
    ref example; /* whose type has the name */
} tally;

typedef struct counter {
    const world *w;
    arena *memory;
    uint32_t since;
    uint32_t *of_class; /* per row of a class: 1 + its tally */
    /* the views of a dict are three types, the parts of a file as many as there are */
    uint32_t of_kind[KIND_COUNT + 3 + FILE_PART_COUNT];
    tally *tallies;
    uint32_t count, capacity;
} counter;

static uint32_t *place_of(counter *c, ref o)
{
    const object_row *row = world_row(c->w, o);
    ref class = world_class_of(c->w, o);
    if (class)
        return &c->of_class[class];
    if (row->kind == KIND_DICT_VIEW && row->lo < 3)
        return &c->of_kind[KIND_COUNT + row->lo];
    if (row->kind == KIND_FILE_PART && row->lo < FILE_PART_COUNT)
        return &c->of_kind[KIND_COUNT + 3 + row->lo];
    return &c->of_kind[row->kind];
}

static tally *tally_add(counter *c, ref o)
{
    if (c->count == c->capacity) {
        uint32_t wanted = c->capacity ? c->capacity * 2 : 64;
        tally *more = arena_grow(c->memory, c->tallies, c->count * sizeof *more, wanted * sizeof *more);
        if (!more)
            return NULL;
        c->tallies = more;
        c->capacity = wanted;
    }
    c->tallies[c->count] = (tally){.example = o};
    return &c->tallies[c->count++];
}

/* The oldest ones, in order: rows are reused, so they come in any. */
static void recent_add(type_count *t, uint32_t id)
{
    t->recent++;
    for (uint32_t i = 0; i < RECENT_SHOWN && id; i++)
        if (!t->first_recent[i] || id < t->first_recent[i]) {
            uint32_t later = t->first_recent[i];
            t->first_recent[i] = id;
            id = later;
        }
}

static bool count_object(counter *c, ref o)
{
    uint32_t *place = place_of(c, o);
    tally *t = *place ? &c->tallies[*place - 1] : tally_add(c, o);
    if (!t)
        return false;
    *place = (uint32_t)(t - c->tallies) + 1;
    t->sum.count++;
    t->sum.bytes += sizes_getsizeof(c->w, o);
    uint32_t id = world_serial(c->w, o);
    if (id > c->since && id < WORLD_FIRST_OWN_SERIAL)
        recent_add(&t->sum, id);
    return true;
}

static bool count_all(counter *c)
{
    uint32_t rows = c->w->state.used[TABLE_ROWS];
    c->of_class = arena_alloc(c->memory, rows * sizeof *c->of_class);
    if (!c->of_class)
        return false;
    for (ref o = LIST_COUNT + 1; o < rows; o++) {
        const object_row *row = world_row(c->w, o);
        if (row->kind != KIND_FREE && !(row->flags & OBJ_INTERPRETER) && !count_object(c, o))
            return false;
    }
    return true;
}

/* --- Names ----------------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return strcmp(((const tally *)a)->sum.type, ((const tally *)b)->sum.type);
}

static int most_frequent_first(const void *a, const void *b)
{
    const type_count *x = a, *y = b;
    return x->count != y->count ? (x->count < y->count) - (x->count > y->count) : strcmp(x->type, y->type);
}

static bool name_all(counter *c)
{
    for (uint32_t i = 0; i < c->count; i++) {
        c->tallies[i].sum.type = view_value_whole_type(c->w, c->tallies[i].example, c->memory);
        if (!c->tallies[i].sum.type)
            return false;
    }
    return true;
}

static void join(type_count *into, const type_count *other)
{
    uint32_t recent = into->recent + other->recent;
    into->count += other->count;
    into->bytes += other->bytes;
    for (uint32_t i = 0; i < RECENT_SHOWN && other->first_recent[i]; i++)
        recent_add(into, other->first_recent[i]);
    into->recent = recent;
}

bool type_counts_build(const world *w, uint32_t since, arena *memory, type_counts *out)
{
    counter c = {.w = w, .memory = memory, .since = since};
    *out = (type_counts){0};
    if (!count_all(&c) || !name_all(&c))
        return false;
    type_count *rows = arena_alloc(memory, (c.count + 1) * sizeof *rows);
    if (!rows)
        return false;
    if (c.count)
        qsort(c.tallies, c.count, sizeof *c.tallies, by_name);
    uint32_t n = 0;
    for (uint32_t i = 0; i < c.count; i++) {
        const type_count *t = &c.tallies[i].sum;
        out->objects += t->count;
        out->bytes += t->bytes;
        if (n && strcmp(rows[n - 1].type, t->type) == 0)
            join(&rows[n - 1], t);
        else
            rows[n++] = *t;
    }
    qsort(rows, n, sizeof *rows, most_frequent_first);
    out->rows = rows;
    out->row_count = n;
    return true;
}

uint32_t type_counts_last(const world *w)
{
    return w->state.serial < WORLD_FIRST_OWN_SERIAL ? w->state.serial : 0;
}

/* --- Between two moments ----------------------------------------------------------------------------- */

static int pointer_by_name(const void *a, const void *b)
{
    return strcmp((*(const type_count *const *)a)->type, (*(const type_count *const *)b)->type);
}

/* The rows in order of their names; NULL: out of memory. */
static const type_count **named_rows(const type_counts *counts, arena *memory)
{
    const type_count **rows = arena_alloc(memory, (counts->row_count + 1) * sizeof *rows);
    for (uint32_t i = 0; rows && i < counts->row_count; i++)
        rows[i] = &counts->rows[i];
    if (rows)
        qsort(rows, counts->row_count, sizeof *rows, pointer_by_name);
    return rows;
}

static type_change change_of(const type_count *before, const type_count *now)
{
    type_change c = {.type = now ? now->type : before->type, .before = before, .now = now};
    c.count = (int64_t)(now ? now->count : 0) - (int64_t)(before ? before->count : 0);
    c.bytes = (int64_t)(now ? now->bytes : 0) - (int64_t)(before ? before->bytes : 0);
    c.born = now ? now->recent : 0;
    c.died = (uint32_t)(c.born - c.count);
    return c;
}

static int largest_growth_first(const void *a, const void *b)
{
    const type_change *x = a, *y = b;
    return x->count != y->count ? (x->count < y->count) - (x->count > y->count) : strcmp(x->type, y->type);
}

bool type_changes_build(const type_counts *before, const type_counts *now, arena *memory, type_changes *out)
{
    const type_count **old = named_rows(before, memory), **new = named_rows(now, memory);
    type_change *rows = arena_alloc(memory, ((size_t)before->row_count + now->row_count + 1) * sizeof *rows);
    *out = (type_changes){.rows = rows};
    if (!old || !new || !rows)
        return false;
    for (uint32_t i = 0, k = 0; i < before->row_count || k < now->row_count;) {
        int order = i == before->row_count ? 1 : k == now->row_count ? -1 : strcmp(old[i]->type, new[k]->type);
        type_change c = change_of(order <= 0 ? old[i] : NULL, order >= 0 ? new[k] : NULL);
        i += order <= 0;
        k += order >= 0;
        if (!c.count && !c.bytes && !c.born)
            continue;
        rows[out->row_count++] = c;
        out->count += c.count;
        out->bytes += c.bytes;
    }
    qsort(rows, out->row_count, sizeof *rows, largest_growth_first);
    return true;
}
