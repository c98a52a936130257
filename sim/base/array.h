/* Arrays that grow one element at a time and are freed by free(). */
#ifndef OURO_SIM_BASE_ARRAY_H
#define OURO_SIM_BASE_ARRAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The array with room for one more element than `count`, and its capacity, which doubles when it is
 * reached; `bytes` is an element's size. Out of memory: `*failed` becomes true, which it stays, and
 * the array is as it was. */
void *array_room(void *array, uint32_t count, uint32_t *capacity, size_t bytes, bool *failed);

#endif
