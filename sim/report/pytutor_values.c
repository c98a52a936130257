#include "sim/report/pytutor_values.h"

#include "sim/base/array.h"
#include "sim/base/float_text.h"
#include "sim/view_value.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- The queue ------------------------------------------------------------------------------------------ */

static bool seen_reserve(tutor_heap *h, uint32_t rows)
{
    if (rows <= h->seen_count)
        return true;
    uint32_t *more = realloc(h->seen, rows * 2 * sizeof *more);
    if (!more) {
        h->failed = true;
        return false;
    }
    memset(more + h->seen_count, 0, (rows * 2 - h->seen_count) * sizeof *more);
    h->seen = more;
    h->seen_count = rows * 2;
    return true;
}

void tutor_heap_begin(tutor_heap *h, const world *w)
{
    h->w = w;
    h->entry++;
    h->queued = h->written = h->kept_count = 0;
    buffer_clear(&h->out);
    (void)seen_reserve(h, w->state.used[TABLE_ROWS]);
}

void tutor_heap_free(tutor_heap *h)
{
    free(h->seen);
    free(h->queue);
    free(h->kept);
    buffer_free(&h->out);
}

static void reference_write(tutor_heap *h, buffer *b, ref o)
{
    buffer_printf(b, "[\"REF\", %" PRIu32 "]", world_serial(h->w, o));
    if (h->failed || h->seen[o] == h->entry)
        return;
    h->seen[o] = h->entry;
    h->queue = array_room(h->queue, h->queued, &h->queue_capacity, sizeof *h->queue, &h->failed);
    if (!h->failed)
        h->queue[h->queued++] = o;
}

static void keep(tutor_heap *h, uint32_t call, const char *name, ref cell)
{
    h->kept = array_room(h->kept, h->kept_count, &h->kept_capacity, sizeof *h->kept, &h->failed);
    if (!h->failed) {
        h->kept[h->kept_count] = (tutor_kept){.call = call, .order = h->kept_count, .name = name, .cell = cell};
        h->kept_count++;
    }
}

/* --- Where it is held -------------------------------------------------------------------------------- */

static void float_write(buffer *b, double value)
{
    char text[FLOAT_TEXT_BYTES];
    float_text(value, text);
    const char *special = isnan(value)             ? "NaN"
                          : isinf(value)           ? (value > 0 ? "Infinity" : "-Infinity")
                          : value == floor(value)  ? text
                                                   : NULL;
    if (special)
        buffer_printf(b, "[\"SPECIAL_FLOAT\", \"%s\"]", special);
    else
        buffer_add_text(b, text);
}

static void str_write(const world *w, buffer *b, ref o)
{
    uint32_t length;
    const char *text = world_text(w, o, &length);
    buffer_add_json(b, text, length);
}

void tutor_value_write(tutor_heap *h, buffer *b, ref o)
{
    switch ((unsigned)world_kind(h->w, o)) {
    case KIND_NONE:
        buffer_add_text(b, "null");
        return;
    case KIND_BOOL:
        buffer_add_text(b, world_row(h->w, o)->lo ? "true" : "false");
        return;
    case KIND_INT:
        buffer_add_int(b, world_int(h->w, o));
        return;
    case KIND_FLOAT:
        float_write(b, world_float(h->w, o));
        return;
    case KIND_STR:
        str_write(h->w, b, o);
        return;
    default:
        reference_write(h, b, world_outer_of(h->w, o));
    }
}

/* --- Names --------------------------------------------------------------------------------------------- */

/* Lambdas are told apart by their lines. */
static void suffix_write(buffer *b, const program *p, const code *c)
{
    if (strcmp(p->names[c->name].text, "<lambda>") == 0)
        buffer_printf(b, " <line %" PRIu32 ">", c->first_line);
}

void tutor_name_write(buffer *b, const program *p, const code *c)
{
    buffer_add_text(b, p->names[c->name].text);
    suffix_write(b, p, c);
}

static void text_json(tutor_heap *h, const buffer *text)
{
    buffer_add_json(&h->out, buffer_text(text), text->length);
    h->out.failed = h->out.failed || text->failed;
}

static void type_write(tutor_heap *h, ref o)
{
    char text[VALUE_BYTES];
    view_value_type(h->w, o, text);
    const char *dot = strrchr(text, '.');
    const char *name = dot ? dot + 1 : text;
    buffer_add_json(&h->out, name, strlen(name));
}

