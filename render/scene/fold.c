#include "render/scene/fold.h"

#include <stdlib.h>
#include <string.h>

enum { IDS_MAX = 1 << 20 }; /* a run that makes more objects than that: the later ones never fold */

/* What all pictures so far agree on about one object; found by its id. */
typedef struct record {
    const char *type;
    uint32_t holder;   /* the id of the one object that holds it, while `alone` */
    bool told, alone;  /* in every picture one holder, always the same, no name */
    bool leaf;         /* nothing but itself, in every picture */
    bool container;    /* nothing but references to objects, at least one, in every picture */
    bool plain;        /* no marks that a stack would hide */
} record;

struct fold {
    arena memory;
    record *records;
    uint32_t capacity;
};

/* Holders of each object of one picture. */
typedef struct held {
    uint32_t count, holder;
    bool named;
} held;

static bool records_grow(fold *f, uint32_t id)
{
    if (id < f->capacity)
        return true;
    uint32_t wanted = f->capacity ? f->capacity : 256;
    while (wanted <= id)
        wanted *= 2;
    record *larger = realloc(f->records, wanted * sizeof *larger);
    if (!larger)
        return false;
    memset(larger + f->capacity, 0, (wanted - f->capacity) * sizeof *larger);
    f->records = larger;
    f->capacity = wanted;
    return true;
}

/* ---- telling ---- */

static void cells_count(const picture *p, const picture_cell *cells, uint32_t count, uint32_t holder,
                        held *all)
{
    for (uint32_t i = 0; i < count; i++) {
        const picture_object *o = cells[i].target_id ? picture_find(p, cells[i].target_id) : NULL;
        if (!o)
            continue;
        held *h = &all[o - p->objects];
        h->count++;
        h->holder = holder;
        h->named |= holder == 0 || cells[i].weak;
    }
}

static bool is_sequence(const char *type)
{
    static const char *const TYPES[] = {"list", "tuple", "set", "frozenset", "dict"};
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (strcmp(TYPES[i], type) == 0)
            return true;
    return false;
}

static void object_tell(fold *f, const picture_object *o, const held *h)
{
    const view_object *seen = o->seen;
    record *r = &f->records[seen->id];
    uint32_t targets = 0;
    for (uint32_t i = 0; i < o->cell_count; i++)
        targets += o->cells[i].target_id != 0;
    if (!r->told)
        *r = (record){.told = true, .alone = true, .leaf = true, .container = true, .plain = true,
                      .type = arena_text(&f->memory, seen->type, strlen(seen->type)),
                      .holder = h->holder};
    r->alone &= h->count == 1 && !h->named && h->holder == r->holder;
    r->leaf &= targets == 0;
    r->container &= targets > 0 && targets == o->cell_count && is_sequence(seen->type);
    r->plain &= seen->role == VIEW_ROLE_DATA && !seen->weakref_count && !seen->has_del
                && !seen->unreachable && !seen->immortal;
}

ouro_result fold_tell(fold *f, const picture *p, ouro_error *err)
{
    held *all = calloc(p->object_count + 1, sizeof *all);
    uint32_t count = p->object_count;
    while (count > 0 && p->objects[count - 1].seen->id > IDS_MAX)
        count--;
    bool fits = all && records_grow(f, count ? p->objects[count - 1].seen->id : 0);
    for (uint32_t i = 0; i < p->frame_count && fits; i++)
        cells_count(p, p->frames[i].tags, p->frames[i].tag_count, 0, all);
    for (uint32_t i = 0; i < p->object_count && fits; i++)
        cells_count(p, p->objects[i].cells, p->objects[i].cell_count, p->objects[i].seen->id, all);
    for (uint32_t i = 0; i < count && fits; i++) {
        object_tell(f, &p->objects[i], &all[i]);
        fits = f->records[p->objects[i].seen->id].type != NULL;
    }
    free(all);
    return fits ? OURO_OK : error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for folding");
}

/* ---- deciding ---- */

/* A leaf that a container holds: only there equal ones are one after the other. */
static bool is_member(const fold *f, uint32_t id)
{
    const record *r = &f->records[id];
    if (!r->told || !r->alone || !r->leaf || !r->plain || r->holder >= f->capacity)
        return false;
    return f->records[r->holder].told && is_sequence(f->records[r->holder].type);
}

