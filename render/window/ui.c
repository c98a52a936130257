#include "render/window/ui.h"

#include <math.h>

enum {
    STEP_MS = 3000,
    STEP_MS_MIN = 400,
    STEP_MS_MAX = 20000,
    TYPED_MAX = 1000000
};
#define ZOOM_MIN 0.25F
#define ZOOM_MAX 8.0F

ui ui_before(theme_name colours, bool fullscreen)
{
    return (ui){.captions = true,
                .motion = true,
                .fullscreen = fullscreen,
                .theme = colours,
                .zoom = 1,
                .font_scale = 1,
                .step_ms = STEP_MS};
}

ui ui_start(const stage *g, uint32_t step, theme_name colours, bool fullscreen)
{
    ui u = ui_before(colours, fullscreen);
    u.at = stage_at_step(g, step);
    return u;
}

scene_look ui_look(const ui *u, int32_t width_px, int32_t height_px)
{
    return (scene_look){.colours = theme_of(u->theme),
                        .width_px = width_px,
                        .height_px = height_px,
                        .scrubber = !u->fullscreen,
                        .captions = u->captions,
                        .unasked = u->unasked,
                        .legend = u->legend,
                        .font_scale = u->font_scale,
                        .selected_id = u->selected_id,
                        .why = u->why,
                        .report = u->report,
                        .hovered_id = u->hovered_id,
                        .hover_x = u->hover_x,
                        .hover_y = u->hover_y,
                        .choices = &u->choices,
                        .zoom = u->zoom,
                        .pan_x = u->pan_x,
                        .pan_y = u->pan_y,
                        .map_held = u->map_held};
}

/* ---- moving ---- */

static ui_effect go_to(ui *u, stage_stop at)
{
    bool same = at.step == u->at.step && at.event == u->at.event && at.before == u->at.before
                && at.sub == u->at.sub && at.asking == u->at.asking;
    u->at = at;
    u->hovered_id = 0;
    return same ? UI_NOTHING : UI_TRANSITION;
}

/* A move that would enter a step which asks a question stops at the question, forwards and backwards. */
static ui_effect move_to(ui *u, const stage *g, stage_stop to)
{
    if (u->unasked || u->at.asking)
        return go_to(u, to);
    uint32_t from = u->at.step;
    if (to.step > from && stage_asks(g, from + 1))
        return go_to(u, stage_asking(g, from + 1));
    if (to.step < from && stage_asks(g, from))
        return go_to(u, stage_asking(g, from));
    return go_to(u, to);
}

static ui_effect next_step(ui *u, const stage *g)
{
    if (!stage_is_step_end(g, u->at) && u->at.event < stage_at_step(g, u->at.step).event)
        return go_to(u, stage_at_step(g, u->at.step)); /* inside a step: finish it first */
    return move_to(u, g, stage_at_step(g, u->at.step + 1));
}

static ui_effect previous_step(ui *u, const stage *g)
{
    if (u->at.asking)
        return go_to(u, stage_at_step(g, u->at.step));
    return move_to(u, g, stage_at_step(g, u->at.step ? u->at.step - 1 : 0));
}

static ui_effect tick(ui *u, const stage *g)
{
    if (!u->playing)
        return UI_NOTHING;
    ui_effect effect = next_step(u, g);
    if (u->at.step >= stage_step_count(g) || u->at.asking)
        u->playing = false; /* the end is the end: no wrapping; and questions wait */
    return effect;
}

static ui_effect play(ui *u, const stage *g)
{
    u->playing = !u->playing && u->at.step < stage_step_count(g);
    return UI_NOTHING;
}

static ui_effect seek(ui *u, const stage *g, const scene_look *look, intent what)
{
    uint32_t step;
    scene_geometry geometry = stage_geometry(g, look);
    if (!scene_step_at(&geometry, stage_step_count(g), what.x, what.y, &step))
        return UI_NOTHING;
    return go_to(u, stage_at_step(g, step));
}

/* ---- typing a step number ---- */

