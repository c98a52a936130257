/* What the parts of the story share: what was told, and how to find it again.
 *
 *   story.c         telling: pictures -> nodes, edges, slots, what each step touched
 *   story_tables.c  growing, lookup by hash, the slots of rows and tags
 *   story_room.c    how much room things need
 *   story_places.c  laying out, and where everything stands
 *
 * Indices are into the story's own arrays and stay valid; pointers do not. */
#ifndef OURO_RENDER_SCENE_STORY_MODEL_H
#define OURO_RENDER_SCENE_STORY_MODEL_H

#include "render/scene/story.h"

#define STORY_NONE UINT32_MAX


/* Who has a row: a name or an attribute, while it exists. */
typedef struct story_slot_entry {
    const char *title, *key; /* title: of the frame; objects have none */
    bool temporary; /* stands below all names of its frame */
    uint32_t first_step, last_step;
    uint32_t slot;  /* among its kind */
    bool refers;    /* it held an object, once at least */
    float width;    /* of its tag */
    uint32_t beside; /* its slot where names stand in two columns */
} story_slot_entry;

typedef struct story_node {
    story_holder holder;
    uint32_t birth_step, death_step;
    float width, tabs;
    story_slot_entry *slots;
    uint32_t entry_count, entry_capacity;
    uint32_t rows; /* the most ever needed; known when everything is told */
    bool isolated; /* was unreachable at the end of a step */
    bool settled;  /* was there at the end of a step */
    bool stack;    /* of folded objects: a header alone */
    bool columns;  /* a frame's names in two: left those that only have values */
    float left_width, right_width; /* of the columns */
} story_node;

typedef struct story_edge {
    uint32_t node;  /* of the holder */
    uint32_t entry; /* of its slots */
    const char *key;
    uint32_t target_id;
    bool weak;
    uint32_t birth_step, death_step;
    bool settled;
} story_edge;

/* Something that changed: a whole node, or one tag of a frame. */
typedef struct story_touch {
    uint32_t node;
    uint32_t entry; /* of its slots; STORY_NONE: all of an object, the title of a frame */
} story_touch;

/* What a step touched: touched[first .. first + count). */
typedef struct story_step {
    uint32_t first, count;
} story_step;

/* Open addressing; holds index + 1. */
typedef struct story_table {
    uint32_t *cells;
    uint32_t capacity, used;
} story_table;

struct story {
    const frame_ruler *ruler;
    arena memory, placed; /* `placed` is what one layout made */
    story_node *nodes;
    uint32_t node_count, node_capacity;
    story_edge *edges;
    uint32_t edge_count, edge_capacity;
    story_table node_table, edge_table;
    story_step *steps;
    uint32_t step_count, step_capacity;
    story_touch *touched;
    uint32_t touched_count, touched_capacity;
    uint32_t *edge_place; /* edge -> index of its route, or STORY_NONE */
    layout_result layout;
    layout_rect *there; /* around everything that is there at the end of each step; w 0: nothing */
    layout_rect *things; /* the same, one by one: things[things_first[k] .. things_first[k + 1]) */
    size_t *things_first;
    bool failed;
};

/* ---- story_tables.c ---- */

/* False, and the story has failed: no memory. */
bool story_grow(story *s, void **array, uint32_t *capacity, uint32_t count, size_t item_bytes);
uint64_t story_node_hash(story_holder holder);
uint64_t story_edge_hash(uint32_t node, const char *key, uint32_t target_id);
void story_table_add(story *s, story_table *t, uint64_t hash, uint32_t index);
/* Indices, or STORY_NONE. */
uint32_t story_node_find(const story *s, story_holder holder);
uint32_t story_edge_find(const story *s, uint32_t node, const char *key, uint32_t target_id);
story_slot_entry *story_slot_find(const story_node *n, const char *title, const char *key,
                                  uint32_t step);
/* The index of the entry that the cell has in `step`, made if there is none. */
uint32_t story_slot_take(story *s, story_node *n, const char *title, const picture_cell *c,
                         uint32_t step);
/* Counted from the top of the holder; how many there are. */
uint32_t story_slot_row(const story_node *n, const story_slot_entry *e);
uint32_t story_node_rows(const story_node *n);
/* Whether a frame's names stand in two columns, as one of that many rows would be too high. */
void story_node_columns(story_node *n, uint32_t rows_most);

/* ---- story_room.c: in layout pixels ---- */

float story_measure(const story *s, frame_font font, float size, const char *text);
float story_object_width(const story *s, const picture_object *o);
float story_tabs_width(const story *s, const view_object *o);
float story_tag_width(const story *s, const picture_cell *tag);
float story_node_width(const story_node *n);
float story_frame_width(const story *s, const picture_frame *f);
float story_node_height(const story_node *n);

#endif
