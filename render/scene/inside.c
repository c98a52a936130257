#include "render/scene/inside.h"

#include <string.h>

/* What can be seen of one state, in a few numbers. */
typedef struct glimpse {
    uint64_t event;
    uint64_t hash;        /* of everything but temporaries and counts: those follow from the rest */
    uint64_t objects;     /* the same, of the objects alone */
    uint32_t temporaries; /* that hold something drawn */
    uint32_t frames, finalizers; /* calls that run, and those of finalizers among them */
    int phase;            /* of the seven, or one of these */
} glimpse;

enum { PHASE_NONE = -1, PHASE_BEGUN = -2 };

typedef struct finder {
    const inside_source *from;
    ouro_error *err;
    arena *memory;
    glimpse *groups; /* states that look alike one after the other: the best of each */
    uint32_t count, capacity;
    inside_stop *stops;
    uint32_t stop_count, stop_capacity;
    uint64_t base; /* state before the step */
} finder;

static ouro_result out_of_memory(ouro_error *err)
{
    return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the stops of a step");
}

/* ---- states ---- */

ouro_result inside_picture(const inside_source *from, uint64_t event, uint32_t sub, arena *memory,
                           picture *out, visit_list *visits, ouro_error *err)
{
    view_options options = {.all = true};
    visit_list made = {.count = 0};
    view *seen = arena_alloc(memory, sizeof *seen);
    if (!seen)
        return out_of_memory(err);
    ouro_result result = session_seek(from->run, event, err);
    if (result == OURO_OK && (sub || visits))
        result = session_visits(from->run, event, memory, &made, err);
    if (result == OURO_OK)
        result = session_view(from->run, &options, memory, seen, err);
    if (result == OURO_OK) {
        visits_show(&made, sub, seen);
        result = picture_of(seen, from->rules, memory, out, err);
    }
    if (visits)
        *visits = made;
    return result;
}

int inside_phase(const session *run, uint64_t event, uint32_t sub)
{
    static const int LINES[GC_PHASE_COUNT] = {
        [GC_MERGE] = 0,           [GC_UPDATE_REFS] = 1,     [GC_SUBTRACT_REFS] = 2,
        [GC_MOVE_UNREACHABLE] = 3, [GC_UNTRACK_TUPLES] = 3,  [GC_PROMOTE] = 3,
        [GC_HANDLE_WEAKREFS] = 4, [GC_FINALIZE_GARBAGE] = 5, [GC_HANDLE_RESURRECTED] = 5,
        [GC_DELETE_GARBAGE] = 6};
    const session_phase *p = session_phase_at(run, event);
    if (!p || !p->running || p->begun)
        return -1;
    return LINES[p->phase] + (sub > 0);
}

/* ---- what can be seen ---- */

static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ at[i]) * 1099511628211U;
    return hash;
}

static uint64_t hash_number(uint64_t hash, uint64_t number)
{
    return hash_bytes(hash, &number, sizeof number);
}

static uint64_t hash_text(uint64_t hash, const char *text)
{
    return hash_bytes(hash, text ? text : "", text ? strlen(text) + 1 : 0);
}

static uint64_t hash_cell(uint64_t hash, const picture_cell *c)
{
    hash = hash_text(hash, c->key);
    hash = hash_text(hash, c->value);
    return hash_number(hash, (uint64_t)c->target_id << 2 | (uint64_t)c->weak << 1 | c->dead);
}

static bool has_place(const inside_source *from, uint32_t id)
{
    pen_box box;
    return story_box(from->told, (story_holder){.id = id}, &box);
}

/* Bits of what its box and badges show, but for whether it can be reached: that follows. */
static uint64_t object_marks(const inside_source *from, const view_object *o)
{
    if (o->refcount == 0)
        return 1; /* it is dying: nothing else of it is shown */
    uint64_t marks = (uint64_t)o->immortal << 1 | (uint64_t)o->collecting << 2
                     | (uint64_t)o->tentatively_unreachable << 3 | (uint64_t)o->weakref_count << 8;
    if (from->level >= SCENE_GC)
        marks |= (uint64_t)(uint8_t)o->generation << 40;
    return marks;
}

