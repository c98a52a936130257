#include "sim/base/report_error.h"

#include "sim/base/source_text.h"
#include "sim/base/utf8.h"

#include <string.h>

/* C0, DEL, C1 move the cursor or change the terminal; the others turn the reading direction. */
static bool is_hidden(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Append the code point (or the bad byte) at `text`; returns the bytes taken. */
static size_t add_visible_one(buffer *out, const char *text, size_t left)
{
    size_t bytes = utf8_length(text, left);
    if (bytes == 0) {
        buffer_printf(out, "\\x%02x", (unsigned char)text[0]);
        return 1;
    }
    uint32_t c = utf8_decode(text);
    if (!is_hidden(c))
        buffer_add(out, text, bytes);
    else if (c < 0x100)
        buffer_printf(out, "\\x%02x", (unsigned)c);
    else
        buffer_printf(out, "\\u%04x", (unsigned)c);
    return bytes;
}

static void add_visible(buffer *out, const char *text)
{
    for (size_t i = 0, length = strlen(text); i < length;)
        i += add_visible_one(out, text + i, length - i);
}

/* Bytes of the first `chars` characters of a line; a bad byte is a character of its own. */
static size_t bytes_of(const char *text, size_t length, size_t chars)
{
    size_t i = 0;
    for (; chars > 0 && i < length; chars--) {
        size_t bytes = utf8_length(text + i, length - i);
        i += bytes ? bytes : 1;
    }
    return i;
}

/* Append `chars` characters; a tab is one space, so that the caret below it stands right. Returns
 * how many columns they take on the screen. */
static size_t add_part(buffer *out, const char *text, size_t length, size_t chars)
{
    size_t columns = 0;
    for (size_t i = 0; chars > 0 && i < length; chars--) {
        size_t before = out->length;
        if (text[i] == '\t') {
            buffer_add_char(out, ' ');
            i++;
        } else {
            i += add_visible_one(out, text + i, length - i);
        }
        columns += utf8_count(out->text + before, out->failed ? 0 : out->length - before);
    }
    return columns;
}

/* The line and the caret. `at` characters stand left of the caret. */
static void add_excerpt(buffer *out, const char *line, size_t length, size_t at)
{
    size_t last = utf8_count(line, length); /* near enough for a line with bad bytes */
    if (at > last)
        at = last;
    size_t first = 0;
    if (last > REPORT_LINE_CHARS && at > REPORT_LINE_CHARS / 2)
        first = at - REPORT_LINE_CHARS / 2;
    if (last > REPORT_LINE_CHARS && first > last - REPORT_LINE_CHARS)
        first = last - REPORT_LINE_CHARS;
    size_t skipped = bytes_of(line, length, first);
    const char *part = line + skipped;
    size_t left = length - skipped;
    size_t columns = first > 0 ? 3 : 0;
    buffer_add_text(out, first > 0 ? "    ..." : "    ");
    columns += add_part(out, part, left, at - first);
    size_t done = bytes_of(part, left, at - first);
    (void)add_part(out, part + done, left - done, REPORT_LINE_CHARS - (at - first));
    if (last - first > REPORT_LINE_CHARS)
        buffer_add_text(out, "...");
    buffer_printf(out, "\n%*s^\n", (int)columns + 4, "");
}

void error_format(const ouro_error *err, const char *file, const char *text, size_t length,
                  buffer *out)
{
    if (file) {
        add_visible(out, file);
        if (err->line > 0)
            buffer_printf(out, ":%u:%u", err->line, err->column);
        buffer_add_text(out, ": ");
    }
    buffer_add_text(out, "error: ");
    add_visible(out, err->text);
    buffer_add_char(out, '\n');
    size_t start, line_length;
    if (!text || err->line == 0 || !source_text_line(text, length, err->line, &start, &line_length))
        return;
    add_excerpt(out, text + start, line_length, err->column > 0 ? err->column - 1 : 0);
}
