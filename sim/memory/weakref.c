/* Weak references. Source: CPython 3.13.0, Objects/weakrefobject.c.
 *
 * An object's weak references are a list: first the shared one without a callback, then those with
 * callbacks, the newest first. */
#include "sim/memory/memory.h"

bool weakref_possible(const world *w, ref target)
{
    return world_weakrefs_at(w, target) != 0;
}

static ref first_of(const world *w, ref target)
{
    return world_words(w)[world_weakrefs_at(w, target)];
}

/* get_basic_refs(): the shared reference stands at the head and has no callback. */
static ref basic_of(const world *w, ref target)
{
    ref head = first_of(w, target);
    return head && !world_word(w, head, WEAKREF_CALLBACK) ? head : 0;
}

ref weakref_new(memory *m, ref target, ref callback)
{
    const world *w = memory_world(m);
    ref basic = basic_of(w, target);
    if (!callback && basic) {
        world_emit(m->r, EV_TEMP_PUSH, 0, basic, 0, 0);
        return basic;
    }
    world_emit(m->r, EV_NEW, KIND_WEAKREF, 0, target, 0);
    ref o = w->born;
    if (callback)
        world_emit(m->r, EV_SLOT_SET, 0, o, WEAKREF_CALLBACK, callback);
    world_emit(m->r, EV_WEAK_LINK, 0, o, callback ? basic : 0, 0);
    return o;
}

uint32_t weakref_count(const world *w, ref target)
{
    uint32_t n = 0;
    if (weakref_possible(w, target))
        for (ref o = first_of(w, target); o; o = world_word(w, o, WEAKREF_NEXT))
            n++;
    return n;
}

/* handle_callback(): the weakref has been cleared; it and its callback are held by temporaries. */
static void callback_run(memory *m, ref weakref)
{
    const world *w = memory_world(m);
    ref callback = world_word(w, weakref, WEAKREF_CALLBACK);
    world_emit(m->r, EV_TEMP_PUSH, 0, callback, 0, 0);
    world_emit(m->r, EV_SLOT_CLEAR, 0, weakref, WEAKREF_CALLBACK, 0);
    m->python_calls++;
    m->hooks.callback(m->hooks.machine, callback, weakref);
    memory_drop(m, callback);
    memory_drop(m, weakref);
}

void weakref_clear_all(memory *m, ref o)
{
    recorder *r = m->r;
    const world *w = &r->w;
    if (m->hooks.prepare)
        m->hooks.prepare(m->hooks.machine);
    uint32_t base = w->state.used[TABLE_TEMPS];
    for (ref weakref; (weakref = first_of(w, o)) != 0;) {
        world_emit(r, EV_WEAK_CLEAR, 0, weakref, 0, 0);
        if (world_word(w, weakref, WEAKREF_CALLBACK) && world_row(w, weakref)->refcount > 0)
            world_emit(r, EV_TEMP_PUSH, 0, weakref, 0, 0);
    }
    while (w->state.used[TABLE_TEMPS] > base) /* in the order of the list: the oldest temporary first */
        callback_run(m, world_temps(w)[base]);
}
