/* 255 colours for the pictures of a theme, and the way from any colour to the nearest of them.
 *
 * Glyphs and edges are blends of two colours of the theme: the palette has the colours themselves exactly, and
 * steps between those that meet. Invariant: depends on the theme alone. */
#ifndef OURO_RENDER_EXPORT_PALETTE_H
#define OURO_RENDER_EXPORT_PALETTE_H

#include "render/scene/theme.h"

/* A cell: 5 bits of red, green, blue. Slots: of a hash table, a quarter of it used. */
enum { PALETTE_MOST = 255, PALETTE_CELLS = 1 << 15, PALETTE_SLOT_BITS = 10, PALETTE_SLOTS = 1 << PALETTE_SLOT_BITS };

typedef struct palette {
    uint32_t colours[PALETTE_MOST]; /* 0xRRGGBB */
    uint32_t count;
    uint16_t exact[PALETTE_SLOTS];   /* +1; 0: free */
    uint16_t nearest[PALETTE_CELLS]; /* +1; 0: not asked for yet */
} palette;

void palette_make(palette *p, const theme *colours);
/* Exact colours are found exactly. O(1) after the first time. */
uint8_t palette_index(palette *p, uint32_t colour);

#endif
