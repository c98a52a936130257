/* Methods of str. Source: CPython 3.13.0, Objects/unicodeobject.c, Objects/stringlib; messages as there.
 *
 * A search compares bytes: in UTF-8 no character begins inside another. Places are counted in
 * characters and become bytes at the edges. The world's texts never move, but a str that nobody holds
 * may die: what is still to be read must be held. */
#define _GNU_SOURCE /* memmem() */
#include "sim/vm/arguments.h"
#include "sim/vm/characters.h"
#include "sim/vm/format.h"
#include "sim/vm/sequence.h"
#include "sim/vm/text_places.h"

#include "sim/base/limits.h"

/* A str's bytes, until the next str is made. */
typedef struct view {
    const char *s;
    uint32_t n;      /* bytes */
    uint32_t points; /* characters */
} view;

static view view_of(const machine *m, ref o)
{
    view v;
    o = world_core_of(machine_world(m), o);
    v.s = world_text(machine_world(m), o, &v.n);
    v.points = world_row(machine_world(m), o)->hi & TEXT_LENGTH_MASK;
    return v;
}

static ref arg(const call_args *a, uint32_t i)
{
    return i < a->count ? VALUE_ROW(a->v[i]) : 0;
}

static bool is_str(const machine *m, ref o)
{
    return world_kind(machine_world(m), world_core_of(machine_world(m), o)) == KIND_STR;
}

/* The end of a method that has written its result. */
static value finish(machine *m, buffer *out, bool ok)
{
    value v = ok && !m->stopped ? make_str_anew(m, buffer_text(out), out->length) : 0;
    buffer_free(out);
    return v;
}

/* The bytes [from, to) of a str as a str of their own; all of them: the str itself. */
static value part(machine *m, ref o, uint32_t from, uint32_t to)
{
    view self = view_of(m, o);
    if (from == 0 && to == self.n && !world_is_core(machine_world(m), o))
        return value_own(m, o);
    return make_str(m, self.s + from, to - from);
}

/* --- Case ---------------------------------------------------------------------------------------------- */

typedef enum letter_case { CASE_LOWER, CASE_UPPER, CASE_TITLE, CASE_CAPITALIZED } letter_case;

/* False: the case of `c` is not known; small sigma depends on the word around it. */
static bool add_in_case(buffer *out, uint32_t c, bool upper, bool titled)
{
    if (!character_known(c) || (!upper && c == 0x3A3))
        return false;
    if (c == 0xDF && upper)
        buffer_add_text(out, titled ? "Ss" : "SS");
    else
        buffer_add_code_point(out, upper ? character_upper(c) : character_lower(c));
    return true;
}

static value change_case(machine *m, const call_args *a, letter_case want)
{
    view self = view_of(m, a->self);
    buffer out = {0};
    bool in_word = false, known = true;
    for (const char *p = self.s; known && p < self.s + self.n;) {
        bool first = p == self.s;
        uint32_t c = character_next(&p);
        bool upper = want == CASE_UPPER || (want == CASE_TITLE && !in_word) || (want == CASE_CAPITALIZED && first);
        known = add_in_case(&out, c, upper, want != CASE_UPPER);
        in_word = character_is_lower(c) || character_is_upper(c);
    }
    if (!known)
        stop_unsupported(m, "changing the case of this text is not supported");
    return finish(m, &out, known);
}

static value str_lower(machine *m, const call_args *a)
{
    return change_case(m, a, CASE_LOWER);
}

static value str_upper(machine *m, const call_args *a)
{
    return change_case(m, a, CASE_UPPER);
}

static value str_title(machine *m, const call_args *a)
{
    return change_case(m, a, CASE_TITLE);
}

static value str_capitalize(machine *m, const call_args *a)
{
    return change_case(m, a, CASE_CAPITALIZED);
}

/* True if there are characters and all of them are so. */
static value all_are(machine *m, const call_args *a, bool (*are)(uint32_t))
{
    view self = view_of(m, a->self);
    bool yes = self.n > 0;
    for (const char *p = self.s; yes && p < self.s + self.n;) {
        uint32_t c = character_next(&p);
        if (are != character_is_space && !character_known(c))
            return stop_unsupported(m, "asking for the kind of these characters is not supported");
        yes = are(c);
    }
    return make_bool(m, yes);
}

