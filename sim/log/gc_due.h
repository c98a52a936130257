/* When the birth of an object asks for a collection. */
#ifndef OURO_SIM_LOG_GC_DUE_H
#define OURO_SIM_LOG_GC_DUE_H

#include "sim/log/write.h"
#include "sim/log/world.h"

/* Is the young generation, had it `more` objects, over its threshold, and would that be heeded?
 * Source: CPython 3.13.0, Python/gc.c, _PyObject_GC_Link(). Thresholds may be negative.
 * Differs: an exception on its way is not asked for; CPython keeps it apart wherever objects are born then. */
OURO_INLINE bool world_gc_wanted(const world *w, uint32_t more)
{
    const world_state *s = &w->state;
    return (int32_t)(s->gc_count[0] + w->gc_unseen + more) > (int32_t)s->gc_threshold[0] && s->gc_enabled &&
           s->gc_threshold[0] && !s->gc_collecting;
}

#endif
