/* How objects of Python's own library are drawn: as what they are for, not as what they are made of.
 *
 * A weak container gets a cell for each entry, with a weak arrow; a finalizer one for the object it
 * waits for; a text file its name, its mode and what waits to be written. What such an object needs
 * inside (dicts, locks, callbacks, buffers) is not reached, so not drawn.
 *
 * Reads a view made with options.all; texts are the view's or the arena's. */
#ifndef OURO_RENDER_SCENE_PICTURE_LIBRARY_H
#define OURO_RENDER_SCENE_PICTURE_LIBRARY_H

#include "sim/base/arena.h"
#include "sim/view.h"

typedef struct library_cell {
    const char *key, *label;
    int32_t target; /* index in the view, or VIEW_NONE: see value */
    const char *value;
    bool weak, dead;
} library_cell;

typedef struct library_cells {
    library_cell *all;
    uint32_t count;
    bool failed; /* no memory */
} library_cells;

/* False: it is no such object. Cost O(references of what it holds); a finalizer's O(objects). */
bool picture_library_cells(const view *v, const view_object *o, arena *memory, library_cells *out);

/* It serves another one of the library, and is nothing that a script sees. */
bool picture_library_hides(const view_object *o);

#endif