static value str_isalpha(machine *m, const call_args *a)
{
    return all_are(m, a, character_is_alpha);
}

static value str_isdigit(machine *m, const call_args *a)
{
    return all_are(m, a, character_is_digit);
}

static value str_isspace(machine *m, const call_args *a)
{
    return all_are(m, a, character_is_space);
}

/* True if there are letters with a case and all of them have this one. */
static value cased_are(machine *m, const call_args *a, bool (*wanted)(uint32_t), bool (*other)(uint32_t))
{
    view self = view_of(m, a->self);
    bool some = false;
    for (const char *p = self.s; p < self.s + self.n;) {
        uint32_t c = character_next(&p);
        if (!character_known(c))
            return stop_unsupported(m, "asking for the case of these characters is not supported");
        if (other(c))
            return m->no;
        some = some || wanted(c);
    }
    return make_bool(m, some);
}

static value str_islower(machine *m, const call_args *a)
{
    return cased_are(m, a, character_is_lower, character_is_upper);
}

static value str_isupper(machine *m, const call_args *a)
{
    return cased_are(m, a, character_is_upper, character_is_lower);
}

/* --- Searching ------------------------------------------------------------------------------------------ */

static uint32_t points_in(const char *s, uint32_t n)
{
    uint32_t points = 0;
    for (uint32_t i = 0; i < n; i++)
        points += ((unsigned char)s[i] & 0xC0) != 0x80;
    return points;
}

/* The part of self that start and end, the arguments 1 and 2, leave. *from: its first byte, *start its
 * first character. *past: start lies behind end, where not even "" is found. False: raised.
 * cost: how many bytes are looked at in the time of an instruction; 0: it does not matter how many. */
static bool searched_part(machine *m, const call_args *a, view *v, uint32_t *from, int64_t *start, bool *past,
                          uint32_t cost)
{
    ref self = world_core_of(machine_world(m), a->self);
    int64_t n = v->points, end;
    if (!argument_bound(m, arg(a, 1), 0, start) || !argument_bound(m, arg(a, 2), n, &end))
        return false;
    end = end > n ? n : end < 0 ? (end + n < 0 ? 0 : end + n) : end;
    if (*start < 0)
        *start = *start + n < 0 ? 0 : *start + n;
    *past = *start > end;
    if (*past)
        end = *start = *start > n ? n : *start;
    *from = str_place(m, self, *start);
    uint32_t to = str_place(m, self, end);
    v->s += *from;
    v->n = to - *from;
    return !cost || machine_charge(m, v->n / cost);
}

static const char *first_in(const char *s, size_t n, view wanted)
{
    return wanted.n ? memmem(s, n, wanted.s, wanted.n) : s;
}

static bool wanted_str(machine *m, const call_args *a, const char *function)
{
    if (is_str(m, arg(a, 0)))
        return true;
    raise_error(m, BT_TYPE_ERROR, "%s() argument 1 must be str, not %s", function,
                arg(a, 0) == m->none ? "None" : type_name(m, arg(a, 0)));
    return false;
}

/* The place of the first argument in self; -1 none, -2 raised. */
static int64_t place_of(machine *m, const call_args *a, const char *function)
{
    view self = view_of(m, a->self);
    uint32_t from;
    int64_t start;
    bool past;
    if (!wanted_str(m, a, function) || !searched_part(m, a, &self, &from, &start, &past, 0))
        return -2;
    const char *found = past ? NULL : first_in(self.s, self.n, view_of(m, arg(a, 0)));
    uint32_t seen = found ? (uint32_t)(found - self.s) : self.n;
    if (!machine_charge(m, seen / BYTES_PER_INSTRUCTION))
        return -2;
    return found ? start + points_in(self.s, (uint32_t)(found - self.s)) : -1;
}

static value str_find(machine *m, const call_args *a)
{
    int64_t place = place_of(m, a, "find");
    return place == -2 ? 0 : make_int(m, place);
}

