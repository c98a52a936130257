#include "render/scene/words.h"

#include "sim/base/buffer.h"

#include <string.h>

enum { NAMED_MAX = 4 }; /* objects that a sentence lists */

/* ---- naming ---- */

static void name_object(buffer *b, const view_object *o)
{
    buffer_printf(b, "%s #%u", o->type, o->id);
}

static void name_id(buffer *b, const change *c, uint32_t id)
{
    const changed_object *o = change_find(c, id);
    if (o)
        name_object(b, o->object->seen);
    else
        buffer_printf(b, "#%u", id);
}

static void name_holder(buffer *b, const change *c, const changed_edge *e)
{
    if (e->from_frame)
        buffer_add_text(b, e->cell->temporary ? "the running expression" : e->cell->label);
    else
        name_id(b, c, e->holder);
}

/* "#1, #2 and 3 more" of the objects for which `wanted` holds; returns how many. */
static uint32_t name_all(buffer *b, const change *c, bool (*wanted)(const changed_object *))
{
    uint32_t count = 0, named = 0;
    for (uint32_t i = 0; i < c->object_count; i++)
        count += wanted(&c->objects[i]);
    uint32_t most = count <= NAMED_MAX ? count : NAMED_MAX - 1;
    for (uint32_t i = 0; i < c->object_count && named < most; i++) {
        if (!wanted(&c->objects[i]))
            continue;
        const char *before = named == 0 ? "" : named + 1 == count ? " and " : ", ";
        buffer_printf(b, "%s#%u", before, c->objects[i].object->seen->id);
        named++;
    }
    if (count > named)
        buffer_printf(b, " and %u more", count - named);
    return count;
}

/* ---- the collector ---- */

static void say_visit(buffer *b, const change *c, const visit *v)
{
    const changed_edge *e = NULL;
    for (uint32_t i = 0; i < c->edge_count; i++)
        if (c->edges[i].followed)
            e = &c->edges[i];
    buffer holder = {0};
    if (e)
        name_holder(&holder, c, e);
    else
        buffer_add_text(&holder, "Something that is not drawn");
    const char *who = buffer_text(&holder);
    switch (v->kind) {
    case VISIT_INSIDE:
        buffer_printf(b,
                      v->from_frame
                          ? "subtract_refs: the namespace is a container too. By %s it leads to #%u: "
                            "gc_refs falls to %u."
                          : "subtract_refs: %s refers to #%u. That is a reference from inside: "
                            "gc_refs falls to %u.",
                      who, v->target_id, v->gc_refs);
        break;
    case VISIT_APART:
        buffer_printf(b, "move_unreachable: gc_refs of #%u is 0. Set apart: tentatively unreachable.",
                      v->target_id);
        break;
    case VISIT_REACHED:
        buffer_printf(b, "move_unreachable: %s is reachable and leads to #%u: gc_refs becomes 1.",
                      who, v->target_id);
        break;
    case VISIT_RESCUED:
        buffer_printf(b, "move_unreachable: %s is reachable and leads to #%u, which is rescued.",
                      who, v->target_id);
        break;
    }
    buffer_free(&holder);
}

static bool is_left_over(const changed_object *o)
{
    return o->object->seen->collecting && o->object->seen->gc_refs > 0;
}

static bool is_set_apart(const changed_object *o)
{
    return o->object->seen->tentatively_unreachable && o->state != OBJECT_TOMBSTONE;
}

static void say_marking(buffer *b, const change *c, const session_phase *p, bool namespace_inside)
{
    switch ((int)p->phase) {
    case GC_MERGE:
        if (p->generation == 0)
            buffer_add_text(b, "merge: generation 0 is the youngest, so it is looked at alone.");
        else
            buffer_printf(b, "merge: everything younger joins generation %u. All of it is looked at.",
                          p->generation);
        return;
    case GC_UPDATE_REFS:
        buffer_add_text(b, "update_refs: every container gets a copy of its count, gc_refs.");
        return;
    case GC_SUBTRACT_REFS:
        buffer_add_text(b, "subtract_refs: every reference from inside has taken 1 away. ");
        if (name_all(b, c, is_left_over))
            buffer_add_text(b, ": held from outside.");
        else
            buffer_add_text(b, namespace_inside ? "Left over is the namespace, which the frame holds."
                                                : "Nothing is left over.");
        return;
    default:
        buffer_add_text(b, "move_unreachable: what something reachable leads to stays. ");
        if (name_all(b, c, is_set_apart))
            buffer_add_text(b, " cannot be reached.");
        else
            buffer_add_text(b, "Nobody is set apart.");
    }
}

