/* str.format(). Source: CPython 3.13.0, Objects/stringlib/unicode_format.h; messages as there. */
#include "sim/vm/format.h"

#include <ctype.h>
#include <string.h>

typedef enum numbering { NUMBERS_OPEN, NUMBERS_AUTOMATIC, NUMBERS_MANUAL } numbering;

typedef struct formatter {
    machine *m;
    const call_args *args;
    numbering numbering;
    int64_t next_number;
} formatter;

typedef struct piece {
    const char *start, *end;
} piece;

typedef struct field {
    piece name, spec;
    uint32_t conversion; /* 'r', 's', 'a' or 0 */
    bool nested; /* the spec has fields of its own */
} field;

static bool complain(machine *m, const char *message)
{
    raise_error(m, BT_VALUE_ERROR, "%s", message);
    return false;
}

/* --- Taking a template apart --------------------------------------------------------------------------- */

/* The field's name ends before ':', '!' or '}'; what stands in [] is skipped. The character it ends at. */
static char name_end(machine *m, const char **p, const char *end, field *f)
{
    char c = '\0';
    f->name.start = *p;
    while (*p < end) {
        c = *(*p)++;
        if (c == '{')
            return complain(m, "unexpected '{' in field name"), '\0';
        if (c == '}' || c == ':' || c == '!')
            break;
        while (c == '[' && *p < end && **p != ']')
            ++*p;
    }
    f->name.end = *p - 1;
    if (c == '}' || c == ':' || c == '!')
        return c;
    return complain(m, "expected '}' before end of string"), '\0';
}

/* Of "{name!r:spec}" what stands behind the '{'. */
static bool field_read(machine *m, const char **p, const char *end, field *f)
{
    *f = (field){0};
    char c = name_end(m, p, end, f);
    if (c == '\0' || c == '}')
        return c == '}';
    if (c == '!') {
        if (*p == end)
            return complain(m, "end of string while looking for conversion specifier");
        f->conversion = (unsigned char)*(*p)++;
        c = *p < end ? *(*p)++ : ':';
        if (c == '}')
            return true;
        if (c != ':')
            return complain(m, "expected ':' after conversion specifier");
    }
    f->spec.start = *p;
    for (int depth = 1; *p < end;) {
        c = *(*p)++;
        f->nested = f->nested || c == '{';
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth == 0) {
            f->spec.end = *p - 1;
            return true;
        }
    }
    return complain(m, "unmatched '{' in format spec");
}

/* -1: no number; -2: raised. */
static int64_t piece_number(machine *m, piece p)
{
    int64_t n = 0;
    for (const char *s = p.start; s < p.end; s++) {
        if (!isdigit((unsigned char)*s))
            return -1;
        if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, *s - '0', &n))
            return complain(m, "Too many decimal digits in format string"), -2;
    }
    return p.start == p.end ? -1 : n;
}

/* --- What a field means --------------------------------------------------------------------------------- */

static value piece_str(machine *m, piece p)
{
    return make_str(m, p.start, (size_t)(p.end - p.start));
}

static bool number_check(formatter *f, bool automatic)
{
    numbering now = automatic ? NUMBERS_AUTOMATIC : NUMBERS_MANUAL;
    if (f->numbering == NUMBERS_OPEN)
        f->numbering = now;
    if (f->numbering == now)
        return true;
    return complain(f->m, automatic
                              ? "cannot switch from manual field specification to automatic field numbering"
                              : "cannot switch from automatic field numbering to manual field specification");
}

/* The argument that the name's first part means, owned. */
static value argument_of(formatter *f, piece first)
{
    machine *m = f->m;
    const world *w = machine_world(m);
    const call_args *a = f->args;
    uint32_t positional = a->count - a->keywords, n;
    int64_t number = piece_number(m, first);
    bool automatic = first.start == first.end;
    if (number == -2 || ((automatic || number >= 0) && !number_check(f, automatic)))
        return 0;
    if (automatic)
        number = f->next_number++;
    if (number >= (int64_t)positional)
        return raise_error(m, BT_INDEX_ERROR, "Replacement index %lld out of range for positional args tuple",
                           (long long)number);
    if (number >= 0)
        return value_own(m, VALUE_ROW(a->v[number]));
    size_t length = (size_t)(first.end - first.start);
    for (uint32_t i = 0; i < a->keywords; i++) {
        const char *name = world_text(w, world_word(w, a->keyword_names, i), &n);
        if (n == length && memcmp(name, first.start, n) == 0)
            return value_own(m, VALUE_ROW(a->v[positional + i]));
    }
    value name = piece_str(m, first);
    return name ? raise_with(m, m->types[BT_KEY_ERROR], name) : 0;
}

static value attribute_of(machine *m, value o, piece name)
{
    value text = piece_str(m, name);
    uint32_t length;
    if (!text)
        return 0;
    ref known = name_find(m, world_text(machine_world(m), VALUE_ROW(text), &length));
    value v = value_own(m, attribute_get(m, VALUE_ROW(o), known ? known : VALUE_ROW(text)));
    value_drop(m, text);
    return v;
}

static value item_of(machine *m, value o, piece name)
{
    int64_t number = piece_number(m, name);
    value key = number == -2 ? 0 : number >= 0 ? make_int(m, number) : piece_str(m, name);
    value v = key ? value_own(m, subscript_get(m, VALUE_ROW(o), VALUE_ROW(key))) : 0;
    value_drop(m, key);
    return v;
}

