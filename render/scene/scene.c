#include "render/scene/scene.h"
#include "render/scene/panel_heap.h"
#include "render/scene/scene_mark.h"

#include <math.h>
#include <stdio.h>

enum {
    TITLE_HEIGHT = 96,
    CODE_HEIGHT_INSPECTING = 256, /* five lines */
    INSPECTOR_HEIGHT = 400, /* rather than so many lines: facts and a row of the ledger */
    CODE_HEIGHT = 400, /* beside a graph of GRAPH_HEIGHT */
    GRAPH_HEIGHT = 760,
    NARRATION_HEIGHT = 168,
    NARRATION_HEIGHT_NARROW = 216, /* a short line holds fewer words: there are more lines */
    SCRUBBER_HEIGHT = 56,
    CARD_WIDTH = 640, /* the most, beside the graph, */
    CARD_PERCENT = 40, /* ... and of a narrow slide */
    SIDE_WIDTH = 560,
    SIDE_WIDTH_MIN = 380,
    WIDE = 1920,        /* the width that these sizes are made for */
    NARROW = 1600,      /* less than this is */
    NARROWEST = 1440,   /* 4:3; anything narrower is drawn smaller instead */
    CODE_HEIGHT_MIN = 104,
    GRAPH_PADDING = SCENE_GRAPH_PADDING
};
#define FONT_SCALE_HEAP 1.1F
#define HALF_GAP (2 / 13.0F) /* of a cell of the overview: from its edge to the middle of the gap */

/* ---- panes ---- */

/* Larger letters leave less room: where the heap map takes most of it, they may grow only so far. */
static float scale_of(const scene_look *look, scene_level level)
{
    float most = level == SCENE_HEAP ? FONT_SCALE_HEAP : SCENE_FONT_SCALE_MAX;
    return look->font_scale > 0 ? fminf(most, fmaxf(SCENE_FONT_SCALE_MIN, look->font_scale)) : 1;
}

/* The graph has everything that title, card and narration leave. */
static void slide_panes(scene_geometry *g, const scene_card *card, float heap)
{
    float narration_y = g->height - NARRATION_HEIGHT;
    float height = narration_y - TITLE_HEIGHT;
    float most = card->beside ? fminf(CARD_WIDTH, g->width * CARD_PERCENT / 100) : g->width / 2;
    float width = fminf(card->width, most), top = TITLE_HEIGHT;
    g->slide = true;
    g->code = (pen_box){g->width - width - THEME_MARGIN, top, width, fminf(card->height, height - heap)};
    g->generations = (pen_box){g->code.x, top + g->code.height, width,
                               card->beside ? height - heap - g->code.height : 0};
    float graph_y = card->beside ? top : top + g->code.height;
    g->graph = (pen_box){0, graph_y, card->beside ? g->code.x : g->width,
                         narration_y - heap - graph_y};
    g->heap = (pen_box){0, narration_y - heap, g->width, heap};
    g->narration = (pen_box){0, narration_y, g->width, NARRATION_HEIGHT};
    g->scrubber = (pen_box){0, g->height, g->width, 0};
}

scene_geometry scene_geometry_of(const scene_look *look, scene_level level)
{
    scene_geometry g = {0};
    float by_height = (float)look->height_px / THEME_LINES;
    float by_width = (float)look->width_px / NARROWEST;
    g.unit_px = fmaxf(0.05F, fminf(by_height, by_width)) * scale_of(look, level);
    g.width = (float)look->width_px / g.unit_px;
    g.height = (float)look->height_px / g.unit_px;
    if (look->style == SCENE_GRAPH) {
        g.graph = (pen_box){0, 0, g.width, g.height};
        return g;
    }
    if (look->style == SCENE_SLIDE) {
        slide_panes(&g, &look->card,
                    level == SCENE_HEAP ? panel_heap_height(look->heap_plan, g.width) : 0);
        return g;
    }

    float side = fminf(SIDE_WIDTH, fmaxf(SIDE_WIDTH_MIN, SIDE_WIDTH * g.width / WIDE));
    float scrubber = look->scrubber ? SCRUBBER_HEIGHT : 0;
    float narration = g.width < NARROW ? NARRATION_HEIGHT_NARROW : NARRATION_HEIGHT;
    float narration_y = g.height - scrubber - narration;
    float graph_height = narration_y - TITLE_HEIGHT;
    /* A taller window shows more code. */
    float code_height = CODE_HEIGHT + graph_height - GRAPH_HEIGHT;
    if (look->selected_id || look->report)
        code_height = fminf(CODE_HEIGHT_INSPECTING, graph_height - INSPECTOR_HEIGHT);
    else if (level == SCENE_NAMES && !look->choosing)
        code_height = graph_height;
    float heap_height
        = level == SCENE_HEAP ? panel_heap_height(look->heap_plan, g.width - side) : 0;
    code_height = fmaxf(CODE_HEIGHT_MIN, code_height);
    g.graph = (pen_box){0, TITLE_HEIGHT, g.width - side, graph_height - heap_height};
    g.heap = (pen_box){0, narration_y - heap_height, g.width - side, heap_height};
    g.code = (pen_box){g.width - side, TITLE_HEIGHT, side, code_height};
    g.generations = (pen_box){g.width - side, TITLE_HEIGHT + code_height, side,
                              graph_height - code_height};
    g.narration = (pen_box){0, narration_y, g.width, narration};
    g.scrubber = (pen_box){0, g.height - scrubber, g.width, scrubber};
    return g;
}

