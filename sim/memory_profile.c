#include "sim/memory_profile.h"

#include "sim/base/utf8.h"
#include "sim/session_events.h"
#include "sim/tracer.h"

#include <stdlib.h>
#include <string.h>

/* A line of the script while the run is replayed. */
typedef struct line_now {
    memory_line told;
    uint32_t running; /* how many frames are in it */
    uint64_t start;   /* bytes in use when the first of them came to it */
} line_now;

typedef struct profiler {
    session *s;
    const memory_profile_request *request;
    memory_profile *out;
    tracer tracer;
    line_now *lines; /* by number; lines[0] is nobody's */
    uint32_t line_most;
    uint32_t *frames; /* per frame: the line it is in, 0: none that counts */
    uint32_t frame_count, frame_capacity;
    uint64_t from_event, until_event;
    uint64_t bytes, large_bytes; /* in use now */
    bool failed;
} profiler;

static ouro_result no_memory(ouro_error *err)
{
    return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
}

/* --- Which function ------------------------------------------------------------------------------------ */

static bool is_wanted(const profiler *p, const code *c)
{
    const program_name *names = session_program(p->s)->names;
    const char *function = p->request->function;
    return !function || strcmp(names[c->name].text, function) == 0 || strcmp(names[c->qualname].text, function) == 0;
}

/* The lines of its text, as far as it has code. */
static void span_add(memory_profile *out, const code *c)
{
    for (uint32_t i = 0; i < c->instr_count; i++) {
        uint32_t line = c->positions[i].line;
        if (line && (!out->function_first || line < out->function_first))
            out->function_first = line;
        if (line > out->function_last)
            out->function_last = line;
    }
}

static ouro_result function_find(const profiler *p, ouro_error *err)
{
    const program *all = session_program(p->s);
    if (!p->request->function)
        return OURO_OK;
    for (uint32_t i = 0; i < all->code_count; i++)
        if (all->codes[i]->first_line && is_wanted(p, all->codes[i]))
            span_add(p->out, all->codes[i]);
    if (p->out->function_last)
        return OURO_OK;
    return error_set(err, OURO_ERR_USAGE, 0, 0, "the script has no function '%.*s'",
                     utf8_head(p->request->function, 80), p->request->function);
}

/* --- The curve -------------------------------------------------------------------------------------------- */

/* Twice as many lines to a place: the most of two stays. */
static void curve_halve(memory_curve *c)
{
    for (uint32_t i = 0; i < c->count; i += 2) {
        uint32_t other = i + 1 < c->count ? i + 1 : i;
        c->bytes[i / 2] = c->bytes[i] > c->bytes[other] ? c->bytes[i] : c->bytes[other];
        c->large_bytes[i / 2] =
            c->large_bytes[i] > c->large_bytes[other] ? c->large_bytes[i] : c->large_bytes[other];
    }
    c->count = (c->count + 1) / 2;
    c->lines_per_place *= 2;
}

static void curve_line(memory_curve *c)
{
    uint32_t place = c->line_count++ / c->lines_per_place;
    if (place == MEMORY_CURVE_MOST) {
        curve_halve(c);
        place = (c->line_count - 1) / c->lines_per_place;
    }
    if (place == c->count) {
        c->bytes[place] = c->large_bytes[place] = 0;
        c->count++;
    }
}

static void curve_note(memory_curve *c, uint64_t bytes, uint64_t large_bytes)
{
    if (!c->count)
        return;
    uint32_t place = c->count - 1;
    if (bytes > c->bytes[place])
        c->bytes[place] = bytes;
    if (large_bytes > c->large_bytes[place])
        c->large_bytes[place] = large_bytes;
}

uint64_t memory_curve_top(uint64_t most)
{
    static const uint64_t TENTHS[] = {10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100};
    uint64_t unit = 10;
    size_t i = 0;
    while (unit * 10 < most)
        unit *= 10;
    while (TENTHS[i] * (unit / 10) < most)
        i++;
    return TENTHS[i] * (unit / 10);
}

/* --- Lines ------------------------------------------------------------------------------------------------ */

static bool counts_now(const profiler *p)
{
    return session_event(p->s) > p->from_event;
}

static void line_end(profiler *p, uint32_t frame)
{
    line_now *line = &p->lines[p->frames[frame]];
    if (!p->frames[frame])
        return;
    p->frames[frame] = 0;
    line->told.memory = p->bytes;
    line->told.large_bytes = p->large_bytes;
    if (--line->running == 0)
        line->told.increment += (int64_t)p->bytes - (int64_t)line->start;
}

static void line_start(profiler *p, uint32_t frame, uint32_t number)
{
    line_now *line = &p->lines[number];
    p->frames[frame] = number;
    if (line->running++ == 0)
        line->start = p->bytes;
}

static void frames_end(profiler *p, uint32_t count)
{
    while (p->frame_count > count)
        line_end(p, --p->frame_count);
}

static bool frames_grow(profiler *p, uint32_t count)
{
    if (count > p->frame_capacity) {
        uint32_t wanted = count * 2;
        uint32_t *more = realloc(p->frames, wanted * sizeof *more);
        if (!more) {
            p->failed = true;
            return false;
        }
        p->frames = more;
        p->frame_capacity = wanted;
    }
    while (p->frame_count < count)
        p->frames[p->frame_count++] = 0;
    return true;
}

static void event_take(profiler *p, const tracer_event *e)
{
    if (!counts_now(p) || e->line > p->line_most || !frames_grow(p, e->frame + 1))
        return;
    if (e->kind == TRACER_LINE)
        curve_line(&p->out->curve);
    if (!is_wanted(p, e->code))
        return;
    switch (e->kind) {
    case TRACER_LINE:
        line_end(p, e->frame);
        line_start(p, e->frame, e->line);
        p->lines[e->line].told.occurrences++;
        break;
    case TRACER_CALL: /* a generator goes on in the middle of a line */
        if (e->line != e->code->first_line && e->code->flags & CODE_GENERATOR)
            line_start(p, e->frame, e->line);
        break;
    case TRACER_RETURN:
        line_end(p, e->frame);
        break;
    case TRACER_EXCEPTION:
        break;
    }
}

