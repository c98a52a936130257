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

static void name_holder(buffer *b, const words_about *about, const changed_edge *e)
{
    if (e->from_frame)
        buffer_add_text(b, e->cell->temporary ? tongue_say(about->words, SAY_EXPRESSION) : e->cell->label);
    else
        name_id(b, about->changed, e->holder);
}

/* "#1, #2 and 3 more" of the objects for which `wanted` holds; returns how many. */
static uint32_t name_all(buffer *b, const words_about *about, bool (*wanted)(const changed_object *))
{
    const change *c = about->changed;
    uint32_t count = 0, named = 0;
    for (uint32_t i = 0; i < c->object_count; i++)
        count += wanted(&c->objects[i]);
    uint32_t most = count <= NAMED_MAX ? count : NAMED_MAX - 1;
    for (uint32_t i = 0; i < c->object_count && named < most; i++) {
        if (!wanted(&c->objects[i]))
            continue;
        const char *last = tongue_say(about->words, SAY_AND);
        const char *before = named == 0 ? "" : named + 1 == count ? last : ", ";
        buffer_printf(b, "%s#%u", before, c->objects[i].object->seen->id);
        named++;
    }
    if (count > named)
        tongue_add(about->words, b, SAY_AND_MORE, TELL({.number = count - named}));
    return count;
}

/* ---- sentences ---- */

/* About an object, about a holder and what it holds. */
static void say_of(buffer *b, const words_about *about, tongue_word word, const view_object *o)
{
    buffer name = {0};
    name_object(&name, o);
    tongue_add(about->words, b, word, TELL({.text = buffer_text(&name)}));
    buffer_free(&name);
}

static void say_edge(buffer *b, const words_about *about, tongue_word word, const changed_edge *e, uint32_t count)
{
    buffer holder = {0}, target = {0};
    name_holder(&holder, about, e);
    name_id(&target, about->changed, e->cell->target_id);
    tongue_add(about->words, b, word,
               TELL({.text = buffer_text(&holder)}, {.text = buffer_text(&target)}, {.number = count}));
    buffer_free(&holder);
    buffer_free(&target);
}

static void say_all(buffer *b, const words_about *about, tongue_word some, tongue_word none,
                    bool (*wanted)(const changed_object *))
{
    buffer names = {0};
    bool any = name_all(&names, about, wanted) > 0;
    tongue_add(about->words, b, any ? some : none, TELL({.text = buffer_text(&names)}));
    buffer_free(&names);
}

static void say_number(buffer *b, const words_about *about, tongue_word word, uint64_t number)
{
    tongue_add(about->words, b, word, TELL({.number = number}));
}

/* ---- the collector ---- */

