#include "sim/lifetimes.h"

#include "sim/base/buffer.h"
#include "sim/session_events.h"

#include <stdlib.h>
#include <string.h>

/* A local of a running frame. */
typedef struct place {
    uint32_t frame, local;
} place;

typedef struct naming {
    const world *w;
    const program *p;
    arena *memory;
    lifetime *lives;
    uint32_t count;
    const char *wanted;
    /* The text of the last name: most objects of a loop are called alike. */
    const char *last;
    buffer text; /* the name that is given now */
    place owner; /* of the cell that was set last */
    bool failed;
} naming;

static lifetime *life_of(const naming *n, uint32_t id)
{
    uint32_t low = 0, high = n->count;
    while (low < high) { /* numbers rise with births */
        uint32_t middle = low + (high - low) / 2;
        if (n->lives[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n->count && n->lives[low].id == id ? &n->lives[low] : NULL;
}

/* --- Names ------------------------------------------------------------------------------------------ */

static const char *text_once(naming *n)
{
    const char *text = buffer_text(&n->text);
    n->failed = n->failed || n->text.failed;
    if (!n->last || strcmp(n->last, text) != 0) {
        n->last = arena_text(n->memory, text, strlen(text));
        n->failed = n->failed || !n->last;
    }
    return n->last;
}

static bool is_of_a_call(const char *name)
{
    return strstr(name, " in ") != NULL;
}

static lifetime *named_life(const naming *n, ref o)
{
    return o && !world_has(n->w, o, OBJ_INTERPRETER) ? life_of(n, world_serial(n->w, o)) : NULL;
}

/* A class gets its namespace: whoever comes across that in a loop over all objects gives it no name. */
static void class_dict_set(naming *n, ref value)
{
    lifetime *life = named_life(n, value);
    if (life)
        life->is_class_dict = true;
}

static const code *code_of(const naming *n, uint32_t frame)
{
    const world_frame *f = &world_frames(n->w)[frame];
    return f->code < n->p->code_count ? n->p->codes[f->code] : NULL;
}

/* The object gets a name in the frame with number `frame`, 0 being the module. */
static void name_given(naming *n, ref o, uint32_t frame, const char *name, size_t length)
{
    lifetime *life = named_life(n, o);
    if (!life || life->is_class_dict)
        return;
    buffer_clear(&n->text);
    buffer_add(&n->text, name, length);
    if (frame == 0) {
        if (n->wanted && strcmp(n->wanted, buffer_text(&n->text)) == 0)
            life->wanted = true;
        if (!life->name || is_of_a_call(life->name))
            life->name = text_once(n);
    } else if (!life->name) {
        const code *c = code_of(n, frame);
        buffer_printf(&n->text, " in %s%s", c ? n->p->names[c->name].text : "?",
                      world_frames(n->w)[frame].names ? "" : "()");
        life->name = text_once(n);
    }
}

/* An entry of a dict gets a value: a name, if a frame's names live there. */
static void entry_set(naming *n, ref dict, ref key, ref value)
{
    uint32_t frame = 0, depth = n->w->state.used[TABLE_FRAMES], length;
    while (frame < depth && world_frames(n->w)[frame].names != dict)
        frame++;
    if (frame == depth || !key || world_kind(n->w, key) != KIND_STR)
        return;
    const char *text = world_text(n->w, key, &length);
    name_given(n, value, frame, text, length);
}

static void local_set(naming *n, uint32_t frame, uint32_t local, ref value)
{
    const code *c = code_of(n, frame);
    if (!c || local >= c->local_count)
        return;
    const program_name *name = &n->p->names[c->local_names[local]];
    name_given(n, value, frame, name->text, name->length);
}

/* The number of the frame's local that holds the cell; UINT32_MAX: none does. */
static uint32_t local_with(const naming *n, uint32_t frame, ref cell)
{
    const world_frame *f = &world_frames(n->w)[frame];
    for (uint32_t i = 0; i < f->local_count; i++)
        if (world_locals(n->w)[f->locals + i] == cell)
            return i;
    return UINT32_MAX;
}

/* The call that the cell's variable belongs to; when that has ended, the innermost that knows it still. */
static place owner_find(const naming *n, ref cell)
{
    place known = {.frame = UINT32_MAX};
    for (uint32_t frame = n->w->state.used[TABLE_FRAMES]; frame-- > 0;) {
        uint32_t local = local_with(n, frame, cell);
        const code *c = local == UINT32_MAX ? NULL : code_of(n, frame);
        if (!c || local >= c->local_count)
            continue;
        if (c->local_kinds[local] == LOCAL_CELL)
            return (place){frame, local};
        if (known.frame == UINT32_MAX)
            known = (place){frame, local};
    }
    return known;
}

static bool holds(const naming *n, place p, ref cell)
{
    if (p.frame >= n->w->state.used[TABLE_FRAMES])
        return false;
    const world_frame *f = &world_frames(n->w)[p.frame];
    return p.local < f->local_count && world_locals(n->w)[f->locals + p.local] == cell;
}

/* What goes into a cell gets the variable's name. */
static void cell_set(naming *n, ref cell, ref value)
{
    if (!holds(n, n->owner, cell))
        n->owner = owner_find(n, cell);
    if (holds(n, n->owner, cell))
        local_set(n, n->owner.frame, n->owner.local, value);
}

/* A local of the frame that runs. */
static void top_local_set(naming *n, uint32_t local, ref value)
{
    uint32_t depth = n->w->state.used[TABLE_FRAMES];
    if (depth)
        local_set(n, depth - 1, local, value);
}

/* `e` is about to happen. */
static void look_at_event(naming *n, const event *e)
{
    if (e->kind == EV_DICT_INSERT)
        entry_set(n, e->a, e->b, e->c);
    else if (e->kind == EV_DICT_SET)
        entry_set(n, e->a, dict_entry(n->w, e->a, e->b).key, e->c);
    else if (e->kind == EV_LOCAL_SET)
        top_local_set(n, e->a, e->b);
    else if (e->kind == EV_SLOT_SET && world_kind(n->w, e->a) == KIND_CELL)
        cell_set(n, e->a, e->c);
    else if (e->kind == EV_SLOT_SET && world_kind(n->w, e->a) == KIND_TYPE && e->b == TYPE_DICT)
        class_dict_set(n, e->c);
}

static ouro_result find_names(naming *n, session *s, ouro_error *err)
{
    ouro_result result = session_seek(s, session_step_at(s, 0)->first_event, err);
    event e;
    while (result == OURO_OK && !n->failed && session_peek_event(s, &e)) {
        look_at_event(n, &e);
        session_advance(s);
    }
    return result;
}

/* --- Births and deaths -------------------------------------------------------------------------------- */

static void find_births(naming *n, const session *s)
{
    for (uint32_t k = 0; k <= session_step_count(s) + 1; k++) {
        const session_step *step = session_step_at(s, k);
        for (uint32_t i = 0; i < step->birth_count; i++)
            n->lives[n->count++] = (lifetime){.id = step->births[i].id,
                                              .type = step->births[i].type,
                                              .born = k,
                                              .born_line = step->births[i].line,
                                              .died = LIFETIME_ENDLESS};
    }
}

static void find_deaths(naming *n, const session *s)
{
    for (uint32_t k = 0; k <= session_step_count(s) + 1; k++) {
        const session_step *step = session_step_at(s, k);
        for (uint32_t i = 0; i < step->death_count; i++) {
            lifetime *life = life_of(n, step->deaths[i].id);
            if (!life)
                continue;
            life->died = k;
            life->death = &step->deaths[i];
        }
    }
}

static void want(naming *n)
{
    const char *wanted = n->wanted;
    char *end = NULL;
    unsigned long id = wanted && wanted[0] == '#' ? strtoul(wanted + 1, &end, 10) : 0;
    for (uint32_t i = 0; i < n->count; i++)
        n->lives[i].wanted = !wanted || strcmp(wanted, n->lives[i].type) == 0 ||
                             (end && *end == '\0' && n->lives[i].id == id);
}

ouro_result lifetimes_build(session *s, const char *wanted, arena *memory, lifetimes *out, ouro_error *err)
{
    size_t births = 0;
    *out = (lifetimes){0};
    for (uint32_t k = 0; k <= session_step_count(s) + 1; k++)
        births += session_step_at(s, k)->birth_count;
    naming n = {.w = session_world(s), .p = session_program(s), .memory = memory, .wanted = wanted};
    n.lives = arena_alloc(memory, (births + 1) * sizeof *n.lives);
    if (!n.lives)
        return error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    find_births(&n, s);
    find_deaths(&n, s);
    want(&n);
    ouro_result result = find_names(&n, s, err);
    if (result == OURO_OK && n.failed)
        result = error_set(err, OURO_ERR_NOMEM, 0, 0, "out of memory");
    buffer_free(&n.text);
    *out = (lifetimes){.rows = n.lives, .count = n.count};
    return result;
}
