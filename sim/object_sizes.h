/* What an object costs: alone, with all that it leads to, and what would be free if it went.
 *
 *   shallow   sys.getsizeof(): the object alone, the header of the collector included
 *   deep      with everything that strong references lead to, each counted once, also what others share;
 *             but not with classes, functions, modules, code and frames, nor through them. Pympler's
 *             asizeof() tells this, each size rounded up to 8 bytes
 *   retained  with everything that only it keeps alive: see sim/dominators.h
 *
 * Reads the world, which must not move while it is asked; all results live in the arena. */
#ifndef OURO_SIM_OBJECT_SIZES_H
#define OURO_SIM_OBJECT_SIZES_H

#include "sim/base/buffer.h"
#include "sim/dominators.h"

typedef struct object_sizes {
    object_graph g;
    dominators d;
    const uint32_t *shallow; /* per object */
    uint32_t *met, *queue;   /* of the last deep count */
    uint32_t round;
} object_sizes;

typedef struct object_size {
    uint32_t object, id; /* its numbers in the graph, and for people */
    uint64_t shallow, deep, retained;
    uint32_t deep_count, retained_count; /* objects, itself included */
} object_size;

/* `stop` is polled; may be NULL. Errors  OURO_ERR_NOMEM, OURO_ERR_INTERRUPTED. Cost O(references * log
 * objects), one second per million objects. */
ouro_result object_sizes_build(const world *w, const program *p, arena *memory,
                               const volatile sig_atomic_t *stop, object_sizes *out,
                               ouro_error *err) OURO_MUST_CHECK;

/* O(what it leads to). */
object_size object_sizes_of(object_sizes *s, uint32_t object);

/* The objects of the script that retain the most, at most `limit` of them, the largest first, then by id.
 * NULL: out of memory. O(objects * log objects + limit * what they lead to). */
const object_size *object_sizes_largest(object_sizes *s, uint32_t limit, arena *memory, uint32_t *count);

/* Of `object` the names that hold it, each in one call of `tell`: "a", "x in f()". O(names). */
typedef void object_name_told(void *user, const char *name);
void object_names_tell(const object_graph *g, uint32_t object, object_name_told *tell, void *user);

#endif