static void say_phase(buffer *b, const change *c, const session_phase *p, bool namespace_inside)
{
    if (!p->running) {
        buffer_printf(b, "The collection of generation %u is over: %u collected.", p->generation,
                      p->collected);
        return;
    }
    if (p->begun) {
        buffer_printf(b, "A collection of generation %u begins: %s.", p->generation,
                      p->automatic ? "its counter is above the threshold" : "the script asks for it");
        return;
    }
    switch ((int)p->phase) {
    case GC_HANDLE_WEAKREFS:
        buffer_add_text(b, "handle_weakrefs: weak references to garbage die first, then they call back.");
        return;
    case GC_FINALIZE_GARBAGE:
        buffer_add_text(b, "finalize_garbage: __del__ runs, once, while every object is still whole.");
        return;
    case GC_HANDLE_RESURRECTED:
        buffer_add_text(b, "finalize_garbage: who can be reached again after the finalizers lives on.");
        return;
    case GC_PROMOTE:
        buffer_printf(b, "The survivors grow older: they join generation %u.",
                      p->generation < 2 ? p->generation + 1 : 2);
        return;
    case GC_DELETE_GARBAGE:
        buffer_add_text(b, "delete_garbage: the collector makes the garbage let go; counts do the rest.");
        return;
    default:
        say_marking(b, c, p, namespace_inside);
    }
}

/* ---- calls ---- */

static bool say_frame(buffer *b, const change *c)
{
    for (uint32_t i = 0; i < c->frame_count; i++) {
        const changed_frame *f = &c->frames[i];
        if (!f->fresh)
            continue;
        if (f->frame->class_body) {
            buffer_printf(b, f->dying ? "The body of class %s has run: its names become attributes."
                                      : "The body of class %s runs.",
                          f->frame->title);
        } else if (f->dying) {
            buffer_printf(b, "%s() returns: its names are gone.", f->frame->title);
        } else if (!f->call) {
            buffer_printf(b, "%s() is called: a frame with names of its own.", f->frame->title);
        } else if (f->call->kind == SESSION_CALL_CALLBACK) {
            buffer_printf(b, "The weak reference is dead: it calls %s().", f->frame->title);
        } else {
            buffer_printf(b, "%s() runs: the last words of ", f->frame->title);
            name_id(b, c, f->call->id);
            buffer_add_text(b, ".");
        }
        return true;
    }
    return false;
}

/* ---- counts ---- */

static const changed_edge *fresh_edge(const change *c, uint32_t target, edge_state state, bool weak)
{
    for (uint32_t i = 0; i < c->edge_count; i++) {
        const changed_edge *e = &c->edges[i];
        bool gone = e->state == EDGE_LETTING_GO || e->state == EDGE_GHOST;
        bool wanted = state == EDGE_LETTING_GO ? gone : e->state == state;
        if (e->fresh && wanted && e->cell->weak == weak
            && (!target || e->cell->target_id == target))
            return e;
    }
    return NULL;
}

static bool say_dying(buffer *b, const change *c)
{
    for (uint32_t i = 0; i < c->object_count; i++) {
        const changed_object *o = &c->objects[i];
        if (o->state != OBJECT_DYING || !o->fresh || !o->delta || o->object->seen->refcount)
            continue;
        const changed_edge *e = fresh_edge(c, o->object->seen->id, EDGE_LETTING_GO, false);
        if (e) {
            name_holder(b, c, e);
            buffer_add_text(b, " lets go of ");
        } else {
            buffer_add_text(b, "Nothing holds ");
        }
        name_object(b, o->object->seen);
        buffer_add_text(b, e ? ". Its count is 0: it dies now." : " any more: it dies now.");
        return true;
    }
    return false;
}

static bool is_fresh_tombstone(const changed_object *o)
{
    return o->state == OBJECT_TOMBSTONE && o->fresh;
}

static bool say_deaths(buffer *b, const change *c)
{
    uint32_t count = 0;
    const changed_object *dead = NULL;
    for (uint32_t i = 0; i < c->object_count; i++)
        if (is_fresh_tombstone(&c->objects[i])) {
            dead = &c->objects[i];
            count++;
        }
    if (count == 1)
        name_object(b, dead->object->seen);
    else if (count > 1)
        name_all(b, c, is_fresh_tombstone);
    if (count)
        buffer_add_text(b, count == 1 ? " is gone, its memory is free."
                                      : " are gone, their memory is free.");
    return count > 0;
}

static bool say_resurrection(buffer *b, const change *c)
{
    for (uint32_t i = 0; i < c->object_count; i++) {
        const changed_object *o = &c->objects[i];
        if (o->state != OBJECT_RESURRECTED || !o->fresh)
            continue;
        name_object(b, o->object->seen);
        buffer_add_text(b, " is resurrected: its finalizer has made somebody hold it.");
        return true;
    }
    return false;
}

static void say_count(buffer *b, const change *c, uint32_t id, const char *falls_or_rises)
{
    const changed_object *o = change_find(c, id);
    if (o && !o->object->seen->immortal && o->state != OBJECT_TOMBSTONE)
        buffer_printf(b, ": its count %s %u", o->delta ? falls_or_rises : "stays at",
                      o->object->seen->refcount);
    buffer_add_text(b, ".");
}

