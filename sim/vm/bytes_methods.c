/* bytes: making, subscripts, operators, methods; str.encode().
 * Source: CPython 3.13.0, Objects/bytesobject.c, Objects/bytes_methods.c, Objects/stringlib. */
#define _GNU_SOURCE /* memmem() */
#include "sim/vm/arguments.h"
#include "sim/vm/bytes.h"
#include "sim/vm/proxy.h"
#include "sim/vm/sequence.h"

#include "sim/base/limits.h"

typedef struct view {
    const char *s;
    uint32_t n;
} view;

static view view_of(const machine *m, ref o)
{
    view v;
    o = world_core_of(machine_world(m), o);
    v.s = world_text(machine_world(m), o, &v.n);
    return v;
}

static ref arg(const call_args *a, uint32_t i)
{
    return i < a->count ? VALUE_ROW(a->v[i]) : 0;
}

static bool is_kind(const machine *m, ref o, object_kind kind)
{
    return world_kind(machine_world(m), world_core_of(machine_world(m), o)) == kind;
}

static bool is_int(const machine *m, ref o)
{
    return is_kind(m, o, KIND_INT) || is_kind(m, o, KIND_BOOL);
}

/* --- Making --------------------------------------------------------------------------------------------- */

value make_bytes_anew(machine *m, const char *text, size_t length)
{
    if (length > LIMIT_TEXT_BYTES)
        return stop_limit(m, OURO_ERR_LIMIT, "a bytes of more than %u bytes", LIMIT_TEXT_BYTES);
    world_emit_text(m->r, EV_NEW_TEXT, KIND_BYTES, 0, 0, (uint32_t)length, text);
    return value_born(m);
}

value make_bytes(machine *m, const char *text, size_t length)
{
    if (length == 0)
        return m->empty_bytes;
    return length == 1 ? m->bytes[(unsigned char)*text] : make_bytes_anew(m, text, length);
}

static value finish(machine *m, buffer *out, bool ok)
{
    value v = ok && !m->stopped ? make_bytes(m, buffer_text(out), out->length) : 0;
    buffer_free(out);
    return v;
}

/* The bytes [from, to); all of them: the object itself. Making one moves texts: it is made from a copy. */
static value part(machine *m, ref o, uint32_t from, uint32_t to)
{
    view self = view_of(m, o);
    if (from == 0 && to == self.n && !world_is_core(machine_world(m), o))
        return value_own(m, o);
    buffer copy = {0};
    buffer_add(&copy, self.s + from, to - from);
    return finish(m, &copy, true);
}

/* --- bytes(...) ------------------------------------------------------------------------------------------- */

static bool add_number(machine *m, ref item, buffer *out)
{
    int64_t n;
    if (!argument_int(m, item, &n))
        return false;
    if (n < 0 || n > 255) {
        raise_error(m, BT_VALUE_ERROR, "bytes must be in range(0, 256)");
        return false;
    }
    buffer_add_char(out, (char)n);
    return true;
}

/* _PyBytes_FromIterator(), ..List(), ..Tuple() */
static value bytes_from_iterable(machine *m, ref o)
{
    value iterator = iterator_of(m, o);
    if (!iterator && m->raised && exception_is(m, m->raised, BT_TYPE_ERROR)) {
        exception_drop(m);
        return raise_error(m, BT_TYPE_ERROR, "cannot convert '%s' object to bytes", type_name(m, o));
    }
    buffer out = {0};
    bool ok = iterator != 0;
    for (value item; ok && (item = iterator_next(m, VALUE_ROW(iterator))) != 0;) {
        item = value_own(m, item);
        ok = add_number(m, VALUE_ROW(item), &out);
        value_drop(m, item);
    }
    value_drop(m, iterator);
    return finish(m, &out, ok && !m->raised);
}

