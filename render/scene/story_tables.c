#include "render/scene/story_model.h"

#include <stdlib.h>
#include <string.h>

/* ---- growing ---- */

bool story_grow(story *s, void **array, uint32_t *capacity, uint32_t count, size_t item_bytes)
{
    if (count < *capacity)
        return true;
    uint32_t wanted = *capacity ? *capacity * 2 : 64;
    void *larger = realloc(*array, wanted * item_bytes);
    if (!larger) {
        s->failed = true;
        return false;
    }
    *array = larger;
    *capacity = wanted;
    return true;
}

/* ---- hashed lookup ---- */

static uint64_t hash_mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9E3779B97F4A7C15U;
    return hash ^ (hash >> 32);
}

static uint64_t hash_text(uint64_t hash, const char *text)
{
    for (; *text; text++)
        hash = hash_mix(hash, (unsigned char)*text);
    return hash;
}

uint64_t story_node_hash(story_holder holder)
{
    return hash_mix(holder.frame, holder.id);
}

uint64_t story_edge_hash(uint32_t node, const char *key, uint32_t target_id)
{
    return hash_text(hash_mix(node, target_id), key);
}

static uint64_t stored_hash(const story *s, const story_table *t, uint32_t index)
{
    if (t == &s->node_table)
        return story_node_hash(s->nodes[index].holder);
    const story_edge *e = &s->edges[index];
    return story_edge_hash(e->node, e->key, e->target_id);
}

static void table_put(story_table *t, uint64_t hash, uint32_t index)
{
    uint32_t at = (uint32_t)hash & (t->capacity - 1);
    while (t->cells[at])
        at = (at + 1) & (t->capacity - 1);
    t->cells[at] = index + 1;
    t->used++;
}

void story_table_add(story *s, story_table *t, uint64_t hash, uint32_t index)
{
    if (t->used * 2 >= t->capacity) {
        story_table larger = {.capacity = t->capacity ? t->capacity * 2 : 256};
        larger.cells = calloc(larger.capacity, sizeof *larger.cells);
        if (!larger.cells) {
            s->failed = true;
            return;
        }
        for (uint32_t i = 0; i < t->capacity; i++)
            if (t->cells[i])
                table_put(&larger, stored_hash(s, t, t->cells[i] - 1), t->cells[i] - 1);
        free(t->cells);
        *t = larger;
    }
    table_put(t, hash, index);
}

uint32_t story_node_find(const story *s, story_holder holder)
{
    const story_table *t = &s->node_table;
    if (!t->capacity)
        return STORY_NONE;
    uint32_t at = (uint32_t)story_node_hash(holder) & (t->capacity - 1);
    for (; t->cells[at]; at = (at + 1) & (t->capacity - 1)) {
        const story_node *n = &s->nodes[t->cells[at] - 1];
        if (n->holder.id == holder.id && n->holder.frame == holder.frame)
            return t->cells[at] - 1;
    }
    return STORY_NONE;
}

uint32_t story_edge_find(const story *s, uint32_t node, const char *key, uint32_t target_id)
{
    const story_table *t = &s->edge_table;
    if (!t->capacity || node == STORY_NONE)
        return STORY_NONE;
    uint32_t at = (uint32_t)story_edge_hash(node, key, target_id) & (t->capacity - 1);
    for (; t->cells[at]; at = (at + 1) & (t->capacity - 1)) {
        const story_edge *e = &s->edges[t->cells[at] - 1];
        if (e->node == node && e->target_id == target_id && strcmp(e->key, key) == 0)
            return t->cells[at] - 1;
    }
    return STORY_NONE;
}

/* ---- rows and their slots ---- */

