#include "sim/report/trace_sentences.h"

#include "sim/holders.h"

#include <inttypes.h>
#include <string.h>

/* --- Whom something leads to ----------------------------------------------------------------------- */

static void add_target(buffer *b, const view *v, int32_t target, const char *value)
{
    if (target == VIEW_NONE)
        buffer_add_text(b, value);
    else
        buffer_printf(b, "#%" PRIu32 " %s", v->objects[target].id, v->objects[target].type);
}

static bool same_target(uint32_t id, const char *value, uint32_t other_id, const char *other_value)
{
    return id == other_id && (id || strcmp(value, other_value) == 0);
}

/* --- Names ------------------------------------------------------------------------------------------- */

static const view_frame *find_frame(const view *v, uint32_t serial)
{
    for (uint32_t i = 0; i < v->frame_count; i++)
        if (v->frames[i].serial == serial)
            return &v->frames[i];
    return NULL;
}

static const view_name *find_name(const view_frame *f, const char *name)
{
    for (uint32_t i = 0; f && i < f->name_count; i++)
        if (strcmp(f->names[i].name, name) == 0)
            return &f->names[i];
    return NULL;
}

static void begin_name(buffer *b, const view *v, const view_frame *f, const char *name)
{
    buffer_printf(b, "  The name %s", name);
    if (f != v->frames)
        buffer_printf(b, " of %s()", f->name);
}

static void tell_name(buffer *b, const trace_record *r, const view_frame *f, const view_name *now,
                      const view_name *then)
{
    if (then && same_target(now->target_id, now->target_value, then->target_id, then->target_value))
        return;
    begin_name(b, r->state, f, now->name);
    buffer_add_text(b, now->target == VIEW_NONE ? " is " : " leads to ");
    add_target(b, r->state, now->target, now->target_value);
    if (then) {
        buffer_add_text(b, now->target == VIEW_NONE ? " now, no longer " : " now, no longer to ");
        add_target(b, r->previous, then->target, then->target_value);
    }
    buffer_add_text(b, ".\n");
}

static void tell_gone_names(buffer *b, const trace_record *r, const view_frame *then, const view_frame *now)
{
    for (uint32_t i = 0; i < then->name_count; i++) {
        const view_name *name = &then->names[i];
        if (trace_hides_name(r, name) || find_name(now, name->name))
            continue;
        begin_name(b, r->previous, then, name->name);
        buffer_add_text(b, " is gone; it ");
        buffer_add_text(b, name->target == VIEW_NONE ? "was " : "led to ");
        add_target(b, r->previous, name->target, name->target_value);
        buffer_add_text(b, ".\n");
    }
}

static void tell_names(buffer *b, const trace_record *r)
{
    for (uint32_t f = 0; f < r->state->frame_count; f++) {
        const view_frame *now = &r->state->frames[f], *then = find_frame(r->previous, now->serial);
        for (uint32_t i = 0; i < now->name_count; i++)
            if (!trace_hides_name(r, &now->names[i]))
                tell_name(b, r, now, &now->names[i], find_name(then, now->names[i].name));
        if (then)
            tell_gone_names(b, r, then, now);
    }
}

/* --- References of objects ---------------------------------------------------------------------------- */

typedef struct reference_teller {
    buffer *b;
    const trace_record *r;
    uint32_t told; /* sentences so far */
} reference_teller;

static const view_ref *find_ref(const view_object *o, const char *label, bool key)
{
    for (uint32_t i = 0; i < o->ref_count; i++)
        if (o->refs[i].key == key && strcmp(o->refs[i].label, label) == 0)
            return &o->refs[i];
    return NULL;
}

/* Is there room for a sentence more? */
static bool begin_reference(reference_teller *t, const view_object *o, const view_ref *reference)
{
    if (t->told++ >= TRACE_TEXT_MOST_NAMED)
        return false;
    buffer_add_text(t->b, "  ");
    holder_place_write(t->b, o->id, reference->label, false);
    return true;
}

static void tell_reference(reference_teller *t, const view_object *o, const view_ref *now, const view_ref *then)
{
    bool died = now->weak && now->dead;
    if (then && then->dead == now->dead
        && same_target(now->target_id, now->target_value, then->target_id, then->target_value))
        return;
    if (!begin_reference(t, o, now))
        return;
    if (died) {
        buffer_add_text(t->b, " is dead: what it looked at is gone.\n");
        return;
    }
    buffer_add_text(t->b, now->weak ? " looks at " : now->target == VIEW_NONE ? " is " : " leads to ");
    add_target(t->b, t->r->state, now->target, now->target_value);
    if (now->weak)
        buffer_add_text(t->b, " without holding it");
    if (then && !then->dead) {
        buffer_add_text(t->b, " now, no longer ");
        add_target(t->b, t->r->previous, then->target, then->target_value);
    }
    buffer_add_text(t->b, ".\n");
}

static void tell_gone_references(reference_teller *t, const view_object *now, const view_object *then)
{
    for (uint32_t i = 0; i < then->ref_count; i++) {
        const view_ref *gone = &then->refs[i];
        if (gone->key || find_ref(now, gone->label, false) || !begin_reference(t, then, gone))
            continue;
        buffer_add_text(t->b, " is gone; it ");
        buffer_add_text(t->b, gone->target == VIEW_NONE ? "was " : gone->weak ? "looked at " : "led to ");
        add_target(t->b, t->r->previous, gone->target, gone->target_value);
        buffer_add_text(t->b, ".\n");
    }
}

