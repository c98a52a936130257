#include "render/scene/scene.h"

#include <math.h>

/* One camera for the whole run if everything then stands large enough. Otherwise it shows what there
 * is, or if even that is too much, what the step touches; and it stays where it is as long as that can be seen: a jumping camera is as bad as a
 * jumping object. Where it stands in a step follows from the steps before, so it is the same however
 * one comes there. */

#define ZOOM_MAX 1.4F
#define ZOOM_MAX_SLIDE 2.0F /* and for the graph alone: nothing else wants the room */
#define WHOLE_MIN 0.8F   /* everything at once is worth that much */
#define FOLLOW_WANT 0.9F /* of what a step touches: types and counts stay above 36 px */
#define FOLLOW_MIN 0.55F /* below this not all of it needs to be seen */
#define SLIDE_MIN 0.5F   /* of a slide: nobody can move it to see the rest */

typedef struct view_field {
    float scale, x, y; /* layout point in the middle of the pane */
} view_field;

/* The size of the pane inside its padding, in layout pixels. */
static float across(const pen_box *pane, float scale)
{
    return (pane->width - 2 * SCENE_GRAPH_PADDING) / scale;
}

static float down(const pen_box *pane, float scale)
{
    return (pane->height - 2 * SCENE_GRAPH_PADDING) / scale;
}

/* Tabs below the lowest boxes fit into the padding, unless everything is drawn so large that they
 * would stand out of it: then there is room for them above and below. */
static float fit_down(const pen_box *pane, float height)
{
    const float tabs = (float)LAYOUT_TABS_BELOW_PX, large = SCENE_GRAPH_PADDING / tabs;
    float fits = down(pane, 1) / fmaxf(1, height);
    return fits > large ? pane->height / (height + 2 * tabs) : fits;
}

static float fit(const pen_box *pane, layout_rect what)
{
    return fminf(across(pane, 1) / fmaxf(1, (float)what.w), fit_down(pane, (float)what.h));
}

/* Centred on what matters, but not past the edge of what there is. */
static float aim(float room, float centre, float first, float length)
{
    if (length <= room)
        return first + length / 2;
    return fminf(fmaxf(centre, first + room / 2), first + length - room / 2);
}

/* The part of `what` that the pane can show, from its left upper corner: there the names stand. */
static layout_rect beginning_of(const pen_box *pane, layout_rect what, float scale)
{
    what.w = fmin(what.w, (double)across(pane, scale));
    what.h = fmin(what.h, (double)down(pane, scale));
    return what;
}

static view_field look_at(const pen_box *pane, layout_rect what, layout_rect all, float scale)
{
    what = beginning_of(pane, what, scale);
    return (view_field){.scale = scale,
                        .x = aim(across(pane, scale), (float)(what.x + what.w / 2), (float)all.x,
                                 (float)all.w),
                        .y = aim(down(pane, scale), (float)(what.y + what.h / 2), (float)all.y,
                                 (float)all.h)};
}

static bool is_seen(const pen_box *pane, const view_field *v, layout_rect what)
{
    double half_w = (double)across(pane, v->scale) / 2, half_h = (double)down(pane, v->scale) / 2;
    double x = (double)v->x, y = (double)v->y;
    return what.x >= x - half_w - 1 && what.x + what.w <= x + half_w + 1 && what.y >= y - half_h - 1
           && what.y + what.h <= y + half_h + 1;
}

static float scale_for(const pen_box *pane, layout_rect what, float whole)
{
    float fits = fminf(fit(pane, what), FOLLOW_WANT);
    return fits < fmaxf(FOLLOW_MIN, whole) ? fmaxf(whole, WHOLE_MIN) : fits;
}

static view_field follow(const scene *s, const scene_geometry *g, layout_rect all)
{
    const pen_box *pane = &g->graph;
    float whole = fit(pane, all), least = g->slide ? SLIDE_MIN : WHOLE_MIN;
    view_field v = {.scale = 0};
    for (uint32_t k = 0; k <= s->step; k++) {
        layout_rect what = story_there(s->told, k);
        bool fits = fit(pane, what) >= least;
        if (!fits)
            what = story_touched(s->told, k);
        bool stays = v.scale >= WHOLE_MIN && is_seen(pane, &v, what);
        if (!stays && fits)
            v = look_at(pane, what, all, fminf(fit(pane, what), FOLLOW_WANT));
        else if (!stays)
            v = look_at(pane, what, all, scale_for(pane, what, whole));
    }
    return v;
}

/* Looking inside a step widens the view if it has to. */
static view_field widen(const pen_box *pane, view_field v, layout_rect what, layout_rect all)
{
    if (is_seen(pane, &v, what))
        return v;
    double half_w = (double)across(pane, v.scale) / 2, half_h = (double)down(pane, v.scale) / 2;
    double left = fmin(what.x, (double)v.x - half_w), top = fmin(what.y, (double)v.y - half_h);
    double right = fmax(what.x + what.w, (double)v.x + half_w);
    double bottom = fmax(what.y + what.h, (double)v.y + half_h);
    layout_rect both = {left, top, right - left, bottom - top};
    float scale = fminf(v.scale, fit(pane, both));
    if (scale < FOLLOW_MIN)
        return look_at(pane, what, all, scale_for(pane, what, 0));
    return look_at(pane, both, all, scale);
}

static layout_rect whole_of(const scene *s)
{
    if (!s->overview)
        return story_bounds(s->told, false);
    pen_box box = overview_bounds(s->overview);
    return (layout_rect){(double)box.x, (double)box.y, (double)box.width, (double)box.height};
}

scene_camera scene_camera_of(const scene *s, const scene_geometry *g)
{
    layout_rect all = whole_of(s), inside;
    float whole = fit(&g->graph, all);
    view_field v = look_at(&g->graph, all, all, fminf(whole, g->code.width > 0 && !g->slide ? ZOOM_MAX : ZOOM_MAX_SLIDE));
    if (whole < WHOLE_MIN && !s->overview)
        v = follow(s, g, all);
    if (s->inside ? story_inside_step(s->told, s->step, &inside)
                  : story_inside(s->told, s->changed, &inside))
        v = widen(&g->graph, v, inside, story_bounds(s->told, true));
    return (scene_camera){.scale = v.scale,
                          .x = g->graph.x + g->graph.width / 2 - v.x * v.scale,
                          .y = g->graph.y + g->graph.height / 2 - v.y * v.scale};
}
