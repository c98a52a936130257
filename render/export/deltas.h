/* Pictures as differences, for a page that draws them: each mark once, each picture as what changes
 * from the one before.
 *
 * Pictures are lists of sprites (sprites.h). Forms and paints that are used again are said by their
 * number, so that an object that moves, or goes out of focus, costs a few bytes.
 *
 * Where not all pictures inside of steps have room, those stay that would be missed most: where a
 * phase of the collector ends, or a line, then those in which more comes, goes and changes in the graph. What a
 * picture left out shows is seen in the next one.
 *
 * The JSON object that it writes, for the engine in assets/player-engine.html:
 *
 *   size      [width, height] of a picture
 *   clip      [x, y, width, height] that the sprites of room 1 and 2 are cut to
 *   themes    ["light", ...]
 *   roles     {"background": colour, ...}: those that the page itself is made of
 *   colours   "RRGGBB RRGGBB ..." (or RRGGBBAA; "-": draws nothing), one for each theme
 *   types     [font, size, align, strike] of texts; font: 1 bold, 2 mono, 3 both; align: 0 left, 1
 *             middle, 2 right
 *   strokes   [width, dash on, dash off, round cap]
 *   forms     [mark, ...], a mark being [kind, ...]:
 *               0 rect      x, y, width, height                           colours: fill
 *               1 round     x, y, width, height, radius[, stroke]         colours: fill, border
 *               2 shaft     stroke, x, y, and three points for each curve  colours: line
 *                           of it, each seen from the one before; then, if
 *                           it has a head, the tip
 *               3 line      4 coordinates, stroke                         colours: line
 *               4 triangle  x, y, and the other two points from there      colours: fill
 *               5 text      x, y, type[, width], "text"                    colours: text
 *             (whole pixels from the sprite's origin; a text without width is monospaced, and as wide)
 *   paints    [colour, ...]
 *   groups    [kind of group ("" for none), room]; room: 0 the picture, 1 the graph's pane, 2 the graph, in
 *             its own pixels
 *   keys      group of each, or [group, of what]: of an object its number and, once, its type; of a reference its
 *             holder (0: a name), label, target, and 1 if it is weak
 *   pictures  {s: step, k: 0 its end, 1 its question, 2 inside it, 3 inside, where a line ends, 4 where a phase does,
 *              a: bytes of objects (facts.h),
 *              v: [scale, x, y] of the graph, if they are others,
 *              m: edits of the list of sprites: n keeps n, -n drops n; of the next one [paint],
 *                 [form, paint] or [form, paint, x, y] are new; [key, form, paint, x, y] comes in}
 *             Key, form and paint: 0 is the next of its table that was not said yet, n + 1 is number n, -1 is as
 *             it was; x and y: how far from where it was.
 *             Of the sprites of the group "legend" the first one's x and y count for all.
 *
 * Reads frames, each drawn in every theme. Knows nothing of objects or files. Invariant: equal
 * pictures, equal bytes. */
#ifndef OURO_RENDER_EXPORT_DELTAS_H
#define OURO_RENDER_EXPORT_DELTAS_H

#include "render/scene/theme.h"
#include "sim/base/buffer.h"

typedef struct deltas deltas;

typedef enum delta_kind {
    DELTA_END,
    DELTA_QUESTION,
    DELTA_INSIDE, /* of a step: a single change */
    DELTA_LINE,   /* ... where a line ends, */
    DELTA_PHASE   /* or a phase of the collector: the last to be left out */
} delta_kind;

/* Borrows the ruler. NULL: no memory. */
deltas *deltas_open(const frame_ruler *ruler);
void deltas_close(deltas *d);

/* The next picture: the same, grouped, in each theme. False: no memory. Cost O(commands). */
bool deltas_add(deltas *d, const frame drawn[THEME_COUNT], uint32_t step, delta_kind kind) OURO_MUST_CHECK;
/* What is known of the state that the last picture shows: a JSON text, "a" of it. */
void deltas_add_facts(deltas *d, const buffer *json);
/* How many of them are inside of steps. */
uint32_t deltas_inside(const deltas *d);
/* All of it, but of the pictures inside of steps at most `inside_most`. Look at out->failed. */
void deltas_write(const deltas *d, uint32_t inside_most, buffer *out);

#endif
