/* A ruler by which pictures do not depend on fonts: every code point is 0.6 of the size wide. */
#ifndef OURO_TESTS_UNIT_FIXED_RULER_H
#define OURO_TESTS_UNIT_FIXED_RULER_H

#include "render/scene/frame.h"

static float fixed_width(void *context, frame_font font, float size_px, const char *text,
                         size_t length)
{
    (void)context;
    (void)font;
    size_t points = 0;
    for (size_t i = 0; i < length; i++)
        points += ((unsigned char)text[i] & 0xC0) != 0x80;
    return 0.6F * size_px * (float)points;
}

static const frame_ruler FIXED_RULER = {.width = fixed_width};

#endif