static value bytes_from(machine *m, ref o)
{
    o = is_int(m, o) || is_kind(m, o, KIND_BYTES) ? world_core_of(machine_world(m), o) : o;
    if (is_kind(m, o, KIND_BYTES))
        return part(m, o, 0, view_of(m, o).n);
    if (is_kind(m, o, KIND_STR))
        return raise_error(m, BT_TYPE_ERROR, "string argument without an encoding");
    if (!is_int(m, o)) {
        if (stop_at_method(m, o, "__bytes__") || stop_at_method(m, o, "__index__"))
            return 0;
        return bytes_from_iterable(m, o);
    }
    int64_t n = world_int(machine_world(m), o);
    if (n < 0)
        return raise_error(m, BT_VALUE_ERROR, "negative count");
    if (n > LIMIT_TEXT_BYTES)
        return stop_limit(m, OURO_ERR_LIMIT, "a bytes of more than %u bytes", LIMIT_TEXT_BYTES);
    buffer out = {0};
    for (int64_t i = 0; i < n; i++)
        buffer_add_char(&out, '\0');
    if (n != 1)
        return finish(m, &out, machine_charge(m, (uint32_t)n / 64));
    value v = make_bytes_anew(m, buffer_text(&out), 1); /* PyBytes_FromStringAndSize(NULL, 1) */
    buffer_free(&out);
    return v;
}

/* What an encoding and its errors must be, from parameter `first` on: str, heirs too, of which the text counts.
 * False: raised. */
static bool bind_texts(machine *m, const call_args *a, const parameters *p, uint32_t first, ref *out)
{
    if (!arguments_bind(m, a, p, out))
        return false;
    for (uint32_t i = first; i < p->count; i++) {
        ref given = out[i];
        out[i] = given ? world_core_of(machine_world(m), given) : 0;
        if (given && !is_kind(m, out[i], KIND_STR)) {
            raise_error(m, BT_TYPE_ERROR, "%s() argument '%s' must be str, not %s", p->function, p->names[i],
                        given == m->none ? "None" : type_name(m, given));
            return false;
        }
    }
    return true;
}

/* bytes_new_impl() */
value bytes_construct(machine *m, const value *args, uint32_t count, ref names)
{
    static const parameters BYTES = {"bytes", {"source", "encoding", "errors"}, 3, 0};
    uint32_t keywords = names ? world_row(machine_world(m), names)->lo : 0;
    call_args call = {args, count, keywords, names, 0, 0};
    ref o[3];
    if (!bind_texts(m, &call, &BYTES, 1, o))
        return 0;
    if (!o[0])
        return o[1] || o[2] ? raise_error(m, BT_TYPE_ERROR, o[1] ? "encoding without a string argument"
                                                                 : "errors without a string argument")
                            : m->empty_bytes;
    if (!o[1] && !o[2])
        return bytes_from(m, o[0]);
    ref text = world_core_of(machine_world(m), o[0]);
    if (!is_kind(m, text, KIND_STR))
        return raise_error(m, BT_TYPE_ERROR, o[1] ? "encoding without a string argument"
                                                  : "errors without a string argument");
    return o[1] ? text_encode(m, text, o[1], o[2])
                : raise_error(m, BT_TYPE_ERROR, "string argument without an encoding");
}

/* --- Subscripts, operators ---------------------------------------------------------------------------------- */

static value bytes_slice(machine *m, ref o, ref slice)
{
    int64_t start, stop, step, count;
    view self = view_of(m, o);
    if (!slice_indices(m, slice, self.n, &start, &stop, &step, &count) || !machine_charge(m, (uint32_t)count / 64))
        return 0;
    if (count <= 0 || step == 1)
        return count <= 0 ? m->empty_bytes : part(m, o, (uint32_t)start, (uint32_t)(start + count));
    buffer out = {0};
    for (int64_t i = 0; i < count; i++)
        buffer_add_char(&out, self.s[start + i * step]);
    value v = make_bytes_anew(m, buffer_text(&out), out.length);
    buffer_free(&out);
    return v;
}

value bytes_subscript(machine *m, ref o, ref key)
{
    view self = view_of(m, o);
    if (is_kind(m, key, KIND_SLICE))
        return bytes_slice(m, o, key);
    if (is_proxy(machine_world(m), key))
        return proxy_index(m, key);
    if (!is_int(m, key))
        return stop_at_method(m, key, "__index__")
                   ? 0
                   : raise_error(m, BT_TYPE_ERROR, "byte indices must be integers or slices, not %s", type_name(m, key));
    int64_t i = world_int(machine_world(m), world_core_of(machine_world(m), key));
    i = i < 0 ? i + self.n : i;
    if (i < 0 || i >= self.n)
        return raise_error(m, BT_INDEX_ERROR, "index out of range");
    return make_int(m, (unsigned char)self.s[i]);
}

