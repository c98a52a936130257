/* What a viewer has folded and hidden: chosen by hand, remembered while stepping.
 *
 * A folded object keeps its place; whatever only it leads to is left out, and a badge says how many
 * objects that are. A hidden object is not drawn, nor are its arrows; the picture says how many are
 * hidden. Cells and names that refer to something left out say its number instead of an arrow. Nothing
 * moves for any of it: places belong to the run, not to a viewer.
 *
 * Reads a change, writes another one without what is left out. Knows nothing of pixels and windows.
 * Invariant: an object that is left out is in none of the lists that are drawn; equal choices and
 * change, equal result. */
#ifndef OURO_RENDER_SCENE_CHOICES_H
#define OURO_RENDER_SCENE_CHOICES_H

#include "render/scene/change.h"

enum { CHOICES_MOST = 256 };

typedef struct choices_ids {
    uint32_t ids[CHOICES_MOST]; /* ascending; ids are never reused, so the dead may stay in it */
    uint32_t count;
} choices_ids;

/* All zero: nothing is chosen. Plain data, may be copied. */
typedef struct scene_choices {
    choices_ids folded, hidden;
} scene_choices;

/* Fold or unfold, hide or show an object. False: there are CHOICES_MOST already, nothing changed. */
bool choices_fold(scene_choices *c, uint32_t id);
bool choices_hide(scene_choices *c, uint32_t id);
void choices_show_all(scene_choices *c); /* nothing is hidden any more; what is folded stays so */
bool choices_have(const choices_ids *list, uint32_t id);

/* How a state looks because of the choices. */
typedef struct scene_chosen {
    change changed;        /* without what is left out */
    uint32_t hidden_count; /* objects of this state that were hidden by hand */
    const uint32_t *within; /* by index in `changed.objects`: how many are folded into it */
} scene_chosen;

/* `all` is borrowed. Cost O(folded * (objects + references)), logarithms aside. False: no memory. */
bool choices_apply(const scene_choices *c, const change *all, arena *memory, scene_chosen *out);

#endif
