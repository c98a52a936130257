/* The overview: a run of too many objects for boxes and arrows. Every object is a cell; the cells of
 * what one name leads to first stand together in a tile, and the tiles fill the pane.
 *
 * Pictures are told to it step by step, as to the story. Then the cells are placed once for the whole
 * run: a cell is its object's from birth to death, and another's from the step after that on.
 *
 * Reads pictures (texts are copied), writes its own memory. Knows nothing of colours or windows.
 * Invariant: objects alive together have different cells, and no cell ever moves. */
#ifndef OURO_RENDER_SCENE_OVERVIEW_H
#define OURO_RENDER_SCENE_OVERVIEW_H

#include "render/scene/pen.h"
#include "render/scene/picture.h"

enum {
    OVERVIEW_OBJECTS = 300, /* more than that at once are no graph any more */
    OVERVIEW_TYPES = 3,     /* shades; the last one stands for all other types */
    OVERVIEW_HEADER = 72,   /* of a tile: the name and how many */
    OVERVIEW_PADDING = 16,
    OVERVIEW_LEGEND = 48 /* below the tiles */
};

typedef struct overview overview;

/* A name, and what it reached first; `name` NULL: what no name ever led to. */
typedef struct overview_tile {
    const char *title, *name; /* of the frame; of the variable */
    uint32_t depth;           /* of the frame */
    uint32_t cells;           /* the most it ever held */
    pen_box box;
} overview_tile;

/* NULL: no memory. */
overview *overview_open(void);
void overview_close(overview *o);

/* The state after `step`, nothing elided; steps in order, 0 first. Cost O(objects + references). */
ouro_result overview_tell(overview *o, const picture *p, uint32_t step,
                          ouro_error *err) OURO_MUST_CHECK;
/* Places everything in a pane of this size, in layout pixels. Cost O(tiles log tiles). */
void overview_lay_out(overview *o, float pane_width, float pane_height);

uint32_t overview_tile_count(const overview *o);
const overview_tile *overview_tile_at(const overview *o, uint32_t tile);
/* Where an object's cell is, and in which tile. False: it was never told. */
bool overview_place(const overview *o, uint32_t id, pen_box *cell, uint32_t *tile);
/* Around everything; its origin is 0 0. */
pen_box overview_bounds(const overview *o);
/* The commonest types of the run, at most OVERVIEW_TYPES of them; NULL: no more. */
const char *overview_type(const overview *o, uint32_t shade);
/* Which shade a type has. */
uint32_t overview_shade(const overview *o, const char *type);

#endif
