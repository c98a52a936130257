#include "render/scene/stage.h"

#include "render/scene/stage_model.h"
#include "render/scene/words.h"

#include <stdlib.h>
#include <string.h>

ouro_result stage_no_memory(ouro_error *err)
{
    return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the stage");
}

/* ---- pictures ---- */

static inside_source source_of(const stage *g)
{
    return (inside_source){.run = g->run,
                           .rules = &g->rules,
                           .told = g->told,
                           .level = g->level,
                           .crowd = g->crowd != NULL};
}

ouro_result stage_picture_at(stage *g, uint64_t event, arena *memory, picture *out,
                              ouro_error *err)
{
    inside_source from = source_of(g);
    return inside_picture(&from, event, 0, memory, out, NULL, err);
}

const view_heap_map *stage_heap_here(stage *g, arena *memory, ouro_error *err)
{
    view_heap_map *map = arena_alloc(memory, sizeof *map);
    if (!map) {
        (void)stage_no_memory(err);
        return NULL;
    }
    return session_view_heap(g->run, memory, map, err) == OURO_OK ? map : NULL;
}

uint64_t stage_end_of(const stage *g, uint32_t step)
{
    return session_step_at(g->run, step)->last_event;
}

change_context stage_context_of(const stage *g, uint32_t step)
{
    const session_step *s = session_step_at(g->run, step);
    const scenario *script = session_scenario(g->run);
    change_context context = {.deaths = s->deaths,
                              .death_count = s->death_count,
                              .collected = s->collection_count > 0};
    if (step > 0) {
        context.focus = script->steps[step - 1].focus.names;
        context.focus_count = script->steps[step - 1].focus.count;
    }
    return context;
}

