#include "render/scene/panels.h"
#include "render/scene/scene_badge.h"
#include "render/scene/scene_cause.h"
#include "render/scene/scene_mark.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The reference graph, in this order: islands, rings, ghosts, boxes, arrows, tabs, badges. A
 * count is never covered. */

enum {
    HEADER_BASELINE = 46,
    CELL_BASELINE = 35,
    VALUE_BASELINE = 33,
    CELL_GAP = 24,
    ID_GAP = 10,
    TAB_HEIGHT = SCENE_TAB_HEIGHT,
    TAB_OVERLAP = SCENE_TAB_OVERLAP,
    TAG_BASELINE = 41,
    TAG_INSET = 16, /* text from a tag's edge */
    ISLAND_SIDE = STORY_ISLAND_SIDE,
    ISLAND_TOP = STORY_ISLAND_TOP,
    ISLANDS_MAX = 64,
    NUMBER_TEXT = 16
};

#define SOLID ((frame_dash){.on_px = 0})

static uint32_t hash_of(const char *text)
{
    uint32_t hash = 2166136261U;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619U;
    return hash ^ hash >> 16;
}

static frame_colour text_colour(const pen *p, theme_role role, bool dim)
{
    return dim ? theme_dim_text(p->colours, role) : pen_colour(p, role);
}

static frame_colour fill_of(const pen *p, const changed_object *o, const object_style *style)
{
    if (o->state == OBJECT_TOMBSTONE)
        return pen_colour(p, THEME_BACKGROUND);
    frame_colour fill = theme_fill(p->colours, style->role);
    return o->dim ? theme_mix(fill, pen_colour(p, THEME_BACKGROUND), 50) : fill;
}

/* ---- a box ---- */

static float tab_draw(pen *p, float x, float bottom, const changed_object *o,
                      const object_style *style, frame_font font, const char *text)
{
    frame_colour border = pen_colour(p, style->role);
    if (o->dim)
        border = theme_mix(border, pen_colour(p, THEME_BACKGROUND), 40);
    pen_type type = {.font = font,
                     .size = THEME_TYPE_SMALL,
                     .colour = text_colour(p, THEME_SECONDARY, o->dim)};
    float width = pen_width(p, font, type.size, text) + 20;
    pen_border(p, (pen_box){x, bottom - TAB_OVERLAP, width, TAB_HEIGHT}, THEME_RADIUS_MARK,
               pen_colour(p, THEME_SURFACE), border, THEME_STROKE_RULE, SOLID);
    pen_text(p, x + 10, bottom + (font == FONT_MONO ? 22 : 26), &type, text);
    return x + width + 8;
}

/* Generation, weak references, finalizer. Returns where there is room for more. */
static float tabs_draw(const scene *s, pen *p, pen_box box, const changed_object *o,
                       const object_style *style)
{
    const view_object *seen = o->object->seen;
    float x = box.x + 16, bottom = box.y + box.height;
    char text[32];
    if (scene_dying_draw(p, box, o) || o->state == OBJECT_TOMBSTONE)
        return x;
    if (s->level >= SCENE_GC && seen->generation >= 0) {
        if (seen->generation > 2)
            snprintf(text, sizeof text, "permanent");
        else
            tongue_write(p->words, text, sizeof text, SAY_GEN, TELL({.number = (uint64_t)seen->generation}));
        x = tab_draw(p, x, bottom, o, style, FONT_UI, text);
    }
    if (seen->weakref_count) {
        snprintf(text, sizeof text, "weak %u", seen->weakref_count);
        x = tab_draw(p, x, bottom, o, style, FONT_UI, text);
    }
    if (seen->has_del)
        x = tab_draw(p, x, bottom, o, style, FONT_MONO, "__del__");
    return x;
}

