#include "sim/base/buffer.h"

#include "sim/base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool buffer_reserve(buffer *b, size_t more)
{
    if (b->failed)
        return false;
    if (b->length + more + 1 <= b->capacity)
        return true;
    size_t capacity = b->capacity ? b->capacity : 64;
    while (capacity < b->length + more + 1)
        capacity *= 2;
    char *text = realloc(b->text, capacity);
    if (!text) {
        b->failed = true;
        return false;
    }
    b->text = text;
    b->capacity = capacity;
    return true;
}

void buffer_add(buffer *b, const char *text, size_t length)
{
    if (!buffer_reserve(b, length))
        return;
    if (length)
        memcpy(b->text + b->length, text, length);
    b->length += length;
    b->text[b->length] = '\0';
}

void buffer_add_text(buffer *b, const char *text)
{
    buffer_add(b, text, strlen(text));
}

void buffer_add_char(buffer *b, char c)
{
    buffer_add(b, &c, 1);
}

void buffer_add_code_point(buffer *b, uint32_t c)
{
    char bytes[4];
    size_t n = 0;
    if (c < 0x80) {
        bytes[n++] = (char)c;
    } else if (c < 0x800) {
        bytes[n++] = (char)(0xC0 | (c >> 6));
        bytes[n++] = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        bytes[n++] = (char)(0xE0 | (c >> 12));
        bytes[n++] = (char)(0x80 | ((c >> 6) & 0x3F));
        bytes[n++] = (char)(0x80 | (c & 0x3F));
    } else {
        bytes[n++] = (char)(0xF0 | (c >> 18));
        bytes[n++] = (char)(0x80 | ((c >> 12) & 0x3F));
        bytes[n++] = (char)(0x80 | ((c >> 6) & 0x3F));
        bytes[n++] = (char)(0x80 | (c & 0x3F));
    }
    buffer_add(b, bytes, n);
}

void buffer_add_int(buffer *b, int64_t n)
{
    enum { MOST = 20 }; /* a sign and 19 digits */
    char digits[MOST];
    uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    size_t at = MOST;
    do
        digits[--at] = (char)('0' + left % 10);
    while ((left /= 10) != 0);
    if (n < 0)
        digits[--at] = '-';
    buffer_add(b, digits + at, MOST - at);
}

void buffer_printf(buffer *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int wanted = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (wanted >= 0 && buffer_reserve(b, (size_t)wanted)) {
        (void)vsnprintf(b->text + b->length, (size_t)wanted + 1, format, again);
        b->length += (size_t)wanted;
    }
    va_end(again);
}

void buffer_add_json(buffer *b, const char *text, size_t length)
{
    buffer_add_char(b, '"');
    for (size_t i = 0, bytes = 1; i < length; i += bytes) {
        unsigned char c = (unsigned char)text[i];
        bytes = c < 0x80 ? 1 : utf8_length(text + i, length - i);
        if (bytes == 0) {
            buffer_printf(b, "\\udc%02x", c); /* as os.fsdecode() has it */
            bytes = 1;
        } else if (c == '"' || c == '\\') {
            buffer_add_char(b, '\\');
            buffer_add_char(b, (char)c);
        } else if (c == '\n') {
            buffer_add_text(b, "\\n");
        } else if (c == '\t') {
            buffer_add_text(b, "\\t");
        } else if (c < 0x20 || c == 0x7F) {
            buffer_printf(b, "\\u%04x", c);
        } else {
            buffer_add(b, text + i, bytes);
        }
    }
    buffer_add_char(b, '"');
}

const char *buffer_text(const buffer *b)
{
    return b->text ? b->text : "";
}

void buffer_clear(buffer *b)
{
    b->length = 0;
    if (b->text)
        b->text[0] = '\0';
}

void buffer_free(buffer *b)
{
    free(b->text);
    *b = (buffer){0};
}
