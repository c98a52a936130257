/* Weak references. Source: CPython 3.13.0, Objects/weakrefobject.c.
 *
 * An object's weak references are a list: first the shared ref without a callback, then the shared
 * proxy without one, then all others, the newest first. */
#include "sim/memory/memory.h"

bool weakref_possible(const world *w, ref target)
{
    return world_weakrefs_at(w, target) != 0;
}

static ref first_of(const world *w, ref target)
{
    return world_words(w)[world_weakrefs_at(w, target)];
}

/* is_basic_ref(), is_basic_proxy(): one that is shared by all who ask without a callback. */
static bool is_basic(const world *w, ref weakref, object_kind kind)
{
    return world_kind(w, weakref) == kind && !world_word(w, weakref, WEAKREF_CALLBACK);
}

/* get_basic_refs(): the shared ones stand at the head, the ref before the proxy. */
typedef struct basic_refs {
    ref weakref, proxy;
} basic_refs;

static basic_refs basic_of(const world *w, ref target)
{
    basic_refs basic = {0};
    ref head = first_of(w, target);
    if (head && is_basic(w, head, KIND_WEAKREF)) {
        basic.weakref = head;
        head = world_word(w, head, WEAKREF_NEXT);
    }
    if (head && is_basic(w, head, KIND_PROXY))
        basic.proxy = head;
    return basic;
}

/* Make one and put it into its object's list: insert_weakref(). */
static ref weak_make(memory *m, object_kind kind, ref target, ref callback, uint32_t hi)
{
    const world *w = memory_world(m);
    basic_refs basic = basic_of(w, target);
    ref shared = kind == KIND_PROXY ? basic.proxy : basic.weakref;
    if (!callback && shared) {
        world_emit(m->r, EV_TEMP_PUSH, 0, shared, 0, 0);
        return shared;
    }
    world_emit(m->r, EV_NEW, (uint8_t)kind, 0, target, hi);
    ref o = w->born;
    if (callback)
        world_emit(m->r, EV_SLOT_SET, 0, o, WEAKREF_CALLBACK, callback);
    ref behind = !callback && kind == KIND_WEAKREF ? 0
                 : callback && basic.proxy         ? basic.proxy
                                                   : basic.weakref;
    world_emit(m->r, EV_WEAK_LINK, 0, o, behind, 0);
    return o;
}

/* An heir's are never shared: insert_weakref() puts it behind the shared ones. */
ref weakref_new_core(memory *m, ref target, ref callback, ref outer)
{
    basic_refs basic = basic_of(memory_world(m), target);
    world_emit(m->r, EV_NEW_CORE, KIND_WEAK_CORE, outer, target, 0);
    ref o = memory_world(m)->born;
    if (callback)
        world_emit(m->r, EV_SLOT_SET, 0, o, WEAKREF_CALLBACK, callback);
    world_emit(m->r, EV_WEAK_LINK, 0, o, basic.proxy ? basic.proxy : basic.weakref, 0);
    return o;
}

ref weakref_new(memory *m, ref target, ref callback)
{
    return weak_make(m, KIND_WEAKREF, target, callback, 0);
}

ref weakref_new_proxy(memory *m, ref target, ref callback, bool callable)
{
    return weak_make(m, KIND_PROXY, target, callback, callable);
}

uint32_t weakref_count(const world *w, ref target)
{
    uint32_t n = 0;
    if (weakref_possible(w, target))
        for (ref o = first_of(w, target); o; o = world_word(w, o, WEAKREF_NEXT))
            n++;
    return n;
}

/* Clear those that are left in the list of `o` into a tuple of (weakref, callback) pairs, which holds
 * both while the callbacks run. Returns how many places are filled. */
static uint32_t clear_into_tuple(memory *m, ref o, ref tuple)
{
    const world *w = memory_world(m);
    uint32_t n = 0;
    for (ref weakref; (weakref = first_of(w, o)) != 0;) {
        ref callback = world_word(w, weakref, WEAKREF_CALLBACK), outer = weakref_outer(w, weakref);
        bool lives = world_row(w, outer)->refcount > 0; /* an heir that dies itself is left alone */
        world_emit(m->r, EV_WEAK_CLEAR, 0, weakref, 0, 0);
        if (lives)
            world_emit(m->r, EV_SLOT_SET, 0, tuple, n, outer);
        if (callback) {
            if (lives)
                world_emit(m->r, EV_SLOT_SET, 0, tuple, n + 1, callback);
            world_emit(m->r, EV_SLOT_CLEAR, 0, weakref, WEAKREF_CALLBACK, 0);
            memory_settle(m);
        }
        n += lives ? 2 : 0;
    }
    return n;
}

/* PyObject_ClearWeakRefs(). The tuple is an object like others: it counts for the collector. */
void weakref_clear_all(memory *m, ref o)
{
    recorder *r = m->r;
    const world *w = &r->w;
    for (ref first; (first = first_of(w, o)) != 0;) {
        if (!is_basic(w, first, KIND_WEAKREF) && !is_basic(w, first, KIND_PROXY))
            break;
        world_emit(r, EV_WEAK_CLEAR, 0, first, 0, 0);
    }
    uint32_t count = weakref_count(w, o);
    if (!count)
        return;
    if (m->hooks.prepare)
        m->hooks.prepare(m->hooks.machine);
    world_emit(r, EV_NEW, KIND_TUPLE, 2 * count * 8, 2 * count, 0);
    ref tuple = w->born;
    world_emit(r, EV_FLAG, 0, tuple, OBJ_INTERPRETER, 0);
    uint32_t filled = clear_into_tuple(m, o, tuple);
    for (uint32_t i = 0; i < filled; i += 2) {
        ref callback = world_word(w, tuple, i + 1);
        if (!callback)
            continue;
        m->python_calls++;
        m->hooks.callback(m->hooks.machine, callback, world_word(w, tuple, i));
    }
    memory_drop(m, tuple);
}
