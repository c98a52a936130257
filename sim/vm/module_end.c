/* The end of the modules gc and weakref, as far as a script sees it: what it has hung onto them dies with them.
 *
 * They are immortal, which costs least, until the script is over. If one then holds what the script has made, it
 * becomes what CPython's are all along: an object in the collector's lists, held by sys.modules and by the names
 * that were bound to it.
 * Source: CPython 3.13.0, Python/pylifecycle.c, finalize_remove_modules(); Objects/moduleobject.c,
 * module_dealloc(). Where they stand in the lists is measured: gc.get_objects(0), (1), (2). */
#include "sim/vm/module_end.h"

#include "sim/log/dict.h"
#include "sim/vm/names.h"

/* Does a name go in the first round? One underscore in front, not two. */
static bool is_private(const world *w, ref key)
{
    uint32_t length;
    const char *text = world_text(w, key, &length);
    return length > 1 && text[0] == '_' && text[1] != '_';
}

void names_clear_round(machine *m, ref dict, bool private_ones, bool scripts)
{
    const world *w = machine_world(m);
    for (uint32_t i = 0; i < dict_entry_count(w, dict); i++) {
        dict_item entry = dict_entry(w, dict, i);
        if (!entry.key || world_kind(w, entry.key) != KIND_STR || entry.value == m->none)
            continue;
        if (private_ones ? !is_private(w, entry.key) : entry.key == name_find(m, "__builtins__"))
            continue;
        if (scripts && (world_has(w, entry.value, OBJ_INTERPRETER) || world_has(w, entry.value, OBJ_IMMORTAL)))
            continue;
        world_emit(m->r, EV_DICT_SET, 0, dict, i, m->none);
        memory_settle(&m->mem);
    }
}

static ref dict_of(const machine *m, ref module)
{
    return world_word(machine_world(m), module, MODULE_DICT);
}

/* Has the script made what some name of it means? */
static bool holds_scripts(const machine *m, ref module)
{
    const world *w = machine_world(m);
    ref dict = dict_of(m, module);
    for (uint32_t i = 0; i < dict_entry_count(w, dict); i++) {
        dict_item entry = dict_entry(w, dict, i);
        if (entry.key && !world_has(w, entry.value, OBJ_INTERPRETER) && !world_has(w, entry.value, OBJ_IMMORTAL))
            return true;
    }
    return false;
}

typedef struct counting {
    ref wanted;
    uint32_t found;
} counting;

static void count_look(void *user, ref target)
{
    counting *c = user;
    c->found += target == c->wanted;
}

/* The frames are over, and nothing immortal lies on a stack: who holds it are objects. */
static void become_mortal(machine *m, ref o)
{
    const world *w = machine_world(m);
    counting c = {.wanted = o};
    for (ref holder = LIST_COUNT + 1; holder < w->state.used[TABLE_ROWS]; holder++)
        if (world_kind(w, holder) != KIND_FREE)
            world_traverse(w, holder, count_look, &c);
    world_emit(m->r, EV_IMMORTAL, 1, o, c.found, 0);
    world_emit(m->r, EV_TRACK, 0, o, 0, 0);
}

/* `o` comes to stand behind `before` in its list: what stood there follows. */
static void stand_behind(machine *m, ref o, ref before, uint32_t list)
{
    const world *w = machine_world(m);
    ref next = world_row(w, before)->gc_next, last = world_row(w, list)->gc_prev;
    world_emit(m->r, EV_GC_MOVE, 0, o, list, 0);
    for (bool more = before != last; more;) {
        ref moved = next;
        more = moved != last;
        next = world_row(w, moved)->gc_next;
        world_emit(m->r, EV_GC_MOVE, 0, moved, list, 0);
    }
}

/* The list in which it stands: the ring leads there. */
static uint32_t list_of(const world *w, ref o)
{
    while (o > LIST_COUNT)
        o = world_row(w, o)->gc_next;
    return o;
}

void modules_become_mortal(machine *m)
{
    const world *w = machine_world(m);
    ref weakref_dict = dict_of(m, m->module_weakref);
    bool gc = holds_scripts(m, m->module_gc), weakref = m->module_weakref_used && holds_scripts(m, m->module_weakref);
    if (weakref) /* its functions, whose globals it is, make it a part of a cycle: it stands for them itself */
        dict_put_name(m, weakref_dict, name_intern(m, "__self__", sizeof "__self__" - 1), weakref_dict);
    ref objects[] = {m->module_gc, weakref_dict, m->module_weakref, dict_of(m, m->module_gc)};
    bool wanted[] = {gc, weakref, weakref, gc};
    uint32_t list = list_of(w, m->main_module);
    if (list == LIST_YOUNG) { /* the collector has not yet looked at them */
        objects[0] = dict_of(m, m->module_gc);
        objects[3] = m->module_gc;
    } else if (list == LIST_OLD) { /* it has found the dict by its module */
        objects[1] = m->module_weakref;
        objects[2] = dict_of(m, m->module_gc);
        objects[3] = weakref_dict;
        wanted[2] = gc;
        wanted[3] = weakref;
    }
    ref before = m->main_module;
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
        if (!wanted[i])
            continue;
        become_mortal(m, objects[i]);
        stand_behind(m, objects[i], before, list);
        before = objects[i];
    }
    m->mortal_modules[0] = weakref ? world_serial(w, m->module_weakref) : 0;
    m->mortal_modules[1] = gc ? world_serial(w, m->module_gc) : 0;
    if (gc)
        world_emit(m->r, EV_PIN, 0, m->module_gc, 0, 0);
    if (weakref)
        world_emit(m->r, EV_PIN, 0, m->module_weakref, 0, 0);
}

void modules_release(machine *m)
{
    const ref modules[] = {m->module_weakref, m->module_gc};
    for (uint32_t i = MORTAL_MODULES; i-- > 0;) {
        if (!m->mortal_modules[i])
            continue;
        world_emit(m->r, EV_PIN, 1, modules[i], 0, 0);
        memory_settle(&m->mem);
    }
}

void modules_clear(machine *m)
{
    const world *w = machine_world(m);
    const ref modules[] = {m->module_weakref, m->module_gc};
    for (uint32_t i = 0; i < MORTAL_MODULES; i++)
        for (int round = 0; round < 2; round++)
            if (m->mortal_modules[i] && world_kind(w, modules[i]) == KIND_MODULE &&
                world_serial(w, modules[i]) == m->mortal_modules[i])
                names_clear_round(m, dict_of(m, modules[i]), round == 0, true);
}