static void name_json(tutor_heap *h, ref name)
{
    if (name && world_kind(h->w, name) == KIND_STR)
        str_write(h->w, &h->out, name);
    else
        buffer_add_text(&h->out, "\"?\"");
}

/* --- Attributes, in order of their names ------------------------------------------------------------ */

typedef struct pair {
    ref name, value;
} pair;

typedef struct pairs {
    tutor_heap *h;
    pair *all;
    uint32_t count, capacity;
} pairs;

static void pair_add(pairs *a, ref name, ref value)
{
    if (!name || !value || world_kind(a->h->w, name) != KIND_STR)
        return;
    a->all = array_room(a->all, a->count, &a->capacity, sizeof *a->all, &a->h->failed);
    if (!a->h->failed)
        a->all[a->count++] = (pair){name, value};
}

static int names_compare(const world *w, ref a, ref b)
{
    uint32_t left, right;
    const char *one = world_text(w, a, &left), *other = world_text(w, b, &right);
    int order = memcmp(one, other, left < right ? left : right);
    return order ? order : left < right ? -1 : left > right;
}

/* There are few of them, and they come nearly in order. */
static void pairs_sort(pairs *a)
{
    for (uint32_t i = 1; i < a->count; i++) {
        pair moved = a->all[i];
        uint32_t k = i;
        for (; k > 0 && names_compare(a->h->w, moved.name, a->all[k - 1].name) < 0; k--)
            a->all[k] = a->all[k - 1];
        a->all[k] = moved;
    }
}

static void pairs_write(pairs *a)
{
    pairs_sort(a);
    for (uint32_t i = 0; i < a->count && !a->h->failed; i++) {
        buffer_add_text(&a->h->out, ", [");
        str_write(a->h->w, &a->h->out, a->all[i].name);
        buffer_add_text(&a->h->out, ", ");
        tutor_value_write(a->h, &a->h->out, a->all[i].value);
        buffer_add_char(&a->h->out, ']');
    }
    free(a->all);
}

/* Of a class's own namespace: what Python puts there unasked. */
static bool is_of_python(const world *w, ref name)
{
    static const char *const NAMES[] = {"__doc__",      "__module__",          "__dict__",
                                        "__weakref__",  "__qualname__",        "__static_attributes__",
                                        "__firstlineno__", "__slots__"};
    uint32_t length;
    const char *text = world_text(w, name, &length);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strlen(NAMES[i]) == length && memcmp(NAMES[i], text, length) == 0)
            return true;
    return false;
}

static void pairs_of_dict(pairs *a, ref dict, bool class_body)
{
    const world *w = a->h->w;
    for (uint32_t i = 0, n = dict ? dict_entry_count(w, dict) : 0; i < n; i++) {
        dict_item entry = dict_entry(w, dict, i);
        bool known = entry.key && entry.value && world_kind(w, entry.key) == KIND_STR;
        if (known && !(class_body && is_of_python(w, entry.key)))
            pair_add(a, entry.key, entry.value);
    }
}

static void attributes_of_instance(tutor_heap *h, ref o)
{
    const world *w = h->w;
    const object_row *row = world_row(w, o);
    pairs a = {.h = h};
    if (instance_is_inline(w, o))
        for (uint32_t i = 0, n = type_key_count(w, row->lo); i < n; i++)
            pair_add(&a, type_keys(w, row->lo)[i], instance_value(w, o, i));
    else
        pairs_of_dict(&a, row->hi, false);
    for (uint32_t i = 0, n = world_word(w, row->lo, TYPE_SLOT_COUNT); i < n; i++)
        pair_add(&a, type_slot_name(w, row->lo, i), world_word(w, o, instance_slot_at(w, o, i)));
    pairs_write(&a);
}

/* --- In the heap ----------------------------------------------------------------------------------------- */

static void value_list(tutor_heap *h, ref o)
{
    for (uint32_t i = 0, n = world_row(h->w, o)->lo; i < n; i++) {
        ref item = world_word(h->w, o, i);
        buffer_add_text(&h->out, ", ");
        if (item)
            tutor_value_write(h, &h->out, item);
        else
            buffer_add_text(&h->out, "null"); /* a tuple that is being filled */
    }
}

static void value_set(tutor_heap *h, ref o)
{
    for (uint32_t i = 0, n = set_places(h->w, o); i < n; i++)
        if (set_key(h->w, o, i)) {
            buffer_add_text(&h->out, ", ");
            tutor_value_write(h, &h->out, set_key(h->w, o, i));
        }
}

