#include "render/scene/story.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

enum {
    OBJECT_WIDTH_MAX = 420,
    FRAME_WIDTH_MIN = 172,
    FRAME_WIDTH_MAX = 420,
    CAUSE_WIDTH_MAX = 330,
    CAUSE_WIDTH_BROKEN_MAX = 256,
    CELL_GAP = 24 /* between label and value */
};

/* Who has a row: a name or an attribute, while it exists. */
typedef struct slot_entry {
    const char *title, *key; /* title: of the frame; objects have none */
    bool temporary; /* stands below all names of its frame */
    uint32_t first_step, last_step;
    uint32_t slot; /* among its kind */
} slot_entry;

typedef struct story_node {
    story_holder holder;
    uint32_t birth_step, death_step;
    float width, tabs;
    slot_entry *slots;
    uint32_t entry_count, entry_capacity;
    uint32_t rows; /* the most ever needed; known when everything is told */
    bool isolated; /* was unreachable at the end of a step */
    bool settled;  /* was there at the end of a step */
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

/* The nodes touched in a step: touched[first .. first + count). */
typedef struct story_step {
    uint32_t first, count;
} story_step;

/* Open addressing; holds index + 1. */
typedef struct table {
    uint32_t *cells;
    uint32_t capacity, used;
} table;

struct story {
    const frame_ruler *ruler;
    arena memory, placed; /* `placed` is what one layout made */
    story_node *nodes;
    uint32_t node_count, node_capacity;
    story_edge *edges;
    uint32_t edge_count, edge_capacity;
    table node_table, edge_table;
    story_step *steps;
    uint32_t step_count, step_capacity;
    uint32_t *touched;
    uint32_t touched_count, touched_capacity;
    uint32_t *edge_place; /* edge -> index of its route, or NONE */
    layout_result layout;
    bool failed;
};

/* ---- growing ---- */

static bool grow(story *s, void **array, uint32_t *capacity, uint32_t count, size_t item_bytes)
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

static uint64_t node_hash(story_holder holder)
{
    return hash_mix(holder.frame, holder.id);
}

static uint64_t edge_hash(uint32_t node, const char *key, uint32_t target_id)
{
    return hash_text(hash_mix(node, target_id), key);
}

static uint64_t stored_hash(const story *s, const table *t, uint32_t index)
{
    if (t == &s->node_table)
        return node_hash(s->nodes[index].holder);
    const story_edge *e = &s->edges[index];
    return edge_hash(e->node, e->key, e->target_id);
}

static void table_put(table *t, uint64_t hash, uint32_t index)
{
    uint32_t at = (uint32_t)hash & (t->capacity - 1);
    while (t->cells[at])
        at = (at + 1) & (t->capacity - 1);
    t->cells[at] = index + 1;
    t->used++;
}

static void table_add(story *s, table *t, uint64_t hash, uint32_t index)
{
    if (t->used * 2 >= t->capacity) {
        table larger = {.capacity = t->capacity ? t->capacity * 2 : 256};
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

static uint32_t node_find(const story *s, story_holder holder)
{
    const table *t = &s->node_table;
    if (!t->capacity)
        return NONE;
    uint32_t at = (uint32_t)node_hash(holder) & (t->capacity - 1);
    for (; t->cells[at]; at = (at + 1) & (t->capacity - 1)) {
        const story_node *n = &s->nodes[t->cells[at] - 1];
        if (n->holder.id == holder.id && n->holder.frame == holder.frame)
            return t->cells[at] - 1;
    }
    return NONE;
}

static uint32_t edge_find(const story *s, uint32_t node, const char *key, uint32_t target_id)
{
    const table *t = &s->edge_table;
    if (!t->capacity || node == NONE)
        return NONE;
    uint32_t at = (uint32_t)edge_hash(node, key, target_id) & (t->capacity - 1);
    for (; t->cells[at]; at = (at + 1) & (t->capacity - 1)) {
        const story_edge *e = &s->edges[t->cells[at] - 1];
        if (e->node == node && e->target_id == target_id && strcmp(e->key, key) == 0)
            return t->cells[at] - 1;
    }
    return NONE;
}

/* ---- rows and their slots ---- */

static bool same_title(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* The entry that held the key in `step`, else the last one before it, else the first. */
static slot_entry *slot_find(const story_node *n, const char *title, const char *key, uint32_t step)
{
    slot_entry *found = NULL;
    for (uint32_t i = 0; i < n->entry_count; i++) {
        slot_entry *e = &n->slots[i];
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
            const slot_entry *e = &n->slots[i];
            taken = e->slot == slot && e->temporary == temporary && same_title(e->title, title)
                    && e->last_step + 1 >= step;
        }
        if (!taken)
            return slot;
    }
}

/* The index of the entry that the cell has in `step`, made if there is none. NONE: no memory. */
static uint32_t slot_take(story *s, story_node *n, const char *title, const picture_cell *c,
                          uint32_t step)
{
    slot_entry *known = slot_find(n, title, c->key, step);
    if (known && known->last_step + 1 >= step) {
        if (known->last_step < step)
            known->last_step = step;
        return (uint32_t)(known - n->slots);
    }
    uint32_t slot = slot_free(n, title, c->temporary, step);
    void *array = n->slots;
    bool fits = grow(s, &array, &n->entry_capacity, n->entry_count, sizeof *n->slots);
    n->slots = array;
    const char *key_copy = fits ? arena_text(&s->memory, c->key, strlen(c->key)) : NULL;
    const char *title_copy
        = key_copy && title ? arena_text(&s->memory, title, strlen(title)) : NULL;
    s->failed |= !key_copy || (title && !title_copy);
    if (s->failed)
        return NONE;
    n->slots[n->entry_count] = (slot_entry){.title = title_copy,
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
        const slot_entry *e = &n->slots[i];
        if (e->temporary == temporary && same_title(e->title, title) && e->slot + 1 > most)
            most = e->slot + 1;
    }
    return most;
}

/* Counted from the top of the holder. */
static uint32_t slot_row(const story_node *n, const slot_entry *e)
{
    return e->slot + (e->temporary ? slots_of(n, e->title, false) : 0);
}

static uint32_t node_rows(const story_node *n)
{
    uint32_t rows = 0;
    for (uint32_t i = 0; i < n->entry_count; i++) {
        uint32_t row = slot_row(n, &n->slots[i]);
        if (row + 1 > rows)
            rows = row + 1;
    }
    return rows;
}

/* ---- how much room ---- */

static float measure(const story *s, frame_font font, float size, const char *text)
{
    return frame_text_width(s->ruler, font, size, text);
}

static float cell_width(const story *s, const picture_cell *c)
{
    float label = measure(s, FONT_MONO, THEME_TYPE_CELL, c->label);
    float rest = THEME_PORT_INSET + THEME_PORT_RADIUS;
    if (c->value)
        rest = measure(s, FONT_MONO, THEME_TYPE_CELL, c->value) + THEME_OBJECT_INSET;
    return THEME_OBJECT_INSET + label + CELL_GAP + rest;
}

/* The header leaves room for the badge, which comes down over its right end. */
static float header_width(const story *s, const view_object *o)
{
    char id[16];
    snprintf(id, sizeof id, "#%u", o->id);
    return THEME_OBJECT_INSET + measure(s, FONT_UI_BOLD, THEME_TYPE_OBJECT, o->type) + 10
           + measure(s, FONT_UI, THEME_TYPE_CELL, id) + 52;
}

static float object_width(const story *s, const picture_object *o)
{
    float width = fmaxf(THEME_OBJECT_WIDTH_MIN, header_width(s, o->seen));
    for (uint32_t i = 0; i < o->cell_count; i++)
        width = fmaxf(width, cell_width(s, &o->cells[i]));
    if (o->value)
        width = fmaxf(width, measure(s, FONT_MONO, THEME_TYPE_CELL, o->value)
                                 + 2 * THEME_OBJECT_INSET);
    return fminf(width, OBJECT_WIDTH_MAX);
}

static float tab_width(const story *s, frame_font font, const char *text)
{
    return measure(s, font, THEME_TYPE_SMALL, text) + STORY_TAB_ROOM;
}

/* The tabs below the box: generation, weak references, finalizer. */
static float tabs_width(const story *s, const view_object *o)
{
    char text[32];
    float width = o->generation >= 0 ? tab_width(s, FONT_UI, "gen 0") : 0;
    snprintf(text, sizeof text, "weak %u", o->weakref_count);
    if (o->weakref_count)
        width += tab_width(s, FONT_UI, text);
    return o->has_del ? width + tab_width(s, FONT_MONO, "__del__") : width;
}

static float tag_width(const story *s, const picture_cell *tag)
{
    float label = measure(s, FONT_MONO_BOLD, THEME_TYPE_OBJECT, tag->label);
    float rest = tag->value ? measure(s, FONT_MONO, THEME_TYPE_CELL, tag->value) + 16 : 38;
    return 2 * STORY_FRAME_INSET + 16 + label + CELL_GAP + rest;
}

static float frame_width(const story *s, const picture_frame *f)
{
    float width = fmaxf(FRAME_WIDTH_MIN,
                        36 + measure(s, FONT_UI_BOLD, THEME_TYPE_FRAME, f->title));
    for (uint32_t i = 0; i < f->tag_count; i++)
        width = fmaxf(width, tag_width(s, &f->tags[i]));
    return fminf(width, FRAME_WIDTH_MAX);
}

float story_row_y(uint32_t slot)
{
    return THEME_OBJECT_HEADER + THEME_OBJECT_ROW * ((float)slot + 0.5F);
}

float story_tag_y(uint32_t slot)
{
    return STORY_FRAME_TOP + THEME_NAME_PITCH * (float)slot + THEME_NAME_HEIGHT / 2.0F;
}

static float node_height(const story_node *n)
{
    float rows = (float)n->rows;
    if (n->holder.frame)
        return STORY_FRAME_TOP + THEME_NAME_PITCH * rows + (n->rows ? STORY_FRAME_FOOT : 0);
    return THEME_OBJECT_HEADER + THEME_OBJECT_ROW * fmaxf(1, rows) + THEME_OBJECT_FOOT;
}

/* ---- telling ---- */

/* The node, made if it is new; `inside`: it does not live on past what is known. */
static uint32_t node_touch(story *s, story_holder holder, uint32_t step, bool inside)
{
    uint32_t index = node_find(s, holder);
    if (index == NONE) {
        void *array = s->nodes;
        bool fits = grow(s, &array, &s->node_capacity, s->node_count, sizeof *s->nodes);
        s->nodes = array;
        if (!fits)
            return NONE;
        index = s->node_count++;
        s->nodes[index]
            = (story_node){.holder = holder, .birth_step = step, .death_step = step + 1};
        table_add(s, &s->node_table, node_hash(holder), index);
    }
    story_node *n = &s->nodes[index];
    n->settled |= !inside;
    if (n->death_step < step + 1 && (!inside || n->death_step < step))
        n->death_step = step + 1;
    return s->failed ? NONE : index;
}

static void edge_touch(story *s, uint32_t node, const picture_cell *c, uint32_t entry,
                       uint32_t step, bool inside)
{
    uint32_t index = edge_find(s, node, c->key, c->target_id);
    if (index == NONE) {
        void *array = s->edges;
        bool fits = grow(s, &array, &s->edge_capacity, s->edge_count, sizeof *s->edges);
        s->edges = array;
        const char *key = fits ? arena_text(&s->memory, c->key, strlen(c->key)) : NULL;
        if (!key) {
            s->failed = true;
            return;
        }
        index = s->edge_count++;
        s->edges[index] = (story_edge){.node = node,
                                       .entry = entry,
                                       .key = key,
                                       .target_id = c->target_id,
                                       .weak = c->weak,
                                       .birth_step = step,
                                       .death_step = step + 1};
        table_add(s, &s->edge_table, edge_hash(node, key, c->target_id), index);
    }
    story_edge *e = &s->edges[index];
    e->settled |= !inside;
    if (e->death_step < step + 1 && (!inside || e->death_step < step))
        e->death_step = step + 1;
}

static void cells_tell(story *s, uint32_t node, const char *title, const picture_cell *cells,
                       uint32_t count, uint32_t step, bool inside)
{
    for (uint32_t i = 0; i < count && !s->failed; i++) {
        uint32_t entry = slot_take(s, &s->nodes[node], title, &cells[i], step);
        if (entry != NONE && cells[i].target_id)
            edge_touch(s, node, &cells[i], entry, step, inside);
    }
}

static void object_tell(story *s, const picture_object *o, uint32_t step, bool inside)
{
    uint32_t node = node_touch(s, (story_holder){.id = o->seen->id}, step, inside);
    if (node == NONE)
        return;
    s->nodes[node].width = fmaxf(s->nodes[node].width, object_width(s, o));
    s->nodes[node].tabs = fmaxf(s->nodes[node].tabs, tabs_width(s, o->seen));
    s->nodes[node].isolated |= o->seen->unreachable && !inside;
    cells_tell(s, node, NULL, o->cells, o->cell_count, step, inside);
}

static void frames_tell(story *s, const picture *p, uint32_t step, bool inside)
{
    for (uint32_t i = 0; i < p->frame_count && !s->failed; i++) {
        const picture_frame *f = &p->frames[i];
        story_holder holder = {.id = f->depth, .frame = true};
        uint32_t node = node_touch(s, holder, step, inside);
        if (node == NONE)
            return;
        s->nodes[node].width = fmaxf(s->nodes[node].width, frame_width(s, f));
        cells_tell(s, node, f->title, f->tags, f->tag_count, step, inside);
    }
}

/* A tombstone says why; its box was made large enough for that while it lived. */
static void causes_measure(story *s, const change *c)
{
    for (uint32_t i = 0; i < c->object_count; i++) {
        const changed_object *o = &c->objects[i];
        uint32_t node = node_find(s, (story_holder){.id = o->object->seen->id});
        const char *cause = change_cause(o);
        if (!cause || node == NONE)
            continue;
        /* A box with two rows can break the line. */
        float most = o->object->cell_count > 1 ? CAUSE_WIDTH_BROKEN_MAX : CAUSE_WIDTH_MAX;
        float width = fmaxf(measure(s, FONT_UI, THEME_TYPE_CELL, cause),
                            measure(s, FONT_UI, THEME_TYPE_CELL, STORY_CAUSE_COUNT))
                      + 2 * THEME_OBJECT_INSET;
        s->nodes[node].width = fmaxf(s->nodes[node].width, fminf(width, most));
    }
}

static void touched_add(story *s, story_holder holder, story_step *noted)
{
    uint32_t node = node_find(s, holder);
    void *array = s->touched;
    bool fits = grow(s, &array, &s->touched_capacity, s->touched_count, sizeof *s->touched);
    s->touched = array;
    if (!fits || node == NONE)
        return;
    s->touched[s->touched_count++] = node;
    noted->count++;
}

static bool frame_is_touched(const changed_frame *f)
{
    bool touched = false;
    for (uint32_t i = 0; i < f->tag_count; i++)
        touched |= f->tags[i].state != CELL_LIVE;
    return touched;
}

/* What the camera looks at: objects and frames with something new, changed or gone. */
static void touched_note(story *s, const change *c, uint32_t step)
{
    void *array = s->steps;
    bool fits = grow(s, &array, &s->step_capacity, s->step_count, sizeof *s->steps);
    s->steps = array;
    if (!fits)
        return;
    assert(step == s->step_count);
    story_step *noted = &s->steps[s->step_count++];
    *noted = (story_step){.first = s->touched_count};
    for (uint32_t i = 0; i < c->object_count; i++)
        if (c->objects[i].touched)
            touched_add(s, (story_holder){.id = c->objects[i].object->seen->id}, noted);
    for (uint32_t i = 0; i < c->frame_count; i++)
        if (frame_is_touched(&c->frames[i]) || step == 0)
            touched_add(s, (story_holder){.id = c->frames[i].frame->depth, .frame = true}, noted);
    if (noted->count == 0 && step > 0)
        *noted = s->steps[step - 1];
}

static ouro_result told(const story *s, ouro_error *err)
{
    if (s->failed)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the story of the run");
    return OURO_OK;
}

ouro_result story_tell(story *s, const picture *p, const change *c, uint32_t step, ouro_error *err)
{
    frames_tell(s, p, step, false);
    for (uint32_t i = 0; i < p->object_count && !s->failed; i++)
        object_tell(s, &p->objects[i], step, false);
    causes_measure(s, c);
    if (!s->failed)
        touched_note(s, c, step);
    return told(s, err);
}

ouro_result story_tell_inside(story *s, const picture *p, uint32_t step, ouro_error *err)
{
    uint32_t transients = 0;
    for (uint32_t i = 0; i < p->object_count; i++)
        transients += node_find(s, (story_holder){.id = p->objects[i].seen->id}) == NONE;
    if (transients <= STORY_TRANSIENTS)
        for (uint32_t i = 0; i < p->object_count && !s->failed; i++)
            object_tell(s, &p->objects[i], step, true);
    frames_tell(s, p, step, true);
    return told(s, err);
}

/* ---- laying out ---- */

/* Ids of the layout: objects even, frames odd. */
static uint32_t layout_id(story_holder holder)
{
    return holder.id * 2 + holder.frame;
}

static ouro_result nodes_lay(story *s, arena *memory, layout_node *nodes)
{
    for (uint32_t i = 0; i < s->node_count; i++) {
        story_node *n = &s->nodes[i];
        n->rows = node_rows(n);
        double *cells = arena_alloc(memory, (n->rows + 1) * sizeof *cells);
        if (!cells)
            return OURO_ERR_NOMEM;
        for (uint32_t k = 0; k < n->rows; k++)
            cells[k] = (double)(n->holder.frame ? story_tag_y(k) : story_row_y(k));
        nodes[i] = (layout_node){.id = layout_id(n->holder),
                                 .kind = n->holder.frame ? LAYOUT_FRAME : LAYOUT_OBJECT,
                                 .depth = n->holder.frame ? n->holder.id : 0,
                                 .width_px = (double)ceilf(n->width / THEME_UNIT) * THEME_UNIT,
                                 .height_px = (double)node_height(n),
                                 .port_inset_px = n->holder.frame ? 38 : THEME_PORT_INSET,
                                 .cell_y_px = cells,
                                 .cell_count = n->rows,
                                 .tabs_px = (double)n->tabs,
                                 .birth_step = n->birth_step,
                                 .death_step = n->death_step,
                                 .brief = !n->settled};
    }
    return OURO_OK;
}

/* Only references whose ends both have a place. */
static size_t edges_lay(story *s, layout_edge *edges)
{
    size_t count = 0;
    for (uint32_t i = 0; i < s->edge_count; i++) {
        const story_edge *e = &s->edges[i];
        const story_node *holder = &s->nodes[e->node];
        const story_holder target = {.id = e->target_id};
        s->edge_place[i] = NONE;
        if (node_find(s, target) == NONE)
            continue;
        s->edge_place[i] = (uint32_t)count;
        edges[count++] = (layout_edge){.id = i + 1,
                                       .src = layout_id(holder->holder),
                                       .dst = layout_id(target),
                                       .cell = slot_row(holder, &holder->slots[e->entry]),
                                       .label = holder->holder.frame ? NULL : e->key,
                                       .weak = e->weak,
                                       .birth_step = e->birth_step,
                                       .death_step = e->death_step};
    }
    return count;
}

ouro_result story_lay_out(story *s, float pane_width, float pane_height, ouro_error *err)
{
    arena_free(&s->placed);
    s->layout = (layout_result){0};
    arena memory = {0};
    layout_node *nodes = arena_alloc(&memory, (s->node_count + 1) * sizeof *nodes);
    layout_edge *edges = arena_alloc(&memory, (s->edge_count + 1) * sizeof *edges);
    s->edge_place = arena_alloc(&s->placed, (s->edge_count + 1) * sizeof *s->edge_place);
    ouro_result result = nodes && edges && s->edge_place ? OURO_OK : OURO_ERR_NOMEM;
    if (result == OURO_OK)
        result = nodes_lay(s, &memory, nodes);
    if (result == OURO_OK) {
        layout_input in = {.nodes = nodes, .node_count = s->node_count, .edges = edges};
        in.edge_count = edges_lay(s, edges);
        layout_options options = {.pane_width_px = (double)pane_width,
                                  .pane_height_px = (double)pane_height};
        result = layout_graph(&in, &options, &s->placed, &s->layout, err);
    } else {
        error_set(err, result, 0, 0, "out of memory for the layout");
    }
    arena_free(&memory);
    return result;
}

/* ---- asking ---- */

static pen_box node_box(const story *s, uint32_t node)
{
    const story_node *n = &s->nodes[node];
    return (pen_box){.x = (float)s->layout.places[node].x,
                     .y = (float)s->layout.places[node].y,
                     .width = ceilf(n->width / THEME_UNIT) * THEME_UNIT,
                     .height = node_height(n)};
}

bool story_box(const story *s, story_holder holder, pen_box *out)
{
    uint32_t node = node_find(s, holder);
    if (node == NONE || !s->layout.places)
        return false;
    *out = node_box(s, node);
    return true;
}

uint32_t story_slot(const story *s, story_holder holder, const char *title, const char *key,
                    uint32_t step)
{
    uint32_t node = node_find(s, holder);
    const slot_entry *e = node == NONE ? NULL : slot_find(&s->nodes[node], title, key, step);
    return e ? slot_row(&s->nodes[node], e) : 0;
}

const layout_route *story_route(const story *s, story_holder holder, const char *key,
                                uint32_t target_id)
{
    uint32_t edge = edge_find(s, node_find(s, holder), key, target_id);
    if (edge == NONE || !s->edge_place || s->edge_place[edge] == NONE || !s->layout.routes)
        return NULL;
    return &s->layout.routes[s->edge_place[edge]];
}

static layout_rect rect_around(layout_rect a, layout_rect b)
{
    double left = fmin(a.x, b.x), top = fmin(a.y, b.y);
    double right = fmax(a.x + a.w, b.x + b.w), bottom = fmax(a.y + a.h, b.y + b.h);
    return (layout_rect){left, top, right - left, bottom - top};
}

/* A box with what stands out of it. */
static layout_rect node_bounds(const story *s, uint32_t node)
{
    pen_box box = node_box(s, node);
    double left = 0, top = 0, right = 0, bottom = 0;
    if (!s->nodes[node].holder.frame) {
        top = LAYOUT_BADGE_ABOVE_PX;
        right = LAYOUT_BADGE_RIGHT_PX;
    }
    if (s->nodes[node].isolated) {
        left = right = bottom = STORY_ISLAND_SIDE;
        top = STORY_ISLAND_TOP;
    }
    return (layout_rect){(double)box.x - left, (double)box.y - top,
                         (double)box.width + left + right, (double)box.height + top + bottom};
}

/* Points of the route, close enough together. */
static layout_rect route_bounds(const layout_route *route, layout_rect bounds)
{
    for (uint32_t i = 0; i < route->curve_count; i++) {
        const layout_point *p = route->curves[i].p;
        for (int k = 0; k <= 8; k++) {
            double t = k / 8.0, u = 1 - t;
            double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
            bounds = rect_around(bounds, (layout_rect){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                                                       a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y,
                                                       0, 0});
        }
    }
    return bounds;
}

layout_rect story_bounds(const story *s, bool inside)
{
    layout_rect bounds = {0};
    bool any = false;
    for (uint32_t i = 0; s->layout.places && i < s->node_count; i++) {
        if (!inside && !s->nodes[i].settled)
            continue;
        bounds = any ? rect_around(bounds, node_bounds(s, i)) : node_bounds(s, i);
        any = true;
    }
    for (uint32_t i = 0; any && i < s->edge_count; i++)
        if ((inside || s->edges[i].settled) && s->edge_place[i] != NONE)
            bounds = route_bounds(&s->layout.routes[s->edge_place[i]], bounds);
    return bounds;
}

static bool is_unsettled(const story *s, story_holder holder)
{
    uint32_t node = node_find(s, holder);
    return node != NONE && !s->nodes[node].settled;
}

bool story_is_inside(const story *s, const change *c)
{
    for (uint32_t i = 0; i < c->frame_count; i++)
        if (is_unsettled(s, (story_holder){.id = c->frames[i].frame->depth, .frame = true}))
            return true;
    for (uint32_t i = 0; i < c->object_count; i++)
        if (is_unsettled(s, (story_holder){.id = c->objects[i].object->seen->id}))
            return true;
    return false;
}

layout_rect story_touched(const story *s, uint32_t step)
{
    if (step >= s->step_count || !s->layout.places || !s->steps[step].count)
        return story_bounds(s, false);
    layout_rect all = node_bounds(s, s->touched[s->steps[step].first]);
    for (uint32_t i = 1; i < s->steps[step].count; i++)
        all = rect_around(all, node_bounds(s, s->touched[s->steps[step].first + i]));
    return all;
}

const layout_ring *story_ring(const story *s, uint32_t step, size_t *next)
{
    while (*next < s->layout.ring_count) {
        const layout_ring *ring = &s->layout.rings[(*next)++];
        if (ring->birth_step <= step && step < ring->death_step)
            return ring;
    }
    return NULL;
}

uint32_t story_ring_member(const layout_ring *ring, uint32_t i)
{
    return ring->members[i] / 2; /* see layout_id() */
}

/* ---- life ---- */

story *story_open(const frame_ruler *ruler)
{
    story *s = calloc(1, sizeof *s);
    if (s)
        s->ruler = ruler;
    return s;
}

void story_close(story *s)
{
    if (!s)
        return;
    for (uint32_t i = 0; i < s->node_count; i++)
        free(s->nodes[i].slots);
    free(s->nodes);
    free(s->edges);
    free(s->node_table.cells);
    free(s->edge_table.cells);
    free(s->steps);
    free(s->touched);
    arena_free(&s->memory);
    arena_free(&s->placed);
    free(s);
}