static value str_index(machine *m, const call_args *a)
{
    int64_t place = place_of(m, a, "index");
    if (place == -1)
        return raise_error(m, BT_VALUE_ERROR, "substring not found");
    return place == -2 ? 0 : make_int(m, place);
}

static int64_t count_in(view v, view wanted, int64_t most)
{
    int64_t n = 0;
    for (const char *p = v.s, *end = v.s + v.n; n < most && (p = first_in(p, (size_t)(end - p), wanted)) != NULL;
         p += wanted.n)
        n++;
    return n;
}

static value str_count(machine *m, const call_args *a)
{
    view self = view_of(m, a->self);
    uint32_t from;
    int64_t start;
    bool past;
    if (!wanted_str(m, a, "count") || !searched_part(m, a, &self, &from, &start, &past, BYTES_PER_INSTRUCTION))
        return 0;
    view wanted = view_of(m, arg(a, 0));
    if (past)
        return make_int(m, 0);
    return make_int(m, wanted.n ? count_in(self, wanted, INT64_MAX) : points_in(self.s, self.n) + 1);
}

static bool tail_matches(view v, view wanted, bool at_end)
{
    return wanted.n <= v.n && memcmp(at_end ? v.s + v.n - wanted.n : v.s, wanted.s, wanted.n) == 0;
}

static value edge_matches(machine *m, const call_args *a, const char *function, bool at_end)
{
    const world *w = machine_world(m);
    view self = view_of(m, a->self);
    ref wanted = world_core_of(w, arg(a, 0));
    uint32_t from;
    int64_t start;
    bool past;
    if (!searched_part(m, a, &self, &from, &start, &past, 0))
        return 0;
    if (is_str(m, wanted))
        return make_bool(m, !past && tail_matches(self, view_of(m, wanted), at_end));
    if (world_kind(w, wanted) != KIND_TUPLE)
        return raise_error(m, BT_TYPE_ERROR, "%s first arg must be str or a tuple of str, not %s", function,
                           type_name(m, wanted));
    for (uint32_t i = 0; i < world_row(w, wanted)->lo; i++) {
        ref item = world_word(w, wanted, i);
        if (!is_str(m, item))
            return raise_error(m, BT_TYPE_ERROR, "tuple for %s must only contain str, not %s", function,
                               type_name(m, item));
        if (!past && tail_matches(self, view_of(m, item), at_end))
            return m->yes;
    }
    return m->no;
}

static value str_startswith(machine *m, const call_args *a)
{
    return edge_matches(m, a, "startswith", false);
}

static value str_endswith(machine *m, const call_args *a)
{
    return edge_matches(m, a, "endswith", true);
}

/* --- Stripping and filling ---------------------------------------------------------------------------------- */

/* The byte at which the character before `end` begins. */
static uint32_t before(const char *s, uint32_t end)
{
    do
        end--;
    while (((unsigned char)s[end] & 0xC0) == 0x80);
    return end;
}

/* Is the character of bytes [from, to) one of `set`, or white space if there is none? */
static bool stripped(const char *s, uint32_t from, uint32_t to, const view *set)
{
    const char *p = s + from;
    if (!set)
        return character_is_space(character_next(&p));
    return to - from <= set->n && memmem(set->s, set->n, p, to - from);
}

static value strip(machine *m, const call_args *a, const char *function, bool left, bool right)
{
    ref characters = arg(a, 0);
    view self = view_of(m, a->self), set = {0};
    if (characters && characters != m->none) {
        if (!is_str(m, characters))
            return raise_error(m, BT_TYPE_ERROR, "%s arg must be None or str", function);
        set = view_of(m, characters);
    }
    const view *used = characters && characters != m->none ? &set : NULL;
    uint32_t from = 0, to = self.n;
    while (left && from < to) {
        uint32_t next = from + text_offset(self.s + from, to - from, 1);
        if (!stripped(self.s, from, next, used))
            break;
        from = next;
    }
    while (right && from < to && stripped(self.s, before(self.s, to), to, used))
        to = before(self.s, to);
    return part(m, a->self, from, to);
}

