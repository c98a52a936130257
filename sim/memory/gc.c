/* The cycle collector: which phase, when, and the Python code that runs in between. What a phase does
 * to the lists is sim/log/apply_gc.c.
 *
 * Source: CPython 3.13.0, Python/gc.c, gc_collect_main() and the functions named below. */
#include "sim/memory/memory.h"

#include <stdio.h>
#include <stdlib.h>

static ref list_first(const world *w, uint32_t list)
{
    return world_row(w, list)->gc_next;
}

static void phase(memory *m, gc_phase which, uint32_t generation)
{
    world_emit(m->r, EV_GC_PHASE, 0, which, generation, 0);
}

static void seen_add(memory *m, ref o)
{
    if (m->seen_count + 2 > m->seen_capacity) {
        uint32_t capacity = m->seen_capacity ? m->seen_capacity * 2 : 256;
        ref *bigger = realloc(m->seen, capacity * sizeof *bigger);
        if (!bigger) {
            m->failed = true;
            return;
        }
        m->seen = bigger;
        m->seen_capacity = capacity;
    }
    m->seen[m->seen_count++] = o;
    m->seen[m->seen_count++] = world_serial(memory_world(m), o);
}

/* The i-th pair's object, or 0 if it has died since. */
static ref seen_at(const memory *m, uint32_t i)
{
    ref o = m->seen[i];
    return world_serial(memory_world(m), o) == m->seen[i + 1] &&
                   world_kind(memory_world(m), o) != KIND_FREE
               ? o
               : 0;
}

/* Instances without slots and weak references are what most garbage consists of. */
static bool without_weakrefs(const world *w, ref o)
{
    const object_row *row = world_row(w, o);
    return row->kind == KIND_INSTANCE && !world_words(w)[row->words + INSTANCE_WEAKREFS] &&
           !world_word(w, row->lo, TYPE_SLOT_COUNT);
}

/* --- handle_weakrefs() -------------------------------------------------------------------------------- */

/* Clear the weak references to one object of the garbage, or only those with a callback, if __del__ may
 * still use the others. Those with a callback that are not garbage themselves are kept alive by a
 * temporary until their callback has been called. */
static void clear_weakrefs_to(memory *m, ref o)
{
    const world *w = memory_world(m);
    ref own = world_weak_of(w, o);
    if (own && world_row(w, own)->lo)
        world_emit(m->r, EV_WEAK_CLEAR, 0, own, 0, 0);
    uint32_t head = world_weakrefs_at(w, o);
    if (!head)
        return;
    for (ref weakref = world_words(w)[head], next; weakref; weakref = next) {
        next = world_word(w, weakref, WEAKREF_NEXT);
        bool calls = world_word(w, weakref, WEAKREF_CALLBACK) != 0;
        if (!calls && m->profile->weakref_outlives_del)
            continue;
        world_emit(m->r, EV_WEAK_CLEAR, 0, weakref, 0, 0);
        ref outer = weakref_outer(w, weakref);
        if (calls && !world_has(w, outer, OBJ_UNREACHABLE)) {
            world_emit(m->r, EV_TEMP_PUSH, 0, outer, 0, 0);
            seen_add(m, outer);
        }
    }
}

/* Call the callbacks; a weakref that survives its callback joins the old generation.
 * Returns how many weakrefs died: they count as collected. */
static uint32_t call_callbacks(memory *m, uint32_t old)
{
    const world *w = memory_world(m);
    uint32_t freed = 0;
    for (uint32_t i = 0; i < m->seen_count; i += 2) {
        ref weakref = m->seen[i];
        ref callback = world_word(w, world_weak_of(w, weakref), WEAKREF_CALLBACK);
        m->python_calls++;
        m->hooks.callback(m->hooks.machine, callback, weakref);
        memory_drop(m, weakref);
        if (!seen_at(m, i))
            freed++;
        else if (world_has(w, weakref, OBJ_TRACKED))
            world_emit(m->r, EV_GC_MOVE, 0, weakref, old, 0);
    }
    return freed;
}