/* The type, and the number by which a nameless object can still be talked about. */
static void header_draw(pen *p, pen_box box, const changed_object *o)
{
    bool dead = o->state == OBJECT_TOMBSTONE;
    char id[16];
    snprintf(id, sizeof id, "#%u", o->object->seen->id);
    float baseline = box.y + HEADER_BASELINE, x = box.x + THEME_OBJECT_INSET;
    float id_width = pen_width(p, FONT_UI, THEME_TYPE_CELL, id);
    theme_role ink = dead ? THEME_SECONDARY : THEME_TEXT;
    pen_type type = {.font = FONT_UI_BOLD,
                     .size = THEME_TYPE_OBJECT,
                     .colour = text_colour(p, ink, o->dim),
                     .limit = box.width - 2 * THEME_OBJECT_INSET - id_width - ID_GAP - 24};
    if (pen_width(p, type.font, type.size, o->object->seen->type) > type.limit)
        type.size = THEME_TYPE_CELL;
    float width = pen_text(p, x, baseline, &type, o->object->seen->type);
    pen_type number = {.font = FONT_UI,
                       .size = THEME_TYPE_CELL,
                       .colour = text_colour(p, THEME_SECONDARY, o->dim)};
    pen_text(p, x + width + ID_GAP, baseline, &number, id);
    if (dead)
        pen_line(p, (frame_point){x - 4, baseline - 14},
                 (frame_point){x + width + ID_GAP + id_width + 4, baseline - 14}, pen_colour(p, ink),
                 THEME_STROKE_QUIET);
}

/* On which side of the row the arrow starts: the label makes room for it. */
static bool port_is_left(const scene *s, const changed_object *o, const picture_cell *c)
{
    if (!c->target_id)
        return false;
    const layout_route *route = story_route(
        s->told, (story_holder){.id = o->object->seen->id}, c->key, c->target_id);
    return route && route->start_side == LAYOUT_LEFT;
}

/* What a cell says: its value, or the number of what it refers to if that is left out. */
static const char *value_shown(const scene *s, const picture_cell *c, char number[NUMBER_TEXT])
{
    if (!s->chosen || !c->target_id || change_find(s->changed, c->target_id))
        return c->value;
    snprintf(number, NUMBER_TEXT, "#%u", c->target_id);
    return number;
}

static void cell_draw(const scene *s, pen *p, pen_box box, const changed_object *o,
                      const picture_cell *c, float y)
{
    bool emphasised = o->state != OBJECT_NEW && change_of_cell(o->before, c) != CELL_LIVE;
    char number[NUMBER_TEXT];
    const char *shown = value_shown(s, c, number);
    bool left = !shown && port_is_left(s, o, c);
    float inner = box.width - 2 * THEME_OBJECT_INSET, value_width = 0;
    pen_type value = {.font = emphasised ? FONT_MONO_BOLD : FONT_MONO,
                      .size = THEME_TYPE_CELL,
                      .colour = text_colour(p, THEME_TEXT, o->dim),
                      .align = ALIGN_RIGHT};
    pen_type label = value;
    label.align = left ? ALIGN_RIGHT : ALIGN_LEFT;
    if (shown) {
        float label_width = pen_width(p, label.font, label.size, c->label);
        value.limit = fmaxf(inner - label_width - CELL_GAP, fminf(STORY_VALUE_LEAST, inner / 2));
        value_width = *shown ? pen_text(p, box.x + box.width - THEME_OBJECT_INSET,
                                           y + CELL_BASELINE, &value, shown)
                                : 0;
        label.colour = text_colour(p, THEME_SECONDARY, o->dim);
    }
    label.limit = inner - (shown ? value_width + (value_width > 0 ? CELL_GAP : 0) : 24);
    float x = left ? box.x + box.width - THEME_OBJECT_INSET : box.x + THEME_OBJECT_INSET;
    pen_text(p, x, y + CELL_BASELINE, &label, c->label);
}

