/* Where the characters of a str begin.
 *
 * The world keeps texts as UTF-8, so the place of a character has to be counted, unless all are ASCII;
 * in CPython it is known at once. The machine remembers, for the texts that it has been asked about last,
 * where each PLACES_STEP-th character begins, as far as it has been asked. What a text begins with never
 * changes while its object lives, so this is never wrong; it is no part of the world. */
#include "sim/vm/text_places.h"

#include "sim/base/array.h"
#include "sim/vm/sequence.h"

#include <stdlib.h>

enum { PLACES_STEP = 64, PLACES_TEXTS = 16 };

typedef struct text_places {
    ref o;
    uint32_t serial;
    uint32_t known, capacity;
    uint32_t *at; /* the bytes where characters PLACES_STEP, 2 * PLACES_STEP, ... begin; owned */
} text_places;

void text_places_free(machine *m)
{
    for (uint32_t i = 0; m->text_places && i < PLACES_TEXTS; i++)
        free(m->text_places[i].at);
    free(m->text_places);
}

/* The entry of a text, empty if it is new. NULL: no memory. */
static text_places *places_of(machine *m, ref o)
{
    if (!m->text_places)
        m->text_places = calloc(PLACES_TEXTS, sizeof *m->text_places);
    if (!m->text_places)
        return NULL;
    text_places *p = &m->text_places[o % PLACES_TEXTS];
    uint32_t serial = world_serial(machine_world(m), o);
    if (p->o != o || p->serial != serial) {
        p->o = o;
        p->serial = serial;
        p->known = 0;
    }
    return p;
}

static bool places_room(text_places *p)
{
    bool failed = false;
    p->at = array_room(p->at, p->known, &p->capacity, sizeof *p->at, &failed);
    return !failed;
}

uint32_t str_place(machine *m, ref o, int64_t character)
{
    const object_row *row = world_row(machine_world(m), o);
    uint32_t length;
    const char *text = world_text(machine_world(m), o, &length);
    if (row->hi >> TEXT_WIDTH_SHIFT == 0)
        return (uint32_t)character;
    if (character >= (row->hi & TEXT_LENGTH_MASK))
        return length;
    int64_t wanted = character / PLACES_STEP;
    text_places *p = wanted ? places_of(m, o) : NULL;
    if (!p)
        return text_offset(text, length, character);
    while (p->known < wanted && places_room(p)) {
        uint32_t from = p->known ? p->at[p->known - 1] : 0;
        p->at[p->known++] = from + text_offset(text + from, length - from, PLACES_STEP);
    }
    int64_t stop = p->known < wanted ? p->known : wanted;
    uint32_t from = stop ? p->at[stop - 1] : 0;
    return from + text_offset(text + from, length - from, character - stop * PLACES_STEP);
}
