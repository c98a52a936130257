#include "render/export/palette.h"

#include <string.h>

static uint32_t channel(uint32_t colour, unsigned shift)
{
    return colour >> shift & 0xFF;
}

/* Where the colour is, or would be. */
static uint32_t slot_of(const palette *p, uint32_t colour)
{
    uint32_t slot = (colour * 2654435761U) >> (32 - PALETTE_SLOT_BITS);
    while (p->exact[slot] && p->colours[p->exact[slot] - 1] != colour)
        slot = (slot + 1) % PALETTE_SLOTS;
    return slot;
}

static void add(palette *p, uint32_t colour)
{
    colour &= 0xFFFFFF;
    uint32_t slot = slot_of(p, colour);
    if (p->count == PALETTE_MOST || p->exact[slot])
        return;
    p->colours[p->count++] = colour;
    p->exact[slot] = (uint16_t)p->count;
}

static uint32_t between(uint32_t a, uint32_t b, uint32_t part, uint32_t whole)
{
    uint32_t mixed = 0;
    for (unsigned shift = 0; shift < 24; shift += 8)
        mixed |= ((channel(a, shift) * (whole - part) + channel(b, shift) * part + whole / 2) / whole)
                 << shift;
    return mixed;
}

/* The colours first; then what lies between the text and what it stands on, in fine steps; then between
 * each colour and the grounds. */
void palette_make(palette *p, const theme *t)
{
    static const theme_role GROUNDS[] = {THEME_BACKGROUND, THEME_SURFACE, THEME_FRAME};
    enum { FINE = 12, COARSE = 3, GROUND_COUNT = sizeof GROUNDS / sizeof *GROUNDS };
    memset(p, 0, sizeof *p);
    for (int role = 0; role < THEME_ROLES; role++)
        add(p, theme_colour(t, (theme_role)role));
    for (int state = THEME_LIVE; state <= THEME_IMMORTAL; state++) {
        add(p, theme_fill(t, (theme_role)state));
        add(p, theme_delta(t, (theme_role)state));
        add(p, theme_island(t, (theme_role)state));
    }
    uint32_t text = theme_colour(t, THEME_TEXT);
    for (uint32_t part = 1; part < FINE; part++)
        add(p, between(theme_colour(t, THEME_SURFACE), text, part, FINE));
    for (uint32_t part = 1; part < COARSE; part++)
        for (size_t g = 0; g < GROUND_COUNT; g++)
            for (int role = 0; role < THEME_ROLES; role++)
                add(p, between(theme_colour(t, GROUNDS[g]), theme_colour(t, (theme_role)role), part,
                               COARSE));
}

static uint32_t distance(uint32_t a, uint32_t b)
{
    uint32_t sum = 0;
    static const uint32_t WEIGHTS[] = {2, 4, 3}; /* blue, green, red: about how much the eye sees */
    for (unsigned i = 0; i < 3; i++) {
        int32_t d = (int32_t)channel(a, 8 * i) - (int32_t)channel(b, 8 * i);
        sum += WEIGHTS[i] * (uint32_t)(d * d);
    }
    return sum;
}

static uint32_t nearest(const palette *p, uint32_t colour)
{
    uint32_t best = 0, least = UINT32_MAX;
    for (uint32_t i = 0; i < p->count; i++) {
        uint32_t d = distance(p->colours[i], colour);
        if (d < least) {
            least = d;
            best = i;
        }
    }
    return best;
}

/* The middle of a cell stands for all colours in it, but for those that the palette has. */
uint8_t palette_index(palette *p, uint32_t colour)
{
    colour &= 0xFFFFFF;
    uint32_t cell = channel(colour, 16) >> 3 << 10 | channel(colour, 8) >> 3 << 5 | channel(colour, 0) >> 3;
    uint16_t *known = &p->nearest[cell];
    if (!*known)
        *known = (uint16_t)(nearest(p, (colour & 0xF8F8F8) | 0x040404) + 1);
    uint32_t index = *known - 1U;
    if (p->colours[index] == colour)
        return (uint8_t)index;
    uint16_t exact = p->exact[slot_of(p, colour)];
    return (uint8_t)(exact ? exact - 1U : index);
}
