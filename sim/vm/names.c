#include "sim/vm/names.h"

#include <stdlib.h>

/* Is what stands at place `i` still the str that was interned there? A mortal one may have died. */
static bool name_is_alive(const machine *m, uint32_t i)
{
    ref o = m->name_table[i];
    return world_serial(machine_world(m), o) == m->name_serials[i] &&
           world_kind(machine_world(m), o) == KIND_STR;
}

/* The place of a text, or the free one where it belongs. */
static uint32_t name_place(const machine *m, const char *text, uint32_t length)
{
    const world *w = machine_world(m);
    uint32_t i = (uint32_t)hash_text(text, length) & (m->name_places - 1);
    for (;; i = (i + 1) & (m->name_places - 1)) {
        uint32_t n;
        if (!m->name_table[i])
            return i;
        if (!name_is_alive(m, i))
            continue;
        const char *other = world_text(w, m->name_table[i], &n);
        if (n == length && memcmp(other, text, n) == 0)
            return i;
    }
}

ref name_known(const machine *m, const char *text, uint32_t length)
{
    return m->name_table[name_place(m, text, length)];
}

ref name_find(const machine *m, const char *text)
{
    return name_known(m, text, (uint32_t)strlen(text));
}

static void name_put(machine *m, uint32_t place, ref o)
{
    m->name_table[place] = o;
    m->name_serials[place] = world_serial(machine_world(m), o);
    m->name_used++;
}

/* A larger table without the dead. */
static bool name_table_grow(machine *m)
{
    uint32_t old_places = m->name_places, *old_serials = m->name_serials, length;
    ref *old = m->name_table;
    uint32_t places = old_places ? old_places * 2 : 1024;
    ref *table = calloc(places, sizeof *table);
    uint32_t *serials = calloc(places, sizeof *serials);
    if (!table || !serials) {
        free(table);
        free(serials);
        stop_limit(m, OURO_ERR_NOMEM, "out of memory");
        return false;
    }
    m->name_table = table;
    m->name_serials = serials;
    m->name_places = places;
    m->name_used = 0;
    const world *w = machine_world(m);
    for (uint32_t i = 0; i < old_places; i++)
        if (old[i] && world_serial(w, old[i]) == old_serials[i] && world_kind(w, old[i]) == KIND_STR) {
            const char *text = world_text(w, old[i], &length);
            name_put(m, name_place(m, text, length), old[i]);
        }
    free(old);
    free(old_serials);
    return true;
}

bool name_table_open(machine *m)
{
    return name_table_grow(m);
}

static bool name_table_room(machine *m)
{
    return m->name_used * 2 < m->name_places || name_table_grow(m);
}

/* immortalize_interned() */
static ref name_immortalize(machine *m, ref o)
{
    if (!world_has(machine_world(m), o, OBJ_IMMORTAL)) {
        world_emit(m->r, EV_TEMP_PUSH, 0, o, 0, 0);
        world_emit(m->r, EV_IMMORTAL, 0, o, 0, 0);
    }
    return o;
}

ref name_intern(machine *m, const char *text, uint32_t length)
{
    if (!name_table_room(m))
        return m->empty_str;
    uint32_t place = name_place(m, text, length);
    if (m->name_table[place])
        return name_immortalize(m, m->name_table[place]);
    value v = make_str(m, text, length);
    if (v & VALUE_OWNED)
        world_emit(m->r, EV_IMMORTAL, 0, VALUE_ROW(v), 0, 0);
    name_put(m, place, VALUE_ROW(v));
    return VALUE_ROW(v);
}

/* Has CPython had this str before the script, for ever? */
static bool name_is_forever(const machine *m, const char *text, uint32_t length)
{
    const profile *p = m->profile;
    return start_names_have(p->names, text, length) ||
           (m->module_gc_used && start_names_have(p->names_of_gc, text, length)) ||
           (m->module_weakref_used && start_names_have(p->names_of_weakref, text, length));
}

/* Source: CPython 3.13.0, Objects/unicodeobject.c, intern_common(). Names that the world's own tables
 * have, but that are not for ever in CPython, are strs apart: those tables stand for no references. */
ref name_from_start(machine *m, const char *text, uint32_t length)
{
    uint32_t place = name_place(m, text, length);
    ref known = m->name_table[place];
    bool running = machine_world(m)->state.own_serial != 0; /* the script */
    if (known && (running || known <= m->last_name || !world_has(machine_world(m), known, OBJ_IMMORTAL)))
        return known;
    bool forever = name_is_forever(m, text, length);
    if (known && forever)
        return known;
    uint32_t held = forever ? 0 : start_names_held(m->profile->names_held, text, length);
    if ((forever || held) && running)
        world_emit(m->r, EV_OWN, 0, 0, 0, 0);
    if (forever)
        return name_intern(m, text, length);
    if (known)
        m->name_serials[place] = 0; /* from now on as if it had died */
    if (!held || !name_table_room(m))
        return 0;
    value v = make_str(m, text, length);
    name_put(m, name_place(m, text, length), VALUE_ROW(v));
    for (uint32_t i = 0; i < held; i++)
        world_emit(m->r, EV_PIN, 0, VALUE_ROW(v), 0, 0);
    value_drop(m, v);
    return VALUE_ROW(v);
}

ref name_intern_object(machine *m, ref o)
{
    uint32_t length;
    if (!name_table_room(m))
        return o;
    const char *text = world_text(machine_world(m), o, &length);
    ref one = str_single(m, text, length);
    if (!one)
        one = name_from_start(m, text, length);
    if (one)
        return one;
    name_put(m, name_place(m, text, length), o);
    return o;
}
