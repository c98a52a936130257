/* Source: CPython 3.13.0, Python/suggestions.c, _Py_CalculateSuggestions(), levenshtein_distance().
 * Differs: no row is given up early; what CPython gives up is too far anyway. */
#include "sim/vm/suggestion.h"

#include <string.h>

enum { MOVE_COST = 2, CASE_COST = 1, LONGEST = 40 };

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static uint32_t substitution_cost(char a, char b)
{
    if (a == b)
        return 0;
    return lowered(a) == lowered(b) ? CASE_COST : MOVE_COST;
}

/* What it costs to make b of a; UINT32_MAX: too long to tell. */
static uint32_t distance(const char *a, uint32_t a_size, const char *b, uint32_t b_size)
{
    uint32_t row[LONGEST + 1];
    while (a_size && b_size && *a == *b)
        a++, a_size--, b++, b_size--;
    while (a_size && b_size && a[a_size - 1] == b[b_size - 1])
        a_size--, b_size--;
    if (!a_size || !b_size)
        return (a_size + b_size) * MOVE_COST;
    if (a_size > LONGEST || b_size > LONGEST)
        return UINT32_MAX;
    for (uint32_t i = 0; i <= a_size; i++)
        row[i] = i * MOVE_COST;
    for (uint32_t j = 0; j < b_size; j++) {
        uint32_t corner = row[0]; /* of the row before, one place to the left */
        row[0] = (j + 1) * MOVE_COST;
        for (uint32_t i = 0; i < a_size; i++) {
            uint32_t above = row[i + 1], moved = smaller(row[i], above) + MOVE_COST;
            row[i + 1] = smaller(moved, corner + substitution_cost(a[i], b[j]));
            corner = above;
        }
    }
    return row[a_size];
}

void suggestion_offer(suggestion *s, const char *candidate)
{
    if (strcmp(candidate, s->written) == 0)
        return;
    uint32_t written = (uint32_t)strlen(s->written), size = (uint32_t)strlen(candidate);
    uint32_t most = (written + size + 3) * MOVE_COST / 6; /* a third of the letters involved */
    uint32_t cost = distance(s->written, written, candidate, size);
    if (cost <= most && (!s->best || cost < s->cost)) {
        s->best = candidate;
        s->cost = cost;
    }
}
