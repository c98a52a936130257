#include "render/scene/scene.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One camera for the whole run if everything then stands large enough. Otherwise it shows what there
 * is, or if even that is too much, what the step touches; and it stays where it is as long as that can
 * be seen: a jumping camera is as bad as a jumping object. Where it stands in a step follows from the
 * steps before, so it is the same however one comes there.
 *
 * Whatever the step touches is whole in the pane. What else there is, is whole in it or not in it at
 * all: half a box looks like a mistake. So the camera goes a little to the side, comes a little
 * nearer, or takes in what it would have cut. Of more than can be read at once it shows the beginning. */

#define ZOOM_MAX 1.4F
#define ZOOM_MAX_SLIDE 2.0F /* and for the graph alone: nothing else wants the room */
#define WHOLE_MIN 0.8F   /* everything at once is worth that much */
#define FOLLOW_WANT 0.9F /* of what a step touches: types and counts stay above 36 px */
#define SLIDE_MIN 0.5F   /* of a slide: nobody can move it to see the rest */
#define FOLLOW_MIN 0.4F /* below this nothing can be read, and not all of it needs to be seen: */
#define BEGINNING 0.7F  /* where a step touches too much, its beginning stands so large, */
#define BEGINNING_SHARE 0.75F /* and so much of the pane is sure to show it */
#define NEARER_MAX 1.3F /* so much nearer than wanted, to leave out what would be cut */
#define TAKE_IN_MIN 0.7F /* rather empty room at the pane's side than everything smaller than this */
#define ABOVE_PANE (SCENE_GRAPH_PADDING / 2.0F) /* so far above the pane things are still seen */
#define BARELY 8.0F      /* between the pane's edge and what is only taken in */
enum { ASIDE_MOST = 96 }; /* places tried along an axis */

/* The size of the pane inside its padding, in layout pixels. */
static float across(const pen_box *pane, float scale)
{
    return (pane->width - 2 * SCENE_BESIDE) / scale;
}

static float down(const pen_box *pane, float scale)
{
    return (pane->height - 2 * SCENE_ABOVE) / scale;
}

