/* "did you mean": the known word nearest to one that is not known.
 *
 * Reads words, owns nothing. */
#ifndef OURO_SIM_SCENARIO_SUGGEST_H
#define OURO_SIM_SCENARIO_SUGGEST_H

#include <stddef.h>

enum { SUGGEST_WORD_BYTES = 32 }; /* longer words are nobody's typing mistake */

/* The nearest of `known` by edit distance (a swap of neighbours counts one), or NULL if none is as
 * near as a typing mistake: one edit in up to 4 letters, two beyond. The first of equals wins. */
const char *suggest_nearest(const char *word, const char *const *known, size_t count);

#endif