static void cells_draw(const scene *s, pen *p, pen_box box, const changed_object *o,
                       const object_style *style)
{
    frame_colour fill = fill_of(p, o, style);
    frame_colour rule = scene_line_colour(p, theme_mix(pen_colour(p, style->role), fill, 68), o->dim);
    story_holder holder = {.id = o->object->seen->id};
    for (uint32_t i = 0; i < o->object->cell_count; i++) {
        const picture_cell *c = &o->object->cells[i];
        uint32_t slot = story_slot(s->told, holder, NULL, c->key, s->step);
        if (!story_has_slot(s->told, holder, NULL, c->key, s->step) && o->state != OBJECT_DYING)
            continue; /* a row that lives only between two stops: the place may be another's */
        float y = box.y + THEME_OBJECT_HEADER + THEME_OBJECT_ROW * (float)slot;
        if (y + THEME_OBJECT_ROW > box.y + box.height)
            continue; /* a row that lives only between two stops: its box has no room for it */
        pen_line(p, (frame_point){box.x + style->border, y},
                 (frame_point){box.x + box.width - style->border, y}, rule, THEME_STROKE_RULE);
        cell_draw(s, p, box, o, c, y);
    }
    if (o->object->value && o->state != OBJECT_DYING)
        pen_text(p, box.x + THEME_OBJECT_INSET, box.y + THEME_OBJECT_HEADER + VALUE_BASELINE,
                 &(pen_type){.font = FONT_MONO,
                             .size = THEME_TYPE_CELL,
                             .colour = text_colour(p, THEME_TEXT, o->dim),
                             .limit = box.width - 2 * THEME_OBJECT_INSET},
                 o->object->value);
}

/* A contour outside the box: the collector has set it apart, inside the truth stays as it is. Green:
 * it has just found a way to it after all. */
static void contour_draw(pen *p, pen_box box, const changed_object *o)
{
    enum { OUT = THEME_TENTATIVE_OUTSET, RADIUS = 26 };
    bool rescued = o->visited && o->visited->kind == VISIT_RESCUED;
    bool apart = o->object->seen->tentatively_unreachable && o->state != OBJECT_DYING
                 && o->state != OBJECT_TOMBSTONE;
    if (!rescued && !apart)
        return;
    pen_border(p, (pen_box){box.x - OUT, box.y - OUT, box.width + 2 * OUT, box.height + 2 * OUT},
               RADIUS, 0, pen_colour(p, rescued ? THEME_NEW : THEME_GARBAGE), THEME_STROKE,
               rescued ? SOLID : THEME_DASH_TENTATIVE);
}

/* The selected object, and the one that the pointer is on: a second contour, farther out than the
 * collector's. */
static void selection_draw(const scene *s, pen *p, pen_box box, const view_object *seen)
{
    bool selected = s->selected_id && seen->id == s->selected_id;
    if (!selected && !hover_is_on(s->hovered, seen->id))
        return;
    float out = seen->tentatively_unreachable ? THEME_TENTATIVE_OUTSET + 8 : THEME_SELECTED_OUTSET;
    pen_border(p, (pen_box){box.x - out, box.y - out, box.width + 2 * out, box.height + 2 * out},
               THEME_RADIUS_OBJECT + out, 0, pen_colour(p, selected ? THEME_LIVE : THEME_TEXT),
               THEME_STROKE, SOLID);
}