static ui_effect type_digit(ui *u, uint32_t digit)
{
    if (!u->typing && digit == 0) { /* 0 alone fits the graph */
        u->zoom = 1;
        u->pan_x = u->pan_y = 0;
        return UI_REDRAW;
    }
    u->typed = u->typing ? u->typed * 10 + digit : digit;
    if (u->typed > TYPED_MAX)
        u->typed = TYPED_MAX;
    u->typing = true;
    return UI_REDRAW;
}

static ui_effect typed_go(ui *u, const stage *g)
{
    u->typing = false;
    ui_effect effect = go_to(u, stage_at_step(g, u->typed));
    return effect == UI_NOTHING ? UI_REDRAW : effect;
}

/* ---- looking ---- */

static ui_effect zoom(ui *u, const stage *g, const scene_look *look, intent what)
{
    scene_geometry geometry = stage_geometry(g, look);
    const pen_box *pane = &geometry.graph;
    float factor = fminf(ZOOM_MAX, fmaxf(ZOOM_MIN, u->zoom * what.amount)) / u->zoom;
    /* Around the middle of the pane, unless a point of it is to stay in place. */
    float x = what.x / geometry.unit_px - (pane->x + pane->width / 2);
    float y = what.y / geometry.unit_px - (pane->y + pane->height / 2);
    if (what.x <= 0 && what.y <= 0)
        x = y = 0;
    u->pan_x = x - (x - u->pan_x) * factor;
    u->pan_y = y - (y - u->pan_y) * factor;
    u->zoom *= factor;
    return UI_REDRAW;
}

static ui_effect pan(ui *u, const stage *g, const scene_look *look, intent what)
{
    scene_geometry geometry = stage_geometry(g, look);
    u->pan_x += what.x / geometry.unit_px;
    u->pan_y += what.y / geometry.unit_px;
    return UI_REDRAW;
}

static ui_effect steer(ui *u, stage *g, const scene_look *look, intent what)
{
    frame_point pan_to = stage_pan_to(g, u->at, look, what.x, what.y);
    u->pan_x = pan_to.x;
    u->pan_y = pan_to.y;
    u->map_held = (map_corner)what.number;
    return UI_REDRAW;
}

static ui_effect speed(ui *u, bool faster)
{
    u->step_ms = faster ? u->step_ms * 2 / 3 : u->step_ms * 3 / 2;
    if (u->step_ms < STEP_MS_MIN)
        u->step_ms = STEP_MS_MIN;
    if (u->step_ms > STEP_MS_MAX)
        u->step_ms = STEP_MS_MAX;
    return UI_NOTHING;
}

static ui_effect font(ui *u, float factor)
{
    u->font_scale = factor > 0 ? u->font_scale * factor : 1;
    u->font_scale = fminf(SCENE_FONT_SCALE_MAX, fmaxf(SCENE_FONT_SCALE_MIN, u->font_scale));
    return UI_REDRAW;
}

static ui_effect level_next(stage *g)
{
    stage_set_level(g, (scene_level)((stage_level(g) + 1) % (SCENE_HEAP + 1)));
    return UI_REDRAW;
}

static ui_effect fullscreen(ui *u, bool on)
{
    bool changes = u->fullscreen != on;
    u->fullscreen = on;
    return changes ? UI_FULLSCREEN : UI_REDRAW;
}

/* Closes what lies on top, one thing at a time. */
static ui_effect escape(ui *u)
{
    if (u->typing)
        u->typing = false;
    else if (u->help)
        u->help = false;
    else if (u->report)
        u->report = PANE_NONE;
    else if (u->why)
        u->why = false;
    else if (u->selected_id)
        u->selected_id = 0;
    else if (u->fullscreen)
        return fullscreen(u, false);
    else
        return u->from_lessons ? UI_LESSONS : UI_NOTHING;
    return UI_REDRAW;
}

/* ---- one object ---- */

static ui_effect select_object(ui *u, uint32_t id)
{
    if (id == u->selected_id)
        return UI_NOTHING;
    u->selected_id = id;
    u->why = u->why && id;
    if (id && u->report < PANE_ABOUT_OBJECT)
        u->report = PANE_NONE; /* the inspector takes its place */
    return UI_REDRAW;
}

