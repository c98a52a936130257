/* Source: CPython 3.13.0, Python/ceval.c, initialize_locals(), too_many_positional(), missing_arguments(). */
#include "sim/vm/bind.h"

#include "sim/vm/suggestion.h"

#include <stdio.h>
#include <stdlib.h>

static const char *function_name(const machine *m, ref function)
{
    uint32_t length;
    return world_text(machine_world(m), world_word(machine_world(m), function, FUNCTION_QUALNAME), &length);
}

/* "'x'", "'x' and 'y'", "'x', 'y', and 'z'". */
static void missing_names(machine *m, const code *c, const value *bound, uint32_t first, uint32_t end,
                          uint32_t missing, buffer *out)
{
    uint32_t told = 0;
    for (uint32_t i = first; i < end; i++) {
        if (bound[i])
            continue;
        if (told)
            buffer_add_text(out, told + 1 < missing ? ", " : missing > 2 ? ", and " : " and ");
        buffer_printf(out, "'%s'", m->program->names[c->local_names[i]].text);
        told++;
    }
}

static bool missing_check(machine *m, ref function, const code *c, const value *bound, uint32_t first,
                          uint32_t end, const char *kind)
{
    uint32_t missing = 0;
    buffer names = {0};
    for (uint32_t i = first; i < end; i++)
        missing += bound[i] == 0;
    if (!missing)
        return true;
    value list = make_list(m, missing, missing); /* of their names' repr() */
    signals_check(m);
    missing_names(m, c, bound, first, end, missing, &names);
    raise_error(m, BT_TYPE_ERROR, "%s() missing %u required %s argument%s: %s", function_name(m, function),
                missing, kind, missing == 1 ? "" : "s", buffer_text(&names));
    value_drop(m, list);
    buffer_free(&names);
    return false;
}

/* too_many_positional() */
static bool too_many(machine *m, ref function, const code *c, uint32_t given, const value *bound)
{
    const world *w = machine_world(m);
    ref defaults = world_word(w, function, FUNCTION_DEFAULTS);
    uint32_t optional = defaults ? world_row(w, defaults)->lo : 0, keyword_only = 0;
    char takes[64], and_keywords[96] = "";
    for (uint32_t i = c->arg_count; i < c->arg_count + c->kwonly_count; i++)
        keyword_only += bound[i] != 0;
    if (optional)
        (void)snprintf(takes, sizeof takes, "from %u to %u", c->arg_count - optional, c->arg_count);
    else
        (void)snprintf(takes, sizeof takes, "%u", c->arg_count);
    if (keyword_only)
        (void)snprintf(and_keywords, sizeof and_keywords,
                       " positional argument%s (and %u keyword-only argument%s)", given == 1 ? "" : "s",
                       keyword_only, keyword_only == 1 ? "" : "s");
    raise_error(m, BT_TYPE_ERROR, "%s() takes %s positional argument%s but %u%s %s given",
                function_name(m, function), takes, c->arg_count == 1 && !optional ? "" : "s", given,
                and_keywords, given == 1 && !keyword_only ? "was" : "were");
    return false;
}

/* An owned value leaves its place: code that runs meets nothing there any more. */
static value value_take(value *place)
{
    value v = *place;
    if (v & VALUE_OWNED)
        *place = 0;
    return v;
}

/* Which parameter a keyword means; -1: none. */
static int32_t parameter_of(const machine *m, const code *c, ref name)
{
    for (uint32_t i = c->posonly_count; i < c->arg_count + c->kwonly_count; i++)
        if (m->names[c->local_names[i]] == name)
            return (int32_t)i;
    return -1;
}

/* positional_only_passed_as_keyword(). True: raised. */
static bool positional_only_named(machine *m, ref function, const code *c, ref names)
{
    const world *w = machine_world(m);
    buffer found = {0};
    for (uint32_t i = 0; i < c->posonly_count; i++)
        for (uint32_t k = 0; k < world_row(w, names)->lo; k++)
            if (m->names[c->local_names[i]] == world_word(w, names, k))
                buffer_printf(&found, "%s%s", found.length ? ", " : "",
                              m->program->names[c->local_names[i]].text);
    bool any = found.length > 0;
    value list = make_list(m, 0, 0); /* of their names */
    if (any)
        raise_error(m, BT_TYPE_ERROR,
                    "%s() got some positional-only arguments passed as keyword arguments: '%s'",
                    function_name(m, function), buffer_text(&found));
    value_drop(m, list);
    buffer_free(&found);
    return any;
}

/* The nearest parameter is told. Differs: the list of the candidates holds nothing here. */
static bool unexpected(machine *m, ref function, const code *c, ref name)
{
    uint32_t length;
    if (c->arg_count + c->kwonly_count > c->posonly_count)
        value_drop(m, make_list(m, 0, 0));
    signals_check(m); /* the message asks for str(name) */
    const char *text = world_text(machine_world(m), name, &length);
    suggestion meant = {.written = text};
    for (uint32_t i = c->posonly_count; i < c->arg_count + c->kwonly_count; i++)
        suggestion_offer(&meant, m->program->names[c->local_names[i]].text);
    if (meant.best)
        raise_error(m, BT_TYPE_ERROR, "%s() got an unexpected keyword argument '%s'. Did you mean '%s'?",
                    function_name(m, function), text, meant.best);
    else
        raise_error(m, BT_TYPE_ERROR, "%s() got an unexpected keyword argument '%s'",
                    function_name(m, function), text);
    return false;
}