static void value_dict(tutor_heap *h, ref o)
{
    for (uint32_t i = 0, n = dict_entry_count(h->w, o); i < n; i++) {
        dict_item entry = dict_entry(h->w, o, i);
        if (!entry.key || !entry.value)
            continue;
        buffer_add_text(&h->out, ", [");
        tutor_value_write(h, &h->out, entry.key);
        buffer_add_text(&h->out, ", ");
        tutor_value_write(h, &h->out, entry.value);
        buffer_add_char(&h->out, ']');
    }
}

static void value_class(tutor_heap *h, ref o)
{
    const world *w = h->w;
    ref bases = world_word(w, o, TYPE_BASES);
    bool first = true;
    buffer_add_text(&h->out, "\"CLASS\", ");
    name_json(h, world_word(w, o, TYPE_NAME));
    buffer_add_text(&h->out, ", [");
    for (uint32_t i = 0, n = bases ? world_row(w, bases)->lo : 0; i < n; i++) {
        ref base = world_word(w, bases, i);
        if (!base || !world_word(w, base, TYPE_BASE))
            continue; /* object */
        buffer_add_text(&h->out, first ? "" : ", ");
        name_json(h, world_word(w, base, TYPE_NAME));
        first = false;
    }
    buffer_add_char(&h->out, ']');
    pairs a = {.h = h};
    if (!world_has(w, o, OBJ_INTERPRETER))
        pairs_of_dict(&a, world_word(w, o, TYPE_DICT), true);
    pairs_write(&a);
}

/* "f(a, *rest, key, **more)": in the order in which Python Tutor has them. */
static void signature_write(const program *p, const code *c, buffer *b)
{
    uint32_t plain = c->arg_count, rest = plain + c->kwonly_count;
    uint32_t more = rest + (c->flags & CODE_VARARGS ? 1 : 0);
    const char *between = "";
    buffer_add_text(b, p->names[c->name].text);
    buffer_add_char(b, '(');
    for (uint32_t i = 0; i < plain; i++, between = ", ")
        buffer_printf(b, "%s%s", between, p->names[c->local_names[i]].text);
    if (c->flags & CODE_VARARGS) {
        buffer_printf(b, "%s*%s", between, p->names[c->local_names[rest]].text);
        between = ", ";
    }
    for (uint32_t i = plain; i < rest; i++, between = ", ")
        buffer_printf(b, "%s%s", between, p->names[c->local_names[i]].text);
    if (c->flags & CODE_VARKEYWORDS)
        buffer_printf(b, "%s**%s", between, p->names[c->local_names[more]].text);
    buffer_add_char(b, ')');
    suffix_write(b, p, c);
}

static void defaults_write(tutor_heap *h, ref function, const code *c)
{
    const world *w = h->w;
    ref values = world_word(w, function, FUNCTION_DEFAULTS), named = world_word(w, function, FUNCTION_KWDEFAULTS);
    uint32_t count = values && world_kind(w, values) == KIND_TUPLE ? world_row(w, values)->lo : 0;
    pairs a = {.h = h};
    const char *before = ", [";
    for (uint32_t i = 0; i < count && count <= c->arg_count; i++, before = ", ") {
        const char *name = h->p->names[c->local_names[c->arg_count - count + i]].text;
        buffer_printf(&h->out, "%s[", before);
        buffer_add_json(&h->out, name, strlen(name));
        buffer_add_text(&h->out, ", ");
        tutor_value_write(h, &h->out, world_word(w, values, i));
        buffer_add_char(&h->out, ']');
    }
    pairs_of_dict(&a, named && world_kind(w, named) == KIND_DICT ? named : 0, false);
    for (uint32_t i = 0; i < a.count; i++, before = ", ") {
        buffer_printf(&h->out, "%s[", before);
        str_write(w, &h->out, a.all[i].name);
        buffer_add_text(&h->out, ", ");
        tutor_value_write(h, &h->out, a.all[i].value);
        buffer_add_char(&h->out, ']');
    }
    free(a.all);
    if (strcmp(before, ", [") != 0)
        buffer_add_char(&h->out, ']');
}

static bool has_cell(const code *c, uint32_t name)
{
    for (uint32_t i = 0; i < c->local_count; i++)
        if (c->local_names[i] == name && c->local_kinds[i] == LOCAL_CELL)
            return true;
    return false;
}

/* A free variable is that of the nearest call around whose code has it as a cell; it is told there, if
 * the call has ended. */