static uint32_t handle_weakrefs(memory *m, uint32_t old)
{
    const world *w = memory_world(m);
    m->seen_count = 0;
    for (ref o = list_first(w, LIST_UNREACHABLE); o != LIST_UNREACHABLE; o = world_row(w, o)->gc_next)
        if (!without_weakrefs(w, o))
            clear_weakrefs_to(m, o);
    return call_callbacks(m, old);
}

/* What weak references there are still, or again since __del__ has run, goes in silence. */
static void clear_late_weakrefs(memory *m)
{
    const world *w = memory_world(m);
    for (ref o = list_first(w, LIST_UNREACHABLE); o != LIST_UNREACHABLE; o = world_row(w, o)->gc_next) {
        uint32_t head = world_weakrefs_at(w, o);
        while (head && world_words(w)[head])
            world_emit(m->r, EV_WEAK_CLEAR, 0, world_words(w)[head], 0, 0);
    }
}

/* --- finalize_garbage() ------------------------------------------------------------------------------- */

static void finalize_garbage(memory *m)
{
    const world *w = memory_world(m);
    m->seen_count = 0;
    for (ref o = list_first(w, LIST_UNREACHABLE); o != LIST_UNREACHABLE; o = world_row(w, o)->gc_next)
        if (finalizer_wanted(w, o))
            seen_add(m, o);
    for (uint32_t i = 0; i < m->seen_count; i += 2) {
        ref o = seen_at(m, i);
        if (!o || world_has(w, o, OBJ_FINALIZED))
            continue;
        world_emit(m->r, EV_FLAG, 0, o, OBJ_FINALIZED, 0);
        world_emit(m->r, EV_TEMP_PUSH, 0, o, 0, 0);
        m->python_calls++;
        m->hooks.finalize(m->hooks.machine, o);
        memory_drop(m, o);
    }
}

/* --- delete_garbage() ---------------------------------------------------------------------------------- */

static uint32_t list_size(const world *w, uint32_t list)
{
    uint32_t n = 0;
    for (ref o = list_first(w, list); o != list; o = world_row(w, o)->gc_next)
        n++;
    return n;
}

static void delete_garbage(memory *m, uint32_t old)
{
    const world *w = memory_world(m);
    for (ref o; (o = list_first(w, LIST_UNREACHABLE)) != LIST_UNREACHABLE && !m->failed;) {
        if (m->gc_debug & GC_DEBUG_SAVEALL) {
            world_emit(m->r, EV_LIST_APPEND, 0, m->gc_garbage, o, 0);
        } else {
            world_emit(m->r, EV_TEMP_PUSH, 0, o, 0, 0);
            object_clear(m, o);
            memory_drop(m, o);
        }
        if (list_first(w, LIST_UNREACHABLE) == o) /* still alive: it belongs to the survivors */
            world_emit(m->r, EV_GC_MOVE, 0, o, old, 0);
    }
}

/* --- What others are told -------------------------------------------------------------------------------- */

/* invoke_gc_callback(). */
static void tell_callbacks(memory *m, bool stop, uint32_t generation, gc_stats stats)
{
    if (m->hooks.collection && !m->gc_quiet && m->hooks.collection(m->hooks.machine, stop, generation, stats))
        m->python_calls++;
}

/* show_stats_each_generations(). */
static void debug_start(memory *m, uint32_t generation)
{
    const world *w = memory_world(m);
    char text[256];
    if (!(m->gc_debug & GC_DEBUG_STATS))
        return;
    (void)snprintf(text, sizeof text,
                   "gc: collecting generation %u...\ngc: objects in each generation: %u %u %u\n"
                   "gc: objects in permanent generation: %u\n",
                   generation, list_size(w, LIST_YOUNG), list_size(w, LIST_YOUNG + 1),
                   list_size(w, LIST_OLD), list_size(w, LIST_PERMANENT));
    m->hooks.debug(m->hooks.machine, text, 0);
}

/* debug_cycle(), for each object of the garbage. */
static void debug_collectable(memory *m)
{
    const world *w = memory_world(m);
    if (!(m->gc_debug & GC_DEBUG_COLLECTABLE))
        return;
    for (ref o = list_first(w, LIST_UNREACHABLE); o != LIST_UNREACHABLE; o = world_row(w, o)->gc_next)
        m->hooks.debug(m->hooks.machine, "collectable", o);
}

