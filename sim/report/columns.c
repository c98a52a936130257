#include "sim/report/columns.h"

#include "sim/base/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void spaces(buffer *b, int count)
{
    while (count-- > 0)
        buffer_add_char(b, ' ');
}

static size_t first_code_points(const char *text, int count)
{
    size_t at = 0, length = strlen(text);
    while (count-- > 0 && at < length) {
        size_t n = utf8_length(text + at, length - at);
        at += n ? n : 1;
    }
    return at;
}

void column_text(buffer *b, int width, const char *text)
{
    int count = (int)utf8_count(text, strlen(text));
    if (count > width) {
        int dots = width < 3 ? width : 3;
        buffer_add(b, text, first_code_points(text, width - dots));
        buffer_add(b, "...", (size_t)dots);
        return;
    }
    buffer_add_text(b, text);
    spaces(b, width - count);
}

void column_heading(buffer *b, int width, const char *text)
{
    spaces(b, width - (int)utf8_count(text, strlen(text)));
    buffer_add_text(b, text);
}

/* sign: 0 for none */
static void number(buffer *b, int width, char sign, uint64_t n)
{
    char text[40];
    size_t at = sizeof text - 1;
    text[at] = '\0';
    for (unsigned digits = 0; n || !digits; n /= 10, digits++) {
        if (digits && digits % 3 == 0)
            text[--at] = ',';
        text[--at] = (char)('0' + n % 10);
    }
    if (sign)
        text[--at] = sign;
    column_heading(b, width, text + at);
}

void column_number(buffer *b, int width, uint64_t n)
{
    number(b, width, 0, n);
}

void column_change(buffer *b, int width, int64_t n)
{
    number(b, width, n > 0 ? '+' : n < 0 ? '-' : (char)0, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
}

int column_fit(int width, const char *text, int most)
{
    int count = (int)utf8_count(text, strlen(text));
    return count <= width ? width : count < most ? count : most;
}

const char *column_plural(uint64_t n)
{
    return n == 1 ? "" : "s";
}
