/* Source: CPython 3.13.0, Python/getargs.c, _PyArg_UnpackKeywords(); messages as there. */
#include "sim/vm/arguments.h"

#include "sim/vm/proxy.h"
#include "sim/vm/suggestion.h"

static uint32_t parameter_named(const parameters *p, const char *name)
{
    uint32_t i = 0;
    while (i < p->count && strcmp(p->names[i], name) != 0)
        i++;
    return i;
}

static bool raise_unexpected(machine *m, const char *function, const char *given, const char *const *names,
                             uint32_t count)
{
    suggestion meant = {.written = given};
    for (uint32_t i = 0; i < count; i++)
        if (*names[i])
            suggestion_offer(&meant, names[i]);
    signals_check(m); /* the message asks for str(given) */
    if (meant.best)
        raise_error(m, BT_TYPE_ERROR, "%s() got an unexpected keyword argument '%s'. Did you mean '%s'?", function,
                    given, meant.best);
    else
        raise_error(m, BT_TYPE_ERROR, "%s() got an unexpected keyword argument '%s'", function, given);
    return false;
}

bool raise_keyword(machine *m, const char *function, const char *given, const char *const *names, uint32_t count)
{
    value_drop(m, make_list(m, 0, 0)); /* of the names */
    return raise_unexpected(m, function, given, names, count);
}

bool raise_keyword_of_list(machine *m, const char *function, const char *given, const char *const *names,
                           uint32_t count, uint32_t in_tuple)
{
    value tuple = make_tuple(m, in_tuple), list = make_list(m, 0, 0);
    value_drop(m, tuple);
    value_drop(m, list);
    return raise_unexpected(m, function, given, names, count);
}

/* Keywords that no parameter takes are complained of last. */
static bool keywords_check(machine *m, const call_args *a, const parameters *p)
{
    const world *w = machine_world(m);
    uint32_t positional = a->count - a->keywords, length;
    for (uint32_t i = 0; i < a->keywords; i++) {
        const char *name = world_text(w, world_word(w, a->keyword_names, i), &length);
        uint32_t place = parameter_named(p, name);
        if (place < positional) {
            raise_error(m, BT_TYPE_ERROR, "argument for %s() given by name ('%s') and position (%u)",
                        p->function, name, place + 1);
            return false;
        }
        if (place == p->count)
            return raise_keyword(m, p->function, name, p->names, p->count);
    }
    return true;
}

bool arguments_bind(machine *m, const call_args *a, const parameters *p, ref out[3])
{
    const world *w = machine_world(m);
    uint32_t positional = a->count - a->keywords, only = 0, length;
    while (only < p->required && !*p->names[only])
        only++;
    if (a->count > p->count) {
        raise_error(m, BT_TYPE_ERROR, "%s() takes at most %u %sargument%s (%u given)", p->function, p->count,
                    positional ? "" : "keyword ", p->count == 1 ? "" : "s", a->count);
        return false;
    }
    if (positional < only) {
        raise_error(m, BT_TYPE_ERROR, "%s() takes at least %u positional argument%s (%u given)", p->function,
                    only, only == 1 ? "" : "s", positional);
        return false;
    }
    for (uint32_t i = 0; i < p->count; i++)
        out[i] = i < positional ? VALUE_ROW(a->v[i]) : 0;
    for (uint32_t i = 0; i < a->keywords; i++) {
        uint32_t place = parameter_named(p, world_text(w, world_word(w, a->keyword_names, i), &length));
        if (place < p->count && place >= positional)
            out[place] = VALUE_ROW(a->v[positional + i]);
    }
    for (uint32_t i = 0; i < p->required; i++)
        if (!out[i]) {
            raise_error(m, BT_TYPE_ERROR, "%s() missing required argument '%s' (pos %u)", p->function,
                        p->names[i], i + 1);
            return false;
        }
    return keywords_check(m, a, p);
}

bool stop_at_method(machine *m, ref o, const char *method)
{
    ref name = object_of_class(machine_world(m), o) ? name_find(m, method) : 0;
    if (!name || !type_lookup(m, type_of(m, o), name))
        return false;
    stop_unsupported(m, "'%s' is not supported", method);
    return true;
}

static bool is_int(const machine *m, ref o)
{
    object_kind kind = world_kind(machine_world(m), o);
    return kind == KIND_INT || kind == KIND_BOOL;
}

bool argument_int(machine *m, ref o, int64_t *out)
{
    o = world_core_of(machine_world(m), o);
    if (is_int(m, o)) {
        *out = world_int(machine_world(m), o);
        return true;
    }
    if (is_proxy(machine_world(m), o))
        return proxy_index(m, o);
    if (!stop_at_method(m, o, "__index__"))
        raise_error(m, BT_TYPE_ERROR, "'%s' object cannot be interpreted as an integer", type_name(m, o));
    return false;
}

bool argument_bound(machine *m, ref o, int64_t otherwise, int64_t *out)
{
    if (!o || o == m->none) {
        *out = otherwise;
        return true;
    }
    o = world_core_of(machine_world(m), o);
    if (is_int(m, o)) {
        *out = world_int(machine_world(m), o);
        return true;
    }
    if (is_proxy(machine_world(m), o))
        return proxy_index(m, o);
    if (!stop_at_method(m, o, "__index__"))
        raise_error(m, BT_TYPE_ERROR, "slice indices must be integers or None or have an __index__ method");
    return false;
}
