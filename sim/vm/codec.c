/* Encodings: UTF-8, ASCII, Latin-1, with the error handlers "strict", "ignore" and "replace".
 * Source: CPython 3.13.0, Objects/unicodeobject.c, Objects/stringlib/codecs.h, utf8_decode(); messages:
 * Objects/exceptions.c, UnicodeEncodeError_str(), UnicodeDecodeError_str(). */
#include "sim/vm/bytes.h"

#include "sim/vm/characters.h"
#include "sim/vm/sequence.h"

#include <ctype.h>

typedef enum encoding { ENCODING_UTF8, ENCODING_ASCII, ENCODING_LATIN1, ENCODING_OTHER } encoding;
static const char *const ENCODING_NAMES[] = {"utf-8", "ascii", "latin-1"};

static const char *text_of(const machine *m, ref str)
{
    uint32_t length;
    return world_text(machine_world(m), str, &length);
}

/* Names compare without regard to case, `_` and `-`. */
static bool same_name(const char *name, const char *known)
{
    for (; *known; name++, known++) {
        char c = (char)tolower((unsigned char)*name);
        if ((c == '_' ? '-' : c) != *known)
            return false;
    }
    return !*name;
}

static encoding encoding_named(machine *m, ref name)
{
    static const struct {
        const char *name;
        encoding is;
    } KNOWN[] = {{"utf-8", ENCODING_UTF8},         {"utf8", ENCODING_UTF8},     {"ascii", ENCODING_ASCII},
                 {"us-ascii", ENCODING_ASCII},     {"latin-1", ENCODING_LATIN1}, {"latin1", ENCODING_LATIN1},
                 {"iso-8859-1", ENCODING_LATIN1}, {"iso8859-1", ENCODING_LATIN1}};
    if (!name)
        return ENCODING_UTF8;
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        if (same_name(text_of(m, name), KNOWN[i].name))
            return KNOWN[i].is;
    stop_unsupported(m, "encoding '%s' is not supported", text_of(m, name));
    return ENCODING_OTHER;
}

typedef enum handler { HANDLER_STRICT, HANDLER_IGNORE, HANDLER_REPLACE, HANDLER_UNKNOWN } handler;

/* Handlers are looked for when the first error comes. */
static handler handler_named(machine *m, ref name)
{
    static const char *const OTHERS[] = {"xmlcharrefreplace", "backslashreplace", "namereplace",
                                         "surrogateescape", "surrogatepass"};
    const char *text = name ? text_of(m, name) : "strict";
    if (strcmp(text, "strict") == 0)
        return HANDLER_STRICT;
    if (strcmp(text, "ignore") == 0)
        return HANDLER_IGNORE;
    if (strcmp(text, "replace") == 0)
        return HANDLER_REPLACE;
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        if (strcmp(text, OTHERS[i]) == 0)
            stop_unsupported(m, "error handler '%s' is not supported", text);
    if (!m->stopped)
        raise_error(m, BT_LOOKUP_ERROR, "unknown error handler name '%s'", text);
    return HANDLER_UNKNOWN;
}

/* --- Errors ------------------------------------------------------------------------------------------- */

typedef struct codec_error {
    builtin_type type;
    encoding of;
    ref object;
    uint32_t start, end;
    const char *reason;
} codec_error;

static void codec_raise(machine *m, const codec_error *e)
{
    value args = make_tuple(m, 5);
    tuple_fill(m, args, 0, make_text(m, ENCODING_NAMES[e->of]));
    tuple_fill(m, args, 1, e->object);
    tuple_fill(m, args, 2, make_int(m, e->start));
    tuple_fill(m, args, 3, make_int(m, e->end));
    tuple_fill(m, args, 4, make_text(m, e->reason));
    world_emit(m->r, EV_NEW, KIND_EXCEPTION, 0, m->types[e->type], 0);
    value exception = value_born(m);
    static const uint8_t FIELDS[] = {0, 1, 4}; /* of the args: encoding, object, reason */
    for (uint32_t i = 0; i < sizeof FIELDS; i++)
        world_emit(m->r, EV_SLOT_SET, 0, VALUE_ROW(exception), EXCEPTION_OWN + i,
                   world_word(machine_world(m), VALUE_ROW(args), FIELDS[i]));
    world_emit(m->r, EV_SLOT_SET, value_steal(args), VALUE_ROW(exception), EXCEPTION_ARGS, VALUE_ROW(args));
    raise_value(m, exception);
}