pen_box scene_layout_pane(const scene_geometry *g)
{
    if (g->slide || !(g->narration.height > 0))
        return (pen_box){0, 0, roundf(g->graph.width) - 2 * SCENE_BESIDE,
                         roundf(g->graph.height) - 2 * SCENE_ABOVE};
    static const float WIDTHS[] = {1360, 1180, 1020, 860}, HEIGHTS[] = {GRAPH_HEIGHT, 620, 500};
    float width = WIDTHS[3];
    for (size_t i = 4; i-- > 0;)
        if (g->graph.width + 40 >= WIDTHS[i])
            width = WIDTHS[i];
    float whole = g->graph.height + g->heap.height;
    float height = whole > 1000 ? 1000 : HEIGHTS[2];
    for (size_t i = 3; whole <= 1000 && i-- > 0;)
        if (whole + 80 >= HEIGHTS[i])
            height = HEIGHTS[i];
    height -= g->heap.height;
    return (pen_box){0, 0, width - 2 * SCENE_BESIDE, height - 2 * SCENE_ABOVE};
}

bool scene_step_at(const scene_geometry *g, uint32_t step_count, float x_px, float y_px,
                   uint32_t *step)
{
    float x = x_px / g->unit_px, y = y_px / g->unit_px;
    if (!(g->scrubber.height > 0) || y < g->scrubber.y || y >= g->scrubber.y + g->scrubber.height)
        return false;
    float first = panel_scrubber_x(&g->scrubber, 0, step_count);
    float last = panel_scrubber_x(&g->scrubber, step_count, step_count);
    float part = last > first ? (x - first) / (last - first) : 0;
    *step = (uint32_t)lroundf(fminf(1, fmaxf(0, part)) * (float)step_count);
    return true;
}

/* ---- drawing ---- */

/* The viewer's own zoom and pan, around the middle of the pane. */
static scene_camera camera_looked(scene_camera c, const scene_geometry *g, const scene_look *look)
{
    float zoom = look->zoom > 0 ? look->zoom : 1;
    float x = g->graph.x + g->graph.width / 2, y = g->graph.y + g->graph.height / 2;
    return (scene_camera){.scale = c.scale * zoom,
                          .x = (c.x - x) * zoom + x + look->pan_x,
                          .y = (c.y - y) * zoom + y + look->pan_y};
}

/* The map under the graph, and its sums where the generations are at other levels. */
static void heap_draw(const scene *s, pen p, const scene_geometry *g)
{
    pen_rect(&p, g->heap, pen_colour(&p, THEME_BACKGROUND));
    pen_rect(&p, (pen_box){g->heap.x, g->heap.y, g->heap.width, THEME_STROKE_RULE},
             pen_colour(&p, THEME_RULE));
    if (!s->heap || !s->heap_plan)
        return;
    panel_heap_draw(s, p, g->heap);
}

bool scene_chooses(const scene *s)
{
    const scene_question *q = s->question;
    return q && q->choice_count && !s->selected_id && (q->asking || s->level <= SCENE_COUNTS);
}

/* What stands below the code. */
static void lower_draw(const scene *s, pen p, const scene_geometry *g)
{
    if (s->reported)
        panel_report_draw(s, p, g->generations);
    else if (s->inspected)
        panel_inspector_draw(s, p, g->generations);
    else if (scene_chooses(s))
        panel_question_draw(s, p, g->generations);
    else if (s->heap && s->heap_plan && !s->collector.running)
        panel_memory_draw(s, p, g->generations);
    else
        panel_generations_draw(s, p, g->generations);
}