static bool bind_keywords(machine *m, ref function, const code *c, value *args, ref names, value *bound,
                          value rest)
{
    const world *w = machine_world(m);
    for (uint32_t k = 0; k < world_row(w, names)->lo; k++) {
        ref name = world_word(w, names, k);
        int32_t i = parameter_of(m, c, name);
        if (i < 0 && rest) {
            dict_put_name(m, VALUE_ROW(rest), name, value_take(&args[k]));
            continue;
        }
        if (i < 0 && c->posonly_count && positional_only_named(m, function, c, names))
            return false;
        if (i < 0)
            return unexpected(m, function, c, name);
        if (bound[i]) {
            signals_check(m); /* the message asks for str(name) */
            raise_error(m, BT_TYPE_ERROR, "%s() got multiple values for argument '%s'",
                        function_name(m, function), m->program->names[c->local_names[i]].text);
            return false;
        }
        bound[i] = args[k];
    }
    return true;
}

static void bind_defaults(machine *m, ref function, const code *c, value *bound)
{
    const world *w = machine_world(m);
    ref defaults = world_word(w, function, FUNCTION_DEFAULTS);
    ref kwdefaults = world_word(w, function, FUNCTION_KWDEFAULTS);
    uint32_t n = defaults ? world_row(w, defaults)->lo : 0;
    for (uint32_t i = 0; i < n; i++)
        if (!bound[c->arg_count - n + i])
            bound[c->arg_count - n + i] = world_word(w, defaults, i);
    for (uint32_t i = c->arg_count; kwdefaults && i < c->arg_count + c->kwonly_count; i++)
        if (!bound[i])
            bound[i] = dict_get_name(m, kwdefaults, m->names[c->local_names[i]]);
}

/* *args: what is left of the positional arguments. Without it they go before anything is complained of. */
static value bind_rest(machine *m, const code *c, value *args, uint32_t positional)
{
    uint32_t n = positional > c->arg_count ? positional - c->arg_count : 0;
    if (!(c->flags & CODE_VARARGS)) {
        for (uint32_t i = 0; i < n; i++)
            value_drop(m, value_take(&args[c->arg_count + i]));
        return 0;
    }
    value tuple = make_tuple(m, n);
    for (uint32_t i = n; i-- > 0;)
        tuple_fill(m, tuple, i, value_take(&args[c->arg_count + i]));
    return tuple;
}

bool parameters_bind(machine *m, ref function, const code *c, value *args, uint32_t count, ref names,
                     bound_parameters *p)
{
    uint32_t keywords = names ? world_row(machine_world(m), names)->lo : 0;
    uint32_t positional = count - keywords, n = c->arg_count + c->kwonly_count;
    p->rest = p->keywords = 0;
    if (n > PARAMETERS_MAX) {
        stop_limit(m, OURO_ERR_LIMIT, "more than %d parameters", PARAMETERS_MAX);
        return false;
    }
    memset(p->bound, 0, n * sizeof *p->bound);
    if (c->flags & CODE_VARKEYWORDS)
        p->keywords = make_dict(m);
    for (uint32_t i = 0; i < positional && i < c->arg_count; i++)
        p->bound[i] = args[i];
    p->rest = bind_rest(m, c, args, positional);
    if (names && !bind_keywords(m, function, c, args + positional, names, p->bound, p->keywords))
        return false;
    if (positional > c->arg_count && !(c->flags & CODE_VARARGS))
        return too_many(m, function, c, positional, p->bound);
    bind_defaults(m, function, c, p->bound);
    return missing_check(m, function, c, p->bound, 0, c->arg_count, "positional") &&
           missing_check(m, function, c, p->bound, c->arg_count, n, "keyword-only");
}

/* --- When a call does not come about ------------------------------------------------------------------- */

/* Where each keyword's value would lie: its parameter, -1 in **kwargs. Returns how many found a place
 * before one did not. */
static uint32_t keywords_placed(const machine *m, const code *c, uint32_t positional, ref names, int32_t *places)
{
    const world *w = machine_world(m);
    uint32_t count = names ? world_row(w, names)->lo : 0;
    bool taken[PARAMETERS_MAX] = {0};
    for (uint32_t i = 0; i < positional && i < c->arg_count; i++)
        taken[i] = true;
    for (uint32_t k = 0; k < count; k++) {
        places[k] = parameter_of(m, c, world_word(w, names, k));
        if (places[k] < 0 ? !(c->flags & CODE_VARKEYWORDS) : taken[places[k]])
            return k;
        if (places[k] >= 0)
            taken[places[k]] = true;
    }
    return count;
}

/* The frame's locals, as far as they have been filled: parameters, *args, **kwargs. */
static void abandon_placed(machine *m, const code *c, value *args, uint32_t positional, const int32_t *places,
                           uint32_t placed)
{
    for (uint32_t i = 0; i < c->arg_count + c->kwonly_count; i++) {
        if (i < c->arg_count && i < positional)
            value_drop(m, value_take(&args[i]));
        for (uint32_t k = 0; k < placed; k++)
            if (places[k] == (int32_t)i)
                value_drop(m, value_take(&args[positional + k]));
    }
}

void arguments_abandon(machine *m, const code *c, value *args, uint32_t count, ref names, const bound_parameters *p)
{
    uint32_t keywords = names ? world_row(machine_world(m), names)->lo : 0, positional = count - keywords;
    int32_t *places = keywords ? calloc(keywords, sizeof *places) : NULL;
    if (keywords && !places) {
        stop_limit(m, OURO_ERR_NOMEM, "out of memory");
        return;
    }
    uint32_t placed = c->arg_count + c->kwonly_count > PARAMETERS_MAX
                          ? 0
                          : keywords_placed(m, c, positional, names, places);
    for (uint32_t k = placed; k < keywords; k++)
        value_drop(m, value_take(&args[positional + k]));
    abandon_placed(m, c, args, positional, places, placed);
    free(places);
    value_drop(m, p->rest);
    value_drop(m, p->keywords);
}