/* "character '\xe9' in position 1", "characters in position 1-2". */
static void encode_place(const machine *m, ref object, uint32_t start, uint32_t end, buffer *out)
{
    uint32_t length;
    const char *text = world_text(machine_world(m), object, &length);
    const char *p = text + text_offset(text, length, start);
    if (end != start + 1) {
        buffer_printf(out, "characters in position %u-%u", start, end - 1);
        return;
    }
    uint32_t c = character_next(&p);
    buffer_printf(out, c <= 0xFF ? "character '\\x%02x'" : c <= 0xFFFF ? "character '\\u%04x'" : "character '\\U%08x'", c);
    buffer_printf(out, " in position %u", start);
}

static void decode_place(const machine *m, ref object, uint32_t start, uint32_t end, buffer *out)
{
    uint32_t length;
    const char *text = world_text(machine_world(m), object, &length);
    if (end == start + 1)
        buffer_printf(out, "byte 0x%02x in position %u", (unsigned char)text[start], start);
    else
        buffer_printf(out, "bytes in position %u-%u", start, end - 1);
}

bool codec_error_text(machine *m, ref exception, ref args, buffer *out)
{
    const world *w = machine_world(m);
    bool encode = exception_is(m, exception, BT_UNICODE_ENCODE_ERROR);
    if ((!encode && !exception_is(m, exception, BT_UNICODE_DECODE_ERROR)) || !args || world_row(w, args)->lo != 5)
        return false;
    uint32_t start = (uint32_t)world_int(w, world_word(w, args, 2)), end = (uint32_t)world_int(w, world_word(w, args, 3));
    buffer_printf(out, "'%s' codec can't %s ", text_of(m, world_word(w, args, 0)), encode ? "encode" : "decode");
    (encode ? encode_place : decode_place)(m, world_word(w, args, 1), start, end, out);
    buffer_printf(out, ": %s", text_of(m, world_word(w, args, 4)));
    return true;
}

/* --- Encoding ------------------------------------------------------------------------------------------- */

/* A run of characters that the encoding lacks, from character `at` on; false: raised. */
static bool encode_bad(machine *m, codec_error *e, ref errors, const char **p, const char *end, buffer *out)
{
    uint32_t limit = e->of == ENCODING_ASCII ? 0x80 : 0x100;
    handler how = handler_named(m, errors);
    if (how == HANDLER_UNKNOWN)
        return false;
    for (e->end = e->start; *p < end; e->end++) {
        const char *next = *p;
        if (character_next(&next) < limit)
            break;
        *p = next;
        if (how == HANDLER_REPLACE)
            buffer_add_char(out, '?');
    }
    if (how == HANDLER_STRICT)
        codec_raise(m, e);
    return how != HANDLER_STRICT;
}

static bool encode_narrow(machine *m, ref str, encoding to, ref errors, buffer *out)
{
    uint32_t length, limit = to == ENCODING_ASCII ? 0x80 : 0x100, at = 0;
    const char *p = world_text(machine_world(m), str, &length), *end = p + length;
    while (p < end) {
        const char *next = p;
        uint32_t c = character_next(&next);
        if (c < limit) {
            buffer_add_char(out, (char)c);
            p = next;
            at++;
            continue;
        }
        codec_error e = {BT_UNICODE_ENCODE_ERROR, to, str, at, at,
                         to == ENCODING_ASCII ? "ordinal not in range(128)" : "ordinal not in range(256)"};
        if (!encode_bad(m, &e, errors, &p, end, out))
            return false;
        at = e.end;
    }
    return true;
}

