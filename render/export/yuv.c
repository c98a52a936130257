#include "render/export/yuv.h"

/* Source: Rec. ITU-R BT.709-6, 3.2 to 3.4: luma weights .2126, .7152, .0722; 219 and 224 steps. In
 * 1/65536. */
enum {
    LUMA_R = 11966, LUMA_G = 40254, LUMA_B = 4064,
    BLUE_R = -6596, BLUE_G = -22189, BLUE_B = 28785,
    RED_R = 28785, RED_G = -26145, RED_B = -2640,
    SHIFT = 16,
    HALF = 1 << 15
};

static int32_t red(uint32_t c)
{
    return (int32_t)(c >> 16 & 0xFF);
}

static int32_t green(uint32_t c)
{
    return (int32_t)(c >> 8 & 0xFF);
}

static int32_t blue(uint32_t c)
{
    return (int32_t)(c & 0xFF);
}

size_t yuv_bytes(int32_t width_px, int32_t height_px)
{
    size_t pixels = (size_t)yuv_side(width_px) * (size_t)yuv_side(height_px);
    return pixels + pixels / 2;
}

static uint8_t luma(uint32_t c)
{
    return (uint8_t)(16 + ((LUMA_R * red(c) + LUMA_G * green(c) + LUMA_B * blue(c) + HALF) >> SHIFT));
}

void yuv_from_pixels(const uint32_t *pixels, int32_t width_px, int32_t height_px, uint8_t *planes)
{
    int32_t width = yuv_side(width_px), height = yuv_side(height_px);
    uint8_t *y = planes, *u = planes + (size_t)width * (size_t)height;
    uint8_t *v = u + (size_t)width * (size_t)height / 4;
    for (int32_t row = 0; row < height; row += 2) {
        const uint32_t *upper = pixels + (size_t)row * (size_t)width_px;
        const uint32_t *lower = row + 1 < height_px ? upper + width_px : upper;
        uint8_t *y0 = y + (size_t)row * (size_t)width, *y1 = y0 + width;
        for (int32_t x = 0; x < width; x += 2) {
            int32_t next = x + 1 < width_px ? x + 1 : x;
            uint32_t a = upper[x], b = upper[next], c = lower[x], d = lower[next];
            y0[x] = luma(a);
            y0[x + 1] = luma(b);
            y1[x] = luma(c);
            y1[x + 1] = luma(d);
            int32_t r = red(a) + red(b) + red(c) + red(d);
            int32_t g = green(a) + green(b) + green(c) + green(d);
            int32_t l = blue(a) + blue(b) + blue(c) + blue(d);
            int32_t middle = 128 * 4 * (1 << SHIFT) + 2 * (1 << SHIFT); /* before the shift: never negative */
            *u++ = (uint8_t)((BLUE_R * r + BLUE_G * g + BLUE_B * l + middle) >> (SHIFT + 2));
            *v++ = (uint8_t)((RED_R * r + RED_G * g + RED_B * l + middle) >> (SHIFT + 2));
        }
    }
}