static float fit(const pen_box *pane, layout_rect what)
{
    return fminf(across(pane, 1) / fmaxf(1, (float)what.w),
                 down(pane, 1) / fmaxf(1, (float)what.h));
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

static layout_rect rect_around(layout_rect a, layout_rect b)
{
    double left = fmin(a.x, b.x), top = fmin(a.y, b.y);
    double right = fmax(a.x + a.w, b.x + b.w), bottom = fmax(a.y + a.h, b.y + b.h);
    return (layout_rect){left, top, right - left, bottom - top};
}

static scene_view look_at(const pen_box *pane, layout_rect what, layout_rect all, float scale)
{
    what = beginning_of(pane, what, scale);
    return (scene_view){.scale = scale,
                        .x = aim(across(pane, scale), (float)(what.x + what.w / 2), (float)all.x,
                                 (float)all.w),
                        .y = aim(down(pane, scale), (float)(what.y + what.h / 2), (float)all.y,
                                 (float)all.h)};
}

static bool is_seen(const pen_box *pane, const scene_view *v, layout_rect what)
{
    double half_w = (double)across(pane, v->scale) / 2, half_h = (double)down(pane, v->scale) / 2;
    double x = (double)v->x, y = (double)v->y;
    return what.x >= x - half_w - 1 && what.x + what.w <= x + half_w + 1 && what.y >= y - half_h - 1
           && what.y + what.h <= y + half_h + 1;
}

static float scale_for(const pen_box *pane, layout_rect what, float whole)
{
    float fits = fminf(fit(pane, what), FOLLOW_WANT);
    return fits < FOLLOW_MIN ? fmaxf(whole, BEGINNING) : fits;
}

/* ---- nothing is cut ---- */

/* What there is at the end of a step. */
typedef struct in_sight {
    const pen_box *pane;
    const layout_rect *things;
    size_t count;
} in_sight;

/* All that the pane shows, padding and the strip above it too, in layout pixels. */
static layout_rect field_of(const pen_box *pane, const scene_view *v)
{
    double width = (double)(pane->width / v->scale), height = (double)(pane->height / v->scale);
    double strip = (double)(ABOVE_PANE / v->scale);
    return (layout_rect){(double)v->x - width / 2, (double)v->y - height / 2 - strip, width,
                         height + strip};
}

static bool is_cut(layout_rect field, layout_rect what)
{
    double left = what.x - field.x, right = left + what.w;
    double top = what.y - field.y, bottom = top + what.h;
    if (right <= 1 || left >= field.w - 1 || bottom <= 1 || top >= field.h - 1)
        return false;
    return left < -1 || right > field.w + 1 || top < -1 || bottom > field.h + 1;
}

static bool cuts_any(const in_sight *there, const scene_view *v)
{
    layout_rect field = field_of(there->pane, v);
    for (size_t i = 0; i < there->count; i++)
        if (is_cut(field, there->things[i]))
            return true;
    return false;
}

/* Middles of the field along an axis at which the edge of something that is cut would just be in it
 * or just out of it, `low` to `high`; the nearest to `at` first, itself foremost. */
typedef struct aside {
    float at[ASIDE_MOST];
    uint32_t count;
} aside;

static void aside_add(aside *a, double middle, double low, double high)
{
    if (middle < low - 1e-3 || middle > high + 1e-3 || a->count == ASIDE_MOST)
        return;
    float from = a->at[0], place = (float)middle;
    uint32_t k = a->count++;
    for (; k > 1 && fabsf(a->at[k - 1] - from) > fabsf(place - from); k--)
        a->at[k] = a->at[k - 1];
    a->at[k] = place;
}

/* The field reaches from `before` in front of its middle to `behind` it. */
static void aside_add_edges(aside *a, double first, double last, double before, double behind,
                            double low, double high)
{
    aside_add(a, first - behind, low, high); /* out of it, behind its end */
    aside_add(a, last + before, low, high);
    aside_add(a, first + before, low, high); /* just in it */
    aside_add(a, last - behind, low, high);
}

/* Shifts the view until it cuts nothing and still shows `what`, not past the edge of what there is;
 * false: there is no such place. */
static bool step_aside(const in_sight *there, layout_rect what, layout_rect all, scene_view *v)
{
    double seen_w = (double)across(there->pane, v->scale) / 2;
    double seen_h = (double)down(there->pane, v->scale) / 2;
    double left = fmax(what.x + what.w - seen_w, all.x + fmin(seen_w, all.w / 2));
    double right = fmin(what.x + seen_w, all.x + all.w - fmin(seen_w, all.w / 2));
    double top = fmax(what.y + what.h - seen_h, all.y + fmin(seen_h, all.h / 2));
    double bottom = fmin(what.y + seen_h, all.y + all.h - fmin(seen_h, all.h / 2));
    layout_rect field = field_of(there->pane, v);
    double above = (double)v->y - field.y;
    aside x = {.at = {v->x}, .count = 1}, y = {.at = {v->y}, .count = 1};
    for (size_t i = 0; i < there->count; i++) {
        layout_rect r = there->things[i];
        aside_add_edges(&x, r.x, r.x + r.w, field.w / 2, field.w / 2, left, right);
        aside_add_edges(&y, r.y, r.y + r.h, above, field.h - above, top, bottom);
    }
    for (uint32_t i = 0; i < x.count + y.count - 1; i++) /* from near to far */
        for (uint32_t k = 0; k <= i; k++) {
            if (k >= x.count || i - k >= y.count)
                continue;
            scene_view moved = {.scale = v->scale, .x = x.at[k], .y = y.at[i - k]};
            if (!cuts_any(there, &moved)) {
                *v = moved;
                return true;
            }
        }
    return false;
}

/* The scale at which it is just whole in the pane. */
static float fit_barely(const pen_box *pane, layout_rect what)
{
    return fminf((pane->width - 2 * BARELY) / fmaxf(1, (float)what.w),
                 (pane->height - 2 * BARELY) / fmaxf(1, (float)what.h));
}

/* With that of what it cuts which makes it least smaller. */
static layout_rect take_in(const in_sight *there, const scene_view *v, layout_rect what)
{
    layout_rect field = field_of(there->pane, v), best = what;
    float most = 0;
    for (size_t i = 0; i < there->count; i++) {
        layout_rect both = rect_around(what, there->things[i]);
        if (is_cut(field, there->things[i]) && fit_barely(there->pane, both) > most) {
            most = fit_barely(there->pane, both);
            best = both;
        }
    }
    return best;
}

/* From near enough, what else would be cut is out of sight. False: not from anywhere up to that. */
static bool look_nearer(const in_sight *there, layout_rect what, layout_rect all, scene_view *v)
{
    float nearest = fminf(fit(there->pane, what), v->scale * NEARER_MAX);
    for (float scale = v->scale; scale <= nearest; scale += 0.05F) {
        scene_view nearer = look_at(there->pane, what, all, scale);
        if (cuts_any(there, &nearer) && !step_aside(there, what, all, &nearer))
            continue;
        *v = nearer;
        return true;
    }
    return false;
}

/* Takes in what would be cut, until nothing is. */
static scene_view look_wider(const in_sight *there, layout_rect what, layout_rect all, scene_view v)
{
    for (size_t i = 0; i < there->count && cuts_any(there, &v); i++) {
        what = take_in(there, &v, what);
        v.scale = fminf(FOLLOW_WANT, fit_barely(there->pane, what));
        v.x = (float)(what.x + what.w / 2);
        v.y = (float)(what.y + what.h / 2);
        if (cuts_any(there, &v))
            step_aside(there, what, all, &v);
    }
    return v;
}

/* The view of `what` that cuts nothing. */
static scene_view look_neatly(const in_sight *there, layout_rect what, layout_rect all, float whole)
{
    float scale = scale_for(there->pane, what, whole);
    bool too_much = fit(there->pane, what) < FOLLOW_MIN;
    if (too_much)
        what = beginning_of(there->pane, what, scale / BEGINNING_SHARE);
    scene_view v = look_at(there->pane, what, all, scale);
    if (!cuts_any(there, &v) || step_aside(there, what, all, &v)
        || look_nearer(there, what, all, &v))
        return v;
    scene_view wider = look_wider(there, what, all, v);
    if (wider.scale >= TAKE_IN_MIN)
        return wider;
    layout_rect beyond = rect_around(all, field_of(there->pane, &v));
    beyond = (layout_rect){beyond.x - beyond.w, beyond.y - beyond.h, 3 * beyond.w, 3 * beyond.h};
    bool beside = step_aside(there, what, beyond, &v) || look_nearer(there, what, beyond, &v);
    /* A crowd is cut rather than too small to be made out. */
    return beside || too_much || wider.scale < FOLLOW_MIN ? v : wider;
}

/* ---- from step to step ---- */

void scene_views_forget(scene_views *views)
{
    views->known = 0;
    views->last = (scene_search){.things = NULL};
}

void scene_views_free(scene_views *views)
{
    free(views->of);
    *views = (scene_views){0};
}

/* False: there is no memory for step `k`'s view. */
static bool views_room(scene_views *views, uint32_t k)
{
    if (k < views->room)
        return true;
    uint32_t room = 2 * k + 64;
    scene_view *larger = realloc(views->of, room * sizeof *larger);
    if (!larger)
        return false;
    views->of = larger;
    views->room = room;
    return true;
}

/* look_neatly(), unless that is what was asked last: most steps change nothing of where things are. */
static scene_view look_again(scene_search *last, const in_sight *there, layout_rect what, layout_rect all,
                             float whole)
{
    bool same = last->things && last->count == there->count && memcmp(&last->what, &what, sizeof what) == 0
                && memcmp(last->things, there->things, there->count * sizeof *there->things) == 0;
    if (!same)
        *last = (scene_search){.what = what,
                               .things = there->things,
                               .count = there->count,
                               .found = look_neatly(there, what, all, whole)};
    return last->found;
}

/* Where the camera goes in step `k` after `before`. */
static scene_view follow_one(const scene *s, const scene_geometry *g, layout_rect all, uint32_t k,
                             scene_view before, scene_search *last)
{
    const pen_box *pane = &g->graph;
    in_sight there = {.pane = pane};
    there.things = story_things(s->told, k, &there.count);
    layout_rect what = story_there(s->told, k);
    bool fits = fit(pane, what) >= (g->slide ? SLIDE_MIN : WHOLE_MIN);
    if (!fits)
        what = story_touched(s->told, k);
    bool stays = before.scale >= WHOLE_MIN && is_seen(pane, &before, what) && !cuts_any(&there, &before);
    return stays ? before : look_again(last, &there, what, all, fit(pane, all));
}

static scene_view follow(const scene *s, const scene_geometry *g, layout_rect all)
{
    scene_views alone = {0}, *views = s->views ? s->views : &alone;
    const pen_box *pane = &g->graph;
    if (views->width != pane->width || views->height != pane->height || views->slide != g->slide)
        scene_views_forget(views);
    views->width = pane->width;
    views->height = pane->height;
    views->slide = g->slide;
    if (s->step < views->known)
        return views->of[s->step];
    scene_view v = views->known ? views->of[views->known - 1] : (scene_view){.scale = 0};
    for (uint32_t k = views->known; k <= s->step; k++) {
        v = follow_one(s, g, all, k, v, &views->last);
        if (k == views->known && views_room(views, k))
            views->of[views->known++] = v;
    }
    scene_views_free(&alone);
    return v;
}

/* Looking inside a step widens the view if it has to. */
static scene_view widen(const pen_box *pane, scene_view v, layout_rect what, layout_rect all)
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
    scene_view v = look_at(&g->graph, all, all, fminf(whole, g->code.width > 0 && !g->slide ? ZOOM_MAX : ZOOM_MAX_SLIDE));
    if (whole < WHOLE_MIN && !s->overview)
        v = follow(s, g, all);
    if (s->inside ? story_inside_step(s->told, s->step, &inside)
                  : story_inside(s->told, s->changed, &inside))
        v = widen(&g->graph, v, inside, story_bounds(s->told, true));
    return (scene_camera){.scale = v.scale,
                          .x = g->graph.x + g->graph.width / 2 - v.x * v.scale,
                          .y = g->graph.y + g->graph.height / 2 - v.y * v.scale};
}
