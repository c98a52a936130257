#include "render/export/deltas.h"

#include "render/export/sprites.h"
#include "sim/base/array.h"

#include <stdlib.h>
#include <string.h>

enum { NONE = -1 };

typedef struct delta_picture {
    uint32_t first, count; /* its sprites */
    uint32_t step, camera; /* camera: number + 1; 0: it has none */
    uint32_t part;         /* the how manyth picture inside its step */
    uint32_t weight;       /* how much would be missed without it */
    size_t facts, facts_end; /* what is known of the state, in deltas.facts */
    delta_kind kind;
} delta_picture;

/* The last picture that a key was in, and its sprite there. */
typedef struct key_use {
    uint32_t picture, sprite;
} key_use;

struct deltas {
    sprite_sheet sheet;
    delta_picture *pictures;
    uint32_t count, room;
    buffer facts;
    uint32_t inside; /* pictures inside steps */
    key_use *last;   /* of each key */
    uint32_t last_room;
};

deltas *deltas_open(const frame_ruler *ruler)
{
    deltas *d = calloc(1, sizeof *d);
    if (d)
        d->sheet.ruler = ruler;
    return d;
}

void deltas_close(deltas *d)
{
    if (!d)
        return;
    sprites_free(&d->sheet);
    free(d->pictures);
    free(d->last);
    buffer_free(&d->facts);
    free(d);
}

static bool is_inside(const delta_picture *p)
{
    return p->kind >= DELTA_INSIDE;
}

uint32_t deltas_inside(const deltas *d)
{
    return d->inside;
}

/* ---- pictures, as they come ---- */

static bool last_grow(deltas *d)
{
    if (d->last_room >= d->sheet.key_count)
        return true;
    uint32_t room = d->sheet.key_room;
    key_use *larger = realloc(d->last, room * sizeof *larger);
    if (!larger)
        return false;
    memset(larger + d->last_room, 0, (room - d->last_room) * sizeof *larger);
    d->last = larger;
    d->last_room = room;
    return true;
}

/* How much changes in the graph: what comes and goes tells more than what gets another number. A line that
 * ends, and a phase of the collector, tell more than any single change. */
static uint32_t weight_of(deltas *d, const delta_picture *p)
{
    enum { COMES = 4, GOES = 4, CHANGES = 2, CHANGES_MOST = 63, LINE = 64, PHASE = 128 };
    const sprite_sheet *sheet = &d->sheet;
    uint32_t weight = 0, stayed = 0, before = 0;
    for (uint32_t i = p->first; i < p->first + p->count; i++) {
        const sprite *s = &sheet->all[i];
        key_use *use = &d->last[s->key];
        bool stays = use->picture && use->picture + 1 == sheet->picture;
        if (s->graph && !stays)
            weight += COMES;
        else if (s->graph)
            weight += sheet->all[use->sprite].form != s->form ? CHANGES : 0;
        stayed += s->graph && stays;
        *use = (key_use){sheet->picture, i};
    }
    for (uint32_t i = d->count ? p[-1].first : p->first; i < p->first; i++)
        before += sheet->all[i].graph;
    weight += (before - stayed) * GOES;
    weight = weight < CHANGES_MOST ? weight : CHANGES_MOST;
    return weight + (p->kind == DELTA_PHASE ? PHASE : p->kind == DELTA_LINE ? LINE : 0);
}

bool deltas_add(deltas *d, const frame drawn[THEME_COUNT], uint32_t step, delta_kind kind)
{
    uint32_t first = d->sheet.count;
    bool failed = false;
    d->pictures = array_room(d->pictures, d->count, &d->room, sizeof *d->pictures, &failed);
    if (failed)
        return false;
    if (!sprites_read(&d->sheet, drawn) || !last_grow(d))
        return false;
    delta_picture *p = &d->pictures[d->count];
    *p = (delta_picture){.first = first,
                         .count = d->sheet.count - first,
                         .step = step,
                         .camera = d->sheet.camera,
                         .kind = kind};
    if (d->count && is_inside(p) && is_inside(&p[-1]) && p[-1].step == step)
        p->part = p[-1].part + 1;
    p->weight = weight_of(d, p);
    d->inside += is_inside(p);
    d->count++;
    return true;
}

void deltas_add_facts(deltas *d, const buffer *json)
{
    delta_picture *p = &d->pictures[d->count - 1];
    p->facts = d->facts.length;
    buffer_add(&d->facts, buffer_text(json), json->length);
    p->facts_end = d->facts.length;
    d->facts.failed |= json->failed;
}

/* ---- which of them ---- */

/* The bits from the other end: of 0..n in this order, any beginning lies evenly among all. */
static uint32_t scattered(uint32_t n)
{
    uint32_t mirrored = 0;
    for (uint32_t bit = 0; bit < 32; bit++)
        mirrored |= (n >> bit & 1) << (31 - bit);
    return mirrored;
}

