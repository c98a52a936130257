#include "sim/ledger.h"

#include "sim/holders.h"
#include "sim/session_events.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How often somebody holds the object. */
typedef struct entry {
    const char *holder;
    uint32_t call;
    int32_t times;
} entry;

typedef struct entries {
    entry *all;
    uint32_t count, capacity;
} entries;

static bool entries_add(entries *e, arena *memory, const char *who, uint32_t call, int32_t times)
{
    for (uint32_t i = 0; i < e->count; i++)
        if (e->all[i].call == call && strcmp(e->all[i].holder, who) == 0) {
            e->all[i].times += times;
            return true;
        }
    if (e->count == e->capacity) {
        uint32_t wanted = e->capacity ? e->capacity * 2 : 8;
        entry *more = arena_grow(memory, e->all, e->count * sizeof *more, wanted * sizeof *more);
        if (!more)
            return false;
        e->all = more;
        e->capacity = wanted;
    }
    e->all[e->count++] = (entry){who, call, times};
    return true;
}

/* --- Who holds it in one state --------------------------------------------------------------------- */

static const char *text_of(arena *memory, const buffer *b)
{
    return b->failed ? NULL : arena_text(memory, buffer_text(b), b->length);
}

static bool add_text(entries *e, arena *memory, buffer *b, uint32_t call, int32_t times)
{
    const char *text = text_of(memory, b);
    buffer_clear(b);
    return text && entries_add(e, memory, text, call, times);
}

static bool add_names(entries *e, arena *memory, buffer *b, const view *v, uint32_t id)
{
    bool ok = true;
    for (uint32_t f = 0; f < v->frame_count; f++)
        for (uint32_t i = 0; i < v->frames[f].name_count; i++) {
            const view_frame *frame = &v->frames[f];
            if (frame->names[i].target == VIEW_NONE || frame->names[i].target_id != id)
                continue;
            if (f == 0)
                buffer_printf(b, "name %s", frame->names[i].name);
            else
                buffer_printf(b, "%s in %s()", frame->names[i].name, frame->name);
            ok = ok && add_text(e, memory, b, f ? frame->serial : 0, 1);
        }
    return ok;
}

/* Items of a sequence move without the object's knowing: they have no number here. */
static void holder_write(buffer *b, const view_object *o, const view_ref *r)
{
    if (r->label[0] == '[')
        buffer_printf(b, "an item of #%u", o->id);
    else
        holder_place_write(b, o->id, r->label, r->key);
}

static bool add_references(entries *e, arena *memory, buffer *b, const view *v, uint32_t id)
{
    bool ok = true;
    for (uint32_t i = 0; i < v->object_count; i++)
        for (uint32_t k = 0; k < v->objects[i].ref_count; k++) {
            const view_ref *r = &v->objects[i].refs[k];
            if (r->target_id != id || r->weak)
                continue;
            holder_write(b, &v->objects[i], r);
            ok = ok && add_text(e, memory, b, 0, 1);
        }
    return ok;
}

/* False: no memory. An object that is not there is held by nobody. */
static bool entries_of(const view *v, uint32_t id, arena *memory, entries *out)
{
    *out = (entries){0};
    int32_t at = view_find(v, id);
    if (at == VIEW_NONE)
        return true;
    const view_object *o = &v->objects[at];
    buffer b = {0};
    bool ok = add_names(out, memory, &b, v, id) && add_references(out, memory, &b, v, id);
    for (uint32_t i = 0; i < o->internal_count && ok; i++) {
        buffer_add_text(&b, o->internals[i].name);
        ok = add_text(out, memory, &b, 0, (int32_t)o->internals[i].count);
    }
    buffer_free(&b);
    return ok;
}

/* --- Rows ------------------------------------------------------------------------------------------- */

typedef struct writer {
    arena *memory;
    ledger_row *rows;
    uint32_t count, capacity;
    uint32_t sum;
    entries now; /* as the rows say */
    bool failed;
} writer;

static void row_add(writer *w, ledger_row row)
{
    if (w->count == w->capacity) {
        uint32_t wanted = w->capacity ? w->capacity * 2 : 16;
        ledger_row *more = arena_grow(w->memory, w->rows, w->count * sizeof *more, wanted * sizeof *more);
        if (!more) {
            w->failed = true;
            return;
        }
        w->rows = more;
        w->capacity = wanted;
    }
    w->sum = (uint32_t)((int32_t)w->sum + row.change);
    row.count = w->sum;
    w->rows[w->count++] = row;
}

static int32_t times_of(const entries *e, const entry *like)
{
    for (uint32_t i = 0; i < e->count; i++)
        if (e->all[i].call == like->call && strcmp(e->all[i].holder, like->holder) == 0)
            return e->all[i].times;
    return 0;
}

/* Who came, then who went: the count does not fall to 0 on the way. */
static void rows_between(writer *w, const entries *next, ledger_row where)
{
    for (int sign = 1; sign >= -1; sign -= 2) {
        const entries *from = sign > 0 ? next : &w->now;
        for (uint32_t i = 0; i < from->count; i++) {
            const entry *e = &from->all[i];
            int32_t change = sign > 0 ? e->times - times_of(&w->now, e) : times_of(next, e) - e->times;
            if (change == 0 || (change > 0) != (sign > 0))
                continue;
            where.change = change;
            where.holder = e->holder;
            where.call = e->call;
            row_add(w, where);
        }
    }
    w->now = *next;
}

