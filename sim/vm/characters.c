#include "sim/vm/characters.h"

#include <stddef.h>

uint32_t character_next(const char **p)
{
    const unsigned char *s = (const unsigned char *)*p;
    uint32_t c = s[0];
    unsigned more = c < 0x80 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
    c = more == 0 ? c : c & (0x3FU >> more);
    for (unsigned i = 1; i <= more; i++)
        c = c << 6 | (s[i] & 0x3FU);
    *p += more + 1;
    return c;
}

uint32_t character_write(uint32_t c, char out[4])
{
    uint32_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (n == 1) {
        out[0] = (char)c;
        return 1;
    }
    for (uint32_t i = n - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)((0xF0U << (4 - n)) | c);
    return n;
}

bool character_is_space(uint32_t c)
{
    return (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

bool character_is_line_break(uint32_t c)
{
    return (c >= 10 && c <= 13) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

typedef struct range {
    uint32_t first, last;
    bool alpha;
} range;

/* No character of these has a case or is a digit. */
static const range CASELESS[] = {
    {0x2010, 0x206F, false}, {0x20A0, 0x20C0, false}, {0x2190, 0x2426, false}, {0x2500, 0x2775, false},
    {0x3001, 0x3004, false}, {0x3041, 0x3096, true},  {0x30A1, 0x30FA, true},  {0x4E00, 0x9FFF, true},
    {0xAC00, 0xD7A3, true},  {0x1F300, 0x1FAF0, false},
};

static const range *caseless(uint32_t c)
{
    for (size_t i = 0; i < sizeof CASELESS / sizeof *CASELESS; i++)
        if (c >= CASELESS[i].first && c <= CASELESS[i].last)
            return &CASELESS[i];
    return NULL;
}

/* Greek with a tonos or diaeresis (U+0390 and U+03B0 have no capital of their own), then Cyrillic. */
static bool greek_upper(uint32_t c)
{
    return c == 0x386 || (c >= 0x388 && c <= 0x38A) || c == 0x38C || c == 0x38E || c == 0x38F ||
           (c >= 0x391 && c <= 0x3AB && c != 0x3A2);
}

static bool greek_lower(uint32_t c)
{
    return c >= 0x3AC && c <= 0x3CE && c != 0x3B0;
}

bool character_known(uint32_t c)
{
    return c <= 0xFF || greek_upper(c) || greek_lower(c) || (c >= 0x400 && c <= 0x45F) || c == 0x178 ||
           caseless(c);
}

bool character_is_upper(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || c == 0x178 || greek_upper(c) ||
           (c >= 0x400 && c <= 0x42F);
}

bool character_is_lower(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || c == 0xAA || c == 0xB5 || c == 0xBA ||
           (c >= 0xDF && c <= 0xFF && c != 0xF7) || greek_lower(c) || (c >= 0x430 && c <= 0x45F);
}

bool character_is_alpha(uint32_t c)
{
    const range *r = caseless(c);
    return character_is_lower(c) || character_is_upper(c) || (r && r->alpha);
}

bool character_is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || c == 0xB2 || c == 0xB3 || c == 0xB9;
}

/* Lower case less upper case of the letters with a tonos, which stand in no order. */
static uint32_t tonos_distance(uint32_t upper)
{
    return upper == 0x386 ? 38 : upper >= 0x388 && upper <= 0x38A ? 37 : upper == 0x38C ? 64 : 63;
}

uint32_t character_lower(uint32_t c)
{
    if (!character_is_upper(c))
        return c;
    if (c == 0x178)
        return 0xFF;
    if (c < 0x370 || (c >= 0x391 && c <= 0x3AB) || (c >= 0x410 && c <= 0x42F))
        return c + 32;
    return c + (c >= 0x400 ? 80 : tonos_distance(c));
}

uint32_t character_upper(uint32_t c)
{
    static const uint32_t TONOS[] = {0x386, 0x388, 0x389, 0x38A, 0x38C, 0x38E, 0x38F};
    if (!character_is_lower(c) || c == 0xAA || c == 0xBA || c == 0xDF)
        return c;
    if (c == 0xB5 || c == 0xFF || c == 0x3C2)
        return c == 0xB5 ? 0x39C : c == 0xFF ? 0x178 : 0x3A3;
    for (size_t i = 0; c >= 0x3AC && c <= 0x3CE && i < sizeof TONOS / sizeof *TONOS; i++)
        if (TONOS[i] + tonos_distance(TONOS[i]) == c)
            return TONOS[i];
    return c - (c >= 0x450 ? 80 : 32);
}

/* The zeros of the scripts that have decimal digits of their own; nine follow each. Unicode 15.1. */
static const uint32_t ZEROS[] = {
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6,
    0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0,
    0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0,
    0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450,
    0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16A60,
    0x16AC0, 0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E950,
    0x1FBF0,
};

uint32_t character_decimal(uint32_t c)
{
    if (c < 0x80)
        return c >= '0' && c <= '9' ? c - '0' : NOT_DECIMAL;
    for (size_t i = 0; i < sizeof ZEROS / sizeof *ZEROS; i++)
        if (c >= ZEROS[i] && c < ZEROS[i] + 10)
            return c - ZEROS[i];
    return NOT_DECIMAL;
}
