#include "sim/vm/constants.h"

#include "sim/vm/bytes.h"
#include "sim/vm/names.h"
#include "sim/vm/setobject.h"

#include <stdlib.h>

/* The collection that importing weakref brings finds constant tuples that hold no container, and tracks
 * them no longer (untrack_tuples()). */
static value constant_tuple(machine *m, const constant *c)
{
    bool atomic = true;
    value tuple = make_tuple(m, c->length);
    for (uint32_t i = 0; i < c->length; i++) {
        value item = constant_object(m, &c->items[i]);
        atomic = atomic && !world_may_be_tracked(machine_world(m), VALUE_ROW(item));
        tuple_fill(m, tuple, i, item);
    }
    bool tracked = world_has(machine_world(m), VALUE_ROW(tuple), OBJ_TRACKED);
    if (c->length && atomic && tracked && m->module_weakref_used)
        world_emit(m->r, EV_UNTRACK, 0, VALUE_ROW(tuple), 0, 0);
    else if (c->length && !atomic) /* the inner ones are older: one collection untracks them all */
        world_emit(m->r, EV_GC_MOVE, 0, VALUE_ROW(tuple), LIST_YOUNG, 0);
    return tuple;
}

/* Folding makes a frozenset, and merging equal constants a second one of the first one's keys (Python/
 * ast_opt.c, fold_iter(); Python/compile.c, merge_consts_recursive()): that decides its order. */
static value constant_frozenset(machine *m, const constant *c)
{
    value first = make_set(m, KIND_FROZENSET), keys = make_list(m, 0, 0), last = 0;
    bool ok = true;
    for (uint32_t i = 0; ok && i < c->length; i++) {
        value item = constant_object(m, &c->items[i]);
        ok = item && set_add(m, VALUE_ROW(first), VALUE_ROW(item));
        value_drop(m, item);
    }
    if (ok && list_extend(m, VALUE_ROW(keys), first))
        last = set_from(m, KIND_FROZENSET, VALUE_ROW(keys));
    value_drop(m, keys);
    value_drop(m, first);
    return last;
}

/* Source: CPython 3.13.0, Objects/codeobject.c, intern_constants(). */
static value constant_str(machine *m, const constant *c)
{
    ref known = c->interned ? name_from_start(m, c->text, c->length) : 0;
    value v = known ? known : make_str(m, c->text, c->length);
    if (c->interned && !known)
        (void)name_intern_object(m, VALUE_ROW(v));
    if (c->interned && m->profile->constants_immortal && v & VALUE_OWNED) {
        world_emit(m->r, EV_IMMORTAL, 0, VALUE_ROW(v), 0, 0);
        return VALUE_ROW(v);
    }
    return v;
}

static value constant_make(machine *m, const constant *c)
{
    switch (c->kind) {
    case CONST_NONE:
        return m->none;
    case CONST_TRUE:
        return m->yes;
    case CONST_FALSE:
        return m->no;
    case CONST_ELLIPSIS:
        return m->ellipsis;
    case CONST_INT:
        return make_int(m, c->integer);
    case CONST_FLOAT:
        return make_float(m, c->number);
    case CONST_STR:
        return constant_str(m, c);
    case CONST_BYTES:
        return make_bytes(m, c->text, c->length);
    case CONST_TUPLE:
        return constant_tuple(m, c);
    case CONST_CODE:
        return m->codes[c->code->serial];
    case CONST_FROZENSET:
        return constant_frozenset(m, c);
    }
    return 0;
}

/* Source: CPython 3.13.0, Python/compile.c, merge_consts_recursive(): constants of equal type and value
 * are one object in all the code of a module; Python/pythonrun.c, pyrun_file(): while the script runs,
 * the syntax tree it was compiled from holds those that stand in it. */
