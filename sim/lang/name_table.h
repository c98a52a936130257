/* The names of a program: each text once, each with a number.
 *
 * Whoever compares names compares numbers. Number 0 is the empty name, so that 0 can mean "none".
 * The table and its texts live in the arena given at the start. */
#ifndef OURO_SIM_LANG_NAME_TABLE_H
#define OURO_SIM_LANG_NAME_TABLE_H

#include "sim/lang/code.h"

typedef struct name_table {
    arena *memory;
    program_name *names;
    uint32_t count, capacity;
    uint32_t *buckets; /* open addressing: a name's number, or UINT32_MAX */
    uint32_t bucket_count;
    bool failed; /* no memory; sticky */
} name_table;

void name_table_start(name_table *t, arena *memory);
/* The number of this text; 0 after a failed allocation. O(length) amortised. */
uint32_t name_table_intern(name_table *t, const char *text, size_t length);
uint32_t name_table_intern_text(name_table *t, const char *text);
const char *name_table_text(const name_table *t, uint32_t name);

#endif
