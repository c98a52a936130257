#include "sim/base/utf8.h"

#include <string.h>

static bool continues(const unsigned char *p, size_t count)
{
    for (size_t i = 1; i <= count; i++) {
        if ((p[i] & 0xC0U) != 0x80U)
            return false;
    }
    return true;
}

/* The second byte has a narrower range behind four of the lead bytes (RFC 3629, section 4). */
static bool second_fits(const unsigned char *p)
{
    switch (p[0]) {
    case 0xE0:
        return p[1] >= 0xA0; /* else overlong */
    case 0xED:
        return p[1] <= 0x9F; /* else a surrogate */
    case 0xF0:
        return p[1] >= 0x90; /* else overlong */
    case 0xF4:
        return p[1] <= 0x8F; /* else above U+10FFFF */
    default:
        return true;
    }
}

size_t utf8_length(const char *text, size_t left)
{
    const unsigned char *p = (const unsigned char *)text;
    if (left == 0)
        return 0;
    if (p[0] < 0x80)
        return 1;
    size_t bytes = p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;
    if (bytes == 0 || bytes > left || !continues(p, bytes - 1) || !second_fits(p))
        return 0;
    return bytes;
}

uint32_t utf8_decode(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;
    if (p[0] < 0x80)
        return p[0];
    if (p[0] < 0xE0)
        return (p[0] & 0x1FU) << 6 | (p[1] & 0x3FU);
    if (p[0] < 0xF0)
        return (p[0] & 0x0FU) << 12 | (p[1] & 0x3FU) << 6 | (p[2] & 0x3FU);
    return (p[0] & 0x07U) << 18 | (p[1] & 0x3FU) << 12 | (p[2] & 0x3FU) << 6 | (p[3] & 0x3FU);
}

size_t utf8_find_invalid(const char *text, size_t length)
{
    size_t i = 0;
    while (i < length) {
        if ((unsigned char)text[i] < 0x80) {
            i++;
            continue;
        }
        size_t bytes = utf8_length(text + i, length - i);
        if (bytes == 0)
            return i;
        i += bytes;
    }
    return length;
}

size_t utf8_count(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0U) != 0x80U;
    return count;
}

size_t utf8_cut(const char *text, size_t length, size_t limit)
{
    if (length <= limit)
        return length;
    while (limit > 0 && ((unsigned char)text[limit] & 0xC0U) == 0x80U)
        limit--;
    return limit;
}

int utf8_head(const char *text, size_t limit)
{
    return (int)utf8_cut(text, strlen(text), limit);
}