static void panes_draw(const scene *s, pen p, const scene_geometry *g)
{
    frame_colour surface = pen_colour(&p, THEME_SURFACE), rule = pen_colour(&p, THEME_RULE);
    p.id = scene_id(SCENE_PANE, 0, 0);
    float height = g->graph.height + g->heap.height;
    pen_rect(&p, (pen_box){g->code.x, g->code.y, g->code.width, height}, surface);
    pen_box script = g->code, output = g->code;
    output.height = panel_output_height(s, &p, &script);
    script.height -= output.height;
    output.y += script.height;
    scene_mark_part(p.onto, "code");
    panel_code_draw(s, p, script);
    frame_close(p.onto);
    if (output.height > 0) {
        scene_mark_part(p.onto, "output");
        panel_output_draw(s, p, output);
        frame_close(p.onto);
    }
    if (g->heap.height > 0) {
        scene_mark_part(p.onto, "heap");
        heap_draw(s, p, g);
        frame_close(p.onto);
    }
    if (g->generations.height > 0) {
        scene_mark_part(p.onto, s->reported        ? "report"
                                : s->inspected     ? "inspector"
                                : scene_chooses(s) ? "choices"
                                : s->heap          ? "memory"
                                                   : "generations");
        lower_draw(s, p, g);
        frame_close(p.onto);
    }
    pen_rect(&p, (pen_box){g->code.x, g->code.y, THEME_STROKE_RULE, height}, rule);
    pen_rect(&p, (pen_box){g->code.x, g->code.y, g->code.width, THEME_STROKE_RULE}, rule);
    if (g->generations.height > 0)
        pen_rect(&p,
                 (pen_box){g->code.x, g->generations.y, g->code.width, THEME_STROKE_RULE}, rule);
}

/* What a slide has of the panes. */
static void card_draw(const scene *s, pen p, const scene_geometry *g)
{
    scene_mark_part(p.onto, "code");
    panel_card_draw(s, p, g->code);
    frame_close(p.onto);
    if (g->heap.height > 0) {
        scene_mark_part(p.onto, "heap");
        heap_draw(s, p, g);
        panel_memory_line_draw(s, p, panel_heap_note(&g->heap));
        frame_close(p.onto);
    }
    if (scene_chooses(s)) {
        scene_mark_part(p.onto, "choices");
        panel_question_draw(s, p, g->generations);
        frame_close(p.onto);
    }
}

uint32_t scene_hit(const scene *s, const scene_look *look, float x_px, float y_px)
{
    scene_geometry g = scene_geometry_of(look, s->level);
    scene_camera camera = camera_looked(scene_camera_of(s, &g), &g, look);
    float x = x_px / g.unit_px, y = y_px / g.unit_px;
    if (g.heap.height > 0 && y >= g.heap.y && y < g.heap.y + g.heap.height && x < g.heap.width)
        return panel_heap_hit(s, &g.heap, x, y);
    if (x < g.graph.x || x >= g.graph.x + g.graph.width || y < g.graph.y
        || y >= g.graph.y + g.graph.height)
        return 0;
    x = (x - camera.x) / camera.scale;
    y = (y - camera.y) / camera.scale;
    for (uint32_t i = s->changed->object_count; i-- > 0;) { /* the last one drawn lies on top */
        uint32_t id = s->changed->objects[i].object->seen->id, tile;
        pen_box box;
        bool drawn = s->overview ? overview_place(s->overview, id, &box, &tile)
                                 : story_box(s->told, (story_holder){.id = id}, &box);
        if (!drawn)
            continue;
        float gap = s->overview ? box.width * HALF_GAP : 0; /* what is between two cells is theirs */
        box = (pen_box){box.x - gap, box.y - gap, box.width + 2 * gap, box.height + 2 * gap};
        if (x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height)
            return id;
    }
    return 0;
}

/* Something is missing from the graph, and that is said where it is. */
static void hidden_draw(const scene *s, pen p, const pen_box *graph)
{
    enum { HEIGHT = 56, PADDING = 20, MARGIN = 16 };
    if (!s->chosen || !s->chosen->hidden_count)
        return;
    char text[48];
    tongue_write(p.words, text, sizeof text, SAY_HIDDEN, TELL({.number = s->chosen->hidden_count}));
    p.id = scene_id(SCENE_CHOSEN, 0, 0);
    pen_type type = {.font = FONT_UI, .size = THEME_TYPE_CODE, .align = ALIGN_CENTRE};
    type.colour = pen_colour(&p, THEME_SECONDARY);
    float width = pen_width(&p, type.font, type.size, text) + 2 * PADDING;
    pen_box pill = {graph->x + graph->width - width - MARGIN,
                    graph->y + graph->height - HEIGHT - MARGIN, width, HEIGHT};
    pen_border(&p, pill, HEIGHT / 2.0F, pen_colour(&p, THEME_SURFACE), pen_colour(&p, THEME_RULE),
               THEME_STROKE_QUIET, (frame_dash){0});
    pen_text(&p, pill.x + width / 2, pill.y + HEIGHT / 2.0F + type.size * THEME_BASELINE, &type,
             text);
}

