#include "sim/report/event_text.h"

#include "sim/session_events.h"
#include "sim/view_value.h"

#include <inttypes.h>
#include <string.h>

typedef struct event_writer {
    session *s;
    const world *w; /* before the event */
    event e;
    buffer out;
    event_text_line *line;
    void *user;
    uint64_t at;
    uint32_t step, sub;
    bool all;
} event_writer;

/* --- Parts of a record ------------------------------------------------------------------------ */

static bool record_begin(event_writer *t, const char *kind, ref object)
{
    if (!t->all && object && !session_is_of_script(t->s, world_serial(t->w, object)))
        return false;
    buffer_clear(&t->out);
    buffer_printf(&t->out, "{\"event\": %" PRIu64 ", \"sub\": %" PRIu32 ", \"step\": ", t->at,
                  t->sub++);
    if (t->step > session_step_count(t->s))
        buffer_add_text(&t->out, "\"exit\"");
    else
        buffer_printf(&t->out, "%" PRIu32, t->step);
    buffer_printf(&t->out, ", \"line\": %" PRIu32 ", \"kind\": \"%s\"",
                  session_line_of(t->s, t->at + 1), kind);
    return true;
}

static void record_end(event_writer *t)
{
    buffer_add_text(&t->out, "}\n");
    t->line(t->user, buffer_text(&t->out), t->out.length);
}

static void add_text_field(event_writer *t, const char *name, const char *text)
{
    buffer_printf(&t->out, ", \"%s\": ", name);
    buffer_add_json(&t->out, text, strlen(text));
}

static void add_number_field(event_writer *t, const char *name, uint32_t number)
{
    buffer_printf(&t->out, ", \"%s\": %" PRIu32, name, number);
}

static void add_object(event_writer *t, ref o)
{
    char text[VALUE_BYTES];
    view_value_type(t->w, o, text);
    add_number_field(t, "object", world_serial(t->w, o));
    add_text_field(t, "type", text);
}

static void add_counts(event_writer *t, uint32_t before, uint32_t after)
{
    add_number_field(t, "before", before);
    add_number_field(t, "after", after);
}

static void add_value_field(event_writer *t, const char *name, ref o)
{
    char text[VALUE_BYTES];
    view_value_write(t->w, session_program(t->s), o, text);
    add_text_field(t, name, text);
}

/* --- Who holds, and where --------------------------------------------------------------------- */

static const world_frame *top_frame(const world *w)
{
    uint32_t depth = w->state.used[TABLE_FRAMES];
    return depth ? &world_frames(w)[depth - 1] : NULL;
}

static void add_local(event_writer *t, const world_frame *f, uint32_t local)
{
    const program *p = session_program(t->s);
    add_text_field(t, "holder", "frame");
    if (f && f->code < p->code_count && local < p->codes[f->code]->local_count)
        add_text_field(t, "label", p->names[p->codes[f->code]->local_names[local]].text);
}

static void add_holder(event_writer *t, ref holder)
{
    const world_frame *frames = world_frames(t->w);
    for (uint32_t i = 0; i < t->w->state.used[TABLE_FRAMES]; i++)
        if (frames[i].names == holder) {
            add_text_field(t, "holder", "namespace");
            return;
        }
    bool core = world_kind(t->w, holder) != KIND_FREE && world_is_core(t->w, holder);
    add_number_field(t, "holder", world_serial(t->w, core ? core_outer(t->w, holder) : holder));
}