static uint64_t hash_objects(const inside_source *from, const picture *p, uint64_t hash,
                             glimpse *out)
{
    for (uint32_t i = 0; i < p->object_count; i++) {
        const picture_object *o = &p->objects[i];
        if (!has_place(from, o->seen->id))
            continue;
        out->temporaries += picture_temporaries(o->seen);
        hash = hash_number(hash, o->seen->id);
        hash = hash_number(hash, object_marks(from, o->seen));
        hash = hash_number(hash, o->seen->collecting && o->seen->refcount ? o->seen->gc_refs : 0);
        /* Of what dies constants go unnoticed, and keys go before their values. */
        bool going = o->seen->refcount == 0 || o->seen->tentatively_unreachable;
        hash = hash_text(hash, going ? NULL : o->value);
        for (uint32_t k = 0; k < o->cell_count; k++)
            if (!going)
                hash = hash_cell(hash, &o->cells[k]);
            else if (o->cells[k].target_id)
                hash = hash_number(hash, o->cells[k].target_id);
    }
    return hash;
}

static uint64_t hash_frames(const inside_source *from, const picture *p, uint64_t hash,
                            glimpse *out)
{
    for (uint32_t i = 0; i < p->frame_count; i++) {
        const picture_frame *f = &p->frames[i];
        pen_box box;
        if (!story_box(from->told, (story_holder){.id = f->depth, .frame = true}, &box))
            continue;
        const session_call *call = session_call_of(from->run, f->serial);
        out->frames++;
        out->finalizers += call && call->kind == SESSION_CALL_FINALIZER;
        hash = hash_number(hash, (uint64_t)f->serial << 1 | f->class_body);
        for (uint32_t k = 0; k < f->tag_count; k++)
            if (!f->tags[k].temporary && (f->tags[k].target_id || !f->class_body))
                hash = hash_cell(hash, &f->tags[k]);
    }
    return hash;
}

static uint64_t hash_collector(const inside_source *from, const view_gc *gc, uint64_t hash,
                               const glimpse *g)
{
    if (from->level < SCENE_COUNTS)
        return hash;
    hash = hash_number(hash, (uint64_t)gc->enabled << 1 | gc->collecting);
    hash = hash_bytes(hash, gc->threshold, sizeof gc->threshold);
    return hash_number(hash, (uint64_t)(g->phase - PHASE_BEGUN));
}

static int phase_of(const session *run, uint64_t event)
{
    const session_phase *p = session_phase_at(run, event);
    return p && p->running && p->begun ? PHASE_BEGUN : inside_phase(run, event, 0);
}

static ouro_result glimpse_take(finder *f, uint64_t event, glimpse *out)
{
    arena memory = {0};
    picture p;
    *out = (glimpse){.event = event, .hash = 14695981039346656037U, .phase = PHASE_NONE};
    if (f->from->level >= SCENE_COUNTS)
        out->phase = phase_of(f->from->run, event);
    ouro_result result = inside_picture(f->from, event, 0, &memory, &p, NULL, f->err);
    if (result == OURO_OK) {
        out->hash = hash_objects(f->from, &p, out->hash, out);
        out->objects = out->hash;
        out->hash = hash_frames(f->from, &p, out->hash, out);
        out->hash = hash_collector(f->from, &p.seen->gc, out->hash, out);
    }
    arena_free(&memory);
    return result;
}

/* ---- groups: states that look alike ---- */

static bool group_add(finder *f, const glimpse *g)
{
    if (f->count == f->capacity) {
        uint32_t wanted = f->capacity ? f->capacity * 2 : 64;
        glimpse *larger = arena_grow(f->memory, f->groups, f->count * sizeof *larger,
                                     wanted * sizeof *larger);
        if (!larger)
            return false;
        f->groups = larger;
        f->capacity = wanted;
    }
    f->groups[f->count++] = *g;
    return true;
}

/* Of a group the first state with the fewest temporaries stays. The first group is the state before
 * the step. */
static ouro_result group_see(finder *f, uint64_t event)
{
    glimpse g;
    ouro_result result = glimpse_take(f, event, &g);
    if (result != OURO_OK)
        return result;
    glimpse *last = f->count ? &f->groups[f->count - 1] : NULL;
    if (!last || last->hash != g.hash)
        return group_add(f, &g) ? OURO_OK : out_of_memory(f->err);
    if (g.temporaries < last->temporaries && f->count > 1)
        *last = g;
    return OURO_OK;
}

static ouro_result groups_find(finder *f, const session_step *s)
{
    const session *run = f->from->run;
    ouro_result result = group_see(f, f->base);
    uint64_t event = f->base;
    for (uint32_t i = 0; i < INSIDE_EVENTS_MAX + INSIDE_LINES_MAX && result == OURO_OK; i++) {
        uint64_t next = i < INSIDE_EVENTS_MAX ? session_next_change(run, event)
                                              : session_next_line(run, event);
        if (next <= event || next > s->last_event)
            break;
        event = next;
        result = group_see(f, event);
    }
    return result;
}

/* ---- stops ---- */