value constant_object(machine *m, const constant *c)
{
    if (c->kind == CONST_CODE)
        return m->codes[c->code->serial];
    if (m->shared_constants[c->serial])
        return m->shared_constants[c->serial];
    value v = constant_make(m, c);
    if (!v)
        return 0;
    m->shared_constants[c->serial] = VALUE_ROW(v);
    if (!(v & VALUE_OWNED))
        return v;
    world_emit(m->r, EV_FLAG, 0, VALUE_ROW(v), OBJ_INTERPRETER, 0);
    for (uint8_t i = 0; i < c->in_tree; i++)
        world_emit(m->r, EV_LIST_APPEND, 0, m->tree, VALUE_ROW(v), 0);
    return v;
}

/* Source: CPython 3.13.0, Python/pyarena.c, _PyArena_AddPyObject(). Differs: the names are not in it, which are immortal. */
void constants_hold_tree(machine *m)
{
    value list = make_list(m, 0, 0);
    m->tree = VALUE_ROW(list);
    world_emit(m->r, EV_FLAG, 0, m->tree, OBJ_INTERPRETER, 0);
    world_emit(m->r, EV_GC_MOVE, 0, m->tree, m->module_weakref_used ? LIST_YOUNG + 1 : LIST_YOUNG, 0);
    world_emit(m->r, EV_PIN, 0, m->tree, 0, 0);
    value_drop(m, list);
}

void constants_release_tree(machine *m)
{
    world_emit(m->r, EV_PIN, 1, m->tree, 0, 0);
    memory_settle(&m->mem);
}

/* --- Equal constants of several codes ------------------------------------------------------------------------ */

static bool same_constants(const code *a, const code *b)
{
    bool same = a->const_count == b->const_count;
    for (uint32_t i = 0; same && i < a->const_count; i++)
        same = a->consts[i].serial == b->consts[i].serial && a->consts[i].kind == b->consts[i].kind &&
               a->consts[i].kind != CONST_CODE;
    return same;
}

/* Does it matter who holds one of them? */
static bool counted(const machine *m, const code *c)
{
    bool any = false;
    for (uint32_t i = 0; i < c->const_count; i++) {
        const constant *k = &c->consts[i];
        bool small = k->integer >= m->profile->small_int_min && k->integer <= m->profile->small_int_max;
        any = any || k->kind > CONST_INT || (k->kind == CONST_INT && !small);
    }
    return any;
}

static uint32_t hash_of_constants(const code *c)
{
    uint32_t h = 2166136261U;
    for (uint32_t i = 0; i < c->const_count; i++)
        h = (h ^ c->consts[i].serial) * 16777619U;
    return h;
}

bool constants_find_equal(const machine *m, uint32_t *groups)
{
    const program *p = m->program;
    uint32_t places = 64;
    while (places < 2 * p->code_count)
        places *= 2;
    uint32_t *firsts = calloc(places, sizeof *firsts); /* the module, number 0, is nobody's equal */
    for (uint32_t i = 1; firsts && i < p->code_count; i++) {
        uint32_t at = hash_of_constants(p->codes[i]) & (places - 1);
        while (firsts[at] && !same_constants(p->codes[firsts[at]], p->codes[i]))
            at = (at + 1) & (places - 1);
        if (!firsts[at])
            firsts[at] = i;
        else if (counted(m, p->codes[i]))
            groups[i] = groups[firsts[at]] = firsts[at];
    }
    free(firsts);
    return firsts != NULL;
}

/* Differs: the tuples of other codes are not there, and no collection has to find out that this one is
 * not worth tracking. */
value constants_tuple(machine *m, const code *c)
{
    value tuple = make_tuple(m, c->const_count);
    world_emit(m->r, EV_FLAG, 0, VALUE_ROW(tuple), OBJ_INTERPRETER, 0);
    for (uint32_t i = 0; i < c->const_count; i++)
        tuple_fill(m, tuple, i, constant_object(m, &c->consts[i]));
    if (world_has(machine_world(m), VALUE_ROW(tuple), OBJ_TRACKED))
        world_emit(m->r, EV_UNTRACK, 0, VALUE_ROW(tuple), 0, 0);
    return tuple;
}
