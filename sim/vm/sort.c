/* list.sort(), sorted(), any(), all(), min(), max().
 * Source: CPython 3.13.0, Objects/listobject.c, list_sort_impl(); Python/bltinmodule.c. */
#include "sim/vm/sequence.h"
#include "sim/vm/names.h"
#include "sim/vm/arguments.h"