static bool say_letting_go(buffer *b, const change *c)
{
    const changed_edge *e = fresh_edge(c, 0, EDGE_LETTING_GO, false);
    const changed_edge *weak = e ? NULL : fresh_edge(c, 0, EDGE_LETTING_GO, true);
    if (weak) {
        buffer_add_text(b, "The weak reference to ");
        name_id(b, c, weak->cell->target_id);
        buffer_add_text(b, " is dead.");
    } else if (e) {
        name_holder(b, c, e);
        buffer_add_text(b, " lets go of ");
        name_id(b, c, e->cell->target_id);
        say_count(b, c, e->cell->target_id, "falls to");
    }
    return e || weak;
}

static bool say_birth(buffer *b, const change *c)
{
    for (uint32_t i = 0; i < c->object_count; i++) {
        const changed_object *o = &c->objects[i];
        if (!o->born || o->state == OBJECT_TOMBSTONE)
            continue;
        const changed_edge *e = fresh_edge(c, o->object->seen->id, EDGE_NEW, false);
        name_object(b, o->object->seen);
        buffer_add_text(b, " is born");
        if (e) {
            buffer_add_text(b, ", held by ");
            name_holder(b, c, e);
        }
        buffer_add_text(b, ".");
        return true;
    }
    return false;
}

static bool say_holding(buffer *b, const change *c)
{
    const changed_edge *e = fresh_edge(c, 0, EDGE_NEW, false);
    const changed_edge *weak = e ? NULL : fresh_edge(c, 0, EDGE_NEW, true);
    if (weak) {
        name_holder(b, c, weak);
        buffer_add_text(b, " refers to ");
        name_id(b, c, weak->cell->target_id);
        buffer_add_text(b, " weakly: that does not count.");
    } else if (e) {
        name_holder(b, c, e);
        buffer_add_text(b, " holds ");
        name_id(b, c, e->cell->target_id);
        say_count(b, c, e->cell->target_id, "rises to");
    }
    return e || weak;
}

/* A cell that holds another constant than at the stop before. */
static bool say_cell(buffer *b, const change *c, const picture *previous)
{
    for (uint32_t i = 0; previous && i < c->object_count; i++) {
        const changed_object *o = &c->objects[i];
        const picture_object *was = picture_find(previous, o->object->seen->id);
        if (!was || !o->fresh || o->state == OBJECT_TOMBSTONE)
            continue;
        for (uint32_t k = 0; k < o->object->cell_count; k++) {
            const picture_cell *cell = &o->object->cells[k];
            if (!cell->value || change_of_cell(was, cell) == CELL_LIVE)
                continue;
            name_object(b, o->object->seen);
            buffer_printf(b, ": %s is %s now.", cell->label, cell->value);
            return true;
        }
    }
    return false;
}

static bool say_weakrefs(buffer *b, const change *c, const picture *previous)
{
    for (uint32_t i = 0; previous && i < c->object_count; i++) {
        const changed_object *o = &c->objects[i];
        const picture_object *was = picture_find(previous, o->object->seen->id);
        if (!was || o->state == OBJECT_TOMBSTONE
            || was->seen->weakref_count == o->object->seen->weakref_count)
            continue;
        bool more = o->object->seen->weakref_count > was->seen->weakref_count;
        buffer_add_text(b, more ? "A weak reference to " : "One weak reference less to ");
        name_object(b, o->object->seen);
        buffer_add_text(b, more ? " is made: that does not count." : ".");
        return true;
    }
    return false;
}

static bool say_value(buffer *b, const change *c)
{
    for (uint32_t i = 0; i < c->frame_count; i++)
        for (uint32_t k = 0; k < c->frames[i].tag_count; k++) {
            const changed_tag *t = &c->frames[i].tags[k];
            if (!t->fresh || t->state == CELL_LIVE || !t->cell->value)
                continue;
            if (t->state == CELL_GONE)
                buffer_printf(b, "The name %s is gone.", t->cell->label);
            else
                buffer_printf(b, "%s is %s now.", t->cell->label, t->cell->value);
            return true;
        }
    return false;
}

const char *words_of(const words_about *about, arena *memory)
{
    buffer b = {0};
    const change *c = about->changed;
    if (about->visited)
        say_visit(&b, c, about->visited);
    else if (about->phase_begins && about->phase)
        say_phase(&b, c, about->phase, about->namespace_inside);
    else if (!say_frame(&b, c) && !say_dying(&b, c) && !say_resurrection(&b, c)
             && !say_deaths(&b, c) && !say_letting_go(&b, c) && !say_birth(&b, c)
             && !say_holding(&b, c) && !say_cell(&b, c, about->previous) && !say_value(&b, c))
        (void)say_weakrefs(&b, c, about->previous);
    const char *text = b.length && !b.failed
                           ? arena_text(memory, buffer_text(&b), b.length)
                           : NULL;
    buffer_free(&b);
    return text;
}
