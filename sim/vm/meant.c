/* Source: CPython 3.13.0, Lib/traceback.py, TracebackException.__init__(), _compute_suggestion_error().
 * Differs: an ImportError is told nothing; nor is what a class's own __dir__() would say. */
#include "sim/vm/meant.h"

#include "sim/base/arena.h"
#include "sim/log/dict.h"
#include "sim/log/exception_fields.h"
#include "sim/vm/frame_locals.h"
#include "sim/vm/introspect.h"
#include "sim/vm/names.h"
#include "sim/vm/suggestion.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CANDIDATES = 750 };

/* The names that are there; their texts are the world's or constants. */
typedef struct candidates {
    arena memory;
    const char **names;
    uint32_t count, capacity;
    bool failed;
} candidates;

static const char *text_of(const machine *m, ref str)
{
    uint32_t length;
    return world_text(machine_world(m), str, &length);
}

static void candidates_add(candidates *c, const char *name)
{
    if (c->count == c->capacity) {
        uint32_t capacity = c->capacity ? 2 * c->capacity : 64;
        const char **names = arena_grow(&c->memory, c->names, c->count * sizeof *names, capacity * sizeof *names);
        c->failed = c->failed || !names;
        if (!names)
            return;
        c->names = names;
        c->capacity = capacity;
    }
    c->names[c->count++] = name;
}

/* Names with spaces between them. */
static void candidates_add_words(candidates *c, const char *words)
{
    for (const char *p = words; *(p += strspn(p, " ")) != '\0'; p += strcspn(p, " ")) {
        char *name = arena_text(&c->memory, p, strcspn(p, " "));
        if (name)
            candidates_add(c, name);
    }
}

static void candidates_add_keys(const machine *m, candidates *c, ref dict)
{
    const world *w = machine_world(m);
    for (uint32_t i = 0; dict && world_kind(w, dict) == KIND_DICT && i < dict_entry_count(w, dict); i++) {
        ref key = dict_entry(w, dict, i).key;
        if (key && world_kind(w, key) == KIND_STR)
            candidates_add(c, text_of(m, key));
    }
}

/* --- NameError: the names that are seen where it was raised -------------------------------------------- */

/* The frame in which it was raised, which the traceback holds; 0: none. */
static ref innermost_frame(const world *w, ref t)
{
    while (t && world_word(w, t, TRACEBACK_NEXT))
        t = world_word(w, t, TRACEBACK_NEXT);
    return t ? world_word(w, t, TRACEBACK_FRAME) : 0;
}

static const code *code_of(const machine *m, ref frame)
{
    return m->program->codes[world_row(machine_world(m), frame)->lo];
}

static bool has_fast_locals(const machine *m, ref frame)
{
    return (code_of(m, frame)->flags & CODE_OPTIMIZED) != 0;
}

/* The value of a variable of the frame, 0: it has none of that name. */
static ref frame_value(const machine *m, ref frame, const char *name)
{
    const code *c = code_of(m, frame);
    ref dict = world_word(machine_world(m), frame, FRAME_NAMES), key = name_known(m, name, (uint32_t)strlen(name));
    if (!has_fast_locals(m, frame))
        return dict && key ? VALUE_ROW(dict_get_name(m, dict, key)) : 0;
    for (uint32_t i = 0; i < c->local_count; i++)
        if (strcmp(m->program->names[c->local_names[i]].text, name) == 0)
            return frame_variable(m, frame, i);
    return 0;
}

static void names_seen(const machine *m, ref frame, candidates *c)
{
    const code *of = code_of(m, frame);
    const start_names *builtins = m->profile->names_of_builtins;
    for (uint32_t i = 0; has_fast_locals(m, frame) && i < of->local_count; i++)
        if (frame_variable(m, frame, i))
            candidates_add(c, m->program->names[of->local_names[i]].text);
    if (!has_fast_locals(m, frame))
        candidates_add_keys(m, c, world_word(machine_world(m), frame, FRAME_NAMES));
    candidates_add_keys(m, c, m->main_dict);
    for (uint32_t i = 0; i < builtins->count; i++)
        candidates_add_words(c, builtins->lines[i]);
}

/* Does self, if there is one, have an attribute of that name? */
static bool self_has(machine *m, ref frame, ref name)
{
    value self = value_own(m, frame_value(m, frame, "self")), found = 0;
    int answer = self ? attribute_find(m, self, name, &found) : 0;
    value_drop(m, found);
    if (answer < 0)
        exception_drop(m);
    value_drop(m, self);
    return answer > 0;
}

/* --- AttributeError: dir(object) ----------------------------------------------------------------------- */

static void names_of_instance(const machine *m, ref o, candidates *c)
{
    const world *w = machine_world(m);
    ref class = world_row(w, o)->lo;
    for (uint32_t i = 0; instance_is_inline(w, o) && i < type_key_count(w, class); i++)
        if (instance_value(w, o, i))
            candidates_add(c, text_of(m, type_keys(w, class)[i]));
    if (!instance_is_inline(w, o))
        candidates_add_keys(m, c, world_row(w, o)->hi);
}

