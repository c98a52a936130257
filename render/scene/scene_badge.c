#include "render/scene/scene_badge.h"

#include "render/scene/panels.h"
#include "render/scene/scene_mark.h"

#include <math.h>
#include <stdio.h>

#define SOLID ((frame_dash){.on_px = 0})

/* ---- how a state looks ---- */

object_style scene_style_of(object_state state)
{
    switch (state) {
    case OBJECT_LIVE:
        return (object_style){THEME_LIVE, THEME_STROKE, SOLID, NULL};
    case OBJECT_NEW:
        return (object_style){THEME_NEW, THEME_STROKE_STRONG, SOLID, "+"};
    case OBJECT_CHANGED:
        return (object_style){THEME_CHANGED, THEME_STROKE_STRONG, SOLID, NULL};
    case OBJECT_DYING:
        return (object_style){THEME_DYING, THEME_STROKE_STRONG, THEME_DASH_DYING, "\xC3\x97"};
    case OBJECT_UNREACHABLE:
        return (object_style){THEME_GARBAGE, THEME_STROKE_STRONG, THEME_DASH_GARBAGE, "?"};
    case OBJECT_TOMBSTONE:
        return (object_style){THEME_SECONDARY, THEME_STROKE_QUIET, THEME_DASH_TOMBSTONE, NULL};
    case OBJECT_RESURRECTED:
        return (object_style){THEME_NEW, THEME_STROKE_STRONG, SOLID, "\xE2\x86\xBA"};
    case OBJECT_IMMORTAL:
        return (object_style){THEME_IMMORTAL, THEME_STROKE, SOLID, NULL};
    }
    return (object_style){THEME_LIVE, THEME_STROKE, SOLID, NULL};
}

frame_colour scene_line_colour(const pen *p, frame_colour colour, bool dim)
{
    return dim ? theme_dim_line(p->colours, colour) : colour;
}

/* ---- badges: parts with ids of their own, for the transitions ---- */

enum { PART_COUNT, PART_DELTA, PART_GC_REFS, PART_MARK };

static void delta_draw(pen *p, int64_t by, theme_role role, float left, float middle)
{
    char text[32];
    long long delta = (long long)by;
    snprintf(text, sizeof text, delta < 0 ? "\xE2\x88\x92%lld" : "+%lld",
             delta < 0 ? -delta : delta);
    float width = pen_width(p, FONT_UI_BOLD, THEME_TYPE_CODE, text) + 22;
    pen_box pill = {left - width, middle - 36, width + 36, THEME_DELTA_HEIGHT};
    pen_round(p,
              (pen_box){pill.x - THEME_HALO, pill.y - THEME_HALO, pill.width + 4,
                        pill.height + 2 * THEME_HALO},
              THEME_DELTA_HEIGHT / 2.0F, pen_colour(p, THEME_BACKGROUND));
    pen_round(p, pill, THEME_DELTA_HEIGHT / 2.0F, theme_delta(p->colours, role));
    pen_text(p, left - width / 2 + 4, middle - 1,
             &(pen_type){.font = FONT_UI_BOLD,
                         .size = THEME_TYPE_CODE,
                         .colour = pen_colour(p, THEME_TEXT),
                         .align = ALIGN_CENTRE},
             text);
}

static theme_role delta_role(const changed_object *o)
{
    return o->state == OBJECT_DYING ? THEME_DYING
           : o->state == OBJECT_NEW ? THEME_NEW
                                    : THEME_CHANGED;
}

static bool edge_is_followed(const scene *s)
{
    for (uint32_t i = 0; i < s->changed->edge_count; i++)
        if (s->changed->edges[i].followed)
            return true;
    return false;
}

/* What a visit does to the copy, unless the arrow that is followed says it. */
static int64_t copy_delta(const changed_object *o, bool followed)
{
    if (!o->visited || o->visited->kind == VISIT_APART || (followed && o->visited->kind == VISIT_INSIDE))
        return 0;
    return o->visited->kind == VISIT_INSIDE ? -1 : 1;
}

