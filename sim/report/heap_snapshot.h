/* The heap after a step as a .heapsnapshot, the format of Chrome's memory panel: flat arrays of nodes
 * (7 numbers each) and of edges (3 each, those of node after node), and the strings that they name.
 *
 *     node 0          (root)
 *     synthetic       a frame each: its names are its properties; (interpreter): what it holds by
 *                     itself; (unreachable): what no name leads to and the collector may free
 *     the others      the objects: array list, tuple; string; number; closure function, method; code;
 *                     hidden None and its like; native what a file is made of; object all others.
 *                     Their ids are the run's own, their self_size is sys.getsizeof(): the same
 *                     figures as in the report `sizes`
 *     edges           property: a name, an attribute, a dict's key; element: an item; internal: a field of
 *                     the struct; hidden: on an evaluation stack; weak: of a weak reference, and from
 *                     what is unreachable to what is not, for that does not live by it
 *
 * So what an object retains is what the report `sizes` says. */
#ifndef OURO_SIM_REPORT_HEAP_SNAPSHOT_H
#define OURO_SIM_REPORT_HEAP_SNAPSHOT_H

#include "sim/base/buffer.h"
#include "sim/session.h"

#include <signal.h>

/* Appends the snapshot after `step`; moves the cursor. `first_step` is not looked at: a snapshot is of
 * one moment. `stop` is polled; may be NULL. Errors: OURO_ERR_NOMEM, OURO_ERR_INTERRUPTED, those of
 * session_seek(). Cost O(references * log objects). */
ouro_result heap_snapshot_write(buffer *b, session *s, uint32_t first_step, uint32_t step,
                                const volatile sig_atomic_t *stop, ouro_error *err) OURO_MUST_CHECK;

#endif