/* What is looked for: bytes, or a number that stands for one. */
static bool wanted_bytes(machine *m, ref o, const char *otherwise, view *wanted, char *single)
{
    if (is_kind(m, o, KIND_BYTES)) {
        *wanted = view_of(m, o);
        return true;
    }
    if (!is_int(m, o)) {
        if (!stop_at_method(m, o, "__index__"))
            raise_error(m, BT_TYPE_ERROR, "%s, not '%s'", otherwise, type_name(m, o));
        return false;
    }
    int64_t n = world_int(machine_world(m), world_core_of(machine_world(m), o));
    if (n < 0 || n > 255) {
        raise_error(m, BT_VALUE_ERROR, "byte must be in range(0, 256)");
        return false;
    }
    *single = (char)n;
    *wanted = (view){single, 1};
    return true;
}

static const char *first_in(view v, view wanted)
{
    return wanted.n ? memmem(v.s, v.n, wanted.s, wanted.n) : v.s;
}

/* _Py_bytes_contains(): what is no number is refused as one first. */
int bytes_contains(machine *m, ref o, ref item)
{
    view wanted;
    char single;
    if (!is_int(m, item)) {
        value text = make_text(m, "object cannot be interpreted as an integer");
        value_drop(m, make_exception(m, m->types[BT_TYPE_ERROR], VALUE_ROW(text)));
        value_drop(m, text);
    }
    if (!wanted_bytes(m, item, "a bytes-like object is required", &wanted, &single))
        return -1;
    return first_in(view_of(m, o), wanted) != NULL;
}

static value bytes_concat(machine *m, ref a, ref b)
{
    view x = view_of(m, a), y = view_of(m, b);
    if (!x.n || !y.n)
        return value_own(m, x.n ? a : b);
    if (!machine_charge(m, (x.n + y.n) / 64))
        return 0;
    buffer out = {0};
    buffer_add(&out, x.s, x.n);
    buffer_add(&out, y.s, y.n);
    return finish(m, &out, true);
}

/* bytes_repeat(): what is no longer than the bytes themselves is made without looking. */
static value bytes_repeat(machine *m, ref o, int64_t times)
{
    view self = view_of(m, o);
    times = times < 0 ? 0 : times;
    if (self.n && times > LIMIT_TEXT_BYTES / self.n)
        return stop_limit(m, OURO_ERR_LIMIT, "a bytes of more than %u bytes", LIMIT_TEXT_BYTES);
    if (times == 1 || !self.n)
        return value_own(m, o);
    buffer out = {0};
    for (int64_t i = 0; i < times; i++)
        buffer_add(&out, self.s, self.n);
    value v = machine_charge(m, (uint32_t)(out.length / 64)) ? make_bytes_anew(m, buffer_text(&out), out.length) : 0;
    buffer_free(&out);
    return v;
}

bool bytes_binary(machine *m, uint32_t kind, ref a, ref b, value *out)
{
    const world *w = machine_world(m);
    bool first = is_kind(m, a, KIND_BYTES);
    if (kind == BINARY_ADD && first) {
        *out = is_kind(m, b, KIND_BYTES) ? bytes_concat(m, a, b)
                                         : raise_error(m, BT_TYPE_ERROR, "can't concat %s to %s", type_name(m, b),
                                                     type_name(m, a));
        return true;
    }
    if (kind != BINARY_MULTIPLY || !is_int(m, first ? b : a) || (!first && !is_kind(m, b, KIND_BYTES)))
        return false;
    *out = first ? bytes_repeat(m, a, world_int(w, b)) : bytes_repeat(m, b, world_int(w, a));
    return true;
}

/* --- Methods ---------------------------------------------------------------------------------------------------- */

/* The part that start and end, the arguments 1 and 2, leave; *from: where it begins, -1: start lies
 * behind end, where not even b"" is found. False: raised. */
static bool searched_part(machine *m, const call_args *a, view *v, int64_t *from)
{
    int64_t n = v->n, start, end;
    if (!argument_bound(m, arg(a, 1), 0, &start) || !argument_bound(m, arg(a, 2), n, &end))
        return false;
    end = end > n ? n : end < 0 ? (end + n < 0 ? 0 : end + n) : end;
    start = start < 0 ? (start + n < 0 ? 0 : start + n) : start;
    *from = start > end ? -1 : start;
    *v = start > end ? (view){v->s, 0} : (view){v->s + start, (uint32_t)(end - start)};
    return true;
}

