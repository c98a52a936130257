#include "render/export/reel.h"

#include "render/scene/passage.h"
#include "render/scene/tween.h"
#include "sim/base/array.h"
#include "sim/base/limits.h"

#include <stdlib.h>

/* A film's step: the question, if it asks one; the way in, a passage; the state itself.
 *
 *   |-- asking --|-hop-|-hop-|-hop-|------ stays ------|
 *
 * Frame n of it shows what is there at n / fps seconds. */

typedef struct reel_stop {
    stage_stop at;
    bool line, phase; /* the last change of its line; of its phase of the collector */
} reel_stop;

struct reel {
    stage *shown;
    reel_plan plan;
    uint32_t first, last;
    uint64_t *starts; /* the number of each step's first picture; [last + 1]: of the one after */
    uint32_t known;   /* the step that `stops` or `way` are of; first + 1 past the last: none */
    reel_stop *stops;
    uint32_t stop_count, stop_capacity;
    passage way;
};

static ouro_result no_memory(ouro_error *err)
{
    return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the pictures of the export");
}

/* ---- what a step has ---- */

static bool stop_add(reel *r, stage_stop at)
{
    bool failed = false;
    r->stops = array_room(r->stops, r->stop_count, &r->stop_capacity, sizeof *r->stops, &failed);
    if (failed)
        return false;
    r->stops[r->stop_count++] = (reel_stop){.at = at};
    return true;
}

static bool is_after(stage_stop a, stage_stop b)
{
    return a.event > b.event || (a.event == b.event && a.sub > b.sub);
}

/* The next line or phase of the step that starts behind `at`; false: there is none. */
static bool line_next(const reel *r, uint32_t step, stage_stop *at)
{
    stage_stop next = stage_line(r->shown, *at, true);
    if (!is_after(next, *at) || next.step != step)
        return false;
    *at = next;
    return true;
}

/* Finds the stops with which a line or a phase ends: the next stop is behind that end. */
static void lines_mark(reel *r, uint32_t step)
{
    stage_stop line = stage_at_step(r->shown, step ? step - 1 : 0);
    bool more = line_next(r, step, &line);
    for (uint32_t i = 0; i + 1 < r->stop_count && more; i++) {
        reel_stop *stop = &r->stops[i];
        while (more && is_after(stop->at, line))
            more = line_next(r, step, &line);
        stop->line = more && is_after(stop[1].at, line);
        stop->phase = stop->line && line.phase;
    }
    r->stops[r->stop_count - 1].line = true;
}

/* The i-th of `count` things is one of `most` that lie evenly among them, the last one always. */
static bool is_chosen(uint32_t i, uint32_t count, uint32_t most)
{
    return count <= most || (uint64_t)(i + 1) * most / count > (uint64_t)i * most / count;
}

/* Leaves as many as the plan wants, the last one among them. */
static void stops_thin(reel *r)
{
    uint32_t most = r->plan.most, lines = 0, seen[2] = {0}, count = 0;
    if (!most || r->stop_count <= most)
        return;
    for (uint32_t i = 0; i < r->stop_count; i++)
        lines += r->stops[i].line;
    uint32_t of[2] = {r->stop_count - lines, lines}, room = most > lines ? most - lines : 0;
    for (uint32_t i = 0; i < r->stop_count; i++) {
        bool line = r->stops[i].line;
        if (is_chosen(seen[line]++, of[line], line ? most : room))
            r->stops[count++] = r->stops[i];
    }
    r->stop_count = count;
}

/* The stops of the step, its end last. */
static ouro_result stops_find(reel *r, uint32_t step, ouro_error *err)
{
    stage_stop end = stage_at_step(r->shown, step), at = stage_at_step(r->shown, step ? step - 1 : 0);
    r->stop_count = 0;
    while (step > 0) {
        stage_stop next = r->plan.unit == REEL_LINES ? stage_line(r->shown, at, true)
                                                     : stage_change(r->shown, at, true);
        if (!is_after(next, at) || next.step != step || (next.event == end.event && !next.sub))
            break;
        if (!stop_add(r, next))
            return no_memory(err);
        at = next;
    }
    if (!stop_add(r, end))
        return no_memory(err);
    if (r->plan.unit == REEL_CHANGES)
        lines_mark(r, step);
    stops_thin(r);
    return OURO_OK;
}

static void way_find(reel *r, uint32_t step)
{
    stage_stop end = stage_at_step(r->shown, step);
    r->way = (passage){.count = 0};
    if (step > 0)
        r->way = passage_make(r->shown, stage_at_step(r->shown, step - 1), end, PASSAGE_USUAL_MS);
}

/* Makes `step` the known one. */
static ouro_result step_find(reel *r, uint32_t step, ouro_error *err)
{
    ouro_result result = OURO_OK;
    if (r->known == step)
        return OURO_OK;
    if (r->plan.unit == REEL_FILM)
        way_find(r, step);
    else if (r->plan.unit != REEL_STEPS)
        result = stops_find(r, step, err);
    r->known = result == OURO_OK ? step : UINT32_MAX;
    return result;
}

/* ---- times ---- */

static uint64_t asking_ms(const reel *r, uint32_t step)
{
    return step > 0 && stage_asks(r->shown, step) ? r->plan.stay_ms : 0;
}

static uint64_t way_ms(const reel *r)
{
    return (uint64_t)r->way.count * r->way.hop_ms;
}

/* The first frame that is not before `ms`. */
static uint64_t frame_from(const reel *r, uint64_t ms)
{
    return (ms * r->plan.fps + 999) / 1000;
}