/* Disc = truth, square = the collector's copy. */
static void gc_refs_draw(pen *p, const changed_object *o, float left, float middle)
{
    enum { SIDE = THEME_GC_REFS_SIDE };
    uint32_t now = o->object->seen->gc_refs;
    bool hot = o->visited && o->visited->kind != VISIT_APART;
    frame_colour surface = pen_colour(p, THEME_SURFACE);
    frame_colour border = pen_colour(p, hot ? THEME_CHANGED : now ? THEME_LIVE : THEME_GARBAGE);
    float x = left - THEME_GC_REFS_GAP - SIDE, y = middle - 30 - THEME_GC_REFS_RISE;
    pen_round(p, (pen_box){x - THEME_HALO, y - THEME_HALO, SIDE + 2 * THEME_HALO,
                           SIDE + 2 * THEME_HALO},
              THEME_RADIUS_MARK + THEME_HALO, pen_colour(p, THEME_BACKGROUND));
    pen_border(p, (pen_box){x, y, SIDE, SIDE}, THEME_RADIUS_MARK,
               hot ? theme_mix(surface, pen_colour(p, THEME_CHANGED), 30) : surface, border,
               hot ? THEME_STROKE_STRONG : THEME_STROKE, SOLID);
    char text[16];
    snprintf(text, sizeof text, "%u", now);
    pen_text(p, x + SIDE / 2.0F, y + SIDE / 2.0F + THEME_TYPE_COUNT * THEME_BASELINE,
             &(pen_type){.font = FONT_MONO_BOLD,
                         .size = THEME_TYPE_COUNT,
                         .colour = pen_colour(p, THEME_TEXT),
                         .align = ALIGN_CENTRE,
                         .limit = SIDE - 8},
             text);
}

static frame_colour ink_of(const pen *p, const changed_object *o, const object_style *style)
{
    return o->dim ? pen_colour(p, THEME_INK_DIMMED) : theme_ink(p->colours, style->role);
}

static frame_colour disc_of(const pen *p, const changed_object *o, const object_style *style)
{
    return o->dim ? theme_dim_badge(p->colours, style->role) : pen_colour(p, style->role);
}

static void badge_draw(const scene *s, pen *p, const changed_object *o, const object_style *style, pen_box box)
{
    enum { R = THEME_BADGE_RADIUS, HALO = THEME_HALO };
    bool dead = o->state == OBJECT_TOMBSTONE;
    char text[16];
    snprintf(text, sizeof text, "%u", dead ? 0 : o->object->seen->refcount);
    const char *digits = o->state == OBJECT_IMMORTAL ? "\xE2\x88\x9E" : text;
    float width = fmaxf(2 * R, pen_width(p, FONT_UI_BOLD, THEME_TYPE_COUNT, digits) + 28);
    float right = box.x + box.width - THEME_BADGE_RIGHT + R, middle = box.y - THEME_BADGE_TOP;
    float left = right - width;
    uint32_t id = o->object->seen->id;
    p->id = scene_id(SCENE_BADGE, id, PART_GC_REFS);
    bool copied = o->object->seen->collecting && !dead && o->state != OBJECT_DYING;
    int64_t step = copied ? copy_delta(o, edge_is_followed(s)) : 0;
    if (step) {
        p->id = scene_id(SCENE_BADGE, id, PART_DELTA);
        delta_draw(p, step, THEME_CHANGED, left - THEME_GC_REFS_GAP - THEME_GC_REFS_SIDE, middle);
        p->id = scene_id(SCENE_BADGE, id, PART_GC_REFS);
    }
    if (copied)
        gc_refs_draw(p, o, left, middle);
    p->id = scene_id(SCENE_BADGE, id, PART_DELTA);
    if (o->delta != 0 && !dead && !copied && o->state != OBJECT_IMMORTAL)
        delta_draw(p, o->delta, delta_role(o), left, middle);
    p->id = scene_id(SCENE_BADGE, id, PART_COUNT);
    pen_round(p, (pen_box){left - HALO, middle - R - HALO, width + 2 * HALO, 2 * (R + HALO)},
              R + HALO, pen_colour(p, THEME_BACKGROUND));
    pen_box disc = {left, middle - R, width, 2 * R};
    frame_colour secondary = pen_colour(p, THEME_SECONDARY);
    if (dead)
        pen_border(p, disc, R, pen_colour(p, THEME_BACKGROUND), secondary, THEME_STROKE_QUIET,
                   SOLID);
    else
        pen_round(p, disc, R, disc_of(p, o, style));
    pen_text(p, left + width / 2, middle + THEME_TYPE_COUNT * THEME_BASELINE,
             &(pen_type){.font = FONT_UI_BOLD,
                         .size = THEME_TYPE_COUNT,
                         .colour = dead ? secondary : ink_of(p, o, style),
                         .align = ALIGN_CENTRE},
             digits);
}

static void mark_draw(pen *p, const object_style *style, pen_box box)
{
    enum { SIDE = THEME_MARK_SIDE };
    if (!style->mark)
        return;
    /* A little outside, so that an arrow into the left side keeps its head. */
    float x = box.x - 8 - SIDE / 2.0F, y = box.y - 8 - SIDE / 2.0F;
    pen_round(p, (pen_box){x - 4, y - 4, SIDE + 8, SIDE + 8}, THEME_RADIUS_MARK + 4,
              pen_colour(p, THEME_BACKGROUND));
    pen_round(p, (pen_box){x, y, SIDE, SIDE}, THEME_RADIUS_MARK, pen_colour(p, style->role));
    pen_text(p, x + SIDE / 2.0F, y + SIDE / 2.0F + 13,
             &(pen_type){.font = FONT_UI_BOLD,
                         .size = THEME_TYPE_CODE,
                         .colour = theme_ink(p->colours, style->role),
                         .align = ALIGN_CENTRE},
             style->mark);
}