/* --- The replay ------------------------------------------------------------------------------------------ */

static void peak_note(memory_peak *peak, uint64_t bytes, uint64_t at)
{
    if (bytes > peak->bytes)
        *peak = (memory_peak){.bytes = bytes, .event = at};
}

static void bytes_note(profiler *p)
{
    const world_state *state = &session_world(p->s)->state;
    if (!state->heap.start)
        return; /* the interpreter is still starting */
    p->bytes = heap_bytes(state);
    p->large_bytes = state->heap.large_bytes;
    if (state->event == p->from_event)
        p->out->before = p->bytes;
    if (state->event < p->from_event)
        return;
    peak_note(&p->out->peak, p->bytes, state->event);
    peak_note(&p->out->large_peak, p->large_bytes, state->event);
    curve_note(&p->out->curve, p->bytes, p->large_bytes);
}

static void steps_note(profiler *p, const event *e)
{
    memory_curve *c = &p->out->curve;
    while (e->kind == EV_STEP && e->a > p->request->from && c->step_count < e->a - p->request->from &&
           c->step_count < p->request->step - p->request->from)
        c->step_first[c->step_count++] = c->line_count;
}

static void replay(profiler *p)
{
    const world *w = session_world(p->s);
    tracer_event told[TRACER_AT_ONCE];
    event e;
    while (session_event(p->s) < p->until_event && session_peek_event(p->s, &e) && !p->failed) {
        if (tracer_before(&p->tracer, w, &e, told))
            event_take(p, told);
        steps_note(p, &e);
        session_advance(p->s);
        uint32_t count = tracer_after(&p->tracer, w, &e, told);
        if (p->frame_count > w->state.used[TABLE_FRAMES])
            frames_end(p, w->state.used[TABLE_FRAMES]);
        bytes_note(p);
        for (uint32_t i = 0; i < count; i++)
            event_take(p, &told[i]);
        p->failed = p->failed || p->tracer.failed;
    }
    frames_end(p, 0);
    p->out->after = p->bytes;
}

/* --- Births, deaths, and what is told ----------------------------------------------------------------- */

static void lives_count(profiler *p)
{
    for (uint32_t k = p->request->from ? p->request->from + 1 : 0; k <= p->request->step; k++) {
        const session_step *step = session_step_at(p->s, k);
        for (uint32_t i = 0; i < step->birth_count; i++)
            if (step->births[i].line <= p->line_most)
                p->lines[step->births[i].line].told.births++;
        for (uint32_t i = 0; i < step->death_count; i++)
            if (step->deaths[i].line <= p->line_most)
                p->lines[step->deaths[i].line].told.deaths++;
    }
}

static bool lines_tell(const profiler *p, arena *memory)
{
    memory_profile *out = p->out;
    for (uint32_t i = 1; i <= p->line_most; i++)
        out->line_count += p->lines[i].told.occurrences > 0;
    out->lines = arena_alloc(memory, (out->line_count + 1) * sizeof *out->lines);
    for (uint32_t i = 1, n = 0; out->lines && i <= p->line_most; i++)
        if (p->lines[i].told.occurrences) {
            out->lines[n] = p->lines[i].told;
            out->lines[n++].line = i;
        }
    return out->lines != NULL;
}

static void peak_place(const session *s, memory_peak *peak)
{
    peak->step = session_step_of(s, peak->event);
    peak->line = session_line_of(s, peak->event);
}

static uint32_t script_lines(const scenario *from)
{
    uint32_t count = 1;
    for (size_t i = 0; i < from->script_length; i++)
        count += from->script[i] == '\n' || from->script[i] == '\r';
    return count;
}

static bool profiler_open(profiler *p, arena *memory)
{
    memory_curve *c = &p->out->curve;
    uint32_t steps = p->request->step - p->request->from;
    p->line_most = script_lines(session_scenario(p->s));
    p->from_event = p->request->from ? session_step_at(p->s, p->request->from)->last_event : 0;
    p->until_event = session_step_at(p->s, p->request->step)->last_event;
    p->lines = calloc(p->line_most + 1U, sizeof *p->lines);
    c->lines_per_place = 1;
    c->bytes = arena_alloc(memory, MEMORY_CURVE_MOST * sizeof *c->bytes);
    c->large_bytes = arena_alloc(memory, MEMORY_CURVE_MOST * sizeof *c->large_bytes);
    c->step_first = arena_alloc(memory, (steps + 1U) * sizeof *c->step_first);
    return p->lines && c->bytes && c->large_bytes && c->step_first;
}

ouro_result memory_profile_build(session *s, const memory_profile_request *request, arena *memory,
                                 memory_profile *out, ouro_error *err)
{
    *out = (memory_profile){0};
    profiler p = {.s = s, .request = request, .out = out};
    ouro_result result = function_find(&p, err);
    if (result == OURO_OK && !profiler_open(&p, memory))
        result = no_memory(err);
    if (result == OURO_OK)
        result = session_seek(s, 0, err);
    if (result == OURO_OK) {
        tracer_open(&p.tracer, session_program(s));
        replay(&p);
        lives_count(&p);
        if (p.failed || !lines_tell(&p, memory))
            result = no_memory(err);
        peak_place(s, &out->peak);
        peak_place(s, &out->large_peak);
        tracer_close(&p.tracer);
    }
    free(p.lines);
    free(p.frames);
    return result;
}
