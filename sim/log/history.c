#define _DEFAULT_SOURCE /* madvise() */
#include "sim/log/history.h"

#include <stdlib.h>
#include <sys/mman.h>

enum { PAGE_BYTES = 1 << WORLD_PAGE_SHIFT, PAGES_PER_SLAB = 256, HUGE_PAGE_BYTES = 1 << 21 };

/* Bytes per element of each table. */
static const uint32_t ELEMENT_BYTES[TABLE_COUNT] = {
    [TABLE_ROWS] = sizeof(object_row), [TABLE_MORE] = sizeof(object_more),
    [TABLE_WORDS] = 4,                 [TABLE_LOCALS] = 4,
    [TABLE_FRAMES] = sizeof(world_frame), [TABLE_TEMPS] = 4,
    [TABLE_BLOCKS] = 2,                [TABLE_POOLS] = sizeof(heap_pool),
    [TABLE_ARENAS] = sizeof(heap_arena), [TABLE_CHUNKS] = sizeof(heap_chunk),
    [TABLE_DETACHED] = 4,
};

typedef struct keyframe {
    log_position at;
    uint32_t pages[TABLE_COUNT];        /* in use then */
    uint8_t **copies[TABLE_COUNT];      /* NULL: the page has not changed since */
    world_state state;
} keyframe;

struct history {
    recorder *run;
    keyframe *frames;
    uint32_t frame_count, frame_capacity;
    uint8_t **slabs; /* memory of page copies */
    uint32_t slab_count, slab_capacity, slab_used;
    uint64_t bytes;
};

static uint32_t pages_used(const world_state *s, unsigned table)
{
    return (uint32_t)(((uint64_t)s->used[table] * ELEMENT_BYTES[table] + PAGE_BYTES - 1) >>
                      WORLD_PAGE_SHIFT);
}

/* --- Keeping ------------------------------------------------------------------------------------ */

/* Make room for one more in an array that doubles. */
static bool array_grow(void **array, uint32_t count, uint32_t *capacity, size_t element_bytes)
{
    if (count < *capacity)
        return true;
    uint32_t wanted = *capacity ? *capacity * 2 : 16;
    void *bigger = realloc(*array, wanted * element_bytes);
    if (!bigger)
        return false;
    *array = bigger;
    *capacity = wanted;
    return true;
}

/* Memory of which all will be written soon: in huge pages, where the system has some. */
static uint8_t *bulk_alloc(size_t bytes)
{
    assert(bytes % HUGE_PAGE_BYTES == 0);
    void *p = aligned_alloc(HUGE_PAGE_BYTES, bytes);
    if (p)
        (void)madvise(p, bytes, MADV_HUGEPAGE);
    return p;
}

static uint8_t *page_copy(history *h, const uint8_t *page)
{
    if (h->slab_count == 0 || h->slab_used == PAGES_PER_SLAB) {
        void *slabs = h->slabs;
        if (!array_grow(&slabs, h->slab_count, &h->slab_capacity, sizeof *h->slabs))
            return NULL;
        h->slabs = slabs;
        /* most runs fill but a part of their first one */
        size_t bytes = (size_t)PAGES_PER_SLAB * PAGE_BYTES;
        uint8_t *slab = h->slab_count ? bulk_alloc(bytes) : malloc(bytes);
        if (!slab)
            return NULL;
        h->slabs[h->slab_count++] = slab;
        h->slab_used = 0;
    }
    uint8_t *copy = h->slabs[h->slab_count - 1] + (size_t)h->slab_used++ * PAGE_BYTES;
    memcpy(copy, page, PAGE_BYTES);
    h->bytes += PAGE_BYTES;
    return copy;
}

/* The newest keyframes have not seen this page change: they share one copy of it. Once a keyframe
 * has its copy, all older ones have theirs. */
void history_save_page(history *h, const world *w, unsigned table, uint32_t page)
{
    uint8_t *copy = NULL;
    for (uint32_t i = h->frame_count; i-- > 0;) {
        keyframe *frame = &h->frames[i];
        if (page >= frame->pages[table] || frame->copies[table][page])
            break;
        if (!copy)
            copy = page_copy(h, w->base[table] + ((size_t)page << WORLD_PAGE_SHIFT));
        if (!copy) {
            h->run->failed = true;
            return;
        }
        frame->copies[table][page] = copy;
    }
}

static bool keyframe_fill(history *h, keyframe *frame, world *w)
{
    frame->state = w->state;
    for (unsigned t = 0; t < TABLE_COUNT; t++) {
        frame->pages[t] = pages_used(&w->state, t);
        frame->copies[t] = calloc(frame->pages[t] + 1, sizeof(uint8_t *));
        if (!frame->copies[t])
            return false;
        h->bytes += (uint64_t)frame->pages[t] * sizeof(uint8_t *);
        memset(w->saved[t], 0, frame->pages[t]);
    }
    h->bytes += sizeof *frame;
    return true;
}

