#include "render/scene/panels.h"
#include "render/scene/scene_mark.h"

#include <math.h>
#include <string.h>

/* The arrows. A route comes from the layout and never changes; only how it is drawn does. */

enum { SPENT_PERCENT = 60 }; /* of the background, mixed into what the collector has followed */

typedef struct arrow_style {
    frame_colour colour;
    float width, head;
    frame_dash dash;
    bool open;      /* weak: the head is two strokes */
    bool port, ring; /* a dot where it starts; hollow */
} arrow_style;

static frame_point point_of(layout_point p)
{
    return (frame_point){(float)p.x, (float)p.y};
}

static frame_point between(frame_point a, frame_point b, float t)
{
    return (frame_point){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

/* The part 0..t of a curve. */
static void curve_cut(frame_point c[4], float t)
{
    frame_point a = between(c[0], c[1], t), b = between(c[1], c[2], t), d = between(c[2], c[3], t);
    frame_point ab = between(a, b, t), bd = between(b, d, t);
    c[1] = a;
    c[2] = ab;
    c[3] = between(ab, bd, t);
}

static frame_point curve_at(const frame_point c[4], float t)
{
    frame_point copy[4];
    memcpy(copy, c, sizeof copy);
    curve_cut(copy, t);
    return copy[3];
}

/* Where the curve comes within `distance` of its end: there the head begins. */
static float curve_before_end(const frame_point c[4], float distance)
{
    float low = 0, high = 1;
    for (int i = 0; i < 20; i++) {
        float middle = (low + high) / 2;
        frame_point at = curve_at(c, middle);
        if (hypotf(at.x - c[3].x, at.y - c[3].y) > distance)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void head_draw(pen *p, frame_point tip, frame_point direction, const arrow_style *style)
{
    float half = style->head * THEME_ARROW_HEAD_WIDTH / THEME_ARROW_HEAD / 2;
    frame_point back = {tip.x - direction.x * style->head, tip.y - direction.y * style->head};
    frame_point left = {back.x - direction.y * half, back.y + direction.x * half};
    frame_point right = {back.x + direction.y * half, back.y - direction.x * half};
    if (style->open) {
        pen_line(p, left, tip, style->colour, style->width);
        pen_line(p, right, tip, style->colour, style->width);
    } else {
        pen_triangle(p, tip, left, right, style->colour);
    }
}

/* The head lies along the end of its shaft, also where that comes in on a bend: it would look broken off. */
static frame_point head_direction(const layout_route *route, const arrow_style *style)
{
    frame_point curve[4], tip = point_of(route->tip);
    for (size_t k = 0; route->curve_count && k < 4; k++)
        curve[k] = point_of(route->curves[route->curve_count - 1].p[k]);
    if (!route->curve_count)
        return point_of(route->direction);
    frame_point neck = curve_at(curve, curve_before_end(curve, style->head - 2));
    float x = tip.x - neck.x, y = tip.y - neck.y, length = hypotf(x, y);
    return length > 1 ? (frame_point){x / length, y / length} : point_of(route->direction);
}

static void route_draw(pen *p, const layout_route *route, const arrow_style *style)
{
    for (uint32_t i = 0; i < route->curve_count; i++) {
        frame_point curve[4];
        for (size_t k = 0; k < 4; k++)
            curve[k] = point_of(route->curves[i].p[k]);
        if (i + 1 == route->curve_count && !style->open)
            curve_cut(curve, curve_before_end(curve, style->head - 2));
        pen_curve(p, curve, style->colour, style->width, style->dash);
    }
    head_draw(p, point_of(route->tip), head_direction(route, style), style);
    if (!style->port || !route->curve_count)
        return;
    frame_point start = point_of(route->curves[0].p[0]);
    pen_disc(p, start, style->ring ? THEME_PORT_RADIUS + 1 : THEME_PORT_RADIUS, style->colour);
    if (style->ring)
        pen_disc(p, start, THEME_PORT_RADIUS - 3, pen_colour(p, THEME_SURFACE));
}

static void style_emphasise(arrow_style *style)
{
    style->width = THEME_STROKE_STRONG;
    style->head = THEME_ARROW_HEAD_STRONG;
}

static arrow_style style_of(const pen *p, const changed_edge *e)
{
    bool weak = e->cell->weak;
    arrow_style style = {.colour = pen_colour(p, weak ? THEME_SECONDARY : THEME_ARROW),
                         .width = THEME_STROKE,
                         .head = THEME_ARROW_HEAD,
                         .dash = weak ? THEME_DASH_WEAK : (frame_dash){0},
                         .open = weak,
                         .port = true,
                         .ring = weak};
    frame_colour background = pen_colour(p, THEME_BACKGROUND);
    switch (e->state) {
    case EDGE_LIVE:
        if (e->unreachable && !weak)
            style.colour = pen_colour(p, THEME_GARBAGE);
        if (e->dim)
            style.colour = theme_dim_line(p->colours, style.colour);
        break;
    case EDGE_NEW:
        style.colour = pen_colour(p, e->unreachable ? THEME_GARBAGE : THEME_NEW);
        if (e->fresh)
            style_emphasise(&style);
        break;
    case EDGE_LETTING_GO:
        style.colour = theme_mix(pen_colour(p, THEME_CHANGED), background, e->fresh ? 20 : 55);
        style.dash = THEME_DASH_LETTING_GO;
        style.port = false;
        break;
    case EDGE_GHOST:
        style.colour = theme_mix(pen_colour(p, THEME_SECONDARY), background, 45);
        style.width = THEME_STROKE_QUIET;
        style.dash = THEME_DASH_TOMBSTONE;
        style.port = false;
        break;
    }
    if (e->spent)
        style.colour = theme_mix(style.colour, background, SPENT_PERCENT);
    if (e->followed) {
        style.colour = pen_colour(p, e->followed->kind == VISIT_INSIDE ? THEME_CHANGED : THEME_NEW);
        style_emphasise(&style);
    }
    return style;
}

static uint32_t hash_of(const picture_cell *c)
{
    uint32_t hash = c->target_id * 2654435761U;
    for (const char *at = c->key; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619U;
    return hash ^ hash >> 16;
}

/* What the holder is to the story: frames stand by their depth. False: nothing there shows the cell. */
static bool holder_of(const scene *s, const changed_edge *e, story_holder *out)
{
    if (!e->from_frame) {
        *out = (story_holder){.id = e->holder};
        return true;
    }
    for (uint32_t i = 0; i < s->changed->frame_count; i++) {
        const picture_frame *f = s->changed->frames[i].frame;
        if (f->serial == e->holder) {
            *out = (story_holder){.id = f->depth, .frame = true};
            return story_has_slot(s->told, *out, f->title, e->cell->key, s->step);
        }
    }
    return false;
}

void scene_arrow_draw(pen *p, const layout_route *route, const changed_edge *e)
{
    arrow_style style = style_of(p, e);
    route_draw(p, route, &style);
}

static void edge_draw(const scene *s, pen *p, const changed_edge *e)
{
    if (e->from_frame && e->state == EDGE_GHOST)
        return; /* the struck name and the tombstone's cause have said it */
    if (e->cell->temporary && e->state == EDGE_LETTING_GO)
        return; /* its tag is gone without a trace: nothing is left to start from */
    story_holder holder;
    const changed_object *target = change_find(s->changed, e->cell->target_id);
    if (!target || !holder_of(s, e, &holder))
        return;
    const layout_route *route = story_route(s->told, holder, e->cell->key, e->cell->target_id);
    if (!route)
        return;
    bool old = e->state == EDGE_LETTING_GO || e->state == EDGE_GHOST;
    p->id = scene_id(old ? SCENE_OLD_EDGE : SCENE_EDGE, e->holder * 2 + e->from_frame,
                     hash_of(e->cell));
    arrow_style style = style_of(p, e);
    if (e->state == EDGE_LETTING_GO && e->fresh && target->state == OBJECT_DYING) {
        style.colour = pen_colour(p, THEME_DYING);
        style_emphasise(&style);
    }
    scene_mark_edge(p->onto, e,
                    story_slot(s->told, holder, NULL, e->cell->key, s->step - (old && s->step)));
    route_draw(p, route, &style);
    frame_close(p->onto);
}

/* An arrow that lets go of something dead is a ghost as well. */
static edge_state state_shown(const scene *s, const changed_edge *e)
{
    const changed_object *target = change_find(s->changed, e->cell->target_id);
    bool to_the_dead = target && target->state == OBJECT_TOMBSTONE;
    return to_the_dead && e->state == EDGE_LETTING_GO ? EDGE_GHOST : e->state;
}

static void edges_draw(const scene *s, pen *p, edge_state state, bool dim)
{
    for (uint32_t i = 0; i < s->changed->edge_count; i++) {
        changed_edge e = s->changed->edges[i];
        e.state = state_shown(s, &e);
        if (e.state == state && (e.dim && !e.followed) == dim)
            edge_draw(s, p, &e);
    }
}

/* ---- pills on arrows ---- */

static void pill_draw(pen *p, frame_point at, const char *text, theme_role role)
{
    enum { HEIGHT = 56 };
    float width = fmaxf(92, pen_width(p, FONT_UI_BOLD, THEME_TYPE_CODE, text) + 36);
    pen_border(p, (pen_box){at.x - width / 2, at.y - HEIGHT / 2.0F, width, HEIGHT}, HEIGHT / 2.0F,
               theme_delta(p->colours, role), pen_colour(p, role), THEME_STROKE, (frame_dash){0});
    pen_text(p, at.x, at.y + THEME_TYPE_CODE * THEME_BASELINE,
             &(pen_type){.font = FONT_UI_BOLD,
                         .size = THEME_TYPE_CODE,
                         .colour = pen_colour(p, THEME_TEXT),
                         .align = ALIGN_CENTRE},
             text);
}

static void followed_draw(const scene *s, pen *p, const changed_edge *e)
{
    story_holder holder;
    if (!holder_of(s, e, &holder))
        return;
    const layout_route *route = story_route(s->told, holder, e->cell->key, e->cell->target_id);
    if (!route || !route->curve_count)
        return;
    frame_point curve[4];
    for (size_t k = 0; k < 4; k++)
        curve[k] = point_of(route->curves[route->curve_count / 2].p[k]);
    p->id = scene_id(SCENE_VISIT, 0, 0);
    pill_draw(p, curve_at(curve, 0.5F), "\xE2\x88\x92" "1", THEME_CHANGED);
}

/* Where in the boxes a weak reference stands. */
typedef struct weakref_place {
    pen_box box;
    float y;
    bool frame;
} weakref_place;

static bool cells_have(const picture_cell *cells, uint32_t count, uint32_t id, const char **key)
{
    for (uint32_t i = 0; i < count; i++)
        if (cells[i].weakref_id == id) {
            *key = cells[i].key;
            return true;
        }
    return false;
}

static bool weakref_in_objects(const scene *s, uint32_t id, weakref_place *out)
{
    const char *key;
    for (uint32_t i = 0; i < s->changed->object_count; i++) {
        const changed_object *o = &s->changed->objects[i];
        story_holder holder = {.id = o->object->seen->id};
        if (o->state == OBJECT_TOMBSTONE || !story_box(s->told, holder, &out->box))
            continue;
        out->y = out->box.y + out->box.height / 2;
        if (o->object->seen->id == id)
            return true;
        if (cells_have(o->object->cells, o->object->cell_count, id, &key)) {
            out->y = out->box.y + story_row_y(story_slot(s->told, holder, NULL, key, s->step));
            return true;
        }
    }
    return false;
}

/* The cell or tag that stands for a weak reference: where the call comes from. False: not in sight. */
static bool weakref_find(const scene *s, uint32_t id, weakref_place *out)
{
    const char *key;
    *out = (weakref_place){.frame = false};
    if (weakref_in_objects(s, id, out))
        return true;
    const picture *now = s->now;
    story_holder holder = {.frame = true};
    if (!now->frame_count || !cells_have(now->frames[0].tags, now->frames[0].tag_count, id, &key)
        || !story_box(s->told, holder, &out->box))
        return false;
    out->frame = true;
    out->y = out->box.y
             + story_tag_y(story_slot(s->told, holder, now->frames[0].title, key, s->step));
    return true;
}

/* A weak reference calls back: from where it stands to the frame that runs. Between two frames, which
 * stand in one column, the arrow goes round on their left. */
static void callback_draw(const scene *s, pen *p, const changed_frame *f)
{
    weakref_place from;
    pen_box to;
    if (!story_box(s->told, (story_holder){.id = f->frame->depth, .frame = true}, &to)
        || !weakref_find(s, f->call->id, &from))
        return;
    enum { GAP = 6, INTO = 32, ROUND = 40, PILL_RIGHT = 100, PILL_ABOVE = 22 };
    bool left = from.frame || from.box.x > to.x; /* it leaves on the left */
    bool enters_left = from.frame || !left;
    frame_point start = {left ? from.box.x - GAP : from.box.x + from.box.width + GAP, from.y};
    frame_point end = {enters_left ? to.x - GAP : to.x + to.width + GAP, to.y + INTO};
    float reach = from.frame ? -ROUND : (end.x - start.x) / 2;
    frame_point curve[4] = {start,
                            {start.x + reach, start.y},
                            {end.x + (from.frame ? reach : -reach), end.y},
                            end};
    frame_point middle = from.frame
                             ? (frame_point){to.x + to.width - PILL_RIGHT, to.y - PILL_ABOVE}
                             : curve_at(curve, 0.5F);
    arrow_style style = {.colour = pen_colour(p, THEME_CHANGED),
                         .width = THEME_STROKE_STRONG,
                         .head = THEME_ARROW_HEAD_STRONG};
    curve_cut(curve, curve_before_end(curve, style.head - 2));
    p->id = scene_id(SCENE_VISIT, f->frame->serial, 1);
    pen_curve(p, curve, style.colour, style.width, THEME_DASH_LETTING_GO);
    head_draw(p, end, (frame_point){enters_left ? 1 : -1, 0}, &style);
    pill_draw(p, middle, "callback", THEME_CHANGED);
}

void scene_visits_draw(const scene *s, pen *p)
{
    for (uint32_t i = 0; i < s->changed->edge_count; i++)
        if (s->changed->edges[i].followed && s->changed->edges[i].followed->kind == VISIT_INSIDE)
            followed_draw(s, p, &s->changed->edges[i]);
    for (uint32_t i = 0; i < s->changed->frame_count; i++) {
        const changed_frame *f = &s->changed->frames[i];
        if (f->call && f->call->kind == SESSION_CALL_CALLBACK && !f->dying)
            callback_draw(s, p, f);
    }
}

void scene_ghosts_draw(const scene *s, pen *p)
{
    edges_draw(s, p, EDGE_GHOST, false);
    edges_draw(s, p, EDGE_LETTING_GO, false);
}

void scene_arrows_draw(const scene *s, pen *p)
{
    edges_draw(s, p, EDGE_LIVE, true);
    edges_draw(s, p, EDGE_LIVE, false);
    edges_draw(s, p, EDGE_NEW, false);
}
