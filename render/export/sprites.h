/* Frames as sprites: what stays the same from picture to picture under one name.
 *
 * A sprite is a run of commands with one id in one group: a box with its texts, a badge, an arrow. It
 * is known by its key (id and group, stable from picture to picture), and is a form (marks around its
 * origin, without colours), a paint (a colour for each place of the form) and an origin. Keys, forms
 * and paints are numbers of tables whose texts are JSON; deltas.h says how they read.
 *
 * Reads frames, each drawn in every theme. Knows nothing of steps, objects or files. Invariant: equal
 * marks, equal numbers. */
#ifndef OURO_RENDER_EXPORT_SPRITES_H
#define OURO_RENDER_EXPORT_SPRITES_H

#include "render/export/fragments.h"
#include "render/scene/theme.h"

/* The colours that the page itself is made of. */
enum { SPRITE_ROLES = 6 };

typedef struct sprite {
    uint32_t key, form, paint;
    int32_t x, y; /* tenths */
    bool graph;   /* it stands in the graph, not in a pane */
} sprite;

/* Of a key: the kind of its group, what it is of (a text of `abouts`: ",13,\"Node\"", or nothing), and the last
 * picture (from 1 on) that it was in. */
typedef struct sprite_key {
    uint32_t group, about, picture;
} sprite_key;

/* A zeroed one with a ruler, which it borrows, is a valid empty one. Only to be read from outside. */
typedef struct sprite_sheet {
    const frame_ruler *ruler;
    fragments colours, types, strokes, forms, paints, groups, abouts, identities, cameras;
    sprite_key *keys;
    uint32_t key_count, key_room;
    sprite *all; /* of all pictures, one picture after the other */
    uint32_t count, room, picture;
    uint32_t roles[SPRITE_ROLES]; /* colours, in the order of sprites_role_name() */
    uint32_t camera;              /* of the last picture: its number + 1; 0: it has none */
    int32_t width_px, height_px;
    frame_clip clip; /* of the graph's pane */
    buffer form, paint, word;
} sprite_sheet;

/* The next picture: the same, grouped, in each theme. Its sprites come behind those that are there.
 * False: no memory. Cost O(commands). */
bool sprites_read(sprite_sheet *s, const frame drawn[THEME_COUNT]) OURO_MUST_CHECK;
void sprites_free(sprite_sheet *s);

const char *sprites_role_name(size_t role);
/* "12.5", "-3", ".5" has its 0; after a comma. */
void sprites_add_tenths(buffer *out, int32_t value);
void sprites_add_value(buffer *out, float value);

#endif