static void graph_draw(const scene *s, const scene_look *look, pen p, const scene_geometry *g,
                       scene_camera camera)
{
    frame *onto = p.onto;
    float above = look->style == SCENE_GRAPH ? g->graph.y : GRAPH_PADDING / 2.0F;
    float top = roundf((g->graph.y - above) * g->unit_px);
    pen_box seen = {g->graph.x, g->graph.y - above, g->graph.width, g->graph.height + above};
    frame_push_clip(onto, (frame_clip){.y = top,
                                       .width = roundf(g->graph.width * g->unit_px),
                                       .height = roundf((g->graph.y + g->graph.height) * g->unit_px)
                                                 - top});
    if (s->overview)
        scene_overview_draw(s, p, camera);
    else
        scene_graph_draw(s, p, camera, seen);
    scene_copies_draw(s, p, camera, g->graph);
    hidden_draw(s, p, &g->graph);
    frame_pop_clip(onto);
    if (look->legend) {
        scene_mark_part(onto, "legend");
        panel_legend_draw(s, p, g->graph, camera);
        frame_close(onto);
    }
}

/* The narration or the question, and the scrubber. */
static void below_draw(const scene *s, const scene_look *look, pen p, const scene_geometry *g)
{
    pen_box below = {0, g->narration.y, g->width, g->height - g->narration.y};
    pen_rect(&p, below, pen_colour(&p, THEME_SURFACE));
    below.height = THEME_STROKE_RULE;
    pen_rect(&p, below, pen_colour(&p, THEME_RULE));
    scene_mark_part(p.onto, "narration");
    if (s->question && s->question->asking)
        panel_question_band_draw(s, p, g->narration, !look->keyless);
    else
        panel_narration_draw(s, p, g->narration, look->captions);
    frame_close(p.onto);
    if (look->scrubber)
        panel_scrubber_draw(s, p, g->scrubber);
}

/* What stands right of the title: the step's number and, maybe, the map. */
static float title_right(const scene *s, const pen *p, const scene_geometry *g)
{
    enum { GAP = 40 };
    return g->width - THEME_MARGIN - panel_number_width(s, p) - GAP;
}

static void title_draw(const scene *s, const scene_look *look, pen p, const scene_geometry *g,
                       scene_camera camera)
{
    enum { GAP = 40 };
    scene_mark_part(p.onto, "map");
    panel_map map = panel_map_of(s, g->graph, camera, title_right(s, &p, g), !look->legend, look->map_held);
    panel_map_draw(s, p, g->graph, camera, &map);
    frame_close(p.onto);
    scene_mark_part(p.onto, "title");
    panel_title_draw(s, p, g->width, map.at == MAP_BAND ? map.map.width + GAP : 0);
    frame_close(p.onto);
}

static pen_box box_px(pen_box box, float unit_px)
{
    return (pen_box){box.x * unit_px, box.y * unit_px, box.width * unit_px, box.height * unit_px};
}

scene_map scene_map_of(const scene *s, const scene_look *look)
{
    scene_geometry g = scene_geometry_of(look, s->level);
    scene_camera camera = camera_looked(scene_camera_of(s, &g), &g, look);
    pen p = {.colours = look->colours, .ruler = look->ruler, .words = look->words, .scale = g.unit_px};
    panel_map m = panel_map_of(s, g.graph, camera, title_right(s, &p, &g), !look->legend, look->map_held);
    return (scene_map){m.at, box_px(m.map, g.unit_px), box_px(m.card, g.unit_px)};
}

frame_point scene_pan_to(const scene *s, const scene_look *look, float across, float down)
{
    scene_geometry g = scene_geometry_of(look, s->level);
    scene_look still = *look;
    still.pan_x = still.pan_y = 0;
    scene_camera camera = camera_looked(scene_camera_of(s, &g), &g, &still);
    pen_box all = panel_map_bounds(s);
    float x = all.x + across * all.width, y = all.y + down * all.height;
    return (frame_point){g.graph.x + g.graph.width / 2 - (x * camera.scale + camera.x),
                         g.graph.y + g.graph.height / 2 - (y * camera.scale + camera.y)};
}

void scene_draw(const scene *s, const scene_look *look, frame *onto)
{
    scene_geometry g = scene_geometry_of(look, s->level);
    scene_camera camera = camera_looked(scene_camera_of(s, &g), &g, look);
    frame_begin(onto, look->width_px, look->height_px,
                theme_colour(look->colours, THEME_BACKGROUND));
    onto->grouped = look->vector;
    pen p = {.onto = onto, .colours = look->colours, .ruler = look->ruler, .words = look->words, .scale = g.unit_px};

    graph_draw(s, look, p, &g, camera);
    if (look->style == SCENE_GRAPH)
        return;
    title_draw(s, look, p, &g, camera);
    if (g.slide)
        card_draw(s, p, &g);
    else
        panes_draw(s, p, &g);
    below_draw(s, look, p, &g);
    panel_hover_draw(s, p, look, &g, camera);
}
