#include "render/scene/stage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    INSIDE_STOPS_PER_STEP = 32, /* states inside a step that the layout looks at, */
    INSIDE_STOPS = 400,         /* and in the whole run */
    WORTH_PERCENT = 90,         /* the picture may become this much smaller for them */
    READABLE_PERCENT = 80
};

struct stage {
    session *run;
    const frame_ruler *ruler;
    const volatile sig_atomic_t *stop;
    story *told;
    pen_box pane; /* that the layout was made for */
    arena memory;
    const char **lines;
    uint32_t line_count, step_count;
    uint64_t *heap_bytes, *heap_peak;
    uint32_t *alive;
    heap_plan heap_plan;
    bool *asks;
    picture_rules rules;
    scene_level level;
};

static ouro_result out_of_memory(ouro_error *err)
{
    return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the stage");
}

/* ---- pictures ---- */

static ouro_result picture_at(stage *g, uint64_t event, arena *memory, picture *out,
                              ouro_error *err)
{
    view *seen = arena_alloc(memory, sizeof *seen);
    if (!seen)
        return out_of_memory(err);
    view_options options = {.all = true};
    ouro_result result = session_seek(g->run, event, err);
    if (result == OURO_OK)
        result = session_view(g->run, &options, memory, seen, err);
    if (result == OURO_OK)
        result = picture_of(seen, &g->rules, memory, out, err);
    return result;
}

/* The heap where the cursor is: after picture_at(). NULL: no memory. */
static const view_heap_map *heap_here(stage *g, arena *memory, ouro_error *err)
{
    view_heap_map *map = arena_alloc(memory, sizeof *map);
    if (!map) {
        (void)out_of_memory(err);
        return NULL;
    }
    return session_view_heap(g->run, memory, map, err) == OURO_OK ? map : NULL;
}

static uint64_t end_of(const stage *g, uint32_t step)
{
    return session_step_at(g->run, step)->last_event;
}

static change_context context_of(const stage *g, uint32_t step)
{
    const session_step *s = session_step_at(g->run, step);
    const scenario *script = session_scenario(g->run);
    change_context context = {.deaths = s->deaths, .death_count = s->death_count};
    if (step > 0) {
        context.focus = script->steps[step - 1].focus.names;
        context.focus_count = script->steps[step - 1].focus.count;
    }
    return context;
}

static ouro_result interrupted(const stage *g, ouro_error *err)
{
    if (g->stop && *g->stop)
        return error_set(err, OURO_ERR_INTERRUPTED, 0, 0, "interrupted");
    return OURO_OK;
}

/* ---- telling the run ---- */

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
        change_context context = context_of(g, k);
        result = interrupted(g, err);
        if (result == OURO_OK)
            result = picture_at(g, end_of(g, k), &memory[now], &pictures[now], err);
        if (result == OURO_OK)
            result = change_between(k ? &pictures[!now] : NULL, &pictures[now], &context,
                                    &memory[now], &c, err);
        if (result == OURO_OK)
            result = story_tell(g->told, &pictures[now], &c, k, err);
    }
    arena_free(&memory[0]);
    arena_free(&memory[1]);
    return result;
}

/* What lives only between the lines of a step: calls, and what they make. */
static ouro_result insides_tell(stage *g, ouro_error *err)
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
            result = interrupted(g, err);
            if (result == OURO_OK)
                result = picture_at(g, event, &memory, &p, err);
            if (result == OURO_OK)
                result = story_tell_inside(g->told, &p, k, err);
            arena_free(&memory);
            last = event;
            event = session_next_line(g->run, event);
        }
    }
    return result;
}

