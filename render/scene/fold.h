/* Folding: equal leaves that one container holds are drawn as a stack, `Item x 2`.
 *
 * Chosen once for a run, so that nothing comes and goes with the number of objects: whatever is a leaf
 * with one and the same holder in every picture of it may be folded. A container that never holds
 * anything but one stack, and is itself held by one object, goes into the stack.
 *
 * Reads pictures, nothing elided; writes its own memory. Invariant: who is folded is so for life. */
#ifndef OURO_RENDER_SCENE_FOLD_H
#define OURO_RENDER_SCENE_FOLD_H

#include "render/scene/picture.h"

enum { FOLD_OBJECTS = 15 }; /* up to so many at once every object is drawn */

typedef struct fold fold;

/* NULL: no memory. */
fold *fold_open(void);
void fold_close(fold *f);
/* The state after a step. Cost O(objects + references). */
ouro_result fold_tell(fold *f, const picture *p, ouro_error *err) OURO_MUST_CHECK;
/* Who is folded, ascending by id; in `memory`. Cost O(n log n) in all objects of the run. */
ouro_result fold_decide(const fold *f, arena *memory, picture_folds *out,
                        ouro_error *err) OURO_MUST_CHECK;

#endif