static value str_strip(machine *m, const call_args *a)
{
    return strip(m, a, "strip", true, true);
}

static value str_lstrip(machine *m, const call_args *a)
{
    return strip(m, a, "lstrip", true, false);
}

static value str_rstrip(machine *m, const call_args *a)
{
    return strip(m, a, "rstrip", false, true);
}

static bool fits(machine *m, uint64_t bytes)
{
    if (bytes <= LIMIT_TEXT_BYTES)
        return true;
    stop_limit(m, OURO_ERR_LIMIT, "a str of more than %u bytes", LIMIT_TEXT_BYTES);
    return false;
}

static value justify(machine *m, const call_args *a, bool left)
{
    int64_t width;
    view self = view_of(m, a->self);
    if (!argument_int(m, arg(a, 0), &width))
        return 0;
    view fill = {" ", 1, 1};
    if (arg(a, 1) && !is_str(m, arg(a, 1)))
        return raise_error(m, BT_TYPE_ERROR, "The fill character must be a unicode character, not %s",
                           type_name(m, arg(a, 1)));
    if (arg(a, 1))
        fill = view_of(m, arg(a, 1));
    if (fill.points != 1)
        return raise_error(m, BT_TYPE_ERROR, "The fill character must be exactly one character long");
    if (width <= (int64_t)self.points)
        return value_own(m, a->self);
    if (width > LIMIT_TEXT_BYTES || !fits(m, self.n + (uint64_t)(width - self.points) * fill.n))
        return fits(m, UINT64_MAX), 0;
    buffer out = {0};
    if (left)
        buffer_add(&out, self.s, self.n);
    for (int64_t i = self.points; i < width; i++)
        buffer_add(&out, fill.s, fill.n);
    if (!left)
        buffer_add(&out, self.s, self.n);
    return finish(m, &out, true);
}

static value str_ljust(machine *m, const call_args *a)
{
    return justify(m, a, true);
}

static value str_rjust(machine *m, const call_args *a)
{
    return justify(m, a, false);
}

static value str_zfill(machine *m, const call_args *a)
{
    int64_t width;
    view self = view_of(m, a->self);
    if (!argument_int(m, arg(a, 0), &width))
        return 0;
    if (width <= (int64_t)self.points)
        return value_own(m, a->self);
    if (!fits(m, (uint64_t)width + self.n))
        return 0;
    buffer out = {0};
    uint32_t sign = self.n && (*self.s == '+' || *self.s == '-');
    buffer_add(&out, self.s, sign);
    for (int64_t i = self.points; i < width; i++)
        buffer_add_char(&out, '0');
    buffer_add(&out, self.s + sign, self.n - sign);
    return finish(m, &out, true);
}

/* --- Replacing ------------------------------------------------------------------------------------------------ */

/* "" stands before each character and at the end. */
static void interleave(view self, view with, int64_t most, buffer *out)
{
    const char *p = self.s, *end = self.s + self.n;
    for (int64_t i = 0; i < most && out->length <= LIMIT_TEXT_BYTES; i++) {
        buffer_add(out, with.s, with.n);
        if (p == end)
            return;
        const char *next = p;
        (void)character_next(&next);
        buffer_add(out, p, (size_t)(next - p));
        p = next;
    }
    buffer_add(out, p, (size_t)(end - p));
}

static void replace_in(view self, view what, view with, int64_t most, buffer *out)
{
    const char *p = self.s, *end = self.s + self.n, *found;
    for (int64_t i = 0; i < most && out->length <= LIMIT_TEXT_BYTES; i++) {
        found = first_in(p, (size_t)(end - p), what);
        if (!found)
            break;
        buffer_add(out, p, (size_t)(found - p));
        buffer_add(out, with.s, with.n);
        p = found + what.n;
    }
    buffer_add(out, p, (size_t)(end - p));
}

