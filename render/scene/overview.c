#include "render/scene/overview.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX
#define GAP 24.0F             /* between tiles */
#define CELL_PART (13.0F / 17) /* of the pitch, */
#define PITCH_MOST 34.0F       /* which lies between these */
#define PITCH_LEAST 4.0F
#define PITCH_STEP 0.5F

enum { COLUMNS_MAX = 6, TYPES_MAX = 256 };

/* An object and where it stands. Found by its id. */
typedef struct record {
    uint32_t tile, cell; /* tile NONE: not told */
    uint32_t seen_step;  /* the last step it was in */
} record;

typedef struct tile {
    overview_tile open;
    uint32_t *busy; /* per cell: the first step in which it is free again; NONE: taken */
    uint32_t capacity;
    uint32_t cursor, cursor_step; /* below it nothing is free in that step */
    uint32_t columns;
} tile;

typedef struct type_count {
    const char *name;
    uint64_t objects; /* summed over the steps */
} type_count;

struct overview {
    arena memory;
    record *records; /* by id */
    uint32_t record_capacity;
    tile *tiles;
    uint32_t tile_count, tile_capacity;
    uint32_t *alive; /* ids of the step told last */
    uint32_t alive_count, alive_capacity;
    type_count types[TYPES_MAX];
    uint32_t type_count;
    float pitch;
    pen_box bounds;
    bool failed;
};

static bool grow(overview *o, void **array, uint32_t *capacity, uint32_t wanted, size_t item_bytes)
{
    if (wanted <= *capacity)
        return true;
    uint32_t larger = *capacity ? *capacity : 64;
    while (larger < wanted)
        larger *= 2;
    void *moved = realloc(*array, larger * item_bytes);
    if (!moved) {
        o->failed = true;
        return false;
    }
    *array = moved;
    *capacity = larger;
    return true;
}

/* ---- records ---- */

static record *record_of(overview *o, uint32_t id)
{
    uint32_t before = o->record_capacity;
    void *array = o->records;
    bool fits = grow(o, &array, &o->record_capacity, id + 1, sizeof *o->records);
    o->records = array;
    for (uint32_t i = before; i < o->record_capacity; i++)
        o->records[i].tile = NONE;
    return fits ? &o->records[id] : NULL;
}

/* ---- tiles ---- */

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static const char *text_keep(overview *o, const char *text)
{
    const char *kept = text ? arena_text(&o->memory, text, strlen(text)) : NULL;
    o->failed |= text && !kept;
    return kept;
}

/* The tile of a name; one name of two calls of a function is one name. NONE: no memory. */
static uint32_t tile_of(overview *o, const picture_frame *f, const char *name)
{
    const char *title = f ? f->title : NULL;
    for (uint32_t i = 0; i < o->tile_count; i++)
        if (same_text(o->tiles[i].open.name, name) && same_text(o->tiles[i].open.title, title))
            return i;
    void *array = o->tiles;
    bool fits = grow(o, &array, &o->tile_capacity, o->tile_count + 1, sizeof *o->tiles);
    o->tiles = array;
    if (!fits)
        return NONE;
    o->tiles[o->tile_count] = (tile){.open = {.title = text_keep(o, title),
                                              .name = text_keep(o, name),
                                              .depth = f ? f->depth : 0}};
    return o->tile_count++;
}

/* The lowest cell that is free in `step`. */
static uint32_t cell_take(overview *o, tile *t, uint32_t step)
{
    if (t->cursor_step != step) {
        t->cursor_step = step;
        t->cursor = 0;
    }
    while (t->cursor < t->open.cells && t->busy[t->cursor] > step)
        t->cursor++;
    uint32_t cell = t->cursor++;
    if (cell >= t->open.cells) {
        void *array = t->busy;
        bool fits = grow(o, &array, &t->capacity, cell + 1, sizeof *t->busy);
        t->busy = array;
        if (!fits)
            return NONE;
        t->open.cells = cell + 1;
    }
    t->busy[cell] = NONE;
    return cell;
}

/* ---- who is reached by which name: a walk level by level from all names at once ---- */

typedef struct walk {
    const picture *p;
    uint32_t *owner; /* tile of each object of the picture, or NONE */
    uint32_t *queue;
    uint32_t count;
} walk;

static void walk_enter(walk *w, uint32_t target_id, uint32_t owner)
{
    const picture_object *found = picture_find(w->p, target_id);
    if (!found || w->owner[found - w->p->objects] != NONE)
        return;
    uint32_t index = (uint32_t)(found - w->p->objects);
    w->owner[index] = owner;
    w->queue[w->count++] = index;
}