static value bytes_find(machine *m, const call_args *a)
{
    view self = view_of(m, a->self), wanted;
    char single;
    int64_t from;
    if (!searched_part(m, a, &self, &from) ||
        !wanted_bytes(m, arg(a, 0), "argument should be integer or bytes-like object", &wanted, &single))
        return 0;
    const char *found = from < 0 ? NULL : first_in(self, wanted);
    return make_int(m, found ? from + (found - self.s) : -1);
}

static bool edge_is(view v, view wanted, bool at_end)
{
    return wanted.n <= v.n && memcmp(at_end ? v.s + v.n - wanted.n : v.s, wanted.s, wanted.n) == 0;
}

static value edge_matches(machine *m, const call_args *a, const char *function, bool at_end)
{
    const world *w = machine_world(m);
    view self = view_of(m, a->self);
    ref wanted = world_core_of(w, arg(a, 0));
    int64_t from;
    if (!searched_part(m, a, &self, &from))
        return 0;
    if (is_kind(m, wanted, KIND_BYTES))
        return make_bool(m, from >= 0 && edge_is(self, view_of(m, wanted), at_end));
    if (!is_kind(m, wanted, KIND_TUPLE))
        return raise_error(m, BT_TYPE_ERROR, "%s first arg must be bytes or a tuple of bytes, not %s", function,
                           type_name(m, wanted));
    for (uint32_t i = 0; i < world_row(w, wanted)->lo; i++) {
        ref item = world_word(w, wanted, i);
        if (!is_kind(m, item, KIND_BYTES))
            return raise_error(m, BT_TYPE_ERROR, "a bytes-like object is required, not '%s'", type_name(m, item));
        if (from >= 0 && edge_is(self, view_of(m, item), at_end))
            return m->yes;
    }
    return m->no;
}

static value bytes_startswith(machine *m, const call_args *a)
{
    return edge_matches(m, a, "startswith", false);
}

static value bytes_endswith(machine *m, const call_args *a)
{
    return edge_matches(m, a, "endswith", true);
}

static value bytes_decode(machine *m, const call_args *a)
{
    static const parameters DECODE = {"decode", {"encoding", "errors"}, 2, 0};
    ref o[3];
    if (!bind_texts(m, a, &DECODE, 0, o))
        return 0;
    return text_decode(m, a->self, o[0], o[1]);
}

/* PyUnicode_FromEncodedObject() */
static value str_from_encoded(machine *m, ref o, ref encoding, ref errors)
{
    ref core = world_core_of(machine_world(m), o);
    if (is_kind(m, core, KIND_BYTES))
        return text_decode(m, core, encoding, errors);
    return is_kind(m, core, KIND_STR)
               ? raise_error(m, BT_TYPE_ERROR, "decoding str is not supported")
               : raise_error(m, BT_TYPE_ERROR, "decoding to str: need a bytes-like object, %s found",
                             type_name(m, o));
}

/* Source: CPython 3.13.0, Objects/unicodeobject.c, unicode_new(). */
value str_construct(machine *m, const value *args, uint32_t count, ref names)
{
    static const parameters STR = {"str", {"object", "encoding", "errors"}, 3, 0};
    uint32_t keywords = names ? world_row(machine_world(m), names)->lo : 0;
    call_args call = {args, count, keywords, names, 0, 0};
    ref o[3];
    if (!bind_texts(m, &call, &STR, 1, o))
        return 0;
    if (!o[0])
        return m->empty_str;
    return o[1] || o[2] ? str_from_encoded(m, o[0], o[1], o[2]) : object_str(m, o[0]);
}

static value str_encode(machine *m, const call_args *a)
{
    static const parameters ENCODE = {"encode", {"encoding", "errors"}, 2, 0};
    ref o[3];
    if (!bind_texts(m, a, &ENCODE, 0, o))
        return 0;
    return text_encode(m, a->self, o[0], o[1]);
}

/* Objects/stringlib/join.h */
static bool join_items(machine *m, ref self, ref items, buffer *out)
{
    const world *w = machine_world(m);
    for (uint32_t i = 0; i < world_row(w, items)->lo; i++) {
        ref item = world_word(w, items, i);
        view v = i ? view_of(m, self) : (view){"", 0};
        if (!is_kind(m, item, KIND_BYTES)) {
            raise_error(m, BT_TYPE_ERROR, "sequence item %u: expected a bytes-like object, %s found", i,
                        type_name(m, item));
            return false;
        }
        buffer_add(out, v.s, v.n);
        v = view_of(m, item);
        buffer_add(out, v.s, v.n);
        if (out->length > LIMIT_TEXT_BYTES || !machine_charge(m, 1 + v.n / 64))
            return out->length <= LIMIT_TEXT_BYTES ||
                   stop_limit(m, OURO_ERR_LIMIT, "a bytes of more than %u bytes", LIMIT_TEXT_BYTES);
    }
    return true;
}

