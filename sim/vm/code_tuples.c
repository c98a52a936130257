#include "sim/vm/code_tuples.h"

#include <stdlib.h>

static uint32_t length_of(const code *c, code_tuple which)
{
    return which == CODE_CONSTS ? c->const_count : which == CODE_NAMES ? c->name_count : c->local_count;
}

/* A number that stands for an item: equal ones of tuples of one kind have the same. */
static uint64_t item_of(const code *c, code_tuple which, uint32_t i)
{
    if (which == CODE_CONSTS)
        return (uint64_t)(c->consts[i].kind == CONST_CODE) << 32 |
               (c->consts[i].kind == CONST_CODE ? c->consts[i].code->serial : c->consts[i].serial);
    return which == CODE_NAMES ? c->names[i] : c->local_names[i];
}

static bool same_tuple(const code_tuple_place *at, const code *c, code_tuple which)
{
    uint32_t length = length_of(c, which);
    if ((at->which == CODE_CONSTS) != (which == CODE_CONSTS) || length_of(at->code, at->which) != length)
        return false;
    for (uint32_t i = 0; i < length; i++)
        if (item_of(at->code, at->which, i) != item_of(c, which, i))
            return false;
    return true;
}

static uint32_t hash_tuple(const code *c, code_tuple which)
{
    uint64_t h = 2166136261U + (which == CODE_CONSTS);
    for (uint32_t i = 0; i < length_of(c, which); i++)
        h = (h ^ item_of(c, which, i)) * 1099511628211U;
    return (uint32_t)(h ^ h >> 32);
}

static code_tuple_place *place_of(code_tuples *t, const code *c, code_tuple which)
{
    uint32_t at = hash_tuple(c, which) & t->mask;
    while (t->places[at].code && !same_tuple(&t->places[at], c, which))
        at = (at + 1) & t->mask;
    return &t->places[at];
}

static value tuple_make(machine *m, const code *c, code_tuple which)
{
    uint32_t length = length_of(c, which);
    value tuple = make_tuple(m, length);
    world_emit(m->r, EV_FLAG, 0, VALUE_ROW(tuple), OBJ_INTERPRETER, 0);
    for (uint32_t i = 0; which != CODE_CONSTS && i < length; i++)
        tuple_fill(m, tuple, i, m->names[(uint32_t)item_of(c, which, i)]);
    if (world_has(machine_world(m), VALUE_ROW(tuple), OBJ_TRACKED))
        world_emit(m->r, EV_UNTRACK, 0, VALUE_ROW(tuple), 0, 0);
    return tuple;
}

bool code_tuples_open(code_tuples *t, const program *p)
{
    uint32_t places = 64;
    while (places < 2 * CODE_TUPLE_END * p->code_count)
        places *= 2;
    *t = (code_tuples){
        .places = calloc(places, sizeof *t->places),
        .mask = places - 1,
        .first = p->library ? p->library->serial + 1 : 0,
    };
    return t->places != NULL;
}

uint32_t code_tuples_make(code_tuples *t, machine *m, const code *c, bool consts, value out[CODE_TUPLE_END])
{
    uint32_t count = 0;
    if (c->serial && c->serial < t->first)
        return 0;
    for (code_tuple which = consts ? CODE_CONSTS : CODE_NAMES; which < CODE_TUPLE_END; which++) {
        if (!length_of(c, which))
            continue;
        code_tuple_place *at = place_of(t, c, which);
        out[count++] = at->code ? at->tuple : tuple_make(m, c, which);
        if (!at->code)
            *at = (code_tuple_place){c, which, VALUE_ROW(out[count - 1])};
    }
    return count;
}

void code_tuples_close(code_tuples *t)
{
    free(t->places);
}
