/* What the collector's phases do to the tables.
 *
 * Each phase is one event; what it visits follows from the world, so a replay computes it again and
 * the log stays small. Which phase, when, and what Python code runs in between: sim/memory/gc.c.
 * Source: CPython 3.13.0, Python/gc.c: update_refs(), subtract_refs(), move_unreachable(),
 * untrack_tuples(), untrack_dicts(), gc_list_merge().
 * Differs: gc_refs stands in a column of its own; an object's state is in its flags. */
#include "sim/log/apply.h"

static bool list_empty(const world *w, uint32_t list)
{
    return world_row(w, list)->gc_next == list;
}

/* Append all of `from` to `to`. O(1). */
static void list_merge(world *w, uint32_t from, uint32_t to)
{
    if (list_empty(w, from))
        return;
    object_row *f = row_write(w, from), *t = row_write(w, to);
    ref first = f->gc_next, last = f->gc_prev, tail = t->gc_prev;
    row_write(w, tail)->gc_next = first;
    row_write(w, first)->gc_prev = tail;
    row_write(w, last)->gc_next = to;
    t->gc_prev = last;
    f->gc_next = f->gc_prev = from;
}

/* gc_freeze_impl(), gc_unfreeze_impl(). */
static void set_frozen(world *w, bool frozen)
{
    w->state.start_frozen = frozen;
    if (!frozen) {
        list_merge(w, LIST_PERMANENT, LIST_OLD);
        return;
    }
    for (uint32_t i = 0; i < 3; i++) {
        list_merge(w, LIST_YOUNG + i, LIST_PERMANENT);
        w->state.gc_count[i] = 0;
    }
    w->gc_unseen = 0;
}

APPLY_COLD(GC_SET)
{
    switch ((gc_setting)a) {
    case GC_ENABLED:
        w->state.gc_enabled = b;
        break;
    case GC_THRESHOLD0:
    case GC_THRESHOLD1:
    case GC_THRESHOLD2:
        w->state.gc_threshold[a - GC_THRESHOLD0] = b;
        break;
    case GC_LONG_LIVED:
        w->state.long_lived_total = w->state.long_lived_start = b;
        break;
    case GC_COUNT0:
        w->state.gc_count[0] = b;
        break;
    case GC_FROZEN:
        set_frozen(w, b);
        break;
    }
}

APPLY_COLD(GC_START)
{
    w->state.gc_collecting = 1;
    w->state.gc_generation = a;
}

APPLY_COLD(GC_STOP)
{
    w->state.gc_collecting = 0;
    if (a == 2)
        kept_clear(w);
}

APPLY_COLD(GC_MOVE)
{
    list_unlink(w, a);
    list_link(w, b, a);
    row_write(w, a)->flags &= (uint8_t) ~(OBJ_COLLECTING | OBJ_UNREACHABLE);
}

/* --- Phases ------------------------------------------------------------------------------------- */

static void phase_merge(world *w, uint32_t generation)
{
    if (generation < 2)
        w->state.gc_count[generation + 1]++;
    for (uint32_t i = 0; i <= generation; i++)
        w->state.gc_count[i] = 0;
    w->gc_unseen = 0;
    for (uint32_t i = 0; i < generation; i++)
        list_merge(w, LIST_YOUNG + i, LIST_YOUNG + generation);
}

/* world_traverse(), with a visitor that the compiler folds in for the commonest objects: instances whose
 * inline values and class are all that they hold. */
OURO_INLINE void traverse(world *w, ref o, world_visit *visit)
{
    const object_row *row = world_row(w, o);
    const uint32_t *values = world_words(w) + row->words;
    if (row->kind != KIND_INSTANCE || values[INSTANCE_INFO] & INSTANCE_DETACHED ||
        world_word(w, row->lo, TYPE_SLOT_COUNT)) {
        world_traverse(w, o, visit, w);
        return;
    }
    uint32_t capacity = values[INSTANCE_INFO] & 0xFF, left = values[INSTANCE_INFO] >> 8 & 0xFF;
    for (values += instance_value_at(capacity, 0); left; values++)
        if (*values) { /* as many as are left: see values_order_add() */
            visit(w, *values);
            left--;
        }
    visit(w, row->lo);
}

static void update_refs(world *w, uint32_t list)
{
    w->gc_kinds = 0;
    for (ref o = world_row(w, list)->gc_next, next; o != list; o = next) {
        object_row *row = row_write(w, o);
        next = row->gc_next;
        w->gc_kinds |= 1ULL << row->kind;
        if (row->flags & OBJ_IMMORTAL) {
            list_unlink(w, o);
            list_link(w, LIST_PERMANENT, o);
            continue;
        }
        w->gc_refs[o] = row->refcount;
        row->flags |= OBJ_COLLECTING;
    }
}

OURO_INLINE void visit_decref(void *user, ref target)
{
    world *w = user;
    if (world_row(w, target)->flags & OBJ_COLLECTING)
        w->gc_refs[target]--;
}

static void subtract_refs(world *w, uint32_t list)
{
    for (ref o = world_row(w, list)->gc_next; o != list; o = world_row(w, o)->gc_next)
        traverse(w, o, visit_decref);
}