/* Which pools the heap map has rows for: looked at once, when the map is first drawn. */
static ouro_result heap_tell(stage *g, ouro_error *err)
{
    ouro_result result = OURO_OK;
    for (uint32_t k = 0; k <= g->step_count && result == OURO_OK; k++) {
        arena memory = {0};
        picture p;
        const view_heap_map *map = NULL;
        result = interrupted(g, err);
        if (result == OURO_OK)
            result = picture_at(g, end_of(g, k), &memory, &p, err);
        if (result == OURO_OK && !(map = heap_here(g, &memory, err)))
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
    return g->told ? steps_tell(g, err) : out_of_memory(err);
}

static ouro_result lay_out(stage *g, pen_box pane, ouro_error *err)
{
    g->pane = pane;
    return story_lay_out(g->told, pane.width, pane.height, err);
}

static float scale_of(const stage *g)
{
    layout_rect bounds = story_bounds(g->told, false);
    return fminf(g->pane.width / fmaxf(1, (float)bounds.w),
                 g->pane.height / fmaxf(1, (float)bounds.h));
}

/* The states inside the steps get places too, unless that makes every picture too small. */
static ouro_result story_make(stage *g, ouro_error *err)
{
    scene_look usual = {.width_px = 1920, .height_px = 1080};
    scene_geometry geometry = scene_geometry_of(&usual, g->level);
    pen_box pane = scene_layout_pane(&geometry);
    ouro_result result = tell_anew(g, err);
    if (result == OURO_OK)
        result = lay_out(g, pane, err);
    float steps_only = scale_of(g);
    if (result == OURO_OK)
        result = insides_tell(g, err);
    if (result == OURO_OK)
        result = lay_out(g, pane, err);
    if (result != OURO_OK)
        return result;
    float with_insides = scale_of(g);
    if (with_insides >= READABLE_PERCENT / 100.0F
        || with_insides >= steps_only * WORTH_PERCENT / 100.0F)
        return OURO_OK;
    result = tell_anew(g, err);
    return result == OURO_OK ? lay_out(g, pane, err) : result;
}

/* ---- texts ---- */

/* One line as it is shown: a tab is four spaces, the end of the line is left out. */
static const char *line_copy(stage *g, const char *text, size_t length)
{
    enum { TAB = 4 };
    char *line = arena_alloc(&g->memory, length * TAB + 1);
    char *at = line;
    for (size_t i = 0; line && i < length; i++) {
        if (text[i] == '\t') {
            memset(at, ' ', TAB);
            at += TAB;
        } else if (text[i] != '\r') {
            *at++ = text[i];
        }
    }
    return line;
}

static bool lines_cut(stage *g, const char *text, size_t length)
{
    uint32_t count = 1;
    for (size_t i = 0; i < length; i++)
        count += text[i] == '\n';
    g->lines = arena_alloc(&g->memory, count * sizeof *g->lines);
    size_t from = 0;
    while (g->lines && from < length) {
        const char *end = memchr(text + from, '\n', length - from);
        size_t taken = end ? (size_t)(end - (text + from)) : length - from;
        const char *line = line_copy(g, text + from, taken);
        if (!line)
            return false;
        g->lines[g->line_count++] = line;
        from += taken + 1;
    }
    return g->lines != NULL;
}

static bool texts_take(stage *g)
{
    const scenario *script = session_scenario(g->run);
    g->rules = (picture_rules){.hidden = script->hide.names, .hidden_count = script->hide.count};
    g->level = (scene_level)script->level;
    g->heap_bytes = arena_alloc(&g->memory, (g->step_count + 1) * sizeof *g->heap_bytes);
    g->heap_peak = arena_alloc(&g->memory, (g->step_count + 1) * sizeof *g->heap_peak);
    g->alive = arena_alloc(&g->memory, (g->step_count + 1) * sizeof *g->alive);
    g->asks = arena_alloc(&g->memory, (g->step_count + 1) * sizeof *g->asks);
    if (!g->heap_bytes || !g->heap_peak || !g->alive || !g->asks
        || !lines_cut(g, script->script, script->script_length))
        return false;
    for (uint32_t k = 0; k <= g->step_count; k++) {
        const session_step *s = session_step_at(g->run, k);
        g->heap_bytes[k] = s->heap_bytes;
        g->heap_peak[k] = s->heap_peak;
        g->alive[k] = s->alive;
    }
    for (uint32_t k = 1; k <= g->step_count; k++)
        g->asks[k] = script->steps[k - 1].ask.question != NULL;
    return true;
}

/* ---- life ---- */

ouro_result stage_open(session *s, const frame_ruler *ruler, const volatile sig_atomic_t *stop,
                       stage **out, ouro_error *err)
{
    stage *g = calloc(1, sizeof *g);
    *out = NULL;
    if (!g)
        return out_of_memory(err);
    g->run = s;
    g->ruler = ruler;
    g->stop = stop;
    g->step_count = session_step_count(s);
    ouro_result result = texts_take(g) ? story_make(g, err) : out_of_memory(err);
    if (result == OURO_OK)
        *out = g;
    else
        stage_close(g);
    return result;
}

void stage_close(stage *g)
{
    if (!g)
        return;
    story_close(g->told);
    arena_free(&g->memory);
    free(g);
}

uint32_t stage_step_count(const stage *g)
{
    return g->step_count;
}

const char *stage_title(const stage *g)
{
    return session_scenario(g->run)->title;
}

scene_level stage_level(const stage *g)
{
    return g->level;
}

/* ---- stops ---- */

stage_stop stage_at_step(const stage *g, uint32_t step)
{
    if (step > g->step_count)
        step = g->step_count;
    uint64_t event = end_of(g, step);
    return (stage_stop){.step = step, .event = event, .before = step ? end_of(g, step - 1) : event};
}

bool stage_is_step_end(const stage *g, stage_stop at)
{
    stage_stop end = stage_at_step(g, at.step);
    return at.event == end.event && at.before == end.before;
}

/* The stop at `event`, which was reached from `before`. */
static stage_stop stop_at(const stage *g, uint64_t event, uint64_t before)
{
    if (event >= end_of(g, g->step_count))
        event = end_of(g, g->step_count);
    uint32_t step = session_step_of(g->run, event);
    return (stage_stop){.step = step > g->step_count ? g->step_count : step,
                        .event = event,
                        .before = before};
}

stage_stop stage_line(const stage *g, stage_stop from, bool forward)
{
    if (forward) {
        uint64_t next = session_next_line(g->run, from.event);
        return next > from.event ? stop_at(g, next, from.event) : from;
    }
    uint64_t previous = session_previous_line(g->run, from.event);
    if (previous >= from.event)
        return from;
    return stop_at(g, previous, session_previous_line(g->run, previous));
}

stage_stop stage_change(const stage *g, stage_stop from, bool forward)
{
    if (forward) {
        uint64_t next = session_next_change(g->run, from.event);
        return next > from.event ? stop_at(g, next, from.event) : from;
    }
    uint64_t previous = session_previous_change(g->run, from.event);
    if (previous >= from.event)
        return from;
    return stop_at(g, previous, session_previous_change(g->run, previous));
}

/* ---- drawing ---- */

static uint32_t collected(const session_step *s)
{
    uint32_t generations = 0;
    for (uint32_t i = 0; i < s->collection_count; i++)
        generations |= 1U << s->collections[i].generation;
    return generations;
}

static scene scene_at(const stage *g, stage_stop at)
{
    const scenario *script = session_scenario(g->run);
    const session_step *ran = session_step_at(g->run, at.step);
    bool between = at.event != ran->last_event;
    scene s = {.told = g->told,
               .step = at.step,
               .step_count = g->step_count,
               .title = script->title,
               .say = at.step == 0 ? script->setup_say : NULL,
               .raised = between ? NULL : ran->raised,
               .output = between ? NULL : ran->output,
               .level = g->level,
               .code = {.lines = g->lines,
                        .line_count = g->line_count,
                        .current = session_line_of(g->run, at.event),
                        .first = ran->first_line,
                        .last = ran->last_line},
               .run = {.heap_bytes = g->heap_bytes,
                       .heap_peak = g->heap_peak,
                       .alive = g->alive,
                       .asks = g->asks},
               .collected_generations = between ? 0 : collected(ran)};
    if (s.code.current > s.code.line_count)
        s.code.current = 0;
    if (at.step == 0)
        return s;
    const scenario_step *step = &script->steps[at.step - 1];
    if (step->title)
        s.title = step->title;
    s.say = step->say;
    s.question = step->ask.question;
    return s;
}

static ouro_result lay_out_for(stage *g, const scene_look *look, ouro_error *err)
{
    scene_geometry geometry = scene_geometry_of(look, g->level);
    pen_box pane = scene_layout_pane(&geometry);
    if (pane.width == g->pane.width && pane.height == g->pane.height)
        return OURO_OK;
    return lay_out(g, pane, err);
}

ouro_result stage_draw(stage *g, stage_stop at, const scene_look *look, frame *onto,
                       ouro_error *err)
{
    arena memory = {0};
    picture before, now;
    const view_heap_map *heaps[2] = {NULL, NULL}; /* before, now */
    change c;
    change_context context = context_of(g, at.step);
    bool compared = at.before != at.event, heap = g->level == SCENE_HEAP;
    ouro_result result = lay_out_for(g, look, err);
    if (result == OURO_OK && heap && !g->heap_plan.told)
        result = heap_tell(g, err);
    if (result == OURO_OK && compared)
        result = picture_at(g, at.before, &memory, &before, err);
    if (result == OURO_OK && compared && heap && !(heaps[0] = heap_here(g, &memory, err)))
        result = OURO_ERR_NOMEM;
    if (result == OURO_OK)
        result = picture_at(g, at.event, &memory, &now, err);
    if (result == OURO_OK && heap && !(heaps[1] = heap_here(g, &memory, err)))
        result = OURO_ERR_NOMEM;
    if (result == OURO_OK)
        result = change_between(compared ? &before : NULL, &now, &context, &memory, &c, err);
    if (result == OURO_OK) {
        scene s = scene_at(g, at);
        s.now = &now;
        s.changed = &c;
        s.heap_before = heaps[0];
        s.heap = heaps[1];
        s.heap_plan = &g->heap_plan;
        scene_look own = *look;
        own.ruler = g->ruler;
        scene_draw(&s, &own, onto);
        if (onto->failed)
            result = out_of_memory(err);
    }
    arena_free(&memory);
    return result;
}