static bool is_in_graph(const stage *g, const scene_look *look, float y_px)
{
    scene_geometry geometry = stage_geometry(g, look);
    return y_px < (geometry.graph.y + geometry.graph.height) * geometry.unit_px;
}

/* While the pointer stays on an object, nothing follows it about. */
static ui_effect hover(ui *u, stage *g, const scene_look *look, intent what)
{
    bool hidden = u->blank != UI_SHOWN || u->help || what.x < 0 || what.y < 0;
    uint32_t id = hidden ? 0 : stage_hit(g, u->at, look, what.x, what.y);
    if (id == u->hovered_id
        && (!id || is_in_graph(g, look, what.y) == is_in_graph(g, look, u->hover_y)))
        return UI_NOTHING;
    u->hovered_id = id;
    u->hover_x = what.x;
    u->hover_y = what.y;
    return UI_REDRAW;
}

static uint32_t meant(const ui *u, stage *g, const scene_look *look, intent what)
{
    return what.x < 0 ? u->selected_id : stage_hit(g, u->at, look, what.x, what.y);
}

static ui_effect fold(ui *u, stage *g, const scene_look *look, intent what)
{
    uint32_t id = meant(u, g, look, what);
    return id && choices_fold(&u->choices, id) ? UI_REDRAW : UI_NOTHING;
}

/* What is not seen is not spoken of either. */
static ui_effect hide(ui *u, stage *g, const scene_look *look, intent what)
{
    uint32_t id = meant(u, g, look, what);
    if (!id || !choices_hide(&u->choices, id))
        return UI_NOTHING;
    u->hovered_id = 0;
    if (u->selected_id == id)
        select_object(u, 0);
    return UI_REDRAW;
}

static ui_effect show_all(ui *u)
{
    bool any = u->choices.hidden.count > 0;
    choices_show_all(&u->choices);
    return any ? UI_REDRAW : UI_NOTHING;
}

static ui_effect why_toggle(ui *u, stage *g, const scene_look *look)
{
    if (!u->selected_id)
        u->selected_id = stage_next_object(g, u->at, look, 0, true);
    u->why = u->selected_id && !u->why;
    return UI_REDRAW;
}

static ui_effect do_object(ui *u, stage *g, const scene_look *look, intent what)
{
    switch ((int)what.kind) {
    case INTENT_SELECT:
        return select_object(u, stage_hit(g, u->at, look, what.x, what.y));
    case INTENT_SELECT_NEXT:
        return select_object(u, stage_next_object(g, u->at, look, u->selected_id, true));
    case INTENT_SELECT_PREVIOUS:
        return select_object(u, stage_next_object(g, u->at, look, u->selected_id, false));
    case INTENT_WHY:
        return why_toggle(u, g, look);
    case INTENT_FOLD:
        return fold(u, g, look, what);
    case INTENT_HIDE:
        return hide(u, g, look, what);
    case INTENT_SHOW_ALL:
        return show_all(u);
    case INTENT_LEVEL:
        return level_next(g);
    }
    return UI_NOTHING;
}

static ui_effect blank(ui *u, ui_blank to)
{
    u->blank = to;
    u->playing = false;
    return UI_REDRAW;
}

static ui_effect toggle(bool *what)
{
    *what = !*what;
    return UI_REDRAW;
}

/* ---- all intents ---- */

static ui_effect do_move(ui *u, const stage *g, const scene_look *look, intent what)
{
    switch ((int)what.kind) {
    case INTENT_NEXT_STEP:
        return next_step(u, g);
    case INTENT_PREVIOUS_STEP:
        return previous_step(u, g);
    case INTENT_NEXT_LINE:
        return move_to(u, g, stage_line(g, u->at, true));
    case INTENT_PREVIOUS_LINE:
        return u->at.asking ? previous_step(u, g) : move_to(u, g, stage_line(g, u->at, false));
    case INTENT_NEXT_CHANGE:
        return move_to(u, g, stage_change(g, u->at, true));
    case INTENT_PREVIOUS_CHANGE:
        return u->at.asking ? previous_step(u, g) : move_to(u, g, stage_change(g, u->at, false));
    case INTENT_REVEAL:
        return u->at.asking ? next_step(u, g) : UI_NOTHING;
    case INTENT_FIRST:
        return go_to(u, stage_at_step(g, 0));
    case INTENT_LAST:
        return go_to(u, stage_at_step(g, stage_step_count(g)));
    case INTENT_SEEK:
        return seek(u, g, look, what);
    }
    return UI_NOTHING;
}

