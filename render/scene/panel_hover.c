#include "render/scene/panels.h"

#include <math.h>

enum {
    HEIGHT = 64,
    INSET = 22,
    POINTER_GAP = 28, /* above its tip */
    TABS = 50,        /* below a box; the card covers neither them */
    BADGES = 56       /* nor what stands out above it */
};

/* Where the object is drawn, in the panes' layout pixels. False: nowhere in the graph. */
static bool place_of(const scene *s, scene_camera camera, pen_box *box)
{
    uint32_t tile;
    uint32_t id = s->hovered->id;
    if (!change_find(s->changed, id))
        return false;
    if (s->overview ? !overview_place(s->overview, id, box, &tile)
                    : !story_box(s->told, (story_holder){.id = id}, box))
        return false;
    box->x = box->x * camera.scale + camera.x;
    box->y = box->y * camera.scale + camera.y;
    box->width *= camera.scale;
    box->height *= camera.scale;
    return true;
}

/* Inside the pane, so that it covers no other one. */
static pen_box card_of(const scene *s, pen_box pane, float x, float y, float wide, scene_camera camera,
                       bool in_graph)
{
    pen_box at, card = {.y = y - POINTER_GAP - HEIGHT, .width = wide, .height = HEIGHT};
    if (in_graph && place_of(s, camera, &at)) {
        x = at.x + at.width / 2;
        card.y = at.y + at.height + TABS * fminf(1, camera.scale);
        if (card.y + HEIGHT > pane.y + pane.height)
            card.y = at.y - BADGES * fminf(1, camera.scale) - HEIGHT;
    }
    card.x = fmaxf(pane.x + THEME_UNIT, fminf(x - wide / 2, pane.x + pane.width - THEME_UNIT - wide));
    card.y = fmaxf(pane.y, fminf(card.y, pane.y + pane.height - HEIGHT));
    return card;
}

void panel_hover_draw(const scene *s, pen p, const scene_look *look, const scene_geometry *g,
                      scene_camera camera)
{
    if (!s->hovered)
        return;
    float x = look->hover_x / p.scale, y = look->hover_y / p.scale;
    bool in_graph = y < g->graph.y + g->graph.height;
    pen_type type = {.font = FONT_UI,
                     .size = THEME_TYPE_CODE,
                     .colour = pen_colour(&p, THEME_TEXT),
                     .limit = g->graph.width - 2 * (INSET + THEME_UNIT)};
    float wide = fminf(type.limit, pen_width(&p, type.font, type.size, s->hovered->text)) + 2 * INSET;
    pen_box pane = g->graph;
    pane.height += g->heap.height;
    pen_box card = card_of(s, pane, x, y, wide, camera, in_graph);
    p.id = scene_id(SCENE_HOVER, s->hovered->id, 0);
    pen_border(&p, card, THEME_RADIUS_OBJECT, pen_colour(&p, THEME_HIGHLIGHT),
               pen_colour(&p, THEME_TEXT), THEME_STROKE_QUIET, (frame_dash){0});
    pen_text(&p, card.x + INSET, card.y + HEIGHT / 2.0F + type.size * THEME_BASELINE, &type,
             s->hovered->text);
}