value text_encode(machine *m, ref str, ref name, ref errors)
{
    encoding to = encoding_named(m, name);
    uint32_t length;
    buffer out = {0};
    const char *text = world_text(machine_world(m), str, &length);
    bool ok = to != ENCODING_OTHER && machine_charge(m, length / 64);
    if (ok && to == ENCODING_UTF8)
        buffer_add(&out, text, length);
    else if (ok)
        ok = encode_narrow(m, str, to, errors, &out);
    value v = ok ? make_bytes(m, buffer_text(&out), out.length) : 0;
    buffer_free(&out);
    return v;
}

/* --- Decoding -------------------------------------------------------------------------------------------- */

static bool continues(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* Is the second byte possible after the first? Overlong forms, surrogates and what lies beyond U+10FFFF
 * are not. */
static bool second_fits(unsigned char first, unsigned char second)
{
    if (!continues(second))
        return false;
    return first == 0xE0 ? second >= 0xA0 : first == 0xED ? second < 0xA0
           : first == 0xF0 ? second >= 0x90 : first == 0xF4 ? second < 0x90 : true;
}

/* Bytes of the character at `s`; 0: there is none, and *bad bytes are to blame. */
static uint32_t utf8_character(const unsigned char *s, uint32_t n, uint32_t *bad, const char **reason)
{
    uint32_t wanted = *s < 0x80 ? 1 : *s < 0xC2 ? 0 : *s < 0xE0 ? 2 : *s < 0xF0 ? 3 : *s < 0xF5 ? 4 : 0;
    *bad = 1;
    *reason = "invalid start byte";
    if (!wanted)
        return 0;
    for (uint32_t i = 1; i < wanted; i++) {
        *bad = i;
        *reason = "unexpected end of data";
        if (i >= n)
            return 0;
        *reason = "invalid continuation byte";
        if (i == 1 ? !second_fits(s[0], s[1]) : !continues(s[i]))
            return 0;
    }
    return wanted;
}

static bool decode_bad(machine *m, const codec_error *e, ref errors, buffer *out)
{
    switch (handler_named(m, errors)) {
    case HANDLER_STRICT:
        codec_raise(m, e);
        return false;
    case HANDLER_REPLACE:
        buffer_add_code_point(out, 0xFFFD);
        return true;
    case HANDLER_IGNORE:
        return true;
    case HANDLER_UNKNOWN:
        break;
    }
    return false;
}

static bool decode(machine *m, ref bytes, encoding from, ref errors, buffer *out)
{
    uint32_t length, n, bad;
    const unsigned char *s = (const unsigned char *)world_text(machine_world(m), bytes, &length);
    for (uint32_t i = 0; i < length; i += n ? n : bad) {
        const char *reason = "ordinal not in range(128)";
        bad = 1;
        n = from == ENCODING_UTF8 ? utf8_character(s + i, length - i, &bad, &reason)
                                  : from == ENCODING_LATIN1 || s[i] < 0x80;
        if (n && from == ENCODING_LATIN1)
            buffer_add_code_point(out, s[i]);
        else if (n)
            buffer_add(out, (const char *)s + i, n);
        codec_error e = {BT_UNICODE_DECODE_ERROR, from, bytes, i, i + bad, reason};
        if (!n && !decode_bad(m, &e, errors, out))
            return false;
    }
    return true;
}

value text_decode(machine *m, ref bytes, ref name, ref errors)
{
    if (!world_row(machine_world(m), bytes)->lo) /* nobody looks whether there is such an encoding */
        return m->empty_str;
    encoding from = encoding_named(m, name);
    buffer out = {0};
    bool ok = from != ENCODING_OTHER && machine_charge(m, world_row(machine_world(m), bytes)->lo / 64) &&
              decode(m, bytes, from, errors, &out);
    value v = ok ? make_str(m, buffer_text(&out), out.length) : 0;
    buffer_free(&out);
    return v;
}