static value str_replace(machine *m, const call_args *a)
{
    static const parameters REPLACE = {"replace", {"", "", "count"}, 3, 2};
    ref o[3];
    int64_t most = -1;
    if (!arguments_bind(m, a, &REPLACE, o))
        return 0;
    for (uint32_t i = 0; i < 2; i++)
        if (!is_str(m, o[i]))
            return raise_error(m, BT_TYPE_ERROR, "replace() argument %u must be str, not %s", i + 1,
                               o[i] == m->none ? "None" : type_name(m, o[i]));
    if (o[2] && !argument_int(m, o[2], &most))
        return 0;
    most = most < 0 ? INT64_MAX : most;
    view self = view_of(m, a->self), what = view_of(m, o[0]), with = view_of(m, o[1]);
    bool found = what.n ? first_in(self.s, self.n, what) != NULL : with.n > 0;
    if (!most || self.points < what.points || o[0] == o[1] || !found)
        return value_own(m, a->self);
    buffer out = {0};
    if (what.n)
        replace_in(self, what, with, most, &out);
    else
        interleave(self, with, most, &out);
    return finish(m, &out, fits(m, out.length));
}

/* --- Splitting and joining ------------------------------------------------------------------------------------ */

/* The bytes [from, to) of self become the list's next item. */
static void add_part(machine *m, value list, ref self, uint32_t from, uint32_t to)
{
    value v = machine_charge(m, 1) ? part(m, self, from, to) : 0;
    if (v)
        world_emit(m->r, EV_LIST_APPEND, value_steal(v), VALUE_ROW(list), VALUE_ROW(v), 0);
}

/* What is left when no more splits are allowed: never the str itself. */
static void add_rest(machine *m, value list, ref self, uint32_t from, uint32_t to)
{
    view v = view_of(m, self);
    buffer copy = {0};
    buffer_add(&copy, v.s + from, to - from);
    value rest = m->stopped ? 0 : make_str(m, buffer_text(&copy), copy.length);
    buffer_free(&copy);
    if (rest)
        world_emit(m->r, EV_LIST_APPEND, value_steal(rest), VALUE_ROW(list), VALUE_ROW(rest), 0);
}

static value list_done(machine *m, value list)
{
    return m->stopped ? 0 : list;
}

static void split_space_left(machine *m, value list, ref o, int64_t most)
{
    view self = view_of(m, o);
    for (uint32_t i = 0; i < self.n && !m->stopped;) {
        self = view_of(m, o);
        uint32_t next = i + text_offset(self.s + i, self.n - i, 1), from = i;
        if (stripped(self.s, i, next, NULL)) {
            i = next;
            continue;
        }
        if (most-- <= 0) {
            add_rest(m, list, o, from, self.n);
            return;
        }
        while (i < self.n && !stripped(self.s, i, next, NULL)) {
            i = next;
            next = i < self.n ? i + text_offset(self.s + i, self.n - i, 1) : i;
        }
        add_part(m, list, o, from, i);
    }
}

static void split_space_right(machine *m, value list, ref o, int64_t most)
{
    view self = view_of(m, o);
    for (uint32_t i = self.n; i > 0 && !m->stopped;) {
        self = view_of(m, o);
        uint32_t to = i;
        if (stripped(self.s, before(self.s, i), i, NULL)) {
            i = before(self.s, i);
            continue;
        }
        if (most-- <= 0) {
            add_rest(m, list, o, 0, to);
            return;
        }
        while (i > 0 && !stripped(self.s, before(self.s, i), i, NULL))
            i = before(self.s, i);
        add_part(m, list, o, i, to);
    }
}

static void split_left(machine *m, value list, ref o, ref separator, int64_t most)
{
    uint32_t from = 0;
    for (; most > 0 && !m->stopped; most--) {
        view self = view_of(m, o), at = view_of(m, separator);
        const char *found = first_in(self.s + from, self.n - from, at);
        if (!found)
            break;
        uint32_t to = (uint32_t)(found - self.s);
        add_part(m, list, o, from, to);
        from = to + at.n;
    }
    add_part(m, list, o, from, view_of(m, o).n);
}

enum { COMPARED_AT_ONCE = 16 };