/* Off, a question that is put goes away as well. */
static ui_effect questions_toggle(ui *u, const stage *g)
{
    u->unasked = !u->unasked;
    if (u->unasked && u->at.asking)
        u->at = stage_at_step(g, u->at.step);
    return UI_REDRAW;
}

static ui_effect do_present(ui *u, const stage *g, bool from_start)
{
    if (from_start)
        u->at = stage_at_step(g, 0);
    return fullscreen(u, true);
}

static ui_effect do_look(ui *u, stage *g, const scene_look *look, intent what)
{
    switch ((int)what.kind) {
    case INTENT_ZOOM:
        return zoom(u, g, look, what);
    case INTENT_PAN:
        return pan(u, g, look, what);
    case INTENT_STEER:
        return steer(u, g, look, what);
    case INTENT_THEME:
        u->theme = (u->theme + 1) % THEME_COUNT;
        return UI_REDRAW;
    case INTENT_HELP:
        return toggle(&u->help);
    case INTENT_CAPTIONS:
        return toggle(&u->captions);
    case INTENT_LEGEND:
        return toggle(&u->legend);
    case INTENT_REPORT:
        u->report = (report_pane)((u->report + (what.number ? PANE_COUNT - 1 : 1)) % PANE_COUNT);
        return UI_REDRAW;
    case INTENT_FONT:
        return font(u, what.amount);
    case INTENT_EXPORT:
        return UI_EXPORT;
    case INTENT_QUESTIONS:
        return questions_toggle(u, g);
    case INTENT_MOTION:
        return toggle(&u->motion);
    case INTENT_FULLSCREEN:
        return fullscreen(u, !u->fullscreen);
    case INTENT_PRESENT_START:
        return do_present(u, g, true);
    case INTENT_PRESENT_HERE:
        return do_present(u, g, false);
    case INTENT_BLACK:
        return blank(u, UI_BLACK);
    case INTENT_WHITE:
        return blank(u, UI_WHITE);
    case INTENT_SLOWER:
        return speed(u, false);
    case INTENT_FASTER:
        return speed(u, true);
    }
    return UI_NOTHING;
}

ui_effect ui_do(ui *u, stage *g, const scene_look *look, intent what)
{
    if (what.kind == INTENT_NONE)
        return UI_NOTHING;
    if (what.kind == INTENT_QUIT)
        return UI_QUIT;
    if (what.kind == INTENT_LESSONS)
        return UI_LESSONS;
    if (what.kind == INTENT_RELOAD)
        return UI_RELOAD;
    if (what.kind == INTENT_TICK)
        return tick(u, g);
    if (what.kind == INTENT_HOVER)
        return hover(u, g, look, what);
    if (u->blank != UI_SHOWN) {
        u->blank = UI_SHOWN;
        return UI_REDRAW;
    }
    if (what.kind == INTENT_DIGIT)
        return type_digit(u, what.number);
    if (what.kind == INTENT_ENTER)
        return u->typing ? typed_go(u, g) : next_step(u, g);
    if (what.kind == INTENT_ESCAPE || (what.kind == INTENT_BACKSPACE && u->typing))
        return escape(u);
    if (what.kind == INTENT_BACKSPACE)
        return previous_step(u, g);
    if (what.kind == INTENT_PLAY)
        return play(u, g);
    bool was_typing = u->typing;
    u->typing = false;
    ui_effect effect = do_move(u, g, look, what);
    if (effect == UI_NOTHING)
        effect = do_look(u, g, look, what);
    if (effect == UI_NOTHING)
        effect = do_object(u, g, look, what);
    return effect == UI_NOTHING && was_typing ? UI_REDRAW : effect;
}