static bool is_told(const view_object *o)
{
    return o->role == VIEW_ROLE_DATA || o->role == VIEW_ROLE_INSTANCE_DICT;
}

static void tell_references(buffer *b, const trace_record *r)
{
    reference_teller t = {.b = b, .r = r};
    for (uint32_t i = 0; i < r->state->object_count; i++) {
        const view_object *now = &r->state->objects[i];
        int32_t at = view_find(r->previous, now->id);
        const view_object *then = at == VIEW_NONE ? NULL : &r->previous->objects[at];
        for (uint32_t k = 0; k < now->ref_count && is_told(now); k++)
            if (!now->refs[k].key)
                tell_reference(&t, now, &now->refs[k],
                               then ? find_ref(then, now->refs[k].label, false) : NULL);
        if (then && is_told(now))
            tell_gone_references(&t, now, then);
    }
    if (t.told > TRACE_TEXT_MOST_NAMED)
        buffer_printf(b, "  And %" PRIu32 " references more have changed.\n", t.told - TRACE_TEXT_MOST_NAMED);
}

/* --- Counts -------------------------------------------------------------------------------------------- */

static void tell_counts(buffer *b, const trace_record *r)
{
    uint32_t told = 0;
    for (uint32_t i = 0; i < r->state->object_count; i++) {
        const view_object *now = &r->state->objects[i];
        int32_t at = view_find(r->previous, now->id);
        if (at == VIEW_NONE || now->immortal || now->refcount == r->previous->objects[at].refcount)
            continue;
        if (told++ >= TRACE_TEXT_MOST_NAMED)
            continue;
        buffer_printf(b, told == 1 ? "  Counts: #%" PRIu32 " from %" PRIu32 " to %" PRIu32
                                   : ", #%" PRIu32 " from %" PRIu32 " to %" PRIu32,
                      now->id, r->previous->objects[at].refcount, now->refcount);
    }
    if (told > TRACE_TEXT_MOST_NAMED)
        buffer_printf(b, " and %" PRIu32 " more", told - TRACE_TEXT_MOST_NAMED);
    if (told)
        buffer_add_text(b, ".\n");
}

/* What was reachable, and is not any more. */
static void tell_unreachable(buffer *b, const trace_record *r)
{
    uint32_t told = 0;
    for (uint32_t i = 0; i < r->state->object_count; i++) {
        const view_object *now = &r->state->objects[i];
        int32_t at = view_find(r->previous, now->id);
        if (!now->unreachable || (at != VIEW_NONE && r->previous->objects[at].unreachable))
            continue;
        if (told++ < TRACE_TEXT_MOST_NAMED)
            buffer_printf(b, told == 1 ? "  No name leads any more to #%" PRIu32 : ", #%" PRIu32, now->id);
    }
    if (told > TRACE_TEXT_MOST_NAMED)
        buffer_printf(b, " and %" PRIu32 " more", told - TRACE_TEXT_MOST_NAMED);
    if (told)
        buffer_add_text(b, ": unreachable, and still there.\n");
}

void trace_sentences(buffer *b, const trace_record *r)
{
    if (!r->previous)
        return;
    tell_names(b, r);
    tell_references(b, r);
    tell_counts(b, r);
    tell_unreachable(b, r);
}

/* --- The collector --------------------------------------------------------------------------------------- */

static void add_objects(buffer *b, uint32_t count)
{
    buffer_printf(b, "%" PRIu32 " object%s", count, count == 1 ? "" : "s");
}

static void tell_collection(buffer *b, const session_collection *c)
{
    buffer_printf(b, "  The collector ran%s on generation %" PRIu32, c->automatic ? " by itself" : "",
                  c->generation);
    if (c->line)
        buffer_printf(b, " in line %" PRIu32, c->line);
    buffer_add_text(b, ".\n    merge: ");
    add_objects(b, c->examined);
    buffer_add_text(b, " to look at.\n");
    if (c->examined) {
        buffer_add_text(b, "    update_refs, subtract_refs: their counts are copied, and every reference "
                           "among them takes 1 away.\n    move_unreachable: ");
        buffer_printf(b, "%" PRIu32 " can be reached from outside, ", c->examined - c->unreachable);
        buffer_printf(b, "%" PRIu32 " cannot.\n", c->unreachable);
    }
    if (c->resurrected) {
        buffer_add_text(b, "    finalize_garbage: ");
        add_objects(b, c->resurrected);
        buffer_add_text(b, " can be reached again: resurrected.\n");
    }
    if (c->unreachable) {
        buffer_add_text(b, "    delete_garbage: ");
        add_objects(b, c->collected);
        buffer_add_text(b, " freed.\n");
    }
    if (c->uncollectable)
        buffer_printf(b, "    %" PRIu32 " could not be freed.\n", c->uncollectable);
}

void trace_collections(buffer *b, const session_step *step)
{
    for (uint32_t i = 0; i < step->collection_count && i < TRACE_TEXT_MOST_NAMED; i++)
        tell_collection(b, &step->collections[i]);
    if (step->collection_count > TRACE_TEXT_MOST_NAMED)
        buffer_printf(b, "  And %" PRIu32 " collections more.\n",
                      step->collection_count - TRACE_TEXT_MOST_NAMED);
}