/* A reachable object refers to `target`: it is reachable too. Set apart already: back to the end of
 * the list being walked, which is how survivors change their order. */
OURO_INLINE void visit_reachable(void *user, ref target)
{
    world *w = user;
    uint8_t flags = world_row(w, target)->flags;
    if (!(flags & OBJ_COLLECTING))
        return;
    if (flags & OBJ_UNREACHABLE) {
        list_unlink(w, target);
        list_link(w, w->state.scratch_count, target);
        row_write(w, target)->flags &= (uint8_t)~OBJ_UNREACHABLE;
        w->gc_refs[target] = 1;
    } else if (w->gc_refs[target] == 0) {
        w->gc_refs[target] = 1;
    }
}

static void move_unreachable(world *w, uint32_t list)
{
    uint32_t reached = 0;
    w->state.scratch_count = list; /* where visit_reachable() puts what it rescues */
    for (ref o = world_row(w, list)->gc_next, next; o != list; o = next) {
        if (w->gc_refs[o]) {
            traverse(w, o, visit_reachable);
            next = world_row(w, o)->gc_next;
            row_write(w, o)->flags &= (uint8_t)~OBJ_COLLECTING;
            reached++;
        } else {
            next = world_row(w, o)->gc_next;
            list_unlink(w, o);
            list_link(w, LIST_UNREACHABLE, o);
            row_write(w, o)->flags |= OBJ_UNREACHABLE;
        }
    }
    for (ref o = world_row(w, LIST_UNREACHABLE)->gc_next; o != LIST_UNREACHABLE;
         o = world_row(w, o)->gc_next)
        row_write(w, o)->flags &= (uint8_t)~OBJ_COLLECTING;
    w->state.scratch_count = reached; /* for the phases that follow */
}


static bool tuple_is_atomic(const world *w, ref o)
{
    for (uint32_t i = 0; i < world_row(w, o)->lo; i++) {
        ref item = world_word(w, o, i);
        if (!item || world_may_be_tracked(w, item))
            return false;
    }
    return true;
}

static bool dict_is_atomic(const world *w, ref o)
{
    for (uint32_t i = 0, n = dict_entry_count(w, o); i < n; i++) {
        dict_item entry = dict_entry(w, o, i);
        if (entry.key && (world_may_be_tracked(w, entry.key) || world_may_be_tracked(w, entry.value)))
            return false;
    }
    return true;
}

static void untrack_atomic(world *w, uint32_t list, uint8_t kind)
{
    if (!(w->gc_kinds >> kind & 1))
        return;
    for (ref o = world_row(w, list)->gc_next, next; o != list; o = next) {
        const object_row *row = world_row(w, o);
        next = row->gc_next;
        if (row->kind == kind && (kind == KIND_TUPLE ? tuple_is_atomic(w, o) : dict_is_atomic(w, o))) {
            untrack(w, o);
            w->state.scratch_count--;
        }
    }
}

static void phase_promote(world *w, uint32_t generation)
{
    uint32_t young = LIST_YOUNG + generation;
    if (generation < 2) {
        if (generation == 1)
            w->state.long_lived_pending += w->state.scratch_count;
        list_merge(w, young, young + 1);
        return;
    }
    if (w->profile->gc_untracks_dicts)
        untrack_atomic(w, young, KIND_DICT);
    w->state.long_lived_pending = 0;
    w->state.long_lived_total = w->state.scratch_count;
    if (!w->state.start_frozen)
        w->state.long_lived_total += w->state.long_lived_start;
}

/* After finalizers: only what is reachable again from outside the garbage survives; the rest goes
 * back to LIST_UNREACHABLE in its new order. */
static void phase_resurrected(world *w, uint32_t generation)
{
    for (ref o = world_row(w, LIST_UNREACHABLE)->gc_next; o != LIST_UNREACHABLE;
         o = world_row(w, o)->gc_next)
        row_write(w, o)->flags &= (uint8_t)~OBJ_UNREACHABLE;
    list_merge(w, LIST_UNREACHABLE, LIST_STILL);
    update_refs(w, LIST_STILL);
    subtract_refs(w, LIST_STILL);
    move_unreachable(w, LIST_STILL);
    list_merge(w, LIST_STILL, generation < 2 ? LIST_YOUNG + generation + 1 : LIST_OLD);
}

APPLY_COLD(GC_PHASE)
{
    uint32_t young = LIST_YOUNG + b;
    switch ((gc_phase)a) {
    case GC_MERGE:
        phase_merge(w, b);
        break;
    case GC_UPDATE_REFS:
        update_refs(w, young);
        break;
    case GC_SUBTRACT_REFS:
        subtract_refs(w, young);
        break;
    case GC_MOVE_UNREACHABLE:
        move_unreachable(w, young);
        break;
    case GC_UNTRACK_TUPLES:
        untrack_atomic(w, young, KIND_TUPLE);
        break;
    case GC_PROMOTE:
        phase_promote(w, b);
        break;
    case GC_HANDLE_RESURRECTED:
        phase_resurrected(w, b);
        break;
    case GC_HANDLE_WEAKREFS:
    case GC_FINALIZE_GARBAGE:
    case GC_DELETE_GARBAGE:
    case GC_PHASE_COUNT:
        break; /* marks: the events that follow do the work */
    }
}