static bool same_title(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* The entry that held the key in `step`, else the last one before it, else the first. */
story_slot_entry *story_slot_find(const story_node *n, const char *title, const char *key, uint32_t step)
{
    story_slot_entry *found = NULL;
    for (uint32_t i = 0; i < n->entry_count; i++) {
        story_slot_entry *e = &n->slots[i];
        if (strcmp(e->key, key) == 0 && same_title(e->title, title)
            && (!found || e->first_step <= step))
            found = e;
    }
    return found;
}

/* A slot is free again when its owner was gone in the step before: then no picture strikes it out. */
static uint32_t slot_free(const story_node *n, const char *title, bool temporary, uint32_t step)
{
    for (uint32_t slot = 0;; slot++) {
        bool taken = false;
        for (uint32_t i = 0; i < n->entry_count && !taken; i++) {
            const story_slot_entry *e = &n->slots[i];
            taken = e->slot == slot && e->temporary == temporary && same_title(e->title, title)
                    && e->last_step + 1 >= step;
        }
        if (!taken)
            return slot;
    }
}

/* The index of the entry that the cell has in `step`, made if there is none. STORY_NONE: no memory. */
uint32_t story_slot_take(story *s, story_node *n, const char *title, const picture_cell *c,
                          uint32_t step)
{
    story_slot_entry *known = story_slot_find(n, title, c->key, step);
    if (known && known->last_step + 1 >= step) {
        if (known->last_step < step)
            known->last_step = step;
        return (uint32_t)(known - n->slots);
    }
    uint32_t slot = slot_free(n, title, c->temporary, step);
    void *array = n->slots;
    bool fits = story_grow(s, &array, &n->entry_capacity, n->entry_count, sizeof *n->slots);
    n->slots = array;
    const char *key_copy = fits ? arena_text(&s->memory, c->key, strlen(c->key)) : NULL;
    const char *title_copy
        = key_copy && title ? arena_text(&s->memory, title, strlen(title)) : NULL;
    s->failed |= !key_copy || (title && !title_copy);
    if (s->failed)
        return STORY_NONE;
    n->slots[n->entry_count] = (story_slot_entry){.title = title_copy,
                                            .key = key_copy,
                                            .temporary = c->temporary,
                                            .first_step = step,
                                            .last_step = step,
                                            .slot = slot};
    return n->entry_count++;
}

/* How many slots the names, or the temporaries, of one title ever need. */
static uint32_t slots_of(const story_node *n, const char *title, bool temporary)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < n->entry_count; i++) {
        const story_slot_entry *e = &n->slots[i];
        if (e->temporary == temporary && same_title(e->title, title) && e->slot + 1 > most)
            most = e->slot + 1;
    }
    return most;
}

/* Where names stand in two columns. */
static bool is_right(const story_slot_entry *e)
{
    return e->refers || e->temporary;
}

/* How many slots the names that refer ever need in their column. */
static uint32_t beside_of(const story_node *n, const char *title)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < n->entry_count; i++) {
        const story_slot_entry *e = &n->slots[i];
        if (e->refers && !e->temporary && same_title(e->title, title) && e->beside + 1 > most)
            most = e->beside + 1;
    }
    return most;
}

uint32_t story_slot_row(const story_node *n, const story_slot_entry *e)
{
    if (n->columns)
        return e->beside + (e->temporary ? beside_of(n, e->title) : 0);
    return e->slot + (e->temporary ? slots_of(n, e->title, false) : 0);
}

uint32_t story_node_rows(const story_node *n)
{
    uint32_t rows = 0;
    for (uint32_t i = 0; i < n->entry_count; i++) {
        uint32_t row = story_slot_row(n, &n->slots[i]);
        if (row + 1 > rows)
            rows = row + 1;
    }
    return rows;
}

/* The lowest slot of its column that is free while the entry, and the step that strikes it out, last. */
static uint32_t beside_free(const story_node *n, uint32_t entry)
{
    const story_slot_entry *e = &n->slots[entry];
    for (uint32_t slot = 0;; slot++) {
        bool taken = false;
        for (uint32_t i = 0; i < entry && !taken; i++) {
            const story_slot_entry *o = &n->slots[i];
            taken = o->beside == slot && is_right(o) == is_right(e)
                    && o->temporary == e->temporary && same_title(o->title, e->title)
                    && o->first_step <= e->last_step + 1 && e->first_step <= o->last_step + 1;
        }
        if (!taken)
            return slot;
    }
}

/* A row too many does less harm than a second column. */
void story_node_columns(story_node *n, uint32_t rows_most)
{
    bool left = false, right = false;
    n->columns = false;
    n->left_width = n->right_width = 0;
    for (uint32_t i = 0; i < n->entry_count; i++) {
        const story_slot_entry *e = &n->slots[i];
        float *width = is_right(e) ? &n->right_width : &n->left_width;
        *width = e->width > *width ? e->width : *width;
        left |= !is_right(e);
        right |= is_right(e);
    }
    if (!n->holder.frame || !left || !right || story_node_rows(n) <= rows_most + 1)
        return;
    for (uint32_t i = 0; i < n->entry_count; i++)
        n->slots[i].beside = beside_free(n, i);
    n->columns = true;
}
