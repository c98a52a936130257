/* Pixels as planes of YUV 4:2:0: BT.709, limited range, chroma the mean of 2 x 2 pixels.
 *
 * Integer arithmetic alone: the same bytes everywhere. */
#ifndef OURO_RENDER_EXPORT_YUV_H
#define OURO_RENDER_EXPORT_YUV_H

#include <stddef.h>
#include <stdint.h>

/* Even sides that hold a picture of that size. */
static inline int32_t yuv_side(int32_t side_px)
{
    return side_px + (side_px & 1);
}
/* Bytes of the three planes. */
size_t yuv_bytes(int32_t width_px, int32_t height_px);
/* `pixels`: 0x..RRGGBB, rows width_px apart. A last row or column is doubled if a side is odd. */
void yuv_from_pixels(const uint32_t *pixels, int32_t width_px, int32_t height_px, uint8_t *planes);

#endif
