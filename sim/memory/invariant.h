/* The second reader: does the world hold together?
 *
 * Walks every table and counts for itself. It shares no code with the engine that writes the world
 * (own traversal of each kind, own walk of every list, own probing of dicts), so that one mistake
 * cannot hide in both. Tests run it after every event.
 *
 * Checked: every count is explained by references that exist; the collector's lists are rings of
 * exactly the tracked objects; weak references and their objects agree; dicts find what they hold;
 * nothing points at a free row; the heap's counters are the sums of what lives. An object whose
 * count is 0 and whose death has not begun yet is allowed: that moment is a state like any other.
 */
#ifndef OURO_SIM_MEMORY_INVARIANT_H
#define OURO_SIM_MEMORY_INVARIANT_H

#include "sim/log/world.h"

/* True: all is well. False: `text` (`size` bytes, at least 1) says what is wrong first, and where.
 * Cost O(rows + references). Running out of host memory counts as a violation and says so. */
bool invariant_check(const world *w, char *text, size_t size);

/* The slower question: do blocks of words or of addresses overlap, each other or a free block?
 * Cost O(words + addresses). */
bool invariant_check_blocks(const world *w, char *text, size_t size);

#endif