static int by_holder(const void *left, const void *right, const fold *f)
{
    const record *a = &f->records[*(const uint32_t *)left];
    const record *b = &f->records[*(const uint32_t *)right];
    if (a->holder != b->holder)
        return a->holder < b->holder ? -1 : 1;
    int type = strcmp(a->type, b->type);
    if (type != 0)
        return type;
    return *(const uint32_t *)left < *(const uint32_t *)right ? -1 : 1;
}

/* Merge sort: the standard one takes no context. */
static void members_sort(const fold *f, uint32_t *ids, uint32_t *room, uint32_t count)
{
    for (uint32_t width = 1; width < count; width *= 2) {
        for (uint32_t from = 0; from < count; from += 2 * width) {
            uint32_t middle = from + width < count ? from + width : count;
            uint32_t end = from + 2 * width < count ? from + 2 * width : count;
            uint32_t i = from, j = middle;
            for (uint32_t k = from; k < end; k++)
                room[k] = i < middle && (j >= end || by_holder(&ids[i], &ids[j], f) <= 0)
                              ? ids[i++]
                              : ids[j++];
        }
        memcpy(ids, room, count * sizeof *ids);
    }
}

/* Everything it ever held is in this stack, and one object holds it: not a name, whose object it is
 * that a lesson speaks of. */
static bool container_folds(const fold *f, uint32_t holder)
{
    const record *r = &f->records[holder];
    return r->alone && r->container && r->plain && r->holder < f->capacity
           && f->records[r->holder].told && !is_sequence(f->records[r->holder].type);
}

/* One type, and nothing beside the members: `others` says so by holder. */
static bool is_uniform(const fold *f, const uint32_t *ids, uint32_t first, uint32_t end,
                       const bool *others)
{
    for (uint32_t i = first + 1; i < end; i++)
        if (strcmp(f->records[ids[i]].type, f->records[ids[i - 1]].type) != 0)
            return false;
    return !others[f->records[ids[first]].holder];
}

typedef struct decision {
    picture_fold *folds;
    uint32_t count;
    bool *others; /* by id: it has held something that is no member */
} decision;

static void group_decide(const fold *f, const uint32_t *ids, uint32_t first, uint32_t end,
                         decision *d)
{
    uint32_t holder = f->records[ids[first]].holder;
    bool whole = end - first > 1 && is_uniform(f, ids, first, end, d->others)
                 && container_folds(f, holder);
    for (uint32_t i = first; i < end;) {
        uint32_t next = i + 1;
        while (next < end && strcmp(f->records[ids[next]].type, f->records[ids[i]].type) == 0)
            next++;
        for (uint32_t k = i; k < next && next - i > 1; k++)
            d->folds[d->count++] = (picture_fold){.id = ids[k], .stack = ids[i]};
        i = next;
    }
    if (whole)
        d->folds[d->count++]
            = (picture_fold){.id = holder, .stack = ids[first], .container = true};
}

static int by_id(const void *left, const void *right)
{
    const picture_fold *a = left, *b = right;
    return a->id < b->id ? -1 : a->id > b->id;
}

ouro_result fold_decide(const fold *f, arena *memory, picture_folds *out, ouro_error *err)
{
    uint32_t count = 0, *ids = malloc((f->capacity + 1) * 2 * sizeof *ids);
    decision d = {.others = calloc(f->capacity + 1, sizeof *d.others)};
    for (uint32_t id = 1; id < f->capacity && ids && d.others; id++) {
        const record *r = &f->records[id];
        if (is_member(f, id))
            ids[count++] = id;
        else if (r->told && r->holder < f->capacity)
            d.others[r->holder] = true;
    }
    d.folds = arena_alloc(memory, (2 * (size_t)count + 1) * sizeof *d.folds);
    if (!ids || !d.others || !d.folds) {
        free(ids);
        free(d.others);
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for folding");
    }
    members_sort(f, ids, ids + f->capacity, count);
    for (uint32_t first = 0; first < count;) {
        uint32_t end = first + 1;
        while (end < count && f->records[ids[end]].holder == f->records[ids[first]].holder)
            end++;
        group_decide(f, ids, first, end, &d);
        first = end;
    }
    qsort(d.folds, d.count, sizeof *d.folds, by_id);
    *out = (picture_folds){.folds = d.folds, .count = d.count};
    free(ids);
    free(d.others);
    return OURO_OK;
}

/* ---- life ---- */

fold *fold_open(void)
{
    return calloc(1, sizeof(fold));
}

void fold_close(fold *f)
{
    if (!f)
        return;
    free(f->records);
    arena_free(&f->memory);
    free(f);
}