/* The last place of `at` in the first `n` bytes; -1: none. */
static int64_t last_in(machine *m, const char *s, uint32_t n, view at)
{
    for (int64_t i = (int64_t)n - at.n; i >= 0; i--) {
        if (s[i] != at.s[0] || s[i + at.n - 1] != at.s[at.n - 1])
            continue;
        if (!machine_charge(m, at.n / COMPARED_AT_ONCE) || memcmp(s + i, at.s, at.n) == 0)
            return m->stopped ? -1 : i;
    }
    return -1;
}

static void split_right(machine *m, value list, ref o, ref separator, int64_t most)
{
    uint32_t to = view_of(m, o).n;
    for (; most > 0 && !m->stopped; most--) {
        view at = view_of(m, separator);
        int64_t found = last_in(m, view_of(m, o).s, to, at);
        if (found < 0)
            break;
        add_part(m, list, o, (uint32_t)found + at.n, to);
        to = (uint32_t)found;
    }
    add_part(m, list, o, 0, to);
}

/* Bytes of a character in CPython: texts of a narrower kind hold none of a wider. */
static uint32_t text_kind(const machine *m, ref o)
{
    uint32_t width = world_row(machine_world(m), o)->hi >> 29;
    return width ? width : 1;
}

enum { SPLIT_RESERVE = 12 };

/* As many places as Objects/stringlib/split.h reserves. */
static value split_list(machine *m, ref o, ref separator, int64_t *most)
{
    int64_t n = view_of(m, o).points, k = separator ? view_of(m, separator).points : 0;
    if (*most < 0)
        *most = separator ? n / k + 1 : (n - 1) / 2 + 1;
    if (separator && (text_kind(m, o) < text_kind(m, separator) || n < k))
        return make_list(m, 0, 1);
    return make_list(m, 0, *most >= SPLIT_RESERVE ? SPLIT_RESERVE : (uint32_t)*most + 1);
}

static value split(machine *m, const call_args *a, const char *function, bool right)
{
    const parameters SPLIT = {function, {"sep", "maxsplit"}, 2, 0};
    ref o[3];
    int64_t most = -1;
    if (!arguments_bind(m, a, &SPLIT, o) || (o[1] && !argument_int(m, o[1], &most)))
        return 0;
    ref separator = o[0] == m->none ? 0 : o[0];
    if (separator && !is_str(m, separator))
        return raise_error(m, BT_TYPE_ERROR, "must be str or None, not %s", type_name(m, separator));
    if (separator && !view_of(m, separator).n)
        return raise_error(m, BT_VALUE_ERROR, "empty separator");
    value list = split_list(m, a->self, separator, &most);
    if (separator)
        (right ? split_right : split_left)(m, list, a->self, separator, most);
    else
        (right ? split_space_right : split_space_left)(m, list, a->self, most);
    if (right && !m->stopped && world_row(machine_world(m), VALUE_ROW(list))->lo > 1)
        world_emit(m->r, EV_LIST_REVERSE, 0, VALUE_ROW(list), 0, 0);
    return list_done(m, list);
}

static value str_split(machine *m, const call_args *a)
{
    return split(m, a, "split", false);
}

static value str_rsplit(machine *m, const call_args *a)
{
    return split(m, a, "rsplit", true);
}

static value str_splitlines(machine *m, const call_args *a)
{
    static const parameters SPLITLINES = {"splitlines", {"keepends"}, 1, 0};
    ref o[3];
    int keep = 0;
    if (!arguments_bind(m, a, &SPLITLINES, o) || (o[0] && (keep = object_is_true(m, o[0])) < 0))
        return 0;
    value list = make_list(m, 0, 0);
    for (uint32_t i = 0, from = 0; i < view_of(m, a->self).n && !m->stopped; from = i) {
        view self = view_of(m, a->self);
        const char *p = self.s + i, *end = self.s + self.n, *start = p;
        uint32_t c = 0;
        while (p < end && !character_is_line_break(c)) {
            start = p;
            c = character_next(&p);
        }
        uint32_t stop = (uint32_t)((character_is_line_break(c) ? start : p) - self.s);
        if (c == '\r' && p < end && *p == '\n')
            p++;
        i = (uint32_t)(p - self.s);
        add_part(m, list, a->self, from, keep ? i : stop);
    }
    return list_done(m, list);
}