/* Differs: no clock here, so no time elapses. */
static void debug_stop(memory *m, gc_stats stats)
{
    char text[128];
    if (!(m->gc_debug & GC_DEBUG_STATS))
        return;
    (void)snprintf(text, sizeof text, "gc: done, %u unreachable, %u uncollectable, 0.0000s elapsed\n",
                   stats.collected + stats.uncollectable, stats.uncollectable);
    m->hooks.debug(m->hooks.machine, text, 0);
}

/* --- A collection --------------------------------------------------------------------------------------- */

static void find_garbage(memory *m, uint32_t generation)
{
    phase(m, GC_MERGE, generation);
    phase(m, GC_UPDATE_REFS, generation);
    phase(m, GC_SUBTRACT_REFS, generation);
    phase(m, GC_MOVE_UNREACHABLE, generation);
    phase(m, GC_UNTRACK_TUPLES, generation);
    phase(m, GC_PROMOTE, generation);
}

/* Weak references, finalizers, deletion. Returns how much was collected. */
static uint32_t dispose(memory *m, uint32_t generation)
{
    uint32_t old = generation < 2 ? LIST_YOUNG + generation + 1 : LIST_OLD;
    uint32_t calls = m->python_calls;
    if (m->hooks.prepare)
        m->hooks.prepare(m->hooks.machine);
    debug_collectable(m);
    phase(m, GC_HANDLE_WEAKREFS, generation);
    uint32_t collected = handle_weakrefs(m, old);
    phase(m, GC_FINALIZE_GARBAGE, generation);
    finalize_garbage(m);
    if (m->python_calls != calls) /* only Python code can have changed what is reachable */
        phase(m, GC_HANDLE_RESURRECTED, generation);
    if (m->profile->gc_clears_weakrefs_late)
        clear_late_weakrefs(m);
    collected += list_size(memory_world(m), LIST_UNREACHABLE);
    phase(m, GC_DELETE_GARBAGE, generation);
    delete_garbage(m, old);
    return collected;
}

/* A collection without its callbacks. */
static gc_stats collect(memory *m, uint32_t generation, bool automatic)
{
    gc_stats stats = {0};
    death_cause cause = m->cause;
    if (cause == DEATH_REFCOUNT)
        m->cause = DEATH_GC;
    debug_start(m, generation);
    world_emit(m->r, EV_GC_START, automatic, generation, 0, 0);
    find_garbage(m, generation);
    if (list_first(memory_world(m), LIST_UNREACHABLE) != LIST_UNREACHABLE)
        stats.collected = dispose(m, generation);
    debug_stop(m, stats);
    world_emit(m->r, EV_GC_STOP, automatic, generation, stats.collected, stats.uncollectable);
    m->cause = cause;
    return stats;
}

gc_stats gc_collect(memory *m, uint32_t generation, bool automatic)
{
    gc_stats stats = {0};
    if (m->gc_running)
        return stats;
    bool due = m->r->w.gc_due;
    uint32_t calls = m->python_calls;
    m->gc_running = true;
    tell_callbacks(m, false, generation, stats);
    stats = collect(m, generation, automatic);
    gc_total *total = &m->gc_totals[generation];
    total->collections++;
    total->collected += stats.collected;
    total->uncollectable += stats.uncollectable;
    tell_callbacks(m, true, generation, stats);
    m->gc_running = false;
    m->r->w.gc_due = due && m->python_calls == calls; /* Python code has looked at what waited, in vain */
    return stats;
}

void gc_run_pending(memory *m)
{
    world *w = &m->r->w;
    w->gc_due = false;
    const world_state *s = &w->state;
    if (!s->gc_enabled || m->gc_running)
        return;
    uint32_t generation = world_next_generation(w);
    if (generation > 0 || (int32_t)(s->gc_count[0] + w->gc_unseen) > (int32_t)s->gc_threshold[0])
        (void)gc_collect(m, generation, true);
}
