#include "render/scene/fold.h"
#include "render/scene/stage_model.h"

#include <math.h>

enum {
    INSIDE_STOPS_PER_STEP = 32, /* states inside a step that the layout looks at, */
    INSIDE_STOPS = 400,         /* and in the whole run */
    WORTH_PERCENT = 96,         /* the picture may become this much smaller for them */
    GAIN_PERCENT = 115,         /* and must become this much larger for eliding more */
    CALLS_WORTH_PERCENT = 92,   /* ... for calls alone */
    READABLE_PERCENT = 90,
    ROOM_PERCENT = 110 /* of the pane: what a box may take at the scale that steps are seen at */
};

/* The state after each step, compared with the one before it. */
static ouro_result steps_tell(stage *g, ouro_error *err)
{
    arena memory[2] = {{0}, {0}};
    picture pictures[2] = {{0}, {0}};
    ouro_result result = OURO_OK;
    for (uint32_t k = 0; k <= g->step_count && result == OURO_OK; k++) {
        uint32_t now = k & 1;
        arena_free(&memory[now]);
        change c;
        change_context context = stage_context_of(g, k);
        result = stage_interrupted(g, err);
        if (result == OURO_OK)
            result = stage_picture_at(g, stage_end_of(g, k), &memory[now], &pictures[now], err);
        if (result == OURO_OK)
            result = change_between(k ? &pictures[!now] : NULL, &pictures[now], &context,
                                    &memory[now], &c, err);
        if (result == OURO_OK)
            result = story_tell(g->told, &pictures[now], &c, k, err);
        if (result == OURO_OK && pictures[now].rows_most > g->rows_most)
            g->rows_most = pictures[now].rows_most;
    }
    arena_free(&memory[0]);
    arena_free(&memory[1]);
    return result;
}

/* What lives only between the lines of a step: calls, and what they make. */
static ouro_result insides_tell(stage *g, bool calls_only, ouro_error *err)
{
    ouro_result result = OURO_OK;
    uint32_t stops = 0;
    for (uint32_t k = 0; k <= g->step_count && result == OURO_OK; k++) {
        const session_step *s = session_step_at(g->run, k);
        uint64_t event = session_next_line(g->run, s->first_event), last = s->first_event;
        for (uint32_t i = 0; i < INSIDE_STOPS_PER_STEP && stops < INSIDE_STOPS
                             && event > last && event < s->last_event && result == OURO_OK;
             i++, stops++) {
            arena memory = {0};
            picture p;
            result = stage_interrupted(g, err);
            if (result == OURO_OK)
                result = stage_picture_at(g, event, &memory, &p, err);
            if (result == OURO_OK)
                result = calls_only ? story_tell_calls(g->told, &p, k, err)
                                    : story_tell_inside(g->told, &p, k, err);
            arena_free(&memory);
            last = event;
            event = session_next_line(g->run, event);
        }
    }
    return result;
}

/* Which pools the heap map has rows for: looked at once, when the map is first drawn. */
ouro_result stage_heap_tell(stage *g, ouro_error *err)
{
    ouro_result result = OURO_OK;
    for (uint32_t k = 0; k <= g->step_count && result == OURO_OK; k++) {
        arena memory = {0};
        picture p;
        const view_heap_map *map = NULL;
        result = stage_interrupted(g, err);
        if (result == OURO_OK)
            result = stage_picture_at(g, stage_end_of(g, k), &memory, &p, err);
        if (result == OURO_OK && !(map = stage_heap_here(g, &memory, err)))
            result = OURO_ERR_NOMEM;
        if (map)
            heap_plan_tell(&g->heap_plan, map, &p);
        arena_free(&memory);
    }
    return result;
}

static ouro_result tell_anew(stage *g, ouro_error *err)
{
    story_close(g->told);
    g->told = story_open(g->ruler);
    return g->told ? steps_tell(g, err) : stage_no_memory(err);
}

ouro_result stage_lay_out(stage *g, pen_box pane, ouro_error *err)
{
    g->pane = pane;
    if (g->crowd) {
        overview_lay_out(g->crowd, pane.width, pane.height);
        return OURO_OK;
    }
    scene_views_forget(&g->views);
    return story_lay_out(g->told, pane.width, pane.height, err);
}

static float scale_of(const stage *g)
{
    layout_rect bounds = story_bounds(g->told, false);
    return fminf(g->pane.width / fmaxf(1, (float)bounds.w),
                 g->pane.height / fmaxf(1, (float)bounds.h));
}

/* The pictures of the steps stay readable, or nearly as large as they were. */
static bool is_worth_it(const stage *g, float steps_only, int percent)
{
    float scale = scale_of(g);
    return scale >= READABLE_PERCENT / 100.0F || scale >= steps_only * (float)percent / 100.0F;
}

static ouro_result insides_place(stage *g, pen_box pane, bool calls_only, ouro_error *err)
{
    ouro_result result = insides_tell(g, calls_only, err);
    return result == OURO_OK ? stage_lay_out(g, pane, err) : result;
}

/* The states inside the steps get places too, or the calls among them alone, unless that makes every
 * picture too small. */