/* The items' texts, self between them; false: one is no str. */
static bool join_items(machine *m, ref self, ref items, buffer *out)
{
    const world *w = machine_world(m);
    view between = view_of(m, self);
    for (uint32_t i = 0; i < world_row(w, items)->lo; i++) {
        ref item = world_word(w, items, i);
        if (!is_str(m, item)) {
            raise_error(m, BT_TYPE_ERROR, "sequence item %u: expected str instance, %s found", i, type_name(m, item));
            return false;
        }
        if (i)
            buffer_add(out, between.s, between.n);
        view v = view_of(m, item);
        buffer_add(out, v.s, v.n);
        if (!fits(m, out->length))
            return false;
    }
    return true;
}

static value str_join(machine *m, const call_args *a)
{
    const world *w = machine_world(m);
    value made = make_sequence(m, a->v[0], "can only join an iterable");
    ref items = VALUE_ROW(made);
    if (!made)
        return 0;
    buffer out = {0};
    value v;
    if (world_row(w, items)->lo == 1 && world_kind(w, world_word(w, items, 0)) == KIND_STR)
        v = value_own(m, world_word(w, items, 0));
    else
        v = finish(m, &out, join_items(m, a->self, items, &out));
    value_drop(m, made);
    return v;
}

static value str_format(machine *m, const call_args *a)
{
    return format_template(m, a);
}

enum { KEYWORDS = BUILTIN_PURE | BUILTIN_KEYWORDS, ANY = 255 };

const builtin_info BUILTINS_STR[] = {
    {"capitalize", BT_STR, 0, 0, BUILTIN_PURE, str_capitalize},
    {"count", BT_STR, 1, 3, BUILTIN_PURE | BUILTIN_CHARGES, str_count},
    {"endswith", BT_STR, 1, 3, BUILTIN_PURE | BUILTIN_CHARGES, str_endswith},
    {"find", BT_STR, 1, 3, BUILTIN_PURE | BUILTIN_CHARGES, str_find},
    {"format", BT_STR, 0, ANY, BUILTIN_KEYWORDS | BUILTIN_TUPLE, str_format},
    {"index", BT_STR, 1, 3, BUILTIN_PURE | BUILTIN_CHARGES, str_index},
    {"isalpha", BT_STR, 0, 0, BUILTIN_PURE, str_isalpha},
    {"isdigit", BT_STR, 0, 0, BUILTIN_PURE, str_isdigit},
    {"islower", BT_STR, 0, 0, BUILTIN_PURE, str_islower},
    {"isspace", BT_STR, 0, 0, BUILTIN_PURE, str_isspace},
    {"isupper", BT_STR, 0, 0, BUILTIN_PURE, str_isupper},
    {"join", BT_STR, 1, 1, 0, str_join},
    {"ljust", BT_STR, 1, 2, BUILTIN_PURE, str_ljust},
    {"lower", BT_STR, 0, 0, BUILTIN_PURE, str_lower},
    {"lstrip", BT_STR, 0, 1, BUILTIN_PURE, str_lstrip},
    {"replace", BT_STR, 0, ANY, KEYWORDS, str_replace},
    {"rjust", BT_STR, 1, 2, BUILTIN_PURE, str_rjust},
    {"rsplit", BT_STR, 0, ANY, KEYWORDS, str_rsplit},
    {"rstrip", BT_STR, 0, 1, BUILTIN_PURE, str_rstrip},
    {"split", BT_STR, 0, ANY, KEYWORDS, str_split},
    {"splitlines", BT_STR, 0, ANY, BUILTIN_KEYWORDS, str_splitlines},
    {"startswith", BT_STR, 1, 3, BUILTIN_PURE | BUILTIN_CHARGES, str_startswith},
    {"strip", BT_STR, 0, 1, BUILTIN_PURE, str_strip},
    {"title", BT_STR, 0, 0, BUILTIN_PURE, str_title},
    {"upper", BT_STR, 0, 0, BUILTIN_PURE, str_upper},
    {"zfill", BT_STR, 1, 1, BUILTIN_PURE, str_zfill},
    {0},
};