static void names_of_object(const machine *m, ref o, candidates *c)
{
    const world *w = machine_world(m);
    bool is_type = world_kind(w, o) == KIND_TYPE;
    if (world_kind(w, o) == KIND_MODULE) {
        candidates_add_keys(m, c, world_word(w, o, MODULE_DICT));
        for (uint32_t i = 0; i < MODULE_NAME_LISTS; i++)
            candidates_add_words(c, known_module_names(m, o, i));
        return;
    }
    if (world_kind(w, o) == KIND_INSTANCE)
        names_of_instance(m, o, c);
    else if (!is_type && attribute_dict_slot(m, o) >= 0)
        candidates_add_keys(m, c, world_word(w, o, (uint32_t)attribute_dict_slot(m, o)));
    ref mro = world_word(w, is_type ? o : type_of(m, o), TYPE_MRO);
    for (uint32_t i = 0; i < world_row(w, mro)->lo; i++) {
        ref class = world_word(w, mro, i);
        if (world_word(w, class, TYPE_DICT))
            candidates_add_keys(m, c, world_word(w, class, TYPE_DICT));
        else if (known_attributes(m, class))
            candidates_add_words(c, known_attributes(m, class));
    }
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In the order of dir(), each once; without those that begin with an underscore where the name does not. */
static void candidates_order(candidates *c, bool hide_underscored)
{
    uint32_t kept = 0;
    if (c->count)
        qsort(c->names, c->count, sizeof *c->names, compare_names);
    for (uint32_t i = 0; i < c->count; i++)
        if (!(kept && strcmp(c->names[kept - 1], c->names[i]) == 0) && !(hide_underscored && c->names[i][0] == '_'))
            c->names[kept++] = c->names[i];
    c->count = kept;
}

static void names_of_holder(const machine *m, ref traceback, ref o, const char *name, candidates *c)
{
    ref frame = innermost_frame(machine_world(m), traceback);
    bool is_self = frame && frame_value(m, frame, "self") == o;
    names_of_object(m, o, c);
    candidates_order(c, name[0] != '_' && !is_self);
}

/* --- The hint ------------------------------------------------------------------------------------------ */

/* What the exception holds as its `name` or `obj`, 0: nothing. */
static ref field(const machine *m, ref exception, const char *wanted)
{
    const world *w = machine_world(m);
    const exception_fields *fields = exception_fields_of(w, world_row(w, exception)->lo);
    for (uint32_t i = 0; i < EXCEPTION_OWN_SLOTS && fields->names[i]; i++)
        if (strcmp(fields->names[i], wanted) == 0) {
            ref found = world_word(w, exception, EXCEPTION_OWN + i);
            return found == m->none ? 0 : found;
        }
    return 0;
}

static const char *nearest(const candidates *c, const char *written)
{
    suggestion s = {.written = written};
    for (uint32_t i = 0; !c->failed && c->count < MOST_CANDIDATES && i < c->count; i++)
        suggestion_offer(&s, c->names[i]);
    return s.best;
}

static void name_error_hint(machine *m, ref traceback, ref name, candidates *c, buffer *out)
{
    ref frame = innermost_frame(machine_world(m), traceback);
    bool of_self = frame && self_has(m, frame, name);
    const char *written = text_of(m, name), *best = NULL; /* Python code has run */
    if (frame && !of_self) {
        names_seen(m, frame, c);
        best = nearest(c, written);
    }
    if (best || of_self)
        buffer_printf(out, ". Did you mean: '%s%s'?", of_self ? "self." : "", of_self ? written : best);
    if (start_names_have(m->profile->names_of_stdlib, written, (uint32_t)strlen(written)))
        buffer_printf(out, "%s you forget to import '%s'?", best || of_self ? " Or did" : ". Did", written);
}

static void attribute_error_hint(const machine *m, ref traceback, ref o, ref name, candidates *c, buffer *out)
{
    names_of_holder(m, traceback, o, text_of(m, name), c);
    const char *best = nearest(c, text_of(m, name));
    if (best)
        buffer_printf(out, ". Did you mean: '%s'?", best);
}

void meant_write(machine *m, ref exception, ref traceback, buffer *out)
{
    bool is_attribute = exception_is(m, exception, BT_ATTRIBUTE_ERROR);
    if (!is_attribute && !exception_is(m, exception, BT_NAME_ERROR))
        return;
    ref name = field(m, exception, "name"), o = field(m, exception, "obj");
    candidates c = {0};
    if (!name || world_kind(machine_world(m), name) != KIND_STR)
        return;
    if (is_attribute) {
        attribute_error_hint(m, traceback, o ? o : m->none, name, &c, out);
    } else {
        value held = value_own(m, name); /* the exception may get another one */
        name_error_hint(m, traceback, name, &c, out);
        value_drop(m, held);
    }
    arena_free(&c.memory);
}
