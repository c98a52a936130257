/* Is an item in a container? What `in` asks.
 * Source: CPython 3.13.0, Objects/abstract.c, PySequence_Contains(), _PySequence_IterSearch(). */
#define _GNU_SOURCE /* memmem() */
#include "sim/vm/eval.h"
#include "sim/vm/frame_locals.h"

#include "sim/vm/bytes.h"
#include "sim/vm/proxy.h"
#include "sim/vm/sequence.h"
#include "sim/vm/setobject.h"

#include "sim/log/dict.h"

#include <string.h>

static int iterate_for(machine *m, ref container, ref item)
{
    value iterator = iterator_of(m, container);
    if (!iterator && m->raised && exception_matches(m, m->raised, m->types[BT_TYPE_ERROR]) == 1) {
        exception_drop(m);
        raise_error(m, BT_TYPE_ERROR, "argument of type '%s' is not iterable", type_name(m, container));
    }
    if (!iterator)
        return -1;
    int found = 0;
    *m->sp++ = iterator;
    for (value v; found == 0 && (v = iterator_next(m, VALUE_ROW(iterator))) != 0;) {
        found = object_equal(m, VALUE_ROW(v), item);
        value_drop(m, v);
    }
    value_drop(m, *--m->sp);
    return m->raised || m->stopped ? -1 : found;
}

static bool is_number(const world *w, ref o)
{
    return world_kind(w, o) == KIND_INT || world_kind(w, o) == KIND_FLOAT;
}

int object_contains(machine *m, ref container, ref item)
{
    const world *w = machine_world(m);
    bool failed = false;
    switch ((unsigned)world_kind(w, container)) {
    case KIND_MAPPINGPROXY:
        return object_contains(m, world_word(w, container, 0), item);
    case KIND_LOCALS_PROXY:
        return locals_proxy_contains(m, container, item);
    case KIND_DICT: {
        uint32_t entry = dict_lookup(m, container, item, &failed);
        return failed ? -1 : entry != UINT32_MAX;
    }
    case KIND_SET:
    case KIND_FROZENSET:
        return set_has(m, container, item);
    case KIND_BYTES:
        return bytes_contains(m, container, item);
    case KIND_RANGE: {
        bool known;
        int within = range_contains(m, container, item, &known);
        return known ? within : iterate_for(m, container, item);
    }
    case KIND_DICT_VIEW:
        return world_row(w, container)->lo == 1 ? iterate_for(m, container, item)
                                                : view_contains(m, container, item);
    case KIND_STR: {
        item = world_core_of(w, item);
        if (world_kind(w, item) != KIND_STR) {
            raise_error(m, BT_TYPE_ERROR, "'in <string>' requires string as left operand, not %s",
                        type_name(m, item));
            return -1;
        }
        uint32_t n, k;
        const char *s = world_text(w, container, &n), *t = world_text(w, item, &k);
        return machine_charge(m, n / 16) ? memmem(s, n, t, k) != NULL : -1;
    }
    case KIND_PROXY:
        return proxy_contains(m, container, item);
    case KIND_LIST:
    case KIND_TUPLE:
        for (uint32_t i = 0; i < world_row(w, container)->lo; i++) {
            int equal = item_equal(m, container, i, item);
            if (equal)
                return equal;
        }
        return 0;
    case KIND_INSTANCE:
    case KIND_EXCEPTION: {
        value argument = item, v = call_special(m, container, "__contains__", &argument, 1, &failed);
        if (!failed && world_core_of(w, container) != container && !is_number(w, world_core_of(w, container)))
            return object_contains(m, world_core_of(w, container), item);
        if (!failed) /* here: not found */
            return iterate_for(m, container, item);
        int truth = v ? object_is_true(m, VALUE_ROW(v)) : -1;
        value_drop(m, v);
        return truth;
    }
    default:
        return iterate_for(m, container, item);
    }
}
