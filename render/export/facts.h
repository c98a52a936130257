/* What a page knows of the states at the ends of steps besides their pictures: [[object, bytes], ...] of the objects
 * that are drawn. Only what is not as it was at the state before; nothing at all where everything is.
 *
 * Reads pictures as data; knows nothing of what is drawn where. */
#ifndef OURO_RENDER_EXPORT_FACTS_H
#define OURO_RENDER_EXPORT_FACTS_H

#include "render/scene/picture.h"

typedef struct facts facts;

/* NULL: no memory. */
facts *facts_open(void);
void facts_close(facts *f);
/* Appends those of the next state. Cost O(objects). Look at out->failed. */
void facts_write(facts *f, const picture *p, buffer *out);

#endif