static void names_enter(overview *o, walk *w)
{
    for (uint32_t i = 0; i < w->p->frame_count; i++) {
        const picture_frame *f = &w->p->frames[i];
        for (uint32_t k = 0; k < f->tag_count; k++)
            if (f->tags[k].target_id && !f->tags[k].weak && !f->tags[k].temporary)
                walk_enter(w, f->tags[k].target_id, tile_of(o, f, f->tags[k].label));
    }
}

static void owners_find(overview *o, walk *w)
{
    for (uint32_t i = 0; i < w->p->object_count; i++)
        w->owner[i] = NONE;
    names_enter(o, w);
    for (uint32_t at = 0; at < w->count; at++) {
        const picture_object *holder = &w->p->objects[w->queue[at]];
        for (uint32_t k = 0; k < holder->cell_count; k++)
            if (holder->cells[k].target_id && !holder->cells[k].weak)
                walk_enter(w, holder->cells[k].target_id, w->owner[w->queue[at]]);
    }
}

/* ---- telling ---- */

static void type_note(overview *o, const char *name)
{
    uint32_t i = 0;
    while (i < o->type_count && strcmp(o->types[i].name, name) != 0)
        i++;
    if (i == o->type_count) {
        if (i == TYPES_MAX)
            return;
        o->types[o->type_count++] = (type_count){.name = text_keep(o, name)};
        if (!o->types[i].name) {
            o->type_count--;
            return;
        }
    }
    o->types[i].objects++;
}

/* Whoever was there before and is not now leaves its cell: free in the step after this one. */
static void dead_leave(overview *o, const picture *p, uint32_t step)
{
    for (uint32_t i = 0; i < p->object_count; i++) {
        record *r = record_of(o, p->objects[i].seen->id);
        if (r)
            r->seen_step = step;
    }
    for (uint32_t i = 0; i < o->alive_count; i++) {
        const record *r = &o->records[o->alive[i]];
        if (r->tile != NONE && r->seen_step != step)
            o->tiles[r->tile].busy[r->cell] = step + 1;
    }
}

static void object_tell(overview *o, const picture_object *object, uint32_t owner, uint32_t step)
{
    record *r = record_of(o, object->seen->id);
    type_note(o, object->seen->type);
    if (!r || r->tile != NONE)
        return;
    uint32_t in_tile = owner != NONE ? owner : tile_of(o, NULL, NULL);
    uint32_t cell = in_tile == NONE ? NONE : cell_take(o, &o->tiles[in_tile], step);
    if (cell == NONE)
        return;
    r->tile = in_tile;
    r->cell = cell;
}

static void alive_keep(overview *o, const picture *p)
{
    void *array = o->alive;
    bool fits = grow(o, &array, &o->alive_capacity, p->object_count, sizeof *o->alive);
    o->alive = array;
    o->alive_count = fits ? p->object_count : 0;
    for (uint32_t i = 0; i < o->alive_count; i++)
        o->alive[i] = p->objects[i].seen->id;
}

ouro_result overview_tell(overview *o, const picture *p, uint32_t step, ouro_error *err)
{
    walk w = {.p = p};
    w.owner = malloc((p->object_count + 1) * sizeof *w.owner);
    w.queue = malloc((p->object_count + 1) * sizeof *w.queue);
    o->failed |= !w.owner || !w.queue;
    if (!o->failed)
        dead_leave(o, p, step);
    if (!o->failed)
        owners_find(o, &w);
    for (uint32_t i = 0; i < p->object_count && !o->failed; i++)
        object_tell(o, &p->objects[i], w.owner[i], step);
    if (!o->failed)
        alive_keep(o, p);
    free(w.owner);
    free(w.queue);
    if (o->failed)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the overview");
    return OURO_OK;
}

/* ---- laying out ---- */

static float tile_height(const tile *t, float pitch)
{
    uint32_t rows = (t->open.cells + t->columns - 1) / t->columns;
    return OVERVIEW_HEADER + (float)rows * pitch + OVERVIEW_PADDING;
}

