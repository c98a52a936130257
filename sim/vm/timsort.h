/* The order in which CPython compares and moves the items of a list that it sorts.
 *
 * Works on numbers of items, knows no objects: whoever sorts answers the comparisons. Which ones are
 * asked, and in which order, is CPython's, for a script's __lt__ may tell. */
#ifndef OURO_SIM_VM_TIMSORT_H
#define OURO_SIM_VM_TIMSORT_H

#include <stdbool.h>
#include <stdint.h>

/* Is item x less than item y? 1 yes, 0 no, -1 the sort ends. */
typedef int timsort_less(void *context, uint32_t x, uint32_t y);

/* `order`, n numbers of items, is brought into ascending order; `spare` has room for n / 2 + 1 more. False:
 * a comparison has ended it; `order` then still names each item once. */
bool timsort(uint32_t *order, uint32_t *spare, uint32_t n, timsort_less *less, void *context);

#endif