/* One ".name" or "[key]" of a field's name. */
static value step_of(machine *m, value o, const char **p, const char *end)
{
    char c = *(*p)++;
    piece name = {*p, *p};
    if (c != '.' && c != '[')
        return complain(m, "Only '.' or '[' may follow ']' in format field specifier"), 0;
    while (*p < end && (c == '[' ? **p != ']' : **p != '.' && **p != '['))
        ++*p;
    name.end = *p;
    if (c == '[' && *p == end)
        return complain(m, "Missing ']' in format string"), 0;
    *p += c == '[';
    if (name.start == name.end)
        return complain(m, "Empty attribute in format string"), 0;
    return c == '.' ? attribute_of(m, o, name) : item_of(m, o, name);
}

static value field_object(formatter *f, piece name)
{
    piece first = {name.start, name.start};
    while (first.end < name.end && *first.end != '.' && *first.end != '[')
        first.end++;
    value o = argument_of(f, first);
    for (const char *p = first.end; o && p < name.end;) {
        value next = step_of(f->m, o, &p, name.end);
        value_drop(f->m, o);
        o = next;
    }
    return o;
}

static value converted(machine *m, value o, uint32_t conversion)
{
    value v;
    if (conversion == 'r')
        v = object_repr(m, VALUE_ROW(o));
    else if (conversion == 's')
        v = object_str(m, VALUE_ROW(o));
    else if (conversion == 'a')
        v = stop_unsupported(m, "'!a' is not supported");
    else if (conversion > 32 && conversion < 127)
        v = raise_error(m, BT_VALUE_ERROR, "Unknown conversion specifier %c", (char)conversion);
    else
        v = raise_error(m, BT_VALUE_ERROR, "Unknown conversion specifier \\x%x", conversion);
    value_drop(m, o);
    return v;
}

/* --- Writing ---------------------------------------------------------------------------------------------- */

static bool template_write(formatter *f, piece template, uint32_t depth, buffer *out, value *only);

/* The text of a field; the object itself becomes *only if it is a str. */
static bool field_write(formatter *f, const field *found, uint32_t depth, buffer *out, value *only)
{
    machine *m = f->m;
    value o = field_object(f, found->name);
    if (o && found->conversion)
        o = converted(m, o, found->conversion);
    if (!o)
        return false;
    buffer spec = {0};
    value text = 0;
    bool ok = true;
    if (found->nested)
        ok = template_write(f, found->spec, depth - 1, &spec, NULL);
    else if (found->spec.end > found->spec.start)
        buffer_add(&spec, found->spec.start, (size_t)(found->spec.end - found->spec.start));
    object_kind kind = world_kind(machine_world(m), VALUE_ROW(o));
    bool known = kind == KIND_STR || kind == KIND_INT || kind == KIND_FLOAT; /* render_field() */
    if (ok)
        text = (known ? format_at_once : format_value)(m, VALUE_ROW(o), buffer_text(&spec), (uint32_t)spec.length);
    buffer_free(&spec);
    value_drop(m, o);
    if (!text)
        return false;
    uint32_t length;
    const char *s = world_text(machine_world(m), VALUE_ROW(text), &length);
    bool alone = only && out->length == 0;
    buffer_add(out, s, length);
    if (alone)
        *only = text;
    else
        value_drop(m, text);
    return true;
}

/* The text up to the next field goes out. 1: a field follows, 0: none, -1: raised. */
static int literal_write(machine *m, const char **p, const char *end, buffer *out)
{
    const char *start = *p;
    char c = '\0';
    while (*p < end && c != '{' && c != '}')
        c = *(*p)++;
    bool brace = c == '{' || c == '}', doubled = brace && *p < end && **p == c;
    if (c == '}' && !doubled)
        return complain(m, "Single '}' encountered in format string"), -1;
    if (c == '{' && *p == end)
        return complain(m, "Single '{' encountered in format string"), -1;
    buffer_add(out, start, (size_t)(*p - start) - (brace && !doubled));
    *p += doubled;
    return brace && !doubled;
}

/* *only: the str that is the whole result, if one field at the end is. */
static bool template_write(formatter *f, piece template, uint32_t depth, buffer *out, value *only)
{
    if (depth == 0)
        return complain(f->m, "Max string recursion exceeded");
    for (const char *p = template.start; p < template.end;) {
        field found;
        int follows = literal_write(f->m, &p, template.end, out);
        if (follows < 0)
            return false;
        if (!follows)
            continue;
        if (!field_read(f->m, &p, template.end, &found) ||
            !field_write(f, &found, depth, out, p == template.end ? only : NULL))
            return false;
    }
    return true;
}

enum { TEMPLATE_DEPTH = 2 };

value format_template(machine *m, const call_args *a)
{
    uint32_t length;
    buffer template = {0}, out = {0}; /* a copy: what is made meanwhile moves the world's texts */
    const char *text = world_text(machine_world(m), a->self, &length);
    buffer_add(&template, text, length);
    formatter f = {.m = m, .args = a};
    piece whole = {buffer_text(&template), buffer_text(&template) + length};
    value result = 0;
    bool plain = !memchr(whole.start, '{', length) && !memchr(whole.start, '}', length);
    if (plain)
        result = value_own(m, a->self);
    else if (template_write(&f, whole, TEMPLATE_DEPTH, &out, &result) && !result)
        result = make_str(m, buffer_text(&out), out.length);
    buffer_free(&template);
    buffer_free(&out);
    return result;
}