/* Folded objects: a header, and the edges of two more sheets behind it. */
static void stack_draw(pen *p, pen_box box, const changed_object *o, const object_style *style)
{
    enum { SHEETS = 2, OUT = STORY_STACK_SHEETS };
    frame_colour border = scene_line_colour(p, pen_colour(p, style->role), o->dim);
    frame_colour fill = fill_of(p, o, style);
    bool dead = o->state == OBJECT_TOMBSTONE;
    scene_mark_object(p->onto, "sheets", o);
    for (int i = SHEETS; i > 0; i--)
        pen_border(p, (pen_box){box.x + (float)(OUT * i), box.y + (float)(OUT * i), box.width, box.height},
                   THEME_RADIUS_OBJECT, fill, theme_mix(border, pen_colour(p, THEME_BACKGROUND), 40),
                   THEME_STROKE_RULE, style->dash);
    frame_close(p->onto);
    scene_mark_object(p->onto, "stack", o);
    pen_border(p, box, THEME_RADIUS_OBJECT, fill, border, style->border, style->dash);
    char count[STORY_STACK_TEXT];
    story_stack_text(o->object, count);
    float baseline = box.y + box.height / 2 + THEME_TYPE_OBJECT * THEME_BASELINE;
    pen_type type = {.font = FONT_UI,
                     .size = THEME_TYPE_OBJECT,
                     .colour = text_colour(p, THEME_SECONDARY, o->dim),
                     .align = ALIGN_RIGHT};
    float taken = dead ? 0
                       : pen_text(p, box.x + box.width - THEME_OBJECT_INSET, baseline, &type, count);
    type.font = FONT_UI_BOLD;
    type.align = ALIGN_LEFT;
    type.strike = dead ? THEME_STROKE_QUIET : 0;
    type.limit = box.width - 2 * THEME_OBJECT_INSET - taken - 12;
    if (!dead)
        type.colour = text_colour(p, THEME_TEXT, o->dim);
    pen_text(p, box.x + THEME_OBJECT_INSET, baseline, &type, o->object->seen->type);
    frame_close(p->onto);
}

static uint32_t within(const scene *s, const changed_object *o)
{
    return s->chosen ? s->chosen->within[o - s->changed->objects] : 0;
}

/* How many objects are folded into this one: below it, behind its tabs. */
static void within_draw(const scene *s, pen *p, pen_box box, const changed_object *o, float x)
{
    enum { HEIGHT = 44, PADDING = 14, INTO = 6 };
    uint32_t count = within(s, o);
    if (!count)
        return;
    char text[NUMBER_TEXT];
    snprintf(text, sizeof text, "+%u", count);
    pen_type type = {.font = FONT_UI_BOLD,
                     .size = THEME_TYPE_CODE,
                     .colour = pen_colour(p, THEME_TEXT),
                     .align = ALIGN_CENTRE};
    float width = pen_width(p, type.font, type.size, text) + 2 * PADDING;
    pen_box pill = {x, box.y + box.height - INTO, width, HEIGHT};
    pen_border(p, pill, HEIGHT / 2.0F, pen_colour(p, THEME_SURFACE), pen_colour(p, THEME_ARROW),
               THEME_STROKE_QUIET, SOLID);
    pen_text(p, pill.x + width / 2, pill.y + HEIGHT / 2.0F + type.size * THEME_BASELINE, &type,
             text);
}

void scene_object_draw(const scene *s, pen *p, const changed_object *o)
{
    pen_box box;
    if (!story_box(s->told, (story_holder){.id = o->object->seen->id}, &box))
        return;
    object_style style = scene_style_of(o->state);
    uint32_t id = o->object->seen->id;
    p->id = scene_id(SCENE_OBJECT, id, 0);
    if (o->object->stacked) {
        stack_draw(p, box, o, &style);
        p->id = scene_id(SCENE_OBJECT, id, 3);
        selection_draw(s, p, box, o->object->seen);
        return;
    }
    p->id = scene_id(SCENE_OBJECT, id, 1);
    contour_draw(p, box, o);
    p->id = scene_id(SCENE_OBJECT, id, 3);
    selection_draw(s, p, box, o->object->seen);
    p->id = scene_id(SCENE_OBJECT, id, 0);
    scene_mark_object(p->onto, "obj", o);
    pen_border(p, box, THEME_RADIUS_OBJECT, fill_of(p, o, &style),
               scene_line_colour(p, pen_colour(p, style.role), o->dim), style.border, style.dash);
    header_draw(p, box, o);
    if (o->state == OBJECT_TOMBSTONE)
        scene_cause_draw(p, box, o);
    else
        cells_draw(s, p, box, o, &style);
    frame_close(p->onto);
}

static bool has_tabs(const scene *s, const changed_object *o)
{
    const view_object *seen = o->object->seen;
    if (o->object->stacked)
        return false;
    if (within(s, o) || o->state == OBJECT_DYING)
        return true;
    return o->state != OBJECT_TOMBSTONE
           && ((s->level >= SCENE_GC && seen->generation >= 0) || seen->weakref_count || seen->has_del);
}