/* The name, key or number of the place in its holder. */
static void add_place(event_writer *t)
{
    const event *e = &t->e;
    switch ((unsigned)e->kind) {
    case EV_LOCAL_SET:
    case EV_LOCAL_CLEAR:
        add_local(t, top_frame(t->w), e->a);
        return;
    case EV_FRAME_LOCAL_SET:
        add_local(t, &world_frames(t->w)[e->c], e->a);
        return;
    case EV_ATTR_ADD:
        add_holder(t, e->a);
        add_value_field(t, "label", e->b);
        return;
    case EV_ATTR_SET:
    case EV_ATTR_CLEAR:
        add_holder(t, e->a);
        add_value_field(t, "label", type_keys(t->w, world_row(t->w, e->a)->lo)[e->b]);
        return;
    case EV_DICT_INSERT:
        add_holder(t, e->a);
        add_value_field(t, "label", e->b);
        return;
    case EV_DICT_SET:
    case EV_DICT_DROP:
    case EV_DICT_REMOVE:
        add_holder(t, e->a);
        if (dict_entry(t->w, e->a, e->b).key)
            add_value_field(t, "label", dict_entry(t->w, e->a, e->b).key);
        return;
    case EV_SET_INSERT:
        add_holder(t, e->a);
        add_number_field(t, "slot", e->c);
        return;
    case EV_SET_REMOVE:
    case EV_SLOT_SET:
    case EV_SLOT_CLEAR:
    case EV_LIST_INSERT:
    case EV_LIST_TAKE:
        add_holder(t, e->a);
        add_number_field(t, "slot", e->b);
        return;
    case EV_LIST_APPEND:
    case EV_LIST_DETACH:
    case EV_DICT_DETACH:
    case EV_SET_COPY:
    case EV_SET_DETACH:
    case EV_DICT_LEAVE:
    case EV_MATERIALIZE:
        add_holder(t, e->a);
        return;
    case EV_TEMP_PUSH:
    case EV_TEMP_DROP:
        add_text_field(t, "holder", "temporary");
        return;
    case EV_FRAME_PUSH:
    case EV_FRAME_POP:
        add_text_field(t, "holder", "frame");
        return;
    case EV_PIN:
        add_text_field(t, "holder", "interpreter");
        return;
    default: /* the object itself says it all */
        return;
    }
}

/* --- Counts that change ----------------------------------------------------------------------- */

static ref stored_value(const event *e)
{
    switch ((unsigned)e->kind) {
    case EV_LOCAL_SET:
    case EV_FRAME_LOCAL_SET:
    case EV_LIST_APPEND:
    case EV_SET_INSERT:
        return e->b;
    case EV_SLOT_SET:
    case EV_LIST_INSERT:
    case EV_DICT_INSERT:
    case EV_DICT_SET:
    case EV_ATTR_SET:
    case EV_ATTR_ADD:
        return e->c;
    default:
        return 0;
    }
}

/* What the event's place held before, and lets go of. */
static ref released_value(const world *w, const event *e)
{
    const world_frame *top = top_frame(w);
    switch ((unsigned)e->kind) {
    case EV_LOCAL_SET:
    case EV_LOCAL_CLEAR:
        return top ? world_locals(w)[top->locals + e->a] : 0;
    case EV_FRAME_LOCAL_SET:
        return world_locals(w)[world_frames(w)[e->c].locals + e->a];
    case EV_SLOT_SET:
    case EV_SLOT_CLEAR:
        return world_word(w, e->a, e->b);
    case EV_DICT_SET:
        return dict_entry(w, e->a, e->b).value;
    case EV_DICT_DROP:
        return e->aux ? dict_entry(w, e->a, e->b).value : dict_entry(w, e->a, e->b).key;
    case EV_ATTR_SET:
    case EV_ATTR_CLEAR:
        return instance_value(w, e->a, e->b);
    case EV_DICT_LEAVE:
        return world_row(w, e->a)->hi;
    case EV_TEMP_DROP:
        return e->a;
    case EV_FRAME_POP:
        return top ? top->function : 0;
    case EV_PIN:
        return e->aux ? e->a : 0;
    case EV_FREE:
        return world_class_of(w, e->a);
    default:
        return 0;
    }
}

/* What gets a reference more, beside a stored value. */
static ref taken_value(const world *w, const event *e)
{
    switch ((unsigned)e->kind) {
    case EV_TEMP_PUSH:
    case EV_NEW_INSTANCE:
        return e->a;
    case EV_NEW:
        return e->aux == KIND_EXCEPTION ? e->b : 0;
    case EV_FRAME_PUSH:
        return e->aux & EV_STEAL ? 0 : e->a;
    case EV_PIN:
        return e->aux ? 0 : e->a;
    case EV_DICT_INSERT:
        return dict_is_split(w, e->a) ? 0 : e->b;
    case EV_DICT_JOIN:
        return e->b;
    default:
        return 0;
    }
}

static void tell_change(event_writer *t, ref o, int change, uint32_t before)
{
    if (!o || world_has(t->w, o, OBJ_IMMORTAL))
        return;
    if (!record_begin(t, change > 0 ? "ref_inc" : "ref_dec", o))
        return;
    add_object(t, o);
    add_counts(t, before, change > 0 ? before + 1 : before - 1);
    add_text_field(t, "by", EVENT_INFO[t->e.kind].name);
    add_place(t);
    record_end(t);
}