/* The tiles in their order, each into the column that is lowest so far. Returns the height. */
static float columns_fill(overview *o, const uint32_t *order, float width, uint32_t columns,
                          float pitch)
{
    float bottoms[COLUMNS_MAX] = {0}, lowest = 0;
    float column_width = (width - GAP * (float)(columns - 1)) / (float)columns;
    float cells = floorf((column_width - 2 * OVERVIEW_PADDING) / pitch);
    for (uint32_t i = 0; i < o->tile_count; i++) {
        tile *t = &o->tiles[order[i]];
        uint32_t at = 0;
        t->columns = cells < 1 ? 1 : (uint32_t)cells;
        for (uint32_t c = 1; c < columns; c++)
            if (bottoms[c] < bottoms[at])
                at = c;
        t->open.box = (pen_box){(column_width + GAP) * (float)at, bottoms[at], column_width,
                                tile_height(t, pitch)};
        bottoms[at] += t->open.box.height + GAP;
        lowest = fmaxf(lowest, bottoms[at] - GAP);
    }
    return lowest;
}

/* The largest first; of equal ones the one that was told first. */
static void tiles_order(const overview *o, uint32_t *order)
{
    for (uint32_t i = 0; i < o->tile_count; i++) {
        uint32_t k = i;
        for (; k > 0 && o->tiles[order[k - 1]].open.cells < o->tiles[i].open.cells; k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
}

/* The largest cells that fit, in as many columns as come out lowest; if even the smallest are too
 * many, the camera shows them smaller. */
void overview_lay_out(overview *o, float width, float height)
{
    uint32_t *order = malloc((o->tile_count + 1) * sizeof *order), best = 1;
    float room = height - OVERVIEW_LEGEND, lowest = INFINITY;
    o->bounds = (pen_box){0, 0, width, height};
    if (!order)
        return; /* everything stays where it was; drawing goes on */
    tiles_order(o, order);
    for (o->pitch = PITCH_MOST; o->pitch > PITCH_LEAST; o->pitch -= PITCH_STEP) {
        lowest = INFINITY;
        for (uint32_t columns = 1; columns <= COLUMNS_MAX; columns++) {
            float down = columns_fill(o, order, width, columns, o->pitch);
            if (down < lowest - 1) {
                lowest = down;
                best = columns;
            }
        }
        if (lowest <= room)
            break;
    }
    lowest = columns_fill(o, order, width, best, o->pitch);
    o->bounds.height = fmaxf(height, lowest + OVERVIEW_LEGEND);
    free(order);
}

/* ---- asking ---- */

uint32_t overview_tile_count(const overview *o)
{
    return o->tile_count;
}

const overview_tile *overview_tile_at(const overview *o, uint32_t index)
{
    return &o->tiles[index].open;
}

bool overview_place(const overview *o, uint32_t id, pen_box *cell, uint32_t *in_tile)
{
    if (id >= o->record_capacity || o->records[id].tile == NONE)
        return false;
    const record *r = &o->records[id];
    const tile *t = &o->tiles[r->tile];
    if (!t->columns)
        return false;
    float size = o->pitch * CELL_PART;
    *in_tile = r->tile;
    *cell = (pen_box){t->open.box.x + OVERVIEW_PADDING + o->pitch * (float)(r->cell % t->columns),
                      t->open.box.y + OVERVIEW_HEADER + o->pitch * (float)(r->cell / t->columns),
                      size, size};
    return true;
}

pen_box overview_bounds(const overview *o)
{
    return o->bounds;
}

/* How many types there are more of. */
static uint32_t type_rank(const overview *o, uint32_t type)
{
    uint32_t rank = 0;
    for (uint32_t i = 0; i < o->type_count; i++)
        rank += o->types[i].objects > o->types[type].objects
                || (o->types[i].objects == o->types[type].objects && i < type);
    return rank;
}

const char *overview_type(const overview *o, uint32_t shade)
{
    for (uint32_t i = 0; i < o->type_count; i++)
        if (type_rank(o, i) == shade)
            return o->types[i].name;
    return NULL;
}

uint32_t overview_shade(const overview *o, const char *type)
{
    for (uint32_t i = 0; i < o->type_count; i++)
        if (strcmp(o->types[i].name, type) == 0) {
            uint32_t rank = type_rank(o, i);
            return rank < OVERVIEW_TYPES ? rank : OVERVIEW_TYPES - 1;
        }
    return OVERVIEW_TYPES - 1;
}

/* ---- life ---- */

overview *overview_open(void)
{
    return calloc(1, sizeof(overview));
}

void overview_close(overview *o)
{
    if (!o)
        return;
    for (uint32_t i = 0; i < o->tile_count; i++)
        free(o->tiles[i].busy);
    free(o->tiles);
    free(o->records);
    free(o->alive);
    arena_free(&o->memory);
    free(o);
}