static void variable_keep(tutor_heap *h, uint32_t name, ref cell, uint32_t call)
{
    const tutor_call *all = h->calls->all;
    while (call && !has_cell(all[call - 1].code, name))
        call = all[call - 1].parent;
    if (call && !all[call - 1].alive)
        keep(h, call, h->p->names[name].text, cell);
}

/* The calls around that have ended, and what the function still knows of their variables. */
static void closure_keep(tutor_heap *h, ref function, const code *c, uint32_t call)
{
    ref closure = world_word(h->w, function, FUNCTION_CLOSURE);
    uint32_t cells = closure && world_kind(h->w, closure) == KIND_TUPLE ? world_row(h->w, closure)->lo : 0;
    for (uint32_t at = call; at; at = h->calls->all[at - 1].parent)
        if (!h->calls->all[at - 1].alive)
            keep(h, at, NULL, 0);
    for (uint32_t i = 0; i < cells && cells <= c->free_count; i++)
        variable_keep(h, c->local_names[c->local_count - c->free_count + i], world_word(h->w, closure, i), call);
}

static void value_function(tutor_heap *h, ref o)
{
    uint32_t serial = world_row(h->w, o)->lo;
    const code *c = serial < h->p->code_count ? h->p->codes[serial] : h->p->module;
    uint32_t call = tutor_call_of(h->calls, world_serial(h->w, o));
    buffer text = {0};
    signature_write(h->p, c, &text);
    buffer_add_text(&h->out, "\"FUNCTION\", ");
    text_json(h, &text);
    buffer_free(&text);
    if (call)
        buffer_printf(&h->out, ", %" PRIu32, call);
    else
        buffer_add_text(&h->out, ", null");
    defaults_write(h, o, c);
    if (call)
        closure_keep(h, o, c, call);
}

/* What has no form of its own: its type and its text. */
static void value_other(tutor_heap *h, ref o)
{
    char text[VALUE_BYTES];
    buffer_add_text(&h->out, "\"INSTANCE_PPRINT\", ");
    type_write(h, o);
    buffer_add_text(&h->out, ", ");
    view_value_write(h->w, h->p, o, text);
    buffer_add_json(&h->out, text, strlen(text));
}

static void value_instance(tutor_heap *h, ref o)
{
    if (instance_payload(h->w, o)) {
        value_other(h, o);
    } else {
        buffer_add_text(&h->out, "\"INSTANCE\", ");
        type_write(h, o);
    }
    attributes_of_instance(h, o);
}

static void object_write(tutor_heap *h, ref o)
{
    ref method = world_kind(h->w, o) == KIND_METHOD ? world_word(h->w, o, METHOD_FUNCTION) : 0;
    if (method && world_kind(h->w, method) == KIND_FUNCTION) {
        value_function(h, method);
        return;
    }
    switch ((unsigned)world_kind(h->w, o)) {
    case KIND_LIST:
        buffer_add_text(&h->out, "\"LIST\"");
        value_list(h, o);
        return;
    case KIND_TUPLE:
    case KIND_STRUCTSEQ:
        buffer_add_text(&h->out, "\"TUPLE\"");
        value_list(h, o);
        return;
    case KIND_SET:
    case KIND_FROZENSET:
        buffer_add_text(&h->out, "\"SET\"");
        value_set(h, o);
        return;
    case KIND_DICT:
        buffer_add_text(&h->out, "\"DICT\"");
        value_dict(h, o);
        return;
    case KIND_FUNCTION:
        value_function(h, o);
        return;
    case KIND_TYPE:
        value_class(h, o);
        return;
    case KIND_INSTANCE:
        value_instance(h, o);
        return;
    case KIND_MODULE:
        buffer_add_text(&h->out, "\"module\", ");
        name_json(h, world_word(h->w, o, MODULE_NAME));
        return;
    default:
        value_other(h, o);
    }
}

void tutor_heap_fill(tutor_heap *h)
{
    while (h->written < h->queued && !h->failed && !(h->stop && *h->stop)) {
        ref o = h->queue[h->written++];
        buffer_printf(&h->out, "%s\"%" PRIu32 "\": [", h->out.length ? ", " : "", world_serial(h->w, o));
        object_write(h, o);
        buffer_add_char(&h->out, ']');
    }
}

uint32_t tutor_call_of(const tutor_calls *calls, uint32_t function)
{
    uint32_t low = 0, high = calls->birth_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (calls->births[middle].function < function)
            low = middle + 1;
        else
            high = middle;
    }
    return low < calls->birth_count && calls->births[low].function == function ? calls->births[low].call : 0;
}