void scene_badges_draw(const scene *s, pen *p, const changed_object *o)
{
    pen_box box;
    if (!story_box(s->told, (story_holder){.id = o->object->seen->id}, &box))
        return;
    object_style style = scene_style_of(o->state);
    scene_mark_object(p->onto, "badge", o);
    if (s->level >= SCENE_COUNTS && !o->object->stacked)
        badge_draw(s, p, o, &style, box);
    p->id = scene_id(SCENE_BADGE, o->object->seen->id, PART_MARK);
    mark_draw(p, &style, box);
    frame_close(p->onto);
}

/* ---- what the squares are ---- */

static bool any_copy(const scene *s)
{
    for (uint32_t i = 0; i < s->changed->object_count; i++) {
        const changed_object *o = &s->changed->objects[i];
        if (o->object->seen->collecting && o->state != OBJECT_TOMBSTONE && o->state != OBJECT_DYING)
            return true;
    }
    return false;
}

/* A box of the graph, with its badges and tabs, reaches into the area (in the panes' pixels). */
static bool reaches(pen_box box, scene_camera c, pen_box area)
{
    enum { AROUND = 56 };
    float left = (box.x - AROUND) * c.scale + c.x, top = (box.y - AROUND) * c.scale + c.y;
    float right = (box.x + box.width + AROUND) * c.scale + c.x;
    float bottom = (box.y + box.height + AROUND) * c.scale + c.y;
    return left < area.x + area.width && area.x < right && top < area.y + area.height
           && area.y < bottom;
}

static bool is_free(const scene *s, scene_camera camera, pen_box area)
{
    pen_box box;
    for (uint32_t i = 0; i < s->changed->object_count; i++)
        if (story_box(s->told, (story_holder){.id = s->changed->objects[i].object->seen->id}, &box)
            && reaches(box, camera, area))
            return false;
    for (uint32_t i = 0; i < s->changed->frame_count; i++)
        if (scene_frame_box(s, &s->changed->frames[i], &box) && reaches(box, camera, area))
            return false;
    return true;
}

void scene_copies_draw(const scene *s, pen p, scene_camera camera, pen_box pane)
{
    enum { WIDTH = 460, HEIGHT = 64, DISC = 22, SIDE = 42, GAP = 14, SECOND = 236 };
    if (s->level < SCENE_COUNTS || !any_copy(s))
        return;
    pen_box area = {pane.x + THEME_MARGIN, pane.y + pane.height - HEIGHT - 16, WIDTH, HEIGHT};
    if (!is_free(s, camera, area))
        area.x = pane.x + pane.width - WIDTH - 24;
    if (!is_free(s, camera, area))
        return;
    float middle = area.y + HEIGHT / 2.0F;
    pen_type digit = {.font = FONT_UI_BOLD,
                      .size = THEME_TYPE_CELL,
                      .colour = theme_ink(p.colours, THEME_LIVE),
                      .align = ALIGN_CENTRE};
    pen_type word = {.font = FONT_UI,
                     .size = THEME_TYPE_CODE,
                     .colour = pen_colour(&p, THEME_SECONDARY)};
    p.id = scene_id(SCENE_VISIT, 0, 2);
    pen_disc(&p, (frame_point){area.x + DISC, middle}, DISC, pen_colour(&p, THEME_LIVE));
    pen_text(&p, area.x + DISC, middle + THEME_TYPE_CELL * THEME_BASELINE, &digit, "1");
    pen_text(&p, area.x + 2 * DISC + GAP, middle + THEME_TYPE_CODE * THEME_BASELINE, &word,
             "refcount");
    float x = area.x + SECOND;
    pen_border(&p, (pen_box){x, middle - SIDE / 2.0F, SIDE, SIDE}, THEME_RADIUS_MARK,
               pen_colour(&p, THEME_SURFACE), pen_colour(&p, THEME_LIVE), THEME_STROKE, SOLID);
    digit.font = FONT_MONO_BOLD;
    digit.colour = pen_colour(&p, THEME_TEXT);
    pen_text(&p, x + SIDE / 2.0F, middle + THEME_TYPE_CELL * THEME_BASELINE, &digit, "1");
    pen_text(&p, x + SIDE + GAP, middle + THEME_TYPE_CODE * THEME_BASELINE, &word, "gc_refs");
}
