#include "sim/base/array.h"

#include <stdlib.h>

enum { FIRST_CAPACITY = 64 };

void *array_room(void *array, uint32_t count, uint32_t *capacity, size_t bytes, bool *failed)
{
    if (count < *capacity)
        return array;
    uint32_t wanted = *capacity ? *capacity * 2 : FIRST_CAPACITY;
    void *bigger = realloc(array, wanted * bytes);
    if (!bigger) {
        *failed = true;
        return array;
    }
    *capacity = wanted;
    return bigger;
}