static value bytes_join(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    value list = make_sequence(m, a->v[0], "can only join an iterable");
    ref items = VALUE_ROW(list);
    if (!list)
        return 0;
    uint32_t n = world_row(w, items)->lo;
    buffer out = {0};
    value v = 0;
    if (n == 1 && world_kind(w, world_word(w, items, 0)) == KIND_BYTES)
        v = value_own(m, world_word(w, items, 0));
    else if (join_items(m, a->self, items, &out) && !m->stopped)
        v = out.length ? make_bytes_anew(m, buffer_text(&out), out.length) : m->empty_bytes;
    buffer_free(&out);
    value_drop(m, list);
    return v;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void add_part(machine *m, value list, ref self, uint32_t from, uint32_t to)
{
    value v = machine_charge(m, 1) ? part(m, self, from, to) : 0;
    if (v)
        world_emit(m->r, EV_LIST_APPEND, value_steal(v), VALUE_ROW(list), VALUE_ROW(v), 0);
}

static void split_space(machine *m, value list, ref o, int64_t most)
{
    view self = view_of(m, o);
    for (uint32_t i = 0; i < self.n && !m->stopped;) {
        uint32_t from = i;
        self = view_of(m, o);
        if (is_space(self.s[i])) {
            i++;
            continue;
        }
        if (most-- <= 0) {
            uint32_t end = self.n;
            add_part(m, list, o, from, end);
            return;
        }
        while (i < self.n && !is_space(self.s[i]))
            i++;
        add_part(m, list, o, from, i);
    }
}

static void split_at(machine *m, value list, ref o, ref separator, int64_t most)
{
    uint32_t from = 0;
    for (; most > 0 && !m->stopped; most--) {
        view self = view_of(m, o), at = view_of(m, separator);
        const char *found = memmem(self.s + from, self.n - from, at.s, at.n);
        if (!found)
            break;
        uint32_t to = (uint32_t)(found - self.s);
        add_part(m, list, o, from, to);
        from = to + at.n;
    }
    add_part(m, list, o, from, view_of(m, o).n);
}

/* Objects/stringlib/split.h: as many places as it reserves. */
static value bytes_split(machine *m, const call_args *a)
{
    static const parameters SPLIT = {"split", {"sep", "maxsplit"}, 2, 0};
    enum { RESERVE = 12 };
    ref o[3];
    int64_t most = -1;
    if (!arguments_bind(m, a, &SPLIT, o) || (o[1] && !argument_int(m, o[1], &most)))
        return 0;
    ref separator = o[0] == m->none ? 0 : o[0];
    most = most < 0 ? INT64_MAX : most;
    if (separator && !is_kind(m, separator, KIND_BYTES))
        return raise_error(m, BT_TYPE_ERROR, "a bytes-like object is required, not '%s'", type_name(m, separator));
    if (separator && !view_of(m, separator).n)
        return raise_error(m, BT_VALUE_ERROR, "empty separator");
    value list = make_list(m, 0, most >= RESERVE ? RESERVE : (uint32_t)most + 1);
    if (separator)
        split_at(m, list, a->self, separator, most);
    else
        split_space(m, list, a->self, most);
    return m->stopped ? 0 : list;
}

enum { KEYWORDS = BUILTIN_PURE | BUILTIN_KEYWORDS, ANY = 255 };

const builtin_info BUILTINS_BYTES[] = {
    {"decode", BT_BYTES, 0, ANY, KEYWORDS, bytes_decode},
    {"encode", BT_STR, 0, ANY, KEYWORDS, str_encode},
    {"endswith", BT_BYTES, 1, 3, BUILTIN_PURE, bytes_endswith},
    {"find", BT_BYTES, 1, 3, BUILTIN_PURE, bytes_find},
    {"join", BT_BYTES, 1, 1, 0, bytes_join},
    {"split", BT_BYTES, 0, ANY, KEYWORDS, bytes_split},
    {"startswith", BT_BYTES, 1, 3, BUILTIN_PURE, bytes_startswith},
    {0},
};
