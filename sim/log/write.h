/* The pens of the world: a page is saved before it is written for the first time after a keyframe.
 *
 * Only for world_apply() downwards (apply.h): nothing else writes the world. */
#ifndef OURO_SIM_LOG_WRITE_H
#define OURO_SIM_LOG_WRITE_H

#include "sim/log/world.h"

#define OURO_INLINE static inline __attribute__((always_inline))

void world_save_page(world *w, unsigned table, uint32_t page);

OURO_INLINE void world_touch(world *w, unsigned table, size_t byte)
{
    size_t page = byte >> WORLD_PAGE_SHIFT;
    if (__builtin_expect(!w->saved[table][page], 0))
        world_save_page(w, table, (uint32_t)page);
}

OURO_INLINE object_row *row_write(world *w, ref o)
{
    world_touch(w, TABLE_ROWS, (size_t)o * sizeof(object_row));
    return (object_row *)(void *)w->base[TABLE_ROWS] + o;
}

/* What is kept beside a row. */
OURO_INLINE object_more *more_write(world *w, ref o)
{
    world_touch(w, TABLE_MORE, (size_t)o * sizeof(object_more));
    return (object_more *)(void *)w->base[TABLE_MORE] + o;
}

/* One word of a table of words. */
OURO_INLINE uint32_t *cell_write(world *w, unsigned table, uint32_t i)
{
    world_touch(w, table, (size_t)i * 4);
    return (uint32_t *)(void *)w->base[table] + i;
}

OURO_INLINE uint32_t *word_write(world *w, uint32_t i)
{
    return cell_write(w, TABLE_WORDS, i);
}

/* `n` words that are about to be written one after the other. */
uint32_t *words_write(world *w, uint32_t first, uint32_t n);

#endif