/* Over what stands close below, and over arrows; they only just touch their own box. */
void scene_tabs_draw(const scene *s, pen *p, const changed_object *o)
{
    pen_box box;
    uint32_t id = o->object->seen->id;
    if (!has_tabs(s, o) || !story_box(s->told, (story_holder){.id = id}, &box))
        return;
    object_style style = scene_style_of(o->state);
    scene_mark_object(p->onto, "tabs", o);
    p->id = scene_id(SCENE_OBJECT, id, 2);
    float below = tabs_draw(s, p, box, o, &style);
    p->id = scene_id(SCENE_OBJECT, id, 4);
    within_draw(s, p, box, o, below);
    frame_close(p->onto);
}

/* ---- frames and their names ---- */

static void tag_gone_draw(pen *p, pen_box box, const picture_cell *c, bool dying)
{
    frame_colour colour = pen_colour(p, dying ? THEME_DYING : THEME_SECONDARY);
    frame_colour fill
        = theme_mix(pen_colour(p, THEME_FRAME), pen_colour(p, THEME_SURFACE), 30);
    pen_border(p, box, THEME_RADIUS_TAG, fill, colour, THEME_STROKE_QUIET,
               THEME_DASH_TOMBSTONE);
    pen_text(p, box.x + TAG_INSET, box.y + TAG_BASELINE,
             &(pen_type){.font = FONT_MONO,
                         .size = THEME_TYPE_OBJECT,
                         .colour = colour,
                         .strike = THEME_STROKE,
                         .limit = box.width - 2 * TAG_INSET},
             c->label);
}

static void tag_text_draw(pen *p, pen_box box, const picture_cell *c, const char *shown,
                          const pen_type *name)
{
    pen_type label = *name, value = *name;
    float inner = box.width - 2 * TAG_INSET;
    value.font = FONT_MONO;
    value.size = THEME_TYPE_CELL;
    value.align = ALIGN_RIGHT;
    value.limit = fmaxf(inner - CELL_GAP - pen_width(p, label.font, label.size, c->label),
                        inner / 3);
    float taken = 24;
    if (shown)
        taken = pen_text(p, box.x + box.width - TAG_INSET, box.y + 40, &value, shown)
                + CELL_GAP;
    label.limit = inner - taken;
    pen_text(p, box.x + TAG_INSET, box.y + TAG_BASELINE, &label, c->label);
}

void scene_tag_draw(const scene *s, pen *p, pen_box box, const changed_tag *t, bool dying)
{
    char number[NUMBER_TEXT];
    if (t->state == CELL_GONE) {
        tag_gone_draw(p, box, t->cell, dying);
        return;
    }
    bool strong = t->state != CELL_LIVE;
    theme_role role = t->state == CELL_NEW ? THEME_NEW : strong ? THEME_CHANGED : THEME_ARROW;
    frame_colour ground = pen_colour(p, THEME_FRAME), border = pen_colour(p, role);
    pen_border(p, box, THEME_RADIUS_TAG,
               strong ? theme_fill(p->colours, role) : pen_colour(p, THEME_SURFACE),
               t->dim ? theme_mix(border, ground, 60) : border,
               strong ? THEME_STROKE_STRONG : THEME_STROKE_QUIET, SOLID);
    pen_type name = {.font = strong ? FONT_MONO_BOLD : FONT_MONO,
                     .size = THEME_TYPE_OBJECT,
                     .colour = text_colour(p, THEME_TEXT, t->dim)};
    tag_text_draw(p, box, t->cell, value_shown(s, t->cell, number), &name);
}

/* Down to the last slot in use: a frame grows as names come, and nothing moves for it. */
static float frame_height(const scene *s, const changed_frame *f, story_holder holder)
{
    uint32_t slots = 0;
    for (uint32_t i = 0; i < f->tag_count; i++) {
        const char *key = f->tags[i].cell->key;
        uint32_t slot = story_slot(s->told, holder, f->frame->title, key, s->step);
        if (!story_has_slot(s->told, holder, f->frame->title, key, s->step))
            continue;
        if (slot + 1 > slots)
            slots = slot + 1;
    }
    return STORY_FRAME_TOP + THEME_NAME_PITCH * (float)slots + (slots ? STORY_FRAME_FOOT : 0);
}

