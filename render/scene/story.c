#include "render/scene/story_model.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CAUSE_WIDTH_MAX = 400, CAUSE_WIDTH_BROKEN_MAX = 330 };

/* ---- telling ---- */

/* The node, made if it is new; `inside`: it does not live on past what is known. */
static uint32_t node_touch(story *s, story_holder holder, uint32_t step, bool inside)
{
    uint32_t index = story_node_find(s, holder);
    if (index == STORY_NONE) {
        void *array = s->nodes;
        bool fits = story_grow(s, &array, &s->node_capacity, s->node_count, sizeof *s->nodes);
        s->nodes = array;
        if (!fits)
            return STORY_NONE;
        index = s->node_count++;
        s->nodes[index]
            = (story_node){.holder = holder, .birth_step = step, .death_step = step + 1};
        story_table_add(s, &s->node_table, story_node_hash(holder), index);
    }
    story_node *n = &s->nodes[index];
    n->settled |= !inside;
    if (n->death_step < step + 1 && (!inside || n->death_step < step))
        n->death_step = step + 1;
    return s->failed ? STORY_NONE : index;
}

static void edge_touch(story *s, uint32_t node, const picture_cell *c, uint32_t entry,
                       uint32_t step, bool inside)
{
    uint32_t index = story_edge_find(s, node, c->key, c->target_id);
    if (index == STORY_NONE) {
        void *array = s->edges;
        bool fits = story_grow(s, &array, &s->edge_capacity, s->edge_count, sizeof *s->edges);
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
        story_table_add(s, &s->edge_table, story_edge_hash(node, key, c->target_id), index);
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
        uint32_t entry = story_slot_take(s, &s->nodes[node], title, &cells[i], step);
        if (entry == STORY_NONE)
            return;
        story_slot_entry *e = &s->nodes[node].slots[entry];
        e->refers |= cells[i].target_id != 0;
        if (title)
            e->width = fmaxf(e->width, story_tag_width(s, &cells[i]));
        if (cells[i].target_id)
            edge_touch(s, node, &cells[i], entry, step, inside);
    }
}

static void object_tell(story *s, const picture_object *o, uint32_t step, bool inside)
{
    uint32_t node = node_touch(s, (story_holder){.id = o->seen->id}, step, inside);
    if (node == STORY_NONE)
        return;
    s->nodes[node].width = fmaxf(s->nodes[node].width, story_object_width(s, o));
    s->nodes[node].tabs = fmaxf(s->nodes[node].tabs, story_tabs_width(s, o->seen));
    s->nodes[node].stack = o->stacked > 0;
    s->nodes[node].isolated |= o->seen->unreachable && !inside;
    cells_tell(s, node, NULL, o->cells, o->cell_count, step, inside);
}

static void frames_tell(story *s, const picture *p, uint32_t step, bool inside)
{
    for (uint32_t i = 0; i < p->frame_count && !s->failed; i++) {
        const picture_frame *f = &p->frames[i];
        story_holder holder = {.id = f->depth, .frame = true};
        uint32_t node = node_touch(s, holder, step, inside);
        if (node == STORY_NONE)
            return;
        s->nodes[node].width = fmaxf(s->nodes[node].width, story_frame_width(s, f));
        cells_tell(s, node, f->title, f->tags, f->tag_count, step, inside);
    }
}

/* A tombstone says why; its box was made large enough for that while it lived. */
static void causes_measure(story *s, const change *c)
{
    for (uint32_t i = 0; i < c->object_count; i++) {
        const changed_object *o = &c->objects[i];
        uint32_t node = story_node_find(s, (story_holder){.id = o->object->seen->id});
        const char *cause = change_cause(o);
        if (!cause || node == STORY_NONE)
            continue;
        /* A box with two rows can break the line. */
        float most = o->object->cell_count > 1 ? CAUSE_WIDTH_BROKEN_MAX : CAUSE_WIDTH_MAX;
        float width = fmaxf(story_measure(s, FONT_UI, THEME_TYPE_CELL, cause),
                            story_measure(s, FONT_UI, THEME_TYPE_CELL, STORY_CAUSE_COUNT))
                      + 2 * THEME_OBJECT_INSET;
        s->nodes[node].width = fmaxf(s->nodes[node].width, fminf(width, most));
    }
}

static void touched_add(story *s, story_touch touch, story_step *noted)
{
    void *array = s->touched;
    bool fits
        = story_grow(s, &array, &s->touched_capacity, s->touched_count, sizeof *s->touched);
    s->touched = array;
    if (!fits || touch.node == STORY_NONE)
        return;
    s->touched[s->touched_count++] = touch;
    noted->count++;
}

static void touched_add_frame(story *s, const change *c, const changed_frame *f, uint32_t step,
                              story_step *noted)
{
    uint32_t node = story_node_find(s, (story_holder){.id = f->frame->depth, .frame = true});
    if (node == STORY_NONE)
        return;
    if (step == 0 || f->born || f->dying)
        touched_add(s, (story_touch){node, STORY_NONE}, noted);
    for (uint32_t i = 0; i < f->tag_count; i++) {
        const story_node *n = &s->nodes[node];
        const story_slot_entry *e
            = story_slot_find(n, f->frame->title, f->tags[i].cell->key, step);
        const changed_object *target = change_find(c, f->tags[i].cell->target_id);
        if (e && (f->tags[i].state != CELL_LIVE || (target && target->examined)))
            touched_add(s, (story_touch){node, (uint32_t)(e - n->slots)}, noted);
    }
}

/* What the camera looks at: objects and tags that are new, changed or gone. */
static void touched_note(story *s, const change *c, uint32_t step)
{
    void *array = s->steps;
    bool fits = story_grow(s, &array, &s->step_capacity, s->step_count, sizeof *s->steps);
    s->steps = array;
    if (!fits)
        return;
    assert(step == s->step_count);
    story_step *noted = &s->steps[s->step_count++];
    *noted = (story_step){.first = s->touched_count};
    for (uint32_t i = 0; i < c->object_count; i++) {
        story_holder holder = {.id = c->objects[i].object->seen->id};
        if (c->objects[i].touched || c->objects[i].examined)
            touched_add(s, (story_touch){story_node_find(s, holder), STORY_NONE}, noted);
    }
    for (uint32_t i = 0; i < c->frame_count; i++)
        touched_add_frame(s, c, &c->frames[i], step, noted);
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
        transients += story_node_find(s, (story_holder){.id = p->objects[i].seen->id}) == STORY_NONE;
    if (transients <= STORY_TRANSIENTS)
        for (uint32_t i = 0; i < p->object_count && !s->failed; i++)
            object_tell(s, &p->objects[i], step, true);
    return story_tell_calls(s, p, step, err);
}

ouro_result story_tell_calls(story *s, const picture *p, uint32_t step, ouro_error *err)
{
    frames_tell(s, p, step, true);
    return told(s, err);
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