static uint64_t step_pictures(const reel *r, uint32_t step)
{
    if (r->plan.unit == REEL_STEPS)
        return 1;
    if (r->plan.unit != REEL_FILM)
        return r->stop_count;
    uint64_t arrives = asking_ms(r, step) + way_ms(r);
    uint64_t arrived = frame_from(r, arrives), end = frame_from(r, arrives + r->plan.stay_ms);
    return end > arrived ? end : arrived + 1; /* the state itself is seen, however short it stays */
}

static ouro_result numbers_give(reel *r, ouro_error *err)
{
    r->starts[0] = 0;
    for (uint32_t k = 0; k <= r->last; k++) {
        if (r->plan.stop && *r->plan.stop)
            return error_set(err, OURO_ERR_INTERRUPTED, 0, 0, "interrupted");
        ouro_result result = step_find(r, k, err);
        if (result != OURO_OK)
            return result;
        r->starts[k + 1] = r->starts[k] + step_pictures(r, k);
        if (r->starts[k + 1] > LIMIT_FRAMES)
            return error_set(err, OURO_ERR_LIMIT, 0, 0, "the export has more than %u pictures",
                             LIMIT_FRAMES);
    }
    return OURO_OK;
}

/* ---- life ---- */

ouro_result reel_open(stage *g, const reel_plan *plan, uint32_t first_step, uint32_t last_step, reel **out,
                      ouro_error *err)
{
    *out = NULL;
    reel *r = calloc(1, sizeof *r);
    if (!r)
        return no_memory(err);
    r->shown = g;
    r->plan = *plan;
    r->first = first_step;
    r->last = last_step;
    r->known = UINT32_MAX;
    r->starts = calloc((size_t)last_step + 2, sizeof *r->starts);
    ouro_result result = r->starts ? numbers_give(r, err) : no_memory(err);
    if (result == OURO_OK)
        *out = r;
    else
        reel_close(r);
    return result;
}

void reel_close(reel *r)
{
    if (!r)
        return;
    free(r->starts);
    free(r->stops);
    free(r);
}

uint64_t reel_first(const reel *r)
{
    return r->starts[r->first];
}

uint64_t reel_count(const reel *r)
{
    return r->starts[r->last + 1] - r->starts[r->first];
}

/* ---- pictures ---- */

/* The last step that starts at or before `number`. */
static uint32_t step_at(const reel *r, uint64_t number)
{
    uint32_t low = r->first, high = r->last;
    while (low < high) {
        uint32_t middle = low + (high - low + 1) / 2;
        if (r->starts[middle] <= number)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

static reel_picture still(uint32_t step, stage_stop at, uint64_t frames)
{
    return (reel_picture){
        .step = step, .from = at, .to = at, .part = 1, .frames = (uint32_t)frames};
}

static reel_picture hop_at(const reel *r, uint32_t step, uint64_t since_us)
{
    uint64_t hop_us = (uint64_t)r->way.hop_ms * 1000;
    uint32_t i = (uint32_t)(since_us / hop_us);
    stage_stop before = stage_asks(r->shown, step) ? stage_asking(r->shown, step)
                                                   : stage_at_step(r->shown, step - 1);
    return (reel_picture){.step = step,
                          .from = i ? r->way.stops[i - 1] : before,
                          .to = r->way.stops[i],
                          .part = (float)(since_us % hop_us) / (float)hop_us,
                          .passing = i + 1 < r->way.count,
                          .frames = 1};
}

/* Frame n of a film's step. */
static reel_picture film_at(const reel *r, uint32_t step, uint64_t n)
{
    uint64_t asking = frame_from(r, asking_ms(r, step));
    uint64_t arrived = frame_from(r, asking_ms(r, step) + way_ms(r));
    if (n < asking)
        return still(step, stage_asking(r->shown, step), asking - n);
    if (n >= arrived)
        return still(step, stage_at_step(r->shown, step), step_pictures(r, step) - n);
    uint64_t now_us = n * 1000000 / r->plan.fps;
    return hop_at(r, step, now_us - asking_ms(r, step) * 1000);
}

ouro_result reel_at(reel *r, uint64_t number, reel_picture *out, ouro_error *err)
{
    uint32_t step = step_at(r, number);
    ouro_result result = step_find(r, step, err);
    if (result != OURO_OK)
        return result;
    uint64_t n = number - r->starts[step];
    if (r->plan.unit == REEL_FILM)
        *out = film_at(r, step, n);
    else if (r->plan.unit == REEL_STEPS)
        *out = still(step, stage_at_step(r->shown, step), 1);
    else
        *out = still(step, r->stops[n].at, 1);
    out->line = r->plan.unit == REEL_CHANGES && r->stops[n].line;
    out->phase = r->plan.unit == REEL_CHANGES && r->stops[n].phase;
    return OURO_OK;
}

ouro_result reel_draw(const reel *r, const reel_picture *p, const scene_look *look, reel_spare *spare,
                      frame *onto, ouro_error *err)
{
    scene_look own = *look;
    own.passing = p->passing;
    if (!(p->part < 1))
        return stage_draw(r->shown, p->to, &own, onto, err);
    ouro_result result = stage_draw(r->shown, p->to, &own, &spare->to, err);
    own.passing = p->from.step == p->to.step && !p->from.asking;
    if (result == OURO_OK)
        result = stage_draw(r->shown, p->from, &own, &spare->from, err);
    if (result != OURO_OK)
        return result;
    tween_between(&spare->from, &spare->to, p->part, onto);
    return onto->failed ? no_memory(err) : OURO_OK;
}

void reel_spare_free(reel_spare *spare)
{
    frame_free(&spare->from);
    frame_free(&spare->to);
}
