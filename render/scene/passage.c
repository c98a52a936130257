#include "render/scene/passage.h"

#include "render/scene/tween.h"

static uint32_t scaled(uint32_t ms, uint32_t step_ms)
{
    uint64_t scale = (uint64_t)ms * step_ms / PASSAGE_USUAL_MS;
    return scale ? (uint32_t)scale : 1;
}

/* Inside one step, or from the end of the step before, to the step's end. */
static bool is_played(const stage *g, stage_stop from, stage_stop to)
{
    bool same = from.step == to.step;
    bool next = from.step + 1 == to.step && from.event == stage_at_step(g, from.step).event;
    return stage_is_step_end(g, to) && from.event < to.event && (same || next);
}

passage passage_make(const stage *g, stage_stop from, stage_stop to, uint32_t step_ms)
{
    enum { MOST = PASSAGE_MS / PASSAGE_HOP_MIN_MS };
    _Static_assert((int)MOST <= (int)STAGE_PATH_MAX, "a path has room for a whole passage");
    passage p = {.count = 1, .hop_ms = TWEEN_MS};
    if (is_played(g, from, to))
        p.count = stage_path(g, from, to, MOST, p.stops);
    else
        p.stops[0] = to;
    if (p.count > 1) {
        uint32_t hop_ms = PASSAGE_MS / p.count;
        p.hop_ms = scaled(hop_ms < PASSAGE_HOP_MS ? hop_ms : PASSAGE_HOP_MS, step_ms);
    } else if (from.step == to.step) {
        p.hop_ms = scaled(PASSAGE_HOP_MS, step_ms);
    }
    return p;
}