static ouro_result story_place(stage *g, pen_box pane, ouro_error *err)
{
    ouro_result result = tell_anew(g, err);
    if (result == OURO_OK)
        result = stage_lay_out(g, pane, err);
    float steps_only = scale_of(g);
    if (result == OURO_OK)
        result = insides_place(g, pane, false, err);
    if (result != OURO_OK || is_worth_it(g, steps_only, WORTH_PERCENT))
        return result;
    result = tell_anew(g, err);
    if (result == OURO_OK)
        result = insides_place(g, pane, true, err);
    if (result != OURO_OK || is_worth_it(g, steps_only, CALLS_WORTH_PERCENT))
        return result;
    result = tell_anew(g, err);
    return result == OURO_OK ? stage_lay_out(g, pane, err) : result;
}

typedef struct survey {
    overview *crowd;
    fold *leaves;
    uint32_t most; /* objects at once, nothing elided */
} survey;

/* Looks at every step as it would be if all of it were drawn. */
static ouro_result survey_make(stage *g, survey *s, ouro_error *err)
{
    ouro_result result = OURO_OK;
    s->crowd = overview_open();
    s->leaves = fold_open();
    if (!s->crowd || !s->leaves)
        return stage_no_memory(err);
    g->rules.rows_max = UINT32_MAX;
    for (uint32_t k = 0; k <= g->step_count && result == OURO_OK; k++) {
        arena memory = {0};
        picture p;
        result = stage_interrupted(g, err);
        if (result == OURO_OK)
            result = stage_picture_at(g, stage_end_of(g, k), &memory, &p, err);
        if (result == OURO_OK && p.object_count > s->most)
            s->most = p.object_count;
        if (result == OURO_OK)
            result = overview_tell(s->crowd, &p, k, err);
        if (result == OURO_OK)
            result = fold_tell(s->leaves, &p, err);
        arena_free(&memory);
    }
    return result;
}

/* A crowd is seen from above; among more than a few, equal leaves are folded. */
static ouro_result crowd_find(stage *g, ouro_error *err)
{
    survey s = {.most = 0};
    ouro_result result = survey_make(g, &s, err);
    if (result == OURO_OK && s.most > OVERVIEW_OBJECTS) {
        g->crowd = s.crowd;
        s.crowd = NULL;
    } else {
        g->rules.rows_max = PICTURE_ROWS_MAX;
        if (result == OURO_OK && s.most > FOLD_OBJECTS)
            result = fold_decide(s.leaves, &g->memory, &g->rules.folds, err);
    }
    overview_close(s.crowd);
    fold_close(s.leaves);
    return result;
}

static uint32_t alive_most(const stage *g)
{
    uint32_t most = 0;
    for (uint32_t k = 0; k <= g->step_count; k++)
        if (g->alive[k] > most)
            most = g->alive[k];
    return most;
}

/* The room that the slides of a run keep free: one card of the same size in all of them, so that the
 * graph stands still. A tall one, and choices, stand beside the graph. */
static scene_card card_most(const stage *g)
{
    scene_card most = {0};
    const scenario *script = session_scenario(g->run);
    for (uint32_t k = 1; k <= g->step_count; k++) { /* the setup has to make do with it */
        const session_step *ran = session_step_at(g->run, k);
        scene_code lines = {.lines = g->lines,
                           .line_count = g->line_count,
                           .current = session_line_of(g->run, ran->last_event),
                           .first = ran->first_line,
                           .last = ran->last_line};
        if (lines.current > lines.line_count)
            lines.current = 0;
        scene_card card = scene_card_of(&lines, ran->output, g->ruler);
        most.width = fmaxf(most.width, card.width);
        most.height = fmaxf(most.height, card.height);
        most.beside |= card.beside || script->steps[k - 1].ask.choices.count;
    }
    return most;
}

/* Of a pane that is too low for long ones: as many as stand in it with count and tabs. */
static uint32_t rows_for(float height)
{
    uint32_t rows = PICTURE_ROWS_FEW;
    while (rows > PICTURE_ROWS_LEAST
           && story_rows_height(rows) + (float)LAYOUT_TABS_BELOW_PX > height)
        rows--;
    return rows;
}

/* Long containers show fewer rows where there is no room for more of them, or where that makes
 * everything else larger. */
ouro_result stage_tell(stage *g, ouro_error *err)
{
    g->card = g->style == SCENE_SLIDE ? card_most(g) : (scene_card){0};
    ouro_result result = alive_most(g) > FOLD_OBJECTS ? crowd_find(g, err) : OURO_OK;
    if (result == OURO_OK && g->level == SCENE_HEAP)
        result = stage_heap_tell(g, err);
    scene_geometry geometry
        = stage_geometry(g, &(scene_look){.width_px = 1920, .height_px = 1080});
    pen_box pane = scene_layout_pane(&geometry);
    if (result == OURO_OK && g->crowd) {
        g->told = story_open(g->ruler);
        return g->told ? stage_lay_out(g, pane, err) : stage_no_memory(err);
    }
    bool low = pane.height * ROOM_PERCENT < 100 * story_rows_height(PICTURE_ROWS_MAX);
    if (low && !g->crowd)
        g->rules.rows_max = rows_for(pane.height);
    if (result == OURO_OK)
        result = story_place(g, pane, err);
    float all_rows = scale_of(g);
    if (result != OURO_OK || all_rows >= READABLE_PERCENT / 100.0F
        || g->rows_most <= PICTURE_ROWS_FEW || low)
        return result;
    g->rules.rows_max = PICTURE_ROWS_FEW;
    result = story_place(g, pane, err);
    if (result != OURO_OK || scale_of(g) >= all_rows * GAIN_PERCENT / 100.0F)
        return result;
    g->rules.rows_max = PICTURE_ROWS_MAX;
    return story_place(g, pane, err);
}
