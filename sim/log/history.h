/* The log of a run, and the way back to any of its events.
 *
 * A recorder owns the live world and, if it keeps a history, every event since the empty world in
 * encoded chunks, with keyframes between. A keyframe shares every page that does not change: before a
 * page is written for the first time after a keyframe, its content is copied once, for all the
 * keyframes that lack it. A cursor is a second world: seek = the nearest keyframe, then forwards by
 * world_apply(); there is no inverse code to be wrong.
 *
 * Cost: about 6 bytes an event; a seek copies the pages in which the cursor differs from the
 * keyframe and replays at most KEYFRAME_EVENTS events. */
#ifndef OURO_SIM_LOG_HISTORY_H
#define OURO_SIM_LOG_HISTORY_H

#include "sim/base/error.h"
#include "sim/log/apply.h"

typedef struct log_chunk {
    uint8_t *bytes;
    uint32_t length;
} log_chunk;

enum {
    LOG_FIRST_CHUNK_BYTES = 1 << 20,
    LOG_CHUNK_BYTES = 1 << 21, /* a huge page */
    LOG_EVENT_MAX_BYTES = 32,
    KEYFRAME_EVENTS = 400000
};

typedef struct recorder {
    world w; /* live */
    bool keep;
    bool failed; /* no memory for the log: what is kept ends here */
    uint8_t *write, *write_end;
    uint32_t last_row;
    log_chunk *chunks;
    uint32_t chunk_count, chunk_capacity;
    uint64_t chunk_bytes;
    uint64_t keyframe_due; /* the event at which the next keyframe is taken */
    uint32_t keyframe_events; /* how far apart they are; KEYFRAME_EVENTS unless somebody says less */
    history *history;
} recorder;

typedef struct cursor cursor;

ouro_result recorder_open(recorder *r, const profile *p, bool keep, ouro_error *err) OURO_MUST_CHECK;
void recorder_close(recorder *r);
/* What it takes of the host's memory: what objects hold, log, keyframes. */
uint64_t recorder_held_bytes(const recorder *r);
/* Bytes of log and of keyframes so far. */
void recorder_bytes(const recorder *r, uint64_t *log_bytes, uint64_t *keyframe_bytes);

/* For world_emit(). */
void recorder_new_chunk(recorder *r, uint32_t least);
/* Not while a collection runs: its gc_refs are scratch that keyframes leave out. Then it stays due. */
void recorder_keyframe(recorder *r);
/* For world_save_page(): the page is about to change. */
void history_save_page(history *h, const world *w, unsigned table, uint32_t page);

/* Read the event at `at` and move on. False at the end. The text is borrowed from the log. */
bool log_read(const recorder *r, log_position *at, event *out);

/* A second world that can be anywhere in the run. Opened at event 0. */
ouro_result cursor_open(const recorder *r, cursor **out, ouro_error *err) OURO_MUST_CHECK;
void cursor_close(cursor *c);
const world *cursor_world(const cursor *c);
/* Be exactly where the run was after `event` events (at most as many as there are). */
void cursor_seek(cursor *c, uint64_t event);
/* Where the log goes on: log_read() from there looks ahead of the cursor, which stays. */
log_position cursor_position(const cursor *c);
/* Apply the next event and tell which it was; false at the end. */
bool cursor_next(cursor *c, event *out);
/* The event that cursor_next() would apply. */
bool cursor_peek(const cursor *c, event *out);

OURO_INLINE uint8_t *log_varint(uint8_t *p, uint32_t value)
{
    while (value >= 0x80) {
        *p++ = (uint8_t)(value | 0x80);
        value >>= 7;
    }
    *p++ = (uint8_t)value;
    return p;
}

/* Append one number of an event. With a constant kind the switch folds away. */
OURO_INLINE uint8_t *log_field(recorder *r, uint8_t *p, field_kind field, uint32_t value)
{
    if (field == FIELD_NONE)
        return p;
    if (field == FIELD_OBJ) {
        uint32_t distance = value - r->last_row;
        r->last_row = value;
        value = distance << 1 ^ (uint32_t)((int32_t)distance >> 31);
    }
    return log_varint(p, value);
}

#define EVENT_FIELDS(name, fa, fb, fc) [EV_##name] = FIELD_##fa | FIELD_##fb << 3 | FIELD_##fc << 6,
static const uint16_t EVENT_FIELD_KINDS[EV_COUNT] = {
#define EVENT(name, json, a, b, c, sentence) EVENT_FIELDS(name, a, b, c)
#include "sim/log/event.def"
#undef EVENT
};

OURO_INLINE void log_append(recorder *r, uint8_t kind, uint8_t aux, uint32_t a, uint32_t b,
                            uint32_t c, const char *text)
{
    unsigned fields = EVENT_FIELD_KINDS[kind];
    uint32_t least = LOG_EVENT_MAX_BYTES + ((fields >> 6 & 7) == FIELD_TEXT ? c : 0);
    if (__builtin_expect(r->write + least > r->write_end, 0))
        recorder_new_chunk(r, least);
    if (r->failed)
        return;
    uint8_t *p = r->write;
    *p++ = kind;
    *p++ = aux;
    p = log_field(r, p, (field_kind)(fields & 7), a);
    p = log_field(r, p, (field_kind)(fields >> 3 & 7), b);
    p = log_field(r, p, (field_kind)(fields >> 6 & 7), c);
    if ((fields >> 6 & 7) == FIELD_TEXT && c) {
        memcpy(p, text, c);
        p += c;
    }
    r->write = p;
}

/* The run's way through the door: log the event, then apply it. */
OURO_INLINE void world_emit_text(recorder *r, uint8_t kind, uint8_t aux, uint32_t a, uint32_t b,
                                 uint32_t c, const char *text)
{
    if (r->keep)
        log_append(r, kind, aux, a, b, c, text);
    world_apply(&r->w, kind, aux, a, b, c, text);
}

OURO_INLINE void world_emit(recorder *r, uint8_t kind, uint8_t aux, uint32_t a, uint32_t b, uint32_t c)
{
    world_emit_text(r, kind, aux, a, b, c, NULL);
}

#endif
