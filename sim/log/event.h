/* Events: the only way in which the world changes, and how the log keeps them.
 *
 * In flight an event is five numbers (and a text for a few kinds); in the log it is 2 to 8 bytes:
 * the kind, `aux`, and each number as a varint, rows as a distance from the row last mentioned. */
#ifndef OURO_SIM_LOG_EVENT_H
#define OURO_SIM_LOG_EVENT_H

#include "sim/log/gc_phase.h"

#include <stdint.h>

typedef enum event_kind {
#define EVENT(name, json, a, b, c, sentence) EV_##name,
#include "sim/log/event.def"
#undef EVENT
    EV_COUNT
} event_kind;

typedef enum field_kind { FIELD_NONE, FIELD_OBJ, FIELD_NUM, FIELD_WORD, FIELD_TEXT } field_kind;

typedef struct event_info {
    const char *name;
    uint8_t fields[3]; /* field_kind */
    const char *sentence;
} event_info;
extern const event_info EVENT_INFO[EV_COUNT];

enum {
    EV_STEAL = 1,   /* aux: the stored reference is taken over from a temporary */
    EV_FRESH = 0x80 /* aux of NEW, beside the kind: its memory comes from no free list */
};

typedef enum death_cause { DEATH_REFCOUNT, DEATH_GC, DEATH_EXIT } death_cause;

typedef enum gc_setting {
    GC_ENABLED,
    GC_THRESHOLD0,
    GC_THRESHOLD1,
    GC_THRESHOLD2,
    GC_LONG_LIVED,
    GC_COUNT0,
    GC_FROZEN /* 1: all generations join the permanent one; 0: it joins the oldest */
} gc_setting;

typedef struct event {
    uint8_t kind; /* event_kind */
    uint8_t aux;
    uint32_t a, b, c;
    const char *text; /* FIELD_TEXT: c bytes, borrowed */
} event;

/* A place in the log, between two events. */
typedef struct log_position {
    uint32_t chunk, offset;
    uint32_t last_row; /* rows are kept as distances from the one mentioned before */
} log_position;

#endif