ouro_result stage_interrupted(const stage *g, ouro_error *err)
{
    if (g->stop && *g->stop)
        return error_set(err, OURO_ERR_INTERRUPTED, 0, 0, "interrupted");
    return OURO_OK;
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
    g->rules = (picture_rules){.hidden = script->hide.names,
                               .hidden_count = script->hide.count,
                               .words = tongue_named(script->lang)};
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

ouro_result stage_open(session *s, const frame_ruler *ruler, scene_style style,
                       const volatile sig_atomic_t *stop, stage **out, ouro_error *err)
{
    stage *g = calloc(1, sizeof *g);
    *out = NULL;
    if (!g)
        return stage_no_memory(err);
    g->run = s;
    g->ruler = ruler;
    g->style = style;
    g->stop = stop;
    g->step_count = session_step_count(s);
    g->kept = calloc(1, sizeof *g->kept);
    ouro_result result = g->kept && texts_take(g) ? stage_tell(g, err) : stage_no_memory(err);
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
    scene_views_free(&g->views);
    if (g->kept)
        arena_free(&g->kept->memory);
    free(g->kept);
    for (size_t i = 0; i < sizeof g->seen / sizeof *g->seen; i++)
        arena_free(&g->seen[i].memory);
    arena_free(&g->life_memory);
    arena_free(&g->report.memory);
    overview_close(g->crowd);
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

void stage_set_level(stage *g, scene_level level)
{
    g->level = level;
    g->kept->there = false; /* the stops inside steps are those of a level */
}

/* ---- stops ---- */

stage_stop stage_at_step(const stage *g, uint32_t step)
{
    if (step > g->step_count)
        step = g->step_count;
    uint64_t event = stage_end_of(g, step);
    return (stage_stop){.step = step, .event = event, .before = step ? stage_end_of(g, step - 1) : event};
}

bool stage_is_step_end(const stage *g, stage_stop at)
{
    stage_stop end = stage_at_step(g, at.step);
    return at.event == end.event && at.before == end.before && !at.sub && !at.asking;
}

/* The stop at `event`, which was reached from `before`. */
static stage_stop stop_at(const stage *g, uint64_t event, uint64_t before)
{
    if (event >= stage_end_of(g, g->step_count))
        event = stage_end_of(g, g->step_count);
    uint32_t step = session_step_of(g->run, event);
    return (stage_stop){.step = step > g->step_count ? g->step_count : step,
                        .event = event,
                        .before = before};
}

/* Without memory a step has no stops inside. */
static inside_stops stops_of(const stage *g, uint32_t step)
{
    stops_kept *kept = g->kept;
    if (kept->there && kept->step == step)
        return kept->found;
    arena_free(&kept->memory);
    inside_source from = source_of(g);
    ouro_error err = {0};
    kept->there = inside_find(&from, step, &kept->memory, &kept->found, &err) == OURO_OK;
    kept->step = step;
    return kept->there ? kept->found : (inside_stops){.count = 0};
}

static int stop_compare(const inside_stop *a, const stage_stop *b)
{
    if (a->event != b->event)
        return a->event < b->event ? -1 : 1;
    return a->sub < b->sub ? -1 : a->sub > b->sub;
}

/* How many stops are before `at`. */
static uint32_t stops_before(const inside_stops *list, const stage_stop *at)
{
    uint32_t before = 0;
    while (before < list->count && stop_compare(&list->stops[before], at) < 0)
        before++;
    return before;
}

static stage_stop stop_inside(const stage *g, uint32_t step, const inside_stop *s)
{
    stage_stop at = stage_at_step(g, step);
    if (s->event != at.event || s->sub) {
        at.event = s->event;
        at.sub = s->sub;
    }
    return at;
}

stage_stop stage_change(const stage *g, stage_stop from, bool forward)
{
    inside_stops list = stops_of(g, from.step);
    uint32_t before = stops_before(&list, &from);
    if (!forward) {
        if (before > 0)
            return stop_inside(g, from.step, &list.stops[before - 1]);
        return stage_at_step(g, from.step ? from.step - 1 : 0);
    }
    bool here = before < list.count && stop_compare(&list.stops[before], &from) == 0;
    if (before + here < list.count)
        return stop_inside(g, from.step, &list.stops[before + here]);
    if (from.step >= g->step_count)
        return stage_at_step(g, g->step_count);
    list = stops_of(g, from.step + 1);
    return list.count ? stop_inside(g, from.step + 1, &list.stops[0])
                      : stage_at_step(g, from.step + 1);
}

/* The first, or last, phase of a collection between two states; false: there is none. */
static bool phase_between(const stage *g, uint32_t step, stage_stop after, stage_stop until,
                          bool first, stage_stop *out)
{
    inside_stops list = stops_of(g, step);
    bool found = false;
    for (uint32_t i = 0; i < list.count; i++) {
        const inside_stop *s = &list.stops[i];
        if (!s->phase || stop_compare(s, &after) <= 0 || stop_compare(s, &until) >= 0)
            continue;
        *out = stop_inside(g, step, s);
        out->phase = true;
        found = true;
        if (first)
            return true;
    }
    return found;
}

stage_stop stage_line(const stage *g, stage_stop from, bool forward)
{
    stage_stop phase;
    if (forward) {
        uint64_t next = session_next_line(g->run, from.event);
        stage_stop to = next > from.event ? stop_at(g, next, from.event) : from;
        uint32_t step = session_step_of(g->run, from.event + 1);
        if (step <= g->step_count && phase_between(g, step, from, to, true, &phase))
            return phase;
        if (to.event > from.event)
            to.before = session_previous_line(g->run, to.event);
        return to;
    }
    uint64_t previous = session_previous_line(g->run, from.event);
    if (previous >= from.event)
        return from;
    stage_stop to = stop_at(g, previous, session_previous_line(g->run, previous));
    return phase_between(g, from.step, to, from, false, &phase) ? phase : to;
}

uint32_t stage_path(const stage *g, stage_stop from, stage_stop to, uint32_t most,
                    stage_stop path[STAGE_PATH_MAX])
{
    inside_stops list = stops_of(g, to.step);
    uint32_t first = from.step == to.step ? stops_before(&list, &from) : 0;
    if (first < list.count && stop_compare(&list.stops[first], &from) == 0)
        first++;
    uint32_t last = stops_before(&list, &to), count = last > first ? last - first : 0;
    uint32_t shown = count < most ? count : most - 1;
    for (uint32_t i = 0; i < shown; i++)
        path[i] = stop_inside(g, to.step, &list.stops[first + (uint64_t)i * count / shown]);
    path[shown] = to;
    return shown + 1;
}

stage_stop stage_fullest(const stage *g)
{
    uint32_t step = 0;
    for (uint32_t k = 1; k <= g->step_count; k++)
        if (g->alive[k] > g->alive[step] || (g->alive[k] == g->alive[step] && step + 1 == k))
            step = k;
    return stage_at_step(g, step);
}

/* ---- drawing ---- */

static uint32_t collected(const session_step *s)
{
    uint32_t generations = 0;
    for (uint32_t i = 0; i < s->collection_count; i++)
        generations |= 1U << s->collections[i].generation;
    return generations;
}

static scene_collector collector_at(const stage *g, stage_stop at)
{
    const session_phase *p = session_phase_at(g->run, at.event);
    if (!p || !p->running)
        return (scene_collector){.running = false};
    return (scene_collector){.running = true,
                             .phase = inside_phase(g->run, at.event, at.sub),
                             .generation = p->generation,
                             .automatic = p->automatic};
}

static scene scene_at(stage *g, stage_stop at)
{
    const scenario *script = session_scenario(g->run);
    const session_step *ran = session_step_at(g->run, at.step);
    bool between = at.event != ran->last_event || at.sub;
    scene s = {.told = g->told,
               .views = &g->views,
               .overview = g->crowd,
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
               .collector = collector_at(g, at),
               .collected_generations = between ? 0 : collected(ran)};
    if (s.code.current > s.code.line_count)
        s.code.current = 0;
    if (at.step == 0)
        return s;
    const scenario_step *step = &script->steps[at.step - 1];
    if (step->title)
        s.title = step->title;
    s.say = step->say;
    return s;
}

/* The stage's own part of a look. */
static scene_look look_of(const stage *g, const scene_look *look)
{
    scene_look own = *look;
    own.ruler = g->ruler;
    own.style = g->style;
    own.card = g->card;
    own.heap_plan = &g->heap_plan;
    own.words = g->rules.words;
    return own;
}

scene_geometry stage_geometry(const stage *g, const scene_look *look)
{
    scene_look own = look_of(g, look);
    return scene_geometry_of(&own, g->level);
}

static ouro_result lay_out_for(stage *g, const scene_look *look, ouro_error *err)
{
    scene_geometry geometry = scene_geometry_of(look, g->level);
    pen_box pane = scene_layout_pane(&geometry);
    if (pane.width == g->pane.width && pane.height == g->pane.height)
        return OURO_OK;
    return stage_lay_out(g, pane, err);
}

/* The stop right before `at`, if it is one of the single changes of a step. */
static bool stop_before(const stage *g, stage_stop at, stage_stop *out, bool *phase)
{
    if (at.asking || at.step == 0 || at.before != stage_end_of(g, at.step - 1) || stage_is_step_end(g, at))
        return false;
    inside_stops list = stops_of(g, at.step);
    uint32_t i = stops_before(&list, &at);
    if (i == list.count || stop_compare(&list.stops[i], &at) != 0)
        return false;
    *out = i ? stop_inside(g, at.step, &list.stops[i - 1]) : stage_at_step(g, at.step - 1);
    *phase = list.stops[i].phase;
    return true;
}

/* What a state is compared with, besides the step's beginning, and what the collector does there. */
typedef struct looked {
    picture before, now, previous;
    change changed;
    change_context context;
    const view_heap_map *heap, *heap_before; /* at the level that shows it */
    bool inside, phase;
} looked;

static bool calls_find(const stage *g, looked *l, arena *memory)
{
    const picture *pictures[] = {&l->before, &l->now, &l->previous};
    uint32_t frames = l->before.frame_count + l->now.frame_count + l->previous.frame_count;
    session_call *calls = arena_alloc(memory, (frames + 1) * sizeof *calls);
    for (size_t i = 0; calls && i < sizeof pictures / sizeof *pictures; i++)
        for (uint32_t k = 0; k < pictures[i]->frame_count; k++) {
            const session_call *call = session_call_of(g->run, pictures[i]->frames[k].serial);
            if (call)
                calls[l->context.call_count++] = *call;
        }
    l->context.calls = calls;
    return calls != NULL;
}

/* The picture after `event`, where the cursor is afterwards. It lives until another one but `beside` is asked for:
 * step after step, what is shown is what the next one is compared with. */
static ouro_result picture_see(stage *g, uint64_t event, const picture_kept *beside, const picture_kept **out,
                               ouro_error *err)
{
    picture_kept *kept = &g->seen[0];
    for (size_t i = 0; i < sizeof g->seen / sizeof *g->seen; i++) {
        if (g->seen[i].there && g->seen[i].event == event) {
            *out = &g->seen[i];
            return session_seek(g->run, event, err);
        }
        if (&g->seen[i] != beside)
            kept = &g->seen[i];
    }
    arena_free(&kept->memory);
    *kept = (picture_kept){.event = event};
    ouro_result result = stage_picture_at(g, event, &kept->memory, &kept->found, err);
    kept->there = result == OURO_OK;
    *out = kept;
    return result;
}

static ouro_result stop_look(stage *g, stage_stop at, arena *memory, looked *l, ouro_error *err)
{
    inside_source from = source_of(g);
    stage_stop previous = at;
    bool compared = at.before != at.event || at.sub, heap = g->level == SCENE_HEAP;
    l->context = stage_context_of(g, at.step);
    l->inside = stop_before(g, at, &previous, &l->phase);
    ouro_result result = OURO_OK;
    const picture_kept *before = NULL, *now;
    if (compared && (result = picture_see(g, at.before, NULL, &before, err)) == OURO_OK)
        l->before = before->found;
    if (result == OURO_OK && compared && heap && !(l->heap_before = stage_heap_here(g, memory, err)))
        result = OURO_ERR_NOMEM;
    if (result == OURO_OK && l->inside)
        result = inside_picture(&from, previous.event, previous.sub, memory, &l->previous, NULL, err);
    if (result == OURO_OK && at.sub)
        result = inside_picture(&from, at.event, at.sub, memory, &l->now, &l->context.visits, err);
    else if (result == OURO_OK && (result = picture_see(g, at.event, before, &now, err)) == OURO_OK)
        l->now = now->found;
    if (result == OURO_OK && heap && !(l->heap = stage_heap_here(g, memory, err)))
        result = OURO_ERR_NOMEM;
    if (result == OURO_OK && !calls_find(g, l, memory))
        result = stage_no_memory(err);
    if (result != OURO_OK)
        return result;
    l->context.previous = l->inside ? &l->previous : NULL;
    l->context.visited = at.sub;
    return change_between(compared ? &l->before : NULL, &l->now, &l->context, memory, &l->changed,
                          err);
}

/* Did the phase that ended in this state visit what names refer to? */
static bool namespace_is_inside(const stage *g, uint64_t event, arena *memory)
{
    visit_list list;
    ouro_error err = {0};
    bool inside = false;
    if (event == 0 || session_visits(g->run, event - 1, memory, &list, &err) != OURO_OK)
        return false;
    for (uint32_t i = 0; i < list.count; i++)
        inside |= list.visits[i].from_frame;
    return inside;
}

static const char *words_at(const stage *g, stage_stop at, const looked *l, arena *memory)
{
    const session_phase *phase = session_phase_at(g->run, at.event);
    words_about about = {.words = g->rules.words,
                         .now = &l->now,
                         .previous = l->context.previous,
                         .namespace_inside = namespace_is_inside(g, at.event, memory),
                         .changed = &l->changed,
                         .phase = phase,
                         .phase_begins = l->phase || (phase && phase->event == at.event),
                         .visited = at.sub ? &l->context.visits.visits[at.sub - 1] : NULL};
    return words_of(&about, memory);
}

/* A state with everything that the scene needs of it; all of it lives in `memory`. */
typedef struct staged {
    arena memory;
    looked l;
    scene_chosen chosen;
    scene s;
} staged;

/* The selected object's ledger is made once and kept until another one is selected. */
static ouro_result life_tell(stage *g, uint32_t id, ouro_error *err)
{
    if (g->life.id == id)
        return OURO_OK;
    arena_free(&g->life_memory);
    g->life = (ledger){0};
    return ledger_build(g->run, id, &g->life_memory, &g->life, err);
}

/* The way to the object at this state. */
static ouro_result way_find(stage *g, stage_stop at, uint32_t id, arena *memory, why_path *out, ouro_error *err)
{
    arena scratch = {0};
    object_graph graph;
    ouro_result result = session_seek(g->run, at.event, err);
    if (result == OURO_OK)
        result = session_object_graph(g->run, &scratch, &graph, err);
    if (result == OURO_OK && !why_find(&graph, id, memory, out))
        result = stage_no_memory(err);
    arena_free(&scratch);
    return result;
}

/* After the pictures: moves the cursor. */
static ouro_result inspected_stage(stage *g, staged *t, stage_stop at, const scene_look *look,
                                   ouro_error *err)
{
    t->s.selected_id = look->selected_id;
    if (!look->selected_id)
        return OURO_OK;
    ouro_result result = life_tell(g, look->selected_id, err);
    if (result == OURO_ERR_USAGE) /* the interpreter's own: it is only marked */
        return OURO_OK;
    why_path way;
    if (result != OURO_OK || (result = way_find(g, at, look->selected_id, &t->memory, &way, err)) != OURO_OK)
        return result;
    const view *seen = t->l.now.seen;
    t->s.inspected = inspect(&g->life, seen, &way, at.step, session_line_of(g->run, at.event), g->rules.words, &t->memory);
    if (!t->s.inspected)
        return stage_no_memory(err);
    if (!look->why || !t->s.inspected->seen)
        return OURO_OK;
    t->s.look_why = true;
    t->s.changed = inspect_light(&t->l.changed, &way, look->selected_id, &t->memory);
    return t->s.changed ? OURO_OK : stage_no_memory(err);
}

/* Folded and hidden by hand. A crowd is drawn as cells, which have nothing to fold. */
static ouro_result choices_set(const stage *g, staged *t, const scene_look *look, ouro_error *err)
{
    const scene_choices *c = look->choices;
    if (!c || g->crowd || (!c->folded.count && !c->hidden.count))
        return OURO_OK;
    if (!choices_apply(c, &t->l.changed, &t->memory, &t->chosen))
        return stage_no_memory(err);
    t->l.changed = t->chosen.changed;
    t->s.chosen = &t->chosen;
    return OURO_OK;
}

/* The code points at what is going to run; nothing has been said or printed yet. */
static void asking_set(const stage *g, staged *t, stage_stop at)
{
    const session_step *next = session_step_at(g->run, at.step + 1);
    t->s.code.first = next->first_line;
    t->s.code.last = next->last_line;
    t->s.code.current = next->first_line;
    t->s.say = t->s.output = t->s.raised = NULL;
    t->s.collected_generations = 0;
}

static ouro_result stage_set(stage *g, staged *t, stage_stop at, const scene_look *look, ouro_error *err)
{
    *t = (staged){.l = {.inside = false}};
    ouro_result result = OURO_OK;
    if (g->level == SCENE_HEAP && !g->heap_plan.told)
        result = stage_heap_tell(g, err);
    if (result == OURO_OK)
        result = lay_out_for(g, look, err);
    if (result == OURO_OK)
        result = stop_look(g, at, &t->memory, &t->l, err);
    if (result != OURO_OK)
        return result;
    t->s = scene_at(g, at);
    const char *words = t->l.inside && !look->passing ? words_at(g, at, &t->l, &t->memory) : NULL;
    t->s.inside = t->l.inside;
    if (words)
        t->s.say = words;
    t->s.now = &t->l.now;
    t->s.changed = &t->l.changed;
    t->s.heap_before = t->l.heap_before;
    t->s.heap = t->l.heap;
    t->s.heap_plan = &g->heap_plan;
    if (at.asking)
        asking_set(g, t, at);
    if ((result = choices_set(g, t, look, err)) != OURO_OK)
        return result;
    if (!look->unasked && !t->l.inside) /* the answer comes at the step's end */
        result = stage_question_at(g, at, &t->memory, &t->s.question, err);
    if (look->hovered_id)
        t->s.hovered = hover_of(&t->l.changed, t->l.now.seen, look->hovered_id, g->rules.words, &t->memory);
    if (result == OURO_OK)
        result = inspected_stage(g, t, at, look, err);
    if (result == OURO_OK)
        result = stage_report_at(g, at, look, &t->l.now, &t->s.reported, err);
    return result;
}

ouro_result stage_draw(stage *g, stage_stop at, const scene_look *look, frame *onto,
                       ouro_error *err)
{
    staged t;
    scene_look own = look_of(g, look);
    ouro_result result = stage_set(g, &t, at, &own, err);
    if (result == OURO_OK) {
        own.choosing = scene_chooses(&t.s);
        scene_draw(&t.s, &own, onto);
        if (onto->failed)
            result = stage_no_memory(err);
    }
    arena_free(&t.memory);
    return result;
}

uint32_t stage_hit(stage *g, stage_stop at, const scene_look *look, float x_px, float y_px)
{
    staged t;
    scene_look own = look_of(g, look);
    uint32_t id = 0;
    if (stage_set(g, &t, at, &own, NULL) == OURO_OK)
        id = scene_hit(&t.s, &own, x_px, y_px);
    arena_free(&t.memory);
    return id;
}

scene_map stage_map(stage *g, stage_stop at, const scene_look *look)
{
    staged t;
    scene_look own = look_of(g, look);
    scene_map map = {0};
    if (stage_set(g, &t, at, &own, NULL) == OURO_OK)
        map = scene_map_of(&t.s, &own);
    arena_free(&t.memory);
    return map;
}

frame_point stage_pan_to(stage *g, stage_stop at, const scene_look *look, float across, float down)
{
    staged t;
    scene_look own = look_of(g, look);
    frame_point pan = {look->pan_x, look->pan_y};
    if (stage_set(g, &t, at, &own, NULL) == OURO_OK)
        pan = scene_pan_to(&t.s, &own, across, down);
    arena_free(&t.memory);
    return pan;
}

/* From `i` in that direction, around the ends: one that is alive and not left out. 0: none is. */
static uint32_t drawn_find(const scene *s, uint32_t i, bool forward)
{
    uint32_t count = s->now->object_count;
    for (uint32_t tried = 0; tried < count; tried++) {
        uint32_t id = s->now->objects[i].seen->id;
        if (change_find(s->changed, id))
            return id;
        i = (i + (forward ? 1 : count - 1)) % count;
    }
    return 0;
}

uint32_t stage_next_object(stage *g, stage_stop at, const scene_look *look, uint32_t id, bool forward)
{
    staged t;
    uint32_t next = 0;
    if (stage_set(g, &t, at, look, NULL) == OURO_OK && t.l.now.object_count) {
        const picture *p = &t.l.now;
        uint32_t i = 0; /* the first one behind it */
        while (i < p->object_count && p->objects[i].seen->id <= id)
            i++;
        bool there = i && p->objects[i - 1].seen->id == id;
        if (forward)
            i = i < p->object_count ? i : 0;
        else
            i = (i + p->object_count - (there ? 2 : 1)) % p->object_count;
        next = drawn_find(&t.s, i, forward);
    }
    arena_free(&t.memory);
    return next;
}