static void say_visit(buffer *b, const words_about *about)
{
    const change *c = about->changed;
    const visit *v = about->visited;
    const changed_edge *e = NULL;
    for (uint32_t i = 0; i < c->edge_count; i++)
        if (c->edges[i].followed)
            e = &c->edges[i];
    buffer holder = {0};
    if (e)
        name_holder(&holder, about, e);
    else
        buffer_add_text(&holder, tongue_say(about->words, SAY_NOT_DRAWN));
    const char *who = buffer_text(&holder);
    switch (v->kind) {
    case VISIT_INSIDE:
        tongue_add(about->words, b, v->from_frame ? SAY_GC_NAMESPACE : SAY_GC_INSIDE,
                   TELL({.text = who}, {.number = v->target_id}, {.number = v->gc_refs}));
        break;
    case VISIT_APART:
        say_number(b, about, SAY_GC_APART, v->target_id);
        break;
    case VISIT_REACHED:
        tongue_add(about->words, b, SAY_GC_REACHED, TELL({.text = who}, {.number = v->target_id}));
        break;
    case VISIT_RESCUED:
        tongue_add(about->words, b, SAY_GC_RESCUED, TELL({.text = who}, {.number = v->target_id}));
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

static void say_marking(buffer *b, const words_about *about)
{
    const session_phase *p = about->phase;
    switch ((int)p->phase) {
    case GC_MERGE:
        say_number(b, about, p->generation == 0 ? SAY_GC_MERGE_NONE : SAY_GC_MERGE_ALL, p->generation);
        return;
    case GC_UPDATE_REFS:
        say_number(b, about, SAY_GC_UPDATE, 0);
        return;
    case GC_SUBTRACT_REFS:
        say_all(b, about, SAY_GC_LEFT_OVER,
                about->namespace_inside ? SAY_GC_LEFT_NAMESPACE : SAY_GC_LEFT_NOTHING, is_left_over);
        return;
    default:
        say_all(b, about, SAY_GC_MOVED, SAY_GC_MOVED_NONE, is_set_apart);
    }
}

static void say_phase(buffer *b, const words_about *about)
{
    const session_phase *p = about->phase;
    if (!p->running) {
        tongue_add(about->words, b, SAY_GC_OVER, TELL({.number = p->generation}, {.number = p->collected}));
        return;
    }
    if (p->begun) {
        say_number(b, about, p->automatic ? SAY_GC_BEGINS_ITSELF : SAY_GC_BEGINS_ASKED, p->generation);
        return;
    }
    switch ((int)p->phase) {
    case GC_HANDLE_WEAKREFS:
        say_number(b, about, SAY_GC_WEAKREFS, 0);
        return;
    case GC_FINALIZE_GARBAGE:
        say_number(b, about, SAY_GC_FINALIZE, 0);
        return;
    case GC_HANDLE_RESURRECTED:
        say_number(b, about, SAY_GC_RESURRECTED, 0);
        return;
    case GC_PROMOTE:
        say_number(b, about, SAY_GC_PROMOTE, p->generation < 2 ? p->generation + 1 : 2);
        return;
    case GC_DELETE_GARBAGE:
        say_number(b, about, SAY_GC_DELETE, 0);
        return;
    default:
        say_marking(b, about);
    }
}

/* ---- calls ---- */

static tongue_word word_of_frame(const changed_frame *f)
{
    if (f->frame->class_body)
        return f->dying ? SAY_SAID_CLASS_HAS_RUN : SAY_SAID_CLASS_RUNS;
    if (f->dying)
        return SAY_SAID_RETURNS;
    if (!f->call)
        return SAY_SAID_CALLED;
    return f->call->kind == SESSION_CALL_CALLBACK ? SAY_SAID_CALLS_BACK : SAY_SAID_LAST_WORDS;
}

static bool say_frame(buffer *b, const words_about *about)
{
    const change *c = about->changed;
    for (uint32_t i = 0; i < c->frame_count; i++) {
        const changed_frame *f = &c->frames[i];
        if (!f->fresh)
            continue;
        buffer of = {0};
        if (f->call)
            name_id(&of, c, f->call->id);
        tongue_add(about->words, b, word_of_frame(f), TELL({.text = f->frame->title}, {.text = buffer_text(&of)}));
        buffer_free(&of);
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

static bool say_dying(buffer *b, const words_about *about)
{
    const change *c = about->changed;
    for (uint32_t i = 0; i < c->object_count; i++) {
        const changed_object *o = &c->objects[i];
        if (o->state != OBJECT_DYING || !o->fresh || !o->delta || o->object->seen->refcount)
            continue;
        const changed_edge *e = fresh_edge(c, o->object->seen->id, EDGE_LETTING_GO, false);
        if (e)
            say_edge(b, about, SAY_SAID_DIES_LET_GO, e, 0);
        else
            say_of(b, about, SAY_SAID_DIES, o->object->seen);
        return true;
    }
    return false;
}

static bool is_fresh_tombstone(const changed_object *o)
{
    return o->state == OBJECT_TOMBSTONE && o->fresh;
}

static bool say_deaths(buffer *b, const words_about *about)
{
    const change *c = about->changed;
    uint32_t count = 0;
    const changed_object *dead = NULL;
    for (uint32_t i = 0; i < c->object_count; i++)
        if (is_fresh_tombstone(&c->objects[i])) {
            dead = &c->objects[i];
            count++;
        }
    if (count == 1)
        say_of(b, about, SAY_SAID_GONE_ONE, dead->object->seen);
    else if (count > 1)
        say_all(b, about, SAY_SAID_GONE_MANY, SAY_SAID_GONE_MANY, is_fresh_tombstone);
    return count > 0;
}

static bool say_resurrection(buffer *b, const words_about *about)
{
    for (uint32_t i = 0; i < about->changed->object_count; i++) {
        const changed_object *o = &about->changed->objects[i];
        if (o->state != OBJECT_RESURRECTED || !o->fresh)
            continue;
        say_of(b, about, SAY_SAID_RESURRECTED, o->object->seen);
        return true;
    }
    return false;
}

/* A reference has come or gone, and what became of the count of what it leads to. */
static void say_counted(buffer *b, const words_about *about, const changed_edge *e, tongue_word alone,
                        tongue_word changes, tongue_word stays)
{
    const changed_object *o = change_find(about->changed, e->cell->target_id);
    bool counted = o && !o->object->seen->immortal && o->state != OBJECT_TOMBSTONE;
    tongue_word word = !counted ? alone : o->delta ? changes : stays;
    say_edge(b, about, word, e, counted ? o->object->seen->refcount : 0);
}

static bool say_letting_go(buffer *b, const words_about *about)
{
    const changed_edge *e = fresh_edge(about->changed, 0, EDGE_LETTING_GO, false);
    const changed_edge *weak = e ? NULL : fresh_edge(about->changed, 0, EDGE_LETTING_GO, true);
    if (e) {
        say_counted(b, about, e, SAY_SAID_LETS_GO, SAY_SAID_LETS_GO_FALLS, SAY_SAID_LETS_GO_STAYS);
    } else if (weak) {
        say_edge(b, about, SAY_SAID_WEAK_DEAD, weak, 0);
    }
    return e || weak;
}

static bool say_birth(buffer *b, const words_about *about)
{
    const change *c = about->changed;
    for (uint32_t i = 0; i < c->object_count; i++) {
        const changed_object *o = &c->objects[i];
        if (!o->born || o->state == OBJECT_TOMBSTONE)
            continue;
        const changed_edge *e = fresh_edge(c, o->object->seen->id, EDGE_NEW, false);
        buffer name = {0}, holder = {0};
        name_object(&name, o->object->seen);
        if (e)
            name_holder(&holder, about, e);
        tongue_add(about->words, b, e ? SAY_SAID_BORN_HELD : SAY_SAID_BORN,
                   TELL({.text = buffer_text(&name)}, {.text = buffer_text(&holder)}));
        buffer_free(&name);
        buffer_free(&holder);
        return true;
    }
    return false;
}

static bool say_holding(buffer *b, const words_about *about)
{
    const changed_edge *e = fresh_edge(about->changed, 0, EDGE_NEW, false);
    const changed_edge *weak = e ? NULL : fresh_edge(about->changed, 0, EDGE_NEW, true);
    if (e)
        say_counted(b, about, e, SAY_SAID_HOLDS, SAY_SAID_HOLDS_RISES, SAY_SAID_HOLDS_STAYS);
    else if (weak)
        say_edge(b, about, SAY_SAID_REFERS_WEAKLY, weak, 0);
    return e || weak;
}

/* A cell that holds another constant than at the stop before. */
static bool say_cell(buffer *b, const words_about *about)
{
    const change *c = about->changed;
    for (uint32_t i = 0; about->previous && i < c->object_count; i++) {
        const changed_object *o = &c->objects[i];
        const picture_object *was = picture_find(about->previous, o->object->seen->id);
        if (!was || !o->fresh || o->state == OBJECT_TOMBSTONE)
            continue;
        for (uint32_t k = 0; k < o->object->cell_count; k++) {
            const picture_cell *cell = &o->object->cells[k];
            if (!cell->value || change_of_cell(was, cell) == CELL_LIVE)
                continue;
            buffer name = {0};
            name_object(&name, o->object->seen);
            tongue_add(about->words, b, SAY_SAID_CELL_IS,
                       TELL({.text = buffer_text(&name)}, {.text = cell->label}, {.text = cell->value}));
            buffer_free(&name);
            return true;
        }
    }
    return false;
}

static bool say_weakrefs(buffer *b, const words_about *about)
{
    const change *c = about->changed;
    for (uint32_t i = 0; about->previous && i < c->object_count; i++) {
        const changed_object *o = &c->objects[i];
        const picture_object *was = picture_find(about->previous, o->object->seen->id);
        if (!was || o->state == OBJECT_TOMBSTONE
            || was->seen->weakref_count == o->object->seen->weakref_count)
            continue;
        bool more = o->object->seen->weakref_count > was->seen->weakref_count;
        say_of(b, about, more ? SAY_SAID_WEAK_MADE : SAY_SAID_WEAK_LESS, o->object->seen);
        return true;
    }
    return false;
}

static bool say_value(buffer *b, const words_about *about)
{
    const change *c = about->changed;
    for (uint32_t i = 0; i < c->frame_count; i++)
        for (uint32_t k = 0; k < c->frames[i].tag_count; k++) {
            const changed_tag *t = &c->frames[i].tags[k];
            if (!t->fresh || t->state == CELL_LIVE || !t->cell->value)
                continue;
            tongue_add(about->words, b, t->state == CELL_GONE ? SAY_SAID_NAME_GONE : SAY_SAID_NAME_IS,
                       TELL({.text = t->cell->label}, {.text = t->cell->value}));
            return true;
        }
    return false;
}

const char *words_of(const words_about *about, arena *memory)
{
    buffer b = {0};
    if (about->visited)
        say_visit(&b, about);
    else if (about->phase_begins && about->phase)
        say_phase(&b, about);
    else if (!say_frame(&b, about) && !say_dying(&b, about) && !say_resurrection(&b, about) && !say_deaths(&b, about)
             && !say_letting_go(&b, about) && !say_birth(&b, about) && !say_holding(&b, about)
             && !say_cell(&b, about) && !say_value(&b, about))
        (void)say_weakrefs(&b, about);
    const char *text = b.length && !b.failed
                           ? arena_text(memory, buffer_text(&b), b.length)
                           : NULL;
    buffer_free(&b);
    return text;
}