/* A state on the way to the next one:
 *   temporaries hold more than before, and the next one puts that right: an object on its way to a
 *   name, what a dying container has just let go of, an object whose finalizer is over;
 *   an object is taken up for its finalizer, which runs next;
 *   a call that is about to return has lost a name that held nothing drawn;
 *   a call has begun and has not got all its arguments. */
static bool is_in_between(const session *run, const glimpse *kept, const glimpse *g,
                          const glimpse *next)
{
    if (g->phase != kept->phase)
        return false;
    if (next->temporaries < g->temporaries
        && (g->temporaries > kept->temporaries || g->finalizers < kept->finalizers))
        return true;
    if (next->finalizers > g->finalizers && g->temporaries > kept->temporaries)
        return true;
    if (next->frames < g->frames && g->frames == kept->frames && g->objects == kept->objects)
        return true;
    return g->frames > kept->frames && next->event <= session_next_line(run, g->event);
}

static ouro_result stop_add(finder *f, inside_stop stop)
{
    if (f->stop_count == f->stop_capacity) {
        uint32_t wanted = f->stop_capacity ? f->stop_capacity * 2 : 64;
        inside_stop *larger = arena_grow(f->memory, f->stops, f->stop_count * sizeof *larger,
                                         wanted * sizeof *larger);
        if (!larger)
            return out_of_memory(f->err);
        f->stops = larger;
        f->stop_capacity = wanted;
    }
    f->stops[f->stop_count++] = stop;
    return OURO_OK;
}

/* The visits of the phase after state `event` whose target can be seen. */
static ouro_result visits_stop(finder *f, uint64_t event)
{
    arena memory = {0};
    picture p;
    visit_list list;
    uint32_t seen = 0;
    ouro_result result = inside_picture(f->from, event, 0, &memory, &p, &list, f->err);
    for (uint32_t i = 0; result == OURO_OK && i < list.count; i++) {
        uint32_t id = list.visits[i].target_id;
        seen += picture_find(&p, id) && has_place(f->from, id);
    }
    bool few = seen <= INSIDE_VISITS_MAX;
    for (uint32_t i = 0; few && result == OURO_OK && i < list.count; i++) {
        uint32_t id = list.visits[i].target_id;
        if (picture_find(&p, id) && has_place(f->from, id))
            result = stop_add(f, (inside_stop){.event = event, .sub = i + 1});
    }
    arena_free(&memory);
    return result;
}

/* Between two stops the collector may have come by phases whose visits are stops as well. */
static ouro_result phases_stop(finder *f, uint64_t after, uint64_t until)
{
    const session *run = f->from->run;
    ouro_result result = OURO_OK;
    while (f->from->level >= SCENE_COUNTS && result == OURO_OK) {
        const session_phase *p = session_phase_at(run, until);
        if (!p || p->event <= after)
            return OURO_OK;
        until = p->event - 1;
        if (p->running && !p->begun
            && (p->phase == GC_SUBTRACT_REFS || p->phase == GC_MOVE_UNREACHABLE))
            return visits_stop(f, until);
    }
    return result;
}

static ouro_result stops_choose(finder *f, const session_step *s)
{
    const glimpse *kept = &f->groups[0];
    ouro_result result = OURO_OK;
    for (uint32_t i = 1; i < f->count && result == OURO_OK; i++) {
        const glimpse *g = &f->groups[i];
        bool last = i + 1 == f->count;
        if (!last && is_in_between(f->from->run, kept, g, &f->groups[i + 1]))
            continue;
        result = phases_stop(f, kept->event, g->event);
        if (result == OURO_OK)
            result = stop_add(f, (inside_stop){.event = g->event, .phase = g->phase != kept->phase});
        kept = g;
    }
    /* The last group is never left out: its stop is the step's end. */
    if (f->stop_count)
        f->stops[f->stop_count - 1].event = s->last_event;
    else if (result == OURO_OK)
        result = stop_add(f, (inside_stop){.event = s->last_event});
    return result;
}

ouro_result inside_find(const inside_source *from, uint32_t step, arena *memory, inside_stops *out,
                        ouro_error *err)
{
    finder f = {.from = from, .err = err, .memory = memory};
    const session_step *s = session_step_at(from->run, step);
    *out = (inside_stops){.count = 0};
    ouro_result result = OURO_OK;
    if (step > 0 && !from->crowd) {
        f.base = session_step_at(from->run, step - 1)->last_event;
        result = groups_find(&f, s);
        if (result == OURO_OK)
            result = stops_choose(&f, s);
    } else {
        result = stop_add(&f, (inside_stop){.event = s->last_event});
    }
    if (result == OURO_OK)
        *out = (inside_stops){.stops = f.stops, .count = f.stop_count};
    return result;
}