static void tell_copied_keys(event_writer *t)
{
    uint32_t places = set_places(t->w, t->e.b);
    for (uint32_t i = 0; i < places; i++) {
        ref key = set_key(t->w, t->e.b, i);
        if (key)
            tell_change(t, key, 1, world_row(t->w, key)->refcount);
    }
}

/* A copied dict holds what the other one holds; a split one shares its keys. */
static void tell_copied_entries(event_writer *t)
{
    for (uint32_t i = 0, n = dict_entry_count(t->w, t->e.b); i < n; i++) {
        dict_item entry = dict_entry(t->w, t->e.b, i);
        if (!entry.key)
            continue;
        tell_change(t, entry.value, 1, world_row(t->w, entry.value)->refcount);
        if (!dict_is_split(t->w, t->e.b))
            tell_change(t, entry.key, 1, world_row(t->w, entry.key)->refcount);
    }
}

static void tell_changes(event_writer *t)
{
    const event *e = &t->e;
    bool stolen = e->aux & EV_STEAL;
    ref taken = taken_value(t->w, e), stored = stolen ? 0 : stored_value(e),
        released = released_value(t->w, e);
    uint32_t count = taken ? world_row(t->w, taken)->refcount : 0;
    tell_change(t, taken, 1, count);
    if (stored)
        tell_change(t, stored, 1, world_row(t->w, stored)->refcount + (stored == taken));
    if (released)
        tell_change(t, released, -1, world_row(t->w, released)->refcount + (stored == released));
    if (e->kind == EV_SET_COPY)
        tell_copied_keys(t);
    if (e->kind == EV_DICT_CLONE)
        tell_copied_entries(t);
}

/* --- What an event is beside its counts ------------------------------------------------------- */

/* Births are told after they happened: only then is there an object to tell of. */
static bool is_birth(const event *e)
{
    return e->kind == EV_NEW || e->kind == EV_NEW_TEXT || e->kind == EV_NEW_INSTANCE ||
           e->kind == EV_MATERIALIZE || (e->kind == EV_RANGE_NEXT && !(e->aux & 1));
}

static void tell_birth(event_writer *t)
{
    ref o = session_world(t->s)->born;
    if (!record_begin(t, "new", o))
        return;
    add_object(t, o);
    add_counts(t, 0, 1);
    record_end(t);
}

/* A reference that a temporary hands over: the store is seen, the count stays. */
static void tell_handing_over(event_writer *t)
{
    ref o = stored_value(&t->e);
    if (!o || !(t->e.aux & EV_STEAL) || world_has(t->w, o, OBJ_IMMORTAL) ||
        !record_begin(t, EVENT_INFO[t->e.kind].name, o))
        return;
    add_object(t, o);
    add_counts(t, world_row(t->w, o)->refcount, world_row(t->w, o)->refcount);
    add_place(t);
    record_end(t);
}

static const char *death_name(uint8_t cause)
{
    return cause == DEATH_GC ? "gc" : cause == DEATH_EXIT ? "exit" : "refcount";
}

static void tell_object_event(event_writer *t, ref o)
{
    if (!record_begin(t, EVENT_INFO[t->e.kind].name, o))
        return;
    add_object(t, o);
    add_counts(t, world_row(t->w, o)->refcount, world_row(t->w, o)->refcount);
    if (t->e.kind == EV_DIE || t->e.kind == EV_FREE)
        add_text_field(t, "cause", death_name(t->e.aux));
    if (t->e.kind == EV_FLAG || t->e.kind == EV_GC_MOVE)
        add_number_field(t, t->e.kind == EV_FLAG ? "flag" : "list", t->e.b);
    if (t->e.kind == EV_LIST_TAKE || t->e.kind == EV_DICT_REMOVE ||
        t->e.kind == EV_SET_REMOVE)
        add_place(t);
    record_end(t);
}

static const char *const PHASE_NAMES[GC_PHASE_COUNT] = {
    [GC_MERGE] = "merge",
    [GC_UPDATE_REFS] = "update_refs",
    [GC_SUBTRACT_REFS] = "subtract_refs",
    [GC_MOVE_UNREACHABLE] = "move_unreachable",
    [GC_UNTRACK_TUPLES] = "untrack_tuples",
    [GC_PROMOTE] = "promote",
    [GC_HANDLE_WEAKREFS] = "handle_weakrefs",
    [GC_FINALIZE_GARBAGE] = "finalize_garbage",
    [GC_HANDLE_RESURRECTED] = "handle_resurrected_objects",
    [GC_DELETE_GARBAGE] = "delete_garbage",
};