bool scene_frame_box(const scene *s, const changed_frame *f, pen_box *box)
{
    story_holder holder = {.id = f->frame->depth, .frame = true};
    if (!story_box(s->told, holder, box))
        return false;
    box->height = frame_height(s, f, holder);
    return true;
}

void scene_frame_draw(const scene *s, pen *p, const changed_frame *f)
{
    story_holder holder = {.id = f->frame->depth, .frame = true};
    pen_box box;
    if (!scene_frame_box(s, f, &box))
        return;
    frame_colour ground = pen_colour(p, THEME_FRAME), dying = pen_colour(p, THEME_DYING);
    p->id = scene_id(SCENE_CALL, f->frame->serial, 0);
    scene_mark_frame(p->onto, f);
    if (f->dying)
        pen_border(p, box, THEME_RADIUS_FRAME, theme_mix(ground, dying, 6), dying,
                   THEME_STROKE_STRONG, THEME_DASH_DYING);
    else
        pen_border(p, box, THEME_RADIUS_FRAME, ground, pen_colour(p, THEME_NEW),
                   f->born ? THEME_STROKE_STRONG : 0, SOLID);
    pen_text(p, box.x + 18, box.y + 43,
             &(pen_type){.font = FONT_UI_BOLD,
                         .size = THEME_TYPE_FRAME,
                         .colour = pen_colour(p, THEME_TEXT),
                         .limit = box.width - 36},
             f->frame->title);
    for (uint32_t i = 0; i < f->tag_count; i++) {
        const picture_cell *c = f->tags[i].cell;
        if (!story_has_slot(s->told, holder, f->frame->title, c->key, s->step))
            continue;
        pen_box tag = story_tag(s->told, f->frame->depth, f->frame->title, c->key, s->step);
        p->id = scene_id(SCENE_NAME, f->frame->serial, hash_of(c->key));
        scene_mark_name(p->onto, f->frame->serial, &f->tags[i]);
        scene_tag_draw(s, p, tag, &f->tags[i], f->dying);
        frame_close(p->onto);
    }
    frame_close(p->onto);
}

/* A call that ended while another one took its place is not drawn over it. */
static bool frame_is_covered(const change *c, const changed_frame *f)
{
    if (!f->dying)
        return false;
    for (uint32_t i = 0; i < c->frame_count; i++) {
        const changed_frame *other = &c->frames[i];
        if (other != f && other->frame->depth == f->frame->depth
            && (!other->dying || other->frame->serial > f->frame->serial))
            return true;
    }
    return false;
}

/* ---- all of it ---- */

void scene_graph_draw(const scene *s, pen p, scene_camera camera, pen_box pane)
{
    pen_box seen = {(pane.x - camera.x) / camera.scale, (pane.y - camera.y) / camera.scale,
                    pane.width / camera.scale, pane.height / camera.scale};
    p = scene_mark_graph(p, camera);
    const change *c = s->changed;
    scene_islands_draw(s, &p, seen);
    scene_rings_draw(s, &p);
    for (uint32_t i = 0; i < c->frame_count; i++)
        if (!frame_is_covered(c, &c->frames[i]))
            scene_frame_draw(s, &p, &c->frames[i]);
    scene_ghosts_draw(s, &p);
    for (uint32_t i = 0; i < c->object_count; i++)
        scene_object_draw(s, &p, &c->objects[i]);
    scene_arrows_draw(s, &p);
    for (uint32_t i = 0; i < c->object_count; i++)
        scene_tabs_draw(s, &p, &c->objects[i]);
    for (uint32_t i = 0; i < c->object_count; i++)
        scene_badges_draw(s, &p, &c->objects[i]);
    scene_visits_draw(s, &p);
    frame_close(p.onto);
}
