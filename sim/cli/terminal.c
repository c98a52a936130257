#define _POSIX_C_SOURCE 200809L
#include "sim/cli/terminal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool terminal_is(FILE *file)
{
    return isatty(fileno(file)) == 1;
}

bool terminal_has_color(FILE *file)
{
    const char *no_color = getenv("NO_COLOR"); /* no-color.org: set and not empty */
    const char *term = getenv("TERM");
    if ((no_color && *no_color) || !term || strcmp(term, "dumb") == 0)
        return false;
    return terminal_is(file);
}

/* The code point at `text` and its length in bytes; 0 bytes: no UTF-8 here. */
static size_t decode(const unsigned char *text, size_t left, uint32_t *out)
{
    unsigned char first = text[0];
    size_t bytes = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
    if (bytes == 0 || bytes > left || first > 0xF4)
        return 0;
    uint32_t point = bytes == 1 ? first : first & (0xFFU >> (bytes + 1));
    for (size_t i = 1; i < bytes; i++) {
        if ((text[i] & 0xC0U) != 0x80U)
            return 0;
        point = point << 6 | (text[i] & 0x3FU);
    }
    *out = point;
    return bytes;
}

static bool is_control(uint32_t c)
{
    if (c == '\n' || c == '\t')
        return false;
    return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

/* Characters that turn the direction of what stands around them. */
static bool is_bidi_control(uint32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

void terminal_add_escaped(buffer *b, const char *text, size_t length)
{
    for (size_t i = 0; i < length;) {
        uint32_t c = 0;
        size_t bytes = decode((const unsigned char *)text + i, length - i, &c);
        if (bytes == 0)
            buffer_printf(b, "\\x%02x", (unsigned char)text[i]);
        else if (is_control(c))
            buffer_printf(b, "\\x%02x", (unsigned)c);
        else if (is_bidi_control(c))
            buffer_printf(b, "\\u%04x", (unsigned)c);
        else
            buffer_add(b, text + i, bytes);
        i += bytes ? bytes : 1;
    }
}

bool terminal_write(FILE *file, const char *text, size_t length)
{
    if (!terminal_is(file))
        return fwrite(text, 1, length, file) == length;
    buffer b = {0};
    terminal_add_escaped(&b, text, length);
    bool done = !b.failed && fwrite(buffer_text(&b), 1, b.length, file) == b.length;
    buffer_free(&b);
    return done;
}