static void add_numbers(event_writer *t)
{
    const event *e = &t->e;
    switch ((unsigned)e->kind) {
    case EV_OUTPUT:
        add_text_field(t, "stream", e->a == 2 ? "stderr" : "stdout");
        buffer_add_text(&t->out, ", \"text\": ");
        buffer_add_json(&t->out, e->text, e->c);
        return;
    case EV_GC_START:
        add_number_field(t, "generation", e->a);
        buffer_printf(&t->out, ", \"automatic\": %s", e->aux ? "true" : "false");
        return;
    case EV_GC_PHASE:
        add_text_field(t, "phase", e->a < GC_PHASE_COUNT ? PHASE_NAMES[e->a] : "");
        add_number_field(t, "generation", e->b);
        return;
    case EV_GC_STOP:
        add_number_field(t, "generation", e->a);
        add_number_field(t, "collected", e->b);
        add_number_field(t, "uncollectable", e->c);
        return;
    case EV_GC_SET:
        add_number_field(t, "setting", e->a);
        add_number_field(t, "value", e->b);
        return;
    default: /* the kind says it */
        return;
    }
}

/* Events that are not about one object. */
static void tell_plain(event_writer *t)
{
    if (!record_begin(t, EVENT_INFO[t->e.kind].name, 0))
        return;
    buffer_add_text(&t->out, ", \"object\": null");
    add_numbers(t);
    record_end(t);
}

static void tell_itself(event_writer *t)
{
    const event *e = &t->e;
    switch ((unsigned)e->kind) {
    case EV_STEP:
    case EV_LINE:
    case EV_OUTPUT:
    case EV_BLOCK_FREE:
    case EV_GC_SET:
    case EV_GC_START:
    case EV_GC_PHASE:
    case EV_GC_STOP:
    case EV_EXIT:
    case EV_FRAME_PUSH:
    case EV_FRAME_POP:
        tell_plain(t);
        return;
    case EV_RAISE:
    case EV_GENERATOR_SUSPEND:
    case EV_GENERATOR_RESUME:
    case EV_GENERATOR_DETACH:
    case EV_LIST_TAKE:
    case EV_LIST_GAP:
    case EV_TUPLE_RESIZE:
    case EV_TEXT_APPEND:
    case EV_LIST_RESERVE:
    case EV_LIST_REVERSE:
    case EV_LIST_SWAP:
    case EV_LIST_RESTORE:
    case EV_LIST_DETACH:
    case EV_DICT_REMOVE:
    case EV_DICT_RESIZE:
    case EV_DICT_CLONE:
    case EV_DICT_JOIN:
    case EV_KEYS:
    case EV_DICT_DETACH:
    case EV_SET_REMOVE:
    case EV_SET_RESIZE:
    case EV_SET_DETACH:
    case EV_SET_SWAP:
    case EV_MATERIALIZE:
    case EV_WEAK_LINK:
    case EV_WEAK_CLEAR:
    case EV_TRACK:
    case EV_UNTRACK:
    case EV_FLAG:
    case EV_IMMORTAL:
    case EV_DIE:
    case EV_RESURRECT:
    case EV_FREE:
    case EV_GC_MOVE:
        tell_object_event(t, e->a);
        return;
    default: /* a count that changes, a birth, or nothing that anyone sees */
        tell_handing_over(t);
        return;
    }
}

/* Births are told from the world after them, everything else from the world before. */
static void tell_event(event_writer *t)
{
    t->sub = 0;
    if (!is_birth(&t->e)) {
        tell_itself(t);
        tell_changes(t);
        session_advance(t->s);
        return;
    }
    if (t->e.kind == EV_MATERIALIZE)
        tell_itself(t);
    tell_changes(t);
    session_advance(t->s);
    tell_birth(t);
}

ouro_result event_text_step(session *s, uint32_t step, bool all, event_text_line *line, void *user,
                            ouro_error *err)
{
    const session_step *about = session_step_at(s, step);
    event_writer t = {.s = s, .line = line, .user = user, .step = step, .all = all};
    ouro_result result = session_seek(s, about->first_event, err);
    if (result)
        return result;
    t.w = session_world(s);
    for (t.at = about->first_event; t.at < about->last_event && session_peek_event(s, &t.e); t.at++)
        tell_event(&t);
    bool failed = t.out.failed;
    buffer_free(&t.out);
    return failed ? error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory") : OURO_OK;
}
