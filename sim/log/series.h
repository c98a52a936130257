/* Series of events that every call is made of: logged one by one, applied in one go.
 *
 * A replay applies the same events singly, by world_apply(). Invariant: both leave the same world
 * (tests/unit/test_runs.c compares them at the end of every run). */
#ifndef OURO_SIM_LOG_SERIES_H
#define OURO_SIM_LOG_SERIES_H

#include "sim/log/history.h"

/* On a row in a series: the reference is taken over from a temporary, as EV_STEAL says for one event. */
#define REF_TAKEN 0x80000000U

OURO_INLINE uint8_t ref_steal(uint32_t r)
{
    return (uint8_t)(r & REF_TAKEN ? EV_STEAL : 0);
}

/* Take `n` references over from the temporaries of the running frame, if they are its youngest and in
 * this order, the first one the oldest. Returns how many temporaries are left, or UINT32_MAX: they are not. */
OURO_INLINE uint32_t temps_left(const world *w, uint32_t left, const uint32_t *refs, uint32_t n)
{
    const ref *temps = world_temps(w);
    uint32_t floor = world_frames(w)[w->state.used[TABLE_FRAMES] - 1].temps;
    for (uint32_t i = n; i-- > 0;)
        if (refs[i] & REF_TAKEN) {
            if (left == floor || temps[left - 1] != (refs[i] & ~REF_TAKEN))
                return UINT32_MAX;
            left--;
        }
    return left;
}

/* Locals that are about to be written, `n` of them. */
OURO_INLINE uint32_t *locals_write(world *w, uint32_t first, uint32_t n)
{
    enum { PAGE_CELLS = 1 << (WORLD_PAGE_SHIFT - 2) };
    for (uint32_t i = first + n; i > first + PAGE_CELLS; i -= PAGE_CELLS) /* more than a page: seldom */
        (void)cell_write(w, TABLE_LOCALS, i);
    (void)cell_write(w, TABLE_LOCALS, first + n);
    return cell_write(w, TABLE_LOCALS, first);
}

/* A frame of `locals` locals begins on top of another one; the first `count` of them are args. */
OURO_INLINE void apply_call(world *w, uint32_t function, uint32_t body, uint32_t locals,
                            const uint32_t *args, uint32_t count, uint32_t temps)
{
    world_state *s = &w->state;
    uint32_t depth = s->used[TABLE_FRAMES]++, first = s->used[TABLE_LOCALS];
    s->event += 1 + count;
    s->used[TABLE_TEMPS] = temps;
    s->used[TABLE_LOCALS] = first + locals;
    world_frame *frame = frame_write(w, depth);
    *frame = (world_frame){
        .code = body,
        .function = function & ~REF_TAKEN,
        .locals = first,
        .local_count = locals,
        .temps = temps,
        .line = frame[-1].line,
        .serial = s->frame_serial++,
    };
    if (!(function & REF_TAKEN))
        count_up(w, function);
    uint32_t *cells = locals_write(w, first, locals);
    for (uint32_t i = 0; i < locals; i++) {
        uint32_t o = i < count ? args[i] : 0;
        cells[i] = o & ~REF_TAKEN;
        if (o && !(o & REF_TAKEN))
            count_up(w, o);
    }
}

/* FRAME_PUSH, and a LOCAL_SET for each of the arguments. */
OURO_INLINE void world_emit_call(recorder *r, uint32_t function, uint32_t body, uint32_t locals,
                                 const uint32_t *args, uint32_t count)
{
    uint32_t temps = temps_left(&r->w, r->w.state.used[TABLE_TEMPS], args, count);
    if (temps != UINT32_MAX)
        temps = temps_left(&r->w, temps, &function, 1);
    if (__builtin_expect(temps == UINT32_MAX, 0)) {
        world_emit(r, EV_FRAME_PUSH, ref_steal(function), function & ~REF_TAKEN, body, locals);
        for (uint32_t i = 0; i < count; i++)
            world_emit(r, EV_LOCAL_SET, ref_steal(args[i]), i, args[i] & ~REF_TAKEN, 0);
        return;
    }
    if (r->keep) {
        log_append(r, EV_FRAME_PUSH, ref_steal(function), function & ~REF_TAKEN, body, locals, NULL);
        for (uint32_t i = 0; i < count; i++)
            log_append(r, EV_LOCAL_SET, ref_steal(args[i]), i, args[i] & ~REF_TAKEN, 0, NULL);
    }
    apply_call(&r->w, function, body, locals, args, count, temps);
}

/* LOCAL_CLEAR for each local of the running frame, which ends, from number `i` on that is not empty, until one of them
 * falls. Returns the number to go on with. */
OURO_INLINE uint32_t world_emit_locals_clear(recorder *r, uint32_t i, uint32_t n)
{
    world *w = &r->w;
    uint32_t *cells = locals_write(w, local_cell(w, 0), n);
    nothing_fell(w);
    for (; i < n; i++) {
        ref o = cells[i];
        if (!o)
            continue;
        if (r->keep)
            log_append(r, EV_LOCAL_CLEAR, 1, i, 0, 0, NULL);
        w->state.event++;
        cells[i] = 0;
        count_down(w, o);
        if (w->fell)
            return i + 1;
    }
    return n;
}

#endif
