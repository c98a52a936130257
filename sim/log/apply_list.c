/* What the events of lists do. Growth: CPython 3.13.0, Objects/listobject.c, list_resize(). */
#include "sim/log/apply.h"

/* The items' block in CPython: `allocated` words. Ours: the next power of two, copied when it grows. */
static void list_reserve(world *w, ref list, uint32_t allocated)
{
    const object_row *row = world_row(w, list);
    uint32_t old_words = row->words, old_class = row->block_class;
    block_resize(w, list, (uint64_t)allocated * 8);
    object_row *to = row_write(w, list);
    to->hi = allocated;
    to->flags &= (uint8_t)~OBJ_MARKED;
    uint32_t block_class = words_class(allocated);
    if (!allocated || (old_words && block_class == old_class))
        return;
    uint32_t keep = to->lo < allocated ? to->lo : allocated;
    uint32_t block = words_alloc(w, block_class);
    if (keep)
        memcpy(words_write(w, block, keep), world_words(w) + old_words, (size_t)keep * 4);
    if (old_words)
        words_free(w, old_words, old_class);
    to->words = block;
    to->block_class = (uint8_t)block_class;
}

/* list_resize(): over-allocate by an eighth, in steps of 4 (the profile's figures); keep the block while
 * more than half is used. */
static void list_resize(world *w, ref list, uint32_t size)
{
    const object_row *row = world_row(w, list);
    uint32_t allocated = row->hi;
    if (allocated >= size && size >= allocated >> 1) {
        row_write(w, list)->lo = size;
        return;
    }
    const profile *p = w->profile;
    uint32_t step = p->list_step;
    uint32_t wanted = (size + (size >> p->list_growth_shift) + p->list_growth_more) & ~(step - 1);
    if (size > row->lo && size - row->lo > wanted - size)
        wanted = (size + step - 1) & ~(step - 1);
    if (size == 0)
        wanted = 0;
    list_reserve(w, list, wanted);
    row_write(w, list)->lo = size;
}

static uint32_t item_cell(const world *w, ref list, uint32_t i)
{
    return world_row(w, list)->words + i;
}

APPLY_COLD(LIST_APPEND)
{
    uint32_t n = world_row(w, a)->lo;
    count_stored(w, b, aux);
    if (n < world_row(w, a)->hi)
        row_write(w, a)->lo = n + 1;
    else
        list_resize(w, a, n + 1);
    *word_write(w, item_cell(w, a, n)) = b;
}

APPLY_COLD(LIST_INSERT)
{
    uint32_t n = world_row(w, a)->lo;
    count_stored(w, c, aux);
    list_resize(w, a, n + 1);
    uint32_t *items = words_write(w, item_cell(w, a, b), n + 1 - b);
    memmove(items + 1, items, (size_t)(n - b) * 4);
    items[0] = c;
}

APPLY_COLD(LIST_TAKE)
{
    uint32_t n = world_row(w, a)->lo;
    uint32_t *items = words_write(w, item_cell(w, a, b), n - b);
    ref o = items[0];
    memmove(items, items + 1, (size_t)(n - b - 1) * 4);
    if (aux || n == 1)
        row_write(w, a)->lo = n - 1;
    if (!aux && n == 1) /* list_clear(): no place is kept, not even of one */
        list_reserve(w, a, 0);
    else if (!aux)
        list_resize(w, a, n - 1);
    temp_take(w, o);
    w->born = o;
}

/* list_preallocate_exact(): an even number of places. */
static uint32_t exact_places(const world *w, uint32_t n)
{
    uint32_t step = w->profile->list_exact_step;
    return (n + step - 1) & ~(step - 1);
}

/* list_ass_slice(), list_extend(): one resize for all; an empty list gets just that. */
APPLY_COLD(LIST_GAP)
{
    uint32_t n = world_row(w, a)->lo;
    if (aux) {
        list_reserve(w, a, exact_places(w, c));
        row_write(w, a)->lo = c;
    } else {
        list_resize(w, a, n + c);
    }
    uint32_t *items = words_write(w, item_cell(w, a, b), n + c - b);
    memmove(items + c, items, (size_t)(n - b) * 4);
    memset(items, 0, (size_t)c * 4);
}

/* list_extend_iter_lock_held() before it has any items, and after the last one. */
APPLY_COLD(LIST_RESERVE)
{
    uint32_t n = world_row(w, a)->lo;
    if (aux)
        list_reserve(w, a, exact_places(w, b));
    else
        list_resize(w, a, n + b);
    row_write(w, a)->lo = n;
    if (n + b == 0) /* PyMem_Realloc() of nothing: the least block, so the list has memory */
        block_resize(w, a, 1);
}

APPLY_COLD(LIST_REVERSE)
{
    uint32_t n = world_row(w, a)->lo;
    uint32_t *items = words_write(w, item_cell(w, a, 0), n);
    for (uint32_t i = 0; i < n / 2; i++) {
        uint32_t o = items[i];
        items[i] = items[n - 1 - i];
        items[n - 1 - i] = o;
    }
}

APPLY_COLD(LIST_SWAP)
{
    uint32_t *x = word_write(w, item_cell(w, a, b)), *y = word_write(w, item_cell(w, a, c));
    uint32_t o = *x;
    *x = *y;
    *y = o;
}

/* list_clear(): the items' block outlives the last item (EV_BLOCK_FREE). list_ass_slice(): the list is
 * in order again before an item goes. */
APPLY_COLD(LIST_DETACH)
{
    uint32_t n = world_row(w, a)->lo;
    for (uint32_t i = b; i < c; i++)
        temp_take(w, world_word(w, a, i));
    if (aux == 1) {
        block_detach(w, a);
        list_reserve(w, a, 0);
        row_write(w, a)->lo = 0;
        return;
    }
    if (aux == 2) {
        memset(words_write(w, item_cell(w, a, b), c - b), 0, (size_t)(c - b) * 4);
        return;
    }
    if (c < n) {
        uint32_t *items = words_write(w, item_cell(w, a, b), n - b);
        memmove(items, items + (c - b), (size_t)(n - c) * 4);
    }
    list_resize(w, a, n - (c - b));
}

/* The end of list_sort_impl(): the list, emptied meanwhile, gets the memory that it had. */
APPLY_COLD(LIST_RESTORE)
{
    if (world_row(w, a)->hi)
        list_reserve(w, a, 0);
    if (world_row(w, a)->words)
        words_free(w, world_row(w, a)->words, world_row(w, a)->block_class);
    uint32_t block_class = words_class(c), block = words_alloc(w, block_class);
    memset(words_write(w, block, b), 0, (size_t)b * 4);
    block_reattach(w, a);
    object_row *row = row_write(w, a);
    row->lo = b;
    row->hi = c;
    row->words = block;
    row->block_class = (uint8_t)block_class;
    row->flags &= (uint8_t)~OBJ_MARKED;
}