void recorder_keyframe(recorder *r)
{
    history *h = r->history;
    if (!h || r->failed || r->w.state.gc_collecting)
        return;
    r->keyframe_due = r->w.state.event + r->keyframe_events;
    void *frames = h->frames;
    if (!array_grow(&frames, h->frame_count, &h->frame_capacity, sizeof *h->frames)) {
        r->failed = true;
        return;
    }
    h->frames = frames;
    keyframe *frame = &h->frames[h->frame_count];
    *frame = (keyframe){.at = {.last_row = r->last_row}};
    if (r->chunk_count) {
        frame->at.chunk = r->chunk_count - 1;
        frame->at.offset = (uint32_t)(r->write - r->chunks[r->chunk_count - 1].bytes);
    }
    h->frame_count++;
    if (!keyframe_fill(h, frame, &r->w))
        r->failed = true;
}

void recorder_new_chunk(recorder *r, uint32_t least)
{
    if (r->failed)
        return;
    uint32_t usual = r->chunk_count ? LOG_CHUNK_BYTES : LOG_FIRST_CHUNK_BYTES;
    uint32_t size = least > usual ? least : usual;
    void *chunks = r->chunks;
    if (!array_grow(&chunks, r->chunk_count, &r->chunk_capacity, sizeof *r->chunks)) {
        r->failed = true;
        return;
    }
    r->chunks = chunks;
    uint8_t *bytes = size == LOG_CHUNK_BYTES ? bulk_alloc(size) : malloc(size);
    if (!bytes) {
        r->failed = true;
        return;
    }
    if (r->chunk_count)
        r->chunks[r->chunk_count - 1].length =
            (uint32_t)(r->write - r->chunks[r->chunk_count - 1].bytes);
    r->chunks[r->chunk_count++] = (log_chunk){.bytes = bytes};
    r->chunk_bytes += size;
    r->write = bytes;
    r->write_end = bytes + size;
}

ouro_result recorder_open(recorder *r, const profile *p, bool keep, ouro_error *err)
{
    *r = (recorder){.keep = keep, .keyframe_events = KEYFRAME_EVENTS};
    ouro_result result = world_open(&r->w, p, err);
    if (result)
        return result;
    if (!keep)
        return OURO_OK;
    r->history = calloc(1, sizeof *r->history);
    if (!r->history)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    r->history->run = r;
    r->w.keeper = r->history;
    recorder_new_chunk(r, 0);
    recorder_keyframe(r);
    return r->failed ? error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory") : OURO_OK;
}

void recorder_close(recorder *r)
{
    history *h = r->history;
    for (uint32_t i = 0; h && i < h->frame_count; i++)
        for (unsigned t = 0; t < TABLE_COUNT; t++)
            free(h->frames[i].copies[t]);
    for (uint32_t i = 0; h && i < h->slab_count; i++)
        free(h->slabs[i]);
    if (h) {
        free(h->slabs);
        free(h->frames);
        free(h);
    }
    for (uint32_t i = 0; i < r->chunk_count; i++)
        free(r->chunks[i].bytes);
    free(r->chunks);
    world_close(&r->w);
    *r = (recorder){0};
}

void recorder_bytes(const recorder *r, uint64_t *log_bytes, uint64_t *keyframe_bytes)
{
    *log_bytes = 0;
    for (uint32_t i = 0; i + 1 < r->chunk_count; i++)
        *log_bytes += r->chunks[i].length;
    if (r->chunk_count)
        *log_bytes += (uint64_t)(r->write - r->chunks[r->chunk_count - 1].bytes);
    *keyframe_bytes = r->history ? r->history->bytes : 0;
}

uint64_t recorder_held_bytes(const recorder *r)
{
    uint64_t words = r->w.state.used[TABLE_WORDS];
    return words * sizeof(uint32_t) + r->chunk_bytes + (r->history ? r->history->bytes : 0);
}

/* --- Reading ------------------------------------------------------------------------------------- */

static uint32_t read_varint(const uint8_t **p)
{
    uint32_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
        uint8_t byte = *(*p)++;
        value |= (uint32_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return value;
    }
}

static uint32_t read_field(const uint8_t **p, field_kind field, log_position *at)
{
    if (field == FIELD_NONE)
        return 0;
    uint32_t value = read_varint(p);
    if (field != FIELD_OBJ)
        return value;
    at->last_row += value >> 1 ^ (0 - (value & 1));
    return at->last_row;
}