static int compare_missed(const void *a, const void *b)
{
    const delta_picture *p = *(const delta_picture *const *)a, *q = *(const delta_picture *const *)b;
    if (p->weight != q->weight)
        return p->weight > q->weight ? -1 : 1;
    uint32_t x = scattered(p->part), y = scattered(q->part);
    if (x != y)
        return x < y ? -1 : 1;
    return p < q ? -1 : p > q;
}

/* One byte a picture: it is kept. NULL: no memory. */
static unsigned char *pictures_choose(const deltas *d, uint32_t most)
{
    unsigned char *kept = calloc(d->count + 1U, 1);
    const delta_picture **ranks = calloc(d->inside + 1U, sizeof *ranks);
    if (kept && ranks) {
        uint32_t n = 0;
        for (uint32_t i = 0; i < d->count; i++)
            if (is_inside(&d->pictures[i]))
                ranks[n++] = &d->pictures[i];
            else
                kept[i] = 1;
        qsort(ranks, n, sizeof(const delta_picture *), compare_missed);
        for (uint32_t i = 0; i < n && i < most; i++)
            kept[ranks[i] - d->pictures] = 1;
    } else {
        free(kept);
        kept = NULL;
    }
    free(ranks);
    return kept;
}

/* ---- tables, in the order in which they are needed ---- */

/* What is said for the first time comes in the order of its table: 0 is the next one, n + 1 is n. */
typedef struct said {
    const fragments *table; /* NULL: keys, which are said by their group */
    uint32_t *numbers;      /* of each text: its number + 1 in this order; 0: not said yet */
    uint32_t *order;
    uint32_t count;
} said;

static bool said_open(said *s, const fragments *table, uint32_t most)
{
    *s = (said){.table = table};
    s->numbers = calloc(most + 1U, sizeof *s->numbers);
    s->order = calloc(most + 1U, sizeof *s->order);
    return s->numbers && s->order;
}

static void said_close(said *s)
{
    free(s->numbers);
    free(s->order);
}

static void said_add(said *s, uint32_t number, buffer *out)
{
    buffer_add_int(out, s->numbers[number]);
    if (s->numbers[number])
        return;
    s->order[s->count++] = number;
    s->numbers[number] = s->count;
}

/* The same where it may be what it was before: -1. */
static void said_again(said *s, uint32_t number, bool as_before, buffer *out)
{
    if (as_before)
        buffer_add_text(out, "-1");
    else
        said_add(s, number, out);
}

/* ---- differences ---- */

typedef struct writer {
    const deltas *d;
    said keys, forms, paints;
    const delta_picture *before; /* the picture that was written last; NULL: none */
    key_use *places;             /* of each key: the number + 1 of the last picture it was written in, its place there */
    uint32_t camera;             /* as written last */
    bool fresh;                  /* the list of edits is empty yet */
    buffer *out;
} writer;

static void kept_write(writer *w, int64_t count)
{
    if (!count)
        return;
    buffer_add_char(w->out, w->fresh ? '[' : ',');
    w->fresh = false;
    buffer_add_int(w->out, count);
}

static void sprite_write(writer *w, const sprite *s, const sprite *was)
{
    bool moved = !was || was->x != s->x || was->y != s->y;
    buffer_add_text(w->out, w->fresh ? "[[" : ",[");
    w->fresh = false;
    if (!was) {
        said_add(&w->keys, s->key, w->out);
        buffer_add_char(w->out, ',');
    }
    if (moved || was->form != s->form) {
        said_again(&w->forms, s->form, was && was->form == s->form, w->out);
        buffer_add_char(w->out, ',');
    }
    said_again(&w->paints, s->paint, was && was->paint == s->paint, w->out);
    if (moved) {
        buffer_add_char(w->out, ',');
        sprites_add_tenths(w->out, s->x - (was ? was->x : 0));
        buffer_add_char(w->out, ',');
        sprites_add_tenths(w->out, s->y - (was ? was->y : 0));
    }
    buffer_add_char(w->out, ']');
}

/* The sprite's place in the picture before; NONE: it was not there. */
static int64_t place_before(const writer *w, const sprite *s)
{
    const key_use *use = &w->places[s->key];
    bool there = w->before && use->picture == (uint32_t)(w->before - w->d->pictures) + 1;
    return there ? (int64_t)use->sprite : NONE;
}

/* A sprite that has come before others that stood before it is dropped and comes in anew; few ever do. */
static void edits_write(writer *w, const delta_picture *p)
{
    const sprite *all = w->d->sheet.all;
    int64_t kept = 0, next = 0; /* next: of the list before, that has not had its turn */
    w->fresh = true;
    for (uint32_t i = 0; i < p->count; i++) {
        const sprite *s = &all[p->first + i];
        int64_t place = place_before(w, s);
        const sprite *was = place >= next ? &all[w->before->first + place] : NULL;
        w->places[s->key] = (key_use){(uint32_t)(p - w->d->pictures) + 1, i};
        if (was && place > next) {
            kept_write(w, kept);
            kept = 0;
            kept_write(w, next - place);
        }
        if (was)
            next = place + 1;
        if (was && was->form == s->form && was->paint == s->paint && was->x == s->x && was->y == s->y) {
            kept++;
            continue;
        }
        kept_write(w, kept);
        kept = 0;
        sprite_write(w, s, was);
    }
    kept_write(w, kept);
    kept_write(w, next - (w->before ? (int64_t)w->before->count : 0));
    buffer_add_text(w->out, w->fresh ? "[]" : "]");
}

