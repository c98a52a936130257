#define _POSIX_C_SOURCE 200809L
#include "sim/cli/terminal.h"

#include "sim/base/utf8.h"

#include <stdint.h>
#include <string.h>
#include <unistd.h>

bool terminal_is(FILE *file)
{
    return isatty(fileno(file)) == 1;
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
        size_t bytes = utf8_length(text + i, length - i);
        uint32_t c = bytes > 0 ? utf8_decode(text + i) : (unsigned char)text[i];
        if (bytes == 0 || (is_control(c) && c < 0x80))
            buffer_printf(b, "\\x%02x", (unsigned)c);
        else if (is_control(c) || is_bidi_control(c))
            buffer_printf(b, "\\u%04x", (unsigned)c);
        else
            buffer_add(b, text + i, bytes);
        i += bytes > 0 ? bytes : 1;
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