static uint32_t chunk_length(const recorder *r, uint32_t chunk)
{
    return chunk + 1 < r->chunk_count ? r->chunks[chunk].length
                                      : (uint32_t)(r->write - r->chunks[chunk].bytes);
}

bool log_read(const recorder *r, log_position *at, event *out)
{
    while (at->offset >= chunk_length(r, at->chunk)) {
        if (at->chunk + 1 >= r->chunk_count)
            return false;
        at->chunk++;
        at->offset = 0;
    }
    const uint8_t *start = r->chunks[at->chunk].bytes + at->offset, *p = start;
    uint8_t kind = *p++;
    uint8_t aux = *p++;
    unsigned fields = EVENT_FIELD_KINDS[kind];
    *out = (event){.kind = kind, .aux = aux};
    out->a = read_field(&p, (field_kind)(fields & 7), at);
    out->b = read_field(&p, (field_kind)(fields >> 3 & 7), at);
    out->c = read_field(&p, (field_kind)(fields >> 6 & 7), at);
    if ((fields >> 6 & 7) == FIELD_TEXT) {
        out->text = (const char *)p;
        p += out->c;
    }
    at->offset += (uint32_t)(p - start);
    return true;
}

/* --- Cursors -------------------------------------------------------------------------------------- */

struct cursor {
    const recorder *run;
    world w;
    log_position at;
    const uint8_t **sources[TABLE_COUNT]; /* per page: what it was copied from */
    uint32_t source_count[TABLE_COUNT];
};

static bool cursor_sources_open(cursor *c)
{
    for (unsigned t = 0; t < TABLE_COUNT; t++) {
        uint32_t most = 0;
        for (uint32_t i = 0; i < c->run->history->frame_count; i++)
            if (c->run->history->frames[i].pages[t] > most)
                most = c->run->history->frames[i].pages[t];
        c->source_count[t] = most;
        c->sources[t] = calloc(most + 1, sizeof(const uint8_t *));
        if (!c->sources[t])
            return false;
    }
    return true;
}

ouro_result cursor_open(const recorder *r, cursor **out, ouro_error *err)
{
    assert(r->keep);
    cursor *c = calloc(1, sizeof *c);
    if (!c)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    c->run = r;
    ouro_result result = world_open(&c->w, r->w.profile, err);
    if (result || !cursor_sources_open(c)) {
        cursor_close(c);
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    }
    c->w.state = r->history->frames[0].state;
    *out = c;
    return OURO_OK;
}

void cursor_close(cursor *c)
{
    if (!c)
        return;
    for (unsigned t = 0; t < TABLE_COUNT; t++)
        free(c->sources[t]);
    world_close(&c->w);
    free(c);
}

const world *cursor_world(const cursor *c)
{
    return &c->w;
}

/* Bring one table to a keyframe: copy the pages that come from elsewhere or were written since. */
static void table_restore(cursor *c, const keyframe *frame, unsigned t)
{
    const world *live = &c->run->w;
    for (uint32_t page = 0; page < frame->pages[t]; page++) {
        size_t byte = (size_t)page << WORLD_PAGE_SHIFT;
        const uint8_t *source = frame->copies[t][page] ? frame->copies[t][page] : live->base[t] + byte;
        if (c->sources[t][page] != source || c->w.saved[t][page]) {
            memcpy(c->w.base[t] + byte, source, PAGE_BYTES);
            c->sources[t][page] = source;
            c->w.saved[t][page] = 0;
        }
    }
}

static const keyframe *keyframe_before(const history *h, uint64_t target)
{
    uint32_t low = 0, high = h->frame_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (h->frames[middle].state.event <= target)
            low = middle;
        else
            high = middle;
    }
    return &h->frames[low];
}

void cursor_seek(cursor *c, uint64_t target)
{
    const keyframe *frame = keyframe_before(c->run->history, target);
    if (c->w.state.event > target || frame->state.event > c->w.state.event) {
        for (unsigned t = 0; t < TABLE_COUNT; t++)
            table_restore(c, frame, t);
        c->w.state = frame->state;
        c->at = frame->at;
    }
    event e;
    while (c->w.state.event < target && cursor_next(c, &e))
        ;
}

bool cursor_next(cursor *c, event *out)
{
    if (!log_read(c->run, &c->at, out))
        return false;
    world_apply(&c->w, out->kind, out->aux, out->a, out->b, out->c, out->text);
    return true;
}

log_position cursor_position(const cursor *c)
{
    return c->at;
}

bool cursor_peek(const cursor *c, event *out)
{
    log_position at = c->at;
    return log_read(c->run, &at, out);
}