static void picture_write(writer *w, const delta_picture *p)
{
    buffer_printf(w->out, "%s\n{\"s\":%u", w->before ? "," : "", p->step);
    if (p->kind != DELTA_END)
        buffer_printf(w->out, ",\"k\":%d", (int)p->kind);
    if (p->camera && p->camera != w->camera) {
        buffer_add_text(w->out, ",\"v\":");
        fragments_write_one(&w->d->sheet.cameras, p->camera - 1, w->out);
        w->camera = p->camera;
    }
    if (p->facts < p->facts_end) {
        buffer_add_text(w->out, ",\"a\":");
        buffer_add(w->out, w->d->facts.text + p->facts, p->facts_end - p->facts);
    }
    buffer_add_text(w->out, ",\"m\":");
    edits_write(w, p);
    buffer_add_char(w->out, '}');
    w->before = p;
}

/* ---- all of it ---- */

static void table_write(const char *name, const fragments *table, buffer *out)
{
    buffer_printf(out, ",\n\"%s\":[", name);
    fragments_write(table, out);
    buffer_add_char(out, ']');
}

static void key_write(const sprite_sheet *sheet, const sprite_key *key, buffer *out)
{
    buffer about = {0};
    fragments_write_one(&sheet->abouts, key->about, &about);
    buffer_printf(out, about.length ? "[%u%s]" : "%u%s", key->group, buffer_text(&about));
    out->failed |= about.failed;
    buffer_free(&about);
}

static void said_write(const char *name, const said *s, const sprite_sheet *sheet, buffer *out)
{
    buffer_printf(out, ",\n\"%s\":[", name);
    for (uint32_t i = 0; i < s->count; i++) {
        if (i)
            buffer_add_char(out, ',');
        if (s->table)
            fragments_write_one(s->table, s->order[i], out);
        else
            key_write(sheet, &sheet->keys[s->order[i]], out);
    }
    buffer_add_char(out, ']');
}

static void all_write(const writer *w, const buffer *pictures, buffer *out)
{
    const sprite_sheet *sheet = &w->d->sheet;
    buffer_printf(out, "{\"size\":[%d,%d],\"clip\":[%.5g", sheet->width_px, sheet->height_px,
                  (double)sheet->clip.x);
    sprites_add_value(out, sheet->clip.y);
    sprites_add_value(out, sheet->clip.width);
    sprites_add_value(out, sheet->clip.height);
    buffer_add_text(out, "],\"themes\":[");
    for (int t = 0; t < THEME_COUNT; t++)
        buffer_printf(out, "%s\"%s\"", t ? "," : "", theme_of((theme_name)t)->name);
    buffer_add_text(out, "],\"roles\":{");
    for (size_t i = 0; i < SPRITE_ROLES; i++)
        buffer_printf(out, "%s\"%s\":%u", i ? "," : "", sprites_role_name(i), sheet->roles[i]);
    buffer_add_char(out, '}');
    table_write("colours", &sheet->colours, out);
    table_write("types", &sheet->types, out);
    table_write("strokes", &sheet->strokes, out);
    said_write("forms", &w->forms, sheet, out);
    said_write("paints", &w->paints, sheet, out);
    table_write("groups", &sheet->groups, out);
    said_write("keys", &w->keys, sheet, out);
    buffer_printf(out, ",\n\"pictures\":[%s]}\n", buffer_text(pictures));
    out->failed |= pictures->failed || w->d->facts.failed;
}

void deltas_write(const deltas *d, uint32_t inside_most, buffer *out)
{
    buffer pictures = {0};
    writer w = {.d = d, .out = &pictures};
    const sprite_sheet *sheet = &d->sheet;
    bool made = said_open(&w.keys, NULL, sheet->key_count);
    made &= said_open(&w.forms, &sheet->forms, sheet->forms.count);
    made &= said_open(&w.paints, &sheet->paints, sheet->paints.count);
    w.places = calloc(sheet->key_count + 1U, sizeof *w.places);
    unsigned char *kept = pictures_choose(d, inside_most);
    if (made && w.places && kept) {
        for (uint32_t i = 0; i < d->count; i++)
            if (kept[i])
                picture_write(&w, &d->pictures[i]);
        all_write(&w, &pictures, out);
    } else {
        out->failed = true;
    }
    free(kept);
    free(w.places);
    said_close(&w.keys);
    said_close(&w.forms);
    said_close(&w.paints);
    buffer_free(&pictures);
}