/* --- A life ----------------------------------------------------------------------------------------- */

typedef struct life {
    session *s;
    const world *w;
    uint32_t id;
    ref row;        /* 0: not born yet, or dead */
    bool touched;   /* since the last look */
    bool over;
    writer out;
} life;

static ouro_result look(life *l, ouro_error *err)
{
    uint64_t at = session_event(l->s);
    arena scratch = {0};
    view v;
    view_options options = {0};
    entries next;
    ledger_row where = {.event = at, .step = session_step_of(l->s, at), .line = session_line_of(l->s, at)};
    ouro_result result = session_view(l->s, &options, &scratch, &v, err);
    if (result == OURO_OK && !entries_of(&v, l->id, l->out.memory, &next))
        l->out.failed = true;
    else if (result == OURO_OK)
        rows_between(&l->out, &next, where);
    arena_free(&scratch);
    l->touched = false;
    return result;
}

/* Does the event, which is about to happen, mention the object? */
static bool mentions(const event *e, ref row)
{
    return e->a == row || e->b == row || e->c == row;
}

static void step_on(life *l, const event *e)
{
    uint32_t before = l->row ? world_row(l->w, l->row)->refcount : 0;
    bool touched = l->row && mentions(e, l->row);
    bool dies = l->row && e->kind == EV_FREE && e->a == l->row;
    session_advance(l->s);
    if (!l->row && !l->over && l->w->born && world_serial(l->w, l->w->born) == l->id) {
        l->row = l->w->born;
        touched = true;
    }
    l->touched = l->touched || touched || (l->row && world_row(l->w, l->row)->refcount != before);
    if (dies) {
        l->row = 0;
        l->over = true;
    }
}

static ouro_result live(life *l, uint64_t from, ouro_error *err)
{
    ouro_result result = session_seek(l->s, from, err);
    uint64_t end = session_event_count(l->s), stop = session_next_line(l->s, from);
    event e;
    while (result == OURO_OK && !l->out.failed && l->out.count < LEDGER_ROWS_MAX
           && session_peek_event(l->s, &e)) {
        step_on(l, &e);
        uint64_t at = session_event(l->s);
        if (at < stop && at < end)
            continue;
        if (l->touched)
            result = look(l, err);
        if (l->over)
            break;
        stop = session_next_line(l->s, at);
    }
    return result;
}

/* --- All -------------------------------------------------------------------------------------------- */

/* The step of its birth, or false. */
static bool find_birth(const session *s, ledger *out)
{
    for (uint32_t k = 0; k <= session_step_count(s) + 1; k++) {
        const session_step *step = session_step_at(s, k);
        for (uint32_t i = 0; i < step->birth_count; i++)
            if (step->births[i].id == out->id) {
                out->birth_step = k;
                out->birth_line = step->births[i].line;
                out->type = step->births[i].type;
                return true;
            }
    }
    return false;
}

static void find_death(const session *s, ledger *out)
{
    for (uint32_t k = out->birth_step; k <= session_step_count(s) + 1; k++) {
        const session_step *step = session_step_at(s, k);
        for (uint32_t i = 0; i < step->death_count; i++)
            if (step->deaths[i].id == out->id) {
                out->death = &step->deaths[i];
                out->death_step = k;
                return;
            }
    }
}

ouro_result ledger_build(session *s, uint32_t id, arena *memory, ledger *out, ouro_error *err)
{
    *out = (ledger){.id = id};
    if (!find_birth(s, out))
        return error_set(err, OURO_ERR_USAGE, 0, 0, "the script made no object #%u", id);
    find_death(s, out);
    life l = {.s = s, .w = session_world(s), .id = id, .out = {.memory = memory}};
    ouro_result result = live(&l, session_step_at(s, out->birth_step)->first_event, err);
    if (result != OURO_OK)
        return result;
    if (l.out.failed)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory for the ledger");
    out->immortal = l.row && world_has(l.w, l.row, OBJ_IMMORTAL);
    out->rows = l.out.rows;
    out->row_count = out->immortal ? 0 : l.out.count;
    return OURO_OK;
}

/* Who holds it after the first `count` rows. */
static bool entries_after(const ledger *l, uint32_t count, arena *memory, entries *out)
{
    *out = (entries){0};
    bool ok = true;
    for (uint32_t i = 0; i < count; i++)
        ok = ok && entries_add(out, memory, l->rows[i].holder, l->rows[i].call, l->rows[i].change);
    return ok;
}

bool ledger_until(const ledger *l, const view *v, uint32_t step, uint32_t line, arena *memory,
                  const ledger_row **rows, uint32_t *count)
{
    uint32_t n = 0;
    while (n < l->row_count && l->rows[n].event <= v->event)
        n++;
    *rows = l->rows;
    *count = n;
    entries next;
    writer w = {.memory = memory, .sum = n ? l->rows[n - 1].count : 0};
    if (l->immortal)
        return true;
    if (!entries_of(v, l->id, memory, &next) || !entries_after(l, n, memory, &w.now))
        return false;
    rows_between(&w, &next, (ledger_row){.event = v->event, .step = step, .line = line});
    if (w.failed || !w.count)
        return !w.failed;
    ledger_row *all = arena_alloc(memory, (n + w.count) * sizeof *all);
    if (!all)
        return false;
    if (n)
        memcpy(all, l->rows, n * sizeof *all);
    memcpy(all + n, w.rows, w.count * sizeof *all);
    *rows = all;
    *count = n + w.count;
    return true;
}
